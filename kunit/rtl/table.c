/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_table: generic tables as balanced trees and as splay trees. The rows run for both.
 */
#include "support.h"

enum { KEYS = 150 };

struct element {
	ULONG key;
	ULONG value;
};

/* The record of a table's routines. */
struct host {
	ULONG elements;
	ULONG calls;
	bool no_memory;
};

static RTL_GENERIC_COMPARE_RESULTS order_of(PVOID one, PVOID other)
{
	const ULONG a = ((struct element *)one)->key, b = ((struct element *)other)->key;

	return a < b ? GenericLessThan : a > b ? GenericGreaterThan : GenericEqual;
}

static PVOID host_allocate(struct host *host, CLONG size)
{
	if (host->no_memory)
		return NULL;
	host->elements++;
	return ExAllocatePoolWithTag(NonPagedPool, size, 'lbTK');
}

static void host_free(struct host *host, PVOID memory)
{
	host->elements--;
	ExFreePoolWithTag(memory, 'lbTK');
}

static RTL_GENERIC_COMPARE_RESULTS NTAPI compare_avl(PRTL_AVL_TABLE table, PVOID one, PVOID other)
{
	((struct host *)table->TableContext)->calls++;
	return order_of(one, other);
}

static PVOID NTAPI allocate_avl(PRTL_AVL_TABLE table, CLONG size)
{
	return host_allocate(table->TableContext, size);
}

static VOID NTAPI free_avl(PRTL_AVL_TABLE table, PVOID memory)
{
	host_free(table->TableContext, memory);
}

static RTL_GENERIC_COMPARE_RESULTS NTAPI compare_splay(PRTL_GENERIC_TABLE table, PVOID one,
						       PVOID other)
{
	((struct host *)table->TableContext)->calls++;
	return order_of(one, other);
}

static PVOID NTAPI allocate_splay(PRTL_GENERIC_TABLE table, CLONG size)
{
	return host_allocate(table->TableContext, size);
}

static VOID NTAPI free_splay(PRTL_GENERIC_TABLE table, PVOID memory)
{
	host_free(table->TableContext, memory);
}

struct tables {
	RTL_AVL_TABLE avl;
	RTL_GENERIC_TABLE splay;
	struct host avl_host, splay_host;
	bool there[KEYS];
	ULONG count;
	ULONG seed;
};

static ULONG next_random(struct tables *tables)
{
	tables->seed = tables->seed * 1664525 + 1013904223;
	return tables->seed >> 8;
}

static struct tables *new_tables(struct kunit *test)
{
	struct tables *tables = case_alloc_array(test, 1, struct tables);

	RtlInitializeGenericTableAvl(&tables->avl, compare_avl, allocate_avl, free_avl,
				     &tables->avl_host);
	RtlInitializeGenericTable(&tables->splay, compare_splay, allocate_splay, free_splay,
				  &tables->splay_host);
	tables->seed = 7;
	return tables;
}

static void insert(struct kunit *test, struct tables *tables, ULONG key, ULONG value)
{
	struct element element = { key, value };
	const BOOLEAN expected = !tables->there[key];
	BOOLEAN added = 2;
	struct element *found;

	found = RtlInsertElementGenericTableAvl(&tables->avl, &element, sizeof(element), &added);
	KUNIT_ASSERT_NOT_NULL(test, found);
	KUNIT_ASSERT_EQ(test, found->key, key);
	KUNIT_ASSERT_EQ(test, added, expected);
	found = RtlInsertElementGenericTable(&tables->splay, &element, sizeof(element), &added);
	KUNIT_ASSERT_NOT_NULL(test, found);
	KUNIT_ASSERT_EQ(test, found->key, key);
	KUNIT_ASSERT_EQ(test, added, expected);
	tables->count += expected;
	tables->there[key] = true;
}

static void delete(struct kunit *test, struct tables *tables, ULONG key)
{
	struct element element = { key };
	const BOOLEAN expected = tables->there[key];

	KUNIT_ASSERT_EQ(test, RtlDeleteElementGenericTableAvl(&tables->avl, &element), expected);
	KUNIT_ASSERT_EQ(test, RtlDeleteElementGenericTable(&tables->splay, &element), expected);
	tables->count -= expected;
	tables->there[key] = false;
}

