// SPDX-License-Identifier: GPL-2.0
/*
 * KSPIN_LOCK on PREEMPT_RT. Code that disabled bottom halves can be preempted there, so a waiter
 * that spins may keep the owner from running for ever. A waiter has to sleep, and no lock of Linux
 * on which a waiter sleeps fits into the driver's word.
 *
 * So each word that is held or waited for has a backing lock, in a table by the word's address: a
 * spinlock_t. On these kernels its waiters sleep, and the owner inherits their priority. The word
 * itself is the address of the owner's task, or zero.
 *
 *	the table, backing->word, ->references, the word	the bucket's lock
 *	backing->owner, ->in_softirq, ->depth, ->raised		written by the owner under that lock
 */
#ifdef CONFIG_PREEMPT_RT

#include <linux/hash.h>
#include <linux/irqflags.h>
#include <linux/lockdep.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "compat.h"
#include "context.h"
#include "spinlock.h"
#include "spinlock_backing.h"
#include "spinlock_record.h"

DEFINE_PER_CPU(struct held, ww_held_here);

static struct bucket {
	raw_spinlock_t lock;
	struct backing_lock *backings;
} buckets[64] = {
	[0 ... 63] = { .lock = __RAW_SPIN_LOCK_UNLOCKED(winwork_backing_locks) },
};

/*
 * lockdep does not validate these locks. All such locks of the kernel share a class, which has the
 * wait type of the first of them: a mutex, which must not be acquired with bottom halves disabled.
 * Only WinWork uses this subclass.
 */
#define BACKING_SUBCLASS (MAX_LOCKDEP_SUBCLASSES - 1)

/* Each CPU keeps one that was freed, since it often acquires a lock soon after it released one. */
static DEFINE_PER_CPU(struct backing_lock *, spare);

static struct bucket *bucket_of(const void *word)
{
	return &buckets[hash_ptr(word, 6)];
}

/* Returns the link to the backing lock of @word, or the last link. Under the bucket's lock. */
static struct backing_lock **find(struct bucket *bucket, const void *word)
{
	struct backing_lock **link = &bucket->backings;

	while (*link && (*link)->word != word)
		link = &(*link)->next;
	return link;
}

struct backing_lock *backing_find(const void *word)
{
	struct bucket *bucket = bucket_of(word);
	struct backing_lock *backing;
	unsigned long flags;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	backing = *find(bucket, word);
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	return backing;
}

/* Returns the backing lock of @word if the current task owns it, else NULL. */
static struct backing_lock *task_backing(const void *word)
{
	struct bucket *bucket = bucket_of(word);
	struct backing_lock *backing;
	unsigned long flags;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	backing = *find(bucket, word);
	if (backing && backing->owner != current)
		backing = NULL;
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	return backing;
}

/* Returns false in a softirq for a lock of the task in which the softirq runs. */
static bool is_own(const struct backing_lock *backing)
{
	return backing && backing->in_softirq == (execution_here() == IN_SOFTIRQ);
}

static struct backing_lock *own_backing(const void *word)
{
	struct backing_lock *backing = task_backing(word);

	return is_own(backing) ? backing : NULL;
}

static struct backing_lock *backing_alloc(void)
{
	struct backing_lock *backing = this_cpu_xchg(spare, NULL);

	if (backing)
		return backing;
	/* To acquire a lock cannot fail, so this waits until there is memory again. */
	while (!(backing = kmalloc(sizeof(*backing), GFP_ATOMIC | __GFP_NOWARN)))
		cpu_relax();
	spin_lock_init(&backing->lock);
	/* It backs other words later, so an order between two of them means nothing. */
	lockdep_set_novalidate_class(&backing->lock);
	rwlock_init(&backing->readers);
	return backing;
}

static void backing_free(struct backing_lock *backing)
{
	kfree(this_cpu_xchg(spare, backing));
}

struct backing_lock *backing_get(void *word)
{
	struct bucket *bucket = bucket_of(word);
	struct backing_lock *made = backing_alloc();
	struct backing_lock **link, *backing;
	unsigned long flags;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	link = find(bucket, word);
	backing = *link;
	if (!backing) {
		backing = made;
		made = NULL;
		backing->next = NULL;
		backing->word = word;
		backing->references = 0;
		backing->depth = 0;
		backing->raised = false;
		backing->owner = NULL;
		*link = backing;
	}
	backing->references++;
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	if (made)
		backing_free(made);
	return backing;
}

void backing_put(struct backing_lock *backing)
{
	struct bucket *bucket = bucket_of(backing->word);
	unsigned long flags;
	bool last;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	last = !--backing->references;
	if (last)
		*find(bucket, backing->word) = backing->next;
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	if (last)
		backing_free(backing);
}

/* Changes the word under the bucket's lock: ww_spin_interlock() relies on that. */
static void set_owner(struct backing_lock *backing, struct task_struct *owner)
{
	struct bucket *bucket = bucket_of(backing->word);
	unsigned long flags;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	backing->owner = owner;
	backing->in_softirq = execution_here() == IN_SOFTIRQ;
	backing->raised = false;
	WRITE_ONCE(*(unsigned long *)backing->word, (unsigned long)owner);
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
}

