/* SPDX-License-Identifier: GPL-2.0 */
/* A driver whose EvtDeviceQueryRemove answers, with ANSWER, only when the machine goes down. */
#include <ntddk.h>
#include <wdf.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD DeviceAdd;
static EVT_WDF_DEVICE_QUERY_REMOVE QueryRemove;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;
static EVT_WDF_DEVICE_SHUTDOWN_NOTIFICATION Shutdown;

static KEVENT GoesDown;

static NTSTATUS QueryRemove(WDFDEVICE Device)
{
	LARGE_INTEGER Second;

	UNREFERENCED_PARAMETER(Device);
	DbgPrint("%s: asked\n", KBUILD_MODNAME);
	KeWaitForSingleObject(&GoesDown, Executive, KernelMode, FALSE, NULL);
	/* By then the devices' own shutdown has most likely begun. Without it the test still holds. */
	Second.QuadPart = -10000000LL;
	KeDelayExecutionThread(KernelMode, FALSE, &Second);
	return ANSWER;
}

static NTSTATUS D0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
	UNREFERENCED_PARAMETER(Device);
	DbgPrint("%s: exit to state %d\n", KBUILD_MODNAME, Target);
	return STATUS_SUCCESS;
}

static VOID Shutdown(WDFDEVICE Device)
{
	UNREFERENCED_PARAMETER(Device);
	KeSetEvent(&GoesDown, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS DeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT Init)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDFDEVICE Device;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDeviceQueryRemove = QueryRemove;
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

	KeInitializeEvent(&GoesDown, NotificationEvent, FALSE);
	WDF_DRIVER_CONFIG_INIT(&Config, DeviceAdd);
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, &Driver);
	return NT_SUCCESS(Status) ? MakeControlDevice(Driver) : Status;
}
