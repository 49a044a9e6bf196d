/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_timer: timers that ExAllocateTimer makes.
 */
#include "support.h"

#include <linux/jiffies.h>

#define MILLISECOND (-10000ll)
#define FAR_AWAY (3600 * 1000 * MILLISECOND)

struct run {
	PEX_TIMER timer;
	int wanted;			/* callbacks until done */
	atomic_t callbacks;
	atomic_t ends;
	atomic_t go;
	atomic_t deleting;
	int cpu;			/* of the callback */
	KIRQL irql, end_irql;
	BOOLEAN set_in_callback, cancelled_in_callback, deleted_in_callback;
	BOOLEAN deleted;
	PEX_TIMER passed;
	struct completion done, ended;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	run->wanted = 1;
	init_completion(&run->done);
	init_completion(&run->ended);
	return run;
}

static EXT_DELETE_PARAMETERS end_of(struct run *run, PEXT_DELETE_CALLBACK callback)
{
	EXT_DELETE_PARAMETERS parameters;

	ExInitializeDeleteTimerParameters(&parameters);
	parameters.DeleteCallback = callback;
	parameters.DeleteContext = run;
	return parameters;
}

static VOID note_end(PVOID context)
{
	struct run *run = context;

	run->end_irql = KeGetCurrentIrql();
	atomic_inc(&run->ends);
	complete(&run->ended);
}

static VOID note(PEX_TIMER timer, PVOID context)
{
	struct run *run = context;

	run->passed = timer;
	run->irql = KeGetCurrentIrql();
	if (atomic_inc_return(&run->callbacks) == run->wanted)
		complete(&run->done);
}

static PEX_TIMER new_timer(struct kunit *test, PEXT_CALLBACK callback, struct run *run,
			   ULONG attributes)
{
	run->timer = ExAllocateTimer(callback, run, attributes);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run->timer);
	return run->timer;
}

static void ex_timer_test_callback_comes_once(struct kunit *test)
{
	struct run *run = new_run(test);
	PEX_TIMER timer = new_timer(test, note, run, 0);
	EXT_DELETE_PARAMETERS parameters = end_of(run, note_end);

	KUNIT_EXPECT_FALSE(test, ExSetTimer(timer, 2 * MILLISECOND, 0, NULL));
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_FALSE(test, ExDeleteTimer(timer, TRUE, TRUE, &parameters));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->callbacks), 1);
	KUNIT_EXPECT_EQ(test, run->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run->passed, (void *)timer);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->ends), 1);
	KUNIT_EXPECT_EQ(test, run->end_irql, DISPATCH_LEVEL);
	EXPECT_NO_REPORT(test);
}

static void ex_timer_test_is_waited_for(struct kunit *test)
{
	struct run *run = new_run(test);
	LARGE_INTEGER now = { .QuadPart = 0 };
	PEX_TIMER timer;

	timer = new_timer(test, NULL, run, 0);
	ExSetTimer(timer, MILLISECOND, 0, NULL);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(timer, Executive, KernelMode, FALSE, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(timer, Executive, KernelMode, FALSE, &now),
			STATUS_TIMEOUT);
	KUNIT_EXPECT_FALSE(test, ExDeleteTimer(timer, TRUE, TRUE, NULL));

	timer = new_timer(test, NULL, run, EX_TIMER_NOTIFICATION | EX_TIMER_HIGH_RESOLUTION);
	ExSetTimer(timer, MILLISECOND, 0, NULL);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(timer, Executive, KernelMode, FALSE, NULL),
			STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(timer, Executive, KernelMode, FALSE, &now),
			STATUS_SUCCESS);
	ExSetTimer(timer, FAR_AWAY, 0, NULL);
	KUNIT_EXPECT_EQ(test, KeWaitForSingleObject(timer, Executive, KernelMode, FALSE, &now),
			STATUS_TIMEOUT);
	KUNIT_EXPECT_TRUE(test, ExDeleteTimer(timer, TRUE, TRUE, NULL));
	EXPECT_NO_REPORT(test);
}

