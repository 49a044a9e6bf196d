/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that does with a request what the program says.
 */
#include "../queue.h"

#include <wdmsec.h>

#include "requests.h"

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static LIST_ENTRY Stuck;
static KSPIN_LOCK Lock;

/* Requests that wait for SHUFFLE or CHAIN_START. */
static PIRP Cookies[MOST_COOKIES];
static ULONG CookieCount;

static PDEVICE_OBJECT Main, More;
static LONG Creates, Cleanups, Closes, Cancels, Now, Most;
static LONG CreateStatus;
static ACCESS_MASK LastAccess;
static ULONG LastShare, LastOptions;
static WCHAR LastName[64];
static USHORT LastNameLength;

static VOID CompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);

	InterlockedIncrement(&Cancels);
	if (Location->MajorFunction == IRP_MJ_DEVICE_CONTROL &&
	    Location->Parameters.DeviceIoControl.IoControlCode == DATA_WHEN_CANCELLED) {
		RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, "data", 4);
		Finish(Irp, STATUS_SUCCESS, 4);
		return;
	}
	Finish(Irp, STATUS_CANCELLED, 0);
}

/* ---- Completing in other contexts ------------------------------------------------------- */

typedef struct _LATER {
	PIRP Irp;
	struct finish Finish;
	PIO_WORKITEM Item;
	KDPC Dpc;
	KTIMER Timer;
} LATER, *PLATER;

static VOID Complete(PLATER Later)
{
	struct finish Wanted = Later->Finish;
	PIRP Irp = Later->Irp;

	ExFreePool(Later);
	Finish(Irp, Wanted.status, (ULONG_PTR)Wanted.information);
}

static VOID CompleteInItem(PDEVICE_OBJECT Device, PVOID Context)
{
	PLATER Later = Context;

	IoFreeWorkItem(Later->Item);
	Complete(Later);
}

static VOID CompleteInDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	Complete(Context);
}

static VOID CompleteInThread(PVOID Context)
{
	Complete(Context);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

static NTSTATUS CompleteLater(PDEVICE_OBJECT Device, PIRP Irp, const struct finish *Wanted)
{
	PLATER Later = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Later), 'tseT');
	LARGE_INTEGER Due;
	HANDLE Thread;

	if (!Later) {
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	}
	Later->Irp = Irp;
	Later->Finish = *Wanted;
	if (Wanted->by == BY_ITEM)
		Later->Item = IoAllocateWorkItem(Device);
	if (Wanted->by == BY_ITEM && !Later->Item) {
		ExFreePool(Later);
		return Finish(Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
	}
	if (Wanted->wrong != PENDING_UNMARKED)
		IoMarkIrpPending(Irp);
	switch (Wanted->by) {
	case BY_ITEM:
		IoQueueWorkItem(Later->Item, CompleteInItem, DelayedWorkQueue, Later);
		break;
	case BY_DPC:
		KeInitializeDpc(&Later->Dpc, CompleteInDpc, Later);
		KeInsertQueueDpc(&Later->Dpc, NULL, NULL);
		break;
	case BY_TIMER:
		KeInitializeDpc(&Later->Dpc, CompleteInDpc, Later);
		KeInitializeTimer(&Later->Timer);
		Due.QuadPart = -10000;
		KeSetTimer(&Later->Timer, Due, &Later->Dpc);
		break;
	case BY_THREAD:
		if (NT_SUCCESS(PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL,
						    CompleteInThread, Later)))
			ZwClose(Thread);
		else
			Complete(Later);
		break;
	default:
		Complete(Later);
		break;
	}
	if (Wanted->wrong == MARKED_NOT_PENDING)
		return STATUS_SUCCESS;
	return STATUS_PENDING;
}

static VOID NoCancel(PDEVICE_OBJECT Device, PIRP Irp)
{
	IoReleaseCancelSpinLock(Irp->CancelIrql);
}

/* Fills the output by the way of the code's method. */
static PVOID OutputOf(PIRP Irp, ULONG Method)
{
	if (Method == METHOD_BUFFERED)
		return Irp->AssociatedIrp.SystemBuffer;
	if (Method == METHOD_NEITHER)
		return Irp->UserBuffer;
	return Irp->MdlAddress ? MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority) : NULL;
}

