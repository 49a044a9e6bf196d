/* SPDX-License-Identifier: GPL-2.0 */
/*
 * References and per-CPU counts on the host's threads. Built once with ASan and UBSan, once with
 * TSan.
 */
#include "ob/reference.hpp"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

using namespace ww;

namespace {

std::atomic<int> wakes;
std::atomic<int> ends;

struct Owned {
	alignas(16) PercpuCount percpu_count;
	Reference reference;
};

void count_end(Reference *)
{
	ends++;
}

template <typename Body>
void on_threads(int count, Body body)
{
	std::vector<std::thread> threads;

	for (int i = 0; i < count; i++)
		threads.emplace_back(body, i);
	for (std::thread &thread : threads)
		thread.join();
}

} /* namespace */

extern "C" void ww_gate_wake()
{
	wakes++;
}

TEST(reference, ends_once_when_all_let_go)
{
	UnloadCount unload_count;
	Reference reference;

	ends = 0;
	reference.init(unload_count, false, count_end);
	for (int i = 0; i < 4; i++)
		reference.acquire();
	on_threads(5, [&](int) { reference.release(); });
	EXPECT_EQ(ends, 1);
	EXPECT_FALSE(reference.is_live());
}

TEST(reference, no_activity_begins_after_the_last_reference)
{
	UnloadCount unload_count;
	Owned owned;

	owned.reference.init(unload_count, true, count_end);
	EXPECT_TRUE(owned.reference.try_acquire_activity(stripe_of(0)));
	owned.reference.release_counted_activity(stripe_of(0));
	owned.reference.switch_to_atomic();
	EXPECT_TRUE(owned.reference.try_acquire_activity(stripe_of(0)));
	owned.reference.release();
	owned.reference.release_counted_activity(stripe_of(0));
	EXPECT_FALSE(owned.reference.is_live());
	EXPECT_FALSE(owned.reference.try_acquire_activity(stripe_of(0)));
	EXPECT_EQ(unload_count.percpu_count().begun(), unload_count.percpu_count().ended());
}

TEST(reference, tally_is_even_when_activities_end_elsewhere)
{
	UnloadCount unload_count;
	Owned owned;

	owned.reference.init(unload_count, true, count_end);
	on_threads(4, [&](int i) {
		for (int round = 0; round < 5000; round++) {
			owned.reference.acquire_activity(stripe_of(i));
			owned.reference.release_activity(stripe_of(i + 1));
		}
	});
	EXPECT_EQ(owned.percpu_count.begun(), owned.percpu_count.ended());
	EXPECT_EQ(owned.percpu_count.begun(), 20000);
	EXPECT_EQ(owned.reference.count(), 1u);
}

TEST(reference, gather_loses_no_activity)
{
	for (int round = 0; round < 200; round++) {
		UnloadCount unload_count;
		Owned owned;

		owned.reference.init(unload_count, true, count_end);
		on_threads(3, [&](int i) {
			if (i == 2) {
				owned.reference.switch_to_atomic();
				return;
			}
			for (int each = 0; each < 20; each++) {
				owned.reference.acquire_counted_activity(stripe_of(i));
				owned.reference.release_counted_activity(stripe_of(i));
				owned.reference.acquire_activity(stripe_of(i));
				owned.reference.release_activity(stripe_of(i));
			}
		});
		EXPECT_EQ(owned.reference.count(), 1u);
		EXPECT_EQ(owned.reference.activities(), 0u);
		EXPECT_EQ(unload_count.percpu_count().begun(), unload_count.percpu_count().ended());
	}
}

TEST(reference, closed_lets_nobody_in)
{
	UnloadCount unload_count;
	Owned owned;

	owned.reference.init(unload_count, true, count_end);
	owned.reference.switch_to_atomic();
	EXPECT_TRUE(owned.reference.close());
	EXPECT_FALSE(owned.reference.close());
	EXPECT_FALSE(owned.reference.try_acquire());
	EXPECT_FALSE(owned.reference.try_acquire_activity(stripe_of(0)));
	EXPECT_TRUE(owned.reference.is_run_down());
}

TEST(reference, a_live_object_takes_activities_though_closed)
{
	UnloadCount unload_count;
	Owned owned;

	owned.reference.init(unload_count, true, count_end);
	EXPECT_TRUE(owned.reference.acquire_activity_of_live(stripe_of(0)));
	owned.reference.release_counted_activity(stripe_of(0));
	owned.reference.switch_to_atomic();
	owned.reference.close();
	EXPECT_TRUE(owned.reference.acquire_activity_of_live(stripe_of(0)));
	ends = 0;
	owned.reference.release();
	EXPECT_EQ(ends, 0);
	owned.reference.release_counted_activity(stripe_of(0));
	EXPECT_EQ(ends, 1);
	EXPECT_FALSE(owned.reference.acquire_activity_of_live(stripe_of(0)));
	EXPECT_EQ(owned.reference.count(), 0u);
	EXPECT_EQ(unload_count.percpu_count().begun(), unload_count.percpu_count().ended());
}

TEST(reference, release_above_keeps_what_it_must)
{
	UnloadCount unload_count;
	Reference reference;
	ww_u32 before = 0;

	reference.init(unload_count, false, count_end);
	EXPECT_FALSE(reference.release_above(1, before));
	EXPECT_EQ(before, 1u);
	reference.acquire();
	EXPECT_TRUE(reference.release_above(1, before));
	EXPECT_EQ(before, 2u);
	EXPECT_EQ(reference.count(), 1u);
}

TEST(reference, release_above_leaves_kept_references)
{
	UnloadCount unload_count;
	Reference reference;
	ww_u32 before = 0;

	reference.init(unload_count, false, count_end);
	reference.keep();
	reference.acquire_kept();
	EXPECT_TRUE(reference.try_acquire_kept());
	EXPECT_EQ(reference.count(), 3u);
	EXPECT_EQ(reference.activities(), 0u);
	EXPECT_FALSE(reference.release_above(0, before));
	EXPECT_EQ(before, 3u);
	reference.acquire_activity(stripe_of(0));
	EXPECT_EQ(reference.activities(), 1u);
	EXPECT_FALSE(reference.release_above(0, before));
	reference.release_activity(stripe_of(0));
	reference.give();
	EXPECT_TRUE(reference.release_above(0, before));
	EXPECT_FALSE(reference.release_above(0, before));
	EXPECT_EQ(before, 2u);
	reference.release_kept();
	EXPECT_EQ(reference.count(), 1u);
	EXPECT_EQ(reference.activities(), 0u);
}

TEST(reference, a_waiter_is_woken_by_the_last_end)
{
	UnloadCount unload_count;

	wakes = 0;
	UnloadCount::waiters.fetch_add(1);
	unload_count.begin(stripe_of(0));
	unload_count.end(stripe_of(1));
	UnloadCount::waiters.fetch_sub(1);
	EXPECT_EQ(wakes, 1);
}
