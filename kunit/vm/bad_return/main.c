/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose DriverEntry returns at APC_LEVEL, and owns a mutex. Its DriverUnload returns at
 * DISPATCH_LEVEL, with a spin lock held and a device left behind.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static KSPIN_LOCK Lock;
static KMUTEX Mutex;

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	KIRQL Irql;

	UNREFERENCED_PARAMETER(DriverObject);
	KeAcquireSpinLock(&Lock, &Irql);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PDEVICE_OBJECT Device;
	NTSTATUS Status;
	KIRQL Irql;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	KeInitializeSpinLock(&Lock);
	KeInitializeMutex(&Mutex, 0);
	KeWaitForSingleObject(&Mutex, Executive, KernelMode, FALSE, NULL);
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	KeRaiseIrql(APC_LEVEL, &Irql);
	return Status;
}
