/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's front header: what the families call to allocate, queue and free work items.
 *
 *	the item belongs to	make			queue			end
 *	an object		item_allocate()		item_queue()		item_free()
 *				item_initialise()	item_try_queue()	item_uninitialise()
 *	none: each queue call	item_allocate()		item_queue_for()	item_free()
 *	names an object		item_initialise()				item_uninitialise()
 *	none: an Ex item	(the driver's)		bare_item_queue()	(the driver's)
 *
 * Most of these functions have two paths.
 *
 *  - The fast path is inline in the family's function. It serves a correct call for an allocated
 *    item. It checks everything that the slow path checks. When a check fails, nothing has changed
 *    yet, and the slow path follows.
 *  - The slow path is in item.cpp. It checks everything again, and reports what is wrong. If
 *    nothing is wrong any more, it tries the fast path again. For an item in a driver's storage,
 *    item_queue_slow() first tries a fast path for these items.
 *
 * A fast path begins with fast_path_begin(), whose result is @here: the queues and slots of the
 * current CPU. It ends with fast_path_end(). In between preemption is off, so memory that
 * is_item_slot() has recognised stays item memory.
 */
#pragma once

#include "linux/address.h"
#include "linux/fault.h"
#include "item.hpp"
#include "item_memory.hpp"
#include "item_trace.hpp"
#include "stack_item.hpp"
#include "work_queues.hpp"

namespace ww {

/*
 * Makes the driver's storage an idle item of @family for @object. With null, only item_queue_for()
 * can queue the item. Storage that holds an allocated or a queued item is reported and left alone.
 */
void item_initialise(FamilyItem *item, Family family, void *object, const CallSite &call);

/*
 * Allocates an idle item of @object; null if each queue call names an object. Returns null without
 * memory, and after a report above DISPATCH_LEVEL.
 */
inline FamilyItem *item_allocate(Family family, void *object, CallSite call);

/*
 * The fast path of item_allocate(). @header is that of the object, or null. Returns null if this
 * CPU has no slot to spare, and while faults are on. Then the caller ends the fast path, and calls
 * item_allocate_slow().
 */
inline FamilyItem *item_allocate_fast(Queues &here, u32 idle, ObjectHeader *header,
				      const void *caller);

/*
 * IDLE -> DEAD, and frees an allocated item. @item may be any pointer: it is followed only once it
 * is known to be an item. A queued item, one in a driver's storage, and a pointer to no live item are
 * reported, and nothing changes. So is a call above DISPATCH_LEVEL.
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

/* The same in a fast path that the caller has begun. This function ends it. */
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

/* The result of the fast path of item_queue_for(). */
enum class FastOutcome {
	queued,
	unchanged,		/* nothing has changed: item_queue_for() tells why */
	entered,		/* an activity of the object has begun: end it, then the same */
};

/* @is_item tells whether a pointer can be claimed. The slow path has one for stored items, too. */
inline FastOutcome item_queue_for_fast(void *object, void *argument, FamilyItem *item,
				       const ItemOps &ops, void *routine, void *context,
				       int queue_type,
				       bool (*is_item)(const void *) = is_item_slot);

/* As item_queue(), but only if a worker is free now. False without a report if none is. */
bool item_try_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		    int queue_type, const void *caller);

/*
 * Queues a bare WORK_QUEUE_ITEM, which contains its routine and context. The queueing is an
 * activity of @owner.
 */
inline bool bare_item_queue(Item *item, Reference *owner, int queue_type, CallSite call);

/* ---- The slow paths, in item.cpp -------------------------------------------------------- */

FamilyItem *item_allocate_slow(u32 idle, void *object, CallSite call);
void item_free_slow(FamilyItem *item, Family family, CallSite call);
/* The order of the parameters is that of the Io functions. So they stay in their registers. */
bool item_queue_slow(FamilyItem *item, void *routine, int queue_type, void *context,
		     const ItemOps &ops, const void *caller);
/* The rest of the call for a claimed item whose object the fast path could not enter. Ends that path. */
bool item_queue_claimed(FamilyItem *item, void *routine, int queue_type, void *context,
			const ItemOps &ops, const void *caller);
bool bare_item_queue_slow(Item *item, Reference *owner, int queue_type, CallSite call);

/* ---- The fast paths --------------------------------------------------------------------- */

/*
 * Makes the dead @item a new one, of the object with @header or of none. The object remembers where
 * its items are, so that its end makes them orphans. One of KMDF does not: it frees its items before
 * it ends.
 */
[[gnu::always_inline]] inline void item_make(FamilyItem *item, u32 idle, ObjectHeader *header,
					     const void *caller)
{
	u32 driver = 0;

	item_poison(item, false);
	if (header) {
		if (idle != ItemState::idle(Family::wdf))
			remember_place(*header, item);
		driver = header->driver_number;
	}
	item_make_idle(item, idle, driver, header ? header + 1 : nullptr, caller);
	trace_made(item, caller);
}

[[gnu::always_inline]] inline FamilyItem *item_allocate_fast(Queues &here, u32 idle,
							     ObjectHeader *header,
							     const void *caller)
{
	/* Which allocation fails is a question of the slow path. */
	FamilyItem *item = WW_FAULTS_ON ? nullptr : here.items.take();

	if (!item) [[unlikely]]
		return nullptr;
	item_make(item, idle, header, caller);
	return item;
}

[[gnu::always_inline]] inline FamilyItem *item_allocate(Family family, void *object, CallSite call)
{
	FamilyItem *item = nullptr;

	if (Queues *here = fast_path_begin()) [[likely]] {
		ObjectHeader *header = object ? object_header(object) : nullptr;

		item = item_allocate_fast(*here, ItemState::idle(family), header, call.caller);
		fast_path_end();
	}
	return item ? item : item_allocate_slow(ItemState::idle(family), object, call);
}

