/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DriverEntry queues an item, whose routine runs for a while, and then fails. The image may go only
 * when the routine has returned, and insmod prints the reason of the failure.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;

static VOID Routine(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	LARGE_INTEGER Delay;

	Delay.QuadPart = -300 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
	DbgPrint("entry_fails: the routine returns, device type %u\n", DeviceObject->DeviceType);
	IoFreeWorkItem((PIO_WORKITEM)Context);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PDEVICE_OBJECT Device;
	PIO_WORKITEM Item;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Item = IoAllocateWorkItem(Device);
	if (Item)
		IoQueueWorkItem(Item, Routine, DelayedWorkQueue, Item);
	IoDeleteDevice(Device);
	return STATUS_DEVICE_NOT_CONNECTED;
}
