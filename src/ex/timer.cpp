/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_TIMER: a KTIMER and its DPC in memory of WinWork's, which goes when nothing can touch it.
 *
 * Every expiry queues the DPC, and so does the deletion when the timer is not set then: the last run
 * of the DPC is the end. Which run is the last can be told, since all runs are on one processor's
 * queue, one after the other, and the DPC is queued under timers_lock alone. It is the run after
 * which the timer is deleted, not set, and its DPC not queued.
 *
 *	deleted, gone, the two of the deletion	timers_lock
 *	the others				stay as ExAllocateTimer has set them
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "engine/item.hpp"
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
 * In Header.Absolute, which is 0 in a KTIMER of the driver's: what comes behind the KTIMER is not
 * looked at before that says that it is there.
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
	const void *caller;		/* of ExAllocateTimer: in the image that it belongs to */
	bool deleted;
	PEXT_DELETE_CALLBACK delete_callback;
	PVOID delete_context;
	KEVENT *gone;			/* of a thread that waits for the end */
};

void finish(ExTimer *timer)
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

/* @deletion is not null in a run that no expiry has queued. */
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
	constexpr uintptr_t kTimer = 0;

	report({ .code = BugCheck::timer_or_dpc_invalid,
		 .parameter = { kTimer, address_of(timer), 0, 0 },
		 .function = call.function, .item = timer, .caller = call.caller },
	       "%s", why);
}

/* What @handle stands for, or null after a report. */
ExTimer *timer_of(CallSite call, PEX_TIMER handle)
{
	auto *timer = reinterpret_cast<ExTimer *>(handle);

	if (is_kernel_address(timer) && 1u << timer->timer.Header.Type & kTimers &&
	    timer->timer.Header.Absolute == kAllocated)
		return timer;
	report_bad(call, timer, "that is no timer of ExAllocateTimer's");
	return nullptr;
}

/* In units of 100 ns; below 0, as timer_set() takes them. */
LONG period_of(const ExTimer &timer, LONGLONG period)
{
	const LONGLONG least = timer.attributes & EX_TIMER_HIGH_RESOLUTION
				       ? kShortestPeriod
				       : static_cast<LONGLONG>(ww_tick_length() / 100);

	return static_cast<LONG>(period && period < least ? -least : -period);
}

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
	LARGE_INTEGER due;

	if (!at_dispatch_or_below(call, Timer))
		return FALSE;

	ExTimer *timer = timer_of(call, Timer);

	if (!timer)
		return FALSE;
	if (const char *why = why_not_set(*timer, DueTime, Period, Parameters)) {
		report_bad(call, timer, why);
		return FALSE;
	}
	due.QuadPart = DueTime;

	LockGuard guard(timers_lock);

	return !timer->deleted &&
	       timer_set(&timer->timer, due, period_of(*timer, Period), &timer->dpc);
}

BOOLEAN NTAPI ExCancelTimer(PEX_TIMER Timer, PEXT_CANCEL_PARAMETERS)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, Timer))
		return FALSE;

	ExTimer *timer = timer_of(call, Timer);

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

	if (Wait ? !at_apc_or_below(call, Timer)
		 : !at_dispatch_or_below(call, Timer))
		return FALSE;

	ExTimer *timer = timer_of(call, Timer);

	if (!timer)
		return FALSE;
	if ((Wait && !Cancel) || (Parameters && Parameters->Version)) {
		report_bad(call, timer,
			   Wait && !Cancel ? "Wait is TRUE and Cancel is not"
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
		/* When it is queued already, or is going to be, that run is the last. */
		if (!timer_is_set(&timer->timer))
			dpc_insert(&timer->dpc, timer, nullptr);
	}
	if (Wait)
		KeWaitForSingleObject(&gone, Executive, KernelMode, FALSE, nullptr);
	return cancelled;
}

} /* extern "C" */
