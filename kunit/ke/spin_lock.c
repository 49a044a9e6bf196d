/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_spin_lock: spin locks: exclusion, KeTryToAcquireSpinLockAtDpcLevel, and misuse. The
 * level under a spin lock is in suites ke_irql and ke_linux_lock.
 */
#include "ke_case.h"

struct spin_run {
	KSPIN_LOCK lock;
	long value;			/* under lock */
	BOOLEAN taken;
	struct completion held;
	struct completion go;
};

static void add_under_spin_lock(void *data)
{
	struct spin_run *run = data;
	KLOCK_QUEUE_HANDLE handle;
	KIRQL irql;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		KeAcquireSpinLock(&run->lock, &irql);
		WRITE_ONCE(run->value, READ_ONCE(run->value) + 1);
		KeReleaseSpinLock(&run->lock, irql);
		KeAcquireInStackQueuedSpinLock(&run->lock, &handle);
		WRITE_ONCE(run->value, READ_ONCE(run->value) + 1);
		KeReleaseInStackQueuedSpinLock(&handle);
	}
}

static void ke_spin_lock_test_spin_lock_excludes(struct kunit *test)
{
	struct spin_run *run = case_alloc_type(test, struct spin_run);
	int i;

	KeInitializeSpinLock(&run->lock);
	for (i = 0; i < 3; i++)
		spawn(test, add_under_spin_lock, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 3L * 2 * EXCLUSION_ROUNDS);
	EXPECT_NO_REPORT(test);
}

/* A threaded DPC's actions at PASSIVE_LEVEL, and at DISPATCH_LEVEL. */
static void ke_spin_lock_test_lock_for_dpc_restores_the_level(struct kunit *test)
{
	struct spin_run *run = case_alloc_type(test, struct spin_run);
	KLOCK_QUEUE_HANDLE handle;
	KIRQL held, released, at_dispatch, irql;

	KeInitializeSpinLock(&run->lock);
	KeAcquireInStackQueuedSpinLockForDpc(&run->lock, &handle);
	held = KeGetCurrentIrql();
	KeReleaseInStackQueuedSpinLockForDpc(&handle);
	released = KeGetCurrentIrql();
	KUNIT_EXPECT_EQ(test, held, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, released, PASSIVE_LEVEL);
	KUNIT_EXPECT_TRUE(test, KeTestSpinLock(&run->lock));

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeAcquireInStackQueuedSpinLockForDpc(&run->lock, &handle);
	held = KeGetCurrentIrql();
	run->taken = !KeTestSpinLock(&run->lock);
	KeReleaseInStackQueuedSpinLockForDpc(&handle);
	at_dispatch = KeGetCurrentIrql();
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, held, DISPATCH_LEVEL);
	KUNIT_EXPECT_TRUE(test, run->taken);
	KUNIT_EXPECT_EQ(test, at_dispatch, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

static void try_spin_lock(void *data)
{
	struct spin_run *run = data;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	run->taken = KeTryToAcquireSpinLockAtDpcLevel(&run->lock);
	if (run->taken)
		KeReleaseSpinLockFromDpcLevel(&run->lock);
	KeLowerIrql(irql);
}

static VOID try_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	try_spin_lock(context);
	complete(argument1);
}

static void ke_spin_lock_test_spin_lock_is_tried(struct kunit *test)
{
	struct spin_run *run = case_alloc_type(test, struct spin_run);
	struct completion *tried = case_alloc_type(test, struct completion);
	PKDPC dpc = case_alloc_type(test, KDPC);
	unsigned long spins = 0;
	KIRQL irql;
	int here;

	KeInitializeSpinLock(&run->lock);
	try_spin_lock(run);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)TRUE);
	KUNIT_EXPECT_EQ(test, (int)KeTestSpinLock(&run->lock), (int)TRUE);
	if (num_online_cpus() < 2)
		return;
	init_completion(tried);
	KeInitializeDpc(dpc, try_in_dpc, run);
	KeAcquireSpinLock(&run->lock, &irql);
	here = raw_smp_processor_id();
	KeSetTargetProcessorDpc(dpc, cpumask_any_but(cpu_online_mask, here));
	KeInsertQueueDpc(dpc, tried, NULL);
	while (!completion_done(tried) && spins++ < 10000000)
		KeStallExecutionProcessor(1);
	KeReleaseSpinLock(&run->lock, irql);
	ASSERT_IN_TIME(test, tried);
	KUNIT_EXPECT_EQ(test, (int)run->taken, (int)FALSE);
	KeFlushQueuedDpcs();
	EXPECT_NO_REPORT(test);
}

static void ke_spin_lock_test_spin_lock_taken_twice_is_reported(struct kunit *test)
{
	KSPIN_LOCK *lock = case_alloc_type(test, KSPIN_LOCK);
	KIRQL outer, inner;

	KeInitializeSpinLock(lock);
	KeAcquireSpinLock(lock, &outer);
	KeAcquireSpinLock(lock, &inner);
	KeReleaseSpinLock(lock, inner);
	KeReleaseSpinLock(lock, outer);
	EXPECT_REPORT(test, "KeAcquireSpinLock", 0x0f, lock, ANY, ANY, ANY, lock);
	KUNIT_EXPECT_EQ(test, (int)KeTestSpinLock(lock), (int)TRUE);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void ke_spin_lock_test_spin_lock_not_held_is_not_released(struct kunit *test)
{
	KSPIN_LOCK *lock = case_alloc_type(test, KSPIN_LOCK);
	KIRQL irql;

	KeInitializeSpinLock(lock);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KeReleaseSpinLockFromDpcLevel(lock);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "KeReleaseSpinLockFromDpcLevel", 0x10, lock, ANY, ANY, ANY, lock);
	KUNIT_EXPECT_EQ(test, (int)KeTestSpinLock(lock), (int)TRUE);
}

static void ke_spin_lock_test_spin_lock_below_dispatch_is_reported(struct kunit *test)
{
	KSPIN_LOCK *lock = case_alloc_type(test, KSPIN_LOCK);
	KIRQL held;

	KeInitializeSpinLock(lock);
	KeAcquireSpinLockAtDpcLevel(lock);
	held = KeGetCurrentIrql();
	KeReleaseSpinLockFromDpcLevel(lock);
	KUNIT_EXPECT_EQ(test, held, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_REPORT(test, "KeAcquireSpinLockAtDpcLevel", BUGCHECK_VERIFIER, 0x40, PASSIVE_LEVEL,
		      lock, ANY, lock);
}

static struct kunit_case ke_spin_lock_cases[] = {
	KUNIT_CASE(ke_spin_lock_test_spin_lock_excludes),
	KUNIT_CASE(ke_spin_lock_test_lock_for_dpc_restores_the_level),
	KUNIT_CASE(ke_spin_lock_test_spin_lock_is_tried),
	KUNIT_CASE(ke_spin_lock_test_spin_lock_taken_twice_is_reported),
	KUNIT_CASE(ke_spin_lock_test_spin_lock_not_held_is_not_released),
	KUNIT_CASE(ke_spin_lock_test_spin_lock_below_dispatch_is_reported),
	{}
};

WINWORK_SUITE(ke_spin_lock);
