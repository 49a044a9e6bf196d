/* SPDX-License-Identifier: GPL-2.0 */
/*
 * KSPIN_LOCK: one machine word in the driver's storage.
 */
#ifndef WINWORK_LINUX_SPINLOCK_H
#define WINWORK_LINUX_SPINLOCK_H

#include "types.h"

WW_C_BEGIN

enum ww_spin {
	WW_SPIN_TAKEN,
	WW_SPIN_RECURSIVE,	/* the caller holds it already; it has to be released once more */
	WW_SPIN_DEADLOCK,	/* not taken: code that the caller interrupts holds it */
	WW_SPIN_BUSY,		/* not taken, for another reason */
};

/*
 * The caller has disabled bottom halves where ww_bottom_halves_may_come(). ww_spin_acquire()
 * returns WW_SPIN_BUSY only if no lock can be taken at all: with interrupts off on PREEMPT_RT.
 * @place is the driver's code that calls, for reports.
 */
enum ww_spin ww_spin_acquire(void *word, const void *place);
enum ww_spin ww_spin_try_acquire(void *word, const void *place);

enum ww_spin_release {
	WW_SPIN_NOT_OWNED,		/* nothing was done */
	WW_SPIN_RELEASED,
	WW_SPIN_RELEASED_RAISED,	/* the caller now enables bottom halves */
};

enum ww_spin_release ww_spin_release(void *word);
/* Has the last release of the lock return WW_SPIN_RELEASED_RAISED. The caller holds the lock. */
void ww_spin_note_raised(void *word);
bool ww_spin_is_free(const void *word);

/*
 * Acquires the lock for a few instructions, at any level, and turns interrupts off. Any result but
 * WW_SPIN_TAKEN means that to wait would never end; the caller then proceeds without the lock.
 */
enum ww_spin ww_spin_interlock(void *word, ww_uptr *interrupt_state);
/* Ends what ww_spin_interlock() began. @taken is its result. */
void ww_spin_interlock_end(void *word, enum ww_spin taken, ww_uptr interrupt_state);

/*
 * Counts the spin locks of either kind that the caller acquired on this CPU. In a softirq, the
 * locks of the interrupted task do not count.
 */
ww_u32 ww_spin_held(void);
/* Finds the one of them that was acquired last. False if there is none, or it is not recorded. */
bool ww_spin_last_held(const void **word, const void **place);
/*
 * Releases those of them that were acquired last, and keeps @keep. Returns how many times the
 * caller then enables bottom halves, unless it restores them in another way.
 */
ww_u32 ww_spin_release_held(ww_u32 keep);

/* When the module ends. */
void ww_spin_exit(void);

WW_C_END

#endif /* WINWORK_LINUX_SPINLOCK_H */
