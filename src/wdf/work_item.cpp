/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDF work items. Three things distinguish them from other items: calls of WdfWorkItemEnqueue while
 * the item is enqueued count as one; routines may be serialised by the callback lock of a device or
 * queue; WdfWorkItemFlush and the deletion wait for routines that run.
 *
 * Neither enqueueing an item nor running it acquires a lock. All state is in one atomic word:
 *
 *	enqueued	set by one call of WdfWorkItemEnqueue; cleared by the worker before it calls
 *			the routine
 *	closed		set once, when the deletion begins; after that, enqueued is not set again
 *	runs		number of routines that run, in the remaining bits: an item may run several
 *			times at once
 *
 * An item is idle, and may be disposed of, when no bit but closed is set. Objects that a run has to
 * delete after its routine are listed in the note of its invocation, which only its thread uses.
 */
#include "work_item.hpp"

#include "base/wait_note.hpp"
#include "engine/work_item.hpp"
#include "engine/work_queues.hpp"
#include "engine/worker.hpp"
#include "callback_lock.hpp"
#include "create.hpp"
#include "deletion.hpp"
#include "linux/print.h"
#include "linux/wait.h"

namespace ww::wdf {
namespace {

struct WorkItem : Object {
	static const Class kClass;

	PFN_WDF_WORKITEM routine;
	Object *serialised_by;		/* whose callback lock the routine runs under, or null */
	FamilyItem *item;		/* the engine's; freed by run_down() */

	Object *reported_parent WW_GUARDED_BY(tree_lock);	/* for WdfWorkItemGetParentObject */
	Atomic<u32> state;		/* the word above */

