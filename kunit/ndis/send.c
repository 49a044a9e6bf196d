/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_send: what a driver gets to send, and how it gives that back.
 */
#include "ndis_wire.h"

#include <linux/mm.h>

#define QUEUE 512

static void *data_of(struct kunit *test, size_t bytes)
{
	u8 *data = case_alloc(test, bytes);
	size_t i;

	for (i = 0; i < bytes; i++)
		data[i] = i * 7 + 1;
	return data;
}

static struct wire *holding_wire(struct kunit *test)
{
	struct wire *wire = started_wire(test);

	wire->sends = WIRE_HOLDS;
	return wire;
}

static void complete_chain(struct wire *wire, PNET_BUFFER_LIST chain)
{
	NdisMSendNetBufferListsComplete(wire->adapter, chain, 0);
}

static void expect_back(struct kunit *test, struct wire_frame *frames, unsigned int count)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		KUNIT_EXPECT_EQ_MSG(test, atomic_read(&frames[i].times), 1, "frame %u", i);
}

/* ---- what the driver gets ------------------------------------------------------------------ */

static void expect_mdl(struct kunit *test, PMDL mdl, void *data, ULONG bytes)
{
	u8 *page = (u8 *)((uintptr_t)data & PAGE_MASK);
	unsigned int i, pages = DIV_ROUND_UP(offset_in_page(data) + bytes, PAGE_SIZE);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mdl);
	KUNIT_EXPECT_EQ(test, MmGetMdlByteCount(mdl), bytes);
	KUNIT_EXPECT_PTR_EQ(test, MmGetMdlVirtualAddress(mdl), (PVOID)data);
	KUNIT_EXPECT_PTR_EQ(test, MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority),
			    (PVOID)data);
	for (i = 0; i < pages; i++)
		KUNIT_EXPECT_EQ(test, MmGetMdlPfnArray(mdl)[i],
				(PFN_NUMBER)page_to_pfn(virt_to_page(page + i * PAGE_SIZE)));
}

/* row 1030 */
static void ndis_send_test_linear_frame(struct kunit *test)
{
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	struct wire *wire = holding_wire(test);
	u8 *data = data_of(test, 1000);
	PNET_BUFFER_LIST list;
	PNET_BUFFER buffer;

	KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data, 1000));
	list = wire_take(wire, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	KUNIT_EXPECT_PTR_EQ(test, list->Next, (PNET_BUFFER_LIST)NULL);
	KUNIT_EXPECT_PTR_NE(test, list->SourceHandle, (NDIS_HANDLE)NULL);
	KUNIT_EXPECT_PTR_EQ(test, list->Context, (PNET_BUFFER_LIST_CONTEXT)NULL);
	buffer = list->FirstNetBuffer;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, buffer);
	KUNIT_EXPECT_PTR_EQ(test, buffer->Next, (PNET_BUFFER)NULL);
	KUNIT_EXPECT_EQ(test, buffer->DataLength, 1000u);
	KUNIT_EXPECT_EQ(test, buffer->DataOffset, 0u);
	KUNIT_EXPECT_PTR_EQ(test, buffer->CurrentMdl, buffer->MdlChain);
	KUNIT_EXPECT_EQ(test, buffer->CurrentMdlOffset, 0u);
	KUNIT_EXPECT_PTR_EQ(test, buffer->MdlChain->Next, (PMDL)NULL);
	expect_mdl(test, buffer->MdlChain, data, 1000);
	KUNIT_EXPECT_EQ(test, atomic_read(&frame->times), 0);
	complete_chain(wire, list);
	expect_back(test, frame, 1);
	KUNIT_EXPECT_EQ(test, (int)frame->result, (int)WinworkNdisPeerSent);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1031: parts that fit into a descriptor, and parts that need more memory */
