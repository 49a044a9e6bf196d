/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Waits for dispatcher objects, and the wake-ups that end them.
 *
 * A wait has one outcome, and Waiter::claim() sets it once, by compare-and-exchange. A thread that
 * signals one of the objects competes for it with the waiter, whose time may be up, or which is to
 * end. If that thread loses, the object stays signalled for the next waiter.
 *
 * A wait for all of several objects must examine them in one step. all_lock makes that possible:
 *
 *	1. The waiter increments all_waiters and takes all_lock.
 *	2. It acquires and releases each bucket's lock once.
 *	3. While all_waiters is not zero, each new guard takes all_lock before its bucket's lock.
 *
 * A guard that read all_waiters as zero before step 2 has ended after it. Any later guard waits for
 * all_lock. So the waiter is alone under all_lock and may examine every object.
 *
 * The waiter, or a thread that satisfies it, changes the objects without their buckets' locks. Then
 * the waiter decrements all_waiters. So a guard that reads zero again must acquire these changes.
 *
 * An event that cancels a wait is linked like an object, also in a wait for all: it ends the wait alone.
 */
#include "dispatcher.hpp"

#include <ntifs.h>

#include "base/atomic.hpp"
#include "base/irql.hpp"
#include "base/mixed.hpp"
#include "base/report.hpp"
#include "base/wait_note.hpp"
#include "linux/irq_context.h"
#include "linux/thread.h"
#include "linux/wait.h"
#include "mutex.hpp"
#include "sleep.hpp"

namespace ww {
namespace {

constexpr u32 kBuckets = 64;			/* docs/scheduling.md, Constants */
constexpr u32 kBlocksOnStack = 3;		/* THREAD_WAIT_OBJECTS */

constinit ww_lock bucket_locks[kBuckets]{};
constinit ww_lock all_lock{};
constinit Atomic<u32> all_waiters;

ww_lock *bucket_of(const void *object)
{
	return &bucket_locks[mixed(address_of(object)) >> 58];
}

/* Holds all_lock. So it stands for the guard of every object: see the top of this file. */
class WW_SCOPED_CAPABILITY AllGuard {
public:
	AllGuard() WW_ACQUIRE(dispatcher_lock) : state_(ww_lock_acquire(&all_lock)) {}
	~AllGuard() WW_RELEASE() { ww_lock_release(&all_lock, state_); }
	AllGuard(const AllGuard &) = delete;
	AllGuard &operator=(const AllGuard &) = delete;

private:
	uintptr_t state_;
};

struct WaitBlock;

constexpr u32 kWaiting = ~0u;
constexpr u32 kTimedOut = ~0u - 1;
constexpr u32 kKilled = ~0u - 2;
constexpr u32 kCanceled = ~0u - 3;

/* What a driver asks for, beside the objects. */
struct Wanted {
	CallSite call;
	KPROCESSOR_MODE mode;
	const LARGE_INTEGER *timeout;	/* null: none */
	KEVENT *cancel = nullptr;	/* a notification event that ends the wait, too; or null */

	bool poll() const { return timeout && !timeout->QuadPart; }
};

struct Waiter {
	void *task;
	WaitBlock *blocks;
	u32 count;
	bool all;
	LIST_ENTRY *entry;		/* that the waiter took from a queue; null: run down */
	bool counts;			/* the mutexes that it acquires: see kCounted */
	u32 mutexes;			/* the number of them */
	const void *mutex;		/* the last of them */
	u32 outcome;			/* atomic: kWaiting, an end without, or an index of blocks */

	bool claim(u32 as)
	{
		u32 expected = kWaiting;

		return __atomic_compare_exchange_n(&outcome, &expected, as, false, __ATOMIC_ACQ_REL,
						   __ATOMIC_ACQUIRE);
	}

