/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cancelling an operation: the routine that a minifilter has set, the queue that the operation is in, and waits
 * that end with it.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "ke/dispatcher.hpp"
#include "operation.hpp"
#include "own_data.hpp"

namespace ww {
namespace {

/* Why it can have no cancel routine, or null. */
const char *reason_against(const Operation &operation)
{
	if (!operation.is_irp())
		return "only an operation based on an IRP can have a cancel routine";
	if (operation.iopb.IrpFlags & IRP_PAGING_IO)
		return "paging I/O cannot have a cancel routine";
	if (operation.queue.load())
		return "the operation is in a callback data queue";
	return operation.cancel_routine.load() ? "the operation has a cancel routine already" : nullptr;
}

/* An end of the thread is an end of the wait. */
NTSTATUS wait(CallSite call, const WaitObjects &objects, const LARGE_INTEGER *timeout, KEVENT *canceled)
{
	const NTSTATUS status = objects_wait(call, objects, UserMode, timeout, canceled);

	return status == STATUS_USER_APC ? STATUS_THREAD_IS_TERMINATING : status;
}

NTSTATUS wait_for(CallSite call, const WaitObjects &objects, const LARGE_INTEGER *timeout, PFLT_CALLBACK_DATA data)
{
	if (!data)
		return wait(call, objects, timeout, nullptr);
	if (!at_passive(call, data))
		return STATUS_INVALID_PARAMETER;

	const OperationGuard operation(call, data);

	if (!operation)
		return STATUS_INVALID_PARAMETER;
	if (operation->cancel_routine.load()) {
		report_operation(call, data, 0, "the operation has a cancel routine");
		return STATUS_INVALID_PARAMETER;
	}
	return wait(call, objects, timeout, &operation->canceled_event);
}

} /* namespace */

/* After a cancellation that has found no routine, this takes the new one back. */
NTSTATUS operation_set_cancel(Operation &operation, PFLT_COMPLETE_CANCELED_CALLBACK routine)
{
	operation.cancel_routine.store(routine);
	return operation.canceled.load() && operation.cancel_routine.exchange(nullptr) ? STATUS_CANCELLED
										       : STATUS_SUCCESS;
}

bool operation_clear_cancel(Operation &operation)
{
	return operation.cancel_routine.exchange(nullptr);
}

bool operation_cancel(Operation &operation)
{
	if (!operation.is_irp() || operation.canceled.exchange(true))
		return false;
	event_set({ "FltCancelIo" }, &operation.canceled_event);
	if (operation_cancel_queued(operation))
		return true;

	const PFLT_COMPLETE_CANCELED_CALLBACK routine = operation.cancel_routine.exchange(nullptr);

	if (routine)
		routine(&operation.data);
	return routine;
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltSetCancelCompletion(PFLT_CALLBACK_DATA CallbackData,
				       PFLT_COMPLETE_CANCELED_CALLBACK CanceledCallback)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, CallbackData))
		return STATUS_INVALID_PARAMETER;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return STATUS_INVALID_PARAMETER;
	if (!CanceledCallback)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "CanceledCallback is NULL");

	const char *const reason = reason_against(*operation);

	if (!reason)
		return operation_set_cancel(*operation, CanceledCallback);
	report_operation(call, CallbackData, 0, reason);
	return STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltClearCancelCompletion(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, CallbackData))
		return STATUS_INVALID_PARAMETER;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return STATUS_INVALID_PARAMETER;
	return operation_clear_cancel(*operation) ? STATUS_SUCCESS : STATUS_CANCELLED;
}

BOOLEAN FLTAPI FltCancelIo(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, CallbackData))
		return FALSE;
	if (own_data_of(CallbackData))
		return own_data_cancel(call, CallbackData);

	const OperationGuard operation(call, CallbackData);

	return operation && operation_cancel(*operation);
}

BOOLEAN FLTAPI FltIsIoCanceled(PFLT_CALLBACK_DATA CallbackData)
{
	/* Takes no reference, since the IRQL may be any. A copy has no Operation around it. */
	if (!check_callback_data(WW_CALL_SITE, CallbackData) ||
	    CallbackData->Flags & FLTFL_CALLBACK_DATA_DRAINING_IO)
		return FALSE;
	if (const OwnData *own = own_data_of(CallbackData))
		return own->is_canceled.load();
	return operation_of(CallbackData)->canceled.load();
}

NTSTATUS FLTAPI FltCancellableWaitForSingleObject(PVOID Object, PLARGE_INTEGER Timeout, PFLT_CALLBACK_DATA CallbackData)
{
	return wait_for(WW_CALL_SITE, { 1, &Object, WaitAny, nullptr }, Timeout, CallbackData);
}

NTSTATUS FLTAPI FltCancellableWaitForMultipleObjects(ULONG Count, PVOID ObjectArray[], WAIT_TYPE WaitType,
						     PLARGE_INTEGER Timeout, PKWAIT_BLOCK WaitBlockArray,
						     PFLT_CALLBACK_DATA CallbackData)
{
	return wait_for(WW_CALL_SITE, { Count, ObjectArray, WaitType, WaitBlockArray }, Timeout, CallbackData);
}

} /* extern "C" */
