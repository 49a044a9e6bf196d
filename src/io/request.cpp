/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Requests: memory, sending, waiting, and the end.
 */
#include "request_path.hpp"

#include "base/line_limit.hpp"
#include "base/live_task.hpp"
#include "base/lock.hpp"
#include "base/major_name.hpp"
#include "base/report.hpp"
#include "base/text.hpp"
#include "engine/watch.hpp"
#include "linux/listing.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/request.h"
#include "linux/time.h"
#include "linux/wait.h"

namespace ww {

constinit Blocks *request_blocks = nullptr;

namespace {

/* ---- Memory ----------------------------------------------------------------------------- */

/* All memory of requests, in use or kept for later ones, so that a pointer can be recognised. */
constinit Lock known_lock;
constinit LIST_ENTRY known WW_GUARDED_BY(known_lock){};

Request *new_memory(size_t bytes)
{
	auto *request = static_cast<Request *>(ww_zalloc_sleeping(bytes));

	if (!request)
		return nullptr;

	LockGuard guard(known_lock);

	InsertHeadList(&known, &request->of_known.link);
	return request;
}

void free_memory(Request *request)
{
	{
		LockGuard guard(known_lock);

		RemoveEntryList(&request->of_known.link);
	}
	ww_free(request);
}

/* ---- The list of pending requests ------------------------------------------------------- */

constinit Lock lock;
constinit LIST_ENTRY pending WW_GUARDED_BY(lock){};

Request *request_of(WalkEntry *entry)
{
	return CONTAINING_RECORD(entry, Request, of_all);
}

/* No thread waits for the request any more. */
void stop_waiting(Request *request) WW_REQUIRES(lock)
{
	lock.assert_held();
	if (request->is_waited_for)
		request->file->waiters.fetch_sub(1);
	request->is_waited_for = false;
}

/* After the end of a wait, for requests_cancel(). The file may be gone. */
void wake_cleanup(const FileState *file)
{
	ww_address_wake(&file->waiters);
}

void unlist(Request *request)
{
	{
		LockGuard guard(lock);

		if (!request->is_listed)
			return;
		RemoveEntryList(&request->of_all.link);
		RemoveEntryList(&request->of_file);
		stop_waiting(request);
		request->is_listed = false;
	}
	if (request->file->is_cleaned.load())
		wake_cleanup(request->file);
}

/* Lists the request. True if its file was cleaned up meanwhile: then the caller cancels it. */
bool became_pending(Request *request)
{
	FileState *file = request->file;
	const bool is_of_end = request->major == IRP_MJ_CLEANUP || request->major == IRP_MJ_CLOSE;
	LockGuard guard(lock);
	const bool is_late = !is_of_end && file->is_cleaned.load();

	request->of_all.is_mark = false;
	InsertHeadList(&pending, &request->of_all.link);
	InsertHeadList(is_of_end || is_late ? &file->cancelled : &file->pending,
		       &request->of_file);
	request->is_listed = true;
	request->is_waited_for = !request->finish;
	if (request->is_waited_for)
		file->waiters.fetch_add(1);
	return is_late;
}

/* A request of @file that is not cancelled yet, with a use; or null. */
Request *take_uncancelled(FileState *file)
{
	LockGuard guard(lock);

	if (IsListEmpty(&file->pending))
		return nullptr;

	LIST_ENTRY *link = RemoveHeadList(&file->pending);
	Request *request = CONTAINING_RECORD(link, Request, of_file);

	InsertHeadList(&file->cancelled, link);
	request->users.fetch_add(1, Order::relaxed);
	return request;
}

/* Whether no thread waits for a request of the file. */
bool has_no_waiters(void *argument)
{
	return !static_cast<const FileState *>(argument)->waiters.load();
}

/* ---- Sending ---------------------------------------------------------------------------- */

/* Whether a driver marked a location. The IRP may be on its way up, which clears locations. */
bool is_marked(const Request *request)
{
	const IO_STACK_LOCATION *locations = first_location(&request->irp);

	for (s32 i = 0; i < request->irp.StackCount; i++) {
		if (__atomic_load_n(&locations[i].Control, __ATOMIC_ACQUIRE) & SL_PENDING_RETURNED)
			return true;
	}
	return request->was_marked(Order::acquire);
}

/* The name of the request for the log, with its control code if it has one. */
struct ShownRequest {
	/* DispatchWalk's may be that of the next request in the memory. */
	[[gnu::no_sanitize_thread]] explicit ShownRequest(const Request *request)
	{
		const IO_STACK_LOCATION &top = first_location(&request->irp)[request->irp.StackCount - 1];

		if (has_control_code(request->major))
			ww_format(text, sizeof(text), "%s 0x%X", major_name(request->major),
				  top.Parameters.DeviceIoControl.IoControlCode);
		else
			text_copy(text, sizeof(text), major_name(request->major));
	}

