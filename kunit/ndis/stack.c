/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_stack: when an adapter has an interface, and what the driver is told of it.
 */
#include "ndis_wire.h"

/* rows 1022 and 1023 */
static void ndis_stack_test_interface_comes_last_and_goes_first(struct kunit *test)
{
	static const u8 address[6] = { 0x02, 0x57, 0x57, 0, 0, 1 };
	static const u8 permanent_address[6] = { 0x02, 0x57, 0x57, 0, 0, 2 };
	struct wire *wire = started_wire(test);

	KUNIT_EXPECT_STREQ(test, wire->events, "IR+");
	KUNIT_EXPECT_TRUE(test, wire->attributes.IsEthernet);
	KUNIT_EXPECT_EQ(test, wire->attributes.Mtu, (ULONG)WIRE_MTU);
	KUNIT_EXPECT_EQ(test, memcmp(wire->attributes.Address, address, 6), 0);
	KUNIT_EXPECT_EQ(test, memcmp(wire->attributes.PermanentAddress, permanent_address, 6), 0);
	KUNIT_EXPECT_GE(test, wire->attributes.Queues, 1u);
	KUNIT_EXPECT_LE(test, wire->attributes.Queues, 16u);
	WinworkNdisHaltAdapter(wire->adapter);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CPH");
	wire->adapter = NULL;
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1024 */
static void ndis_stack_test_no_general_attributes_no_interface(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	fixture_name_driver(test);
	wire->has_no_attributes = true;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR");
	KUNIT_EXPECT_TRUE(test, log_has("has no interface: MiniportInitializeEx has set no general "
					"attributes"));
	wire_end(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IRPH");
}

/* row 1024 */
static void ndis_stack_test_other_media_have_no_interface(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->medium = NdisMedium802_5;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR");
	KUNIT_EXPECT_TRUE(test, log_has("its medium is neither NdisMedium802_3 nor NdisMediumIP"));
	wire_end(wire);
}

static void ndis_stack_test_ip_medium_is_point_to_point(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->medium = NdisMediumIP;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+");
	KUNIT_EXPECT_FALSE(test, wire->attributes.IsEthernet);
	wire_end(wire);
}

/* row 1025 */
static void ndis_stack_test_failed_start_has_no_interface(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->restart_status = NDIS_STATUS_RESOURCES;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR");
	wire_end(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IRH");

	wire = new_wire(test);
	wire->initialize_status = NDIS_STATUS_RESOURCES;
	KUNIT_EXPECT_EQ(test, wire_start(wire), NDIS_STATUS_RESOURCES);
	KUNIT_EXPECT_STREQ(test, wire->events, "I");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1026 */
static void ndis_stack_test_up_and_down_set_the_packet_filter(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	const ULONG up = NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST;

	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 0);
	WinworkNdisPeerReceiveMode(wire->peer, up);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_ASSERT_GE(test, atomic_read(&wire->filters_set), 1);
	KUNIT_EXPECT_EQ(test, wire->filters[atomic_read(&wire->filters_set) - 1], up);
	/* The driver does not support all of these. */
	WinworkNdisPeerReceiveMode(wire->peer, up | NDIS_PACKET_TYPE_ALL_MULTICAST);
	WinworkNdisPeerReceiveMode(wire->peer, up | NDIS_PACKET_TYPE_PROMISCUOUS |
				   NDIS_PACKET_TYPE_ALL_MULTICAST);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(test, wire->filters[atomic_read(&wire->filters_set) - 1],
			up | NDIS_PACKET_TYPE_PROMISCUOUS);
	WinworkNdisPeerReceiveMode(wire->peer, 0);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(test, wire->filters[atomic_read(&wire->filters_set) - 1], 0u);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+");
	/* An interface that is up goes down before it goes. */
	WinworkNdisPeerReceiveMode(wire->peer, up);
	wire_end(wire);
	KUNIT_EXPECT_EQ(test, wire->filters[atomic_read(&wire->filters_set) - 1], 0u);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CPH");
	EXPECT_NO_REPORT(test);
}

struct mode {
	struct wire *wire;
	ULONG filter;
};

static void set_mode(void *data)
{
	struct mode *mode = data;

	WinworkNdisPeerReceiveMode(mode->wire->peer, mode->filter);
}

static void settle(void *data)
{
	struct wire *wire = data;

	WinworkNdisPeerSettle(wire->peer);
}

/* rows 1026 and 1027: the driver pends its request; the interface goes up and down meanwhile */
static void ndis_stack_test_interface_never_waits_for_the_driver(struct kunit *test)
{
	struct wire *wire = new_wire(test);
	struct mode mode = { wire, NDIS_PACKET_TYPE_DIRECTED };

	wire->requests_pend = true;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	WinworkNdisPeerReceiveMode(wire->peer, NDIS_PACKET_TYPE_DIRECTED);
	ASSERT_IN_TIME(test, &wire->request_came);
	/* The driver has no filter yet: it would drop an answer. */
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	/* These return although the request is out. */
	KUNIT_EXPECT_TRUE(test, run_in_softirq(set_mode, &mode));
	mode.filter = 0;
	KUNIT_EXPECT_TRUE(test, run_in_softirq(set_mode, &mode));
	spawn(test, settle, wire);
	EXPECT_THREAD_WAITS(test);
	wire->requests_pend = false;
	NdisMOidRequestComplete(wire->adapter, wire->request, NDIS_STATUS_SUCCESS);
	join(test);
	/* One request at a time; the last says what is wanted now. */
	KUNIT_EXPECT_EQ(test, wire->filters[atomic_read(&wire->filters_set) - 1], 0u);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* ---- the link ------------------------------------------------------------------------------ */

static NDIS_STATUS_INDICATION indication(NDIS_STATUS status, PVOID buffer, ULONG bytes)
{
	return (NDIS_STATUS_INDICATION){
		.Header = {
			NDIS_OBJECT_TYPE_STATUS_INDICATION, NDIS_STATUS_INDICATION_REVISION_1,
			NDIS_SIZEOF_STATUS_INDICATION_REVISION_1,
		},
		.StatusCode = status,
		.StatusBuffer = buffer,
		.StatusBufferSize = bytes,
	};
}

static NDIS_LINK_STATE link_state(NDIS_MEDIA_CONNECT_STATE connected, ULONG64 speed,
				  NDIS_MEDIA_DUPLEX_STATE duplex)
{
	return (NDIS_LINK_STATE){
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT, NDIS_LINK_STATE_REVISION_1,
			NDIS_SIZEOF_LINK_STATE_REVISION_1,
		},
		.MediaConnectState = connected,
		.MediaDuplexState = duplex,
		.XmitLinkSpeed = speed,
		.RcvLinkSpeed = speed,
	};
}

static void indicate(struct wire *wire, NDIS_STATUS status, PVOID buffer, ULONG bytes)
{
	NDIS_STATUS_INDICATION status_indication = indication(status, buffer, bytes);

	NdisMIndicateStatusEx(wire->adapter, &status_indication);
}

static void disconnect(void *data)
{
	indicate(data, NDIS_STATUS_MEDIA_DISCONNECT, NULL, 0);
}

/* row 1028 */
static void ndis_stack_test_link_state_from_any_irql(struct kunit *test)
{
	NDIS_LINK_STATE state = link_state(MediaConnectStateDisconnected, NET_IF_LINK_SPEED_UNKNOWN,
					   MediaDuplexStateHalf);
	struct wire *wire = started_wire(test);
	KIRQL irql;

	/* Of the general attributes. */
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->links), 1);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	KUNIT_EXPECT_TRUE(test, wire->is_full_duplex);
	KUNIT_EXPECT_EQ(test, wire->speed, 1000000000ull);

	indicate(wire, NDIS_STATUS_LINK_STATE, &state, sizeof(state));
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	KUNIT_EXPECT_FALSE(test, wire->is_full_duplex);
	KUNIT_EXPECT_EQ(test, wire->speed, 0ull);

	state = link_state(MediaConnectStateConnected, 40000000000ull, MediaDuplexStateFull);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	indicate(wire, NDIS_STATUS_LINK_STATE, &state, sizeof(state));
	KeLowerIrql(irql);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	KUNIT_EXPECT_TRUE(test, wire->is_full_duplex);
	KUNIT_EXPECT_EQ(test, wire->speed, 40000000000ull);

	KUNIT_EXPECT_TRUE(test, run_in_softirq(disconnect, wire));
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	KUNIT_EXPECT_EQ(test, wire->speed, 40000000000ull);
	indicate(wire, NDIS_STATUS_MEDIA_CONNECT, NULL, 0);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->links), 5);
	/* Another status reaches no one. */
	indicate(wire, NDIS_STATUS_RESET_START, NULL, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->links), 5);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void indicate_faster(struct wire *wire)
{
	NDIS_LINK_STATE state = link_state(MediaConnectStateConnected, 2500000000ull, MediaDuplexStateFull);

	wire->on_link = NULL;
	indicate(wire, NDIS_STATUS_LINK_STATE, &state, sizeof(state));
}

