/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl: memory from pool and what can be wrong with it, lists, interlocked operations,
 * counted strings, lookaside lists, and what DbgPrint makes of Windows's formats.
 */
#include "support.h"

#include <linux/vmalloc.h>

#define OTHER_TAG 'rehO'

/* ---- pool --------------------------------------------------------------------------------- */

static void rtl_test_pool_of_every_kind(struct kunit *test)
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
			/* KASAN tells when it is shorter than asked for. */
			memset(block, 0xaa, sizes[j]);
			ExFreePoolWithTag(block, TAG);
		}
	}
	EXPECT_NO_REPORT(test);
}

static void rtl_test_pool_is_zeroed_where_promised(struct kunit *test)
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

static void rtl_test_pool_at_dispatch_level(struct kunit *test)
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

static void rtl_test_pool_without_memory_is_null(struct kunit *test)
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

static void rtl_test_pool_tag_must_match(struct kunit *test)
{
	void *block = ExAllocatePoolWithTag(NonPagedPoolNx, 64, TAG);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	ExFreePoolWithTag(block, OTHER_TAG);
	EXPECT_REPORT(test, "ExFreePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x0a, block, TAG,
		      OTHER_TAG, block);
	/* It is still there. */
	memset(block, 1, 64);
	ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

static void rtl_test_pool_double_free_is_reported(struct kunit *test)
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

static void rtl_test_pool_free_of_foreign_memory_is_reported(struct kunit *test)
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

static void rtl_test_pool_of_no_bytes_is_reported(struct kunit *test)
{
	void *block = ExAllocatePoolWithTag(NonPagedPoolNx, 0, TAG);

	EXPECT_REPORT(test, "ExAllocatePoolWithTag", BUGCHECK_BAD_POOL_CALLER, 0x00, ANY, ANY, ANY,
		      ANY);
	if (block)
		ExFreePoolWithTag(block, TAG);
	EXPECT_NO_REPORT(test);
}

static void rtl_test_lookaside_list(struct kunit *test)
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

static void rtl_test_paged_lookaside_list(struct kunit *test)
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
	/* It is paged pool, and still there. */
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(entry, 1, 100), (void *)NULL);
	ExFreeToPagedLookasideList(list, entry);
	ExDeletePagedLookasideList(list);
	EXPECT_NO_REPORT(test);
}

/* A list of the driver's own, which knows where it is. */
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

static void rtl_test_lookaside_list_with_its_own_routines(struct kunit *test)
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

static void rtl_test_lookaside_list_of_every_pool(struct kunit *test)
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
		/* Room for the link of a list, whatever was asked for. */
		memset(entry, 1, 8);
		ExFreeToLookasideListEx(list, entry);
		ExDeleteLookasideListEx(list);
	}
	for (i = 0; i < ARRAY_SIZE(bad_pools); i++)
		KUNIT_EXPECT_EQ(test, ExInitializeLookasideListEx(list, NULL, NULL,
								  (POOL_TYPE)bad_pools[i], 0, 8,
								  TAG, 0),
				STATUS_INVALID_PARAMETER_4);
	KUNIT_EXPECT_EQ(test, ExInitializeLookasideListEx(list, NULL, NULL, PagedPool, 3, 8, TAG, 0),
			STATUS_INVALID_PARAMETER_5);
	KUNIT_EXPECT_EQ(test, ExInitializeLookasideListEx(list, NULL, NULL, PagedPool, 4, 8, TAG, 0),
			STATUS_INVALID_PARAMETER_5);
	EXPECT_NO_REPORT(test);
}

/* ---- lists -------------------------------------------------------------------------------- */

struct node {
	LIST_ENTRY link;
	SINGLE_LIST_ENTRY single;
	int number;
};

static int number_of(PLIST_ENTRY entry)
{
	return CONTAINING_RECORD(entry, struct node, link)->number;
}

