/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DriverUnload returns as soon as it has seen the routine's event, while the routine is still
 * returning. The rest of the routine, including its return instruction, needs the image. (row 50)
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;
static PIO_WORKITEM Item;
static KEVENT Started, Finished;

static VOID Routine(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	ULONG i;

	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Started, IO_NO_INCREMENT, FALSE);
	IoFreeWorkItem(Item);
	KeSetEvent(&Finished, IO_NO_INCREMENT, FALSE);
	for (i = 0; i < 200; i++)
		KeStallExecutionProcessor(50);
	DbgPrint("rmmod_running: the last line of the routine\n");
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoQueueWorkItem(Item, Routine, DelayedWorkQueue, NULL);
	KeWaitForSingleObject(&Started, Executive, KernelMode, FALSE, NULL);
	KeWaitForSingleObject(&Finished, Executive, KernelMode, FALSE, NULL);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&Started, NotificationEvent, FALSE);
	KeInitializeEvent(&Finished, NotificationEvent, FALSE);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Item = IoAllocateWorkItem(Device);
	if (!Item) {
		IoDeleteDevice(Device);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	return STATUS_SUCCESS;
}
