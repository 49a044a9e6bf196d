/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS work items. An item belongs to one of four kinds of handles. It is queued to
 * CriticalWorkQueue, and its routine takes the context first and the item last. An item of NDIS 5
 * is an Ex item in the space that NDIS_WORK_ITEM reserves.
 */
#include "objects.hpp"

#include "base/irql.hpp"
#include "base/preemption.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "engine/worker.hpp"
#include "ob/image.hpp"

using namespace ww;

namespace {

void call_routine(const Invocation &invocation)
{
	reinterpret_cast<NDIS_IO_WORKITEM_ROUTINE>(invocation.routine)(invocation.context,
								       invocation.item);
}

constinit const ItemOps queue_ops = { "NdisQueueIoWorkItem", call_routine, Family::ndis, {},
				  false, true };

constinit const ObjectType *const owners[] = {
	&ndis_adapter_type, &ndis_miniport_driver_type, &ndis_filter_driver_type, &ndis_device_type,
};

bool is_owner(const ObjectType *type)
{
	for (const ObjectType *owner : owners) {
		if (type == owner)
			return true;
	}
	return false;
}

/* Reports a handle to which no item can belong. */
WW_COLD void report_owner(CallSite call, NDIS_HANDLE handle)
{
	if (!at_dispatch_or_below(call, nullptr))
		return;

	const ObjectType *type = object_type(handle);
	const Violation violation = { .code = BugCheck::worker_invalid,
				      .parameter = { kBadObject, 0, address_of(handle), 0 },
				      .call = call, .owner = type ? handle : nullptr };

	if (!type)
		report_pointer(violation, handle, "is not an NDIS handle");
	else if (is_owner(type))
		report(violation, "the %s %p is being deleted: no work item can belong to it",
		       type->name, handle);
	else
		report_pointer(violation, handle, "is of type %s, to which no work item can belong",
			       type->name);
}

bool check_owner(CallSite call, NDIS_HANDLE handle)
{
	{
		PreemptionGuard guard;
		const ObjectHeader *header = object_find_live(handle);

		if (header && is_owner(header->type) && !header->references.is_closed()) [[likely]]
			return true;
	}
	report_owner(call, handle);
	return false;
}

FamilyItem *family_item(NDIS_HANDLE item)
{
	return static_cast<FamilyItem *>(item);
}

/* ---- NDIS 5 ---------------------------------------------------------------------------- */

static_assert(sizeof(WORK_QUEUE_ITEM) <= sizeof(NDIS_WORK_ITEM::WrapperReserved) &&
	      __builtin_offsetof(NDIS_WORK_ITEM, WrapperReserved) % alignof(WORK_QUEUE_ITEM) == 0);

PWORK_QUEUE_ITEM bare_item(PNDIS_WORK_ITEM item)
{
	return item ? reinterpret_cast<PWORK_QUEUE_ITEM>(item->WrapperReserved) : nullptr;
}

/* For reports: Ex items have operations of their own. */
constinit const ItemOps schedule_ops = { "NdisScheduleWorkItem", nullptr, Family::ex, {} };

/*
 * The routine of every Ex item here. The item is idle again, and the driver's routine may free it:
 * nothing reads it after these two members.
 */
VOID NTAPI call_scheduled(PVOID parameter)
{
	auto *item = static_cast<PNDIS_WORK_ITEM>(parameter);
	const NDIS_PROC routine = item->Routine;
	void *const context = item->Context;

	worker_runs(schedule_ops, reinterpret_cast<Item *>(bare_item(item)),
		    reinterpret_cast<void *>(routine), context);
	routine(item, context);
}

} /* namespace */

extern "C" {

NDIS_HANDLE NTAPI NdisAllocateIoWorkItem(NDIS_HANDLE NdisObjectHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_owner(call, NdisObjectHandle))
		return nullptr;
	return item_allocate(Family::ndis, NdisObjectHandle, call);
}

VOID NTAPI NdisQueueIoWorkItem(NDIS_HANDLE NdisIoWorkItemHandle, NDIS_IO_WORKITEM_ROUTINE Routine,
			       PVOID WorkItemContext)
{
	item_queue(family_item(NdisIoWorkItemHandle), queue_ops, reinterpret_cast<void *>(Routine),
		   WorkItemContext, CriticalWorkQueue);
}

VOID NTAPI NdisFreeIoWorkItem(NDIS_HANDLE NdisIoWorkItemHandle)
{
	const CallSite call = WW_CALL_SITE;

	item_free(family_item(NdisIoWorkItemHandle), Family::ndis, call);
}

VOID NTAPI NdisInitializeWorkItem(PNDIS_WORK_ITEM WorkItem, NDIS_PROC Routine, PVOID Context)
{
	const CallSite call = WW_CALL_SITE;
	void *const routine = reinterpret_cast<void *>(Routine);

	if (!ndis_not_null(call, { { WorkItem != nullptr, "WorkItem" } }))
		return;
	WorkItem->Context = Context;
	WorkItem->Routine = Routine;
	/* A wrong routine is stored as that of the Ex item, so that the queue call reports it. */
	ExInitializeWorkItem(bare_item(WorkItem),
			     is_kernel_address(routine) ? call_scheduled
				     : reinterpret_cast<PWORKER_THREAD_ROUTINE>(routine), WorkItem);
}

NDIS_STATUS NTAPI WinworkScheduleNdisWorkItem(PNDIS_WORK_ITEM WorkItem, PWINWORK_IMAGE Image)
{
	bare_item_queue(reinterpret_cast<Item *>(bare_item(WorkItem)), image_reference_of(Image),
			CriticalWorkQueue, WW_CALL_SITE_OF("NdisScheduleWorkItem"));
	return NDIS_STATUS_SUCCESS;
}

} /* extern "C" */
