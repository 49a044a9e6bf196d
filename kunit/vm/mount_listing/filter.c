/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that looks at listings of folders, and hides, renames and adds entries. Its device is for the
 * program of this test.
 */
#include "../minifilter.h"

#include "listing.h"

#define TAG 'tsiL'

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Control;

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\MountListing");
static PFLT_FILTER Filter;
static KSPIN_LOCK Lock;
static struct seen Seen;		/* the lock */
static KEVENT IsHeld, Release;

typedef FILE_ID_BOTH_DIR_INFORMATION ENTRY, *PENTRY;

/* ---- Chains -------------------------------------------------------------------------------- */

static PENTRY After(PENTRY Entry)
{
	return Entry->NextEntryOffset ? (PENTRY)((PUCHAR)Entry + Entry->NextEntryOffset) : NULL;
}

static BOOLEAN Begins(PENTRY Entry, const char *Word)
{
	USHORT i;

	for (i = 0; Word[i]; i++)
		if (i >= Entry->FileNameLength / sizeof(WCHAR) || Entry->FileName[i] != Word[i])
			return FALSE;
	return TRUE;
}

/* Takes the entries with the word out, but for the first one. */
static VOID Cut(PENTRY First, const char *Word)
{
	PENTRY Entry = First, Next;

	while ((Next = After(Entry)) != NULL) {
		if (!Begins(Next, Word))
			Entry = Next;
		else if (Next->NextEntryOffset)
			Entry->NextEntryOffset += Next->NextEntryOffset;
		else
			Entry->NextEntryOffset = 0;
	}
}

/* Moves what is behind the first entry to its place. Returns the bytes that are left. */
static ULONG_PTR MoveFirst(PENTRY First, ULONG_PTR Bytes)
{
	const ULONG Next = First->NextEntryOffset;

	if (!Next)
		return 0;
	RtlMoveMemory(First, (PUCHAR)First + Next, Bytes - Next);
	return Bytes - Next;
}

static ULONG_PTR MoveHidden(PENTRY First, ULONG_PTR Bytes)
{
	PENTRY Entry = First, Next;

	while ((Next = After(Entry)) != NULL) {
		if (!Begins(Next, "hidden")) {
			Entry = Next;
		} else if (Next->NextEntryOffset) {
			const ULONG Length = Next->NextEntryOffset;

			RtlMoveMemory(Next, (PUCHAR)Next + Length, Bytes - ((PUCHAR)Next - (PUCHAR)First) - Length);
			Bytes -= Length;
		} else {
			Entry->NextEntryOffset = 0;
		}
	}
	return Begins(First, "hidden") ? MoveFirst(First, Bytes) : Bytes;
}

static VOID Rename(PENTRY Entry)
{
	static const WCHAR Shown[] = L"shown";

	for (; Entry; Entry = After(Entry)) {
		if (!Begins(Entry, "hidden"))
			continue;
		RtlCopyMemory(Entry->FileName, Shown, sizeof(Shown) - sizeof(WCHAR));
		Entry->FileName[5] = Entry->FileName[6];
		Entry->FileNameLength -= sizeof(WCHAR);
	}
}

static VOID SetName(PENTRY Entry, const char *Name)
{
	USHORT i;

	for (i = 0; Name[i]; i++)
		Entry->FileName[i] = Name[i];
	Entry->FileNameLength = i * sizeof(WCHAR);
}

/* Behind the last entry, if there is room for it. */
static ULONG_PTR Add(PENTRY Entry, ULONG Room)
{
	const PUCHAR First = (PUCHAR)Entry;
	PENTRY Next;
	ULONG Start;

	while (After(Entry))
		Entry = After(Entry);
	Start = ALIGN_UP_BY((PUCHAR)Entry - First + FIELD_OFFSET(ENTRY, FileName) + Entry->FileNameLength, 8);
	if (Start + sizeof(ENTRY) + 10 > Room)
		return 0;
	Next = (PENTRY)(First + Start);
	RtlZeroMemory(Next, sizeof(*Next));
	Next->FileId.QuadPart = 12345;
	SetName(Next, "added");
	Entry->NextEntryOffset = (ULONG)((PUCHAR)Next - (PUCHAR)Entry);
	return Start + FIELD_OFFSET(ENTRY, FileName) + Next->FileNameLength;
}

