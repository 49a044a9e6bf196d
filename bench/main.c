// SPDX-License-Identifier: GPL-2.0
/*
 * The benchmark: measures each contestant, see measure.h.
 */
#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include <ntddk.h>
#include <winwork.h>

#include "measure.h"

static char *only = "";
module_param(only, charp, 0);
MODULE_PARM_DESC(only, "measure these contestants, joined by commas (default: all)");

static char *measures = "";
module_param(measures, charp, 0);
MODULE_PARM_DESC(measures, "what to measure, joined by commas");

static char *deep = "native-percpu,winwork-io";
module_param(deep, charp, 0);
MODULE_PARM_DESC(deep, "contestants of the measures of pending items and sleeping routines");

extern const struct bench_contestant native_percpu, native_unbound, native_high, kthread_work,
	single_list, winwork_io, winwork_stored, winwork_ex, winwork_flt, winwork_ndis,
	winwork_wdf;
/* These are in the module if their packages were there at its build. */
extern const struct bench_contestant __weak spl_taskq, nv_kthread_q;

static const struct bench_contestant *const contestants[] = {
	&native_percpu, &native_unbound, &native_high, &kthread_work, &single_list,
	&spl_taskq, &nv_kthread_q,
	&winwork_io, &winwork_stored, &winwork_ex, &winwork_flt, &winwork_ndis, &winwork_wdf,
};

enum bench_mode bench_mode;
atomic_t bench_left;
static DECLARE_COMPLETION(all_done);

void bench_all_done(void)
{
	complete(&all_done);
}

void bench_wait(void)
{
	wait_for_completion(&all_done);
}

void bench_say_no_memory(void)
{
	pr_err("bench: out of memory\n");
}

void bench_out_of_memory(void)
{
	bench_say_no_memory();
	bench_item_done();
}

void bench_say(const char *who, const char *measure, u32 parameter, u64 hundredths)
{
	pr_info("bench: %s %s %u %llu.%02llu\n", who, measure, parameter, hundredths / 100,
		hundredths % 100);
}

/* Whether @word is in a list joined by commas. */
static bool is_in(const char *list, const char *word)
{
	const size_t length = strlen(word);

	for (; list; list = strchr(list, ',')) {
		list += *list == ',';
		if (!strncmp(list, word, length) && (!list[length] || list[length] == ','))
			return true;
	}
	return false;
}

bool bench_wants(const char *measure)
{
	return is_in(measures, measure);
}

static bool is_wanted(const struct bench_contestant *contestant)
{
	return contestant && (!*only || is_in(only, contestant->name));
}

static u64 time_batch(const struct bench_contestant *contestant, bench_timer timer, void **items,
		      u32 count, u32 rounds)
{
	u64 taken = 0;

	while (rounds--)
		taken += timer(contestant, items, count);
	return taken;
}

u64 bench_quickest(const struct bench_contestant *contestant, bench_timer timer, void **items,
		   u32 count, u32 batches, u32 rounds)
{
	u64 least = U64_MAX;
	u32 i;

	/* Runs once unmeasured: slabs, run queues and timers are then as under load. */
	time_batch(contestant, timer, items, count, batches * rounds / 4 + 1);
	for (i = 0; i < batches; i++)
		least = min(least, time_batch(contestant, timer, items, count, rounds));
	return least * 100 / rounds / count;
}

static bool start(const struct bench_contestant *contestant)
{
	if (!contestant->start || !contestant->start())
		return true;
	pr_err("bench: %s does not start\n", contestant->name);
	return false;
}

static void stop(const struct bench_contestant *contestant)
{
	if (contestant->stop)
		contestant->stop();
}

/* The measures of items whose routine frees them. */
static void measure_ending(const struct bench_contestant *contestant, void **items)
{
	if (bench_wants("instructions"))
		bench_measure_life(contestant, "instructions");
	/* scripts/bench has turned the history on. */
	if (bench_wants("history"))
		bench_measure_life(contestant, "history");
	if (bench_wants("floods"))
		bench_measure_flood(contestant);
	if (bench_wants("start"))
		bench_measure_start(contestant);
	if (bench_wants("bytes")) {
		bench_say(contestant->name, "bytes", 1, contestant->bytes * 100ULL);
		/* The families share one engine. */
		if (contestant == &winwork_io)
			bench_say(contestant->name, "bytes-per-cpu", 1,
				  WinworkBytesPerProcessor() * 100ULL);
	}
	if (bench_wants("queue"))
		bench_measure_queue(contestant, items);
	if (is_in(deep, contestant->name) && bench_wants("asleep"))
		bench_measure_asleep(contestant);
}

static void measure_staying(const struct bench_contestant *contestant, void **items)
{
	if (bench_wants("reuse"))
		bench_measure_reuse(contestant, items);
	if (!contestant->burst && bench_wants("queue"))
		bench_measure_queue(contestant, items);
	if (bench_wants("allocations"))
		bench_measure_allocations(contestant, items);
	if (is_in(deep, contestant->name) && bench_wants("pending"))
		bench_measure_pending(contestant);
}

static void measure(const struct bench_contestant *contestant, void **items)
{
	if (!start(contestant))
		return;
	if (contestant->burst)
		measure_ending(contestant, items);
	bench_mode = BENCH_ITEMS_STAY;
	if (contestant->allocate(items, BENCH_ROOM)) {
		measure_staying(contestant, items);
		contestant->free(items, BENCH_ROOM);
	} else {
		bench_say_no_memory();
	}
	bench_mode = BENCH_ITEMS_END;
	stop(contestant);
}

static void measure_processors(void)
{
	const struct bench_contestant *started[ARRAY_SIZE(contestants)];
	u32 count = 0, i;

	for (i = 0; i < ARRAY_SIZE(contestants); i++) {
		if (is_wanted(contestants[i]) && contestants[i]->submit && start(contestants[i]))
			started[count++] = contestants[i];
	}
	bench_measure_processors(started, count);
	while (count--)
		stop(started[count]);
}

static VOID NTAPI unload(PDRIVER_OBJECT driver)
{
	if (bench_wants("requests"))
		bench_requests_stop(driver, true);
	if (bench_wants("growth"))
		bench_growth_stop();
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	void **items = vmalloc(BENCH_ROOM * sizeof(*items));
	u32 i;

	if (!items)
		return STATUS_INSUFFICIENT_RESOURCES;
	driver->DriverUnload = unload;
	for (i = 0; i < ARRAY_SIZE(contestants); i++) {
		if (is_wanted(contestants[i]))
			measure(contestants[i], items);
	}
	if (bench_wants("fairness"))
		bench_measure_fairness();
	if (bench_wants("processors"))
		measure_processors();
	vfree(items);
	if (bench_wants("growth") && !bench_growth_start())
		return STATUS_INSUFFICIENT_RESOURCES;
	if (!bench_wants("requests") || bench_requests_start(driver))
		return STATUS_SUCCESS;
	if (bench_wants("growth"))
		bench_growth_stop();
	return STATUS_INSUFFICIENT_RESOURCES;
}
