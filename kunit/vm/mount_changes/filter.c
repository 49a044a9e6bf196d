/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that records the operations which change names and sizes on a mount, and interferes with
 * some. Its device is for the program of this test.
 */
#include "../minifilter.h"

#include "changes.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Control;

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\MountChanges");
static PFLT_FILTER Filter;
static KSPIN_LOCK Lock;
static struct records Records;		/* the lock */

/* ---- Records ------------------------------------------------------------------------------- */

/* FILE_LINK_INFORMATION is the same. */
static VOID RecordName(struct record *New, PFLT_PARAMETERS Parameters)
{
	PFILE_RENAME_INFORMATION Information = Parameters->SetFileInformation.InfoBuffer;
	UNICODE_STRING Name = { (USHORT)Information->FileNameLength, (USHORT)Information->FileNameLength,
				Information->FileName };

	New->value = Information->ReplaceIfExists;
	New->replaces = Parameters->SetFileInformation.ReplaceIfExists;
	New->folder = Parameters->SetFileInformation.ParentOfTarget;
	CopyName(New->target, sizeof(New->target), &Name);
}

static VOID RecordChange(struct record *New, PFLT_PARAMETERS Parameters)
{
	New->class = Parameters->SetFileInformation.FileInformationClass;
	New->length = Parameters->SetFileInformation.Length;
	if (New->class == FileEndOfFileInformation)
		New->value = *(ULONGLONG *)Parameters->SetFileInformation.InfoBuffer;
	else if (New->class == FileDispositionInformationEx)
		New->value = *(ULONG *)Parameters->SetFileInformation.InfoBuffer;
	else if (New->class == FileDispositionInformation)
		New->value = *(BOOLEAN *)Parameters->SetFileInformation.InfoBuffer;
	else if (New->class == FileRenameInformation || New->class == FileLinkInformation)
		RecordName(New, Parameters);
}

/* row 930: whether the CLEANUP has deleted the file */
static unsigned int QueryAfter(PFLT_CALLBACK_DATA Data)
{
	FILE_STANDARD_INFORMATION Standard;

	return Data->Iopb->MajorFunction != IRP_MJ_CLEANUP ? 0 :
	       (unsigned int)FltQueryInformationFile(Data->Iopb->TargetInstance, Data->Iopb->TargetFileObject, &Standard,
						     sizeof(Standard), FileStandardInformation, NULL);
}

static VOID Record(PFLT_CALLBACK_DATA Data, BOOLEAN IsPost)
{
	PFLT_IO_PARAMETER_BLOCK Iopb = Data->Iopb;
	struct record New = {
		.major = Iopb->MajorFunction,
		.is_post = IsPost,
		.same_thread = Data->Thread == PsGetCurrentThread(),
		.is_system_buffer = FLT_IS_SYSTEM_BUFFER(Data) != 0,
		.flags = Iopb->OperationFlags,
		.delete_pending = Iopb->TargetFileObject->DeletePending,
		.queried = IsPost ? QueryAfter(Data) : 0,
		.status = Data->IoStatus.Status,
		.information = (unsigned int)Data->IoStatus.Information,
		.file = Iopb->TargetFileObject,
		.stream = Iopb->TargetFileObject->FsContext,
	};
	KIRQL Irql;

	if (New.major == IRP_MJ_CREATE) {
		New.access = Iopb->Parameters.Create.SecurityContext->DesiredAccess;
		New.options = Iopb->Parameters.Create.Options;
		New.attributes = Iopb->Parameters.Create.FileAttributes;
	} else if (New.major == IRP_MJ_SET_INFORMATION) {
		RecordChange(&New, &Iopb->Parameters);
	}
	CopyName(New.name, sizeof(New.name), &Iopb->TargetFileObject->FileName);
	KeAcquireSpinLock(&Lock, &Irql);
	if (Records.count < RECORDS)
		Records.record[Records.count] = New;
	Records.count++;
	KeReleaseSpinLock(&Lock, Irql);
}

