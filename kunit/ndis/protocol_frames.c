/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_protocol_frames: what protocol drivers send and receive.
 */
#include "ndis_listener.h"

#define FRAME 100

/* A frame to this address; the adapter's own ends with 1. */
struct parcel {
	NET_BUFFER_LIST list;
	NET_BUFFER buffer;
	PMDL mdl;
	u8 bytes[FRAME];
};

static const u8 own[6] = { 0x02, 0x57, 0x57, 0, 0, 1 };
static const u8 other[6] = { 0x02, 0x57, 0x57, 0, 0, 9 };
static const u8 broadcast[6] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };
static const u8 group[6] = { 0x33, 0x33, 0, 0, 0, 1 };
static const u8 other_group[6] = { 0x33, 0x33, 0, 0, 0, 2 };

static struct parcel *new_parcel(struct kunit *test, const u8 *to)
{
	struct parcel *parcel = case_alloc_type(test, struct parcel);
	int i;

	memcpy(parcel->bytes, to, 6);
	for (i = 6; i < FRAME; i++)
		parcel->bytes[i] = i * 3;
	parcel->mdl = IoAllocateMdl(parcel->bytes, FRAME, FALSE, FALSE, NULL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, parcel->mdl);
	MmBuildMdlForNonPagedPool(parcel->mdl);
	parcel->buffer.MdlChain = parcel->buffer.CurrentMdl = parcel->mdl;
	parcel->buffer.DataLength = FRAME;
	parcel->list.FirstNetBuffer = &parcel->buffer;
	return parcel;
}

static void indicate(struct wire *wire, struct parcel *first, ULONG count, ULONG flags)
{
	NdisMIndicateReceiveNetBufferLists(wire->adapter, &first->list, NDIS_DEFAULT_PORT_NUMBER, count,
					   flags);
}

static struct wire *holding_wire(struct kunit *test)
{
	struct wire *wire = started_wire(test);

	wire->sends = WIRE_HOLDS;
	return wire;
}

static void send(struct listener_binding *binding, PNET_BUFFER_LIST chain, ULONG flags)
{
	NdisSendNetBufferLists(binding->handle, chain, NDIS_DEFAULT_PORT_NUMBER, flags);
}

/* ---- sends --------------------------------------------------------------------------------- */

/* row 1118: lists with several frames reach the driver as they are, and come back to their binding */
static void ndis_protocol_frames_test_sends_come_back_to_the_sender(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener *second = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	u8 *data = case_alloc(test, FRAME);
	PNET_BUFFER_LIST lists[3];
	int i;

	for (i = 0; i < 3; i++)
		lists[i] = listener_list(listener, data, FRAME, i + 1);
	lists[0]->Next = lists[1];
	send(binding, lists[0], 0);
	send(&second->bindings[0], lists[2], 0);
	KUNIT_EXPECT_EQ(test, wire->send_flags, 0u);
	KUNIT_EXPECT_PTR_EQ(test, lists[0]->SourceHandle, binding->handle);
	KUNIT_EXPECT_PTR_EQ(test, lists[2]->SourceHandle, second->bindings[0].handle);
	KUNIT_EXPECT_PTR_EQ(test, wire->first, lists[0]);
	KUNIT_EXPECT_EQ(test, binding->back_count, 0);
	/* One completion for both bindings. */
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, binding->back_count, 2);
	KUNIT_EXPECT_EQ(test, binding->back_calls, 1);
	KUNIT_EXPECT_PTR_EQ(test, binding->back[0], lists[0]);
	KUNIT_EXPECT_PTR_EQ(test, binding->back[1], lists[1]);
	KUNIT_ASSERT_EQ(test, second->bindings[0].back_count, 1);
	KUNIT_EXPECT_PTR_EQ(test, second->bindings[0].back[0], lists[2]);
	KUNIT_EXPECT_PTR_EQ(test, lists[1]->FirstNetBuffer->Next->Next, NULL);
	for (i = 0; i < 3; i++)
		listener_free(lists[i]);
	listener_end(second);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1118: a completion of lists of a binding and of frames of the interface */
