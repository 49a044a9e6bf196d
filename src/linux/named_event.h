/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events with names, which programs have open as files: WINWORK_EVENT. src/ke has the events.
 */
#ifndef WINWORK_LINUX_NAMED_EVENT_H
#define WINWORK_LINUX_NAMED_EVENT_H

#include "types.h"

#include <uapi/winwork.h>

WW_C_BEGIN

struct ww_poll;

/*
 * Opens or makes the event of @record, whose name is @name, for the current program. Fills in what it is. Returns 0 or a
 * negative errno. Sleeps.
 */
ww_s32 ww_named_event_open(struct winwork_event *record, const char *name, void **event);
void ww_named_event_close(void *event);

struct ww_poll *ww_named_event_poll(void *event);
bool ww_named_event_is_set(const void *event);
/* Resets the event, and tells whether it was set. */
bool ww_named_event_take(void *event);
void ww_named_event_set(void *event);

/* The event of a descriptor of the current program, after keep(event); or NULL. */
void *ww_named_event_of(ww_s32 descriptor, void (*keep)(void *event));

/* The user of the current program, and whether it may use what @user made. */
ww_u32 ww_program_user(void);
bool ww_program_may_be(ww_u32 user);

WW_C_END

#endif /* WINWORK_LINUX_NAMED_EVENT_H */
