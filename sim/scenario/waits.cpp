/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Dispatcher objects, and locks that sleep. Each wait ends. After it, the object may be freed.
 */
#include "ke/dispatcher.hpp"
#include "list.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

constexpr ULONG kTag = 'tiaW';

struct Objects {
	KEVENT first;
	KEVENT second;
	KSEMAPHORE semaphore;
	KMUTEX mutex;
	ERESOURCE resource;
	IO_REMOVE_LOCK remove_lock;
	EX_RUNDOWN_REF rundown;
	FAST_MUTEX fast_mutex;
};

Objects *objects;
int inside;				/* the lock's owner; not atomic: the lock has to order it */
Flag ready("ready");

void make()
{
	inside = 0;
	objects = static_cast<Objects *>(ExAllocatePoolWithTag(NonPagedPoolNx, sizeof(Objects),
							       kTag));
}

void free_objects()
{
	ExFreePoolWithTag(objects, kTag);
}

void enter()
{
	if (++inside != 1)
		sim_fail("%d are inside a lock", inside);
	sim_say("is inside");
	ready.set();
	inside--;
}

void wait(PVOID object)
{
	KeWaitForSingleObject(object, Executive, KernelMode, FALSE, nullptr);
}

} /* namespace */

SCENARIO(event_set_and_free, "the waiter for an event frees it", 2)
{
	make();
	KeInitializeEvent(&objects->first, NotificationEvent, FALSE);
	sim_thread("sets", -1, [] { KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE); });
	wait(&objects->first);
	free_objects();
}

SCENARIO(event_on_stack, "an event on the stack of the waiter", 2)
{
	static KEVENT *on_stack;

	sim_thread("waits", -1, [] {
		KEVENT event;

		KeInitializeEvent(&event, SynchronizationEvent, FALSE);
		on_stack = &event;
		ready.set();
		wait(&event);
	});
	ready.sleep();
	KeSetEvent(on_stack, IO_NO_INCREMENT, FALSE);
}

/* A wait in UserMode, and the fatal signal for its thread. */
static PVOID waiter;
static NTSTATUS waited;

void kill_waiter(void (*wait_in_user_mode)())
{
	sim_thread("waits", -1, wait_in_user_mode);
	ready.sleep();
	sim_thread("sets", -1, [] { KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE); });
	sim_kill(waiter);
	sim_join();
}

SCENARIO(killed_wait, "a signal ends a wait while another thread sets its event", 2)
{
	make();
	KeInitializeEvent(&objects->first, SynchronizationEvent, FALSE);
	kill_waiter([] {
		waiter = PsGetCurrentThread();
		ready.set();
		waited = KeWaitForSingleObject(&objects->first, UserRequest, UserMode, FALSE,
					       nullptr);
	});
	if ((waited == STATUS_USER_APC) != KeReadStateEvent(&objects->first))
		sim_fail("0x%x, and the event is %d", static_cast<unsigned>(waited),
			 static_cast<int>(KeReadStateEvent(&objects->first)));
	free_objects();
}

SCENARIO(killed_wait_for_all, "a signal ends a wait for two events while the second one is set", 1)
{
	make();
	KeInitializeEvent(&objects->first, SynchronizationEvent, FALSE);
	KeInitializeEvent(&objects->second, SynchronizationEvent, TRUE);
	kill_waiter([] {
		PVOID both[] = { &objects->first, &objects->second };

		waiter = PsGetCurrentThread();
		ready.set();
		waited = KeWaitForMultipleObjects(2, both, WaitAll, UserRequest, UserMode, TRUE,
						  nullptr, nullptr);
	});
	if ((waited == STATUS_USER_APC) != KeReadStateEvent(&objects->first) ||
	    (waited == STATUS_USER_APC) != KeReadStateEvent(&objects->second))
		sim_fail("0x%x, and the events are %d, %d", static_cast<unsigned>(waited),
			 static_cast<int>(KeReadStateEvent(&objects->first)),
			 static_cast<int>(KeReadStateEvent(&objects->second)));
	free_objects();
}

