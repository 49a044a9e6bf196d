/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The upper one opens files itself, in the callback of a program's open
 * of "t_...": that fails if something is wrong. The lower one sees the operations.
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Lower, Upper;

/* What a filter has seen of the drivers' own files. */
static struct {
	LONG Creates, Cleanups, Closes, Sets, Others;
	ULONG LastStatus;
	WCHAR Name[64];			/* of the last one, before it was open */
	USHORT Units;
	PVOID FsContext;
	BOOLEAN FoundList;
} Seen[2];			/* by the lower, and by the upper filter */

static KEVENT IsClosed;
static HANDLE InTime;

/* ---- Opening -------------------------------------------------------------------------------- */

/* The arguments that differ. */
struct Wanted {
	PCWSTR Name;
	ACCESS_MASK Access;		/* 0: FILE_GENERIC_READ | FILE_GENERIC_WRITE */
	ULONG Disposition;
	ULONG Options;
	ULONG Attributes;
	ULONG Flags;
	HANDLE Root;
	PFLT_INSTANCE Instance;
	PIO_DRIVER_CREATE_CONTEXT Context;
};

struct Opened {
	HANDLE Handle;
	PFILE_OBJECT File;
	IO_STATUS_BLOCK Iosb;
};

static NTSTATUS Open(struct Wanted Wanted, struct Opened *Opened)
{
	OBJECT_ATTRIBUTES Attributes;
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Wanted.Name);
	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, Wanted.Root, NULL);
	RtlFillMemory(Opened, sizeof(*Opened), 0x77);
	return FltCreateFileEx2(Upper, Wanted.Instance, &Opened->Handle, &Opened->File,
				Wanted.Access ? Wanted.Access : FILE_GENERIC_READ | FILE_GENERIC_WRITE | DELETE,
				&Attributes, &Opened->Iosb, NULL, Wanted.Attributes, FILE_SHARE_READ,
				Wanted.Disposition, Wanted.Options, NULL, 0, Wanted.Flags, Wanted.Context);
}

static VOID Close(struct Opened *Opened)
{
	EXPECT_STATUS(FltClose(Opened->Handle), STATUS_SUCCESS);
	ObDereferenceObject(Opened->File);
}

/* Opens, expects the result, and closes. */
static VOID Try(int Line, struct Wanted Wanted, NTSTATUS Expected, ULONG_PTR Information)
{
	struct Opened Opened;
	const NTSTATUS Status = Open(Wanted, &Opened);

	if (Status != Expected || Opened.Iosb.Status != Expected || Opened.Iosb.Information != Information) {
		InterlockedIncrement(&Wrong);
		DbgPrint("mount_opens: line %d: 0x%x, %lu\n", Line, Status, (unsigned long)Opened.Iosb.Information);
	}
	if (NT_SUCCESS(Status))
		Close(&Opened);
	else
		EXPECT(!Opened.Handle && !Opened.File);
}
#define TRY(Expected, Information, ...) Try(__LINE__, (struct Wanted){ __VA_ARGS__ }, Expected, Information)

static VOID Write(PFLT_INSTANCE Instance, PFILE_OBJECT File, const char *Text)
{
	LARGE_INTEGER Start = {};
	ULONG Length = 0, Done = 0;

	while (Text[Length])
		Length++;
	EXPECT_STATUS(FltWriteFile(Instance, File, &Start, Length, (PVOID)Text, 0, &Done, NULL, NULL),
		      STATUS_SUCCESS);
	EXPECT(Done == Length);
}

static BOOLEAN IsName(const WCHAR *Text, USHORT Units, PCWSTR Expected)
{
	UNICODE_STRING Left = { Units * sizeof(WCHAR), Units * sizeof(WCHAR), (PWSTR)Text }, Right;

	RtlInitUnicodeString(&Right, Expected);
	return RtlEqualUnicodeString(&Left, &Right, FALSE);
}

/* ---- The tests, by the names of files -------------------------------------------------------- */

/* Only the lower filter sees the file, from its CREATE to its CLOSE. */
static VOID TestBelow(PCFLT_RELATED_OBJECTS Objects)
{
	struct Opened Opened, Again;
	PVOID Same = NULL;

	RtlZeroMemory(Seen, sizeof(Seen));
	EXPECT_STATUS(Open((struct Wanted){ .Name = L"\\Device\\Opens\\made", .Disposition = FILE_CREATE,
					    .Options = FILE_SYNCHRONOUS_IO_NONALERT,
					    .Instance = Objects->Instance }, &Opened), STATUS_SUCCESS);
	EXPECT(Opened.Iosb.Information == FILE_CREATED);
	EXPECT(Seen[0].Creates == 1 && !Seen[1].Creates);
	EXPECT(IsName(Seen[0].Name, Seen[0].Units, L"\\Device\\Opens\\made"));
	EXPECT(IsName(Opened.File->FileName.Buffer, Opened.File->FileName.Length / sizeof(WCHAR), L"\\made"));
	EXPECT(Opened.File->WriteAccess && Opened.File->Flags & FO_SYNCHRONOUS_IO);
	Write(Objects->Instance, Opened.File, "text");
	EXPECT_STATUS(ObReferenceObjectByHandle(Opened.Handle, 0, *IoFileObjectType, KernelMode, &Same, NULL),
		      STATUS_SUCCESS);
	EXPECT(Same == Opened.File);
	/* Both are of one stream. */
	EXPECT_STATUS(Open((struct Wanted){ .Name = L"\\Device\\Opens\\made", .Disposition = FILE_OPEN,
					    .Instance = Objects->Instance }, &Again), STATUS_SUCCESS);
	EXPECT(Again.File != Opened.File && Again.File->FsContext == Opened.File->FsContext);
	Close(&Again);
	EXPECT(Seen[0].Cleanups == 1 && Seen[0].Closes == 1);
	EXPECT_STATUS(FltClose(Opened.Handle), STATUS_SUCCESS);
	EXPECT_STATUS(FltClose(Opened.Handle), STATUS_INVALID_HANDLE);
	EXPECT(Seen[0].Cleanups == 2 && Seen[0].Closes == 1);
	EXPECT(Opened.File->Flags & FO_CLEANUP_COMPLETE);
	ObDereferenceObject(Same);
	EXPECT(Seen[0].Closes == 1);
	ObDereferenceObject(Opened.File);
	EXPECT(Seen[0].Closes == 2);
	EXPECT(!Seen[1].Creates && !Seen[1].Cleanups && !Seen[1].Closes);
}

