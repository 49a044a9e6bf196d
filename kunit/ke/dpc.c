/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_dpc: DPCs: level, processor, order and removal, and what a DPC routine may do with its
 * own DPC.
 */
#include "ke_case.h"

/*
 * Calls @function in a DPC. The DPCs that it queues for its CPU wait behind this one. Disabled
 * bottom halves do not hold them up on every kernel with PREEMPT_RT.
 */
struct dpc_call {
	KDPC dpc;
	void (*function)(struct dpc_run **runs);
	struct dpc_run **runs;
	struct completion done;
};

static VOID call_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_call *call = context;

	call->function(call->runs);
	complete(&call->done);
}

static void in_dpc(struct kunit *test, void (*function)(struct dpc_run **runs),
		   struct dpc_run **runs)
{
	struct dpc_call *call = case_alloc_type(test, struct dpc_call);

	call->function = function;
	call->runs = runs;
	init_completion(&call->done);
	KeInitializeDpc(&call->dpc, call_in_dpc, call);
	KeInsertQueueDpc(&call->dpc, NULL, NULL);
	ASSERT_IN_TIME(test, &call->done);
	KeFlushQueuedDpcs();
}

static void ke_dpc_test_dpc_runs_at_dispatch_level(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);

	KUNIT_EXPECT_EQ(test, KeInsertQueueDpc(&run->dpc, test, run), TRUE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)run);
	KUNIT_EXPECT_PTR_EQ(test, run->argument1, (PVOID)test);
	KUNIT_EXPECT_PTR_EQ(test, run->argument2, (PVOID)run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KeFlushQueuedDpcs();
}

static void queue_and_remove_twice(struct dpc_run **runs)
{
	KDPC *dpc = &runs[0]->dpc;

	runs[0]->inserted[0] = KeInsertQueueDpc(dpc, NULL, NULL);
	runs[0]->inserted[1] = KeInsertQueueDpc(dpc, runs, runs);
	runs[0]->removed[0] = KeRemoveQueueDpc(dpc);
	runs[0]->removed[1] = KeRemoveQueueDpc(dpc);
}

static void ke_dpc_test_dpc_is_queued_once(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);

	in_dpc(test, queue_and_remove_twice, &run);
	KUNIT_EXPECT_EQ(test, (int)run->inserted[0], (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)run->inserted[1], (int)FALSE);
	KUNIT_EXPECT_EQ(test, (int)run->removed[0], (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)run->removed[1], (int)FALSE);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	/* The DPC can be queued again. */
	KUNIT_EXPECT_EQ(test, (int)KeInsertQueueDpc(&run->dpc, NULL, NULL), (int)TRUE);
	ASSERT_IN_TIME(test, &run->done);
	KeFlushQueuedDpcs();
}

static void ke_dpc_test_flush_waits_for_all_dpcs(struct kunit *test)
{
	struct dpc_run *run[20];
	int i, ran = 0;

	for (i = 0; i < ARRAY_SIZE(run); i++) {
		run[i] = new_dpc(test, record_dpc);
		KeSetTargetProcessorDpc(&run[i]->dpc, i % num_online_cpus());
	}
	for (i = 0; i < ARRAY_SIZE(run); i++)
		KeInsertQueueDpc(&run[i]->dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	for (i = 0; i < ARRAY_SIZE(run); i++)
		ran += atomic_read(&run[i]->runs);
	KUNIT_EXPECT_EQ(test, ran, (int)ARRAY_SIZE(run));
}

static void ke_dpc_test_dpc_runs_on_its_processor(struct kunit *test)
{
	struct dpc_run *run;
	int cpu;

	for_each_online_cpu(cpu) {
		run = new_dpc(test, record_dpc);
		KeSetTargetProcessorDpc(&run->dpc, cpu);
		KeInsertQueueDpc(&run->dpc, NULL, NULL);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, run->cpu, cpu);
		KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	}
	KeFlushQueuedDpcs();
}

