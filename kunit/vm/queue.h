/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For the drivers of the VM tests: a cancel-safe queue of requests.
 */
#ifndef WINWORK_KUNIT_VM_QUEUE_H
#define WINWORK_KUNIT_VM_QUEUE_H

#include "driver.h"

#include <csq.h>

/* The driver's. It ends a request that was cancelled in the queue. */
static IO_CSQ_COMPLETE_CANCELED_IRP CompleteCanceled;

static IO_CSQ Queue;
static LIST_ENTRY Waiting;
static KSPIN_LOCK QueueLock;
static ULONG_PTR QueueAge;		/* requests with another age are released */

static VOID InsertIrp(PIO_CSQ Csq, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Csq);
	Irp->Tail.Overlay.DriverContext[1] = (PVOID)QueueAge;
	InsertTailList(&Waiting, &Irp->Tail.Overlay.ListEntry);
}

static VOID RemoveIrp(PIO_CSQ Csq, PIRP Irp)
{
	UNREFERENCED_PARAMETER(Csq);
	RemoveEntryList(&Irp->Tail.Overlay.ListEntry);
}

/* PeekContext: a file object; &QueueAge for the released requests; NULL for all. */
static PIRP PeekNextIrp(PIO_CSQ Csq, PIRP Irp, PVOID PeekContext)
{
	PLIST_ENTRY Entry = Irp ? Irp->Tail.Overlay.ListEntry.Flink : Waiting.Flink;

	UNREFERENCED_PARAMETER(Csq);
	for (; Entry != &Waiting; Entry = Entry->Flink) {
		PIRP Next = CONTAINING_RECORD(Entry, IRP, Tail.Overlay.ListEntry);

		if (PeekContext == &QueueAge ? (ULONG_PTR)Next->Tail.Overlay.DriverContext[1] != QueueAge
					     : !PeekContext || IoGetCurrentIrpStackLocation(Next)->FileObject ==
								       PeekContext)
			return Next;
	}
	return NULL;
}

static VOID AcquireQueue(PIO_CSQ Csq, PKIRQL Irql)
{
	UNREFERENCED_PARAMETER(Csq);
	KeAcquireSpinLock(&QueueLock, Irql);
}

static VOID ReleaseQueue(PIO_CSQ Csq, KIRQL Irql)
{
	UNREFERENCED_PARAMETER(Csq);
	KeReleaseSpinLock(&QueueLock, Irql);
}

static VOID InitializeQueue(VOID)
{
	InitializeListHead(&Waiting);
	KeInitializeSpinLock(&QueueLock);
	IoCsqInitialize(&Queue, InsertIrp, RemoveIrp, PeekNextIrp, AcquireQueue, ReleaseQueue, CompleteCanceled);
}

static NTSTATUS Pend(PIRP Irp)
{
	IoCsqInsertIrp(&Queue, Irp, NULL);
	return STATUS_PENDING;
}

#endif
