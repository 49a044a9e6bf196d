/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The hardware of an adapter: interrupts, DMA, registers and ports. Its functions are thin layers over those of WDM,
 * and call them in the driver's name.
 */
#pragma once

#include <ndis.h>

#include "adapter.hpp"
#include "base/call_site.hpp"

namespace ww {


/* Parameter 1 of BUGCODE_NDIS_DRIVER. Behind it: the interrupt; and the adapter, or the message and their number. */
constexpr uintptr_t kInterruptLeft = 0x9;
constexpr uintptr_t kDmaLeft = 0xb;
constexpr uintptr_t kNoSuchMessage = 0x22;

/*
 * NDIS_STATUS_SUCCESS if the adapter has hardware and its registration attributes are set; else the log says what is
 * missing.
 */
NDIS_STATUS hardware_check(CallSite call, const Adapter &adapter);

/* How many of the adapter's translated resources @matches. */
template <typename Matches>
u32 count_resources(const Adapter &adapter, Matches matches)
{
	u32 count = 0;

	if (!adapter.translated)
		return 0;

	const CM_PARTIAL_RESOURCE_LIST &list = adapter.translated->List[0].PartialResourceList;

	for (u32 i = 0; i < list.Count; i++)
		count += matches(list.PartialDescriptors[i]);
	return count;
}

/* At the end of an adapter, report what is not deregistered or freed, and end it. PASSIVE_LEVEL. */
void interrupts_end_left(const Adapter &adapter);
void dma_end_left(Adapter &adapter);

} /* namespace ww */