static PVOID InputOf(PIRP Irp, ULONG Method)
{
	if (Method == METHOD_NEITHER)
		return IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
	return Irp->AssociatedIrp.SystemBuffer;
}

static NTSTATUS FinishAsTold(PDEVICE_OBJECT Device, PIRP Irp, ULONG Method)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Room = Location->Parameters.DeviceIoControl.OutputBufferLength;
	struct finish *Input = InputOf(Irp, Method);
	PVOID Output = OutputOf(Irp, Method);
	struct finish Wanted;
	KIRQL Irql;

	if (!Input || Location->Parameters.DeviceIoControl.InputBufferLength < sizeof(Wanted)) {
		return Finish(Irp, STATUS_INVALID_PARAMETER, 0);
	}
	Wanted = *Input;
	if (Output && Room && Method != METHOD_IN_DIRECT)
		RtlFillMemory(Output, Room, 0xab);
	if (Wanted.by != BY_DISPATCH || Wanted.wrong == MARKED_NOT_PENDING ||
	    Wanted.wrong == PENDING_UNMARKED)
		return CompleteLater(Device, Irp, &Wanted);
	switch (Wanted.wrong) {
	case FORGOTTEN:
		return Wanted.status;
	case OTHER_STATUS:
		Finish(Irp, Wanted.status, (ULONG_PTR)Wanted.information);
		return Wanted.other_status;
	case TWICE:
		Finish(Irp, Wanted.status, (ULONG_PTR)Wanted.information);
		IoCompleteRequest(Irp, IO_NO_INCREMENT);
		return Wanted.status;
	case WITH_PENDING:
		Finish(Irp, STATUS_PENDING, 0);
		return STATUS_UNSUCCESSFUL;
	case WITH_CANCEL_ROUTINE:
		IoSetCancelRoutine(Irp, NoCancel);
		break;
	case AT_DISPATCH:
		KeRaiseIrql(DISPATCH_LEVEL, &Irql);
		break;
	case WITH_SPIN_LOCK:
		KeAcquireSpinLock(&Lock, &Irql);
		break;
	}
	Finish(Irp, Wanted.status, (ULONG_PTR)Wanted.information);
	return Wanted.status;
}

/* ---- Information ------------------------------------------------------------------------ */

typedef struct _ITEM_INFO {
	PIRP Irp;
	PIO_WORKITEM Item;
} ITEM_INFO;

static VOID FillInItem(PDEVICE_OBJECT Device, PVOID Context)
{
	PIRP Irp = Context;
	struct info *Info = Irp->AssociatedIrp.SystemBuffer;

	Info->item_process = (ULONG)(ULONG_PTR)PsGetCurrentProcessId();
	Info->item_previous_mode = ExGetPreviousMode();
	IoFreeWorkItem(Irp->Tail.Overlay.DriverContext[0]);
	Finish(Irp, STATUS_SUCCESS, sizeof(*Info));
}

static NTSTATUS FillInfo(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	struct info *Info = Irp->AssociatedIrp.SystemBuffer;
	PIO_WORKITEM Item;
	int i;

	if (Location->Parameters.DeviceIoControl.OutputBufferLength < sizeof(*Info)) {
		return Finish(Irp, STATUS_BUFFER_TOO_SMALL, 0);
	}
	Info->process = (ULONG)(ULONG_PTR)PsGetCurrentProcessId();
	Info->thread = (ULONG)(ULONG_PTR)PsGetCurrentThreadId();
	Info->process_by_irp = IoGetRequestorProcessId(Irp);
	Info->same_thread = Irp->Tail.Overlay.Thread == PsGetCurrentThread() &&
			    IoGetRequestorProcess(Irp) == PsGetCurrentProcess();
	Info->previous_mode = ExGetPreviousMode();
	Info->requestor_mode = Irp->RequestorMode;
	Info->is_32bit = IoIs32bitProcess(Irp);
	Info->creates = Creates;
	Info->cleanups = Cleanups;
	Info->closes = Closes;
	Info->cancels = Cancels;
	Info->access = LastAccess;
	Info->share = LastShare;
	Info->options = LastOptions;
	Info->read_access = Location->FileObject->ReadAccess;
	Info->write_access = Location->FileObject->WriteAccess;
	Info->most_at_once = Most;
	Info->kept = CookieCount;
	for (i = 0; i < LastNameLength / 2 && i < 63; i++)
		Info->name[i] = (char)LastName[i];
	Info->initial_status = Irp->IoStatus.Status;
	Info->initial_information = Irp->IoStatus.Information;
	Item = IoAllocateWorkItem(Device);
	Irp->Tail.Overlay.DriverContext[0] = Item;
	IoMarkIrpPending(Irp);
	IoQueueWorkItem(Item, FillInItem, DelayedWorkQueue, Irp);
	return STATUS_PENDING;
}

