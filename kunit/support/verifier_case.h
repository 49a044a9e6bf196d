/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by the suites of the verifier: routines that record their run, and checks that a refused
 * call has changed nothing.
 */
#ifndef WINWORK_KUNIT_VERIFIER_CASE_H
#define WINWORK_KUNIT_VERIFIER_CASE_H

#include "support.h"

struct run {
	struct completion done;
	struct completion started;
	struct completion go;
	atomic_t runs;
	atomic_t others;		/* runs of the routine that must not run */
	PVOID object;
	PIO_WORKITEM item;
	KIRQL irql;
	KSPIN_LOCK lock;
	struct task_struct *task;
	struct cred *cred;
	long status;
	long nice;
};

static inline struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->done);
	init_completion(&run->started);
	init_completion(&run->go);
	KeInitializeSpinLock(&run->lock);
	return run;
}

static inline VOID routine(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	run->object = device;
	run->irql = KeGetCurrentIrql();
	atomic_inc(&run->runs);
	complete(&run->done);
}

static inline VOID routine_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct run *run = context;

	run->object = object;
	run->item = item;
	run->irql = KeGetCurrentIrql();
	atomic_inc(&run->runs);
	complete(&run->done);
}

static inline long device_references(struct kunit *test)
{
	return WinworkObjectReferenceCount(fixture_of(test)->device);
}

static inline void expect_untouched_references(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, device_references(test), (long)fixture_of(test)->device_references);
}

/* The item still works: the calls that were refused before have not changed it. */
static inline void expect_item_works(struct kunit *test, PIO_WORKITEM item)
{
	struct run *run = new_run(test);

	IoQueueWorkItemEx(item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->item, (void *)item);
	EXPECT_NO_REPORT(test);
}

#endif /* WINWORK_KUNIT_VERIFIER_CASE_H */
