/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine: the invariants of the work queue under every family. What would hang with one
 * work_struct per item, hundreds of routines blocked, routines that spin, floods, the order of
 * service, and that queueing neither allocates nor touches an item that has started.
 */
#include "support.h"

#define NEST_DEPTH 40

/* ---- one item on several workers at once -------------------------------------------------- */

struct chain {
	struct kunit *test;
	int type;
	int depth;
	atomic_t runs;
	atomic_t failures;		/* waits that ran into the deadline */
	struct completion done[NEST_DEPTH + 1];
	struct completion all;
};

static struct chain *new_chain(struct kunit *test, int type, int depth)
{
	struct chain *chain = case_alloc_type(test, struct chain);
	int i;

	chain->test = test;
	chain->type = type;
	chain->depth = depth;
	for (i = 0; i <= NEST_DEPTH; i++)
		init_completion(&chain->done[i]);
	init_completion(&chain->all);
	return chain;
}

/* Run n queues run n + 1 of the same item and stays until that one is done. */
static VOID requeue_and_wait(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct chain *chain = context;
	int run = atomic_inc_return(&chain->runs);

	if (run < chain->depth) {
		IoQueueWorkItemEx(item, requeue_and_wait, chain->type, chain);
		if (!in_time(&chain->done[run + 1]))
			atomic_inc(&chain->failures);
	}
	if (run == 1)
		complete(&chain->all);
	else
		complete(&chain->done[run]);
}

static void check_requeue_chain(struct kunit *test, int type, int depth)
{
	struct chain *chain = new_chain(test, type, depth);
	PIO_WORKITEM item = device_item(test);

	IoQueueWorkItemEx(item, requeue_and_wait, type, chain);
	ASSERT_IN_TIME(test, &chain->all);
	KUNIT_ASSERT_EQ_MSG(test, atomic_read(&chain->failures), 0, "queue type %d", type);
	KUNIT_EXPECT_EQ(test, atomic_read(&chain->runs), depth);
	IoFreeWorkItem(item);
}

/* row 12: on every queue type */
static void engine_test_requeue_own_item_and_wait(struct kunit *test)
{
	const int *type;

	for_each_queue_type(type)
		check_requeue_chain(test, *type, 2);
}

/* row 12: forty runs of one item at once */
static void engine_test_item_runs_on_40_workers(struct kunit *test)
{
	check_requeue_chain(test, DelayedWorkQueue, NEST_DEPTH);
}

/* ---- an item at the address of one that still runs ---------------------------------------- */

struct level {
	struct chain *chain;
	PVOID object;
	int depth;
	PIO_WORKITEM outer;		/* the address of the item one level up */
	bool same_address;
};

static VOID free_and_allocate(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct level *level = context;
	struct chain *chain = level->chain;
	int depth = level->depth;
	PIO_WORKITEM next;

	level->same_address = item == level->outer;
	IoFreeWorkItem(item);
	atomic_inc(&chain->runs);
	if (depth < chain->depth) {
		next = IoAllocateWorkItem(object);
		if (next) {
			level[1].outer = item;
			IoQueueWorkItemEx(next, free_and_allocate, chain->type, level + 1);
		}
		if (!next || !in_time(&chain->done[depth + 1]))
			atomic_inc(&chain->failures);
	}
	complete(&chain->done[depth]);
}

static void check_free_and_allocate(struct kunit *test, int type, int depth)
{
	struct chain *chain = new_chain(test, type, depth);
	struct level *level = case_alloc_array(test, depth + 1, struct level);
	int i, same = 0;

	for (i = 1; i <= depth; i++) {
		level[i].chain = chain;
		level[i].depth = i;
	}
	IoQueueWorkItemEx(device_item(test), free_and_allocate, type, level + 1);
	ASSERT_IN_TIME(test, &chain->done[1]);
	KUNIT_ASSERT_EQ_MSG(test, atomic_read(&chain->failures), 0, "queue type %d", type);
	KUNIT_EXPECT_EQ(test, atomic_read(&chain->runs), depth);
	for (i = 2; i <= depth; i++)
		same += level[i].same_address;
	kunit_info(test, "type %d: %d of %d items at the address of the one above\n", type,
		   same, depth - 1);
}

static void engine_test_free_allocate_queue_wait(struct kunit *test)
{
	const int *type;

	for_each_queue_type(type)
		check_free_and_allocate(test, *type, 3);
}

static void engine_test_free_allocate_nested_40(struct kunit *test)
{
	check_free_and_allocate(test, DelayedWorkQueue, NEST_DEPTH);
	check_free_and_allocate(test, CriticalWorkQueue, NEST_DEPTH);
}

/* The caller's storage is the same address for certain, whatever the allocator does. */
struct storage_level {
	struct chain *chain;
	int depth;
};

static VOID reuse_storage(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct storage_level *level = context;
	struct chain *chain = level->chain;
	int depth = level->depth;

	IoUninitializeWorkItem(item);
	atomic_inc(&chain->runs);
	if (depth < chain->depth) {
		memset(item, 0x5a, IoSizeofWorkItem());
		IoInitializeWorkItem(object, item);
		IoQueueWorkItemEx(item, reuse_storage, chain->type, level + 1);
		if (!in_time(&chain->done[depth + 1]))
			atomic_inc(&chain->failures);
	}
	complete(&chain->done[depth]);
}

static void check_reuse_storage(struct kunit *test, int type, int depth)
{
	struct chain *chain = new_chain(test, type, depth);
	struct storage_level *level = case_alloc_array(test, depth + 1, struct storage_level);
	PIO_WORKITEM item = case_alloc(test, IoSizeofWorkItem());
	int i;

	for (i = 1; i <= depth; i++) {
		level[i].chain = chain;
		level[i].depth = i;
	}
	IoInitializeWorkItem(fixture_of(test)->device, item);
	IoQueueWorkItemEx(item, reuse_storage, type, level + 1);
	ASSERT_IN_TIME(test, &chain->done[1]);
	KUNIT_ASSERT_EQ_MSG(test, atomic_read(&chain->failures), 0, "queue type %d", type);
	KUNIT_EXPECT_EQ(test, atomic_read(&chain->runs), depth);
}

