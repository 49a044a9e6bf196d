/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The data of network buffers: where it begins, access, copies, clones, fragments.
 */
#ifndef WINWORK_NDIS_NET_BUFFER_DATA_H
#define WINWORK_NDIS_NET_BUFFER_DATA_H

#include "net_buffer.h"
#include "../base/sal.h"

EXTERN_C_START

typedef PMDL NTAPI NET_BUFFER_ALLOCATE_MDL(_Inout_ PULONG BufferSize);
typedef NET_BUFFER_ALLOCATE_MDL *NET_BUFFER_ALLOCATE_MDL_HANDLER;
typedef VOID NTAPI NET_BUFFER_FREE_MDL(_In_ PMDL Mdl);
typedef NET_BUFFER_FREE_MDL *NET_BUFFER_FREE_MDL_HANDLER;

/**
 * NdisRetreatNetBufferDataStart - move the beginning of a network buffer's data back
 * @NetBuffer: the buffer
 * @DataOffsetDelta: the bytes that the data gains at its beginning
 * @DataBackFill: bytes of unused space beside them, if memory has to be allocated
 * @AllocateMdlHandler: makes an MDL with memory of at least *BufferSize bytes, or returns NULL; or NULL for
 *	memory of NDIS
 *
 * The bytes come from the unused space before the data. What is missing comes from a new MDL in front of
 * the chain. Their contents are undefined. NdisAdvanceNetBufferDataStart is the opposite.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_FAILURE, after a report,
 *	for a handler's MDL that is too small.
 * Page: nblapi.h, NdisRetreatNetBufferDataStart
 */
NDIS_STATUS NTAPI NdisRetreatNetBufferDataStart(
	_In_ PNET_BUFFER NetBuffer, _In_ ULONG DataOffsetDelta, _In_ ULONG DataBackFill,
	_In_opt_ NET_BUFFER_ALLOCATE_MDL_HANDLER AllocateMdlHandler);

/**
 * NdisAdvanceNetBufferDataStart - move the beginning of a network buffer's data forward
 * @NetBuffer: the buffer
 * @DataOffsetDelta: the bytes that the data loses at its beginning, at most DataLength
 * @FreeMdl: whether MDLs of retreats that become unused are freed; else they stay as unused space
 * @FreeMdlHandler: frees an MDL of the AllocateMdlHandler of a retreat; NULL if there was none
 *
 * Here: more than DataLength bytes are reported, and nothing changes.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisAdvanceNetBufferDataStart
 */
VOID NTAPI NdisAdvanceNetBufferDataStart(_In_ PNET_BUFFER NetBuffer, _In_ ULONG DataOffsetDelta,
					 _In_ BOOLEAN FreeMdl,
					 _In_opt_ NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler);

/**
 * NdisRetreatNetBufferListDataStart, NdisAdvanceNetBufferListDataStart - do the same for all buffers of a
 *	list
 * @NetBufferList: the list
 * @DataOffsetDelta, @DataBackFill, @AllocateMdlHandler, @FreeMdl, @FreeMdlHandler: as above
 *
 * A retreat that fails for one buffer is undone for those before it, with FreeMdlHandler.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as NdisRetreatNetBufferDataStart.
 * Page: nblapi.h, NdisRetreatNetBufferListDataStart, NdisAdvanceNetBufferListDataStart
 */
NDIS_STATUS NTAPI NdisRetreatNetBufferListDataStart(
	_In_ PNET_BUFFER_LIST NetBufferList, _In_ ULONG DataOffsetDelta, _In_ ULONG DataBackFill,
	_In_opt_ NET_BUFFER_ALLOCATE_MDL_HANDLER AllocateMdlHandler,
	_In_opt_ NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler);
VOID NTAPI NdisAdvanceNetBufferListDataStart(_In_ PNET_BUFFER_LIST NetBufferList,
					     _In_ ULONG DataOffsetDelta, _In_ BOOLEAN FreeMdl,
					     _In_opt_ NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler);

/**
 * NdisAdjustNetBufferCurrentMdl - set CurrentMdl and CurrentMdlOffset from DataOffset
 * @NetBuffer: a buffer whose MdlChain or DataOffset the driver has changed
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisAdjustNetBufferCurrentMdl
 */
VOID NTAPI NdisAdjustNetBufferCurrentMdl(_In_ PNET_BUFFER NetBuffer);