static void rtl_test_list_keeps_the_order(struct kunit *test)
{
	struct node *node = case_alloc_array(test, 4, struct node);
	LIST_ENTRY head;
	int i;

	InitializeListHead(&head);
	KUNIT_EXPECT_TRUE(test, IsListEmpty(&head));
	for (i = 0; i < 4; i++)
		node[i].number = i;
	InsertTailList(&head, &node[1].link);
	InsertTailList(&head, &node[2].link);
	InsertHeadList(&head, &node[0].link);
	InsertTailList(&head, &node[3].link);
	KUNIT_EXPECT_FALSE(test, IsListEmpty(&head));
	KUNIT_EXPECT_EQ(test, number_of(RemoveHeadList(&head)), 0);
	KUNIT_EXPECT_EQ(test, number_of(RemoveTailList(&head)), 3);
	/* Did it become empty? */
	KUNIT_EXPECT_FALSE(test, RemoveEntryList(&node[1].link));
	KUNIT_EXPECT_TRUE(test, RemoveEntryList(&node[2].link));
	KUNIT_EXPECT_TRUE(test, IsListEmpty(&head));
	KUNIT_EXPECT_PTR_EQ(test, (void *)RemoveHeadList(&head), (void *)&head);
	KUNIT_EXPECT_PTR_EQ(test, (void *)RemoveTailList(&head), (void *)&head);
}

static void rtl_test_list_is_appended(struct kunit *test)
{
	struct node *node = case_alloc_array(test, 4, struct node);
	LIST_ENTRY head, other;
	int i;

	InitializeListHead(&head);
	InitializeListHead(&other);
	for (i = 0; i < 4; i++) {
		node[i].number = i;
		InsertTailList(i < 2 ? &head : &other, &node[i].link);
	}
	RemoveEntryList(&other);
	AppendTailList(&head, &node[2].link);
	for (i = 0; i < 4; i++)
		KUNIT_EXPECT_EQ(test, number_of(RemoveHeadList(&head)), i);
	KUNIT_EXPECT_TRUE(test, IsListEmpty(&head));
}

static void rtl_test_single_list_is_a_stack(struct kunit *test)
{
	struct node *node = case_alloc_array(test, 2, struct node);
	SINGLE_LIST_ENTRY head = { NULL };

	KUNIT_EXPECT_PTR_EQ(test, (void *)PopEntryList(&head), (void *)NULL);
	PushEntryList(&head, &node[0].single);
	PushEntryList(&head, &node[1].single);
	KUNIT_EXPECT_PTR_EQ(test, (void *)PopEntryList(&head), (void *)&node[1].single);
	KUNIT_EXPECT_PTR_EQ(test, (void *)PopEntryList(&head), (void *)&node[0].single);
	KUNIT_EXPECT_PTR_EQ(test, (void *)PopEntryList(&head), (void *)NULL);
}

#define SHARED_NODES 200

struct shared_list {
	LIST_ENTRY head;		/* under lock */
	KSPIN_LOCK lock;
	LONG taken;
	ULONG added;			/* under lock */
	struct node node[4][SHARED_NODES];
	atomic_t next;
};

static void put_and_take(void *data)
{
	struct shared_list *list = data;
	struct node *node = list->node[atomic_inc_return(&list->next) - 1];
	int i;

	for (i = 0; i < SHARED_NODES; i++) {
		if (i % 2)
			ExInterlockedInsertTailList(&list->head, &node[i].link, &list->lock);
		else
			ExInterlockedInsertHeadList(&list->head, &node[i].link, &list->lock);
		ExInterlockedAddUlong(&list->added, 1, &list->lock);
		if (i % 4 == 3 && ExInterlockedRemoveHeadList(&list->head, &list->lock))
			InterlockedIncrement(&list->taken);
	}
}

static void rtl_test_interlocked_list_from_several_threads(struct kunit *test)
{
	struct shared_list *list = case_alloc_type(test, struct shared_list);
	int i;

	InitializeListHead(&list->head);
	KeInitializeSpinLock(&list->lock);
	KUNIT_EXPECT_PTR_EQ(test, (void *)ExInterlockedRemoveHeadList(&list->head, &list->lock),
			    (void *)NULL);
	for (i = 0; i < 3; i++)
		spawn(test, put_and_take, list);
	/* In a hard interrupt as well, which "any IRQL" includes. */
	KUNIT_EXPECT_TRUE(test, run_in_hard_interrupt(put_and_take, list));
	join(test);
	while (ExInterlockedRemoveHeadList(&list->head, &list->lock))
		list->taken++;
	KUNIT_EXPECT_EQ(test, list->taken, 4 * SHARED_NODES);
	KUNIT_EXPECT_EQ(test, list->added, (ULONG)(4 * SHARED_NODES));
	EXPECT_NO_REPORT(test);
}

