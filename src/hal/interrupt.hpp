/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupt objects: those of WDM, and those below WDFINTERRUPT. Their routine (ISR) runs at the level of the
 * device, with a lock held that others can take; several interrupts may have one lock. Or it runs in a thread, at
 * PASSIVE_LEVEL, with a lock of its family's held.
 *
 * When disconnect() returns, no routine runs, and none begins.
 */
#pragma once

#include <wdm.h>

#include "base/atomic.hpp"
#include "base/call_site.hpp"
#include "base/device_lock.hpp"
#include "base/types.hpp"
#include "linux/irq.h"
#include "ob/object.hpp"

namespace ww {

using Interrupt = _KINTERRUPT;

/* Interrupts of a driver share one if they have the same key. */
struct InterruptLock {
	DeviceLock lock;
	PDRIVER_OBJECT driver;
	const void *key;		/* or null, for a lock of one connection */
	InterruptLock *next;		/* of those of the driver that have a key; under the turn, as @users */
	u32 users;
	u8 level;			/* the highest of its interrupts */
};

/* The lock with this key, for a null key a new one; a reference. Null without memory. PASSIVE_LEVEL. */
InterruptLock *interrupt_lock_get(PDRIVER_OBJECT driver, const void *key);
void interrupt_lock_put(InterruptLock *lock);

struct Connection;

/* The lock of an interrupt that is handled at PASSIVE_LEVEL. */
struct PassiveOps {
	void (*acquire)(Interrupt &interrupt);
	void (*release)(Interrupt &interrupt);
	bool (*is_held_here)(const Interrupt &interrupt);
};

struct InterruptSettings {
	u32 irq;			/* Linux's number */
	bool is_shared;			/* a line that others may use as well */
	u8 level;			/* of the routine; not used with passive handling */
	const char *name;		/* in /proc/interrupts; it stays */
	InterruptLock *lock;		/* null with passive handling */
	const PassiveOps *passive;	/* or null */
	bool (*isr)(Interrupt &interrupt);	/* returns whether the interrupt was the device's */
	const void *routine;		/* of the driver's, which isr() calls: for reports */
	ww_irq_cpus cpus;		/* that handle it, if Linux can do so; none: Linux decides */
};

extern const ObjectType interrupt_type;

/* An interrupt that is not connected. Null without memory. */
Interrupt *interrupt_create(PDRIVER_OBJECT driver);
/* Disconnects it, and ends it. */
void interrupt_destroy(Interrupt *interrupt);

void interrupts_init();

/* KeSynchronizeExecution, for a function that calls it in a driver's name. */
bool interrupt_synchronize(CallSite call, Interrupt *interrupt, PKSYNCHRONIZE_ROUTINE routine, void *context);

} /* namespace ww */

struct _KINTERRUPT : ww_irq {
	/* From then on the lock can be used. */
	void prepare(const ww::InterruptSettings &wanted);
	/* As prepared. Returns 0 or a negative errno. PASSIVE_LEVEL, as disconnect(). */
	ww::s32 connect();
	void disconnect();
	bool is_connected() const { return is_connected_; }
	bool is_passive() const { return settings_.passive; }

	/* The lock, outside of the routine; the first two not of a passive one. False as DeviceLock. */
	bool acquire() { return settings_.lock->lock.acquire(settings_.lock->level); }
	bool release() { return settings_.lock->lock.release(); }
	bool is_held_here() const;

	/* Calls the routine with the lock held, which the caller does not hold. @kind is for reports. */
	template <typename Routine>
	auto synchronize(const char *kind, const void *code, Routine routine);

	/* The routine is not called meanwhile; an edge is not lost. Each does nothing the second time. */
	void mask();
	void unmask();

	/* Of the routine, and of the holder of the lock. */
	ww::u8 level() const { return is_passive() ? ww::kPassiveLevel : settings_.lock->level; }

	void *context;			/* of the family's */
	ww::Connection *connection;	/* of a WDM driver's; null below a WDFINTERRUPT */
	ww::u32 message;		/* its index there */

private:
	static bool handle(ww_irq *irq);
	bool run_passive();
	void check(const char *kind, const void *code, ww::u8 level, const ww::Left &left) const;

	ww::InterruptSettings settings_;
	bool is_connected_;
	ww::Atomic<bool> is_masked_;
};

template <typename Routine>
auto _KINTERRUPT::synchronize(const char *kind, const void *code, Routine routine)
{
	if (is_passive()) {
		settings_.passive->acquire(*this);

		const auto result = routine();

		settings_.passive->release(*this);
		return result;
	}

	ww::DeviceRoutine call(settings_.lock->lock, settings_.lock->level);
	const auto result = routine();

	check(kind, code, call.level(), call.end());
	return result;
}