static VOID TestStatuses(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;

	TRY(STATUS_OBJECT_NAME_NOT_FOUND, 0, L"\\Device\\Opens\\missing", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_NOT_FOUND, 0, L"\\Device\\Opens\\missing", 0, FILE_OVERWRITE, .Instance = Instance);
	TRY(STATUS_OBJECT_PATH_NOT_FOUND, 0, L"\\Device\\Opens\\missing\\a", 0, FILE_OPEN_IF, .Instance = Instance);
	TRY(STATUS_OBJECT_PATH_NOT_FOUND, 0, L"\\Device\\Opens\\made\\a", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_OBJECT_PATH_NOT_FOUND, 0, L"\\Device\\None\\made", 0, FILE_OPEN);
	TRY(STATUS_OBJECT_PATH_NOT_FOUND, 0, L"\\??\\X:\\made", 0, FILE_OPEN);
	TRY(STATUS_OBJECT_PATH_NOT_FOUND, 0, L"\\Device\\Opens\\leads_out", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_COLLISION, FILE_EXISTS, L"\\Device\\Opens\\made", 0, FILE_CREATE,
	    .Instance = Instance);
	TRY(STATUS_FILE_IS_A_DIRECTORY, 0, L"\\Device\\Opens\\", 0, FILE_OPEN, FILE_NON_DIRECTORY_FILE,
	    .Instance = Instance);
	TRY(STATUS_NOT_A_DIRECTORY, 0, L"\\Device\\Opens\\made", 0, FILE_OPEN, FILE_DIRECTORY_FILE,
	    .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_INVALID, 0, L"\\Device\\Opens\\..\\outside", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_INVALID, 0, L"\\Device\\Opens\\a\\\\b", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_INVALID, 0, L"\\Device\\Opens\\made:stream", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_INVALID, 0, L"\\Device\\Opens\\a/b", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_INVALID, 0, L"\\Device\\Opens\\\xf02f", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\made", 0, FILE_OPEN_IF, .Instance = Instance);
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\", FILE_GENERIC_READ, FILE_OPEN, FILE_DIRECTORY_FILE,
	    .Instance = Instance);
}

/* What is wrong is reported. */
#define MADE L"\\Device\\Opens\\made"

static VOID TestRefusals(PCFLT_RELATED_OBJECTS Objects)
{
	static IO_DRIVER_CREATE_CONTEXT Context = { .Size = 3 };
	struct Opened Opened;
	static const struct {
		NTSTATUS Status;
		struct Wanted Wanted;
	} Each[] = {
		{ STATUS_INVALID_DEVICE_OBJECT_PARAMETER, { L"\\Device\\Other\\data", 0, FILE_OPEN } },
		{ STATUS_INVALID_DEVICE_REQUEST, { L"\\Device\\Opens", 0, FILE_OPEN } },
		{ STATUS_INVALID_PARAMETER, { MADE, 0, 77 } },
		{ STATUS_INVALID_PARAMETER, { MADE, 0, FILE_OPEN, 0x80000000 } },
		{ STATUS_INVALID_PARAMETER, { MADE, 0, FILE_OPEN, FILE_DIRECTORY_FILE | FILE_NON_DIRECTORY_FILE } },
		{ STATUS_INVALID_PARAMETER, { MADE, 0, FILE_OVERWRITE, FILE_DIRECTORY_FILE } },
		{ STATUS_INVALID_PARAMETER, { MADE, FILE_READ_DATA, FILE_OPEN, FILE_SYNCHRONOUS_IO_ALERT } },
		{ STATUS_INVALID_PARAMETER, { MADE, FILE_READ_DATA, FILE_OPEN, FILE_DELETE_ON_CLOSE } },
		{ STATUS_INVALID_PARAMETER, { MADE, FILE_APPEND_DATA, FILE_OPEN, FILE_NO_INTERMEDIATE_BUFFERING } },
		{ STATUS_INVALID_PARAMETER, { MADE, 0, FILE_OPEN, .Flags = 0x10 } },
		{ STATUS_INVALID_PARAMETER, { MADE, 0, FILE_OPEN, .Context = &Context } },
		{ STATUS_INVALID_PARAMETER, { L"made", 0, FILE_OPEN, .Root = (HANDLE)0x12344 } },
		{ STATUS_OPLOCK_NOT_GRANTED, { MADE, 0, FILE_OPEN, FILE_OPEN_REQUIRING_OPLOCK } },
	};
	ULONG i;

	for (i = 0; i < RTL_NUMBER_OF(Each); i++) {
		struct Wanted Wanted = Each[i].Wanted;
		NTSTATUS Status;

		Wanted.Instance = Objects->Instance;
		Status = Open(Wanted, &Opened);
		if (Status != Each[i].Status || Opened.Handle || Opened.File) {
			InterlockedIncrement(&Wrong);
			DbgPrint("mount_opens: refusal %u: 0x%x\n", i, Status);
		}
	}
}

