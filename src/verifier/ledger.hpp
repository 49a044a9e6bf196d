/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ledger: which work items are alive, where each was made, and whose it is. It is kept
 * beside the items, never in them, so it can judge a pointer to freed or foreign memory, and
 * name what a driver left behind. Kept while the module parameter "verifier" is on; without
 * it every question here is answered in the item's favour.
 */
#pragma once

#include "../engine/item.hpp"

namespace ww {

/* Enters an item. False without memory, for an allocated one; the caller gives up then. */
bool ledger_add(const FamilyItem *item, ww_size bytes, Origin origin, void *object, const Call &call);
void ledger_remove(const FamilyItem *item);

/* False when @item is certainly no live item. Any pointer. */
bool ledger_knows(const void *item);

/*
 * A block of memory is about to be freed. Items that were initialised in it and never
 * uninitialised are reported and struck out. A queued item is reported, and false returned:
 * then the block must stay.
 */
bool ledger_block_may_be_freed(const void *start, ww_size bytes, const char *function,
			       const void *caller);

/* Reports and frees the idle items that @driver's objects leave behind; how many there were. */
ww_u32 ledger_report_leaks(const void *driver);

void ledger_init();
void ledger_exit();

} /* namespace ww */
