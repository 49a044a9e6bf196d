/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of resources that IRPs carry.
 */
#include "resources.hpp"

namespace ww {

void resource_list_write(CM_RESOURCE_LIST &list, const Node &node,
			 const CM_PARTIAL_RESOURCE_DESCRIPTOR *descriptors)
{
	CM_FULL_RESOURCE_DESCRIPTOR &full = list.List[0];
	const u32 count = node.resources.count;

	list.Count = 1;
	full.InterfaceType = node.identity.interface_type;
	full.BusNumber = node.identity.bus_number;
	full.PartialResourceList.Version = 1;
	full.PartialResourceList.Revision = 1;
	full.PartialResourceList.Count = count;
	__builtin_memcpy(full.PartialResourceList.PartialDescriptors, descriptors,
			 count * sizeof(*descriptors));
}

void resource_add(ResourceSet &set, const CM_PARTIAL_RESOURCE_DESCRIPTOR &raw,
		  const CM_PARTIAL_RESOURCE_DESCRIPTOR &translated)
{
	if (set.count == kMostResources)
		return;
	set.raw[set.count] = raw;
	set.translated[set.count++] = translated;
}

} /* namespace ww */
