/* SPDX-License-Identifier: MIT */
/*
 * mailbox: programs send messages with write() and receive them with read(). A read waits in a
 * cancel-safe queue until a work item has a message for it.
 */
#include <ntddk.h>
#include <csq.h>

#include "mailbox.h"

#define MAILBOX_TAG 'xobM'
#define LONGEST_MESSAGE 4096u

typedef struct _MESSAGE {
	LIST_ENTRY ListEntry;
	ULONG Length;
	UCHAR Text[1];
} MESSAGE, *PMESSAGE;

typedef struct _MAILBOX {
	IO_CSQ Readers;
	LIST_ENTRY ReaderList;
	LIST_ENTRY Messages;
	KSPIN_LOCK Lock;		/* of both lists */
	PIO_WORKITEM Item;
	LONG ItemIsQueued;
	LONG Waiting, Delivered, Cancelled;
} MAILBOX, *PMAILBOX;

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD MailboxUnload;
static DRIVER_DISPATCH MailboxOpen, MailboxCleanup, MailboxRead, MailboxWrite, MailboxControl;
static IO_WORKITEM_ROUTINE MailboxDeliver;

static NTSTATUS MailboxComplete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
	Irp->IoStatus.Status = Status;
	Irp->IoStatus.Information = Information;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

/* ---- The queue of reads ----------------------------------------------------------------- */

static PMAILBOX MailboxOf(PIO_CSQ Csq)
{
	return CONTAINING_RECORD(Csq, MAILBOX, Readers);
}

static VOID MailboxInsert(PIO_CSQ Csq, PIRP Irp)
{
	InterlockedIncrement(&MailboxOf(Csq)->Waiting);
	InsertTailList(&MailboxOf(Csq)->ReaderList, &Irp->Tail.Overlay.ListEntry);
}

static VOID MailboxRemove(PIO_CSQ Csq, PIRP Irp)
{
	InterlockedDecrement(&MailboxOf(Csq)->Waiting);
	RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

/* PeekContext: a file object, or NULL for the reads of all files. */
static PIRP MailboxPeek(PIO_CSQ Csq, PIRP Irp, PVOID PeekContext)
{
	PLIST_ENTRY Head = &MailboxOf(Csq)->ReaderList;
	PLIST_ENTRY Entry = Irp ? Irp->Tail.Overlay.ListEntry.Flink : Head->Flink;

	for (; Entry != Head; Entry = Entry->Flink) {
		PIRP Next = CONTAINING_RECORD(Entry, IRP, Tail.Overlay.ListEntry);

		if (!PeekContext || IoGetCurrentIrpStackLocation(Next)->FileObject == PeekContext)
			return Next;
	}
	return NULL;
}

static VOID MailboxAcquire(PIO_CSQ Csq, PKIRQL Irql)
{
	KeAcquireSpinLock(&MailboxOf(Csq)->Lock, Irql);
}

static VOID MailboxRelease(PIO_CSQ Csq, KIRQL Irql)
{
	KeReleaseSpinLock(&MailboxOf(Csq)->Lock, Irql);
}

static VOID MailboxCompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
	InterlockedIncrement(&MailboxOf(Csq)->Cancelled);
	MailboxComplete(Irp, STATUS_CANCELLED, 0);
}

/* ---- Delivery ---------------------------------------------------------------------------- */

static VOID MailboxNotify(PMAILBOX Mailbox)
{
	if (!InterlockedExchange(&Mailbox->ItemIsQueued, 1))
		IoQueueWorkItem(Mailbox->Item, MailboxDeliver, DelayedWorkQueue, Mailbox);
}

static PMESSAGE MailboxTakeMessage(PMAILBOX Mailbox)
{
	PLIST_ENTRY Entry = ExInterlockedRemoveHeadList(&Mailbox->Messages, &Mailbox->Lock);

	return Entry ? CONTAINING_RECORD(Entry, MESSAGE, ListEntry) : NULL;
}

static VOID MailboxDeliver(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	PMAILBOX Mailbox = Context;
	PMESSAGE Message;
	PIRP Irp;

	UNREFERENCED_PARAMETER(DeviceObject);
	/* From here on a new read or message queues the item again. */
	InterlockedExchange(&Mailbox->ItemIsQueued, 0);
	while ((Message = MailboxTakeMessage(Mailbox))) {
		ULONG Length = Message->Length;

		Irp = IoCsqRemoveNextIrp(&Mailbox->Readers, NULL);
		if (!Irp) {
			ExInterlockedInsertHeadList(&Mailbox->Messages, &Message->ListEntry, &Mailbox->Lock);
			return;
		}
		if (Length > IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length)
			Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
		if (Length)
			RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Message->Text, Length);
		ExFreePoolWithTag(Message, MAILBOX_TAG);
		InterlockedIncrement(&Mailbox->Delivered);
		MailboxComplete(Irp, STATUS_SUCCESS, Length);
	}
}

