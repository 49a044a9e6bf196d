/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback data queues. A minifilter queues its pended operations, and cancelling removes them
 * safely. The list and the lock are the minifilter's; these functions call its callbacks in the
 * right order.
 *
 * FltCancelIo, or the port that sent the operation, cancels an operation in the queue. The cancel
 * calls RemoveIo under the lock, and then CompleteCanceledIo, which completes the operation. A
 * cancel and a removal may race: the first owns the operation, and the other finds nothing.
 */
#ifndef WINWORK_FLT_CALLBACK_DATA_QUEUE_H
#define WINWORK_FLT_CALLBACK_DATA_QUEUE_H

#include "../io/csq.h"
#include "operation.h"

EXTERN_C_START

struct _FLT_CALLBACK_DATA_QUEUE;

typedef ULONG FLT_CALLBACK_DATA_QUEUE_FLAGS;

/*
 * The minifilter's callbacks of a queue. The queue's lock is held while a callback runs, except for
 * Acquire and CompleteCanceledIo. Release is called with the lock held, and releases it.
 */
typedef NTSTATUS(FLTAPI *PFLT_CALLBACK_DATA_QUEUE_INSERT_IO)(
	_Inout_ struct _FLT_CALLBACK_DATA_QUEUE *Cbdq, _In_ PFLT_CALLBACK_DATA Cbd,
	_In_opt_ PVOID InsertContext);
typedef VOID(FLTAPI *PFLT_CALLBACK_DATA_QUEUE_REMOVE_IO)(
	_Inout_ struct _FLT_CALLBACK_DATA_QUEUE *Cbdq, _In_ PFLT_CALLBACK_DATA Cbd);
typedef PFLT_CALLBACK_DATA(FLTAPI *PFLT_CALLBACK_DATA_QUEUE_PEEK_NEXT_IO)(
	_In_ struct _FLT_CALLBACK_DATA_QUEUE *Cbdq, _In_opt_ PFLT_CALLBACK_DATA Cbd,
	_In_opt_ PVOID PeekContext);
typedef VOID(FLTAPI *PFLT_CALLBACK_DATA_QUEUE_ACQUIRE)(
	_Inout_ struct _FLT_CALLBACK_DATA_QUEUE *Cbdq, _Out_opt_ PKIRQL Irql);
typedef VOID(FLTAPI *PFLT_CALLBACK_DATA_QUEUE_RELEASE)(
	_Inout_ struct _FLT_CALLBACK_DATA_QUEUE *Cbdq, _In_opt_ KIRQL Irql);
typedef VOID(FLTAPI *PFLT_CALLBACK_DATA_QUEUE_COMPLETE_CANCELED_IO)(
	_Inout_ struct _FLT_CALLBACK_DATA_QUEUE *Cbdq, _Inout_ PFLT_CALLBACK_DATA Cbd);

/**
 * FLT_CALLBACK_DATA_QUEUE_IO_CONTEXT - identifies an operation in a queue, for FltCbdqRemoveIo
 *
 * The minifilter may not use the fields. It keeps the structure valid until FltCbdqRemoveIo has
 * returned, even if the operation is cancelled before.
 *
 * Page: fltkernel.h, FltCbdqInsertIo
 */
typedef IO_CSQ_IRP_CONTEXT FLT_CALLBACK_DATA_QUEUE_IO_CONTEXT, *PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT;

/**
 * struct _FLT_CALLBACK_DATA_QUEUE - a queue, in the minifilter's nonpaged memory
 *
 * Here: Csq only keeps the layout of Windows. It is not used.
 *
 * Page: fltkernel.h, FLT_CALLBACK_DATA_QUEUE
 */
typedef struct _FLT_CALLBACK_DATA_QUEUE {
	IO_CSQ Csq;
	FLT_CALLBACK_DATA_QUEUE_FLAGS Flags;
	PFLT_INSTANCE Instance;
	PFLT_CALLBACK_DATA_QUEUE_INSERT_IO InsertIo;
	PFLT_CALLBACK_DATA_QUEUE_REMOVE_IO RemoveIo;
	PFLT_CALLBACK_DATA_QUEUE_PEEK_NEXT_IO PeekNextIo;
	PFLT_CALLBACK_DATA_QUEUE_ACQUIRE Acquire;
	PFLT_CALLBACK_DATA_QUEUE_RELEASE Release;
	PFLT_CALLBACK_DATA_QUEUE_COMPLETE_CANCELED_IO CompleteCanceledIo;
} FLT_CALLBACK_DATA_QUEUE, *PFLT_CALLBACK_DATA_QUEUE;

