/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts and DMA of adapters.
 */
#ifndef WINWORK_NDIS_INTERRUPTS_H
#define WINWORK_NDIS_INTERRUPTS_H

#include <winwork/ndis/types.h>
#include <guiddef.h>
#include <winwork/ke/dispatcher.h>
#include <winwork/io/dma.h>
#include <winwork/io/pci.h>
#include <winwork/io/resources.h>
#include <winwork/po/power.h>

EXTERN_C_START

struct _NDIS_DMA_BLOCK;
struct _NDIS_DMA_DESCRIPTION;
struct _NDIS_INTERRUPT;
struct _NDIS_INTERRUPT_MODERATION_PARAMETERS;
struct _NDIS_MSIX_CONFIG_PARAMETERS;

#define NDIS_DMA_24BITS ((NDIS_DMA_SIZE) 0)
#define NDIS_DMA_32BITS ((NDIS_DMA_SIZE) 1)
#define NDIS_DMA_64BITS ((NDIS_DMA_SIZE) 2)
#define NDIS_INTERRUPT_MODERATION_CHANGE_NEEDS_RESET 0x00000001
#define NDIS_INTERRUPT_MODERATION_PARAMETERS_REVISION_1 1
#define NDIS_INTERRUPT_MODERATION_CHANGE_NEEDS_REINITIALIZE 0x00000002

typedef enum _NDIS_INTERRUPT_MODERATION {
	NdisInterruptModerationUnknown,
	NdisInterruptModerationNotSupported,
	NdisInterruptModerationEnabled,
	NdisInterruptModerationDisabled,
} NDIS_INTERRUPT_MODERATION, *PNDIS_INTERRUPT_MODERATION;

typedef struct _NDIS_INTERRUPT_MODERATION_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	ULONG Flags;
	NDIS_INTERRUPT_MODERATION InterruptModeration;
} NDIS_INTERRUPT_MODERATION_PARAMETERS, *PNDIS_INTERRUPT_MODERATION_PARAMETERS;

typedef struct _NDIS_DMA_DESCRIPTION {
	BOOLEAN DemandMode;
	BOOLEAN AutoInitialize;
	BOOLEAN DmaChannelSpecified;
	DMA_WIDTH DmaWidth;
	DMA_SPEED DmaSpeed;
	ULONG DmaPort;
	ULONG DmaChannel;
} NDIS_DMA_DESCRIPTION, *PNDIS_DMA_DESCRIPTION;

typedef struct _NDIS_DMA_BLOCK {
	PVOID MapRegisterBase;
	KEVENT AllocationEvent;
	PADAPTER_OBJECT SystemAdapterObject;
	PVOID Miniport;
	BOOLEAN InProgress;
} NDIS_DMA_BLOCK, *PNDIS_DMA_BLOCK;

typedef UCHAR NDIS_DMA_SIZE;
typedef KINTERRUPT_MODE NDIS_INTERRUPT_MODE, *PNDIS_INTERRUPT_MODE;
typedef BOOLEAN (NTAPI *PNDIS_INTERRUPT_SERVICE)(PVOID InterruptContext);
typedef VOID (NTAPI *PNDIS_DEFERRED_PROCESSING)(PVOID SystemSpecific1, PVOID InterruptContext,
						PVOID SystemSpecific2, PVOID SystemSpecific3);
typedef struct _NDIS_INTERRUPT {
	PKINTERRUPT InterruptObject;
	KSPIN_LOCK DpcCountLock;
	PNDIS_INTERRUPT_SERVICE MacIsr;
	PNDIS_DEFERRED_PROCESSING MacDpc;
	KDPC InterruptDpc;
	PVOID InterruptContext;
	UCHAR DpcCount;
	BOOLEAN Removing;
	KEVENT DpcsCompletedEvent;
} NDIS_INTERRUPT, *PNDIS_INTERRUPT;

typedef enum _NDIS_MSIX_TABLE_CONFIG {
	NdisMSIXTableConfigSetTableEntry,
	NdisMSIXTableConfigMaskTableEntry,
	NdisMSIXTableConfigUnmaskTableEntry,
	NdisMSIXTableConfigMax,
} NDIS_MSIX_TABLE_OPERATION, *PNDIS_MSIX_TABLE_OPERATION;

typedef struct _NDIS_MSIX_CONFIG_PARAMETERS {
	NDIS_OBJECT_HEADER Header;
	NDIS_MSIX_TABLE_OPERATION ConfigOperation;
	ULONG TableEntry;
	ULONG MessageNumber;
} NDIS_MSIX_CONFIG_PARAMETERS, *PNDIS_MSIX_CONFIG_PARAMETERS;

WINWORK_ABSENT NDIS_STATUS NTAPI NdisMAllocateMapRegisters(NDIS_HANDLE MiniportAdapterHandle,
							   UINT DmaChannel, NDIS_DMA_SIZE DmaSize,
							   ULONG PhysicalMapRegistersNeeded,
							   ULONG MaximumPhysicalMapping);
WINWORK_ABSENT VOID NTAPI NdisMDeregisterDmaChannel(_In_ NDIS_HANDLE MiniportDmaHandle);
WINWORK_ABSENT VOID NTAPI NdisMFreeMapRegisters(NDIS_HANDLE MiniportAdapterHandle);
WINWORK_ABSENT ULONG NTAPI NdisMGetDmaAlignment(_In_ NDIS_HANDLE MiniportAdapterHandle);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisMInitializeScatterGatherDma(
	NDIS_HANDLE MiniportAdapterHandle, BOOLEAN Dma64BitAddresses,
	ULONG MaximumPhysicalMapping);
WINWORK_ABSENT ULONG NTAPI NdisMReadDmaCounter(_In_ NDIS_HANDLE MiniportDmaHandle);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisMRegisterDmaChannel(_Out_ PNDIS_HANDLE MiniportDmaHandle,
							 _In_ NDIS_HANDLE MiniportAdapterHandle,
							 _In_ UINT DmaChannel,
							 _In_ BOOLEAN Dma32BitAddresses,
							 _In_ PNDIS_DMA_DESCRIPTION DmaDescription,
							 _In_ ULONG MaximumLength);

EXTERN_C_END

#endif /* WINWORK_NDIS_INTERRUPTS_H */
