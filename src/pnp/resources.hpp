/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of resources that IRPs carry.
 */
#pragma once

#include <winwork/io/resources.h>

#include "hal/window.hpp"
#include "linux/irq.h"
#include "node.hpp"

namespace ww {

/* The affinity of an interrupt for which nobody has chosen processors. */
constexpr KAFFINITY kAllProcessors = ~KAFFINITY{ 0 };

/* The bytes of a CM_RESOURCE_LIST with that many descriptors. */
constexpr size_t resource_list_bytes(u32 count)
{
	return __builtin_offsetof(CM_RESOURCE_LIST, List[0].PartialResourceList.PartialDescriptors) +
	       count * sizeof(CM_PARTIAL_RESOURCE_DESCRIPTOR);
}

/* Writes such a list for the node, with its raw or its translated descriptors. */
void resource_list_write(CM_RESOURCE_LIST &list, const Node &node,
			 const CM_PARTIAL_RESOURCE_DESCRIPTOR *descriptors);

/* Makes a descriptor that of a range of memory or ports, as Windows's PCI driver does. */
void resource_set_range(CM_PARTIAL_RESOURCE_DESCRIPTOR &descriptor, u64 start, u64 bytes, bool is_port,
			bool is_prefetchable);

/* The next descriptors of a set, for Bus::assign(). */
void resource_add(ResourceSet &set, const CM_PARTIAL_RESOURCE_DESCRIPTOR &raw,
		  const CM_PARTIAL_RESOURCE_DESCRIPTOR &translated);

/*
 * Adds an interrupt. MSI has one raw descriptor with the number of messages, and MSI-X one for each; @count
 * is that number, or 1. Vector is Linux's number of the interrupt, as in /proc/interrupts.
 */
void resource_add_interrupt(ResourceSet &set, u32 irq, u32 count, bool is_message);

/*
 * The processors that are to handle an interrupt, of its translated descriptor: none for all of them. And the descriptors
 * of the resource get them.
 */
ww_irq_cpus resource_cpus(const CM_PARTIAL_RESOURCE_DESCRIPTOR &translated);
void resource_set_cpus(ResourceSet &set, u32 index, const ww_irq_cpus &cpus);

/* Makes a window for a range. False without memory. */
bool resource_add_window(Node &node, const WindowPlace &place);

/* Ends the window with this index, which no driver has seen. */
void resource_drop_window(Node &node, u32 index);

/* The hardware goes: no access reaches it from now on. */
void resources_revoke(Node &node);

/* The windows end. Reports the mappings that drivers have left. */
void resources_end(Node &node);

} /* namespace ww */
