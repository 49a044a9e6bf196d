/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Three minifilters above each other on a mount. The two lower ones are name providers: what they say has ".low" and
 * ".high" at its end. All of them ask for the name of "norm", before its open and after it.
 */
#include "../minifilter.h"
#include "../expect.h"

DRIVER_INITIALIZE DriverEntry;

enum { LOW, HIGH, TOP, LEVELS };

static PFLT_FILTER Filters[LEVELS];
static LONG Asked, Normalized, Cleanups;
static BOOLEAN IsDestination;
static CHAR Context;

#define OPENED (FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_DEFAULT)
#define NORMALIZED (FLT_FILE_NAME_NORMALIZED | FLT_FILE_NAME_QUERY_DEFAULT)

static BOOLEAN IsText(const UNICODE_STRING *Name, PCWSTR Text)
{
	UNICODE_STRING Expected;

	RtlInitUnicodeString(&Expected, Text);
	return RtlEqualUnicodeString(Name, &Expected, FALSE);
}

/* ---- The providers --------------------------------------------------------------------------- */

static NTSTATUS AskBelow(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CALLBACK_DATA Data,
			 FLT_FILE_NAME_OPTIONS Options, PFLT_FILE_NAME_INFORMATION *Name)
{
	Options &= ~FLT_FILE_NAME_REQUEST_FROM_CURRENT_PROVIDER;
	return Data ? FltGetFileNameInformation(Data, Options, Name)
		    : FltGetFileNameInformationUnsafe(FileObject, Instance, Options, Name);
}

static NTSTATUS Generate(PCWSTR End, PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CALLBACK_DATA Data,
			 FLT_FILE_NAME_OPTIONS Options, PFLT_NAME_CONTROL FileName)
{
	PFLT_FILE_NAME_INFORMATION Name;
	NTSTATUS Status = AskBelow(Instance, FileObject, Data, Options, &Name);
	UNICODE_STRING Text;

	EXPECT(KeGetCurrentIrql() == PASSIVE_LEVEL);
	EXPECT(!Data || Data->Iopb->TargetInstance == Instance);
	if (!NT_SUCCESS(Status))
		return Status;
	RtlInitUnicodeString(&Text, End);
	/* It keeps what it has. */
	EXPECT(NT_SUCCESS(FltCheckAndGrowNameControl(FileName, 2)));
	RtlCopyUnicodeString(&FileName->Name, &Name->Name);
	EXPECT(FileName->Name.Length == 2);
	EXPECT(NT_SUCCESS(FltCheckAndGrowNameControl(FileName, Name->Name.Length + Text.Length)));
	EXPECT(FileName->Name.Length == 2 && FileName->Name.Buffer[0] == '\\');
	RtlCopyUnicodeString(&FileName->Name, &Name->Name);
	EXPECT(NT_SUCCESS(RtlAppendUnicodeStringToString(&FileName->Name, &Text)));
	FltReleaseFileNameInformation(Name);
	return STATUS_SUCCESS;
}

/* It cannot normalize by itself. */
static NTSTATUS FLTAPI LowGenerate(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CALLBACK_DATA Data,
				   FLT_FILE_NAME_OPTIONS Options, PBOOLEAN MayBeCached, PFLT_NAME_CONTROL FileName)
{
	InterlockedIncrement(&Asked);
	*MayBeCached = TRUE;
	if (FltGetFileNameFormat(Options) == FLT_FILE_NAME_NORMALIZED)
		return STATUS_NOT_SUPPORTED;
	return Generate(L".low", Instance, FileObject, Data, Options, FileName);
}

static NTSTATUS FLTAPI HighGenerate(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CALLBACK_DATA Data,
				    FLT_FILE_NAME_OPTIONS Options, PBOOLEAN MayBeCached, PFLT_NAME_CONTROL FileName)
{
	*MayBeCached = FALSE;
	return Generate(L".high", Instance, FileObject, Data, Options, FileName);
}

