// SPDX-License-Identifier: MIT
/*
 * Notifications of device interfaces. An inotify tells what comes and goes in the folder of the class, which itself comes
 * with the first interface. The pool calls the program.
 */
#include "pool.h"
#include "../include/winwork/cfgmgr32.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

struct WINWORK_NOTIFICATION {
	struct work work;
	struct watch watch;
	struct object *events;	/* the inotify */
	PCM_NOTIFY_CALLBACK callback;
	PVOID context;
	GUID class;
	char folder[PATH_MAX];
	int of_folder;		/* the inotify's number for it; -1 */
	unsigned *known;	/* the numbers of the interfaces that have come */
	size_t count;
	bool closed;		/* under the lock of the watches */
};

/* Whether a number is known, which it is from now on, or is not. False without memory: then nothing is told. */
static bool know(HCMNOTIFICATION one, unsigned number, bool comes)
{
	size_t at = 0;
	unsigned *larger;

	while (at < one->count && one->known[at] != number)
		at++;
	if (comes == (at < one->count))
		return false;
	if (!comes) {
		one->known[at] = one->known[--one->count];
		return true;
	}
	larger = realloc(one->known, (one->count + 1) * sizeof(*larger));
	if (!larger)
		return false;
	one->known = larger;
	one->known[one->count++] = number;
	return true;
}

/* An interface has come or gone. With tells, the program is told. */
static void change(HCMNOTIFICATION one, const char *name, bool comes, bool tells)
{
	union {
		CM_NOTIFY_EVENT_DATA data;
		char room[sizeof(CM_NOTIFY_EVENT_DATA) + 64 * sizeof(WCHAR)];
	} event = { .data.FilterType = CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE };
	WCHAR *link = event.data.u.DeviceInterface.SymbolicLink;
	char *end;
	const unsigned number = (unsigned)strtoul(name, &end, 10);
	int units;

	if (end == name || *end || !know(one, number, comes) || !tells)
		return;
	event.data.u.DeviceInterface.ClassGuid = one->class;
	units = interface_path(&one->class, number, link);
	one->callback(one, one->context,
		      comes ? CM_NOTIFY_ACTION_DEVICEINTERFACEARRIVAL : CM_NOTIFY_ACTION_DEVICEINTERFACEREMOVAL, &event.data,
		      (DWORD)((char *)(link + units) - event.room));
}

/* Watches the folder of the class, if it is there, and looks at what it has. */
static void open_folder(HCMNOTIFICATION one, bool tells)
{
	struct dirent *entry;
	DIR *entries;

	one->of_folder = inotify_add_watch(one->events->fd, one->folder, IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_ONLYDIR);
	entries = one->of_folder < 0 ? NULL : opendir(one->folder);
	while (entries && (entry = readdir(entries)))
		change(one, entry->d_name, true, tells);
	if (entries)
		closedir(entries);
}

static void handle_event(HCMNOTIFICATION one, const struct inotify_event *event)
{
	const char *name = strrchr(one->folder, '/') + 1;

	if (event->wd == one->of_folder && (event->mask & IN_IGNORED))
		one->of_folder = -1;
	else if (event->wd == one->of_folder && event->len)
		change(one, event->name, !(event->mask & IN_DELETE), true);
	else if (event->len && strcmp(event->name, name) == 0 && !(event->mask & IN_DELETE))
		open_folder(one, true);
}

static void call_notification(struct work *work)
{
	HCMNOTIFICATION one = (HCMNOTIFICATION)((char *)work - offsetof(struct WINWORK_NOTIFICATION, work));
	__attribute__((aligned(__alignof__(struct inotify_event)))) char events[4096];
	ssize_t size;

	while ((size = read(one->events->fd, events, sizeof(events))) > 0)
		for (char *at = events; at < events + size;) {
			const struct inotify_event *event = (const struct inotify_event *)at;

			handle_event(one, event);
			at += sizeof(*event) + event->len;
		}
	watches_hold(true);
	if (!one->closed)
		watch_set_locked(&one->watch, one->events, FOREVER);
	watches_hold(false);
}

static void fire_notification(struct watch *watch, bool timed_out)
{
	(void)timed_out;
	work_submit(&((HCMNOTIFICATION)((char *)watch - offsetof(struct WINWORK_NOTIFICATION, watch)))->work);
}

static void end_notification(struct work *work)
{
	HCMNOTIFICATION one = (HCMNOTIFICATION)((char *)work - offsetof(struct WINWORK_NOTIFICATION, work));

	if (one->events)
		object_put(one->events);
	free(one->known);
	free(one);
}

static CONFIGRET check_filter(const CM_NOTIFY_FILTER *filter, const void *callback, const void *notification)
{
	if (!filter || !callback || !notification)
		return CR_INVALID_POINTER;
	if (filter->cbSize != sizeof(*filter))
		return CR_INVALID_DATA;
	return filter->FilterType != CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE || filter->Flags ? CR_CALL_NOT_IMPLEMENTED : CR_SUCCESS;
}

/* Begins. Each result but CR_SUCCESS leaves nothing behind but the memory. */
static CONFIGRET begin(HCMNOTIFICATION one)
{
	int fd = WITH_DESCRIPTORS(inotify_init1(IN_CLOEXEC | IN_NONBLOCK));

	if (fd < 0)
		return CR_OUT_OF_MEMORY;
	one->events = object_new(KIND_NOTIFICATION, fd);
	if (!one->events)
		return CR_OUT_OF_MEMORY;
	if (inotify_add_watch(fd, system_calls.devices, IN_CREATE | IN_MOVED_TO | IN_ONLYDIR) < 0)
		return errno == ENOSPC ? CR_OUT_OF_MEMORY : CR_FAILURE;
	/* What is there already is not told. */
	open_folder(one, false);
	return watch_set(&one->watch, one->events, FOREVER) ? CR_SUCCESS : CR_OUT_OF_MEMORY;
}

CONFIGRET CM_Register_Notification(PCM_NOTIFY_FILTER filter, PVOID context, PCM_NOTIFY_CALLBACK callback,
				   PHCMNOTIFICATION notification)
{
	CONFIGRET result = check_filter(filter, (const void *)callback, notification);
	HCMNOTIFICATION one;

	if (result != CR_SUCCESS)
		return result;
	one = calloc(1, sizeof(*one));
	if (!one)
		return CR_OUT_OF_MEMORY;
	work_init(&one->work, call_notification, end_notification);
	one->watch.fire = fire_notification;
	one->callback = callback;
	one->context = context;
	one->class = filter->u.DeviceInterface.ClassGuid;
	interface_folder(&one->class, one->folder);
	/* Before the program is called, which may use it. */
	*notification = one;
	result = begin(one);
	if (result != CR_SUCCESS) {
		*notification = NULL;
		work_put(&one->work);
	}
	return result;
}

CONFIGRET CM_Unregister_Notification(HCMNOTIFICATION one)
{
	if (!one)
		return CR_INVALID_DATA;
	watches_hold(true);
	one->closed = true;
	watch_clear_locked(&one->watch);
	watches_hold(false);
	work_wait(&one->work, true);
	work_put(&one->work);
	return CR_SUCCESS;
}