	char text[56];
};

constinit RoutineOf routine_of = nullptr;

/* The routine that got the request. */
const void *routine_of_top(const Request *request)
{
	const PDEVICE_OBJECT device = request->device;
	const IO_STACK_LOCATION &top = first_location(&request->irp)[request->irp.StackCount - 1];
	const void *const routine =
		routine_of ? routine_of(device, request->major, top.MinorFunction) : nullptr;

	return routine ? routine
		       : reinterpret_cast<const void *>(device->DriverObject->MajorFunction[request->major]);
}

WW_COLD void report_return(Request *request, IoViolation violation, const char *what,
			   NTSTATUS status)
{
	const void *const routine = routine_of_top(request);

	report({ .code = BugCheck::driver_verifier_iomanager_violation,
		 .parameter = { violation, address_of(routine), address_of(&request->irp),
				address_of(request->device) },
		 .call = { major_name(request->major) }, .item = &request->irp,
		 .owner = request->device, .routine = routine },
	       "%s; it returned 0x%08X for %s", what, static_cast<u32>(status), ShownRequest(request).text);
}

/*
 * Checks the dispatch routine's status against the state of an IRP that did not simply come back.
 * Returns false for one that the driver has neither completed nor pended.
 */
bool check_status(Request *request, NTSTATUS status)
{
	const bool marked = is_marked(request);
	const bool done = is_done(request);

	if (status == STATUS_PENDING) {
		if (!marked)
			report_return(request, kPendingNotMarked,
				      "the routine returned STATUS_PENDING for an IRP that is not marked",
				      status);
	} else if (marked) {
		report_return(request, kMarkedNotPending,
			      "the routine marked the IRP as pending and returned another status",
			      status);
	} else if (!done) {
		report_return(request, kForgotten,
			      "the routine neither completed the IRP nor passed it on nor marked it",
			      status);
		return false;
	} else if (status != request->irp.IoStatus.Status) {
		report_return(request, kReturnsOtherStatus,
			      "the routine completed the IRP with another status than it returned",
			      status);
	}
	return true;
}

/* True if the request is not the thread's any more. */
bool give_up(Request *request, bool forgotten)
{
	Awaited::State expected = forgotten ? Awaited::not_yet : Awaited::asleep;
	FileState *const file = request->file;

	ww_task_get(request->task);
	/* Its unload frees a request that a driver has forgotten. */
	file_request_given_up(file, !forgotten);
	request->is_forgotten = forgotten;
	/* It may be complete, and its file closed, when the state has changed. */
	request_hold(request);
	if (request->awaited.compare_exchange(expected, Awaited::given_up)) {
		{
			LockGuard guard(lock);

			stop_waiting(request);
		}
		request_put(request);
		wake_cleanup(file);
		return true;
	}
	request_put(request);
	request->is_forgotten = false;
	file_request_ended(file, !forgotten);
	ww_task_put(request->task);
	return false;
}

/* Requests that a message lists. */
constexpr u32 kEnough = 16;

/* The list in debugfs names all requests that their drivers do not complete, and the log only some. */
constinit LineLimit lines;

/* The log's description of a request. A copy, because the request may end meanwhile. */
class Description {
public:
	explicit Description(const Request *request)
		: request_(request), process_(ww_task_process_id(request->task)),
		  seconds_((ww_time(WW_CLOCK_MONOTONIC) - request->began) / 1000000000)
	{
		ww_task_name(request->task, &task_);
		text_copy(device_, sizeof(device_), object_header(request->device)->name);
	}

