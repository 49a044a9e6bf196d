/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The callback lock of a device or a queue: what WdfObjectAcquireLock acquires, and what serialises
 * the callbacks of a driver that has chosen a synchronization scope.
 */
#pragma once

#include "sync.hpp"

namespace ww::wdf {

/* Waiters sleep if the execution level of the lock's owner is passive, else they spin. */
class CallbackLock {
public:
	void init();

	void acquire(CallSite call, const Object &owner);
	void release(CallSite call, const Object &owner);

	/* Whether this thread has the lock. */
	bool is_held(const Object &owner) const;

private:
	PassiveLock passive_;
	KSPIN_LOCK spin_;
	KIRQL irql_;			/* before the spin lock was acquired; that covers it */
	const void *spinner_;		/* the task that has the spin lock, or null */
};

/*
 * The device or queue whose lock serialises the callbacks of objects below @parent, or of @parent
 * itself. Null if its synchronization scope is none.
 */
Object *serialiser_of(Object &parent);

/*
 * Stores in @owner the object whose callback lock the callbacks of a new object below @parent run
 * under, or null. Returns a status, after a refusal. @structure is the name of the configuration,
 * whose AutomaticSerialization is @automatic; @passive: the callbacks run at PASSIVE_LEVEL.
 */
NTSTATUS find_callback_lock(CallSite call, Object &parent, const char *structure, bool automatic,
			    bool passive, Object *&owner);

/* Of a device or queue. */
CallbackLock &callback_lock_of(Object &owner);

/*
 * While one exists, this thread has the lock of @owner, which may be null: no lock. A callback may
 * cause another one in the same thread, which has the lock already then.
 */
class CallbackGuard {
public:
	CallbackGuard(CallSite call, Object *owner);
	~CallbackGuard();
	CallbackGuard(const CallbackGuard &) = delete;
	CallbackGuard &operator=(const CallbackGuard &) = delete;

private:
	CallSite call_;
	Object *owner_;			/* whose lock this object has acquired, or null */
};

} /* namespace ww::wdf */
