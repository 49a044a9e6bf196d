/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The upper one reads and writes files itself, and cancels opens;
 * the lower one sees that.
 */
#include "../two_minifilters.h"

#include "own.h"

DRIVER_INITIALIZE DriverEntry;

static KSPIN_LOCK Lock;
static PFLT_CALLBACK_DATA Kept;		/* the lock */
static KEVENT IsKept, IsCompleted;
static struct state State;

#define COUNT(Member) InterlockedIncrement((volatile LONG *)&State.Member)

/* ---- The lower filter ---------------------------------------------------------------------- */

static BOOLEAN IsOwn(PFLT_CALLBACK_DATA Data)
{
	return (Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO) != 0;
}

static VOID CountOwn(PFLT_CALLBACK_DATA Data)
{
	if (Data->Iopb->MajorFunction == IRP_MJ_READ)
		COUNT(lower_reads);
	else
		COUNT(lower_writes);
	if (Data->RequestorMode != KernelMode || !FLT_IS_IRP_OPERATION(Data) || !FLT_IS_SYSTEM_BUFFER(Data))
		COUNT(wrong_flags);
}

static VOID FLTAPI Continue(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(Item);
}

static FLT_PREOP_CALLBACK_STATUS Defer(PFLT_CALLBACK_DATA Data, PFLT_DEFERRED_IO_WORKITEM_ROUTINE Routine,
				       PVOID Context)
{
	return IsDeferred(Data, Routine, Context) ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS Keep(PFLT_CALLBACK_DATA Data)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	Kept = Data;
	KeReleaseSpinLock(&Lock, Irql);
	KeSetEvent(&IsKept, IO_NO_INCREMENT, FALSE);
	return FLT_PREOP_PENDING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerTransfer(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						      PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!IsOwn(Data))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	CountOwn(Data);
	if (Is(Data, "m_"))
		State.key = Data->Iopb->Parameters.Read.Key;
	if (Is(Data, "k_"))
		return Keep(Data);
	if (Is(Data, "denied"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	return Is(Data, "p_") ? Defer(Data, Continue, NULL) : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerEnd(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "cancel") && Data->Iopb->MajorFunction == IRP_MJ_CLEANUP)
		COUNT(cleanups);
	if (Is(Data, "cancel") && Data->Iopb->MajorFunction == IRP_MJ_CLOSE)
		COUNT(closes);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- The upper filter: own reads and writes -------------------------------------------------- */

static const LARGE_INTEGER Start;

static struct result Read(PCFLT_RELATED_OBJECTS Objects, const LARGE_INTEGER *Offset, ULONG Length, PVOID Buffer,
			  FLT_IO_OPERATION_FLAGS Flags)
{
	ULONG Done = 77;
	NTSTATUS Status = FltReadFile(Objects->Instance, Objects->FileObject, (PLARGE_INTEGER)Offset, Length, Buffer,
				      Flags, &Done, NULL, NULL);

	return (struct result){ .status = (unsigned int)Status, .done = Done,
				.position = Objects->FileObject->CurrentByteOffset.QuadPart };
}

static struct result Write(PCFLT_RELATED_OBJECTS Objects, const LARGE_INTEGER *Offset, ULONG Length, PVOID Buffer)
{
	ULONG Done = 77;
	NTSTATUS Status = FltWriteFile(Objects->Instance, Objects->FileObject, (PLARGE_INTEGER)Offset, Length,
				       Buffer, 0, &Done, NULL, NULL);

	return (struct result){ .status = (unsigned int)Status, .done = Done,
				.position = Objects->FileObject->CurrentByteOffset.QuadPart };
}

static VOID ReadEach(PCFLT_RELATED_OBJECTS Objects)
{
	const LARGE_INTEGER Behind = { .QuadPart = 1 << 20 }, One = { .QuadPart = 1 };
	const LARGE_INTEGER Position = { .LowPart = FILE_USE_FILE_POINTER_POSITION, .HighPart = -1 };
	char Two[2];

	RtlZeroMemory(State.text, sizeof(State.text));
	State.first = Read(Objects, &Start, sizeof(State.text) - 1, State.text, 0);
	State.end = Read(Objects, &Behind, sizeof(Two), Two, 0);
	Objects->FileObject->CurrentByteOffset.QuadPart = 0;
	State.at_position = Read(Objects, NULL, sizeof(Two), Two, 0);
	State.again = Read(Objects, &Position, sizeof(Two), Two, 0);
	State.kept = Read(Objects, &One, sizeof(Two), Two, FLTFL_IO_OPERATION_DO_NOT_UPDATE_BYTE_OFFSET);
}

static VOID ReadWrongly(PCFLT_RELATED_OBJECTS Objects)
{
	const LARGE_INTEGER Negative = { .QuadPart = -5 }, Odd = { .QuadPart = 3 };
	FILE_OBJECT Invented = { .Type = IO_TYPE_FILE, .FsContext = &Invented };
	const FLT_RELATED_OBJECTS OtherFile = { .Instance = Objects->Instance, .FileObject = &Invented };
	const FLT_RELATED_OBJECTS NoInstance = { .Instance = (PFLT_INSTANCE)Objects->Volume,
						 .FileObject = Objects->FileObject };
	char Byte;
	KIRQL Irql;

	State.refused[0] = Read(Objects, &Start, 1, NULL, 0);
	State.refused[1] = Read(Objects, &Negative, 1, &Byte, 0);
	State.refused[2] = Read(Objects, &Start, 1, &Byte, FLTFL_IO_OPERATION_PAGING);
	State.refused[3] = Read(Objects, &Start, 1, &Byte, FLTFL_IO_OPERATION_NON_CACHED);
	State.refused[4] = Read(Objects, &Odd, 512, &Byte, FLTFL_IO_OPERATION_NON_CACHED);
	State.refused[5] = Read(&OtherFile, &Start, 1, &Byte, 0);
	State.refused[6] = Read(&NoInstance, &Start, 1, &Byte, 0);
	KeRaiseIrql(APC_LEVEL, &Irql);
	State.refused[7] = Read(Objects, &Start, 1, &Byte, 0);
	KeLowerIrql(Irql);
}

static VOID ReadSectors(PCFLT_RELATED_OBJECTS Objects)
{
	static char Bytes[4096];

	State.sector = Read(Objects, &Start, 512, Bytes, FLTFL_IO_OPERATION_NON_CACHED);
	State.page = Read(Objects, &Start, 4096, Bytes, FLTFL_IO_OPERATION_NON_CACHED);
}

static VOID WriteEach(PCFLT_RELATED_OBJECTS Objects)
{
	const LARGE_INTEGER End = { .LowPart = FILE_WRITE_TO_END_OF_FILE, .HighPart = -1 };

	State.write = Write(Objects, &Start, sizeof(STAMP) - 1, STAMP);
	State.append = Write(Objects, &End, 1, "!");
	RtlZeroMemory(State.text, sizeof(State.text));
	State.first = Read(Objects, &Start, sizeof(State.text) - 1, State.text, 0);
}

static VOID MoveMuch(PCFLT_RELATED_OBJECTS Objects)
{
	unsigned int *Block = ExAllocatePoolWithTag(PagedPool, LARGE, 'nwOM'), i;

	if (!Block)
		return;
	for (i = 0; i < LARGE / sizeof(*Block); i++)
		Block[i] = i;
	State.large = Write(Objects, &Start, LARGE, Block);
	RtlZeroMemory(Block, LARGE);
	State.large = Read(Objects, &Start, LARGE, Block, FLTFL_IO_OPERATION_NON_CACHED);
	for (i = 0; i < LARGE / sizeof(*Block); i++)
		if (Block[i] != i)
			COUNT(wrong_flags);
	ExFreePoolWithTag(Block, 'nwOM');
}

static struct result Move(PCFLT_RELATED_OBJECTS Objects, BOOLEAN IsWrite, ULONG Length, PVOID Buffer, PMDL Mdl)
{
	NTSTATUS (NTAPI *const Function)(PFLT_INSTANCE, PFILE_OBJECT, PLARGE_INTEGER, ULONG, PVOID,
					 FLT_IO_OPERATION_FLAGS, PULONG, PFLT_COMPLETED_ASYNC_IO_CALLBACK, PVOID, PULONG,
					 PMDL) = IsWrite ? FltWriteFileEx : FltReadFileEx;
	ULONG Done = 77, Key = 7;
	NTSTATUS Status = Function(Objects->Instance, Objects->FileObject, (PLARGE_INTEGER)&Start, Length, Buffer, 0,
				   &Done, NULL, NULL, &Key, Mdl);

	return (struct result){ .status = (unsigned int)Status, .done = Done,
				.position = Objects->FileObject->CurrentByteOffset.QuadPart };
}

static VOID MoveByMdl(PCFLT_RELATED_OBJECTS Objects)
{
	char *Block = ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(STAMP), 'nwOM');
	PMDL Mdl = Block ? IoAllocateMdl(Block, sizeof(STAMP), FALSE, FALSE, NULL) : NULL;

	if (Mdl) {
		MmBuildMdlForNonPagedPool(Mdl);
		RtlCopyMemory(Block, STAMP, sizeof(STAMP));
		State.mdl_write = Move(Objects, TRUE, sizeof(STAMP), NULL, Mdl);
		RtlZeroMemory(Block, sizeof(STAMP));
		State.mdl_read = Move(Objects, FALSE, sizeof(STAMP), NULL, Mdl);
		RtlCopyMemory(State.text, Block, sizeof(STAMP));
		State.mdl_both = Move(Objects, FALSE, sizeof(STAMP), Block, Mdl);
		State.mdl_short = Move(Objects, FALSE, sizeof(STAMP) + 1, NULL, Mdl);
		IoFreeMdl(Mdl);
	}
	if (Block)
		ExFreePoolWithTag(Block, 'nwOM');
}

static VOID NTAPI Completed(PFLT_CALLBACK_DATA Data, PFLT_CONTEXT Context)
{
	struct result *Result = Context;

	Result->status = (unsigned int)Data->IoStatus.Status;
	Result->done = (unsigned int)Data->IoStatus.Information;
	State.completed_irql = KeGetCurrentIrql();
	COUNT(completions);
	KeSetEvent(&IsCompleted, IO_NO_INCREMENT, FALSE);
}

static VOID ReadLater(PCFLT_RELATED_OBJECTS Objects)
{
	static char Text[8];
	struct result Result = {};
	ULONG Done = 77;
	NTSTATUS Status = FltReadFile(Objects->Instance, Objects->FileObject, (PLARGE_INTEGER)&Start, sizeof(Text),
				      Text, 0, &Done, Completed, &Result);

	if (Status != STATUS_PENDING || Done)
		COUNT(wrong_flags);
	if (Status == STATUS_PENDING)
		KeWaitForSingleObject(&IsCompleted, Executive, KernelMode, FALSE, NULL);
	State.late = Result;
}

/* ---- Its callbacks -------------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	char Byte;

	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "r_"))
		State.refused[8] = Read(Objects, &Start, 1, &Byte, 0);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	char Byte;

	UNREFERENCED_PARAMETER(CompletionContext);
	if (!NT_SUCCESS(Data->IoStatus.Status) || FlagOn(Flags, FLTFL_POST_OPERATION_DRAINING))
		return FLT_POSTOP_FINISHED_PROCESSING;
	if (Is(Data, "r_") || Is(Data, "p_"))
		ReadEach(Objects);
	if (Is(Data, "r_"))
		ReadWrongly(Objects);
	if (Is(Data, "sector"))
		ReadSectors(Objects);
	if (Is(Data, "w_"))
		WriteEach(Objects);
	if (Is(Data, "denied") || Is(Data, "folder"))
		State.first = Read(Objects, &Start, 1, &Byte, 0);
	if (Is(Data, "large"))
		MoveMuch(Objects);
	if (Is(Data, "m_"))
		MoveByMdl(Objects);
	if (Is(Data, "later"))
		ReadLater(Objects);
	if (Is(Data, "k_"))
		State.killed = Read(Objects, &Start, 1, &Byte, 0);
	if (Is(Data, "cancel"))
		FltCancelFileOpen(Objects->Instance, Objects->FileObject);
	if (Is(Data, "cancelled")) {
		Data->IoStatus.Status = STATUS_VIRUS_INFECTED;
		Data->IoStatus.Information = 0;
	}
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static VOID Release(VOID)
{
	PFLT_CALLBACK_DATA Data;
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	Data = Kept;
	Kept = NULL;
	KeReleaseSpinLock(&Lock, Irql);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_NO_CALLBACK, NULL);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (IsOwn(Data))
		COUNT(upper_seen);
	if (Is(Data, "wait")) {
		KeWaitForSingleObject(&IsKept, Executive, KernelMode, FALSE, NULL);
		return Complete(Data, STATUS_SUCCESS, 0);
	}
	if (Is(Data, "too_late"))
		FltCancelFileOpen(Objects->Instance, Objects->FileObject);
	if (!Is(Data, "state") || Data->Iopb->Parameters.Read.Length != sizeof(State))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	RtlCopyMemory(Data->Iopb->Parameters.Read.ReadBuffer, &State, sizeof(State));
	return Complete(Data, STATUS_SUCCESS, sizeof(State));
}

/* What is there before a deferred write. */
static VOID FLTAPI ReadFirst(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	FLT_RELATED_OBJECTS Objects = { .Instance = Context, .FileObject = Data->Iopb->TargetFileObject };

	RtlZeroMemory(State.text, sizeof(State.text));
	State.first = Read(&Objects, &Start, sizeof(State.text) - 1, State.text, 0);
	Continue(Item, Data, NULL);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (IsOwn(Data))
		COUNT(upper_seen);
	if (Is(Data, "release")) {
		Release();
		return Complete(Data, STATUS_SUCCESS, Data->Iopb->Parameters.Write.Length);
	}
	return Is(Data, "d_") ? Defer(Data, ReadFirst, Objects->Instance) : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreClose(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "cancel"))
		COUNT(upper_closes);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- Both ---------------------------------------------------------------------------------- */

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_READ, 0, LowerTransfer, NULL },
	{ IRP_MJ_WRITE, 0, LowerTransfer, NULL },
	{ IRP_MJ_CLEANUP, 0, LowerEnd, NULL },
	{ IRP_MJ_CLOSE, 0, LowerEnd, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, PostCreate },
	{ IRP_MJ_READ, 0, PreRead, NULL },
	{ IRP_MJ_WRITE, 0, PreWrite, NULL },
	{ IRP_MJ_CLOSE, 0, PreClose, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeSpinLock(&Lock);
	KeInitializeEvent(&IsKept, SynchronizationEvent, FALSE);
	KeInitializeEvent(&IsCompleted, SynchronizationEvent, FALSE);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
