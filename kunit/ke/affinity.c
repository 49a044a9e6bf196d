/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_affinity: the processors that a driver lets a thread run on.
 */
#include "ke_case.h"

#include <linux/cpumask.h>

#define BIT_OF(cpu) ((KAFFINITY)1 << (cpu))

/* The processors of the calling thread; all numbers are below 64 here. */
static KAFFINITY affinity_now(void)
{
	KAFFINITY set = 0;
	int cpu;

	for_each_cpu(cpu, &current->cpus_mask) {
		if (cpu < 64)
			set |= BIT_OF(cpu);
	}
	return set;
}

/* Two online processors; false where there is one. */
static bool two_cpus(int *first, int *second)
{
	*first = cpumask_first(cpu_online_mask);
	*second = cpumask_next(*first, cpu_online_mask);
	return *second < nr_cpu_ids && *second < 64;
}

#define NEED_TWO_CPUS(test, first, second)				\
	do {								\
		if (!two_cpus(&(first), &(second)))			\
			kunit_skip(test, "one processor");		\
	} while (0)

static void ke_affinity_test_thread_runs_where_the_affinity_says(struct kunit *test)
{
	const KAFFINITY user = affinity_now();
	KAFFINITY previous = 0;
	int cpu;

	for_each_online_cpu(cpu) {
		if (cpu >= 64)
			break;
		KUNIT_EXPECT_EQ(test, KeSetSystemAffinityThreadEx(BIT_OF(cpu)), previous);
		KUNIT_EXPECT_EQ(test, (int)raw_smp_processor_id(), cpu);
		KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(cpu));
		previous = BIT_OF(cpu);
	}
	KeRevertToUserAffinityThreadEx(0);
	KUNIT_EXPECT_EQ(test, affinity_now(), user);

	for_each_online_cpu(cpu) {
		if (cpu >= 64)
			break;
		KeSetSystemAffinityThread(BIT_OF(cpu));
		KUNIT_EXPECT_EQ(test, (int)raw_smp_processor_id(), cpu);
	}
	KeRevertToUserAffinityThread();
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

