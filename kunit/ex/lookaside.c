/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_lookaside: lookaside lists of every kind.
 */
#include "support.h"

static void ex_lookaside_test_lookaside_list(struct kunit *test)
{
	PNPAGED_LOOKASIDE_LIST list = case_alloc_type(test, NPAGED_LOOKASIDE_LIST);
	UCHAR *entry[8];
	int i;

	ExInitializeNPagedLookasideList(list, NULL, NULL, 0, 48, TAG, 0);
	for (i = 0; i < ARRAY_SIZE(entry); i++) {
		entry[i] = ExAllocateFromNPagedLookasideList(list);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, entry[i]);
		memset(entry[i], i, 48);
	}
	for (i = 0; i < ARRAY_SIZE(entry); i++) {
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(entry[i], i, 48), (void *)NULL);
		ExFreeToNPagedLookasideList(list, entry[i]);
	}
	entry[0] = ExAllocateFromNPagedLookasideList(list);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, entry[0]);
	ExFreeToNPagedLookasideList(list, entry[0]);
	ExDeleteNPagedLookasideList(list);
	EXPECT_NO_REPORT(test);
}

static void ex_lookaside_test_paged_lookaside_list(struct kunit *test)
{
	PPAGED_LOOKASIDE_LIST list = case_alloc_type(test, PAGED_LOOKASIDE_LIST);
	PVOID entry, none;
	KIRQL irql;

	ExInitializePagedLookasideList(list, NULL, NULL, POOL_NX_ALLOCATION, 100, TAG, 0);
	entry = ExAllocateFromPagedLookasideList(list);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, entry);
	memset(entry, 1, 100);
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	none = ExAllocateFromPagedLookasideList(list);
	KeLowerIrql(irql);
	KUNIT_EXPECT_PTR_EQ(test, none, (PVOID)NULL);
	EXPECT_REPORT(test, "ExAllocateFromPagedLookasideList", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL,
		      ANY, DISPATCH_LEVEL, ANY, ANY, list);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	ExFreeToPagedLookasideList(list, entry);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "ExFreeToPagedLookasideList", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, list);
	/* It is paged pool, and still allocated. */
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(entry, 1, 100), (void *)NULL);
	ExFreeToPagedLookasideList(list, entry);
	ExDeletePagedLookasideList(list);
	EXPECT_NO_REPORT(test);
}

/* A list of the driver's own, whose routines use their list's address. */
struct own_list {
	int calls;
	POOL_TYPE type;
	SIZE_T bytes;
	ULONG tag;
	LOOKASIDE_LIST_EX list DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT);
};

static PVOID own_allocate(POOL_TYPE type, SIZE_T bytes, ULONG tag, PLOOKASIDE_LIST_EX lookaside)
{
	struct own_list *own = CONTAINING_RECORD(lookaside, struct own_list, list);

	own->calls++;
	own->type = type;
	own->bytes = bytes;
	own->tag = tag;
	return ExAllocatePoolWithTag(NonPagedPoolNx, bytes, tag);
}

static VOID own_free(PVOID block, PLOOKASIDE_LIST_EX lookaside)
{
	CONTAINING_RECORD(lookaside, struct own_list, list)->calls += 10;
	ExFreePoolWithTag(block, TAG);
}

static void ex_lookaside_test_lookaside_list_with_its_own_routines(struct kunit *test)
{
	struct own_list *own = case_alloc_type(test, struct own_list);
	PVOID entry;

	KUNIT_EXPECT_EQ(test, ExInitializeLookasideListEx(&own->list, own_allocate, own_free,
							  NonPagedPoolNx,
							  EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE,
							  40, TAG, 0), STATUS_SUCCESS);
	entry = ExAllocateFromLookasideListEx(&own->list);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, entry);
	KUNIT_EXPECT_EQ(test, own->calls, 1);
	KUNIT_EXPECT_EQ(test, (int)own->type,
			(int)(NonPagedPoolNx | POOL_QUOTA_FAIL_INSTEAD_OF_RAISE));
	KUNIT_EXPECT_EQ(test, own->bytes, (SIZE_T)40);
	KUNIT_EXPECT_EQ(test, own->tag, (ULONG)TAG);
	ExFreeToLookasideListEx(&own->list, entry);
	KUNIT_EXPECT_EQ(test, own->calls, 11);
	ExFlushLookasideListEx(&own->list);
	ExDeleteLookasideListEx(&own->list);
	EXPECT_NO_REPORT(test);
}

static void ex_lookaside_test_lookaside_list_of_every_pool(struct kunit *test)
{
	static const POOL_TYPE pools[] = {
		NonPagedPool, NonPagedPoolNx, PagedPool, NonPagedPoolNxCacheAligned,
		PagedPoolSession,
	};
	static const ULONG bad_pools[] = { DontUseThisType, MaxPoolType, 8, 1024, 513 };
	PLOOKASIDE_LIST_EX list = case_alloc_type(test, LOOKASIDE_LIST_EX);
	PVOID entry;
	int i;

	for (i = 0; i < ARRAY_SIZE(pools); i++) {
		KUNIT_EXPECT_EQ(test, ExInitializeLookasideListEx(list, NULL, NULL, pools[i], 0,
								  1, TAG, 0), STATUS_SUCCESS);
		entry = ExAllocateFromLookasideListEx(list);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, entry);
		/* Blocks have room for the link of a list, whatever size the driver asked for. */
		memset(entry, 1, 8);
		ExFreeToLookasideListEx(list, entry);
		ExDeleteLookasideListEx(list);
	}
	for (i = 0; i < ARRAY_SIZE(bad_pools); i++)
		KUNIT_EXPECT_EQ(test, ExInitializeLookasideListEx(list, NULL, NULL,
								  (POOL_TYPE)bad_pools[i], 0, 8,
								  TAG, 0),
				STATUS_INVALID_PARAMETER_4);
	KUNIT_EXPECT_EQ(test,
			ExInitializeLookasideListEx(list, NULL, NULL, PagedPool, 3, 8, TAG, 0),
			STATUS_INVALID_PARAMETER_5);
	KUNIT_EXPECT_EQ(test,
			ExInitializeLookasideListEx(list, NULL, NULL, PagedPool, 4, 8, TAG, 0),
			STATUS_INVALID_PARAMETER_5);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ex_lookaside_cases[] = {
	KUNIT_CASE(ex_lookaside_test_lookaside_list),
	KUNIT_CASE(ex_lookaside_test_paged_lookaside_list),
	KUNIT_CASE(ex_lookaside_test_lookaside_list_with_its_own_routines),
	KUNIT_CASE(ex_lookaside_test_lookaside_list_of_every_pool),
	{}
};

WINWORK_SUITE(ex_lookaside);
