/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A function driver of the framework with one device, whose reads return zeros.
 */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_DEVICE_D0_ENTRY D0Entry;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;
static EVT_WDF_IO_QUEUE_IO_READ Read;

static NTSTATUS D0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Previous)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Previous);
	DbgPrint("pnp_function: entry\n");
	return STATUS_SUCCESS;
}

static NTSTATUS D0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Target);
	DbgPrint("pnp_function: exit\n");
	return STATUS_SUCCESS;
}

static VOID Read(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	PVOID Buffer;
	NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, Length, &Buffer, NULL);

	UNREFERENCED_PARAMETER(Queue);
	if (NT_SUCCESS(Status))
		RtlZeroMemory(Buffer, Length);
	WdfRequestCompleteWithInformation(Request, Status, Length);
}

static NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\PnpFunction");
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_IO_QUEUE_CONFIG Config;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDeviceD0Entry = D0Entry;
	Callbacks.EvtDeviceD0Exit = D0Exit;
	WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
	Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchSequential);
	Config.EvtIoRead = Read;
	Status = WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, NULL);
	return NT_SUCCESS(Status) ? WdfDeviceCreateSymbolicLink(Device, &Link) : Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
			       WDF_NO_HANDLE);
}
