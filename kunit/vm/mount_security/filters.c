/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two minifilters above each other on a mount. The upper one asks for the security descriptor of a file that a program
 * opens, and sets one, by the name of the file. The lower one counts that, and refuses it for "t_denied".
 *
 *	t_query		its rights are those that the program has given it
 *	t_short		buffers without room
 *	t_set		another owner, group and mode: 1234, 5678, 0750
 *	t_owner		another owner alone
 *	t_everyone	a list that has everyone alone, and an absolute descriptor
 *	t_open		no list
 *	t_wrong		descriptors that are refused
 *	t_little	structures that end with their last number
 *	t_denied	the lower minifilter refuses both
 */
#include "../minifilter.h"
#include "../two_minifilters.h"
#include "../expect.h"
#include "../descriptor.h"

#define ALL (OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION)

DRIVER_INITIALIZE DriverEntry;

static LONG Seen;

/* ---- The lower filter ------------------------------------------------------------------------ */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreSecurity(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(CompletionContext);
	EXPECT(FLT_IS_IRP_OPERATION(Data) && Data->Flags & FLTFL_CALLBACK_DATA_GENERATED_IO);
	EXPECT(Data->RequestorMode == KernelMode);
	InterlockedIncrement(&Seen);
	return Is(Data, "t_denied") ? Complete(Data, STATUS_ACCESS_DENIED, 0) : FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- The upper filter ------------------------------------------------------------------------ */

/* What is asked for, and room behind it. */
static union {
	struct descriptor Head;
	UCHAR Bytes[160];
} Asked;

static NTSTATUS Query(PCFLT_RELATED_OBJECTS Objects, SECURITY_INFORMATION Parts, ULONG Room, PULONG Needed)
{
	*Needed = 7;
	RtlFillMemory(&Asked, sizeof(Asked), 0x55);
	return FltQuerySecurityObject(Objects->Instance, Objects->FileObject, Parts, Room ? &Asked : NULL, Room, Needed);
}

static NTSTATUS Set(PCFLT_RELATED_OBJECTS Objects, SECURITY_INFORMATION Parts, PVOID Descriptor)
{
	return FltSetSecurityObject(Objects->Instance, Objects->FileObject, Parts, Descriptor);
}

static PACL List(VOID)
{
	return (PACL)SidAt(&Asked.Head, Asked.Head.Dacl);
}

static struct ace *FirstAce(VOID)
{
	return (struct ace *)(List() + 1);
}

/* 0640, 1000, 2000 */
static VOID QueryRights(PCFLT_RELATED_OBJECTS Objects)
{
	struct ace *Ace;
	ULONG Needed;

	EXPECT_STATUS(Query(Objects, ALL, sizeof(Asked), &Needed), STATUS_SUCCESS);
	EXPECT(Needed == 128 && Asked.Bytes[128] == 0x55);
	EXPECT(Asked.Head.Revision == 1 && Asked.Head.Control == (0x8000 | 4) && !Asked.Head.Sacl);
	EXPECT(IsSid(SidAt(&Asked.Head, Asked.Head.Owner), 1, 1000));
	EXPECT(IsSid(SidAt(&Asked.Head, Asked.Head.Group), 2, 2000));
	EXPECT(List()->AclRevision == ACL_REVISION && List()->AceCount == 3);
	Ace = FirstAce();
	EXPECT(!Ace->Type && IsSid(&Ace->Sid, 1, 1000) && Ace->Access == (FILE_GENERIC_READ | FILE_GENERIC_WRITE));
	Ace = NextAce(Ace);
	EXPECT(!Ace->Type && IsSid(&Ace->Sid, 2, 2000) && Ace->Access == FILE_GENERIC_READ);
	Ace = NextAce(Ace);
	EXPECT(!Ace->Type && Ace->Sid.Parts == 1 && Ace->Sid.Authority[5] == 1 && !Ace->Access);
	EXPECT_STATUS(Query(Objects, GROUP_SECURITY_INFORMATION, sizeof(Asked), &Needed), STATUS_SUCCESS);
	EXPECT(!Asked.Head.Owner && !Asked.Head.Dacl && Asked.Head.Control == 0x8000);
	EXPECT(IsSid(SidAt(&Asked.Head, Asked.Head.Group), 2, 2000));
}

static VOID QueryShortly(PCFLT_RELATED_OBJECTS Objects)
{
	ULONG Needed;

	EXPECT_STATUS(Query(Objects, ALL, 0, &Needed), STATUS_BUFFER_TOO_SMALL);
	EXPECT(Needed == 128);
	EXPECT_STATUS(Query(Objects, ALL, 127, &Needed), STATUS_BUFFER_TOO_SMALL);
	EXPECT(Needed == 128 && Asked.Bytes[0] == 0x55 && Asked.Bytes[126] == 0x55);
	EXPECT_STATUS(FltQuerySecurityObject(Objects->Instance, Objects->FileObject, ALL, &Asked, sizeof(Asked), NULL),
		      STATUS_SUCCESS);
	EXPECT_STATUS(FltQuerySecurityObject(Objects->Instance, Objects->FileObject, ALL, NULL, 128, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(FltQuerySecurityObject(Objects->Instance, NULL, ALL, &Asked, sizeof(Asked), NULL),
		      STATUS_INVALID_PARAMETER);
}

/* The answer is a descriptor that can be set: with others' names and rights in it. */
static VOID SetRights(PCFLT_RELATED_OBJECTS Objects)
{
	struct ace *Ace;
	ULONG Needed;

	EXPECT_STATUS(Query(Objects, ALL, sizeof(Asked), &Needed), STATUS_SUCCESS);
	EXPECT_STATUS(Set(Objects, ALL, &Asked), STATUS_SUCCESS);
	SidAt(&Asked.Head, Asked.Head.Owner)->Part[1] = 1234;
	SidAt(&Asked.Head, Asked.Head.Group)->Part[1] = 5678;
	Ace = FirstAce();
	Ace->Sid.Part[1] = 1234;
	Ace->Access = FILE_ALL_ACCESS;
	Ace = NextAce(Ace);
	Ace->Sid.Part[1] = 5678;
	Ace->Access = GENERIC_READ | GENERIC_EXECUTE;
	NextAce(Ace)->Access = SYNCHRONIZE;
	EXPECT_STATUS(Set(Objects, ALL | PROTECTED_DACL_SECURITY_INFORMATION, &Asked), STATUS_SUCCESS);
}

static VOID SetOwner(PCFLT_RELATED_OBJECTS Objects)
{
	ULONG Needed;

	EXPECT_STATUS(Query(Objects, OWNER_SECURITY_INFORMATION, sizeof(Asked), &Needed), STATUS_SUCCESS);
	SidAt(&Asked.Head, Asked.Head.Owner)->Part[1] = 77;
	EXPECT_STATUS(Set(Objects, OWNER_SECURITY_INFORMATION, &Asked), STATUS_SUCCESS);
}

/* An absolute security descriptor. */
struct absolute {
	UCHAR Revision, Zero;
	USHORT Control;
	PVOID Owner, Group, Sacl, Dacl;
};

struct one_ace {
	ACL Acl;
	struct ace Ace;
};

static struct one_ace Everyone(ULONG Access)
{
	return (struct one_ace){
		.Acl = { ACL_REVISION, 0, sizeof(ACL) + 20, 1, 0 },
		.Ace = { 0, 0, 20, Access, { 1, 1, { 0, 0, 0, 0, 0, 1 }, { 0, 0 } } },
	};
}

static VOID SetEveryone(PCFLT_RELATED_OBJECTS Objects)
{
	struct one_ace Some = Everyone(FILE_GENERIC_READ), Inherited = Everyone(FILE_ALL_ACCESS);
	UCHAR List[sizeof(ACL) + 2 * 20];
	struct absolute Descriptor = { .Revision = 1, .Control = 4, .Dacl = List };

	/* The first one is for what is made in a folder: INHERIT_ONLY_ACE. */
	Inherited.Ace.Flags = 8;
	Inherited.Acl.AceCount = 2;
	Inherited.Acl.AclSize = sizeof(List);
	RtlCopyMemory(List, &Inherited, sizeof(ACL) + 20);
	RtlCopyMemory(List + sizeof(ACL) + 20, &Some.Ace, 20);
	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_SUCCESS);
}

static VOID SetOpen(PCFLT_RELATED_OBJECTS Objects)
{
	struct absolute Descriptor = { .Revision = 1, .Control = 4 };

	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_SUCCESS);
}

static VOID SetWrongly(PCFLT_RELATED_OBJECTS Objects)
{
	struct one_ace Some = Everyone(FILE_ALL_ACCESS);
	struct absolute Descriptor = { .Revision = 2, .Control = 4, .Owner = &Some.Ace.Sid, .Group = &Some.Ace.Sid,
				       .Dacl = &Some };

	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_UNKNOWN_REVISION);
	Descriptor.Revision = 1;
	EXPECT_STATUS(Set(Objects, OWNER_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_OWNER);
	EXPECT_STATUS(Set(Objects, GROUP_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_PRIMARY_GROUP);
	Descriptor.Owner = NULL;
	EXPECT_STATUS(Set(Objects, OWNER_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_OWNER);
	Some.Ace.Type = 1;
	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_ACL);
	Some.Ace.Type = 0;
	Some.Ace.Sid.Authority[5] = 5;
	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_ACL);
	Some.Ace.Sid.Authority[5] = 1;
	Some.Ace.Bytes = 12;
	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_ACL);
	Some.Ace.Bytes = 20;
	Some.Acl.AceCount = 2;
	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_ACL);
	EXPECT_STATUS(Set(Objects, SACL_SECURITY_INFORMATION, &Descriptor), STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, NULL), STATUS_ACCESS_VIOLATION);
}

