/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DMA of the framework.
 */
#ifndef WINWORK_WDF_DMA_H
#define WINWORK_WDF_DMA_H

#include "object.h"
#include "types.h"
#include "../../guiddef.h"
#include "../io/dma.h"
#include "../io/file_information.h"
#include "../io/pci.h"
#include "../io/pnp.h"
#include "../io/resources.h"
#include "../po/power.h"

EXTERN_C_START

struct _WDF_COMMON_BUFFER_CONFIG;
struct _WDF_DMA_ENABLER_CONFIG;
struct _WDF_DMA_SYSTEM_PROFILE_CONFIG;

#define WDF_DMA_ENABLER_UNLIMITED_FRAGMENTS ((ULONG) - 1)

typedef enum _WDF_DMA_PROFILE {
	WdfDmaProfileInvalid = 0,
	WdfDmaProfilePacket,
	WdfDmaProfileScatterGather,
	WdfDmaProfilePacket64,
	WdfDmaProfileScatterGather64,
	WdfDmaProfileScatterGatherDuplex,
	WdfDmaProfileScatterGather64Duplex,
	WdfDmaProfileSystem,
	WdfDmaProfileSystemDuplex,
} WDF_DMA_PROFILE;

typedef enum _WDF_DMA_DIRECTION {
	WdfDmaDirectionReadFromDevice = 0,
	WdfDmaDirectionWriteToDevice = 1,
} WDF_DMA_DIRECTION;

typedef NTSTATUS NTAPI EVT_WDF_DMA_ENABLER_FILL(WDFDMAENABLER DmaEnabler);
typedef EVT_WDF_DMA_ENABLER_FILL *PFN_WDF_DMA_ENABLER_FILL;
typedef NTSTATUS NTAPI EVT_WDF_DMA_ENABLER_FLUSH(WDFDMAENABLER DmaEnabler);
typedef EVT_WDF_DMA_ENABLER_FLUSH *PFN_WDF_DMA_ENABLER_FLUSH;
typedef NTSTATUS NTAPI EVT_WDF_DMA_ENABLER_ENABLE(WDFDMAENABLER DmaEnabler);
typedef EVT_WDF_DMA_ENABLER_ENABLE *PFN_WDF_DMA_ENABLER_ENABLE;
typedef NTSTATUS NTAPI EVT_WDF_DMA_ENABLER_DISABLE(WDFDMAENABLER DmaEnabler);
typedef EVT_WDF_DMA_ENABLER_DISABLE *PFN_WDF_DMA_ENABLER_DISABLE;
typedef NTSTATUS NTAPI EVT_WDF_DMA_ENABLER_SELFMANAGED_IO_START(
	WDFDMAENABLER DmaEnabler);
typedef EVT_WDF_DMA_ENABLER_SELFMANAGED_IO_START *PFN_WDF_DMA_ENABLER_SELFMANAGED_IO_START;
typedef NTSTATUS NTAPI EVT_WDF_DMA_ENABLER_SELFMANAGED_IO_STOP(
	WDFDMAENABLER DmaEnabler);
typedef EVT_WDF_DMA_ENABLER_SELFMANAGED_IO_STOP *PFN_WDF_DMA_ENABLER_SELFMANAGED_IO_STOP;
typedef enum _WDF_DMA_ENABLER_CONFIG_FLAGS {
	WDF_DMA_ENABLER_CONFIG_NO_SGLIST_PREALLOCATION = 0x00000001,
	WDF_DMA_ENABLER_CONFIG_REQUIRE_SINGLE_TRANSFER = 0x00000002,
} WDF_DMA_ENABLER_CONFIG_FLAGS;

typedef struct _WDF_DMA_ENABLER_CONFIG {
	ULONG Size;
	WDF_DMA_PROFILE Profile;
	size_t MaximumLength;
	PFN_WDF_DMA_ENABLER_FILL EvtDmaEnablerFill;
	PFN_WDF_DMA_ENABLER_FLUSH EvtDmaEnablerFlush;
	PFN_WDF_DMA_ENABLER_DISABLE EvtDmaEnablerDisable;
	PFN_WDF_DMA_ENABLER_ENABLE EvtDmaEnablerEnable;
	PFN_WDF_DMA_ENABLER_SELFMANAGED_IO_START EvtDmaEnablerSelfManagedIoStart;
	PFN_WDF_DMA_ENABLER_SELFMANAGED_IO_STOP EvtDmaEnablerSelfManagedIoStop;
	ULONG AddressWidthOverride;
	ULONG WdmDmaVersionOverride;
	ULONG Flags;
} WDF_DMA_ENABLER_CONFIG, *PWDF_DMA_ENABLER_CONFIG;

