/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose error paths free a block twice: if there is no work item, and if there is no second block for a
 * write.
 */
#include "device.h"

DRIVER_INITIALIZE DriverEntry;

static PVOID Block;
static PIO_WORKITEM Item;

static NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PVOID First = ExAllocatePool2(POOL_FLAG_NON_PAGED, 32, TAG);
	PVOID Second = First ? ExAllocatePool2(POOL_FLAG_NON_PAGED, 48, TAG) : NULL;

	UNREFERENCED_PARAMETER(DeviceObject);
	if (Second)
		ExFreePoolWithTag(Second, TAG);
	else if (First)
		ExFreePoolWithTag(First, TAG);
	if (First)
		ExFreePoolWithTag(First, TAG);
	return FinishWrite(Irp, Second ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoFreeWorkItem(Item);
	ExFreePoolWithTag(Block, TAG);
	RemoveDevice();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status = MakeDevice(DriverObject);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = STATUS_INSUFFICIENT_RESOURCES;
	Block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, TAG);
	if (!Block)
		goto NoBlock;
	Item = IoAllocateWorkItem(Device);
	if (Item)
		return STATUS_SUCCESS;
	ExFreePoolWithTag(Block, TAG);
NoBlock:
	if (Block)
		ExFreePoolWithTag(Block, TAG);
	RemoveDevice();
	return Status;
}
