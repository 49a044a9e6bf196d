// SPDX-License-Identifier: MIT
/* Timers that can be waited for. A timer is a timerfd: readable is signalled. */
#include "internal.h"
#include "../include/winwork/synchapi.h"

#include <errno.h>
#include <poll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#define SECOND 10000000ll

static HANDLE create(LPSECURITY_ATTRIBUTES attributes, BOOL manual, bool named)
{
	struct object *timer;
	HANDLE handle;
	int fd;

	if (named) {
		SetLastError(ERROR_NOT_SUPPORTED);
		return NULL;
	}
	fd = WITH_DESCRIPTORS(timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK));
	if (fd < 0) {
		SetLastError(error_of_errno(errno));
		return NULL;
	}
	timer = object_new(KIND_TIMER, fd);
	if (!timer)
		return NULL;
	timer->manual = manual;
	handle = handle_new(timer, attributes && attributes->bInheritHandle);
	object_put(timer);
	return handle;
}

HANDLE CreateWaitableTimerA(LPSECURITY_ATTRIBUTES attributes, BOOL manual, LPCSTR name)
{
	return create(attributes, manual, name && *name);
}

HANDLE CreateWaitableTimerW(LPSECURITY_ATTRIBUTES attributes, BOOL manual, LPCWSTR name)
{
	return create(attributes, manual, name && *name);
}

HANDLE CreateWaitableTimerExA(LPSECURITY_ATTRIBUTES attributes, LPCSTR name, DWORD flags, DWORD access)
{
	(void)access;
	return create(attributes, flags & CREATE_WAITABLE_TIMER_MANUAL_RESET, name && *name);
}

HANDLE CreateWaitableTimerExW(LPSECURITY_ATTRIBUTES attributes, LPCWSTR name, DWORD flags, DWORD access)
{
	(void)access;
	return create(attributes, flags & CREATE_WAITABLE_TIMER_MANUAL_RESET, name && *name);
}

static struct timespec time_of(LONGLONG ticks)
{
	return (struct timespec){ ticks / SECOND, ticks % SECOND * 100 };
}

/* A time of 0 would stop the timer. */
static const struct timespec at_once = { 0, 1 };

BOOL SetWaitableTimer(HANDLE handle, const LARGE_INTEGER *due, LONG period, PTIMERAPCROUTINE routine, LPVOID argument,
		      BOOL resume)
{
	struct itimerspec spec = { .it_value = at_once };
	struct object *timer;
	bool relative;
	int result;

	(void)argument;
	if (!due || period < 0)
		return fail(ERROR_INVALID_PARAMETER);
	if (routine || resume)
		return fail(ERROR_NOT_SUPPORTED);
	relative = due->QuadPart < 0;
	if (relative)
		spec.it_value = time_of(-due->QuadPart);
	else if (due->QuadPart > EPOCH_TICKS)
		spec.it_value = time_of(due->QuadPart - EPOCH_TICKS);
	spec.it_interval = time_of(period * (SECOND / 1000));
	timer = object_of(handle, KIND_TIMER);
	if (!timer)
		return FALSE;
	result = timerfd_settime(timer->fd, relative ? 0 : TFD_TIMER_ABSTIME, &spec, NULL);
	object_put(timer);
	return result == 0 ? TRUE : fail(error_of_errno(errno));
}

/* Signalled, and stopped. */
static const struct itimerspec signalled = { .it_value = at_once };

BOOL CancelWaitableTimer(HANDLE handle)
{
	const struct itimerspec stopped = { 0 };
	struct object *timer = object_of(handle, KIND_TIMER);
	struct pollfd fd;

	if (!timer)
		return FALSE;
	fd = (struct pollfd){ .fd = timer->fd, .events = POLLIN };
	timerfd_settime(timer->fd, TFD_TIMER_ABSTIME, poll(&fd, 1, 0) == 1 ? &signalled : &stopped, NULL);
	object_put(timer);
	return TRUE;
}

bool timer_take(struct object *timer)
{
	uint64_t times;

	return timer->manual || read(timer->fd, &times, sizeof(times)) == (ssize_t)sizeof(times);
}

/* The signal comes back at once. The time of a periodic timer moves. */
void timer_give(struct object *timer)
{
	struct itimerspec spec;

	if (timer->manual || timerfd_gettime(timer->fd, &spec) != 0)
		return;
	spec.it_value = at_once;
	timerfd_settime(timer->fd, TFD_TIMER_ABSTIME, &spec, NULL);
}
