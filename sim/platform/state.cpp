/* SPDX-License-Identifier: GPL-2.0 */
#include "state.hpp"

#include "../machine/order.hpp"
#include "../machine/timer.hpp"
#include "../machine/workqueue.hpp"

namespace sim::platform {

static void reset_all()
{
	order::reset(machine.config.weak, machine.config.races);
	set_memory(Memory::there);
	locks_reset();
	waits_reset();
	print_reset();
	handles_reset();
}

void reset()
{
	reset_all();
	timer::reset();
	timers_reset();
	workqueues_reset();
}

void mark()
{
	timer::mark();
}

void rewind()
{
	reset_all();
	timer::rewind();
	timers_reset();
	workqueue::rewind();
}

} /* namespace sim::platform */
