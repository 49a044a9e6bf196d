/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_spin_lock: EX_SPIN_LOCK, spin locks with one exclusive owner or many shared ones.
 */
#include "support.h"

#include <linux/cpumask.h>

#define ROUNDS 3000

struct run {
	EX_SPIN_LOCK lock;
	long first, second;		/* under the lock; equal unless it is owned exclusively */
	atomic_t differences;
	atomic_t here;			/* the most sharers at once */
	atomic_t go;
	atomic_t entered;
	int cpu;			/* of the test's thread */
};

static struct run *new_run(struct kunit *test)
{
	return case_alloc_type(test, struct run);
}

/* Spins, since it waits with the lock held; false when that takes too long. */
static bool becomes(atomic_t *count, int least)
{
	unsigned long end = jiffies + DEADLINE;

	while (atomic_read(count) < least) {
		if (time_after(jiffies, end))
			return false;
		cpu_relax();
	}
	return true;
}

static void change(struct run *run)
{
	WRITE_ONCE(run->first, READ_ONCE(run->first) + 1);
	cpu_relax();
	WRITE_ONCE(run->second, READ_ONCE(run->second) + 1);
}

static void look(struct run *run)
{
	if (READ_ONCE(run->first) != READ_ONCE(run->second))
		atomic_inc(&run->differences);
}

static void use_in_every_way(void *data)
{
	struct run *run = data;
	KIRQL irql, outer;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		irql = ExAcquireSpinLockExclusive(&run->lock);
		change(run);
		ExReleaseSpinLockExclusive(&run->lock, irql);
		irql = ExAcquireSpinLockShared(&run->lock);
		look(run);
		if (ExTryConvertSharedSpinLockExclusive(&run->lock)) {
			change(run);
			WRITE_ONCE(run->first, READ_ONCE(run->first) - 1);
			WRITE_ONCE(run->second, READ_ONCE(run->second) - 1);
			ExReleaseSpinLockExclusive(&run->lock, irql);
		} else {
			look(run);
			ExReleaseSpinLockShared(&run->lock, irql);
		}
		KeRaiseIrql(DISPATCH_LEVEL, &outer);
		ExAcquireSpinLockExclusiveAtDpcLevel(&run->lock);
		change(run);
		ExReleaseSpinLockExclusiveFromDpcLevel(&run->lock);
		ExAcquireSpinLockSharedAtDpcLevel(&run->lock);
		look(run);
		ExReleaseSpinLockSharedFromDpcLevel(&run->lock);
		KeLowerIrql(outer);
	}
}

static void ex_spin_lock_test_exclusive_owner_is_alone(struct kunit *test)
{
	struct run *run = new_run(test);
	int i;

	for (i = 0; i < 4; i++)
		spawn(test, use_in_every_way, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->first, 4L * 2 * ROUNDS);
	KUNIT_EXPECT_EQ(test, run->second, 4L * 2 * ROUNDS);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->differences), 0);
	KUNIT_EXPECT_EQ(test, (int)run->lock, 0);
	EXPECT_NO_REPORT(test);
}

/* Each leaves when all share it. */
static void share(void *data)
{
	struct run *run = data;
	KIRQL irql = ExAcquireSpinLockShared(&run->lock);

	atomic_inc(&run->here);
	if (becomes(&run->here, 2))
		atomic_inc(&run->entered);
	ExReleaseSpinLockShared(&run->lock, irql);
}

static void ex_spin_lock_test_shared_owners_are_together(struct kunit *test)
{
	struct run *run = new_run(test);
	void **data = case_alloc_array(test, nr_cpu_ids, void *);
	unsigned int i;

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two CPUs");
	for (i = 0; i < nr_cpu_ids; i++)
		data[i] = run;
	run_on_all_cpus(test, share, data);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->entered), (int)num_online_cpus());
	KUNIT_EXPECT_EQ(test, (int)run->lock, 0);
	EXPECT_NO_REPORT(test);
}