/* A wait that the second event cancels, while another thread sets the first. */
static void cancel_wait(ULONG count, WAIT_TYPE type)
{
	void *both[] = { &objects->first, &objects->semaphore };

	sim_thread("sets", -1, [] { KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE); });
	sim_thread("cancels", -1, [] { KeSetEvent(&objects->second, IO_NO_INCREMENT, FALSE); });
	waited = ww::objects_wait({ "the scenario" }, { count, both, type, nullptr }, KernelMode, nullptr,
				  &objects->second);
	sim_join();
	if ((waited == STATUS_CANCELLED) != KeReadStateEvent(&objects->first) || !KeReadStateEvent(&objects->second))
		sim_fail("0x%x, and the events are %d, %d", static_cast<unsigned>(waited),
			 static_cast<int>(KeReadStateEvent(&objects->first)),
			 static_cast<int>(KeReadStateEvent(&objects->second)));
}

static void make_for_cancel()
{
	make();
	KeInitializeEvent(&objects->first, SynchronizationEvent, FALSE);
	KeInitializeEvent(&objects->second, NotificationEvent, FALSE);
	KeInitializeSemaphore(&objects->semaphore, 1, 1);
}

SCENARIO(canceled_wait, "an event cancels a wait while another thread sets the event that it is for", 1)
{
	make_for_cancel();
	cancel_wait(1, WaitAny);
	free_objects();
}

SCENARIO(canceled_wait_for_all, "an event cancels a wait for two objects while the last one is set", 1)
{
	make_for_cancel();
	cancel_wait(2, WaitAll);
	if ((waited == STATUS_CANCELLED) != KeReadStateSemaphore(&objects->semaphore))
		sim_fail("0x%x, and the semaphore is %d", static_cast<unsigned>(waited),
			 static_cast<int>(KeReadStateSemaphore(&objects->semaphore)));
	free_objects();
}

SCENARIO(event_times_out, "a wait times out as the event is set", 2)
{
	LARGE_INTEGER soon;

	soon.QuadPart = -10000;
	make();
	KeInitializeEvent(&objects->first, SynchronizationEvent, FALSE);
	sim_thread("sets", -1, [] { KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE); });
	const NTSTATUS status = KeWaitForSingleObject(&objects->first, Executive, KernelMode, FALSE,
						      &soon);

	sim_join();
	/* Either the wait or the event has the signal. */
	if ((status == STATUS_SUCCESS) == (KeReadStateEvent(&objects->first) != 0))
		sim_fail("the wait ended with %x, and the event is %d", status,
			 KeReadStateEvent(&objects->first));
	free_objects();
}

SCENARIO(event_for_one_of_two, "a synchronization event lets one of two go", 1)
{
	make();
	KeInitializeEvent(&objects->first, SynchronizationEvent, FALSE);
	for (int i = 0; i < 2; i++)
		sim_thread("waits", i, [] { wait(&objects->first); ready.set(); });
	KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE);
	ready.sleep();
	KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE);
	sim_join();
	free_objects();
}

SCENARIO(wait_for_any, "a wait for either of two events, which are set by two CPUs", 1)
{
	PVOID both[2];

	make();
	KeInitializeEvent(&objects->first, SynchronizationEvent, FALSE);
	KeInitializeEvent(&objects->second, SynchronizationEvent, FALSE);
	sim_thread("first", 0, [] { KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE); });
	sim_thread("second", 1, [] { KeSetEvent(&objects->second, IO_NO_INCREMENT, FALSE); });
	both[0] = &objects->first;
	both[1] = &objects->second;
	KeWaitForMultipleObjects(2, both, WaitAny, Executive, KernelMode, FALSE, nullptr, nullptr);
	sim_join();
	/* The other event is still set. */
	if (!KeReadStateEvent(&objects->first) + !KeReadStateEvent(&objects->second) != 1)
		sim_fail("the wait for one of two events took %d and %d",
			 !KeReadStateEvent(&objects->first), !KeReadStateEvent(&objects->second));
	free_objects();
}