/**
 * NdisGetDataBuffer - return a contiguous beginning of a network buffer's data
 * @NetBuffer: the buffer
 * @BytesNeeded: its bytes
 * @Storage: room for them, for data that is not contiguous or not aligned; or NULL
 * @AlignMultiple: a power of two; 1 for no alignment
 * @AlignOffset: the address is a multiple of AlignMultiple plus this
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: an address in the buffer's own memory, or @Storage with a copy. NULL if the data is shorter, if
 *	there is no Storage where it is needed, or if an MDL has no address in the kernel.
 * Page: nblapi.h, NdisGetDataBuffer
 */
PVOID NTAPI NdisGetDataBuffer(_In_ PNET_BUFFER NetBuffer, _In_ ULONG BytesNeeded, _In_opt_ PVOID Storage,
			      _In_ ULONG AlignMultiple, _In_ ULONG AlignOffset);

/**
 * NdisCopyFromNetBufferToNetBuffer - copy data from one network buffer to another
 * @Destination: the buffer whose MDLs are written, from @DestinationOffset behind its current offset on
 * @DestinationOffset: as above
 * @BytesToCopy: the bytes
 * @Source: the buffer to read; data alone
 * @SourceOffset: where to begin in its data
 * @BytesCopied: receives the bytes; fewer if the data, or the room in the MDLs, ends before
 *
 * DataLength of the destination does not limit the copy, and does not change.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES if an MDL has no address in the kernel.
 * Page: nblapi.h, NdisCopyFromNetBufferToNetBuffer
 */
NDIS_STATUS NTAPI NdisCopyFromNetBufferToNetBuffer(_In_ PNET_BUFFER Destination,
						   _In_ ULONG DestinationOffset, _In_ ULONG BytesToCopy,
						   _In_ PNET_BUFFER Source, _In_ ULONG SourceOffset,
						   _Out_ PULONG BytesCopied);

/**
 * NdisQueryNetBufferPhysicalCount - return the pages that a network buffer's data spans
 * @NetBuffer: the buffer
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the sum for its MDLs; 0 for no data.
 * Page: nblapi.h, NdisQueryNetBufferPhysicalCount
 */
ULONG NTAPI NdisQueryNetBufferPhysicalCount(_In_ PNET_BUFFER NetBuffer);

/**
 * NdisCopySendNetBufferListInfo, NdisCopyReceiveNetBufferListInfo - copy out-of-band information
 * @DestNetBufferList: the list of the caller's
 * @SrcNetBufferList: the list that the caller was given to send, or that was indicated to it
 *
 * The page lists the entries of NetBufferListInfo that each of the two copies. The others stay.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisCopySendNetBufferListInfo, NdisCopyReceiveNetBufferListInfo
 */
VOID NTAPI NdisCopySendNetBufferListInfo(_In_ PNET_BUFFER_LIST DestNetBufferList,
					 _In_ PNET_BUFFER_LIST SrcNetBufferList);
VOID NTAPI NdisCopyReceiveNetBufferListInfo(_In_ PNET_BUFFER_LIST DestNetBufferList,
					    _In_ PNET_BUFFER_LIST SrcNetBufferList);

/* ---- Lists that describe the data of others ------------------------------------------------- */

/* Flags of NdisAllocateCloneNetBufferList and NdisFreeCloneNetBufferList. */
#define NDIS_CLONE_FLAGS_RESERVED 0x00000001
#define NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS 0x00000002
#define NDIS_TEST_CLONE_FLAG(Flags, Flag) (((Flags) & (Flag)) == (Flag))
#define NDIS_SET_CLONE_FLAG(Flags, Flag) ((Flags) |= (Flag))
#define NDIS_CLEAR_CLONE_FLAG(Flags, Flag) ((Flags) &= ~(Flag))

/**
 * NdisAllocateCloneNetBufferList - make a list that describes the data of another one
 * @OriginalNetBufferList: the other list, which stays as long as the clone
 * @NetBufferListPoolHandle, @NetBufferPoolHandle: pools for the clone and for its buffers; NULL for memory
 *	of NDIS
 * @AllocateCloneFlags: 0, or NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS: the buffers have the original's MDLs, and
 *	no new ones
 *
 * Each network buffer has a clone, which begins where the data of the original begins. The clone has no
 * context and no out-of-band information. The caller sets its ParentNetBufferList, and counts the clones in
 * ChildRefCount.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the clone, which NdisFreeCloneNetBufferList frees, or NULL.
 * Page: nblapi.h, NdisAllocateCloneNetBufferList
 */
