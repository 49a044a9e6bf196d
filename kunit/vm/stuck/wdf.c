/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver: the routines of two work items flush each other. A third item and a thread wait for the first one.
 */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_WORKITEM EvtFirst, EvtSecond, EvtThird;

static WDFWORKITEM First, Second, Third;
static KEVENT FirstRuns, SecondRuns;

static VOID EvtFirst(WDFWORKITEM WorkItem)
{
	UNREFERENCED_PARAMETER(WorkItem);
	KeSetEvent(&FirstRuns, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(&SecondRuns, Executive, KernelMode, FALSE, NULL);
	WdfWorkItemFlush(Second);
}

static VOID EvtSecond(WDFWORKITEM WorkItem)
{
	UNREFERENCED_PARAMETER(WorkItem);
	KeSetEvent(&SecondRuns, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(&FirstRuns, Executive, KernelMode, FALSE, NULL);
	WdfWorkItemFlush(First);
}

static VOID EvtThird(WDFWORKITEM WorkItem)
{
	UNREFERENCED_PARAMETER(WorkItem);
	WdfWorkItemFlush(First);
}

static NTSTATUS CreateDevice(WDFDEVICE *Device)
{
	DECLARE_CONST_UNICODE_STRING(Everybody, L"D:P(A;;GA;;;WD)");
	PWDFDEVICE_INIT Init = WdfControlDeviceInitAllocate(WdfGetDriver(), &Everybody);
	NTSTATUS Status;

	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, Device);
	if (NT_SUCCESS(Status))
		WdfControlFinishInitializing(*Device);
	return Status;
}

static NTSTATUS Create(WDFDEVICE Device, PFN_WDF_WORKITEM Routine, WDFWORKITEM *Item)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG Config;

	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Device;
	WDF_WORKITEM_CONFIG_INIT(&Config, Routine);
	Config.AutomaticSerialization = FALSE;
	return WdfWorkItemCreate(&Config, &Attributes, Item);
}

static KSTART_ROUTINE Thread;
static VOID Thread(PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	WdfWorkItemFlush(First);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;
	WDFDEVICE Device;
	NTSTATUS Status;
	HANDLE Handle;

	WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
	Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	Config.EvtDriverUnload = EvtUnload;
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, WDF_NO_HANDLE);
	if (NT_SUCCESS(Status))
		Status = CreateDevice(&Device);
	if (NT_SUCCESS(Status))
		Status = Create(Device, EvtFirst, &First);
	if (NT_SUCCESS(Status))
		Status = Create(Device, EvtSecond, &Second);
	if (NT_SUCCESS(Status))
		Status = Create(Device, EvtThird, &Third);
	if (!NT_SUCCESS(Status))
		return Status;
	KeInitializeEvent(&FirstRuns, NotificationEvent, FALSE);
	KeInitializeEvent(&SecondRuns, NotificationEvent, FALSE);
	WdfWorkItemEnqueue(First);
	WdfWorkItemEnqueue(Second);
	/* Behind them: the flush is of an item that runs. */
	KeWaitForSingleObject(&FirstRuns, Executive, KernelMode, FALSE, NULL);
	WdfWorkItemEnqueue(Third);
	Status = PsCreateSystemThread(&Handle, 0, NULL, NULL, NULL, Thread, NULL);
	if (NT_SUCCESS(Status))
		ZwClose(Handle);
	return Status;
}
