/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_resource: executive resources, ERESOURCE: exclusive and shared owners, releases for
 * another thread, and owners without memory.
 */
#include "resource_case.h"

/* ---- owners ------------------------------------------------------------------------------- */

static void ex_resource_test_exclusive_owner_is_alone(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);

	KUNIT_EXPECT_TRUE(test, ExAcquireResourceExclusiveLite(resource, TRUE));
	KUNIT_EXPECT_TRUE(test, ExIsResourceAcquiredExclusiveLite(resource));
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 1U);
	KUNIT_EXPECT_FALSE(test, visitor_gets(test, resource, ExAcquireResourceExclusiveLite));
	KUNIT_EXPECT_FALSE(test, visitor_gets(test, resource, ExAcquireResourceSharedLite));
	KUNIT_EXPECT_FALSE(test, visitor_gets(test, resource, ExAcquireSharedStarveExclusive));
	KUNIT_EXPECT_FALSE(test, visitor_gets(test, resource, ExAcquireSharedWaitForExclusive));
	ExReleaseResourceLite(resource);
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(resource));
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredLite(resource), 0U);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	KUNIT_EXPECT_EQ(test, ExDeleteResourceLite(resource), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

static void ex_resource_test_exclusive_owner_acquires_it_again(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	int depth;

	KUNIT_EXPECT_TRUE(test, ExAcquireResourceExclusiveLite(resource, TRUE));
	KUNIT_EXPECT_TRUE(test, ExAcquireResourceExclusiveLite(resource, FALSE));
	KUNIT_EXPECT_TRUE(test, ExAcquireResourceSharedLite(resource, TRUE));
	KUNIT_EXPECT_TRUE(test, ExAcquireSharedStarveExclusive(resource, TRUE));
	KUNIT_EXPECT_TRUE(test, ExAcquireSharedWaitForExclusive(resource, TRUE));
	for (depth = 5; depth; depth--) {
		KUNIT_EXPECT_TRUE(test, ExIsResourceAcquiredExclusiveLite(resource));
		KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), (ULONG)depth);
		KUNIT_EXPECT_FALSE(test, visitor_gets(test, resource,
						      ExAcquireResourceSharedLite));
		ExReleaseResourceLite(resource);
	}
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void ex_resource_test_shared_owners_are_many(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *visit[VISITORS];
	int i;

	for (i = 0; i < VISITORS; i++)
		visit[i] = begin_visit(test, resource, ExAcquireResourceSharedLite);
	for (i = 0; i < VISITORS; i++) {
		ASSERT_IN_TIME(test, &visit[i]->tried);
		KUNIT_EXPECT_TRUE(test, visit[i]->got);
		KUNIT_EXPECT_FALSE(test, visit[i]->exclusive);
		KUNIT_EXPECT_EQ(test, visit[i]->count, 1U);
	}
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 0U);
	KUNIT_EXPECT_TRUE(test, ExAcquireResourceSharedLite(resource, FALSE));
	/* They leave in another order than they came. */
	for (i = 0; i < VISITORS; i++) {
		KUNIT_EXPECT_FALSE(test, is_free(test, resource));
		end_visit(test, visit[(i + 2) % VISITORS]);
	}
	KUNIT_EXPECT_FALSE(test, is_free(test, resource));
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 1U);
	ExReleaseResourceLite(resource);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void ex_resource_test_shared_owner_acquires_it_again(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	ULONG depth;

	for (depth = 1; depth <= 3; depth++) {
		KUNIT_EXPECT_TRUE(test, ExAcquireResourceSharedLite(resource, TRUE));
		KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), depth);
	}
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(resource));
	/* This thread does not get it exclusively, and another thread does not get it at all. */
	KUNIT_EXPECT_FALSE(test, ExAcquireResourceExclusiveLite(resource, FALSE));
	for (depth = 3; depth; depth--) {
		KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), depth);
		KUNIT_EXPECT_FALSE(test, is_free(test, resource));
		KUNIT_EXPECT_TRUE(test, visitor_gets(test, resource,
						     ExAcquireResourceSharedLite));
		ExReleaseResourceLite(resource);
	}
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

struct exclusion {
	ERESOURCE resource;
	long value, copy;		/* under resource; equal while shared owners read them */
	atomic_t unlike;
};

