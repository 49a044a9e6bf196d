/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that is given the name of a file by another one, and releases it when that one has gone.
 */
#include <fltKernel.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static CALLBACK_FUNCTION Take;

static PCALLBACK_OBJECT Object;
static PVOID Registration;
static PFLT_FILE_NAME_INFORMATION Given;

static VOID NTAPI Take(PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument2);
	Given = Argument1;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	ExUnregisterCallback(Registration);
	ObDereferenceObject(Object);
	if (!Given)
		return;
	DbgPrint("name_keeper: %wZ is released\n", &Given->Name);
	FltReleaseFileNameInformation(Given);
	/* Once too often. */
	FltReleaseFileNameInformation(Given);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Callback\\NameKeeper");
	OBJECT_ATTRIBUTES Attributes;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE, NULL, NULL);
	Status = ExCreateCallback(&Object, &Attributes, TRUE, TRUE);
	if (!NT_SUCCESS(Status))
		return Status;
	Registration = ExRegisterCallback(Object, Take, NULL);
	return Registration ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
