/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events that a driver reports for its device: IoReportTargetDeviceChange.
 */
#define INITGUID
#include "notification_entry.hpp"

#include <wdmguid.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "event.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "node.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

constexpr u32 kStep = 10;		/* seconds between two lines about a wait */

struct DeviceEvent : PnpEvent {
	Node *node;			/* kept */
	PDEVICE_CHANGE_COMPLETE_CALLBACK callback;
	PVOID context;
	_WINWORK_IMAGE *image;		/* that has the callback, with an activity; or null */
	struct ww_done *told;		/* for the thread that waits, or null */
	TARGET_DEVICE_CUSTOM_NOTIFICATION custom;	/* last: its data is behind it */
};

void tell_of_device(ListedRoutine &listed, void *argument)
{
	DeviceEvent &event = *static_cast<DeviceEvent *>(argument);
	Notification &to = notification(listed);

	if (to.pdo.load() != event.node->pdo || event.number <= to.newest_before)
		return;
	event.custom.FileObject = to.file;
	notification_call(to, &event.custom);
}

void call_back(const DeviceEvent &event)
{
	const auto routine = reinterpret_cast<const void *>(event.callback);

	event.callback(event.context);
	driver_check_return(event.image ? event.image->DriverObject : nullptr, "DEVICE_CHANGE_COMPLETE_CALLBACK", routine);
	if (event.image)
		image_dereference(event.image);
}

void tell_device(PnpEvent &told)
{
	auto &event = static_cast<DeviceEvent &>(told);
	struct ww_done *const done = event.told;

	routines_call(notifications.of_devices, tell_of_device, &event);
	if (event.callback)
		call_back(event);
	node_drop(*event.node);
	ww_free(&event);
	if (done)
		ww_done_set(done);
}

bool is_of_the_manager(const GUID &event)
{
	return IsEqualGUID(event, GUID_TARGET_DEVICE_QUERY_REMOVE) ||
	       IsEqualGUID(event, GUID_TARGET_DEVICE_REMOVE_CANCELLED) ||
	       IsEqualGUID(event, GUID_TARGET_DEVICE_REMOVE_COMPLETE);
}

/* A status, after a refusal. */
NTSTATUS check_custom(CallSite call, PDEVICE_OBJECT pdo, const TARGET_DEVICE_CUSTOM_NOTIFICATION *custom)
{
	constexpr USHORT least = __builtin_offsetof(TARGET_DEVICE_CUSTOM_NOTIFICATION, CustomDataBuffer);

	if (!custom)
		return refuse(call, pdo, STATUS_INVALID_PARAMETER, "NotificationStructure is NULL");
	if (custom->Version != kNotificationVersion || custom->Size < least)
		return refuse(call, pdo, STATUS_INVALID_PARAMETER,
			      "NotificationStructure has the Version %u and the Size %u", custom->Version,
			      custom->Size);
	if (custom->FileObject)
		return refuse(call, pdo, STATUS_INVALID_PARAMETER,
			      "FileObject of NotificationStructure is not NULL");
	if (is_of_the_manager(custom->Event))
		return refuse(call, pdo, STATUS_INVALID_DEVICE_REQUEST,
			      "Event of NotificationStructure is one that only the PnP manager reports");
	return STATUS_SUCCESS;
}

/* The driver may use its structure again at once. Null without memory. */
DeviceEvent *create_event(Node &node, const TARGET_DEVICE_CUSTOM_NOTIFICATION &custom)
{
	auto *const event = static_cast<DeviceEvent *>(ww_zalloc(sizeof(DeviceEvent) + custom.Size));

	if (!event)
		return nullptr;
	event->tell = tell_device;
	event->node = &node;
	__builtin_memcpy(&event->custom, &custom, custom.Size);
	node_keep(node);
	return event;
}

/* Null, with a status, after a refusal, and without memory. */
DeviceEvent *prepare(CallSite call, PDEVICE_OBJECT pdo, PVOID structure, NTSTATUS &status)
{
	const auto *const custom = static_cast<const TARGET_DEVICE_CUSTOM_NOTIFICATION *>(structure);
	Node *const node = check_node(call, pdo);

	status = node ? check_custom(call, pdo, custom) : STATUS_INVALID_PARAMETER;
	if (!NT_SUCCESS(status))
		return nullptr;

	DeviceEvent *const event = create_event(*node, *custom);

	if (!event)
		status = STATUS_INSUFFICIENT_RESOURCES;
	return event;
}

/* In the worker itself, which would wait for itself, the event is told at once. */
void tell_and_wait(DeviceEvent &event)
{
	struct ww_done done;

	if (event_is_being_told_here()) {
		event.number = event_newest() + 1;
		event.tell(event);
		return;
	}
	ww_done_init(&done);
	event.told = &done;
	event_add(event);
	while (!ww_done_wait(&done, kStep))
		ww_print(WW_LEVEL_WARNING, "IoReportTargetDeviceChange waits for a routine that is told of the event");
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI IoReportTargetDeviceChange(PDEVICE_OBJECT PhysicalDeviceObject, PVOID NotificationStructure)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status;

	if (!at_passive(call, PhysicalDeviceObject))
		return STATUS_UNSUCCESSFUL;
	if (DeviceEvent *event = prepare(call, PhysicalDeviceObject, NotificationStructure, status))
		tell_and_wait(*event);
	return status;
}

NTSTATUS NTAPI IoReportTargetDeviceChangeAsynchronous(PDEVICE_OBJECT PhysicalDeviceObject,
						      PVOID NotificationStructure,
						      PDEVICE_CHANGE_COMPLETE_CALLBACK Callback, PVOID Context)
{
	const CallSite call = WW_CALL_SITE;
	NTSTATUS status;

	if (!at_dispatch_or_below(call, PhysicalDeviceObject))
		return STATUS_UNSUCCESSFUL;
	if (DeviceEvent *event = prepare(call, PhysicalDeviceObject, NotificationStructure, status)) {
		event->callback = Callback;
		event->context = Context;
		event->image = image_reference_of_address(reinterpret_cast<const void *>(Callback));
		event_add(*event);
	}
	return status;
}

} /* extern "C" */
