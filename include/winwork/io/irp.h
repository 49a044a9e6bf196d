/* SPDX-License-Identifier: GPL-2.0 */
/*
 * I/O request packets: their memory, and the functions that send, complete and cancel them.
 */
#ifndef WINWORK_IO_IRP_H
#define WINWORK_IO_IRP_H

#include "../ex/interlocked.h"
#include "pnp_parameters.h"
#include "parameters.h"
#include "../mm/mdl.h"
#include "device_object.h"
#include "../ps/thread.h"

EXTERN_C_START

typedef struct _IO_STATUS_BLOCK {
	union {
		NTSTATUS Status;
		PVOID Pointer;
	};
	ULONG_PTR Information;
} IO_STATUS_BLOCK, *PIO_STATUS_BLOCK;

typedef NTSTATUS NTAPI IO_COMPLETION_ROUTINE(_In_ PDEVICE_OBJECT DeviceObject,
					     _In_ struct _IRP *Irp,
					     _In_opt_ PVOID Context);
typedef IO_COMPLETION_ROUTINE *PIO_COMPLETION_ROUTINE;

typedef VOID NTAPI IO_APC_ROUTINE(_In_ PVOID ApcContext, _In_ PIO_STATUS_BLOCK IoStatusBlock,
				  _In_ ULONG Reserved);
typedef IO_APC_ROUTINE *PIO_APC_ROUTINE;

/* Bits of IRP.Flags. Two of them have two names. */
#define IRP_NOCACHE 0x00000001
#define IRP_PAGING_IO 0x00000002
#define IRP_MOUNT_COMPLETION 0x00000002
#define IRP_SYNCHRONOUS_API 0x00000004
#define IRP_ASSOCIATED_IRP 0x00000008
#define IRP_BUFFERED_IO 0x00000010
#define IRP_DEALLOCATE_BUFFER 0x00000020
#define IRP_INPUT_OPERATION 0x00000040
#define IRP_SYNCHRONOUS_PAGING_IO 0x00000040
#define IRP_CREATE_OPERATION 0x00000080
#define IRP_READ_OPERATION 0x00000100
#define IRP_WRITE_OPERATION 0x00000200
#define IRP_CLOSE_OPERATION 0x00000400
#define IRP_DEFER_IO_COMPLETION 0x00000800

#define SL_PENDING_RETURNED 0x01
#define SL_INVOKE_ON_CANCEL 0x20
#define SL_INVOKE_ON_SUCCESS 0x40
#define SL_INVOKE_ON_ERROR 0x80

struct _CM_RESOURCE_LIST;
struct _DEVICE_CAPABILITIES;
struct _INTERFACE;
struct _IO_RESOURCE_REQUIREMENTS_LIST;
struct _SCSI_REQUEST_BLOCK;

/**
 * struct _IO_STACK_LOCATION - the part of an IRP that is for one driver
 *
 * Page: wdm.h, IO_STACK_LOCATION
 */
