/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ndis_net_buffer_data: where the data of network buffers begins, access to it, copies, and lists
 * that describe it once more. A model has the bytes of a frame in one piece; a chain of MDLs of random
 * lengths has them in many.
 */
#include "ndis_case.h"

#define MOST_PARTS 9
#define ROUNDS 400

/* A chain of MDLs. Its bytes count up from @seed, the unused ones before the data among them. */
struct chain {
	PMDL parts[MOST_PARTS];
	UCHAR memory[MOST_PARTS][64];
	int count;
	ULONG bytes;
	UCHAR seed;
};

struct frame {
	struct kunit *test;
	struct net *net;
	NDIS_HANDLE lists;
	NDIS_HANDLE buffers;
	struct chain chain;
	PNET_BUFFER buffer;
};

static u32 random_state;

static ULONG below(ULONG limit)
{
	random_state = random_state * 1664525 + 1013904223;
	return (random_state >> 8) % limit;
}

static void make_chain(struct kunit *test, struct chain *chain, int count)
{
	int part;
	ULONG i;

	chain->count = count;
	chain->bytes = 0;
	chain->seed = below(256);
	for (part = 0; part < count; part++) {
		ULONG length = 1 + below(sizeof(chain->memory[part]));

		chain->parts[part] = NdisAllocateMdl(NULL, chain->memory[part], length);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, chain->parts[part]);
		if (part)
			chain->parts[part - 1]->Next = chain->parts[part];
		for (i = 0; i < length; i++)
			chain->memory[part][i] = chain->seed + chain->bytes + i;
		chain->bytes += length;
	}
}

static void free_chain(struct chain *chain)
{
	while (chain->count)
		NdisFreeMdl(chain->parts[--chain->count]);
}

static struct frame *open_frames(struct kunit *test)
{
	struct frame *frame = case_alloc_type(test, struct frame);
	NET_BUFFER_LIST_POOL_PARAMETERS lists = {
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT,
			NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
		},
		.PoolTag = TAG,
	};
	NET_BUFFER_POOL_PARAMETERS buffers = {
		.Header = {
			NDIS_OBJECT_TYPE_DEFAULT,
			NET_BUFFER_POOL_PARAMETERS_REVISION_1,
			NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1,
		},
		.PoolTag = TAG,
	};

	random_state = 1;
	frame->test = test;
	frame->net = new_adapter(test);
	frame->lists = NdisAllocateNetBufferListPool(frame->net->adapter, &lists);
	frame->buffers = NdisAllocateNetBufferPool(frame->net->adapter, &buffers);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, frame->lists);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, frame->buffers);
	return frame;
}

/* A pool with a buffer that is out is reported. */
static void close_frames(struct frame *frame)
{
	NdisFreeNetBufferListPool(frame->lists);
	NdisFreeNetBufferPool(frame->buffers);
	EXPECT_NO_REPORT(frame->test);
	end_adapter(frame->net);
}

/* A frame of random parts, from a random offset on. */
static void open_frame(struct frame *frame)
{
	ULONG offset;

	make_chain(frame->test, &frame->chain, 1 + below(MOST_PARTS));
	offset = below(frame->chain.bytes);
	frame->buffer = NdisAllocateNetBuffer(frame->buffers, frame->chain.parts[0], offset,
					      1 + below(frame->chain.bytes - offset));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(frame->test, frame->buffer);
}

static void close_frame(struct frame *frame)
{
	NdisFreeNetBuffer(frame->buffer);
	free_chain(&frame->chain);
}

/* The address of a byte of the data, by a walk of its own. */
static PUCHAR byte_at(PNET_BUFFER buffer, ULONG at)
{
	PMDL mdl = buffer->MdlChain;

	at += buffer->DataOffset;
	while (mdl && at >= MmGetMdlByteCount(mdl)) {
		at -= MmGetMdlByteCount(mdl);
		mdl = mdl->Next;
	}
	return mdl ? (PUCHAR)MmGetSystemAddressForMdlSafe(mdl, LowPagePriority) + at : NULL;
}