/* row 37: the storage is reused while the routine that gave it up still runs */
static void engine_test_storage_reused_and_waited_for(struct kunit *test)
{
	const int *type;

	for_each_queue_type(type)
		check_reuse_storage(test, *type, 3);
}

static void engine_test_storage_reused_nested_40(struct kunit *test)
{
	check_reuse_storage(test, DelayedWorkQueue, NEST_DEPTH);
	check_reuse_storage(test, CriticalWorkQueue, NEST_DEPTH);
}

/* ---- hundreds blocked --------------------------------------------------------------------- */

struct crowd {
	struct kunit *test;
	atomic_t blocked;
	atomic_t left;
	struct completion release;
	struct completion released;
	atomic_t failures;
	int size;
};

static VOID block_in_crowd(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct crowd *crowd = context;

	IoFreeWorkItem(item);
	atomic_inc(&crowd->blocked);
	if (!in_time(&crowd->release))
		atomic_inc(&crowd->failures);
	atomic_inc(&crowd->left);
}

/* Queued last: finds all others blocked, and lets them go. */
static VOID release_crowd(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct crowd *crowd = context;

	IoFreeWorkItem(item);
	if (!count_reaches(&crowd->blocked, crowd->size))
		atomic_inc(&crowd->failures);
	complete_all(&crowd->release);
	complete(&crowd->released);
}

static void check_crowd(struct kunit *test, int size, int (*type_of)(int i), bool hold)
{
	struct crowd *crowd = case_alloc_type(test, struct crowd);
	int i;

	crowd->size = size;
	init_completion(&crowd->release);
	init_completion(&crowd->released);
	WinworkHoldWorkers(hold);
	for (i = 0; i < size; i++)
		IoQueueWorkItemEx(device_item(test), block_in_crowd, type_of(i), crowd);
	IoQueueWorkItemEx(device_item(test), release_crowd, type_of(size), crowd);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &crowd->released);
	ASSERT_COUNT(test, &crowd->left, size);
	KUNIT_EXPECT_EQ(test, atomic_read(&crowd->failures), 0);
}

static int any_named_type(int i)
{
	return i % MaximumWorkQueue;
}

/* row 57: three hundred of one type */
static void engine_test_300_blocked_and_one_that_releases(struct kunit *test)
{
	check_crowd(test, 300, always_delayed, false);
}

/* row 57: five hundred of all types together */
static void engine_test_500_blocked_and_one_that_releases(struct kunit *test)
{
	check_crowd(test, 500, any_named_type, false);
}

/*
 * Without the watch's help, and without that of later queue calls: each routine has left an
 * armed worker behind before it blocked.
 */
static void engine_test_blocked_routine_leaves_a_worker_armed(struct kunit *test)
{
	WinworkSuspendWatch(TRUE);
	check_crowd(test, 40, always_delayed, true);
	WinworkSuspendWatch(FALSE);
}

struct pair {
	PIO_WORKITEM waiter, releaser;
	struct completion released, done;
	bool failed;
};

static VOID wait_for_releaser(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct pair *pair = context;

	pair->failed = !in_time(&pair->released);
	complete(&pair->done);
}

static VOID release_waiter(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct pair *pair = context;

	complete(&pair->released);
}

/* Both are there before a worker can start, where code at DISPATCH_LEVEL is not preempted. */
static void queue_pair_at_dispatch(void *data)
{
	struct pair *pair = data;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	IoQueueWorkItemEx(pair->waiter, wait_for_releaser, DelayedWorkQueue, pair);
	IoQueueWorkItemEx(pair->releaser, release_waiter, DelayedWorkQueue, pair);
	KeLowerIrql(irql);
}

/* The same of a routine whose item found the queue idle, and another one behind it. */
static void engine_test_first_routine_leaves_a_worker_armed(struct kunit *test)
{
	struct pair *pair = case_alloc_type(test, struct pair);

	pair->waiter = device_item(test);
	pair->releaser = device_item(test);
	init_completion(&pair->released);
	init_completion(&pair->done);
	WinworkSuspendWatch(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue_pair_at_dispatch,
					   pair));
	ASSERT_IN_TIME(test, &pair->done);
	WinworkSuspendWatch(FALSE);
	KUNIT_EXPECT_FALSE(test, pair->failed);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	IoFreeWorkItem(pair->waiter);
	IoFreeWorkItem(pair->releaser);
}

/*
 * More than there are workers, and than Linux runs at once: what is over waits, whoever is asked
 * for a worker finds an end, and nothing is lost.
 */
static void engine_test_more_blocked_than_workers(struct kunit *test)
{
	struct crowd *crowd = case_alloc_type(test, struct crowd);
	int i;

	crowd->size = 1200;
	init_completion(&crowd->release);
	for (i = 0; i < crowd->size; i++)
		IoQueueWorkItemEx(device_item(test), block_in_crowd, DelayedWorkQueue, crowd);
	KUNIT_EXPECT_TRUE(test, count_is_at_least(&crowd->blocked, 1024));
	complete_all(&crowd->release);
	ASSERT_COUNT(test, &crowd->left, crowd->size);
	KUNIT_EXPECT_EQ(test, atomic_read(&crowd->failures), 0);
}

/* ---- routines that spin ------------------------------------------------------------------- */

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
 * At DISPATCH_LEVEL the routine itself queues the second, once it is there: an item that another
 * worker of this CPU has already begun with would wait for this CPU, as any thread of it.
 */
static void queue_spinner(void *data)
{
	struct spin *spin = data;

	IoQueueWorkItemEx(spin->spinner, spin_without_sleeping, spin->type, spin);
}

