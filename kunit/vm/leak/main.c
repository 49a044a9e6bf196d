/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that forgets two items, one that it allocated and one that it initialised in its device
 * extension, and a block of each kind of lookaside list. The log names each and the place where it
 * was made. (row 52)
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static PDEVICE_OBJECT Device;
static PIO_WORKITEM Forgotten;

static VOID Routine(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	KeSetEvent((PKEVENT)Context, IO_NO_INCREMENT, FALSE);
}

static __attribute__((noinline)) PIO_WORKITEM MakeForgottenItem(PDEVICE_OBJECT DeviceObject)
{
	PIO_WORKITEM Item = IoAllocateWorkItem(DeviceObject);

	DbgPrint("leak: item %p\n", Item);
	return Item;
}

static __attribute__((noinline)) VOID InitializeForgottenItem(PDEVICE_OBJECT DeviceObject)
{
	IoInitializeWorkItem(DeviceObject, (PIO_WORKITEM)DeviceObject->DeviceExtension);
	DbgPrint("leak: initialised\n");
}

static NPAGED_LOOKASIDE_LIST NonPaged;
static PAGED_LOOKASIDE_LIST Paged;
static LOOKASIDE_LIST_EX Either;

static __attribute__((noinline)) VOID ForgetNonPagedBlock(VOID)
{
	ExInitializeNPagedLookasideList(&NonPaged, NULL, NULL, 0, 64, 'groF', 0);
	DbgPrint("leak: block %p\n", ExAllocateFromNPagedLookasideList(&NonPaged));
}

static __attribute__((noinline)) VOID ForgetPagedBlock(VOID)
{
	ExInitializePagedLookasideList(&Paged, NULL, NULL, 0, 64, 'groF', 0);
	DbgPrint("leak: block %p\n", ExAllocateFromPagedLookasideList(&Paged));
}

static __attribute__((noinline)) VOID ForgetBlockOfEither(VOID)
{
	ExInitializeLookasideListEx(&Either, NULL, NULL, NonPagedPoolNx, 0, 64, 'groF', 0);
	DbgPrint("leak: block %p\n", ExAllocateFromLookasideListEx(&Either));
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	KEVENT Done;

	UNREFERENCED_PARAMETER(DriverObject);
	/* It has run. Only the free is missing. */
	KeInitializeEvent(&Done, NotificationEvent, FALSE);
	IoQueueWorkItem(Forgotten, Routine, DelayedWorkQueue, &Done);
	KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
	IoDeleteDevice(Device);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	Status = IoCreateDevice(DriverObject, IoSizeofWorkItem(), NULL, FILE_DEVICE_UNKNOWN, 0,
				FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Forgotten = MakeForgottenItem(Device);
	InitializeForgottenItem(Device);
	ForgetNonPagedBlock();
	ForgetPagedBlock();
	ForgetBlockOfEither();
	return STATUS_SUCCESS;
}
