/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis: whom an NDIS item can belong to, how its routine is called, what halting and
 * unloading find, the items of NDIS 5, and the rest of NDIS that a driver of items needs. What
 * NDIS items share with those of other families is in the suite ndis_rows.
 */
#include "support.h"

#include <linux/delay.h>

#include <ndis.h>
#include <winwork/ndis_port.h>

/* A miniport driver of the fixture's driver object, and its adapter. */
struct net {
	struct kunit *test;
	NDIS_HANDLE miniport;
	NDIS_HANDLE adapter;		/* the last that arrived */
	char events[16];		/* a letter for each call of a handler */
	NDIS_STATUS initialize_status;
	NDIS_STATUS restart_status;
	NDIS_STATUS pause_status;
	NDIS_STATUS request_status;
	void (*on_initialize)(struct net *net);
	void (*on_halt)(struct net *net);
	void (*on_request)(struct net *net, PNDIS_OID_REQUEST request);
	NDIS_HANDLE item;
	NDIS_MINIPORT_INIT_PARAMETERS parameters;
	NDIS_HANDLE set_options_handle;
	NDIS_STATUS set_options_status;
};

static void note(struct net *net, char event)
{
	size_t length = strlen(net->events);

	if (length < sizeof(net->events) - 1)
		net->events[length] = event;
}

static NDIS_STATUS set_options(NDIS_HANDLE handle, NDIS_HANDLE context)
{
	struct net *net = context;

	net->set_options_handle = handle;
	return net->set_options_status;
}

static NDIS_STATUS miniport_initialize(NDIS_HANDLE handle, NDIS_HANDLE driver_context,
				       PNDIS_MINIPORT_INIT_PARAMETERS parameters)
{
	struct net *net = driver_context;
	NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES attributes = {
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES,
			NDIS_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1,
			NDIS_SIZEOF_MINIPORT_ADAPTER_REGISTRATION_ATTRIBUTES_REVISION_1,
		},
		.MiniportAdapterContext = net,
		.AttributeFlags = NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK,
		.InterfaceType = NdisInterfaceInternal,
	};

	note(net, 'I');
	net->adapter = handle;
	net->parameters = *parameters;
	KUNIT_EXPECT_EQ(net->test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(net->test, NDIS_STATUS_SUCCESS,
			NdisMSetMiniportAttributes(handle,
				(PNDIS_MINIPORT_ADAPTER_ATTRIBUTES)&attributes));
	if (net->on_initialize)
		net->on_initialize(net);
	return net->initialize_status;
}

static VOID miniport_halt(NDIS_HANDLE context, NDIS_HALT_ACTION action)
{
	struct net *net = context;

	note(net, 'H');
	if (net->on_halt)
		net->on_halt(net);
}

static NDIS_STATUS miniport_restart(NDIS_HANDLE context,
				    PNDIS_MINIPORT_RESTART_PARAMETERS parameters)
{
	struct net *net = context;

	note(net, 'R');
	return net->restart_status;
}

static NDIS_STATUS miniport_pause(NDIS_HANDLE context, PNDIS_MINIPORT_PAUSE_PARAMETERS parameters)
{
	struct net *net = context;

	note(net, 'P');
	return net->pause_status;
}

static NDIS_STATUS miniport_request(NDIS_HANDLE context, PNDIS_OID_REQUEST oid_request)
{
	struct net *net = context;

	note(net, 'O');
	if (net->on_request)
		net->on_request(net, oid_request);
	return net->request_status;
}

static VOID miniport_unload(PDRIVER_OBJECT driver)
{
}

static NDIS_MINIPORT_DRIVER_CHARACTERISTICS miniport_characteristics(void)
{
	return (NDIS_MINIPORT_DRIVER_CHARACTERISTICS){
		.Header = {
			NDIS_OBJECT_TYPE_MINIPORT_DRIVER_CHARACTERISTICS,
			NDIS_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
			NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_2,
		},
		.MajorNdisVersion = 6,
		.MinorNdisVersion = 20,
		.SetOptionsHandler = set_options,
		.InitializeHandlerEx = miniport_initialize,
		.HaltHandlerEx = miniport_halt,
		.UnloadHandler = miniport_unload,
		.PauseHandler = miniport_pause,
		.RestartHandler = miniport_restart,
		.OidRequestHandler = miniport_request,
	};
}

static struct net *new_net(struct kunit *test)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = miniport_characteristics();
	struct net *net = case_alloc_type(test, struct net);
	PDRIVER_OBJECT driver = fixture_of(test)->driver;

	net->test = test;
	KUNIT_ASSERT_EQ(test, NDIS_STATUS_SUCCESS,
			NdisMRegisterMiniportDriver(driver, &driver->DriverName, net,
						    &characteristics, &net->miniport));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, net->miniport);
	return net;
}

static struct net *new_adapter(struct kunit *test)
{
	struct net *net = new_net(test);
	NDIS_HANDLE adapter;

	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(net->miniport, &adapter), NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_PTR_EQ(test, adapter, net->adapter);
	return net;
}

static void end_net(struct net *net)
{
	NdisMDeregisterMiniportDriver(net->miniport);
}

static void end_adapter(struct net *net)
{
	WinworkNdisHaltAdapter(net->adapter);
	end_net(net);
}

static NDIS_STATUS filter_attach(NDIS_HANDLE handle, NDIS_HANDLE context,
				 PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
	return NDIS_STATUS_FAILURE;
}

static VOID filter_detach(NDIS_HANDLE context)
{
}

static NDIS_STATUS filter_restart(NDIS_HANDLE context, PNDIS_FILTER_RESTART_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS filter_pause(NDIS_HANDLE context, PNDIS_FILTER_PAUSE_PARAMETERS parameters)
{
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS register_filter(PDRIVER_OBJECT driver, PNDIS_HANDLE handle)
{
	NDIS_FILTER_DRIVER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS,
			NDIS_FILTER_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_1,
		},
		.MajorNdisVersion = 6,
		.FriendlyName = NDIS_STRING_CONST("test filter"),
		.AttachHandler = filter_attach,
		.DetachHandler = filter_detach,
		.RestartHandler = filter_restart,
		.PauseHandler = filter_pause,
	};

	return NdisFRegisterFilterDriver(driver, NULL, &characteristics, handle);
}