typedef struct _IO_STACK_LOCATION {
	UCHAR MajorFunction;
	UCHAR MinorFunction;
	UCHAR Flags;
	UCHAR Control;
	union {
		struct {
			WINWORK_CREATE_MEMBERS
		} Create;
		struct {
			WINWORK_CREATE_PIPE_MEMBERS(struct _NAMED_PIPE_CREATE_PARAMETERS *)
		} CreatePipe;
		struct {
			WINWORK_CREATE_PIPE_MEMBERS(struct _MAILSLOT_CREATE_PARAMETERS *)
		} CreateMailslot;
		struct {
			ULONG Length;
			ULONG POINTER_ALIGNMENT Key;
			ULONG Flags;
			LARGE_INTEGER ByteOffset;
		} Read;
		struct {
			ULONG Length;
			ULONG POINTER_ALIGNMENT Key;
			ULONG Flags;
			LARGE_INTEGER ByteOffset;
		} Write;
		struct {
			WINWORK_QUERY_DIRECTORY_MEMBERS
		} QueryDirectory;
		struct {
			WINWORK_NOTIFY_DIRECTORY_MEMBERS
		} NotifyDirectory;
		struct {
			WINWORK_NOTIFY_DIRECTORY_EX_MEMBERS
		} NotifyDirectoryEx;
		struct {
			WINWORK_QUERY_FILE_MEMBERS
		} QueryFile;
		struct {
			WINWORK_SET_FILE_MEMBERS(FileObject)
		} SetFile;
		struct {
			WINWORK_QUERY_EA_MEMBERS
		} QueryEa;
		struct {
			ULONG Length;
		} SetEa;
		struct {
			WINWORK_VOLUME_MEMBERS
		} QueryVolume;
		struct {
			WINWORK_VOLUME_MEMBERS
		} SetVolume;
		struct {
			WINWORK_CONTROL_MEMBERS(FsControlCode)
			PVOID Type3InputBuffer;
		} FileSystemControl;
		struct {
			WINWORK_LOCK_MEMBERS
		} LockControl;
		struct {
			WINWORK_CONTROL_MEMBERS(IoControlCode)
			PVOID Type3InputBuffer;
		} DeviceIoControl;
		struct {
			WINWORK_QUERY_SECURITY_MEMBERS
		} QuerySecurity;
		struct {
			WINWORK_SET_SECURITY_MEMBERS
		} SetSecurity;
		struct {
			WINWORK_MOUNT_MEMBERS
		} MountVolume;
		struct {
			WINWORK_MOUNT_MEMBERS
		} VerifyVolume;
		struct {
			WINWORK_QUERY_QUOTA_MEMBERS
		} QueryQuota;
		struct {
			ULONG Length;
		} SetQuota;
		struct {
			struct _SCSI_REQUEST_BLOCK *Srb;
		} Scsi;
		WINWORK_PNP_MEMBERS
		struct {
			SYSTEM_POWER_STATE PowerState;
		} WaitWake;
		struct {
			PPOWER_SEQUENCE PowerSequence;
		} PowerSequence;
		struct {
			union {
				ULONG SystemContext;
				SYSTEM_POWER_STATE_CONTEXT SystemPowerStateContext;
			};
			POWER_STATE_TYPE POINTER_ALIGNMENT Type;
			POWER_STATE POINTER_ALIGNMENT State;
			POWER_ACTION POINTER_ALIGNMENT ShutdownType;
		} Power;
		struct {
			WINWORK_WMI_MEMBERS
		} WMI;
		struct {
			PVOID Argument1;
			PVOID Argument2;
			PVOID Argument3;
			PVOID Argument4;
		} Others;
	} Parameters;
	PDEVICE_OBJECT DeviceObject;
	struct _FILE_OBJECT *FileObject;
	PIO_COMPLETION_ROUTINE CompletionRoutine;
	PVOID Context;
} IO_STACK_LOCATION, *PIO_STACK_LOCATION;

/**
 * struct _KAPC - an asynchronous procedure call
 *
 * The driver may not use the fields. Here: there are no APCs; the structure is declared because
 * an IRP contains one.
 *
 * Page: none; wdm.h declares it.
 */
typedef struct _KAPC {
	UCHAR Type;
	UCHAR SpareByte0;
	UCHAR Size;
	UCHAR SpareByte1;
	ULONG SpareLong0;
	struct _KTHREAD *Thread;
	LIST_ENTRY ApcListEntry;
	PVOID Reserved[3];
	PVOID NormalContext;
	PVOID SystemArgument1;
	PVOID SystemArgument2;
	CCHAR ApcStateIndex;
	KPROCESSOR_MODE ApcMode;
	BOOLEAN Inserted;
} KAPC, *PKAPC, *PRKAPC;

/**
 * struct _IRP - an I/O request
 *
 * A program's request belongs to the I/O manager. A driver has it from its dispatch routine until
 * IoCompleteRequest, or until it passes it on by IoCallDriver. IoStatus starts with
 * STATUS_SUCCESS and 0.
 *
 * Here: AllocationFlags, Reserved, ThreadListEntry and Tail.Overlay.IrpExtension are the system's.
 *
 * Page: wdm.h, IRP
 */
