/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS's RW locks: EX_SPIN_LOCKs of which readers may acquire the same one again. LOCK_STATE_EX tells
 * the release how the lock was acquired.
 */
#include <ndis.h>

#include "base/atomic.hpp"
#include "ex/spinlock.hpp"
#include "mm/pool.hpp"

struct _NDIS_RW_LOCK_EX {
	EX_SPIN_LOCK lock;
	ww::Atomic<bool> has_writer;	/* written by the writer */
};

using namespace ww;

namespace {

constexpr u32 kLockTag = 'w' << 24 | 'r' << 16 | 'D' << 8 | 'N';

/* LOCK_STATE_EX.LockState, which drivers leave alone. */
enum LockState : UCHAR {
	kRead = 1,
	kWritten = 2,
	kReleased = 3,
};

bool is_lock(CallSite call, PNDIS_RW_LOCK_EX lock)
{
	if (pool_has(lock, kLockTag)) [[likely]]
		return true;
	report_pointer({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { 0, address_of(lock), 0, 0 }, .call = call, .item = lock },
		       lock, "is not an NDIS RW lock");
	return false;
}

/* The level from which the lock raises the caller. Flags promise that it is DISPATCH_LEVEL already. */
bool raise(CallSite call, PNDIS_RW_LOCK_EX lock, UCHAR flags, LOCK_STATE_EX &state)
{
	if (!at_dispatch_or_below(call, lock))
		return false;
	state.Flags = flags;
	state.OldIrql = current_irql();
	if (!(flags & NDIS_RWL_AT_DISPATCH_LEVEL))
		raise_irql(kDispatchLevel, call);
	else if (state.OldIrql != kDispatchLevel)
		report_lock_level(call, kAcquiredBelowDispatch, &lock->lock);
	return true;
}

ww_spin acquire(PNDIS_RW_LOCK_EX lock, ww_ex_spin how, const LOCK_STATE_EX &state)
{
	return ex_spin_lock_acquire(&lock->lock, how, state.OldIrql == kDispatchLevel ||
						       state.Flags & NDIS_RWL_AT_DISPATCH_LEVEL);
}

} /* namespace */

extern "C" {

PNDIS_RW_LOCK_EX NTAPI NdisAllocateRWLock(NDIS_HANDLE)
{
	return static_cast<PNDIS_RW_LOCK_EX>(pool_allocate({
		.call = WW_CALL_SITE, .bytes = sizeof(_NDIS_RW_LOCK_EX), .tag = kLockTag, .zero = true,
	}));
}

VOID NTAPI NdisFreeRWLock(PNDIS_RW_LOCK_EX Lock)
{
	pool_free(WW_CALL_SITE, Lock, kLockTag);
}

VOID NTAPI NdisAcquireRWLockRead(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState, UCHAR Flags)
{
	const CallSite call = WW_CALL_SITE;

	LockState->LockState = kReleased;
	if (!is_lock(call, Lock) || !raise(call, Lock, Flags, *LockState))
		return;

	const ww_spin result = acquire(Lock, WW_EX_SPIN_SHARED, *LockState);

	LockState->LockState = kRead;
	/* The caller holds it. As a reader it may hold it once more. */
	if (result != WW_SPIN_RECURSIVE || Lock->has_writer.load(Order::relaxed))
		acquired(call, result, &Lock->lock);
}

VOID NTAPI NdisAcquireRWLockWrite(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState, UCHAR Flags)
{
	const CallSite call = WW_CALL_SITE;

	LockState->LockState = kReleased;
	if (!is_lock(call, Lock) || !raise(call, Lock, Flags, *LockState))
		return;
	LockState->LockState = kWritten;
	if (acquired(call, acquire(Lock, WW_EX_SPIN_EXCLUSIVE, *LockState), &Lock->lock))
		Lock->has_writer.store(true, Order::relaxed);
}

VOID NTAPI NdisReleaseRWLock(PNDIS_RW_LOCK_EX Lock, PLOCK_STATE_EX LockState)
{
	const CallSite call = WW_CALL_SITE;
	const LOCK_STATE_EX state = *LockState;

	if (!is_lock(call, Lock))
		return;
	if (state.LockState != kRead && state.LockState != kWritten) {
		report_lock_not_owned(call, &Lock->lock);
		return;
	}
	LockState->LockState = kReleased;
	if (state.LockState == kWritten)
		Lock->has_writer.store(false, Order::relaxed);
	ex_spin_lock_release(call, &Lock->lock,
			     state.LockState == kWritten ? WW_EX_SPIN_EXCLUSIVE : WW_EX_SPIN_SHARED,
			     state.Flags & NDIS_RWL_AT_DISPATCH_LEVEL ? KIRQL{ kDispatchLevel }
								      : state.OldIrql);
}

} /* extern "C" */
