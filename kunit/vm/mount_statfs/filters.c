/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The lower one changes what statfs(2) returns, by the name of the file.
 * The upper one asks about the volume itself, in the callback of a program's open of "t_volume".
 *
 *	half		half of the sizes
 *	unit		a unit of twice the bytes
 *	refused		STATUS_ACCESS_DENIED
 *	negative	a negative size
 *	no_unit		a unit of 0 bytes
 *	short		Information is too short
 *	own		the query is completed
 */
#include "../two_minifilters.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

static LONG LowerQueries, UpperQueries;

/* ---- The lower filter ----------------------------------------------------------------------- */

static VOID CheckParameters(PFLT_CALLBACK_DATA Data)
{
	const PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;

	EXPECT(Parameters->QueryVolumeInformation.FsInformationClass == FileFsFullSizeInformation);
	EXPECT(Parameters->QueryVolumeInformation.Length == sizeof(FILE_FS_FULL_SIZE_INFORMATION));
	EXPECT(FLT_IS_SYSTEM_BUFFER(Data) && FLT_IS_IRP_OPERATION(Data));
	EXPECT(Data->RequestorMode == UserMode && KeGetCurrentIrql() == PASSIVE_LEVEL);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	PFILE_FS_FULL_SIZE_INFORMATION Size = Data->Iopb->Parameters.QueryVolumeInformation.VolumeBuffer;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	InterlockedIncrement(&LowerQueries);
	if (Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO)
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	CheckParameters(Data);
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	if (!Is(Data, "own"))
		return FLT_PREOP_SUCCESS_WITH_CALLBACK;
	Size->TotalAllocationUnits.QuadPart = 1000;
	Size->CallerAvailableAllocationUnits.QuadPart = 10;
	Size->ActualAvailableAllocationUnits.QuadPart = 20;
	Size->SectorsPerAllocationUnit = 2;
	Size->BytesPerSector = 512;
	return Complete(Data, STATUS_SUCCESS, sizeof(*Size));
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	PFILE_FS_FULL_SIZE_INFORMATION Size = Data->Iopb->Parameters.QueryVolumeInformation.VolumeBuffer;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(Data->IoStatus.Information == sizeof(*Size) && Size->BytesPerSector == 512);
	if (Is(Data, "half")) {
		Size->TotalAllocationUnits.QuadPart /= 2;
		Size->CallerAvailableAllocationUnits.QuadPart /= 2;
		Size->ActualAvailableAllocationUnits.QuadPart /= 2;
	}
	if (Is(Data, "unit"))
		Size->SectorsPerAllocationUnit *= 2;
	if (Is(Data, "negative"))
		Size->TotalAllocationUnits.QuadPart = -1;
	if (Is(Data, "no_unit"))
		Size->SectorsPerAllocationUnit = 0;
	if (Is(Data, "short"))
		Data->IoStatus.Information = 8;
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* ---- The upper filter ------------------------------------------------------------------------ */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreUpperQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						      PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	InterlockedIncrement(&UpperQueries);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static union {
	FILE_FS_FULL_SIZE_INFORMATION Full;
	FILE_FS_SIZE_INFORMATION Size;
	FILE_FS_SECTOR_SIZE_INFORMATION Sector;
	FILE_FS_ATTRIBUTE_INFORMATION Attribute;
	FILE_FS_VOLUME_INFORMATION Volume;
	FILE_FS_DEVICE_INFORMATION Device;
	UCHAR Bytes[64];
} Buffer;

static NTSTATUS Ask(PCFLT_RELATED_OBJECTS Objects, BOOLEAN ByFile, ULONG Length, FS_INFORMATION_CLASS Class,
		    PULONG Done)
{
	IO_STATUS_BLOCK Iosb = { .Information = 77 };
	NTSTATUS Status;

	RtlFillMemory(&Buffer, sizeof(Buffer), 0x77);
	if (ByFile)
		return FltQueryVolumeInformationFile(Objects->Instance, Objects->FileObject, &Buffer, Length, Class,
						     Done);
	Status = FltQueryVolumeInformation(Objects->Instance, &Iosb, &Buffer, Length, Class);
	*Done = (ULONG)Iosb.Information;
	EXPECT(Iosb.Status == Status);
	return Status;
}

static VOID TestSizes(PCFLT_RELATED_OBJECTS Objects, BOOLEAN ByFile)
{
	LONGLONG Total;
	ULONG Done;

	EXPECT_STATUS(Ask(Objects, ByFile, sizeof(Buffer), FileFsFullSizeInformation, &Done), STATUS_SUCCESS);
	EXPECT(Done == sizeof(Buffer.Full) && Buffer.Full.BytesPerSector == 512);
	EXPECT(Buffer.Full.SectorsPerAllocationUnit * 512 == PAGE_SIZE);
	EXPECT(Buffer.Full.ActualAvailableAllocationUnits.QuadPart <= Buffer.Full.TotalAllocationUnits.QuadPart);
	Total = Buffer.Full.TotalAllocationUnits.QuadPart;
	EXPECT_STATUS(Ask(Objects, ByFile, sizeof(Buffer), FileFsSizeInformation, &Done), STATUS_SUCCESS);
	EXPECT(Done == sizeof(Buffer.Size) && Buffer.Size.TotalAllocationUnits.QuadPart == Total && Total > 0);
	EXPECT(Buffer.Size.SectorsPerAllocationUnit * 512 == PAGE_SIZE);
	EXPECT_STATUS(Ask(Objects, ByFile, sizeof(Buffer.Full) - 1, FileFsFullSizeInformation, &Done),
		      STATUS_INFO_LENGTH_MISMATCH);
	EXPECT(!Done);
}

static VOID TestClasses(PCFLT_RELATED_OBJECTS Objects, BOOLEAN ByFile)
{
	PWSTR Name = Buffer.Attribute.FileSystemName;
	ULONG Done;

	EXPECT_STATUS(Ask(Objects, ByFile, sizeof(Buffer), FileFsSectorSizeInformation, &Done), STATUS_SUCCESS);
	EXPECT(Buffer.Sector.LogicalBytesPerSector == 512);
	EXPECT_STATUS(Ask(Objects, ByFile, sizeof(Buffer), FileFsAttributeInformation, &Done), STATUS_SUCCESS);
	EXPECT(Buffer.Attribute.FileSystemNameLength == 8 && Name[3] == 'S');
	EXPECT(Buffer.Attribute.MaximumComponentNameLength == 255);
	EXPECT(Buffer.Attribute.FileSystemAttributes & FILE_CASE_SENSITIVE_SEARCH);
	EXPECT(!(Buffer.Attribute.FileSystemAttributes & FILE_READ_ONLY_VOLUME));
	EXPECT_STATUS(Ask(Objects, ByFile, 16, FileFsAttributeInformation, &Done), STATUS_BUFFER_OVERFLOW);
	EXPECT_STATUS(Ask(Objects, ByFile, sizeof(Buffer), FileFsVolumeInformation, &Done), STATUS_SUCCESS);
	EXPECT(!Buffer.Volume.VolumeLabelLength);
	EXPECT_STATUS(Ask(Objects, ByFile, sizeof(Buffer), FileFsDeviceInformation, &Done), STATUS_SUCCESS);
	EXPECT(Buffer.Device.DeviceType == FILE_DEVICE_DISK);
	EXPECT_STATUS(Ask(Objects, ByFile, sizeof(Buffer), FileFsObjectIdInformation, &Done),
		      STATUS_INVALID_INFO_CLASS);
}

/* Only the instance below sees the queries. */
static VOID Test(PCFLT_RELATED_OBJECTS Objects, BOOLEAN ByFile)
{
	const LONG Before = LowerQueries, UpperBefore = UpperQueries;

	TestSizes(Objects, ByFile);
	TestClasses(Objects, ByFile);
	EXPECT(LowerQueries == Before + 9 && UpperQueries == UpperBefore);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (!NT_SUCCESS(Data->IoStatus.Status) || !Is(Data, "t_volume"))
		return FLT_POSTOP_FINISHED_PROCESSING;
	Test(Objects, FALSE);
	Test(Objects, TRUE);
	DbgPrint("mount_statfs: %d wrong\n", Wrong);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_QUERY_VOLUME_INFORMATION, 0, PreQuery, PostQuery },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, NULL, PostCreate },
	{ IRP_MJ_QUERY_VOLUME_INFORMATION, 0, PreUpperQuery, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
