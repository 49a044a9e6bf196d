/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests that the driver pends: who completes them, and how they are cancelled.
 */
#include "driver.h"

static IO_CSQ CancelSafeQueue;
static LIST_ENTRY Queued;		/* IRPs */
static KSPIN_LOCK QueueLock;

static LIST_ENTRY Waiting;		/* records whose cancel routine is the driver's own */
static KSPIN_LOCK WaitingLock;

/* ---- The cancel-safe queue -------------------------------------------------------------- */

static PRECORD RecordOf(PIRP Irp)
{
	return Irp->Tail.Overlay.DriverContext[0];
}

static VOID InsertIrp(PIO_CSQ Csq, PIRP Irp)
{
	InsertTailList(&Queued, &Irp->Tail.Overlay.ListEntry);
}

static VOID RemoveIrp(PIO_CSQ Csq, PIRP Irp)
{
	RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

static PIRP PeekNextIrp(PIO_CSQ Csq, PIRP Irp, PVOID PeekContext)
{
	PLIST_ENTRY Entry = Irp ? Irp->Tail.Overlay.ListEntry.Flink : Queued.Flink;

	for (; Entry != &Queued; Entry = Entry->Flink) {
		PIRP Next = CONTAINING_RECORD(Entry, IRP, Tail.Overlay.ListEntry);

		if (!PeekContext || IoGetCurrentIrpStackLocation(Next)->FileObject == PeekContext)
			return Next;
	}
	return NULL;
}

static VOID AcquireQueue(PIO_CSQ Csq, PKIRQL Irql)
{
	KeAcquireSpinLock(&QueueLock, Irql);
}

static VOID ReleaseQueue(PIO_CSQ Csq, KIRQL Irql)
{
	KeReleaseSpinLock(&QueueLock, Irql);
}

static VOID CompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
	PRECORD Record = RecordOf(Irp);

	/* Now and then the data was there. */
	if (Record->Seed % 8 == 0)
		Succeed(Record);
	else
		End(Record, STATUS_CANCELLED, 0);
}

NTSTATUS Queue(PRECORD Record)
{
	IoCsqInsertIrp(&CancelSafeQueue, Record->Irp, NULL);
	return STATUS_PENDING;
}

VOID CancelQueued(PFILE_OBJECT File)
{
	PIRP Irp;

	while ((Irp = IoCsqRemoveNextIrp(&CancelSafeQueue, File)))
		End(RecordOf(Irp), STATUS_CANCELLED, 0);
}

/* ---- The driver's own cancel routine ---------------------------------------------------- */

static VOID Cancel(PDEVICE_OBJECT Device, PIRP Irp)
{
	PRECORD Record = RecordOf(Irp);
	KIRQL Irql;

	IoReleaseCancelSpinLock(Irp->CancelIrql);
	KeAcquireSpinLock(&WaitingLock, &Irql);
	if (Record->IsWaiting)
		RemoveEntryList(&Record->Waiting);
	Record->IsWaiting = FALSE;
	KeReleaseSpinLock(&WaitingLock, Irql);
	End(Record, STATUS_CANCELLED, 0);
}

/* Takes it from its cancel routine, with the lock held. */
static BOOLEAN Take(PRECORD Record)
{
	if (!Record->IsWaiting || !IoSetCancelRoutine(Record->Irp, NULL))
		return FALSE;
	RemoveEntryList(&Record->Waiting);
	Record->IsWaiting = FALSE;
	return TRUE;
}

static VOID EndOfRace(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	PRECORD Record = Context;
	BOOLEAN Taken;

	KeAcquireSpinLockAtDpcLevel(&WaitingLock);
	Taken = Take(Record);
	KeReleaseSpinLockFromDpcLevel(&WaitingLock);
	if (Taken)
		Succeed(Record);
	Release(Record);
}

static NTSTATUS WaitWithRoutine(PRECORD Record, BOOLEAN Race)
{
	PIRP Irp = Record->Irp;
	LARGE_INTEGER Due;
	BOOLEAN Cancelled;
	KIRQL Irql;

	IoMarkIrpPending(Irp);
	if (Race)
		InterlockedIncrement(&Record->References);
	KeAcquireSpinLock(&WaitingLock, &Irql);
	IoSetCancelRoutine(Irp, Cancel);
	Cancelled = Irp->Cancel && IoSetCancelRoutine(Irp, NULL);
	if (!Cancelled) {
		InsertTailList(&Waiting, &Record->Waiting);
		Record->IsWaiting = TRUE;
	}
	KeReleaseSpinLock(&WaitingLock, Irql);
	/* The record is the timer's now, and the IRP may be gone. */
	if (Race) {
		const ULONG Microseconds = Record->Seed % 3000;

		Due.QuadPart = -10 * (LONGLONG)Microseconds;
		KeInitializeDpc(&Record->Dpc, EndOfRace, Record);
		KeInitializeTimer(&Record->Timer);
		KeSetTimer(&Record->Timer, Due, &Record->Dpc);
	}
	if (Cancelled)
		End(Record, STATUS_CANCELLED, 0);
	return STATUS_PENDING;
}

