/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A driver that treats requests in many ways, and keeps books: each request that it sees ends once, each
 * file gets its cleanup and its close, and no request comes after the close.
 */
#include "driver.h"

#include <ntifs.h>

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

#define BUCKETS 64
#define MOST_FORGOTTEN 4

/* A file object, as FsContext. */
typedef struct _FILE_BOOK {
	LIST_ENTRY Entry;
	ULONG Magic;
	LONG Out;			/* requests, without cleanup and close */
	LONG Cleanups;
} FILE_BOOK, *PFILE_BOOK;

#define FILE_MAGIC 0x656c6966u

static LIST_ENTRY Books[BUCKETS];
static LIST_ENTRY Files;
static KSPIN_LOCK BooksLock;
static struct stats Stats;
static LONG Serial;
static LONGLONG LastWrong;		/* when a wrong act was done; in 100 ns */

static KEVENT MoreIsFree;
static PDEVICE_OBJECT More;
static KSPIN_LOCK Kept;

VOID Wrong(PCSTR What, PVOID Which)
{
	InterlockedIncrement((LONG *)&Stats.wrong);
	DbgPrint("BUG: fuzz: %s: %p\n", What, Which);
}

ULONG Random(PULONG Seed)
{
	*Seed = *Seed * 1664525 + 1013904223;
	return *Seed >> 8;
}

/* ---- The books -------------------------------------------------------------------------- */

static PLIST_ENTRY BucketOf(PIRP Irp)
{
	return &Books[(ULONG_PTR)Irp / 256 % BUCKETS];
}

static PRECORD Find(PIRP Irp)
{
	PLIST_ENTRY Bucket = BucketOf(Irp), Entry;

	for (Entry = Bucket->Flink; Entry != Bucket; Entry = Entry->Flink) {
		PRECORD Record = CONTAINING_RECORD(Entry, RECORD, Entry);

		if (Record->Irp == Irp)
			return Record;
	}
	return NULL;
}

VOID Release(PRECORD Record)
{
	if (InterlockedDecrement(&Record->References))
		return;
	InterlockedDecrement((LONG *)&Stats.records);
	ExFreePool(Record);
}

static BOOLEAN IsFile(UCHAR Major)
{
	return Major == IRP_MJ_CREATE || Major == IRP_MJ_CLEANUP || Major == IRP_MJ_CLOSE;
}

/* Enters the request. Without memory it completes the request, and returns NULL. */
static PRECORD Begin(PDEVICE_OBJECT Device, PIRP Irp)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	PRECORD Record = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*Record), TAG);
	PFILE_BOOK File = Location->FileObject->FsContext;
	PRECORD Before;
	KIRQL Irql;

	InterlockedIncrement((LONG *)&Stats.seen);
	if (Location->MajorFunction != IRP_MJ_CREATE && (!File || File->Magic != FILE_MAGIC))
		Wrong("a request of a file that is not open", Irp);
	if (!Record) {
		InterlockedIncrement((LONG *)&Stats.ended);
		Irp->IoStatus.Status = STATUS_INSUFFICIENT_RESOURCES;
		Irp->IoStatus.Information = 0;
		IoCompleteRequest(Irp, IO_NO_INCREMENT);
		return NULL;
	}
	InterlockedIncrement((LONG *)&Stats.records);
	Record->References = 1;
	Record->Irp = Irp;
	Record->Device = Device;
	Record->File = Location->FileObject;
	Record->Process = IoGetRequestorProcessId(Irp);
	Record->Seed = (ULONG)InterlockedIncrement(&Serial) * 2654435761u >> 4;
	Irp->Tail.Overlay.DriverContext[0] = Record;
	KeAcquireSpinLock(&BooksLock, &Irql);
	Before = Find(Irp);
	InsertTailList(BucketOf(Irp), &Record->Entry);
	KeReleaseSpinLock(&BooksLock, Irql);
	if (Before)
		Wrong("a request came that has not ended yet", Irp);
	if (!IsFile(Location->MajorFunction))
		InterlockedIncrement(&File->Out);
	return Record;
}

/* Its process and its thread may have gone, and others may have their memory. */
static VOID CheckRequestor(PRECORD Record)
{
	PIRP Irp = Record->Irp;
	PEPROCESS Process = IoGetRequestorProcess(Irp);

	if (IoGetRequestorProcessId(Irp) != Record->Process ||
	    (ULONG)(ULONG_PTR)PsGetThreadProcessId(Irp->Tail.Overlay.Thread) != Record->Process ||
	    (ULONG)(ULONG_PTR)PsGetProcessId(Process) != Record->Process)
		Wrong("a request is another process's", Irp);
}