static void ndis_protocol_frames_test_sends_beside_those_of_the_interface(struct kunit *test)
{
	struct wire_frame *frames = case_alloc(test, 2 * sizeof(*frames));
	struct wire *wire = holding_wire(test);
	struct listener *listener = started_listener(test, wire);
	u8 *data = case_alloc(test, FRAME);
	PNET_BUFFER_LIST list = listener_list(listener, data, FRAME, 1);

	KUNIT_ASSERT_TRUE(test, wire_send(wire, &frames[0], data, FRAME));
	send(&listener->bindings[0], list, 0);
	KUNIT_ASSERT_TRUE(test, wire_send(wire, &frames[1], data, FRAME));
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&frames[0].times), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&frames[1].times), 1);
	KUNIT_EXPECT_EQ(test, listener->bindings[0].back_count, 1);
	listener_free(list);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void send_in_pause(struct listener_binding *binding)
{
	PNET_BUFFER_LIST list = listener_list(binding->listener, binding->data, sizeof(binding->data), 1);

	send(binding, list, 0);
	KUNIT_ASSERT_EQ(binding->listener->test, binding->back_count, 1);
	KUNIT_EXPECT_EQ(binding->listener->test, list->Status, NDIS_STATUS_PAUSED);
	listener_free(list);
}

/* row 1119 */
static void ndis_protocol_frames_test_a_paused_binding_sends_nothing(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct listener *listener = started_listener(test, wire);

	listener->on_pause = send_in_pause;
	listener_end(listener);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sends_called), 0);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static void deregister(void *data)
{
	listener_deregister(data);
}

