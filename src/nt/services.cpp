/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The order in which the kernel services come and go: waiting first, since the others wait.
 */
#include "services.hpp"

#include "../linux/platform.h"
#include "dispatcher.hpp"
#include "dpc.hpp"
#include "handle.hpp"
#include "thread.hpp"
#include "timer.hpp"

namespace ww {

int services_init()
{
	dispatcher_init();
	threads_init();
	handles_init();
	if (const int error = dpcs_init())
		return error;
	timers_init();
	return 0;
}

void services_exit()
{
	timers_exit();
	dpcs_exit();
	handles_exit();
	ww_spin_exit();
}

} /* namespace ww */
