/* SPDX-License-Identifier: GPL-2.0 */
/*
 * QUERY_VOLUME_INFORMATION, of statfs(2) and of drivers.
 */
#include "answer.hpp"
#include "base/errno.hpp"
#include "linux/fs.h"
#include "linux/memory.h"
#include "own.hpp"

namespace ww {
namespace {

struct Asked {
	const _FLT_VOLUME &volume;
	struct ww_volume_facts facts;
};

/* ---- The classes ---------------------------------------------------------------------------- */

constexpr u32 kMostOfUnit = 0x40000000;

/* The lower file system may say none, or an absurd one. */
u32 unit_of(const Asked &asked)
{
	const u32 unit = asked.facts.unit;

	return unit && unit <= kMostOfUnit ? unit : asked.volume.sector_size;
}

LARGE_INTEGER units(u64 count)
{
	constexpr u64 kMost = ~u64{0} >> 1;

	return { .QuadPart = static_cast<s64>(count < kMost ? count : kMost) };
}

/* The members that both structures of sizes share. */
template <typename Structure>
void set_unit(Structure &structure, const Asked &asked)
{
	const u32 sector = asked.volume.sector_size;
	const u32 unit = unit_of(asked);

	structure.BytesPerSector = unit % sector ? unit : sector;
	structure.SectorsPerAllocationUnit = unit / structure.BytesPerSector;
	structure.TotalAllocationUnits = units(asked.facts.total);
}

FILE_FS_FULL_SIZE_INFORMATION full_size_of(const Asked &asked)
{
	FILE_FS_FULL_SIZE_INFORMATION size{};

	set_unit(size, asked);
	size.CallerAvailableAllocationUnits = units(asked.facts.available);
	size.ActualAvailableAllocationUnits = units(asked.facts.free);
	return size;
}

FILE_FS_SIZE_INFORMATION size_of(const Asked &asked)
{
	FILE_FS_SIZE_INFORMATION size{};

	set_unit(size, asked);
	size.AvailableAllocationUnits = units(asked.facts.available);
	return size;
}

/* There is no label. */
NTSTATUS give_volume(const Asked &asked, Answer &answer)
{
	FILE_FS_VOLUME_INFORMATION volume{};

	volume.VolumeSerialNumber = asked.facts.serial;
	return answer.give(volume, FIELD_OFFSET(FILE_FS_VOLUME_INFORMATION, VolumeLabel), {});
}

FILE_FS_SECTOR_SIZE_INFORMATION sector_size_of(const Asked &asked)
{
	const ULONG sector = asked.volume.sector_size;

	return { sector, sector, sector, sector, 0, 0, 0 };
}

UNICODE_STRING name_of(FLT_FILESYSTEM_TYPE type)
{
	switch (type) {
	case FLT_FSTYPE_NTFS:
		return RTL_CONSTANT_STRING(L"NTFS");
	case FLT_FSTYPE_FAT:
		return RTL_CONSTANT_STRING(L"FAT32");
	case FLT_FSTYPE_EXFAT:
		return RTL_CONSTANT_STRING(L"exFAT");
	case FLT_FSTYPE_REFS:
		return RTL_CONSTANT_STRING(L"ReFS");
	default:
		return RTL_CONSTANT_STRING(L"winwork");
	}
}

NTSTATUS give_attributes(const Asked &asked, Answer &answer)
{
	const UNICODE_STRING name = name_of(asked.volume.file_system);
	FILE_FS_ATTRIBUTE_INFORMATION attributes{};

	attributes.FileSystemAttributes = FILE_CASE_SENSITIVE_SEARCH | FILE_CASE_PRESERVED_NAMES |
					  FILE_UNICODE_ON_DISK | FILE_SUPPORTS_HARD_LINKS;
	if (asked.facts.is_readonly)
		attributes.FileSystemAttributes |= FILE_READ_ONLY_VOLUME;
	if (asked.facts.has_ids)
		attributes.FileSystemAttributes |= FILE_SUPPORTS_OPEN_BY_FILE_ID;
	attributes.MaximumComponentNameLength = asked.facts.longest_name;
	attributes.FileSystemNameLength = name.Length;
	return answer.give(attributes, FIELD_OFFSET(FILE_FS_ATTRIBUTE_INFORMATION, FileSystemName), name);
}

NTSTATUS give_class(FS_INFORMATION_CLASS kind, const Asked &asked, Answer &answer)
{
	switch (kind) {
	case FileFsVolumeInformation:
		return give_volume(asked, answer);
	case FileFsSizeInformation:
		return answer.give(size_of(asked));
	case FileFsFullSizeInformation:
		return answer.give(full_size_of(asked));
	case FileFsDeviceInformation:
		return answer.give(FILE_FS_DEVICE_INFORMATION{ FILE_DEVICE_DISK, FILE_DEVICE_IS_MOUNTED });
	case FileFsAttributeInformation:
		return give_attributes(asked, answer);
	case FileFsSectorSizeInformation:
		return answer.give(sector_size_of(asked));
	default:
		return STATUS_INVALID_INFO_CLASS;
	}
}

/* ---- The bottom ----------------------------------------------------------------------------- */

/* The context is what statfs(2) has found already; null for a driver. */
s64 query_lower(Call &call, FLT_IO_PARAMETER_BLOCK &iopb)
{
	const auto &wanted = iopb.Parameters.QueryVolumeInformation;
	const auto *known = static_cast<const struct ww_volume_facts *>(call.context);
	Asked asked = { *call.file->volume, {} };
	Answer answer = { static_cast<u8 *>(wanted.VolumeBuffer), wanted.Length };
	const int error = known ? 0 : ww_lower_volume_facts(asked.volume.mount, &asked.facts);

	if (error || !wanted.VolumeBuffer)
		return error ? error : -kInvalid;
	if (known)
		asked.facts = *known;
	call.bottom_success = give_class(wanted.FsInformationClass, asked, answer);
	return static_cast<s64>(answer.done);
}

Call *volume_call(FileObject *file, FS_INFORMATION_CLASS kind, void *buffer, ULONG length, void *context)
{
	Call *call = call_create(file, IRP_MJ_QUERY_VOLUME_INFORMATION, query_lower, context);

	if (!call)
		return nullptr;

	auto &parameters = call->request.Iopb.Parameters.QueryVolumeInformation;

	parameters.Length = length;
	parameters.FsInformationClass = kind;
	parameters.VolumeBuffer = buffer;
	call->request.Iopb.IrpFlags = IRP_BUFFERED_IO | IRP_SYNCHRONOUS_API;
	call->request.Flags |= FLTFL_CALLBACK_DATA_SYSTEM_BUFFER;
	return call;
}

/* ---- Drivers -------------------------------------------------------------------------------- */

NTSTATUS query_by(FileObject *file, OwnVolumeQuery &query)
{
	Call *call = volume_call(file, query.kind, query.buffer, query.length, nullptr);

	if (!call)
		return STATUS_INSUFFICIENT_RESOURCES;
	set_own(*call, query.below);

	const NTSTATUS status = send_own(*call);

	query.done = static_cast<ULONG>(information_of(*call, query.length));
	call_put(call);
	return status;
}

/* A file object of the volume itself, which is not open. */
NTSTATUS query_volume(OwnVolumeQuery &query)
{
	FileObject *file = file_object_make(query.volume, "");

	if (!file)
		return STATUS_INSUFFICIENT_RESOURCES;
	file->object.Flags |= FO_VOLUME_OPEN;

	const NTSTATUS status = query_by(file, query);

	leave_place(file);
	object_dereference_kept(file);
	return status;
}

/* ---- statfs(2) ------------------------------------------------------------------------------ */

using Size = FILE_FS_FULL_SIZE_INFORMATION;

constexpr ULONG kLength = sizeof(Size);

bool is_size(const Size &size)
{
	return size.BytesPerSector && size.SectorsPerAllocationUnit &&
	       size.BytesPerSector <= kMostOfUnit / size.SectorsPerAllocationUnit &&
	       size.TotalAllocationUnits.QuadPart >= 0 && size.CallerAvailableAllocationUnits.QuadPart >= 0 &&
	       size.ActualAvailableAllocationUnits.QuadPart >= 0;
}

void take_units(u64 &count, const LARGE_INTEGER &before, const LARGE_INTEGER &left)
{
	if (left.QuadPart != before.QuadPart)
		count = static_cast<u64>(left.QuadPart);
}

u32 unit_of(const Size &size)
{
	return size.BytesPerSector * size.SectorsPerAllocationUnit;
}

/* What no filter has changed stays as the lower file system has it. */
void take_changes(struct ww_volume_facts &facts, const Size &before, const Size &left)
{
	if (unit_of(left) != unit_of(before))
		facts.unit = unit_of(left);
	take_units(facts.total, before.TotalAllocationUnits, left.TotalAllocationUnits);
	take_units(facts.available, before.CallerAvailableAllocationUnits, left.CallerAvailableAllocationUnits);
	take_units(facts.free, before.ActualAvailableAllocationUnits, left.ActualAvailableAllocationUnits);
}

/* What the filters have left. */
void take_size(const Call &call, struct ww_volume_facts &facts)
{
	Size size;

	__builtin_memcpy(&size, call.buffer, sizeof(size));
	if (information_of(call, kLength) < s64{ kLength } || !is_size(size)) {
		report_callback(call, "the callback left sizes that no volume has");
		return;
	}
	take_changes(facts, full_size_of({ *call.file->volume, facts }), size);
}

} /* namespace */

NTSTATUS own_query_volume(OwnVolumeQuery &query)
{
	return query.file ? query_by(&of(query.file), query) : query_volume(query);
}

} /* namespace ww */

using namespace ww;

extern "C" int ww_fs_send_statfs(void *file_object, struct ww_volume_facts *facts)
{
	void *buffer = ww_zalloc_large(kLength);
	Call *call = buffer ? volume_call(file_object_of(file_object), FileFsFullSizeInformation, buffer, kLength, facts)
			    : nullptr;
	bool ended;

	if (!call) {
		ww_free_large(buffer);
		return -kNoMemory;
	}
	call->buffer = buffer;

	const int error = call_send(call, ended);

	if (!error)
		take_size(*call, *facts);
	call_put(call);
	return error;
}
