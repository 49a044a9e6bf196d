/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The simulated machine: defects that it must find, and correct code that it must accept.
 */
#include "bench.hpp"

#include <gtest/gtest.h>

using sim::test::Bench;
using sim::test::load;
using sim::test::store;

namespace {

long x, y;
long seen_x, seen_y;

/* All outcomes (seen_x, seen_y) of a number of schedules of @first and @second. */
std::set<std::pair<long, long>> outcomes(bool weak, void (*first)(), void (*second)())
{
	std::set<std::pair<long, long>> found;

	for (int seed = 1; seed <= 3000; seed++) {
		Bench bench(weak);

		x = y = 0;
		seen_x = seen_y = -1;
		bench.task(0, first);
		bench.task(1, second);
		bench.run(seed);
		found.insert({ seen_x, seen_y });
	}
	return found;
}

using Pair = std::pair<long, long>;

} /* namespace */

TEST(memory_model, store_buffering_with_seq_cst_has_an_order)
{
	const auto found = outcomes(
		true, [] { store(x, 1, __ATOMIC_SEQ_CST); seen_y = load(y, __ATOMIC_SEQ_CST); },
		[] { store(y, 1, __ATOMIC_SEQ_CST); seen_x = load(x, __ATOMIC_SEQ_CST); });

	EXPECT_EQ(found, (std::set<Pair>{ { 0, 1 }, { 1, 0 }, { 1, 1 } }));
}

TEST(memory_model, store_buffering_without_it_may_miss_both)
{
	const auto found = outcomes(
		true, [] { store(x, 1, __ATOMIC_RELEASE); seen_y = load(y, __ATOMIC_ACQUIRE); },
		[] { store(y, 1, __ATOMIC_RELEASE); seen_x = load(x, __ATOMIC_ACQUIRE); });

	EXPECT_TRUE(found.contains({ 0, 0 }));
}

TEST(memory_model, a_fence_between_orders_store_and_load)
{
	const auto found = outcomes(
		true,
		[] {
			store(x, 1, __ATOMIC_RELAXED);
			sim::test::fence();
			seen_y = load(y, __ATOMIC_RELAXED);
		},
		[] {
			store(y, 1, __ATOMIC_RELAXED);
			sim::test::fence();
			seen_x = load(x, __ATOMIC_RELAXED);
		});

	EXPECT_FALSE(found.contains({ 0, 0 }));
	EXPECT_EQ(found.size(), 3u);
}

TEST(memory_model, acquire_sees_what_was_written_before_release)
{
	const auto found = outcomes(
		true, [] { store(x, 1, __ATOMIC_RELAXED); store(y, 1, __ATOMIC_RELEASE); },
		[] { seen_y = load(y, __ATOMIC_ACQUIRE); seen_x = load(x, __ATOMIC_RELAXED); });

	EXPECT_FALSE(found.contains({ 0, 1 }));
	EXPECT_TRUE(found.contains({ 1, 1 }));
	EXPECT_TRUE(found.contains({ 0, 0 }));
}

TEST(memory_model, relaxed_sees_it_or_not)
{
	const auto found = outcomes(
		true, [] { store(x, 1, __ATOMIC_RELAXED); store(y, 1, __ATOMIC_RELAXED); },
		[] { seen_y = load(y, __ATOMIC_RELAXED); seen_x = load(x, __ATOMIC_RELAXED); });

	EXPECT_TRUE(found.contains({ 0, 1 }));
}

TEST(memory_model, a_location_is_never_read_backwards)
{
	const auto found = outcomes(
		true, [] { store(x, 1, __ATOMIC_RELAXED); store(x, 2, __ATOMIC_RELAXED); },
		[] { seen_x = load(x, __ATOMIC_RELAXED); seen_y = load(x, __ATOMIC_RELAXED); });

	for (const auto &[first, second] : found)
		EXPECT_LE(first, second);
	EXPECT_TRUE(found.contains({ 0, 2 }));
}

