/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter's own I/O, which only the instances below its own and the file system see.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "own_call.hpp"

namespace ww {
namespace {

using Flags = FLT_IO_OPERATION_FLAGS;

/* ---- FltReadFile, FltWriteFile -------------------------------------------------------------- */

bool is_at_position(const LARGE_INTEGER *offset)
{
	return !offset || is_special_offset(offset, FILE_USE_FILE_POINTER_POSITION);
}

/* The driver has no buffer beside it. */
bool check_mdl(CallSite call, const OwnOperation &own)
{
	const TransferParameters &parameters = own.iopb.Parameters.Read;
	const PMDL mdl = parameters.MdlAddress;

	if (!mdl || (!parameters.ReadBuffer && MmGetMdlByteCount(mdl) >= parameters.Length))
		return true;
	refuse(call, own.instance, STATUS_INVALID_PARAMETER,
	       parameters.ReadBuffer ? "Buffer and Mdl are both given" : "Mdl is shorter than Length");
	return false;
}

NTSTATUS check(CallSite call, const OwnOperation &own, Flags flags)
{
	if (flags & ~(FLTFL_IO_OPERATION_NON_CACHED | FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET))
		return refuse(call, own.instance, STATUS_INVALID_PARAMETER,
			      "Flags is 0x%x: no paging I/O is below a driver's own", flags);
	return check_mdl(call, own) ? own_check_transfer(call, own.instance, own.iopb) : STATUS_INVALID_PARAMETER;
}

NTSTATUS transfer_now(const FileSystem &file_system, OwnOperation &own, Flags flags, PULONG done)
{
	const NTSTATUS status = file_system.perform(own);

	if (done)
		*done = static_cast<ULONG>(own.result.Information);
	if (NT_SUCCESS(status) && !(flags & FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET))
		own.iopb.TargetFileObject->CurrentByteOffset.QuadPart = own.end;
	return status;
}

/* Takes the position of the file object where the driver has none. */
void set_place(OwnOperation &own, const LARGE_INTEGER *offset, Flags flags)
{
	if (flags & FLTFL_IO_OPERATION_NON_CACHED)
		own.iopb.IrpFlags |= IRP_NOCACHE;
	set_offset(own, is_at_position(offset) ? own.iopb.TargetFileObject->CurrentByteOffset.QuadPart
					       : offset->QuadPart);
}

/* The parameters of FltReadFileEx and FltWriteFileEx. */
struct Transfer {
	PFLT_INSTANCE instance;
	PFILE_OBJECT file;
	const LARGE_INTEGER *offset;
	ULONG length;
	void *buffer;
	Flags flags;
	PULONG done;
	PFLT_COMPLETED_ASYNC_IO_CALLBACK routine;
	void *context;
	const ULONG *key;
	PMDL mdl;
};

OwnOperation operation_of(const Transfer &asked, UCHAR major)
{
	OwnOperation own = own_transfer(asked.file, major, asked.buffer, asked.length);

	own.instance = asked.instance;
	own.routine = asked.routine;
	own.context = asked.context;
	own.iopb.Parameters.Read.Key = asked.key ? *asked.key : 0;
	own.iopb.Parameters.Read.MdlAddress = asked.mdl;
	return own;
}

NTSTATUS transfer(CallSite call, UCHAR major, const Transfer &asked)
{
	if (asked.done)
		*asked.done = 0;

	const OwnCall own_call(call, asked.instance, asked.file);

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();

	OwnOperation own = operation_of(asked, major);

	own.below = &asked.instance->altitude;
	set_place(own, asked.offset, asked.flags);

	const NTSTATUS status = check(call, own, asked.flags);

	if (!NT_SUCCESS(status))
		return status;
	return own.routine ? own_start(call, own_call.file_system(), own)
			   : transfer_now(own_call.file_system(), own, asked.flags, asked.done);
}

/* ---- FltQueryInformationFile, FltSetInformationFile, FltQueryDirectoryFile -------------------- */

NTSTATUS query_or_set(CallSite call, PFLT_INSTANCE instance, OwnOperation &own, const void *buffer)
{
	const OwnCall own_call(call, instance, own.iopb.TargetFileObject);

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();
	own.below = &instance->altitude;
	if (!buffer)
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "FileInformation is NULL");
	return own_call.file_system().perform(own);
}

/* ---- FltQueryVolumeInformation, FltQueryVolumeInformationFile ------------------------------ */

NTSTATUS query_volume_of(CallSite call, PFLT_INSTANCE instance, OwnVolumeQuery &own)
{
	const FileSystem *file_system = file_system_of_volume(instance->volume);

	if (!own.buffer)
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "FsInformation is NULL");
	if (!file_system)
		return refuse(call, instance, STATUS_INVALID_DEVICE_REQUEST, "the volume is no mount");
	own.volume = instance->volume;
	own.below = &instance->altitude;
	return file_system->query_volume(own);
}

