/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items of the framework. What is special to them: the calls that come while one is enqueued
 * are one; routines that are serialised; waiting for those that run.
 *
 * An item may run several times at once, so who runs it is not one thread: each run is a record on
 * the stack of its worker, in a list under the tree's lock.
 */
#include "work_item.hpp"

#include "../engine/work_queue.hpp"
#include "../families.hpp"
#include "device.hpp"

namespace ww::wdf {
namespace {

struct WorkItem : Object {
	static const Class kClass;

	PFN_WDF_WORKITEM routine;
	Device *serialiser;		/* whose callback lock the routine wants; or null */
	FamilyItem *item;		/* until it is disposed of */

	/* Under the tree's lock. */
	Object *associated;		/* what WdfWorkItemGetParentObject tells */
	bool enqueued;			/* a run is to come that has not begun */
	ww_u32 running;
};

struct Run {
	WorkItem *item;
	const void *task;
	Run *next;
	Object *after;			/* to be deleted when it is over, in this order */
};

constinit Run *runs = nullptr;		/* all that there are, under the tree's lock */

/* That of the current thread, or null: a worker has one at a time. Under the lock. */
Run *current_run()
{
	const void *const task = ww_current_task();
	Run *run = runs;

	while (run && run->task != task)
		run = run->next;
	return run;
}

void begin(Run &run)
{
	LockGuard guard(tree);

	/* From here on the next call is for one more run. */
	run.item->enqueued = false;
	run.item->running++;
	run.next = runs;
	runs = &run;
}

void end(Run &run)
{
	{
		LockGuard guard(tree);
		Run **link = &runs;

		while (*link != &run)
			link = &(*link)->next;
		*link = run.next;
		run.item->running--;
	}
	ww_gate_wake();
	while (Object *object = run.after) {
		run.after = object->chain;
		object_delete(*object);
	}
}

/* The engine's reference keeps the item's memory until after this has returned. */
void call(const Invocation &invocation)
{
	auto &item = *static_cast<WorkItem *>(invocation.object);
	const auto routine = reinterpret_cast<PFN_WDF_WORKITEM>(invocation.routine);
	const Call serialised = { "EvtWorkItem", invocation.routine };
	Run run = { &item, ww_current_task(), nullptr, nullptr };

	begin(run);
	if (Device *device = item.serialiser) {
		device->callback_lock.acquire(*device, nullptr, serialised);
		routine(handle_of<WDFWORKITEM>(item));
		device->callback_lock.release(*device, serialised);
	} else {
		routine(handle_of<WDFWORKITEM>(item));
	}
	end(run);
}

bool is_idle(const Object &object)
{
	const auto &item = static_cast<const WorkItem &>(object);

	return !item.enqueued && !item.running;
}

void describe(const Object &object)
{
	ww_print(WW_LEVEL_WARNING, "a flush or deletion waits for the WDFWORKITEM %px, routine %ps",
		 &object, static_cast<const WorkItem &>(object).routine);
}

void run_down(Object &object)
{
	auto &item = static_cast<WorkItem &>(object);

	wait_until(is_idle, describe, item);
	{
		LockGuard guard(tree);

		item.associated = nullptr;
	}
	item_free(item.item, kWdfFamily, { "WdfObjectDelete", nullptr });
	item.item = nullptr;
}

constinit const Class WorkItem::kClass = {
	{ "WDFWORKITEM", object_gone }, run_down, nullptr, nullptr, true
};

constinit const Kind kind = {
	"WdfWorkItemEnqueue", call, kWdfFamily, { &WorkItem::kClass }
};

/* What Windows checks when it has made the object: below which device, and under which lock. */
NTSTATUS bind(WorkItem &item, Object &parent, bool serialised)
{
	Device *const device = device_of(parent);

	if (!device)
		return STATUS_INVALID_DEVICE_REQUEST;
	if (serialised && (device->scope == WdfSynchronizationScopeDevice ||
			   device->scope == WdfSynchronizationScopeQueue)) {
		if (parent.level != WdfExecutionLevelPassive ||
		    device->level != WdfExecutionLevelPassive)
			return STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL;
		item.serialiser = device;
	}
	return STATUS_SUCCESS;
}

NTSTATUS complete(WorkItem &item, Object &parent, const WDF_WORKITEM_CONFIG &config,
		  const Call &call)
{
	if (const NTSTATUS status = bind(item, parent, config.AutomaticSerialization))
		return status;
	item.routine = config.EvtWorkItemFunc;
	item.associated = &parent;
	item.item = item_allocate(kWdfFamily, &item, call);
	if (!item.item)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (object_adopt(parent, item))
		return STATUS_SUCCESS;
	item_free(item.item, kWdfFamily, call);
	return STATUS_DELETE_PENDING;
}

enum class Admission { queue, coalesced, deleted };

Admission admit(WorkItem &item)
{
	LockGuard guard(tree);

	if (item.enqueued)
		return Admission::coalesced;
	if (item.stage != Stage::live)
		return Admission::deleted;
	item.enqueued = true;
	return Admission::queue;
}

/* The engine has refused it, and said why: there will be no run. */
void take_back(WorkItem &item)
{
	{
		LockGuard guard(tree);

		item.enqueued = false;
	}
	ww_gate_wake();
}

} /* namespace */

bool runs_below(const Object &object)
{
	const Run *const run = current_run();

	return run && is_within(object, run->item);
}

bool run_takes_over(Object &object)
{
	LockGuard guard(tree);

	if (!runs_below(object))
		return false;

	Object **link = &current_run()->after;

	while (*link)
		link = &(*link)->chain;
	object.chain = nullptr;
	*link = &object;
	return true;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfWorkItemCreate(PWDF_WORKITEM_CONFIG Config, PWDF_OBJECT_ATTRIBUTES Attributes,
				 WDFWORKITEM *WorkItem)
{
	const Call call = { "WdfWorkItemCreate", __builtin_return_address(0) };
	Object *parent;

	if (!at_dispatch_or_below(call.function, nullptr, call.caller))
		return STATUS_INVALID_PARAMETER;
	if (!Attributes)
		return STATUS_WDF_PARENT_NOT_SPECIFIED;
	if (Attributes->Size != sizeof(*Attributes))
		return STATUS_INFO_LENGTH_MISMATCH;
	if (!Attributes->ParentObject)
		return STATUS_WDF_PARENT_NOT_SPECIFIED;
	if (!find_parent(Attributes, parent, call) ||
	    !check_not_null(Config, "to the configuration", call) ||
	    !check_not_null(WorkItem, "to the place for the handle", call))
		return STATUS_INVALID_PARAMETER;
	if (Config->Size != sizeof(*Config))
		return STATUS_INFO_LENGTH_MISMATCH;
	if (!Config->EvtWorkItemFunc)
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_attributes(Attributes, kNothingSpecial))
		return status;

	auto *const item = object_make<wdf::WorkItem>(parent->driver_object(), Attributes);

	if (!item)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (const NTSTATUS status = complete(*item, *parent, *Config, call)) {
		object_discard(*item);
		return status;
	}
	*WorkItem = handle_of<WDFWORKITEM>(*item);
	return STATUS_SUCCESS;
}

VOID NTAPI WdfWorkItemEnqueue(WDFWORKITEM WorkItem)
{
	const Call call = { kind.name, __builtin_return_address(0) };

	if (!at_dispatch_or_below(call.function, WorkItem, call.caller))
		return;

	auto *const item = object_of<wdf::WorkItem>(WorkItem, call);

	if (!item)
		return;
	switch (admit(*item)) {
	case Admission::queue:
		/* Until that run the item is not disposed of. */
		if (!item_queue(item->item, kind, reinterpret_cast<void *>(item->routine), item,
				DelayedWorkQueue))
			take_back(*item);
		break;
	case Admission::coalesced:
		break;
	case Admission::deleted:
		report(violation_of(kObjectError, item, call), "the WDFWORKITEM is being deleted");
		break;
	}
}

WDFOBJECT NTAPI WdfWorkItemGetParentObject(WDFWORKITEM WorkItem)
{
	const auto *const item = object_of<wdf::WorkItem>(
		WorkItem, { "WdfWorkItemGetParentObject", __builtin_return_address(0) });

	if (!item)
		return nullptr;

	LockGuard guard(tree);

	return item->associated;
}

VOID NTAPI WdfWorkItemFlush(WDFWORKITEM WorkItem)
{
	const Call call = { "WdfWorkItemFlush", __builtin_return_address(0) };

	if (!at_passive(call.function, WorkItem, call.caller))
		return;

	auto *const item = object_of<wdf::WorkItem>(WorkItem, call);
	bool own;

	if (!item)
		return;
	{
		LockGuard guard(tree);

		const Run *const run = current_run();

		own = run && run->item == item;
	}
	if (own) {
		report(violation_of(kVerifierFatalError, item, call),
		       "the routine of the WDFWORKITEM waits for itself");
		return;
	}
	/* The routine may delete it, as the last thing before this sees that it has returned. */
	object_reference(item);
	wait_until(is_idle, describe, *item);
	object_dereference(item);
}

} /* extern "C" */