/* Both wait in one CPU's queue before either runs. */
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
 * The second is queued behind a first that spins already, on the CPU of both. By a DPC: a thread
 * would get that CPU late, and never where kernel code is not preempted; for the same reason the
 * timer is set first.
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

static void skip_on_one_cpu(struct kunit *test)
{
	if (num_online_cpus() < 2)
		kunit_skip(test, "a spinning routine leaves no CPU to others");
}

static void check_spinners(struct kunit *test, bool at_dispatch, void (*queue)(void *))
{
	const int *type;
	int cpu;

	skip_on_one_cpu(test);
	for_each_queue_type(type)
		for_each_online_cpu(cpu)
			check_spinner(test, *type, *type, cpu, at_dispatch, queue);
}

static void engine_test_spinner_does_not_strand_the_next(struct kunit *test)
{
	check_spinners(test, false, queue_spinner_and_setter);
}

static void engine_test_item_queued_behind_a_spinner_runs(struct kunit *test)
{
	check_spinners(test, false, queue_setter_behind_spinner);
}

static void engine_test_spinner_at_dispatch_level(struct kunit *test)
{
	check_spinners(test, true, queue_spinner);
}

struct native_spin {
	struct work_struct work;
	struct workqueue_struct *workqueue;
	struct spin spin;
};

/* At DISPATCH_LEVEL, or the kernel would have others run after some milliseconds, since 6.6. */
static void spin_natively(struct work_struct *work)
{
	struct native_spin *native = container_of(work, struct native_spin, work);
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	native->spin.seen = spin_until_set(&native->spin.flag);
	KeLowerIrql(irql);
}

/* Both are there before either gets the CPU, the native work first. */
static void queue_native_spinner_and_setter(void *data)
{
	struct native_spin *native = data;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	queue_work_on(raw_smp_processor_id(), native->workqueue, &native->work);
	queue_setter(&native->spin);
	KeLowerIrql(irql);
}

/* An item that has the worker of an idle queue, which a native work keeps from starting. */
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

static void engine_test_native_spinner_does_not_strand_an_item(struct kunit *test)
{
	skip_on_one_cpu(test);
	check_native_spinner(test, DelayedWorkQueue, ww_system_percpu_wq);
	check_native_spinner(test, CriticalWorkQueue, system_highpri_wq);
}