static ULONG_PTR MakeOwn(PENTRY Entry)
{
	static const char *const Names[] = { "one", "two", "three" };
	const PUCHAR First = (PUCHAR)Entry;
	USHORT i;

	for (i = 0; i < 3; i++) {
		RtlZeroMemory(Entry, sizeof(*Entry));
		SetName(Entry, Names[i]);
		Entry->FileId.QuadPart = 100 + i;
		if (i == 2)
			break;
		Entry->NextEntryOffset = 120;
		Entry = After(Entry);
	}
	return (PUCHAR)Entry - First + FIELD_OFFSET(ENTRY, FileName) + Entry->FileNameLength;
}

/* ---- What is seen --------------------------------------------------------------------------- */

static VOID SeeQuery(PFLT_CALLBACK_DATA Data)
{
	PFLT_IO_PARAMETER_BLOCK Iopb = Data->Iopb;
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	Seen.queries++;
	Seen.restarts += (Iopb->OperationFlags & SL_RESTART_SCAN) != 0;
	Seen.minor = Iopb->MinorFunction;
	Seen.class = Iopb->Parameters.DirectoryControl.QueryDirectory.FileInformationClass;
	Seen.length = Iopb->Parameters.DirectoryControl.QueryDirectory.Length;
	Seen.has_name = Iopb->Parameters.DirectoryControl.QueryDirectory.FileName != NULL;
	Seen.is_system_buffer = FLT_IS_SYSTEM_BUFFER(Data) != 0;
	Seen.same_thread = Data->Thread == PsGetCurrentThread();
	Seen.irql = Irql;
	KeReleaseSpinLock(&Lock, Irql);
}

static VOID SeeEntry(PENTRY Entry)
{
	const UNICODE_STRING Name = { (USHORT)Entry->FileNameLength, (USHORT)Entry->FileNameLength,
				      Entry->FileName };
	struct seen_entry *To;

	if (Seen.count++ >= ENTRIES)
		return;
	To = &Seen.entry[Seen.count - 1];
	CopyName(To->name, sizeof(To->name), &Name);
	To->written = Entry->LastWriteTime.QuadPart;
	To->changed = Entry->ChangeTime.QuadPart;
	To->accessed = Entry->LastAccessTime.QuadPart;
	To->bytes = Entry->EndOfFile.QuadPart;
	To->allocated = Entry->AllocationSize.QuadPart;
	To->attributes = Entry->FileAttributes;
	To->tag = Entry->EaSize;
	To->id = Entry->FileId.QuadPart;
}

static VOID SeeAnswer(PFLT_CALLBACK_DATA Data, PENTRY Entry)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	Seen.ends += Data->IoStatus.Status == STATUS_NO_MORE_FILES;
	for (; NT_SUCCESS(Data->IoStatus.Status) && Entry; Entry = After(Entry))
		SeeEntry(Entry);
	KeReleaseSpinLock(&Lock, Irql);
}

/* ---- Callbacks ----------------------------------------------------------------------------- */

static VOID FLTAPI Continue(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(Item);
}

