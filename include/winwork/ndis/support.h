/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS's functions for spin locks, mutexes, events, memory, lists, strings and time. Each one does
 * the same as a function of the Ke, Ex or Rtl family. The rules, the IRQL and the reports of that
 * function apply. A report of a function names that function. A macro stands for a function of
 * another family, as in Windows's header, and a report names that one.
 */
#ifndef WINWORK_NDIS_SUPPORT_H
#define WINWORK_NDIS_SUPPORT_H

#include "../ke/dispatcher.h"
#include "../ex/interlocked.h"
#include "../mm/locked_pages.h"
#include "../ex/pool.h"
#include "../base/list.h"
#include "types.h"
#include "../rtl/strings.h"
#include "../base/sal.h"
#include "../ke/spin_lock.h"
#include "../ps/thread.h"

EXTERN_C_START

/* ---- Spin locks ------------------------------------------------------------------------ */

/* A spin lock, in nonpaged memory of the driver's. Only its holder may access OldIrql. */
typedef struct _NDIS_SPIN_LOCK {
	KSPIN_LOCK SpinLock;
	KIRQL OldIrql;
} NDIS_SPIN_LOCK, *PNDIS_SPIN_LOCK;

/**
 * NdisAllocateSpinLock, NdisFreeSpinLock - initialise a free spin lock, end a spin lock
 * @SpinLock: the lock, in nonpaged memory of the driver's. It may not be held when it is freed.
 *
 * Here: NdisFreeSpinLock does nothing.
 *
 * IRQL: any.
 * Page: ndis.h, NdisAllocateSpinLock, NdisFreeSpinLock
 */
WINWORK_OWN VOID NdisAllocateSpinLock(_Out_ PNDIS_SPIN_LOCK SpinLock)
{
	KeInitializeSpinLock(&SpinLock->SpinLock);
	SpinLock->OldIrql = 0;
}

WINWORK_OWN VOID NdisFreeSpinLock(_In_ PNDIS_SPIN_LOCK SpinLock)
{
	UNREFERENCED_PARAMETER(SpinLock);
}

/**
 * NdisAcquireSpinLock - raise the IRQL to DISPATCH_LEVEL and acquire a spin lock; see
 *	KeAcquireSpinLock
 * @SpinLock: the lock; not held by the caller
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisAcquireSpinLock
 */
VOID NTAPI NdisAcquireSpinLock(_Inout_ PNDIS_SPIN_LOCK SpinLock);

/**
 * NdisReleaseSpinLock - release a spin lock and restore the previous IRQL; see KeReleaseSpinLock
 * @SpinLock: a lock that the caller acquired with NdisAcquireSpinLock
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: ndis.h, NdisReleaseSpinLock
 */
VOID NTAPI NdisReleaseSpinLock(_Inout_ PNDIS_SPIN_LOCK SpinLock);

/**
 * NdisDprAcquireSpinLock, NdisDprReleaseSpinLock - acquire, release a spin lock at DISPATCH_LEVEL
 * @SpinLock: the lock
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: ndis.h, NdisDprAcquireSpinLock, NdisDprReleaseSpinLock
 */
VOID NTAPI NdisDprAcquireSpinLock(_Inout_ PNDIS_SPIN_LOCK SpinLock);
VOID NTAPI NdisDprReleaseSpinLock(_Inout_ PNDIS_SPIN_LOCK SpinLock);

/*
 * The same as KeRaiseIrql, KeLowerIrql and KeGetCurrentIrql. NDIS_LOWER_IRQL does nothing if both
 * levels are the same.
 */
#define NDIS_RAISE_IRQL_TO_DISPATCH(OldIrql_) KeRaiseIrql(DISPATCH_LEVEL, OldIrql_)
#define NDIS_LOWER_IRQL(OldIrql_, CurrentIrql) \
	do { \
		if ((OldIrql_) != (CurrentIrql)) \
			KeLowerIrql(OldIrql_); \
	} while (0)
