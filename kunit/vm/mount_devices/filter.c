/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that looks at the devices of a mount's volume, and tries to use them.
 */
#include "../minifilter.h"
#include "../expect.h"

#include <ntdddisk.h>

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static PDRIVER_OBJECT Driver;
static PDEVICE_OBJECT Kept;

static VOID TryToAttach(PDEVICE_OBJECT Target)
{
	PDEVICE_OBJECT Own, Below = NULL;

	EXPECT(NT_SUCCESS(IoCreateDevice(Driver, 0, NULL, FILE_DEVICE_DISK_FILE_SYSTEM, 0, FALSE, &Own)));
	EXPECT(IoAttachDeviceToDeviceStackSafe(Own, Target, &Below) == STATUS_INVALID_DEVICE_REQUEST);
	EXPECT(!Below && !Target->AttachedDevice);
	IoDeleteDevice(Own);
}

static VOID TryToSend(PDEVICE_OBJECT Target)
{
	IO_STATUS_BLOCK Iosb;
	KEVENT Event;
	PIRP Irp;

	KeInitializeEvent(&Event, NotificationEvent, FALSE);
	Irp = IoBuildDeviceIoControlRequest(IOCTL_DISK_GET_LENGTH_INFO, Target, NULL, 0, NULL, 0, FALSE, &Event, &Iosb);
	EXPECT(Irp);
	if (Irp)
		EXPECT(IoCallDriver(Target, Irp) == STATUS_INVALID_DEVICE_REQUEST);
}

static PDEVICE_OBJECT Look(NTSTATUS (FLTAPI *Get)(PFLT_VOLUME, PDEVICE_OBJECT *), PFLT_VOLUME Volume, DEVICE_TYPE Type)
{
	PDEVICE_OBJECT Device = NULL, Again = NULL;

	EXPECT(Get(Volume, &Device) == STATUS_SUCCESS && Get(Volume, &Again) == STATUS_SUCCESS);
	EXPECT(Device && Device == Again);
	if (!Device)
		return NULL;
	ObDereferenceObject(Again);
	EXPECT(Device->DeviceType == Type && !Device->Characteristics);
	EXPECT(Device->SectorSize == 4096 && Device->AlignmentRequirement == 4095);
	EXPECT(!(Device->Flags & DO_DEVICE_INITIALIZING));
	TryToAttach(Device);
	TryToSend(Device);
	return Device;
}

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_SETUP_FLAGS Flags, DEVICE_TYPE Device,
			     FLT_FILESYSTEM_TYPE FileSystem)
{
	PDEVICE_OBJECT Disk;

	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(FileSystem);
	Disk = Look(FltGetDiskDeviceObject, Objects->Volume, FILE_DEVICE_DISK);
	Kept = Look(FltGetDeviceObject, Objects->Volume, FILE_DEVICE_DISK_FILE_SYSTEM);
	EXPECT(Disk != Kept);
	ObDereferenceObject(Disk);
	return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION Operations[] = { { IRP_MJ_OPERATION_END } };

/* The volume is gone, and its device is there as long as the driver has it. */
static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(Kept && Kept->DeviceType == FILE_DEVICE_DISK_FILE_SYSTEM);
	ObDereferenceObject(Kept);
	DbgPrint("mount_devices: %d wrong\n", Wrong);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	const FLT_REGISTRATION Registration = {
		.Size = sizeof(FLT_REGISTRATION),
		.Version = FLT_REGISTRATION_VERSION,
		.OperationRegistration = Operations,
		.FilterUnloadCallback = Unload,
		.InstanceSetupCallback = Setup,
	};
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	Driver = DriverObject;
	Status = FltRegisterFilter(DriverObject, &Registration, &Filter);
	return NT_SUCCESS(Status) ? FltStartFiltering(Filter) : Status;
}
