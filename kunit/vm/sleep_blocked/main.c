/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose first EvtDeviceD0Exit waits until a thread of its own ends the wait, long after the
 * machine's sleep has been given up.
 */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_DEVICE_D0_ENTRY D0Entry;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;
static EVT_WDF_IO_QUEUE_IO_READ Read;

static LONG Exits, Entries;

static NTSTATUS D0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Previous)
{
	UNREFERENCED_PARAMETER(Device);
	DbgPrint("sleep_blocked: entry %d from state %d\n", InterlockedIncrement(&Entries), Previous);
	return STATUS_SUCCESS;
}

static NTSTATUS D0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
	LARGE_INTEGER Long;

	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Target);
	if (InterlockedIncrement(&Exits) == 1) {
		/* Longer than power_timeout in the test. */
		Long.QuadPart = -8 * 10000000LL;
		KeDelayExecutionThread(KernelMode, FALSE, &Long);
	}
	return STATUS_SUCCESS;
}

static VOID Read(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	UNREFERENCED_PARAMETER(Queue);
	WdfRequestCompleteWithInformation(Request, STATUS_SUCCESS, Length);
}

static NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\SleepBlocked");
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
