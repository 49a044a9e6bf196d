/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Io work items: IoAllocateWorkItem and the functions around it. What is special to the
 * family is whom an item belongs to, and what its two kinds of routine are passed.
 */
#include <wdm.h>

#include "objects.hpp"
#include "../engine/irql.hpp"
#include "../families.hpp"
#include "../verifier/report.hpp"

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

/* IoQueueWorkItem's routine takes a device object, so an item of a driver object is not for it. */
constinit const Kind queue_kind = { "IoQueueWorkItem", call_routine, kIoFamily, { &device_type },
				  true };
constinit const Kind queue_ex_kind = { "IoQueueWorkItemEx", call_routine_ex, kIoFamily, {}, true };
constinit const Kind try_queue_kind = { "IoTryQueueWorkItem", call_routine_ex, kIoFamily, {},
				      true };

FamilyItem *family_item(PIO_WORKITEM item)
{
	return reinterpret_cast<FamilyItem *>(item);
}

WW_COLD bool report_no_object(const void *object, const void *item, Call call)
{
	report({ .code = BugCheck::worker_invalid,
		 .parameter = { kBadObject, address_of(item), address_of(object), 0 },
		 .function = call.function, .item = item, .caller = call.caller },
	       "%px is neither a device nor a driver object", object);
	return false;
}

/* Out of line it costs an item 27 instructions. */
[[gnu::always_inline]] inline bool check_object(const void *object, const void *item, Call call)
{
	return is_io_object(object) || report_no_object(object, item, call);
}

} /* namespace */

extern "C" {

PIO_WORKITEM NTAPI IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
	const Call call = { "IoAllocateWorkItem", __builtin_return_address(0) };

	/* Before a lock of the object's table is taken. */
	if ((ww_verifier && !at_dispatch_or_below(call.function, nullptr, call.caller)) ||
	    !check_object(DeviceObject, nullptr, call))
		return nullptr;
	return reinterpret_cast<PIO_WORKITEM>(
		item_allocate(kIoFamily, DeviceObject, call));
}

VOID NTAPI IoFreeWorkItem(PIO_WORKITEM IoWorkItem)
{
	const Call call = { "IoFreeWorkItem", __builtin_return_address(0) };

	item_free(family_item(IoWorkItem), kIoFamily, call);
}

VOID NTAPI IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem)
{
	const Call call = { "IoInitializeWorkItem", __builtin_return_address(0) };

	if (!outside_nmi(call.function, IoWorkItem, call.caller))
		return;

	const bool valid = check_object(IoObject, IoWorkItem, call);

	item_initialise(family_item(IoWorkItem), kIoFamily, valid ? IoObject : nullptr, call);
}

VOID NTAPI IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem)
{
	const Call call = { "IoUninitializeWorkItem", __builtin_return_address(0) };

	item_uninitialise(family_item(IoWorkItem), kIoFamily, call);
}

ULONG NTAPI IoSizeofWorkItem()
{
	return sizeof(FamilyItem);
}

VOID NTAPI IoQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine,
			   WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	item_queue(family_item(IoWorkItem), queue_kind, reinterpret_cast<void *>(WorkerRoutine),
		   Context, QueueType);
}

VOID NTAPI IoQueueWorkItemEx(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
			     WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	item_queue(family_item(IoWorkItem), queue_ex_kind, reinterpret_cast<void *>(WorkerRoutine),
		   Context, QueueType);
}

BOOLEAN NTAPI IoTryQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
				 WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	return item_try_queue(family_item(IoWorkItem), try_queue_kind,
			      reinterpret_cast<void *>(WorkerRoutine), Context, QueueType,
			      __builtin_return_address(0));
}

} /* extern "C" */