static FLT_PREOP_CALLBACK_STATUS Swap(PFLT_CALLBACK_DATA Data, PVOID *CompletionContext)
{
	const PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;

	*CompletionContext = ExAllocatePoolWithTag(NonPagedPoolNx, 1000, TAG);
	if (!*CompletionContext)
		return Complete(Data, STATUS_INSUFFICIENT_RESOURCES, 0);
	Parameters->DirectoryControl.QueryDirectory.DirectoryBuffer = *CompletionContext;
	Parameters->DirectoryControl.QueryDirectory.Length = 1000;
	FltSetCallbackDataDirty(Data);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID *CompletionContext)
{
	const PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;

	UNREFERENCED_PARAMETER(FltObjects);
	SeeQuery(Data);
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	if (Is(Data, "held")) {
		KeSetEvent(&IsHeld, IO_NO_INCREMENT, FALSE);
		KeWaitForSingleObject(&Release, Executive, KernelMode, FALSE, NULL);
	}
	if (Is(Data, "nothing"))
		return Complete(Data, STATUS_SUCCESS, 0);
	if (Is(Data, "virtual") && !(Data->Iopb->OperationFlags & SL_RESTART_SCAN))
		return Complete(Data, STATUS_NO_MORE_FILES, 0);
	if (Is(Data, "virtual"))
		return Complete(Data, STATUS_SUCCESS,
				MakeOwn(Parameters->DirectoryControl.QueryDirectory.DirectoryBuffer));
	if (Is(Data, "swapped"))
		return Swap(Data, CompletionContext);
	if (Is(Data, "deferred"))
		return IsDeferred(Data, Continue, NULL) ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_WITH_CALLBACK;
	if (Is(Data, "class"))
		Parameters->DirectoryControl.QueryDirectory.FileInformationClass = FileObjectIdInformation;
	if (Is(Data, "single"))
		Data->Iopb->OperationFlags |= SL_RETURN_SINGLE_ENTRY;
	FltSetCallbackDataDirty(Data);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* The second entry follows at an address that is no multiple of 8. */
static VOID MoveRest(PFLT_CALLBACK_DATA Data, PENTRY First)
{
	PUCHAR Second = (PUCHAR)First + First->NextEntryOffset;

	RtlMoveMemory(Second + sizeof(WCHAR), Second, Data->IoStatus.Information - First->NextEntryOffset);
	First->NextEntryOffset += sizeof(WCHAR);
	Data->IoStatus.Information += sizeof(WCHAR);
}

/* Leaves a chain that no driver may leave. */
static VOID Break(PFLT_CALLBACK_DATA Data, PENTRY First)
{
	if (Is(Data, "outside"))
		First->NextEntryOffset = 0xfffffff8;
	if (Is(Data, "inside"))
		First->NextEntryOffset = 8;
	if (Is(Data, "next_odd"))
		First->NextEntryOffset += 3;
	if (Is(Data, "uneven"))
		MoveRest(Data, First);
	if (Is(Data, "name_long"))
		First->FileNameLength = 0xfffffffe;
	if (Is(Data, "name_bad"))
		First->FileName[0] = '\\';
	if (Is(Data, "too_much"))
		Data->IoStatus.Information = 0x8001;
	if (Is(Data, "short"))
		Data->IoStatus.Information = First->NextEntryOffset + FIELD_OFFSET(ENTRY, CreationTime);
}

/* A name that no file of Linux can have. It needs the room of the whole buffer. */
static VOID MakeHuge(PFLT_CALLBACK_DATA Data, PENTRY First)
{
	ULONG i;

	First->NextEntryOffset = 0;
	First->FileNameLength = 300 * sizeof(WCHAR);
	for (i = 0; i < 300; i++)
		First->FileName[i] = 'n';
	Data->IoStatus.Information = FIELD_OFFSET(ENTRY, FileName) + First->FileNameLength;
}

static VOID Change(PFLT_CALLBACK_DATA Data, PENTRY First)
{
	const ULONG Room = Data->Iopb->Parameters.DirectoryControl.QueryDirectory.Length;

	while (Is(Data, "cut") && Data->IoStatus.Information && Begins(First, "hidden"))
		Data->IoStatus.Information = MoveFirst(First, Data->IoStatus.Information);
	if (Is(Data, "cut") && Data->IoStatus.Information)
		Cut(First, "hidden");
	if (Is(Data, "moved"))
		Data->IoStatus.Information = MoveHidden(First, Data->IoStatus.Information);
	if (Is(Data, "named"))
		Rename(First);
	if (Is(Data, "all"))
		Data->IoStatus.Information = 0;
	if (Is(Data, "added"))
		Data->IoStatus.Information = Add(First, Room) ?: Data->IoStatus.Information;
	if (Is(Data, "name_huge"))
		MakeHuge(Data, First);
	Break(Data, First);
}

static VOID SetStatus(PFLT_CALLBACK_DATA Data, NTSTATUS Status)
{
	Data->IoStatus.Status = Status;
	Data->IoStatus.Information = 0;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostQuery(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						   PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	const PVOID Buffer = Data->Iopb->Parameters.DirectoryControl.QueryDirectory.DirectoryBuffer;

	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(Flags);
	if (CompletionContext) {
		RtlCopyMemory(Buffer, CompletionContext, Data->IoStatus.Information);
		ExFreePoolWithTag(CompletionContext, TAG);
	}
	SeeAnswer(Data, Buffer);
	if (!NT_SUCCESS(Data->IoStatus.Status))
		return FLT_POSTOP_FINISHED_PROCESSING;
	Change(Data, Buffer);
	if (Is(Data, "ended"))
		SetStatus(Data, STATUS_NO_MORE_FILES);
	if (Is(Data, "late"))
		SetStatus(Data, STATUS_QUOTA_EXCEEDED);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static NTSTATUS FLTAPI FilterUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_DIRECTORY_CONTROL, 0, PreQuery, PostQuery },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_REGISTRATION Registration = {
	.Size = sizeof(FLT_REGISTRATION),
	.Version = FLT_REGISTRATION_VERSION,
	.OperationRegistration = Operations,
	.FilterUnloadCallback = FilterUnload,
};

/* ---- The device ---------------------------------------------------------------------------- */

static NTSTATUS Finish(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
	Irp->IoStatus.Status = Status;
	Irp->IoStatus.Information = Information;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

static NTSTATUS Open(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS TakeSeen(PIRP Irp, ULONG Length)
{
	KIRQL Irql;

	if (Length != sizeof(Seen))
		return Finish(Irp, STATUS_INVALID_PARAMETER, 0);
	KeAcquireSpinLock(&Lock, &Irql);
	RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &Seen, sizeof(Seen));
	RtlZeroMemory(&Seen, sizeof(Seen));
	KeReleaseSpinLock(&Lock, Irql);
	return Finish(Irp, STATUS_SUCCESS, sizeof(Seen));
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);

	UNREFERENCED_PARAMETER(Device);
	switch (Location->Parameters.DeviceIoControl.IoControlCode) {
	case IOCTL_TAKE_SEEN:
		return TakeSeen(Irp, Location->Parameters.DeviceIoControl.OutputBufferLength);
	case IOCTL_WAIT_FOR_HELD:
		return Finish(Irp, KeWaitForSingleObject(&IsHeld, Executive, KernelMode, FALSE, NULL), 0);
	case IOCTL_RELEASE:
		KeSetEvent(&Release, IO_NO_INCREMENT, FALSE);
		return Finish(Irp, STATUS_SUCCESS, 0);
	default:
		return Finish(Irp, STATUS_INVALID_PARAMETER, 0);
	}
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

static NTSTATUS MakeDevice(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\MountListing");
	PDEVICE_OBJECT Device;
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	return NT_SUCCESS(Status) ? IoCreateSymbolicLink(&Link, &Name) : Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeSpinLock(&Lock);
	KeInitializeEvent(&IsHeld, SynchronizationEvent, FALSE);
	KeInitializeEvent(&Release, NotificationEvent, FALSE);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Open;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Open;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	Status = MakeDevice(DriverObject);
	if (!NT_SUCCESS(Status))
		return Status;
	return StartRegistered(DriverObject, &Registration, &Filter);
}