/* "NAME" becomes "NNAME", but what is called "new" is not there. */
static NTSTATUS FLTAPI LowNormalize(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PCUNICODE_STRING ParentDirectory,
				    USHORT VolumeNameLength, PCUNICODE_STRING Component,
				    PFILE_NAMES_INFORMATION Expanded, ULONG Length, FLT_NORMALIZE_NAME_FLAGS Flags,
				    PVOID *NormalizationContext)
{
	EXPECT(Instance && FileObject && VolumeNameLength == sizeof(L"\\Device\\Names") - sizeof(WCHAR));
	EXPECT(Length >= sizeof(*Expanded) + Component->Length);
	EXPECT(!(Flags & FLTFL_NORMALIZE_NAME_DESTINATION_FILE_NAME) == !IsDestination);
	EXPECT(IsText(ParentDirectory, IsText(Component, L"folder") ? L"\\Device\\Names\\" : L"\\Device\\Names\\Nfolder"));
	EXPECT(*NormalizationContext == (IsText(Component, L"folder") ? NULL : &Context));
	*NormalizationContext = &Context;
	InterlockedIncrement(&Normalized);
	if (IsText(Component, L"new"))
		return STATUS_NO_SUCH_FILE;
	Expanded->FileNameLength = Component->Length + sizeof(WCHAR);
	Expanded->FileName[0] = 'N';
	RtlCopyMemory(Expanded->FileName + 1, Component->Buffer, Component->Length);
	return STATUS_SUCCESS;
}

static VOID FLTAPI LowCleanup(PVOID *NormalizationContext)
{
	EXPECT(*NormalizationContext == &Context);
	InterlockedIncrement(&Cleanups);
}

/* A name that is nowhere is refused. */
static NTSTATUS FLTAPI WrongGenerate(PFLT_INSTANCE Instance, PFILE_OBJECT FileObject, PFLT_CALLBACK_DATA Data,
				     FLT_FILE_NAME_OPTIONS Options, PBOOLEAN MayBeCached, PFLT_NAME_CONTROL FileName)
{
	static const WCHAR Text[] = L"\\Device\\Nowhere\\norm";

	UNREFERENCED_PARAMETER(Instance);
	UNREFERENCED_PARAMETER(FileObject);
	UNREFERENCED_PARAMETER(Data);
	UNREFERENCED_PARAMETER(Options);
	*MayBeCached = FALSE;
	EXPECT(NT_SUCCESS(FltCheckAndGrowNameControl(FileName, sizeof(Text))));
	RtlCopyMemory(FileName->Name.Buffer, Text, sizeof(Text) - sizeof(WCHAR));
	FileName->Name.Length = sizeof(Text) - sizeof(WCHAR);
	return STATUS_SUCCESS;
}

/* ---- The questions --------------------------------------------------------------------------- */

static VOID Expect(int Line, NTSTATUS Status, PFLT_FILE_NAME_INFORMATION Name, PCWSTR Expected)
{
	if (NT_SUCCESS(Status) && IsText(&Name->Name, Expected)) {
		FltReleaseFileNameInformation(Name);
		return;
	}
	InterlockedIncrement(&Wrong);
	DbgPrint("mount_providers: line %d: 0x%x, %wZ\n", Line, Status, NT_SUCCESS(Status) ? &Name->Name : NULL);
	if (NT_SUCCESS(Status))
		FltReleaseFileNameInformation(Name);
}

#define ASK(Options, Expected)									\
	do {											\
		PFLT_FILE_NAME_INFORMATION Name_ = NULL;					\
		const NTSTATUS Status_ = FltGetFileNameInformation(Data, Options, &Name_);	\
		Expect(__LINE__, Status_, Name_, Expected);					\
		EXPECT(Data->Iopb->TargetInstance == Objects->Instance);			\
	} while (0)

#define ASK_UNSAFE(Instance, Options, Expected)							\
	do {											\
		PFLT_FILE_NAME_INFORMATION Name_ = NULL;					\
		const NTSTATUS Status_ = FltGetFileNameInformationUnsafe(Objects->FileObject, Instance, Options, &Name_); \
		Expect(__LINE__, Status_, Name_, Expected);					\
	} while (0)

static VOID AskAsTop(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	PFLT_FILE_NAME_INFORMATION Name;
	KIRQL Irql;

	ASK(OPENED, L"\\Device\\Names\\folder\\norm.low.high");
	ASK(NORMALIZED, L"\\Device\\Names\\Nfolder\\Nnorm.low.high");
	/* Where no provider may be called, nothing is known. */
	KeRaiseIrql(APC_LEVEL, &Irql);
	EXPECT(FltGetFileNameInformation(Data, OPENED, &Name) == STATUS_FLT_INVALID_NAME_REQUEST);
	EXPECT(FltGetFileNameInformation(Data, FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_CACHE_ONLY, &Name) ==
	       STATUS_FLT_NAME_CACHE_MISS);
	KeLowerIrql(Irql);
}

