/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operations for minifilters: the callback data, the callbacks, and the completion of pended
 * operations.
 *
 * The life of an operation
 *
 *  1. A port sends the operation to a volume (flt_port.h). On the way down the pre-operation
 *     callback of each instance on the volume gets it, from the highest altitude to the lowest,
 *     and then the file system. The file system, or a callback, completes it. On the way up the
 *     post-operation callback of each instance that asked for one gets it, from the lowest
 *     altitude to the highest.
 *  2. An instance sees itself in Iopb->TargetInstance. Its changes of Iopb reach the instances
 *     below only if it calls FltSetCallbackDataDirty; otherwise they are undone. Its
 *     post-operation callback sees the parameters that its pre-operation callback got. On the way
 *     up each instance sees the IoStatus that the previous one left.
 *  3. A pre-operation callback that returns FLT_PREOP_PENDING pends the operation. So does a
 *     post-operation callback that returns FLT_POSTOP_MORE_PROCESSING_REQUIRED.
 *     FltCompletePendedPreOperation or FltCompletePendedPostOperation continues it, in the
 *     calling thread. The minifilter may call these before the callback has returned. After the
 *     call the minifilter may not use the callback data.
 *  4. An instance that is being torn down gets no new operations. Teardown waits for its running
 *     callbacks and its pended operations; the minifilter must complete these. Operations below
 *     the instance are drained: teardown calls their post-operation callback at once, with a copy
 *     of the callback data and FLTFL_POST_OPERATION_DRAINING. The callback is not called again on
 *     the way up. After FLT_PREOP_SYNCHRONIZE an operation is not drained, nor while the file system
 *     has a buffer of the instance's: teardown waits for it.
 *
 * The Filter Manager allocates the memory for an operation when it is sent. Completing, pending
 * and draining allocate nothing.
 */
#ifndef WINWORK_FLT_OPERATION_H
#define WINWORK_FLT_OPERATION_H

#include "parameters.h"
#include "../ps/thread.h"

EXTERN_C_START

typedef ULONG FLT_CALLBACK_DATA_FLAGS;

/* Bits of FLT_CALLBACK_DATA.Flags. IRP_, FAST_IO_ and FS_FILTER_OPERATION are the kinds. */
#define FLTFL_CALLBACK_DATA_REISSUE_MASK 0x0000FFFF
#define FLTFL_CALLBACK_DATA_IRP_OPERATION 0x00000001
#define FLTFL_CALLBACK_DATA_FAST_IO_OPERATION 0x00000002
#define FLTFL_CALLBACK_DATA_FS_FILTER_OPERATION 0x00000004
#define FLTFL_CALLBACK_DATA_SYSTEM_BUFFER 0x00000008
#define FLTFL_CALLBACK_DATA_GENERATED_IO 0x00010000
#define FLTFL_CALLBACK_DATA_REISSUED_IO 0x00020000
#define FLTFL_CALLBACK_DATA_DRAINING_IO 0x00040000
#define FLTFL_CALLBACK_DATA_POST_OPERATION 0x00080000
#define FLTFL_CALLBACK_DATA_NEW_SYSTEM_BUFFER 0x00100000
#define FLTFL_CALLBACK_DATA_DIRTY 0x80000000

struct _FLT_TAG_DATA_BUFFER;

/**
 * struct _FLT_CALLBACK_DATA - an operation, for minifilters
 * @Flags: FLTFL_CALLBACK_DATA_*
 * @Thread: the thread that began the operation; may be NULL
 * @Iopb: the parameters
 * @IoStatus: the result. Only a pre-operation callback that completes the operation, and a
 *	post-operation callback that ends its processing, may change it.
 * @TagData: NULL here
 * @QueueLinks: for the minifilter's use while it has pended the operation
 * @QueueContext: for the minifilter's use while it has pended the operation
 * @FilterContext: the memory of @QueueLinks and @QueueContext
 * @RequestorMode: KernelMode or UserMode
 *
 * The structure is valid in a callback, and while the minifilter has pended the operation.
 *
 * Page: fltkernel.h, FLT_CALLBACK_DATA
 */
typedef struct _FLT_CALLBACK_DATA {
	FLT_CALLBACK_DATA_FLAGS Flags;
	PETHREAD const Thread;
	PFLT_IO_PARAMETER_BLOCK const Iopb;
	IO_STATUS_BLOCK IoStatus;
	struct _FLT_TAG_DATA_BUFFER *TagData;
	union {
		struct {
			LIST_ENTRY QueueLinks;
			PVOID QueueContext[2];
		};
		PVOID FilterContext[4];
	};
	KPROCESSOR_MODE const RequestorMode;
} FLT_CALLBACK_DATA, *PFLT_CALLBACK_DATA;

