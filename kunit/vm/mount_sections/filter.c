/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that scans files by sections when they are opened, by the name of the file:
 *
 *	scan		in the program's thread: one that has the word is refused
 *	limited		the same, in a program that may map nothing more
 *	work		in a work item
 *	empty		which has no section
 *	shorter		the file is made shorter while it is scanned
 *	give		the program gets a descriptor of the section, until it opens "take"
 *	close		the same, and the driver closes the descriptor
 *	misuse		wrong calls
 *	exit_kernel	scanned when the program that has it open ends
 *	exit		the same, without a kernel handle
 *	kept		a view is left, in a program that ends
 *	left		a section and a view are left
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;
static PFLT_CONTEXT GivenContext;
static PVOID GivenSection;
static LONG FoundAtEnd;

static const char Word[] = "infected";
#define WORD_BYTES (sizeof(Word) - 1)

struct scan {
	PFLT_CONTEXT Context;
	HANDLE Handle;
	PVOID Section;
	LARGE_INTEGER FileSize;
};

static NTSTATUS Create(PFLT_INSTANCE Instance, PFILE_OBJECT File, ULONG Attributes, PLARGE_INTEGER Bytes,
		       struct scan *Scan)
{
	OBJECT_ATTRIBUTES Object;

	InitializeObjectAttributes(&Object, NULL, Attributes, NULL, NULL);
	return FltCreateSectionForDataScan(Instance, File, Scan->Context, SECTION_MAP_READ, &Object, Bytes, PAGE_READONLY,
					   SEC_COMMIT, 0, &Scan->Handle, &Scan->Section, &Scan->FileSize);
}

static NTSTATUS Begin(PFLT_INSTANCE Instance, PFILE_OBJECT File, ULONG Attributes, struct scan *Scan)
{
	NTSTATUS Status = FltAllocateContext(Filter, FLT_SECTION_CONTEXT, 8, PagedPool, &Scan->Context);

	if (!NT_SUCCESS(Status))
		return Status;
	Status = Create(Instance, File, Attributes, NULL, Scan);
	if (!NT_SUCCESS(Status))
		FltReleaseContext(Scan->Context);
	return Status;
}

static VOID End(struct scan *Scan)
{
	if (Scan->Handle)
		EXPECT_STATUS(ZwClose(Scan->Handle), STATUS_SUCCESS);
	ObDereferenceObject(Scan->Section);
	EXPECT_STATUS(FltCloseSectionForDataScan(Scan->Context), STATUS_SUCCESS);
	EXPECT_STATUS(FltCloseSectionForDataScan(Scan->Context), STATUS_NOT_FOUND);
	FltReleaseContext(Scan->Context);
}

static NTSTATUS Map(HANDLE Section, PVOID *Address, LONGLONG From, SIZE_T *Bytes)
{
	LARGE_INTEGER Offset = { .QuadPart = From };

	*Address = NULL;
	return ZwMapViewOfSection(Section, NtCurrentProcess(), Address, 0, 0, &Offset, Bytes, ViewUnmap, 0,
				  PAGE_READONLY);
}

static NTSTATUS Unmap(PVOID Address)
{
	return ZwUnmapViewOfSection(NtCurrentProcess(), Address);
}

/* A program may have made the file shorter. */
static BOOLEAN HasWord(PUCHAR Text, SIZE_T Bytes)
{
	volatile BOOLEAN Found = FALSE;

	__try {
		for (; Bytes >= WORD_BYTES && !Found; Text++, Bytes--)
			Found = RtlEqualMemory(Text, Word, WORD_BYTES);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		EXPECT(FALSE);
	}
	return Found;
}

