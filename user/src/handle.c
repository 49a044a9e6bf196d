// SPDX-License-Identifier: MIT
/* Handles: the table from file descriptors to objects. */

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/kcmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
static struct object **table;
static size_t table_size;
/* All objects, also those without handles. */
static struct object *objects;

__attribute__((constructor)) static void register_fork(void)
{
	pthread_atfork(fork_before, fork_in_parent, fork_in_child);
}

struct object *object_get(struct object *object)
{
	__atomic_add_fetch(&object->references, 1, __ATOMIC_RELAXED);
	return object;
}

void object_put(struct object *object)
{
	if (__atomic_sub_fetch(&object->references, 1, __ATOMIC_ACQ_REL))
		return;
	pthread_mutex_lock(&table_lock);
	*object->previous = object->next;
	if (object->next)
		object->next->previous = object->previous;
	pthread_mutex_unlock(&table_lock);
	if (object->kind == KIND_PORT)
		port_drop_packets(object);
	if (object->port)
		object_put(object->port);
	if (object->thread)
		thread_put(object->thread);
	free(object->name);
	free(object->own);
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
	pthread_mutex_lock(&table_lock);
	object->next = objects;
	object->previous = &objects;
	if (objects)
		objects->previous = &object->next;
	objects = object;
	pthread_mutex_unlock(&table_lock);
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

void descriptors_raise(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

int control_open(void)
{
	return WITH_DESCRIPTORS(system_calls.open(WINWORK_CONTROL_FILE, O_RDWR | O_CLOEXEC, 0));
}

int descriptor_copy(int fd, BOOL inherit)
{
	int copy = WITH_DESCRIPTORS(fcntl(fd, inherit ? F_DUPFD : F_DUPFD_CLOEXEC, 3));

	if (copy < 0)
		SetLastError(error_of_errno(errno));
	return copy;
}

HANDLE handle_new(struct object *object, BOOL inherit)
{
	int fd = descriptor_copy(object->fd, inherit);

	if (fd < 0)
		return NULL;
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

struct object *object_named(enum kind kind, const char *name)
{
	struct object *object;

	pthread_mutex_lock(&table_lock);
	for (object = objects; object; object = object->next)
		if (object->kind == kind && object->handles && object->name && strcmp(object->name, name) == 0)
			break;
	if (object)
		object_get(object);
	pthread_mutex_unlock(&table_lock);
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
		const bool closed = is_section(handle) && close((int)fd) == 0;

		pthread_mutex_unlock(&table_lock);
		return closed ? TRUE : fail(ERROR_INVALID_HANDLE);
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
	else if (last && object->kind == KIND_FILE)
		file_end(object);
	object_put(object);
	return TRUE;
}

/* The object of a handle that is to be duplicated, with a reference; NULL and the last error. */
static struct object *object_to_duplicate(HANDLE handle)
{
	struct thread *self;

	if (handle == GetCurrentProcess()) {
		SetLastError(ERROR_NOT_SUPPORTED);
		return NULL;
	}
	if (handle != GetCurrentThread())
		return object_of(handle, KIND_ANY);
	self = thread_self();
	if (!self) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	return thread_object(self);
}

BOOL DuplicateHandle(HANDLE source_process, HANDLE source, HANDLE target_process, LPHANDLE target, DWORD access, BOOL inherit,
		     DWORD options)
{
	struct object *object = NULL;
	HANDLE handle = NULL;
	DWORD error;

	(void)access;
	if (source_process != GetCurrentProcess() || target_process != GetCurrentProcess())
		return fail(ERROR_NOT_SUPPORTED);
	if (!target)
		SetLastError(ERROR_INVALID_PARAMETER);
	else
		object = object_to_duplicate(source);
	if (object) {
		handle = handle_new(object, inherit);
		object_put(object);
	}
	error = GetLastError();
	/* Also after a failure. */
	if (options & DUPLICATE_CLOSE_SOURCE)
		CloseHandle(source);
	if (!handle)
		return fail(error);
	*target = handle;
	return TRUE;
}

void handles_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&table_lock);
	else
		pthread_mutex_unlock(&table_lock);
}

/* Whether a descriptor still is the handle of its entry: the program may have closed it with close(2). */
static bool is_handle_of(int fd, const struct object *object)
{
	long differs = syscall(SYS_kcmp, getpid(), getpid(), KCMP_FILE, fd, object->fd);
	struct stat one, other;

	if (differs >= 0)
		return differs == 0;
	/* The kernel, or a container, may lack kcmp(2). */
	return fstat(fd, &one) == 0 && fstat(object->fd, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Whether a child keeps a handle. Threads, ports, semaphores and mutexes are in the memory of one process. */
static bool is_kept(int fd, const struct object *object)
{
	if (object->kind == KIND_THREAD || object->kind == KIND_PORT || object->kind == KIND_SEMAPHORE || object->kind == KIND_MUTEX)
		return false;
	return object->standard || !(fcntl(fd, F_GETFD) & FD_CLOEXEC);
}

void handles_leave(void)
{
	for (struct object *object = objects; object; object = object->next) {
		/*
		 * A thread of the parent may have held the lock, and changed a list. So no list is followed. The requests,
		 * the threads that wait for them and the packets are the parent's.
		 */
		pthread_mutex_init(&object->lock, NULL);
		object->calls = 0;
		object->operations = NULL;
		object->waiters = NULL;
		object->port = NULL;
		object->first = NULL;
		object->last = &object->first;
	}
	for (size_t fd = 0; fd < table_size; fd++) {
		struct object *object = table[fd];
		bool is_handle;

		if (!object)
			continue;
		is_handle = is_handle_of((int)fd, object);
		if (is_handle && is_kept((int)fd, object))
			continue;
		if (is_handle)
			close((int)fd);
		table[fd] = NULL;
		object->handles--;
		object_put(object);
	}
	for (struct object *object = objects; object; object = object->next) {
		if (object->signalled_fd >= 0) {
			close(object->signalled_fd);
			object->signalled_fd = object->handles ? event_new(false) : -1;
		}
		object->inherited = true;
		if (object->handles)
			continue;
		/* A caller of this fork() may use it, or a thread of the parent, and then it stays. */
		if (object->fd >= 0)
			close(object->fd);
		object->fd = -1;
	}
}