static NDIS_HANDLE new_filter(struct kunit *test)
{
	NDIS_HANDLE filter;

	KUNIT_ASSERT_EQ(test, register_filter(fixture_of(test)->driver, &filter),
			NDIS_STATUS_SUCCESS);
	return filter;
}

static NDIS_HANDLE new_protocol(struct kunit *test)
{
	NDIS_PROTOCOL_DRIVER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_PROTOCOL_DRIVER_CHARACTERISTICS,
			NDIS_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_PROTOCOL_DRIVER_CHARACTERISTICS_REVISION_1,
		},
		.MajorNdisVersion = 6,
		.Name = NDIS_STRING_CONST("test protocol"),
	};
	NDIS_HANDLE protocol;

	KUNIT_ASSERT_EQ(test, NdisRegisterProtocolDriver(NULL, &characteristics, &protocol),
			NDIS_STATUS_SUCCESS);
	return protocol;
}

static NDIS_HANDLE new_device(struct kunit *test, NDIS_HANDLE owner, ULONG extension,
			      PDEVICE_OBJECT *device)
{
	NDIS_DEVICE_OBJECT_ATTRIBUTES attributes = {
		.Header = {
			NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES,
			NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1,
			NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1,
		},
		.ExtensionSize = extension,
	};
	NDIS_HANDLE handle;

	KUNIT_ASSERT_EQ(test, NdisRegisterDeviceEx(owner, &attributes, device, &handle),
			NDIS_STATUS_SUCCESS);
	return handle;
}

/* ---- what a routine saw ---------------------------------------------------------------- */

struct run {
	struct kunit *test;
	struct completion started;
	struct completion go;
	struct completion done;
	atomic_t runs;
	atomic_t failures;
	PVOID context;
	NDIS_HANDLE item;
	PVOID owner;			/* for the routine to count the references of */
	LONG_PTR references;
	KIRQL irql;
	int nice;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	run->test = test;
	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	return run;
}

static NDIS_HANDLE item_of(struct kunit *test, NDIS_HANDLE object)
{
	NDIS_HANDLE item = NdisAllocateIoWorkItem(object);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	return item;
}

static VOID routine(PVOID context, NDIS_HANDLE item)
{
	struct run *run = context;

	run->context = context;
	run->item = item;
	run->irql = KeGetCurrentIrql();
	run->nice = task_nice(current);
	run->references = references(run->owner);
	atomic_inc(&run->runs);
	complete(&run->done);
}

/* Starts, waits for the case, ends. */
static VOID stay(PVOID context, NDIS_HANDLE item)
{
	struct run *run = context;

	run->references = references(run->owner);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->runs);
	complete(&run->done);
}

static VOID free_then_stay(PVOID context, NDIS_HANDLE item)
{
	NdisFreeIoWorkItem(item);
	stay(context, NULL);
}

/* Queues an item of @handle, sees it run, and the object's references go up and down again. */
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

/* ---- whom an item can belong to -------------------------------------------------------- */

/* rows 104, 46 */
static void ndis_test_item_of_an_adapter(struct kunit *test)
{
	struct net *net = new_adapter(test);

	check_item_of(test, net->adapter);
	end_adapter(net);
}

/* rows 104, 46 */
static void ndis_test_item_of_a_miniport_driver(struct kunit *test)
{
	struct net *net = new_net(test);

	check_item_of(test, net->miniport);
	end_net(net);
}

/* rows 104, 46 */
static void ndis_test_item_of_a_filter_driver(struct kunit *test)
{
	NDIS_HANDLE filter = new_filter(test);

	check_item_of(test, filter);
	NdisFDeregisterFilterDriver(filter);
}

/* rows 104, 46: of a miniport and of a filter driver's device */
static void ndis_test_item_of_a_device(struct kunit *test)
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
static void ndis_test_protocol_handle_is_refused(struct kunit *test)
{
	NDIS_HANDLE protocol = new_protocol(test);

	check_refused(test, protocol);
	KUNIT_EXPECT_EQ(test, references(protocol), 1L);
	NdisDeregisterProtocolDriver(protocol);
	check_refused(test, protocol);
}

/* row 7 */
static void ndis_test_what_is_no_handle_is_refused(struct kunit *test)
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

/* A NULL that cannot be is told, and nothing is made. */
static void ndis_test_null_is_reported(struct kunit *test)
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

/* row 7: each kind, once it was given back */
static void ndis_test_handle_given_back_is_refused(struct kunit *test)
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

/* An object that a running routine still keeps is given back all the same. */
static void ndis_test_handle_given_back_but_in_use_is_refused(struct kunit *test)
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
static void ndis_test_context_comes_first_and_the_item_last(struct kunit *test)
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
static void ndis_test_everything_under_a_spin_lock(struct kunit *test)
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

/* row 107: the first thing in the routine, which goes on; rows 21, 47 */
static void ndis_test_free_in_the_routine(struct kunit *test)
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

/* row 107: at DISPATCH_LEVEL, in a DPC's place */
static void ndis_test_free_at_dispatch_level(struct kunit *test)
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
static void ndis_test_free_by_another_thread(struct kunit *test)
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
	NDIS_HANDLE ndis[ORDER_ITEMS];
	PIO_WORKITEM io[ORDER_ITEMS];
	int type;
	int ndis_position[ORDER_ITEMS];
	int io_position[ORDER_ITEMS];
};

static VOID take_position(PVOID context, NDIS_HANDLE item)
{
	struct order *order = context;
	int position = atomic_inc_return(&order->started), i;

	for (i = 0; order->ndis[i] != item; i++)
		;
	order->ndis_position[i] = position;
}