/* Returns the height; the difference of two subtrees is that of the node, and at most 1. */
static int balanced_height(struct kunit *test, PRTL_BALANCED_LINKS links)
{
	int left, right;

	if (!links)
		return 0;
	left = balanced_height(test, links->LeftChild);
	right = balanced_height(test, links->RightChild);
	KUNIT_EXPECT_EQ(test, (int)(signed char)links->Balance, right - left);
	KUNIT_EXPECT_LE(test, abs(right - left), 1);
	if (links->LeftChild)
		KUNIT_EXPECT_PTR_EQ(test, links->LeftChild->Parent, links);
	if (links->RightChild)
		KUNIT_EXPECT_PTR_EQ(test, links->RightChild->Parent, links);
	return 1 + max(left, right);
}

/* Both tables have the elements of the model, in order. */
static void check(struct kunit *test, struct tables *tables)
{
	PVOID avl_key = NULL, splay_key = NULL;
	struct element *element;
	ULONG key, number = 0;

	KUNIT_ASSERT_EQ(test, RtlNumberGenericTableElementsAvl(&tables->avl), tables->count);
	KUNIT_ASSERT_EQ(test, RtlNumberGenericTableElements(&tables->splay), tables->count);
	KUNIT_ASSERT_EQ(test, (bool)RtlIsGenericTableEmptyAvl(&tables->avl), !tables->count);
	KUNIT_ASSERT_EQ(test, (bool)RtlIsGenericTableEmpty(&tables->splay), !tables->count);
	KUNIT_ASSERT_EQ(test, tables->avl_host.elements, tables->count);
	KUNIT_ASSERT_EQ(test, tables->splay_host.elements, tables->count);
	for (key = 0; key < KEYS; key++) {
		if (!tables->there[key])
			continue;
		element = RtlEnumerateGenericTableWithoutSplayingAvl(&tables->avl, &avl_key);
		KUNIT_ASSERT_NOT_NULL(test, element);
		KUNIT_ASSERT_EQ(test, element->key, key);
		KUNIT_ASSERT_PTR_EQ(test, (struct element *)RtlGetElementGenericTableAvl(
						  &tables->avl, number++), element);
		element = RtlEnumerateGenericTableWithoutSplaying(&tables->splay, &splay_key);
		KUNIT_ASSERT_NOT_NULL(test, element);
		KUNIT_ASSERT_EQ(test, element->key, key);
	}
	KUNIT_EXPECT_NULL(test, RtlEnumerateGenericTableWithoutSplayingAvl(&tables->avl, &avl_key));
	KUNIT_EXPECT_NULL(test, RtlEnumerateGenericTableWithoutSplaying(&tables->splay, &splay_key));
	KUNIT_EXPECT_NULL(test, RtlGetElementGenericTableAvl(&tables->avl, tables->count));
	KUNIT_EXPECT_NULL(test, RtlGetElementGenericTable(&tables->splay, tables->count));
	KUNIT_EXPECT_EQ(test, balanced_height(test, tables->avl.BalancedRoot.RightChild),
			(int)tables->avl.DepthOfTree);
}

static void delete_all(struct kunit *test, struct tables *tables)
{
	ULONG key;

	for (key = 0; key < KEYS; key++)
		delete(test, tables, key);
	check(test, tables);
}

static void rtl_table_test_elements_stay_in_order(struct kunit *test)
{
	struct tables *tables = new_tables(test);
	ULONG round;

	check(test, tables);
	for (round = 0; round < 2000; round++) {
		const ULONG key = next_random(tables) % KEYS;

		/* First the tables grow, then they shrink. */
		if (next_random(tables) % 100 < (round < 1000 ? 70U : 30U))
			insert(test, tables, key, round);
		else
			delete(test, tables, key);
		if (round % 50 == 0)
			check(test, tables);
	}
	delete_all(test, tables);
}

static void rtl_table_test_ascending_keys_stay_shallow(struct kunit *test)
{
	struct tables *tables = new_tables(test);
	struct element element = {};
	ULONG key;

	for (key = 0; key < KEYS; key++)
		insert(test, tables, key, key);
	check(test, tables);
	/* 1.44 * log2(150) */
	KUNIT_EXPECT_LE(test, tables->avl.DepthOfTree, 10U);
	tables->avl_host.calls = 0;
	for (key = 0; key < KEYS; key++) {
		element.key = key;
		KUNIT_EXPECT_NOT_NULL(test, RtlLookupElementGenericTableAvl(&tables->avl, &element));
	}
	KUNIT_EXPECT_LE(test, tables->avl_host.calls, 10U * KEYS);
	delete_all(test, tables);
}

