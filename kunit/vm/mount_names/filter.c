/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that asks for the names of files, wherever it is called. It forgets some of them.
 */
#include "../minifilter.h"

#include "names.h"

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static KSPIN_LOCK Lock;
static struct name_records Records;	/* the lock */
static PFLT_FILE_NAME_INFORMATION Kept;
static PFILE_OBJECT Held;

/* ---- Records ------------------------------------------------------------------------------- */

static ULONG UnitsOf(const UNICODE_STRING *String)
{
	return String->Length / sizeof(WCHAR);
}

static VOID Describe(struct name_record *Record, PFLT_FILE_NAME_INFORMATION Name)
{
	ULONG i;

	FltParseFileNameInformation(Name);
	Record->length = UnitsOf(&Name->Name);
	Record->volume = UnitsOf(&Name->Volume);
	Record->parent = UnitsOf(&Name->ParentDir);
	Record->final = UnitsOf(&Name->FinalComponent);
	Record->extension = UnitsOf(&Name->Extension);
	Record->stream = UnitsOf(&Name->Stream);
	for (i = 0; i < Record->length && i < TEXT_UNITS; i++)
		Record->text[i] = Name->Name.Buffer[i];
}

static NTSTATUS Ask(PFLT_CALLBACK_DATA Data, FLT_FILE_NAME_OPTIONS Method, struct name_record *Record)
{
	PFLT_FILE_NAME_INFORMATION Name;
	NTSTATUS Status = FltGetFileNameInformation(Data, FLT_FILE_NAME_NORMALIZED | Method, &Name);

	if (!NT_SUCCESS(Status))
		return Status;
	Describe(Record, Name);
	FltReleaseFileNameInformation(Name);
	return Status;
}

static VOID Add(const struct name_record *New)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	if (Records.count < RECORDS)
		Records.record[Records.count] = *New;
	Records.count++;
	KeReleaseSpinLock(&Lock, Irql);
}

static BOOLEAN IsVolumeOfFile(PFLT_VOLUME Right, PFILE_OBJECT File)
{
	PFLT_VOLUME Volume;

	if (!NT_SUCCESS(FltGetVolumeFromFileObject(Filter, File, &Volume)))
		return FALSE;
	FltObjectDereference(Volume);
	return Volume == Right;
}

static BOOLEAN IsVolumeOfName(PFLT_VOLUME Right)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Names");
	PFLT_VOLUME Volume;

	if (!NT_SUCCESS(FltGetVolumeFromName(Filter, &Name, &Volume)))
		return FALSE;
	FltObjectDereference(Volume);
	return Volume == Right;
}

/* row 980: the volume's name, and that of the file. */
static BOOLEAN IsNameOfObject(PFILE_OBJECT File)
{
	const ULONG Room = 2048;
	POBJECT_NAME_INFORMATION Name = ExAllocatePool2(POOL_FLAG_PAGED, Room, 'tnuM');
	UNICODE_STRING Volume = RTL_CONSTANT_STRING(L"\\Device\\Names");
	BOOLEAN Result = FALSE;
	ULONG Needed;

	if (Name && NT_SUCCESS(ObQueryNameString(File, Name, Room, &Needed)) &&
	    Name->Name.Length == Volume.Length + File->FileName.Length &&
	    RtlPrefixUnicodeString(&Volume, &Name->Name, FALSE))
		Result = !memcmp((PCHAR)Name->Name.Buffer + Volume.Length, File->FileName.Buffer, File->FileName.Length);
	if (Name)
		ExFreePoolWithTag(Name, 'tnuM');
	return Result;
}

static BOOLEAN IsAgreed(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	PFLT_VOLUME Volume;
	BOOLEAN Result;

	if (!NT_SUCCESS(FltGetVolumeFromInstance(Instance, &Volume)))
		return FALSE;
	Result = IsVolumeOfFile(Volume, File) && IsVolumeOfName(Volume);
	FltObjectDereference(Volume);
	return Result;
}

