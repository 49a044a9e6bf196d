/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the PnP manager tells the routines of IoRegisterPlugPlayNotification: see notification.hpp.
 */
#define INITGUID
#include "notification.hpp"

#include <wdmguid.h>

#include "base/text.hpp"
#include "event.hpp"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "linux/wait.h"
#include "notification_entry.hpp"
#include "ob/image.hpp"
#include "ob/names.hpp"

namespace ww {

constinit Notifications notifications{};

namespace {

struct InterfaceEvent : PnpEvent {
	GUID guid;
	bool arrives;
	char link[kObjectName];
};

struct LateEvent : PnpEvent {
	const Notification *to;		/* it may be gone by the time of the event */
};

const char *owner_name(const Notification &to)
{
	return to.image ? to.image->Name : "the kernel";
}

} /* namespace */

NTSTATUS notification_call(Notification &to, void *structure)
{
	const auto routine =
		reinterpret_cast<PDRIVER_NOTIFICATION_CALLBACK_ROUTINE>(const_cast<void *>(to.routine));
	const NotifyCall call(to);

	return routine(structure, to.context);
}

/* ---- Interfaces ------------------------------------------------------------------------------ */

void notification_call_for_interface(Notification &to, const char *link, bool arrives)
{
	WCHAR buffer[kObjectName];
	UNICODE_STRING name;
	DEVICE_INTERFACE_CHANGE_NOTIFICATION change{
		kNotificationVersion, sizeof(change),
		arrives ? GUID_DEVICE_INTERFACE_ARRIVAL : GUID_DEVICE_INTERFACE_REMOVAL, to.guid, &name
	};

	name_to_unicode(name, buffer, link);
	notification_call(to, &change);
}

namespace {

bool is_ready(void *argument)
{
	return static_cast<const Notification *>(argument)->is_ready.load(Order::acquire);
}

void tell_of_interface(ListedRoutine &listed, void *argument)
{
	const InterfaceEvent &event = *static_cast<const InterfaceEvent *>(argument);
	Notification &to = notification(listed);

	if (!IsEqualGUID(to.guid, event.guid) || event.number <= to.newest_before)
		return;
	while (!ww_gate_wait(is_ready, &to))
		ww_print(WW_LEVEL_WARNING,
			 "events of interfaces wait for the routine that IoRegisterPlugPlayNotification calls for %s",
			 owner_name(to));
	notification_call_for_interface(to, event.link, event.arrives);
}

void tell_interface(PnpEvent &event)
{
	routines_call(notifications.of_interfaces, tell_of_interface, &event);
	ww_free(static_cast<InterfaceEvent *>(&event));
}

/* ---- Devices --------------------------------------------------------------------------------- */

struct Question {
	PDEVICE_OBJECT pdo;
	NTSTATUS status;
};

NTSTATUS call_for_removal(Notification &to, const GUID &what)
{
	TARGET_DEVICE_REMOVAL_NOTIFICATION removal{ kNotificationVersion, sizeof(removal), what, to.file };

	return notification_call(to, &removal);
}

/* One that refuses is the last that is asked. */
void ask(ListedRoutine &listed, void *argument)
{
	Question &question = *static_cast<Question *>(argument);
	Notification &to = notification(listed);

	if (to.pdo.load() != question.pdo || !NT_SUCCESS(question.status))
		return;
	to.was_asked = true;
	question.status = call_for_removal(to, GUID_TARGET_DEVICE_QUERY_REMOVE);
	if (!NT_SUCCESS(question.status))
		ww_print(WW_LEVEL_WARNING, "%s refuses the removal of a device that it has open: status 0x%08X",
			 owner_name(to), static_cast<u32>(question.status));
}

void cancel(ListedRoutine &listed, void *argument)
{
	Notification &to = notification(listed);

	if (to.pdo.load() != argument || !to.was_asked)
		return;
	to.was_asked = false;
	call_for_removal(to, GUID_TARGET_DEVICE_REMOVE_CANCELLED);
}

void complete(ListedRoutine &listed, void *argument)
{
	Notification &to = notification(listed);
	auto pdo = static_cast<PDEVICE_OBJECT>(argument);

	if (to.pdo.compare_exchange(pdo, nullptr))
		call_for_removal(to, GUID_TARGET_DEVICE_REMOVE_COMPLETE);
}

void complete_late(ListedRoutine &listed, void *argument)
{
	Notification &to = notification(listed);

	if (&to == argument && to.is_late.exchange(false))
		call_for_removal(to, GUID_TARGET_DEVICE_REMOVE_COMPLETE);
}

void tell_late(PnpEvent &event)
{
	auto &late = static_cast<LateEvent &>(event);

	routines_call(notifications.of_devices, complete_late, const_cast<Notification *>(late.to));
	ww_free(&late);
}

/* A device that goes cannot be kept for want of memory. */
template <typename Event>
Event *make_event(void (*tell)(PnpEvent &event))
{
	Event *event;

	while (!(event = static_cast<Event *>(ww_zalloc_sleeping(sizeof(Event)))))
		ww_yield();
	event->tell = tell;
	return event;
}

} /* namespace */

void notification_device_is_leaving(Notification &to, PDEVICE_OBJECT pdo)
{
	if (!to.pdo.compare_exchange(pdo, nullptr))
		return;
	to.is_late.store(true);

	auto *const event = make_event<LateEvent>(tell_late);

	event->to = &to;
	event_add(*event);
}

void notify_interface(const GUID &guid, const char *link, bool arrives)
{
	if (!routine_list_has_any(notifications.of_interfaces))
		return;

	auto *const event = make_event<InterfaceEvent>(tell_interface);

	event->guid = guid;
	event->arrives = arrives;
	text_copy(event->link, sizeof(event->link), link);
	event_add(*event);
}

NTSTATUS notify_query_removal(PDEVICE_OBJECT pdo)
{
	Question question{ pdo, STATUS_SUCCESS };

	routines_call(notifications.of_devices, ask, &question);
	return question.status;
}

void notify_cancel_removal(PDEVICE_OBJECT pdo)
{
	routines_call(notifications.of_devices, cancel, pdo);
}

void notify_removed(PDEVICE_OBJECT pdo)
{
	routines_call(notifications.of_devices, complete, pdo);
}

void notifications_init()
{
	events_init();
	routine_list_init(notifications.of_interfaces);
	routine_list_init(notifications.of_devices);
	routine_list_init(notifications.of_profiles);
}

} /* namespace ww */
