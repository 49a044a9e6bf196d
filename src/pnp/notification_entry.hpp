/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A registration of IoRegisterPlugPlayNotification, for the files that tell it of events.
 */
#pragma once

#include <wdm.h>
#include <winwork/io/pnp.h>

#include "base/atomic.hpp"
#include "ob/notify_routine.hpp"

namespace ww {

constexpr USHORT kNotificationVersion = 1;

struct Notification : NotifyRoutine {
	PVOID context;
	u64 newest_before;		/* the number of an event: only later ones are told */
	/* Of a class of interfaces: */
	GUID guid;
	Atomic<bool> is_ready;		/* it has been told of those that were there */
	/* Of a device: */
	PFILE_OBJECT file;		/* as the driver passed it. It may have closed it since. */
	Atomic<PDEVICE_OBJECT> pdo;	/* null when the device has gone */
	bool was_asked;			/* whether the device may go. Of the thread that changes the node. */
	Atomic<bool> is_late;		/* the device was leaving already, and the routine has yet to be told */
};

/* The registrations, by category. */
struct Notifications {
	RoutineList of_interfaces;
	RoutineList of_devices;
	RoutineList of_profiles;	/* Linux has no hardware profiles, so nothing calls these */
};

extern Notifications notifications;

inline Notification &notification(ListedRoutine &listed)
{
	return static_cast<Notification &>(listed);
}

/* The routine's answer to @structure. */
NTSTATUS notification_call(Notification &to, void *structure);

/* The device of a routine that has just been registered is leaving: if no one has told it so, the worker does. */
void notification_device_is_leaving(Notification &to, PDEVICE_OBJECT pdo);

/* The routine is told of an interface, by the name of its link. */
void notification_call_for_interface(Notification &to, const char *link, bool arrives);

} /* namespace ww */