/* ---- Many, and one after the other ------------------------------------------------------ */

static VOID AnswerCookie(PIRP Irp, ULONG Place, ULONG Overlapped)
{
	struct cookie *Cookie = Irp->AssociatedIrp.SystemBuffer;

	Cookie->cookie = ~Cookie->cookie;
	Cookie->place = Place;
	Cookie->overlapped = Overlapped;
	Finish(Irp, STATUS_SUCCESS, sizeof(*Cookie));
}

static NTSTATUS KeepCookie(PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	KIRQL Irql;

	if (Location->Parameters.DeviceIoControl.InputBufferLength < sizeof(struct cookie) ||
	    Location->Parameters.DeviceIoControl.OutputBufferLength < sizeof(struct cookie)) {
		return Finish(Irp, STATUS_BUFFER_TOO_SMALL, 0);
	}
	IoMarkIrpPending(Irp);
	KeAcquireSpinLock(&Lock, &Irql);
	Cookies[CookieCount++ % MOST_COOKIES] = Irp;
	KeReleaseSpinLock(&Lock, Irql);
	return STATUS_PENDING;
}

static VOID Shuffle(ULONG Seed)
{
	ULONG Count = CookieCount, i;

	CookieCount = 0;
	for (i = 0; i < Count; i++) {
		ULONG Other;
		PIRP Irp;

		Seed = Seed * 1664525 + 1013904223;
		Other = i + (Seed >> 8) % (Count - i);
		Irp = Cookies[Other];
		Cookies[Other] = Cookies[i];
		AnswerCookie(Irp, i, 0);
	}
}

static PIO_WORKITEM ChainItem;
static ULONG ChainCount;
static LONG ChainPlace;
static KEVENT HasBegun[MOST_CHAINED];

/* The context is the request. The item is queued for the next one while this run goes on. */
static VOID ServeChain(PDEVICE_OBJECT Device, PVOID Context)
{
	const ULONG Place = (ULONG)InterlockedIncrement(&ChainPlace) - 1;
	ULONG Overlapped = 0;
	LARGE_INTEGER Limit;

	KeSetEvent(&HasBegun[Place], IO_NO_INCREMENT, FALSE);
	if (Place + 1 < ChainCount) {
		IoQueueWorkItem(ChainItem, ServeChain, DelayedWorkQueue, Cookies[Place + 1]);
		/* Only a failure reaches the limit. */
		Limit.QuadPart = -600000000;
		Overlapped = KeWaitForSingleObject(&HasBegun[Place + 1], Executive, KernelMode, FALSE,
						   &Limit) == STATUS_SUCCESS;
	}
	AnswerCookie(Context, Context == Cookies[Place] ? Place : MOST_CHAINED, Overlapped);
}

static VOID StartChain(VOID)
{
	ULONG i;

	ChainCount = CookieCount < MOST_CHAINED ? CookieCount : MOST_CHAINED;
	CookieCount = 0;
	ChainPlace = 0;
	for (i = 0; i < ChainCount; i++)
		KeInitializeEvent(&HasBegun[i], NotificationEvent, FALSE);
	if (ChainCount)
		IoQueueWorkItem(ChainItem, ServeChain, DelayedWorkQueue, Cookies[0]);
}

/* ---- Controls --------------------------------------------------------------------------- */

