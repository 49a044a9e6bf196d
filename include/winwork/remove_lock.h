/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Remove locks: they count the operations in progress on a device, so that its deletion can wait
 * for them.
 */
#ifndef WINWORK_REMOVE_LOCK_H
#define WINWORK_REMOVE_LOCK_H

#include "dispatcher.h"
#include "sal.h"
#include "types.h"

EXTERN_C_START

/**
 * struct _IO_REMOVE_LOCK - in a device extension, or other nonpaged memory
 *
 * The driver may not write the fields. Removed is TRUE once the removal has begun. IoCount is the
 * number of acquisitions that are not released, plus one until the removal begins.
 *
 * Here: a lock of a checked build has the same size.
 */
typedef struct _IO_REMOVE_LOCK_COMMON_BLOCK {
	union {
		struct {
			BOOLEAN Removed;
			BOOLEAN Reserved[3];
			volatile LONG IoCount;
		};
		volatile ULONG64 State;		/* both of them */
	};
	KEVENT RemoveEvent;
} IO_REMOVE_LOCK_COMMON_BLOCK;

typedef struct _IO_REMOVE_LOCK {
	IO_REMOVE_LOCK_COMMON_BLOCK Common;
} IO_REMOVE_LOCK, *PIO_REMOVE_LOCK;

/**
 * IoInitializeRemoveLock, IoInitializeRemoveLockEx - make a lock that can be acquired
 * @Lock: the memory; you may not initialise it again, also not after IoReleaseRemoveLockAndWait
 * @AllocateTag: four characters; have no effect here
 * @MaxLockedMinutes: has no effect here
 * @HighWatermark: has no effect here
 * @RemlockSize: bytes, which the macro passes; has no effect here
 *
 * IRQL: PASSIVE_LEVEL on Windows; any here.
 * Page: wdm.h, IoInitializeRemoveLock
 */
VOID NTAPI IoInitializeRemoveLockEx(_Out_ PIO_REMOVE_LOCK Lock, _In_ ULONG AllocateTag,
				    _In_ ULONG MaxLockedMinutes, _In_ ULONG HighWatermark,
				    _In_ ULONG RemlockSize);
#define IoInitializeRemoveLock(Lock, AllocateTag, MaxLockedMinutes, HighWatermark) \
	IoInitializeRemoveLockEx(Lock, AllocateTag, MaxLockedMinutes, HighWatermark, \
				 sizeof(IO_REMOVE_LOCK))

/**
 * IoAcquireRemoveLock, IoAcquireRemoveLockEx - begin an operation on the device
 * @RemoveLock: the lock
 * @Tag: what identifies the operation, such as its IRP, or NULL; has no effect here
 * @File: has no effect here, like @Line
 * @Line: has no effect here, like @File
 * @RemlockSize: bytes, which the macro passes; has no effect here
 *
 * It is OK to acquire the lock again while it is acquired, also in the same thread.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS when the device stays until IoReleaseRemoveLock. STATUS_DELETE_PENDING
 *	always, once the removal has begun: you may not start the operation.
 * Page: wdm.h, IoAcquireRemoveLock
 */
NTSTATUS NTAPI IoAcquireRemoveLockEx(_Inout_ PIO_REMOVE_LOCK RemoveLock, _In_opt_ PVOID Tag,
				     _In_ PCSTR File, _In_ ULONG Line, _In_ ULONG RemlockSize);
#define IoAcquireRemoveLock(RemoveLock, Tag) \
	IoAcquireRemoveLockEx(RemoveLock, Tag, "", 1, sizeof(IO_REMOVE_LOCK))

/**
 * IoReleaseRemoveLock, IoReleaseRemoveLockEx - release the lock at the end of an operation
 * @RemoveLock: the lock
 * @Tag: as at the acquisition, which is not checked here
 * @RemlockSize: bytes, which the macro passes; has no effect here
 *
 * It is OK to release in a thread other than the one that acquired. The last release wakes the
 * waiting thread, so the memory of the lock may be freed when this returns.
 *
 * Here: more releases than acquisitions are reported (0xC4, parameter 0xD5), and change nothing.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, IoReleaseRemoveLock
 */
VOID NTAPI IoReleaseRemoveLockEx(_Inout_ PIO_REMOVE_LOCK RemoveLock, _In_opt_ PVOID Tag,
				 _In_ ULONG RemlockSize);
#define IoReleaseRemoveLock(RemoveLock, Tag) \
	IoReleaseRemoveLockEx(RemoveLock, Tag, sizeof(IO_REMOVE_LOCK))

/**
 * IoReleaseRemoveLockAndWait, IoReleaseRemoveLockAndWaitEx - begin the removal, end the operation
 *	that the caller has acquired the lock for, and wait until no other operation is in
 *	progress
 * @RemoveLock: the lock
 * @Tag: as at the acquisition, which is not checked here
 * @RemlockSize: bytes, which the macro passes; has no effect here
 *
 * From then on no caller can acquire the lock. After the call the device may be deleted. Acquire
 * the lock before this call: without an acquisition to release the call is reported (0xC4,
 * parameter 0xD6), and does nothing.
 *
 * Here: several threads may wait at once, each for an acquisition of its own, if the lock stays
 * until all have returned. On Windows: one thread may.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, IoReleaseRemoveLockAndWait
 */
VOID NTAPI IoReleaseRemoveLockAndWaitEx(_Inout_ PIO_REMOVE_LOCK RemoveLock, _In_opt_ PVOID Tag,
					_In_ ULONG RemlockSize);
#define IoReleaseRemoveLockAndWait(RemoveLock, Tag) \
	IoReleaseRemoveLockAndWaitEx(RemoveLock, Tag, sizeof(IO_REMOVE_LOCK))

EXTERN_C_END

#endif /* WINWORK_REMOVE_LOCK_H */
