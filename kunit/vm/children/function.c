/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A function driver of the framework for the children of bus.c. Child number 2 is called Child2, and a read of it
 * returns its description by the INF.
 */
#include <ntddk.h>
#include <wdf.h>
#include <ntstrsafe.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_DEVICE_D0_ENTRY D0Entry;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;
static EVT_WDF_IO_QUEUE_IO_READ Read;

static ULONG NumberOf(WDFDEVICE Device)
{
	ULONG Number = 0, Size;

	WdfDeviceQueryProperty(Device, DevicePropertyUINumber, sizeof(Number), &Number, &Size);
	return Number;
}

static NTSTATUS D0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Previous)
{
	UNREFERENCED_PARAMETER(Previous);
	DbgPrint("children: entry %lu\n", NumberOf(Device));
	return STATUS_SUCCESS;
}

static NTSTATUS D0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
	UNREFERENCED_PARAMETER(Target);
	DbgPrint("children: exit %lu\n", NumberOf(Device));
	return STATUS_SUCCESS;
}

static VOID Read(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	WCHAR Text[64];
	ULONG Size = 0, i;
	PUCHAR Buffer;
	NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, Length, (PVOID *)&Buffer, NULL);

	if (NT_SUCCESS(Status))
		Status = WdfDeviceQueryProperty(WdfIoQueueGetDevice(Queue), DevicePropertyDeviceDescription,
						sizeof(Text), Text, &Size);
	for (i = 0; i < Size / sizeof(WCHAR) && Text[i] && i < Length; i++)
		Buffer[i] = (UCHAR)Text[i];
	WdfRequestCompleteWithInformation(Request, Status, NT_SUCCESS(Status) ? i : 0);
}

static NTSTATUS MakeLink(WDFDEVICE Device)
{
	DECLARE_UNICODE_STRING_SIZE(Link, 64);
	NTSTATUS Status = RtlUnicodeStringPrintf(&Link, L"\\DosDevices\\Child%lu", NumberOf(Device));

	return NT_SUCCESS(Status) ? WdfDeviceCreateSymbolicLink(Device, &Link) : Status;
}

static NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
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
	return NT_SUCCESS(Status) ? MakeLink(Device) : Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
			       WDF_NO_HANDLE);
}
