/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a driver asks about a process by a handle.
 */
#ifndef WINWORK_PS_PROCESS_INFORMATION_H
#define WINWORK_PS_PROCESS_INFORMATION_H

#include "process.h"

EXTERN_C_START

/**
 * ZwQueryInformationProcess - ask about a process
 * @ProcessHandle: of the process, or NtCurrentProcess()
 * @ProcessInformationClass: one of these:
 *	ProcessBasicInformation: the ids of the process and of its parent; ExitStatus is STATUS_PENDING.
 *	ProcessImageFileName: a UNICODE_STRING and its buffer: the file that the process runs, as
 *	\\Device\\HarddiskVolume1\\usr\\bin\\cat. Empty for the system process.
 *	ProcessImageFileNameWin32: the same as C:\\usr\\bin\\cat.
 *	ProcessSessionInformation: the session, as FltGetRequestorSessionId returns it.
 *	ProcessWow64Information: not 0 for a 32-bit program.
 *	ProcessDebugPort: 0
 * @ProcessInformation: receives the answer; NULL to ask for its length
 * @ProcessInformationLength: of it in bytes; except for names exactly that of the class
 * @ReturnLength: NULL, or receives the bytes that the answer has, or would have
 *
 * No header of the WDK declares this function. A driver declares it, or a variable of this name with the address that
 * MmGetSystemRoutineAddress returns. So no header here includes this one.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH; STATUS_INVALID_INFO_CLASS for another class;
 *	STATUS_INVALID_HANDLE, STATUS_OBJECT_TYPE_MISMATCH; STATUS_PROCESS_IS_TERMINATING once the process has ended;
 *	STATUS_INSUFFICIENT_RESOURCES; STATUS_NAME_TOO_LONG.
 * Page: winternl.h, NtQueryInformationProcess
 */
NTSTATUS NTAPI ZwQueryInformationProcess(_In_ HANDLE ProcessHandle, _In_ PROCESSINFOCLASS ProcessInformationClass,
					 _Out_opt_ PVOID ProcessInformation, _In_ ULONG ProcessInformationLength,
					 _Out_opt_ PULONG ReturnLength);

EXTERN_C_END

#endif /* WINWORK_PS_PROCESS_INFORMATION_H */
