/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dispatcher objects: what KeWaitForSingleObject waits for. An object is a DISPATCHER_HEADER
 * in storage of the driver's, which may be gone the moment a wait for it ends. So nothing of
 * the machinery but the header's three fields lives in it, and the locks live elsewhere:
 *
 *	header and wait list		DispatcherGuard of the object
 *	wait blocks, the waiter		the waiting thread's; the guard of each object while linked
 *
 * Who signals holds the object's guard until it has touched object, waiter and wait block for
 * the last time, and who waited takes that guard once more before it returns. That is the
 * whole proof that neither touches memory the other has given up.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"
#include "linux/lock.h"

namespace ww {

/* Windows's own numbers, in DISPATCHER_HEADER.Type. */
enum ObjectKind : u8 {
	kEventNotification = 0,
	kEventSynchronization = 1,
	kMutant = 2,
	kSemaphore = 5,
	kThread = 6,
	kTimerNotification = 8,
	kTimerSynchronization = 9,
};

/*
 * Locks one object. There are as many locks as buckets, chosen by address. While some thread
 * waits for all of several objects, another lock comes around that one, and under it alone
 * such a wait looks at all its objects: see dispatcher.cpp. Nothing waits for an ERESOURCE itself,
 * which has its lock here, too.
 */
class DispatcherGuard {
public:
	explicit DispatcherGuard(const void *object);
	~DispatcherGuard();
	DispatcherGuard(const DispatcherGuard &) = delete;
	DispatcherGuard &operator=(const DispatcherGuard &) = delete;

private:
	ww_lock *bucket_;
	uintptr_t state_;
	uintptr_t inner_state_;
	bool all_;
};

void dispatcher_object_init(DISPATCHER_HEADER &header, ObjectKind kind, size_t bytes, LONG state);

/* Whether @header is of an object of a kind in @kinds, a set of 1 << kind. Reports it if not. */
bool dispatcher_object_known(CallSite call, const DISPATCHER_HEADER *header, u32 kinds);

constexpr u32 kEvents = 1 << kEventNotification | 1 << kEventSynchronization;
constexpr u32 kTimers = 1 << kTimerNotification | 1 << kTimerSynchronization;
constexpr u32 kAllKinds = kEvents | kTimers | 1 << kMutant | 1 << kSemaphore | 1 << kThread;

/* Under the object's guard, after it became signalled: lets go of who can go now. */
void wake_waiters(DISPATCHER_HEADER &header);

/* Sets an object to 1 and wakes. The object may be gone afterwards. */
void dispatcher_signal(DISPATCHER_HEADER &header);

void dispatcher_init();

} /* namespace ww */
