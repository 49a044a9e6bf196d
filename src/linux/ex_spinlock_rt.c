// SPDX-License-Identifier: GPL-2.0
/*
 * EX_SPIN_LOCK on PREEMPT_RT, where it has a backing lock as a KSPIN_LOCK has (spinlock_rt.c). The
 * driver's 32 bits stay zero.
 *
 * A shared owner holds the backing's rwlock for reading. An exclusive owner holds the backing's
 * spinlock_t, and the rwlock for writing. A shared owner that becomes exclusive acquires the
 * spinlock_t first. So no exclusive owner can come while it changes from reading to writing, or
 * back to reading if there are other readers.
 *
 * A backing lock backs other words later, so lockdep would report orders that do not exist. It is
 * off for these locks.
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
#include "spinlock_backing.h"
#include "spinlock_record.h"

/* With interrupts off, because a task that preempts this one on its CPU may change the record. */
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

/* Changes the record of a lock of the current task; removes it if @change is NULL. */
static void update_record(const void *word, const struct held_word *change)
{
	struct held_word *lock;
	unsigned long flags;

	local_irq_save(flags);
	lock = held_find(word, true);
	if (lock && change)
		*lock = *change;
	else if (lock)
		held_remove(lock);
	local_irq_restore(flags);
}

static void record_acquired(void *word, enum held_kind kind, bool raised)
{
	unsigned long flags;

	local_irq_save(flags);
	held_add_ex(word, kind, raised);
	local_irq_restore(flags);
}

static bool remove_unrecorded(void)
{
	unsigned long flags;
	bool raised;

	local_irq_save(flags);
	raised = held_remove_unrecorded();
	local_irq_restore(flags);
	return raised;
}

static void backing_lock(struct backing_lock *backing, enum held_kind kind)
{
	lockdep_off();
	if (kind == HELD_EXCLUSIVE) {
		spin_lock(&backing->lock);
		write_lock(&backing->readers);
	} else {
		read_lock(&backing->readers);
	}
	lockdep_on();
}

static void backing_unlock(struct backing_lock *backing, enum held_kind kind)
{
	lockdep_off();
	if (kind == HELD_EXCLUSIVE) {
		write_unlock(&backing->readers);
		spin_unlock(&backing->lock);
	} else {
		read_unlock(&backing->readers);
	}
	lockdep_on();
	backing_put(backing);
}

/* The caller is a reader. */
static bool backing_try_convert(struct backing_lock *backing)
{
	bool converted = false;

	lockdep_off();
	if (spin_trylock(&backing->lock)) {
		read_unlock(&backing->readers);
		converted = write_trylock(&backing->readers);
		if (!converted) {
			read_lock(&backing->readers);
			spin_unlock(&backing->lock);
		}
	}
	lockdep_on();
	return converted;
}

enum ww_spin ww_ex_spin_acquire(void *word, enum ww_ex_spin how, bool in_place)
{
	const enum held_kind kind = held_kind_of(how);
	struct held_word lock;
	bool raised;

	if (in_interrupt_context())
		return WW_SPIN_BUSY;
	if (find_own(word, &lock)) {
		if (lock.depth < U8_MAX)
			lock.depth++;
		update_record(word, &lock);
		return WW_SPIN_RECURSIVE;
	}
	raised = in_place && ww_bottom_halves_may_come();
	if (raised)
		ww_bottom_halves_disable();
	backing_lock(backing_get(word), kind);
	record_acquired(word, kind, raised);
	return WW_SPIN_TAKEN;
}

enum ww_ex_spin_release ww_ex_spin_release(void *word, enum ww_ex_spin how)
{
	const enum held_kind kind = held_kind_of(how);
	struct held_word lock = { .word = word, .kind = kind };

	/* If the record was full, the caller is taken for the owner. */
	if (!find_own(word, &lock)) {
		if (!held_has_unrecorded() || !backing_find(word))
			return WW_EX_SPIN_NOT_OWNED;
		lock.raised = remove_unrecorded();
	}
	if (lock.depth) {
		lock.depth--;
		update_record(word, &lock);
		return WW_EX_SPIN_RELEASED;
	}
	update_record(word, NULL);
	backing_unlock(backing_find(word), lock.kind);
	if (lock.raised)
		ww_bottom_halves_enable();
	return lock.kind == kind ? WW_EX_SPIN_RELEASED : WW_EX_SPIN_RELEASED_OTHER;
}

enum ww_ex_spin_convert ww_ex_spin_try_convert(void *word)
{
	struct held_word lock;

	if (!find_own(word, &lock) || lock.kind != HELD_SHARED)
		return WW_EX_SPIN_NOT_SHARED;
	if (lock.depth || !backing_try_convert(backing_find(word)))
		return WW_EX_SPIN_STILL_SHARED;
	lock.kind = HELD_EXCLUSIVE;
	update_record(word, &lock);
	return WW_EX_SPIN_CONVERTED;
}

/* The caller restores bottom halves. */
bool ww_ex_spin_drop(void *word)
{
	struct held_word lock;

	if (!find_own(word, &lock))
		return false;
	update_record(word, NULL);
	backing_unlock(backing_find(word), lock.kind);
	return lock.raised;
}

#endif /* CONFIG_PREEMPT_RT */
