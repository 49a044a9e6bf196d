/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that leaves a routine registered with a permanent callback object, and an entry of the error log.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static VOID Routine(PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	DbgPrint("callback_left: the routine runs\n");
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Callback\\Left");
	OBJECT_ATTRIBUTES Attributes;
	PCALLBACK_OBJECT Object;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE | OBJ_PERMANENT, NULL, NULL);
	Status = ExCreateCallback(&Object, &Attributes, TRUE, TRUE);
	if (!NT_SUCCESS(Status))
		return Status;
	if (!ExRegisterCallback(Object, Routine, NULL))
		Status = STATUS_INSUFFICIENT_RESOURCES;
	ExNotifyCallback(Object, NULL, NULL);
	ObDereferenceObject(Object);
	if (!IoAllocateErrorLogEntry(DriverObject, sizeof(IO_ERROR_LOG_PACKET)))
		Status = STATUS_INSUFFICIENT_RESOURCES;
	return Status;
}
