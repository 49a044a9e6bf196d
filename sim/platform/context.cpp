/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The context of the caller, as in src/linux/irq_context.c. Disabling something is a step: an
 * interrupt that may not come afterwards may come just before. Enabling it again is no step: an
 * interrupt that may come then may as well come before the next step.
 */
#include "state.hpp"
#include "linux/affinity.h"
#include "linux/cpu.h"
#include "linux/irq_context.h"
#include "linux/stack.h"
#include "linux/thread.h"

using sim::Context;
using sim::Level;
using sim::machine;

namespace {

void *cpu_pointers[sim::kMostCpus];

bool in_interrupt()
{
	const Context *const me = machine.running;

	return me && (me->level == Level::hardirq || me->interrupts ||
		      (machine.config.realtime && me->preemption));
}

/* How often bottom halves are off, in the caller and the contexts below it. */
int bottom_halves_off()
{
	const Context *const me = machine.running;
	const Context *const task = me ? machine.cpus[me->cpu].task : nullptr;

	return me ? me->bottom_halves + (me->level != Level::task && task ? task->bottom_halves : 0)
		  : 0;
}

/* Whether a softirq runs, which the caller may have interrupted. */
bool runs_softirq()
{
	return machine.running && machine.cpus[machine.running->cpu].softirq;
}

bool are_mine(void *)
{
	const Context *const owner = machine.cpus[machine.running->cpu].bottom_halves;

	return !owner || owner == machine.running;
}

/* The condition of a waiting task, on its CPU. */
bool may_have_bottom_halves(void *argument)
{
	const auto *const task = static_cast<Context *>(argument);
	const Context *const owner = machine.cpus[task->cpu].bottom_halves;

	return !owner || owner == task;
}

} /* namespace */

