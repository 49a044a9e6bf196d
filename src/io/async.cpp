/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Asynchronous requests of programs.
 *
 * WINWORK_SUBMIT makes a Submission and sends its request. The finisher of a request is the one
 * thread that gets its result: the submitter if the IRP is complete when the dispatch routine has
 * returned, else a worker, which the completion starts (request_submit()).
 *
 * io_submit(2) also makes a Submission. Its result is not reaped but goes to its kiocb.
 *
 * The submitter, finisher, WINWORK_CANCEL, WINWORK_REAP, the close of the file and the end of the
 * process share this state, under Submissions::lock where nothing else is said:
 *
 * 1. A submission is on one list: on pending until it is finished, then on complete until it is
 *    reaped. The submitter of a request that fails, WINWORK_REAP, and the end of the file object
 *    take it off, and only the thread that took it off frees it. One of a kiocb goes from pending
 *    to its end: its finisher frees it.
 * 2. Submission::request is not null exactly while the submission is on pending and its finisher
 *    has not begun. The finisher clears it before it lets the request go. So a canceller that finds
 *    the request can hold it, and cancels it without the lock. The IRP may be complete by then:
 *    IoCancelIrp does nothing to it, because IoCompleteRequest has removed the cancel routine.
 * 3. The finisher copies the output and unpins the buffers, then moves the submission to complete,
 *    then wakes poll(2), and last signals the eventfd. After the move the submission is REAP's.
 * 4. Submissions::unfinished counts the finishers to come. To decrement it is the last access of a
 *    finisher to the file. No finisher comes after the count was 0 and the file is closed.
 * 5. The opener's reference keeps the file object until submissions_end() returns: the count is 0
 *    then, or kAbandoned is set. The flag owns a reference on the file object and one on its
 *    module. The finisher that makes the count 0 clears the flag and drops them. So IRP_MJ_CLOSE
 *    follows the last request.
 * 6. A submission that becomes pending after the cleanup began is cancelled by its submitter
 *    (became_pending()), one before that by requests_cancel().
 *
 * For a kiocb these hold besides:
 *
 * 7. The kiocb holds the open file. So the file is not released before all its kiocbs are complete,
 *    and a close(2) cancels none of them. io_cancel(2), io_destroy(2) and the end of the process
 *    do.
 * 8. KiocbSubmission::kiocb is null from the time when some thread is going to complete the kiocb.
 *    That is the thread that cleared it: the finisher before it copies the output, or the watcher
 *    that gives the request up. So the program's memory does not change after the completion.
 * 9. Linux cancels with its lock held and interrupts off. So the cancel only starts the watcher, in
 *    a worker. The watcher calls IoCancelIrp once, and then looks every ten seconds whether the
 *    kiocb is complete. After cancel_timeout it gives the request up: Linux waits for each kiocb
 *    before a process ends.
 * 10. The submission outlives its kiocb and its watcher: no cancel begins after ww_kiocb_complete()
 *     has
 *    returned, and then the finisher stops the watcher.
 * 11. A request that is given up is not counted in unfinished any more. Instead it owns a reference
 *     on the
 *    file object and one on its module, until its finisher drops them.
 */
#include "async.hpp"

#include "base/errno.hpp"
#include "call.hpp"
#include "file.hpp"
#include "linux/done.h"
#include "linux/eventfd.h"
#include "linux/user.h"
#include "linux/wait.h"
#include "operation.hpp"
#include "request.hpp"
#include "scatter.hpp"
#include "walk.hpp"

