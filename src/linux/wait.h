/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Three ways to sleep until another CPU changes something. A long sleep counts neither for the load
 * average nor as a hung task.
 *
 *	ww_sleep_while()	one task, for its own word, with a deadline
 *	ww_gate_wait()		any number of tasks, for counts of WinWork, as of references
 *	ww_address_wait()	any number of tasks, for the value at one address
 *
 * Each call of ww_gate_wake() wakes all tasks at the gate. So programs, of which there may be any number,
 * do not wait there.
 */
#ifndef WINWORK_LINUX_WAIT_H
#define WINWORK_LINUX_WAIT_H

#include "time.h"
#include "types.h"

WW_C_BEGIN

enum ww_sleep {
	WW_SLEEP_CHANGED,	/* the word changed */
	WW_SLEEP_TIMED_OUT,
	WW_SLEEP_KILLED,	/* the thread is a program's, and is to end */
};

#define WW_UNTIL_THE_END (~0u)

/*
 * Sleeps while *@word == @value, at most until @clock shows @deadline (in nanoseconds, or
 * WW_FOREVER). A program's thread that is to end, because of a fatal signal, sleeps @patience more
 * seconds at most; WW_UNTIL_THE_END: as long as any other. Code that changes the word calls
 * ww_wake() afterwards, and keeps the task from ending in between.
 */
enum ww_sleep ww_sleep_while(const ww_u32 *word, ww_u32 value, enum ww_clock clock, ww_s64 deadline,
			     ww_u32 patience);
/* In any context but NMI. */
void ww_wake(void *task);

/*
 * Sleeps until condition(@argument) holds, ten seconds at most. Returns true if it holds. Otherwise
 * the caller can print that it still waits, and call again.
 */
bool ww_gate_wait(bool (*condition)(void *argument), void *argument);
/* The same, @seconds at most. */
bool ww_gate_wait_for(bool (*condition)(void *argument), void *argument, ww_u32 seconds);
/*
 * Has all callers of ww_gate_wait() check their conditions. At <= DISPATCH_LEVEL, not under a
 * struct ww_lock. Cheap if there are none.
 */
void ww_gate_wake(void);

/*
 * Sleeps until condition(@argument) holds. condition() is called again after each wake-up. The task
 * has changed its state by then, so condition() must not sleep.
 */
void ww_address_wait(const void *address, bool (*condition)(void *argument), void *argument);
/*
 * The same for a thread that may be a program's. Returns false when the thread is to end, because of a
 * fatal signal, and the condition does not hold @patience seconds later. Otherwise it holds.
 */
bool ww_address_wait_patient(const void *address, bool (*condition)(void *argument), void *argument,
			     ww_u32 patience);
/* As ww_address_wait(), @seconds at most. Returns true if the condition holds. */
bool ww_address_wait_for(const void *address, bool (*condition)(void *argument), void *argument,
			 ww_u32 seconds);
/* Wakes all tasks that wait for @address, after a change there. The memory may be gone by now. */
void ww_address_wake(const void *address);

WW_C_END

#endif /* WINWORK_LINUX_WAIT_H */
