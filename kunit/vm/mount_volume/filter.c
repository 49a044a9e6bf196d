/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that finds volumes by all of their names, opens files by these, and opens the volumes themselves.
 */
#include "../minifilter.h"
#include "../expect.h"

#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static ULONG Volumes, Repeated, Opens;

/* \??\Volume{GUID}, and room for a path. */
struct guid_name {
	UNICODE_STRING String;
	WCHAR Text[96];
};

static struct guid_name First;

static VOID GetGuidName(PFLT_VOLUME Volume, struct guid_name *Name)
{
	ULONG Needed = 0;

	Name->String = (UNICODE_STRING){ 0, 0, Name->Text };
	EXPECT_STATUS(FltGetVolumeGuidName(Volume, NULL, &Needed), STATUS_BUFFER_TOO_SMALL);
	EXPECT(Needed == 48 * sizeof(WCHAR));
	Name->String.MaximumLength = (USHORT)(Needed - 1);
	EXPECT_STATUS(FltGetVolumeGuidName(Volume, &Name->String, NULL), STATUS_BUFFER_TOO_SMALL);
	EXPECT(!Name->String.Length);
	Name->String.MaximumLength = (USHORT)Needed;
	EXPECT_STATUS(FltGetVolumeGuidName(Volume, &Name->String, NULL), STATUS_SUCCESS);
	EXPECT(Name->String.Length == Needed);
	Name->String.MaximumLength = sizeof(Name->Text);
}

/* The first mount has another volume beside it, and the third is the first again. */
static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_SETUP_FLAGS Flags, DEVICE_TYPE Device,
			     FLT_FILESYSTEM_TYPE FileSystem)
{
	struct guid_name Name;

	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(FileSystem);
	GetGuidName(Objects->Volume, Volumes ? &Name : &First);
	if (Volumes++ && RtlEqualUnicodeString(&Name.String, &First.String, FALSE))
		Repeated++;
	return STATUS_SUCCESS;
}

static VOID ExpectVolume(PFLT_VOLUME Volume, PCUNICODE_STRING Name)
{
	PFLT_VOLUME Found = NULL;

	EXPECT_STATUS(FltGetVolumeFromName(Filter, Name, &Found), STATUS_SUCCESS);
	EXPECT(Found == Volume);
	if (Found)
		FltObjectDereference(Found);
}

static VOID ExpectNoVolume(PCWSTR Text)
{
	PFLT_VOLUME Found = NULL;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Text);
	EXPECT_STATUS(FltGetVolumeFromName(Filter, &Name, &Found), STATUS_FLT_VOLUME_NOT_FOUND);
	EXPECT(!Found);
}

static VOID FindVolume(PFLT_VOLUME Volume, const struct guid_name *Guid)
{
	static const PCWSTR Names[] = { L"D:", L"d:", L"\\??\\D:", L"\\DosDevices\\D:", L"\\GLOBAL??\\d:" };
	UNICODE_STRING Name;
	ULONG i;

	for (i = 0; i < ARRAYSIZE(Names); i++) {
		RtlInitUnicodeString(&Name, Names[i]);
		ExpectVolume(Volume, &Name);
	}
	ExpectVolume(Volume, &Guid->String);
	ExpectNoVolume(L"E:");
	ExpectNoVolume(L"\\??\\E:");
	ExpectNoVolume(L"\\??\\D:\\folder");
	ExpectNoVolume(L"\\??\\D");
	ExpectNoVolume(L"\\??\\");
	ExpectNoVolume(L"\\??\\Volume{00000000-0000-0000-0000-000000000000}");
	ExpectNoVolume(L"\\??\\Volume{0}");
}

static NTSTATUS Open(PFLT_INSTANCE Instance, HANDLE Root, PCUNICODE_STRING Name, PHANDLE Handle, PFILE_OBJECT *File)
{
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Result;

	InitializeObjectAttributes(&Attributes, (PUNICODE_STRING)Name, OBJ_KERNEL_HANDLE, Root, NULL);
	return FltCreateFileEx(Filter, Instance, Handle, File, FILE_GENERIC_READ, &Attributes, &Result, NULL, 0,
			       FILE_SHARE_READ, FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0, 0);
}

static VOID ExpectFile(PFLT_INSTANCE Instance, HANDLE Root, PCUNICODE_STRING Name)
{
	HANDLE Handle = NULL;
	PFILE_OBJECT File = NULL;
	LARGE_INTEGER Size = { 0 };

	EXPECT_STATUS(Open(Instance, Root, Name, &Handle, &File), STATUS_SUCCESS);
	if (!Handle)
		return;
	EXPECT(FsRtlGetFileSize(File, &Size) == STATUS_SUCCESS && Size.QuadPart == 5);
	ObDereferenceObject(File);
	FltClose(Handle);
	Opens++;
}

static VOID ExpectNoFile(PFLT_INSTANCE Instance, PCWSTR Text, NTSTATUS Status)
{
	HANDLE Handle = NULL;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Text);
	EXPECT_STATUS(Open(Instance, NULL, &Name, &Handle, NULL), Status);
	EXPECT(!Handle);
}