/* Windows has this configuration as well. */
static void ke_dpc_test_threaded_dpc_runs_at_dispatch_level(struct kunit *test)
{
	struct dpc_run *run = case_alloc_type(test, struct dpc_run);
	int cpu;

	init_completion(&run->done);
	KeInitializeThreadedDpc(&run->dpc, record_dpc, run);
	for_each_online_cpu(cpu) {
		KeSetTargetProcessorDpc(&run->dpc, cpu);
		KUNIT_EXPECT_EQ(test, (int)KeInsertQueueDpc(&run->dpc, test, run), (int)TRUE);
		KeFlushQueuedDpcs();
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
		KUNIT_EXPECT_EQ(test, run->cpu, cpu);
		KUNIT_EXPECT_PTR_EQ(test, run->context, (PVOID)run);
		KUNIT_EXPECT_PTR_EQ(test, run->argument1, (PVOID)test);
		KUNIT_EXPECT_PTR_EQ(test, run->argument2, (PVOID)run);
	}
	KUNIT_EXPECT_EQ(test, (int)KeRemoveQueueDpc(&run->dpc), (int)FALSE);
	EXPECT_NO_REPORT(test);
}

static void ke_dpc_test_threaded_dpc_is_removed(struct kunit *test)
{
	struct dpc_run *run = case_alloc_type(test, struct dpc_run);

	init_completion(&run->done);
	KeInitializeThreadedDpc(&run->dpc, record_dpc, run);
	in_dpc(test, queue_and_remove_twice, &run);
	KUNIT_EXPECT_EQ(test, (int)run->inserted[0], (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)run->inserted[1], (int)FALSE);
	KUNIT_EXPECT_EQ(test, (int)run->removed[0], (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)run->removed[1], (int)FALSE);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	EXPECT_NO_REPORT(test);
}

static VOID insert_again(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_run *run = context;

	if (atomic_inc_return(&run->runs) < run->limit)
		KeInsertQueueDpc(dpc, argument1, argument2);
	else
		complete(&run->done);
}

static void ke_dpc_test_dpc_inserts_itself_again(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, insert_again);

	run->limit = 500;
	KeInsertQueueDpc(&run->dpc, NULL, NULL);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 500);
	KeFlushQueuedDpcs();
}

static VOID free_own_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct completion *done = context;

	memset(dpc, 0x6b, sizeof(*dpc));
	ExFreePoolWithTag(dpc, TAG);
	complete(done);
}

static void ke_dpc_test_dpc_is_freed_in_its_routine(struct kunit *test)
{
	struct completion *done = case_alloc_type(test, struct completion);
	PKDPC dpc;
	int i;

	init_completion(done);
	for (i = 0; i < 50; i++) {
		dpc = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*dpc), TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, dpc);
		KeInitializeDpc(dpc, free_own_dpc, done);
		KeInsertQueueDpc(dpc, NULL, NULL);
		ASSERT_IN_TIME(test, done);
	}
	KeFlushQueuedDpcs();
}

static atomic_t dpc_position;

static VOID take_position(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_run *run = context;

	run->position = atomic_inc_return(&dpc_position);
}

static void queue_three(struct dpc_run **runs)
{
	int i;

	for (i = 0; i < 3; i++)
		KeInsertQueueDpc(&runs[i]->dpc, NULL, NULL);
}

static void ke_dpc_test_important_dpc_goes_first(struct kunit *test)
{
	struct dpc_run *runs[3];
	int i;

	atomic_set(&dpc_position, 0);
	for (i = 0; i < 3; i++)
		runs[i] = new_dpc(test, take_position);
	KeSetImportanceDpc(&runs[2]->dpc, HighImportance);
	in_dpc(test, queue_three, runs);
	KUNIT_EXPECT_EQ(test, runs[2]->position, 1);
	KUNIT_EXPECT_EQ(test, runs[0]->position, 2);
	KUNIT_EXPECT_EQ(test, runs[1]->position, 3);
}

static void insert_dpc(void *data)
{
	struct dpc_run *run = data;

	KeInsertQueueDpc(&run->dpc, NULL, NULL);
}

static void ke_dpc_test_dpc_is_inserted_in_a_hard_interrupt(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(insert_dpc, run));
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	EXPECT_NO_REPORT(test);
	KeFlushQueuedDpcs();
}

