/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For drivers of VM tests whose routines note events, which a program takes one by one. The driver defines struct event
 * and EVENTS, the most that are kept, in front of the include, and Do(), which has its controls.
 */
#ifndef WINWORK_KUNIT_VM_EVENTS_H
#define WINWORK_KUNIT_VM_EVENTS_H

#include "driver.h"

#include <ntifs.h>

static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Control;

static NTSTATUS Do(ULONG Code, PVOID Data);

static UNICODE_STRING Link;
static struct event Events[EVENTS];
static ULONG First, Count;
static KSPIN_LOCK Lock;
static KSEMAPHORE Available;

static void Note(const struct event *Event)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	NT_ASSERT(Count < EVENTS);
	Events[(First + Count++) % EVENTS] = *Event;
	KeReleaseSpinLock(&Lock, Irql);
	KeReleaseSemaphore(&Available, IO_NO_INCREMENT, 1, FALSE);
}

static ULONG Number(HANDLE Id)
{
	return (ULONG)(ULONG_PTR)Id;
}

/* A minute at most. */
static NTSTATUS Wait(PVOID Object)
{
	LARGE_INTEGER Minute = { .QuadPart = -60ll * 10000000 };
	const NTSTATUS Status = KeWaitForSingleObject(Object, Executive, UserMode, FALSE, &Minute);

	return Status == STATUS_SUCCESS ? Status : STATUS_UNSUCCESSFUL;
}

static NTSTATUS Next(struct event *To)
{
	KIRQL Irql;
	const NTSTATUS Status = Wait(&Available);

	if (!NT_SUCCESS(Status))
		return Status;
	KeAcquireSpinLock(&Lock, &Irql);
	*To = Events[First];
	First = (First + 1) % EVENTS;
	Count--;
	KeReleaseSpinLock(&Lock, Irql);
	return Status;
}

static NTSTATUS Open(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	const NTSTATUS Status = Do(Location->Parameters.DeviceIoControl.IoControlCode, Irp->AssociatedIrp.SystemBuffer);

	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, Status, Location->Parameters.DeviceIoControl.OutputBufferLength);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

/* The names of the device and of its link. */
static NTSTATUS StartEvents(PDRIVER_OBJECT DriverObject, PCWSTR Name, PCWSTR LinkName)
{
	UNICODE_STRING DeviceName;
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	RtlInitUnicodeString(&DeviceName, Name);
	RtlInitUnicodeString(&Link, LinkName);
	KeInitializeSpinLock(&Lock);
	KeInitializeSemaphore(&Available, 0, MAXLONG);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = IoCreateDevice(DriverObject, 0, &DeviceName, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
	if (NT_SUCCESS(Status))
		Status = IoCreateSymbolicLink(&Link, &DeviceName);
	return Status;
}

#endif
