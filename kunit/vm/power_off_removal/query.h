/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver whose EvtDeviceQueryRemove answers, with ANSWER, only when the machine goes down. The one whose device stays
 * answers when the other device has gone, for which the machine does not wait.
 */
#include "../shutdown_notice.h"

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DEVICE_QUERY_REMOVE QueryRemove;
static EVT_WDF_DEVICE_D0_EXIT D0Exit;

static KEVENT GoesDown;
static PKEVENT HasGone;			/* of both drivers, by its name */
static HANDLE HasGoneHandle;

static NTSTATUS QueryRemove(WDFDEVICE Device)
{
	LARGE_INTEGER Second;

	UNREFERENCED_PARAMETER(Device);
	DbgPrint("%s: asked\n", KBUILD_MODNAME);
	KeWaitForSingleObject(&GoesDown, Executive, KernelMode, FALSE, NULL);
	/* By then the devices' own shutdown has most likely begun. Without it the test still holds. */
	Second.QuadPart = -10000000LL;
	KeDelayExecutionThread(KernelMode, FALSE, &Second);
	if (!NT_SUCCESS(ANSWER))
		KeWaitForSingleObject(HasGone, Executive, KernelMode, FALSE, NULL);
	return ANSWER;
}

static NTSTATUS D0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE Target)
{
	UNREFERENCED_PARAMETER(Device);
	DbgPrint("%s: exit to state %d\n", KBUILD_MODNAME, Target);
	if (NT_SUCCESS(ANSWER))
		KeSetEvent(HasGone, IO_NO_INCREMENT, FALSE);
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
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\QueryHasGone");

	KeInitializeEvent(&GoesDown, NotificationEvent, FALSE);
	HasGone = IoCreateNotificationEvent(&Name, &HasGoneHandle);
	if (!HasGone)
		return STATUS_INSUFFICIENT_RESOURCES;
	KeClearEvent(HasGone);
	return MakeDriver(DriverObject, RegistryPath);
}