/* row 675: a level above PASSIVE_LEVEL, and a thread of a file system */
static VOID TestLevel(PCFLT_RELATED_OBJECTS Objects)
{
	OBJECT_ATTRIBUTES Attributes;
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\Opens\\made");
	IO_STATUS_BLOCK Iosb;
	HANDLE Handle;
	KIRQL Irql;
	int i;

	InitializeObjectAttributes(&Attributes, &Name, OBJ_KERNEL_HANDLE, NULL, NULL);
	for (i = 0; i < 2; i++) {
		NTSTATUS Status;

		if (i)
			IoSetTopLevelIrp((PIRP)FSRTL_FSP_TOP_LEVEL_IRP);
		else
			KeRaiseIrql(APC_LEVEL, &Irql);
		Status = FltCreateFile(Upper, Objects->Instance, &Handle, FILE_GENERIC_READ, &Attributes, &Iosb, NULL,
				       0, 0, FILE_OPEN, 0, NULL, 0, 0);
		if (i)
			IoSetTopLevelIrp(NULL);
		else
			KeLowerIrql(Irql);
		EXPECT(Status == (i ? STATUS_INVALID_DEVICE_REQUEST : STATUS_INVALID_PARAMETER) && !Handle);
	}
}

/* Names that begin in an open folder, and a new folder. */
static VOID TestFolder(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;
	struct Opened Folder, File;

	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\folder", FILE_GENERIC_READ, FILE_CREATE,
					    FILE_DIRECTORY_FILE, .Instance = Instance }, &Folder), STATUS_SUCCESS);
	EXPECT(Folder.Iosb.Information == FILE_CREATED);
	EXPECT_STATUS(Open((struct Wanted){ L"in it", 0, FILE_CREATE, .Attributes = FILE_ATTRIBUTE_READONLY,
					    .Root = Folder.Handle, .Instance = Instance }, &File), STATUS_SUCCESS);
	EXPECT(IsName(Seen[0].Name, Seen[0].Units, L"\\Device\\Opens\\folder\\in it"));
	Write(Instance, File.File, "inner");
	Close(&File);
	TRY(STATUS_OBJECT_PATH_SYNTAX_BAD, 0, L"\\in it", 0, FILE_OPEN, .Root = Folder.Handle, .Instance = Instance);
	TRY(STATUS_SUCCESS, FILE_OPENED, L"", FILE_GENERIC_READ, FILE_OPEN, .Root = Folder.Handle,
	    .Instance = Instance);
	TRY(STATUS_SUCCESS, FILE_OVERWRITTEN, L"\\Device\\Opens\\emptied", 0, FILE_OVERWRITE_IF,
	    .Instance = Instance);
	TRY(STATUS_SUCCESS, FILE_SUPERSEDED, L"\\Device\\Opens\\emptied too", 0, FILE_SUPERSEDE,
	    .Instance = Instance);
	Close(&Folder);
	/* The second call finds it. */
	EXPECT_STATUS(FltCreateSystemVolumeInformationFolder(Instance), STATUS_SUCCESS);
	EXPECT_STATUS(FltCreateSystemVolumeInformationFolder(Instance), STATUS_SUCCESS);
	EXPECT(IsName(Seen[0].Name, Seen[0].Units, L"\\Device\\Opens\\System Volume Information"));
}

/* Without an instance all filters see it. */
static VOID TestTop(PCFLT_RELATED_OBJECTS Objects)
{
	UNREFERENCED_PARAMETER(Objects);
	RtlZeroMemory(Seen, sizeof(Seen));
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\device\\opens\\made", 0, FILE_OPEN);
	EXPECT(Seen[0].Creates == 1 && Seen[0].Cleanups == 1 && Seen[0].Closes == 1);
	EXPECT(Seen[1].Creates == 1 && Seen[1].Cleanups == 1 && Seen[1].Closes == 1);
}

