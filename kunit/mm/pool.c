/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite mm_pool: memory from pool, and misuse of it.
 */
#include "support.h"

#include "exceptions.h"

#define OTHER_TAG 'rehO'

static void mm_pool_test_pool_of_every_kind(struct kunit *test)
{
	static const size_t sizes[] = { 1, 16, 100, 1000, 4096, 70000 };
	static const POOL_TYPE types[] = {
		NonPagedPool, NonPagedPoolNx, PagedPool,
		NonPagedPoolSession, PagedPoolSession, NonPagedPoolSessionNx,
	};
	UCHAR *block;
	int i, j;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		for (j = 0; j < ARRAY_SIZE(sizes); j++) {
			block = ExAllocatePoolWithTag(types[i], sizes[j], TAG);
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
			KUNIT_EXPECT_EQ(test, (ULONG_PTR)block % 16, (ULONG_PTR)0);
			if (sizes[j] >= 4096)
				KUNIT_EXPECT_EQ(test, (ULONG_PTR)block % 4096, (ULONG_PTR)0);
			/* KASAN reports a block that is shorter than asked for. */
			memset(block, 0xaa, sizes[j]);
			ExFreePoolWithTag(block, TAG);
		}
	}
	EXPECT_NO_REPORT(test);
}

/* A DMA transfer within a block then needs one piece. */
static void mm_pool_test_small_block_lies_in_one_page(struct kunit *test)
{
	static const POOL_TYPE types[] = { NonPagedPoolNx, PagedPool, NonPagedPoolNxCacheAligned };
	ULONG_PTR block;
	SIZE_T bytes;
	int i;

	for (i = 0; i < ARRAY_SIZE(types); i++) {
		for (bytes = 1; bytes < 4096; bytes += bytes < 4000 ? 37 : 1) {
			block = (ULONG_PTR)ExAllocatePoolWithTag(types[i], bytes, TAG);
			KUNIT_ASSERT_NE(test, block, (ULONG_PTR)0);
			KUNIT_EXPECT_EQ(test, block / 4096, (block + bytes - 1) / 4096);
			memset((PVOID)block, 0xaa, bytes);
			ExFreePoolWithTag((PVOID)block, TAG);
		}
	}
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_pool_is_zeroed_where_promised(struct kunit *test)
{
	UCHAR *block;
	int i;

	for (i = 0; i < 20; i++) {
		/* Memory that is not zero by chance. */
		block = ExAllocatePoolWithTag(NonPagedPoolNx, 300, TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
		memset(block, 0xee, 300);
		ExFreePoolWithTag(block, TAG);

		block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 300, TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(block, 0, 300), (void *)NULL);
		ExFreePool(block);

		block = ExAllocatePoolZero(NonPagedPool, 300, TAG);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(block, 0, 300), (void *)NULL);
		ExFreePoolWithTag(block, TAG);
	}
	block = ExAllocatePool2(POOL_FLAG_PAGED | POOL_FLAG_UNINITIALIZED, 300, TAG);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_pool_with_parameters(struct kunit *test)
{
	POOL_EXTENDED_PARAMETER parameters[2] = { { .Type = PoolExtendedParameterPriority },
						  { .Type = PoolExtendedParameterSecurePool } };
	void *block;

	parameters[0].Priority = HighPoolPriority;
	block = ExAllocatePool3(POOL_FLAG_NON_PAGED, 300, TAG, parameters, 1);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(block, 0, 300), (void *)NULL);
	ExFreePoolWithTag(block, TAG);
	KUNIT_EXPECT_PTR_EQ(test, ExAllocatePool3(POOL_FLAG_NON_PAGED, 300, TAG, parameters, 2), (PVOID)NULL);
	KUNIT_EXPECT_PTR_EQ(test, ExAllocatePool3(0, 300, TAG, NULL, 0), (PVOID)NULL);
	parameters[1].Optional = 1;
	block = ExAllocatePool3(POOL_FLAG_NON_PAGED, 300, TAG, parameters, 2);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_pool_at_dispatch_level(struct kunit *test)
{
	void *block, *paged;

	local_bh_disable();
	block = ExAllocatePoolWithTag(NonPagedPoolNx, 64, TAG);
	if (block)
		ExFreePoolWithTag(block, TAG);
	local_bh_enable();
	KUNIT_EXPECT_NOT_ERR_OR_NULL(test, block);
	EXPECT_NO_REPORT(test);

	local_bh_disable();
	paged = ExAllocatePoolWithTag(PagedPool, 64, TAG);
	local_bh_enable();
	KUNIT_EXPECT_PTR_EQ(test, paged, (void *)NULL);
	EXPECT_REPORT(test, "ExAllocatePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x08,
		      DISPATCH_LEVEL, PagedPool, 64, ANY);

	paged = ExAllocatePoolWithTag(PagedPool, 64, TAG);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, paged);
	local_bh_disable();
	ExFreePoolWithTag(paged, TAG);
	local_bh_enable();
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x09, DISPATCH_LEVEL,
		      ANY, paged, paged);
	ExFreePoolWithTag(paged, TAG);
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_pool_without_memory_is_null(struct kunit *test)
{
	bool attempted;
	void *block;

	KUNIT_EXPECT_PTR_EQ(test, ExAllocatePoolWithTag(NonPagedPoolNx, ~(SIZE_T)0 / 2, TAG),
			    (PVOID)NULL);
	if (!HAVE_FAULT_INJECTION)
		return;
	local_bh_disable();
	fail_next_allocation();
	block = ExAllocatePoolWithTag(NonPagedPoolNx, 64, TAG);
	attempted = allocation_was_attempted();
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, attempted);
	KUNIT_EXPECT_PTR_EQ(test, block, (void *)NULL);
	EXPECT_NO_REPORT(test);
}

