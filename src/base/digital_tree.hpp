/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DigitalTree: finds a node by its number, in logarithmic time and without memory. A bit of the mixed
 * number leads from each level to the next. The caller serialises all calls.
 */
#pragma once

#include "mixed.hpp"

namespace ww {

/* Node has child[2], which are the tree's, and number(), which no other node in the tree has and none changes. */
template <typename Node>
class DigitalTree {
public:
	void insert(Node &node)
	{
		node.child[0] = node.child[1] = nullptr;
		*link_to(node.number()) = &node;
	}

	void remove(Node &node)
	{
		Node **const link = link_to(node.number());
		Node **last = link;

		/* Any leaf below it may stand in its place: the bits that lead here are the same. */
		while ((*last)->child[0] || (*last)->child[1])
			last = &(*last)->child[(*last)->child[0] ? 0 : 1];

		Node *const leaf = *last;

		*last = nullptr;
		if (leaf == &node)
			return;
		leaf->child[0] = node.child[0];
		leaf->child[1] = node.child[1];
		*link = leaf;
	}

	/* Or null. */
	Node *find(u64 number) { return *link_to(number); }
	/* Any node, or null if there is none. */
	Node *root() const { return root_; }

private:
	/* Leads to the node with the number, or to null where it belongs. */
	Node **link_to(u64 number)
	{
		Node **link = &root_;

		for (u64 bits = mixed(number); *link && (*link)->number() != number; bits <<= 1)
			link = &(*link)->child[bits >> 63];
		return link;
	}

	Node *root_ = nullptr;
};

} /* namespace ww */
