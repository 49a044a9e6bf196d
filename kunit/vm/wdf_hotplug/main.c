/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver whose control device is deleted and made again while programs use it.
 */
#include <ntddk.h>
#include <ntstrsafe.h>
#include <wdf.h>

#include "wdf_hotplug.h"

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_IO_IN_CALLER_CONTEXT EvtInCallerContext;
static EVT_WDF_IO_QUEUE_IO_DEVICE_CONTROL EvtControl, EvtManage;
static EVT_WDF_OBJECT_CONTEXT_CLEANUP EvtRequestEnds;
static EVT_WDF_DEVICE_FILE_CREATE EvtCreate;
static EVT_WDF_FILE_CLOSE EvtClose;

typedef struct _HOT_CONTEXT {
	WDFQUEUE Waiting;
} HOT_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(HOT_CONTEXT, HotContext)

typedef struct _REQUEST_CONTEXT {
	LONG Ends;
} REQUEST_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(REQUEST_CONTEXT, RequestContext)

static WDFDRIVER TheDriver;
static LONG Devices;
static WDFDEVICE Hot;			/* one thread of the program changes it */
static KEVENT Go;			/* set: no request stalls */
static volatile LONG Stalled, Requests, Ended, Creates, Closes;

static VOID EvtRequestEnds(WDFOBJECT Request)
{
	if (InterlockedIncrement(&RequestContext(Request)->Ends) != 1)
		DbgPrint("wdf_hotplug: BUG: a request has ended twice\n");
	InterlockedIncrement(&Ended);
}

static VOID EvtInCallerContext(WDFDEVICE Device, WDFREQUEST Request)
{
	WDF_REQUEST_PARAMETERS Parameters;
	NTSTATUS Status;

	InterlockedIncrement(&Requests);
	WDF_REQUEST_PARAMETERS_INIT(&Parameters);
	WdfRequestGetParameters(Request, &Parameters);
	if (Parameters.Parameters.DeviceIoControl.IoControlCode == HOT_STALL) {
		InterlockedIncrement(&Stalled);
		KeWaitForSingleObject(&Go, Executive, KernelMode, FALSE, NULL);
		InterlockedDecrement(&Stalled);
	}
	Status = WdfDeviceEnqueueRequest(Device, Request);
	if (!NT_SUCCESS(Status))
		WdfRequestComplete(Request, STATUS_NO_SUCH_DEVICE);
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputLength, size_t InputLength,
		       ULONG Code)
{
	NTSTATUS Status = STATUS_SUCCESS;

	UNREFERENCED_PARAMETER(OutputLength);
	UNREFERENCED_PARAMETER(InputLength);
	if (Code == HOT_QUEUE) {
		WDFDEVICE Device = WdfIoQueueGetDevice(Queue);

		Status = WdfRequestForwardToIoQueue(Request, HotContext(Device)->Waiting);
		if (NT_SUCCESS(Status))
			return;
		Status = STATUS_NO_SUCH_DEVICE;
	}
	WdfRequestComplete(Request, Status);
}

static VOID EvtCreate(WDFDEVICE Device, WDFREQUEST Request, WDFFILEOBJECT FileObject)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(FileObject);
	InterlockedIncrement(&Creates);
	WdfRequestComplete(Request, STATUS_SUCCESS);
}

static VOID EvtClose(WDFFILEOBJECT FileObject)
{
	UNREFERENCED_PARAMETER(FileObject);
	InterlockedIncrement(&Closes);
}

static NTSTATUS MakeQueues(WDFDEVICE Device, PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL Control,
			   WDF_IO_QUEUE_DISPATCH_TYPE Type)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_IO_QUEUE_CONFIG Config;
	NTSTATUS Status;

	/* Its handler deletes devices. */
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ExecutionLevel = WdfExecutionLevelPassive;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, Type);
	Config.EvtIoDeviceControl = Control;
	Status = WdfIoQueueCreate(Device, &Config, &Attributes, NULL);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT(&Config, WdfIoQueueDispatchManual);
	return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES,
				&HotContext(Device)->Waiting);
}

