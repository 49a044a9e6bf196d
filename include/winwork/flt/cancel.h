/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cancelling operations: what a minifilter does while it has an operation that may be cancelled. On a mount, the
 * end of the program cancels its operation.
 */
#ifndef WINWORK_FLT_CANCEL_H
#define WINWORK_FLT_CANCEL_H

#include "io.h"

EXTERN_C_START

/**
 * FltCancelIo - cancel an operation
 * @CallbackData: an IRP operation that the file system has not yet completed; or callback data of
 *	FltAllocateCallbackData, for the operation that has it
 *
 * An operation in a queue is passed to CompleteCanceledIo, and another one to its cancel routine. If it has
 * neither, it is only marked as cancelled. The next insertion into a queue passes it to CompleteCanceledIo.
 *
 * Here: a pointer to something other than a live operation is reported (0xF5).
 *
 * IRQL: <= DISPATCH_LEVEL, and that at which CbdqAcquire may be called. Above DISPATCH_LEVEL the
 *	call is reported (0x0A), and cancels nothing.
 * Return: TRUE when the operation was in a queue, or had a cancel routine, which has been called. Otherwise FALSE,
 *	also if the operation was already cancelled or is not based on an IRP.
 * Page: fltkernel.h, FltCancelIo
 */
BOOLEAN FLTAPI FltCancelIo(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltIsIoCanceled - return whether the operation has been cancelled
 * @CallbackData: an IRP operation, in a callback or pended; or of FltAllocateCallbackData
 *
 * Here: a pointer to something other than an operation is reported (0xF5).
 *
 * IRQL: any.
 * Return: TRUE if it has been cancelled; FALSE if not, or if it is not based on an IRP.
 * Page: fltkernel.h, FltIsIoCanceled
 */
BOOLEAN FLTAPI FltIsIoCanceled(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltSetCancelCompletion, FltClearCancelCompletion - set and clear the cancel routine of an operation
 * @CallbackData: an IRP operation that is no paging I/O, in a callback that pends it, or pended
 * @CanceledCallback: is called once if the operation is cancelled, without a lock, and completes it with
 *	STATUS_CANCELLED. It may run beside the minifilter's other code, which clears the routine before it completes
 *	or continues the operation itself
 *
 * Here: of an operation in a callback data queue, or with a routine already, a report (0xF5). A routine that is
 * still set when the minifilter gives the operation away is reported, and cleared.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: STATUS_SUCCESS. STATUS_CANCELLED from FltSetCancelCompletion: the operation is cancelled already, and the
 *	routine will not be called. STATUS_CANCELLED from FltClearCancelCompletion: there is no routine, or it is
 *	being called, or was. STATUS_INVALID_PARAMETER, which the log explains.
 * Page: fltkernel.h, FltSetCancelCompletion, FltClearCancelCompletion
 */
NTSTATUS FLTAPI FltSetCancelCompletion(_In_ PFLT_CALLBACK_DATA CallbackData,
				       _In_ PFLT_COMPLETE_CANCELED_CALLBACK CanceledCallback);
NTSTATUS FLTAPI FltClearCancelCompletion(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltCancellableWaitForSingleObject, FltCancellableWaitForMultipleObjects - wait until objects are signalled, the
 *	thread is to end, or an operation is cancelled
 * @Object, @Count, @ObjectArray, @WaitType, @Timeout, @WaitBlockArray: as for KeWaitForSingleObject and
 *	KeWaitForMultipleObjects
 * @CallbackData: the operation, which the caller has, and which has no cancel routine; or NULL
 *
 * An end without an object changes none of them. The operation stays the caller's.
 *
 * IRQL: PASSIVE_LEVEL with @CallbackData, else <= APC_LEVEL.
 * Return: as of KeWaitForSingleObject and KeWaitForMultipleObjects; STATUS_CANCELLED; STATUS_THREAD_IS_TERMINATING:
 *	the program is killed; STATUS_INVALID_PARAMETER after a report about @CallbackData.
 * Page: fltkernel.h, FltCancellableWaitForSingleObject, FltCancellableWaitForMultipleObjects
 */
NTSTATUS FLTAPI FltCancellableWaitForSingleObject(_In_ PVOID Object, _In_opt_ PLARGE_INTEGER Timeout,
						  _In_opt_ PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FLTAPI FltCancellableWaitForMultipleObjects(_In_ ULONG Count, _In_ PVOID ObjectArray[],
						     _In_ WAIT_TYPE WaitType, _In_opt_ PLARGE_INTEGER Timeout,
						     _In_opt_ PKWAIT_BLOCK WaitBlockArray,
						     _In_opt_ PFLT_CALLBACK_DATA CallbackData);

EXTERN_C_END

#endif /* WINWORK_FLT_CANCEL_H */
