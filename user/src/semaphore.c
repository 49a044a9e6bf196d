// SPDX-License-Identifier: MIT
/*
 * Semaphores. The count is in memory, and the descriptor is an eventfd that is signalled while the count is not 0.
 */
#include "internal.h"

#include <stdlib.h>

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

struct counts {
	LONG count, most;
};

static struct object *semaphore_new(const void *arguments)
{
	const struct counts *counts = arguments;
	int fd = event_new(counts->count > 0);
	struct object *semaphore = fd < 0 ? NULL : object_new(KIND_SEMAPHORE, fd);

	if (!semaphore)
		return NULL;
	semaphore->count = counts->count;
	semaphore->most = counts->most;
	return semaphore;
}

HANDLE CreateSemaphoreA(LPSECURITY_ATTRIBUTES attributes, LONG count, LONG most, LPCSTR name)
{
	const struct counts counts = { count, most };

	if (count < 0 || most <= 0 || count > most) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return NULL;
	}
	return named_create(KIND_SEMAPHORE, attributes, name, semaphore_new, &counts);
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
	(void)access;
	return named_open(KIND_SEMAPHORE, inherit, name);
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
