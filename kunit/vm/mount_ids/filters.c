/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The upper one opens files by their IDs, in the callback of a program's
 * open of "t_...": that fails if something is wrong. The lower one sees the operations.
 */
#include "../two_minifilters.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

#define MOST_UNITS 64

/* The last CREATE of a driver that the lower filter has seen. */
static struct {
	ULONG Options;
	WCHAR FileName[MOST_UNITS];
	USHORT Units;
	NTSTATUS NameStatus, OpenNameStatus;
	char Name[MOST_UNITS], OpenName[MOST_UNITS];	/* before and after it */
	BOOLEAN Reparses, Strips;			/* wanted: what the filter does with the next one */
} Seen;

/* Of the files that the program has made. */
enum { PLAIN, FOLDER, INNER, BACKSLASH, SECRET, OUTSIDE, LINK, KEPT, FILES };
static const PCWSTR Names[FILES] = {
	L"\\Device\\Ids\\plain", L"\\Device\\Ids\\folder", L"\\Device\\Ids\\folder\\inner", L"\\Device\\Ids\\backslash",
	L"\\Device\\Ids\\private\\secret", L"\\Device\\Whole\\outside", L"\\Device\\Ids\\link", L"\\Device\\Ids\\kept",
};
static ULONGLONG Ids[FILES];

struct Opened {
	HANDLE Handle;
	PFILE_OBJECT File;
};

/* ---- Opening -------------------------------------------------------------------------------- */

static NTSTATUS Open(PFLT_INSTANCE Instance, UNICODE_STRING *Name, HANDLE Root, ACCESS_MASK Access, ULONG Options,
		     ULONG Flags, struct Opened *Opened)
{
	OBJECT_ATTRIBUTES Attributes;
	IO_STATUS_BLOCK Iosb;

	InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, Root, NULL);
	return FltCreateFileEx(Upper, Instance, &Opened->Handle, &Opened->File, Access, &Attributes, &Iosb, NULL, 0,
			       FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, FILE_OPEN, Options, NULL, 0, Flags);
}

static NTSTATUS OpenName(PFLT_INSTANCE Instance, PCWSTR Text, ACCESS_MASK Access, struct Opened *Opened)
{
	UNICODE_STRING Name;

	RtlInitUnicodeString(&Name, Text);
	return Open(Instance, &Name, NULL, Access, FILE_OPEN_REPARSE_POINT, 0, Opened);
}

/* How a file is opened by its ID. */
struct How {
	PFLT_INSTANCE Instance;
	PCWSTR Volume;
	HANDLE Root;			/* in place of the volume's name; or NULL */
	USHORT Bytes;			/* of the ID; 0: 8 */
	ULONGLONG Upper;		/* of one with 16 */
	ACCESS_MASK Access;		/* 0: FILE_GENERIC_READ */
	ULONG Options;
	ULONG Flags;
};

static NTSTATUS OpenId(struct How How, ULONGLONG Id, struct Opened *Opened)
{
	WCHAR Text[MOST_UNITS];
	UNICODE_STRING Name = { 0, sizeof(Text), Text };
	ULONGLONG Both[2] = { Id, How.Upper };
	const USHORT Bytes = How.Bytes ? How.Bytes : sizeof(Id);

	if (!How.Root)
		RtlAppendUnicodeToString(&Name, How.Volume);
	RtlCopyMemory((char *)Text + Name.Length, Both, Bytes);
	Name.Length += Bytes;
	return Open(How.Instance, &Name, How.Root, How.Access ? How.Access : FILE_GENERIC_READ,
		    FILE_OPEN_BY_FILE_ID | How.Options, How.Flags, Opened);
}

static VOID Close(struct Opened *Opened)
{
	EXPECT_STATUS(FltClose(Opened->Handle), STATUS_SUCCESS);
	ObDereferenceObject(Opened->File);
}

/* Opens, expects the status, and closes. */
static VOID Try(int Line, struct How How, ULONGLONG Id, NTSTATUS Expected)
{
	struct Opened Opened;
	const NTSTATUS Status = OpenId(How, Id, &Opened);

	if (Status != Expected) {
		InterlockedIncrement(&Wrong);
		DbgPrint("mount_ids: line %d: 0x%x\n", Line, Status);
	}
	if (NT_SUCCESS(Status))
		Close(&Opened);
}
#define VOLUME L"\\Device\\Ids\\"
#define TRY(Expected, Id, ...) Try(__LINE__, (struct How){ .Instance = Objects->Instance, .Volume = VOLUME, __VA_ARGS__ }, \
				   Id, Expected)

