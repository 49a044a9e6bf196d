// SPDX-License-Identifier: MIT
/* What programs have called by the pool: works, timers, waits and requests; and the same by their older names. */
#include "pool.h"
#include "../include/winwork/threadpoolapiset.h"

#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#define OF(member, type, field) ((type *)((char *)(member) - offsetof(type, field)))

/* A time of SetThreadpoolTimer(), of the monotonic clock. */
static uint64_t deadline_at(const FILETIME *due)
{
	const LONGLONG ticks = (LONGLONG)((ULONGLONG)due->dwHighDateTime << 32 | due->dwLowDateTime);
	LONGLONG left = -ticks;
	FILETIME now;

	if (ticks >= 0) {
		GetSystemTimePreciseAsFileTime(&now);
		left = ticks - (LONGLONG)((ULONGLONG)now.dwHighDateTime << 32 | now.dwLowDateTime);
	}
	return deadline_of(0) + (left > 0 ? (uint64_t)left * 100 : 0);
}

/* A new object, which begins with its work; NULL and the last error. */
static void *work_new(size_t size, void (*call)(struct work *work), void (*end)(struct work *work))
{
	struct work *work = calloc(1, size);

	if (work)
		work_init(work, call, end);
	else
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return work;
}

static void free_work(struct work *work)
{
	free(work);
}

/* ---- Works -------------------------------------------------------------------------------------- */

struct _TP_WORK {
	struct work work;
	PTP_WORK_CALLBACK callback;
	PVOID context;
};

static void call_work(struct work *work)
{
	PTP_WORK own = OF(work, TP_WORK, work);

	own->callback(NULL, own->context, own);
}

PTP_WORK CreateThreadpoolWork(PTP_WORK_CALLBACK callback, PVOID context, PTP_CALLBACK_ENVIRON environment)
{
	PTP_WORK work = work_new(sizeof(*work), call_work, free_work);

	(void)environment;
	if (work) {
		work->callback = callback;
		work->context = context;
	}
	return work;
}

void SubmitThreadpoolWork(PTP_WORK work)
{
	work_submit(&work->work);
}

void WaitForThreadpoolWorkCallbacks(PTP_WORK work, BOOL cancel)
{
	work_wait(&work->work, cancel);
}

void CloseThreadpoolWork(PTP_WORK work)
{
	work_put(&work->work);
}

/* A function that is called once. */
struct simple {
	struct work work;
	PTP_SIMPLE_CALLBACK callback;
	LPTHREAD_START_ROUTINE routine;
	PVOID context;
};

static void call_simple(struct work *work)
{
	struct simple *simple = OF(work, struct simple, work);

	if (simple->callback)
		simple->callback(NULL, simple->context);
	else
		simple->routine(simple->context);
}

static BOOL submit_simple(PTP_SIMPLE_CALLBACK callback, LPTHREAD_START_ROUTINE routine, PVOID context)
{
	struct simple *simple;

	if (!callback && !routine)
		return fail(ERROR_INVALID_PARAMETER);
	simple = work_new(sizeof(*simple), call_simple, free_work);
	if (!simple)
		return FALSE;
	simple->callback = callback;
	simple->routine = routine;
	simple->context = context;
	work_submit(&simple->work);
	work_put(&simple->work);
	return TRUE;
}

BOOL TrySubmitThreadpoolCallback(PTP_SIMPLE_CALLBACK callback, PVOID context, PTP_CALLBACK_ENVIRON environment)
{
	(void)environment;
	return submit_simple(callback, NULL, context);
}

BOOL QueueUserWorkItem(LPTHREAD_START_ROUTINE routine, PVOID context, ULONG flags)
{
	(void)flags;
	return submit_simple(NULL, routine, context);
}

/* ---- Timers ------------------------------------------------------------------------------------- */

struct _TP_TIMER {
	struct work work;
	struct watch watch;
	PTP_TIMER_CALLBACK callback;
	PVOID context;
	/* Under the lock of the watches: */
	uint64_t due, period;	/* nanoseconds */
	bool set;
};

static void call_timer(struct work *work)
{
	PTP_TIMER timer = OF(work, TP_TIMER, work);

	timer->callback(NULL, timer->context, timer);
}

static void fire_timer(struct watch *watch, bool timed_out)
{
	PTP_TIMER timer = OF(watch, TP_TIMER, watch);

	(void)timed_out;
	work_submit(&timer->work);
	if (!timer->period)
		return;
	timer->due += timer->period;
	watch_set_locked(watch, NULL, timer->due);
}

