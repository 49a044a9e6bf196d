/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FltDoCompletionProcessingWhenSafe: runs the rest of a post-operation callback where it may sleep.
 * The work item for that is part of the operation, so nothing is allocated at DISPATCH_LEVEL. While
 * it is queued it references the operation.
 */
#include "operation.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"

namespace ww {
namespace {

void call_safe(const Invocation &invocation)
{
	auto &operation = *static_cast<Operation *>(invocation.argument);
	const FLT_RELATED_OBJECTS objects = related_objects(
		static_cast<PFLT_INSTANCE>(invocation.object), operation.iopb.TargetFileObject);
	const auto callback = reinterpret_cast<PFLT_POST_OPERATION_CALLBACK>(invocation.routine);

	/* The item is idle by now. The callback may end the operation, and the item with it. */
	item_uninitialise(&operation.item, Family::flt_deferred, { invocation.ops->name, nullptr });
	if (callback(&operation.data, &objects, invocation.context, operation.item_flags) !=
	    FLT_POSTOP_MORE_PROCESSING_REQUIRED)
		FltCompletePendedPostOperation(&operation.data);
	object_dereference(&operation);
}

constinit const ItemOps safe_ops = { "FltDoCompletionProcessingWhenSafe", call_safe,
				     Family::flt_deferred, { &instance_type } };

/* Queues the callback. Returns false and the reason in @why, or null in @why after a report. */
bool post(CallSite call, Operation &operation, void *callback, void *context,
	  FLT_POST_OPERATION_FLAGS flags, const char *&why)
{
	why = reason_against_posting(operation.data);
	if (why)
		return false;
	operation.item_flags = flags;
	item_initialise(&operation.item, Family::flt_deferred, nullptr, call);
	object_reference(&operation);

	const Outcome outcome = item_queue_for(operation.iopb.TargetInstance, &operation,
					       &operation.item, safe_ops, callback, context,
					       CriticalWorkQueue, call.caller);

	if (outcome == Outcome::queued)
		return true;
	if (outcome == Outcome::deleting)
		why = kDeleting;
	item_uninitialise(&operation.item, Family::flt_deferred, call);
	object_dereference(&operation);
	return false;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

BOOLEAN FLTAPI FltDoCompletionProcessingWhenSafe(PFLT_CALLBACK_DATA Data,
						 PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID CompletionContext,
						 FLT_POST_OPERATION_FLAGS Flags,
						 PFLT_POST_OPERATION_CALLBACK SafePostCallback,
						 PFLT_POSTOP_CALLBACK_STATUS RetPostOperationStatus)
{
	const CallSite call = WW_CALL_SITE;

	*RetPostOperationStatus = FLT_POSTOP_FINISHED_PROCESSING;
	if (Flags & FLTFL_POST_OPERATION_DRAINING) {
		report_operation(call, Data, Flags,
				 "the function may not be called for a drained operation");
		return FALSE;
	}
	if (current_irql() < kDispatchLevel) {
		*RetPostOperationStatus =
			SafePostCallback(Data, FltObjects, CompletionContext, Flags);
		return TRUE;
	}

	if (!at_dispatch_or_below(call, Data))
		return FALSE;

	const OperationGuard operation(call, Data);
	const char *why = nullptr;

	if (!operation)
		return FALSE;
	if (!post(call, *operation, reinterpret_cast<void *>(SafePostCallback), CompletionContext,
		  Flags, why)) {
		if (why)
			explain_refusal(call.function, operation->iopb.TargetInstance, call.caller,
					why);
		return FALSE;
	}
	*RetPostOperationStatus = FLT_POSTOP_MORE_PROCESSING_REQUIRED;
	return TRUE;
}

} /* extern "C" */
