/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a driver asks about the machine.
 */
#ifndef WINWORK_EX_SYSTEM_INFORMATION_H
#define WINWORK_EX_SYSTEM_INFORMATION_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

/**
 * ZwQuerySystemInformation - ask about the machine
 * @SystemInformationClass: one of these numbers:
 *	SystemBasicInformation (0): page size, pages of memory, addresses, active processors.
 *	SystemTimeOfDayInformation (3): the clock, when the machine was started, how long it slept since, the time zone.
 *	SystemProcessInformation (5): a list of the processes and their threads: the idle process, the system process
 *	with the threads of the kernel, and programs.
 *	SystemModuleInformation (11): winwork.ko in the place of ntoskrnl.exe, and the drivers in the order in which they
 *	were loaded.
 *	SystemKernelDebuggerInformation (35): there is none.
 *	SystemCodeIntegrityInformation (103): CODEINTEGRITY_OPTION_ENABLED if Linux inserts only signed modules.
 * @SystemInformation: receives the answer; NULL to ask for its length
 * @SystemInformationLength: of it in bytes; for SystemTimeOfDayInformation fewer are enough for the first fields
 * @ReturnLength: NULL, or receives the bytes that the answer has, or would have
 *
 * No header of the WDK declares this function. A driver declares it and the structures, or a variable of this name with
 * the address that MmGetSystemRoutineAddress returns. So no header here includes this one.
 *
 * Here: another class is refused, which the log explains. A module is its code alone: ImageBase is no header of a file,
 * and Section, MappedBase and Flags are 0. A process has no quotas, and no counts of cycles and of other operations than
 * reads and writes. Of a thread, StartAddress and WaitTime are not known. All of these are 0. The highest number of
 * threads and the largest PagefileUsage are the present ones.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: STATUS_SUCCESS; STATUS_INFO_LENGTH_MISMATCH if the length is not that of the class, or too short for a list;
 *	STATUS_INVALID_INFO_CLASS for another class; STATUS_INSUFFICIENT_RESOURCES; STATUS_UNSUCCESSFUL after a report
 *	about the IRQL.
 * Page: winternl.h, NtQuerySystemInformation
 */
NTSTATUS NTAPI ZwQuerySystemInformation(_In_ ULONG SystemInformationClass, _Out_opt_ PVOID SystemInformation,
					_In_ ULONG SystemInformationLength, _Out_opt_ PULONG ReturnLength);

EXTERN_C_END

#endif /* WINWORK_EX_SYSTEM_INFORMATION_H */
