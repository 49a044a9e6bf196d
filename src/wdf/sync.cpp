/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Locks: spin locks, wait locks, and the callback locks of devices and queues.
 */
#include "sync.hpp"

#include "base/wait_note.hpp"
#include "callback_lock.hpp"
#include "create.hpp"
#include "device.hpp"
#include "ke/region.hpp"
#include "linux/thread.h"
#include "queue.hpp"

namespace ww::wdf {

void PassiveLock::init()
{
	KeInitializeEvent(&free_, SynchronizationEvent, TRUE);
}

NTSTATUS PassiveLock::acquire(CallSite call, const Object &object, const LONGLONG *timeout)
{
	LARGE_INTEGER limit;

	if (!timeout && is_held()) {
		report(violation_of(call, kRecursiveLock, &object),
		       "this thread owns the lock already");
		recursions_++;
		return STATUS_SUCCESS;
	}
	if (timeout)
		limit.QuadPart = *timeout;

	const WaitNote note({ call, "the lock", this, WaitEnd::holder, owner_of });
	const NTSTATUS status = KeWaitForSingleObject(&free_, Executive, KernelMode, FALSE,
						      timeout ? &limit : nullptr);

	if (status != STATUS_SUCCESS)
		return status;
	__atomic_store_n(&owner_, ww_current_task(), __ATOMIC_RELAXED);
	in_region_ = current_irql() <= kApcLevel;
	if (in_region_)
		region_enter(Region::critical);
	return status;
}

const void *PassiveLock::owner_of(const void *lock)
{
	return __atomic_load_n(&static_cast<const PassiveLock *>(lock)->owner_, __ATOMIC_RELAXED);
}

/* Only this task, or an interrupt on top of it, stores its address: no lock is needed. */
bool PassiveLock::is_held() const
{
	return __atomic_load_n(&owner_, __ATOMIC_RELAXED) == ww_current_task();
}

void PassiveLock::release(CallSite call, const Object &object)
{
	if (!is_held()) {
		report(violation_of(call, kInvalidLockOperation, &object),
		       "this thread does not own the lock");
		return;
	}
	if (recursions_) {
		recursions_--;
		return;
	}

	const bool was_in_region = in_region_;

	__atomic_store_n(&owner_, nullptr, __ATOMIC_RELAXED);
	KeSetEvent(&free_, IO_NO_INCREMENT, FALSE);
	/* If the thread was reported meanwhile, it is in no region any more. */
	if (was_in_region)
		region_try_leave(Region::critical);
}

void CallbackLock::init()
{
	passive_.init();
	KeInitializeSpinLock(&spin_);
}

void CallbackLock::acquire(CallSite call, const Object &owner)
{
	KIRQL irql;

	if (owner.level == WdfExecutionLevelPassive) {
		passive_.acquire(call, owner, nullptr);
		return;
	}
	KeAcquireSpinLock(&spin_, &irql);
	irql_ = irql;
	__atomic_store_n(&spinner_, ww_current_task(), __ATOMIC_RELAXED);
}

void CallbackLock::release(CallSite call, const Object &owner)
{
	if (owner.level == WdfExecutionLevelPassive) {
		passive_.release(call, owner);
		return;
	}
	__atomic_store_n(&spinner_, nullptr, __ATOMIC_RELAXED);
	KeReleaseSpinLock(&spin_, irql_);
}

/* As in PassiveLock: at DISPATCH_LEVEL no softirq runs on top of the task. */
bool CallbackLock::is_held(const Object &owner) const
{
	return owner.level == WdfExecutionLevelPassive
		       ? passive_.is_held()
		       : __atomic_load_n(&spinner_, __ATOMIC_RELAXED) == ww_current_task();
}

CallbackGuard::CallbackGuard(CallSite call, Object *owner)
	: call_(call),
	  owner_(owner && !callback_lock_of(*owner).is_held(*owner) ? owner : nullptr)
{
	if (owner_)
		callback_lock_of(*owner_).acquire(call_, *owner_);
}

CallbackGuard::~CallbackGuard()
{
	if (owner_)
		callback_lock_of(*owner_).release(call_, *owner_);
}

/*
 * WdfSynchronizationScopeQueue is the scope of a device whose queues have locks of their own. An
 * object that is below the device, and below no queue, then uses the device's lock.
 */
Object *serialiser_of(Object &parent)
{
	LockGuard guard(tree_lock);
	Object *object = &parent;

	while (object && &object->kind() != &Device::kClass && &object->kind() != &Queue::kClass)
		object = object->parent;
	if (!object || object->scope == WdfSynchronizationScopeNone)
		return nullptr;
	if (object->scope == WdfSynchronizationScopeDevice) {
		while (object && &object->kind() != &Device::kClass)
			object = object->parent;
	}
	return object;
}

NTSTATUS find_callback_lock(CallSite call, Object &parent, const char *structure, bool automatic,
			    bool passive, Object *&owner)
{
	const auto has_level = [passive](const Object &object) {
		return (object.level == WdfExecutionLevelPassive) == passive;
	};

	owner = nullptr;
	if (!device_of(parent))
		return refuse(call, &parent, STATUS_INVALID_DEVICE_REQUEST,
			      "WDF_OBJECT_ATTRIBUTES.ParentObject is not a device, nor below one");
	if (automatic)
		owner = serialiser_of(parent);
	if (owner && !(has_level(parent) && has_level(*owner)))
		return refuse(call, &parent, STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL,
			      "%s.AutomaticSerialization is TRUE: the %s is "
			      "%sWdfExecutionLevelPassive", structure, (has_level(parent) ? *owner : parent).kind().name,
			      passive ? "not " : "");
	return STATUS_SUCCESS;
}

CallbackLock &callback_lock_of(Object &owner)
{
	return &owner.kind() == &Queue::kClass ? static_cast<Queue &>(owner).callback_lock
					       : static_cast<Device &>(owner).callback_lock;
}

namespace {

struct SpinLock : Object {
	static const Class kClass;

