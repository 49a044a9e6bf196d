// SPDX-License-Identifier: GPL-2.0
/*
 * KSPIN_LOCK: one 64-bit word in the driver's storage, free when it is zero, so that memory
 * that was only zeroed is a lock. This is the spinning kind, with Linux's own queued lock in
 * one half of the word; PREEMPT_RT needs another (spinlock_rt.c).
 */
#ifndef CONFIG_PREEMPT_RT

#include <linux/build_bug.h>
#include <linux/irqflags.h>
#include <linux/spinlock.h>

#include "compat.h"
#include "spinlock.h"
#include "spinlock_record.h"

DEFINE_PER_CPU(struct held, ww_held_here);

/* Bottom halves are off here, so only a hard interrupt could come in between. */
static void remember(void *word)
{
	if (!ww_in_hardirq())
		held_push(word);
}

static void forget(const void *word)
{
	if (!ww_in_hardirq())
		held_pull(word);
}

/* The owner and its depth are written by the owner alone, while it has the lock. */
struct spin_word {
#ifdef CONFIG_SMP
	arch_spinlock_t lock;
#else
	u32 locked;
#endif
	u16 owner;		/* the owner's CPU + 1, and what it runs in */
	u8 depth;		/* how often the owner took it in vain */
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

#else /* one CPU: who gets here with bottom halves off has no rival, and owner tells the rest */

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
 * Only this CPU can have written its own number, so the answer does not race. WW_SPIN_TAKEN: not by
 * this CPU.
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

enum ww_spin ww_spin_acquire(void *storage)
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
	remember(word);
	return WW_SPIN_TAKEN;
}

enum ww_spin ww_spin_try_acquire(void *storage)
{
	struct spin_word *word = storage;

	if (owned_here(word) != WW_SPIN_TAKEN || !word_trylock(word))
		return WW_SPIN_BUSY;
	WRITE_ONCE(word->owner, self());
	remember(word);
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
	forget(word);
	WRITE_ONCE(word->owner, 0);
	word_unlock(word);
	return raised ? WW_SPIN_RELEASED_RAISED : WW_SPIN_RELEASED;
}

/* What a routine left: without it the word would stay locked for ever. */
static void release_wholly(struct spin_word *word)
{
	if (READ_ONCE(word->owner) == self())
		word->depth = 0;
	ww_spin_release(word);
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

/* Somebody who lowered the IRQL with a lock held may have been preempted by the caller. */
ww_u32 ww_spin_held(void)
{
	const struct held *held;
	ww_u32 count = 0, i;
	unsigned long flags;

	if (likely(!ww_held_count()))
		return 0;
	local_irq_save(flags);
	held = raw_cpu_ptr(&ww_held_here);
	for (i = 0; i < held->count; i++)
		count += held_by_caller(&held->lock[i]);
	local_irq_restore(flags);
	return count;
}

void ww_spin_release_held(void)
{
	struct held *held;
	unsigned long flags;
	u32 i;

	local_irq_save(flags);
	held = raw_cpu_ptr(&ww_held_here);
	for (i = held->count; i--;) {
		void *word = held->lock[i].word;

		if (!held_by_caller(&held->lock[i]))
			continue;
		if (held->lock[i].kind != HELD_SPIN_LOCK) {
			ww_ex_spin_drop(word);
			continue;
		}
		release_wholly(word);
		forget(word);	/* for one that was lost: its word says nothing of an owner */
	}
	local_irq_restore(flags);
}

void ww_spin_exit(void)
{
}

#endif /* CONFIG_PREEMPT_RT */
