/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The slots that are queued in place of Ex items on a stack.
 *
 *	member of the slot	meaning
 *	owner			as of the item
 *	routine			begin_routine()
 *	context			the caller that queued the item
 *	object			the item
 *	ops			its routine
 *	argument		its context
 *
 * The item's link names the slot until the routine begins, so that a second queueing is refused.
 */
#include "stack_item.hpp"

#include "base/cold.hpp"
#include "ob/image.hpp"
#include "item_memory.hpp"
#include "work_queues.hpp"

namespace ww {
namespace {

/* Whether the item is still there, as it was queued. */
bool is_there(const FamilyItem &slot, const StackItem &bound, const Reference *owner)
{
	Item now{};

	return ww_read_any(&now, bound.item, sizeof(now)) &&
	       now.link == (address_of(&slot) | Item::kQueued) && now.owner == owner &&
	       now.routine == reinterpret_cast<void *>(bound.routine) &&
	       now.context == bound.context;
}

WW_COLD void report_gone(const Invocation &invocation, const void *caller)
{
	report({ .code = BugCheck::worker_invalid,
		 .parameter = { kActiveItemFreed, address_of(invocation.item),
				address_of(invocation.item), address_of(invocation.item + 1) },
		 .call = { bare_item_ops.name, caller }, .item = invocation.item,
		 .owner_name = image_name_of(invocation.owner), .routine = invocation.routine },
	       "the work item was on a stack, and the function with it has returned; the routine is not called");
}

/* The routine of a slot. From here on the worker runs the item. */
void begin_routine(void *caller)
{
	const Invocation &running = *current_invocation();
	auto &slot = *static_cast<FamilyItem *>(running.item);
	const StackItem bound = stack_item_in(slot);
	const bool begins = is_there(slot, bound, running.owner);

	if (begins)
		__atomic_store_n(link_word(bound.item), 0, __ATOMIC_RELEASE);
	slot_give_back(&slot);
	worker_runs(bare_item_ops, bound.item, reinterpret_cast<void *>(bound.routine),
		    bound.context);
	if (begins)
		bound.routine(bound.context);
	else
		report_gone(running, caller);
}

} /* namespace */

bool is_stack_item_routine(const void *routine)
{
	return routine == reinterpret_cast<const void *>(begin_routine);
}

StackItem stack_item_in(const FamilyItem &slot)
{
	return { static_cast<Item *>(slot.object),
		 reinterpret_cast<void (*)(void *)>(const_cast<ItemOps *>(static_cast<const ItemOps *>(slot.ops))),
		 slot.argument };
}

bool stack_item_queue(Item *item, Reference *owner, int queue_type, const void *caller)
{
	Queues *const here = fast_path_queues();
	const u32 priority = priority_of(queue_type);

	if (!here || priority == kInvalidPriority || address_of(item) % sizeof(void *) ||
	    !ww_readable_routine(item))
		return false;

	FamilyItem *const slot = slot_take(false, true);

	if (!slot)
		return false;
	if (!bare_item_claim(item)) {
		slot_give_back(slot);
		return false;
	}
	item_poison(slot, false);
	slot->owner = owner;
	slot->routine = reinterpret_cast<void *>(begin_routine);
	slot->context = const_cast<void *>(caller);
	slot->object = item;
	slot->ops = static_cast<const ItemOps *>(item->routine);
	slot->argument = item->context;
	item->owner = owner;
	__atomic_store_n(link_word(item), address_of(slot) | Item::kQueued, __ATOMIC_RELEASE);
	owner->acquire_activity(here->stripe());
	here->of_priority(priority).push(*slot, Item::kQueued, priority);
	return true;
}

} /* namespace ww */
