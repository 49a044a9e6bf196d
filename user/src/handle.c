// SPDX-License-Identifier: MIT
/* Handles: the table from file descriptors to objects. */

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static struct object **table;
static size_t table_size;

struct object *object_get(struct object *object)
{
	__atomic_add_fetch(&object->references, 1, __ATOMIC_RELAXED);
	return object;
}

void object_put(struct object *object)
{
	if (__atomic_sub_fetch(&object->references, 1, __ATOMIC_ACQ_REL))
		return;
	if (object->kind == KIND_PORT)
		port_drop_packets(object);
	if (object->port)
		object_put(object->port);
	if (object->thread)
		thread_put(object->thread);
	if (object->fd >= 0)
		close(object->fd);
	if (object->signalled_fd >= 0)
		close(object->signalled_fd);
	pthread_mutex_destroy(&object->lock);
	free(object);
}

struct object *object_new(enum kind kind, int fd)
{
	struct object *object = calloc(1, sizeof(*object));

	if (!object) {
		if (fd >= 0)
			close(fd);
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	object->kind = kind;
	object->fd = fd;
	object->references = 1;
	object->signalled_fd = -1;
	object->last = &object->first;
	pthread_mutex_init(&object->lock, NULL);
	return object;
}

/* Makes room for a descriptor. The caller holds the lock. */
static bool table_reaches(int fd)
{
	size_t size = table_size ? table_size : 64;
	struct object **larger;

	if ((size_t)fd < table_size)
		return true;
	while ((size_t)fd >= size)
		size *= 2;
	larger = realloc(table, size * sizeof(*table));
	if (!larger)
		return false;
	for (size_t i = table_size; i < size; i++)
		larger[i] = NULL;
	table = larger;
	table_size = size;
	return true;
}

HANDLE handle_new(struct object *object, BOOL inherit)
{
	int fd = fcntl(object->fd, inherit ? F_DUPFD : F_DUPFD_CLOEXEC, 3);

	if (fd < 0) {
		SetLastError(error_of_errno(errno));
		return NULL;
	}
	pthread_mutex_lock(&table_lock);
	if (!table_reaches(fd)) {
		pthread_mutex_unlock(&table_lock);
		close(fd);
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	/* A program that closes a handle with close(2) leaves an entry behind. */
	struct object *old = table[fd];

	if (old)
		old->handles--;
	table[fd] = object_get(object);
	object->handles++;
	pthread_mutex_unlock(&table_lock);
	if (old)
		object_put(old);
	return (HANDLE)(intptr_t)fd;
}

struct object *object_of(HANDLE handle, enum kind kind)
{
	size_t fd = (size_t)handle;
	struct object *object = NULL;

	pthread_mutex_lock(&table_lock);
	if (fd < table_size && table[fd] && (kind == KIND_ANY || table[fd]->kind == kind))
		object = object_get(table[fd]);
	pthread_mutex_unlock(&table_lock);
	if (!object)
		SetLastError(ERROR_INVALID_HANDLE);
	return object;
}

void for_each_object(void (*call)(struct object *object, void *context), void *context)
{
	size_t fd = 0;

	for (;;) {
		struct object *object = NULL;

		pthread_mutex_lock(&table_lock);
		while (fd < table_size && !object) {
			if (table[fd])
				object = object_get(table[fd]);
			fd++;
		}
		pthread_mutex_unlock(&table_lock);
		if (!object)
			return;
		call(object, context);
		object_put(object);
	}
}

BOOL CloseHandle(HANDLE handle)
{
	size_t fd = (size_t)handle;
	struct object *object;
	bool last;

	/* GetCurrentProcess() and GetCurrentThread() need not be closed, but may be. */
	if (handle == GetCurrentProcess() || handle == GetCurrentThread())
		return TRUE;
	pthread_mutex_lock(&table_lock);
	object = fd < table_size ? table[fd] : NULL;
	if (!object) {
		pthread_mutex_unlock(&table_lock);
		return fail(ERROR_INVALID_HANDLE);
	}
	table[fd] = NULL;
	last = --object->handles == 0;
	/* Under the lock: the number can be given away at once. */
	close((int)fd);
	pthread_mutex_unlock(&table_lock);
	if (last && object->kind == KIND_DEVICE)
		requests_end(object);
	else if (last && object->kind == KIND_PORT)
		port_close(object);
	object_put(object);
	return TRUE;
}

BOOL DuplicateHandle(HANDLE source_process, HANDLE source, HANDLE target_process, LPHANDLE target, DWORD access, BOOL inherit,
		     DWORD options)
{
	struct object *object;
	HANDLE handle;

	(void)access;
	if (source_process != GetCurrentProcess() || target_process != GetCurrentProcess())
		return fail(ERROR_NOT_SUPPORTED);
	if (!target)
		return fail(ERROR_INVALID_PARAMETER);
	if (source == GetCurrentThread()) {
		struct thread *self = thread_self();

		if (!self)
			return fail(ERROR_NOT_ENOUGH_MEMORY);
		int fd = fcntl(self->exited_fd, F_DUPFD_CLOEXEC, 3);

		if (fd < 0)
			return fail(error_of_errno(errno));
		object = object_new(KIND_THREAD, fd);
		if (!object)
			return FALSE;
		object->thread = thread_get(self);
		handle = handle_new(object, inherit);
		object_put(object);
		if (!handle)
			return FALSE;
		*target = handle;
		return TRUE;
	}
	object = object_of(source, KIND_ANY);
	if (!object)
		return FALSE;
	handle = handle_new(object, inherit);
	object_put(object);
	if (!handle)
		return FALSE;
	if (options & DUPLICATE_CLOSE_SOURCE)
		CloseHandle(source);
	*target = handle;
	return TRUE;
}