/* A timer goes on until its end, and not after it, whether its period is below a tick or above. */
static void ex_timer_test_periodic_timer_goes_on_until_deleted(struct kunit *test)
{
	static const struct {
		LONGLONG period;
		ULONG attributes;
	} kinds[] = {
		{ 1, EX_TIMER_HIGH_RESOLUTION }, { 1, EX_TIMER_NO_WAKE }, { 150000, 0 },
	};
	EXT_SET_PARAMETERS parameters;
	struct run *run;
	PEX_TIMER timer;
	int i, callbacks;

	ExInitializeSetTimerParameters(&parameters);
	parameters.NoWakeTolerance = EX_TIMER_UNLIMITED_TOLERANCE;
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		run = new_run(test);
		run->wanted = 4;
		timer = new_timer(test, note, run, kinds[i].attributes);
		ExSetTimer(timer, MILLISECOND, kinds[i].period, &parameters);
		ASSERT_IN_TIME(test, &run->done);
		KUNIT_EXPECT_TRUE(test, ExDeleteTimer(timer, TRUE, TRUE, NULL));
		callbacks = atomic_read(&run->callbacks);
		KeFlushQueuedDpcs();
		KUNIT_EXPECT_EQ(test, atomic_read(&run->callbacks), callbacks);
	}
	EXPECT_NO_REPORT(test);
}

static void ex_timer_test_is_cancelled(struct kunit *test)
{
	struct run *run = new_run(test);
	PEX_TIMER timer = new_timer(test, note, run, 0);
	LARGE_INTEGER now;

	KUNIT_EXPECT_FALSE(test, ExCancelTimer(timer, NULL));
	KUNIT_EXPECT_FALSE(test, ExSetTimer(timer, FAR_AWAY, 0, NULL));
	KUNIT_EXPECT_TRUE(test, ExCancelTimer(timer, NULL));
	KUNIT_EXPECT_FALSE(test, ExCancelTimer(timer, NULL));
	KeQuerySystemTime(&now);
	KUNIT_EXPECT_FALSE(test, ExSetTimer(timer, now.QuadPart - FAR_AWAY, 0, NULL));
	KUNIT_EXPECT_TRUE(test, ExSetTimer(timer, MILLISECOND, 0, NULL));
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_FALSE(test, ExDeleteTimer(timer, TRUE, TRUE, NULL));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->callbacks), 1);
	EXPECT_NO_REPORT(test);
}

static VOID delete_in_callback(PEX_TIMER timer, PVOID context)
{
	struct run *run = context;
	EXT_DELETE_PARAMETERS parameters = end_of(run, note_end);

	run->deleted = ExDeleteTimer(timer, TRUE, FALSE, &parameters);
	run->set_in_callback = ExSetTimer(timer, MILLISECOND, 0, NULL);
	run->cancelled_in_callback = ExCancelTimer(timer, NULL);
	run->deleted_in_callback = ExDeleteTimer(timer, TRUE, FALSE, NULL);
	/*
	 * KASAN reports a timer that is already gone. Its end may not be called before this
	 * returns.
	 */
	atomic_add(atomic_read(&run->ends) ? 100 : 1, &run->callbacks);
}

static void ex_timer_test_is_deleted_in_its_callback(struct kunit *test)
{
	struct run *run;
	LONGLONG period;

	for (period = 0; period <= 10000; period += 10000) {
		run = new_run(test);
		ExSetTimer(new_timer(test, delete_in_callback, run, 0), MILLISECOND, period, NULL);
		ASSERT_IN_TIME(test, &run->ended);
		KeFlushQueuedDpcs();
		KUNIT_EXPECT_EQ(test, (int)run->deleted, (int)(period != 0));
		KUNIT_EXPECT_FALSE(test, run->set_in_callback);
		KUNIT_EXPECT_FALSE(test, run->cancelled_in_callback);
		KUNIT_EXPECT_FALSE(test, run->deleted_in_callback);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->callbacks), 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->ends), 1);
	}
	EXPECT_NO_REPORT(test);
}

/* A timer that is deleted without being cancelled expires once more, and then ends. */
static void ex_timer_test_expires_before_it_goes(struct kunit *test)
{
	struct run *run;
	EXT_DELETE_PARAMETERS parameters;
	LONGLONG period;

	for (period = 0; period <= 10000; period += 10000) {
		run = new_run(test);
		parameters = end_of(run, note_end);
		new_timer(test, note, run, 0);
		ExSetTimer(run->timer, 200 * MILLISECOND, period, NULL);
		KUNIT_EXPECT_FALSE(test, ExDeleteTimer(run->timer, FALSE, FALSE, &parameters));
		ASSERT_IN_TIME(test, &run->ended);
		KeFlushQueuedDpcs();
		KUNIT_EXPECT_EQ(test, atomic_read(&run->callbacks), 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&run->ends), 1);
	}
	EXPECT_NO_REPORT(test);
}

