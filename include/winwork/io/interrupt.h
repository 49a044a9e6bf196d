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

/**
 * IoConnectInterruptEx - have a routine called for the interrupts of a device
 * @Parameters: the device, the routine and the interrupts. Version says which member of the union is used, and
 *	receives the version by which the interrupts are disconnected.
 *
 * From some moment before the return on, the routine is called at the level of the device, with a spin lock held:
 * in Linux's hard interrupt, also on PREEMPT_RT. It returns TRUE if the interrupt was its device's. The versions:
 *
 *	CONNECT_FULLY_SPECIFIED		the interrupt Vector, as the resources of IRP_MN_START_DEVICE have it. With
 *					Irql and SynchronizeIrql PASSIVE_LEVEL, and no SpinLock, the routine is
 *					called in a thread of Linux's at PASSIVE_LEVEL
 *	CONNECT_FULLY_SPECIFIED_GROUP	the same, with processors of Group
 *	CONNECT_LINE_BASED		the line of the device; or its only message
 *	CONNECT_MESSAGE_BASED		all its messages, which have one lock. The routine gets the index of the
 *					message in the table. Without messages FallBackServiceRoutine is connected
 *					to the line, and Version becomes CONNECT_LINE_BASED
 *
 * Interrupts of a driver with the same SpinLock share one lock, and its level is the highest of them. The word of
 * the SpinLock itself is not changed: KeAcquireInterruptSpinLock acquires the lock. The processors are a hint to
 * Linux; all of them mean that Linux chooses, by irqaffinity= and by root. InterruptMode is not used: Linux knows
 * it. FloatingSave must be FALSE.
 *
 * Disconnect the interrupts before IRP_MN_REMOVE_DEVICE or IRP_MN_SURPRISE_REMOVAL is passed down. Those that are
 * left then are reported (0xCE) and disconnected.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER for a NULL PhysicalDeviceObject, routine or place, for levels
 *	that do not fit, for a SpinLock at PASSIVE_LEVEL, and for an interrupt that Linux cannot connect;
 *	STATUS_INVALID_PARAMETER, with a report, for a device that is no PDO, or a wrong IRQL;
 *	STATUS_INVALID_PARAMETER_1 for another Version; STATUS_INVALID_PARAMETER_10 for a mask without processors;
 *	STATUS_NOT_FOUND if the device has no such interrupt; STATUS_INVALID_DEVICE_REQUEST for CONNECT_LINE_BASED
 *	with several messages, for a line whose other users have no threads, and for a device that has released its
 *	hardware; or STATUS_INSUFFICIENT_RESOURCES. The log has the reason.
 * Page: wdm.h, IoConnectInterruptEx
 */
NTSTATUS NTAPI IoConnectInterruptEx(_Inout_ PIO_CONNECT_INTERRUPT_PARAMETERS Parameters);

/**
 * IoConnectInterrupt - have a routine called for an interrupt
 * @InterruptObject: receives the interrupt
 * @ServiceRoutine: the routine
 * @ServiceContext: its argument
 * @SpinLock: a lock that several interrupts share; NULL: the interrupt has its own
 * @Vector: the interrupt, as the resources of IRP_MN_START_DEVICE have it
 * @Irql: its level there
 * @SynchronizeIrql: the level of the routine, not below @Irql
 * @InterruptMode: Here: not used
 * @ShareVector: FALSE: no other device may use the line
 * @ProcessorEnableMask: a hint for the processors of group 0
 * @FloatingSave: FALSE
 *
 * The same as IoConnectInterruptEx with CONNECT_FULLY_SPECIFIED, for a device of the calling driver that has the
 * vector. IoDisconnectInterrupt disconnects it.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: as IoConnectInterruptEx; STATUS_INVALID_PARAMETER also for a vector that no device of the driver has, and
 *	for a mask without processors.
 * Page: wdm.h, IoConnectInterrupt
 */
NTSTATUS NTAPI IoConnectInterrupt(_Out_ PKINTERRUPT *InterruptObject, _In_ PKSERVICE_ROUTINE ServiceRoutine,
				  _In_opt_ PVOID ServiceContext, _In_opt_ PKSPIN_LOCK SpinLock,
				  _In_ ULONG Vector, _In_ KIRQL Irql, _In_ KIRQL SynchronizeIrql,
				  _In_ KINTERRUPT_MODE InterruptMode, _In_ BOOLEAN ShareVector,
				  _In_ KAFFINITY ProcessorEnableMask, _In_ BOOLEAN FloatingSave);

/**
 * IoDisconnectInterruptEx - end what IoConnectInterruptEx has begun
 * IoDisconnectInterrupt - end what IoConnectInterrupt has begun
 * @Parameters: Version, as IoConnectInterruptEx returned it, and the interrupt or the table
 * @InterruptObject: the interrupt
 *
 * When these return, the routine does not run on any processor, and is not called any more. The interrupts and the
 * table do not exist any more. Another version than that of the connection is reported (0xCA, 9), and the
 * interrupts stay connected.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: wdm.h, IoDisconnectInterruptEx
 */
VOID NTAPI IoDisconnectInterruptEx(_Inout_ PIO_DISCONNECT_INTERRUPT_PARAMETERS Parameters);
VOID NTAPI IoDisconnectInterrupt(_In_ PKINTERRUPT InterruptObject);

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
 * IoReportInterruptInactive - hold back the interrupts of a device
 * IoReportInterruptActive - let them come again
 * @Parameters: Version, as IoConnectInterruptEx returned it, and the interrupt or the table
 *
 * Between the two the routine is not called. A second call of either changes nothing. A message that comes in
 * between is handled then. On a line that is shared the interrupt counts as none of the device's.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoReportInterruptInactive
 */
VOID NTAPI IoReportInterruptInactive(_In_ PIO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS Parameters);
VOID NTAPI IoReportInterruptActive(_In_ PIO_REPORT_INTERRUPT_ACTIVE_STATE_PARAMETERS Parameters);

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
