// SPDX-License-Identifier: GPL-2.0
/*
 * KSPIN_LOCK with PREEMPT_RT. Who disabled bottom halves can be preempted there, so spinning
 * for him might not end: a lock must be one that can be slept on, and Linux's do not fit into
 * the driver's word.
 *
 * So a lock borrows one while it is wanted. A table, by the word's address, holds a loan for
 * each word that somebody owns or waits for: a spinlock_t, which on these kernels sleeps and
 * lends its owner the priority of who waits. The word is only a sign: not zero while it is
 * owned.
 *
 *	the table, loan->word, ->references, the sign	the bucket's lock
 *	loan->owner, ->in_softirq, ->depth, ->raised	written by the owner under the bucket's lock
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
#include "spinlock_loan.h"
#include "spinlock_record.h"

DEFINE_PER_CPU(struct held, ww_held_here);

static struct bucket {
	raw_spinlock_t lock;
	struct loan *loans;
} buckets[64] = {
	[0 ... 63] = { .lock = __RAW_SPIN_LOCK_UNLOCKED(winwork_spin_loans) },
};

/*
 * Locks that lockdep does not validate are all of one class, which has the wait type of the first
 * of them: a mutex, not to be taken with bottom halves disabled. This subclass is ours alone.
 */
#define LOAN_SUBCLASS (MAX_LOCKDEP_SUBCLASSES - 1)

/* One loan for each CPU is kept at hand: most locks are taken where one was just released. */
static DEFINE_PER_CPU(struct loan *, spare);

static struct bucket *bucket_of(const void *word)
{
	return &buckets[hash_ptr(word, 6)];
}

/* The link to the loan of @word, or to the end. Under the bucket's lock. */
static struct loan **find(struct bucket *bucket, const void *word)
{
	struct loan **link = &bucket->loans;

	while (*link && (*link)->word != word)
		link = &(*link)->next;
	return link;
}

struct loan *loan_find(const void *word)
{
	struct bucket *bucket = bucket_of(word);
	struct loan *loan;
	unsigned long flags;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	loan = *find(bucket, word);
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	return loan;
}

/* The loan of a lock that the current task owns, or NULL. Nobody else can change that. */
static struct loan *task_loan(const void *word)
{
	struct bucket *bucket = bucket_of(word);
	struct loan *loan;
	unsigned long flags;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	loan = *find(bucket, word);
	if (loan && loan->owner != current)
		loan = NULL;
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	return loan;
}

/* Not one of the task that the caller, a softirq, runs in. */
static bool is_own(const struct loan *loan)
{
	return loan && loan->in_softirq == (execution_here() == IN_SOFTIRQ);
}

static struct loan *own_loan(const void *word)
{
	struct loan *loan = task_loan(word);

	return is_own(loan) ? loan : NULL;
}

static struct loan *loan_alloc(void)
{
	struct loan *loan = this_cpu_xchg(spare, NULL);

	if (loan)
		return loan;
	/* A lock cannot fail. Memory for an atomic allocation comes back. */
	while (!(loan = kmalloc(sizeof(*loan), GFP_ATOMIC | __GFP_NOWARN)))
		cpu_relax();
	spin_lock_init(&loan->lock);
	/* Which driver's lock it stands for changes, so an order of these means nothing. */
	lockdep_set_novalidate_class(&loan->lock);
	rwlock_init(&loan->readers);
	return loan;
}

static void loan_free(struct loan *loan)
{
	kfree(this_cpu_xchg(spare, loan));
}

struct loan *loan_get(void *word)
{
	struct bucket *bucket = bucket_of(word);
	struct loan *made = loan_alloc();
	struct loan **link, *loan;
	unsigned long flags;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	link = find(bucket, word);
	loan = *link;
	if (!loan) {
		loan = made;
		made = NULL;
		loan->next = NULL;
		loan->word = word;
		loan->references = 0;
		loan->depth = 0;
		loan->raised = false;
		loan->owner = NULL;
		*link = loan;
	}
	loan->references++;
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	if (made)
		loan_free(made);
	return loan;
}

void loan_put(struct loan *loan)
{
	struct bucket *bucket = bucket_of(loan->word);
	unsigned long flags;
	bool last;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	last = !--loan->references;
	if (last)
		*find(bucket, loan->word) = loan->next;
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
	if (last)
		loan_free(loan);
}

/* The sign goes up and down under the bucket's lock, which ww_spin_interlock() relies on. */
static void set_owner(struct loan *loan, struct task_struct *owner)
{
	struct bucket *bucket = bucket_of(loan->word);
	unsigned long flags;

	raw_spin_lock_irqsave(&bucket->lock, flags);
	loan->owner = owner;
	loan->in_softirq = execution_here() == IN_SOFTIRQ;
	loan->raised = false;
	WRITE_ONCE(*(unsigned long *)loan->word, (unsigned long)owner);
	raw_spin_unlock_irqrestore(&bucket->lock, flags);
}

