/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of dispatcher objects: timeouts, waits, and a DPC that records its run.
 */
#ifndef WINWORK_KUNIT_KE_CASE_H
#define WINWORK_KUNIT_KE_CASE_H

#include "support.h"

#define MILLISECOND 10000LL		/* in units of 100 ns */

/* A timeout of @units of 100 ns from now. */
static inline LARGE_INTEGER relative(LONGLONG units)
{
	LARGE_INTEGER timeout;

	timeout.QuadPart = -units;
	return timeout;
}

/* Waits for at most @units of 100 ns. */
static inline NTSTATUS wait_for(PVOID object, LONGLONG units)
{
	LARGE_INTEGER timeout = relative(units);

	return KeWaitForSingleObject(object, Executive, KernelMode, FALSE, &timeout);
}

/* The timeout ends this wait only when the functions under test hang. */
static inline NTSTATUS wait_long(PVOID object)
{
	return wait_for(object, DEADLINE_SECONDS * 1000 * MILLISECOND);
}

/* Does not wait. */
static inline NTSTATUS poll(PVOID object)
{
	return wait_for(object, 0);
}

/* For run_in_softirq() and spawn(). */
static inline void set_event(void *data)
{
	KeSetEvent(data, IO_NO_INCREMENT, FALSE);
}

/* Of each thread in the cases about exclusion. */
#define EXCLUSION_ROUNDS 1000

/* A DPC, the settings of its routine, and its record. */
struct dpc_run {
	KDPC dpc;
	struct completion done;
	atomic_t runs;
	KIRQL irql;
	PVOID context, argument1, argument2;
	int cpu;
	int limit;
	struct dpc_run *other;
	int position;
	BOOLEAN inserted[2], removed[2];
	LOGICAL yield;
	NTSTATUS status;
	KDPC_WATCHDOG_INFORMATION watchdog;
};

/* The plain routine: records its run. */
VOID record_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2);
/* An initialized DPC with the routine @routine, whose context is the result. */
struct dpc_run *new_dpc(struct kunit *test, PKDEFERRED_ROUTINE routine);

#endif /* WINWORK_KUNIT_KE_CASE_H */
