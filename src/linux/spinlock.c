// SPDX-License-Identifier: GPL-2.0
/*
 * KSPIN_LOCK: one 64-bit word in the driver's storage, free when it is zero, so that memory
 * that was only zeroed is a lock. There are two kinds of it, of which a kernel gets one: a
 * spinning lock, and for PREEMPT_RT, where who disabled bottom halves can still be preempted
 * and spinning for him would not end, a sleeping one.
 */
#include <linux/atomic.h>
#include <linux/build_bug.h>
#include <linux/hash.h>
#include <linux/irqflags.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>

#include "compat.h"
#include "platform.h"

/*
 * What a CPU holds, so that the engine can let go of what a routine returned with. Locks
 * beyond the capacity work, and are not remembered. A CPU touches its own record alone, and
 * only with bottom halves off, which keeps others away from it (with PREEMPT_RT interrupts off
 * do). What a hard interrupt takes is not recorded.
 */
struct held {
	u32 count;
	struct {
		void *word;
		struct task_struct *task;
	} lock[16];
};

static DEFINE_PER_CPU(struct held, held_here);

static void push(struct held *held, void *word)
{
	if (held->count == ARRAY_SIZE(held->lock))
		return;
	held->lock[held->count].word = word;
	held->lock[held->count].task = current;
	held->count++;
}

static void pull(struct held *held, const void *word)
{
	u32 i = held->count;

	while (i && held->lock[i - 1].word != word)
		i--;
	if (!i)
		return;
	for (held->count--; i <= held->count; i++)
		held->lock[i - 1] = held->lock[i];
}

#ifndef CONFIG_PREEMPT_RT

static void remember(void *word)
{
	if (!ww_in_hardirq())
		push(raw_cpu_ptr(&held_here), word);
}

static void forget(const void *word)
{
	if (!ww_in_hardirq())
		pull(raw_cpu_ptr(&held_here), word);
}

static bool is_held_here(const struct held *held, u32 i)
{
	return true;
}

/* The owner and its depth are written by the owner alone, while it has the lock. */
struct spin_word {
#ifdef CONFIG_SMP
	arch_spinlock_t lock;
#else
	u32 locked;
#endif
	u16 owner;		/* the owner's CPU + 1 */
	u8 depth;		/* how often the owner took it in vain */
	u8 raised;		/* ww_spin_note_raised() */
};

static_assert(sizeof(struct spin_word) == sizeof(u64));
static_assert(CONFIG_NR_CPUS < U16_MAX);

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
	return raw_smp_processor_id() + 1;
}

/* Only this CPU can have written its own number, so the answer does not race. */
static bool owned_here(const struct spin_word *word)
{
	return READ_ONCE(word->owner) == self();
}

enum ww_spin ww_spin_acquire(void *storage)
{
	struct spin_word *word = storage;

	if (owned_here(word)) {
		if (word->depth < U8_MAX)
			word->depth++;
		return WW_SPIN_RECURSIVE;
	}
	word_lock(word);
	WRITE_ONCE(word->owner, self());
	remember(word);
	return WW_SPIN_TAKEN;
}

enum ww_spin ww_spin_try_acquire(void *storage)
{
	struct spin_word *word = storage;

	if (owned_here(word) || !word_trylock(word))
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

	if (!owned_here(word))
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
	if (owned_here(word))
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
	unsigned long flags;

	local_irq_save(flags);
	*interrupt_state = flags;
	if (owned_here(word))
		return WW_SPIN_RECURSIVE;
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

#else /* CONFIG_PREEMPT_RT */

/*
 * The word holds the owner's task_struct, and in the bits that its alignment leaves free
 * whether somebody waits, how often the owner took it in vain, and a note. An uncontended lock is one
 * cmpxchg. Waiters sleep in a bucket chosen by the word's address, first come, first served;
 * the bucket's raw lock covers its list and every change of a word that has waiters. There is
 * no priority inheritance.
 */
#define WAITERS 1UL
#define DEPTH_ONE 2UL
#define DEPTH_MASK 0x1eUL
#define RAISED 0x20UL		/* ww_spin_note_raised() */
#define OWNER_MASK (~0x3fUL)

struct waiter {
	struct list_head link;
	atomic_long_t *word;
	struct task_struct *task;
	bool granted;
};

struct bucket {
	raw_spinlock_t lock;
	struct list_head waiters;	/* empty or uninitialised: null */
};

static struct bucket buckets[64] = {
	[0 ... 63] = { .lock = __RAW_SPIN_LOCK_UNLOCKED(winwork_spin_waiters) },
};

static struct bucket *bucket_of(const void *word)
{
	return &buckets[hash_ptr(word, 6)];
}

/* Under the bucket's lock. */
static struct list_head *waiters_of(struct bucket *bucket)
{
	if (!bucket->waiters.next)
		INIT_LIST_HEAD(&bucket->waiters);
	return &bucket->waiters;
}

static void remember(void *word)
{
	unsigned long flags;

	local_irq_save(flags);
	push(raw_cpu_ptr(&held_here), word);
	local_irq_restore(flags);
}

static void forget(const void *word)
{
	unsigned long flags;

	local_irq_save(flags);
	pull(raw_cpu_ptr(&held_here), word);
	local_irq_restore(flags);
}

static bool is_held_here(const struct held *held, u32 i)
{
	return held->lock[i].task == current;
}

static bool owned_by_current(atomic_long_t *word)
{
	return (atomic_long_read(word) & OWNER_MASK) == (unsigned long)current;
}

static void wait_for(atomic_long_t *word)
{
	struct bucket *bucket = bucket_of(word);
	struct waiter waiter = { .word = word, .task = current };
	unsigned long flags;
	long seen;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	seen = atomic_long_read(word);
	for (;;) {
		long next = seen ? (long)(seen | WAITERS) : (long)current;

		if (atomic_long_try_cmpxchg_acquire(word, &seen, next))
			break;
	}
	if (!seen) {
		raw_spin_unlock_irqrestore(&bucket->lock, flags);
		return;
	}
	list_add_tail(&waiter.link, waiters_of(bucket));
	raw_spin_unlock_irqrestore(&bucket->lock, flags);

	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (smp_load_acquire(&waiter.granted))
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}

/* The lock goes straight to who waited longest; nobody can step in between. */
static void hand_over(atomic_long_t *word)
{
	struct bucket *bucket = bucket_of(word);
	struct waiter *waiter, *first = NULL;
	struct task_struct *task;
	unsigned long flags;
	long more = 0;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	list_for_each_entry(waiter, waiters_of(bucket), link) {
		if (waiter->word != word)
			continue;
		if (first) {
			more = WAITERS;
			break;
		}
		first = waiter;
	}
	if (!first) {
		atomic_long_set_release(word, 0);
		raw_spin_unlock_irqrestore(&bucket->lock, flags);
		return;
	}
	list_del(&first->link);
	task = get_task_struct(first->task);
	atomic_long_set_release(word, (long)task | more);
	smp_store_release(&first->granted, true);	/* after this the waiter may be gone */
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	wake_up_process(task);
	put_task_struct(task);
}

static void take(atomic_long_t *word)
{
	if (atomic_long_cmpxchg_acquire(word, 0, (long)current))
		wait_for(word);
}

static void give(atomic_long_t *word)
{
	atomic_long_andnot(RAISED, word);
	if (atomic_long_cmpxchg_release(word, (long)current, 0) != (long)current)
		hand_over(word);
}

enum ww_spin ww_spin_acquire(void *storage)
{
	atomic_long_t *word = storage;