/* With a file. */
NTSTATUS query_volume_by(CallSite call, PFLT_INSTANCE instance, OwnVolumeQuery &own)
{
	const OwnCall own_call(call, instance, own.file);

	return NT_SUCCESS(own_call.status()) ? query_volume_of(call, instance, own) : own_call.status();
}

NTSTATUS query_volume(CallSite call, PFLT_INSTANCE instance, OwnVolumeQuery &own)
{
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (!own_may_send(call, instance, status) || !check_and_keep(call, instance, instance_type, status))
		return status;
	status = query_volume_of(call, instance, own);
	object_dereference_kept(instance);
	return status;
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
	return transfer(WW_CALL_SITE, IRP_MJ_READ,
			{ InitiatingInstance, FileObject, ByteOffset, Length, Buffer, Flags, BytesRead,
			  CallbackRoutine, CallbackContext, nullptr, nullptr });
}

NTSTATUS FLTAPI FltReadFileEx(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset,
			      ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags, PULONG BytesRead,
			      PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext, PULONG Key,
			      PMDL Mdl)
{
	return transfer(WW_CALL_SITE, IRP_MJ_READ,
			{ InitiatingInstance, FileObject, ByteOffset, Length, Buffer, Flags, BytesRead,
			  CallbackRoutine, CallbackContext, Key, Mdl });
}

NTSTATUS FLTAPI FltWriteFile(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset,
			     ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags, PULONG BytesWritten,
			     PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext)
{
	return transfer(WW_CALL_SITE, IRP_MJ_WRITE,
			{ InitiatingInstance, FileObject, ByteOffset, Length, Buffer, Flags, BytesWritten,
			  CallbackRoutine, CallbackContext, nullptr, nullptr });
}

NTSTATUS FLTAPI FltWriteFileEx(PFLT_INSTANCE InitiatingInstance, PFILE_OBJECT FileObject, PLARGE_INTEGER ByteOffset,
			       ULONG Length, PVOID Buffer, FLT_IO_OPERATION_FLAGS Flags, PULONG BytesWritten,
			       PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine, PVOID CallbackContext, PULONG Key,
			       PMDL Mdl)
{
	return transfer(WW_CALL_SITE, IRP_MJ_WRITE,
			{ InitiatingInstance, FileObject, ByteOffset, Length, Buffer, Flags, BytesWritten,
			  CallbackRoutine, CallbackContext, Key, Mdl });
}

NTSTATUS FLTAPI FltQueryInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation,
					ULONG Length, FILE_INFORMATION_CLASS FileInformationClass,
					PULONG LengthReturned)
{
	OwnOperation own = own_query(FileObject, FileInformationClass, FileInformation, Length);
	const NTSTATUS status = query_or_set(WW_CALL_SITE, Instance, own, FileInformation);

	if (LengthReturned)
		*LengthReturned = static_cast<ULONG>(own.result.Information);
	return status;
}

NTSTATUS FLTAPI FltSetInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation,
				      ULONG Length, FILE_INFORMATION_CLASS FileInformationClass)
{
	OwnOperation own = own_set(FileObject, FileInformationClass, FileInformation, Length);

	return query_or_set(WW_CALL_SITE, Instance, own, FileInformation);
}

NTSTATUS FLTAPI FltQueryDirectoryFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FileInformation,
				      ULONG Length, FILE_INFORMATION_CLASS FileInformationClass,
				      BOOLEAN ReturnSingleEntry, PUNICODE_STRING FileName, BOOLEAN RestartScan,
				      PULONG LengthReturned)
{
	OwnOperation own = own_list(FileObject, { FileInformation, Length, FileInformationClass, FileName,
						  ReturnSingleEntry != FALSE, RestartScan != FALSE });
	const NTSTATUS status = query_or_set(WW_CALL_SITE, Instance, own, FileInformation);

	if (LengthReturned)
		*LengthReturned = static_cast<ULONG>(own.result.Information);
	return status;
}

NTSTATUS FLTAPI FltQueryVolumeInformation(PFLT_INSTANCE Instance, PIO_STATUS_BLOCK Iosb, PVOID FsInformation,
					  ULONG Length, FS_INFORMATION_CLASS FsInformationClass)
{
	const CallSite call = WW_CALL_SITE;
	OwnVolumeQuery own = { nullptr, nullptr, nullptr, FsInformationClass, FsInformation, Length, 0 };

	if (!Iosb)
		return refuse(call, Instance, STATUS_INVALID_PARAMETER, "Iosb is NULL");
	Iosb->Status = query_volume(call, Instance, own);
	Iosb->Information = own.done;
	return Iosb->Status;
}

NTSTATUS FLTAPI FltQueryVolumeInformationFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID FsInformation,
					      ULONG Length, FS_INFORMATION_CLASS FsInformationClass,
					      PULONG LengthReturned)
{
	OwnVolumeQuery own = { nullptr, nullptr, FileObject, FsInformationClass, FsInformation, Length, 0 };
	const NTSTATUS status = query_volume_by(WW_CALL_SITE, Instance, own);

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
