/* SPDX-License-Identifier: MIT */
/*
 * sensors: a framework driver for a device with eight sensors. A DPC finds new readings, in its
 * interrupt's stead, and enqueues the device's one work item, which takes all that there are: the
 * calls that come while it is queued are one. A reading that is out of range wants more time, so
 * it gets a one-shot item, which deletes itself. Nobody waits for the items: the device, and with
 * it the driver, stays until they have ended.
 */
#include <ntddk.h>
#include <wdf.h>

#define SENSORS 8
#define READINGS 32			/* of each sensor */

typedef struct _DEVICE_CONTEXT {
	WDFWORKITEM Collector;
	WDFSPINLOCK Lock;
	KTIMER Timer;
	KDPC Dpc;
	ULONG Ticks;			/* the DPC's */
	ULONG Waiting[SENSORS];		/* readings to collect, under the lock */
	ULONG Collected;		/* the collector's: it is serialised */
	ULONG Runs;
	volatile LONG Alarms;
	volatile LONG Handled;
	volatile LONG Open;		/* what keeps the last line from being printed */
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DEVICE_CONTEXT, DeviceGetContext)

typedef struct _ALARM_CONTEXT {
	ULONG Sensor;
} ALARM_CONTEXT, *PALARM_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(ALARM_CONTEXT, AlarmGetContext)

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_DEVICE_ADD EvtDeviceAdd;
static EVT_WDF_DEVICE_D0_ENTRY EvtD0Entry;
static EVT_WDF_DEVICE_D0_EXIT EvtD0Exit;
static EVT_WDF_WORKITEM EvtCollect, EvtAlarm;
static KDEFERRED_ROUTINE SensorDpc;

static VOID Close(PDEVICE_CONTEXT Context)
{
	if (InterlockedDecrement(&Context->Open) == 0)
		DbgPrint("sensors: %lu of %lu readings collected in %lu runs, %ld of %ld alarms done\n",
			 Context->Collected, (ULONG)SENSORS * READINGS, Context->Runs,
			 Context->Handled, Context->Alarms);
}

/* One piece of work, one item: the last thing it does is to delete itself. */
static VOID EvtAlarm(WDFWORKITEM WorkItem)
{
	PDEVICE_CONTEXT Context = DeviceGetContext(WdfWorkItemGetParentObject(WorkItem));
	LARGE_INTEGER Calibration;

	Calibration.QuadPart = WDF_REL_TIMEOUT_IN_MS(1 + AlarmGetContext(WorkItem)->Sensor);
	KeDelayExecutionThread(KernelMode, FALSE, &Calibration);
	InterlockedIncrement(&Context->Handled);
	Close(Context);
	WdfObjectDelete(WorkItem);
}

static VOID RaiseAlarm(WDFDEVICE Device, ULONG Sensor)
{
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG Config;
	WDFWORKITEM WorkItem;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, ALARM_CONTEXT);
	Attributes.ParentObject = Device;
	WDF_WORKITEM_CONFIG_INIT(&Config, EvtAlarm);
	Config.AutomaticSerialization = FALSE;
	if (!NT_SUCCESS(WdfWorkItemCreate(&Config, &Attributes, &WorkItem)))
		return;
	AlarmGetContext(WorkItem)->Sensor = Sensor;
	InterlockedIncrement(&DeviceGetContext(Device)->Alarms);
	InterlockedIncrement(&DeviceGetContext(Device)->Open);
	WdfWorkItemEnqueue(WorkItem);
}

/* Runs once for any number of calls, so it takes everything. */
static VOID EvtCollect(WDFWORKITEM WorkItem)
{
	WDFDEVICE Device = (WDFDEVICE)WdfWorkItemGetParentObject(WorkItem);
	PDEVICE_CONTEXT Context = DeviceGetContext(Device);
	ULONG Sensor, Taken;

	Context->Runs++;
	for (Sensor = 0; Sensor < SENSORS; Sensor++) {
		WdfSpinLockAcquire(Context->Lock);
		Taken = Context->Waiting[Sensor];
		Context->Waiting[Sensor] = 0;
		WdfSpinLockRelease(Context->Lock);
		for (; Taken; Taken--) {
			if (++Context->Collected % 16 == 0)
				RaiseAlarm(Device, Sensor);
			if (Context->Collected == SENSORS * READINGS)
				Close(Context);
		}
	}
}

