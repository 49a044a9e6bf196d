/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_hash_table: dynamic hash tables.
 */
#include "support.h"

enum { FEWEST = 128, ITEMS = 600 };

struct item {
	RTL_DYNAMIC_HASH_TABLE_ENTRY link;
	ULONG number;
	ULONG seen;
};

static struct item *item_of(PRTL_DYNAMIC_HASH_TABLE_ENTRY entry)
{
	return entry ? CONTAINING_RECORD(entry, struct item, link) : NULL;
}

static struct item *items(struct kunit *test, ULONG count)
{
	struct item *all = case_alloc_array(test, count, struct item);
	ULONG i;

	for (i = 0; i < count; i++)
		all[i].number = i;
	return all;
}

/* Spreads over the buckets; three items have each signature. */
static ULONG_PTR signature_of(ULONG number)
{
	return (number / 3 + 1) * 0x9e3779b97f4a7c15ULL;
}

static ULONG count_of(PRTL_DYNAMIC_HASH_TABLE table, ULONG_PTR signature)
{
	RTL_DYNAMIC_HASH_TABLE_CONTEXT context;
	PRTL_DYNAMIC_HASH_TABLE_ENTRY entry;
	ULONG count = 0;

	for (entry = RtlLookupEntryHashTable(table, signature, &context); entry;
	     entry = RtlGetNextEntryHashTable(table, &context))
		count += entry->Signature == signature;
	return count;
}

/* Every signature is found three times, whatever the buckets are. */
static void expect_all_found(struct kunit *test, PRTL_DYNAMIC_HASH_TABLE table, int line)
{
	ULONG i;

	for (i = 0; i < ITEMS; i += 3)
		KUNIT_ASSERT_EQ_MSG(test, count_of(table, signature_of(i)), 3u, "line %d, item %u",
				    line, i);
	KUNIT_EXPECT_EQ(test, RtlTotalEntriesHashTable(table), (ULONG)ITEMS);
	KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table) + RtlEmptyBucketsHashTable(table),
			RtlTotalBucketsHashTable(table));
}

static void fill(struct kunit *test, PRTL_DYNAMIC_HASH_TABLE table, struct item *all)
{
	ULONG i;

	for (i = 0; i < ITEMS; i++)
		KUNIT_ASSERT_TRUE(test, RtlInsertEntryHashTable(table, &all[i].link,
								signature_of(i), NULL));
}

static void empty(PRTL_DYNAMIC_HASH_TABLE table, struct item *all, ULONG count)
{
	ULONG i;

	for (i = 0; i < count; i++)
		RtlRemoveEntryHashTable(table, &all[i].link, NULL);
}

static void rtl_hash_table_test_tables_are_made_and_deleted(struct kunit *test)
{
	RTL_DYNAMIC_HASH_TABLE own;
	PRTL_DYNAMIC_HASH_TABLE table = NULL;

	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 0, 0));
	KUNIT_ASSERT_TRUE(test, table != NULL);
	KUNIT_EXPECT_EQ(test, table->Flags, (ULONG)RTL_HASH_ALLOCATED_HEADER);
	KUNIT_EXPECT_EQ(test, RtlTotalBucketsHashTable(table), (ULONG)FEWEST);
	KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table), 0u);
	KUNIT_EXPECT_EQ(test, RtlEmptyBucketsHashTable(table), (ULONG)FEWEST);
	KUNIT_EXPECT_EQ(test, RtlTotalEntriesHashTable(table), 0u);
	KUNIT_EXPECT_EQ(test, RtlActiveEnumeratorsHashTable(table), 0u);
	RtlDeleteHashTable(table);

	/* A structure of the driver's stays the driver's. */
	memset(&own, 0x5a, sizeof(own));
	table = &own;
	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 4, 0));
	KUNIT_EXPECT_PTR_EQ(test, table, &own);
	KUNIT_EXPECT_EQ(test, own.Flags, 0u);
	KUNIT_EXPECT_EQ(test, own.Shift, 4u);
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

static void rtl_hash_table_test_wrong_parameters_are_refused(struct kunit *test)
{
	PRTL_DYNAMIC_HASH_TABLE table = NULL;

	KUNIT_EXPECT_FALSE(test, RtlCreateHashTable(&table, 64, 0));
	expect_refusal(test, __LINE__, false, "RtlCreateHashTable", STATUS_INVALID_PARAMETER,
		       "Shift");
	KUNIT_EXPECT_FALSE(test, RtlCreateHashTable(&table, 0, 1));
	KUNIT_EXPECT_TRUE(test, table == NULL);
	EXPECT_NO_REPORT(test);
}

