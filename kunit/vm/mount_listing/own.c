/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter above the other one, which lists folders itself in the callback of a program's open of "t_...".
 * That fails if something is wrong.
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

#define TAG 'wLtO'
#define ROOM 4096
#define BIG 100000

static PFLT_FILTER Filter;
static LONG Queries;			/* that this filter sees */

/* ---- Folders -------------------------------------------------------------------------------- */

struct Folder {
	PFLT_INSTANCE Instance;
	HANDLE Handle;
	PFILE_OBJECT File;
	PUCHAR Buffer;			/* of BIG bytes */
	ULONG Done, End;		/* bytes; End: of the last entry */
	BOOLEAN UsesZw;
};

static NTSTATUS OpenFolder(PFLT_INSTANCE Instance, PCWSTR Path, struct Folder *Folder)
{
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Iosb;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Path);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	*Folder = (struct Folder){ .Instance = Instance };
	Folder->Buffer = ExAllocatePoolWithTag(NonPagedPoolNx, BIG, TAG);
	if (!Folder->Buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	return FltCreateFileEx(Filter, Instance, &Folder->Handle, &Folder->File, FILE_LIST_DIRECTORY | SYNCHRONIZE,
			       &Attributes, &Iosb, NULL, 0, 7, FILE_OPEN, FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0, 0);
}

static VOID CloseFolder(struct Folder *Folder)
{
	ExFreePoolWithTag(Folder->Buffer, TAG);
	ObDereferenceObject(Folder->File);
	EXPECT_STATUS(FltClose(Folder->Handle), STATUS_SUCCESS);
}

static NTSTATUS Query(struct Folder *Folder, ULONG Room, FILE_INFORMATION_CLASS Class, BOOLEAN IsSingle,
		      PCWSTR Pattern, BOOLEAN Restart)
{
	IO_STATUS_BLOCK Iosb = {};
	UNICODE_STRING Name;
	NTSTATUS Status;

	RtlInitUnicodeString(&Name, Pattern);
	RtlFillMemory(Folder->Buffer, Room, 0x77);
	if (!Folder->UsesZw)
		return FltQueryDirectoryFile(Folder->Instance, Folder->File, Folder->Buffer, Room, Class, IsSingle,
					     Pattern ? &Name : NULL, Restart, &Folder->Done);
	Status = ZwQueryDirectoryFile(Folder->Handle, NULL, NULL, NULL, &Iosb, Folder->Buffer, Room, Class, IsSingle,
				      Pattern ? &Name : NULL, Restart);
	EXPECT(Iosb.Status == Status);
	Folder->Done = (ULONG)Iosb.Information;
	return Status;
}

/* ---- Entries of each class ------------------------------------------------------------------ */

static const struct Class {
	FILE_INFORMATION_CLASS Class;
	ULONG Name, Length, Id;
} Classes[] = {
#define CLASS(Class, Type, Id) { Class, FIELD_OFFSET(Type, FileName), FIELD_OFFSET(Type, FileNameLength), Id }
	CLASS(FileDirectoryInformation, FILE_DIRECTORY_INFORMATION, 0),
	CLASS(FileFullDirectoryInformation, FILE_FULL_DIR_INFORMATION, 0),
	CLASS(FileBothDirectoryInformation, FILE_BOTH_DIR_INFORMATION, 0),
	CLASS(FileIdBothDirectoryInformation, FILE_ID_BOTH_DIR_INFORMATION,
	      FIELD_OFFSET(FILE_ID_BOTH_DIR_INFORMATION, FileId)),
	CLASS(FileIdFullDirectoryInformation, FILE_ID_FULL_DIR_INFORMATION,
	      FIELD_OFFSET(FILE_ID_FULL_DIR_INFORMATION, FileId)),
	CLASS(FileNamesInformation, FILE_NAMES_INFORMATION, 0),
};

static const struct Class *ClassOf(FILE_INFORMATION_CLASS Class)
{
	const struct Class *Each = Classes;

	while (Each->Class != Class)
		Each++;
	return Each;
}

static BOOLEAN IsNamed(const UCHAR *Entry, const struct Class *Class, const char *Name)
{
	const ULONG Units = *(ULONG *)(Entry + Class->Length) / sizeof(WCHAR);
	ULONG i;

	for (i = 0; Name[i] && i < Units; i++)
		if (((WCHAR *)(Entry + Class->Name))[i] != Name[i])
			return FALSE;
	return !Name[i] && i == Units;
}

