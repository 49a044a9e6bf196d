/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts.
 */
#ifndef WINWORK_IO_INTERRUPT_H
#define WINWORK_IO_INTERRUPT_H

#include "irp.h"
#include "resources.h"
#include "../po/power.h"

EXTERN_C_START

struct _IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS;
struct _IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS;
struct _IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS;
struct _IO_CONNECT_INTERRUPT_PARAMETERS;
struct _IO_DISCONNECT_INTERRUPT_PARAMETERS;
struct _IO_INTERRUPT_MESSAGE_INFO;
struct _IO_INTERRUPT_MESSAGE_INFO_ENTRY;
struct _IO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS;
struct _KINTERRUPT;

#define CONNECT_CURRENT_VERSION 0x5
#define CONNECT_FULLY_SPECIFIED 0x1
#define CONNECT_FULLY_SPECIFIED_GROUP 0x4
#define CONNECT_LINE_BASED 0x2
#define CONNECT_MESSAGE_BASED 0x3

typedef BOOLEAN NTAPI KSERVICE_ROUTINE(struct _KINTERRUPT *Interrupt, PVOID ServiceContext);
typedef KSERVICE_ROUTINE *PKSERVICE_ROUTINE;
typedef BOOLEAN NTAPI KMESSAGE_SERVICE_ROUTINE(struct _KINTERRUPT *Interrupt,
					       PVOID ServiceContext, ULONG MessageID);
typedef KMESSAGE_SERVICE_ROUTINE *PKMESSAGE_SERVICE_ROUTINE;
typedef BOOLEAN NTAPI KSYNCHRONIZE_ROUTINE(PVOID SynchronizeContext);
typedef KSYNCHRONIZE_ROUTINE *PKSYNCHRONIZE_ROUTINE;
typedef struct _IO_INTERRUPT_MESSAGE_INFO_ENTRY {
	PHYSICAL_ADDRESS MessageAddress;
	KAFFINITY TargetProcessorSet;
	PKINTERRUPT InterruptObject;
	ULONG MessageData;
	ULONG Vector;
	KIRQL Irql;
	KINTERRUPT_MODE Mode;
	KINTERRUPT_POLARITY Polarity;
} IO_INTERRUPT_MESSAGE_INFO_ENTRY, *PIO_INTERRUPT_MESSAGE_INFO_ENTRY;

typedef struct _IO_INTERRUPT_MESSAGE_INFO {
	KIRQL UnifiedIrql;
	ULONG MessageCount;
	IO_INTERRUPT_MESSAGE_INFO_ENTRY MessageInfo[1];
} IO_INTERRUPT_MESSAGE_INFO, *PIO_INTERRUPT_MESSAGE_INFO;

typedef struct _IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS {
	PDEVICE_OBJECT PhysicalDeviceObject;
	PKINTERRUPT *InterruptObject;
	PKSERVICE_ROUTINE ServiceRoutine;
	PVOID ServiceContext;
	PKSPIN_LOCK SpinLock;
	KIRQL SynchronizeIrql;
	BOOLEAN FloatingSave;
	BOOLEAN ShareVector;
	ULONG Vector;
	KIRQL Irql;
	KINTERRUPT_MODE InterruptMode;
	KAFFINITY ProcessorEnableMask;
	USHORT Group;
} IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS, *PIO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS;

typedef struct _IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS {
	PDEVICE_OBJECT PhysicalDeviceObject;
	PKINTERRUPT *InterruptObject;
	PKSERVICE_ROUTINE ServiceRoutine;
	PVOID ServiceContext;
	PKSPIN_LOCK SpinLock;
	KIRQL SynchronizeIrql;
	BOOLEAN FloatingSave;
} IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS, *PIO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS;

typedef struct _IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS {
	PDEVICE_OBJECT PhysicalDeviceObject;
	union {
		PVOID *Generic;
		PIO_INTERRUPT_MESSAGE_INFO *InterruptMessageTable;
		PKINTERRUPT *InterruptObject;
	} ConnectionContext;
	PKMESSAGE_SERVICE_ROUTINE MessageServiceRoutine;
	PVOID ServiceContext;
	PKSPIN_LOCK SpinLock;
	KIRQL SynchronizeIrql;
	BOOLEAN FloatingSave;
	PKSERVICE_ROUTINE FallBackServiceRoutine;
} IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS, *PIO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS;

typedef struct _IO_CONNECT_INTERRUPT_PARAMETERS {
	ULONG Version;
	union {
		IO_CONNECT_INTERRUPT_FULLY_SPECIFIED_PARAMETERS FullySpecified;
		IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS LineBased;
		IO_CONNECT_INTERRUPT_MESSAGE_BASED_PARAMETERS MessageBased;
	};
} IO_CONNECT_INTERRUPT_PARAMETERS, *PIO_CONNECT_INTERRUPT_PARAMETERS;

