/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The records of the history: each processor has a ring of them, in which the newest one replaces the oldest. For C alone.
 * ww_history_show() reads them.
 */
#ifndef WINWORK_LINUX_HISTORY_RING_H
#define WINWORK_LINUX_HISTORY_RING_H

#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>
#include <linux/tracepoint-defs.h>
#include <linux/types.h>

#ifdef CONFIG_X86_TSC
#include <asm/msr.h>
#endif

#include "calls.h"
#include "compat.h"
#include "fast_call.h"
#include "history.h"

enum kind {
	ITEM_MADE, ITEM_QUEUED, ITEM_STARTED, ITEM_ENDED, ITEM_FREED,
	DPC_QUEUED, DPC_STARTED, DPC_ENDED,
	TIMER_SET, TIMER_CANCELLED, TIMER_EXPIRED,
	IRP_SENT, IRP_PENDED, IRP_CANCELLED, IRP_COMPLETED,
	POOL_ALLOCATED, POOL_FREED,
	OBJECT_MADE, OBJECT_ENDED,
	KINDS
};

/* What has happened. */
struct happening {
	enum kind kind;
	const void *object;
	unsigned long bytes;		/* from there on */
	const void *code;		/* of the driver, or NULL */
};

enum context { IN_THREAD, IN_SOFTIRQ, IN_INTERRUPT };

struct record {
	u32 stamp;			/* 0: empty, or being written */
	pid_t pid;
	u64 time;			/* of history_clock() */
	unsigned long object;
	unsigned long bytes;		/* from there on */
	const void *code;		/* of the driver, or NULL */
	u32 what;			/* its kind, and the context behind WHAT_SHIFT bits */
	u8 calls;
	char comm[TASK_COMM_LEN];
	union {
		unsigned long call[MOST_CALLS];
		u64 ended;		/* of ITEM_STARTED: when the routine returned, or 0 */
	};
};

#define WHAT_SHIFT 8

static_assert(sizeof(struct record) == 128 && KINDS < BIT(WHAT_SHIFT) && TASK_COMM_LEN == WW_HISTORY_NAME && MOST_CALLS == WW_HISTORY_CALLS);

/* Its own processor alone writes it. */
struct ring {
	struct record *records;
	struct record *running;		/* ITEM_STARTED of the last routine, or NULL. It may have been replaced */
	struct walks *walks;		/* of threads; NULL while the fast path is closed */
	struct walks *memory;		/* for these */
	u32 mask;			/* the bytes of the records less those of one */
	u32 last;			/* the stamp of the last record: where it would be in an endless ring, and one */
};

/*
 * A ring of threads is written with preemption off, and one of interrupts with interrupts off. So the frequent events,
 * which are those of threads, need not turn interrupts off.
 */
enum { OF_THREADS, OF_INTERRUPTS, RINGS };

DECLARE_PER_CPU(struct ring [RINGS], history_rings);

/* Makes rings of @records each, a power of two. Returns 0 or a negative errno. May sleep. */
int rings_create(u32 records);
/* No more is added. Waits for readers. */
void rings_destroy(void);
/* From now on other drivers are chosen, or none: the fast path has to ask again. Any context. */
void rings_forget_chosen(void);
/* The code is a chosen driver's. */
void rings_remember_chosen(const void *code);
/* There are rings, and a probe of each event. */
void rings_open(void);
/* The fast path is used no more. May sleep, before rings_destroy(). */
void rings_close(void);

/*
 * With up to @calls of the stack from the return address at @from on, or from this call on if it is 0. Any context but an
 * NMI, with preemption off, while there are rings.
 */
void rings_add(const struct happening *happening, u32 calls, unsigned long from);

/* Forgets what has addresses of a module's code or data, which are no more used. May sleep. */
void rings_forget(ww_contains *contains);

/* ---- The fast path --------------------------------------------------------------------- */

/*
 * Nearly all events of items are alike: no other tracer takes them, and their walk is kept, or their code is in a page that
 * is known to be a chosen driver's. Such an event is recorded without a call: an item's life has five events, and costs
 * no more than 500 instructions in a burst.
 */

#define PAGES 16

/* Pages with code of chosen drivers, each at its place: the address, or 0. None while there are no walks. */
extern unsigned long history_pages[PAGES];

static __always_inline unsigned long *history_page(unsigned long code)
{
	return &history_pages[code / PAGE_SIZE % PAGES];
}

static __always_inline bool is_known_code(const void *code)
{
	return READ_ONCE(*history_page((unsigned long)code)) == ((unsigned long)code & PAGE_MASK);
}

/* Ticks of the processor's counter, if that counts the same on all processors. */
static __always_inline u64 fast_clock(void)
{
#ifdef CONFIG_X86_TSC
	return rdtsc();
#else
	return ktime_get_mono_fast_ns();
#endif
}

