/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_resource_waiters: the order in which the waiters of an executive resource become owners.
 */
#include "resource_case.h"

#include <linux/delay.h>

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

static void
ex_resource_waiters_test_exclusive_waiter_is_next_after_shared_owners(struct kunit *test)
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

static void
ex_resource_waiters_test_exclusive_waiter_holds_new_shared_owners_off(struct kunit *test)
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

static void
ex_resource_waiters_test_shared_waiters_are_next_after_an_exclusive_owner(struct kunit *test)
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

static void ex_resource_waiters_test_conversion_lets_shared_waiters_in(struct kunit *test)
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

/* It waits for itself, so another thread has to release the resource for it. */
static void
ex_resource_waiters_test_shared_owner_lets_exclusive_waiters_go_first(struct kunit *test)
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

/* A waiter may delete the resource as soon as it has it; KASAN reports a later access. */
static void own_and_free(void *data)
{
	PERESOURCE resource = data;

	if (!ExAcquireResourceExclusiveLite(resource, TRUE))
		return;
	ExReleaseResourceLite(resource);
	ExDeleteResourceLite(resource);
	kfree(resource);
}

static void ex_resource_waiters_test_resource_is_freed_by_its_last_owner(struct kunit *test)
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

static struct kunit_case ex_resource_waiters_cases[] = {
	KUNIT_CASE(ex_resource_waiters_test_exclusive_waiter_is_next_after_shared_owners),
	KUNIT_CASE(ex_resource_waiters_test_exclusive_waiter_holds_new_shared_owners_off),
	KUNIT_CASE(ex_resource_waiters_test_shared_waiters_are_next_after_an_exclusive_owner),
	KUNIT_CASE(ex_resource_waiters_test_conversion_lets_shared_waiters_in),
	KUNIT_CASE(ex_resource_waiters_test_shared_owner_lets_exclusive_waiters_go_first),
	KUNIT_CASE(ex_resource_waiters_test_resource_is_freed_by_its_last_owner),
	{}
};

WINWORK_SUITE(ex_resource_waiters);
