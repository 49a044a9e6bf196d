/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_timer: timers: expiry, cancellation, periods, and the moment from which a timer's memory
 * may be freed.
 */
#include <linux/kprobes.h>	/* before the names of the WDK that it has too */

#include "ke_case.h"

#include <linux/ktime.h>

static void ke_timer_test_timer_runs_its_dpc_once(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	struct dpc_run *run = new_dpc(test, record_dpc);

	KeInitializeTimer(timer);
	KUNIT_EXPECT_EQ(test, (int)KeReadStateTimer(timer), (int)FALSE);
	KUNIT_EXPECT_EQ(test, (int)KeSetTimer(timer, relative(2 * MILLISECOND), &run->dpc),
			(int)FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)KeReadStateTimer(timer), (int)TRUE);
	KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)FALSE);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

static void ke_timer_test_timer_is_waited_for(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	ktime_t start = ktime_get();

	KeInitializeTimerEx(timer, NotificationTimer);
	KeSetTimer(timer, relative(5 * MILLISECOND), NULL);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
	KUNIT_EXPECT_GE(test, ktime_ms_delta(ktime_get(), start), 5LL);
	KUNIT_EXPECT_EQ(test, poll(timer), STATUS_SUCCESS);
	KeInitializeTimerEx(timer, SynchronizationTimer);
	KeSetTimer(timer, relative(MILLISECOND), NULL);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, poll(timer), STATUS_TIMEOUT);
}

static void ke_timer_test_timer_of_an_absolute_time(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	LARGE_INTEGER due;

	KeInitializeTimer(timer);
	KeQuerySystemTime(&due);
	due.QuadPart += 5 * MILLISECOND;
	KeSetTimer(timer, due, NULL);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
	/* A time in the past expires at once. */
	due.QuadPart = 1;
	KeSetTimer(timer, due, NULL);
	KUNIT_EXPECT_EQ(test, wait_long(timer), STATUS_SUCCESS);
}

static void ke_timer_test_timer_is_cancelled(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	struct dpc_run *run = new_dpc(test, record_dpc);

	KeInitializeTimer(timer);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)FALSE);
	KeSetTimer(timer, relative(3600 * 1000 * MILLISECOND), &run->dpc);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)FALSE);
	KUNIT_EXPECT_EQ(test, poll(timer), STATUS_TIMEOUT);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

static void ke_timer_test_timer_is_set_anew(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	struct dpc_run *never = new_dpc(test, record_dpc), *run = new_dpc(test, record_dpc);

	KeInitializeTimer(timer);
	KeSetTimer(timer, relative(3600 * 1000 * MILLISECOND), &never->dpc);
	KUNIT_EXPECT_EQ(test, (int)KeSetTimer(timer, relative(MILLISECOND), &run->dpc),
			(int)TRUE);
	ASSERT_IN_TIME(test, &run->done);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&never->runs), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

static VOID count_period(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct dpc_run *run = context;

	if (atomic_inc_return(&run->runs) == run->limit)
		complete(&run->done);
}

static void ke_timer_test_periodic_timer_goes_on_until_cancelled(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER), other = case_alloc_type(test, KTIMER);
	struct dpc_run *run = new_dpc(test, count_period), *periods = new_dpc(test, count_period);
	int runs;

	run->limit = periods->limit = 5;
	KeInitializeTimerEx(timer, SynchronizationTimer);
	KeInitializeTimerEx(other, SynchronizationTimer);
	KeSetTimerEx(timer, relative(MILLISECOND), 1, &run->dpc);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)TRUE);
	KeFlushQueuedDpcs();
	runs = atomic_read(&run->runs);
	KUNIT_EXPECT_GE(test, runs, 5);
	/* Another timer expires as often as that. */
	KeSetTimerEx(other, relative(MILLISECOND), 1, &periods->dpc);
	ASSERT_IN_TIME(test, &periods->done);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(other), (int)TRUE);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), runs);
}

#define TIMERS 200

