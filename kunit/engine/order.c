/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_order: the order in which items of one type and of several types are served, and the
 * nice value that a type gives to its worker.
 */
#include "support.h"

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

/* All items are in the queue of one CPU before the first is served, since workers are held. */
static void queue_while_held(void *data)
{
	WinworkHoldWorkers(TRUE);
	queue_in_order(data);
	WinworkHoldWorkers(FALSE);
}

/* Likewise: the worker that the first item has armed does not get the CPU. */
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
	/* Without the stall detector one worker at a time runs, since no routine here sleeps. */
	WinworkSuspendStallDetection(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue, order));
	ASSERT_COUNT(test, &order->ended, items);
	WinworkSuspendStallDetection(FALSE);
	for (i = 0; i < items; i++)
		IoFreeWorkItem(order->ordered[i].item);
	return order;
}

/*
 * Likewise, by one worker. Since 6.6 the kernel starts another worker when its tick finds one that
 * computes for long, and a busy host makes any worker long. The stall detector may also have armed
 * one earlier. Then the order cannot be seen.
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

	/* The first item found the queue idle, and has the worker that was idle. */
	for (i = 1; i < ORDER_ITEMS; i++) {
		for (j = i + 1; j < ORDER_ITEMS; j++) {
			if (order->ordered[i].type == order->ordered[j].type)
				continue;
			pairs++;
			wrong += order->ordered[j].position > order->ordered[i].position;
		}
	}
	/* A lower type has its turn now and then, so that none waits forever. */
	KUNIT_EXPECT_LT_MSG(test, wrong * 20, pairs, "%d of %d pairs the wrong way round", wrong,
			    pairs);
}

/* row 54: items queued last and lowest first run in the order of priorities */
static void engine_order_test_higher_types_are_served_first(struct kunit *test)
{
	check_order_of_types(test, queue_while_held, types_upwards);
}

/* row 54: the same for the types from Critical upwards */
static void engine_order_test_higher_critical_types_are_served_first(struct kunit *test)
{
	check_order_of_types(test, queue_while_held, high_types_upwards);
}

static void skip_where_dispatch_is_preempted(struct kunit *test)
{
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		kunit_skip(test, "a worker may preempt code at DISPATCH_LEVEL");
}

/*
 * An item that finds an idle worker gets that worker; the items behind it are served by priority.
 */
static void engine_order_test_idle_worker_begins_with_the_first(struct kunit *test)
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

/* row 53: the item that is queued first is taken first */
static void engine_order_test_one_type_is_served_in_order(struct kunit *test)
{
	check_order_of_one_type(test, queue_while_held, ORDER_ITEMS);
}

static void engine_order_test_first_of_its_type_is_served_first(struct kunit *test)
{
	skip_where_dispatch_is_preempted(test);
	check_order_of_one_type(test, queue_at_dispatch, ORDER_ITEMS);
}

/* row 53: the same for more items than a worker sorts at a time, and than it runs at a time */
static void engine_order_test_many_of_one_type_are_served_in_order(struct kunit *test)
{
	check_order_of_one_type(test, queue_while_held, MANY_ITEMS);
}

#define FAIRNESS_ITEMS 200

/* A bounded number of higher items passes a low one, not all that are queued. */
static void engine_order_test_higher_types_pass_lower_a_bounded_number_of_times(struct kunit *test)
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

/* rows 60, 61: the type decides how the thread is scheduled, during its own routine only */
static void engine_order_test_type_sets_the_nice_value(struct kunit *test)
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

static struct kunit_case engine_order_cases[] = {
	KUNIT_CASE(engine_order_test_higher_types_are_served_first),
	KUNIT_CASE(engine_order_test_higher_critical_types_are_served_first),
	KUNIT_CASE(engine_order_test_idle_worker_begins_with_the_first),
	KUNIT_CASE(engine_order_test_one_type_is_served_in_order),
	KUNIT_CASE(engine_order_test_first_of_its_type_is_served_first),
	KUNIT_CASE(engine_order_test_many_of_one_type_are_served_in_order),
	KUNIT_CASE(engine_order_test_higher_types_pass_lower_a_bounded_number_of_times),
	KUNIT_CASE(engine_order_test_type_sets_the_nice_value),
	{}
};

WINWORK_SUITE(engine_order);
