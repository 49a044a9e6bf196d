/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DriverUnload tells a system thread to stop. The thread takes longer than the time after which the
 * unload reports that it waits.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static KEVENT Stop;

static VOID SlowThread(PVOID Context)
{
	LARGE_INTEGER Delay;

	UNREFERENCED_PARAMETER(Context);
	KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
	Delay.QuadPart = -15 * 10000000LL;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	HANDLE Handle;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	KeInitializeEvent(&Stop, NotificationEvent, FALSE);
	Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, SlowThread,
				      NULL);
	if (NT_SUCCESS(Status))
		ZwClose(Handle);
	return Status;
}