	bool waiting() const { return __atomic_load_n(&outcome, __ATOMIC_ACQUIRE) == kWaiting; }
};

struct WaitBlock {
	LIST_ENTRY link;		/* first: a driver's KWAIT_BLOCK begins with it too */
	Waiter *waiter;
	DISPATCHER_HEADER *object;
	u32 index;
	bool linked;
};

static_assert(sizeof(WaitBlock) <= sizeof(KWAIT_BLOCK), "KeWaitForMultipleObjects' WaitBlockArray");

void link(WaitBlock &block) WW_REQUIRES(dispatcher_lock)
{
	InsertTailList(&block.object->WaitListHead, &block.link);
	block.linked = true;
}

void unlink(WaitBlock &block) WW_REQUIRES(dispatcher_lock)
{
	if (block.linked)
		RemoveEntryList(&block.link);
	block.linked = false;
}

KMUTANT &mutant_of(DISPATCHER_HEADER &header)
{
	return reinterpret_cast<KMUTANT &>(header);
}

KQUEUE &queue_of(DISPATCHER_HEADER &header)
{
	return reinterpret_cast<KQUEUE &>(header);
}

/* The oldest entry of a queue that is not empty. */
LIST_ENTRY *take_entry(KQUEUE &queue) WW_REQUIRES(dispatcher_lock)
{
	LIST_ENTRY *entry = queue.EntryListHead.Flink;

	RemoveEntryList(entry);
	return entry;
}

bool signalled_for(DISPATCHER_HEADER &header, const void *task)
{
	return header.SignalState > 0 || (header.Type == kQueue && queue_is_run_down(header)) ||
	       (header.Type == kMutant && mutant_of(header).OwnerThread == task);
}

/* Changes the object as a satisfied wait does. */
void consume(DISPATCHER_HEADER &header, Waiter &waiter) WW_REQUIRES(dispatcher_lock)
{
	switch (header.Type) {
	case kEventSynchronization:
	case kTimerSynchronization:
		header.SignalState = 0;
		break;
	case kSemaphore:
		header.SignalState--;
		break;
	case kMutant:
		header.SignalState--;
		if (waiter.counts && mutant_of(header).OwnerThread != waiter.task) {
			mutant_of(header).ApcDisable = kCounted;
			waiter.mutexes++;
			waiter.mutex = &header;
		}
		mutant_of(header).OwnerThread =
			static_cast<decltype(KMUTANT::OwnerThread)>(waiter.task);
		break;
	case kQueue:
		if (header.SignalState > 0) {
			header.SignalState--;
			waiter.entry = take_entry(queue_of(header));
		}
		break;
	default:
		break;
	}
}

/*
 * Satisfies a wait for all objects if each of them is signalled. False if one is not, or if the
 * wait has an outcome already. The caller holds all_lock, unless the wait is for one object.
 */
bool take_all(Waiter &waiter) WW_REQUIRES(dispatcher_lock)
{
	if (waiter.count > 1)
		ww_lock_assert_held(&all_lock);
	for (u32 i = 0; i < waiter.count; i++) {
		if (!signalled_for(*waiter.blocks[i].object, waiter.task))
			return false;
	}
	if (!waiter.claim(0))
		return false;
	for (u32 i = 0; i < waiter.count; i++)
		consume(*waiter.blocks[i].object, waiter);
	return true;
}

/* Satisfies the wait of a block whose object is signalled. */
bool satisfy(WaitBlock &block) WW_REQUIRES(dispatcher_lock)
{
	Waiter &waiter = *block.waiter;

	if (block.index == kCanceled)
		return waiter.claim(kCanceled);
	if (waiter.all)
		return take_all(waiter);
	if (!waiter.claim(block.index))
		return false;
	consume(*block.object, waiter);
	return true;
}

/* For the watch, by Type. */
constexpr const char *kKindNames[] = {
	"the event", "the event", "the mutex", nullptr, "the queue", "the semaphore", "the end of the thread",
	nullptr, "the timer", "the timer",
};

const void *owner_of_mutex(const void *object)
{
	return __atomic_load_n(&static_cast<const KMUTANT *>(object)->OwnerThread, __ATOMIC_RELAXED);
}

/* The waiter keeps its objects. Their kinds do not change. */
Wait wait_of(const Waiter &waiter, const Wanted &wanted)
{
	DISPATCHER_HEADER *const object = waiter.blocks[0].object;

	if (waiter.count > 1)
		return { wanted.call, "the first of several objects", object };
	if (object->Type == kMutant)
		return { wanted.call, kKindNames[kMutant], object, WaitEnd::holder, owner_of_mutex };
	return { wanted.call, kKindNames[object->Type], object };
}

/* Sleeps until the wait has an outcome: at the latest at its end without an object. */
void sleep(Waiter &waiter, const Wanted &wanted)
{
	const WaitNote note(wait_of(waiter, wanted));
	const ww_sleep end = sleep_while(wanted.call, wanted.mode, wanted.timeout, &waiter.outcome,
					 kWaiting);

	waiter.claim(end == WW_SLEEP_KILLED ? kKilled : kTimedOut);
}

/* The event that cancels a wait, in its list. */
struct CancelBlock {
	WaitBlock block;