static VOID TestDeleteOnClose(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;
	FILE_STANDARD_INFORMATION Standard;
	struct Opened Opened;

	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\gone", 0, FILE_CREATE, FILE_DELETE_ON_CLOSE,
					    .Instance = Instance }, &Opened), STATUS_SUCCESS);
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\gone", 0, FILE_OPEN, .Instance = Instance);
	EXPECT_STATUS(FltQueryInformationFile(Instance, Opened.File, &Standard, sizeof(Standard),
					      FileStandardInformation, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(FltClose(Opened.Handle), STATUS_SUCCESS);
	TRY(STATUS_OBJECT_NAME_NOT_FOUND, 0, L"\\Device\\Opens\\gone", 0, FILE_OPEN, .Instance = Instance);
	/* row 930 */
	EXPECT_STATUS(FltQueryInformationFile(Instance, Opened.File, &Standard, sizeof(Standard),
					      FileStandardInformation, NULL), STATUS_FILE_DELETED);
	ObDereferenceObject(Opened.File);
	TRY(STATUS_SUCCESS, FILE_CREATED, L"\\Device\\Opens\\gone folder", 0, FILE_CREATE,
	    FILE_DELETE_ON_CLOSE | FILE_DIRECTORY_FILE, .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_NOT_FOUND, 0, L"\\Device\\Opens\\gone folder", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_CANNOT_DELETE, 0, L"\\Device\\Opens\\readonly", DELETE | SYNCHRONIZE, FILE_OPEN, FILE_DELETE_ON_CLOSE,
	    .Instance = Instance);
	/* The link, and not the file that it leads to. */
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\link to made", DELETE | SYNCHRONIZE, FILE_OPEN,
	    FILE_DELETE_ON_CLOSE | FILE_OPEN_REPARSE_POINT, .Instance = Instance);
	TRY(STATUS_OBJECT_NAME_NOT_FOUND, 0, L"\\Device\\Opens\\link to made", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\made", 0, FILE_OPEN, .Instance = Instance);
}

/* The rights of the mount, and those of the thread. */
static VOID TestRights(PCFLT_RELATED_OBJECTS Objects)
{
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\private", 0, FILE_OPEN, .Instance = Objects->Instance);
	TRY(STATUS_ACCESS_DENIED, 0, L"\\Device\\Opens\\private", 0, FILE_OPEN, .Flags = IO_FORCE_ACCESS_CHECK,
	    .Instance = Objects->Instance);
	/* The folder is not the program's. */
	TRY(STATUS_ACCESS_DENIED, 0, L"\\Device\\Opens\\folder\\in it", DELETE | SYNCHRONIZE, FILE_OPEN,
	    .Flags = IO_FORCE_ACCESS_CHECK, .Instance = Objects->Instance);
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\folder\\in it", FILE_GENERIC_READ, FILE_OPEN,
	    .Flags = IO_FORCE_ACCESS_CHECK, .Instance = Objects->Instance);
}

static VOID TestReadOnly(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;

	TRY(STATUS_MEDIA_WRITE_PROTECTED, 0, L"\\Device\\Opens\\made", 0, FILE_OPEN, .Instance = Instance);
	TRY(STATUS_MEDIA_WRITE_PROTECTED, 0, L"\\Device\\Opens\\new", FILE_GENERIC_READ, FILE_OPEN_IF,
	    .Instance = Instance);
	TRY(STATUS_MEDIA_WRITE_PROTECTED, 0, L"\\Device\\Opens\\made", DELETE | SYNCHRONIZE, FILE_OPEN,
	    FILE_DELETE_ON_CLOSE, .Instance = Instance);
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\made", FILE_GENERIC_READ, FILE_OPEN_IF,
	    .Instance = Instance);
}

/* A list of extra create parameters is passed down, and stays the driver's. */
static VOID TestParameters(PCFLT_RELATED_OBJECTS Objects)
{
	IO_DRIVER_CREATE_CONTEXT Context;
	int i;

	IoInitializeDriverCreateContext(&Context);
	EXPECT_STATUS(FltAllocateExtraCreateParameterList(Upper, 0, &Context.ExtraCreateParameter), STATUS_SUCCESS);
	for (i = 0; i < 2; i++) {
		Seen[0].FoundList = FALSE;
		TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\made", 0, FILE_OPEN,
		    .Instance = Objects->Instance, .Context = &Context);
		EXPECT(Seen[0].FoundList);
	}
	FltFreeExtraCreateParameterList(Upper, Context.ExtraCreateParameter);
}

/* The last reference goes at DISPATCH_LEVEL. */
static VOID TestLast(PCFLT_RELATED_OBJECTS Objects)
{
	struct Opened Opened;
	KIRQL Irql;

	EXPECT_STATUS(Open((struct Wanted){ .Name = L"\\Device\\Opens\\made", .Disposition = FILE_OPEN,
					    .Instance = Objects->Instance }, &Opened), STATUS_SUCCESS);
	EXPECT_STATUS(FltClose(Opened.Handle), STATUS_SUCCESS);
	KeClearEvent(&IsClosed);
	KeRaiseIrql(DISPATCH_LEVEL, &Irql);
	ObDereferenceObject(Opened.File);
	KeLowerIrql(Irql);
	KeWaitForSingleObject(&IsClosed, Executive, KernelMode, FALSE, NULL);
}

/* row 676: two of the files are closed in time */
static VOID TestLeave(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;
	struct Opened Opened;

	EXPECT_STATUS(Open((struct Wanted){ .Name = L"\\Device\\Opens\\handle", .Disposition = FILE_OPEN_IF,
					    .Instance = Instance }, &Opened), STATUS_SUCCESS);
	ObDereferenceObject(Opened.File);
	EXPECT_STATUS(Open((struct Wanted){ .Name = L"\\Device\\Opens\\object", .Disposition = FILE_OPEN_IF,
					    .Instance = Instance }, &Opened), STATUS_SUCCESS);
	EXPECT_STATUS(FltClose(Opened.Handle), STATUS_SUCCESS);
	EXPECT_STATUS(Open((struct Wanted){ .Name = L"\\Device\\Opens\\no_instance", .Disposition = FILE_OPEN_IF },
			   &Opened), STATUS_SUCCESS);
	EXPECT_STATUS(Open((struct Wanted){ .Name = L"\\Device\\Opens\\closed_in_time", .Disposition = FILE_OPEN_IF,
					    .Instance = Instance }, &Opened), STATUS_SUCCESS);
	ObDereferenceObject(Opened.File);
	InTime = Opened.Handle;
}

/* ---- Changes -------------------------------------------------------------------------------- */

static NTSTATUS Set(PFLT_INSTANCE Instance, PFILE_OBJECT File, FILE_INFORMATION_CLASS Class, const VOID *Data,
		    ULONG Length)
{
	return FltSetInformationFile(Instance, File, (PVOID)Data, Length, Class);
}