static BOOLEAN IsText(const char *Text, const char *Expected)
{
	while (*Text && *Text == *Expected)
		Text++, Expected++;
	return *Text == *Expected;
}

static BOOLEAN Has(PFLT_INSTANCE Instance, PFILE_OBJECT File, const char *Expected)
{
	LARGE_INTEGER Start = { .QuadPart = 0 };
	char Text[16] = "";
	ULONG Done;

	EXPECT_STATUS(FltReadFile(Instance, File, &Start, sizeof(Text) - 1, Text, 0, &Done, NULL, NULL), STATUS_SUCCESS);
	return IsText(Text, Expected);
}

static ULONGLONG IdOf(PFLT_INSTANCE Instance, PFILE_OBJECT File)
{
	FILE_INTERNAL_INFORMATION Internal = {};
	FILE_ID_INFORMATION Id = {};
	ULONGLONG Both[2];

	EXPECT_STATUS(FltQueryInformationFile(Instance, File, &Internal, sizeof(Internal), FileInternalInformation,
					      NULL), STATUS_SUCCESS);
	EXPECT_STATUS(FltQueryInformationFile(Instance, File, &Id, sizeof(Id), FileIdInformation, NULL),
		      STATUS_SUCCESS);
	RtlCopyMemory(Both, &Id.FileId, sizeof(Both));
	EXPECT(Both[0] == (ULONGLONG)Internal.IndexNumber.QuadPart && !Both[1]);
	return Both[0];
}

static ULONG FileSystemAttributes(PFLT_INSTANCE Instance)
{
	union {
		FILE_FS_ATTRIBUTE_INFORMATION Attributes;
		UCHAR Room[64];
	} Found = {};
	IO_STATUS_BLOCK Iosb;

	EXPECT_STATUS(FltQueryVolumeInformation(Instance, &Iosb, &Found, sizeof(Found), FileFsAttributeInformation),
		      STATUS_SUCCESS);
	return Found.Attributes.FileSystemAttributes;
}

/* ---- The tests, by the names of files -------------------------------------------------------- */

/* All IDs of the volume. The one outside of it comes from the other mount. */
static VOID Learn(PCFLT_RELATED_OBJECTS Objects, ULONG First, ULONG Last)
{
	struct Opened Opened;
	ULONG i;

	for (i = First; i <= Last; i++) {
		EXPECT_STATUS(OpenName(Objects->Instance, Names[i], FILE_READ_ATTRIBUTES, &Opened), STATUS_SUCCESS);
		if (!Opened.File)
			continue;
		Ids[i] = IdOf(Objects->Instance, Opened.File);
		Close(&Opened);
	}
	EXPECT(FileSystemAttributes(Objects->Instance) & FILE_SUPPORTS_OPEN_BY_FILE_ID);
}

static VOID TestOutside(PCFLT_RELATED_OBJECTS Objects)
{
	Learn(Objects, OUTSIDE, OUTSIDE);
}

static VOID TestLearn(PCFLT_RELATED_OBJECTS Objects)
{
	Learn(Objects, PLAIN, SECRET);
	Learn(Objects, LINK, KEPT);
	EXPECT((Ids[BACKSLASH] & 0xffff) == '\\');
}

static VOID ExpectSeen(const char *Name, const VOID *Id, USHORT Bytes)
{
	EXPECT(Seen.Options & FILE_OPEN_BY_FILE_ID);
	EXPECT(Seen.Units == 1 + Bytes / sizeof(WCHAR) && Seen.FileName[0] == '\\');
	EXPECT(RtlCompareMemory(Seen.FileName + 1, Id, Bytes) == Bytes);
	EXPECT_STATUS(Seen.NameStatus, STATUS_SUCCESS);
	EXPECT_STATUS(Seen.OpenNameStatus, STATUS_SUCCESS);
	EXPECT(IsText(Seen.Name, Name) && IsText(Seen.OpenName, Name));
}

