/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A read is completed from a work item. Its routine returns early when an allocation fails, without completing
 * the request.
 */
#define NAME L"Samples"
#include "walk.h"

DRIVER_INITIALIZE DriverEntry;

enum { kTag = 'ataD' };

static IO_WORKITEM_ROUTINE_EX Produce;
static VOID Produce(PVOID Object, PVOID Context, PIO_WORKITEM Item)
{
	PIRP Irp = Context;
	const ULONG Length = IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.Length;
	/* A million samples for each byte. */
	PVOID Samples = ExAllocatePool2(POOL_FLAG_NON_PAGED, (SIZE_T)Length << 20, kTag);

	UNREFERENCED_PARAMETER(Object);
	IoFreeWorkItem(Item);
	if (!Samples)
		return;
	RtlFillMemory(Irp->AssociatedIrp.SystemBuffer, Length, 's');
	ExFreePoolWithTag(Samples, kTag);
	Finish(Irp, STATUS_SUCCESS, Length);
}

static DRIVER_DISPATCH Read;
static NTSTATUS Read(PDEVICE_OBJECT Object, PIRP Irp)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(Object);

	if (!Item)
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	IoMarkIrpPending(Irp);
	IoQueueWorkItemEx(Item, Produce, DelayedWorkQueue, Irp);
	return STATUS_PENDING;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = UnloadDevice;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	return CreateDevice(DriverObject);
}
