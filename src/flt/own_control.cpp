/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FltFsControlFile, FltDeviceIoControlFile and FltFlushBuffers.
 */
#include "base/report.hpp"
#include "linux/memory.h"
#include "own_call.hpp"

namespace ww {
namespace {

/* What a control carries. A buffer that is null has no bytes. */
struct Control {
	UCHAR major;
	ULONG code;
	void *in;
	ULONG in_bytes;
	void *out;
	ULONG room;
};

/* The members of FileSystemControl and DeviceIoControl are at the same places. */
using ControlParameters = decltype(FLT_PARAMETERS::FileSystemControl);

static_assert(sizeof(ControlParameters) == sizeof(FLT_PARAMETERS::DeviceIoControl) &&
	      __builtin_offsetof(ControlParameters, Common.FsControlCode) ==
		      __builtin_offsetof(decltype(FLT_PARAMETERS::DeviceIoControl), Common.IoControlCode) &&
	      __builtin_offsetof(ControlParameters, Neither.OutputMdlAddress) ==
		      __builtin_offsetof(decltype(FLT_PARAMETERS::DeviceIoControl), Neither.OutputMdlAddress));

/* The one buffer of METHOD_BUFFERED, with the input in it. Null without memory, or without bytes. */
void *copied(const Control &control)
{
	const ULONG bytes = control.in_bytes > control.room ? control.in_bytes : control.room;
	void *buffer = bytes ? ww_zalloc_large(bytes) : nullptr;

	if (buffer)
		__builtin_memcpy(buffer, control.in, control.in_bytes);
	return buffer;
}

bool is_buffered(const Control &control)
{
	return METHOD_FROM_CTL_CODE(control.code) == METHOD_BUFFERED && (control.in_bytes || control.room);
}

OwnOperation operation_of(PFILE_OBJECT file, const Control &control, void *buffer)
{
	OwnOperation own = own_flush(file);
	ControlParameters &parameters = own.iopb.Parameters.FileSystemControl;

	own.iopb.MajorFunction = control.major;
	if (control.major == IRP_MJ_FILE_SYSTEM_CONTROL)
		own.iopb.MinorFunction = IRP_MN_KERNEL_CALL;
	parameters.Common.FsControlCode = control.code;
	parameters.Common.InputBufferLength = control.in_bytes;
	parameters.Common.OutputBufferLength = control.room;
	if (METHOD_FROM_CTL_CODE(control.code) == METHOD_BUFFERED) {
		parameters.Buffered.SystemBuffer = buffer;
		return own;
	}
	parameters.Neither.InputBuffer = control.in;
	parameters.Neither.OutputBuffer = control.out;
	return own;
}

/* As on Windows, a warning has output, and an error none. */
void copy_back(const Control &control, const OwnOperation &own, const void *buffer)
{
	const ULONG_PTR done = own.result.Information;

	if (buffer && !NT_ERROR(own.result.Status))
		__builtin_memcpy(control.out, buffer, done < control.room ? done : control.room);
}

NTSTATUS send(const OwnCall &own_call, PFLT_INSTANCE instance, PFILE_OBJECT file, const Control &control, PULONG done)
{
	void *buffer = copied(control);

	if (!buffer && is_buffered(control))
		return STATUS_INSUFFICIENT_RESOURCES;

	OwnOperation own = operation_of(file, control, buffer);

	own.below = &instance->altitude;

	const NTSTATUS status = own_call.file_system().perform(own);

	if (METHOD_FROM_CTL_CODE(control.code) == METHOD_BUFFERED)
		copy_back(control, own, buffer);
	ww_free_large(buffer);
	if (done)
		*done = static_cast<ULONG>(own.result.Information);
	return status;
}

NTSTATUS control_file(CallSite call, PFLT_INSTANCE instance, PFILE_OBJECT file, const Control &control, PULONG done)
{
	const OwnCall own_call(call, instance, file);

	if (done)
		*done = 0;
	return NT_SUCCESS(own_call.status()) ? send(own_call, instance, file, control, done) : own_call.status();
}

Control control_of(UCHAR major, ULONG code, void *in, ULONG in_bytes, void *out, ULONG room)
{
	return { major, code, in, in ? in_bytes : 0, out, out ? room : 0 };
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltFsControlFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, ULONG FsControlCode,
				 PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
				 ULONG OutputBufferLength, PULONG LengthReturned)
{
	const Control control = control_of(IRP_MJ_FILE_SYSTEM_CONTROL, FsControlCode, InputBuffer, InputBufferLength,
					   OutputBuffer, OutputBufferLength);

	return control_file(WW_CALL_SITE, Instance, FileObject, control, LengthReturned);
}

NTSTATUS FLTAPI FltDeviceIoControlFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, ULONG IoControlCode,
				       PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
				       ULONG OutputBufferLength, PULONG LengthReturned)
{
	const Control control = control_of(IRP_MJ_DEVICE_CONTROL, IoControlCode, InputBuffer, InputBufferLength,
					   OutputBuffer, OutputBufferLength);

	return control_file(WW_CALL_SITE, Instance, FileObject, control, LengthReturned);
}

NTSTATUS FLTAPI FltFlushBuffers(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject)
{
	const OwnCall own_call(WW_CALL_SITE, Instance, FileObject);
	OwnOperation own = own_flush(FileObject);

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();
	own.below = &Instance->altitude;
	return own_call.file_system().perform(own);
}

} /* extern "C" */