static VOID take_io_position(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct order *order = context;
	int position = atomic_inc_return(&order->started), i;

	for (i = 0; order->io[i] != item; i++)
		;
	order->io_position[i] = position;
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

/* How many of the pairs of an NDIS item and an item of @type queued after it ran the other way. */
static int pairs_turned(struct kunit *test, NDIS_HANDLE owner, int type)
{
	struct order *order = case_alloc_type(test, struct order);
	int i, j, turned = 0;

	order->type = type;
	for (i = 0; i < ORDER_ITEMS; i++) {
		order->ndis[i] = item_of(test, owner);
		order->io[i] = device_item(test);
	}
	WinworkSuspendWatch(TRUE);
	WinworkHoldWorkers(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), queue_both, order));
	WinworkHoldWorkers(FALSE);
	KUNIT_EXPECT_TRUE(test, count_reaches(&order->started, 2 * ORDER_ITEMS));
	WinworkSuspendWatch(FALSE);
	for (i = 0; i < ORDER_ITEMS; i++) {
		for (j = 0; j < ORDER_ITEMS; j++)
			turned += order->io_position[j] < order->ndis_position[i];
	}
	for (i = 0; i < ORDER_ITEMS; i++) {
		NdisFreeIoWorkItem(order->ndis[i]);
		IoFreeWorkItem(order->io[i]);
	}
	return turned;
}

/* row 108: after all of the type above, with Critical ones in order, and not as a delayed item */
static void ndis_test_queue_type_is_critical(struct kunit *test)
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

/* rows 31, 32: each stays usable by its own family */
static void ndis_test_items_of_another_family_are_refused(struct kunit *test)
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
static void ndis_test_no_routine_is_refused(struct kunit *test)
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

/* above DISPATCH_LEVEL nothing is done */
static void ndis_test_above_dispatch_level_is_refused(struct kunit *test)
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

/* ---- halting and unloading ------------------------------------------------------------- */

/* Halting waits for no routine, and what one needs stays until it has returned. */
static void ndis_test_halt_while_a_routine_runs(struct kunit *test)
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
	/* The miniport driver's object is kept by the adapter's. */
	NdisMDeregisterMiniportDriver(net->miniport);
	KUNIT_EXPECT_EQ(test, references(net->miniport), 1L);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, adapter, 0);
	EXPECT_REFERENCES(test, net->miniport, 0);
}

/* row 49: the device object goes with the last queueing */
static void ndis_test_device_outlives_its_deregistration(struct kunit *test)
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

/* row 109: told at the halt, once; the item stays its driver's */
static void ndis_test_item_alive_after_halt_is_reported(struct kunit *test)
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

/* row 109: a queued one as well; it runs */
static void ndis_test_item_queued_after_halt_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);
	NDIS_HANDLE item = item_of(test, net->adapter);

	WinworkHoldWorkers(TRUE);
	NdisQueueIoWorkItem(item, routine, run);
	WinworkNdisHaltAdapter(net->adapter);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_VERIFIER, 0x62, item, net->adapter,
		      ANY, item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, net->adapter, 0);
	/* With the adapter gone it cannot be queued any more. */
	NdisQueueIoWorkItem(item, routine, run);
	EXPECT_REPORT(test, "NdisQueueIoWorkItem", BUGCHECK_WORKER_INVALID, 3, item, net->adapter,
		      ANY, item);
	NdisFreeIoWorkItem(item);
	end_net(net);
}

/* row 109: freed in MiniportHaltEx is in time, and other adapters' items are no concern */
static void ndis_test_item_freed_in_halt_is_no_leak(struct kunit *test)
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
static void ndis_test_item_left_by_a_failed_initialize_is_reported(struct kunit *test)
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

static PDRIVER_OBJECT made_driver;

static NTSTATUS make_driver(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
	made_driver = driver;
	return STATUS_SUCCESS;
}

/* row 52: told when the driver goes; one that was told of at the halt is not told again */
static void ndis_test_item_left_at_unload_is_reported_once(struct kunit *test)
{
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS characteristics = miniport_characteristics();
	struct net *net = case_alloc_type(test, struct net);
	NDIS_HANDLE item;

	net->test = test;
	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, make_driver), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, NDIS_STATUS_SUCCESS,
			NdisMRegisterMiniportDriver(made_driver, NULL, net, &characteristics,
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
	IoDeleteDriver(made_driver);
	EXPECT_REPORT(test, "NdisAllocateIoWorkItem", BUGCHECK_VERIFIER, 0x62, item, ANY, ANY,
		      item);
}

static ULONG reports_so_far(void)
{
	WINWORK_REPORT last;

	WinworkGetLastReport(&last);
	return last.Count;
}

/* The handles go before the device objects that they have references on. */
static void ndis_test_devices_left_at_unload(struct kunit *test)
{
	enum { DEVICES = 8 };
	const ULONG reports = reports_so_far();
	PDEVICE_OBJECT device;
	NDIS_HANDLE filter;
	int i;

	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, make_driver), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, register_filter(made_driver, &filter), NDIS_STATUS_SUCCESS);
	for (i = 0; i < DEVICES; i++)
		new_device(test, filter, 0, &device);
	EXPECT_NO_REPORT(test);
	IoDeleteDriver(made_driver);
	/* Each device object and each handle, and the filter's, once. */
	fixture_of(test)->reports = reports_so_far();
	KUNIT_EXPECT_EQ(test, fixture_of(test)->reports - reports, (ULONG)(2 * DEVICES + 1));
}

/* ---- the items of NDIS 5 --------------------------------------------------------------- */

struct old {
	NDIS_WORK_ITEM item;
	struct completion done;
	PNDIS_WORK_ITEM first;
	PVOID second;
	int runs;
	int limit;
	int nice;
	atomic_t refused;
};

