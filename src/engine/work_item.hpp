/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fast path through the functions of item.hpp, inline in the families' functions: what a
 * sound call does without the verifier. It looks at everything that item.cpp checks; where the
 * answer is not the expected one nothing has changed, and the slow path of item.cpp, out of
 * line, does it all again and says what is wrong.
 */
#pragma once

#include "ob/object.hpp"
#include "item.hpp"
#include "work_queue.hpp"

namespace ww {

/* ---- The slow path ----------------------------------------------------------------- */

FamilyItem *item_allocate_slow(Family family, void *object, CallSite call);
void item_free_slow(FamilyItem *item, Family family, CallSite call);
/* In the order of the Io functions' own parameters, which so can stay where they are. */
bool item_queue_slow(FamilyItem *item, void *routine, int queue_type, void *context,
		     const ItemOps &ops, const void *caller);
bool bare_item_queue_slow(Item *item, Reference *owner, int queue_type, CallSite call);

/* ---- Parts of both -------------------------------------------------------------------- */

/* The word of an Ex item that is atomic: the item is always pointer-aligned. */
inline uintptr_t *link_word(Item *item)
{
	return reinterpret_cast<uintptr_t *>(item);
}

inline bool are_kernel_addresses(const void *one, const void *other)
{
	const uintptr_t both = reinterpret_cast<uintptr_t>(one) &
			       reinterpret_cast<uintptr_t>(other);

	return is_kernel_address(reinterpret_cast<const void *>(both));
}

/* From IDLE, and usable for @family: only the caller that wins may write to the item. */
inline bool item_claim(FamilyItem *item, Family family)
{
	u32 idle = ItemState::idle(family);

	return item->state.compare_exchange(idle, ItemState::queued(idle));
}

/* The same for an Ex item. What an idle one's List holds is the driver's, but never the bit. */
inline bool bare_item_claim(Item *item)
{
	uintptr_t link = __atomic_load_n(link_word(item), __ATOMIC_RELAXED);

	return !(link & Item::kQueued) &&
	       __atomic_compare_exchange_n(link_word(item), &link, Item::kQueued, false,
					   __ATOMIC_SEQ_CST, __ATOMIC_RELAXED);
}

/* What the routine will be passed, into a claimed item. */
inline void item_bind(FamilyItem *item, const ItemOps &ops, void *routine, void *context)
{
	item->routine = routine;
	item->context = context;
	item->ops = &ops;
}

inline void item_make_idle(FamilyItem *item, Family family, Origin origin, void *object)
{
	item->routine = nullptr;
	item->object = object;
	item->argument = nullptr;
	item->origin = origin;
	item->state.store(ItemState::idle(family), Order::release);
}

/* ---- The fast path -------------------------------------------------------------------- */

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
	const u32 level = level_of(queue_type);
	void *object;

	if (!here || level == kInvalidLevel || !are_kernel_addresses(item, routine) ||
	    !is_kernel_address(object = item->object) ||
	    !ops.object_types.allow(object_header(object)->type) || !item_claim(item, ops.family))
		[[unlikely]]
		return item_queue_slow(item, routine, queue_type, context, ops,
				       __builtin_return_address(0));

	item_bind(item, ops, routine, context);
	/* The one that the worker will release: of the item as it was claimed. */
	object_header(item->object)
		->references.acquire_activity(here->stripe(), ops.has_percpu_count);
	here->of_level(level).push(*item, Item::kQueued | Item::kFamily, level);
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
	const u32 level = level_of(queue_type);

	if (!here || level == kInvalidLevel || !are_kernel_addresses(item, routine) ||
	    !is_kernel_address(object) || !ops.object_types.allow(object_header(object)->type) ||
	    !item_claim(item, ops.family)) [[unlikely]]
		return false;
	if (!object_header(object)->references.try_acquire_activity(here->stripe())) [[unlikely]] {
		/* Its rundown has begun. Nobody else touches a claimed item. */
		item->state.store(ItemState::idle(ops.family), Order::release);
		return false;
	}
	item_bind(item, ops, routine, context);
	item->object = object;
	item->argument = argument;
	here->of_level(level).push(*item, Item::kQueued | Item::kFamily, level);
	return true;
}

[[gnu::always_inline]] inline bool bare_item_queue(Item *item, Reference *owner, int queue_type,
						   CallSite call)
{
	Queues *const here = fast_path_queues();
	const u32 level = level_of(queue_type);

	if (!here || level == kInvalidLevel || !is_kernel_address(item) ||
	    reinterpret_cast<uintptr_t>(item) % sizeof(void *) ||
	    !is_kernel_address(item->routine) || !bare_item_claim(item)) [[unlikely]]
		return bare_item_queue_slow(item, owner, queue_type, call);
	item->owner = owner;
	owner->acquire_activity(here->stripe());
	here->of_level(level).push(*item, Item::kQueued, level);
	return true;
}

/* ---- Leaving the queue ---------------------------------------------------------------- */

[[gnu::always_inline]] inline void item_dequeued(Item &item, Invocation &invocation)
{
	invocation.item = &item;
	invocation.routine = item.routine;
	invocation.context = item.context;

	if (!item.is_family()) {
		invocation.owner = item.owner;
		invocation.object = nullptr;
		invocation.argument = nullptr;
		invocation.ops = &bare_item_ops;
		__atomic_store_n(link_word(&item), 0, __ATOMIC_RELEASE);
		return;
	}

	auto &family_item = static_cast<FamilyItem &>(item);
	const u32 state = family_item.state.load(Order::relaxed);

	invocation.object = family_item.object;
	invocation.owner = &object_header(invocation.object)->references;
	invocation.argument = family_item.argument;
	invocation.ops = family_item.ops;
	family_item.state.store(ItemState::idle(state), Order::release);
}

} /* namespace ww */
