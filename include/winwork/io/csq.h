/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cancel-safe queues of IRPs. A callback data queue of the Filter Manager begins with the same
 * structure.
 */
#ifndef WINWORK_IO_CSQ_H
#define WINWORK_IO_CSQ_H

#include "irp.h"

EXTERN_C_START

typedef struct _IO_CSQ IO_CSQ, *PIO_CSQ;

#define IO_TYPE_CSQ_IRP_CONTEXT 1
#define IO_TYPE_CSQ 2
#define IO_TYPE_CSQ_EX 3

/**
 * struct _IO_CSQ_IRP_CONTEXT - tells one request in a queue from another
 *
 * The fields belong to the system.
 *
 * Page: wdm.h, IoCsqInsertIrp
 */
typedef struct _IO_CSQ_IRP_CONTEXT {
	ULONG Type;
	PIRP Irp;
	PIO_CSQ Csq;
} IO_CSQ_IRP_CONTEXT, *PIO_CSQ_IRP_CONTEXT;

typedef VOID NTAPI IO_CSQ_INSERT_IRP(_In_ PIO_CSQ Csq, _In_ PIRP Irp);
typedef IO_CSQ_INSERT_IRP *PIO_CSQ_INSERT_IRP;
typedef NTSTATUS NTAPI IO_CSQ_INSERT_IRP_EX(_In_ PIO_CSQ Csq, _In_ PIRP Irp,
					    _In_ PVOID InsertContext);
typedef IO_CSQ_INSERT_IRP_EX *PIO_CSQ_INSERT_IRP_EX;
typedef VOID NTAPI IO_CSQ_REMOVE_IRP(_In_ PIO_CSQ Csq, _In_ PIRP Irp);
typedef IO_CSQ_REMOVE_IRP *PIO_CSQ_REMOVE_IRP;
typedef PIRP NTAPI IO_CSQ_PEEK_NEXT_IRP(_In_ PIO_CSQ Csq, _In_ PIRP Irp, _In_ PVOID PeekContext);
typedef IO_CSQ_PEEK_NEXT_IRP *PIO_CSQ_PEEK_NEXT_IRP;
typedef VOID NTAPI IO_CSQ_ACQUIRE_LOCK(_In_ PIO_CSQ Csq, _Out_ PKIRQL Irql);
typedef IO_CSQ_ACQUIRE_LOCK *PIO_CSQ_ACQUIRE_LOCK;
typedef VOID NTAPI IO_CSQ_RELEASE_LOCK(_In_ PIO_CSQ Csq, _In_ KIRQL Irql);
typedef IO_CSQ_RELEASE_LOCK *PIO_CSQ_RELEASE_LOCK;
typedef VOID NTAPI IO_CSQ_COMPLETE_CANCELED_IRP(_In_ PIO_CSQ Csq, _In_ PIRP Irp);
typedef IO_CSQ_COMPLETE_CANCELED_IRP *PIO_CSQ_COMPLETE_CANCELED_IRP;

/**
 * struct _IO_CSQ - a cancel-safe queue, in a structure of the driver's
 *
 * The fields belong to the system.
 *
 * Page: wdm.h, IoCsqInitialize
 */
struct _IO_CSQ {
	ULONG Type;
	PIO_CSQ_INSERT_IRP CsqInsertIrp;
	PIO_CSQ_REMOVE_IRP CsqRemoveIrp;
	PIO_CSQ_PEEK_NEXT_IRP CsqPeekNextIrp;
	PIO_CSQ_ACQUIRE_LOCK CsqAcquireLock;
	PIO_CSQ_RELEASE_LOCK CsqReleaseLock;
	PIO_CSQ_COMPLETE_CANCELED_IRP CsqCompleteCanceledIrp;
	PVOID ReservePointer;
};

