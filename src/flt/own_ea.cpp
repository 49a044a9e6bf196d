/* SPDX-License-Identifier: GPL-2.0 */
/*
 * FltQueryEaFile and FltSetEaFile.
 */
#include "base/report.hpp"
#include "own_call.hpp"

namespace ww {
namespace {

NTSTATUS perform(CallSite call, PFLT_INSTANCE instance, OwnOperation &own, const void *buffer)
{
	const OwnCall own_call(call, instance, own.iopb.TargetFileObject);

	if (!NT_SUCCESS(own_call.status()))
		return own_call.status();
	if (!buffer)
		return refuse(call, instance, STATUS_INVALID_PARAMETER, "the buffer is NULL");
	own.below = &instance->altitude;
	return own_call.file_system().perform(own);
}

OwnOperation operation_of(PFILE_OBJECT file, UCHAR major)
{
	OwnOperation own = own_flush(file);

	own.iopb.MajorFunction = major;
	own.iopb.IrpFlags |= IRP_BUFFERED_IO;
	return own;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltQueryEaFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID ReturnedEaData, ULONG Length,
			       BOOLEAN ReturnSingleEntry, PVOID EaList, ULONG EaListLength, PULONG EaIndex,
			       BOOLEAN RestartScan, PULONG LengthReturned)
{
	OwnOperation own = operation_of(FileObject, IRP_MJ_QUERY_EA);
	auto &parameters = own.iopb.Parameters.QueryEa;

	parameters = { Length, EaList, EaList ? EaListLength : 0, EaIndex ? *EaIndex : 0, ReturnedEaData, nullptr };
	own.iopb.OperationFlags = static_cast<UCHAR>((RestartScan ? SL_RESTART_SCAN : 0) |
						     (ReturnSingleEntry ? SL_RETURN_SINGLE_ENTRY : 0) |
						     (EaIndex ? SL_INDEX_SPECIFIED : 0));

	const NTSTATUS status = perform(WW_CALL_SITE, Instance, own, ReturnedEaData);

	if (LengthReturned)
		*LengthReturned = static_cast<ULONG>(own.result.Information);
	return status;
}

NTSTATUS FLTAPI FltSetEaFile(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PVOID EaBuffer, ULONG Length)
{
	OwnOperation own = operation_of(FileObject, IRP_MJ_SET_EA);

	own.iopb.Parameters.SetEa = { Length, EaBuffer, nullptr };
	return perform(WW_CALL_SITE, Instance, own, EaBuffer);
}

} /* extern "C" */
