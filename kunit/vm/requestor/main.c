/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that is asked for the processes of its pending requests.
 */
#include "../queue.h"

#include <ntifs.h>

#include "requestor.h"

DRIVER_INITIALIZE DriverEntry;

static VOID CompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Csq);
	Finish(Irp, STATUS_CANCELLED, 0);
}

static ULONG IdOf(PEPROCESS Process)
{
	return (ULONG)(ULONG_PTR)PsGetProcessId(Process);
}

static VOID Describe(PIRP Irp, struct requestor *Requestor)
{
	PETHREAD Thread = Irp->Tail.Overlay.Thread;

	Requestor->id = IoGetRequestorProcessId(Irp);
	Requestor->id_of_process = IdOf(IoGetRequestorProcess(Irp));
	Requestor->id_of_thread = (ULONG)(ULONG_PTR)PsGetThreadProcessId(Thread);
	Requestor->id_of_process_of_thread = IdOf(IoThreadToProcess(Thread));
	Requestor->thread = (ULONG)(ULONG_PTR)PsGetThreadId(Thread);
	Requestor->is_current = IoGetRequestorProcess(Irp) == PsGetCurrentProcess();
}

static ULONG Ask(struct requestor *Requestors, ULONG Room)
{
	ULONG Count = 0;
	PLIST_ENTRY Entry;
	KIRQL Irql;

	KeAcquireSpinLock(&QueueLock, &Irql);
	for (Entry = Waiting.Flink; Entry != &Waiting && Count < Room; Entry = Entry->Flink)
		Describe(CONTAINING_RECORD(Entry, IRP, Tail.Overlay.ListEntry), &Requestors[Count++]);
	KeReleaseSpinLock(&QueueLock, Irql);
	return Count * sizeof(*Requestors);
}

static VOID Release(VOID)
{
	PIRP Irp;

	while ((Irp = IoCsqRemoveNextIrp(&Queue, NULL)))
		Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Room = Location->Parameters.DeviceIoControl.OutputBufferLength / sizeof(struct requestor);

	switch (Location->Parameters.DeviceIoControl.IoControlCode) {
	case PEND:
		return Pend(Irp);
	case ASK:
		return Finish(Irp, STATUS_SUCCESS, Ask(Irp->AssociatedIrp.SystemBuffer, Room));
	case RELEASE:
		Release();
		return Finish(Irp, STATUS_SUCCESS, 0);
	}
	return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link;

	RtlInitUnicodeString(&Link, L"\\??\\Requestor");
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name, Link;
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	InitializeQueue();
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	RtlInitUnicodeString(&Name, L"\\Device\\Requestor");
	RtlInitUnicodeString(&Link, L"\\DosDevices\\Requestor");
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateSymbolicLink(&Link, &Name);
	if (!NT_SUCCESS(Status))
		IoDeleteDevice(Device);
	return Status;
}
