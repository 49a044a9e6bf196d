/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupt objects. Their routine (ISR) runs at the level of the device, with a lock held that others can
 * take: raw, so that it excludes the routine on other CPUs, also on PREEMPT_RT. Several interrupts may have
 * one lock.
 *
 * When disconnect() returns, no routine runs, and none begins.
 */
#pragma once

#include "base/atomic.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/types.hpp"
#include "linux/irq.h"

namespace ww {

/* Several interrupts share one, by references. */
struct InterruptLock {
	ww_lock lock;
	u32 users;			/* its owner counts them */
	/* Of the code outside of the routine that has it; covered by itself. */
	uintptr_t state;
	DeviceLevel former;
	const void *holder;		/* the task, or null; for a report */
};

class Interrupt : public ww_irq {
public:
	using Isr = bool (*)(Interrupt &interrupt);

	/* @name is in /proc/interrupts, and stays. */
	void init(u32 irq, bool is_shared, u8 level, const char *device, InterruptLock &shared_lock, Isr isr);

	/* Returns 0 or a negative errno. PASSIVE_LEVEL, as disconnect(). */
	s32 connect();
	void disconnect();
	bool is_connected() const { return is_connected_; }

	/* The lock, outside of the routine. False, and nothing done, if this CPU has it. <= DIRQL. */
	bool acquire();
	void release();
	bool is_held_here() const;

	/* The routine is not called meanwhile; an edge is not lost. Each does nothing the second time. */
	void mask();
	void unmask();

	u8 level() const { return level_; }

private:
	static bool run(ww_irq *irq);

	InterruptLock *lock_;
	Isr isr_;
	bool is_connected_;
	Atomic<bool> is_masked_;
	u8 level_;
};

InterruptLock *interrupt_lock_create();
void interrupt_lock_put(InterruptLock *lock);

} /* namespace ww */
