/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite resources: executive resources, ERESOURCE. Other owners are visits: threads that acquire
 * the case's resource in a given way, tell what they got, and keep it until they are told to leave.
 */
#include "support.h"

#include <linux/delay.h>

#define VISITORS 5

typedef BOOLEAN (*acquire_function)(PERESOURCE resource, BOOLEAN wait);

struct visit {
	PERESOURCE resource;
	acquire_function acquire;
	BOOLEAN wait;
	BOOLEAN got;
	BOOLEAN exclusive;		/* by ExIsResourceAcquiredExclusiveLite */
	ULONG count;			/* by ExIsResourceAcquiredSharedLite */
	ERESOURCE_THREAD thread;
	struct completion tried, leave, left;
};

static PERESOURCE new_resource(struct kunit *test)
{
	PERESOURCE resource = case_alloc_type(test, ERESOURCE);

	KUNIT_EXPECT_EQ(test, ExInitializeResourceLite(resource), STATUS_SUCCESS);
	return resource;
}

static void try_visit(struct visit *visit)
{
	visit->thread = ExGetCurrentResourceThread();
	visit->got = visit->acquire(visit->resource, visit->wait);
	visit->exclusive = ExIsResourceAcquiredExclusiveLite(visit->resource);
	visit->count = ExIsResourceAcquiredSharedLite(visit->resource);
	complete_all(&visit->tried);
}

static void stay(void *data)
{
	struct visit *visit = data;

	try_visit(visit);
	if (!visit->got)
		return;
	in_time(&visit->leave);
	ExReleaseResourceLite(visit->resource);
	complete(&visit->left);
}

static void pass(void *data)
{
	struct visit *visit = data;

	try_visit(visit);
	if (visit->got)
		ExReleaseResourceLite(visit->resource);
}

static struct visit *new_visit(struct kunit *test, PERESOURCE resource, acquire_function acquire,
			       BOOLEAN wait)
{
	struct visit *visit = case_alloc_type(test, struct visit);

	visit->resource = resource;
	visit->acquire = acquire;
	visit->wait = wait;
	init_completion(&visit->tried);
	init_completion(&visit->leave);
	init_completion(&visit->left);
	return visit;
}

/* A visit that waits if it has to, and stays. */
static struct visit *begin_visit(struct kunit *test, PERESOURCE resource, acquire_function acquire)
{
	struct visit *visit = new_visit(test, resource, acquire, TRUE);

	spawn(test, stay, visit);
	return visit;
}

static void end_visit(struct kunit *test, struct visit *visit)
{
	EXPECT_IN_TIME(test, &visit->tried);
	KUNIT_EXPECT_TRUE(test, visit->got);
	complete(&visit->leave);
	EXPECT_IN_TIME(test, &visit->left);
}

/* Does another thread get it without waiting? */
static bool visitor_gets(struct kunit *test, PERESOURCE resource, acquire_function acquire)
{
	struct visit *visit = new_visit(test, resource, acquire, FALSE);

	KUNIT_EXPECT_TRUE(test, run_on_cpu(raw_smp_processor_id(), pass, visit));
	return visit->got;
}

static bool is_free(struct kunit *test, PERESOURCE resource)
{
	return visitor_gets(test, resource, ExAcquireResourceExclusiveLite);
}

static bool somebody_waits(PERESOURCE resource, ULONG (*waiters)(PERESOURCE resource))
{
	unsigned long deadline = jiffies + DEADLINE;

	while (!waiters(resource)) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	return true;
}

/* ---- who owns it -------------------------------------------------------------------------- */

static void resources_test_exclusive_owner_is_alone(struct kunit *test)
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

static void resources_test_exclusive_owner_acquires_it_again(struct kunit *test)
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

static void resources_test_shared_owners_are_many(struct kunit *test)
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

static void resources_test_shared_owner_acquires_it_again(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	ULONG depth;

	for (depth = 1; depth <= 3; depth++) {
		KUNIT_EXPECT_TRUE(test, ExAcquireResourceSharedLite(resource, TRUE));
		KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), depth);
	}
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(resource));
	/* Exclusively it does not get it, nor does another. */
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
	long value, copy;		/* under resource; the same for who owns it shared */
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