/* row 925: each way to say the ID leads to the file of the name */
static VOID TestOpen(PCFLT_RELATED_OBJECTS Objects)
{
	struct How Each[] = {
		{ .Volume = VOLUME },
		{ .Volume = L"\\??\\I:\\" },
		{ .Volume = VOLUME, .Bytes = 16 },
		{ .Volume = NULL },		/* the folder's handle */
		{ .Volume = NULL, .Bytes = 16 },
	};
	const ULONGLONG Long[2] = { Ids[PLAIN] };
	struct Opened ByName, Folder, Opened;
	ULONG i;

	EXPECT_STATUS(OpenName(Objects->Instance, Names[PLAIN], FILE_GENERIC_READ, &ByName), STATUS_SUCCESS);
	EXPECT_STATUS(OpenName(Objects->Instance, Names[FOLDER], FILE_GENERIC_READ, &Folder), STATUS_SUCCESS);
	for (i = 0; i < RTL_NUMBER_OF(Each); i++) {
		const USHORT Bytes = Each[i].Bytes ? Each[i].Bytes : 8;

		Each[i].Instance = Objects->Instance;
		Each[i].Root = Each[i].Volume ? NULL : Folder.Handle;
		EXPECT_STATUS(OpenId(Each[i], Ids[PLAIN], &Opened), STATUS_SUCCESS);
		if (!Opened.File)
			continue;
		EXPECT(Opened.File->FsContext == ByName.File->FsContext && Opened.File != ByName.File);
		EXPECT(Has(Objects->Instance, Opened.File, "plain"));
		EXPECT(IdOf(Objects->Instance, Opened.File) == Ids[PLAIN]);
		ExpectSeen("\\Device\\Ids\\plain", Long, Bytes);
		Close(&Opened);
	}
	/* The ID begins as a path does. */
	TRY(STATUS_SUCCESS, Ids[BACKSLASH]);
	TRY(STATUS_SUCCESS, Ids[BACKSLASH], .Root = Folder.Handle);
	ExpectSeen("\\Device\\Ids\\backslash", &Ids[BACKSLASH], 8);
	Close(&Folder);
	Close(&ByName);
}

static VOID TestFolder(PCFLT_RELATED_OBJECTS Objects)
{
	UNICODE_STRING Inner = RTL_CONSTANT_STRING(L"inner");
	struct Opened Folder, Opened;

	EXPECT_STATUS(OpenId((struct How){ .Instance = Objects->Instance, .Volume = VOLUME,
					   .Options = FILE_DIRECTORY_FILE }, Ids[FOLDER], &Folder), STATUS_SUCCESS);
	EXPECT_STATUS(Open(Objects->Instance, &Inner, Folder.Handle, FILE_GENERIC_READ, 0, 0, &Opened),
		      STATUS_SUCCESS);
	EXPECT(Has(Objects->Instance, Opened.File, "inner"));
	Close(&Opened);
	Close(&Folder);
	TRY(STATUS_FILE_IS_A_DIRECTORY, Ids[FOLDER], .Options = FILE_NON_DIRECTORY_FILE);
	TRY(STATUS_NOT_A_DIRECTORY, Ids[PLAIN], .Options = FILE_DIRECTORY_FILE);
}

/* row 926 */
static VOID TestNone(PCFLT_RELATED_OBJECTS Objects)
{
	TRY(STATUS_INVALID_PARAMETER, 0);
	TRY(STATUS_INVALID_PARAMETER, 3);		/* the file system's own */
	TRY(STATUS_INVALID_PARAMETER, Ids[PLAIN] + 1000000);
	TRY(STATUS_INVALID_PARAMETER, Ids[PLAIN] + (1ull << 32));
	TRY(STATUS_INVALID_PARAMETER, ~0ull);
	EXPECT_STATUS(Seen.NameStatus, STATUS_INVALID_PARAMETER);
	TRY(STATUS_OBJECT_PATH_NOT_FOUND, Ids[OUTSIDE]);
	EXPECT_STATUS(Seen.NameStatus, STATUS_OBJECT_PATH_NOT_FOUND);
	TRY(STATUS_OBJECT_NAME_NOT_FOUND, Ids[PLAIN], .Bytes = 16, .Upper = 1);
	TRY(STATUS_INVALID_PARAMETER, Ids[PLAIN], .Bytes = 6);
	/* What a filter makes of it names no file. */
	Seen.Reparses = TRUE;
	TRY(STATUS_INVALID_PARAMETER, Ids[PLAIN]);
	Seen.Strips = TRUE;
	TRY(STATUS_INVALID_PARAMETER, Ids[PLAIN]);
	/* A link is not followed. */
	TRY(STATUS_ACCESS_DENIED, Ids[LINK]);
	TRY(STATUS_SUCCESS, Ids[LINK], .Options = FILE_OPEN_REPARSE_POINT, .Access = FILE_READ_ATTRIBUTES);
}

