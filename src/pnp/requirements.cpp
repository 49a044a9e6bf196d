/* SPDX-License-Identifier: GPL-2.0 */
#include "requirements.hpp"

#include "answer.hpp"
#include "hal/window.hpp"
#include "irp.hpp"
#include "linux/print.h"
#include "mm/pool.hpp"
#include "ob/object.hpp"

namespace ww {
namespace {

using List = IO_RESOURCE_REQUIREMENTS_LIST;
using Descriptor = IO_RESOURCE_DESCRIPTOR;

/* What the drivers want. */
struct Wish {
	u32 messages;
	bool has_line;
};

constexpr size_t kHead = __builtin_offsetof(List, List[0].Descriptors);

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
}

/* Null without memory. */
List *make_list(const Node &node, const InterruptChoice &choice)
{
	const u32 count = node.resources.count + descriptors_of(choice);
	const size_t bytes = kHead + count * sizeof(Descriptor);
	auto *const list = static_cast<List *>(answer_allocate(bytes));

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

/* It is a driver's. The first of its lists counts. */
bool is_whole(const List &list)
{
	return list.AlternativeLists && list.ListSize >= kHead &&
	       list.List[0].Count <= (list.ListSize - kHead) / sizeof(Descriptor);
}

u32 messages_of(const Descriptor &descriptor)
{
	const auto &interrupt = descriptor.u.Interrupt;

	return interrupt.MaximumVector >= interrupt.MinimumVector
		       ? interrupt.MaximumVector - interrupt.MinimumVector + 1 : 0;
}

Wish read(const List &list)
{
	/* Not the array itself, which has one member. */
	const Descriptor *const descriptors = list.List[0].Descriptors;
	Wish wish = {};

	for (u32 i = 0; i < list.List[0].Count; i++) {
		const Descriptor &each = descriptors[i];

		if (each.Type != CmResourceTypeInterrupt)
			continue;
		if (each.Flags & CM_RESOURCE_INTERRUPT_MESSAGE)
			wish.messages += messages_of(each);
		else
			wish.has_line = true;
	}
	return wish;
}

/* No driver may want more than there is. */
Wish limit(const Wish &wish, const InterruptChoice &choice)
{
	return { wish.messages < choice.messages ? wish.messages : choice.messages, wish.has_line && choice.has_line };
}

/* A driver that fails the IRP has left the list as it was. Null: a driver wants nothing. */
List *filter(Node &node, List *list)
{
	PnpCall call = { .minor = IRP_MN_FILTER_RESOURCE_REQUIREMENTS,
			 .information = reinterpret_cast<ULONG_PTR>(list) };

	call.parameters.FilterResourceRequirements.IoResourceRequirementList = list;

	const NTSTATUS status = pnp_call(node.pdo, call);

	return NT_SUCCESS(status) ? reinterpret_cast<List *>(call.information) : list;
}

Wish ask(Node &node, List *made, const InterruptChoice &choice)
{
	const Wish all = { choice.messages, choice.has_line };
	List *const list = filter(node, made);

	if (!list)
		return {};

	const bool is_right = is_whole(*list);
	const Wish wish = is_right ? limit(read(*list), choice) : all;

	if (!is_right)
		ww_print(WW_LEVEL_WARNING,
			 "FILTER_RESOURCE_REQUIREMENTS of %s: the list of a driver has %u bytes, %u lists and %u "
			 "descriptors, which do not fit: it is left out", object_header(node.driver)->name,
			 list->ListSize, list->AlternativeLists, list->List[0].Count);
	pool_free(kManager, list, kAnyTag);
	return wish;
}

} /* namespace */

NTSTATUS requirements_settle(Node &node)
{
	const Bus &bus = *node.bus;
	const InterruptChoice choice = bus.interrupts(node);

	if (!node.resources.count && !descriptors_of(choice))
		return STATUS_SUCCESS;

	List *const list = make_list(node, choice);

	if (!list)
		return STATUS_INSUFFICIENT_RESOURCES;

	const Wish wish = ask(node, list, choice);

	return wish.messages || wish.has_line ? bus.assign_interrupts(node, wish.messages) : STATUS_SUCCESS;
}

} /* namespace ww */
