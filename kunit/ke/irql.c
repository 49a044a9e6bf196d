/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ke_irql: the IRQL of each context, KeRaiseIrql and KeLowerIrql, and the level under a spin
 * lock.
 */
#include "support.h"

#include <linux/delay.h>

/* ---- the level of a context --------------------------------------------------------------- */

/* row 42: the level at which a routine, and this thread, runs */
static void ke_irql_test_task_is_at_passive_level(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void ke_irql_test_bottom_halves_off_is_dispatch_level(struct kunit *test)
{
	KIRQL irql;

	local_bh_disable();
	irql = KeGetCurrentIrql();
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void ke_irql_test_interrupts_off_is_above_dispatch_level(struct kunit *test)
{
	unsigned long flags;
	KIRQL irql;

	local_irq_save(flags);
	irql = KeGetCurrentIrql();
	local_irq_restore(flags);
	KUNIT_EXPECT_GT(test, irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void ke_irql_test_softirq_is_dispatch_level(struct kunit *test)
{
	KIRQL *irql = case_alloc_type(test, KIRQL);

	KUNIT_ASSERT_TRUE(test, run_in_softirq(record_level, irql));
	KUNIT_EXPECT_EQ(test, *irql, DISPATCH_LEVEL);
}

static void ke_irql_test_hard_interrupt_is_above_dispatch_level(struct kunit *test)
{
	KIRQL *irql = case_alloc_type(test, KIRQL);

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(record_level, irql));
	KUNIT_EXPECT_GT(test, *irql, DISPATCH_LEVEL);
}

struct irq_record {
	struct irq_work work;
	struct completion done;
	KIRQL irql;
};

static void record_in_irq_work(struct irq_work *work)
{
	struct irq_record *record = container_of(work, struct irq_record, work);

	record->irql = KeGetCurrentIrql();
	complete(&record->done);
}

static void ke_irql_test_irq_work_is_above_dispatch_level(struct kunit *test)
{
	struct irq_record *record = case_alloc_type(test, struct irq_record);

	init_completion(&record->done);
	hard_irq_work_setup(&record->work, record_in_irq_work);
	KUNIT_EXPECT_TRUE(test, irq_work_queue(&record->work));
	ASSERT_IN_TIME(test, &record->done);
	irq_work_sync(&record->work);
	KUNIT_EXPECT_GT(test, record->irql, DISPATCH_LEVEL);
}

static void ke_irql_test_dpc_does_not_mask_a_hard_interrupt(struct kunit *test)
{
	unsigned long flags;
	KIRQL irql;

	/* Both at once: the higher level counts. */
	local_bh_disable();
	local_irq_save(flags);
	irql = KeGetCurrentIrql();
	local_irq_restore(flags);
	local_bh_enable();
	KUNIT_EXPECT_GT(test, irql, DISPATCH_LEVEL);
}

/* ---- raising and lowering ----------------------------------------------------------------- */

static void ke_irql_test_raise_to_dispatch_and_lower(struct kunit *test)
{
	KIRQL old, raised;
	bool bottom_halves_off;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	raised = KeGetCurrentIrql();
	bottom_halves_off = softirq_count() != 0;
	KeLowerIrql(old);
	KUNIT_EXPECT_EQ(test, old, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, raised, DISPATCH_LEVEL);
	KUNIT_EXPECT_TRUE(test, bottom_halves_off);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	KUNIT_EXPECT_FALSE(test, softirq_count() != 0);
}

static void ke_irql_test_raise_to_dpc_level(struct kunit *test)
{
	KIRQL old = KeRaiseIrqlToDpcLevel(), raised = KeGetCurrentIrql();

	KeLowerIrql(old);
	KUNIT_EXPECT_EQ(test, old, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, raised, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void ke_irql_test_raise_to_synch_level(struct kunit *test)
{
	KIRQL old = KeRaiseIrqlToSynchLevel(), raised = KeGetCurrentIrql();

	KeLowerIrql(old);
	KUNIT_EXPECT_EQ(test, old, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, raised, SYNCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void ke_irql_test_raise_nests(struct kunit *test)
{
	KIRQL first, second, third, at[3];

	KeRaiseIrql(APC_LEVEL, &first);
	at[0] = KeGetCurrentIrql();
	KeRaiseIrql(DISPATCH_LEVEL, &second);
	at[1] = KeGetCurrentIrql();
	KeRaiseIrql(HIGH_LEVEL, &third);
	at[2] = KeGetCurrentIrql();
	KeLowerIrql(third);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeLowerIrql(second);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), APC_LEVEL);
	KeLowerIrql(first);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, first, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, second, APC_LEVEL);
	KUNIT_EXPECT_EQ(test, third, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, at[0], APC_LEVEL);
	KUNIT_EXPECT_EQ(test, at[1], DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, at[2], HIGH_LEVEL);
	EXPECT_NO_REPORT(test);
}

static void ke_irql_test_raise_to_high_level_turns_interrupts_off(struct kunit *test)
{
	KIRQL old, raised;
	bool off;

	KeRaiseIrql(HIGH_LEVEL, &old);
	off = irqs_disabled();
	raised = KeGetCurrentIrql();
	KeLowerIrql(old);
	KUNIT_EXPECT_TRUE(test, off);
	KUNIT_EXPECT_FALSE(test, irqs_disabled());
	KUNIT_EXPECT_EQ(test, old, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, raised, HIGH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

/* A device's level: the level after the raise is the level that is shown. */
static void ke_irql_test_raise_to_a_device_level(struct kunit *test)
{
	KIRQL old, raised, higher;

	KeRaiseIrql(5, &old);
	raised = KeGetCurrentIrql();
	KeRaiseIrql(9, &higher);
	KeLowerIrql(higher);
	higher = KeGetCurrentIrql();
	KeLowerIrql(old);
	KUNIT_EXPECT_EQ(test, raised, 5);
	KUNIT_EXPECT_EQ(test, higher, 5);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

/* Raising to the current level is legal, and the matching lowering changes nothing. */
static void ke_irql_test_raise_to_the_same_level(struct kunit *test)
{
	KIRQL outer, inner, between;

	KeRaiseIrql(DISPATCH_LEVEL, &outer);
	KeRaiseIrql(DISPATCH_LEVEL, &inner);
	KeLowerIrql(inner);
	between = KeGetCurrentIrql();
	KeLowerIrql(outer);
	KUNIT_EXPECT_EQ(test, inner, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, between, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

/*
 * APC_LEVEL belongs to the thread: it may sleep and move to another CPU, and others do not see it.
 */
static void ke_irql_test_apc_level_belongs_to_the_thread(struct kunit *test)
{
	KIRQL *other = case_alloc_type(test, KIRQL);
	KIRQL old, after_sleep;
	int cpu;

	KeRaiseIrql(APC_LEVEL, &old);
	might_sleep();
	msleep(1);
	after_sleep = KeGetCurrentIrql();
	for_each_online_cpu(cpu) {
		*other = HIGH_LEVEL;
		KUNIT_EXPECT_TRUE(test, run_on_cpu(cpu, record_level, other));
		KUNIT_EXPECT_EQ(test, *other, PASSIVE_LEVEL);
	}
	KeLowerIrql(old);
	KUNIT_EXPECT_EQ(test, old, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, after_sleep, APC_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

/* An interrupt of a thread at APC_LEVEL has a level of its own. */
static void ke_irql_test_apc_level_is_hidden_by_the_context(struct kunit *test)
{
	KIRQL old, inside;

	KeRaiseIrql(APC_LEVEL, &old);
	local_bh_disable();
	inside = KeGetCurrentIrql();
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), APC_LEVEL);
	KeLowerIrql(old);
	KUNIT_EXPECT_EQ(test, inside, DISPATCH_LEVEL);
}

static void ke_irql_test_raise_to_a_lower_level_is_reported(struct kunit *test)
{
	KIRQL outer, inner, unchanged;

	KeRaiseIrql(DISPATCH_LEVEL, &outer);
	KeRaiseIrql(PASSIVE_LEVEL, &inner);
	unchanged = KeGetCurrentIrql();
	KeLowerIrql(outer);
	KUNIT_EXPECT_EQ(test, unchanged, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_REPORT(test, "KeRaiseIrql", BUGCHECK_VERIFIER, 0x30, DISPATCH_LEVEL, PASSIVE_LEVEL,
		      ANY, ANY);
}

static void ke_irql_test_lower_to_a_higher_level_is_reported(struct kunit *test)
{
	KIRQL unchanged;

	KeLowerIrql(DISPATCH_LEVEL);
	unchanged = KeGetCurrentIrql();
	KUNIT_EXPECT_EQ(test, unchanged, PASSIVE_LEVEL);
	EXPECT_REPORT(test, "KeLowerIrql", BUGCHECK_VERIFIER, 0x31, PASSIVE_LEVEL, DISPATCH_LEVEL,
		      ANY, ANY);
}

/* The driver must not turn on what Linux code has turned off. */
static void ke_irql_test_lower_of_what_was_not_raised_is_reported(struct kunit *test)
{
	unsigned long flags;
	bool still_off;

	local_irq_save(flags);
	KeLowerIrql(PASSIVE_LEVEL);
	still_off = irqs_disabled();
	local_irq_restore(flags);
	KUNIT_EXPECT_TRUE(test, still_off);
	EXPECT_REPORT(test, "KeLowerIrql", BUGCHECK_VERIFIER, 0x31, ANY, PASSIVE_LEVEL, ANY, ANY);
}

/* ---- spin locks --------------------------------------------------------------------------- */

static void ke_irql_test_spin_lock_raises_to_dispatch(struct kunit *test)
{
	KSPIN_LOCK lock;
	KIRQL old, held;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &old);
	held = KeGetCurrentIrql();
	KeReleaseSpinLock(&lock, old);
	KUNIT_EXPECT_EQ(test, old, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, held, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void ke_irql_test_spin_locks_nest(struct kunit *test)
{
	KSPIN_LOCK outer, inner;
	KIRQL outer_old, inner_old, between;

	KeInitializeSpinLock(&outer);
	KeInitializeSpinLock(&inner);
	KeAcquireSpinLock(&outer, &outer_old);
	KeAcquireSpinLock(&inner, &inner_old);
	KeReleaseSpinLock(&inner, inner_old);
	between = KeGetCurrentIrql();
	KeReleaseSpinLock(&outer, outer_old);
	KUNIT_EXPECT_EQ(test, inner_old, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, between, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

static void ke_irql_test_spin_lock_pair_at_dpc_level(struct kunit *test)
{
	KSPIN_LOCK lock;
	KIRQL old, held, released;

	KeInitializeSpinLock(&lock);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	KeAcquireSpinLockAtDpcLevel(&lock);
	held = KeGetCurrentIrql();
	KeReleaseSpinLockFromDpcLevel(&lock);
	released = KeGetCurrentIrql();
	KeLowerIrql(old);
	KUNIT_EXPECT_EQ(test, held, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, released, DISPATCH_LEVEL);
	EXPECT_NO_REPORT(test);
}

/* A spin lock taken at APC_LEVEL restores it. */
static void ke_irql_test_spin_lock_restores_apc_level(struct kunit *test)
{
	KSPIN_LOCK lock;
	KIRQL apc, old;

	KeInitializeSpinLock(&lock);
	KeRaiseIrql(APC_LEVEL, &apc);
	KeAcquireSpinLock(&lock, &old);
	KeReleaseSpinLock(&lock, old);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), APC_LEVEL);
	KeLowerIrql(apc);
	KUNIT_EXPECT_EQ(test, old, APC_LEVEL);
}

static struct kunit_case ke_irql_cases[] = {
	KUNIT_CASE(ke_irql_test_task_is_at_passive_level),
	KUNIT_CASE(ke_irql_test_bottom_halves_off_is_dispatch_level),
	KUNIT_CASE(ke_irql_test_interrupts_off_is_above_dispatch_level),
	KUNIT_CASE(ke_irql_test_softirq_is_dispatch_level),
	KUNIT_CASE(ke_irql_test_hard_interrupt_is_above_dispatch_level),
	KUNIT_CASE(ke_irql_test_irq_work_is_above_dispatch_level),
	KUNIT_CASE(ke_irql_test_dpc_does_not_mask_a_hard_interrupt),
	KUNIT_CASE(ke_irql_test_raise_to_dispatch_and_lower),
	KUNIT_CASE(ke_irql_test_raise_to_dpc_level),
	KUNIT_CASE(ke_irql_test_raise_to_synch_level),
	KUNIT_CASE(ke_irql_test_raise_nests),
	KUNIT_CASE(ke_irql_test_raise_to_high_level_turns_interrupts_off),
	KUNIT_CASE(ke_irql_test_raise_to_a_device_level),
	KUNIT_CASE(ke_irql_test_raise_to_the_same_level),
	KUNIT_CASE(ke_irql_test_apc_level_belongs_to_the_thread),
	KUNIT_CASE(ke_irql_test_apc_level_is_hidden_by_the_context),
	KUNIT_CASE(ke_irql_test_raise_to_a_lower_level_is_reported),
	KUNIT_CASE(ke_irql_test_lower_to_a_higher_level_is_reported),
	KUNIT_CASE(ke_irql_test_lower_of_what_was_not_raised_is_reported),
	KUNIT_CASE(ke_irql_test_spin_lock_raises_to_dispatch),
	KUNIT_CASE(ke_irql_test_spin_locks_nest),
	KUNIT_CASE(ke_irql_test_spin_lock_pair_at_dpc_level),
	KUNIT_CASE(ke_irql_test_spin_lock_restores_apc_level),
	{}
};

WINWORK_SUITE(ke_irql);
