/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that forgets to unlock the pages of two of its three MDLs. The log tells how many pages, and the
 * place where each MDL was locked. (row 286)
 */
#include <ntddk.h>

#define PAGES 3

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

/* The MDLs lie in the image, so that no leak of pool is reported as well. */
static UCHAR Memory[PAGES * PAGE_SIZE] __attribute__((aligned(PAGE_SIZE)));
static ULONG64 Room[3][16];

static __attribute__((noinline)) VOID LockAndForget(PMDL Mdl, ULONG Pages)
{
	MmInitializeMdl(Mdl, Memory, Pages * PAGE_SIZE);
	MmProbeAndLockPages(Mdl, KernelMode, IoWriteAccess);
	DbgPrint("mm_pages_left: MDL %p\n", Mdl);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	MmUnlockPages((PMDL)Room[1]);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	LockAndForget((PMDL)Room[0], PAGES);
	LockAndForget((PMDL)Room[1], PAGES - 1);
	LockAndForget((PMDL)Room[2], PAGES - 2);
	return STATUS_SUCCESS;
}