/* CurrentMdl and CurrentMdlOffset name the byte that DataOffset does. */
static void expect_current(struct kunit *test, PNET_BUFFER buffer)
{
	PUCHAR start;

	if (!buffer->DataLength)
		return;
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, buffer->CurrentMdl);
	KUNIT_EXPECT_LT(test, buffer->CurrentMdlOffset, MmGetMdlByteCount(buffer->CurrentMdl));
	start = MmGetSystemAddressForMdlSafe(buffer->CurrentMdl, LowPagePriority);
	KUNIT_EXPECT_PTR_EQ(test, start + buffer->CurrentMdlOffset, byte_at(buffer, 0));
}

/* All bytes of @buffer are those of @original from @start on. */
static bool same_bytes(PNET_BUFFER buffer, PNET_BUFFER original, ULONG start)
{
	ULONG i;

	for (i = 0; i < buffer->DataLength; i++) {
		if (byte_at(buffer, i) != byte_at(original, start + i))
			return false;
	}
	return true;
}

/* row 1005: contiguous data is the buffer's own; other data is copied */
static void ndis_net_buffer_data_test_get(struct kunit *test)
{
	struct frame *frame = open_frames(test);
	PUCHAR storage = case_alloc(test, 1024);
	int round;

	for (round = 0; round < ROUNDS; round++) {
		ULONG multiple = 1 << below(4), needed, i;
		ULONG offset = below(multiple);
		PUCHAR got, first;
		bool contiguous, aligned;

		open_frame(frame);
		needed = 1 + below(frame->buffer->DataLength);
		first = byte_at(frame->buffer, 0);
		contiguous = byte_at(frame->buffer, needed - 1) == first + needed - 1 &&
			     frame->buffer->CurrentMdlOffset + needed <=
				     MmGetMdlByteCount(frame->buffer->CurrentMdl);
		aligned = ((ULONG_PTR)first - offset) % multiple == 0;
		got = NdisGetDataBuffer(frame->buffer, needed, NULL, multiple, offset);
		KUNIT_EXPECT_PTR_EQ(test, got, contiguous && aligned ? first : NULL);
		got = NdisGetDataBuffer(frame->buffer, needed, storage, multiple, offset);
		KUNIT_EXPECT_PTR_EQ(test, got, contiguous && aligned ? first : storage);
		for (i = 0; got && i < needed; i++)
			KUNIT_EXPECT_EQ(test, got[i], *byte_at(frame->buffer, i));
		KUNIT_EXPECT_PTR_EQ(test, NdisGetDataBuffer(frame->buffer,
							    frame->buffer->DataLength + 1, storage, 1,
							    0), (PVOID)NULL);
		close_frame(frame);
	}
	close_frames(frame);
}

/* row 1006: retreats and advances in any order, over the borders of MDLs */
static void ndis_net_buffer_data_test_retreat_and_advance(struct kunit *test)
{
	struct frame *frame = open_frames(test);
	int round, step;

	for (round = 0; round < ROUNDS; round++) {
		ULONG gained[8], length;
		PUCHAR first, before;

		open_frame(frame);
		length = frame->buffer->DataLength;
		first = byte_at(frame->buffer, 0);
		for (step = 0; step < ARRAY_SIZE(gained); step++) {
			gained[step] = 1 + below(40);
			before = byte_at(frame->buffer, 0);
			KUNIT_ASSERT_EQ(test, NdisRetreatNetBufferDataStart(frame->buffer, gained[step],
									    below(20), NULL),
					NDIS_STATUS_SUCCESS);
			length += gained[step];
			KUNIT_EXPECT_EQ(test, frame->buffer->DataLength, length);
			KUNIT_EXPECT_EQ(test, frame->buffer->stDataLength, length);
			KUNIT_EXPECT_PTR_EQ(test, byte_at(frame->buffer, gained[step]), before);
			expect_current(test, frame->buffer);
			*byte_at(frame->buffer, 0) = step;
		}
		while (step--) {
			KUNIT_EXPECT_EQ(test, *byte_at(frame->buffer, 0), step);
			NdisAdvanceNetBufferDataStart(frame->buffer, gained[step], TRUE, NULL);
			length -= gained[step];
			KUNIT_EXPECT_EQ(test, frame->buffer->DataLength, length);
			expect_current(test, frame->buffer);
		}
		KUNIT_EXPECT_PTR_EQ(test, byte_at(frame->buffer, 0), first);
		KUNIT_EXPECT_PTR_EQ(test, frame->buffer->MdlChain, frame->chain.parts[0]);
		NdisAdvanceNetBufferDataStart(frame->buffer, below(length + 1), TRUE, NULL);
		KUNIT_EXPECT_PTR_EQ(test, frame->buffer->MdlChain, frame->chain.parts[0]);
		expect_current(test, frame->buffer);
		close_frame(frame);
	}
	close_frames(frame);
}