TEST(memory_model, without_it_every_load_is_of_the_newest)
{
	const auto found = outcomes(
		false, [] { store(x, 1, __ATOMIC_RELAXED); store(y, 1, __ATOMIC_RELAXED); },
		[] { seen_y = load(y, __ATOMIC_RELAXED); seen_x = load(x, __ATOMIC_RELAXED); });

	EXPECT_FALSE(found.contains({ 0, 1 }));
	EXPECT_EQ(found.size(), 3u);
}

TEST(machine, a_wait_for_what_never_comes_is_a_deadlock)
{
	Bench bench(false);

	bench.task(0, [] {
		sim::machine.sleep_until([](void *) { return false; }, nullptr, "never", nullptr);
	});
	bench.run(1);
	EXPECT_STREQ(sim::machine.violation.kind, "deadlock");
}

/* With a look from before the change, after which nothing else happens. */
TEST(machine, a_loop_looks_again_when_all_has_happened)
{
	for (int seed = 1; seed <= 1000; seed++) {
		Bench bench(false);

		x = 0;
		bench.task(0, [] { store(x, 1, __ATOMIC_RELAXED); });
		bench.task(1, [] {
			while (!load(x, __ATOMIC_RELAXED)) {
				sim::point();
				sim::machine.relax(nullptr);
			}
		});
		bench.run(seed);
		ASSERT_STREQ(sim::machine.violation.kind, "");
	}
}

TEST(machine, a_loop_for_what_never_comes_is_a_deadlock)
{
	Bench bench(false);

	x = 0;
	bench.task(0, [] {
		while (!load(x, __ATOMIC_RELAXED))
			sim::machine.relax(nullptr);
	});
	bench.run(1);
	EXPECT_STREQ(sim::machine.violation.kind, "deadlock");
}

TEST(machine, to_sleep_with_interrupts_off_is_a_violation)
{
	Bench bench(false);

	bench.task(0, [] {
		sim::machine.running->interrupts = true;
		sim::machine.sleep_until([](void *) { return false; }, nullptr, "never", nullptr);
	});
	bench.run(1);
	EXPECT_STREQ(sim::machine.violation.kind, "sleeps where it must not");
}

TEST(machine, an_access_to_freed_memory_is_a_violation)
{
	Bench bench(false);

	bench.task(0, [] {
		auto *block = static_cast<long *>(sim::memory::allocate(64, true, "test"));

		sim::memory::release(block);
		load(*block, __ATOMIC_RELAXED);
	});
	bench.run(1);
	EXPECT_STREQ(sim::machine.violation.kind, "use after free");
}

TEST(machine, a_double_free_is_a_violation)
{
	Bench bench(false);

	bench.task(0, [] {
		void *block = sim::memory::allocate(64, true, "test");

		sim::memory::release(block);
		sim::memory::release(block);
	});
	bench.run(1);
	EXPECT_STREQ(sim::machine.violation.kind, "bad free");
}

TEST(machine, the_same_seed_gives_the_same_schedule)
{
	std::vector<std::string> schedules;

	for (int i = 0; i < 2; i++) {
		Bench bench(false);

		for (int cpu = 0; cpu < 2; cpu++) {
			bench.task(cpu, [] {
				for (int i = 0; i < 20; i++)
					store(x, i, __ATOMIC_RELAXED);
			});
		}
		schedules.push_back(bench.run(7));
	}
	EXPECT_EQ(schedules[0], schedules[1]);
	EXPECT_NE(schedules[0], "0:0");
}

TEST(schedule, its_text_can_be_read_back)
{
	sim::Schedule schedule;

	ASSERT_TRUE(sim::from_text("12:1 40:3", schedule));
	EXPECT_EQ(sim::to_text(schedule), "12:1 40:3");
	EXPECT_FALSE(sim::from_text("12:1 nonsense", schedule));
}
