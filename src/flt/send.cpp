/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A port's functions: send an operation, and complete it for the file system.
 */
#include "operation.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"

namespace ww {
namespace {

/* Returns how many instances an operation can enter that begins now, and the newest attachment. */
u32 count_instances(PFLT_VOLUME volume, u64 &last_attachment)
{
	LockGuard guard(volume->lock);

	last_attachment = volume->last_attachment;
	return volume->attached;
}

bool is_one_kind(FLT_CALLBACK_DATA_FLAGS flags)
{
	flags &= ~FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
	return flags == FLTFL_CALLBACK_DATA_IRP_OPERATION ||
	       flags == FLTFL_CALLBACK_DATA_FAST_IO_OPERATION ||
	       flags == FLTFL_CALLBACK_DATA_FS_FILTER_OPERATION;
}

/*
 * Creates an operation with memory for a frame of each instance that it can enter. Takes over the
 * caller's rundown protection on the volume, unless it returns null.
 */
Operation *create(PFLT_VOLUME volume, const WINWORK_FLT_OPERATION &request)
{
	u64 last_attachment = 0;
	const size_t frames = count_instances(volume, last_attachment);
	auto *operation = static_cast<Operation *>(
		object_create(operation_type, sizeof(Operation) + frames * sizeof(Frame)));

	if (!operation)
		return nullptr;

	const FLT_CALLBACK_DATA data = {
		.Flags = request.Flags,
		.Thread = PsGetCurrentThread(),
		.Iopb = &operation->iopb,
		.IoStatus = {},
		.TagData = nullptr,
		.FilterContext = {},
		.RequestorMode = request.RequestorMode,
	};

	__builtin_memcpy(static_cast<void *>(&operation->data), &data, sizeof(data));
	operation->iopb = request.Iopb;
	operation->iopb.Reserved = 0;
	operation->iopb.TargetInstance = nullptr;
	operation->volume = volume;
	operation->last_attachment = last_attachment;
	operation->request = request;
	operation->requestor = requestor_current();
	operation->step = Step::down;
	KeInitializeEvent(&operation->finished, NotificationEvent, FALSE);
	KeInitializeEvent(&operation->canceled_event, NotificationEvent, FALSE);
	return operation;
}

NTSTATUS wait_for_result(Operation *operation, PIO_STATUS_BLOCK status)
{
	KeWaitForSingleObject(&operation->finished, Executive, KernelMode, FALSE, nullptr);

	const IO_STATUS_BLOCK result = operation->data.IoStatus;

	if (status)
		*status = result;
	object_dereference(operation);
	return result.Status;
}

Claim claim_from_file_system(Operation &operation, NTSTATUS status, ULONG_PTR information)
{
	return handoff_claim(operation, Callee::file_system, [&] {
		operation.data.IoStatus.Status = status;
		operation.data.IoStatus.Information = information;
	});
}

} /* namespace */

namespace {

Operation *create_below(PFLT_VOLUME volume, const WINWORK_FLT_OPERATION &request, const Altitude *below)
{
	object_reference_kept(volume);

	Operation *operation = create(volume, request);

	if (!operation) {
		object_dereference_kept(volume);
		return nullptr;
	}
	if (below) {
		operation->last_altitude = *below;
		operation->entered = true;
	}
	object_reference(operation);
	return operation;
}

} /* namespace */

Operation *operation_begin(PFLT_VOLUME volume, const WINWORK_FLT_OPERATION &request, const Altitude *below)
{
	Operation *operation = create_below(volume, request, below);

	if (operation)
		operation->bottom_is_senders = true;
	return operation;
}

void operation_send(PFLT_VOLUME volume, const WINWORK_FLT_OPERATION &request, const Altitude *below,
		    IO_STATUS_BLOCK &result)
{
	Operation *operation = create_below(volume, request, below);

	if (!operation) {
		result = { { STATUS_INSUFFICIENT_RESOURCES }, 0 };
		return;
	}
	operation_run(*operation);
	wait_for_result(operation, &result);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI WinworkFltSendOperation(PFLT_VOLUME Volume, PCWINWORK_FLT_OPERATION Operation,
				       PIO_STATUS_BLOCK IoStatus)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (!at_apc_or_below(call, Volume))
		return status;
	if (!Operation)
		return refuse(call, nullptr, status, "Operation is NULL");
	if (!is_one_kind(Operation->Flags))
		return refuse(call, nullptr, status,
			      "Operation->Flags is 0x%x, not one kind of operation",
			      Operation->Flags);
	if (!check_and_keep(call, Volume, volume_type, status))
		return status;

	ww::Operation *operation = create(Volume, *Operation);

	if (!operation) {
		object_dereference_kept(Volume);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	if (Operation->Completion) {
		operation_run(*operation);
		return STATUS_SUCCESS;
	}
	object_reference(operation);
	operation_run(*operation);
	return wait_for_result(operation, IoStatus);
}

VOID NTAPI WinworkFltCompleteOperation(PFLT_CALLBACK_DATA Data, NTSTATUS Status,
				       ULONG_PTR Information)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Data))
		return;

	const OperationGuard operation(call, Data);

	if (!operation)
		return;

	const char *wrong = "an operation cannot end with STATUS_PENDING";

	if (Status != STATUS_PENDING)
		wrong = operation_continue(
			*operation, claim_from_file_system(*operation, Status, Information),
			"the operation is not the file system's");
	if (wrong)
		report_operation(call, Data, Status, wrong);
}

} /* extern "C" */