#define FLT_IS_IRP_OPERATION(Data) (FlagOn((Data)->Flags, FLTFL_CALLBACK_DATA_IRP_OPERATION))
#define FLT_IS_FASTIO_OPERATION(Data) \
	(FlagOn((Data)->Flags, FLTFL_CALLBACK_DATA_FAST_IO_OPERATION))
#define FLT_IS_FS_FILTER_OPERATION(Data) \
	(FlagOn((Data)->Flags, FLTFL_CALLBACK_DATA_FS_FILTER_OPERATION))
#define FLT_IS_REISSUED_IO(Data) (FlagOn((Data)->Flags, FLTFL_CALLBACK_DATA_REISSUED_IO))
#define FLT_IS_SYSTEM_BUFFER(Data) (FlagOn((Data)->Flags, FLTFL_CALLBACK_DATA_SYSTEM_BUFFER))

/* ---- callbacks ---------------------------------------------------------------------------- */

/**
 * enum _FLT_PREOP_CALLBACK_STATUS - the result of a pre-operation callback
 * @FLT_PREOP_SUCCESS_WITH_CALLBACK: continue, and call the post-operation callback
 * @FLT_PREOP_SUCCESS_NO_CALLBACK: continue, without the post-operation callback
 * @FLT_PREOP_PENDING: the minifilter calls FltCompletePendedPreOperation, or has called it; IRP
 *	operations only
 * @FLT_PREOP_DISALLOW_FASTIO: fail the operation with STATUS_FLT_DISALLOW_FAST_IO, so that its
 *	sender sends an IRP instead; fast I/O only
 * @FLT_PREOP_COMPLETE: complete the operation with the IoStatus that the callback has set. It may
 *	not be STATUS_PENDING. For cleanup and close it may not be an error.
 * @FLT_PREOP_SYNCHRONIZE: continue, and call the post-operation callback in this thread, below
 *	DISPATCH_LEVEL. For an operation that is not based on an IRP this is
 *	FLT_PREOP_SUCCESS_WITH_CALLBACK.
 * @FLT_PREOP_DISALLOW_FSFILTER_IO: fail the operation with STATUS_FLT_DISALLOW_FAST_IO, so that the
 *	file is opened, queried and closed instead; IRP_MJ_QUERY_OPEN only
 *
 * Here: a result that is not valid for the operation is reported (0xF5). The operation then
 * continues as after FLT_PREOP_SUCCESS_NO_CALLBACK, and the instance may not complete it. An
 * invalid IoStatus is reported, and replaced by STATUS_UNSUCCESSFUL. For cleanup and close it is
 * replaced by STATUS_SUCCESS.
 *
 * Page: fltkernel.h, FLT_PREOP_CALLBACK_STATUS
 */
typedef enum _FLT_PREOP_CALLBACK_STATUS {
	FLT_PREOP_SUCCESS_WITH_CALLBACK,
	FLT_PREOP_SUCCESS_NO_CALLBACK,
	FLT_PREOP_PENDING,
	FLT_PREOP_DISALLOW_FASTIO,
	FLT_PREOP_COMPLETE,
	FLT_PREOP_SYNCHRONIZE,
	FLT_PREOP_DISALLOW_FSFILTER_IO
} FLT_PREOP_CALLBACK_STATUS, *PFLT_PREOP_CALLBACK_STATUS;

/**
 * enum _FLT_POSTOP_CALLBACK_STATUS - the result of a post-operation callback
 * @FLT_POSTOP_FINISHED_PROCESSING: continue on the way up
 * @FLT_POSTOP_MORE_PROCESSING_REQUIRED: the minifilter calls FltCompletePendedPostOperation, or
 *	has called it; IRP operations only, and not while draining
 * @FLT_POSTOP_DISALLOW_FSFILTER_IO: continue on the way up, with STATUS_FLT_DISALLOW_FAST_IO;
 *	IRP_MJ_QUERY_OPEN only
 *
 * Here: a result that is not valid for the operation is reported (0xF5), and treated as
 * FLT_POSTOP_FINISHED_PROCESSING.
 *
 * Page: fltkernel.h, FLT_POSTOP_CALLBACK_STATUS
 */
