/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The mapping of IRQL onto Linux contexts.
 */
#include "irql.hpp"

#include "device_lock.hpp"
#include "linux/cpu.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/spinlock.h"
#include "linux/thread.h"
#include "report.hpp"
#include "task.hpp"

namespace ww {
namespace {

/*
 * The raises on each CPU. Only that CPU reads and writes them, while the raise excludes all others.
 */
struct Raised {
	u8 level;		/* above DISPATCH_LEVEL, with interrupts off; else 0 */
	u8 floor;		/* of an interrupt whose routine runs, or whose lock is held; else 0 */
	u32 in_place;		/* those at DISPATCH_LEVEL that disabled bottom halves */
};

constinit Raised *raised_on_cpu = nullptr;

Raised &raised_here()
{
	return raised_on_cpu[ww_cpu()];
}

/* DRIVER_VERIFIER_DETECTED_VIOLATION's codes for KeRaiseIrql and KeLowerIrql. */
constexpr uintptr_t kRaiseSubcode = 0x30;
constexpr uintptr_t kLowerSubcode = 0x31;

void report_bad_change(uintptr_t subcode, u8 from, u8 to, CallSite call, const char *why)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { subcode, from, to, 0 },
		 .call = call },
	       "cannot go from IRQL %u to %u: %s", from, to, why);
}

/* ", with spin locks held, the last is ...": the reason for DISPATCH_LEVEL, if it is one. */
struct HeldAt {
	explicit HeldAt(u8 irql)
	{
		const HeldLock held = irql >= kDispatchLevel ? held_lock_last() : HeldLock{};

		text[0] = '\0';
		if (held.lock)
			ww_format(text, sizeof(text), ", with a spin lock held%s", ShownHeld(held).text);
	}

	char text[224];
};

bool rule(bool holds, u8 highest, CallSite call, const void *item)
{
	if (holds)
		return true;

	const u8 irql = current_irql();

	report({ .code = BugCheck::irql_not_less_or_equal,
		 .parameter = { address_of(item), irql, 0, address_of(call.caller) },
		 .call = call, .item = item },
	       "called at IRQL %u, the highest allowed is %u%s", irql, highest, HeldAt(irql).text);
	return false;
}

bool set_apc_level()
{
	TaskState *state = task_state_get();

	if (state)
		state->irql = kApcLevel;
	return state;
}

/* At DISPATCH_LEVEL. Does nothing in a softirq, or when bottom halves are disabled already. */
void raise_in_place()
{
	u32 &in_place = raised_here().in_place;

	if (!ww_bottom_halves_enabled() && !in_place)
		return;
	ww_bottom_halves_disable();
	in_place++;
}

void lower_in_place()
{
	u32 &in_place = raised_here().in_place;

	if (!in_place)
		return;
	in_place--;
	ww_bottom_halves_enable();
}

/* The end of a change to @level, below DISPATCH_LEVEL. In a task. */
void settle(u8 level)
{
	TaskState *state = task_state_find(ww_current_task());

	if (!state)
		return;
	if (level == kPassiveLevel)
		state->irql = kPassiveLevel;
	/* Linux code may have bottom halves or preemption off. Then the next change does it. */
	if (state->is_affinity_due && ww_context() == WW_CONTEXT_TASK)
		task_affinity_apply(*state);
	task_state_put_if_default();
}

void clear_apc_level()
{
	if (TaskState *state = task_state_find(ww_current_task())) {
		state->irql = kPassiveLevel;
		task_state_put_if_default();
	}
}

} /* namespace */

int irql_init()
{
	raised_on_cpu = static_cast<Raised *>(ww_zalloc_sleeping(ww_cpu_count() * sizeof(Raised)));
	return raised_on_cpu ? 0 : -WW_ENOMEM;
}

void irql_exit()
{
	ww_free(raised_on_cpu);
	raised_on_cpu = nullptr;
}

u8 current_irql()
{
	switch (ww_context()) {
	case WW_CONTEXT_INTERRUPT: {
		const u8 raised = raised_here().level;

		return raised ? raised : kHighLevel;
	}
	case WW_CONTEXT_ATOMIC:
		return kDispatchLevel;
	case WW_CONTEXT_TASK:
		break;
	}

	const TaskState *state = task_state_find(ww_current_task());

	return state ? state->irql : kPassiveLevel;
}

