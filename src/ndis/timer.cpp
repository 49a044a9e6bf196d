/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NdisFreeTimerObject. The other functions of NDIS timer objects are inline, in ndis_timer.h.
 */
#include <ndis.h>

#include "base/report.hpp"
#include "mm/pool.hpp"

using namespace ww;

extern "C" VOID NTAPI NdisFreeTimerObject(NDIS_HANDLE TimerObject)
{
	const CallSite call = WW_CALL_SITE;
	auto *timer = static_cast<WINWORK_NDIS_TIMER *>(TimerObject);

	if (KeCancelTimer(&timer->Timer))
		report({ .code = BugCheck::timer_or_dpc_invalid,
			 .parameter = { 0, address_of(&timer->Timer), address_of(timer),
					address_of(timer + 1) },
			 .call = call, .item = timer,
			 .routine = reinterpret_cast<const void *>(timer->Function) },
		       "the timer is still set");
	pool_free(call, timer, timer->Tag);
}
