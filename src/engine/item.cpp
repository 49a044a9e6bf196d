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

WW_COLD Violation worker_invalid(uintptr_t which, uintptr_t b, uintptr_t c, const Item *item,
				 const CallSite &call)
{
	return { .code = BugCheck::worker_invalid, .parameter = { which, b, c, 0 },
		 .function = call.function, .item = item, .caller = call.caller };
}

/* For a pointer that @seen shows to be unusable. It is not followed again. */
WW_COLD bool report_unusable(const FamilyItem *item, const ItemSnapshot &seen, const CallSite &call)
{
	const Violation violation = { .code = BugCheck::bad_pool_caller,
				      .parameter = { kAlreadyFreed, 0, 0, address_of(item) },
				      .function = call.function, .item = item,
				      .caller = call.caller };

	if (!is_kernel_address(item))
		report(violation, "the work item %s", item ? "is no kernel address" : "is NULL");
	else if (seen.state == ItemState::kDead && seen.maker)
		report(violation, "the work item is no live work item: made at %pS, ended at %pS",
		       seen.maker, seen.routine);
	else if (ItemState::is_live(seen.state))
		report(violation, "the work item belongs to another family of functions");
	else
		report(violation, "the work item is no live work item");
	return false;
}

/* For an Ex item with @owner_name, or another one with @object. */
WW_COLD void report_active(const Item *item, const void *object, const char *owner_name,
			   const void *routine, int queue_type, const CallSite &call)
{
	Violation violation = worker_invalid(kActiveItemQueued, address_of(item), queue_type, item,
					     call);

	violation.owner = object;
	violation.owner_name = owner_name;
	violation.routine = routine;
	report(violation, "the work item is already queued");
}

/* For arguments of a queue call that queue_priority() refused. */
WW_COLD void report_arguments(const Item *item, const void *object, const char *owner_name,
			      const void *routine, int queue_type, const CallSite &call)
{
	Violation violation = worker_invalid(kBadQueueType, address_of(item), queue_type, item,
					     call);

	violation.owner = object;
	violation.owner_name = owner_name;
	violation.routine = routine;
	if (priority_of(queue_type) == kInvalidPriority) {
		report(violation, "%d is no work queue type", queue_type);
		return;
	}
	violation.parameter[0] = kBadRoutine;
	violation.routine = nullptr;
	report(violation, "%px is no routine", routine);
}

