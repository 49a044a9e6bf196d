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

/* ---- What WinWork has ---------------------------------------------------------------------- */

/**
 * WDF_DMA_ENABLER_CONFIG_INIT - initialise the structure without callbacks
 * @Config: filled in
 * @Profile: WdfDmaProfilePacket..., WdfDmaProfileScatterGather...
 * @MaximumLength: the bytes of the longest transfer
 *
 * IRQL: any.
 * Page: wdfdmaenabler.h, WDF_DMA_ENABLER_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_DMA_ENABLER_CONFIG_INIT(_Out_ PWDF_DMA_ENABLER_CONFIG Config,
					     _In_ WDF_DMA_PROFILE Profile,
					     _In_ size_t MaximumLength)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = WDF_STRUCTURE_SIZE(WDF_DMA_ENABLER_CONFIG);
	Config->Profile = Profile;
	Config->MaximumLength = MaximumLength;
}

/**
 * WDF_COMMON_BUFFER_CONFIG_INIT - initialise the structure
 * @Config: filled in
 * @AlignmentRequirement: one less than a power of two, as FILE_LONG_ALIGNMENT
 *
 * IRQL: any.
 * Page: wdfcommonbuffer.h, WDF_COMMON_BUFFER_CONFIG_INIT
 */
WINWORK_OWN VOID WDF_COMMON_BUFFER_CONFIG_INIT(_Out_ PWDF_COMMON_BUFFER_CONFIG Config,
					       _In_ ULONG AlignmentRequirement)
{
	RtlZeroMemory(Config, sizeof(*Config));
	Config->Size = WDF_STRUCTURE_SIZE(WDF_COMMON_BUFFER_CONFIG);
	Config->AlignmentRequirement = AlignmentRequirement;
}

/**
 * WdfDmaEnablerCreate - give a device access to memory
 * @Device: a device with hardware
 * @Config: the profile, the longest transfer, and callbacks
 * @Attributes: attributes without ParentObject, or WDF_NO_OBJECT_ATTRIBUTES
 * @DmaEnablerHandle: receives the enabler, a child of the device
 *
 * The profile, or AddressWidthOverride, is the number of bits of an address that the device has: 32, or 64
 * for a profile with 64 in its name. A page of a transfer that is beyond that is copied. The callbacks of
 * the enabler are called when the device enters D0, in this order: EvtDmaEnablerFill, EvtDmaEnablerEnable,
 * EvtDmaEnablerSelfManagedIoStart; and when it leaves D0: EvtDmaEnablerSelfManagedIoStop,
 * EvtDmaEnablerDisable, EvtDmaEnablerFlush. After EvtDeviceReleaseHardware its common buffers are freed.
 *
 * Here: the device may read and write memory from the first enabler on, until its hardware is released. A
 * system profile is refused. WdmDmaVersionOverride has no effect.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH for a wrong Size; STATUS_NOT_SUPPORTED for a system
 *	profile; STATUS_INVALID_PARAMETER for another member, or, with a report, a wrong handle or IRQL;
 *	STATUS_INVALID_DEVICE_REQUEST for a device without hardware; STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED;
 *	STATUS_INSUFFICIENT_RESOURCES; or STATUS_DELETE_PENDING.
 * Page: wdfdmaenabler.h, WdfDmaEnablerCreate
 */
NTSTATUS NTAPI WdfDmaEnablerCreate(_In_ WDFDEVICE Device, _In_ PWDF_DMA_ENABLER_CONFIG Config,
				   _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				   _Out_ WDFDMAENABLER *DmaEnablerHandle);

/**
 * WdfDmaEnablerGetMaximumLength - return the bytes of the longest transfer, as configured
 * WdfDmaEnablerGetFragmentLength - return the bytes of the longest transfer that works
 * WdfDmaEnablerGetMaximumScatterGatherElements - return the most elements of a list
 * WdfDmaEnablerSetMaximumScatterGatherElements - limit the elements of a list
 * @DmaEnabler: the enabler
 * @DmaDirection: the direction of the transfer, which makes no difference here
 * @MaximumFragments: the limit, from 1 up; WDF_DMA_ENABLER_UNLIMITED_FRAGMENTS for none
 *
 * A packet profile has one element. To set it is reported (0x10D, parameter 7), as is a limit of 0.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the bytes, or the elements; 0, after a report, for a wrong handle.
 * Page: wdfdmaenabler.h, the names of the functions
 */
size_t NTAPI WdfDmaEnablerGetMaximumLength(_In_ WDFDMAENABLER DmaEnabler);
size_t NTAPI WdfDmaEnablerGetFragmentLength(_In_ WDFDMAENABLER DmaEnabler,
					    _In_ WDF_DMA_DIRECTION DmaDirection);
