// SPDX-License-Identifier: MIT
/* The states of events, and waiting. An event is an eventfd, or a file as event.c has it: readable is signalled. */

#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

int event_new(bool signalled)
{
	int fd = WITH_DESCRIPTORS(eventfd(signalled, EFD_CLOEXEC | EFD_NONBLOCK));

	if (fd < 0)
		SetLastError(error_of_errno(errno));
	return fd;
}

void event_signal(int fd)
{
	const uint64_t one = 1;

	/* A full counter is signalled already. */
	if (write(fd, &one, sizeof(one)) != (ssize_t)sizeof(one))
		return;
}

/* Whether the event was signalled. */
static bool event_take(int fd)
{
	uint64_t count;

	return read(fd, &count, sizeof(count)) == (ssize_t)sizeof(count);
}

void event_clear(int fd)
{
	event_take(fd);
}

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

uint64_t deadline_of(DWORD milliseconds)
{
	return milliseconds == INFINITE ? FOREVER : now() + milliseconds * 1000000ull;
}

int poll_until(struct pollfd *fds, unsigned long count, uint64_t deadline)
{
	for (;;) {
		uint64_t left = 0, time = now();
		struct timespec limit;
		int ready;

		if (deadline > time)
			left = deadline - time;
		limit = (struct timespec){ (time_t)(left / 1000000000), (long)(left % 1000000000) };
		ready = ppoll(fds, count, deadline == FOREVER ? NULL : &limit, NULL);
		if (ready >= 0 || errno != EINTR)
			return ready;
	}
}

enum woken wait_readable(struct pollfd *fds, unsigned count, uint64_t deadline, bool alertable)
{
	struct pollfd all[MAXIMUM_WAIT_OBJECTS + 1];
	int apc_fd = -1, ready;

	/* A thread that waits counts as one that may need the requests of others. */
	thread_self();
	for (;;) {
		/* Before the routines are looked for: a later one signals it. */
		if (alertable && (apc_fd = thread_apc_fd()) < 0)
			return WOKEN_ERROR;
		if (alertable && thread_has_apcs())
			return WOKEN_APC;
		for (unsigned i = 0; i < count; i++)
			all[i] = fds[i];
		if (alertable)
			all[count] = (struct pollfd){ .fd = apc_fd, .events = POLLIN };
		ready = poll_until(all, count + alertable, deadline);
		if (ready < 0) {
			SetLastError(error_of_errno(errno));
			return WOKEN_ERROR;
		}
		if (!ready)
			return WOKEN_TIMEOUT;
		/* The program has closed descriptors that are the library's. */
		for (unsigned i = 0; i < count; i++) {
			if (all[i].revents & POLLNVAL) {
				SetLastError(ERROR_INVALID_HANDLE);
				return WOKEN_ERROR;
			}
		}
		if (alertable && (all[count].revents & POLLNVAL))
			thread_lose_apc_fd();
		for (unsigned i = 0; i < count; i++)
			fds[i].revents = all[i].revents;
		for (unsigned i = 0; i < count; i++)
			if (fds[i].revents)
				return WOKEN;
	}
}

BOOL SetEvent(HANDLE handle)
{
	struct object *event = object_of(handle, KIND_EVENT);

	if (!event)
		return FALSE;
	event_signal(event->fd);
	object_put(event);
	return TRUE;
}

BOOL ResetEvent(HANDLE handle)
{
	struct object *event = object_of(handle, KIND_EVENT);

	if (!event)
		return FALSE;
	event_clear(event->fd);
	object_put(event);
	return TRUE;
}

int fd_of(struct object *object)
{
	switch (object->kind) {
	case KIND_DEVICE:
	case KIND_FILE:
		return object->input ? object->fd : object->signalled_fd;
	case KIND_EVENT:
	case KIND_SEMAPHORE:
	case KIND_MUTEX:
	case KIND_TIMER:
	case KIND_PROCESS:
	case KIND_THREAD:
		return object->fd;
	default:
		return -1;
	}
}

/* The calling thread and its process are never signalled to it. They have no object, and poll() ignores a -1. */
static bool is_caller(HANDLE handle)
{
	return handle == GetCurrentThread() || handle == GetCurrentProcess();
}

bool object_take(struct object *object)
{
	switch (object->kind) {
	case KIND_SEMAPHORE:
		return semaphore_take(object);
	case KIND_TIMER:
		return timer_take(object);
	case KIND_EVENT:
		return object->manual || event_take(object->fd);
	default:
		return true;
	}
}

/* The same, for the calling thread. Tells whether a mutex was abandoned. */
static bool take(struct object *object, bool *abandoned)
{
	return object->kind == KIND_MUTEX ? mutex_take(object, abandoned) : object_take(object);
}

/* Undoes take(). */
static void give_back(struct object *object)
{
	if (object->kind == KIND_SEMAPHORE)
		semaphore_give(object);
	else if (object->kind == KIND_MUTEX)
		mutex_give(object);
	else if (object->kind == KIND_TIMER)
		timer_give(object);
	else if (object->kind == KIND_EVENT && !object->manual)
		event_signal(object->fd);
}

/* Also at the end of a pipe, which poll() reports as such; and a mutex of the calling thread, which poll() does not know. */
static bool is_signalled(struct object *object, const struct pollfd *fd)
{
	return (fd->revents & (POLLIN | POLLHUP | POLLERR)) || (object && object->kind == KIND_MUTEX && mutex_is_mine(object));
}

/* Whether a wait need not wait: the calling thread owns one of the mutexes. */
static bool any_is_mine(struct object **objects, DWORD count)
{
	for (DWORD i = 0; i < count; i++)
		if (objects[i] && objects[i]->kind == KIND_MUTEX && mutex_is_mine(objects[i]))
			return true;
	return false;
}

