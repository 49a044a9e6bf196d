/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_stall: routines that spin or compute for long: items behind them run elsewhere, and
 * IoTryQueueWorkItem avoids the CPU that is taken.
 */
#include "support.h"

struct spin {
	int type, setter_type;
	PIO_WORKITEM spinner, setter;
	KTIMER timer;
	KDPC dpc;
	atomic_t flag;
	bool at_dispatch;
	bool seen;
	struct completion started, done;
};

static bool spin_until_set(atomic_t *flag)
{
	unsigned long deadline = jiffies + 10 * HZ;

	while (!atomic_read(flag)) {
		if (time_after(jiffies, deadline))
			return false;
		cpu_relax();
	}
	return true;
}

static VOID set_flag(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct spin *spin = context;

	atomic_set(&spin->flag, 1);
}

static void queue_setter(struct spin *spin)
{
	IoQueueWorkItemEx(spin->setter, set_flag, spin->setter_type, spin);
}

static VOID spin_without_sleeping(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct spin *spin = context;
	KIRQL irql = PASSIVE_LEVEL;

	complete(&spin->started);
	if (spin->at_dispatch) {
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		queue_setter(spin);
	}
	spin->seen = spin_until_set(&spin->flag);
	if (spin->at_dispatch)
		KeLowerIrql(irql);
	complete(&spin->done);
}

/*
 * At DISPATCH_LEVEL the routine itself queues the second item, once it runs there. An item with
 * which another worker of this CPU has already begun would wait for this CPU, as any thread of it
 * does.
 */
static void queue_spinner(void *data)
{
	struct spin *spin = data;

	IoQueueWorkItemEx(spin->spinner, spin_without_sleeping, spin->type, spin);
}

/* Both wait in the queue of one CPU before either runs. */
static void queue_spinner_and_setter(void *data)
{
	struct spin *spin = data;

	WinworkHoldWorkers(TRUE);
	queue_spinner(spin);
	queue_setter(spin);
	WinworkHoldWorkers(FALSE);
}

static void look_again_soon(struct spin *spin)
{
	LARGE_INTEGER due = { .QuadPart = -20000 };

	KeSetTimer(&spin->timer, due, &spin->dpc);
}

static VOID NTAPI queue_setter_if_started(PKDPC dpc, PVOID context, PVOID argument1,
					  PVOID argument2)
{
	struct spin *spin = context;

	if (completion_done(&spin->started))
		queue_setter(spin);
	else
		look_again_soon(spin);
}

/*
 * The second item is queued behind a first that already spins, on the same CPU. A DPC queues it,
 * since a thread would get that CPU late, and never where kernel code is not preempted. The timer
 * is set first for the same reason.
 */
static void queue_setter_behind_spinner(void *data)
{
	struct spin *spin = data;

	KeInitializeTimer(&spin->timer);
	KeInitializeDpc(&spin->dpc, queue_setter_if_started, spin);
	KeSetTargetProcessorDpc(&spin->dpc, raw_smp_processor_id());
	look_again_soon(spin);
	queue_spinner(spin);
}

static void check_spinner(struct kunit *test, int type, int setter_type, int cpu,
			  bool at_dispatch, void (*queue)(void *))
{
	struct spin *spin = case_alloc_type(test, struct spin);

	spin->type = type;
	spin->setter_type = setter_type;
	spin->at_dispatch = at_dispatch;
	init_completion(&spin->started);
	init_completion(&spin->done);
	spin->spinner = device_item(test);
	spin->setter = device_item(test);
	KUNIT_ASSERT_TRUE(test, run_on_cpu(cpu, queue, spin));
	ASSERT_IN_TIME(test, &spin->done);
	KeFlushQueuedDpcs();
	KUNIT_ASSERT_TRUE_MSG(test, spin->seen, "queue type %d behind %d, CPU %d: starved",
			      setter_type, type, cpu);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	IoFreeWorkItem(spin->spinner);
	IoFreeWorkItem(spin->setter);
}

#define POOL_THREADS 4

struct crowd {
	int type, cpu;
	atomic_t absent, inside, bound;
	struct completion complete, left;
	PIO_WORKITEM item[POOL_THREADS];
};

