/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Operations as a minifilter sees them: the callback data, the callbacks, and the completion of
 * what they have pended.
 *
 * The life of an operation
 *
 *  1. It is sent to a volume (flt_port.h), and goes down: to the pre-operation callback of each
 *     instance on the volume, from the highest altitude to the lowest, and then to the file
 *     system. It comes up again when the file system, or a callback, has completed it: to the
 *     post-operation callback of each instance that asked for one, from the lowest altitude up.
 *  2. An instance sees its own Iopb->TargetInstance. What it changes in Iopb goes down if it calls
 *     FltSetCallbackDataDirty, and is undone if it does not; its post-operation callback sees the
 *     parameters as its pre-operation callback got them. IoStatus goes up as the last one left it.
 *  3. A pre-operation callback that returns FLT_PREOP_PENDING, and a post-operation callback that
 *     returns FLT_POSTOP_MORE_PROCESSING_REQUIRED, stop it. It goes on, in the thread that calls,
 *     with FltCompletePendedPreOperation or FltCompletePendedPostOperation. That may be before the
 *     callback has returned. After the call the callback data is not the minifilter's any more.
 *  4. An instance that is torn down gets no new operations. Its callbacks that run, and what it
 *     has pended, are waited for: it is the minifilter's to complete that. For an operation that
 *     is below it the post-operation callback is called at once, on a copy, with
 *     FLTFL_POST_OPERATION_DRAINING, and not again when the operation comes up.
 *
 * The Filter Manager holds its own memory for an operation from the time it is sent; completing,
 * pending and draining allocate nothing.
 */
#ifndef WINWORK_FLT_OPERATION_H
#define WINWORK_FLT_OPERATION_H

#include "flt_parameters.h"

EXTERN_C_START

typedef ULONG FLT_CALLBACK_DATA_FLAGS;

/* Bits of FLT_CALLBACK_DATA.Flags. The first three tell the kind of operation. */
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
 * struct _FLT_CALLBACK_DATA - an operation, for the minifilters
 * @Flags: FLTFL_CALLBACK_DATA_*
 * @Thread: who began it; may be NULL
 * @Iopb: the parameters
 * @IoStatus: the result. Only a pre-operation callback that completes the operation, and a
 *	post-operation callback that ends its processing, may change it.
 * @TagData: NULL here
 * @QueueLinks: the minifilter's, while it has pended the operation
 * @QueueContext: likewise
 * @FilterContext: the same memory
 * @RequestorMode: KernelMode or UserMode
 *
 * It is valid in a callback, and while the minifilter has pended the operation.
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
 * enum _FLT_PREOP_CALLBACK_STATUS - what a pre-operation callback wants
 * @FLT_PREOP_SUCCESS_WITH_CALLBACK: go on, and call my post-operation callback
 * @FLT_PREOP_SUCCESS_NO_CALLBACK: go on without
 * @FLT_PREOP_PENDING: I call FltCompletePendedPreOperation, or have; IRP operations only
 * @FLT_PREOP_DISALLOW_FASTIO: fail the operation with STATUS_FLT_DISALLOW_FAST_IO, so that it comes
 *	again as an IRP; fast I/O only
 * @FLT_PREOP_COMPLETE: go up again with the IoStatus I have set, which may not be STATUS_PENDING
 *	(and of cleanup and close not be an error)
 * @FLT_PREOP_SYNCHRONIZE: as the first, and call it in this thread, below DISPATCH_LEVEL. For an
 *	operation that is no IRP it is the first.
 * @FLT_PREOP_DISALLOW_FSFILTER_IO: fail the operation with STATUS_FLT_DISALLOW_FAST_IO, so that the
 *	file is opened, queried and closed instead; IRP_MJ_QUERY_OPEN only
 *
 * Here: what does not suit the operation is reported (0xF5), and the operation goes on as if
 * FLT_PREOP_SUCCESS_NO_CALLBACK had been returned; it is then the next instance's, and no call to
 * complete it is honoured. An IoStatus that may not be is reported, and becomes
 * STATUS_UNSUCCESSFUL, or STATUS_SUCCESS for cleanup and close.
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
 * enum _FLT_POSTOP_CALLBACK_STATUS - what a post-operation callback wants
 * @FLT_POSTOP_FINISHED_PROCESSING: go on up
 * @FLT_POSTOP_MORE_PROCESSING_REQUIRED: I call FltCompletePendedPostOperation, or have; IRP
 *	operations only, and not while draining
 * @FLT_POSTOP_DISALLOW_FSFILTER_IO: go on up, with STATUS_FLT_DISALLOW_FAST_IO;
 *	IRP_MJ_QUERY_OPEN only
 *
 * Here: what does not suit the operation is reported (0xF5) and taken for the first.
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
 * PFLT_PRE_OPERATION_CALLBACK - an operation on its way down
 * @Data: the operation
 * @FltObjects: the minifilter's objects it is for
 * @CompletionContext: what the post-operation callback gets; NULL at first, and to be NULL unless
 *	the return value asks for that callback
 *
 * IRQL: <= APC_LEVEL.
 * Return: one of FLT_PREOP_*: what becomes of the operation.
 * Page: fltkernel.h, PFLT_PRE_OPERATION_CALLBACK
 */