static void ke_affinity_test_affinities_nest(struct kunit *test)
{
	const KAFFINITY user = affinity_now();
	int first, second;

	NEED_TWO_CPUS(test, first, second);
	KUNIT_EXPECT_EQ(test, KeSetSystemAffinityThreadEx(BIT_OF(first)), (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, KeSetSystemAffinityThreadEx(BIT_OF(second)), BIT_OF(first));
	KeRevertToUserAffinityThreadEx(BIT_OF(first));
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(first));
	KeRevertToUserAffinityThreadEx(0);
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	/* The next one is the first again. */
	KUNIT_EXPECT_EQ(test, KeSetSystemAffinityThreadEx(BIT_OF(second)), (KAFFINITY)0);
	KeRevertToUserAffinityThread();
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

static void ke_affinity_test_revert_needs_a_system_affinity(struct kunit *test)
{
	const KAFFINITY user = affinity_now();
	GROUP_AFFINITY group = { .Mask = BIT_OF(cpumask_first(cpu_online_mask)) };

	KeRevertToUserAffinityThread();
	KeRevertToUserAffinityThreadEx(0);
	KeRevertToUserAffinityThreadEx(group.Mask);
	KeRevertToUserGroupAffinityThread(&group);
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

static void ke_affinity_test_wrong_affinity_has_no_effect(struct kunit *test)
{
	const int cpu = cpumask_first(cpu_online_mask);
	const KAFFINITY user = affinity_now();
	const KAFFINITY wrong = BIT_OF(cpu) | BIT_OF(63);
	GROUP_AFFINITY group = { .Mask = 1, .Group = KeQueryMaximumGroupCount() }, previous;

	KUNIT_EXPECT_EQ(test, KeSetSystemAffinityThreadEx(0), (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	KUNIT_EXPECT_EQ(test, KeSetSystemAffinityThreadEx(BIT_OF(cpu)), (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, KeSetSystemAffinityThreadEx(0), (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(cpu));
	if (nr_cpu_ids < 64) {
		KUNIT_EXPECT_EQ(test, KeSetSystemAffinityThreadEx(wrong), (KAFFINITY)0);
		KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(cpu));
		KeSetSystemAffinityThread(wrong);
		KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(cpu));
		KeRevertToUserAffinityThreadEx(wrong);
		KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(cpu));
	}
	memset(&previous, 0xa5, sizeof(previous));
	KeSetSystemGroupAffinityThread(&group, &previous);
	KUNIT_EXPECT_EQ(test, previous.Mask, (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, (int)previous.Group, 0);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(cpu));
	KeRevertToUserGroupAffinityThread(&group);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(cpu));
	KeRevertToUserAffinityThread();
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

static void ke_affinity_test_group_affinities_nest(struct kunit *test)
{
	const KAFFINITY user = affinity_now();
	GROUP_AFFINITY wanted = {}, outer, inner;
	int first, second;

	NEED_TWO_CPUS(test, first, second);
	memset(&outer, 0xa5, sizeof(outer));
	wanted.Mask = BIT_OF(first);
	KeSetSystemGroupAffinityThread(&wanted, &outer);
	KUNIT_EXPECT_EQ(test, outer.Mask, (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, (int)outer.Group, 0);
	KUNIT_EXPECT_EQ(test, (int)raw_smp_processor_id(), first);
	wanted.Mask = BIT_OF(second);
	KeSetSystemGroupAffinityThread(&wanted, &inner);
	KUNIT_EXPECT_EQ(test, inner.Mask, BIT_OF(first));
	KUNIT_EXPECT_EQ(test, (int)raw_smp_processor_id(), second);
	/* Without a place for the previous one, and with both in one structure. */
	wanted.Mask = BIT_OF(first);
	KeSetSystemGroupAffinityThread(&wanted, NULL);
	wanted.Mask = BIT_OF(second);
	KeSetSystemGroupAffinityThread(&wanted, &wanted);
	KUNIT_EXPECT_EQ(test, wanted.Mask, BIT_OF(first));
	KUNIT_EXPECT_EQ(test, (int)raw_smp_processor_id(), second);
	KeRevertToUserGroupAffinityThread(&inner);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(first));
	KeRevertToUserGroupAffinityThread(&outer);
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

static void ke_affinity_test_newer_user_affinity_stays(struct kunit *test)
{
	cpumask_t *user = case_alloc_type(test, cpumask_t);
	int first, second;

	NEED_TWO_CPUS(test, first, second);
	cpumask_copy(user, &current->cpus_mask);
	KeSetSystemAffinityThread(BIT_OF(first));
	/* As an administrator does. */
	set_cpus_allowed_ptr(current, cpumask_of(second));
	KeRevertToUserAffinityThread();
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(second));
	set_cpus_allowed_ptr(current, user);
	EXPECT_NO_REPORT(test);
}

/* row 153: the affinity changes when the IRQL falls; the results are those of now */
static void ke_affinity_test_set_at_dispatch_level(struct kunit *test)
{
	const KAFFINITY user = affinity_now();
	GROUP_AFFINITY group = {}, previous = { .Mask = 5, .Group = 5 };
	KAFFINITY outer, inner, raised;
	int first, second;
	KIRQL irql;

	NEED_TWO_CPUS(test, first, second);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeSetSystemAffinityThread(BIT_OF(second));
	raised = affinity_now();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, raised, user);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(second));
	KUNIT_EXPECT_EQ(test, (int)raw_smp_processor_id(), second);
	KeRevertToUserAffinityThread();

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	outer = KeSetSystemAffinityThreadEx(BIT_OF(first));
	inner = KeSetSystemAffinityThreadEx(BIT_OF(second));
	group.Mask = BIT_OF(first);
	KeSetSystemGroupAffinityThread(&group, &previous);
	raised = affinity_now();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, outer, (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, inner, BIT_OF(first));
	KUNIT_EXPECT_EQ(test, previous.Mask, BIT_OF(second));
	KUNIT_EXPECT_EQ(test, (int)previous.Group, 0);
	KUNIT_EXPECT_EQ(test, raised, user);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(first));
	KUNIT_EXPECT_EQ(test, (int)raw_smp_processor_id(), first);
	KeRevertToUserAffinityThread();
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

/* row 153: a revert as well, and what follows it at the same level */
static void ke_affinity_test_revert_at_dispatch_level(struct kunit *test)
{
	const KAFFINITY user = affinity_now();
	GROUP_AFFINITY none = {};
	KAFFINITY raised, again;
	int first, second;
	KIRQL irql;

	NEED_TWO_CPUS(test, first, second);
	KeSetSystemAffinityThread(BIT_OF(second));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeRevertToUserAffinityThreadEx(BIT_OF(first));
	raised = affinity_now();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, raised, BIT_OF(second));
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(first));

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeRevertToUserAffinityThread();
	/* The thread has no system affinity any more. */
	KeRevertToUserAffinityThreadEx(BIT_OF(second));
	raised = affinity_now();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, raised, BIT_OF(first));
	KUNIT_EXPECT_EQ(test, affinity_now(), user);

	KeSetSystemAffinityThread(BIT_OF(second));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeRevertToUserGroupAffinityThread(&none);
	again = KeSetSystemAffinityThreadEx(BIT_OF(first));
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, again, (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(first));

	/* Both in one raise: nothing changes. */
	KeRevertToUserAffinityThread();
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeSetSystemAffinityThread(BIT_OF(second));
	KeRevertToUserAffinityThread();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

