/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The upper one sends operations with callback data of its own, sends
 * operations of programs once more, and waits: each test is the open of a file with its name. The lower one sees that.
 */
#include "../two_minifilters.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

static const char Contents[] = "0123456789";

static LONG Tests;
static KEVENT IsWaiting, IsWoken, IsKept, IsCompleted;
static NTSTATUS WaitStatus;
static PFLT_CALLBACK_DATA Kept;

/* The last own operation that the lower filter has seen. */
static struct {
	LONG Count;
	FLT_CALLBACK_DATA_FLAGS Flags;
	FLT_IO_PARAMETER_BLOCK Iopb;
} Seen;

/* ---- Callback data -------------------------------------------------------------------------- */

static PFLT_CALLBACK_DATA New(PCFLT_RELATED_OBJECTS Objects)
{
	PFLT_CALLBACK_DATA Data = NULL;

	EXPECT_STATUS(FltAllocateCallbackData(Objects->Instance, Objects->FileObject, &Data), STATUS_SUCCESS);
	EXPECT(Data && Data->Iopb->TargetInstance == Objects->Instance &&
	       Data->Iopb->TargetFileObject == Objects->FileObject && !Data->Iopb->MajorFunction &&
	       FLT_IS_IRP_OPERATION(Data) && FlagOn(Data->Flags, FLTFL_CALLBACK_DATA_GENERATED_IO) &&
	       Data->Thread == PsGetCurrentThread() && Data->RequestorMode == KernelMode);
	return Data;
}

static VOID SetTransfer(PFLT_CALLBACK_DATA Data, UCHAR Major, LONGLONG Offset, ULONG Length, PVOID Buffer)
{
	Data->Iopb->MajorFunction = Major;
	Data->Iopb->Parameters.Read.ByteOffset.QuadPart = Offset;
	Data->Iopb->Parameters.Read.Length = Length;
	Data->Iopb->Parameters.Read.ReadBuffer = Buffer;
}

static VOID Perform(PFLT_CALLBACK_DATA Data, NTSTATUS Expected, ULONG_PTR Information)
{
	const LONG Before = Seen.Count;

	Data->IoStatus.Status = STATUS_PENDING;
	FltPerformSynchronousIo(Data);
	EXPECT_STATUS(Data->IoStatus.Status, Expected);
	EXPECT(Data->IoStatus.Information == Information);
	EXPECT(Seen.Count == Before + 1);
	EXPECT(FlagOn(Seen.Flags, FLTFL_CALLBACK_DATA_GENERATED_IO) && FlagOn(Seen.Iopb.IrpFlags, IRP_SYNCHRONOUS_API));
	EXPECT(Seen.Iopb.MajorFunction == Data->Iopb->MajorFunction &&
	       Seen.Iopb.Parameters.Read.Length == Data->Iopb->Parameters.Read.Length);
}

static BOOLEAN Is4567(const char *Buffer)
{
	return RtlCompareMemory(Buffer, "4567", 4) == 4;
}

static VOID TestTransfers(PCFLT_RELATED_OBJECTS Objects)
{
	PFLT_CALLBACK_DATA Data = New(Objects);
	char Buffer[16] = "";

	SetTransfer(Data, IRP_MJ_READ, 4, 4, Buffer);
	EXPECT(FltIsOperationSynchronous(Data));
	Perform(Data, STATUS_SUCCESS, 4);
	EXPECT(Is4567(Buffer));
	EXPECT(Objects->FileObject->CurrentByteOffset.QuadPart == 8);
	FltReuseCallbackData(Data);
	EXPECT(Data->Iopb->TargetInstance == Objects->Instance && Data->Iopb->TargetFileObject == Objects->FileObject);
	EXPECT(!Data->Iopb->MajorFunction && !Data->Iopb->Parameters.Read.Length && !Data->IoStatus.Information);
	SetTransfer(Data, IRP_MJ_READ, 100, 4, Buffer);
	Perform(Data, STATUS_END_OF_FILE, 0);
	SetTransfer(Data, IRP_MJ_WRITE, (LONG)FILE_WRITE_TO_END_OF_FILE, 2, "ab");
	Perform(Data, STATUS_SUCCESS, 2);
	SetTransfer(Data, IRP_MJ_READ, 8, 16, Buffer);
	Perform(Data, STATUS_SUCCESS, 4);
	EXPECT(RtlCompareMemory(Buffer, "89ab", 4) == 4);
	/* Once more, as FltReissueSynchronousIo does it. */
	FltReissueSynchronousIo(Objects->Instance, Data);
	EXPECT_STATUS(Data->IoStatus.Status, STATUS_SUCCESS);
	EXPECT(FlagOn(Seen.Flags, FLTFL_CALLBACK_DATA_REISSUED_IO));
	FltFreeCallbackData(Data);
}

