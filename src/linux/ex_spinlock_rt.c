// SPDX-License-Identifier: GPL-2.0
/*
 * EX_SPIN_LOCK with PREEMPT_RT, where it borrows locks that can be slept on, as a KSPIN_LOCK does
 * (spinlock_rt.c); the driver's 32 bits stay zero.
 *
 * A shared owner has the loan's rwlock for reading. An exclusive one has the loan's lock, and the
 * rwlock for writing. So a shared owner that gets the loan's lock keeps all exclusive ones out while
 * it changes from reading to writing, and back if there are other readers.
 *
 * Which driver's lock a loan stands for changes, so lockdep would find orders where there are none;
 * it is off for these.
 */
#ifdef CONFIG_PREEMPT_RT

#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/spinlock.h>

#include "compat.h"
#include "context.h"
#include "ex_spinlock.h"
#include "irq_context.h"
#include "spinlock.h"
#include "spinlock_loan.h"
#include "spinlock_record.h"

/* Another task may preempt this one on its CPU, and change the record. Others' records stay. */
static bool find_own(const void *word, struct held_word *copy)
{
	struct held_word *lock;
	unsigned long flags;

	local_irq_save(flags);
	lock = held_find(word, true);
	if (lock)
		*copy = *lock;
	local_irq_restore(flags);
	return lock;
}

/* Changes what is recorded of a lock of the current task; takes it off with a @change of NULL. */
static void record(const void *word, const struct held_word *change)
{
	struct held_word *lock;
	unsigned long flags;

	local_irq_save(flags);
	lock = held_find(word, true);
	if (lock && change)
		*lock = *change;
	else if (lock)
		held_take_off(lock);
	local_irq_restore(flags);
}

static void push(void *word, enum held_kind kind, bool raised)
{
	unsigned long flags;

	local_irq_save(flags);
	held_push_ex(word, kind, raised);
	local_irq_restore(flags);
}

static bool end_unrecorded(void)
{
	unsigned long flags;
	bool raised;

	local_irq_save(flags);
	raised = held_end_unrecorded();
	local_irq_restore(flags);
	return raised;
}

static void loan_lock(struct loan *loan, enum held_kind kind)
{
	lockdep_off();
	if (kind == HELD_EXCLUSIVE) {
		spin_lock(&loan->lock);
		write_lock(&loan->readers);
	} else {
		read_lock(&loan->readers);
	}
	lockdep_on();
}

static void loan_unlock(struct loan *loan, enum held_kind kind)
{
	lockdep_off();
	if (kind == HELD_EXCLUSIVE) {
		write_unlock(&loan->readers);
		spin_unlock(&loan->lock);
	} else {
		read_unlock(&loan->readers);
	}
	lockdep_on();
	loan_put(loan);
}

/* By a reader. */
static bool loan_try_convert(struct loan *loan)
{
	bool converted = false;

	lockdep_off();
	if (spin_trylock(&loan->lock)) {
		read_unlock(&loan->readers);
		converted = write_trylock(&loan->readers);
		if (!converted) {
			read_lock(&loan->readers);
			spin_unlock(&loan->lock);
		}
	}
	lockdep_on();
	return converted;
}

enum ww_spin ww_ex_spin_acquire(void *word, enum ww_ex_spin how, bool in_place)
{
	const enum held_kind kind = how == WW_EX_SPIN_EXCLUSIVE ? HELD_EXCLUSIVE : HELD_SHARED;
	struct held_word lock;
	bool raised;

	if (in_interrupt_context())
		return WW_SPIN_BUSY;
	if (find_own(word, &lock)) {
		if (lock.depth < U8_MAX)
			lock.depth++;
		record(word, &lock);
		return WW_SPIN_RECURSIVE;
	}
	raised = in_place && ww_bottom_halves_may_come();
	if (raised)
		ww_bottom_halves_disable();
	loan_lock(loan_get(word), kind);
	push(word, kind, raised);
	return WW_SPIN_TAKEN;
}

enum ww_ex_spin_release ww_ex_spin_release(void *word, enum ww_ex_spin how)
{
	const enum held_kind kind = how == WW_EX_SPIN_EXCLUSIVE ? HELD_EXCLUSIVE : HELD_SHARED;
	struct held_word lock = { .word = word, .kind = kind };

	/* A CPU that held too much to record it is believed. */
	if (!find_own(word, &lock)) {
		if (!held_any_unrecorded() || !loan_find(word))
			return WW_EX_SPIN_NOT_OWNED;
		lock.raised = end_unrecorded();
	}
	if (lock.depth) {
		lock.depth--;
		record(word, &lock);
		return WW_EX_SPIN_RELEASED;
	}
	record(word, NULL);
	loan_unlock(loan_find(word), lock.kind);
	if (lock.raised)
		ww_bottom_halves_enable();
	return lock.kind == kind ? WW_EX_SPIN_RELEASED : WW_EX_SPIN_RELEASED_OTHER;
}

enum ww_ex_spin_convert ww_ex_spin_try_convert(void *word)
{
	struct held_word lock;

	if (!find_own(word, &lock) || lock.kind != HELD_SHARED)
		return WW_EX_SPIN_NOT_SHARED;
	if (lock.depth || !loan_try_convert(loan_find(word)))
		return WW_EX_SPIN_STILL_SHARED;
	lock.kind = HELD_EXCLUSIVE;
	record(word, &lock);
	return WW_EX_SPIN_CONVERTED;
}

/* Bottom halves are the caller's to restore. */
void ww_ex_spin_drop(void *word)
{
	struct held_word lock;

	if (!find_own(word, &lock))
		return;
	record(word, NULL);
	loan_unlock(loan_find(word), lock.kind);
}

#endif /* CONFIG_PREEMPT_RT */
