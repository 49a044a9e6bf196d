/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions for an operation that a minifilter owns: complete it after pending, ask whether it
 * is synchronous, mark its parameters as changed.
 */
#include "operation.hpp"

#include "base/irql.hpp"

namespace ww {
namespace {

constexpr char kInQueue[] = "the operation is still in a callback data queue";

/* The minifilter gives the operation away: its cancel routine goes. */
void forget_cancel_routine(CallSite call, Operation &operation)
{
	if (operation.cancel_routine.load() && operation.cancel_routine.exchange(nullptr))
		report_operation(call, &operation.data, 0, "the cancel routine is still set: FltClearCancelCompletion first");
}

Claim claim_pre(Operation &operation, ULONG status, void *context)
{
	return handoff_claim(operation, Callee::pre_operation, [&] {
		operation.pre_status = status;
		operation.pre_context = context;
	});
}

Claim claim_post(Operation &operation)
{
	return handoff_claim(operation, Callee::post_operation, [] {});
}

/* Returns what is wrong with the arguments, or null. */
const char *check_arguments(ULONG status, const void *context)
{
	switch (status) {
	case FLT_PREOP_SUCCESS_WITH_CALLBACK:
		return nullptr;
	case FLT_PREOP_SUCCESS_NO_CALLBACK:
	case FLT_PREOP_COMPLETE:
		return context ? "only a post-operation callback gets a completion context"
			       : nullptr;
	default:
		return "a pended operation cannot be completed with this FLT_PREOP_CALLBACK_STATUS";
	}
}

/* True for control requests that file systems usually process synchronously. */
bool is_buffered_control(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	switch (iopb.MajorFunction) {
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		return METHOD_FROM_CTL_CODE(
			       iopb.Parameters.DeviceIoControl.Common.IoControlCode) ==
		       METHOD_BUFFERED;
	case IRP_MJ_FILE_SYSTEM_CONTROL:
		return has_fs_control_code(iopb) &&
		       METHOD_FROM_CTL_CODE(
			       iopb.Parameters.FileSystemControl.Common.FsControlCode) ==
		       METHOD_BUFFERED;
	default:
		return false;
	}
}

bool is_synchronous(const FLT_CALLBACK_DATA &data)
{
	const FLT_IO_PARAMETER_BLOCK &iopb = *data.Iopb;
	const PFILE_OBJECT file = iopb.TargetFileObject;

	if (!FLT_IS_IRP_OPERATION(&data))
		return true;
	if (iopb.IrpFlags & IRP_PAGING_IO)
		return iopb.IrpFlags & IRP_SYNCHRONOUS_PAGING_IO;
	return (file && file->Flags & FO_SYNCHRONOUS_IO) ||
	       iopb.IrpFlags & IRP_SYNCHRONOUS_API || is_buffered_control(iopb);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

VOID FLTAPI FltCompletePendedPreOperation(PFLT_CALLBACK_DATA CallbackData,
					  FLT_PREOP_CALLBACK_STATUS CallbackStatus, PVOID Context)
{
	const CallSite call = WW_CALL_SITE;
	const bool up = CallbackStatus == FLT_PREOP_COMPLETE;

	if (!(up ? at_dispatch_or_below : at_apc_or_below)(call, CallbackData))
		return;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return;

	forget_cancel_routine(call, *operation);

	const char *wrong = check_arguments(CallbackStatus, Context);

	if (!wrong && operation->queue.load())
		wrong = kInQueue;
	if (!wrong)
		wrong = operation_continue(
			*operation, claim_pre(*operation, CallbackStatus, Context),
			"the operation is not pended by a pre-operation callback");
	if (wrong)
		report_operation(call, CallbackData, CallbackStatus, wrong);
}

VOID FLTAPI FltCompletePendedPostOperation(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, CallbackData))
		return;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return;

	forget_cancel_routine(call, *operation);

	const char *wrong = operation->queue.load() ? kInQueue : nullptr;

	if (!wrong)
		wrong = operation_continue(
			*operation, claim_post(*operation),
			"the operation is not pended by a post-operation callback");
	if (wrong)
		report_operation(call, CallbackData, 0, wrong);
}

BOOLEAN FLTAPI FltIsOperationSynchronous(PFLT_CALLBACK_DATA CallbackData)
{
	return check_callback_data(WW_CALL_SITE, CallbackData) && is_synchronous(*CallbackData);
}

VOID FLTAPI FltSetCallbackDataDirty(PFLT_CALLBACK_DATA Data)
{
	Data->Flags |= FLTFL_CALLBACK_DATA_DIRTY;
}

VOID FLTAPI FltClearCallbackDataDirty(PFLT_CALLBACK_DATA Data)
{
	Data->Flags &= ~FLTFL_CALLBACK_DATA_DIRTY;
}

BOOLEAN FLTAPI FltIsCallbackDataDirty(PFLT_CALLBACK_DATA Data)
{
	return (Data->Flags & FLTFL_CALLBACK_DATA_DIRTY) != 0;
}

} /* extern "C" */
