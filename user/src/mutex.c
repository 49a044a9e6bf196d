// SPDX-License-Identifier: MIT
/*
 * Mutexes. The descriptor is an eventfd that is signalled while no thread owns the mutex. A thread has a list of its
 * mutexes, which only it uses, and which keeps them until they are released.
 */
#include "internal.h"
#include "../include/winwork/synchapi.h"

#include <stdlib.h>

/* The calling thread gets a mutex that is free. The caller holds the lock. */
static void own(struct object *mutex, struct thread *self)
{
	mutex->owner = self;
	mutex->depth = 1;
	event_clear(mutex->fd);
	mutex->next_owned = self->mutexes;
	self->mutexes = object_get(mutex);
}

/* The caller holds the lock, and has a reference of its own. */
static void disown(struct object *mutex)
{
	struct object **link = &mutex->owner->mutexes;

	while (*link != mutex)
		link = &(*link)->next_owned;
	*link = mutex->next_owned;
	mutex->owner = NULL;
	event_signal(mutex->fd);
	object_put(mutex);
}

bool mutex_is_mine(struct object *mutex)
{
	bool mine;

	pthread_mutex_lock(&mutex->lock);
	mine = mutex->owner && mutex->owner == thread_self();
	pthread_mutex_unlock(&mutex->lock);
	return mine;
}

bool mutex_take(struct object *mutex, bool *abandoned)
{
	struct thread *self = thread_self();
	bool taken = true;

	pthread_mutex_lock(&mutex->lock);
	if (mutex->owner == self) {
		mutex->depth++;
	} else if (!mutex->owner) {
		own(mutex, self);
		*abandoned |= mutex->abandoned;
		mutex->abandoned = false;
	} else {
		taken = false;
	}
	pthread_mutex_unlock(&mutex->lock);
	return taken;
}

/* Releases it once. False if the calling thread does not own it. */
static bool release(struct object *mutex)
{
	bool mine;

	pthread_mutex_lock(&mutex->lock);
	mine = mutex->owner && mutex->owner == thread_self();
	if (mine && !--mutex->depth)
		disown(mutex);
	pthread_mutex_unlock(&mutex->lock);
	return mine;
}

void mutex_give(struct object *mutex)
{
	release(mutex);
}

void mutexes_abandon(struct thread *self)
{
	while (self->mutexes) {
		struct object *mutex = object_get(self->mutexes);

		pthread_mutex_lock(&mutex->lock);
		mutex->abandoned = true;
		disown(mutex);
		pthread_mutex_unlock(&mutex->lock);
		object_put(mutex);
	}
}

static struct object *mutex_new(const void *owned)
{
	int fd = event_new(true);
	struct object *mutex = fd < 0 ? NULL : object_new(KIND_MUTEX, fd);

	if (mutex && *(const BOOL *)owned)
		own(mutex, thread_self());
	return mutex;
}

HANDLE CreateMutexA(LPSECURITY_ATTRIBUTES attributes, BOOL owned, LPCSTR name)
{
	if (!thread_self()) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	return named_create(KIND_MUTEX, attributes, name, mutex_new, &owned);
}

HANDLE CreateMutexW(LPSECURITY_ATTRIBUTES attributes, BOOL owned, LPCWSTR name)
{
	char *copy = name ? narrow(name) : NULL;
	HANDLE handle = name && !copy ? NULL : CreateMutexA(attributes, owned, copy);

	free(copy);
	return handle;
}

HANDLE OpenMutexA(DWORD access, BOOL inherit, LPCSTR name)
{
	(void)access;
	return named_open(KIND_MUTEX, inherit, name);
}

HANDLE OpenMutexW(DWORD access, BOOL inherit, LPCWSTR name)
{
	char *copy = name ? narrow(name) : NULL;
	HANDLE handle = name && !copy ? NULL : OpenMutexA(access, inherit, copy);

	free(copy);
	return handle;
}

BOOL ReleaseMutex(HANDLE handle)
{
	struct object *mutex = object_of(handle, KIND_MUTEX);
	bool mine;

	if (!mutex)
		return FALSE;
	mine = release(mutex);
	object_put(mutex);
	return mine ? TRUE : fail(ERROR_NOT_OWNER);
}