typedef struct _WDF_DMA_SYSTEM_PROFILE_CONFIG {
	ULONG Size;
	BOOLEAN DemandMode;
	BOOLEAN LoopedTransfer;
	DMA_WIDTH DmaWidth;
	PHYSICAL_ADDRESS DeviceAddress;
	PCM_PARTIAL_RESOURCE_DESCRIPTOR DmaDescriptor;
} WDF_DMA_SYSTEM_PROFILE_CONFIG, *PWDF_DMA_SYSTEM_PROFILE_CONFIG;

typedef BOOLEAN NTAPI EVT_WDF_PROGRAM_DMA(WDFDMATRANSACTION Transaction, WDFDEVICE Device,
					  WDFCONTEXT Context, WDF_DMA_DIRECTION Direction,
					  PSCATTER_GATHER_LIST SgList);
typedef EVT_WDF_PROGRAM_DMA *PFN_WDF_PROGRAM_DMA;
typedef BOOLEAN NTAPI EVT_WDF_DMA_TRANSACTION_CONFIGURE_DMA_CHANNEL(
	WDFDMATRANSACTION DmaTransaction, WDFDEVICE Device, PVOID Context, PMDL Mdl,
	size_t Offset, size_t Length);
typedef EVT_WDF_DMA_TRANSACTION_CONFIGURE_DMA_CHANNEL
	*PFN_WDF_DMA_TRANSACTION_CONFIGURE_DMA_CHANNEL;
typedef VOID NTAPI EVT_WDF_DMA_TRANSACTION_DMA_TRANSFER_COMPLETE(
	WDFDMATRANSACTION Transaction, WDFDEVICE Device, WDFCONTEXT Context,
	WDF_DMA_DIRECTION Direction, DMA_COMPLETION_STATUS Status);
typedef EVT_WDF_DMA_TRANSACTION_DMA_TRANSFER_COMPLETE
	*PFN_WDF_DMA_TRANSACTION_DMA_TRANSFER_COMPLETE;
typedef VOID NTAPI EVT_WDF_RESERVE_DMA(WDFDMATRANSACTION DmaTransaction, PVOID Context);
typedef EVT_WDF_RESERVE_DMA *PFN_WDF_RESERVE_DMA;
typedef struct _WDF_COMMON_BUFFER_CONFIG {
	ULONG Size;
	ULONG AlignmentRequirement;
} WDF_COMMON_BUFFER_CONFIG, *PWDF_COMMON_BUFFER_CONFIG;

WINWORK_ABSENT VOID NTAPI WDF_COMMON_BUFFER_CONFIG_INIT(_Out_ PWDF_COMMON_BUFFER_CONFIG Config,
							_In_ ULONG AlignmentRequirement);
WINWORK_ABSENT VOID NTAPI WDF_DMA_ENABLER_CONFIG_INIT(_Out_ PWDF_DMA_ENABLER_CONFIG Config,
						      _In_ WDF_DMA_PROFILE Profile,
						      _In_ size_t MaximumLength);
WINWORK_ABSENT VOID NTAPI WDF_DMA_SYSTEM_PROFILE_CONFIG_INIT(
	_Out_ PWDF_DMA_SYSTEM_PROFILE_CONFIG DmaConfig, _In_ PHYSICAL_ADDRESS Address,
	_In_ DMA_WIDTH DmaWidth, _In_ PCM_PARTIAL_RESOURCE_DESCRIPTOR DmaDescriptor);
WINWORK_ABSENT NTSTATUS NTAPI WdfCommonBufferCreate(_In_ WDFDMAENABLER DmaEnabler,
						    _In_ size_t Length,
						    _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						    _Out_ WDFCOMMONBUFFER *CommonBuffer);
WINWORK_ABSENT NTSTATUS NTAPI WdfCommonBufferCreateWithConfig(
	_In_ WDFDMAENABLER DmaEnabler, _In_ size_t Length, _In_ PWDF_COMMON_BUFFER_CONFIG Config,
	_In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes, _Out_ WDFCOMMONBUFFER *CommonBuffer);
WINWORK_ABSENT PHYSICAL_ADDRESS NTAPI WdfCommonBufferGetAlignedLogicalAddress(
	_In_ WDFCOMMONBUFFER CommonBuffer);
WINWORK_ABSENT PVOID NTAPI WdfCommonBufferGetAlignedVirtualAddress(
	_In_ WDFCOMMONBUFFER CommonBuffer);
WINWORK_ABSENT size_t NTAPI WdfCommonBufferGetLength(_In_ WDFCOMMONBUFFER CommonBuffer);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaEnablerConfigureSystemProfile(
	_In_ WDFDMAENABLER DmaEnabler, _In_ PWDF_DMA_SYSTEM_PROFILE_CONFIG ProfileConfig,
	_In_ WDF_DMA_DIRECTION ConfigDirection);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaEnablerCreate(_In_ WDFDEVICE Device,
						  _In_ PWDF_DMA_ENABLER_CONFIG Config,
						  _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						  _Out_ WDFDMAENABLER *DmaEnablerHandle);
