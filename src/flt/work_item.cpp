/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's work items: generic ones, and those for deferred I/O. Unlike other families'
 * items they belong to no object until they are queued for a filter or an instance. Queueing fails
 * when that object is being deleted. A deferred one carries an operation, and queueing fails for an
 * operation that may not be pended.
 */
#include <fltKernel.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "operation.hpp"

using namespace ww;

namespace {

void call_generic(const Invocation &invocation)
{
	reinterpret_cast<PFLT_GENERIC_WORKITEM_ROUTINE>(invocation.routine)(
		reinterpret_cast<PFLT_GENERIC_WORKITEM>(invocation.item), invocation.object,
		invocation.context);
}

void call_deferred(const Invocation &invocation)
{
	reinterpret_cast<PFLT_DEFERRED_IO_WORKITEM_ROUTINE>(invocation.routine)(
		reinterpret_cast<PFLT_DEFERRED_IO_WORKITEM>(invocation.item),
		static_cast<PFLT_CALLBACK_DATA>(invocation.argument), invocation.context);
}

constinit const ItemOps generic_ops = { "FltQueueGenericWorkItem", call_generic,
					Family::flt_generic, { &filter_type, &instance_type } };
constinit const ItemOps deferred_ops = { "FltQueueDeferredIoWorkItem", call_deferred,
					 Family::flt_deferred, { &instance_type } };

/*
 * Serves what the fast path has not. ops.name is the function: passing a CallSite would cost the
 * fast path registers.
 */
WW_COLD NTSTATUS queue_slow(void *object, FLT_CALLBACK_DATA *data, FamilyItem *item,
			    const ItemOps &ops, void *routine, void *context, int queue_type,
			    const void *caller)
{
	switch (item_queue_for(object, data, item, ops, routine, context, queue_type, caller)) {
	case Outcome::queued:
		return STATUS_SUCCESS;
	case Outcome::refused:
		return STATUS_INVALID_PARAMETER;
	case Outcome::deleting:
		break;
	}
	explain_refusal(ops.name, object, caller, kDeleting);
	return STATUS_FLT_DELETING_OBJECT;
}

/* The same when the fast path has begun an activity of the object. */
WW_COLD NTSTATUS queue_entered(void *object, FLT_CALLBACK_DATA *data, FamilyItem *item,
			       const ItemOps &ops, void *routine, void *context, int queue_type,
			       const void *caller)
{
	object_header(object)->references.release_activity(stripe_here());
	return queue_slow(object, data, item, ops, routine, context, queue_type, caller);
}

/* Inline in the exported function: the return address is the driver's. */
[[gnu::always_inline]] inline NTSTATUS queue(void *object, FLT_CALLBACK_DATA *data,
					     FamilyItem *item, const ItemOps &ops, void *routine,
					     void *context, int queue_type)
{
	const FastOutcome outcome = item_queue_for_fast(object, data, item, ops, routine, context,
							queue_type);

	if (outcome == FastOutcome::queued) [[likely]]
		return STATUS_SUCCESS;
	if (outcome == FastOutcome::entered)
		return queue_entered(object, data, item, ops, routine, context, queue_type,
				     __builtin_return_address(0));
	return queue_slow(object, data, item, ops, routine, context, queue_type,
			  __builtin_return_address(0));
}

bool check_data(CallSite call, const FLT_CALLBACK_DATA *data, const void *item)
{
	if (is_callback_data(data))
		return true;
	report_pointer({ .code = BugCheck::worker_invalid,
			 .parameter = { kBadObject, address_of(item), address_of(data), 0 },
			 .call = call, .item = item },
		       data, "is not the callback data of an operation");
	return false;
}

} /* namespace */

const char *ww::reason_against_posting(const FLT_CALLBACK_DATA &data)
{
	if (!FLT_IS_IRP_OPERATION(&data))
		return "the operation is not based on an IRP";
	if (FlagOn(data.Iopb->IrpFlags, IRP_PAGING_IO))
		return "the operation is paging I/O";
	if (IoGetTopLevelIrp())
		return "the current thread has a top-level IRP";
	return nullptr;
}

extern "C" {

PFLT_GENERIC_WORKITEM FLTAPI FltAllocateGenericWorkItem()
{
	return reinterpret_cast<PFLT_GENERIC_WORKITEM>(
		item_allocate(Family::flt_generic, nullptr, WW_CALL_SITE));
}

VOID FLTAPI FltFreeGenericWorkItem(PFLT_GENERIC_WORKITEM FltWorkItem)
{
	item_free(reinterpret_cast<FamilyItem *>(FltWorkItem), Family::flt_generic, WW_CALL_SITE);
}

NTSTATUS FLTAPI FltQueueGenericWorkItem(PFLT_GENERIC_WORKITEM FltWorkItem, PVOID FltObject,
					PFLT_GENERIC_WORKITEM_ROUTINE WorkerRoutine,
					WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	return queue(FltObject, nullptr, reinterpret_cast<FamilyItem *>(FltWorkItem), generic_ops,
		     reinterpret_cast<void *>(WorkerRoutine), Context, QueueType);
}

PFLT_DEFERRED_IO_WORKITEM FLTAPI FltAllocateDeferredIoWorkItem()
{
	return reinterpret_cast<PFLT_DEFERRED_IO_WORKITEM>(
		item_allocate(Family::flt_deferred, nullptr, WW_CALL_SITE));
}

VOID FLTAPI FltFreeDeferredIoWorkItem(PFLT_DEFERRED_IO_WORKITEM FltWorkItem)
{
	item_free(reinterpret_cast<FamilyItem *>(FltWorkItem), Family::flt_deferred, WW_CALL_SITE);
}

NTSTATUS FLTAPI FltQueueDeferredIoWorkItem(PFLT_DEFERRED_IO_WORKITEM FltWorkItem,
					   PFLT_CALLBACK_DATA Data,
					   PFLT_DEFERRED_IO_WORKITEM_ROUTINE WorkerRoutine,
					   WORK_QUEUE_TYPE QueueType, PVOID Context)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, FltWorkItem) || !check_data(call, Data, FltWorkItem))
		return STATUS_INVALID_PARAMETER;

	PFLT_INSTANCE instance = Data->Iopb->TargetInstance;

	if (const char *reason = reason_against_posting(*Data)) {
		explain_refusal(call.function, instance, call.caller, reason);
		return STATUS_FLT_NOT_SAFE_TO_POST_OPERATION;
	}
	return queue(instance, Data, reinterpret_cast<FamilyItem *>(FltWorkItem), deferred_ops,
		     reinterpret_cast<void *>(WorkerRoutine), Context, QueueType);
}

} /* extern "C" */
