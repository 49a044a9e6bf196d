/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pageable code and data of drivers. Linux keeps modules in memory, so nothing is to be done; but wrong addresses are
 * reported. A handle is the driver object.
 */
#include <ntddk.h>

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "ob/driver.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

/* The driver that has the address, or null after a report. */
PVOID section_of(CallSite call, const void *address)
{
	if (!at_apc_or_below(call, address))
		return nullptr;

	const PDRIVER_OBJECT driver = driver_of_address(address);

	if (!driver)
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(address), 0, 0 }, .call = call, .item = address },
		       "no driver has code or data at this address");
	return driver;
}

void check_section(CallSite call, PVOID handle)
{
	if (at_apc_or_below(call, handle))
		check_type(call, handle, driver_type);
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

PVOID NTAPI MmLockPagableDataSection(PVOID AddressWithinSection)
{
	return section_of(WW_CALL_SITE, AddressWithinSection);
}

VOID NTAPI MmLockPagableSectionByHandle(PVOID ImageSectionHandle)
{
	check_section(WW_CALL_SITE, ImageSectionHandle);
}

VOID NTAPI MmUnlockPagableImageSection(PVOID ImageSectionHandle)
{
	check_section(WW_CALL_SITE, ImageSectionHandle);
}

PVOID NTAPI MmPageEntireDriver(PVOID AddressWithinSection)
{
	return section_of(WW_CALL_SITE, AddressWithinSection);
}

VOID NTAPI MmResetDriverPaging(PVOID AddressWithinSection)
{
	section_of(WW_CALL_SITE, AddressWithinSection);
}

MM_SYSTEMSIZE NTAPI MmQuerySystemSize()
{
	return MmLargeSystem;
}

} /* extern "C" */