/* Nothing is known to be in the way of the second: it is alone in the queue of its class. */
static void engine_test_spinner_does_not_hold_up_the_other_class(struct kunit *test)
{
	int cpu;

	skip_on_one_cpu(test);
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

/* The CPU of the routine that calls is idle in the other class, and the routine keeps it. */
static void engine_test_try_queue_avoids_the_cpu_of_its_caller(struct kunit *test)
{
	int cpu;

	skip_on_one_cpu(test);
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
	bool queued, elsewhere;
};

static VOID sleep_once_another_helps(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct beside *beside = context;

	if (spin_until_set(&beside->is_helped))
		complete(&beside->sleeps);
	wait_for_completion_timeout(&beside->release, 20 * HZ);
	complete(&beside->slept);
}

static VOID spin_where_helped(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct beside *beside = context;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	beside->elsewhere = raw_smp_processor_id() != beside->here;
	atomic_set(&beside->is_helped, 1);
	beside->spin.seen = !beside->elsewhere || spin_until_set(&beside->spin.flag);
	KeLowerIrql(irql);
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
	KUNIT_EXPECT_TRUE(test, run_on_cpu(beside->here, try_queue_setter, beside));
	ASSERT_IN_TIME(test, &beside->spin.done);
	complete(&beside->release);
	ASSERT_IN_TIME(test, &beside->slept);
	KUNIT_ASSERT_TRUE(test, beside->queued);
	KUNIT_ASSERT_TRUE_MSG(test, beside->spin.seen, "queue type %d: starved", beside->spin.type);
	ASSERT_COUNT(test, &beside->spin.flag, 1);
}

/*
 * An unbound worker may run on any CPU, also where nothing is queued. It spins on another CPU than
 * that of the thread which tries; in some rounds Linux may have it run on the same.
 */
static void engine_test_try_queue_avoids_the_cpu_of_an_unbound_worker(struct kunit *test)
{
	struct beside *beside;
	const int *type;
	int rounds;

	skip_on_one_cpu(test);
	for_each_queue_type(type) {
		beside = case_alloc_type(test, struct beside);
		beside->spin.type = *type;
		beside->here = cpumask_first(cpu_online_mask);
		beside->sleeper = device_item(test);
		beside->spin.spinner = device_item(test);
		beside->spin.setter = device_item(test);
		for (rounds = 0; rounds < 100 && !beside->elsewhere; rounds++)
			try_queue_beside_helper(test, beside);
		KUNIT_EXPECT_TRUE(test, beside->elsewhere);
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

/* A worker on another CPU helps with one item and sleeps; so do more than there are CPUs. */
static void engine_test_sleeping_helpers_do_not_strand_the_next(struct kunit *test)
{
	const int count = num_online_cpus() + 2;
	struct sleepers *sleepers;
	const int *type;
	int i;

	skip_on_one_cpu(test);
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

/* row 55: two long routines queued on one CPU run on two */
static void engine_test_long_items_spread_over_cpus(struct kunit *test)
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

/* ---- no item is lost ---------------------------------------------------------------------- */

#define PING_ROUNDS 2000

struct ping {
	PIO_WORKITEM item;
	int type;
	struct completion pong;
	struct completion over;
	atomic_t runs;
	bool lost;
};

static VOID pong(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct ping *ping = context;

	atomic_inc(&ping->runs);
	complete(&ping->pong);
}

static void play(void *data)
{
	struct ping *ping = data;
	int i;

	for (i = 0; i < PING_ROUNDS && !ping->lost; i++) {
		IoQueueWorkItemEx(ping->item, pong, ping->type, ping);
		if (!in_time(&ping->pong))
			ping->lost = true;
	}
	complete(&ping->over);
}

/* Each queueing meets a worker that is about to go idle: the moment to lose one. */
static void engine_test_no_item_is_stranded(struct kunit *test)
{
	struct ping *ping = case_alloc_array(test, 4, struct ping);
	int i;

	for (i = 0; i < 4; i++) {
		ping[i].item = device_item(test);
		ping[i].type = i < 2 ? DelayedWorkQueue : CriticalWorkQueue;
		init_completion(&ping[i].pong);
		init_completion(&ping[i].over);
		spawn(test, play, &ping[i]);
	}
	for (i = 0; i < 4; i++) {
		KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&ping[i].over, 6 * DEADLINE),
				0UL);
		KUNIT_ASSERT_FALSE(test, ping[i].lost);
		KUNIT_EXPECT_EQ(test, atomic_read(&ping[i].runs), PING_ROUNDS);
		IoFreeWorkItem(ping[i].item);
	}
}

/* ---- the item after it has started -------------------------------------------------------- */

static VOID poison_own_storage(PVOID object, PVOID context, PIO_WORKITEM item)
{
	IoUninitializeWorkItem(item);
	memset(item, 0xa5, IoSizeofWorkItem());
	complete(context);
}

static void engine_test_item_is_left_alone_once_started(struct kunit *test)
{
	size_t bytes = IoSizeofWorkItem();
	u8 *storage = case_alloc(test, bytes);
	struct completion *done = case_alloc_type(test, struct completion);

	init_completion(done);
	IoInitializeWorkItem(fixture_of(test)->device, (PIO_WORKITEM)storage);
	IoQueueWorkItemEx((PIO_WORKITEM)storage, poison_own_storage, DelayedWorkQueue, done);
	ASSERT_IN_TIME(test, done);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(storage, 0xa5, bytes), (void *)NULL);
}

/* ---- queueing needs nothing --------------------------------------------------------------- */

#define NO_MEMORY_ITEMS 64

static VOID count_run(PVOID object, PVOID context, PIO_WORKITEM item)
{
	atomic_inc(context);
}

/* row 8: of every type, from an empty queue and onto a long one */
static void engine_test_queueing_never_allocates(struct kunit *test)
{
	PIO_WORKITEM *item = case_alloc_array(test, NO_MEMORY_ITEMS, PIO_WORKITEM);
	atomic_t *runs = case_alloc_type(test, atomic_t);
	const int *type;
	int i, attempts, expected = 0;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	for (i = 0; i < NO_MEMORY_ITEMS; i++)
		item[i] = device_item(test);
	for_each_queue_type(type) {
		attempts = 0;
		WinworkHoldWorkers(TRUE);
		for (i = 0; i < NO_MEMORY_ITEMS; i++) {
			local_bh_disable();
			fail_next_allocation();
			IoQueueWorkItemEx(item[i], count_run, *type, runs);
			attempts += allocation_was_attempted();
			local_bh_enable();
		}
		WinworkHoldWorkers(FALSE);
		expected += NO_MEMORY_ITEMS;
		ASSERT_COUNT(test, runs, expected);
		KUNIT_EXPECT_EQ_MSG(test, attempts, 0, "queue type %d", *type);
	}
	for (i = 0; i < NO_MEMORY_ITEMS; i++)
		IoFreeWorkItem(item[i]);
}

/* ---- floods and the order of service ------------------------------------------------------ */

/* So many that no queue of a flood runs empty, whatever is taken off it at once. */
#define FLOOD_ITEMS 64

struct flood {
	atomic_t stop;
	int type;
	PIO_WORKITEM item[FLOOD_ITEMS];
	atomic_t running;
	atomic_t runs;
};

static VOID requeue_for_ever(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct flood *flood = context;

	atomic_inc(&flood->runs);
	if (atomic_read(&flood->stop))
		atomic_dec(&flood->running);
	else
		IoQueueWorkItemEx(item, requeue_for_ever, flood->type, flood);
}

static void start_flood(void *data)
{
	struct flood *flood = data;
	int i;

	for (i = 0; i < FLOOD_ITEMS; i++) {
		atomic_inc(&flood->running);
		IoQueueWorkItemEx(flood->item[i], requeue_for_ever, flood->type, flood);
	}
}

static struct flood *new_flood(struct kunit *test, int type)
{
	struct flood *flood = case_alloc_type(test, struct flood);
	int i;

	flood->type = type;
	for (i = 0; i < FLOOD_ITEMS; i++)
		flood->item[i] = device_item(test);
	return flood;
}

static void end_flood(struct kunit *test, struct flood *flood)
{
	int i;

	atomic_set(&flood->stop, 1);
	ASSERT_COUNT(test, &flood->running, 0);
	for (i = 0; i < FLOOD_ITEMS; i++)
		IoFreeWorkItem(flood->item[i]);
}

struct native {
	struct work_struct work;
	struct completion done;
};

static void native_work(struct work_struct *work)
{
	complete(&container_of(work, struct native, work)->done);
}

#define NATIVE_ROUNDS 20

static void check_flood(struct kunit *test, int type, struct workqueue_struct *queue)
{
	struct flood *flood[2];
	struct native *native = case_alloc_type(test, struct native);
	int cpu, round, n = 0;
	bool served = true;

	INIT_WORK(&native->work, native_work);
	for_each_online_cpu(cpu) {
		if (n == ARRAY_SIZE(flood))
			break;
		flood[n] = new_flood(test, type);
		KUNIT_EXPECT_TRUE(test, run_on_cpu(cpu, start_flood, flood[n]));
		n++;
	}
	for (round = 0; round < NATIVE_ROUNDS && served; round++) {
		for_each_online_cpu(cpu) {
			init_completion(&native->done);
			queue_work_on(cpu, queue, &native->work);
			served = served && in_time(&native->done);
		}
	}
	while (n)
		end_flood(test, flood[--n]);
	flush_work(&native->work);
	KUNIT_EXPECT_TRUE_MSG(test, served, "a native work item starved behind type %d", type);
}

static void engine_test_flood_does_not_starve_the_system(struct kunit *test)
{
	check_flood(test, DelayedWorkQueue, ww_system_percpu_wq);
}

static void engine_test_critical_flood_does_not_starve_the_system(struct kunit *test)
{
	check_flood(test, CriticalWorkQueue, system_highpri_wq);
}

static VOID complete_context(PVOID object, PVOID context, PIO_WORKITEM item)
{
	complete(context);
}

struct lower {
	struct flood *flood;
	PIO_WORKITEM item;
	struct completion done;
};

static void start_flood_and_lower(void *data)
{
	struct lower *lower = data;

	start_flood(lower->flood);
	IoQueueWorkItemEx(lower->item, complete_context, BackgroundWorkQueue, &lower->done);
}

static void engine_test_flood_of_higher_does_not_starve_lower(struct kunit *test)
{
	struct lower *lower;
	int cpu;

	for_each_online_cpu(cpu) {
		lower = case_alloc_type(test, struct lower);
		lower->flood = new_flood(test, DelayedWorkQueue);
		lower->item = device_item(test);
		init_completion(&lower->done);
		KUNIT_EXPECT_TRUE(test, run_on_cpu(cpu, start_flood_and_lower, lower));
		EXPECT_IN_TIME(test, &lower->done);
		end_flood(test, lower->flood);
		IoFreeWorkItem(lower->item);
	}
}

#define BEHIND_ITEMS 2000

struct behind {
	struct native native;
	struct workqueue_struct *queue;
	atomic_t ran;
	int ran_before_native;
	int type;
	PIO_WORKITEM item[BEHIND_ITEMS];
};

static void count_items_before(struct work_struct *work)
{
	struct behind *behind = container_of(work, struct behind, native.work);

	behind->ran_before_native = atomic_read(&behind->ran);
	complete(&behind->native.done);
}

/* The first item queues native work to where it runs itself: behind its own worker. */
static VOID count_and_queue_native(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct behind *behind = context;

	if (item == behind->item[0])
		queue_work_on(raw_smp_processor_id(), behind->queue, &behind->native.work);
	atomic_inc(&behind->ran);
}

static void queue_all(void *data)
{
	struct behind *behind = data;
	int i;

	for (i = 0; i < BEHIND_ITEMS; i++)
		IoQueueWorkItemEx(behind->item[i], count_and_queue_native, behind->type, behind);
}

static int items_before_native(struct kunit *test, int type, struct workqueue_struct *queue)
{
	struct behind *behind = case_alloc_type(test, struct behind);
	int i;

	behind->type = type;
	behind->queue = queue;
	init_completion(&behind->native.done);
	INIT_WORK(&behind->native.work, count_items_before);
	for (i = 0; i < BEHIND_ITEMS; i++)
		behind->item[i] = device_item(test);
	WinworkSuspendWatch(TRUE);
	WinworkHoldWorkers(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue_all, behind));
	WinworkHoldWorkers(FALSE);
	KUNIT_EXPECT_TRUE(test, count_reaches(&behind->ran, BEHIND_ITEMS));
	WinworkSuspendWatch(FALSE);
	KUNIT_EXPECT_TRUE(test, in_time(&behind->native.done));
	flush_work(&behind->native.work);
	kunit_info(test, "%d of %d items before the native one\n", behind->ran_before_native,
		   BEHIND_ITEMS);
	for (i = 0; i < BEHIND_ITEMS; i++)
		IoFreeWorkItem(behind->item[i]);
	return behind->ran_before_native;
}