size_t NTAPI WdfDmaEnablerGetMaximumScatterGatherElements(_In_ WDFDMAENABLER DmaEnabler);
VOID NTAPI WdfDmaEnablerSetMaximumScatterGatherElements(_In_ WDFDMAENABLER DmaEnabler,
							_In_ size_t MaximumFragments);

/**
 * WdfCommonBufferCreate - allocate memory that device and driver see alike
 * WdfCommonBufferCreateWithConfig - the same with an alignment
 * @DmaEnabler: the enabler
 * @Length: the bytes, from 1 up
 * @Config: the alignment; without it that of the device counts: see WdfDeviceSetAlignmentRequirement
 * @Attributes: attributes without ParentObject, or WDF_NO_OBJECT_ATTRIBUTES
 * @CommonBuffer: receives the buffer, a child of the enabler
 *
 * The memory is zeroed. It is freed with the object, and at the latest after EvtDeviceReleaseHardware.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for no bytes or a wrong alignment, or, with a report, a
 *	wrong handle or IRQL; STATUS_INFO_LENGTH_MISMATCH; STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED;
 *	STATUS_INSUFFICIENT_RESOURCES; or STATUS_DELETE_PENDING when the hardware is released.
 * Page: wdfcommonbuffer.h, the names of the functions
 */
NTSTATUS NTAPI WdfCommonBufferCreate(_In_ WDFDMAENABLER DmaEnabler, _In_ size_t Length,
				     _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				     _Out_ WDFCOMMONBUFFER *CommonBuffer);
NTSTATUS NTAPI WdfCommonBufferCreateWithConfig(_In_ WDFDMAENABLER DmaEnabler, _In_ size_t Length,
					       _In_ PWDF_COMMON_BUFFER_CONFIG Config,
					       _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
					       _Out_ WDFCOMMONBUFFER *CommonBuffer);

/**
 * WdfCommonBufferGetAlignedVirtualAddress - return the driver's address of a common buffer
 * WdfCommonBufferGetAlignedLogicalAddress - return the address that the device uses
 * WdfCommonBufferGetLength - return the bytes that the driver asked for
 * @CommonBuffer: the buffer
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the address or the bytes; 0 for a buffer that is freed, or, after a report, a wrong handle.
 * Page: wdfcommonbuffer.h, the names of the functions
 */
PVOID NTAPI WdfCommonBufferGetAlignedVirtualAddress(_In_ WDFCOMMONBUFFER CommonBuffer);
PHYSICAL_ADDRESS NTAPI WdfCommonBufferGetAlignedLogicalAddress(_In_ WDFCOMMONBUFFER CommonBuffer);
size_t NTAPI WdfCommonBufferGetLength(_In_ WDFCOMMONBUFFER CommonBuffer);

/**
 * WdfDmaTransactionCreate - make a transaction
 * @DmaEnabler: the enabler
 * @Attributes: attributes; the ParentObject is the enabler if it is NULL
 * @DmaTransaction: receives the transaction
 *
 * All memory that its transfers need is allocated here. A transaction is used again after
 * WdfDmaTransactionRelease.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER, with a report, for a wrong handle or IRQL; the statuses
 *	of bad attributes; STATUS_INSUFFICIENT_RESOURCES; or STATUS_DELETE_PENDING.
 * Page: wdfdmatransaction.h, WdfDmaTransactionCreate
 */
NTSTATUS NTAPI WdfDmaTransactionCreate(_In_ WDFDMAENABLER DmaEnabler,
				       _In_opt_ PWDF_OBJECT_ATTRIBUTES Attributes,
				       _Out_ WDFDMATRANSACTION *DmaTransaction);

/**
 * WdfDmaTransactionInitialize - say which bytes a transaction moves
 * WdfDmaTransactionInitializeUsingOffset - the same, from an offset in the MDLs on
 * WdfDmaTransactionInitializeUsingRequest - the same for the buffer of a request
 * @DmaTransaction: a transaction that is created or released
 * @EvtProgramDmaFunction: called at DISPATCH_LEVEL for each transfer, with its list of elements
 * @DmaDirection: WdfDmaDirectionReadFromDevice or WdfDmaDirectionWriteToDevice
 * @Mdl: the first one of a chain of MDLs, whose pages are resident
 * @VirtualAddress: the beginning of the bytes, as an address behind that of @Mdl
 * @Offset: the same as an offset
 * @Length: the number of bytes, from 1 up
 * @Request: a request of the driver's: a read or write in its direction, or a control. METHOD_IN_DIRECT
 *	moves bytes to the device, METHOD_OUT_DIRECT from it. The transaction references it until it is
 *	released.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for bytes that are not in the MDLs, or another wrong
 *	argument; STATUS_INVALID_DEVICE_REQUEST for a request of another kind or direction, or, with a report
 *	(0x10D, parameter 8), in another state; or the status of the request's buffer.
 * Page: wdfdmatransaction.h, the names of the functions
 */