typedef struct _IRP {
	CSHORT Type;
	USHORT Size;
	USHORT AllocationProcessorNumber;
	USHORT Reserved;
	PMDL MdlAddress;
	ULONG Flags;
	union {
		struct _IRP *MasterIrp;
		volatile LONG IrpCount;
		PVOID SystemBuffer;
	} AssociatedIrp;
	LIST_ENTRY ThreadListEntry;
	IO_STATUS_BLOCK IoStatus;
	KPROCESSOR_MODE RequestorMode;
	BOOLEAN PendingReturned;
	CHAR StackCount;
	CHAR CurrentLocation;
	BOOLEAN Cancel;
	KIRQL CancelIrql;
	CCHAR ApcEnvironment;
	UCHAR AllocationFlags;
	PIO_STATUS_BLOCK UserIosb;
	PKEVENT UserEvent;
	union {
		struct {
			union {
				PIO_APC_ROUTINE UserApcRoutine;
				PVOID IssuingProcess;
			};
			PVOID UserApcContext;
		} AsynchronousParameters;
		LARGE_INTEGER AllocationSize;
	} Overlay;
	volatile PDRIVER_CANCEL CancelRoutine;
	PVOID UserBuffer;
	union {
		struct {
			union {
				KDEVICE_QUEUE_ENTRY DeviceQueueEntry;
				PVOID DriverContext[4];
			};
			PETHREAD Thread;
			PCHAR AuxiliaryBuffer;
			LIST_ENTRY ListEntry;
			union {
				PIO_STACK_LOCATION CurrentStackLocation;
				ULONG PacketType;
			};
			struct _FILE_OBJECT *OriginalFileObject;
			PVOID IrpExtension;
		} Overlay;
		KAPC Apc;
		PVOID CompletionKey;
	} Tail;
} DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) IRP, *PIRP;

/**
 * IoSizeOfIrp - return the size of an IRP in bytes
 * @StackSize: stack locations
 *
 * IRQL: any.
 * Page: wdm.h, IoSizeOfIrp
 */
#define IoSizeOfIrp(StackSize) \
	((USHORT)(sizeof(IRP) + (USHORT)(StackSize) * sizeof(IO_STACK_LOCATION)))

/**
 * IoAllocateIrp - allocate and initialise an IRP
 * @StackSize: stack locations, 0 to 126
 * @ChargeQuota: has no effect here
 *
 * A completion routine of the caller takes the IRP back: it returns STATUS_MORE_PROCESSING_REQUIRED.
 *
 * Here: an IRP that no routine has kept when it is complete is reported (0xC9, 0x200).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the IRP, which the caller must free with IoFreeIrp; or NULL.
 * Page: wdm.h, IoAllocateIrp
 */
PIRP NTAPI IoAllocateIrp(_In_ CCHAR StackSize, _In_ BOOLEAN ChargeQuota);

/**
 * IoReuseIrp - initialise an IRP of IoAllocateIrp again
 * @Irp: an IRP that no driver below has
 * @Status: stored in IoStatus.Status
 *
 * The number of stack locations and AllocationFlags stay. All else is as after IoAllocateIrp.
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Page: wdm.h, IoReuseIrp
 */
VOID NTAPI IoReuseIrp(_Inout_ PIRP Irp, _In_ NTSTATUS Status);

/**
 * IoFreeIrp - free an IRP of IoAllocateIrp
 * @Irp: the IRP
 *
 * A pointer to no such IRP is reported (0xC2), as by ExFreePool, and not freed. So is an IRP of the
 * I/O manager (0xC9, 2).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoFreeIrp
 */
VOID NTAPI IoFreeIrp(_In_ PIRP Irp);

/**
 * IoInitializeIrp - make an IRP in memory of the driver's
 * @Irp: the IRP
 * @PacketSize: bytes, IoSizeOfIrp(@StackSize) or more
 * @StackSize: stack locations
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Page: wdm.h, IoInitializeIrp
 */
VOID NTAPI IoInitializeIrp(_Inout_ PIRP Irp, _In_ USHORT PacketSize, _In_ CCHAR StackSize);

/**
 * IoGetTopLevelIrp - return the value that IoSetTopLevelIrp stored for the current thread
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the value; NULL at first.
 * Page: ntifs.h, IoGetTopLevelIrp
 */
PIRP NTAPI IoGetTopLevelIrp(VOID);

/**
 * IoSetTopLevelIrp - store the top-level IRP of the current thread
 * @Irp: an IRP, a small number with a meaning of the file system's, or NULL
 *
 * Restore the previous value before you return. On Windows a value that a work item's routine
 * leaves stays with the worker thread, and the next routine there sees it.
 *
 * Here: the value that a work item's routine leaves is dropped when the routine has returned. If
 * too many threads have a value, the call stores nothing, and writes a line to the log.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ntifs.h, IoSetTopLevelIrp
 */
VOID NTAPI IoSetTopLevelIrp(_In_opt_ PIRP Irp);

