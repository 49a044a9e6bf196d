/* SPDX-License-Identifier: GPL-2.0 */
/* A framework's driver that tells of its device's end of power, and of the notice before. */
#include "../shutdown_notice.h"

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;

static LONG Notices, Exits;

static NTSTATUS D0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
	UNREFERENCED_PARAMETER(Device);
	Exits++;
	DbgPrint("power_off: exit %d to state %d, after %d notice\n", Exits, Target, Notices);
	return STATUS_SUCCESS;
}

static VOID Shutdown(WDFDEVICE Device)
{
	UNREFERENCED_PARAMETER(Device);
	Notices++;
	DbgPrint("power_off: notice %d after %d exits\n", Notices, Exits);
}

static NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDFDEVICE Device;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDeviceD0Exit = D0Exit;
	WdfDeviceInitSetPnpPowerEventCallbacks(Init, &Callbacks);
	return WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	return MakeDriver(DriverObject, RegistryPath);
}
