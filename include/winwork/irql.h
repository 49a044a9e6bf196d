/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRQL. WinWork derives it from the Linux context, so it is right in code that never heard of
 * it: above DISPATCH_LEVEL in hard interrupts, NMIs and with interrupts off; DISPATCH_LEVEL in
 * softirqs and with bottom halves or preemption off (the latter on kernels with
 * CONFIG_PREEMPT_COUNT); otherwise PASSIVE_LEVEL, or APC_LEVEL where it was raised to.
 */
#ifndef WINWORK_IRQL_H
#define WINWORK_IRQL_H

#include "debug.h"
#include "sal.h"
#include "types.h"

EXTERN_C_START

#define PASSIVE_LEVEL 0
#define LOW_LEVEL 0
#define APC_LEVEL 1
#define DISPATCH_LEVEL 2
#define CMCI_LEVEL 5
#define CLOCK_LEVEL 13
#define IPI_LEVEL 14
#define DRS_LEVEL 14
#define POWER_LEVEL 14
#define PROFILE_LEVEL 15
#define HIGH_LEVEL 15

KIRQL NTAPI KeGetCurrentIrql(VOID);
KIRQL FASTCALL KfRaiseIrql(_In_ KIRQL NewIrql);
KIRQL NTAPI KeRaiseIrqlToDpcLevel(VOID);
VOID NTAPI KeLowerIrql(_In_ KIRQL NewIrql);

#define KeRaiseIrql(NewIrql, OldIrql) (*(OldIrql) = KfRaiseIrql(NewIrql))

/* Asserts, in a checked build, that paged memory may be touched here. */
#define PAGED_CODE() NT_ASSERT(KeGetCurrentIrql() <= APC_LEVEL)
#define PAGED_CODE_LOCKED() ((void)0)

EXTERN_C_END

#endif /* WINWORK_IRQL_H */