static VOID TestOthers(PCFLT_RELATED_OBJECTS Objects)
{
	FILE_STANDARD_INFORMATION Standard = {};
	FILE_END_OF_FILE_INFORMATION End = { .EndOfFile.QuadPart = 3 };
	PFLT_CALLBACK_DATA Data = New(Objects);
	FLT_PARAMETERS *Parameters = &Data->Iopb->Parameters;

	Data->Iopb->MajorFunction = IRP_MJ_SET_INFORMATION;
	Parameters->SetFileInformation.FileInformationClass = FileEndOfFileInformation;
	Parameters->SetFileInformation.Length = sizeof(End);
	Parameters->SetFileInformation.InfoBuffer = &End;
	Perform(Data, STATUS_SUCCESS, 0);
	FltReuseCallbackData(Data);
	Data->Iopb->MajorFunction = IRP_MJ_QUERY_INFORMATION;
	Parameters->QueryFileInformation.FileInformationClass = FileStandardInformation;
	Parameters->QueryFileInformation.Length = sizeof(Standard);
	Parameters->QueryFileInformation.InfoBuffer = &Standard;
	Perform(Data, STATUS_SUCCESS, sizeof(Standard));
	EXPECT(Standard.EndOfFile.QuadPart == 3);
	FltReuseCallbackData(Data);
	Data->Iopb->MajorFunction = IRP_MJ_FLUSH_BUFFERS;
	Perform(Data, STATUS_SUCCESS, 0);
	Data->Iopb->MajorFunction = IRP_MJ_LOCK_CONTROL;
	Perform(Data, STATUS_INVALID_DEVICE_REQUEST, 0);
	FltFreeCallbackData(Data);
}

/* The MDL goes with the callback data. */
static VOID TestMdl(PCFLT_RELATED_OBJECTS Objects)
{
	PFLT_CALLBACK_DATA Data = NULL;
	char *Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, 16, 'taDM');
	PMDL Mdl = Buffer ? IoAllocateMdl(Buffer, 4, FALSE, FALSE, NULL) : NULL;

	EXPECT_STATUS(FltAllocateCallbackDataEx(Objects->Instance, Objects->FileObject,
						FLT_ALLOCATE_CALLBACK_DATA_PREALLOCATE_ALL_MEMORY, &Data),
		      STATUS_SUCCESS);
	EXPECT(Mdl);
	if (!Data || !Mdl)
		return;
	MmBuildMdlForNonPagedPool(Mdl);
	SetTransfer(Data, IRP_MJ_READ, 4, 4, NULL);
	Data->Iopb->Parameters.Read.MdlAddress = Mdl;
	Perform(Data, STATUS_SUCCESS, 4);
	EXPECT(Is4567(Buffer));
	FltFreeCallbackData(Data);
	ExFreePoolWithTag(Buffer, 'taDM');
}

/* ---- Asynchronous --------------------------------------------------------------------------- */

struct Later {
	PFLT_CALLBACK_DATA Data;
	IO_STATUS_BLOCK Result;
	LONG Calls;
};

