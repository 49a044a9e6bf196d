/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Each mistake is the last call of its routine, where a compiler may jump instead of calling. Each
 * report names the routine and the driver.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

static PIO_WORKITEM Freed;
static KDPC Dpc;
static PDEVICE_OBJECT Device;

static KDEFERRED_ROUTINE FreeAgain;
static VOID FreeAgain(PKDPC This, PVOID Context, PVOID First, PVOID Second)
{
	UNREFERENCED_PARAMETER(This);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(First);
	UNREFERENCED_PARAMETER(Second);
	IoFreeWorkItem(Freed);
}

static DECLSPEC_NOINLINE PVOID Allocate(VOID)
{
	return ExAllocatePoolWithTag(NonPagedPoolNx, 48, 'tsaL');
}

PVOID AllocateWithLinux(VOID);

static DECLSPEC_NOINLINE VOID CompleteTwice(PIRP Irp)
{
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

static DRIVER_DISPATCH Dispatch;
static NTSTATUS Dispatch(PDEVICE_OBJECT Object, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Object);
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = 0;
	CompleteTwice(Irp);
	return STATUS_SUCCESS;
}

static IO_COMPLETION_ROUTINE Keep;
static NTSTATUS Keep(PDEVICE_OBJECT Object, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(Irp);
	UNREFERENCED_PARAMETER(Context);
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static BOOLEAN Send(VOID)
{
	PIRP Irp = IoAllocateIrp(Device->StackSize, FALSE);

	if (!Irp)
		return FALSE;
	IoGetNextIrpStackLocation(Irp)->MajorFunction = IRP_MJ_DEVICE_CONTROL;
	IoSetCompletionRoutine(Irp, Keep, NULL, TRUE, TRUE, TRUE);
	IoCallDriver(Device, Irp);
	IoFreeIrp(Irp);
	return TRUE;
}

static DRIVER_UNLOAD Unload;
static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Dispatch;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	Freed = IoAllocateWorkItem(Device);
	if (!Freed || !Allocate() || !AllocateWithLinux()) {
		IoDeleteDevice(Device);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	IoFreeWorkItem(Freed);
	KeInitializeDpc(&Dpc, FreeAgain, NULL);
	KeInsertQueueDpc(&Dpc, NULL, NULL);
	KeFlushQueuedDpcs();
	if (!Send()) {
		IoDeleteDevice(Device);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	return STATUS_SUCCESS;
}