PTP_TIMER CreateThreadpoolTimer(PTP_TIMER_CALLBACK callback, PVOID context, PTP_CALLBACK_ENVIRON environment)
{
	PTP_TIMER timer = work_new(sizeof(*timer), call_timer, free_work);

	(void)environment;
	if (timer) {
		timer->watch.fire = fire_timer;
		timer->callback = callback;
		timer->context = context;
	}
	return timer;
}

void SetThreadpoolTimer(PTP_TIMER timer, PFILETIME due, DWORD period, DWORD window)
{
	(void)window;
	watches_hold(true);
	timer->set = due;
	if (due) {
		timer->due = deadline_at(due);
		timer->period = period * 1000000ull;
		watch_set_locked(&timer->watch, NULL, timer->due);
	} else {
		watch_clear_locked(&timer->watch);
	}
	watches_hold(false);
}

BOOL IsThreadpoolTimerSet(PTP_TIMER timer)
{
	BOOL set;

	watches_hold(true);
	set = timer->set;
	watches_hold(false);
	return set;
}

void WaitForThreadpoolTimerCallbacks(PTP_TIMER timer, BOOL cancel)
{
	work_wait(&timer->work, cancel);
}

void CloseThreadpoolTimer(PTP_TIMER timer)
{
	watch_clear(&timer->watch);
	work_put(&timer->work);
}

/* ---- Waits -------------------------------------------------------------------------------------- */

struct _TP_WAIT {
	struct work work;
	struct watch watch;
	PTP_WAIT_CALLBACK callback;
	PVOID context;
	TP_WAIT_RESULT result;	/* under the lock of the watches */
};

static void call_wait(struct work *work)
{
	PTP_WAIT wait = OF(work, TP_WAIT, work);
	TP_WAIT_RESULT result;

	watches_hold(true);
	result = wait->result;
	watches_hold(false);
	wait->callback(NULL, wait->context, wait, result);
}

static void fire_wait(struct watch *watch, bool timed_out)
{
	PTP_WAIT wait = OF(watch, TP_WAIT, watch);

	wait->result = timed_out ? WAIT_TIMEOUT : WAIT_OBJECT_0;
	work_submit(&wait->work);
}

PTP_WAIT CreateThreadpoolWait(PTP_WAIT_CALLBACK callback, PVOID context, PTP_CALLBACK_ENVIRON environment)
{
	PTP_WAIT wait = work_new(sizeof(*wait), call_wait, free_work);

	(void)environment;
	if (wait) {
		wait->watch.fire = fire_wait;
		wait->callback = callback;
		wait->context = context;
	}
	return wait;
}

/* An object that the watching thread can wait for, with a reference; NULL and the last error. */
static struct object *object_to_watch(HANDLE handle)
{
	struct object *object = object_of(handle, KIND_ANY);

	if (object && (object->kind == KIND_MUTEX || fd_of(object) < 0)) {
		object_put(object);
		SetLastError(ERROR_INVALID_HANDLE);
		object = NULL;
	}
	return object;
}

void SetThreadpoolWait(PTP_WAIT wait, HANDLE handle, PFILETIME timeout)
{
	struct object *object = handle ? object_to_watch(handle) : NULL;

	if (object)
		watch_set(&wait->watch, object, timeout ? deadline_at(timeout) : FOREVER);
	else
		watch_clear(&wait->watch);
	if (object)
		object_put(object);
}

void WaitForThreadpoolWaitCallbacks(PTP_WAIT wait, BOOL cancel)
{
	work_wait(&wait->work, cancel);
}

void CloseThreadpoolWait(PTP_WAIT wait)
{
	watch_clear(&wait->watch);
	work_put(&wait->work);
}

/* ---- Requests ------------------------------------------------------------------------------------ */

struct _TP_IO {
	struct work work;
	struct watch watch;
	PTP_WIN32_IO_CALLBACK callback;
	PVOID context;
	HANDLE port;
	bool closed;	/* under the lock of the watches */
	unsigned started;	/* under that of the work: requests whose callback has not returned */
};

/* Watches the port again, unless it is closed. */
static void watch_port(PTP_IO io)
{
	struct object *port = object_of(io->port, KIND_PORT);

	watches_hold(true);
	if (!io->closed && port)
		watch_set_locked(&io->watch, port, FOREVER);
	watches_hold(false);
	if (port)
		object_put(port);
}

static void call_io(struct work *work)
{
	PTP_IO io = OF(work, TP_IO, work);
	LPOVERLAPPED overlapped;
	ULONG_PTR key;
	DWORD bytes;

	for (;;) {
		const BOOL good = GetQueuedCompletionStatus(io->port, &bytes, &key, &overlapped, 0);

		if (!good && !overlapped)
			break;
		io->callback(NULL, io->context, overlapped, good ? NO_ERROR : GetLastError(), bytes, io);
		CancelThreadpoolIo(io);
	}
	watch_port(io);
}

