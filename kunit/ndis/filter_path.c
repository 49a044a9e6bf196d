/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_filter_path: frames in a stack with filter modules.
 */
#include "ndis_sieve.h"

#define FIRST "arpd"
#define SECOND "ksqe"
#define BYTES 60

/* A list of the miniport driver's. */
struct parcel {
	NET_BUFFER_LIST list;
	NET_BUFFER buffer;
	PMDL mdl;
};

static struct parcel *new_parcel(struct kunit *test)
{
	struct parcel *parcel = case_alloc_type(test, struct parcel);

	parcel->mdl = IoAllocateMdl(case_alloc(test, BYTES), BYTES, FALSE, FALSE, NULL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, parcel->mdl);
	MmBuildMdlForNonPagedPool(parcel->mdl);
	parcel->buffer.MdlChain = parcel->buffer.CurrentMdl = parcel->mdl;
	parcel->buffer.DataLength = BYTES;
	parcel->list.FirstNetBuffer = &parcel->buffer;
	return parcel;
}

static void indicate(struct wire *wire, struct parcel *parcel, ULONG flags)
{
	NdisMIndicateReceiveNetBufferLists(wire->adapter, &parcel->list, NDIS_DEFAULT_PORT_NUMBER, 1, flags);
}

static bool send(struct wire *wire, struct wire_frame *frame)
{
	return wire_send(wire, frame, case_alloc(wire->test, BYTES), BYTES);
}

/* row 1094: each combination of handlers, in two modules */
static void ndis_filter_path_test_missing_handlers_are_skipped(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < 16; i++) {
		struct wire *wire = started_wire(test);
		struct sieve *low = new_sieve(wire, FIRST), *high = new_sieve(wire, SECOND);
		struct parcel *parcel = new_parcel(test);
		struct wire_frame frame = {};

		low->has_no_send = i & 1;
		low->has_no_receive = i & 2;
		high->has_no_send = i & 4;
		high->has_no_receive = i & 8;
		sieve_start(low);
		sieve_start(high);
		KUNIT_EXPECT_TRUE(test, send(wire, &frame));
		KUNIT_EXPECT_EQ(test, atomic_read(&frame.times), 1);
		KUNIT_EXPECT_EQ(test, (int)frame.result, (int)WinworkNdisPeerSent);
		indicate(wire, parcel, 0);
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
		indicate(wire, parcel, NDIS_RECEIVE_FLAGS_RESOURCES);
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 2);
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&low->sends_seen), low->has_no_send ? 0 : 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&low->completions_seen), low->has_no_send ? 0 : 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&high->sends_seen), high->has_no_send ? 0 : 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&high->completions_seen), high->has_no_send ? 0 : 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&low->receives_seen), low->has_no_receive ? 0 : 2);
		KUNIT_EXPECT_EQ(test, atomic_read(&low->returns_seen), low->has_no_receive ? 0 : 1);
		KUNIT_EXPECT_EQ(test, atomic_read(&high->receives_seen), high->has_no_receive ? 0 : 2);
		KUNIT_EXPECT_EQ(test, atomic_read(&high->returns_seen), high->has_no_receive ? 0 : 1);
		sieve_stop(low);
		sieve_stop(high);
		wire_end(wire);
		IoFreeMdl(parcel->mdl);
	}
	EXPECT_NO_REPORT(test);
}

static void indicate_one(struct wire *wire)
{
	struct parcel *parcel = new_parcel(wire->test);

	indicate(wire, parcel, 0);
	IoFreeMdl(parcel->mdl);
}