/* row 1056: a newer speed comes while the interface is told of an older one */
static void ndis_stack_test_last_link_state_counts(struct kunit *test)
{
	NDIS_LINK_STATE state = link_state(MediaConnectStateConnected, 100000000, MediaDuplexStateHalf);
	struct wire *wire = started_wire(test);

	wire->on_link = indicate_faster;
	indicate(wire, NDIS_STATUS_LINK_STATE, &state, sizeof(state));
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	KUNIT_EXPECT_EQ(test, wire->speed, 2500000000ull);
	KUNIT_EXPECT_TRUE(test, wire->is_full_duplex);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void disconnect_in_restart(struct wire *wire)
{
	disconnect(wire);
}

/* row 1028: the interface gets the last one that came before it */
static void ndis_stack_test_link_state_before_the_interface(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->on_restart = disconnect_in_restart;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->links), 1);
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	wire_end(wire);
}

/* row 1029 */
static void ndis_stack_test_wrong_indication_is_reported(struct kunit *test)
{
	NDIS_LINK_STATE state = link_state(MediaConnectStateDisconnected, 0, MediaDuplexStateHalf);
	struct wire *wire = started_wire(test);
	NDIS_STATUS_INDICATION bad = indication(NDIS_STATUS_MEDIA_DISCONNECT, NULL, 0);
	NDIS_HANDLE adapter = wire->adapter;

	indicate(wire, NDIS_STATUS_LINK_STATE, &state, sizeof(state) - 8);
	EXPECT_REPORT(test, "NdisMIndicateStatusEx", BUGCHECK_NDIS_DRIVER, 0x20, adapter, ANY,
		      NDIS_STATUS_LINK_STATE, adapter);
	indicate(wire, NDIS_STATUS_LINK_STATE, NULL, sizeof(state));
	EXPECT_REPORT(test, "NdisMIndicateStatusEx", BUGCHECK_NDIS_DRIVER, 0x20, adapter, ANY,
		      NDIS_STATUS_LINK_STATE, adapter);
	bad.Header.Size--;
	NdisMIndicateStatusEx(adapter, &bad);
	EXPECT_REPORT(test, "NdisMIndicateStatusEx", BUGCHECK_NDIS_DRIVER, 0x21, adapter, &bad,
		      NDIS_STATUS_MEDIA_DISCONNECT, adapter);
	NdisMIndicateStatusEx(adapter, NULL);
	EXPECT_REPORT(test, "NdisMIndicateStatusEx", BUGCHECK_VERIFIER, 0, ANY, ANY, ANY, ANY);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	WinworkNdisHaltAdapter(adapter);
	wire->adapter = NULL;
	NdisMIndicateStatusEx(adapter, &bad);
	EXPECT_REPORT(test, "NdisMIndicateStatusEx", BUGCHECK_REFERENCE_BY_POINTER, 0, adapter, ANY,
		      ANY, ANY);
	wire_end(wire);
}