u8 raise_irql(u8 level, CallSite call)
{
	const u8 from = current_irql();

	if (level < from || level > kHighLevel) {
		report_bad_change(kRaiseSubcode, from, level, call,
				  level < from ? "that would lower it" : "there is no such level");
		return from;
	}
	/* Each boundary that is crossed disables one thing. Lowering enables it again. */
	if (from < kApcLevel && level == kApcLevel && !set_apc_level()) {
		report_bad_change(kRaiseSubcode, from, level, call,
				  "too many threads are at APC_LEVEL");
		return from;
	}
	if (from < kDispatchLevel && level >= kDispatchLevel)
		ww_bottom_halves_disable();
	if (from == kDispatchLevel && level == kDispatchLevel)
		raise_in_place();
	if (from <= kDispatchLevel && level > kDispatchLevel)
		ww_interrupts_disable();
	if (level > kDispatchLevel && (from <= kDispatchLevel || raised_here().level))
		raised_here().level = level;
	return from;
}

void lower_irql(u8 level, CallSite call)
{
	const u8 from = current_irql();

	if (level > from) {
		report_bad_change(kLowerSubcode, from, level, call, "that would raise it");
		return;
	}
	if (level == from) {
		if (level == kDispatchLevel)
			lower_in_place();
		return;
	}
	if (from > kDispatchLevel) {
		u8 &raised = raised_here().level;

		if (!raised) {
			report_bad_change(kLowerSubcode, from, level, call,
					  "this level was not raised to");
			return;
		}
		if (level < raised_here().floor) {
			report_bad_change(kLowerSubcode, from, level, call,
					  "the routine of an interrupt, or its lock, needs the level");
			return;
		}
		raised = level > kDispatchLevel ? level : 0;
		if (level > kDispatchLevel)
			return;
		ww_interrupts_enable();
	}
	if (from >= kDispatchLevel && level < kDispatchLevel) {
		if (!ww_bottom_halves_disabled() || raised_here().in_place) {
			report_bad_change(kLowerSubcode, from, level, call,
					  "this level was not raised to");
			return;
		}
		ww_bottom_halves_enable();
	}
	settle(level);
}

DeviceLevel enter_device_level(u8 level)
{
	Raised &raised = raised_here();
	const DeviceLevel former = { raised.level, raised.floor };

	if (raised.level < level)
		raised.level = level;
	raised.floor = level;
	return former;
}

void leave_device_level(DeviceLevel former)
{
	Raised &raised = raised_here();

	raised.level = former.level;
	raised.floor = former.floor;
}

HeldLock held_lock_last()
{
	HeldLock held{};

	return ww_spin_last_held(&held.lock, &held.acquirer) ? held : HeldLock{};
}

ShownHeld::ShownHeld(const HeldLock &held)
{
	const ShownVariable variable(held.lock);
	/* Without the comma that it begins with. */
	const char *name = variable.text[0] ? variable.text + 2 : "a lock";

	text[0] = '\0';
	if (held.acquirer)
		ww_format(text, sizeof(text), ", the last is %s, acquired by %s", name, ShownCode(held.acquirer).text);
	else if (held.lock && variable.text[0])
		ww_format(text, sizeof(text), ", the last is %s", name);
}

Left irql_repair(u8 level)
{
	const u8 irql = current_irql();
	/* These first: they were taken above DISPATCH_LEVEL, behind the spin locks. */
	const u32 device_locks = device_locks_release_above(nullptr);
	const u32 spin_locks = ww_spin_held();
	const Left left = { irql, device_locks + spin_locks, held_lock_last() };

	if (spin_locks)
		ww_spin_release_held(0);
	if (left.irql >= kDispatchLevel && level < kDispatchLevel)
		raised_here().in_place = 0;
	if (left.irql > kDispatchLevel) {
		raised_here().level = 0;
		raised_here().floor = 0;
		ww_interrupts_enable();
	}
	if (level < kDispatchLevel) {
		ww_context_restore();
		clear_apc_level();
	}
	return left;
}

bool report_above_dispatch(CallSite call, const void *item)
{
	return rule(false, kDispatchLevel, call, item);
}

bool outside_nmi(CallSite call, const void *item)
{
	if (!ww_in_nmi()) [[likely]]
		return true;
	report({ .code = BugCheck::irql_not_less_or_equal,
		 .parameter = { address_of(item), kHighLevel, 0, address_of(call.caller) },
		 .call = call, .item = item },
	       "called in a non-maskable interrupt");
	return false;
}

bool at_passive(CallSite call, const void *item)
{
	return rule(current_irql() == kPassiveLevel, kPassiveLevel, call, item);
}

bool at_apc_or_below(CallSite call, const void *item)
{
	return rule(ww_context() == WW_CONTEXT_TASK, kApcLevel, call, item);
}

} /* namespace ww */
