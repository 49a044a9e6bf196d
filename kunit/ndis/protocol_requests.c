/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_protocol_requests: the OID requests of protocol drivers, and the statuses that they are told.
 */
#include "ndis_listener.h"

static ULONG last_filter(struct wire *wire)
{
	const int count = atomic_read(&wire->filters_set);

	return count ? wire->filters[count - 1] : 0;
}

/* row 1128 */
static void ndis_protocol_requests_test_packet_filters_are_merged(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *first = started_listener(test, wire), *second = started_listener(test, wire);
	ULONG filter = 0, written = 0;

	listener_filter(&first->bindings[0], NDIS_PACKET_TYPE_DIRECTED);
	KUNIT_EXPECT_EQ(test, last_filter(wire), (ULONG)NDIS_PACKET_TYPE_DIRECTED);
	listener_filter(&second->bindings[0], NDIS_PACKET_TYPE_BROADCAST);
	KUNIT_EXPECT_EQ(test, last_filter(wire), (ULONG)(NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST));
	WinworkNdisPeerReceiveMode(wire->peer, NDIS_PACKET_TYPE_MULTICAST);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(test, last_filter(wire),
			(ULONG)(NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST |
				NDIS_PACKET_TYPE_MULTICAST));
	/* Each sees its own. */
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_SUCCESS,
			listener_ask(&second->bindings[0], NdisRequestQueryInformation,
				     OID_GEN_CURRENT_PACKET_FILTER, &filter, sizeof(filter), &written));
	KUNIT_EXPECT_EQ(test, written, 4u);
	KUNIT_EXPECT_EQ(test, filter, (ULONG)NDIS_PACKET_TYPE_BROADCAST);
	/* A close ends what the binding wanted. */
	listener_end(first);
	KUNIT_EXPECT_EQ(test, last_filter(wire),
			(ULONG)(NDIS_PACKET_TYPE_BROADCAST | NDIS_PACKET_TYPE_MULTICAST));
	WinworkNdisPeerReceiveMode(wire->peer, 0);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(test, last_filter(wire), (ULONG)NDIS_PACKET_TYPE_BROADCAST);
	listener_end(second);
	KUNIT_EXPECT_EQ(test, last_filter(wire), 0u);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/*
 * row 1159: the driver refuses a binding's filter, while the interface's waits for its turn. A filter that it takes when it is
 * asked again is asked for, and the binding has it.
 */
static void ndis_protocol_requests_test_packet_filter_is_refused(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct listener_request *request = case_alloc(test, sizeof(*request));
	ULONG filter = NDIS_PACKET_TYPE_PROMISCUOUS, found = 0;

	listener_filter(binding, NDIS_PACKET_TYPE_BROADCAST);
	wire->requests_pend = true;
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_PENDING,
			listener_request(binding, request, NdisRequestSetInformation, OID_GEN_CURRENT_PACKET_FILTER,
					 &filter, sizeof(filter)));
	ASSERT_IN_TIME(test, &wire->request_came);
	WinworkNdisPeerReceiveMode(wire->peer, NDIS_PACKET_TYPE_DIRECTED);
	NdisMOidRequestComplete(wire->adapter, wire->request, NDIS_STATUS_FAILURE);
	ASSERT_IN_TIME(test, &request->done);
	KUNIT_EXPECT_EQ(test, request->status, NDIS_STATUS_FAILURE);
	ASSERT_IN_TIME(test, &wire->request_came);
	KUNIT_EXPECT_EQ(test, last_filter(wire), (ULONG)(NDIS_PACKET_TYPE_BROADCAST | NDIS_PACKET_TYPE_DIRECTED));
	NdisMOidRequestComplete(wire->adapter, wire->request, NDIS_STATUS_SUCCESS);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_SUCCESS,
			listener_ask(binding, NdisRequestQueryInformation, OID_GEN_CURRENT_PACKET_FILTER, &found,
				     sizeof(found), NULL));
	KUNIT_EXPECT_EQ(test, found, (ULONG)NDIS_PACKET_TYPE_BROADCAST);

	KUNIT_EXPECT_EQ(test, NDIS_STATUS_PENDING,
			listener_request(binding, request, NdisRequestSetInformation, OID_GEN_CURRENT_PACKET_FILTER,
					 &filter, sizeof(filter)));
	ASSERT_IN_TIME(test, &wire->request_came);
	NdisMOidRequestComplete(wire->adapter, wire->request, NDIS_STATUS_FAILURE);
	ASSERT_IN_TIME(test, &request->done);
	wire->requests_pend = false;
	listener_filter(binding, filter);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 5);
	KUNIT_EXPECT_EQ(test, last_filter(wire), (ULONG)(NDIS_PACKET_TYPE_PROMISCUOUS | NDIS_PACKET_TYPE_DIRECTED));
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static u8 lists[6 * (WIRE_MULTICAST + 1)];
static ULONG list_bytes;

