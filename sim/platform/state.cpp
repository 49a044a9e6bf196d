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
	memory_reset();
	locks_reset();
	ex_locks_reset();
	waits_reset();
	print_reset();
	handles_reset();
	timer::reset();
	timers_reset();
	workqueues_reset();
}

void might_sleep(const void *pc)
{
	const Context *const me = machine.running;

	if (me && (me->level != Level::task || me->interrupts || me->preemption ||
		   (me->bottom_halves && !machine.config.realtime)))
		violation("sleeps where it must not", pc, "%s calls what may sleep", me->name);
}

} /* namespace sim::platform */
