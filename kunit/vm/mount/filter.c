/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A minifilter that records the operations on a mount, and does with some what their files' names say. Its
 * device is for the program of this test.
 */
#include "../minifilter.h"

#include "mount.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;
static DRIVER_DISPATCH Open, Control;

static UNICODE_STRING Link = RTL_CONSTANT_STRING(L"\\DosDevices\\MountFilter");
static PFLT_FILTER Filter;
static KSPIN_LOCK Lock;
static struct records Records;		/* this and the next: the lock */
static struct state State;
static PFLT_CALLBACK_DATA Kept;
static KEVENT IsKept;

#define TAG 'tnuM'

/* ---- Records ------------------------------------------------------------------------------- */

static VOID Record(PFLT_CALLBACK_DATA Data, BOOLEAN IsPost)
{
	PFLT_IO_PARAMETER_BLOCK Iopb = Data->Iopb;
	struct record New = {
		.major = Iopb->MajorFunction,
		.is_post = IsPost,
		.flags = Iopb->OperationFlags,
		.mode = Data->RequestorMode | (FLT_IS_SYSTEM_BUFFER(Data) ? 0x80 : 0),
		.irp_flags = Iopb->IrpFlags,
		.status = Data->IoStatus.Status,
		.information = Data->IoStatus.Information,
		.process = (int)(ULONG_PTR)PsGetCurrentProcessId(),
		.same_thread = Data->Thread == PsGetCurrentThread(),
	};
	KIRQL Irql;

	if (New.major == IRP_MJ_READ || New.major == IRP_MJ_WRITE) {
		New.length = Iopb->Parameters.Read.Length;
		New.offset = Iopb->Parameters.Read.ByteOffset.QuadPart;
	} else if (New.major == IRP_MJ_CREATE) {
		New.access = Iopb->Parameters.Create.SecurityContext->DesiredAccess;
		New.options = Iopb->Parameters.Create.Options;
	}
	CopyName(New.name, sizeof(New.name), &Iopb->TargetFileObject->FileName);
	KeAcquireSpinLock(&Lock, &Irql);
	if (Records.count < RECORDS)
		Records.record[Records.count] = New;
	Records.count++;
	KeReleaseSpinLock(&Lock, Irql);
}