static VOID NTAPI Completed(PFLT_CALLBACK_DATA Data, PFLT_CONTEXT Context)
{
	struct Later *Later = Context;

	EXPECT(Data == Later->Data);
	Later->Result = Data->IoStatus;
	Later->Calls++;
	FltFreeCallbackData(Data);
	KeSetEvent(&IsCompleted, IO_NO_INCREMENT, FALSE);
}

static VOID TestLater(PCFLT_RELATED_OBJECTS Objects)
{
	struct Later Later = { .Data = New(Objects) };
	char Buffer[4];

	SetTransfer(Later.Data, IRP_MJ_READ, 4, 4, Buffer);
	EXPECT_STATUS(FltPerformAsynchronousIo(Later.Data, Completed, &Later), STATUS_PENDING);
	KeWaitForSingleObject(&IsCompleted, Executive, KernelMode, FALSE, NULL);
	EXPECT(Later.Calls == 1 && Later.Result.Status == STATUS_SUCCESS && Later.Result.Information == 4);
	EXPECT(Is4567(Buffer));
	EXPECT(!FlagOn(Seen.Iopb.IrpFlags, IRP_SYNCHRONOUS_API));
	Later = (struct Later){ .Data = New(Objects) };
	EXPECT_STATUS(FltPerformAsynchronousIo(Later.Data, Completed, &Later), STATUS_FLT_INVALID_ASYNCHRONOUS_REQUEST);
	EXPECT(Later.Calls == 1 && Later.Result.Status == STATUS_FLT_INVALID_ASYNCHRONOUS_REQUEST);
	Later = (struct Later){ .Data = New(Objects) };
	SetTransfer(Later.Data, IRP_MJ_READ, 0, 4, NULL);
	EXPECT_STATUS(FltPerformAsynchronousIo(Later.Data, Completed, &Later), STATUS_INVALID_PARAMETER);
	EXPECT(Later.Calls == 1);
	KeClearEvent(&IsCompleted);
}

static VOID NTAPI CompleteKept(PFLT_CALLBACK_DATA Data)
{
	FltCompletePendedPreOperation(Data, Complete(Data, STATUS_CANCELLED, 0), NULL);
}

static VOID NTAPI KeepResult(PFLT_CALLBACK_DATA Data, PFLT_CONTEXT Context)
{
	UNREFERENCED_PARAMETER(Context);
	EXPECT_STATUS(Data->IoStatus.Status, STATUS_CANCELLED);
	KeSetEvent(&IsCompleted, IO_NO_INCREMENT, FALSE);
}

/* The lower filter has pended the operation, and set a cancel routine. */
static VOID TestCancel(PCFLT_RELATED_OBJECTS Objects)
{
	PFLT_CALLBACK_DATA Data = New(Objects);
	char Buffer[4];

	EXPECT(!FltCancelIo(Data));
	SetTransfer(Data, IRP_MJ_READ, 4, 4, Buffer);
	EXPECT_STATUS(FltPerformAsynchronousIo(Data, KeepResult, NULL), STATUS_PENDING);
	KeWaitForSingleObject(&IsKept, Executive, KernelMode, FALSE, NULL);
	/* Its operation has it. */
	FltFreeCallbackData(Data);
	FltReuseCallbackData(Data);
	FltPerformSynchronousIo(Data);
	EXPECT(!FltIsIoCanceled(Data));
	EXPECT(FltCancelIo(Data));
	EXPECT(FltIsIoCanceled(Data) && !FltCancelIo(Data));
	KeWaitForSingleObject(&IsCompleted, Executive, KernelMode, FALSE, NULL);
	FltFreeCallbackData(Data);
}

/* ---- What is wrong -------------------------------------------------------------------------- */

static VOID Refuse(PFLT_CALLBACK_DATA Data, UCHAR Major, NTSTATUS Expected)
{
	const LONG Before = Seen.Count;

	Data->Iopb->MajorFunction = Major;
	FltPerformSynchronousIo(Data);
	EXPECT_STATUS(Data->IoStatus.Status, Expected);
	EXPECT(Seen.Count == Before);
}

