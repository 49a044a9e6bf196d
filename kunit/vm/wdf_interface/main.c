/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver of the framework whose device programs find by its interfaces. A timer completes its
 * reads, with the name that the file was opened by.
 */
#include <ntddk.h>
#include <wdf.h>
#include <initguid.h>

#include "wdf_interface.h"

typedef struct {
	WDFQUEUE Waiting;
	WDFTIMER Timer;
} DEVICE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, DeviceContext)

static VOID EvtTimer(WDFTIMER Timer)
{
	WDFDEVICE Device = (WDFDEVICE)WdfTimerGetParentObject(Timer);
	WDFREQUEST Request;
	WDFQUEUE Waiting = DeviceContext(Device)->Waiting;

	while (NT_SUCCESS(WdfIoQueueRetrieveNextRequest(Waiting, &Request))) {
		PUNICODE_STRING Name = WdfFileObjectGetFileName(WdfRequestGetFileObject(Request));
		PVOID Buffer;
		NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, Name->Length + 2, &Buffer,
								 NULL);

		if (NT_SUCCESS(Status)) {
			RtlZeroMemory(Buffer, Name->Length + 2);
			RtlCopyMemory(Buffer, Name->Buffer, Name->Length);
		}
		WdfRequestCompleteWithInformation(Request, Status, Name->Length + 2);
	}
}

static VOID EvtRead(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	DEVICE_CONTEXT *Context = DeviceContext(WdfIoQueueGetDevice(Queue));
	NTSTATUS Status = WdfRequestForwardToIoQueue(Request, Context->Waiting);

	UNREFERENCED_PARAMETER(Length);
	if (!NT_SUCCESS(Status))
		WdfRequestComplete(Request, Status);
	WdfTimerStart(Context->Timer, WDF_REL_TIMEOUT_IN_MS(5));
}

static VOID EvtControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputLength, size_t InputLength,
		       ULONG Code)
{
	PULONG State;
	NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(*State), (PVOID *)&State,
							NULL);

	UNREFERENCED_PARAMETER(OutputLength);
	UNREFERENCED_PARAMETER(InputLength);
	if (NT_SUCCESS(Status) && Code == IOCTL_SET_STATE)
		WdfDeviceSetDeviceInterfaceState(WdfIoQueueGetDevice(Queue), &GUID_WDF_INTERFACE,
						 NULL, (BOOLEAN)*State);
	WdfRequestComplete(Request, Status);
}

static NTSTATUS CreateQueues(WDFDEVICE Device)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_IO_QUEUE_CONFIG Config;
	NTSTATUS Status;

	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ExecutionLevel = WdfExecutionLevelPassive;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchParallel);
	Config.EvtIoRead = EvtRead;
	Config.EvtIoDeviceControl = EvtControl;
	Status = WdfIoQueueCreate(Device, &Config, &Attributes, NULL);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT(&Config, WdfIoQueueDispatchManual);
	return WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES,
				&DeviceContext(Device)->Waiting);
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	DECLARE_CONST_UNICODE_STRING(Part, L"part");
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\WdfInterface");
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_FILEOBJECT_CONFIG Files;
	WDF_TIMER_CONFIG Timer;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_FILEOBJECT_CONFIG_INIT(&Files, WDF_NO_EVENT_CALLBACK, WDF_NO_EVENT_CALLBACK,
				   WDF_NO_EVENT_CALLBACK);
	WdfDeviceInitSetFileObjectConfig(Init, &Files, WDF_NO_OBJECT_ATTRIBUTES);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, DEVICE_CONTEXT);
	Status = WdfDeviceCreate(&Init, &Attributes, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = CreateQueues(Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_TIMER_CONFIG_INIT(&Timer, EvtTimer);
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Device;
	Status = WdfTimerCreate(&Timer, &Attributes, &DeviceContext(Device)->Timer);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = WdfDeviceCreateDeviceInterface(Device, &GUID_WDF_INTERFACE, NULL);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = WdfDeviceCreateDeviceInterface(Device, &GUID_WDF_INTERFACE, &Part);
	if (!NT_SUCCESS(Status))
		return Status;
	/* The device has no name. */
	return WdfDeviceCreateSymbolicLink(Device, &Link);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, EvtDeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, NULL);
}
