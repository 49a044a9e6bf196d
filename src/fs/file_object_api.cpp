/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What drivers ask of the file object of a file on a mount by functions that are not the Filter Manager's.
 */
#include <ntifs.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "file_object.hpp"
#include "flt/held.hpp"
#include "flt/name_information.hpp"
#include "mm/pool.hpp"
#include "own.hpp"
#include "status.hpp"

namespace ww {
namespace {

constexpr ULONG kNameTag = 'n' << 24 | 'D' << 16 | 'o' << 8 | 'I';

/* False after a report, or a line in the log; @status has the reason. */
bool check(CallSite call, PFILE_OBJECT file, const void *result, NTSTATUS &status)
{
	status = STATUS_UNSUCCESSFUL;
	if (!at_passive(call, file))
		return false;
	status = STATUS_INVALID_PARAMETER;
	if (result && is_file_object(file))
		return true;
	refuse(call, nullptr, status, result ? "FileObject is not that of a file on a mount" : "a parameter is NULL");
	return false;
}

/* The letter, a colon and the path; with a zero, in pool of the driver. */
NTSTATUS give_dos_name(CallSite call, char letter, const UNICODE_STRING &path, POBJECT_NAME_INFORMATION *result)
{
	constexpr USHORT kLetter = 2 * sizeof(WCHAR);

	if (path.Length > MAXUSHORT - kLetter - sizeof(WCHAR))
		return STATUS_NAME_TOO_LONG;

	const USHORT bytes = kLetter + path.Length;
	auto *const name = static_cast<POBJECT_NAME_INFORMATION>(pool_allocate({
		.call = call, .bytes = sizeof(OBJECT_NAME_INFORMATION) + bytes + sizeof(WCHAR), .tag = kNameTag }));

	if (!name)
		return STATUS_INSUFFICIENT_RESOURCES;

	auto *const text = reinterpret_cast<WCHAR *>(name + 1);

	text[0] = static_cast<WCHAR>(letter);
	text[1] = ':';
	__builtin_memcpy(text + 2, path.Buffer, path.Length);
	text[bytes / sizeof(WCHAR)] = 0;
	name->Name = { bytes, static_cast<USHORT>(bytes + sizeof(WCHAR)), text };
	*result = name;
	return STATUS_SUCCESS;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI FsRtlGetFileSize(PFILE_OBJECT FileObject, PLARGE_INTEGER FileSize)
{
	const CallSite call = WW_CALL_SITE;
	ww_fs_facts facts;
	NTSTATUS status;

	if (!check(call, FileObject, FileSize, status))
		return status;
	if (!mounts.is_open(FileObject))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "the file is not open yet");
	if (const int error = facts_of(of(FileObject), facts))
		return status_of_errno(-error);
	if (facts.file.is_folder)
		return STATUS_FILE_IS_A_DIRECTORY;
	FileSize->QuadPart = static_cast<LONGLONG>(facts.file.bytes);
	return STATUS_SUCCESS;
}

/* swapon(2) takes no file of a mount. */
LOGICAL NTAPI FsRtlIsPagingFile(PFILE_OBJECT)
{
	return FALSE;
}

NTSTATUS NTAPI IoQueryFileDosDeviceName(PFILE_OBJECT FileObject, POBJECT_NAME_INFORMATION *ObjectNameInformation)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status;

	if (!check(call, FileObject, ObjectNameInformation, status))
		return status;
	*ObjectNameInformation = nullptr;

	/* A driver may have the file object for longer than the volume is there. */
	const Held<PFLT_VOLUME> volume(mounts.hold_volume(FileObject));

	if (!volume)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "the file is closed");
	if (!volume->letter)
		return STATUS_OBJECT_NAME_NOT_FOUND;

	NewName name(call, volume.get(), FLT_FILE_NAME_OPENED);

	status = mounts.name_of(FileObject, name);
	return NT_SUCCESS(status) ? give_dos_name(call, volume->letter, name.path(), ObjectNameInformation) : status;
}

} /* extern "C" */
