/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoReplaceFileObjectName: a filter names another file before STATUS_REPARSE.
 */
#include "base/irql.hpp"
#include "base/report.hpp"
#include "file_object.hpp"
#include "names.hpp"

using namespace ww;

extern "C" NTSTATUS NTAPI IoReplaceFileObjectName(PFILE_OBJECT FileObject, PWSTR NewFileName, USHORT FileNameLength)
{
	const CallSite call = WW_CALL_SITE;
	const NTSTATUS wrong = STATUS_INVALID_PARAMETER;

	if (!at_passive(call, FileObject))
		return wrong;
	if (!is_file_object(FileObject))
		return refuse(call, FileObject, wrong, "FileObject is not of a file on a mount");
	if (!NewFileName)
		return refuse(call, FileObject, wrong, "NewFileName is NULL");
	if (!FileNameLength || FileNameLength % sizeof(WCHAR))
		return refuse(call, FileObject, wrong, "FileNameLength is %u bytes", FileNameLength);
	if (!FileObject->FileName.Buffer)
		return wrong;
	return file_name_replace(*FileObject, NewFileName, FileNameLength / sizeof(WCHAR));
}