static NTSTATUS NewDeviceOf(PDRIVER_OBJECT Driver, PCWSTR Name, DEVICE_TYPE Type, ULONG Flags, BOOLEAN Exclusive,
			    PDEVICE_OBJECT *Device)
{
	UNICODE_STRING String;
	NTSTATUS Status;

	RtlInitUnicodeString(&String, Name);
	Status = IoCreateDevice(Driver, 0, &String, Type, 0, Exclusive, Device);
	if (NT_SUCCESS(Status))
		(*Device)->Flags |= Flags;
	return Status;
}

static NTSTATUS NewDevice(PDRIVER_OBJECT Driver, PCWSTR Name, ULONG Flags, BOOLEAN Exclusive, PDEVICE_OBJECT *Device)
{
	return NewDeviceOf(Driver, Name, FILE_DEVICE_UNKNOWN, Flags, Exclusive, Device);
}

static NTSTATUS NewLink(PCWSTR Name, PCWSTR Target)
{
	UNICODE_STRING Link, String;

	RtlInitUnicodeString(&Link, Name);
	RtlInitUnicodeString(&String, Target);
	return IoCreateSymbolicLink(&Link, &String);
}

static NTSTATUS DeleteLink(PCWSTR Name)
{
	UNICODE_STRING Link;

	RtlInitUnicodeString(&Link, Name);
	return IoDeleteSymbolicLink(&Link);
}

static ULONG ReleaseStuck(BOOLEAN Twice)
{
	ULONG Count = 0;
	PLIST_ENTRY Entry;

	while ((Entry = ExInterlockedRemoveHeadList(&Stuck, &Lock))) {
		PIRP Irp = CONTAINING_RECORD(Entry, IRP, Tail.Overlay.ListEntry);

		Finish(Irp, STATUS_SUCCESS, 0);
		if (Twice)
			IoCompleteRequest(Irp, IO_NO_INCREMENT);
		Count++;
	}
	return Count;
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	ULONG Code = Location->Parameters.DeviceIoControl.IoControlCode;
	ULONG In = Location->Parameters.DeviceIoControl.InputBufferLength;
	ULONG Out = Location->Parameters.DeviceIoControl.OutputBufferLength;
	ULONG Method = METHOD_FROM_CTL_CODE(Code), Count = 0;
	NTSTATUS Status = STATUS_SUCCESS;
	LONG Value;
	PIRP Other;

	switch (Code) {
	case ECHO(0):
	case ECHO(2):
	case ECHO(3):
	case FILE_SYSTEM_ECHO:
		Count = In < Out ? In : Out;
		if (Count)
			RtlMoveMemory(OutputOf(Irp, Method), InputOf(Irp, Method), Count);
		/* Both buffers of no length are NULL. */
		if ((!In && InputOf(Irp, Method) && (Method || !Out)) || (!Out && Method && OutputOf(Irp, Method)))
			Status = STATUS_UNSUCCESSFUL;
		break;
	case ECHO(1):
		/* The "output" is more input: how much of it is as the input. */
		if (In && Out && RtlCompareMemory(OutputOf(Irp, 1), InputOf(Irp, 1), Out) != Out)
			Status = STATUS_UNSUCCESSFUL;
		if (Irp->MdlAddress && MmGetMdlByteCount(Irp->MdlAddress) != Out)
			Status = STATUS_INVALID_PARAMETER;
		Count = Out;
		break;
	case FINISH(0):
	case FINISH(1):
	case FINISH(2):
	case FINISH(3):
		return FinishAsTold(Device, Irp, Method);
	case WAKE:
		while ((Other = IoCsqRemoveNextIrp(&Queue, NULL))) {
			if (Other->AssociatedIrp.SystemBuffer)
				RtlCopyMemory(Other->AssociatedIrp.SystemBuffer, "done", 4);
			Finish(Other, STATUS_SUCCESS, 4);
		}
		break;
	case INFO:
		return FillInfo(Device, Irp);
	case NEEDS_READ:
	case NEEDS_WRITE:
		break;
	case WAIT:
	case DATA_WHEN_CANCELLED:
		return Pend(Irp);
	case COOKIE:
	case CHAIN:
		return KeepCookie(Irp);
	case SHUFFLE:
		Shuffle(In >= sizeof(ULONG) ? *(ULONG *)Irp->AssociatedIrp.SystemBuffer : 0);
		break;
	case CHAIN_START:
		StartChain();
		break;
	case STUCK:
		IoMarkIrpPending(Irp);
		ExInterlockedInsertTailList(&Stuck, &Irp->Tail.Overlay.ListEntry, &Lock);
		return STATUS_PENDING;
	case RELEASE:
	case RELEASE_TWICE:
		ReleaseStuck(Code == RELEASE_TWICE);
		break;
	case DELETE_DEVICE:
		IoDeleteDevice(More);
		More = NULL;
		break;
	case CREATE_DEVICE:
		Status = NewDevice(Device->DriverObject, L"\\Device\\RequestsMore", DO_BUFFERED_IO, FALSE,
				   &More);
		if (NT_SUCCESS(Status) && In >= sizeof(Value) &&
		    !*(LONG *)Irp->AssociatedIrp.SystemBuffer)
			More->Flags &= ~DO_DEVICE_INITIALIZING;
		break;
	case NEXT_CREATE:
		CreateStatus = *(LONG *)Irp->AssociatedIrp.SystemBuffer;
		break;
	case DELETE_LINK:
		Status = DeleteLink(L"\\??\\RequestsLink");
		break;
	default:
		Status = STATUS_INVALID_DEVICE_REQUEST;
		break;
	}
	return Finish(Irp, Status, Count);
}

