/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ledger of live work items: where each was made, and its owner. It is kept beside the items,
 * not in them, so it can judge a pointer to freed or foreign memory, and name the items that a
 * driver left behind. It is kept, and asked, only while the module parameter "verifier" is on.
 *
 * An item is entered as soon as its storage holds it, and removed just before the storage may be
 * freed. So entered items can be read under the ledger's lock.
 */
#pragma once

#include "item.hpp"

namespace ww {

/*
 * Enters an item. Storage that is initialised again keeps its entry. False without memory; for an
 * item in the driver's storage only when the reserve is used up, too.
 */
bool ledger_add(const FamilyItem *item, Origin origin, void *object, const CallSite &call);

/* A snapshot of a live item. For any other pointer an empty one, with state 0. */
ItemSnapshot ledger_look(const FamilyItem *item);

/*
 * item_die(), and removes the entry. False when the item is in another state, of another origin, or
 * no live item;
 * @seen is what it holds then. Of several callers at once, one succeeds.
 */
bool ledger_retire(FamilyItem *item, Family family, Origin origin, ItemSnapshot &seen);

/*
 * Called when a block of memory is about to be freed. Reports and removes items that were
 * initialised in it and never uninitialised. If it contains a queued item, reports that and returns
 * false: then the block must not be freed. True without the verifier.
 */
bool ledger_block_may_be_freed(const void *start, size_t bytes, const char *function,
			       const void *caller);

/*
 * Reports the allocated items of @object that exist although @when, and leaves them as they are.
 * ledger_report_leaks() later frees those that still exist, without a second report.
 */
void ledger_report_left(const void *object, const char *when);

/* Reports and frees the idle items that @driver's objects leave behind. */
void ledger_report_leaks(const void *driver);

void ledger_init();
/* Reports and frees all items that are still entered. */
void ledger_exit();

} /* namespace ww */
