/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A write makes a record of at most 64 bytes. The way out of a longer one frees the record twice.
 */
#define NAME L"Records"
#include "walk.h"

DRIVER_INITIALIZE DriverEntry;

enum { kTag = 'dceR' };

static NTSTATUS Keep(PVOID Record, ULONG Length)
{
	if (Length > 64) {
		ExFreePoolWithTag(Record, kTag);
		return STATUS_INVALID_BUFFER_SIZE;
	}
	ExFreePoolWithTag(Record, kTag);
	return STATUS_SUCCESS;
}

static DRIVER_DISPATCH Write;
static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	const ULONG Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
	PVOID Record = ExAllocatePool2(POOL_FLAG_NON_PAGED, Length, kTag);
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Object);
	if (!Record)
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	Status = Keep(Record, Length);
	if (!NT_SUCCESS(Status)) {
		ExFreePoolWithTag(Record, kTag);
		return Finish(Irp, Status, 0);
	}
	return Finish(Irp, STATUS_SUCCESS, Length);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = UnloadDevice;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	return CreateDevice(DriverObject);
}
