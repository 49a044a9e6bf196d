/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_work_item: the objects that an NDIS item can belong to, and how its routine is called.
 * Rows that NDIS items share with other families are in suite ndis_rows.
 */
#include "ndis_case.h"

/* ---- references of an item's owner ----------------------------------------------------- */

/* Queues an item of @handle and sees it run. The object's references go up and down again. */
static void check_item_of(struct kunit *test, NDIS_HANDLE handle)
{
	struct run *run = new_run(test);
	long idle = references(handle);
	NDIS_HANDLE item = item_of(test, handle);

	KUNIT_EXPECT_EQ(test, references(handle), idle);
	run->owner = handle;
	WinworkHoldWorkers(TRUE);
	NdisQueueIoWorkItem(item, stay, run);
	KUNIT_EXPECT_EQ(test, references(handle), idle + 1);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->started);
	KUNIT_EXPECT_EQ(test, (long)run->references, idle + 1);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, handle, idle);
	NdisFreeIoWorkItem(item);
	EXPECT_NO_REPORT(test);
}

/* ---- owners of an item ----------------------------------------------------------------- */

/* rows 104, 46 */
static void ndis_work_item_test_item_of_an_adapter(struct kunit *test)
{
	struct net *net = new_adapter(test);

	check_item_of(test, net->adapter);
	end_adapter(net);
}

/* rows 104, 46 */
static void ndis_work_item_test_item_of_a_miniport_driver(struct kunit *test)
{
	struct net *net = new_net(test);

	check_item_of(test, net->miniport);
	end_net(net);
}

/* rows 104, 46 */
static void ndis_work_item_test_item_of_a_filter_driver(struct kunit *test)
{
	NDIS_HANDLE filter = new_filter(test);

	check_item_of(test, filter);
	NdisFDeregisterFilterDriver(filter);
}

/* rows 104, 46: of a miniport and of a filter driver's device */
static void ndis_work_item_test_item_of_a_device(struct kunit *test)
{
	struct net *net = new_net(test);
	NDIS_HANDLE filter = new_filter(test), handle;
	PDEVICE_OBJECT device;

	handle = new_device(test, net->miniport, 0, &device);
	check_item_of(test, handle);
	NdisDeregisterDeviceEx(handle);
	handle = new_device(test, filter, 0, &device);
	check_item_of(test, handle);
	NdisDeregisterDeviceEx(handle);
	NdisFDeregisterFilterDriver(filter);
	end_net(net);
}

static void check_refused(struct kunit *test, PVOID handle)
{
	KUNIT_EXPECT_PTR_EQ(test, NdisAllocateIoWorkItem(handle), (NDIS_HANDLE)NULL);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_WORKER_INVALID, 3, 0, handle, 0,
		      NULL);
}

/* row 105 */
static void ndis_work_item_test_protocol_handle_is_refused(struct kunit *test)
{
	NDIS_HANDLE protocol = new_protocol(test);

	check_refused(test, protocol);
	KUNIT_EXPECT_EQ(test, references(protocol), 1L);
	NdisDeregisterProtocolDriver(protocol);
	check_refused(test, protocol);
}

/* row 7 */
static void ndis_work_item_test_what_is_no_handle_is_refused(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PIO_WORKITEM io = device_item(test);

	check_refused(test, NULL);
	check_refused(test, (PVOID)1);
	check_refused(test, fixture);
	check_refused(test, fixture->device);
	check_refused(test, fixture->driver);
	check_refused(test, io);
	IoFreeWorkItem(io);
}

/* A NULL where none is allowed is reported, and nothing is made. */
static void ndis_work_item_test_null_is_reported(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS miniport = miniport_characteristics();
	NDIS_DEVICE_OBJECT_ATTRIBUTES attributes = {};
	struct net *net = new_adapter(test);
	NDIS_HANDLE handle;

	KUNIT_EXPECT_EQ(test, NDIS_STATUS_FAILURE,
			NdisMRegisterMiniportDriver(driver, NULL, NULL, NULL, &handle));
	EXPECT_REPORT(test, "NdisMRegisterMiniportDriver", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY,
		      ANY);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_FAILURE,
			NdisMRegisterMiniportDriver(driver, NULL, NULL, &miniport, NULL));
	EXPECT_REPORT(test, "NdisMRegisterMiniportDriver", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY,
		      ANY);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_FAILURE,
			NdisFRegisterFilterDriver(driver, NULL, NULL, &handle));
	EXPECT_REPORT(test, "NdisFRegisterFilterDriver", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY,
		      ANY);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_FAILURE, NdisRegisterProtocolDriver(NULL, NULL, &handle));
	EXPECT_REPORT(test, "NdisRegisterProtocolDriver", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY,
		      ANY);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_FAILURE,
			NdisRegisterDeviceEx(net->miniport, &attributes, NULL, &handle));
	EXPECT_REPORT(test, "NdisRegisterDeviceEx", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY, ANY);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_FAILURE, NdisMSetMiniportAttributes(net->adapter, NULL));
	EXPECT_REPORT(test, "NdisMSetMiniportAttributes", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY,
		      ANY);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_FAILURE, WinworkNdisOidRequest(net->adapter, NULL));
	EXPECT_REPORT(test, "WinworkNdisOidRequest", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY, ANY);
	NdisInitializeWorkItem(NULL, NULL, NULL);
	EXPECT_REPORT(test, "NdisInitializeWorkItem", BUGCHECK_VERIFIER, ANY, ANY, ANY, ANY, ANY);
	WinworkNdisHaltAdapter(net->adapter);
	end_net(net);
}

