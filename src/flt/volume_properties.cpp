/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a volume is: its properties, and memory that is aligned for it.
 */
#include "filter_manager.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "file_system.hpp"
#include "mm/pool.hpp"
#include "ob/names.hpp"

namespace ww {
namespace {

/* The driver and the device of a file system, as on Windows. */
struct FileSystemNames {
	FLT_FILESYSTEM_TYPE type;
	const char *driver;
	const char *device;
};

constexpr FileSystemNames names[] = {
	{ FLT_FSTYPE_NTFS, "\\FileSystem\\Ntfs", "\\Ntfs" },
	{ FLT_FSTYPE_FAT, "\\FileSystem\\fastfat", "\\Fat" },
	{ FLT_FSTYPE_EXFAT, "\\FileSystem\\exfat", "\\ExFat" },
	{ FLT_FSTYPE_REFS, "\\FileSystem\\Refs", "\\Refs" },
	{ FLT_FSTYPE_UNKNOWN, "\\FileSystem\\winwork", "\\winwork" },
};

const FileSystemNames &names_of(FLT_FILESYSTEM_TYPE type)
{
	const FileSystemNames *each = names;

	while (each->type != type && each->type != FLT_FSTYPE_UNKNOWN)
		each++;
	return *each;
}

/* The texts of the properties, in the order in which they follow the structure. */
struct Texts {
	explicit Texts(const _FLT_VOLUME *volume)
		: driver(names_of(volume->file_system).driver),
		  device(names_of(volume->file_system).device),
		  real(object_header(const_cast<_FLT_VOLUME *>(volume))->name) {}

	size_t bytes() const
	{
		return sizeof(WCHAR) * (text_length(driver) + text_length(device) + text_length(real));
	}

	const char *driver;
	const char *device;
	const char *real;
};

/* Writes the text to @at, which is moved behind it. */
UNICODE_STRING put(const char *text, WCHAR *&at)
{
	WCHAR *const begin = at;

	while (*text)
		*at++ = static_cast<u8>(*text++);

	const USHORT bytes = static_cast<USHORT>((at - begin) * sizeof(WCHAR));

	return { bytes, bytes, begin };
}

void put_texts(FLT_VOLUME_PROPERTIES &properties, const Texts &texts)
{
	auto *at = reinterpret_cast<WCHAR *>(&properties + 1);

	properties.FileSystemDriverName = put(texts.driver, at);
	properties.FileSystemDeviceName = put(texts.device, at);
	properties.RealDeviceName = put(texts.real, at);
}

FLT_VOLUME_PROPERTIES fixed_part(const _FLT_VOLUME *volume)
{
	return {
		.DeviceType = volume->device_type,
		.DeviceCharacteristics = 0,
		.DeviceObjectFlags = 0,
		.AlignmentRequirement = volume->sector_size - 1u,
		.SectorSize = volume->sector_size,
		.Flags = 0,
		.FileSystemDriverName = {}, .FileSystemDeviceName = {}, .RealDeviceName = {},
	};
}

/* The volume of a volume or an instance; null after a report. */
PFLT_VOLUME volume_of(CallSite call, void *object)
{
	if (object_type(object) == &instance_type)
		return static_cast<PFLT_INSTANCE>(object)->volume;
	return check_type(call, object, volume_type) ? static_cast<PFLT_VOLUME>(object) : nullptr;
}

/* The volume, with rundown protection while this lives. The result is ready for the caller's answer. */
class VolumeQuestion {
public:
	/* Reports what is wrong. @name: of the parameter for the answer. */
	VolumeQuestion(CallSite call, void *object, const char *name, BOOLEAN *answer)
	{
		if (!at_passive(call, object))
			return;

		const PFLT_VOLUME volume = volume_of(call, object);

		if (volume && !answer)
			refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", name);
		else if (volume && check_and_keep(call, volume, volume_type, status_))
			volume_ = volume;
	}
	~VolumeQuestion()
	{
		if (volume_)
			object_dereference_kept(volume_);
	}
	VolumeQuestion(const VolumeQuestion &) = delete;
	VolumeQuestion &operator=(const VolumeQuestion &) = delete;

	PFLT_VOLUME volume() const { return volume_; }	/* null: status() is the failure */
	NTSTATUS status() const { return status_; }

private:
	PFLT_VOLUME volume_ = nullptr;
	NTSTATUS status_ = STATUS_INVALID_PARAMETER;
};

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltGetVolumeProperties(PFLT_VOLUME Volume, PFLT_VOLUME_PROPERTIES VolumeProperties,
				       ULONG VolumePropertiesLength, PULONG LengthReturned)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, Volume) || !check_type(call, Volume, volume_type))
		return STATUS_INVALID_PARAMETER;

	const char *const missing = first_missing({
		{ LengthReturned != nullptr, "LengthReturned" },
		{ VolumeProperties || !VolumePropertiesLength, "VolumeProperties" },
	});

	if (missing)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);

	const Texts texts(Volume);
	const ULONG all = static_cast<ULONG>(sizeof(FLT_VOLUME_PROPERTIES) + texts.bytes());

	*LengthReturned = all;
	if (VolumePropertiesLength < sizeof(FLT_VOLUME_PROPERTIES))
		return STATUS_BUFFER_TOO_SMALL;
	*VolumeProperties = fixed_part(Volume);
	if (VolumePropertiesLength < all) {
		*LengthReturned = sizeof(FLT_VOLUME_PROPERTIES);
		return STATUS_BUFFER_OVERFLOW;
	}
	put_texts(*VolumeProperties, texts);
	return STATUS_SUCCESS;
}

NTSTATUS FLTAPI FltGetFileSystemType(PVOID FltObject, PFLT_FILESYSTEM_TYPE FileSystemType)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_apc_or_below(call, FltObject))
		return STATUS_INVALID_PARAMETER;

	const PFLT_VOLUME volume = volume_of(call, FltObject);

	if (!volume)
		return STATUS_INVALID_PARAMETER;
	if (!FileSystemType)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "FileSystemType is NULL");
	*FileSystemType = volume->file_system;
	return STATUS_SUCCESS;
}

NTSTATUS FLTAPI FltIsVolumeWritable(PVOID FltObject, PBOOLEAN IsWritable)
{
	const VolumeQuestion question(WW_CALL_SITE, FltObject, "IsWritable", IsWritable);

	if (!question.volume())
		return question.status();
	*IsWritable = volume_is_writable(question.volume());
	return STATUS_SUCCESS;
}

NTSTATUS FLTAPI FltIsVolumeSnapshot(PVOID FltObject, PBOOLEAN IsSnapshotVolume)
{
	const VolumeQuestion question(WW_CALL_SITE, FltObject, "IsSnapshotVolume", IsSnapshotVolume);

	if (!question.volume())
		return question.status();
	*IsSnapshotVolume = FALSE;
	return STATUS_SUCCESS;
}

PVOID FLTAPI FltAllocatePoolAlignedWithTag(PFLT_INSTANCE Instance, POOL_TYPE PoolType, SIZE_T NumberOfBytes,
					   ULONG Tag)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_type(call, Instance, instance_type))
		return nullptr;

	PoolRequest request = pool_request(call, PoolType, NumberOfBytes, Tag);

	request.alignment = Instance->volume->sector_size;
	return pool_allocate(request);
}

VOID FLTAPI FltFreePoolAlignedWithTag(PFLT_INSTANCE Instance, PVOID Buffer, ULONG Tag)
{
	const CallSite call = WW_CALL_SITE;

	check_type(call, Instance, instance_type);
	pool_free(call, Buffer, Tag);
}

} /* extern "C" */