	CancelBlock(Waiter &waiter, KEVENT *event)
		: block{ .link = {}, .waiter = &waiter, .object = event ? &event->Header : nullptr,
			 .index = kCanceled, .linked = false } {}

	/* Ends the wait at once if the event is signalled. The caller holds the guard of the event. */
	void enter_locked() WW_REQUIRES(dispatcher_lock)
	{
		if (block.object->SignalState > 0)
			satisfy(block);
		else
			link(block);
	}

	void enter()
	{
		if (!block.object)
			return;

		DispatcherGuard guard(block.object);

		enter_locked();
	}

	void leave()
	{
		if (!block.object)
			return;

		DispatcherGuard guard(block.object);

		unlink(block);
	}
};

/* The result of a wait that no object has ended. Success: an object has. */
NTSTATUS ended_without(const Waiter &waiter)
{
	switch (waiter.outcome) {
	case kTimedOut:
		return STATUS_TIMEOUT;
	case kKilled:
		return STATUS_USER_APC;
	case kCanceled:
		return STATUS_CANCELLED;
	default:
		return STATUS_SUCCESS;
	}
}

void wait_any(Waiter &waiter, const Wanted &wanted)
{
	const bool poll = wanted.poll();
	CancelBlock cancel(waiter, wanted.cancel);
	u32 linked = 0;

	for (u32 i = 0; i < waiter.count; i++) {
		WaitBlock &block = waiter.blocks[i];
		DispatcherGuard guard(block.object);

		if (signalled_for(*block.object, waiter.task)) {
			/* Fails if an object linked before has ended the wait. */
			satisfy(block);
			break;
		}
		if (poll)
			continue;
		link(block);
		linked++;
	}
	if (waiter.waiting())
		cancel.enter();
	if (poll)
		waiter.claim(kTimedOut);
	else if (waiter.waiting())
		sleep(waiter, wanted);

	cancel.leave();
	for (u32 i = 0; i < linked; i++) {
		DispatcherGuard guard(waiter.blocks[i].object);

		unlink(waiter.blocks[i]);
	}
}

void wait_all(Waiter &waiter, const Wanted &wanted)
{
	const bool poll = wanted.poll();
	CancelBlock cancel(waiter, wanted.cancel);

	all_waiters.fetch_add(1);
	{
		AllGuard guard;

		for (ww_lock &bucket : bucket_locks)
			ww_lock_release(&bucket, ww_lock_acquire(&bucket));
		if (!take_all(waiter)) {
			if (wanted.cancel)
				cancel.enter_locked();
			if (poll)
				waiter.claim(kTimedOut);
			for (u32 i = 0; i < waiter.count && !poll; i++)
				link(waiter.blocks[i]);
		}
	}
	if (waiter.waiting())
		sleep(waiter, wanted);
	{
		AllGuard guard;

		for (u32 i = 0; i < waiter.count; i++)
			unlink(waiter.blocks[i]);
		unlink(cancel.block);
		all_waiters.fetch_sub(1);
	}
}

/*
 * Returns whether the IRQL permits the wait; otherwise reports the call. A wait needs
 * IRQL <= APC_LEVEL, a poll IRQL <= DISPATCH_LEVEL.
 */
bool level_allows(const Wanted &wanted, const void *object)
{
	constexpr uintptr_t kWaitAtDispatch = 0x3b;

	if (wanted.poll())
		return at_dispatch_or_below(wanted.call, object);
	if (ww_context() == WW_CONTEXT_TASK) [[likely]]
		return true;

	const u8 irql = current_irql();

	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kWaitAtDispatch, irql, address_of(object),
				address_of(wanted.timeout) },
		 .call = wanted.call, .item = object },
	       "called to wait at IRQL %u; only a time-out of zero is allowed there", irql);
	return false;
}