/*
 * On a busy host the kernel may be slow to make a thread for the native work, while its rescuer
 * goes on with ours. The next time the thread is there.
 */
static void check_behind(struct kunit *test, int type, struct workqueue_struct *queue)
{
	int round, before = BEHIND_ITEMS;

	for (round = 0; round < 5 && before >= BEHIND_ITEMS / 2; round++)
		before = items_before_native(test, type, queue);
	KUNIT_EXPECT_LT(test, before, BEHIND_ITEMS / 2);
}

/* A worker makes room after a bounded number of items, though its queue is full. */
static void engine_test_worker_hands_over_to_native_work(struct kunit *test)
{
	check_behind(test, DelayedWorkQueue, ww_system_percpu_wq);
	check_behind(test, CriticalWorkQueue, system_highpri_wq);
}

#define ORDER_ITEMS 60
#define MANY_ITEMS 600

struct ordered {
	struct order *order;
	PIO_WORKITEM item;
	int type;
	int position;			/* in the order of starts */
	struct task_struct *worker;	/* identity only */
};

struct order {
	atomic_t started;
	atomic_t ended;
	int items;
	int early;			/* started before all were queued */
	struct ordered ordered[];
};

static VOID take_position(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct ordered *ordered = context;

	ordered->position = atomic_inc_return(&ordered->order->started);
	ordered->worker = current;
	atomic_inc(&ordered->order->ended);
}

static void queue_in_order(struct order *order)
{
	int i;

	for (i = 0; i < order->items; i++)
		IoQueueWorkItemEx(order->ordered[i].item, take_position, order->ordered[i].type,
				  &order->ordered[i]);
	order->early = atomic_read(&order->started);
}

/* All are in one CPU's queue before the first is served, since no worker takes one. */
static void queue_while_held(void *data)
{
	WinworkHoldWorkers(TRUE);
	queue_in_order(data);
	WinworkHoldWorkers(FALSE);
}

/* The same, since the worker that the first has got does not get the CPU. */
static void queue_at_dispatch(void *data)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	queue_in_order(data);
	KeLowerIrql(irql);
}

static struct order *run_in_order(struct kunit *test, void (*queue)(void *), int items,
				  int (*type_of)(int i))
{
	struct order *order = case_alloc(test, struct_size(order, ordered, items));
	int i;

	order->items = items;
	for (i = 0; i < items; i++) {
		order->ordered[i].order = order;
		order->ordered[i].item = device_item(test);
		order->ordered[i].type = type_of(i);
	}
	/* Without the watch's help one worker at a time runs, since no routine here sleeps. */
	WinworkSuspendWatch(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue, order));
	ASSERT_COUNT(test, &order->ended, items);
	WinworkSuspendWatch(FALSE);
	for (i = 0; i < items; i++)
		IoFreeWorkItem(order->ordered[i].item);
	return order;
}

