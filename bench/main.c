// SPDX-License-Identifier: GPL-2.0
/*
 * The benchmark: measures each contestant and prints "bench: contestant measure parameter value"
 * for scripts/bench. On a machine whose clock counts instructions, time is instructions.
 */
#include <linux/bottom_half.h>
#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/moduleparam.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

#include <ntddk.h>

#include "bench.h"

static char *only = "";
module_param(only, charp, 0);
MODULE_PARM_DESC(only, "measure these contestants, joined by commas (default: all)");

static char *measures = "";
module_param(measures, charp, 0);
MODULE_PARM_DESC(measures, "what to measure, joined by commas (default: everything)");

static char *deep = "native-percpu,winwork-io";
module_param(deep, charp, 0);
MODULE_PARM_DESC(deep, "who is measured with up to a million items pending");

extern const struct bench_contestant native_percpu, native_unbound, native_high, kthread_work,
	single_list, winwork_io, winwork_ex, winwork_flt, winwork_ndis, winwork_wdf;

static const struct bench_contestant *const contestants[] = {
	&native_percpu, &native_unbound, &native_high, &kthread_work, &single_list,
	&winwork_io, &winwork_ex, &winwork_flt, &winwork_ndis, &winwork_wdf,
};

/* Items at once, but for the measure with many pending. */
#define ROOM 1024

bool bench_items_stay;
atomic_t bench_left;
static DECLARE_COMPLETION(all_done);

void bench_all_done(void)
{
	complete(&all_done);
}

void bench_out_of_memory(void)
{
	pr_err("bench: out of memory\n");
	bench_done();
}

static void say(const struct bench_contestant *contestant, const char *measure, u32 parameter,
		u64 hundredths)
{
	pr_info("bench: %s %s %u %llu.%02llu\n", contestant->name, measure, parameter,
		hundredths / 100, hundredths % 100);
}

/* Is @word in a list joined by commas? In an empty one everything is. */
static bool is_in(const char *list, const char *word)
{
	const size_t length = strlen(word);

	if (!*list)
		return true;
	for (; list; list = strchr(list, ',')) {
		list += *list == ',';
		if (!strncmp(list, word, length) && (!list[length] || list[length] == ','))
			return true;
	}
	return false;
}

static u32 rounds_for(u32 items)
{
	return clamp(40000 / items, 3U, 2000U);
}

/* ---- An item's whole life: allocate, queue, run, free ----------------------------------- */

static u64 time_burst(const struct bench_contestant *contestant, u32 items)
{
	const u64 start = ktime_get_ns();

	atomic_set(&bench_left, items);
	contestant->burst(items);
	wait_for_completion(&all_done);
	return ktime_get_ns() - start;
}

static void measure_life(const struct bench_contestant *contestant)
{
	static const u32 bursts[] = { 1, 8, 64, 1000, 100000 };
	u32 i, round;

	for (i = 0; i < ARRAY_SIZE(bursts); i++) {
		const u32 rounds = rounds_for(bursts[i]);
		u64 total = 0;

		/* Slabs, runqueues and timers as they are in the middle of such a load. */
		for (round = 0; round < rounds / 4 + 1; round++)
			time_burst(contestant, bursts[i]);
		for (round = 0; round < rounds; round++)
			total += time_burst(contestant, bursts[i]);
		say(contestant, "instructions", bursts[i], total * 100 / rounds / bursts[i]);
	}
}

/* ---- Queue and run of items that stay ---------------------------------------------------- */

static u64 time_reuse(const struct bench_contestant *contestant, void **items, u32 count)
{
	const u64 start = ktime_get_ns();

	atomic_set(&bench_left, count);
	contestant->queue(items, count);
	wait_for_completion(&all_done);
	return ktime_get_ns() - start;
}

static void measure_reuse(const struct bench_contestant *contestant, void **items)
{
	static const u32 bursts[] = { 1, 8, 64, 1000 };
	u32 i, round;

	for (i = 0; i < ARRAY_SIZE(bursts); i++) {
		const u32 rounds = rounds_for(bursts[i]);
		u64 total = 0;

		for (round = 0; round < rounds / 4 + 1; round++)
			time_reuse(contestant, items, bursts[i]);
		for (round = 0; round < rounds; round++)
			total += time_reuse(contestant, items, bursts[i]);
		say(contestant, "reuse", bursts[i], total * 100 / rounds / bursts[i]);
	}
}

/* ---- The queue call alone: items are ready, a worker is armed, none can start ------------ */

/*
 * New items, which their routines free, where they can: a work_struct that has run before costs
 * more, since the workqueue looks whether it still runs.
 */
static void ready(const struct bench_contestant *contestant, void **items, u32 count)
{
	if (!bench_items_stay && !contestant->allocate(items, count))
		pr_err("bench: out of memory\n");
}

static u64 time_queue(const struct bench_contestant *contestant, void **items, u32 count)
{
	u64 start, taken;

	ready(contestant, items, count + 1);
	atomic_set(&bench_left, count + 1);
	local_bh_disable();
	contestant->queue(items, 1);
	start = ktime_get_ns();
	contestant->queue(items + 1, count);
	taken = ktime_get_ns() - start;
	local_bh_enable();
	wait_for_completion(&all_done);
	return taken;
}