/* ---- Reads and writes ------------------------------------------------------------------- */

static PUCHAR DataOf(PDEVICE_OBJECT Device, PIRP Irp)
{
	if (Device->Flags & DO_BUFFERED_IO)
		return Irp->AssociatedIrp.SystemBuffer;
	if (Device->Flags & DO_DIRECT_IO)
		return Irp->MdlAddress ? MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority)
				       : NULL;
	return Irp->UserBuffer;
}

static NTSTATUS Probe(PIRP Irp, ULONG Length)
{
	__try {
		ProbeForRead(Irp->UserBuffer, Length, 1);
		ProbeForWrite(Irp->UserBuffer, Length, 1);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		return GetExceptionCode();
	}
	return STATUS_SUCCESS;
}

static NTSTATUS LockBuffer(PIRP Irp, ULONG Length)
{
	PMDL Mdl = IoAllocateMdl(Irp->UserBuffer, Length, FALSE, FALSE, NULL);
	NTSTATUS Status = STATUS_SUCCESS;

	if (!Mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	__try {
		MmProbeAndLockPages(Mdl, UserMode, IoWriteAccess);
		MmUnlockPages(Mdl);
	} __except (EXCEPTION_EXECUTE_HANDLER) {
		Status = GetExceptionCode();
	}
	IoFreeMdl(Mdl);
	return Status;
}

/*
 * Probes to the end of the buffer's page and marks the last byte there. Neither a probe of more than the
 * page, nor one that begins behind the buffer, may succeed.
 */
static NTSTATUS ProbeMore(PIRP Irp, ULONG Length)
{
	const ULONG Whole = PAGE_SIZE - BYTE_OFFSET(Irp->UserBuffer);
	const PUCHAR Buffer = Irp->UserBuffer;
	NTSTATUS Status = Probe(Irp, Whole);

	if (NT_SUCCESS(Status))
		Status = LockBuffer(Irp, Whole);
	if (!NT_SUCCESS(Status))
		return Status;
	Buffer[Whole - 1] = 0x77;
	if (Probe(Irp, Whole + 1) != STATUS_ACCESS_VIOLATION ||
	    LockBuffer(Irp, Whole + 1) != STATUS_ACCESS_VIOLATION)
		return STATUS_UNSUCCESSFUL;
	Irp->UserBuffer = Buffer + Length;
	if (Probe(Irp, 1) != STATUS_ACCESS_VIOLATION)
		Status = STATUS_UNSUCCESSFUL;
	Irp->UserBuffer = Buffer;
	return Status;
}

/*
 * Reads a number for each byte: the offset's. At offset 1000 a read waits, at 2000 it is at the end, at
 * 3000 it says that it read one byte too many, and at 4000 it has half of the bytes. At 6000 it probes the
 * program's buffer of neither I/O, and at 7000 the rest of its page as well.
 */
static NTSTATUS Read(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	LONGLONG Offset = Location->Parameters.Read.ByteOffset.QuadPart;
	ULONG Length = Location->Parameters.Read.Length, i;
	PUCHAR Data = DataOf(Device, Irp);
	NTSTATUS Status = STATUS_SUCCESS;
	LONG Here = InterlockedIncrement(&Now);
	LARGE_INTEGER Pause;

	if (Here > Most)
		Most = Here;
	if (!Length != !Data)
		Status = STATUS_UNSUCCESSFUL;
	for (i = 0; i < Length && Data; i++)
		Data[i] = (UCHAR)(Offset + i);
	if (Offset == 5000) {
		Pause.QuadPart = -200000;
		KeDelayExecutionThread(KernelMode, FALSE, &Pause);
	}
	InterlockedDecrement(&Now);
	if (Offset == 1000) {
		return Pend(Irp);
	}
	if (Offset == 6000 && !(Device->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO)))
		Status = Probe(Irp, Length);
	if (Offset == 7000 && !(Device->Flags & (DO_BUFFERED_IO | DO_DIRECT_IO)))
		Status = ProbeMore(Irp, Length);
	if (Offset == 2000)
		Status = STATUS_END_OF_FILE;
	if (Offset == 3000)
		Length++;
	if (Offset == 4000 || Offset == 9000)
		Length /= 2;
	if (Offset == 8000)
		return Finish(Irp, STATUS_DEVICE_BUSY, 0);
	if (Offset == 9000)
		return Finish(Irp, STATUS_BUFFER_OVERFLOW, Length);
	return Finish(Irp, Status, NT_SUCCESS(Status) ? Length : 0);
}

