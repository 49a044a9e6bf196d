/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Three items queue each other in turn: two of different devices, and an Ex item. At any time one
 * or two of them are queued or running, and never none. DriverUnload returns meanwhile, and the
 * last of them cleans up.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

#define HOPS 6000

static PDEVICE_OBJECT Devices[2];
static PIO_WORKITEM Items[2];
static WORK_QUEUE_ITEM ExItem;
static LONG volatile Hops;

static IO_WORKITEM_ROUTINE_EX FirstDevice, SecondDevice;

static VOID NoDevice(PVOID Parameter)
{
	UNREFERENCED_PARAMETER(Parameter);
	IoQueueWorkItemEx(Items[0], FirstDevice, DelayedWorkQueue, NULL);
}

static VOID FirstDevice(PVOID IoObject, PVOID Context, PIO_WORKITEM WorkItem)
{
	UNREFERENCED_PARAMETER(IoObject);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(WorkItem);
	IoQueueWorkItemEx(Items[1], SecondDevice, DelayedWorkQueue, NULL);
}

static VOID SecondDevice(PVOID IoObject, PVOID Context, PIO_WORKITEM WorkItem)
{
	int i;

	UNREFERENCED_PARAMETER(IoObject);
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(WorkItem);
	if (InterlockedIncrement(&Hops) < HOPS) {
		ExQueueWorkItem(&ExItem, DelayedWorkQueue);
		return;
	}
	DbgPrint("hand_over: the last one\n");
	for (i = 0; i < 2; i++) {
		IoFreeWorkItem(Items[i]);
		ObDereferenceObject(Devices[i]);
	}
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	int i;

	UNREFERENCED_PARAMETER(DriverObject);
	for (i = 0; i < 2; i++)
		IoDeleteDevice(Devices[i]);
	ExQueueWorkItem(&ExItem, DelayedWorkQueue);
	DbgPrint("hand_over: DriverUnload returns\n");
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	int i;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	ExInitializeWorkItem(&ExItem, NoDevice, NULL);
	for (i = 0; i < 2; i++) {
		NTSTATUS Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0,
						 FALSE,
						 &Devices[i]);

		if (!NT_SUCCESS(Status))
			return Status;
		ObReferenceObject(Devices[i]);
		Items[i] = IoAllocateWorkItem(Devices[i]);
		if (!Items[i])
			return STATUS_INSUFFICIENT_RESOURCES;
	}
	return STATUS_SUCCESS;
}
