/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The history of chosen drivers' work items, DPCs, timers, IRPs, pool and objects, for reports. The module's
 * parameters "history", "history_records" and "history_calls" choose what is recorded. docs/debugging.md describes them.
 */
#ifndef WINWORK_LINUX_HISTORY_H
#define WINWORK_LINUX_HISTORY_H

#include "types.h"

WW_C_BEGIN

#define WW_HISTORY_CALLS 8
#define WW_HISTORY_NAME 16

/* What has happened to a thing, and where. */
struct ww_history_event {
	const char *of;			/* such as "item" */
	const char *happened;		/* such as "queued" */
	const char *over;		/* "an interrupt of " or the like if the thread was interrupted, else "" */
	ww_uptr object;
	ww_uptr bytes;			/* of a block of pool; of other things 1 */
	ww_u64 ago;			/* nanoseconds */
	const void *code;		/* of the driver, or NULL */
	const void *call[WW_HISTORY_CALLS];	/* on the stack, the last one first */
	ww_u32 calls;
	ww_s32 pid;
	char thread[WW_HISTORY_NAME + 1];
};

/*
 * Calls ww_history_line() for what is recorded of the things at @addresses, and of the blocks of pool that have these: of
 * each kind of event the last one, the oldest first. Any address will do, none is followed. Looks at all records,
 * without a lock. Any context; in an NMI there is no history.
 */
void ww_history_show(const ww_uptr *addresses, ww_u32 count);
/* src/base implements it. */
void ww_history_line(const struct ww_history_event *event);

/* Nonzero for an address in the code or data of a driver's module. */
typedef int (ww_contains)(const void *address);

/* The driver's code runs from now on. May sleep. */
void ww_history_driver_add(const char *name, ww_contains *contains);
/* None of its code runs any more: forgets what has its addresses. May sleep. */
void ww_history_driver_remove(ww_contains *contains);
/* Calls visit() for each driver that was added, under a lock. src/ob implements it. */
void ww_drivers_visit(void (*visit)(void *context, const char *name, ww_contains *contains), void *context);

/* Begins to record, if the parameter says so. Returns 0 or a negative errno. */
int ww_history_start(void);
/* No driver is left. */
void ww_history_stop(void);

WW_C_END

#endif /* WINWORK_LINUX_HISTORY_H */
