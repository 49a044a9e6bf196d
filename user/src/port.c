// SPDX-License-Identifier: MIT
/* Completion ports. A port's descriptor is an eventfd that counts its packets. */

#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

void port_add(struct object *port, struct packet *packet)
{
	pthread_mutex_lock(&port->lock);
	packet->next = NULL;
	*port->last = packet;
	port->last = &packet->next;
	pthread_mutex_unlock(&port->lock);
	event_signal(port->fd);
}

/* The last handle is closed: threads that wait give up. */
void port_close(struct object *port)
{
	pthread_mutex_lock(&port->lock);
	port->closed = true;
	pthread_mutex_unlock(&port->lock);
	event_signal(port->fd);
}

void port_drop_packets(struct object *port)
{
	while (port->first) {
		struct packet *packet = port->first;

		port->first = packet->next;
		free(packet);
	}
}

/* Takes the oldest packet; NULL if there is none. */
static struct packet *port_take(struct object *port, bool *closed)
{
	struct packet *packet;
	bool left;

	pthread_mutex_lock(&port->lock);
	packet = port->first;
	if (packet) {
		port->first = packet->next;
		if (!port->first)
			port->last = &port->first;
	}
	*closed = port->closed;
	left = port->first || port->closed;
	if (!left)
		event_clear(port->fd);
	pthread_mutex_unlock(&port->lock);
	return packet;
}

HANDLE CreateIoCompletionPort(HANDLE file_handle, HANDLE existing, ULONG_PTR key, DWORD threads)
{
	struct object *port, *file;
	HANDLE handle = existing;
	DWORD error = 0;
	int fd;

	(void)threads;
	if (existing) {
		port = object_of(existing, KIND_PORT);
		if (!port)
			return NULL;
		if (file_handle == INVALID_HANDLE_VALUE) {
			object_put(port);
			SetLastError(ERROR_INVALID_PARAMETER);
			return NULL;
		}
	} else {
		fd = event_new(false);
		if (fd < 0)
			return NULL;
		port = object_new(KIND_PORT, fd);
		if (!port)
			return NULL;
		handle = handle_new(port, FALSE);
	}
	if (handle && file_handle != INVALID_HANDLE_VALUE) {
		file = object_of(file_handle, KIND_DEVICE);
		if (!file) {
			error = ERROR_INVALID_HANDLE;
		} else {
			pthread_mutex_lock(&file->lock);
			/* A file has one port, for good. */
			if (file->synchronous || file->port) {
				error = ERROR_INVALID_PARAMETER;
			} else {
				file->key = key;
				file->port = object_get(port);
			}
			pthread_mutex_unlock(&file->lock);
			object_put(file);
		}
	}
	object_put(port);
	if (!error)
		return handle;
	if (!existing)
		CloseHandle(handle);
	SetLastError(error);
	return NULL;
}

BOOL PostQueuedCompletionStatus(HANDLE handle, DWORD bytes, ULONG_PTR key, LPOVERLAPPED overlapped)
{
	struct object *port = object_of(handle, KIND_PORT);
	struct packet *packet;

	if (!port)
		return FALSE;
	packet = calloc(1, sizeof(*packet));
	if (packet) {
		packet->key = key;
		packet->overlapped = overlapped;
		packet->bytes = bytes;
		port_add(port, packet);
	}
	object_put(port);
	return packet ? TRUE : fail(ERROR_NOT_ENOUGH_MEMORY);
}

/* The next packet; NULL and the last error. */
static struct packet *port_wait(struct object *port, uint64_t deadline, bool alertable)
{
	for (;;) {
		struct pollfd wait = { .fd = port->fd, .events = POLLIN };
		struct packet *packet;
		bool closed;

		packet = port_take(port, &closed);
		if (packet)
			return packet;
		if (closed) {
			SetLastError(ERROR_ABANDONED_WAIT_0);
			return NULL;
		}
		switch (wait_readable(&wait, 1, deadline, alertable)) {
		case WOKEN:
			break;
		case WOKEN_TIMEOUT:
			SetLastError(WAIT_TIMEOUT);
			return NULL;
		case WOKEN_APC:
			SetLastError(WAIT_IO_COMPLETION);
			return NULL;
		case WOKEN_ERROR:
			return NULL;
		}
	}
}

BOOL GetQueuedCompletionStatus(HANDLE handle, LPDWORD bytes, PULONG_PTR key, LPOVERLAPPED *overlapped, DWORD milliseconds)
{
	struct object *port = object_of(handle, KIND_PORT);
	struct packet *packet;
	NTSTATUS status;

	*overlapped = NULL;
	if (!port)
		return FALSE;
	packet = port_wait(port, deadline_of(milliseconds), false);
	object_put(port);
	if (!packet)
		return FALSE;
	*bytes = packet->bytes;
	*key = packet->key;
	*overlapped = packet->overlapped;
	status = packet->status;
	free(packet);
	return result_of(status);
}

BOOL GetQueuedCompletionStatusEx(HANDLE handle, LPOVERLAPPED_ENTRY entries, ULONG count, PULONG removed, DWORD milliseconds,
				 BOOL alertable)
{
	struct object *port;
	struct packet *packet;
	ULONG found = 0;
	bool closed;

	if (!entries || !count || !removed)
		return fail(ERROR_INVALID_PARAMETER);
	*removed = 0;
	port = object_of(handle, KIND_PORT);
	if (!port)
		return FALSE;
	packet = port_wait(port, deadline_of(milliseconds), alertable);
	if (!packet && GetLastError() == WAIT_IO_COMPLETION) {
		object_put(port);
		thread_run_apcs();
		return fail(WAIT_IO_COMPLETION);
	}
	while (packet) {
		entries[found++] = (OVERLAPPED_ENTRY){
			.lpCompletionKey = packet->key,
			.lpOverlapped = packet->overlapped,
			.Internal = (DWORD)packet->status,
			.dwNumberOfBytesTransferred = packet->bytes,
		};
		free(packet);
		packet = found < count ? port_take(port, &closed) : NULL;
	}
	object_put(port);
	*removed = found;
	return found > 0;
}
