/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks that many readers or one writer hold.
 */
#ifndef WINWORK_NDIS_RW_LOCK_H
#define WINWORK_NDIS_RW_LOCK_H

#include "types.h"
#include "../base/sal.h"

EXTERN_C_START

typedef struct _NDIS_RW_LOCK_EX NDIS_RW_LOCK_EX, *PNDIS_RW_LOCK_EX;

/* NDIS alone uses its members. */
typedef struct _LOCK_STATE_EX {
	KIRQL OldIrql;
	UCHAR LockState;
	UCHAR Flags;
} LOCK_STATE_EX, *PLOCK_STATE_EX;

#define NDIS_RWL_AT_DISPATCH_LEVEL 1

/**
 * NdisAllocateRWLock - allocate a lock that nobody holds
 * @NdisHandle: a handle of the driver's; has no effect here
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the lock, which NdisFreeRWLock frees, or NULL.
 * Page: ndis.h, NdisAllocateRWLock
 */
PNDIS_RW_LOCK_EX NTAPI NdisAllocateRWLock(_In_opt_ NDIS_HANDLE NdisHandle);

/**
 * NdisFreeRWLock - free a lock
 * @Lock: a lock that nobody holds
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: ndis.h, NdisFreeRWLock
 */
VOID NTAPI NdisFreeRWLock(_In_ PNDIS_RW_LOCK_EX Lock);

/**
 * NdisAcquireRWLockRead, NdisAcquireRWLockWrite - acquire a lock, and raise the IRQL to DISPATCH_LEVEL
 * @Lock: the lock
 * @LockState: receives the state that NdisReleaseRWLock needs. Each acquisition has its own.
 * @Flags: 0, or NDIS_RWL_AT_DISPATCH_LEVEL of a caller that is at DISPATCH_LEVEL
 *
 * Many readers, or one writer, hold the lock at a time. A reader may acquire it once more as a reader.
 * Here: a reader that becomes the writer, and a writer that acquires the lock again, are reported (0x0F).
 *
 * IRQL: <= DISPATCH_LEVEL; DISPATCH_LEVEL with the flag.
 * Page: ndis.h, NdisAcquireRWLockRead, NdisAcquireRWLockWrite
 */
VOID NTAPI NdisAcquireRWLockRead(_In_ PNDIS_RW_LOCK_EX Lock, _Out_ PLOCK_STATE_EX LockState,
				 _In_ UCHAR Flags);
VOID NTAPI NdisAcquireRWLockWrite(_In_ PNDIS_RW_LOCK_EX Lock, _Out_ PLOCK_STATE_EX LockState,
				  _In_ UCHAR Flags);

/**
 * NdisReleaseRWLock - release a lock, and restore the IRQL
 * @Lock: the lock
 * @LockState: the state of the acquisition. Several of them are released in the opposite order.
 *
 * IRQL: DISPATCH_LEVEL.
 * Page: ndis.h, NdisReleaseRWLock
 */
VOID NTAPI NdisReleaseRWLock(_In_ PNDIS_RW_LOCK_EX Lock, _In_ PLOCK_STATE_EX LockState);

EXTERN_C_END

#endif /* WINWORK_NDIS_RW_LOCK_H */