/* ---- sequenced lists ---------------------------------------------------------------------- */

struct sequenced {
	SLIST_ENTRY link;
	int number;
};

/* case_alloc(), aligned as pool is. */
static void *aligned_case_alloc(struct kunit *test, size_t bytes)
{
	return PTR_ALIGN(case_alloc(test, bytes + MEMORY_ALLOCATION_ALIGNMENT),
			 MEMORY_ALLOCATION_ALIGNMENT);
}

static int sequenced_number(PSLIST_ENTRY entry)
{
	return CONTAINING_RECORD(entry, struct sequenced, link)->number;
}

static void rtl_test_sequenced_list_is_a_stack(struct kunit *test)
{
	struct sequenced *node = aligned_case_alloc(test, 3 * sizeof(*node));
	PSLIST_HEADER head = aligned_case_alloc(test, sizeof(*head));
	PSLIST_ENTRY entry;
	int i;

	/* Not from what was there. */
	memset(head, 0xa5, sizeof(*head));
	ExInitializeSListHead(head);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedPopEntrySList(head, NULL), (PSLIST_ENTRY)NULL);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedFlushSList(head), (PSLIST_ENTRY)NULL);
	KUNIT_EXPECT_EQ(test, ExQueryDepthSList(head), (USHORT)0);
	for (i = 0; i < 3; i++) {
		node[i].number = i;
		/* What was first, or NULL. */
		entry = ExInterlockedPushEntrySList(head, &node[i].link, NULL);
		KUNIT_EXPECT_PTR_EQ(test, entry, i ? &node[i - 1].link : NULL);
		KUNIT_EXPECT_EQ(test, (int)ExQueryDepthSList(head), i + 1);
	}
	entry = InterlockedPopEntrySList(head);
	KUNIT_ASSERT_PTR_EQ(test, entry, &node[2].link);
	KUNIT_EXPECT_EQ(test, (int)QueryDepthSList(head), 2);
	InterlockedPushEntrySList(head, entry);

	/* All of them, the last one pushed first. */
	entry = InterlockedFlushSList(head);
	KUNIT_EXPECT_EQ(test, (int)ExQueryDepthSList(head), 0);
	KUNIT_EXPECT_PTR_EQ(test, InterlockedPopEntrySList(head), (PSLIST_ENTRY)NULL);
	for (i = 2; i >= 0; i--) {
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, entry);
		KUNIT_EXPECT_EQ(test, sequenced_number(entry), i);
		entry = entry->Next;
	}
	KUNIT_EXPECT_PTR_EQ(test, entry, (PSLIST_ENTRY)NULL);
	EXPECT_NO_REPORT(test);
}