static void share_until_told(void *data)
{
	struct run *run = data;
	KIRQL irql;

	set_cpus_allowed_ptr(current, cpumask_of(cpumask_any_but(cpu_online_mask, run->cpu)));
	irql = ExAcquireSpinLockShared(&run->lock);
	atomic_inc(&run->here);
	becomes(&run->go, 1);
	ExReleaseSpinLockShared(&run->lock, irql);
}

/* On another CPU. With PREEMPT_RT no timer and no DISPATCH_LEVEL of the owner's CPU comes before its end. */
static void spawn_owner(struct kunit *test, struct run *run)
{
	run->cpu = raw_smp_processor_id();
	set_cpus_allowed_ptr(current, cpumask_of(run->cpu));
	spawn(test, share_until_told, run);
	KUNIT_ASSERT_TRUE(test, count_is_at_least(&run->here, 1));
}

static void ex_spin_lock_test_only_owner_becomes_exclusive(struct kunit *test)
{
	struct run *run = new_run(test);
	LOGICAL with_another;
	KIRQL irql;

	irql = ExAcquireSpinLockShared(&run->lock);
	KUNIT_EXPECT_TRUE(test, ExTryConvertSharedSpinLockExclusive(&run->lock));
	ExReleaseSpinLockExclusive(&run->lock, irql);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExAcquireSpinLockSharedAtDpcLevel(&run->lock);
	KUNIT_EXPECT_TRUE(test, ExTryConvertSharedSpinLockExclusive(&run->lock));
	ExReleaseSpinLockExclusiveFromDpcLevel(&run->lock);
	KeLowerIrql(irql);
	if (num_online_cpus() > 1) {
		spawn_owner(test, run);
		irql = ExAcquireSpinLockShared(&run->lock);
		with_another = ExTryConvertSharedSpinLockExclusive(&run->lock);
		ExReleaseSpinLockShared(&run->lock, irql);
		atomic_set(&run->go, 1);
		join(test);
		KUNIT_EXPECT_FALSE(test, with_another);
	}
	KUNIT_EXPECT_EQ(test, (int)run->lock, 0);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

static void own_exclusively(void *data)
{
	struct run *run = data;
	KIRQL irql;

	atomic_inc(&run->here);
	irql = ExAcquireSpinLockExclusive(&run->lock);
	change(run);
	ExReleaseSpinLockExclusive(&run->lock, irql);
}

static void own_shared(void *data)
{
	struct run *run = data;
	KIRQL irql;

	atomic_inc(&run->here);
	irql = ExAcquireSpinLockShared(&run->lock);
	if (READ_ONCE(run->second))
		atomic_inc(&run->entered);
	ExReleaseSpinLockShared(&run->lock, irql);
}

/* The word shows that somebody waits; with PREEMPT_RT it shows nothing. */
static void ex_spin_lock_test_awaited_lock_has_no_new_shared_owner(struct kunit *test)
{
	struct run *run = new_run(test);
	unsigned long end = jiffies + DEADLINE;
	LONG shared;
	KIRQL irql;

	if (num_online_cpus() < 4 || IS_ENABLED(CONFIG_PREEMPT_RT))
		kunit_skip(test, "needs four CPUs, and a lock that spins");
	irql = ExAcquireSpinLockShared(&run->lock);
	shared = run->lock;
	ExReleaseSpinLockShared(&run->lock, irql);
	spawn_owner(test, run);
	spawn(test, own_exclusively, run);
	while (run->lock == shared && time_before(jiffies, end))
		schedule_timeout_uninterruptible(1);
	KUNIT_EXPECT_NE(test, (int)run->lock, (int)shared);
	spawn(test, own_shared, run);
	KUNIT_ASSERT_TRUE(test, count_is_at_least(&run->here, 3));
	atomic_set(&run->go, 1);
	join(test);
	KUNIT_EXPECT_EQ(test, run->second, 1L);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->entered), 1);
	KUNIT_EXPECT_EQ(test, (int)run->lock, 0);
	EXPECT_NO_REPORT(test);
}