NTSTATUS wait(const Wanted &wanted, u32 count, void *const *objects, bool all, WaitBlock *blocks)
{
	if (!level_allows(wanted, objects[0]))
		return STATUS_UNSUCCESSFUL;

	Waiter waiter = { .task = ww_current_task(), .blocks = blocks, .count = count, .all = all,
			  .entry = nullptr, .counts = ww_context() == WW_CONTEXT_TASK,
			  .mutexes = 0, .mutex = nullptr, .outcome = kWaiting };

	for (u32 i = 0; i < count; i++) {
		auto *object = static_cast<DISPATCHER_HEADER *>(objects[i]);

		if (!dispatcher_object_known(wanted.call, object, kAllKinds))
			return STATUS_INVALID_PARAMETER;
		if (object->Type == kMutant && !mutex_has_room(wanted.call, mutant_of(*object)))
			return STATUS_MUTANT_LIMIT_EXCEEDED;
		/* No wait can take one object twice in one step. */
		for (u32 j = 0; all && j < i; j++) {
			if (objects[j] == object)
				return STATUS_INVALID_PARAMETER_MIX;
		}
		blocks[i].waiter = &waiter;
		blocks[i].object = object;
		blocks[i].index = i;
		blocks[i].linked = false;
	}
	if (all && count > 1)
		wait_all(waiter, wanted);
	else
		wait_any(waiter, wanted);

	if (waiter.mutexes)
		mutexes_acquired(waiter.mutexes, waiter.mutex);
	if (const NTSTATUS status = ended_without(waiter))
		return status;
	return STATUS_WAIT_0 + static_cast<NTSTATUS>(all ? 0 : waiter.outcome);
}

} /* namespace */

NTSTATUS queue_wait(CallSite call, KQUEUE &queue, KPROCESSOR_MODE mode,
		    const LARGE_INTEGER *timeout, LIST_ENTRY **entry)
{
	const Wanted wanted = { .call = call, .mode = mode, .timeout = timeout };
	WaitBlock block{};
	Waiter waiter = { .task = ww_current_task(), .blocks = &block, .count = 1, .all = false,
			  .entry = nullptr, .counts = false, .mutexes = 0, .mutex = nullptr,
			  .outcome = kWaiting };

	if (!level_allows(wanted, &queue))
		return STATUS_UNSUCCESSFUL;
	block.waiter = &waiter;
	block.object = &queue.Header;
	wait_any(waiter, wanted);
	if (const NTSTATUS status = ended_without(waiter))
		return status;
	*entry = waiter.entry;
	return waiter.entry ? STATUS_SUCCESS : STATUS_ABANDONED;
}

NTSTATUS object_wait(CallSite call, void *object, KPROCESSOR_MODE mode,
		     const LARGE_INTEGER *timeout)
{
	WaitBlock block;

	return wait({ .call = call, .mode = mode, .timeout = timeout }, 1, &object, false, &block);
}

NTSTATUS objects_wait(CallSite call, const WaitObjects &objects, KPROCESSOR_MODE mode, const LARGE_INTEGER *timeout,
		      KEVENT *cancel)
{
	WaitBlock on_stack[kBlocksOnStack];
	auto *blocks = objects.blocks ? reinterpret_cast<WaitBlock *>(objects.blocks) : on_stack;
	const ULONG most = objects.blocks ? MAXIMUM_WAIT_OBJECTS : kBlocksOnStack;

	if (!objects.count)
		return STATUS_INVALID_PARAMETER;
	if (objects.count > most) {
		report({ .code = BugCheck::maximum_wait_objects_exceeded,
			 .parameter = { objects.count, most, 0, 0 },
			 .call = call },
		       "%u objects; at most %u are possible%s", objects.count, most,
		       objects.blocks ? "" : " without a WaitBlockArray");
		return STATUS_INVALID_PARAMETER;
	}
	return wait({ .call = call, .mode = mode, .timeout = timeout, .cancel = cancel }, objects.count, objects.first,
		    objects.type == WaitAll, blocks);
}