static void take(unsigned long *word)
{
	struct loan *loan = loan_get(word);

	spin_lock_nested(&loan->lock, LOAN_SUBCLASS);
	set_owner(loan, current);
}

static void give(struct loan *loan)
{
	set_owner(loan, NULL);
	spin_unlock(&loan->lock);
	loan_put(loan);
}

static void remember(void *word)
{
	unsigned long flags;

	local_irq_save(flags);
	held_push(word);
	local_irq_restore(flags);
}

static void forget(const void *word)
{
	unsigned long flags;

	local_irq_save(flags);
	held_pull(word);
	local_irq_restore(flags);
}

enum ww_spin ww_spin_acquire(void *word)
{
	struct loan *own;

	if (in_interrupt_context())
		return WW_SPIN_BUSY;
	own = task_loan(word);
	if (own) {
		if (!is_own(own))
			return WW_SPIN_DEADLOCK;
		if (own->depth < U8_MAX)
			own->depth++;
		return WW_SPIN_RECURSIVE;
	}
	take(word);
	remember(word);
	return WW_SPIN_TAKEN;
}

enum ww_spin ww_spin_try_acquire(void *word)
{
	struct loan *loan;

	if (in_interrupt_context() || task_loan(word))
		return WW_SPIN_BUSY;
	loan = loan_get(word);
	if (!spin_trylock(&loan->lock)) {
		loan_put(loan);
		return WW_SPIN_BUSY;
	}
	set_owner(loan, current);
	remember(word);
	return WW_SPIN_TAKEN;
}

void ww_spin_note_raised(void *word)
{
	struct loan *own = own_loan(word);

	if (own)
		own->raised = true;
}

enum ww_spin_release ww_spin_release(void *word)
{
	struct loan *own = own_loan(word);
	bool raised;

	if (!own)
		return WW_SPIN_NOT_OWNED;
	if (own->depth) {
		own->depth--;
		return WW_SPIN_RELEASED;
	}
	raised = own->raised;
	forget(word);
	give(own);
	return raised ? WW_SPIN_RELEASED_RAISED : WW_SPIN_RELEASED;
}

bool ww_spin_is_free(const void *word)
{
	return !READ_ONCE(*(const unsigned long *)word);
}

/*
 * Done under the bucket's lock: between callers that may be in hard interrupts nothing else
 * stands. A word that KeAcquireSpinLock owns has to be waited for, which a hard interrupt
 * cannot; Windows forbids that mixture for the same reason.
 */
enum ww_spin ww_spin_interlock(void *word, ww_uptr *interrupt_state)
{
	struct bucket *bucket = bucket_of(word);
	const bool may_sleep = !in_interrupt_context();
	unsigned long flags;
	struct loan *loan;

	for (;;) {
		raw_spin_lock_irqsave(&bucket->lock, flags);
		*interrupt_state = flags;
		loan = *find(bucket, word);
		if (!loan || !loan->owner)
			return WW_SPIN_TAKEN;
		if (!may_sleep || loan->owner == current)
			break;
		raw_spin_unlock_irqrestore(&bucket->lock, flags);
		take(word);
		give(own_loan(word));
	}
	raw_spin_unlock(&bucket->lock);
	return loan->owner == current ? WW_SPIN_RECURSIVE : WW_SPIN_BUSY;
}

void ww_spin_interlock_end(void *word, enum ww_spin taken, ww_uptr interrupt_state)
{
	if (taken == WW_SPIN_TAKEN)
		raw_spin_unlock(&bucket_of(word)->lock);
	local_irq_restore(interrupt_state);
}

ww_u32 ww_spin_held(void)
{
	const struct held *held = raw_cpu_ptr(&ww_held_here);
	ww_u32 count = 0, i;

	for (i = 0; i < held->count; i++)
		count += held_by_caller(&held->lock[i]);
	return count;
}

void ww_spin_release_held(void)
{
	struct held *held = raw_cpu_ptr(&ww_held_here);
	u32 i = held->count;

	while (i--) {
		void *word = held->lock[i].word;
		struct loan *own;

		if (!held_by_caller(&held->lock[i]))
			continue;
		if (held->lock[i].kind != HELD_SPIN_LOCK) {
			ww_ex_spin_drop(word);
			continue;
		}
		own = own_loan(word);
		if (own) {
			own->depth = 0;
			ww_spin_release(word);
		}
		forget(word);
	}
}

void ww_spin_exit(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		kfree(per_cpu(spare, cpu));
}

#endif /* CONFIG_PREEMPT_RT */