static void rtl_test_sequenced_list_must_be_aligned(struct kunit *test)
{
	UCHAR *memory = aligned_case_alloc(test, 64);
	PSLIST_HEADER head = aligned_case_alloc(test, sizeof(*head));
	PSLIST_HEADER bad_head = (PSLIST_HEADER)(memory + 8);
	PSLIST_ENTRY bad_entry = (PSLIST_ENTRY)(memory + 40);
	PSLIST_ENTRY good_entry = (PSLIST_ENTRY)(memory + 32);

	KUNIT_EXPECT_EQ(test, sizeof(SLIST_HEADER), (size_t)MEMORY_ALLOCATION_ALIGNMENT);
	KUNIT_EXPECT_EQ(test, sizeof(SLIST_ENTRY), (size_t)MEMORY_ALLOCATION_ALIGNMENT);
	KUNIT_EXPECT_EQ(test, __alignof__(SLIST_HEADER), (size_t)MEMORY_ALLOCATION_ALIGNMENT);
	KUNIT_EXPECT_EQ(test, __alignof__(SLIST_ENTRY), (size_t)MEMORY_ALLOCATION_ALIGNMENT);
	ExInitializeSListHead(head);
	memset(memory, 0xa5, 64);

#define EXPECT_MISALIGNED(function, what) \
	EXPECT_REPORT(test, function, BUGCHECK_KMODE_EXCEPTION, \
		      (ULONG)STATUS_DATATYPE_MISALIGNMENT, ANY, 0, what, what)
	ExInitializeSListHead(bad_head);
	EXPECT_MISALIGNED("InitializeSListHead", bad_head);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedPushEntrySList(bad_head, good_entry, NULL),
			    (PSLIST_ENTRY)NULL);
	EXPECT_MISALIGNED("ExInterlockedPushEntrySList", bad_head);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedPopEntrySList(bad_head, NULL), (PSLIST_ENTRY)NULL);
	EXPECT_MISALIGNED("ExInterlockedPopEntrySList", bad_head);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedFlushSList(bad_head), (PSLIST_ENTRY)NULL);
	EXPECT_MISALIGNED("ExInterlockedFlushSList", bad_head);
	KUNIT_EXPECT_EQ(test, (int)ExQueryDepthSList(bad_head), 0);
	EXPECT_MISALIGNED("ExQueryDepthSList", bad_head);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedPushEntrySList(head, bad_entry, NULL),
			    (PSLIST_ENTRY)NULL);
	EXPECT_MISALIGNED("ExInterlockedPushEntrySList", bad_entry);
#undef EXPECT_MISALIGNED

	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(memory, 0xa5, 64), (void *)NULL);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedPopEntrySList(head, NULL), (PSLIST_ENTRY)NULL);
	EXPECT_NO_REPORT(test);
}

#define SEQUENCED_NODES 2000
#define SEQUENCED_THREADS 3

struct sequenced_list {
	SLIST_HEADER head;
	struct sequenced interrupt_node[SHARED_NODES];
	LONG freed;
};

/* Frees what it pops while others do the same: KASAN tells when a link of that is followed. */
static void push_pop_and_free(void *data)
{
	struct sequenced_list *list = data;
	struct sequenced *node;
	PSLIST_ENTRY entry;
	int i;

	for (i = 0; i < SEQUENCED_NODES; i++) {
		node = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*node), TAG);
		if (node) {
			node->number = -1;
			ExInterlockedPushEntrySList(&list->head, &node->link, NULL);
		}
		entry = ExInterlockedPopEntrySList(&list->head, NULL);
		if (entry && sequenced_number(entry) == -1) {
			ExFreePoolWithTag(entry, TAG);
			InterlockedIncrement(&list->freed);
		} else if (entry) {
			ExInterlockedPushEntrySList(&list->head, entry, NULL);
		}
	}
}

/* "Any IRQL" includes a hard interrupt, which may not free. */
static void push_and_move(void *data)
{
	struct sequenced_list *list = data;
	PSLIST_ENTRY entry;
	int i;

	for (i = 0; i < SHARED_NODES; i++) {
		list->interrupt_node[i].number = i;
		ExInterlockedPushEntrySList(&list->head, &list->interrupt_node[i].link, NULL);
		entry = ExInterlockedPopEntrySList(&list->head, NULL);
		if (entry)
			ExInterlockedPushEntrySList(&list->head, entry, NULL);
	}
}

static void rtl_test_sequenced_list_from_several_threads(struct kunit *test)
{
	struct sequenced_list *list = aligned_case_alloc(test, sizeof(*list));
	int kept = 0, freed, depth, i;
	PSLIST_ENTRY entry, next;

	ExInitializeSListHead(&list->head);
	for (i = 0; i < SEQUENCED_THREADS; i++)
		spawn(test, push_pop_and_free, list);
	KUNIT_EXPECT_TRUE(test, run_in_hard_interrupt(push_and_move, list));
	join(test);

	freed = list->freed;
	depth = ExQueryDepthSList(&list->head);
	for (entry = ExInterlockedFlushSList(&list->head); entry; entry = next) {
		next = entry->Next;
		depth--;
		if (sequenced_number(entry) == -1) {
			ExFreePoolWithTag(entry, TAG);
			freed++;
		} else {
			kept++;
		}
	}
	KUNIT_EXPECT_EQ(test, depth, 0);
	KUNIT_EXPECT_EQ(test, kept, SHARED_NODES);
	KUNIT_EXPECT_EQ(test, freed, SEQUENCED_THREADS * SEQUENCED_NODES);
	EXPECT_NO_REPORT(test);
}

