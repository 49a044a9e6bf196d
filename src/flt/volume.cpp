/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Volumes: a port creates them, and sends operations to them.
 */
#include "file_system.hpp"

#include <winwork/flt_port.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "held.hpp"
#include "ob/names.hpp"
#include "volume_device.hpp"

namespace ww {
namespace {

/* Before others find it by its name. */
void init(void *body, const void *how)
{
	const auto volume = static_cast<PFLT_VOLUME>(body);
	const auto &request = *static_cast<const VolumeRequest *>(how);

	volume->device_type = request.device_type;
	volume->file_system = request.file_system;
	volume->sector_size = request.sector_size;
	volume->mount = request.mount;
	volume->letter = request.letter;
	volume->guid = request.guid;
	volume->lock.init(WW_LOCK_FLT_VOLUME);
}

void attach_filters(PFLT_VOLUME volume)
{
	PFLT_FILTER filter = filter_next(nullptr);

	while (filter) {
		if (filter->started.load())
			instance_attach_automatically(filter, volume,
				FLTFL_INSTANCE_SETUP_AUTOMATIC_ATTACHMENT |
				FLTFL_INSTANCE_SETUP_NEWLY_MOUNTED_VOLUME);

		const PFLT_FILTER next = filter_next(filter);

		object_dereference_kept(filter);
		filter = next;
	}
}

/* With a reference for a driver. */
PFLT_VOLUME find_volume(const char *name)
{
	return static_cast<PFLT_VOLUME>(object_find(volume_type, name, [](void *body) {
		return object_header(body)->references.try_acquire();
	}));
}

/* The name is \??\D: and so on, or D: alone. */
NTSTATUS give_volume_of_alias(const UNICODE_STRING &name, PFLT_VOLUME *result)
{
	const UNICODE_STRING alias = volume_alias_in(name);
	const bool is_whole = !alias.Length || alias.Buffer + alias.Length / sizeof(WCHAR) ==
						       name.Buffer + name.Length / sizeof(WCHAR);
	const PFLT_VOLUME volume = is_whole ? volume_of_alias(alias.Length ? alias : name) : nullptr;

	return volume ? give(volume, result) : STATUS_FLT_VOLUME_NOT_FOUND;
}

} /* namespace */

NTSTATUS volume_create(const VolumeRequest &request, PFLT_VOLUME *result)
{
	char name[kObjectName];
	bool taken = false;

	if (!name_from_unicode(name, request.name))
		return refuse(request.call, nullptr, STATUS_OBJECT_NAME_INVALID,
			      "Name is too long, or is not printable text");

	const auto volume = static_cast<PFLT_VOLUME>(object_create({
		.type = volume_type, .bytes = sizeof(_FLT_VOLUME), .name = name, .taken = &taken,
		.init = init, .how = &request }));

	if (!volume)
		return taken ? STATUS_OBJECT_NAME_COLLISION : STATUS_INSUFFICIENT_RESOURCES;
	volume_list_add(volume);
	attach_filters(volume);
	*result = volume;
	return STATUS_SUCCESS;
}

bool volume_stop(PFLT_VOLUME volume)
{
	if (!object_begin_rundown(volume))
		return false;
	instances_tear_down(volume, nullptr, FLTFL_INSTANCE_TEARDOWN_VOLUME_DISMOUNT);
	files_end(volume->own_files, volume);
	object_rundown(volume);
	return true;
}

void volume_delete(PFLT_VOLUME volume)
{
	contexts_detach(volume->contexts);
	volume_devices_delete(volume);
	volume_list_remove(volume);
	object_dereference(volume);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI WinworkFltCreateVolume(PCUNICODE_STRING Name, DEVICE_TYPE DeviceType,
				      FLT_FILESYSTEM_TYPE FileSystemType, PFLT_VOLUME *Volume)
{
	const CallSite call = WW_CALL_SITE;

	if (!Volume)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Volume is NULL");
	*Volume = nullptr;
	if (!at_passive(call, nullptr))
		return STATUS_INVALID_PARAMETER;
	return volume_create({ .call = call, .name = Name, .device_type = DeviceType,
			       .file_system = FileSystemType }, Volume);
}

VOID NTAPI WinworkFltDeleteVolume(PFLT_VOLUME Volume)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, Volume) || !check_type(call, Volume, volume_type))
		return;
	if (volume_stop(Volume))
		volume_delete(Volume);
	else
		report_object(call, Volume, "the volume is already being deleted");
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

	if (!at_dispatch_or_below(call, Volume) || !check_type(call, Volume, volume_type))
		return;
	contexts_detach(Volume, FLT_STREAM_CONTEXT, FsContext);
	contexts_detach(Volume, FLT_FILE_CONTEXT, FsContext);
}

NTSTATUS FLTAPI FltGetVolumeFromName(PFLT_FILTER Filter, PCUNICODE_STRING VolumeName, PFLT_VOLUME *RetVolume)
{
	const CallSite call = WW_CALL_SITE;
	const char *const missing = first_missing({
		{ VolumeName != nullptr, "VolumeName" },
		{ RetVolume != nullptr, "RetVolume" },
	});
	char name[kObjectName];

	if (missing)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	*RetVolume = nullptr;
	if (!at_passive(call, VolumeName) || !check_type(call, Filter, filter_type))
		return STATUS_INVALID_PARAMETER;
	if (!name_from_unicode(name, VolumeName) || !*name)
		return refuse(call, Filter, STATUS_INVALID_PARAMETER,
			      "VolumeName is empty, too long, or not printable text");
	*RetVolume = find_volume(name);
	return *RetVolume ? STATUS_SUCCESS : give_volume_of_alias(*VolumeName, RetVolume);
}

NTSTATUS FLTAPI FltGetVolumeName(PFLT_VOLUME Volume, PUNICODE_STRING VolumeName,
				 PULONG BufferSizeNeeded)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, Volume) || !check_type(call, Volume, volume_type))
		return STATUS_INVALID_PARAMETER;
	if (!VolumeName && !BufferSizeNeeded)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			      "VolumeName and BufferSizeNeeded are both NULL");
	return volume_give_name(object_header(Volume)->name, VolumeName, BufferSizeNeeded);
}

} /* extern "C" */