#define NDIS_CURRENT_IRQL() KeGetCurrentIrql()

/* ---- Mutexes --------------------------------------------------------------------------- */

/* A mutex, in nonpaged memory of the driver's. */
typedef KMUTEX NDIS_MUTEX, *PNDIS_MUTEX;

/*
 * Initialise a free mutex (any IRQL), acquire it and release it (PASSIVE_LEVEL). The owner is a
 * thread. It may acquire the mutex again, and must release it as often. NDIS_RELEASE_MUTEX returns
 * 0 if this release has freed the mutex.
 */
#define NDIS_INIT_MUTEX(Mutex) KeInitializeMutex(Mutex, 0)
#define NDIS_WAIT_FOR_MUTEX(Mutex) \
	KeWaitForSingleObject(Mutex, Executive, KernelMode, FALSE, NULL)
#define NDIS_RELEASE_MUTEX(Mutex) KeReleaseMutex(Mutex, FALSE)

/* ---- Events ---------------------------------------------------------------------------- */

/* An event, in nonpaged memory of the driver's. Once set, it stays set until it is reset. */
typedef struct _NDIS_EVENT {
	KEVENT Event;
} NDIS_EVENT, *PNDIS_EVENT;

/**
 * NdisInitializeEvent - initialise an event that is not set
 * @Event: nonpaged memory of the driver's
 *
 * IRQL: any.
 * Page: ndis.h, NdisInitializeEvent
 */
WINWORK_OWN VOID NdisInitializeEvent(_Out_ PNDIS_EVENT Event)
{
	KeInitializeEvent(&Event->Event, NotificationEvent, FALSE);
}

/**
 * NdisSetEvent - set an event, and release all threads that wait for it
 * @Event: the event
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisSetEvent
 */
VOID NTAPI NdisSetEvent(_In_ PNDIS_EVENT Event);

/**
 * NdisResetEvent - make an event not set
 * @Event: the event
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisResetEvent
 */
VOID NTAPI NdisResetEvent(_In_ PNDIS_EVENT Event);

/**
 * NdisWaitEvent - wait until an event is set
 * @Event: the event
 * @MsToWait: the time limit in milliseconds; 0 for none
 *
 * Here: a call above PASSIVE_LEVEL is reported (0x7C, 0x14), and returns FALSE.
 *
 * IRQL: PASSIVE_LEVEL.
 * Return: TRUE when the event is set, FALSE when the time has expired.
 * Page: ndis.h, NdisWaitEvent
 */
BOOLEAN NTAPI NdisWaitEvent(_In_ PNDIS_EVENT Event, _In_ UINT MsToWait);

/* ---- Memory ---------------------------------------------------------------------------- */

/**
 * NdisAllocateMemoryWithTagPriority - allocate nonpaged memory
 * @NdisHandle: a handle of the driver's; has no effect here
 * @Length: the size in bytes
 * @Tag: the pool tag
 * @Priority: has no effect here
 *
 * The contents are undefined. The caller frees the memory with NdisFreeMemory or
 * NdisFreeMemoryWithTagPriority.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the memory, or NULL.
 * Page: ndis.h, NdisAllocateMemoryWithTagPriority
 */
PVOID NTAPI NdisAllocateMemoryWithTagPriority(_In_ NDIS_HANDLE NdisHandle, _In_ UINT Length,
					      _In_ ULONG Tag, _In_ EX_POOL_PRIORITY Priority);

/**
 * NdisAllocateMemoryWithTag - allocate nonpaged memory
 * @VirtualAddress: receives the memory, or NULL
 * @Length: the size in bytes
 * @Tag: the pool tag
 *
 * The contents are undefined. The caller frees the memory with NdisFreeMemory.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: NDIS_STATUS_SUCCESS or NDIS_STATUS_FAILURE.
 * Page: NDIS 5, NdisAllocateMemoryWithTag
 */