/**
 * IoGetCurrentIrpStackLocation - return the stack location of the driver that owns the IRP
 * @Irp: the IRP
 *
 * No driver owns a new IRP: its current location is one past the last, and you may not use it.
 *
 * IRQL: any.
 * Return: the stack location.
 * Page: wdm.h, IoGetCurrentIrpStackLocation
 */
WINWORK_OWN PIO_STACK_LOCATION IoGetCurrentIrpStackLocation(_In_ PIRP Irp)
{
	return Irp->Tail.Overlay.CurrentStackLocation;
}

/*
 * The stack location that an IRP without a next one gets. It belongs to no IRP: its content is lost,
 * and overwrites nothing.
 */
extern IO_STACK_LOCATION WinworkNoStackLocation;

/**
 * IoGetNextIrpStackLocation - return the stack location of the driver that gets the IRP next
 * @Irp: the IRP
 *
 * Here: if all locations are in use, the result is a location that no driver gets. You may fill it
 * in. IoCallDriver reports the IRP (0x35).
 *
 * IRQL: any.
 * Return: the stack location.
 * Page: wdm.h, IoGetNextIrpStackLocation
 */
WINWORK_OWN PIO_STACK_LOCATION IoGetNextIrpStackLocation(_In_ PIRP Irp)
{
	/* From 2 to one more than StackCount. */
	return (ULONG)(Irp->CurrentLocation - 2) < (ULONG)Irp->StackCount
		       ? Irp->Tail.Overlay.CurrentStackLocation - 1
		       : &WinworkNoStackLocation;
}

/**
 * IoMarkIrpPending - set SL_PENDING_RETURNED in the current stack location
 * @Irp: the IRP
 *
 * Here: it does nothing if the IRP has no current location, as after the driver of the last location
 * has skipped it.
 *
 * IRQL: any.
 * Page: wdm.h, IoMarkIrpPending
 */
WINWORK_OWN VOID IoMarkIrpPending(_Inout_ PIRP Irp)
{
	if ((ULONG)(Irp->CurrentLocation - 1) < (ULONG)Irp->StackCount)
		IoGetCurrentIrpStackLocation(Irp)->Control |= SL_PENDING_RETURNED;
}

/**
 * IoSetNextIrpStackLocation - make the next stack location the current one
 * @Irp: an IRP that the driver allocated
 *
 * So a driver gets a location of its own in its IRP, and its completion routine gets a device.
 *
 * Here: without a next location the current one becomes that of IoGetNextIrpStackLocation, until
 * IoCallDriver reports the IRP.
 *
 * IRQL: any.
 * Page: wdm.h, IoSetNextIrpStackLocation
 */
WINWORK_OWN VOID IoSetNextIrpStackLocation(_Inout_ PIRP Irp)
{
	Irp->Tail.Overlay.CurrentStackLocation = IoGetNextIrpStackLocation(Irp);
	Irp->CurrentLocation--;
}

/**
 * IoSkipCurrentIrpStackLocation - give the own stack location to the driver below
 * @Irp: an IRP that the driver passes on
 *
 * The driver below gets the same parameters. The caller may then neither set a completion routine
 * nor mark the IRP as pending, and returns what IoCallDriver returns.
 *
 * IRQL: any.
 * Page: wdm.h, IoSkipCurrentIrpStackLocation
 */
WINWORK_OWN VOID IoSkipCurrentIrpStackLocation(_Inout_ PIRP Irp)
{
	Irp->CurrentLocation++;
	Irp->Tail.Overlay.CurrentStackLocation++;
}

/**
 * IoCopyCurrentIrpStackLocationToNext - copy the own parameters for the driver below
 * @Irp: an IRP that the driver passes on
 *
 * The copy has no completion routine, and Control is 0.
 *
 * IRQL: any.
 * Page: wdm.h, IoCopyCurrentIrpStackLocationToNext
 */
WINWORK_OWN VOID IoCopyCurrentIrpStackLocationToNext(_Inout_ PIRP Irp)
{
	PIO_STACK_LOCATION Next = IoGetNextIrpStackLocation(Irp);

	*Next = *IoGetCurrentIrpStackLocation(Irp);
	Next->CompletionRoutine = NULL;
	Next->Context = NULL;
	Next->Control = 0;
}

