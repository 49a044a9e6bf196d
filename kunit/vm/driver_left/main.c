/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A module that makes two driver objects and forgets one, with its device and a queued item, whose
 * routine ends after DriverUnload. The unload waits for the routine and takes the object down.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_INITIALIZE InitializeLeft, InitializeDeleted;
static DRIVER_UNLOAD Unload;

static KEVENT Started, Unloading;
static PDRIVER_OBJECT Deleted;

static VOID Routine(PVOID IoObject, PVOID Context, PIO_WORKITEM Item)
{
	UNREFERENCED_PARAMETER(IoObject);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Started, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(&Unloading, Executive, KernelMode, FALSE, NULL);
	DbgPrint("driver_left: the item ran\n");
	IoFreeWorkItem(Item);
}

static NTSTATUS InitializeLeft(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\OfLeft");
	PDEVICE_OBJECT Device;
	PIO_WORKITEM Item;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Item = IoAllocateWorkItem(Device);
	if (!Item)
		return STATUS_INSUFFICIENT_RESOURCES;
	IoQueueWorkItemEx(Item, Routine, DelayedWorkQueue, NULL);
	return STATUS_SUCCESS;
}

static NTSTATUS InitializeDeleted(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	Deleted = DriverObject;
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	KeWaitForSingleObject(&Started, Executive, KernelMode, FALSE, NULL);
	IoDeleteDriver(Deleted);
	KeSetEvent(&Unloading, IO_NO_INCREMENT, FALSE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Left = RTL_CONSTANT_STRING(L"\\Driver\\Left");
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	KeInitializeEvent(&Started, NotificationEvent, FALSE);
	KeInitializeEvent(&Unloading, NotificationEvent, FALSE);
	Status = IoCreateDriver(NULL, InitializeDeleted);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = IoCreateDriver(&Left, InitializeLeft);
	if (!NT_SUCCESS(Status))
		IoDeleteDriver(Deleted);
	return Status;
}
