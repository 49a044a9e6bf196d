/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a CPU holds of KSPIN_LOCKs, so that the engine can let go of what a routine returned
 * with. Locks beyond the capacity work, and are not recorded; nor is what a hard interrupt
 * takes. A CPU touches its own record alone. Who includes this says how others are kept away
 * meanwhile.
 */
#ifndef WINWORK_SPINLOCK_RECORD_H
#define WINWORK_SPINLOCK_RECORD_H

#include <linux/percpu.h>
#include <linux/sched.h>

#include "context.h"

struct held {
	u32 count;
	struct {
		void *word;
		struct task_struct *task;
		enum execution execution;
	} lock[16];
};

DECLARE_PER_CPU(struct held, ww_held_here);

/* Of this CPU, by whichever task. */
static inline u32 ww_held_count(void)
{
	return raw_cpu_read(ww_held_here.count);
}

static inline void held_push(void *word)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);

	if (held->count == ARRAY_SIZE(held->lock))
		return;
	held->lock[held->count].word = word;
	held->lock[held->count].task = current;
	held->lock[held->count].execution = execution_here();
	held->count++;
}

static inline void held_pull(const void *word)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 i = held->count;

	while (i && held->lock[i - 1].word != word)
		i--;
	if (!i)
		return;
	for (held->count--; i <= held->count; i++)
		held->lock[i - 1] = held->lock[i];
}

/* Did the caller take the lock of that index? Else it was a task that the caller interrupts. */
static inline bool held_by_caller(const struct held *held, u32 i)
{
	return held->lock[i].task == current && held->lock[i].execution == execution_here();
}

#endif /* WINWORK_SPINLOCK_RECORD_H */
