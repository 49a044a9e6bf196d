/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's names for push locks.
 */
#ifndef WINWORK_FLT_PUSH_LOCK_H
#define WINWORK_FLT_PUSH_LOCK_H

#include "../ex/push_lock.h"

EXTERN_C_START

/**
 * FltInitializePushLock, FltDeletePushLock - initialise, delete a push lock
 * @PushLock: the lock
 *
 * The deletion frees no memory: the driver owns the memory of the lock.
 *
 * Here: the deletion of an owned lock is reported (0xF5).
 *
 * IRQL: <= APC_LEVEL on Windows; any here.
 * Page: fltkernel.h, FltInitializePushLock, FltDeletePushLock
 */
VOID FLTAPI FltInitializePushLock(_Out_ PEX_PUSH_LOCK PushLock);
VOID FLTAPI FltDeletePushLock(_In_ PEX_PUSH_LOCK PushLock);

/**
 * FltAcquirePushLockExclusive, FltAcquirePushLockShared - acquire a push lock, as
 *	ExAcquirePushLockExclusive and ExAcquirePushLockShared do
 * @PushLock: the lock
 *
 * On Windows: the functions also disable normal kernel APCs. There are no APCs here.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and the lock not acquired.
 * Page: fltkernel.h, FltAcquirePushLockExclusive, FltAcquirePushLockShared
 */
VOID FLTAPI FltAcquirePushLockExclusive(_Inout_ PEX_PUSH_LOCK PushLock);
VOID FLTAPI FltAcquirePushLockShared(_Inout_ PEX_PUSH_LOCK PushLock);

/**
 * FltReleasePushLock - release a push lock, whether it is owned exclusively or shared
 * @PushLock: the lock
 *
 * Here: the release of a free lock is reported (0xE3), and changes nothing.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: fltkernel.h, FltReleasePushLock
 */
VOID FLTAPI FltReleasePushLock(_Inout_ PEX_PUSH_LOCK PushLock);

EXTERN_C_END

#endif /* WINWORK_FLT_PUSH_LOCK_H */
