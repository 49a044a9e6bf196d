/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver whose device arrives with insmod and leaves with rmmod, while items of two
 * kinds are queued and running: that of the device, and one-shot items that delete themselves.
 */
#include <ntddk.h>
#include <wdf.h>

#define ONE_SHOTS 50

typedef struct _DEVICE_CONTEXT {
	WDFWORKITEM Item;
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, GetDeviceContext)

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_DEVICE_D0_ENTRY EvtD0Entry;
static EVT_WDF_DEVICE_D0_EXIT EvtD0Exit;
static EVT_WDF_WORKITEM EvtItem, EvtOneShot;
static EVT_WDF_OBJECT_CONTEXT_DESTROY EvtOneShotDestroy, EvtDeviceDestroy;

static volatile LONG OneShotsLeft = ONE_SHOTS;

static VOID EvtItem(WDFWORKITEM WorkItem)
{
	LARGE_INTEGER Time;

	Time.QuadPart = WDF_REL_TIMEOUT_IN_MS(20);
	KeDelayExecutionThread(KernelMode, FALSE, &Time);
	/* The device is still there. */
	NT_VERIFY(GetDeviceContext(WdfWorkItemGetParentObject(WorkItem))->Item == WorkItem);
	DbgPrint("wdf_device: the device's routine ends\n");
}

static VOID EvtOneShot(WDFWORKITEM WorkItem)
{
	WdfObjectDelete(WorkItem);
	KeStallExecutionProcessor(50);
}

static VOID EvtOneShotDestroy(WDFOBJECT Object)
{
	UNREFERENCED_PARAMETER(Object);
	if (!InterlockedDecrement(&OneShotsLeft))
		DbgPrint("wdf_device: no one-shot item is left\n");
}

static VOID EvtDeviceDestroy(WDFOBJECT Object)
{
	UNREFERENCED_PARAMETER(Object);
	DbgPrint("wdf_device: the device is destroyed\n");
}

static NTSTATUS EvtD0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG Config;
	WDFWORKITEM WorkItem;
	NTSTATUS Status;
	ULONG i;

	UNREFERENCED_PARAMETER(PreviousState);
	WdfWorkItemEnqueue(GetDeviceContext(Device)->Item);
	WDF_WORKITEM_CONFIG_INIT(&Config, EvtOneShot);
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.EvtDestroyCallback = EvtOneShotDestroy;
	Attributes.ParentObject = Device;
	for (i = 0; i < ONE_SHOTS; i++) {
		Status = WdfWorkItemCreate(&Config, &Attributes, &WorkItem);
		if (!NT_SUCCESS(Status))
			return Status;
		WdfWorkItemEnqueue(WorkItem);
	}
	return STATUS_SUCCESS;
}

static NTSTATUS EvtD0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState)
{
	UNREFERENCED_PARAMETER(TargetState);
	DbgPrint("wdf_device: the device leaves\n");
	WdfWorkItemEnqueue(GetDeviceContext(Device)->Item);
	return STATUS_SUCCESS;
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG Config;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDeviceD0Entry = EvtD0Entry;
	Callbacks.EvtDeviceD0Exit = EvtD0Exit;
	WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &Callbacks);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, DEVICE_CONTEXT);
	Attributes.EvtDestroyCallback = EvtDeviceDestroy;
	Status = WdfDeviceCreate(&DeviceInit, &Attributes, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_WORKITEM_CONFIG_INIT(&Config, EvtItem);
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Device;
	return WdfWorkItemCreate(&Config, &Attributes, &GetDeviceContext(Device)->Item);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
	DbgPrint("wdf_device: EvtDriverUnload\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, EvtDeviceAdd);
	Config.EvtDriverUnload = EvtUnload;
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
			       WDF_NO_HANDLE);
}