/* What is behind the number of a short SID is not read: a kernel with KASAN would tell. */
static VOID SetShort(PCFLT_RELATED_OBJECTS Objects)
{
	const struct one_ace Some = Everyone(FILE_GENERIC_READ);
	const SIZE_T Bytes = Some.Acl.AclSize;
	PVOID Sid = ExAllocatePoolWithTag(NonPagedPoolNx, 12, 'SceS');
	PVOID List = ExAllocatePoolWithTag(NonPagedPoolNx, Bytes, 'SceS');
	struct absolute Descriptor = { .Revision = 1, .Control = 4, .Owner = Sid, .Dacl = List };

	if (Sid && List) {
		RtlCopyMemory(Sid, &Some.Ace.Sid, 12);
		RtlCopyMemory(List, &Some, Bytes);
		EXPECT_STATUS(Set(Objects, OWNER_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_OWNER);
		EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_SUCCESS);
		((struct one_ace *)List)->Ace.Sid.Parts = 2;
		EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_INVALID_ACL);
	}
	if (Sid)
		ExFreePoolWithTag(Sid, 'SceS');
	if (List)
		ExFreePoolWithTag(List, 'SceS');
}

static VOID TryDenied(PCFLT_RELATED_OBJECTS Objects)
{
	struct absolute Descriptor = { .Revision = 1, .Control = 4 };
	ULONG Needed;

	EXPECT_STATUS(Query(Objects, ALL, sizeof(Asked), &Needed), STATUS_ACCESS_DENIED);
	EXPECT_STATUS(Set(Objects, DACL_SECURITY_INFORMATION, &Descriptor), STATUS_ACCESS_DENIED);
}