static int handler_mdls;
static ULONG handler_asked;
static UCHAR handler_memory[256];

static PMDL allocate_mdl(PULONG bytes)
{
	handler_asked = *bytes;
	handler_mdls++;
	return NdisAllocateMdl(NULL, handler_memory, min_t(ULONG, *bytes, sizeof(handler_memory)));
}

static VOID free_mdl(PMDL mdl)
{
	handler_mdls--;
	NdisFreeMdl(mdl);
}

static PMDL allocate_no_mdl(PULONG bytes)
{
	return NULL;
}

/* row 1006: the driver's own allocator; MDLs that an advance leaves; what it refuses */
static void ndis_net_buffer_data_test_handlers(struct kunit *test)
{
	struct frame *frame = open_frames(test);
	PNET_BUFFER buffer = NdisAllocateNetBuffer(frame->buffers, NULL, 0, 0);
	PMDL own;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, buffer);
	handler_mdls = 0;
	KUNIT_EXPECT_EQ(test, NdisRetreatNetBufferDataStart(buffer, 14, 50, allocate_no_mdl),
			NDIS_STATUS_RESOURCES);
	KUNIT_EXPECT_EQ(test, NdisRetreatNetBufferDataStart(buffer, 14, 50, allocate_mdl),
			NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, handler_asked, 64);
	KUNIT_EXPECT_EQ(test, buffer->DataOffset, 50);
	KUNIT_EXPECT_PTR_EQ(test, byte_at(buffer, 0), handler_memory + 50);
	own = buffer->MdlChain;
	/* Left, and used again. */
	NdisAdvanceNetBufferDataStart(buffer, 14, FALSE, NULL);
	KUNIT_EXPECT_PTR_EQ(test, buffer->MdlChain, own);
	KUNIT_EXPECT_EQ(test, NdisRetreatNetBufferDataStart(buffer, 64, 0, NULL), NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, buffer->MdlChain, own);
	KUNIT_EXPECT_EQ(test, handler_mdls, 1);
	EXPECT_NO_REPORT(test);
	NdisAdvanceNetBufferDataStart(buffer, 65, TRUE, free_mdl);
	EXPECT_REPORT(test, "NdisAdvanceNetBufferDataStart", BUGCHECK_VERIFIER, 0, buffer, 65, 64, buffer);
	NdisAdvanceNetBufferDataStart(buffer, 64, TRUE, free_mdl);
	KUNIT_EXPECT_EQ(test, handler_mdls, 0);
	KUNIT_EXPECT_PTR_EQ(test, buffer->MdlChain, (PMDL)NULL);
	KUNIT_EXPECT_PTR_EQ(test, buffer->CurrentMdl, (PMDL)NULL);
	KUNIT_EXPECT_EQ(test, buffer->DataOffset, 0);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, NdisRetreatNetBufferDataStart(buffer, 300, 0, allocate_mdl),
			NDIS_STATUS_FAILURE);
	EXPECT_REPORT(test, "NdisRetreatNetBufferDataStart", BUGCHECK_VERIFIER, 0, buffer, 300, 0, buffer);
	NdisFreeNetBuffer(buffer);
	close_frames(frame);
}

