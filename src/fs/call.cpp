/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The way of a call: sending, waiting, the bottom, cancelling.
 */
#include "call.hpp"

#include "base/errno.hpp"
#include "base/report.hpp"
#include "flt/create_parameters.hpp"
#include "flt/own_data.hpp"
#include "linux/memory.h"
#include "linux/request.h"
#include "linux/thread.h"
#include "mm/request_buffer.hpp"
#include "status.hpp"

namespace ww {
namespace {

void free_call(Call *call)
{
	request_mdls_release(call->mdl);
	ww_free_large(call->buffer);
	object_dereference_kept(call->file);
	if (call->own_data)
		object_dereference_kept(call->own_data);
	if (call->instance)
		object_dereference_kept(call->instance);
	ww_free(call);
}

void free_later(struct ww_later *later)
{
	free_call(CONTAINING_RECORD(later, Call, later));
}

/* In the program's thread, which is inside its system call. */
NTSTATUS run_bottom(Call &call, FLT_CALLBACK_DATA &data)
{
	const s64 result = call.is_killed ? -kInterrupted : call.bottom(call, *data.Iopb);

	call.bottom_error = result < 0 ? static_cast<s32>(result) : 0;
	call.bottom_status = result < 0 ? status_of_errno(-call.bottom_error) : call.bottom_success;
	data.IoStatus.Information = result < 0 ? 0 : static_cast<ULONG_PTR>(result);
	return call.bottom_status;
}

NTSTATUS NTAPI file_system(PFLT_CALLBACK_DATA data, PVOID context)
{
	Call &call = *static_cast<Call *>(context);
	CallState expected = CallState::under_way;

	if (call.pend)
		return call.pend(call, *data);
	if (ww_current_task() == call.task && call.state.load() == CallState::under_way)
		return run_bottom(call, *data);
	call.data = data;
	if (!call.state.compare_exchange(expected, CallState::at_bottom))
		return STATUS_CANCELLED;
	/* The thread may complete the operation at once, and end the call. */
	ww_done_set(&call.wake);
	return STATUS_PENDING;
}

/* <= DISPATCH_LEVEL */
VOID NTAPI completed(PFLT_CALLBACK_DATA data, PVOID context)
{
	Call *call = static_cast<Call *>(context);

	call->result = data->IoStatus;
	/* The routine may send the driver's data again. */
	if (call->own_data)
		own_data_forget_operation(*call->own_data, *operation_of(data));
	if (call->routine)
		call->routine(data, call->routine_context);
	if (call->state.exchange(CallState::done) != CallState::abandoned)
		ww_done_set(&call->wake);
	if (call->references.fetch_sub(1) == 1)
		ww_later(&call->later, free_later);
}

/* The operation has come down in another thread. */
void continue_at_bottom(Call &call)
{
	const PFLT_CALLBACK_DATA data = call.data;

	call.state.store(CallState::under_way);

	const NTSTATUS status = run_bottom(call, *data);

	WinworkFltCompleteOperation(data, status, data->IoStatus.Information);
}

/*
 * Sleeps until the other side has work for the thread. False: the program is killed, or the time for
 * cancelling is over. A short sleep is no hung task.
 */
bool wait(Call &call)
{
	constexpr u32 kSlice = 10;
	u32 left = ww_cancel_timeout;

	if (!call.must_end && !call.is_killed)
		return ww_done_wait_killable(&call.wake);
	for (;;) {
		const u32 slice = call.must_end || left > kSlice ? kSlice : left;

		if (ww_done_wait(&call.wake, slice))
			return true;
		if (!call.must_end && !call.has_others_buffer && !(left -= slice))
			return false;
	}
}

/* Returns true if the thread has left the operation to the filters. */
bool abandon(Call &call)
{
	CallState expected = CallState::under_way;

	return call.state.compare_exchange(expected, CallState::abandoned);
}

/* Returns false if the filters keep the operation of a killed program. */
bool wait_for_end(Call &call, Operation &operation)
{
	for (;;) {
		const CallState state = call.state.load();

		if (state == CallState::done)
			return true;
		if (state == CallState::at_bottom) {
			continue_at_bottom(call);
			continue;
		}
		if (wait(call))
			continue;
		if (call.is_killed && abandon(call))
			return false;
		if (!call.is_killed) {
			call.is_killed = true;
			/* Paging I/O is not canceled on Windows. */
			if (!call.mdl)
				operation_cancel(operation);
		}
	}
}

int error_of(const Call &call)
{
	const NTSTATUS status = call.result.Status;

	if (NT_SUCCESS(status))
		return 0;
	if (call.bottom_error && status == call.bottom_status)
		return call.bottom_error;
	return call.is_killed && status == STATUS_CANCELLED ? -kInterrupted : -errno_of(status);
}

} /* namespace */

Call *call_create(FileObject *file, UCHAR major, Bottom bottom, void *context)
{
	auto *call = static_cast<Call *>(ww_zalloc_sleeping(sizeof(Call)));

	if (!call)
		return nullptr;
	object_reference_kept(file);
	call->file = file;
	call->bottom = bottom;
	call->context = context;
	call->task = ww_current_task();
	call->references.store(1);
	call->must_end = major == IRP_MJ_CLEANUP || major == IRP_MJ_CLOSE;
	ww_done_init(&call->wake);

	WINWORK_FLT_OPERATION &request = call->request;

	request.Flags = FLTFL_CALLBACK_DATA_IRP_OPERATION;
	request.RequestorMode = UserMode;
	request.Iopb.MajorFunction = major;
	request.Iopb.TargetFileObject = &file->object;
	request.FileSystem = file_system;
	request.FileSystemContext = call;
	request.Completion = completed;
	request.CompletionContext = call;
	return call;
}

namespace {

/* The operation of the call, which begins; with a reference. Null without memory. */
Operation *begin(Call *call)
{
	Operation *operation = operation_begin(call->file->volume, call->request, call->below);

	if (!operation)
		return nullptr;
	call->is_sent = true;
	if (call->parameters)
		parameters_lend(*operation, call->parameters);
	if (call->own_data)
		own_data_set_operation(*call->own_data, *operation);
	call->references.store(2);
	operation_run(*operation);
	return operation;
}

} /* namespace */

bool call_start(Call *call)
{
	Operation *operation = begin(call);

	if (operation)
		object_dereference(operation);
	return operation;
}

int call_send(Call *call, bool &ended)
{
	Operation *operation = begin(call);

	ended = true;
	if (!operation)
		return -kNoMemory;
	ended = wait_for_end(*call, *operation);
	if (call->parameters)
		parameters_take_back(*operation);
	object_dereference(operation);
	return ended ? error_of(*call) : -kInterrupted;
}

namespace {

/* The buffer, the bottom and what it has for the program are those of the first call. */
Call *call_again(const Call &first, const FLT_IO_PARAMETER_BLOCK &iopb, const Altitude &below)
{
	Call *call = call_create(first.file, iopb.MajorFunction, first.bottom, first.context);

	if (!call)
		return nullptr;
	call->request.Flags = first.request.Flags | FLTFL_CALLBACK_DATA_REISSUED_IO;
	call->request.RequestorMode = first.request.RequestorMode;
	call->request.Iopb = iopb;
	call->below = &below;
	call->pend = first.pend;
	if (first.pend && first.own_data) {
		object_reference_kept(first.own_data);
		call->own_data = first.own_data;
	}
	call->has_others_buffer = true;
	call->must_end = first.must_end;
	return call;
}

/* Why it cannot be sent again, or null. */
const char *reason_against(const Call &first)
{
	if (first.task != ww_current_task())
		return "only the thread of the request may send it again";
	return first.request.Iopb.MajorFunction == IRP_MJ_CREATE && first.file->is_open.load()
		? "the file is open: FltCancelFileOpen first" : nullptr;
}

void send_again(Call &first, Operation &operation, Call &call)
{
	bool ended;

	call_send(&call, ended);
	operation.data.IoStatus = call.is_sent ? call.result : IO_STATUS_BLOCK{ { STATUS_INSUFFICIENT_RESOURCES }, 0 };
	first.bottom_error = call.bottom_error;
	first.bottom_status = call.bottom_status;
	first.is_killed |= call.is_killed;
}

} /* namespace */

void call_reissue(CallSite site, Operation &operation, const FLT_IO_PARAMETER_BLOCK &iopb, const Altitude &below)
{
	Call &first = *static_cast<Call *>(operation.request.FileSystemContext);

	if (const char *reason = reason_against(first)) {
		report_operation(site, &operation.data, 0, reason);
		return;
	}

	Call *call = call_again(first, iopb, below);

	if (!call) {
		operation.data.IoStatus = { { STATUS_INSUFFICIENT_RESOURCES }, 0 };
		return;
	}
	send_again(first, operation, *call);
	call_put(call);
}

void report_callback(const FileObject &file, UCHAR major, const char *what)
{
	report({ .code = BugCheck::fltmgr_file_system,
		 .parameter = { 0, address_of(&file.object), major, 0 },
		 .call = { "PreOperation" }, .item = &file.object },
	       "%s", what);
}

void report_callback(const Call &call, const char *what)
{
	report_callback(*call.file, call.request.Iopb.MajorFunction, what);
}

CallBuffer buffer_left(const Call &call, const CallBuffer &first, const CallBuffer &left)
{
	/* Without an MDL only the first buffer is known. */
	const ULONG room = left.mdl ? MmGetMdlByteCount(left.mdl)
			 : left.buffer == first.buffer ? first.length : left.length;
	void *const buffer = left.mdl ? MmGetSystemAddressForMdlSafe(left.mdl, NormalPagePriority) : left.buffer;

	if (left.length <= room)
		return { buffer, left.length, left.mdl };
	report_callback(call, "the callback made Length larger than the buffer");
	return { buffer, room, left.mdl };
}

s64 information_of(const Call &call, size_t length)
{
	const ULONG_PTR count = call.result.Information;

	if (count <= length)
		return static_cast<s64>(count);
	report_callback(call, "the callback made Information larger than Length");
	return static_cast<s64>(length);
}

void call_put(Call *call)
{
	if (call->references.fetch_sub(1) == 1)
		free_call(call);
}

} /* namespace ww */