namespace ww {
namespace {

constexpr u32 kMostSubmissions = 1024;

struct Submission {
	WalkEntry entry;
	Request *request;
	FileState *file;
	struct ww_event_target *event;	/* or null */
	u64 cookie;
	struct ww_io io;
	FileOperation operation;
};

struct KiocbSubmission;

/* Waits for a request that was cancelled. */
struct Watcher {
	struct ww_delayed delayed;	/* first */
	KiocbSubmission *submission;
	bool has_cancelled;
	u32 waited;			/* seconds */
};

/* Of libaio. */
struct KiocbSubmission : Submission {
	struct ww_kiocb *kiocb;		/* null: see the 8th rule */
	Scatter scatter;
	Watcher watcher;
};

Submission *submission_of(LIST_ENTRY *link)
{
	return CONTAINING_RECORD(link, Submission, entry.link);
}

/* ---- The lists -------------------------------------------------------------------------- */

void list(Submissions &all, Submission *submission) WW_REQUIRES(all.lock)
{
	submission->request = submission->operation.request();
	InsertTailList(&all.pending, &submission->entry.link);
	all.unfinished.fetch_add(1);
}

/* False if the file has as many as it may have. */
bool begin(Submissions &all, Submission *submission)
{
	LockGuard guard(all.lock);

	if (all.count == kMostSubmissions)
		return false;
	all.count++;
	list(all, submission);
	return true;
}

/*
 * The same. Linux limits the kiocbs of all programs, and lets one of them have all. The limit is
 * apart from that of the others, because a kiocb is not reaped.
 */
bool begin_kiocb(Submissions &all, KiocbSubmission *submission)
{
	LockGuard guard(all.lock);

	if (all.kiocbs == kMostSubmissions)
		return false;
	all.kiocbs++;
	list(all, submission);
	return true;
}

/*
 * The kiocb, for the one thread that completes it, or null. A finisher also takes it off its list.
 */
struct ww_kiocb *take_kiocb(KiocbSubmission *submission, bool is_finisher)
{
	Submissions &all = submission->file->submissions;
	LockGuard guard(all.lock);
	struct ww_kiocb *kiocb = submission->kiocb;

