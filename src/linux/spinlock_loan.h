/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Loans: what a lock of a driver's borrows on PREEMPT_RT while it is wanted. spinlock_rt.c keeps
 * the table.
 */
#ifndef WINWORK_SPINLOCK_LOAN_H
#define WINWORK_SPINLOCK_LOAN_H

#include <linux/spinlock.h>

struct loan {
	struct loan *next;
	void *word;
	u32 references;		/* the owners and the waiters */
	u8 depth;		/* how often the owner took it in vain */
	bool raised;		/* ww_spin_note_raised() */
	bool in_softirq;	/* of the owner, which may be one that a task's local_bh_enable() runs */
	struct task_struct *owner;
	spinlock_t lock;
	rwlock_t readers;	/* of an EX_SPIN_LOCK, beside the lock, which its writers take first */
};

/* The loan of @word, made if need be, with one more reference; loan_put() drops that. */
struct loan *loan_get(void *word);
void loan_put(struct loan *loan);
/* Of a word whose loan the caller has a reference to; else there may be none, or it may go. */
struct loan *loan_find(const void *word);

#endif /* WINWORK_SPINLOCK_LOAN_H */
