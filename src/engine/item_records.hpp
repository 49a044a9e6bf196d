/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What concerns all items: leaks, the end of their objects, and the items in drivers' own storage.
 *
 * An item in a driver's storage has a record, which is a slot. The item names its record, and the
 * record the item. Nothing in the storage is trusted: the word is read by a load that may fault,
 * and must be a record that names the item. A record has the state kRecord, with kOrphan once its
 * object has ended.
 */
#pragma once

#include "base/freed_memory.hpp"
#include "item_memory.hpp"

namespace ww {

/* The record of the item at @item, any pointer. Null when there is none. Preemption is off. */
FamilyItem *record_of(const FamilyItem *item);

/* The item at @item, which is any pointer. Without an item there, the state is not a live one. */
ItemSnapshot look_at(const FamilyItem *item);

/*
 * The first item at slot number @slot or behind it, and @slot becomes the next number. False if there is
 * none. An item in a driver's storage has the place of its record.
 */
bool item_next(u64 &slot, ItemSnapshot &seen);

/* The function that makes such items. */
const char *item_maker(const ItemSnapshot &seen);

/*
 * Makes a record for the item at @item, or changes the one that its address has. Null without
 * memory. @object is alive, or null. At any IRQL, but not in an NMI.
 */
FamilyItem *record_make(FamilyItem *item, void *object, CallSite call);

/* For the caller that has ended @item, in a driver's storage. */
void record_remove(const FamilyItem *item);

/*
 * False after a report if the memory holds a queued item: then it must not be freed. The first one
 * looks for Ex items, the second one for others. It also ends and reports the idle ones.
 */
bool bare_items_let_go(const FreedMemory &memory);
bool items_let_go(const FreedMemory &memory);

/* The object at @body has ended: its idle items become orphans. */
void items_orphan(const void *body);

/*
 * Reports the items of @object that exist although @when, and leaves them as they are.
 * items_report_leaks() later frees those that still exist, without a second report.
 */
void items_report_left(const void *object, const char *when);

/* Reports and frees the idle items that @driver leaves behind; those of all drivers, if null. */
void items_report_leaks(const void *driver);

void items_init();

} /* namespace ww */
