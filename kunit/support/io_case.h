/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of Io items: routines that record their run.
 */
#ifndef WINWORK_KUNIT_IO_CASE_H
#define WINWORK_KUNIT_IO_CASE_H

#include "support.h"

/* The state that one or more runs of a routine recorded. */
struct run {
	struct kunit *test;
	atomic_t runs;
	atomic_t failures;
	struct completion started;
	struct completion go;		/* the case completes it */
	struct completion done;
	PVOID object;
	PVOID context;
	PIO_WORKITEM item;
	KIRQL irql;
	struct task_struct *task;
	bool system_thread;
	bool has_mm;
	bool atomic;
	int type;
};

static inline struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	run->test = test;
	run->type = DelayedWorkQueue;
	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	return run;
}

static inline void record(struct run *run, PVOID object, PVOID context, PIO_WORKITEM item)
{
	run->object = object;
	run->context = context;
	run->item = item;
	run->irql = KeGetCurrentIrql();
	run->task = current;
	run->system_thread = PsIsSystemThread(PsGetCurrentThread());
	run->has_mm = current->mm != NULL;
	atomic_inc(&run->runs);
}

/* The two plain routines, of two and of three arguments. */
static inline VOID routine(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	record(run, device, context, NULL);
	complete(&run->done);
}

static inline VOID routine_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	record(run, object, context, item);
	complete(&run->done);
}

/* Starts, waits for the case, and ends. */
static inline VOID stay(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	atomic_inc(&run->runs);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	complete(&run->done);
}

#endif /* WINWORK_KUNIT_IO_CASE_H */
