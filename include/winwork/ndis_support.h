/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS's names for spin locks, mutexes, events, memory, lists, strings and time. Each calls a Ke,
 * Ex or Rtl function, whose rules, IRQLs and reports apply.
 */
#ifndef WINWORK_NDIS_SUPPORT_H
#define WINWORK_NDIS_SUPPORT_H

#include "dispatcher.h"
#include "interlocked.h"
#include "list.h"
#include "ndis_types.h"
#include "pool.h"
#include "rtl.h"
#include "sal.h"
#include "spinlock.h"
#include "thread.h"

EXTERN_C_START

/* ---- Spin locks ------------------------------------------------------------------------ */

/* In nonpaged memory of the driver's. OldIrql is the holder's. */
typedef struct _NDIS_SPIN_LOCK {
	KSPIN_LOCK SpinLock;
	KIRQL OldIrql;
} NDIS_SPIN_LOCK, *PNDIS_SPIN_LOCK;

/* Any IRQL. Makes a lock; it is freed when it is not held, and only for form's sake. */
WINWORK_OWN VOID NdisAllocateSpinLock(_Out_ PNDIS_SPIN_LOCK SpinLock)
{
	KeInitializeSpinLock(&SpinLock->SpinLock);
	SpinLock->OldIrql = 0;
}

WINWORK_OWN VOID NdisFreeSpinLock(_In_ PNDIS_SPIN_LOCK SpinLock)
{
	UNREFERENCED_PARAMETER(SpinLock);
}

/* <= DISPATCH_LEVEL, and DISPATCH_LEVEL on return. */
WINWORK_OWN VOID NdisAcquireSpinLock(_Inout_ PNDIS_SPIN_LOCK SpinLock)
{
	KIRQL OldIrql;

	KeAcquireSpinLock(&SpinLock->SpinLock, &OldIrql);
	SpinLock->OldIrql = OldIrql;
}

/* DISPATCH_LEVEL; the level from before NdisAcquireSpinLock on return. */
WINWORK_OWN VOID NdisReleaseSpinLock(_Inout_ PNDIS_SPIN_LOCK SpinLock)
{
	KeReleaseSpinLock(&SpinLock->SpinLock, SpinLock->OldIrql);
}

/* DISPATCH_LEVEL. */
WINWORK_OWN VOID NdisDprAcquireSpinLock(_Inout_ PNDIS_SPIN_LOCK SpinLock)
{
	KeAcquireSpinLockAtDpcLevel(&SpinLock->SpinLock);
	SpinLock->OldIrql = DISPATCH_LEVEL;
}

WINWORK_OWN VOID NdisDprReleaseSpinLock(_Inout_ PNDIS_SPIN_LOCK SpinLock)
{
	KeReleaseSpinLockFromDpcLevel(&SpinLock->SpinLock);
}

/* As KeRaiseIrql and KeLowerIrql; a level that is not raised to is not lowered from. */
#define NDIS_RAISE_IRQL_TO_DISPATCH(OldIrql_) KeRaiseIrql(DISPATCH_LEVEL, OldIrql_)
#define NDIS_LOWER_IRQL(OldIrql_, CurrentIrql) \
	do { \
		if ((OldIrql_) != (CurrentIrql)) \
			KeLowerIrql(OldIrql_); \
	} while (0)
#define NDIS_CURRENT_IRQL() KeGetCurrentIrql()

/* ---- Mutexes --------------------------------------------------------------------------- */

/* In nonpaged memory of the driver's. */
typedef KMUTEX NDIS_MUTEX, *PNDIS_MUTEX;

/* Any IRQL. Makes a free one. */
#define NDIS_INIT_MUTEX(Mutex) KeInitializeMutex(Mutex, 0)

/* PASSIVE_LEVEL. The owner is a thread, which may take it again, and must release it as often. */
#define NDIS_WAIT_FOR_MUTEX(Mutex) \
	KeWaitForSingleObject(Mutex, Executive, KernelMode, FALSE, NULL)

/* PASSIVE_LEVEL. 0 when this release freed it. */
#define NDIS_RELEASE_MUTEX(Mutex) KeReleaseMutex(Mutex, FALSE)

/* ---- Events ---------------------------------------------------------------------------- */

/* In nonpaged memory of the driver's. It stays set until it is reset. */
typedef struct _NDIS_EVENT {
	KEVENT Event;
} NDIS_EVENT, *PNDIS_EVENT;

/* Any IRQL. Not set. */
WINWORK_OWN VOID NdisInitializeEvent(_Out_ PNDIS_EVENT Event)
{
	KeInitializeEvent(&Event->Event, NotificationEvent, FALSE);
}

/* <= DISPATCH_LEVEL. */
WINWORK_OWN VOID NdisSetEvent(_In_ PNDIS_EVENT Event)
{
	KeSetEvent(&Event->Event, IO_NO_INCREMENT, FALSE);
}

/* <= DISPATCH_LEVEL. */
WINWORK_OWN VOID NdisResetEvent(_In_ PNDIS_EVENT Event)
{
	KeClearEvent(&Event->Event);
}

