/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For a driver that keeps a log of its calls, and pends requests until its program releases them.
 */
#ifndef WINWORK_KUNIT_VM_PENDED_H
#define WINWORK_KUNIT_VM_PENDED_H

#include "queue.h"

/* The letters of the log. */
#define LOG_CREATE 'o'
#define LOG_READ 'r'
#define LOG_WRITE 'w'
#define LOG_CANCEL 'c'
#define LOG_CLEANUP 'k'
#define LOG_CLOSE 'x'

/* The driver's. Completes a request that was released, in any context. */
static VOID CompleteLater(PIRP Irp);

static LIST_ENTRY Stuck;		/* requests without a cancel routine */
static KSPIN_LOCK Lock;			/* of the log and of Stuck */
static PIO_WORKITEM ReleaseItem;
static LONG Releasing;
static LONG volatile Files;
static char Log[256];
static ULONG LogLength;

static VOID Note(char What)
{
	KIRQL Irql;

	KeAcquireSpinLock(&Lock, &Irql);
	if (LogLength < sizeof(Log))
		Log[LogLength++] = What;
	KeReleaseSpinLock(&Lock, Irql);
}

/* Gives the log to the program, and begins a new one. */
static NTSTATUS TakeLog(PIRP Irp, PULONG Count)
{
	KIRQL Irql;

	if (IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.OutputBufferLength < sizeof(Log))
		return STATUS_BUFFER_TOO_SMALL;
	KeAcquireSpinLock(&Lock, &Irql);
	*Count = LogLength;
	RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Log, LogLength);
	LogLength = 0;
	KeReleaseSpinLock(&Lock, Irql);
	return STATUS_SUCCESS;
}

static VOID CompleteCanceled(PIO_CSQ Csq, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Csq);
	Note(LOG_CANCEL);
	Finish(Irp, STATUS_CANCELLED, 0);
}

/* In random order. */
static VOID CompleteReleased(PDEVICE_OBJECT Device, PVOID Context)
{
	static ULONG Random = 1;
	KIRQL Irql;
	PIRP Irp;

	UNREFERENCED_PARAMETER(Device);
	UNREFERENCED_PARAMETER(Context);
	InterlockedExchange(&Releasing, 0);
	while ((Irp = IoCsqRemoveNextIrp(&Queue, &QueueAge))) {
		CompleteLater(Irp);
		Random = Random * 1103515245 + 12345;
		KeAcquireSpinLock(&QueueLock, &Irql);
		if (Random >> 16 & 1 && !IsListEmpty(&Waiting))
			InsertTailList(&Waiting, RemoveHeadList(&Waiting));
		KeReleaseSpinLock(&QueueLock, Irql);
	}
}

/* Requests that come later wait for the next call, also while the item still runs. */
static VOID ReleaseAll(VOID)
{
	KIRQL Irql;

	KeAcquireSpinLock(&QueueLock, &Irql);
	QueueAge++;
	KeReleaseSpinLock(&QueueLock, Irql);
	if (!InterlockedExchange(&Releasing, 1))
		IoQueueWorkItem(ReleaseItem, CompleteReleased, DelayedWorkQueue, NULL);
}

static NTSTATUS PendStuck(PIRP Irp)
{
	IoMarkIrpPending(Irp);
	ExInterlockedInsertTailList(&Stuck, &Irp->Tail.Overlay.ListEntry, &Lock);
	return STATUS_PENDING;
}

static VOID ReleaseStuck(VOID)
{
	PLIST_ENTRY Entry;

	while ((Entry = ExInterlockedRemoveHeadList(&Stuck, &Lock)))
		CompleteLater(CONTAINING_RECORD(Entry, IRP, Tail.Overlay.ListEntry));
}

static NTSTATUS OpenOrClose(PDEVICE_OBJECT Device, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Device);
	switch (IoGetCurrentIrpStackLocation(Irp)->MajorFunction) {
	case IRP_MJ_CREATE:
		InterlockedIncrement(&Files);
		Note(LOG_CREATE);
		break;
	case IRP_MJ_CLEANUP:
		Note(LOG_CLEANUP);
		break;
	default:
		Note(LOG_CLOSE);
		InterlockedDecrement(&Files);
		break;
	}
	return Finish(Irp, STATUS_SUCCESS, 0);
}

static VOID InitializePended(PDRIVER_OBJECT DriverObject)
{
	InitializeQueue();
	InitializeListHead(&Stuck);
	KeInitializeSpinLock(&Lock);
	DriverObject->MajorFunction[IRP_MJ_CREATE] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLEANUP] = OpenOrClose;
	DriverObject->MajorFunction[IRP_MJ_CLOSE] = OpenOrClose;
}

#endif
