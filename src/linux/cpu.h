/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs: their numbers, a pointer for each, and which of them may share work.
 */
#ifndef WINWORK_LINUX_CPU_H
#define WINWORK_LINUX_CPU_H

#include "fast_call.h"
#include "types.h"

WW_C_BEGIN

ww_u32 ww_cpu(void) WW_KEEPS_REGISTERS;
/* Possible CPUs have numbers below this one. */
ww_u32 ww_cpu_count(void);
/* How many CPUs are online. Cheap. */
ww_u32 ww_cpus_online_count(void);
/*
 * The next CPU after @cpu, in the order of the numbers and then from the first on, that is online
 * and not about to go offline.
 */
ww_u32 ww_cpu_next_active(ww_u32 cpu);
/* The possible, and the online, CPUs from number @first on: bit n stands for CPU @first + n. */
ww_u64 ww_cpus_possible(ww_u32 first);
ww_u64 ww_cpus_online(ww_u32 first);
/* Likewise the possible CPUs of a node. */
ww_u64 ww_node_cpus(ww_u32 node, ww_u32 first);
/* The node of the current CPU. */
ww_u32 ww_node(void);
/* Possible nodes have numbers below this one. */
ww_u32 ww_node_count(void);

/* Returns the current CPU's pointer; NULL in WW_CONTEXT_INTERRUPT. */
void *ww_cpu_pointer(void) WW_KEEPS_REGISTERS;
/*
 * The same, with preemption off until the call of ww_preemption_enable(). With NULL, nothing has
 * changed, and that call must not follow.
 */
void *ww_fast_begin(void) WW_KEEPS_REGISTERS;
/* Does nothing for a CPU that is not possible. */
void ww_cpu_pointer_set(ww_u32 cpu, void *pointer);

/*
 * Returns true if this CPU is @cpu, and not about to go offline. Then works for @cpu are queued
 * here, and the threads that may run them are bound to it. The answer stays true while the caller
 * has interrupts off.
 */
bool ww_on_active_cpu(ww_u32 cpu);

/*
 * Returns true if @other may do work that was queued on @cpu: it is of the same node, online and
 * not about to go offline, and not isolated by the administrator. The answer stays true while the
 * caller has interrupts off.
 */
bool ww_cpu_may_help(ww_u32 cpu, ww_u32 other);

/* For each round of a loop that waits for another CPU. */
void ww_relax(void);

WW_C_END

#endif /* WINWORK_LINUX_CPU_H */
