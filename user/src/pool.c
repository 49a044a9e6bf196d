// SPDX-License-Identifier: MIT
/* The pool of threads. A thread that has nothing to do for a while ends. */
#include "pool.h"

#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* As on Windows. Calls that wait for each other need that many threads. */
#define MOST_THREADS 512
#define IDLE_SECONDS 20

/* Of the queue. */
static pthread_mutex_t queue_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t queue_filled = PTHREAD_COND_INITIALIZER;
static struct work *first, **last = &first;
static unsigned queued, threads, idle;

/* Of the watches. It may be taken before that of a work and that of the queue. */
static pthread_mutex_t watches_lock = PTHREAD_MUTEX_INITIALIZER;
static struct watch *watches;
/* An eventfd: the watches have changed; -1 without a thread. */
static int changed_fd = -1;

void pool_hold(bool hold)
{
	if (hold) {
		pthread_mutex_lock(&watches_lock);
		pthread_mutex_lock(&queue_lock);
	} else {
		pthread_mutex_unlock(&queue_lock);
		pthread_mutex_unlock(&watches_lock);
	}
}

/* The threads, and what they have to do, are the parent's. */
void pool_leave(void)
{
	first = NULL;
	last = &first;
	queued = threads = idle = 0;
	queue_filled = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
	for (; watches; watches = watches->next)
		watches->previous = NULL;
	if (changed_fd >= 0)
		close(changed_fd);
	changed_fd = -1;
}

/* ---- Works -------------------------------------------------------------------------------------- */

void work_init(struct work *work, void (*call)(struct work *work), void (*end)(struct work *work))
{
	*work = (struct work){ .call = call, .end = end, .references = 1 };
	pthread_mutex_init(&work->lock, NULL);
	pthread_cond_init(&work->idle, NULL);
}

void work_put(struct work *work)
{
	bool left;

	pthread_mutex_lock(&work->lock);
	left = --work->references;
	pthread_mutex_unlock(&work->lock);
	if (left)
		return;
	pthread_mutex_destroy(&work->lock);
	pthread_cond_destroy(&work->idle);
	work->end(work);
}

static void *pool_thread(void *unused);

/* The caller holds the lock of the work, and gives it a reference for the queue. */
static void enqueue(struct work *work)
{
	work->queued = true;
	work->references++;
	pthread_mutex_lock(&queue_lock);
	work->next = NULL;
	*last = work;
	last = &work->next;
	queued++;
	if (queued > idle && threads < MOST_THREADS && thread_start(pool_thread, NULL))
		threads++;
	pthread_cond_signal(&queue_filled);
	pthread_mutex_unlock(&queue_lock);
}

void work_submit(struct work *work)
{
	pthread_mutex_lock(&work->lock);
	work->pending++;
	if (!work->queued)
		enqueue(work);
	pthread_mutex_unlock(&work->lock);
}

static bool is_busy(const struct work *work)
{
	return work->pending || work->running;
}

bool work_is_busy(struct work *work)
{
	bool busy;

	pthread_mutex_lock(&work->lock);
	busy = is_busy(work);
	pthread_mutex_unlock(&work->lock);
	return busy;
}

void work_wait(struct work *work, bool cancel)
{
	pthread_mutex_lock(&work->lock);
	if (cancel)
		work->pending = 0;
	while (is_busy(work))
		pthread_cond_wait(&work->idle, &work->lock);
	pthread_mutex_unlock(&work->lock);
}

/* Calls a work from the queue once, if it is not cancelled. */
static void run(struct work *work)
{
	bool wanted;

	pthread_mutex_lock(&work->lock);
	work->queued = false;
	wanted = work->pending;
	if (wanted) {
		work->running++;
		/* Another thread may call it at the same time. */
		if (--work->pending)
			enqueue(work);
	}
	pthread_mutex_unlock(&work->lock);
	if (wanted) {
		work->call(work);
		pthread_mutex_lock(&work->lock);
		work->running--;
		if (!is_busy(work))
			pthread_cond_broadcast(&work->idle);
		pthread_mutex_unlock(&work->lock);
	}
	work_put(work);
}

/* The next work; NULL after a time without one. */
static struct work *next_work(void)
{
	struct timespec until;
	struct work *work;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += IDLE_SECONDS;
	pthread_mutex_lock(&queue_lock);
	idle++;
	while (!first && pthread_cond_timedwait(&queue_filled, &queue_lock, &until) == 0)
		;
	idle--;
	work = first;
	if (work) {
		first = work->next;
		if (!first)
			last = &first;
		queued--;
	} else {
		threads--;
	}
	pthread_mutex_unlock(&queue_lock);
	return work;
}

static void *pool_thread(void *unused)
{
	struct work *work;

	while ((work = next_work()))
		run(work);
	return unused;
}

/* ---- Watches ------------------------------------------------------------------------------------ */

