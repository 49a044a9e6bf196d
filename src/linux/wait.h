/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waiting for a condition.
 */
#ifndef WINWORK_LINUX_WAIT_H
#define WINWORK_LINUX_WAIT_H

#include "time.h"
#include "types.h"

WW_C_BEGIN

/*
 * Sleeps while *word == value, at most until @clock shows @deadline (nanoseconds, or
 * WW_FOREVER); true when the word changed. Who changes it calls ww_wake(), and must keep the
 * sleeper from going away in between.
 */
bool ww_sleep_while(const ww_u32 *word, ww_u32 value, enum ww_clock clock, ww_s64 deadline);
void ww_wake(void *task);			/* any context but NMI */

/*
 * Sleeps until condition(argument) holds, or until it is time for a word about the wait in the log,
 * which is every ten seconds; true when it holds.
 */
bool ww_gate_wait(bool (*condition)(void *argument), void *argument);
/* Not under a struct ww_lock. <= DISPATCH_LEVEL; cheap when nobody waits. */
void ww_gate_wake(void);

/*
 * Sleeps until condition(argument) holds, which it asks again after each wake-up. It may be called
 * when the task is no longer running, so it must not sleep.
 */
void ww_address_wait(const void *address, bool (*condition)(void *argument), void *argument);
/* Wakes all that wait for what has been changed at @address, which is not followed. */
void ww_address_wake(const void *address);

WW_C_END

#endif /* WINWORK_LINUX_WAIT_H */
