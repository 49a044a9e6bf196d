/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that watches folders of a mount. A program opens "t_...", and the filter checks in the callback what it
 * has been told until then. The open fails if something is wrong.
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

#define NAMES (FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_DIR_NAME)
#define MOST 2048

static PFLT_FILTER Filter;

/* ---- A watch ---------------------------------------------------------------------------------- */

struct Watch {
	PFLT_CALLBACK_DATA Data;
	HANDLE Handle;
	PFILE_OBJECT File;
	ULONG Length, Kinds;
	UCHAR Flags;			/* SL_WATCH_TREE */
	BOOLEAN GoesOn;			/* each answer is followed by the next request */
	KSPIN_LOCK Lock;
	KEVENT Changed;			/* the text, or the status */
	KEVENT Ended;			/* a request that is the last one */
	NTSTATUS Status;		/* of the last answer */
	ULONG_PTR Information;
	char Text[MOST];		/* "ACTION:NAME " of each entry */
	ULONG Used;
	ULONG Buffer[1024];
};

static struct Watch Tree, Flat, Small, Gone, Last;

static VOID Put(struct Watch *Watch, char Character)
{
	if (Watch->Used + 1 < MOST)
		Watch->Text[Watch->Used++] = Character;
	Watch->Text[Watch->Used] = 0;
}

static VOID PutEntry(struct Watch *Watch, const FILE_NOTIFY_INFORMATION *Entry)
{
	ULONG i;

	Put(Watch, (char)('0' + Entry->Action));
	Put(Watch, ':');
	for (i = 0; i < Entry->FileNameLength / sizeof(WCHAR); i++)
		Put(Watch, (char)Entry->FileName[i]);
	Put(Watch, ' ');
}

static VOID TakeAnswer(struct Watch *Watch, const IO_STATUS_BLOCK *Result)
{
	const UCHAR *Entry = (const UCHAR *)Watch->Buffer;
	ULONG Next = 0;
	KIRQL Irql;

	KeAcquireSpinLock(&Watch->Lock, &Irql);
	Watch->Status = Result->Status;
	Watch->Information = Result->Information;
	if (Result->Status == STATUS_SUCCESS && Result->Information) {
		do {
			Entry += Next;
			PutEntry(Watch, (const FILE_NOTIFY_INFORMATION *)Entry);
			Next = *(const ULONG *)Entry;
			EXPECT(!(Next & 3));
		} while (Next);
		EXPECT(Entry + FIELD_OFFSET(FILE_NOTIFY_INFORMATION, FileName) +
		       ((const FILE_NOTIFY_INFORMATION *)Entry)->FileNameLength ==
		       (const UCHAR *)Watch->Buffer + Result->Information);
	} else {
		EXPECT(!Result->Information);
	}
	KeReleaseSpinLock(&Watch->Lock, Irql);
}

static VOID Ask(struct Watch *Watch);

static VOID FLTAPI Answered(PFLT_CALLBACK_DATA Data, PFLT_CONTEXT Context)
{
	struct Watch *Watch = (PVOID)Context;
	/* A cancellation may be faster than the end. */
	const BOOLEAN GoesOn = Watch->GoesOn && Data->IoStatus.Status == STATUS_SUCCESS;

	TakeAnswer(Watch, &Data->IoStatus);
	if (GoesOn)
		Ask(Watch);
	KeSetEvent(&Watch->Changed, IO_NO_INCREMENT, FALSE);
	if (!GoesOn)
		KeSetEvent(&Watch->Ended, IO_NO_INCREMENT, FALSE);
}

static VOID SetParameters(struct Watch *Watch)
{
	PFLT_IO_PARAMETER_BLOCK Iopb = Watch->Data->Iopb;

	Iopb->MajorFunction = IRP_MJ_DIRECTORY_CONTROL;
	Iopb->MinorFunction = IRP_MN_NOTIFY_CHANGE_DIRECTORY;
	Iopb->OperationFlags = Watch->Flags;
	Iopb->Parameters.DirectoryControl.NotifyDirectory.Length = Watch->Length;
	Iopb->Parameters.DirectoryControl.NotifyDirectory.CompletionFilter = Watch->Kinds;
	Iopb->Parameters.DirectoryControl.NotifyDirectory.DirectoryBuffer = Watch->Length ? Watch->Buffer : NULL;
}