/* Takes the request out of the books. */
static VOID Leave(PRECORD Record)
{
	PIRP Irp = Record->Irp;
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
	PFILE_BOOK File = Record->File->FsContext;
	PRECORD Found;
	KIRQL Irql;

	KeAcquireSpinLock(&BooksLock, &Irql);
	Found = Find(Irp);
	if (Found == Record)
		RemoveEntryList(&Record->Entry);
	KeReleaseSpinLock(&BooksLock, Irql);
	if (Found != Record)
		Wrong("a request ends that is not in the books", Irp);
	if (Location->FileObject != Record->File || Location->DeviceObject != Record->Device)
		Wrong("a request has changed its file or its device", Irp);
	CheckRequestor(Record);
	if (!IsFile(Location->MajorFunction) && InterlockedDecrement(&File->Out) < 0)
		Wrong("more requests of a file ended than began", Irp);
	InterlockedIncrement((LONG *)&Stats.ended);
}

NTSTATUS End(PRECORD Record, NTSTATUS Status, ULONG_PTR Information)
{
	PIRP Irp = Record->Irp;

	Leave(Record);
	Release(Record);
	Irp->IoStatus.Status = Status;
	Irp->IoStatus.Information = Information;
	IoCompleteRequest(Irp, IO_NO_INCREMENT);
	return Status;
}

/* ---- Wrong, and contained --------------------------------------------------------------- */

static VOID NoCancel(PDEVICE_OBJECT Device, PIRP Irp)
{
	IoReleaseCancelSpinLock(Irp->CancelIrql);
}

/* Two in a second: each makes several lines of log. */
static BOOLEAN MayBeWrong(PRECORD Record)
{
	const LONGLONG Now = (LONGLONG)KeQueryInterruptTime();
	const LONGLONG Before = LastWrong;

	if (Record->Order.forced == ORDER_FORCED)
		return TRUE;
	return Now - Before > 5000000 && InterlockedCompareExchange64(&LastWrong, Now, Before) == Before;
}

static NTSTATUS Forget(PRECORD Record)
{
	if (InterlockedIncrement((LONG *)&Stats.forgotten) > MOST_FORGOTTEN) {
		InterlockedDecrement((LONG *)&Stats.forgotten);
		return Succeed(Record);
	}
	Leave(Record);
	Release(Record);
	return STATUS_SUCCESS;
}

static NTSTATUS DoWrong(PRECORD Record, enum act Act)
{
	PIRP Irp = Record->Irp;
	NTSTATUS Status;
	ULONG Room;
	KIRQL Irql;

	switch (Act) {
	case ACT_UNMARKED:
		SetEnd(Record, Record->Seed % 5);
		return STATUS_PENDING;
	case ACT_MARKED:
		IoMarkIrpPending(Irp);
		SetEnd(Record, Record->Seed % 5);
		return STATUS_SUCCESS;
	case ACT_OTHER_STATUS:
		Succeed(Record);
		return STATUS_UNSUCCESSFUL;
	case ACT_TWICE:
		Status = Succeed(Record);
		/* Its thread has not taken it back yet, so its memory is no other request's. */
		IoCompleteRequest(Irp, IO_NO_INCREMENT);
		return Status;
	case ACT_WITH_PENDING:
		End(Record, STATUS_PENDING, 0);
		return STATUS_UNSUCCESSFUL;
	case ACT_WITH_CANCEL_ROUTINE:
		IoSetCancelRoutine(Irp, NoCancel);
		return Succeed(Record);
	case ACT_AT_DISPATCH:
		KeRaiseIrql(DISPATCH_LEVEL, &Irql);
		return Succeed(Record);
	case ACT_WITH_SPIN_LOCK:
		KeAcquireSpinLock(&Kept, &Irql);
		return Succeed(Record);
	case ACT_TOO_MUCH:
		OutputOf(Irp, &Room);
		return End(Record, STATUS_SUCCESS, (ULONG_PTR)Room + 1 + Record->Seed % 2 * 0x100000000ull);
	default:
		return Forget(Record);
	}
}

/* ---- Acts ------------------------------------------------------------------------------- */

static NTSTATUS Sleep(PRECORD Record)
{
	LARGE_INTEGER Pause;

	Pause.QuadPart = -10000 * (LONGLONG)(1 + Record->Seed % 5);
	KeDelayExecutionThread(KernelMode, FALSE, &Pause);
	return Succeed(Record);
}

