// SPDX-License-Identifier: GPL-2.0
/*
 * Fairness: the number of a flood's items that run between the queue call for another item
 * and the start of that item. All items of the flood are of one kind, and each requeues
 * itself from its routine.
 */
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include "measure.h"
#include "winwork.h"

#define MOST_ITEMS 10000
#define ROUNDS 10
#define BETWEEN 1037		/* items before the next victim: no multiple of a worker's pass */

static PDRIVER_OBJECT driver;
static PDEVICE_OBJECT device;

/* An item of the flood, or of another kind that is queued into it. */
struct entry {
	const struct kind *kind;
	void (*run)(struct entry *entry);
	PIO_WORKITEM item;
	struct work_struct work;
};

struct kind {
	const char *who;
	const char *name;
	void (*queue)(struct entry *entry);
	WORK_QUEUE_TYPE type;		/* of an Io item */
};

static VOID NTAPI io_routine(PDEVICE_OBJECT object, PVOID context)
{
	struct entry *entry = context;

	entry->run(entry);
}

static void queue_io(struct entry *entry)
{
	IoQueueWorkItem(entry->item, io_routine, entry->kind->type, entry);
}

static void queue_native(struct entry *entry)
{
	queue_work(system_wq, &entry->work);
}

static void queue_native_highpri(struct entry *entry)
{
	queue_work(system_highpri_wq, &entry->work);
}

static const struct kind kinds[] = {
	{ "winwork-io", "delayed", queue_io, DelayedWorkQueue },
	{ "winwork-io", "critical", queue_io, CriticalWorkQueue },
	{ "winwork-io", "hypercritical", queue_io, HyperCriticalWorkQueue },
	{ "native-percpu", "native", queue_native },
	{ "native-highpri", "native-highpri", queue_native_highpri },
};

static struct {
	bool goes_on;
	atomic_t runs;
	atomic_t left;
	struct completion ended;
} flood;

/* The item that is queued into the flood, by the item of the flood that runs as number @at. */
static struct {
	struct entry *entry;
	int at;
	int delay;			/* in items of the flood */
	struct completion ran;
} victim;

static void run_victim(struct entry *entry)
{
	victim.delay = atomic_read(&flood.runs) - victim.at;
	complete(&victim.ran);
}

static void run_flood(struct entry *entry)
{
	if (atomic_inc_return(&flood.runs) == READ_ONCE(victim.at))
		victim.entry->kind->queue(victim.entry);
	if (READ_ONCE(flood.goes_on))
		entry->kind->queue(entry);
	else if (atomic_dec_and_test(&flood.left))
		complete(&flood.ended);
}

static void native_routine(struct work_struct *work)
{
	struct entry *entry = container_of(work, struct entry, work);

	entry->run(entry);
}

static void start_flood(struct entry *entries, u32 count, const struct kind *kind)
{
	u32 i;

	victim.at = 0;
	flood.goes_on = true;
	atomic_set(&flood.runs, 0);
	atomic_set(&flood.left, count);
	init_completion(&flood.ended);
	for (i = 0; i < count; i++) {
		entries[i].kind = kind;
		entries[i].run = run_flood;
		kind->queue(&entries[i]);
	}
}

static void end_flood(void)
{
	WRITE_ONCE(flood.goes_on, false);
	wait_for_completion(&flood.ended);
}

/* The longest delay of all rounds. */
static int delay_in_flood(u32 count)
{
	int longest = 0;
	u32 round;

	for (round = 0; round < ROUNDS; round++) {
		init_completion(&victim.ran);
		WRITE_ONCE(victim.at, atomic_read(&flood.runs) + count + BETWEEN);
		wait_for_completion(&victim.ran);
		longest = max(longest, victim.delay);
	}
	return longest;
}

static void measure_kind(const struct kind *kind, struct entry *entries, u32 count)
{
	struct entry *const last = &entries[MOST_ITEMS];
	char measure[64];
	u32 i;

	start_flood(entries, count, kind);
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (&kinds[i] == kind)
			continue;
		last->kind = &kinds[i];
		last->run = run_victim;
		victim.entry = last;
		snprintf(measure, sizeof(measure), "%s-behind-%s", kinds[i].name, kind->name);
		bench_say(kind->who, measure, count, delay_in_flood(count) * 100ULL);
	}
	end_flood();
}

static void measure_floods(struct entry *entries)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		measure_kind(&kinds[i], entries, 64);
		measure_kind(&kinds[i], entries, MOST_ITEMS);
	}
}

static bool make_entries(struct entry *entries, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		INIT_WORK(&entries[i].work, native_routine);
		entries[i].item = IoAllocateWorkItem(device);
		if (!entries[i].item)
			return false;
	}
	return true;
}

static void free_entries(struct entry *entries, u32 count)
{
	u32 i;

	for (i = 0; i < count && entries[i].item; i++) {
		flush_work(&entries[i].work);
		IoFreeWorkItem(entries[i].item);
	}
}

static void measure_with_device(void)
{
	const u32 count = MOST_ITEMS + 1;
	struct entry *entries = vzalloc(count * sizeof(*entries));

	if (!entries) {
		bench_say_no_memory();
		return;
	}
	if (make_entries(entries, count))
		measure_floods(entries);
	else
		bench_say_no_memory();
	free_entries(entries, count);
	vfree(entries);
}

void bench_measure_fairness(void)
{
	driver = bench_create_driver();
	if (!driver) {
		bench_say_no_memory();
		return;
	}
	if (!IoCreateDevice(driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &device)) {
		measure_with_device();
		IoDeleteDevice(device);
	} else {
		bench_say_no_memory();
	}
	IoDeleteDriver(driver);
}