static VOID SensorDpc(PKDPC Dpc, PVOID DeferredContext, PVOID Argument1, PVOID Argument2)
{
	PDEVICE_CONTEXT Context = (PDEVICE_CONTEXT)DeferredContext;
	ULONG Sensor;

	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	if (Context->Ticks == READINGS)
		return;
	Context->Ticks++;
	for (Sensor = 0; Sensor < SENSORS; Sensor++) {
		WdfSpinLockAcquire(Context->Lock);
		Context->Waiting[Sensor]++;
		WdfSpinLockRelease(Context->Lock);
		WdfWorkItemEnqueue(Context->Collector);
	}
}

static NTSTATUS EvtD0Entry(WDFDEVICE Device, WDF_POWER_DEVICE_STATE PreviousState)
{
	PDEVICE_CONTEXT Context = DeviceGetContext(Device);
	LARGE_INTEGER Soon;

	UNREFERENCED_PARAMETER(PreviousState);
	Soon.QuadPart = WDF_REL_TIMEOUT_IN_MS(1);
	KeSetTimerEx(&Context->Timer, Soon, 1, &Context->Dpc);
	return STATUS_SUCCESS;
}

static NTSTATUS EvtD0Exit(WDFDEVICE Device, WDF_POWER_DEVICE_STATE TargetState)
{
	PDEVICE_CONTEXT Context = DeviceGetContext(Device);

	UNREFERENCED_PARAMETER(TargetState);
	KeCancelTimer(&Context->Timer);
	KeFlushQueuedDpcs();
	DbgPrint("sensors: the device leaves after %lu of %lu readings\n",
		 Context->Ticks * SENSORS, (ULONG)SENSORS * READINGS);
	return STATUS_SUCCESS;
}

static NTSTATUS EvtDeviceAdd(WDFDRIVER Driver, PWDFDEVICE_INIT DeviceInit)
{
	WDF_PNPPOWER_EVENT_CALLBACKS Callbacks;
	WDF_OBJECT_ATTRIBUTES Attributes;
	WDF_WORKITEM_CONFIG Config;
	PDEVICE_CONTEXT Context;
	WDFDEVICE Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Driver);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&Callbacks);
	Callbacks.EvtDeviceD0Entry = EvtD0Entry;
	Callbacks.EvtDeviceD0Exit = EvtD0Exit;
	WdfDeviceInitSetPnpPowerEventCallbacks(DeviceInit, &Callbacks);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&Attributes, DEVICE_CONTEXT);
	Attributes.ExecutionLevel = WdfExecutionLevelPassive;
	Attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
	Status = WdfDeviceCreate(&DeviceInit, &Attributes, &Device);
	if (!NT_SUCCESS(Status))
		return Status;

	Context = DeviceGetContext(Device);
	Context->Open = 1;
	KeInitializeTimer(&Context->Timer);
	KeInitializeDpc(&Context->Dpc, SensorDpc, Context);
	WDF_OBJECT_ATTRIBUTES_INIT(&Attributes);
	Attributes.ParentObject = Device;
	Status = WdfSpinLockCreate(&Attributes, &Context->Lock);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_WORKITEM_CONFIG_INIT(&Config, EvtCollect);
	return WdfWorkItemCreate(&Config, &Attributes, &Context->Collector);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	WDF_DRIVER_CONFIG Config;

	WDF_DRIVER_CONFIG_INIT(&Config, EvtDeviceAdd);
	return WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config,
			       WDF_NO_HANDLE);
}