/* row 1006: all buffers of a list; a retreat that fails for one is undone for the others */
static void ndis_net_buffer_data_test_lists(struct kunit *test)
{
	struct frame *frame;
	PNET_BUFFER_LIST list;
	PNET_BUFFER first, second;
	int nth = 0, failed = 0;
	NDIS_STATUS status;
	bool attempted;

	NEED_FAULT_INJECTION(test);
	frame = open_frames(test);
	list = NdisAllocateNetBufferList(frame->lists, 0, 0);
	first = NdisAllocateNetBuffer(frame->buffers, NULL, 0, 0);
	second = NdisAllocateNetBuffer(frame->buffers, NULL, 0, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, first);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	list->FirstNetBuffer = first;
	first->Next = second;
	do {
		fail_allocation(++nth);
		status = NdisRetreatNetBufferListDataStart(list, 14, 0, NULL, NULL);
		attempted = allocation_was_attempted();
		KUNIT_EXPECT_EQ(test, first->DataLength, status ? 0 : 14);
		KUNIT_EXPECT_EQ(test, second->DataLength, status ? 0 : 14);
		if (status) {
			KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_RESOURCES);
			KUNIT_EXPECT_PTR_EQ(test, first->MdlChain, (PMDL)NULL);
			failed++;
		} else {
			NdisAdvanceNetBufferListDataStart(list, 14, TRUE, NULL);
		}
	} while (attempted);
	KUNIT_EXPECT_EQ(test, status, NDIS_STATUS_SUCCESS);
	KUNIT_EXPECT_GE(test, failed, 2);
	KUNIT_EXPECT_PTR_EQ(test, first->MdlChain, (PMDL)NULL);
	KUNIT_EXPECT_PTR_EQ(test, second->MdlChain, (PMDL)NULL);
	NdisFreeNetBuffer(second);
	NdisFreeNetBuffer(first);
	NdisFreeNetBufferList(list);
	close_frames(frame);
}

/* row 1007: copies between buffers of any split, with offsets in both */
static void ndis_net_buffer_data_test_copy(struct kunit *test)
{
	struct frame *from = open_frames(test), *to = open_frames(test);
	int round;

	random_state = 7;
	for (round = 0; round < ROUNDS; round++) {
		ULONG skip, at, asked, room, expected, copied, i;

		open_frame(from);
		open_frame(to);
		room = to->chain.bytes - to->buffer->DataOffset;
		at = below(room + 8);
		skip = below(from->buffer->DataLength + 8);
		asked = below(200);
		expected = skip < from->buffer->DataLength ? from->buffer->DataLength - skip : 0;
		expected = min(expected, asked);
		expected = min(expected, at < room ? room - at : 0);
		for (i = 0; i < room; i++)
			*byte_at(to->buffer, i) = 0xee;
		KUNIT_EXPECT_EQ(test, NdisCopyFromNetBufferToNetBuffer(to->buffer, at, asked,
								       from->buffer, skip, &copied),
				NDIS_STATUS_SUCCESS);
		KUNIT_EXPECT_EQ(test, copied, expected);
		for (i = 0; i < room; i++)
			KUNIT_EXPECT_EQ(test, *byte_at(to->buffer, i),
					i >= at && i < at + copied ?
						*byte_at(from->buffer, skip + i - at) : 0xee);
		close_frame(from);
		close_frame(to);
	}
	close_frames(from);
	close_frames(to);
}

