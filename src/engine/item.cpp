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
#include "linux/item_memory.h"
#include "linux/module.h"
#include "linux/print.h"
#include "ob/image.hpp"
#include "ob/object.hpp"
#include "ledger.hpp"
#include "reserved_worker.hpp"
#include "work_queues.hpp"

namespace ww {
namespace {

/* Parameter 1 of BAD_POOL_CALLER. */
constexpr uintptr_t kAlreadyFreed = 0x07;

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
	const char *why = "is no live work item";

	if (!is_kernel_address(item))
		why = item ? "is no kernel address" : "is NULL";
	else if (seen.state == ItemState::kDead)
		why = "was freed or uninitialised";
	else if (ItemState::is_live(seen.state))
		why = "belongs to another family of functions";
	report({ .code = BugCheck::bad_pool_caller,
		 .parameter = { kAlreadyFreed, 0, 0, address_of(item) },
		 .function = call.function, .item = item, .caller = call.caller },
	       "the work item %s", why);
	return false;
}

/* @seen is from before the attempt to claim the item. After that the item may be gone. */
WW_COLD bool report_active(const FamilyItem *item, const ItemSnapshot &seen, int queue_type,
			   const CallSite &call)
{
	Violation violation = worker_invalid(kActiveItemQueued, address_of(item), queue_type, item,
					     call);

	violation.owner = seen.object;
	violation.routine = seen.routine;
	report(violation, "the work item is already queued");
	return false;
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

WW_COLD bool report_object(const FamilyItem *item, const void *object, const ItemOps &ops,
			   const CallSite &call)
{
	Violation violation = worker_invalid(kBadObject, address_of(item), address_of(object), item,
					     call);
	const ObjectType *type = object_type(object);

	violation.owner = type ? object : nullptr;
	const ObjectType *const *takes = ops.object_types.type;

	if (!type)
		report(violation, "the work item's object %px does not exist", object);
	else
		report(violation, "the routine takes a %s%s%s object, and this is a %s object",
		       takes[0]->name, takes[1] ? " or " : "", takes[1] ? takes[1]->name : "",
		       type->name);
	return false;
}

/* ---- Checks --------------------------------------------------------------------------- */

/* With the verifier on, no pointer is followed that the ledger does not know. */
ItemSnapshot look_at(const FamilyItem *item)
{
	if (!is_kernel_address(item))
		return {};
	return ww_verifier ? ledger_look(item) : item_snapshot(item);
}

bool is_usable(const ItemSnapshot &seen, Family family)
{
	return ItemState::is_live(seen.state) && ItemState::family(seen.state) == family;
}

/*
 * Reads the routine of an Ex item. The ledger has no Ex items; so with the verifier, false for
 * memory that cannot be read.
 */
bool read_routine(const Item *item, void *&routine)
{
	Item copy;

	if (!ww_verifier) {
		routine = item->routine;
		return true;
	}
	if (!ww_read_any(&copy, item, sizeof(copy)))
		return false;
	routine = copy.routine;
	return true;
}

/* With the verifier, an address that cannot be read is no routine. */
bool is_routine(const void *address)
{
	u8 first;

	return is_kernel_address(address) &&
	       (!ww_verifier || ww_read_any(&first, address, sizeof(first)));
}

/* The priority of a queue call with valid arguments, else kInvalidPriority. */
u32 queue_priority(const void *routine, int queue_type)
{
	return is_routine(routine) ? priority_of(queue_type) : kInvalidPriority;
}

/* False for an item without object, and when the object is gone or of a wrong type. */
bool object_fits(void *object, const ItemOps &ops)
{
	if (!is_kernel_address(object))
		return false;

	return ops.object_types.allow(ww_verifier ? object_type(object)
						  : object_header(object)->type);
}

/* For an item that belongs to an object. */
bool claim_and_bind(FamilyItem *item, const ItemOps &ops, void *routine, void *context)
{
	if (!item_claim(item, ops.family))
		return false;
	item_bind(item, ops, routine, context);
	object_header(item->object)->references.acquire_activity(stripe_here());
	return true;
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
	const bool allocated = ItemState::is_live(seen.state) &&
			       seen.origin == Origin::allocated;

	if (allocated || ItemState::is_queued(seen.state)) {
		Violation violation = worker_invalid(kBadObject, address_of(item),
						     address_of(seen.object), item, call);

		violation.owner = seen.object;
		report(violation, "the storage holds %s work item",
		       ItemState::is_queued(seen.state) ? "a queued" : "an allocated");
		return;
	}
	item_make_idle(item, family, Origin::initialised, object);
	if (ww_verifier && !ledger_add(item, Origin::initialised, object, call))
		ww_print(WW_LEVEL_WARNING,
			 "%s: no memory to enter the work item %px: it will be refused",
			 call.function, item);
}

FamilyItem *item_allocate_slow(Family family, void *object, CallSite call)
{
	if (!at_dispatch_or_below(call, nullptr))
		return nullptr;

	auto *item = static_cast<FamilyItem *>(ww_item_alloc());

	if (!item)
		return nullptr;
	item_make_idle(item, family, Origin::allocated, object);
	if (ww_verifier && !ledger_add(item, Origin::allocated, object, call)) {
		ww_item_free(item);
		return nullptr;
	}
	return item;
}

/* IDLE -> DEAD. False after a report of the reason. */
static bool retire(FamilyItem *item, Family family, Origin origin, CallSite call)
{
	ItemSnapshot seen = {};

	if (is_kernel_address(item) && (ww_verifier ? ledger_retire(item, family, origin, seen)
						    : item_die(item, family, origin, seen)))
		return true;
	if (!is_usable(seen, family))
		return report_unusable(item, seen, call);

	Violation violation = worker_invalid(kBadObject, address_of(item),
					     address_of(seen.object), item, call);

	violation.owner = seen.object;
	if (seen.origin != origin) {
		report(violation, origin == Origin::allocated ?
		       "the work item was initialised in its driver's storage, not allocated" :
		       "the work item was allocated, not initialised in its driver's storage");
		return false;
	}
	violation.parameter[0] = kQueuedItemFreed;
	violation.parameter[2] = address_of(seen.routine);
	violation.routine = seen.routine;
	report(violation, "the work item is queued");
	return false;
}

void item_free_slow(FamilyItem *item, Family family, CallSite call)
{
	if (at_dispatch_or_below(call, item) &&
	    retire(item, family, Origin::allocated, call))
		ww_item_free(item);
}

void item_uninitialise(FamilyItem *item, Family family, CallSite call)
{
	if (outside_nmi(call, item))
		retire(item, family, Origin::initialised, call);
}

/* ---- Queueing ------------------------------------------------------------------------- */

/*
 * Checks the arguments of a queue call. Returns the priority, or kInvalidPriority after a report.
 * The IRQL was checked before, as the first thing: the code that an NMI interrupts may hold a lock.
 */
static u32 admit(const FamilyItem *item, const ItemSnapshot &seen, void *object, const ItemOps &ops,
		 const void *routine, int queue_type, const void *caller)
{
	const u32 priority = queue_priority(routine, queue_type);

	if (!is_usable(seen, ops.family))
		report_unusable(item, seen, { ops.name, caller });
	else if (priority == kInvalidPriority)
		report_arguments(item, object, nullptr, routine, queue_type, { ops.name, caller });
	else if (!object_fits(object, ops))
		report_object(item, object, ops, { ops.name, caller });
	else
		return priority;
	return kInvalidPriority;
}

bool item_queue_slow(FamilyItem *item, void *routine, int queue_type, void *context,
		     const ItemOps &ops, const void *caller)
{
	if (!at_dispatch_or_below({ ops.name, caller }, item))
		return false;

	const ItemSnapshot seen = look_at(item);
	const u32 priority = admit(item, seen, seen.object, ops, routine, queue_type, caller);

	if (priority == kInvalidPriority)
		return false;
	if (!claim_and_bind(item, ops, routine, context))
		return report_active(item, seen, queue_type, { ops.name, caller });
	work_queue(ww_cpu(), priority).push(*item, Item::kQueued | Item::kFamily, priority);
	return true;
}

Outcome item_queue_for(void *object, void *argument, FamilyItem *item, const ItemOps &ops,
		       void *routine, void *context, int queue_type, const void *caller)
{
	if (!at_dispatch_or_below({ ops.name, caller }, item))
		return Outcome::refused;

	const ItemSnapshot seen = look_at(item);
	const u32 priority = admit(item, seen, object, ops, routine, queue_type, caller);

	if (priority == kInvalidPriority)
		return Outcome::refused;

	Reference *const owner = object_enter(object);

	if (!owner)
		return Outcome::deleting;
	if (!item_claim(item, ops.family)) {
		owner->release_activity(stripe_here());
		report_active(item, seen, queue_type, { ops.name, caller });
		return Outcome::refused;
	}
	item_bind(item, ops, routine, context);
	item->object = object;
	item->argument = argument;
	work_queue(ww_cpu(), priority).push(*item, Item::kQueued | Item::kFamily, priority);
	return Outcome::queued;
}

bool item_try_queue(FamilyItem *item, const ItemOps &ops, void *routine, void *context,
		    int queue_type, const void *caller)
{
	if (!at_dispatch_or_below({ ops.name, caller }, item))
		return false;

	ItemSnapshot seen = look_at(item);
	const u32 priority = admit(item, seen, seen.object, ops, routine, queue_type, caller);

	if (priority == kInvalidPriority)
		return false;
	/* FALSE alone would mean that no worker is available. */
	if (ItemState::is_queued(seen.state))
		return report_active(item, seen, queue_type, { ops.name, caller });

	const bool in_routine = current_invocation();
	/*
	 * Off, since pushes rely on a worker that is promised, as on one that push_first() starts.
	 */
	const uintptr_t interrupts = ww_interrupts_save();
	PromisedWorker worker = promise_worker(priority, in_routine);
	bool claimed = false;

	if (worker) {
		seen = item_snapshot(item);
		claimed = claim_and_bind(item, ops, routine, context);
		if (claimed)
			worker.run(*item, Item::kQueued | Item::kFamily, priority);
		else
			worker.release();
	}
	ww_interrupts_restore(interrupts);
	if (worker && !claimed)
		return report_active(item, seen, queue_type, { ops.name, caller });
	return claimed;
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

	void *routine;

	if (!read_routine(item, routine)) {
		Violation violation = worker_invalid(kActiveItemQueued, address_of(item),
						     queue_type, item, call);

		violation.owner_name = image_name_of(owner);
		report(violation, "the work item is in no memory that can be read");
		return false;
	}

	const u32 priority = queue_priority(routine, queue_type);

	if (priority == kInvalidPriority) {
		report_arguments(item, nullptr, image_name_of(owner), routine, queue_type, call);
		return false;
	}

	if (!bare_item_claim(item)) {
		Violation violation = worker_invalid(kActiveItemQueued, address_of(item),
						     queue_type, item, call);

		violation.owner_name = image_name_of(owner);
		violation.routine = routine;
		report(violation, "the work item is already queued");
		return false;
	}
	item->owner = owner;
	owner->acquire_activity(stripe_here());
	work_queue(ww_cpu(), priority).push(*item, Item::kQueued, priority);
	return true;
}

} /* namespace ww */
