/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks: spin locks, wait locks, and the callback lock of a device.
 */
#include "sync.hpp"

#include "create.hpp"
#include "device.hpp"
#include "linux/thread.h"

namespace ww::wdf {

void PassiveLock::init()
{
	KeInitializeEvent(&free_, SynchronizationEvent, TRUE);
}

NTSTATUS PassiveLock::acquire(CallSite call, const Object &object, const LONGLONG *timeout)
{
	const void *const task = ww_current_task();
	LARGE_INTEGER limit;

	/* Only this task, or an interrupt on top of it, stores its address: no lock is needed. */
	if (!timeout && __atomic_load_n(&owner_, __ATOMIC_RELAXED) == task) {
		report(violation_of(call, kRecursiveLock, &object),
		       "this thread owns the lock already");
		recursions_++;
		return STATUS_SUCCESS;
	}
	if (timeout)
		limit.QuadPart = *timeout;

	const NTSTATUS status = KeWaitForSingleObject(&free_, Executive, KernelMode, FALSE,
						      timeout ? &limit : nullptr);

	if (status == STATUS_SUCCESS)
		__atomic_store_n(&owner_, task, __ATOMIC_RELAXED);
	return status;
}

void PassiveLock::release(CallSite call, const Object &object)
{
	if (__atomic_load_n(&owner_, __ATOMIC_RELAXED) != ww_current_task()) {
		report(violation_of(call, kInvalidLockOperation, &object),
		       "this thread does not own the lock");
		return;
	}
	if (recursions_) {
		recursions_--;
		return;
	}
	__atomic_store_n(&owner_, nullptr, __ATOMIC_RELAXED);
	KeSetEvent(&free_, IO_NO_INCREMENT, FALSE);
}

namespace {

struct SpinLock : Object {
	static const Class kClass;

	KSPIN_LOCK lock;
	KIRQL irql;			/* before the acquisition; the lock covers it */
};

struct WaitLock : Object {
	static const Class kClass;

	PassiveLock lock;
};

constinit const Class SpinLock::kClass = {
	{ "WDFSPINLOCK", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false
};
constinit const Class WaitLock::kClass = {
	{ "WDFWAITLOCK", object_finalise, "WdfObjectDelete" }, nullptr, nullptr, nullptr, false
};

/* Returns the device behind @handle. Null, after a report, for objects without a callback lock. */
Device *device_with_lock(CallSite call, WDFOBJECT handle)
{
	Object *const object = object_of<Object>(call, handle);

	if (!object)
		return nullptr;
	if (&object->kind() == &Device::kClass)
		return static_cast<Device *>(object);
	report(violation_of(call, kInvalidLockOperation, object), "a %s has no callback lock",
	       object->kind().name);
	return nullptr;
}

} /* namespace */
} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfSpinLockCreate(PWDF_OBJECT_ATTRIBUTES SpinLockAttributes,
					WDFSPINLOCK *SpinLock, PWINWORK_IMAGE Image)
{
	return wdf::object_create<wdf::SpinLock>(
		WW_CALL_SITE_OF("WdfSpinLockCreate"), SpinLockAttributes, kDefaultsOnly, SpinLock,
		Image, [](wdf::SpinLock &made) { KeInitializeSpinLock(&made.lock); });
}

VOID NTAPI WdfSpinLockAcquire(WDFSPINLOCK SpinLock)
{
	auto *const object = object_of<wdf::SpinLock>(WW_CALL_SITE, SpinLock);
	KIRQL irql;

	if (!object)
		return;
	KeAcquireSpinLock(&object->lock, &irql);
	object->irql = irql;
}

VOID NTAPI WdfSpinLockRelease(WDFSPINLOCK SpinLock)
{
	auto *const object = object_of<wdf::SpinLock>(WW_CALL_SITE, SpinLock);

	if (object)
		KeReleaseSpinLock(&object->lock, object->irql);
}

NTSTATUS NTAPI WinworkWdfWaitLockCreate(PWDF_OBJECT_ATTRIBUTES LockAttributes, WDFWAITLOCK *Lock,
					PWINWORK_IMAGE Image)
{
	return wdf::object_create<WaitLock>(WW_CALL_SITE_OF("WdfWaitLockCreate"), LockAttributes,
					    kDefaultsOnly, Lock, Image,
					    [](WaitLock &made) { made.lock.init(); });
}

NTSTATUS NTAPI WdfWaitLockAcquire(WDFWAITLOCK Lock, PLONGLONG Timeout)
{
	const CallSite call = WW_CALL_SITE;
	const bool waits = !Timeout || *Timeout;
	auto *const object = waits ? object_at_passive<WaitLock>(call, Lock)
				   : object_at_dispatch_or_below<WaitLock>(call, Lock);

	return object ? object->lock.acquire(call, *object, Timeout) : STATUS_INVALID_PARAMETER;
}

VOID NTAPI WdfWaitLockRelease(WDFWAITLOCK Lock)
{
	const CallSite call = WW_CALL_SITE;

	if (auto *object = object_at_dispatch_or_below<WaitLock>(call, Lock))
		object->lock.release(call, *object);
}

VOID NTAPI WdfObjectAcquireLock(WDFOBJECT Object)
{
	const CallSite call = WW_CALL_SITE;
	Device *const device = device_with_lock(call, Object);
	KIRQL irql;

	if (!device)
		return;
	if (device->level == WdfExecutionLevelPassive) {
		if (at_passive(call, Object))
			device->callback_lock.acquire(call, *device, nullptr);
		return;
	}
	KeAcquireSpinLock(&device->callback_spin_lock, &irql);
	device->callback_irql = irql;
}

VOID NTAPI WdfObjectReleaseLock(WDFOBJECT Object)
{
	const CallSite call = WW_CALL_SITE;
	Device *const device = device_with_lock(call, Object);

	if (!device)
		return;
	if (device->level == WdfExecutionLevelPassive)
		device->callback_lock.release(call, *device);
	else
		KeReleaseSpinLock(&device->callback_spin_lock, device->callback_irql);
}

} /* extern "C" */
