/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The routines that are told of files which programs map to execute them.
 */
#include <ntifs.h>

#include "base/report.hpp"
#include "linux/memory.h"
#include "linux/task_events.h"
#include "linux/user.h"
#include "ob/image.hpp"
#include "ob/notify_routine.hpp"
#include "process.hpp"
#include "process_image.hpp"
#include "task_events.hpp"

namespace ww {
namespace {

constexpr char kType[] = "PLOAD_IMAGE_NOTIFY_ROUTINE";

constinit RoutineList routines{};

int watch()
{
	const int error = task_events_prepare();

	return error ? error : ww_images_watch();
}

constexpr NotifyApi api{
	.family = { .free = notify_routine_free, .report_left = notify_routine_report_left },
	.is_same = notify_is_same_code,
	.takes_twice = true,
	.most = 64,			/* as on Windows */
	.full = STATUS_INSUFFICIENT_RESOURCES,
	.watch = watch,
};

struct Image {
	const TaskEvent &event;
	UNICODE_STRING *name;		/* null without memory */
};

/* Each routine has a structure of its own, which it may write to. */
void call(ListedRoutine &listed, void *argument)
{
	const Image &image = *static_cast<const Image *>(argument);
	const NotifyRoutine &routine = notify_routine(listed);
	UNICODE_STRING name = image.name ? *image.name : UNICODE_STRING{};
	IMAGE_INFO info = {};
	const NotifyCall call(routine);

	info.ImageAddressingMode = IMAGE_ADDRESSING_MODE_32BIT;
	info.ImageBase = reinterpret_cast<void *>(image.event.base);
	info.ImageSize = image.event.bytes;
	reinterpret_cast<PLOAD_IMAGE_NOTIFY_ROUTINE>(const_cast<void *>(routine.routine))(
		image.name ? &name : nullptr, id_of(ww_task_process_id(image.event.task)), &info);
}

/* The characters of the name, with a zero; null without memory, or for a path that is too long. */
WCHAR *make_name(const TaskEvent &event, UNICODE_STRING &name)
{
	ImagePath path;

	if (!NT_SUCCESS(path.read_file(event.file)))
		return nullptr;

	const USHORT bytes = path.bytes(ImageName::native);
	auto *units = static_cast<WCHAR *>(ww_zalloc_large(bytes + sizeof(WCHAR)));

	if (units)
		path.write(ImageName::native, units);
	name = { bytes, static_cast<USHORT>(bytes + sizeof(WCHAR)), units };
	return units;
}

NTSTATUS add(CallSite call, const void *routine)
{
	return notify_add(routines, api, { call, routine, kType });
}

} /* namespace */

bool images_have_routines()
{
	return routine_list_has_any(routines);
}

void image_routines_call(const TaskEvent &event)
{
	UNICODE_STRING name;
	WCHAR *const units = make_name(event, name);
	Image image{ event, units ? &name : nullptr };

	routines_call(routines, call, &image);
	ww_free_large(units);
}

void image_routines_init()
{
	routine_list_init(routines);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI PsSetLoadImageNotifyRoutine(PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine)
{
	return add(WW_CALL_SITE, reinterpret_cast<const void *>(NotifyRoutine));
}

NTSTATUS NTAPI PsSetLoadImageNotifyRoutineEx(PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine, ULONG_PTR Flags)
{
	const CallSite call = WW_CALL_SITE;

	if (Flags & ~static_cast<ULONG_PTR>(PS_IMAGE_NOTIFY_CONFLICTING_ARCHITECTURE))
		return refuse(call, driver_of_address(call.caller), STATUS_INVALID_PARAMETER,
			      "Flags is 0x%llX", static_cast<u64>(Flags));
	return add(call, reinterpret_cast<const void *>(NotifyRoutine));
}

NTSTATUS NTAPI PsRemoveLoadImageNotifyRoutine(PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine)
{
	return notify_remove(api, { WW_CALL_SITE, reinterpret_cast<const void *>(NotifyRoutine), kType });
}

} /* extern "C" */
