/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_TIMER: a KTIMER and its DPC in WinWork's memory, which is freed when nothing can access it any
 * more.
 *
 * Every expiry queues the DPC. The deletion queues it too if the timer is not set then. The last
 * run of the DPC frees the memory. A run can tell that it is the last: all runs come from one CPU's
 * queue, one after the other, and the DPC is only queued under timers_lock. So a run is the last if
 * the timer is deleted and not set, and the DPC is not queued.
 * Fields without an annotation are constant after ExAllocateTimer.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "ke/dispatcher.hpp"
#include "ke/dpc.hpp"
#include "ke/timer.hpp"
#include "linux/cpu.h"
#include "linux/time.h"
#include "mm/pool.hpp"

namespace ww {
namespace {

constexpr ULONG kTag = 'm' << 24 | 'T' << 16 | 'x' << 8 | 'E';
constexpr ULONG kAttributes =
	EX_TIMER_HIGH_RESOLUTION | EX_TIMER_NO_WAKE | EX_TIMER_NOTIFICATION;
constexpr ULONG kExcluding = EX_TIMER_HIGH_RESOLUTION | EX_TIMER_NO_WAKE;
/*
 * In Header.Absolute, which is 0 in a driver's own KTIMER. The fields behind the KTIMER are only
 * read once this value has shown that they exist.
 */
constexpr UCHAR kAllocated = 0xe7;
/* The shortest tick of Windows's clock, in units of 100 ns. */
constexpr LONGLONG kShortestPeriod = 5000;

struct ExTimer {
	KTIMER timer;			/* first: the object that a driver waits for */
	KDPC dpc;
	PEXT_CALLBACK callback;
	PVOID context;
	ULONG attributes;
	const void *caller;		/* of ExAllocateTimer: the timer belongs to its image */
	bool deleted WW_GUARDED_BY(timers_lock);
	PEXT_DELETE_CALLBACK delete_callback WW_GUARDED_BY(timers_lock);
	PVOID delete_context WW_GUARDED_BY(timers_lock);
	/* Of a thread that waits for the deletion, or null. */
	KEVENT *gone WW_GUARDED_BY(timers_lock);
};

/*
 * Frees the timer, and then tells the driver by callback and event. Needs no lock: this is the last
 * run of the DPC, and nothing writes the fields after the deletion.
 */
void finish(ExTimer *timer) WW_UNCHECKED
{
	const PEXT_DELETE_CALLBACK callback = timer->delete_callback;
	const PVOID context = timer->delete_context;
	KEVENT *const gone = timer->gone;

	pool_free({ "ExDeleteTimer", timer->caller }, timer, kTag);
	if (callback)
		callback(context);
	if (gone)
		KeSetEvent(gone, IO_NO_INCREMENT, FALSE);
}

/* The DPC's routine. @deletion is not null if the deletion, not an expiry, has queued it. */
VOID NTAPI run(PKDPC dpc, PVOID, PVOID deletion, PVOID)
{
	auto *timer = CONTAINING_RECORD(dpc, ExTimer, dpc);
	bool last = false;

	if (timer->callback && !deletion)
		timer->callback(reinterpret_cast<PEX_TIMER>(timer), timer->context);
	{
		LockGuard guard(timers_lock);

		last = timer->deleted && !timer_is_set(&timer->timer) &&
		       !__atomic_load_n(&dpc->DpcData, __ATOMIC_ACQUIRE);
	}
	if (last)
		finish(timer);
}

void report_bad(CallSite call, const void *timer, const char *why)
{
	report({ .code = BugCheck::timer_or_dpc_invalid,
		 .parameter = { kBadTimer, address_of(timer), 0, 0 },
		 .call = call, .item = timer },
	       "%s", why);
}

/* Returns the timer of @handle. Null after a report: above DISPATCH_LEVEL, or if it is no timer. */
ExTimer *timer_of(CallSite call, PEX_TIMER handle)
{
	auto *timer = reinterpret_cast<ExTimer *>(handle);

	if (!at_dispatch_or_below(call, handle))
		return nullptr;
	if (is_kernel_address(timer) && 1u << timer->timer.Header.Type & kTimers &&
	    timer->timer.Header.Absolute == kAllocated)
		return timer;
	report_bad(call, timer, "the timer is not one that ExAllocateTimer returned");
	return nullptr;
}

/* Returns a period in units of 100 ns, below 0 as timer_set() expects it, or 0 for none. */
LONG period_of(const ExTimer &timer, LONGLONG period)
{
	const LONGLONG least = timer.attributes & EX_TIMER_HIGH_RESOLUTION
				       ? kShortestPeriod
				       : static_cast<LONGLONG>(ww_tick_length() / 100);

	return static_cast<LONG>(period && period < least ? -least : -period);
}

/* Returns the reason to refuse these arguments of ExSetTimer, or null. */
const char *why_not_set(const ExTimer &timer, LONGLONG due, LONGLONG period,
			const EXT_SET_PARAMETERS *parameters)
{
	if (due >= 0 && timer.attributes & EX_TIMER_HIGH_RESOLUTION)
		return "a timer of high resolution takes no absolute DueTime";
	if (period < 0 || period > MAXLONG)
		return "Period is below 0 or above MAXLONG";
	if (parameters && parameters->Version)
		return "Parameters has an unknown Version";
	if (parameters && parameters->NoWakeTolerance < EX_TIMER_UNLIMITED_TOLERANCE)
		return "NoWakeTolerance is below EX_TIMER_UNLIMITED_TOLERANCE";
	return nullptr;
}

} /* namespace */

const void *dpc_code(const KDPC &dpc)
{
	if (dpc.DeferredRoutine == run) [[unlikely]]
		return CONTAINING_RECORD(&dpc, ExTimer, dpc)->caller;
	return reinterpret_cast<const void *>(dpc.DeferredRoutine);
}

const void *dpc_routine(const KDPC &dpc)
{
	if (dpc.DeferredRoutine == run) [[unlikely]]
		return reinterpret_cast<const void *>(CONTAINING_RECORD(&dpc, ExTimer, dpc)->callback);
	return reinterpret_cast<const void *>(dpc.DeferredRoutine);
}

} /* namespace ww */

