/* SPDX-License-Identifier: MIT */
/*
 * Sending. NDIS tells for each frame which memory the chip is to read. A list of frames is complete when
 * the last of them is.
 */
#include "e1000e.hpp"

namespace {

/* What the driver keeps in a list, and in a frame. */
ULONG_PTR &frames_left(PNET_BUFFER_LIST list)
{
	return reinterpret_cast<ULONG_PTR &>(NET_BUFFER_LIST_MINIPORT_RESERVED(list)[0]);
}

PVOID &list_of(PNET_BUFFER frame)
{
	return NET_BUFFER_MINIPORT_RESERVED(frame)[0];
}

PVOID &adapter_of(PNET_BUFFER frame)
{
	return NET_BUFFER_MINIPORT_RESERVED(frame)[1];
}

struct Chain {
	PNET_BUFFER_LIST first = nullptr;
	PNET_BUFFER_LIST *end = &first;

	void append(PNET_BUFFER_LIST list)
	{
		NET_BUFFER_LIST_NEXT_NBL(list) = nullptr;
		*end = list;
		end = &NET_BUFFER_LIST_NEXT_NBL(list);
	}
};

ULONG after(ULONG descriptor, ULONG count)
{
	return (descriptor + count) % kDescriptors;
}

ULONG free_descriptors(const Adapter *adapter)
{
	/* One stays free: a full ring and an empty one would be equal. */
	return kDescriptors - 1 - (adapter->send_next + kDescriptors - adapter->send_done) % kDescriptors;
}

/* One frame of a list is complete. Under the lock. */
void finish(Chain &complete, PNET_BUFFER frame, NDIS_STATUS status)
{
	const auto list = static_cast<PNET_BUFFER_LIST>(list_of(frame));

	if (status != NDIS_STATUS_SUCCESS)
		NET_BUFFER_LIST_STATUS(list) = status;
	if (!--frames_left(list))
		complete.append(list);
}

void complete_sends(Adapter *adapter, Chain &complete, ULONG flags)
{
	if (complete.first)
		NdisMSendNetBufferListsComplete(adapter->handle, complete.first, flags);
}

/* Under the lock. */
void wait_for_descriptors(Adapter *adapter, PNET_BUFFER_LIST lists)
{
	if (!adapter->waiting)
		adapter->waiting_frame = NET_BUFFER_LIST_FIRST_NB(lists);
	*adapter->last_waiting = lists;
	for (PNET_BUFFER_LIST list = lists; list; list = NET_BUFFER_LIST_NEXT_NBL(list)) {
		NET_BUFFER_LIST_STATUS(list) = NDIS_STATUS_SUCCESS;
		frames_left(list) = 0;
		for (PNET_BUFFER frame = NET_BUFFER_LIST_FIRST_NB(list); frame; frame = NET_BUFFER_NEXT_NB(frame)) {
			list_of(frame) = list;
			adapter_of(frame) = adapter;
			frames_left(list)++;
		}
		adapter->last_waiting = &NET_BUFFER_LIST_NEXT_NBL(list);
	}
}

/* The next frame that waits, or null. Its list waits as long as one of its frames does. Under the lock. */
PNET_BUFFER next_frame(Adapter *adapter)
{
	const PNET_BUFFER frame = adapter->waiting_frame;

	if (!frame)
		return nullptr;
	adapter->waiting_frame = NET_BUFFER_NEXT_NB(frame);
	if (adapter->waiting_frame)
		return frame;
	adapter->waiting = NET_BUFFER_LIST_NEXT_NBL(adapter->waiting);
	if (adapter->waiting)
		adapter->waiting_frame = NET_BUFFER_LIST_FIRST_NB(adapter->waiting);
	else
		adapter->last_waiting = &adapter->waiting;
	return frame;
}

/* A frame that can be sent now. Under the lock. */
PNET_BUFFER next_to_send(Adapter *adapter)
{
	return adapter->running && free_descriptors(adapter) >= kMostElements ? next_frame(adapter) : nullptr;
}

/*
 * Sends what waits, as far as there are descriptors. One thread at a time does, so that frames stay in
 * their order, and what it finds free stays so. The lock is held, and not while NDIS is called.
 */
void push(Adapter *adapter, Chain &complete)
{
	if (adapter->pushing)
		return;
	adapter->pushing = true;
	adapter->users++;
	while (const PNET_BUFFER frame = next_to_send(adapter)) {
		NdisDprReleaseSpinLock(&adapter->lock);

		const NDIS_STATUS status = NdisMAllocateNetBufferSGList(adapter->dma, frame, frame,
									NDIS_SG_LIST_WRITE_TO_DEVICE, nullptr, 0);

		NdisDprAcquireSpinLock(&adapter->lock);
		if (status != NDIS_STATUS_SUCCESS)
			finish(complete, frame, status);
	}
	adapter->pushing = false;
	unuse_locked(adapter, 1);
}

void write_descriptors(Adapter *adapter, PSCATTER_GATHER_LIST elements)
{
	auto *const ring = reinterpret_cast<SendDescriptor *>(adapter->send_ring.address);

	for (ULONG i = 0; i < elements->NumberOfElements; i++) {
		SendDescriptor &each = ring[after(adapter->send_next, i)];

		each.address = static_cast<ULONG64>(elements->Elements[i].Address.QuadPart);
		each.length = static_cast<USHORT>(elements->Elements[i].Length);
		each.command = kSendWithCrc | kSendSaysDone;
		each.status = 0;
		if (i == elements->NumberOfElements - 1)
			each.command |= kSendLast;
	}
}

} /* namespace */