/* row 1091: the miniport driver restarts, and may indicate, when the options are set */
static void ndis_filter_path_test_handlers_change_before_frames_come(struct kunit *test)
{
	static NDIS_FILTER_PARTIAL_CHARACTERISTICS no_handlers = {
		.Header = {
			NDIS_OBJECT_TYPE_FILTER_PARTIAL_CHARACTERISTICS, NDIS_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_FILTER_PARTIAL_CHARACTERISTICS_REVISION_1,
		},
	};
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->options = &no_handlers;
	wire->on_restart = indicate_one;
	sieve_start(sieve);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->receives_seen), 0);
	wire->on_restart = NULL;
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1095: completed early, held and sent on later, given back by the pause */
static void ndis_filter_path_test_module_keeps_sends(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);
	struct wire_frame ended = {}, held[3] = {}, paused = {};
	int i;

	sieve->sends = SIEVE_ENDS;
	KUNIT_EXPECT_TRUE(test, send(wire, &ended));
	KUNIT_EXPECT_EQ(test, (int)ended.result, (int)WinworkNdisPeerFailed);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sends_called), 0);
	sieve->sends = SIEVE_HOLDS;
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_TRUE(test, send(wire, &held[i]));
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sends_called), 0);
	sieve_release(sieve);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sends_called), 1);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_EQ(test, atomic_read(&held[i].times), 1);
	KUNIT_EXPECT_TRUE(test, send(wire, &paused));
	sieve_stop(sieve);
	KUNIT_EXPECT_EQ(test, atomic_read(&paused.times), 1);
	KUNIT_EXPECT_EQ(test, (int)paused.result, (int)WinworkNdisPeerDropped);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1095 */
static void ndis_filter_path_test_module_keeps_receives(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);
	struct parcel *ended = new_parcel(test), *held = new_parcel(test), *paused = new_parcel(test);

	sieve->receives = SIEVE_ENDS;
	indicate(wire, ended, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	sieve->receives = SIEVE_HOLDS;
	indicate(wire, held, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	/* It is out still. */
	indicate(wire, held, 0);
	EXPECT_REPORT(test, "NdisMIndicateReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 6, &held->list, ANY, ANY,
		      &held->list);
	sieve_release(sieve);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
	indicate(wire, paused, 0);
	sieve_stop(sieve);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 3);
	wire_end(wire);
	IoFreeMdl(ended->mdl);
	IoFreeMdl(held->mdl);
	IoFreeMdl(paused->mdl);
	EXPECT_NO_REPORT(test);
}

/* row 1096: own lists come back to their module alone */
static void ndis_filter_path_test_own_lists(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);
	struct own_list *sent = new_own_list(high), *received = new_own_list(low);

	sieve_send_lists(high, &sent->list);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->own_back), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->sends_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->completions_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sent), 0);
	NdisFIndicateReceiveNetBufferLists(low->module, &received->list, NDIS_DEFAULT_PORT_NUMBER, 1, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->own_back), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->receives_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->returns_seen), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 0);
	/* Lent, they are back without a call. */
	NdisFIndicateReceiveNetBufferLists(low->module, &received->list, NDIS_DEFAULT_PORT_NUMBER, 1,
					   NDIS_RECEIVE_FLAGS_RESOURCES);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->own_back), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 2);
	NdisFIndicateReceiveNetBufferLists(low->module, &received->list, NDIS_DEFAULT_PORT_NUMBER, 1, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->own_back), 2);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	IoFreeMdl(sent->mdl);
	IoFreeMdl(received->mdl);
	EXPECT_NO_REPORT(test);
}

static void return_lent(struct sieve *sieve, PNET_BUFFER_LIST chain, ULONG flags)
{
	NdisFReturnNetBufferLists(sieve->module, chain, 0);
}

static void pass_without_flag(struct sieve *sieve, PNET_BUFFER_LIST chain, ULONG flags)
{
	NdisFIndicateReceiveNetBufferLists(sieve->module, chain, NDIS_DEFAULT_PORT_NUMBER, 1, 0);
}

static void break_chain(struct sieve *sieve, PNET_BUFFER_LIST chain, ULONG flags)
{
	chain->Next = NULL;
}

static void close_circle(struct sieve *sieve, PNET_BUFFER_LIST chain, ULONG flags)
{
	chain->Next->Next = chain;
}

