/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The workqueues whose threads run the engine's workers.
 *
 * A thread that ran a worker can park: it stays in its work function, and the next start of the
 * same work wakes it. That costs less than to queue the work.
 */
#ifndef WINWORK_LINUX_WORKQUEUE_H
#define WINWORK_LINUX_WORKQUEUE_H

#include "thread_baseline.h"
#include "types.h"

WW_C_BEGIN

/* A work_struct in the caller's storage. Its function is ww_worker_main(). */
struct ww_work {
	ww_uptr storage[12];
	struct ww_thread_baseline thread;	/* of the thread that runs it */
	void *may_park_thread;		/* the thread that runs it; NULL if that may not park */
	void *parked_thread;		/* the thread that is parked for it, or NULL */
};

/* Each _HIGH one has WQ_HIGHPRI. */
enum ww_workqueue {
	WW_WORKQUEUE_LOCAL,		/* concurrency-managed, on the CPU that a start names */
	WW_WORKQUEUE_LOCAL_HIGH,
	WW_WORKQUEUE_UNBOUND,		/* on any CPU, beside everything else that runs there */
	WW_WORKQUEUE_UNBOUND_HIGH,
	WW_WORKQUEUES
};

/* Returns 0 or a negative errno. */
int ww_workqueues_create(void);
/* Waits until every work that was queued before has run. */
void ww_workqueues_flush(void);
/* Waits for all works, also for works that these queue meanwhile. */
void ww_workqueues_destroy(void);
/*
 * Returns how many works a workqueue runs at once: a local one on each CPU, an unbound one on the
 * smallest node. The number for an unbound one changes as CPUs come and go.
 */
ww_u32 ww_max_active(bool unbound);

void ww_work_init(struct ww_work *work);
/*
 * Wakes the thread that is parked for @work, or queues @work. In any context but NMI. @work must
 * not be started already.
 */
void ww_work_start(enum ww_workqueue workqueue, ww_u32 cpu, struct ww_work *work);
/* The same, after ww_interrupts_disable(). */
void ww_work_start_and_enable_interrupts(enum ww_workqueue workqueue, ww_u32 cpu,
					 struct ww_work *work);
/*
 * Takes back a start of @work. Returns true if the work will not run, and false if a thread runs it
 * or is about to. The caller has interrupts off, and ww_on_active_cpu() was true at the start, and
 * is true now.
 */
bool ww_work_take_back(struct ww_work *work);
/* Runs @work. The engine implements it. */
void ww_worker_main(struct ww_work *work);

/*
 * Announces that the current thread, which runs @work, will park. From here on a start finds the
 * thread. Without effect in a thread that may not park.
 */
static inline void ww_work_announce_park(struct ww_work *work)
{
	__atomic_store_n(&work->parked_thread, work->may_park_thread, __ATOMIC_RELAXED);
}

/* Returns non-zero while a thread is parked for @work, or will park. */
static inline ww_u32 ww_work_is_parked(const struct ww_work *work)
{
	return __atomic_load_n(&work->parked_thread, __ATOMIC_RELAXED) != 0;
}

/*
 * Parks until the next start of @work. Follows ww_work_announce_park(). Returns false if that start
 * came before the thread slept.
 */
bool ww_worker_park(struct ww_work *work);

/*
 * Unparks the threads that were not used for a while. Called every second while a thread is parked,
 * at DISPATCH_LEVEL. Returns non-zero if it has to be called again. The engine implements it.
 */
ww_u32 ww_workers_reap(void);
/* Waits for a call of ww_workers_reap() and ends the calls. */
void ww_reaper_cancel(void);

/*
 * Returns the address of the work that the current thread runs, of WinWork or of others. A work may
 * be freed by its own function, so the address is for comparison only. NULL outside a workqueue's
 * threads, and in an interrupt.
 */
const void *ww_current_work(void);

WW_C_END

#endif /* WINWORK_LINUX_WORKQUEUE_H */
