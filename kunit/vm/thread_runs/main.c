/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A system thread of the driver still runs when DriverUnload has told it to stop and returned. The
 * image stays until the thread has left it.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static KEVENT Stop;

static VOID Thread(PVOID Context)
{
	LARGE_INTEGER Delay;
	ULONG i;

	UNREFERENCED_PARAMETER(Context);
	KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
	Delay.QuadPart = -500 * 10000;
	KeDelayExecutionThread(KernelMode, FALSE, &Delay);
	for (i = 0; i < 100; i++)
		KeStallExecutionProcessor(50);
	DbgPrint("thread_runs: the thread ends\n");
	PsTerminateSystemThread(STATUS_SUCCESS);
}

/* This one returns, and does not terminate itself. Both are legal. */
static VOID ReturningThread(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, NULL);
	DbgPrint("thread_runs: the other thread returns\n");
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
	DbgPrint("thread_runs: DriverUnload returns\n");
}

static NTSTATUS Start(PKSTART_ROUTINE Routine)
{
	HANDLE Handle;
	NTSTATUS Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL,
					       Routine,
					       NULL);

	if (NT_SUCCESS(Status))
		ZwClose(Handle);
	return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	KeInitializeEvent(&Stop, NotificationEvent, FALSE);
	Status = Start(Thread);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = Start(ReturningThread);
	if (!NT_SUCCESS(Status))
		KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
	return Status;
}
