/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The stall decision, which depends on numbers alone, and the priorities of queue types.
 */
#include "engine/priority.hpp"
#include "engine/stall.hpp"

#include <gtest/gtest.h>

using namespace ww;

namespace {

constexpr StallSample sample(ww_u32 begun, ww_u32 helpers, bool handoff = false)
{
	return { .begun = begun,
		 .elapsed = kStallInterval,
		 .interval = kStallInterval,
		 .helpers = helpers,
		 .cpus = 4,
		 .handoff = handoff };
}

} /* namespace */

TEST(stall, no_progress_gets_help_however_many_work)
{
	EXPECT_TRUE(judge_stall(sample(0, 0)).help);
	EXPECT_TRUE(judge_stall(sample(0, 100)).help);
	EXPECT_TRUE(judge_stall(sample(0, 0, true)).help);
	EXPECT_EQ(judge_stall(sample(0, 0)).next, kStallInterval);
}

TEST(stall, little_progress_gets_help_while_there_are_cpus)
{
	EXPECT_TRUE(judge_stall(sample(1, 0)).help);
	EXPECT_TRUE(judge_stall(sample(1, 2)).help);
	EXPECT_FALSE(judge_stall(sample(1, 3)).help);
}

TEST(stall, progress_needs_none_and_is_looked_at_later)
{
	EXPECT_FALSE(judge_stall(sample(kFewItems, 0)).help);
	EXPECT_GT(judge_stall(sample(kFewItems, 0)).next, kStallInterval);

	StallSample late = sample(kFewItems, 0);

	late.interval = kLongestInterval;
	EXPECT_EQ(judge_stall(late).next, kLongestInterval);
}

TEST(stall, the_first_look_only_waits_for_the_next)
{
	EXPECT_FALSE(judge_stall(sample(1, 0, true)).help);
}

TEST(priority, types_have_windows_levels)
{
	EXPECT_EQ(priority_of(0), 13u);		/* CriticalWorkQueue */
	EXPECT_EQ(priority_of(1), 12u);		/* DelayedWorkQueue */
	EXPECT_EQ(priority_of(kCustomPriority), 0u);
	EXPECT_EQ(priority_of(kCustomPriority + 31), 31u);
}

TEST(priority, anything_else_has_none)
{
	EXPECT_EQ(priority_of(-1), kInvalidPriority);
	EXPECT_EQ(priority_of(7), kInvalidPriority);
	EXPECT_EQ(priority_of(31), kInvalidPriority);
	EXPECT_EQ(priority_of(kCustomPriority + 32), kInvalidPriority);
}