static NTSTATUS AnyStatus(PRECORD Record)
{
	static const NTSTATUS Statuses[] = {
		STATUS_SUCCESS, STATUS_TIMEOUT, STATUS_BUFFER_OVERFLOW, STATUS_UNSUCCESSFUL,
		STATUS_INVALID_PARAMETER, STATUS_CANCELLED, STATUS_INVALID_DEVICE_REQUEST,
		STATUS_END_OF_FILE, STATUS_ACCESS_DENIED, (NTSTATUS)0xC1234567,
	};
	const NTSTATUS Status = Statuses[Record->Seed % RTL_NUMBER_OF(Statuses)];
	ULONG Room;

	OutputOf(Record->Irp, &Room);
	return End(Record, Status, NT_ERROR(Status) ? 0 : Record->Seed / 16 % (Room + 1));
}

static NTSTATUS NewDevice(PDRIVER_OBJECT Driver, PCWSTR Name, ULONG Flags, BOOLEAN Exclusive,
			  PDEVICE_OBJECT *Device)
{
	UNICODE_STRING String;
	NTSTATUS Status;

	RtlInitUnicodeString(&String, Name);
	Status = IoCreateDevice(Driver, 0, &String, FILE_DEVICE_UNKNOWN, 0, Exclusive, Device);
	if (NT_SUCCESS(Status))
		(*Device)->Flags |= Flags;
	return Status;
}

static NTSTATUS NewLink(PCWSTR Name, PCWSTR Target)
{
	UNICODE_STRING Link, String;

	RtlInitUnicodeString(&Link, Name);
	RtlInitUnicodeString(&String, Target);
	return IoCreateSymbolicLink(&Link, &String);
}

static VOID DeleteLink(PCWSTR Name)
{
	UNICODE_STRING Link;

	RtlInitUnicodeString(&Link, Name);
	IoDeleteSymbolicLink(&Link);
}

static VOID DeleteMore(VOID)
{
	DeleteLink(L"\\??\\fuzz\\more");
	IoDeleteDevice(More);
	More = NULL;
}

/* Programs may have it open, or be about to open it. The name is taken until the last has closed it. */
static NTSTATUS ChangeDevice(PRECORD Record)
{
	KeWaitForSingleObject(&MoreIsFree, Executive, KernelMode, FALSE, NULL);
	if (More) {
		DeleteMore();
	} else if (NT_SUCCESS(NewDevice(Record->Device->DriverObject, L"\\Device\\FuzzMore",
					Record->Seed % 2 ? DO_BUFFERED_IO : DO_DIRECT_IO, FALSE, &More))) {
		NewLink(L"\\??\\fuzz\\more", L"\\Device\\FuzzMore");
		More->Flags &= ~DO_DEVICE_INITIALIZING;
	}
	KeSetEvent(&MoreIsFree, IO_NO_INCREMENT, FALSE);
	return Succeed(Record);
}

static NTSTATUS OpenDevice(PRECORD Record)
{
	static const PCWSTR Names[] = { L"\\Device\\Fuzz\\from\\kernel", L"\\??\\FuzzDirect",
					L"\\Device\\FuzzAlone", L"\\Device\\FuzzMore" };
	UNICODE_STRING Name;
	PFILE_OBJECT File;
	PDEVICE_OBJECT Device;
	KIRQL Irql;

	RtlInitUnicodeString(&Name, Names[Record->Seed % RTL_NUMBER_OF(Names)]);
	if (NT_SUCCESS(IoGetDeviceObjectPointer(&Name, FILE_READ_DATA, &File, &Device))) {
		if (Record->Seed / 4 % 2) {
			KeRaiseIrql(DISPATCH_LEVEL, &Irql);
			ObDereferenceObject(File);
			KeLowerIrql(Irql);
		} else {
			ObDereferenceObject(File);
		}
	}
	return Succeed(Record);
}

static NTSTATUS Do(PRECORD Record, enum act Act)
{
	switch (Act) {
	case ACT_NOW:
		return Succeed(Record);
	case ACT_STATUS:
		return AnyStatus(Record);
	case ACT_SLOW:
		return Sleep(Record);
	case ACT_WAKE:
		Wake(1 + Record->Seed % 3);
		return Succeed(Record);
	case ACT_DEVICE:
		return ChangeDevice(Record);
	case ACT_OPEN:
		return OpenDevice(Record);
	case ACT_POINTER:
	case ACT_LOCK_PAGES:
	case ACT_TOUCH:
	case ACT_PART:
		return Memory(Record, Act);
	default:
		if (Act < FIRST_WRONG_ACT)
			return Later(Record, Act);
		return MayBeWrong(Record) ? DoWrong(Record, Act) : Succeed(Record);
	}
}

