/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that forgets two of three blocks of contiguous memory, and the pages of an MDL. The log tells how much
 * it is, and names the place that has allocated it. (row 479)
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PVOID Kept;

static __attribute__((noinline)) PVOID Allocate(SIZE_T Bytes)
{
	PHYSICAL_ADDRESS Any;

	Any.QuadPart = -1;
	return MmAllocateContiguousMemory(Bytes, Any);
}

static __attribute__((noinline)) PMDL AllocatePages(SIZE_T Bytes)
{
	PHYSICAL_ADDRESS Low, High;

	Low.QuadPart = 0;
	High.QuadPart = -1;
	return MmAllocatePagesForMdl(Low, High, Low, Bytes);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	MmFreeContiguousMemory(Kept);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PMDL Mdl;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Kept = Allocate(100);
	Mdl = AllocatePages(3 * PAGE_SIZE);
	if (!Kept || !Allocate(5000) || !Allocate(3000) || !Mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	/* The driver's own memory goes, and the pages stay. */
	ExFreePool(Mdl);
	return STATUS_SUCCESS;
}
