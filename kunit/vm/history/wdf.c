/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver that deletes an object a second time, while it has a reference on it.
 */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;

static WDFOBJECT Object;

static DECLSPEC_NOINLINE NTSTATUS MakeObject(VOID)
{
	const NTSTATUS Status = WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &Object);

	if (NT_SUCCESS(Status))
		WdfObjectReference(Object);
	return Status;
}

static DECLSPEC_NOINLINE VOID DeleteSecond(VOID)
{
	WdfObjectDelete(Object);
	WdfObjectDereference(Object);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;
	NTSTATUS Status;

	WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
	Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	Config.EvtDriverUnload = EvtUnload;
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = MakeObject();
	if (!NT_SUCCESS(Status))
		return Status;
	WdfObjectDelete(Object);
	DeleteSecond();
	return STATUS_SUCCESS;
}
