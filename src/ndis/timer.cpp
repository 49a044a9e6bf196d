/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS timer objects. Each one is a block of pool with a KTIMER and its DPC.
 */
#include <ndis.h>

#include "base/report.hpp"
#include "ke/dpc.hpp"
#include "ke/timer.hpp"
#include "mm/pool.hpp"

using namespace ww;

namespace {

WINWORK_NDIS_TIMER &timer_of(NDIS_HANDLE handle)
{
	return *static_cast<WINWORK_NDIS_TIMER *>(handle);
}

} /* namespace */

extern "C" {

NDIS_STATUS NTAPI WinworkAllocateNdisTimer(PNDIS_TIMER_CHARACTERISTICS TimerCharacteristics,
					   PNDIS_HANDLE TimerObject, PKDEFERRED_ROUTINE Expired)
{
	const CallSite call = WW_CALL_SITE_OF("NdisAllocateTimerObject");
	const NDIS_TIMER_CHARACTERISTICS &wanted = *TimerCharacteristics;

	*TimerObject = nullptr;
	if (wanted.Header.Type != NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS ||
	    wanted.Header.Size < NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1 ||
	    !wanted.TimerFunction)
		return NDIS_STATUS_FAILURE;

	auto *timer = static_cast<WINWORK_NDIS_TIMER *>(pool_allocate(pool_request(
		call, NonPagedPoolNx, sizeof(WINWORK_NDIS_TIMER), wanted.AllocationTag)));

	if (!timer)
		return NDIS_STATUS_RESOURCES;
	KeInitializeTimerEx(&timer->Timer, NotificationTimer);
	KeInitializeDpc(&timer->Dpc, Expired, timer);
	timer->Function = wanted.TimerFunction;
	timer->DefaultContext = wanted.FunctionContext;
	timer->Context = timer->DefaultContext;
	timer->Tag = wanted.AllocationTag;
	*TimerObject = timer;
	return NDIS_STATUS_SUCCESS;
}

BOOLEAN NTAPI NdisSetTimerObject(NDIS_HANDLE TimerObject, LARGE_INTEGER DueTime,
				 LONG MillisecondsPeriod, PVOID FunctionContext)
{
	WINWORK_NDIS_TIMER &timer = timer_of(TimerObject);

	timer.Context = FunctionContext ? FunctionContext : timer.DefaultContext;
	return timer_set(WW_CALL_SITE, &timer.Timer, DueTime, MillisecondsPeriod, &timer.Dpc);
}

BOOLEAN NTAPI NdisCancelTimerObject(NDIS_HANDLE TimerObject)
{
	const CallSite call = WW_CALL_SITE;
	WINWORK_NDIS_TIMER &timer = timer_of(TimerObject);
	const LONG period = timer.Timer.Period;
	const BOOLEAN was_set = timer_cancel(call, &timer.Timer);

	if (period)
		dpcs_flush(call);
	return was_set;
}

VOID NTAPI NdisFreeTimerObject(NDIS_HANDLE TimerObject)
{
	const CallSite call = WW_CALL_SITE;
	WINWORK_NDIS_TIMER &timer = timer_of(TimerObject);

	if (timer_cancel(call, &timer.Timer))
		report({ .code = BugCheck::timer_or_dpc_invalid,
			 .parameter = { 0, address_of(&timer.Timer), address_of(&timer),
					address_of(&timer + 1) },
			 .call = call, .item = &timer,
			 .routine = reinterpret_cast<const void *>(timer.Function) },
		       "the timer is still set");
	pool_free(call, &timer, timer.Tag);
}

} /* extern "C" */