static void rtl_table_test_lookup(struct kunit *test)
{
	struct tables *tables = new_tables(test);
	struct element element = { 5, 50 }, *found;
	TABLE_SEARCH_RESULT result;
	PVOID place = &element, key;
	BOOLEAN added;

	KUNIT_EXPECT_NULL(test, RtlLookupElementGenericTableFullAvl(&tables->avl, &element, &place,
								    &result));
	KUNIT_EXPECT_EQ(test, result, TableEmptyTree);
	KUNIT_EXPECT_NULL(test, RtlLookupElementGenericTableFull(&tables->splay, &element, &place, &result));
	KUNIT_EXPECT_EQ(test, result, TableEmptyTree);
	KUNIT_EXPECT_PTR_EQ(test, place, (void *)&element);
	insert(test, tables, 4, 40);
	insert(test, tables, 6, 60);
	KUNIT_EXPECT_NULL(test, RtlLookupElementGenericTableFullAvl(&tables->avl, &element, &place,
								    &result));
	found = RtlInsertElementGenericTableFullAvl(&tables->avl, &element, sizeof(element), &added,
						    place, result);
	KUNIT_ASSERT_NOT_NULL(test, found);
	KUNIT_EXPECT_TRUE(test, added);
	KUNIT_EXPECT_NULL(test, RtlLookupElementGenericTableFull(&tables->splay, &element, &place,
								 &result));
	KUNIT_ASSERT_NOT_NULL(test, RtlInsertElementGenericTableFull(
					    &tables->splay, &element, sizeof(element), &added, place,
					    result));
	tables->there[5] = true;
	tables->count++;
	check(test, tables);

	element.value = 0;
	found = RtlLookupElementGenericTableAvl(&tables->avl, &element);
	KUNIT_ASSERT_NOT_NULL(test, found);
	KUNIT_EXPECT_EQ(test, found->value, 50U);
	KUNIT_EXPECT_PTR_EQ(test, (struct element *)RtlLookupFirstMatchingElementGenericTableAvl(
					  &tables->avl, &element, &key), found);
	found = RtlEnumerateGenericTableWithoutSplayingAvl(&tables->avl, &key);
	KUNIT_ASSERT_NOT_NULL(test, found);
	KUNIT_EXPECT_EQ(test, found->key, 6U);
	found = RtlLookupElementGenericTable(&tables->splay, &element);
	KUNIT_ASSERT_NOT_NULL(test, found);
	KUNIT_EXPECT_EQ(test, found->value, 50U);
	/* The element that was looked up is the root. */
	KUNIT_EXPECT_PTR_EQ(test, (PVOID)((PUCHAR)tables->splay.TableRoot +
					  sizeof(RTL_SPLAY_LINKS) + sizeof(LIST_ENTRY)),
			    (PVOID)found);
	/* A number that was found before counts anew behind an insertion. */
	KUNIT_EXPECT_EQ(test, ((struct element *)RtlGetElementGenericTableAvl(&tables->avl, 1))->key,
			5U);
	insert(test, tables, 1, 10);
	KUNIT_EXPECT_EQ(test, ((struct element *)RtlGetElementGenericTableAvl(&tables->avl, 1))->key,
			4U);
	element.key = 9;
	KUNIT_EXPECT_NULL(test, RtlLookupElementGenericTable(&tables->splay, &element));
	KUNIT_EXPECT_NULL(test, RtlLookupFirstMatchingElementGenericTableAvl(&tables->avl, &element,
									     &key));
	delete_all(test, tables);
}

static void rtl_table_test_enumeration_goes_on_behind_a_deleted_element(struct kunit *test)
{
	struct tables *tables = new_tables(test);
	struct element *element;
	ULONG key, avl = 0, splay = 0;

	for (key = 0; key < 20; key++)
		insert(test, tables, (key * 7) % 20, key);
	for (element = RtlEnumerateGenericTableAvl(&tables->avl, TRUE); element;
	     element = RtlEnumerateGenericTableAvl(&tables->avl, FALSE)) {
		struct element copy = *element;

		KUNIT_EXPECT_EQ(test, copy.key, avl++);
		KUNIT_EXPECT_TRUE(test, RtlDeleteElementGenericTableAvl(&tables->avl, &copy));
	}
	KUNIT_EXPECT_EQ(test, avl, 20U);
	for (element = RtlEnumerateGenericTable(&tables->splay, TRUE); element;
	     element = RtlEnumerateGenericTable(&tables->splay, FALSE))
		KUNIT_EXPECT_EQ(test, element->key, splay++);
	KUNIT_EXPECT_EQ(test, splay, 20U);
	/* The numbers of the splay table are those of the insertions. */
	for (key = 20; key--;) {
		element = RtlGetElementGenericTable(&tables->splay, key);
		KUNIT_ASSERT_NOT_NULL(test, element);
		KUNIT_EXPECT_EQ(test, element->value, key);
	}
	while ((element = RtlEnumerateGenericTable(&tables->splay, TRUE))) {
		struct element copy = *element;

		KUNIT_ASSERT_TRUE(test, RtlDeleteElementGenericTable(&tables->splay, &copy));
	}
	KUNIT_EXPECT_EQ(test, tables->splay_host.elements + tables->avl_host.elements, 0U);
}

