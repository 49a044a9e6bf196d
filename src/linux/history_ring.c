// SPDX-License-Identifier: GPL-2.0
/*
 * The records of the history. Those of a ring are written one after another. Readers take no lock: the stamp of a record shows whether it has changed.
 */
#include <linux/compiler.h>
#include <linux/cpumask.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/srcu.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/vmalloc.h>

#ifdef CONFIG_X86_TSC
#include <asm/tsc.h>
#endif

#include "history_ring.h"

static const struct {
	const char *of;
	const char *happened;
	bool has_calls;			/* no calls of a driver's are there when its routine starts or ends */
} kinds[KINDS] = {
	[ITEM_MADE] = { "item", "made", true },
	[ITEM_QUEUED] = { "item", "queued", true },
	[ITEM_STARTED] = { "item", "started" },
	[ITEM_ENDED] = { "item", "returned" },
	[ITEM_FREED] = { "item", "freed", true },
	[DPC_QUEUED] = { "DPC", "queued", true },
	[DPC_STARTED] = { "DPC", "started" },
	[DPC_ENDED] = { "DPC", "returned" },
	[TIMER_SET] = { "timer", "set", true },
	[TIMER_CANCELLED] = { "timer", "cancelled", true },
	[TIMER_EXPIRED] = { "timer", "expired" },
	[IRP_SENT] = { "IRP", "sent", true },
	[IRP_PENDED] = { "IRP", "pended" },
	[IRP_CANCELLED] = { "IRP", "cancelled", true },
	[IRP_COMPLETED] = { "IRP", "completed", true },
	[POOL_ALLOCATED] = { "pool block", "allocated", true },
	[POOL_FREED] = { "pool block", "freed", true },
	[OBJECT_MADE] = { "object", "made", true },
	[OBJECT_ENDED] = { "object", "ended", true },
};

DEFINE_PER_CPU(struct ring [RINGS], history_rings);
unsigned long history_pages[PAGES];
/* Of each ring; 0 without rings. They change only while nothing is added, and there is no reader. */
static u32 ring_records;
static bool has_fast_clock;
DEFINE_STATIC_SRCU(readers);

/* ---- The clock ------------------------------------------------------------------------- */

static void choose_clock(void)
{
#ifdef CONFIG_X86_TSC
	has_fast_clock = tsc_khz && !check_tsc_unstable();
#else
	has_fast_clock = true;
#endif
}

static u64 now(void)
{
	return has_fast_clock ? fast_clock() : ktime_get_mono_fast_ns();
}

static u64 nanoseconds(u64 time)
{
#ifdef CONFIG_X86_TSC
	if (has_fast_clock)
		return mul_u64_u64_div_u64(time, USEC_PER_SEC, tsc_khz);
#endif
	return time;
}

/* ---- Adding ---------------------------------------------------------------------------- */

static enum context context_of_event(void)
{
	return ww_in_hardirq() ? IN_INTERRUPT : in_serving_softirq() ? IN_SOFTIRQ : IN_THREAD;
}

static void fill(struct ring *ring, const struct happening *happening, const unsigned long *call, u32 calls)
{
	const u32 stamp = next_stamp(ring);
	struct record *record = begin_record(ring, stamp, now());

	record->object = (unsigned long)happening->object;
	record->bytes = happening->bytes;
	record->code = happening->code;
	record->what = happening->kind | context_of_event() << WHAT_SHIFT;
	record->calls = calls;
	record->ended = 0;
	memcpy(record->call, call, calls * sizeof(*call));
	end_record(record, stamp);
}

static bool is_open(const struct ring *ring)
{
	return READ_ONCE(ring->walks);
}

static struct walk *walk_for(const struct ring *ring, const struct happening *happening, unsigned long from)
{
	struct walks *walks = READ_ONCE(ring->walks);

	return walks ? walk_at(walks, walk_kind_of(happening->kind), from, happening->code) : NULL;
}

noinline void rings_add(const struct happening *happening, u32 most_calls, unsigned long from)
{
	const unsigned long begin = from ?: (unsigned long)__builtin_frame_address(0) + sizeof(from);
	struct ring *ring = &this_cpu_ptr(&history_rings[0])[is_in_thread() ? OF_THREADS : OF_INTERRUPTS];
	unsigned long call[MOST_CALLS];
	unsigned long flags;
	u32 calls = 0;

	if (kinds[happening->kind].has_calls)
		calls = find_calls(walk_for(ring, happening, begin), begin, happening->code, call, most_calls);
	raw_local_irq_save(flags);
	fill(ring, happening, call, calls);
	raw_local_irq_restore(flags);
}