/* row 7: a handle of each kind, after it was given back */
static void ndis_work_item_test_handle_given_back_is_refused(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE filter = new_filter(test), handle;
	PDEVICE_OBJECT device;

	handle = new_device(test, filter, 0, &device);
	NdisDeregisterDeviceEx(handle);
	check_refused(test, handle);
	NdisFDeregisterFilterDriver(filter);
	check_refused(test, filter);
	WinworkNdisHaltAdapter(net->adapter);
	check_refused(test, net->adapter);
	NdisMDeregisterMiniportDriver(net->miniport);
	check_refused(test, net->miniport);
}

/* An object that a running routine still holds is given back nevertheless. */
static void ndis_work_item_test_handle_given_back_but_in_use_is_refused(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);

	run->owner = net->adapter;
	NdisQueueIoWorkItem(item_of(test, net->adapter), free_then_stay, run);
	ASSERT_IN_TIME(test, &run->started);
	WinworkNdisHaltAdapter(net->adapter);
	KUNIT_EXPECT_EQ(test, references(net->adapter), 1L);
	check_refused(test, net->adapter);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, net->adapter, 0);
	end_net(net);
}

/* ---- queueing and running -------------------------------------------------------------- */

struct arguments {
	struct completion done;
	PVOID first;
	PVOID second;
};

static struct arguments *arguments;

static VOID take_arguments(PVOID first, NDIS_HANDLE second)
{
	arguments->first = first;
	arguments->second = second;
	complete(&arguments->done);
}

/* rows 106, 45 */
static void ndis_work_item_test_context_comes_first_and_the_item_last(struct kunit *test)
{
	struct net *net = new_net(test);
	NDIS_HANDLE item = item_of(test, net->miniport);

	arguments = case_alloc_type(test, struct arguments);
	init_completion(&arguments->done);
	NdisQueueIoWorkItem(item, take_arguments, net);
	ASSERT_IN_TIME(test, &arguments->done);
	KUNIT_EXPECT_PTR_EQ(test, arguments->first, (PVOID)net);
	KUNIT_EXPECT_PTR_EQ(test, arguments->second, item);
	NdisQueueIoWorkItem(item, take_arguments, NULL);
	ASSERT_IN_TIME(test, &arguments->done);
	KUNIT_EXPECT_PTR_EQ(test, arguments->first, (PVOID)NULL);
	KUNIT_EXPECT_PTR_EQ(test, arguments->second, item);
	NdisFreeIoWorkItem(item);
	end_net(net);
}

/* rows 42, 3, 9: allocated, queued and freed with a spin lock held */
static void ndis_work_item_test_everything_under_a_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);
	NDIS_SPIN_LOCK lock;
	NDIS_HANDLE item;

	NdisAllocateSpinLock(&lock);
	NdisAcquireSpinLock(&lock);
	item = NdisAllocateIoWorkItem(net->adapter);
	if (item)
		NdisQueueIoWorkItem(item, routine, run);
	NdisReleaseSpinLock(&lock);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->irql, PASSIVE_LEVEL);
	NdisAcquireSpinLock(&lock);
	NdisFreeIoWorkItem(item);
	NdisReleaseSpinLock(&lock);
	NdisFreeSpinLock(&lock);
	end_adapter(net);
}

/* row 107: the first statement of the routine, which goes on; rows 21, 47 */
static void ndis_work_item_test_free_in_the_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);

	run->owner = net->adapter;
	NdisQueueIoWorkItem(item_of(test, net->adapter), free_then_stay, run);
	ASSERT_IN_TIME(test, &run->started);
	KUNIT_EXPECT_EQ(test, references(net->adapter), 2L);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, net->adapter, 1);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 107: at DISPATCH_LEVEL, as in a DPC */