/* row 1008: clones, fragments and reassembled lists describe the same bytes, and end without a trace */
static void ndis_net_buffer_data_test_derived(struct kunit *test)
{
	struct frame *frame = open_frames(test);
	int round;

	for (round = 0; round < ROUNDS / 4; round++) {
		PNET_BUFFER_LIST list = NdisAllocateNetBufferList(frame->lists, 0, 0), clone, parts, whole;
		ULONG most = 1 + below(50), start, at;
		PNET_BUFFER each;

		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
		open_frame(frame);
		list->FirstNetBuffer = frame->buffer;
		clone = NdisAllocateCloneNetBufferList(list, frame->lists, frame->buffers, 0);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, clone);
		KUNIT_EXPECT_PTR_EQ(test, NdisGetPoolFromNetBufferList(clone), frame->lists);
		KUNIT_EXPECT_PTR_EQ(test, clone->ParentNetBufferList, (PNET_BUFFER_LIST)NULL);
		KUNIT_EXPECT_EQ(test, clone->FirstNetBuffer->DataLength, frame->buffer->DataLength);
		KUNIT_EXPECT_TRUE(test, clone->FirstNetBuffer->MdlChain != frame->buffer->CurrentMdl);
		KUNIT_EXPECT_TRUE(test, same_bytes(clone->FirstNetBuffer, frame->buffer, 0));
		/* A retreat of the clone leaves the original as it is. */
		KUNIT_EXPECT_EQ(test, NdisRetreatNetBufferDataStart(clone->FirstNetBuffer, 4, 0, NULL),
				NDIS_STATUS_SUCCESS);
		NdisFreeCloneNetBufferList(clone, 0);
		clone = NdisAllocateCloneNetBufferList(list, NULL, NULL,
						       NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, clone);
		KUNIT_EXPECT_PTR_EQ(test, clone->FirstNetBuffer->MdlChain, frame->buffer->CurrentMdl);
		KUNIT_EXPECT_TRUE(test, same_bytes(clone->FirstNetBuffer, frame->buffer, 0));
		NdisFreeCloneNetBufferList(clone, NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS);

		start = below(frame->buffer->DataLength);
		parts = NdisAllocateFragmentNetBufferList(list, NULL, frame->buffers, start, most, 3, 2, 0);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, parts);
		at = start;
		for (each = parts->FirstNetBuffer; each; each = each->Next) {
			KUNIT_EXPECT_EQ(test, each->DataOffset, 2);
			NdisAdvanceNetBufferDataStart(each, 3, FALSE, NULL);
			KUNIT_EXPECT_EQ(test, each->DataLength,
					min(most, (ULONG)(frame->buffer->DataLength - at)));
			KUNIT_EXPECT_TRUE(test, same_bytes(each, frame->buffer, at));
			at += each->DataLength;
		}
		KUNIT_EXPECT_EQ(test, at, frame->buffer->DataLength);
		whole = NdisAllocateReassembledNetBufferList(parts, frame->lists, 0, 0, 0, 0);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, whole);
		KUNIT_EXPECT_PTR_EQ(test, whole->FirstNetBuffer->Next, (PNET_BUFFER)NULL);
		KUNIT_EXPECT_EQ(test, whole->FirstNetBuffer->DataLength,
				frame->buffer->DataLength - start);
		KUNIT_EXPECT_TRUE(test, same_bytes(whole->FirstNetBuffer, frame->buffer, start));
		NdisFreeReassembledNetBufferList(whole, 0, 0);
		NdisFreeFragmentNetBufferList(parts, 3, 0);
		close_frame(frame);
		NdisFreeNetBufferList(list);
		EXPECT_NO_REPORT(test);
	}
	close_frames(frame);
}

/* row 1008: without memory nothing is left of a derived list */
static void ndis_net_buffer_data_test_derived_without_memory(struct kunit *test)
{
	PNET_BUFFER_LIST list, parts;
	struct frame *frame;
	int nth = 0, failed = 0;
	bool attempted;

	NEED_FAULT_INJECTION(test);
	frame = open_frames(test);
	list = NdisAllocateNetBufferList(frame->lists, 0, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, list);
	open_frame(frame);
	list->FirstNetBuffer = frame->buffer;
	do {
		fail_allocation(++nth);
		parts = NdisAllocateFragmentNetBufferList(list, frame->lists, frame->buffers, 0, 10, 4, 0,
							  0);
		attempted = allocation_was_attempted();
		/* Some allocations are tried in another way. */
		if (parts)
			NdisFreeFragmentNetBufferList(parts, 4, 0);
		else
			failed++;
	} while (attempted);
	KUNIT_EXPECT_TRUE(test, parts != NULL);
	KUNIT_EXPECT_GT(test, failed, 3);
	close_frame(frame);
	NdisFreeNetBufferList(list);
	close_frames(frame);
}

static const NDIS_NET_BUFFER_LIST_INFO sent[] = {
	TcpIpChecksumNetBufferListInfo, IPsecOffloadV1NetBufferListInfo, TcpLargeSendNetBufferListInfo,
	Ieee8021QNetBufferListInfo, MediaSpecificInformation, NetBufferListCancelId,
	NetBufferListProtocolId, IPsecOffloadV2TunnelNetBufferListInfo,
	IPsecOffloadV2HeaderNetBufferListInfo, VirtualSubnetInfo, NetBufferListFilteringInfo,
};
static const NDIS_NET_BUFFER_LIST_INFO received[] = {
	TcpIpChecksumNetBufferListInfo, IPsecOffloadV1NetBufferListInfo, TcpReceiveNoPush,
	Ieee8021QNetBufferListInfo, MediaSpecificInformation, NetBufferListFrameType,
	NetBufferListHashValue, NetBufferListHashInfo, IPsecOffloadV2TunnelNetBufferListInfo,
	IPsecOffloadV2HeaderNetBufferListInfo, VirtualSubnetInfo, NetBufferListFilteringInfo,
};

