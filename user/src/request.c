// SPDX-License-Identifier: MIT
/* Requests to devices: synchronous by WINWORK_CONTROL, overlapped by WINWORK_SUBMIT and WINWORK_REAP. */

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

/* An overlapped request, from before WINWORK_SUBMIT until it is reaped. The file's lock covers it. */
struct operation {
	struct operation *next;
	LPOVERLAPPED overlapped;
	struct thread *thread;
	struct object *event;
	struct packet *packet;
	struct object *port;
	struct completion *completion;
	bool finished;	/* the program has been told */
	bool reaped;	/* or given up: nothing of it will be reaped */
	bool submitting;
};

/* A completion routine of ReadFileEx() or WriteFileEx(). */
struct completion {
	struct apc apc;
	LPOVERLAPPED_COMPLETION_ROUTINE routine;
	LPOVERLAPPED overlapped;
	DWORD error, bytes;
};

/* A thread in GetOverlappedResult(). */
struct waiter {
	struct waiter *next;
	int fd;
};

static void call_completion(struct apc *apc)
{
	const struct completion completion = *(struct completion *)apc;

	/* Before the routine, which may end the thread. */
	free(apc);
	completion.routine(completion.error, completion.bytes, completion.overlapped);
}

static void operation_free(struct operation *operation)
{
	if (operation->event)
		object_put(operation->event);
	if (operation->port)
		object_put(operation->port);
	if (operation->thread)
		thread_put(operation->thread);
	free(operation->packet);
	free(operation->completion);
	free(operation);
}

/* Takes an operation off its file's list, and frees it. The caller holds the lock. */
static void operation_remove(struct object *file, struct operation *operation)
{
	struct operation **at = &file->operations;

	while (*at != operation)
		at = &(*at)->next;
	/* The head is read without the lock. */
	__atomic_store_n(at, operation->next, __ATOMIC_RELAXED);
	operation_free(operation);
}

/*
 * Tells the program. The caller holds the lock. First the OVERLAPPED is written; then events, ports and
 * threads hear of it, and the program may reuse it.
 */
static void operation_finish(struct object *file, struct operation *operation, NTSTATUS status, __u64 information)
{
	if (operation->finished)
		return;
	operation->finished = true;
	operation->overlapped->InternalHigh = (ULONG_PTR)information;
	__atomic_store_n(&operation->overlapped->Internal, (ULONG_PTR)(DWORD)status, __ATOMIC_RELEASE);
	event_signal(file->signalled_fd);
	for (struct waiter *waiter = file->waiters; waiter; waiter = waiter->next)
		event_signal(waiter->fd);
	if (operation->event)
		event_signal(operation->event->fd);
	if (operation->completion) {
		struct completion *completion = operation->completion;

		completion->error = RtlNtStatusToDosError(status);
		completion->bytes = (DWORD)information;
		if (thread_add_apc(operation->thread, &completion->apc))
			operation->completion = NULL;
	} else if (operation->port) {
		operation->packet->overlapped = operation->overlapped;
		operation->packet->status = status;
		operation->packet->bytes = (DWORD)information;
		port_add(operation->port, operation->packet);
		operation->packet = NULL;
	}
}

/* Takes all results of a file that are there. Whether there was one. */
static bool reap(struct object *file)
{
	for (bool found = false;; found = true) {
		struct winwork_request done = { .size = sizeof(done) };
		struct operation *operation;

		if (system_calls.ioctl(file->fd, WINWORK_REAP, &done) != 0)
			return found;
		pthread_mutex_lock(&file->lock);
		/* A process that clone(2) made may have the file as well, so the cookie is not followed. */
		for (operation = file->operations; operation; operation = operation->next)
			if ((uintptr_t)operation == done.cookie)
				break;
		if (operation) {
			operation_finish(file, operation, done.status, done.information);
			operation->reaped = true;
			if (!operation->submitting)
				operation_remove(file, operation);
		}
		pthread_mutex_unlock(&file->lock);
	}
}

/* The thread that reaps, for all devices. Each completion adds 1 to its eventfd. */

static pthread_mutex_t reaper_lock = PTHREAD_MUTEX_INITIALIZER;
static int reaper_fd = -1;
/* No thread of the program is left that needs it. */
static bool reaper_ends;

