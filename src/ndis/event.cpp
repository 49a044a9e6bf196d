/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The check of NdisWaitEvent, which NDIS makes itself. The functions of NDIS events are inline, in
 * support.h.
 */
#include <ndis.h>

#include "base/irql.hpp"
#include "base/report.hpp"

using namespace ww;

extern "C" BOOLEAN NTAPI WinworkNdisMayWait(PNDIS_EVENT Event)
{
	constexpr uintptr_t kWaitsAtHighIrql = 0x14;
	const u8 irql = current_irql();

	if (irql == kPassiveLevel)
		return TRUE;
	report({ .code = BugCheck::bugcode_ndis_driver,
		 .parameter = { kWaitsAtHighIrql, irql, 0, 0 },
		 .call = WW_CALL_SITE_OF("NdisWaitEvent"), .item = Event },
	       "called at IRQL %u, the highest allowed is %u", irql, kPassiveLevel);
	return FALSE;
}