/* ---- interlocked -------------------------------------------------------------------------- */

static void rtl_test_interlocked_results(struct kunit *test)
{
	LONG value = 5;
	LONG64 wide = 0x100000000LL;
	PVOID pointer = test;

	/* The new value. */
	KUNIT_EXPECT_EQ(test, InterlockedIncrement(&value), 6);
	KUNIT_EXPECT_EQ(test, InterlockedDecrement(&value), 5);
	/* The old value. */
	KUNIT_EXPECT_EQ(test, InterlockedExchange(&value, 7), 5);
	KUNIT_EXPECT_EQ(test, InterlockedExchangeAdd(&value, 10), 7);
	KUNIT_EXPECT_EQ(test, InterlockedCompareExchange(&value, 1, 99), 17);
	KUNIT_EXPECT_EQ(test, value, 17);
	KUNIT_EXPECT_EQ(test, InterlockedCompareExchange(&value, 1, 17), 17);
	KUNIT_EXPECT_EQ(test, value, 1);
	KUNIT_EXPECT_EQ(test, InterlockedOr(&value, 6), 1);
	KUNIT_EXPECT_EQ(test, InterlockedAnd(&value, 3), 7);
	KUNIT_EXPECT_EQ(test, InterlockedXor(&value, 1), 3);
	KUNIT_EXPECT_EQ(test, value, 2);
	KUNIT_EXPECT_EQ(test, InterlockedIncrement64(&wide), 0x100000001LL);
	KUNIT_EXPECT_EQ(test, InterlockedExchangeAdd64(&wide, 1), 0x100000001LL);
	KUNIT_EXPECT_EQ(test, InterlockedExchange64(&wide, 0), 0x100000002LL);
	KUNIT_EXPECT_PTR_EQ(test, InterlockedExchangePointer(&pointer, &value), (PVOID)test);
	KUNIT_EXPECT_PTR_EQ(test, InterlockedCompareExchangePointer(&pointer, NULL, &value),
			    (PVOID)&value);
	KUNIT_EXPECT_PTR_EQ(test, pointer, (PVOID)NULL);
	KUNIT_EXPECT_EQ(test, (int)InterlockedBitTestAndSet(&value, 31), 0);
	KUNIT_EXPECT_EQ(test, (int)InterlockedBitTestAndSet(&value, 31), 1);
	KUNIT_EXPECT_EQ(test, (int)InterlockedBitTestAndReset(&value, 31), 1);
	KUNIT_EXPECT_EQ(test, value, 2);
}

#define COUNT_ROUNDS 20000

struct counts {
	LONG up, down, add;
	LONG64 wide;
	LONG exchanged;
};

static void count_interlocked(void *data)
{
	struct counts *counts = data;
	LONG seen;
	int i;

	for (i = 0; i < COUNT_ROUNDS; i++) {
		InterlockedIncrement(&counts->up);
		InterlockedDecrement(&counts->down);
		InterlockedExchangeAdd(&counts->add, 3);
		InterlockedIncrement64(&counts->wide);
		do {
			seen = READ_ONCE(counts->exchanged);
		} while (InterlockedCompareExchange(&counts->exchanged, seen + 1, seen) != seen);
	}
}

static void rtl_test_interlocked_from_all_cpus(struct kunit *test)
{
	struct counts *counts = case_alloc_type(test, struct counts);
	void **data = case_alloc_array(test, nr_cpu_ids, void *);
	LONG rounds = COUNT_ROUNDS * num_online_cpus();
	int cpu;

	for_each_online_cpu(cpu)
		data[cpu] = counts;
	run_on_all_cpus(test, count_interlocked, data);
	KUNIT_EXPECT_EQ(test, counts->up, rounds);
	KUNIT_EXPECT_EQ(test, counts->down, -rounds);
	KUNIT_EXPECT_EQ(test, counts->add, 3 * rounds);
	KUNIT_EXPECT_EQ(test, counts->wide, (LONG64)rounds);
	KUNIT_EXPECT_EQ(test, counts->exchanged, rounds);
}