static void reap_if_busy(struct object *file, void *context)
{
	(void)context;
	if (file->kind == KIND_DEVICE && __atomic_load_n(&file->operations, __ATOMIC_RELAXED))
		reap(file);
}

/*
 * A program may close descriptors that are not its own. Then the number of the eventfd can soon be that of another
 * file. So the eventfd has a mark: the signal of F_SETSIG, which nothing sends.
 */
#define REAPER_MARK SIGURG

static void end_lost(struct object *file, void *context);
static bool cancel(struct object *file, struct thread *thread, LPOVERLAPPED overlapped, bool ports);

/* No completion arrives any more, so the requests end. The caller holds reaper_lock. */
static void reaper_lose(void)
{
	reaper_fd = -1;
	for_each_object(end_lost, NULL);
}

/* The eventfd, or -1. The caller holds reaper_lock. */
static int reaper_check(void)
{
	if (reaper_fd >= 0 && fcntl(reaper_fd, F_GETSIG) != REAPER_MARK)
		reaper_lose();
	return reaper_fd;
}

static void find_busy(struct object *file, void *context)
{
	bool *busy = context;

	*busy |= file->kind == KIND_DEVICE && __atomic_load_n(&file->operations, __ATOMIC_RELAXED);
}

static bool is_busy(void)
{
	bool busy = false;

	for_each_object(find_busy, &busy);
	return busy;
}

static void *reaper(void *context)
{
	int fd = (int)(intptr_t)context;
	uint64_t count;

	/* If there is a new eventfd, it goes on with that. */
	while (fd >= 0) {
		bool failed = read(fd, &count, sizeof(count)) != (ssize_t)sizeof(count) && errno != EINTR;

		for_each_object(reap_if_busy, NULL);
		pthread_mutex_lock(&reaper_lock);
		if (failed && fd == reaper_fd)
			reaper_lose();
		fd = reaper_check();
		if (fd >= 0 && reaper_ends && !is_busy()) {
			close(fd);
			fd = reaper_fd = -1;
			thread_ends();
		}
		pthread_mutex_unlock(&reaper_lock);
	}
	return NULL;
}

static void cancel_all(struct object *object, void *context)
{
	(void)context;
	if (object->kind == KIND_DEVICE)
		cancel(object, NULL, NULL, true);
}

void reaper_release(void)
{
	int fd;

	pthread_mutex_lock(&reaper_lock);
	fd = reaper_check();
	/* Another thread may have called the library since. */
	if (fd >= 0 && !threads_run()) {
		reaper_ends = true;
		for_each_object(cancel_all, NULL);
		event_signal(fd);
	}
	pthread_mutex_unlock(&reaper_lock);
}

void reaper_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&reaper_lock);
	else
		pthread_mutex_unlock(&reaper_lock);
}

/* A child has no reaper until it needs one. */
void reaper_leave(void)
{
	if (reaper_fd >= 0 && fcntl(reaper_fd, F_GETSIG) == REAPER_MARK)
		close(reaper_fd);
	reaper_fd = -1;
	reaper_ends = false;
}

/* The eventfd of the reaper, started at need; -1 and the last error. */
static int reaper_start(void)
{
	int fd;

	pthread_mutex_lock(&reaper_lock);
	reaper_ends = false;
	fd = reaper_check();
	if (fd < 0) {
		fd = WITH_DESCRIPTORS(eventfd(0, EFD_CLOEXEC));
		if (fd < 0 || fcntl(fd, F_SETSIG, REAPER_MARK) != 0) {
			SetLastError(error_of_errno(errno));
			if (fd >= 0)
				close(fd);
			fd = -1;
		} else if (!thread_start(reaper, (void *)(intptr_t)fd)) {
			close(fd);
			fd = -1;
			SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		} else {
			reaper_fd = fd;
		}
	}
	pthread_mutex_unlock(&reaper_lock);
	return fd;
}

static void fill(struct winwork_request *to, const struct request *from)
{
	*to = (struct winwork_request){
		.size = sizeof(*to),
		.code = from->code,
		.in = (uintptr_t)from->in,
		.out = (uintptr_t)from->out,
		.in_length = from->in_length,
		.out_length = from->out_length,
		.offset = from->offset,
		.event_fd = -1,
		.major = from->major,
	};
}

