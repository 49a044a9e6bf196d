/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What drivers are told of filters, volumes and instances: structures with names behind them.
 */
#include "held.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ob/names.hpp"
#include "volume_device.hpp"

namespace ww {
namespace {

/* ---- A structure and its names -------------------------------------------------------------- */

/* Where a driver wants it. */
struct Room {
	void *buffer;
	ULONG bytes;
	PULONG returned;
};

bool check(CallSite call, const Room &room)
{
	const char *const missing = first_missing({
		{ room.returned != nullptr, "BytesReturned" },
		{ room.buffer || !room.bytes, "Buffer" },
	});

	if (missing)
		refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	return !missing;
}

size_t length_of(const char *name)
{
	WCHAR wide[kObjectName];
	UNICODE_STRING string;

	name_to_unicode(string, wide, name);
	return string.Length;
}

size_t copy_name(void *to, const char *name)
{
	WCHAR wide[kObjectName];
	UNICODE_STRING string;

	name_to_unicode(string, wide, name);
	__builtin_memcpy(to, wide, string.Length);
	return string.Length;
}

/* The names that follow a structure. Nothing is written before all of it is known to have room. */
class Names {
public:
	/* @before: bytes of the structure up to the first name. */
	explicit Names(size_t before) : before_(before), bytes_(before) {}

	/* The texts live until write(). @length and @offset are members of the structure; there may be no offset. */
	void append(const char *name, USHORT &length, USHORT *offset = nullptr)
	{
		names_[count_++] = name;
		if (offset)
			*offset = static_cast<USHORT>(bytes_);
		length = static_cast<USHORT>(length_of(name));
		bytes_ += length;
	}

