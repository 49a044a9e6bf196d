/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The buffers of operations: where they are, how they are locked, and how a minifilter puts others in their
 * place.
 *
 * A pre-operation callback puts another buffer in: it sets the members of Iopb->Parameters for the buffer and
 * its MDL, and calls FltSetCallbackDataDirty. The instances below and the file system use it, the MDL where
 * there is one. The post-operation callback sees the first buffer and its MDL again. The MDL that was put in
 * is freed when that callback has returned, or when it has completed its processing. The buffer is the
 * driver's: the post-operation callback frees it. While the file system has such a buffer, the operation is
 * not drained: the tear-down of the instance waits.
 */
#ifndef WINWORK_FLT_BUFFER_H
#define WINWORK_FLT_BUFFER_H

#include "operation.h"
#include "../mm/locked_pages.h"

EXTERN_C_START

/**
 * FltDecodeParameters - return where the parameters of an operation have the buffer
 * @CallbackData: the operation
 * @MdlAddressPointer: NULL, or receives the address of the member MdlAddress or OutputMdlAddress; NULL if the
 *	operation has none
 * @Buffer: receives the address of the member for the buffer
 * @Length: receives that of the member for its length in bytes; NULL if there is none (SET_SECURITY)
 * @DesiredAccess: NULL, or receives IoReadAccess if the buffer may not be changed in its place; IoWriteAccess
 *	or IoModifyAccess if it may
 *
 * These operations have one: READ, WRITE, QUERY_ and SET_INFORMATION, QUERY_ and SET_EA, QUERY_ and
 * SET_VOLUME_INFORMATION, DIRECTORY_CONTROL, FILE_SYSTEM_CONTROL with a control code, DEVICE_CONTROL and
 * INTERNAL_DEVICE_CONTROL (the buffer for output), QUERY_ and SET_SECURITY, QUERY_ and SET_QUOTA.
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS. STATUS_INVALID_PARAMETER if the operation has no buffer; without @Buffer or
 *	@Length; after a report about @CallbackData.
 * Page: fltkernel.h, FltDecodeParameters
 */
NTSTATUS FLTAPI FltDecodeParameters(_In_ PFLT_CALLBACK_DATA CallbackData, _Out_opt_ PMDL **MdlAddressPointer,
				    _Out_ PVOID **Buffer, _Out_ PULONG *Length,
				    _Out_opt_ LOCK_OPERATION *DesiredAccess);

/**
 * FltLockUserBuffer - give the buffer of an operation an MDL with locked pages
 * @CallbackData: the operation, in a callback or pended. It is based on an IRP, and FltDecodeParameters finds
 *	an MDL member
 *
 * Does nothing if there is an MDL. Otherwise MdlAddress or OutputMdlAddress is set, also for the instances
 * below and for the post-operation callback of the caller. FltSetCallbackDataDirty is not needed. The MDL is
 * the Filter Manager's, and is freed at the end of the operation.
 *
 * IRQL: <= APC_LEVEL. For a buffer of the program's own: in its thread.
 * Return: STATUS_SUCCESS; STATUS_INSUFFICIENT_RESOURCES; STATUS_ACCESS_VIOLATION if the program may not
 *	use the memory in that way. STATUS_INVALID_PARAMETER for another operation, a buffer without bytes, and
 *	after a report about @CallbackData.
 * Page: fltkernel.h, FltLockUserBuffer
 */
NTSTATUS FLTAPI FltLockUserBuffer(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltGetSwappedBufferMdlAddress - return the MDL that the caller's pre-operation callback has put in
 * @CallbackData: the operation, in the post-operation callback, or pended by it
 *
 * Here: a call from another place is reported (0xF5).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the MDL; NULL if none was put in, or it is retained, and after a report.
 * Page: fltkernel.h, FltGetSwappedBufferMdlAddress
 */
PMDL FASTCALL FltGetSwappedBufferMdlAddress(_In_ PFLT_CALLBACK_DATA CallbackData);

/**
 * FltRetainSwappedBufferMdlAddress - keep the MDL that the caller's pre-operation callback has put in
 * @CallbackData: as for FltGetSwappedBufferMdlAddress, which is called first
 *
 * The MDL is the caller's, which frees it with IoFreeMdl.
 *
 * Here: a call from another place, and one without such an MDL, are reported (0xF5).
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: fltkernel.h, FltRetainSwappedBufferMdlAddress
 */
VOID FASTCALL FltRetainSwappedBufferMdlAddress(_In_ PFLT_CALLBACK_DATA CallbackData);

EXTERN_C_END

#endif /* WINWORK_FLT_BUFFER_H */