static NTSTATUS Rename(PFLT_INSTANCE Instance, PFILE_OBJECT File, PCWSTR Name)
{
	union {
		FILE_RENAME_INFORMATION Rename;
		UCHAR Room[128];
	} Information = {};
	UNICODE_STRING Text;

	RtlInitUnicodeString(&Text, Name);
	Information.Rename.FileNameLength = Text.Length;
	RtlCopyMemory(Information.Rename.FileName, Text.Buffer, Text.Length);
	return FltSetInformationFile(Instance, File, &Information, sizeof(Information), FileRenameInformation);
}

/* The ID stays with the file. */
static VOID TestChange(PCFLT_RELATED_OBJECTS Objects)
{
	const struct How How = { .Instance = Objects->Instance, .Volume = VOLUME, .Access = FILE_GENERIC_READ | DELETE };
	struct How Gone = How;
	struct Opened Opened;

	EXPECT_STATUS(OpenId(How, Ids[PLAIN], &Opened), STATUS_SUCCESS);
	EXPECT_STATUS(Rename(Objects->Instance, Opened.File, L"\\Device\\Ids\\folder\\moved"), STATUS_SUCCESS);
	Close(&Opened);
	TRY(STATUS_SUCCESS, Ids[PLAIN]);
	ExpectSeen("\\Device\\Ids\\folder\\moved", &Ids[PLAIN], 8);
	Gone.Options = FILE_DELETE_ON_CLOSE;
	EXPECT_STATUS(OpenId(Gone, Ids[PLAIN], &Opened), STATUS_SUCCESS);
	EXPECT_STATUS(FltClose(Opened.Handle), STATUS_SUCCESS);
	/* It has no name any more. The lower file is still open. */
	TRY(STATUS_INVALID_PARAMETER, Ids[PLAIN]);
	ObDereferenceObject(Opened.File);
	TRY(STATUS_INVALID_PARAMETER, Ids[PLAIN]);
}

/* row 927: the thread may not search the folder */
static VOID TestRights(PCFLT_RELATED_OBJECTS Objects)
{
	TRY(STATUS_SUCCESS, Ids[SECRET]);
	TRY(STATUS_ACCESS_DENIED, Ids[SECRET], .Flags = IO_FORCE_ACCESS_CHECK);
	TRY(STATUS_SUCCESS, Ids[INNER], .Flags = IO_FORCE_ACCESS_CHECK);
}

/* row 928: Linux has no name of the file in memory, and the mount is a folder */
static VOID TestColdFolder(PCFLT_RELATED_OBJECTS Objects)
{
	struct Opened Opened;

	TRY(STATUS_OBJECT_PATH_NOT_FOUND, Ids[KEPT]);
	/* A folder knows the one that it is in. */
	TRY(STATUS_SUCCESS, Ids[FOLDER]);
	ExpectSeen("\\Device\\Ids\\folder", &Ids[FOLDER], 8);
	EXPECT_STATUS(OpenName(Objects->Instance, Names[KEPT], FILE_READ_ATTRIBUTES, &Opened), STATUS_SUCCESS);
	TRY(STATUS_SUCCESS, Ids[KEPT]);
	ExpectSeen("\\Device\\Ids\\kept", &Ids[KEPT], 8);
	Close(&Opened);
}