static void ke_timer_test_many_timers_expire_each_once(struct kunit *test)
{
	KTIMER *timer = case_alloc_array(test, TIMERS, KTIMER);
	struct dpc_run **run = case_alloc_array(test, TIMERS, struct dpc_run *);
	int i, cancelled = 0;

	for (i = 0; i < TIMERS; i++) {
		run[i] = new_dpc(test, record_dpc);
		KeInitializeTimer(&timer[i]);
		KeSetTimer(&timer[i], relative((5 + i * 37 % 20) * MILLISECOND), &run[i]->dpc);
	}
	for (i = 0; i < TIMERS; i += 3) {
		if (KeCancelTimer(&timer[i])) {
			run[i]->limit = -1;
			cancelled++;
		}
	}
	for (i = 0; i < TIMERS; i++) {
		if (run[i]->limit == 0)
			ASSERT_IN_TIME(test, &run[i]->done);
	}
	KeFlushQueuedDpcs();
	for (i = 0; i < TIMERS; i++)
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->runs), run[i]->limit ? 0 : 1);
	kunit_info(test, "%d of %d cancelled\n", cancelled, TIMERS);
}

/* Timers that are due at one moment, and a timer of Linux's behind them. */
struct timer_burst {
	KTIMER timer[TIMERS];
	struct hrtimer behind;
	struct completion done;
	int expired;			/* when that one came */
	bool is_set;
};

static int count_expired(struct timer_burst *burst)
{
	int i, expired = 0;

	for (i = 0; i < TIMERS; i++)
		expired += !!KeReadStateTimer(&burst->timer[i]);
	return expired;
}

static enum hrtimer_restart note_expired(struct hrtimer *timer)
{
	struct timer_burst *burst = container_of(timer, struct timer_burst, behind);

	burst->expired = count_expired(burst);
	complete(&burst->done);
	return HRTIMER_NORESTART;
}

/* All expire on this CPU, and Linux's own timer 50 ns later. */
static void set_burst(void *data)
{
	const LONGLONG unix_epoch = 116444736000000000LL;	/* in units of 100 ns since 1601 */
	struct timer_burst *burst = data;
	LARGE_INTEGER due = { .QuadPart = 1 };
	int i;

	/* The alarm of earlier timers is over, and so is the interrupt that ended it. */
	KeSetTimer(&burst->timer[0], due, NULL);
	if (wait_long(&burst->timer[0]))
		return;
	KeQuerySystemTime(&due);
	due.QuadPart += 1000 * MILLISECOND;
	for (i = 0; i < TIMERS; i++)
		KeSetTimer(&burst->timer[i], due, NULL);
	hrtimer_start(&burst->behind, ns_to_ktime((due.QuadPart - unix_epoch) * 100 + 50),
		      HRTIMER_MODE_ABS_PINNED_HARD);
	burst->is_set = true;
}

/* An expiry leaves the interrupt after some of the timers. So Linux's own timer need not wait. */
static void ke_timer_test_expiries_let_others_run(struct kunit *test)
{
	struct timer_burst *burst = case_alloc_type(test, struct timer_burst);
	int i;

	init_completion(&burst->done);
	ww_hrtimer_setup_clock(&burst->behind, note_expired, CLOCK_REALTIME,
			       HRTIMER_MODE_ABS_PINNED_HARD);
	for (i = 0; i < TIMERS; i++)
		KeInitializeTimer(&burst->timer[i]);
	KUNIT_ASSERT_TRUE(test, run_on_cpu(raw_smp_processor_id(), set_burst, burst));
	KUNIT_ASSERT_TRUE(test, burst->is_set);
	ASSERT_IN_TIME(test, &burst->done);
	for (i = 0; i < TIMERS; i++)
		KUNIT_EXPECT_EQ(test, wait_long(&burst->timer[i]), STATUS_SUCCESS);
	hrtimer_cancel(&burst->behind);
	KUNIT_EXPECT_GT(test, burst->expired, 0);
	KUNIT_EXPECT_LT(test, burst->expired, TIMERS);
}

struct timer_block {
	KTIMER timer;
	KDPC dpc;
	struct completion *done;
};

static VOID free_timer(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct timer_block *block = context;
	struct completion *done = block->done;

	memset(block, 0x6b, sizeof(*block));
	ExFreePoolWithTag(block, TAG);
	complete(done);
}

