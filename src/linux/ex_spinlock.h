/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_SPIN_LOCK: 32 bits in the driver's storage.
 */
#ifndef WINWORK_LINUX_EX_SPINLOCK_H
#define WINWORK_LINUX_EX_SPINLOCK_H

#include "spinlock.h"
#include "types.h"

WW_C_BEGIN

enum ww_ex_spin {
	WW_EX_SPIN_SHARED,
	WW_EX_SPIN_EXCLUSIVE,
};

/*
 * As ww_spin_acquire(). With @in_place the caller has not raised the IRQL for the lock, so the lock
 * itself disables bottom halves until its release. WW_SPIN_RECURSIVE means that the caller holds
 * the lock, shared or exclusive.
 */
enum ww_spin ww_ex_spin_acquire(void *word, enum ww_ex_spin how, bool in_place);

enum ww_ex_spin_release {
	WW_EX_SPIN_NOT_OWNED,		/* nothing was done */
	WW_EX_SPIN_RELEASED,
	WW_EX_SPIN_RELEASED_OTHER,	/* released, but it was held the other way */
};

enum ww_ex_spin_release ww_ex_spin_release(void *word, enum ww_ex_spin how);

enum ww_ex_spin_convert {
	WW_EX_SPIN_NOT_SHARED,		/* the caller does not hold it shared */
	WW_EX_SPIN_STILL_SHARED,
	WW_EX_SPIN_CONVERTED,
};

/* Makes the caller the exclusive owner if it is the only shared one. */
enum ww_ex_spin_convert ww_ex_spin_try_convert(void *word);

WW_C_END

#endif /* WINWORK_LINUX_EX_SPINLOCK_H */