static void end_io(struct work *work)
{
	PTP_IO io = OF(work, TP_IO, work);

	CloseHandle(io->port);
	free(io);
}

static void fire_io(struct watch *watch, bool timed_out)
{
	(void)timed_out;
	work_submit(&OF(watch, TP_IO, watch)->work);
}

PTP_IO CreateThreadpoolIo(HANDLE file, PTP_WIN32_IO_CALLBACK callback, PVOID context, PTP_CALLBACK_ENVIRON environment)
{
	PTP_IO io = work_new(sizeof(*io), call_io, end_io);

	(void)environment;
	if (!io)
		return NULL;
	io->watch.fire = fire_io;
	io->callback = callback;
	io->context = context;
	io->port = CreateIoCompletionPort(file, NULL, 0, 0);
	if (!io->port) {
		free(io);
		return NULL;
	}
	watch_port(io);
	return io;
}

void StartThreadpoolIo(PTP_IO io)
{
	pthread_mutex_lock(&io->work.lock);
	io->started++;
	pthread_mutex_unlock(&io->work.lock);
}

void CancelThreadpoolIo(PTP_IO io)
{
	pthread_mutex_lock(&io->work.lock);
	if (io->started && !--io->started)
		pthread_cond_broadcast(&io->work.idle);
	pthread_mutex_unlock(&io->work.lock);
}

void WaitForThreadpoolIoCallbacks(PTP_IO io, BOOL cancel)
{
	if (cancel) {
		work_wait(&io->work, true);
		return;
	}
	pthread_mutex_lock(&io->work.lock);
	while (io->started)
		pthread_cond_wait(&io->work.idle, &io->work.lock);
	pthread_mutex_unlock(&io->work.lock);
}

void CloseThreadpoolIo(PTP_IO io)
{
	watches_hold(true);
	io->closed = true;
	watch_clear_locked(&io->watch);
	watches_hold(false);
	work_put(&io->work);
}

/* ---- Waits and timers by their older names ------------------------------------------------------- */

struct queue {
	pthread_mutex_t lock;
	struct registered *first;
};

/* A wait, or a timer, which has no object. */
struct registered {
	struct work work;
	struct watch watch;
	WAITORTIMERCALLBACK callback;
	PVOID context;
	struct queue *queue;	/* of a timer */
	struct registered *next, **previous;	/* in the queue, under its lock */
	struct object *object;	/* of a wait; with a reference */
	HANDLE completed;	/* the event to set at the end, or NULL */
	/* Under the lock of the watches: */
	bool once, ended, timed_out;
	uint64_t due, period;	/* nanoseconds; FOREVER */
};

static struct queue process_queue = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* Watches for the next signal or time. The caller holds the lock of the watches. */
static void watch_next(struct registered *one)
{
	if (one->ended || one->once)
		return;
	if (one->object)
		one->due = one->period == FOREVER ? FOREVER : deadline_of(0) + one->period;
	else
		one->due += one->period;
	watch_set_locked(&one->watch, one->object, one->due);
}

static void fire_registered(struct watch *watch, bool timed_out)
{
	struct registered *one = OF(watch, struct registered, watch);

	one->timed_out = timed_out;
	work_submit(&one->work);
	/* A timer goes on by itself. A wait goes on when its function has returned. */
	if (!one->object)
		watch_next(one);
}

static void call_registered(struct work *work)
{
	struct registered *one = OF(work, struct registered, work);
	bool timed_out;

	watches_hold(true);
	timed_out = one->timed_out;
	watches_hold(false);
	one->callback(one->context, timed_out);
	if (!one->object)
		return;
	watches_hold(true);
	watch_next(one);
	watches_hold(false);
}

static void end_registered(struct work *work)
{
	struct registered *one = OF(work, struct registered, work);

	if (one->object)
		object_put(one->object);
	if (one->completed)
		SetEvent(one->completed);
	free(one);
}

static struct registered *registered_new(WAITORTIMERCALLBACK callback, PVOID context)
{
	struct registered *one;

	if (!callback) {
		SetLastError(ERROR_INVALID_PARAMETER);
		return NULL;
	}
	one = work_new(sizeof(*one), call_registered, end_registered);
	if (one) {
		one->watch.fire = fire_registered;
		one->callback = callback;
		one->context = context;
	}
	return one;
}