/* Keeps the slot of an item that item_die() has ended. Preemption is off. */
[[gnu::always_inline]] inline void item_keep_dead(FamilyItem *item, ItemRing &ring,
						  const void *caller)
{
	trace_freed(item, caller);
	item->routine = const_cast<void *>(caller);
	item->context = nullptr;	/* kmemleak would take it for a use of the driver's memory */
	item_poison(item, true);
	if (!ring.put(item)) [[unlikely]]
		ring.spill(item);
}

[[gnu::always_inline]] inline void item_free(FamilyItem *item, Family family, CallSite call)
{
	Queues *const here = fast_path_begin();

	if (here) [[likely]] {
		if (is_item_slot(item) && item_die(item, family)) [[likely]] {
			item_keep_dead(item, here->items, call.caller);
			fast_path_end();
			return;
		}
		fast_path_end();
	}
	item_free_slow(item, family, call);
}

/*
 * For a claimed item, with preemption off. False when the last reference on its object may be gone:
 * item_queue_claimed() sees. An object without a per-CPU count is KMDF's, and has the item's handle.
 */
[[gnu::always_inline]] inline bool item_enter_object(FamilyItem *item, const ItemOps &ops, Stripe stripe)
{
	Reference &references = object_header(item->object)->references;

	if (ops.has_percpu_count)
		return references.acquire_activity_unless_in_word(stripe);
	references.acquire_activity_in_word(stripe);
	return true;
}

/*
 * For a claimed item that has entered its object. After the claim no other code frees the item, so
 * preemption may be on. @here may have become another CPU's: any CPU may push to any queue.
 */
[[gnu::always_inline]] inline void item_bind_and_push(FamilyItem *item, const ItemOps &ops,
						      void *routine, void *context, Queues &here,
						      u32 priority)
{
	item_bind(item, ops, routine, context);
	here.of_priority(priority).push(*item, Item::kQueued | Item::kFamily, priority);
}

/* Whether there is memory at the address of a routine. */
[[gnu::always_inline]] inline bool is_routine(const void *address)
{
	return ww_fast_ask(ww_is_readable, address);
}

[[gnu::always_inline]] inline bool item_queue(FamilyItem *item, const ItemOps &ops, void *routine,
					      void *context, int queue_type, Queues *here)
{
	const u32 priority = priority_of(queue_type);

	if (here) [[likely]] {
		if (priority != kInvalidPriority && is_routine(routine) && is_item_slot(item) &&
		    item_claim(item, ops)) [[likely]] {
			if (!item_enter_object(item, ops, here->stripe())) [[unlikely]]
				return item_queue_claimed(item, routine, queue_type, context, ops,
							  __builtin_return_address(0));
			fast_path_end();
			item_bind_and_push(item, ops, routine, context, *here, priority);
			return true;
		}
		fast_path_end();
	}
	return item_queue_slow(item, routine, queue_type, context, ops,
			       __builtin_return_address(0));
}

[[gnu::always_inline]] inline bool item_queue(FamilyItem *item, const ItemOps &ops, void *routine,
					      void *context, int queue_type)
{
	return item_queue(item, ops, routine, context, queue_type, fast_path_begin());
}

[[gnu::always_inline]] inline FastOutcome item_queue_for_fast(void *object, void *argument,
							      FamilyItem *item, const ItemOps &ops,
							      void *routine, void *context,
							      int queue_type,
							      bool (*is_item)(const void *))
{
	Queues *const here = fast_path_begin();
	const u32 priority = priority_of(queue_type);

	if (!here) [[unlikely]]
		return FastOutcome::unchanged;

	ObjectHeader *const header = object_find(object);

	if (priority == kInvalidPriority || !is_routine(routine) || !header ||
	    !ops.takes.allow(header->type) || !is_item(item) ||
	    !header->references.try_acquire_activity(here->stripe())) [[unlikely]] {
		fast_path_end();
		return FastOutcome::unchanged;
	}
	/*
	 * The claim comes last, because one that is taken back would look to others like a queued
	 * item. If it fails, the caller ends the activity: a call from here would cost registers.
	 */
	if (!item_claim(item, ops)) [[unlikely]] {
		fast_path_end();
		return FastOutcome::entered;
	}
	fast_path_end();
	item_bind(item, ops, routine, context);
	item->object = object;
	item->argument = argument;
	here->of_priority(priority).push(*item, Item::kQueued | Item::kFamily, priority);
	return FastOutcome::queued;
}

[[gnu::always_inline]] inline bool bare_item_queue_fast(Item *item, Reference *owner,
							int queue_type)
{
	Queues *const here = fast_path_queues();
	const u32 priority = priority_of(queue_type);

	if (here && priority != kInvalidPriority &&
	    !(reinterpret_cast<uintptr_t>(item) % sizeof(void *)) &&
	    ww_fast_ask(ww_readable_routine, item) && bare_item_claim(item)) [[likely]] {
		item->owner = owner;
		owner->acquire_activity(here->stripe());
		here->of_priority(priority).push(*item, Item::kQueued, priority);
		return true;
	}
	return false;
}

[[gnu::always_inline]] inline bool bare_item_queue(Item *item, Reference *owner, int queue_type,
						   CallSite call)
{
	if (may_be_on_stack(item) && stack_item_queue(item, owner, queue_type, call.caller))
		[[unlikely]]
		return true;
	return bare_item_queue_fast(item, owner, queue_type) ||
	       bare_item_queue_slow(item, owner, queue_type, call);
}

} /* namespace ww */
