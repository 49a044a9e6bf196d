/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that does once what each trace event tells of. Each step waits for the one before it.
 */
#include "../driver.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static IO_WORKITEM_ROUTINE FreesItself, Completes;
static WORKER_THREAD_ROUTINE OnStack;
static KDEFERRED_ROUTINE QueuesItem;
static DRIVER_DISPATCH Create, Control;
static DRIVER_CANCEL Cancelled;

#define IOCTL_PENDS CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_WAITS CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_ANY_ACCESS)

static PDEVICE_OBJECT Device;
static KEVENT Done;
static KTIMER Timer;
static KDPC Dpc;

static VOID FreesItself(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoFreeWorkItem((PIO_WORKITEM)Context);
	KeSetEvent(&Done, IO_NO_INCREMENT, FALSE);
}

static VOID QueueItem(PIO_WORKITEM_ROUTINE Routine, PVOID Context)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);

	if (Item)
		IoQueueWorkItem(Item, Routine, DelayedWorkQueue, Context ? Context : Item);
}

static VOID QueuesItem(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	UNREFERENCED_PARAMETER(Dpc);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Argument1);
	UNREFERENCED_PARAMETER(Argument2);
	QueueItem(FreesItself, NULL);
}

static VOID WaitForDone(VOID)
{
	KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
}

static DECLSPEC_NOINLINE VOID RunTimer(VOID)
{
	LARGE_INTEGER Due = { .QuadPart = -10000 };

	KeInitializeTimer(&Timer);
	KeInitializeDpc(&Dpc, QueuesItem, NULL);
	KeSetTimer(&Timer, Due, &Dpc);
	WaitForDone();
}

static DECLSPEC_NOINLINE VOID CancelTimer(VOID)
{
	LARGE_INTEGER Due = { .QuadPart = -36000000000 };

	KeSetTimerEx(&Timer, Due, 5, NULL);
	KeCancelTimer(&Timer);
	KeCancelTimer(&Timer);
}

static DECLSPEC_NOINLINE VOID UsePool(VOID)
{
	PVOID Block = ExAllocatePool2(POOL_FLAG_PAGED, 24, 'lo\1T');

	PIRP Irp = IoAllocateIrp(1, FALSE);

	if (Block)
		ExFreePool(Block);
	if (Irp)
		IoFreeIrp(Irp);
}

static VOID OnStack(PVOID Context)
{
	KeSetEvent((PRKEVENT)Context, IO_NO_INCREMENT, FALSE);
}

static VOID RunItemOnStack(VOID)
{
	WORK_QUEUE_ITEM Item;

	ExInitializeWorkItem(&Item, OnStack, &Done);
	ExQueueWorkItem(&Item, CriticalWorkQueue);
	WaitForDone();
}

static NTSTATUS Create(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Completes(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	PIRP Irp = (PIRP)Context;

	UNREFERENCED_PARAMETER(DeviceObject);
	IoFreeWorkItem((PIO_WORKITEM)Irp->Tail.Overlay.DriverContext[0]);
	Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Cancelled(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoReleaseCancelSpinLock(Irp->CancelIrql);
	Finish(Irp, STATUS_CANCELLED, 0);
}

static NTSTATUS Control(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	ULONG Code = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode;

	UNREFERENCED_PARAMETER(DeviceObject);
	IoMarkIrpPending(Irp);
	if (Code == IOCTL_WAITS) {
		IoSetCancelRoutine(Irp, Cancelled);
	} else {
		Irp->Tail.Overlay.DriverContext[0] = IoAllocateWorkItem(Device);
		IoQueueWorkItem((PIO_WORKITEM)Irp->Tail.Overlay.DriverContext[0], Completes, DelayedWorkQueue, Irp);
	}
	return STATUS_PENDING;
}

static NTSTATUS Send(ULONG Code)
{
	IO_STATUS_BLOCK Result;
	PIRP Irp = IoBuildDeviceIoControlRequest(Code, Device, NULL, 0, NULL, 0, FALSE, &Done, &Result);

	if (!Irp)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (IoCallDriver(Device, Irp) == STATUS_PENDING) {
		if (Code == IOCTL_WAITS)
			IoCancelIrp(Irp);
		WaitForDone();
	}
	return Result.Status;
}

static DECLSPEC_NOINLINE VOID FreeTwice(VOID)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Device);

	IoFreeWorkItem(Item);
	IoFreeWorkItem(Item);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Traced");
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;
	KeInitializeEvent(&Done, SynchronizationEvent, FALSE);
	RunTimer();
	CancelTimer();
	UsePool();
	RunItemOnStack();
	Status = Send(IOCTL_PENDS);
	DbgPrintEx(DPFLTR_IHVDRIVER_ID, DPFLTR_TRACE_LEVEL, "tracing: 0x%x and 0x%x\n", Status, Send(IOCTL_WAITS));
	FreeTwice();
	return STATUS_SUCCESS;
}
