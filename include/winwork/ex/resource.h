/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Executive resources: one exclusive owner or many shared owners. An owner may acquire the
 * resource again.
 */
#ifndef WINWORK_EX_RESOURCE_H
#define WINWORK_EX_RESOURCE_H

#include "../base/sal.h"
#include "../ps/thread.h"
#include "../base/types.h"

EXTERN_C_START

/* The owner of a resource: a thread, or a pointer of ExSetResourceOwnerPointer. */
typedef ULONG_PTR ERESOURCE_THREAD, *PERESOURCE_THREAD;

/**
 * ExGetCurrentResourceThread - return the current thread, for ExReleaseResourceForThreadLite
 *
 * In the routine of a work item this is the worker thread. The next routine may run in another
 * thread.
 *
 * IRQL: any.
 * Page: wdm.h, ExGetCurrentResourceThread
 */
#define ExGetCurrentResourceThread() ((ERESOURCE_THREAD)PsGetCurrentThread())

typedef struct _OWNER_ENTRY {
	ERESOURCE_THREAD OwnerThread;
	ULONG OwnerCount;
	struct _OWNER_ENTRY *Next;
} OWNER_ENTRY, *POWNER_ENTRY;

/* A bit of ERESOURCE.Flag. */
#define ResourceOwnedExclusive 0x80

/**
 * struct _ERESOURCE - the driver's storage, nonpaged, aligned like a pointer
 *
 * The driver may not access the fields. Before ExDeleteResourceLite you may not free, move or
 * initialise the memory again.
 *
 * Here: the structure has room for two owners. Each further shared owner, and each thread that
 * waits for shared access, needs additional memory. Without memory an acquisition with @Wait FALSE
 * fails. An acquisition with @Wait TRUE tries again until there is memory, as on Windows. The other
 * functions need no memory.
 */
typedef struct _ERESOURCE {
	LIST_ENTRY SharedWaiters;
	LIST_ENTRY ExclusiveWaiters;
	POWNER_ENTRY OwnerTable;
	OWNER_ENTRY OwnerEntry[2];
	ULONG Flag;
	PVOID Address;
} ERESOURCE, *PERESOURCE;

WINWORK_STATIC_ASSERT(sizeof(ERESOURCE) == 0x68, "as large as on Windows");

/**
 * ExInitializeResourceLite - initialise a free resource
 * @Resource: nonpaged memory of the driver's
 *
 * Here: an invalid address, such as NULL, is reported (0xC4, parameter 0x3D).
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: STATUS_SUCCESS, or STATUS_UNSUCCESSFUL after a report.
 * Page: wdm.h, ExInitializeResourceLite
 */
NTSTATUS NTAPI ExInitializeResourceLite(_Out_ PERESOURCE Resource);

/**
 * ExReinitializeResourceLite - make a resource free again, whether or not it has owners
 * @Resource: an initialised resource
 *
 * Here: a resource that a thread waits for is reported (0xC4, parameter 0xD2), and stays as it
 * is.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Return: STATUS_SUCCESS, or STATUS_UNSUCCESSFUL after a report.
 * Page: wdm.h, ExReinitializeResourceLite
 */
NTSTATUS NTAPI ExReinitializeResourceLite(_Inout_ PERESOURCE Resource);

/**
 * ExDeleteResourceLite - delete a resource
 * @Resource: an initialised resource
 *
 * After the call the memory of the resource may be freed or initialised again. A thread may still
 * own the resource when it is deleted. That thread may not release it afterwards.
 *
 * Here: a resource that a thread waits for is reported (0xC4, parameter 0xD2), and stays as it
 * is. A pointer to something other than an initialised resource is reported (0xC4, parameter 0xD1).
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Return: STATUS_SUCCESS, or STATUS_UNSUCCESSFUL after a report.
 * Page: wdm.h, ExDeleteResourceLite
 */
NTSTATUS NTAPI ExDeleteResourceLite(_Inout_ PERESOURCE Resource);

