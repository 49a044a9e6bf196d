/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of the files of operations. The file system knows the name of an open file at any time, and without
 * a lock of a file or a folder: what it knows is the cache. Nothing else is kept, so a rename makes nothing
 * wrong.
 */
#include "name_provider.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "operation.hpp"

namespace ww {
namespace {

bool is_create(const Operation &operation)
{
	return operation.iopb.MajorFunction == IRP_MJ_CREATE;
}

bool is_pre_create(const Operation &operation)
{
	return is_create(operation) && !operation.is_post();
}

/* ---- Where the file system may not be asked ------------------------------------------------- */

bool is_paging(const Operation &operation)
{
	return operation.is_irp() && operation.iopb.IrpFlags & IRP_PAGING_IO;
}

/* Whether the file system may have locks in the operation. */
bool has_file_system_locks(const Operation &operation)
{
	switch (operation.iopb.MajorFunction) {
	case IRP_MJ_ACQUIRE_FOR_SECTION_SYNCHRONIZATION:
		return operation.is_post();
	case IRP_MJ_RELEASE_FOR_SECTION_SYNCHRONIZATION:
	case IRP_MJ_ACQUIRE_FOR_MOD_WRITE:
	case IRP_MJ_RELEASE_FOR_MOD_WRITE:
	case IRP_MJ_ACQUIRE_FOR_CC_FLUSH:
	case IRP_MJ_RELEASE_FOR_CC_FLUSH:
		return true;
	default:
		return false;
	}
}

bool is_cleaned_up(const Operation &operation)
{
	const UCHAR major = operation.iopb.MajorFunction;

	return major == IRP_MJ_CLOSE || (major == IRP_MJ_CLEANUP && operation.is_post()) ||
	       operation.iopb.TargetFileObject->Flags & FO_CLEANUP_COMPLETE;
}

bool is_reparsed(const Operation &operation)
{
	return is_create(operation) && operation.is_post() &&
	       operation.data.IoStatus.Status == STATUS_REPARSE;
}

bool hides_name(const Operation &operation, FLT_FILE_NAME_OPTIONS options)
{
	return is_reparsed(operation) && !(options & FLT_FILE_NAME_ALLOW_QUERY_ON_REPARSE);
}

bool may_ask_file_system(const Operation &operation, FLT_FILE_NAME_OPTIONS options)
{
	return thread_may_ask_for_names() && !is_paging(operation) &&
	       !is_cleaned_up(operation) && !hides_name(operation, options) &&
	       !has_file_system_locks(operation);
}

/* ---- The query ------------------------------------------------------------------------------ */

/* Whether the query may go on. What is open is in the cache. */
NTSTATUS check_query(const Operation &operation, FLT_FILE_NAME_OPTIONS options, bool open)
{
	const bool may_use_cache = may_use_name_cache(options);

	if (may_use_cache && open)
		return STATUS_SUCCESS;
	if (FltGetFileNameQueryMethod(options) == FLT_FILE_NAME_QUERY_CACHE_ONLY)
		return STATUS_FLT_NAME_CACHE_MISS;
	if (may_ask_file_system(operation, options))
		return STATUS_SUCCESS;
	return may_use_cache ? STATUS_FLT_NAME_CACHE_MISS : STATUS_FLT_INVALID_NAME_REQUEST;
}

WantedName wanted_of(const Operation &operation)
{
	const PFILE_OBJECT file = operation.iopb.TargetFileObject;
	const bool pre_create = is_pre_create(operation);

	return {
		.volume = operation.volume,
		.file = file,
		.is_open = !pre_create && file_is_open(file),
		.is_create = is_create(operation),
		.is_reparsed = is_reparsed(operation),
		.is_parent = pre_create && operation.iopb.OperationFlags & SL_OPEN_TARGET_DIRECTORY,
	};
}

/* Nothing that a provider says is in the cache. */
NTSTATUS ask_provider(CallSite call, Operation &operation, PFLT_INSTANCE provider, FLT_FILE_NAME_OPTIONS options,
		      PFLT_FILE_NAME_INFORMATION *result)
{
	if (may_ask_file_system(operation, options) && thread_may_ask_provider())
		return provider_make({ call, provider, operation.iopb.TargetFileObject, &operation.data, options },
				     result);
	return may_use_name_cache(options) ? STATUS_FLT_NAME_CACHE_MISS : STATUS_FLT_INVALID_NAME_REQUEST;
}

/* Drivers ask wherever they are called: a refusal is the status alone. */
NTSTATUS query(CallSite call, Operation &operation, FLT_FILE_NAME_OPTIONS options,
	       PFLT_FILE_NAME_INFORMATION *result)
{
	const WantedName wanted = wanted_of(operation);
	const bool is_short = FltGetFileNameFormat(options) == FLT_FILE_NAME_SHORT;
	const NameProvider provider(operation.volume, operation.iopb.TargetInstance, options);

	if (provider && !is_short)
		return ask_provider(call, operation, provider.instance(), options, result);
	if (is_short && !wanted.is_open)
		return STATUS_FLT_INVALID_NAME_REQUEST;

	const NTSTATUS status = check_query(operation, options, wanted.is_open);

	if (!NT_SUCCESS(status))
		return status;
	if (is_short)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	return name_make(call, wanted, options, result);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltGetFileNameInformation(PFLT_CALLBACK_DATA CallbackData,
					  FLT_FILE_NAME_OPTIONS NameOptions,
					  PFLT_FILE_NAME_INFORMATION *FileNameInformation)
{
	const CallSite call = WW_CALL_SITE;

	if (!FileNameInformation)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "FileNameInformation is NULL");
	*FileNameInformation = nullptr;
	if (!at_apc_or_below(call, CallbackData) || !check_name_options(call, NameOptions))
		return STATUS_INVALID_PARAMETER;
	if (!CallbackData)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "CallbackData is NULL");

	if (is_copy(CallbackData))
		return STATUS_FLT_DELETING_OBJECT;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return STATUS_INVALID_PARAMETER;
	if (!operation->iopb.TargetFileObject)
		return refuse(call, operation->volume, STATUS_INVALID_PARAMETER,
			      "CallbackData->Iopb->TargetFileObject is NULL");
	return query(call, *operation, NameOptions, FileNameInformation);
}

} /* extern "C" */