/* row 1097 */
static void ndis_filter_path_test_lent_lists(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);
	struct parcel *parcel = new_parcel(test), *other = new_parcel(test);

	sieve->on_receive = return_lent;
	indicate(wire, parcel, NDIS_RECEIVE_FLAGS_RESOURCES);
	EXPECT_REPORT(test, "NdisFReturnNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, &parcel->list, sieve->module, 0,
		      &parcel->list);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 0);
	sieve->on_receive = pass_without_flag;
	indicate(wire, parcel, NDIS_RECEIVE_FLAGS_RESOURCES);
	EXPECT_REPORT(test, "NdisFIndicateReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, &parcel->list,
		      sieve->module, 0, &parcel->list);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 0);
	sieve->on_receive = break_chain;
	parcel->list.Next = &other->list;
	NdisMIndicateReceiveNetBufferLists(wire->adapter, &parcel->list, NDIS_DEFAULT_PORT_NUMBER, 2,
					   NDIS_RECEIVE_FLAGS_RESOURCES);
	EXPECT_REPORT(test, "FilterReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, &parcel->list, sieve->module,
		      2, &parcel->list);
	/* Each list can be indicated again, also one that the chain has lost. */
	sieve->on_receive = NULL;
	indicate(wire, other, 0);
	indicate(wire, parcel, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
	/* A chain that has become a circle. */
	sieve->on_receive = close_circle;
	parcel->list.Next = &other->list;
	NdisMIndicateReceiveNetBufferLists(wire->adapter, &parcel->list, NDIS_DEFAULT_PORT_NUMBER, 2,
					   NDIS_RECEIVE_FLAGS_RESOURCES);
	EXPECT_REPORT(test, "FilterReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, &parcel->list, sieve->module,
		      2, &parcel->list);
	/* The module has it no more. */
	parcel->list.Next = NULL;
	NdisFIndicateReceiveNetBufferLists(sieve->module, &parcel->list, NDIS_DEFAULT_PORT_NUMBER, 1,
					   NDIS_RECEIVE_FLAGS_RESOURCES);
	EXPECT_REPORT(test, "NdisFIndicateReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, &parcel->list,
		      sieve->module, 0, &parcel->list);
	sieve_stop(sieve);
	wire_end(wire);
	IoFreeMdl(parcel->mdl);
	IoFreeMdl(other->mdl);
}

/* row 1098 */
static void ndis_filter_path_test_lists_that_a_module_does_not_have(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);
	struct wire_frame frame = {};
	struct parcel *parcel = new_parcel(test);
	PNET_BUFFER_LIST list;

	wire->sends = WIRE_HOLDS;
	KUNIT_EXPECT_TRUE(test, send(wire, &frame));
	list = wire_take(wire, 0);
	/* The miniport driver has it. */
	NdisFSendNetBufferListsComplete(high->module, list, 0);
	EXPECT_REPORT(test, "NdisFSendNetBufferListsComplete", BUGCHECK_NDIS_DRIVER, 0x1e, list, high->module, 0, list);
	NdisFSendNetBufferLists(low->module, list, NDIS_DEFAULT_PORT_NUMBER, 0);
	EXPECT_REPORT(test, "NdisFSendNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, list, low->module, 0, list);
	KUNIT_EXPECT_EQ(test, atomic_read(&frame.times), 0);
	list->Status = NDIS_STATUS_SUCCESS;
	NdisMSendNetBufferListsComplete(wire->adapter, list, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&frame.times), 1);
	NdisMSendNetBufferListsComplete(wire->adapter, list, 0);
	EXPECT_REPORT(test, "NdisMSendNetBufferListsComplete", BUGCHECK_NDIS_DRIVER, 0x1e, list, wire->adapter, 0, list);
	NdisFReturnNetBufferLists(high->module, &parcel->list, 0);
	EXPECT_REPORT(test, "NdisFReturnNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, &parcel->list, high->module, 0,
		      &parcel->list);
	NdisFIndicateReceiveNetBufferLists(high->module, &parcel->list, NDIS_DEFAULT_PORT_NUMBER, 1, 0);
	EXPECT_REPORT(test, "NdisFIndicateReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, &parcel->list,
		      high->module, 0, &parcel->list);
	NdisFSendNetBufferLists(high->module, NULL, NDIS_DEFAULT_PORT_NUMBER, 0);
	EXPECT_REPORT(test, "NdisFSendNetBufferLists", BUGCHECK_VERIFIER, 0, ANY, ANY, ANY, ANY);
	NdisFSendNetBufferLists(wire->adapter, &parcel->list, NDIS_DEFAULT_PORT_NUMBER, 0);
	EXPECT_REPORT(test, "NdisFSendNetBufferLists", BUGCHECK_REFERENCE_BY_POINTER, 0, wire->adapter, ANY, ANY, ANY);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 0);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	IoFreeMdl(parcel->mdl);
}