/* ---- types and memory --------------------------------------------------------------------- */

static void rtl_test_types_are_those_of_windows(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, sizeof(LONG), (size_t)4);
	KUNIT_EXPECT_EQ(test, sizeof(ULONG), (size_t)4);
	KUNIT_EXPECT_EQ(test, sizeof(NTSTATUS), (size_t)4);
	KUNIT_EXPECT_EQ(test, sizeof(ULONG_PTR), sizeof(void *));
	KUNIT_EXPECT_EQ(test, sizeof(LARGE_INTEGER), (size_t)8);
	KUNIT_EXPECT_EQ(test, sizeof(WCHAR), (size_t)2);
	KUNIT_EXPECT_EQ(test, sizeof(L'x'), (size_t)2);
	KUNIT_EXPECT_EQ(test, sizeof(BOOLEAN), (size_t)1);
	KUNIT_EXPECT_EQ(test, sizeof(KIRQL), (size_t)1);
	KUNIT_EXPECT_EQ(test, sizeof(UNICODE_STRING), (size_t)16);
	KUNIT_EXPECT_EQ(test, sizeof(KSPIN_LOCK), sizeof(void *));
	KUNIT_EXPECT_EQ(test, sizeof(KEVENT), (size_t)24);
	KUNIT_EXPECT_EQ(test, (LONG)-1 < 0, true);
	KUNIT_EXPECT_EQ(test, (ULONG)-1 > 0, true);
}

static void rtl_test_status_severities(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, NT_SUCCESS(STATUS_SUCCESS));
	KUNIT_EXPECT_TRUE(test, NT_SUCCESS(STATUS_TIMEOUT));
	KUNIT_EXPECT_TRUE(test, NT_SUCCESS((NTSTATUS)0x40000000));
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS((NTSTATUS)0x80000005));
	KUNIT_EXPECT_FALSE(test, NT_SUCCESS(STATUS_INSUFFICIENT_RESOURCES));
	KUNIT_EXPECT_EQ(test, (ULONG)STATUS_INSUFFICIENT_RESOURCES, 0xc000009aU);
	KUNIT_EXPECT_EQ(test, (ULONG)STATUS_OBJECT_NAME_COLLISION, 0xc0000035U);
	KUNIT_EXPECT_EQ(test, (ULONG)STATUS_TIMEOUT, 0x102U);
}

static void rtl_test_memory(struct kunit *test)
{
	UCHAR a[16], b[16];

	RtlFillMemory(a, sizeof(a), 0x11);
	RtlCopyMemory(b, a, sizeof(b));
	KUNIT_EXPECT_EQ(test, RtlCompareMemory(a, b, sizeof(a)), (SIZE_T)16);
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(a, b, sizeof(a)));
	b[7] = 0;
	/* How many are equal from the start; not an order. */
	KUNIT_EXPECT_EQ(test, RtlCompareMemory(a, b, sizeof(a)), (SIZE_T)7);
	KUNIT_EXPECT_FALSE(test, RtlEqualMemory(a, b, sizeof(a)));
	a[0] = 1;
	a[1] = 2;
	RtlMoveMemory(a + 1, a, 8);
	KUNIT_EXPECT_EQ(test, (int)a[1], 1);
	KUNIT_EXPECT_EQ(test, (int)a[2], 2);
	RtlZeroMemory(a, sizeof(a));
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(a, 0, sizeof(a)), (void *)NULL);
}

/* ---- strings ------------------------------------------------------------------------------ */

