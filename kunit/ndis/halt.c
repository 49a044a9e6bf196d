/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_halt: NDIS items that are alive while an adapter halts or a driver unloads.
 */
#include "ndis_case.h"

#include <linux/delay.h>
#include <linux/sched/task.h>

/* Halting waits for no routine, and the objects that a routine needs stay until it has returned. */
static void ndis_halt_test_halt_while_a_routine_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);
	NDIS_HANDLE adapter = net->adapter;

	run->owner = adapter;
	NdisQueueIoWorkItem(item_of(test, adapter), free_then_stay, run);
	ASSERT_IN_TIME(test, &run->started);
	WinworkNdisHaltAdapter(adapter);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	KUNIT_EXPECT_EQ(test, references(adapter), 1L);
	/* The adapter's object keeps the miniport driver's object. */
	NdisMDeregisterMiniportDriver(net->miniport);
	KUNIT_EXPECT_EQ(test, references(net->miniport), 1L);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, adapter, 0);
	EXPECT_REFERENCES(test, net->miniport, 0);
}

/* row 49: the device object is freed with the last queueing */
static void ndis_halt_test_device_outlives_its_deregistration(struct kunit *test)
{
	struct run *run = new_run(test);
	NDIS_HANDLE filter = new_filter(test), handle;
	PDEVICE_OBJECT device;

	handle = new_device(test, filter, 0, &device);
	run->owner = handle;
	NdisQueueIoWorkItem(item_of(test, handle), free_then_stay, run);
	ASSERT_IN_TIME(test, &run->started);
	NdisDeregisterDeviceEx(handle);
	KUNIT_EXPECT_EQ(test, references(handle), 1L);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, handle, 0);
	EXPECT_REFERENCES(test, device, 0);
	NdisFDeregisterFilterDriver(filter);
}

static void allocate_item(struct net *net)
{
	net->item = NdisAllocateIoWorkItem(net->adapter);
}

static void free_item(struct net *net)
{
	NdisFreeIoWorkItem(net->item);
}

/* row 109: reported at the halt, once; the item stays its driver's */
static void ndis_halt_test_item_alive_after_halt_is_reported(struct kunit *test)
{
	struct net *net = new_net(test);
	NDIS_HANDLE adapter;

	net->on_initialize = allocate_item;
	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(net->miniport, &adapter), NDIS_STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
	WinworkNdisHaltAdapter(adapter);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_VERIFIER, 0x62, net->item, adapter,
		      ANY, net->item);
	NdisFreeIoWorkItem(net->item);
	EXPECT_NO_REPORT(test);
	end_net(net);
}

static struct task_struct *worker;

static VOID note_worker(PVOID context, NDIS_HANDLE item)
{
	worker = get_task_struct(current);
	routine(context, item);
}

/* The count is 0 a little before the object is gone, to which its worker sees before it sleeps. */
static bool worker_sleeps(void)
{
	const unsigned long deadline = jiffies + DEADLINE;

	while (!task_state_index(worker) && time_before(jiffies, deadline))
		usleep_range(100, 200);
	return task_state_index(worker);
}

/* row 109: a queued item as well; it runs */
static void ndis_halt_test_item_queued_after_halt_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);
	NDIS_HANDLE item = item_of(test, net->adapter);

	WinworkHoldWorkers(TRUE);
	NdisQueueIoWorkItem(item, note_worker, run);
	WinworkNdisHaltAdapter(net->adapter);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_VERIFIER, 0x62, item, net->adapter,
		      ANY, item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, net->adapter, 0);
	KUNIT_EXPECT_TRUE(test, worker_sleeps());
	put_task_struct(worker);
	/* With the adapter gone it cannot be queued any more. */
	NdisQueueIoWorkItem(item, routine, run);
	EXPECT_REPORT(test, "NdisQueueIoWorkItem", BUGCHECK_WORKER_INVALID, 3, item, net->adapter,
		      ANY, item);
	NdisFreeIoWorkItem(item);
	end_net(net);
}

/* row 109: freeing in MiniportHaltEx is in time, and items of other adapters are not reported */
static void ndis_halt_test_item_freed_in_halt_is_no_leak(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE first = net->adapter, other;

	other = item_of(test, first);
	net->on_initialize = allocate_item;
	net->on_halt = free_item;
	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(net->miniport, &net->adapter),
			NDIS_STATUS_SUCCESS);
	WinworkNdisHaltAdapter(net->adapter);
	EXPECT_NO_REPORT(test);
	net->on_halt = NULL;
	NdisFreeIoWorkItem(other);
	WinworkNdisHaltAdapter(first);
	EXPECT_NO_REPORT(test);
	end_net(net);
}

