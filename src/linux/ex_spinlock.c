// SPDX-License-Identifier: GPL-2.0
/*
 * EX_SPIN_LOCK: one exclusive owner or many shared ones, in 32 bits of the driver's storage. It is
 * free when they are zero. Here a waiter spins; PREEMPT_RT needs another kind (ex_spinlock_rt.c).
 *
 *	EXCLUSIVE | owner's CPU + 1	one exclusive owner
 *	1, 2, ...			the number of shared owners
 *	EXCLUSIVE_WAITS			in addition: keeps new shared owners out
 *
 * EXCLUSIVE_WAITS is a hint. The release of an exclusive owner clears it, and exclusive waiters
 * that are left set it again. The record of the CPU (spinlock_record.h) tells a lock that is
 * acquired twice.
 */
#ifndef CONFIG_PREEMPT_RT

#include <linux/atomic.h>
#include <linux/build_bug.h>
#include <linux/irqflags.h>
#include <linux/processor.h>

#include "compat.h"
#include "context.h"
#include "ex_spinlock.h"
#include "irq_context.h"
#include "spinlock.h"
#include "spinlock_record.h"

#define EXCLUSIVE 0x80000000u
#define EXCLUSIVE_WAITS 0x40000000u
#define RECURSION 0x00010000u		/* a second acquisition by an owner that is not recorded */
#define OWNER 0x8000ffffu

static_assert(sizeof(atomic_t) == sizeof(u32));
static_assert(CONFIG_NR_CPUS < 0xffff);

static u32 exclusive_here(void)
{
	return EXCLUSIVE | (raw_smp_processor_id() + 1);
}

static void spin_exclusive(atomic_t *word)
{
	for (;;) {
		u32 seen = atomic_read(word);

		if (!(seen & ~EXCLUSIVE_WAITS)) {
			if (atomic_try_cmpxchg_acquire(word, (int *)&seen, exclusive_here()))
				return;
		} else if (!(seen & EXCLUSIVE_WAITS)) {
			atomic_or(EXCLUSIVE_WAITS, word);
		}
		cpu_relax();
	}
}

static void spin_shared(atomic_t *word)
{
	for (;;) {
		u32 seen = atomic_read(word);

		if (!(seen & (EXCLUSIVE | EXCLUSIVE_WAITS)) &&
		    atomic_try_cmpxchg_acquire(word, (int *)&seen, seen + 1))
			return;
		cpu_relax();
	}
}

static void word_release(atomic_t *word, enum held_kind kind)
{
	if (kind == HELD_EXCLUSIVE)
		atomic_set_release(word, 0);
	else
		atomic_dec_return_release(word);
}

static enum ww_spin acquire(void *storage, enum ww_ex_spin how, bool raised)
{
	struct held_word *lock = held_find(storage, false);

	if (lock && !held_by_caller(lock))
		return WW_SPIN_DEADLOCK;
	if (lock) {
		if (lock->depth < U8_MAX)
			lock->depth++;
		return WW_SPIN_RECURSIVE;
	}
	if ((atomic_read((atomic_t *)storage) & OWNER) == exclusive_here()) {
		atomic_add(RECURSION, storage);
		return WW_SPIN_RECURSIVE;
	}
	if (how == WW_EX_SPIN_EXCLUSIVE)
		spin_exclusive(storage);
	else
		spin_shared(storage);
	if (ww_in_hardirq())
		return WW_SPIN_TAKEN;
	held_add_ex(storage, held_kind_of(how), raised);
	return WW_SPIN_TAKEN;
}

/*
 * The lock disables bottom halves itself, even if they are disabled already: Linux code may enable
 * them before the lock is released.
 */
enum ww_spin ww_ex_spin_acquire(void *storage, enum ww_ex_spin how, bool in_place)
{
	const bool raised = in_place && ww_bottom_halves_may_come();
	enum ww_spin result;

	if (raised)
		ww_bottom_halves_disable();
	result = acquire(storage, how, raised);
	if (raised && result != WW_SPIN_TAKEN)
		ww_bottom_halves_enable();
	return result;
}

/* Does nothing if a wrong KeLowerIrql has enabled them before. */
static void enable_softirqs(void)
{
	if (ww_bottom_halves_disabled())
		ww_bottom_halves_enable();
}

/* For a lock that a hard interrupt acquired, or one for which the record was full. */
static enum ww_ex_spin_release release_unrecorded(atomic_t *word, enum ww_ex_spin how)
{
	const u32 seen = atomic_read(word);

	if (!ww_in_hardirq() && !held_has_unrecorded())
		return WW_EX_SPIN_NOT_OWNED;
	if (how == WW_EX_SPIN_EXCLUSIVE ? (seen & OWNER) != exclusive_here()
					: seen & EXCLUSIVE || !(seen & ~EXCLUSIVE_WAITS))
		return WW_EX_SPIN_NOT_OWNED;
	if (how == WW_EX_SPIN_EXCLUSIVE && seen & ~(OWNER | EXCLUSIVE_WAITS)) {
		atomic_sub(RECURSION, word);
		return WW_EX_SPIN_RELEASED;
	}
	word_release(word, held_kind_of(how));
	if (!ww_in_hardirq() && held_remove_unrecorded())
		enable_softirqs();
	return WW_EX_SPIN_RELEASED;
}

static enum held_kind release(struct held_word *lock)
{
	const struct held_word was = *lock;

	held_remove(lock);
	word_release(was.word, was.kind);
	if (was.raised)
		enable_softirqs();
	return was.kind;
}

enum ww_ex_spin_release ww_ex_spin_release(void *storage, enum ww_ex_spin how)
{
	const enum held_kind kind = held_kind_of(how);
	struct held_word *lock = held_find(storage, false);

	if (!lock)
		return release_unrecorded(storage, how);
	if (!held_by_caller(lock))
		return WW_EX_SPIN_NOT_OWNED;
	if (lock->depth) {
		lock->depth--;
		return WW_EX_SPIN_RELEASED;
	}
	return release(lock) == kind ? WW_EX_SPIN_RELEASED : WW_EX_SPIN_RELEASED_OTHER;
}

enum ww_ex_spin_convert ww_ex_spin_try_convert(void *storage)
{
	struct held_word *lock = held_find(storage, true);
	atomic_t *word = storage;
	u32 seen = atomic_read(word);

	if (lock ? lock->kind != HELD_SHARED : seen & EXCLUSIVE || !(seen & ~EXCLUSIVE_WAITS))
		return WW_EX_SPIN_NOT_SHARED;
	do {
		if ((seen & ~EXCLUSIVE_WAITS) != 1 || (lock && lock->depth))
			return WW_EX_SPIN_STILL_SHARED;
	} while (!atomic_try_cmpxchg_acquire(word, (int *)&seen, exclusive_here()));
	if (lock)
		lock->kind = HELD_EXCLUSIVE;
	return WW_EX_SPIN_CONVERTED;
}

/* The caller restores bottom halves. */
bool ww_ex_spin_drop(void *word)
{
	struct held_word *lock = held_find(word, true);
	const bool raised = lock->raised;

	lock->raised = false;
	release(lock);
	return raised;
}

#endif /* CONFIG_PREEMPT_RT */