static void send_own_in_attach(struct sieve *sieve, PNDIS_FILTER_ATTACH_PARAMETERS parameters)
{
	struct own_list *own = new_own_list(sieve);

	NdisFSendNetBufferLists(sieve->module, &own->list, NDIS_DEFAULT_PORT_NUMBER, 0);
	EXPECT_REPORT(sieve->test, "NdisFSendNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1f, sieve->module, 1, &own->list,
		      &own->list);
	IoFreeMdl(own->mdl);
}

static void stop(void *data)
{
	sieve_stop(data);
}

/* row 1099: what is left at the end of a pause */
static void ndis_filter_path_test_pause_waits_for_kept_lists(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);
	struct wire_frame frame = {};

	sieve->keeps = true;
	sieve->sends = SIEVE_HOLDS;
	sieve_start(sieve);
	KUNIT_EXPECT_TRUE(test, send(wire, &frame));
	spawn(test, stop, sieve);
	ASSERT_IN_TIME(test, &sieve->pausing);
	wait_for_report(test);
	EXPECT_REPORT(test, "FilterPause", BUGCHECK_NDIS_DRIVER, 0x27, sieve->module, 1, 0, sieve->module);
	KUNIT_EXPECT_EQ(test, atomic_read(&frame.times), 0);
	sieve_give_up(sieve);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&frame.times), 1);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void stop_behind_the_frame(struct sieve *sieve, PNET_BUFFER_LIST chain, ULONG flags)
{
	NdisFIndicateReceiveNetBufferLists(sieve->module, chain, NDIS_DEFAULT_PORT_NUMBER, 1, flags);
	spawn(sieve->test, stop, sieve);
	ASSERT_IN_TIME(sieve->test, &sieve->pausing);
	EXPECT_THREAD_WAITS(sieve->test);
	KUNIT_EXPECT_STREQ(sieve->test, sieve->wire->events, "IR+PaRrpP");
}

/* row 1086: the frame is back, and its handler still runs */
static void ndis_filter_path_test_detach_waits_for_handlers(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);
	struct parcel *parcel = new_parcel(test);

	sieve->on_receive = stop_behind_the_frame;
	indicate(wire, parcel, 0);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrpPdR");
	wire_end(wire);
	IoFreeMdl(parcel->mdl);
	EXPECT_NO_REPORT(test);
}

/* row 1099 */
static void ndis_filter_path_test_nothing_starts_in_other_states(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->on_attach = send_own_in_attach;
	sieve_start(sieve);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->own_back), 0);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void start_own_in_paused(struct sieve *sieve)
{
	struct own_list *one = new_own_list(sieve), *other = new_own_list(sieve);
	ULONG reports;

	NdisFSendNetBufferLists(sieve->module, &one->list, NDIS_DEFAULT_PORT_NUMBER, 0);
	EXPECT_REPORT(sieve->test, "NdisFSendNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1f, sieve->module, 2, &one->list,
		      &one->list);
	KUNIT_EXPECT_EQ(sieve->test, atomic_read(&sieve->own_back), 1);
	KUNIT_EXPECT_EQ(sieve->test, sieve->completion_status, NDIS_STATUS_PAUSED);
	NdisFIndicateReceiveNetBufferLists(sieve->module, &one->list, NDIS_DEFAULT_PORT_NUMBER, 1, 0);
	EXPECT_REPORT(sieve->test, "NdisFIndicateReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1f, sieve->module, 2,
		      &one->list, &one->list);
	KUNIT_EXPECT_EQ(sieve->test, atomic_read(&sieve->own_back), 2);
	/* A circle is cut, which is the other report. */
	one->list.Next = &other->list;
	other->list.Next = &one->list;
	reports = report_count();
	NdisFSendNetBufferLists(sieve->module, &one->list, NDIS_DEFAULT_PORT_NUMBER, 0);
	KUNIT_EXPECT_EQ(sieve->test, report_count(), reports + 2);
	fixture_of(sieve->test)->reports = report_count();
	KUNIT_EXPECT_EQ(sieve->test, atomic_read(&sieve->own_back), 4);
	IoFreeMdl(one->mdl);
	IoFreeMdl(other->mdl);
}

