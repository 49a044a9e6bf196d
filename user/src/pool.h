/* SPDX-License-Identifier: MIT */
/* The pool of threads, and the thread that watches objects and times for it. */
#ifndef WINWORK_USER_POOL_H
#define WINWORK_USER_POOL_H

#include "internal.h"

/*
 * What the pool calls: as often as it is submitted, in several threads at the same time. It lives while it has a
 * reference: its owner's, and one for each time that it is in the pool's queue or called.
 */
struct work {
	struct work *next;	/* under the lock of the pool's queue */
	void (*call)(struct work *work);
	void (*end)(struct work *work);	/* the last reference is gone; frees it */
	pthread_mutex_t lock;	/* of what follows */
	pthread_cond_t idle;
	unsigned references, pending, running;
	bool queued;
};

HIDDEN void work_init(struct work *work, void (*call)(struct work *work), void (*end)(struct work *work));
/* Has it called once more. Without a thread for it, a later one calls it. */
HIDDEN void work_submit(struct work *work);
/* Waits until it is not called any more, also from the queue, unless the calls that have not begun are cancelled. */
HIDDEN void work_wait(struct work *work, bool cancel);
/* Whether it is called or will be. */
HIDDEN bool work_is_busy(struct work *work);
HIDDEN void work_put(struct work *work);

/*
 * Waits for an object, a time, or the earlier one of both, once. Then it is not watched any more, and fire is called: in
 * the watching thread, with the lock of the watches. It may watch again.
 */
struct watch {
	/* Under the lock of the watches: */
	struct watch *next, **previous;	/* previous is NULL if it is not watched */
	struct object *object;	/* NULL, or with a reference */
	uint64_t deadline;
	int index;		/* in the list that the thread polls */
	void (*fire)(struct watch *watch, bool timed_out);
};

/* The locks of the watches. All functions below but those with "locked" take it. */
HIDDEN void watches_hold(bool hold);
/* Begins to watch, in the place of what has been watched. Takes a reference of the object. False without a thread. */
HIDDEN bool watch_set(struct watch *watch, struct object *object, uint64_t deadline);
HIDDEN bool watch_set_locked(struct watch *watch, struct object *object, uint64_t deadline);
/* Ends it. It does not fire any more. Whether it was watched. */
HIDDEN bool watch_clear(struct watch *watch);
HIDDEN bool watch_clear_locked(struct watch *watch);
HIDDEN bool watch_is_set(struct watch *watch);

#endif