static void rtl_test_unicode_string_is_counted(struct kunit *test)
{
	UNICODE_STRING string, other;

	RtlInitUnicodeString(&string, L"abc");
	KUNIT_EXPECT_EQ(test, (int)string.Length, 6);
	KUNIT_EXPECT_EQ(test, (int)string.MaximumLength, 8);
	RtlInitUnicodeString(&other, NULL);
	KUNIT_EXPECT_EQ(test, (int)other.Length, 0);
	KUNIT_EXPECT_PTR_EQ(test, (void *)other.Buffer, (void *)NULL);
	RtlInitUnicodeString(&other, L"ABC");
	KUNIT_EXPECT_FALSE(test, RtlEqualUnicodeString(&string, &other, FALSE));
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &other, TRUE));
	KUNIT_EXPECT_GT(test, RtlCompareUnicodeString(&string, &other, FALSE), 0);
	KUNIT_EXPECT_EQ(test, RtlCompareUnicodeString(&string, &other, TRUE), 0);
	RtlInitUnicodeString(&other, L"abcd");
	KUNIT_EXPECT_LT(test, RtlCompareUnicodeString(&string, &other, FALSE), 0);
	KUNIT_EXPECT_TRUE(test, RtlPrefixUnicodeString(&string, &other, FALSE));
	KUNIT_EXPECT_FALSE(test, RtlPrefixUnicodeString(&other, &string, FALSE));
}

static void rtl_test_unicode_string_is_copied_and_appended(struct kunit *test)
{
	WCHAR buffer[6];
	UNICODE_STRING string = { 0, sizeof(buffer), buffer }, other;

	RtlInitUnicodeString(&other, L"abc");
	RtlCopyUnicodeString(&string, &other);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &other, FALSE));
	KUNIT_EXPECT_EQ(test, RtlAppendUnicodeToString(&string, L"de"), STATUS_SUCCESS);
	RtlInitUnicodeString(&other, L"abcde");
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &other, FALSE));
	/* What does not fit is not appended at all. */
	KUNIT_EXPECT_EQ(test, RtlAppendUnicodeToString(&string, L"fg"), STATUS_BUFFER_TOO_SMALL);
	KUNIT_EXPECT_EQ(test, (int)string.Length, 10);
	RtlInitUnicodeString(&other, L"abcdefgh");
	RtlCopyUnicodeString(&string, &other);
	KUNIT_EXPECT_EQ(test, (int)string.Length, (int)sizeof(buffer));
	KUNIT_EXPECT_EQ(test, (int)buffer[5], (int)'f');
	RtlCopyUnicodeString(&string, NULL);
	KUNIT_EXPECT_EQ(test, (int)string.Length, 0);
}

static void rtl_test_strings_are_converted(struct kunit *test)
{
	UNICODE_STRING unicode, expected;
	ANSI_STRING ansi;

	RtlInitAnsiString(&ansi, "Device 7");
	KUNIT_EXPECT_EQ(test, (int)ansi.Length, 8);
	KUNIT_ASSERT_EQ(test, RtlAnsiStringToUnicodeString(&unicode, &ansi, TRUE), STATUS_SUCCESS);
	RtlInitUnicodeString(&expected, L"Device 7");
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&unicode, &expected, FALSE));
	KUNIT_ASSERT_EQ(test, RtlUnicodeStringToAnsiString(&ansi, &unicode, TRUE), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (int)ansi.Length, 8);
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(ansi.Buffer, "Device 7", 8));
	RtlFreeAnsiString(&ansi);
	RtlFreeUnicodeString(&unicode);
	KUNIT_EXPECT_PTR_EQ(test, (void *)unicode.Buffer, (void *)NULL);
	EXPECT_NO_REPORT(test);
}

static void rtl_test_integers_are_converted(struct kunit *test)
{
	WCHAR buffer[16];
	UNICODE_STRING string = { 0, sizeof(buffer), buffer }, expected;
	ULONG value = 0;

	KUNIT_EXPECT_EQ(test, RtlIntegerToUnicodeString(0xbeef, 16, &string), STATUS_SUCCESS);
	RtlInitUnicodeString(&expected, L"BEEF");
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&string, &expected, FALSE));
	RtlInitUnicodeString(&string, L"  -12x");
	KUNIT_EXPECT_EQ(test, RtlUnicodeStringToInteger(&string, 10, &value), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, value, (ULONG)-12);
	RtlInitUnicodeString(&string, L"0x1F");
	KUNIT_EXPECT_EQ(test, RtlUnicodeStringToInteger(&string, 0, &value), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, value, 0x1fU);
}

/* ---- DbgPrint ----------------------------------------------------------------------------- */

#if HAVE_LOG_READER
#define EXPECT_PRINTED(test, text) \
	KUNIT_EXPECT_TRUE_MSG(test, log_has(text), "not in the log: %s", text)

