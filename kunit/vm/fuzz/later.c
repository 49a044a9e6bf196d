/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests that the driver pends: who completes them, and how they are cancelled.
 */
#include "../queue.h"
#include "driver.h"

static LIST_ENTRY Armed;		/* records whose cancel routine is the driver's own */
static KSPIN_LOCK ArmedLock;

/* ---- The cancel-safe queue -------------------------------------------------------------- */

static PRECORD RecordOf(PIRP Irp)
{
	return Irp->Tail.Overlay.DriverContext[0];
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

NTSTATUS QueueRecord(PRECORD Record)
{
	return Pend(Record->Irp);
}

VOID CancelQueued(PFILE_OBJECT File)
{
	PIRP Irp;

	while ((Irp = IoCsqRemoveNextIrp(&Queue, File)))
		End(RecordOf(Irp), STATUS_CANCELLED, 0);
}

/* ---- The driver's own cancel routine ---------------------------------------------------- */

static VOID Cancel(PDEVICE_OBJECT Device, PIRP Irp)
{
	PRECORD Record = RecordOf(Irp);
	KIRQL Irql;

	IoReleaseCancelSpinLock(Irp->CancelIrql);
	KeAcquireSpinLock(&ArmedLock, &Irql);
	if (Record->IsWaiting)
		RemoveEntryList(&Record->Waiting);
	Record->IsWaiting = FALSE;
	KeReleaseSpinLock(&ArmedLock, Irql);
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

	KeAcquireSpinLockAtDpcLevel(&ArmedLock);
	Taken = Take(Record);
	KeReleaseSpinLockFromDpcLevel(&ArmedLock);
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
	KeAcquireSpinLock(&ArmedLock, &Irql);
	IoSetCancelRoutine(Irp, Cancel);
	Cancelled = Irp->Cancel && IoSetCancelRoutine(Irp, NULL);
	if (!Cancelled) {
		InsertTailList(&Armed, &Record->Waiting);
		Record->IsWaiting = TRUE;
	}
	KeReleaseSpinLock(&ArmedLock, Irql);
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

	KeAcquireSpinLock(&ArmedLock, &Irql);
	for (Entry = Armed.Flink; Entry != &Armed && !Found; Entry = Entry->Flink) {
		PRECORD Record = CONTAINING_RECORD(Entry, RECORD, Waiting);

		if (Take(Record))
			Found = Record;
		if (Found)
			break;
	}
	KeReleaseSpinLock(&ArmedLock, Irql);
	return Found;
}

VOID Wake(ULONG Most)
{
	while (Most--) {
		PIRP Irp = IoCsqRemoveNextIrp(&Queue, NULL);
		PRECORD Record = Irp ? RecordOf(Irp) : TakeFirst();

		if (!Record)
			break;
		Succeed(Record);
	}
}

BOOLEAN IsQueueEmpty(VOID)
{
	return IsListEmpty(&Waiting) && IsListEmpty(&Armed);
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
		return QueueRecord(Record);
	}
}

VOID LaterInit(VOID)
{
	InitializeQueue();
	InitializeListHead(&Armed);
	KeInitializeSpinLock(&ArmedLock);
}
