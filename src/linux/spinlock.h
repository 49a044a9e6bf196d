/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KSPIN_LOCK, one machine word in the driver's storage.
 */
#ifndef WINWORK_LINUX_SPINLOCK_H
#define WINWORK_LINUX_SPINLOCK_H

#include "types.h"

WW_C_BEGIN

enum ww_spin {
	WW_SPIN_TAKEN,
	WW_SPIN_RECURSIVE,	/* the caller holds it already: counted, to be released as often */
	WW_SPIN_DEADLOCK,	/* code that the caller interrupts holds it: not taken */
	WW_SPIN_BUSY,		/* not taken */
};

/*
 * With bottom halves off, which the caller sees to. WW_SPIN_BUSY only where a lock cannot be
 * had at all: with interrupts off on PREEMPT_RT.
 */
enum ww_spin ww_spin_acquire(void *word);
enum ww_spin ww_spin_try_acquire(void *word);

enum ww_spin_release {
	WW_SPIN_NOT_OWNED,	/* nothing done */
	WW_SPIN_RELEASED,
	WW_SPIN_RELEASED_RAISED,
};

enum ww_spin_release ww_spin_release(void *word);
/* Has the last release of the lock, which the caller holds, return WW_SPIN_RELEASED_RAISED. */
void ww_spin_note_raised(void *word);
bool ww_spin_is_free(const void *word);

/*
 * The same lock for a few instructions at any level, interrupts off in between. Anything but
 * WW_SPIN_TAKEN means that waiting would never end; the caller goes on without the lock, and
 * hands back what it got.
 */
enum ww_spin ww_spin_interlock(void *word, ww_uptr *interrupt_state);
void ww_spin_interlock_end(void *word, enum ww_spin taken, ww_uptr interrupt_state);

/*
 * The locks that the caller took on this CPU: how many, and an end to it. Those of the task that
 * a softirq interrupts are not the softirq's.
 */
ww_u32 ww_spin_held(void);
void ww_spin_release_held(void);
void ww_spin_exit(void);

WW_C_END

#endif /* WINWORK_LINUX_SPINLOCK_H */
