/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_adapter: drivers, adapters, devices, and requests that a work item completes.
 */
#include "ndis_case.h"

#include <linux/delay.h>

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

static void ndis_adapter_test_registration_checks_the_characteristics(struct kunit *test)
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

/* A handle is given back once, to its own function, and not while it has adapters. */
static void ndis_adapter_test_handles_are_given_back_once(struct kunit *test)
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
	/* Also while a queueing still holds the object. */
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

static void ndis_adapter_test_life_of_an_adapter(struct kunit *test)
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

/* An adapter that never ran is not paused. */
static void ndis_adapter_test_adapter_whose_restart_fails(struct kunit *test)
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

/* MiniportHaltEx is called after the completion of the pause, not before. */
static void ndis_adapter_test_pause_that_pends(struct kunit *test)
{
	struct net *net = new_adapter(test);
	unsigned long deadline = jiffies + DEADLINE;

	net->pause_status = NDIS_STATUS_PENDING;
	spawn(test, halt_in_thread, net);
	while (!strchr(net->events, 'P') && time_before(jiffies, deadline))
		usleep_range(100, 200);
	NdisMRestartComplete(net->adapter, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisMRestartComplete", BUGCHECK_NDIS_DRIVER, 0x1f, net->adapter, ANY,
		      NDIS_STATUS_SUCCESS, net->adapter);
	KUNIT_EXPECT_STREQ(test, net->events, "IRP");
	NdisMPauseComplete(net->adapter);
	join(test);
	KUNIT_EXPECT_STREQ(test, net->events, "IRPH");
	end_net(net);
}

static void complete_in_initialize(struct net *net)
{
	NdisMPauseComplete(net->adapter);
	EXPECT_REPORT(net->test, "NdisMPauseComplete", BUGCHECK_NDIS_DRIVER, 0x1f, net->adapter,
		      ANY, NDIS_STATUS_SUCCESS, net->adapter);
	NdisMRestartComplete(net->adapter, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(net->test, "NdisMRestartComplete", BUGCHECK_NDIS_DRIVER, 0x1f, net->adapter,
		      ANY, NDIS_STATUS_SUCCESS, net->adapter);
}

/* row 1020: in no state may a driver complete what NDIS has not asked for */
static void ndis_adapter_test_completion_that_fits_no_state_is_reported(struct kunit *test)
{
	struct net *net = new_net(test);
	NDIS_HANDLE adapter;

	net->on_initialize = complete_in_initialize;
	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(net->miniport, &adapter), NDIS_STATUS_SUCCESS);
	NdisMRestartComplete(adapter, NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisMRestartComplete", BUGCHECK_NDIS_DRIVER, 0x1f, adapter, ANY,
		      (u32)NDIS_STATUS_FAILURE, adapter);
	NdisMPauseComplete(adapter);
	EXPECT_REPORT(test, "NdisMPauseComplete", BUGCHECK_NDIS_DRIVER, 0x1f, adapter, ANY,
		      NDIS_STATUS_SUCCESS, adapter);
	/* The adapter still runs: it is paused once. */
	end_adapter(net);
	KUNIT_EXPECT_STREQ(test, net->events, "IRPH");
	EXPECT_NO_REPORT(test);
}

/* row 1021 */
static void ndis_adapter_test_pause_cannot_fail(struct kunit *test)
{
	struct net *net = new_adapter(test);

	net->pause_status = NDIS_STATUS_RESOURCES;
	WinworkNdisHaltAdapter(net->adapter);
	EXPECT_REPORT(test, "MiniportPause", BUGCHECK_NDIS_DRIVER, 0x1f, net->adapter, ANY,
		      (u32)NDIS_STATUS_RESOURCES, net->adapter);
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

static void ndis_adapter_test_request_completed_in_an_item(struct kunit *test)
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
static void ndis_adapter_test_request_completed_twice_is_reported(struct kunit *test)
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
	/* Completed, and a status is returned as well: the completion stands. */
	net->request_status = NDIS_STATUS_SUCCESS;
	KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(net->adapter, oid_request),
			NDIS_STATUS_INVALID_OID);
	EXPECT_REPORT(test, "MiniportOidRequest", BUGCHECK_VERIFIER, 0, oid_request, net->adapter,
		      NDIS_STATUS_SUCCESS, oid_request);
	end_adapter(net);
}

/* ---- the rest of NDIS ------------------------------------------------------------------ */

static void ndis_adapter_test_extension_of_a_device(struct kunit *test)
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
	/* Its size is more than DEVICE_OBJECT.Size can hold. */
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

/* Only NDIS may drop the creator's reference of a handle. */
static void ndis_adapter_test_handles_are_no_ob_objects(struct kunit *test)
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

static struct kunit_case ndis_adapter_cases[] = {
	KUNIT_CASE(ndis_adapter_test_registration_checks_the_characteristics),
	KUNIT_CASE(ndis_adapter_test_handles_are_given_back_once),
	KUNIT_CASE(ndis_adapter_test_life_of_an_adapter),
	KUNIT_CASE(ndis_adapter_test_adapter_whose_restart_fails),
	KUNIT_CASE(ndis_adapter_test_pause_that_pends),
	KUNIT_CASE(ndis_adapter_test_completion_that_fits_no_state_is_reported),
	KUNIT_CASE(ndis_adapter_test_pause_cannot_fail),
	KUNIT_CASE(ndis_adapter_test_request_completed_in_an_item),
	KUNIT_CASE(ndis_adapter_test_request_completed_twice_is_reported),
	KUNIT_CASE(ndis_adapter_test_extension_of_a_device),
	KUNIT_CASE(ndis_adapter_test_handles_are_no_ob_objects),
	{}
};

WINWORK_SUITE(ndis_adapter);