void watches_hold(bool hold)
{
	if (hold)
		pthread_mutex_lock(&watches_lock);
	else
		pthread_mutex_unlock(&watches_lock);
}

/* What the thread polls: the eventfd, then the objects. */
struct polled {
	struct pollfd *fds;
	nfds_t room, count;
	uint64_t deadline;
};

/* Without memory for all, the others are polled in another round. */
static void grow(struct polled *list, nfds_t count)
{
	struct pollfd *larger = count > list->room ? realloc(list->fds, 2 * count * sizeof(*larger)) : NULL;

	if (!larger)
		return;
	list->fds = larger;
	list->room = 2 * count;
}

/* A port and an inotify can be watched, but not waited for by programs. */
static int fd_to_poll(struct object *object)
{
	return object->kind == KIND_PORT || object->kind == KIND_NOTIFICATION ? object->fd : fd_of(object);
}

/* The caller holds the lock. */
static void list_watches(struct polled *list)
{
	list->count = 1;
	list->deadline = FOREVER;
	list->fds[0] = (struct pollfd){ .fd = changed_fd, .events = POLLIN };
	for (struct watch *watch = watches; watch; watch = watch->next) {
		if (watch->deadline < list->deadline)
			list->deadline = watch->deadline;
		watch->index = 0;
		grow(list, list->count + 1);
		if (!watch->object || list->count == list->room)
			continue;
		watch->index = (int)list->count;
		list->fds[list->count++] = (struct pollfd){ .fd = fd_to_poll(watch->object), .events = POLLIN };
	}
}

/* Whether the object of a watch is signalled. One that has come after the poll has no index. */
static bool is_signalled(const struct watch *watch, const struct polled *list)
{
	return watch->index && (list->fds[watch->index].revents & (POLLIN | POLLHUP | POLLERR)) && object_take(watch->object);
}

/* Those whose object is signalled or whose time has come. The caller holds the lock. */
static void fire_watches(const struct polled *list)
{
	const uint64_t now = deadline_of(0);
	struct watch *next;

	for (struct watch *watch = watches; watch; watch = next) {
		const bool signalled = is_signalled(watch, list);

		next = watch->next;
		if (!signalled && watch->deadline > now)
			continue;
		watch_clear_locked(watch);
		watch->fire(watch, !signalled);
	}
}

/* Of the thread that watches; a child of fork() uses what its parent's thread has left. */
static struct polled polled;

static void *watching_thread(void *unused)
{
	for (;;) {
		pthread_mutex_lock(&watches_lock);
		list_watches(&polled);
		pthread_mutex_unlock(&watches_lock);
		poll_until(polled.fds, polled.count, polled.deadline);
		pthread_mutex_lock(&watches_lock);
		event_clear(changed_fd);
		fire_watches(&polled);
		pthread_mutex_unlock(&watches_lock);
	}
	return unused;
}

/* The caller holds the lock. */
static bool start_watching(void)
{
	grow(&polled, 1);
	changed_fd = polled.room ? event_new(false) : -1;
	if (changed_fd >= 0 && thread_start(watching_thread, NULL))
		return true;
	if (changed_fd >= 0)
		close(changed_fd);
	changed_fd = -1;
	SetLastError(ERROR_NOT_ENOUGH_MEMORY);
	return false;
}

/* Tells the thread, which starts with the first watch. The caller holds the lock. */
static bool watches_changed(void)
{
	if (changed_fd < 0)
		return start_watching();
	event_signal(changed_fd);
	return true;
}

bool watch_clear_locked(struct watch *watch)
{
	if (!watch->previous)
		return false;
	*watch->previous = watch->next;
	if (watch->next)
		watch->next->previous = watch->previous;
	watch->previous = NULL;
	if (watch->object)
		object_put(watch->object);
	watch->object = NULL;
	return true;
}

bool watch_set_locked(struct watch *watch, struct object *object, uint64_t deadline)
{
	watch_clear_locked(watch);
	watch->object = object ? object_get(object) : NULL;
	watch->deadline = deadline;
	watch->index = 0;
	watch->next = watches;
	watch->previous = &watches;
	if (watches)
		watches->previous = &watch->next;
	watches = watch;
	if (watches_changed())
		return true;
	watch_clear_locked(watch);
	return false;
}

bool watch_set(struct watch *watch, struct object *object, uint64_t deadline)
{
	bool set;

	pthread_mutex_lock(&watches_lock);
	set = watch_set_locked(watch, object, deadline);
	pthread_mutex_unlock(&watches_lock);
	return set;
}

bool watch_clear(struct watch *watch)
{
	bool cleared;

	pthread_mutex_lock(&watches_lock);
	cleared = watch_clear_locked(watch);
	pthread_mutex_unlock(&watches_lock);
	return cleared;
}

bool watch_is_set(struct watch *watch)
{
	bool set;

	pthread_mutex_lock(&watches_lock);
	set = watch->previous;
	pthread_mutex_unlock(&watches_lock);
	return set;
}
