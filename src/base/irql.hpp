/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRQL: derived from the Linux context, so that it is right in code that never heard of it,
 * plus what KeRaiseIrql raised to where Linux has no such level.
 *
 *	hard interrupt, NMI, interrupts off	HIGH_LEVEL, or the level raised to above DISPATCH
 *	softirq, bottom halves or preemption off	DISPATCH_LEVEL
 *	otherwise				PASSIVE_LEVEL, or APC_LEVEL where it was raised to
 *
 * Disabled preemption alone keeps threads out, but no softirq, so a raise to DISPATCH_LEVEL from there
 * disables bottom halves, too, and is counted: its end returns to the level that it came from.
 */
#pragma once

#include "call_site.hpp"
#include "cold.hpp"
#include "linux/irq_context.h"
#include "types.hpp"

namespace ww {

constexpr u8 kPassiveLevel = 0;
constexpr u8 kApcLevel = 1;
constexpr u8 kDispatchLevel = 2;
constexpr u8 kHighLevel = 15;

u8 current_irql();

/* Raises and returns the level before. A lower level than the current one is reported. */
u8 raise_irql(u8 level, CallSite call);

/* Lowers to a level that was raised from. Anything else is reported and refused. */
void lower_irql(u8 level, CallSite call);

/* What a driver's routine had raised, and not released, when it returned. */
struct Left {
	u8 irql;
	u32 locks;

	bool is_clean(u8 level) const { return irql == level && !locks; }
};

/*
 * After a routine has returned to a place that runs at @level, PASSIVE_LEVEL or DISPATCH_LEVEL:
 * frees the spin locks and goes back to that level, from wherever the routine left the CPU.
 */
Left irql_repair(u8 level);

/*
 * The rule of most functions: true at IRQL <= DISPATCH_LEVEL. Above it reports @call, which was made for
 * @item, and returns false.
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