/* row 153: each way in which the IRQL falls, also to APC_LEVEL, and only the last of two falls */
static void ke_affinity_test_level_falls_in_each_way(struct kunit *test)
{
	const KAFFINITY user = affinity_now();
	KAFFINITY nested;
	KSPIN_LOCK outer, inner;
	KIRQL irql, other;
	int first, second;

	NEED_TWO_CPUS(test, first, second);
	KeInitializeSpinLock(&outer);
	KeInitializeSpinLock(&inner);
	KeAcquireSpinLock(&outer, &irql);
	KeSetSystemAffinityThread(BIT_OF(second));
	KeAcquireSpinLock(&inner, &other);
	KeReleaseSpinLock(&inner, other);
	nested = affinity_now();
	KeReleaseSpinLock(&outer, irql);
	KUNIT_EXPECT_EQ(test, nested, user);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(second));

	KeRaiseIrql(APC_LEVEL, &irql);
	KeRaiseIrql(DISPATCH_LEVEL, &other);
	KeSetSystemAffinityThread(BIT_OF(first));
	KeLowerIrql(other);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(first));
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), APC_LEVEL);
	KeLowerIrql(irql);

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeRevertToUserAffinityThread();
	KeRaiseIrql(HIGH_LEVEL, &other);
	KeLowerIrql(other);
	nested = affinity_now();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, nested, BIT_OF(first));
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

/* A fall below DISPATCH_LEVEL in Linux's code that has preemption off is none: the next one counts. */
static void ke_affinity_test_level_falls_in_linux_code(struct kunit *test)
{
	const KAFFINITY user = affinity_now();
	KAFFINITY during;
	int first, second;
	KIRQL irql;

	NEED_TWO_CPUS(test, first, second);
	local_bh_disable();
	KeSetSystemAffinityThread(BIT_OF(second));
	during = affinity_now();
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, during, user);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, affinity_now(), BIT_OF(second));
	KeRevertToUserAffinityThread();
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

static VOID set_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	KeSetSystemAffinityThread(BIT_OF(cpumask_first(cpu_online_mask)));
	complete(context);
}

/* row 154: a DPC has no thread of its own */
static void ke_affinity_test_dpc_is_reported(struct kunit *test)
{
	struct completion *done = case_alloc_type(test, struct completion);
	PKDPC dpc = case_alloc_type(test, KDPC);

	init_completion(done);
	KeInitializeDpc(dpc, set_in_dpc, done);
	KeInsertQueueDpc(dpc, NULL, NULL);
	ASSERT_IN_TIME(test, done);
	KeFlushQueuedDpcs();
	EXPECT_REPORT(test, "KeSetSystemAffinityThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, NULL,
		      DISPATCH_LEVEL, 0, ANY, NULL);
}

