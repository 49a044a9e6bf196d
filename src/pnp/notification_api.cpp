/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The registration of routines that are told of interfaces and devices: IoRegisterPlugPlayNotification.
 */
#include "notification_entry.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "event.hpp"
#include "interface.hpp"
#include "io/file.hpp"
#include "linux/memory.h"
#include "linux/wait.h"
#include "node.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"
#include "ob/stack.hpp"

namespace ww {
namespace {

constexpr char kType[] = "DRIVER_NOTIFICATION_CALLBACK_ROUTINE";

constexpr RoutineFamily family{ .free = notify_routine_free, .report_left = notify_routine_report_left };

struct Registration {
	CallSite call;
	IO_NOTIFICATION_EVENT_CATEGORY category;
	ULONG flags;
	PVOID data;
	PDRIVER_OBJECT driver;
	PDRIVER_NOTIFICATION_CALLBACK_ROUTINE routine;
	PVOID context;
	PVOID *entry;
};

const char *what_is_missing(const Registration &wanted)
{
	const bool has_data = wanted.category == EventCategoryHardwareProfileChange || wanted.data;

	return first_missing({ { has_data, "EventCategoryData" },
			       { wanted.routine != nullptr, "CallbackRoutine" },
			       { wanted.entry != nullptr, "NotificationEntry" } });
}

Notification *create(const Registration &wanted)
{
	auto *const made = static_cast<Notification *>(ww_zalloc_sleeping(sizeof(Notification)));

	if (!made)
		return nullptr;
	made->routine = reinterpret_cast<const void *>(wanted.routine);
	made->image = image_of_address(made->routine);
	/* A routine of the framework's, for a driver. */
	if (!made->image)
		made->image = driver_state(wanted.driver).image;
	made->function = wanted.call.function;
	made->type = kType;
	made->context = wanted.context;
	made->newest_before = event_newest();
	return made;
}

void enter(RoutineList &list, Notification &made)
{
	routine_enter(list, family, &made, ~0u, nullptr);
}

Notification *register_profile(const Registration &wanted)
{
	Notification *const made = create(wanted);

	if (made)
		enter(notifications.of_profiles, *made);
	return made;
}

/* @names: the links of those that are there, or null. */
Notification *enter_interface(const Registration &wanted, const char *names)
{
	Notification *const made = create(wanted);

	if (made) {
		made->guid = *static_cast<const GUID *>(wanted.data);
		made->is_ready.store(!names);
		enter(notifications.of_interfaces, *made);
	}
	return made;
}

struct Existing {
	const Notification *to;
	const char *names;
};

/* The others in the list know already. */
void tell_of_existing(ListedRoutine &listed, void *argument)
{
	const Existing &existing = *static_cast<const Existing *>(argument);
	Notification &to = notification(listed);

	if (&to != existing.to)
		return;
	for (const char *name = existing.names; *name; name += text_length(name) + 1)
		notification_call_for_interface(to, name, true);
	to.is_ready.store(true, Order::release);
	ww_gate_wake();
}

Notification *register_interface(const Registration &wanted)
{
	char *names = nullptr;
	Notification *made = nullptr;

	{
		const InterfacesHold hold;

		if (wanted.flags)
			names = hold.names(*static_cast<const GUID *>(wanted.data));
		if (names || !wanted.flags)
			made = enter_interface(wanted, names);
	}
	if (made && names) {
		Existing existing{ made, names };

		routines_call(notifications.of_interfaces, tell_of_existing, &existing);
	}
	ww_free(names);
	return made;
}

/* The driver has opened a device of the stack of @pdo. */
Notification *register_device(const Registration &wanted, PDEVICE_OBJECT pdo)
{
	Notification *const made = create(wanted);

	if (!made)
		return nullptr;
	made->file = static_cast<PFILE_OBJECT>(wanted.data);
	made->pdo.store(pdo);
	enter(notifications.of_devices, *made);
	/* If the device goes meanwhile, one of both finds the other. */
	if (node_is_leaving(*node_of(pdo)))
		notification_device_is_leaving(*made, pdo);
	return made;
}

/* With a reference; null for a file of a device that is in no stack of the PnP manager. */
PDEVICE_OBJECT pdo_of_file(PFILE_OBJECT file)
{
	const PDEVICE_OBJECT lowest = stack_lowest_reference(file->DeviceObject);

	if (node_of(lowest))
		return lowest;
	object_dereference(lowest);
	return nullptr;
}

NTSTATUS register_for_file(const Registration &wanted, Notification *&made)
{
	if (!check_type(wanted.call, wanted.data, file_type))
		return STATUS_INVALID_PARAMETER;

	const PDEVICE_OBJECT pdo = pdo_of_file(static_cast<PFILE_OBJECT>(wanted.data));

	if (!pdo)
		return refuse(wanted.call, wanted.driver, STATUS_NO_SUCH_DEVICE,
			      "EventCategoryData is a file of a device that the PnP manager does not know");
	made = register_device(wanted, pdo);
	object_dereference(pdo);
	return STATUS_SUCCESS;
}

NTSTATUS enter_category(const Registration &wanted, Notification *&made)
{
	switch (wanted.category) {
	case EventCategoryHardwareProfileChange:
		made = register_profile(wanted);
		return STATUS_SUCCESS;
	case EventCategoryDeviceInterfaceChange:
		made = register_interface(wanted);
		return STATUS_SUCCESS;
	case EventCategoryTargetDeviceChange:
		return register_for_file(wanted, made);
	default:
		return refuse(wanted.call, wanted.driver, STATUS_INVALID_PARAMETER, "EventCategory is %d",
			      wanted.category);
	}
}

NTSTATUS enter_registration(const Registration &wanted)
{
	const ULONG known = wanted.category == EventCategoryDeviceInterfaceChange
				    ? PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES : 0;
	Notification *made = nullptr;

	if (const char *missing = what_is_missing(wanted))
		return refuse(wanted.call, wanted.driver, STATUS_INVALID_PARAMETER, "%s is NULL", missing);
	if (wanted.flags & ~known)
		return refuse(wanted.call, wanted.driver, STATUS_INVALID_PARAMETER,
			      "EventCategoryFlags is 0x%X", static_cast<u32>(wanted.flags));

	const NTSTATUS status = enter_category(wanted, made);

	if (!NT_SUCCESS(status))
		return status;
	*wanted.entry = made;
	return made ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

NTSTATUS unregister(CallSite call, PVOID entry)
{
	if (!at_passive(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (routine_remove(call, family, routine_is, entry) == RoutineRemoval::unknown)
		return refuse(call, driver_of_address(call.caller), STATUS_INVALID_PARAMETER,
			      "NotificationEntry is not of IoRegisterPlugPlayNotification");
	return STATUS_SUCCESS;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI IoRegisterPlugPlayNotification(IO_NOTIFICATION_EVENT_CATEGORY EventCategory,
					      ULONG EventCategoryFlags, PVOID EventCategoryData,
					      PDRIVER_OBJECT DriverObject,
					      PDRIVER_NOTIFICATION_CALLBACK_ROUTINE CallbackRoutine,
					      PVOID Context, PVOID *NotificationEntry)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, DriverObject))
		return STATUS_UNSUCCESSFUL;
	if (!check_type(call, DriverObject, driver_type))
		return STATUS_INVALID_PARAMETER;
	return enter_registration({ call, EventCategory, EventCategoryFlags, EventCategoryData, DriverObject,
				    CallbackRoutine, Context, NotificationEntry });
}

NTSTATUS NTAPI IoUnregisterPlugPlayNotification(PVOID NotificationEntry)
{
	return unregister(WW_CALL_SITE, NotificationEntry);
}

NTSTATUS NTAPI IoUnregisterPlugPlayNotificationEx(PVOID NotificationEntry)
{
	return unregister(WW_CALL_SITE, NotificationEntry);
}

} /* extern "C" */
