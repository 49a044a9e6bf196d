/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRQL. WinWork derives the IRQL from the Linux context, so it is right in code that knows
 * nothing of IRQL, too:
 *
 *	above DISPATCH_LEVEL	in hard interrupts, in NMIs, and with interrupts off
 *	DISPATCH_LEVEL		in softirqs, and with bottom halves or preemption off
 *	APC_LEVEL		where the driver raised the IRQL to it
 *	PASSIVE_LEVEL		otherwise
 *
 * WinWork sees that preemption is off only on kernels with CONFIG_PREEMPT_COUNT. With PREEMPT_RT,
 * code with preemption off is above DISPATCH_LEVEL.
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

/**
 * KeGetCurrentIrql - return the current IRQL
 *
 * IRQL: any.
 * Return: the level. Above DISPATCH_LEVEL it is the level that the caller raised to. It is
 *	HIGH_LEVEL where no code raised it: in a hard interrupt, in an NMI, or with interrupts
 *	off.
 * Page: wdm.h, KeGetCurrentIrql
 */
KIRQL NTAPI KeGetCurrentIrql(VOID);

/**
 * KeRaiseIrql - raise the IRQL of the current processor
 * @NewIrql: the new level, not below the current one
 * @OldIrql: receives the current one, for KeLowerIrql
 *
 *	raised to		effect
 *	above DISPATCH_LEVEL	the interrupts of this processor are off, at every such level
 *	DISPATCH_LEVEL		bottom halves are off, and no other thread preempts this one
 *	APC_LEVEL		nothing is off: there are no APCs; the level is the thread's
 *
 * With PREEMPT_RT other threads do preempt a thread at DISPATCH_LEVEL, but no other code at
 * DISPATCH_LEVEL runs on that processor meanwhile. On the newest kernels without
 * CONFIG_PREEMPT_RT_NEEDS_BH_LOCK such code does, too.
 *
 * Disabled preemption alone, as under a Linux spin lock, is DISPATCH_LEVEL with bottom halves on.
 * Raising to DISPATCH_LEVEL there turns them off until the matching KeLowerIrql.
 *
 * Here: a level below the current one, or above HIGH_LEVEL, is reported (0xC4, parameter 0x30),
 * and the IRQL stays.
 *
 * IRQL: any.
 * Page: wdm.h, KeRaiseIrql
 */
KIRQL FASTCALL KfRaiseIrql(_In_ KIRQL NewIrql);

/**
 * KeRaiseIrqlToDpcLevel - raise the IRQL to DISPATCH_LEVEL
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0xC4, parameter 0x30).
 * Return: the previous level.
 * Page: wdm.h, KeRaiseIrqlToDpcLevel
 */
KIRQL NTAPI KeRaiseIrqlToDpcLevel(VOID);

/**
 * KeLowerIrql - restore the IRQL from before KeRaiseIrql
 * @NewIrql: the level that KeRaiseIrql stored
 *
 * Call it on the same processor and in the same thread as KeRaiseIrql.
 *
 * Here: the call is reported (0xC4, parameter 0x31), and lowers nothing, in two cases: @NewIrql
 * is above the current level, or KeRaiseIrql has not raised to the current level (in an
 * interrupt, in a DPC, under Linux's own locks).
 *
 * IRQL: any.
 * Page: wdm.h, KeLowerIrql
 */
VOID NTAPI KeLowerIrql(_In_ KIRQL NewIrql);

#define KeRaiseIrql(NewIrql, OldIrql) (*(OldIrql) = KfRaiseIrql(NewIrql))

/**
 * KeShouldYieldProcessor - tell whether other work waits for the caller to lower the IRQL
 *
 * Use it in loops at DISPATCH_LEVEL. After TRUE a thread should lower the IRQL for a moment. A
 * DPC should queue a work item for the rest of its work and return.
 *
 * Here: the other work is a DPC or another softirq of this processor, or a thread that is to run
 * on it.
 *
 * IRQL: DISPATCH_LEVEL on Windows; any here. Below DISPATCH_LEVEL nothing waits for the caller.
 * Return: nonzero when other work waits.
 * Page: wdm.h, KeShouldYieldProcessor
 */
LOGICAL NTAPI KeShouldYieldProcessor(VOID);

/**
 * PAGED_CODE - assert that the function may touch paged memory
 *
 * Asserts IRQL <= APC_LEVEL, in a checked build (DBG=1). No memory is paged here, but the
 * assertion finds code that would sleep where it must not.
 */
#define PAGED_CODE() NT_ASSERT(KeGetCurrentIrql() <= APC_LEVEL)
#define PAGED_CODE_LOCKED() ((void)0)

EXTERN_C_END

#endif /* WINWORK_IRQL_H */