/**
 * FltCbdqInitialize - initialise a queue, which is then enabled
 * @Instance: the instance that gets the operations
 * @Cbdq: the queue; nonpaged memory of the minifilter's
 * @CbdqInsertIo: puts an operation into the list
 * @CbdqRemoveIo: takes an operation off the list
 * @CbdqPeekNextIo: finds the next operation of the list
 * @CbdqAcquire: takes the lock of the queue
 * @CbdqRelease: releases the lock of the queue
 * @CbdqCompleteCanceledIo: completes an operation that was cancelled in the queue
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_PARAMETER for a pointer to something other than an
 *	instance and for a NULL callback; the log names the reason.
 * Page: fltkernel.h, FltCbdqInitialize
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltCbdqInitialize(_In_ PFLT_INSTANCE Instance, _Inout_ PFLT_CALLBACK_DATA_QUEUE Cbdq,
		  _In_ PFLT_CALLBACK_DATA_QUEUE_INSERT_IO CbdqInsertIo,
		  _In_ PFLT_CALLBACK_DATA_QUEUE_REMOVE_IO CbdqRemoveIo,
		  _In_ PFLT_CALLBACK_DATA_QUEUE_PEEK_NEXT_IO CbdqPeekNextIo,
		  _In_ PFLT_CALLBACK_DATA_QUEUE_ACQUIRE CbdqAcquire,
		  _In_ PFLT_CALLBACK_DATA_QUEUE_RELEASE CbdqRelease,
		  _In_ PFLT_CALLBACK_DATA_QUEUE_COMPLETE_CANCELED_IO CbdqCompleteCanceledIo);

/**
 * FltCbdqEnable, FltCbdqDisable - allow, refuse insertions into the queue
 * @Cbdq: the queue
 *
 * Operations in the queue stay there. When FltCbdqDisable has returned, no insertion is in
 * progress.
 *
 * IRQL: that at which CbdqAcquire may be called.
 * Page: fltkernel.h, FltCbdqEnable, FltCbdqDisable
 */
VOID FLTAPI FltCbdqEnable(_Inout_ PFLT_CALLBACK_DATA_QUEUE Cbdq);
VOID FLTAPI FltCbdqDisable(_Inout_ PFLT_CALLBACK_DATA_QUEUE Cbdq);

/**
 * FltCbdqInsertIo - put an operation into the queue
 * @Cbdq: the queue
 * @Cbd: an IRP operation, which the minifilter pends
 * @Context: NULL, or a structure that identifies the operation for FltCbdqRemoveIo
 * @InsertContext: passed to the InsertIo callback
 *
 * If the operation has already been cancelled, CompleteCanceledIo completes it at once. The
 * status is still success, and the pre-operation callback returns FLT_PREOP_PENDING.
 *
 * Here: an operation that is not based on an IRP is reported (0xF5). So is an operation that is
 * already in a queue. If a pre- or post-operation callback leaves an operation in the queue without
 * pending it, the operation is removed from the queue and reported (0xF5).
 *
 * IRQL: that at which CbdqAcquire may be called.
 * Return: the status of the InsertIo callback; STATUS_FLT_CBDQ_DISABLED for a disabled queue;
 *	STATUS_INVALID_PARAMETER after a report. After a failure the operation is not in the
 *	queue.
 * Page: fltkernel.h, FltCbdqInsertIo
 */
_Must_inspect_result_ NTSTATUS FLTAPI
FltCbdqInsertIo(_Inout_ PFLT_CALLBACK_DATA_QUEUE Cbdq, _In_ PFLT_CALLBACK_DATA Cbd,
		_Inout_opt_ PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT Context,
		_In_opt_ PVOID InsertContext);

/**
 * FltCbdqRemoveIo, FltCbdqRemoveNextIo - remove an operation from the queue
 * @Cbdq: the queue
 * @Context: as given to FltCbdqInsertIo
 * @PeekContext: passed to the PeekNextIo callback
 *
 * IRQL: that at which CbdqAcquire may be called.
 * Return: the operation, which the caller must complete. NULL from FltCbdqRemoveIo: the operation
 *	is no longer in the queue, or has been cancelled. NULL from FltCbdqRemoveNextIo: no
 *	operation is left.
 * Page: fltkernel.h, FltCbdqRemoveIo, FltCbdqRemoveNextIo
 */
_Must_inspect_result_ PFLT_CALLBACK_DATA FLTAPI
FltCbdqRemoveIo(_Inout_ PFLT_CALLBACK_DATA_QUEUE Cbdq,
		_In_ PFLT_CALLBACK_DATA_QUEUE_IO_CONTEXT Context);
_Must_inspect_result_ PFLT_CALLBACK_DATA FLTAPI
FltCbdqRemoveNextIo(_Inout_ PFLT_CALLBACK_DATA_QUEUE Cbdq, _In_opt_ PVOID PeekContext);

EXTERN_C_END

#endif /* WINWORK_FLT_CALLBACK_DATA_QUEUE_H */
