/* SPDX-License-Identifier: GPL-2.0 */
/* A driver whose EvtDeviceQueryRemove answers, with ANSWER, only when the machine goes down. */
#include "../shutdown_notice.h"

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DEVICE_QUERY_REMOVE QueryRemove;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;

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

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	KeInitializeEvent(&GoesDown, NotificationEvent, FALSE);
	return MakeDriver(DriverObject, RegistryPath);
}
