/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IoInitializeTimer, IoStartTimer, IoStopTimer.
 *
 * One KTIMER of the system ticks while a device's timer is started. Its DPC calls the routines, one
 * after the other.
 */
#include "timer.hpp"

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "ke/timer.hpp"
#include "linux/memory.h"
#include "linux/thread.h"
#include "ob/device.hpp"

using namespace ww;

/* DEVICE_OBJECT.Timer. It is freed with the device. */
struct _IO_TIMER {
	/* The lock covers this and the rest. */
	_IO_TIMER *next;		/* in the list of started timers */
	PDEVICE_OBJECT device;
	PIO_TIMER_ROUTINE routine;
	PVOID context;
	bool is_started;
	bool is_due;			/* the current tick has not called it yet */
};

namespace ww {
namespace {

/*
 * Outside timers_lock. Covers the list, each timer, and which one is called. A started timer is in
 * the list, and its device has the creator's reference: IoDeleteDevice stops the timer first. So
 * the DPC can take an activity of the device under the lock.
 */
constinit Lock lock;
constinit _IO_TIMER *started WW_GUARDED_BY(lock) = nullptr;
constinit const _IO_TIMER *called WW_GUARDED_BY(lock) = nullptr;
/* The task that the DPC interrupts. */
constinit const void *caller WW_GUARDED_BY(lock) = nullptr;

/* Held while a routine is called, so that another thread can wait for its end. */
constinit KSPIN_LOCK calls = 0;

constinit KTIMER second{};
constinit KDPC tick{};

_IO_TIMER *take_due()
{
	LockGuard guard(lock);

	for (_IO_TIMER *timer = started; timer; timer = timer->next) {
		if (!timer->is_due)
			continue;
		timer->is_due = false;
		device_enter(timer->device);
		called = timer;
		caller = ww_current_task();
		return timer;
	}
	return nullptr;
}

void call(_IO_TIMER *timer)
{
	const PDEVICE_OBJECT device = timer->device;
	const u8 before = current_irql();

	timer->routine(device, timer->context);

	const u8 after = current_irql();

	if (after != before) [[unlikely]] {
		restore_level(after, before, { "IO_TIMER_ROUTINE", nullptr });
		report_irql(device, nullptr, "IO_TIMER_ROUTINE",
				    reinterpret_cast<const void *>(timer->routine), before, after);
	}
	{
		LockGuard guard(lock);

		called = nullptr;
		caller = nullptr;
	}
}

void tick_all(PKDPC, PVOID, PVOID, PVOID)
{
	{
		LockGuard guard(lock);

		for (_IO_TIMER *timer = started; timer; timer = timer->next)
			timer->is_due = true;
	}
	for (;;) {
		KeAcquireSpinLockAtDpcLevel(&calls);

		_IO_TIMER *timer = take_due();
		const PDEVICE_OBJECT device = timer ? timer->device : nullptr;

		if (timer)
			call(timer);
		KeReleaseSpinLockFromDpcLevel(&calls);
		if (!device)
			return;
		device_leave(device);
	}
}

void start_ticks() WW_REQUIRES(lock)
{
	constexpr LONG kMilliseconds = 1000;
	LARGE_INTEGER due;
	LockGuard guard(timers_lock);

	due.QuadPart = -10000ll * kMilliseconds;
	timer_set(&second, due, kMilliseconds, &tick, nullptr);
}

void stop_ticks() WW_REQUIRES(lock)
{
	LockGuard guard(timers_lock);

	timer_stop(&second);
}

void enter(_IO_TIMER *timer)
{
	LockGuard guard(lock);

	if (timer->is_started || device_is_deleted(timer->device))
		return;
	if (!started)
		start_ticks();
	timer->is_started = true;
	timer->is_due = false;
	timer->next = started;
	started = timer;
}

/* Returns true if another thread calls its routine. */
bool take_out(_IO_TIMER *timer)
{
	LockGuard guard(lock);

	if (timer->is_started) {
		_IO_TIMER **at = &started;

		while (*at != timer)
			at = &(*at)->next;
		*at = timer->next;
		timer->is_started = false;
		if (!started)
			stop_ticks();
	}
	return called == timer && caller != ww_current_task();
}

bool has_timer(CallSite call, PDEVICE_OBJECT device)
{
	if (!at_dispatch_or_below(call, device) || !check_type(call, device, device_type))
		return false;
	if (device->Timer)
		return true;
	refuse(call, device, STATUS_INVALID_PARAMETER,
	       "DeviceObject has no timer of IoInitializeTimer");
	return false;
}

} /* namespace */

void io_timer_stop(PDEVICE_OBJECT device)
{
	if (!device->Timer || !take_out(device->Timer))
		return;

	const KIRQL irql = KeAcquireSpinLockRaiseToDpc(&calls);

	KeReleaseSpinLock(&calls, irql);
}

void io_timers_init()
{
	lock.init(WW_LOCK_IO_TIMERS);
	KeInitializeTimer(&second);
	KeInitializeDpc(&tick, tick_all, nullptr);
}

void io_timers_exit()
{
	KeCancelTimer(&second);
	KeFlushQueuedDpcs();
}

} /* namespace ww */

extern "C" {

NTSTATUS NTAPI IoInitializeTimer(PDEVICE_OBJECT DeviceObject, PIO_TIMER_ROUTINE TimerRoutine,
				 PVOID Context)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, DeviceObject) || !check_type(call, DeviceObject, device_type))
		return STATUS_INVALID_PARAMETER;
	if (!DeviceObject->Timer) {
		DeviceObject->Timer =
			static_cast<_IO_TIMER *>(ww_zalloc_sleeping(sizeof(_IO_TIMER)));
		if (!DeviceObject->Timer)
			return STATUS_INSUFFICIENT_RESOURCES;
	}

	LockGuard guard(ww::lock);

	DeviceObject->Timer->device = DeviceObject;
	DeviceObject->Timer->routine = TimerRoutine;
	DeviceObject->Timer->context = Context;
	return STATUS_SUCCESS;
}

VOID NTAPI IoStartTimer(PDEVICE_OBJECT DeviceObject)
{
	if (has_timer(WW_CALL_SITE, DeviceObject))
		enter(DeviceObject->Timer);
}

VOID NTAPI IoStopTimer(PDEVICE_OBJECT DeviceObject)
{
	if (has_timer(WW_CALL_SITE, DeviceObject))
		io_timer_stop(DeviceObject);
}

} /* extern "C" */
