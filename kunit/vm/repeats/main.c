/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that frees two items again and again, at DISPATCH_LEVEL. Both are reported at once,
 * the repeats are counted, and the log stays short.
 */
#include <ntddk.h>
#include <winwork.h>

#define REPEATS 100000

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static DECLSPEC_NOINLINE VOID FreeAgain(PIO_WORKITEM First, PIO_WORKITEM Second)
{
	WINWORK_REPORT Before, After;
	KIRQL Irql;
	ULONG i;

	WinworkGetLastReport(&Before);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	for (i = 0; i < REPEATS; i++)
		IoFreeWorkItem(i % 2 ? Second : First);
	KeLowerIrql(Irql);
	WinworkGetLastReport(&After);
	DbgPrint("repeats: %lu reports\n", After.Count - Before.Count);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PIO_WORKITEM First = IoAllocateWorkItem((PDEVICE_OBJECT)DriverObject);
	PIO_WORKITEM Second = IoAllocateWorkItem((PDEVICE_OBJECT)DriverObject);

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	if (!First || !Second)
		return STATUS_INSUFFICIENT_RESOURCES;
	IoFreeWorkItem(First);
	IoFreeWorkItem(Second);
	FreeAgain(First, Second);
	return STATUS_SUCCESS;
}