/* What copying from the view raises, or 0. */
static NTSTATUS Touch(PVOID Address)
{
	volatile NTSTATUS Status = STATUS_SUCCESS;
	UCHAR Byte;

	__try {
		RtlCopyMemory(&Byte, Address, 1);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	return Status;
}

/* ---- Scans ---------------------------------------------------------------------------------- */

static BOOLEAN IsKernels(PVOID Address)
{
	return (LONG_PTR)Address < 0;
}

static BOOLEAN HasWordIn(PFLT_INSTANCE Instance, PFILE_OBJECT File, ULONG Attributes, BOOLEAN InKernel)
{
	struct scan Scan = { 0 };
	BOOLEAN Found = FALSE;
	SIZE_T Bytes = 0;
	PVOID Text;
	NTSTATUS Status = Begin(Instance, File, Attributes, &Scan);

	EXPECT_STATUS(Status, STATUS_SUCCESS);
	if (!NT_SUCCESS(Status))
		return FALSE;
	Status = Map(Scan.Handle, &Text, 0, &Bytes);
	EXPECT_STATUS(Status, STATUS_SUCCESS);
	if (NT_SUCCESS(Status)) {
		EXPECT(IsKernels(Text) == InKernel);
		EXPECT(Bytes == (SIZE_T)ROUND_TO_PAGES(Scan.FileSize.QuadPart));
		Found = HasWord(Text, (SIZE_T)Scan.FileSize.QuadPart);
		EXPECT_STATUS(Unmap((PUCHAR)Text + Bytes - 1), STATUS_SUCCESS);
		EXPECT_STATUS(Unmap(Text), STATUS_NOT_MAPPED_VIEW);
		EXPECT(InKernel || Touch(Text) == STATUS_ACCESS_VIOLATION);
	}
	End(&Scan);
	return Found;
}

struct work {
	PFLT_INSTANCE Instance;
	PFILE_OBJECT File;
	BOOLEAN Found;
	KEVENT Done;
};

static VOID FLTAPI ScanInWorkItem(PFLT_GENERIC_WORKITEM Item, PVOID Object, PVOID Context)
{
	struct work *Work = Context;

	UNREFERENCED_PARAMETER(Object);
	Work->Found = HasWordIn(Work->Instance, Work->File, OBJ_KERNEL_HANDLE, TRUE);
	FltFreeGenericWorkItem(Item);
	KeSetEvent(&Work->Done, 0, FALSE);
}

static BOOLEAN IsInfectedByWork(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	struct work Work = { .Instance = Instance, .File = File };
	PFLT_GENERIC_WORKITEM Item = FltAllocateGenericWorkItem();

	KeInitializeEvent(&Work.Done, NotificationEvent, FALSE);
	EXPECT(Item && NT_SUCCESS(FltQueueGenericWorkItem(Item, Filter, ScanInWorkItem, DelayedWorkQueue, &Work)));
	KeWaitForSingleObject(&Work.Done, Executive, KernelMode, FALSE, NULL);
	return Work.Found;
}

/* ---- Files that have none, or a shorter one --------------------------------------------------- */

static VOID ScanEmpty(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	struct scan Scan = { 0 };

	EXPECT_STATUS(Begin(Instance, File, OBJ_KERNEL_HANDLE, &Scan), STATUS_MAPPED_FILE_SIZE_ZERO);
	EXPECT(!Scan.Handle && !Scan.Section);
}

static VOID ScanFolder(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	struct scan Scan = { 0 };

	EXPECT_STATUS(Begin(Instance, File, OBJ_KERNEL_HANDLE, &Scan), STATUS_INVALID_FILE_FOR_SECTION);
}

static VOID ScanShorter(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	FILE_END_OF_FILE_INFORMATION End0 = { .EndOfFile.QuadPart = 10 };
	struct scan Scan = { 0 };
	SIZE_T Bytes = 0;
	PUCHAR Text;

	EXPECT_STATUS(Begin(Instance, File, OBJ_KERNEL_HANDLE, &Scan), STATUS_SUCCESS);
	EXPECT_STATUS(Map(Scan.Handle, (PVOID *)&Text, 0, &Bytes), STATUS_SUCCESS);
	EXPECT(Bytes > PAGE_SIZE);
	EXPECT_STATUS(Touch(Text + PAGE_SIZE), STATUS_SUCCESS);
	EXPECT_STATUS(FltSetInformationFile(Instance, File, &End0, sizeof(End0), FileEndOfFileInformation),
		      STATUS_SUCCESS);
	EXPECT_STATUS(Touch(Text), STATUS_SUCCESS);
	EXPECT_STATUS(Touch(Text + PAGE_SIZE), STATUS_ACCESS_VIOLATION);
	EXPECT_STATUS(Unmap(Text), STATUS_SUCCESS);
	End(&Scan);
}

/* ---- Descriptors ---------------------------------------------------------------------------- */

static VOID Give(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	struct scan Scan = { 0 };
	SIZE_T Bytes = 0;
	PVOID Text;

	EXPECT_STATUS(Begin(Instance, File, 0, &Scan), STATUS_SUCCESS);
	EXPECT((ULONG_PTR)Scan.Handle >= 3 && (ULONG_PTR)Scan.Handle < 100);
	/* A driver may map it by the program's handle as well. */
	EXPECT_STATUS(Map(Scan.Handle, &Text, 0, &Bytes), STATUS_SUCCESS);
	EXPECT_STATUS(Unmap(Text), STATUS_SUCCESS);
	GivenContext = Scan.Context;
	GivenSection = Scan.Section;
}

/* No handle of the kernel is the descriptor: there are enough for each number that it may have. */
static VOID Close(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	struct scan Scan = { 0 };
	HANDLE Events[8];
	ULONG i;

	for (i = 0; i < ARRAYSIZE(Events); i++)
		EXPECT_STATUS(ZwCreateEvent(&Events[i], EVENT_ALL_ACCESS, NULL, NotificationEvent, FALSE),
			      STATUS_SUCCESS);
	EXPECT_STATUS(Begin(Instance, File, 0, &Scan), STATUS_SUCCESS);
	EXPECT((ULONG_PTR)Scan.Handle < 4 * ARRAYSIZE(Events));
	EXPECT_STATUS(ZwClose(Scan.Handle), STATUS_SUCCESS);
	EXPECT_STATUS(ZwClose(Scan.Handle), STATUS_INVALID_HANDLE);
	/* It is no section's: the program's own descriptors stay. */
	EXPECT_STATUS(ZwClose((HANDLE)(ULONG_PTR)1), STATUS_INVALID_HANDLE);
	Scan.Handle = NULL;
	End(&Scan);
	for (i = 0; i < ARRAYSIZE(Events); i++)
		EXPECT_STATUS(ZwClose(Events[i]), STATUS_SUCCESS);
}

static VOID Take(VOID)
{
	struct scan Scan = { .Context = GivenContext, .Section = GivenSection };

	if (GivenContext)
		End(&Scan);
	GivenContext = NULL;
}

/* ---- Misuse --------------------------------------------------------------------------------- */

static NTSTATUS MapPart(HANDLE Section, LONGLONG From, SIZE_T Bytes)
{
	PVOID Text;
	NTSTATUS Status = Map(Section, &Text, From, &Bytes);

	if (NT_SUCCESS(Status))
		EXPECT_STATUS(Unmap(Text), STATUS_SUCCESS);
	return Status;
}

/* The file has three pages. */
static VOID Misuse(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	LARGE_INTEGER Page = { .QuadPart = PAGE_SIZE }, Much = { .QuadPart = 1 << 20 };
	struct scan Scan = { 0 }, Part = { 0 };
	SIZE_T Bytes = 0;
	PVOID Text = NULL;

	EXPECT_STATUS(Begin(Instance, File, OBJ_KERNEL_HANDLE, &Scan), STATUS_SUCCESS);
	Part.Context = Scan.Context;
	EXPECT_STATUS(Create(Instance, File, OBJ_KERNEL_HANDLE, NULL, &Part), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(MapPart(Scan.Handle, 0, PAGE_SIZE + 1), STATUS_SUCCESS);
	EXPECT_STATUS(MapPart(Scan.Handle, 0, 4 * PAGE_SIZE), STATUS_INVALID_VIEW_SIZE);
	EXPECT_STATUS(MapPart(Scan.Handle, 0x10000, 0), STATUS_INVALID_VIEW_SIZE);
	EXPECT_STATUS(MapPart(Scan.Handle, -1, 0), STATUS_INVALID_VIEW_SIZE);
	EXPECT_STATUS(ZwMapViewOfSection(Scan.Handle, NtCurrentProcess(), &Text, 0, 0, NULL, &Bytes, ViewUnmap, 0,
					 PAGE_READWRITE), STATUS_SECTION_PROTECTION);
	EXPECT(!Text);
	EXPECT_STATUS(MapPart((HANDLE)(ULONG_PTR)99, 0, 0), STATUS_INVALID_HANDLE);
	End(&Scan);
	EXPECT(NT_SUCCESS(FltAllocateContext(Filter, FLT_SECTION_CONTEXT, 8, PagedPool, &Part.Context)));
	EXPECT_STATUS(Create(Instance, File, OBJ_KERNEL_HANDLE, &Much, &Part), STATUS_SECTION_TOO_BIG);
	EXPECT_STATUS(Create(Instance, File, OBJ_KERNEL_HANDLE, &Page, &Part), STATUS_SUCCESS);
	EXPECT_STATUS(MapPart(Part.Handle, 0, 2 * PAGE_SIZE), STATUS_INVALID_VIEW_SIZE);
	EXPECT_STATUS(MapPart(Part.Handle, 0, 0), STATUS_SUCCESS);
	End(&Part);
}

/* The view goes with its program. */
static VOID Keep(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	struct scan Scan = { 0 };
	SIZE_T Bytes = 0;
	PVOID Text;

	EXPECT_STATUS(Begin(Instance, File, OBJ_KERNEL_HANDLE, &Scan), STATUS_SUCCESS);
	EXPECT_STATUS(Map(Scan.Handle, &Text, 0, &Bytes), STATUS_SUCCESS);
	End(&Scan);
}

/* The context is released, and nothing else. */
static VOID Leave(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	struct scan Scan = { 0 };
	SIZE_T Bytes = 0;
	PVOID Text;

	EXPECT_STATUS(Begin(Instance, File, OBJ_KERNEL_HANDLE, &Scan), STATUS_SUCCESS);
	EXPECT_STATUS(Map(Scan.Handle, &Text, 0, &Bytes), STATUS_SUCCESS);
	EXPECT_STATUS(ZwClose(Scan.Handle), STATUS_SUCCESS);
	FltReleaseContext(Scan.Context);
}

/* ---- The minifilter ------------------------------------------------------------------------- */

static NTSTATUS Scan(PFLT_CALLBACK_DATA Data, PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	if (Is(Data, "scan"))
		return HasWordIn(Instance, File, OBJ_KERNEL_HANDLE, FALSE) ? STATUS_VIRUS_INFECTED : STATUS_SUCCESS;
	if (Is(Data, "limited"))
		return HasWordIn(Instance, File, OBJ_KERNEL_HANDLE, TRUE) ? STATUS_VIRUS_INFECTED : STATUS_SUCCESS;
	if (Is(Data, "work"))
		return IsInfectedByWork(Instance, File) ? STATUS_VIRUS_INFECTED : STATUS_SUCCESS;
	if (Is(Data, "empty"))
		ScanEmpty(Instance, File);
	if (Is(Data, "folder"))
		ScanFolder(Instance, File);
	if (Is(Data, "shorter"))
		ScanShorter(Instance, File);
	if (Is(Data, "give"))
		Give(Instance, File);
	if (Is(Data, "close"))
		Close(Instance, File);
	if (Is(Data, "take"))
		Take();
	if (Is(Data, "misuse"))
		Misuse(Instance, File);
	if (Is(Data, "kept"))
		Keep(Instance, File);
	if (Is(Data, "left"))
		Leave(Instance, File);
	return STATUS_SUCCESS;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (!NT_SUCCESS(Data->IoStatus.Status))
		return FLT_POSTOP_FINISHED_PROCESSING;
	Status = Scan(Data, Objects->Instance, Objects->FileObject);
	if (!NT_SUCCESS(Status)) {
		FltCancelFileOpen(Objects->Instance, Objects->FileObject);
		Data->IoStatus.Status = Status;
		Data->IoStatus.Information = 0;
	}
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* A program that ends has neither memory nor descriptors when its files are closed. */
static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID *CompletionContext)
{
	const ULONG Attributes = Is(Data, "exit_kernel") ? OBJ_KERNEL_HANDLE : 0;

	UNREFERENCED_PARAMETER(CompletionContext);
	if (Is(Data, "exit") && HasWordIn(Objects->Instance, Objects->FileObject, Attributes, TRUE))
		InterlockedIncrement(&FoundAtEnd);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_SETUP_FLAGS Flags, DEVICE_TYPE Device,
			     FLT_FILESYSTEM_TYPE Type)
{
	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Type);
	/* A mount with pages of its own has none. */
	DbgPrint("mount_sections: sections are 0x%x\n", FltRegisterForDataScan(Objects->Instance));
	return STATUS_SUCCESS;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	EXPECT(FoundAtEnd == 2);
	DbgPrint("mount_sections: %d wrong\n", Wrong);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, NULL, PostCreate },
	{ IRP_MJ_CLEANUP, 0, PreCleanup, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_CONTEXT_REGISTRATION Contexts[] = {
	{ FLT_SECTION_CONTEXT, 0, NULL, 8, 'tceS' },
	{ FLT_CONTEXT_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	const FLT_REGISTRATION Registration = {
		.Size = sizeof(FLT_REGISTRATION),
		.Version = FLT_REGISTRATION_VERSION,
		.OperationRegistration = Operations,
		.ContextRegistration = Contexts,
		.FilterUnloadCallback = Unload,
		.InstanceSetupCallback = Setup,
	};

	UNREFERENCED_PARAMETER(RegistryPath);
	return StartRegistered(DriverObject, &Registration, &Filter);
}
