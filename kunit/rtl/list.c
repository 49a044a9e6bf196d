/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_list: lists, single lists and sequenced lists, also from several threads at once.
 */
#include "support.h"

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

static void rtl_list_test_list_keeps_the_order(struct kunit *test)
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

static void rtl_list_test_list_is_appended(struct kunit *test)
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

static void rtl_list_test_single_list_is_a_stack(struct kunit *test)
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

static void rtl_list_test_interlocked_list_from_several_threads(struct kunit *test)
{
	struct shared_list *list = case_alloc_type(test, struct shared_list);
	int i;

	InitializeListHead(&list->head);
	KeInitializeSpinLock(&list->lock);
	KUNIT_EXPECT_PTR_EQ(test, (void *)ExInterlockedRemoveHeadList(&list->head, &list->lock),
			    (void *)NULL);
	for (i = 0; i < 3; i++)
		spawn(test, put_and_take, list);
	/* Also in a hard interrupt, which "any IRQL" includes. */
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

static void rtl_list_test_sequenced_list_is_a_stack(struct kunit *test)
{
	struct sequenced *node = aligned_case_alloc(test, 3 * sizeof(*node));
	PSLIST_HEADER head = aligned_case_alloc(test, sizeof(*head));
	PSLIST_ENTRY entry;
	int i;

	/* The initial bytes do not matter. */
	memset(head, 0xa5, sizeof(*head));
	ExInitializeSListHead(head);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedPopEntrySList(head, NULL), (PSLIST_ENTRY)NULL);
	KUNIT_EXPECT_PTR_EQ(test, ExInterlockedFlushSList(head), (PSLIST_ENTRY)NULL);
	KUNIT_EXPECT_EQ(test, ExQueryDepthSList(head), (USHORT)0);
	for (i = 0; i < 3; i++) {
		node[i].number = i;
		/* The entry that was first, or NULL. */
		entry = ExInterlockedPushEntrySList(head, &node[i].link, NULL);
		KUNIT_EXPECT_PTR_EQ(test, entry, i ? &node[i - 1].link : NULL);
		KUNIT_EXPECT_EQ(test, (int)ExQueryDepthSList(head), i + 1);
	}
	entry = InterlockedPopEntrySList(head);
	KUNIT_ASSERT_PTR_EQ(test, entry, &node[2].link);
	KUNIT_EXPECT_EQ(test, (int)QueryDepthSList(head), 2);
	InterlockedPushEntrySList(head, entry);

	/* All entries, the last one pushed first. */
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

static void rtl_list_test_sequenced_list_must_be_aligned(struct kunit *test)
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

/*
 * Frees the entries that it pops while others do the same. KASAN reports a link of a freed entry
 * that is followed.
 */
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

static void rtl_list_test_sequenced_list_from_several_threads(struct kunit *test)
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

static struct kunit_case rtl_list_cases[] = {
	KUNIT_CASE(rtl_list_test_list_keeps_the_order),
	KUNIT_CASE(rtl_list_test_list_is_appended),
	KUNIT_CASE(rtl_list_test_single_list_is_a_stack),
	KUNIT_CASE(rtl_list_test_interlocked_list_from_several_threads),
	KUNIT_CASE(rtl_list_test_sequenced_list_is_a_stack),
	KUNIT_CASE(rtl_list_test_sequenced_list_must_be_aligned),
	KUNIT_CASE(rtl_list_test_sequenced_list_from_several_threads),
	{}
};

WINWORK_SUITE(rtl_list);