	KSPIN_LOCK lock;
	KIRQL irql;			/* before the acquisition; the lock covers it */
	Atomic<bool> is_of_interrupts;
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

/* Null, after a report, for a wrong handle, and for the lock of interrupts. */
SpinLock *spin_lock_of(CallSite call, WDFSPINLOCK handle)
{
	auto *const object = object_of<SpinLock>(call, handle);

	if (!object || !object->is_of_interrupts.load(Order::relaxed)) [[likely]]
		return object;
	report(violation_of(call, kInvalidLockOperation, object),
	       "the spin lock is that of an interrupt, which WdfInterruptAcquireLock acquires");
	return nullptr;
}

/*
 * The device or queue whose callback lock the object behind @handle has. Null, after a report, for
 * objects without one.
 */
Object *lock_owner(CallSite call, WDFOBJECT handle)
{
	Object *const object = object_of<Object>(call, handle);

	if (!object)
		return nullptr;
	if (&object->kind() == &Device::kClass)
		return object;
	if (&object->kind() == &Queue::kClass) {
		if (Object *owner = serialiser_of(*object))
			return owner;
		report(violation_of(call, kInvalidLockOperation, object),
		       "the WDFQUEUE has no callback lock: its synchronization scope is none");
		return nullptr;
	}
	report(violation_of(call, kInvalidLockOperation, object), "a %s has no callback lock",
	       object->kind().name);
	return nullptr;
}

} /* namespace */

bool spin_lock_bind(CallSite call, WDFSPINLOCK handle)
{
	auto *const object = object_of<SpinLock>(call, handle);

	if (object)
		object->is_of_interrupts.store(true);
	return object;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfSpinLockCreate(PWDF_OBJECT_ATTRIBUTES SpinLockAttributes,
					WDFSPINLOCK *SpinLock, PWINWORK_IMAGE Image)
{
	return wdf::object_create<wdf::SpinLock>(
		WW_CALL_SITE_OF("WdfSpinLockCreate"), SpinLockAttributes, kDefaultsOnly, SpinLock,
		Image, [](wdf::SpinLock &made) {
			KeInitializeSpinLock(&made.lock);
			return STATUS_SUCCESS;
		});
}

VOID NTAPI WdfSpinLockAcquire(WDFSPINLOCK SpinLock)
{
	auto *const object = spin_lock_of(WW_CALL_SITE, SpinLock);
	KIRQL irql;

	if (!object)
		return;
	KeAcquireSpinLock(&object->lock, &irql);
	object->irql = irql;
}

VOID NTAPI WdfSpinLockRelease(WDFSPINLOCK SpinLock)
{
	auto *const object = spin_lock_of(WW_CALL_SITE, SpinLock);

	if (object)
		KeReleaseSpinLock(&object->lock, object->irql);
}

NTSTATUS NTAPI WinworkWdfWaitLockCreate(PWDF_OBJECT_ATTRIBUTES LockAttributes, WDFWAITLOCK *Lock,
					PWINWORK_IMAGE Image)
{
	return wdf::object_create<WaitLock>(WW_CALL_SITE_OF("WdfWaitLockCreate"), LockAttributes,
					    kDefaultsOnly, Lock, Image,
					    [](WaitLock &made) {
						    made.lock.init();
						    return STATUS_SUCCESS;
					    });
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
	wdf::Object *const owner = lock_owner(call, Object);

	if (owner && (owner->level != WdfExecutionLevelPassive || at_passive(call, Object)))
		callback_lock_of(*owner).acquire(call, *owner);
}

VOID NTAPI WdfObjectReleaseLock(WDFOBJECT Object)
{
	const CallSite call = WW_CALL_SITE;

	if (wdf::Object *owner = lock_owner(call, Object))
		callback_lock_of(*owner).release(call, *owner);
}

} /* extern "C" */
