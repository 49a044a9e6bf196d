/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The Filter Manager's names for push locks.
 */
#include "operation.hpp"

#include "ex/push_lock.hpp"

using namespace ww;

extern "C" {

VOID FLTAPI FltInitializePushLock(PEX_PUSH_LOCK PushLock)
{
	ExInitializePushLock(PushLock);
}

VOID FLTAPI FltDeletePushLock(PEX_PUSH_LOCK PushLock)
{
	const EX_PUSH_LOCK value = __atomic_load_n(PushLock, __ATOMIC_RELAXED);

	if (value)
		report_operation(PushLock, value, "FltDeletePushLock", nullptr,
				 __builtin_return_address(0), "the push lock is owned");
}

VOID FLTAPI FltAcquirePushLockExclusive(PEX_PUSH_LOCK PushLock)
{
	push_lock_acquire(PushLock, Ownership::exclusive, "FltAcquirePushLockExclusive",
			  __builtin_return_address(0));
}

VOID FLTAPI FltAcquirePushLockShared(PEX_PUSH_LOCK PushLock)
{
	push_lock_acquire(PushLock, Ownership::shared, "FltAcquirePushLockShared",
			  __builtin_return_address(0));
}

VOID FLTAPI FltReleasePushLock(PEX_PUSH_LOCK PushLock)
{
	push_lock_release(PushLock, push_lock_ownership(PushLock), "FltReleasePushLock",
			  __builtin_return_address(0));
}

} /* extern "C" */
