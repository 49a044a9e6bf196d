/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver of the time before Plug and Play: it attaches its device to the first keyboard by the name of that, and looks
 * for the class driver by its name, too. CAPS LOCK becomes the left CTRL.
 */
#include <ntddk.h>
#include <ntddkbd.h>

#define SCAN_CAPS 0x3a
#define SCAN_CTRL 0x1d

DRIVER_INITIALIZE DriverEntry;
static DRIVER_DISPATCH Pass, Read;
static IO_COMPLETION_ROUTINE ReadDone;

/* No header of Windows's declares these. */
NTSTATUS NTAPI ObReferenceObjectByName(PUNICODE_STRING ObjectName, ULONG Attributes, PACCESS_STATE AccessState,
				       ACCESS_MASK DesiredAccess, POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode,
				       PVOID ParseContext, PVOID *Object);
extern POBJECT_TYPE *IoDriverObjectType;

static PDEVICE_OBJECT Lower;

static NTSTATUS Pass(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoSkipCurrentIrpStackLocation(Irp);
	return IoCallDriver(Lower, Irp);
}

static NTSTATUS ReadDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
	PKEYBOARD_INPUT_DATA Keys = Irp->AssociatedIrp.SystemBuffer;
	ULONG_PTR Count = NT_SUCCESS(Irp->IoStatus.Status) ? Irp->IoStatus.Information / sizeof(*Keys) : 0;

	UNREFERENCED_PARAMETER(DeviceObject);
	UNREFERENCED_PARAMETER(Context);
	for (; Count--; Keys++) {
		if (Keys->MakeCode == SCAN_CAPS)
			Keys->MakeCode = SCAN_CTRL;
	}
	if (Irp->PendingReturned)
		IoMarkIrpPending(Irp);
	return STATUS_SUCCESS;
}

static NTSTATUS Read(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
	UNREFERENCED_PARAMETER(DeviceObject);
	IoCopyCurrentIrpStackLocationToNext(Irp);
	IoSetCompletionRoutine(Irp, ReadDone, NULL, TRUE, TRUE, TRUE);
	return IoCallDriver(Lower, Irp);
}

static VOID LookForDriver(VOID)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Driver\\Kbdclass");
	PDRIVER_OBJECT Class;
	NTSTATUS Status = ObReferenceObjectByName(&Name, OBJ_CASE_INSENSITIVE, NULL, 0, *IoDriverObjectType, KernelMode,
						  NULL, (PVOID *)&Class);

	DbgPrint("input_attached: the driver %x, of the device %d\n", Status,
		 NT_SUCCESS(Status) && Class == Lower->DriverObject);
	if (NT_SUCCESS(Status))
		ObDereferenceObject(Class);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\KeyboardClass0");
	PDEVICE_OBJECT Device;
	NTSTATUS Status;
	int i;

	UNREFERENCED_PARAMETER(RegistryPath);
	for (i = 0; i <= IRP_MJ_MAXIMUM_FUNCTION; i++)
		DriverObject->MajorFunction[i] = Pass;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	Status = IoCreateDevice(DriverObject, 0, NULL, FILE_DEVICE_KEYBOARD, 0, FALSE, &Device);
	if (!NT_SUCCESS(Status))
		return Status;
	Device->Flags |= DO_BUFFERED_IO;
	Status = IoAttachDevice(Device, &Name, &Lower);
	if (!NT_SUCCESS(Status)) {
		IoDeleteDevice(Device);
		return Status;
	}
	Device->Flags &= ~DO_DEVICE_INITIALIZING;
	LookForDriver();
	return STATUS_SUCCESS;
}