/* A write to a file of Linux. The result is bytes, or -1 and errno. What has no positions ignores them. */
static ssize_t write_to_file(struct object *file, const struct request *request)
{
	struct sigpipe held;
	ssize_t bytes;

	if (request->offset == WINWORK_OFFSET_END && lseek(file->fd, 0, SEEK_END) < 0 && errno != ESPIPE)
		return -1;
	sigpipe_hold(&held);
	if (request->offset == WINWORK_OFFSET_CURRENT || request->offset == WINWORK_OFFSET_END)
		bytes = write(file->fd, request->out, request->out_length);
	else
		bytes = pwrite(file->fd, request->out, request->out_length, request->offset);
	if (bytes < 0 && errno == ESPIPE)
		bytes = write(file->fd, request->out, request->out_length);
	sigpipe_release(&held, bytes < 0 && errno == EPIPE);
	return bytes;
}

static ssize_t read_from_file(struct object *file, const struct request *request)
{
	ssize_t bytes = -1;

	if (request->offset != WINWORK_OFFSET_CURRENT)
		bytes = pread(file->fd, request->out, request->out_length, request->offset);
	if (request->offset == WINWORK_OFFSET_CURRENT || (bytes < 0 && errno == ESPIPE))
		bytes = read(file->fd, request->out, request->out_length);
	return bytes;
}

static bool is_pipe(struct object *file)
{
	struct stat status;

	return fstat(file->fd, &status) == 0 && S_ISFIFO(status.st_mode);
}

/* The request of a file of Linux. The result is bytes, or -1 and errno. */
static ssize_t send_to_file(struct object *file, const struct request *request)
{
	switch (request->major) {
	case WINWORK_MAJOR_READ:
		return read_from_file(file, request);
	case WINWORK_MAJOR_WRITE:
		return write_to_file(file, request);
	case WINWORK_MAJOR_FLUSH:
		return fsync(file->fd);
	default:
		errno = ENOTTY;
		return -1;
	}
}

/* Sends a request and waits. Whether it came to a driver or a file; else the last error is set. */
static bool send_and_wait(struct object *file, const struct request *request, struct winwork_request *sent)
{
	bool closed;
	int error = 0;

	fill(sent, request);
	if (file->kind == KIND_FILE) {
		ssize_t bytes = send_to_file(file, request);

		if (bytes < 0) {
			SetLastError(error_of_file(file, errno));
			return false;
		}
		sent->information = (__u64)bytes;
		if (!bytes && request->major == WINWORK_MAJOR_READ && request->out_length)
			sent->status = is_pipe(file) ? STATUS_PIPE_BROKEN : STATUS_END_OF_FILE;
		return true;
	}
	pthread_mutex_lock(&file->lock);
	closed = file->closed;
	file->calls += !closed;
	pthread_mutex_unlock(&file->lock);
	if (closed) {
		SetLastError(ERROR_INVALID_HANDLE);
		return false;
	}
	if (system_calls.ioctl(file->fd, WINWORK_CONTROL, sent) != 0)
		error = errno;
	pthread_mutex_lock(&file->lock);
	file->calls--;
	pthread_mutex_unlock(&file->lock);
	if (error && !sent->status) {
		SetLastError(error_of_errno(error));
		return false;
	}
	return true;
}

static void signal_event(HANDLE handle)
{
	struct object *event = handle ? object_of(handle, KIND_EVENT) : NULL;

	if (event) {
		event_signal(event->fd);
		object_put(event);
	}
}

static BOOL send_synchronous(struct object *file, const struct request *request, LPDWORD bytes, LPOVERLAPPED overlapped)
{
	struct winwork_request sent;

	if (overlapped && overlapped->hEvent && !ResetEvent(overlapped->hEvent))
		return FALSE;
	event_clear(file->signalled_fd);
	if (!send_and_wait(file, request, &sent))
		return FALSE;
	if (bytes)
		*bytes = NT_ERROR(sent.status) ? 0 : (DWORD)sent.information;
	if (overlapped) {
		overlapped->InternalHigh = (ULONG_PTR)sent.information;
		overlapped->Internal = (ULONG_PTR)(DWORD)sent.status;
		signal_event(overlapped->hEvent);
	} else if (request->major == WINWORK_MAJOR_READ && sent.status == STATUS_END_OF_FILE) {
		/* For a read at the file's position the end is a success without data. */
		sent.status = STATUS_SUCCESS;
	}
	event_signal(file->signalled_fd);
	return result_of(sent.status);
}