struct way {
	KIRQL (*acquire)(PEX_SPIN_LOCK lock);
	VOID (*release)(PEX_SPIN_LOCK lock, KIRQL irql);
	VOID (*acquire_at_dispatch)(PEX_SPIN_LOCK lock);
	VOID (*release_at_dispatch)(PEX_SPIN_LOCK lock);
	const char *acquire_name, *release_name;
	const char *acquire_at_dispatch_name, *release_at_dispatch_name;
};

static const struct way ways[] = {
	{ ExAcquireSpinLockShared, ExReleaseSpinLockShared, ExAcquireSpinLockSharedAtDpcLevel,
	  ExReleaseSpinLockSharedFromDpcLevel, "ExAcquireSpinLockShared",
	  "ExReleaseSpinLockShared", "ExAcquireSpinLockSharedAtDpcLevel",
	  "ExReleaseSpinLockSharedFromDpcLevel" },
	{ ExAcquireSpinLockExclusive, ExReleaseSpinLockExclusive,
	  ExAcquireSpinLockExclusiveAtDpcLevel, ExReleaseSpinLockExclusiveFromDpcLevel,
	  "ExAcquireSpinLockExclusive", "ExReleaseSpinLockExclusive",
	  "ExAcquireSpinLockExclusiveAtDpcLevel", "ExReleaseSpinLockExclusiveFromDpcLevel" },
};

#define for_each_way(way) for ((way) = ways; (way) < ways + ARRAY_SIZE(ways); (way)++)

/* The lock is free, and the level is the one before all calls. */
static void expect_free(struct kunit *test, PEX_SPIN_LOCK lock)
{
	KIRQL irql;

	KUNIT_ASSERT_EQ(test, (int)*lock, 0);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	irql = ExAcquireSpinLockExclusive(lock);
	ExReleaseSpinLockExclusive(lock, irql);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

static void ex_spin_lock_test_taken_twice_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	const struct way *first, *second;
	KIRQL outer, inner, between;

	for_each_way(first) {
		for_each_way(second) {
			outer = first->acquire(&run->lock);
			inner = second->acquire(&run->lock);
			second->release(&run->lock, inner);
			between = KeGetCurrentIrql();
			first->release(&run->lock, outer);
			KUNIT_EXPECT_EQ(test, between, DISPATCH_LEVEL);
			EXPECT_REPORT(test, second->acquire_name, SPIN_LOCK_ALREADY_OWNED,
				      &run->lock, ANY, ANY, ANY, &run->lock);
			expect_free(test, &run->lock);
		}
	}
}

static void ex_spin_lock_test_not_held_is_not_released(struct kunit *test)
{
	struct run *run = new_run(test);
	const struct way *way;
	KIRQL irql, after;

	for_each_way(way) {
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		way->release(&run->lock, PASSIVE_LEVEL);
		after = KeGetCurrentIrql();
		KeLowerIrql(irql);
		KUNIT_EXPECT_EQ(test, after, DISPATCH_LEVEL);
		EXPECT_REPORT(test, way->release_name, SPIN_LOCK_NOT_OWNED, &run->lock, ANY, ANY,
			      ANY, &run->lock);
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		way->release_at_dispatch(&run->lock);
		KeLowerIrql(irql);
		EXPECT_REPORT(test, way->release_at_dispatch_name, SPIN_LOCK_NOT_OWNED, &run->lock,
			      ANY, ANY, ANY, &run->lock);
		expect_free(test, &run->lock);
	}
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_FALSE(test, ExTryConvertSharedSpinLockExclusive(&run->lock));
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExTryConvertSharedSpinLockExclusive", SPIN_LOCK_NOT_OWNED, &run->lock,
		      ANY, ANY, ANY, &run->lock);
	expect_free(test, &run->lock);
}