static NDIS_STATUS take_list(struct wire *wire, PNDIS_OID_REQUEST request)
{
	KUNIT_EXPECT_EQ(wire->test, request->DATA.SET_INFORMATION.Oid, (NDIS_OID)OID_802_3_MULTICAST_LIST);
	list_bytes = request->DATA.SET_INFORMATION.InformationBufferLength;
	KUNIT_EXPECT_LE(wire->test, list_bytes, (ULONG)sizeof(lists));
	memcpy(lists, request->DATA.SET_INFORMATION.InformationBuffer, list_bytes);
	return NDIS_STATUS_SUCCESS;
}

static NDIS_STATUS set_list(struct listener_binding *binding, const u8 *list, ULONG count)
{
	return listener_ask(binding, NdisRequestSetInformation, OID_802_3_MULTICAST_LIST, (void *)list, count * 6,
			    NULL);
}

/* row 1129 */
static void ndis_protocol_requests_test_multicast_lists_are_merged(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *first = started_listener(test, wire), *second = started_listener(test, wire);
	u8 many[6 * (WIRE_MULTICAST + 1)] = {}, found[6 * WIRE_MULTICAST];
	ULONG written;
	int i;

	for (i = 0; i <= WIRE_MULTICAST; i++) {
		many[6 * i] = 1;
		many[6 * i + 5] = i;
	}
	wire->on_request = take_list;
	KUNIT_EXPECT_EQ(test, set_list(&first->bindings[0], many, 2), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, list_bytes, 12u);
	/* One of both lists is the same. */
	KUNIT_EXPECT_EQ(test, set_list(&second->bindings[0], many + 6, 2), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, list_bytes, 18u);
	KUNIT_EXPECT_EQ(test, memcmp(lists, many, 18), 0);
	/* More than the driver takes, in one list and in all; the list before stays. */
	KUNIT_EXPECT_EQ(test, set_list(&second->bindings[0], many, WIRE_MULTICAST + 1), NDIS_STATUS_MULTICAST_FULL);
	KUNIT_EXPECT_EQ(test, set_list(&second->bindings[0], many + 12, 3), NDIS_STATUS_MULTICAST_FULL);
	KUNIT_EXPECT_EQ(test, set_list(&second->bindings[0], many, 0), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, list_bytes, 12u);
	KUNIT_EXPECT_EQ(test, listener_ask(&first->bindings[0], NdisRequestSetInformation, OID_802_3_MULTICAST_LIST,
					   many, 7, NULL), NDIS_STATUS_INVALID_LENGTH);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_SUCCESS,
			listener_ask(&first->bindings[0], NdisRequestQueryInformation, OID_802_3_MULTICAST_LIST, found,
				     sizeof(found), &written));
	KUNIT_EXPECT_EQ(test, written, 12u);
	KUNIT_EXPECT_EQ(test, memcmp(found, many, 12), 0);
	listener_end(second);
	listener_end(first);
	KUNIT_EXPECT_EQ(test, list_bytes, 0u);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static NDIS_STATUS refuse_list(struct wire *wire, PNDIS_OID_REQUEST request)
{
	return NDIS_STATUS_FAILURE;
}

