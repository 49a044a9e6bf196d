/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cancelling, and the cancel spin lock.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "call.hpp"
#include "linux/spinlock.h"
#include "linux/trace_point.h"
#include "ob/device.hpp"

namespace ww {
namespace {

constinit KSPIN_LOCK cancel_lock = 0;

/*
 * A cancel routine releases the lock with Irp->CancelIrql. The IRP may be gone when it has
 * returned.
 */
void check_return(PDEVICE_OBJECT device, PIRP irp, PDRIVER_CANCEL routine, u32 locks, u8 irql)
{
	const bool keeps_lock = ww_spin_held() > locks;
	const u8 after = current_irql();

	if (!keeps_lock && after == irql)
		return;
	if (keeps_lock)
		KeReleaseSpinLock(&cancel_lock, irql);
	else
		restore_level(after, irql, { "DRIVER_CANCEL", nullptr });
	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { kIrqlChanged, address_of(device), irql, after },
		 .call = { "DRIVER_CANCEL" }, .item = irp, .owner = device,
		 .routine = reinterpret_cast<const void *>(routine) },
	       "the cancel routine was called for IRQL %u and returned at IRQL %u%s", irql, after,
	       keeps_lock ? ", with the cancel spin lock" : "");
}

/*
 * With the lock, which the routine releases. The routine owns the IRP. Its driver stays until it
 * returns.
 */
void call_routine(PIRP irp, PDRIVER_CANCEL routine, const CancelLock &before)
{
	const PDEVICE_OBJECT device = holder_of(irp);

	if (device)
		device_enter(device);
	irp->CancelIrql = before.irql;
	routine(device, irp);
	check_return(device, irp, routine, before.locks, before.irql);
	if (device)
		device_leave(device);
}

} /* namespace */

bool cancel_irp(CallSite call, PIRP irp)
{
	if (!at_dispatch_or_below(call, irp))
		return false;

	const u32 locks = ww_spin_held();
	const KIRQL irql = KeAcquireSpinLockRaiseToDpc(&cancel_lock);

	irp->Cancel = TRUE;

	const PDRIVER_CANCEL routine = IoSetCancelRoutine(irp, nullptr);

	if (WW_IS_TRACED(irp_cancel)) [[unlikely]]
		ww_trace_irp_cancel(irp, reinterpret_cast<const void *>(routine));
	if (!routine) {
		KeReleaseSpinLock(&cancel_lock, irql);
		return false;
	}
	call_routine(irp, routine, { locks, irql });
	return true;
}

CancelLock cancel_lock_acquire()
{
	const u32 locks = ww_spin_held();

	return { locks, KeAcquireSpinLockRaiseToDpc(&cancel_lock) };
}

void cancel_lock_release(const CancelLock &before)
{
	KeReleaseSpinLock(&cancel_lock, before.irql);
}

void cancel_lock_release_queued(PIRP irp, const CancelLock &before)
{
	const PDRIVER_CANCEL routine = irp->Cancel ? IoSetCancelRoutine(irp, nullptr) : nullptr;

	if (routine)
		call_routine(irp, routine, before);
	else
		cancel_lock_release(before);
}

} /* namespace ww */

extern "C" {

BOOLEAN NTAPI IoCancelIrp(PIRP Irp)
{
	return ww::cancel_irp(WW_CALL_SITE, Irp);
}

VOID NTAPI IoAcquireCancelSpinLock(PKIRQL Irql)
{
	*Irql = KeAcquireSpinLockRaiseToDpc(&ww::cancel_lock);
}

VOID NTAPI IoReleaseCancelSpinLock(KIRQL Irql)
{
	KeReleaseSpinLock(&ww::cancel_lock, Irql);
}

} /* extern "C" */