struct quota {
	PVOID (NTAPI *allocate)(POOL_TYPE type, SIZE_T bytes, ULONG tag);
	ULONG type;
	SIZE_T bytes;
	u8 *block;
};

static VOID allocate_for_quota(PVOID context)
{
	struct quota *quota = context;

	quota->block = quota->allocate((POOL_TYPE)quota->type, quota->bytes, TAG);
}

/* The code that the allocation raises, or 0. */
static NTSTATUS raised_by(struct quota *quota)
{
	return exceptions_in_c.Guard(allocate_for_quota, quota, STATUS_SUCCESS);
}

static void mm_pool_test_failures_are_raised(struct kunit *test)
{
	const SIZE_T too_much = ~(SIZE_T)0 / 2;
	struct quota quota = { ExAllocatePoolWithQuotaTag, NonPagedPoolNx, too_much };

	KUNIT_EXPECT_EQ(test, raised_by(&quota), STATUS_INSUFFICIENT_RESOURCES);
	quota.allocate = ExAllocatePoolQuotaZero;
	KUNIT_EXPECT_EQ(test, raised_by(&quota), STATUS_INSUFFICIENT_RESOURCES);
	quota.allocate = ExAllocatePoolQuotaUninitialized;
	KUNIT_EXPECT_EQ(test, raised_by(&quota), STATUS_INSUFFICIENT_RESOURCES);
	quota.block = (u8 *)test;
	quota.type |= POOL_QUOTA_FAIL_INSTEAD_OF_RAISE;
	KUNIT_EXPECT_EQ(test, raised_by(&quota), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, quota.block, (u8 *)NULL);
	quota.allocate = ExAllocatePoolWithTag;
	quota.type = NonPagedPoolNx | POOL_RAISE_IF_ALLOCATION_FAILURE;
	KUNIT_EXPECT_EQ(test, raised_by(&quota), STATUS_INSUFFICIENT_RESOURCES);
	quota.allocate = ExAllocatePoolQuotaZero;
	quota.type = NonPagedPoolNx;
	quota.bytes = 64;
	KUNIT_EXPECT_EQ(test, raised_by(&quota), STATUS_SUCCESS);
	if (quota.block) {
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(quota.block, 0, 64), (void *)NULL);
		ExFreePoolWithTag(quota.block, TAG);
	}
	EXPECT_NO_REPORT(test);
}

struct wrong_pool2 {
	POOL_FLAGS flags;
	ULONG tag;
	PVOID block;
};

static VOID allocate_wrongly(PVOID context)
{
	struct wrong_pool2 *wrong = context;

	wrong->block = ExAllocatePool2(wrong->flags, 64, wrong->tag);
}

/* A driver that asks for exceptions does not check for a null. */
static void mm_pool_test_wrong_calls_raise_if_asked(struct kunit *test)
{
	struct wrong_pool2 wrong = { POOL_FLAG_NON_PAGED | POOL_FLAG_PAGED, TAG, test };

	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(allocate_wrongly, &wrong, STATUS_SUCCESS),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, wrong.block, (PVOID)NULL);
	wrong.flags |= POOL_FLAG_RAISE_ON_FAILURE;
	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(allocate_wrongly, &wrong, STATUS_SUCCESS),
			STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	wrong.flags = POOL_FLAG_NON_PAGED | POOL_FLAG_RAISE_ON_FAILURE;
	wrong.tag = 0;
	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(allocate_wrongly, &wrong, STATUS_SUCCESS),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "ExAllocatePool2", BUGCHECK_BAD_POOL_CALLER, 0x9b, ANY, 64, ANY, ANY);
}