/* ---- peers --------------------------------------------------------------------------------- */

static const WINWORK_NDIS_PEER_CALLBACKS silent;

/* An adapter has one interface. A peer may come and go while the adapter runs. */
static void ndis_stack_test_peer_of_a_running_adapter(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	NDIS_HANDLE other = wire;

	KUNIT_EXPECT_EQ(test, WinworkNdisOpenPeer(wire->adapter, &silent, NULL, &other),
			NDIS_STATUS_NOT_ACCEPTED);
	KUNIT_EXPECT_PTR_EQ(test, other, (NDIS_HANDLE)NULL);
	WinworkNdisClosePeer(wire->peer);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-C");
	WinworkNdisClosePeer(wire->peer);
	EXPECT_REPORT(test, "WinworkNdisClosePeer", BUGCHECK_REFERENCE_BY_POINTER, 0, ANY, ANY, ANY,
		      ANY);
	KUNIT_EXPECT_EQ(test, WinworkNdisOpenPeer(wire->adapter, &silent, NULL, &wire->peer),
			NDIS_STATUS_SUCCESS);
	wire_end(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CCPH");
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_stack_cases[] = {
	KUNIT_CASE(ndis_stack_test_interface_comes_last_and_goes_first),
	KUNIT_CASE(ndis_stack_test_no_general_attributes_no_interface),
	KUNIT_CASE(ndis_stack_test_other_media_have_no_interface),
	KUNIT_CASE(ndis_stack_test_ip_medium_is_point_to_point),
	KUNIT_CASE(ndis_stack_test_failed_start_has_no_interface),
	KUNIT_CASE(ndis_stack_test_up_and_down_set_the_packet_filter),
	KUNIT_CASE(ndis_stack_test_interface_never_waits_for_the_driver),
	KUNIT_CASE(ndis_stack_test_link_state_from_any_irql),
	KUNIT_CASE(ndis_stack_test_last_link_state_counts),
	KUNIT_CASE(ndis_stack_test_link_state_before_the_interface),
	KUNIT_CASE(ndis_stack_test_wrong_indication_is_reported),
	KUNIT_CASE(ndis_stack_test_peer_of_a_running_adapter),
	{}
};

WINWORK_SUITE(ndis_stack);
