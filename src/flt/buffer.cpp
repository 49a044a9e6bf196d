/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The buffer of an operation.
 *
 * An MDL of FltLockUserBuffer belongs to the operation. It is for the instances below the caller as well, and
 * for the caller's post-operation callback. An MDL that a pre-operation callback puts in is the instance's,
 * until its post-operation callback has returned: then it is freed, unless the callback retains it.
 */
#include "buffer.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/memory.h"
#include "mm/request_buffer.hpp"

namespace ww {

/* An MDL that is freed with the operation; null if a frame has taken it over. */
struct LockedBuffer {
	LockedBuffer *next;
	PMDL mdl;
};

namespace {

/* ---- Where the buffer is -------------------------------------------------------------------- */

template <typename Parameters>
BufferPlace with_mdl(Parameters &parameters, PVOID &buffer, LOCK_OPERATION access)
{
	return { &buffer, &parameters.Length, &parameters.MdlAddress, access };
}

/* FILE_SYSTEM_CONTROL and DEVICE_CONTROL have the same members. */
template <typename Control>
BufferPlace of_control(Control &control, ULONG code)
{
	switch (METHOD_FROM_CTL_CODE(code)) {
	case METHOD_BUFFERED:
		return { &control.Buffered.SystemBuffer, &control.Buffered.OutputBufferLength, nullptr,
			 IoModifyAccess };
	case METHOD_IN_DIRECT:
		return { &control.Direct.OutputBuffer, &control.Direct.OutputBufferLength,
			 &control.Direct.OutputMdlAddress, IoReadAccess };
	case METHOD_OUT_DIRECT:
		return { &control.Direct.OutputBuffer, &control.Direct.OutputBufferLength,
			 &control.Direct.OutputMdlAddress, IoWriteAccess };
	default:
		return { &control.Neither.OutputBuffer, &control.Neither.OutputBufferLength,
			 &control.Neither.OutputMdlAddress, IoWriteAccess };
	}
}

BufferPlace of_directory(FLT_PARAMETERS &parameters, UCHAR minor)
{
	switch (minor) {
	case IRP_MN_QUERY_DIRECTORY:
		return with_mdl(parameters.DirectoryControl.QueryDirectory,
				parameters.DirectoryControl.QueryDirectory.DirectoryBuffer, IoWriteAccess);
	case IRP_MN_NOTIFY_CHANGE_DIRECTORY:
		return with_mdl(parameters.DirectoryControl.NotifyDirectory,
				parameters.DirectoryControl.NotifyDirectory.DirectoryBuffer, IoWriteAccess);
	case IRP_MN_NOTIFY_CHANGE_DIRECTORY_EX:
		return with_mdl(parameters.DirectoryControl.NotifyDirectoryEx,
				parameters.DirectoryControl.NotifyDirectoryEx.DirectoryBuffer, IoWriteAccess);
	default:
		return {};
	}
}

BufferPlace of_device_control(FLT_PARAMETERS &parameters, FLT_CALLBACK_DATA_FLAGS flags)
{
	auto &control = parameters.DeviceIoControl;

	if (flags & FLTFL_CALLBACK_DATA_FAST_IO_OPERATION)
		return { &control.FastIo.OutputBuffer, &control.FastIo.OutputBufferLength, nullptr,
			 IoWriteAccess };
	return of_control(control, control.Common.IoControlCode);
}

} /* namespace */

BufferPlace buffer_place(FLT_IO_PARAMETER_BLOCK &iopb, FLT_CALLBACK_DATA_FLAGS flags)
{
	FLT_PARAMETERS &parameters = iopb.Parameters;

	switch (iopb.MajorFunction) {
	case IRP_MJ_READ:
		return with_mdl(parameters.Read, parameters.Read.ReadBuffer, IoWriteAccess);
	case IRP_MJ_WRITE:
		return with_mdl(parameters.Write, parameters.Write.WriteBuffer, IoReadAccess);
	case IRP_MJ_QUERY_INFORMATION:
		return { &parameters.QueryFileInformation.InfoBuffer, &parameters.QueryFileInformation.Length,
			 nullptr, IoWriteAccess };
	case IRP_MJ_SET_INFORMATION:
		return { &parameters.SetFileInformation.InfoBuffer, &parameters.SetFileInformation.Length,
			 nullptr, IoReadAccess };
	case IRP_MJ_QUERY_EA:
		return with_mdl(parameters.QueryEa, parameters.QueryEa.EaBuffer, IoWriteAccess);
	case IRP_MJ_SET_EA:
		return with_mdl(parameters.SetEa, parameters.SetEa.EaBuffer, IoReadAccess);
	case IRP_MJ_QUERY_VOLUME_INFORMATION:
		return { &parameters.QueryVolumeInformation.VolumeBuffer,
			 &parameters.QueryVolumeInformation.Length, nullptr, IoWriteAccess };
	case IRP_MJ_SET_VOLUME_INFORMATION:
		return { &parameters.SetVolumeInformation.VolumeBuffer,
			 &parameters.SetVolumeInformation.Length, nullptr, IoReadAccess };
	case IRP_MJ_DIRECTORY_CONTROL:
		return of_directory(parameters, iopb.MinorFunction);
	case IRP_MJ_FILE_SYSTEM_CONTROL:
		return has_fs_control_code(iopb)
			? of_control(parameters.FileSystemControl,
				     parameters.FileSystemControl.Common.FsControlCode) : BufferPlace();
	case IRP_MJ_DEVICE_CONTROL:
	case IRP_MJ_INTERNAL_DEVICE_CONTROL:
		return of_device_control(parameters, flags);
	case IRP_MJ_QUERY_SECURITY:
		return with_mdl(parameters.QuerySecurity, parameters.QuerySecurity.SecurityBuffer,
				IoWriteAccess);
	case IRP_MJ_SET_SECURITY:
		return { &parameters.SetSecurity.SecurityDescriptor, nullptr, nullptr, IoReadAccess };
	case IRP_MJ_QUERY_QUOTA:
		return with_mdl(parameters.QueryQuota, parameters.QueryQuota.QuotaBuffer, IoWriteAccess);
	case IRP_MJ_SET_QUOTA:
		return with_mdl(parameters.SetQuota, parameters.SetQuota.QuotaBuffer, IoReadAccess);
	default:
		return {};
	}
}

namespace {

/* ---- Locked buffers ------------------------------------------------------------------------- */

/* The frame whose callback has the operation, or has pended it; null if the file system has it. */
Frame *frame_inside(Operation &operation) WW_REQUIRES(operation.volume->lock)
{
	return operation.depth && operation.top().state == FrameState::inside ? &operation.top() : nullptr;
}

/* The post-operation callback of the caller gets the MDL as well, unless its buffer is another one. */
void keep(Operation &operation, LockedBuffer *locked, const BufferPlace &place)
{
	LockGuard guard(operation.volume->lock);

	locked->next = operation.locked_buffers;
	operation.locked_buffers = locked;
	*place.mdl = locked->mdl;
	if (Frame *frame = frame_inside(operation)) {
		const BufferPlace first = buffer_place(frame->parameters, operation.request.Flags);

		if (*first.buffer == *place.buffer && !*first.mdl)
			*first.mdl = locked->mdl;
	}
}

RequesterRange range_of(const Operation &operation, const BufferPlace &place)
{
	const bool is_kernels = operation.data.Flags & FLTFL_CALLBACK_DATA_SYSTEM_BUFFER ||
				is_kernel_address(*place.buffer);

	return { .address = *place.buffer, .bytes = *place.length,
		 .mode = is_kernels ? static_cast<KPROCESSOR_MODE>(KernelMode) : operation.data.RequestorMode,
		 .access = place.access == IoReadAccess ? BufferAccess::read : BufferAccess::write };
}

NTSTATUS lock(Operation &operation, const BufferPlace &place)
{
	auto *locked = static_cast<LockedBuffer *>(ww_zalloc_sleeping(sizeof(LockedBuffer)));

	if (!locked)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = request_mdl_create(range_of(operation, place), &locked->mdl);

	if (NT_SUCCESS(status))
		keep(operation, locked, place);
	else
		ww_free(locked);
	return status;
}

/* Reads and writes through MDLs of the file system's own have no buffer. */
bool can_lock(Operation &operation, const BufferPlace &place)
{
	const UCHAR major = operation.iopb.MajorFunction;
	const bool is_transfer = major == IRP_MJ_READ || major == IRP_MJ_WRITE;

	return operation.is_irp() && place.mdl &&
	       !(is_transfer && operation.iopb.MinorFunction & IRP_MN_MDL);
}

/* ---- Swapped buffers ------------------------------------------------------------------------ */

/* The MDL may be one of FltLockUserBuffer, for the buffer that the callback has put in. */
void take_over(Operation &operation, PMDL mdl) WW_REQUIRES(operation.volume->lock)
{
	for (LockedBuffer *each = operation.locked_buffers; each; each = each->next) {
		if (each->mdl == mdl)
			each->mdl = nullptr;
	}
}

/* The frame of a post-operation callback that has the operation, or has pended it; else null. */
Frame *frame_of_post(Operation &operation) WW_REQUIRES(operation.volume->lock)
{
	return operation.handoff.state != HandoffState::none &&
	       operation.handoff.callee == Callee::post_operation ? &operation.top() : nullptr;
}

bool find_swapped(Operation &operation, bool is_taken, PMDL &mdl)
{
	LockGuard guard(operation.volume->lock);
	Frame *frame = frame_of_post(operation);

	if (!frame)
		return false;
	mdl = frame->swapped_mdl;
	if (is_taken)
		frame->swapped_mdl = nullptr;
	return true;
}

/* The MDL of the post-operation callback's frame, which @is_taken takes from it; or null. False after a report. */
bool swapped_mdl(CallSite call, PFLT_CALLBACK_DATA data, bool is_taken, PMDL &mdl)
{
	const OperationGuard operation(call, data);

	if (!operation)
		return false;
	if (find_swapped(*operation, is_taken, mdl))
		return true;
	report_operation(call, data, 0, "only a post-operation callback may call this");
	return false;
}

} /* namespace */

void buffer_note_swap(Operation &operation, Frame &frame)
{
	if (!(operation.data.Flags & FLTFL_CALLBACK_DATA_DIRTY))
		return;

	const BufferPlace now = buffer_place(operation.iopb, operation.request.Flags);
	const BufferPlace first = buffer_place(frame.parameters, operation.request.Flags);

	if (!now || !first)
		return;

	const bool has_other_mdl = now.mdl && first.mdl && *now.mdl && *now.mdl != *first.mdl;

	frame.is_swapped = has_other_mdl || *now.buffer != *first.buffer;
	if (!has_other_mdl)
		return;

	LockGuard guard(operation.volume->lock);

	take_over(operation, *now.mdl);
	frame.swapped_mdl = *now.mdl;
}

void buffer_free_swapped(Frame &frame)
{
	request_mdls_release(frame.swapped_mdl);
}

void buffers_unlock(Operation &operation)
{
	while (LockedBuffer *locked = operation.locked_buffers) {
		operation.locked_buffers = locked->next;
		request_mdls_release(locked->mdl);
		ww_free(locked);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltDecodeParameters(PFLT_CALLBACK_DATA CallbackData, PMDL **MdlAddressPointer, PVOID **Buffer,
				    PULONG *Length, LOCK_OPERATION *DesiredAccess)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_callback_data(call, CallbackData))
		return STATUS_INVALID_PARAMETER;

	const char *const missing = first_missing({
		{ Buffer != nullptr, "Buffer" },
		{ Length != nullptr, "Length" },
	});

	if (missing)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);

