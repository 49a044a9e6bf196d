/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that looks at the devices of a mount's volume, tries to use them, and finds the volume and itself by
 * them and by names.
 */
#include "../minifilter.h"
#include "../expect.h"

#include <ntdddisk.h>

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static PDRIVER_OBJECT Driver;
static PDEVICE_OBJECT Kept;
static UCHAR Buffer[512];
static ULONG Bytes;

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

static VOID FindVolume(PFLT_VOLUME Volume, PDEVICE_OBJECT Device, PDEVICE_OBJECT Disk)
{
	PFLT_VOLUME Found = NULL;

	EXPECT(FltGetVolumeFromDeviceObject(Filter, Device, &Found) == STATUS_SUCCESS && Found == Volume);
	if (Found)
		FltObjectDereference(Found);
	EXPECT(FltIsFltMgrVolumeDeviceObject(Device) && !FltIsFltMgrVolumeDeviceObject(Disk));
	EXPECT(FltGetVolumeFromDeviceObject(Filter, Disk, &Found) == STATUS_INVALID_PARAMETER && !Found);
}

/* Behind each other, so each begins where the last one ends. */
static BOOLEAN IsNamed(USHORT Offset, USHORT Length, PCWSTR Text)
{
	UNICODE_STRING Name, Expected;

	RtlInitUnicodeString(&Expected, Text);
	Name.Buffer = (PWSTR)(Buffer + Offset);
	Name.Length = Name.MaximumLength = Length;
	return Offset + Length <= Bytes && RtlEqualUnicodeString(&Name, &Expected, FALSE);
}

static BOOLEAN IsDescribed(PCFLT_RELATED_OBJECTS Objects, NTSTATUS Status)
{
	PINSTANCE_FULL_INFORMATION Full = (PINSTANCE_FULL_INFORMATION)Buffer;
	WCHAR Text[64];
	UNICODE_STRING Name = { 0, sizeof(Text) - sizeof(WCHAR), Text };

	RtlZeroMemory(Text, sizeof(Text));
	EXPECT(FltGetVolumeName(Objects->Volume, &Name, NULL) == STATUS_SUCCESS);
	return Status == STATUS_SUCCESS &&
	       IsNamed(Full->InstanceNameBufferOffset, Full->InstanceNameLength, L"mount_devices Instance") &&
	       IsNamed(Full->VolumeNameBufferOffset, Full->VolumeNameLength, Text) &&
	       IsNamed(Full->FilterNameBufferOffset, Full->FilterNameLength, L"mount_devices");
}

/* What a program lists is what these find. */
static VOID Enumerate(PCFLT_RELATED_OBJECTS Objects)
{
	WCHAR Text[64];
	UNICODE_STRING Name = { 0, sizeof(Text), Text };
	PFLT_FILTER Found = NULL;

	EXPECT(FltGetVolumeName(Objects->Volume, &Name, NULL) == STATUS_SUCCESS);
	EXPECT(IsDescribed(Objects, FltEnumerateInstanceInformationByFilter(Filter, 0, InstanceFullInformation, Buffer,
									    sizeof(Buffer), &Bytes)));
	EXPECT(IsDescribed(Objects, FltEnumerateInstanceInformationByVolume(Objects->Volume, 0, InstanceFullInformation,
									    Buffer, sizeof(Buffer), &Bytes)));
	EXPECT(IsDescribed(Objects, FltEnumerateInstanceInformationByVolumeName(&Name, 0, InstanceFullInformation,
										Buffer, sizeof(Buffer), &Bytes)));
	EXPECT(IsDescribed(Objects, FltEnumerateInstanceInformationByDeviceObject(Kept, 0, InstanceFullInformation,
										  Buffer, sizeof(Buffer), &Bytes)));
	EXPECT(FltEnumerateInstanceInformationByDeviceObject(Kept, 1, InstanceFullInformation, Buffer, sizeof(Buffer),
							     &Bytes) == STATUS_NO_MORE_ENTRIES);
	RtlInitUnicodeString(&Name, L"Mount_Devices");
	EXPECT(FltGetFilterFromName(&Name, &Found) == STATUS_SUCCESS && Found == Filter);
	if (Found)
		FltObjectDereference(Found);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI Open(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID *Context)
{
	UNREFERENCED_PARAMETER(Data);
	*Context = NULL;
	Enumerate(Objects);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
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
	FindVolume(Objects->Volume, Kept, Disk);
	EXPECT(IsDescribed(Objects, FltGetInstanceInformation(Objects->Instance, InstanceFullInformation, Buffer,
							      sizeof(Buffer), &Bytes)));
	/* It is not listed before it is set up. */
	EXPECT(FltEnumerateInstanceInformationByVolume(Objects->Volume, 0, InstanceFullInformation, Buffer, sizeof(Buffer),
						       &Bytes) == STATUS_NO_MORE_ENTRIES);
	ObDereferenceObject(Disk);
	return STATUS_SUCCESS;
}

static const FLT_OPERATION_REGISTRATION Operations[] = {
	{ .MajorFunction = IRP_MJ_CREATE, .PreOperation = Open },
	{ IRP_MJ_OPERATION_END }
};

/* The volume is gone, and its device is there as long as the driver has it. */
static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(Kept && Kept->DeviceType == FILE_DEVICE_DISK_FILE_SYSTEM);
	EXPECT(FltEnumerateInstanceInformationByDeviceObject(Kept, 0, InstanceFullInformation, Buffer, sizeof(Buffer),
							     &Bytes) == STATUS_FLT_VOLUME_NOT_FOUND);
	ObDereferenceObject(Kept);
	DbgPrint("mount_devices: %d wrong\n", Wrong);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	Driver = DriverObject;
	return StartFilterWithSetup(DriverObject, Operations, Setup, Unload, &Filter);
}
