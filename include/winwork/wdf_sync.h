/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks of the framework: spin locks, wait locks, and the callback lock of a device.
 */
#ifndef WINWORK_WDF_SYNC_H
#define WINWORK_WDF_SYNC_H

#include "wdf_object.h"

EXTERN_C_START

NTSTATUS NTAPI WinworkWdfSpinLockCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES SpinLockAttributes,
					_Out_ WDFSPINLOCK *SpinLock, _In_opt_ PWINWORK_IMAGE Image);
NTSTATUS NTAPI WinworkWdfWaitLockCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES LockAttributes,
					_Out_ WDFWAITLOCK *Lock, _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfSpinLockCreate - make a spin lock object
 * @SpinLockAttributes: or NULL
 * @SpinLock: receives it
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfObjectCreate; no execution level may be given.
 * Page: wdfsync.h, WdfSpinLockCreate
 */
WINWORK_OWN NTSTATUS WdfSpinLockCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES SpinLockAttributes,
				       _Out_ WDFSPINLOCK *SpinLock)
{
	return WinworkWdfSpinLockCreate(SpinLockAttributes, SpinLock, &WinworkImage);
}

/**
 * WdfSpinLockAcquire - take it, and raise the IRQL to DISPATCH_LEVEL
 * WdfSpinLockRelease - free it, and go back to the IRQL before
 * @SpinLock: the lock
 *
 * As KeAcquireSpinLock and KeReleaseSpinLock; the lock itself keeps the old IRQL.
 *
 * IRQL: <= DISPATCH_LEVEL; DISPATCH_LEVEL.
 * Page: wdfsync.h, WdfSpinLockAcquire, WdfSpinLockRelease
 */
VOID NTAPI WdfSpinLockAcquire(_In_ WDFSPINLOCK SpinLock);
VOID NTAPI WdfSpinLockRelease(_In_ WDFSPINLOCK SpinLock);

/**
 * WdfWaitLockCreate - make a lock that is waited for at PASSIVE_LEVEL
 * @LockAttributes: or NULL
 * @Lock: receives it
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfSpinLockCreate.
 * Page: wdfsync.h, WdfWaitLockCreate
 */
WINWORK_OWN NTSTATUS WdfWaitLockCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES LockAttributes,
				       _Out_ WDFWAITLOCK *Lock)
{
	return WinworkWdfWaitLockCreate(LockAttributes, Lock, &WinworkImage);
}

/**
 * WdfWaitLockAcquire - take it
 * @Lock: the lock
 * @Timeout: in units of 100 ns, negative from now, see WDF_REL_TIMEOUT_IN_MS; 0 not to wait; NULL
 *	to wait for ever
 *
 * The IRQL stays. A lock is not recursive: a thread that takes it again with a @Timeout gets
 * STATUS_TIMEOUT; one that would wait for ever is reported (0x10D, parameter 2), returns with
 * STATUS_SUCCESS, and has to free the lock once more.
 *
 * IRQL: PASSIVE_LEVEL; <= DISPATCH_LEVEL with a @Timeout of 0. Else the call is reported (0x0A),
 *	and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS, or STATUS_TIMEOUT if it was not to be had in time.
 * Page: wdfsync.h, WdfWaitLockAcquire
 */
NTSTATUS NTAPI WdfWaitLockAcquire(_In_ WDFWAITLOCK Lock, _In_opt_ PLONGLONG Timeout);

/**
 * WdfWaitLockRelease - free it
 * @Lock: a lock that the thread has
 *
 * Here: a lock that another thread has, or nobody, is reported (0x10D, parameter 0xB), and stays.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfsync.h, WdfWaitLockRelease
 */
VOID NTAPI WdfWaitLockRelease(_In_ WDFWAITLOCK Lock);

/**
 * WdfObjectAcquireLock - take the callback lock of a device
 * WdfObjectReleaseLock - free it
 * @Object: a device
 *
 * The lock that serialised routines are called with, see wdf_workitem.h; so such a routine may not
 * take it. For a device of WdfExecutionLevelPassive it is a lock as that of WdfWaitLockCreate,
 * else a spin lock, and the IRQL is DISPATCH_LEVEL while it is held.
 *
 * Here: an object that has no such lock is reported (0x10D, parameter 0xB); what else goes wrong
 * is reported as with the lock that it is.
 *
 * IRQL: PASSIVE_LEVEL for the former, <= DISPATCH_LEVEL for the latter.
 * Page: wdfsync.h, WdfObjectAcquireLock, WdfObjectReleaseLock
 */
VOID NTAPI WdfObjectAcquireLock(_In_ WDFOBJECT Object);
VOID NTAPI WdfObjectReleaseLock(_In_ WDFOBJECT Object);

EXTERN_C_END

#endif /* WINWORK_WDF_SYNC_H */