/* A new operation with all that its completion needs: a completion must not fail. */
static struct operation *operation_new(struct object *file, LPOVERLAPPED overlapped, LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
	struct operation *operation = calloc(1, sizeof(*operation));
	struct thread *self = thread_self();

	if (!operation || !self) {
		free(operation);
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	operation->overlapped = overlapped;
	operation->thread = thread_get(self);
	operation->submitting = true;
	if (routine) {
		operation->completion = calloc(1, sizeof(*operation->completion));
		if (!operation->completion)
			goto no_memory;
		operation->completion->apc.call = call_completion;
		operation->completion->routine = routine;
		operation->completion->overlapped = overlapped;
		return operation;
	}
	if (overlapped->hEvent) {
		operation->event = object_of(overlapped->hEvent, KIND_EVENT);
		if (!operation->event) {
			operation_free(operation);
			return NULL;
		}
	}
	pthread_mutex_lock(&file->lock);
	if (file->port)
		operation->port = object_get(file->port);
	pthread_mutex_unlock(&file->lock);
	if (operation->port) {
		operation->packet = calloc(1, sizeof(*operation->packet));
		if (!operation->packet)
			goto no_memory;
		operation->packet->key = file->key;
	}
	return operation;

no_memory:
	operation_free(operation);
	SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return NULL;
}

/* Whether a file that has refused another request has room for it now. */
static bool has_room_now(struct object *file)
{
	bool room = reap(file);

	/* The reaper may have taken a result, and not told the program yet. */
	pthread_mutex_lock(&file->lock);
	for (struct operation *operation = file->operations; operation && !room; operation = operation->next)
		room = operation->finished;
	pthread_mutex_unlock(&file->lock);
	return room;
}

static BOOL send_overlapped(struct object *file, const struct request *request, LPDWORD bytes, LPOVERLAPPED overlapped,
			    LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
	struct winwork_request sent;
	struct operation *operation;
	int error;

	/* The results of a file are in one list, and the parent takes them. */
	if (file->inherited)
		return fail(ERROR_NOT_SUPPORTED);
	/* While this thread counts, the reaper stays. */
	if (!thread_self())
		return fail(ERROR_NOT_ENOUGH_MEMORY);
	fill(&sent, request);
	sent.event_fd = reaper_start();
	if (sent.event_fd < 0)
		return FALSE;
	operation = operation_new(file, overlapped, routine);
	if (!operation)
		return FALSE;
	sent.cookie = (uintptr_t)operation;

	pthread_mutex_lock(&file->lock);
	if (file->closed) {
		pthread_mutex_unlock(&file->lock);
		operation_free(operation);
		return fail(ERROR_INVALID_HANDLE);
	}
	/*
	 * A program that polls HasOverlappedIoCompleted() can be here while operation_finish() of the request
	 * before this one still signals. Cleared before the lock, an event would be signalled again by that.
	 */
	overlapped->InternalHigh = 0;
	__atomic_store_n(&overlapped->Internal, STATUS_PENDING, __ATOMIC_RELAXED);
	event_clear(file->signalled_fd);
	if (operation->event)
		event_clear(operation->event->fd);
	operation->next = file->operations;
	__atomic_store_n(&file->operations, operation, __ATOMIC_RELAXED);
	pthread_mutex_unlock(&file->lock);

	/* A request counts until its result is taken, also one that was complete at once. */
	do {
		error = system_calls.ioctl(file->fd, WINWORK_SUBMIT, &sent) != 0 ? errno : 0;
	} while (error == ENOSPC && !sent.status && has_room_now(file));

	pthread_mutex_lock(&file->lock);
	operation->submitting = false;
	if (error) {
		/* Nothing will be reaped. No event, port or routine hears of it: the caller does, by the result. */
		overlapped->Internal = (ULONG_PTR)(DWORD)(sent.status	    ? sent.status :
							  error == ENOSPC ? STATUS_NO_MEMORY :
									    STATUS_UNSUCCESSFUL);
		operation_remove(file, operation);
	} else {
		if (sent.status != STATUS_PENDING)
			operation_finish(file, operation, sent.status, sent.information);
		if (operation->reaped) {
			/* Has an effect only if requests_end() gave it up. */
			operation_finish(file, operation, STATUS_CANCELLED, 0);
			operation_remove(file, operation);
		}
	}
	pthread_mutex_unlock(&file->lock);

	if (error && !sent.status)
		return fail(error == ENOSPC ? ERROR_NOT_ENOUGH_MEMORY : error_of_errno(error));
	if (sent.status == STATUS_PENDING)
		return fail(ERROR_IO_PENDING);
	if (bytes && !NT_ERROR(sent.status))
		*bytes = (DWORD)sent.information;
	return result_of(sent.status);
}

BOOL request_send(struct object *file, const struct request *request, LPDWORD bytes, LPOVERLAPPED overlapped,
		  LPOVERLAPPED_COMPLETION_ROUTINE routine)
{
	if (bytes)
		*bytes = 0;
	if (overlapped && !file->synchronous)
		return send_overlapped(file, request, bytes, overlapped, routine);
	return send_synchronous(file, request, bytes, overlapped);
}

/* Ends the operations of a file that will not be reaped, and lets no other begin. */
static void give_up(struct object *file)
{
	pthread_mutex_lock(&file->lock);
	file->closed = true;
	for (struct operation *operation = file->operations, *next; operation; operation = next) {
		next = operation->next;
		/* WINWORK_SUBMIT can still fail, and then only its caller hears of it. */
		operation->reaped = true;
		if (operation->submitting)
			continue;
		operation_finish(file, operation, STATUS_CANCELLED, 0);
		operation_remove(file, operation);
	}
	pthread_mutex_unlock(&file->lock);
}

void requests_end(struct object *file)
{
	bool busy;

	pthread_mutex_lock(&file->lock);
	file->closed = true;
	busy = file->calls || file->operations;
	pthread_mutex_unlock(&file->lock);
	/* The parent uses a file that a child has inherited. */
	if (!busy || file->inherited)
		return;
	/* Another thread's call has a reference to the file, so close(2) alone would not end it. */
	system_calls.ioctl(file->fd, WINWORK_CLEANUP, NULL);
	reap(file);
	/* winwork.ko gives up a request that its driver does not complete for a long time. */
	give_up(file);
}

/* Cancels the operations of a file that match; those of a port only if asked. Whether there was one. */
static bool cancel(struct object *file, struct thread *thread, LPOVERLAPPED overlapped, bool ports)
{
	bool found = false;

	pthread_mutex_lock(&file->lock);
	for (struct operation *operation = file->operations; operation; operation = operation->next) {
		struct winwork_request sent = { .size = sizeof(sent), .cookie = (uintptr_t)operation };

		if (operation->finished || (thread && operation->thread != thread) ||
		    (overlapped && operation->overlapped != overlapped) || (operation->port && !ports))
			continue;
		/* The list keeps the cookie valid, and the ioctl does not wait. */
		if (system_calls.ioctl(file->fd, WINWORK_CANCEL, &sent) == 0)
			found = true;
	}
	pthread_mutex_unlock(&file->lock);
	return found;
}

/* The reaper's eventfd is gone: ends the operations of a file, if it has some. */
static void end_lost(struct object *file, void *context)
{
	(void)context;
	if (file->kind != KIND_DEVICE || !__atomic_load_n(&file->operations, __ATOMIC_RELAXED))
		return;
	/* The number of the file may also be another's by now. It is not if a request was there to be cancelled. */
	if (cancel(file, NULL, NULL, true))
		requests_end(file);
	else
		give_up(file);
}

static void cancel_of_thread(struct object *object, void *context)
{
	if (object->kind == KIND_DEVICE)
		cancel(object, context, NULL, false);
}

void requests_cancel_of(struct thread *thread)
{
	for_each_object(cancel_of_thread, thread);
}

/* The device or file of a handle; NULL and the last error. */
static struct object *file_of(HANDLE handle)
{
	struct object *file = object_of(handle, KIND_ANY);

	if (file && file->kind != KIND_DEVICE && file->kind != KIND_FILE) {
		object_put(file);
		SetLastError(ERROR_INVALID_HANDLE);
		return NULL;
	}
	return file;
}

BOOL CancelIo(HANDLE handle)
{
	struct object *file = file_of(handle);
	struct thread *self = thread_self();

	if (!file)
		return FALSE;
	if (self)
		cancel(file, self, NULL, true);
	object_put(file);
	return TRUE;
}

BOOL CancelIoEx(HANDLE handle, LPOVERLAPPED overlapped)
{
	struct object *file = file_of(handle);
	bool found;

	if (!file)
		return FALSE;
	found = cancel(file, NULL, overlapped, true);
	object_put(file);
	return found ? TRUE : fail(ERROR_NOT_FOUND);
}

static bool is_pending(LPOVERLAPPED overlapped)
{
	return !HasOverlappedIoCompleted(overlapped);
}

/* Waits until an overlapped request is complete. The result is an error, 0 when it is. */
static DWORD wait_for(struct object *file, LPOVERLAPPED overlapped, DWORD milliseconds, bool alertable)
{
	uint64_t deadline = deadline_of(milliseconds);
	struct waiter waiter, **at;
	struct pollfd wait;
	DWORD error = 0;

	waiter.fd = event_new(false);
	if (waiter.fd < 0)
		return GetLastError();
	pthread_mutex_lock(&file->lock);
	waiter.next = file->waiters;
	file->waiters = &waiter;
	pthread_mutex_unlock(&file->lock);
	wait = (struct pollfd){ .fd = waiter.fd, .events = POLLIN };
	while (!error && is_pending(overlapped)) {
		switch (wait_readable(&wait, 1, deadline, alertable)) {
		case WOKEN:
			event_clear(waiter.fd);
			break;
		case WOKEN_TIMEOUT:
			error = milliseconds ? WAIT_TIMEOUT : ERROR_IO_INCOMPLETE;
			break;
		case WOKEN_APC:
			error = WAIT_IO_COMPLETION;
			break;
		case WOKEN_ERROR:
			error = GetLastError();
			break;
		}
	}
	pthread_mutex_lock(&file->lock);
	/* In a child that a routine of this wait has made it is not there. */
	for (at = &file->waiters; *at && *at != &waiter; at = &(*at)->next)
		;
	if (*at)
		*at = waiter.next;
	pthread_mutex_unlock(&file->lock);
	close(waiter.fd);
	return error;
}

BOOL GetOverlappedResultEx(HANDLE handle, LPOVERLAPPED overlapped, LPDWORD bytes, DWORD milliseconds, BOOL alertable)
{
	struct object *file, *event;
	DWORD error;

	if (!overlapped || !bytes)
		return fail(ERROR_INVALID_PARAMETER);
	file = file_of(handle);
	if (!file)
		return FALSE;
	if (is_pending(overlapped)) {
		/* A request of the parent ends in the parent's memory. */
		if (file->inherited)
			error = ERROR_NOT_SUPPORTED;
		else
			error = milliseconds ? wait_for(file, overlapped, milliseconds, alertable) : ERROR_IO_INCOMPLETE;
		if (error) {
			object_put(file);
			if (error == WAIT_IO_COMPLETION)
				thread_run_apcs();
			return fail(error);
		}
		/* On Windows this waits for the event, and an event without manual reset is reset. */
		event = overlapped->hEvent ? object_of(overlapped->hEvent, KIND_EVENT) : NULL;
		if (event && !event->manual)
			event_clear(event->fd);
		if (event)
			object_put(event);
	}
	object_put(file);
	*bytes = (DWORD)overlapped->InternalHigh;
	return result_of((NTSTATUS)overlapped->Internal);
}

BOOL GetOverlappedResult(HANDLE handle, LPOVERLAPPED overlapped, LPDWORD bytes, BOOL wait)
{
	return GetOverlappedResultEx(handle, overlapped, bytes, wait ? INFINITE : 0, FALSE);
}