static void ndis_work_item_test_free_at_dispatch_level(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);
	NDIS_HANDLE item = item_of(test, net->adapter);
	KIRQL irql;

	NdisQueueIoWorkItem(item, routine, run);
	ASSERT_IN_TIME(test, &run->done);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	NdisFreeIoWorkItem(item);
	KeLowerIrql(irql);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* row 107: while the routine runs; row 23 */
static void ndis_work_item_test_free_by_another_thread(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);
	NDIS_HANDLE item = item_of(test, net->adapter);

	run->owner = net->adapter;
	NdisQueueIoWorkItem(item, stay, run);
	ASSERT_IN_TIME(test, &run->started);
	NdisFreeIoWorkItem(item);
	EXPECT_NO_REPORT(test);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	end_adapter(net);
}

#define ORDER_ITEMS 20

struct order {
	atomic_t started;
	atomic_t ended;
	atomic_t workers_changed;	/* times; 0: one worker ran all, and the order can be seen */
	struct task_struct *worker;	/* identity only */
	NDIS_HANDLE ndis[ORDER_ITEMS];
	PIO_WORKITEM io[ORDER_ITEMS];
	int type;
	int ndis_position[ORDER_ITEMS];
	int io_position[ORDER_ITEMS];
};

static int next_position(struct order *order)
{
	int position = atomic_inc_return(&order->started);
	struct task_struct *before = xchg(&order->worker, current);

	if (before && before != current)
		atomic_inc(&order->workers_changed);
	return position;
}

static VOID take_position(PVOID context, NDIS_HANDLE item)
{
	struct order *order = context;
	int position = next_position(order), i;

	for (i = 0; order->ndis[i] != item; i++)
		;
	order->ndis_position[i] = position;
	atomic_inc(&order->ended);
}

static VOID take_io_position(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct order *order = context;
	int position = next_position(order), i;

	for (i = 0; order->io[i] != item; i++)
		;
	order->io_position[i] = position;
	atomic_inc(&order->ended);
}

static void queue_both(void *data)
{
	struct order *order = data;
	int i;

	for (i = 0; i < ORDER_ITEMS; i++)
		NdisQueueIoWorkItem(order->ndis[i], take_position, order);
	for (i = 0; i < ORDER_ITEMS; i++)
		IoQueueWorkItemEx(order->io[i], take_io_position, order->type, order);
}

static struct order *run_both(struct kunit *test, NDIS_HANDLE owner, int type)
{
	struct order *order = case_alloc_type(test, struct order);
	int i;

	order->type = type;
	for (i = 0; i < ORDER_ITEMS; i++) {
		order->ndis[i] = item_of(test, owner);
		order->io[i] = device_item(test);
	}
	WinworkSuspendStallDetection(TRUE);
	WinworkHoldWorkers(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue_both, order));
	WinworkHoldWorkers(FALSE);
	ASSERT_COUNT(test, &order->ended, 2 * ORDER_ITEMS);
	WinworkSuspendStallDetection(FALSE);
	for (i = 0; i < ORDER_ITEMS; i++) {
		NdisFreeIoWorkItem(order->ndis[i]);
		IoFreeWorkItem(order->io[i]);
	}
	return order;
}

/*
 * The number of pairs in which the item of @type, queued second, ran before the NDIS item. The stall detector may have
 * armed a second worker before it was suspended, and the kernel may start one. Then the order cannot be seen.
 */
static int pairs_turned(struct kunit *test, NDIS_HANDLE owner, int type)
{
	struct order *order;
	int i, j, round = 0, turned = 0;

	do
		order = run_both(test, owner, type);
	while (atomic_read(&order->workers_changed) && ++round < 10);
	for (i = 0; i < ORDER_ITEMS; i++) {
		for (j = 0; j < ORDER_ITEMS; j++)
			turned += order->io_position[j] < order->ndis_position[i];
	}
	return turned;
}

/*
 * row 108: behind all items of the type above, in order with Critical ones, and not as a delayed
 * item
 */
static void ndis_work_item_test_queue_type_is_critical(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_net(test);
	NDIS_HANDLE item = item_of(test, net->miniport);
	const int pairs = ORDER_ITEMS * ORDER_ITEMS;

	NdisQueueIoWorkItem(item, routine, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->nice, -20);
	KUNIT_EXPECT_GT(test, pairs_turned(test, net->miniport, SuperCriticalWorkQueue),
			pairs * 9 / 10);
	KUNIT_EXPECT_EQ(test, pairs_turned(test, net->miniport, CriticalWorkQueue), 0);

	WinworkHoldWorkers(TRUE);
	NdisQueueIoWorkItem(item, routine, run);
	NdisQueueIoWorkItem(item, routine, run);
	WinworkHoldWorkers(FALSE);
	EXPECT_REPORT(test, "NdisQueueIoWorkItem", BUGCHECK_WORKER_INVALID, 1, item,
		      CriticalWorkQueue, 0, item);
	ASSERT_IN_TIME(test, &run->done);
	NdisFreeIoWorkItem(item);
	end_net(net);
}

