/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of resources that IRPs carry.
 */
#include "resources.hpp"

#include "ke/processor.hpp"

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

void resource_set_range(CM_PARTIAL_RESOURCE_DESCRIPTOR &descriptor, u64 start, u64 bytes, bool is_port,
			bool is_prefetchable)
{
	descriptor.ShareDisposition = CmResourceShareDeviceExclusive;
	descriptor.u.Generic.Start.QuadPart = static_cast<LONGLONG>(start);
	if (is_port) {
		descriptor.Type = CmResourceTypePort;
		descriptor.Flags = CM_RESOURCE_PORT_IO | CM_RESOURCE_PORT_BAR;
		descriptor.u.Generic.Length = static_cast<ULONG>(bytes);
		return;
	}
	descriptor.Flags = CM_RESOURCE_MEMORY_READ_WRITE | CM_RESOURCE_MEMORY_BAR;
	if (is_prefetchable)
		descriptor.Flags |= CM_RESOURCE_MEMORY_PREFETCHABLE;
	descriptor.Type = bytes <= MAXULONG ? CmResourceTypeMemory : CmResourceTypeMemoryLarge;
	/* A length with more bits has some of the lower ones left out. */
	if (bytes <= MAXULONG) {
		descriptor.u.Memory.Length = static_cast<ULONG>(bytes);
	} else if (bytes <= CM_RESOURCE_MEMORY_LARGE_40_MAXLEN) {
		descriptor.Flags |= CM_RESOURCE_MEMORY_LARGE_40;
		descriptor.u.Memory40.Length40 = static_cast<ULONG>(bytes >> 8);
	} else if (bytes <= CM_RESOURCE_MEMORY_LARGE_48_MAXLEN) {
		descriptor.Flags |= CM_RESOURCE_MEMORY_LARGE_48;
		descriptor.u.Memory48.Length48 = static_cast<ULONG>(bytes >> 16);
	} else {
		descriptor.Flags |= CM_RESOURCE_MEMORY_LARGE_64;
		descriptor.u.Memory64.Length64 = static_cast<ULONG>(bytes >> 32);
	}
}

void resource_add(ResourceSet &set, const CM_PARTIAL_RESOURCE_DESCRIPTOR &raw,
		  const CM_PARTIAL_RESOURCE_DESCRIPTOR &translated)
{
	if (set.count == kMostResources)
		return;
	set.raw[set.count] = raw;
	set.translated[set.count++] = translated;
}

void resource_add_interrupt(ResourceSet &set, u32 irq, u32 count, bool is_message)
{
	constexpr ULONG kDeviceLevel = 5;	/* Linux has one for all */
	CM_PARTIAL_RESOURCE_DESCRIPTOR descriptor{};

	descriptor.Type = CmResourceTypeInterrupt;
	descriptor.ShareDisposition = is_message ? CmResourceShareDeviceExclusive
						 : CmResourceShareShared;
	descriptor.Flags = is_message
				   ? CM_RESOURCE_INTERRUPT_LATCHED | CM_RESOURCE_INTERRUPT_MESSAGE
				   : CM_RESOURCE_INTERRUPT_LEVEL_SENSITIVE;
	descriptor.u.Interrupt.Level = kDeviceLevel;
	descriptor.u.Interrupt.Vector = irq;
	descriptor.u.Interrupt.Affinity = kAllProcessors;

	CM_PARTIAL_RESOURCE_DESCRIPTOR raw = descriptor;

	if (is_message) {
		raw.u.MessageInterrupt.Raw.MessageCount = static_cast<USHORT>(count);
		raw.u.MessageInterrupt.Raw.Vector = irq;
		raw.u.MessageInterrupt.Raw.Affinity = kAllProcessors;
	}
	resource_add(set, raw, descriptor);
}

/* A driver that defines NT_PROCESSOR_GROUPS has the group in the upper half of the level. */
ww_irq_cpus resource_cpus(const CM_PARTIAL_RESOURCE_DESCRIPTOR &translated)
{
	const auto &interrupt = translated.u.Interrupt;

	if (interrupt.Affinity == kAllProcessors)
		return {};
	return { .first = (interrupt.Level >> 16) * kGroupSize, .mask = interrupt.Affinity };
}

void resource_set_cpus(ResourceSet &set, u32 index, const ww_irq_cpus &cpus)
{
	auto &raw = set.raw[index].u;
	auto &translated = set.translated[index].u.Interrupt;
	const u32 group = cpus.first / kGroupSize;

	if (!cpus.mask)
		return;
	translated.Level |= group << 16;
	if (set.raw[index].Flags & CM_RESOURCE_INTERRUPT_MESSAGE)
		raw.MessageInterrupt.Raw.Reserved = static_cast<USHORT>(group);
	else
		raw.Interrupt.Level |= group << 16;
	/* It is in the same place for a message. */
	translated.Affinity = raw.Interrupt.Affinity = cpus.mask;
}

bool resource_add_window(Node &node, const WindowPlace &place)
{
	Window *const window = window_create(place);

	if (window)
		node.resources.windows[node.resources.window_count++] = window;
	return window;
}

void resource_drop_window(Node &node, u32 index)
{
	ResourceSet &set = node.resources;

	window_destroy(set.windows[index]);
	for (set.window_count--; index < set.window_count; index++)
		set.windows[index] = set.windows[index + 1];
}

void resources_revoke(Node &node)
{
	for (u32 i = 0; i < node.resources.window_count; i++)
		window_revoke(node.resources.windows[i]);
}

void resources_end(Node &node)
{
	ResourceSet &set = node.resources;

	for (u32 i = 0; i < set.window_count; i++)
		window_destroy(set.windows[i]);
	set.window_count = 0;
	set.count = 0;
}

} /* namespace ww */