static __always_inline bool is_in_thread(void)
{
#ifdef CONFIG_PREEMPT_RT
	return !in_nmi() && !ww_in_hardirq() && !in_serving_softirq();
#else
	return !(preempt_count() & (NMI_MASK | HARDIRQ_MASK | SOFTIRQ_OFFSET));
#endif
}

static __always_inline u32 next_stamp(const struct ring *ring)
{
	return ring->last + sizeof(struct record);
}

/* The record is the caller's until end_record(). */
static __always_inline struct record *begin_record(struct ring *ring, u32 stamp, u64 time)
{
	struct record *record = (void *)ring->records + (stamp & ring->mask);

	ring->last = stamp;
	WRITE_ONCE(record->stamp, 0);
	smp_wmb();
	record->pid = current->pid;
	record->time = time;
	memcpy(record->comm, current->comm, sizeof(record->comm));
	return record;
}

static __always_inline void end_record(struct record *record, u32 stamp)
{
	smp_store_release(&record->stamp, stamp);
}

/* Whether the history is the only tracer of an event. While there are walks, it is one. */
static __always_inline bool history_is_alone(const struct tracepoint *point)
{
	return !READ_ONCE(point->funcs)[1].func;
}

static __always_inline u32 walk_kind_of(enum kind kind)
{
	return kind == ITEM_MADE ? 0 : kind == ITEM_QUEUED ? 1 : kind == ITEM_FREED ? 2 : 3;
}

/* It has no calls yet. */
static __always_inline struct record *take(struct ring *ring, u32 stamp, enum kind kind, const void *object,
					   const void *code)
{
	struct record *record = begin_record(ring, stamp, fast_clock());

	record->object = (unsigned long)object;
	record->bytes = 1;
	record->code = code;
	record->what = kind | IN_THREAD << WHAT_SHIFT;
	return record;
}

/* Copies of a fixed size are no calls. */
static __always_inline void take_calls(struct record *record, const struct walk *walk)
{
	record->calls = walk->calls;
	memcpy(record->call, walk->call, sizeof(record->call) / 2);
	if (walk->calls > MOST_CALLS / 2)
		memcpy(&record->call[MOST_CALLS / 2], &walk->call[MOST_CALLS / 2], sizeof(record->call) / 2);
}

/*
 * These record an event of an item, and return false if the fast path cannot. Any context. The first one with the calls
 * from the return address at @from on.
 */
static __always_inline bool history_took(const struct tracepoint *point, enum kind kind, const void *object,
					 const void *code, unsigned long from)
{
	struct ring *ring;
	struct walks *walks;
	struct walk *walk;
	bool took = false;

	preempt_disable_notrace();
	ring = this_cpu_ptr(&history_rings[OF_THREADS]);
	walks = READ_ONCE(ring->walks);
	walk = walk_at(walks, walk_kind_of(kind), from, code);
	if (walks && is_in_thread() && is_walk_from(walk, from, code) && history_is_alone(point)) {
		const u32 stamp = next_stamp(ring);
		struct record *record = take(ring, stamp, kind, object, code);

		take_calls(record, walk);
		end_record(record, stamp);
		took = true;
	}
	preempt_enable_notrace();
	return took;
}

static __always_inline bool history_took_start(const struct tracepoint *point, const void *object, const void *code)
{
	bool took = false;

	preempt_disable_notrace();
	if (is_known_code(code) && is_in_thread() && history_is_alone(point)) {
		struct ring *ring = this_cpu_ptr(&history_rings[OF_THREADS]);
		const u32 stamp = next_stamp(ring);
		struct record *record = take(ring, stamp, ITEM_STARTED, object, code);

		record->calls = 0;
		record->ended = 0;
		end_record(record, stamp);
		ring->running = record;
		took = true;
	}
	preempt_enable_notrace();
	return took;
}

/* Most routines return before another one starts: then the record of the start has the time. */
static __always_inline bool history_took_end(const struct tracepoint *point, const void *object)
{
	struct record *record;
	bool took = false;

	preempt_disable_notrace();
	record = READ_ONCE(this_cpu_ptr(&history_rings[OF_THREADS])->running);
	if (record && record->object == (unsigned long)object && record->what == (ITEM_STARTED | IN_THREAD << WHAT_SHIFT) &&
	    record->pid == current->pid && is_in_thread() && history_is_alone(point)) {
		WRITE_ONCE(record->ended, fast_clock());
		took = true;
	}
	preempt_enable_notrace();
	return took;
}

/* The same without the fast path, for all but other tracers. */
void history_add(enum kind kind, const void *object, const void *code, unsigned long from);

#endif /* WINWORK_LINUX_HISTORY_RING_H */
