/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_filter_control: requests, status indications and events in a stack with filter modules.
 */
#include "ndis_sieve.h"

#define FIRST "arpd"
#define SECOND "ksqe"

static NDIS_OID_REQUEST filter_request(ULONG *filter)
{
	NDIS_OID_REQUEST request = {
		.Header = {
			NDIS_OBJECT_TYPE_OID_REQUEST, NDIS_OID_REQUEST_REVISION_1,
			NDIS_SIZEOF_OID_REQUEST_REVISION_1,
		},
		.RequestType = NdisRequestSetInformation,
	};

	request.DATA.SET_INFORMATION.Oid = OID_GEN_CURRENT_PACKET_FILTER;
	request.DATA.SET_INFORMATION.InformationBuffer = filter;
	request.DATA.SET_INFORMATION.InformationBufferLength = sizeof(*filter);
	return request;
}

/* row 1101 */
static void ndis_filter_control_test_requests_pass_as_copies(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);
	ULONG filter = 5;
	NDIS_OID_REQUEST request = filter_request(&filter);

	KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(wire->adapter, &request), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->requests_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->requests_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->requests_done), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->requests_done), 1);
	KUNIT_EXPECT_EQ(test, low->oid, (NDIS_OID)OID_GEN_CURRENT_PACKET_FILTER);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 1);
	KUNIT_EXPECT_EQ(test, wire->filters[0], 5u);
	/* One that a module completes goes no further. */
	high->requests = SIEVE_ENDS;
	KUNIT_EXPECT_EQ(test, WinworkNdisOidRequest(wire->adapter, &request), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->requests_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 1);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

struct own_request {
	struct sieve *sieve;
	PNDIS_OID_REQUEST request;
};

static void send_request(void *data)
{
	struct own_request *own = data;

	KUNIT_EXPECT_EQ(own->sieve->test, NdisFOidRequest(own->sieve->module, own->request), NDIS_STATUS_PENDING);
}

/* row 1102: a module's own request, at DISPATCH_LEVEL; the modules below see it */
static void ndis_filter_control_test_own_requests(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);
	ULONG filter = 9;
	NDIS_OID_REQUEST request = filter_request(&filter);
	struct own_request own = { high, &request };

	KUNIT_EXPECT_TRUE(test, run_in_softirq(send_request, &own));
	ASSERT_IN_TIME(test, &high->request_done);
	KUNIT_EXPECT_EQ(test, high->request_status, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->requests_seen), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->requests_seen), 1);
	KUNIT_EXPECT_EQ(test, wire->filters[0], 9u);
	request.Header.Size = 8;
	KUNIT_EXPECT_EQ(test, NdisFOidRequest(high->module, &request), NDIS_STATUS_BAD_CHARACTERISTICS);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
}

static void ask(void *data)
{
	struct wire *wire = data;
	ULONG filter = 1;
	NDIS_OID_REQUEST request = filter_request(&filter);

	KUNIT_EXPECT_EQ(wire->test, WinworkNdisOidRequest(wire->adapter, &request), NDIS_STATUS_REQUEST_ABORTED);
}

/* rows 1101 and 1103 */
static void ndis_filter_control_test_pending_request_is_cancelled(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);

	low->requests = SIEVE_HOLDS;
	spawn(test, ask, wire);
	ASSERT_IN_TIME(test, &low->request_came);
	EXPECT_THREAD_WAITS(test);
	NdisFOidRequestComplete(low->module, high->request, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisFOidRequestComplete", BUGCHECK_VERIFIER, 0, high->request, low->module,
		      NDIS_STATUS_SUCCESS, high->request);
	NdisFOidRequestComplete(low->module, low->request, NDIS_STATUS_PENDING);
	EXPECT_REPORT(test, "NdisFOidRequestComplete", BUGCHECK_VERIFIER, 0, low->request, low->module,
		      NDIS_STATUS_PENDING, low->request);
	NdisFCancelOidRequest(high->module, NULL);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->cancels), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 0);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void stop(void *data)
{
	sieve_stop(data);
}

/* row 1103: a module that has a request is not detached */
static void ndis_filter_control_test_detach_waits_for_requests(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);
	ULONG filter = 1;
	NDIS_OID_REQUEST request = filter_request(&filter);

	wire->requests_pend = true;
	KUNIT_EXPECT_EQ(test, NdisFOidRequest(sieve->module, &request), NDIS_STATUS_PENDING);
	ASSERT_IN_TIME(test, &wire->request_came);
	spawn(test, stop, sieve);
	ASSERT_IN_TIME(test, &sieve->pausing);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrpP");
	NdisMOidRequestComplete(wire->adapter, wire->request, NDIS_STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->requests_done), 1);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrpPdR");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static NDIS_STATUS_INDICATION disconnected(void)
{
	return (NDIS_STATUS_INDICATION){
		.Header = {
			NDIS_OBJECT_TYPE_STATUS_INDICATION, NDIS_STATUS_INDICATION_REVISION_1,
			NDIS_SIZEOF_STATUS_INDICATION_REVISION_1,
		},
		.StatusCode = NDIS_STATUS_MEDIA_DISCONNECT,
	};
}

/* row 1104 */
static void ndis_filter_control_test_status_passes_or_is_kept(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);
	NDIS_STATUS_INDICATION indication = disconnected();

	high->statuses = SIEVE_ENDS;
	NdisMIndicateStatusEx(wire->adapter, &indication);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->statuses_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->statuses_seen), 1);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	high->statuses = SIEVE_PASSES;
	NdisMIndicateStatusEx(wire->adapter, &indication);
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	/* A module's own. */
	indication.StatusCode = NDIS_STATUS_MEDIA_CONNECT;
	NdisFIndicateStatus(low->module, &indication);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->statuses_seen), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->statuses_seen), 3);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1104: the link that a module has kept from the interface is told when it goes */
static void ndis_filter_control_test_link_comes_back_with_the_end(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);
	NDIS_STATUS_INDICATION indication = disconnected();

	sieve->statuses = SIEVE_ENDS;
	NdisMIndicateStatusEx(wire->adapter, &indication);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	sieve_stop(sieve);
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	KUNIT_EXPECT_EQ(test, wire->speed, 1000000000ull);
	KUNIT_EXPECT_TRUE(test, wire->is_full_duplex);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1105 */
static void ndis_filter_control_test_events_pass(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);
	PNET_PNP_EVENT_NOTIFICATION net_event = case_alloc(test, 256);
	PNET_DEVICE_PNP_EVENT device_event = case_alloc(test, 256);

	KUNIT_EXPECT_EQ(test, NdisFNetPnPEvent(low->module, net_event), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->net_events), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->net_events), 1);
	NdisFDevicePnPEventNotify(high->module, device_event);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->device_events), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->device_events), 0);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_filter_control_cases[] = {
	KUNIT_CASE(ndis_filter_control_test_requests_pass_as_copies),
	KUNIT_CASE(ndis_filter_control_test_own_requests),
	KUNIT_CASE(ndis_filter_control_test_pending_request_is_cancelled),
	KUNIT_CASE(ndis_filter_control_test_detach_waits_for_requests),
	KUNIT_CASE(ndis_filter_control_test_status_passes_or_is_kept),
	KUNIT_CASE(ndis_filter_control_test_link_comes_back_with_the_end),
	KUNIT_CASE(ndis_filter_control_test_events_pass),
	{}
};

WINWORK_SUITE(ndis_filter_control);
