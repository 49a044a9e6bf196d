/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter's own I/O, which only the instances below its own and the file system see.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "engine/work_item.hpp"
#include "linux/memory.h"
#include "ob/file_operations.hpp"
#include "own_call.hpp"

namespace ww {
namespace {

/* The arguments of FltReadFile and FltWriteFile that are checked, or decide about the position. */
struct Arguments {
	PLARGE_INTEGER offset;
	FLT_IO_OPERATION_FLAGS flags;
};

bool is_at_position(const LARGE_INTEGER *offset)
{
	return !offset || is_special_offset(offset, FILE_USE_FILE_POINTER_POSITION);
}

bool is_in_sectors(const OwnTransfer &own)
{
	const u16 sector = own.instance->volume->sector_size;

	return !own.is_append && own.length % sector == 0 && own.offset % sector == 0;
}

NTSTATUS check_flags(CallSite call, const OwnTransfer &own, FLT_IO_OPERATION_FLAGS flags)
{
	if (flags & ~(FLTFL_IO_OPERATION_NON_CACHED | FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET))
		return refuse(call, own.instance, STATUS_INVALID_PARAMETER,
			      "Flags is 0x%x: no paging I/O is below a driver's own", flags);
	if (own.is_uncached && !is_in_sectors(own))
		return refuse(call, own.instance, STATUS_INVALID_PARAMETER,
			      "Length %u at offset %lld is not in sectors of %u bytes, as non-cached I/O is",
			      own.length, own.offset, own.instance->volume->sector_size);
	return STATUS_SUCCESS;
}

NTSTATUS check(CallSite call, const OwnTransfer &own, FLT_IO_OPERATION_FLAGS flags)
{
	if (!own.buffer && own.length)
		return refuse(call, own.instance, STATUS_INVALID_PARAMETER, "Buffer is NULL");
	if (own.offset < 0)
		return refuse(call, own.instance, STATUS_INVALID_PARAMETER, "ByteOffset is %lld",
			      own.offset);
	return check_flags(call, own, flags);
}

/* ---- Later, in a worker --------------------------------------------------------------------- */

struct Later {
	Item item;
	const FileSystem *file_system;
	OwnTransfer own;
};

/* The driver has been promised the end, so memory is waited for. */
void transfer_later(void *context)
{
	auto *later = static_cast<Later *>(context);
	LARGE_INTEGER delay = { .QuadPart = -10000 };	/* 1 ms */

	while (later->file_system->transfer(later->own), !later->own.is_sent)
		KeDelayExecutionThread(KernelMode, FALSE, &delay);
	object_dereference_kept(later->own.file);
	ww_free(later);
}

NTSTATUS start(CallSite call, const FileSystem &file_system, const OwnTransfer &own)
{
	auto *later = static_cast<Later *>(ww_zalloc_sleeping(sizeof(Later)));

	if (!later)
		return STATUS_INSUFFICIENT_RESOURCES;
	later->item.routine = reinterpret_cast<void *>(transfer_later);
	later->item.context = later;
	later->file_system = &file_system;
	later->own = own;
	object_reference_kept(own.file);
	bare_item_queue(&later->item, &object_header(own.instance)->references, DelayedWorkQueue, call);
	return STATUS_PENDING;
}

/* ---- Now ------------------------------------------------------------------------------------ */

NTSTATUS transfer(const FileSystem &file_system, OwnTransfer &own, FLT_IO_OPERATION_FLAGS flags, PULONG done)
{
	const NTSTATUS status = file_system.transfer(own);

	if (done)
		*done = own.done;
	if (NT_SUCCESS(status) && !(flags & FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET))
		own.file->CurrentByteOffset.QuadPart = own.offset + own.done;
	return status;
}

OwnTransfer transfer_of(PFLT_INSTANCE instance, PFILE_OBJECT file, ULONG length, PVOID buffer)
{
	OwnTransfer own = {};

	own.instance = instance;
	own.file = file;
	own.length = length;
	own.buffer = buffer;
	return own;
}

/* Takes the position of the file object where the driver has none. */
void set_place(OwnTransfer &own, const Arguments &arguments)
{
	own.is_uncached = arguments.flags & FLTFL_IO_OPERATION_NON_CACHED;
	own.is_append = own.is_write && is_special_offset(arguments.offset, FILE_WRITE_TO_END_OF_FILE);
	own.offset = is_at_position(arguments.offset) ? own.file->CurrentByteOffset.QuadPart
		   : own.is_append ? 0 : arguments.offset->QuadPart;
}

NTSTATUS run(CallSite call, OwnTransfer &own, const Arguments &arguments, PULONG done)
{
	if (done)
		*done = 0;

	const OwnCall own_call(call, own.instance, own.file);

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();
	own.below = &own.instance->altitude;
	set_place(own, arguments);

	const NTSTATUS status = check(call, own, arguments.flags);

	if (!NT_SUCCESS(status))
		return status;
	return own.routine ? start(call, own_call.file_system(), own)
			   : transfer(own_call.file_system(), own, arguments.flags, done);
}

/* ---- FltQueryInformationFile, FltSetInformationFile ---------------------------------------- */

NTSTATUS query_or_set(CallSite call, OwnQuery &own, NTSTATUS (*FileSystem::*how)(OwnQuery &own))
{
	const OwnCall own_call(call, own.instance, own.file);

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();
	own.below = &own.instance->altitude;
	if (!own.buffer)
		return refuse(call, own.instance, STATUS_INVALID_PARAMETER, "FileInformation is NULL");
	return (own_call.file_system().*how)(own);
}

/* ---- FltQueryDirectoryFile ------------------------------------------------------------------ */

NTSTATUS list(CallSite call, OwnList &own)
{
	const OwnCall own_call(call, own.instance, own.file);

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();
	own.below = &own.instance->altitude;
	if (!own.buffer)
		return refuse(call, own.instance, STATUS_INVALID_PARAMETER, "FileInformation is NULL");
	return own_call.file_system().list(own);
}

/* ---- FltCancelFileOpen ---------------------------------------------------------------------- */

constexpr uintptr_t kHasHandle = 0x6a;	/* parameter 1 of FLTMGR_FILE_SYSTEM */

void report_cancel(CallSite call, PFILE_OBJECT file, uintptr_t what, const char *text)
{
	report({ .code = BugCheck::fltmgr_file_system, .parameter = { what, address_of(file), 0, 0 },
		 .call = call, .item = file },
	       "%s", text);
}

void cancel(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file)
{
	const FileSystem *file_system = own_file_system(call, instance, file);

	if (!file_system)
		report_cancel(call, file, 0, "only the post-operation callback of the open may cancel it");
	else if (file->Flags & FO_HANDLE_CREATED)
		report_cancel(call, file, kHasHandle, "the file has a handle already");
	else
		file_system->cancel_open(instance, file);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltReadFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset,
			    ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags, PULONG BytesRead,
			    PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext)
{
	OwnTransfer own = transfer_of(InitiatingInstance, FileObject, Length, Buffer);

	own.routine = CallbackRoutine;
	own.context = CallbackContext;
	return run(WW_CALL_SITE, own, { ByteOffset, Flags }, BytesRead);
}

NTSTATUS FLTAPI FltWriteFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset,
			     ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags, PULONG BytesWritten,
			     PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext)
{
	OwnTransfer own = transfer_of(InitiatingInstance, FileObject, Length, Buffer);

	own.is_write = true;
	own.routine = CallbackRoutine;
	own.context = CallbackContext;
	return run(WW_CALL_SITE, own, { ByteOffset, Flags }, BytesWritten);
}

NTSTATUS FLTAPI FltQueryInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation,
					ULONG Length, FILE_INFORMATION_CLASS FileInformationClass,
					PULONG LengthReturned)
{
	OwnQuery own = { Instance, nullptr, FileObject, FileInformationClass, FileInformation, Length, 0 };
	const NTSTATUS status = query_or_set(WW_CALL_SITE, own, &FileSystem::query);

	if (LengthReturned)
		*LengthReturned = own.done;
	return status;
}

NTSTATUS FLTAPI FltSetInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation,
				      ULONG Length, FILE_INFORMATION_CLASS FileInformationClass)
{
	OwnQuery own = { Instance, nullptr, FileObject, FileInformationClass, FileInformation, Length, 0 };

	return query_or_set(WW_CALL_SITE, own, &FileSystem::set);
}

NTSTATUS FLTAPI FltQueryDirectoryFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation,
				      ULONG Length, FILE_INFORMATION_CLASS FileInformationClass,
				      BOOLEAN ReturnSingleEntry, PUNICODE_STRING FileName, BOOLEAN RestartScan,
				      PULONG LengthReturned)
{
	OwnList own = { Instance, nullptr, FileObject, FileInformationClass, FileInformation, Length, FileName,
			ReturnSingleEntry != FALSE, RestartScan != FALSE, 0 };
	const NTSTATUS status = list(WW_CALL_SITE, own);

	if (LengthReturned)
		*LengthReturned = own.done;
	return status;
}

VOID FLTAPI FltCancelFileOpen(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status;

	if (!at_passive(call, Instance) || !check_and_keep(call, Instance, instance_type, status))
		return;
	cancel(call, Instance, FileObject);
	object_dereference_kept(Instance);
}

} /* extern "C" */
