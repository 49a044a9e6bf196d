/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Io work items: IoAllocateWorkItem and its relatives. An item belongs to a device or driver
 * object. There are two kinds of routine, which differ in their arguments.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "ob/device.hpp"

using namespace ww;

namespace {

void call_routine(const Invocation &invocation)
{
	reinterpret_cast<PIO_WORKITEM_ROUTINE>(invocation.routine)(
		static_cast<PDEVICE_OBJECT>(invocation.object), invocation.context);
}

void call_routine_ex(const Invocation &invocation)
{
	reinterpret_cast<PIO_WORKITEM_ROUTINE_EX>(invocation.routine)(
		invocation.object, invocation.context,
		reinterpret_cast<PIO_WORKITEM>(invocation.item));
}

/* IoQueueWorkItem's routine takes a device object, so an item of a driver object is refused. */
constinit const ItemOps queue_ops = { "IoQueueWorkItem", call_routine, Family::io, { &device_type },
				      false, true };
constinit const ItemOps queue_ex_ops = { "IoQueueWorkItemEx", call_routine_ex, Family::io, {},
					 true, true };
constinit const ItemOps try_queue_ops = { "IoTryQueueWorkItem", call_routine_ex, Family::io, {},
					  true, true };

FamilyItem *family_item(PIO_WORKITEM item)
{
	return reinterpret_cast<FamilyItem *>(item);
}

WW_COLD void report_no_object(const void *object, const void *item, CallSite call)
{
	report_pointer({ .code = BugCheck::worker_invalid,
			 .parameter = { kBadObject, address_of(item), address_of(object), 0 },
			 .call = call, .item = item },
		       object, "is neither a device nor a driver object");
}

/* The state of an idle item that belongs to the object of @header. */
u32 idle_state(const ObjectHeader &header)
{
	return ItemState::idle(Family::io) |
	       (header.type == &driver_type ? ItemState::kDriver : 0);
}

/* Serves what the fast path has not. @object may be any pointer. */
WW_COLD PIO_WORKITEM allocate_slow(void *object, CallSite call)
{
	/* First: in an NMI the interrupted code may hold a lock that a report needs. */
	if (!at_dispatch_or_below(call, nullptr))
		return nullptr;

	u32 idle = 0;
	{
		PreemptionGuard guard;

		if (const ObjectHeader *header = io_object_find(object))
			idle = idle_state(*header);
	}
	if (!idle) {
		report_no_object(object, nullptr, call);
		return nullptr;
	}
	return reinterpret_cast<PIO_WORKITEM>(item_allocate_slow(idle, object, call));
}

} /* namespace */

extern "C" {

PIO_WORKITEM NTAPI IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;
	FamilyItem *item = nullptr;

	if (Queues *here = fast_path_begin()) [[likely]] {
		if (ObjectHeader *header = io_object_find(DeviceObject)) [[likely]]
			item = item_allocate_fast(*here, idle_state(*header), header, call.caller);
		fast_path_end();
	}
	return item ? reinterpret_cast<PIO_WORKITEM>(item) : allocate_slow(DeviceObject, call);
}

VOID NTAPI IoFreeWorkItem(PIO_WORKITEM IoWorkItem)
{
	const CallSite call = WW_CALL_SITE;

	item_free(family_item(IoWorkItem), Family::io, call);
}

VOID NTAPI IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem)
{
	const CallSite call = WW_CALL_SITE;

	if (!outside_nmi(call, IoWorkItem))
		return;

	const ObjectType *type = object_type(IoObject);
	const bool valid = type == &device_type || type == &driver_type;

	if (!valid)
		report_no_object(IoObject, IoWorkItem, call);
	item_initialise(family_item(IoWorkItem), Family::io, valid ? IoObject : nullptr, call);
}

VOID NTAPI IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem)
{
	const CallSite call = WW_CALL_SITE;

	item_uninitialise(family_item(IoWorkItem), Family::io, call);
}

ULONG NTAPI IoSizeofWorkItem()
{
	return sizeof(FamilyItem);
}

VOID NTAPI IoQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine,
			   WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	item_queue(family_item(IoWorkItem), queue_ops, reinterpret_cast<void *>(WorkerRoutine),
		   Context, QueueType);
}

VOID NTAPI IoQueueWorkItemEx(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
			     WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	item_queue(family_item(IoWorkItem), queue_ex_ops, reinterpret_cast<void *>(WorkerRoutine),
		   Context, QueueType);
}

BOOLEAN NTAPI IoTryQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
				 WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	return item_try_queue(family_item(IoWorkItem), try_queue_ops,
			      reinterpret_cast<void *>(WorkerRoutine), Context, QueueType,
			      WW_CALL_SITE.caller);
}

} /* extern "C" */