typedef enum _FLT_POSTOP_CALLBACK_STATUS {
	FLT_POSTOP_FINISHED_PROCESSING,
	FLT_POSTOP_MORE_PROCESSING_REQUIRED,
	FLT_POSTOP_DISALLOW_FSFILTER_IO
} FLT_POSTOP_CALLBACK_STATUS, *PFLT_POSTOP_CALLBACK_STATUS;

typedef ULONG FLT_POST_OPERATION_FLAGS;

/* The instance is being torn down, the operation is not complete, and Data is a copy. */
#define FLTFL_POST_OPERATION_DRAINING 0x00000001

/**
 * PFLT_PRE_OPERATION_CALLBACK - handle an operation on its way down
 * @Data: the operation
 * @FltObjects: the minifilter, its instance, the volume and the file object
 * @CompletionContext: receives a pointer for the post-operation callback. It is NULL at first, and
 *	must stay NULL if the result does not request that callback.
 *
 * IRQL: <= APC_LEVEL.
 * Return: one of FLT_PREOP_*.
 * Page: fltkernel.h, PFLT_PRE_OPERATION_CALLBACK
 */
typedef FLT_PREOP_CALLBACK_STATUS(FLTAPI *PFLT_PRE_OPERATION_CALLBACK)(
	_Inout_ PFLT_CALLBACK_DATA Data, _In_ PCFLT_RELATED_OBJECTS FltObjects,
	_Flt_CompletionContext_Outptr_ PVOID *CompletionContext);

/**
 * PFLT_POST_OPERATION_CALLBACK - handle an operation on its way up
 * @Data: the operation; a copy of it while draining, with STATUS_FLT_POST_OPERATION_CLEANUP
 * @FltObjects: the minifilter, its instance, the volume and the file object
 * @CompletionContext: as the pre-operation callback stored it
 * @Flags: FLTFL_POST_OPERATION_*
 *
 * IRQL: <= DISPATCH_LEVEL, that of the code that completed the operation; <= APC_LEVEL after
 *	FLT_PREOP_SYNCHRONIZE.
 * Return: FLT_POSTOP_FINISHED_PROCESSING, or FLT_POSTOP_MORE_PROCESSING_REQUIRED to keep
 *	the operation.
 * Page: fltkernel.h, PFLT_POST_OPERATION_CALLBACK
 */
typedef FLT_POSTOP_CALLBACK_STATUS(FLTAPI *PFLT_POST_OPERATION_CALLBACK)(
	_Inout_ PFLT_CALLBACK_DATA Data, _In_ PCFLT_RELATED_OBJECTS FltObjects,
	_In_opt_ PVOID CompletionContext, _In_ FLT_POST_OPERATION_FLAGS Flags);

/* ---- completion --------------------------------------------------------------------------- */

/**
 * FltCompletePendedPreOperation - continue an operation that was pended with FLT_PREOP_PENDING
 * @CallbackData: the operation; you may not use it after the call
 * @CallbackStatus: FLT_PREOP_SUCCESS_WITH_CALLBACK, FLT_PREOP_SUCCESS_NO_CALLBACK or
 *	FLT_PREOP_COMPLETE
 * @Context: passed to the post-operation callback; NULL if @CallbackStatus does not request that
 *	callback
 *
 * It is OK to call this before the pre-operation callback has returned.
 *
 * Here: the following are reported (0xF5), and the operation stays as it is: another
 * @CallbackStatus, a @Context without a post-operation callback, an operation that no
 * pre-operation callback has pended, and an operation that is still in a callback data queue.
 *
 * IRQL: <= DISPATCH_LEVEL for FLT_PREOP_COMPLETE, otherwise <= APC_LEVEL.
 * Page: fltkernel.h, FltCompletePendedPreOperation
 */
VOID FLTAPI FltCompletePendedPreOperation(_In_ PFLT_CALLBACK_DATA CallbackData,
					  _In_ FLT_PREOP_CALLBACK_STATUS CallbackStatus,
					  _In_opt_ PVOID Context);

/**
 * FltCompletePendedPostOperation - continue an operation that was pended with
 *	FLT_POSTOP_MORE_PROCESSING_REQUIRED
 * @CallbackData: the operation; you may not use it after the call
 *
 * Here: an operation that no post-operation callback has pended is reported (0xF5), and stays as
 * it is. So is an operation that is still in a callback data queue.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: fltkernel.h, FltCompletePendedPostOperation
 */