static struct sieve *keeper;

static void give_up_receives(struct wire *wire)
{
	sieve_give_up(keeper);
}

/* row 1099: lists that come from below are given back when the miniport driver pauses, at the latest */
static void ndis_filter_path_test_receives_end_with_the_miniport_driver(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);
	struct parcel *parcel = new_parcel(test);

	sieve->keeps = true;
	sieve->receives = SIEVE_HOLDS;
	sieve_start(sieve);
	indicate(wire, parcel, 0);
	keeper = sieve;
	wire->on_pause = give_up_receives;
	sieve_stop(sieve);
	wire->on_pause = NULL;
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	wire_end(wire);
	IoFreeMdl(parcel->mdl);
	EXPECT_NO_REPORT(test);
}

static void send_own(struct sieve *sieve)
{
	sieve->own = new_own_list(sieve);
	sieve_send_lists(sieve, &sieve->own->list);
}

static void start(void *data)
{
	WinworkNdisStartFilter(((struct sieve *)data)->driver);
}

/* rows 1088 and 1099: a module that fails to restart is detached when its own lists are back */
static void ndis_filter_path_test_failed_restart_waits_for_own_lists(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	wire->sends = WIRE_HOLDS;
	sieve->restart_status = NDIS_STATUS_RESOURCES;
	sieve->on_restart = send_own;
	KUNIT_ASSERT_EQ(test, sieve_register(sieve), NDIS_STATUS_SUCCESS);
	spawn(test, start, sieve);
	wait_for_report(test);
	EXPECT_REPORT(test, "FilterPause", BUGCHECK_NDIS_DRIVER, 0x27, sieve->module, 0, 1, sieve->module);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrP");
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->own_back), 1);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+PaRrPdR");
	IoFreeMdl(sieve->own->mdl);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1099 */
static void ndis_filter_path_test_own_lists_come_back_in_paused(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = new_sieve(wire, FIRST);

	sieve->on_options = start_own_in_paused;
	sieve_start(sieve);
	sieve->on_options = NULL;
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sends_called), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 0);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1041: at PASSIVE_LEVEL, which the flags deny; the drivers that follow are told the truth */
static void ndis_filter_path_test_wrong_level_flag_ends_there(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);
	struct own_list *sent = new_own_list(high), *received = new_own_list(low);

	wire->sends = WIRE_HOLDS;
	NdisFSendNetBufferLists(high->module, &sent->list, NDIS_DEFAULT_PORT_NUMBER, NDIS_SEND_FLAGS_DISPATCH_LEVEL);
	EXPECT_REPORT(test, "NdisFSendNetBufferLists", BUGCHECK_VERIFIER, 0, high->module,
		      NDIS_SEND_FLAGS_DISPATCH_LEVEL, PASSIVE_LEVEL, high->module);
	KUNIT_EXPECT_EQ(test, wire->send_flags, (ULONG)0);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	NdisFIndicateReceiveNetBufferLists(low->module, &received->list, NDIS_DEFAULT_PORT_NUMBER, 1,
					   NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL);
	EXPECT_REPORT(test, "NdisFIndicateReceiveNetBufferLists", BUGCHECK_VERIFIER, 0, low->module,
		      NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL, PASSIVE_LEVEL, low->module);
	KUNIT_EXPECT_EQ(test, high->receive_flags, (ULONG)0);
	KUNIT_EXPECT_EQ(test, atomic_read(&high->own_back), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->own_back), 1);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	IoFreeMdl(sent->mdl);
	IoFreeMdl(received->mdl);
}

