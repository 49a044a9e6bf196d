/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KSPIN_LOCKs of tasks and DPCs, also where Linux code around the caller has preemption off.
 */
#include "list.hpp"
#include "scenario.hpp"

#include "linux/irq_context.h"
#include "linux/spinlock.h"

using namespace scenario;

namespace {

KSPIN_LOCK lock;
int inside;			/* not atomic: the lock has to order it */
Flag entered("entered");

void enter()
{
	if (++inside != 1)
		sim_fail("%d are inside a spin lock", inside);
	entered.set();
	inside--;
}

void take()
{
	KIRQL old;

	KeAcquireSpinLock(&lock, &old);
	enter();
	KeReleaseSpinLock(&lock, old);
}

void take_at_dispatch()
{
	KeAcquireSpinLockAtDpcLevel(&lock);
	enter();
	KeReleaseSpinLockFromDpcLevel(&lock);
}

} /* namespace */

SCENARIO(spin_lock, "two tasks and a DPC take a spin lock", 1)
{
	KeInitializeSpinLock(&lock);
	sim_softirq("dpc", 0, take_at_dispatch);
	for (int cpu = 0; cpu < 2; cpu++)
		sim_thread("takes", cpu, take);
}

SCENARIO(spin_lock_in_linux_code, "a task takes one with preemption off, and a DPC comes", 2,
	 .cpus = 1)
{
	KeInitializeSpinLock(&lock);
	sim_softirq("dpc", 0, take_at_dispatch);
	sim_thread("takes", 0, [] {
		ww_preemption_disable();
		take();
		ww_preemption_enable();
	});
}

SCENARIO(spin_lock_below_linux_lock, "the same without raising the level", 2, .cpus = 1)
{
	KeInitializeSpinLock(&lock);
	sim_softirq("dpc", 0, take_at_dispatch);
	sim_thread("takes", 0, [] {
		ww_preemption_disable();
		take_at_dispatch();
		ww_preemption_enable();
	});
}

SCENARIO(raised_in_linux_code, "DISPATCH_LEVEL keeps DPCs out where preemption is off", 2,
	 .cpus = 1)
{
	sim_softirq("dpc", 0, enter);
	sim_thread("raises", 0, [] {
		KIRQL old;

		ww_preemption_disable();
		KeRaiseIrql(DISPATCH_LEVEL, &old);
		enter();
		KeLowerIrql(old);
		ww_preemption_enable();
	});
}
