/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts of an adapter's hardware, and their DPCs.
 */
#ifndef WINWORK_NDIS_INTERRUPT_H
#define WINWORK_NDIS_INTERRUPT_H

#include "types.h"
#include "../base/sal.h"
#include "../io/interrupt.h"

EXTERN_C_START

#define NDIS_OBJECT_TYPE_MINIPORT_INTERRUPT 0x84

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

/* A DPC of an interrupt gets them as ReceiveThrottleParameters. */
typedef struct _NDIS_RECEIVE_THROTTLE_PARAMETERS {
	ULONG MaxNblsToIndicate;
	ULONG MoreNblsPending : 1;
	ULONG : 31;
} NDIS_RECEIVE_THROTTLE_PARAMETERS, *PNDIS_RECEIVE_THROTTLE_PARAMETERS;

/**
 * NdisMRegisterInterruptEx - connect the interrupts of an adapter's hardware
 * @MiniportAdapterHandle: the adapter, whose registration attributes are set
 * @MiniportInterruptContext: for the driver's routines
 * @MiniportInterruptCharacteristics: the routines. With MsiSupported all messages of the device are connected, or
 *	without any its line. InterruptType and MessageInfoTable are stored.
 * @NdisInterruptHandle: receives the interrupt, before its first routine runs; or NULL
 *
 * MiniportInterrupt and MiniportMessageInterrupt run at the level of the device, with a lock that all messages share. With
 * QueueDefaultInterruptDpc the DPC of the same processor follows, else those of TargetProcessors, of which bit n is processor
 * n. A DPC that stores 1 in MoreNblsPending runs again.
 * Here: MaxNblsToIndicate of a DPC is 256. NDIS does not call DisableInterruptHandler and its relatives. An interrupt that
 * is left when the adapter ends is reported (0x7C, parameter 9), and disconnected.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: NDIS_STATUS_SUCCESS; NDIS_STATUS_BAD_VERSION or NDIS_STATUS_BAD_CHARACTERISTICS for a wrong structure;
 * NDIS_STATUS_NOT_SUPPORTED for an adapter without hardware; NDIS_STATUS_RESOURCE_CONFLICT without such an interrupt;
 * NDIS_STATUS_RESOURCES; else NDIS_STATUS_FAILURE.
 * Page: ndis.h, NdisMRegisterInterruptEx
 */
NDIS_STATUS NTAPI NdisMRegisterInterruptEx(
	_In_ NDIS_HANDLE MiniportAdapterHandle, _In_ NDIS_HANDLE MiniportInterruptContext,
	_Inout_ PNDIS_MINIPORT_INTERRUPT_CHARACTERISTICS MiniportInterruptCharacteristics,
	_Out_ PNDIS_HANDLE NdisInterruptHandle);

/**
 * NdisMDeregisterInterruptEx - disconnect interrupts
 * @NdisInterruptHandle: the interrupt
 *
 * No routine of it runs when this returns, and no DPC. The driver has turned the interrupts of the hardware off.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisMDeregisterInterruptEx
 */
VOID NTAPI NdisMDeregisterInterruptEx(_In_ NDIS_HANDLE NdisInterruptHandle);

/**
 * NdisMSynchronizeWithInterruptEx - call a routine while no interrupt routine runs
 * @NdisInterruptHandle: the interrupt
 * @MessageId: the message; has no effect for a line
 * @SynchronizeFunction: a MINIPORT_SYNCHRONIZE_INTERRUPT
 * @SynchronizeContext: for the routine
 *
 * IRQL: <= the level of the device.
 * Return: what the routine returns; FALSE, after a report, if it is not called.
 * Page: ndis.h, NdisMSynchronizeWithInterruptEx
 */
BOOLEAN NTAPI NdisMSynchronizeWithInterruptEx(_In_ NDIS_HANDLE NdisInterruptHandle, _In_ ULONG MessageId,
					      _In_ PVOID SynchronizeFunction,
					      _In_opt_ PVOID SynchronizeContext);

/**
 * NdisMQueueDpc, NdisMQueueDpcEx - queue DPCs of an interrupt
 * @NdisInterruptHandle: the interrupt
 * @MessageId: the message; has no effect for a line
 * @TargetProcessors: the processors, each of which has a DPC of its own
 * @MiniportDpcContext: for the driver's routine
 *
 * IRQL: <= the level of the device.
 * Return: the processors whose DPC was not queued before.
 * Page: ndis.h, NdisMQueueDpc, NdisMQueueDpcEx
 */
ULONG NTAPI NdisMQueueDpc(_In_ NDIS_HANDLE NdisInterruptHandle, _In_ ULONG MessageId, _In_ ULONG TargetProcessors,
			  _In_opt_ PVOID MiniportDpcContext);
KAFFINITY NTAPI NdisMQueueDpcEx(_In_ NDIS_HANDLE NdisInterruptHandle, _In_ ULONG MessageId,
				_In_ PGROUP_AFFINITY TargetProcessors, _In_opt_ PVOID MiniportDpcContext);

EXTERN_C_END

#endif /* WINWORK_NDIS_INTERRUPT_H */