static NTSTATUS MakeDevice(PWDFDEVICE_INIT *Init, PCUNICODE_STRING Name, PCUNICODE_STRING Link,
			   PFN_WDF_IO_QUEUE_IO_DEVICE_CONTROL Control,
			   WDF_IO_QUEUE_DISPATCH_TYPE Type, WDFDEVICE *Device)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	NTSTATUS Status = WdfDeviceInitAssignName(*Init, Name);

	if (!NT_SUCCESS(Status))
		return Status;
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, HOT_CONTEXT);
	Status = WdfDeviceCreate(Init, &Attributes, Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = MakeQueues(*Device, Control, Type);
	if (NT_SUCCESS(Status))
		Status = WdfDeviceCreateSymbolicLink(*Device, Link);
	if (NT_SUCCESS(Status))
		WdfControlFinishInitializing(*Device);
	else
		WdfObjectDelete(*Device);
	return Status;
}

static NTSTATUS MakeHot(VOID)
{
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\WdfHotplug");
	DECLARE_UNICODE_STRING_SIZE(Name, 32);
	PWDFDEVICE_INIT Init = WdfControlDeviceInitAllocate(TheDriver, NULL);
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_FILEOBJECT_CONFIG Files;
	NTSTATUS Status;

	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	/* Its files keep the name of the former device. */
	RtlUnicodeStringPrintf(&Name, L"\\Device\\WdfHotplug%d", ++Devices);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, REQUEST_CONTEXT);
	Attributes.EvtCleanupCallback = EvtRequestEnds;
	WdfDeviceInitSetRequestAttributes(Init, &Attributes);
	WDF_FILEOBJECT_CONFIG_INIT(&Files, EvtCreate, EvtClose, WDF_NO_EVENT_CALLBACK);
	WdfDeviceInitSetFileObjectConfig(Init, &Files, WDF_NO_OBJECT_ATTRIBUTES);
	WdfDeviceInitSetIoInCallerContextCallback(Init, EvtInCallerContext);
	Status = MakeDevice(&Init, &Name, &Link, EvtControl, WdfIoQueueDispatchParallel, &Hot);
	if (!NT_SUCCESS(Status)) {
		Hot = NULL;
		if (Init)
			WdfDeviceInitFree(Init);
	}
	return Status;
}

static NTSTATUS Count(WDFREQUEST Request)
{
	struct hot_counts *Counts;
	NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, sizeof(*Counts),
							 (PVOID *)&Counts, NULL);

	if (!NT_SUCCESS(Status))
		return Status;
	Counts->stalled = Stalled;
	Counts->requests = Requests;
	Counts->ended = Ended;
	Counts->creates = Creates;
	Counts->closes = Closes;
	return STATUS_SUCCESS;
}

static NTSTATUS Manage(WDFREQUEST Request, ULONG Code)
{
	switch (Code) {
	case HOT_REPLUG:
		if (Hot)
			WdfObjectDelete(Hot);
		return MakeHot();
	case HOT_RELEASE:
		KeSetEvent(&Go, IO_NO_INCREMENT, FALSE);
		return STATUS_SUCCESS;
	case HOT_HOLD:
		KeClearEvent(&Go);
		return STATUS_SUCCESS;
	case HOT_COUNTS:
		return Count(Request);
	default:
		return STATUS_INVALID_DEVICE_REQUEST;
	}
}

/* A replug waits for what stalls, so it is the other controls' turn meanwhile. */
static VOID EvtManage(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputLength, size_t InputLength,
		      ULONG Code)
{
	NTSTATUS Status = Manage(Request, Code);

	UNREFERENCED_PARAMETER(Queue);
	UNREFERENCED_PARAMETER(OutputLength);
	UNREFERENCED_PARAMETER(InputLength);
	WdfRequestCompleteWithInformation(Request, Status,
					  Code == HOT_COUNTS ? sizeof(struct hot_counts) : 0);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
	DbgPrint("wdf_hotplug: %d requests, %d ended\n", Requests + Creates, Ended);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\WdfHotplugManager");
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\WdfHotplugManager");
	WDF_DRIVER_CONFIG Config;
	PWDFDEVICE_INIT Init;
	WDFDEVICE Manager;
	NTSTATUS Status;

	KeInitializeEvent(&Go, NotificationEvent, FALSE);
	WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
	Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	Config.EvtDriverUnload = EvtUnload;
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
				 &TheDriver);
	if (!NT_SUCCESS(Status))
		return Status;
	Init = WdfControlDeviceInitAllocate(TheDriver, NULL);
	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	Status = MakeDevice(&Init, &Name, &Link, EvtManage, WdfIoQueueDispatchParallel, &Manager);
	if (!NT_SUCCESS(Status) && Init)
		WdfDeviceInitFree(Init);
	return NT_SUCCESS(Status) ? MakeHot() : Status;
}
