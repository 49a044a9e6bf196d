/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_resource_misuse: wrong calls for executive resources are reported.
 */
#include "resource_case.h"

static void release_in_interrupt(void *data)
{
	ExReleaseResourceLite(data);
}

static void ex_resource_misuse_test_release_without_ownership_is_reported(struct kunit *test)
{
	PERESOURCE resource = new_resource(test);
	const ULONG_PTR self = ExGetCurrentResourceThread();
	struct visit *visit;

	ExReleaseResourceLite(resource);
	EXPECT_REPORT(test, "ExReleaseResourceLite", 0xe3, resource, self, ANY, ANY, resource);
	KeEnterCriticalRegion();
	ExReleaseResourceAndLeaveCriticalRegion(resource);
	EXPECT_REPORT(test, "ExReleaseResourceAndLeaveCriticalRegion", 0xe3, resource, self, ANY,
		      ANY, resource);
	KUNIT_EXPECT_TRUE(test, is_free(test, resource));
	/* The ownership of another thread stays. */
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
	/* Shared ownership cannot be converted. */
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

static void ex_resource_misuse_test_release_at_dispatch_level(struct kunit *test)
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

static void ex_resource_misuse_test_wrong_level_is_reported(struct kunit *test)
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
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(release_in_interrupt, resource));
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

static void ex_resource_misuse_test_what_is_none_is_reported(struct kunit *test)
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
	/* The end of the resource ends its ownerships. */
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

static void ex_resource_misuse_test_end_of_one_that_is_awaited_is_reported(struct kunit *test)
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

static void ex_resource_misuse_test_reinitialisation_takes_it_from_its_owners(struct kunit *test)
{
	struct handed_over *run = case_alloc_type(test, struct handed_over);
	int i;

	run->resource = new_resource(test);
	run->owner = (PVOID)((ULONG_PTR)run | 3);
	ExAcquireResourceExclusiveLite(run->resource, TRUE);
	KUNIT_EXPECT_EQ(test, ExReinitializeResourceLite(run->resource), STATUS_SUCCESS);
	KUNIT_EXPECT_FALSE(test, ExIsResourceAcquiredExclusiveLite(run->resource));
	/* kmemleak reports memory of the owners that is not freed. */
	for (i = 0; i < VISITORS; i++)
		KUNIT_EXPECT_TRUE(test, run_on_cpu(raw_smp_processor_id(), own_and_hand_over, run));
	KUNIT_EXPECT_EQ(test, ExReinitializeResourceLite(run->resource), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, is_free(test, run->resource));
	ExDeleteResourceLite(run->resource);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ex_resource_misuse_cases[] = {
	KUNIT_CASE(ex_resource_misuse_test_release_without_ownership_is_reported),
	KUNIT_CASE(ex_resource_misuse_test_release_at_dispatch_level),
	KUNIT_CASE(ex_resource_misuse_test_wrong_level_is_reported),
	KUNIT_CASE(ex_resource_misuse_test_what_is_none_is_reported),
	KUNIT_CASE(ex_resource_misuse_test_end_of_one_that_is_awaited_is_reported),
	KUNIT_CASE(ex_resource_misuse_test_reinitialisation_takes_it_from_its_owners),
	{}
};

WINWORK_SUITE(ex_resource_misuse);
