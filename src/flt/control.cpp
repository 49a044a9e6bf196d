/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What programs ask and tell the Filter Manager: instances to attach and detach, and enumerations. An
 * enumeration is a series of calls without a state here: each one passes what the last one has found.
 * What a program gets wrong is a status, and no report.
 */
#include "held.hpp"

#include "base/errno.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "linux/flt_control.h"

namespace ww {
namespace {

static_assert(WINWORK_FLT_NAME == kObjectName && WINWORK_FLT_ALTITUDE >= Altitude::kText);

template <size_t room>
void copy_name(char (&to)[room], const void *object)
{
	text_copy(to, room, object_header(object)->name);
}

/* The filter and the volume that a program names, for an instance. */
struct Pair {
	explicit Pair(const winwork_flt &control)
		: filter(find_named(filter_next, control.filter)),
		  volume(find_named(volume_next, control.volume))
	{
	}

	NTSTATUS status() const
	{
		if (!filter)
			return STATUS_FLT_FILTER_NOT_FOUND;
		return volume ? STATUS_SUCCESS : STATUS_FLT_VOLUME_NOT_FOUND;
	}

	const Held<PFLT_FILTER> filter;
	const Held<PFLT_VOLUME> volume;
};

/* As name_from_unicode() asks of drivers: UTF-8, and no control character. */
bool is_good_name(const char *name)
{
	const size_t length = text_length(name);
	const char *at = name, *const end = name + length;

	while (at != end) {
		const char *const begin = at;

		if (next_code_point(at, end) == kReplacementCharacter && !is_own(begin, at))
			return false;
	}
	return !has_controls(name, length);
}

NTSTATUS attach(winwork_flt &control)
{
	const Pair pair(control);
	Altitude altitude{};

	if (!NT_SUCCESS(pair.status()))
		return pair.status();
	if (!pair.filter->started.load())
		return STATUS_FLT_FILTER_NOT_READY;
	if (!*control.altitude)
		altitude = pair.filter->altitude;
	else if (!altitude.parse(control.altitude))
		return STATUS_INVALID_PARAMETER;
	if (!*control.instance)
		instance_default_name(pair.filter.get(), control.instance);
	else if (!is_good_name(control.instance))
		return STATUS_INVALID_PARAMETER;
	return instance_attach(pair.filter.get(), pair.volume.get(), altitude, control.instance,
			       FLTFL_INSTANCE_SETUP_MANUAL_ATTACHMENT, nullptr);
}

NTSTATUS detach(winwork_flt &control)
{
	const Pair pair(control);

	if (!NT_SUCCESS(pair.status()))
		return pair.status();
	return instance_detach(pair.filter.get(), pair.volume.get(),
			       *control.instance ? control.instance : nullptr);
}

void put_altitude(winwork_flt &control, const Altitude &altitude)
{
	char text[Altitude::kText];

	altitude.text(text);
	text_copy(control.altitude, sizeof(control.altitude), text);
}

NTSTATUS put_filter(winwork_flt &control, const Held<PFLT_FILTER> &filter, NTSTATUS missing)
{
	if (!filter)
		return missing;
	control.serial = filter->serial;
	copy_name(control.filter, filter.get());
	put_altitude(control, filter->altitude);
	control.instances = instances_of(filter.get());
	return STATUS_SUCCESS;
}

NTSTATUS next_filter(winwork_flt &control)
{
	return put_filter(control, Held(filter_after(control.serial)), STATUS_NO_MORE_ENTRIES);
}

NTSTATUS find_filter(winwork_flt &control)
{
	return put_filter(control, Held(find_named(filter_next, control.filter)),
			  STATUS_FLT_FILTER_NOT_FOUND);
}

void put_volume(winwork_flt &control, PFLT_VOLUME volume)
{
	control.serial = volume->serial;
	control.file_system = static_cast<u32>(volume->file_system);
	copy_name(control.volume, volume);
}

NTSTATUS next_volume(winwork_flt &control)
{
	const Held volume(volume_after(control.serial));

	if (!volume)
		return STATUS_NO_MORE_ENTRIES;
	put_volume(control, volume.get());
	return STATUS_SUCCESS;
}

/* Fills in the next instance on the volume. False at the end. @above: the last one's altitude, or null. */
bool put_next(winwork_flt &control, PFLT_VOLUME volume, PFLT_FILTER filter, const Altitude *above)
{
	const Held instance(instance_next(volume, filter, above));

	if (!instance)
		return false;
	put_volume(control, volume);
	copy_name(control.filter, instance->filter);
	copy_name(control.instance, instance.get());
	put_altitude(control, instance->altitude);
	return true;
}

NTSTATUS next_on_volume(winwork_flt &control, PFLT_FILTER filter, const Altitude *above)
{
	const Held volume(find_named(volume_next, control.volume));

	if (!volume)
		return STATUS_FLT_VOLUME_NOT_FOUND;
	return put_next(control, volume.get(), filter, above) ? STATUS_SUCCESS
							      : STATUS_NO_MORE_ENTRIES;
}

NTSTATUS next_anywhere(winwork_flt &control, PFLT_FILTER filter, const Altitude *above)
{
	const u64 last = control.serial;

	for (u64 serial = last ? last - 1 : 0;;) {
		const Held volume(volume_after(serial));

		if (!volume)
			return STATUS_NO_MORE_ENTRIES;
		serial = volume->serial;
		if (put_next(control, volume.get(), filter, serial == last ? above : nullptr))
			return STATUS_SUCCESS;
	}
}

NTSTATUS next_instance(winwork_flt &control)
{
	const bool of_any = !*control.filter;
	const Held filter(of_any ? nullptr : find_named(filter_next, control.filter));
	Altitude above{};

	if (!filter && !of_any)
		return STATUS_FLT_FILTER_NOT_FOUND;
	if (*control.altitude && !above.parse(control.altitude))
		return STATUS_INVALID_PARAMETER;
	return (*control.volume ? next_on_volume : next_anywhere)(control, filter.get(),
								  *control.altitude ? &above : nullptr);
}

/* False for an unknown operation. */
bool run(winwork_flt &control)
{
	switch (control.operation) {
	case WINWORK_FLT_ATTACH:
		control.status = attach(control);
		return true;
	case WINWORK_FLT_DETACH:
		control.status = detach(control);
		return true;
	case WINWORK_FLT_NEXT_FILTER:
		control.status = next_filter(control);
		return true;
	case WINWORK_FLT_NEXT_VOLUME:
		control.status = next_volume(control);
		return true;
	case WINWORK_FLT_NEXT_INSTANCE:
		control.status = next_instance(control);
		return true;
	case WINWORK_FLT_FIND_FILTER:
		control.status = find_filter(control);
		return true;
	default:
		return false;
	}
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" ww_s32 ww_flt_control(struct winwork_flt *control)
{
	if (!run(*control))
		return -kInvalid;
	return NT_ERROR(control->status) ? -errno_of(control->status) : 0;
}