typedef struct _IO_DISCONNECT_INTERRUPT_PARAMETERS {
	ULONG Version;
	union {
		PVOID Generic;
		PKINTERRUPT InterruptObject;
		PIO_INTERRUPT_MESSAGE_INFO InterruptMessageTable;
	} ConnectionContext;
} IO_DISCONNECT_INTERRUPT_PARAMETERS, *PIO_DISCONNECT_INTERRUPT_PARAMETERS;

typedef struct _IO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS {
	ULONG Version;
	union {
		PVOID Generic;
		PIO_INTERRUPT_MESSAGE_INFO InterruptMessageTable;
		PKINTERRUPT InterruptObject;
	} ConnectionContext;
} IO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS, *PIO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS;

WINWORK_ABSENT NTSTATUS NTAPI IoConnectInterrupt(_Out_ PKINTERRUPT *InterruptObject,
						 _In_ PKSERVICE_ROUTINE ServiceRoutine,
						 _In_opt_ PVOID ServiceContext,
						 _In_opt_ PKSPIN_LOCK SpinLock, _In_ ULONG Vector,
						 _In_ KIRQL Irql, _In_ KIRQL SynchronizeIrql,
						 _In_ KINTERRUPT_MODE InterruptMode,
						 _In_ BOOLEAN ShareVector,
						 _In_ KAFFINITY ProcessorEnableMask,
						 _In_ BOOLEAN FloatingSave);
WINWORK_ABSENT NTSTATUS NTAPI IoConnectInterruptEx(_Inout_ PIO_CONNECT_INTERRUPT_PARAMETERS Parameters);
WINWORK_ABSENT VOID NTAPI IoDisconnectInterrupt(_In_ PKINTERRUPT InterruptObject);
WINWORK_ABSENT VOID NTAPI IoDisconnectInterruptEx(_Inout_ PIO_DISCONNECT_INTERRUPT_PARAMETERS Parameters);
WINWORK_ABSENT VOID NTAPI IoReportInterruptActive(_In_ PIO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS Parameters);
WINWORK_ABSENT VOID NTAPI IoReportInterruptInactive(_In_ PIO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS Parameters);

/**
 * IoGetAffinityInterrupt - the processors that an interrupt comes to
 * @InterruptObject: an interrupt that is connected
 * @GroupAffinity: receives the first group that has one of them, and these
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS; or STATUS_INVALID_PARAMETER for another @InterruptObject, or a NULL @GroupAffinity.
 * Page: wdm.h, IoGetAffinityInterrupt
 */
NTSTATUS NTAPI IoGetAffinityInterrupt(_In_ PKINTERRUPT InterruptObject, _Out_ PGROUP_AFFINITY GroupAffinity);

/**
 * KeAcquireInterruptSpinLock - acquire the lock that the routine of an interrupt has
 * KeReleaseInterruptSpinLock - release it
 * @Interrupt: an interrupt whose routine does not run at PASSIVE_LEVEL; another one is reported (0xC8)
 * @OldIrql: what KeAcquireInterruptSpinLock has returned
 *
 * Meanwhile the caller is at the level of the routine, which runs on no processor. A caller that holds the lock
 * already is reported (0x0F), and nothing is acquired. One that has not acquired it is reported (0x10). A routine
 * that ends with the lock is reported, and the lock released.
 *
 * IRQL: <= the level of the routine.
 * Return: the IRQL before.
 * Page: wdm.h, KeAcquireInterruptSpinLock
 */
KIRQL NTAPI KeAcquireInterruptSpinLock(PKINTERRUPT Interrupt);
VOID NTAPI KeReleaseInterruptSpinLock(PKINTERRUPT Interrupt, KIRQL OldIrql);

/**
 * KeSynchronizeExecution - call a routine that the routine of an interrupt does not interrupt
 * @Interrupt: the interrupt
 * @SynchronizeRoutine: is called with the lock of the interrupt held, at the level of its routine
 * @SynchronizeContext: its argument
 *
 * For an interrupt whose routine runs at PASSIVE_LEVEL, @SynchronizeRoutine does as well, and may wait.
 *
 * IRQL: <= the level of the routine.
 * Return: what @SynchronizeRoutine returns; FALSE, with a report, for a wrong @Interrupt or IRQL, or a caller that
 *	holds the lock (0x0F).
 * Page: wdm.h, KeSynchronizeExecution
 */
BOOLEAN NTAPI KeSynchronizeExecution(_Inout_ PKINTERRUPT Interrupt,
				     _In_ PKSYNCHRONIZE_ROUTINE SynchronizeRoutine,
				     _In_opt_ PVOID SynchronizeContext);

EXTERN_C_END

#endif /* WINWORK_IO_INTERRUPT_H */
