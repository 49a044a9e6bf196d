/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pools of network buffers and of their lists: allocation, contexts, MDLs.
 */
#ifndef WINWORK_NDIS_NET_BUFFER_POOL_H
#define WINWORK_NDIS_NET_BUFFER_POOL_H

#include "net_buffer.h"
#include "../base/sal.h"

EXTERN_C_START

/* The protocol of the lists of a pool. */
#define NDIS_PROTOCOL_ID_DEFAULT 0x00
#define NDIS_PROTOCOL_ID_TCP_IP 0x02
#define NDIS_PROTOCOL_ID_IP6 0x03
#define NDIS_PROTOCOL_ID_IPX 0x06
#define NDIS_PROTOCOL_ID_NBF 0x07
#define NDIS_PROTOCOL_ID_MASK 0x0f
#define NDIS_PROTOCOL_ID_MAX 0x0f

typedef struct _NET_BUFFER_LIST_POOL_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	UCHAR ProtocolId;
	BOOLEAN fAllocateNetBuffer;
	USHORT ContextSize;
	ULONG PoolTag;
	ULONG DataSize;
#if NDIS_SUPPORT_NDIS687
	ULONG Flags;
#endif
} NET_BUFFER_LIST_POOL_PARAMETERS, *PNET_BUFFER_LIST_POOL_PARAMETERS;

#define NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_LIST_POOL_PARAMETERS, DataSize)
#define NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_LIST_POOL_PARAMETERS, Flags)
#define NET_BUFFER_LIST_POOL_FLAG_VERIFY 0x00000001

typedef struct _NET_BUFFER_POOL_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG PoolTag;
	ULONG DataSize;
#if NDIS_SUPPORT_NDIS687
	ULONG Flags;
#endif
} NET_BUFFER_POOL_PARAMETERS, *PNET_BUFFER_POOL_PARAMETERS;

#define NET_BUFFER_POOL_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_POOL_PARAMETERS, DataSize)
#define NET_BUFFER_POOL_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_POOL_PARAMETERS, Flags)
#define NET_BUFFER_POOL_FLAG_VERIFY 0x00000001

/**
 * NdisAllocateNetBufferListPool - make a pool of lists of network buffers
 * @NdisHandle: an adapter, or a miniport, filter or protocol driver; or NULL
 * @Parameters: with fAllocateNetBuffer each list has a network buffer from the start, and with DataSize
 *	that buffer has an MDL with that many bytes, all of them unused
 *
 * The pool belongs to the driver of the handle; without one, to the driver that calls. A pool of an
 * adapter is freed before MiniportHaltEx returns. Here: PoolTag and Flags have no effect. Reports name
 * the code that has allocated a list.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the handle of the pool, or NULL. A wrong structure is explained in the log.
 * Page: nblapi.h, NdisAllocateNetBufferListPool
 */
NDIS_HANDLE NTAPI NdisAllocateNetBufferListPool(_In_opt_ NDIS_HANDLE NdisHandle,
						_In_ PNET_BUFFER_LIST_POOL_PARAMETERS Parameters);

/**
 * NdisFreeNetBufferListPool, NdisFreeNetBufferPool - free a pool
 * @PoolHandle: the pool. All of its lists or buffers are freed.
 *
 * Here: a list or buffer that is not freed is reported (0x7C, 0x27). The memory of the pool then ends with
 * the last of them.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisFreeNetBufferListPool, NdisFreeNetBufferPool
 */
VOID NTAPI NdisFreeNetBufferListPool(_In_ NDIS_HANDLE PoolHandle);
VOID NTAPI NdisFreeNetBufferPool(_In_ NDIS_HANDLE PoolHandle);

/**
 * NdisAllocateNetBufferPool - make a pool of network buffers
 * @NdisHandle: as for NdisAllocateNetBufferListPool
 * @Parameters: with DataSize, NdisAllocateNetBufferMdlAndData allocates buffers with that many bytes
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the handle of the pool, or NULL.
 * Page: nblapi.h, NdisAllocateNetBufferPool
 */
