/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Io work items: IoAllocateWorkItem and the functions around it. What is special to the
 * family is whom an item belongs to, and what its two kinds of routine are passed.
 */
#include <wdm.h>

#include "objects.hpp"
#include "../engine/irql.hpp"
#include "../engine/item.hpp"
#include "../verifier/report.hpp"

using namespace ww;

namespace {

constexpr ww_uptr kBadObject = 3;	/* parameter 1 of WORKER_INVALID */

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

constinit const Kind routine_kind = { "IoQueueWorkItem", call_routine };
constinit const Kind routine_ex_kind = { "IoQueueWorkItemEx", call_routine_ex };

FamilyItem *family_item(PIO_WORKITEM item)
{
	return reinterpret_cast<FamilyItem *>(item);
}

bool check_object(const void *object, const void *item, const Call &call)
{
	if (is_io_object(object))
		return true;
	report({ .code = BugCheck::worker_invalid,
		 .parameter = { kBadObject, address_of(item), address_of(object), 0 },
		 .function = call.function, .item = item, .caller = call.caller },
	       "%px is neither a device nor a driver object", object);
	return false;
}

/* Of an item that passed item_check(). */
Binding bind(FamilyItem *item, void *routine, const Kind &kind, void *context)
{
	return { .routine = routine, .context = context, .kind = &kind,
		 .owner = item->object ? &object_header(item->object)->references : nullptr };
}

} /* namespace */

extern "C" {

PIO_WORKITEM NTAPI IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
	const Call call = { "IoAllocateWorkItem", __builtin_return_address(0) };

	if (!at_dispatch_or_below(call.function, nullptr, call.caller) ||
	    !check_object(DeviceObject, nullptr, call))
		return nullptr;
	return reinterpret_cast<PIO_WORKITEM>(
		item_allocate(Family::io, sizeof(FamilyItem), DeviceObject, call));
}

VOID NTAPI IoFreeWorkItem(PIO_WORKITEM IoWorkItem)
{
	const Call call = { "IoFreeWorkItem", __builtin_return_address(0) };

	if (at_dispatch_or_below(call.function, IoWorkItem, call.caller) &&
	    item_retire(family_item(IoWorkItem), Family::io, Origin::allocated, call))
		ww_free(IoWorkItem);
}

VOID NTAPI IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem)
{
	const Call call = { "IoInitializeWorkItem", __builtin_return_address(0) };
	const bool valid = check_object(IoObject, IoWorkItem, call);

	item_initialise(family_item(IoWorkItem), Family::io, valid ? IoObject : nullptr, call);
}

VOID NTAPI IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem)
{
	const Call call = { "IoUninitializeWorkItem", __builtin_return_address(0) };

	item_retire(family_item(IoWorkItem), Family::io, Origin::initialised, call);
}

ULONG NTAPI IoSizeofWorkItem()
{
	return sizeof(FamilyItem);
}

VOID NTAPI IoQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine,
			   WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	const Call call = { "IoQueueWorkItem", __builtin_return_address(0) };
	FamilyItem *item = family_item(IoWorkItem);

	if (!item_check(item, Family::io, call))
		return;
	if (item->object && !is_device_object(item->object)) {
		report({ .code = BugCheck::worker_invalid,
			 .parameter = { kBadObject, address_of(item), address_of(item->object), 0 },
			 .function = call.function, .item = item, .owner = item->object,
			 .routine = reinterpret_cast<void *>(WorkerRoutine), .caller = call.caller },
		       "the routine takes a device object, and the work item has a driver object");
		return;
	}
	item_queue(item, bind(item, reinterpret_cast<void *>(WorkerRoutine), routine_kind, Context),
		   QueueType, call);
}

VOID NTAPI IoQueueWorkItemEx(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
			     WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	const Call call = { "IoQueueWorkItemEx", __builtin_return_address(0) };
	FamilyItem *item = family_item(IoWorkItem);

	if (item_check(item, Family::io, call))
		item_queue(item, bind(item, reinterpret_cast<void *>(WorkerRoutine), routine_ex_kind,
				      Context),
			   QueueType, call);
}

BOOLEAN NTAPI IoTryQueueWorkItem(PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine,
				 WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	const Call call = { "IoTryQueueWorkItem", __builtin_return_address(0) };
	FamilyItem *item = family_item(IoWorkItem);

	return item_check(item, Family::io, call) &&
	       item_try_queue(item, bind(item, reinterpret_cast<void *>(WorkerRoutine),
					 routine_ex_kind, Context),
			      QueueType, call);
}

} /* extern "C" */
