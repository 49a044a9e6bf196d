/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The end of something that one task waits for, and work for later.
 */
#ifndef WINWORK_LINUX_DONE_H
#define WINWORK_LINUX_DONE_H

#include "types.h"

WW_C_BEGIN

struct ww_done {
	ww_uptr storage[16];
};

void ww_done_init(struct ww_done *done);
/*
 * Ends the wait, once. In any context but NMI. The memory may be gone when this returns, because
 * the waiting task has gone on.
 */
void ww_done_set(struct ww_done *done);
/* Sleeps until ww_done_set(). Returns false if a signal came first, or the task has to freeze. */
bool ww_done_wait_interruptible(struct ww_done *done);
/* The same; only a fatal signal ends it early. */
bool ww_done_wait_killable(struct ww_done *done);
/* The same, or @seconds. */
bool ww_done_wait_killable_for(struct ww_done *done, ww_u32 seconds);

/* Sleeps until ww_done_set(), @seconds at most. Returns false if they are over. */
bool ww_done_wait(struct ww_done *done, ww_u32 seconds);

/* A function that a worker of Linux calls, in a context that may sleep. */
struct ww_later {
	ww_uptr storage[12];
	void (*run)(struct ww_later *later);
};

/*
 * Has run(@later) called, once. In any context but NMI, and without memory. The function may free
 * @later, and may use it again.
 */
void ww_later(struct ww_later *later, void (*run)(struct ww_later *later));
/* The same for a function that may wait for minutes. Those of ww_later() need not wait for it. */
void ww_later_patiently(struct ww_later *later, void (*run)(struct ww_later *later));

/* The same after a delay. The function may start it again. */
struct ww_delayed {
	ww_uptr storage[32];
	void (*run)(struct ww_delayed *delayed);
};

void ww_delayed_init(struct ww_delayed *delayed, void (*run)(struct ww_delayed *delayed));
/* Has run(@delayed) called after @seconds, unless that is due already. In any context but NMI. */
void ww_delayed_start(struct ww_delayed *delayed, ww_u32 seconds);
/*
 * Waits for a call under way, and cancels those to come. Afterwards only a new start leads to a
 * call. Not in run(). Sleeps.
 */
void ww_delayed_stop(struct ww_delayed *delayed);

/* The start and the end of the workers. The end waits for all functions that are to be called. */
int ww_later_init(void);
void ww_later_exit(void);

WW_C_END

#endif /* WINWORK_LINUX_DONE_H */