/* A lock that a thread of another CPU shares is not the caller's. */
static void ex_spin_lock_test_held_by_another_is_not_released(struct kunit *test)
{
	struct run *run = new_run(test);
	KIRQL irql;

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two CPUs");
	spawn_owner(test, run);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExReleaseSpinLockSharedFromDpcLevel(&run->lock);
	KeLowerIrql(irql);
	atomic_set(&run->go, 1);
	join(test);
	EXPECT_REPORT(test, "ExReleaseSpinLockSharedFromDpcLevel", SPIN_LOCK_NOT_OWNED, &run->lock,
		      ANY, ANY, ANY, &run->lock);
	expect_free(test, &run->lock);
}

static void ex_spin_lock_test_released_the_other_way_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	const struct way *way, *other;
	KIRQL irql;

	for_each_way(way) {
		other = way == ways ? way + 1 : ways;
		irql = way->acquire(&run->lock);
		other->release(&run->lock, irql);
		EXPECT_REPORT(test, other->release_name, SPIN_LOCK_NOT_OWNED, &run->lock, ANY, ANY,
			      ANY, &run->lock);
		expect_free(test, &run->lock);
	}
	irql = ExAcquireSpinLockExclusive(&run->lock);
	KUNIT_EXPECT_FALSE(test, ExTryConvertSharedSpinLockExclusive(&run->lock));
	ExReleaseSpinLockExclusive(&run->lock, irql);
	EXPECT_REPORT(test, "ExTryConvertSharedSpinLockExclusive", SPIN_LOCK_NOT_OWNED, &run->lock,
		      ANY, ANY, ANY, &run->lock);
	expect_free(test, &run->lock);
}

static void ex_spin_lock_test_wrong_level_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	const struct way *way;
	KIRQL irql, between;

	/* The owner of a spin lock is a CPU, and below DISPATCH_LEVEL a task may move to another one. */
	set_cpus_allowed_ptr(current, cpumask_of(raw_smp_processor_id()));
	for_each_way(way) {
		way->acquire_at_dispatch(&run->lock);
		between = KeGetCurrentIrql();
		way->release_at_dispatch(&run->lock);
		KUNIT_EXPECT_EQ(test, between, DISPATCH_LEVEL);
		EXPECT_REPORT(test, way->acquire_at_dispatch_name, BUGCHECK_VERIFIER, 0x40, ANY,
			      &run->lock, ANY, &run->lock);
		expect_free(test, &run->lock);

		KeRaiseIrql(HIGH_LEVEL, &irql);
		between = way->acquire(&run->lock);
		KeLowerIrql(irql);
		KUNIT_EXPECT_EQ(test, between, HIGH_LEVEL);
		EXPECT_REPORT(test, way->acquire_name, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
			      HIGH_LEVEL, ANY, ANY, &run->lock);
		expect_free(test, &run->lock);

		irql = way->acquire(&run->lock);
		KeLowerIrql(irql);
		way->release(&run->lock, irql);
		EXPECT_REPORT(test, way->release_name, BUGCHECK_VERIFIER, 0x32, ANY, &run->lock,
			      ANY, &run->lock);
		expect_free(test, &run->lock);
	}
}

/*
 * Otherwise a DPC at the end of an interrupt would find the lock held by the thread that was
 * interrupted.
 */
static void ex_spin_lock_test_owner_has_bottom_halves_off(struct kunit *test)
{
	struct run *run = new_run(test);
	const struct way *way;
	bool off, at_dispatch_off, on;
	KIRQL irql;

	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		kunit_skip(test, "with preemption off the level is above DISPATCH_LEVEL");
	if (!IS_ENABLED(CONFIG_PREEMPT_COUNT))
		kunit_skip(test, "no CONFIG_PREEMPT_COUNT");
	for_each_way(way) {
		preempt_disable();
		irql = way->acquire(&run->lock);
		off = softirq_count();
		way->release(&run->lock, irql);
		way->acquire_at_dispatch(&run->lock);
		at_dispatch_off = softirq_count();
		way->release_at_dispatch(&run->lock);
		on = !softirq_count();
		preempt_enable();
		KUNIT_EXPECT_TRUE(test, off);
		KUNIT_EXPECT_TRUE(test, at_dispatch_off);
		KUNIT_EXPECT_TRUE(test, on);
		expect_free(test, &run->lock);
	}
}

