/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRQL. WinWork derives the IRQL from the Linux context. So it is also correct in Linux code, which
 * raises no IRQL:
 *
 *	above DISPATCH_LEVEL	in hard interrupts, in NMIs, and with interrupts off
 *	DISPATCH_LEVEL		in softirqs, and with bottom halves or preemption off
 *	APC_LEVEL		where the driver raised the IRQL to it
 *	PASSIVE_LEVEL		otherwise
 *
 * WinWork can detect disabled preemption only on kernels with CONFIG_PREEMPT_COUNT. With
 * PREEMPT_RT, code with preemption off is above DISPATCH_LEVEL.
 */
#ifndef WINWORK_KE_IRQL_H
#define WINWORK_KE_IRQL_H

#include "../base/sal.h"
#include "../base/types.h"
#include "../rtl/debug.h"

EXTERN_C_START

#define PASSIVE_LEVEL 0
#define LOW_LEVEL 0
#define APC_LEVEL 1
#define DISPATCH_LEVEL 2
#define CMCI_LEVEL 5
#define SYNCH_LEVEL 12
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
 * Return: the IRQL. Above DISPATCH_LEVEL it is the level that the driver raised to. If the driver
 *	did not raise it, as in a hard interrupt, in an NMI, or with interrupts off, it is
 *	HIGH_LEVEL.
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
 *	APC_LEVEL		nothing is off, since there are no APCs; the thread keeps the level
 *
 * With PREEMPT_RT other threads can preempt a thread at DISPATCH_LEVEL. But no other code at
 * DISPATCH_LEVEL runs on that processor meanwhile, except on the newest kernels without
 * CONFIG_PREEMPT_RT_NEEDS_BH_LOCK.
 *
 * Code that only disables preemption, as under a Linux spin lock, is at DISPATCH_LEVEL with bottom
 * halves on. If it raises the IRQL to DISPATCH_LEVEL, bottom halves are off until the matching
 * KeLowerIrql.
 *
 * Here: a level below the current one, or above HIGH_LEVEL, is reported (0xC4, parameter 0x30),
 * and the IRQL stays. So is a raise to APC_LEVEL when about a thousand threads are at that level.
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
 * You must call it on the same processor and in the same thread as KeRaiseIrql.
 *
 * Here: the call is reported (0xC4, parameter 0x31), and lowers nothing, in two cases: @NewIrql
 * is above the current level, or the current level does not come from KeRaiseIrql. The latter is so
 * in an interrupt, in a DPC, and under Linux's own locks.
 *
 * IRQL: any.
 * Page: wdm.h, KeLowerIrql
 */
VOID NTAPI KeLowerIrql(_In_ KIRQL NewIrql);

#define KeRaiseIrql(NewIrql, OldIrql) (*(OldIrql) = KfRaiseIrql(NewIrql))

/* Raises the IRQL to SYNCH_LEVEL, from at most that, and returns the previous one. Page: wdm.h, KeRaiseIrqlToSynchLevel */
WINWORK_OWN KIRQL KeRaiseIrqlToSynchLevel(VOID)
{
	return KfRaiseIrql(SYNCH_LEVEL);
}

/**
 * KeShouldYieldProcessor - return whether other work waits until the caller lowers the IRQL
 *
 * Use it in loops at DISPATCH_LEVEL. After TRUE a thread should lower the IRQL for a moment. A
 * DPC should queue a work item for the rest of its work and return.
 *
 * Here: the other work is a DPC or another softirq of this processor, or a thread that Linux wants
 * to run on it.
 *
 * IRQL: DISPATCH_LEVEL on Windows; any here.
 * Return: nonzero when other work waits; always 0 below DISPATCH_LEVEL.
 * Page: wdm.h, KeShouldYieldProcessor
 */
LOGICAL NTAPI KeShouldYieldProcessor(VOID);

/**
 * PAGED_CODE - assert that the function may touch paged memory
 *
 * In a checked build (DBG=1) the macro asserts IRQL <= APC_LEVEL. No memory is paged here, but the
 * assertion also finds code that could sleep where it must not.
 */
/* A block, as on Windows: some drivers write no semicolon behind it. */
#define PAGED_CODE()						\
	{							\
		NT_ASSERT(KeGetCurrentIrql() <= APC_LEVEL);	\
	}
#define PAGED_CODE_LOCKED() ((void)0)

EXTERN_C_END

#endif /* WINWORK_KE_IRQL_H */