static VOID Ask(struct Watch *Watch)
{
	FltReuseCallbackData(Watch->Data);
	SetParameters(Watch);
	EXPECT_STATUS(FltPerformAsynchronousIo(Watch->Data, Answered, Watch), STATUS_PENDING);
}

static VOID Begin(struct Watch *Watch, PFLT_INSTANCE Instance, PCWSTR Path)
{
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Iosb;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Path);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	KeInitializeSpinLock(&Watch->Lock);
	KeInitializeEvent(&Watch->Changed, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Watch->Ended, NotificationEvent, FALSE);
	EXPECT_STATUS(FltCreateFileEx(Filter, Instance, &Watch->Handle, &Watch->File, FILE_LIST_DIRECTORY | SYNCHRONIZE,
				      &Attributes, &Iosb, NULL, 0, 7, FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0,
				      0), STATUS_SUCCESS);
	EXPECT_STATUS(FltAllocateCallbackData(Instance, Watch->File, &Watch->Data), STATUS_SUCCESS);
}

static VOID End(struct Watch *Watch)
{
	FltFreeCallbackData(Watch->Data);
	ObDereferenceObject(Watch->File);
	EXPECT_STATUS(FltClose(Watch->Handle), STATUS_SUCCESS);
}

/* Waits for the end of a request, however long that takes: it has to come. */
static VOID ExpectEnd(struct Watch *Watch, NTSTATUS Status)
{
	KeWaitForSingleObject(&Watch->Ended, Executive, KernelMode, FALSE, NULL);
	KeClearEvent(&Watch->Ended);
	EXPECT_STATUS(Watch->Status, Status);
}

/* Takes the text, if the watch has been told of as much: FALSE if it is less. */
static BOOLEAN TakeText(struct Watch *Watch, const char *Text)
{
	BOOLEAN IsThere, IsSame;
	KIRQL Irql;

	KeAcquireSpinLock(&Watch->Lock, &Irql);
	IsThere = Watch->Used >= strlen(Text);
	IsSame = !strcmp(Watch->Text, Text);
	if (IsThere && !IsSame) {
		InterlockedIncrement(&Wrong);
		DbgPrint("mount_watches: \"%s\" and not \"%s\"\n", Watch->Text, Text);
	}
	if (IsSame)
		Watch->Used = Watch->Text[0] = 0;
	KeReleaseSpinLock(&Watch->Lock, Irql);
	return IsThere;
}

/* Waits until the watch has been told of as much. */
static VOID ExpectText(struct Watch *Watch, const char *Text)
{
	while (!TakeText(Watch, Text))
		KeWaitForSingleObject(&Watch->Changed, Executive, KernelMode, FALSE, NULL);
}

/* ---- The tests -------------------------------------------------------------------------------- */

static VOID BeginAll(PFLT_INSTANCE Instance)
{
	Tree = (struct Watch){ .Length = sizeof(Tree.Buffer), .Kinds = FILE_NOTIFY_VALID_MASK, .Flags = SL_WATCH_TREE,
			       .GoesOn = TRUE };
	Begin(&Tree, Instance, L"\\Device\\Watched\\dir");
	Ask(&Tree);
	Flat = (struct Watch){ .Length = sizeof(Flat.Buffer), .Kinds = FILE_NOTIFY_CHANGE_FILE_NAME, .GoesOn = TRUE };
	Begin(&Flat, Instance, L"\\Device\\Watched\\dir");
	Ask(&Flat);
}

static VOID SetName(PFLT_INSTANCE Instance, PFILE_OBJECT File, PCWSTR Path)
{
	struct {
		FILE_RENAME_INFORMATION Rename;
		WCHAR Rest[64];
	} New = {};

	New.Rename.FileNameLength = (ULONG)(wcslen(Path) * sizeof(WCHAR));
	RtlCopyMemory(New.Rename.FileName, Path, New.Rename.FileNameLength);
	EXPECT_STATUS(FltSetInformationFile(Instance, File, &New, sizeof(New), FileRenameInformation), STATUS_SUCCESS);
}