static void ke_timer_test_timer_is_freed_in_its_dpc(struct kunit *test)
{
	struct completion *done = case_alloc_type(test, struct completion);
	struct timer_block *block;
	int i;

	init_completion(done);
	for (i = 0; i < 20; i++) {
		block = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*block), TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
		block->done = done;
		KeInitializeTimer(&block->timer);
		KeInitializeDpc(&block->dpc, free_timer, block);
		KeSetTimer(&block->timer, relative(MILLISECOND), &block->dpc);
		ASSERT_IN_TIME(test, done);
	}
	KeFlushQueuedDpcs();
}

/*
 * The timer expires on one CPU while another CPU frees the block. KASAN reports an expiry that
 * touches the timer once its DPC is queued. It also reports an insertion that touches the DPC.
 */
#define RACED_TIMERS 4000

struct timer_race {
	int expiring, freeing;		/* CPUs */
	KDPC busy;
	atomic_t freed;
	int set;
	struct raced_block {
		KTIMER timer;
		KDPC dpc;
		struct timer_race *race;
	} *block[RACED_TIMERS];
};

static VOID free_raced_block(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct raced_block *block = context;
	struct timer_race *race = block->race;

	/* Not from pool, whose checks would give the expiry more time. */
	kfree(block);
	atomic_inc(&race->freed);
}

/* Keeps its CPU in DPCs, so that DPCs that come meanwhile do not wait for an interrupt. */
static VOID stay_in_dpcs(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct timer_race *race = context;

	if (atomic_read(&race->freed) < READ_ONCE(race->set))
		KeInsertQueueDpc(dpc, NULL, NULL);
}

/* All are due at once, and expire on this CPU. */
static void set_raced_timers(void *data)
{
	struct timer_race *race = data;
	LARGE_INTEGER due;
	int i;

	KeQuerySystemTime(&due);
	due.QuadPart += 200 * MILLISECOND;
	for (i = 0; i < race->set; i++)
		KeSetTimer(&race->block[i]->timer, due, &race->block[i]->dpc);
}

static struct timer_race *new_timer_race(struct kunit *test, int timers)
{
	struct timer_race *race = case_alloc_type(test, struct timer_race);
	int i;

	race->expiring = cpumask_first(cpu_online_mask);
	race->freeing = cpumask_any_but(cpu_online_mask, race->expiring);
	for (i = 0; i < timers; i++) {
		struct raced_block *block = kmalloc(sizeof(*block), GFP_KERNEL);

		if (!block)
			break;
		block->race = race;
		KeInitializeTimer(&block->timer);
		KeInitializeDpc(&block->dpc, free_raced_block, block);
		KeSetTargetProcessorDpc(&block->dpc, race->freeing);
		race->block[i] = block;
	}
	race->set = i;
	return race;
}

static void ke_timer_test_timer_is_freed_in_its_dpc_elsewhere(struct kunit *test)
{
	struct timer_race *race;

	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	race = new_timer_race(test, RACED_TIMERS);
	KeInitializeDpc(&race->busy, stay_in_dpcs, race);
	KeSetTargetProcessorDpc(&race->busy, race->freeing);
	KeInsertQueueDpc(&race->busy, NULL, NULL);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(race->expiring, set_raced_timers, race));
	ASSERT_COUNT(test, &race->freed, race->set);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, race->set, RACED_TIMERS);
	EXPECT_NO_REPORT(test);
}

#ifdef CONFIG_KPROBES
static struct timer_race *stopped_race;
static int stops;

/*
 * The expiry raises the softirq of the DPC that it has just queued. There it waits until the block
 * has been freed, or for a second.
 */
static int stop_expiry(struct kprobe *probe, struct pt_regs *registers)
{
	const u64 end = ktime_get_mono_fast_ns() + NSEC_PER_SEC;

	if (!ww_in_hardirq() || raw_smp_processor_id() != stopped_race->expiring)
		return 0;
	stops++;
	while (!atomic_read(&stopped_race->freed) && ktime_get_mono_fast_ns() < end)
		cpu_relax();
	return 0;
}