/* row 1159 */
static void ndis_protocol_requests_test_multicast_list_is_refused(struct kunit *test)
{
	static const u8 addresses[12] = { 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 2 };
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	u8 found[6 * WIRE_MULTICAST];
	ULONG written;

	wire->on_request = take_list;
	KUNIT_EXPECT_EQ(test, set_list(binding, addresses, 1), NDIS_STATUS_SUCCESS);
	wire->on_request = refuse_list;
	KUNIT_EXPECT_EQ(test, set_list(binding, addresses + 6, 1), NDIS_STATUS_FAILURE);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_SUCCESS,
			listener_ask(binding, NdisRequestQueryInformation, OID_802_3_MULTICAST_LIST, found,
				     sizeof(found), &written));
	KUNIT_EXPECT_EQ(test, written, 6u);
	KUNIT_EXPECT_EQ(test, memcmp(found, addresses, 6), 0);
	wire->on_request = take_list;
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1130: what the general attributes say, without the driver */
static void ndis_protocol_requests_test_attributes_answer_queries(struct kunit *test)
{
	static const struct {
		NDIS_OID oid;
		ULONG value;
	} numbers[] = {
		{ OID_GEN_MEDIA_SUPPORTED, NdisMedium802_3 },
		{ OID_GEN_MEDIA_IN_USE, NdisMedium802_3 },
		{ OID_GEN_MAXIMUM_FRAME_SIZE, WIRE_MTU },
		{ OID_GEN_MAXIMUM_TOTAL_SIZE, WIRE_MTU + 14 },
		{ OID_GEN_LINK_SPEED, 10000000 },
		{ OID_GEN_MEDIA_CONNECT_STATUS, NdisMediaStateConnected },
		{ OID_802_3_MAXIMUM_LIST_SIZE, WIRE_MULTICAST },
	};
	static const u8 address[6] = { 0x02, 0x57, 0x57, 0, 0, 1 };
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	ULONG value = 0, written;
	u8 found[6];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		KUNIT_EXPECT_EQ(test, NDIS_STATUS_SUCCESS,
				listener_ask(binding, NdisRequestQueryInformation, numbers[i].oid, &value,
					     sizeof(value), &written));
		KUNIT_EXPECT_EQ_MSG(test, value, numbers[i].value, "OID 0x%x", numbers[i].oid);
	}
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_SUCCESS,
			listener_ask(binding, NdisRequestQueryInformation, OID_802_3_CURRENT_ADDRESS, found, 6,
				     &written));
	KUNIT_EXPECT_EQ(test, memcmp(found, address, 6), 0);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_BUFFER_TOO_SHORT,
			listener_ask(binding, NdisRequestQueryInformation, OID_802_3_CURRENT_ADDRESS, found, 5,
				     &written));
	KUNIT_EXPECT_EQ(test, written, 0u);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct completion asked;
static PNDIS_OID_REQUEST pending;

static NDIS_STATUS pend(struct wire *wire, PNDIS_OID_REQUEST request)
{
	pending = request;
	complete(&asked);
	return NDIS_STATUS_PENDING;
}

static void complete_pending(struct wire *wire, NDIS_STATUS status)
{
	NdisMOidRequestComplete(wire->adapter, pending, status);
}

static void ask_vendor(struct listener_binding *binding, struct listener_request *request)
{
	KUNIT_EXPECT_EQ(binding->listener->test, NDIS_STATUS_PENDING,
			listener_request(binding, request, NdisRequestQueryInformation, OID_GEN_VENDOR_ID,
					 binding->data, 4));
}

struct ask {
	struct listener_binding *binding;
	struct listener_request *request;
};

static void ask_vendor_call(void *data)
{
	struct ask *ask = data;

	ask_vendor(ask->binding, ask->request);
}