NDIS_STATUS NTAPI NdisAllocateMemoryWithTag(_Out_ PVOID *VirtualAddress, _In_ UINT Length,
					    _In_ ULONG Tag);

/**
 * NdisFreeMemory - free memory of NdisAllocateMemoryWithTagPriority or NdisAllocateMemoryWithTag
 * @VirtualAddress: the memory
 * @Length: the size in bytes; has no effect here
 * @MemoryFlags: 0; other kinds of memory come from functions that WinWork does not have
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFreeMemory
 */
VOID NTAPI NdisFreeMemory(_In_ PVOID VirtualAddress, _In_ UINT Length, _In_ UINT MemoryFlags);

/**
 * NdisFreeMemoryWithTagPriority - free memory of NdisAllocateMemoryWithTagPriority
 * @NdisHandle: a handle of the driver's; has no effect here
 * @VirtualAddress: the memory
 * @Tag: the tag of the allocation
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFreeMemoryWithTagPriority
 */
VOID NTAPI NdisFreeMemoryWithTagPriority(_In_ NDIS_HANDLE NdisHandle, _In_ PVOID VirtualAddress,
					 _In_ ULONG Tag);

#define NdisFreeMemoryWithTag(VirtualAddress, Tag) \
	NdisFreeMemoryWithTagPriority(NULL, VirtualAddress, Tag)

#define NdisZeroMemory(Destination, Length) RtlZeroMemory(Destination, Length)
#define NdisFillMemory(Destination, Length, Fill) RtlFillMemory(Destination, Length, Fill)
#define NdisMoveMemory(Destination, Source, Length) RtlMoveMemory(Destination, Source, Length)
#define NdisEqualMemory(Source1, Source2, Length) RtlEqualMemory(Source1, Source2, Length)
#define NdisRetrieveUlong(Destination, Source) RtlCopyMemory(Destination, Source, sizeof(ULONG))
#define NdisStoreUlong(Destination, Value) \
	do { \
		ULONG NdisStored = (Value); \
		RtlCopyMemory(Destination, &NdisStored, sizeof(NdisStored)); \
	} while (0)

#define NdisInitializeNPagedLookasideList(Lookaside, Allocate, Free, Flags, Size, Tag, Depth) \
	ExInitializeNPagedLookasideList(Lookaside, Allocate, Free, Flags, Size, Tag, Depth)
#define NdisDeleteNPagedLookasideList(Lookaside) ExDeleteNPagedLookasideList(Lookaside)
#define NdisAllocateFromNPagedLookasideList(Lookaside) ExAllocateFromNPagedLookasideList(Lookaside)
#define NdisFreeToNPagedLookasideList(Lookaside, Entry) \
	ExFreeToNPagedLookasideList(Lookaside, Entry)

/* ---- Lists and counters ---------------------------------------------------------------- */

#define NdisInitializeListHead(ListHead) InitializeListHead(ListHead)

/* IRQL: any. */
#define NdisInterlockedIncrement(Addend) InterlockedIncrement(Addend)
#define NdisInterlockedDecrement(Addend) InterlockedDecrement(Addend)

#define NdisInterlockedAddLargeStatistic(Addend, Increment) ExInterlockedAddLargeStatistic(Addend, Increment)

/* IRQL: <= DISPATCH_LEVEL. The caller may not hold the lock. */
#define NdisInterlockedAddUlong(Addend, Increment, SpinLock_) \
	ExInterlockedAddUlong(Addend, Increment, &(SpinLock_)->SpinLock)
#define NdisInterlockedInsertHeadList(ListHead, Entry, SpinLock_) \
	ExInterlockedInsertHeadList(ListHead, Entry, &(SpinLock_)->SpinLock)
#define NdisInterlockedInsertTailList(ListHead, Entry, SpinLock_) \
	ExInterlockedInsertTailList(ListHead, Entry, &(SpinLock_)->SpinLock)