static DWORD woken_otherwise(enum woken woken)
{
	return woken == WOKEN_TIMEOUT ? WAIT_TIMEOUT : woken == WOKEN_APC ? WAIT_IO_COMPLETION : WAIT_FAILED;
}

static DWORD wait_any(struct object **objects, struct pollfd *fds, DWORD count, uint64_t deadline, bool alertable)
{
	for (;;) {
		const bool mine = any_is_mine(objects, count);
		enum woken woken = wait_readable(fds, count, mine ? 0 : deadline, alertable);
		bool abandoned = false;

		if (woken != WOKEN && !(woken == WOKEN_TIMEOUT && mine))
			return woken_otherwise(woken);
		for (DWORD i = 0; i < count; i++) {
			/* poll() has left what it found before. */
			if (woken == WOKEN_TIMEOUT)
				fds[i].revents = 0;
			if (is_signalled(objects[i], &fds[i]) && take(objects[i], &abandoned))
				return (abandoned ? WAIT_ABANDONED_0 : WAIT_OBJECT_0) + i;
		}
	}
}

static DWORD wait_all(struct object **objects, struct pollfd *fds, DWORD count, uint64_t deadline, bool alertable)
{
	for (;;) {
		struct pollfd missing[MAXIMUM_WAIT_OBJECTS];
		unsigned left = 0;
		enum woken woken;
		DWORD i;

		if (poll_until(fds, count, 0) < 0) {
			SetLastError(error_of_errno(errno));
			return WAIT_FAILED;
		}
		for (i = 0; i < count; i++)
			if (!is_signalled(objects[i], &fds[i]))
				missing[left++] = fds[i];
		if (!left) {
			bool abandoned = false;

			for (i = 0; i < count && take(objects[i], &abandoned); i++)
				;
			if (i == count)
				return abandoned ? WAIT_ABANDONED_0 : WAIT_OBJECT_0;
			/* Another thread took one: it is not the time to take any. */
			while (i-- > 0)
				give_back(objects[i]);
			continue;
		}
		woken = wait_readable(missing, left, deadline, alertable);
		if (woken != WOKEN)
			return woken_otherwise(woken);
	}
}

DWORD WaitForMultipleObjectsEx(DWORD count, const HANDLE *handles, BOOL all, DWORD milliseconds, BOOL alertable)
{
	struct object *objects[MAXIMUM_WAIT_OBJECTS];
	struct pollfd fds[MAXIMUM_WAIT_OBJECTS];
	uint64_t deadline = deadline_of(milliseconds);
	DWORD result = WAIT_FAILED, found = 0;

	if (!count || count > MAXIMUM_WAIT_OBJECTS || !handles || !thread_self()) {
		SetLastError(count && count <= MAXIMUM_WAIT_OBJECTS && handles ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER);
		return WAIT_FAILED;
	}
	for (; found < count; found++) {
		if (is_caller(handles[found])) {
			objects[found] = NULL;
			fds[found] = (struct pollfd){ .fd = -1 };
			continue;
		}
		objects[found] = object_of(handles[found], KIND_ANY);
		if (!objects[found])
			break;
		fds[found] = (struct pollfd){ .fd = fd_of(objects[found]), .events = POLLIN };
		if (fds[found].fd < 0) {
			SetLastError(ERROR_INVALID_HANDLE);
			object_put(objects[found]);
			break;
		}
	}
	if (found == count) {
		bool twice = false;

		for (DWORD i = 0; all && i < count; i++)
			for (DWORD j = 0; j < i; j++)
				twice |= objects[i] ? objects[i] == objects[j] : handles[i] == handles[j];
		if (twice)
			SetLastError(ERROR_INVALID_PARAMETER);
		else if (all)
			result = wait_all(objects, fds, count, deadline, alertable);
		else
			result = wait_any(objects, fds, count, deadline, alertable);
	}
	while (found > 0)
		if (objects[--found])
			object_put(objects[found]);
	if (result == WAIT_IO_COMPLETION)
		thread_run_apcs();
	return result;
}

DWORD WaitForMultipleObjects(DWORD count, const HANDLE *handles, BOOL all, DWORD milliseconds)
{
	return WaitForMultipleObjectsEx(count, handles, all, milliseconds, FALSE);
}

DWORD WaitForSingleObjectEx(HANDLE handle, DWORD milliseconds, BOOL alertable)
{
	return WaitForMultipleObjectsEx(1, &handle, FALSE, milliseconds, alertable);
}

DWORD WaitForSingleObject(HANDLE handle, DWORD milliseconds)
{
	return WaitForMultipleObjectsEx(1, &handle, FALSE, milliseconds, FALSE);
}

DWORD SleepEx(DWORD milliseconds, BOOL alertable)
{
	if (wait_readable(NULL, 0, deadline_of(milliseconds), alertable) != WOKEN_APC)
		return 0;
	thread_run_apcs();
	return WAIT_IO_COMPLETION;
}

void Sleep(DWORD milliseconds)
{
	SleepEx(milliseconds, FALSE);
}

ULONGLONG GetTickCount64(void)
{
	return now() / 1000000;
}

DWORD GetTickCount(void)
{
	return (DWORD)GetTickCount64();
}

BOOL QueryPerformanceCounter(LARGE_INTEGER *count)
{
	count->QuadPart = (LONGLONG)now();
	return TRUE;
}

BOOL QueryPerformanceFrequency(LARGE_INTEGER *frequency)
{
	frequency->QuadPart = 1000000000;
	return TRUE;
}
