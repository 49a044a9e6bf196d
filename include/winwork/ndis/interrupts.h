/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts and DMA of adapters.
 */
#ifndef WINWORK_NDIS_INTERRUPTS_H
#define WINWORK_NDIS_INTERRUPTS_H

#include "filter.h"
#include "miniport.h"
#include "oid_request.h"
#include "protocol.h"
#include "support.h"
#include "types.h"
#include "../../guiddef.h"
#include "../ex/lookaside.h"
#include "../ex/resource.h"
#include "../ex/slist.h"
#include "../ke/dispatcher.h"
#include "../ex/push_lock.h"
#include "../cm/registry.h"
#include "../etw/trace.h"
#include "../ex/executive.h"
#include "../io/devices.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/interrupt.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/requests.h"
#include "../io/resources.h"
#include "../ke/kernel.h"
#include "../mm/memory.h"
#include "../ob/objects.h"
#include "../po/power.h"
#include "../ps/process.h"
#include "../rtl/runtime.h"
#include "../se/security.h"
#include "media.h"
#include "net_buffer.h"

EXTERN_C_START

struct _NDIS_DMA_BLOCK;
struct _NDIS_DMA_DESCRIPTION;
struct _NDIS_INTERRUPT;
struct _NDIS_INTERRUPT_MODERATION_PARAMETERS;
struct _NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS;
struct _NDIS_MSIX_CONFIG_PARAMETERS;
struct _NDIS_SG_DMA_DESCRIPTION;

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

typedef BOOLEAN MINIPORT_ISR(NDIS_HANDLE MiniportInterruptContext,
			     PBOOLEAN QueueDefaultInterruptDpc, PULONG TargetProcessors);
typedef MINIPORT_ISR *MINIPORT_ISR_HANDLER;
typedef VOID MINIPORT_INTERRUPT_DPC(NDIS_HANDLE MiniportInterruptContext, PVOID MiniportDpcContext,
				    PVOID ReceiveThrottleParameters, PVOID NdisReserved2);
typedef MINIPORT_INTERRUPT_DPC *MINIPORT_INTERRUPT_DPC_HANDLER;
typedef VOID MINIPORT_DISABLE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext);
typedef MINIPORT_DISABLE_INTERRUPT *MINIPORT_DISABLE_INTERRUPT_HANDLER;
typedef VOID MINIPORT_ENABLE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext);
typedef MINIPORT_ENABLE_INTERRUPT *MINIPORT_ENABLE_INTERRUPT_HANDLER;
typedef BOOLEAN MINIPORT_SYNCHRONIZE_INTERRUPT(NDIS_HANDLE SynchronizeContext);
typedef MINIPORT_SYNCHRONIZE_INTERRUPT *MINIPORT_SYNCHRONIZE_INTERRUPT_HANDLER;
typedef BOOLEAN MINIPORT_MESSAGE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext, ULONG MessageId,
					   PBOOLEAN QueueDefaultInterruptDpc,
					   PULONG TargetProcessors);
typedef MINIPORT_MESSAGE_INTERRUPT *MINIPORT_MSI_ISR_HANDLER;
typedef VOID MINIPORT_MESSAGE_INTERRUPT_DPC(NDIS_HANDLE MiniportInterruptContext, ULONG MessageId,
					    PVOID MiniportDpcContext,
					    PVOID ReceiveThrottleParameters, PVOID NdisReserved2);
typedef MINIPORT_MESSAGE_INTERRUPT_DPC *MINIPORT_MSI_INTERRUPT_DPC_HANDLER;
typedef VOID MINIPORT_DISABLE_MESSAGE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext,
						ULONG MessageId);
typedef MINIPORT_DISABLE_MESSAGE_INTERRUPT *MINIPORT_DISABLE_MSI_INTERRUPT_HANDLER;
typedef VOID MINIPORT_ENABLE_MESSAGE_INTERRUPT(NDIS_HANDLE MiniportInterruptContext,
					       ULONG MessageId);
typedef MINIPORT_ENABLE_MESSAGE_INTERRUPT *MINIPORT_ENABLE_MSI_INTERRUPT_HANDLER;