/*
 * The same by one worker. Since 6.6 the kernel starts another beside one that its tick finds
 * computing for long, which on a busy host is any, and the watch may have armed one before: then
 * order is not to be seen.
 */
static struct order *run_in_order_by_one(struct kunit *test, void (*queue)(void *), int items,
					 int (*type_of)(int i))
{
	struct order *order;
	int round, i;

	for (round = 0; round < 10; round++) {
		order = run_in_order(test, queue, items, type_of);
		for (i = 1; i < items && order->ordered[i].worker == order->ordered[0].worker; i++)
			;
		if (i == items && !order->early)
			break;
	}
	KUNIT_EXPECT_EQ(test, order->early, 0);
	return order;
}

static int types_upwards(int i)
{
	static const int type[] = { BackgroundWorkQueue, NormalWorkQueue, DelayedWorkQueue };

	return type[i / (ORDER_ITEMS / 3)];
}

static int one_background_then_delayed(int i)
{
	return i ? DelayedWorkQueue : BackgroundWorkQueue;
}

static int high_types_upwards(int i)
{
	static const int type[] = { CriticalWorkQueue, SuperCriticalWorkQueue,
				    HyperCriticalWorkQueue, RealTimeWorkQueue };

	return type[i / (ORDER_ITEMS / 4)];
}

static void check_order_of_types(struct kunit *test, void (*queue)(void *),
				 int (*type_of)(int i))
{
	struct order *order = run_in_order_by_one(test, queue, ORDER_ITEMS, type_of);
	int i, j, wrong = 0, pairs = 0;

	/* The first found the queue idle, and has the worker that was. */
	for (i = 1; i < ORDER_ITEMS; i++) {
		for (j = i + 1; j < ORDER_ITEMS; j++) {
			if (order->ordered[i].type == order->ordered[j].type)
				continue;
			pairs++;
			wrong += order->ordered[j].position > order->ordered[i].position;
		}
	}
	/* Now and then it is a lower one's turn, so that none waits for ever. */
	KUNIT_EXPECT_LT_MSG(test, wrong * 20, pairs, "%d of %d pairs the wrong way round", wrong,
			    pairs);
}

/* row 54: what is queued last and lowest first, runs in the order of priorities */
static void engine_test_higher_types_are_served_first(struct kunit *test)
{
	check_order_of_types(test, queue_while_held, types_upwards);
}

/* row 54: the same among the types from Critical up */
static void engine_test_higher_critical_types_are_served_first(struct kunit *test)
{
	check_order_of_types(test, queue_while_held, high_types_upwards);
}

static void skip_where_dispatch_is_preempted(struct kunit *test)
{
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		kunit_skip(test, "a worker may preempt code at DISPATCH_LEVEL");
}

/* An item that finds an idle worker has that one; what comes behind it is served by priority. */
static void engine_test_idle_worker_begins_with_the_first(struct kunit *test)
{
	struct order *order;

	skip_where_dispatch_is_preempted(test);
	order = run_in_order_by_one(test, queue_at_dispatch, 2, one_background_then_delayed);
	KUNIT_EXPECT_EQ(test, order->ordered[0].position, 1);
	check_order_of_types(test, queue_at_dispatch, types_upwards);
}

static void check_order_of_one_type(struct kunit *test, void (*queue)(void *), int items)
{
	struct order *order = run_in_order_by_one(test, queue, items, always_delayed);
	int i, j, wrong = 0, pairs = 0;

	for (i = 0; i < items; i++) {
		for (j = i + 1; j < items; j++) {
			pairs++;
			wrong += order->ordered[j].position < order->ordered[i].position;
		}
	}
	KUNIT_EXPECT_EQ_MSG(test, wrong, 0, "of %d pairs", pairs);
}

/* row 53: what is queued first is taken first */
static void engine_test_one_type_is_served_in_order(struct kunit *test)
{
	check_order_of_one_type(test, queue_while_held, ORDER_ITEMS);
}

static void engine_test_first_of_its_type_is_served_first(struct kunit *test)
{
	skip_where_dispatch_is_preempted(test);
	check_order_of_one_type(test, queue_at_dispatch, ORDER_ITEMS);
}

/* row 53: the same of more than a worker sorts at a time, and than it runs at a time */
static void engine_test_many_of_one_type_are_served_in_order(struct kunit *test)
{
	check_order_of_one_type(test, queue_while_held, MANY_ITEMS);
}

#define FAIRNESS_ITEMS 200

/* A low item is passed by a bounded number of higher ones, not by all that are there. */
static void engine_test_higher_types_pass_lower_a_bounded_number_of_times(struct kunit *test)
{
	struct order *order;
	int round, position;

	for (round = 0; round < 3; round++) {
		order = run_in_order_by_one(test, queue_while_held, FAIRNESS_ITEMS,
					    one_background_then_delayed);
		position = order->ordered[0].position;
		kunit_info(test, "the background item was number %d of %d\n", position,
			   FAIRNESS_ITEMS);
		KUNIT_EXPECT_LT(test, position, FAIRNESS_ITEMS / 2);
	}
}

struct nice {
	struct completion done;
	int nice;
};

static VOID record_nice(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct nice *nice = context;

	nice->nice = task_nice(current);
	complete(&nice->done);
}

static int nice_of(struct kunit *test, int type)
{
	struct nice *nice = case_alloc_type(test, struct nice);
	PIO_WORKITEM item = device_item(test);

	init_completion(&nice->done);
	IoQueueWorkItemEx(item, record_nice, type, nice);
	ASSERT_IN_TIME(test, &nice->done);
	IoFreeWorkItem(item);
	return nice->nice;
}

