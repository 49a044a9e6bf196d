/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_poll: poll objects, whose driver hands its frames up when NDIS asks.
 */
#include "ndis_wire.h"

#define BYTES 60
#define EVENTS 32

struct polled {
	struct kunit *test;
	struct wire *wire;
	NDIS_POLL_HANDLE handle;
	NDIS_HANDLE pool;
	PMDL mdl;
	PNET_BUFFER_LIST list;
	u8 frame[BYTES];

	/* A case sets these before it requests a poll. */
	int frames;			/* that are still to be received, one in each call */
	bool has_frames_forever;
	bool is_asked_at_the_end;	/* a poll is requested once more, in the last call */
	void (*on_poll)(struct polled *polled, NDIS_POLL_DATA *data);

	/* - and + for the notification, f for a call with a frame, 0 for one without. */
	char events[EVENTS];
	unsigned int count;
	bool is_notified;
	KIRQL level;
	int cpu;
	atomic_t polls;
	struct completion idle;		/* each call without a frame while the notification is on */
};

static void note(struct polled *polled, char event)
{
	if (polled->count < EVENTS - 1)
		polled->events[polled->count++] = event;
}

static VOID set_notification(PVOID context, NDIS_POLL_NOTIFICATION *notification)
{
	struct polled *polled = context;

	KUNIT_EXPECT_EQ(polled->test, notification->Header.Type, (UCHAR)NDIS_OBJECT_TYPE_DEFAULT);
	KUNIT_EXPECT_EQ(polled->test, notification->Header.Size, (USHORT)NDIS_SIZEOF_NDIS_POLL_NOTIFICATION_REVISION_1);
	KUNIT_EXPECT_NE(polled->test, polled->is_notified, !!notification->Enabled);
	polled->is_notified = notification->Enabled;
	note(polled, notification->Enabled ? '+' : '-');
}

static void give_frame(struct polled *polled, NDIS_POLL_DATA *data)
{
	polled->frames -= !polled->has_frames_forever;
	NET_BUFFER_LIST_NEXT_NBL(polled->list) = NULL;
	data->Receive.IndicatedNblChain = polled->list;
	data->Receive.NumberOfIndicatedNbls = NDIS_ANY_NUMBER_OF_NBLS;
	note(polled, 'f');
}

static void without_frame(struct polled *polled)
{
	note(polled, '0');
	if (!polled->is_notified)
		return;
	if (polled->is_asked_at_the_end) {
		polled->is_asked_at_the_end = false;
		polled->frames = 1;
		NdisRequestPoll(polled->handle, NULL);
	} else {
		complete(&polled->idle);
	}
}

static VOID poll(PVOID context, NDIS_POLL_DATA *data)
{
	struct polled *polled = context;

	polled->level = KeGetCurrentIrql();
	polled->cpu = raw_smp_processor_id();
	atomic_inc(&polled->polls);
	if (polled->on_poll)
		polled->on_poll(polled, data);
	else if (polled->has_frames_forever || polled->frames)
		give_frame(polled, data);
	else
		without_frame(polled);
}

static NDIS_POLL_CHARACTERISTICS characteristics(void)
{
	return (NDIS_POLL_CHARACTERISTICS){
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT, NDIS_POLL_CHARACTERISTICS_REVISION_1,
			NDIS_SIZEOF_NDIS_POLL_CHARACTERISTICS_REVISION_1,
		},
		.SetPollNotificationHandler = set_notification,
		.PollHandler = poll,
	};
}

static PNET_BUFFER_LIST new_list(struct polled *polled)
{
	NET_BUFFER_LIST_POOL_PARAMETERS parameters = {
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
		},
		.ProtocolId = NDIS_PROTOCOL_ID_DEFAULT,
		.fAllocateNetBuffer = TRUE,
		.PoolTag = 'lloP',
	};

	polled->pool = NdisAllocateNetBufferListPool(polled->wire->adapter, &parameters);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(polled->test, polled->pool);
	polled->mdl = NdisAllocateMdl(polled->wire->adapter, polled->frame, BYTES);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(polled->test, polled->mdl);
	return NdisAllocateNetBufferAndNetBufferList(polled->pool, 0, 0, polled->mdl, 0, BYTES);
}

static struct polled *new_polled(struct kunit *test)
{
	const NDIS_POLL_CHARACTERISTICS given = characteristics();
	struct polled *polled = case_alloc_type(test, struct polled);