static VOID wait_for_crowd(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct crowd *crowd = context;

	if (cpumask_weight(current->cpus_ptr) == 1 && raw_smp_processor_id() == crowd->cpu)
		atomic_inc(&crowd->bound);
	if (atomic_dec_and_test(&crowd->absent))
		complete_all(&crowd->complete);
	wait_for_completion_timeout(&crowd->complete, DEADLINE);
	if (atomic_dec_and_test(&crowd->inside))
		complete(&crowd->left);
}

static void queue_crowd(void *data)
{
	struct crowd *crowd = data;
	int i;

	for (i = 0; i < POOL_THREADS; i++)
		IoQueueWorkItemEx(crowd->item[i], wait_for_crowd, crowd->type, crowd);
}

static void gather(struct kunit *test, struct crowd *crowd)
{
	atomic_set(&crowd->absent, POOL_THREADS);
	atomic_set(&crowd->inside, POOL_THREADS);
	atomic_set(&crowd->bound, 0);
	init_completion(&crowd->complete);
	init_completion(&crowd->left);
	KUNIT_ASSERT_TRUE(test, run_on_cpu(crowd->cpu, queue_crowd, crowd));
	ASSERT_IN_TIME(test, &crowd->left);
	KUNIT_ASSERT_EQ(test, atomic_read(&crowd->absent), 0);
}

/*
 * Routines that sleep at the same time have Linux add threads to the bound workers of @cpu. It does
 * not remove them during the case. An unbound worker that was armed before may take an item: then
 * the routines gather again.
 */
static void add_threads(struct kunit *test, int type, int cpu)
{
	struct crowd *crowd = case_alloc_type(test, struct crowd);
	const unsigned long deadline = jiffies + DEADLINE;
	int i;

	crowd->type = type;
	crowd->cpu = cpu;
	for (i = 0; i < POOL_THREADS; i++)
		crowd->item[i] = device_item(test);
	WinworkSuspendStallDetection(TRUE);
	do {
		gather(test, crowd);
	} while (atomic_read(&crowd->bound) < POOL_THREADS && time_before(jiffies, deadline));
	WinworkSuspendStallDetection(FALSE);
	KUNIT_ASSERT_EQ(test, atomic_read(&crowd->bound), POOL_THREADS);
	for (i = 0; i < POOL_THREADS; i++)
		IoFreeWorkItem(crowd->item[i]);
}

/*
 * With one CPU, a spinning routine leaves none to others. And a routine must not spin where Linux
 * is adding a thread: without preemption no worker of the machine gets one then, until the routine
 * has returned (docs/differences.md).
 */
static void prepare_to_spin(struct kunit *test)
{
	const int *type;
	int cpu;

	if (num_online_cpus() < 2)
		kunit_skip(test, "a spinning routine leaves no CPU to others");
	for_each_queue_type(type)
		for_each_online_cpu(cpu)
			add_threads(test, *type, cpu);
}

static void check_spinners(struct kunit *test, bool at_dispatch, void (*queue)(void *))
{
	const int *type;
	int cpu;

	prepare_to_spin(test);
	for_each_queue_type(type)
		for_each_online_cpu(cpu)
			check_spinner(test, *type, *type, cpu, at_dispatch, queue);
}

static void engine_stall_test_spinner_does_not_strand_the_next(struct kunit *test)
{
	check_spinners(test, false, queue_spinner_and_setter);
}

static void engine_stall_test_item_queued_behind_a_spinner_runs(struct kunit *test)
{
	check_spinners(test, false, queue_setter_behind_spinner);
}

static void engine_stall_test_spinner_at_dispatch_level(struct kunit *test)
{
	check_spinners(test, true, queue_spinner);
}

struct native_spin {
	struct work_struct work;
	struct workqueue_struct *workqueue;
	struct spin spin;
};

/* At DISPATCH_LEVEL; otherwise the kernel, since 6.6, would run others after some milliseconds. */
static void spin_natively(struct work_struct *work)
{
	struct native_spin *native = container_of(work, struct native_spin, work);
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	native->spin.seen = spin_until_set(&native->spin.flag);
	KeLowerIrql(irql);
}

