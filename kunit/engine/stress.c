/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_stress: masses of items from all CPUs at once, and the memory that one side of a
 * queueing sees of the other. The result is exact: every item ran once, and no reference is left.
 */
#include "support.h"

#include <linux/delay.h>
#include <linux/prandom.h>

/* The million is for kernels without KASAN; the VM test million runs it there. */
#define MASS_ITEMS 10000
/* Bounds the memory of items that are queued and have not run, whichever side is faster. */
#define IN_FLIGHT 10000
/* The mass may take longer than a single item. */
#define MASS_DEADLINE (120 * HZ)

/* ---- masses of items ---------------------------------------------------------------------- */

struct mass {
	PDEVICE_OBJECT device;
	atomic_long_t queued;
	atomic_long_t ran;
	unsigned long deadline;		/* in jiffies */
};

struct producer {
	struct mass *mass;
	long items;
	int type;
};

static VOID free_and_count(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct mass *mass = context;

	IoFreeWorkItem(item);
	atomic_long_inc(&mass->ran);
}

static void produce(void *data)
{
	struct producer *producer = data;
	struct mass *mass = producer->mass;
	PIO_WORKITEM item;
	long i = 0;

	while (i < producer->items && time_before(jiffies, mass->deadline)) {
		if (atomic_long_read(&mass->queued) - atomic_long_read(&mass->ran) > IN_FLIGHT) {
			usleep_range(100, 200);
			continue;
		}
		item = IoAllocateWorkItem(mass->device);
		if (!item) {
			usleep_range(1000, 2000);
			continue;
		}
		atomic_long_inc(&mass->queued);
		IoQueueWorkItemEx(item, free_and_count, producer->type, mass);
		if (++i % 64 == 0)
			cond_resched();
	}
}

static void check_mass(struct kunit *test, long items, int (*type_of)(int cpu))
{
	struct fixture *fixture = fixture_of(test);
	struct mass *mass = case_alloc_type(test, struct mass);
	void **producers = case_alloc_array(test, nr_cpu_ids, void *);
	int cpu, cpus = num_online_cpus();

	mass->device = fixture->device;
	mass->deadline = jiffies + MASS_DEADLINE;
	for_each_online_cpu(cpu) {
		struct producer *producer = case_alloc_type(test, struct producer);

		producer->mass = mass;
		producer->items = items / cpus;
		producer->type = type_of(cpu);
		producers[cpu] = producer;
	}
	run_on_all_cpus(test, produce, producers);
	while (atomic_long_read(&mass->ran) != atomic_long_read(&mass->queued) &&
	       time_before(jiffies, mass->deadline))
		usleep_range(100, 200);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mass->queued), items / cpus * cpus);
	KUNIT_EXPECT_EQ(test, atomic_long_read(&mass->ran), atomic_long_read(&mass->queued));
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	EXPECT_NO_REPORT(test);
}

static int delayed(int cpu)
{
	return DelayedWorkQueue;
}

static int one_of_all(int cpu)
{
	return (cpu * 3) % MaximumWorkQueue;
}

/* row 119 */
static void engine_stress_test_mass_of_items_from_all_cpus(struct kunit *test)
{
	check_mass(test, wanted_stress_items(MASS_ITEMS), delayed);
}

/* row 119: to different queues */
static void engine_stress_test_mass_of_items_of_several_types(struct kunit *test)
{
	check_mass(test, wanted_stress_items(MASS_ITEMS) / 5, one_of_all);
}

/* ---- allocations in a softirq that interrupts others ------------------------------------- */

#define HELD_ITEMS 8		/* with more bytes, comparing them would take most of the time */
#define INTERRUPTIONS 2000

/*
 * A thread and a DPC of one CPU. On PREEMPT_RT softirqs are threads, and the DPC may interrupt the
 * thread anywhere.
 */
struct interrupted {
	PDEVICE_OBJECT device;
	PIO_WORKITEM by_thread[HELD_ITEMS];
	PIO_WORKITEM by_dpc[HELD_ITEMS];
	KTIMER timer;
	KDPC dpc;
	int interruptions;
	bool over;
	int twice;			/* items that both sides had at the same time */
	int missing;
};

static bool is_among(PIO_WORKITEM *held, PIO_WORKITEM item)
{
	int i;

	for (i = 0; i < HELD_ITEMS; i++) {
		if (READ_ONCE(held[i]) == item)
			return true;
	}
	return false;
}

static void hold_items(struct interrupted *both, PIO_WORKITEM *held, PIO_WORKITEM *others)
{
	int i;

	for (i = 0; i < HELD_ITEMS; i++) {
		WRITE_ONCE(held[i], IoAllocateWorkItem(both->device));
		if (!held[i])
			both->missing++;
		else if (is_among(others, held[i]))
			both->twice++;
	}
}

static void free_items(PIO_WORKITEM *held)
{
	PIO_WORKITEM item;
	int i;

	for (i = 0; i < HELD_ITEMS; i++) {
		item = held[i];
		WRITE_ONCE(held[i], NULL);
		if (item)
			IoFreeWorkItem(item);
	}
}