	submission->kiocb = nullptr;
	if (is_finisher) {
		submission->request = nullptr;
		RemoveEntryList(&submission->entry.link);
		all.kiocbs--;
	}
	return kiocb;
}

/* The request if it is not finished, held; or null. */
Request *hold_unfinished(KiocbSubmission *submission)
{
	LockGuard guard(submission->file->submissions.lock);

	if (!submission->kiocb)
		return nullptr;
	request_hold(submission->request);
	return submission->request;
}

/* From now on no canceller finds the request. */
void forget_request(Submissions &all, Submission *submission)
{
	LockGuard guard(all.lock);

	submission->request = nullptr;
}

void remove(Submissions &all, Submission *submission)
{
	bool was_last;

	{
		LockGuard guard(all.lock);

		RemoveEntryList(&submission->entry.link);
		was_last = !--all.count;
	}
	/* See ww_file_ready(). */
	if (was_last)
		ww_poll_wake(&all.poll);
}

void move_to_complete(Submissions &all, Submission *submission)
{
	LockGuard guard(all.lock);

	RemoveEntryList(&submission->entry.link);
	InsertTailList(&all.complete, &submission->entry.link);
}

/* A finisher's last access to the file. For submissions_end() the address of the count is enough. */
void finished(FileState *file)
{
	Atomic<u32> &unfinished = file->submissions.unfinished;
	u32 before = unfinished.load();
	bool drops;

	do {
		drops = before - 1 == Submissions::kAbandoned;
	} while (!unfinished.compare_exchange(before, drops ? 0 : before - 1, Order::seq_cst,
					      Order::seq_cst));
	if (drops)
		file_request_ended(file, true);
	ww_address_wake(&unfinished);
}

/* ---- Finishing -------------------------------------------------------------------------- */

void free_submission(Submission *submission)
{
	ww_user_buffer_free(submission);
}

/* Copies the output, and lets buffers and request go. */
void end_request(Submission *submission, const Result &result)
{
	struct ww_io &io = submission->io;

	forget_request(submission->file->submissions, submission);
	io.status = result.io_status;
	if (result.was_given_up()) {
		submission->operation.leave();
		return;
	}
	/* The output is pinned, so the copy cannot fail. */
	submission->operation.take(result);
	submission->operation.drop();
}

/* The submission can be reaped, and may be gone. */
void publish(Submission *submission)
{
	Submissions &all = submission->file->submissions;
	struct ww_event_target *event = submission->event;

	move_to_complete(all, submission);
	ww_poll_wake(&all.poll);
	if (event) {
		ww_event_target_signal(event);
		ww_event_target_put(event);
	}
}

/* In a worker. */
void finish(Request *request, const Result &result)
{
	auto *submission = static_cast<Submission *>(request->finish_context);
	FileState *file = submission->file;

	end_request(submission, result);
	publish(submission);
	finished(file);
}

/* ---- Finishing a kiocb ------------------------------------------------------------------ */

/* Copies the output, and lets buffers and request go. Returns what the program gets. */
s64 end_request_of_kiocb(KiocbSubmission *submission, const Result &result, bool is_wanted)
{
	FileOperation &operation = submission->operation;
	struct ww_io &io = submission->io;

	if (result.was_given_up()) {
		operation.leave();
		/* The request keeps it. */
		io.kernel_data = nullptr;
		return operation.outcome(result);
	}

	s64 done = 0;

	if (is_wanted) {
		/* The output is pinned, so the copies cannot fail. */
		operation.take(result);
		done = operation.outcome(result);
		if (done > 0)
			submission->scatter.copy(io.kernel_data, static_cast<size_t>(done));
	}
	operation.drop();
	return done;
}

/* In a worker, or in the submitter's thread. */
void finish_kiocb(KiocbSubmission *submission, const Result &result)
{
	FileState *file = submission->file;
	struct ww_kiocb *kiocb = take_kiocb(submission, true);
	const s64 done = end_request_of_kiocb(submission, result, kiocb);

	submission->scatter.release();
	if (kiocb)
		ww_kiocb_complete(kiocb, done);
	ww_delayed_stop(&submission->watcher.delayed);
	if (submission->io.kernel_data)
		ww_user_buffer_free(submission->io.kernel_data);
	free_submission(submission);
	if (kiocb)
		finished(file);
	else
		file_request_ended(file, true);
}

void finish_kiocb_later(Request *request, const Result &result)
{
	auto *submission = static_cast<Submission *>(request->finish_context);

	finish_kiocb(static_cast<KiocbSubmission *>(submission), result);
}

/* ---- Cancelling a kiocb ----------------------------------------------------------------- */

/* Completes the kiocb of a request that its driver does not complete. */
void give_up(KiocbSubmission *submission)
{
	FileState *file = submission->file;

	/* The reference that the request owns from now on. */
	file_request_given_up(file, true);

	struct ww_kiocb *kiocb = take_kiocb(submission, false);

	if (!kiocb) {
		file_request_ended(file, true);
		return;
	}
	ww_kiocb_complete(kiocb, -errno_of(STATUS_CANCELLED));
	finished(file);
}

/* In a worker: cancels, and then looks again in steps. */
void watch(struct ww_delayed *delayed)
{
	auto *watcher = reinterpret_cast<Watcher *>(delayed);
	Request *request = hold_unfinished(watcher->submission);

	if (!request)
		return;

	const u32 limit = ww_cancel_timeout;

	if (!watcher->has_cancelled) {
		watcher->has_cancelled = true;
		cancel_irp({ "IoCancelIrp", nullptr }, &request->irp);
	} else {
		request_describe(request, "cancelled, and not completed:");
		if (watcher->waited >= limit) {
			request_leave(request);
			request_put(request);
			give_up(watcher->submission);
			return;
		}
	}
	request_put(request);

	const u32 step = next_step(watcher->waited, limit);

	watcher->waited += step;
	ww_delayed_start(delayed, step);
}

/* ---- Submitting ------------------------------------------------------------------------- */

/* A submission of the file without a request, or null. */
template <typename Kind> Kind *create(FileState *file, const struct ww_io &io)
{
	auto *submission = static_cast<Kind *>(ww_user_buffer(sizeof(Kind)));

	if (!submission)
		return nullptr;
	__builtin_memset(static_cast<void *>(submission), 0, sizeof(Kind));
	submission->file = file;
	submission->io = io;
	submission->operation.init(file, &submission->io);
	return submission;
}

/* 0 or a negative errno. A request may have been made even if it fails. */
int make_request(Submission *submission)
{
	const NTSTATUS status = submission->operation.make(true);

	return NT_SUCCESS(status) ? 0 : -errno_of(status);
}

/* Whether the caller alone hears of a result that is there, as on Windows. */
bool is_callers_alone(const Result &result)
{
	return NT_ERROR(result.io_status) && NT_ERROR(result.status) && !result.was_pended();
}

/*
 * Sends the request of a submission that is listed. 0 or a negative errno: then it is the caller's.
 */
int send(Submission *submission, struct ww_io *io)
{
	FileState *file = submission->file;
	Result result;

	io->was_sent = true;
	if (!request_submit(submission->operation.request(), result)) {
		io->status = STATUS_PENDING;
		return 0;
	}
	end_request(submission, result);
	/* A request that was pended says so, although it is complete. */
	io->status = result.was_pended() ? STATUS_PENDING : result.status;
	io->information = submission->io.information;

	int error = 0;

	if (is_callers_alone(result)) {
		io->status = result.status;
		error = static_cast<int>(submission->operation.outcome(result));
		/* The end of the file is an error here. */
		error = error ? error : -errno_of(result.status);
		remove(file->submissions, submission);
	} else {
		publish(submission);
	}
	finished(file);
	return error;
}

/* ---- Cancelling ------------------------------------------------------------------------- */

/* The walk of a WINWORK_CANCEL. */
class CancelWalk {
public:
	explicit CancelWalk(Submissions &all) : walk_(all.lock, list(all)) {}