/* @type is null for an object that does not live, even if another one has its address. */
WW_COLD void report_object(const QueueRequest &request, const void *object, const ObjectType *type)
{
	Violation violation = worker_invalid(kBadObject, address_of(request.item),
					     address_of(object), request.item, request.call);
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

/*
 * Returns what is known of @item, any pointer. Waits while items_orphan() holds it: that is short,
 * and has interrupts off, so this CPU cannot be in it.
 */
ItemSnapshot look_at(const FamilyItem *item)
{
	for (;; ww_relax()) {
		PreemptionGuard guard;

		if (is_item_slot(item)) {
			const ItemSnapshot seen = item_snapshot(item);

			if (seen.state & ItemState::kHeld)
				continue;
			return seen;
		}

		const FamilyItem *record = record_of(item);

		if (!record)
			return {};

		ItemSnapshot seen = item_snapshot(item);

		seen.object = record->object;
		seen.maker = record->maker();
		if (ItemState::is_live(seen.state))
			seen.state |= record->state.load() & ItemState::kOrphan;
		return seen;
	}
}

bool is_usable(const ItemSnapshot &seen, Family family)
{
	return ItemState::is_live(seen.state) && ItemState::family(seen.state) == family;
}

/* From the state that was seen to another one. False when it has changed, or the item is gone. */
bool change_state(FamilyItem *item, const ItemSnapshot &seen, u32 to)
{
	PreemptionGuard guard;
	u32 from = seen.state;

	if (is_item_slot(item))
		return item->state.compare_exchange(from, to);
	/* Of an item in a driver's storage, only the record's state has this mark. */
	from &= ~ItemState::kOrphan;
	return record_of(item) && item->state.compare_exchange(from, to & ~ItemState::kOrphan);
}

/* The priority of a queue call with valid arguments, else kInvalidPriority. */
u32 queue_priority(const void *routine, int queue_type)
{
	return is_routine(routine) ? priority_of(queue_type) : kInvalidPriority;
}

/*
 * Returns the priority, or kInvalidPriority after a report of what is wrong with @request, for an
 * item that was @seen. The IRQL was checked before: the code that an NMI interrupts may hold a lock.
 */
u32 admit(const QueueRequest &request, const ItemSnapshot &seen)
{
	const u32 priority = queue_priority(request.routine, request.queue_type);
	const void *object = request.names_object ? request.object : seen.object;
	/* An orphan has no object, whatever has the address now. */
	const ObjectType *type = seen.state & ItemState::kOrphan && !request.names_object
				 ? nullptr : object_type(object);

	if (!is_usable(seen, request.ops.family))
		report_unusable(request.item, seen, request.call);
	else if (priority == kInvalidPriority)
		report_arguments(request.item, object, nullptr, request.routine,
				 request.queue_type, request.call);
	else if (!request.ops.object_types.allow(type))
		report_object(request, object, type);
	else
		return priority;
	return kInvalidPriority;
}

/* Reports an item that is queued. */
bool is_idle(const QueueRequest &request, const ItemSnapshot &seen)
{
	if (seen.is_queued())
		report_active(request.item, seen.object, nullptr, seen.routine,
			      request.queue_type, request.call);
	return !seen.is_queued();
}

/*
 * Claims the item and makes it ready for a queue. False when it is not as it was @seen. The activity
 * of an object that the call names has begun already.
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
	if (!is_kernel_address(item) || address_of(item) % alignof(FamilyItem)) {
		report(worker_invalid(kBadObject, address_of(item), address_of(object), item, call),
		       "the storage is %s", !item ? "NULL" :
		       is_kernel_address(item) ? "not aligned to 4 bytes" : "no kernel memory");
		return;
	}

	const ItemSnapshot seen = look_at(item);
	bool inside;
	{
		PreemptionGuard guard;

		inside = reaches_into_items(item, sizeof(*item));
	}
	if (inside || seen.is_queued()) {
		/* Storage inside a chunk may begin in the chunk's header, which has no object. */
		const void *owner = ItemState::is_live(seen.state) ? seen.object : nullptr;
		Violation violation = worker_invalid(kBadObject, address_of(item),
						     address_of(owner), item, call);

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

/* From the current CPU's ring, which gets more of what the chunks have. */
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
		if (!is_usable(seen, family))
			return report_unusable(item, seen, call);

		Violation violation = worker_invalid(kBadObject, address_of(item),
						     address_of(seen.object), item, call);

		violation.owner = seen.object;
		if (seen.origin() != origin) {
			report(violation, origin == Origin::allocated ?
			       "the work item was initialised in its driver's storage, not allocated" :
			       "the work item was allocated, not initialised in its driver's storage");
			return false;
		}
		if (seen.is_queued()) {
			violation.parameter[0] = kQueuedItemFreed;
			violation.parameter[2] = address_of(seen.routine);
			violation.routine = seen.routine;
			report(violation, "the work item is queued");
			return false;
		}
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

/* The record stays as it is until it is removed here. */
void item_uninitialise(FamilyItem *item, Family family, CallSite call)
{
	if (!outside_nmi(call, item) || !retire(item, family, Origin::initialised, call))
		return;

	PreemptionGuard guard;

	if (FamilyItem *record = record_of(item))
		record_remove(*record);
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
		 * Off, since pushes rely on a worker that is promised, as on one that push_first()
		 * starts.
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
	if (!is_kernel_address(item) || address_of(item) % sizeof(void *)) {
		report(worker_invalid(kActiveItemQueued, address_of(item), queue_type, item, call),
		       "the work item is %s", !item ? "NULL" :
		       is_kernel_address(item) ? "not aligned" : "no kernel address");
		return false;
	}

	Item copy;

	if (!ww_read_any(&copy, item, sizeof(copy))) {
		Violation violation = worker_invalid(kActiveItemQueued, address_of(item),
						     queue_type, item, call);

		violation.owner_name = image_name_of(owner);
		report(violation, "the work item is in no memory that can be read");
		return false;
	}

	void *const routine = copy.routine;
	const u32 priority = queue_priority(routine, queue_type);

	if (priority == kInvalidPriority) {
		report_arguments(item, nullptr, image_name_of(owner), routine, queue_type, call);
		return false;
	}

	if (!bare_item_claim(item)) {
		report_active(item, nullptr, image_name_of(owner), routine, queue_type, call);
		return false;
	}
	item->owner = owner;
	owner->acquire_activity(stripe_here());
	work_queue(ww_cpu(), priority).push(*item, Item::kQueued, priority);
	return true;
}

} /* namespace ww */
