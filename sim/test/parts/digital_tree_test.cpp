/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tree, compared with a map.
 */
#include "base/digital_tree.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <random>

#include <gtest/gtest.h>

using namespace ww;

namespace {

struct Node {
	u64 number() const { return own; }

	const u64 own;
	Node *child[2];
};

using Nodes = std::map<u64, std::unique_ptr<Node>>;

void add(DigitalTree<Node> &tree, Nodes &nodes, u64 number)
{
	auto node = std::make_unique<Node>(Node{ number, {} });

	tree.insert(*node);
	nodes[number] = std::move(node);
}

void take_out(DigitalTree<Node> &tree, Nodes &nodes, u64 number)
{
	const auto found = nodes.find(number);

	tree.remove(*found->second);
	nodes.erase(found);
}

u32 depth(const Node *node)
{
	return node ? 1 + std::max(depth(node->child[0]), depth(node->child[1])) : 0;
}

} /* namespace */

TEST(digital_tree, finds_each_number)
{
	constexpr u64 kFirst = 0xffff888000000000;
	constexpr u32 kNumbers = 200;
	std::mt19937 random(1);
	DigitalTree<Node> tree;
	Nodes nodes;

	for (u32 step = 0; step < 40000; step++) {
		const u64 number = kFirst + 0x1000 * (random() % kNumbers);
		const u64 asked = kFirst + 0x1000 * (random() % kNumbers);

		/* Grows, and shrinks to none, again and again. */
		if (nodes.count(number))
			take_out(tree, nodes, number);
		else if (step / 1000 % 2 == 0)
			add(tree, nodes, number);
		ASSERT_EQ(nodes.count(asked) ? nodes[asked].get() : nullptr, tree.find(asked));
	}
	while (!nodes.empty())
		take_out(tree, nodes, nodes.begin()->first);
	EXPECT_EQ(nullptr, tree.root());
}

/* Addresses of tasks, at equal distances, and counted numbers; a third of them gone. */
TEST(digital_tree, stays_flat)
{
	constexpr u32 kNodes = 20000;

	for (u64 distance : { 0x1, 0x40, 0x1000, 0x2540, 0x4000 }) {
		DigitalTree<Node> tree;
		Nodes nodes;

		for (u32 i = 0; i < kNodes; i++)
			add(tree, nodes, 0xffff888003a00000 + distance * i);
		for (u32 i = 0; i < kNodes; i += 3)
			take_out(tree, nodes, 0xffff888003a00000 + distance * i);
		/* 15 levels have room for all of them. */
		EXPECT_LE(depth(tree.root()), 30u) << distance;
	}
}