/**
 * ExAcquireResourceExclusiveLite - acquire a resource for exclusive access
 * @Resource: an initialised resource
 * @Wait: TRUE to wait until the resource is free, FALSE to return at once
 *
 * The exclusive owner may acquire the resource any number of times, and must release it as often.
 * A shared owner that calls this waits for itself, unless another thread releases the resource
 * for it. While a thread waits, ExAcquireResourceSharedLite gives the resource to no new owner.
 * After the last shared release, the thread that has waited longest for exclusive access gets the
 * resource. After an exclusive release, all threads that wait for shared access get it.
 *
 * On Windows: the owner must disable normal kernel APCs, as by KeEnterCriticalRegion. There are no
 * APCs here. On Windows: the system raises the priority of owners that other threads wait for.
 * WinWork does not raise it.
 *
 * Here: a pointer to something other than an initialised resource is reported (0xC4, parameter
 * 0x3D), and the call does nothing. This applies to all functions below.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns FALSE.
 * Return: TRUE when the caller owns the resource now.
 * Page: wdm.h, ExAcquireResourceExclusiveLite
 */
BOOLEAN NTAPI ExAcquireResourceExclusiveLite(_Inout_ PERESOURCE Resource, _In_ BOOLEAN Wait);

/**
 * ExAcquireResourceSharedLite - acquire a resource for shared access
 * @Resource: an initialised resource
 * @Wait: TRUE to wait while another thread owns the resource exclusively, or waits for exclusive
 *	access; FALSE to return at once
 *
 * An owner acquires the resource again at once, even if other threads wait. It may do so any
 * number of times, and must release it as often. If the exclusive owner calls this, it stays the
 * exclusive owner: its shared acquisition counts as an exclusive one.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns FALSE.
 * Return: TRUE when the caller owns the resource now.
 * Page: wdm.h, ExAcquireResourceSharedLite
 */
BOOLEAN NTAPI ExAcquireResourceSharedLite(_Inout_ PERESOURCE Resource, _In_ BOOLEAN Wait);

/**
 * ExAcquireSharedStarveExclusive - acquire a resource for shared access, before threads that wait
 *	for exclusive access
 * @Resource: an initialised resource
 * @Wait: TRUE to wait while another thread owns the resource exclusively; FALSE to return at once
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns FALSE.
 * Return: TRUE when the caller owns the resource now.
 * Page: wdm.h, ExAcquireSharedStarveExclusive
 */
BOOLEAN NTAPI ExAcquireSharedStarveExclusive(_Inout_ PERESOURCE Resource, _In_ BOOLEAN Wait);

/**
 * ExAcquireSharedWaitForExclusive - acquire a resource for shared access, after all threads that
 *	wait for exclusive access
 * @Resource: an initialised resource
 * @Wait: TRUE to wait until no other thread owns the resource exclusively or waits for exclusive
 *	access; FALSE to return at once
 *
 * If a shared owner calls this, it also waits for the threads that wait for exclusive access. Such
 * a wait never ends, unless another thread releases the resource for the owner.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns FALSE.
 * Return: TRUE when the caller owns the resource now.
 * Page: wdm.h, ExAcquireSharedWaitForExclusive
 */
BOOLEAN NTAPI ExAcquireSharedWaitForExclusive(_Inout_ PERESOURCE Resource, _In_ BOOLEAN Wait);

/**
 * ExReleaseResourceLite - release one acquisition of the current thread
 * @Resource: an initialised resource
 *
 * Here: a resource that the thread does not own is reported (0xE3), and stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExReleaseResourceLite
 */
VOID FASTCALL ExReleaseResourceLite(_Inout_ PERESOURCE Resource);

/**
 * ExReleaseResourceForThreadLite - release one acquisition of another owner
 * @Resource: an initialised resource
 * @ResourceThreadId: the value that ExGetCurrentResourceThread returned to the owner, or the
 *	owner pointer that the owner has since passed to ExSetResourceOwnerPointer
 *
 * Here: if that owner does not own the resource, the call is reported (0xE3), and changes nothing.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExReleaseResourceForThreadLite
 */
VOID NTAPI ExReleaseResourceForThreadLite(_Inout_ PERESOURCE Resource,
					  _In_ ERESOURCE_THREAD ResourceThreadId);

/**
 * ExConvertExclusiveToSharedLite - convert the caller's exclusive access to shared access
 * @Resource: an initialised resource
 *
 * All threads that wait for shared access then also own the resource. The number of required
 * releases does not change.
 *
 * Here: a resource that the thread does not own exclusively is reported (0xE3), and stays as it
 * is.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExConvertExclusiveToSharedLite
 */