static void backing_acquire(unsigned long *word)
{
	struct backing_lock *backing = backing_get(word);

	spin_lock_nested(&backing->lock, BACKING_SUBCLASS);
	set_owner(backing, current);
}

static void backing_release(struct backing_lock *backing)
{
	set_owner(backing, NULL);
	spin_unlock(&backing->lock);
	backing_put(backing);
}

static void record_acquired(void *word, const void *place)
{
	unsigned long flags;

	local_irq_save(flags);
	held_add(word, place);
	local_irq_restore(flags);
}

static void record_released(const void *word)
{
	unsigned long flags;

	local_irq_save(flags);
	held_remove_word(word);
	local_irq_restore(flags);
}

enum ww_spin ww_spin_acquire(void *word, const void *place)
{
	struct backing_lock *own;

	if (in_interrupt_context())
		return WW_SPIN_BUSY;
	own = task_backing(word);
	if (own) {
		if (!is_own(own))
			return WW_SPIN_DEADLOCK;
		if (own->depth < U8_MAX)
			own->depth++;
		return WW_SPIN_RECURSIVE;
	}
	backing_acquire(word);
	record_acquired(word, place);
	return WW_SPIN_TAKEN;
}

enum ww_spin ww_spin_try_acquire(void *word, const void *place)
{
	struct backing_lock *backing;

	if (in_interrupt_context() || task_backing(word))
		return WW_SPIN_BUSY;
	backing = backing_get(word);
	if (!spin_trylock(&backing->lock)) {
		backing_put(backing);
		return WW_SPIN_BUSY;
	}
	set_owner(backing, current);
	record_acquired(word, place);
	return WW_SPIN_TAKEN;
}

void ww_spin_note_raised(void *word)
{
	struct backing_lock *own = own_backing(word);

	if (own)
		own->raised = true;
}

enum ww_spin_release ww_spin_release(void *word)
{
	struct backing_lock *own = own_backing(word);
	bool raised;

	if (!own)
		return WW_SPIN_NOT_OWNED;
	if (own->depth) {
		own->depth--;
		return WW_SPIN_RELEASED;
	}
	raised = own->raised;
	record_released(word);
	backing_release(own);
	return raised ? WW_SPIN_RELEASED_RAISED : WW_SPIN_RELEASED;
}

bool ww_spin_is_free(const void *word)
{
	return !READ_ONCE(*(const unsigned long *)word);
}

/*
 * The caller holds the bucket's lock meanwhile, because a hard interrupt cannot sleep on a backing
 * lock. A hard interrupt cannot wait for a word that KeAcquireSpinLock acquired either. Windows
 * forbids that mixture for the same reason.
 */
enum ww_spin ww_spin_interlock(void *word, ww_uptr *interrupt_state)
{
	struct bucket *bucket = bucket_of(word);
	const bool may_sleep = !in_interrupt_context();
	unsigned long flags;
	struct backing_lock *backing;

	for (;;) {
		raw_spin_lock_irqsave(&bucket->lock, flags);
		*interrupt_state = flags;
		backing = *find(bucket, word);
		if (!backing || !backing->owner)
			return WW_SPIN_TAKEN;
		if (!may_sleep || backing->owner == current)
			break;
		raw_spin_unlock_irqrestore(&bucket->lock, flags);
		backing_acquire(word);
		backing_release(own_backing(word));
	}
	raw_spin_unlock(&bucket->lock);
	return backing->owner == current ? WW_SPIN_RECURSIVE : WW_SPIN_BUSY;
}

void ww_spin_interlock_end(void *word, enum ww_spin taken, ww_uptr interrupt_state)
{
	if (taken == WW_SPIN_TAKEN)
		raw_spin_unlock(&bucket_of(word)->lock);
	local_irq_restore(interrupt_state);
}

ww_u32 ww_spin_held(void)
{
	return held_count_of_caller();
}

bool ww_spin_last_held(const void **word, const void **place)
{
	return held_last(word, place);
}

ww_u32 ww_spin_release_held(ww_u32 keep)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 i = held->count, left = held_count_of_caller(), raised = 0;

	while (left > keep && i--) {
		void *word = held->lock[i].word;
		struct backing_lock *own;

		if (!held_by_caller(&held->lock[i]))
			continue;
		left--;
		if (held->lock[i].kind != HELD_SPIN_LOCK) {
			raised += ww_ex_spin_drop(word);
			continue;
		}
		own = own_backing(word);
		if (own) {
			own->depth = 0;
			raised += ww_spin_release(word) == WW_SPIN_RELEASED_RAISED;
		}
		record_released(word);
	}
	return raised;
}

void ww_spin_exit(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		kfree(per_cpu(spare, cpu));
}

#endif /* CONFIG_PREEMPT_RT */