/* row 1120: the pause waits for sends, and so does a close for what is out then */
static void ndis_protocol_frames_test_pause_waits_for_sends(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	PNET_BUFFER_LIST list = listener_list(listener, binding->data, sizeof(binding->data), 1);

	send(binding, list, 0);
	spawn(test, deregister, listener);
	wait_for_report(test);
	EXPECT_REPORT(test, "ProtocolNetPnPEvent", BUGCHECK_NDIS_DRIVER, 0x27, binding->handle, wire->adapter, 1,
		      binding->handle);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brp");
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	join(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+brpu");
	KUNIT_EXPECT_EQ(test, binding->back_count, 1);
	listener_free(list);
	listener_end(listener);
	wire_end(wire);
}

/* row 1121 */
static void ndis_protocol_frames_test_bad_lists_are_not_sent(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct parcel *parcel = new_parcel(test, own);
	u8 *data = case_alloc(test, FRAME);
	PNET_BUFFER_LIST lists[2] = {
		listener_list(listener, data, FRAME, 1), listener_list(listener, data, FRAME, 1),
	};

#define EXPECT_BAD_SEND(list)									\
	EXPECT_REPORT(test, "NdisSendNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, list, wire->adapter, 0, list)

	send(binding, &parcel->list, 0);
	EXPECT_BAD_SEND(&parcel->list);
	KUNIT_EXPECT_EQ(test, binding->back_count, 0);

	lists[0]->FirstNetBuffer->DataLength = FRAME + 1;
	lists[0]->Next = lists[1];
	send(binding, lists[0], 0);
	EXPECT_BAD_SEND(lists[0]);
	KUNIT_ASSERT_EQ(test, binding->back_count, 1);
	KUNIT_EXPECT_EQ(test, lists[0]->Status, NDIS_STATUS_INVALID_PACKET);
	KUNIT_EXPECT_PTR_EQ(test, wire->first, lists[1]);

	/* It is out. */
	send(binding, lists[1], 0);
	EXPECT_BAD_SEND(lists[1]);
	/* Next that closes a circle. */
	lists[0]->FirstNetBuffer->DataLength = FRAME;
	lists[0]->Next = lists[0];
	send(binding, lists[0], 0);
	EXPECT_BAD_SEND(lists[0]);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, binding->back_count, 3);

	/* A second completion. */
	NdisMSendNetBufferListsComplete(wire->adapter, lists[0], 0);
	EXPECT_REPORT(test, "NdisMSendNetBufferListsComplete", BUGCHECK_NDIS_DRIVER, 0x1e, lists[0],
		      wire->adapter, 0, lists[0]);
	KUNIT_EXPECT_EQ(test, binding->back_count, 3);
	IoFreeMdl(parcel->mdl);
	listener_free(lists[0]);
	listener_free(lists[1]);
	listener_end(listener);
	wire_end(wire);
}

/* row 1122 */
static void ndis_protocol_frames_test_cancel_reaches_the_driver(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	const UCHAR part = NdisGeneratePartialCancelId();
	PNET_BUFFER_LIST list = listener_list(listener, binding->data, sizeof(binding->data), 1);

	KUNIT_EXPECT_NE(test, NdisGeneratePartialCancelId(), part);
	NDIS_SET_NET_BUFFER_LIST_CANCEL_ID(list, (PVOID)0x1234);
	send(binding, list, 0);
	NdisCancelSendNetBufferLists(binding->handle, (PVOID)0x1234);
	KUNIT_EXPECT_PTR_EQ(test, wire->cancel_id, (PVOID)0x1234);
	KUNIT_ASSERT_EQ(test, binding->back_count, 1);
	KUNIT_EXPECT_EQ(test, list->Status, NDIS_STATUS_SEND_ABORTED);
	listener_free(list);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1123 */
static void ndis_protocol_frames_test_loopback_with_the_flag_only(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	u8 *data = case_alloc(test, FRAME);
	PNET_BUFFER_LIST list = listener_list(listener, data, FRAME, 2);

	memcpy(data, own, 6);
	listener_filter(binding, NDIS_PACKET_TYPE_DIRECTED);
	send(binding, list, 0);
	KUNIT_EXPECT_EQ(test, binding->received, 0);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	send(binding, list, NDIS_SEND_FLAGS_CHECK_FOR_LOOPBACK);
	KUNIT_EXPECT_EQ(test, binding->received, 2);
	KUNIT_EXPECT_EQ(test, binding->lent, 2);
	KUNIT_EXPECT_TRUE(test, binding->nbl_flags & NDIS_NBL_FLAGS_IS_LOOPBACK_PACKET);
	KUNIT_EXPECT_EQ(test, memcmp(binding->data, data, sizeof(binding->data)), 0);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	/* Its filter does not admit this one. */
	memcpy(data, other, 6);
	send(binding, list, NDIS_SEND_FLAGS_CHECK_FOR_LOOPBACK);
	KUNIT_EXPECT_EQ(test, binding->received, 2);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	listener_free(list);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* ---- receives ------------------------------------------------------------------------------ */

/* row 1124 */
static void ndis_protocol_frames_test_each_binding_gets_what_its_filter_admits(struct kunit *test)
{
	static const struct {
		ULONG filter;
		const u8 *admitted[3];
	} rows[] = {
		{ 0, {} },
		{ NDIS_PACKET_TYPE_DIRECTED, { own } },
		{ NDIS_PACKET_TYPE_BROADCAST, { broadcast } },
		{ NDIS_PACKET_TYPE_MULTICAST, { group } },
		{ NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST, { own, broadcast } },
	};
	static const u8 *const all[] = { own, other, broadcast, group, other_group };
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct parcel *parcels[5];
	unsigned int row, i, k;

	wire->on_request = listener_takes_all;
	KUNIT_ASSERT_EQ(test, NDIS_STATUS_SUCCESS,
			listener_ask(binding, NdisRequestSetInformation, OID_802_3_MULTICAST_LIST, (void *)group, 6,
				     NULL));
	for (i = 0; i < 5; i++)
		parcels[i] = new_parcel(test, all[i]);
	for (row = 0; row < ARRAY_SIZE(rows); row++) {
		listener_filter(binding, rows[row].filter);
		for (i = 0; i < 5; i++) {
			const int before = binding->received;
			int admitted = 0;

			for (k = 0; k < 3; k++)
				admitted += rows[row].admitted[k] == all[i];
			indicate(wire, parcels[i], 1, 0);
			KUNIT_EXPECT_EQ_MSG(test, binding->received - before, admitted, "row %u, frame %u", row,
					    i);
		}
	}
	listener_filter(binding, NDIS_PACKET_TYPE_PROMISCUOUS);
	k = binding->received;
	for (i = 0; i < 5; i++)
		indicate(wire, parcels[i], 1, 0);
	KUNIT_EXPECT_EQ(test, binding->received - k, 5u);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 30);
	for (i = 0; i < 5; i++)
		IoFreeMdl(parcels[i]->mdl);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1125: the interface has its copy; the list goes back when the binding returns it */
static void ndis_protocol_frames_test_kept_lists_go_back_when_returned(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct parcel *parcels[3] = {
		new_parcel(test, own), new_parcel(test, other), new_parcel(test, broadcast),
	};
	int i;

	listener->keeps = true;
	listener_filter(binding, NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST);
	parcels[0]->list.Next = &parcels[1]->list;
	parcels[1]->list.Next = &parcels[2]->list;
	indicate(wire, parcels[0], 3, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->received), 3);
	KUNIT_EXPECT_EQ(test, binding->received, 2);
	KUNIT_EXPECT_EQ(test, binding->lent, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	/* It is the binding's. */
	indicate(wire, parcels[0], 1, 0);
	EXPECT_REPORT(test, "NdisMIndicateReceiveNetBufferLists", BUGCHECK_NDIS_DRIVER, 6, &parcels[0]->list,
		      wire->adapter, 0, &parcels[0]->list);
	listener_return(binding);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 3);
	/* Once. */
	NdisReturnNetBufferLists(binding->handle, &parcels[0]->list, 0);
	EXPECT_REPORT(test, "NdisReturnNetBufferLists", BUGCHECK_NDIS_DRIVER, 0x1e, &parcels[0]->list,
		      wire->adapter, 0, &parcels[0]->list);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 3);
	for (i = 0; i < 3; i++)
		IoFreeMdl(parcels[i]->mdl);
	listener_end(listener);
	wire_end(wire);
}

/* row 1126 */
static void ndis_protocol_frames_test_lent_lists_stay_the_drivers(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct parcel *first = new_parcel(test, own), *second = new_parcel(test, own);

	listener->keeps = true;
	listener_filter(binding, NDIS_PACKET_TYPE_DIRECTED);
	first->list.Next = &second->list;
	indicate(wire, first, 2, NDIS_RECEIVE_FLAGS_RESOURCES);
	KUNIT_EXPECT_EQ(test, binding->received, 2);
	KUNIT_EXPECT_EQ(test, binding->lent, 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 0);
	/* The chain is as before. */
	KUNIT_EXPECT_PTR_EQ(test, first->list.Next, &second->list);
	KUNIT_EXPECT_PTR_EQ(test, second->list.Next, NULL);
	IoFreeMdl(first->mdl);
	IoFreeMdl(second->mdl);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1127: of two bindings that want a list, the last may keep it */
static void ndis_protocol_frames_test_one_binding_keeps_a_list(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *first = started_listener(test, wire), *last = started_listener(test, wire);
	struct listener_binding *one = &first->bindings[0], *two = &last->bindings[0];
	struct parcel *parcels[2] = { new_parcel(test, own), new_parcel(test, broadcast) };
	int i;

	first->keeps = last->keeps = true;
	listener_filter(one, NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST);
	listener_filter(two, NDIS_PACKET_TYPE_DIRECTED);
	parcels[0]->list.Next = &parcels[1]->list;
	indicate(wire, parcels[0], 2, 0);
	KUNIT_EXPECT_EQ(test, one->received, 2);
	KUNIT_EXPECT_EQ(test, one->lent, 1);
	KUNIT_EXPECT_PTR_EQ(test, one->kept, &parcels[1]->list);
	KUNIT_EXPECT_EQ(test, two->received, 1);
	KUNIT_EXPECT_EQ(test, two->lent, 0);
	KUNIT_EXPECT_PTR_EQ(test, two->kept, &parcels[0]->list);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 0);
	listener_return(one);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	listener_return(two);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 2);
	for (i = 0; i < 2; i++)
		IoFreeMdl(parcels[i]->mdl);
	listener_end(last);
	listener_end(first);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1120: received lists */
static void ndis_protocol_frames_test_close_waits_for_received_lists(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	struct parcel *parcel = new_parcel(test, own);
	const NDIS_HANDLE handle = binding->handle;

	listener->keeps = true;
	listener_filter(binding, NDIS_PACKET_TYPE_DIRECTED);
	indicate(wire, parcel, 1, 0);
	spawn(test, deregister, listener);
	wait_for_report(test);
	EXPECT_REPORT(test, "NdisCloseAdapterEx", BUGCHECK_NDIS_DRIVER, 0x27, handle, wire->adapter, 1, handle);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 0);
	listener_return(binding);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->returned), 1);
	IoFreeMdl(parcel->mdl);
	listener_end(listener);
	wire_end(wire);
}