/* Both are queued before either gets the CPU, the native work first. */
static void queue_native_spinner_and_setter(void *data)
{
	struct native_spin *native = data;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	queue_work_on(raw_smp_processor_id(), native->workqueue, &native->work);
	queue_setter(&native->spin);
	KeLowerIrql(irql);
}

/* An item has the worker of an idle queue, and a native work keeps that worker from starting. */
static void check_native_spinner(struct kunit *test, int type, struct workqueue_struct *workqueue)
{
	struct native_spin *native = case_alloc_type(test, struct native_spin);

	INIT_WORK(&native->work, spin_natively);
	native->workqueue = workqueue;
	native->spin.setter_type = type;
	native->spin.setter = device_item(test);
	KUNIT_ASSERT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask),
					   queue_native_spinner_and_setter, native));
	flush_work(&native->work);
	KUNIT_EXPECT_TRUE_MSG(test, native->spin.seen, "queue type %d starved", type);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	IoFreeWorkItem(native->spin.setter);
}

static void engine_stall_test_native_spinner_does_not_strand_an_item(struct kunit *test)
{
	prepare_to_spin(test);
	check_native_spinner(test, DelayedWorkQueue, ww_system_percpu_wq);
	check_native_spinner(test, CriticalWorkQueue, system_highpri_wq);
}

/* Nothing is known to block the second item: it is alone in the queue of its class. */
static void engine_stall_test_spinner_does_not_hold_up_the_other_class(struct kunit *test)
{
	int cpu;

	prepare_to_spin(test);
	for_each_online_cpu(cpu) {
		check_spinner(test, DelayedWorkQueue, CriticalWorkQueue, cpu, true, queue_spinner);
		check_spinner(test, CriticalWorkQueue, DelayedWorkQueue, cpu, true, queue_spinner);
	}
}

static VOID try_and_spin(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct spin *spin = context;
	unsigned long deadline = jiffies + DEADLINE;
	BOOLEAN queued;
	KIRQL irql;

	/* The worker of the case's last item may not be free yet. */
	do {
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		queued = IoTryQueueWorkItem(spin->setter, set_flag, spin->setter_type, spin);
		if (queued)
			spin->seen = spin_until_set(&spin->flag);
		KeLowerIrql(irql);
		cond_resched();
	} while (!queued && time_before(jiffies, deadline));
	complete(&spin->done);
}

static void queue_trier(void *data)
{
	struct spin *spin = data;

	IoQueueWorkItemEx(spin->spinner, try_and_spin, spin->type, spin);
}

/* The routine that calls keeps its CPU, which is idle in the other class. */
static void engine_stall_test_try_queue_avoids_the_cpu_of_its_caller(struct kunit *test)
{
	int cpu;

	prepare_to_spin(test);
	for_each_online_cpu(cpu) {
		check_spinner(test, DelayedWorkQueue, CriticalWorkQueue, cpu, true, queue_trier);
		check_spinner(test, CriticalWorkQueue, DelayedWorkQueue, cpu, true, queue_trier);
	}
}

struct beside {
	struct spin spin;
	PIO_WORKITEM sleeper;
	atomic_t is_helped;
	struct completion sleeps, release, slept;
	int here;
	cpumask_t allowed;	/* of the worker that helps */
	bool queued, elsewhere;
};

/* Without preemption, what starts and moves the helper may have to run on this CPU. */
static VOID sleep_once_another_helps(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct beside *beside = context;
	unsigned long deadline = jiffies + DEADLINE;

	while (!atomic_read(&beside->is_helped) && time_before(jiffies, deadline))
		cond_resched();
	complete(&beside->sleeps);
	wait_for_completion_timeout(&beside->release, 20 * HZ);
	complete(&beside->slept);
}

static VOID spin_where_helped(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct beside *beside = context;
	const int elsewhere = cpumask_any_but(cpu_online_mask, beside->here);
	KIRQL irql;

	cpumask_copy(&beside->allowed, current->cpus_ptr);
	set_cpus_allowed_ptr(current, cpumask_of(elsewhere));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	beside->elsewhere = raw_smp_processor_id() == elsewhere;
	atomic_set(&beside->is_helped, 1);
	beside->spin.seen = spin_until_set(&beside->spin.flag);
	KeLowerIrql(irql);
	set_cpus_allowed_ptr(current, &beside->allowed);
	complete(&beside->spin.done);
}