/* What drivers do is told as well. */
static VOID ChangeFiles(PFLT_INSTANCE Instance)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Watched\\dir\\own");
	FILE_DISPOSITION_INFORMATION Disposition = { TRUE };
	OBJECT_ATTRIBUTES Attributes;
	LARGE_INTEGER Offset = {};
	IO_STATUS_BLOCK Iosb;
	PFILE_OBJECT File;
	HANDLE Handle;
	ULONG Done;

	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	EXPECT_STATUS(FltCreateFileEx(Filter, Instance, &Handle, &File, FILE_GENERIC_WRITE | DELETE, &Attributes, &Iosb,
				      NULL, 0, 7, FILE_CREATE, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0, 0),
		      STATUS_SUCCESS);
	ExpectText(&Tree, "1:own ");
	EXPECT_STATUS(FltWriteFile(Instance, File, &Offset, 3, "abc", 0, &Done, NULL, NULL), STATUS_SUCCESS);
	ExpectText(&Tree, "3:own ");
	SetName(Instance, File, L"\\Device\\Watched\\dir\\own2");
	ExpectText(&Tree, "4:own 5:own2 ");
	EXPECT_STATUS(FltSetInformationFile(Instance, File, &Disposition, sizeof(Disposition),
					    FileDispositionInformation), STATUS_SUCCESS);
	ObDereferenceObject(File);
	EXPECT_STATUS(FltClose(Handle), STATUS_SUCCESS);
	ExpectText(&Tree, "2:own2 ");
	ExpectText(&Flat, "1:own 4:own 5:own2 2:own2 ");
}

/* One request, which the next change ends. Then changes are kept, as long as there is room. */
static VOID BeginSmall(PFLT_INSTANCE Instance)
{
	Small = (struct Watch){ .Length = 40, .Kinds = NAMES };
	Begin(&Small, Instance, L"\\Device\\Watched\\dir");
	Ask(&Small);
}

static VOID EndSmall(void)
{
	ExpectEnd(&Small, STATUS_SUCCESS);
	ExpectText(&Small, "1:s1 ");
	Ask(&Small);
	ExpectEnd(&Small, STATUS_SUCCESS);
	ExpectText(&Small, "1:s2 1:s3 ");
	EXPECT(Small.Information == 32);
}

/* There was no room for the third change since then. After that the watch begins again. */
static VOID EndFull(void)
{
	Ask(&Small);
	ExpectEnd(&Small, STATUS_NOTIFY_ENUM_DIR);
	Ask(&Small);
	FltCancelIo(Small.Data);
	ExpectEnd(&Small, STATUS_CANCELLED);
	/* The request may come after the CLEANUP, or before it. The file object stays. */
	Ask(&Small);
	EXPECT_STATUS(FltClose(Small.Handle), STATUS_SUCCESS);
	ExpectEnd(&Small, STATUS_NOTIFY_CLEANUP);
	FltFreeCallbackData(Small.Data);
	ObDereferenceObject(Small.File);
	ExpectText(&Tree, "1:s1 1:s2 1:s3 1:s4 1:s5 1:s6 ");
	ExpectText(&Flat, "1:s1 1:s2 1:s3 1:s4 1:s5 1:s6 ");
}

static VOID BeginGone(PFLT_INSTANCE Instance)
{
	Gone = (struct Watch){ .Length = sizeof(Gone.Buffer), .Kinds = NAMES };
	Begin(&Gone, Instance, L"\\Device\\Watched\\dir\\gone");
	Ask(&Gone);
}

static VOID EndGone(void)
{
	ExpectEnd(&Gone, STATUS_DELETE_PENDING);
	Ask(&Gone);
	ExpectEnd(&Gone, STATUS_DELETE_PENDING);
	End(&Gone);
	ExpectText(&Tree, "2:gone ");
}

static VOID Refuse(PFLT_INSTANCE Instance, PCWSTR Path, ULONG Kinds)
{
	struct Watch *Watch = &Last;

	*Watch = (struct Watch){ .Length = sizeof(Watch->Buffer), .Kinds = Kinds };
	Begin(Watch, Instance, Path);
	Ask(Watch);
	ExpectEnd(Watch, STATUS_INVALID_PARAMETER);
	End(Watch);
}

/* SIGKILL of the program ends it, also while the filter below waits for it. */
static VOID WaitForChange(PFLT_INSTANCE Instance)
{
	struct Watch *Watch = &Last;

	*Watch = (struct Watch){ .Length = sizeof(Watch->Buffer), .Kinds = NAMES };
	Begin(Watch, Instance, L"\\Device\\Watched\\synced");
	SetParameters(Watch);
	DbgPrint("mount_watches: a program waits\n");
	FltPerformSynchronousIo(Watch->Data);
	EXPECT_STATUS(Watch->Data->IoStatus.Status, STATUS_CANCELLED);
	DbgPrint("mount_watches: the wait has ended\n");
	End(Watch);
}