/* A DPC that was taken off its queue is not called. */
static void remove_and_free(void *data)
{
	struct timer_race *race = data;
	unsigned long deadline = jiffies + DEADLINE;

	while (!KeRemoveQueueDpc(&race->block[0]->dpc)) {
		if (time_after(jiffies, deadline))
			return;
		cond_resched();
	}
	free_raced_block(NULL, race->block[0], NULL, NULL);
}

static void remove_and_free_there(void *data)
{
	struct timer_race *race = data;

	run_on_cpu(race->freeing, remove_and_free, race);
}
#endif

static void ke_timer_test_timer_is_freed_once_its_dpc_is_queued(struct kunit *test)
{
#ifdef CONFIG_KPROBES
	struct kprobe probe = { .symbol_name = "ww_dpc_raise", .pre_handler = stop_expiry };

	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	stopped_race = new_timer_race(test, 1);
	stops = 0;
	KUNIT_ASSERT_EQ(test, register_kprobe(&probe), 0);
	spawn(test, remove_and_free_there, stopped_race);
	run_on_cpu(stopped_race->expiring, set_raced_timers, stopped_race);
	join(test);
	unregister_kprobe(&probe);
	KUNIT_EXPECT_EQ(test, atomic_read(&stopped_race->freed), 1);
	KUNIT_EXPECT_EQ(test, stops, 1);
	EXPECT_NO_REPORT(test);
#else
	kunit_skip(test, "no CONFIG_KPROBES");
#endif
}

/* row 123 */
static void ke_timer_test_set_timer_is_not_freed(struct kunit *test)
{
	struct timer_block *block = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*block), TAG);
	LONG period;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	KeInitializeTimer(&block->timer);
	for (period = 0; period < 2; period++) {
		KeSetTimerEx(&block->timer, relative(3600 * 1000 * MILLISECOND), period, NULL);
		ExFreePoolWithTag(block, TAG);
		EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_TIMER_OR_DPC_INVALID, 0,
			      &block->timer, block, block + 1, &block->timer);
		KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(&block->timer), (int)TRUE);
	}
	ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

/* row 123 */
static void ke_timer_test_dpc_of_set_timer_is_not_freed(struct kunit *test)
{
	struct timer_block *block = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*block), TAG);
	PKTIMER timer = case_alloc_type(test, KTIMER);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	KeInitializeTimer(timer);
	KeInitializeDpc(&block->dpc, free_timer, block);
	KeSetTimer(timer, relative(3600 * 1000 * MILLISECOND), &block->dpc);
	ExFreePoolWithTag(block, TAG);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_TIMER_OR_DPC_INVALID, 1, &block->dpc,
		      block, block + 1, &block->dpc);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)TRUE);
	ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

/*
 * row 123: with many timers, each third one has a DPC of its own, and the others share one or have
 * none.
 */
static void ke_timer_test_dpc_of_each_set_timer_is_found(struct kunit *test)
{
	PKTIMER timer = case_alloc_array(test, TIMERS, KTIMER);
	PKDPC shared = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(KDPC), TAG);
	PKDPC *own = case_alloc_array(test, TIMERS, PKDPC);
	int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, shared);
	KeInitializeDpc(shared, record_dpc, NULL);
	for (i = 0; i < TIMERS; i++) {
		KeInitializeTimer(&timer[i]);
		if (i % 3 == 0) {
			own[i] = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(KDPC), TAG);
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, own[i]);
			KeInitializeDpc(own[i], record_dpc, NULL);
		}
		KeSetTimer(&timer[i], relative((3600 + i * 7 % 50) * 1000 * MILLISECOND),
			   i % 3 == 0 ? own[i] : i % 3 == 1 ? shared : NULL);
	}
	for (i = 0; i < TIMERS; i += 3) {
		ExFreePoolWithTag(own[i], TAG);
		EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_TIMER_OR_DPC_INVALID, 1,
			      own[i], own[i], own[i] + 1, own[i]);
		KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(&timer[i]), (int)TRUE);
		ExFreePoolWithTag(own[i], TAG);
		EXPECT_NO_REPORT(test);
	}
	for (i = 1; i < TIMERS; i += 3) {
		ExFreePoolWithTag(shared, TAG);
		EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_TIMER_OR_DPC_INVALID, 1,
			      shared, shared, shared + 1, shared);
		KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(&timer[i]), (int)TRUE);
	}
	ExFreePoolWithTag(shared, TAG);
	EXPECT_NO_REPORT(test);
	for (i = 2; i < TIMERS; i += 3)
		KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(&timer[i]), (int)TRUE);
}