/* row 1152: the lists of bindings, also beside those of the interface, which come back */
static void ndis_protocol_frames_test_a_kept_send_is_reported(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct listener *listener = started_listener(test, wire);
	struct listener *second = started_listener(test, wire);
	struct listener_binding *binding = &listener->bindings[0];
	PNET_BUFFER_LIST lists[2] = {
		listener_list(listener, binding->data, sizeof(binding->data), 1),
		listener_list(second, binding->data, sizeof(binding->data), 1),
	};
	struct wire_frame frame = {};
	u8 *data = case_alloc(test, FRAME);

	KUNIT_EXPECT_FALSE(test, WinworkNdisPeerPassTime(wire->peer));
	send(binding, lists[0], 0);
	wire_pass_time(wire, 1);
	send(&second->bindings[0], lists[1], 0);
	wire_pass_time(wire, 2);
	KUNIT_EXPECT_TRUE(test, WinworkNdisPeerPassTime(wire->peer));
	EXPECT_REPORT(test, "MiniportSendNetBufferLists", BUGCHECK_VERIFIER, 0x9200f, lists[0], wire->adapter, 2,
		      lists[0]);
	/* It is not freed, and what follows is. */
	NdisFreeNetBufferList(lists[0]);
	EXPECT_REPORT(test, "NdisFreeNetBufferList", BUGCHECK_BAD_POOL_CALLER, 0x40, lists[0], listener->pool, 0, lists[0]);
	KUNIT_ASSERT_PTR_EQ(test, wire_take(wire, 1), lists[0]);
	NdisMSendNetBufferListsComplete(wire->adapter, lists[0], 0);
	KUNIT_ASSERT_TRUE(test, wire_send(wire, &frame, data, FRAME));
	KUNIT_EXPECT_TRUE(test, WinworkNdisPeerPassTime(wire->peer));
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_TRUE(test, WinworkNdisPeerPassTime(wire->peer));
	EXPECT_REPORT(test, "MiniportSendNetBufferLists", BUGCHECK_VERIFIER, 0x9200d, lists[1], wire->adapter, 2,
		      lists[1]);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
	wire_pass_time(wire, 1);
	KUNIT_EXPECT_FALSE(test, WinworkNdisPeerPassTime(wire->peer));
	KUNIT_EXPECT_EQ(test, binding->back_count + second->bindings[0].back_count, 2);
	listener_free(lists[0]);
	listener_free(lists[1]);
	listener_end(second);
	listener_end(listener);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_protocol_frames_cases[] = {
	KUNIT_CASE(ndis_protocol_frames_test_a_kept_send_is_reported),
	KUNIT_CASE(ndis_protocol_frames_test_sends_come_back_to_the_sender),
	KUNIT_CASE(ndis_protocol_frames_test_sends_beside_those_of_the_interface),
	KUNIT_CASE(ndis_protocol_frames_test_a_paused_binding_sends_nothing),
	KUNIT_CASE(ndis_protocol_frames_test_pause_waits_for_sends),
	KUNIT_CASE(ndis_protocol_frames_test_bad_lists_are_not_sent),
	KUNIT_CASE(ndis_protocol_frames_test_cancel_reaches_the_driver),
	KUNIT_CASE(ndis_protocol_frames_test_loopback_with_the_flag_only),
	KUNIT_CASE(ndis_protocol_frames_test_each_binding_gets_what_its_filter_admits),
	KUNIT_CASE(ndis_protocol_frames_test_kept_lists_go_back_when_returned),
	KUNIT_CASE(ndis_protocol_frames_test_lent_lists_stay_the_drivers),
	KUNIT_CASE(ndis_protocol_frames_test_one_binding_keeps_a_list),
	KUNIT_CASE(ndis_protocol_frames_test_close_waits_for_received_lists),
	{}
};

WINWORK_SUITE(ndis_protocol_frames);
