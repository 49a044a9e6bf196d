/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events. The priority increment has no effect, and neither has Wait: nothing is gained here
 * by keeping the dispatcher locked until a wait that follows.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "dispatcher.hpp"

namespace ww {
namespace {

/* What the functions that change an event have in common: the rule, the kind, the old state. */
template <typename Change>
LONG change_event(CallSite call, KEVENT *event, Change change)
{
	if (!at_dispatch_or_below(call, event) ||
	    !dispatcher_object_known(call, &event->Header, kEvents))
		return 0;

	DispatcherGuard guard(event);
	const LONG before = event->Header.SignalState;

	change(event->Header);
	return before;
}

void set(DISPATCHER_HEADER &header)
{
	if (header.SignalState)
		return;
	header.SignalState = 1;
	wake_waiters(header);
}

void clear(DISPATCHER_HEADER &header)
{
	header.SignalState = 0;
}

void pulse(DISPATCHER_HEADER &header)
{
	set(header);
	clear(header);
}

} /* namespace */
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
	return ww::change_event(WW_CALL_SITE, Event, ww::set);
}

LONG NTAPI KeResetEvent(PRKEVENT Event)
{
	return ww::change_event(WW_CALL_SITE, Event, ww::clear);
}

VOID NTAPI KeClearEvent(PRKEVENT Event)
{
	ww::change_event(WW_CALL_SITE, Event, ww::clear);
}

LONG NTAPI KePulseEvent(PRKEVENT Event, KPRIORITY, BOOLEAN)
{
	return ww::change_event(WW_CALL_SITE, Event, ww::pulse);
}

LONG NTAPI KeReadStateEvent(PRKEVENT Event)
{
	return __atomic_load_n(&Event->Header.SignalState, __ATOMIC_ACQUIRE);
}

} /* extern "C" */