static VOID TestWrong(PCFLT_RELATED_OBJECTS Objects)
{
	PFLT_CALLBACK_DATA Data = New(Objects), None = Data;
	char Buffer[512];
	KIRQL Irql;

	Refuse(Data, IRP_MJ_CREATE, STATUS_NOT_SUPPORTED);
	Refuse(Data, IRP_MJ_CLEANUP, STATUS_NOT_SUPPORTED);
	Refuse(Data, (UCHAR)IRP_MJ_NETWORK_QUERY_OPEN, STATUS_NOT_SUPPORTED);
	SetTransfer(Data, IRP_MJ_READ, 0, 4, NULL);
	Refuse(Data, IRP_MJ_READ, STATUS_INVALID_PARAMETER);
	SetTransfer(Data, IRP_MJ_READ, -7, 4, Buffer);
	Refuse(Data, IRP_MJ_READ, STATUS_INVALID_PARAMETER);
	SetTransfer(Data, IRP_MJ_READ, 0, 512, Buffer);
	Data->Iopb->IrpFlags = IRP_PAGING_IO | IRP_NOCACHE;
	Refuse(Data, IRP_MJ_READ, STATUS_INVALID_PARAMETER);
	Data->Iopb->IrpFlags = IRP_NOCACHE;
	Perform(Data, STATUS_SUCCESS, sizeof(Contents) - 1);
	SetTransfer(Data, IRP_MJ_READ, 1, 512, Buffer);
	Refuse(Data, IRP_MJ_READ, STATUS_INVALID_PARAMETER);
	Data->Iopb->IrpFlags = 0;
	KeRaiseIrql(APC_LEVEL, &Irql);
	Refuse(Data, IRP_MJ_READ, STATUS_INVALID_PARAMETER);
	KeLowerIrql(Irql);
	Data->Iopb->TargetFileObject = NULL;
	Refuse(Data, IRP_MJ_READ, STATUS_INVALID_PARAMETER);
	/* No operation is behind it. */
	FltCompletePendedPreOperation(Data, FLT_PREOP_COMPLETE, NULL);
	FltFreeCallbackData(Data);
	FltFreeCallbackData(Data);
	FltPerformSynchronousIo(Data);
	EXPECT_STATUS(FltAllocateCallbackData(Objects->Instance, NULL, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(FltAllocateCallbackData((PFLT_INSTANCE)Objects->Volume, NULL, &None), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(FltAllocateCallbackDataEx(Objects->Instance, NULL, 2, &None), STATUS_INVALID_PARAMETER);
	EXPECT(!None);
}

static VOID TestForeign(PFLT_CALLBACK_DATA Foreign)
{
	const NTSTATUS Before = Foreign->IoStatus.Status;

	FltPerformSynchronousIo(Foreign);
	FltFreeCallbackData(Foreign);
	FltReuseCallbackData(Foreign);
	EXPECT(Foreign->IoStatus.Status == Before);
}

/* ---- Control codes -------------------------------------------------------------------------- */

static NTSTATUS Control(PCFLT_RELATED_OBJECTS Objects, PFILE_OBJECT File, ULONG Code, const VOID *In, ULONG InLength,
			PVOID Out, ULONG Room, ULONG Done)
{
	const LONG Before = Seen.Count;
	ULONG Length = 77;
	const NTSTATUS Status = FltFsControlFile(Objects->Instance, File, Code, (PVOID)In, InLength, Out, Room, &Length);

	EXPECT(Length == Done);
	EXPECT(Seen.Count == Before + 1 && Seen.Iopb.MajorFunction == IRP_MJ_FILE_SYSTEM_CONTROL &&
	       Seen.Iopb.MinorFunction == IRP_MN_KERNEL_CALL &&
	       Seen.Iopb.Parameters.FileSystemControl.Common.FsControlCode == Code);
	return Status;
}

#define MIB (1 << 20)

/* The program has made the file of 3 MiB. */
static VOID TestRanges(PCFLT_RELATED_OBJECTS Objects)
{
	const FILE_ZERO_DATA_INFORMATION Middle = { { .QuadPart = MIB }, { .QuadPart = 2 * MIB } };
	const FILE_ZERO_DATA_INFORMATION Backward = { { .QuadPart = 2 * MIB }, { .QuadPart = MIB } };
	const FILE_ALLOCATED_RANGE_BUFFER All = { { .QuadPart = 0 }, { .QuadPart = 4LL * MIB } };
	const FILE_ALLOCATED_RANGE_BUFFER Part = { { .QuadPart = 4096 }, { .QuadPart = MIB } };
	FILE_ALLOCATED_RANGE_BUFFER Found[3] = {};
	char Byte = 'x';
	LARGE_INTEGER At = { .QuadPart = MIB };

	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_SET_SPARSE, NULL, 0, NULL, 0, 0), STATUS_SUCCESS);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_SET_ZERO_DATA, &Middle, sizeof(Middle), NULL, 0, 0),
		      STATUS_SUCCESS);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_QUERY_ALLOCATED_RANGES, &All, sizeof(All), Found,
			      sizeof(Found), 2 * sizeof(Found[0])), STATUS_SUCCESS);
	EXPECT(Found[0].FileOffset.QuadPart == 0 && Found[0].Length.QuadPart == MIB);
	EXPECT(Found[1].FileOffset.QuadPart == 2 * MIB && Found[1].Length.QuadPart == MIB);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_QUERY_ALLOCATED_RANGES, &All, sizeof(All), Found,
			      sizeof(Found[0]) + 3, sizeof(Found[0])), STATUS_BUFFER_OVERFLOW);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_QUERY_ALLOCATED_RANGES, &Part, sizeof(Part), Found,
			      sizeof(Found), sizeof(Found[0])), STATUS_SUCCESS);
	EXPECT(Found[0].FileOffset.QuadPart == 4096 && Found[0].Length.QuadPart == MIB - 4096);
	/* Last: tmpfs of some kernels fills a hole that a file system above reads. */
	EXPECT_STATUS(FltReadFile(Objects->Instance, Objects->FileObject, &At, 1, &Byte, 0, NULL, NULL, NULL),
		      STATUS_SUCCESS);
	EXPECT(!Byte);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_SET_ZERO_DATA, &Backward, sizeof(Backward), NULL, 0, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_SET_ZERO_DATA, &Middle, 15, NULL, 0, 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_QUERY_ALLOCATED_RANGES, NULL, 0, Found, sizeof(Found),
			      0), STATUS_INVALID_PARAMETER);
}

