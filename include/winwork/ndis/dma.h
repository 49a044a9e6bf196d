/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What an adapter's hardware reads and writes by itself: packets, and memory that it shares with the driver.
 */
#ifndef WINWORK_NDIS_DMA_H
#define WINWORK_NDIS_DMA_H

#include "net_buffer.h"
#include "types.h"
#include "../base/sal.h"
#include "../io/dma.h"

EXTERN_C_START

#define NDIS_OBJECT_TYPE_SG_DMA_DESCRIPTION 0x83

typedef VOID MINIPORT_PROCESS_SG_LIST(PDEVICE_OBJECT pDO, PVOID Reserved, PSCATTER_GATHER_LIST pSGL,
				      PVOID Context);
typedef MINIPORT_PROCESS_SG_LIST *MINIPORT_PROCESS_SG_LIST_HANDLER;
typedef VOID MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE(NDIS_HANDLE MiniportAdapterContext,
						   PVOID VirtualAddress,
						   PNDIS_PHYSICAL_ADDRESS PhysicalAddress,
						   ULONG Length, PVOID Context);
typedef MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE *MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE_HANDLER;

typedef struct _NDIS_SG_DMA_DESCRIPTION {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	ULONG MaximumPhysicalMapping;
	MINIPORT_PROCESS_SG_LIST_HANDLER ProcessSGListHandler;
	MINIPORT_ALLOCATE_SHARED_MEM_COMPLETE_HANDLER SharedMemAllocateCompleteHandler;
	ULONG ScatterGatherListSize;
#if NDIS_SUPPORT_NDIS685
	PDEVICE_OBJECT PdoOverride;
#endif
} NDIS_SG_DMA_DESCRIPTION, *PNDIS_SG_DMA_DESCRIPTION;

#define NDIS_SG_DMA_DESCRIPTION_REVISION_1 1
#define NDIS_SIZEOF_SG_DMA_DESCRIPTION_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_SG_DMA_DESCRIPTION, ScatterGatherListSize)
#define NDIS_SG_DMA_DESCRIPTION_REVISION_2 2
#define NDIS_SIZEOF_SG_DMA_DESCRIPTION_REVISION_2 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_SG_DMA_DESCRIPTION, PdoOverride)
#define NDIS_SG_DMA_64_BIT_ADDRESS 0x00000001
#define NDIS_SG_DMA_V3_HAL_API 0x00000002
#define NDIS_SG_DMA_HYBRID_DMA 0x00000004
#define NDIS_SG_LIST_WRITE_TO_DEVICE 0x00000001

/**
 * NdisMRegisterScatterGatherDma - prepare for the lists of an adapter's packets
 * @MiniportAdapterHandle: the adapter, whose registration attributes are set
 * @DmaDescription: MaximumPhysicalMapping is the most bytes of a list. ScatterGatherListSize is stored: the bytes that a
 *	list may have
 * @NdisMiniportDmaHandle: receives the handle, or NULL
 *
 * Here: without NDIS_SG_DMA_64_BIT_ADDRESS what lies beyond 4 GB is copied. The operations of NDIS_SG_DMA_V3_HAL_API do not
 * exist, and SharedMemAllocateCompleteHandler and PdoOverride have no effect. A registration that is left when the adapter
 * ends is reported (0x7C, parameter 0xB), and ended.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_BAD_VERSION, NDIS_STATUS_BAD_CHARACTERISTICS or NDIS_STATUS_INVALID_PARAMETER for
 * a wrong structure; NDIS_STATUS_NOT_SUPPORTED for an adapter without hardware; NDIS_STATUS_RESOURCES; else
 * NDIS_STATUS_FAILURE.
 * Page: ndis.h, NdisMRegisterScatterGatherDma
 */
NDIS_STATUS NTAPI NdisMRegisterScatterGatherDma(_In_ NDIS_HANDLE MiniportAdapterHandle,
						_Inout_ PNDIS_SG_DMA_DESCRIPTION DmaDescription,
						_Out_ PNDIS_HANDLE NdisMiniportDmaHandle);

