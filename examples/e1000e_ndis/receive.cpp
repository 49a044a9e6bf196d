/* SPDX-License-Identifier: MIT */
/*
 * Receiving. Each descriptor of the ring has a buffer. One that the chip has filled is NDIS's until it
 * gives it back, and a free one takes its place.
 */
#include "e1000e.hpp"

namespace {

Buffer *buffer_of(PNET_BUFFER_LIST list)
{
	return static_cast<Buffer *>(NET_BUFFER_LIST_MINIPORT_RESERVED(list)[0]);
}

void put_in_ring(Adapter *adapter, ULONG descriptor, Buffer *buffer)
{
	ReceiveDescriptor &each = reinterpret_cast<ReceiveDescriptor *>(adapter->receive_ring.address)[descriptor];

	adapter->ring[descriptor] = buffer;
	each.address = buffer->physical;
	each.status = 0;
}

/* Under the lock. */
Buffer *take_free(Adapter *adapter)
{
	Buffer *const buffer = adapter->free_buffers;

	if (buffer)
		adapter->free_buffers = buffer->next;
	return buffer;
}

void put_free(Adapter *adapter, Buffer *buffer)
{
	buffer->next = adapter->free_buffers;
	adapter->free_buffers = buffer;
}

bool make_buffer(Adapter *adapter, ULONG number)
{
	Buffer &buffer = adapter->buffers[number];
	const ULONG offset = number * kBufferBytes;

	buffer.physical = static_cast<ULONG64>(adapter->buffer_memory.physical.QuadPart) + offset;
	buffer.mdl = NdisAllocateMdl(adapter->handle, adapter->buffer_memory.address + offset, kBufferBytes);
	if (!buffer.mdl)
		return false;
	buffer.list = NdisAllocateNetBufferAndNetBufferList(adapter->pool, 0, 0, buffer.mdl, 0, 0);
	if (!buffer.list)
		return false;
	NET_BUFFER_LIST_MINIPORT_RESERVED(buffer.list)[0] = &buffer;
	buffer.list->SourceHandle = adapter->handle;
	put_free(adapter, &buffer);
	return true;
}

bool make_pool(Adapter *adapter)
{
	NET_BUFFER_LIST_POOL_PARAMETERS parameters = {};

	parameters.Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
			      NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 };
	parameters.ProtocolId = NDIS_PROTOCOL_ID_DEFAULT;
	parameters.fAllocateNetBuffer = TRUE;
	parameters.PoolTag = kTag;
	adapter->pool = NdisAllocateNetBufferListPool(adapter->handle, &parameters);
	return adapter->pool;
}

/* The frame of the next descriptor, or null: the chip has not filled it. Under the lock. */
PNET_BUFFER_LIST take_frame(Adapter *adapter, bool *lost)
{
	const ULONG at = adapter->receive_next;
	const ReceiveDescriptor &full = reinterpret_cast<ReceiveDescriptor *>(adapter->receive_ring.address)[at];

	*lost = false;
	if (!(full.status & kDone))
		return nullptr;
	KeMemoryBarrier();

	Buffer *const buffer = adapter->ring[at];
	const bool is_good = full.status & kReceivedWhole && !full.errors && full.length <= kBufferBytes;
	const ULONG bytes = full.length;
	Buffer *const fresh = is_good ? take_free(adapter) : nullptr;

	*lost = !fresh;
	adapter->frames_without_buffer += is_good && !fresh;
	put_in_ring(adapter, at, fresh ? fresh : buffer);
	KeMemoryBarrier();
	chip_write(adapter, Register::rdt, at);
	adapter->receive_next = (at + 1) % kDescriptors;
	if (!fresh)
		return nullptr;

	const PNET_BUFFER frame = NET_BUFFER_LIST_FIRST_NB(buffer->list);

	NET_BUFFER_DATA_LENGTH(frame) = bytes;
	NdisAdjustMdlLength(buffer->mdl, bytes);
	NET_BUFFER_LIST_STATUS(buffer->list) = NDIS_STATUS_SUCCESS;
	NET_BUFFER_LIST_NEXT_NBL(buffer->list) = nullptr;
	adapter->users++;
	adapter->frames_received++;
	return buffer->list;
}

} /* namespace */

bool make_receives(Adapter *adapter)
{
	if (!make_pool(adapter) ||
	    !allocate_shared(adapter, adapter->receive_ring, kDescriptors * sizeof(ReceiveDescriptor)) ||
	    !allocate_shared(adapter, adapter->buffer_memory, kBuffers * kBufferBytes))
		return false;
	for (ULONG i = 0; i < kBuffers; i++) {
		if (!make_buffer(adapter, i))
			return false;
	}
	return true;
}

void free_receives(Adapter *adapter)
{
	for (Buffer &each : adapter->buffers) {
		if (each.list)
			NdisFreeNetBufferList(each.list);
		if (each.mdl)
			NdisFreeMdl(each.mdl);
	}
	free_shared(adapter, adapter->buffer_memory);
	free_shared(adapter, adapter->receive_ring);
	if (adapter->pool)
		NdisFreeNetBufferListPool(adapter->pool);
}

void fill_ring(Adapter *adapter)
{
	adapter->receive_next = 0;
	for (ULONG i = 0; i < kDescriptors; i++)
		put_in_ring(adapter, i, adapter->ring[i] ? adapter->ring[i] : take_free(adapter));
}

bool take_received(Adapter *adapter, ULONG most)
{
	PNET_BUFFER_LIST first = nullptr, *end = &first;
	ULONG count = 0;
	bool lost = true;

	NdisDprAcquireSpinLock(&adapter->lock);
	while (adapter->running && count < most) {
		const PNET_BUFFER_LIST list = take_frame(adapter, &lost);

		if (!list && !lost)
			break;
		if (!list)
			continue;
		*end = list;
		end = &NET_BUFFER_LIST_NEXT_NBL(list);
		count++;
	}
	NdisDprReleaseSpinLock(&adapter->lock);
	if (first)
		NdisMIndicateReceiveNetBufferLists(adapter->handle, first, NDIS_DEFAULT_PORT_NUMBER, count,
						   NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL);
	return count == most;
}

VOID take_back(NDIS_HANDLE context, PNET_BUFFER_LIST lists, ULONG)
{
	auto *const adapter = static_cast<Adapter *>(context);
	ULONG count = 0;

	NdisAcquireSpinLock(&adapter->lock);
	for (PNET_BUFFER_LIST list = lists; list; list = NET_BUFFER_LIST_NEXT_NBL(list)) {
		put_free(adapter, buffer_of(list));
		count++;
	}
	NdisReleaseSpinLock(&adapter->lock);
	unuse(adapter, count);
}