static void interrupt_again(struct interrupted *both)
{
	LARGE_INTEGER due = { .QuadPart = -500 };

	KeSetTimer(&both->timer, due, &both->dpc);
}

static VOID NTAPI interrupt_thread(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct interrupted *both = context;

	free_items(both->by_dpc);
	if (READ_ONCE(both->over))
		return;
	hold_items(both, both->by_dpc, both->by_thread);
	WRITE_ONCE(both->interruptions, both->interruptions + 1);
	interrupt_again(both);
}

static void allocate_and_free(void *data)
{
	struct interrupted *both = data;
	unsigned long deadline = jiffies + MASS_DEADLINE;

	KeInitializeTimer(&both->timer);
	KeInitializeDpc(&both->dpc, interrupt_thread, both);
	KeSetTargetProcessorDpc(&both->dpc, raw_smp_processor_id());
	interrupt_again(both);
	while (READ_ONCE(both->interruptions) < INTERRUPTIONS && time_before(jiffies, deadline)) {
		hold_items(both, both->by_thread, both->by_dpc);
		free_items(both->by_thread);
		cond_resched();
	}
	WRITE_ONCE(both->over, true);
	/* After the first flush no DPC sets the timer again. */
	KeFlushQueuedDpcs();
	KeCancelTimer(&both->timer);
	KeFlushQueuedDpcs();
	free_items(both->by_dpc);
}

static void engine_stress_test_softirq_allocates_amid_a_threads_allocations(struct kunit *test)
{
	struct interrupted *both = case_alloc_type(test, struct interrupted);

	both->device = fixture_of(test)->device;
	KUNIT_ASSERT_TRUE(test,
			  run_on_cpu(cpumask_first(cpu_online_mask), allocate_and_free, both));
	KUNIT_EXPECT_GE(test, both->interruptions, INTERRUPTIONS);
	KUNIT_EXPECT_EQ(test, both->twice, 0);
	KUNIT_EXPECT_EQ(test, both->missing, 0);
	EXPECT_NO_REPORT(test);
}

/* ---- memory ------------------------------------------------------------------------------- */

#define LITMUS_ROUNDS 2000
#define LITMUS_WORDS 8

struct word {
	unsigned long value;
} ____cacheline_aligned;

struct litmus {
	PIO_WORKITEM item;
	KEVENT done;
	int type;
	/* Plain memory: only the queueing and the event order the accesses. */
	struct word to_routine[LITMUS_WORDS];
	struct word from_routine[LITMUS_WORDS];
	unsigned long round;
	unsigned long stale_in_routine;
	unsigned long stale_in_waiter;
	unsigned long timeouts;
};

static VOID read_and_answer(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct litmus *litmus = context;
	int i;

	for (i = 0; i < LITMUS_WORDS; i++) {
		if (litmus->to_routine[i].value != litmus->round)
			litmus->stale_in_routine++;
		litmus->from_routine[i].value = ~litmus->to_routine[i].value;
	}
	KeSetEvent(&litmus->done, IO_NO_INCREMENT, FALSE);
}

static void litmus_thread(void *data)
{
	struct litmus *litmus = data;
	LARGE_INTEGER timeout;
	unsigned long round;
	int i;

	timeout.QuadPart = -(LONGLONG)DEADLINE_SECONDS * 10000000;
	for (round = 1; round <= LITMUS_ROUNDS && !litmus->timeouts; round++) {
		for (i = LITMUS_WORDS - 1; i >= 0; i--)
			litmus->to_routine[i].value = round;
		litmus->round = round;
		IoQueueWorkItemEx(litmus->item, read_and_answer, litmus->type, litmus);
		if (KeWaitForSingleObject(&litmus->done, Executive, KernelMode, FALSE, &timeout) !=
		    STATUS_SUCCESS)
			litmus->timeouts++;
		for (i = 0; i < LITMUS_WORDS; i++) {
			if (litmus->from_routine[i].value != ~round)
				litmus->stale_in_waiter++;
		}
	}
}

/* row 118 */
static void engine_stress_test_memory_is_visible_on_both_sides(struct kunit *test)
{
	void **litmus = case_alloc_array(test, nr_cpu_ids, void *);
	struct litmus *each;
	int cpu;

	for_each_online_cpu(cpu) {
		each = case_alloc_type(test, struct litmus);
		each->item = device_item(test);
		each->type = cpu % 2 ? CriticalWorkQueue : DelayedWorkQueue;
		KeInitializeEvent(&each->done, SynchronizationEvent, FALSE);
		litmus[cpu] = each;
	}
	run_on_all_cpus(test, litmus_thread, litmus);
	for_each_online_cpu(cpu) {
		each = litmus[cpu];
		KUNIT_EXPECT_EQ(test, each->stale_in_routine, 0UL);
		KUNIT_EXPECT_EQ(test, each->stale_in_waiter, 0UL);
		KUNIT_ASSERT_EQ(test, each->timeouts, 0UL);
		IoFreeWorkItem(each->item);
	}
}

/* ---- everything at once ------------------------------------------------------------------- */

#define MIX_OPERATIONS 2000

