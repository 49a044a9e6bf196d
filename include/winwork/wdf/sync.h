/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks of the framework: spin locks, wait locks, and the callback lock of a device.
 */
#ifndef WINWORK_WDF_SYNC_H
#define WINWORK_WDF_SYNC_H

#include "object.h"
#include "../image.h"

EXTERN_C_START

NTSTATUS NTAPI WinworkWdfSpinLockCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES SpinLockAttributes,
					_Out_ WDFSPINLOCK *SpinLock, _In_opt_ PWINWORK_IMAGE Image);
NTSTATUS NTAPI WinworkWdfWaitLockCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES LockAttributes,
					_Out_ WDFWAITLOCK *Lock, _In_opt_ PWINWORK_IMAGE Image);

/**
 * WdfSpinLockCreate - create a spin lock
 * @SpinLockAttributes: the attributes, without an execution level and a synchronization scope; or
 *	NULL
 * @SpinLock: receives the lock
 *
 * The lock is deleted with its parent, or by WdfObjectDelete.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: as WdfObjectCreate.
 * Page: wdfsync.h, WdfSpinLockCreate
 */
WINWORK_OWN NTSTATUS WdfSpinLockCreate(_In_opt_ PWDF_OBJECT_ATTRIBUTES SpinLockAttributes,
				       _Out_ WDFSPINLOCK *SpinLock)
{
	return WinworkWdfSpinLockCreate(SpinLockAttributes, SpinLock, &WinworkImage);
}

/**
 * WdfSpinLockAcquire - acquire the lock, and raise the IRQL to DISPATCH_LEVEL
 * WdfSpinLockRelease - release the lock, and restore the previous IRQL
 * @SpinLock: the lock
 *
 * The rules are those of KeAcquireSpinLock and KeReleaseSpinLock. The lock stores the previous
 * IRQL. The SpinLock of a WDF_INTERRUPT_CONFIG is reported (0x10D, 0xB), and nothing is done: its interrupts have a
 * lock of their own, which WdfInterruptAcquireLock acquires.
 *
 * IRQL: <= DISPATCH_LEVEL to acquire, DISPATCH_LEVEL to release.
 * Page: wdfsync.h, WdfSpinLockAcquire, WdfSpinLockRelease
 */
VOID NTAPI WdfSpinLockAcquire(_In_ WDFSPINLOCK SpinLock);
VOID NTAPI WdfSpinLockRelease(_In_ WDFSPINLOCK SpinLock);

/**
 * WdfWaitLockCreate - create a wait lock, which threads at PASSIVE_LEVEL acquire
 * @LockAttributes: the attributes, without an execution level and a synchronization scope; or NULL
 * @Lock: receives the lock
 *
 * The lock is deleted with its parent, or by WdfObjectDelete.
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
 * WdfWaitLockAcquire - acquire a wait lock
 * @Lock: the lock
 * @Timeout: the time at which the wait ends, in units of 100 ns. Below 0: relative to now; see
 *	WDF_REL_TIMEOUT_IN_MS. 0: the call does not wait. NULL: the wait has no time limit.
 *
 * The IRQL does not change. The owner is in a critical region (KeEnterCriticalRegion), unless it
 * acquired the lock at DISPATCH_LEVEL. The lock is not recursive. If the owner acquires it again
 * with a @Timeout, the call returns STATUS_TIMEOUT when the time has expired.
 *
 * Here: if the owner acquires it again without a @Timeout, the call is reported (0x10D, parameter
 * 2), and returns STATUS_SUCCESS. It requires one more release.
 *
 * IRQL: PASSIVE_LEVEL; <= DISPATCH_LEVEL with a @Timeout of 0. Otherwise the call is reported
 *	(0x0A), and returns STATUS_INVALID_PARAMETER.
 * Return: STATUS_SUCCESS, or STATUS_TIMEOUT when the time has expired.
 * Page: wdfsync.h, WdfWaitLockAcquire
 */
NTSTATUS NTAPI WdfWaitLockAcquire(_In_ WDFWAITLOCK Lock, _In_opt_ PLONGLONG Timeout);

/**
 * WdfWaitLockRelease - release a wait lock
 * @Lock: a lock that the thread owns
 *
 * Here: a free lock, or a lock of another thread, is reported (0x10D, parameter 0xB), and stays
 * as it is.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdfsync.h, WdfWaitLockRelease
 */
VOID NTAPI WdfWaitLockRelease(_In_ WDFWAITLOCK Lock);

/**
 * WdfObjectAcquireLock - acquire the callback lock of a device or queue
 * WdfObjectReleaseLock - release the callback lock of a device or queue
 * @Object: a device, or a queue. The lock of a queue is the device's with
 *	WdfSynchronizationScopeDevice, and its own with WdfSynchronizationScopeQueue.
 *
 * The framework holds this lock when it calls a serialised routine (see wdf/work_item.h), so such
 * a routine may not acquire it. For an object of WdfExecutionLevelPassive it is a wait lock, whose
 * owner is in a critical region. Otherwise it is a spin lock, and the IRQL is DISPATCH_LEVEL while
 * it is held.
 *
 * Here: an object that has no such lock is reported (0x10D, parameter 0xB). Other wrong calls are
 * reported as for a wait lock or a spin lock.
 *
 * IRQL: PASSIVE_LEVEL for a wait lock. For a spin lock: <= DISPATCH_LEVEL to acquire,
 *	DISPATCH_LEVEL to release.
 * Page: wdfsync.h, WdfObjectAcquireLock, WdfObjectReleaseLock
 */
VOID NTAPI WdfObjectAcquireLock(_In_ WDFOBJECT Object);
VOID NTAPI WdfObjectReleaseLock(_In_ WDFOBJECT Object);

EXTERN_C_END

#endif /* WINWORK_WDF_SYNC_H */
