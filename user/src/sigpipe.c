// SPDX-License-Identifier: MIT
/*
 * SIGPIPE. Windows has no signal for a write to a pipe without a reader, so the library's writes do not leave one.
 * The program's action for the signal stays as it is.
 */

#include "internal.h"

#include <errno.h>
#include <time.h>

void sigpipe_hold(struct sigpipe *held)
{
	sigset_t pending;

	sigemptyset(&held->signal);
	sigaddset(&held->signal, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &held->signal, &held->before);
	/* One that is here already is not of the write. A second one of this thread adds nothing to it. */
	held->pending = sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE);
}

void sigpipe_release(const struct sigpipe *held, bool broken)
{
	const struct timespec now = { 0 };
	const int error = errno;

	/* Linux sends it to the thread that writes, and a thread takes its own signals first. */
	if (broken && !held->pending)
		while (sigtimedwait(&held->signal, NULL, &now) < 0 && errno == EINTR)
			;
	pthread_sigmask(SIG_SETMASK, &held->before, NULL);
	errno = error;
}
