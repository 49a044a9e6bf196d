/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's front header: what the families call to allocate, queue and free work items.
 *
 * The fast paths are inline in the families' functions: they serve a correct call without the
 * verifier. They check everything that the slow paths check. When a check fails nothing has changed
 * yet, and the slow path, out of line, does all of it again and reports what is wrong.
 */
#pragma once

#include "linux/item_memory.h"
#include "linux/module.h"
#include "item.hpp"
#include "work_queues.hpp"

namespace ww {

/*
 * Makes the driver's storage an idle item of @family for @object; with null, an item that cannot be
 * queued. Storage that holds an allocated or a queued item is reported and left alone.
 */
void item_initialise(FamilyItem *item, Family family, void *object, const CallSite &call);

/*
 * Allocates an idle item. Null without memory, and after a report above DISPATCH_LEVEL. @object is
 * null when the queue call names it.
 */
inline FamilyItem *item_allocate(Family family, void *object, CallSite call);

/*
 * IDLE -> DEAD, and frees an allocated item. A queued item, one of the other origin, and a pointer
 * that is no live item are reported, and nothing changes. With the verifier, no pointer is followed
 * that the ledger does not know. A call above DISPATCH_LEVEL is reported.
 */
inline void item_free(FamilyItem *item, Family family, CallSite call);

/* The same for an item in the driver's storage, at any IRQL. */
void item_uninitialise(FamilyItem *item, Family family, CallSite call);

/*
 * Checks the arguments of a queue call, claims the item, binds @routine and @context to it, begins
 * an activity of its object, and pushes it onto the current CPU's work queue. False when refused:
 * then the refusal is reported, and nothing has changed. Inline in the function that the driver
 * calls, since that function's return address is the caller.
 */
inline bool item_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		       int queue_type);

/* As above. @here is the result of fast_path_queues(), which the caller has called already. */
inline bool item_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		       int queue_type, Queues *here);

/* The result of a queue call that names the object. */
enum class Outcome {
	queued,
	refused,		/* and reported; nothing has changed */
	deleting,		/* the object's rundown has begun; nothing has changed */
};

/*
 * As item_queue(), for an item that belongs to no object. The queueing is an activity of @object,
 * and its rundown waits until the routine has returned. @argument is for the routine.
 */
Outcome item_queue_for(void *object, void *argument, FamilyItem *item, const ItemOps &ops,
		       void *routine, void *context, int queue_type, const void *caller);

/* The fast path of item_queue_for(). When false nothing has changed; item_queue_for() tells why. */
inline bool item_queue_for_fast(void *object, void *argument, FamilyItem *item, const ItemOps &ops,
				void *routine, void *context, int queue_type);

/* As item_queue(), but only if a worker is available now. False without a report when none is. */
bool item_try_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		    int queue_type, const void *caller);

/*
 * Queues a bare WORK_QUEUE_ITEM, which contains its routine and context. The queueing holds @owner
 * in place of an object.
 */
inline bool bare_item_queue(Item *item, Reference *owner, int queue_type, CallSite call);

/* ---- The slow paths, in item.cpp -------------------------------------------------------- */

FamilyItem *item_allocate_slow(Family family, void *object, CallSite call);
void item_free_slow(FamilyItem *item, Family family, CallSite call);
/* The parameters are in the order of the Io functions', so that these stay in their registers. */
bool item_queue_slow(FamilyItem *item, void *routine, int queue_type, void *context,
		     const ItemOps &ops, const void *caller);
bool bare_item_queue_slow(Item *item, Reference *owner, int queue_type, CallSite call);

/* ---- The fast paths --------------------------------------------------------------------- */

/* Whether both are kernel addresses, by one test. */
inline bool are_kernel_addresses(const void *one, const void *other)
{
	const uintptr_t both = reinterpret_cast<uintptr_t>(one) &
			       reinterpret_cast<uintptr_t>(other);

	return is_kernel_address(reinterpret_cast<const void *>(both));
}

[[gnu::always_inline]] inline FamilyItem *item_allocate(Family family, void *object, CallSite call)
{
	auto *item = ww_verifier ? nullptr : static_cast<FamilyItem *>(ww_item_take());

	if (!item) [[unlikely]]
		return item_allocate_slow(family, object, call);
	item_make_idle(item, family, Origin::allocated, object);
	return item;
}

[[gnu::always_inline]] inline void item_free(FamilyItem *item, Family family, CallSite call)
{
	const u32 idle = ItemState::idle(family);
	u32 state = idle;

	if (!ww_verifier && is_kernel_address(item) && item->origin == Origin::allocated &&
	    item->state.compare_exchange(state, ItemState::kDead)) [[likely]] {
		if (ww_item_keep(item)) [[likely]]
			return;
		item->state.store(idle);
	}
	item_free_slow(item, family, call);
}

[[gnu::always_inline]] inline bool item_queue(FamilyItem *item, const ItemOps &ops, void *routine,
					      void *context, int queue_type, Queues *here)
{
	const u32 priority = priority_of(queue_type);
	void *object;

	if (!here || priority == kInvalidPriority || !are_kernel_addresses(item, routine) ||
	    !is_kernel_address(object = item->object) ||
	    !ops.object_types.allow(object_header(object)->type) || !item_claim(item, ops.family))
		[[unlikely]]
		return item_queue_slow(item, routine, queue_type, context, ops,
				       __builtin_return_address(0));

	item_bind(item, ops, routine, context);
	/* The object is read again: of the claimed item, as the worker will release it. */
	object_header(item->object)
		->references.acquire_activity(here->stripe(), ops.has_percpu_count);
	here->of_priority(priority).push(*item, Item::kQueued | Item::kFamily, priority);
	return true;
}

[[gnu::always_inline]] inline bool item_queue(FamilyItem *item, const ItemOps &ops, void *routine,
					      void *context, int queue_type)
{
	return item_queue(item, ops, routine, context, queue_type, fast_path_queues());
}

[[gnu::always_inline]] inline bool item_queue_for_fast(void *object, void *argument,
						       FamilyItem *item, const ItemOps &ops,
						       void *routine, void *context, int queue_type)
{
	Queues *const here = fast_path_queues();
	const u32 priority = priority_of(queue_type);

	if (!here || priority == kInvalidPriority || !are_kernel_addresses(item, routine) ||
	    !is_kernel_address(object) || !ops.object_types.allow(object_header(object)->type) ||
	    !item_claim(item, ops.family)) [[unlikely]]
		return false;
	if (!object_header(object)->references.try_acquire_activity(here->stripe())) [[unlikely]] {
		/* Its rundown has begun. No other code touches a claimed item. */
		item->state.store(ItemState::idle(ops.family), Order::release);
		return false;
	}
	item_bind(item, ops, routine, context);
	item->object = object;
	item->argument = argument;
	here->of_priority(priority).push(*item, Item::kQueued | Item::kFamily, priority);
	return true;
}

[[gnu::always_inline]] inline bool bare_item_queue(Item *item, Reference *owner, int queue_type,
						   CallSite call)
{
	Queues *const here = fast_path_queues();
	const u32 priority = priority_of(queue_type);

	if (!here || priority == kInvalidPriority || !is_kernel_address(item) ||
	    reinterpret_cast<uintptr_t>(item) % sizeof(void *) ||
	    !is_kernel_address(item->routine) || !bare_item_claim(item)) [[unlikely]]
		return bare_item_queue_slow(item, owner, queue_type, call);
	item->owner = owner;
	owner->acquire_activity(here->stripe());
	here->of_priority(priority).push(*item, Item::kQueued, priority);
	return true;
}

} /* namespace ww */