WINWORK_ABSENT size_t NTAPI WdfDmaEnablerGetFragmentLength(_In_ WDFDMAENABLER DmaEnabler,
							   _In_ WDF_DMA_DIRECTION DmaDirection);
WINWORK_ABSENT size_t NTAPI WdfDmaEnablerGetMaximumLength(_In_ WDFDMAENABLER DmaEnabler);
WINWORK_ABSENT size_t NTAPI WdfDmaEnablerGetMaximumScatterGatherElements(
	_In_ WDFDMAENABLER DmaEnabler);
WINWORK_ABSENT VOID NTAPI WdfDmaEnablerSetMaximumScatterGatherElements(
	_In_ WDFDMAENABLER DmaEnabler, _In_ size_t MaximumFragments);
WINWORK_ABSENT PDMA_ADAPTER NTAPI WdfDmaEnablerWdmGetDmaAdapter(
	_In_ WDFDMAENABLER DmaEnabler, _In_ WDF_DMA_DIRECTION DmaDirection);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaTransactionAllocateResources(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ WDF_DMA_DIRECTION DmaDirection,
	_In_ ULONG RequiredMapRegisters, _In_ PFN_WDF_RESERVE_DMA EvtReserveDmaFunction,
	_In_ PVOID EvtReserveDmaContext);
WINWORK_ABSENT BOOLEAN NTAPI WdfDmaTransactionCancel(_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaTransactionCreate(_In_ WDFDMAENABLER DmaEnabler,
						      _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
						      _Out_ WDFDMATRANSACTION *DmaTransaction);
WINWORK_ABSENT BOOLEAN NTAPI WdfDmaTransactionDmaCompleted(_In_ WDFDMATRANSACTION DmaTransaction,
							   _Out_ NTSTATUS *Status);
WINWORK_ABSENT BOOLEAN NTAPI WdfDmaTransactionDmaCompletedFinal(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ size_t FinalTransferredLength,
	_Out_ NTSTATUS *Status);
WINWORK_ABSENT BOOLEAN NTAPI WdfDmaTransactionDmaCompletedWithLength(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ size_t TransferredLength,
	_Out_ NTSTATUS *Status);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaTransactionExecute(_In_ WDFDMATRANSACTION DmaTransaction,
						       _In_opt_ WDFCONTEXT Context);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionFreeResources(_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT size_t NTAPI WdfDmaTransactionGetBytesTransferred(
	_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT size_t NTAPI WdfDmaTransactionGetCurrentDmaTransferLength(
	_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT WDFDEVICE NTAPI WdfDmaTransactionGetDevice(_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT WDFREQUEST NTAPI WdfDmaTransactionGetRequest(_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionGetTransferInfo(
	_In_ WDFDMATRANSACTION DmaTransaction, _Out_opt_ ULONG *MapRegisterCount,
	_Out_opt_ ULONG *ScatterGatherElementCount);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaTransactionInitialize(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
	_In_ WDF_DMA_DIRECTION DmaDirection, _In_ PMDL Mdl, _In_ PVOID VirtualAddress,
	_In_ size_t Length);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaTransactionInitializeUsingOffset(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
	_In_ WDF_DMA_DIRECTION DmaDirection, _In_ PMDL Mdl, _In_ size_t Offset,
	_In_ size_t Length);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaTransactionInitializeUsingRequest(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ WDFREQUEST Request,
	_In_ PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction, _In_ WDF_DMA_DIRECTION DmaDirection);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaTransactionRelease(_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetChannelConfigurationCallback(
	_In_ WDFDMATRANSACTION DmaTransaction,
	_In_opt_ PFN_WDF_DMA_TRANSACTION_CONFIGURE_DMA_CHANNEL ConfigureRoutine,
	_In_opt_ PVOID ConfigureContext);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetDeviceAddressOffset(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ ULONG Offset);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetImmediateExecution(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ BOOLEAN UseImmediateExecution);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetMaximumLength(_In_ WDFDMATRANSACTION DmaTransaction,
							    _In_ size_t MaximumLength);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetSingleTransferRequirement(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ BOOLEAN RequireSingleTransfer);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetTransferCompleteCallback(
	_In_ WDFDMATRANSACTION DmaTransaction,
	_In_opt_ PFN_WDF_DMA_TRANSACTION_DMA_TRANSFER_COMPLETE DmaCompletionRoutine,
	_In_opt_ PVOID DmaCompletionContext);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionStopSystemTransfer(
	_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT PVOID NTAPI WdfDmaTransactionWdmGetTransferContext(
	_In_ WDFDMATRANSACTION DmaTransaction);

EXTERN_C_END

#endif /* WINWORK_WDF_DMA_H */
