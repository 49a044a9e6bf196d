/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRQL. WinWork derives it from the Linux context, so it is right in code that never heard of
 * it: above DISPATCH_LEVEL in hard interrupts, NMIs and with interrupts off; DISPATCH_LEVEL in
 * softirqs and with bottom halves or preemption off (the latter on kernels with
 * CONFIG_PREEMPT_COUNT, and above it with PREEMPT_RT); otherwise PASSIVE_LEVEL, or APC_LEVEL
 * where it was raised to.
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
 * KeGetCurrentIrql - the IRQL of the caller
 *
 * IRQL: any.
 * Return: the level. Above DISPATCH_LEVEL it is the one raised to, and HIGH_LEVEL where nobody
 *	raised it: in a hard interrupt, an NMI, or with interrupts off.
 * Page: wdm.h, KeGetCurrentIrql
 */
KIRQL NTAPI KeGetCurrentIrql(VOID);

/**
 * KeRaiseIrql - raise the IRQL of the current processor
 * @NewIrql: the new level, not below the current one
 * @OldIrql: receives the current one, for KeLowerIrql
 *
 * At DISPATCH_LEVEL bottom halves are off, and the thread is not preempted by another (with
 * PREEMPT_RT it is, but by no other code at DISPATCH_LEVEL on that processor; by that, too, where
 * the newest kernels lack CONFIG_PREEMPT_RT_NEEDS_BH_LOCK). Above it the interrupts of this
 * processor are off, whatever the level. At APC_LEVEL nothing is off, since there are no APCs;
 * the level belongs to the thread.
 *
 * Disabled preemption alone, as under a Linux spin lock, is DISPATCH_LEVEL with bottom halves on.
 * Raised to DISPATCH_LEVEL from there they are off until the KeLowerIrql that belongs to it.
 *
 * Here: a level below the current one, or above HIGH_LEVEL, is reported (0xC4, parameter 0x30),
 * and nothing is raised.
 *
 * IRQL: any.
 * Page: wdm.h, KeRaiseIrql
 */
KIRQL FASTCALL KfRaiseIrql(_In_ KIRQL NewIrql);

/**
 * KeRaiseIrqlToDpcLevel - raise the IRQL to DISPATCH_LEVEL
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0xC4, parameter 0x30).
 * Return: the level before.
 * Page: wdm.h, KeRaiseIrqlToDpcLevel
 */
KIRQL NTAPI KeRaiseIrqlToDpcLevel(VOID);

/**
 * KeLowerIrql - go back to the IRQL before KeRaiseIrql
 * @NewIrql: what KeRaiseIrql stored
 *
 * It must be called on the same processor and in the same thread.
 *
 * Here: a level above the current one, and one from a level that KeRaiseIrql has not raised to
 * (in an interrupt, in a DPC, under Linux's own locks), are reported (0xC4, parameter 0x31), and
 * nothing is lowered.
 *
 * IRQL: any.
 * Page: wdm.h, KeLowerIrql
 */
VOID NTAPI KeLowerIrql(_In_ KIRQL NewIrql);

#define KeRaiseIrql(NewIrql, OldIrql) (*(OldIrql) = KfRaiseIrql(NewIrql))

/**
 * KeShouldYieldProcessor - does something wait for the caller to lower the IRQL?
 *
 * For loops at DISPATCH_LEVEL: after TRUE a thread lowers the IRQL for a moment, and a DPC queues
 * a work item for the rest and returns.
 *
 * Here: DPCs and other softirqs of this processor wait, or a thread that is to run here.
 *
 * IRQL: DISPATCH_LEVEL on Windows; any here, and below DISPATCH_LEVEL nothing waits for that.
 * Return: nonzero when it does.
 * Page: wdm.h, KeShouldYieldProcessor
 */
LOGICAL NTAPI KeShouldYieldProcessor(VOID);

/**
 * PAGED_CODE - this function may touch paged memory
 *
 * Asserts, in a checked build (DBG=1), IRQL <= APC_LEVEL. Nothing here is paged; the rule still
 * finds code that would sleep where it must not.
 */
#define PAGED_CODE() NT_ASSERT(KeGetCurrentIrql() <= APC_LEVEL)
#define PAGED_CODE_LOCKED() ((void)0)

EXTERN_C_END

#endif /* WINWORK_IRQL_H */