/* rows 60, 61: the type decides how the thread is scheduled, and only for its own routine */
static void engine_test_type_sets_the_nice_value(struct kunit *test)
{
	int critical = nice_of(test, CriticalWorkQueue);
	int delayed = nice_of(test, DelayedWorkQueue);
	int background = nice_of(test, BackgroundWorkQueue);

	KUNIT_EXPECT_LT(test, critical, delayed);
	KUNIT_EXPECT_LT(test, delayed, background);
	KUNIT_EXPECT_EQ(test, nice_of(test, CriticalWorkQueue), critical);
	KUNIT_EXPECT_EQ(test, nice_of(test, DelayedWorkQueue), delayed);
	KUNIT_EXPECT_EQ(test, nice_of(test, CustomPriorityWorkQueue + 12), delayed);
	KUNIT_EXPECT_EQ(test, nice_of(test, CustomPriorityWorkQueue + 13), critical);
	KUNIT_EXPECT_EQ(test, nice_of(test, CustomPriorityWorkQueue + 7), background);
}

/* ---- workers that linger ------------------------------------------------------------------ */

#define MOST_VISITORS 2

struct visit {
	PIO_WORKITEM item[MOST_VISITORS];
	int type, visitors, rounds;
	atomic_t ran, not_local;
	struct completion done;
	bool failed;
};

static VOID look_where(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct visit *visit = context;

	if (cpumask_weight(current->cpus_ptr) != 1)
		atomic_inc(&visit->not_local);
	if (atomic_inc_return(&visit->ran) == visit->visitors)
		complete(&visit->done);
}

/* All are there before the first one starts, so that another worker is armed behind its own. */
static void queue_visits(void *data)
{
	struct visit *visit = data;
	KIRQL irql;
	int round, i;

	for (round = 0; round < visit->rounds && !visit->failed; round++) {
		atomic_set(&visit->ran, 0);
		KeRaiseIrql(DISPATCH_LEVEL, &irql);
		for (i = 0; i < visit->visitors; i++)
			IoQueueWorkItemEx(visit->item[i], look_where, visit->type, visit);
		KeLowerIrql(irql);
		visit->failed = !in_time(&visit->done);
	}
}

static struct visit *new_visit(struct kunit *test, int type, int visitors, int rounds)
{
	struct visit *visit = case_alloc_type(test, struct visit);
	int i;

	visit->type = type;
	visit->visitors = visitors;
	visit->rounds = rounds;
	init_completion(&visit->done);
	for (i = 0; i < visitors; i++)
		visit->item[i] = device_item(test);
	return visit;
}

static void run_visit(struct kunit *test, struct visit *visit)
{
	KUNIT_ASSERT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue_visits, visit));
	KUNIT_ASSERT_FALSE(test, visit->failed);
}

static void end_visit(struct kunit *test, struct visit *visit)
{
	int i;

	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	for (i = 0; i < visit->visitors; i++)
		IoFreeWorkItem(visit->item[i]);
}

static bool sweep_until_none_lingers(int type)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (WinworkLingeringWorkers(type)) {
		if (time_after(jiffies, deadline))
			return false;
		WinworkSweepWorkers();
		cond_resched();
	}
	return true;
}

/*
 * A few times: now and then a worker returns instead, as it does after many rounds, or on a busy host
 * is swept away before this looks. One that is about to linger does a moment later.
 */
static bool lingers_after(struct kunit *test, struct visit *visit)
{
	unsigned long deadline;
	int round;

	for (round = 0; round < 5; round++) {
		run_visit(test, visit);
		deadline = jiffies + HZ / 2;
		while (time_before(jiffies, deadline)) {
			if (WinworkLingeringWorkers(visit->type))
				return true;
			cond_resched();
		}
	}
	return false;
}

/*
 * Again after it has been swept away. Without the watch, which may arm an unbound worker: when that
 * leaves last, none parks.
 */
static void check_lingering(struct kunit *test, int type, int visitors)
{
	struct visit *visit = new_visit(test, type, visitors, 1);
	int i;

	WinworkSuspendWatch(TRUE);
	for (i = 0; i < 3; i++) {
		KUNIT_EXPECT_TRUE(test, sweep_until_none_lingers(type));
		KUNIT_EXPECT_TRUE(test, lingers_after(test, visit));
	}
	WinworkSuspendWatch(FALSE);
	end_visit(test, visit);
}

static void engine_test_worker_lingers_until_unused(struct kunit *test)
{
	check_lingering(test, DelayedWorkQueue, 1);
	check_lingering(test, CriticalWorkQueue, 1);
}

/* Two workers leave the queue, and the one that is last lingers. */
static void engine_test_last_worker_lingers(struct kunit *test)
{
	check_lingering(test, DelayedWorkQueue, 2);
	check_lingering(test, CriticalWorkQueue, 2);
}

/*
 * More often than a workqueue runs works at once: if each time a place were not given back, none
 * would be left for a local worker.
 */
static void engine_test_workers_take_turns_at_lingering(struct kunit *test)
{
	struct visit *visit = new_visit(test, DelayedWorkQueue, 2, 2 * WQ_MAX_ACTIVE);

	if (num_online_cpus() == 1)
		kunit_skip(test, "every worker is local");
	WinworkSuspendWatch(TRUE);
	run_visit(test, visit);
	KUNIT_EXPECT_EQ(test, atomic_read(&visit->not_local), 0);
	visit->rounds = 1;
	KUNIT_EXPECT_TRUE(test, lingers_after(test, visit));
	WinworkSuspendWatch(FALSE);
	end_visit(test, visit);
}

/* ---- workers that any queue may take ------------------------------------------------------ */

#define OWN_WORKERS 16		/* of a queue */

struct sharing {
	PIO_WORKITEM blocked[OWN_WORKERS];
	PIO_WORKITEM first, second;
	struct completion started, let_go[OWN_WORKERS], over;
	atomic_t ended;
	bool failed;
};