static KSPIN_LOCK leaked_lock;

static VOID return_with_lock(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	KeAcquireSpinLockAtDpcLevel(&leaked_lock);
}

static void ke_dpc_test_dpc_that_keeps_a_lock_is_reported(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, return_with_lock);
	KIRQL irql;

	KeInitializeSpinLock(&leaked_lock);
	KeInsertQueueDpc(&run->dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	EXPECT_REPORT(test, "KDEFERRED_ROUTINE", 0x08, return_with_lock, DISPATCH_LEVEL, ANY, ANY,
		      &run->dpc);
	KeAcquireSpinLock(&leaked_lock, &irql);
	KeReleaseSpinLock(&leaked_lock, irql);
}

static void ask_for_the_processor(struct dpc_run **runs)
{
	KeInsertQueueDpc(&runs[0]->dpc, NULL, NULL);
	runs[0]->yield = KeShouldYieldProcessor();
	KeRemoveQueueDpc(&runs[0]->dpc);
}

static void ke_dpc_test_waiting_dpc_asks_for_the_processor(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);
	unsigned long deadline = jiffies + DEADLINE;
	LOGICAL yield;
	KIRQL irql;

	in_dpc(test, ask_for_the_processor, &run);
	KUNIT_EXPECT_NE(test, run->yield, 0U);
	KUNIT_EXPECT_EQ(test, KeShouldYieldProcessor(), 0U);
	/* Something else may wait, but not forever. */
	do {
		cond_resched();
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		yield = KeShouldYieldProcessor();
		KeLowerIrql(irql);
	} while (yield && time_before(jiffies, deadline));
	KUNIT_EXPECT_EQ(test, yield, 0U);
	EXPECT_NO_REPORT(test);
}

static void query_watchdog(struct dpc_run **runs)
{
	memset(&runs[0]->watchdog, 0xa5, sizeof(runs[0]->watchdog));
	runs[0]->status = KeQueryDpcWatchdogInformation(&runs[0]->watchdog);
}

static void ke_dpc_test_dpcs_have_no_watchdog(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);
	KIRQL irql;

	query_watchdog(&run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_UNSUCCESSFUL);
	KUNIT_EXPECT_EQ(test, run->watchdog.DpcTimeLimit, 0xa5a5a5a5U);
	in_dpc(test, query_watchdog, &run);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(&run->watchdog, 0, sizeof(run->watchdog)),
			    (void *)NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	query_watchdog(&run);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, run->status, STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, run->watchdog.DpcWatchdogLimit, 0U);
	EXPECT_NO_REPORT(test);
}

static void queue_and_free(struct dpc_run **runs)
{
	KeInsertQueueDpc(&runs[0]->dpc, NULL, NULL);
	ExFreePoolWithTag(runs[0], TAG);
}

/* row 123 */
static void ke_dpc_test_queued_dpc_is_not_freed(struct kunit *test)
{
	struct dpc_run *run = ExAllocatePoolZero(NonPagedPoolNx, sizeof(*run), TAG);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run);
	init_completion(&run->done);
	KeInitializeDpc(&run->dpc, record_dpc, run);
	in_dpc(test, queue_and_free, &run);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_TIMER_OR_DPC_INVALID, 1, &run->dpc, run,
		      run + 1, &run->dpc);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	ExFreePoolWithTag(run, TAG);
	EXPECT_NO_REPORT(test);
}

static void queue_and_initialise(struct dpc_run **runs)
{
	int i;

	for (i = 0; i < 3; i++)
		KeInsertQueueDpc(&runs[i]->dpc, NULL, NULL);
	KeInitializeDpc(&runs[1]->dpc, record_dpc, NULL);
}

static void ke_dpc_test_queued_dpc_is_not_initialised(struct kunit *test)
{
	struct dpc_run *run[3];
	int i;

	for (i = 0; i < 3; i++)
		run[i] = new_dpc(test, record_dpc);
	in_dpc(test, queue_and_initialise, run);
	EXPECT_REPORT(test, "KeInitializeDpc", BUGCHECK_TIMER_OR_DPC_INVALID, 1, &run[1]->dpc, 0, 0,
		      &run[1]->dpc);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->runs), 1);
}