/* row 1100: the interface goes, and asks the module, then the miniport driver */
static void ndis_filter_path_test_cancel_goes_down(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *sieve = started_sieve(wire, FIRST);
	struct wire_frame frame = {};

	sieve->sends = SIEVE_HOLDS;
	KUNIT_EXPECT_TRUE(test, send(wire, &frame));
	WinworkNdisClosePeer(wire->peer);
	wire->peer = NULL;
	KUNIT_EXPECT_EQ(test, atomic_read(&sieve->cancels), 1);
	KUNIT_EXPECT_NOT_NULL(test, strchr(wire->events, 'C'));
	KUNIT_EXPECT_EQ(test, atomic_read(&frame.times), 1);
	sieve_stop(sieve);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

#define EXPECT_KEPT(routine, rule, list, owner)							\
	do {											\
		KUNIT_EXPECT_TRUE(test, WinworkNdisPeerPassTime(wire->peer));			\
		EXPECT_REPORT(test, routine, BUGCHECK_VERIFIER, rule, list, owner, 1, list);	\
	} while (0)

/* row 1151: the module that has the frame, also between others, and then the miniport driver */
static void ndis_filter_path_test_a_kept_send_is_the_modules(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct sieve *low = started_sieve(wire, FIRST), *high = started_sieve(wire, SECOND);
	struct wire_frame frame = {};
	struct own_list *own = new_own_list(low);

	wire->sends = WIRE_HOLDS;
	low->sends = SIEVE_HOLDS;
	KUNIT_ASSERT_TRUE(test, send(wire, &frame));
	/* A copy in place of the frame. */
	sieve_send_lists(low, &own->list);
	wire_pass_time(wire, 3);
	EXPECT_KEPT("FilterSendNetBufferLists", 0x9200f, low->sent, low->module);
	sieve_release(low);
	EXPECT_KEPT("MiniportSendNetBufferLists", 0x9200d, wire->first->Next, wire->adapter);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&low->own_back), 1);
	IoFreeMdl(own->mdl);
	sieve_stop(high);
	sieve_stop(low);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_filter_path_cases[] = {
	KUNIT_CASE(ndis_filter_path_test_a_kept_send_is_the_modules),
	KUNIT_CASE(ndis_filter_path_test_missing_handlers_are_skipped),
	KUNIT_CASE(ndis_filter_path_test_handlers_change_before_frames_come),
	KUNIT_CASE(ndis_filter_path_test_module_keeps_sends),
	KUNIT_CASE(ndis_filter_path_test_module_keeps_receives),
	KUNIT_CASE(ndis_filter_path_test_own_lists),
	KUNIT_CASE(ndis_filter_path_test_lent_lists),
	KUNIT_CASE(ndis_filter_path_test_lists_that_a_module_does_not_have),
	KUNIT_CASE(ndis_filter_path_test_pause_waits_for_kept_lists),
	KUNIT_CASE(ndis_filter_path_test_detach_waits_for_handlers),
	KUNIT_CASE(ndis_filter_path_test_nothing_starts_in_other_states),
	KUNIT_CASE(ndis_filter_path_test_receives_end_with_the_miniport_driver),
	KUNIT_CASE(ndis_filter_path_test_failed_restart_waits_for_own_lists),
	KUNIT_CASE(ndis_filter_path_test_own_lists_come_back_in_paused),
	KUNIT_CASE(ndis_filter_path_test_wrong_level_flag_ends_there),
	KUNIT_CASE(ndis_filter_path_test_cancel_goes_down),
	{}
};

WINWORK_SUITE(ndis_filter_path);
