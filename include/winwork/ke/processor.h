/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Processors, their groups and nodes, and the processors that a thread may run on.
 */
#ifndef WINWORK_KE_PROCESSOR_H
#define WINWORK_KE_PROCESSOR_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

#define ALL_PROCESSOR_GROUPS 0xffff
#define INVALID_PROCESSOR_INDEX 0xffffffff

typedef struct _GROUP_AFFINITY {
	KAFFINITY Mask;			/* bit n for processor n of the group */
	USHORT Group;
	USHORT Reserved[3];
} GROUP_AFFINITY, *PGROUP_AFFINITY;

/**
 * KeQueryActiveProcessorCount, KeQueryActiveProcessorCountEx - return the number of online
 *	processors
 * @ActiveProcessors: receives a bit for each online processor of group 0; or NULL
 * @GroupNumber: the group, or ALL_PROCESSOR_GROUPS
 *
 * The first function counts the processors of group 0. A group has 64 processors: processor n of
 * Linux is number n % 64 of group n / 64, and its index is n. On Windows: the number of processors
 * never decreases. Here: it does when an administrator takes one offline.
 *
 * IRQL: any.
 * Return: the number of online processors; 0 for a group that does not exist.
 * Page: wdm.h, KeQueryActiveProcessorCount, KeQueryActiveProcessorCountEx
 */
ULONG NTAPI KeQueryActiveProcessorCount(_Out_opt_ PKAFFINITY ActiveProcessors);
ULONG NTAPI KeQueryActiveProcessorCountEx(_In_ USHORT GroupNumber);

/**
 * KeQueryMaximumProcessorCount, KeQueryMaximumProcessorCountEx - return a number above that of
 *	every processor
 * @GroupNumber: the group, or ALL_PROCESSOR_GROUPS
 *
 * The first function is about group 0.
 *
 * IRQL: any.
 * Return: the highest number of a possible processor in the group plus one, at most 64. For all
 *	groups, the highest index of a possible processor plus one. 0 for a group that does not
 *	exist.
 * Page: wdm.h, KeQueryMaximumProcessorCount, KeQueryMaximumProcessorCountEx
 */
ULONG NTAPI KeQueryMaximumProcessorCount(VOID);
ULONG NTAPI KeQueryMaximumProcessorCountEx(_In_ USHORT GroupNumber);

/**
 * KeQueryActiveProcessors, KeQueryGroupAffinity - return the online processors of group 0, of a group
 * @GroupNumber: the group
 *
 * IRQL: any.
 * Return: a bit for each online processor; 0 for a group that does not exist.
 * Page: wdm.h, KeQueryActiveProcessors, KeQueryGroupAffinity
 */
KAFFINITY NTAPI KeQueryActiveProcessors(VOID);
KAFFINITY NTAPI KeQueryGroupAffinity(_In_ USHORT GroupNumber);

/**
 * KeQueryActiveGroupCount, KeQueryMaximumGroupCount - return the number of groups with an online
 *	processor, and of all groups
 *
 * IRQL: any.
 * Return: the number of groups. There is one for each 64 processors that Linux can have.
 * Page: wdm.h, KeQueryActiveGroupCount, KeQueryMaximumGroupCount
 */
USHORT NTAPI KeQueryActiveGroupCount(VOID);
USHORT NTAPI KeQueryMaximumGroupCount(VOID);

/**
 * KeGetProcessorNumberFromIndex - convert the index of a processor to its group and number
 * @ProcIndex: the index, from 0
 * @ProcNumber: receives the group and the number; does not change when the call fails
 *
 * IRQL: any.
 * Return: STATUS_SUCCESS, or STATUS_INVALID_PARAMETER for an index that no processor can have.
 * Page: wdm.h, KeGetProcessorNumberFromIndex
 */
NTSTATUS NTAPI KeGetProcessorNumberFromIndex(_In_ ULONG ProcIndex,
					     _Out_ PPROCESSOR_NUMBER ProcNumber);

/**
 * KeGetProcessorIndexFromNumber - convert the group and number of a processor to its index
 * @ProcNumber: the group and the number; Reserved must be 0
 *
 * IRQL: any.
 * Return: the index, or INVALID_PROCESSOR_INDEX when no processor can have this number.
 * Page: wdm.h, KeGetProcessorIndexFromNumber
 */
ULONG NTAPI KeGetProcessorIndexFromNumber(_In_ PPROCESSOR_NUMBER ProcNumber);

/**
 * KeGetCurrentProcessorNumber, KeGetCurrentProcessorNumberEx - return the number of the current
 *	processor
 * @ProcNumber: receives the group and the number; or NULL
 *
 * Below DISPATCH_LEVEL the thread may move to another processor at any time.
 *
 * IRQL: any.
 * Return: KeGetCurrentProcessorNumber: the number in the group of the processor.
 *	KeGetCurrentProcessorNumberEx: the index of the processor.
 * Page: wdm.h, KeGetCurrentProcessorNumberEx; ntddk.h, KeGetCurrentProcessorNumber
 */
ULONG NTAPI KeGetCurrentProcessorNumber(VOID);
ULONG NTAPI KeGetCurrentProcessorNumberEx(_Out_opt_ PPROCESSOR_NUMBER ProcNumber);
#define KeGetCurrentProcessorIndex() KeGetCurrentProcessorNumberEx(NULL)

