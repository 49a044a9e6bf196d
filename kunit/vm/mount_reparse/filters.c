/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The lower one gives files other names: what is asked for in "from" is
 * opened in "to". The upper one sees what becomes of the opens, and opens files itself.
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

#define TAG 'peRw'
#define MOST_UNITS 128

static PFLT_FILTER Lower, Upper;

/* The opens of programs that the upper filter has seen. */
static struct {
	LONG Creates, Reparses, Missing, Successes;
} Seen;

/* A program's exclusive open of "to/held", which waits; others are refused. */
static KEVENT IsHeld, Release;
static LONG HeldCreates;

static FLT_PREOP_CALLBACK_STATUS Hold(PFLT_CALLBACK_DATA Data)
{
	if (Data->Iopb->Parameters.Create.Options >> 24 != FILE_CREATE)
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	/* The refused open of another program has not taken the name away. */
	EXPECT(InterlockedIncrement(&HeldCreates) == 1);
	KeSetEvent(&IsHeld, IO_NO_INCREMENT, FALSE);
	KeWaitForSingleObject(&Release, Executive, KernelMode, FALSE, NULL);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- The lower filter: other names ----------------------------------------------------------- */

static BOOLEAN BeginsWith(const UNICODE_STRING *Name, PCWSTR Text)
{
	UNICODE_STRING Prefix;

	RtlInitUnicodeString(&Prefix, Text);
	return RtlPrefixUnicodeString(&Prefix, Name, FALSE);
}

/* The driver's own memory, as before Windows 7. */
static NTSTATUS ReplaceByHand(PFILE_OBJECT File, const UNICODE_STRING *Name)
{
	PWSTR Buffer = ExAllocatePool2(POOL_FLAG_PAGED, Name->Length, TAG);

	if (!Buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	RtlCopyMemory(Buffer, Name->Buffer, Name->Length);
	ExFreePool(File->FileName.Buffer);
	File->FileName.Buffer = Buffer;
	File->FileName.Length = File->FileName.MaximumLength = Name->Length;
	return STATUS_SUCCESS;
}

static FLT_PREOP_CALLBACK_STATUS Move(PFLT_CALLBACK_DATA Data, const UNICODE_STRING *Name, ULONG_PTR Information)
{
	const PFILE_OBJECT File = Data->Iopb->TargetFileObject;
	const BOOLEAN ByHand = BeginsWith(&File->FileName, L"\\by hand");
	const NTSTATUS Status = ByHand ? ReplaceByHand(File, Name)
				       : IoReplaceFileObjectName(File, Name->Buffer, Name->Length);

	EXPECT(NT_SUCCESS(Status));
	EXPECT(RtlEqualUnicodeString(&File->FileName, Name, FALSE));
	return Complete(Data, NT_SUCCESS(Status) ? STATUS_REPARSE : Status, Information);
}

/* Replaces the beginning of the file's name. */
static FLT_PREOP_CALLBACK_STATUS MoveFrom(PFLT_CALLBACK_DATA Data, PCWSTR Old, PCWSTR New)
{
	const UNICODE_STRING *Name = &Data->Iopb->TargetFileObject->FileName;
	WCHAR Text[MOST_UNITS];
	UNICODE_STRING Other = { 0, sizeof(Text), Text }, Prefix, Rest;

	RtlInitUnicodeString(&Prefix, Old);
	Rest = (UNICODE_STRING){ Name->Length - Prefix.Length, Name->Length - Prefix.Length,
				 Name->Buffer + Prefix.Length / sizeof(WCHAR) };
	EXPECT(NT_SUCCESS(RtlAppendUnicodeToString(&Other, New)));
	EXPECT(NT_SUCCESS(RtlAppendUnicodeStringToString(&Other, &Rest)));
	return Move(Data, &Other, IO_REPARSE);
}

/* "chain9" is "chain8" and so on; "chain0" is a file. */
static FLT_PREOP_CALLBACK_STATUS MoveChain(PFLT_CALLBACK_DATA Data)
{
	static const WCHAR Start[] = L"\\Device\\Moved\\chain";
	const UNICODE_STRING *Name = &Data->Iopb->TargetFileObject->FileName;
	const WCHAR Last = Name->Buffer[Name->Length / sizeof(WCHAR) - 1];
	WCHAR Text[RTL_NUMBER_OF(Start)];
	UNICODE_STRING Other = { sizeof(Text), sizeof(Text), Text };

	if (Last == '0')
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	RtlCopyMemory(Text, Start, sizeof(Start));
	Text[RTL_NUMBER_OF(Start) - 1] = Last - 1;
	return Move(Data, &Other, IO_REPARSE);
}

static const struct {
	PCWSTR Old, New;
} Moves[] = {
	{ L"\\from\\", L"\\Device\\Moved\\to\\" },
	{ L"\\by hand\\", L"\\device\\moved\\to\\" },
	{ L"\\loop", L"\\Device\\Moved\\loop" },
	{ L"\\elsewhere\\", L"\\Device\\Else\\" },
	{ L"\\no volume", L"\\to" },
	{ L"\\dots", L"\\Device\\Moved\\..\\outside" },
	{ L"\\link out", L"\\Device\\Moved\\leads_out" },
	{ L"\\absolute", L"\\Device\\Moved\\leads_to_root" },
	{ L"\\below\\", L"\\Device\\Moved\\other mount\\" },
};

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID *CompletionContext)
{
	const UNICODE_STRING *Name = &Data->Iopb->TargetFileObject->FileName;
	ULONG i;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (BeginsWith(Name, L"\\to\\held"))
		return Hold(Data);
	if (BeginsWith(Name, L"\\chain"))
		return MoveChain(Data);
	if (BeginsWith(Name, L"\\tagged"))
		return Complete(Data, STATUS_REPARSE, IO_REPARSE_TAG_SYMLINK);
	for (i = 0; i < RTL_NUMBER_OF(Moves); i++) {
		if (BeginsWith(Name, Moves[i].Old))
			return MoveFrom(Data, Moves[i].Old, Moves[i].New);
	}
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* stat(2) goes the way of an open. */
static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerQueryOpen(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						       PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	return FLT_PREOP_DISALLOW_FASTIO;
}

/* ---- Files of the upper filter ---------------------------------------------------------------- */

static NTSTATUS Open(PFLT_INSTANCE Instance, PCWSTR Text, ULONG Disposition, PHANDLE Handle, PFILE_OBJECT *File)
{
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Iosb;
	UNICODE_STRING Name;
	NTSTATUS Status;

	RtlInitUnicodeString(&Name, Text);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	Status = FltCreateFileEx(Upper, Instance, Handle, File, FILE_GENERIC_READ | FILE_GENERIC_WRITE, &Attributes, &Iosb,
				 NULL, 0, FILE_SHARE_READ, Disposition, 0, NULL, 0, 0);
	EXPECT(Iosb.Status == Status);
	return Status;
}

static VOID Refuse(PFLT_INSTANCE Instance, PCWSTR Text, NTSTATUS Expected)
{
	PFILE_OBJECT File;
	HANDLE Handle;
	const NTSTATUS Status = Open(Instance, Text, FILE_OPEN, &Handle, &File);

	EXPECT(!Handle && !File);
	if (Status == Expected)
		return;
	InterlockedIncrement(&Wrong);
	DbgPrint("mount_reparse: 0x%x, not 0x%x\n", Status, Expected);
}

static VOID ExpectName(PFILE_OBJECT File, PCWSTR Expected)
{
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Expected);
	EXPECT(RtlEqualUnicodeString(&File->FileName, &Name, FALSE));
}

/* A driver's own opens go where the lower filter says. */
static VOID TestOwn(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;
	LARGE_INTEGER Start = {};
	PFILE_OBJECT File;
	char Text[4] = "";
	HANDLE Handle;
	ULONG Done = 0;

	EXPECT(NT_SUCCESS(Open(Instance, L"\\Device\\Moved\\from\\there", FILE_OPEN, &Handle, &File)));
	ExpectName(File, L"\\to\\there");
	EXPECT(NT_SUCCESS(FltReadFile(Instance, File, &Start, 4, Text, 0, &Done, NULL, NULL)));
	EXPECT(Done == 4 && Text[0] == 'm');
	FltClose(Handle);
	ObDereferenceObject(File);
	EXPECT(NT_SUCCESS(Open(Instance, L"\\Device\\Moved\\from\\own", FILE_CREATE, &Handle, &File)));
	FltClose(Handle);
	ObDereferenceObject(File);
	EXPECT(NT_SUCCESS(Open(Instance, L"\\Device\\Moved\\chain9", FILE_OPEN, &Handle, &File)));
	ExpectName(File, L"\\chain0");
	/* Half a character. */
	EXPECT(IoReplaceFileObjectName(File, L"\\x", 3) == STATUS_INVALID_PARAMETER);
	FltClose(Handle);
	ObDereferenceObject(File);
	Refuse(Instance, L"\\Device\\Moved\\loop", STATUS_REPARSE_POINT_NOT_RESOLVED);
	Refuse(Instance, L"\\Device\\Moved\\elsewhere\\file", STATUS_NOT_SAME_DEVICE);
	Refuse(Instance, L"\\Device\\Moved\\no volume", STATUS_NOT_SAME_DEVICE);
	Refuse(Instance, L"\\Device\\Moved\\dots", STATUS_OBJECT_NAME_INVALID);
	Refuse(Instance, L"\\Device\\Moved\\link out", STATUS_OBJECT_PATH_NOT_FOUND);
	Refuse(Instance, L"\\Device\\Moved\\tagged", STATUS_IO_REPARSE_TAG_NOT_HANDLED);
	Refuse(Instance, L"\\Device\\Moved\\from\\missing", STATUS_OBJECT_NAME_NOT_FOUND);
}

/* ---- The upper filter: what it sees ----------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID *CompletionContext)
{
	const LONG Before = Wrong;

	UNREFERENCED_PARAMETER(CompletionContext);
	if (Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO)
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	if (Is(Data, "t_own")) {
		TestOwn(Objects);
		return Complete(Data, Wrong == Before ? STATUS_CANNOT_DELETE : STATUS_NOT_SUPPORTED, 0);
	}
	if (Is(Data, "t_wait")) {
		KeWaitForSingleObject(&IsHeld, Executive, KernelMode, FALSE, NULL);
		return Complete(Data, STATUS_CANNOT_DELETE, 0);
	}
	if (Is(Data, "t_release")) {
		KeSetEvent(&Release, IO_NO_INCREMENT, FALSE);
		return Complete(Data, STATUS_CANNOT_DELETE, 0);
	}
	if (Is(Data, "t_counts")) {
		DbgPrint("mount_reparse: %d creates, %d reparses, %d missing, %d successes\n", Seen.Creates,
			 Seen.Reparses, Seen.Missing, Seen.Successes);
		RtlZeroMemory(&Seen, sizeof(Seen));
		return Complete(Data, STATUS_CANNOT_DELETE, 0);
	}
	InterlockedIncrement(&Seen.Creates);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* After STATUS_REPARSE the file is not open. A callback gets the other name only if it asks for it. */
static VOID ExpectReparsed(PFLT_CALLBACK_DATA Data, PFILE_OBJECT File)
{
	PFLT_FILE_NAME_INFORMATION Name;

	EXPECT(Data->IoStatus.Information == IO_REPARSE && !File->FsContext);
	EXPECT(FltGetFileNameInformation(Data, FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_DEFAULT, &Name) ==
	       STATUS_FLT_INVALID_NAME_REQUEST);
	EXPECT(NT_SUCCESS(FltGetFileNameInformation(Data, FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_DEFAULT |
						    FLT_FILE_NAME_ALLOW_QUERY_ON_REPARSE, &Name)));
	if (BeginsWith(&File->FileName, L"\\Device\\Moved\\"))
		EXPECT(RtlEqualUnicodeString(&Name->Name, &File->FileName, FALSE));
	FltReleaseFileNameInformation(Name);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI UpperCreated(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						      PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	const NTSTATUS Status = Data->IoStatus.Status;

	UNREFERENCED_PARAMETER(CompletionContext);
	if (Flags & FLTFL_POST_OPERATION_DRAINING)
		return FLT_POSTOP_FINISHED_PROCESSING;
	if (Status == STATUS_REPARSE) {
		InterlockedIncrement(&Seen.Reparses);
		if (Data->IoStatus.Information == IO_REPARSE)
			ExpectReparsed(Data, Objects->FileObject);
	} else if (Status == STATUS_OBJECT_NAME_NOT_FOUND) {
		InterlockedIncrement(&Seen.Missing);
	} else if (NT_SUCCESS(Status)) {
		InterlockedIncrement(&Seen.Successes);
	}
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static const FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_CREATE, 0, LowerCreate, NULL },
	{ IRP_MJ_NETWORK_QUERY_OPEN, 0, LowerQueryOpen, NULL },
	{ IRP_MJ_OPERATION_END }
};

static const FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, UpperCreate, UpperCreated },
	{ IRP_MJ_OPERATION_END }
};

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	/* Each filter asks for it: the first call ends both. */
	if (!Lower)
		return STATUS_SUCCESS;
	DbgPrint("mount_reparse: %d wrong\n", Wrong);
	FltUnregisterFilter(Upper);
	FltUnregisterFilter(Lower);
	Lower = NULL;
	return STATUS_SUCCESS;
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject, const FLT_OPERATION_REGISTRATION *Operations, PFLT_FILTER *Filter)
{
	const FLT_REGISTRATION Registration = {
		.Size = sizeof(FLT_REGISTRATION),
		.Version = FLT_REGISTRATION_VERSION,
		.OperationRegistration = Operations,
		.FilterUnloadCallback = Unload,
	};
	NTSTATUS Status = FltRegisterFilter(DriverObject, &Registration, Filter);

	return NT_SUCCESS(Status) ? FltStartFiltering(*Filter) : Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&IsHeld, NotificationEvent, FALSE);
	KeInitializeEvent(&Release, NotificationEvent, FALSE);
	Status = Start(DriverObject, LowerOperations, &Lower);
	return NT_SUCCESS(Status) ? Start(DriverObject, UpperOperations, &Upper) : Status;
}