static void queue_sleeper_and_helped(void *data)
{
	struct beside *beside = data;

	WinworkHoldWorkers(TRUE);
	IoQueueWorkItemEx(beside->sleeper, sleep_once_another_helps, beside->spin.type, beside);
	IoQueueWorkItemEx(beside->spin.spinner, spin_where_helped, beside->spin.type, beside);
	WinworkHoldWorkers(FALSE);
}

static void try_queue_setter(void *data)
{
	struct beside *beside = data;

	beside->queued = try_queue_in_time(beside->spin.setter, set_flag, beside->spin.type,
					   &beside->spin, PASSIVE_LEVEL);
	if (!beside->queued)
		set_flag(NULL, &beside->spin, NULL);
}

static void try_queue_beside_helper(struct kunit *test, struct beside *beside)
{
	atomic_set(&beside->is_helped, 0);
	atomic_set(&beside->spin.flag, 0);
	init_completion(&beside->spin.done);
	init_completion(&beside->sleeps);
	init_completion(&beside->release);
	init_completion(&beside->slept);
	KUNIT_ASSERT_TRUE(test, run_on_cpu(beside->here, queue_sleeper_and_helped, beside));
	ASSERT_IN_TIME(test, &beside->sleeps);
	KUNIT_EXPECT_EQ(test, atomic_read(&beside->is_helped), 1);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(beside->here, try_queue_setter, beside));
	ASSERT_IN_TIME(test, &beside->spin.done);
	complete(&beside->release);
	ASSERT_IN_TIME(test, &beside->slept);
	KUNIT_ASSERT_TRUE(test, beside->queued);
	KUNIT_ASSERT_TRUE_MSG(test, beside->spin.seen, "queue type %d: starved", beside->spin.type);
	ASSERT_COUNT(test, &beside->spin.flag, 1);
}

/*
 * An unbound worker may run on any CPU, and also where nothing is queued. Here it moves to another
 * CPU than that of the thread that tries, and spins there.
 */
static void engine_stall_test_try_queue_avoids_the_cpu_of_an_unbound_worker(struct kunit *test)
{
	struct beside *beside;
	const int *type;
	int rounds;

	prepare_to_spin(test);
	for_each_queue_type(type) {
		beside = case_alloc_type(test, struct beside);
		beside->spin.type = *type;
		beside->here = cpumask_first(cpu_online_mask);
		beside->sleeper = device_item(test);
		beside->spin.spinner = device_item(test);
		beside->spin.setter = device_item(test);
		for (rounds = 0; rounds < 10; rounds++) {
			try_queue_beside_helper(test, beside);
			KUNIT_EXPECT_TRUE(test, beside->elsewhere);
		}
		EXPECT_REFERENCES(test, fixture_of(test)->device,
				  fixture_of(test)->device_references);
		IoFreeWorkItem(beside->sleeper);
		IoFreeWorkItem(beside->spin.spinner);
		IoFreeWorkItem(beside->spin.setter);
	}
}

struct sleepers {
	struct spin spin;
	struct completion go;
	atomic_t left;
	int count;
	PIO_WORKITEM item[];
};

static VOID sleep_behind_spinner(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct sleepers *sleepers = context;

	if (wait_for_completion_timeout(&sleepers->go, 10 * HZ))
		atomic_inc(&sleepers->left);
}

static VOID release_sleepers(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct sleepers *sleepers = context;

	complete_all(&sleepers->go);
	atomic_set(&sleepers->spin.flag, 1);
}

static void queue_sleepers_behind_spinner(void *data)
{
	struct sleepers *sleepers = data;
	int i;

	WinworkHoldWorkers(TRUE);
	queue_spinner(&sleepers->spin);
	for (i = 0; i < sleepers->count; i++)
		IoQueueWorkItemEx(sleepers->item[i], sleep_behind_spinner, sleepers->spin.type,
				  sleepers);
	IoQueueWorkItemEx(sleepers->spin.setter, release_sleepers, sleepers->spin.type, sleepers);
	WinworkHoldWorkers(FALSE);
}

/*
 * A worker on another CPU helps with one item and sleeps. More such workers sleep than there are
 * CPUs.
 */