/* ---- The rings ------------------------------------------------------------------------- */

/* The rings of all processors, one after another. */
static struct ring *next_ring(struct ring *ring, int *cpu)
{
	if (ring && ring != &per_cpu(history_rings, *cpu)[RINGS - 1])
		return ring + 1;
	*cpu = cpumask_next(*cpu, cpu_possible_mask);
	return *cpu < nr_cpu_ids ? &per_cpu(history_rings, *cpu)[0] : NULL;
}

#define for_each_ring(ring, cpu) for (cpu = -1, ring = NULL; (ring = next_ring(ring, &cpu));)

static void free_rings(void)
{
	struct ring *ring;
	int cpu;

	for_each_ring(ring, cpu) {
		vfree(ring->records);
		vfree(ring->memory);
		ring->records = NULL;
		ring->memory = NULL;
	}
}

/* ---- What the fast path knows ---------------------------------------------------------- */

void rings_forget_chosen(void)
{
	struct walks *walks;
	u32 at;
	int cpu;

	for (at = 0; at < PAGES; at++)
		WRITE_ONCE(history_pages[at], 0);
	for_each_possible_cpu(cpu) {
		walks = per_cpu(history_rings, cpu)[OF_THREADS].memory;
		if (walks)
			walks_forget(walks);
	}
}

/* WinWork's own code stands for an item's routine. */
void rings_remember_chosen(const void *code)
{
	if (code && is_open(&this_cpu_ptr(&history_rings[0])[OF_THREADS]) &&
	    !within_module((unsigned long)code, THIS_MODULE))
		WRITE_ONCE(*history_page((unsigned long)code), (unsigned long)code & PAGE_MASK);
}

void rings_open(void)
{
	struct ring *ring;
	int cpu;

	for_each_ring(ring, cpu)
		WRITE_ONCE(ring->walks, has_fast_clock ? ring->memory : NULL);
}

/* An event that has found a page may store a record as the running one. So these go last. */
void rings_close(void)
{
	struct ring *ring;
	int cpu;

	for_each_ring(ring, cpu)
		WRITE_ONCE(ring->walks, NULL);
	rings_forget_chosen();
	synchronize_rcu();
	for_each_ring(ring, cpu)
		WRITE_ONCE(ring->running, NULL);
	synchronize_rcu();
}

/* ---- Their life ------------------------------------------------------------------------ */

/* The walks of interrupts are not kept. */
static bool make_ring(struct ring *ring, bool has_walks, u32 records, int node)
{
	ring->records = vzalloc_node(array_size(records, sizeof(struct record)), node);
	ring->memory = has_walks ? walks_create(node) : NULL;
	ring->mask = (records - 1) * sizeof(*ring->records);
	ring->last = 1;
	return ring->records && !has_walks == !ring->memory;
}

int rings_create(u32 records)
{
	struct ring *ring;
	int cpu;

	for_each_ring(ring, cpu) {
		if (!make_ring(ring, ring == &per_cpu(history_rings, cpu)[OF_THREADS], records, cpu_to_node(cpu))) {
			free_rings();
			return -ENOMEM;
		}
	}
	choose_clock();
	WRITE_ONCE(ring_records, records);
	return 0;
}

void rings_destroy(void)
{
	WRITE_ONCE(ring_records, 0);
	synchronize_srcu(&readers);
	free_rings();
}

/* Whether a module whose code or data @contains tells of is in the record. */
static bool has_address(const struct record *record, ww_contains *contains)
{
	u32 at;

	if (contains(record->code) || contains((void *)record->object))
		return true;
	for (at = 0; at < record->calls; at++) {
		if (contains((void *)record->call[at]))
			return true;
	}
	return false;
}

/* A record that is replaced meanwhile has no such address. */
static void forget(struct record *record, ww_contains *contains)
{
	const u32 stamp = smp_load_acquire(&record->stamp);

	if (stamp && data_race(has_address(record, contains)))
		cmpxchg(&record->stamp, stamp, 0);
}

void rings_forget(ww_contains *contains)
{
	struct ring *ring;
	u32 at;
	int cpu;

	for_each_ring(ring, cpu) {
		for (at = 0; at < ring_records; at++)
			forget(&ring->records[at], contains);
		cond_resched();
	}
}

