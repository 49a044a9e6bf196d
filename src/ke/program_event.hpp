/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The events that are objects, of *ExEventObjectType: those of programs, which are the KEVENT that
 * a driver gets for an eventfd, by ObReferenceObjectByHandle; and those that drivers make by handle
 * and name.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "ob/paths.hpp"

namespace ww {

extern const ObjectType event_type;

/* A driver's event. Returns it as path_open() does. */
struct EventRequest {
	CallSite call;
	const OBJECT_ATTRIBUTES *attributes;
	Opening opening;
	EVENT_TYPE type = NotificationEvent;
	bool is_set = false;
	u32 user = 0;			/* whose the event is: the superuser's, if a driver makes it */
};

NTSTATUS event_open(const EventRequest &request, void *&event);
/* The same for a program, by a whole path. The attributes are not used. */
NTSTATUS event_open_for_program(const EventRequest &request, const char *path, void *&event);

/*
 * Makes a notification event of the system's at @path, with a kept reference and a handle. Null without
 * memory.
 */
void *event_create(const char *path);

/*
 * The mark of such an event, in DISPATCHER_HEADER.Inserted, which an event does not use. A driver's
 * event may have any byte there. So it only says that is_program_event() has to look.
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