static void ndis_send_test_a_part_has_an_mdl(struct kunit *test)
{
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	WINWORK_NDIS_PEER_PART parts[18];
	const WINWORK_NDIS_PEER_FRAME burst = { frame, parts, ARRAY_SIZE(parts) };
	struct wire *wire = holding_wire(test);
	u8 *data = data_of(test, 8 * PAGE_SIZE);
	WINWORK_NDIS_PEER_FRAME few = burst;
	unsigned int count, i;

	for (i = 0; i < ARRAY_SIZE(parts); i++)
		parts[i] = (WINWORK_NDIS_PEER_PART){ data + i * 1000, 1 + i * 300 };
	for (count = 2; count <= ARRAY_SIZE(parts); count += 4) {
		PNET_BUFFER_LIST list;
		PMDL mdl;

		few.Count = count;
		frame->bytes = 0;
		for (i = 0; i < count; i++)
			frame->bytes += parts[i].Bytes;
		KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, &few, 1), 1u);
		list = wire_take(wire, 0);
		KUNIT_EXPECT_EQ(test, list->FirstNetBuffer->DataLength, frame->bytes);
		mdl = list->FirstNetBuffer->MdlChain;
		for (i = 0; i < count; i++, mdl = mdl->Next)
			expect_mdl(test, mdl, parts[i].Address, parts[i].Bytes);
		KUNIT_EXPECT_PTR_EQ(test, mdl, (PMDL)NULL);
		complete_chain(wire, list);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&frame->times), 5);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1053: also when the driver forgets to advance again */
static void ndis_send_test_retreat_leaves_the_frame_alone(struct kunit *test)
{
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	struct wire *wire = holding_wire(test);
	u8 *data = data_of(test, 60), *before = data_of(test, 60);
	PNET_BUFFER_LIST list;
	PNET_BUFFER buffer;
	PMDL mdl;

	KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data, 60));
	list = wire_take(wire, 0);
	buffer = list->FirstNetBuffer;
	mdl = buffer->MdlChain;
	KUNIT_ASSERT_EQ(test, NdisRetreatNetBufferDataStart(buffer, 8, 0, NULL),
			NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, buffer->DataLength, 68u);
	KUNIT_EXPECT_PTR_NE(test, buffer->MdlChain, mdl);
	KUNIT_EXPECT_PTR_EQ(test, buffer->MdlChain->Next, mdl);
	memset(MmGetSystemAddressForMdlSafe(buffer->CurrentMdl, NormalPagePriority) +
	       buffer->CurrentMdlOffset, 0xa5, 8);
	NdisAdvanceNetBufferDataStart(buffer, 8, TRUE, NULL);
	KUNIT_EXPECT_EQ(test, buffer->DataLength, 60u);
	KUNIT_EXPECT_PTR_EQ(test, buffer->MdlChain, mdl);
	KUNIT_EXPECT_EQ(test, NdisRetreatNetBufferDataStart(buffer, 8, 0, NULL),
			NDIS_STATUS_SUCCESS);
	complete_chain(wire, list);
	expect_back(test, frame, 1);
	KUNIT_EXPECT_EQ(test, memcmp(data, before, 60), 0);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1032 */
static void ndis_send_test_is_called_at_dispatch(struct kunit *test)
{
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	struct wire *wire = started_wire(test);

	KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data_of(test, 60), 60));
	KUNIT_EXPECT_EQ(test, wire->send_flags, (ULONG)NDIS_SEND_FLAGS_DISPATCH_LEVEL);
	KUNIT_EXPECT_EQ(test, wire->send_irql, DISPATCH_LEVEL);
	expect_back(test, frame, 1);
	wire_end(wire);
}

struct burst {
	struct wire_frame *frames;
	WINWORK_NDIS_PEER_PART *parts;
	WINWORK_NDIS_PEER_FRAME *list;
};

static struct burst burst_of(struct kunit *test, unsigned int count)
{
	struct burst burst = {
		case_alloc_array(test, count, struct wire_frame),
		case_alloc_array(test, count, WINWORK_NDIS_PEER_PART),
		case_alloc_array(test, count, WINWORK_NDIS_PEER_FRAME),
	};
	u8 *data = data_of(test, 2048);
	unsigned int i;

