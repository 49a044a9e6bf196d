/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with events that have names.
 */
#include <ntifs.h>

#include "../driver.h"

#include "named_events.h"

DRIVER_INITIALIZE DriverEntry;

static HANDLE Handles[EVENTS];
static PKEVENT Events[EVENTS];
static PCALLBACK_OBJECT Callback;
static KTIMER Timer;
static KDPC Dpc;

static VOID SetInDpc(PKDPC Object, PVOID Event, PVOID First, PVOID Second)
{
	UNREFERENCED_PARAMETER(Object);
	UNREFERENCED_PARAMETER(First);
	UNREFERENCED_PARAMETER(Second);
	KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
}

static int SetLater(PKEVENT Event)
{
	LARGE_INTEGER Due = { .QuadPart = -1000 };

	KeInitializeDpc(&Dpc, SetInDpc, Event);
	KeSetTimer(&Timer, Due, &Dpc);
	return 0;
}

static int Wait(PKEVENT Event)
{
	LARGE_INTEGER None = { .QuadPart = 0 };

	return KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, &None);
}

static int OpenAndSet(VOID)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\Program");
	OBJECT_ATTRIBUTES Attributes;
	HANDLE Handle;
	int Status;

	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	Status = ZwOpenEvent(&Handle, EVENT_MODIFY_STATE, &Attributes);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = ZwSetEvent(Handle, NULL);
	ZwClose(Handle);
	return Status;
}

static int Compare(const struct job *Job, PKEVENT Event)
{
	PVOID Found = NULL;
	NTSTATUS Status = ObReferenceObjectByHandle((HANDLE)(ULONG_PTR)Job->handle, EVENT_MODIFY_STATE,
						    *ExEventObjectType, UserMode, &Found, NULL);

	if (!NT_SUCCESS(Status))
		return FALSE;
	KeSetEvent(Found, IO_NO_INCREMENT, FALSE);
	ObDereferenceObject(Found);
	return Found == Event;
}

static int Work(const struct job *Job)
{
	PKEVENT Event = Events[Job->event % EVENTS];

	switch (Job->work) {
	case SET:
		return KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
	case SET_LATER:
		return SetLater(Event);
	case READ:
		return KeReadStateEvent(Event);
	case WAIT:
		return Wait(Event);
	case OPEN_AND_SET:
		return OpenAndSet();
	default:
		return Compare(Job, Event);
	}
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	int Result;

	UNREFERENCED_PARAMETER(Device);
	if (Location->Parameters.DeviceIoControl.InputBufferLength != sizeof(struct job) ||
	    Location->Parameters.DeviceIoControl.OutputBufferLength != sizeof(Result))
		return Finish(Irp, STATUS_INVALID_PARAMETER, 0);
	Result = Work(Irp->AssociatedIrp.SystemBuffer);
	*(int *)Irp->AssociatedIrp.SystemBuffer = Result;
	return Finish(Irp, STATUS_SUCCESS, sizeof(Result));
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\??\\NamedEvents");

	KeCancelTimer(&Timer);
	KeFlushQueuedDpcs();
	ObDereferenceObject(Events[FOR_ALL]);
	for (int i = 0; i < EVENTS; i++)
		ZwClose(Handles[i]);
	ObDereferenceObject(Callback);
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

/* An event that Windows gives to everybody, and a callback object. */
static NTSTATUS MakeOthers(VOID)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\ForAll");
	UNICODE_STRING CallbackName = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\Callback");
	SECURITY_DESCRIPTOR Descriptor;
	OBJECT_ATTRIBUTES Attributes;

	RtlCreateSecurityDescriptor(&Descriptor, SECURITY_DESCRIPTOR_REVISION);
	RtlSetDaclSecurityDescriptor(&Descriptor, TRUE, NULL, FALSE);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, &Descriptor);
	ZwCreateEvent(&Handles[FOR_ALL], EVENT_ALL_ACCESS, &Attributes, NotificationEvent, TRUE);
	InitializeObjectAttributes(&Attributes, &CallbackName, 0, NULL, NULL);
	ExCreateCallback(&Callback, &Attributes, TRUE, TRUE);
	return ObReferenceObjectByHandle(Handles[FOR_ALL], EVENT_ALL_ACCESS, *ExEventObjectType, KernelMode,
					 (PVOID *)&Events[FOR_ALL], NULL);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Device = RTL_CONSTANT_STRING(L"\\Device\\NamedEvents"), Link = RTL_CONSTANT_STRING(L"\\??\\NamedEvents");
	UNICODE_STRING Manual = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\Manual");
	UNICODE_STRING Automatic = RTL_CONSTANT_STRING(L"\\BaseNamedObjects\\Automatic");
	PDEVICE_OBJECT Object;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	KeInitializeTimer(&Timer);
	Events[MANUAL] = IoCreateNotificationEvent(&Manual, &Handles[MANUAL]);
	Events[AUTOMATIC] = IoCreateSynchronizationEvent(&Automatic, &Handles[AUTOMATIC]);
	KeClearEvent(Events[MANUAL]);
	KeClearEvent(Events[AUTOMATIC]);
	IoCreateDevice(DriverObject, 0, &Device, FILE_DEVICE_UNKNOWN, 0, FALSE, &Object);
	IoCreateSymbolicLink(&Link, &Device);
	return MakeOthers();
}
