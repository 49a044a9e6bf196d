/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_interlocked: interlocked operations.
 */
#include "support.h"

static void rtl_interlocked_test_interlocked_results(struct kunit *test)
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

/* Names of their own for flags, of which a driver changes some. */
static void rtl_interlocked_test_bits_of_flags(struct kunit *test)
{
	ULONG flags = 0x80000005;

	KUNIT_EXPECT_EQ(test, RtlInterlockedSetBits(&flags, 0x12), (LONG)0x80000005);
	KUNIT_EXPECT_EQ(test, RtlInterlockedClearBits(&flags, 0x11), (LONG)0x80000017);
	KUNIT_EXPECT_EQ(test, RtlInterlockedAndBits(&flags, 0x80000007), (LONG)0x80000006);
	KUNIT_EXPECT_EQ(test, RtlInterlockedXorBits(&flags, 0x80000003), (LONG)0x80000006);
	KUNIT_EXPECT_EQ(test, flags, 5u);
	RtlInterlockedSetBitsDiscardReturn(&flags, 0x12);
	KUNIT_EXPECT_EQ(test, flags, 0x17u);
	RtlInterlockedClearBitsDiscardReturn(&flags, 0x11);
	KUNIT_EXPECT_EQ(test, flags, 6u);
	RtlInterlockedAndBitsDiscardReturn(&flags, 0xc);
	KUNIT_EXPECT_EQ(test, flags, 4u);
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

static void rtl_interlocked_test_interlocked_from_all_cpus(struct kunit *test)
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

static struct kunit_case rtl_interlocked_cases[] = {
	KUNIT_CASE(rtl_interlocked_test_interlocked_results),
	KUNIT_CASE(rtl_interlocked_test_bits_of_flags),
	KUNIT_CASE(rtl_interlocked_test_interlocked_from_all_cpus),
	{}
};

WINWORK_SUITE(rtl_interlocked);