static NTSTATUS SetName(PFLT_INSTANCE Instance, PFILE_OBJECT File, FILE_INFORMATION_CLASS Class, PCWSTR Name,
			ULONG Flags, HANDLE Root)
{
	union {
		FILE_RENAME_INFORMATION Rename;
		UCHAR Room[256];
	} Information = { .Rename.Flags = Flags, .Rename.RootDirectory = Root };
	UNICODE_STRING Text;

	RtlInitUnicodeString(&Text, Name);
	Information.Rename.FileNameLength = Text.Length;
	RtlCopyMemory(Information.Rename.FileName, Text.Buffer, Text.Length);
	return Set(Instance, File, Class, &Information,
		   FIELD_OFFSET(FILE_RENAME_INFORMATION, FileName) + (Text.Length > 8 ? Text.Length : 8));
}

static VOID SetSizes(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	const LARGE_INTEGER Longer = { .QuadPart = 10000 }, Shorter = { .QuadPart = 3 }, Negative = { .QuadPart = -1 };
	FILE_STANDARD_INFORMATION Standard;

	EXPECT_STATUS(Set(Instance, File, FileEndOfFileInformation, &Longer, sizeof(Longer)), STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, File, FileEndOfFileInformation, &Longer, 7), STATUS_INFO_LENGTH_MISMATCH);
	EXPECT_STATUS(Set(Instance, File, FileEndOfFileInformation, &Negative, 8), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(Set(Instance, File, FileAllocationInformation, &Shorter, sizeof(Shorter)), STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, File, FileAllocationInformation, &Longer, sizeof(Longer)), STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, File, FileValidDataLengthInformation, &Shorter, sizeof(Shorter)), STATUS_SUCCESS);
	EXPECT_STATUS(FltQueryInformationFile(Instance, File, &Standard, sizeof(Standard), FileStandardInformation,
					      NULL), STATUS_SUCCESS);
	EXPECT(Standard.EndOfFile.QuadPart == 3 && Standard.AllocationSize.QuadPart >= 10000);
	EXPECT_STATUS(Set(Instance, File, FilePositionInformation, &Longer, sizeof(Longer)), STATUS_SUCCESS);
	EXPECT(File->CurrentByteOffset.QuadPart == 10000);
	EXPECT_STATUS(Set(Instance, File, FileEaInformation, &Longer, sizeof(Longer)), STATUS_INVALID_INFO_CLASS);
}

static VOID SetTimes(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	/* 2001-02-02 22:05:06 */
	const FILE_BASIC_INFORMATION Times = { .LastWriteTime.QuadPart = 126256251060000000,
					       .LastAccessTime.QuadPart = -1 };
	const FILE_BASIC_INFORMATION ReadOnly = { .FileAttributes = FILE_ATTRIBUTE_READONLY };
	const FILE_BASIC_INFORMATION Folder = { .FileAttributes = FILE_ATTRIBUTE_DIRECTORY };
	const FILE_BASIC_INFORMATION Normal = { .FileAttributes = FILE_ATTRIBUTE_NORMAL };
	const FILE_DISPOSITION_INFORMATION Gone = { .DeleteFile = TRUE };
	FILE_BASIC_INFORMATION Found, Before;

	EXPECT_STATUS(FltQueryInformationFile(Instance, File, &Before, sizeof(Before), FileBasicInformation, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, File, FileBasicInformation, &Times, sizeof(Times)), STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, File, FileBasicInformation, &ReadOnly, sizeof(ReadOnly)), STATUS_SUCCESS);
	EXPECT_STATUS(FltQueryInformationFile(Instance, File, &Found, sizeof(Found), FileBasicInformation, NULL),
		      STATUS_SUCCESS);
	EXPECT(Found.LastWriteTime.QuadPart == Times.LastWriteTime.QuadPart);
	EXPECT(Found.LastAccessTime.QuadPart == Before.LastAccessTime.QuadPart);
	EXPECT(Found.FileAttributes == FILE_ATTRIBUTE_READONLY);
	EXPECT_STATUS(Set(Instance, File, FileDispositionInformation, &Gone, sizeof(Gone)), STATUS_CANNOT_DELETE);
	EXPECT_STATUS(Set(Instance, File, FileBasicInformation, &Folder, sizeof(Folder)), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(Set(Instance, File, FileBasicInformation, &Normal, sizeof(Normal)), STATUS_SUCCESS);
}

static VOID SetNames(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	struct Opened Folder;

	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\folder", FILE_GENERIC_READ, FILE_OPEN_IF,
					    FILE_DIRECTORY_FILE, .Instance = Instance }, &Folder), STATUS_SUCCESS);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"beside", 0, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"taken", 0, NULL), STATUS_OBJECT_NAME_COLLISION);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformationEx, L"taken", FILE_RENAME_REPLACE_IF_EXISTS, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"in folder", 0, Folder.Handle), STATUS_SUCCESS);
	/* Its own name. */
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"in folder", 0, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(SetName(Instance, File, FileLinkInformation, L"\\Device\\Opens\\link", 0, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(SetName(Instance, File, FileLinkInformation, L"\\Device\\Opens\\link2", 0, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(SetName(Instance, File, FileLinkInformation, L"\\Device\\Opens\\taken2", 0, NULL),
		      STATUS_OBJECT_NAME_COLLISION);
	EXPECT_STATUS(SetName(Instance, File, FileLinkInformation, L"\\Device\\Opens\\taken2", TRUE, NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"\\Device\\Other\\a", 0, NULL),
		      STATUS_NOT_SAME_DEVICE);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"\\Device\\Opens\\none\\a", 0, NULL),
		      STATUS_OBJECT_PATH_NOT_FOUND);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"folder\\a", 0, NULL),
		      STATUS_OBJECT_NAME_INVALID);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"..", 0, NULL), STATUS_OBJECT_NAME_INVALID);
	EXPECT_STATUS(SetName(Instance, File, FileRenameInformation, L"", 0, NULL), STATUS_INVALID_PARAMETER);
	Close(&Folder);
}

