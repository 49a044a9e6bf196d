/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Zw functions for a handle of FltCreateFile: the instances that have got the CREATE get these operations, too.
 */
#include "zw_file.hpp"

#include "base/report.hpp"
#include "base/turn.hpp"
#include "call.hpp"
#include "flt/own_call.hpp"
#include "own.hpp"
#include "own_open.hpp"

namespace ww {
namespace {

/* A file that a driver has opened, and that is not closed. The turns of a synchronous one have its position. */
bool may_use(CallSite call, FileObject *file, NTSTATUS &status)
{
	status = STATUS_INVALID_PARAMETER;
	if (!own_may_send(call, &file->object, status))
		return false;
	if (!file->own)
		status = refuse(call, &file->object, STATUS_NOT_SUPPORTED,
				"FileHandle is of a program's file: FltReadFile and its relatives use that");
	else if (!file->is_open.load())
		status = STATUS_FILE_CLOSED;
	else
		return true;
	return false;
}

struct ww_turn *turn_of(FileObject *file)
{
	return file->object.Flags & FO_SYNCHRONOUS_IO ? &file->own->turn : nullptr;
}

NTSTATUS set_place(CallSite call, OwnOperation &own, const LARGE_INTEGER *offset)
{
	const PFILE_OBJECT file = own.iopb.TargetFileObject;
	const bool is_at_position = !offset || is_special_offset(offset, FILE_USE_FILE_POINTER_POSITION);
	const bool is_write = own.iopb.MajorFunction == IRP_MJ_WRITE;

	if (is_write && (of(file).own->appends || is_special_offset(offset, FILE_WRITE_TO_END_OF_FILE))) {
		set_append(own);
		return STATUS_SUCCESS;
	}
	if (is_at_position && !(file->Flags & FO_SYNCHRONOUS_IO))
		return refuse(call, file, STATUS_INVALID_PARAMETER,
			      "ByteOffset is needed: the file has no position without "
			      "FILE_SYNCHRONOUS_IO_NONALERT");

	const LONGLONG wanted = is_at_position ? file->CurrentByteOffset.QuadPart : offset->QuadPart;

	set_offset(own, wanted);
	return wanted < 0 ? refuse(call, file, STATUS_INVALID_PARAMETER, "ByteOffset is %lld", wanted)
			  : STATUS_SUCCESS;
}

NTSTATUS transfer(CallSite call, OwnOperation &own, const LARGE_INTEGER *offset, ULONG_PTR &done)
{
	const PFILE_OBJECT object = own.iopb.TargetFileObject;
	FileObject *file = &of(object);
	NTSTATUS wrong;

	if (!may_use(call, file, wrong))
		return wrong;
	if (!(own.iopb.MajorFunction == IRP_MJ_WRITE ? object->WriteAccess : object->ReadAccess))
		return STATUS_ACCESS_DENIED;

	const TurnGuard turn(turn_of(file));
	NTSTATUS status = set_place(call, own, offset);

	if (!NT_SUCCESS(status))
		return status;
	own.below = file->own->below();
	status = own_perform(own);
	done = own.result.Information;
	if (NT_SUCCESS(status) && object->Flags & FO_SYNCHRONOUS_IO)
		object->CurrentByteOffset.QuadPart = own.end;
	return status;
}

PFILE_OBJECT file_of(void *body)
{
	return &file_object_of(body)->object;
}

NTSTATUS read(CallSite call, void *body, void *data, ULONG bytes, const LARGE_INTEGER *offset, ULONG_PTR &done)
{
	OwnOperation own = own_transfer(file_of(body), IRP_MJ_READ, data, bytes);

	return transfer(call, own, offset, done);
}

NTSTATUS write(CallSite call, void *body, const void *data, ULONG bytes, const LARGE_INTEGER *offset,
	       ULONG_PTR &done)
{
	OwnOperation own = own_transfer(file_of(body), IRP_MJ_WRITE, data, bytes);

	return transfer(call, own, offset, done);
}

NTSTATUS perform(FileObject *file, OwnOperation &own)
{
	own.below = file->own->below();
	return own_perform(own);
}

NTSTATUS query(CallSite call, void *body, void *out, ULONG room, FILE_INFORMATION_CLASS information,
	       ULONG_PTR &done)
{
	OwnOperation own = own_query(file_of(body), information, out, room);
	NTSTATUS status;

	if (!may_use(call, file_object_of(body), status))
		return status;
	status = perform(file_object_of(body), own);
	done = own.result.Information;
	return status;
}

/* Whether the access of the open allows the change. */
bool may_set(const FILE_OBJECT &file, ACCESS_MASK access, FILE_INFORMATION_CLASS information)
{
	switch (information) {
	case FileBasicInformation:
	case FileLinkInformation:
	case FileLinkInformationEx:
		return access & FILE_WRITE_ATTRIBUTES;
	case FileDispositionInformation:
	case FileDispositionInformationEx:
	case FileRenameInformation:
	case FileRenameInformationEx:
		return file.DeleteAccess;
	case FileEndOfFileInformation:
	case FileAllocationInformation:
	case FileValidDataLengthInformation:
		return access & FILE_WRITE_DATA;
	default:
		return true;
	}
}

NTSTATUS set(CallSite call, void *body, const void *data, ULONG bytes, FILE_INFORMATION_CLASS information)
{
	FileObject *file = file_object_of(body);
	NTSTATUS status;

	if (!may_use(call, file, status))
		return status;
	if (!may_set(file->object, file->own->access, information))
		return STATUS_ACCESS_DENIED;

	OwnOperation own = own_set(&file->object, information, data, bytes);

	return perform(file, own);
}

NTSTATUS list(CallSite call, void *body, const FolderList &wanted, ULONG_PTR &done)
{
	FileObject *file = file_object_of(body);
	NTSTATUS status;

	if (!may_use(call, file, status))
		return status;
	if (!file->object.ReadAccess)
		return STATUS_ACCESS_DENIED;

	OwnOperation own = own_list(&file->object, wanted);

	status = perform(file, own);
	done = own.result.Information;
	return status;
}

NTSTATUS flush(CallSite call, void *body)
{
	FileObject *file = file_object_of(body);
	NTSTATUS status;

	OwnOperation own = own_flush(&file->object);

	return may_use(call, file, status) ? perform(file, own) : status;
}

} /* namespace */

constinit const FileOperations mount_file_operations = {
	.read = read, .write = write, .flush = flush, .query = query, .set = set,
	.list = list,
};

} /* namespace ww */
