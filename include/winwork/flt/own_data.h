/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Callback data that a minifilter makes for operations of its own, and operations that it sends once more.
 *
 * FltReadFile, FltCreateFile and their relatives do most of it with less. Callback data is for the rest: other
 * major functions, members of the parameter block that those have no argument for, and many operations with one
 * allocation.
 */
#ifndef WINWORK_FLT_OWN_DATA_H
#define WINWORK_FLT_OWN_DATA_H

#include "io.h"

EXTERN_C_START

/**
 * FltAllocateCallbackData, FltAllocateCallbackDataEx - make callback data
 * @Instance: the caller's. Only the instances below it and the file system get the operations
 * @FileObject: for Iopb->TargetFileObject, which the caller may set later; or NULL
 * @Flags: 0, or FLT_ALLOCATE_CALLBACK_DATA_PREALLOCATE_ALL_MEMORY: no operation fails for want of memory of the
 *	Filter Manager's
 * @RetNewCallbackData: receives it, for FltFreeCallbackData; NULL after an error. The parameters are zero
 *
 * Here: with the flag, an operation waits for memory. What is left at the tear-down of the instance is reported
 * with its maker (0xC4), and freed. A lower instance gets other callback data with the same parameters; so
 * FltSetCancelCompletion and its relatives, which need an operation, refuse this one.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_FLT_DELETING_OBJECT for an instance that is torn
 *	down; STATUS_INVALID_PARAMETER, which the log explains.
 * Page: fltkernel.h, FltAllocateCallbackData, FltAllocateCallbackDataEx
 */
_Must_inspect_result_ NTSTATUS FLTAPI FltAllocateCallbackData(_In_ PFLT_INSTANCE Instance,
							      _In_opt_ PFILE_OBJECT FileObject,
							      _Out_ PFLT_CALLBACK_DATA *RetNewCallbackData);
_Must_inspect_result_ NTSTATUS FLTAPI FltAllocateCallbackDataEx(_In_ PFLT_INSTANCE Instance,
								_In_opt_ PFILE_OBJECT FileObject,
								_In_ FLT_ALLOCATE_CALLBACK_DATA_FLAGS Flags,
								_Out_ PFLT_CALLBACK_DATA *RetNewCallbackData);

/**
 * FltFreeCallbackData, FltReuseCallbackData - free callback data, or make it fresh for another operation
 * @CallbackData: of FltAllocateCallbackData. Its operation has ended, or it has had none
 *
 * Frees an MDL that the caller has put in. A reuse keeps TargetInstance and TargetFileObject, and clears the rest.
 *
 * Here: an MDL that the driver has not made stays, such as that of a parameter block which it has copied. Other
 * callback data, what is freed already, and what an operation still has are reported (0xF5), and nothing happens.
 *
 * IRQL: <= DISPATCH_LEVEL to free, <= APC_LEVEL to reuse.
 * Page: fltkernel.h, FltFreeCallbackData, FltReuseCallbackData
 */
VOID FLTAPI FltFreeCallbackData(_In_ PFLT_CALLBACK_DATA CallbackData);
VOID FLTAPI FltReuseCallbackData(_Inout_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltPerformSynchronousIo, FltPerformAsynchronousIo - send an operation below an instance
 * @CallbackData: of FltAllocateCallbackData. Iopb has the major and minor function, the flags, the file object and
 *	the parameters; the buffers are memory of the kernel. All stays as it is until the operation has ended
 * @CallbackRoutine: is called at the end, once, at IRQL <= DISPATCH_LEVEL in any thread, also after an error that
 *	the function returns. It may free or reuse the callback data
 * @CallbackContext: for @CallbackRoutine
 *
 * IoStatus of the callback data is the result. A transfer moves CurrentByteOffset of a file object with
 * FO_SYNCHRONOUS_IO.
 *
 * Here: the file is open on a mount, as for FltReadFile. These go to the file system: READ, WRITE, FLUSH_BUFFERS,
 * QUERY_ and SET_INFORMATION, DIRECTORY_CONTROL; the bottom ends others with STATUS_INVALID_DEVICE_REQUEST. Refused with a line of
 * the log: CREATE, CLEANUP, CLOSE, and what is not based on an IRP (STATUS_NOT_SUPPORTED); IRP_PAGING_IO.
 * IRP_MN_NOTIFY_CHANGE_DIRECTORY ends with a change of the folder: winwork/io/directory_changes.h. FltCancelIo, the
 * tear-down of the instance and, for a program that waits, SIGKILL end it with STATUS_CANCELLED.
 * Callback data whose operation has not ended is reported (0xF5), and stays that operation's.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_PENDING; STATUS_FLT_INVALID_ASYNCHRONOUS_REQUEST for a CREATE; STATUS_FLT_DELETING_OBJECT;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_NOT_SUPPORTED; STATUS_INVALID_DEVICE_REQUEST and
 *	STATUS_INVALID_PARAMETER as of FltReadFile. The same in IoStatus.
 * Page: fltkernel.h, FltPerformSynchronousIo, FltPerformAsynchronousIo
 */
VOID FLTAPI FltPerformSynchronousIo(_Inout_ PFLT_CALLBACK_DATA CallbackData);
NTSTATUS FLTAPI FltPerformAsynchronousIo(_Inout_ PFLT_CALLBACK_DATA CallbackData,
					 _In_ PFLT_COMPLETED_ASYNC_IO_CALLBACK CallbackRoutine,
					 _In_opt_ PVOID CallbackContext);

/**
 * FltReissueSynchronousIo - send an operation once more, below an instance
 * @InitiatingInstance: that of the callback
 * @CallbackData: in a post-operation callback, or pended by one: that of a CREATE, or of an operation whose
 *	pre-operation callback has returned FLT_PREOP_SYNCHRONIZE. Or callback data of FltAllocateCallbackData
 *
 * The instances below get the operation with FLTFL_CALLBACK_DATA_REISSUED_IO, and the parameters as they are if
 * FltSetCallbackDataDirty was called, else as the pre-operation callback got them. The result is in IoStatus.
 *
 * Here: for a CREATE that FltCancelFileOpen has ended the result is STATUS_CANCELLED. A CREATE that has opened
 * the file, another thread than that of the request, and another place are reported (0xF5), and IoStatus stays.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: fltkernel.h, FltReissueSynchronousIo
 */
VOID FLTAPI FltReissueSynchronousIo(_In_ PFLT_INSTANCE InitiatingInstance, _In_ PFLT_CALLBACK_DATA CallbackData);

EXTERN_C_END

#endif /* WINWORK_FLT_OWN_DATA_H */