static VOID old_routine(PNDIS_WORK_ITEM item, PVOID context)
{
	struct old *old = container_of(item, struct old, item);

	old->first = item;
	old->second = context;
	old->nice = task_nice(current);
	if (++old->runs >= old->limit)
		complete(&old->done);
	else if (NdisScheduleWorkItem(item) != NDIS_STATUS_SUCCESS)
		/* The next run may be elsewhere by now. */
		atomic_inc(&old->refused);
}

static struct old *new_old(struct kunit *test)
{
	struct old *old = case_alloc_type(test, struct old);

	init_completion(&old->done);
	return old;
}

/* row 110: the item comes first and the context last, and it is critical */
static void ndis_test_scheduled_item_comes_first_and_the_context_last(struct kunit *test)
{
	struct old *old = new_old(test);

	NdisInitializeWorkItem(&old->item, old_routine, test);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &old->done);
	KUNIT_EXPECT_PTR_EQ(test, old->first, &old->item);
	KUNIT_EXPECT_PTR_EQ(test, old->second, (PVOID)test);
	KUNIT_EXPECT_EQ(test, old->runs, 1);
	KUNIT_EXPECT_EQ(test, old->nice, -20);
}

/* row 110: always success, also when it is refused */
static void ndis_test_double_schedule_is_refused(struct kunit *test)
{
	struct old *old = new_old(test);

	NdisInitializeWorkItem(&old->item, old_routine, NULL);
	WinworkHoldWorkers(TRUE);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisScheduleWorkItem", BUGCHECK_WORKER_INVALID, 1,
		      old->item.WrapperReserved, CriticalWorkQueue, 0, old->item.WrapperReserved);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &old->done);
	/* It can be scheduled again, and that run comes after any that was one too many. */
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &old->done);
	KUNIT_EXPECT_EQ(test, old->runs, 2);
}

/* row 77 */
static void ndis_test_scheduled_item_schedules_itself(struct kunit *test)
{
	struct old *old = new_old(test);

	old->limit = 1000;
	NdisInitializeWorkItem(&old->item, old_routine, NULL);
	NdisScheduleWorkItem(&old->item);
	ASSERT_IN_TIME(test, &old->done);
	KUNIT_EXPECT_EQ(test, old->runs, 1000);
	KUNIT_EXPECT_EQ(test, atomic_read(&old->refused), 0);
}

static VOID free_old(PNDIS_WORK_ITEM item, PVOID context)
{
	NdisFreeMemory(container_of(item, struct old, item), sizeof(struct old), 0);
	complete(context);
}

/* row 110: the storage is the routine's to free; row 76 */
static void ndis_test_scheduled_item_frees_its_storage(struct kunit *test)
{
	struct completion *freed = case_alloc_type(test, struct completion);
	struct old *old;

	init_completion(freed);
	KUNIT_ASSERT_EQ(test, NdisAllocateMemoryWithTag((PVOID *)&old, sizeof(*old), TAG),
			NDIS_STATUS_SUCCESS);
	NdisInitializeWorkItem(&old->item, free_old, freed);
	WinworkHoldWorkers(TRUE);
	/* For no module: on 6.1 the suites run before theirs is known. */
	WinworkScheduleNdisWorkItem(&old->item, NULL);
	NdisFreeMemory(old, 0, 0);
	EXPECT_REPORT(test, "ExFreePool", BUGCHECK_WORKER_INVALID, 0, old->item.WrapperReserved,
		      old, (UCHAR *)old + sizeof(*old), old->item.WrapperReserved);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, freed);
	EXPECT_NO_REPORT(test);
}

/* row 63 */
static void ndis_test_scheduled_item_without_a_routine_is_refused(struct kunit *test)
{
	struct old *old = new_old(test);

	NdisInitializeWorkItem(&old->item, NULL, NULL);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(&old->item), NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisScheduleWorkItem", BUGCHECK_WORKER_INVALID, 7,
		      old->item.WrapperReserved, CriticalWorkQueue, 0, old->item.WrapperReserved);
	KUNIT_EXPECT_EQ(test, NdisScheduleWorkItem(NULL), NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisScheduleWorkItem", BUGCHECK_WORKER_INVALID, 1, NULL, ANY, ANY,
		      NULL);
	KUNIT_EXPECT_EQ(test, old->runs, 0);
}

/* ---- drivers and adapters -------------------------------------------------------------- */

static NDIS_STATUS try_register(struct kunit *test, struct net *net,
				NDIS_MINIPORT_DRIVER_CHARACTERISTICS *characteristics)
{
	NDIS_HANDLE handle = net;
	NDIS_STATUS status = NdisMRegisterMiniportDriver(fixture_of(test)->driver, NULL, net,
							 characteristics, &handle);

	KUNIT_EXPECT_EQ(test, status == NDIS_STATUS_SUCCESS, handle != NULL);
	net->miniport = handle;
	return status;
}

static void ndis_test_registration_checks_the_characteristics(struct kunit *test)
{
	const NDIS_MINIPORT_DRIVER_CHARACTERISTICS good = miniport_characteristics();
	NDIS_MINIPORT_DRIVER_CHARACTERISTICS bad = good;
	struct net *net = case_alloc_type(test, struct net);
	NDIS_HANDLE handle;

	bad.MajorNdisVersion = 5;
	KUNIT_EXPECT_EQ(test, try_register(test, net, &bad), NDIS_STATUS_BAD_VERSION);
	bad = good;
	bad.Header.Type = NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS;
	KUNIT_EXPECT_EQ(test, try_register(test, net, &bad), NDIS_STATUS_BAD_CHARACTERISTICS);
	bad = good;
	bad.Header.Size = NDIS_SIZEOF_MINIPORT_DRIVER_CHARACTERISTICS_REVISION_1 - 1;
	KUNIT_EXPECT_EQ(test, try_register(test, net, &bad), NDIS_STATUS_BAD_CHARACTERISTICS);
	bad = good;
	bad.HaltHandlerEx = NULL;
	KUNIT_EXPECT_EQ(test, try_register(test, net, &bad), NDIS_STATUS_BAD_CHARACTERISTICS);
	net->set_options_status = NDIS_STATUS_FAILURE;
	bad = good;
	KUNIT_EXPECT_EQ(test, try_register(test, net, &bad), NDIS_STATUS_FAILURE);
	EXPECT_NO_REPORT(test);
	bad = good;
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_FAILURE,
			NdisMRegisterMiniportDriver((PDRIVER_OBJECT)fixture_of(test)->device, NULL,
						    net, &bad, &handle));
	EXPECT_REPORT(test, "NdisMRegisterMiniportDriver", BUGCHECK_REFERENCE_BY_POINTER, 0, ANY,
		      ANY, ANY, ANY);
	net->set_options_status = NDIS_STATUS_SUCCESS;
	bad = good;
	KUNIT_EXPECT_EQ(test, try_register(test, net, &bad), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, net->set_options_handle, net->miniport);
	end_net(net);
}