struct mix {
	PDEVICE_OBJECT device;
	struct rnd_state random;
	atomic_t *outstanding;
	atomic_t expected, ran;
};

struct embedded {
	struct mix *mix;
	int again;			/* how often it queues itself */
	int type;
	ULONGLONG item[];
};

struct ex_embedded {
	struct mix *mix;
	WORK_QUEUE_ITEM item;
	int again;
	int type;
};

static void ran_once(struct mix *mix)
{
	atomic_inc(&mix->ran);
	atomic_dec(mix->outstanding);
}

static VOID mix_free(PVOID object, PVOID context, PIO_WORKITEM item)
{
	IoFreeWorkItem(item);
	ran_once(context);
}

static VOID mix_embedded(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct embedded *embedded = context;
	struct mix *mix = embedded->mix;

	if (embedded->again--) {
		IoQueueWorkItemEx(item, mix_embedded, embedded->type, embedded);
		return;
	}
	IoUninitializeWorkItem(item);
	ExFreePoolWithTag(embedded, 'ximW');
	ran_once(mix);
}

static VOID mix_ex(PVOID parameter)
{
	struct ex_embedded *ex = parameter;
	struct mix *mix = ex->mix;

	if (ex->again--) {
		ExQueueWorkItem(&ex->item, ex->type);
		return;
	}
	ExFreePoolWithTag(ex, 'ximW');
	ran_once(mix);
}

static int mixed_type(u32 random)
{
	return random % 5 ? random % MaximumWorkQueue : CustomPriorityWorkQueue + random % 32;
}

static bool mix_one(struct mix *mix, u32 random)
{
	int type = mixed_type(random >> 8);
	struct ex_embedded *ex;
	struct embedded *embedded;
	PIO_WORKITEM item;

	switch (random % 4) {
	case 0:
		item = IoAllocateWorkItem(mix->device);
		if (!item)
			return false;
		IoQueueWorkItemEx(item, mix_free, type, mix);
		return true;
	case 1:
		item = IoAllocateWorkItem(mix->device);
		if (!item)
			return false;
		if (!IoTryQueueWorkItem(item, mix_free, type, mix))
			IoQueueWorkItemEx(item, mix_free, type, mix);
		return true;
	case 2:
		embedded = ExAllocatePoolWithTag(NonPagedPoolNx,
						 sizeof(*embedded) + IoSizeofWorkItem(), 'ximW');
		if (!embedded)
			return false;
		embedded->mix = mix;
		embedded->again = random >> 30;
		embedded->type = type;
		IoInitializeWorkItem(mix->device, (PIO_WORKITEM)embedded->item);
		IoQueueWorkItemEx((PIO_WORKITEM)embedded->item, mix_embedded, type, embedded);
		return true;
	default:
		ex = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(*ex), 'ximW');
		if (!ex)
			return false;
		ex->mix = mix;
		ex->again = random >> 30;
		ex->type = type;
		ExInitializeWorkItem(&ex->item, mix_ex, ex);
		ExQueueWorkItem(&ex->item, type);
		return true;
	}
}

static void mix_thread(void *data)
{
	struct mix *mix = data;
	u32 random;
	bool queued;
	int i;

	for (i = 0; i < MIX_OPERATIONS; i++) {
		random = prandom_u32_state(&mix->random);
		atomic_inc(mix->outstanding);
		if (random & BIT(5))
			local_bh_disable();
		queued = mix_one(mix, random);
		if (random & BIT(5))
			local_bh_enable();
		if (queued)
			atomic_inc(&mix->expected);
		else
			atomic_dec(mix->outstanding);
		while (atomic_read(mix->outstanding) > IN_FLIGHT)
			usleep_range(100, 200);
		if (i % 32 == 0)
			cond_resched();
	}
}

/* row 119: all families, types and kinds of storage together */
static void engine_stress_test_mixture_from_all_cpus(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	void **mixes = case_alloc_array(test, nr_cpu_ids, void *);
	atomic_t *outstanding = case_alloc_type(test, atomic_t);
	struct mix *mix;
	int cpu;

	for_each_online_cpu(cpu) {
		mix = case_alloc_type(test, struct mix);
		mix->device = fixture->device;
		mix->outstanding = outstanding;
		prandom_seed_state(&mix->random, cpu + 1);
		mixes[cpu] = mix;
	}
	run_on_all_cpus(test, mix_thread, mixes);
	ASSERT_COUNT(test, outstanding, 0);
	for_each_online_cpu(cpu) {
		mix = mixes[cpu];
		KUNIT_EXPECT_EQ(test, atomic_read(&mix->ran), atomic_read(&mix->expected));
	}
	EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case engine_stress_cases[] = {
	KUNIT_CASE(engine_stress_test_mass_of_items_from_all_cpus),
	KUNIT_CASE(engine_stress_test_mass_of_items_of_several_types),
	KUNIT_CASE(engine_stress_test_softirq_allocates_amid_a_threads_allocations),
	KUNIT_CASE(engine_stress_test_memory_is_visible_on_both_sides),
	KUNIT_CASE(engine_stress_test_mixture_from_all_cpus),
	{}
};

WINWORK_SUITE(engine_stress);
