/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The nodes that a list has at one time.
 */
#pragma once

#include <wdm.h>

#include "base/lock.hpp"
#include "base/types.hpp"

namespace ww {

struct Node;

struct NodeSet {
	Node **nodes;			/* each kept; null if there are none */
	u32 count;
};

/*
 * The nodes of a list, in its order. @lock covers the list and @count, the number of its entries; @offset is
 * that of their links in a node. Waits for memory. PASSIVE_LEVEL.
 */
NodeSet nodes_take(Lock &lock, const LIST_ENTRY &head, const u32 &count, size_t offset);
void nodes_drop(NodeSet &set);

} /* namespace ww */
