/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a CPU holds of KSPIN_LOCKs, so that the engine can let go of what a routine returned
 * with. Locks beyond the capacity work, and are not recorded; nor is what a hard interrupt
 * takes. A CPU touches its own record alone. Who includes this says how others are kept away
 * meanwhile. EX_SPIN_LOCKs are recorded beside them.
 */
#ifndef WINWORK_SPINLOCK_RECORD_H
#define WINWORK_SPINLOCK_RECORD_H

#include <linux/percpu.h>
#include <linux/sched.h>

#include "context.h"

enum held_kind {
	HELD_SPIN_LOCK,		/* a KSPIN_LOCK */
	HELD_SHARED,		/* an EX_SPIN_LOCK */
	HELD_EXCLUSIVE,
};

struct held_word {
	void *word;
	struct task_struct *task;
	enum execution execution;
	u8 kind;		/* enum held_kind */
	u8 depth;		/* how often an EX_SPIN_LOCK was taken in vain */
	bool raised;		/* its last release enables bottom halves */
};

struct held {
	u32 count;
	u32 unrecorded;		/* EX_SPIN_LOCKs that found no room, */
	u32 unrecorded_raised;	/* and how many of their releases enable bottom halves */
	struct held_word lock[16];
};

DECLARE_PER_CPU(struct held, ww_held_here);

/* Of this CPU, by whichever task. */
static inline u32 ww_held_count(void)
{
	return raw_cpu_read(ww_held_here.count);
}

/* NULL when there is no room. */
static inline struct held_word *held_push_as(void *word, enum held_kind kind)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	struct held_word *lock;

	if (held->count == ARRAY_SIZE(held->lock))
		return NULL;
	lock = &held->lock[held->count];
	*lock = (struct held_word){ .word = word, .task = current, .execution = execution_here(),
				    .kind = kind };
	/* An interrupt that looks for a lock finds this one whole, or not. */
	barrier();
	held->count++;
	return lock;
}

static inline void held_push(void *word)
{
	held_push_as(word, HELD_SPIN_LOCK);
}

static inline void held_take_off(struct held_word *lock)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	struct held_word *end = &held->lock[--held->count];

	for (; lock < end; lock++)
		lock[0] = lock[1];
}

static inline void held_pull(const void *word)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 i = held->count;

	while (i && held->lock[i - 1].word != word)
		i--;
	if (i)
		held_take_off(&held->lock[i - 1]);
}

/* Did the caller take the lock? Else it was a task, or a softirq, that the caller interrupts. */
static inline bool held_by_caller(const struct held_word *lock)
{
	return lock->task == current && lock->execution == execution_here();
}

/* An EX_SPIN_LOCK of this CPU, or NULL; the caller's alone, if so wanted. */
static inline struct held_word *held_find(const void *word, bool callers)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 i = held->count;

	while (i--) {
		struct held_word *lock = &held->lock[i];

		if (lock->word == word && lock->kind != HELD_SPIN_LOCK &&
		    (!callers || held_by_caller(lock)))
			return lock;
	}
	return NULL;
}

static inline void held_push_ex(void *word, enum held_kind kind, bool raised)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	struct held_word *lock = held_push_as(word, kind);

	if (lock) {
		lock->raised = raised;
	} else {
		held->unrecorded++;
		held->unrecorded_raised += raised;
	}
}

static inline bool held_any_unrecorded(void)
{
	return raw_cpu_read(ww_held_here.unrecorded);
}

/* One of those is released; true when that enables bottom halves. */
static inline bool held_end_unrecorded(void)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);

	held->unrecorded--;
	if (!held->unrecorded_raised)
		return false;
	held->unrecorded_raised--;
	return true;
}

/* Of ww_spin_release_held(): an end to an EX_SPIN_LOCK, which it takes off the record. */
void ww_ex_spin_drop(void *word);

#endif /* WINWORK_SPINLOCK_RECORD_H */