/* The entry of that name in a buffer, or NULL; and the number of entries. */
static PUCHAR FindIn(struct Folder *Folder, const struct Class *Class, const char *Name, PULONG Count)
{
	PUCHAR Entry = Folder->Buffer, Found = NULL;

	*Count = 0;
	for (;;) {
		const ULONG Next = *(ULONG *)Entry;

		++*Count;
		EXPECT(!(Next & 7) && *(ULONG *)(Entry + 4) == *Count);
		if (IsNamed(Entry, Class, Name))
			Found = Entry;
		if (!Next)
			break;
		Entry += Next;
	}
	Folder->End = (ULONG)(Entry - Folder->Buffer) + Class->Name + *(ULONG *)(Entry + Class->Length);
	/* A filter may take out the last one. */
	EXPECT(Folder->Done >= Folder->End);
	return Found;
}

/* ---- The tests ------------------------------------------------------------------------------- */

/* The file "three" has three bytes. The first members are those of all classes but one. */
static VOID TestClass(struct Folder *Folder, const struct Class *Class)
{
	FILE_DIRECTORY_INFORMATION *Entry;
	ULONG Count;

	EXPECT_STATUS(Query(Folder, ROOM, Class->Class, FALSE, NULL, TRUE), STATUS_SUCCESS);
	Entry = (PVOID)FindIn(Folder, Class, "three", &Count);
	EXPECT(Count == 6 && Entry && Folder->Done == Folder->End);
	if (Entry && Class->Class != FileNamesInformation) {
		EXPECT(Entry->EndOfFile.QuadPart == 3 && Entry->AllocationSize.QuadPart >= 3);
		EXPECT(Entry->FileAttributes == FILE_ATTRIBUTE_NORMAL);
		EXPECT(Entry->LastWriteTime.QuadPart > 0 && Entry->CreationTime.QuadPart > 0);
	}
	EXPECT(FindIn(Folder, Class, ".", &Count) && FindIn(Folder, Class, "..", &Count));
	EXPECT_STATUS(Query(Folder, ROOM, Class->Class, FALSE, NULL, FALSE), STATUS_NO_MORE_FILES);
	EXPECT(!Folder->Done);
	EXPECT_STATUS(Query(Folder, ROOM, Class->Class, FALSE, NULL, FALSE), STATUS_NO_MORE_FILES);
	EXPECT_STATUS(Query(Folder, ROOM, Class->Class, FALSE, NULL, TRUE), STATUS_SUCCESS);
}

/* Each entry once, one at a time, and again. */
static VOID TestSingle(struct Folder *Folder)
{
	const struct Class *Class = ClassOf(FileNamesInformation);
	ULONG i, Count, Found = 0, Round;

	for (Round = 0; Round < 2; Round++)
		for (i = 0; i < 6; i++) {
			EXPECT_STATUS(Query(Folder, ROOM, Class->Class, TRUE, NULL, !i), STATUS_SUCCESS);
			Found += FindIn(Folder, Class, "three", &Count) != NULL;
			EXPECT(Count == 1);
		}
	EXPECT(Found == 2);
	EXPECT_STATUS(Query(Folder, ROOM, Class->Class, TRUE, NULL, FALSE), STATUS_NO_MORE_FILES);
}

/* Small buffers: not the structure, not the name, and then all of it. */
static VOID TestRoom(struct Folder *Folder)
{
	const struct Class *Class = ClassOf(FileBothDirectoryInformation);
	ULONG Count, Total = 0;
	NTSTATUS Status;

	EXPECT_STATUS(Query(Folder, Class->Name - 1, Class->Class, FALSE, NULL, TRUE), STATUS_INFO_LENGTH_MISMATCH);
	EXPECT_STATUS(Query(Folder, Class->Name, Class->Class, FALSE, NULL, TRUE), STATUS_BUFFER_OVERFLOW);
	EXPECT(Folder->Done == Class->Name && *(ULONG *)(Folder->Buffer + Class->Length) > 0);
	while ((Status = Query(Folder, 120, Class->Class, FALSE, NULL, FALSE)) == STATUS_SUCCESS) {
		FindIn(Folder, Class, "", &Count);
		Total += Count;
	}
	EXPECT_STATUS(Status, STATUS_NO_MORE_FILES);
	EXPECT(Total == 6);
	EXPECT_STATUS(Query(Folder, ROOM, FileBasicInformation, FALSE, NULL, TRUE), STATUS_INVALID_INFO_CLASS);
}

