/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Push locks under the Filter Manager's names.
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
	const CallSite call = WW_CALL_SITE;
	const EX_PUSH_LOCK value = __atomic_load_n(PushLock, __ATOMIC_RELAXED);

	if (value)
		report_operation(call, PushLock, value, "the push lock is owned");
}

VOID FLTAPI FltAcquirePushLockExclusive(PEX_PUSH_LOCK PushLock)
{
	push_lock_acquire(WW_CALL_SITE, PushLock, Ownership::exclusive);
}

VOID FLTAPI FltAcquirePushLockShared(PEX_PUSH_LOCK PushLock)
{
	push_lock_acquire(WW_CALL_SITE, PushLock, Ownership::shared);
}

VOID FLTAPI FltReleasePushLock(PEX_PUSH_LOCK PushLock)
{
	push_lock_release(WW_CALL_SITE, PushLock, push_lock_ownership(PushLock));
}

} /* extern "C" */