/* Each of the three allocations may fail, and nothing is left then. Linux's own ones count as well. */
static void rtl_hash_table_test_no_memory(struct kunit *test)
{
	PRTL_DYNAMIC_HASH_TABLE table = NULL;
	int nth, failures = 0;
	bool attempted;
	ULONG i;

	NEED_FAULT_INJECTION(test);
	for (nth = 1, attempted = true; attempted; nth++) {
		BOOLEAN made;

		fail_allocation(nth);
		made = RtlCreateHashTable(&table, 0, 0);
		attempted = allocation_was_attempted();
		KUNIT_ASSERT_EQ(test, (bool)made, table != NULL);
		failures += !made;
		if (made)
			RtlDeleteHashTable(table);
		table = NULL;
	}
	KUNIT_EXPECT_EQ(test, failures, 3);
	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 0, 0));
	fail_next_allocation();
	KUNIT_EXPECT_FALSE(test, RtlExpandHashTable(table));
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	KUNIT_EXPECT_EQ(test, RtlTotalBucketsHashTable(table), (ULONG)FEWEST);
	/* The memory of the first bucket more is enough for as many buckets as there are. */
	KUNIT_EXPECT_TRUE(test, RtlExpandHashTable(table));
	fail_next_allocation();
	for (i = 1; i < FEWEST; i++)
		KUNIT_EXPECT_TRUE(test, RtlExpandHashTable(table));
	KUNIT_EXPECT_FALSE(test, allocation_was_attempted());
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

static void rtl_hash_table_test_entries_are_found_and_removed(struct kunit *test)
{
	struct item *all = items(test, ITEMS);
	PRTL_DYNAMIC_HASH_TABLE table = NULL;
	ULONG i;

	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 0, 0));
	KUNIT_EXPECT_TRUE(test, RtlLookupEntryHashTable(table, 5, NULL) == NULL);
	fill(test, table, all);
	expect_all_found(test, table, __LINE__);
	KUNIT_EXPECT_EQ(test, RtlTotalBucketsHashTable(table), (ULONG)FEWEST);
	for (i = 0; i < ITEMS; i++) {
		KUNIT_ASSERT_TRUE(test, RtlRemoveEntryHashTable(table, &all[i].link, NULL));
		KUNIT_ASSERT_EQ(test, count_of(table, signature_of(i)), 2 - i % 3);
	}
	KUNIT_EXPECT_EQ(test, RtlTotalEntriesHashTable(table), 0u);
	KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table), 0u);
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

/* 0 is the signature of enumerators. */
static void rtl_hash_table_test_signature_zero_counts_as_one(struct kunit *test)
{
	struct item *all = items(test, 2);
	PRTL_DYNAMIC_HASH_TABLE table = NULL;

	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 0, 0));
	RtlInsertEntryHashTable(table, &all[0].link, RTL_HASH_RESERVED_SIGNATURE, NULL);
	KUNIT_EXPECT_EQ(test, all[0].link.Signature, (ULONG_PTR)1);
	KUNIT_EXPECT_PTR_EQ(test, item_of(RtlLookupEntryHashTable(table, 0, NULL)), &all[0]);
	KUNIT_EXPECT_PTR_EQ(test, item_of(RtlLookupEntryHashTable(table, 1, NULL)), &all[0]);
	empty(table, all, 1);
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

/* The low bits that the shift names do not choose a bucket, but belong to the signature. */
static void rtl_hash_table_test_shift(struct kunit *test)
{
	struct item *all = items(test, 16);
	PRTL_DYNAMIC_HASH_TABLE table = NULL;
	ULONG i;

	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 4, 0));
	for (i = 0; i < 16; i++)
		RtlInsertEntryHashTable(table, &all[i].link, 0x100 + i, NULL);
	KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table), 1u);
	for (i = 0; i < 16; i++)
		KUNIT_EXPECT_PTR_EQ(test, item_of(RtlLookupEntryHashTable(table, 0x100 + i, NULL)),
				    &all[i]);
	empty(table, all, 16);
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