static void rtl_test_debug_print_formats(struct kunit *test)
{
	UNICODE_STRING unicode;
	ANSI_STRING ansi;

	RtlInitUnicodeString(&unicode, L"\\Device\\Unicode");
	RtlInitAnsiString(&ansi, "ansi");
	DbgPrint("formats 1: %d %u %x %08X %c %s\n", -5, 7, 0xab, 0xbeef, 'z', "text");
	EXPECT_PRINTED(test, "formats 1: -5 7 ab 0000BEEF z text");
	DbgPrint("formats 2: %ws %S %wZ %Z\n", L"wide", L"wider", &unicode, &ansi);
	EXPECT_PRINTED(test, "formats 2: wide wider \\Device\\Unicode ansi");
	DbgPrint("formats 3: %I64d %I64x %Iu %lld\n", -1LL, 0x123456789abcULL, (SIZE_T)99,
		 5000000000LL);
	EXPECT_PRINTED(test, "formats 3: -1 123456789abc 99 5000000000");
	DbgPrint("formats 4: %ld %lu %lx|\n", (LONG)-3, (ULONG)0xffffffff, (ULONG)0xffffffff);
	EXPECT_PRINTED(test, "formats 4: -3 4294967295 ffffffff|");
	DbgPrint("formats 5: %5d|%-5d|%.3s|%*d|%%\n", 42, 42, "abcdef", 4, 7);
	EXPECT_PRINTED(test, "formats 5:    42|42   |abc|   7|%");
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_ERROR_LEVEL, "formats 6: %p\n",
		   (PVOID)0xffff8000deadbeefULL);
	EXPECT_PRINTED(test, "formats 6: FFFF8000DEADBEEF");
}
#else
static void rtl_test_debug_print_formats(struct kunit *test)
{
	kunit_skip(test, "this kernel has no kmsg_dump_iter");
}
#endif

static struct kunit_case rtl_cases[] = {
	KUNIT_CASE(rtl_test_pool_of_every_kind),
	KUNIT_CASE(rtl_test_pool_is_zeroed_where_promised),
	KUNIT_CASE(rtl_test_pool_at_dispatch_level),
	KUNIT_CASE(rtl_test_pool_without_memory_is_null),
	KUNIT_CASE(rtl_test_pool_tag_must_match),
	KUNIT_CASE(rtl_test_pool_double_free_is_reported),
	KUNIT_CASE(rtl_test_pool_free_of_foreign_memory_is_reported),
	KUNIT_CASE(rtl_test_pool_of_no_bytes_is_reported),
	KUNIT_CASE(rtl_test_lookaside_list),
	KUNIT_CASE(rtl_test_paged_lookaside_list),
	KUNIT_CASE(rtl_test_lookaside_list_with_its_own_routines),
	KUNIT_CASE(rtl_test_lookaside_list_of_every_pool),
	KUNIT_CASE(rtl_test_list_keeps_the_order),
	KUNIT_CASE(rtl_test_list_is_appended),
	KUNIT_CASE(rtl_test_single_list_is_a_stack),
	KUNIT_CASE(rtl_test_interlocked_list_from_several_threads),
	KUNIT_CASE(rtl_test_sequenced_list_is_a_stack),
	KUNIT_CASE(rtl_test_sequenced_list_must_be_aligned),
	KUNIT_CASE(rtl_test_sequenced_list_from_several_threads),
	KUNIT_CASE(rtl_test_interlocked_results),
	KUNIT_CASE(rtl_test_interlocked_from_all_cpus),
	KUNIT_CASE(rtl_test_types_are_those_of_windows),
	KUNIT_CASE(rtl_test_status_severities),
	KUNIT_CASE(rtl_test_memory),
	KUNIT_CASE(rtl_test_unicode_string_is_counted),
	KUNIT_CASE(rtl_test_unicode_string_is_copied_and_appended),
	KUNIT_CASE(rtl_test_strings_are_converted),
	KUNIT_CASE(rtl_test_integers_are_converted),
	KUNIT_CASE(rtl_test_debug_print_formats),
	{}
};

WINWORK_SUITE(rtl);
