/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose error paths do not free a block: if there is no work item, and if there is no second block for a
 * write.
 */
#include "device.h"

DRIVER_INITIALIZE DriverEntry;

static PVOID Block;
static PIO_WORKITEM Item;

static NTSTATUS Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PVOID First = ExAllocatePool2(POOL_FLAG_NON_PAGED, 32, TAG);
	PVOID Second;

	UNREFERENCED_PARAMETER(DeviceObject);
	if (!First)
		return FinishWrite(Irp, STATUS_INSUFFICIENT_RESOURCES);
	Second = ExAllocatePool2(POOL_FLAG_NON_PAGED, 48, TAG);
	if (!Second)
		return FinishWrite(Irp, STATUS_INSUFFICIENT_RESOURCES);
	ExFreePoolWithTag(Second, TAG);
	ExFreePoolWithTag(First, TAG);
	return FinishWrite(Irp, STATUS_SUCCESS);
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
	Block = ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, TAG);
	if (!Block)
		goto NoBlock;
	Item = IoAllocateWorkItem(Device);
	if (!Item)
		goto NoBlock;
	return STATUS_SUCCESS;
NoBlock:
	RemoveDevice();
	return STATUS_INSUFFICIENT_RESOURCES;
}