/* rule Init_NdisAllocateIoWorkItem: a failed MiniportInitializeEx leaves nothing */
static void ndis_halt_test_item_left_by_a_failed_initialize_is_reported(struct kunit *test)
{
	struct net *net = new_net(test);
	NDIS_HANDLE adapter = net;

	net->initialize_status = NDIS_STATUS_RESOURCES;
	KUNIT_EXPECT_EQ(test, WinworkNdisAddAdapter(net->miniport, &adapter),
			NDIS_STATUS_RESOURCES);
	KUNIT_EXPECT_PTR_EQ(test, adapter, (NDIS_HANDLE)NULL);
	EXPECT_NO_REPORT(test);
	net->on_initialize = allocate_item;
	KUNIT_EXPECT_EQ(test, WinworkNdisAddAdapter(net->miniport, &adapter),
			NDIS_STATUS_RESOURCES);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_VERIFIER, 0x62, net->item,
		      net->adapter, ANY, net->item);
	KUNIT_EXPECT_STREQ(test, net->events, "II");
	KUNIT_EXPECT_EQ(test, references(net->adapter), 0L);
	NdisFreeIoWorkItem(net->item);
	end_net(net);
}

/*
 * row 52: reported when the driver goes; an item that was reported at the halt is not reported
 * again
 */
static void ndis_halt_test_item_left_at_unload_is_reported_once(struct kunit *test)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = miniport_characteristics();
	struct net *net = case_alloc_type(test, struct net);
	NDIS_HANDLE item;

	net->test = test;
	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, NDIS_STATUS_SUCCESS,
			NdisMRegisterMiniportDriver(created_driver, NULL, net, &characteristics,
						    &net->miniport));
	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(net->miniport, &net->adapter),
			NDIS_STATUS_SUCCESS);
	item = item_of(test, net->adapter);
	WinworkNdisHaltAdapter(net->adapter);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_VERIFIER, 0x62, item, ANY, ANY,
		      item);
	item = item_of(test, net->miniport);
	NdisMDeregisterMiniportDriver(net->miniport);
	EXPECT_NO_REPORT(test);
	IoDeleteDriver(created_driver);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_VERIFIER, 0x62, item, ANY, ANY,
		      item);
}

static struct run *asked;

static NDIS_STATUS stay_in_request(NDIS_HANDLE context, PNDIS_OID_REQUEST request)
{
	complete(&asked->started);
	in_time(&asked->go);
	return NDIS_STATUS_SUCCESS;
}

static void send_request(void *data)
{
	struct net *net = data;
	NDIS_OID_REQUEST request = {};

	KUNIT_EXPECT_EQ(net->test, WinworkNdisOidRequest(net->adapter, &request), NDIS_STATUS_SUCCESS);
}

static void delete_driver(void *data)
{
	IoDeleteDriver(created_driver);
	complete(data);
}

/* row 1211: a call is in a handler, and has references on the adapter that was halted, and on the driver that is unregistered */
static void ndis_halt_test_unload_waits_for_a_call(struct kunit *test)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = miniport_characteristics();
	struct net *net = case_alloc_type(test, struct net);

	characteristics.OidRequestHandler = stay_in_request;
	net->test = test;
	asked = new_run(test);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, NDIS_STATUS_SUCCESS,
			NdisMRegisterMiniportDriver(created_driver, NULL, net, &characteristics, &net->miniport));
	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(net->miniport, &net->adapter), NDIS_STATUS_SUCCESS);
	spawn(test, send_request, net);
	ASSERT_IN_TIME(test, &asked->started);
	WinworkNdisHaltAdapter(net->adapter);
	NdisMDeregisterMiniportDriver(net->miniport);
	spawn(test, delete_driver, &asked->done);
	EXPECT_WAITS(test, &asked->done);
	complete(&asked->go);
	ASSERT_IN_TIME(test, &asked->done);
	EXPECT_NO_REPORT(test);
}

/* The handles are freed before the device objects that they reference. */
static void ndis_halt_test_devices_left_at_unload(struct kunit *test)
{
	enum { DEVICES = 8 };
	const ULONG reports = report_count();
	PDEVICE_OBJECT device;
	NDIS_HANDLE filter;
	int i;

	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, register_filter(created_driver, &filter), NDIS_STATUS_SUCCESS);
	for (i = 0; i < DEVICES; i++)
		new_device(test, filter, 0, &device);
	EXPECT_NO_REPORT(test);
	IoDeleteDriver(created_driver);
	/* Each device object and each handle, and the filter's, once. */
	fixture_of(test)->reports = report_count();
	KUNIT_EXPECT_EQ(test, fixture_of(test)->reports - reports, (ULONG)(2 * DEVICES + 1));
}

static struct kunit_case ndis_halt_cases[] = {
	KUNIT_CASE(ndis_halt_test_halt_while_a_routine_runs),
	KUNIT_CASE(ndis_halt_test_device_outlives_its_deregistration),
	KUNIT_CASE(ndis_halt_test_item_alive_after_halt_is_reported),
	KUNIT_CASE(ndis_halt_test_item_queued_after_halt_is_reported),
	KUNIT_CASE(ndis_halt_test_item_freed_in_halt_is_no_leak),
	KUNIT_CASE(ndis_halt_test_item_left_by_a_failed_initialize_is_reported),
	KUNIT_CASE(ndis_halt_test_item_left_at_unload_is_reported_once),
	KUNIT_CASE(ndis_halt_test_unload_waits_for_a_call),
	KUNIT_CASE(ndis_halt_test_devices_left_at_unload),
	{}
};

WINWORK_SUITE(ndis_halt);
