/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_parking: workers that park for the next item, and workers that any queue may take.
 */
#include "support.h"

/* ---- parked workers ----------------------------------------------------------------------- */

#define MOST_VISITORS 2

struct visit {
	PIO_WORKITEM item[MOST_VISITORS];
	int type, visitors, rounds;
	atomic_t ran, not_local;
	struct completion done;
	bool failed;
};

static VOID look_where(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct visit *visit = context;

	if (cpumask_weight(current->cpus_ptr) != 1)
		atomic_inc(&visit->not_local);
	if (atomic_inc_return(&visit->ran) == visit->visitors)
		complete(&visit->done);
}

/* All items are queued before the first one starts, so another worker is armed behind its own. */
static void queue_visits(void *data)
{
	struct visit *visit = data;
	KIRQL irql;
	int round, i;

	for (round = 0; round < visit->rounds && !visit->failed; round++) {
		atomic_set(&visit->ran, 0);
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		for (i = 0; i < visit->visitors; i++)
			IoQueueWorkItemEx(visit->item[i], look_where, visit->type, visit);
		KeLowerIrql(irql);
		visit->failed = !in_time(&visit->done);
	}
}

static struct visit *new_visit(struct kunit *test, int type, int visitors, int rounds)
{
	struct visit *visit = case_alloc_type(test, struct visit);
	int i;

	visit->type = type;
	visit->visitors = visitors;
	visit->rounds = rounds;
	init_completion(&visit->done);
	for (i = 0; i < visitors; i++)
		visit->item[i] = device_item(test);
	return visit;
}

static void run_visit(struct kunit *test, struct visit *visit)
{
	KUNIT_ASSERT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue_visits, visit));
	KUNIT_ASSERT_FALSE(test, visit->failed);
}

static void end_visit(struct kunit *test, struct visit *visit)
{
	int i;

	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	for (i = 0; i < visit->visitors; i++)
		IoFreeWorkItem(visit->item[i]);
}

static bool reap_until_none_parks(int type)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (WinworkParkedWorkers(type)) {
		if (time_after(jiffies, deadline))
			return false;
		WinworkReapWorkers();
		cond_resched();
	}
	return true;
}

/*
 * Several rounds: a worker may also return, after many rounds, or because the reaper came first on
 * a busy host. A worker that is about to park does so a moment later.
 */
static bool parks_after(struct kunit *test, struct visit *visit)
{
	unsigned long deadline;
	int round;

	for (round = 0; round < 5; round++) {
		run_visit(test, visit);
		deadline = jiffies + HZ / 2;
		while (time_before(jiffies, deadline)) {
			if (WinworkParkedWorkers(visit->type))
				return true;
			cond_resched();
		}
	}
	return false;
}

/*
 * Once more, after the reaper has returned the worker. The stall detector is off, so that no unbound
 * worker takes the items.
 */
static void check_parking(struct kunit *test, int type, int visitors)
{
	struct visit *visit = new_visit(test, type, visitors, 1);
	int i;

	WinworkSuspendStallDetection(TRUE);
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_TRUE(test, reap_until_none_parks(type));
		KUNIT_EXPECT_TRUE(test, parks_after(test, visit));
	}
	WinworkSuspendStallDetection(FALSE);
	end_visit(test, visit);
}

static void engine_parking_test_worker_parks_until_unused(struct kunit *test)
{
	check_parking(test, DelayedWorkQueue, 1);
	check_parking(test, CriticalWorkQueue, 1);
}

/* Another worker is armed behind the first item. The primary worker takes it back, and parks. */
static void engine_parking_test_worker_parks_after_two_items(struct kunit *test)
{
	check_parking(test, DelayedWorkQueue, 2);
	check_parking(test, CriticalWorkQueue, 2);
}

/*
 * More rounds than a workqueue runs works at once: if one place were lost in each round, none would
 * be left for a local worker.
 */