VOID NTAPI ExConvertExclusiveToSharedLite(_Inout_ PERESOURCE Resource);

#define FLAG_OWNER_POINTER_IS_THREAD 0x1

/**
 * ExSetResourceOwnerPointer, ExSetResourceOwnerPointerEx - transfer the current thread's
 *	ownership to an owner pointer
 * @Resource: an initialised resource
 * @OwnerPointer: the new owner: an address with its two lowest bits set, so that it differs from
 *	every thread. The memory at the address must stay allocated until the release.
 * @Flags: 0 or FLAG_OWNER_POINTER_IS_THREAD; has no effect here
 *
 * After the call any thread may release this ownership with ExReleaseResourceForThreadLite, once
 * for each acquisition. No other function may be called for the ownership.
 *
 * Here: a resource that the thread does not own is reported (0xE3), and stays as it is.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExSetResourceOwnerPointer, ExSetResourceOwnerPointerEx
 */
VOID NTAPI ExSetResourceOwnerPointer(_Inout_ PERESOURCE Resource, _In_ PVOID OwnerPointer);
VOID NTAPI ExSetResourceOwnerPointerEx(_Inout_ PERESOURCE Resource, _In_ PVOID OwnerPointer,
				       _In_ ULONG Flags);

/**
 * ExIsResourceAcquiredExclusiveLite - return whether the current thread owns the resource
 *	exclusively
 * @Resource: an initialised resource
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: TRUE when the current thread is the exclusive owner.
 * Page: wdm.h, ExIsResourceAcquiredExclusiveLite
 */
BOOLEAN NTAPI ExIsResourceAcquiredExclusiveLite(_In_ PERESOURCE Resource);

/**
 * ExIsResourceAcquiredSharedLite, ExIsResourceAcquiredLite - return the number of acquisitions of
 *	the current thread
 * @Resource: an initialised resource
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: the number of releases after which the current thread no longer owns the resource; 0 if
 *	it does not own the resource.
 * Page: wdm.h, ExIsResourceAcquiredSharedLite, ExIsResourceAcquiredLite
 */
ULONG NTAPI ExIsResourceAcquiredSharedLite(_In_ PERESOURCE Resource);
#define ExIsResourceAcquiredLite ExIsResourceAcquiredSharedLite

/**
 * ExGetExclusiveWaiterCount, ExGetSharedWaiterCount - return the number of waiting threads, which
 *	may be out of date
 * @Resource: an initialised resource
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: the number of threads.
 * Page: wdm.h, ExGetExclusiveWaiterCount, ExGetSharedWaiterCount
 */
ULONG NTAPI ExGetExclusiveWaiterCount(_In_ PERESOURCE Resource);
ULONG NTAPI ExGetSharedWaiterCount(_In_ PERESOURCE Resource);

/**
 * ExEnterCriticalRegionAndAcquireResourceExclusive, ExEnterCriticalRegionAndAcquireResourceShared,
 * ExEnterCriticalRegionAndAcquireSharedWaitForExclusive,
 * ExReleaseResourceAndLeaveCriticalRegion - call KeEnterCriticalRegion and acquire a resource,
 *	release a resource and call KeLeaveCriticalRegion
 * @Resource: an initialised resource
 *
 * The functions that acquire wait until the current thread owns the resource.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Return: a value that a driver may not use.
 * Page: wdm.h, ExEnterCriticalRegionAndAcquireResourceExclusive and the pages of the others
 */
PVOID NTAPI ExEnterCriticalRegionAndAcquireResourceExclusive(_Inout_ PERESOURCE Resource);
PVOID NTAPI ExEnterCriticalRegionAndAcquireResourceShared(_Inout_ PERESOURCE Resource);
PVOID NTAPI ExEnterCriticalRegionAndAcquireSharedWaitForExclusive(_Inout_ PERESOURCE Resource);
VOID FASTCALL ExReleaseResourceAndLeaveCriticalRegion(_Inout_ PERESOURCE Resource);

EXTERN_C_END

#endif /* WINWORK_EX_RESOURCE_H */