	NTSTATUS write(const void *structure, const Room &room) const
	{
		u8 *at = static_cast<u8 *>(room.buffer);

		*room.returned = static_cast<ULONG>(bytes_);
		if (room.bytes < bytes_)
			return STATUS_BUFFER_TOO_SMALL;
		__builtin_memcpy(at, structure, before_);
		at += before_;
		for (u32 i = 0; i < count_; i++)
			at += copy_name(at, names_[i]);
		return STATUS_SUCCESS;
	}

private:
	const size_t before_;
	size_t bytes_;
	const char *names_[4];
	u32 count_ = 0;
};

/* @member: of @structure, as in FilterName for FilterNameLength and FilterNameBufferOffset. */
#define WW_APPEND(names, structure, member, name) \
	names.append(name, (structure).member##Length, &(structure).member##BufferOffset)

const char *name_of(const void *object)
{
	return object_header(object)->name;
}

struct AltitudeText {
	explicit AltitudeText(const Altitude &altitude) { altitude.text(text); }

	char text[Altitude::kText];
};

NTSTATUS no_such_class(CallSite call, u32 information)
{
	return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "InformationClass is %u", information);
}

/* ---- Filters -------------------------------------------------------------------------------- */

NTSTATUS full(PFLT_FILTER filter, const Room &room)
{
	FILTER_FULL_INFORMATION structure = {};
	Names names(__builtin_offsetof(FILTER_FULL_INFORMATION, FilterNameBuffer));

	structure.NumberOfInstances = instances_of(filter);
	names.append(name_of(filter), structure.FilterNameLength);
	return names.write(&structure, room);
}

/* Of both structures with a MiniFilter. */
template <typename Structure>
NTSTATUS aggregate(PFLT_FILTER filter, ULONG flags, const Room &room)
{
	const AltitudeText altitude(filter->altitude);
	Structure structure = {};
	Names names(sizeof(structure));

	structure.Flags = flags;
	structure.Type.MiniFilter.NumberOfInstances = instances_of(filter);
	WW_APPEND(names, structure.Type.MiniFilter, FilterName, name_of(filter));
	WW_APPEND(names, structure.Type.MiniFilter, FilterAltitude, altitude.text);
	return names.write(&structure, room);
}

NTSTATUS describe(CallSite call, PFLT_FILTER filter, FILTER_INFORMATION_CLASS information, const Room &room)
{
	switch (information) {
	case FilterFullInformation:
		return full(filter, room);
	case FilterAggregateBasicInformation:
		return aggregate<FILTER_AGGREGATE_BASIC_INFORMATION>(filter, FLTFL_AGGREGATE_INFO_IS_MINIFILTER,
								     room);
	case FilterAggregateStandardInformation:
		return aggregate<FILTER_AGGREGATE_STANDARD_INFORMATION>(filter, FLTFL_ASI_IS_MINIFILTER, room);
	default:
		return no_such_class(call, information);
	}
}

/* With a kept reference; or null. */
PFLT_FILTER filter_at(ULONG index)
{
	PFLT_FILTER filter = filter_below(nullptr);

	while (filter && index--) {
		const PFLT_FILTER next = filter_below(filter);

		object_dereference_kept(filter);
		filter = next;
	}
	return filter;
}

/* ---- Volumes -------------------------------------------------------------------------------- */

NTSTATUS basic(PFLT_VOLUME volume, const Room &room)
{
	FILTER_VOLUME_BASIC_INFORMATION structure = {};
	Names names(__builtin_offsetof(FILTER_VOLUME_BASIC_INFORMATION, FilterVolumeName));

	names.append(name_of(volume), structure.FilterVolumeNameLength);
	return names.write(&structure, room);
}

NTSTATUS standard(PFLT_VOLUME volume, const Room &room)
{
	FILTER_VOLUME_STANDARD_INFORMATION structure = {};
	Names names(__builtin_offsetof(FILTER_VOLUME_STANDARD_INFORMATION, FilterVolumeName));

	structure.FileSystemType = volume->file_system;
	names.append(name_of(volume), structure.FilterVolumeNameLength);
	return names.write(&structure, room);
}

NTSTATUS describe(CallSite call, PFLT_VOLUME volume, FILTER_VOLUME_INFORMATION_CLASS information, const Room &room)
{
	switch (information) {
	case FilterVolumeBasicInformation:
		return basic(volume, room);
	case FilterVolumeStandardInformation:
		return standard(volume, room);
	default:
		return no_such_class(call, information);
	}
}

/* With a kept reference; or null. */
PFLT_VOLUME volume_at(ULONG index)
{
	return find_that(volume_next, [&index](PFLT_VOLUME) { return !index--; });
}

/* ---- Instances ------------------------------------------------------------------------------ */

NTSTATUS basic(PFLT_INSTANCE instance, const Room &room)
{
	INSTANCE_BASIC_INFORMATION structure = {};
	Names names(sizeof(structure));

	WW_APPEND(names, structure, InstanceName, name_of(instance));
	return names.write(&structure, room);
}

NTSTATUS partial(PFLT_INSTANCE instance, const Room &room)
{
	const AltitudeText altitude(instance->altitude);
	INSTANCE_PARTIAL_INFORMATION structure = {};
	Names names(sizeof(structure));

	WW_APPEND(names, structure, InstanceName, name_of(instance));
	WW_APPEND(names, structure, Altitude, altitude.text);
	return names.write(&structure, room);
}

/* @part: of the structure, with all four names. */
template <typename Structure, typename Part>
NTSTATUS with_all_names(PFLT_INSTANCE instance, const Structure &structure, Part &part, const Room &room)
{
	const AltitudeText altitude(instance->altitude);
	Names names(sizeof(structure));

	WW_APPEND(names, part, InstanceName, name_of(instance));
	WW_APPEND(names, part, Altitude, altitude.text);
	WW_APPEND(names, part, VolumeName, name_of(instance->volume));
	WW_APPEND(names, part, FilterName, name_of(instance->filter));
	return names.write(&structure, room);
}

NTSTATUS full(PFLT_INSTANCE instance, const Room &room)
{
	INSTANCE_FULL_INFORMATION structure = {};

	return with_all_names(instance, structure, structure, room);
}

NTSTATUS standard(PFLT_INSTANCE instance, const Room &room)
{
	INSTANCE_AGGREGATE_STANDARD_INFORMATION structure = {};

	structure.Flags = FLTFL_IASI_IS_MINIFILTER;
	structure.Type.MiniFilter.VolumeFileSystemType = instance->volume->file_system;
	return with_all_names(instance, structure, structure.Type.MiniFilter, room);
}

NTSTATUS describe(CallSite call, PFLT_INSTANCE instance, INSTANCE_INFORMATION_CLASS information, const Room &room)
{
	switch (information) {
	case InstanceBasicInformation:
		return basic(instance, room);
	case InstancePartialInformation:
		return partial(instance, room);
	case InstanceFullInformation:
		return full(instance, room);
	case InstanceAggregateStandardInformation:
		return standard(instance, room);
	default:
		return no_such_class(call, information);
	}
}

/*
 * The instance of @filter (null: of any) with this number on the volume, with a kept reference. Null if there are
 * fewer: then @index is less by their number.
 */
PFLT_INSTANCE instance_at(PFLT_VOLUME volume, PFLT_FILTER filter, ULONG &index)
{
	PFLT_INSTANCE instance = instance_next(volume, filter, nullptr);

	while (instance && index) {
		const PFLT_INSTANCE next = instance_next(volume, filter, &instance->altitude);

		object_dereference_kept(instance);
		instance = next;
		index--;
	}
	return instance;
}

PFLT_INSTANCE instance_at(PFLT_FILTER filter, ULONG index)
{
	PFLT_INSTANCE found = nullptr;

	for_each_volume([&](PFLT_VOLUME volume) {
		if (!found)
			found = instance_at(volume, filter, index);
	});
	return found;
}

/* Takes over a kept reference on the object, which null is not. */
template <typename Pointer, typename Class>
NTSTATUS describe_held(CallSite call, Pointer object, Class information, const Room &room)
{
	const Held<Pointer> held(object);

	return held ? describe(call, held.get(), information, room) : STATUS_NO_MORE_ENTRIES;
}

/* What an enumeration asks for. */
struct Wanted {
	CallSite call;
	ULONG index;
	INSTANCE_INFORMATION_CLASS information;
	Room room;
};

NTSTATUS on_volume(const Wanted &wanted, PFLT_VOLUME volume)
{
	ULONG index = wanted.index;

	return describe_held(wanted.call, instance_at(volume, nullptr, index), wanted.information, wanted.room);
}

/* Takes over a kept reference on the volume. @alone: the status of a volume without an instance. */
NTSTATUS on_found_volume(const Wanted &wanted, PFLT_VOLUME volume, NTSTATUS alone)
{
	const Held<PFLT_VOLUME> held(volume);
	const NTSTATUS status = on_volume(wanted, volume);

	if (status != STATUS_NO_MORE_ENTRIES || Held(instance_next(volume, nullptr, nullptr)))
		return status;
	return alone;
}

/* False after a line in the log. */
bool take_name(CallSite call, const char *parameter, PCUNICODE_STRING unicode, char (&name)[kObjectName])
{
	if (name_from_unicode(name, unicode) && *name)
		return true;
	refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL, empty, too long, or not printable text",
	       parameter);
	return false;
}

NTSTATUS on_named_volume(const Wanted &wanted, PCUNICODE_STRING unicode)
{
	char name[kObjectName];

	if (!take_name(wanted.call, "VolumeName", unicode, name))
		return STATUS_INVALID_PARAMETER;

	const PFLT_VOLUME volume = find_named(volume_next, name);

	return volume ? on_found_volume(wanted, volume, STATUS_FLT_VOLUME_NOT_FOUND)
		      : STATUS_OBJECT_NAME_NOT_FOUND;
}

/* Whether a call is at its level, and has a place for its result. */
bool may_ask(CallSite call, const void *object, const Room &room)
{
	return at_apc_or_below(call, object) && check(call, room);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS FLTAPI FltGetFilterFromName(PCUNICODE_STRING FilterName, PFLT_FILTER *RetFilter)
{
	const CallSite call = WW_CALL_SITE;
	char name[kObjectName];

	if (!RetFilter)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "RetFilter is NULL");
	*RetFilter = nullptr;
	if (!at_apc_or_below(call, FilterName))
		return STATUS_INVALID_PARAMETER;
	if (!take_name(call, "FilterName", FilterName, name))
		return STATUS_INVALID_PARAMETER;

	const PFLT_FILTER filter = find_named(filter_next, name);

	return filter ? give(filter, RetFilter) : STATUS_FLT_FILTER_NOT_FOUND;
}

NTSTATUS FLTAPI FltGetFilterInformation(PFLT_FILTER Filter, FILTER_INFORMATION_CLASS InformationClass, PVOID Buffer,
					ULONG BufferSize, PULONG BytesReturned)
{
	const CallSite call = WW_CALL_SITE;
	const Room room = { Buffer, BufferSize, BytesReturned };

	return may_ask(call, Filter, room) && check_type(call, Filter, filter_type)
		       ? describe(call, Filter, InformationClass, room)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltEnumerateFilterInformation(ULONG Index, FILTER_INFORMATION_CLASS InformationClass, PVOID Buffer,
					      ULONG BufferSize, PULONG BytesReturned)
{
	const CallSite call = WW_CALL_SITE;
	const Room room = { Buffer, BufferSize, BytesReturned };

	return may_ask(call, nullptr, room) ? describe_held(call, filter_at(Index), InformationClass, room)
					    : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltGetVolumeInformation(PFLT_VOLUME Volume, FILTER_VOLUME_INFORMATION_CLASS InformationClass,
					PVOID Buffer, ULONG BufferSize, PULONG BytesReturned)
{
	const CallSite call = WW_CALL_SITE;
	const Room room = { Buffer, BufferSize, BytesReturned };

	return may_ask(call, Volume, room) && check_type(call, Volume, volume_type)
		       ? describe(call, Volume, InformationClass, room)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltEnumerateVolumeInformation(PFLT_FILTER Filter, ULONG Index,
					      FILTER_VOLUME_INFORMATION_CLASS InformationClass, PVOID Buffer,
					      ULONG BufferSize, PULONG BytesReturned)
{
	const CallSite call = WW_CALL_SITE;
	const Room room = { Buffer, BufferSize, BytesReturned };

	return may_ask(call, Filter, room) && check_type(call, Filter, filter_type)
		       ? describe_held(call, volume_at(Index), InformationClass, room)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltGetInstanceInformation(PFLT_INSTANCE Instance, INSTANCE_INFORMATION_CLASS InformationClass,
					  PVOID Buffer, ULONG BufferSize, PULONG BytesReturned)
{
	const CallSite call = WW_CALL_SITE;
	const Room room = { Buffer, BufferSize, BytesReturned };

	return may_ask(call, Instance, room) && check_type(call, Instance, instance_type)
		       ? describe(call, Instance, InformationClass, room)
		       : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltEnumerateInstanceInformationByFilter(PFLT_FILTER Filter, ULONG Index,
							INSTANCE_INFORMATION_CLASS InformationClass, PVOID Buffer,
							ULONG BufferSize, PULONG BytesReturned)
{
	const CallSite call = WW_CALL_SITE;
	const Room room = { Buffer, BufferSize, BytesReturned };
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (!may_ask(call, Filter, room) || !check_and_keep(call, Filter, filter_type, status))
		return status;
	status = describe_held(call, instance_at(Filter, Index), InformationClass, room);
	object_dereference_kept(Filter);
	return status;
}

NTSTATUS FLTAPI FltEnumerateInstanceInformationByVolume(PFLT_VOLUME Volume, ULONG Index,
							INSTANCE_INFORMATION_CLASS InformationClass, PVOID Buffer,
							ULONG BufferSize, PULONG BytesReturned)
{
	const Wanted wanted = { WW_CALL_SITE, Index, InformationClass, { Buffer, BufferSize, BytesReturned } };
	NTSTATUS status = STATUS_INVALID_PARAMETER;

	if (!may_ask(wanted.call, Volume, wanted.room) ||
	    !check_and_keep(wanted.call, Volume, volume_type, status))
		return status;
	status = on_volume(wanted, Volume);
	object_dereference_kept(Volume);
	return status;
}

NTSTATUS FLTAPI FltEnumerateInstanceInformationByVolumeName(PUNICODE_STRING VolumeName, ULONG Index,
							    INSTANCE_INFORMATION_CLASS InformationClass,
							    PVOID Buffer, ULONG BufferSize, PULONG BytesReturned)
{
	const Wanted wanted = { WW_CALL_SITE, Index, InformationClass, { Buffer, BufferSize, BytesReturned } };

	return may_ask(wanted.call, VolumeName, wanted.room) ? on_named_volume(wanted, VolumeName)
							      : STATUS_INVALID_PARAMETER;
}

NTSTATUS FLTAPI FltEnumerateInstanceInformationByDeviceObject(PDEVICE_OBJECT DeviceObject, ULONG Index,
							      INSTANCE_INFORMATION_CLASS InformationClass,
							      PVOID Buffer, ULONG BufferSize, PULONG BytesReturned)
{
	const Wanted wanted = { WW_CALL_SITE, Index, InformationClass, { Buffer, BufferSize, BytesReturned } };

	if (!may_ask(wanted.call, DeviceObject, wanted.room) ||
	    !check_type(wanted.call, DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;

	const PFLT_VOLUME volume = volume_of_device(DeviceObject);

	return volume ? on_found_volume(wanted, volume, STATUS_FLT_INTERNAL_ERROR) : STATUS_FLT_VOLUME_NOT_FOUND;
}

} /* extern "C" */
