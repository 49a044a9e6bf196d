/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the trace events of items say.
 */
#include "item_trace.hpp"

#include "base/cold.hpp"
#include "stack_item.hpp"

#include <stddef.h>

namespace ww {
namespace {

static_assert(offsetof(Item, routine) == WW_ITEM_ROUTINE);
static_assert(offsetof(Invocation, item) == offsetof(ww_running, item) &&
	      offsetof(Invocation, routine) == offsetof(ww_running, routine));

/* Of an item on a stack, a slot is queued: the event tells of the item. */
WW_COLD ww_item_event event_of(const FamilyItem &slot, u32 priority)
{
	const StackItem bound = stack_item_in(slot);

	return { .function = bare_item_ops.name, .item = bound.item,
		 .routine = reinterpret_cast<const void *>(bound.routine),
		 .context = bound.context, .object = nullptr, .priority = priority };
}

WW_COLD ww_item_event event_of(const Invocation &running)
{
	if (is_stack_item_routine(running.routine))
		return event_of(*static_cast<FamilyItem *>(running.item), running.priority);
	return { .function = running.ops->name, .item = running.item, .routine = running.routine,
		 .context = running.context, .object = running.object,
		 .priority = running.priority };
}

} /* namespace */
} /* namespace ww */

extern "C" void ww_running_describe(const ww_running *running, ww_item_event *event)
{
	*event = ww::event_of(*reinterpret_cast<const ww::Invocation *>(running));
}

extern "C" void ww_item_describe(const void *address, const void *tags, ww_item_event *event)
{
	using namespace ww;

	const auto &item = *static_cast<const FamilyItem *>(address);
	const uintptr_t link = address_of(tags);
	const u32 priority = static_cast<u32>(link / (Item::kTags + 1));

	const bool is_family = link & Item::kFamily;

	if (is_stack_item_routine(item.routine))
		*event = event_of(item, priority);
	else
		*event = { .function = (is_family ? *item.ops : bare_item_ops).name, .item = &item,
			   .routine = item.routine, .context = item.context,
			   .object = is_family ? item.object : nullptr, .priority = priority };
}
