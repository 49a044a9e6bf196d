/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Exceptions. No scenario has a __try, so an exception ends the simulator.
 */
#include "../machine/machine.hpp"
#include "linux/exception.h"

#include <cstdlib>

ww_uptr ww_execution_id()
{
	return reinterpret_cast<ww_uptr>(sim::machine.running);
}

void ww_try_resume(struct ww_try_state *)
{
	abort();
}

void ww_stop_context()
{
	abort();
}