static u64 mean_of_queue(const struct bench_contestant *contestant, void **items, u32 count)
{
	const u32 rounds = 100;
	u64 total = 0;
	u32 round;

	for (round = 0; round < rounds / 4; round++)
		time_queue(contestant, items, count);
	for (round = 0; round < rounds; round++)
		total += time_queue(contestant, items, count);
	return total * 100 / rounds / count;
}

/*
 * A per-CPU workqueue has two states: while none of its threads runs, each queue_work() wakes
 * one, although it is awake already; in a work none does. So the call is measured in both.
 */
struct in_worker {
	struct work_struct work;
	struct completion ended;
	const struct bench_contestant *contestant;
	void **items;
	u64 total;
};

static void queue_in_worker(struct work_struct *work)
{
	struct in_worker *job = container_of(work, struct in_worker, work);
	const u32 count = 64;
	u64 start;

	ready(job->contestant, job->items, count + 1);
	atomic_set(&bench_left, count + 1);
	local_bh_disable();
	job->contestant->queue(job->items, 1);
	start = ktime_get_ns();
	job->contestant->queue(job->items + 1, count);
	job->total += ktime_get_ns() - start;
	local_bh_enable();
	complete(&job->ended);
}

static u64 mean_in_worker(const struct bench_contestant *contestant, void **items)
{
	struct in_worker job = { .contestant = contestant, .items = items };
	const u32 rounds = 100;
	u32 round;

	INIT_WORK_ONSTACK(&job.work, queue_in_worker);
	for (round = 0; round < rounds; round++) {
		init_completion(&job.ended);
		schedule_work(&job.work);
		wait_for_completion(&job.ended);
		wait_for_completion(&all_done);
	}
	flush_work(&job.work);
	destroy_work_on_stack(&job.work);
	return job.total * 100 / rounds / 64;
}

static void measure_queue(const struct bench_contestant *contestant, void **items)
{
	say(contestant, "queue", 64, mean_of_queue(contestant, items, 64));
	say(contestant, "queue", 1000, mean_of_queue(contestant, items, 1000));
	say(contestant, "queue-in-worker", 64, mean_in_worker(contestant, items));
}

/* ---- The same with many items pending, and the run of those ------------------------------ */

static void measure_pending(const struct bench_contestant *contestant)
{
	static const u32 pending[] = { 10, 1000, 100000, 1000000 };
	const u32 more = 64;
	void **items = vmalloc((pending[ARRAY_SIZE(pending) - 1] + more) * sizeof(*items));
	u32 i;

	for (i = 0; items && i < ARRAY_SIZE(pending); i++) {
		const u32 rounds = clamp(10000 / pending[i], 1U, 100U);
		u64 queueing = 0, running = 0, start;
		u32 round;

		if (!contestant->allocate(items, pending[i] + more)) {
			pr_err("bench: out of memory\n");
			break;
		}
		for (round = 0; round < rounds; round++) {
			atomic_set(&bench_left, pending[i] + more);
			local_bh_disable();
			contestant->queue(items, pending[i]);
			start = ktime_get_ns();
			contestant->queue(items + pending[i], more);
			queueing += ktime_get_ns() - start;
			start = ktime_get_ns();
			local_bh_enable();
			wait_for_completion(&all_done);
			running += ktime_get_ns() - start;
		}
		contestant->free(items, pending[i] + more);
		say(contestant, "queue-pending", pending[i], queueing * 100 / rounds / more);
		say(contestant, "run-pending", pending[i],
		    running * 100 / rounds / (pending[i] + more));
	}
	vfree(items);
}

/* ------------------------------------------------------------------------------------------ */

static void measure(const struct bench_contestant *contestant, void **items)
{
	if (!is_in(only, contestant->name))
		return;
	if (contestant->start && contestant->start()) {
		pr_err("bench: %s does not start\n", contestant->name);
		return;
	}
	if (contestant->burst && is_in(measures, "instructions"))
		measure_life(contestant);
	if (contestant->bytes && is_in(measures, "bytes"))
		say(contestant, "bytes", 1, contestant->bytes * 100ULL);
	bench_items_stay = true;
	if (contestant->allocate(items, ROOM)) {
		if (is_in(measures, "reuse"))
			measure_reuse(contestant, items);
		if (!contestant->burst && is_in(measures, "queue"))
			measure_queue(contestant, items);
		contestant->free(items, ROOM);
	}
	bench_items_stay = false;
	if (contestant->burst && is_in(measures, "queue"))
		measure_queue(contestant, items);
	bench_items_stay = true;
	if (is_in(deep, contestant->name) && is_in(measures, "pending"))
		measure_pending(contestant);
	bench_items_stay = false;
	if (contestant->stop)
		contestant->stop();
}

static VOID NTAPI unload(PDRIVER_OBJECT driver)
{
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	void **items = vmalloc(ROOM * sizeof(*items));
	u32 i;

	if (!items)
		return STATUS_INSUFFICIENT_RESOURCES;
	driver->DriverUnload = unload;
	for (i = 0; i < ARRAY_SIZE(contestants); i++)
		measure(contestants[i], items);
	vfree(items);
	return STATUS_SUCCESS;
}
