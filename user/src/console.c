// SPDX-License-Identifier: MIT
/* Handlers for the end of a program. A signal wakes the thread that calls them. */
#include "internal.h"
#include "../include/winwork/consoleapi.h"

#include <errno.h>
#include <semaphore.h>
#include <stdlib.h>
#include <unistd.h>

static const struct {
	int signal;
	DWORD event;
} events[] = {
	{ SIGINT, CTRL_C_EVENT },
	{ SIGQUIT, CTRL_BREAK_EVENT },
	{ SIGHUP, CTRL_CLOSE_EVENT },
	{ SIGTERM, CTRL_SHUTDOWN_EVENT },
};

#define EVENTS (sizeof(events) / sizeof(events[0]))

struct handler {
	struct handler *next;
	PHANDLER_ROUTINE routine;
};

static pthread_mutex_t handlers_lock = PTHREAD_MUTEX_INITIALIZER;
static struct handler *handlers;
static bool started;	/* the thread, and the handlers of the signals */
/* What the handlers of signals write: bits of signals that have come, and their number. */
static unsigned arrived;
static sem_t arrival;

void console_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&handlers_lock);
	else
		pthread_mutex_unlock(&handlers_lock);
}

/* A child starts a thread of its own when it adds a handler. */
void console_leave(void)
{
	for (size_t i = 0; started && i < EVENTS; i++)
		signal(events[i].signal, SIG_DFL);
	started = false;
}

static void on_signal(int number)
{
	const int before = errno;

	for (size_t i = 0; i < EVENTS; i++)
		if (events[i].signal == number)
			__atomic_or_fetch(&arrived, 1u << i, __ATOMIC_SEQ_CST);
	sem_post(&arrival);
	errno = before;
}

/* Calls the handlers, the last one first, without the lock. Whether one has handled the event. */
static bool call_handlers(DWORD event)
{
	PHANDLER_ROUTINE routines[64];
	unsigned count = 0;

	pthread_mutex_lock(&handlers_lock);
	for (struct handler *handler = handlers; handler && count < 64; handler = handler->next)
		routines[count++] = handler->routine;
	pthread_mutex_unlock(&handlers_lock);
	for (unsigned i = 0; i < count; i++)
		if (routines[i](event))
			return true;
	return false;
}

/* The end of the program as without handlers. */
static void end_by(int number)
{
	sigset_t one;

	signal(number, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, number);
	kill(getpid(), number);
	pthread_sigmask(SIG_UNBLOCK, &one, NULL);
}

static void *console_thread(void *unused)
{
	for (;;) {
		unsigned bits;

		while (sem_wait(&arrival) != 0)
			;
		bits = __atomic_exchange_n(&arrived, 0, __ATOMIC_SEQ_CST);
		for (size_t i = 0; i < EVENTS; i++)
			if ((bits & 1u << i) && !call_handlers(events[i].event))
				end_by(events[i].signal);
	}
	return unused;
}

/* The caller holds the lock. */
static bool start(void)
{
	struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

	if (started)
		return true;
	sem_init(&arrival, 0, 0);
	if (!thread_start(console_thread, NULL))
		return false;
	for (size_t i = 0; i < EVENTS; i++)
		sigaction(events[i].signal, &action, NULL);
	return started = true;
}

static BOOL add_handler(PHANDLER_ROUTINE routine)
{
	struct handler *handler = malloc(sizeof(*handler));
	bool added;

	if (!handler)
		return fail(ERROR_NOT_ENOUGH_MEMORY);
	pthread_mutex_lock(&handlers_lock);
	added = start();
	if (added) {
		*handler = (struct handler){ handlers, routine };
		handlers = handler;
	}
	pthread_mutex_unlock(&handlers_lock);
	if (added)
		return TRUE;
	free(handler);
	return fail(ERROR_NOT_ENOUGH_MEMORY);
}

static BOOL remove_handler(PHANDLER_ROUTINE routine)
{
	struct handler **link = &handlers, *found;

	pthread_mutex_lock(&handlers_lock);
	while (*link && (*link)->routine != routine)
		link = &(*link)->next;
	found = *link;
	if (found)
		*link = found->next;
	pthread_mutex_unlock(&handlers_lock);
	free(found);
	return found ? TRUE : fail(ERROR_INVALID_PARAMETER);
}

/* Ctrl+C is ignored, or not. */
static BOOL ignore(bool ignored)
{
	struct sigaction action = { .sa_handler = SIG_DFL, .sa_flags = SA_RESTART };

	pthread_mutex_lock(&handlers_lock);
	if (ignored)
		action.sa_handler = SIG_IGN;
	else if (started)
		action.sa_handler = on_signal;
	sigaction(SIGINT, &action, NULL);
	pthread_mutex_unlock(&handlers_lock);
	return TRUE;
}

BOOL SetConsoleCtrlHandler(PHANDLER_ROUTINE routine, BOOL add)
{
	if (!routine)
		return ignore(add);
	return add ? add_handler(routine) : remove_handler(routine);
}

BOOL GenerateConsoleCtrlEvent(DWORD event, DWORD group)
{
	if (event > CTRL_BREAK_EVENT || group > 0x7FFFFFFF)
		return fail(ERROR_INVALID_PARAMETER);
	if (kill(-(pid_t)(group ? group : (DWORD)getpgrp()), event == CTRL_C_EVENT ? SIGINT : SIGQUIT) == 0)
		return TRUE;
	return fail(errno == ESRCH ? ERROR_INVALID_PARAMETER : error_of_errno(errno));
}
