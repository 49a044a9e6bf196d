/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EX_SPIN_LOCK, 32 bits in the driver's storage.
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
 * As ww_spin_acquire(). @in_place: the lock turns bottom halves off itself until its release, since the
 * caller has not raised the level for it. A lock that the caller holds in either way is
 * WW_SPIN_RECURSIVE.
 */
enum ww_spin ww_ex_spin_acquire(void *word, enum ww_ex_spin how, bool in_place);

enum ww_ex_spin_release {
	WW_EX_SPIN_NOT_OWNED,		/* nothing done */
	WW_EX_SPIN_RELEASED,
	WW_EX_SPIN_RELEASED_OTHER,	/* too, but it was held the other way */
};

enum ww_ex_spin_release ww_ex_spin_release(void *word, enum ww_ex_spin how);

enum ww_ex_spin_convert {
	WW_EX_SPIN_NOT_SHARED,		/* by the caller */
	WW_EX_SPIN_STILL_SHARED,
	WW_EX_SPIN_CONVERTED,
};

enum ww_ex_spin_convert ww_ex_spin_try_convert(void *word);

WW_C_END

#endif /* WINWORK_LINUX_EX_SPINLOCK_H */
