/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Numbers that are used once: ExUuidCreate, ZwAllocateLocallyUniqueId.
 */
#include <ntifs.h>

#include "base/atomic.hpp"
#include "base/report.hpp"
#include "linux/system.h"

namespace ww {
namespace {

constexpr u64 kFirstLuid = 1001;	/* below are those that Windows has fixed */

constinit Atomic<u64> luids{ kFirstLuid };

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI ExUuidCreate(UUID *Uuid)
{
	if (!Uuid)
		return refuse(WW_CALL_SITE, nullptr, STATUS_INVALID_PARAMETER, "Uuid is NULL");
	ww_random_guid(Uuid);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI ZwAllocateLocallyUniqueId(PLUID Luid)
{
	if (!Luid)
		return refuse(WW_CALL_SITE, nullptr, STATUS_ACCESS_VIOLATION, "Luid is NULL");

	const u64 luid = luids.fetch_add(1, Order::relaxed);

	*Luid = { static_cast<ULONG>(luid), static_cast<LONG>(luid >> 32) };
	return STATUS_SUCCESS;
}

} /* extern "C" */
