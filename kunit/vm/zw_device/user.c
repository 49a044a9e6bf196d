/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Opens the device of zw_below by its link, and sends it requests in the threads of a program.
 */
#include <ntifs.h>

#include "../driver.h"
#include "zw_device.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Control;

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\ZwUser");
static HANDLE Synchronous, Asynchronous;

/* Of the request on the asynchronous file. */
static IO_STATUS_BLOCK Result;
static struct look Look;
static NTSTATUS Submitted;
static PFILE_OBJECT File;

static NTSTATUS OpenByName(PCWSTR Text, ULONG Options, PHANDLE File)
{
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Opened;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Text);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
	return ZwOpenFile(File, GENERIC_READ | GENERIC_WRITE | SYNCHRONIZE, &Attributes, &Opened, 0, Options);
}

static NTSTATUS Open(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Code = Location->Parameters.DeviceIoControl.IoControlCode;
	PVOID Buffer = Irp->AssociatedIrp.SystemBuffer;
	struct result *Told = Buffer;
	IO_STATUS_BLOCK Answer = { .Information = 0 };
	NTSTATUS Status;
	HANDLE Own;

	UNREFERENCED_PARAMETER(Device);
	switch (Code) {
	case ZW_LOOK:
	case ZW_HOLD:
		Status = ZwDeviceIoControlFile(Synchronous, NULL, NULL, NULL, &Answer, Code, NULL, 0, Buffer,
					       Location->Parameters.DeviceIoControl.OutputBufferLength);
		return Finish(Irp, Status, Answer.Information);
	case ZW_SUBMIT:
		Result.Status = STATUS_PENDING;
		if (!NT_SUCCESS(ObReferenceObjectByHandle(Asynchronous, 0, *IoFileObjectType, KernelMode,
							  (PVOID *)&File, NULL)))
			return Finish(Irp, STATUS_UNSUCCESSFUL, 0);
		Submitted = ZwDeviceIoControlFile(Asynchronous,
						  *(int *)Buffer < 0 ? NULL : (HANDLE)(LONG_PTR)*(int *)Buffer,
						  NULL, NULL, &Result, ZW_HOLD, NULL, 0, &Look, sizeof(Look));
		if (*(int *)Buffer >= 0)
			ObDereferenceObject(File);
		return Finish(Irp, STATUS_SUCCESS, 0);
	case ZW_AWAIT:
	case ZW_RESULT:
		if (Code == ZW_AWAIT) {
			KeWaitForSingleObject(&File->Event, Executive, KernelMode, FALSE, NULL);
			ObDereferenceObject(File);
		}
		Told->status = Submitted;
		Told->iosb_status = Result.Status;
		Told->information = Result.Information;
		Told->look = Look;
		return Finish(Irp, STATUS_SUCCESS, sizeof(*Told));
	case ZW_OPEN_OWN:
		return Finish(Irp, OpenByName(L"\\Device\\ZwUser", FILE_SYNCHRONOUS_IO_NONALERT, &Own), 0);
	case ZW_CLOSE:
		ZwClose(Synchronous);
		ZwClose(Asynchronous);
		return Finish(Irp, STATUS_SUCCESS, 0);
	default:
		return Finish(Irp, STATUS_INVALID_DEVICE_REQUEST, 0);
	}
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\ZwUser");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = OpenByName(L"\\??\\ZwBelow", FILE_SYNCHRONOUS_IO_NONALERT, &Synchronous);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = OpenByName(L"\\??\\ZwBelow", 0, &Asynchronous);
	if (NT_SUCCESS(Status)) {
		Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);
		if (NT_SUCCESS(Status))
			Status = IoCreateSymbolicLink(&Link, &Name);
		if (!NT_SUCCESS(Status))
			ZwClose(Asynchronous);
	}
	if (!NT_SUCCESS(Status))
		ZwClose(Synchronous);
	return Status;
}