/* A handle is given back once, to its own function, and not from under its adapters. */
static void ndis_test_handles_are_given_back_once(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);
	NDIS_HANDLE filter = new_filter(test), protocol = new_protocol(test);

	NdisMDeregisterMiniportDriver(net->miniport);
	EXPECT_REPORT(test, "NdisMDeregisterMiniportDriver", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      net->miniport, ANY, ANY, net->miniport);
	NdisFDeregisterFilterDriver(net->miniport);
	EXPECT_REPORT(test, "NdisFDeregisterFilterDriver", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      net->miniport, ANY, ANY, net->miniport);
	WinworkNdisHaltAdapter(net->adapter);
	WinworkNdisHaltAdapter(net->adapter);
	EXPECT_REPORT(test, "WinworkNdisHaltAdapter", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      net->adapter,
		      ANY, ANY, net->adapter);
	/* Also while a queueing still keeps the object. */
	run->owner = filter;
	NdisQueueIoWorkItem(item_of(test, filter), free_then_stay, run);
	ASSERT_IN_TIME(test, &run->started);
	NdisFDeregisterFilterDriver(filter);
	NdisFDeregisterFilterDriver(filter);
	EXPECT_REPORT(test, "NdisFDeregisterFilterDriver", BUGCHECK_REFERENCE_BY_POINTER, 0, filter,
		      ANY, ANY, filter);
	KUNIT_EXPECT_EQ(test, references(filter), 1L);
	complete(&run->go);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_REFERENCES(test, filter, 0);
	NdisDeregisterProtocolDriver(protocol);
	NdisDeregisterProtocolDriver(protocol);
	EXPECT_REPORT(test, "NdisDeregisterProtocolDriver", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      protocol, ANY, ANY, protocol);
	end_net(net);
}

static void ndis_test_life_of_an_adapter(struct kunit *test)
{
	struct net *net = new_adapter(test);

	KUNIT_EXPECT_STREQ(test, net->events, "IR");
	KUNIT_EXPECT_EQ(test, (int)net->parameters.Header.Type,
			NDIS_OBJECT_TYPE_MINIPORT_INIT_PARAMETERS);
	KUNIT_EXPECT_NE(test, net->parameters.IfIndex, (NET_IFINDEX)0);
	WinworkNdisHaltAdapter(net->adapter);
	KUNIT_EXPECT_STREQ(test, net->events, "IRPH");
	KUNIT_EXPECT_EQ(test, references(net->adapter), 0L);
	end_net(net);
}

/* One that never ran is not paused. */
static void ndis_test_adapter_whose_restart_fails(struct kunit *test)
{
	struct net *net = new_net(test);
	NDIS_HANDLE adapter;

	net->restart_status = NDIS_STATUS_FAILURE;
	KUNIT_EXPECT_EQ(test, WinworkNdisAddAdapter(net->miniport, &adapter), NDIS_STATUS_SUCCESS);
	WinworkNdisHaltAdapter(adapter);
	KUNIT_EXPECT_STREQ(test, net->events, "IRH");
	end_net(net);
}

static void halt_in_thread(void *data)
{
	struct net *net = data;

	WinworkNdisHaltAdapter(net->adapter);
}

/* MiniportHaltEx comes after the completion of the pause, not before. */
static void ndis_test_pause_that_pends(struct kunit *test)
{
	struct net *net = new_adapter(test);
	unsigned long deadline = jiffies + DEADLINE;

	net->pause_status = NDIS_STATUS_PENDING;
	spawn(test, halt_in_thread, net);
	while (!strchr(net->events, 'P') && time_before(jiffies, deadline))
		usleep_range(100, 200);
	NdisMRestartComplete(net->adapter, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisMRestartComplete", BUGCHECK_VERIFIER, 0, net->adapter, ANY, ANY,
		      net->adapter);
	KUNIT_EXPECT_STREQ(test, net->events, "IRP");
	NdisMPauseComplete(net->adapter);
	join(test);
	KUNIT_EXPECT_STREQ(test, net->events, "IRPH");
	end_net(net);
}

/* ---- requests that a work item completes ----------------------------------------------- */

struct power {
	struct net *net;
	PNDIS_OID_REQUEST request;
	atomic_t completions;
};

static VOID set_power(PVOID context, NDIS_HANDLE item)
{
	struct power *power = context;

	NdisFreeIoWorkItem(item);
	atomic_inc(&power->completions);
	NdisMOidRequestComplete(power->net->adapter, power->request, NDIS_STATUS_NOT_ACCEPTED);
}

static struct power *power;

static void defer_request(struct net *net, PNDIS_OID_REQUEST oid_request)
{
	power->net = net;
	power->request = oid_request;
	NdisQueueIoWorkItem(NdisAllocateIoWorkItem(net->adapter), set_power, power);
}

static void complete_at_once(struct net *net, PNDIS_OID_REQUEST oid_request)
{
	NdisMOidRequestComplete(net->adapter, oid_request, NDIS_STATUS_INVALID_OID);
}

