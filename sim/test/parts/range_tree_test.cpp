/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tree of ranges, compared with a search of all ranges.
 */
#include "mm/range_tree.hpp"

#include <algorithm>
#include <memory>
#include <random>
#include <vector>

#include <gtest/gtest.h>

using namespace ww;

namespace {

constexpr u32 kOwners = 3;
const char owners[kOwners]{};

using Nodes = std::vector<std::unique_ptr<RangeNode>>;

void add(RangeTree &tree, Nodes &nodes, const void *owner, uintptr_t start, uintptr_t end,
	 bool writable)
{
	nodes.push_back(std::make_unique<RangeNode>(RangeNode{
		.owner = owner, .start = start, .end = end, .is_writable = writable }));
	tree.insert(*nodes.back());
}

bool fits(const RangeNode &node, const RangeQuery &query)
{
	return node.owner == query.owner && node.start <= query.address && node.end > query.last &&
	       (node.is_writable || !query.must_be_writable);
}

void compare(const RangeTree &tree, const Nodes &nodes, const RangeQuery &query)
{
	const RangeNode *const found = tree.find(query);
	const bool exists = std::any_of(nodes.begin(), nodes.end(),
					[&](const auto &node) { return fits(*node, query); });

	ASSERT_EQ(exists, found != nullptr);
	if (found) {
		ASSERT_TRUE(fits(*found, query));
	}
}

/* Also checks the ways up. */
u32 depth(const RangeNode *node, const RangeNode *parent)
{
	if (!node)
		return 0;
	EXPECT_EQ(node->parent, parent);
	return 1 + std::max(depth(node->left, node), depth(node->right, node));
}

} /* namespace */

TEST(range_tree, finds_what_a_search_of_all_finds)
{
	std::mt19937 random(1);
	RangeTree tree;
	Nodes nodes;
	const auto below = [&](u32 most) { return random() % most; };

	for (u32 step = 0; step < 20000; step++) {
		/* Grows to a hundred ranges, and shrinks to none, again and again. */
		if (nodes.empty() || (step / 400 % 2 ? below(5) == 0 : below(5) != 0)) {
			const uintptr_t start = 1 + below(60);

			add(tree, nodes, &owners[below(kOwners)], start,
			    start + 1 + below(below(4) ? 8 : 60), below(2));
		} else {
			const auto gone = nodes.begin() + below(static_cast<u32>(nodes.size()));

			tree.remove(**gone);
			nodes.erase(gone);
		}
		const uintptr_t address = 1 + below(70);

		compare(tree, nodes, { &owners[below(kOwners)], address,
				       address + below(3) * below(20), !below(2) });
		if (testing::Test::HasFatalFailure())
			return;
	}
	EXPECT_EQ(nodes.empty(), !tree.root());
}

/* 20000 ranges of one owner, in the order of their addresses. Each contains the last address. */
TEST(range_tree, stays_flat)
{
	constexpr u32 kRanges = 20000;
	RangeTree tree;
	Nodes nodes;

	for (u32 i = 0; i < kRanges; i++)
		add(tree, nodes, &owners[0], 1 + i, kRanges + 2, i == 0);
	/* An expected depth of about 33; the chance of twice that is nil. */
	EXPECT_LT(depth(tree.root(), nullptr), 80u);
	EXPECT_EQ(tree.find({ &owners[0], kRanges + 1, kRanges + 1, true }), nodes[0].get());
	EXPECT_EQ(tree.find({ &owners[0], kRanges + 1, kRanges + 2, false }), nullptr);
	EXPECT_EQ(tree.find({ &owners[1], kRanges + 1, kRanges + 1, false }), nullptr);
	while (!nodes.empty()) {
		tree.remove(*nodes.front());
		nodes.front() = std::move(nodes.back());
		nodes.pop_back();
	}
	EXPECT_EQ(tree.root(), nullptr);
}