	for (i = 0; i < count; i++) {
		burst.frames[i].bytes = 60 + i % 1400;
		burst.parts[i] = (WINWORK_NDIS_PEER_PART){ data, burst.frames[i].bytes };
		burst.list[i] = (WINWORK_NDIS_PEER_FRAME){ &burst.frames[i], &burst.parts[i], 1 };
	}
	return burst;
}

/* row 1033 */
static void ndis_send_test_burst_is_one_chain_in_order(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct burst burst = burst_of(test, 64);
	PNET_BUFFER_LIST chain, each;
	unsigned int i = 0;

	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 64), 64u);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sends_called), 1);
	chain = wire_take(wire, 0);
	for (each = chain; each; each = each->Next, i++)
		KUNIT_EXPECT_EQ(test, each->FirstNetBuffer->DataLength, burst.frames[i].bytes);
	KUNIT_EXPECT_EQ(test, i, 64u);
	complete_chain(wire, chain);
	expect_back(test, burst.frames, 64);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* ---- how it comes back --------------------------------------------------------------------- */

static void complete_held(void *data)
{
	wire_complete_all(data, NDIS_STATUS_SUCCESS);
}

static VOID complete_in_item(PVOID context, NDIS_HANDLE item)
{
	struct wire *wire = context;

	NdisFreeIoWorkItem(item);
	wire_complete_all(wire, NDIS_STATUS_SUCCESS);
}

/* row 1034: the driver completes in the call, later, in a DPC, in a work item */
static void ndis_send_test_completed_anywhere(struct kunit *test)
{
	struct wire *wire = started_wire(test);
	struct burst burst = burst_of(test, 40);
	NDIS_HANDLE item;

	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 10), 10u);
	expect_back(test, burst.frames, 10);
	wire->sends = WIRE_HOLDS;
	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list + 10, 10), 10u);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sent), 10);
	complete_held(wire);
	expect_back(test, burst.frames, 20);
	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list + 20, 10), 10u);
	KUNIT_EXPECT_TRUE(test, run_in_softirq(complete_held, wire));
	expect_back(test, burst.frames, 30);
	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list + 30, 10), 10u);
	item = NdisAllocateIoWorkItem(wire->adapter);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	NdisQueueIoWorkItem(item, complete_in_item, wire);
	WinworkNdisPeerSettle(wire->peer);
	expect_back(test, burst.frames, 40);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1035: lists of several bursts in one chain, a burst in parts, the last first */
static void ndis_send_test_chains_are_joined_split_and_reordered(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct burst burst = burst_of(test, 30);
	PNET_BUFFER_LIST chain, reversed = NULL, next;
	int i;

	for (i = 0; i < 30; i += 10)
		KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list + i, 10), 10u);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sends_called), 3);
	complete_chain(wire, wire_take(wire, 7));
	expect_back(test, burst.frames, 7);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sent), 7);
	for (chain = wire_take(wire, 0); chain; chain = next) {
		next = chain->Next;
		chain->Next = reversed;
		reversed = chain;
	}
	complete_chain(wire, reversed);
	expect_back(test, burst.frames, 30);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1036 */
static void ndis_send_test_full_queue_stops_and_wakes(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct burst burst = burst_of(test, QUEUE + 10);
	int round;

	for (round = 1; round <= 3; round++) {
		KUNIT_EXPECT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, QUEUE + 10),
				(ULONG)QUEUE);
		KUNIT_EXPECT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 1), 0u);
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->wakes), round - 1);
		complete_chain(wire, wire_take(wire, QUEUE / 4 - 1));
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->wakes), round - 1);
		complete_chain(wire, wire_take(wire, 1));
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->wakes), round);
		complete_held(wire);
		KUNIT_EXPECT_EQ(test, atomic_read(&wire->wakes), round);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sent), 3 * QUEUE);
	/* Completed in the call, 2048 frames fill no queue. */
	wire->sends = WIRE_COMPLETES;
	for (round = 0; round < 2048; round++)
		KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 1), 1u);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->wakes), 3);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1037 */