/* An entry goes before others with its signature, or to the place of the context. */
static void rtl_hash_table_test_contexts(struct kunit *test)
{
	struct item *all = items(test, 4);
	RTL_DYNAMIC_HASH_TABLE_CONTEXT context;
	PRTL_DYNAMIC_HASH_TABLE table = NULL;

	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 0, 0));
	KUNIT_EXPECT_TRUE(test, RtlLookupEntryHashTable(table, 7, &context) == NULL);
	RtlInsertEntryHashTable(table, &all[0].link, 7, &context);
	RtlInsertEntryHashTable(table, &all[1].link, 7, NULL);
	KUNIT_EXPECT_PTR_EQ(test, item_of(RtlLookupEntryHashTable(table, 7, &context)), &all[1]);
	KUNIT_EXPECT_PTR_EQ(test, item_of(RtlGetNextEntryHashTable(table, &context)), &all[0]);
	/* Now the place is that of the second one. */
	RtlInsertEntryHashTable(table, &all[2].link, 7, &context);
	KUNIT_EXPECT_PTR_EQ(test, item_of(RtlLookupEntryHashTable(table, 7, &context)), &all[1]);
	KUNIT_EXPECT_PTR_EQ(test, item_of(RtlGetNextEntryHashTable(table, &context)), &all[2]);
	KUNIT_EXPECT_PTR_EQ(test, item_of(RtlGetNextEntryHashTable(table, &context)), &all[0]);
	KUNIT_EXPECT_TRUE(test, RtlGetNextEntryHashTable(table, &context) == NULL);

	/* A context without place receives it. */
	RtlInitHashTableContext(&context);
	RtlRemoveEntryHashTable(table, &all[1].link, &context);
	KUNIT_EXPECT_TRUE(test, context.ChainHead != NULL);
	RtlInsertEntryHashTable(table, &all[3].link, 7, &context);
	KUNIT_EXPECT_PTR_EQ(test, item_of(RtlLookupEntryHashTable(table, 7, NULL)), &all[3]);
	RtlReleaseHashTableContext(&context);
	/* The place of another signature is not used. */
	RtlLookupEntryHashTable(table, 8, &context);
	RtlInsertEntryHashTable(table, &all[1].link, 7, &context);
	KUNIT_EXPECT_EQ(test, count_of(table, 7), 4u);
	empty(table, all, 4);
	KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table), 0u);
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

static void rtl_hash_table_test_number_of_buckets(struct kunit *test)
{
	struct item *all = items(test, ITEMS);
	PRTL_DYNAMIC_HASH_TABLE table = NULL;
	ULONG buckets;

	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 0, 0));
	fill(test, table, all);
	for (buckets = FEWEST + 1; buckets <= 5 * FEWEST; buckets++) {
		KUNIT_ASSERT_TRUE(test, RtlExpandHashTable(table));
		KUNIT_ASSERT_EQ(test, RtlTotalBucketsHashTable(table), buckets);
		expect_all_found(test, table, __LINE__);
	}
	KUNIT_EXPECT_GT(test, RtlNonEmptyBucketsHashTable(table), (ULONG)FEWEST);
	for (buckets = 5 * FEWEST - 1; buckets >= FEWEST; buckets--) {
		KUNIT_ASSERT_TRUE(test, RtlContractHashTable(table));
		KUNIT_ASSERT_EQ(test, RtlTotalBucketsHashTable(table), buckets);
		expect_all_found(test, table, __LINE__);
	}
	KUNIT_EXPECT_FALSE(test, RtlContractHashTable(table));
	KUNIT_EXPECT_EQ(test, RtlTotalBucketsHashTable(table), (ULONG)FEWEST);
	empty(table, all, ITEMS);
	KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table), 0u);
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

/* The two kinds of enumeration. */
static const struct {
	BOOLEAN (NTAPI *begin)(PRTL_DYNAMIC_HASH_TABLE table,
			       PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR enumerator);
	PRTL_DYNAMIC_HASH_TABLE_ENTRY (NTAPI *next)(PRTL_DYNAMIC_HASH_TABLE table,
						    PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR enumerator);
	VOID (NTAPI *end)(PRTL_DYNAMIC_HASH_TABLE table,
			  PRTL_DYNAMIC_HASH_TABLE_ENUMERATOR enumerator);
} kinds[] = {
	{ RtlInitEnumerationHashTable, RtlEnumerateEntryHashTable, RtlEndEnumerationHashTable },
	{ RtlInitWeakEnumerationHashTable, RtlWeaklyEnumerateEntryHashTable,
	  RtlEndWeakEnumerationHashTable },
};