static void resources_test_exclusive_owner_excludes(struct kunit *test)
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

static void resources_test_routine_of_an_item_is_an_owner(struct kunit *test)
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

/* ---- who is next -------------------------------------------------------------------------- */

static void resources_test_exclusive_waiter_is_next_after_shared_owners(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *first, *second, *reader;

	ExAcquireResourceSharedLite(resource, TRUE);
	reader = begin_visit(test, resource, ExAcquireResourceSharedLite);
	ASSERT_IN_TIME(test, &reader->tried);
	first = begin_visit(test, resource, ExAcquireResourceExclusiveLite);
	EXPECT_WAITS(test, &first->tried);
	second = begin_visit(test, resource, ExAcquireResourceExclusiveLite);
	EXPECT_WAITS(test, &second->tried);
	KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(resource), 2U);
	KUNIT_EXPECT_EQ(test, ExGetSharedWaiterCount(resource), 0U);
	ExReleaseResourceLite(resource);
	KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(resource), 2U);
	end_visit(test, reader);
	ASSERT_IN_TIME(test, &first->tried);
	KUNIT_EXPECT_TRUE(test, first->exclusive);
	KUNIT_EXPECT_EQ(test, first->count, 1U);
	KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(resource), 1U);
	KUNIT_EXPECT_FALSE(test, completion_done(&second->tried));
	end_visit(test, first);
	end_visit(test, second);
	KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(resource), 0U);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void resources_test_exclusive_waiter_holds_new_shared_owners_off(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *writer, *reader;

	ExAcquireResourceSharedLite(resource, TRUE);
	writer = begin_visit(test, resource, ExAcquireResourceExclusiveLite);
	EXPECT_WAITS(test, &writer->tried);
	KUNIT_EXPECT_FALSE(test, visitor_gets(test, resource, ExAcquireResourceSharedLite));
	KUNIT_EXPECT_FALSE(test, visitor_gets(test, resource, ExAcquireSharedWaitForExclusive));
	KUNIT_EXPECT_TRUE(test, visitor_gets(test, resource, ExAcquireSharedStarveExclusive));
	/* The owner gets it again, unless it asks to be the last. */
	KUNIT_EXPECT_TRUE(test, ExAcquireResourceSharedLite(resource, FALSE));
	KUNIT_EXPECT_TRUE(test, ExAcquireSharedStarveExclusive(resource, TRUE));
	KUNIT_EXPECT_FALSE(test, ExAcquireSharedWaitForExclusive(resource, FALSE));
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 3U);
	reader = begin_visit(test, resource, ExAcquireResourceSharedLite);
	EXPECT_WAITS(test, &reader->tried);
	KUNIT_EXPECT_EQ(test, ExGetSharedWaiterCount(resource), 1U);
	KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(resource), 1U);
	ExReleaseResourceLite(resource);
	ExReleaseResourceLite(resource);
	ExReleaseResourceLite(resource);
	ASSERT_IN_TIME(test, &writer->tried);
	KUNIT_EXPECT_TRUE(test, writer->exclusive);
	KUNIT_EXPECT_EQ(test, ExGetSharedWaiterCount(resource), 1U);
	end_visit(test, writer);
	end_visit(test, reader);
	KUNIT_EXPECT_EQ(test, reader->count, 1U);
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void resources_test_shared_waiters_are_next_after_an_exclusive_owner(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *reader[VISITORS], *writer;
	int i;

	ExAcquireResourceExclusiveLite(resource, TRUE);
	writer = begin_visit(test, resource, ExAcquireResourceExclusiveLite);
	EXPECT_WAITS(test, &writer->tried);
	for (i = 0; i < VISITORS; i++) {
		reader[i] = begin_visit(test, resource, i ? ExAcquireResourceSharedLite :
						ExAcquireSharedStarveExclusive);
		EXPECT_WAITS(test, &reader[i]->tried);
	}
	KUNIT_EXPECT_EQ(test, ExGetSharedWaiterCount(resource), (ULONG)VISITORS);
	ExReleaseResourceLite(resource);
	KUNIT_EXPECT_EQ(test, ExGetSharedWaiterCount(resource), 0U);
	KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(resource), 1U);
	for (i = 0; i < VISITORS; i++) {
		ASSERT_IN_TIME(test, &reader[i]->tried);
		KUNIT_EXPECT_FALSE(test, reader[i]->exclusive);
		KUNIT_EXPECT_EQ(test, reader[i]->count, 1U);
	}
	for (i = 0; i < VISITORS; i++) {
		KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(resource), 1U);
		end_visit(test, reader[i]);
	}
	end_visit(test, writer);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void resources_test_conversion_lets_shared_waiters_in(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *reader[2], *writer;
	int i;

	ExAcquireResourceExclusiveLite(resource, TRUE);
	ExAcquireResourceExclusiveLite(resource, TRUE);
	writer = begin_visit(test, resource, ExAcquireResourceExclusiveLite);
	EXPECT_WAITS(test, &writer->tried);
	for (i = 0; i < 2; i++) {
		reader[i] = begin_visit(test, resource, ExAcquireResourceSharedLite);
		EXPECT_WAITS(test, &reader[i]->tried);
	}
	ExConvertExclusiveToSharedLite(resource);
	for (i = 0; i < 2; i++)
		end_visit(test, reader[i]);
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(resource));
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 2U);
	ExReleaseResourceLite(resource);
	KUNIT_EXPECT_EQ(test, ExGetExclusiveWaiterCount(resource), 1U);
	ExReleaseResourceLite(resource);
	end_visit(test, writer);
	KUNIT_EXPECT_TRUE(test, writer->exclusive);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void own_as_the_last(void *data)
{
	struct visit *visit = data;

	try_visit(visit);
	in_time(&visit->leave);
	visit->got = ExAcquireSharedWaitForExclusive(visit->resource, TRUE);
	visit->count = ExIsResourceAcquiredSharedLite(visit->resource);
	ExReleaseResourceLite(visit->resource);
	complete(&visit->left);
}