	fixture_name_driver(test);
	polled->test = test;
	polled->wire = started_wire(test);
	polled->wire->data = case_alloc(test, BYTES);
	polled->is_notified = true;
	init_completion(&polled->idle);
	polled->list = new_list(polled);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, polled->list);
	KUNIT_ASSERT_EQ(test, NdisRegisterPoll(polled->wire->adapter, polled, &given, &polled->handle),
			NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, polled->handle);
	return polled;
}

static void free_frames(struct polled *polled)
{
	NdisFreeNetBufferList(polled->list);
	NdisFreeMdl(polled->mdl);
	NdisFreeNetBufferListPool(polled->pool);
}

static void end_polled(struct polled *polled)
{
	NdisDeregisterPoll(polled->handle);
	free_frames(polled);
	wire_end(polled->wire);
	EXPECT_NO_REPORT(polled->test);
}

static void request(void *data)
{
	struct polled *polled = data;

	NdisRequestPoll(polled->handle, NULL);
}

/* row 1280 */
static void ndis_poll_test_called_until_it_has_no_frames(struct kunit *test)
{
	struct polled *polled = new_polled(test);

	polled->frames = 9;
	request(polled);
	ASSERT_IN_TIME(test, &polled->idle);
	KUNIT_EXPECT_STREQ(test, polled->events, "-fffffffff0+0");
	KUNIT_EXPECT_EQ(test, polled->level, (KIRQL)DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, atomic_read(&polled->wire->received), 9);
	KUNIT_EXPECT_EQ(test, atomic_read(&polled->wire->returned), 9);

	/* A frame that comes just before the notification is on. */
	memset(polled->events, 0, sizeof(polled->events));
	polled->count = 0;
	request(polled);
	ASSERT_IN_TIME(test, &polled->idle);
	KUNIT_EXPECT_STREQ(test, polled->events, "-0+0");
	end_polled(polled);
}

/* row 1281 */
static void ndis_poll_test_request_in_the_last_call_is_not_lost(struct kunit *test)
{
	struct polled *polled = new_polled(test);

	polled->is_asked_at_the_end = true;
	KUNIT_EXPECT_TRUE(test, run_in_hard_interrupt(request, polled));
	ASSERT_IN_TIME(test, &polled->idle);
	KUNIT_EXPECT_STREQ(test, polled->events, "-0+0-f0+0");
	end_polled(polled);
}

static void complete_sends(struct polled *polled, NDIS_POLL_DATA *data)
{
	KUNIT_EXPECT_EQ(polled->test, data->Header.Size, (USHORT)NDIS_SIZEOF_NDIS_POLL_DATA_REVISION_1);
	KUNIT_EXPECT_EQ(polled->test, data->Transmit.MaxNblsToComplete, 64u);
	KUNIT_EXPECT_EQ(polled->test, data->Receive.MaxNblsToIndicate, 64u);
	data->Transmit.CompletedNblChain = wire_take(polled->wire, 0);
	data->Transmit.NumberOfCompletedNbls = data->Transmit.CompletedNblChain ? 2 : 0;
	if (!data->Transmit.CompletedNblChain)
		without_frame(polled);
}

/* row 1282 */
static void ndis_poll_test_sends_are_completed(struct kunit *test)
{
	struct polled *polled = new_polled(test);
	struct wire_frame frames[2] = { 0 };

	polled->wire->sends = WIRE_HOLDS;
	polled->on_poll = complete_sends;
	KUNIT_ASSERT_TRUE(test, wire_send(polled->wire, &frames[0], polled->frame, BYTES));
	KUNIT_ASSERT_TRUE(test, wire_send(polled->wire, &frames[1], polled->frame, BYTES));
	request(polled);
	ASSERT_IN_TIME(test, &polled->idle);
	KUNIT_EXPECT_EQ(test, atomic_read(&frames[0].times), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&frames[1].times), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&polled->polls), 3);
	end_polled(polled);
}