/* ---- Dispatch --------------------------------------------------------------------------- */

static NTSTATUS TellStats(PRECORD Record)
{
	PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Record->Irp);

	if (Location->Parameters.DeviceIoControl.OutputBufferLength < sizeof(Stats))
		return End(Record, STATUS_BUFFER_TOO_SMALL, 0);
	RtlCopyMemory(Record->Irp->AssociatedIrp.SystemBuffer, &Stats, sizeof(Stats));
	return End(Record, STATUS_SUCCESS, sizeof(Stats));
}

static NTSTATUS Control(PDEVICE_OBJECT Device, PIRP Irp)
{
	PRECORD Record = Begin(Device, Irp);
	ULONG Code, Length;
	PVOID Input;

	if (!Record)
		return STATUS_INSUFFICIENT_RESOURCES;
	Code = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.IoControlCode;
	if (Code == STATS)
		return TellStats(Record);
	Input = InputOf(Irp, &Length);
	if (Input && Length >= sizeof(Record->Order)) {
		RtlCopyMemory(&Record->Order, Input, sizeof(Record->Order));
		Record->Seed ^= Record->Order.seed;
	}
	/* The functions of drivers begin at 0x800. */
	return Do(Record, (Code >> 2 & 0x7ff) % ACTS);
}

static NTSTATUS Transfer(PDEVICE_OBJECT Device, PIRP Irp)
{
	PRECORD Record = Begin(Device, Irp);
	ULONG Act;

	if (!Record)
		return STATUS_INSUFFICIENT_RESOURCES;
	Act = (ULONG)(IoGetCurrentIrpStackLocation(Irp)->Parameters.Read.ByteOffset.QuadPart >> 12) % ACTS;
	return Do(Record, Act);
}

static NTSTATUS Flush(PDEVICE_OBJECT Device, PIRP Irp)
{
	PRECORD Record = Begin(Device, Irp);

	if (!Record)
		return STATUS_INSUFFICIENT_RESOURCES;
	return Do(Record, Record->Seed % FIRST_WRONG_ACT);
}

static NTSTATUS Create(PDEVICE_OBJECT Device, PIRP Irp)
{
	PFILE_OBJECT FileObject = IoGetCurrentIrpStackLocation(Irp)->FileObject;
	PRECORD Record = Begin(Device, Irp);
	PFILE_BOOK File;
	ULONG Chance;

	if (!Record)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (FileObject->FsContext)
		Wrong("the file object of a create has a context", FileObject);
	Chance = Record->Seed % 16;
	if (Chance == 0)
		return End(Record, STATUS_ACCESS_DENIED, 0);
	/* Cancelled, or refused by ACT_WAKE. */
	if (Chance == 1 && Irp->RequestorMode == UserMode)
		return QueueRecord(Record);
	File = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*File), TAG);
	if (!File)
		return End(Record, STATUS_INSUFFICIENT_RESOURCES, 0);
	File->Magic = FILE_MAGIC;
	ExInterlockedInsertTailList(&Files, &File->Entry, &BooksLock);
	FileObject->FsContext = File;
	InterlockedIncrement((LONG *)&Stats.opens);
	if (Chance == 2)
		return Later(Record, ACT_ITEM);
	if (Chance == 3)
		return Later(Record, ACT_TIMER);
	return End(Record, STATUS_SUCCESS, FILE_OPENED);
}

static NTSTATUS Cleanup(PDEVICE_OBJECT Device, PIRP Irp)
{
	PFILE_OBJECT FileObject = IoGetCurrentIrpStackLocation(Irp)->FileObject;
	PFILE_BOOK File = FileObject->FsContext;
	PRECORD Record = Begin(Device, Irp);

	if (!Record)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (InterlockedIncrement(&File->Cleanups) != 1)
		Wrong("a second cleanup of a file", FileObject);
	/* Else the I/O manager cancels them. */
	if (Record->Seed % 2)
		CancelQueued(FileObject);
	return Record->Seed / 2 % 8 ? End(Record, STATUS_SUCCESS, 0) : Later(Record, ACT_TIMER);
}