static void ndis_test_request_completed_in_an_item(struct kunit *test)
{
	struct net *net = new_adapter(test);
	PNDIS_OID_REQUEST oid_request = case_alloc_type(test, NDIS_OID_REQUEST);
	int i;

	power = case_alloc_type(test, struct power);
	oid_request->RequestType = NdisRequestSetInformation;
	oid_request->DATA.SET_INFORMATION.Oid = OID_PNP_SET_POWER;
	net->request_status = NDIS_STATUS_INVALID_LENGTH;
	KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(net->adapter, oid_request),
			NDIS_STATUS_INVALID_LENGTH);
	net->request_status = NDIS_STATUS_PENDING;
	net->on_request = defer_request;
	for (i = 1; i <= 100; i++) {
		KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(net->adapter, oid_request),
				NDIS_STATUS_NOT_ACCEPTED);
		KUNIT_EXPECT_EQ(test, atomic_read(&power->completions), i);
	}
	net->on_request = complete_at_once;
	KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(net->adapter, oid_request),
			NDIS_STATUS_INVALID_OID);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

/* rule DoubleCompleteWorkItem */
static void ndis_test_request_completed_twice_is_reported(struct kunit *test)
{
	struct net *net = new_adapter(test);
	PNDIS_OID_REQUEST oid_request = case_alloc_type(test, NDIS_OID_REQUEST);

	net->request_status = NDIS_STATUS_PENDING;
	net->on_request = complete_at_once;
	WinworkNdisOidRequest(net->adapter, oid_request);
	NdisMOidRequestComplete(net->adapter, oid_request, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisMOidRequestComplete", BUGCHECK_VERIFIER, 0, oid_request,
		      net->adapter, ANY, oid_request);
	KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(net->adapter, oid_request),
			NDIS_STATUS_INVALID_OID);
	EXPECT_NO_REPORT(test);
	/* Completed, and a status returned as well: the completion stands. */
	net->request_status = NDIS_STATUS_SUCCESS;
	KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(net->adapter, oid_request),
			NDIS_STATUS_INVALID_OID);
	EXPECT_REPORT(test, "MiniportOidRequest", BUGCHECK_VERIFIER, 0, oid_request, net->adapter,
		      NDIS_STATUS_SUCCESS, oid_request);
	end_adapter(net);
}

/* ---- the rest of NDIS ------------------------------------------------------------------ */

struct expiry {
	NDIS_HANDLE timer;
	NDIS_HANDLE item;
	struct run *run;
	struct completion done;
	atomic_t count;
	PVOID context;
	KIRQL irql;
};

static struct expiry *expiry;

static VOID timer_expired(PVOID specific1, PVOID context, PVOID specific2, PVOID specific3)
{
	expiry->context = context;
	expiry->irql = KeGetCurrentIrql();
	if (expiry->item)
		NdisQueueIoWorkItem(expiry->item, routine, expiry->run);
	if (atomic_inc_return(&expiry->count) >= 3)
		complete(&expiry->done);
}

static const LARGE_INTEGER soon = { .QuadPart = -10 };
static const LARGE_INTEGER never = { .QuadPart = -36000000000000ll };

static void new_timer(struct kunit *test)
{
	NDIS_TIMER_CHARACTERISTICS characteristics = {
		.Header = {
			NDIS_OBJECT_TYPE_TIMER_CHARACTERISTICS,
			NDIS_TIMER_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_TIMER_CHARACTERISTICS_REVISION_1,
		},
		.AllocationTag = TAG,
		.TimerFunction = timer_expired,
		.FunctionContext = test,
	};

	expiry = case_alloc_type(test, struct expiry);
	init_completion(&expiry->done);
	KUNIT_ASSERT_EQ(test, NdisAllocateTimerObject(NULL, &characteristics, &expiry->timer),
			NDIS_STATUS_SUCCESS);
}

/* row 9: a timer's function hands over to an item */
static void ndis_test_timer_queues_an_item(struct kunit *test)
{
	struct run *run = new_run(test);
	struct net *net = new_adapter(test);

	new_timer(test);
	expiry->run = run;
	expiry->item = item_of(test, net->adapter);
	KUNIT_EXPECT_EQ(test, NdisSetTimerObject(expiry->timer, soon, 0, NULL), FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, expiry->irql, DISPATCH_LEVEL);
	KUNIT_EXPECT_PTR_EQ(test, expiry->context, (PVOID)test);
	KUNIT_EXPECT_EQ(test, NdisSetTimerObject(expiry->timer, soon, 0, run), FALSE);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_PTR_EQ(test, expiry->context, (PVOID)run);
	KeFlushQueuedDpcs();
	NdisFreeTimerObject(expiry->timer);
	NdisFreeIoWorkItem(expiry->item);
	EXPECT_NO_REPORT(test);
	end_adapter(net);
}

static void ndis_test_timer_periodic_cancelled_and_freed(struct kunit *test)
{
	int count;

	new_timer(test);
	KUNIT_EXPECT_EQ(test, NdisSetTimerObject(expiry->timer, never, 0, NULL), FALSE);
	KUNIT_EXPECT_EQ(test, NdisSetTimerObject(expiry->timer, soon, 1, NULL), TRUE);
	ASSERT_IN_TIME(test, &expiry->done);
	KUNIT_EXPECT_EQ(test, NdisCancelTimerObject(expiry->timer), TRUE);
	count = atomic_read(&expiry->count);
	KUNIT_EXPECT_EQ(test, NdisCancelTimerObject(expiry->timer), FALSE);
	KUNIT_EXPECT_EQ(test, atomic_read(&expiry->count), count);
	NdisSetTimerObject(expiry->timer, never, 0, NULL);
	EXPECT_NO_REPORT(test);
	NdisFreeTimerObject(expiry->timer);
	EXPECT_REPORT(test, "NdisFreeTimerObject", BUGCHECK_TIMER_OR_DPC_INVALID, 0, expiry->timer,
		      ANY, ANY, expiry->timer);
}

