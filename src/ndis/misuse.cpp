/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reports about lists of net buffers, and about the flags that come with them.
 */
#include "misuse.hpp"

#include "base/irql.hpp"

namespace ww {

void report_list(CallSite call, const Adapter &adapter, ListViolation kind,
		 const NET_BUFFER_LIST *list, const char *why)
{
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kind, address_of(list), address_of(&adapter), 0 },
		 .call = call, .item = list, .owner = &adapter },
	       "%s", why);
}

ULONG check_level_flag(CallSite call, const void *owner, Atomic<bool> &has_said, ULONG flags, ULONG flag)
{
	if (!(flags & flag))
		return flags;

	const u8 irql = current_irql_quickly();

	if (irql == kDispatchLevel)
		return flags;
	if (has_said.exchange(true))
		return flags & ~flag;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(owner), flags, irql },
		 .call = call, .item = owner, .owner = owner },
	       "the flags 0x%x name DISPATCH_LEVEL, and the IRQL is %u", flags, irql);
	return flags & ~flag;
}

} /* namespace ww */