static VOID block_worker(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct sharing *sharing = context;
	int i = 0;

	while (sharing->blocked[i] != item)
		i++;
	complete(&sharing->started);
	if (!in_time(&sharing->let_go[i]))
		sharing->failed = true;
	atomic_inc(&sharing->ended);
}

static VOID end_sharing(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct sharing *sharing = context;

	complete(&sharing->over);
}

/* The second needs a worker, of which the queue itself has none left, and finds this one free. */
static VOID queue_second(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct sharing *sharing = context;

	IoQueueWorkItemEx(sharing->second, end_sharing, DelayedWorkQueue, sharing);
}

/* All of the queue's workers are blocked but its first one, which begins with the item. */
static void share_worker(void *data)
{
	struct sharing *sharing = data;
	int i;

	for (i = 0; i < OWN_WORKERS && !sharing->failed; i++) {
		IoQueueWorkItemEx(sharing->blocked[i], block_worker, DelayedWorkQueue, sharing);
		sharing->failed = !in_time(&sharing->started);
	}
	complete(&sharing->let_go[0]);
	if (!count_reaches(&sharing->ended, 1))
		sharing->failed = true;
	IoQueueWorkItemEx(sharing->first, queue_second, DelayedWorkQueue, sharing);
	if (!in_time(&sharing->over))
		sharing->failed = true;
	for (i = 1; i < OWN_WORKERS; i++)
		complete(&sharing->let_go[i]);
}

static bool shared_workers_are_back(void)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (WinworkSharedWorkers()) {
		if (time_after(jiffies, deadline))
			return false;
		cond_resched();
	}
	return true;
}

/* One that leaves a queue last does not stay as the queue's first. */
static void engine_test_queue_keeps_no_shared_worker(struct kunit *test)
{
	struct sharing *sharing = case_alloc_type(test, struct sharing);
	int i;

	sharing->first = device_item(test);
	sharing->second = device_item(test);
	init_completion(&sharing->started);
	init_completion(&sharing->over);
	for (i = 0; i < OWN_WORKERS; i++) {
		sharing->blocked[i] = device_item(test);
		init_completion(&sharing->let_go[i]);
	}
	KUNIT_ASSERT_TRUE(test, shared_workers_are_back());
	WinworkSuspendWatch(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), share_worker, sharing));
	WinworkSuspendWatch(FALSE);
	ASSERT_COUNT(test, &sharing->ended, OWN_WORKERS);
	KUNIT_EXPECT_FALSE(test, sharing->failed);
	KUNIT_EXPECT_TRUE(test, shared_workers_are_back());
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	for (i = 0; i < OWN_WORKERS; i++)
		IoFreeWorkItem(sharing->blocked[i]);
	IoFreeWorkItem(sharing->first);
	IoFreeWorkItem(sharing->second);
}

static struct kunit_case engine_cases[] = {
	KUNIT_CASE(engine_test_requeue_own_item_and_wait),
	KUNIT_CASE(engine_test_item_runs_on_40_workers),
	KUNIT_CASE(engine_test_free_allocate_queue_wait),
	KUNIT_CASE(engine_test_free_allocate_nested_40),
	KUNIT_CASE(engine_test_storage_reused_and_waited_for),
	KUNIT_CASE(engine_test_storage_reused_nested_40),
	KUNIT_CASE(engine_test_300_blocked_and_one_that_releases),
	KUNIT_CASE(engine_test_500_blocked_and_one_that_releases),
	KUNIT_CASE(engine_test_blocked_routine_leaves_a_worker_armed),
	KUNIT_CASE(engine_test_first_routine_leaves_a_worker_armed),
	KUNIT_CASE(engine_test_more_blocked_than_workers),
	KUNIT_CASE(engine_test_spinner_does_not_strand_the_next),
	KUNIT_CASE(engine_test_item_queued_behind_a_spinner_runs),
	KUNIT_CASE(engine_test_spinner_at_dispatch_level),
	KUNIT_CASE(engine_test_native_spinner_does_not_strand_an_item),
	KUNIT_CASE(engine_test_spinner_does_not_hold_up_the_other_class),
	KUNIT_CASE(engine_test_try_queue_avoids_the_cpu_of_its_caller),
	KUNIT_CASE(engine_test_try_queue_avoids_the_cpu_of_an_unbound_worker),
	KUNIT_CASE(engine_test_sleeping_helpers_do_not_strand_the_next),
	KUNIT_CASE(engine_test_long_items_spread_over_cpus),
	KUNIT_CASE(engine_test_no_item_is_stranded),
	KUNIT_CASE(engine_test_item_is_left_alone_once_started),
	KUNIT_CASE(engine_test_queueing_never_allocates),
	KUNIT_CASE(engine_test_flood_does_not_starve_the_system),
	KUNIT_CASE(engine_test_critical_flood_does_not_starve_the_system),
	KUNIT_CASE(engine_test_worker_hands_over_to_native_work),
	KUNIT_CASE(engine_test_flood_of_higher_does_not_starve_lower),
	KUNIT_CASE(engine_test_higher_types_are_served_first),
	KUNIT_CASE(engine_test_higher_critical_types_are_served_first),
	KUNIT_CASE(engine_test_idle_worker_begins_with_the_first),
	KUNIT_CASE(engine_test_one_type_is_served_in_order),
	KUNIT_CASE(engine_test_first_of_its_type_is_served_first),
	KUNIT_CASE(engine_test_many_of_one_type_are_served_in_order),
	KUNIT_CASE(engine_test_higher_types_pass_lower_a_bounded_number_of_times),
	KUNIT_CASE(engine_test_type_sets_the_nice_value),
	KUNIT_CASE(engine_test_worker_lingers_until_unused),
	KUNIT_CASE(engine_test_last_worker_lingers),
	KUNIT_CASE(engine_test_workers_take_turns_at_lingering),
	KUNIT_CASE(engine_test_queue_keeps_no_shared_worker),
	{}
};

WINWORK_SUITE(engine);
