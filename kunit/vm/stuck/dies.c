/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose thread ends in its dispatch routine. A program writes one byte to start the thread, which writes too,
 * and two bytes to end it. It cannot be unloaded any more.
 */
#define NAME L"StuckDies"
#include "../walks/walk.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_DISPATCH Write;
static KSTART_ROUTINE Thread;

static KEVENT End;

static VOID Thread(PVOID Context)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\" NAME);
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Result;
	HANDLE File;
	CHAR Byte = 0;

	UNREFERENCED_PARAMETER(Context);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	if (NT_SUCCESS(ZwCreateFile(&File, GENERIC_WRITE | SYNCHRONIZE, &Attributes, &Result, NULL, FILE_ATTRIBUTE_NORMAL,
				    0, FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0)))
		ZwWriteFile(File, NULL, NULL, NULL, &Result, &Byte, sizeof(Byte), NULL, NULL);
}

static NTSTATUS StartThread(VOID)
{
	HANDLE Handle;
	const NTSTATUS Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Thread, NULL);

	if (NT_SUCCESS(Status))
		ZwClose(Handle);
	return Status;
}

static NTSTATUS Write(PDEVICE_OBJECT Object, PIRP Irp)
{
	const ULONG Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Write.Length;
	NTSTATUS Status = STATUS_SUCCESS;

	UNREFERENCED_PARAMETER(Object);
	if (Irp->RequestorMode == KernelMode) {
		KeWaitForSingleObject(&End, Executive, KernelMode, FALSE, NULL);
		PsTerminateSystemThread(STATUS_SUCCESS);
	}
	if (Length == 1)
		Status = StartThread();
	else
		KeSetEvent(&End, IO_NO_INCREMENT, FALSE);
	return Finish(Irp, Status, Length);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&End, NotificationEvent, FALSE);
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	DriverObject->DriverUnload = UnloadDevice;
	return CreateDevice(DriverObject);
}
