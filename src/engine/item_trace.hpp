/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The trace events of items: linux/trace_point.h.
 */
#pragma once

#include "linux/trace_point.h"
#include "item.hpp"

namespace ww {

[[gnu::always_inline]] inline void trace_made(const FamilyItem *item, const void *caller)
{
	if (WW_IS_TRACED(item_make)) [[unlikely]]
		ww_fast_tell(ww_trace_item_make, item, caller);
}

/* The item is claimed and bound, and is pushed next. */
[[gnu::always_inline]] inline void trace_queued(const Item &item, uintptr_t tags, u32 priority)
{
	if (WW_IS_TRACED(item_queue)) [[unlikely]]
		ww_fast_tell(ww_trace_item_queue, &item,
			     reinterpret_cast<void *>(priority * (Item::kTags + 1) | tags));
}

[[gnu::always_inline]] inline void trace_freed(const FamilyItem *item, const void *caller)
{
	if (WW_IS_TRACED(item_free)) [[unlikely]]
		ww_fast_tell(ww_trace_item_free, item, caller);
}

/* A worker calls the routine, or has called it. */
inline const ww_running *running_of(const Invocation &running)
{
	return reinterpret_cast<const ww_running *>(&running);
}

} /* namespace ww */