/* Called by NDIS for a frame of push(), as soon as the chip can read its memory. */
VOID fill_descriptors(PDEVICE_OBJECT, PVOID, PSCATTER_GATHER_LIST elements, PVOID context)
{
	const auto frame = static_cast<PNET_BUFFER>(context);
	auto *const adapter = static_cast<Adapter *>(adapter_of(frame));
	Chain complete;

	NdisDprAcquireSpinLock(&adapter->lock);

	const ULONG first = adapter->send_next;
	const bool fits = adapter->running && elements->NumberOfElements <= free_descriptors(adapter);

	if (fits) {
		write_descriptors(adapter, elements);
		adapter->send_next = after(first, elements->NumberOfElements);
		adapter->sent[first] = { frame, elements, after(first, elements->NumberOfElements - 1) };
		KeMemoryBarrier();
		chip_write(adapter, Register::tdt, adapter->send_next);
	} else {
		finish(complete, frame, adapter->running ? NDIS_STATUS_RESOURCES : NDIS_STATUS_PAUSED);
	}
	NdisDprReleaseSpinLock(&adapter->lock);
	if (fits)
		return;
	NdisMFreeNetBufferSGList(adapter->dma, elements, frame);
	complete_sends(adapter, complete, NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL);
}

bool make_sends(Adapter *adapter)
{
	NDIS_SG_DMA_DESCRIPTION description = {};

	adapter->last_waiting = &adapter->waiting;
	description.Header = { NDIS_OBJECT_TYPE_SG_DMA_DESCRIPTION, NDIS_SG_DMA_DESCRIPTION_REVISION_1,
			       NDIS_SIZEOF_SG_DMA_DESCRIPTION_REVISION_1 };
	description.Flags = NDIS_SG_DMA_64_BIT_ADDRESS;
	description.MaximumPhysicalMapping = kBufferBytes;
	description.ProcessSGListHandler = fill_descriptors;
	return NdisMRegisterScatterGatherDma(adapter->handle, &description, &adapter->dma) == NDIS_STATUS_SUCCESS &&
	       allocate_shared(adapter, adapter->send_ring, kDescriptors * sizeof(SendDescriptor));
}

void free_sends(Adapter *adapter)
{
	free_shared(adapter, adapter->send_ring);
	if (adapter->dma)
		NdisMDeregisterScatterGatherDma(adapter->dma);
}

/* Frames whose last descriptor is done, or all that the chip was given. */
static void end_sends(Adapter *adapter, NDIS_STATUS status, bool all)
{
	auto *const ring = reinterpret_cast<SendDescriptor *>(adapter->send_ring.address);
	Chain complete;

	NdisDprAcquireSpinLock(&adapter->lock);
	while (adapter->send_done != adapter->send_next) {
		const Sent sent = adapter->sent[adapter->send_done];

		if (!all && !(ring[sent.last].status & kDone))
			break;
		adapter->send_done = after(sent.last, 1);
		adapter->frames_sent += !all;
		NdisDprReleaseSpinLock(&adapter->lock);
		NdisMFreeNetBufferSGList(adapter->dma, sent.elements, sent.frame);
		NdisDprAcquireSpinLock(&adapter->lock);
		finish(complete, sent.frame, status);
	}
	if (!all)
		push(adapter, complete);
	else
		while (const PNET_BUFFER frame = next_frame(adapter))
			finish(complete, frame, status);
	NdisDprReleaseSpinLock(&adapter->lock);
	complete_sends(adapter, complete, NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL);
}

void take_sent(Adapter *adapter)
{
	end_sends(adapter, NDIS_STATUS_SUCCESS, false);
}

void abandon_sends(Adapter *adapter)
{
	KIRQL before;

	NDIS_RAISE_IRQL_TO_DISPATCH(&before);
	end_sends(adapter, NDIS_STATUS_PAUSED, true);
	NDIS_LOWER_IRQL(before, DISPATCH_LEVEL);
}

VOID send(NDIS_HANDLE context, PNET_BUFFER_LIST lists, NDIS_PORT_NUMBER, ULONG flags)
{
	auto *const adapter = static_cast<Adapter *>(context);
	Chain complete;
	KIRQL before = DISPATCH_LEVEL;

	if (!NDIS_TEST_SEND_AT_DISPATCH_LEVEL(flags))
		NDIS_RAISE_IRQL_TO_DISPATCH(&before);
	NdisDprAcquireSpinLock(&adapter->lock);
	if (adapter->running) {
		wait_for_descriptors(adapter, lists);
		push(adapter, complete);
	} else {
		for (PNET_BUFFER_LIST list = lists; list; list = NET_BUFFER_LIST_NEXT_NBL(list))
			NET_BUFFER_LIST_STATUS(list) = NDIS_STATUS_PAUSED;
		complete.first = lists;
	}
	NdisDprReleaseSpinLock(&adapter->lock);
	complete_sends(adapter, complete, NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL);
	if (!NDIS_TEST_SEND_AT_DISPATCH_LEVEL(flags))
		NDIS_LOWER_IRQL(before, DISPATCH_LEVEL);
}

/* What waits for descriptors is sent soon. */
VOID cancel_send(NDIS_HANDLE, PVOID)
{
}