static VOID NoteFile(PFLT_CALLBACK_DATA Data, BOOLEAN IsPost, struct name_record *New)
{
	PFLT_INSTANCE Instance = Data->Iopb->TargetInstance;
	PFILE_OBJECT File = Data->Iopb->TargetFileObject;
	BOOLEAN IsFolder;

	New->is_agreed = IsAgreed(Instance, File) && (!IsPost || IsNameOfObject(File));
	New->is_folder = NT_SUCCESS(FltIsDirectory(File, Instance, &IsFolder)) ? IsFolder : NO_FILE;
}

static VOID Note(PFLT_CALLBACK_DATA Data, BOOLEAN IsPost)
{
	struct name_record *New = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*New), 'tnuM');

	if (!New)
		return;
	New->major = Data->Iopb->MajorFunction;
	New->is_post = IsPost;
	NoteFile(Data, IsPost, New);
	New->cache_status = Ask(Data, FLT_FILE_NAME_QUERY_CACHE_ONLY, New);
	New->status = Ask(Data, FLT_FILE_NAME_QUERY_DEFAULT, New);
	Add(New);
	ExFreePoolWithTag(New, 'tnuM');
}

/* ---- New names ----------------------------------------------------------------------------- */

/* After the operation nothing else has become the name. */
static NTSTATUS CheckTunneled(PFLT_CALLBACK_DATA Data, PFLT_FILE_NAME_INFORMATION Name)
{
	PFLT_FILE_NAME_INFORMATION Tunneled = Name;
	NTSTATUS Status = FltGetTunneledName(Data, Name, &Tunneled);

	return NT_SUCCESS(Status) && Tunneled ? STATUS_UNSUCCESSFUL : Status;
}

static NTSTATUS AskNew(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, PWSTR Text, ULONG Bytes,
		       struct name_record *Record)
{
	PFLT_FILE_NAME_INFORMATION Name;
	NTSTATUS Status = FltGetDestinationFileNameInformation(
		FltObjects->Instance, FltObjects->FileObject, NULL, Text, Bytes, FLT_FILE_NAME_NORMALIZED, &Name);

	if (!NT_SUCCESS(Status))
		return Status;
	Describe(Record, Name);
	if (Record->is_post)
		Status = CheckTunneled(Data, Name);
	FltReleaseFileNameInformation(Name);
	return Status;
}

static VOID NoteNew(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects, BOOLEAN IsPost)
{
	PFILE_RENAME_INFORMATION Information = Data->Iopb->Parameters.SetFileInformation.InfoBuffer;
	FILE_INFORMATION_CLASS Class = Data->Iopb->Parameters.SetFileInformation.FileInformationClass;
	struct name_record *New;

	if (Class != FileRenameInformation && Class != FileLinkInformation)
		return;
	New = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*New), 'tnuM');
	if (!New)
		return;
	New->is_post = IsPost;
	New->major = DESTINATION;
	New->status = AskNew(Data, FltObjects, Information->FileName, Information->FileNameLength, New);
	Add(New);
	New->major = BESIDE;
	New->status = AskNew(Data, FltObjects, L"beside", 6 * sizeof(WCHAR), New);
	Add(New);
	ExFreePoolWithTag(New, 'tnuM');
}

/* ---- Files of its own ---------------------------------------------------------------------- */

/* Whether the last component of the file's name is this. */
static BOOLEAN IsNamed(PFLT_CALLBACK_DATA Data, PCWSTR Word)
{
	UNICODE_STRING Final, Wanted;

	RtlInitUnicodeString(&Wanted, Word);
	FltParseFileName(&Data->Iopb->TargetFileObject->FileName, NULL, NULL, &Final);
	return RtlEqualUnicodeString(&Final, &Wanted, FALSE);
}

static BOOLEAN IsOwn(PFLT_CALLBACK_DATA Data)
{
	return IsNamed(Data, L"records") || IsNamed(Data, L"release") || IsNamed(Data, L"ask_held") ||
	       IsNamed(Data, L"drop_held");
}

static FLT_PREOP_CALLBACK_STATUS TakeRecords(PFLT_CALLBACK_DATA Data)
{
	KIRQL Irql;

	if (Data->Iopb->Parameters.Read.Length != sizeof(Records))
		return Complete(Data, STATUS_INVALID_PARAMETER, 0);
	KeAcquireSpinLock(&Lock, &Irql);
	RtlCopyMemory(Data->Iopb->Parameters.Read.ReadBuffer, &Records, sizeof(Records));
	Records.count = 0;
	KeReleaseSpinLock(&Lock, Irql);
	return Complete(Data, STATUS_SUCCESS, sizeof(Records));
}

