/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The names that files get by renames and links, and what else drivers ask about such names.
 */
#include "name_provider.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "name_text.hpp"
#include "ob/handle.hpp"
#include "operation.hpp"
#include "rtl/string.hpp"

namespace ww {
namespace {

/* What a driver asks for. */
struct Destination {
	CallSite call;
	PFLT_INSTANCE instance;
	PFILE_OBJECT file;
	HANDLE folder;			/* that the name is relative to, or null */
	UNICODE_STRING name;
	PFLT_INSTANCE provider = nullptr;	/* or null */
};

bool has(const UNICODE_STRING &text, WCHAR unit)
{
	return first_of(text, unit, 0) < unit_count(text);
}

/* Leaves the folder, with the backslash at its end. */
void leave_folder(UNICODE_STRING &path)
{
	path.Length = static_cast<USHORT>(behind_last(path, '\\', 0, unit_count(path), 0) * sizeof(WCHAR));
}

/* A name in the folder whose path is @folder. */
NTSTATUS join(const UNICODE_STRING &folder, const UNICODE_STRING &name, NewName &result)
{
	const size_t begin = unit_count(folder);
	const bool is_separated = begin && folder.Buffer[begin - 1] == '\\';
	WCHAR *to;
	const NTSTATUS status = result.make(begin + !is_separated + unit_count(name), to);

	if (!NT_SUCCESS(status))
		return status;
	__builtin_memcpy(to, folder.Buffer, folder.Length);
	to += begin;
	if (!is_separated)
		*to++ = '\\';
	__builtin_memcpy(to, name.Buffer, name.Length);
	return status;
}

/* The same as the next function, by the name that a provider gives the file. */
NTSTATUS make_beside_provided(const Destination &wanted, PFILE_OBJECT file, bool is_beside, NewName &result)
{
	constexpr FLT_FILE_NAME_OPTIONS kOptions = FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_DEFAULT;
	PFLT_FILE_NAME_INFORMATION known;
	NTSTATUS status = provider_make({ wanted.call, wanted.provider, file, nullptr, kOptions }, &known);

	if (!NT_SUCCESS(status))
		return status;

	UNICODE_STRING path = result.path_in(known->Name);

	if (is_beside)
		leave_folder(path);
	status = join(path, wanted.name, result);
	FltReleaseFileNameInformation(known);
	return status;
}

/* In the folder @file, or beside the file @file. */
NTSTATUS make_relative(const Destination &wanted, PFILE_OBJECT file, bool is_beside, NewName &result)
{
	if (wanted.provider)
		return make_beside_provided(wanted, file, is_beside, result);

	NewName known(wanted.call, wanted.instance->volume, FLT_FILE_NAME_OPENED);
	const NTSTATUS status = name_find({ .volume = wanted.instance->volume, .file = file, .is_open = true,
					    .is_create = false, .is_parent = false }, known);

	if (!NT_SUCCESS(status))
		return status;

	UNICODE_STRING path = known.path();

	if (is_beside)
		leave_folder(path);
	return join(path, wanted.name, result);
}

/* A name that begins with that of the volume. */
NTSTATUS make_whole(const Destination &wanted, NewName &result)
{
	const UNICODE_STRING path = result.path_in(wanted.name);
	WCHAR *to;

	if (!path.Length)
		return STATUS_NOT_SAME_DEVICE;
	if (has(path, ':'))
		return STATUS_OBJECT_NAME_INVALID;

	const NTSTATUS status = result.make(unit_count(path), to);

	if (NT_SUCCESS(status))
		__builtin_memcpy(to, path.Buffer, path.Length);
	return status;
}

/* With a kept reference. */
NTSTATUS find_folder(const Destination &wanted, PFILE_OBJECT &folder)
{
	folder = static_cast<PFILE_OBJECT>(handle_reference(wanted.folder));
	if (!folder)
		return STATUS_INVALID_HANDLE;
	if (file_system_of(folder) && file_is_on(folder, wanted.instance))
		return STATUS_SUCCESS;
	object_dereference_kept(folder);
	return STATUS_NOT_SAME_DEVICE;
}

NTSTATUS make_in_folder(const Destination &wanted, NewName &result)
{
	PFILE_OBJECT folder;
	NTSTATUS status = find_folder(wanted, folder);

	if (!NT_SUCCESS(status))
		return status;
	status = make_relative(wanted, folder, false, result);
	object_dereference_kept(folder);
	return status;
}

bool is_whole(const Destination &wanted)
{
	return !wanted.folder && wanted.name.Buffer[0] == '\\';
}

/* There are no streams. Beside the file, a name is in no folder below. */
bool is_relative(const Destination &wanted)
{
	if (has(wanted.name, ':'))
		return false;
	return wanted.folder ? wanted.name.Buffer[0] != '\\' : !has(wanted.name, '\\');
}

NTSTATUS make(const Destination &wanted, NewName &result)
{
	if (is_whole(wanted))
		return make_whole(wanted, result);
	if (!is_relative(wanted))
		return STATUS_OBJECT_NAME_INVALID;
	return wanted.folder ? make_in_folder(wanted, result)
			     : make_relative(wanted, wanted.file, true, result);
}

/* Whether the name may be asked for. As for other names, a refusal is the status alone. */
NTSTATUS check_place(FLT_FILE_NAME_OPTIONS options)
{
	const bool is_short = FltGetFileNameFormat(options) == FLT_FILE_NAME_SHORT;

	return !is_short && (may_use_name_cache(options) || thread_may_ask_for_names())
		       ? STATUS_SUCCESS : STATUS_FLT_INVALID_NAME_REQUEST;
}

/* The name as it is, or normalized by a provider. */
NTSTATUS finish(const Destination &wanted, NewName &name, FLT_FILE_NAME_OPTIONS options,
		PFLT_FILE_NAME_INFORMATION *information)
{
	PFLT_FILE_NAME_INFORMATION made = name.take();

	if (!wanted.provider || FltGetFileNameFormat(options) != FLT_FILE_NAME_NORMALIZED) {
		*information = made;
		return STATUS_SUCCESS;
	}

	const NTSTATUS status = provider_normalize(
		{ wanted.call, wanted.provider, wanted.file, nullptr, options, true }, made->Name, information);

	FltReleaseFileNameInformation(made);
	return status;
}

NTSTATUS query(Destination wanted, FLT_FILE_NAME_OPTIONS options, PFLT_FILE_NAME_INFORMATION *information)
{
	const NameProvider provider(wanted.instance->volume, wanted.instance, options);
	NewName name(wanted.call, wanted.instance->volume, FltGetFileNameFormat(options));
	NTSTATUS status = check_place(options);

	if (provider && !thread_may_ask_provider())
		return STATUS_FLT_INVALID_NAME_REQUEST;
	wanted.provider = provider.instance();
	if (NT_SUCCESS(status))
		status = make(wanted, name);
	return NT_SUCCESS(status) ? finish(wanted, name, options, information) : status;
}

/* What is wrong with the new name, or null. */
const char *wrong_name(const WCHAR *name, ULONG bytes)
{
	if (!name)
		return "FileName is NULL";
	if (!bytes || bytes % sizeof(WCHAR))
		return "FileNameLength is not that of whole characters";
	return nullptr;
}

NTSTATUS check_destination(const Destination &wanted)
{
	if (!file_is_open(wanted.file))
		return refuse(wanted.call, wanted.instance, STATUS_FLT_INVALID_NAME_REQUEST,
			      "FileObject is not open");
	if (!file_is_on(wanted.file, wanted.instance))
		return refuse(wanted.call, wanted.instance, STATUS_INVALID_PARAMETER,
			      "FileObject is not on the volume of Instance");
	return STATUS_SUCCESS;
}

bool is_of_new_name(const Operation &operation)
{
	const UCHAR major = operation.iopb.MajorFunction;

	return operation.is_post() &&
	       (major == IRP_MJ_CREATE || major == IRP_MJ_SET_INFORMATION);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltGetDestinationFileNameInformation(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject,
						     HANDLE RootDirectory, PWSTR FileName,
						     ULONG FileNameLength,
						     FLT_FILE_NAME_OPTIONS NameOptions,
						     PFLT_FILE_NAME_INFORMATION *RetFileNameInformation)
{
	const CallSite call = WW_CALL_SITE;
	const char *const missing = first_missing({
		{ FileObject != nullptr, "FileObject" },
		{ RetFileNameInformation != nullptr, "RetFileNameInformation" },
	});

	if (missing)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*RetFileNameInformation = nullptr;
	if (!(RootDirectory ? at_passive(call, FileObject) : at_apc_or_below(call, FileObject)) ||
	    !check_name_options(call, NameOptions) || !check_type(call, Instance, instance_type))
		return STATUS_INVALID_PARAMETER;
	if (const char *wrong = wrong_name(FileName, FileNameLength))
		return refuse(call, Instance, STATUS_INVALID_PARAMETER, "%s", wrong);
	if (FileNameLength > kMostUnicodeBytes)
		return STATUS_NAME_TOO_LONG;

	const USHORT bytes = static_cast<USHORT>(FileNameLength);
	const Destination wanted = { call, Instance, FileObject, RootDirectory, { bytes, bytes, FileName } };
	const NTSTATUS status = check_destination(wanted);

	return NT_SUCCESS(status) ? query(wanted, NameOptions, RetFileNameInformation) : status;
}

NTSTATUS FLTAPI FltGetTunneledName(PFLT_CALLBACK_DATA CallbackData,
				   PFLT_FILE_NAME_INFORMATION FileNameInformation,
				   PFLT_FILE_NAME_INFORMATION *RetTunneledFileNameInformation)
{
	const CallSite call = WW_CALL_SITE;

	if (!RetTunneledFileNameInformation)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "RetTunneledFileNameInformation is NULL");
	*RetTunneledFileNameInformation = nullptr;
	if (!at_apc_or_below(call, CallbackData) || !check_name(call, FileNameInformation))
		return STATUS_INVALID_PARAMETER;
	if (CallbackData && is_copy(CallbackData))
		return STATUS_SUCCESS;

	const OperationGuard operation(call, CallbackData);

	if (!operation)
		return STATUS_INVALID_PARAMETER;
	if (is_of_new_name(*operation))
		return STATUS_SUCCESS;
	report_operation(call, CallbackData, operation->iopb.MajorFunction,
			 "only a post-operation callback of IRP_MJ_CREATE or IRP_MJ_SET_INFORMATION may call this");
	return STATUS_INVALID_PARAMETER;
}

/* No name is cached. */
NTSTATUS FLTAPI FltPurgeFileNameInformationCache(PFLT_INSTANCE Instance, PFILE_OBJECT)
{
	const CallSite call = WW_CALL_SITE;

	return at_apc_or_below(call, Instance) && check_type(call, Instance, instance_type)
		       ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

} /* extern "C" */