extern "C" {

enum ww_context ww_context(void)
{
	const Context *const me = machine.running;

	if (in_interrupt())
		return WW_CONTEXT_INTERRUPT;
	if (me && (me->preemption || bottom_halves_off() || runs_softirq()))
		return WW_CONTEXT_ATOMIC;
	return WW_CONTEXT_TASK;
}

ww_u32 ww_cpu(void)
{
	return machine.running ? machine.running->cpu : 0;
}

ww_u32 ww_raised_context(void)
{
	return ww_context() != WW_CONTEXT_TASK;
}

ww_u32 ww_interrupt_context(void)
{
	return in_interrupt();
}

void *ww_cpu_pointer(void)
{
	return in_interrupt() ? nullptr : cpu_pointers[ww_cpu()];
}

void *ww_fast_begin(void)
{
	if (in_interrupt())
		return nullptr;
	ww_preemption_disable();
	return cpu_pointers[ww_cpu()];
}

void ww_cpu_pointer_set(ww_u32 cpu, void *pointer)
{
	cpu_pointers[cpu] = pointer;
}

ww_u32 ww_cpu_count(void)
{
	return machine.cpus.size();
}

ww_u32 ww_cpus_online_count(void)
{
	return __builtin_popcountll(ww_cpus_online(0));
}

ww_u32 ww_cpu_next_active(ww_u32 cpu)
{
	const ww_u64 online = ww_cpus_online(0);
	const ww_u64 behind = online & ~((2ull << cpu) - 1);

	return __builtin_ctzll(behind ? behind : online);
}

bool ww_on_active_cpu(ww_u32 cpu)
{
	sim::point(__builtin_return_address(0));
	return machine.running->cpu == static_cast<int>(cpu) && machine.cpus[cpu].online;
}

bool ww_cpu_may_help(ww_u32, ww_u32 other)
{
	sim::point(__builtin_return_address(0));
	return other < machine.cpus.size() && machine.cpus[other].online;
}

bool ww_bottom_halves_disabled(void)
{
	return bottom_halves_off();
}

bool ww_bottom_halves_enabled(void)
{
	return !bottom_halves_off() && !runs_softirq();
}

bool ww_bottom_halves_may_come(void)
{
	return machine.running && machine.running->level == Level::task &&
	       (!machine.config.realtime || (!in_interrupt() && ww_bottom_halves_enabled()));
}

bool ww_in_thread(void)
{
	return machine.running && machine.running->level == Level::task;
}

bool ww_in_nmi(void)
{
	return false;
}

void ww_bottom_halves_disable(void)
{
	Context *const me = machine.running;

	if (!me)
		return;
	if (!bottom_halves_off())
		sim::point(__builtin_return_address(0));
	if (machine.config.realtime && me->level == Level::task && !me->bottom_halves) {
		if (!are_mine(nullptr))
			machine.sleep_until(may_have_bottom_halves, me, "waits for bottom halves",
					    __builtin_return_address(0));
		machine.cpus[me->cpu].bottom_halves = me;
		me->pinned = true;
	}
	me->bottom_halves++;
}

void ww_bottom_halves_enable(void)
{
	Context *const me = machine.running;

	if (!me)
		return;
	if (!me->bottom_halves)
		sim::violation("unbalanced", __builtin_return_address(0),
			       "bottom halves are enabled more often than disabled");
	if (!--me->bottom_halves && machine.config.realtime && me->level == Level::task) {
		machine.cpus[me->cpu].bottom_halves = nullptr;
		me->pinned = false;
	}
}

bool ww_interrupts_disabled(void)
{
	return machine.running && machine.running->interrupts;
}

bool ww_is_awaited(void)
{
	return machine.running && machine.is_awaited(machine.running->cpu);
}

void ww_interrupts_disable(void)
{
	if (machine.running) {
		sim::point(__builtin_return_address(0));
		machine.running->interrupts = true;
	}
}

void ww_interrupts_enable(void)
{
	if (!machine.running)
		return;
	machine.running->interrupts = false;
}

void ww_context_restore(void)
{
	ww_interrupts_enable();
	while (machine.running && machine.running->bottom_halves)
		ww_bottom_halves_enable();
	if (machine.running && machine.running->preemption) {
		machine.running->preemption = 0;
		sim::platform::reader_ends();
	}
}

ww_uptr ww_interrupts_save(void)
{
	const bool were_off = ww_interrupts_disabled();

	if (!were_off)
		ww_interrupts_disable();
	return were_off;
}

void ww_interrupts_restore(ww_uptr state)
{
	if (!state)
		ww_interrupts_enable();
}

void ww_preemption_disable(void)
{
	Context *const me = machine.running;

	if (!me)
		return;
	if (!me->preemption) {
		sim::point(__builtin_return_address(0));
		me->accesses = 0;
	}
	if (!me->preemption++)
		sim::platform::reader_begins();
}

void ww_preemption_enable(void)
{
	Context *const me = machine.running;

	if (!me)
		return;
	if (!me->preemption)
		sim::violation("unbalanced", __builtin_return_address(0),
			       "preemption is enabled more often than disabled");
	if (!--me->preemption)
		sim::platform::reader_ends();
}

void ww_relax(void)
{
	machine.relax(__builtin_return_address(0));
}

void *ww_current_task(void)
{
	/* In an interrupt, that of the interrupted task, as Linux's current. */
	const Context *const me = machine.running;

	if (!me)
		return nullptr;
	if (me->level == Level::task)
		return machine.running;
	sim::Cpu &cpu = machine.cpus[me->cpu];

	/* Stands for the idle task. Only its address is used. */
	return cpu.task ? static_cast<void *>(cpu.task) : &cpu;
}

bool ww_task_is_kernel_thread(const void *)
{
	return true;
}

void ww_stack_limits(ww_uptr *low, ww_uptr *high)
{
	*low = *high = 0;
}

/* No function of a scenario leaves things on its stack. */
const void *ww_current_stack(void)
{
	return nullptr;
}

bool ww_is_on_stack(const void *, const void *)
{
	return false;
}

bool ww_frame_has_gone(const void *, const void *, const void *)
{
	return false;
}

ww_u64 ww_cpus_possible(ww_u32 first)
{
	return first ? 0 : (1ull << ww_cpu_count()) - 1;
}

ww_u64 ww_cpus_online(ww_u32 first)
{
	ww_u64 bits = 0;

	sim::point(__builtin_return_address(0));
	for (ww_u32 cpu = first; cpu < ww_cpu_count(); cpu++) {
		if (machine.cpus[cpu].online)
			bits |= 1ull << (cpu - first);
	}
	return bits;
}

/* The stack of a fibre has no calls that a driver knows. */
ww_u32 ww_stack_trace(void **, ww_u32, ww_u32, const void *)
{
	return 0;
}

ww_u64 ww_node_cpus(ww_u32 node, ww_u32 first)
{
	return node ? 0 : ww_cpus_possible(first);
}

ww_u32 ww_node(void)
{
	return 0;
}

ww_u32 ww_node_count(void)
{
	return 1;
}

/* No scenario chooses the CPUs of a thread. */
void *ww_affinity_begin(void)
{
	return nullptr;
}

enum ww_affinity_result ww_affinity_check(void *, ww_u32, ww_u64)
{
	return WW_AFFINITY_OFFLINE;
}

enum ww_affinity_result ww_affinity_set(void *, ww_u32, ww_u64)
{
	return WW_AFFINITY_OFFLINE;
}

void ww_affinity_end(void *) {}

void ww_yield(void)
{
	machine.running->yields = true;
	sim::point(__builtin_return_address(0));
	machine.running->yields = false;
}

} /* extern "C" */