static PRECORD TakeFirst(VOID)
{
	PRECORD Found = NULL;
	PLIST_ENTRY Entry;
	KIRQL Irql;

	KeAcquireSpinLock(&WaitingLock, &Irql);
	for (Entry = Waiting.Flink; Entry != &Waiting && !Found; Entry = Entry->Flink) {
		PRECORD Record = CONTAINING_RECORD(Entry, RECORD, Waiting);

		if (Take(Record))
			Found = Record;
		if (Found)
			break;
	}
	KeReleaseSpinLock(&WaitingLock, Irql);
	return Found;
}

VOID Wake(ULONG Most)
{
	while (Most--) {
		PIRP Irp = IoCsqRemoveNextIrp(&CancelSafeQueue, NULL);
		PRECORD Record = Irp ? RecordOf(Irp) : TakeFirst();

		if (!Record)
			break;
		Succeed(Record);
	}
}

BOOLEAN IsQueueEmpty(VOID)
{
	return IsListEmpty(&Queued) && IsListEmpty(&Waiting);
}

/* ---- Completers ------------------------------------------------------------------------- */

static VOID EndInItem(PDEVICE_OBJECT Device, PVOID Context)
{
	PRECORD Record = Context;
	PIO_WORKITEM Item = Record->Item;

	if (--Record->Left > 0) {
		/* The next run may begin before this one has ended. */
		IoQueueWorkItem(Item, EndInItem, DelayedWorkQueue, Record);
		return;
	}
	IoFreeWorkItem(Item);
	Succeed(Record);
}

static VOID EndInDpc(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
	Succeed(Context);
}

static VOID EndInThread(PVOID Context)
{
	Succeed(Context);
	PsTerminateSystemThread(STATUS_SUCCESS);
}

VOID SetEnd(PRECORD Record, ULONG Milliseconds)
{
	LARGE_INTEGER Due;

	Due.QuadPart = -10000 * (LONGLONG)Milliseconds;
	KeInitializeDpc(&Record->Dpc, EndInDpc, Record);
	KeInitializeTimer(&Record->Timer);
	KeSetTimer(&Record->Timer, Due, &Record->Dpc);
}

static NTSTATUS StartItem(PRECORD Record, LONG Runs)
{
	Record->Item = IoAllocateWorkItem(Record->Device);
	if (!Record->Item)
		return End(Record, STATUS_INSUFFICIENT_RESOURCES, 0);
	Record->Left = Runs;
	IoMarkIrpPending(Record->Irp);
	IoQueueWorkItem(Record->Item, EndInItem,
			Record->Seed % 2 ? CriticalWorkQueue : DelayedWorkQueue, Record);
	return STATUS_PENDING;
}

static NTSTATUS StartThread(PRECORD Record)
{
	HANDLE Thread;
	NTSTATUS Status;

	IoMarkIrpPending(Record->Irp);
	Status = PsCreateSystemThread(&Thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, EndInThread, Record);
	if (NT_SUCCESS(Status))
		ZwClose(Thread);
	else
		End(Record, Status, 0);
	return STATUS_PENDING;
}

NTSTATUS Later(PRECORD Record, enum act Act)
{
	ULONG Seed = Record->Seed;

	switch (Act) {
	case ACT_EARLY:
		IoMarkIrpPending(Record->Irp);
		Succeed(Record);
		return STATUS_PENDING;
	case ACT_ITEM:
		return StartItem(Record, 1);
	case ACT_REQUEUE:
		return StartItem(Record, 1 + Seed % 8);
	case ACT_DPC:
		IoMarkIrpPending(Record->Irp);
		KeInitializeDpc(&Record->Dpc, EndInDpc, Record);
		KeInsertQueueDpc(&Record->Dpc, NULL, NULL);
		return STATUS_PENDING;
	case ACT_TIMER:
		IoMarkIrpPending(Record->Irp);
		SetEnd(Record, Seed % 20);
		return STATUS_PENDING;
	case ACT_HOLD:
		IoMarkIrpPending(Record->Irp);
		/* Seldom longer than cancel_timeout. */
		SetEnd(Record, Seed % 32 ? Seed % 200 : 2500);
		return STATUS_PENDING;
	case ACT_THREAD:
		return StartThread(Record);
	case ACT_CANCEL_ROUTINE:
		return WaitWithRoutine(Record, FALSE);
	case ACT_RACE:
		return WaitWithRoutine(Record, TRUE);
	default:
		return Queue(Record);
	}
}

VOID LaterInit(VOID)
{
	InitializeListHead(&Queued);
	InitializeListHead(&Waiting);
	KeInitializeSpinLock(&QueueLock);
	KeInitializeSpinLock(&WaitingLock);
	IoCsqInitialize(&CancelSafeQueue, InsertIrp, RemoveIrp, PeekNextIrp, AcquireQueue, ReleaseQueue,
			CompleteCanceled);
}
