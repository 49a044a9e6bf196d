/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The volume of a mount.
 */
#include "base/errno.hpp"
#include "base/text.hpp"
#include "flt/interest.hpp"
#include "file_object.hpp"
#include "io/names.hpp"
#include "linux/fs.h"
#include "linux/print.h"
#include "ob/names.hpp"
#include "rtl/string.hpp"

namespace ww {
namespace {

/* src/linux/fs_super.c has the numbers. */
static_assert(FLT_FSTYPE_NTFS == 2 && FLT_FSTYPE_FAT == 3 && FLT_FSTYPE_EXFAT == 22 &&
	      FLT_FSTYPE_REFS == 28);

constexpr u32 kFirstVolume = 2;		/* \Device\HarddiskVolume1 is the one of drive C on Windows */
constinit Atomic<u32> next_volume{ kFirstVolume };

GUID guid_of(const u8 (&bytes)[16])
{
	GUID guid;

	guid.Data1 = static_cast<u32>(bytes[0]) << 24 | static_cast<u32>(bytes[1]) << 16 |
		     static_cast<u32>(bytes[2]) << 8 | bytes[3];
	guid.Data2 = static_cast<u16>(bytes[4] << 8 | bytes[5]);
	guid.Data3 = static_cast<u16>(bytes[6] << 8 | bytes[7]);
	__builtin_memcpy(guid.Data4, bytes + 8, sizeof(guid.Data4));
	return guid;
}

/* What mount(2) asks for, without the name. */
VolumeRequest request_of(const ww_fs_volume &wanted)
{
	return { .call = { "mount" }, .name = nullptr, .device_type = FILE_DEVICE_DISK_FILE_SYSTEM,
		 .file_system = static_cast<FLT_FILESYSTEM_TYPE>(wanted.type),
		 .sector_size = static_cast<u16>(wanted.sector_size), .mount = wanted.mount,
		 .letter = wanted.letter, .guid = guid_of(wanted.guid) };
}

NTSTATUS create(const char *name, VolumeRequest request, PFLT_VOLUME *volume)
{
	WCHAR wide[kObjectName];
	UNICODE_STRING string;

	name_to_unicode(string, wide, name);
	request.name = &string;
	return volume_create(request, volume);
}

/* A mount may have taken a name of this kind by its option. */
NTSTATUS create_numbered(const VolumeRequest &request, PFLT_VOLUME *volume)
{
	char name[kObjectName];
	NTSTATUS status;

	do {
		ww_format(name, sizeof(name), "\\Device\\HarddiskVolume%u",
			  next_volume.fetch_add(1));
		status = create(name, request, volume);
	} while (status == STATUS_OBJECT_NAME_COLLISION);
	return status;
}

NTSTATUS create_named(const char *name, const VolumeRequest &request, PFLT_VOLUME *volume)
{
	constexpr char kFolder[] = "\\Device\\";
	char full[kObjectName];

	if (text_length(name) + sizeof(kFolder) > sizeof(full))
		return STATUS_OBJECT_NAME_INVALID;
	ww_format(full, sizeof(full), "%s%s", kFolder, name);
	return create(full, request, volume);
}

/* 0 or a negative errno. The mount ends the volume in both cases. */
int name_letter(PFLT_VOLUME volume)
{
	if (!volume->letter)
		return 0;

	const NTSTATUS status = letter_create(volume->letter, object_header(volume)->name);

	return NT_SUCCESS(status) ? 0 : -errno_of(status);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" void ww_files_init()
{
	flt_set_file_system(mounts);
}

extern "C" int ww_volume_create(const struct ww_fs_volume *wanted, void **volume)
{
	const VolumeRequest request = request_of(*wanted);
	PFLT_VOLUME made = nullptr;
	const NTSTATUS status = wanted->name ? create_named(wanted->name, request, &made)
					     : create_numbered(request, &made);

	if (status == STATUS_OBJECT_NAME_INVALID)
		return -kInvalid;
	if (!NT_SUCCESS(status))
		return -errno_of(status);
	*volume = made;
	return name_letter(made);
}

extern "C" void ww_volume_stop(void *volume)
{
	const auto *const stopped = static_cast<const _FLT_VOLUME *>(volume);

	if (stopped->letter)
		letter_delete(stopped->letter, object_header(volume)->name);
	volume_stop(static_cast<PFLT_VOLUME>(volume));
}

extern "C" void ww_volume_delete(void *volume)
{
	volume_delete(static_cast<PFLT_VOLUME>(volume));
}

extern "C" const char *ww_volume_name(void *volume)
{
	return object_header(volume)->name;
}

extern "C" bool ww_volume_wants(void *volume, enum ww_fs_kind kind)
{
	static constexpr struct {
		UCHAR major;
		Way way = Way::cached;
	} kinds[] = {
		[WW_FS_CREATE] = { IRP_MJ_CREATE },
		[WW_FS_CLEANUP] = { IRP_MJ_CLEANUP },
		[WW_FS_CLOSE] = { IRP_MJ_CLOSE },
		[WW_FS_READ] = { IRP_MJ_READ },
		[WW_FS_READ_NOCACHE] = { IRP_MJ_READ, Way::noncached },
		[WW_FS_WRITE] = { IRP_MJ_WRITE },
		[WW_FS_WRITE_NOCACHE] = { IRP_MJ_WRITE, Way::noncached },
		[WW_FS_FLUSH] = { IRP_MJ_FLUSH_BUFFERS },
		[WW_FS_SET_INFORMATION] = { IRP_MJ_SET_INFORMATION },
		[WW_FS_LIST] = { IRP_MJ_DIRECTORY_CONTROL },
		[WW_FS_QUERY_VOLUME] = { IRP_MJ_QUERY_VOLUME_INFORMATION },
		[WW_FS_QUERY_OPEN] = { IRP_MJ_NETWORK_QUERY_OPEN },
		[WW_FS_QUERY_INFORMATION] = { IRP_MJ_QUERY_INFORMATION },
		[WW_FS_SET_SECURITY] = { IRP_MJ_SET_SECURITY },
		[WW_FS_CONTROL] = { IRP_MJ_FILE_SYSTEM_CONTROL },
		[WW_FS_LOCK] = { IRP_MJ_LOCK_CONTROL },
		[WW_FS_QUERY_EA] = { IRP_MJ_QUERY_EA },
		[WW_FS_SET_EA] = { IRP_MJ_SET_EA },
		[WW_FS_READ_PAGING] = { IRP_MJ_READ, Way::paging },
		[WW_FS_WRITE_PAGING] = { IRP_MJ_WRITE, Way::paging },
	};

	return volume_wants(static_cast<PFLT_VOLUME>(volume), kinds[kind].major, kinds[kind].way);
}
