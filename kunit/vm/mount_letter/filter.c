/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that asks for the drive letter of a mount, and for names and sizes of the files that programs open.
 */
#include "../minifilter.h"
#include "../expect.h"

#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static PFILE_OBJECT Kept;
static ULONG Files, Folders, Others;

static BOOLEAN IsText(PCUNICODE_STRING Text, PCWSTR Wanted)
{
	UNICODE_STRING Other;

	RtlInitUnicodeString(&Other, Wanted);
	return RtlEqualUnicodeString(Text, &Other, FALSE) && !Text->Buffer[Text->Length / sizeof(WCHAR)];
}

/* The target of the letter is the volume. */
static VOID LookAtLink(PFLT_VOLUME Volume)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\DosDevices\\d:");
	WCHAR Text[64], VolumeText[64];
	UNICODE_STRING Target = { 0, sizeof(Text), Text }, VolumeName = { 0, sizeof(VolumeText), VolumeText };
	OBJECT_ATTRIBUTES Attributes;
	HANDLE Link;

	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
	EXPECT(ZwOpenSymbolicLinkObject(&Link, GENERIC_READ, &Attributes) == STATUS_SUCCESS);
	EXPECT(ZwQuerySymbolicLinkObject(Link, &Target, NULL) == STATUS_SUCCESS);
	EXPECT(NT_SUCCESS(FltGetVolumeName(Volume, &VolumeName, NULL)));
	EXPECT(RtlEqualUnicodeString(&Target, &VolumeName, FALSE));
	ZwClose(Link);
}

static VOID LookAtFile(PFILE_OBJECT File)
{
	LARGE_INTEGER Size = { .QuadPart = -1 };

	Files++;
	if (!Kept) {
		ObReferenceObject(File);
		Kept = File;
	}
	EXPECT(FsRtlGetFileSize(File, &Size) == STATUS_SUCCESS && Size.QuadPart == 5);
	EXPECT(!FsRtlIsPagingFile(File));
	EXPECT(FsRtlGetFileSize((PFILE_OBJECT)Filter, &Size) == STATUS_INVALID_PARAMETER);
}

static VOID LookAtFolder(PFILE_OBJECT File)
{
	LARGE_INTEGER Size = { .QuadPart = -1 };

	Folders++;
	EXPECT(FsRtlGetFileSize(File, &Size) == STATUS_FILE_IS_A_DIRECTORY && Size.QuadPart == -1);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI Before(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID *Context)
{
	LARGE_INTEGER Size;

	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Context);
	EXPECT(FsRtlGetFileSize(Objects->FileObject, &Size) == STATUS_INVALID_PARAMETER);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI Behind(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID Context,
						FLT_POST_OPERATION_FLAGS Flags)
{
	POBJECT_NAME_INFORMATION Name = NULL;
	const NTSTATUS Status = IoQueryFileDosDeviceName(Objects->FileObject, &Name);

	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Flags);
	if (!NT_SUCCESS(Data->IoStatus.Status))
		return FLT_POSTOP_FINISHED_PROCESSING;
	if (Status == STATUS_OBJECT_NAME_NOT_FOUND) {
		EXPECT(!Name);
		Others++;
		return FLT_POSTOP_FINISHED_PROCESSING;
	}
	EXPECT(Status == STATUS_SUCCESS);
	LookAtLink(Objects->Volume);
	if (IsText(&Name->Name, L"D:\\folder\\data"))
		LookAtFile(Objects->FileObject);
	if (IsText(&Name->Name, L"D:\\folder"))
		LookAtFolder(Objects->FileObject);
	ExFreePool(Name);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static const FLT_OPERATION_REGISTRATION Operations[] = { { IRP_MJ_CREATE, 0, Before, Behind }, { IRP_MJ_OPERATION_END } };

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_SETUP_FLAGS Flags, DEVICE_TYPE Device,
			     FLT_FILESYSTEM_TYPE FileSystem)
{
	UNICODE_STRING Name;
	PDEVICE_OBJECT Disk;

	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(Device);
	EXPECT(NT_SUCCESS(FltGetDiskDeviceObject(Objects->Volume, &Disk)));
	/* The mount with a letter is the one with ntfs. */
	if (FileSystem == FLT_FSTYPE_NTFS) {
		EXPECT(IoVolumeDeviceToDosName(Disk, &Name) == STATUS_SUCCESS && IsText(&Name, L"D:"));
		ExFreePool(Name.Buffer);
		EXPECT(RtlVolumeDeviceToDosName(Disk, &Name) == STATUS_SUCCESS && IsText(&Name, L"D:"));
		ExFreePool(Name.Buffer);
	} else {
		EXPECT(IoVolumeDeviceToDosName(Disk, &Name) == STATUS_OBJECT_NAME_NOT_FOUND && !Name.Buffer);
	}
	ObDereferenceObject(Disk);
	return STATUS_SUCCESS;
}

/* Neither the file nor its volume is there any more. */
static VOID LookAtKept(VOID)
{
	POBJECT_NAME_INFORMATION Name = NULL;
	LARGE_INTEGER Size;

	EXPECT(IoQueryFileDosDeviceName(Kept, &Name) == STATUS_INVALID_PARAMETER && !Name);
	EXPECT(!NT_SUCCESS(FsRtlGetFileSize(Kept, &Size)));
	ObDereferenceObject(Kept);
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	LookAtKept();
	DbgPrint("mount_letter: %d wrong, %u files, %u folders, %u others\n", Wrong, Files, Folders, Others);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartFilterWithSetup(DriverObject, Operations, Setup, Unload, &Filter);
}
