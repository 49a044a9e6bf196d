/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The record of the spin locks that are held on a CPU, so that the engine can release those with
 * which a routine returned. It has KSPIN_LOCKs and EX_SPIN_LOCKs. A lock beyond its capacity works,
 * but is not recorded; neither is a lock that a hard interrupt acquires.
 *
 * A CPU uses only its own record. Each C file that includes this header keeps other code of the CPU
 * away meanwhile.
 */
#ifndef WINWORK_LINUX_SPINLOCK_RECORD_H
#define WINWORK_LINUX_SPINLOCK_RECORD_H

#include <linux/percpu.h>
#include <linux/sched.h>

#include "context.h"
#include "ex_spinlock.h"

enum held_kind {
	HELD_SPIN_LOCK,		/* a KSPIN_LOCK */
	HELD_SHARED,		/* an EX_SPIN_LOCK */
	HELD_EXCLUSIVE,
};

struct held_word {
	void *word;
	const void *place;	/* the driver's code that acquired it, or NULL */
	struct task_struct *task;
	enum execution execution;
	u8 kind;		/* enum held_kind */
	u8 depth;		/* acquisitions of an EX_SPIN_LOCK besides the first */
	bool raised;		/* the last release enables bottom halves */
};

struct held {
	u32 count;
	u32 unrecorded;		/* EX_SPIN_LOCKs beyond the capacity */
	u32 unrecorded_raised;	/* those of them whose release enables bottom halves */
	struct held_word lock[16];
};

DECLARE_PER_CPU(struct held, ww_held_here);

/* Returns how many locks of any task are recorded on this CPU. */
static inline u32 ww_held_count(void)
{
	return raw_cpu_read(ww_held_here.count);
}

/* Returns NULL if the record is full. */
static inline struct held_word *held_add_kind(void *word, enum held_kind kind, const void *place)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	struct held_word *lock;

	if (held->count == ARRAY_SIZE(held->lock))
		return NULL;
	lock = &held->lock[held->count];
	*lock = (struct held_word){ .word = word, .place = place, .task = current,
				    .execution = execution_here(), .kind = kind };
	/* An interrupt must not find the lock before it is complete. */
	barrier();
	held->count++;
	return lock;
}

static inline void held_add(void *word, const void *place)
{
	held_add_kind(word, HELD_SPIN_LOCK, place);
}

static inline void held_remove(struct held_word *lock)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	struct held_word *end = &held->lock[--held->count];

	for (; lock < end; lock++)
		lock[0] = lock[1];
}

static inline void held_remove_word(const void *word)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 i = held->count;

	while (i && held->lock[i - 1].word != word)
		i--;
	if (i)
		held_remove(&held->lock[i - 1]);
}

/* Returns false if a task or a softirq acquired the lock that the caller interrupts. */
static inline bool held_by_caller(const struct held_word *lock)
{
	return lock->task == current && lock->execution == execution_here();
}

/* Returns how many of the recorded locks the caller acquired. */
static inline u32 held_count_of_caller(void)
{
	const struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 count = 0, i;

	for (i = 0; i < held->count; i++)
		count += held_by_caller(&held->lock[i]);
	return count;
}

/* Returns the one that the caller acquired last, or NULL. */
static inline const struct held_word *held_last_of_caller(void)
{
	const struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 i = held->count;

	while (i && !held_by_caller(&held->lock[i - 1]))
		i--;
	return i ? &held->lock[i - 1] : NULL;
}

/* For ww_spin_last_held(). */
static inline bool held_last(const void **word, const void **place)
{
	const struct held_word *last;
	unsigned long flags;

	local_irq_save(flags);
	last = held_last_of_caller();
	if (last) {
		*word = last->word;
		*place = last->place;
	}
	local_irq_restore(flags);
	return last;
}

static inline enum held_kind held_kind_of(enum ww_ex_spin how)
{
	return how == WW_EX_SPIN_EXCLUSIVE ? HELD_EXCLUSIVE : HELD_SHARED;
}

/* Returns an EX_SPIN_LOCK of this CPU, with @of_caller only one of the caller; or NULL. */
static inline struct held_word *held_find(const void *word, bool of_caller)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 i = held->count;

	while (i--) {
		struct held_word *lock = &held->lock[i];

		if (lock->word == word && lock->kind != HELD_SPIN_LOCK &&
		    (!of_caller || held_by_caller(lock)))
			return lock;
	}
	return NULL;
}

static inline void held_add_ex(void *word, enum held_kind kind, bool raised)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	struct held_word *lock = held_add_kind(word, kind, NULL);

	if (lock) {
		lock->raised = raised;
	} else {
		held->unrecorded++;
		held->unrecorded_raised += raised;
	}
}

static inline bool held_has_unrecorded(void)
{
	return raw_cpu_read(ww_held_here.unrecorded);
}

/* Notes the release of one. Returns true if the release enables bottom halves. */
static inline bool held_remove_unrecorded(void)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);

	held->unrecorded--;
	if (!held->unrecorded_raised)
		return false;
	held->unrecorded_raised--;
	return true;
}

/*
 * For ww_spin_release_held(): releases an EX_SPIN_LOCK of the caller, and removes its record.
 * Returns true if the release enables bottom halves.
 */
bool ww_ex_spin_drop(void *word);

#endif /* WINWORK_LINUX_SPINLOCK_RECORD_H */