typedef FLT_PREOP_CALLBACK_STATUS(FLTAPI *PFLT_PRE_OPERATION_CALLBACK)(
	_Inout_ PFLT_CALLBACK_DATA Data, _In_ PCFLT_RELATED_OBJECTS FltObjects,
	_Flt_CompletionContext_Outptr_ PVOID *CompletionContext);

/**
 * PFLT_POST_OPERATION_CALLBACK - an operation on its way up
 * @Data: the operation; a copy of it while draining, with STATUS_FLT_POST_OPERATION_CLEANUP
 * @FltObjects: the minifilter's objects it is for
 * @CompletionContext: what the pre-operation callback left
 * @Flags: FLTFL_POST_OPERATION_*
 *
 * IRQL: <= DISPATCH_LEVEL, that of whoever completed the operation; <= APC_LEVEL after
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
 * FltCompletePendedPreOperation - go on with an operation that FLT_PREOP_PENDING stops, or will
 * @CallbackData: the operation
 * @CallbackStatus: FLT_PREOP_SUCCESS_WITH_CALLBACK, FLT_PREOP_SUCCESS_NO_CALLBACK or
 *	FLT_PREOP_COMPLETE
 * @Context: for the post-operation callback; NULL unless @CallbackStatus asks for that
 *
 * Here: other values, and an operation that waits for no such call, are reported (0xF5), and the
 * operation stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL for FLT_PREOP_COMPLETE, otherwise <= APC_LEVEL.
 * Page: fltkernel.h, FltCompletePendedPreOperation
 */
VOID FLTAPI FltCompletePendedPreOperation(_In_ PFLT_CALLBACK_DATA CallbackData,
					  _In_ FLT_PREOP_CALLBACK_STATUS CallbackStatus,
					  _In_opt_ PVOID Context);

/**
 * FltCompletePendedPostOperation - go on with an operation that
 *	FLT_POSTOP_MORE_PROCESSING_REQUIRED stops, or will
 * @CallbackData: the operation
 *
 * Here: an operation that waits for no such call is reported (0xF5), and stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: fltkernel.h, FltCompletePendedPostOperation
 */
VOID FLTAPI FltCompletePendedPostOperation(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltDoCompletionProcessingWhenSafe - call the rest of a post-operation callback below
 *	DISPATCH_LEVEL, now or in a worker
 * @Data: the operation
 * @FltObjects: as the callback got them
 * @CompletionContext: as the callback got it
 * @Flags: as the callback got them
 * @SafePostCallback: the rest. In a worker the operation goes on when it returns, unless that is
 *	FLT_POSTOP_MORE_PROCESSING_REQUIRED.
 * @RetPostOperationStatus: receives what the calling callback is to return
 *
 * Not while draining: that is reported (0xF5).
 *
 * Windows's page says "any IRQL", but also that only a post-operation callback may call this, and
 * that is at <= DISPATCH_LEVEL. Here: above it the call is reported (0x0A), and returns FALSE.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: FALSE when it has not been called, and cannot be: it would need a worker, and the
 *	operation is no IRP or is paging I/O, the thread has a top-level IRP, or the instance is
 *	being torn down.
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
 * FltIsOperationSynchronous - does who began the operation wait for its end?
 * @CallbackData: an operation of any kind, in a callback or pended
 *
 * Synchronous are: fast I/O and FS_FILTER operations. Of paging I/O that with
 * IRP_SYNCHRONOUS_PAGING_IO, whatever else is said of it. Otherwise an operation on a file object
 * with FO_SYNCHRONOUS_IO, one with IRP_SYNCHRONOUS_API, and a control code of METHOD_BUFFERED.
 *
 * Here: what is no operation is reported (0xF5), and FALSE.
 *
 * IRQL: any.
 * Return: TRUE when it is.
 * Page: fltkernel.h, FltIsOperationSynchronous
 */
BOOLEAN FLTAPI FltIsOperationSynchronous(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltSetCallbackDataDirty, FltClearCallbackDataDirty, FltIsCallbackDataDirty - the parameters have
 *	been changed
 * @Data: the operation
 *
 * Changes in Iopb without it are undone when the callback's part is over.
 *
 * IRQL: any.
 * Return: FltIsCallbackDataDirty: TRUE when they have.
 * Page: fltkernel.h, FltSetCallbackDataDirty, FltClearCallbackDataDirty, FltIsCallbackDataDirty
 */
VOID FLTAPI FltSetCallbackDataDirty(_Inout_ PFLT_CALLBACK_DATA Data);
VOID FLTAPI FltClearCallbackDataDirty(_Inout_ PFLT_CALLBACK_DATA Data);
BOOLEAN FLTAPI FltIsCallbackDataDirty(_In_ PFLT_CALLBACK_DATA Data);

EXTERN_C_END

#endif /* WINWORK_FLT_OPERATION_H */