VOID FLTAPI FltCompletePendedPostOperation(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltDoCompletionProcessingWhenSafe - call a second post-operation callback below DISPATCH_LEVEL,
 *	now or in a worker thread
 * @Data: the operation
 * @FltObjects: as passed to the calling callback
 * @CompletionContext: as passed to the calling callback
 * @Flags: as passed to the calling callback
 * @SafePostCallback: the second callback. In a worker thread the operation continues when this
 *	callback returns, unless it returns FLT_POSTOP_MORE_PROCESSING_REQUIRED.
 * @RetPostOperationStatus: receives the status that the calling callback must return
 *
 * You may not call this for an operation that is being drained. The call is reported (0xF5), and
 * returns FALSE.
 *
 * Windows's page allows any IRQL, but also says that only a post-operation callback may call
 * this, which is at <= DISPATCH_LEVEL. Here: above DISPATCH_LEVEL the call is reported (0x0A),
 * and returns FALSE.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: TRUE when the second callback was called or will be called. FALSE after a report, and
 *	when a worker thread is needed but cannot be used. It cannot be used in the cases in which
 *	FltQueueDeferredIoWorkItem refuses an operation.
 * Page: fltkernel.h, FltDoCompletionProcessingWhenSafe
 */
BOOLEAN FLTAPI FltDoCompletionProcessingWhenSafe(_In_ PFLT_CALLBACK_DATA Data,
						 _In_ PCFLT_RELATED_OBJECTS FltObjects,
						 _In_opt_ PVOID CompletionContext,
						 _In_ FLT_POST_OPERATION_FLAGS Flags,
						 _In_ PFLT_POST_OPERATION_CALLBACK SafePostCallback,
						 _Out_ PFLT_POSTOP_CALLBACK_STATUS
							 RetPostOperationStatus);

/**
 * FltIsOperationSynchronous - return whether the thread that began the operation waits for its end
 * @CallbackData: an operation of any kind, in a callback or pended
 *
 * Fast I/O and FS_FILTER operations are synchronous. Paging I/O is synchronous only with
 * IRP_SYNCHRONOUS_PAGING_IO. Any other operation is synchronous in each of these cases: its file
 * object has FO_SYNCHRONOUS_IO, it has IRP_SYNCHRONOUS_API, or its control code has
 * METHOD_BUFFERED.
 *
 * Here: a pointer to something other than an operation is reported (0xF5), and the call returns
 * FALSE.
 *
 * IRQL: any.
 * Return: TRUE when the operation is synchronous.
 * Page: fltkernel.h, FltIsOperationSynchronous
 */
BOOLEAN FLTAPI FltIsOperationSynchronous(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltGetRequestorProcess, FltGetRequestorProcessId, FltGetRequestorProcessIdEx - return the process
 *	that has made an operation
 * @CallbackData: an operation of any kind, in a callback or pended
 *
 * It is the process of the thread that sent the operation, in whatever thread the callback runs. A
 * driver's own operation is of the process in whose thread the driver sent it.
 *
 * Here: the process is valid as long as the operation, also if it has ended by then.
 *
 * Windows's page calls the result of FltGetRequestorProcessIdEx a handle. It is the id, with the type
 * of a handle, as PsGetProcessId returns it.
 *
 * Here: a pointer to something other than an operation is reported (0xF5), and the call returns NULL
 * or 0.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the process or its id, the Linux thread group's; the system process or 4 for a thread of the
 *	kernel.
 * Page: fltkernel.h, FltGetRequestorProcess, FltGetRequestorProcessId, FltGetRequestorProcessIdEx
 */
PEPROCESS FLTAPI FltGetRequestorProcess(_In_ PFLT_CALLBACK_DATA CallbackData);
ULONG FLTAPI FltGetRequestorProcessId(_In_ PFLT_CALLBACK_DATA CallbackData);
HANDLE FLTAPI FltGetRequestorProcessIdEx(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltGetRequestorSessionId - return the session of the process that has made an operation
 * @CallbackData: an operation of any kind, in a callback or pended
 * @SessionId: receives the number of the session, or -1 for a process without one and after a failure
 *
 * Here: a session is a login of Linux, and has the number of /proc/PID/sessionid. A program that belongs to
 * no login is in session 0, as a service is on Windows. A thread of the kernel has no session. On a kernel
 * without CONFIG_AUDIT all programs are in session 0.
 *
 * Here: a pointer to something other than an operation is reported (0xF5).
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS, also for a process without a session; STATUS_UNSUCCESSFUL.
 * Page: fltkernel.h, FltGetRequestorSessionId
 */
NTSTATUS FLTAPI FltGetRequestorSessionId(_In_ PFLT_CALLBACK_DATA CallbackData, _Out_ PULONG SessionId);

/**
 * FltIs32bitProcess - return whether a 32-bit program has made an operation
 * @CallbackData: the operation, or NULL for the current system call
 *
 * Here: a pointer to something other than an operation is reported (0xF5), and the call returns
 * FALSE.
 *
 * IRQL: <= APC_LEVEL.
 * Return: TRUE if a 32-bit program has made an IRP_OPERATION, and the operation is not a driver's own.
 *	For fast I/O, FS_FILTER operations and NULL: TRUE if the current system call is such a program's.
 * Page: fltkernel.h, FltIs32bitProcess
 */
BOOLEAN FLTAPI FltIs32bitProcess(_In_opt_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltSetCallbackDataDirty, FltClearCallbackDataDirty, FltIsCallbackDataDirty - set, clear, return
 *	the mark that the parameters have been changed
 * @Data: the operation
 *
 * Without the mark, changes of Iopb are undone after the callback.
 *
 * IRQL: any.
 * Return: FltIsCallbackDataDirty: TRUE when the mark is set.
 * Page: fltkernel.h, FltSetCallbackDataDirty, FltClearCallbackDataDirty, FltIsCallbackDataDirty
 */
VOID FLTAPI FltSetCallbackDataDirty(_Inout_ PFLT_CALLBACK_DATA Data);
VOID FLTAPI FltClearCallbackDataDirty(_Inout_ PFLT_CALLBACK_DATA Data);
BOOLEAN FLTAPI FltIsCallbackDataDirty(_In_ PFLT_CALLBACK_DATA Data);

/**
 * PFLT_GET_OPERATION_STATUS_CALLBACK - learn what the file system has returned
 * @FltObjects: the objects of the instance that asked
 * @IopbSnapshot: the parameters, as they were when it asked. Valid until the routine returns.
 * @OperationStatus: what the file system has returned; STATUS_PENDING if it completes the operation
 *	later, or has done so meanwhile
 * @RequesterContext: as passed to FltRequestOperationStatusCallback
 *
 * The operation may be gone.
 *
 * IRQL: <= APC_LEVEL.
 * Page: fltkernel.h, PFLT_GET_OPERATION_STATUS_CALLBACK
 */
typedef VOID(FLTAPI *PFLT_GET_OPERATION_STATUS_CALLBACK)(_In_ PCFLT_RELATED_OBJECTS FltObjects,
							 _In_ PFLT_IO_PARAMETER_BLOCK IopbSnapshot,
							 _In_ NTSTATUS OperationStatus,
							 _In_opt_ PVOID RequesterContext);

/**
 * FltRequestOperationStatusCallback - have a routine called when the file system has returned
 * @Data: the operation, in the caller's pre-operation callback. It has to be based on an IRP, and may
 *	not be IRP_MJ_CLOSE.
 * @CallbackRoutine: called in the thread that called the file system, before the post-operation
 *	callbacks unless the file system has pended the operation
 * @RequesterContext: passed to @CallbackRoutine
 *
 * Here: the routine is not called if a minifilter below completes the operation, or if the caller's
 * instance is being torn down by then. If several minifilters ask, the lowest is called first.
 *
 * Here: a call outside a pre-operation callback is reported (0xF5).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_INVALID_PARAMETER for a wrong
 *	operation or place, or after a report. STATUS_FLT_DELETING_OBJECT if the instance is being
 *	torn down.
 * Page: fltkernel.h, FltRequestOperationStatusCallback
 */
NTSTATUS FLTAPI FltRequestOperationStatusCallback(
	_In_ PFLT_CALLBACK_DATA Data, _In_ PFLT_GET_OPERATION_STATUS_CALLBACK CallbackRoutine,
	_In_opt_ PVOID RequesterContext);

/**
 * FltGetIrpName - return the name of a kind of operation
 * @IrpMajorCode: IRP_MJ_*, also those that only the Filter Manager has
 *
 * Here: for other numbers the name is "IRP_MJ_?".
 *
 * IRQL: any.
 * Return: the name, such as "IRP_MJ_CREATE". Nobody frees or changes it.
 * Page: fltkernel.h, FltGetIrpName
 */
PCHAR FLTAPI FltGetIrpName(_In_ UCHAR IrpMajorCode);

EXTERN_C_END

#endif /* WINWORK_FLT_OPERATION_H */
