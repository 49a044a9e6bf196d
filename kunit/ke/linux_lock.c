/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_linux_lock: the IRQL under Linux's spin locks and with preemption off, and spin locks of
 * Windows that are taken there. They keep DPCs out, also when the two kinds nest.
 */
#include "support.h"

#include <linux/spinlock.h>

/* ---- the level of a context --------------------------------------------------------------- */

/* With PREEMPT_RT, calls that are legal at DISPATCH_LEVEL are not legal where preemption is off. */
static const KIRQL level_without_preemption =
	IS_ENABLED(CONFIG_PREEMPT_RT) ? HIGH_LEVEL : DISPATCH_LEVEL;

static void ke_linux_lock_test_preemption_off_is_seen(struct kunit *test)
{
	KIRQL irql;

	if (!IS_ENABLED(CONFIG_PREEMPT_COUNT))
		kunit_skip(test, "no CONFIG_PREEMPT_COUNT");
	preempt_disable();
	irql = KeGetCurrentIrql();
	preempt_enable();
	KUNIT_EXPECT_EQ(test, irql, level_without_preemption);
}

static DEFINE_SPINLOCK(linux_lock);
static DEFINE_SPINLOCK(linux_plain_lock);	/* never taken with bottom halves off */
static DEFINE_RAW_SPINLOCK(linux_raw_lock);

static void ke_linux_lock_test_linux_spin_lock_is_seen(struct kunit *test)
{
	KIRQL bh, raw = level_without_preemption;

	spin_lock_bh(&linux_lock);
	bh = KeGetCurrentIrql();
	spin_unlock_bh(&linux_lock);
	if (IS_ENABLED(CONFIG_PREEMPT_COUNT)) {
		raw_spin_lock(&linux_raw_lock);
		raw = KeGetCurrentIrql();
		raw_spin_unlock(&linux_raw_lock);
	}
	KUNIT_EXPECT_EQ(test, bh, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, raw, level_without_preemption);
}

/* ---- under a Linux spin lock -------------------------------------------------------------- */

/*
 * An interrupt inserts this DPC on the CPU that it interrupts. The DPC takes the lock held there.
 */
struct intruder {
	KSPIN_LOCK lock, second;
	KLOCK_QUEUE_HANDLE handle;
	KIRQL old, second_old;
	KDPC dpc;
	struct irq_work interrupt;
	bool interrupted;
	bool called;
	struct completion done;
	BOOLEAN tried;
};

static VOID take_lock_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct intruder *intruder = context;

	KeAcquireSpinLockAtDpcLevel(&intruder->lock);
	WRITE_ONCE(intruder->called, true);
	KeReleaseSpinLockFromDpcLevel(&intruder->lock);
	complete(&intruder->done);
}

static void insert_intruder(struct irq_work *work)
{
	struct intruder *intruder = container_of(work, struct intruder, interrupt);

	KeInsertQueueDpc(&intruder->dpc, NULL, NULL);
	WRITE_ONCE(intruder->interrupted, true);
}

static struct intruder *new_intruder(struct kunit *test, PKDEFERRED_ROUTINE dpc_routine)
{
	struct intruder *intruder = case_alloc_type(test, struct intruder);

	KeInitializeSpinLock(&intruder->lock);
	KeInitializeSpinLock(&intruder->second);
	KeInitializeDpc(&intruder->dpc, dpc_routine, intruder);
	hard_irq_work_setup(&intruder->interrupt, insert_intruder);
	init_completion(&intruder->done);
	return intruder;
}

/* True when the DPC was called before the interrupt had returned. */
static bool intrudes(struct intruder *intruder)
{
	unsigned long deadline = jiffies + DEADLINE;

	irq_work_queue(&intruder->interrupt);
	while (!READ_ONCE(intruder->interrupted) && time_before(jiffies, deadline))
		cpu_relax();
	return READ_ONCE(intruder->called);
}

static void take_lock(struct intruder *intruder)
{
	KeAcquireSpinLock(&intruder->lock, &intruder->old);
}

static void give_lock(struct intruder *intruder)
{
	KeReleaseSpinLock(&intruder->lock, intruder->old);
}

static void take_lock_at_dpc_level(struct intruder *intruder)
{
	KeAcquireSpinLockAtDpcLevel(&intruder->lock);
	intruder->old = DISPATCH_LEVEL;
}

static void give_lock_from_dpc_level(struct intruder *intruder)
{
	KeReleaseSpinLockFromDpcLevel(&intruder->lock);
}

static void try_lock(struct intruder *intruder)
{
	if (KeTryToAcquireSpinLockAtDpcLevel(&intruder->lock))
		intruder->old = DISPATCH_LEVEL;
}

static void take_queued_lock(struct intruder *intruder)
{
	KeAcquireInStackQueuedSpinLock(&intruder->lock, &intruder->handle);
	intruder->old = intruder->handle.OldIrql;
}

static void give_queued_lock(struct intruder *intruder)
{
	KeReleaseInStackQueuedSpinLock(&intruder->handle);
}