/* ---- Requests ---------------------------------------------------------------------------- */

static NTSTATUS MailboxOpen(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	return MailboxComplete(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS MailboxCleanup(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PMAILBOX Mailbox = DeviceObject->DeviceExtension;
	PVOID File = IoGetCurrentIrpStackLocation(Irp)->FileObject;
	PIRP Read;

	while ((Read = IoCsqRemoveNextIrp(&Mailbox->Readers, File)))
		MailboxComplete(Read, STATUS_CANCELLED, 0);
	return MailboxComplete(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS MailboxRead(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PMAILBOX Mailbox = DeviceObject->DeviceExtension;

	IoCsqInsertIrp(&Mailbox->Readers, Irp, NULL);
	MailboxNotify(Mailbox);
	return STATUS_PENDING;
}

static NTSTATUS MailboxWrite(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PMAILBOX Mailbox = DeviceObject->DeviceExtension;
	ULONG Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
	PMESSAGE Message;

	if (!Length || Length > LONGEST_MESSAGE)
		return MailboxComplete(Irp, STATUS_INVALID_BUFFER_SIZE, 0);
	Message = ExAllocatePool2(POOL_FLAG_NON_PAGED, FIELD_OFFSET(MESSAGE, Text) + Length, MAILBOX_TAG);
	if (!Message)
		return MailboxComplete(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	Message->Length = Length;
	RtlCopyMemory(Message->Text, Irp->AssociatedIrp.SystemBuffer, Length);
	ExInterlockedInsertTailList(&Mailbox->Messages, &Message->ListEntry, &Mailbox->Lock);
	MailboxNotify(Mailbox);
	return MailboxComplete(Irp, STATUS_SUCCESS, Length);
}

static NTSTATUS MailboxControl(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PMAILBOX Mailbox = DeviceObject->DeviceExtension;
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	MAILBOX_COUNTS *Counts = Irp->AssociatedIrp.SystemBuffer;

	if (Location->Parameters.DeviceIoControl.IoControlCode != IOCTL_MAILBOX_COUNTS)
		return MailboxComplete(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	if (Location->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*Counts))
		return MailboxComplete(Irp, STATUS_BUFFER_TOO_SMALL, 0);
	Counts->Waiting = Mailbox->Waiting;
	Counts->Delivered = Mailbox->Delivered;
	Counts->Cancelled = Mailbox->Cancelled;
	return MailboxComplete(Irp, STATUS_SUCCESS, sizeof(*Counts));
}

static VOID MailboxUnload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Mailbox");
	PDEVICE_OBJECT DeviceObject = DriverObject->DeviceObject;
	PMAILBOX Mailbox = DeviceObject->DeviceExtension;
	PMESSAGE Message;

	IoDeleteSymbolicLink(&Link);
	while ((Message = MailboxTakeMessage(Mailbox)))
		ExFreePoolWithTag(Message, MAILBOX_TAG);
	DbgPrint("mailbox: %d messages delivered, %d reads cancelled\n", Mailbox->Delivered,
		 Mailbox->Cancelled);
	IoFreeWorkItem(Mailbox->Item);
	IoDeleteDevice(DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Mailbox");
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\Mailbox");
	PDEVICE_OBJECT DeviceObject;
	PMAILBOX Mailbox;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Status = IoCreateDevice(DriverObject, sizeof(MAILBOX), &Name, FILE_DEVICE_UNKNOWN,
				FILE_DEVICE_SECURE_OPEN, FALSE, &DeviceObject);
	if (!NT_SUCCESS(Status))
		return Status;
	DeviceObject->Flags |= DO_BUFFERED_IO;
	Mailbox = DeviceObject->DeviceExtension;
	InitializeListHead(&Mailbox->ReaderList);
	InitializeListHead(&Mailbox->Messages);
	KeInitializeSpinLock(&Mailbox->Lock);
	IoCsqInitialize(&Mailbox->Readers, MailboxInsert, MailboxRemove, MailboxPeek, MailboxAcquire,
			MailboxRelease, MailboxCompleteCanceled);
	Mailbox->Item = IoAllocateWorkItem(DeviceObject);
	Status = Mailbox->Item ? IoCreateSymbolicLink(&Link, &Name) : STATUS_INSUFFICIENT_RESOURCES;
	if (!NT_SUCCESS(Status)) {
		if (Mailbox->Item)
			IoFreeWorkItem(Mailbox->Item);
		IoDeleteDevice(DeviceObject);
		return Status;
	}
	DriverObject->DriverUnload = MailboxUnload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = MailboxOpen;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = MailboxOpen;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = MailboxCleanup;
	DriverObject->MajorFunction[IRP_MJ_READ] = MailboxRead;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = MailboxWrite;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = MailboxControl;
	return STATUS_SUCCESS;
}