static void engine_stall_test_sleeping_helpers_do_not_strand_the_next(struct kunit *test)
{
	const int count = num_online_cpus() + 2;
	struct sleepers *sleepers;
	const int *type;
	int i;

	prepare_to_spin(test);
	for_each_queue_type(type) {
		sleepers = case_alloc(test, struct_size(sleepers, item, count));
		sleepers->spin.type = *type;
		init_completion(&sleepers->spin.started);
		init_completion(&sleepers->spin.done);
		init_completion(&sleepers->go);
		sleepers->spin.spinner = device_item(test);
		sleepers->spin.setter = device_item(test);
		sleepers->count = count;
		for (i = 0; i < count; i++)
			sleepers->item[i] = device_item(test);
		KUNIT_ASSERT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask),
						   queue_sleepers_behind_spinner, sleepers));
		ASSERT_IN_TIME(test, &sleepers->spin.done);
		KUNIT_ASSERT_TRUE_MSG(test, sleepers->spin.seen, "queue type %d: starved", *type);
		ASSERT_COUNT(test, &sleepers->left, count);
		EXPECT_REFERENCES(test, fixture_of(test)->device,
				  fixture_of(test)->device_references);
		IoFreeWorkItem(sleepers->spin.spinner);
		IoFreeWorkItem(sleepers->spin.setter);
		for (i = 0; i < count; i++)
			IoFreeWorkItem(sleepers->item[i]);
	}
}

struct meeting {
	atomic_t present;
	atomic_t met;
	PIO_WORKITEM item[2];
	int type;
};

static VOID meet_by_spinning(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct meeting *meeting = context;
	unsigned long deadline = jiffies + 10 * HZ;

	atomic_inc(&meeting->present);
	while (atomic_read(&meeting->present) < 2 && time_before(jiffies, deadline))
		cpu_relax();
	if (atomic_read(&meeting->present) == 2)
		atomic_inc(&meeting->met);
}

static void queue_meeting(void *data)
{
	struct meeting *meeting = data;

	/* The first item spins before the second is queued, and would keep the CPU for long. */
	sched_set_fifo_low(current);
	IoQueueWorkItemEx(meeting->item[0], meet_by_spinning, meeting->type, meeting);
	IoQueueWorkItemEx(meeting->item[1], meet_by_spinning, meeting->type, meeting);
}

/* row 55: two long routines that were queued on one CPU run on two */
static void engine_stall_test_long_items_spread_over_cpus(struct kunit *test)
{
	struct meeting *meeting;
	const int *type;

	if (num_online_cpus() < 2)
		kunit_skip(test, "two spinning routines need two CPUs");
	for_each_queue_type(type) {
		meeting = case_alloc_type(test, struct meeting);
		meeting->type = *type;
		meeting->item[0] = device_item(test);
		meeting->item[1] = device_item(test);
		KUNIT_ASSERT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask),
						   queue_meeting, meeting));
		ASSERT_COUNT(test, &meeting->met, 2);
		EXPECT_REFERENCES(test, fixture_of(test)->device,
				  fixture_of(test)->device_references);
		IoFreeWorkItem(meeting->item[0]);
		IoFreeWorkItem(meeting->item[1]);
	}
}

static struct kunit_case engine_stall_cases[] = {
	KUNIT_CASE(engine_stall_test_spinner_does_not_strand_the_next),
	KUNIT_CASE(engine_stall_test_item_queued_behind_a_spinner_runs),
	KUNIT_CASE(engine_stall_test_spinner_at_dispatch_level),
	KUNIT_CASE(engine_stall_test_native_spinner_does_not_strand_an_item),
	KUNIT_CASE(engine_stall_test_spinner_does_not_hold_up_the_other_class),
	KUNIT_CASE(engine_stall_test_try_queue_avoids_the_cpu_of_its_caller),
	KUNIT_CASE(engine_stall_test_try_queue_avoids_the_cpu_of_an_unbound_worker),
	KUNIT_CASE(engine_stall_test_sleeping_helpers_do_not_strand_the_next),
	KUNIT_CASE(engine_stall_test_long_items_spread_over_cpus),
	{}
};

WINWORK_SUITE(engine_stall);
