/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Volumes: a port creates them, and sends operations to them.
 */
#include "filter_manager.hpp"

#include <winwork/flt_port.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ob/names.hpp"

using namespace ww;

extern "C" {

NTSTATUS NTAPI WinworkFltCreateVolume(PCUNICODE_STRING Name, DEVICE_TYPE DeviceType,
				      FLT_FILESYSTEM_TYPE FileSystemType, PFLT_VOLUME *Volume)
{
	const CallSite call = WW_CALL_SITE;
	char name[kObjectName];
	bool taken = false;
	PFLT_FILTER filter;

	if (!Volume)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Volume is NULL");
	*Volume = nullptr;
	if (!at_passive(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	if (!name_from_unicode(name, Name))
		return refuse(call, nullptr, STATUS_OBJECT_NAME_INVALID,
			      "Name is too long, or is not printable text");

	auto *volume = static_cast<PFLT_VOLUME>(
		object_create(volume_type, sizeof(_FLT_VOLUME), nullptr, name, &taken));

	if (!volume)
		return taken ? STATUS_OBJECT_NAME_COLLISION : STATUS_INSUFFICIENT_RESOURCES;
	volume->device_type = DeviceType;
	volume->file_system = FileSystemType;
	volume->lock.init(WW_LOCK_FLT_VOLUME);
	volume_list_add(volume);
	for (u64 serial = 0; (filter = filter_after(serial)) != nullptr;) {
		serial = filter->serial;
		if (filter->started.load())
			instance_attach_automatically(filter, volume,
				FLTFL_INSTANCE_SETUP_AUTOMATIC_ATTACHMENT |
				FLTFL_INSTANCE_SETUP_NEWLY_MOUNTED_VOLUME);
		object_dereference_kept(filter);
	}
	*Volume = volume;
	return STATUS_SUCCESS;
}

VOID NTAPI WinworkFltDeleteVolume(PFLT_VOLUME Volume)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, Volume) || !check_type(call, Volume, volume_type))
		return;
	if (!object_begin_rundown(Volume)) {
		report_object(call, Volume, "the volume is already being deleted");
		return;
	}
	instances_tear_down(Volume, nullptr, FLTFL_INSTANCE_TEARDOWN_VOLUME_DISMOUNT);
	object_rundown(Volume);
	contexts_detach(Volume->contexts);
	volume_list_remove(Volume);
	object_dereference(Volume);
}

VOID NTAPI WinworkFltCloseFile(PFLT_VOLUME Volume, PFILE_OBJECT FileObject)
{
	const CallSite call = WW_CALL_SITE;

	if (at_dispatch_or_below(call, Volume) && check_type(call, Volume, volume_type))
		contexts_detach(Volume, FLT_STREAMHANDLE_CONTEXT, FileObject);
}

VOID NTAPI WinworkFltCloseStream(PFLT_VOLUME Volume, PVOID FsContext)
{
	const CallSite call = WW_CALL_SITE;

	if (at_dispatch_or_below(call, Volume) && check_type(call, Volume, volume_type))
		contexts_detach(Volume, FLT_STREAM_CONTEXT, FsContext);
}

NTSTATUS FLTAPI FltGetVolumeName(PFLT_VOLUME Volume, PUNICODE_STRING VolumeName,
				 PULONG BufferSizeNeeded)
{
	const CallSite call = WW_CALL_SITE;
	WCHAR wide[kObjectName];
	UNICODE_STRING name;

	if (!at_apc_or_below(call, Volume) || !check_type(call, Volume, volume_type))
		return STATUS_INVALID_PARAMETER;
	if (!VolumeName && !BufferSizeNeeded)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "VolumeName and BufferSizeNeeded are both NULL");
	name_to_unicode(name, wide, object_header(Volume)->name);
	if (BufferSizeNeeded)
		*BufferSizeNeeded = name.Length;
	if (!VolumeName || VolumeName->MaximumLength < name.Length)
		return STATUS_BUFFER_TOO_SMALL;
	RtlCopyUnicodeString(VolumeName, &name);
	return STATUS_SUCCESS;
}

} /* extern "C" */