static void ndis_send_test_status_becomes_a_result(struct kunit *test)
{
	static const struct {
		NDIS_STATUS status;
		WINWORK_NDIS_PEER_RESULT result;
	} results[] = {
		{ NDIS_STATUS_SUCCESS, WinworkNdisPeerSent },
		{ NDIS_STATUS_FAILURE, WinworkNdisPeerFailed },
		{ NDIS_STATUS_RESOURCES, WinworkNdisPeerFailed },
		{ NDIS_STATUS_INVALID_LENGTH, WinworkNdisPeerFailed },
		{ NDIS_STATUS_PAUSED, WinworkNdisPeerDropped },
		{ NDIS_STATUS_SEND_ABORTED, WinworkNdisPeerDropped },
		{ NDIS_STATUS_RESET_IN_PROGRESS, WinworkNdisPeerDropped },
	};
	struct wire *wire = started_wire(test);
	struct burst burst = burst_of(test, ARRAY_SIZE(results));
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(results); i++) {
		wire->send_status = results[i].status;
		KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list + i, 1), 1u);
		KUNIT_EXPECT_EQ(test, (int)burst.frames[i].result, (int)results[i].result);
	}
	expect_back(test, burst.frames, ARRAY_SIZE(results));
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1038 */
static void ndis_send_test_held_sends_end_with_the_cancel(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct burst burst = burst_of(test, 20);
	PVOID cancel_id;
	int i;

	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 20), 20u);
	cancel_id = NDIS_GET_NET_BUFFER_LIST_CANCEL_ID(wire->first);
	KUNIT_EXPECT_PTR_NE(test, cancel_id, (PVOID)NULL);
	wire_end(wire);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CPH");
	KUNIT_EXPECT_PTR_EQ(test, wire->cancel_id, cancel_id);
	expect_back(test, burst.frames, 20);
	for (i = 0; i < 20; i++)
		KUNIT_EXPECT_EQ(test, (int)burst.frames[i].result, (int)WinworkNdisPeerDropped);
	EXPECT_NO_REPORT(test);
}

static void complete_in_pause(struct wire *wire)
{
	wire_complete_all(wire, NDIS_STATUS_PAUSED);
}

/* row 1038: MiniportPause completes what a cancel has left */
static void ndis_send_test_held_sends_end_with_the_pause(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct burst burst = burst_of(test, 20);

	wire->cancel_does_nothing = true;
	wire->on_pause = complete_in_pause;
	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 20), 20u);
	wire_end(wire);
	expect_back(test, burst.frames, 20);
	EXPECT_NO_REPORT(test);
}

static void halt_adapter(void *data)
{
	struct wire *wire = data;

	WinworkNdisHaltAdapter(wire->adapter);
}