/* Succeeds if the bytes are those that a read of this offset returns. -1 is the end: then all 'e'. */
static NTSTATUS Write(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	LONGLONG Offset = Location->Parameters.Write.ByteOffset.QuadPart;
	ULONG Length = Location->Parameters.Write.Length, i;
	PUCHAR Data = DataOf(Device, Irp);
	NTSTATUS Status = STATUS_SUCCESS;

	for (i = 0; i < Length && Data; i++) {
		if (Data[i] != (Offset == -1 ? 'e' : (UCHAR)(Offset + i)))
			Status = STATUS_DATA_ERROR;
	}
	if (Offset == 8000)
		Status = STATUS_DEVICE_BUSY;
	return Finish(Irp, Status, NT_SUCCESS(Status) ? Length : 0);
}

/* ---- Files ------------------------------------------------------------------------------ */

static NTSTATUS Create(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	NTSTATUS Status = InterlockedExchange(&CreateStatus, STATUS_SUCCESS);

	if (NT_SUCCESS(Status)) {
		InterlockedIncrement(&Creates);
		Location->FileObject->FsContext = Device;
	}
	LastAccess = Location->Parameters.Create.SecurityContext->DesiredAccess;
	LastShare = Location->Parameters.Create.ShareAccess;
	LastOptions = Location->Parameters.Create.Options;
	LastNameLength = Location->FileObject->FileName.Length;
	RtlCopyMemory(LastName, Location->FileObject->FileName.Buffer,
		      LastNameLength < sizeof(LastName) ? LastNameLength : sizeof(LastName));
	return Finish(Irp, Status, FILE_OPENED);
}

