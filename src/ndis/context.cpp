/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The context space of lists of network buffers: it is taken from the first context of the list, or
 * from a new one before that. The space in use is at the end of a context, from Offset to Size.
 */
#include "pool.hpp"

#include "mm/pool.hpp"

using namespace ww;

namespace {

/* The page says of a wrong call only that it fails. */
bool check_sizes(CallSite call, USHORT size, USHORT back_fill)
{
	if (!((size | back_fill) % sizeof(void *)) && size + back_fill <= 0xffff)
		return true;
	refuse(call, nullptr, NDIS_STATUS_FAILURE,
	       "ContextSize is %u and ContextBackFill %u: not multiples of %zu, or together more than 65535",
	       size, back_fill, sizeof(void *));
	return false;
}

} /* namespace */

extern "C" {

NDIS_STATUS NTAPI NdisAllocateNetBufferListContext(PNET_BUFFER_LIST NetBufferList,
						   USHORT ContextSize, USHORT ContextBackFill,
						   ULONG PoolTag)
{
	const CallSite call = WW_CALL_SITE;
	PNET_BUFFER_LIST_CONTEXT first = NetBufferList->Context;

	if (!check_sizes(call, ContextSize, ContextBackFill))
		return NDIS_STATUS_FAILURE;
	if (first && first->Offset >= ContextSize) {
		first->Offset = static_cast<USHORT>(first->Offset - ContextSize);
		return NDIS_STATUS_SUCCESS;
	}

	const u32 space = ContextSize + ContextBackFill;
	auto *context = static_cast<PNET_BUFFER_LIST_CONTEXT>(pool_allocate({
		.call = call, .bytes = sizeof(NET_BUFFER_LIST_CONTEXT) + space, .tag = PoolTag,
		.zero = true,
	}));

	if (!context)
		return NDIS_STATUS_RESOURCES;
	context->Next = first;
	context->Size = static_cast<USHORT>(space);
	context->Offset = ContextBackFill;
	NetBufferList->Context = context;
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisFreeNetBufferListContext(PNET_BUFFER_LIST NetBufferList, USHORT ContextSize)
{
	const CallSite call = WW_CALL_SITE;
	PNET_BUFFER_LIST_CONTEXT first = NetBufferList->Context;
	const u32 used = first ? first->Size - first->Offset : 0;

	if (ContextSize > used) {
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(NetBufferList), ContextSize, used },
			 .call = call, .item = NetBufferList },
		       "ContextSize is %u, and %u bytes of context space are in use", ContextSize, used);
		return;
	}
	if (!first)
		return;
	first->Offset = static_cast<USHORT>(first->Offset + ContextSize);
	/* The context that came with the list is not a block of its own, and stays. */
	if (first->Offset == first->Size && pool_has(first)) {
		NetBufferList->Context = first->Next;
		pool_free(call, first, kAnyTag);
	}
}

} /* extern "C" */
