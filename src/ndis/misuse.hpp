/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reports about lists of net buffers, and about the flags that come with them.
 */
#pragma once

#include "adapter.hpp"
#include "base/report.hpp"

namespace ww {

/* Parameter 1 of BUGCODE_NDIS_DRIVER. Behind it: the list, the adapter. */
enum ListViolation : uintptr_t {
	kIndicatedTwice = 6,		/* an indication has the list already */
	kBadList = 0x1e,		/* it may not be completed, or indicated like this */
	kSendsLeft = 0x27,		/* a pause is complete, and the driver still has it */
};

void report_list(CallSite call, const Adapter &adapter, ListViolation kind,
		 const NET_BUFFER_LIST *list, const char *why);

/*
 * Reports once for an adapter or a module that @flags has @flag, which says DISPATCH_LEVEL, at a lower IRQL. NDIS goes by the
 * true IRQL: the result is the flags without it then.
 */
ULONG check_level_flag(CallSite call, const void *owner, Atomic<bool> &has_said, ULONG flags, ULONG flag);

inline ULONG check_level_flag(CallSite call, Adapter &adapter, ULONG flags, ULONG flag)
{
	return check_level_flag(call, &adapter, adapter.has_said_level, flags, flag);
}

} /* namespace ww */