NTSTATUS NTAPI WdfDmaTransactionInitialize(_In_ WDFDMATRANSACTION DmaTransaction,
					   _In_ PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
					   _In_ WDF_DMA_DIRECTION DmaDirection, _In_ PMDL Mdl,
					   _In_ PVOID VirtualAddress, _In_ size_t Length);
NTSTATUS NTAPI WdfDmaTransactionInitializeUsingOffset(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction,
	_In_ WDF_DMA_DIRECTION DmaDirection, _In_ PMDL Mdl, _In_ size_t Offset, _In_ size_t Length);
NTSTATUS NTAPI WdfDmaTransactionInitializeUsingRequest(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ WDFREQUEST Request,
	_In_ PFN_WDF_PROGRAM_DMA EvtProgramDmaFunction, _In_ WDF_DMA_DIRECTION DmaDirection);

/**
 * WdfDmaTransactionExecute - begin to move the bytes
 * @DmaTransaction: a transaction that is initialised
 * @Context: the third argument of EvtProgramDma
 *
 * Maps the first transfer, and calls EvtProgramDma for it. A transfer has as many bytes as the maximum
 * length of enabler and transaction, and the most elements of a list, allow.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_WDF_BUSY if another transaction of a packet enabler runs: it stays
 *	initialised. After these the transaction is to be released: STATUS_WDF_TOO_MANY_TRANSFERS and
 *	STATUS_WDF_TOO_FRAGMENTED if one transfer is required, and the bytes do not fit in one;
 *	STATUS_INVALID_PARAMETER for a page that is no memory; STATUS_INSUFFICIENT_RESOURCES.
 *	STATUS_INVALID_DEVICE_REQUEST, with a report (0x10D, parameter 8), in another state.
 * Page: wdfdmatransaction.h, WdfDmaTransactionExecute
 */
NTSTATUS NTAPI WdfDmaTransactionExecute(_In_ WDFDMATRANSACTION DmaTransaction,
					_In_opt_ WDFCONTEXT Context);

/**
 * WdfDmaTransactionDmaCompleted - the device has moved all bytes of the transfer
 * WdfDmaTransactionDmaCompletedWithLength - it has moved some of them
 * WdfDmaTransactionDmaCompletedFinal - the same, and the transaction is over
 * @DmaTransaction: a transaction that runs
 * @TransferredLength: the bytes, from the beginning of the transfer
 * @FinalTransferredLength: likewise
 * @Status: receives STATUS_MORE_PROCESSING_REQUIRED if there is a further transfer, which begins with the
 *	bytes that are left; STATUS_SUCCESS after the last one; the status of a transfer that cannot be
 *	mapped; or STATUS_INVALID_PARAMETER, with a report (0x10D, parameter 8), for more bytes than the
 *	transfer has, or in another state: then nothing changes
 *
 * May be called in EvtProgramDma. Here: then EvtProgramDma is called for the next transfer when it has
 * returned, so that the stack does not grow.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE if the transaction is over, and its pages are unmapped; FALSE if a further transfer has
 *	begun, and after a report.
 * Page: wdfdmatransaction.h, the names of the functions
 */
BOOLEAN NTAPI WdfDmaTransactionDmaCompleted(_In_ WDFDMATRANSACTION DmaTransaction,
					    _Out_ NTSTATUS *Status);
BOOLEAN NTAPI WdfDmaTransactionDmaCompletedWithLength(_In_ WDFDMATRANSACTION DmaTransaction,
						      _In_ size_t TransferredLength,
						      _Out_ NTSTATUS *Status);
BOOLEAN NTAPI WdfDmaTransactionDmaCompletedFinal(_In_ WDFDMATRANSACTION DmaTransaction,
						 _In_ size_t FinalTransferredLength,
						 _Out_ NTSTATUS *Status);

/**
 * WdfDmaTransactionRelease - let a transaction be initialised again
 * @DmaTransaction: a transaction that does not run
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS, also for one that is released; STATUS_INVALID_DEVICE_REQUEST, with a report (0x10D,
 *	parameter 8), while it runs; or STATUS_INVALID_PARAMETER, with a report, for a wrong handle.
 * Page: wdfdmatransaction.h, WdfDmaTransactionRelease
 */
