/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_hang_watch: checks for a hang, and resets.
 */
#include "ndis_listener.h"

/* What an interface asks for when it goes up: so that the peer asks for nothing else, and one request follows. */
#define UP (NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_MULTICAST | NDIS_PACKET_TYPE_BROADCAST)

static struct wire *checked_wire(struct kunit *test)
{
	struct wire *wire = new_wire(test);

	wire->is_checked = true;
	return wire;
}

static void start(struct wire *wire)
{
	KUNIT_ASSERT_EQ(wire->test, wire_start(wire), NDIS_STATUS_SUCCESS);
}

static void go_up(struct wire *wire)
{
	WinworkNdisPeerReceiveMode(wire->peer, UP);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(wire->test, atomic_read(&wire->filters_set), 1);
}

/* The next check finds a hang. Waits for one behind the reset: what follows a reset is under way then. */
static void hang(struct wire *wire)
{
	atomic_inc(&wire->hangs);
	ASSERT_IN_TIME(wire->test, &wire->reset_came);
	reinit_completion(&wire->checked);
	ASSERT_IN_TIME(wire->test, &wire->checked);
	WinworkNdisPeerSettle(wire->peer);
}

/* row 1070 */
static void ndis_hang_watch_test_checks_come_again_and_again(struct kunit *test)
{
	struct wire *wire = checked_wire(test);

	start(wire);
	ASSERT_IN_TIME(test, &wire->checked);
	ASSERT_IN_TIME(test, &wire->checked);
	ASSERT_IN_TIME(test, &wire->checked);
	KUNIT_EXPECT_EQ(test, wire->check_irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+");
	wire_end(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CPH");
	EXPECT_NO_REPORT(test);
}

/* row 1071 */
static void ndis_hang_watch_test_a_hang_leads_to_a_reset(struct kunit *test)
{
	struct wire *wire = checked_wire(test);

	fixture_name_driver(test);
	start(wire);
	go_up(wire);
	hang(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+X");
	KUNIT_EXPECT_EQ(test, wire->reset_irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 1);
	KUNIT_EXPECT_TRUE(test, log_has("is reset: MiniportCheckForHangEx has returned TRUE"));
	hang(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+XX");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1072 */
static void ndis_hang_watch_test_addressing_reset_sets_the_filter_again(struct kunit *test)
{
	struct wire *wire = checked_wire(test);

	wire->is_addressing_reset = TRUE;
	start(wire);
	/* An interface that is down has no filter. */
	hang(wire);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 0);
	go_up(wire);
	hang(wire);
	KUNIT_ASSERT_EQ(test, atomic_read(&wire->filters_set), 2);
	KUNIT_EXPECT_EQ(test, wire->filters[1], (ULONG)UP);
	/* A reset that fails restores nothing. */
	wire->reset_status = NDIS_STATUS_HARD_ERRORS;
	hang(wire);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 2);
	wire->reset_status = NDIS_STATUS_SOFT_ERRORS;
	hang(wire);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 3);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct completion list_came;
static u8 list[6];

static NDIS_STATUS take_list(struct wire *wire, PNDIS_OID_REQUEST request)
{
	KUNIT_EXPECT_EQ(wire->test, request->DATA.SET_INFORMATION.Oid, (NDIS_OID)OID_802_3_MULTICAST_LIST);
	if (request->DATA.SET_INFORMATION.InformationBufferLength == sizeof(list)) {
		memcpy(list, request->DATA.SET_INFORMATION.InformationBuffer, sizeof(list));
		complete(&list_came);
	}
	return NDIS_STATUS_SUCCESS;
}

/* row 1072: what a binding has set; the interface is down */
static void ndis_hang_watch_test_addressing_reset_sets_what_bindings_have(struct kunit *test)
{
	static u8 address[6] = { 1, 0, 0, 0, 0, 1 };
	struct wire *wire = checked_wire(test);
	struct listener *listener;

	init_completion(&list_came);
	wire->is_addressing_reset = TRUE;
	wire->on_request = take_list;
	start(wire);
	listener = started_listener(test, wire);
	listener_filter(&listener->bindings[0], NDIS_PACKET_TYPE_BROADCAST);
	KUNIT_EXPECT_EQ(test, NDIS_STATUS_SUCCESS,
			listener_ask(&listener->bindings[0], NdisRequestSetInformation, OID_802_3_MULTICAST_LIST,
				     address, sizeof(address), NULL));
	ASSERT_IN_TIME(test, &list_came);
	memset(list, 0, sizeof(list));
	atomic_inc(&wire->hangs);
	ASSERT_IN_TIME(test, &list_came);
	KUNIT_EXPECT_EQ(test, memcmp(list, address, sizeof(list)), 0);
	KUNIT_ASSERT_EQ(test, atomic_read(&wire->filters_set), 2);
	KUNIT_EXPECT_EQ(test, wire->filters[1], (ULONG)NDIS_PACKET_TYPE_BROADCAST);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void abort_request(struct wire *wire)
{
	wire->requests_pend = false;
	NdisMOidRequestComplete(wire->adapter, wire->request, NDIS_STATUS_REQUEST_ABORTED);
}

/* row 1073 */
static void ndis_hang_watch_test_a_late_request_leads_to_a_reset(struct kunit *test)
{
	struct wire *wire = checked_wire(test);

	fixture_name_driver(test);
	wire->requests_pend = true;
	wire->on_reset = abort_request;
	start(wire);
	WinworkNdisPeerReceiveMode(wire->peer, UP);
	ASSERT_IN_TIME(test, &wire->request_came);
	ASSERT_IN_TIME(test, &wire->reset_came);
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_TRUE(test, log_has("is reset: an OID request is in progress since two calls"));
	reinit_completion(&wire->checked);
	ASSERT_IN_TIME(test, &wire->checked);
	ASSERT_IN_TIME(test, &wire->checked);
	ASSERT_IN_TIME(test, &wire->checked);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+X");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void halt_adapter(void *data)
{
	struct wire *wire = data;

	WinworkNdisHaltAdapter(wire->adapter);
}

/* row 1074: the halt waits for a reset that pends */
static void ndis_hang_watch_test_reset_is_completed_later(struct kunit *test)
{
	struct wire *wire = checked_wire(test);

	wire->reset_status = NDIS_STATUS_PENDING;
	start(wire);
	go_up(wire);
	atomic_inc(&wire->hangs);
	ASSERT_IN_TIME(test, &wire->reset_came);
	spawn(test, halt_adapter, wire);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+X");
	NdisMResetComplete(wire->adapter, NDIS_STATUS_SUCCESS, FALSE);
	join(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+X-CPH");
	/* For the interface that goes down. */
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 2);
	wire->adapter = NULL;
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct completion unbound;

static void note_unbind(struct listener_binding *binding)
{
	complete(&unbound);
}

/* row 1072: the driver has the request that follows a reset, for a binding without a filter, and is halted */
static void ndis_hang_watch_test_halt_waits_for_what_follows_a_reset(struct kunit *test)
{
	struct wire *wire = checked_wire(test);
	struct listener *listener;

	wire->is_addressing_reset = TRUE;
	wire->requests_pend = true;
	start(wire);
	listener = started_listener(test, wire);
	init_completion(&unbound);
	listener->on_unbind = note_unbind;
	atomic_inc(&wire->hangs);
	ASSERT_IN_TIME(test, &wire->request_came);
	spawn(test, halt_adapter, wire);
	/* The watch has stopped then. */
	ASSERT_IN_TIME(test, &unbound);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_NULL(test, strchr(wire->events, 'H'));
	/* A second check may have found the request late, and reset once more. */
	wire->requests_pend = false;
	NdisMOidRequestComplete(wire->adapter, wire->request, NDIS_STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_NOT_NULL(test, strchr(wire->events, 'H'));
	wire->adapter = NULL;
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void complete_reset(struct wire *wire)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	NdisMResetComplete(wire->adapter, NDIS_STATUS_SUCCESS, TRUE);
	KeLowerIrql(irql);
}

/* row 1074 */
static void ndis_hang_watch_test_reset_is_completed_before_the_handler_returns(struct kunit *test)
{
	struct wire *wire = checked_wire(test);

	wire->reset_status = NDIS_STATUS_PENDING;
	wire->on_reset = complete_reset;
	start(wire);
	go_up(wire);
	hang(wire);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 2);
	EXPECT_NO_REPORT(test);
	wire->reset_status = NDIS_STATUS_SUCCESS;
	hang(wire);
	EXPECT_REPORT(test, "MiniportResetEx", BUGCHECK_NDIS_DRIVER, 0x0f, wire->adapter, 0, ANY,
		      wire->adapter);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->filters_set), 3);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1075 */
static void ndis_hang_watch_test_wrong_completion_is_reported(struct kunit *test)
{
	struct wire *wire = checked_wire(test);

	start(wire);
	NdisMResetComplete(wire->adapter, NDIS_STATUS_SUCCESS, FALSE);
	EXPECT_REPORT(test, "NdisMResetComplete", BUGCHECK_NDIS_DRIVER, 0x0f, wire->adapter,
		      NDIS_STATUS_SUCCESS, ANY, wire->adapter);
	NdisMResetComplete(wire->miniport, NDIS_STATUS_SUCCESS, FALSE);
	EXPECT_REPORT(test, "NdisMResetComplete", BUGCHECK_REFERENCE_BY_POINTER, 0, wire->miniport, ANY,
		      ANY, wire->miniport);
	wire->reset_status = NDIS_STATUS_PENDING;
	atomic_inc(&wire->hangs);
	ASSERT_IN_TIME(test, &wire->reset_came);
	NdisMResetComplete(wire->adapter, NDIS_STATUS_PENDING, FALSE);
	EXPECT_REPORT(test, "NdisMResetComplete", BUGCHECK_NDIS_DRIVER, 0x0f, wire->adapter,
		      NDIS_STATUS_PENDING, ANY, wire->adapter);
	NdisMResetComplete(wire->adapter, NDIS_STATUS_SUCCESS, FALSE);
	EXPECT_NO_REPORT(test);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1075 */
static void ndis_hang_watch_test_no_reset_handler_is_reported_once(struct kunit *test)
{
	struct wire *wire = checked_wire(test);

	wire->has_no_reset = true;
	atomic_set(&wire->hangs, 2);
	start(wire);
	ASSERT_IN_TIME(test, &wire->checked);
	ASSERT_IN_TIME(test, &wire->checked);
	ASSERT_IN_TIME(test, &wire->checked);
	EXPECT_REPORT(test, "MiniportCheckForHangEx", BUGCHECK_NDIS_DRIVER, 0x0f, wire->adapter, ANY, ANY,
		      wire->adapter);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_hang_watch_cases[] = {
	KUNIT_CASE(ndis_hang_watch_test_checks_come_again_and_again),
	KUNIT_CASE(ndis_hang_watch_test_a_hang_leads_to_a_reset),
	KUNIT_CASE(ndis_hang_watch_test_addressing_reset_sets_the_filter_again),
	KUNIT_CASE(ndis_hang_watch_test_addressing_reset_sets_what_bindings_have),
	KUNIT_CASE(ndis_hang_watch_test_a_late_request_leads_to_a_reset),
	KUNIT_CASE(ndis_hang_watch_test_reset_is_completed_later),
	KUNIT_CASE(ndis_hang_watch_test_halt_waits_for_what_follows_a_reset),
	KUNIT_CASE(ndis_hang_watch_test_reset_is_completed_before_the_handler_returns),
	KUNIT_CASE(ndis_hang_watch_test_wrong_completion_is_reported),
	KUNIT_CASE(ndis_hang_watch_test_no_reset_handler_is_reported_once),
	{}
};

WINWORK_SUITE(ndis_hang_watch);