static void ndis_test_events(struct kunit *test)
{
	PNDIS_EVENT event = case_alloc_type(test, NDIS_EVENT);

	NdisInitializeEvent(event);
	KUNIT_EXPECT_EQ(test, NdisWaitEvent(event, 1), FALSE);
	NdisSetEvent(event);
	KUNIT_EXPECT_EQ(test, NdisWaitEvent(event, 0), TRUE);
	KUNIT_EXPECT_EQ(test, NdisWaitEvent(event, 1), TRUE);
	NdisResetEvent(event);
	KUNIT_EXPECT_EQ(test, NdisWaitEvent(event, 1), FALSE);
}

static void ndis_test_spin_locks(struct kunit *test)
{
	PNDIS_SPIN_LOCK lock = case_alloc_type(test, NDIS_SPIN_LOCK);
	KIRQL outer, inner, held, after, old;

	NdisAllocateSpinLock(lock);
	outer = KeGetCurrentIrql();
	NdisAcquireSpinLock(lock);
	inner = KeGetCurrentIrql();
	held = !KeTestSpinLock(&lock->SpinLock);
	NdisReleaseSpinLock(lock);
	after = KeGetCurrentIrql();
	KUNIT_EXPECT_EQ(test, outer, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, inner, DISPATCH_LEVEL);
	KUNIT_EXPECT_TRUE(test, held);
	KUNIT_EXPECT_EQ(test, after, PASSIVE_LEVEL);
	KeRaiseIrql(DISPATCH_LEVEL, &old);
	NdisDprAcquireSpinLock(lock);
	held = !KeTestSpinLock(&lock->SpinLock);
	NdisDprReleaseSpinLock(lock);
	after = KeGetCurrentIrql();
	KeLowerIrql(old);
	KUNIT_EXPECT_TRUE(test, held);
	KUNIT_EXPECT_EQ(test, after, DISPATCH_LEVEL);
	NdisFreeSpinLock(lock);
}

static void ndis_test_mutexes(struct kunit *test)
{
	PNDIS_MUTEX mutex = case_alloc_type(test, NDIS_MUTEX);

	NDIS_INIT_MUTEX(mutex);
	KUNIT_EXPECT_EQ(test, KeReadStateMutex(mutex), 1);
	KUNIT_EXPECT_EQ(test, NDIS_WAIT_FOR_MUTEX(mutex), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, NDIS_WAIT_FOR_MUTEX(mutex), STATUS_SUCCESS);
	KUNIT_EXPECT_LT(test, KeReadStateMutex(mutex), 1);
	KUNIT_EXPECT_NE(test, NDIS_RELEASE_MUTEX(mutex), 0);
	KUNIT_EXPECT_EQ(test, NDIS_RELEASE_MUTEX(mutex), 0);
	KUNIT_EXPECT_EQ(test, KeReadStateMutex(mutex), 1);
	EXPECT_NO_REPORT(test);
}

static void ndis_test_memory_and_lists(struct kunit *test)
{
	struct element {
		LIST_ENTRY link;
		ULONG number;
	} *element = NdisAllocateMemoryWithTagPriority(NULL, sizeof(*element), TAG,
						       LowPoolPriority);
	NDIS_SPIN_LOCK lock;
	LIST_ENTRY list;
	ULONG stored = 0x01020304, number = 1;
	LONG count = 0;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, element);
	NdisZeroMemory(element, sizeof(*element));
	NdisAllocateSpinLock(&lock);
	NdisInitializeListHead(&list);
	KUNIT_EXPECT_PTR_EQ(test, NdisInterlockedInsertTailList(&list, &element->link, &lock),
			    (PLIST_ENTRY)NULL);
	KUNIT_EXPECT_PTR_EQ(test, NdisInterlockedRemoveHeadList(&list, &lock), &element->link);
	KUNIT_EXPECT_PTR_EQ(test, NdisInterlockedRemoveHeadList(&list, &lock), (PLIST_ENTRY)NULL);
	KUNIT_EXPECT_EQ(test, NdisInterlockedAddUlong(&number, 2, &lock), 1U);
	KUNIT_EXPECT_EQ(test, number, 3U);
	KUNIT_EXPECT_EQ(test, NdisInterlockedIncrement(&count), 1);
	KUNIT_EXPECT_EQ(test, NdisInterlockedDecrement(&count), 0);
	NdisStoreUlong(&element->number, stored);
	KUNIT_EXPECT_TRUE(test, NdisEqualMemory(&element->number, &stored, sizeof(stored)));
	NdisFreeMemoryWithTagPriority(NULL, element, TAG);
}