/* Ends it. What it has called has returned then if the caller waits. */
static BOOL unregister(struct registered *one, HANDLE completed)
{
	const bool waits = completed == INVALID_HANDLE_VALUE;
	bool busy;

	watches_hold(true);
	one->ended = true;
	watch_clear_locked(&one->watch);
	watches_hold(false);
	if (waits)
		work_wait(&one->work, false);
	else
		one->completed = completed;
	busy = work_is_busy(&one->work);
	work_put(&one->work);
	return busy && !waits ? fail(ERROR_IO_PENDING) : TRUE;
}

BOOL RegisterWaitForSingleObject(PHANDLE handle, HANDLE object, WAITORTIMERCALLBACK callback, PVOID context, ULONG milliseconds,
				 ULONG flags)
{
	struct object *watched = object_to_watch(object);
	struct registered *one = watched ? registered_new(callback, context) : NULL;
	bool set;

	if (!one) {
		if (watched)
			object_put(watched);
		return FALSE;
	}
	one->object = watched;
	one->once = flags & WT_EXECUTEONLYONCE;
	one->period = milliseconds == INFINITE ? FOREVER : milliseconds * 1000000ull;
	/* Before the function is called, which may use it. */
	*handle = one;
	set = watch_set(&one->watch, watched, deadline_of(milliseconds));
	if (!set)
		work_put(&one->work);
	return set;
}

BOOL UnregisterWaitEx(HANDLE handle, HANDLE completed)
{
	return handle ? unregister(handle, completed) : fail(ERROR_INVALID_HANDLE);
}

BOOL UnregisterWait(HANDLE handle)
{
	return UnregisterWaitEx(handle, NULL);
}

HANDLE CreateTimerQueue(void)
{
	struct queue *queue = calloc(1, sizeof(*queue));

	if (queue)
		pthread_mutex_init(&queue->lock, NULL);
	else
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return queue;
}

static void queue_add(struct queue *queue, struct registered *timer)
{
	pthread_mutex_lock(&queue->lock);
	timer->queue = queue;
	timer->next = queue->first;
	timer->previous = &queue->first;
	if (queue->first)
		queue->first->previous = &timer->next;
	queue->first = timer;
	pthread_mutex_unlock(&queue->lock);
}

/* The caller holds the lock of the queue. */
static void queue_remove(struct registered *timer)
{
	*timer->previous = timer->next;
	if (timer->next)
		timer->next->previous = timer->previous;
}

/* The caller holds the lock of the watches. */
static bool timer_set(struct registered *timer, DWORD due, DWORD period)
{
	timer->once = !period;
	timer->period = period * 1000000ull;
	timer->due = deadline_of(due);
	return watch_set_locked(&timer->watch, NULL, timer->due);
}

BOOL CreateTimerQueueTimer(PHANDLE handle, HANDLE queue, WAITORTIMERCALLBACK callback, PVOID parameter, DWORD due, DWORD period,
			   ULONG flags)
{
	struct registered *timer = registered_new(callback, parameter);
	bool set;

	if (!timer)
		return FALSE;
	if (flags & WT_EXECUTEONLYONCE)
		period = 0;
	queue_add(queue ? queue : &process_queue, timer);
	*handle = timer;
	watches_hold(true);
	set = timer_set(timer, due, period);
	watches_hold(false);
	return set ? TRUE : (DeleteTimerQueueTimer(queue, timer, NULL), fail(ERROR_NOT_ENOUGH_MEMORY));
}

BOOL ChangeTimerQueueTimer(HANDLE queue, HANDLE handle, ULONG due, ULONG period)
{
	bool set;

	(void)queue;
	if (!handle)
		return fail(ERROR_INVALID_HANDLE);
	watches_hold(true);
	set = timer_set(handle, due, period);
	watches_hold(false);
	return set;
}

BOOL DeleteTimerQueueTimer(HANDLE queue, HANDLE handle, HANDLE completed)
{
	struct registered *timer = handle;

	(void)queue;
	if (!timer)
		return fail(ERROR_INVALID_HANDLE);
	pthread_mutex_lock(&timer->queue->lock);
	queue_remove(timer);
	pthread_mutex_unlock(&timer->queue->lock);
	return unregister(timer, completed);
}

BOOL DeleteTimerQueueEx(HANDLE handle, HANDLE completed)
{
	struct queue *queue = handle;
	struct registered *timer;
	BOOL ended = TRUE;

	if (!queue)
		return fail(ERROR_INVALID_HANDLE);
	while ((timer = queue->first)) {
		queue_remove(timer);
		ended &= unregister(timer, completed ? INVALID_HANDLE_VALUE : NULL);
	}
	pthread_mutex_destroy(&queue->lock);
	free(queue);
	if (completed && completed != INVALID_HANDLE_VALUE)
		SetEvent(completed);
	return ended ? TRUE : fail(ERROR_IO_PENDING);
}