NTSTATUS NTAPI WdfDmaTransactionRelease(_In_ WDFDMATRANSACTION DmaTransaction);

/**
 * WdfDmaTransactionSetMaximumLength - limit the bytes of a transfer
 * WdfDmaTransactionSetSingleTransferRequirement - let WdfDmaTransactionExecute fail if the bytes do not fit in
 *	one transfer
 * @DmaTransaction: a transaction that is created or released; another one is reported (0x10D, parameter 8)
 * @MaximumLength: the bytes, from 1 up; the enabler's limit counts as well
 * @RequireSingleTransfer: TRUE for one transfer
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfdmatransaction.h, the names of the functions
 */
VOID NTAPI WdfDmaTransactionSetMaximumLength(_In_ WDFDMATRANSACTION DmaTransaction,
					     _In_ size_t MaximumLength);
VOID NTAPI WdfDmaTransactionSetSingleTransferRequirement(_In_ WDFDMATRANSACTION DmaTransaction,
							 _In_ BOOLEAN RequireSingleTransfer);

/**
 * WdfDmaTransactionGetBytesTransferred - return the bytes that complete transfers have moved
 * WdfDmaTransactionGetCurrentDmaTransferLength - return the bytes of the transfer that runs
 * WdfDmaTransactionGetDevice - return the device
 * WdfDmaTransactionGetRequest - return the request that the transaction was initialised with
 * @DmaTransaction: the transaction
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the value; 0 or NULL without one, or, after a report, for a wrong handle.
 * Page: wdfdmatransaction.h, the names of the functions
 */
size_t NTAPI WdfDmaTransactionGetBytesTransferred(_In_ WDFDMATRANSACTION DmaTransaction);
size_t NTAPI WdfDmaTransactionGetCurrentDmaTransferLength(_In_ WDFDMATRANSACTION DmaTransaction);
WDFDEVICE NTAPI WdfDmaTransactionGetDevice(_In_ WDFDMATRANSACTION DmaTransaction);
WDFREQUEST NTAPI WdfDmaTransactionGetRequest(_In_ WDFDMATRANSACTION DmaTransaction);

/* ---- What it lacks ------------------------------------------------------------------------- */

WINWORK_ABSENT VOID NTAPI WDF_DMA_SYSTEM_PROFILE_CONFIG_INIT(
	_Out_ PWDF_DMA_SYSTEM_PROFILE_CONFIG DmaConfig, _In_ PHYSICAL_ADDRESS Address,
	_In_ DMA_WIDTH DmaWidth, _In_ PCM_PARTIAL_RESOURCE_DESCRIPTOR DmaDescriptor);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaEnablerConfigureSystemProfile(
	_In_ WDFDMAENABLER DmaEnabler, _In_ PWDF_DMA_SYSTEM_PROFILE_CONFIG ProfileConfig,
	_In_ WDF_DMA_DIRECTION ConfigDirection);
WINWORK_ABSENT PDMA_ADAPTER NTAPI WdfDmaEnablerWdmGetDmaAdapter(
	_In_ WDFDMAENABLER DmaEnabler, _In_ WDF_DMA_DIRECTION DmaDirection);
WINWORK_ABSENT NTSTATUS NTAPI WdfDmaTransactionAllocateResources(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ WDF_DMA_DIRECTION DmaDirection,
	_In_ ULONG RequiredMapRegisters, _In_ PFN_WDF_RESERVE_DMA EvtReserveDmaFunction,
	_In_ PVOID EvtReserveDmaContext);
WINWORK_ABSENT BOOLEAN NTAPI WdfDmaTransactionCancel(_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionFreeResources(_In_ WDFDMATRANSACTION DmaTransaction);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionGetTransferInfo(
	_In_ WDFDMATRANSACTION DmaTransaction, _Out_opt_ ULONG *MapRegisterCount,
	_Out_opt_ ULONG *ScatterGatherElementCount);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetChannelConfigurationCallback(
	_In_ WDFDMATRANSACTION DmaTransaction,
	_In_opt_ PFN_WDF_DMA_TRANSACTION_CONFIGURE_DMA_CHANNEL ConfigureRoutine,
	_In_opt_ PVOID ConfigureContext);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetDeviceAddressOffset(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ ULONG Offset);
WINWORK_ABSENT VOID NTAPI WdfDmaTransactionSetImmediateExecution(
	_In_ WDFDMATRANSACTION DmaTransaction, _In_ BOOLEAN UseImmediateExecution);
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