/* The link of the lower folder that leads to "transfers". */
static VOID TestLink(PCFLT_RELATED_OBJECTS Objects)
{
	DECLARE_CONST_UNICODE_STRING(Name, L"\\Device\\Data\\link");
	DECLARE_CONST_UNICODE_STRING(Target, L".\\transfers");
	union {
		REPARSE_DATA_BUFFER Data;
		char Bytes[64];
	} Link = {};
	const USHORT Header = FIELD_OFFSET(REPARSE_DATA_BUFFER, SymbolicLinkReparseBuffer.PathBuffer);
	UNICODE_STRING Found = { Target.Length, Target.Length, Link.Data.SymbolicLinkReparseBuffer.PathBuffer };
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Iosb;
	PFILE_OBJECT File;
	HANDLE Handle;

	InitializeObjectAttributes(&Attributes, (PUNICODE_STRING)&Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	EXPECT_STATUS(FltCreateFileEx(Upper, Objects->Instance, &Handle, &File, FILE_READ_ATTRIBUTES | SYNCHRONIZE,
				      &Attributes, &Iosb, NULL, 0, FILE_SHARE_READ, FILE_OPEN,
				      FILE_OPEN_REPARSE_POINT, NULL, 0, 0), STATUS_SUCCESS);
	EXPECT_STATUS(Control(Objects, File, FSCTL_GET_REPARSE_POINT, NULL, 0, &Link, sizeof(Link),
			      Header + Target.Length), STATUS_SUCCESS);
	EXPECT(Link.Data.ReparseTag == IO_REPARSE_TAG_SYMLINK &&
	       Link.Data.ReparseDataLength == Header - FIELD_OFFSET(REPARSE_DATA_BUFFER, GenericReparseBuffer) +
					      Target.Length &&
	       Link.Data.SymbolicLinkReparseBuffer.Flags == SYMLINK_FLAG_RELATIVE &&
	       Link.Data.SymbolicLinkReparseBuffer.SubstituteNameLength == Target.Length);
	EXPECT(RtlEqualUnicodeString(&Found, &Target, FALSE));
	EXPECT_STATUS(Control(Objects, File, FSCTL_GET_REPARSE_POINT, NULL, 0, &Link, Header + Target.Length - 1, 0),
		      STATUS_BUFFER_TOO_SMALL);
	ObDereferenceObject(File);
	FltClose(Handle);
}

static VOID TestControls(PCFLT_RELATED_OBJECTS Objects)
{
	char Id[64];
	USHORT Format = 7;
	const LONG Before = Seen.Count;
	ULONG Done = 77;

	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_GET_COMPRESSION, NULL, 0, &Format, sizeof(Format),
			      sizeof(Format)), STATUS_SUCCESS);
	EXPECT(!Format);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_GET_OBJECT_ID, NULL, 0, Id, sizeof(Id), 0),
		      STATUS_OBJECTID_NOT_FOUND);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_GET_OBJECT_ID, NULL, 0, NULL, sizeof(Id), 0),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, FSCTL_GET_REPARSE_POINT, NULL, 0, Id, sizeof(Id), 0),
		      STATUS_NOT_A_REPARSE_POINT);
	EXPECT_STATUS(Control(Objects, Objects->FileObject, CTL_CODE(FILE_DEVICE_FILE_SYSTEM, 0x7ff, METHOD_BUFFERED, 0),
			      Id, 4, Id, 4, 0), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(FltDeviceIoControlFile(Objects->Instance, Objects->FileObject,
					     CTL_CODE(FILE_DEVICE_DISK, 0x7ff, METHOD_NEITHER, 0), NULL, 0, NULL, 0,
					     &Done), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT(!Done && Seen.Iopb.MajorFunction == IRP_MJ_DEVICE_CONTROL);
	EXPECT_STATUS(FltFlushBuffers(Objects->Instance, Objects->FileObject), STATUS_SUCCESS);
	EXPECT(Seen.Iopb.MajorFunction == IRP_MJ_FLUSH_BUFFERS && Seen.Count == Before + 7);
	EXPECT_STATUS(FltFsControlFile(Objects->Instance, NULL, FSCTL_SET_SPARSE, NULL, 0, NULL, 0, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(FltFlushBuffers(Objects->Instance, NULL), STATUS_INVALID_PARAMETER);
	TestLink(Objects);
}

/* ---- The callbacks -------------------------------------------------------------------------- */

/* Opens of "again_..." fail below the first time. */
static VOID SendAgain(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	const NTSTATUS Before = Data->IoStatus.Status;

	InterlockedIncrement(&Tests);
	FltReissueSynchronousIo(Objects->Instance, Data);
	/* What is open is not opened once more. */
	if (NT_SUCCESS(Before))
		EXPECT(Data->IoStatus.Status == Before);
}

static VOID WaitForKill(PFLT_CALLBACK_DATA Data)
{
	KEVENT Never;

	KeInitializeEvent(&Never, NotificationEvent, FALSE);
	KeSetEvent(&IsWaiting, IO_NO_INCREMENT, FALSE);
	WaitStatus = FltCancellableWaitForSingleObject(&Never, NULL, Data);
	KeSetEvent(&IsWoken, IO_NO_INCREMENT, FALSE);
}

static const struct {
	const char *Name;
	VOID (*Test)(PCFLT_RELATED_OBJECTS Objects);
} OfObjects[] = {
	{ "transfers", TestTransfers }, { "others", TestOthers }, { "mdl", TestMdl }, { "later", TestLater },
	{ "cancel", TestCancel }, { "wrong", TestWrong }, { "controls", TestControls }, { "ranges", TestRanges },
};

static FLT_POSTOP_CALLBACK_STATUS FLTAPI UpperCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						     PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	ULONG i;

	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (Is(Data, "again_"))
		SendAgain(Data, Objects);
	if (!NT_SUCCESS(Data->IoStatus.Status))
		return FLT_POSTOP_FINISHED_PROCESSING;
	for (i = 0; i < ARRAYSIZE(OfObjects); i++)
		if (Is(Data, OfObjects[i].Name)) {
			InterlockedIncrement(&Tests);
			OfObjects[i].Test(Objects);
		}
	if (Is(Data, "foreign"))
		TestForeign(Data);
	if (Is(Data, "leave"))
		New(Objects);
	if (Is(Data, "waits"))
		WaitForKill(Data);
	if (Is(Data, "until_it_waits"))
		KeWaitForSingleObject(&IsWaiting, Executive, KernelMode, FALSE, NULL);
	if (Is(Data, "until_it_woke"))
		KeWaitForSingleObject(&IsWoken, Executive, KernelMode, FALSE, NULL);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* The first CREATE of a name fails. It leaves no file. */
static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						    PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "again_fails") && !FlagOn(Data->Flags, FLTFL_CALLBACK_DATA_REISSUED_IO))
		return Complete(Data, STATUS_SHARING_VIOLATION, 0);
	if (Is(Data, "again_twice"))
		return Complete(Data, FlagOn(Data->Flags, FLTFL_CALLBACK_DATA_REISSUED_IO) ? STATUS_DISK_FULL
											      : STATUS_SHARING_VIOLATION, 0);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerSee(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!FlagOn(Data->Flags, FLTFL_CALLBACK_DATA_GENERATED_IO))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	Seen.Flags = Data->Flags;
	Seen.Iopb = *Data->Iopb;
	InterlockedIncrement(&Seen.Count);
	if (!Is(Data, "cancel"))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	EXPECT_STATUS(FltSetCancelCompletion(Data, CompleteKept), STATUS_SUCCESS);
	Kept = Data;
	KeSetEvent(&IsKept, IO_NO_INCREMENT, FALSE);
	return FLT_PREOP_PENDING;
}

