// SPDX-License-Identifier: GPL-2.0
/*
 * The records of the history. A record is written with interrupts off, so the records of a ring are written one after
 * another. Readers take no lock: the stamp of a record shows whether it has changed.
 */
#include <linux/compiler.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/srcu.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/vmalloc.h>

#include "calls.h"
#include "compat.h"
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

enum context { IN_THREAD, IN_SOFTIRQ, IN_INTERRUPT };

struct record {
	u32 stamp;			/* 0: empty, or being written */
	pid_t pid;
	u64 time;
	unsigned long object;
	unsigned long bytes;		/* from there on */
	const void *code;		/* of the driver, or NULL */
	u8 kind, context, calls;
	char comm[TASK_COMM_LEN];
	unsigned long call[MOST_CALLS];
};

static_assert(sizeof(struct record) == 128 && TASK_COMM_LEN == WW_HISTORY_NAME && MOST_CALLS == WW_HISTORY_CALLS);

/* Its own processor alone writes it, with interrupts off. */
struct ring {
	struct record *records;
	struct walks *walks;
	u32 next;			/* the stamp of the last record */
};

static DEFINE_PER_CPU(struct ring, rings);
/* Of each ring; 0 without rings. They change only while nothing is added, and there is no reader. */
static u32 ring_records;
DEFINE_STATIC_SRCU(readers);

/* ---- Adding ---------------------------------------------------------------------------- */

static void fill(struct record *record, const struct happening *happening, const unsigned long *call, u32 calls)
{
	record->pid = current->pid;
	record->time = ktime_get_mono_fast_ns();
	record->object = (unsigned long)happening->object;
	record->bytes = happening->bytes;
	record->code = happening->code;
	record->kind = happening->kind;
	record->context = ww_in_hardirq() ? IN_INTERRUPT : in_serving_softirq() ? IN_SOFTIRQ : IN_THREAD;
	record->calls = calls;
	memcpy(record->comm, current->comm, sizeof(record->comm));
	memcpy(record->call, call, calls * sizeof(*call));
}

void rings_add(const struct happening *happening, u32 most_calls)
{
	const u32 room = kinds[happening->kind].has_calls ? most_calls : 0;
	unsigned long call[MOST_CALLS];
	struct ring *ring = this_cpu_ptr(&rings);
	/* Events of one kind with the same code mostly come from the same place. */
	const unsigned long hint = (unsigned long)happening->code + happening->kind;
	const u32 calls = room ? find_calls(ring->walks, hint, call, room) : 0;
	struct record *record;
	unsigned long flags;

	raw_local_irq_save(flags);
	ring->next = ring->next + 1 ?: 1;
	record = &ring->records[ring->next & (ring_records - 1)];
	WRITE_ONCE(record->stamp, 0);
	smp_wmb();
	fill(record, happening, call, calls);
	smp_store_release(&record->stamp, ring->next);
	raw_local_irq_restore(flags);
}

/* ---- The rings ------------------------------------------------------------------------- */

static void free_rings(void)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct ring *ring = per_cpu_ptr(&rings, cpu);

		vfree(ring->records);
		vfree(ring->walks);
		ring->records = NULL;
		ring->walks = NULL;
	}
}

int rings_create(u32 records)
{
	int cpu;

	for_each_possible_cpu(cpu) {
		struct ring *ring = per_cpu_ptr(&rings, cpu);

		ring->records = vzalloc_node(array_size(records, sizeof(struct record)), cpu_to_node(cpu));
		ring->walks = walks_create(cpu_to_node(cpu));
		if (!ring->records || !ring->walks) {
			free_rings();
			return -ENOMEM;
		}
	}
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
	u32 at;
	int cpu;

	for_each_possible_cpu(cpu) {
		for (at = 0; at < ring_records; at++)
			forget(&per_cpu_ptr(&rings, cpu)->records[at], contains);
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

static void look_at(const struct record *record, unsigned long address, struct found *found)
{
	const u32 stamp = smp_load_acquire(&record->stamp);
	u64 time;
	u8 kind;

	if (!stamp || !data_race(is_about(record, address)))
		return;
	time = data_race(record->time);
	kind = data_race(record->kind);
	smp_rmb();
	if (READ_ONCE(record->stamp) != stamp || kind >= KINDS)
		return;
	if (found->record[kind] && found->time[kind] > time)
		return;
	found->record[kind] = record;
	found->time[kind] = time;
}

static void search(unsigned long address, struct found *found)
{
	/* 0 if the rings may be gone. */
	const u32 records = READ_ONCE(ring_records);
	u32 at;
	int cpu;

	for_each_possible_cpu(cpu) {
		const struct record *const ring = per_cpu_ptr(&rings, cpu)->records;

		for (at = 0; at < records; at++)
			look_at(&ring[at], address, found);
	}
}

/* False if it was replaced since it was found. */
static bool copy_record(const struct record *record, u64 time, struct record *copy)
{
	const u32 stamp = smp_load_acquire(&record->stamp);

	if (!stamp)
		return false;
	data_race(*copy = *record);
	smp_rmb();
	return READ_ONCE(record->stamp) == stamp && copy->time == time;
}

static noinline void show_record(const struct record *from, u64 time)
{
	static const char *const over[] = { "", "a softirq over ", "an interrupt of " };
	struct ww_history_event event = {};
	struct record record;

	if (!copy_record(from, time, &record))
		return;
	event.of = kinds[record.kind].of;
	event.happened = kinds[record.kind].happened;
	event.over = over[record.context];
	event.object = record.object;
	event.bytes = record.bytes;
	event.ago = ktime_get_mono_fast_ns() - record.time;
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
			show_record(found.record[kind], found.time[kind]);
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
