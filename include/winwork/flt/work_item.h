/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items of minifilters. A generic item is for a filter or an instance. A deferred I/O item
 * carries an operation that its callback has pended. Both follow the life and the rules of
 * io/work_item.h; this file states the differences.
 *
 * An item is allocated for no object: the queue call names the object. The Filter Manager holds
 * rundown protection on the object from the queue call until the routine has returned.
 * FltUnregisterFilter and FltDetachVolume wait for the release of this protection. So a routine
 * may not unregister the filter, or detach the instance, that it was queued for. Nor may it wait
 * for a thread that does so. An idle item holds no protection.
 *
 * Unlike in the other families, queueing can fail: it fails while the object is being torn down.
 * The item then stays idle, and the caller still owns it.
 */
#ifndef WINWORK_FLT_WORK_ITEM_H
#define WINWORK_FLT_WORK_ITEM_H

#include "operation.h"
#include "../io/work_item.h"

EXTERN_C_START

/* Opaque. */
typedef struct _FLT_GENERIC_WORKITEM *PFLT_GENERIC_WORKITEM;
typedef struct _FLT_DEFERRED_IO_WORKITEM *PFLT_DEFERRED_IO_WORKITEM;

/* ---- generic ------------------------------------------------------------------------------ */

/**
 * FLT_GENERIC_WORKITEM_ROUTINE - the minifilter's routine of FltQueueGenericWorkItem
 * @FltWorkItem: the item; it is idle, unless other code has queued or freed it since
 * @FltObject: the filter or instance given to FltQueueGenericWorkItem
 * @Context: as given to FltQueueGenericWorkItem
 *
 * The routine may free the item, or queue it again. Queueing fails while the object is being torn
 * down. The routine must then free the item.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: fltkernel.h, PFLT_GENERIC_WORKITEM_ROUTINE
 */
_Function_class_(FLT_GENERIC_WORKITEM_ROUTINE)
_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID FLTAPI FLT_GENERIC_WORKITEM_ROUTINE(_In_ PFLT_GENERIC_WORKITEM FltWorkItem,
						 _In_ PVOID FltObject, _In_opt_ PVOID Context);
typedef FLT_GENERIC_WORKITEM_ROUTINE *PFLT_GENERIC_WORKITEM_ROUTINE;

/**
 * FltAllocateGenericWorkItem - allocate an idle generic item, in nonpaged memory
 *
 * The item may be queued any number of times, for any object. The caller owns it until
 * FltFreeGenericWorkItem.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the item, or NULL without memory.
 * Page: fltkernel.h, FltAllocateGenericWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PFLT_GENERIC_WORKITEM FLTAPI FltAllocateGenericWorkItem(VOID);

/**
 * FltFreeGenericWorkItem - free a generic item
 * @FltWorkItem: an idle item
 *
 * It is OK to call this in the item's own routine.
 *
 * Here: a queued item is reported (0xE4, parameter 2) and stays queued. A pointer to something
 * other than a generic item is reported, and not freed.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: fltkernel.h, FltFreeGenericWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID FLTAPI FltFreeGenericWorkItem(_In_ PFLT_GENERIC_WORKITEM FltWorkItem);

/**
 * FltQueueGenericWorkItem - queue an item: a worker calls WorkerRoutine(item, object, Context) once
 * @FltWorkItem: an idle item
 * @FltObject: a filter or an instance, which is passed to the routine
 * @WorkerRoutine: the routine
 * @QueueType: see enum _WORK_QUEUE_TYPE; Windows's page allows CriticalWorkQueue and
 *	DelayedWorkQueue
 * @Context: passed to the routine, or NULL
 *
 * The item may do work for any operation, also for paging I/O or under a top-level IRP. So an
 * operation that FltQueueDeferredIoWorkItem refuses can be passed in @Context.
 *
 * Here: every WORK_QUEUE_TYPE is accepted. The call refuses the following, with a report.
 *
 *	a queued item						0xE4, parameter 1
 *	an object that is neither a filter nor an instance	0xE4, parameter 3
 *	an invalid queue type					0xE4, parameter 6
 *	a routine that is NULL					0xE4, parameter 7
 *	an IRQL above DISPATCH_LEVEL				0x0A
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_DELETING_OBJECT when the filter is being unregistered or the
 *	instance torn down; STATUS_INVALID_PARAMETER after a report. After a failure nothing is
 *	queued, and the caller still owns the item.
 * Page: fltkernel.h, FltQueueGenericWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS FLTAPI
FltQueueGenericWorkItem(_In_ PFLT_GENERIC_WORKITEM FltWorkItem, _In_ PVOID FltObject,
			_In_ PFLT_GENERIC_WORKITEM_ROUTINE WorkerRoutine,
			_In_ WORK_QUEUE_TYPE QueueType, _In_opt_ PVOID Context);

/* ---- deferred I/O ------------------------------------------------------------------------- */