SCENARIO(semaphore, "two waits and two releases", 1)
{
	make();
	KeInitializeSemaphore(&objects->semaphore, 0, 2);
	sim_thread("releases", -1, [] {
		KeReleaseSemaphore(&objects->semaphore, IO_NO_INCREMENT, 1, FALSE);
		KeReleaseSemaphore(&objects->semaphore, IO_NO_INCREMENT, 1, FALSE);
	});
	sim_thread("waits", -1, [] { wait(&objects->semaphore); });
	wait(&objects->semaphore);
	sim_join();
	free_objects();
}

SCENARIO(mutex, "two threads take a mutex", 2)
{
	make();
	KeInitializeMutex(&objects->mutex, 0);
	for (int i = 0; i < 2; i++) {
		sim_thread("takes", i, [] {
			wait(&objects->mutex);
			enter();
			KeReleaseMutex(&objects->mutex, FALSE);
		});
	}
	sim_join();
	free_objects();
}

SCENARIO(fast_mutex, "two threads take a fast mutex", 2)
{
	make();
	ExInitializeFastMutex(&objects->fast_mutex);
	for (int i = 0; i < 2; i++) {
		sim_thread("takes", i, [] {
			ExAcquireFastMutex(&objects->fast_mutex);
			enter();
			ExReleaseFastMutex(&objects->fast_mutex);
		});
	}
	sim_join();
	free_objects();
}

SCENARIO(resource, "a resource: one has it alone, or others share it", 2)
{
	make();
	ExInitializeResourceLite(&objects->resource);
	sim_thread("alone", 0, [] {
		KeEnterCriticalRegion();
		ExAcquireResourceExclusiveLite(&objects->resource, TRUE);
		enter();
		ExReleaseResourceLite(&objects->resource);
		KeLeaveCriticalRegion();
	});
	sim_thread("shares", 1, [] {
		KeEnterCriticalRegion();
		ExAcquireResourceSharedLite(&objects->resource, TRUE);
		enter();
		ExReleaseResourceLite(&objects->resource);
		KeLeaveCriticalRegion();
	});
	sim_join();
	ExDeleteResourceLite(&objects->resource);
	free_objects();
}

SCENARIO(remove_lock, "a device is removed while two use it", 2)
{
	make();
	IoInitializeRemoveLock(&objects->remove_lock, kTag, 0, 0);
	IoAcquireRemoveLock(&objects->remove_lock, nullptr);
	sim_thread("uses", -1, [] {
		if (NT_SUCCESS(IoAcquireRemoveLock(&objects->remove_lock, nullptr)))
			IoReleaseRemoveLock(&objects->remove_lock, nullptr);
		ready.set();
	});
	ready.sleep();
	IoReleaseRemoveLockAndWait(&objects->remove_lock, nullptr);
	free_objects();
}

SCENARIO(remove_lock_waits, "the last one that uses it lets the removal go on, which frees it", 2)
{
	make();
	IoInitializeRemoveLock(&objects->remove_lock, kTag, 0, 0);
	IoAcquireRemoveLock(&objects->remove_lock, nullptr);
	IoAcquireRemoveLock(&objects->remove_lock, nullptr);
	sim_thread("uses", -1, [] { IoReleaseRemoveLock(&objects->remove_lock, nullptr); });
	IoReleaseRemoveLockAndWait(&objects->remove_lock, nullptr);
	free_objects();
}

SCENARIO(rundown, "rundown protection: the waiter frees what is protected", 2)
{
	make();
	ExInitializeRundownProtection(&objects->rundown);
	if (!ExAcquireRundownProtection(&objects->rundown))
		sim_fail("no protection before the rundown");
	sim_thread("uses", -1, [] { ExReleaseRundownProtection(&objects->rundown); });
	ExWaitForRundownProtectionRelease(&objects->rundown);
	free_objects();
}

void wait_for_user()
{
	ExWaitForRundownProtectionRelease(&objects->rundown);
	if (inside)
		sim_fail("the wait has ended, and the object is in use");
}

SCENARIO(rundown_two_wait, "rundown protection: two threads wait for the last user", 1)
{
	make();
	ExInitializeRundownProtection(&objects->rundown);
	if (!ExAcquireRundownProtection(&objects->rundown))
		sim_fail("no protection before the rundown");
	inside = 1;
	sim_thread("uses", -1, [] {
		inside = 0;
		ExReleaseRundownProtection(&objects->rundown);
	});
	sim_thread("waits", -1, [] {
		wait_for_user();
		ready.set();
	});
	wait_for_user();
	ready.sleep();
	free_objects();
}

