/* SPDX-License-Identifier: GPL-2.0 */
#include "assignment.hpp"

#include "ke/processor.hpp"
#include "linux/cpu.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "ob/object.hpp"
#include "requirements.hpp"
#include "resources.hpp"

namespace ww {
namespace {

using Descriptor = IO_RESOURCE_DESCRIPTOR;

bool is_alternative(const Descriptor &descriptor)
{
	return descriptor.Option & IO_RESOURCE_ALTERNATIVE;
}

/* ---- Interrupts ---------------------------------------------------------------------------------- */

/* What a list says about them. */
struct Wish {
	bool is_any;
	u32 messages;			/* at most as many as there are */
	bool is_line_first;
	/* The descriptors have the policies. */
	const Descriptor *message[kMostInterrupts];
	const Descriptor *line;		/* or null */
};

void add_messages(Wish &wish, const Descriptor &descriptor, u32 most)
{
	const auto &interrupt = descriptor.u.Interrupt;

	if (interrupt.MaximumVector < interrupt.MinimumVector)
		return;
	wish.is_any = true;
	for (u64 left = u64{ interrupt.MaximumVector } - interrupt.MinimumVector + 1;
	     left && wish.messages < most; left--)
		wish.message[wish.messages++] = &descriptor;
}

void add_line(Wish &wish, const Descriptor &descriptor)
{
	if (wish.line)
		return;
	wish.is_line_first = !wish.is_any;
	wish.is_any = true;
	wish.line = &descriptor;
}

void read(Wish &wish, const IO_RESOURCE_LIST &list, const InterruptChoice &choice)
{
	/* Not the array itself, which has one member. */
	const Descriptor *const descriptors = list.Descriptors;

	for (u32 i = 0; i < list.Count; i++) {
		const Descriptor &each = descriptors[i];

		if (each.Type != CmResourceTypeInterrupt)
			continue;
		if (!(each.Flags & CM_RESOURCE_INTERRUPT_MESSAGE))
			add_line(wish, each);
		else if (!is_alternative(each) || !wish.messages)
			add_messages(wish, each, choice.messages);
	}
}

/* That are to handle message @number of @count, or the line. */
ww_irq_cpus processors_of(const Descriptor &descriptor, u32 number, u32 count)
{
	const RequirementPolicy policy = requirement_policy(descriptor);
	u32 cpu = ww_cpu_next_active(ww_cpu_count() - 1);

	if (policy.policy == IrqPolicySpecifiedProcessors)
		return policy.processors;
	/* One message alone, or a line, has nothing to spread. */
	if (policy.policy != IrqPolicySpreadMessagesAcrossAllProcessors || count == 1)
		return {};
	while (number--)
		cpu = ww_cpu_next_active(cpu);
	return { .first = cpu / kGroupSize * kGroupSize, .mask = 1ull << cpu % kGroupSize };
}

/* The interrupts are the last resources of the set. */
void set_processors(ResourceSet &set, u32 first, const Wish &wish)
{
	const u32 count = set.count - first;

	for (u32 i = 0; i < count; i++) {
		const bool is_message = set.raw[first + i].Flags & CM_RESOURCE_INTERRUPT_MESSAGE;

		resource_set_cpus(set, first + i, processors_of(is_message ? *wish.message[i] : *wish.line, i, count));
	}
}

NTSTATUS take_interrupts(Node &node, const Wish &wish, const InterruptChoice &choice)
{
	const u32 first = node.resources.count;
	const bool order[] = { wish.is_line_first, !wish.is_line_first };
	NTSTATUS status = wish.is_any ? STATUS_CONFLICTING_ADDRESSES : STATUS_SUCCESS;

	for (const bool is_line : order) {
		if (NT_SUCCESS(status))
			break;
		if (is_line ? wish.line && choice.has_line : wish.messages)
			status = node.bus->assign_interrupts(node, is_line ? 0 : wish.messages);
	}
	if (NT_SUCCESS(status))
		set_processors(node.resources, first, wish);
	return status;
}

/* ---- Ranges and private data --------------------------------------------------------------------- */

/* The resources of a list, as they come; the ranges are those of the node. */
struct Chosen {
	ResourceSet set;
	u32 privates;
	bool is_taken[kMostRanges];
};

bool take_private(Chosen &chosen, const Descriptor &descriptor)
{
	CM_PARTIAL_RESOURCE_DESCRIPTOR resource{};

	resource.Type = descriptor.Type;
	resource.ShareDisposition = descriptor.ShareDisposition;
	resource.Flags = descriptor.Flags;
	for (u32 i = 0; i < 3; i++)
		resource.u.DevicePrivate.Data[i] = descriptor.u.DevicePrivate.Data[i];
	if (chosen.privates == kMostPrivate)
		return false;
	chosen.privates++;
	resource_add(chosen.set, resource, resource);
	return true;
}

/* A length is in the same place in all kinds of ranges. */
bool is_range(const CM_PARTIAL_RESOURCE_DESCRIPTOR &range, const Descriptor &wanted)
{
	const auto &asked = wanted.u.Generic;
	const LONGLONG start = range.u.Generic.Start.QuadPart;

	return range.Type == wanted.Type && range.u.Generic.Length == asked.Length &&
	       start >= asked.MinimumAddress.QuadPart && start <= asked.MaximumAddress.QuadPart;
}

bool take_range(Chosen &chosen, const ResourceSet &all, const Descriptor &wanted)
{
	for (u32 i = 0; i < all.count; i++) {
		if (chosen.is_taken[i] || !is_range(all.raw[i], wanted))
			continue;
		chosen.is_taken[i] = true;
		resource_add(chosen.set, all.raw[i], all.translated[i]);
		return true;
	}
	return false;
}

bool take_one(Chosen &chosen, const ResourceSet &all, const Descriptor &wanted)
{
	switch (wanted.Type) {
	case CmResourceTypeNull:
	case CmResourceTypeConfigData: return true;
	case CmResourceTypeDevicePrivate: return take_private(chosen, wanted);
	default: return take_range(chosen, all, wanted);
	}
}

/* False: there is no such resource. The interrupts come later. */
bool take_others(Chosen &chosen, const ResourceSet &all, const IO_RESOURCE_LIST &list)
{
	const Descriptor *const descriptors = list.Descriptors;
	bool is_had = true;

	for (u32 i = 0; i < list.Count; i++) {
		const Descriptor &each = descriptors[i];

		if (each.Type == CmResourceTypeInterrupt)
			continue;
		if (!is_alternative(each) && !is_had)
			return false;
		if (!is_alternative(each) || !is_had)
			is_had = take_one(chosen, all, each);
	}
	return is_had;
}

/* ---- The whole ----------------------------------------------------------------------------------- */

/* The node has its ranges, and behind them the new interrupts. From now on it has what was chosen, and these. */
void settle(Node &node, Chosen &chosen, u32 ranges)
{
	ResourceSet &set = node.resources;

	for (u32 i = ranges; i < set.count; i++)
		resource_add(chosen.set, set.raw[i], set.translated[i]);
	for (u32 i = ranges; i--;) {
		if (!chosen.is_taken[i])
			resource_drop_window(node, i);
	}
	set.count = chosen.set.count;
	__builtin_memcpy(set.raw, chosen.set.raw, sizeof(set.raw));
	__builtin_memcpy(set.translated, chosen.set.translated, sizeof(set.translated));
}

NTSTATUS take_list(Node &node, Chosen &chosen, const IO_RESOURCE_LIST &list, const InterruptChoice &choice)
{
	const u32 ranges = node.resources.count;
	Wish wish = {};

	chosen = {};
	if (!take_others(chosen, node.resources, list))
		return STATUS_CONFLICTING_ADDRESSES;
	read(wish, list, choice);

	const NTSTATUS status = take_interrupts(node, wish, choice);

	if (NT_SUCCESS(status))
		settle(node, chosen, ranges);
	return status;
}

NTSTATUS take_first(Node &node, Chosen &chosen, const IO_RESOURCE_REQUIREMENTS_LIST &lists,
		    const InterruptChoice &choice)
{
	const IO_RESOURCE_LIST *list = lists.List;
	NTSTATUS status = STATUS_CONFLICTING_ADDRESSES;

	for (u32 i = 0; i < lists.AlternativeLists && !NT_SUCCESS(status); i++) {
		status = take_list(node, chosen, *list, choice);
		list = requirements_next(*list);
	}
	if (!NT_SUCCESS(status))
		ww_print(WW_LEVEL_WARNING,
			 "a device of %s does not start: none of its %u lists of requirements can be had, status 0x%08X",
			 object_header(node.driver)->name, lists.AlternativeLists, static_cast<u32>(status));
	return status;
}

} /* namespace */

NTSTATUS assignment_make(Node &node, const IO_RESOURCE_REQUIREMENTS_LIST *list, const InterruptChoice &choice)
{
	auto *const chosen = static_cast<Chosen *>(ww_zalloc_sleeping(sizeof(Chosen)));

	if (!chosen)
		return STATUS_INSUFFICIENT_RESOURCES;

	NTSTATUS status = STATUS_SUCCESS;

	if (list)
		status = take_first(node, *chosen, *list, choice);
	else
		settle(node, *chosen, node.resources.count);
	ww_free(chosen);
	return status;
}

} /* namespace ww */