PNET_BUFFER_LIST NTAPI NdisAllocateCloneNetBufferList(
	_In_ PNET_BUFFER_LIST OriginalNetBufferList, _In_opt_ NDIS_HANDLE NetBufferListPoolHandle,
	_In_opt_ NDIS_HANDLE NetBufferPoolHandle, _In_ ULONG AllocateCloneFlags);

/**
 * NdisFreeCloneNetBufferList - free a clone with its buffers and its own MDLs
 * @CloneNetBufferList: the clone
 * @FreeCloneFlags: those of the allocation. Here: other ones are reported, and have no effect.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisFreeCloneNetBufferList
 */
VOID NTAPI NdisFreeCloneNetBufferList(_In_ PNET_BUFFER_LIST CloneNetBufferList, _In_ ULONG FreeCloneFlags);

/**
 * NdisAllocateFragmentNetBufferList - make a list that describes the data of another one in shorter buffers
 * @OriginalNetBufferList: the other list, which stays as long as the new one
 * @NetBufferListPoolHandle, @NetBufferPoolHandle: as for a clone
 * @StartOffset: the bytes at the beginning of each buffer's data that are left out
 * @MaximumLength: the most bytes of a new buffer, not 0
 * @DataOffsetDelta, @DataBackFill: a retreat of each new buffer, as by NdisRetreatNetBufferDataStart
 * @AllocateFragmentFlags: 0
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the list, which NdisFreeFragmentNetBufferList frees, or NULL.
 * Page: nblapi.h, NdisAllocateFragmentNetBufferList
 */
PNET_BUFFER_LIST NTAPI NdisAllocateFragmentNetBufferList(
	_In_ PNET_BUFFER_LIST OriginalNetBufferList, _In_opt_ NDIS_HANDLE NetBufferListPoolHandle,
	_In_opt_ NDIS_HANDLE NetBufferPoolHandle, _In_ ULONG StartOffset, _In_ ULONG MaximumLength,
	_In_ ULONG DataOffsetDelta, _In_ ULONG DataBackFill, _In_ ULONG AllocateFragmentFlags);

/**
 * NdisAllocateReassembledNetBufferList - make a list with one buffer for all data of another one
 * @FragmentedNetBufferList: the other list, which stays as long as the new one
 * @NetBufferAndNetBufferListPoolHandle: a pool of lists, or NULL
 * @StartOffset, @DataOffsetDelta, @DataBackFill: as for fragments
 * @AllocateReassembleFlags: 0
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the list, which NdisFreeReassembledNetBufferList frees, or NULL.
 * Page: nblapi.h, NdisAllocateReassembledNetBufferList
 */
PNET_BUFFER_LIST NTAPI NdisAllocateReassembledNetBufferList(
	_In_ PNET_BUFFER_LIST FragmentedNetBufferList,
	_In_opt_ NDIS_HANDLE NetBufferAndNetBufferListPoolHandle, _In_ ULONG StartOffset,
	_In_ ULONG DataOffsetDelta, _In_ ULONG DataBackFill, _In_ ULONG AllocateReassembleFlags);

/**
 * NdisFreeFragmentNetBufferList, NdisFreeReassembledNetBufferList - free such a list with its buffers and
 *	MDLs
 * @FragmentNetBufferList, @ReassembledNetBufferList: the list
 * @DataOffsetDelta: that of the allocation; has no effect here
 * @FreeFragmentFlags, @FreeReassembleFlags: 0
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: nblapi.h, NdisFreeFragmentNetBufferList, NdisFreeReassembledNetBufferList
 */
VOID NTAPI NdisFreeFragmentNetBufferList(_In_ PNET_BUFFER_LIST FragmentNetBufferList,
					 _In_ ULONG DataOffsetDelta, _In_ ULONG FreeFragmentFlags);
VOID NTAPI NdisFreeReassembledNetBufferList(_In_ PNET_BUFFER_LIST ReassembledNetBufferList,
					    _In_ ULONG DataOffsetDelta, _In_ ULONG FreeReassembleFlags);

EXTERN_C_END

#endif /* WINWORK_NDIS_NET_BUFFER_DATA_H */
