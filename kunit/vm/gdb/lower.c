/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A framework driver whose reads wait in a queue. A write stops the machine, when a routine runs and an item waits
 * behind it.
 */
#include <ntddk.h>
#include <wdf.h>
#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;
static EVT_WDF_DRIVER_UNLOAD EvtUnload;
static EVT_WDF_IO_QUEUE_IO_WRITE EvtWrite;
static IO_WORKITEM_ROUTINE Runs, Waits;

static WDFDEVICE Device;
static WDFQUEUE Reads;
static PIO_WORKITEM Running, Waiting;
static KEVENT Begun, Never;

static VOID Runs(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Begun, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(&Never, Executive, KernelMode, FALSE, NULL);
}

static VOID Waits(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
}

static VOID EvtWrite(WDFQUEUE Queue, WDFREQUEST Request, size_t Length)
{
	PDEVICE_OBJECT DeviceObject = WdfDeviceWdmGetDeviceObject(Device);

	UNREFERENCED_PARAMETER(Queue);
	UNREFERENCED_PARAMETER(Request);
	UNREFERENCED_PARAMETER(Length);
	Running = IoAllocateWorkItem(DeviceObject);
	Waiting = IoAllocateWorkItem(DeviceObject);
	IoQueueWorkItem(Running, Runs, DelayedWorkQueue, (PVOID)0x1234);
	KeWaitForSingleObject(&Begun, Executive, KernelMode, FALSE, NULL);
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItem(Waiting, Waits, CriticalWorkQueue, (PVOID)0x5678);
	KeBugCheckEx(0xE2, 1, 2, 3, 4);
}

static VOID EvtUnload(WDFDRIVER Driver)
{
	UNREFERENCED_PARAMETER(Driver);
}

static NTSTATUS MakeQueues(VOID)
{
	WDF_IO_QUEUE_CONFIG Config;
	NTSTATUS Status;

	WDF_IO_QUEUE_CONFIG_INIT_DEFAULT_QUEUE(&Config, WdfIoQueueDispatchSequential);
	Config.EvtIoWrite = EvtWrite;
	Status = WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, NULL);
	if (!NT_SUCCESS(Status))
		return Status;
	WDF_IO_QUEUE_CONFIG_INIT(&Config, WdfIoQueueDispatchManual);
	Status = WdfIoQueueCreate(Device, &Config, WDF_NO_OBJECT_ATTRIBUTES, &Reads);
	return NT_SUCCESS(Status) ? WdfDeviceConfigureRequestDispatching(Device, Reads, WdfRequestTypeRead) : Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\Gdb");
	DECLARE_CONST_UNICODE_STRING(Link, L"\\DosDevices\\Gdb");
	PWDFDEVICE_INIT Init;
	WDF_DRIVER_CONFIG Config;
	WDFDRIVER Driver;
	NTSTATUS Status;

	KeInitializeEvent(&Begun, NotificationEvent, FALSE);
	KeInitializeEvent(&Never, NotificationEvent, FALSE);
	WDF_DRIVER_CONFIG_INIT(&Config, WDF_NO_EVENT_CALLBACK);
	Config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	Config.EvtDriverUnload = EvtUnload;
	Status = WdfDriverCreate(DriverObject, RegistryPath, WDF_NO_OBJECT_ATTRIBUTES, &Config, &Driver);
	if (!NT_SUCCESS(Status))
		return Status;
	Init = WdfControlDeviceInitAllocate(Driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	if (!Init)
		return STATUS_INSUFFICIENT_RESOURCES;
	Status = WdfDeviceInitAssignName(Init, &Name);
	if (NT_SUCCESS(Status))
		Status = WdfDeviceCreate(&Init, WDF_NO_OBJECT_ATTRIBUTES, &Device);
	if (!NT_SUCCESS(Status)) {
		WdfDeviceInitFree(Init);
		return Status;
	}
	Status = MakeQueues();
	if (NT_SUCCESS(Status))
		Status = WdfDeviceCreateSymbolicLink(Device, &Link);
	if (NT_SUCCESS(Status))
		WdfControlFinishInitializing(Device);
	return Status;
}
