/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_protocol: the bindings of protocol drivers to adapters.
 */
#include "ndis_listener.h"

/* row 1110 */
static void ndis_protocol_test_bound_to_adapters_present_and_arriving(struct kunit *test)
{
	struct wire *wire = started_wire(test), *second;
	const int complete = atomic_read(&listener_binds_complete);
	struct listener *listener = started_listener(test, wire);

	KUNIT_EXPECT_STREQ(test, wire->events, "IR+br");
	KUNIT_EXPECT_EQ(test, atomic_read(&listener_binds_complete), complete + 1);
	second = started_wire(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brbr");
	KUNIT_EXPECT_EQ(test, listener->count, 2);
	/* A driver that comes later is bound as well, and none is bound twice. */
	listener_end(started_listener(test, second));
	KUNIT_EXPECT_STREQ(test, second->events, "IR+brbrpupu");
	listener_end(listener);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brbrpupu");
	wire_end(second);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1111 */
static void ndis_protocol_test_unbound_before_the_adapter_goes(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);

	WinworkNdisHaltAdapter(wire->adapter);
	wire->adapter = NULL;
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+br-CpuPH");
	KUNIT_EXPECT_PTR_EQ(test, listener->bindings[0].handle, NULL);
	listener_end(listener);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+br-CpuPH");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1110 */
static void ndis_protocol_test_some_adapters_have_no_bindings(struct kunit *test)
{
	struct wire *wire = new_wire(test);
	struct listener *listener = started_listener(test, wire);

	wire->has_no_attributes = true;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR");
	wire_end(wire);
	listener->wire = wire = new_wire(test);
	wire->restart_status = NDIS_STATUS_RESOURCES;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR");
	wire_end(wire);
	listener_end(listener);
	EXPECT_NO_REPORT(test);
}

static void check_parameters(struct listener_binding *binding, PNDIS_BIND_PARAMETERS parameters)
{
	static const u8 address[6] = { 0x02, 0x57, 0x57, 0, 0, 1 };
	struct kunit *test = binding->listener->test;
	UNICODE_STRING device = RTL_CONSTANT_STRING(L"\\device\\{");

	KUNIT_EXPECT_EQ(test, parameters->Header.Type, (UCHAR)NDIS_OBJECT_TYPE_BIND_PARAMETERS);
	KUNIT_EXPECT_EQ(test, (int)parameters->MediaType, (int)NdisMedium802_3);
	KUNIT_EXPECT_EQ(test, parameters->MtuSize, (ULONG)WIRE_MTU);
	KUNIT_EXPECT_EQ(test, parameters->XmitLinkSpeed, 1000000000ull);
	KUNIT_EXPECT_EQ(test, (int)parameters->MediaConnectState, (int)MediaConnectStateConnected);
	KUNIT_EXPECT_EQ(test, parameters->MacAddressLength, (USHORT)6);
	KUNIT_EXPECT_EQ(test, memcmp(parameters->CurrentMacAddress, address, 6), 0);
	KUNIT_EXPECT_TRUE(test, RtlPrefixUnicodeString(&device, parameters->AdapterName, TRUE));
	KUNIT_EXPECT_EQ(test, parameters->AdapterName->Length, (USHORT)(46 * sizeof(WCHAR)));
	KUNIT_EXPECT_NE(test, parameters->BoundIfIndex, 0u);
	KUNIT_EXPECT_TRUE(test, parameters->ProtocolSection->Length != 0);
}

/* row 1112 */
static void ndis_protocol_test_bind_parameters_are_those_of_the_adapter(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = new_listener(test, wire);
	UNICODE_STRING name;

	listener->on_bind = check_parameters;
	KUNIT_ASSERT_EQ(test, listener_start(listener), NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, listener->count, 1);
	KUNIT_ASSERT_EQ(test, NdisQueryAdapterInstanceName(&name, listener->bindings[0].handle),
			NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_GT(test, name.Length, (USHORT)0);
	NdisFreeMemory(name.Buffer, 0, 0);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void open_another_name(struct listener_binding *binding, PNDIS_BIND_PARAMETERS parameters)
{
	UNICODE_STRING other = RTL_CONSTANT_STRING(L"\\DEVICE\\{other}");

	listener_open(binding, &other);
	KUNIT_EXPECT_EQ(binding->listener->test, binding->open_status, NDIS_STATUS_ADAPTER_NOT_FOUND);
	KUNIT_EXPECT_PTR_EQ(binding->listener->test, binding->handle, NULL);
}

/* row 1113: a name of another adapter, another medium; the driver's own failure */
static void ndis_protocol_test_open_that_fails(struct kunit *test)
{
	struct listener *listener;
	struct wire *wire;

	fixture_name_driver(test);
	wire = started_wire(test);
	listener = new_listener(test, wire);
	listener->on_bind = open_another_name;
	listener->medium = NdisMedium802_5;
	KUNIT_ASSERT_EQ(test, listener_start(listener), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, listener->bindings[0].open_status, NDIS_STATUS_UNSUPPORTED_MEDIA);
	KUNIT_EXPECT_PTR_EQ(test, listener->bindings[0].handle, NULL);
	KUNIT_EXPECT_TRUE(test, log_has("is not bound to adapter"));
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+b");
	listener_end(listener);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+b");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1114 */
static void ndis_protocol_test_open_outside_a_bind_is_refused(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0], other = *binding;
	UNICODE_STRING name = RTL_CONSTANT_STRING(L"any");

	KUNIT_EXPECT_EQ(test, listener_open(&other, &name), NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisOpenAdapterEx", BUGCHECK_NDIS_DRIVER, 0x16, binding->bind_context,
		      listener->protocol, ANY, binding->bind_context);
	other.bind_context = wire->adapter;
	KUNIT_EXPECT_EQ(test, listener_open(&other, &name), NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisOpenAdapterEx", BUGCHECK_NDIS_DRIVER, 0x16, wire->adapter,
		      listener->protocol, ANY, wire->adapter);
	listener_end(listener);
	wire_end(wire);
}

/* row 1115 */
static void ndis_protocol_test_driver_that_forgets_to_open_or_close(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = new_listener(test, wire);

	listener->opens_nothing = true;
	KUNIT_ASSERT_EQ(test, listener_start(listener), NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "ProtocolBindAdapterEx", BUGCHECK_NDIS_DRIVER, 0x27, ANY, ANY, ANY,
		      ANY);
	listener_end(listener);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+b");

	listener = new_listener(test, wire);
	listener->bind_status = NDIS_STATUS_RESOURCES;
	KUNIT_ASSERT_EQ(test, listener_start(listener), NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "ProtocolBindAdapterEx", BUGCHECK_NDIS_DRIVER, 0x27, ANY, ANY, ANY,
		      ANY);
	listener_end(listener);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+bb");

	listener = new_listener(test, wire);
	listener->never_closes = true;
	KUNIT_ASSERT_EQ(test, listener_start(listener), NDIS_STATUS_SUCCESS);
	listener_end(listener);
	EXPECT_REPORT(test, "ProtocolUnbindAdapterEx", BUGCHECK_NDIS_DRIVER, 0x27, ANY, ANY, ANY,
		      ANY);
	/* The handle is not valid any more. */
	KUNIT_EXPECT_EQ(test, NdisCloseAdapterEx(listener->bindings[0].handle), NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisCloseAdapterEx", BUGCHECK_REFERENCE_BY_POINTER, 0, ANY, ANY, ANY, ANY);
	wire_end(wire);
}

static void end_listener(void *data)
{
	listener_end(data);
}

static void start_listener(void *data)
{
	struct listener *listener = data;

	KUNIT_EXPECT_EQ(listener->test, listener_start(listener), NDIS_STATUS_SUCCESS);
}

struct opened {
	struct listener_binding *binding;
	UNICODE_STRING name;
	WCHAR text[64];
};

static struct opened opened;

static void keep_name(struct listener_binding *binding, PNDIS_BIND_PARAMETERS parameters)
{
	opened.name = *parameters->AdapterName;
	opened.name.Buffer = opened.text;
	memcpy(opened.text, parameters->AdapterName->Buffer, opened.name.Length);
}

/* row 1116: each of them pends, and is completed by another thread */
static void ndis_protocol_test_binds_unbinds_and_events_pend(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = new_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];

	listener->binds_pend = listener->unbinds_pend = listener->events_pend = true;
	listener->on_bind = keep_name;
	spawn(test, start_listener, listener);
	ASSERT_IN_TIME(test, &listener->bind_came);
	KUNIT_EXPECT_EQ(test, listener_open(binding, &opened.name), NDIS_STATUS_SUCCESS);
	NdisCompleteBindAdapterEx(binding->bind_context, NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &listener->event_came);
	NdisCompleteNetPnPEvent(binding->handle, binding->event, NDIS_STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+br");

	spawn(test, end_listener, listener);
	ASSERT_IN_TIME(test, &listener->event_came);
	NdisCompleteNetPnPEvent(binding->handle, binding->event, NDIS_STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &listener->unbind_came);
	listener_close(binding);
	NdisCompleteUnbindAdapterEx(binding->unbind_context);
	join(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brpu");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1117 */
static void ndis_protocol_test_unexpected_completions_are_reported(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	NET_PNP_EVENT_NOTIFICATION event = {};

	NdisCompleteBindAdapterEx(binding->bind_context, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisCompleteBindAdapterEx", BUGCHECK_VERIFIER, 0,
		      binding->bind_context, wire->adapter, ANY, binding->bind_context);
	NdisCompleteUnbindAdapterEx(binding->bind_context);
	EXPECT_REPORT(test, "NdisCompleteUnbindAdapterEx", BUGCHECK_VERIFIER, 0,
		      binding->bind_context, wire->adapter, ANY, binding->bind_context);
	NdisCompleteNetPnPEvent(binding->handle, &event, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisCompleteNetPnPEvent", BUGCHECK_VERIFIER, 0,
		      binding->handle, wire->adapter, ANY, binding->handle);
	NdisCompleteNetPnPEvent(wire->adapter, &event, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisCompleteNetPnPEvent", BUGCHECK_REFERENCE_BY_POINTER, 0, wire->adapter,
		      ANY, ANY, wire->adapter);
	listener_end(listener);
	wire_end(wire);
}

static struct kunit_case ndis_protocol_cases[] = {
	KUNIT_CASE(ndis_protocol_test_bound_to_adapters_present_and_arriving),
	KUNIT_CASE(ndis_protocol_test_unbound_before_the_adapter_goes),
	KUNIT_CASE(ndis_protocol_test_some_adapters_have_no_bindings),
	KUNIT_CASE(ndis_protocol_test_bind_parameters_are_those_of_the_adapter),
	KUNIT_CASE(ndis_protocol_test_open_that_fails),
	KUNIT_CASE(ndis_protocol_test_open_outside_a_bind_is_refused),
	KUNIT_CASE(ndis_protocol_test_driver_that_forgets_to_open_or_close),
	KUNIT_CASE(ndis_protocol_test_binds_unbinds_and_events_pend),
	KUNIT_CASE(ndis_protocol_test_unexpected_completions_are_reported),
	{}
};

WINWORK_SUITE(ndis_protocol);