/* ---- What is kept -------------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS Keep(PFLT_CALLBACK_DATA Data)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	Kept = Data;
	State.kept++;
	KeReleaseSpinLock(&Lock, Irql);
	KeSetEvent(&IsKept, IO_NO_INCREMENT, FALSE);
	return FLT_PREOP_PENDING;
}

static BOOLEAN Release(VOID)
{
	PFLT_CALLBACK_DATA Data;
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	Data = Kept;
	Kept = NULL;
	KeReleaseSpinLock(&Lock, Irql);
	if (!Data)
		return FALSE;
	KeClearEvent(&IsKept);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	return TRUE;
}

/* ---- Callbacks ----------------------------------------------------------------------------- */

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreAny(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
					       PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Record(Data, FALSE);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostAny(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	if (!(Flags & FLTFL_POST_OPERATION_DRAINING))
		Record(Data, TRUE);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						  PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Record(Data, FALSE);
	if (Is(Data, "refused"))
		return Complete(Data, STATUS_ACCESS_DENIED, 0);
	if (Is(Data, "alone"))
		return Complete(Data, STATUS_SUCCESS, FILE_OPENED);
	if (Is(Data, "kept_create"))
		return Keep(Data);
	if (Is(Data, "read_only"))
		Data->Iopb->Parameters.Create.SecurityContext->DesiredAccess &=
			~(FILE_WRITE_DATA | FILE_APPEND_DATA);
	if (Is(Data, "more"))
		Data->Iopb->Parameters.Create.SecurityContext->DesiredAccess |= FILE_WRITE_DATA;
	if (Is(Data, "opened"))
		SetDisposition(Data, FILE_OPEN);
	if (Is(Data, "exclusive"))
		SetDisposition(Data, FILE_CREATE);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* A context lives as long as the inode: the test counts them. */
static VOID FLTAPI CleanUpContext(PFLT_CONTEXT Context, FLT_CONTEXT_TYPE Type)
{
	UNREFERENCED_PARAMETER(Context);
	UNREFERENCED_PARAMETER(Type);
	InterlockedDecrement((volatile LONG *)&State.stream_contexts);
}

static VOID SetStreamContext(PCFLT_RELATED_OBJECTS FltObjects)
{
	PFLT_CONTEXT Context;

	if (!NT_SUCCESS(FltAllocateContext(Filter, FLT_STREAM_CONTEXT, 16, NonPagedPoolNx, &Context)))
		return;
	InterlockedIncrement((volatile LONG *)&State.stream_contexts);
	FltSetStreamContext(FltObjects->Instance, FltObjects->FileObject, FLT_SET_CONTEXT_KEEP_IF_EXISTS,
			    Context, NULL);
	FltReleaseContext(Context);
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostCreate(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						    PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	if (!(Flags & FLTFL_POST_OPERATION_DRAINING) && NT_SUCCESS(Data->IoStatus.Status))
		SetStreamContext(FltObjects);
	return PostAny(Data, FltObjects, CompletionContext, Flags);
}

static VOID FLTAPI DeferredWrite(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	const UCHAR *Bytes = Data->Iopb->Parameters.Write.WriteBuffer;
	BOOLEAN IsRight = Data->Thread != PsGetCurrentThread() && KeGetCurrentIrql() == PASSIVE_LEVEL;

	if (Context && (!Data->Iopb->Parameters.Write.Length || Bytes[0] != 'w'))
		IsRight = FALSE;
	InterlockedAdd((volatile LONG *)&State.deferred, IsRight);
	FltCompletePendedPreOperation(Data, FLT_PREOP_SUCCESS_WITH_CALLBACK, NULL);
	FltFreeDeferredIoWorkItem(Item);
}

static FLT_PREOP_CALLBACK_STATUS Defer(PFLT_CALLBACK_DATA Data, PVOID Context)
{
	if (IsDeferred(Data, DeferredWrite, Context))
		return FLT_PREOP_PENDING;
	InterlockedIncrement((volatile LONG *)&State.refused_items);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* The file gets capital letters. The program's buffer, and this instance's other callback, do not. */
static VOID Swap(PFLT_CALLBACK_DATA Data, PVOID *CompletionContext)
{
	ULONG i, Length = Data->Iopb->Parameters.Write.Length;
	UCHAR *From = Data->Iopb->Parameters.Write.WriteBuffer;
	UCHAR *To = ExAllocatePool2(POOL_FLAG_NON_PAGED, Length, TAG);

	if (!To)
		return;
	for (i = 0; i < Length; i++)
		To[i] = From[i] >= 'a' && From[i] <= 'z' ? From[i] - 'a' + 'A' : From[i];
	Data->Iopb->Parameters.Write.WriteBuffer = To;
	FltSetCallbackDataDirty(Data);
	*CompletionContext = To;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	Record(Data, FALSE);
	if (Is(Data, "swallowed"))
		return Complete(Data, STATUS_SUCCESS, Data->Iopb->Parameters.Write.Length);
	if (Is(Data, "full"))
		return Complete(Data, STATUS_DISK_FULL, 0);
	if (Is(Data, "deferred"))
		return Defer(Data, NULL);
	if (Is(Data, "later"))
		return Defer(Data, &Filter);
	if (Is(Data, "kept"))
		return Keep(Data);
	if (Is(Data, "swapped"))
		Swap(Data, CompletionContext);
	return FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostWrite(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						   PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	/* Drained, the bottom may still read the buffer. The tests do not unload the driver meanwhile. */
	if (CompletionContext && !(Flags & FLTFL_POST_OPERATION_DRAINING))
		ExFreePoolWithTag(CompletionContext, TAG);
	return PostAny(Data, FltObjects, NULL, Flags);
}

static VOID FLTAPI DeferredRead(PFLT_DEFERRED_IO_WORKITEM Item, PFLT_CALLBACK_DATA Data, PVOID Context)
{
	UNREFERENCED_PARAMETER(Context);
	if (Data->IoStatus.Information)
		*(UCHAR *)Data->Iopb->Parameters.Read.ReadBuffer = 'L';
	InterlockedIncrement((volatile LONG *)&State.deferred);
	FltCompletePendedPostOperation(Data);
	FltFreeDeferredIoWorkItem(Item);
}

static FLT_POSTOP_CALLBACK_STATUS DeferPost(PFLT_CALLBACK_DATA Data)
{
	return IsDeferred(Data, DeferredRead, NULL) ? FLT_POSTOP_MORE_PROCESSING_REQUIRED
		: FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_POSTOP_CALLBACK_STATUS FLTAPI PostRead(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						  PVOID CompletionContext, FLT_POST_OPERATION_FLAGS Flags)
{
	UCHAR *Bytes = Data->Iopb->Parameters.Read.ReadBuffer;

	PostAny(Data, FltObjects, CompletionContext, Flags);
	if (Flags & FLTFL_POST_OPERATION_DRAINING || !Data->IoStatus.Information)
		return FLT_POSTOP_FINISHED_PROCESSING;
	if (Is(Data, "changed"))
		Bytes[0] = 'X';
	if (Is(Data, "short") && Data->IoStatus.Information > 3) {
		RtlFillMemory(Bytes + 3, Data->IoStatus.Information - 3, '#');
		Data->IoStatus.Information = 3;
	}
	if (Is(Data, "guard"))
		Data->IoStatus.Information = Data->Iopb->Parameters.Read.Length + 1ul;
	if (Is(Data, "ended"))
		Data->IoStatus.Status = STATUS_END_OF_FILE;
	if (Is(Data, "later"))
		return DeferPost(Data);
	return FLT_POSTOP_FINISHED_PROCESSING;
}

static FLT_PREOP_CALLBACK_STATUS FLTAPI PreFlush(PFLT_CALLBACK_DATA Data, PCFLT_RELATED_OBJECTS FltObjects,
						 PVOID *CompletionContext)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(CompletionContext);
	Record(Data, FALSE);
	return Is(Data, "unflushed") ? Complete(Data, STATUS_QUOTA_EXCEEDED, 0)
				     : FLT_PREOP_SUCCESS_WITH_CALLBACK;
}

/* ---- Instances ----------------------------------------------------------------------------- */

static NTSTATUS FLTAPI Setup(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_SETUP_FLAGS Flags,
			     DEVICE_TYPE VolumeDeviceType, FLT_FILESYSTEM_TYPE VolumeFilesystemType)
{
	UNREFERENCED_PARAMETER(FltObjects);
	State.setup_flags = Flags;
	State.device_type = VolumeDeviceType;
	State.type = VolumeFilesystemType;
	InterlockedIncrement((volatile LONG *)&State.instances);
	return STATUS_SUCCESS;
}

static VOID FLTAPI TeardownStart(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_TEARDOWN_FLAGS Reason)
{
	UNREFERENCED_PARAMETER(FltObjects);
	State.teardown_flags = Reason;
	InterlockedIncrement((volatile LONG *)&State.teardowns);
	Release();
}

static VOID FLTAPI TeardownComplete(PCFLT_RELATED_OBJECTS FltObjects, FLT_INSTANCE_TEARDOWN_FLAGS Reason)
{
	UNREFERENCED_PARAMETER(FltObjects);
	UNREFERENCED_PARAMETER(Reason);
	InterlockedIncrement((volatile LONG *)&State.teardowns);
	InterlockedDecrement((volatile LONG *)&State.instances);
}

static NTSTATUS FLTAPI FilterUnload(FLT_FILTER_UNLOAD_FLAGS Flags)
{
	UNREFERENCED_PARAMETER(Flags);
	FltUnregisterFilter(Filter);
	DbgPrint("mount_filter: %d stream contexts are left\n", (int)State.stream_contexts);
	return STATUS_SUCCESS;
}

static CONST FLT_OPERATION_REGISTRATION Operations[] = {
	{ IRP_MJ_CREATE, 0, PreCreate, PostCreate },
	{ IRP_MJ_CLEANUP, 0, PreAny, PostAny },
	{ IRP_MJ_CLOSE, 0, PreAny, PostAny },
	{ IRP_MJ_READ, 0, PreAny, PostRead },
	{ IRP_MJ_WRITE, 0, PreWrite, PostWrite },
	{ IRP_MJ_FLUSH_BUFFERS, 0, PreFlush, PostAny },
	{ IRP_MJ_OPERATION_END }
};

static CONST FLT_CONTEXT_REGISTRATION Contexts[] = {
	{ FLT_STREAM_CONTEXT, 0, CleanUpContext, 16, TAG },
	{ FLT_CONTEXT_END }
};

static CONST FLT_REGISTRATION Registration = {
	.Size = sizeof(FLT_REGISTRATION),
	.Version = FLT_REGISTRATION_VERSION,
	.ContextRegistration = Contexts,
	.OperationRegistration = Operations,
	.FilterUnloadCallback = FilterUnload,
	.InstanceSetupCallback = Setup,
	.InstanceTeardownStartCallback = TeardownStart,
	.InstanceTeardownCompleteCallback = TeardownComplete,
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

static NTSTATUS TakeRecords(PIRP Irp)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &Records, sizeof(Records));
	Records.count = 0;
	KeReleaseSpinLock(&Lock, Irql);
	return Finish(Irp, STATUS_SUCCESS, sizeof(Records));
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Room = Location->Parameters.DeviceIoControl.OutputBufferLength;

	UNREFERENCED_PARAMETER(Device);
	switch (Location->Parameters.DeviceIoControl.IoControlCode) {
	case IOCTL_TAKE_RECORDS:
		if (Room == sizeof(Records))
			return TakeRecords(Irp);
		break;
	case IOCTL_STATE:
		if (Room != sizeof(State))
			break;
		RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &State, sizeof(State));
		return Finish(Irp, STATUS_SUCCESS, sizeof(State));
	case IOCTL_WAIT_KEPT:
		return Finish(Irp, KeWaitForSingleObject(&IsKept, Executive, KernelMode, FALSE, NULL), 0);
	case IOCTL_RELEASE:
		return Finish(Irp, Release() ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL, 0);
	}
	return Finish(Irp, STATUS_INVALID_PARAMETER, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	IoDeleteSymbolicLink(&Link);
	IoDeleteDevice(DriverObject->DeviceObject);
}

static NTSTATUS MakeDevice(PDRIVER_OBJECT DriverObject)
{
	UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\MountFilter");
	PDEVICE_OBJECT Device;
	NTSTATUS Status = IoCreateDevice(DriverObject, 0, &Name, FILE_DEVICE_UNKNOWN, 0, FALSE, &Device);

	return NT_SUCCESS(Status) ? IoCreateSymbolicLink(&Link, &Name) : Status;
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	NTSTATUS Status;

	UNREFERENCED_PARAMETER(RegistryPath);
	KeInitializeSpinLock(&Lock);
	KeInitializeEvent(&IsKept, NotificationEvent, FALSE);
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
