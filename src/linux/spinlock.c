// SPDX-License-Identifier: GPL-2.0
/*
 * KSPIN_LOCK: one 64-bit word in the driver's storage. It is free when it is zero, because drivers
 * may only clear the memory of a lock. Here a waiter spins: one half of the word is Linux's own
 * queued lock. PREEMPT_RT needs another kind (spinlock_rt.c).
 */
#ifndef CONFIG_PREEMPT_RT

#include <linux/build_bug.h>
#include <linux/irqflags.h>
#include <linux/spinlock.h>

#include "compat.h"
#include "spinlock.h"
#include "spinlock_record.h"

DEFINE_PER_CPU(struct held, ww_held_here);

/* Bottom halves are off, so only a hard interrupt can come in between. It records nothing. */
static void record_acquired(void *word, const void *place)
{
	if (!ww_in_hardirq())
		held_add(word, place);
}

static void record_released(const void *word)
{
	if (!ww_in_hardirq())
		held_remove_word(word);
}

/* Only the owner writes the fields behind the lock, and only while it holds the lock. */
struct spin_word {
#ifdef CONFIG_SMP
	arch_spinlock_t lock;
#else
	u32 locked;
#endif
	u16 owner;		/* the owner's CPU + 1, and its enum execution */
	u8 depth;		/* acquisitions by the owner besides the first */
	u8 raised;		/* ww_spin_note_raised() */
};

static_assert(sizeof(struct spin_word) == sizeof(u64));

#define EXECUTION_SHIFT 14
static_assert(CONFIG_NR_CPUS < 1 << EXECUTION_SHIFT);
static_assert(IN_NMI < 1 << (16 - EXECUTION_SHIFT));

#ifdef CONFIG_SMP

static void word_lock(struct spin_word *word)
{
	arch_spin_lock(&word->lock);
}

static bool word_trylock(struct spin_word *word)
{
	return arch_spin_trylock(&word->lock);
}

static void word_unlock(struct spin_word *word)
{
	arch_spin_unlock(&word->lock);
}

static bool word_is_locked(const struct spin_word *word)
{
	return arch_spin_is_locked((arch_spinlock_t *)&word->lock);
}

#else /* On one CPU nothing competes while bottom halves are off; the owner tells a recursion. */

static void word_lock(struct spin_word *word)
{
	word->locked = 1;
	barrier();
}

static bool word_trylock(struct spin_word *word)
{
	word_lock(word);
	return true;
}

static void word_unlock(struct spin_word *word)
{
	barrier();
	word->locked = 0;
}

static bool word_is_locked(const struct spin_word *word)
{
	return READ_ONCE(word->locked);
}

#endif

static u16 self(void)
{
	return (raw_smp_processor_id() + 1) | execution_here() << EXECUTION_SHIFT;
}

/*
 * Tells whether the lock is owned on this CPU; WW_SPIN_TAKEN means that it is not. No other CPU
 * writes this CPU's number, so the answer cannot change meanwhile.
 */
static enum ww_spin owned_here(const struct spin_word *word)
{
	const u16 owner = READ_ONCE(word->owner);

	if (likely(!owner))
		return WW_SPIN_TAKEN;
	if (owner == self())
		return WW_SPIN_RECURSIVE;
	return (owner ^ self()) & ((1 << EXECUTION_SHIFT) - 1) ? WW_SPIN_TAKEN : WW_SPIN_DEADLOCK;
}

enum ww_spin ww_spin_acquire(void *storage, const void *place)
{
	struct spin_word *word = storage;
	const enum ww_spin owned = owned_here(word);

	if (unlikely(owned != WW_SPIN_TAKEN)) {
		if (owned == WW_SPIN_RECURSIVE && word->depth < U8_MAX)
			word->depth++;
		return owned;
	}
	word_lock(word);
	WRITE_ONCE(word->owner, self());
	record_acquired(word, place);
	return WW_SPIN_TAKEN;
}

enum ww_spin ww_spin_try_acquire(void *storage, const void *place)
{
	struct spin_word *word = storage;

	if (owned_here(word) != WW_SPIN_TAKEN || !word_trylock(word))
		return WW_SPIN_BUSY;
	WRITE_ONCE(word->owner, self());
	record_acquired(word, place);
	return WW_SPIN_TAKEN;
}

void ww_spin_note_raised(void *storage)
{
	((struct spin_word *)storage)->raised = true;
}

enum ww_spin_release ww_spin_release(void *storage)
{
	struct spin_word *word = storage;
	bool raised;

	if (READ_ONCE(word->owner) != self())
		return WW_SPIN_NOT_OWNED;
	if (word->depth) {
		word->depth--;
		return WW_SPIN_RELEASED;
	}
	raised = word->raised;
	word->raised = false;
	record_released(word);
	WRITE_ONCE(word->owner, 0);
	word_unlock(word);
	return raised ? WW_SPIN_RELEASED_RAISED : WW_SPIN_RELEASED;
}

/*
 * For a lock that a routine did not release, however often it acquired the lock. Returns true if
 * the release enables bottom halves.
 */
static bool release_fully(struct spin_word *word)
{
	if (READ_ONCE(word->owner) == self())
		word->depth = 0;
	return ww_spin_release(word) == WW_SPIN_RELEASED_RAISED;
}

bool ww_spin_is_free(const void *storage)
{
	return !word_is_locked(storage);
}

enum ww_spin ww_spin_interlock(void *storage, ww_uptr *interrupt_state)
{
	struct spin_word *word = storage;
	enum ww_spin owned;
	unsigned long flags;

	local_irq_save(flags);
	*interrupt_state = flags;
	owned = owned_here(word);
	if (owned != WW_SPIN_TAKEN)
		return owned;
	word_lock(word);
	WRITE_ONCE(word->owner, self());
	return WW_SPIN_TAKEN;
}

void ww_spin_interlock_end(void *storage, enum ww_spin taken, ww_uptr interrupt_state)
{
	struct spin_word *word = storage;

	if (taken == WW_SPIN_TAKEN) {
		WRITE_ONCE(word->owner, 0);
		word_unlock(word);
	}
	local_irq_restore(interrupt_state);
}

/* The record may also have locks of a preempted task that lowered the IRQL with a lock held. */
ww_u32 ww_spin_held(void)
{
	unsigned long flags;
	ww_u32 count;

	if (likely(!ww_held_count()))
		return 0;
	local_irq_save(flags);
	count = held_count_of_caller();
	local_irq_restore(flags);
	return count;
}

bool ww_spin_last_held(const void **word, const void **place)
{
	return held_last(word, place);
}

ww_u32 ww_spin_release_held(ww_u32 keep)
{
	struct held *held;
	unsigned long flags;
	u32 i, left, raised = 0;

	local_irq_save(flags);
	held = raw_cpu_ptr(&ww_held_here);
	left = held_count_of_caller();
	for (i = held->count; left > keep && i--;) {
		void *word = held->lock[i].word;

		if (!held_by_caller(&held->lock[i]))
			continue;
		left--;
		if (held->lock[i].kind != HELD_SPIN_LOCK) {
			raised += ww_ex_spin_drop(word);
			continue;
		}
		raised += release_fully(word);
		record_released(word);	/* also if the word was overwritten and has no owner */
	}
	local_irq_restore(flags);
	return raised;
}

void ww_spin_exit(void)
{
}

#endif /* CONFIG_PREEMPT_RT */
