/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FltReissueSynchronousIo. The operation stays where it is, in a post-operation callback, and another one goes to
 * the instances below and the file system.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "file_system.hpp"
#include "operation.hpp"
#include "own_data.hpp"

namespace ww {
namespace {

/* Why the instance may not send it again, or null. */
const char *reason_against(Operation &operation, PFLT_INSTANCE instance)
{
	LockGuard guard(operation.volume->lock);

	if (!operation.is_irp())
		return "only an operation based on an IRP can be sent again";
	if (operation.handoff.state == HandoffState::none ||
	    operation.handoff.callee != Callee::post_operation)
		return "only a post-operation callback may send it again";
	if (operation.top().instance != instance)
		return "the callback is not one of InitiatingInstance";
	if (!operation.top().waiting_run && operation.iopb.MajorFunction != IRP_MJ_CREATE)
		return "its pre-operation callback has not returned FLT_PREOP_SYNCHRONIZE";
	return nullptr;
}

/* As the callback has left them, if it has marked them as dirty. */
FLT_IO_PARAMETER_BLOCK take_parameters(Operation &operation)
{
	const UCHAR major = operation.top().parameters.MajorFunction;
	FLT_IO_PARAMETER_BLOCK iopb =
		operation.data.Flags & FLTFL_CALLBACK_DATA_DIRTY ? operation.iopb : operation.top().parameters;

	operation.data.Flags &= ~FLTFL_CALLBACK_DATA_DIRTY;
	iopb.MajorFunction = major;
	iopb.TargetInstance = nullptr;
	return iopb;
}

/* Of a port, whose file system may be called in any thread. */
void send_again(Operation &operation, const FLT_IO_PARAMETER_BLOCK &iopb, PFLT_INSTANCE instance)
{
	WINWORK_FLT_OPERATION request = operation.request;

	request.Flags |= FLTFL_CALLBACK_DATA_REISSUED_IO;
	request.Iopb = iopb;
	request.Completion = nullptr;
	operation_send(operation.volume, request, &instance->altitude, operation.data.IoStatus);
}

void reissue(CallSite call, PFLT_INSTANCE instance, Operation &operation)
{
	const FileSystem *const file_system = file_system_of_volume(operation.volume);
	const PFILE_OBJECT file = operation.iopb.TargetFileObject;
	const FLT_IO_PARAMETER_BLOCK iopb = take_parameters(operation);

	if (iopb.MajorFunction == IRP_MJ_CREATE && file && file->Flags & FO_FILE_OPEN_CANCELLED)
		operation.data.IoStatus = { { STATUS_CANCELLED }, 0 };
	else if (file_system)
		file_system->reissue(call, operation, iopb, instance->altitude);
	else
		send_again(operation, iopb, instance);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" VOID FLTAPI FltReissueSynchronousIo(PFLT_INSTANCE InitiatingInstance, PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, InitiatingInstance) || !check_type(call, InitiatingInstance, instance_type))
		return;
	if (own_data_of(CallbackData)) {
		own_data_reissue(call, InitiatingInstance, CallbackData);
		return;
	}

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return;
	if (const char *reason = reason_against(*operation, InitiatingInstance))
		report_operation(call, CallbackData, 0, reason);
	else
		reissue(call, InitiatingInstance, *operation);
}