	/*
	 * The next request with @cookie, or of any for 0, held; or null. Sets @is_pending if there
	 * is one.
	 */
	Request *next(u64 cookie, bool &is_pending)
	{
		Request *found = nullptr;

		walk_.find([&](WalkEntry *entry) {
			const Submission *submission = submission_of(&entry->link);

			if (!submission->request || (cookie && submission->cookie != cookie))
				return false;
			found = submission->request;
			request_hold(found);
			return true;
		});
		is_pending = is_pending || found;
		return found;
	}

private:
	/* Without the lock: no member of the list is touched. */
	static LIST_ENTRY &list(Submissions &all) WW_UNCHECKED { return all.pending; }

	ListWalk walk_;
};

/* ---- The end of the file ---------------------------------------------------------------- */

bool is_finished(void *argument)
{
	const u32 unfinished = static_cast<Submissions *>(argument)->unfinished.load();

	return !unfinished || unfinished & Submissions::kAbandoned;
}

/* Leaves the file to its unfinished requests. */
void abandon(FileState *file)
{
	Atomic<u32> &unfinished = file->submissions.unfinished;
	u32 before = unfinished.load();

	/* The reference that the flag owns. */
	file_request_given_up(file, true);
	do {
		if (!before || before & Submissions::kAbandoned) {
			file_request_ended(file, true);
			return;
		}
	} while (!unfinished.compare_exchange(before, before | Submissions::kAbandoned,
					      Order::seq_cst, Order::seq_cst));
}

} /* namespace */

void submissions_init(Submissions &all)
{
	all.lock.init(WW_LOCK_SUBMISSIONS);
	ww_poll_init(&all.poll);

	LockGuard guard(all.lock);

	InitializeListHead(&all.pending);
	InitializeListHead(&all.complete);
}

void submissions_drop(Submissions &all) WW_UNCHECKED
{
	while (!IsListEmpty(&all.complete))
		free_submission(submission_of(RemoveHeadList(&all.complete)));
}

void submissions_end(FileState *file)
{
	u32 waited = 0;

	for (;;) {
		const u32 limit = ww_cancel_timeout;
		const u32 step = next_step(waited, limit);

		if (ww_address_wait_for(&file->submissions.unfinished, is_finished, &file->submissions,
					step))
			return;
		waited += step;
		requests_describe_submitted(file, "cancelled, and not completed:");
		if (waited >= limit) {
			requests_describe_submitted(file, "given up:");
			abandon(file);
			return;
		}
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

ww_s32 ww_file_submit(void *opened, struct ww_io *io, ww_u64 cookie, struct ww_event_target *event)
{
	auto *file = static_cast<FileState *>(opened);
	const ProgramCall program;

	if (file->object.Flags & FO_SYNCHRONOUS_IO)
		return -kInvalid;
	if (file->is_cleaned.load())
		return -errno_of(STATUS_FILE_CLOSED);

	auto *submission = create<Submission>(file, *io);

	if (!submission)
		return -kNoMemory;
	submission->event = event;
	submission->cookie = cookie;

	int error = make_request(submission);

	if (!error) {
		Request *request = submission->operation.request();

		request->finish = finish;
		request->finish_context = submission;
		error = begin(file->submissions, submission) ? send(submission, io) : -kNoSpace;
	}
	if (error) {
		submission->operation.drop();
		free_submission(submission);
	}
	return error;
}

ww_s32 ww_file_start(void *opened, struct ww_io *io, struct ww_kiocb *kiocb,
		     const struct ww_range *ranges, ww_u32 count)
{
	auto *file = static_cast<FileState *>(opened);
	const ProgramCall program;

	if (file->is_cleaned.load())
		return -errno_of(STATUS_FILE_CLOSED);

	auto *submission = create<KiocbSubmission>(file, *io);

	if (!submission)
		return -kNoMemory;
	submission->kiocb = kiocb;
	submission->watcher.submission = submission;
	ww_delayed_init(&submission->watcher.delayed, watch);

	int error = submission->scatter.pin(ranges, count);

	if (!error)
		error = make_request(submission);
	if (!error) {
		Request *request = submission->operation.request();

		request->finish = finish_kiocb_later;
		request->finish_context = static_cast<Submission *>(submission);
		error = begin_kiocb(file->submissions, submission) ? 0 : -kTryAgain;
	}
	if (error) {
		submission->operation.drop();
		submission->scatter.release();
		free_submission(submission);
		return error;
	}

	Result result;

	ww_kiocb_begin(kiocb, submission);
	if (request_submit(submission->operation.request(), result))
		finish_kiocb(submission, result);
	return 0;
}

void ww_started_cancel(void *started)
{
	ww_delayed_start(&static_cast<KiocbSubmission *>(started)->watcher.delayed, 0);
}

void *ww_file_reap(void *file, struct ww_reaped *reaped)
{
	Submissions &all = static_cast<FileState *>(file)->submissions;
	Submission *submission;

	{
		LockGuard guard(all.lock);

		if (IsListEmpty(&all.complete))
			return nullptr;
		submission = submission_of(RemoveHeadList(&all.complete));
	}
	reaped->cookie = submission->cookie;
	reaped->major = submission->io.major;
	reaped->code = submission->io.code;
	reaped->status = submission->io.status;
	reaped->information = submission->io.information;
	return submission;
}

void ww_file_reaped(void *file, void *taken, bool was_delivered)
{
	Submissions &all = static_cast<FileState *>(file)->submissions;
	auto *submission = static_cast<Submission *>(taken);
	bool wakes = true;

	{
		LockGuard guard(all.lock);

		if (was_delivered)
			wakes = !--all.count;
		else
			InsertHeadList(&all.complete, &submission->entry.link);
	}
	if (was_delivered)
		free_submission(submission);
	/* The completion came back, or it was the last one: see ww_file_ready(). */
	if (wakes)
		ww_poll_wake(&all.poll);
}

ww_s32 ww_file_cancel(void *file, ww_u64 cookie)
{
	Submissions &all = static_cast<FileState *>(file)->submissions;
	CancelWalk walk(all);
	bool is_pending = false;

	while (Request *request = walk.next(cookie, is_pending)) {
		cancel_irp({ "IoCancelIrp", nullptr }, &request->irp);
		request_put(request);
		if (ww_thread_is_killed())
			break;
	}
	return is_pending ? 0 : -errno_of(STATUS_NOT_FOUND);
}

struct ww_poll *ww_file_poll(void *file)
{
	return &static_cast<FileState *>(file)->submissions.poll;
}

ww_u32 ww_file_ready(void *file)
{
	Submissions &all = static_cast<FileState *>(file)->submissions;
	LockGuard guard(all.lock);

	return !all.count || !IsListEmpty(&all.complete) ? WW_READY_IN | WW_READY_OUT
							 : WW_READY_OUT;
}

} /* extern "C" */