#define NdisInterlockedRemoveHeadList(ListHead, SpinLock_) \
	ExInterlockedRemoveHeadList(ListHead, &(SpinLock_)->SpinLock)
#define NdisInterlockedPushEntryList(ListHead, Entry, Lock) \
	ExInterlockedPushEntryList(ListHead, Entry, &(Lock)->SpinLock)
#define NdisInterlockedPopEntryList(ListHead, Lock) \
	ExInterlockedPopEntryList(ListHead, &(Lock)->SpinLock)

/* ---- MDLs ------------------------------------------------------------------------------ */

/* Sets the number of bytes that an MDL of the driver describes. */
#define NdisAdjustMdlLength(Mdl, Length) ((Mdl)->ByteCount = (Length))

/* The next MDL of a chain. */
#define NDIS_MDL_LINKAGE(Mdl) ((Mdl)->Next)

/*
 * Gets the number of bytes that an MDL describes, and their address in the kernel, unless
 * VirtualAddress is NULL. The address is NULL when none could be made.
 */
#define NdisGetNextMdl(CurrentMdl, NextMdl) (*(NextMdl) = (CurrentMdl)->Next)
#define NdisQueryMdl(Mdl, VirtualAddress, Length, Priority)				\
	do {										\
		if (ARGUMENT_PRESENT(VirtualAddress))					\
			*(PVOID *)(VirtualAddress) =					\
				MmGetSystemAddressForMdlSafe(Mdl, (Priority));		\
		*(Length) = MmGetMdlByteCount(Mdl);					\
	} while (0)

/* ---- The system ------------------------------------------------------------------------ */

/**
 * NdisGetVersion - return the version of NDIS
 *
 * Here: 6.83.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: an NDIS_RUNTIME_VERSION_ value.
 * Page: ndis.h, NdisGetVersion
 */
WINWORK_OWN UINT NdisGetVersion(VOID)
{
	return NDIS_RUNTIME_VERSION_683;
}

/**
 * NdisGetSharedDataAlignment - return the alignment of data that processors share
 *
 * IRQL: any.
 * Return: the bytes of a line of the cache.
 * Page: ndis.h, NdisGetSharedDataAlignment
 */
WINWORK_OWN ULONG NdisGetSharedDataAlignment(VOID)
{
	return SYSTEM_CACHE_ALIGNMENT_SIZE;
}

/**
 * NdisCurrentProcessorIndex - return the number of the current processor
 *
 * IRQL: any; below DISPATCH_LEVEL the thread may move to another one.
 * Return: the number, from 0.
 * Page: ndis.h, NdisCurrentProcessorIndex
 */
WINWORK_OWN ULONG NdisCurrentProcessorIndex(VOID)
{
	return KeGetCurrentProcessorNumberEx(NULL);
}

/**
 * NdisGroupActiveProcessorCount, NdisGroupActiveProcessorMask, NdisGroupMaxProcessorCount - the processors of a group
 * @Group: the group; of the counts also ALL_PROCESSOR_GROUPS
 *
 * IRQL: any.
 * Return: as KeQueryActiveProcessorCountEx, KeQueryGroupAffinity and KeQueryMaximumProcessorCountEx.
 * Page: ndis.h, NdisGroupActiveProcessorCount, NdisGroupActiveProcessorMask, NdisGroupMaxProcessorCount
 */
WINWORK_OWN ULONG NdisGroupActiveProcessorCount(USHORT Group)
{
	return KeQueryActiveProcessorCountEx(Group);
}

WINWORK_OWN KAFFINITY NdisGroupActiveProcessorMask(USHORT Group)
{
	return KeQueryGroupAffinity(Group);
}

WINWORK_OWN ULONG NdisGroupMaxProcessorCount(USHORT Group)
{
	return KeQueryMaximumProcessorCountEx(Group);
}