static void mm_pool_test_pool_tag_must_match(struct kunit *test)
{
	void *block = ExAllocatePoolWithTag(NonPagedPoolNx, 64, TAG);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	ExFreePoolWithTag(block, OTHER_TAG);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x0a, block, TAG,
		      OTHER_TAG, block);
	/* It is still allocated. */
	memset(block, 1, 64);
	ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_pool_double_free_is_reported(struct kunit *test)
{
	void *block = ExAllocatePoolWithTag(NonPagedPoolNx, 64, TAG);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	ExFreePoolWithTag(block, TAG);
	ExFreePoolWithTag(block, TAG);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, block,
		      block);
	ExFreePool(block);
	EXPECT_REPORT(test, "ExFreePool", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, block, block);
}

static void mm_pool_test_pool_free_of_foreign_memory_is_reported(struct kunit *test)
{
	UCHAR *foreign = case_alloc(test, 256);
	UCHAR *block = ExAllocatePoolWithTag(NonPagedPoolNx, 256, TAG);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	ExFreePool(foreign);
	EXPECT_REPORT(test, "ExFreePool", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, foreign,
		      foreign);
	ExFreePool(block + 64);
	EXPECT_REPORT(test, "ExFreePool", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, block + 64,
		      block + 64);
	ExFreePool(NULL);
	EXPECT_REPORT(test, "ExFreePool", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, NULL, NULL);
	ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_pool_of_no_bytes_is_reported(struct kunit *test)
{
	void *block = ExAllocatePoolWithTag(NonPagedPoolNx, 0, TAG);

	EXPECT_REPORT(test, "ExAllocatePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x00, ANY, ANY, ANY,
		      ANY);
	if (block)
		ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_noncached_memory_has_whole_pages(struct kunit *test)
{
	UCHAR *memory = MmAllocateNonCachedMemory(5000);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, memory);
	KUNIT_EXPECT_EQ(test, (ULONG_PTR)memory % 4096, (ULONG_PTR)0);
	/* KASAN reports a block that is shorter. */
	memset(memory, 0xaa, 8192);
	ExFreePoolWithTag(memory, TAG);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x0a, memory, ANY, TAG,
		      memory);
	MmFreeNonCachedMemory(memory, 4097);
	EXPECT_NO_REPORT(test);
	MmFreeNonCachedMemory(memory, 5000);
	EXPECT_REPORT(test, "MmFreeNonCachedMemory", BUGCHECK_BAD_POOL_CALLER, 0x07, ANY, ANY, memory,
		      memory);
	KUNIT_EXPECT_PTR_EQ(test, MmAllocateNonCachedMemory(~(SIZE_T)0), (PVOID)NULL);
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_noncached_memory_of_other_size_is_named(struct kunit *test)
{
	PVOID memory = MmAllocateNonCachedMemory(5000);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, memory);
	MmFreeNonCachedMemory(memory, 9000);
	if (HAVE_LOG_READER)
		KUNIT_EXPECT_TRUE(test, log_has("NumberOfBytes is 9000: 8192 bytes were allocated"));
	EXPECT_NO_REPORT(test);
}

static void mm_pool_test_noncached_memory_is_no_pool_to_a_report(struct kunit *test)
{
	PVOID memory = MmAllocateNonCachedMemory(5000);
	KIRQL irql;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, memory);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	MmFreeNonCachedMemory(memory, 5000);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "MmFreeNonCachedMemory", BUGCHECK_BAD_POOL_CALLER, 0x09, DISPATCH_LEVEL,
		      ANY, memory, memory);
	if (HAVE_LOG_READER)
		KUNIT_EXPECT_TRUE(test, log_has("freed at IRQL 2, the highest allowed is 1"));
	MmFreeNonCachedMemory(memory, 5000);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case mm_pool_cases[] = {
	KUNIT_CASE(mm_pool_test_pool_of_every_kind),
	KUNIT_CASE(mm_pool_test_pool_with_parameters),
	KUNIT_CASE(mm_pool_test_small_block_lies_in_one_page),
	KUNIT_CASE(mm_pool_test_pool_is_zeroed_where_promised),
	KUNIT_CASE(mm_pool_test_pool_at_dispatch_level),
	KUNIT_CASE(mm_pool_test_pool_without_memory_is_null),
	KUNIT_CASE(mm_pool_test_failures_are_raised),
	KUNIT_CASE(mm_pool_test_wrong_calls_raise_if_asked),
	KUNIT_CASE(mm_pool_test_pool_tag_must_match),
	KUNIT_CASE(mm_pool_test_pool_double_free_is_reported),
	KUNIT_CASE(mm_pool_test_pool_free_of_foreign_memory_is_reported),
	KUNIT_CASE(mm_pool_test_pool_of_no_bytes_is_reported),
	KUNIT_CASE(mm_pool_test_noncached_memory_has_whole_pages),
	KUNIT_CASE(mm_pool_test_noncached_memory_of_other_size_is_named),
	KUNIT_CASE(mm_pool_test_noncached_memory_is_no_pool_to_a_report),
	{}
};

WINWORK_SUITE(mm_pool);
