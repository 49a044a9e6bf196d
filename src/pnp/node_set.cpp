/* SPDX-License-Identifier: GPL-2.0 */
#include "node_set.hpp"

#include "linux/memory.h"
#include "linux/thread.h"
#include "node.hpp"

namespace ww {
namespace {

u32 read_count(Lock &lock, const u32 &count)
{
	LockGuard guard(lock);

	return count;
}

Node **allocate(u32 room)
{
	for (;;) {
		if (auto *const nodes = static_cast<Node **>(ww_zalloc_sleeping(room * sizeof(Node *))))
			return nodes;
		ww_yield();
	}
}

} /* namespace */

NodeSet nodes_take(Lock &lock, const LIST_ENTRY &head, const u32 &count, size_t offset)
{
	/* What comes after this does not belong to the set. */
	const u32 room = read_count(lock, count);
	NodeSet set{};

	if (!room)
		return set;
	set.nodes = allocate(room);

	LockGuard guard(lock);

	for (LIST_ENTRY *link = head.Flink; link != &head && set.count < room; link = link->Flink) {
		auto *const node = reinterpret_cast<Node *>(reinterpret_cast<char *>(link) - offset);

		node_keep(*node);
		set.nodes[set.count++] = node;
	}
	return set;
}

void nodes_drop(NodeSet &set)
{
	for (u32 i = 0; i < set.count; i++)
		node_drop(*set.nodes[i]);
	ww_free(set.nodes);
	set = {};
}

} /* namespace ww */