	static constexpr u32 kEnqueued = 1;
	static constexpr u32 kClosed = 2;
	static constexpr u32 kRun = 4;
};

extern const ItemOps ops;

/* The note of a run whose routine has returned: deletions are not deferred to that run any more. */
constinit char run_ended = 0;

/* Returns the run whose routine the current thread is in, or null. A worker has one at a time. */
const Invocation *current_run()
{
	const Invocation *const invocation = current_invocation();

	return invocation && invocation->ops == &ops && invocation->note != &run_ended ? invocation
										  : nullptr;
}

WorkItem *item_of(const Invocation &run)
{
	return static_cast<WorkItem *>(run.object);
}

/* Deletes the objects that were left to @run, in that order. */
WW_COLD void delete_objects_of_run(const Invocation &run)
{
	auto *object = static_cast<Object *>(run.note);

	run.note = &run_ended;
	while (object) {
		Object *const next = object->list_link;

		object_delete(*object);
		object = next;
	}
}

[[gnu::noinline]] void call_serialised(const Invocation &run, Object &owner)
{
	CallbackGuard guard({ "EvtWorkItem", run.routine }, &owner);

	reinterpret_cast<PFN_WDF_WORKITEM>(run.routine)(handle_of<WDFWORKITEM>(*item_of(run)));
}

/* The reference of the queueing keeps the item's memory until after this has returned. */
void call(const Invocation &run)
{
	WorkItem &item = *item_of(run);

	run.note = nullptr;
	/* Clears enqueued before the routine, so that the next WdfWorkItemEnqueue queues again. */
	item.state.fetch_add(WorkItem::kRun - WorkItem::kEnqueued);
	if (item.serialised_by) [[unlikely]]
		call_serialised(run, *item.serialised_by);
	else
		reinterpret_cast<PFN_WDF_WORKITEM>(run.routine)(handle_of<WDFWORKITEM>(item));
	item.state.fetch_sub(WorkItem::kRun);
	ww_gate_wake();
	if (run.note) [[unlikely]]
		delete_objects_of_run(run);
}

bool is_idle(const Object &object)
{
	return !(static_cast<const WorkItem &>(object).state.load() & ~WorkItem::kClosed);
}

void describe(const Object &object)
{
	ww_print(WW_LEVEL_WARNING, "a flush or deletion waits for the WDFWORKITEM %p, routine %s",
		 &object, shown_routine(static_cast<const WorkItem &>(object).routine).text);
}

void close(Object &object)
{
	static_cast<WorkItem &>(object).state.fetch_or(WorkItem::kClosed);
}

void run_down(Object &object)
{
	auto &item = static_cast<WorkItem &>(object);

	wait_until(is_idle, describe, item);
	{
		LockGuard guard(tree_lock);

		item.reported_parent = nullptr;
	}
	item_free(item.item, Family::wdf, kDeletionCall);
	item.item = nullptr;
}

constinit const Class WorkItem::kClass = {
	{ "WDFWORKITEM", object_finalise, "WdfObjectDelete" },
	run_down, nullptr, nullptr, true, close
};

constinit const ItemOps ops = {
	"WdfWorkItemEnqueue", call, Family::wdf, { &WorkItem::kClass }
};

/* The checks of the parent come after the object exists, as on Windows. */
NTSTATUS complete(CallSite call, WorkItem &item, Object &parent, const WDF_WORKITEM_CONFIG &config)
{
	if (const NTSTATUS status = find_callback_lock(call, parent, "WDF_WORKITEM_CONFIG",
						       config.AutomaticSerialization, true,
						       item.serialised_by))
		return status;
	item.routine = config.EvtWorkItemFunc;
	{
		LockGuard guard(tree_lock);

		item.reported_parent = &parent;
	}
	item.item = item_allocate(Family::wdf, &item, call);
	if (!item.item)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (object_add_child(parent, item))
		return STATUS_SUCCESS;
	item_free(item.item, Family::wdf, call);
	return STATUS_DELETE_PENDING;
}

enum class Admission { queue, coalesced, deleted };

/*
 * Sets enqueued, unless the item is closed. The compare-and-exchange writes the word even if
 * enqueued is set already. So the routine sees what the driver wrote before any of the calls that
 * count as one.
 */
inline Admission admit(WorkItem &item)
{
	u32 seen = item.state.load(Order::relaxed);

	do {
		if ((seen & (WorkItem::kEnqueued | WorkItem::kClosed)) == WorkItem::kClosed)
			return Admission::deleted;
	} while (!item.state.compare_exchange(seen, seen | WorkItem::kEnqueued));
	return seen & WorkItem::kEnqueued ? Admission::coalesced : Admission::queue;
}

/* The engine has refused the item, and reported why: its routine will not run. */
WW_COLD void undo_enqueue(WorkItem &item)
{
	item.state.fetch_and(~WorkItem::kEnqueued);
	ww_gate_wake();
}

/*
 * Takes the caller alone: for a CallSite by value, which is 16 bytes, gcc would set up a frame
 * pointer in the fast path as well.
 */
WW_COLD void enqueue_slow(WDFWORKITEM handle, const void *caller)
{
	const CallSite call = { ops.name, caller };
	auto *const item = object_at_dispatch_or_below<WorkItem>(call, handle);

	if (!item)
		return;
	switch (admit(*item)) {
	case Admission::queue:
		if (!item_queue_slow(item->item, reinterpret_cast<void *>(item->routine),
				     DelayedWorkQueue, item, ops, call.caller))
			undo_enqueue(*item);
		break;
	case Admission::coalesced:
		break;
	case Admission::deleted:
		report(violation_of(call, kObjectError, item), "the WDFWORKITEM is being deleted");
		break;
	}
}

} /* namespace */

bool current_run_is_below(const Object &object)
{
	const Invocation *const run = current_run();

	return run && is_within(object, item_of(*run));
}

bool object_delete_after_run(Object &object)
{
	const Invocation *const run = current_run();

	if (!run)
		return false;
	{
		LockGuard guard(tree_lock);

		if (!is_within(object, item_of(*run)))
			return false;
	}
	object.list_link = nullptr;
	if (!run->note) {
		run->note = &object;
		return true;
	}

	Object *last = static_cast<Object *>(run->note);

	while (last->list_link)
		last = last->list_link;
	last->list_link = &object;
	return true;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WdfWorkItemCreate(PWDF_WORKITEM_CONFIG Config, PWDF_OBJECT_ATTRIBUTES Attributes,
				 WDFWORKITEM *WorkItem)
{
	const CallSite call = WW_CALL_SITE;
	Object *parent;

	if (!at_dispatch_or_below(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = find_required_parent(call, Attributes, "a work item", parent))
		return status;
	if (!check_not_null(call, Config, "Config") ||
	    !check_not_null(call, WorkItem, "WorkItem"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, "WDF_WORKITEM_CONFIG", Config->Size,
					       sizeof(*Config), parent))
		return status;
	if (!Config->EvtWorkItemFunc)
		return refuse(call, parent, STATUS_INVALID_PARAMETER,
			      "WDF_WORKITEM_CONFIG.EvtWorkItemFunc is NULL");
	if (const NTSTATUS status = check_attributes(call, Attributes, kDefaultsOnly, parent))
		return status;

	auto *const item = object_allocate<wdf::WorkItem>(parent->driver_object(), Attributes);

	if (!item)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (const NTSTATUS status = complete(call, *item, *parent, *Config)) {
		object_discard(*item);
		return status;
	}
	*WorkItem = handle_of<WDFWORKITEM>(*item);
	return STATUS_SUCCESS;
}

VOID NTAPI WdfWorkItemEnqueue(WDFWORKITEM WorkItem)
{
	Queues *const here = fast_path_begin();
	auto *const item = reinterpret_cast<wdf::WorkItem *>(WorkItem);
	Admission admission = Admission::deleted;

	if (here) [[likely]] {
		const ObjectHeader *const header = object_find(item);

		if (header && header->type == &wdf::WorkItem::kClass) [[likely]]
			admission = admit(*item);
	}
	/* No deletion disposes of the item until it has run, since enqueued is set. */
	if (admission == Admission::queue) [[likely]] {
		if (!item_queue(item->item, ops, reinterpret_cast<void *>(item->routine), item,
				DelayedWorkQueue, here)) [[unlikely]]
			undo_enqueue(*item);
		return;
	}
	if (here)
		fast_path_end();
	if (admission == Admission::deleted)
		enqueue_slow(WorkItem, WW_CALL_SITE.caller);
}

WDFOBJECT NTAPI WdfWorkItemGetParentObject(WDFWORKITEM WorkItem)
{
	const auto *const item = object_of<wdf::WorkItem>(WW_CALL_SITE, WorkItem);

	if (!item)
		return nullptr;

	LockGuard guard(tree_lock);

	return item->reported_parent;
}

VOID NTAPI WdfWorkItemFlush(WDFWORKITEM WorkItem)
{
	const CallSite call = WW_CALL_SITE;
	auto *const item = object_at_passive<wdf::WorkItem>(call, WorkItem);

	if (!item)
		return;

	const Invocation *const run = current_run();

	if (run && item_of(*run) == item) {
		report(violation_of(call, kVerifierFatalError, item),
		       "the routine of the WDFWORKITEM waits for itself");
		return;
	}
	/* The routine may delete the item before this thread sees that it has returned. */
	object_reference(item);

	const WaitNote note({ call, "the WDFWORKITEM", item, WaitEnd::routines_of_object });

	wait_until(is_idle, describe, *item);
	object_dereference(item);
}

} /* extern "C" */