typedef enum _NDIS_INTERRUPT_TYPE {
	NDIS_CONNECT_LINE_BASED = 1,
	NDIS_CONNECT_MESSAGE_BASED,
} NDIS_INTERRUPT_TYPE, *PNDIS_INTERRUPT_TYPE;

typedef struct _NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS {
	NDIS_OBJECT_HEADER Header;
	MINIPORT_ISR_HANDLER InterruptHandler;
	MINIPORT_INTERRUPT_DPC_HANDLER InterruptDpcHandler;
	MINIPORT_DISABLE_INTERRUPT_HANDLER DisableInterruptHandler;
	MINIPORT_ENABLE_INTERRUPT_HANDLER EnableInterruptHandler;
	BOOLEAN MsiSupported;
	BOOLEAN MsiSyncWithAllMessages;
	MINIPORT_MSI_ISR_HANDLER MessageInterruptHandler;
	MINIPORT_MSI_INTERRUPT_DPC_HANDLER MessageInterruptDpcHandler;
	MINIPORT_DISABLE_MSI_INTERRUPT_HANDLER DisableMessageInterruptHandler;
	MINIPORT_ENABLE_MSI_INTERRUPT_HANDLER EnableMessageInterruptHandler;
	NDIS_INTERRUPT_TYPE InterruptType;
	PIO_INTERRUPT_MESSAGE_INFO MessageInfoTable;
} NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS, *PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS;

#define NDIS_MINIPORT_INTERRUPT_REVISION_1 1
#define NDIS_SIZEOF_MINIPORT_INTERRUPT_CHARACTERISTICS_REVISION_1 \
	RTL_SIZEOF_THROUGH_FIELD(NDIS_MINIPORT_INTERRUPT_CHARACTERISTICS, MessageInfoTable)

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
WINWORK_ABSENT VOID NTAPI NdisMDeregisterInterruptEx(_In_ NDIS_HANDLE NdisInterruptHandle);
WINWORK_ABSENT VOID NTAPI NdisMDeregisterScatterGatherDma(_In_ NDIS_HANDLE NdisMiniportDmaHandle);
WINWORK_ABSENT VOID NTAPI NdisMFreeMapRegisters(NDIS_HANDLE MiniportAdapterHandle);
WINWORK_ABSENT ULONG NTAPI NdisMGetDmaAlignment(_In_ NDIS_HANDLE MiniportAdapterHandle);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisMInitializeScatterGatherDma(
	NDIS_HANDLE MiniportAdapterHandle, BOOLEAN Dma64BitAddresses,
	ULONG MaximumPhysicalMapping);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisMMapIoSpace(_Out_ PVOID *VirtualAddress,
						 _In_ NDIS_HANDLE MiniportAdapterHandle,
						 _In_ NDIS_PHYSICAL_ADDRESS PhysicalAddress,
						 _In_ UINT Length);
WINWORK_ABSENT ULONG NTAPI NdisMReadDmaCounter(_In_ NDIS_HANDLE MiniportDmaHandle);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisMRegisterDmaChannel(_Out_ PNDIS_HANDLE MiniportDmaHandle,
							 _In_ NDIS_HANDLE MiniportAdapterHandle,
							 _In_ UINT DmaChannel,
							 _In_ BOOLEAN Dma32BitAddresses,
							 _In_ PNDIS_DMA_DESCRIPTION DmaDescription,
							 _In_ ULONG MaximumLength);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisMRegisterInterruptEx(
	_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ NDIS_HANDLE MiniportInterruptContext,
	_In_ PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS MiniportInterruptCharacteristics,
	_Out_ PNDIS_HANDLE NdisInterruptHandle);
WINWORK_ABSENT NDIS_STATUS NTAPI NdisMRegisterScatterGatherDma(
	_In_ NDIS_HANDLE MiniportAdapterHandle, _Inout_ PNDIS_SG_DMA_DESCRIPTION DmaDescription,
	_Out_ PNDIS_HANDLE NdisMiniportDmaHandle);
WINWORK_ABSENT BOOLEAN NTAPI NdisMSynchronizeWithInterruptEx(
	_In_ NDIS_HANDLE NdisInterruptHandle, _In_ ULONG MessageId,
	_In_ PVOID SynchronizeFunction, _In_ PVOID SynchronizeContext);

EXTERN_C_END

#endif /* WINWORK_NDIS_INTERRUPTS_H */
