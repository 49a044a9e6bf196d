/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that locks its pageable code and data, and lets all of it be paged.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static ULONG Variable = 1;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PVOID Code = MmLockPagableCodeSection((PVOID)DriverEntry);
	PVOID Data = MmLockPagableDataSection(&Variable);

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	if (!Code || !Data || !MmPageEntireDriver((PVOID)DriverEntry))
		return STATUS_UNSUCCESSFUL;
	MmLockPagableSectionByHandle(Code);
	MmUnlockPagableImageSection(Code);
	MmUnlockPagableImageSection(Code);
	MmUnlockPagableImageSection(Data);
	MmResetDriverPaging((PVOID)DriverEntry);
	return STATUS_SUCCESS;
}
