/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events. Increment and Wait have no effect. On Windows Wait keeps the dispatcher locked until the
 * wait that follows, which would gain nothing here.
 */
#include <wdm.h>

#include "base/report.hpp"
#include "dispatcher.hpp"
#include "memory_event.hpp"
#include "named_event.hpp"
#include "program_event.hpp"

namespace ww {
namespace {

/*
 * For an event that may be no driver's own: changes that of a program, and refuses to change one of
 * the system. Returns false for all others.
 */
WW_COLD bool change_of_others(CallSite call, KEVENT *event, void (*change_of_program)(KEVENT *))
{
	if (event->Header.Inserted == kOfProgram && is_program_event(event)) {
		change_of_program(event);
		return true;
	}
	if (event->Header.Inserted != kOfMemory || !is_memory_event(event))
		return false;
	refuse(call, nullptr, STATUS_ACCESS_DENIED,
	       "the event %p is the system's: it follows the memory of the machine", event);
	return true;
}

template <typename Change>
LONG change_now(KEVENT *event, Change change)
{
	DispatcherGuard guard(event);
	const LONG before = event->Header.SignalState;

	change(event->Header);
	return before;
}

/*
 * Applies @change to the event, or @change_of_program to that of a program. Returns the state
 * before, or 0 after a report of a bad call.
 */
template <typename Change>
LONG change_event(CallSite call, KEVENT *event, Change change, void (*change_of_program)(KEVENT *))
{
	if (!dispatcher_call_valid(call, &event->Header, kEvents))
		return 0;
	if (event->Header.Inserted) [[unlikely]] {
		const LONG state = KeReadStateEvent(event);

		if (change_of_others(call, event, change_of_program))
			return state;
		if (const NamedEvent named{ event }) {
			const LONG before = change_now(event, change);

			named.changed();
			return before;
		}
	}
	return change_now(event, change);
}

void set(DISPATCHER_HEADER &header) WW_REQUIRES(dispatcher_lock)
{
	if (header.SignalState)
		return;
	header.SignalState = 1;
	wake_waiters(header);
}

void clear(DISPATCHER_HEADER &header) WW_REQUIRES(dispatcher_lock)
{
	header.SignalState = 0;
}

void pulse_program_event(KEVENT *event)
{
	program_event_set(event);
	program_event_reset(event);
}

void pulse(DISPATCHER_HEADER &header) WW_REQUIRES(dispatcher_lock)
{
	set(header);
	clear(header);
}

} /* namespace */

LONG event_set(CallSite call, KEVENT *event)
{
	return change_event(call, event, set, program_event_set);
}

LONG event_reset(CallSite call, KEVENT *event)
{
	return change_event(call, event, clear, program_event_reset);
}

} /* namespace ww */

extern "C" {

VOID NTAPI KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State)
{
	ww::dispatcher_object_init(Event->Header,
				   Type == NotificationEvent ? ww::kEventNotification
							     : ww::kEventSynchronization,
				   sizeof(*Event), State ? 1 : 0);
}

LONG NTAPI KeSetEvent(PRKEVENT Event, KPRIORITY, BOOLEAN)
{
	return ww::event_set(WW_CALL_SITE, Event);
}

LONG NTAPI KeResetEvent(PRKEVENT Event)
{
	return ww::event_reset(WW_CALL_SITE, Event);
}

VOID NTAPI KeClearEvent(PRKEVENT Event)
{
	ww::event_reset(WW_CALL_SITE, Event);
}

LONG NTAPI KePulseEvent(PRKEVENT Event, KPRIORITY, BOOLEAN)
{
	return ww::change_event(WW_CALL_SITE, Event, ww::pulse, ww::pulse_program_event);
}

LONG NTAPI KeReadStateEvent(PRKEVENT Event)
{
	return __atomic_load_n(&Event->Header.SignalState, __ATOMIC_ACQUIRE);
}

} /* extern "C" */
