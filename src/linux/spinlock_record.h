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

struct held {
	u32 count;
	struct {
		void *word;
		struct task_struct *task;
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

#endif /* WINWORK_SPINLOCK_RECORD_H */
