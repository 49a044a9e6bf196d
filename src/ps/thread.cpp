/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PsCreateSystemThread and its relatives. An ETHREAD is the body of an object of src/ob. It begins
 * with a dispatcher header, which is signalled when the thread has ended.
 *
 * A thread holds a kept reference on its own object, and is an activity of the driver's image. It
 * ends the activity when it has only code of this module left to run. Code of the kernel then drops
 * the thread's reference on this module.
 *
 * The PETHREAD of any other task is the address of its task_struct. It can be compared and passed
 * to the functions here, but it is no object.
 */
#include "thread.hpp"

#include <ntifs.h>
#include <winwork.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "base/task.hpp"
#include "engine/worker.hpp"
#include "ke/dispatcher.hpp"
#include "ke/mutex.hpp"
#include "linux/irq_context.h"
#include "linux/print.h"
#include "linux/thread.h"
#include "ob/handle.hpp"
#include "ob/image.hpp"
#include "process.hpp"

namespace ww {
namespace {

/* The lock of the table of running threads. */
constinit Lock lock;

struct Thread {
	DISPATCHER_HEADER header;	/* first: the object is waited for */
	void *task;			/* referenced; constant once it runs */
	Thread *next WW_GUARDED_BY(lock);	/* in the table */
	PKSTART_ROUTINE routine;
	PVOID context;
	struct _WINWORK_IMAGE *image;
	HANDLE handle;			/* from PsCreateSystemThread */
	KPRIORITY priority;
	NTSTATUS status;		/* once it has ended */
};

constexpr u32 kBuckets = 64;		/* docs/scheduling.md, Constants */

constinit AtThreadEnd end_requests = nullptr;
constinit POBJECT_TYPE thread_object_type = nullptr;	/* PsThreadType points to it */

/* The running threads, by task. A thread adds itself, and removes itself before it ends. */
constinit Thread *buckets[kBuckets] WW_GUARDED_BY(lock){};

Thread *&bucket_of(const void *task) WW_REQUIRES(lock)
{
	const uintptr_t hash = reinterpret_cast<uintptr_t>(task) >> 6;

	return buckets[(hash ^ hash >> 6) % kBuckets];
}

/* Needs no lock for the current task: only the task itself adds itself to its bucket. */
bool may_be_listed(const void *task) WW_UNCHECKED
{
	return __atomic_load_n(&bucket_of(task), __ATOMIC_RELAXED);
}

Thread *find(const void *task) WW_REQUIRES(lock)
{
	Thread *thread = bucket_of(task);

	while (thread && thread->task != task)
		thread = thread->next;
	return thread;
}

Thread *current_thread()
{
	const void *task = ww_current_task();

	if (!may_be_listed(task))
		return nullptr;

	LockGuard guard(lock);

	return find(task);
}

void add(Thread *thread)
{
	LockGuard guard(lock);
	Thread *&bucket = bucket_of(thread->task);

	thread->next = bucket;
	__atomic_store_n(&bucket, thread, __ATOMIC_RELAXED);
}

void remove(Thread *thread)
{
	LockGuard guard(lock);
	Thread **link = &bucket_of(thread->task);

	while (*link != thread)
		link = &(*link)->next;
	__atomic_store_n(link, thread->next, __ATOMIC_RELAXED);
}

/* The handle holds a reference. So it exists here only if the object is destroyed by force. */
void destroy(void *body)
{
	auto *thread = static_cast<Thread *>(body);

	handle_forget(thread->handle, thread);
	if (thread->task)
		ww_task_put(thread->task);
}

/* Reports and repairs a raised IRQL or held spin locks: nothing could repair them later. */
void check_at_end(CallSite call, Thread *thread)
{
	const Left left = irql_repair(kPassiveLevel);

	const auto *routine = reinterpret_cast<const void *>(thread->routine);

	const TaskLeft task_left = task_state_drop();

	if (task_left.owned_mutexes)
		mutex_owner_ends();
	report_task_left(task_left, { .code = {}, .parameter = {}, .call = call, .item = thread,
				      .routine = routine },
			 routine, false);
	if (left.is_clean(kPassiveLevel))
		return;
	report({ .code = BugCheck::irql_not_less_or_equal,
		 .parameter = { address_of(thread), left.irql, 0, address_of(call.caller) },
		 .call = call, .item = thread, .routine = routine },
	       "the thread ends at IRQL %u, holding %u spin locks%s", left.irql, left.locks,
	       ShownHeld(left.last).text);
}

/* Ends the current thread. Does not return. */
void end(CallSite call, Thread *thread, NTSTATUS status)
{
	struct _WINWORK_IMAGE *image = thread->image;

	check_at_end(call, thread);
	end_requests(thread->task);
	remove(thread);
	thread->status = status;
	dispatcher_signal(thread->header);
	object_dereference_kept(thread);
	image_dereference(image);
	ww_thread_end();
}

constexpr KPRIORITY kFirstRealTimePriority = 16;

/*
 * Returns the nice value for a priority. 16 and above are real-time priorities on Windows, but not
 * here, for the reason in src/engine/priority.hpp.
 */
constexpr s32 nice_of(KPRIORITY priority)
{
	if (priority >= kFirstRealTimePriority)
		return -20;
	if (priority >= kNormalPriority)
		return (kNormalPriority - priority) * 20 / kStepsBelow;
	return (kNormalPriority - (priority ? priority : 1)) * 19 / kStepsBelow;
}

static_assert(nice_of(1) == 19 && nice_of(8) == 0 && nice_of(15) == -20);
static_assert(priority_of_nice(19) == 1 && priority_of_nice(0) == 8 &&
	      priority_of_nice(-20) == 15);

/*
 * Returns whether a thread can be at that address; otherwise reports @call, with the exception that
 * Windows would raise.
 */
bool may_be_thread(CallSite call, const void *thread)
{
	if (is_kernel_address(thread)) [[likely]]
		return true;
	report_pointer({ .code = BugCheck::kmode_exception_not_handled,
			 .parameter = { static_cast<ULONG>(STATUS_ACCESS_VIOLATION),
					address_of(call.caller), 0, address_of(thread) },
			 .call = call, .item = thread },
		       thread, "is not a thread");
	return false;
}

Thread *thread_of(void *body)
{
	return object_type(body) == &thread_type ? static_cast<Thread *>(body) : nullptr;
}

bool is_system_thread(CallSite call, void *thread)
{
	return may_be_thread(call, thread) &&
	       (thread_of(thread) || ww_task_is_kernel_thread(thread) || task_is_system(thread));
}

HANDLE thread_id_of(const void *task)
{
	return id_of(ww_task_id(task));
}

NTSTATUS create(PHANDLE handle, PCLIENT_ID id, PKSTART_ROUTINE routine, PVOID context,
		struct _WINWORK_IMAGE *image)
{
	void *driver = image ? image->DriverObject : nullptr;
	char name[kObjectName];

