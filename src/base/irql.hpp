/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRQL: derived from the Linux context, so that it is right in Linux code as well. KeRaiseIrql
 * keeps a record for the levels that Linux does not have.
 *
 *	hard interrupt, NMI, interrupts off	HIGH_LEVEL, or the level raised to above DISPATCH
 *	softirq, bottom halves or preemption off	DISPATCH_LEVEL
 *	otherwise				PASSIVE_LEVEL, or APC_LEVEL where it was raised to
 *
 * Disabled preemption alone excludes threads but not softirqs. So a raise from there to
 * DISPATCH_LEVEL disables bottom halves as well. Such raises are counted, and KeLowerIrql ends one
 * of them.
 */
#pragma once

#include "call_site.hpp"
#include "cold.hpp"
#include "linux/irq_context.h"
#include "task.hpp"
#include "types.hpp"

namespace ww {

constexpr u8 kPassiveLevel = 0;
constexpr u8 kApcLevel = 1;
constexpr u8 kDispatchLevel = 2;
constexpr u8 kHighLevel = 15;

u8 current_irql();

/* The same, for paths where it is nearly always PASSIVE_LEVEL. */
inline u8 current_irql_quickly()
{
	if (!ww_fast_call(ww_raised_context) && !task_states_in_use.load(Order::relaxed)) [[likely]]
		return kPassiveLevel;
	return current_irql();
}

/* Raises to @level and returns the level before. Reports a level below the current one. */
u8 raise_irql(u8 level, CallSite call);

/* Lowers to @level. Reports, and refuses, a level that was not raised from. */
void lower_irql(u8 level, CallSite call);

/* A spin lock that is held, for reports. */
struct HeldLock {
	const void *lock;		/* null for none, or one that is not recorded */
	const void *acquirer;		/* the driver's code, or null */
};

/* The last one that the current code has acquired. */
HeldLock held_lock_last();

/* ", the last is the variable NAME, acquired by CODE", for "%s", as far as that is known. */
struct ShownHeld {
	explicit ShownHeld(const HeldLock &held);

	char text[192];			/* a longer one is cut */
};

/* The IRQL and the spin locks, those of interrupts among them, that a driver's routine returned with. */
struct Left {
	u8 irql;
	u32 locks;
	HeldLock last = {};		/* of the spin locks */

	bool is_clean(u8 level) const { return irql == level && !locks; }
};

/*
 * After a routine: releases the spin locks and the locks of interrupts that it left held, and restores the IRQL
 * to @level, which is PASSIVE_LEVEL or DISPATCH_LEVEL. Returns what it found.
 */
Left irql_repair(u8 level);

/*
 * Code at the level of a device, with interrupts off, in a hard interrupt or not. Until it leaves, nobody
 * can lower the IRQL below @level. Returns what leave_device_level() wants. These two report nothing.
 */
struct DeviceLevel {
	u8 level;
	u8 floor;
};

DeviceLevel enter_device_level(u8 level);
void leave_device_level(DeviceLevel former);

/*
 * The rule of most functions: true at IRQL <= DISPATCH_LEVEL. Above it reports @call, which was
 * made for @item, and returns false.
 */
WW_COLD bool report_above_dispatch(CallSite call, const void *item);

inline bool at_dispatch_or_below(CallSite call, const void *item)
{
	if (!ww_fast_call(ww_interrupt_context)) [[likely]]
		return true;
	return report_above_dispatch(call, item);
}

/*
 * For functions of any IRQL that take locks: false, after a report, in an NMI, which may interrupt
 * the holder.
 */
bool outside_nmi(CallSite call, const void *item);

/* As at_dispatch_or_below(), for functions that need PASSIVE_LEVEL, or <= APC_LEVEL. */
bool at_passive(CallSite call, const void *item);
bool at_apc_or_below(CallSite call, const void *item);

int irql_init();		/* 0 or a negative errno */
void irql_exit();

} /* namespace ww */