DispatcherGuard::DispatcherGuard(const void *object)
	: bucket_(bucket_of(object)), state_(ww_lock_acquire(bucket_)), inner_state_(0), all_(false)
{
	if (!all_waiters.load(Order::acquire)) [[likely]]
		return;
	ww_lock_release(bucket_, state_);
	state_ = ww_lock_acquire(&all_lock);
	inner_state_ = ww_lock_acquire(bucket_);
	all_ = true;
}

DispatcherGuard::~DispatcherGuard()
{
	if (all_) {
		ww_lock_release(bucket_, inner_state_);
		ww_lock_release(&all_lock, state_);
	} else {
		ww_lock_release(bucket_, state_);
	}
}

void dispatcher_init()
{
	ww_lock_init(&all_lock, WW_LOCK_DISPATCHER_ALL);
	for (ww_lock &bucket : bucket_locks)
		ww_lock_init(&bucket, WW_LOCK_DISPATCHER);
}

void dispatcher_object_init(DISPATCHER_HEADER &header, ObjectKind kind, size_t bytes, LONG state)
{
	header = {};
	header.Type = kind;
	header.Size = static_cast<UCHAR>(bytes / sizeof(ULONG));
	header.SignalState = state;
	InitializeListHead(&header.WaitListHead);
}

bool dispatcher_object_known(CallSite call, const DISPATCHER_HEADER *header, u32 kinds)
{
	constexpr uintptr_t kBadSynchronizationObject = 0xe1;

	if (is_kernel_address(header) && header->Type < 32 && (kinds >> header->Type & 1) &&
	    header->Size) [[likely]]
		return true;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kBadSynchronizationObject, address_of(header), 0, 0 },
		 .call = call, .item = header },
	       "the object is not initialised, or not of the right kind");
	return false;
}

bool dispatcher_call_valid(CallSite call, const DISPATCHER_HEADER *header, u32 kinds)
{
	return at_dispatch_or_below(call, header) && dispatcher_object_known(call, header, kinds);
}

void wake_waiters(DISPATCHER_HEADER &header)
{
	LIST_ENTRY *head = &header.WaitListHead;

	ww_lock_assert_held(bucket_of(&header));
	for (LIST_ENTRY *entry = head->Flink, *next; entry != head; entry = next) {
		WaitBlock &block = *CONTAINING_RECORD(entry, WaitBlock, link);

		next = entry->Flink;
		if (!signalled_for(header, block.waiter->task))
			return;
		if (satisfy(block)) {
			unlink(block);
			ww_wake(block.waiter->task);
		}
	}
}

void dispatcher_signal(DISPATCHER_HEADER &header)
{
	DispatcherGuard guard(&header);

	header.SignalState = 1;
	wake_waiters(header);
}

} /* namespace ww */

extern "C" {

/*
 * Alertable has no effect: there are no APCs, and a Linux signal is no alert. The end of a program's
 * thread ends a wait in UserMode with and without it.
 */
NTSTATUS NTAPI KeWaitForSingleObject(PVOID Object, KWAIT_REASON, KPROCESSOR_MODE WaitMode, BOOLEAN,
				     PLARGE_INTEGER Timeout)
{
	return ww::object_wait(WW_CALL_SITE, Object, WaitMode, Timeout);
}

NTSTATUS NTAPI KeWaitForMultipleObjects(ULONG Count, PVOID Object[], WAIT_TYPE WaitType,
					KWAIT_REASON, KPROCESSOR_MODE WaitMode, BOOLEAN,
					PLARGE_INTEGER Timeout, PKWAIT_BLOCK WaitBlockArray)
{
	return ww::objects_wait(WW_CALL_SITE, { Count, Object, WaitType, WaitBlockArray }, WaitMode, Timeout);
}

} /* extern "C" */