/* It waits for itself, so somebody has to release the resource for it. */
static void resources_test_shared_owner_lets_exclusive_waiters_go_first(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *owner = new_visit(test, resource, ExAcquireResourceSharedLite, TRUE);
	struct visit *writer;

	spawn(test, own_as_the_last, owner);
	ASSERT_IN_TIME(test, &owner->tried);
	KUNIT_EXPECT_TRUE(test, owner->got);
	owner->got = FALSE;
	writer = begin_visit(test, resource, ExAcquireResourceExclusiveLite);
	EXPECT_WAITS(test, &writer->tried);
	complete(&owner->leave);
	KUNIT_EXPECT_TRUE(test, somebody_waits(resource, ExGetSharedWaiterCount));
	ExReleaseResourceForThreadLite(resource, owner->thread);
	ASSERT_IN_TIME(test, &writer->tried);
	KUNIT_EXPECT_TRUE(test, writer->exclusive);
	KUNIT_EXPECT_EQ(test, ExGetSharedWaiterCount(resource), 1U);
	end_visit(test, writer);
	ASSERT_IN_TIME(test, &owner->left);
	KUNIT_EXPECT_TRUE(test, owner->got);
	KUNIT_EXPECT_EQ(test, owner->count, 1U);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

/* Who waits may end the resource as soon as it is through; KASAN tells who still touches it. */
static void own_and_free(void *data)
{
	PERESOURCE resource = data;

	if (!ExAcquireResourceExclusiveLite(resource, TRUE))
		return;
	ExReleaseResourceLite(resource);
	ExDeleteResourceLite(resource);
	kfree(resource);
}

static void resources_test_resource_is_freed_by_its_last_owner(struct kunit *test)
{
	PERESOURCE resource;
	int i;

	for (i = 0; i < 50; i++) {
		resource = kmalloc(sizeof(*resource), GFP_KERNEL);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, resource);
		KUNIT_EXPECT_EQ(test, ExInitializeResourceLite(resource), STATUS_SUCCESS);
		ExAcquireResourceSharedLite(resource, TRUE);
		spawn(test, own_and_free, resource);
		KUNIT_EXPECT_TRUE(test, somebody_waits(resource, ExGetExclusiveWaiterCount));
		ExReleaseResourceLite(resource);
		join(test);
	}
	EXPECT_NO_REPORT(test);
}