static VOID Report(PCFLT_RELATED_OBJECTS Objects)
{
	UNREFERENCED_PARAMETER(Objects);
	EXPECT(Seen > 10);
	DbgPrint("mount_security: %d wrong\n", Wrong);
}

static const struct {
	const char *Name;
	VOID (*Try)(PCFLT_RELATED_OBJECTS Objects);
} Tries[] = {
	{ "t_query", QueryRights }, { "t_short", QueryShortly }, { "t_set", SetRights }, { "t_owner", SetOwner },
	{ "t_everyone", SetEveryone }, { "t_open", SetOpen }, { "t_wrong", SetWrongly }, { "t_denied", TryDenied },
	{ "t_little", SetShort },
	{ "t_end", Report },
};

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	ULONG i;

	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Flags);
	for (i = 0; i < ARRAYSIZE(Tries) && NT_SUCCESS(Data->IoStatus.Status); i++)
		if (Is(Data, Tries[i].Name))
			Tries[i].Try(Objects);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static CONST FLT_OPERATION_REGISTRATION LowerOperations[] = {
	{ IRP_MJ_QUERY_SECURITY, 0, PreSecurity, NULL },
	{ IRP_MJ_SET_SECURITY, 0, PreSecurity, NULL },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_OPERATION_REGISTRATION UpperOperations[] = {
	{ IRP_MJ_CREATE, 0, NULL, PostCreate },
	{ IRP_MJ_OPERATION_END }
};

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	UNREFERENCED_PARAMETER(RegistryPath);
	return StartBoth(DriverObject, LowerOperations, UpperOperations);
}
