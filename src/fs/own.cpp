/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver's own operations on files of a mount.
 */
#include "own.hpp"

#include "flt/buffer.hpp"
#include "watch.hpp"

namespace ww {
namespace {

/* What the file system of a mount does not do. */
s64 refuse_lower(Call &call, FLT_IO_PARAMETER_BLOCK &)
{
	call.bottom_success = STATUS_INVALID_DEVICE_REQUEST;
	return 0;
}

Bottom bottom_of(const FLT_IO_PARAMETER_BLOCK &iopb)
{
	switch (iopb.MajorFunction) {
	case IRP_MJ_READ:
	case IRP_MJ_WRITE:
		return own_transfer_lower;
	case IRP_MJ_FLUSH_BUFFERS:
		return own_flush_lower;
	case IRP_MJ_QUERY_INFORMATION:
		return own_query_lower;
	case IRP_MJ_SET_INFORMATION:
		return own_set_lower;
	case IRP_MJ_DIRECTORY_CONTROL:
		/* The other minor function has its own. */
		return iopb.MinorFunction == IRP_MN_QUERY_DIRECTORY ? own_list_lower : refuse_lower;
	case IRP_MJ_QUERY_EA:
		return own_query_ea_lower;
	case IRP_MJ_SET_EA:
		return own_set_ea_lower;
	case IRP_MJ_QUERY_SECURITY:
		return own_query_security_lower;
	case IRP_MJ_SET_SECURITY:
		return own_set_security_lower;
	case IRP_MJ_FILE_SYSTEM_CONTROL:
		return own_control_lower;
	default:
		return refuse_lower;
	}
}

/* The change that ends it may never come. SIGKILL ends the wait for it. */
void set_watch(Call &call)
{
	call.pend = watch_folder;
	call.must_end = false;
	call.has_others_buffer = true;
}

Call *call_of(OwnOperation &own)
{
	const FLT_IO_PARAMETER_BLOCK &iopb = own.iopb;
	Call *call = call_create(&of(iopb.TargetFileObject), iopb.MajorFunction, bottom_of(iopb), &own);

	if (!call)
		return nullptr;
	call->request.Iopb = iopb;
	call->request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER | own.flags;
	call->routine = own.routine;
	call->routine_context = own.context;
	call->own_data = own.data;
	if (own.data)
		object_reference_kept(own.data);
	set_own(*call, own.below);
	if (is_watch(iopb))
		set_watch(*call);
	return call;
}

/* The routine takes the result. The driver's code stays until it has returned. */
NTSTATUS start(Call *call, OwnOperation &own)
{
	call->instance = own.instance;
	object_reference_kept(call->instance);
	own.is_sent = call_start(call);
	call_put(call);
	return own.is_sent ? STATUS_PENDING : STATUS_INSUFFICIENT_RESOURCES;
}

/* Information is what the operation would need. */
bool is_too_small(const Call &call, const OwnOperation &own)
{
	return own.iopb.MajorFunction == IRP_MJ_QUERY_SECURITY && call.result.Status == STATUS_BUFFER_OVERFLOW;
}

/* Else the bytes cannot be more than the buffer of the operation has. */
void take_result(const Call &call, OwnOperation &own)
{
	const BufferPlace buffer = buffer_place(own.iopb, call.request.Flags);

	own.result = call.result;
	if (buffer.length && !is_too_small(call, own))
		own.result.Information = static_cast<ULONG_PTR>(information_of(call, *buffer.length));
	if (NT_SUCCESS(own.result.Status) && is_transfer(own.iopb))
		own.end += static_cast<LONGLONG>(own.result.Information);
}

} /* namespace */

void set_own(Call &call, const Altitude *below)
{
	call.request.Flags |= FLTFL_CALLBACK_DATA_GENERATED_IO;
	call.request.RequestorMode = KernelMode;
	if (!call.routine)
		call.request.Iopb.IrpFlags |= IRP_SYNCHRONOUS_API;
	call.must_end = true;
	call.below = below;
}

NTSTATUS send_own(Call &call)
{
	bool ended;

	call_send(&call, ended);
	return call.is_sent ? call.result.Status : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS own_perform(OwnOperation &own)
{
	Call *call = call_of(own);

	if (!call)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (call->pend && own.routine)
		return start(call, own);
	own.end = is_append(own.iopb) ? 0 : own.iopb.Parameters.Read.ByteOffset.QuadPart;

	const NTSTATUS status = send_own(*call);

	own.is_sent = call->is_sent;
	if (own.is_sent)
		take_result(*call, own);
	call_put(call);
	return status;
}

} /* namespace ww */