#define EXCLUSION_ROUNDS 100

static void write_exclusively(void *data)
{
	struct exclusion *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		ExAcquireResourceExclusiveLite(&run->resource, TRUE);
		run->value++;
		cond_resched();
		run->copy++;
		if (i % 2)
			ExConvertExclusiveToSharedLite(&run->resource);
		if (run->value != run->copy)
			atomic_inc(&run->unlike);
		ExReleaseResourceLite(&run->resource);
	}
}

static void read_shared(void *data)
{
	static const acquire_function ways[] = {
		ExAcquireResourceSharedLite, ExAcquireSharedStarveExclusive,
		ExAcquireSharedWaitForExclusive
	};
	struct exclusion *run = data;
	int i;

	for (i = 0; i < EXCLUSION_ROUNDS; i++) {
		ways[i % ARRAY_SIZE(ways)](&run->resource, TRUE);
		if (run->value != run->copy)
			atomic_inc(&run->unlike);
		cond_resched();
		ExReleaseResourceLite(&run->resource);
	}
}

static void ex_resource_test_exclusive_owner_excludes(struct kunit *test)
{
	struct exclusion *run = case_alloc_type(test, struct exclusion);
	int i;

	ExInitializeResourceLite(&run->resource);
	for (i = 0; i < 2; i++)
		spawn(test, write_exclusively, run);
	for (i = 0; i < 4; i++)
		spawn(test, read_shared, run);
	join(test);
	KUNIT_EXPECT_EQ(test, run->value, 2L * EXCLUSION_ROUNDS);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->unlike), 0);
	KUNIT_EXPECT_TRUE(test, is_free(test, &run->resource));
	KUNIT_EXPECT_EQ(test, ExDeleteResourceLite(&run->resource), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

struct owning_item {
	PERESOURCE resource;
	ULONG count[2];
	struct completion owned, go, done;
};

static VOID own_in_routine(PDEVICE_OBJECT device, PVOID context)
{
	struct owning_item *run = context;

	ExEnterCriticalRegionAndAcquireResourceExclusive(run->resource);
	run->count[0] = ExIsResourceAcquiredExclusiveLite(run->resource);
	complete(&run->owned);
	in_time(&run->go);
	ExReleaseResourceAndLeaveCriticalRegion(run->resource);
	run->count[1] = ExIsResourceAcquiredLite(run->resource);
	complete(&run->done);
}

static void ex_resource_test_routine_of_an_item_is_an_owner(struct kunit *test)
{
	struct owning_item *run = case_alloc_type(test, struct owning_item);
	PIO_WORKITEM item = device_item(test);

	run->resource = new_resource(test);
	init_completion(&run->owned);
	init_completion(&run->go);
	init_completion(&run->done);
	IoQueueWorkItem(item, own_in_routine, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->owned);
	KUNIT_EXPECT_FALSE(test, ExAcquireResourceSharedLite(run->resource, FALSE));
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredLite(run->resource), 0U);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->count[0], 1U);
	KUNIT_EXPECT_EQ(test, run->count[1], 0U);
	KUNIT_EXPECT_TRUE(test, is_free(test, run->resource));
	ExDeleteResourceLite(run->resource);
	IoFreeWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* ---- releases for others ------------------------------------------------------------------ */

static void release_for_owner(void *data)
{
	struct handed_over *run = data;

	ExReleaseResourceForThreadLite(run->resource, (ERESOURCE_THREAD)run->owner);
}

