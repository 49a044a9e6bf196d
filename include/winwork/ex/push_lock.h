/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Push locks: one exclusive owner or many shared ones, in the size of a pointer.
 */
#ifndef WINWORK_EX_PUSH_LOCK_H
#define WINWORK_EX_PUSH_LOCK_H

#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

/**
 * EX_PUSH_LOCK - the driver's storage, paged or nonpaged, aligned like a pointer
 *
 * The driver may not access the value. Zero is a free lock. A lock is not recursive, and does not
 * record its owners. So a thread that acquires it twice can wait for itself: always if one of the
 * two acquisitions is exclusive, otherwise once another thread waits for exclusive access. You may
 * not free the memory of an owned lock.
 */
typedef ULONG_PTR EX_PUSH_LOCK, *PEX_PUSH_LOCK;

#define EX_DEFAULT_PUSH_LOCK_FLAGS 0

/**
 * ExInitializePushLock - initialise a free lock
 * @PushLock: eight bytes, aligned to eight
 *
 * IRQL: any.
 * Page: wdm.h, ExInitializePushLock
 */
VOID NTAPI ExInitializePushLock(_Out_ PEX_PUSH_LOCK PushLock);

/**
 * ExAcquirePushLockExclusive, ExAcquirePushLockExclusiveEx - acquire the lock for exclusive
 *	access
 * @PushLock: the lock
 * @Flags: EX_DEFAULT_PUSH_LOCK_FLAGS; others have no effect here
 *
 * The call waits until the lock is free. Meanwhile new requests for shared access wait as well.
 * After the last release all waiting threads compete for the lock, in no promised order. The caller
 * owns the lock until it calls ExReleasePushLockExclusive.
 *
 * On Windows: normal kernel APCs must be disabled, as by KeEnterCriticalRegion. There are no APCs
 * here.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and the lock not acquired.
 * Page: wdm.h, ExAcquirePushLockExclusive
 */
VOID NTAPI ExAcquirePushLockExclusiveEx(_Inout_ PEX_PUSH_LOCK PushLock, _In_ ULONG Flags);
#define ExAcquirePushLockExclusive(PushLock) \
	ExAcquirePushLockExclusiveEx(PushLock, EX_DEFAULT_PUSH_LOCK_FLAGS)

/**
 * ExAcquirePushLockShared, ExAcquirePushLockSharedEx - acquire the lock for shared access
 * @PushLock: the lock
 * @Flags: as for ExAcquirePushLockExclusiveEx
 *
 * The call waits while another thread owns the lock exclusively, or waits for exclusive access.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and the lock not acquired.
 * Page: wdm.h, ExAcquirePushLockShared
 */
VOID NTAPI ExAcquirePushLockSharedEx(_Inout_ PEX_PUSH_LOCK PushLock, _In_ ULONG Flags);
#define ExAcquirePushLockShared(PushLock) \
	ExAcquirePushLockSharedEx(PushLock, EX_DEFAULT_PUSH_LOCK_FLAGS)

/**
 * ExReleasePushLockExclusive, ExReleasePushLockExclusiveEx, ExReleasePushLockShared,
 * ExReleasePushLockSharedEx - release the lock
 * @PushLock: the lock
 * @Flags: as at the acquisition
 *
 * Here: if the lock is not owned with the kind of access that the function's name states, the call
 * is reported (0xE3), and changes nothing.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExReleasePushLockExclusive, ExReleasePushLockShared
 */
VOID NTAPI ExReleasePushLockExclusiveEx(_Inout_ PEX_PUSH_LOCK PushLock, _In_ ULONG Flags);
#define ExReleasePushLockExclusive(PushLock) \
	ExReleasePushLockExclusiveEx(PushLock, EX_DEFAULT_PUSH_LOCK_FLAGS)
VOID NTAPI ExReleasePushLockSharedEx(_Inout_ PEX_PUSH_LOCK PushLock, _In_ ULONG Flags);
#define ExReleasePushLockShared(PushLock) \
	ExReleasePushLockSharedEx(PushLock, EX_DEFAULT_PUSH_LOCK_FLAGS)

EXTERN_C_END

#endif /* WINWORK_EX_PUSH_LOCK_H */