/* row 123: memory that looks like a set timer, but that no timer function has seen. */
static void ke_timer_test_copy_of_set_timer_is_freed(struct kunit *test)
{
	PKTIMER copy = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*copy), TAG);
	PKTIMER timer = case_alloc_type(test, KTIMER);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, copy);
	KeInitializeTimer(timer);
	KeSetTimer(timer, relative(3600 * 1000 * MILLISECOND), NULL);
	*copy = *timer;
	ExFreePoolWithTag(copy, TAG);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)TRUE);
}

static void ke_timer_test_set_timer_is_not_initialised(struct kunit *test)
{
	KTIMER *timer = case_alloc_array(test, 3, KTIMER);
	int i;

	for (i = 0; i < 3; i++) {
		KeInitializeTimer(&timer[i]);
		KeSetTimer(&timer[i], relative((3600 + i) * 1000 * MILLISECOND), NULL);
	}
	for (i = 0; i < 3; i++) {
		KeInitializeTimerEx(&timer[i], SynchronizationTimer);
		EXPECT_REPORT(test, "KeInitializeTimerEx", BUGCHECK_TIMER_OR_DPC_INVALID, 0,
			      &timer[i], 0, 0, &timer[i]);
	}
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(&timer[i]), (int)TRUE);
		KeInitializeTimerEx(&timer[i], SynchronizationTimer);
	}
	EXPECT_NO_REPORT(test);
}

static void ke_timer_test_uninitialised_dpc_is_refused(struct kunit *test)
{
	PKTIMER timer = case_alloc_type(test, KTIMER);
	PKDPC dpc = case_alloc_type(test, KDPC);

	KeInitializeTimer(timer);
	KUNIT_EXPECT_EQ(test, (int)KeSetTimer(timer, relative(3600 * 1000 * MILLISECOND), dpc),
			(int)FALSE);
	EXPECT_REPORT(test, "KeSetTimer", BUGCHECK_TIMER_OR_DPC_INVALID, 1, dpc, 0, 0, dpc);
	KUNIT_EXPECT_EQ(test, (int)KeCancelTimer(timer), (int)FALSE);
}

static struct kunit_case ke_timer_cases[] = {
	KUNIT_CASE(ke_timer_test_timer_runs_its_dpc_once),
	KUNIT_CASE(ke_timer_test_timer_is_waited_for),
	KUNIT_CASE(ke_timer_test_timer_of_an_absolute_time),
	KUNIT_CASE(ke_timer_test_timer_is_cancelled),
	KUNIT_CASE(ke_timer_test_timer_is_set_anew),
	KUNIT_CASE(ke_timer_test_periodic_timer_goes_on_until_cancelled),
	KUNIT_CASE(ke_timer_test_many_timers_expire_each_once),
	KUNIT_CASE(ke_timer_test_expiries_let_others_run),
	KUNIT_CASE(ke_timer_test_timer_is_freed_in_its_dpc),
	KUNIT_CASE(ke_timer_test_timer_is_freed_in_its_dpc_elsewhere),
	KUNIT_CASE(ke_timer_test_timer_is_freed_once_its_dpc_is_queued),
	KUNIT_CASE(ke_timer_test_set_timer_is_not_freed),
	KUNIT_CASE(ke_timer_test_dpc_of_set_timer_is_not_freed),
	KUNIT_CASE(ke_timer_test_dpc_of_each_set_timer_is_found),
	KUNIT_CASE(ke_timer_test_copy_of_set_timer_is_freed),
	KUNIT_CASE(ke_timer_test_set_timer_is_not_initialised),
	KUNIT_CASE(ke_timer_test_uninitialised_dpc_is_refused),
	{}
};

WINWORK_SUITE(ke_timer);