static VOID OpenFiles(PFLT_INSTANCE Instance, struct guid_name *Guid)
{
	static const PCWSTR Names[] = { L"\\??\\D:\\folder\\data", L"\\DosDevices\\d:\\folder\\data",
					L"\\Device\\One\\folder\\data" };
	const USHORT Length = Guid->String.Length;
	UNICODE_STRING Name;
	ULONG i;

	for (i = 0; i < ARRAYSIZE(Names); i++) {
		RtlInitUnicodeString(&Name, Names[i]);
		ExpectFile(Instance, NULL, &Name);
	}
	EXPECT_STATUS(RtlAppendUnicodeToString(&Guid->String, L"\\folder\\data"), STATUS_SUCCESS);
	ExpectFile(Instance, NULL, &Guid->String);
	Guid->String.Length = Length;
	ExpectNoFile(Instance, L"\\??\\D:\\none", STATUS_OBJECT_NAME_NOT_FOUND);
	ExpectNoFile(Instance, L"\\??\\E:\\folder\\data", STATUS_OBJECT_PATH_NOT_FOUND);
	/* Only with \??\ is it a name. */
	ExpectNoFile(Instance, L"D:\\folder\\data", STATUS_OBJECT_PATH_NOT_FOUND);
	ExpectNoFile(Instance, L"\\??\\D:", STATUS_INVALID_DEVICE_REQUEST);
}

static VOID OpenVolume(PCFLT_RELATED_OBJECTS Objects)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"folder\\data");
	FILE_FS_FULL_SIZE_INFORMATION Size = { { { 0 } } };
	HANDLE Handle = NULL;
	PFILE_OBJECT File = NULL;
	BOOLEAN IsDirectory = FALSE;

	EXPECT_STATUS(FltOpenVolume(Objects->Instance, &Handle, &File), STATUS_SUCCESS);
	if (!Handle)
		return;
	EXPECT_STATUS(FltIsDirectory(File, Objects->Instance, &IsDirectory), STATUS_SUCCESS);
	EXPECT(IsDirectory);
	EXPECT(File->FileName.Length == sizeof(WCHAR) && File->FileName.Buffer[0] == L'\\');
	EXPECT_STATUS(FltQueryVolumeInformationFile(Objects->Instance, File, &Size, sizeof(Size),
						    FileFsFullSizeInformation, NULL), STATUS_SUCCESS);
	EXPECT(Size.TotalAllocationUnits.QuadPart > 0);
	ExpectFile(Objects->Instance, Handle, &Name);
	ObDereferenceObject(File);
	EXPECT_STATUS(FltClose(Handle), STATUS_SUCCESS);
	EXPECT_STATUS(FltOpenVolume(Objects->Instance, &Handle, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(FltClose(Handle), STATUS_SUCCESS);
	EXPECT_STATUS(FltOpenVolume(Objects->Instance, NULL, NULL), STATUS_INVALID_PARAMETER);
}

/* The file that the last part of the name stands for. */
static FLT_PREOP_CALLBACK_STATUS FLTAPI Before(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID *Context)
{
	struct guid_name Name;

	UNREFERENCED_PARAMETER(Context);
	if (!Is(Data, "by_"))
		return FLT_PREOP_SUCCESS_WITH_CALLBACK;
	if (Is(Data, "by_guid")) {
		GetGuidName(Objects->Volume, &Name);
	} else {
		Name.String = (UNICODE_STRING){ 0, sizeof(Name.Text), Name.Text };
		EXPECT_STATUS(RtlAppendUnicodeToString(&Name.String, Is(Data, "by_letter") ? L"\\??\\D:" : L"\\??\\E:"),
			      STATUS_SUCCESS);
	}
	EXPECT_STATUS(RtlAppendUnicodeToString(&Name.String, L"\\folder\\data"), STATUS_SUCCESS);
	EXPECT_STATUS(IoReplaceFileObjectName(Objects->FileObject, Name.Text, Name.String.Length), STATUS_SUCCESS);
	return Complete(Data, STATUS_REPARSE, IO_REPARSE);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI Behind(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects, PVOID Context,
						FLT_POST_OPERATION_FLAGS Flags)
{
	struct guid_name Guid;

	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Flags);
	if (!NT_SUCCESS(Data->IoStatus.Status) || !Is(Data, "start"))
		return FLT_POSTOP_FINISHED_PROCESSING;
	GetGuidName(Objects->Volume, &Guid);
	FindVolume(Objects->Volume, &Guid);
	OpenFiles(Objects->Instance, &Guid);
	OpenVolume(Objects);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static const FLT_OPERATION_REGISTRATION Operations[] = { { IRP_MJ_CREATE, 0, Before, Behind }, { IRP_MJ_OPERATION_END } };

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	DbgPrint("mount_volume: %d wrong, %u volumes, %u repeated, %u opens\n", Wrong, Volumes, Repeated, Opens);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartFilterWithSetup(DriverObject, Operations, Setup, Unload, &Filter);
}
