/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Io work items: IoAllocateWorkItem and its relatives. An item belongs to a device or driver
 * object. There are two kinds of routine, which differ in their arguments.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "linux/module.h"
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
				      true };
constinit const ItemOps queue_ex_ops = { "IoQueueWorkItemEx", call_routine_ex, Family::io, {},
					 true };
constinit const ItemOps try_queue_ops = { "IoTryQueueWorkItem", call_routine_ex, Family::io, {},
					  true };

FamilyItem *family_item(PIO_WORKITEM item)
{
	return reinterpret_cast<FamilyItem *>(item);
}

WW_COLD bool report_no_object(const void *object, const void *item, CallSite call)
{
	report({ .code = BugCheck::worker_invalid,
		 .parameter = { kBadObject, address_of(item), address_of(object), 0 },
		 .function = call.function, .item = item, .caller = call.caller },
	       "%px is neither a device nor a driver object", object);
	return false;
}

/* Inline: a call would cost an item 27 instructions. */
[[gnu::always_inline]] inline bool check_object(const void *object, const void *item, CallSite call)
{
	return is_io_object(object) || report_no_object(object, item, call);
}

} /* namespace */

extern "C" {

PIO_WORKITEM NTAPI IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
	const CallSite call = WW_CALL_SITE;

	/* The level comes first: the check of the object takes a lock. */
	if ((ww_verifier && !at_dispatch_or_below(call, nullptr)) ||
	    !check_object(DeviceObject, nullptr, call))
		return nullptr;
	return reinterpret_cast<PIO_WORKITEM>(
		item_allocate(Family::io, DeviceObject, call));
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

	const bool valid = check_object(IoObject, IoWorkItem, call);

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
