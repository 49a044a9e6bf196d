/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An item is queued and has not started while DriverUnload runs, and after it has returned. A
 * thread of the driver releases the workers a while later. (row 50)
 */
#include <ntddk.h>
#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;

static VOID Routine(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	DbgPrint("rmmod_queued: the routine runs, device %s\n",
		 DeviceObject == Device ? "right" : "wrong");
	IoFreeWorkItem((PIO_WORKITEM)Context);
	DbgPrint("rmmod_queued: the routine returns\n");
}

static VOID LetWorkersGo(PVOID Context)
{
	LARGE_INTEGER Delay;

	UNREFERENCED_PARAMETER(Context);
	Delay.QuadPart = -500 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
	DbgPrint("rmmod_queued: the workers continue\n");
	WinworkHoldWorkers(FALSE);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);
	HANDLE Thread;

	UNREFERENCED_PARAMETER(DriverObject);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItem(Item, Routine, DelayedWorkQueue, Item);
	if (NT_SUCCESS(PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					    LetWorkersGo, NULL)))
		ZwClose(Thread);
	IoDeleteDevice(Device);
	DbgPrint("rmmod_queued: DriverUnload returns\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	return IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
}
