/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The slow paths of work_item.hpp: they check everything and report.
 */
#include "work_item.hpp"

#include "base/cold.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/address.h"
#include "linux/cpu.h"
#include "linux/irq_context.h"
#include "linux/print.h"
#include "ob/image.hpp"
#include "ob/object.hpp"
#include "item_records.hpp"
#include "reserved_worker.hpp"
#include "work_queues.hpp"

namespace ww {
namespace {

/* Parameter 1 of BAD_POOL_CALLER. */
constexpr uintptr_t kAlreadyFreed = 0x07;

/* One call that queues an item. */
struct QueueRequest {
	FamilyItem *item;
	const ItemOps &ops;
	void *routine;
	void *context;
	int queue_type;
	CallSite call;
	bool names_object = false;	/* the call does, so the item belongs to none */
	void *object = nullptr;
	void *argument = nullptr;
};

/* ---- Reports: out of line, so that calls without one are short -------------------------- */

WW_COLD Violation worker_invalid(uintptr_t which, const Item *item, uintptr_t parameter3,
				 const CallSite &call)
{
	return { .code = BugCheck::worker_invalid,
		 .parameter = { which, address_of(item), parameter3, 0 },
		 .call = call, .item = item };
}

/* For a pointer to no live item of the family, as @seen shows. It is not followed again. */
WW_COLD bool report_unusable(const FamilyItem *item, const ItemSnapshot &seen, const CallSite &call)
{
	const Violation violation = { .code = BugCheck::bad_pool_caller,
				      .parameter = { kAlreadyFreed, 0, 0, address_of(item) },
				      .call = call, .item = item };

	if (const char *fault = address_fault(item, 1))
		report(violation, "the work item is %s", fault);
	else if (seen.state == ItemState::kDead && seen.maker)
		report(violation, "the work item is no live work item: made at %pS, ended at %pS",
		       seen.maker, seen.routine);
	else if (ItemState::is_live(seen.state))
		report(violation, "the work item belongs to another family of functions");
	else
		report(violation, "the work item is no live work item");
	return false;
}

/*
 * For an item that cannot be queued, or arguments that queue_priority() refused. An Ex item has an
 * @owner_name, and another one an @object. @routine is that of the item, or the argument.
 */
WW_COLD void report_refused(uintptr_t which, const Item *item, const void *object,
			    const char *owner_name, const void *routine, int queue_type,
			    const CallSite &call)
{
	Violation violation = worker_invalid(which, item, queue_type, call);

	violation.owner = object;
	violation.owner_name = owner_name;
	if (which == kBadRoutine) {
		report(violation, "%px is no routine", routine);
		return;
	}
	violation.routine = routine;
	if (which == kBadQueueType)
		report(violation, "%d is no work queue type", queue_type);
	else
		report(violation, "the work item is already queued");
}

/* Which argument queue_priority() has refused. */
uintptr_t bad_argument(int queue_type)
{
	return priority_of(queue_type) == kInvalidPriority ? kBadQueueType : kBadRoutine;
}

/* For an item that is queued, or not of the @origin that the call ends. */
WW_COLD bool report_kept(const FamilyItem *item, const ItemSnapshot &seen, Origin origin,
			 const CallSite &call)
{
	const bool wrong_call = seen.origin() != origin;
	Violation violation = worker_invalid(wrong_call ? kBadObject : kQueuedItemFreed, item,
					     address_of(wrong_call ? seen.object : seen.routine),
					     call);

	violation.owner = seen.object;
	if (!wrong_call)
		violation.routine = seen.routine;
	report(violation, "the work item %s", !wrong_call ? "is queued" :
	       origin == Origin::allocated ?
	       "was initialised in its driver's storage, not allocated" :
	       "was allocated, not initialised in its driver's storage");
	return false;
}

/* @type is null for an object that does not live, even if another one has its address. */
WW_COLD void report_object(const QueueRequest &request, const void *object, const ObjectType *type)
{
	Violation violation = worker_invalid(kBadObject, request.item, address_of(object),
					     request.call);
	const ObjectType *const *takes = request.ops.object_types.type;

	violation.owner = type ? object : nullptr;
	if (!type)
		report(violation, "the work item's object %px does not exist", object);
	else
		report(violation, "the routine takes a %s%s%s object, and this is a %s object",
		       takes[0]->name, takes[1] ? " or " : "", takes[1] ? takes[1]->name : "",
		       type->name);
}

/* ---- Checks --------------------------------------------------------------------------- */

/* The priority of a queue call with valid arguments, else kInvalidPriority. */
u32 queue_priority(const void *routine, int queue_type)
{
	return is_routine(routine) ? priority_of(queue_type) : kInvalidPriority;
}

/*
 * Checks @request for an item that was @seen. Returns the priority, or kInvalidPriority after a
 * report. The caller has checked the IRQL: in an NMI a report could wait for a lock that the
 * interrupted code holds.
 */
u32 admit(const QueueRequest &request, const ItemSnapshot &seen)
{
	const u32 priority = queue_priority(request.routine, request.queue_type);
	const void *object = request.names_object ? request.object : seen.object;
	/* An orphan has no object, even if a new object has the address now. */
	const ObjectType *type = seen.state & ItemState::kOrphan && !request.names_object
				 ? nullptr : object_type(object);

	if (!seen.is_of(request.ops.family))
		report_unusable(request.item, seen, request.call);
	else if (priority == kInvalidPriority)
		report_refused(bad_argument(request.queue_type), request.item, object, nullptr,
			       request.routine, request.queue_type, request.call);
	else if (!request.ops.object_types.allow(type))
		report_object(request, object, type);
	else
		return priority;
	return kInvalidPriority;
}

/* False after a report if the item was queued. */
bool is_idle(const QueueRequest &request, const ItemSnapshot &seen)
{
	if (seen.is_queued())
		report_refused(kActiveItemQueued, request.item, seen.object, nullptr, seen.routine,
			       request.queue_type, request.call);
	return !seen.is_queued();
}

/*
 * Claims the item and makes it ready for a queue. False if it is no longer as it was @seen. The
 * activity of an object that the call names has begun already.
 */
bool claim_and_bind(const QueueRequest &request, const ItemSnapshot &seen)
{
	FamilyItem *const item = request.item;

	if (!change_state(item, seen, ItemState::queued(seen.state)))
		return false;
	item_bind(item, request.ops, request.routine, request.context);
	if (request.names_object) {
		item->object = request.object;
		item->argument = request.argument;
	} else {
		object_header(item->object)->references.acquire_activity(stripe_here());
	}
	return true;
}

Outcome queue(const QueueRequest &request)
{
	if (!at_dispatch_or_below(request.call, request.item))
		return Outcome::refused;

	/* Before the claim: a claim that is taken back would look to others like a queued item. */
	Reference *const owner = request.names_object ? object_enter(request.object) : nullptr;
	Outcome outcome = Outcome::refused;

	for (;;) {
		const ItemSnapshot seen = look_at(request.item);
		const u32 priority = admit(request, seen);

		if (priority == kInvalidPriority)
			break;
		if (request.names_object && !owner) {
			outcome = Outcome::deleting;
			break;
		}
		if (!is_idle(request, seen))
			break;
		if (claim_and_bind(request, seen)) {
			work_queue(ww_cpu(), priority)
				.push(*request.item, Item::kQueued | Item::kFamily, priority);
			return Outcome::queued;
		}
	}
	if (owner)
		owner->release_activity(stripe_here());
	return outcome;
}

} /* namespace */

/* ---- Allocation and initialisation ---------------------------------------------------- */

void item_initialise(FamilyItem *item, Family family, void *object, const CallSite &call)
{
	if (!outside_nmi(call, item))
		return;
	if (const char *fault = address_fault(item, alignof(FamilyItem))) {
		report(worker_invalid(kBadObject, item, address_of(object), call),
		       "the storage is %s", fault);
		return;
	}

	const ItemSnapshot seen = look_at(item);

	if (seen.is_queued() || reaches_into_items(item, sizeof(*item))) {
		/* Storage inside a chunk may begin in the chunk's header, which has no object. */
		const void *owner = ItemState::is_live(seen.state) ? seen.object : nullptr;
		Violation violation = worker_invalid(kBadObject, item, address_of(owner), call);

		violation.owner = owner;
		report(violation, "the storage holds %s work item",
		       seen.is_queued() ? "a queued" : "an allocated");
		return;
	}

	FamilyItem *record = record_make(item, object, call);
	const bool of_driver = object && object_header(object)->type->is_driver;

	item_make_idle(item, ItemState::idle(family) | (of_driver ? ItemState::kDriver : 0),
		       ItemTags::of(Origin::initialised, 0), object, record);
	if (!record)
		ww_print(WW_LEVEL_WARNING,
			 "%s: no memory to enter the work item %px: it will be refused",
			 call.function, item);
}

/* A slot from the current CPU's ring, which first gets free slots of the chunks. */
static FamilyItem *take_from_ring(u32 keep)
{
	ItemRing &ring = fast_path_begin()->items;

	ring.refill();

	FamilyItem *item = ring.take(keep);

	fast_path_end();
	return item;
}

FamilyItem *item_allocate_slow(u32 idle, void *object, CallSite call)
{
	if (!at_dispatch_or_below(call, nullptr))
		return nullptr;

	FamilyItem *item = take_from_ring(ItemRing::kQuarantine);

	if (!item)
		item = slot_take(true);
	/* A slot in quarantine is better than none. */
	if (!item)
		item = take_from_ring(0);
	if (!item)
		return nullptr;
	item_poison(item, false);
	if (object)
		item_belongs_to(idle, *object_header(object));
	item_make_idle(item, idle, ItemTags::of(Origin::allocated, driver_number_of(object)), object,
		       call.caller);
	return item;
}

/* IDLE -> DEAD. False after a report of the reason. */
static bool retire(FamilyItem *item, Family family, Origin origin, CallSite call)
{
	ItemSnapshot seen;

	do {
		seen = look_at(item);
		if (!seen.is_of(family))
			return report_unusable(item, seen, call);
		if (seen.origin() != origin || seen.is_queued())
			return report_kept(item, seen, origin, call);
	} while (!change_state(item, seen, ItemState::kDead));
	return true;
}

void item_free_dead(FamilyItem *item, ItemRing &ring)
{
	ring.spill();
	if (!ring.put(item))
		slot_give_back(item);
}

void item_free_slow(FamilyItem *item, Family family, CallSite call)
{
	if (!at_dispatch_or_below(call, item) || !retire(item, family, Origin::allocated, call))
		return;
	item_keep_dead(item, fast_path_begin()->items, call.caller);
	fast_path_end();
}

void item_uninitialise(FamilyItem *item, Family family, CallSite call)
{
	if (outside_nmi(call, item) && retire(item, family, Origin::initialised, call))
		record_remove(item);
}

/* ---- Queueing ------------------------------------------------------------------------- */

/* The fast path of an item in its driver's storage. When false nothing has changed. */
static bool queue_stored(FamilyItem *item, void *routine, int queue_type, void *context,
			 const ItemOps &ops)
{
	Queues *const here = fast_path_begin();
	const u32 priority = queue_priority(routine, queue_type);

	if (!here)
		return false;

	const FamilyItem *record = priority != kInvalidPriority ? record_of(item) : nullptr;
	const bool claimed = record && record->state.load() == ItemState::kRecord &&
			     item_claim(item, ops);

	fast_path_end();
	if (claimed)
		item_bind_and_push(item, ops, routine, context, *here, priority);
	return claimed;
}

bool item_queue_slow(FamilyItem *item, void *routine, int queue_type, void *context,
		     const ItemOps &ops, const void *caller)
{
	return queue_stored(item, routine, queue_type, context, ops) ||
	       queue({ item, ops, routine, context, queue_type, { ops.name, caller } }) ==
	       Outcome::queued;
}

Outcome item_queue_for(void *object, void *argument, FamilyItem *item, const ItemOps &ops,
		       void *routine, void *context, int queue_type, const void *caller)
{
	return queue({ item, ops, routine, context, queue_type, { ops.name, caller }, true, object,
		       argument });
}

bool item_try_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		    int queue_type, const void *caller)
{
	const QueueRequest request = { item, ops, routine, context, queue_type,
				       { ops.name, caller } };

	if (!at_dispatch_or_below(request.call, item))
		return false;
	for (;;) {
		const ItemSnapshot seen = look_at(item);
		const u32 priority = admit(request, seen);

		/* FALSE without a report would mean that no worker is available. */
		if (priority == kInvalidPriority || !is_idle(request, seen))
			return false;

		const bool in_routine = current_invocation();
		/*
		 * Interrupts are off, because other pushes rely on the promised worker as they do on
		 * one that push_first() starts.
		 */
		const uintptr_t interrupts = ww_interrupts_save();
		PromisedWorker worker = promise_worker(priority, in_routine);
		const bool promised = static_cast<bool>(worker);
		const bool claimed = promised && claim_and_bind(request, seen);

		if (claimed)
			worker.run(*item, Item::kQueued | Item::kFamily, priority);
		else if (promised)
			worker.release();
		ww_interrupts_restore(interrupts);
		if (claimed || !promised)
			return claimed;
	}
}

bool bare_item_queue_slow(Item *item, Reference *owner, int queue_type, CallSite call)
{
	if (!at_dispatch_or_below(call, item))
		return false;

	const char *const owner_name = image_name_of(owner);
	const char *fault = address_fault(item, sizeof(void *));
	Item copy;

	if (!fault && !ww_read_any(&copy, item, sizeof(copy)))
		fault = "in no memory that can be read";
	if (fault) {
		Violation violation = worker_invalid(kActiveItemQueued, item, queue_type, call);

		violation.owner_name = owner_name;
		report(violation, "the work item is %s", fault);
		return false;
	}

	const u32 priority = queue_priority(copy.routine, queue_type);
	const bool valid = priority != kInvalidPriority;

	if (!valid || !bare_item_claim(item)) {
		report_refused(valid ? kActiveItemQueued : bad_argument(queue_type), item, nullptr,
			       owner_name, copy.routine, queue_type, call);
		return false;
	}
	item->owner = owner;
	owner->acquire_activity(stripe_here());
	work_queue(ww_cpu(), priority).push(*item, Item::kQueued, priority);
	return true;
}

} /* namespace ww */
