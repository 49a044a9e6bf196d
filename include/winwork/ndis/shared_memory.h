/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that a miniport driver shares with its hardware and with others that use its receive queues.
 */
#ifndef WINWORK_NDIS_SHARED_MEMORY_H
#define WINWORK_NDIS_SHARED_MEMORY_H

#include "types.h"
#include "../base/sal.h"
#include "../io/dma.h"
#include "../mm/physical_pages.h"

EXTERN_C_START

typedef ULONG NDIS_RECEIVE_QUEUE_ID, *PNDIS_RECEIVE_QUEUE_ID;
typedef ULONG NDIS_NIC_SWITCH_VPORT_ID, *PNDIS_NIC_SWITCH_VPORT_ID;

typedef enum _NDIS_SHARED_MEMORY_USAGE {
	NdisSharedMemoryUsageUndefined,
	NdisSharedMemoryUsageXmit,
	NdisSharedMemoryUsageXmitHeader,
	NdisSharedMemoryUsageXmitData,
	NdisSharedMemoryUsageReceive,
	NdisSharedMemoryUsageReceiveLookahead,
	NdisSharedMemoryUsageReceivePostLookahead,
	NdisSharedMemoryUsageReceiveHeader,
	NdisSharedMemoryUsageReceiveData,
	NdisSharedMemoryUsageOther,
	NdisSharedMemoryUsageMax,
} NDIS_SHARED_MEMORY_USAGE, *PNDIS_SHARED_MEMORY_USAGE;

typedef struct _NDIS_SHARED_MEMORY_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	NDIS_RECEIVE_QUEUE_ID QueueId;
	NDIS_HANDLE SharedMemoryHandle;		/* NDIS sets it */
	NODE_REQUIREMENT PreferredNode;
	NDIS_SHARED_MEMORY_USAGE Usage;
	ULONG Length;				/* in bytes, not 0 */
	PVOID VirtualAddress;			/* NDIS sets it */
	ULONG SGListBufferLength;		/* in bytes */
	PSCATTER_GATHER_LIST SGListBuffer;	/* NDIS fills it */
	NDIS_NIC_SWITCH_VPORT_ID VPortId;
} NDIS_SHARED_MEMORY_PARAMETERS, *PNDIS_SHARED_MEMORY_PARAMETERS;

#define NDIS_SHARED_MEM_PARAMETERS_CONTIGOUS 0x00000001	/* as Windows spells it */

#define NDIS_SHARED_MEMORY_PARAMETERS_REVISION_1 1
#define NDIS_SIZEOF_SHARED_MEMORY_PARAMETERS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_SHARED_MEMORY_PARAMETERS, SGListBuffer)
#define NDIS_SHARED_MEMORY_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_SHARED_MEMORY_PARAMETERS_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_SHARED_MEMORY_PARAMETERS, VPortId)

/**
 * NdisAllocateSharedMemory - allocate shared memory
 * @NdisHandle: the handle of an adapter, or of a miniport driver
 * @SharedMemoryParameters: what is asked for; receives SharedMemoryHandle, VirtualAddress and the list
 * @pAllocationHandle: receives the handle for NdisFreeSharedMemory, NULL after a failure
 *
 * The memory begins with a page, and is nonpaged. With NDIS_SHARED_MEM_PARAMETERS_CONTIGOUS its pages are
 * contiguous, up to the 4 MiB that Linux has. PreferredNode is a wish.
 *
 * Here: no adapter has hardware, so the driver needs no DMA channel, and the list has physical addresses. A NULL
 * SGListBuffer is allowed. QueueId, Usage and VPortId have no effect. The memory is cleared. An adapter's memory that
 * is still allocated when MiniportHaltEx has returned, or MiniportInitializeEx has failed, is reported (0xC4, 0x62); it
 * stays the driver's.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_RESOURCES without memory; NDIS_STATUS_INVALID_PARAMETER, with the field in the
 *	log, for a wrong header, a Length of 0 and a list that has no room for the memory's pages; NDIS_STATUS_FAILURE, with a
 *	report, for a NULL argument, a bad handle or IRQL.
 * Page: ndis.h, NdisAllocateSharedMemory
 */
NDIS_STATUS NTAPI NdisAllocateSharedMemory(
	_In_ NDIS_HANDLE NdisHandle, _Inout_ PNDIS_SHARED_MEMORY_PARAMETERS SharedMemoryParameters,
	_Out_ PNDIS_HANDLE pAllocationHandle);

/**
 * NdisFreeSharedMemory - free shared memory
 * @NdisHandle: the handle that it was allocated with
 * @AllocationHandle: the memory's handle, invalid after the call
 *
 * Here: another handle, one that is freed already, and an @NdisHandle that it was not allocated with are reported
 * (0x18). The call then frees nothing.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisFreeSharedMemory
 */
VOID NTAPI NdisFreeSharedMemory(_In_ NDIS_HANDLE NdisHandle, _In_ NDIS_HANDLE AllocationHandle);

EXTERN_C_END

#endif /* WINWORK_NDIS_SHARED_MEMORY_H */