static VOID TestSet(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;
	struct Opened Opened;

	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\set", 0, FILE_CREATE, .Instance = Instance }, &Opened),
		      STATUS_SUCCESS);
	Write(Instance, Opened.File, "first");
	Seen[0].Sets = 0;
	SetSizes(Instance, Opened.File);
	SetTimes(Instance, Opened.File);
	SetNames(Instance, Opened.File);
	EXPECT(Seen[0].Sets == 27 && !Seen[1].Sets);
	Close(&Opened);
}

/* The Zw functions have a handle of FltCreateFile as well. */
static VOID TestZw(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;
	FILE_END_OF_FILE_INFORMATION Size = { .EndOfFile.QuadPart = 5 };
	FILE_POSITION_INFORMATION Position = { .CurrentByteOffset.QuadPart = 1 };
	FILE_STANDARD_INFORMATION Standard = {};
	LARGE_INTEGER End = { .LowPart = FILE_WRITE_TO_END_OF_FILE, .HighPart = -1 }, Start = {};
	struct Opened Opened;
	IO_STATUS_BLOCK Iosb;
	char Text[8] = "";

	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\zw", 0, FILE_CREATE, FILE_SYNCHRONOUS_IO_NONALERT,
					    .Instance = Instance }, &Opened), STATUS_SUCCESS);
	Seen[0].Sets = Seen[0].Others = Seen[1].Others = 0;
	EXPECT_STATUS(ZwWriteFile(Opened.Handle, NULL, NULL, NULL, &Iosb, "abcd", 4, NULL, NULL), STATUS_SUCCESS);
	EXPECT(Iosb.Information == 4);
	EXPECT_STATUS(ZwWriteFile(Opened.Handle, NULL, NULL, NULL, &Iosb, "ef", 2, &End, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(ZwSetInformationFile(Opened.Handle, &Iosb, &Size, sizeof(Size), FileEndOfFileInformation),
		      STATUS_SUCCESS);
	EXPECT_STATUS(ZwSetInformationFile(Opened.Handle, &Iosb, &Position, sizeof(Position),
					   FilePositionInformation), STATUS_SUCCESS);
	EXPECT_STATUS(ZwReadFile(Opened.Handle, NULL, NULL, NULL, &Iosb, Text, 2, NULL, NULL), STATUS_SUCCESS);
	EXPECT(Iosb.Information == 2 && Text[0] == 'b' && Text[1] == 'c');
	EXPECT_STATUS(ZwReadFile(Opened.Handle, NULL, NULL, NULL, &Iosb, Text, sizeof(Text), NULL, NULL),
		      STATUS_SUCCESS);
	EXPECT(Iosb.Information == 2 && Text[0] == 'd' && Text[1] == 'e');
	EXPECT_STATUS(ZwReadFile(Opened.Handle, NULL, NULL, NULL, &Iosb, Text, 1, NULL, NULL), STATUS_END_OF_FILE);
	EXPECT_STATUS(ZwQueryInformationFile(Opened.Handle, &Iosb, &Standard, sizeof(Standard),
					     FileStandardInformation), STATUS_SUCCESS);
	EXPECT(Standard.EndOfFile.QuadPart == 5 && Iosb.Information == sizeof(Standard));
	EXPECT_STATUS(ZwFlushBuffersFile(Opened.Handle, &Iosb), STATUS_SUCCESS);
	EXPECT(Seen[0].Sets == 2 && Seen[0].Others == 7 && !Seen[1].Others);
	EXPECT_STATUS(ZwFsControlFile(Opened.Handle, NULL, NULL, NULL, &Iosb, 0, NULL, 0, NULL, 0),
		      STATUS_INVALID_DEVICE_REQUEST);
	Close(&Opened);
	EXPECT_STATUS(ZwReadFile(Opened.Handle, NULL, NULL, NULL, &Iosb, Text, 1, &Start, NULL),
		      STATUS_INVALID_HANDLE);
	/* Without a position, and without the right to write. */
	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\zw", FILE_GENERIC_READ, FILE_OPEN,
					    .Instance = Instance }, &Opened), STATUS_SUCCESS);
	EXPECT_STATUS(ZwReadFile(Opened.Handle, NULL, NULL, NULL, &Iosb, Text, 1, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(ZwReadFile(Opened.Handle, NULL, NULL, NULL, &Iosb, Text, 1, &Start, NULL), STATUS_SUCCESS);
	EXPECT(Text[0] == 'a');
	EXPECT_STATUS(ZwSetInformationFile(Opened.Handle, &Iosb, &Size, sizeof(Size), FileEndOfFileInformation),
		      STATUS_ACCESS_DENIED);
	EXPECT_STATUS(ZwWriteFile(Opened.Handle, NULL, NULL, NULL, &Iosb, Text, 1, &Start, NULL),
		      STATUS_ACCESS_DENIED);
	Close(&Opened);
	/* With the right to append alone, wherever the position is. */
	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\zw", FILE_APPEND_DATA | SYNCHRONIZE, FILE_OPEN,
					    FILE_SYNCHRONOUS_IO_NONALERT, .Instance = Instance }, &Opened),
		      STATUS_SUCCESS);
	EXPECT_STATUS(ZwWriteFile(Opened.Handle, NULL, NULL, NULL, &Iosb, "f", 1, NULL, NULL), STATUS_SUCCESS);
	EXPECT_STATUS(ZwWriteFile(Opened.Handle, NULL, NULL, NULL, &Iosb, "g", 1, &Start, NULL), STATUS_SUCCESS);
	Close(&Opened);
}