static void ex_resource_test_ownership_is_handed_over(struct kunit *test)
{
	struct handed_over *run = case_alloc_type(test, struct handed_over);
	const int cpu = raw_smp_processor_id();
	struct visit *writer;
	int i;

	run->resource = new_resource(test);
	run->owner = (PVOID)((ULONG_PTR)run | 3);
	ExAcquireResourceExclusiveLite(run->resource, TRUE);
	ExAcquireResourceExclusiveLite(run->resource, TRUE);
	ExSetResourceOwnerPointer(run->resource, run->owner);
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(run->resource));
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(run->resource), 0U);
	for (i = 0; i < 2; i++) {
		KUNIT_EXPECT_FALSE(test, ExAcquireResourceSharedLite(run->resource, FALSE));
		KUNIT_EXPECT_TRUE(test, run_on_cpu(cpu, release_for_owner, run));
	}
	KUNIT_EXPECT_TRUE(test, is_free(test, run->resource));
	/* Several threads hand over to the same owner, also at different times. */
	for (i = 0; i < VISITORS; i++)
		KUNIT_EXPECT_TRUE(test, run_on_cpu(cpu, own_and_hand_over, run));
	writer = begin_visit(test, run->resource, ExAcquireResourceExclusiveLite);
	EXPECT_WAITS(test, &writer->tried);
	for (i = 0; i < VISITORS; i++) {
		KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(run->resource), 1U);
		release_for_owner(run);
	}
	end_visit(test, writer);
	EXPECT_NO_REPORT(test);
	release_for_owner(run);
	EXPECT_REPORT(test, "ExReleaseResourceForThreadLite", 0xe3, run->resource, run->owner, ANY,
		      ANY, run->resource);
	ExDeleteResourceLite(run->resource);
}

/* ---- without memory ----------------------------------------------------------------------- */

static void ex_resource_test_third_owner_needs_memory(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *visit[2];
	bool attempted;
	BOOLEAN got;
	int i;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	for (i = 0; i < 2; i++) {
		visit[i] = begin_visit(test, resource, ExAcquireResourceSharedLite);
		ASSERT_IN_TIME(test, &visit[i]->tried);
	}
	fail_next_allocation();
	got = ExAcquireResourceSharedLite(resource, FALSE);
	attempted = allocation_was_attempted();
	KUNIT_EXPECT_TRUE(test, attempted);
	KUNIT_EXPECT_FALSE(test, got);
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 0U);
	/* A call that may wait tries again. */
	fail_next_allocation();
	got = ExAcquireResourceSharedLite(resource, TRUE);
	attempted = allocation_was_attempted();
	KUNIT_EXPECT_TRUE(test, attempted);
	KUNIT_EXPECT_TRUE(test, got);
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 1U);
	/* An owner needs no memory, and a release needs none. */
	fail_next_allocation();
	got = ExAcquireResourceSharedLite(resource, FALSE);
	ExReleaseResourceLite(resource);
	ExReleaseResourceLite(resource);
	attempted = allocation_was_attempted();
	KUNIT_EXPECT_FALSE(test, attempted);
	KUNIT_EXPECT_TRUE(test, got);
	for (i = 0; i < 2; i++)
		end_visit(test, visit[i]);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void ex_resource_test_release_needs_no_memory(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *visit[VISITORS];
	bool attempted;
	int i;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	fail_next_allocation();
	ExAcquireResourceExclusiveLite(resource, TRUE);
	attempted = allocation_was_attempted();
	KUNIT_EXPECT_FALSE(test, attempted);
	for (i = 0; i < VISITORS; i++) {
		visit[i] = begin_visit(test, resource, ExAcquireResourceSharedLite);
		EXPECT_WAITS(test, &visit[i]->tried);
	}
	fail_next_allocation();
	ExReleaseResourceLite(resource);
	attempted = allocation_was_attempted();
	KUNIT_EXPECT_FALSE(test, attempted);
	for (i = 0; i < VISITORS; i++)
		ASSERT_IN_TIME(test, &visit[i]->tried);
	for (i = 0; i < VISITORS; i++)
		end_visit(test, visit[i]);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ex_resource_cases[] = {
	KUNIT_CASE(ex_resource_test_exclusive_owner_is_alone),
	KUNIT_CASE(ex_resource_test_exclusive_owner_acquires_it_again),
	KUNIT_CASE(ex_resource_test_shared_owners_are_many),
	KUNIT_CASE(ex_resource_test_shared_owner_acquires_it_again),
	KUNIT_CASE(ex_resource_test_exclusive_owner_excludes),
	KUNIT_CASE(ex_resource_test_routine_of_an_item_is_an_owner),
	KUNIT_CASE(ex_resource_test_ownership_is_handed_over),
	KUNIT_CASE(ex_resource_test_third_owner_needs_memory),
	KUNIT_CASE(ex_resource_test_release_needs_no_memory),
	{}
};

WINWORK_SUITE(ex_resource);