static FLT_PREOP_CALLBACK_STATUS Release(PFLT_CALLBACK_DATA Data)
{
	struct name_record *Record = Data->Iopb->Parameters.Read.ReadBuffer;

	if (!Kept || Data->Iopb->Parameters.Read.Length != sizeof(*Record))
		return Complete(Data, STATUS_INVALID_PARAMETER, 0);
	RtlZeroMemory(Record, sizeof(*Record));
	Describe(Record, Kept);
	FltReleaseFileNameInformation(Kept);
	Kept = NULL;
	return Complete(Data, STATUS_SUCCESS, sizeof(*Record));
}

static NTSTATUS AskHeld(struct name_record *Record)
{
	PFLT_FILE_NAME_INFORMATION Name;
	NTSTATUS Status = FltGetFileNameInformationUnsafe(Held, NULL, FLT_FILE_NAME_OPENED, &Name);

	if (!NT_SUCCESS(Status))
		return Status;
	if (Record)
		Describe(Record, Name);
	FltReleaseFileNameInformation(Name);
	return Status;
}

static FLT_PREOP_CALLBACK_STATUS ReadHeld(PFLT_CALLBACK_DATA Data)
{
	struct name_record *Record = Data->Iopb->Parameters.Read.ReadBuffer;

	if (!Held || Data->Iopb->Parameters.Read.Length != sizeof(*Record))
		return Complete(Data, STATUS_INVALID_PARAMETER, 0);
	RtlZeroMemory(Record, sizeof(*Record));
	Record->status = AskHeld(Record);
	return Complete(Data, STATUS_SUCCESS, sizeof(*Record));
}

static VOID DropHeld(VOID)
{
	if (Held)
		ObDereferenceObject(Held);
	Held = NULL;
}

static FLT_PREOP_CALLBACK_STATUS ReadOwn(PFLT_CALLBACK_DATA Data)
{
	if (IsNamed(Data, L"records"))
		return TakeRecords(Data);
	if (IsNamed(Data, L"release"))
		return Release(Data);
	if (IsNamed(Data, L"ask_held"))
		return ReadHeld(Data);
	DropHeld();
	return Complete(Data, STATUS_SUCCESS, 0);
}

/* ---- Names that are forgotten -------------------------------------------------------------- */

static __attribute__((noinline)) VOID AskAndForget(PFLT_CALLBACK_DATA Data)
{
	PFLT_FILE_NAME_INFORMATION Name;

	if (NT_SUCCESS(FltGetFileNameInformation(Data, FLT_FILE_NAME_OPENED, &Name)))
		DbgPrint("mount_names: %wZ is forgotten\n", &Name->Name);
}

/* The keeper releases it, after this driver has gone. */
static __attribute__((noinline)) VOID AskAndGive(PFLT_CALLBACK_DATA Data)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Callback\\NameKeeper");
	OBJECT_ATTRIBUTES Attributes;
	PFLT_FILE_NAME_INFORMATION Given;
	PCALLBACK_OBJECT Keeper;

	InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE, NULL, NULL);
	if (!NT_SUCCESS(ExCreateCallback(&Keeper, &Attributes, FALSE, TRUE)))
		return;
	if (NT_SUCCESS(FltGetFileNameInformation(Data, FLT_FILE_NAME_OPENED, &Given)))
		ExNotifyCallback(Keeper, Given, NULL);
	ObDereferenceObject(Keeper);
}

