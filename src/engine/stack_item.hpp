/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ex items on a stack. A function that returns before the routine of its item begins is an error:
 * the item's memory then holds something else. So such an item is in no list. A slot is queued in
 * its place, and knows what the item was.
 */
#pragma once

#include "base/call_site.hpp"
#include "item.hpp"

namespace ww {

/* At least the size of a stack. */
constexpr uintptr_t kStackBytes = 64 * 1024;

/* Whether @item may be on the current stack. Other memory may be as near: a slot serves it as well. */
[[gnu::always_inline]] inline bool may_be_on_stack(const Item *item)
{
	return address_of(item) - ww_stack_pointer() < kStackBytes;
}

/*
 * Queues a slot in place of the item. False, and nothing has changed, if the call is wrong, and if
 * no slot is free.
 */
bool stack_item_queue(Item *item, Reference *owner, int queue_type, const void *caller);

/* The item in whose place a slot is queued, as it was then. */
struct StackItem {
	Item *item;
	void (*routine)(void *);
	void *context;
};

/* Whether a queued item with this routine is such a slot, until the routine is called. */
bool is_stack_item_routine(const void *routine);
StackItem stack_item_in(const FamilyItem &slot);

} /* namespace ww */