/* The first query decides about the names of a file object. */
static VOID TestPattern(PFLT_INSTANCE Instance, BOOLEAN UsesZw, PCWSTR Pattern, ULONG Expected)
{
	struct Folder Folder;
	ULONG Count = 0;

	EXPECT_STATUS(OpenFolder(Instance, L"\\Device\\Listing\\plain", &Folder), STATUS_SUCCESS);
	Folder.UsesZw = UsesZw;
	EXPECT_STATUS(Query(&Folder, ROOM, FileNamesInformation, FALSE, Pattern, FALSE),
		      Expected ? STATUS_SUCCESS : STATUS_NO_SUCH_FILE);
	if (Expected) {
		FindIn(&Folder, ClassOf(FileNamesInformation), "", &Count);
		EXPECT_STATUS(Query(&Folder, ROOM, FileNamesInformation, FALSE, L"*", FALSE), STATUS_NO_MORE_FILES);
	}
	EXPECT_STATUS(Query(&Folder, ROOM, FileNamesInformation, FALSE, L"*", TRUE),
		      Expected ? STATUS_SUCCESS : STATUS_NO_MORE_FILES);
	if (Count != Expected)
		DbgPrint("listing_own: %ws: %u names\n", Pattern, Count);
	EXPECT(Count == Expected);
	CloseFolder(&Folder);
}

static VOID TestPatterns(PFLT_INSTANCE Instance, BOOLEAN UsesZw)
{
	TestPattern(Instance, UsesZw, L"*", 6);
	TestPattern(Instance, UsesZw, L"three", 1);
	TestPattern(Instance, UsesZw, L"THREE", 0);
	TestPattern(Instance, UsesZw, L"*.txt", 2);
	TestPattern(Instance, UsesZw, L"?.txt", 1);
	TestPattern(Instance, UsesZw, L"none", 0);
}

/* Only the instances below see it: the other filter hides entries, and this one is not asked. */
static VOID TestBelow(PFLT_INSTANCE Instance, PCWSTR Path, BOOLEAN UsesZw)
{
	const struct Class *Class = ClassOf(FileIdBothDirectoryInformation);
	struct Folder Folder;
	ULONG Count;

	Queries = 0;
	EXPECT_STATUS(OpenFolder(Instance, Path, &Folder), STATUS_SUCCESS);
	Folder.UsesZw = UsesZw;
	EXPECT_STATUS(Query(&Folder, ROOM, Class->Class, FALSE, NULL, TRUE), STATUS_SUCCESS);
	EXPECT(FindIn(&Folder, Class, "open", &Count) && Count == 3);
	EXPECT(Queries == (Instance ? 0 : 1));
	CloseFolder(&Folder);
}

static VOID TestRefusals(PFLT_INSTANCE Instance)
{
	struct Folder File;

	EXPECT_STATUS(OpenFolder(Instance, L"\\Device\\Listing\\plain\\three", &File), STATUS_SUCCESS);
	EXPECT_STATUS(Query(&File, ROOM, FileNamesInformation, FALSE, NULL, TRUE), STATUS_NOT_A_DIRECTORY);
	CloseFolder(&File);
}

static VOID TestAll(PFLT_INSTANCE Instance, BOOLEAN UsesZw)
{
	struct Folder Folder;
	ULONG i;

	EXPECT_STATUS(OpenFolder(Instance, L"\\Device\\Listing\\plain", &Folder), STATUS_SUCCESS);
	Folder.UsesZw = UsesZw;
	for (i = 0; i < RTL_NUMBER_OF(Classes); i++)
		TestClass(&Folder, &Classes[i]);
	TestSingle(&Folder);
	TestRoom(&Folder);
	CloseFolder(&Folder);
	TestPatterns(Instance, UsesZw);
}

/* ---- The program's file object --------------------------------------------------------------- */

/* The listing of the program, which is under way, keeps its place. */
static FLT_PREOP_CALLBACK_STATUS FLTAPI PreQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	ULONGLONG Buffer[8];
	ULONG Done;

	UNREFERENCED_PARAMETER(CompletionContext);
	InterlockedIncrement(&Queries);
	if (Is(Data, "plain") && !(Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO))
		EXPECT_STATUS(FltQueryDirectoryFile(Objects->Instance, Objects->FileObject, Buffer, sizeof(Buffer),
						    FileNamesInformation, TRUE, NULL, TRUE, &Done), STATUS_SUCCESS);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO || !Is(Data, "t_"))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	if (Is(Data, "t_flt"))
		TestAll(Objects->Instance, FALSE);
	if (Is(Data, "t_zw"))
		TestAll(Objects->Instance, TRUE);
	if (Is(Data, "t_below")) {
		TestBelow(Objects->Instance, L"\\Device\\Listing\\cut_own", FALSE);
		TestBelow(Objects->Instance, L"\\Device\\Listing\\cut_own", TRUE);
		TestBelow(NULL, L"\\Device\\Listing\\cut_own", TRUE);
	}
	if (Is(Data, "t_refused"))
		TestRefusals(Objects->Instance);
	return Wrong ? Complete(Data, STATUS_UNSUCCESSFUL, 0) : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	DbgPrint("listing_own: %d wrong\n", Wrong);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_DIRECTORY_CONTROL, 0, PreQuery, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
