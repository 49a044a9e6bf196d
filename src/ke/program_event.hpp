/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events of programs: the KEVENT that a driver gets for an eventfd, by ObReferenceObjectByHandle with
 * *ExEventObjectType.
 */
#pragma once

#include <wdm.h>

namespace ww {

/*
 * The mark of such an event, in DISPATCHER_HEADER.Inserted, which an event does not use. A driver's event
 * may have any byte there. So it only says that is_program_event() has to look.
 */
constexpr UCHAR kOfProgram = 0xef;

/* Whether the event is a program's. Only for an event with the mark. */
bool is_program_event(const KEVENT *event);

/* KeSetEvent and KeResetEvent of such an event: change the eventfd, and so the event. */
void program_event_set(KEVENT *event);
void program_event_reset(KEVENT *event);

void program_events_init();
void program_events_exit();	/* reports and drops those that drivers still reference */

} /* namespace ww */
