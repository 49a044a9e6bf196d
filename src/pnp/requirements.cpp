/* SPDX-License-Identifier: GPL-2.0 */
#include "requirements.hpp"

#include "assignment.hpp"
#include "base/atomic.hpp"
#include "hal/window.hpp"
#include "irp.hpp"
#include "ke/processor.hpp"
#include "linux/print.h"
#include "mm/pool.hpp"
#include "ob/object.hpp"

namespace ww {
namespace {

using List = IO_RESOURCE_REQUIREMENTS_LIST;
using Descriptor = IO_RESOURCE_DESCRIPTOR;

constexpr size_t kHead = __builtin_offsetof(List, List[0].Descriptors);
constexpr size_t kListHead = __builtin_offsetof(IO_RESOURCE_LIST, Descriptors);

/* ---- The list that the drivers get --------------------------------------------------------------- */

/* A range may not move. What is assigned to one is as aligned as it is long. */
void describe_range(Descriptor &to, const CM_PARTIAL_RESOURCE_DESCRIPTOR &range, u64 bytes)
{
	to.Type = range.Type;
	to.ShareDisposition = range.ShareDisposition;
	to.Flags = range.Flags;
	/* A large range has a shifted length, in the same place. */
	to.u.Generic.Length = range.u.Generic.Length;
	to.u.Generic.Alignment = range.u.Generic.Length;
	to.u.Generic.MinimumAddress = range.u.Generic.Start;
	to.u.Generic.MaximumAddress.QuadPart = range.u.Generic.Start.QuadPart + static_cast<LONGLONG>(bytes - 1);
}

void describe_messages(Descriptor &to, u32 count)
{
	to.Option = IO_RESOURCE_PREFERRED;
	to.Type = CmResourceTypeInterrupt;
	to.ShareDisposition = CmResourceShareDeviceExclusive;
	to.Flags = CM_RESOURCE_INTERRUPT_LATCHED | CM_RESOURCE_INTERRUPT_MESSAGE;
	to.u.Interrupt.MinimumVector = CM_RESOURCE_INTERRUPT_MESSAGE_TOKEN - (count - 1);
	to.u.Interrupt.MaximumVector = CM_RESOURCE_INTERRUPT_MESSAGE_TOKEN;
}

/* The INF's, in "Affinity Policy". */
void describe_policy(Descriptor &to, const WINWORK_INF_MODEL *model)
{
	if (model && model->DevicePolicy)
		requirement_set_policy(to, { model->DevicePolicy, { .first = 0, .mask = model->AssignmentSetOverride } },
				       IrqPriorityUndefined);
}

/* Any line will do. */
void describe_line(Descriptor &to, bool is_alternative)
{
	to.Option = is_alternative ? IO_RESOURCE_ALTERNATIVE : 0;
	to.Type = CmResourceTypeInterrupt;
	to.ShareDisposition = CmResourceShareShared;
	to.Flags = CM_RESOURCE_INTERRUPT_LEVEL_SENSITIVE;
	to.u.Interrupt.MaximumVector = MAXULONG;
}

u32 descriptors_of(const InterruptChoice &choice)
{
	return (choice.are_separate ? choice.messages : choice.messages != 0) + choice.has_line;
}

void describe(List &list, const Node &node, const InterruptChoice &choice)
{
	const ResourceSet &set = node.resources;
	Descriptor *next = list.List[0].Descriptors;

	for (u32 i = 0; i < set.count; i++)
		describe_range(*next++, set.raw[i], window_bytes(*set.windows[i]));
	for (u32 i = 0; choice.are_separate && i < choice.messages; i++)
		describe_messages(*next++, 1);
	if (!choice.are_separate && choice.messages)
		describe_messages(*next++, choice.messages);
	if (choice.has_line)
		describe_line(*next++, choice.messages);
	for (Descriptor *each = list.List[0].Descriptors + set.count; each < next; each++)
		describe_policy(*each, node.model);
}

/*
 * Of a list of its own, so that the memory of one that a driver has freed is not taken for it when it is used again.
 */
u32 make_tag()
{
	static constinit Atomic<u32> lists{};

	return 'P' | 'n' << 8 | (lists.fetch_add(1, Order::relaxed) & 0x7fff) << 16;
}

/* Null without memory. */
List *make_list(const Node &node, const InterruptChoice &choice, u32 tag)
{
	const u32 count = node.resources.count + descriptors_of(choice);
	const size_t bytes = requirements_bytes(1, count);
	auto *const list = static_cast<List *>(pool_allocate({ .call = kManager, .bytes = bytes, .tag = tag,
							       .paged = true, .zero = true, .may_sleep = true }));

	if (!list)
		return nullptr;
	list->ListSize = static_cast<ULONG>(bytes);
	list->InterfaceType = node.identity.interface_type;
	list->BusNumber = node.identity.bus_number;
	list->SlotNumber = node.identity.slot;
	list->AlternativeLists = 1;
	list->List[0].Version = list->List[0].Revision = 1;
	list->List[0].Count = count;
	describe(*list, node, choice);
	return list;
}

/* ---- The list that comes back -------------------------------------------------------------------- */

/*
 * The list is the driver's that came last, and null if a driver wants nothing. One that fails the IRP leaves it as it
 * was. False: the drivers have freed the list, and none is left.
 */
bool filter(Node &node, List *&list, u32 tag)
{
	PnpCall call = { .minor = IRP_MN_FILTER_RESOURCE_REQUIREMENTS,
			 .information = reinterpret_cast<ULONG_PTR>(list) };

	call.parameters.FilterResourceRequirements.IoResourceRequirementList = list;

	const NTSTATUS status = pnp_call(node.pdo, call);

	if (!NT_SUCCESS(status) && !call.information)
		return pool_has(list, tag);
	list = reinterpret_cast<List *>(call.information);
	return true;
}

/* The list may end before its own counts. */
void report_wrong(const Node &node, const List &list)
{
	const bool has_counts = list.ListSize >= kHead;

	ww_print(WW_LEVEL_WARNING,
		 "FILTER_RESOURCE_REQUIREMENTS of %s: the list of a driver has %u bytes, %u lists and %u "
		 "descriptors, which do not fit: it is left out", object_header(node.driver)->name,
		 list.ListSize, has_counts ? list.AlternativeLists : 0, has_counts ? list.List[0].Count : 0);
}

/* Frees the list. */
NTSTATUS assign(Node &node, List *list, const InterruptChoice &choice)
{
	const NTSTATUS status = assignment_make(node, list, choice);

	if (list)
		pool_free(kManager, list, kAnyTag);
	return status;
}

} /* namespace */

bool requirements_fit(const List &list)
{
	size_t left = list.ListSize;
	const IO_RESOURCE_LIST *each = list.List;

	if (left < kHead - kListHead || !list.AlternativeLists)
		return false;
	left -= kHead - kListHead;
	for (u32 i = 0; i < list.AlternativeLists; i++) {
		if (left < kListHead || each->Count > (left - kListHead) / sizeof(Descriptor))
			return false;
		left -= kListHead + each->Count * sizeof(Descriptor);
		each = requirements_next(*each);
	}
	return true;
}

size_t requirements_bytes(u32 lists, u32 descriptors)
{
	return kHead + (lists - 1) * kListHead + descriptors * sizeof(Descriptor);
}

const IO_RESOURCE_LIST *requirements_next(const IO_RESOURCE_LIST &list)
{
	return reinterpret_cast<const IO_RESOURCE_LIST *>(list.Descriptors + list.Count);
}

/*
 * A driver that defines NT_PROCESSOR_GROUPS has the group in the upper half of the policy.
 */
RequirementPolicy requirement_policy(const Descriptor &descriptor)
{
	const auto &interrupt = descriptor.u.Interrupt;
	const auto policy = static_cast<u32>(interrupt.AffinityPolicy);

	if (!(descriptor.Flags & CM_RESOURCE_INTERRUPT_POLICY_INCLUDED))
		return { IrqPolicyMachineDefault, {} };
	return { policy & MAXUSHORT, { .first = (policy >> 16) * kGroupSize, .mask = interrupt.TargetedProcessors } };
}

void requirement_set_policy(Descriptor &descriptor, const RequirementPolicy &policy, IRQ_PRIORITY priority)
{
	auto &interrupt = descriptor.u.Interrupt;

	if (descriptor.Flags & CM_RESOURCE_INTERRUPT_POLICY_INCLUDED)
		return;
	descriptor.Flags |= CM_RESOURCE_INTERRUPT_POLICY_INCLUDED;
	interrupt.AffinityPolicy =
		static_cast<IRQ_DEVICE_POLICY>(policy.policy | policy.processors.first / kGroupSize << 16);
	interrupt.PriorityPolicy = priority;
	interrupt.TargetedProcessors = policy.processors.mask;
}

NTSTATUS requirements_settle(Node &node)
{
	const InterruptChoice choice = node.bus->interrupts(node);

	if (!node.resources.count && !descriptors_of(choice))
		return STATUS_SUCCESS;

	const u32 tag = make_tag();
	List *list = make_list(node, choice, tag);

	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;

	bool is_there = filter(node, list, tag);

	if (is_there && list && !requirements_fit(*list)) {
		report_wrong(node, *list);
		pool_free(kManager, list, kAnyTag);
		is_there = false;
	}
	if (!is_there) {
		list = make_list(node, choice, tag);
		if (!list)
			return STATUS_INSUFFICIENT_RESOURCES;
	}
	return assign(node, list, choice);
}

} /* namespace ww */