static void engine_parking_test_worker_taken_back_is_free(struct kunit *test)
{
	struct visit *visit = new_visit(test, DelayedWorkQueue, 2, 2 * WQ_MAX_ACTIVE);

	if (num_online_cpus() == 1)
		kunit_skip(test, "every worker is local");
	WinworkSuspendStallDetection(TRUE);
	run_visit(test, visit);
	KUNIT_EXPECT_EQ(test, atomic_read(&visit->not_local), 0);
	visit->rounds = 1;
	KUNIT_EXPECT_TRUE(test, parks_after(test, visit));
	WinworkSuspendStallDetection(FALSE);
	end_visit(test, visit);
}

/* ---- workers that any queue may take ------------------------------------------------------ */

#define OWN_WORKERS 16		/* of a queue */

struct sharing {
	PIO_WORKITEM blocked[OWN_WORKERS];
	PIO_WORKITEM first, second;
	struct completion started, let_go[OWN_WORKERS], over;
	atomic_t ended;
	bool failed;
};

static VOID block_worker(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct sharing *sharing = context;
	int i = 0;

	while (sharing->blocked[i] != item)
		i++;
	complete(&sharing->started);
	if (!in_time(&sharing->let_go[i]))
		sharing->failed = true;
	atomic_inc(&sharing->ended);
}

static VOID end_sharing(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct sharing *sharing = context;

	complete(&sharing->over);
}

/* The second item needs a worker. The queue has none of its own left, and finds this one free. */
static VOID queue_second(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct sharing *sharing = context;

	IoQueueWorkItemEx(sharing->second, end_sharing, DelayedWorkQueue, sharing);
}

/* All workers of the queue are blocked except the first, which begins with the item. */
static void share_worker(void *data)
{
	struct sharing *sharing = data;
	int i;

	for (i = 0; i < OWN_WORKERS && !sharing->failed; i++) {
		IoQueueWorkItemEx(sharing->blocked[i], block_worker, DelayedWorkQueue, sharing);
		sharing->failed = !in_time(&sharing->started);
	}
	complete(&sharing->let_go[0]);
	if (!count_reaches(&sharing->ended, 1))
		sharing->failed = true;
	IoQueueWorkItemEx(sharing->first, queue_second, DelayedWorkQueue, sharing);
	if (!in_time(&sharing->over))
		sharing->failed = true;
	for (i = 1; i < OWN_WORKERS; i++)
		complete(&sharing->let_go[i]);
}

static bool shared_workers_are_back(void)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (WinworkSharedWorkers()) {
		if (time_after(jiffies, deadline))
			return false;
		cond_resched();
	}
	return true;
}

/* A shared worker that leaves a queue last, or is taken back, is free again. */
static void engine_parking_test_queue_keeps_no_shared_worker(struct kunit *test)
{
	struct sharing *sharing = case_alloc_type(test, struct sharing);
	int i;

	sharing->first = device_item(test);
	sharing->second = device_item(test);
	init_completion(&sharing->started);
	init_completion(&sharing->over);
	for (i = 0; i < OWN_WORKERS; i++) {
		sharing->blocked[i] = device_item(test);
		init_completion(&sharing->let_go[i]);
	}
	KUNIT_ASSERT_TRUE(test, shared_workers_are_back());
	WinworkSuspendStallDetection(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), share_worker, sharing));
	WinworkSuspendStallDetection(FALSE);
	ASSERT_COUNT(test, &sharing->ended, OWN_WORKERS);
	KUNIT_EXPECT_FALSE(test, sharing->failed);
	KUNIT_EXPECT_TRUE(test, shared_workers_are_back());
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	for (i = 0; i < OWN_WORKERS; i++)
		IoFreeWorkItem(sharing->blocked[i]);
	IoFreeWorkItem(sharing->first);
	IoFreeWorkItem(sharing->second);
}

static struct kunit_case engine_parking_cases[] = {
	KUNIT_CASE(engine_parking_test_worker_parks_until_unused),
	KUNIT_CASE(engine_parking_test_worker_parks_after_two_items),
	KUNIT_CASE(engine_parking_test_worker_taken_back_is_free),
	KUNIT_CASE(engine_parking_test_queue_keeps_no_shared_worker),
	{}
};

WINWORK_SUITE(engine_parking);
