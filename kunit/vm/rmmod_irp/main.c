/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver sends itself a read request, which it pends. It returns
 * from DriverUnload while the request is out. A timer's DPC completes it, after the unload has waited
 * long enough to name the device. The completion routine is also code of the driver.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Read;
static IO_COMPLETION_ROUTINE Completed;
static KDEFERRED_ROUTINE Finish;

static PDEVICE_OBJECT Device;
static KTIMER Timer;
static KDPC Dpc;
static PIRP Pended;

static NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoMarkIrpPending(Irp);
	Pended = Irp;
	return STATUS_PENDING;
}

static NTSTATUS Completed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	IoFreeIrp(Irp);
	DbgPrint("rmmod_irp: the request is complete\n");
	return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Finish(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	Pended->IoStatus.Status = STATUS_SUCCESS;
	IoCompleteRequest(Pended, IO_NO_INCREMENT);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	LARGE_INTEGER Due;

	UNREFERENCED_PARAMETER(DriverObject);
	Due.QuadPart = -150000000;
	KeSetTimer(&Timer, Due, &Dpc);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\Pends");
	NTSTATUS Status;
	PIRP Irp;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeDpc(&Dpc, Finish, NULL);
	KeInitializeTimer(&Timer);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	Status = IoCreateDevice(DriverObject, 0, (PUNICODE_STRING)&Name, FILE_DEVICE_UNKNOWN, 0, FALSE,
				&Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Irp = IoAllocateIrp(Device->StackSize, FALSE);
	if (!Irp) {
		IoDeleteDevice(Device);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	IoGetNextIrpStackLocation(Irp)->MajorFunction = IRP_MJ_READ;
	IoSetCompletionRoutine(Irp, Completed, NULL, TRUE, TRUE, TRUE);
	IoCallDriver(Device, Irp);
	return STATUS_SUCCESS;
}
