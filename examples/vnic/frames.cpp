/* SPDX-License-Identifier: MIT */
/*
 * Frames. The send handler is called at DISPATCH_LEVEL, so it only puts them on a list. A work item,
 * one for all frames of a burst, copies them into buffers of the other end.
 */
#include "vnic.hpp"

namespace {

/* An indication has at most so many frames, since each has a buffer of its own. */
constexpr ULONG kMostIndicated = 64;

/* A list that grows at its end. */
struct Chain {
	PNET_BUFFER_LIST first = nullptr;
	PNET_BUFFER_LIST *end = &first;
	ULONG count = 0;

	void append(PNET_BUFFER_LIST list)
	{
		*end = list;
		end = &NET_BUFFER_LIST_NEXT_NBL(list);
		count++;
	}
};

void free_frames(PNET_BUFFER_LIST frames)
{
	while (frames) {
		const PNET_BUFFER_LIST next = NET_BUFFER_LIST_NEXT_NBL(frames);

		NdisFreeNetBufferList(frames);
		frames = next;
	}
}

/* Copies a frame into a buffer of the receiver's; null without memory. */
PNET_BUFFER_LIST copy_frame(Adapter *receiver, PNET_BUFFER frame)
{
	const ULONG bytes = NET_BUFFER_DATA_LENGTH(frame);

	if (bytes > receiver->mtu + kHeaderBytes + kVlanBytes)
		return nullptr;

	const PNET_BUFFER_LIST list = NdisAllocateNetBufferList(receiver->pool, 0, 0);

	if (!list)
		return nullptr;

	const PNET_BUFFER copy = NET_BUFFER_LIST_FIRST_NB(list);
	ULONG copied = 0;

	/* The pool's buffers begin with all of their memory unused, in front of the data. */
	NdisRetreatNetBufferDataStart(copy, bytes, 0, nullptr);
	NdisCopyFromNetBufferToNetBuffer(copy, 0, bytes, frame, 0, &copied);
	list->SourceHandle = receiver->handle;
	if (copied == bytes)
		return list;
	NdisFreeNetBufferList(list);
	return nullptr;
}

/* Each frame is a user until take_back(). */
void indicate(Adapter *receiver, Chain &frames)
{
	*frames.end = nullptr;
	if (!frames.first)
		return;
	if (use(receiver, frames.count)) {
		receiver->frames_received += frames.count;
		NdisMIndicateReceiveNetBufferLists(receiver->handle, frames.first,
						   NDIS_DEFAULT_PORT_NUMBER, frames.count, 0);
	} else {
		free_frames(frames.first);
	}
	frames = {};
}

/* What an adapter with hardware would let through. It has no list of groups, and takes all of them. */
bool wants(const Adapter *receiver, PNET_BUFFER frame)
{
	const ULONG filter = receiver->packet_filter;
	UCHAR storage[6];
	const auto *const to = static_cast<const UCHAR *>(
		NdisGetDataBuffer(frame, sizeof(storage), storage, 1, 0));

	if (!to || filter & NDIS_PACKET_TYPE_PROMISCUOUS)
		return to;
	if (ETH_IS_BROADCAST(to))
		return filter & NDIS_PACKET_TYPE_BROADCAST;
	if (ETH_IS_MULTICAST(to))
		return filter & (NDIS_PACKET_TYPE_MULTICAST | NDIS_PACKET_TYPE_ALL_MULTICAST);
	return filter & NDIS_PACKET_TYPE_DIRECTED && NdisEqualMemory(to, receiver->current_address, 6);
}

void deliver(Adapter *receiver, PNET_BUFFER_LIST sends)
{
	Chain frames;

	for (; sends; sends = NET_BUFFER_LIST_NEXT_NBL(sends)) {
		for (PNET_BUFFER each = NET_BUFFER_LIST_FIRST_NB(sends); each;
		     each = NET_BUFFER_NEXT_NB(each)) {
			if (!wants(receiver, each))
				continue;
			if (const PNET_BUFFER_LIST copy = copy_frame(receiver, each))
				frames.append(copy);
			if (frames.count == kMostIndicated)
				indicate(receiver, frames);
		}
	}
	indicate(receiver, frames);
}

ULONG count_frames(PNET_BUFFER_LIST lists)
{
	ULONG count = 0;

	for (; lists; lists = NET_BUFFER_LIST_NEXT_NBL(lists)) {
		for (PNET_BUFFER each = NET_BUFFER_LIST_FIRST_NB(lists); each;
		     each = NET_BUFFER_NEXT_NB(each))
			count++;
	}
	return count;
}

/* Without another end that runs and wants frames, they are lost, as on any wire. */
VOID pass_on(PVOID context, NDIS_HANDLE)
{
	auto *adapter = static_cast<Adapter *>(context);

	while (const PNET_BUFFER_LIST sends = take_sends(adapter)) {
		adapter->frames_sent += count_frames(sends);
		if (Adapter *receiver = use_other_end(adapter)) {
			deliver(receiver, sends);
			unuse(receiver, 1);
		}
		complete(adapter, sends, NDIS_STATUS_SUCCESS, 0);
	}
	unuse(adapter, 1);
}

/* False if the adapter is paused. Stores whether the item is to be queued. */
bool append_sends(Adapter *adapter, PNET_BUFFER_LIST sends, bool *queue)
{
	NdisAcquireSpinLock(&adapter->lock);

	const bool running = adapter->running;

	*queue = running && !adapter->item_queued;
	if (running) {
		*adapter->last_send = sends;
		while (*adapter->last_send)
			adapter->last_send = &NET_BUFFER_LIST_NEXT_NBL(*adapter->last_send);
	}
	if (*queue) {
		adapter->item_queued = TRUE;
		adapter->users++;
	}
	NdisReleaseSpinLock(&adapter->lock);
	return running;
}

} /* namespace */

