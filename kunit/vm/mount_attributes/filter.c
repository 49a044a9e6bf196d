/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that sees how rights, times and ranges of files change, and interferes by the name of the file. A read
 * of "trace" returns a letter for each operation since the last one, but for those of "trace" itself.
 *
 *	refused		STATUS_ACCESS_DENIED
 *	swallowed	the operation is completed with a success
 *	late		STATUS_QUOTA_EXCEEDED on its way up
 *	deferred	a deferred I/O work item continues it
 *	no_access	the open loses the rights to write rights, owner and attributes
 *	changed		another user; a second later; half of the memory, or zeroes 4096 bytes later
 *	cleared		the time of the last access is not set
 *	attribute	the file is to be read-only
 *	class		another class, or control code
 *	longer		a larger end of the file
 *
 * Reads have no letter.
 */
#include "../minifilter_trace.h"
#include "../expect.h"
#include "../descriptor.h"

DRIVER_INITIALIZE DriverEntry;

static PFLT_FILTER Filter;

/* What all kinds have in common. */
static FLT_PREOP_CALLBACK_STATUS Interfere(PFLT_CALLBACK_DATA Data)
{
	EXPECT(FLT_IS_IRP_OPERATION(Data) && FLT_IS_SYSTEM_BUFFER(Data));
	EXPECT(Data->RequestorMode == UserMode && KeGetCurrentIrql() == PASSIVE_LEVEL);
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	if (Is(Data, "swallowed"))
		return Complete(Data, STATUS_SUCCESS, 0);
	if (Is(Data, "deferred") && IsDeferred(Data, Continue, NULL))
		return FLT_PREOP_PENDING;
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* ---- Rights --------------------------------------------------------------------------------- */

static VOID ExpectSid(const struct sid *Sid, ULONG Kind, ULONG Number)
{
	EXPECT(IsSid(Sid, Kind, Number));
}

/* The program makes it 0640. */
static VOID ExpectAcl(struct descriptor *Descriptor)
{
	const PACL Acl = (PACL)SidAt(Descriptor, Descriptor->Dacl);
	struct ace *Ace = (struct ace *)(Acl + 1);

	EXPECT(Descriptor->Control & 4 && Acl->AclRevision == ACL_REVISION && Acl->AceCount == 3 && Acl->AclSize == 76);
	EXPECT(Ace->Access == (FILE_GENERIC_READ | FILE_GENERIC_WRITE) && !Ace->Type);
	ExpectSid(&Ace->Sid, 1, 1234);
	Ace = NextAce(Ace);
	EXPECT(Ace->Access == FILE_GENERIC_READ);
	ExpectSid(&Ace->Sid, 2, 5678);
	Ace = NextAce(Ace);
	EXPECT(!Ace->Access && Ace->Sid.Parts == 1 && Ace->Sid.Authority[5] == 1 && !Ace->Sid.Part[0]);
	EXPECT((PUCHAR)NextAce(Ace) == (PUCHAR)Acl + Acl->AclSize);
}

static VOID ExpectDescriptor(PFLT_PARAMETERS Parameters)
{
	const SECURITY_INFORMATION Parts = Parameters->SetSecurity.SecurityInformation;
	struct descriptor *Descriptor = Parameters->SetSecurity.SecurityDescriptor;

	EXPECT(Descriptor->Revision == 1 && Descriptor->Control & 0x8000 && !Descriptor->Sacl);
	EXPECT(!Descriptor->Owner == !(Parts & OWNER_SECURITY_INFORMATION));
	EXPECT(!Descriptor->Group == !(Parts & GROUP_SECURITY_INFORMATION));
	EXPECT(!Descriptor->Dacl == !(Parts & DACL_SECURITY_INFORMATION));
	if (Descriptor->Owner)
		ExpectSid(SidAt(Descriptor, Descriptor->Owner), 1, 1234);
	if (Descriptor->Group)
		ExpectSid(SidAt(Descriptor, Descriptor->Group), 2, 5678);
	if (Descriptor->Dacl)
		ExpectAcl(Descriptor);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreSetSecurity(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						       PVOID *CompletionContext)
{
	struct descriptor *Descriptor = Data->Iopb->Parameters.SetSecurity.SecurityDescriptor;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, Data->Iopb->Parameters.SetSecurity.SecurityInformation & DACL_SECURITY_INFORMATION ? 'm' : 'w');
	if (Is(Data, "plain"))
		ExpectDescriptor(&Data->Iopb->Parameters);
	if (Is(Data, "changed"))
		((PUCHAR)Descriptor)[32] ^= 1;
	return Interfere(Data);
}

/* ---- Times, sizes, ranges ------------------------------------------------------------------- */

static VOID ChangeBasic(PFLT_CALLBACK_DATA Data, PFILE_BASIC_INFORMATION Basic)
{
	EXPECT(!Basic->CreationTime.QuadPart && !Basic->ChangeTime.QuadPart && !Basic->FileAttributes);
	if (Is(Data, "changed"))
		Basic->LastWriteTime.QuadPart += 10000000;
	if (Is(Data, "cleared"))
		Basic->LastAccessTime.QuadPart = 0;
	if (Is(Data, "attribute"))
		Basic->FileAttributes = FILE_ATTRIBUTE_READONLY;
	if (Is(Data, "plain"))
		EXPECT(Basic->LastWriteTime.QuadPart == 116444736000000000LL + 11000000009876543LL);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreSetInformation(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
							  PVOID *CompletionContext)
{
	const PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;
	const FILE_INFORMATION_CLASS Class = Parameters->SetFileInformation.FileInformationClass;
	PLARGE_INTEGER Size = Parameters->SetFileInformation.InfoBuffer;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, Class == FileBasicInformation ? 't' : Class == FileAllocationInformation ? 'a' : 'e');
	if (Class == FileBasicInformation)
		ChangeBasic(Data, Parameters->SetFileInformation.InfoBuffer);
	if (Class == FileAllocationInformation && Is(Data, "changed"))
		Size->QuadPart /= 2;
	if (Class == FileEndOfFileInformation && Is(Data, "longer"))
		Size->QuadPart++;
	if (Is(Data, "class")) {
		Parameters->SetFileInformation.FileInformationClass = FilePositionInformation;
		FltSetCallbackDataDirty(Data);
	}
	return Interfere(Data);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreControl(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						   PVOID *CompletionContext)
{
	const PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;
	PFILE_ZERO_DATA_INFORMATION Range = Parameters->FileSystemControl.Buffered.SystemBuffer;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, 'z');
	EXPECT(Data->Iopb->MinorFunction == IRP_MN_USER_FS_REQUEST);
	EXPECT(Parameters->FileSystemControl.Common.FsControlCode == FSCTL_SET_ZERO_DATA);
	EXPECT(Parameters->FileSystemControl.Common.InputBufferLength == sizeof(*Range));
	EXPECT(Range->FileOffset.QuadPart == 4096 && Range->BeyondFinalZero.QuadPart == 16384);
	if (Is(Data, "changed"))
		Range->FileOffset.QuadPart += 4096;
	if (Is(Data, "class")) {
		Parameters->FileSystemControl.Common.FsControlCode = FSCTL_SET_SPARSE;
		FltSetCallbackDataDirty(Data);
	}
	return Interfere(Data);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, 'd');
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- Opens, closes, the trace --------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	ACCESS_MASK *Access = &Data->Iopb->Parameters.Create.SecurityContext->DesiredAccess;

	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Add(Data, Data->Iopb->Parameters.Create.Options & FILE_OPEN_REPARSE_POINT ? 'O' : 'o');
	if (Is(Data, "no_access"))
		*Access &= ~(WRITE_DAC | WRITE_OWNER | FILE_WRITE_ATTRIBUTES);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	DbgPrint("mount_attributes: %d wrong\n", Wrong);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_SET_SECURITY, 0, PreSetSecurity, PostLate },
	{ IRP_MJ_SET_INFORMATION, 0, PreSetInformation, PostLate },
	{ IRP_MJ_FILE_SYSTEM_CONTROL, 0, PreControl, PostLate },
	{ IRP_MJ_CREATE, 0, PreCreate, NULL },
	{ IRP_MJ_CLEANUP, 0, PreEnd, NULL },
	{ IRP_MJ_CLOSE, 0, PreEnd, NULL },
	{ IRP_MJ_READ, 0, PreRead, NULL },
	{ IRP_MJ_WRITE, 0, PreWrite, NULL },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartFilter(DriverObject, Operations, Unload, &Filter);
}