/**
 * IoSetCompletionRoutine - set the routine that is called when the drivers below have completed
 *	the IRP
 * @Irp: an IRP that the driver passes on
 * @CompletionRoutine: called at IRQL <= DISPATCH_LEVEL in any thread; or NULL
 * @Context: passed to it
 * @InvokeOnSuccess: call it if IoStatus.Status is a success
 * @InvokeOnError: call it if IoStatus.Status is an error or a warning
 * @InvokeOnCancel: call it if Irp->Cancel is set
 *
 * The routine gets the caller's device, or NULL if the caller has no stack location in the IRP. It
 * returns STATUS_MORE_PROCESSING_REQUIRED to keep the IRP; then it is the driver's again. Before it
 * returns anything else it calls IoMarkIrpPending if Irp->PendingReturned is TRUE.
 *
 * Here: the driver of the routine is not unloaded before the routine has returned. On Windows that holds
 * for IoSetCompletionRoutineEx only. A routine that returns at another IRQL is reported (0xC9, 5), and the
 * IRQL and the spin locks are restored.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoSetCompletionRoutine
 */
WINWORK_OWN VOID IoSetCompletionRoutine(_In_ PIRP Irp,
					_In_opt_ PIO_COMPLETION_ROUTINE CompletionRoutine,
					_In_opt_ PVOID Context, _In_ BOOLEAN InvokeOnSuccess,
					_In_ BOOLEAN InvokeOnError, _In_ BOOLEAN InvokeOnCancel)
{
	PIO_STACK_LOCATION Next = IoGetNextIrpStackLocation(Irp);

	Next->CompletionRoutine = CompletionRoutine;
	Next->Context = Context;
	Next->Control = (UCHAR)((InvokeOnSuccess ? SL_INVOKE_ON_SUCCESS : 0) |
				(InvokeOnError ? SL_INVOKE_ON_ERROR : 0) |
				(InvokeOnCancel ? SL_INVOKE_ON_CANCEL : 0));
}

/**
 * IoCallDriver - send an IRP to the driver of a device
 * @DeviceObject: the device
 * @Irp: the IRP, whose next stack location is filled in
 *
 * Calls the dispatch routine at once. When the function returns, the IRP may be completed and
 * freed. The driver of the device is not unloaded before its part of the IRP is completed.
 *
 * Here: an IRP without a stack location left is reported (0x35), and so is a pointer to no device
 * (0xC9, 4). Such an IRP is completed with an error. Above DISPATCH_LEVEL the call is reported
 * (0xC9, 0x10) and does nothing. If the routine returns at another IRQL, this is reported (0xC9, 5)
 * and undone.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: what the dispatch routine returns.
 * Page: wdm.h, IoCallDriver
 */
NTSTATUS NTAPI IofCallDriver(_In_ PDEVICE_OBJECT DeviceObject, _Inout_ PIRP Irp);
#define IoCallDriver(DeviceObject, Irp) IofCallDriver((DeviceObject), (Irp))

/**
 * IoCompleteRequest - complete an IRP
 * @Irp: an IRP that the caller owns, with IoStatus filled in
 * @PriorityBoost: has no effect here
 *
 * Calls the completion routines of the drivers above. Then the requester gets the result. The
 * caller may not touch the IRP any more.
 *
 * Here: an IRP that is completed already is reported (0x44), and the call does nothing. An IRP with
 * a cancel routine is reported (0xC9, 7), and the routine removed. STATUS_PENDING is reported
 * (0xC9, 6), and becomes STATUS_UNSUCCESSFUL. Above DISPATCH_LEVEL the call is reported (0xC9, 0xE)
 * and does nothing.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, IoCompleteRequest
 */
VOID NTAPI IofCompleteRequest(_In_ PIRP Irp, _In_ CCHAR PriorityBoost);
#define IoCompleteRequest(Irp, PriorityBoost) IofCompleteRequest((Irp), (PriorityBoost))

/**
 * IoSetCompletionRoutineEx - IoSetCompletionRoutine for a driver that may be unloaded
 * @DeviceObject: a device of the driver of the routine
 * @Irp: an IRP that the driver passes on
 * @CompletionRoutine: the routine
 * @Context: passed to it
 * @InvokeOnSuccess: call it if IoStatus.Status is a success
 * @InvokeOnError: call it if IoStatus.Status is an error or a warning
 * @InvokeOnCancel: call it if Irp->Cancel is set
 *
 * Here: it needs no memory, and does what IoSetCompletionRoutine does.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; or STATUS_INVALID_PARAMETER with a report (0x18) for a bad device.
 * Page: wdm.h, IoSetCompletionRoutineEx
 */