/* ---- Reading --------------------------------------------------------------------------- */

/* The last record of each kind; NULL for none. */
struct found {
	const struct record *record[KINDS];
	u64 time[KINDS];
};

static bool is_about(const struct record *record, unsigned long address)
{
	return address - record->object < record->bytes;
}

static u32 kind_of(const struct record *record)
{
	return record->what & (BIT(WHAT_SHIFT) - 1);
}

static void consider(struct found *found, u32 kind, const struct record *record, u64 time)
{
	if (found->record[kind] && found->time[kind] > time)
		return;
	found->record[kind] = record;
	found->time[kind] = time;
}

static void look_at(const struct record *record, unsigned long address, struct found *found)
{
	const u32 stamp = smp_load_acquire(&record->stamp);
	u64 time, ended;
	u32 kind;

	if (!stamp || !data_race(is_about(record, address)))
		return;
	time = data_race(record->time);
	kind = data_race(kind_of(record));
	ended = data_race(record->ended);
	smp_rmb();
	if (READ_ONCE(record->stamp) != stamp || kind >= KINDS)
		return;
	consider(found, kind, record, time);
	if (kind == ITEM_STARTED && ended)
		consider(found, ITEM_ENDED, record, ended);
}

static void search(unsigned long address, struct found *found)
{
	/* 0 if the rings may be gone. */
	const u32 records = READ_ONCE(ring_records);
	struct ring *ring;
	u32 at;
	int cpu;

	for_each_ring(ring, cpu) {
		for (at = 0; at < records; at++)
			look_at(&ring->records[at], address, found);
	}
}

static u64 time_of(const struct record *record, u32 kind)
{
	return kind_of(record) == kind ? record->time : record->ended;
}

/* False if it was replaced since it was found. */
static bool copy_record(const struct record *record, u32 kind, u64 time, struct record *copy)
{
	const u32 stamp = smp_load_acquire(&record->stamp);

	if (!stamp)
		return false;
	data_race(*copy = *record);
	smp_rmb();
	return READ_ONCE(record->stamp) == stamp && time_of(copy, kind) == time;
}

static noinline void show_record(const struct record *from, u32 kind, u64 time)
{
	static const char *const over[] = { "", "a softirq over ", "an interrupt of " };
	struct ww_history_event event = {};
	struct record record;

	if (!copy_record(from, kind, time, &record))
		return;
	event.of = kinds[kind].of;
	event.happened = kinds[kind].happened;
	event.over = over[record.what >> WHAT_SHIFT];
	event.object = record.object;
	event.bytes = record.bytes;
	event.ago = nanoseconds(now() - time);
	event.code = record.code;
	event.calls = record.calls;
	memcpy(event.call, record.call, sizeof(event.call));
	event.pid = record.pid;
	memcpy(event.thread, record.comm, sizeof(record.comm));
	ww_history_line(&event);
}

/* The oldest of what is left to show. */
static u32 first_of(const struct found *found)
{
	u32 kind, first = KINDS;

	for (kind = 0; kind < KINDS; kind++) {
		if (found->record[kind] && (first == KINDS || found->time[kind] < found->time[first]))
			first = kind;
	}
	return first;
}

/* Each line once, if a block of pool has several of the addresses. */
static bool was_shown(const struct record *record, const ww_uptr *addresses, u32 count)
{
	while (count) {
		if (is_about(record, addresses[--count]))
			return true;
	}
	return false;
}

static noinline void show_history(const ww_uptr *addresses, u32 index)
{
	struct found found = {};
	u32 kind, before;

	for (before = 0; before < index; before++) {
		if (addresses[before] == addresses[index])
			return;
	}
	search(addresses[index], &found);
	while ((kind = first_of(&found)) < KINDS) {
		if (!was_shown(found.record[kind], addresses, index))
			show_record(found.record[kind], kind, found.time[kind]);
		found.record[kind] = NULL;
	}
}

void ww_history_show(const ww_uptr *addresses, ww_u32 count)
{
	u32 index;
	int reader;

	if (!READ_ONCE(ring_records) || in_nmi())
		return;
	reader = srcu_read_lock(&readers);
	for (index = 0; index < count; index++) {
		if (addresses[index])
			show_history(addresses, index);
	}
	srcu_read_unlock(&readers, reader);
}