/* row 1039: the halt waits for what the pause has left */
static void ndis_send_test_sends_left_by_a_pause_are_reported(struct kunit *test)
{
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	struct wire *wire = holding_wire(test);
	PNET_BUFFER_LIST list;

	wire->cancel_does_nothing = true;
	KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data_of(test, 60), 60));
	list = wire->first;
	spawn(test, halt_adapter, wire);
	wait_for_report(test);
	EXPECT_REPORT(test, "MiniportPause", BUGCHECK_NDIS_DRIVER, 0x27, list, wire->adapter, 0,
		      list);
	EXPECT_THREAD_WAITS(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CP");
	complete_held(wire);
	join(test);
	KUNIT_EXPECT_STREQ(test, wire->events, "IR+-CPH");
	expect_back(test, frame, 1);
	wire->adapter = NULL;
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* ---- misuse -------------------------------------------------------------------------------- */

#define EXPECT_BAD_LIST(test, wire, list)							\
	EXPECT_REPORT(test, "NdisMSendNetBufferListsComplete", BUGCHECK_NDIS_DRIVER, 0x1e, list,	\
		      (wire)->adapter, 0, list)

/* row 1040: twice, in one chain or two calls; the frame comes back once */
static void ndis_send_test_second_completion_is_reported(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct burst burst = burst_of(test, 4);
	PNET_BUFFER_LIST list, chain;

	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 4), 4u);
	list = wire_take(wire, 1);
	complete_chain(wire, list);
	EXPECT_NO_REPORT(test);
	complete_chain(wire, list);
	EXPECT_BAD_LIST(test, wire, list);
	/* In front of good ones, which come back. */
	chain = wire_take(wire, 2);
	list->Next = chain;
	complete_chain(wire, list);
	EXPECT_BAD_LIST(test, wire, list);
	expect_back(test, burst.frames, 3);
	/* A circle of one. */
	list = wire_take(wire, 1);
	list->Next = list;
	complete_chain(wire, list);
	EXPECT_BAD_LIST(test, wire, list);
	expect_back(test, burst.frames, 4);
	wire_end(wire);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sent), 4);
	EXPECT_NO_REPORT(test);
}

/* row 1040: neither a list of the driver's own nor a wrong address is followed */
static void ndis_send_test_foreign_list_is_reported(struct kunit *test)
{
	PNET_BUFFER_LIST own = case_alloc_type(test, NET_BUFFER_LIST);
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	struct wire *wire = holding_wire(test);
	PNET_BUFFER_LIST list, inside;

	KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data_of(test, 60), 60));
	list = wire_take(wire, 1);
	inside = (PNET_BUFFER_LIST)((u8 *)list + 8);
	own->Next = list;
	complete_chain(wire, own);
	EXPECT_BAD_LIST(test, wire, own);
	complete_chain(wire, inside);
	EXPECT_BAD_LIST(test, wire, inside);
	complete_chain(wire, (PNET_BUFFER_LIST)0x40);
	EXPECT_BAD_LIST(test, wire, 0x40);
	NdisMSendNetBufferListsComplete(wire->adapter, NULL, 0);
	EXPECT_REPORT(test, "NdisMSendNetBufferListsComplete", BUGCHECK_VERIFIER, 0, ANY, ANY, ANY,
		      ANY);
	NdisMSendNetBufferListsComplete(wire->miniport, list, 0);
	EXPECT_REPORT(test, "NdisMSendNetBufferListsComplete", BUGCHECK_REFERENCE_BY_POINTER, 0,
		      wire->miniport, ANY, ANY, ANY);
	KUNIT_EXPECT_EQ(test, atomic_read(&frame->times), 0);
	complete_chain(wire, list);
	expect_back(test, frame, 1);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* row 1041 */
static void ndis_send_test_wrong_level_flag_is_reported_once(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct burst burst = burst_of(test, 2);

	KUNIT_ASSERT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 2), 2u);
	NdisMSendNetBufferListsComplete(wire->adapter, wire_take(wire, 1),
					NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL);
	EXPECT_REPORT(test, "NdisMSendNetBufferListsComplete", BUGCHECK_VERIFIER, 0, wire->adapter,
		      NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL, PASSIVE_LEVEL, wire->adapter);
	NdisMSendNetBufferListsComplete(wire->adapter, wire_take(wire, 1),
					NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL);
	EXPECT_NO_REPORT(test);
	expect_back(test, burst.frames, 2);
	wire_end(wire);
}

/* ---- memory -------------------------------------------------------------------------------- */