static NTSTATUS Close(PDEVICE_OBJECT Device, PIRP Irp)
{
	PFILE_OBJECT FileObject = IoGetCurrentIrpStackLocation(Irp)->FileObject;
	PFILE_BOOK File = FileObject->FsContext;
	PRECORD Record = Begin(Device, Irp);
	KIRQL Irql;

	if (!Record)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (File->Cleanups != 1)
		Wrong("a close without a cleanup", FileObject);
	if (File->Out)
		Wrong("a close while requests of the file have not ended", FileObject);
	KeAcquireSpinLock(&BooksLock, &Irql);
	RemoveEntryList(&File->Entry);
	KeReleaseSpinLock(&BooksLock, Irql);
	File->Magic = 0;
	ExFreePool(File);
	FileObject->FsContext = NULL;
	InterlockedIncrement((LONG *)&Stats.closes);
	return Record->Seed % 8 ? End(Record, STATUS_SUCCESS, 0) : Later(Record, ACT_TIMER);
}

/* ---- Loading ---------------------------------------------------------------------------- */

static const struct {
	PCWSTR Device;
	PCWSTR Link;
	ULONG Flags;
	BOOLEAN Exclusive;
} Devices[] = {
	{ L"\\Device\\Fuzz", L"\\??\\Fuzz", DO_BUFFERED_IO, FALSE },
	{ L"\\Device\\FuzzDirect", L"\\??\\FuzzDirect", DO_DIRECT_IO, FALSE },
	{ L"\\Device\\FuzzNeither", L"\\??\\FuzzNeither", 0, FALSE },
	{ L"\\Device\\FuzzAlone", L"\\??\\fuzz\\alone", DO_BUFFERED_IO, TRUE },
};

/* The end of the books. */
static VOID Unload(PDRIVER_OBJECT DriverObject)
{
	LARGE_INTEGER Pause;
	ULONG i;

	for (i = 0; i < RTL_NUMBER_OF(Devices); i++)
		DeleteLink(Devices[i].Link);
	if (More)
		DeleteMore();
	while (DriverObject->DeviceObject)
		IoDeleteDevice(DriverObject->DeviceObject);
	/* Timers of requests that were cancelled. */
	Pause.QuadPart = -10000;
	for (i = 0; i < 10000 && *(volatile unsigned int *)&Stats.records; i++)
		KeDelayExecutionThread(KernelMode, FALSE, &Pause);
	KeFlushQueuedDpcs();
	for (i = 0; i < BUCKETS; i++) {
		if (!IsListEmpty(&Books[i]))
			Wrong("a request has not ended at the unload", Books[i].Flink);
	}
	if (!IsQueueEmpty())
		Wrong("a request waits at the unload", NULL);
	if (Stats.seen != Stats.ended || Stats.records)
		Wrong("the books do not balance", (PVOID)(ULONG_PTR)(Stats.seen - Stats.ended));
	/* A file with a forgotten request gets no close. */
	while (!IsListEmpty(&Files))
		ExFreePool(CONTAINING_RECORD(RemoveHeadList(&Files), FILE_BOOK, Entry));
	if (Stats.opens - Stats.closes > Stats.forgotten)
		Wrong("files are open at the unload", (PVOID)(ULONG_PTR)(Stats.opens - Stats.closes));
}

NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
	PDEVICE_OBJECT Device;
	NTSTATUS Status;
	ULONG i;

	for (i = 0; i < BUCKETS; i++)
		InitializeListHead(&Books[i]);
	KeInitializeSpinLock(&BooksLock);
	InitializeListHead(&Files);
	KeInitializeSpinLock(&Kept);
	KeInitializeEvent(&MoreIsFree, SynchronizationEvent, TRUE);
	LaterInit();
	DriverObject->DriverUnload = Unload;
	DriverObject->MajorFunction[IRP_MJ_CREATE] = Create;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = Cleanup;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = Close;
	DriverObject->MajorFunction[IRP_MJ_READ] = Transfer;
	DriverObject->MajorFunction[IRP_MJ_WRITE] = Transfer;
	DriverObject->MajorFunction[IRP_MJ_FLUSH_BUFFERS] = Flush;
	DriverObject->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
	DriverObject->MajorFunction[IRP_MJ_FILE_SYSTEM_CONTROL] = Control;
	for (i = 0; i < RTL_NUMBER_OF(Devices); i++) {
		Status = NewDevice(DriverObject, Devices[i].Device, Devices[i].Flags,
				   Devices[i].Exclusive, &Device);
		if (NT_SUCCESS(Status))
			Status = NewLink(Devices[i].Link, Devices[i].Device);
		if (!NT_SUCCESS(Status)) {
			Unload(DriverObject);
			return Status;
		}
	}
	return STATUS_SUCCESS;
}