static NTSTATUS Cleanup(PDEVICE_OBJECT Device, PIRP Irp)
{
	InterlockedIncrement(&Cleanups);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS Close(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);

	NT_ASSERT(KeGetCurrentIrql() == PASSIVE_LEVEL);
	if (Location->FileObject->FsContext == Device)
		InterlockedIncrement(&Closes);
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	DeleteLink(L"\\??\\Requests");
	DeleteLink(L"\\??\\RequestsDirect");
	DeleteLink(L"\\??\\RequestsNeither");
	DeleteLink(L"\\??\\RequestsAlone");
	DeleteLink(L"\\??\\RequestsDisk");
	DeleteLink(L"\\??\\RequestsMore");
	DeleteLink(L"\\??\\requests\\nested");
	IoFreeWorkItem(ChainItem);
	/* RequestsLink stays, if the program has not deleted it. */
	while (DriverObject->DeviceObject)
		IoDeleteDevice(DriverObject->DeviceObject);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	DECLARE_CONST_UNICODE_STRING(Secure, L"\\Device\\RequestsSecure");
	DECLARE_CONST_UNICODE_STRING(Nested, L"\\DosDevices\\requests\\nested");
	LARGE_INTEGER Pause;
	PDEVICE_OBJECT Device;

	InitializeQueue();
	InitializeListHead(&Stuck);
	KeInitializeSpinLock(&Lock);
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Close;
	DriverObject->MajorFunction[IRP_MJ_READ] = Read;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Write;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	DriverObject->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = Control;
	if (!NT_SUCCESS(NewDevice(DriverObject, L"\\Device\\Requests", DO_BUFFERED_IO, FALSE, &Main)) ||
	    !NT_SUCCESS(NewDevice(DriverObject, L"\\Device\\RequestsDirect", DO_DIRECT_IO, FALSE, &Device)) ||
	    !NT_SUCCESS(NewDevice(DriverObject, L"\\Device\\RequestsNeither", 0, FALSE, &Device)) ||
	    !NT_SUCCESS(NewDevice(DriverObject, L"\\Device\\RequestsAlone", DO_BUFFERED_IO, TRUE, &Device)) ||
	    !NT_SUCCESS(NewDeviceOf(DriverObject, L"\\Device\\RequestsDisk", FILE_DEVICE_DISK, DO_DIRECT_IO, FALSE,
				    &Device)) ||
	    !NT_SUCCESS(IoCreateDeviceSecure(DriverObject, 0, (PUNICODE_STRING)&Secure, FILE_DEVICE_UNKNOWN,
					     0, FALSE, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL, NULL, &Device)))
		return STATUS_UNSUCCESSFUL;
	ChainItem = IoAllocateWorkItem(Main);
	if (!ChainItem)
		return STATUS_INSUFFICIENT_RESOURCES;
	/* The second name is the first one in another case. */
	if (NewLink(L"\\DosDevices\\Requests", L"\\Device\\Requests") != STATUS_SUCCESS ||
	    NewLink(L"\\??\\REQUESTS", L"\\Device\\Requests") != STATUS_OBJECT_NAME_COLLISION ||
	    NewLink(L"\\GLOBAL??\\requests", L"\\Device\\Requests") != STATUS_OBJECT_NAME_COLLISION ||
	    NewLink(L"\\DosDevices\\Global\\Requests", L"\\Device\\Requests") !=
		    STATUS_OBJECT_NAME_COLLISION ||
	    DeleteLink(L"\\??\\NoSuchRequests") != STATUS_OBJECT_NAME_NOT_FOUND ||
	    NewLink(L"\\??\\RequestsDirect", L"\\Device\\RequestsDirect") != STATUS_SUCCESS ||
	    NewLink(L"\\??\\RequestsNeither", L"\\Device\\RequestsNeither") != STATUS_SUCCESS ||
	    NewLink(L"\\??\\RequestsAlone", L"\\Device\\RequestsAlone") != STATUS_SUCCESS ||
	    NewLink(L"\\??\\RequestsDisk", L"\\Device\\RequestsDisk") != STATUS_SUCCESS ||
	    NewLink(L"\\??\\RequestsMore", L"\\Device\\RequestsMore") != STATUS_SUCCESS ||
	    NewLink(L"\\??\\RequestsLink", L"\\Device\\Requests") != STATUS_SUCCESS ||
	    IoCreateSymbolicLink((PUNICODE_STRING)&Nested, (PUNICODE_STRING)&Secure) != STATUS_SUCCESS)
		return STATUS_UNSUCCESSFUL;
	/* The test looks for the nodes meanwhile. */
	DbgPrint("requests: DriverEntry has made its links\n");
	Pause.QuadPart = -20000000;
	KeDelayExecutionThread(KernelMode, FALSE, &Pause);
	return STATUS_SUCCESS;
}