/* Names that go at the close. */
static VOID TestDisposition(PCFLT_RELATED_OBJECTS Objects)
{
	const PFLT_INSTANCE Instance = Objects->Instance;
	const FILE_DISPOSITION_INFORMATION Gone = { .DeleteFile = TRUE }, Stays = { .DeleteFile = FALSE };
	const FILE_DISPOSITION_INFORMATION_EX GoneEx = { .Flags = FILE_DISPOSITION_DELETE };
	const FILE_DISPOSITION_INFORMATION_EX OnClose = { .Flags = FILE_DISPOSITION_ON_CLOSE };
	struct Opened Opened, Folder;

	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\gone", 0, FILE_CREATE, .Instance = Instance }, &Opened),
		      STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, Opened.File, FileDispositionInformationEx, &OnClose, sizeof(OnClose)),
		      STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(Set(Instance, Opened.File, FileDispositionInformation, &Gone, sizeof(Gone)), STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, Opened.File, FileDispositionInformation, &Stays, sizeof(Stays)), STATUS_SUCCESS);
	Close(&Opened);
	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\gone", 0, FILE_OPEN, .Instance = Instance }, &Opened),
		      STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, Opened.File, FileDispositionInformationEx, &GoneEx, sizeof(GoneEx)),
		      STATUS_SUCCESS);
	EXPECT(Opened.File->DeletePending);
	Close(&Opened);
	TRY(STATUS_OBJECT_NAME_NOT_FOUND, 0, L"\\Device\\Opens\\gone", 0, FILE_OPEN, .Instance = Instance);
	EXPECT_STATUS(Open((struct Wanted){ L"\\Device\\Opens\\folder", FILE_GENERIC_READ, FILE_OPEN,
					    .Instance = Instance }, &Folder), STATUS_SUCCESS);
	EXPECT_STATUS(Set(Instance, Folder.File, FileDispositionInformation, &Gone, sizeof(Gone)),
		      STATUS_DIRECTORY_NOT_EMPTY);
	/* A link that cannot be made replaces nothing. */
	EXPECT_STATUS(SetName(Instance, Folder.File, FileLinkInformation, L"made", TRUE, NULL),
		      STATUS_FILE_IS_A_DIRECTORY);
	TRY(STATUS_SUCCESS, FILE_OPENED, L"\\Device\\Opens\\made", 0, FILE_OPEN, .Instance = Instance);
	Close(&Folder);
}

static const struct {
	const char *Name;
	VOID (*Run)(PCFLT_RELATED_OBJECTS Objects);
} Tests[] = {
	{ "t_below", TestBelow }, { "t_statuses", TestStatuses }, { "t_refusals", TestRefusals },
	{ "t_level", TestLevel }, { "t_folder", TestFolder }, { "t_top", TestTop },
	{ "t_delete_on_close", TestDeleteOnClose }, { "t_rights", TestRights }, { "t_read_only", TestReadOnly },
	{ "t_parameters", TestParameters }, { "t_last", TestLast }, { "t_leave", TestLeave },
	{ "t_set", TestSet }, { "t_zw", TestZw }, { "t_disposition", TestDisposition },
};

/* ---- The filters ---------------------------------------------------------------------------- */

static VOID NoteName(PFLT_CALLBACK_DATA Data, int Filter)
{
	PFLT_FILE_NAME_INFORMATION Name;

	EXPECT_STATUS(FltGetFileNameInformation(Data, FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_DEFAULT, &Name),
		      STATUS_SUCCESS);
	Seen[Filter].Units = Name->Name.Length / sizeof(WCHAR);
	RtlCopyMemory(Seen[Filter].Name, Name->Name.Buffer, min(Name->Name.Length, sizeof(Seen[0].Name)));
	FltReleaseFileNameInformation(Name);
}

static VOID NoteCreate(PFLT_CALLBACK_DATA Data, int Filter)
{
	PECP_LIST List = NULL;

	EXPECT_STATUS(FltGetEcpListFromCallbackData(Filter ? Upper : Lower, Data, &List), STATUS_SUCCESS);
	Seen[Filter].FoundList = List != NULL;
	EXPECT(Data->RequestorMode == KernelMode && FLT_IS_IRP_OPERATION(Data));
	NoteName(Data, Filter);
	InterlockedIncrement(&Seen[Filter].Creates);
}