static void take_queued_lock_at_dpc_level(struct intruder *intruder)
{
	KeAcquireInStackQueuedSpinLockAtDpcLevel(&intruder->lock, &intruder->handle);
	intruder->old = intruder->handle.OldIrql;
}

static void give_queued_lock_from_dpc_level(struct intruder *intruder)
{
	KeReleaseInStackQueuedSpinLockFromDpcLevel(&intruder->handle);
}

/* The lock that was taken first is released first. */
static void take_two_give_the_first(struct intruder *intruder)
{
	KeAcquireSpinLock(&intruder->second, &intruder->second_old);
	KeAcquireSpinLock(&intruder->lock, &intruder->old);
	KeReleaseSpinLock(&intruder->second, intruder->second_old);
}

static void take_two_give_the_first_at_dpc_level(struct intruder *intruder)
{
	KeAcquireSpinLockAtDpcLevel(&intruder->second);
	KeAcquireSpinLockAtDpcLevel(&intruder->lock);
	KeReleaseSpinLockFromDpcLevel(&intruder->second);
	intruder->old = DISPATCH_LEVEL;
}

static void raise_to_dispatch(struct intruder *intruder)
{
	KeRaiseIrql(DISPATCH_LEVEL, &intruder->old);
}

static void lower(struct intruder *intruder)
{
	KeLowerIrql(intruder->old);
}

/* The inner section ends before the outer one. */
static void raise_and_nest(struct intruder *intruder)
{
	KIRQL nested;

	raise_to_dispatch(intruder);
	KeRaiseIrql(DISPATCH_LEVEL, &nested);
	KeLowerIrql(nested);
	KeAcquireSpinLock(&intruder->second, &nested);
	KeReleaseSpinLock(&intruder->second, nested);
	KeAcquireSpinLockAtDpcLevel(&intruder->second);
	KeReleaseSpinLockFromDpcLevel(&intruder->second);
	KeRaiseIrql(HIGH_LEVEL, &nested);
	KeLowerIrql(nested);
}

static void raise_and_take_lock(struct intruder *intruder)
{
	raise_to_dispatch(intruder);
	KeAcquireSpinLockAtDpcLevel(&intruder->lock);
}

/* Interrupts are on again before the lock's level is lowered. */
static void take_lock_with_interrupts_off(struct intruder *intruder)
{
	KIRQL high;

	KeRaiseIrql(HIGH_LEVEL, &high);
	KeAcquireSpinLockAtDpcLevel(&intruder->lock);
	KeLowerIrql(high);
	intruder->old = high;
}

static void give_lock_with_interrupts_off(struct intruder *intruder)
{
	KIRQL high;

	KeRaiseIrql(HIGH_LEVEL, &high);
	KeReleaseSpinLockFromDpcLevel(&intruder->lock);
	KeLowerIrql(high);
}

static const struct {
	const char *name;
	void (*begin)(struct intruder *intruder);
	void (*end)(struct intruder *intruder);
} ways_to_dispatch_level[] = {
	{ "KeAcquireSpinLock", take_lock, give_lock },
	{ "AtDpcLevel", take_lock_at_dpc_level, give_lock_from_dpc_level },
	{ "TryToAcquire", try_lock, give_lock_from_dpc_level },
	{ "InStackQueued", take_queued_lock, give_queued_lock },
	{ "InStackQueued AtDpcLevel", take_queued_lock_at_dpc_level,
	  give_queued_lock_from_dpc_level },
	{ "two locks", take_two_give_the_first, give_lock },
	{ "two locks AtDpcLevel", take_two_give_the_first_at_dpc_level, give_lock_from_dpc_level },
	{ "KeRaiseIrql", raise_to_dispatch, lower },
	{ "KeRaiseIrql, nested", raise_and_nest, lower },
	{ "KeRaiseIrql and AtDpcLevel", raise_and_take_lock, give_lock },
	{ "AtDpcLevel above", take_lock_with_interrupts_off, give_lock_from_dpc_level },
	{ "FromDpcLevel above", take_lock_at_dpc_level, give_lock_with_interrupts_off },
};

/* Disabled preemption reads as DISPATCH_LEVEL, and lets softirqs in. */
static void ke_linux_lock_test_dispatch_level_keeps_dpcs_out_without_preemption(struct kunit *test)
{
	int i;

	if (!IS_ENABLED(CONFIG_PREEMPT_COUNT) || IS_ENABLED(CONFIG_PREEMPT_RT))
		kunit_skip(test, "disabled preemption does not read as DISPATCH_LEVEL");
	for (i = 0; i < ARRAY_SIZE(ways_to_dispatch_level); i++) {
		struct intruder *intruder = new_intruder(test, take_lock_in_dpc);
		bool intruded, kept_out, restored;
		KIRQL after;

		intruder->old = PASSIVE_LEVEL;
		raw_spin_lock(&linux_raw_lock);
		ways_to_dispatch_level[i].begin(intruder);
		kept_out = softirq_count();
		intruded = intrudes(intruder);
		ways_to_dispatch_level[i].end(intruder);
		restored = !softirq_count();
		after = KeGetCurrentIrql();
		raw_spin_unlock(&linux_raw_lock);
		KUNIT_EXPECT_TRUE_MSG(test, kept_out, "%s", ways_to_dispatch_level[i].name);
		KUNIT_EXPECT_FALSE_MSG(test, intruded, "%s", ways_to_dispatch_level[i].name);
		KUNIT_ASSERT_TRUE_MSG(test, restored, "%s", ways_to_dispatch_level[i].name);
		KUNIT_EXPECT_EQ(test, intruder->old, DISPATCH_LEVEL);
		KUNIT_EXPECT_EQ(test, after, DISPATCH_LEVEL);
		ASSERT_IN_TIME(test, &intruder->done);
		KeFlushQueuedDpcs();
		EXPECT_NO_REPORT(test);
	}
}