	void print(const char *prefix) const
	{
		if (!lines.take())
			return;
		ww_print(WW_LEVEL_WARNING, "%s %s of %s (%u) to %s, pending for %lld s", prefix,
			 request_.text, task_, process_, device_, seconds_);
	}

private:
	const ShownRequest request_;
	const u32 process_;
	const s64 seconds_;
	char task_[16];
	char device_[kObjectName];
};

/*
 * Waits for an IRP whose wait a signal does not end. False if the thread has given it up. A
 * driver's request uses the driver's memory until its end, and may take its time unless it is
 * cancelled.
 */
bool wait_long(Request *request, Patience patience, const char *why)
{
	u32 waited = 0;

	for (;;) {
		const u32 limit = ww_cancel_timeout;
		const u32 step = next_step(waited, limit);

		if (ww_done_wait(&request->ended, step))
			return true;
		if (patience == Patience::until_complete) {
			if (__atomic_load_n(&request->irp.Cancel, __ATOMIC_RELAXED))
				request_describe(request, "cancelled, and not completed:");
			continue;
		}
		waited += step;

		const Description description(request);

		description.print(why);
		/* The second test fails while the IRP is being completed. */
		if (waited >= limit && give_up(request, false)) {
			description.print("given up:");
			return false;
		}
	}
}

/* True when the IRP is complete, false if the thread has given it up. */
bool wait(Request *request, Patience patience, Result &result)
{
	Awaited::State expected = Awaited::not_yet;

	/* The drivers that hold the IRP have activities of their own. */
	drop_top(request);
	ww_done_init(&request->ended);
	request->began = ww_time(WW_CLOCK_MONOTONIC);

	bool cancelled = became_pending(request);

	if (!request->awaited.compare_exchange(expected, Awaited::asleep)) {
		unlist(request);
		return true;
	}
	if (patience == Patience::none)
		cancelled = true;
	if (cancelled) {
		if (patience == Patience::none)
			result.flags |= Result::kInterrupted;
		cancel_irp({ "IoCancelIrp", nullptr }, &request->irp);
	} else if (patience == Patience::until_signal) {
		if (ww_done_wait_interruptible(&request->ended)) {
			unlist(request);
			return true;
		}
		cancelled = true;
		result.flags |= Result::kInterrupted;
		cancel_irp({ "IoCancelIrp", nullptr }, &request->irp);
	}
	if (!wait_long(request, patience, cancelled ? "cancelled, and not completed:"
						    : "not completed:"))
		return false;
	unlist(request);
	return true;
}

Result result_of(const Request *request, NTSTATUS status)
{
	const IRP &irp = request->irp;
	Result result;

	result.io_status = irp.IoStatus.Status;
	result.status = status == STATUS_PENDING ? result.io_status : status;
	result.flags = irp.PendingReturned ? Result::kPended : 0;
	return result;
}

/* Leaves a request to the worker of its completion. False if it is complete already. */
bool leave(Request *request)
{
	Awaited::State expected = Awaited::not_yet;

	/* As in wait(). */
	drop_top(request);
	request->began = ww_time(WW_CLOCK_MONOTONIC);
	/* The list and the driver name it. */
	ww_task_get(request->task);

	const bool cancelled = became_pending(request);

	request_hold(request);
	if (!request->awaited.compare_exchange(expected, Awaited::submitted)) {
		unlist(request);
		ww_task_put(request->task);
		request_drop_use(request);
		return false;
	}
	if (cancelled)
		cancel_irp({ "IoCancelIrp", nullptr }, &request->irp);
	request_drop_use(request);
	return true;
}

Request *request_of(struct ww_later *later)
{
	return reinterpret_cast<Request *>(reinterpret_cast<char *>(later) -
					   __builtin_offsetof(Request, later));
}

/* The request of an IRP that is known to be of one. */
Request *request_around(PIRP irp)
{
	return reinterpret_cast<Request *>(reinterpret_cast<char *>(irp) -
					   __builtin_offsetof(Request, irp));
}

/*
 * In a worker, as end_later(). Both keep the request until the end: Linux would have the work of
 * another one, at the same address, wait for this one, which may wait for a driver.
 */
void finish_later(struct ww_later *later)
{
	Request *request = request_of(later);
	const PDEVICE_OBJECT device = request->file->device;
	void *task = request->task;

	unlist(request);
	request_hold(request);
	request->finish(request, result_of(request, STATUS_PENDING));
	ww_task_put(task);
	device_leave(device);
	request_put(request);
}

/* The end of a request that its thread gave up. */
void end_given_up(Request *request)
{
	FileState *file = request->file;
	void *task = request->task;
	const bool kept_module = !request->is_forgotten;

	unlist(request);
	if (request->major == IRP_MJ_CREATE && NT_SUCCESS(request->irp.IoStatus.Status))
		file->was_created = true;
	release_buffers(request);
	file_request_ended(file, kept_module);
	ww_task_put(task);
	request_drop_use(request);
}

/* In a worker. The activity of irp_of_system_completed() keeps the file's device. */
void end_later(struct ww_later *later)
{
	Request *request = request_of(later);
	const PDEVICE_OBJECT device = request->file->device;

	end_given_up(request);
	device_leave(device);
}

/* Gives up an IRP that its driver has forgotten. False if it is complete by now. */
bool forget(Request *request, NTSTATUS status, Result &result)
{
	if (request->hold == TopHold::activity) {
		object_reference_kept(request->device);
		device_leave(request->device);
		request->hold = TopHold::reference;
	}
	became_pending(request);
	/* Its driver does not know that it holds it. */
	disown_irp(&request->irp);
	if (!give_up(request, true)) {
		unlist(request);
		return false;
	}
	result.status = result.io_status = status;
	result.flags |= Result::kGivenUp;
	return true;
}

} /* namespace */

Request *request_allocate(CCHAR locations)
{
	const bool is_block = locations <= kBlockLocations;
	Request *request = new_memory(is_block ? Blocks::kBytes : request_bytes(locations));

	if (request && is_block)
		request->block_bytes = Blocks::kBytes;
	return request;
}

void request_free(Request *request)
{
	if (!request->is_reserve)
		free_memory(request);
}

Request *request_create(FileState *file, UCHAR major, KPROCESSOR_MODE mode, u32 room)
{
	return request_create_inline(file, major, mode, room);
}

Request *request_create_reserve(CCHAR locations)
{
	const size_t bytes = request_bytes(locations);
	Request *request = new_memory(bytes);

	if (request) {
		request->is_reserve = true;
		request->irp.StackCount = locations;
	}
	return request;
}

bool request_reset(Request *request, FileState *file, UCHAR major, KPROCESSOR_MODE mode)
{
	const PDEVICE_OBJECT top = device_on_top(file);

	if (top->StackSize > request->irp.StackCount) {
		drop_device_on_top(file, top);
		return false;
	}
	request_prepare(request, file, top, request->irp.StackCount, major, mode);
	return true;
}

void request_free_reserve(Request *request)
{
	free_memory(request);
}

void request_hold(Request *request)
{
	request->users.fetch_add(1, Order::relaxed);
}

void request_put(Request *request)
{
	request_drop_use(request);
}

Result wait_for_result(Request *request, Patience patience, NTSTATUS status)
{
	Result result;

	if (!check_status(request, status) && forget(request, status, result))
		return result;
	if (!is_done(request) && !wait(request, patience, result)) {
		result.status = result.io_status = STATUS_CANCELLED;
		result.flags |= Result::kGivenUp;
		return result;
	}

	const u64 interrupted = result.flags & Result::kInterrupted;

	result = result_of(request, status);
	result.flags |= interrupted;
	return result;
}

Result request_send(Request *request, Patience patience)
{
	return request_send_inline(request, request->irp.RequestorMode, patience);
}

bool request_submit(Request *request, Result &result)
{
	request->is_left.store(false, Order::relaxed);

	const NTSTATUS status = request_call(request, request->irp.RequestorMode);

	if (!came_back(request, status) && !check_status(request, status) &&
	    forget(request, status, result))
		return true;
	if (!is_done(request) && leave(request)) {
		result.status = STATUS_PENDING;
		return false;
	}
	result = result_of(request, status);
	/* A driver that forgets the mark means the same. */
	if (status == STATUS_PENDING)
		result.flags |= Result::kPended;
	return true;
}

void requests_set_routine_of(RoutineOf routine)
{
	routine_of = routine;
}

void drop_other_top(Request *request)
{
	const PDEVICE_OBJECT top = request->device;
	const TopHold hold = request->hold;

	request->device = request->file->device;
	request->hold = TopHold::none;
	if (hold == TopHold::activity)
		device_leave(top);
	else
		object_dereference_kept(top);
}

void request_end(Request *request)
{
	request_end_inline(request);
}

void requests_cancel(FileState *file)
{
	while (Request *request = take_uncancelled(file)) {
		cancel_irp({ "IoCancelIrp", nullptr }, &request->irp);
		request_drop_use(request);
		ww_yield();
	}
	/* The waiting threads say themselves that they wait. */
	ww_address_wait(&file->waiters, has_no_waiters, file);
}

void irp_of_system_was_marked(PIRP irp)
{
	request_around(irp)->marks.store(Request::kMarked, Order::release);
	__atomic_thread_fence(__ATOMIC_RELEASE);
}

/* The request may be gone once its thread knows that it is done. */
void irp_of_system_completed(PIRP irp)
{
	Request *request = request_around(irp);
	const Awaited::State before = request->awaited.exchange(Awaited::done);

	if (before == Awaited::not_yet) [[likely]]
		return;
	switch (before) {
	case Awaited::not_yet:
	case Awaited::done:
		break;
	case Awaited::asleep:
		ww_done_set(&request->ended);
		break;
	case Awaited::submitted:
		/* An unload waits for the worker. */
		device_enter(request->file->device);
		ww_later(&request->later, finish_later);
		break;
	case Awaited::given_up:
		/* An unload waits for the worker. */
		device_enter(request->file->device);
		ww_later(&request->later, end_later);
		break;
	}
}

bool requests_contain(const IRP *irp)
{
	LockGuard guard(known_lock);

	return find_member(known, [irp](WalkEntry *entry) {
		return &CONTAINING_RECORD(entry, Request, of_known)->irp == irp;
	});
}

Request *request_of(PIRP irp)
{
	return irp->AllocationFlags & kIrpOfSystem ? request_around(irp) : nullptr;
}

/* ---- Unloading, and the list in debugfs ------------------------------------------------- */

namespace {

/* The description of a pending request. Copied under the lock, because a console may be slow. */
struct Described {
	PIRP irp;
	char request[sizeof(ShownRequest::text)];
	char task[16];
	u32 process;
	s64 seconds;
	char device[kObjectName];
	char holder[kObjectName];
	bool is_cancelled;
	bool is_given_up;
	bool is_submitted;
	bool is_dispatched;		/* the dispatch routine has not returned */
	bool has_ended;			/* its thread, in the dispatch routine */
	const void *thread;		/* of a dispatched one, for LiveTask */
	s64 began;
};

/* The device that holds the IRP, or null. A driver may be passing it on: look the pointer up. */
[[gnu::no_sanitize_thread]] const void *find_holder(const Request *request)
{
	const IO_STACK_LOCATION *locations = first_location(&request->irp);
	const CCHAR current = __atomic_load_n(&request->irp.CurrentLocation, __ATOMIC_RELAXED);
	const bool is_held = current >= 1 && current <= request->irp.StackCount;

	return is_held ? __atomic_load_n(&locations[current - 1].DeviceObject, __ATOMIC_RELAXED)
		       : nullptr;
}

bool is_held_by(const Request *request, const void *driver)
{
	PreemptionGuard guard;
	const ObjectHeader *header = object_find_live(find_holder(request));

	return header && header->driver == driver;
}

void name_holder(const Request *request, char (&name)[kObjectName])
{
	const void *device = find_holder(request);

	if (!device || !object_describe(device, name, sizeof(name)))
		text_copy(name, sizeof(name), "no driver");
}

/* Which requests to describe. */
struct Wanted {
	const void *driver = nullptr;		/* null: of any */
	/* Null: of any file, and not only submitted ones. */
	const FileState *submitted_of = nullptr;
};

bool is_wanted(const Request *request, const Wanted &wanted)
{
	if (wanted.submitted_of && (request->file != wanted.submitted_of || !request->finish))
		return false;
	return !wanted.driver || request->device->DriverObject == wanted.driver ||
	       is_held_by(request, wanted.driver);
}

constexpr s64 kSecond = 1000000000;

[[gnu::no_sanitize_thread]] void describe_request(const Request *request, s64 now, Described &described)
{
	text_copy(described.request, sizeof(described.request), ShownRequest(request).text);
	described.began = request->began;
	described.seconds = (now - described.began) / kSecond;
}

/* @task is kept. */
void describe_sender(const void *task, Described &described)
{
	ww_task_name(task, &described.task);
	described.process = ww_task_process_id(task);
}

/* All but the sender, whose thread may have ended. Its file may be gone. Interrupts are off. */
[[gnu::no_sanitize_thread]] void describe_dispatched(const Request *request, s64 now, Described &described)
{
	const ObjectHeader *const device = object_find_live(request->device);

	described = {};
	described.thread = request->task;
	describe_request(request, now, described);
	text_copy(described.device, sizeof(described.device), device ? device->name : "");
	name_holder(request, described.holder);
	described.is_dispatched = true;
}

void describe(const Request *request, Described &described)
{
	const u32 unfinished = request->file->submissions.unfinished.load();

	described = {};
	described.irp = const_cast<PIRP>(&request->irp);
	describe_request(request, ww_time(WW_CLOCK_MONOTONIC), described);
	describe_sender(request->task, described);
	text_copy(described.device, sizeof(described.device),
		  object_header(request->file->device)->name);
	name_holder(request, described.holder);
	described.is_cancelled = request->irp.Cancel;
	described.is_submitted = request->finish;
	described.is_given_up = request->awaited.load() == Awaited::given_up ||
				(request->finish && (request->is_left.load() ||
						     unfinished & Submissions::kAbandoned));
}

/*
 * Whether a thread is in a dispatch routine with the request, or is about to be. What is read of a request after this
 * may be of the next one in its memory.
 */
[[gnu::no_sanitize_thread]] bool is_dispatched(const Request *request)
{
	return request->users.load(Order::acquire) && request->awaited.load(Order::acquire) == Awaited::not_yet &&
	       !request->is_listed;
}

/* The nanoseconds for which the request was seen in a dispatch routine; 0 for the first time. Sets kSeen. */
[[gnu::no_sanitize_thread]] s64 look_at(Request *request, s64 now)
{
	if (request->marks.load(Order::acquire) & Request::kSeen)
		return now - request->began;
	/*
	 * As wait() does, which may be about to. The thread may have begun after @now, which is as old as the walk: with
	 * that time it would seem to be another thread in the same memory.
	 */
	request->began = ww_time(WW_CLOCK_MONOTONIC);
	request->marks.fetch_or(Request::kSeen);
	return 0;
}

/* A walk through the requests that are in dispatch routines. */
class DispatchWalk {
public:
	/*
	 * The next one for which @wants(request, nanoseconds in the routine), without its sender. False at the end.
	 */
	template <typename Wants>
	bool describe_next(s64 now, Wants wants, Described &described)
	{
		return walk_.find([&](WalkEntry *entry) {
			auto *const request = CONTAINING_RECORD(entry, Request, of_known);

			if (!is_dispatched(request) || !wants(request, look_at(request, now)))
				return false;
			describe_dispatched(request, now, described);
			return is_dispatched(request);
		});
	}

private:
	/* As PendingWalk's. */
	static LIST_ENTRY &list() WW_UNCHECKED { return known; }

