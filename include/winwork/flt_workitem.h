/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Work items of minifilters. A generic one is for a filter or an instance; a deferred one carries
 * an operation that its callback has pended. Life and rules of both are those of workitem.h; only
 * the differences are said here.
 *
 * Nothing is bound to an item when it is allocated: the object is named when it is queued, and
 * the Filter Manager holds rundown protection on it from then until the routine has returned.
 * Taking the object down (FltUnregisterFilter, FltDetachVolume) waits for that. So you may not
 * unregister a filter, or detach an instance, from a routine that was queued for it, nor have the
 * routine wait for whoever does. An idle item holds nothing.
 *
 * Queueing can fail, as it can nowhere else: when the object is being taken down. Then the item
 * is as it was before, idle and yours: free it, or keep it.
 */
#ifndef WINWORK_FLT_WORKITEM_H
#define WINWORK_FLT_WORKITEM_H

#include "flt_operation.h"
#include "workitem.h"

EXTERN_C_START

/* Opaque. */
typedef struct _FLT_GENERIC_WORKITEM *PFLT_GENERIC_WORKITEM;
typedef struct _FLT_DEFERRED_IO_WORKITEM *PFLT_DEFERRED_IO_WORKITEM;

/* ---- generic ------------------------------------------------------------------------------ */

/**
 * FLT_GENERIC_WORKITEM_ROUTINE - what FltQueueGenericWorkItem has called
 * @FltWorkItem: the item; it is idle, unless somebody has queued or freed it since
 * @FltObject: the filter or instance given to FltQueueGenericWorkItem
 * @Context: likewise
 *
 * Free the item here, or queue it again; while its object is going the latter fails, and the item
 * is to be freed.
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
 * FltAllocateGenericWorkItem - an idle generic item, in nonpaged memory
 *
 * It may be queued any number of times, for any object, and is yours until
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
 * FltFreeGenericWorkItem - the end of a generic item
 * @FltWorkItem: an idle one
 *
 * It is OK from the item's own routine.
 *
 * Here: a queued item is reported (0xE4, parameter 2) and stays queued; what is no generic item
 * is reported, and not freed.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: fltkernel.h, FltFreeGenericWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID FLTAPI FltFreeGenericWorkItem(_In_ PFLT_GENERIC_WORKITEM FltWorkItem);

/**
 * FltQueueGenericWorkItem - have a routine called by a worker
 * @FltWorkItem: an idle item
 * @FltObject: a filter or an instance; the routine gets it as it is given
 * @WorkerRoutine: the routine
 * @QueueType: Windows's page allows CriticalWorkQueue and DelayedWorkQueue
 * @Context: for the routine; NULL is OK
 *
 * It is OK for any operation's sake, also one of paging I/O or under a top-level IRP: what
 * FltQueueDeferredIoWorkItem refuses may be carried by a generic item in @Context.
 *
 * Here: every WORK_QUEUE_TYPE is accepted. A queued item, an object that is neither filter nor
 * instance, a bad type and a NULL routine are reported (0xE4, parameters 1, 3, 6, 7), and a wrong
 * IRQL is (0x0A).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_DELETING_OBJECT when the filter is being unregistered, or the
 *	instance torn down; STATUS_INVALID_PARAMETER for what was reported. Unless it is success
 *	nothing was queued.
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
 * FLT_DEFERRED_IO_WORKITEM_ROUTINE - what FltQueueDeferredIoWorkItem has called
 * @FltWorkItem: the item; it is idle, unless somebody has queued or freed it since
 * @CallbackData: the operation given to FltQueueDeferredIoWorkItem
 * @Context: likewise
 *
 * Complete the operation, with FltCompletePendedPreOperation or FltCompletePendedPostOperation,
 * and then free the item. That this routine returns completes nothing: it is OK to leave the
 * operation pended, and to complete it elsewhere.
 *
 * It may run before the callback that queued it has returned.
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
 * FltAllocateDeferredIoWorkItem - an idle deferred I/O item, in nonpaged memory
 *
 * It is yours until FltFreeDeferredIoWorkItem.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the item, or NULL without memory.
 * Page: fltkernel.h, FltAllocateDeferredIoWorkItem
 */
_Must_inspect_result_
_IRQL_requires_max_(DISPATCH_LEVEL)
PFLT_DEFERRED_IO_WORKITEM FLTAPI FltAllocateDeferredIoWorkItem(VOID);

/**
 * FltFreeDeferredIoWorkItem - the end of a deferred I/O item
 * @FltWorkItem: an idle one
 *
 * As FltFreeGenericWorkItem.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: fltkernel.h, FltFreeDeferredIoWorkItem
 */
_IRQL_requires_max_(DISPATCH_LEVEL)
VOID FLTAPI FltFreeDeferredIoWorkItem(_In_ PFLT_DEFERRED_IO_WORKITEM FltWorkItem);

/**
 * FltQueueDeferredIoWorkItem - take an operation to a worker
 * @FltWorkItem: an idle item
 * @Data: the operation, in a pre- or post-operation callback of the minifilter that calls
 * @WorkerRoutine: the routine
 * @QueueType: as for FltQueueGenericWorkItem
 * @Context: for the routine. Windows's page wants one; NULL is OK.
 *
 * Then the pre-operation callback returns FLT_PREOP_PENDING with a NULL completion context, or the
 * post-operation callback FLT_POSTOP_MORE_PROCESSING_REQUIRED, and the operation is the routine's.
 * After a failure the callback must go on without the item.
 *
 * The object that is protected is the instance, Data->Iopb->TargetInstance.
 *
 * Here: wrong calls are reported as for FltQueueGenericWorkItem.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_FLT_NOT_SAFE_TO_POST_OPERATION for an operation that is not
 *	based on an IRP (fast I/O, file system filter callback), for paging I/O, and in a thread
 *	whose IoGetTopLevelIrp is not NULL; STATUS_FLT_DELETING_OBJECT when the instance is being
 *	torn down; STATUS_INVALID_PARAMETER for what was reported. Unless it is success nothing
 *	was queued, and the item is still the caller's.
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

#endif /* WINWORK_FLT_WORKITEM_H */
