/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ledger: which work items are alive, where each was made, and whose it is. It is kept
 * beside the items, never in them, so it can judge a pointer to freed or foreign memory, and
 * name what a driver left behind. Kept while the module parameter "verifier" is on, and asked
 * for items only then.
 *
 * An item is entered from the moment its storage holds it until just before that may go, so
 * what is entered can be read under the ledger's lock.
 */
#pragma once

#include "item.hpp"

namespace ww {

/*
 * Enters an item; storage that is initialised anew keeps its entry. False without memory. For
 * an allocated item that can always be; for one in the driver's storage only when the reserve
 * is used up, too.
 */
bool ledger_add(const FamilyItem *item, Origin origin, void *object, const CallSite &call);

/* What a live item holds; nothing (state 0) for any other pointer. */
ItemSnapshot ledger_look(const FamilyItem *item);

/*
 * item_die(), and struck out. False, with what @item holds instead in @seen, when it is in another
 * state, of another origin, or no live item at all; so of several callers one succeeds.
 */
bool ledger_retire(FamilyItem *item, Family family, Origin origin, ItemSnapshot &seen);

/*
 * A block of memory is about to be freed. Items that were initialised in it and never
 * uninitialised are reported and struck out. A queued item is reported, and false returned:
 * then the block must stay. True without the verifier.
 */
bool ledger_block_may_be_freed(const void *start, size_t bytes, const char *function,
			       const void *caller);

/*
 * Reports the allocated items of @object that are there although @when, and leaves them alone.
 * ledger_report_leaks() frees those that stay, and tells of none of them again.
 */
void ledger_report_left(const void *object, const char *when);

/* Reports and frees the idle items that @driver's objects leave behind. */
void ledger_report_leaks(const void *driver);

void ledger_init();
/* Also reports and frees what is still entered. */
void ledger_exit();

} /* namespace ww */
