/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of resources that IRPs carry.
 */
#pragma once

#include <winwork/io/resources.h>

#include "node.hpp"

namespace ww {

/* The bytes of a CM_RESOURCE_LIST with that many descriptors. */
constexpr size_t resource_list_bytes(u32 count)
{
	return __builtin_offsetof(CM_RESOURCE_LIST, List[0].PartialResourceList.PartialDescriptors) +
	       count * sizeof(CM_PARTIAL_RESOURCE_DESCRIPTOR);
}

/* Writes such a list for the node, with its raw or its translated descriptors. */
void resource_list_write(CM_RESOURCE_LIST &list, const Node &node,
			 const CM_PARTIAL_RESOURCE_DESCRIPTOR *descriptors);

/* The next descriptors of a set, for Bus::assign(). */
void resource_add(ResourceSet &set, const CM_PARTIAL_RESOURCE_DESCRIPTOR &raw,
		  const CM_PARTIAL_RESOURCE_DESCRIPTOR &translated);

} /* namespace ww */