bool make_pool(Adapter *adapter)
{
	NET_BUFFER_LIST_POOL_PARAMETERS parameters = {
		.Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
			    NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 },
		.ProtocolId = NDIS_PROTOCOL_ID_DEFAULT,
		.fAllocateNetBuffer = TRUE,
		.ContextSize = 0,
		.PoolTag = kTag,
		.DataSize = adapter->mtu + kHeaderBytes + kVlanBytes,
	};

	adapter->pool = NdisAllocateNetBufferListPool(adapter->handle, &parameters);
	return adapter->pool;
}

/* Without any the item is not queued any more, and a later one needs it again. */
PNET_BUFFER_LIST take_sends(Adapter *adapter)
{
	NdisAcquireSpinLock(&adapter->lock);

	const PNET_BUFFER_LIST sends = adapter->sends;

	adapter->sends = nullptr;
	adapter->last_send = &adapter->sends;
	if (!sends)
		adapter->item_queued = FALSE;
	NdisReleaseSpinLock(&adapter->lock);
	return sends;
}

void complete(Adapter *adapter, PNET_BUFFER_LIST sends, NDIS_STATUS status, ULONG flags)
{
	for (PNET_BUFFER_LIST each = sends; each; each = NET_BUFFER_LIST_NEXT_NBL(each))
		NET_BUFFER_LIST_STATUS(each) = status;
	if (sends)
		NdisMSendNetBufferListsComplete(adapter->handle, sends, flags);
}

VOID send(NDIS_HANDLE context, PNET_BUFFER_LIST sends, NDIS_PORT_NUMBER, ULONG flags)
{
	auto *adapter = static_cast<Adapter *>(context);
	bool queue;

	if (!append_sends(adapter, sends, &queue))
		complete(adapter, sends, NDIS_STATUS_PAUSED,
			 NDIS_TEST_SEND_AT_DISPATCH_LEVEL(flags)
				 ? NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL : 0);
	else if (queue)
		NdisQueueIoWorkItem(adapter->item, pass_on, adapter);
}

VOID take_back(NDIS_HANDLE context, PNET_BUFFER_LIST frames, ULONG)
{
	const ULONG count = count_frames(frames);

	free_frames(frames);
	unuse(static_cast<Adapter *>(context), count);
}

/* The item completes all sends soon: none has to be looked for. */
VOID cancel_send(NDIS_HANDLE, PVOID)
{
}
