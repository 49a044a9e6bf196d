/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks: spin locks, wait locks, and the callback lock of a device.
 */
#include "sync.hpp"

#include "device.hpp"
#include "linux/thread.h"

namespace ww::wdf {

void PassiveLock::init()
{
	KeInitializeEvent(&free_, SynchronizationEvent, TRUE);
}

NTSTATUS PassiveLock::acquire(const Object &owner, const LONGLONG *timeout, const CallSite &call)
{
	const void *const task = ww_current_task();
	LARGE_INTEGER limit;

	/* Only the task itself can have made it the owner; an interrupt may have come upon that. */
	if (!timeout && __atomic_load_n(&task_, __ATOMIC_RELAXED) == task) {
		report(violation_of(kRecursiveLock, &owner, call),
		       "this thread has the lock already");
		again_++;
		return STATUS_SUCCESS;
	}
	if (timeout)
		limit.QuadPart = *timeout;

	const NTSTATUS status = KeWaitForSingleObject(&free_, Executive, KernelMode, FALSE,
						      timeout ? &limit : nullptr);

	if (status == STATUS_SUCCESS)
		__atomic_store_n(&task_, task, __ATOMIC_RELAXED);
	return status;
}

void PassiveLock::release(const Object &owner, const CallSite &call)
{
	if (__atomic_load_n(&task_, __ATOMIC_RELAXED) != ww_current_task()) {
		report(violation_of(kInvalidLockOperation, &owner, call),
		       "this thread does not have the lock");
		return;
	}
	if (again_) {
		again_--;
		return;
	}
	__atomic_store_n(&task_, nullptr, __ATOMIC_RELAXED);
	KeSetEvent(&free_, IO_NO_INCREMENT, FALSE);
}

namespace {

struct SpinLock : Object {
	static const Class kClass;

	KSPIN_LOCK lock;
	KIRQL irql;			/* before it was taken; its owner's */
};

struct WaitLock : Object {
	static const Class kClass;

	PassiveLock lock;
};

constinit const Class SpinLock::kClass = {
	{ "WDFSPINLOCK", object_gone }, nullptr, nullptr, nullptr, false
};
constinit const Class WaitLock::kClass = {
	{ "WDFWAITLOCK", object_gone }, nullptr, nullptr, nullptr, false
};

Device *device_with_lock(WDFOBJECT handle, const CallSite &call)
{
	Object *const object = object_of(handle, nullptr, call);

	if (!object)
		return nullptr;
	if (&object->kind() == &Device::kClass)
		return static_cast<Device *>(object);
	report(violation_of(kInvalidLockOperation, object, call), "a %s has no callback lock",
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
		SpinLockAttributes, kNothingSpecial, SpinLock, Image,
		{ "WdfSpinLockCreate", __builtin_return_address(0) },
		[](wdf::SpinLock &made) { KeInitializeSpinLock(&made.lock); });
}

VOID NTAPI WdfSpinLockAcquire(WDFSPINLOCK SpinLock)
{
	auto *const object = object_of<wdf::SpinLock>(
		SpinLock, { "WdfSpinLockAcquire", __builtin_return_address(0) });
	KIRQL irql;

	if (!object)
		return;
	KeAcquireSpinLock(&object->lock, &irql);
	object->irql = irql;
}

VOID NTAPI WdfSpinLockRelease(WDFSPINLOCK SpinLock)
{
	auto *const object = object_of<wdf::SpinLock>(
		SpinLock, { "WdfSpinLockRelease", __builtin_return_address(0) });

	if (object)
		KeReleaseSpinLock(&object->lock, object->irql);
}

NTSTATUS NTAPI WinworkWdfWaitLockCreate(PWDF_OBJECT_ATTRIBUTES LockAttributes, WDFWAITLOCK *Lock,
					PWINWORK_IMAGE Image)
{
	return wdf::object_create<WaitLock>(
		LockAttributes, kNothingSpecial, Lock, Image,
		{ "WdfWaitLockCreate", __builtin_return_address(0) },
		[](WaitLock &made) { made.lock.init(); });
}

NTSTATUS NTAPI WdfWaitLockAcquire(WDFWAITLOCK Lock, PLONGLONG Timeout)
{
	const CallSite call = { "WdfWaitLockAcquire", __builtin_return_address(0) };
	const bool waits = !Timeout || *Timeout;

	if (waits ? !at_passive(call, Lock)
		  : !at_dispatch_or_below(call, Lock))
		return STATUS_INVALID_PARAMETER;

	auto *const object = object_of<WaitLock>(Lock, call);

	return object ? object->lock.acquire(*object, Timeout, call) : STATUS_INVALID_PARAMETER;
}

VOID NTAPI WdfWaitLockRelease(WDFWAITLOCK Lock)
{
	const CallSite call = { "WdfWaitLockRelease", __builtin_return_address(0) };

	if (!at_dispatch_or_below(call, Lock))
		return;
	if (auto *object = object_of<WaitLock>(Lock, call))
		object->lock.release(*object, call);
}

VOID NTAPI WdfObjectAcquireLock(WDFOBJECT Object)
{
	const CallSite call = { "WdfObjectAcquireLock", __builtin_return_address(0) };
	Device *const device = device_with_lock(Object, call);
	KIRQL irql;

	if (!device)
		return;
	if (device->level == WdfExecutionLevelPassive) {
		if (at_passive(call, Object))
			device->callback_lock.acquire(*device, nullptr, call);
		return;
	}
	KeAcquireSpinLock(&device->callback_spin_lock, &irql);
	device->callback_irql = irql;
}

VOID NTAPI WdfObjectReleaseLock(WDFOBJECT Object)
{
	const CallSite call = { "WdfObjectReleaseLock", __builtin_return_address(0) };
	Device *const device = device_with_lock(Object, call);

	if (!device)
		return;
	if (device->level == WdfExecutionLevelPassive)
		device->callback_lock.release(*device, call);
	else
		KeReleaseSpinLock(&device->callback_spin_lock, device->callback_irql);
}

} /* extern "C" */
