/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_SPIN_LOCKs. The address identifies a lock, as in lock.cpp.
 */
#include "state.hpp"

#include "../machine/memory.hpp"
#include "../machine/order.hpp"
#include "linux/cpu.h"
#include "linux/ex_spinlock.h"
#include "linux/irq_context.h"
#include "linux/spinlock.h"

#include <map>

using sim::Clock;
using sim::machine;

namespace {

struct Held {
	int exclusive = -1;			/* the owner's CPU */
	int shared = 0;				/* the number of owners */
	int depth[sim::kMostCpus] = {};		/* of each CPU */
	bool raised[sim::kMostCpus] = {};	/* it has turned bottom halves off */
	Clock clock;
};

std::map<const void *, Held> locks;

bool is_free(void *argument)
{
	const Held &lock = *static_cast<Held *>(argument);

	return lock.exclusive < 0 && !lock.shared;
}

bool is_not_exclusive(void *argument)
{
	return static_cast<Held *>(argument)->exclusive < 0;
}

} /* namespace */

namespace sim::platform {

void ex_locks_reset()
{
	locks.clear();
}

} /* namespace sim::platform */

extern "C" {

enum ww_spin ww_ex_spin_acquire(void *word, enum ww_ex_spin how, bool)
{
	Held &lock = locks[word];
	const int cpu = ww_cpu();
	const bool exclusive = how == WW_EX_SPIN_EXCLUSIVE;

	sim::memory::writing(word, sizeof(ww_u32), __builtin_return_address(0));
	if (lock.depth[cpu]) {
		lock.depth[cpu]++;
		return WW_SPIN_RECURSIVE;
	}
	lock.raised[cpu] = ww_context() == WW_CONTEXT_TASK;
	if (lock.raised[cpu])
		ww_bottom_halves_disable();
	machine.spin_until(exclusive ? is_free : is_not_exclusive, &lock, "waits for a spin lock",
			   __builtin_return_address(0));
	if (exclusive)
		lock.exclusive = cpu;
	else
		lock.shared++;
	lock.depth[cpu] = 1;
	sim::order::join(cpu, lock.clock);
	return WW_SPIN_TAKEN;
}

enum ww_ex_spin_release ww_ex_spin_release(void *word, enum ww_ex_spin how)
{
	Held &lock = locks[word];
	const int cpu = ww_cpu();
	const bool was_exclusive = lock.exclusive == cpu;

	sim::memory::writing(word, sizeof(ww_u32), __builtin_return_address(0));
	if (!lock.depth[cpu])
		return WW_EX_SPIN_NOT_OWNED;
	if (--lock.depth[cpu])
		return WW_EX_SPIN_RELEASED;
	lock.clock.join(sim::order::publish(cpu));
	if (was_exclusive)
		lock.exclusive = -1;
	else
		lock.shared--;
	if (lock.raised[cpu])
		ww_bottom_halves_enable();
	return was_exclusive == (how == WW_EX_SPIN_EXCLUSIVE) ? WW_EX_SPIN_RELEASED
							      : WW_EX_SPIN_RELEASED_OTHER;
}

enum ww_ex_spin_convert ww_ex_spin_try_convert(void *word)
{
	Held &lock = locks[word];
	const int cpu = ww_cpu();

	sim::point(__builtin_return_address(0));
	sim::memory::writing(word, sizeof(ww_u32), __builtin_return_address(0));
	if (!lock.depth[cpu] || lock.exclusive == cpu)
		return WW_EX_SPIN_NOT_SHARED;
	if (lock.shared > 1)
		return WW_EX_SPIN_STILL_SHARED;
	lock.shared = 0;
	lock.exclusive = cpu;
	sim::order::join(cpu, lock.clock);
	return WW_EX_SPIN_CONVERTED;
}

} /* extern "C" */