/* ---- releases for others ------------------------------------------------------------------ */

struct handed_over {
	PERESOURCE resource;
	PVOID owner;
};

static void release_for_owner(void *data)
{
	struct handed_over *run = data;

	ExReleaseResourceForThreadLite(run->resource, (ERESOURCE_THREAD)run->owner);
}

static void own_and_hand_over(void *data)
{
	struct handed_over *run = data;

	ExAcquireResourceSharedLite(run->resource, TRUE);
	ExSetResourceOwnerPointerEx(run->resource, run->owner, FLAG_OWNER_POINTER_IS_THREAD);
}

static void resources_test_ownership_is_handed_over(struct kunit *test)
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
	/* Several threads hand over to the same owner, also when they never were at once. */
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

/* ---- wrong use ---------------------------------------------------------------------------- */

static void release_resource(void *data)
{
	ExReleaseResourceLite(data);
}

static void resources_test_release_without_ownership_is_reported(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	const ULONG_PTR self = ExGetCurrentResourceThread();
	struct visit *visit;

	ExReleaseResourceLite(resource);
	EXPECT_REPORT(test, "ExReleaseResourceLite", 0xe3, resource, self, ANY, ANY, resource);
	ExReleaseResourceAndLeaveCriticalRegion(resource);
	EXPECT_REPORT(test, "ExReleaseResourceAndLeaveCriticalRegion", 0xe3, resource, self, ANY,
		      ANY, resource);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	/* What another thread owns stays as it is. */
	visit = begin_visit(test, resource, ExAcquireResourceExclusiveLite);
	ASSERT_IN_TIME(test, &visit->tried);
	ExReleaseResourceLite(resource);
	EXPECT_REPORT(test, "ExReleaseResourceLite", 0xe3, resource, self, ANY, ANY, resource);
	ExConvertExclusiveToSharedLite(resource);
	EXPECT_REPORT(test, "ExConvertExclusiveToSharedLite", 0xe3, resource, self, ANY, ANY,
		      resource);
	ExSetResourceOwnerPointer(resource, resource);
	EXPECT_REPORT(test, "ExSetResourceOwnerPointer", 0xe3, resource, self, ANY, ANY, resource);
	KUNIT_EXPECT_FALSE(test, ExAcquireResourceSharedLite(resource, FALSE));
	end_visit(test, visit);
	/* Shared ownership is nothing to convert. */
	ExAcquireResourceSharedLite(resource, TRUE);
	ExConvertExclusiveToSharedLite(resource);
	EXPECT_REPORT(test, "ExConvertExclusiveToSharedLite", 0xe3, resource, self, ANY, ANY,
		      resource);
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 1U);
	ExReleaseResourceLite(resource);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void resources_test_release_at_dispatch_level(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	struct visit *visit;
	KIRQL irql;

	ExAcquireResourceExclusiveLite(resource, TRUE);
	visit = begin_visit(test, resource, ExAcquireResourceExclusiveLite);
	EXPECT_WAITS(test, &visit->tried);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExReleaseResourceLite(resource);
	KeLowerIrql(irql);
	end_visit(test, visit);
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void resources_test_wrong_level_is_reported(struct kunit *test)
{
	static const struct {
		acquire_function acquire;
		const char *name;
	} ways[] = {
		{ ExAcquireResourceExclusiveLite, "ExAcquireResourceExclusiveLite" },
		{ ExAcquireResourceSharedLite, "ExAcquireResourceSharedLite" },
		{ ExAcquireSharedStarveExclusive, "ExAcquireSharedStarveExclusive" },
		{ ExAcquireSharedWaitForExclusive, "ExAcquireSharedWaitForExclusive" },
	};
	PERESOURCE resource = new_resource(test);
	NTSTATUS status;
	BOOLEAN got;
	KIRQL irql;
	int i;

	for (i = 0; i < ARRAY_SIZE(ways); i++) {
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		got = ways[i].acquire(resource, TRUE);
		KeLowerIrql(irql);
		KUNIT_EXPECT_FALSE(test, got);
		EXPECT_REPORT(test, ways[i].name, BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, resource,
			      DISPATCH_LEVEL, ANY, ANY, resource);
		KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	}
	KeRaiseIrql(APC_LEVEL, &irql);
	ExEnterCriticalRegionAndAcquireResourceShared(resource);
	KeLowerIrql(irql);
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(release_resource, resource));
	EXPECT_REPORT(test, "ExReleaseResourceLite", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, resource, ANY,
		      ANY, ANY, resource);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExReleaseResourceAndLeaveCriticalRegion(resource);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExReleaseResourceAndLeaveCriticalRegion",
		      BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, resource, DISPATCH_LEVEL, ANY, ANY,
		      resource);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = ExDeleteResourceLite(resource);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, status, STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ExDeleteResourceLite", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, resource,
		      DISPATCH_LEVEL, ANY, ANY, resource);
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 1U);
	ExReleaseResourceAndLeaveCriticalRegion(resource);
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void resources_test_what_is_none_is_reported(struct kunit *test)
{
	PERESOURCE resource = case_alloc_type(test, ERESOURCE);
	PERESOURCE moved = case_alloc_type(test, ERESOURCE);
	PERESOURCE unaligned = (PERESOURCE)((ULONG_PTR)moved + 4);

	KUNIT_EXPECT_FALSE(test, ExAcquireResourceExclusiveLite(resource, TRUE));
	EXPECT_REPORT(test, "ExAcquireResourceExclusiveLite", BUGCHECK_VERIFIER, 0x3d, 0, 0,
		      resource, resource);
	KUNIT_EXPECT_FALSE(test, ExAcquireResourceSharedLite(NULL, TRUE));
	EXPECT_REPORT(test, "ExAcquireResourceSharedLite", BUGCHECK_VERIFIER, 0x3d, 0, 0, 0, 0);
	KUNIT_EXPECT_EQ(test, ExGetSharedWaiterCount(NULL), 0U);
	EXPECT_REPORT(test, "ExGetSharedWaiterCount", BUGCHECK_VERIFIER, 0x3d, 0, 0, 0, 0);
	KUNIT_EXPECT_EQ(test, ExDeleteResourceLite(resource), STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ExDeleteResourceLite", BUGCHECK_VERIFIER, 0xd1, resource, 0, 0,
		      resource);
	KUNIT_EXPECT_EQ(test, ExInitializeResourceLite(unaligned), STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "ExInitializeResourceLite", BUGCHECK_VERIFIER, 0x3d, 0, 0, unaligned,
		      unaligned);
	KUNIT_EXPECT_EQ(test, ExInitializeResourceLite(resource), STATUS_SUCCESS);
	*moved = *resource;
	ExReleaseResourceLite(moved);
	EXPECT_REPORT(test, "ExReleaseResourceLite", BUGCHECK_VERIFIER, 0x3d, 0, 0, moved, moved);
	/* With its end an owner is none any more. */
	KUNIT_EXPECT_TRUE(test, ExAcquireResourceExclusiveLite(resource, TRUE));
	KUNIT_EXPECT_EQ(test, ExDeleteResourceLite(resource), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	ExReleaseResourceLite(resource);
	EXPECT_REPORT(test, "ExReleaseResourceLite", BUGCHECK_VERIFIER, 0x3d, 0, 0, resource,
		      resource);
	KUNIT_EXPECT_EQ(test, ExInitializeResourceLite(resource), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 0U);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void resources_test_end_of_one_that_is_awaited_is_reported(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	acquire_function wanted[] = {
		ExAcquireResourceExclusiveLite, ExAcquireResourceSharedLite
	};
	struct visit *visit;
	int i;

	for (i = 0; i < ARRAY_SIZE(wanted); i++) {
		ExAcquireResourceExclusiveLite(resource, TRUE);
		visit = begin_visit(test, resource, wanted[i]);
		EXPECT_WAITS(test, &visit->tried);
		KUNIT_EXPECT_EQ(test, ExDeleteResourceLite(resource), STATUS_UNSUCCESSFUL);
		EXPECT_REPORT(test, "ExDeleteResourceLite", BUGCHECK_VERIFIER, 0xd2, resource, ANY,
			      ANY, resource);
		KUNIT_EXPECT_EQ(test, ExReinitializeResourceLite(resource), STATUS_UNSUCCESSFUL);
		EXPECT_REPORT(test, "ExReinitializeResourceLite", BUGCHECK_VERIFIER, 0xd2, resource,
			      ANY, ANY, resource);
		KUNIT_EXPECT_TRUE(test, ExIsResourceAcquiredExclusiveLite(resource));
		ExReleaseResourceLite(resource);
		end_visit(test, visit);
	}
	ExDeleteResourceLite(resource);
	EXPECT_NO_REPORT(test);
}

static void resources_test_reinitialisation_takes_it_from_its_owners(struct kunit *test)
{
	struct handed_over *run = case_alloc_type(test, struct handed_over);
	int i;

	run->resource = new_resource(test);
	run->owner = (PVOID)((ULONG_PTR)run | 3);
	ExAcquireResourceExclusiveLite(run->resource, TRUE);
	KUNIT_EXPECT_EQ(test, ExReinitializeResourceLite(run->resource), STATUS_SUCCESS);
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(run->resource));
	/* kmemleak tells whether what was allocated for the owners is free, too. */
	for (i = 0; i < VISITORS; i++)
		KUNIT_EXPECT_TRUE(test, run_on_cpu(raw_smp_processor_id(), own_and_hand_over, run));
	KUNIT_EXPECT_EQ(test, ExReinitializeResourceLite(run->resource), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, is_free(test, run->resource));
	ExDeleteResourceLite(run->resource);
	EXPECT_NO_REPORT(test);
}

/* ---- without memory ----------------------------------------------------------------------- */

static void resources_test_third_owner_needs_memory(struct kunit *test)
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
	/* Who may wait tries again. */
	fail_next_allocation();
	got = ExAcquireResourceSharedLite(resource, TRUE);
	attempted = allocation_was_attempted();
	KUNIT_EXPECT_TRUE(test, attempted);
	KUNIT_EXPECT_TRUE(test, got);
	KUNIT_EXPECT_EQ(test, ExIsResourceAcquiredSharedLite(resource), 1U);
	/* An owner takes none, and neither does a release. */
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

static void resources_test_release_needs_no_memory(struct kunit *test)
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

static struct kunit_case resources_cases[] = {
	KUNIT_CASE(resources_test_exclusive_owner_is_alone),
	KUNIT_CASE(resources_test_exclusive_owner_acquires_it_again),
	KUNIT_CASE(resources_test_shared_owners_are_many),
	KUNIT_CASE(resources_test_shared_owner_acquires_it_again),
	KUNIT_CASE(resources_test_exclusive_owner_excludes),
	KUNIT_CASE(resources_test_routine_of_an_item_is_an_owner),
	KUNIT_CASE(resources_test_exclusive_waiter_is_next_after_shared_owners),
	KUNIT_CASE(resources_test_exclusive_waiter_holds_new_shared_owners_off),
	KUNIT_CASE(resources_test_shared_waiters_are_next_after_an_exclusive_owner),
	KUNIT_CASE(resources_test_conversion_lets_shared_waiters_in),
	KUNIT_CASE(resources_test_shared_owner_lets_exclusive_waiters_go_first),
	KUNIT_CASE(resources_test_resource_is_freed_by_its_last_owner),
	KUNIT_CASE(resources_test_ownership_is_handed_over),
	KUNIT_CASE(resources_test_release_without_ownership_is_reported),
	KUNIT_CASE(resources_test_release_at_dispatch_level),
	KUNIT_CASE(resources_test_wrong_level_is_reported),
	KUNIT_CASE(resources_test_what_is_none_is_reported),
	KUNIT_CASE(resources_test_end_of_one_that_is_awaited_is_reported),
	KUNIT_CASE(resources_test_reinitialisation_takes_it_from_its_owners),
	KUNIT_CASE(resources_test_third_owner_needs_memory),
	KUNIT_CASE(resources_test_release_needs_no_memory),
	{}
};

WINWORK_SUITE(resources);
