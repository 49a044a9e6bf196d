/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions for the lock of an interrupt, and for its processors.
 */
#include "interrupt.hpp"

#include "base/irql.hpp"
#include "base/report.hpp"
#include "ke/processor.hpp"
#include "linux/cpu.h"
#include "ob/device.hpp"

namespace ww {
namespace {

void report_lock(CallSite call, BugCheck code, const Interrupt *interrupt, const char *what)
{
	report({ .code = code, .parameter = { address_of(interrupt), 0, 0, 0 }, .call = call,
		 .item = interrupt, .owner = object_header(interrupt)->driver },
	       "%s", what);
}

/* False, after a report, above the level of the interrupt. */
bool at_level_or_below(CallSite call, const Interrupt *interrupt)
{
	const u8 irql = current_irql();

	if (interrupt->is_passive())
		return at_passive(call, interrupt);
	if (irql <= interrupt->level())
		return true;
	report({ .code = BugCheck::irql_not_less_or_equal,
		 .parameter = { address_of(interrupt), irql, 0, address_of(call.caller) },
		 .call = call, .item = interrupt },
	       "called at IRQL %u, the highest allowed is %u", irql, interrupt->level());
	return false;
}

/* False, after a report: then the interrupt has no spin lock. */
bool has_spin_lock(CallSite call, const Interrupt *interrupt)
{
	if (!check_type(call, interrupt, interrupt_type))
		return false;
	if (!interrupt->is_passive())
		return true;
	report_lock(call, BugCheck::irql_unexpected_value, interrupt,
		    "the routine of the interrupt runs at PASSIVE_LEVEL: it has no spin lock");
	return false;
}

void acquire(CallSite call, Interrupt *interrupt)
{
	if (!has_spin_lock(call, interrupt) || !at_level_or_below(call, interrupt))
		return;
	if (!interrupt->acquire())
		report_lock(call, BugCheck::spin_lock_already_owned, interrupt,
			    "the caller holds the lock of the interrupt already");
}

void release(CallSite call, Interrupt *interrupt, KIRQL level)
{
	if (!has_spin_lock(call, interrupt))
		return;
	if (!interrupt->release())
		report_lock(call, BugCheck::spin_lock_not_owned, interrupt,
			    "the caller has not acquired the lock of the interrupt");
	else if (current_irql() != level)
		lower_irql(level, call);
}

} /* namespace */

bool interrupt_synchronize(CallSite call, Interrupt *interrupt, PKSYNCHRONIZE_ROUTINE routine, void *context)
{
	if (!check_type(call, interrupt, interrupt_type) || !at_level_or_below(call, interrupt))
		return false;
	if (interrupt->is_held_here()) {
		report_lock(call, BugCheck::spin_lock_already_owned, interrupt,
			    "the caller holds the lock of the interrupt already: the routine is not called");
		return false;
	}
	return interrupt->synchronize("KSYNCHRONIZE_ROUTINE", reinterpret_cast<const void *>(routine),
				      [routine, context] { return routine(context); });
}

namespace {

/* The first group with a processor that the interrupt comes to. */
GROUP_AFFINITY affinity_of(const Interrupt &interrupt)
{
	for (u32 first = 0; first < ww_cpu_count(); first += kGroupSize) {
		if (const u64 mask = ww_irq_cpus_of(interrupt.number, first))
			return { .Mask = mask, .Group = static_cast<USHORT>(first / kGroupSize),
				 .Reserved = {} };
	}
	return {};
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

KIRQL NTAPI KeAcquireInterruptSpinLock(PKINTERRUPT Interrupt)
{
	const KIRQL former = current_irql();

	ww::acquire(WW_CALL_SITE, Interrupt);
	return former;
}

VOID NTAPI KeReleaseInterruptSpinLock(PKINTERRUPT Interrupt, KIRQL OldIrql)
{
	ww::release(WW_CALL_SITE, Interrupt, OldIrql);
}

BOOLEAN NTAPI KeSynchronizeExecution(PKINTERRUPT Interrupt, PKSYNCHRONIZE_ROUTINE SynchronizeRoutine,
				     PVOID SynchronizeContext)
{
	return interrupt_synchronize(WW_CALL_SITE, Interrupt, SynchronizeRoutine, SynchronizeContext);
}

NTSTATUS NTAPI IoGetAffinityInterrupt(PKINTERRUPT InterruptObject, PGROUP_AFFINITY GroupAffinity)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_type(call, InterruptObject, interrupt_type) || !InterruptObject->is_connected())
		return STATUS_INVALID_PARAMETER;
	if (!GroupAffinity)
		return refuse(call, object_header(InterruptObject)->driver, STATUS_INVALID_PARAMETER,
			      "GroupAffinity is NULL");
	*GroupAffinity = affinity_of(*InterruptObject);
	return STATUS_SUCCESS;
}

} /* extern "C" */
