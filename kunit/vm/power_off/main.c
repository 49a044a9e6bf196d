/* SPDX-License-Identifier: GPL-2.0 */
/* A framework's driver that tells of its device's end of power, and of the notice before. */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;
static EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION Shutdown;

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

static NTSTATUS MakeControlDevice(WDFDRIVER Driver)
{
	PWDFDEVICE_INIT Init = WdfControlDeviceInitAllocate(
		Driver, &SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RW_RES_R);
	WDFDEVICE Device;
	NTSTATUS Status;

	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	WdfControlDeviceInitSetShutdownNotification(Init, Shutdown, WdfDeviceShutdown);
	Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
	if (NT_SUCCESS(Status))
		WdfControlFinishInitializing(Device);
	return Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;
	WDFDRIVER Driver;
	NTSTATUS Status;

	WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, &Driver);
	return NT_SUCCESS(Status) ? MakeControlDevice(Driver) : Status;
}