/* rows 31, 32: each still works with its own family */
static void ndis_work_item_test_items_of_another_family_are_refused(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_net(test);
	NDIS_HANDLE item = item_of(test, net->miniport);
	PIO_WORKITEM io = device_item(test);

	NdisFreeIoWorkItem(io);
	EXPECT_REPORT(test, "NdisFreeIoWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, io, io);
	NdisQueueIoWorkItem(io, routine, run);
	EXPECT_REPORT(test, "NdisQueueIoWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, io, io);
	IoFreeWorkItem(item);
	EXPECT_REPORT(test, "IoFreeWorkItem", BUGCHECK_BAD_POOL_CALLER, 7, 0, 0, item, item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	NdisQueueIoWorkItem(item, routine, run);
	ASSERT_IN_TIME(test, &run->done);
	NdisFreeIoWorkItem(item);
	IoFreeWorkItem(io);
	end_net(net);
}

/* row 63 */
static void ndis_work_item_test_no_routine_is_refused(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE item = item_of(test, net->adapter);

	NdisQueueIoWorkItem(item, NULL, net);
	EXPECT_REPORT(test, "NdisQueueIoWorkItem", BUGCHECK_WORKER_INVALID, 7, item,
		      CriticalWorkQueue, 0, item);
	KUNIT_EXPECT_EQ(test, references(net->adapter), 1L);
	NdisFreeIoWorkItem(item);
	end_adapter(net);
}

/* above DISPATCH_LEVEL the calls have no effect */
static void ndis_work_item_test_above_dispatch_level_is_refused(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);
	NDIS_HANDLE item = item_of(test, net->adapter), none;
	unsigned long flags;

	local_irq_save(flags);
	none = NdisAllocateIoWorkItem(net->adapter);
	local_irq_restore(flags);
	KUNIT_EXPECT_PTR_EQ(test, none, (NDIS_HANDLE)NULL);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, 0,
		      HIGH_LEVEL, 0, ANY, NULL);
	local_irq_save(flags);
	NdisQueueIoWorkItem(item, routine, run);
	local_irq_restore(flags);
	EXPECT_REPORT(test, "NdisQueueIoWorkItem", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, item,
		      HIGH_LEVEL, 0, ANY, item);
	local_irq_save(flags);
	NdisFreeIoWorkItem(item);
	local_irq_restore(flags);
	EXPECT_REPORT(test, "NdisFreeIoWorkItem", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, item,
		      HIGH_LEVEL, 0, ANY, item);
	KUNIT_EXPECT_EQ(test, references(net->adapter), 1L);
	NdisQueueIoWorkItem(item, routine, run);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	NdisFreeIoWorkItem(item);
	end_adapter(net);
}

static struct kunit_case ndis_work_item_cases[] = {
	KUNIT_CASE(ndis_work_item_test_context_comes_first_and_the_item_last),
	KUNIT_CASE(ndis_work_item_test_item_of_an_adapter),
	KUNIT_CASE(ndis_work_item_test_item_of_a_miniport_driver),
	KUNIT_CASE(ndis_work_item_test_item_of_a_filter_driver),
	KUNIT_CASE(ndis_work_item_test_item_of_a_device),
	KUNIT_CASE(ndis_work_item_test_protocol_handle_is_refused),
	KUNIT_CASE(ndis_work_item_test_what_is_no_handle_is_refused),
	KUNIT_CASE(ndis_work_item_test_null_is_reported),
	KUNIT_CASE(ndis_work_item_test_handle_given_back_is_refused),
	KUNIT_CASE(ndis_work_item_test_handle_given_back_but_in_use_is_refused),
	KUNIT_CASE(ndis_work_item_test_everything_under_a_spin_lock),
	KUNIT_CASE(ndis_work_item_test_free_in_the_routine),
	KUNIT_CASE(ndis_work_item_test_free_at_dispatch_level),
	KUNIT_CASE(ndis_work_item_test_free_by_another_thread),
	KUNIT_CASE(ndis_work_item_test_queue_type_is_critical),
	KUNIT_CASE(ndis_work_item_test_items_of_another_family_are_refused),
	KUNIT_CASE(ndis_work_item_test_no_routine_is_refused),
	KUNIT_CASE(ndis_work_item_test_above_dispatch_level_is_refused),
	{}
};

WINWORK_SUITE(ndis_work_item);
