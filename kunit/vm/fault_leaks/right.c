/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose error paths are right.
 */
#include "device.h"

DRIVER_INITIALIZE DriverEntry;

static PVOID Block;
static PIO_WORKITEM Item;

static NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PVOID First = ExAllocatePool2(POOL_FLAG_NON_PAGED, 32, TAG);
	PVOID Second = ExAllocatePool2(POOL_FLAG_NON_PAGED, 48, TAG);
	const BOOLEAN HasBoth = First && Second;

	UNREFERENCED_PARAMETER(DeviceObject);
	if (Second)
		ExFreePoolWithTag(Second, TAG);
	if (First)
		ExFreePoolWithTag(First, TAG);
	return FinishWrite(Irp, HasBoth ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES);
}

/* Takes memory here as well, but can do without. */
static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	PVOID More = ExAllocatePool2(POOL_FLAG_NON_PAGED, 128, TAG);

	UNREFERENCED_PARAMETER(DriverObject);
	if (More)
		ExFreePoolWithTag(More, TAG);
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
	Block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, TAG);
	Item = Block ? IoAllocateWorkItem(Device) : NULL;
	if (Item)
		return STATUS_SUCCESS;
	if (Block)
		ExFreePoolWithTag(Block, TAG);
	RemoveDevice();
	return STATUS_INSUFFICIENT_RESOURCES;
}
