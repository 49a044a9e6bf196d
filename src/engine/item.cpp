/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The slow paths of work_item.hpp: they check everything and report.
 */
#include "work_item.hpp"

#include "base/cold.hpp"
#include "base/irql.hpp"
#include "linux/print.h"
#include "ob/image.hpp"
#include "item_records.hpp"
#include "reserved_worker.hpp"

namespace ww {
namespace {

/* Parameter 1 of BAD_POOL_CALLER. */
constexpr uintptr_t kAlreadyFreed = 0x07;

WW_COLD Violation worker_invalid(const CallSite &call, uintptr_t which, const Item *item,
				 uintptr_t parameter3, const void *owner = nullptr,
				 const void *routine = nullptr)
{
	return { .code = BugCheck::worker_invalid,
		 .parameter = { which, address_of(item), parameter3, 0 },
		 .call = call, .item = item, .owner = owner, .routine = routine };
}

/* For a pointer to no live item of the family, as @seen shows. It is not followed again. */
WW_COLD void report_unusable(const FamilyItem *item, const ItemSnapshot &seen, const CallSite &call)
{
	const Violation violation = { .code = BugCheck::bad_pool_caller,
				      .parameter = { kAlreadyFreed, 0, 0, address_of(item) },
				      .call = call, .item = item };

	if (const char *fault = address_fault(item, 1))
		report(violation, "the work item is %s", fault);
	else if (seen.state == ItemState::kDead && seen.maker)
		report(violation, "the work item is no live work item: made at %s, ended at %s",
		       ShownCode(seen.maker).text, ShownCode(seen.routine).text);
	else
		report(violation, "the work item %s", ItemState::is_live(seen.state) ?
		       "belongs to another family of functions" : "is no live work item");
}

[[gnu::always_inline]] inline bool are_good(const void *routine, u32 priority)
{
	return priority != kInvalidPriority && is_routine(routine);
}

/* For arguments that are not good. @violation is that of an item that is queued already. */
WW_COLD void report_bad(Violation violation, const void *routine, int queue_type)
{
	if (priority_of(queue_type) == kInvalidPriority) {
		violation.parameter[0] = kBadQueueType;
		report(violation, "%d is no work queue type", queue_type);
	} else {
		violation.parameter[0] = kBadRoutine;
		violation.routine = nullptr;
		report_pointer(violation, routine, "is no routine");
	}
}

/*
 * Checks all that a fast path checks, and reports what is wrong. Outcome::queued if the item could
 * be queued: what the fast path found was over soon, so the caller tries again. The IRQL comes
 * first: in an NMI another report could wait for a lock that the interrupted code holds. The fast
 * path has @entered an object that the call names, unless another check fails or its rundown began.
 */
Outcome admit(const FamilyItem *item, const ItemOps &ops, const void *routine, int queue_type,
	      const void *caller, bool names_object = false, void *named = nullptr,
	      bool entered = false)
{
	const CallSite call = { ops.name, caller };

	if (!at_dispatch_or_below(call, item))
		return Outcome::refused;

	const ItemSnapshot seen = look_at(item);
	void *const object = names_object ? named : seen.object;
	/* An orphan has no object, even if a new object has the address now. */
	const ObjectType *type = seen.state & ItemState::kOrphan && !names_object
				 ? nullptr : object_type(object);
	const ObjectType *const *takes = ops.takes.type;

	if (!seen.is_of(ops.family))
		report_unusable(item, seen, call);
	else if (!are_good(routine, priority_of(queue_type)))
		report_bad(worker_invalid(call, kActiveItemQueued, item, queue_type, object,
					  routine), routine, queue_type);
	else if (!type)
		report(worker_invalid(call, kBadObject, item, address_of(object)),
		       "the work item's object %s does not exist", Shown(object).text);
	else if (!ops.takes.allow(type))
		report(worker_invalid(call, kBadObject, item, address_of(object), object),
		       "the routine takes a %s%s%s object, and this is a %s object",
		       takes[0]->name, takes[1] ? " or " : "", takes[1] ? takes[1]->name : "",
		       type->name);
	else if (names_object && !entered)
		return Outcome::deleting;
	else if (seen.is_queued())
		report(worker_invalid(call, kActiveItemQueued, item, queue_type, seen.object,
				      seen.routine), "the work item is already queued");
	else
		return Outcome::queued;
	return Outcome::refused;
}

/* IDLE -> QUEUED, of any item, as item_claim(). Preemption is off. */
[[gnu::always_inline]] inline bool claim(FamilyItem *item, const ItemOps &ops)
{
	const FamilyItem *record = record_of(item);

	return (record ? record->state.load() == ItemState::kRecord : is_item_slot(item)) &&
	       item_claim(item, ops);
}

/*
 * For a claimed item that item_enter_object() has failed for. False when the last reference on its
 * object is gone: the item is an orphan then, as the end of the object would have made it, had it
 * found it idle. Preemption has been off since before the claim, so the object's memory is there.
 */
[[gnu::noinline]] bool enter_uncounted(FamilyItem *item, Stripe stripe)
{
	if (object_header(item->object)->references.acquire_activity_of_live(stripe))
		return true;
	item_unclaim_orphan(item);
	return false;
}

[[gnu::always_inline]] inline bool enter_object(FamilyItem *item, const ItemOps &ops, Stripe stripe)
{
	return item_enter_object(item, ops, stripe) || enter_uncounted(item, stripe);
}

/* IDLE -> DEAD, of an item that is @stored or is not. False after a report of the reason. */
bool retire(FamilyItem *item, Family family, bool stored, CallSite call)
{
	for (;;) {
		PreemptionGuard guard;

		if ((stored ? !!record_of(item) : is_item_slot(item)) && item_die(item, family))
			return true;

		const ItemSnapshot seen = look_at(item);

		if (!seen.is_of(family))
			report_unusable(item, seen, call);
		else if (seen.is_stored != stored)
			report(worker_invalid(call, kBadObject, item, address_of(seen.object),
					      seen.object), "the work item was %s",
			       stored ? "allocated, not initialised in its driver's storage"
				      : "initialised in its driver's storage, not allocated");
		else if (seen.is_queued())
			report(worker_invalid(call, kQueuedItemFreed, item,
					      address_of(seen.routine), seen.object, seen.routine),
			       "the work item is queued");
		else
			continue;
		return false;
	}
}

} /* namespace */

void item_initialise(FamilyItem *item, Family family, void *object, const CallSite &call)
{
	if (!outside_nmi(call, item))
		return;
	if (const char *fault = address_fault(item, alignof(FamilyItem))) {
		report(worker_invalid(call, kBadObject, item, address_of(object)),
		       "the storage is %s", fault);
		return;
	}

	const ItemSnapshot seen = look_at(item);
	const auto in_slot = [](uintptr_t address) {
		return is_item_slot(reinterpret_cast<void *>(address & -sizeof(FamilyItem)));
	};

	if (seen.is_queued() || in_slot(address_of(item)) || in_slot(address_of(item + 1) - 1)) {
		const void *owner = ItemState::is_live(seen.state) ? seen.object : nullptr;

		report(worker_invalid(call, kBadObject, item, address_of(owner), owner),
		       "the storage holds %s work item",
		       seen.is_queued() ? "a queued" : "an allocated");
		return;
	}

	FamilyItem *record = record_make(item, object, call);
	const bool of_driver = object && object_header(object)->type->is_driver;

	item_make_idle(item, ItemState::idle(family) | (of_driver ? ItemState::kDriver : 0), 0,
		       object, record);
	trace_made(item, call.caller);
	if (!record)
		ww_print(WW_LEVEL_WARNING,
			 "%s: no memory to enter the work item %p: it will be refused",
			 call.function, item);
}

FamilyItem *item_allocate_slow(u32 idle, void *object, CallSite call)
{
	if (!at_dispatch_or_below(call, nullptr) || ww_fault(sizeof(FamilyItem)))
		return nullptr;

	ItemRing &ring = fast_path_begin()->items;

	ring.refill();

	FamilyItem *item = ring.take();

	fast_path_end();
	if (!item)
		item = slot_take(true);
	/* A slot in quarantine is better than none. */
	if (!item) {
		item = fast_path_begin()->items.take(0);
		fast_path_end();
	}
	if (item)
		item_make(item, idle, object ? object_header(object) : nullptr, call.caller);
	return item;
}

void item_free_slow(FamilyItem *item, Family family, CallSite call)
{
	if (!at_dispatch_or_below(call, item) || !retire(item, family, false, call))
		return;
	item_keep_dead(item, fast_path_begin()->items, call.caller);
	fast_path_end();
}

void item_uninitialise(FamilyItem *item, Family family, CallSite call)
{
	if (outside_nmi(call, item) && retire(item, family, true, call)) {
		trace_freed(item, call.caller);
		record_remove(item);
	}
}

/* Also the fast path of an item in its driver's storage. */
bool item_queue_slow(FamilyItem *item, void *routine, int queue_type, void *context,
		     const ItemOps &ops, const void *caller)
{
	const u32 priority = priority_of(queue_type);

	do {
		Queues *const here = fast_path_begin();

		if (!here)
			continue;

		const bool has_entered = are_good(routine, priority) && claim(item, ops) &&
					 enter_object(item, ops, here->stripe());

		fast_path_end();
		if (has_entered) {
			item_bind_and_push(item, ops, routine, context, *here, priority);
			return true;
		}
	} while (admit(item, ops, routine, queue_type, caller) == Outcome::queued);
	return false;
}

bool item_queue_claimed(FamilyItem *item, void *routine, int queue_type, void *context,
			const ItemOps &ops, const void *caller)
{
	const bool has_entered = enter_uncounted(item, stripe_here());

	fast_path_end();
	if (!has_entered)
		return item_queue_slow(item, routine, queue_type, context, ops, caller);

	Queues &here = *fast_path_begin();

	fast_path_end();
	item_bind_and_push(item, ops, routine, context, here, priority_of(queue_type));
	return true;
}

Outcome item_queue_for(void *object, void *argument, FamilyItem *item, const ItemOps &ops,
		       void *routine, void *context, int queue_type, const void *caller)
{
	const auto is_item = [](const void *any) {
		return is_item_slot(any) || record_of(static_cast<const FamilyItem *>(any));
	};
	Outcome outcome;

	do {
		const FastOutcome fast = item_queue_for_fast(object, argument, item, ops, routine,
							     context, queue_type, is_item);
		const bool entered = fast == FastOutcome::entered;

		if (fast == FastOutcome::queued)
			return Outcome::queued;
		if (entered)
			object_header(object)->references.release_activity(stripe_here());
		outcome = admit(item, ops, routine, queue_type, caller, true, object, entered);
	} while (outcome == Outcome::queued);
	return outcome;
}

/* FALSE without a report means that no worker is available. So the checks come first. */
bool item_try_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		    int queue_type, const void *caller)
{
	const u32 priority = priority_of(queue_type);

	while (admit(item, ops, routine, queue_type, caller) == Outcome::queued) {
		PromisedWorker worker(priority, current_invocation());

		if (!worker)
			return false;
		bool has_entered;
		{
			PreemptionGuard guard;

			has_entered = claim(item, ops) && enter_object(item, ops, stripe_here());
		}
		if (has_entered) {
			item_bind(item, ops, routine, context);
			worker.run(*item, Item::kQueued | Item::kFamily, priority);
			return true;
		}
	}
	return false;
}

bool bare_item_queue_slow(Item *item, Reference *owner, int queue_type, CallSite call)
{
	do {
		if (!at_dispatch_or_below(call, item))
			return false;

		const char *fault = address_fault(item, sizeof(void *));
		Item copy{};

		if (!fault && !ww_read_any(&copy, item, sizeof(copy)))
			fault = "in no memory that can be read";

		Violation violation = worker_invalid(call, kActiveItemQueued, item, queue_type,
						     nullptr, copy.routine);

		const bool is_bad = !fault && !are_good(copy.routine, priority_of(queue_type));

		if (is_bad || fault || copy.link & Item::kQueued) {
			/* A driver's item, whose owner is an image: WinWork's own are in order. */
			violation.owner_name = image_name_of(owner);
			if (is_bad)
				report_bad(violation, copy.routine, queue_type);
			else
				report(violation, "the work item is %s",
				       fault ? fault : "already queued");
			return false;
		}
	} while (!bare_item_queue_fast(item, owner, queue_type));
	return true;
}

} /* namespace ww */
