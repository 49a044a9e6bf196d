/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Questions about file objects: their volume, and whether they are folders.
 */
#include "file_system.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "held.hpp"

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltGetVolumeFromFileObject(PFLT_FILTER Filter, PFILE_OBJECT FileObject, PFLT_VOLUME *RetVolume)
{
	const CallSite call = WW_CALL_SITE;
	const char *const missing = first_missing({
		{ FileObject != nullptr, "FileObject" },
		{ RetVolume != nullptr, "RetVolume" },
	});

	if (missing)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*RetVolume = nullptr;
	if (!at_apc_or_below(call, FileObject) || !check_type(call, Filter, filter_type))
		return STATUS_INVALID_PARAMETER;

	const PFLT_VOLUME volume = file_hold_volume(FileObject, nullptr);

	return volume ? give(volume, RetVolume)
		      : refuse(call, Filter, STATUS_INVALID_PARAMETER, "FileObject is on no known volume");
}

NTSTATUS FLTAPI FltIsDirectory(PFILE_OBJECT FileObject, PFLT_INSTANCE Instance, PBOOLEAN IsDirectory)
{
	const CallSite call = WW_CALL_SITE;
	const char *const missing = first_missing({
		{ FileObject != nullptr, "FileObject" },
		{ IsDirectory != nullptr, "IsDirectory" },
	});

	if (missing)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	if (!at_apc_or_below(call, FileObject) || !check_type(call, Instance, instance_type))
		return STATUS_INVALID_PARAMETER;
	if (!file_is_open(FileObject))
		return refuse(call, Instance, STATUS_INVALID_PARAMETER, "FileObject is not open");

	const FileSystem *const owner = file_system_of(FileObject);

	if (!owner)
		return refuse(call, Instance, STATUS_NOT_SUPPORTED, "FileObject is on no mount");
	*IsDirectory = owner->is_folder(FileObject);
	return STATUS_SUCCESS;
}

} /* extern "C" */
