/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The drivers of ndis_case.h.
 */
#include "ndis_case.h"
#include "ndis_registration.h"

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

	note(net, 'I');
	net->adapter = handle;
	net->parameters = *parameters;
	KUNIT_EXPECT_EQ(net->test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(net->test, NDIS_STATUS_SUCCESS,
			register_adapter(handle, net, NDIS_MINIPORT_ATTRIBUTES_SURPRISE_REMOVE_OK, 0));
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

NDIS_MINIPORT_DRIVER_CHARACTERISTICS miniport_characteristics(void)
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

struct net *new_net(struct kunit *test)
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

struct net *new_adapter(struct kunit *test)
{
	struct net *net = new_net(test);
	NDIS_HANDLE adapter;

	KUNIT_ASSERT_EQ(test, WinworkNdisAddAdapter(net->miniport, &adapter), NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_PTR_EQ(test, adapter, net->adapter);
	return net;
}

void end_net(struct net *net)
{
	NdisMDeregisterMiniportDriver(net->miniport);
}

void end_adapter(struct net *net)
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

NDIS_STATUS register_filter(PDRIVER_OBJECT driver, PNDIS_HANDLE handle)
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

NDIS_HANDLE new_filter(struct kunit *test)
{
	NDIS_HANDLE filter;

	KUNIT_ASSERT_EQ(test, register_filter(fixture_of(test)->driver, &filter),
			NDIS_STATUS_SUCCESS);
	return filter;
}

NDIS_HANDLE new_protocol(struct kunit *test)
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

NDIS_HANDLE new_device(struct kunit *test, NDIS_HANDLE owner, ULONG extension,
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