static DEFINE_SPINLOCK(linux_lock);

/* The lock itself keeps softirqs out, although Linux's lock did so when it was acquired. */
static void ex_spin_lock_test_lock_outlives_a_linux_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	const struct way *way;
	bool off, on;

	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		kunit_skip(test, "bottom halves that go on wait for the lock, which sleeps");
	for_each_way(way) {
		spin_lock_bh(&linux_lock);
		way->acquire_at_dispatch(&run->lock);
		spin_unlock_bh(&linux_lock);
		off = softirq_count();
		way->release_at_dispatch(&run->lock);
		on = !softirq_count();
		KUNIT_EXPECT_TRUE(test, off);
		KUNIT_EXPECT_TRUE(test, on);
		expect_free(test, &run->lock);
	}
	EXPECT_NO_REPORT(test);
}

static VOID keep_lock(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	const struct way *way = argument1;

	way->acquire_at_dispatch(context);
}

static void ex_spin_lock_test_dpc_that_keeps_a_lock_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	PKDPC dpc = case_alloc_type(test, KDPC);
	const struct way *way;

	KeInitializeDpc(dpc, keep_lock, (PVOID)&run->lock);
	for_each_way(way) {
		KeInsertQueueDpc(dpc, (PVOID)way, NULL);
		KeFlushQueuedDpcs();
		EXPECT_REPORT(test, "KDEFERRED_ROUTINE", 0x08, keep_lock, DISPATCH_LEVEL, ANY, ANY,
			      dpc);
		expect_free(test, &run->lock);
	}
}

static VOID keep_lock_in_item(PDEVICE_OBJECT device, PVOID context)
{
	ExAcquireSpinLockShared(context);
}

static void ex_spin_lock_test_item_that_keeps_a_lock_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItem(item, keep_lock_in_item, DelayedWorkQueue, (PVOID)&run->lock);
	wait_for_report(test);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_RETURNED_AT_BAD_IRQL, keep_lock_in_item,
		      ANY, ANY, ANY, item);
	expect_free(test, &run->lock);
	IoFreeWorkItem(item);
}

static struct kunit_case ex_spin_lock_cases[] = {
	KUNIT_CASE(ex_spin_lock_test_exclusive_owner_is_alone),
	KUNIT_CASE(ex_spin_lock_test_shared_owners_are_together),
	KUNIT_CASE(ex_spin_lock_test_only_owner_becomes_exclusive),
	KUNIT_CASE(ex_spin_lock_test_awaited_lock_has_no_new_shared_owner),
	KUNIT_CASE(ex_spin_lock_test_taken_twice_is_reported),
	KUNIT_CASE(ex_spin_lock_test_not_held_is_not_released),
	KUNIT_CASE(ex_spin_lock_test_held_by_another_is_not_released),
	KUNIT_CASE(ex_spin_lock_test_released_the_other_way_is_reported),
	KUNIT_CASE(ex_spin_lock_test_wrong_level_is_reported),
	KUNIT_CASE(ex_spin_lock_test_owner_has_bottom_halves_off),
	KUNIT_CASE(ex_spin_lock_test_lock_outlives_a_linux_lock),
	KUNIT_CASE(ex_spin_lock_test_dpc_that_keeps_a_lock_is_reported),
	KUNIT_CASE(ex_spin_lock_test_item_that_keeps_a_lock_is_reported),
	{}
};

WINWORK_SUITE(ex_spin_lock);