static bool is_among(int entry, const NDIS_NET_BUFFER_LIST_INFO *entries, int count)
{
	while (count--) {
		if (entries[count] == entry)
			return true;
	}
	return false;
}

/* row 1009: the entries that the pages list, and no others */
static void ndis_net_buffer_data_test_information(struct kunit *test)
{
	PNET_BUFFER_LIST from = case_alloc_type(test, NET_BUFFER_LIST);
	PNET_BUFFER_LIST to = case_alloc_type(test, NET_BUFFER_LIST);
	int i;

	for (i = 0; i < MaxNetBufferListInfo; i++)
		from->NetBufferListInfo[i] = (PVOID)(ULONG_PTR)(i + 1);
	NdisCopySendNetBufferListInfo(to, from);
	for (i = 0; i < MaxNetBufferListInfo; i++)
		KUNIT_EXPECT_PTR_EQ(test, to->NetBufferListInfo[i],
				    is_among(i, sent, ARRAY_SIZE(sent)) ? from->NetBufferListInfo[i] : NULL);
	memset(to, 0, sizeof(*to));
	NdisCopyReceiveNetBufferListInfo(to, from);
	for (i = 0; i < MaxNetBufferListInfo; i++)
		KUNIT_EXPECT_PTR_EQ(test, to->NetBufferListInfo[i],
				    is_among(i, received, ARRAY_SIZE(received)) ?
					    from->NetBufferListInfo[i] : NULL);
}

/* row 1007: the pages that the data is in */
static void ndis_net_buffer_data_test_physical_count(struct kunit *test)
{
	struct frame *frame = open_frames(test);
	PUCHAR memory = ExAllocatePoolWithTag(NonPagedPoolNx, 3 * PAGE_SIZE, TAG);
	PMDL mdl = NdisAllocateMdl(NULL, memory, 3 * PAGE_SIZE);
	PNET_BUFFER buffer;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, mdl);
	KUNIT_ASSERT_EQ(test, (ULONG_PTR)memory % PAGE_SIZE, 0);
	buffer = NdisAllocateNetBuffer(frame->buffers, mdl, PAGE_SIZE - 1, 2);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, buffer);
	KUNIT_EXPECT_EQ(test, NdisQueryNetBufferPhysicalCount(buffer), 2);
	NdisAdvanceNetBufferDataStart(buffer, 1, FALSE, NULL);
	KUNIT_EXPECT_EQ(test, NdisQueryNetBufferPhysicalCount(buffer), 1);
	NdisAdvanceNetBufferDataStart(buffer, 1, FALSE, NULL);
	KUNIT_EXPECT_EQ(test, NdisQueryNetBufferPhysicalCount(buffer), 0);
	NdisFreeNetBuffer(buffer);
	NdisFreeMdl(mdl);
	ExFreePoolWithTag(memory, TAG);
	close_frames(frame);
}

static struct kunit_case ndis_net_buffer_data_cases[] = {
	KUNIT_CASE(ndis_net_buffer_data_test_get),
	KUNIT_CASE(ndis_net_buffer_data_test_retreat_and_advance),
	KUNIT_CASE(ndis_net_buffer_data_test_handlers),
	KUNIT_CASE(ndis_net_buffer_data_test_lists),
	KUNIT_CASE(ndis_net_buffer_data_test_copy),
	KUNIT_CASE(ndis_net_buffer_data_test_derived),
	KUNIT_CASE(ndis_net_buffer_data_test_derived_without_memory),
	KUNIT_CASE(ndis_net_buffer_data_test_information),
	KUNIT_CASE(ndis_net_buffer_data_test_physical_count),
	{}
};

WINWORK_SUITE(ndis_net_buffer_data);
