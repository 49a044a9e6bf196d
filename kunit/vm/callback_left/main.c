/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that leaves a routine registered with a permanent callback object, an entry of the error log,
 * a routine for the registry, one for handles of processes, and one for device interfaces.
 */
#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static VOID Routine(PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	DbgPrint("callback_left: the routine runs\n");
}

static NTSTATUS ForRegistry(PVOID Context, PVOID Notice, PVOID Information)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Notice);
	UNREFERENCED_PARAMETER(Information);
	return STATUS_SUCCESS;
}

static OB_PREOP_CALLBACK_STATUS ForHandles(PVOID Context, POB_PRE_OPERATION_INFORMATION Information)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Information);
	return OB_PREOP_SUCCESS;
}

static NTSTATUS Filter(PDRIVER_OBJECT DriverObject)
{
	OB_OPERATION_REGISTRATION Operation = { PsProcessType, OB_OPERATION_HANDLE_CREATE, ForHandles, NULL };
	OB_CALLBACK_REGISTRATION Registration = { OB_FLT_REGISTRATION_VERSION, 1, RTL_CONSTANT_STRING(L"1"), NULL,
						  &Operation };
	LARGE_INTEGER Cookie;
	PVOID Handle;
	const NTSTATUS Status = CmRegisterCallbackEx(ForRegistry, &Registration.Altitude, DriverObject, NULL, &Cookie,
						     NULL);

	return NT_SUCCESS(Status) ? ObRegisterCallbacks(&Registration, &Handle) : Status;
}

static NTSTATUS NTAPI ForInterfaces(PVOID Structure, PVOID Context)
{
	UNREFERENCED_PARAMETER(Structure);
	UNREFERENCED_PARAMETER(Context);
	return STATUS_SUCCESS;
}

static NTSTATUS Listen(PDRIVER_OBJECT DriverObject)
{
	static const GUID Class = { 0x77696e77, 0x6f72, 0x6b00, { 1, 2, 3, 4, 5, 6, 7, 8 } };
	PVOID Entry;

	return IoRegisterPlugPlayNotification(EventCategoryDeviceInterfaceChange, 0, (PVOID)&Class, DriverObject,
					      ForInterfaces, NULL, &Entry);
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
	if (NT_SUCCESS(Status))
		Status = Listen(DriverObject);
	return NT_SUCCESS(Status) ? Filter(DriverObject) : Status;
}