static void rtl_hash_table_test_enumeration(struct kunit *test)
{
	struct item *all = items(test, ITEMS);
	RTL_DYNAMIC_HASH_TABLE_ENUMERATOR one, other;
	PRTL_DYNAMIC_HASH_TABLE table = NULL;
	struct item *item;
	ULONG i, used;
	int kind;

	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 0, 0));
	fill(test, table, all);
	used = RtlNonEmptyBucketsHashTable(table);
	for (kind = 0; kind < (int)ARRAY_SIZE(kinds); kind++) {
		KUNIT_ASSERT_TRUE(test, kinds[kind].begin(table, &one));
		KUNIT_ASSERT_TRUE(test, kinds[kind].begin(table, &other));
		KUNIT_EXPECT_EQ(test, RtlActiveEnumeratorsHashTable(table), 2u);
		KUNIT_EXPECT_FALSE(test, RtlExpandHashTable(table));
		KUNIT_EXPECT_FALSE(test, RtlContractHashTable(table));
		while ((item = item_of(kinds[kind].next(table, &one))) != NULL) {
			item->seen++;
			/* The other one is in the same chain, and so no entry. */
			KUNIT_ASSERT_PTR_EQ(test, item_of(kinds[kind].next(table, &other)), item);
			KUNIT_ASSERT_EQ(test, count_of(table, signature_of(item->number)), 3u);
		}
		KUNIT_EXPECT_TRUE(test, kinds[kind].next(table, &one) == NULL);
		for (i = 0; i < ITEMS; i++)
			KUNIT_EXPECT_EQ(test, all[i].seen, (ULONG)kind + 1);
		kinds[kind].end(table, &other);
		kinds[kind].end(table, &one);
		KUNIT_EXPECT_EQ(test, RtlActiveEnumeratorsHashTable(table), 0u);
		KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table), used);
	}
	KUNIT_EXPECT_TRUE(test, RtlExpandHashTable(table));
	empty(table, all, ITEMS);
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

/* Each entry is removed as soon as it is found. The table is empty then. */
static void rtl_hash_table_test_removal_during_enumeration(struct kunit *test)
{
	struct item *all = items(test, ITEMS);
	RTL_DYNAMIC_HASH_TABLE_ENUMERATOR enumerator;
	PRTL_DYNAMIC_HASH_TABLE table = NULL;
	PRTL_DYNAMIC_HASH_TABLE_ENTRY entry;
	ULONG count = 0;

	KUNIT_ASSERT_TRUE(test, RtlCreateHashTable(&table, 0, 0));
	fill(test, table, all);
	RtlInitEnumerationHashTable(table, &enumerator);
	while ((entry = RtlEnumerateEntryHashTable(table, &enumerator)) != NULL) {
		RtlRemoveEntryHashTable(table, entry, NULL);
		count++;
	}
	RtlEndEnumerationHashTable(table, &enumerator);
	KUNIT_EXPECT_EQ(test, count, (ULONG)ITEMS);
	KUNIT_EXPECT_EQ(test, RtlTotalEntriesHashTable(table), 0u);
	KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table), 0u);
	/* An empty table has nothing to enumerate. */
	RtlInitEnumerationHashTable(table, &enumerator);
	KUNIT_EXPECT_TRUE(test, RtlEnumerateEntryHashTable(table, &enumerator) == NULL);
	RtlEndEnumerationHashTable(table, &enumerator);
	KUNIT_EXPECT_EQ(test, RtlNonEmptyBucketsHashTable(table), 0u);
	RtlDeleteHashTable(table);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case rtl_hash_table_cases[] = {
	KUNIT_CASE(rtl_hash_table_test_tables_are_made_and_deleted),
	KUNIT_CASE(rtl_hash_table_test_wrong_parameters_are_refused),
	KUNIT_CASE(rtl_hash_table_test_no_memory),
	KUNIT_CASE(rtl_hash_table_test_entries_are_found_and_removed),
	KUNIT_CASE(rtl_hash_table_test_signature_zero_counts_as_one),
	KUNIT_CASE(rtl_hash_table_test_shift),
	KUNIT_CASE(rtl_hash_table_test_contexts),
	KUNIT_CASE(rtl_hash_table_test_number_of_buckets),
	KUNIT_CASE(rtl_hash_table_test_enumeration),
	KUNIT_CASE(rtl_hash_table_test_removal_during_enumeration),
	{}
};

WINWORK_SUITE(rtl_hash_table);