	ww_format(name, sizeof(name), "%s", shown_routine(routine).text);

	auto *thread = static_cast<Thread *>(object_create(thread_type, sizeof(Thread), driver,
							   name));

	if (!thread)
		return STATUS_INSUFFICIENT_RESOURCES;
	object_keep(thread);
	dispatcher_object_init(thread->header, kThread, sizeof(thread->header), 0);
	thread->routine = routine;
	thread->context = context;
	thread->image = image;
	thread->priority = kNormalPriority;

	thread->handle = handle_create(thread);

	const HANDLE created = thread->handle;

	if (!created) {
		object_dereference_kept(thread);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	object_reference_kept(thread);
	image_reference(image);
	if (ww_thread_start(thread, name, &thread->task)) {
		image_dereference(image);
		handle_close(created);
		object_dereference_kept(thread);
		return STATUS_INSUFFICIENT_RESOURCES;
	}
	/* From here on the thread may have ended; the handle's reference keeps the object. */
	if (id) {
		id->UniqueProcess = id_of(kSystemProcessId);
		id->UniqueThread = thread_id_of(thread->task);
	}
	*handle = created;
	return STATUS_SUCCESS;
}

/* Returns the routine of the running thread number @index of @driver, counted from 0, or null. */
PKSTART_ROUTINE find_running(const void *driver, u32 index)
{
	LockGuard guard(lock);

	for (const Thread *bucket : buckets) {
		for (const Thread *thread = bucket; thread; thread = thread->next) {
			if (thread->image && thread->image->DriverObject == driver && !index--)
				return thread->routine;
		}
	}
	return nullptr;
}

} /* namespace */

/* Prints without the table's lock: a console may be slow. */
void threads_describe(const void *driver)
{
	constexpr u32 kEnough = 16;	/* docs/scheduling.md, Constants */

	for (u32 i = 0; i < kEnough; i++) {
		const PKSTART_ROUTINE routine = find_running(driver, i);

		if (!routine)
			return;
		ww_print(WW_LEVEL_WARNING, "  running: the system thread %s",
			 shown_routine(routine).text);
	}
}

constinit const ObjectType thread_type = {
	.name = "thread", .destroy = destroy, .is_public = true, .has_handle_routines = true, .is_waitable = true
};

void *current_thread_object()
{
	return current_thread();
}

void *thread_object_of(const void *task)
{
	LockGuard guard(lock);
	Thread *thread = find(task);

	if (thread)
		object_reference(thread);
	return thread;
}

const void *task_of_thread(const void *body)
{
	const Thread *thread = object_type(body) == &thread_type
				       ? static_cast<const Thread *>(body)
				       : nullptr;

	return thread ? thread->task : body;
}

void threads_init(AtThreadEnd at_end)
{
	end_requests = at_end;
	lock.init(WW_LOCK_THREADS);
	thread_object_type = reinterpret_cast<POBJECT_TYPE>(const_cast<ObjectType *>(&thread_type));
	PsThreadType = &thread_object_type;
}

} /* namespace ww */

extern "C" {

POBJECT_TYPE *PsThreadType;

void ww_thread_main(void *argument)
{
	auto *thread = static_cast<ww::Thread *>(argument);

	ww::add(thread);
	thread->routine(thread->context);
	ww::end({ "PKSTART_ROUTINE", nullptr }, thread, STATUS_SUCCESS);
}

/*
 * A thread here has no process of its own: DesiredAccess, ObjectAttributes and ProcessHandle
 * have no effect. Returning from the routine ends the thread as PsTerminateSystemThread does.
 */
NTSTATUS NTAPI WinworkCreateSystemThread(PHANDLE ThreadHandle, ULONG, POBJECT_ATTRIBUTES, HANDLE,
					 PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine,
					 PVOID StartContext, struct _WINWORK_IMAGE *Image)
{
	if (!ww::at_passive(WW_CALL_SITE_OF("PsCreateSystemThread"), nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!ThreadHandle || !StartRoutine)
		return STATUS_INVALID_PARAMETER;
	return ww::create(ThreadHandle, ClientId, StartRoutine, StartContext, Image);
}

NTSTATUS NTAPI PsTerminateSystemThread(NTSTATUS ExitStatus)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (ww::Thread *thread = ww::current_thread()) {
		ww::end(call, thread, ExitStatus);
		return STATUS_SUCCESS;		/* not reached */
	}
	if (ww_context() == WW_CONTEXT_TASK && ww_in_worker())
		ww::report({ .code = ww::BugCheck::active_ex_worker_thread_termination,
			     .parameter = { ww::address_of(ww_current_task()), 0, 0, 0 },
			     .call = call },
			   "a work item must not end the worker thread it runs in");
	return STATUS_INVALID_PARAMETER;
}

PETHREAD NTAPI PsGetCurrentThread()
{
	void *thread = ww::current_thread_object();

	return static_cast<PETHREAD>(thread ? thread : ww_current_task());
}

HANDLE NTAPI PsGetCurrentThreadId()
{
	return ww::thread_id_of(ww_current_task());
}

BOOLEAN NTAPI PsIsSystemThread(PETHREAD Thread)
{
	return ww::is_system_thread(WW_CALL_SITE, Thread);
}

BOOLEAN NTAPI IoIsSystemThread(PETHREAD Thread)
{
	return ww::is_system_thread(WW_CALL_SITE, Thread);
}

KPRIORITY NTAPI KeSetPriorityThread(PKTHREAD Thread, KPRIORITY Priority)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::may_be_thread(call, Thread))
		return LOW_PRIORITY;