/* ---- Callbacks ----------------------------------------------------------------------------- */

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostAny(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!(Flags & FLTFL_POST_OPERATION_DRAINING))
		Record(Data, TRUE);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreAny(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
					       PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Record(Data, FALSE);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Record(Data, FALSE);
	if (Is(Data, "infected"))
		return Complete(Data, STATUS_VIRUS_INFECTED, 0);
	if (Is(Data, "alone"))
		return Complete(Data, STATUS_SUCCESS, FILE_OPENED);
	if (Is(Data, "no_access"))
		Data->Iopb->Parameters.Create.SecurityContext->DesiredAccess &=
			~(DELETE | FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES);
	if (Is(Data, "opened"))
		SetDisposition(Data, FILE_OPEN);
	if (Is(Data, "exclusive"))
		SetDisposition(Data, FILE_CREATE);
	if (Is(Data, "overwrite"))
		SetDisposition(Data, FILE_OVERWRITE);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static VOID FLTAPI Continue(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	Record(Data, FALSE);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(Item);
}

static FLT_PREOP_CALLBACK_STATUS Defer(PFLT_CALLBACK_DATA Data)
{
	return IsDeferred(Data, Continue, NULL) ? FLT_PREOP_PENDING : FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* The structure stays where it is. Both classes have the flag in their first byte. */
static VOID SwapClass(PFLT_CALLBACK_DATA Data)
{
	FILE_INFORMATION_CLASS *Class = &Data->Iopb->Parameters.SetFileInformation.FileInformationClass;

	*Class = *Class == FileDispositionInformation ? FileDispositionInformationEx
						      : FileDispositionInformation;
	FltSetCallbackDataDirty(Data);
}

static VOID ChangeInformation(PFLT_CALLBACK_DATA Data)
{
	PFLT_PARAMETERS Parameters = &Data->Iopb->Parameters;
	PVOID Buffer = Parameters->SetFileInformation.InfoBuffer;

	if (Is(Data, "kept"))
		*(UCHAR *)Buffer &= ~FILE_DISPOSITION_DELETE;
	if (Is(Data, "elsewhere"))
		((PFILE_RENAME_INFORMATION)Buffer)->FileName[20] ^= 1;
	if (Is(Data, "other_class"))
		SwapClass(Data);
	if (Is(Data, "smaller"))
		*(LONGLONG *)Buffer = 3;
	if (Is(Data, "negative"))
		*(LONGLONG *)Buffer = -1;
	if (Is(Data, "no_class"))
		Parameters->SetFileInformation.FileInformationClass = FilePositionInformation;
	if (Is(Data, "longer"))
		Parameters->SetFileInformation.Length += 100;
	if (Is(Data, "shorter"))
		Parameters->SetFileInformation.Length = 0;
	FltSetCallbackDataDirty(Data);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreSetInformation(PFLT_CALLBACK_DATA Data,
							  PCFLT_RELATED_OBJECTS FltObjects,
							  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Record(Data, FALSE);
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_CANNOT_DELETE, 0);
	if (Is(Data, "full"))
		return Complete(Data, STATUS_DISK_FULL, 0);
	if (Is(Data, "swallowed"))
		return Complete(Data, STATUS_SUCCESS, 0);
	if (Is(Data, "deferred"))
		return Defer(Data);
	ChangeInformation(Data);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostSetInformation(PFLT_CALLBACK_DATA Data,
							    PCFLT_RELATED_OBJECTS FltObjects,
							    PVOID CompletionContext,
							    FLT_POST_OPERATION_FLAGS Flags)
{
	if (Is(Data, "late"))
		Data->IoStatus.Status = STATUS_QUOTA_EXCEEDED;
	return PostAny(Data, FltObjects, CompletionContext, Flags);
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCleanup(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						   PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Record(Data, FALSE);
	if (Is(Data, "cleanup"))
		return Complete(Data, STATUS_SUCCESS, 0);
	return Is(Data, "deferred") ? Defer(Data) : FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static NTSTATUS FLTAPI FilterUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, PostAny },
	{ IRP_MJ_SET_INFORMATION, 0, PreSetInformation, PostSetInformation },
	{ IRP_MJ_CLEANUP, 0, PreCleanup, PostAny },
	{ IRP_MJ_CLOSE, 0, PreAny, PostAny },
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

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	KIRQL Irql;

	UNREFERENCED_PARAMETER(Device);
	if (Location->Parameters.DeviceIoControl.IoControlCode != IOCTL_TAKE_RECORDS ||
	    Location->Parameters.DeviceIoControl.OutputBufferLength != sizeof(Records))
		return Finish(Irp, STATUS_INVALID_PARAMETER, 0);
	KeAcquireSpinLock(&Lock, &Irql);
	RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &Records, sizeof(Records));
	Records.count = 0;
	KeReleaseSpinLock(&Lock, Irql);
	return Finish(Irp, STATUS_SUCCESS, sizeof(Records));
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

static NTSTATUS MakeDevice(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\MountChanges");
	PDEVICE_OBJECT Device;
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	return NT_SUCCESS(Status) ? IoCreateSymbolicLink(&Link, &Name) : Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeSpinLock(&Lock);
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