/**
 * NdisMDeregisterScatterGatherDma - end a registration
 * @NdisMiniportDmaHandle: the handle
 *
 * Here: lists that are out are reported.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisMDeregisterScatterGatherDma
 */
VOID NTAPI NdisMDeregisterScatterGatherDma(_In_ NDIS_HANDLE NdisMiniportDmaHandle);

/**
 * NdisMAllocateNetBufferSGList - tell the driver which memory a packet has
 * @NdisMiniportDmaHandle: from NdisMRegisterScatterGatherDma
 * @NetBuffer: the packet, from its current offset on
 * @Context: for ProcessSGListHandler
 * @Flags: NDIS_SG_LIST_WRITE_TO_DEVICE for a packet that the hardware reads, or 0
 * @ScatterGatherListBuffer: memory for the list, or NULL
 * @ScatterGatherListBufferSize: its bytes, at least ScatterGatherListSize
 *
 * ProcessSGListHandler gets the list at DISPATCH_LEVEL, before this returns, or later if there are not enough pages for
 * copies. The driver has the list until NdisMFreeNetBufferSGList.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; an error if ProcessSGListHandler is not called.
 * Page: ndis.h, NdisMAllocateNetBufferSGList
 */
NDIS_STATUS NTAPI NdisMAllocateNetBufferSGList(_In_ NDIS_HANDLE NdisMiniportDmaHandle, _In_ PNET_BUFFER NetBuffer,
					       _In_ PVOID Context, _In_ ULONG Flags,
					       _In_opt_ PVOID ScatterGatherListBuffer,
					       _In_ ULONG ScatterGatherListBufferSize);

/**
 * NdisMFreeNetBufferSGList - the hardware is ready with a packet
 * @NdisMiniportDmaHandle: from NdisMRegisterScatterGatherDma
 * @pSGL: the list
 * @NetBuffer: the packet
 *
 * Here: a list that is not out is reported (0xE6).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMFreeNetBufferSGList
 */
VOID NTAPI NdisMFreeNetBufferSGList(_In_ NDIS_HANDLE NdisMiniportDmaHandle, _In_ PSCATTER_GATHER_LIST pSGL,
				    _In_ PNET_BUFFER NetBuffer);

/**
 * NdisMAllocateSharedMemory - allocate memory that the driver and the hardware use together
 * @MiniportAdapterHandle: the adapter, whose registration attributes are set
 * @Length: in bytes
 * @Cached: has no effect here: memory is cached where the machine allows it
 * @VirtualAddress: receives the address, at the beginning of a page, or NULL
 * @PhysicalAddress: receives the address that the hardware uses
 *
 * Here: memory that is left when the adapter ends is reported (0xE6).
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisMAllocateSharedMemory
 */
VOID NTAPI NdisMAllocateSharedMemory(_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ ULONG Length, _In_ BOOLEAN Cached,
				     _Out_ PVOID *VirtualAddress,
				     _Out_ PNDIS_PHYSICAL_ADDRESS PhysicalAddress);

/**
 * NdisMFreeSharedMemory - free what NdisMAllocateSharedMemory has returned
 * @MiniportAdapterHandle: the adapter
 * @Length: as it was allocated, like the others
 * @Cached: has no effect here
 * @VirtualAddress: the address
 * @PhysicalAddress: the address that the hardware uses
 *
 * Here: other memory is reported (0xE6).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisMFreeSharedMemory
 */
VOID NTAPI NdisMFreeSharedMemory(_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ ULONG Length, _In_ BOOLEAN Cached,
				 _In_ PVOID VirtualAddress, _In_ NDIS_PHYSICAL_ADDRESS PhysicalAddress);

EXTERN_C_END

#endif /* WINWORK_NDIS_DMA_H */