	const BufferPlace place = buffer_place(*CallbackData->Iopb, CallbackData->Flags);

	if (!place)
		return STATUS_INVALID_PARAMETER;
	if (MdlAddressPointer)
		*MdlAddressPointer = place.mdl;
	*Buffer = place.buffer;
	*Length = place.length;
	if (DesiredAccess)
		*DesiredAccess = place.access;
	return STATUS_SUCCESS;
}

NTSTATUS FLTAPI FltLockUserBuffer(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, CallbackData))
		return STATUS_INVALID_PARAMETER;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return STATUS_INVALID_PARAMETER;

	const BufferPlace place = buffer_place(operation->iopb, operation->request.Flags);

	if (!can_lock(*operation, place))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s has no buffer that can have an MDL",
			      FltGetIrpName(operation->iopb.MajorFunction));
	if (*place.mdl)
		return STATUS_SUCCESS;
	if (!*place.buffer || !*place.length)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "the buffer has no bytes");
	return lock(*operation, place);
}

PMDL FASTCALL FltGetSwappedBufferMdlAddress(PFLT_CALLBACK_DATA CallbackData)
{
	/* What is drained has not been swapped. */
	if (is_copy(CallbackData))
		return nullptr;

	PMDL mdl;

	return swapped_mdl(WW_CALL_SITE, CallbackData, false, mdl) ? mdl : nullptr;
}

VOID FASTCALL FltRetainSwappedBufferMdlAddress(PFLT_CALLBACK_DATA CallbackData)
{
	const CallSite call = WW_CALL_SITE;
	PMDL mdl;

	if (swapped_mdl(call, CallbackData, true, mdl) && !mdl)
		report_operation(call, CallbackData, 0, "no MDL was swapped, or it is retained already");
}

} /* extern "C" */
