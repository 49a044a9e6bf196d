// SPDX-License-Identifier: MIT
/* fork(): the child has one thread, and handles that are its own or inherited. */

#include "internal.h"

void fork_before(void)
{
	regions_hold(true);
	sets_hold(true);
	console_hold(true);
	names_hold(true);
	pool_hold(true);
	standard_hold(true);
	reaper_hold(true);
	handles_hold(true);
	threads_hold(true);
}

void fork_in_parent(void)
{
	threads_hold(false);
	handles_hold(false);
	reaper_hold(false);
	standard_hold(false);
	pool_hold(false);
	names_hold(false);
	console_hold(false);
	sets_hold(false);
	regions_hold(false);
}

void fork_in_child(void)
{
	fork_in_parent();
	threads_leave();
	reaper_leave();
	pool_leave();
	console_leave();
	handles_leave();
}
