// SPDX-License-Identifier: MIT
/*
 * Semaphores. The count is in memory, and the descriptor is an eventfd that is signalled while the count is not 0. The
 * names are the process's own.
 */
#include "internal.h"

#include <stdlib.h>
#include <string.h>

/* Around the search for a name and the creation of the semaphore that gets it. */
static pthread_mutex_t names_lock = PTHREAD_MUTEX_INITIALIZER;

void semaphores_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&names_lock);
	else
		pthread_mutex_unlock(&names_lock);
}

bool semaphore_take(struct object *semaphore)
{
	bool taken;

	pthread_mutex_lock(&semaphore->lock);
	taken = semaphore->count > 0;
	if (taken && --semaphore->count == 0)
		event_clear(semaphore->fd);
	pthread_mutex_unlock(&semaphore->lock);
	return taken;
}

void semaphore_give(struct object *semaphore)
{
	pthread_mutex_lock(&semaphore->lock);
	semaphore->count++;
	event_signal(semaphore->fd);
	pthread_mutex_unlock(&semaphore->lock);
}

/* A semaphore, with a reference; NULL and the last error. */
static struct object *semaphore_new(LONG count, LONG most, const char *name)
{
	int fd = event_new(count > 0);
	struct object *semaphore = fd < 0 ? NULL : object_new(KIND_SEMAPHORE, fd);

	if (!semaphore)
		return NULL;
	semaphore->count = count;
	semaphore->most = most;
	semaphore->name = name ? strdup(name) : NULL;
	if (!name || semaphore->name)
		return semaphore;
	object_put(semaphore);
	SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return NULL;
}

/* In the namespace of the session, which is the usual one. */
static const char *without_prefix(const char *name)
{
	return name && strncmp(name, "Local\\", 6) == 0 ? name + 6 : name;
}

static HANDLE create(LPSECURITY_ATTRIBUTES attributes, LONG count, LONG most, const char *name)
{
	struct object *semaphore;
	HANDLE handle = NULL;
	DWORD error = ERROR_SUCCESS;

	if (count < 0 || most <= 0 || count > most) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return NULL;
	}
	pthread_mutex_lock(&names_lock);
	semaphore = name ? object_named(KIND_SEMAPHORE, name) : NULL;
	if (semaphore)
		error = ERROR_ALREADY_EXISTS;
	else
		semaphore = semaphore_new(count, most, name);
	if (semaphore) {
		handle = handle_new(semaphore, attributes && attributes->bInheritHandle);
		object_put(semaphore);
	}
	pthread_mutex_unlock(&names_lock);
	if (handle)
		SetLastError(error);
	return handle;
}

HANDLE CreateSemaphoreA(LPSECURITY_ATTRIBUTES attributes, LONG count, LONG most, LPCSTR name)
{
	name = without_prefix(name);
	return create(attributes, count, most, name && *name ? name : NULL);
}

HANDLE CreateSemaphoreW(LPSECURITY_ATTRIBUTES attributes, LONG count, LONG most, LPCWSTR name)
{
	char *copy = name ? narrow(name) : NULL;
	HANDLE handle = name && !copy ? NULL : CreateSemaphoreA(attributes, count, most, copy);

	free(copy);
	return handle;
}

HANDLE OpenSemaphoreA(DWORD access, BOOL inherit, LPCSTR name)
{
	struct object *semaphore;
	HANDLE handle;

	(void)access;
	name = without_prefix(name);
	if (!name || !*name) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return NULL;
	}
	semaphore = object_named(KIND_SEMAPHORE, name);
	if (!semaphore) {
		SetLastError(ERROR_FILE_NOT_FOUND);
		return NULL;
	}
	handle = handle_new(semaphore, inherit);
	object_put(semaphore);
	return handle;
}

HANDLE OpenSemaphoreW(DWORD access, BOOL inherit, LPCWSTR name)
{
	char *copy = name ? narrow(name) : NULL;
	HANDLE handle = name && !copy ? NULL : OpenSemaphoreA(access, inherit, copy);

	free(copy);
	return handle;
}

BOOL ReleaseSemaphore(HANDLE handle, LONG count, LPLONG previous)
{
	struct object *semaphore = object_of(handle, KIND_SEMAPHORE);
	DWORD error = count > 0 ? ERROR_SUCCESS : ERROR_INVALID_PARAMETER;

	if (!semaphore)
		return FALSE;
	pthread_mutex_lock(&semaphore->lock);
	if (!error && count > semaphore->most - semaphore->count)
		error = ERROR_TOO_MANY_POSTS;
	if (!error && previous)
		*previous = semaphore->count;
	if (!error) {
		semaphore->count += count;
		event_signal(semaphore->fd);
	}
	pthread_mutex_unlock(&semaphore->lock);
	object_put(semaphore);
	return error ? fail(error) : TRUE;
}
