/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CREATE, CLEANUP and CLOSE.
 */
#include "base/errno.hpp"
#include "call.hpp"
#include "linux/fs.h"
#include "names.hpp"
#include "open.hpp"
#include "own.hpp"
#include "watch.hpp"

namespace ww {
namespace {

constexpr u32 kDispositionShift = 24;
constexpr u32 kOptions = (1u << kDispositionShift) - 1;

void set_flags(FILE_OBJECT &object, const ww_fs_open &open)
{
	object.ReadAccess = (open.access & (FILE_READ_DATA | FILE_EXECUTE)) != 0;
	object.WriteAccess = (open.access & (FILE_WRITE_DATA | FILE_APPEND_DATA)) != 0;
	object.DeleteAccess = (open.access & DELETE) != 0;
	object.SharedRead = object.SharedWrite = object.SharedDelete = TRUE;
	if (open.options & FILE_NO_INTERMEDIATE_BUFFERING)
		object.Flags |= FO_NO_INTERMEDIATE_BUFFERING;
	if (open.options & FILE_WRITE_THROUGH)
		object.Flags |= FO_WRITE_THROUGH;
}

void set_parameters(Call &call, const ww_fs_open &open)
{
	auto &create = call.request.Iopb.Parameters.Create;

	call.security.DesiredAccess = open.access;
	call.security.FullCreateOptions = open.options;
	create.SecurityContext = &call.security;
	create.Options = open.disposition << kDispositionShift | open.options;
	create.FileAttributes = static_cast<USHORT>(open.attributes);
	create.ShareAccess = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
	call.request.Iopb.IrpFlags = IRP_CREATE_OPERATION | IRP_SYNCHRONOUS_API;
	if (open.is_for_target)
		call.request.Iopb.OperationFlags |= SL_OPEN_TARGET_DIRECTORY;
}

/* Opens what the filters have left of the program's wishes. */
s64 open_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	auto &open = *static_cast<ww_fs_open *>(call.context);
	const auto &create = iopb.Parameters.Create;

	open.access = create.SecurityContext->DesiredAccess;
	open.disposition = create.Options >> kDispositionShift;
	open.options = create.Options & kOptions;

	const int error = open.lower(&open);

	if (!error)
		set_open(*call.file);
	return error ? s64{ error } : s64{ open.information };
}

} /* namespace */

s64 nothing_below(Call &, FLT_IO_PARAMETER_BLOCK &)
{
	return 0;
}

Call *create_call(FileObject *file, ww_fs_open &open)
{
	Call *call = call_create(file, IRP_MJ_CREATE, open_lower, &open);

	if (!call)
		return nullptr;
	set_flags(file->object, open);
	set_parameters(*call, open);
	return call;
}

NTSTATUS create_status(const Call &call)
{
	/* Other values of Information name a reparse point, which no file has here. */
	if (call.result.Status == STATUS_REPARSE)
		return call.result.Information == IO_REPARSE ? STATUS_REPARSE
							     : STATUS_IO_REPARSE_TAG_NOT_HANDLED;
	if (call.file->object.Flags & FO_FILE_OPEN_CANCELLED) {
		report_callback(call, "an open that FltCancelFileOpen has ended cannot succeed");
		return STATUS_ACCESS_DENIED;
	}
	call.file->object.Flags |= FO_HANDLE_CREATED;
	/* A filter may have opened it for itself. */
	set_open(*call.file);
	return STATUS_SUCCESS;
}

NTSTATUS other_path(const FileObject &file, char *&path)
{
	return path_on_volume(file.volume, file.object.FileName, path);
}

/* Memory for it is waited for, as the operation cannot fail. */
void send_last(FileObject *file, UCHAR major, Bottom bottom, void *context, const Altitude *below)
{
	LARGE_INTEGER delay = { .QuadPart = -10000 };	/* 1 ms */
	bool ended;

	for (;;) {
		Call *call = call_create(file, major, bottom, context);
		int error = -kNoMemory;

		if (call) {
			if (file->own)
				set_own(*call, below);
			else
				call->below = below;
			error = call_send(call, ended);
			call_put(call);
		}
		if (error != -kNoMemory)
			return;
		KeDelayExecutionThread(KernelMode, FALSE, &delay);
	}
}

namespace {

s64 clean_up_below(Call &call, FLT_IO_PARAMETER_BLOCK &)
{
	remove_pending(*call.file);
	call.file->object.Flags |= FO_CLEANUP_COMPLETE;
	return 0;
}

} /* namespace */

void send_cleanup(FileObject *file, const Altitude *below)
{
	if (ww_volume_wants(file->volume, WW_FS_CLEANUP))
		send_last(file, IRP_MJ_CLEANUP, clean_up_below, nullptr, below);
	else
		remove_pending(*file);
}

void finish_close(FileObject *file)
{
	file->object.Flags |= FO_CLEANUP_COMPLETE;
	watch_close(*file);
	if (ww_volume_wants(file->volume, WW_FS_CLOSE))
		send_last(file, IRP_MJ_CLOSE, nothing_below, nullptr);
}

void cancel_open(PFLT_INSTANCE instance, PFILE_OBJECT object)
{
	FileObject *file = &of(object);

	object->Flags |= FO_FILE_OPEN_CANCELLED;
	send_last(file, IRP_MJ_CLEANUP, nothing_below, nullptr, &instance->altitude);
	object->Flags |= FO_CLEANUP_COMPLETE;
	send_last(file, IRP_MJ_CLOSE, nothing_below, nullptr, &instance->altitude);
	file->is_open.store(false);
}

int open_for_call(FileObject *file, ww_fs_open &open)
{
	if (ww_volume_wants(file->volume, WW_FS_CREATE))
		return ww_fs_send_create(file, &open);

	const int error = open.lower(&open);

	if (!error)
		set_open(*file);
	return error;
}

} /* namespace ww */

using namespace ww;

namespace ww {
namespace {

/* 0, WW_FS_OTHER, or a negative errno. */
int opened(const Call &call, ww_fs_open &open)
{
	NTSTATUS status = create_status(call);

	if (status == STATUS_REPARSE) {
		status = open.may_be_other ? other_path(*call.file, open.other) : STATUS_NOT_SAME_DEVICE;
		if (NT_SUCCESS(status))
			return WW_FS_OTHER;
	}
	return NT_SUCCESS(status) ? 0 : -errno_of(status);
}

} /* namespace */
} /* namespace ww */

extern "C" int ww_fs_send_create(void *file_object, struct ww_fs_open *open)
{
	FileObject *file = file_object_of(file_object);
	Call *call = create_call(file, *open);
	bool ended;

	if (!call)
		return -kNoMemory;

	int error = call_send(call, ended);

	if (!error)
		error = opened(*call, *open);
	call_put(call);
	return error;
}

extern "C" void ww_fs_send_close(void *file_object)
{
	FileObject *file = file_object_of(file_object);

	send_cleanup(file);
	finish_close(file);
}

extern "C" bool ww_fs_is_deleting(void *file_object)
{
	return file_object_of(file_object)->object.DeletePending;
}
