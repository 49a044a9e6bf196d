/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite irql: the level is what the context says, KeRaiseIrql and KeLowerIrql move it, and the
 * rule "<= DISPATCH_LEVEL" of each work-item function holds where it is broken.
 */
#include <linux/kprobes.h>	/* before the names of the WDK that it has too */

#include "support.h"

#include <linux/delay.h>
#include <linux/spinlock.h>

struct run {
	struct completion done;
	atomic_t runs;
	KIRQL irql;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->done);
	return run;
}

static VOID routine(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	atomic_inc(&run->runs);
	complete(&run->done);
}

static VOID routine_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	routine(object, context);
}

/* ---- the level of a context --------------------------------------------------------------- */

/* row 42: what a routine, and this thread, runs at */
static void irql_test_task_is_at_passive_level(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void irql_test_bottom_halves_off_is_dispatch_level(struct kunit *test)
{
	KIRQL irql;

	local_bh_disable();
	irql = KeGetCurrentIrql();
	local_bh_enable();
	KUNIT_EXPECT_EQ(test, irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

/* What is legal at DISPATCH_LEVEL is not, with PREEMPT_RT, where preemption is off. */
static const KIRQL level_without_preemption =
	IS_ENABLED(CONFIG_PREEMPT_RT) ? HIGH_LEVEL : DISPATCH_LEVEL;

static void irql_test_preemption_off_is_seen(struct kunit *test)
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

static void irql_test_linux_spin_lock_is_seen(struct kunit *test)
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

static void irql_test_interrupts_off_is_above_dispatch_level(struct kunit *test)
{
	unsigned long flags;
	KIRQL irql;

	local_irq_save(flags);
	irql = KeGetCurrentIrql();
	local_irq_restore(flags);
	KUNIT_EXPECT_GT(test, irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void irql_test_softirq_is_dispatch_level(struct kunit *test)
{
	KIRQL *irql = case_alloc_type(test, KIRQL);

	KUNIT_ASSERT_TRUE(test, run_in_softirq(record_level, irql));
	KUNIT_EXPECT_EQ(test, *irql, DISPATCH_LEVEL);
}

static void irql_test_hard_interrupt_is_above_dispatch_level(struct kunit *test)
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

static void irql_test_irq_work_is_above_dispatch_level(struct kunit *test)
{
	struct irq_record *record = case_alloc_type(test, struct irq_record);

	init_completion(&record->done);
	hard_irq_work_setup(&record->work, record_in_irq_work);
	KUNIT_EXPECT_TRUE(test, irq_work_queue(&record->work));
	ASSERT_IN_TIME(test, &record->done);
	irq_work_sync(&record->work);
	KUNIT_EXPECT_GT(test, record->irql, DISPATCH_LEVEL);
}

static void irql_test_dpc_does_not_mask_a_hard_interrupt(struct kunit *test)
{
	unsigned long flags;
	KIRQL irql;

	/* Both at once: the higher one counts. */
	local_bh_disable();
	local_irq_save(flags);
	irql = KeGetCurrentIrql();
	local_irq_restore(flags);
	local_bh_enable();
	KUNIT_EXPECT_GT(test, irql, DISPATCH_LEVEL);
}

/* ---- raising and lowering ----------------------------------------------------------------- */

static void irql_test_raise_to_dispatch_and_lower(struct kunit *test)
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

static void irql_test_raise_to_dpc_level(struct kunit *test)
{
	KIRQL old = KeRaiseIrqlToDpcLevel(), raised = KeGetCurrentIrql();

	KeLowerIrql(old);
	KUNIT_EXPECT_EQ(test, old, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, raised, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
}

static void irql_test_raise_nests(struct kunit *test)
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

static void irql_test_raise_to_high_level_turns_interrupts_off(struct kunit *test)
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

/* A device's level: the one raised to is the one that is shown. */
static void irql_test_raise_to_a_device_level(struct kunit *test)
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

/* Raising to the level one is at is legal, and its lowering changes nothing. */
static void irql_test_raise_to_the_same_level(struct kunit *test)
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

/* APC_LEVEL is the thread's own: it may sleep, move to another CPU, and others do not see it. */
static void irql_test_apc_level_belongs_to_the_thread(struct kunit *test)
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
static void irql_test_apc_level_is_hidden_by_the_context(struct kunit *test)
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

static void irql_test_raise_to_a_lower_level_is_reported(struct kunit *test)
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

static void irql_test_lower_to_a_higher_level_is_reported(struct kunit *test)
{
	KIRQL unchanged;

	KeLowerIrql(DISPATCH_LEVEL);
	unchanged = KeGetCurrentIrql();
	KUNIT_EXPECT_EQ(test, unchanged, PASSIVE_LEVEL);
	EXPECT_REPORT(test, "KeLowerIrql", BUGCHECK_VERIFIER, 0x31, PASSIVE_LEVEL, DISPATCH_LEVEL,
		      ANY, ANY);
}

/* What Linux code turned off is not the driver's to turn on. */
static void irql_test_lower_of_what_was_not_raised_is_reported(struct kunit *test)
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

static void irql_test_spin_lock_raises_to_dispatch(struct kunit *test)
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

static void irql_test_spin_locks_nest(struct kunit *test)
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

static void irql_test_spin_lock_pair_at_dpc_level(struct kunit *test)
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

/* A spin lock taken at APC_LEVEL gives it back. */
static void irql_test_spin_lock_restores_apc_level(struct kunit *test)
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

/* ---- under a Linux spin lock -------------------------------------------------------------- */

/* A DPC that an interrupt inserts on the CPU that it interrupts, for the lock that is held there. */
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

/* The first that was taken is released first. */
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

/* What is nested ends before what it is nested in. */
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

/* It is on again before the lock's level is lowered. */
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
static void irql_test_dispatch_level_keeps_dpcs_out_without_preemption(struct kunit *test)
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

/* On every kernel, whatever a Linux spin lock looks like there. */
static void irql_test_spin_lock_keeps_dpcs_out_under_a_linux_lock(struct kunit *test)
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

/* The two are nested in no order: the one's end does not let DPCs in while the other is held. */
static void irql_test_spin_lock_outlives_a_linux_lock(struct kunit *test)
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

/* A task that lowered the IRQL with a lock held: the DPC that interrupts it is not the holder. */
static void irql_test_dpc_does_not_own_what_it_interrupts(struct kunit *test)
{
	struct intruder *intruder = new_intruder(test, take_held_lock_in_dpc);
	BOOLEAN free;
	KIRQL old;

	intruder->tried = TRUE;
	take_lock(intruder);
	KeLowerIrql(intruder->old);
	local_bh_disable();
	KeInsertQueueDpc(&intruder->dpc, NULL, NULL);
	/* The softirq is called by this task, or instead of it: on PREEMPT_RT, too. */
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

/* ---- the rule of the work-item functions -------------------------------------------------- */

/* One call of each function, made in whatever context, and what came back. */
struct calls {
	PIO_WORKITEM item;
	PWORK_QUEUE_ITEM ex_item;
	PDEVICE_OBJECT device;
	struct run *run;
	int function;
	PIO_WORKITEM allocated;
	BOOLEAN queued;
	KIRQL irql;
};

enum { ALLOCATE, FREE, QUEUE, QUEUE_EX, TRY_QUEUE, EX_QUEUE, FUNCTIONS };

static const char * const function_name[FUNCTIONS] = {
	[ALLOCATE] = "IoAllocateWorkItem",
	[FREE] = "IoFreeWorkItem",
	[QUEUE] = "IoQueueWorkItem",
	[QUEUE_EX] = "IoQueueWorkItemEx",
	[TRY_QUEUE] = "IoTryQueueWorkItem",
	[EX_QUEUE] = "ExQueueWorkItem",
};

static VOID ex_routine(PVOID parameter)
{
	routine(NULL, parameter);
}

static void call_function(void *data)
{
	struct calls *calls = data;

	calls->irql = KeGetCurrentIrql();
	switch (calls->function) {
	case ALLOCATE:
		calls->allocated = IoAllocateWorkItem(calls->device);
		break;
	case FREE:
		IoFreeWorkItem(calls->item);
		break;
	case QUEUE:
		IoQueueWorkItem(calls->item, routine, DelayedWorkQueue, calls->run);
		break;
	case QUEUE_EX:
		IoQueueWorkItemEx(calls->item, routine_ex, DelayedWorkQueue, calls->run);
		break;
	case TRY_QUEUE:
		calls->queued = IoTryQueueWorkItem(calls->item, routine_ex, DelayedWorkQueue,
						   calls->run);
		break;
	case EX_QUEUE:
		ExQueueWorkItem(calls->ex_item, DelayedWorkQueue);
		break;
	}
}

static void call_with_interrupts_off(void *data)
{
	unsigned long flags;

	local_irq_save(flags);
	call_function(data);
	local_irq_restore(flags);
}

static void call_at_high_level(void *data)
{
	KIRQL old;

	KeRaiseIrql(HIGH_LEVEL, &old);
	call_function(data);
	KeLowerIrql(old);
}

static struct calls *new_calls(struct kunit *test)
{
	struct calls *calls = case_alloc_type(test, struct calls);

	calls->device = fixture_of(test)->device;
	calls->item = device_item(test);
	calls->run = new_run(test);
	calls->ex_item = case_alloc_type(test, WORK_QUEUE_ITEM);
	ExInitializeWorkItem(calls->ex_item, ex_routine, calls->run);
	return calls;
}

/* Every function is refused: one report, nothing queued, and the item is as good as before. */
static void check_refused(struct kunit *test, void (*context)(void *))
{
	struct fixture *fixture = fixture_of(test);
	struct calls *calls = new_calls(test);

	for (calls->function = 0; calls->function < FUNCTIONS; calls->function++) {
		ULONG_PTR item = (ULONG_PTR)calls->item;

		if (calls->function == ALLOCATE)
			item = 0;
		else if (calls->function == EX_QUEUE)
			item = (ULONG_PTR)calls->ex_item;
		calls->allocated = NULL;
		calls->queued = FALSE;
		context(calls);
		EXPECT_REPORT(test, function_name[calls->function],
			      BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, calls->irql, ANY, ANY, item);
		KUNIT_EXPECT_PTR_EQ(test, (void *)calls->allocated, (void *)NULL);
		KUNIT_EXPECT_EQ(test, (int)calls->queued, (int)FALSE);
	}
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(fixture->device),
			(long)fixture->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls->run->runs), 0);
	IoQueueWorkItem(calls->item, routine, DelayedWorkQueue, calls->run);
	ASSERT_IN_TIME(test, &calls->run->done);
	ExQueueWorkItem(calls->ex_item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &calls->run->done);
	IoFreeWorkItem(calls->item);
}

static void irql_test_calls_with_interrupts_off_are_refused(struct kunit *test)
{
	check_refused(test, call_with_interrupts_off);
}

static void irql_test_calls_at_high_level_are_refused(struct kunit *test)
{
	check_refused(test, call_at_high_level);
}

static void in_hard_interrupt(void *data)
{
	run_in_hard_interrupt(call_function, data);
}

static void irql_test_calls_in_a_hard_interrupt_are_refused(struct kunit *test)
{
	check_refused(test, in_hard_interrupt);
}

#ifdef CONFIG_KPROBES
static struct {
	void (*function)(void *data);
	void *data;
	bool called;
} nmi_call;

/* No function that ftrace knows, so the probe is a breakpoint, whose handler runs as an NMI does. */
static noinline notrace void breakpoint(void)
{
	asm volatile("nop");
}

static int call_in_breakpoint(struct kprobe *probe, struct pt_regs *registers)
{
	if (in_nmi()) {
		nmi_call.function(nmi_call.data);
		nmi_call.called = true;
	}
	return 0;
}

/* A probe that has this is not turned into a jump. */
static void after_breakpoint(struct kprobe *probe, struct pt_regs *registers, unsigned long flags)
{
}
#endif

/* False where there is nothing that counts as an NMI. */
static bool run_in_nmi(void (*function)(void *data), void *data)
{
#ifdef CONFIG_KPROBES
	struct kprobe probe = { .addr = (kprobe_opcode_t *)breakpoint,
				.pre_handler = call_in_breakpoint,
				.post_handler = after_breakpoint };

	nmi_call.function = function;
	nmi_call.data = data;
	nmi_call.called = false;
	if (register_kprobe(&probe))
		return false;
	breakpoint();
	unregister_kprobe(&probe);
	return nmi_call.called;
#else
	return false;
#endif
}

static void call_in_nmi(void *data)
{
	run_in_nmi(call_function, data);
}

/* Locks that an NMI's CPU may hold are not taken: lockdep tells of one that is. */
static void irql_test_calls_in_an_nmi_are_refused(struct kunit *test)
{
	KIRQL *irql = case_alloc_type(test, KIRQL);

	if (!run_in_nmi(record_level, irql))
		kunit_skip(test, "no breakpoints that count as NMIs");
	KUNIT_EXPECT_EQ(test, *irql, HIGH_LEVEL);
	check_refused(test, call_in_nmi);
}

struct nmi_item {
	PVOID object;
	PIO_WORKITEM item;
};

static void initialize(void *data)
{
	struct nmi_item *nmi = data;

	IoInitializeWorkItem(nmi->object, nmi->item);
}

static void uninitialize(void *data)
{
	struct nmi_item *nmi = data;

	IoUninitializeWorkItem(nmi->item);
}

static void irql_test_initialize_in_an_nmi_is_refused(struct kunit *test)
{
	struct nmi_item *nmi = case_alloc_type(test, struct nmi_item);
	KIRQL *irql = case_alloc_type(test, KIRQL);
	struct run *run = new_run(test);

	if (!run_in_nmi(record_level, irql))
		kunit_skip(test, "no breakpoints that count as NMIs");
	nmi->object = fixture_of(test)->device;
	nmi->item = case_alloc(test, IoSizeofWorkItem());
	run_in_nmi(initialize, nmi);
	EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, nmi->item);
	initialize(nmi);
	run_in_nmi(uninitialize, nmi);
	EXPECT_REPORT(test, "IoUninitializeWorkItem", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, nmi->item);
	IoQueueWorkItemEx(nmi->item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	uninitialize(nmi);
	EXPECT_NO_REPORT(test);
}

/* Every function is legal at DISPATCH_LEVEL; the kernel tells what sleeps there. */
static void check_allowed(struct kunit *test, void (*context)(void *))
{
	struct calls *calls = new_calls(test);
	int function;

	for (function = ALLOCATE; function < FUNCTIONS; function++) {
		calls->function = function;
		if (function == FREE)
			continue;
		context(calls);
		KUNIT_EXPECT_EQ(test, calls->irql, DISPATCH_LEVEL);
		if (function == ALLOCATE) {
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, calls->allocated);
			IoFreeWorkItem(calls->allocated);
		} else if (function != TRY_QUEUE || calls->queued) {
			ASSERT_IN_TIME(test, &calls->run->done);
		}
	}
	calls->function = FREE;
	context(calls);
	EXPECT_NO_REPORT(test);
}

static void with_bottom_halves_off(void *data)
{
	local_bh_disable();
	call_function(data);
	local_bh_enable();
}

static void with_preemption_off(void *data)
{
	preempt_disable();
	call_function(data);
	preempt_enable();
}

static void in_softirq_context(void *data)
{
	run_in_softirq(call_function, data);
}

/* rows 3, 9, 27 */
static void irql_test_calls_with_bottom_halves_off_are_allowed(struct kunit *test)
{
	check_allowed(test, with_bottom_halves_off);
}

/* rows 3, 9, 27 */
static void irql_test_calls_in_softirq_are_allowed(struct kunit *test)
{
	check_allowed(test, in_softirq_context);
}

/* rows 3, 9, 27 */
static void irql_test_calls_with_preemption_off(struct kunit *test)
{
	if (!IS_ENABLED(CONFIG_PREEMPT_COUNT))
		kunit_skip(test, "no CONFIG_PREEMPT_COUNT");
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		check_refused(test, with_preemption_off);
	else
		check_allowed(test, with_preemption_off);
}

struct any_level {
	PVOID object;
	PIO_WORKITEM item;
	ULONG size;
};

static void initialize_and_uninitialize(void *data)
{
	struct any_level *any = data;

	any->size = IoSizeofWorkItem();
	IoInitializeWorkItem(any->object, any->item);
	IoUninitializeWorkItem(any->item);
	IoInitializeWorkItem(any->object, any->item);
}

/* row 34: the three functions that are for any level */
static void irql_test_initialize_at_any_level(struct kunit *test)
{
	struct any_level *any = case_alloc_type(test, struct any_level);
	struct run *run = new_run(test);

	any->object = fixture_of(test)->device;
	any->item = case_alloc(test, IoSizeofWorkItem());
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(initialize_and_uninitialize, any));
	KUNIT_EXPECT_EQ(test, any->size, IoSizeofWorkItem());
	EXPECT_NO_REPORT(test);
	IoQueueWorkItemEx(any->item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	IoUninitializeWorkItem(any->item);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(initialize_and_uninitialize, any));
	IoUninitializeWorkItem(any->item);
	EXPECT_NO_REPORT(test);
}

struct laxer {
	PKTHREAD thread;
	KEVENT event;
	KSEMAPHORE semaphore;
	KMUTEX mutex;
	KTIMER timer;
	KTIMER synchronization_timer;
	SLIST_HEADER list;
	IRP irp;
	KPRIORITY priority;
	LONG state[6];
	NTSTATUS watchdog;
};

static void call_what_is_laxer(void *argument)
{
	struct laxer *laxer = argument;
	KDPC_WATCHDOG_INFORMATION information;

	KeInitializeEvent(&laxer->event, NotificationEvent, TRUE);
	KeInitializeSemaphore(&laxer->semaphore, 3, 5);
	KeInitializeMutex(&laxer->mutex, 0);
	KeInitializeTimer(&laxer->timer);
	KeInitializeTimerEx(&laxer->synchronization_timer, SynchronizationTimer);
	ExInitializeSListHead(&laxer->list);
	IoInitializeIrp(&laxer->irp, sizeof(laxer->irp), 0);
	laxer->state[0] = KeReadStateEvent(&laxer->event);
	laxer->state[1] = KeReadStateSemaphore(&laxer->semaphore);
	laxer->state[2] = KeReadStateMutex(&laxer->mutex);
	laxer->state[3] = KeReadStateTimer(&laxer->timer);
	laxer->state[4] = KeReadStateTimer(&laxer->synchronization_timer);
	laxer->state[5] = ExQueryDepthSList(&laxer->list);
	laxer->priority = KeQueryPriorityThread(laxer->thread);
	laxer->watchdog = KeQueryDpcWatchdogInformation(&information);
	KeShouldYieldProcessor();
}

/* What the pages allow up to some level, and the headers here at any. */
static void irql_test_what_is_laxer_works_in_a_hard_interrupt(struct kunit *test)
{
	struct laxer *laxer = case_alloc_type(test, struct laxer);

	laxer->thread = KeGetCurrentThread();
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(call_what_is_laxer, laxer));
	KUNIT_EXPECT_EQ(test, laxer->state[0], 1);
	KUNIT_EXPECT_EQ(test, laxer->state[1], 3);
	KUNIT_EXPECT_EQ(test, laxer->state[2], 1);
	KUNIT_EXPECT_EQ(test, laxer->state[3], 0);
	KUNIT_EXPECT_EQ(test, laxer->state[4], 0);
	KUNIT_EXPECT_EQ(test, laxer->state[5], 0);
	KUNIT_EXPECT_EQ(test, laxer->irp.Type, (CSHORT)IO_TYPE_IRP);
	KUNIT_EXPECT_EQ(test, laxer->priority, KeQueryPriorityThread(laxer->thread));
	KUNIT_EXPECT_EQ(test, laxer->watchdog, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* On Windows KeSetPriorityThread is for PASSIVE_LEVEL. */
static void irql_test_priority_is_set_up_to_dispatch_level(struct kunit *test)
{
	PKTHREAD thread = KeGetCurrentThread();
	const KPRIORITY before = KeQueryPriorityThread(thread);
	KPRIORITY at_dispatch, above;
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	at_dispatch = KeSetPriorityThread(thread, 5);
	KeRaiseIrql(HIGH_LEVEL, &old);
	above = KeSetPriorityThread(thread, 6);
	KeLowerIrql(old);
	KeLowerIrql(PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, at_dispatch, before);
	KUNIT_EXPECT_EQ(test, above, 5);
	EXPECT_REPORT(test, "KeSetPriorityThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY, ANY,
		      ANY);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, before), 5);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case irql_cases[] = {
	KUNIT_CASE(irql_test_task_is_at_passive_level),
	KUNIT_CASE(irql_test_bottom_halves_off_is_dispatch_level),
	KUNIT_CASE(irql_test_preemption_off_is_seen),
	KUNIT_CASE(irql_test_linux_spin_lock_is_seen),
	KUNIT_CASE(irql_test_interrupts_off_is_above_dispatch_level),
	KUNIT_CASE(irql_test_softirq_is_dispatch_level),
	KUNIT_CASE(irql_test_hard_interrupt_is_above_dispatch_level),
	KUNIT_CASE(irql_test_irq_work_is_above_dispatch_level),
	KUNIT_CASE(irql_test_dpc_does_not_mask_a_hard_interrupt),
	KUNIT_CASE(irql_test_raise_to_dispatch_and_lower),
	KUNIT_CASE(irql_test_raise_to_dpc_level),
	KUNIT_CASE(irql_test_raise_nests),
	KUNIT_CASE(irql_test_raise_to_high_level_turns_interrupts_off),
	KUNIT_CASE(irql_test_raise_to_a_device_level),
	KUNIT_CASE(irql_test_raise_to_the_same_level),
	KUNIT_CASE(irql_test_apc_level_belongs_to_the_thread),
	KUNIT_CASE(irql_test_apc_level_is_hidden_by_the_context),
	KUNIT_CASE(irql_test_raise_to_a_lower_level_is_reported),
	KUNIT_CASE(irql_test_lower_to_a_higher_level_is_reported),
	KUNIT_CASE(irql_test_lower_of_what_was_not_raised_is_reported),
	KUNIT_CASE(irql_test_spin_lock_raises_to_dispatch),
	KUNIT_CASE(irql_test_spin_locks_nest),
	KUNIT_CASE(irql_test_spin_lock_pair_at_dpc_level),
	KUNIT_CASE(irql_test_spin_lock_restores_apc_level),
	KUNIT_CASE(irql_test_dispatch_level_keeps_dpcs_out_without_preemption),
	KUNIT_CASE(irql_test_spin_lock_keeps_dpcs_out_under_a_linux_lock),
	KUNIT_CASE(irql_test_spin_lock_outlives_a_linux_lock),
	KUNIT_CASE(irql_test_dpc_does_not_own_what_it_interrupts),
	KUNIT_CASE(irql_test_calls_with_interrupts_off_are_refused),
	KUNIT_CASE(irql_test_calls_at_high_level_are_refused),
	KUNIT_CASE(irql_test_calls_in_a_hard_interrupt_are_refused),
	KUNIT_CASE(irql_test_calls_in_an_nmi_are_refused),
	KUNIT_CASE(irql_test_initialize_in_an_nmi_is_refused),
	KUNIT_CASE(irql_test_calls_with_bottom_halves_off_are_allowed),
	KUNIT_CASE(irql_test_calls_in_softirq_are_allowed),
	KUNIT_CASE(irql_test_calls_with_preemption_off),
	KUNIT_CASE(irql_test_initialize_at_any_level),
	KUNIT_CASE(irql_test_what_is_laxer_works_in_a_hard_interrupt),
	KUNIT_CASE(irql_test_priority_is_set_up_to_dispatch_level),
	{}
};

WINWORK_SUITE(irql);