/* On every kernel, whatever level a Linux spin lock has there. */
static void ke_linux_lock_test_spin_lock_keeps_dpcs_out_under_a_linux_lock(struct kunit *test)
{
	struct intruder *intruder = new_intruder(test, take_lock_in_dpc);
	bool intruded;

	spin_lock(&linux_plain_lock);
	take_lock(intruder);
	intruded = intrudes(intruder);
	give_lock(intruder);
	spin_unlock(&linux_plain_lock);
	KUNIT_EXPECT_FALSE(test, intruded);
	KUNIT_EXPECT_FALSE(test, softirq_count() != 0);
	ASSERT_IN_TIME(test, &intruder->done);
	KeFlushQueuedDpcs();
	EXPECT_NO_REPORT(test);
}

/* The two overlap in any order: the end of one does not let DPCs in while the other is held. */
static void ke_linux_lock_test_spin_lock_outlives_a_linux_lock(struct kunit *test)
{
	struct intruder *intruder = new_intruder(test, take_lock_in_dpc);
	bool intruded;

	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		kunit_skip(test, "bottom halves that go on wait for the lock, which sleeps");
	spin_lock_bh(&linux_lock);
	take_lock(intruder);
	spin_unlock_bh(&linux_lock);
	intruded = intrudes(intruder);
	give_lock(intruder);
	KUNIT_EXPECT_FALSE(test, intruded);
	KUNIT_EXPECT_FALSE(test, softirq_count() != 0);
	ASSERT_IN_TIME(test, &intruder->done);
	KeFlushQueuedDpcs();
	EXPECT_NO_REPORT(test);
}

static VOID take_held_lock_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct intruder *intruder = context;

	intruder->tried = KeTryToAcquireSpinLockAtDpcLevel(&intruder->lock);
	KeAcquireSpinLockAtDpcLevel(&intruder->lock);
	WRITE_ONCE(intruder->called, true);
}

/* A task lowered the IRQL with a lock held. The DPC that interrupts it is not the holder. */
static void ke_linux_lock_test_dpc_does_not_own_what_it_interrupts(struct kunit *test)
{
	struct intruder *intruder = new_intruder(test, take_held_lock_in_dpc);
	BOOLEAN free;
	KIRQL old;

	/* The owner of a spin lock is a CPU, and below DISPATCH_LEVEL a task may move to another one. */
	set_cpus_allowed_ptr(current, cpumask_of(raw_smp_processor_id()));
	intruder->tried = TRUE;
	take_lock(intruder);
	KeLowerIrql(intruder->old);
	local_bh_disable();
	KeInsertQueueDpc(&intruder->dpc, NULL, NULL);
	/*
	 * This task calls the softirq, or the softirq runs instead of it. That holds on PREEMPT_RT.
	 */
	local_bh_enable();
	KeFlushQueuedDpcs();
	free = KeTestSpinLock(&intruder->lock);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	KeReleaseSpinLockFromDpcLevel(&intruder->lock);
	KeLowerIrql(old);
	KUNIT_EXPECT_TRUE(test, intruder->called);
	KUNIT_EXPECT_EQ(test, (int)intruder->tried, (int)FALSE);
	KUNIT_EXPECT_EQ(test, (int)free, (int)FALSE);
	EXPECT_REPORT(test, "KeAcquireSpinLockAtDpcLevel", 0x0f, &intruder->lock, ANY, ANY, ANY,
		      &intruder->lock);
	KUNIT_EXPECT_EQ(test, (int)KeTestSpinLock(&intruder->lock), (int)TRUE);
}

static struct kunit_case ke_linux_lock_cases[] = {
	KUNIT_CASE(ke_linux_lock_test_preemption_off_is_seen),
	KUNIT_CASE(ke_linux_lock_test_linux_spin_lock_is_seen),
	KUNIT_CASE(ke_linux_lock_test_dispatch_level_keeps_dpcs_out_without_preemption),
	KUNIT_CASE(ke_linux_lock_test_spin_lock_keeps_dpcs_out_under_a_linux_lock),
	KUNIT_CASE(ke_linux_lock_test_spin_lock_outlives_a_linux_lock),
	KUNIT_CASE(ke_linux_lock_test_dpc_does_not_own_what_it_interrupts),
	{}
};

WINWORK_SUITE(ke_linux_lock);