/* row 1131: those of three bindings, one at a time and in order, also from DISPATCH_LEVEL */
static void ndis_protocol_requests_test_requests_of_bindings_queue(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listeners[3];
	struct listener_request *requests = case_alloc(test, 3 * sizeof(*requests));
	struct ask ask;
	int i;

	init_completion(&asked);
	wire->on_request = pend;
	for (i = 0; i < 3; i++) {
		listeners[i] = started_listener(test, wire);
		ask.binding = &listeners[i]->bindings[0];
		ask.request = &requests[i];
		KUNIT_EXPECT_TRUE(test, run_in_softirq(ask_vendor_call, &ask));
	}
	for (i = 0; i < 3; i++) {
		ASSERT_IN_TIME(test, &asked);
		KUNIT_EXPECT_PTR_EQ(test, pending, &requests[i].request);
		KUNIT_EXPECT_PTR_EQ(test, pending->RequestHandle, listeners[i]->bindings[0].handle);
		pending->DATA.QUERY_INFORMATION.BytesWritten = 4;
		complete_pending(wire, NDIS_STATUS_SUCCESS);
		ASSERT_IN_TIME(test, &requests[i].done);
		KUNIT_EXPECT_EQ(test, requests[i].status, NDIS_STATUS_SUCCESS);
	}
	for (i = 3; i--;)
		listener_end(listeners[i]);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1132 */
static void ndis_protocol_requests_test_requests_are_cancelled(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct listener_request *requests = case_alloc(test, 3 * sizeof(*requests));
	int i;

	init_completion(&asked);
	wire->on_request = pend;
	for (i = 0; i < 3; i++)
		ask_vendor(binding, &requests[i]);
	ASSERT_IN_TIME(test, &asked);
	/* The second waits. */
	NdisCancelOidRequest(binding->handle, &requests[1]);
	ASSERT_IN_TIME(test, &requests[1].done);
	KUNIT_EXPECT_EQ(test, requests[1].status, NDIS_STATUS_REQUEST_ABORTED);
	KUNIT_EXPECT_PTR_EQ(test, wire->cancelled_request, NULL);
	/* The driver has the first. */
	NdisCancelOidRequest(binding->handle, &requests[0]);
	KUNIT_EXPECT_PTR_EQ(test, wire->cancelled_request, (PVOID)&requests[0]);
	complete_pending(wire, NDIS_STATUS_REQUEST_ABORTED);
	ASSERT_IN_TIME(test, &requests[0].done);
	KUNIT_EXPECT_EQ(test, requests[0].status, NDIS_STATUS_REQUEST_ABORTED);
	ASSERT_IN_TIME(test, &asked);
	KUNIT_EXPECT_PTR_EQ(test, pending, &requests[2].request);
	complete_pending(wire, NDIS_STATUS_NOT_SUPPORTED);
	ASSERT_IN_TIME(test, &requests[2].done);
	KUNIT_EXPECT_EQ(test, requests[2].status, NDIS_STATUS_NOT_SUPPORTED);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static NDIS_STATUS write_too_much(struct wire *wire, PNDIS_OID_REQUEST request)
{
	request->DATA.QUERY_INFORMATION.BytesWritten = 5;
	return NDIS_STATUS_SUCCESS;
}

/* row 1133 */
static void ndis_protocol_requests_test_wrong_requests_are_refused(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	NDIS_OID_REQUEST request = { .RequestType = NdisRequestQueryInformation };
	ULONG value, written;

	KUNIT_EXPECT_EQ(test, NdisOidRequest(binding->handle, &request), NDIS_STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, listener_ask(binding, NdisRequestQueryInformation, OID_GEN_VENDOR_ID, NULL, 4, NULL),
			NDIS_STATUS_INVALID_PARAMETER);
	EXPECT_NO_REPORT(test);
	wire->on_request = write_too_much;
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_SUCCESS,
			listener_ask(binding, NdisRequestQueryInformation, OID_GEN_VENDOR_ID, &value, 4, &written));
	KUNIT_EXPECT_EQ(test, written, 4u);
	EXPECT_REPORT(test, "MiniportOidRequest", BUGCHECK_NDIS_DRIVER, 0x1d, ANY, wire->adapter, 5, ANY);
	listener_end(listener);
	wire_end(wire);
}

/* row 1134 */
static void ndis_protocol_requests_test_statuses_reach_the_bindings(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	NDIS_STATUS_INDICATION indication = {
		.Header = {
			NDIS_OBJECT_TYPE_STATUS_INDICATION, NDIS_STATUS_INDICATION_REVISION_1,
			NDIS_SIZEOF_STATUS_INDICATION_REVISION_1,
		},
		.StatusCode = NDIS_STATUS_MEDIA_DISCONNECT,
	};

	NdisMIndicateStatusEx(wire->adapter, &indication);
	KUNIT_EXPECT_EQ(test, listener->bindings[0].statuses, 1);
	KUNIT_EXPECT_EQ(test, listener->bindings[0].status, NDIS_STATUS_MEDIA_DISCONNECT);
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	/* No other part of NDIS knows this one. */
	indication.StatusCode = NDIS_STATUS_MEDIA_SPECIFIC_INDICATION;
	NdisMIndicateStatusEx(wire->adapter, &indication);
	KUNIT_EXPECT_EQ(test, listener->bindings[0].status, NDIS_STATUS_MEDIA_SPECIFIC_INDICATION);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_protocol_requests_cases[] = {
	KUNIT_CASE(ndis_protocol_requests_test_packet_filters_are_merged),
	KUNIT_CASE(ndis_protocol_requests_test_packet_filter_is_refused),
	KUNIT_CASE(ndis_protocol_requests_test_multicast_lists_are_merged),
	KUNIT_CASE(ndis_protocol_requests_test_multicast_list_is_refused),
	KUNIT_CASE(ndis_protocol_requests_test_attributes_answer_queries),
	KUNIT_CASE(ndis_protocol_requests_test_requests_of_bindings_queue),
	KUNIT_CASE(ndis_protocol_requests_test_requests_are_cancelled),
	KUNIT_CASE(ndis_protocol_requests_test_wrong_requests_are_refused),
	KUNIT_CASE(ndis_protocol_requests_test_statuses_reach_the_bindings),
	{}
};

WINWORK_SUITE(ndis_protocol_requests);