/* The memory has held the list entry of another DPC where this one's DpcData is. */
static void initialise_used_memory(struct dpc_run **runs)
{
	KeInsertQueueDpc(&runs[0]->dpc, NULL, NULL);
	KeInsertQueueDpc(&runs[1]->dpc, NULL, NULL);
	runs[2]->dpc.DpcData = runs[0]->dpc.DpcListEntry.Blink;
	KeInitializeDpc(&runs[2]->dpc, record_dpc, runs[2]);
	runs[3]->dpc.DpcData = runs[1]->dpc.DpcListEntry.Flink;
	KeInitializeDpc(&runs[3]->dpc, record_dpc, runs[3]);
	KeInsertQueueDpc(&runs[2]->dpc, NULL, NULL);
	KeInsertQueueDpc(&runs[3]->dpc, NULL, NULL);
}

static void ke_dpc_test_used_memory_is_initialised(struct kunit *test)
{
	struct dpc_run *run[4];
	int i;

	for (i = 0; i < ARRAY_SIZE(run); i++)
		run[i] = new_dpc(test, record_dpc);
	in_dpc(test, initialise_used_memory, run);
	for (i = 0; i < ARRAY_SIZE(run); i++)
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->runs), 1);
	EXPECT_NO_REPORT(test);
}

static void ke_dpc_test_memory_that_is_no_dpc_is_refused(struct kunit *test)
{
	struct dpc_run *run = new_dpc(test, record_dpc);
	KDPC *bad[] = { NULL, (KDPC *)0x1000, case_alloc_type(test, KDPC), &run->dpc };
	int i;

	run->dpc.Number = 0xffff;
	for (i = 0; i < ARRAY_SIZE(bad); i++) {
		KUNIT_EXPECT_EQ(test, (int)KeInsertQueueDpc(bad[i], NULL, NULL), (int)FALSE);
		EXPECT_REPORT(test, "KeInsertQueueDpc", BUGCHECK_TIMER_OR_DPC_INVALID, 1, bad[i], 0,
			      0, bad[i]);
		KUNIT_EXPECT_EQ(test, (int)KeRemoveQueueDpc(bad[i]), (int)FALSE);
		EXPECT_REPORT(test, "KeRemoveQueueDpc", BUGCHECK_TIMER_OR_DPC_INVALID, 1, bad[i], 0,
			      0, bad[i]);
	}
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

static struct kunit_case ke_dpc_cases[] = {
	KUNIT_CASE(ke_dpc_test_dpc_runs_at_dispatch_level),
	KUNIT_CASE(ke_dpc_test_dpc_is_queued_once),
	KUNIT_CASE(ke_dpc_test_flush_waits_for_all_dpcs),
	KUNIT_CASE(ke_dpc_test_dpc_runs_on_its_processor),
	KUNIT_CASE(ke_dpc_test_threaded_dpc_runs_at_dispatch_level),
	KUNIT_CASE(ke_dpc_test_threaded_dpc_is_removed),
	KUNIT_CASE(ke_dpc_test_dpc_inserts_itself_again),
	KUNIT_CASE(ke_dpc_test_dpc_is_freed_in_its_routine),
	KUNIT_CASE(ke_dpc_test_important_dpc_goes_first),
	KUNIT_CASE(ke_dpc_test_dpc_is_inserted_in_a_hard_interrupt),
	KUNIT_CASE(ke_dpc_test_dpc_that_keeps_a_lock_is_reported),
	KUNIT_CASE(ke_dpc_test_waiting_dpc_asks_for_the_processor),
	KUNIT_CASE(ke_dpc_test_dpcs_have_no_watchdog),
	KUNIT_CASE(ke_dpc_test_queued_dpc_is_not_freed),
	KUNIT_CASE(ke_dpc_test_queued_dpc_is_not_initialised),
	KUNIT_CASE(ke_dpc_test_used_memory_is_initialised),
	KUNIT_CASE(ke_dpc_test_memory_that_is_no_dpc_is_refused),
	{}
};

WINWORK_SUITE(ke_dpc);