static void ndis_test_extension_of_a_device(struct kunit *test)
{
	NDIS_DEVICE_OBJECT_ATTRIBUTES attributes = {};
	NDIS_HANDLE filter = new_filter(test), protocol = new_protocol(test), handle;
	PDEVICE_OBJECT device;
	u8 *extension;

	handle = new_device(test, filter, 100, &device);
	extension = NdisGetDeviceReservedExtension(device);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, extension);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(extension, 0, 100), (void *)NULL);
	memset(extension, 0xa5, 100);
	KUNIT_EXPECT_PTR_EQ(test, device->DriverObject, fixture_of(test)->driver);
	NdisDeregisterDeviceEx(handle);
	KUNIT_EXPECT_EQ(test, references(device), 0L);
	NdisDeregisterDeviceEx(handle);
	EXPECT_REPORT(test, "NdisDeregisterDeviceEx", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, ANY,
		      ANY, handle);
	/* Its size is more than DEVICE_OBJECT.Size can say. */
	handle = new_device(test, filter, 0x10000 - sizeof(DEVICE_OBJECT), &device);
	KUNIT_EXPECT_PTR_NE(test, NdisGetDeviceReservedExtension(device), (PVOID)NULL);
	NdisDeregisterDeviceEx(handle);
	handle = new_device(test, filter, 0, &device);
	KUNIT_EXPECT_PTR_EQ(test, NdisGetDeviceReservedExtension(device), (PVOID)NULL);
	KUNIT_EXPECT_PTR_EQ(test, NdisGetDeviceReservedExtension(fixture_of(test)->device),
			    (PVOID)NULL);
	NdisDeregisterDeviceEx(handle);
	KUNIT_EXPECT_EQ(test, NdisRegisterDeviceEx(filter, &attributes, &device, &handle),
			NDIS_STATUS_BAD_CHARACTERISTICS);
	attributes.Header = (NDIS_OBJECT_HEADER){
		NDIS_OBJECT_TYPE_DEVICE_OBJECT_ATTRIBUTES, NDIS_DEVICE_OBJECT_ATTRIBUTES_REVISION_1,
		NDIS_SIZEOF_DEVICE_OBJECT_ATTRIBUTES_REVISION_1,
	};
	attributes.ExtensionSize = MAXULONG;
	KUNIT_EXPECT_EQ(test, NdisRegisterDeviceEx(filter, &attributes, &device, &handle),
			NDIS_STATUS_RESOURCES);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, NdisRegisterDeviceEx(protocol, &attributes, &device, &handle),
			NDIS_STATUS_NOT_SUPPORTED);
	EXPECT_REPORT(test, "NdisRegisterDeviceEx", BUGCHECK_REFERENCE_BY_POINTER, 0, protocol, ANY,
		      ANY, protocol);
	NdisDeregisterProtocolDriver(protocol);
	NdisFDeregisterFilterDriver(filter);
}

/* The creator's reference of a handle is NDIS's to drop. */
static void ndis_test_handles_are_no_ob_objects(struct kunit *test)
{
	struct net *net = new_adapter(test);
	NDIS_HANDLE protocol = new_protocol(test);
	PDEVICE_OBJECT device;
	NDIS_HANDLE handle = new_device(test, net->miniport, 0, &device);

	expect_no_ob_object(test, net->adapter);
	expect_no_ob_object(test, net->miniport);
	expect_no_ob_object(test, protocol);
	expect_no_ob_object(test, handle);
	NdisDeregisterDeviceEx(handle);
	NdisDeregisterProtocolDriver(protocol);
	end_adapter(net);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_cases[] = {
	KUNIT_CASE(ndis_test_context_comes_first_and_the_item_last),
	KUNIT_CASE(ndis_test_item_of_an_adapter),
	KUNIT_CASE(ndis_test_item_of_a_miniport_driver),
	KUNIT_CASE(ndis_test_item_of_a_filter_driver),
	KUNIT_CASE(ndis_test_item_of_a_device),
	KUNIT_CASE(ndis_test_protocol_handle_is_refused),
	KUNIT_CASE(ndis_test_what_is_no_handle_is_refused),
	KUNIT_CASE(ndis_test_null_is_reported),
	KUNIT_CASE(ndis_test_handle_given_back_is_refused),
	KUNIT_CASE(ndis_test_handle_given_back_but_in_use_is_refused),
	KUNIT_CASE(ndis_test_everything_under_a_spin_lock),
	KUNIT_CASE(ndis_test_free_in_the_routine),
	KUNIT_CASE(ndis_test_free_at_dispatch_level),
	KUNIT_CASE(ndis_test_free_by_another_thread),
	KUNIT_CASE(ndis_test_queue_type_is_critical),
	KUNIT_CASE(ndis_test_items_of_another_family_are_refused),
	KUNIT_CASE(ndis_test_no_routine_is_refused),
	KUNIT_CASE(ndis_test_above_dispatch_level_is_refused),
	KUNIT_CASE(ndis_test_halt_while_a_routine_runs),
	KUNIT_CASE(ndis_test_device_outlives_its_deregistration),
	KUNIT_CASE(ndis_test_item_alive_after_halt_is_reported),
	KUNIT_CASE(ndis_test_item_queued_after_halt_is_reported),
	KUNIT_CASE(ndis_test_item_freed_in_halt_is_no_leak),
	KUNIT_CASE(ndis_test_item_left_by_a_failed_initialize_is_reported),
	KUNIT_CASE(ndis_test_item_left_at_unload_is_reported_once),
	KUNIT_CASE(ndis_test_devices_left_at_unload),
	KUNIT_CASE(ndis_test_scheduled_item_comes_first_and_the_context_last),
	KUNIT_CASE(ndis_test_double_schedule_is_refused),
	KUNIT_CASE(ndis_test_scheduled_item_schedules_itself),
	KUNIT_CASE(ndis_test_scheduled_item_frees_its_storage),
	KUNIT_CASE(ndis_test_scheduled_item_without_a_routine_is_refused),
	KUNIT_CASE(ndis_test_registration_checks_the_characteristics),
	KUNIT_CASE(ndis_test_handles_are_given_back_once),
	KUNIT_CASE(ndis_test_life_of_an_adapter),
	KUNIT_CASE(ndis_test_adapter_whose_restart_fails),
	KUNIT_CASE(ndis_test_pause_that_pends),
	KUNIT_CASE(ndis_test_request_completed_in_an_item),
	KUNIT_CASE(ndis_test_request_completed_twice_is_reported),
	KUNIT_CASE(ndis_test_timer_queues_an_item),
	KUNIT_CASE(ndis_test_timer_periodic_cancelled_and_freed),
	KUNIT_CASE(ndis_test_events),
	KUNIT_CASE(ndis_test_spin_locks),
	KUNIT_CASE(ndis_test_mutexes),
	KUNIT_CASE(ndis_test_memory_and_lists),
	KUNIT_CASE(ndis_test_extension_of_a_device),
	KUNIT_CASE(ndis_test_handles_are_no_ob_objects),
	{}
};

WINWORK_SUITE(ndis);
