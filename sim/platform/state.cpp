/* SPDX-License-Identifier: GPL-2.0 */
#include "state.hpp"

#include "../machine/order.hpp"
#include "../machine/timer.hpp"
#include "../machine/workqueue.hpp"

namespace sim::platform {

void reset()
{
	order::reset(machine.config.weak, machine.config.races);
	set_memory(Memory::there);
	locks_reset();
	ex_locks_reset();
	waits_reset();
	print_reset();
	handles_reset();
	timer::reset();
	timers_reset();
	workqueues_reset();
}

} /* namespace sim::platform */