/* row 1042: the MDLs of 64 frames of many parts have a reserve; the next frame is dropped */
static void ndis_send_test_many_parts_without_memory(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct burst burst = burst_of(test, 66);
	WINWORK_NDIS_PEER_PART parts[8];
	unsigned int i;

	NEED_FAULT_INJECTION(test);
	for (i = 0; i < ARRAY_SIZE(parts); i++)
		parts[i] = burst.parts[0];
	for (i = 0; i < 66; i++) {
		burst.frames[i].bytes = ARRAY_SIZE(parts) * parts[0].Bytes;
		burst.list[i].Parts = parts;
		burst.list[i].Count = ARRAY_SIZE(parts);
		fail_next_allocation();
		KUNIT_EXPECT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list + i, 1), 1u);
		KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
		KUNIT_EXPECT_EQ(test, atomic_read(&burst.frames[i].times), i < 64 ? 0 : 1);
	}
	KUNIT_EXPECT_EQ(test, (int)burst.frames[65].result, (int)WinworkNdisPeerDropped);
	/* The reserve is free again. */
	complete_held(wire);
	expect_back(test, burst.frames, 66);
	fail_next_allocation();
	KUNIT_EXPECT_EQ(test, WinworkNdisPeerSend(wire->peer, 0, burst.list, 1), 1u);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	KUNIT_EXPECT_EQ(test, atomic_read(&burst.frames[0].times), 1);
	complete_held(wire);
	KUNIT_EXPECT_EQ(test, atomic_read(&burst.frames[0].times), 2);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* ---- all at once --------------------------------------------------------------------------- */

#define ROUNDS 400
#define BURST 32

struct sender {
	struct wire *wire;
	struct burst burst;
	atomic_t *running;
	ULONG queue;
	ULONG taken;
};

static void send_many(void *data)
{
	struct sender *sender = data;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		sender->taken += WinworkNdisPeerSend(sender->wire->peer, sender->queue,
						     sender->burst.list, BURST);
		cond_resched();
	}
	atomic_dec(sender->running);
}

struct completer {
	struct wire *wire;
	atomic_t running;		/* senders */
};

static void complete_many(void *data)
{
	struct completer *completer = data;

	while (atomic_read(&completer->running) || READ_ONCE(completer->wire->first)) {
		PNET_BUFFER_LIST chain = wire_take(completer->wire, 5);

		if (chain)
			complete_chain(completer->wire, chain);
		cond_resched();
	}
}

/* row 1034: senders on two queues, and two threads that complete what they find */
static void ndis_send_test_senders_and_completions_at_once(struct kunit *test)
{
	struct wire *wire = holding_wire(test);
	struct completer *completer = case_alloc_type(test, struct completer);
	const ULONG queues = min_t(ULONG, wire->attributes.Queues, 2);
	struct sender *senders = case_alloc_array(test, queues, struct sender);
	ULONG taken = 0, i;

	completer->wire = wire;
	atomic_set(&completer->running, queues);
	for (i = 0; i < queues; i++) {
		senders[i] = (struct sender){ wire, burst_of(test, BURST), &completer->running, i };
		spawn(test, send_many, &senders[i]);
	}
	spawn(test, complete_many, completer);
	complete_many(completer);
	join(test);
	WinworkNdisPeerSettle(wire->peer);
	for (i = 0; i < queues; i++)
		taken += senders[i].taken;
	KUNIT_EXPECT_GE(test, taken, (ULONG)QUEUE);
	KUNIT_EXPECT_EQ(test, atomic_read(&wire->sent), (int)taken);
	/* No wake is lost: each queue takes frames. */
	wire->sends = WIRE_COMPLETES;
	for (i = 0; i < queues; i++)
		KUNIT_EXPECT_EQ(test, WinworkNdisPeerSend(wire->peer, i, senders[i].burst.list, 1),
				1u);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* rows 1083 and 1084 */
static void ndis_send_test_a_kept_send_is_reported(struct kunit *test)
{
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	struct wire *wire = holding_wire(test);
	u8 *data = data_of(test, 100);
	PNET_BUFFER_LIST list;

	KUNIT_EXPECT_FALSE(test, WinworkNdisPeerPassTime(wire->peer));
	KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data, 100));
	wire_pass_time(wire, 3);
	list = wire_take(wire, 0);
	KUNIT_EXPECT_TRUE(test, WinworkNdisPeerPassTime(wire->peer));
	EXPECT_REPORT(test, "MiniportSendNetBufferLists", BUGCHECK_VERIFIER, 0x9200f, list, wire->adapter, 1,
		      list);
	KUNIT_EXPECT_TRUE(test, WinworkNdisPeerPassTime(wire->peer));
	EXPECT_REPORT(test, "MiniportSendNetBufferLists", BUGCHECK_VERIFIER, 0x9200d, list, wire->adapter, 1,
		      list);
	wire_pass_time(wire, 3);
	complete_chain(wire, list);
	expect_back(test, frame, 1);
	/* The look that finds nothing is the last, until the next send. */
	wire_pass_time(wire, 1);
	KUNIT_EXPECT_FALSE(test, WinworkNdisPeerPassTime(wire->peer));
	frame = case_alloc_type(test, struct wire_frame);
	KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data, 100));
	wire_pass_time(wire, 1);
	complete_chain(wire, wire_take(wire, 0));
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