/* row 1283 */
static void ndis_poll_test_deregistration_waits(struct kunit *test)
{
	struct polled *polled = new_polled(test);
	int polls;

	polled->has_frames_forever = true;
	request(polled);
	KUNIT_EXPECT_TRUE(test, count_is_at_least(&polled->polls, 100));
	NdisDeregisterPoll(polled->handle);
	polls = atomic_read(&polled->polls);
	KeFlushQueuedDpcs();
	KUNIT_EXPECT_EQ(test, atomic_read(&polled->polls), polls);
	EXPECT_NO_REPORT(test);

	request(polled);
	EXPECT_REPORT(test, "NdisRequestPoll", BUGCHECK_REFERENCE_BY_POINTER, 0, polled->handle, 0, 0, polled->handle);
	NdisDeregisterPoll(polled->handle);
	EXPECT_REPORT(test, "NdisDeregisterPoll", BUGCHECK_REFERENCE_BY_POINTER, 0, polled->handle, 0, 0,
		      polled->handle);
	free_frames(polled);
	wire_end(polled->wire);
	EXPECT_NO_REPORT(test);
}

/* row 1284 */
static void ndis_poll_test_processor(struct kunit *test)
{
	struct polled *polled = new_polled(test);
	PROCESSOR_NUMBER number = { 0 };
	unsigned int cpu;

	for_each_online_cpu(cpu) {
		number.Number = cpu;
		NdisSetPollAffinity(polled->handle, &number);
		request(polled);
		ASSERT_IN_TIME(test, &polled->idle);
		KUNIT_EXPECT_EQ(test, polled->cpu, (int)cpu);
	}
	number.Number = 63;
	number.Group = 7;
	NdisSetPollAffinity(polled->handle, &number);
	expect_refusal(test, __LINE__, true, "NdisSetPollAffinity", STATUS_INVALID_PARAMETER,
		       "there is no processor 63 in group 7");
	request(polled);
	ASSERT_IN_TIME(test, &polled->idle);
	end_polled(polled);
}

/* row 1285 */
static void ndis_poll_test_misuse(struct kunit *test)
{
	NDIS_POLL_CHARACTERISTICS given = characteristics();
	struct polled *polled = new_polled(test);
	NDIS_HANDLE adapter = polled->wire->adapter;
	NDIS_POLL_HANDLE handle = polled->handle;

	given.PollHandler = NULL;
	KUNIT_EXPECT_EQ(test, NdisRegisterPoll(adapter, NULL, &given, &handle), NDIS_STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_NULL(test, handle);
	expect_refusal(test, __LINE__, true, "NdisRegisterPoll", NDIS_STATUS_INVALID_PARAMETER,
		       "NDIS_POLL_CHARACTERISTICS.PollHandler");
	given = characteristics();
	given.Header.Size--;
	KUNIT_EXPECT_EQ(test, NdisRegisterPoll(adapter, NULL, &given, &handle), NDIS_STATUS_BAD_CHARACTERISTICS);
	EXPECT_NO_REPORT(test);
	given = characteristics();
	KUNIT_EXPECT_EQ(test, NdisRegisterPoll(test, NULL, &given, &handle), NDIS_STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "NdisRegisterPoll", BUGCHECK_REFERENCE_BY_POINTER, 0, test, 0, 0, test);
	KUNIT_EXPECT_EQ(test, NdisRegisterPoll(adapter, NULL, &given, NULL), NDIS_STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "NdisRegisterPoll", BUGCHECK_VERIFIER, 0, 0, 0, 0, 0);

	/* One that is left is ended. */
	polled->has_frames_forever = true;
	free_frames(polled);
	handle = polled->handle;
	wire_end(polled->wire);
	EXPECT_REPORT(test, "NdisRegisterPoll", BUGCHECK_VERIFIER, 0x62, handle, adapter, 0, handle);
	NdisRequestPoll(handle, NULL);
	EXPECT_REPORT(test, "NdisRequestPoll", BUGCHECK_REFERENCE_BY_POINTER, 0, handle, 0, 0, handle);
}

static struct kunit_case ndis_poll_cases[] = {
	KUNIT_CASE(ndis_poll_test_called_until_it_has_no_frames),
	KUNIT_CASE(ndis_poll_test_request_in_the_last_call_is_not_lost),
	KUNIT_CASE(ndis_poll_test_sends_are_completed),
	KUNIT_CASE(ndis_poll_test_deregistration_waits),
	KUNIT_CASE(ndis_poll_test_processor),
	KUNIT_CASE(ndis_poll_test_misuse),
	{}
};

WINWORK_SUITE(ndis_poll);