NDIS_HANDLE NTAPI NdisAllocateNetBufferPool(_In_opt_ NDIS_HANDLE NdisHandle,
					    _In_ PNET_BUFFER_POOL_PARAMETERS Parameters);

/**
 * NdisAllocateNetBufferList - allocate a list
 * @PoolHandle: a pool of NdisAllocateNetBufferListPool
 * @ContextSize: the bytes of context space that are in use from the start
 * @ContextBackFill: bytes of unused context space beside them; both are multiples of
 *	MEMORY_ALLOCATION_ALIGNMENT
 *
 * The list has the network buffer, and its data, that the pool's parameters ask for. All other members
 * are 0.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the list, which NdisFreeNetBufferList frees, or NULL.
 * Page: nblapi.h, NdisAllocateNetBufferList
 */
PNET_BUFFER_LIST NTAPI NdisAllocateNetBufferList(_In_ NDIS_HANDLE PoolHandle, _In_ USHORT ContextSize,
						 _In_ USHORT ContextBackFill);

/**
 * NdisAllocateNetBufferAndNetBufferList - allocate a list whose network buffer describes an MDL chain
 * @PoolHandle: a pool with fAllocateNetBuffer and without DataSize
 * @ContextSize, @ContextBackFill: as for NdisAllocateNetBufferList
 * @MdlChain: the chain, which stays the caller's; or NULL
 * @DataOffset: the bytes of the chain before the data; 0 without a chain
 * @DataLength: the bytes of the data; 0 without a chain
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the list, which NdisFreeNetBufferList frees with its buffer, or NULL.
 * Page: nblapi.h, NdisAllocateNetBufferAndNetBufferList
 */
PNET_BUFFER_LIST NTAPI NdisAllocateNetBufferAndNetBufferList(
	_In_ NDIS_HANDLE PoolHandle, _In_ USHORT ContextSize, _In_ USHORT ContextBackFill,
	_In_opt_ PMDL MdlChain, _In_ ULONG DataOffset, _In_ SIZE_T DataLength);

/**
 * NdisFreeNetBufferList - free a list, and the network buffer that came with it
 * @NetBufferList: a list of the two functions above
 *
 * Other network buffers of the list are the caller's, and so are MDL chains. Here: context space of
 * NdisAllocateNetBufferListContext that is left is reported and freed. A list that is freed already, or
 * was not allocated by these functions, is reported (0xC2).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisFreeNetBufferList
 */
VOID NTAPI NdisFreeNetBufferList(_In_ PNET_BUFFER_LIST NetBufferList);

/**
 * NdisAllocateNetBuffer - allocate a network buffer that describes an MDL chain
 * @PoolHandle: a pool of NdisAllocateNetBufferPool
 * @MdlChain, @DataOffset, @DataLength: as for NdisAllocateNetBufferAndNetBufferList
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the buffer, which NdisFreeNetBuffer frees, or NULL.
 * Page: nblapi.h, NdisAllocateNetBuffer
 */
PNET_BUFFER NTAPI NdisAllocateNetBuffer(_In_ NDIS_HANDLE PoolHandle, _In_opt_ PMDL MdlChain,
					_In_ ULONG DataOffset, _In_ SIZE_T DataLength);

/**
 * NdisAllocateNetBufferMdlAndData - allocate a network buffer with an MDL and data
 * @PoolHandle: a pool of NdisAllocateNetBufferPool with a DataSize
 *
 * The MDL has DataSize bytes, all of them unused: DataOffset is DataSize, DataLength is 0, and
 * NdisRetreatNetBufferDataStart takes the space into use.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the buffer, which NdisFreeNetBuffer frees with the MDL and the data, or NULL.
 * Page: nblapi.h, NdisAllocateNetBufferMdlAndData
 */