using namespace ww;

extern "C" {

PEX_TIMER NTAPI ExAllocateTimer(PEXT_CALLBACK Callback, PVOID CallbackContext, ULONG Attributes)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, nullptr))
		return nullptr;
	if (Attributes & ~kAttributes || (Attributes & kExcluding) == kExcluding) {
		report_bad(call, nullptr,
			   Attributes & ~kAttributes
				   ? "Attributes has an unknown bit"
				   : "Attributes has two bits that exclude each other");
		return nullptr;
	}

	auto *timer = static_cast<ExTimer *>(pool_allocate({ .call = call, .bytes = sizeof(ExTimer),
							     .tag = kTag }));

	if (!timer)
		return nullptr;
	*timer = {};
	KeInitializeTimerEx(&timer->timer, Attributes & EX_TIMER_NOTIFICATION
						   ? NotificationTimer
						   : SynchronizationTimer);
	timer->timer.Header.Absolute = kAllocated;
	KeInitializeDpc(&timer->dpc, run, nullptr);
	timer->dpc.Number = static_cast<USHORT>(ww_cpu() + 1);
	timer->callback = Callback;
	timer->context = CallbackContext;
	timer->attributes = Attributes;
	timer->caller = call.caller;
	return reinterpret_cast<PEX_TIMER>(timer);
}

BOOLEAN NTAPI ExSetTimer(PEX_TIMER Timer, LONGLONG DueTime, LONGLONG Period,
			 PEXT_SET_PARAMETERS Parameters)
{
	const CallSite call = WW_CALL_SITE;
	ExTimer *timer = timer_of(call, Timer);
	LARGE_INTEGER due;

	if (!timer)
		return FALSE;
	if (const char *why = why_not_set(*timer, DueTime, Period, Parameters)) {
		report_bad(call, timer, why);
		return FALSE;
	}
	due.QuadPart = DueTime;

	LockGuard guard(timers_lock);

	return !timer->deleted &&
	       timer_set(&timer->timer, due, period_of(*timer, Period), &timer->dpc,
			 call.caller);
}

BOOLEAN NTAPI ExCancelTimer(PEX_TIMER Timer, PEXT_CANCEL_PARAMETERS)
{
	ExTimer *timer = timer_of(WW_CALL_SITE, Timer);

	if (!timer)
		return FALSE;

	LockGuard guard(timers_lock);

	return !timer->deleted && timer_stop(&timer->timer);
}

BOOLEAN NTAPI ExDeleteTimer(PEX_TIMER Timer, BOOLEAN Cancel, BOOLEAN Wait,
			    PEXT_DELETE_PARAMETERS Parameters)
{
	const CallSite call = WW_CALL_SITE;
	bool cancelled = false;
	KEVENT gone;

	if (Wait && !at_apc_or_below(call, Timer))
		return FALSE;

	ExTimer *timer = timer_of(call, Timer);

	if (!timer)
		return FALSE;
	if ((Wait && !Cancel) || (Parameters && Parameters->Version)) {
		report_bad(call, timer,
			   Wait && !Cancel ? "Wait is TRUE and Cancel is FALSE"
					   : "Parameters has an unknown Version");
		return FALSE;
	}
	KeInitializeEvent(&gone, NotificationEvent, FALSE);
	{
		LockGuard guard(timers_lock);

		if (timer->deleted)
			return FALSE;
		timer->deleted = true;
		timer->gone = Wait ? &gone : nullptr;
		if (Parameters) {
			timer->delete_callback = Parameters->DeleteCallback;
			timer->delete_context = Parameters->DeleteContext;
		}
		cancelled = Cancel && timer_stop(&timer->timer);
		timer->timer.Period = 0;
		/* If the DPC is queued, or an expiry will queue it, that run is the last. */
		if (!timer_is_set(&timer->timer))
			dpc_insert(&timer->dpc, timer, nullptr);
	}
	if (Wait)
		KeWaitForSingleObject(&gone, Executive, KernelMode, FALSE, nullptr);
	return cancelled;
}

/* Timers are Linux's high resolution timers, of which a unit is 100 of theirs. */
ULONG NTAPI ExSetTimerResolution(ULONG, BOOLEAN)
{
	return 1;
}

VOID NTAPI ExQueryTimerResolution(PULONG MaximumTime, PULONG MinimumTime, PULONG CurrentTime)
{
	*MaximumTime = KeQueryTimeIncrement();
	*MinimumTime = 1;
	*CurrentTime = 1;
}

} /* extern "C" */