/**
 * KeGetCurrentNodeNumber, KeQueryHighestNodeNumber - return the number of the current processor's
 *	node, and the highest number of a node
 *
 * A node is a set of processors that share fast access to some memory. Here: the nodes are Linux's.
 * A node may have no processors, and there may be numbers without a node below the highest one.
 *
 * IRQL: any.
 * Return: the number of the node, from 0. On a machine without nodes it is 0.
 * Page: wdm.h, KeGetCurrentNodeNumber, KeQueryHighestNodeNumber
 */
USHORT NTAPI KeGetCurrentNodeNumber(VOID);
USHORT NTAPI KeQueryHighestNodeNumber(VOID);

/**
 * KeQueryNodeActiveAffinity - return the online processors of a node
 * @NodeNumber: the number of the node
 * @Affinity: receives the group and the processors; or NULL
 * @Count: receives the number of the processors in @Affinity; or NULL
 *
 * A node may span several groups. Then the answer is about the group that has most of its
 * processors. For a node that does not exist all that is received is 0.
 *
 * IRQL: any.
 * Page: wdm.h, KeQueryNodeActiveAffinity
 */
VOID NTAPI KeQueryNodeActiveAffinity(_In_ USHORT NodeNumber, _Out_opt_ PGROUP_AFFINITY Affinity,
				     _Out_opt_ PUSHORT Count);

/**
 * KeQueryNodeMaximumProcessorCount - return how many processors a node can have online
 * @NodeNumber: the number of the node
 *
 * IRQL: any.
 * Return: the number of possible processors in the group that KeQueryNodeActiveAffinity returns; 0
 *	for a node that does not exist.
 * Page: wdm.h, KeQueryNodeMaximumProcessorCount
 */
USHORT NTAPI KeQueryNodeMaximumProcessorCount(_In_ USHORT NodeNumber);

/**
 * KeSetSystemAffinityThread, KeSetSystemAffinityThreadEx - let the current thread run only on some
 *	processors of group 0
 * @Affinity: a bit for each of the processors
 *
 * The processors are the system affinity of the thread. The first call also keeps the user affinity:
 * the processors that the thread could run on before. The thread runs on a processor of the new
 * affinity when the call returns, or when the IRQL falls below DISPATCH_LEVEL. Processors that are not
 * online are left out.
 *
 * The call has no effect if a bit stands for no processor, or if none of the processors is online.
 * Here: the log tells of such a call. The routine of a work item usually runs in a thread that cannot
 * leave its processor. There the call has an effect only if @Affinity includes that processor, and
 * the log tells if not.
 *
 * A driver's routine that ends with a system affinity is reported (0x03), and the thread reverts to
 * its user affinity: at the end of a work item, a system thread, DriverEntry, DriverUnload, and a
 * program's system call.
 *
 * IRQL: <= DISPATCH_LEVEL. At DISPATCH_LEVEL the thread moves when the level falls. Here: a call in a
 *	DPC, whose thread is any thread, is reported (0x0A), and has no effect.
 * Return: KeSetSystemAffinityThreadEx: the previous system affinity in its group; 0 if the thread had
 *	none, and if the call has no effect.
 * Page: wdm.h, KeSetSystemAffinityThread, KeSetSystemAffinityThreadEx
 */
VOID NTAPI KeSetSystemAffinityThread(_In_ KAFFINITY Affinity);
KAFFINITY NTAPI KeSetSystemAffinityThreadEx(_In_ KAFFINITY Affinity);

/**
 * KeSetSystemGroupAffinityThread - let the current thread run only on some processors of a group
 * @Affinity: the group, and a bit for each of the processors
 * @PreviousAffinity: receives the previous system affinity; zeroes if the thread had none, and if the
 *	call has no effect. Or NULL.
 *
 * Everything else is as with KeSetSystemAffinityThreadEx. A group that does not exist makes the call
 * have no effect.
 *
 * IRQL: <= DISPATCH_LEVEL. At DISPATCH_LEVEL the thread moves when the level falls. Here: a call in a
 *	DPC, whose thread is any thread, is reported (0x0A), and has no effect.
 * Page: wdm.h, KeSetSystemGroupAffinityThread
 */
VOID NTAPI KeSetSystemGroupAffinityThread(_In_ PGROUP_AFFINITY Affinity,
					  _Out_opt_ PGROUP_AFFINITY PreviousAffinity);

/**
 * KeRevertToUserAffinityThread, KeRevertToUserAffinityThreadEx, KeRevertToUserGroupAffinityThread -
 *	restore an affinity of the current thread
 * @Affinity: the value that KeSetSystemAffinityThreadEx returned: a system affinity in group 0, or 0
 *	for the user affinity
 * @PreviousAffinity: the structure that KeSetSystemGroupAffinityThread filled in; the user affinity if
 *	its Mask is 0
 *
 * The first function restores the user affinity. If a program or an administrator has changed the
 * affinity of the thread meanwhile, it stays as they set it.
 *
 * These functions have no effect on a thread without a system affinity. A system affinity is checked
 * as by KeSetSystemGroupAffinityThread.
 *
 * IRQL: <= DISPATCH_LEVEL. At DISPATCH_LEVEL the thread moves when the level falls. Here: a call in a
 *	DPC, whose thread is any thread, is reported (0x0A), and has no effect.
 * Page: wdm.h, KeRevertToUserAffinityThreadEx, KeRevertToUserGroupAffinityThread
 */
VOID NTAPI KeRevertToUserAffinityThread(VOID);
VOID NTAPI KeRevertToUserAffinityThreadEx(_In_ KAFFINITY Affinity);
VOID NTAPI KeRevertToUserGroupAffinityThread(_In_ PGROUP_AFFINITY PreviousAffinity);

EXTERN_C_END

#endif /* WINWORK_KE_PROCESSOR_H */
