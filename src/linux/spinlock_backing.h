/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Backing locks: on PREEMPT_RT each spin lock of a driver has one while it is held or waited for.
 * spinlock_rt.c has the table of them.
 */
#ifndef WINWORK_LINUX_SPINLOCK_BACKING_H
#define WINWORK_LINUX_SPINLOCK_BACKING_H

#include <linux/spinlock.h>

struct backing_lock {
	struct backing_lock *next;
	void *word;
	u32 references;		/* one for each owner and each waiter */
	u8 depth;		/* acquisitions by the owner besides the first */
	bool raised;		/* ww_spin_note_raised() */
	bool in_softirq;	/* the owner is a softirq, perhaps in a task's local_bh_enable() */
	struct task_struct *owner;
	spinlock_t lock;
	rwlock_t readers;	/* for an EX_SPIN_LOCK; its writers acquire @lock first */
};

/* Returns the backing lock of @word with one more reference. Makes it if there is none. */
struct backing_lock *backing_get(void *word);
/* Drops a reference. */
void backing_put(struct backing_lock *backing);
/*
 * Returns the backing lock of @word, or NULL. It may be freed at any time unless the caller has a
 * reference to it.
 */
struct backing_lock *backing_find(const void *word);

#endif /* WINWORK_LINUX_SPINLOCK_BACKING_H */