/**
 * NdisProcessorNumberToIndex - convert the group and number of a processor to its index
 * @ProcNum: the group and the number
 *
 * IRQL: any.
 * Return: the index, or INVALID_PROCESSOR_INDEX when no processor can have this number.
 * Page: ndis.h, NdisProcessorNumberToIndex
 */
WINWORK_OWN ULONG NdisProcessorNumberToIndex(PROCESSOR_NUMBER ProcNum)
{
	return KeGetProcessorIndexFromNumber(&ProcNum);
}

/**
 * NdisProcessorIndexToNumber - convert the index of a processor to its group and number
 * @ProcIndex: the index, from 0
 * @ProcNum: receives the group and the number; does not change when the call fails
 *
 * IRQL: any.
 * Return: NDIS_STATUS_SUCCESS; STATUS_INVALID_PARAMETER for an index that no processor can have.
 * Page: ndis.h, NdisProcessorIndexToNumber
 */
WINWORK_OWN NTSTATUS NdisProcessorIndexToNumber(ULONG ProcIndex, _Out_ PPROCESSOR_NUMBER ProcNum)
{
	return KeGetProcessorNumberFromIndex(ProcIndex, ProcNum);
}

#define NdisGetPhysicalAddressHigh(Address) ((Address).HighPart)
#define NdisGetPhysicalAddressLow(Address) ((Address).LowPart)
#define NdisSetPhysicalAddressHigh(Address, High) ((Address).HighPart = (High))
#define NdisSetPhysicalAddressLow(Address, Low) ((Address).LowPart = (Low))

/* ---- Strings and time ------------------------------------------------------------------ */

#define NdisInitUnicodeString(Destination, Source) RtlInitUnicodeString(Destination, Source)
#define NdisEqualUnicodeString(String1, String2, CaseInsensitive) \
	RtlEqualUnicodeString(String1, String2, CaseInsensitive)
#define NdisEqualString RtlEqualUnicodeString
#define NdisInitAnsiString RtlInitString

/**
 * NdisInitializeString - make a string of a text of single bytes
 * @Destination: receives the string, in memory of its own, which ends with a null; Buffer is NULL
 *	without memory
 * @Source: the text, which ends with a null
 *
 * NdisFreeString frees the memory.
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisInitializeString
 */
VOID NTAPI NdisInitializeString(_Out_ PNDIS_STRING Destination, _In_ PUCHAR Source);

#define NdisFreeString(String) NdisFreeMemory((String).Buffer, (String).MaximumLength, 0)
#define NdisUpcaseUnicodeString(to, from) RtlUpcaseUnicodeString(to, from, FALSE)

/**
 * NdisMSleep - let the current thread sleep
 * @MicrosecondsToSleep: the time in microseconds
 *
 * IRQL: PASSIVE_LEVEL.
 * Page: ndis.h, NdisMSleep
 */
VOID NTAPI NdisMSleep(_In_ ULONG MicrosecondsToSleep);

/* Spins for a number of microseconds, at most 50. IRQL: any. */
#define NdisStallExecution(MicrosecondsToStall) KeStallExecutionProcessor(MicrosecondsToStall)

/* Stores the system time, in units of 100 ns since 1601, UTC. IRQL: any. */
#define NdisGetCurrentSystemTime(CurrentSystemTime) KeQuerySystemTime(CurrentSystemTime)

/**
 * NdisGetSystemUpTimeEx - return the time since boot
 * @SystemUpTime: receives the time in milliseconds
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisGetSystemUpTimeEx
 */
WINWORK_OWN VOID NdisGetSystemUpTimeEx(_Out_ PLARGE_INTEGER SystemUpTime)
{
	SystemUpTime->QuadPart = (LONGLONG)(KeQueryInterruptTime() / 10000);
}

EXTERN_C_END

#endif /* WINWORK_NDIS_SUPPORT_H */
