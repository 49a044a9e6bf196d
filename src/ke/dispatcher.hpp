/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dispatcher objects: the objects that KeWaitForSingleObject waits for. An object begins with a
 * DISPATCHER_HEADER in the driver's storage. The driver may free it as soon as a wait has ended.
 * So the object holds only the header's own fields, and the locks are elsewhere:
 *
 *	header and wait list		the object's DispatcherGuard
 *	wait blocks, the waiter		the waiting thread's; the object's guard while linked
 *
 * A thread that signals holds the object's guard until its last access to object, waiter and wait
 * block. A thread that waited takes the same guard once more before it returns. So neither accesses
 * memory that the other has given up.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/thread_safety.hpp"
#include "base/types.hpp"
#include "linux/lock.h"

namespace ww {

/* Windows's own numbers, in DISPATCHER_HEADER.Type. */
enum ObjectKind : u8 {
	kEventNotification = 0,
	kEventSynchronization = 1,
	kMutant = 2,
	kQueue = 4,
	kSemaphore = 5,
	kThread = 6,
	kTimerNotification = 8,
	kTimerSynchronization = 9,
};

/*
 * Any object's guard, for the annotations: clang does not see which object it is. So it also warns
 * when a second guard is taken inside the first one.
 */
class WW_CAPABILITY("dispatcher guard") DispatcherLock {};
inline constexpr DispatcherLock dispatcher_lock{};

/*
 * Locks one object, at any IRQL. The object's address selects one of a fixed number of locks. While
 * a thread waits for all of several objects, the guard holds another lock around that one. Such a
 * wait needs only the outer lock to examine all its objects: see dispatcher.cpp. An ERESOURCE is no
 * dispatcher object, but this guard is also its lock.
 */
class WW_SCOPED_CAPABILITY DispatcherGuard {
public:
	explicit DispatcherGuard(const void *object) WW_ACQUIRE(dispatcher_lock);
	~DispatcherGuard() WW_RELEASE();
	DispatcherGuard(const DispatcherGuard &) = delete;
	DispatcherGuard &operator=(const DispatcherGuard &) = delete;

private:
	ww_lock *bucket_;
	uintptr_t state_;
	uintptr_t inner_state_;
	bool all_;
};

/* Initialises an object of @kind without waiters. @bytes is the size of the whole object. */
void dispatcher_object_init(DISPATCHER_HEADER &header, ObjectKind kind, size_t bytes, LONG state);

/*
 * Returns whether @header begins an initialised object whose kind is in @kinds, a set of
 * 1 << ObjectKind. Otherwise reports @call.
 */
bool dispatcher_object_known(CallSite call, const DISPATCHER_HEADER *header, u32 kinds);

/* The same for a function that also needs IRQL <= DISPATCH_LEVEL: reports a higher level first. */
bool dispatcher_call_valid(CallSite call, const DISPATCHER_HEADER *header, u32 kinds);

constexpr u32 kEvents = 1 << kEventNotification | 1 << kEventSynchronization;
constexpr u32 kTimers = 1 << kTimerNotification | 1 << kTimerSynchronization;
constexpr u32 kAllKinds = kEvents | kTimers | 1 << kMutant | 1 << kSemaphore | 1 << kThread;

/* Ends the waits that the object's new state satisfies. The caller holds this object's guard. */
void wake_waiters(DISPATCHER_HEADER &header) WW_REQUIRES(dispatcher_lock);

/* DISPATCHER_HEADER.Absolute of a queue that KeRundownQueue has emptied. */
constexpr UCHAR kRunDown = 1;

inline bool queue_is_run_down(const DISPATCHER_HEADER &header)
{
	return header.Absolute == kRunDown;
}

/*
 * Waits for an entry of the queue, and takes it off. Returns STATUS_SUCCESS, STATUS_TIMEOUT,
 * STATUS_USER_APC, STATUS_ABANDONED for a queue that is run down, or STATUS_UNSUCCESSFUL after a
 * report about the IRQL.
 */
NTSTATUS queue_wait(CallSite call, _KQUEUE &queue, KPROCESSOR_MODE mode,
		    const LARGE_INTEGER *timeout, LIST_ENTRY **entry);

/* KeWaitForSingleObject for @call. */
NTSTATUS object_wait(CallSite call, void *object, KPROCESSOR_MODE mode,
		     const LARGE_INTEGER *timeout);

struct WaitObjects {
	ULONG count;
	void *const *first;
	WAIT_TYPE type;
	KWAIT_BLOCK *blocks;		/* the driver's, or null */
};

/*
 * KeWaitForMultipleObjects for @call. If @cancel is not null, that notification event ends the wait as well:
 * STATUS_CANCELLED.
 */
NTSTATUS objects_wait(CallSite call, const WaitObjects &objects, KPROCESSOR_MODE mode, const LARGE_INTEGER *timeout,
		      KEVENT *cancel = nullptr);

/* KeSetEvent and KeResetEvent for @call. */
LONG event_set(CallSite call, KEVENT *event);
LONG event_reset(CallSite call, KEVENT *event);

/* Sets the object's state to 1 and wakes its waiters, which may free the object at once. */
void dispatcher_signal(DISPATCHER_HEADER &header) WW_EXCLUDES(dispatcher_lock);

void dispatcher_init();

} /* namespace ww */