	ww::Thread *thread = ww::thread_of(Thread);
	void *task = thread ? thread->task : Thread;
	const KPRIORITY before = thread ? thread->priority : ww::priority_of_nice(ww_task_nice(task));

	if (!ww::at_dispatch_or_below(call, Thread))
		return before;
	if (Priority < LOW_PRIORITY || Priority > HIGH_PRIORITY)
		return before;
	ww_task_set_nice(task, ww::nice_of(Priority));
	if (task == ww_current_task())
		ww::worker_asks_for_nice(ww::nice_of(Priority));
	if (thread)
		thread->priority = Priority;
	return before;
}

/*
 * Relative to the base priority of the system process. Its class of priorities is the variable one,
 * which ends below the first real-time priority. A thread here has one priority, and not a base
 * priority beside it.
 */
LONG NTAPI KeSetBasePriorityThread(PRKTHREAD Thread, LONG Increment)
{
	constexpr LONG kLowest = LOW_PRIORITY + 1 - ww::kNormalPriority;
	constexpr LONG kHighest = ww::kFirstRealTimePriority - 1 - ww::kNormalPriority;
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::at_passive(call, Thread) || !ww::may_be_thread(call, Thread))
		return 0;

	const LONG increment = Increment < kLowest    ? kLowest
			       : Increment > kHighest ? kHighest
						      : Increment;

	return KeSetPriorityThread(Thread, ww::kNormalPriority + increment) - ww::kNormalPriority;
}

NTSTATUS NTAPI PsGetThreadExitStatus(PETHREAD Thread)
{
	ww::u32 code;

	if (!ww::may_be_thread(WW_CALL_SITE, Thread))
		return STATUS_INVALID_PARAMETER;
	if (const ww::Thread *thread = ww::thread_of(Thread))
		return KeReadStateEvent(reinterpret_cast<PRKEVENT>(Thread)) ? thread->status : STATUS_PENDING;
	return ww_task_exit_code(Thread, false, &code) ? static_cast<NTSTATUS>(code) : STATUS_PENDING;
}

KPRIORITY NTAPI KeQueryPriorityThread(PKTHREAD Thread)
{
	if (!ww::may_be_thread(WW_CALL_SITE, Thread))
		return LOW_PRIORITY;

	const ww::Thread *thread = ww::thread_of(Thread);

	return thread ? thread->priority : ww::priority_of_nice(ww_task_nice(Thread));
}

} /* extern "C" */