static VOID stay_until_told(PEX_TIMER timer, PVOID context)
{
	struct run *run = context;
	unsigned long end = jiffies + DEADLINE;

	complete_all(&run->done);
	while (!atomic_read(&run->go) && time_before(jiffies, end))
		cpu_relax();
	atomic_inc(&run->callbacks);
}

static void allocate(void *data)
{
	struct run *run = data;

	run->timer = ExAllocateTimer(stay_until_told, run, 0);
}

static void delete_and_wait(void *data)
{
	struct run *run = data;
	EXT_DELETE_PARAMETERS parameters = end_of(run, note_end);

	/* The callback's CPU runs no thread meanwhile. */
	set_cpus_allowed_ptr(current, cpumask_of(cpumask_any_but(cpu_online_mask, run->cpu)));
	if (!in_time(&run->done))
		return;
	atomic_inc(&run->deleting);
	ExDeleteTimer(run->timer, TRUE, TRUE, &parameters);
	/* Both were there when that returned. */
	atomic_add(10 * atomic_read(&run->callbacks) + 10 * atomic_read(&run->ends), &run->ends);
	complete(&run->ended);
}

static void ex_timer_test_deletion_waits_for_the_callback(struct kunit *test)
{
	struct run *run = new_run(test);

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two CPUs");
	run->cpu = cpumask_last(cpu_online_mask);
	set_cpus_allowed_ptr(current, cpumask_of(cpumask_any_but(cpu_online_mask, run->cpu)));
	spawn(test, delete_and_wait, run);
	KUNIT_ASSERT_TRUE(test, run_on_cpu(run->cpu, allocate, run));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, run->timer);
	ExSetTimer(run->timer, MILLISECOND, 0, NULL);
	ASSERT_COUNT(test, &run->deleting, 1);
	EXPECT_WAITS(test, &run->ended);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->ends), 0);
	atomic_set(&run->go, 1);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->ends), 21);
	EXPECT_NO_REPORT(test);
}

/* Set, expiring, cancelled and deleted from several CPUs at once. */
static void hammer(void *data)
{
	struct run *run = data;
	EXT_DELETE_PARAMETERS parameters = end_of(run, note_end);
	PEX_TIMER timer;
	int i;

	for (i = 0; i < 300; i++) {
		timer = ExAllocateTimer(note, run, 0);
		if (!timer)
			continue;
		atomic_inc(&run->go);
		ExSetTimer(timer, i % 3 ? -1 : MILLISECOND / 4, i % 2 ? 0 : 1, NULL);
		if (i % 5 == 0)
			ExCancelTimer(timer, NULL);
		ExDeleteTimer(timer, i % 4 != 0, i % 4 == 1, &parameters);
	}
}

static void ex_timer_test_every_timer_ends_once(struct kunit *test)
{
	struct run *run = new_run(test);
	int i;

	for (i = 0; i < 3; i++)
		spawn(test, hammer, run);
	join(test);
	KUNIT_EXPECT_GT(test, atomic_read(&run->go), 0);
	ASSERT_COUNT(test, &run->ends, atomic_read(&run->go));
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->ends), atomic_read(&run->go));
	EXPECT_NO_REPORT(test);
}

#define EXPECT_REFUSAL(test, function, item)						\
	EXPECT_REPORT(test, function, BUGCHECK_TIMER_OR_DPC_INVALID, 0, item, ANY, ANY, item)