/**
 * FLT_DEFERRED_IO_WORKITEM_ROUTINE - the minifilter's routine of FltQueueDeferredIoWorkItem
 * @FltWorkItem: the item; it is idle, unless other code has queued or freed it since
 * @CallbackData: the operation given to FltQueueDeferredIoWorkItem
 * @Context: as given to FltQueueDeferredIoWorkItem
 *
 * The routine completes the operation, with FltCompletePendedPreOperation or
 * FltCompletePendedPostOperation, and then frees the item. The return of the routine does not
 * complete the operation. So it is OK to leave the operation pended, and to complete it elsewhere.
 *
 * The routine may run before the callback that queued the item has returned.
 *
 * IRQL: PASSIVE_LEVEL, and PASSIVE_LEVEL on return.
 * Page: fltkernel.h, PFLT_DEFERRED_IO_WORKITEM_ROUTINE
 */
_Function_class_(FLT_DEFERRED_IO_WORKITEM_ROUTINE)
_IRQL_requires_(PASSIVE_LEVEL)
_IRQL_requires_same_
typedef VOID FLTAPI FLT_DEFERRED_IO_WORKITEM_ROUTINE(_In_ PFLT_DEFERRED_IO_WORKITEM FltWorkItem,
						     _In_ PFLT_CALLBACK_DATA CallbackData,
						     _In_opt_ PVOID Context);
typedef FLT_DEFERRED_IO_WORKITEM_ROUTINE *PFLT_DEFERRED_IO_WORKITEM_ROUTINE;

/**
 * FltAllocateDeferredIoWorkItem - allocate an idle deferred I/O item, in nonpaged memory
 *
 * The caller owns the item until FltFreeDeferredIoWorkItem.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the item, or NULL without memory.
 * Page: fltkernel.h, FltAllocateDeferredIoWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PFLT_DEFERRED_IO_WORKITEM FLTAPI FltAllocateDeferredIoWorkItem(VOID);

/**
 * FltFreeDeferredIoWorkItem - free a deferred I/O item
 * @FltWorkItem: an idle item
 *
 * Follows the rules of FltFreeGenericWorkItem.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: fltkernel.h, FltFreeDeferredIoWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID FLTAPI FltFreeDeferredIoWorkItem(_In_ PFLT_DEFERRED_IO_WORKITEM FltWorkItem);

/**
 * FltQueueDeferredIoWorkItem - queue an item: a worker continues an operation
 * @FltWorkItem: an idle item
 * @Data: the operation that a pre- or post-operation callback of the calling minifilter handles
 * @WorkerRoutine: the routine
 * @QueueType: as for FltQueueGenericWorkItem
 * @Context: passed to the routine. Windows's page requires one; NULL is OK here.
 *
 * After success the pre-operation callback returns FLT_PREOP_PENDING with a NULL completion
 * context. A post-operation callback returns FLT_POSTOP_MORE_PROCESSING_REQUIRED. The operation
 * then belongs to the routine. After a failure the callback must continue without the item.
 *
 * The Filter Manager holds rundown protection on the instance, Data->Iopb->TargetInstance.
 *
 * Here: wrong calls are reported as by FltQueueGenericWorkItem. A pointer to something other than
 * an operation is reported (0xE4, parameter 3).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_NOT_SAFE_TO_POST_OPERATION for fast I/O, for a file system
 *	filter callback, for paging I/O, and in a thread for which IoGetTopLevelIrp does not
 *	return NULL; STATUS_FLT_DELETING_OBJECT when the instance is being torn down;
 *	STATUS_INVALID_PARAMETER after a report. After a failure nothing is queued, and the caller
 *	still owns the item.
 * Page: fltkernel.h, FltQueueDeferredIoWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS FLTAPI
FltQueueDeferredIoWorkItem(_In_ PFLT_DEFERRED_IO_WORKITEM FltWorkItem,
			   _In_ PFLT_CALLBACK_DATA Data,
			   _In_ PFLT_DEFERRED_IO_WORKITEM_ROUTINE WorkerRoutine,
			   _In_ WORK_QUEUE_TYPE QueueType, _In_opt_ PVOID Context);

EXTERN_C_END

#endif /* WINWORK_FLT_WORK_ITEM_H */