	if (owned_by_current(word)) {
		if ((atomic_long_read(word) & DEPTH_MASK) != DEPTH_MASK)
			atomic_long_add(DEPTH_ONE, word);
		return WW_SPIN_RECURSIVE;
	}
	take(word);
	remember(word);
	return WW_SPIN_TAKEN;
}

enum ww_spin ww_spin_try_acquire(void *storage)
{
	atomic_long_t *word = storage;

	if (atomic_long_cmpxchg_acquire(word, 0, (long)current))
		return WW_SPIN_BUSY;
	remember(word);
	return WW_SPIN_TAKEN;
}

void ww_spin_note_raised(void *storage)
{
	atomic_long_or(RAISED, (atomic_long_t *)storage);
}

enum ww_spin_release ww_spin_release(void *storage)
{
	atomic_long_t *word = storage;
	bool raised;

	if (!owned_by_current(word))
		return WW_SPIN_NOT_OWNED;
	if (atomic_long_read(word) & DEPTH_MASK) {
		atomic_long_sub(DEPTH_ONE, word);
		return WW_SPIN_RELEASED;
	}
	raised = atomic_long_read(word) & RAISED;
	forget(word);
	give(word);
	return raised ? WW_SPIN_RELEASED_RAISED : WW_SPIN_RELEASED;
}

static void release_wholly(void *storage)
{
	atomic_long_t *word = storage;

	if (owned_by_current(word))
		atomic_long_andnot(DEPTH_MASK, word);
	ww_spin_release(word);
}

bool ww_spin_is_free(const void *storage)
{
	return !atomic_long_read((const atomic_long_t *)storage);
}

/*
 * A free word is claimed under the bucket's raw lock, which is kept: it is all that stands
 * between callers that may be in hard interrupts. A word that KeAcquireSpinLock owns has to be
 * waited for, which a hard interrupt cannot; Windows forbids that mixture for the same reason.
 */
enum ww_spin ww_spin_interlock(void *storage, ww_uptr *interrupt_state)
{
	atomic_long_t *word = storage;
	struct bucket *bucket = bucket_of(word);
	bool may_sleep = !irqs_disabled();
	unsigned long flags;

	for (;;) {
		raw_spin_lock_irqsave(&bucket->lock, flags);
		*interrupt_state = flags;
		if (!atomic_long_cmpxchg_acquire(word, 0, (long)current))
			return WW_SPIN_TAKEN;
		if (!may_sleep || owned_by_current(word))
			break;
		raw_spin_unlock_irqrestore(&bucket->lock, flags);
		take(word);
		give(word);
	}
	raw_spin_unlock(&bucket->lock);
	return owned_by_current(word) ? WW_SPIN_RECURSIVE : WW_SPIN_BUSY;
}

void ww_spin_interlock_end(void *storage, enum ww_spin taken, ww_uptr interrupt_state)
{
	if (taken == WW_SPIN_TAKEN) {
		atomic_long_set_release((atomic_long_t *)storage, 0);
		raw_spin_unlock(&bucket_of(storage)->lock);
	}
	local_irq_restore(interrupt_state);
}

#endif /* CONFIG_PREEMPT_RT */

ww_u32 ww_spin_held(void)
{
	const struct held *held = raw_cpu_ptr(&held_here);
	ww_u32 count = 0, i;

	for (i = 0; i < held->count; i++)
		count += is_held_here(held, i);
	return count;
}

void ww_spin_release_held(void)
{
	struct held *held = raw_cpu_ptr(&held_here);
	u32 i = held->count;

	while (i--) {
		void *word = held->lock[i].word;

		if (!is_held_here(held, i))
			continue;
		release_wholly(word);
		forget(word);	/* for one that was lost: its word says nothing of an owner */
	}
}