static VOID DriverEnds(VOID)
{
	EXPECT_STATUS(WaitStatus, STATUS_THREAD_IS_TERMINATING);
	DbgPrint("mount_data: %d tests, %d wrong\n", Tests, Wrong);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "end"))
		DriverEnds();
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_CREATE, 0, LowerCreate, NULL },
	{ IRP_MJ_READ, 0, LowerSee, NULL },
	{ IRP_MJ_WRITE, 0, LowerSee, NULL },
	{ IRP_MJ_QUERY_INFORMATION, 0, LowerSee, NULL },
	{ IRP_MJ_SET_INFORMATION, 0, LowerSee, NULL },
	{ IRP_MJ_FLUSH_BUFFERS, 0, LowerSee, NULL },
	{ IRP_MJ_LOCK_CONTROL, 0, LowerSee, NULL },
	{ IRP_MJ_FILE_SYSTEM_CONTROL, 0, LowerSee, NULL },
	{ IRP_MJ_DEVICE_CONTROL, 0, LowerSee, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, NULL, UpperCreate },
	{ IRP_MJ_READ, 0, UpperRead, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&IsWaiting, SynchronizationEvent, FALSE);
	KeInitializeEvent(&IsWoken, SynchronizationEvent, FALSE);
	KeInitializeEvent(&IsKept, SynchronizationEvent, FALSE);
	KeInitializeEvent(&IsCompleted, SynchronizationEvent, FALSE);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