NTSTATUS NTAPI IoSetCompletionRoutineEx(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp,
					_In_ PIO_COMPLETION_ROUTINE CompletionRoutine,
					_In_opt_ PVOID Context, _In_ BOOLEAN InvokeOnSuccess,
					_In_ BOOLEAN InvokeOnError, _In_ BOOLEAN InvokeOnCancel);

/**
 * IoForwardIrpSynchronously - send an IRP to the driver below, and wait for its completion
 * @DeviceObject: the device below
 * @Irp: an IRP that the caller owns
 *
 * The driver below gets the caller's parameters. Afterwards the IRP is the caller's again, with the
 * result in IoStatus, and the caller completes it.
 *
 * Here: the function waits whatever the driver below returns. The log names the wait every ten seconds.
 *
 * IRQL: <= APC_LEVEL.
 * Return: FALSE if the IRP has no stack location left, or with a report for a wrong IRQL (0x0A) or
 *	device (0x18). The IRP was not sent then.
 * Page: wdm.h, IoForwardIrpSynchronously
 */
BOOLEAN NTAPI IoForwardIrpSynchronously(_In_ PDEVICE_OBJECT DeviceObject, _In_ PIRP Irp);

/**
 * IoSetCancelRoutine - set or remove the cancel routine of an IRP, atomically
 * @Irp: an IRP that the caller owns
 * @Routine: the routine, or NULL to remove it
 *
 * If a call that removes the routine returns NULL, IoCancelIrp has taken the routine, which then
 * owns the IRP. After setting a routine without the cancel spin lock, look at Irp->Cancel.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the routine that was set before, or NULL.
 * Page: wdm.h, IoSetCancelRoutine
 */
#define IoSetCancelRoutine(Irp, Routine)						\
	WinworkSetCancelRoutine(Irp, (PVOID)(ULONG_PTR)(Routine))

/* A function, since clang warns of a cast whose result nobody takes. */
WINWORK_OWN PDRIVER_CANCEL WinworkSetCancelRoutine(PIRP Irp, PVOID Routine)
{
	return (PDRIVER_CANCEL)(ULONG_PTR)InterlockedExchangePointer(
		(PVOID volatile *)&Irp->CancelRoutine, Routine);
}

/**
 * IoCancelIrp - ask for the end of an IRP
 * @Irp: an IRP that is not completed
 *
 * Sets Irp->Cancel. Calls the cancel routine, if one is set, at DISPATCH_LEVEL with the cancel spin
 * lock held. The routine releases the lock with Irp->CancelIrql, and completes the IRP with
 * STATUS_CANCELLED.
 *
 * Here: a routine that returns with the lock, or at another IRQL, is reported (0xC9, 5), and the
 * lock is released.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE if a cancel routine was called.
 * Page: wdm.h, IoCancelIrp
 */
BOOLEAN NTAPI IoCancelIrp(_In_ PIRP Irp);

/**
 * IoAcquireCancelSpinLock, IoReleaseCancelSpinLock - acquire, release the cancel spin lock
 * @Irql: receives the IRQL before; for the release, that IRQL or Irp->CancelIrql
 *
 * IRQL: <= DISPATCH_LEVEL; DISPATCH_LEVEL for the release.
 * Page: wdm.h, IoAcquireCancelSpinLock
 */
VOID NTAPI IoAcquireCancelSpinLock(_Out_ PKIRQL Irql);
VOID NTAPI IoReleaseCancelSpinLock(_In_ KIRQL Irql);

/**
 * IoGetRequestorProcess, IoGetRequestorProcessId - return the process that made a request
 * @Irp: the IRP
 *
 * Here: the process is valid until the request is completed, also if it has ended by then.
 *
 * IRQL: any.
 * Return: the process or its id, the Linux thread group's; the system process or 4 for an IRP of a
 *	kernel thread; NULL or 0 for an IRP that a driver allocated.
 * Page: ntifs.h, IoGetRequestorProcess
 */
PEPROCESS NTAPI IoGetRequestorProcess(_In_ PIRP Irp);
ULONG NTAPI IoGetRequestorProcessId(_In_ PIRP Irp);

/**
 * IoIs32bitProcess - tell whether a 32-bit program makes the request
 * @Irp: the request, or NULL for the current system call
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE for a 32-bit program.
 * Page: ntddk.h, IoIs32bitProcess
 */
BOOLEAN NTAPI IoIs32bitProcess(_In_opt_ PIRP Irp);

EXTERN_C_END

#endif /* WINWORK_IO_IRP_H */