/*
 * PASSIVE_LEVEL. Waits at most MsToWait milliseconds, or for ever if that is 0. Returns TRUE when
 * the event is set.
 */
WINWORK_OWN BOOLEAN NdisWaitEvent(_In_ PNDIS_EVENT Event, _In_ UINT MsToWait)
{
	LARGE_INTEGER Timeout;

	Timeout.QuadPart = -10000ll * MsToWait;
	return KeWaitForSingleObject(&Event->Event, Executive, KernelMode, FALSE,
				     MsToWait ? &Timeout : NULL) == STATUS_SUCCESS;
}

/* ---- Memory ---------------------------------------------------------------------------- */

typedef enum _EX_POOL_PRIORITY {
	LowPoolPriority,
	LowPoolPrioritySpecialPoolOverrun = 8,
	LowPoolPrioritySpecialPoolUnderrun = 9,
	NormalPoolPriority = 16,
	NormalPoolPrioritySpecialPoolOverrun = 24,
	NormalPoolPrioritySpecialPoolUnderrun = 25,
	HighPoolPriority = 32,
	HighPoolPrioritySpecialPoolOverrun = 40,
	HighPoolPrioritySpecialPoolUnderrun = 41
} EX_POOL_PRIORITY;

/*
 * <= DISPATCH_LEVEL. Nonpaged memory with undefined contents, or NULL. Here the handle and the
 * priority have no effect.
 */
WINWORK_OWN PVOID NdisAllocateMemoryWithTagPriority(_In_ NDIS_HANDLE NdisHandle, _In_ UINT Length,
						    _In_ ULONG Tag, _In_ EX_POOL_PRIORITY Priority)
{
	UNREFERENCED_PARAMETER(NdisHandle);
	UNREFERENCED_PARAMETER(Priority);
	return ExAllocatePoolWithTag(NonPagedPoolNx, Length, Tag);
}

WINWORK_OWN NDIS_STATUS NdisAllocateMemoryWithTag(_Out_ PVOID *VirtualAddress, _In_ UINT Length,
						  _In_ ULONG Tag)
{
	*VirtualAddress = ExAllocatePoolWithTag(NonPagedPoolNx, Length, Tag);
	return *VirtualAddress ? NDIS_STATUS_SUCCESS : NDIS_STATUS_FAILURE;
}

/*
 * <= DISPATCH_LEVEL. Of any of the functions above. MemoryFlags must be 0: the kinds of memory it
 * has flags for come from functions that are not offered here.
 */
WINWORK_OWN VOID NdisFreeMemory(_In_ PVOID VirtualAddress, _In_ UINT Length, _In_ UINT MemoryFlags)
{
	UNREFERENCED_PARAMETER(Length);
	UNREFERENCED_PARAMETER(MemoryFlags);
	ExFreePool(VirtualAddress);
}

WINWORK_OWN VOID NdisFreeMemoryWithTagPriority(_In_ NDIS_HANDLE NdisHandle,
					       _In_ PVOID VirtualAddress, _In_ ULONG Tag)
{
	UNREFERENCED_PARAMETER(NdisHandle);
	ExFreePoolWithTag(VirtualAddress, Tag);
}

#define NdisFreeMemoryWithTag(VirtualAddress, Tag) ExFreePoolWithTag(VirtualAddress, Tag)

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

/* Any IRQL. */
#define NdisInterlockedIncrement(Addend) InterlockedIncrement(Addend)
#define NdisInterlockedDecrement(Addend) InterlockedDecrement(Addend)

/* <= DISPATCH_LEVEL. The lock may not be one that the caller holds. */
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

/* ---- Strings and time ------------------------------------------------------------------ */

#define NdisInitUnicodeString(Destination, Source) RtlInitUnicodeString(Destination, Source)
#define NdisEqualUnicodeString(String1, String2, CaseInsensitive) \
	RtlEqualUnicodeString(String1, String2, CaseInsensitive)

/* PASSIVE_LEVEL. */
WINWORK_OWN VOID NdisMSleep(_In_ ULONG MicrosecondsToSleep)
{
	LARGE_INTEGER Interval;

	Interval.QuadPart = -10ll * MicrosecondsToSleep;
	KeDelayExecutionThread(KernelMode, FALSE, &Interval);
}

/* Any IRQL. Busy: at most 50 microseconds. */
#define NdisStallExecution(MicrosecondsToStall) KeStallExecutionProcessor(MicrosecondsToStall)

/* Any IRQL. In units of 100 nanoseconds since 1601. */
#define NdisGetCurrentSystemTime(CurrentSystemTime) KeQuerySystemTime(CurrentSystemTime)

/* <= DISPATCH_LEVEL. Milliseconds since boot. */
WINWORK_OWN VOID NdisGetSystemUpTimeEx(_Out_ PLARGE_INTEGER SystemUpTime)
{
	SystemUpTime->QuadPart = (LONGLONG)(KeQueryInterruptTime() / 10000);
}

EXTERN_C_END

#endif /* WINWORK_NDIS_SUPPORT_H */
