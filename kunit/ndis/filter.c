/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_filter: the states of filter modules, and the stack around them.
 */
#include "ndis_sieve.h"

#define FIRST "arpd"
#define SECOND "ksqe"

/* rows 1085 and 1086 */
static void ndis_filter_test_module_joins_and_leaves(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);

	/* The stack is paused from the top down, and restarted from the bottom up. */
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRr");
	sieve_stop(sieve);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrpPdR");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1085 */
static void ndis_filter_test_adapter_that_comes_later(struct kunit *test)
{
	struct wire *wire = new_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);

	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IaRr+");
	WinworkNdisHaltAdapter(wire->adapter);
	wire->adapter = NULL;
	KUNIT_EXPECT_STREQ(test, wire->events, "IaRr+-CpPdH");
	wire_end(wire);
	sieve_stop(sieve);
	EXPECT_NO_REPORT(test);
}

/* row 1085 */
static void ndis_filter_test_adapter_without_attributes(struct kunit *test)
{
	struct wire *wire = new_wire(test), *later = new_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	wire->has_no_attributes = true;
	later->has_no_attributes = true;
	KUNIT_ASSERT_EQ(test, wire_start(wire), NDIS_STATUS_SUCCESS);
	sieve_start(sieve);
	KUNIT_ASSERT_EQ(test, wire_start(later), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR");
	KUNIT_EXPECT_STREQ(test, later->events, "IR");
	KUNIT_EXPECT_PTR_EQ(test, sieve->module, (NDIS_HANDLE)NULL);
	sieve_stop(sieve);
	wire_end(later);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1087: the first is the lowest */
static void ndis_filter_test_order_of_loading(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *first = started_sieve(wire, FIRST), *second = started_sieve(wire, SECOND);

	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrpPkRrs");
	sieve_stop(first);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrpPkRrsqpPdRs");
	sieve_stop(second);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void check_parameters(struct sieve *sieve, PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
	struct kunit *test = sieve->test;

	KUNIT_EXPECT_EQ(test, (int)parameters->Header.Type, NDIS_OBJECT_TYPE_FILTER_ATTACH_PARAMETERS);
	KUNIT_EXPECT_EQ(test, (int)parameters->MiniportMediaType, (int)NdisMedium802_3);
	KUNIT_EXPECT_EQ(test, (int)parameters->MediaConnectState, (int)MediaConnectStateConnected);
	KUNIT_EXPECT_EQ(test, parameters->XmitLinkSpeed, 1000000000ull);
	KUNIT_EXPECT_EQ(test, (int)parameters->MacAddressLength, 6);
	KUNIT_EXPECT_EQ(test, parameters->CurrentMacAddress[1], 0x57);
	KUNIT_EXPECT_NE(test, parameters->IfIndex, parameters->BaseMiniportIfIndex);
	KUNIT_EXPECT_EQ(test, parameters->BaseMiniportName->Buffer[0], L'\\');
	KUNIT_EXPECT_EQ(test, parameters->FilterModuleGuidName->Buffer[0], L'{');
	KUNIT_EXPECT_GT(test, parameters->BaseMiniportInstanceName->MaximumLength, 0);
}

/* Not a state in which a module may ask something. */
static void ask_in_attach(struct sieve *sieve, PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
	NDIS_OID_REQUEST request = {
		.Header = {
			NDIS_OBJECT_TYPE_OID_REQUEST, NDIS_OID_REQUEST_REVISION_1,
			NDIS_SIZEOF_OID_REQUEST_REVISION_1,
		},
		.RequestType = NdisRequestQueryInformation,
	};

	KUNIT_EXPECT_EQ(sieve->test, NdisFOidRequest(sieve->module, &request), NDIS_STATUS_FAILURE);
	expect_refusal(sieve->test, __LINE__, true, "NdisFOidRequest", NDIS_STATUS_FAILURE,
		       "the module is not attached");
	KUNIT_EXPECT_EQ(sieve->test, NdisFOidRequest(sieve->module, NULL), NDIS_STATUS_FAILURE);
	EXPECT_REPORT(sieve->test, "NdisFOidRequest", BUGCHECK_VERIFIER, 0, ANY, ANY, ANY, ANY);
}

/* row 1102 */
static void ndis_filter_test_request_before_the_end_of_attach(struct kunit *test)
{
	struct wire *wire;
	struct sieve *sieve;

	fixture_name_driver(test);
	wire = started_wire(test);
	sieve = new_sieve(wire, FIRST);
	sieve->on_attach = ask_in_attach;
	sieve_start(sieve);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->requests_done), 0);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1085 */
static void ndis_filter_test_attach_parameters(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->on_attach = check_parameters;
	sieve_start(sieve);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1088 */
static void ndis_filter_test_failed_attach_leaves_the_stack(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->attach_status = NDIS_STATUS_RESOURCES;
	sieve_start(sieve);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaR");
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	sieve_stop(sieve);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaR");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1088: a mandatory one takes the link away, until its driver goes */
static void ndis_filter_test_failed_mandatory_filter(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->attach_status = NDIS_STATUS_RESOURCES;
	sieve->flags = NDIS_FILTER_DRIVER_MANDATORY;
	sieve_start(sieve);
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	sieve_stop(sieve);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1088: the link comes back with the last one that goes */
static void ndis_filter_test_two_failed_mandatory_filters(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *first = new_sieve(wire, FIRST), *second = new_sieve(wire, SECOND);

	first->attach_status = NDIS_STATUS_RESOURCES;
	first->flags = NDIS_FILTER_DRIVER_MANDATORY;
	second->restart_status = NDIS_STATUS_RESOURCES;
	second->flags = NDIS_FILTER_DRIVER_MANDATORY;
	sieve_start(first);
	sieve_start(second);
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	sieve_stop(second);
	KUNIT_EXPECT_FALSE(test, wire->is_up);
	sieve_stop(first);
	KUNIT_EXPECT_TRUE(test, wire->is_up);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1088 */
static void ndis_filter_test_failed_restart_takes_the_module_out(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *first = started_sieve(wire, FIRST), *second = new_sieve(wire, SECOND);

	wire->events[0] = 0;
	memset(wire->events, 0, sizeof(wire->events));
	second->restart_status = NDIS_STATUS_RESOURCES;
	sieve_start(second);
	KUNIT_EXPECT_STREQ(test, wire->events, "pPkRrspPeRr");
	sieve_stop(second);
	sieve_stop(first);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1088 */
static void ndis_filter_test_attach_without_attributes(struct kunit *test)
{
	struct wire *wire;
	struct sieve *sieve;

	fixture_name_driver(test);
	wire = started_wire(test);
	sieve = new_sieve(wire, FIRST);
	sieve->sets_no_attributes = true;
	sieve_start(sieve);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaR");
	KUNIT_EXPECT_TRUE(test, log_has("has not called NdisFSetAttributes"));
	sieve_stop(sieve);
	wire_end(wire);
}

static void stop(void *data)
{
	sieve_stop(data);
}

/* row 1089 */
static void ndis_filter_test_pause_that_pends(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->pause_status = NDIS_STATUS_PENDING;
	sieve_start(sieve);
	spawn(test, stop, sieve);
	ASSERT_IN_TIME(test, &sieve->pausing);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrp");
	NdisFPauseComplete(sieve->module);
	join(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrpPdR");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void stop_in_detach(struct sieve *sieve)
{
	spawn(sieve->test, stop, sieve);
	EXPECT_THREAD_WAITS(sieve->test);
}

/* row 1086: an adapter and the filter driver end at the same time */
static void ndis_filter_test_end_waits_for_detach_of_another(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);

	sieve->on_detach = stop_in_detach;
	WinworkNdisHaltAdapter(wire->adapter);
	wire->adapter = NULL;
	join(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRr-CpPdH");
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void start(void *data)
{
	WinworkNdisStartFilter(((struct sieve *)data)->driver);
}

/* row 1089 */
static void ndis_filter_test_restart_that_pends(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->restart_status = NDIS_STATUS_PENDING;
	KUNIT_ASSERT_EQ(test, sieve_register(sieve), NDIS_STATUS_SUCCESS);
	spawn(test, start, sieve);
	ASSERT_IN_TIME(test, &sieve->restarted);
	EXPECT_THREAD_WAITS(test);
	NdisFRestartComplete(sieve->module, NDIS_STATUS_SUCCESS);
	join(test);
	sieve->restart_status = NDIS_STATUS_SUCCESS;
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1090 */
static void ndis_filter_test_completion_without_a_pending_one(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);

	NdisFPauseComplete(sieve->module);
	EXPECT_REPORT(test, "NdisFPauseComplete", BUGCHECK_NDIS_DRIVER, 0x1f, sieve->module, 4,
		      NDIS_STATUS_SUCCESS, sieve->module);
	NdisFRestartComplete(sieve->module, NDIS_STATUS_SUCCESS);
	EXPECT_REPORT(test, "NdisFRestartComplete", BUGCHECK_NDIS_DRIVER, 0x1f, sieve->module, 4,
		      NDIS_STATUS_SUCCESS, sieve->module);
	NdisFRestartComplete(sieve->module, NDIS_STATUS_PENDING);
	EXPECT_REPORT(test, "NdisFRestartComplete", BUGCHECK_VERIFIER, 0, sieve->module, NDIS_STATUS_PENDING, 0,
		      sieve->module);
	sieve->pause_status = NDIS_STATUS_FAILURE;
	sieve_stop(sieve);
	EXPECT_REPORT(test, "FilterPause", BUGCHECK_NDIS_DRIVER, 0x1f, ANY, 5, (ULONG)NDIS_STATUS_FAILURE, ANY);
	NdisFPauseComplete(sieve->module);
	EXPECT_REPORT(test, "NdisFPauseComplete", BUGCHECK_REFERENCE_BY_POINTER, 0, sieve->module, ANY, ANY, ANY);
	wire_end(wire);
}

static NDIS_FILTER_PARTIAL_CHARACTERISTICS no_handlers = {
	.Header = {
		NDIS_OBJECT_TYPE_FILTER_PARTIAL_CHARACTERISTICS, NDIS_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1,
		NDIS_SIZEOF_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1,
	},
};

static void restart_filter(void *data)
{
	struct sieve *sieve = data;

	KUNIT_EXPECT_EQ(sieve->test, NdisFRestartFilter(sieve->module), NDIS_STATUS_SUCCESS);
}

/* row 1091: at DISPATCH_LEVEL; the module has no handlers for frames afterwards */
static void ndis_filter_test_restart_with_other_handlers(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);
	struct wire_frame frame = {}, other = {};
	u8 data[60] = {};

	WinworkNdisPeerReceiveMode(wire->peer, NDIS_PACKET_TYPE_DIRECTED);
	WinworkNdisPeerSettle(wire->peer);
	ASSERT_IN_TIME(test, &sieve->restarted);
	KUNIT_EXPECT_TRUE(test, wire_send(wire, &frame, data, sizeof(data)));
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->sends_seen), 1);
	sieve->options = &no_handlers;
	KUNIT_EXPECT_TRUE(test, run_in_softirq(restart_filter, sieve));
	ASSERT_IN_TIME(test, &sieve->restarted);
	KUNIT_EXPECT_TRUE(test, wire_send(wire, &other, data, sizeof(data)));
	WinworkNdisPeerSettle(wire->peer);
	KUNIT_EXPECT_EQ(test, atomic_read(&other.times), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->sends_seen), 1);
	KUNIT_EXPECT_EQ(test, NdisSetOptionalHandlers(sieve->module, (PNDIS_DRIVER_OPTIONAL_HANDLERS)&no_handlers),
			NDIS_STATUS_INVALID_STATE);
	sieve_stop(sieve);
	wire_end(wire);
}

/* row 1088: FilterSetModuleOptions fails */
static void ndis_filter_test_failed_options_take_the_module_out(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->options_status = NDIS_STATUS_RESOURCES;
	sieve_start(sieve);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PadR");
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1092 */
static void ndis_filter_test_registration_without_needed_handlers(struct kunit *test)
{
	static const struct {
		size_t given, needed;
		const char *name;
	} pairs[] = {
		{ offsetof(NDIS_FILTER_DRIVER_CHARACTERISTICS, SendNetBufferListsHandler),
		  offsetof(NDIS_FILTER_DRIVER_CHARACTERISTICS, SendNetBufferListsCompleteHandler),
		  "NDIS_FILTER_DRIVER_CHARACTERISTICS.SendNetBufferListsCompleteHandler" },
		{ offsetof(NDIS_FILTER_DRIVER_CHARACTERISTICS, ReceiveNetBufferListsHandler),
		  offsetof(NDIS_FILTER_DRIVER_CHARACTERISTICS, ReturnNetBufferListsHandler),
		  "NDIS_FILTER_DRIVER_CHARACTERISTICS.ReturnNetBufferListsHandler" },
		{ offsetof(NDIS_FILTER_DRIVER_CHARACTERISTICS, OidRequestHandler),
		  offsetof(NDIS_FILTER_DRIVER_CHARACTERISTICS, OidRequestCompleteHandler),
		  "NDIS_FILTER_DRIVER_CHARACTERISTICS.OidRequestCompleteHandler" },
	};
	unsigned int i;

	fixture_name_driver(test);
	for (i = 0; i < ARRAY_SIZE(pairs); i++) {
		NDIS_FILTER_DRIVER_CHARACTERISTICS characteristics = {
			.Header = {
				NDIS_OBJECT_TYPE_FILTER_DRIVER_CHARACTERISTICS,
				NDIS_FILTER_CHARACTERISTICS_REVISION_2,
				NDIS_SIZEOF_FILTER_DRIVER_CHARACTERISTICS_REVISION_2,
			},
			.MajorNdisVersion = 6,
			.AttachHandler = (FILTER_ATTACH_HANDLER)1,
			.DetachHandler = (FILTER_DETACH_HANDLER)1,
			.RestartHandler = (FILTER_RESTART_HANDLER)1,
			.PauseHandler = (FILTER_PAUSE_HANDLER)1,
		};
		NDIS_HANDLE handle = test;

		*(void **)((u8 *)&characteristics + pairs[i].given) = test;
		KUNIT_EXPECT_EQ(test, NdisFRegisterFilterDriver(fixture_of(test)->driver, NULL, &characteristics,
								&handle), NDIS_STATUS_BAD_CHARACTERISTICS);
		KUNIT_EXPECT_PTR_EQ(test, handle, (NDIS_HANDLE)NULL);
		expect_refusal(test, __LINE__, true, "NdisFRegisterFilterDriver", NDIS_STATUS_BAD_CHARACTERISTICS,
			       pairs[i].name);
	}
}

/* row 1093: two stacks; the pause of one does not stop the other */
static void ndis_filter_test_stacks_do_not_wait_for_each_other(struct kunit *test)
{
	struct wire *slow = started_wire(test), *quick = started_wire(test);
	struct sieve *sieve = new_sieve(slow, FIRST);
	struct wire_frame frame = {}, held = {};
	u8 data[60] = {};

	sieve->restart_status = NDIS_STATUS_PENDING;
	KUNIT_ASSERT_EQ(test, sieve_register(sieve), NDIS_STATUS_SUCCESS);
	spawn(test, start, sieve);
	ASSERT_IN_TIME(test, &sieve->restarted);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_TRUE(test, wire_send(quick, &frame, data, sizeof(data)));
	KUNIT_EXPECT_EQ(test, atomic_read(&frame.times), 1);
	/* A frame of the paused stack waits. */
	KUNIT_EXPECT_TRUE(test, wire_send(slow, &held, data, sizeof(data)));
	KUNIT_EXPECT_EQ(test, atomic_read(&held.times), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&slow->sends_called), 0);
	sieve->restart_status = NDIS_STATUS_SUCCESS;
	NdisFRestartComplete(sieve->module, NDIS_STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&held.times), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->sends_seen), 1);
	sieve_stop(sieve);
	wire_end(quick);
	wire_end(slow);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_filter_cases[] = {
	KUNIT_CASE(ndis_filter_test_module_joins_and_leaves),
	KUNIT_CASE(ndis_filter_test_adapter_that_comes_later),
	KUNIT_CASE(ndis_filter_test_adapter_without_attributes),
	KUNIT_CASE(ndis_filter_test_order_of_loading),
	KUNIT_CASE(ndis_filter_test_attach_parameters),
	KUNIT_CASE(ndis_filter_test_request_before_the_end_of_attach),
	KUNIT_CASE(ndis_filter_test_failed_attach_leaves_the_stack),
	KUNIT_CASE(ndis_filter_test_failed_mandatory_filter),
	KUNIT_CASE(ndis_filter_test_two_failed_mandatory_filters),
	KUNIT_CASE(ndis_filter_test_failed_restart_takes_the_module_out),
	KUNIT_CASE(ndis_filter_test_attach_without_attributes),
	KUNIT_CASE(ndis_filter_test_end_waits_for_detach_of_another),
	KUNIT_CASE(ndis_filter_test_pause_that_pends),
	KUNIT_CASE(ndis_filter_test_restart_that_pends),
	KUNIT_CASE(ndis_filter_test_completion_without_a_pending_one),
	KUNIT_CASE(ndis_filter_test_restart_with_other_handlers),
	KUNIT_CASE(ndis_filter_test_failed_options_take_the_module_out),
	KUNIT_CASE(ndis_filter_test_registration_without_needed_handlers),
	KUNIT_CASE(ndis_filter_test_stacks_do_not_wait_for_each_other),
	{}
};

WINWORK_SUITE(ndis_filter);
