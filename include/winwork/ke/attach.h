/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processes that a thread attaches to, to use their memory.
 */
#ifndef WINWORK_KE_ATTACH_H
#define WINWORK_KE_ATTACH_H

#include <winwork/ps/process.h>

EXTERN_C_START

/* The driver's, for one attachment. Its members are of no use to a driver. */
typedef struct _KAPC_STATE {
	LIST_ENTRY ApcListHead[MaximumMode];
	PKPROCESS Process;	/* the one before */
	BOOLEAN KernelApcInProgress;
	BOOLEAN KernelApcPending;
	BOOLEAN UserApcPending;
} KAPC_STATE, *PKAPC_STATE, *PRKAPC_STATE;

#define KAPC_STATE_ACTUAL_LENGTH (FIELD_OFFSET(KAPC_STATE, UserApcPending) + sizeof(BOOLEAN))

/**
 * KeStackAttachProcess - have the current thread use the memory of a process
 * @Process: the process
 * @ApcState: memory of the caller, which stays until KeUnstackDetachProcess
 *
 * An attached thread may attach again. Detach in the reverse order, in the same thread, before the routine that the
 * system called returns. Until then PsGetCurrentProcess returns the process. If the process has ended, or is the system
 * process, the thread has no memory of programs: ProbeForRead accepts its addresses, and copies raise
 * STATUS_ACCESS_VIOLATION inside __try. The memory of a process that ends meanwhile stays until the thread detaches.
 *
 * Here: Linux has a thread of a program use no memory but its own. So attach to another process in a work item or in a
 * system thread. In the thread of a program, such as that of a dispatch routine, or in DriverEntry, an attach to another
 * program is reported (0x5). Until the thread detaches, accesses to memory of programs fail then. An attach to the own
 * process works, and one to the system process leaves the memory as it is.
 *
 * IRQL: <= APC_LEVEL.
 * Page: ntifs.h, KeStackAttachProcess
 */
VOID NTAPI KeStackAttachProcess(_Inout_ PRKPROCESS Process, _Out_ PRKAPC_STATE ApcState);

/**
 * KeUnstackDetachProcess - end what KeStackAttachProcess began
 * @ApcState: as passed to KeStackAttachProcess
 *
 * Another order than the reverse one, and an @ApcState with which the thread is not attached, are reported (0x6). An
 * attachment that is left at the end of a routine is reported (0x1), and ended.
 *
 * IRQL: <= APC_LEVEL.
 * Page: ntifs.h, KeUnstackDetachProcess
 */
VOID NTAPI KeUnstackDetachProcess(_In_ PRKAPC_STATE ApcState);

/**
 * KeAttachProcess, KeDetachProcess - the same without nesting
 * @Process: the process
 *
 * Obsolete. An attach to the current process does nothing, and neither does a detach of a thread that is not attached.
 * An attach of a thread that is attached to another process is reported (0x5), and so is a detach of one that
 * KeStackAttachProcess has attached (0x6).
 *
 * IRQL: <= APC_LEVEL.
 * Page: ntifs.h, KeAttachProcess
 */
VOID NTAPI KeAttachProcess(_Inout_ PRKPROCESS Process);
VOID NTAPI KeDetachProcess(VOID);

EXTERN_C_END

#endif /* WINWORK_KE_ATTACH_H */
