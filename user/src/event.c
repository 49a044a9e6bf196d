// SPDX-License-Identifier: MIT
/*
 * Making and opening events. One without a name is an eventfd. One with a name is winwork.ko's, which drivers and other
 * programs open as well; its file is used as an eventfd.
 */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The namespaces of the session and of the system are one, as in session 0. NULL and the last error for another one. */
static const char *without_namespace(const char *name)
{
	static const char *const namespaces[] = { "Global\\", "Local\\" };

	for (size_t i = 0; i < sizeof(namespaces) / sizeof(namespaces[0]); i++) {
		const size_t length = strlen(namespaces[i]);

		if (strncmp(name, namespaces[i], length) == 0) {
			name += length;
			break;
		}
	}
	if (!strchr(name, '\\'))
		return name;
	SetLastError(ERROR_PATH_NOT_FOUND);
	return NULL;
}

/* 0, or an errno. */
static int ask(struct winwork_event *wanted)
{
	int control = control_open(), error = 0;

	if (control < 0)
		return errno == ENOENT && wanted->operation == WINWORK_EVENT_CREATE ? EOPNOTSUPP : errno;
	if (WITH_DESCRIPTORS(system_calls.ioctl(control, WINWORK_EVENT, wanted)) < 0)
		error = errno;
	close(control);
	return error;
}

/* A handle for an object that may be NULL. The last error is ERROR_SUCCESS, or that of the failure. */
static HANDLE handle_of_new(struct object *event, bool manual, bool inherit)
{
	HANDLE handle;

	if (!event)
		return NULL;
	event->manual = manual;
	SetLastError(ERROR_SUCCESS);
	handle = handle_new(event, inherit);
	object_put(event);
	return handle;
}

static HANDLE get_named(struct winwork_event *wanted, const char *name, bool inherit)
{
	HANDLE handle;
	int error;

	name = without_namespace(name);
	if (!name)
		return NULL;
	wanted->size = sizeof(*wanted);
	wanted->name = (uintptr_t)name;
	wanted->name_bytes = (__u32)strlen(name);
	wanted->flags = O_CLOEXEC | O_NONBLOCK;
	error = ask(wanted);
	if (error) {
		SetLastError(error_of_errno(error));
		return NULL;
	}
	handle = handle_of_new(object_new(KIND_EVENT, wanted->fd), wanted->kind == WINWORK_EVENT_NOTIFICATION, inherit);
	if (handle && wanted->status)
		SetLastError(ERROR_ALREADY_EXISTS);
	return handle;
}

HANDLE CreateEventA(LPSECURITY_ATTRIBUTES attributes, BOOL manual, BOOL signalled, LPCSTR name)
{
	struct winwork_event wanted = {
		.operation = WINWORK_EVENT_CREATE,
		.kind = manual ? WINWORK_EVENT_NOTIFICATION : WINWORK_EVENT_SYNCHRONIZATION,
		.is_set = signalled != FALSE,
	};
	const bool inherit = attributes && attributes->bInheritHandle;
	int fd;

	if (name && *name)
		return get_named(&wanted, name, inherit);
	fd = event_new(signalled);
	return fd < 0 ? NULL : handle_of_new(object_new(KIND_EVENT, fd), manual, inherit);
}

HANDLE CreateEventW(LPSECURITY_ATTRIBUTES attributes, BOOL manual, BOOL signalled, LPCWSTR name)
{
	char *copy = name ? narrow(name) : NULL;
	HANDLE handle = name && !copy ? NULL : CreateEventA(attributes, manual, signalled, copy);

	free(copy);
	return handle;
}

HANDLE OpenEventA(DWORD access, BOOL inherit, LPCSTR name)
{
	struct winwork_event wanted = { .operation = WINWORK_EVENT_OPEN };

	(void)access;
	if (name && *name)
		return get_named(&wanted, name, inherit);
	SetLastError(ERROR_INVALID_PARAMETER);
	return NULL;
}

HANDLE OpenEventW(DWORD access, BOOL inherit, LPCWSTR name)
{
	char *copy = name ? narrow(name) : NULL;
	HANDLE handle = name && !copy ? NULL : OpenEventA(access, inherit, copy);

	free(copy);
	return handle;
}