static VOID AskAsHigh(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	ASK(OPENED, L"\\Device\\Names\\folder\\norm.low");
	ASK(OPENED | FLT_FILE_NAME_REQUEST_FROM_CURRENT_PROVIDER, L"\\Device\\Names\\folder\\norm.low.high");
	ASK(NORMALIZED, L"\\Device\\Names\\Nfolder\\Nnorm.low");
}

static VOID AskAsLow(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	const LONG Before = Asked;

	ASK(OPENED, L"\\Device\\Names\\folder\\norm");
	ASK(NORMALIZED, L"\\Device\\Names\\folder\\norm");
	EXPECT(Asked == Before);
}

/* Of an open file, without an operation. */
static VOID AskUnsafe(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	/* The providers find what is in the cache. */
	ASK(FLT_FILE_NAME_OPENED | FLT_FILE_NAME_QUERY_CACHE_ONLY, L"\\Device\\Names\\folder\\norm.low.high");
	ASK_UNSAFE(NULL, OPENED, L"\\Device\\Names\\folder\\norm.low.high");
	ASK_UNSAFE(Objects->Instance, OPENED, L"\\Device\\Names\\folder\\norm.low.high");
	ASK_UNSAFE(Objects->Instance, NORMALIZED, L"\\Device\\Names\\Nfolder\\Nnorm.low.high");
}

/* A provider names the folder that a new name is in, and normalizes what is there of it. */
static VOID AskForNewName(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	static WCHAR Whole[] = L"\\Device\\Names\\folder\\new", Relative[] = L"new";
	PFLT_FILE_NAME_INFORMATION Name = NULL;
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(Data);
	Status = FltGetDestinationFileNameInformation(Objects->Instance, Objects->FileObject, NULL, Whole,
						      sizeof(Whole) - sizeof(WCHAR), OPENED, &Name);
	Expect(__LINE__, Status, Name, Whole);
	IsDestination = TRUE;
	Status = FltGetDestinationFileNameInformation(Objects->Instance, Objects->FileObject, NULL, Whole,
						      sizeof(Whole) - sizeof(WCHAR), NORMALIZED, &Name);
	Expect(__LINE__, Status, Name, L"\\Device\\Names\\Nfolder\\new");
	Status = FltGetDestinationFileNameInformation(Objects->Instance, Objects->FileObject, NULL, Relative,
						      sizeof(Relative) - sizeof(WCHAR), OPENED, &Name);
	Expect(__LINE__, Status, Name, Whole);
	IsDestination = FALSE;
}

static BOOLEAN IsOf(PCFLT_RELATED_OBJECTS Objects, int Level)
{
	return Objects->Filter == Filters[Level];
}

static VOID Ask(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects)
{
	if (IsOf(Objects, TOP))
		AskAsTop(Data, Objects);
	else if (IsOf(Objects, HIGH))
		AskAsHigh(Data, Objects);
	else
		AskAsLow(Data, Objects);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						  PVOID *CompletionContext)
{
	FLT_NAME_CONTROL None = {};

	UNREFERENCED_PARAMETER(CompletionContext);
	if (IsOf(Objects, TOP) && Is(Data, "t_control"))
		EXPECT(FltCheckAndGrowNameControl(&None, 2) == STATUS_INVALID_PARAMETER);
	if (!Is(Data, "norm"))
		return FLT_PREOP_SUCCESS_NO_CALLBACK;
	Ask(Data, Objects);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (Flags & FLTFL_POST_OPERATION_DRAINING || !NT_SUCCESS(Data->IoStatus.Status))
		return FLT_POSTOP_FINISHED_PROCESSING;
	Ask(Data, Objects);
	if (IsOf(Objects, TOP))
		AskUnsafe(Data, Objects);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreSet(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
					       PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(CompletionContext);
	if (IsOf(Objects, HIGH) && Is(Data, "norm"))
		AskForNewName(Data, Objects);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

/* ---- The filters ----------------------------------------------------------------------------- */

static const FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, PostCreate },
	{ IRP_MJ_SET_INFORMATION, 0, PreSet, NULL },
	{ IRP_MJ_OPERATION_END }
};

