// SPDX-License-Identifier: GPL-2.0
/*
 * The benchmark: measures each contestant and prints "bench: measure contestant parameter value"
 * for scripts/bench. On a machine whose clock counts instructions, time is instructions.
 */
#include <linux/bottom_half.h>
#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/moduleparam.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <ntddk.h>

#include "bench.h"
#include "winwork.h"

static char *only = "";
module_param(only, charp, 0);
MODULE_PARM_DESC(only, "measure this contestant alone");

static char *measures = "instructions queue bytes";
module_param(measures, charp, 0);
MODULE_PARM_DESC(measures, "what to measure, of: instructions queue bytes");

extern const struct bench_contestant native_percpu, native_unbound, native_high, kthread_work,
	single_list, winwork_io, winwork_ex;

static const struct bench_contestant *const contestants[] = {
	&native_percpu, &native_unbound, &native_high, &kthread_work, &single_list,
	&winwork_io, &winwork_ex,
};

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

static void say(const char *measure, const struct bench_contestant *contestant, u32 parameter,
		u64 hundredths)
{
	pr_info("bench: %s %s %u %llu.%02llu\n", measure, contestant->name, parameter,
		hundredths / 100, hundredths % 100);
}

/* ---- Instructions of an item: allocate, queue, run, free -------------------------------- */

static u64 time_burst(const struct bench_contestant *contestant, u32 items)
{
	u64 start;

	atomic_set(&bench_left, items);
	start = ktime_get_ns();
	contestant->burst(items);
	wait_for_completion(&all_done);
	return ktime_get_ns() - start;
}

static void measure_instructions(const struct bench_contestant *contestant)
{
	static const u32 bursts[] = { 1, 8, 64, 1000, 100000 };
	u32 i, round;

	for (i = 0; i < ARRAY_SIZE(bursts); i++) {
		const u32 rounds = clamp(40000 / bursts[i], 3U, 2000U);
		u64 total = 0;

		/* Slabs, runqueues and timers as they are in the middle of such a load. */
		for (round = 0; round < rounds / 4 + 1; round++)
			time_burst(contestant, bursts[i]);
		for (round = 0; round < rounds; round++)
			total += time_burst(contestant, bursts[i]);
		say("instructions", contestant, bursts[i], total * 100 / rounds / bursts[i]);
	}
}

/* ---- The queue call alone: items are ready, a worker is armed, none can start ------------ */

static u64 time_queue(const struct bench_contestant *contestant, void **items, u32 count)
{
	u64 start, taken;

	contestant->allocate(items, count + 1);
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

static void measure_queue(const struct bench_contestant *contestant, void **items, u32 room)
{
	static const u32 counts[] = { 64, 1000 };
	const u32 rounds = 100;
	u32 i, round;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		u64 total = 0;

		if (WARN_ON(counts[i] >= room))
			return;
		for (round = 0; round < rounds / 4; round++)
			time_queue(contestant, items, counts[i]);
		for (round = 0; round < rounds; round++)
			total += time_queue(contestant, items, counts[i]);
		say("queue", contestant, counts[i], total * 100 / rounds / counts[i]);
	}
}

/* ------------------------------------------------------------------------------------------ */

static void measure(const struct bench_contestant *contestant, void **items, u32 room)
{
	if (*only && strcmp(only, contestant->name))
		return;
	if (contestant->start && contestant->start()) {
		pr_err("bench: %s does not start\n", contestant->name);
		return;
	}
	if (strstr(measures, "instructions"))
		measure_instructions(contestant);
	if (strstr(measures, "queue"))
		measure_queue(contestant, items, room);
	if (strstr(measures, "bytes"))
		say("bytes", contestant, 1, contestant->bytes * 100ULL);
	if (contestant->stop)
		contestant->stop();
}

static VOID NTAPI unload(PDRIVER_OBJECT driver)
{
	bench_winwork_stop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	const u32 room = 1024;
	void **items = vmalloc(array_size(room, sizeof(*items)));
	NTSTATUS status;
	u32 i;

	if (!items)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = bench_winwork_start(driver);
	if (NT_SUCCESS(status)) {
		driver->DriverUnload = unload;
		for (i = 0; i < ARRAY_SIZE(contestants); i++)
			measure(contestants[i], items, room);
	}
	vfree(items);
	return status;
}