/* rows 1083 and 1084: others come back meanwhile */
static void ndis_send_test_a_kept_send_among_others_is_no_hang(struct kunit *test)
{
	struct wire_frame *kept = case_alloc_type(test, struct wire_frame);
	struct wire_frame *frame = case_alloc_type(test, struct wire_frame);
	struct wire *wire = holding_wire(test);
	u8 *data = data_of(test, 100);
	PNET_BUFFER_LIST list;
	int i;

	KUNIT_ASSERT_TRUE(test, wire_send(wire, kept, data, 100));
	list = wire_take(wire, 0);
	for (i = 0; i < 4; i++) {
		wire_pass_time(wire, 1);
		KUNIT_ASSERT_TRUE(test, wire_send(wire, frame, data, 100));
		complete_chain(wire, wire_take(wire, 0));
	}
	KUNIT_EXPECT_TRUE(test, WinworkNdisPeerPassTime(wire->peer));
	EXPECT_REPORT(test, "MiniportSendNetBufferLists", BUGCHECK_VERIFIER, 0x9200d, list, wire->adapter, 1,
		      list);
	complete_chain(wire, list);
	wire_end(wire);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ndis_send_cases[] = {
	KUNIT_CASE(ndis_send_test_a_kept_send_is_reported),
	KUNIT_CASE(ndis_send_test_a_kept_send_among_others_is_no_hang),
	KUNIT_CASE(ndis_send_test_linear_frame),
	KUNIT_CASE(ndis_send_test_a_part_has_an_mdl),
	KUNIT_CASE(ndis_send_test_retreat_leaves_the_frame_alone),
	KUNIT_CASE(ndis_send_test_is_called_at_dispatch),
	KUNIT_CASE(ndis_send_test_burst_is_one_chain_in_order),
	KUNIT_CASE(ndis_send_test_completed_anywhere),
	KUNIT_CASE(ndis_send_test_chains_are_joined_split_and_reordered),
	KUNIT_CASE(ndis_send_test_full_queue_stops_and_wakes),
	KUNIT_CASE(ndis_send_test_status_becomes_a_result),
	KUNIT_CASE(ndis_send_test_held_sends_end_with_the_cancel),
	KUNIT_CASE(ndis_send_test_held_sends_end_with_the_pause),
	KUNIT_CASE(ndis_send_test_sends_left_by_a_pause_are_reported),
	KUNIT_CASE(ndis_send_test_second_completion_is_reported),
	KUNIT_CASE(ndis_send_test_foreign_list_is_reported),
	KUNIT_CASE(ndis_send_test_wrong_level_flag_is_reported_once),
	KUNIT_CASE(ndis_send_test_many_parts_without_memory),
	KUNIT_CASE(ndis_send_test_senders_and_completions_at_once),
	{}
};

WINWORK_SUITE(ndis_send);