/* ---- Callbacks ----------------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreAny(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
					       PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (IsOwn(Data))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	Note(Data, FALSE);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostAny(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!(Flags & FLTFL_POST_OPERATION_DRAINING))
		Note(Data, TRUE);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	if (IsNamed(Data, L"held") && !Held) {
		Held = FltObjects->FileObject;
		ObReferenceObject(Held);
	}
	if (IsNamed(Data, L"forgotten"))
		AskAndForget(Data);
	if (IsNamed(Data, L"given"))
		AskAndGive(Data);
	return PostAny(Data, FltObjects, CompletionContext, Flags);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						PVOID *CompletionContext)
{
	if (IsOwn(Data))
		return ReadOwn(Data);
	if (IsNamed(Data, L"kept") && !Kept)
		FltGetFileNameInformation(Data, FLT_FILE_NAME_NORMALIZED, &Kept);
	return PreAny(Data, FltObjects, CompletionContext);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreSetInformation(PFLT_CALLBACK_DATA Data,
							  PCFLT_RELATED_OBJECTS FltObjects,
							  PVOID *CompletionContext)
{
	NoteNew(Data, FltObjects, FALSE);
	return PreAny(Data, FltObjects, CompletionContext);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostSetInformation(PFLT_CALLBACK_DATA Data,
							    PCFLT_RELATED_OBJECTS FltObjects,
							    PVOID CompletionContext,
							    FLT_POST_OPERATION_FLAGS Flags)
{
	if (!(Flags & FLTFL_POST_OPERATION_DRAINING))
		NoteNew(Data, FltObjects, TRUE);
	return PostAny(Data, FltObjects, CompletionContext, Flags);
}

static VOID TellProperties(PFLT_VOLUME Volume)
{
	UCHAR Buffer[256] __attribute__((aligned(8)));
	PFLT_VOLUME_PROPERTIES Properties = (PVOID)Buffer;
	ULONG Bytes;

	if (NT_SUCCESS(FltGetVolumeProperties(Volume, Properties, sizeof(Buffer), &Bytes)))
		DbgPrint("mount_names: %wZ, %wZ, %wZ, sectors of %u, alignment 0x%x\n",
			 &Properties->FileSystemDriverName, &Properties->FileSystemDeviceName,
			 &Properties->RealDeviceName, Properties->SectorSize, Properties->AlignmentRequirement);
}

static VOID TellWritable(PFLT_INSTANCE Instance)
{
	BOOLEAN IsWritable, IsSnapshot;

	if (NT_SUCCESS(FltIsVolumeWritable(Instance, &IsWritable)) &&
	    NT_SUCCESS(FltIsVolumeSnapshot(Instance, &IsSnapshot)))
		DbgPrint("mount_names: writable: %d, snapshot: %d\n", IsWritable, IsSnapshot);
}

/* In bytes of 4096, also for a buffer that is shorter. */
static VOID TellAlignment(PFLT_INSTANCE Instance)
{
	PVOID Buffer = FltAllocatePoolAlignedWithTag(Instance, NonPagedPoolNx, 1000, 'emaN');

	if (!Buffer)
		return;
	DbgPrint("mount_names: aligned to the page: %d\n", !((ULONG_PTR)Buffer & 0xfff));
	FltFreePoolAlignedWithTag(Instance, Buffer, 'emaN');
}

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_SETUP_FLAGS Flags,
			     DEVICE_TYPE VolumeDeviceType, FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(VolumeDeviceType);
	TellProperties(FltObjects->Volume);
	TellWritable(FltObjects->Instance);
	if (VolumeFilesystemType == FLT_FSTYPE_FAT)
		TellAlignment(FltObjects->Instance);
	return STATUS_SUCCESS;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	/* The mount has gone, and the file object is the driver's alone. */
	if (Held)
		DbgPrint("mount_names: the held file has no name: %08lx\n", AskHeld(NULL));
	DropHeld();
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreAny, PostCreate },
	{ IRP_MJ_READ, 0, PreRead, PostAny },
	{ IRP_MJ_SET_INFORMATION, 0, PreSetInformation, PostSetInformation },
	{ IRP_MJ_CLEANUP, 0, PreAny, PostAny },
	{ IRP_MJ_CLOSE, 0, PreAny, PostAny },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_REGISTRATION Registration = {
	.Size = sizeof(FLT_REGISTRATION),
	.Version = FLT_REGISTRATION_VERSION,
	.OperationRegistration = Operations,
	.FilterUnloadCallback = Unload,
	.InstanceSetupCallback = Setup,
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeSpinLock(&Lock);
	return StartRegistered(DriverObject, &Registration, &Filter);
}
