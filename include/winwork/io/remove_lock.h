/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Remove locks. A remove lock counts the operations in progress on a device, so that the deletion
 * of the device can wait for them.
 */
#ifndef WINWORK_IO_REMOVE_LOCK_H
#define WINWORK_IO_REMOVE_LOCK_H

#include "../ke/dispatcher.h"
#include "../base/sal.h"
#include "../base/types.h"

EXTERN_C_START

/**
 * struct _IO_REMOVE_LOCK - a remove lock, in a device extension or other nonpaged memory
 *
 * The driver may not write the fields. Removed is TRUE once the removal has begun. IoCount is the
 * number of acquisitions that are not released yet, plus one until the removal begins.
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
 * IoInitializeRemoveLock, IoInitializeRemoveLockEx - initialise a remove lock
 * @Lock: the lock. You may not initialise it again, not even after IoReleaseRemoveLockAndWait.
 * @AllocateTag: a tag of four characters; has no effect here
 * @MaxLockedMinutes: minutes; has no effect here
 * @HighWatermark: a number of acquisitions; has no effect here
 * @RemlockSize: the size of the lock in bytes, which the macro passes; has no effect here
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
 * @Tag: a pointer that identifies the operation, such as its IRP, or NULL; has no effect here
 * @File: the name of the source file; has no effect here
 * @Line: the line in the source file; has no effect here
 * @RemlockSize: the size of the lock in bytes, which the macro passes; has no effect here
 *
 * Any number of operations may hold the lock at a time, also several of one thread.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS: the device stays until IoReleaseRemoveLock. Always STATUS_DELETE_PENDING
 *	once the removal has begun: you may not start the operation.
 * Page: wdm.h, IoAcquireRemoveLock
 */
NTSTATUS NTAPI IoAcquireRemoveLockEx(_Inout_ PIO_REMOVE_LOCK RemoveLock, _In_opt_ PVOID Tag,
				     _In_ PCSTR File, _In_ ULONG Line, _In_ ULONG RemlockSize);
#define IoAcquireRemoveLock(RemoveLock, Tag) \
	IoAcquireRemoveLockEx(RemoveLock, Tag, "", 1, sizeof(IO_REMOVE_LOCK))

/**
 * IoReleaseRemoveLock, IoReleaseRemoveLockEx - release the lock at the end of an operation
 * @RemoveLock: the lock
 * @Tag: the tag of the acquisition; not checked here
 * @RemlockSize: the size of the lock in bytes, which the macro passes; has no effect here
 *
 * A thread may release the lock for another thread. The last release wakes the waiting thread, so
 * the memory of the lock may already be freed when this call returns.
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
 * IoReleaseRemoveLockAndWait, IoReleaseRemoveLockAndWaitEx - begin the removal, release the lock,
 *	and wait until no operation is in progress
 * @RemoveLock: the lock, which the caller has acquired
 * @Tag: the tag of the acquisition; not checked here
 * @RemlockSize: the size of the lock in bytes, which the macro passes; has no effect here
 *
 * From this call on no caller can acquire the lock. After the call the driver may delete the
 * device.
 *
 * Here: if no acquisition is left to release, the call is reported (0xC4, parameter 0xD6), and does
 * nothing.
 *
 * Here: several threads may wait at once, if each of them has acquired the lock. The memory of the
 * lock must then stay until all calls have returned. On Windows: only one thread may wait.
 *
 * IRQL: PASSIVE_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, IoReleaseRemoveLockAndWait
 */
VOID NTAPI IoReleaseRemoveLockAndWaitEx(_Inout_ PIO_REMOVE_LOCK RemoveLock, _In_opt_ PVOID Tag,
					_In_ ULONG RemlockSize);
#define IoReleaseRemoveLockAndWait(RemoveLock, Tag) \
	IoReleaseRemoveLockAndWaitEx(RemoveLock, Tag, sizeof(IO_REMOVE_LOCK))

EXTERN_C_END

#endif /* WINWORK_IO_REMOVE_LOCK_H */
