/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Network buffers and their lists of pools; MDLs of drivers.
 */
#include "pool.hpp"

#include "mm/mdl.hpp"

using namespace ww;

namespace {

/* Whether both parts of a list's context are multiples of the alignment, and together fit. */
bool check_context(CallSite call, USHORT size, USHORT back_fill)
{
	constexpr u32 kMost = 0xffff & ~(MEMORY_ALLOCATION_ALIGNMENT - 1);
	const u32 total = size + back_fill;

	if (!((size | back_fill) % MEMORY_ALLOCATION_ALIGNMENT) && total <= kMost)
		return true;
	refuse(call, nullptr, NDIS_STATUS_INVALID_PARAMETER,
	       "ContextSize is %u and ContextBackFill %u: not multiples of %u, or together more than %u",
	       size, back_fill, MEMORY_ALLOCATION_ALIGNMENT, kMost);
	return false;
}

/* The driver names an offset and a length in an MDL chain. A null chain has none. */
bool check_chain(CallSite call, const MDL *chain, ULONG offset, SIZE_T length)
{
	if ((chain || (!offset && !length)) && length <= MAXULONG)
		return true;
	refuse(call, nullptr, NDIS_STATUS_INVALID_PARAMETER,
	       "DataOffset is %u and DataLength %zu, and MdlChain is %s", offset, length,
	       chain ? "not that long" : "NULL");
	return false;
}

PNET_BUFFER_LIST allocate_list(CallSite call, BufferPool *pool, USHORT size, USHORT back_fill)
{
	const USHORT wanted = static_cast<USHORT>(size + back_fill);

	ListBlock *block = list_allocate(call, {
		.pool = pool, .buffer = pool->has_buffers, .data = pool->data_bytes,
		.context = wanted > pool->context_bytes ? wanted : pool->context_bytes,
		.context_used = size,
	});

	return block ? &block->list : nullptr;
}

} /* namespace */

extern "C" {

PNET_BUFFER_LIST NTAPI NdisAllocateNetBufferList(NDIS_HANDLE PoolHandle, USHORT ContextSize,
						 USHORT ContextBackFill)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_context(call, ContextSize, ContextBackFill))
		return nullptr;

	BufferPool *pool = pool_reference(call, PoolHandle, ndis_list_pool_type);

	return pool ? allocate_list(call, pool, ContextSize, ContextBackFill) : nullptr;
}

PNET_BUFFER_LIST NTAPI NdisAllocateNetBufferAndNetBufferList(NDIS_HANDLE PoolHandle,
							     USHORT ContextSize,
							     USHORT ContextBackFill,
							     PMDL MdlChain, ULONG DataOffset,
							     SIZE_T DataLength)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_context(call, ContextSize, ContextBackFill) ||
	    !check_chain(call, MdlChain, DataOffset, DataLength))
		return nullptr;

	BufferPool *pool = pool_reference(call, PoolHandle, ndis_list_pool_type);

	if (!pool)
		return nullptr;
	if (!pool->has_buffers || pool->data_bytes) {
		refuse(call, pool, NDIS_STATUS_INVALID_PARAMETER,
		       "the pool was allocated with fAllocateNetBuffer %s and DataSize %u, not TRUE and 0",
		       pool->has_buffers ? "TRUE" : "FALSE", pool->data_bytes);
		object_dereference(pool);
		return nullptr;
	}

	PNET_BUFFER_LIST list = allocate_list(call, pool, ContextSize, ContextBackFill);

	if (list)
		buffer_describe(*list->FirstNetBuffer, MdlChain, DataOffset,
				static_cast<ULONG>(DataLength));
	return list;
}

VOID NTAPI NdisFreeNetBufferList(PNET_BUFFER_LIST NetBufferList)
{
	const CallSite call = WW_CALL_SITE;

	if (ListBlock *block = list_to_free(call, NetBufferList, ListKind::allocated))
		list_free(call, *block);
}

PNET_BUFFER NTAPI NdisAllocateNetBuffer(NDIS_HANDLE PoolHandle, PMDL MdlChain, ULONG DataOffset,
					SIZE_T DataLength)
{
	const CallSite call = WW_CALL_SITE;

	if (!check_chain(call, MdlChain, DataOffset, DataLength))
		return nullptr;

	BufferPool *pool = pool_reference(call, PoolHandle, ndis_buffer_pool_type);
	BufferBlock *block = pool ? buffer_allocate(call, pool) : nullptr;

	if (!block)
		return nullptr;
	buffer_describe(block->buffer, MdlChain, DataOffset, static_cast<ULONG>(DataLength));
	return &block->buffer;
}

PNET_BUFFER NTAPI NdisAllocateNetBufferMdlAndData(NDIS_HANDLE PoolHandle)
{
	const CallSite call = WW_CALL_SITE;
	BufferPool *pool = pool_reference(call, PoolHandle, ndis_buffer_pool_type);

	if (!pool)
		return nullptr;
	if (!pool->data_bytes) {
		refuse(call, pool, NDIS_STATUS_INVALID_PARAMETER,
		       "the pool was allocated with DataSize 0");
		object_dereference(pool);
		return nullptr;
	}

	BufferBlock *block = buffer_allocate(call, pool, pool->data_bytes);

	return block ? &block->buffer : nullptr;
}

VOID NTAPI NdisFreeNetBuffer(PNET_BUFFER NetBuffer)
{
	buffer_free(WW_CALL_SITE, NetBuffer);
}

NDIS_HANDLE NTAPI NdisGetPoolFromNetBufferList(PNET_BUFFER_LIST NetBufferList)
{
	return NetBufferList->NdisPoolHandle;
}

NDIS_HANDLE NTAPI NdisGetPoolFromNetBuffer(PNET_BUFFER NetBuffer)
{
	return NetBuffer->NdisPoolHandle;
}

UCHAR NTAPI NdisGetNetBufferListProtocolId(PNET_BUFFER_LIST NetBufferList)
{
	auto *pool = static_cast<BufferPool *>(
		ndis_try_reference(NetBufferList->NdisPoolHandle, ndis_list_pool_type));

	if (!pool)
		return NDIS_PROTOCOL_ID_DEFAULT;

	const UCHAR protocol = pool->protocol & NDIS_PROTOCOL_ID_MASK;

	object_dereference(pool);
	return protocol;
}

PMDL NTAPI NdisAllocateMdl(NDIS_HANDLE, PVOID VirtualAddress, UINT Length)
{
	const CallSite call = WW_CALL_SITE;
	MDL *mdl = mdl_allocate({ .call = call, .address = VirtualAddress, .bytes = Length });

	if (!mdl || mdl_describe_nonpaged(call, mdl))
		return mdl;
	mdl_free(call, mdl);
	return nullptr;
}

VOID NTAPI NdisFreeMdl(PMDL Mdl)
{
	mdl_free(WW_CALL_SITE, Mdl);
}

} /* extern "C" */