static void rtl_table_test_no_memory(struct kunit *test)
{
	struct tables *tables = new_tables(test);
	struct element element = { 1, 2 };
	BOOLEAN added = TRUE;

	insert(test, tables, 1, 1);
	tables->avl_host.no_memory = tables->splay_host.no_memory = true;
	element.key = 2;
	KUNIT_EXPECT_NULL(test, RtlInsertElementGenericTableAvl(&tables->avl, &element,
								sizeof(element), &added));
	KUNIT_EXPECT_FALSE(test, added);
	KUNIT_EXPECT_NULL(test, RtlInsertElementGenericTable(&tables->splay, &element,
							     sizeof(element), NULL));
	/* An element that is there needs none. */
	insert(test, tables, 1, 3);
	check(test, tables);
	delete_all(test, tables);
}

static void rtl_table_test_links_of_a_drivers_own_tree(struct kunit *test)
{
	RTL_SPLAY_LINKS links[7];
	PRTL_SPLAY_LINKS root = &links[3], at;
	int i;

	for (i = 0; i < 7; i++)
		RtlInitializeSplayLinks(&links[i]);
	RtlInsertAsLeftChild(root, &links[1]);
	RtlInsertAsRightChild(root, &links[5]);
	RtlInsertAsLeftChild(&links[1], &links[0]);
	RtlInsertAsRightChild(&links[1], &links[2]);
	RtlInsertAsLeftChild(&links[5], &links[4]);
	RtlInsertAsRightChild(&links[5], &links[6]);

	KUNIT_EXPECT_PTR_EQ(test, RtlSubtreeSuccessor(&links[3]), &links[4]);
	KUNIT_EXPECT_PTR_EQ(test, RtlSubtreePredecessor(&links[3]), &links[2]);
	KUNIT_EXPECT_NULL(test, RtlSubtreeSuccessor(&links[2]));
	root = RtlSplay(&links[2]);
	KUNIT_EXPECT_PTR_EQ(test, root, &links[2]);
	for (i = 0, at = &links[0]; i < 7; i++, at = RtlRealSuccessor(at))
		KUNIT_EXPECT_PTR_EQ(test, at, &links[i]);
	KUNIT_EXPECT_NULL(test, at);
	for (i = 7, at = &links[6]; i--; at = RtlRealPredecessor(at))
		KUNIT_EXPECT_PTR_EQ(test, at, &links[i]);
	KUNIT_EXPECT_NULL(test, at);

	root = RtlDelete(&links[3]);
	KUNIT_EXPECT_TRUE(test, RtlIsRoot(root));
	KUNIT_EXPECT_PTR_EQ(test, RtlRealSuccessor(&links[2]), &links[4]);
	RtlDeleteNoSplay(&links[2], &root);
	KUNIT_EXPECT_TRUE(test, RtlIsRoot(root));
	KUNIT_EXPECT_PTR_EQ(test, RtlRealSuccessor(&links[1]), &links[4]);
	for (i = 0; i < 7; i++)
		if (i != 2 && i != 3)
			RtlDeleteNoSplay(&links[i], &root);
	KUNIT_EXPECT_NULL(test, root);
}

static struct kunit_case rtl_table_cases[] = {
	KUNIT_CASE(rtl_table_test_elements_stay_in_order),
	KUNIT_CASE(rtl_table_test_ascending_keys_stay_shallow),
	KUNIT_CASE(rtl_table_test_lookup),
	KUNIT_CASE(rtl_table_test_enumeration_goes_on_behind_a_deleted_element),
	KUNIT_CASE(rtl_table_test_no_memory),
	KUNIT_CASE(rtl_table_test_links_of_a_drivers_own_tree),
	{}
};

WINWORK_SUITE(rtl_table);
