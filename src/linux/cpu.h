/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CPUs: their numbers, and a pointer for each.
 */
#ifndef WINWORK_LINUX_CPU_H
#define WINWORK_LINUX_CPU_H

#include "fast_call.h"
#include "types.h"

WW_C_BEGIN

ww_u32 ww_cpu(void);
/* What was set for the current CPU; NULL in WW_CONTEXT_INTERRUPT. */
void *ww_cpu_pointer(void) WW_KEEPS_REGISTERS;
void ww_cpu_pointer_set(ww_u32 cpu, void *pointer);	/* nothing for a CPU that is not possible */

ww_u32 ww_cpu_count(void);			/* possible CPUs have numbers below this */
/*
 * May @other do work that came to @cpu? It is of the same node, online, not about to go, and not kept
 * free of such work. With interrupts off it stays so.
 */
bool ww_cpu_may_help(ww_u32 cpu, ww_u32 other);

void ww_relax(void);				/* in a loop that waits for another CPU */
ww_u32 ww_cpus_online(ww_u64 *first_64);	/* how many, and which of the first 64 */

WW_C_END

#endif /* WINWORK_LINUX_CPU_H */
