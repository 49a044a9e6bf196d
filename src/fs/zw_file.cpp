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

NTSTATUS set_place(CallSite call, OwnTransfer &own, const LARGE_INTEGER *offset)
{
	const bool is_at_position = !offset || is_special_offset(offset, FILE_USE_FILE_POINTER_POSITION);

	own.is_append = own.is_write &&
			(of(own.file).own->appends || is_special_offset(offset, FILE_WRITE_TO_END_OF_FILE));
	if (own.is_append)
		return STATUS_SUCCESS;
	if (is_at_position && !(own.file->Flags & FO_SYNCHRONOUS_IO))
		return refuse(call, own.file, STATUS_INVALID_PARAMETER,
			      "ByteOffset is needed: the file has no position without "
			      "FILE_SYNCHRONOUS_IO_NONALERT");
	own.offset = is_at_position ? own.file->CurrentByteOffset.QuadPart : offset->QuadPart;
	return own.offset < 0 ? refuse(call, own.file, STATUS_INVALID_PARAMETER, "ByteOffset is %lld", own.offset)
			      : STATUS_SUCCESS;
}

NTSTATUS transfer(CallSite call, OwnTransfer &own, const LARGE_INTEGER *offset, ULONG_PTR &done)
{
	FileObject *file = &of(own.file);
	NTSTATUS wrong;

	if (!may_use(call, file, wrong))
		return wrong;
	if (!(own.is_write ? own.file->WriteAccess : own.file->ReadAccess))
		return STATUS_ACCESS_DENIED;

	const TurnGuard turn(turn_of(file));
	NTSTATUS status = set_place(call, own, offset);

	if (!NT_SUCCESS(status))
		return status;
	own.below = file->own->below();
	status = own_transfer(own);
	done = own.done;
	if (NT_SUCCESS(status) && file->object.Flags & FO_SYNCHRONOUS_IO)
		file->object.CurrentByteOffset.QuadPart = own.offset + own.done;
	return status;
}

OwnTransfer transfer_of(void *body, void *buffer, ULONG length)
{
	OwnTransfer own = {};

	own.file = &file_object_of(body)->object;
	own.buffer = buffer;
	own.length = length;
	return own;
}

NTSTATUS read(CallSite call, void *body, void *data, ULONG bytes, const LARGE_INTEGER *offset, ULONG_PTR &done)
{
	OwnTransfer own = transfer_of(body, data, bytes);

	return transfer(call, own, offset, done);
}

NTSTATUS write(CallSite call, void *body, const void *data, ULONG bytes, const LARGE_INTEGER *offset,
	       ULONG_PTR &done)
{
	OwnTransfer own = transfer_of(body, const_cast<void *>(data), bytes);

	own.is_write = true;
	return transfer(call, own, offset, done);
}

OwnQuery query_of(FileObject *file, FILE_INFORMATION_CLASS kind, void *buffer, ULONG length)
{
	return { nullptr, file->own->below(), &file->object, kind, buffer, length, 0 };
}

NTSTATUS query(CallSite call, void *body, void *out, ULONG room, FILE_INFORMATION_CLASS information,
	       ULONG_PTR &done)
{
	FileObject *file = file_object_of(body);
	NTSTATUS status;

	if (!may_use(call, file, status))
		return status;

	OwnQuery own = query_of(file, information, out, room);

	status = own_query(own);
	done = own.done;
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

	OwnQuery own = query_of(file, information, const_cast<void *>(data), bytes);

	return own_set(own);
}

NTSTATUS list(CallSite call, void *body, const FolderList &wanted, ULONG_PTR &done)
{
	FileObject *file = file_object_of(body);
	NTSTATUS status;

	if (!may_use(call, file, status))
		return status;
	if (!file->object.ReadAccess)
		return STATUS_ACCESS_DENIED;

	OwnList own = { nullptr, file->own->below(), &file->object, wanted.kind, wanted.out, wanted.room, wanted.name,
			wanted.is_single, wanted.restarts, 0 };

	status = own_list(own);
	done = own.done;
	return status;
}

NTSTATUS flush(CallSite call, void *body)
{
	FileObject *file = file_object_of(body);
	NTSTATUS status;

	return may_use(call, file, status) ? own_flush(&file->object, file->own->below()) : status;
}

} /* namespace */

constinit const FileOperations mount_file_operations = {
	.read = read, .write = write, .flush = flush, .query = query, .set = set,
	.list = list,
};

} /* namespace ww */
