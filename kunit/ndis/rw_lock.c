/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_rw_lock: locks that many readers or one writer hold.
 */
#include "ndis_case.h"

#include <linux/kthread.h>

/*
 * A thread that acquires the lock. At DISPATCH_LEVEL it may keep a processor, so that the threads wait for
 * each other and not for the case.
 */
struct holder {
	PNDIS_RW_LOCK_EX lock;
	bool writes;
	struct completion begun;	/* before the lock is acquired */
	struct completion held;
	struct completion done;
	struct completion *until;	/* holds the lock until then; or null */
	struct holder *other;		/* then does not hold it */
	bool in_time;
	bool other_held;
	KIRQL irql;
	KIRQL irql_after;
};

static int hold(void *data)
{
	struct holder *holder = data;
	unsigned long end = jiffies + DEADLINE_SECONDS * HZ;
	LOCK_STATE_EX state;

	complete(&holder->begun);
	if (holder->writes)
		NdisAcquireRWLockWrite(holder->lock, &state, 0);
	else
		NdisAcquireRWLockRead(holder->lock, &state, 0);
	holder->irql = KeGetCurrentIrql();
	complete(&holder->held);
	while (holder->until && !completion_done(holder->until) && time_before(jiffies, end))
		cpu_relax();
	holder->in_time = time_before(jiffies, end);
	holder->other_held = holder->other && completion_done(&holder->other->held);
	NdisReleaseRWLock(holder->lock, &state);
	holder->irql_after = KeGetCurrentIrql();
	complete(&holder->done);
	return 0;
}

static PNDIS_RW_LOCK_EX new_lock(struct kunit *test)
{
	PNDIS_RW_LOCK_EX lock = NdisAllocateRWLock(NULL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, lock);
	return lock;
}

static struct holder *new_holder(struct kunit *test, PNDIS_RW_LOCK_EX lock, bool writes)
{
	struct holder *holder = case_alloc_type(test, struct holder);

	holder->lock = lock;
	holder->writes = writes;
	init_completion(&holder->begun);
	init_completion(&holder->held);
	init_completion(&holder->done);
	return holder;
}

/* Starts @second when @first has the lock, and waits for both. */
static void run_both(struct kunit *test, struct holder *first, struct holder *second)
{
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(hold, first, "winwork_rw_first")));
	ASSERT_IN_TIME(test, &first->held);
	KUNIT_ASSERT_FALSE(test, IS_ERR(kthread_run(hold, second, "winwork_rw_second")));
	ASSERT_IN_TIME(test, &second->done);
	ASSERT_IN_TIME(test, &first->done);
	KUNIT_EXPECT_TRUE(test, first->in_time);
	KUNIT_EXPECT_FALSE(test, first->other_held);
	KUNIT_EXPECT_EQ(test, first->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, second->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, first->irql_after, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, second->irql_after, PASSIVE_LEVEL);
}

/* row 1012: a reader may acquire the lock several times; each release restores the IRQL before its acquisition */
static void ndis_rw_lock_test_reader_recurses(struct kunit *test)
{
	PNDIS_RW_LOCK_EX lock = new_lock(test);
	LOCK_STATE_EX first, second, third;

	NdisAcquireRWLockRead(lock, &first, 0);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), DISPATCH_LEVEL);
	NdisAcquireRWLockRead(lock, &second, NDIS_RWL_AT_DISPATCH_LEVEL);
	NdisAcquireRWLockRead(lock, &third, 0);
	NdisReleaseRWLock(lock, &third);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), DISPATCH_LEVEL);
	NdisReleaseRWLock(lock, &second);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), DISPATCH_LEVEL);
	NdisReleaseRWLock(lock, &first);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	NdisAcquireRWLockWrite(lock, &first, 0);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), DISPATCH_LEVEL);
	NdisReleaseRWLock(lock, &first);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
	NdisFreeRWLock(lock);
	EXPECT_NO_REPORT(test);
}

/* row 1012: two readers hold the lock at the same time */
static void ndis_rw_lock_test_readers_overlap(struct kunit *test)
{
	PNDIS_RW_LOCK_EX lock = new_lock(test);
	struct holder *first = new_holder(test, lock, false), *second = new_holder(test, lock, false);

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two processors");
	first->until = &second->held;
	run_both(test, first, second);
	EXPECT_NO_REPORT(test);
	NdisFreeRWLock(lock);
}

/* row 1012: a writer waits for a reader, a reader for a writer, and a writer for another one */
static void ndis_rw_lock_test_writer_is_alone(struct kunit *test)
{
	PNDIS_RW_LOCK_EX lock = new_lock(test);
	int i;

	if (num_online_cpus() < 2)
		kunit_skip(test, "needs two processors");
	for (i = 1; i < 4; i++) {
		struct holder *first = new_holder(test, lock, i & 1);
		struct holder *second = new_holder(test, lock, i & 2);

		first->until = &second->begun;
		first->other = second;
		run_both(test, first, second);
	}
	EXPECT_NO_REPORT(test);
	NdisFreeRWLock(lock);
}

/* row 1013: no reader becomes the writer; nor does the writer read; released once; no lock */
static void ndis_rw_lock_test_misuse(struct kunit *test)
{
	PNDIS_RW_LOCK_EX lock = new_lock(test);
	LOCK_STATE_EX first, second, none;

	NdisAcquireRWLockRead(lock, &first, 0);
	NdisAcquireRWLockWrite(lock, &second, 0);
	EXPECT_REPORT(test, "NdisAcquireRWLockWrite", BUGCHECK_SPIN_LOCK_OWNED, ANY, ANY, ANY, ANY, ANY);
	NdisReleaseRWLock(lock, &second);
	NdisReleaseRWLock(lock, &first);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
	NdisAcquireRWLockWrite(lock, &first, 0);
	NdisAcquireRWLockRead(lock, &second, 0);
	EXPECT_REPORT(test, "NdisAcquireRWLockRead", BUGCHECK_SPIN_LOCK_OWNED, ANY, ANY, ANY, ANY, ANY);
	NdisReleaseRWLock(lock, &second);
	NdisReleaseRWLock(lock, &first);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
	NdisReleaseRWLock(lock, &first);
	EXPECT_REPORT(test, "NdisReleaseRWLock", 0x10, ANY, ANY, ANY, ANY, ANY);
	NdisFreeRWLock(lock);
	NdisAcquireRWLockRead(lock, &none, 0);
	EXPECT_REPORT(test, "NdisAcquireRWLockRead", BUGCHECK_VERIFIER, 0, lock, 0, 0, lock);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	NdisFreeRWLock(lock);
	EXPECT_REPORT(test, "NdisFreeRWLock", BUGCHECK_BAD_POOL_CALLER, 7, ANY, ANY, lock, lock);
}

static struct kunit_case ndis_rw_lock_cases[] = {
	KUNIT_CASE(ndis_rw_lock_test_reader_recurses),
	KUNIT_CASE(ndis_rw_lock_test_readers_overlap),
	KUNIT_CASE(ndis_rw_lock_test_writer_is_alone),
	KUNIT_CASE(ndis_rw_lock_test_misuse),
	{}
};

WINWORK_SUITE(ndis_rw_lock);