static const FLT_OPERATION_REGISTRATION NoOperations[] = { { IRP_MJ_OPERATION_END } };

/* This provider is for one volume alone. */
static NTSTATUS FLTAPI WrongSetup(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_SETUP_FLAGS Flags, DEVICE_TYPE Device,
				  FLT_FILESYSTEM_TYPE FileSystem)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(Device);
	return FileSystem == FLT_FSTYPE_REFS ? STATUS_SUCCESS : STATUS_FLT_DO_NOT_ATTACH;
}

/* The others are for the other ones. */
static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS Objects, FLT_INSTANCE_SETUP_FLAGS Flags, DEVICE_TYPE Device,
			     FLT_FILESYSTEM_TYPE FileSystem)
{
	UNREFERENCED_PARAMETER(Objects);
	UNREFERENCED_PARAMETER(Flags);
	UNREFERENCED_PARAMETER(Device);
	return FileSystem == FLT_FSTYPE_REFS ? STATUS_FLT_DO_NOT_ATTACH : STATUS_SUCCESS;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI AskWrong(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS Objects,
						 PVOID *CompletionContext)
{
	PFLT_FILE_NAME_INFORMATION Name;

	UNREFERENCED_PARAMETER(CompletionContext);
	UNREFERENCED_PARAMETER(Objects);
	if (Is(Data, "norm"))
		EXPECT(FltGetFileNameInformation(Data, OPENED, &Name) == STATUS_OBJECT_NAME_INVALID);
	return FLT_PREOP_SUCCESS_NO_CALLBACK;
}

static const FLT_OPERATION_REGISTRATION WrongOperations[] = {
	{ IRP_MJ_CREATE, 0, AskWrong, NULL },
	{ IRP_MJ_OPERATION_END }
};

static PFLT_FILTER WrongProvider, WrongAsker;

static NTSTATUS FLTAPI Unload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	int Level;

	UNREFERENCED_PARAMETER(Flags);
	/* Each filter asks for it: the first call ends all. */
	if (!WrongProvider)
		return STATUS_SUCCESS;
	DbgPrint("mount_providers: %d wrong, %d cleanups for %d components\n", Wrong, Cleanups, Normalized);
	for (Level = 0; Level < LEVELS; Level++)
		FltUnregisterFilter(Filters[Level]);
	FltUnregisterFilter(WrongAsker);
	FltUnregisterFilter(WrongProvider);
	WrongProvider = NULL;
	return STATUS_SUCCESS;
}

static NTSTATUS Start(PDRIVER_OBJECT DriverObject, PFLT_FILTER *Filter, FLT_REGISTRATION Registration)
{
	NTSTATUS Status;

	Registration.Size = sizeof(FLT_REGISTRATION);
	Registration.Version = FLT_REGISTRATION_VERSION;
	Registration.FilterUnloadCallback = Unload;
	Status = FltRegisterFilter(DriverObject, &Registration, Filter);
	return NT_SUCCESS(Status) ? FltStartFiltering(*Filter) : Status;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	/* A later filter is above the earlier ones. */
	Status = Start(DriverObject, &WrongProvider, (FLT_REGISTRATION){
		.OperationRegistration = NoOperations, .InstanceSetupCallback = WrongSetup,
		.GenerateFileNameCallback = WrongGenerate });
	if (NT_SUCCESS(Status))
		Status = Start(DriverObject, &WrongAsker, (FLT_REGISTRATION){
			.OperationRegistration = WrongOperations, .InstanceSetupCallback = WrongSetup });
	if (NT_SUCCESS(Status))
		Status = Start(DriverObject, &Filters[LOW], (FLT_REGISTRATION){
			.OperationRegistration = Operations, .InstanceSetupCallback = Setup,
			.GenerateFileNameCallback = LowGenerate, .NormalizeContextCleanupCallback = LowCleanup,
			.NormalizeNameComponentExCallback = LowNormalize });
	if (NT_SUCCESS(Status))
		Status = Start(DriverObject, &Filters[HIGH], (FLT_REGISTRATION){
			.OperationRegistration = Operations, .InstanceSetupCallback = Setup,
			.GenerateFileNameCallback = HighGenerate });
	if (NT_SUCCESS(Status))
		Status = Start(DriverObject, &Filters[TOP], (FLT_REGISTRATION){
			.OperationRegistration = Operations, .InstanceSetupCallback = Setup });
	return Status;
}