/* The end of the filter below, which has swapped its buffer, ends it. */
static VOID BeginLast(PFLT_INSTANCE Instance)
{
	Last = (struct Watch){ .Length = sizeof(Last.Buffer), .Kinds = NAMES };
	Begin(&Last, Instance, L"\\Device\\Watched\\quiet");
	Ask(&Last);
}

/* The CLEANUP ends one that is pended. */
static VOID CloseFlat(void)
{
	EXPECT_STATUS(FltClose(Flat.Handle), STATUS_SUCCESS);
	ExpectEnd(&Flat, STATUS_NOTIFY_CLEANUP);
	FltFreeCallbackData(Flat.Data);
	ObDereferenceObject(Flat.File);
}

static BOOLEAN Check(PFLT_CALLBACK_DATA Data, PFLT_INSTANCE Instance)
{
	if (Is(Data, "t_begin"))
		BeginAll(Instance);
	else if (Is(Data, "t_made"))
		ExpectText(&Tree, "1:new 1:sub 1:sub\\deep 1:link "), ExpectText(&Flat, "1:new 1:link ");
	else if (Is(Data, "t_renamed"))
		ExpectText(&Tree, "4:new 5:old 2:old 1:sub\\moved "), ExpectText(&Flat, "4:new 5:old 2:old ");
	else if (Is(Data, "t_replaced"))
		ExpectText(&Tree, "2:sub\\deep 4:sub\\moved 5:sub\\deep ");
	else if (Is(Data, "t_written"))
		ExpectText(&Tree, "3:sub\\deep "), ExpectText(&Flat, "");
	else if (Is(Data, "t_changed"))
		ExpectText(&Tree, "3:sub\\deep 3:sub\\deep 3:sub\\deep ");
	else if (Is(Data, "t_removed"))
		ExpectText(&Tree, "2:sub\\deep 2:sub 2:link "), ExpectText(&Flat, "2:link ");
	else if (Is(Data, "t_own"))
		ChangeFiles(Instance);
	else if (Is(Data, "t_small"))
		BeginSmall(Instance);
	else if (Is(Data, "t_kept"))
		EndSmall();
	else if (Is(Data, "t_full"))
		EndFull();
	else if (Is(Data, "t_gone"))
		BeginGone(Instance);
	else if (Is(Data, "t_deleted"))
		EndGone();
	else if (Is(Data, "t_wrong"))
		Refuse(Instance, L"\\Device\\Watched\\wrong", NAMES), Refuse(Instance, L"\\Device\\Watched\\wrong_dir", 0);
	else if (Is(Data, "t_wait"))
		WaitForChange(Instance);
	else if (Is(Data, "t_close"))
		CloseFlat();
	else if (Is(Data, "t_last"))
		BeginLast(Instance);
	else
		return FALSE;
	return TRUE;
}

/* No request may be left, which the driver would have to free. */
static VOID FLTAPI TearDown(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_TEARDOWN_FLAGS Reason)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(Reason);
	ExpectEnd(&Tree, STATUS_CANCELLED);
	ExpectEnd(&Last, STATUS_CANCELLED);
	End(&Tree);
	End(&Last);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	const LONG Before = Wrong;

	UNREFERENCED_PARAMETER(CompletionContext);
	if (!Is(Data, "t_") || !Check(Data, Objects->Instance))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	return Complete(Data, Wrong == Before ? STATUS_ACCESS_DENIED : STATUS_UNSUCCESSFUL, 0);
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	DbgPrint("mount_watches: %d wrong\n", Wrong);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	const FLT_REGISTRATION Registration = {
		.Size = sizeof(FLT_REGISTRATION),
		.Version = FLT_REGISTRATION_VERSION,
		.OperationRegistration = Operations,
		.FilterUnloadCallback = Unload,
		.InstanceTeardownCompleteCallback = TearDown,
	};

	UNREFERENCED_PARAMETER(RegistryPath);
	return StartRegistered(DriverObject, &Registration, &Filter);
}