static void ex_timer_test_wrong_calls_are_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	KTIMER *other = case_alloc_type(test, KTIMER);
	EXT_SET_PARAMETERS set;
	EXT_DELETE_PARAMETERS end;
	PEX_TIMER timer;
	LARGE_INTEGER now;

	KUNIT_EXPECT_PTR_EQ(test, (void *)ExAllocateTimer(note, run, EX_TIMER_HIGH_RESOLUTION |
							  EX_TIMER_NO_WAKE), (void *)NULL);
	EXPECT_REFUSAL(test, "ExAllocateTimer", NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)ExAllocateTimer(note, run, 1), (void *)NULL);
	EXPECT_REFUSAL(test, "ExAllocateTimer", NULL);

	timer = new_timer(test, note, run, EX_TIMER_HIGH_RESOLUTION);
	KeQuerySystemTime(&now);
	ExSetTimer(timer, now.QuadPart, 0, NULL);
	EXPECT_REFUSAL(test, "ExSetTimer", timer);
	ExSetTimer(timer, MILLISECOND, -1, NULL);
	EXPECT_REFUSAL(test, "ExSetTimer", timer);
	ExSetTimer(timer, MILLISECOND, MAXLONG + 1ll, NULL);
	EXPECT_REFUSAL(test, "ExSetTimer", timer);
	ExInitializeSetTimerParameters(&set);
	set.NoWakeTolerance = -2;
	ExSetTimer(timer, MILLISECOND, 0, &set);
	EXPECT_REFUSAL(test, "ExSetTimer", timer);
	ExInitializeSetTimerParameters(&set);
	set.Version = 1;
	ExSetTimer(timer, MILLISECOND, 0, &set);
	EXPECT_REFUSAL(test, "ExSetTimer", timer);
	/* None of these calls has set the timer. */
	KUNIT_EXPECT_FALSE(test, ExCancelTimer(timer, NULL));

	ExSetTimer(timer, FAR_AWAY, 0, NULL);
	KUNIT_EXPECT_FALSE(test, ExDeleteTimer(timer, FALSE, TRUE, NULL));
	EXPECT_REFUSAL(test, "ExDeleteTimer", timer);
	ExInitializeDeleteTimerParameters(&end);
	end.Version = 1;
	KUNIT_EXPECT_FALSE(test, ExDeleteTimer(timer, TRUE, FALSE, &end));
	EXPECT_REFUSAL(test, "ExDeleteTimer", timer);
	/* None of these calls has deleted it. */
	KUNIT_EXPECT_TRUE(test, ExDeleteTimer(timer, TRUE, TRUE, NULL));

	KeInitializeTimer(other);
	ExSetTimer((PEX_TIMER)other, MILLISECOND, 0, NULL);
	EXPECT_REFUSAL(test, "ExSetTimer", other);
	ExCancelTimer(NULL, NULL);
	EXPECT_REFUSAL(test, "ExCancelTimer", NULL);
	ExDeleteTimer(NULL, TRUE, FALSE, NULL);
	EXPECT_REFUSAL(test, "ExDeleteTimer", NULL);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->callbacks), 0);
	EXPECT_NO_REPORT(test);
}

static void ex_timer_test_wrong_level_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	PEX_TIMER timer = new_timer(test, note, run, 0);
	BOOLEAN deleted;
	KIRQL irql;

	ExSetTimer(timer, FAR_AWAY, 0, NULL);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	deleted = ExDeleteTimer(timer, TRUE, TRUE, NULL);
	KeLowerIrql(irql);
	KUNIT_EXPECT_FALSE(test, deleted);
	EXPECT_REPORT(test, "ExDeleteTimer", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL,
		      ANY, ANY, timer);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	ExSetTimer(timer, MILLISECOND, 0, NULL);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExSetTimer", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, HIGH_LEVEL, ANY,
		      ANY, timer);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	deleted = ExDeleteTimer(timer, TRUE, FALSE, NULL);
	KeLowerIrql(irql);
	KUNIT_EXPECT_TRUE(test, deleted);
	KeFlushQueuedDpcs();
	EXPECT_NO_REPORT(test);
}

static void ex_timer_test_resolution(struct kunit *test)
{
	ULONG coarsest = 0, finest = 0, present = 0;

	ExQueryTimerResolution(&coarsest, &finest, &present);
	KUNIT_EXPECT_EQ(test, coarsest, KeQueryTimeIncrement());
	KUNIT_EXPECT_EQ(test, finest, 1u);
	KUNIT_EXPECT_EQ(test, present, ExSetTimerResolution(10000, TRUE));
	KUNIT_EXPECT_EQ(test, present, ExSetTimerResolution(0, FALSE));
}

static struct kunit_case ex_timer_cases[] = {
	KUNIT_CASE(ex_timer_test_resolution),
	KUNIT_CASE(ex_timer_test_callback_comes_once),
	KUNIT_CASE(ex_timer_test_is_waited_for),
	KUNIT_CASE(ex_timer_test_periodic_timer_goes_on_until_deleted),
	KUNIT_CASE(ex_timer_test_is_cancelled),
	KUNIT_CASE(ex_timer_test_is_deleted_in_its_callback),
	KUNIT_CASE(ex_timer_test_expires_before_it_goes),
	KUNIT_CASE(ex_timer_test_deletion_waits_for_the_callback),
	KUNIT_CASE(ex_timer_test_every_timer_ends_once),
	KUNIT_CASE(ex_timer_test_wrong_calls_are_reported),
	KUNIT_CASE(ex_timer_test_wrong_level_is_reported),
	{}
};

WINWORK_SUITE(ex_timer);