/* An operation of a driver's own file. */
static VOID Note(PFLT_CALLBACK_DATA Data, int Filter)
{
	if (Data->Iopb->MajorFunction == IRP_MJ_CREATE)
		NoteCreate(Data, Filter);
	else if (Data->Iopb->MajorFunction == IRP_MJ_SET_INFORMATION)
		InterlockedIncrement(&Seen[Filter].Sets);
	else if (Data->Iopb->MajorFunction == IRP_MJ_CLEANUP)
		InterlockedIncrement(&Seen[Filter].Cleanups);
	else if (Data->Iopb->MajorFunction == IRP_MJ_CLOSE)
		InterlockedIncrement(&Seen[Filter].Closes);
	else
		InterlockedIncrement(&Seen[Filter].Others);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerPre(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO)
		Note(Data, 0);
	if (Data->Iopb->MajorFunction == IRP_MJ_CLOSE)
		KeSetEvent(&IsClosed, IO_NO_INCREMENT, FALSE);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static BOOLEAN IsTest(PFLT_CALLBACK_DATA Data, const char *Name)
{
	return Data->Iopb->MajorFunction == IRP_MJ_CREATE && Is(Data, Name);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperPre(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	const LONG Before = Wrong;
	ULONG i;

	UNREFERENCED_PARAMETER(CompletionContext);
	if (Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO) {
		Note(Data, 1);
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	}
	for (i = 0; i < RTL_NUMBER_OF(Tests); i++) {
		if (IsTest(Data, Tests[i].Name)) {
			Tests[i].Run(Objects);
			return Complete(Data, Wrong == Before ? STATUS_CANNOT_DELETE : STATUS_NOT_SUPPORTED, 0);
		}
	}
	return Is(Data, "marked") ? FLT_PREOP_SUCCESS_WITH_CALLBACK : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* A program's file is removed when the program closes it. */
static FLT_POSTOP_CALLBACK_STATUS FLTAPI UpperMark(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	const FILE_DISPOSITION_INFORMATION Gone = { .DeleteFile = TRUE };

	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (Data->Iopb->MajorFunction == IRP_MJ_CREATE && Data->IoStatus.Status == STATUS_SUCCESS)
		EXPECT_STATUS(Set(Objects->Instance, Objects->FileObject, FileDispositionInformation, &Gone,
				  sizeof(Gone)), STATUS_SUCCESS);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

/* row 670: the thread has the folder locked, in which the driver makes a file */
static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperSet(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO)
		Note(Data, 1);
	if (Is(Data, "victim"))
		TRY(STATUS_SUCCESS, FILE_CREATED, L"\\Device\\Opens\\folder\\beside the victim", 0, FILE_CREATE,
		    .Instance = Objects->Instance);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* A file of an instance that is not attached after all. */
static NTSTATUS FLTAPI UpperSetup(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_SETUP_FLAGS Flags,
				  DEVICE_TYPE VolumeDeviceType, FLT_FILESYSTEM_TYPE FileSystem)
{
	struct Opened Opened;

	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(VolumeDeviceType);
	/* The test mounts one volume so for this. */
	if (FileSystem != FLT_FSTYPE_REFS)
		return STATUS_SUCCESS;
	EXPECT_STATUS(Open((struct Wanted){ .Name = L"\\Device\\Refuses\\at_setup", .Disposition = FILE_OPEN_IF,
					    .Instance = Objects->Instance }, &Opened), STATUS_SUCCESS);
	ObDereferenceObject(Opened.File);
	return STATUS_FLT_DO_NOT_ATTACH;
}

static VOID FLTAPI UpperTeardown(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_TEARDOWN_FLAGS Reason)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(Reason);
	if (InTime)
		EXPECT_STATUS(FltClose(InTime), STATUS_SUCCESS);
	InTime = NULL;
}

static const FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_CREATE, 0, LowerPre, NULL },
	{ IRP_MJ_CLEANUP, 0, LowerPre, NULL },
	{ IRP_MJ_CLOSE, 0, LowerPre, NULL },
	{ IRP_MJ_SET_INFORMATION, 0, LowerPre, NULL },
	{ IRP_MJ_READ, 0, LowerPre, NULL },
	{ IRP_MJ_WRITE, 0, LowerPre, NULL },
	{ IRP_MJ_QUERY_INFORMATION, 0, LowerPre, NULL },
	{ IRP_MJ_FLUSH_BUFFERS, 0, LowerPre, NULL },
	{ IRP_MJ_OPERATION_END }
};

static const FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, UpperPre, UpperMark },
	{ IRP_MJ_CLEANUP, 0, UpperPre, UpperMark },
	{ IRP_MJ_CLOSE, 0, UpperPre, UpperMark },
	{ IRP_MJ_SET_INFORMATION, 0, UpperSet, NULL },
	{ IRP_MJ_READ, 0, UpperPre, UpperMark },
	{ IRP_MJ_WRITE, 0, UpperPre, UpperMark },
	{ IRP_MJ_OPERATION_END }
};

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	/* Each filter asks for it: the first call ends both. */
	if (!Lower)
		return STATUS_SUCCESS;
	DbgPrint("mount_opens: %d wrong\n", Wrong);
	FltUnregisterFilter(Upper);
	FltUnregisterFilter(Lower);
	Lower = NULL;
	return STATUS_SUCCESS;
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject, const FLT_OPERATION_REGISTRATION *Operations,
		      PFLT_INSTANCE_SETUP_CALLBACK Setup, PFLT_INSTANCE_TEARDOWN_CALLBACK Teardown,
		      PFLT_FILTER *Filter)
{
	const FLT_REGISTRATION Registration = {
		.Size = sizeof(FLT_REGISTRATION),
		.Version = FLT_REGISTRATION_VERSION,
		.OperationRegistration = Operations,
		.FilterUnloadCallback = Unload,
		.InstanceSetupCallback = Setup,
		.InstanceTeardownCompleteCallback = Teardown,
	};
	NTSTATUS Status = FltRegisterFilter(DriverObject, &Registration, Filter);

	return NT_SUCCESS(Status) ? FltStartFiltering(*Filter) : Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeEvent(&IsClosed, NotificationEvent, FALSE);
	Status = Start(DriverObject, LowerOperations, NULL, NULL, &Lower);
	return NT_SUCCESS(Status) ? Start(DriverObject, UpperOperations, UpperSetup, UpperTeardown, &Upper) : Status;
}
