/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver with a stack of devices, and with an item in each state: idle, queued behind a hold, in its own storage, freed, and one whose routine
 * runs until the driver is removed.
 */
#include <ntddk.h>
#include <winwork.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static IO_WORKITEM_ROUTINE Runs, Waits;

static PDEVICE_OBJECT Device;
static PDEVICE_OBJECT Filter, Early;	/* attached to Device; and still to be initialised */
static KEVENT Running, GoOn, Waited;
static PIO_WORKITEM Items[3];
static PIO_WORKITEM Stored, Many[1000];	/* more than the list shows at once */

static VOID Runs(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Running, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(&GoOn, Executive, KernelMode, FALSE, NULL);
}

static VOID Waits(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	KeSetEvent(&Waited, IO_NO_INCREMENT, FALSE);
}

static DECLSPEC_NOINLINE VOID MakeMany(VOID)
{
	ULONG i;

	for (i = 0; i < ARRAYSIZE(Many); i++)
		Many[i] = IoAllocateWorkItem(Device);
}

static DECLSPEC_NOINLINE VOID MakeItems(VOID)
{
	ULONG i;

	for (i = 0; i < ARRAYSIZE(Items); i++)
		Items[i] = IoAllocateWorkItem(Device);
	Stored = (PIO_WORKITEM)ExAllocatePoolWithTag(NonPagedPoolNx, IoSizeofWorkItem(), 'tsil');
	IoInitializeWorkItem(Device, Stored);
	IoFreeWorkItem(IoAllocateWorkItem(Device));
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	ULONG i;

	UNREFERENCED_PARAMETER(DriverObject);
	WinworkHoldWorkers(FALSE);
	KeSetEvent(&GoOn, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(&Waited, Executive, KernelMode, FALSE, NULL);
	for (i = 0; i < ARRAYSIZE(Items); i++)
		IoFreeWorkItem(Items[i]);
	for (i = 0; i < ARRAYSIZE(Many); i++)
		IoFreeWorkItem(Many[i]);
	IoUninitializeWorkItem(Stored);
	ExFreePoolWithTag(Stored, 'tsil');
	IoDetachDevice(Device);
	if (Early)
		IoDeleteDevice(Early);
	IoDeleteDevice(Filter);
	IoDeleteDevice(Device);
}

static NTSTATUS MakeStack(PDRIVER_OBJECT DriverObject)
{
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Filter);

	if (!NT_SUCCESS(Status))
		return Status;
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	IoAttachDeviceToDeviceStack(Filter, Device);
	return STATUS_SUCCESS;
}

/* Behind DriverEntry, where its flag stays. */
static DRIVER_REINITIALIZE MakeEarly;
static VOID MakeEarly(PDRIVER_OBJECT DriverObject, PVOID Context, ULONG Count)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Count);
	IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &Early);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\A \"list\" \\ of");
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	UNREFERENCED_PARAMETER(RegistryPath);
	if (!NT_SUCCESS(Status))
		return Status;
	Status = MakeStack(DriverObject);
	if (!NT_SUCCESS(Status)) {
		IoDeleteDevice(Device);
		return Status;
	}
	DriverObject->DriverUnload = Unload;
	IoRegisterDriverReinitialization(DriverObject, MakeEarly, NULL);
	KeInitializeEvent(&Running, NotificationEvent, FALSE);
	KeInitializeEvent(&GoOn, NotificationEvent, FALSE);
	KeInitializeEvent(&Waited, NotificationEvent, FALSE);
	MakeItems();
	MakeMany();
	IoQueueWorkItem(Items[0], Runs, DelayedWorkQueue, &GoOn);
	KeWaitForSingleObject(&Running, Executive, KernelMode, FALSE, NULL);
	/* The worker that has begun the routine has also left the queue's list. */
	WinworkHoldWorkers(TRUE);
	IoQueueWorkItem(Items[1], Waits, CriticalWorkQueue, NULL);
	return STATUS_SUCCESS;
}