/* row 154 */
static void ke_affinity_test_high_level_is_reported(struct kunit *test)
{
	const KAFFINITY one = BIT_OF(cpumask_first(cpu_online_mask)), user = affinity_now();
	GROUP_AFFINITY group = { .Mask = one }, previous = { .Mask = 5, .Group = 5 };
	KAFFINITY before;
	KIRQL irql;

	KeRaiseIrql(HIGH_LEVEL, &irql);
	KeSetSystemAffinityThread(one);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeSetSystemAffinityThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, 0);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	before = KeSetSystemAffinityThreadEx(one);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeSetSystemAffinityThreadEx", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, before, (KAFFINITY)0);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	KeSetSystemGroupAffinityThread(&group, &previous);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeSetSystemGroupAffinityThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, previous.Mask, (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, affinity_now(), user);

	KeSetSystemAffinityThread(one);
	KeRaiseIrql(HIGH_LEVEL, &irql);
	KeRevertToUserAffinityThread();
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeRevertToUserAffinityThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, 0);
	KUNIT_EXPECT_EQ(test, affinity_now(), one);
	KeRaiseIrql(APC_LEVEL, &irql);
	KeRevertToUserAffinityThread();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, affinity_now(), user);
	EXPECT_NO_REPORT(test);
}

struct item_run {
	struct completion done;
	KAFFINITY other;
	KAFFINITY nested;		/* returned by the second call */
	KAFFINITY raised;		/* by the third one, at DISPATCH_LEVEL */
	KAFFINITY before, during, after;
	int cpu_before, cpu_after;
};

/* Sets the affinity to its own processor, then to another one. */
static VOID set_affinities(PDEVICE_OBJECT device, PVOID context)
{
	struct item_run *run = context;
	const KAFFINITY own = BIT_OF(raw_smp_processor_id());
	KIRQL irql;

	run->cpu_before = raw_smp_processor_id();
	run->before = affinity_now();
	KeSetSystemAffinityThread(own);
	run->nested = KeSetSystemAffinityThreadEx(run->other & ~own);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	run->raised = KeSetSystemAffinityThreadEx(run->other & ~own);
	KeLowerIrql(irql);
	run->during = affinity_now();
	run->cpu_after = raw_smp_processor_id();
	KeRevertToUserAffinityThread();
	run->after = affinity_now();
	complete(&run->done);
}

static void ke_affinity_test_work_item_stays_on_its_processor(struct kunit *test)
{
	struct item_run *run = case_alloc_type(test, struct item_run);
	PIO_WORKITEM item = device_item(test);
	int first, second;

	NEED_TWO_CPUS(test, first, second);
	init_completion(&run->done);
	run->other = BIT_OF(first) | BIT_OF(second);
	IoQueueWorkItem(item, set_affinities, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->before, BIT_OF(run->cpu_before));
	KUNIT_EXPECT_EQ(test, run->nested, (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, run->raised, (KAFFINITY)0);
	KUNIT_EXPECT_EQ(test, run->during, run->before);
	KUNIT_EXPECT_EQ(test, run->after, run->before);
	KUNIT_EXPECT_EQ(test, run->cpu_after, run->cpu_before);
	EXPECT_NO_REPORT(test);
	IoFreeWorkItem(item);
}

static struct kunit_case ke_affinity_cases[] = {
	KUNIT_CASE(ke_affinity_test_thread_runs_where_the_affinity_says),
	KUNIT_CASE(ke_affinity_test_affinities_nest),
	KUNIT_CASE(ke_affinity_test_revert_needs_a_system_affinity),
	KUNIT_CASE(ke_affinity_test_wrong_affinity_has_no_effect),
	KUNIT_CASE(ke_affinity_test_group_affinities_nest),
	KUNIT_CASE(ke_affinity_test_newer_user_affinity_stays),
	KUNIT_CASE(ke_affinity_test_set_at_dispatch_level),
	KUNIT_CASE(ke_affinity_test_revert_at_dispatch_level),
	KUNIT_CASE(ke_affinity_test_level_falls_in_each_way),
	KUNIT_CASE(ke_affinity_test_level_falls_in_linux_code),
	KUNIT_CASE(ke_affinity_test_dpc_is_reported),
	KUNIT_CASE(ke_affinity_test_high_level_is_reported),
	KUNIT_CASE(ke_affinity_test_work_item_stays_on_its_processor),
	{}
};

WINWORK_SUITE(ke_affinity);
