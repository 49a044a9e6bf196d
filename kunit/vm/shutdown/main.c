/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices that are registered for the shutdown. The last notice prints the number of all, and of the
 * checks that failed. An unload afterwards stops the machine.
 */
#include <ntddk.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Shutdown;
static IO_WORKITEM_ROUTINE Complete;

enum { FIRST, BOTH, PENDING, FILTERED, FILTER, TAKEN_BACK, DEVICES };

static const ULONG Wanted[DEVICES] = { 1, 2, 1, 1, 0, 0 };

struct Extension {
	ULONG Index;
	ULONG Notices;
	PIO_WORKITEM Item;
};

static PDEVICE_OBJECT Devices[DEVICES];
static ULONG Notices, Failures;
static volatile BOOLEAN Completed;

#define CHECK(Condition) \
	do { \
		if (!(Condition)) { \
			DbgPrint("shutdown: line %d: " #Condition "\n", __LINE__); \
			Failures++; \
		} \
	} while (0)

static struct Extension *ExtensionOf(PDEVICE_OBJECT DeviceObject)
{
	return DeviceObject->DeviceExtension;
}

static VOID CheckLast(void)
{
	ULONG i;

	CHECK(Completed);
	for (i = 0; i < DEVICES; i++)
		CHECK(ExtensionOf(Devices[i])->Notices == Wanted[i]);
	DbgPrint("shutdown: %u notices, %u failures\n", Notices, Failures);
}

static VOID Complete(PDEVICE_OBJECT DeviceObject, PVOID Context)
{
	PIRP Irp = Context;

	IoFreeWorkItem(ExtensionOf(DeviceObject)->Item);
	Completed = TRUE;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
}

static NTSTATUS Shutdown(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	struct Extension *Extension = ExtensionOf(DeviceObject);

	Notices++;
	Extension->Notices++;
	CHECK(Location->DeviceObject == DeviceObject);
	CHECK(!Location->FileObject);
	CHECK(Irp->RequestorMode == KernelMode);
	CHECK(KeGetCurrentIrql() == PASSIVE_LEVEL);
	CHECK(PsIsSystemThread(PsGetCurrentThread()));
	Irp->IoStatus.Status = STATUS_SUCCESS;
	Irp->IoStatus.Information = 0;
	if (Extension->Index == PENDING) {
		IoMarkIrpPending(Irp);
		IoQueueWorkItem(Extension->Item, Complete, DelayedWorkQueue, Irp);
		return STATUS_PENDING;
	}
	if (Extension->Notices == 2)
		CheckLast();
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return STATUS_SUCCESS;
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	UNREFERENCED_PARAMETER(DriverObject);
	KeBugCheck(MANUALLY_INITIATED_CRASH);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	ULONG i;

	UNREFERENCED_PARAMETER(RegistryPath);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_SHUTDOWN] = Shutdown;
	for (i = 0; i < DEVICES; i++) {
		CHECK(NT_SUCCESS(IoCreateDevice(DriverObject, sizeof(struct Extension), NULL,
						FILE_DEVICE_UNKNOWN, 0, FALSE, &Devices[i])));
		Devices[i]->Flags &= ~DO_DEVICE_INITIALIZING;
		ExtensionOf(Devices[i])->Index = i;
	}
	ExtensionOf(Devices[PENDING])->Item = IoAllocateWorkItem(Devices[PENDING]);
	/* Before the others, although it comes after them. */
	CHECK(IoRegisterLastChanceShutdownNotification(Devices[BOTH]) == STATUS_SUCCESS);
	for (i = 0; i < DEVICES; i++) {
		if (i != FILTER)
			CHECK(IoRegisterShutdownNotification(Devices[i]) == STATUS_SUCCESS);
	}
	CHECK(IoRegisterShutdownNotification(Devices[FIRST]) == STATUS_SUCCESS);
	CHECK(IoAttachDeviceToDeviceStack(Devices[FILTER], Devices[FILTERED]) == Devices[FILTERED]);
	IoUnregisterShutdownNotification(Devices[TAKEN_BACK]);
	return STATUS_SUCCESS;
}