/**
 * IoCsqInitialize, IoCsqInitializeEx - initialise a cancel-safe queue
 * @Csq: the queue, in memory of the driver's
 * @CsqInsertIrp: puts an IRP into the driver's queue. That of IoCsqInitializeEx may refuse it by a
 *	failure status
 * @CsqRemoveIrp: takes an IRP out
 * @CsqPeekNextIrp: returns the IRP behind one, or the first for NULL, that matches the context;
 *	or NULL
 * @CsqAcquireLock: acquires the driver's lock of the queue
 * @CsqReleaseLock: releases it
 * @CsqCompleteCanceledIrp: completes a cancelled IRP; called without the lock
 *
 * The first three are called with the lock held.
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS.
 * Page: wdm.h, IoCsqInitialize, IoCsqInitializeEx
 */
NTSTATUS NTAPI IoCsqInitialize(_Out_ PIO_CSQ Csq, _In_ PIO_CSQ_INSERT_IRP CsqInsertIrp,
			       _In_ PIO_CSQ_REMOVE_IRP CsqRemoveIrp,
			       _In_ PIO_CSQ_PEEK_NEXT_IRP CsqPeekNextIrp,
			       _In_ PIO_CSQ_ACQUIRE_LOCK CsqAcquireLock,
			       _In_ PIO_CSQ_RELEASE_LOCK CsqReleaseLock,
			       _In_ PIO_CSQ_COMPLETE_CANCELED_IRP CsqCompleteCanceledIrp);
NTSTATUS NTAPI IoCsqInitializeEx(_Out_ PIO_CSQ Csq, _In_ PIO_CSQ_INSERT_IRP_EX CsqInsertIrp,
				 _In_ PIO_CSQ_REMOVE_IRP CsqRemoveIrp,
				 _In_ PIO_CSQ_PEEK_NEXT_IRP CsqPeekNextIrp,
				 _In_ PIO_CSQ_ACQUIRE_LOCK CsqAcquireLock,
				 _In_ PIO_CSQ_RELEASE_LOCK CsqReleaseLock,
				 _In_ PIO_CSQ_COMPLETE_CANCELED_IRP CsqCompleteCanceledIrp);

/**
 * IoCsqInsertIrp, IoCsqInsertIrpEx - queue an IRP, and mark it as pending
 * @Csq: the queue
 * @Irp: an IRP that the caller owns; DriverContext[3] is the queue's
 * @Context: names the IRP to IoCsqRemoveIrp, or NULL; it exists until the IRP is out of the queue
 * @InsertContext: passed to the insert callback
 *
 * The caller returns STATUS_PENDING from its dispatch routine. An IRP that is cancelled already is
 * completed by CsqCompleteCanceledIrp before the function returns. If the callback of a queue of
 * IoCsqInitializeEx fails, the IRP is neither queued nor marked.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the status of the insert callback.
 * Page: wdm.h, IoCsqInsertIrp, IoCsqInsertIrpEx
 */
VOID NTAPI IoCsqInsertIrp(_In_ PIO_CSQ Csq, _In_ PIRP Irp, _Out_opt_ PIO_CSQ_IRP_CONTEXT Context);
NTSTATUS NTAPI IoCsqInsertIrpEx(_In_ PIO_CSQ Csq, _In_ PIRP Irp,
				_Out_opt_ PIO_CSQ_IRP_CONTEXT Context, _In_opt_ PVOID InsertContext);

/**
 * IoCsqRemoveNextIrp - take the next IRP out of a queue
 * @Csq: the queue
 * @PeekContext: passed to CsqPeekNextIrp
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the IRP, which cannot be cancelled any more; NULL if none matches.
 * Page: wdm.h, IoCsqRemoveNextIrp
 */
PIRP NTAPI IoCsqRemoveNextIrp(_In_ PIO_CSQ Csq, _In_opt_ PVOID PeekContext);

/**
 * IoCsqRemoveIrp - take one IRP out of a queue
 * @Csq: the queue
 * @Context: the context that the IRP was queued with
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the IRP; NULL if it is out of the queue, or is being cancelled.
 * Page: wdm.h, IoCsqRemoveIrp
 */
PIRP NTAPI IoCsqRemoveIrp(_In_ PIO_CSQ Csq, _In_ PIO_CSQ_IRP_CONTEXT Context);

EXTERN_C_END

#endif /* WINWORK_IO_CSQ_H */