	ListWalk walk_{ known_lock, list() };
};

/* A walk through the pending requests. */
class PendingWalk {
public:
	/* The next one that is wanted. False at the end. */
	bool describe_next(const Wanted &wanted, Described &described)
	{
		return walk_.find([&](WalkEntry *entry) {
			const Request *request = request_of(entry);

			if (!is_wanted(request, wanted))
				return false;
			describe(request, described);
			return true;
		});
	}

	/* The next one of @driver that it has forgotten, or null. */
	Request *next_forgotten(const void *driver)
	{
		Request *found = nullptr;

		walk_.find([&](WalkEntry *entry) {
			Request *request = request_of(entry);

			if (request->device->DriverObject == driver && request->is_forgotten &&
			    request->awaited.load() == Awaited::given_up)
				found = request;
			return found != nullptr;
		});
		return found;
	}

private:
	/* Without the lock: no member of the list is touched. */
	static LIST_ENTRY &list() WW_UNCHECKED { return pending; }

	ListWalk walk_{ lock, list() };
};

} /* namespace */

void request_describe(const Request *request, const char *prefix)
{
	Description(request).print(prefix);
}

void requests_describe(const void *driver)
{
	PendingWalk walk;
	Described described;

	for (u32 i = 0; i < kEnough && walk.describe_next({ .driver = driver }, described); i++)
		ww_print(WW_LEVEL_WARNING, "  pending: %s of %s (%u) to %s for %lld s, held by %s",
			 described.request, described.task, described.process,
			 described.device, described.seconds, described.holder);
}

namespace {

/*
 * Whether the log may name the request now. If it may not, or something else has changed the marks, a later look asks
 * again. Without kSeen the marks are of the next request in the memory.
 */
bool take_telling(Request *request)
{
	u8 marks = request->marks.load();

	return marks & Request::kSeen && !(marks & Request::kTold) && lines.take() &&
	       request->marks.compare_exchange(marks, marks | Request::kTold);
}

/* The program of a request whose thread is in a dispatch routine. */
struct ShownSender {
	explicit ShownSender(const Described &described)
	{
		if (described.has_ended)
			text_copy(text, sizeof(text), "a thread that has ended");
		else
			ww_format(text, sizeof(text), "%s (%u)", described.task, described.process);
	}

