/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The engine's front header: what the families call to allocate, queue and free work items.
 *
 * The fast paths are inline in the families' functions: they serve a correct call for an
 * allocated item. They check everything that the slow paths check. When a check fails nothing has
 * changed yet, and the slow path, out of line, does all of it again and reports what is wrong. Items
 * in the drivers' storage take a fast path of their own at the slow path's begin.
 */
#pragma once

#include "linux/address.h"
#include "item.hpp"
#include "item_memory.hpp"
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
 * The fast path of that, between fast_path_begin(), whose result is @here, and fast_path_end().
 * @header is the object's, or null. Null when this CPU has no slot to spare: then
 * item_allocate_slow() follows.
 */
inline FamilyItem *item_allocate_fast(Queues &here, u32 idle, ObjectHeader *header,
				      const void *caller);

/*
 * IDLE -> DEAD, and frees an allocated item. A queued item, one of the other origin, and a pointer
 * that is no live item are reported, and nothing changes. So is a call above DISPATCH_LEVEL. @item
 * is not followed unless it is known to be an item.
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

/* As above. @here is the result of fast_path_begin(), and this calls fast_path_end(). */
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
	none,			/* nothing has changed; item_queue_for() tells why */
	entered,		/* the same, after a release of the activity of @object */
};

inline FastOutcome item_queue_for_fast(void *object, void *argument, FamilyItem *item,
				       const ItemOps &ops, void *routine, void *context,
				       int queue_type);

/* As item_queue(), but only if a worker is available now. False without a report when none is. */
bool item_try_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		    int queue_type, const void *caller);

/*
 * Queues a bare WORK_QUEUE_ITEM, which contains its routine and context. The queueing holds @owner
 * in place of an object.
 */
inline bool bare_item_queue(Item *item, Reference *owner, int queue_type, CallSite call);

/* ---- The slow paths, in item.cpp -------------------------------------------------------- */

FamilyItem *item_allocate_slow(u32 idle, void *object, CallSite call);
void item_free_slow(FamilyItem *item, Family family, CallSite call);
/* For a slot that @ring did not take. Preemption is off. */
void item_free_dead(FamilyItem *item, ItemRing &ring);
/* The parameters are in the order of the Io functions', so that these stay in their registers. */
bool item_queue_slow(FamilyItem *item, void *routine, int queue_type, void *context,
		     const ItemOps &ops, const void *caller);
bool bare_item_queue_slow(Item *item, Reference *owner, int queue_type, CallSite call);

/* ---- The fast paths --------------------------------------------------------------------- */

/* The end of the object will look for its items. The framework's objects free theirs before. */
[[gnu::always_inline]] inline void item_belongs_to(u32 idle, ObjectHeader &header)
{
	if (ItemState::family(idle) != Family::wdf && !header.had_items.load(Order::relaxed))
		[[unlikely]]
		header.had_items.store(1, Order::relaxed);
}

[[gnu::always_inline]] inline FamilyItem *item_allocate_fast(Queues &here, u32 idle,
							     ObjectHeader *header,
							     const void *caller)
{
	FamilyItem *item = here.items.take();

	if (!item) [[unlikely]]
		return nullptr;

	u32 driver = 0;

	item_poison(item, false);
	if (header) {
		item_belongs_to(idle, *header);
		driver = header->driver_number;
	}
	item_make_idle(item, idle, ItemTags::of(Origin::allocated, driver),
		       header ? header + 1 : nullptr, caller);
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
	item->ended_by(caller);
	item->context = nullptr;	/* kmemleak would take it for a use of the driver's memory */
	item_poison(item, true);
	if (!ring.put(item)) [[unlikely]]
		item_free_dead(item, ring);
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

/* For a claimed item that belongs to an object. @here is this CPU's. */
[[gnu::always_inline]] inline void item_bind_and_push(FamilyItem *item, const ItemOps &ops,
						      void *routine, void *context, Queues &here,
						      u32 priority)
{
	item_bind(item, ops, routine, context);
	object_header(item->object)
		->references.acquire_activity(here.stripe(), ops.has_percpu_count);
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
							      int queue_type)
{
	Queues *const here = fast_path_begin();
	const u32 priority = priority_of(queue_type);

	if (!here) [[unlikely]]
		return FastOutcome::none;

	ObjectHeader *const header = object_find(object);

	if (priority == kInvalidPriority || !is_routine(routine) || !header ||
	    !ops.object_types.allow(header->type) || !is_item_slot(item) ||
	    !header->references.try_acquire_activity(here->stripe())) [[unlikely]] {
		fast_path_end();
		return FastOutcome::none;
	}
	/*
	 * After that: a claim that is taken back would look to others like a queued item. The caller
	 * releases the activity, since a call from here would cost registers.
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

[[gnu::always_inline]] inline bool bare_item_queue(Item *item, Reference *owner, int queue_type,
						   CallSite call)
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
	return bare_item_queue_slow(item, owner, queue_type, call);
}

} /* namespace ww */
