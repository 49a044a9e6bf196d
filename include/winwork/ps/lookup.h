/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes and threads by their ids, handles of processes, and what is known of a process.
 *
 * A PEPROCESS stands for a process. It is no address: it can be compared, kept and passed to these functions also
 * when the process has ended, and no other process has it.
 *
 * Here: ObReferenceObject and ObDereferenceObject of a PEPROCESS count nothing, and report nothing. The names of
 * files that no minifilter sees begin with \\Device\\HarddiskVolume1, which stands for the root folder of Linux.
 */
#ifndef WINWORK_PS_LOOKUP_H
#define WINWORK_PS_LOOKUP_H

#include "process.h"
#include "thread.h"

EXTERN_C_START

extern POBJECT_TYPE *PsProcessType;
extern PEPROCESS PsInitialSystemProcess;	/* that of the system's threads, whose id is 4 */

/**
 * PsLookupProcessByProcessId - return the process with an id
 * @ProcessId: as PsGetProcessId returns it; 4 is the system process
 * @Process: receives the process, for ObDereferenceObject; NULL after an error
 *
 * Here: a thread of the kernel is no process of its own.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER if there is none, or @Process is NULL.
 * Page: ntifs.h, PsLookupProcessByProcessId
 */
NTSTATUS NTAPI PsLookupProcessByProcessId(_In_ HANDLE ProcessId, _Out_ PEPROCESS *Process);

/**
 * PsLookupThreadByThreadId - return the thread with an id
 * @ThreadId: as PsGetThreadId returns it
 * @Thread: receives the thread with a reference, for ObDereferenceObject; NULL after an error
 *
 * The thread may end meanwhile. Its priority can be set and its ids can be read also then.
 *
 * Here: a thread that PsCreateSystemThread did not create can be referenced while it has such a reference. It
 * cannot be waited for, and has no handle. References that a driver leaves behind are reported when it is unloaded.
 *
 * IRQL: <= APC_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER if no thread with the id runs, or @Thread is NULL;
 *	STATUS_INSUFFICIENT_RESOURCES.
 * Page: ntifs.h, PsLookupThreadByThreadId
 */
NTSTATUS NTAPI PsLookupThreadByThreadId(_In_ HANDLE ThreadId, _Out_ PETHREAD *Thread);

/**
 * PsGetThreadExitStatus - return what a thread has ended with
 * @Thread: a thread that exists
 *
 * Here: for a thread of a program it is the code of its exit (0 to 255), or 128 and the number of the signal that ended
 * it, as a shell shows it.
 *
 * IRQL: any.
 * Return: the status; STATUS_PENDING while the thread runs.
 * Page: ntifs.h, PsGetThreadExitStatus
 */
NTSTATUS NTAPI PsGetThreadExitStatus(_In_ PETHREAD Thread);

/**
 * PsGetProcessExitStatus - return what a process has ended with
 * @Process: the process
 *
 * Here: as of PsGetThreadExitStatus. It is known while a routine of PsSetCreateProcessNotifyRoutine is told of the end,
 * and until the parent of the process has noticed it.
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Return: the status; STATUS_PENDING while the process runs; here STATUS_PROCESS_IS_TERMINATING when it is not known any
 *	more, and STATUS_INVALID_PARAMETER, which the log explains.
 * Page: ntifs.h, PsGetProcessExitStatus
 */
NTSTATUS NTAPI PsGetProcessExitStatus(_In_ PEPROCESS Process);

/**
 * PsGetThreadProcess - return the process of a thread
 * @Thread: a thread that exists
 *
 * IRQL: any.
 * Return: that of IoThreadToProcess.
 * Page: ntifs.h, PsGetThreadProcess
 */
PEPROCESS NTAPI PsGetThreadProcess(_In_ PETHREAD Thread);

/**
 * ZwOpenProcess - make a handle of a process
 * @ProcessHandle: receives the handle, for ZwClose; NULL after an error
 * @DesiredAccess: has no effect
 * @ObjectAttributes: ObjectName is NULL
 * @ClientId: UniqueProcess is the id
 *
 * ObOpenObjectByPointer makes a handle of a PEPROCESS as well, and ObReferenceObjectByHandle with *PsProcessType
 * returns it.
 *
 * Here: each handle is a kernel handle.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_CID if there is none; STATUS_INSUFFICIENT_RESOURCES;
 *	STATUS_INVALID_PARAMETER, which the log explains.
 * Page: ntddk.h, ZwOpenProcess
 */
NTSTATUS NTAPI ZwOpenProcess(_Out_ PHANDLE ProcessHandle, _In_ ACCESS_MASK DesiredAccess,
			     _In_ POBJECT_ATTRIBUTES ObjectAttributes, _In_opt_ PCLIENT_ID ClientId);

/**
 * ZwTerminateProcess - end a process
 * @ProcessHandle: of the process, or NtCurrentProcess()
 * @ExitStatus: has no effect: the process ends as by SIGKILL
 *
 * Here: the call returns also for the process that the thread belongs to: the thread ends when it leaves the kernel. The
 * first process of Linux, and the system process, cannot be ended.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INVALID_HANDLE, also for NULL; STATUS_OBJECT_TYPE_MISMATCH; STATUS_ACCESS_DENIED for
 *	these two; STATUS_PROCESS_IS_TERMINATING once it has ended; STATUS_UNSUCCESSFUL after a report about the IRQL.
 * Page: ntddk.h, ZwTerminateProcess
 */
NTSTATUS NTAPI ZwTerminateProcess(_In_opt_ HANDLE ProcessHandle, _In_ NTSTATUS ExitStatus);

/**
 * SeLocateProcessImageName - return the name of the file that a process runs
 * @Process: the process
 * @pImageFileName: receives the name in pool, for ExFreePool; NULL after an error. As ProcessImageFileName; the
 *	system process has an empty one
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_PROCESS_IS_TERMINATING; STATUS_INSUFFICIENT_RESOURCES; STATUS_NAME_TOO_LONG;
 *	STATUS_INVALID_PARAMETER, which the log explains.
 * Page: ntifs.h, SeLocateProcessImageName
 */
NTSTATUS NTAPI SeLocateProcessImageName(_In_ PEPROCESS Process, _Out_ PUNICODE_STRING *pImageFileName);

EXTERN_C_END

#endif /* WINWORK_PS_LOOKUP_H */
