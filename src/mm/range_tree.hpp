/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A tree of ranges of addresses. A range that contains an address is found in logarithmic time,
 * also where many ranges begin before it or overlap.
 *
 * The tree is a treap: a binary search tree by owner and start, and a heap by a hash of each node's
 * address. So its depth does not depend on the order of the insertions, which a program may choose.
 * Each node knows the largest end in its subtree.
 *
 * The caller serialises all calls.
 */
#pragma once

#include "base/address.hpp"
#include "base/mixed.hpp"
#include "base/types.hpp"

struct ww_user_pages;

namespace ww {

struct RangeNode {
	const void *owner;
	uintptr_t start;
	uintptr_t end;			/* behind @start */
	bool is_writable;
	ww_user_pages *pages = nullptr;	/* behind the range */

	/* The tree's: */
	RangeNode *parent = nullptr;
	RangeNode *left = nullptr;
	RangeNode *right = nullptr;
	uintptr_t most_end = 0;		/* in the subtree */
	uintptr_t most_writable_end = 0;	/* the same of writable ranges, 0 without one */
};

/* Which range is searched. */
struct RangeQuery {
	const void *owner;
	uintptr_t address;		/* of one byte of the range */
	uintptr_t last;			/* another byte of it, at @address or behind */
	bool must_be_writable;
};

/* The ranges of @owner that contain @address. */
inline RangeQuery range_at(const void *owner, const void *address)
{
	return { .owner = owner, .address = address_of(address), .last = address_of(address),
		 .must_be_writable = false };
}

inline RangeQuery range_of_any(const void *owner)
{
	return { .owner = owner, .address = ~uintptr_t{ 0 } - 1, .last = 0, .must_be_writable = false };
}

class RangeTree {
public:
	void insert(RangeNode &node, const void *owner, uintptr_t from, size_t bytes)
	{
		node.owner = owner;
		node.start = from;
		node.end = from + bytes;
		node.is_writable = false;
		insert(node);
	}

	/* @node has the fields before the tree's, and stays until remove(). */
	void insert(RangeNode &node)
	{
		RangeNode **link = &root_;

		node.parent = node.left = node.right = nullptr;
		while (*link) {
			node.parent = *link;
			link = before(node, **link) ? &(*link)->left : &(*link)->right;
		}
		*link = &node;
		update(node);
		while (node.parent && weight(*node.parent) < weight(node))
			rotate_up(node);
		update_from(node.parent);
	}

	void remove(RangeNode &node)
	{
		while (node.left || node.right) {
			const bool left = node.left && (!node.right || weight(*node.left) >
								       weight(*node.right));

			rotate_up(left ? *node.left : *node.right);
		}
		link_to(node) = nullptr;
		update_from(node.parent);
	}

	/* Returns any node that the query describes, or null. */
	const RangeNode *find(const RangeQuery &query) const
	{
		const RangeNode *node = root_;

		/* The first node on the way down whose owner and start are right. */
		while (node && !may_contain(*node, query))
			node = address_of(node->owner) < address_of(query.owner) ? node->right
										 : node->left;
		if (!node || fits(*node, query))
			return node;
		if (const RangeNode *found = find_before(node->left, query))
			return found;
		return find_behind(node->right, query);
	}

	const RangeNode *root() const { return root_; }

private:
	static bool before(const RangeNode &a, const RangeNode &b)
	{
		if (a.owner != b.owner)
			return address_of(a.owner) < address_of(b.owner);
		if (a.start != b.start)
			return a.start < b.start;
		return address_of(&a) < address_of(&b);
	}

	static u64 weight(const RangeNode &node)
	{
		return mixed_twice(address_of(&node));
	}

	static bool may_contain(const RangeNode &node, const RangeQuery &query)
	{
		return node.owner == query.owner && node.start <= query.address;
	}

	/* For a node that may contain the address. */
	static bool fits(const RangeNode &node, const RangeQuery &query)
	{
		return node.end > query.last && (node.is_writable || !query.must_be_writable);
	}

	static bool any_fits(const RangeNode *subtree, const RangeQuery &query)
	{
		return subtree && (query.must_be_writable ? subtree->most_writable_end
							  : subtree->most_end) > query.last;
	}

	/* In a subtree with a node that fits, and whose nodes all may contain the address. */
	static const RangeNode *find_in(const RangeNode *subtree, const RangeQuery &query)
	{
		while (!fits(*subtree, query))
			subtree = any_fits(subtree->left, query) ? subtree->left : subtree->right;
		return subtree;
	}

	/* In a subtree before a node that may contain the address: its first nodes have another owner. */
	static const RangeNode *find_before(const RangeNode *node, const RangeQuery &query)
	{
		while (node) {
			if (node->owner != query.owner) {
				node = node->right;
				continue;
			}
			if (fits(*node, query))
				return node;
			if (any_fits(node->right, query))
				return find_in(node->right, query);
			node = node->left;
		}
		return nullptr;
	}

	/* In a subtree behind a node that may contain the address: its last nodes may not. */
	static const RangeNode *find_behind(const RangeNode *node, const RangeQuery &query)
	{
		while (node) {
			if (!may_contain(*node, query)) {
				node = node->left;
				continue;
			}
			if (fits(*node, query))
				return node;
			if (any_fits(node->left, query))
				return find_in(node->left, query);
			node = node->right;
		}
		return nullptr;
	}

	RangeNode *&link_to(const RangeNode &node)
	{
		RangeNode *const parent = node.parent;

		return !parent ? root_ : parent->left == &node ? parent->left : parent->right;
	}

	static void take_ends(RangeNode &node, const RangeNode *child)
	{
		if (!child)
			return;
		if (child->most_end > node.most_end)
			node.most_end = child->most_end;
		if (child->most_writable_end > node.most_writable_end)
			node.most_writable_end = child->most_writable_end;
	}

	static void update(RangeNode &node)
	{
		node.most_end = node.end;
		node.most_writable_end = node.is_writable ? node.end : 0;
		take_ends(node, node.left);
		take_ends(node, node.right);
	}

	static void update_from(RangeNode *node)
	{
		for (; node; node = node->parent)
			update(*node);
	}

	/* Exchanges a node and its parent. */
	void rotate_up(RangeNode &node)
	{
		RangeNode &parent = *node.parent;
		RangeNode *&inner = parent.left == &node ? node.right : node.left;

		link_to(parent) = &node;
		node.parent = parent.parent;
		(parent.left == &node ? parent.left : parent.right) = inner;
		if (inner)
			inner->parent = &parent;
		inner = &parent;
		parent.parent = &node;
		update(parent);
		update(node);
	}

	RangeNode *root_ = nullptr;
};

} /* namespace ww */
