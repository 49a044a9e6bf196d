/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads by their ids. The PETHREAD of a thread of Linux is the address of its task, which the table here keeps
 * for as long as a driver has references on it.
 */
#include <ntifs.h>
#include <winwork.h>

#include "base/atomic.hpp"
#include "base/digital_tree.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/memory.h"
#include "linux/thread.h"
#include "ob/device.hpp"
#include "task_events.hpp"
#include "thread.hpp"

namespace ww {
namespace {

struct Found {
	Found *child[2];		/* this and number(): DigitalTree's */
	LIST_ENTRY link;
	void *task;			/* with a reference */
	u32 references;
	const void *maker;		/* the code that looked it up first; null once it is reported */

	u64 number() const { return reinterpret_cast<uintptr_t>(task); }
};

constinit Lock lock;
constinit DigitalTree<Found> found WW_GUARDED_BY(lock){};
constinit LIST_ENTRY all WW_GUARDED_BY(lock){};
/* Other references need no lock while there is none. */
constinit Atomic<u32> number;

void free_found(Found *thread)
{
	if (!thread)
		return;
	ww_task_put(thread->task);
	ww_free(thread);
}

/* Takes @made, unless the thread is in the table already. Returns what is left to free. */
Found *add(Found *made)
{
	LockGuard guard(lock);

	if (Found *const there = found.find(made->number())) {
		there->references++;
		return made;
	}
	made->references = 1;
	found.insert(*made);
	InsertTailList(&all, &made->link);
	number.fetch_add(1, Order::relaxed);
	return nullptr;
}

LONG_PTR change_locked(const void *task, s32 by, Found *&over) WW_REQUIRES(lock)
{
	Found *const thread = found.find(reinterpret_cast<uintptr_t>(task));

	if (!thread)
		return -1;
	thread->references += by;
	if (thread->references)
		return thread->references;
	found.remove(*thread);
	RemoveEntryList(&thread->link);
	number.fetch_sub(1, Order::relaxed);
	over = thread;
	return 0;
}

LONG_PTR change(void *task, s32 by)
{
	Found *over = nullptr;
	LONG_PTR count = -1;

	if (!number.load(Order::relaxed))
		return count;
	{
		LockGuard guard(lock);

		count = change_locked(task, by, over);
	}
	free_found(over);
	return count;
}

NTSTATUS look_up(CallSite call, u32 id, PETHREAD &thread)
{
	void *const told = announced_thread(id);
	void *const task = told ? told : ww_task_find(id);

	if (!task)
		return STATUS_INVALID_PARAMETER;
	thread = static_cast<PETHREAD>(thread_object_of(task));
	if (thread) {
		ww_task_put(task);
		return STATUS_SUCCESS;
	}

	auto *const made = static_cast<Found *>(ww_zalloc(sizeof(Found)));

	if (!made) {
		ww_task_put(task);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	made->task = task;
	made->maker = call.caller;
	free_found(add(made));
	thread = static_cast<PETHREAD>(task);
	return STATUS_SUCCESS;
}

struct LeftThreads {
	u32 threads;
	u32 references;
	u32 first_id;
	const void *first_maker;
};

/* Looks at the first of the list, which goes to its end. */
void visit_first(const _WINWORK_IMAGE &image, LeftThreads &left)
{
	LockGuard guard(lock);

	if (IsListEmpty(&all))
		return;

	LIST_ENTRY *const link = RemoveHeadList(&all);
	Found *const thread = CONTAINING_RECORD(link, Found, link);

	InsertTailList(&all, link);
	if (!thread->maker || !image.Contains(thread->maker))
		return;
	if (!left.threads++) {
		left.first_id = ww_task_id(thread->task);
		left.first_maker = thread->maker;
	}
	left.references += thread->references;
	thread->maker = nullptr;
}

Found *take_any()
{
	Found *over = nullptr;
	LockGuard guard(lock);

	if (Found *const any = found.root())
		change_locked(any->task, -static_cast<s32>(any->references), over);
	return over;
}

constexpr ObjectValues values{ change, &thread_type, nullptr };

} /* namespace */

void found_threads_init()
{
	lock.init(WW_LOCK_FOUND_THREADS);
	InitializeListHead(&all);
	object_values_add(values);
}

void found_threads_report_left(const _WINWORK_IMAGE &image)
{
	LeftThreads left{};

	if (!image.Contains)
		return;
	/* Those that come meanwhile are behind these. */
	for (u32 i = number.load(Order::relaxed); i; i--)
		visit_first(image, left);
	if (!left.threads)
		return;
	report({ .code = BugCheck::reference_by_pointer,
		 .parameter = { 0, left.first_id, 0, left.references },
		 .call = { "DriverUnload", left.first_maker }, .owner = image.DriverObject },
	       "%u references of PsLookupThreadByThreadId on %u threads are left; the first that was looked up is "
	       "thread %u",
	       left.references, left.threads, left.first_id);
}

void found_threads_exit()
{
	while (Found *const left = take_any())
		free_found(left);
}

} /* namespace ww */

using namespace ww;

extern "C" NTSTATUS NTAPI PsLookupThreadByThreadId(HANDLE ThreadId, PETHREAD *Thread)
{
	const CallSite call = WW_CALL_SITE;
	const auto id = reinterpret_cast<uintptr_t>(ThreadId);

	if (!Thread)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "Thread is NULL");
	*Thread = nullptr;
	if (!at_apc_or_below(call, nullptr) || id != static_cast<u32>(id))
		return STATUS_INVALID_PARAMETER;
	return look_up(call, static_cast<u32>(id), *Thread);
}