	char text[32];
};

void describe_sender(const LiveTask &thread, Described &described)
{
	described.has_ended = thread.has_ended();
	if (thread.is_live())
		describe_sender(thread.get(), described);
}

} /* namespace */

void requests_look(s64 now, s64 limit)
{
	DispatchWalk walk;
	Described described;
	const auto is_due = [limit](Request *request, s64 nanoseconds) {
		return nanoseconds >= limit && take_telling(request);
	};

	while (walk.describe_next(now, is_due, described)) {
		const LiveTask thread(described.thread, described.began);

		describe_sender(thread, described);
		ww_print(WW_LEVEL_WARNING, "stuck: %s of %s is in a dispatch routine of %s for %lld s",
			 described.request, ShownSender(described).text, described.holder, described.seconds);
		watch_tell_waits(thread);
	}
}

void requests_describe_submitted(const FileState *file, const char *prefix)
{
	/* Each close that waits would walk through the requests of all. */
	if (lines.is_spent())
		return;

	PendingWalk walk;
	Described described;
	const Wanted wanted = { .submitted_of = file };

	while (walk.describe_next(wanted, described) && lines.take())
		ww_print(WW_LEVEL_WARNING, "%s %s of %s (%u) to %s, pending for %lld s", prefix,
			 described.request, described.task, described.process,
			 described.device, described.seconds);
}

void request_leave(Request *request)
{
	request->is_left.store(true);
	request_describe(request, "given up:");
}

void requests_report_left(const void *driver)
{
	PendingWalk walk;

	while (Request *request = walk.next_forgotten(driver)) {
		report({ .code = BugCheck::driver_unloaded_without_cancelling_pending_operations,
			 .parameter = { address_of(&request->irp), 0, 0, 0 },
			 .call = { "DriverUnload" }, .item = &request->irp,
			 .owner = request->device },
		       "the driver never completed an IRP (%s)", ShownRequest(request).text);
		/* The driver gets no close: none of its code may run any more. */
		if (file_reaches(request->file, driver))
			request->file->was_created = false;
		end_given_up(request);
	}
}

int requests_init()
{
	lock.init(WW_LOCK_REQUESTS);
	known_lock.init(WW_LOCK_REQUEST_MEMORY);
	{
		LockGuard guard(lock);

		InitializeListHead(&pending);
	}
	{
		LockGuard guard(known_lock);

		InitializeListHead(&known);
	}
	request_blocks = static_cast<Blocks *>(ww_zalloc_large(ww_cpu_count() * sizeof(Blocks)));
	return request_blocks ? 0 : -WW_ENOMEM;
}

void requests_exit()
{
	for (u32 cpu = 0; cpu < ww_cpu_count(); cpu++) {
		while (void *block = request_blocks[cpu].take(0))
			free_memory(static_cast<Request *>(block));
	}
	ww_free_large(request_blocks);
}

namespace {

/* For the list, where a request that is on its way would only disturb. */
bool seems_stuck(Request *, s64 nanoseconds)
{
	return nanoseconds >= kSecond;
}

void print_json(void *out, const Described &described)
{
	ww_line line{};

	line.is_json = true;
	ww_line_text(&line, "request", described.request);
	ww_line_text(&line, "program", described.task);
	ww_line_number(&line, "process", described.process);
	ww_line_text(&line, "device", described.device);
	ww_line_number(&line, "seconds", static_cast<u64>(described.seconds));
	ww_line_text(&line, "holder", described.holder);
	ww_line_text(&line, "state", described.has_ended ? "its thread has ended" :
				     described.is_dispatched ? "in a dispatch routine" :
				     described.is_given_up ? "given up" : "pending");
	ww_line_number(&line, "asynchronous", described.is_submitted);
	ww_line_number(&line, "cancelled", described.is_cancelled);
	ww_debug_print(out, "{%s}\n", line.text);
}

void print_described(void *out, const Described &described, bool is_json)
{
	if (is_json) {
		print_json(out, described);
		return;
	}
	ww_debug_print(out, "%s\t%s\tpid %u\t%s\t%lld s\t%s%s%s%s%s%s\n",
		       described.request, described.task, described.process,
		       described.device, described.seconds, described.holder,
		       described.is_submitted ? "\tasynchronous" : "",
		       described.is_cancelled ? "\tcancelled" : "",
		       described.is_given_up ? "\tgiven up" : "",
		       described.is_dispatched ? "\tin a dispatch routine" : "",
		       described.has_ended ? "\tits thread has ended" : "");
}

/* Each search looks at all threads of the machine. */
constexpr u32 kSendersSought = 256;	/* docs/scheduling.md, Constants */

void show_dispatched(void *out, bool is_json)
{
	DispatchWalk walk;
	Described described;

	for (u32 i = 0; !ww_thread_is_killed() &&
			walk.describe_next(ww_time(WW_CLOCK_MONOTONIC), seems_stuck, described); i++) {
		describe_sender(LiveTask(i < kSendersSought ? described.thread : nullptr, described.began), described);
		print_described(out, described, is_json);
	}
}

} /* namespace */
} /* namespace ww */

extern "C" {

void ww_requests_show(void *out, bool is_json)
{
	ww::PendingWalk pending;
	ww::Described described;

	while (!ww_thread_is_killed() && pending.describe_next({}, described))
		ww::print_described(out, described, is_json);
	ww::show_dispatched(out, is_json);
}

} /* extern "C" */
