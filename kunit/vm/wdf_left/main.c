/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver that leaves to its unload a control device, objects, and an item whose routine
 * is slow, so that the deletion reports its wait. It also leaves one reference too many, on an
 * item.
 */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_WORKITEM EvtSlow;

static WDFWORKITEM Item;

static VOID EvtSlow(WDFWORKITEM WorkItem)
{
	LARGE_INTEGER Time;

	UNREFERENCED_PARAMETER(WorkItem);
	Time.QuadPart = WDF_REL_TIMEOUT_IN_SEC(12);
	KeDelayExecutionThread(KernelMode, FALSE, &Time);
	DbgPrint("wdf_left: the slow routine ends\n");
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
	WdfObjectReference(Item);
	WdfWorkItemEnqueue(Item);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	DECLARE_CONST_UNICODE_STRING(Everybody, L"D:P(A;;GA;;;WD)");
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG ItemConfig;
	WDF_DRIVER_CONFIG Config;
	PWDFDEVICE_INIT Init;
	WDFDEVICE Device;
	WDFOBJECT Object;
	NTSTATUS Status;

	WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
	Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	Config.EvtDriverUnload = EvtUnload;
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
				 WDF_NO_HANDLE);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = WdfObjectCreate(WDF_NO_OBJECT_ATTRIBUTES, &Object);
	if (!NT_SUCCESS(Status))
		return Status;
	Init = WdfControlDeviceInitAllocate(WdfGetDriver(), &Everybody);
	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WdfControlFinishInitializing(Device);
	WDF_WORKITEM_CONFIG_INIT(&ItemConfig, EvtSlow);
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Device;
	return WdfWorkItemCreate(&ItemConfig, &Attributes, &Item);
}