PNET_BUFFER NTAPI NdisAllocateNetBufferMdlAndData(_In_ NDIS_HANDLE PoolHandle);

/**
 * NdisFreeNetBuffer - free a network buffer of a pool
 * @NetBuffer: the buffer; not one that came with its list
 *
 * Here: misuse is reported as for NdisFreeNetBufferList.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisFreeNetBuffer
 */
VOID NTAPI NdisFreeNetBuffer(_In_ PNET_BUFFER NetBuffer);

/**
 * NdisGetPoolFromNetBufferList, NdisGetPoolFromNetBuffer - return the pool of a list or of a buffer
 * @NetBufferList, @NetBuffer: the list or the buffer
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the handle of the pool; NULL for memory of NDIS itself.
 * Page: nblapi.h, NdisGetPoolFromNetBufferList, NdisGetPoolFromNetBuffer
 */
NDIS_HANDLE NTAPI NdisGetPoolFromNetBufferList(_In_ PNET_BUFFER_LIST NetBufferList);
NDIS_HANDLE NTAPI NdisGetPoolFromNetBuffer(_In_ PNET_BUFFER NetBuffer);

/**
 * NdisGetNetBufferListProtocolId - return the ProtocolId of a list's pool
 * @NetBufferList: the list
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: an NDIS_PROTOCOL_ID_ value; NDIS_PROTOCOL_ID_DEFAULT for a list of no pool.
 * Page: nblapi.h, NdisGetNetBufferListProtocolId
 */
UCHAR NTAPI NdisGetNetBufferListProtocolId(_In_ PNET_BUFFER_LIST NetBufferList);

/**
 * NdisAllocateNetBufferListContext - take context space of a list into use
 * @NetBufferList: the list
 * @ContextSize: the bytes to take
 * @ContextBackFill: bytes of unused space beside them, if memory has to be allocated; both are multiples
 *	of sizeof(void *)
 * @PoolTag: the tag of such memory
 *
 * The space is at NET_BUFFER_LIST_CONTEXT_DATA_START. It comes from the unused space of the first context
 * of the list, or else from a new context before that.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE for wrong sizes,
 *	which the log explains.
 * Page: nblapi.h, NdisAllocateNetBufferListContext
 */
NDIS_STATUS NTAPI NdisAllocateNetBufferListContext(_In_ PNET_BUFFER_LIST NetBufferList,
						   _In_ USHORT ContextSize,
						   _In_ USHORT ContextBackFill, _In_ ULONG PoolTag);

/**
 * NdisFreeNetBufferListContext - give back context space of NdisAllocateNetBufferListContext
 * @NetBufferList: the list
 * @ContextSize: the bytes that were taken. The space that was taken last is given back first.
 *
 * Here: more bytes than are in use are reported, and nothing changes.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisFreeNetBufferListContext
 */
VOID NTAPI NdisFreeNetBufferListContext(_In_ PNET_BUFFER_LIST NetBufferList, _In_ USHORT ContextSize);

/**
 * NdisAllocateMdl - allocate an MDL for nonpaged memory
 * @NdisHandle: a handle of the driver's; has no effect here
 * @VirtualAddress: the memory: the driver's, in the kernel, nonpaged
 * @Length: its bytes
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the MDL, which NdisFreeMdl frees; NULL without memory, or for memory of another kind, which is
 *	reported (0x50).
 * Page: ndis.h, NdisAllocateMdl
 */
PMDL NTAPI NdisAllocateMdl(_In_ NDIS_HANDLE NdisHandle, _In_ PVOID VirtualAddress, _In_ UINT Length);

/**
 * NdisFreeMdl - free an MDL of NdisAllocateMdl
 * @Mdl: the MDL. Its memory stays.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFreeMdl
 */
VOID NTAPI NdisFreeMdl(_In_ PMDL Mdl);

EXTERN_C_END

#endif /* WINWORK_NDIS_NET_BUFFER_POOL_H */