/* ---- Waits for all of several objects ---- */

namespace {

const int taken = sim_counter("taken");

NTSTATUS wait_for_both(PVOID one, PVOID other, LARGE_INTEGER *timeout)
{
	PVOID both[] = { one, other };

	return KeWaitForMultipleObjects(2, both, WaitAll, Executive, KernelMode, FALSE, timeout,
					nullptr);
}

void make_events(BOOLEAN set)
{
	make();
	KeInitializeEvent(&objects->first, SynchronizationEvent, set);
	KeInitializeEvent(&objects->second, SynchronizationEvent, set);
}

void set_both()
{
	KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE);
	KeSetEvent(&objects->second, IO_NO_INCREMENT, FALSE);
}

void expect_events(int first, int second)
{
	if (KeReadStateEvent(&objects->first) != first || KeReadStateEvent(&objects->second) != second)
		sim_fail("the events are %d and %d, not %d and %d", KeReadStateEvent(&objects->first),
			 KeReadStateEvent(&objects->second), first, second);
}

} /* namespace */

SCENARIO(wait_all_set_and_free, "a wait for both of two events, which are set by two CPUs", 1)
{
	make_events(FALSE);
	sim_thread("first", 0, [] { KeSetEvent(&objects->first, IO_NO_INCREMENT, FALSE); });
	sim_thread("second", 1, [] { KeSetEvent(&objects->second, IO_NO_INCREMENT, FALSE); });
	wait_for_both(&objects->first, &objects->second, nullptr);
	expect_events(0, 0);
	free_objects();
}

/* The signal of the first event is for one of the two, and the other one finds it taken. */
SCENARIO(wait_all_and_poll, "of a wait for both of two events and a poll of one, one succeeds", 1)
{
	make_events(TRUE);
	for (int i = 0; i < 2; i++) {
		sim_thread("polls", i, [] {
			LARGE_INTEGER none = {};

			if (KeWaitForSingleObject(&objects->first, Executive, KernelMode, FALSE,
						  &none) == STATUS_SUCCESS)
				sim_add(taken);
		});
	}

	LARGE_INTEGER none = {};
	const bool both = wait_for_both(&objects->first, &objects->second, &none) == STATUS_SUCCESS;

	sim_join();
	if (sim_count(taken) + both != 1)
		sim_fail("one signal satisfies %u waits", sim_count(taken) + both);
	expect_events(0, !both);
	free_objects();
}

SCENARIO(wait_all_cross, "two waits for the same two events, which are set for one, then the other", 1)
{
	make_events(TRUE);
	sim_thread("one order", 0, [] {
		wait_for_both(&objects->first, &objects->second, nullptr);
		enter();
		set_both();
	});
	sim_thread("the other order", 1, [] {
		wait_for_both(&objects->second, &objects->first, nullptr);
		enter();
		set_both();
	});
	sim_join();
	expect_events(1, 1);
	free_objects();
}

SCENARIO(wait_all_times_out, "a wait for both of two events times out as the second is set", 1)
{
	LARGE_INTEGER soon;

	soon.QuadPart = -10000;
	make_events(FALSE);
	sim_thread("sets", 1, set_both);

	const bool both = wait_for_both(&objects->first, &objects->second, &soon) == STATUS_SUCCESS;

	sim_join();
	expect_events(!both, !both);
	free_objects();
}

SCENARIO(wait_all_mutex, "a wait for a mutex and an event, beside one for the mutex", 1)
{
	make_events(TRUE);
	KeInitializeMutex(&objects->mutex, 0);
	sim_thread("both", 0, [] {
		wait_for_both(&objects->mutex, &objects->first, nullptr);
		enter();
		KeReleaseMutex(&objects->mutex, FALSE);
	});
	sim_thread("the mutex", 1, [] {
		wait(&objects->mutex);
		enter();
		KeReleaseMutex(&objects->mutex, FALSE);
	});
	sim_join();
	free_objects();
}