/* The same, and the mount is the whole file system. */
static VOID TestColdWhole(PCFLT_RELATED_OBJECTS Objects)
{
	struct Opened Opened;
	const struct How How = { .Instance = Objects->Instance, .Volume = VOLUME };

	EXPECT_STATUS(OpenId(How, Ids[KEPT], &Opened), STATUS_SUCCESS);
	if (!Opened.File)
		return;
	EXPECT(Has(Objects->Instance, Opened.File, "kept"));
	EXPECT_STATUS(Seen.NameStatus, STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_STATUS(Seen.OpenNameStatus, STATUS_OBJECT_NAME_NOT_FOUND);
	EXPECT_STATUS(Rename(Objects->Instance, Opened.File, L"\\Device\\Ids\\moved"), STATUS_OBJECT_PATH_NOT_FOUND);
	Close(&Opened);
	TRY(STATUS_OBJECT_PATH_NOT_FOUND, Ids[KEPT], .Access = DELETE, .Options = FILE_DELETE_ON_CLOSE);
	TRY(STATUS_SUCCESS, Ids[FOLDER]);
	ExpectSeen("\\Device\\Ids\\data\\folder", &Ids[FOLDER], 8);
}

/* A program that is not root's. */
static VOID TestColdRights(PCFLT_RELATED_OBJECTS Objects)
{
	TRY(STATUS_SUCCESS, Ids[KEPT]);
	TRY(STATUS_ACCESS_DENIED, Ids[KEPT], .Flags = IO_FORCE_ACCESS_CHECK);
}

/* row 929: the lower file system does not find files so */
static VOID TestUnable(PCFLT_RELATED_OBJECTS Objects)
{
	TRY(STATUS_NOT_IMPLEMENTED, Ids[KEPT]);
	EXPECT_STATUS(Seen.NameStatus, STATUS_NOT_IMPLEMENTED);
	EXPECT(!(FileSystemAttributes(Objects->Instance) & FILE_SUPPORTS_OPEN_BY_FILE_ID));
}

static const struct {
	const char *Name;
	VOID (*Run)(PCFLT_RELATED_OBJECTS Objects);
} Tests[] = {
	{ "t_outside", TestOutside },
	{ "t_learn", TestLearn },
	{ "t_open", TestOpen },
	{ "t_folder", TestFolder },
	{ "t_none", TestNone },
	{ "t_change", TestChange },
	{ "t_rights", TestRights },
	{ "t_cold_folder", TestColdFolder },
	{ "t_cold_whole", TestColdWhole },
	{ "t_cold_rights", TestColdRights },
	{ "t_unable", TestUnable },
};

/* ---- The filters ----------------------------------------------------------------------------- */

static NTSTATUS CopyFoundName(PFLT_CALLBACK_DATA Data, char (*Name)[MOST_UNITS])
{
	PFLT_FILE_NAME_INFORMATION Found;
	const NTSTATUS Status = FltGetFileNameInformation(Data, FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT,
							  &Found);

	(*Name)[0] = 0;
	if (!NT_SUCCESS(Status))
		return Status;
	CopyName(*Name, sizeof(*Name), &Found->Name);
	FltReleaseFileNameInformation(Found);
	return Status;
}

static FLT_PREOP_CALLBACK_STATUS Reparse(PFLT_CALLBACK_DATA Data)
{
	static WCHAR Other[] = L"\\Device\\Ids\\kept";

	EXPECT_STATUS(IoReplaceFileObjectName(Data->Iopb->TargetFileObject, Other, sizeof(Other) - sizeof(WCHAR)),
		      STATUS_SUCCESS);
	return Complete(Data, STATUS_REPARSE, IO_REPARSE);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI LowerPre(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	const UNICODE_STRING *Name = &Data->Iopb->TargetFileObject->FileName;
	const BOOLEAN Reparses = Seen.Reparses, Strips = Seen.Strips;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!(Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	RtlZeroMemory(&Seen, sizeof(Seen));
	Seen.Options = Data->Iopb->Parameters.Create.Options;
	Seen.Units = Name->Length / sizeof(WCHAR);
	if (Seen.Units <= MOST_UNITS)
		RtlCopyMemory(Seen.FileName, Name->Buffer, Name->Length);
	Seen.NameStatus = CopyFoundName(Data, &Seen.Name);
	Seen.OpenNameStatus = STATUS_UNSUCCESSFUL;
	if (Reparses)
		return Reparse(Data);
	if (Strips) {
		Data->Iopb->Parameters.Create.Options &= ~FILE_OPEN_BY_FILE_ID;
		FltSetCallbackDataDirty(Data);
	}
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI LowerPost(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	if (NT_SUCCESS(Data->IoStatus.Status))
		Seen.OpenNameStatus = CopyFoundName(Data, &Seen.OpenName);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI UpperPre(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	const LONG Before = Wrong;
	ULONG i;

	UNREFERENCED_PARAMETER(CompletionContext);
	for (i = 0; i < RTL_NUMBER_OF(Tests); i++) {
		if (Is(Data, Tests[i].Name)) {
			Tests[i].Run(Objects);
			return Complete(Data, Wrong == Before ? STATUS_CANNOT_DELETE : STATUS_NOT_SUPPORTED, 0);
		}
	}
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static const FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_CREATE, 0, LowerPre, LowerPost },
	{ IRP_MJ_OPERATION_END }
};

static const FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, UpperPre, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
