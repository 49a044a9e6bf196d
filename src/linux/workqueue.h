/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The workqueues whose threads run the engine's workers.
 */
#ifndef WINWORK_LINUX_WORKQUEUE_H
#define WINWORK_LINUX_WORKQUEUE_H

#include "thread_baseline.h"
#include "types.h"

WW_C_BEGIN

/* A work_struct in the caller's storage; run by ww_worker_main(). */
struct ww_work {
	ww_uptr storage[12];
	struct ww_thread_baseline thread;	/* that runs it, as the thread was when it began */
	void *may_linger;			/* the thread that runs it, or null for a rescuer */
	void *lingering;			/* the thread that the next start wakes, or null */
};

/* Each in two: the second with WQ_HIGHPRI. */
enum ww_workqueue {
	WW_WORKQUEUE_LOCAL,		/* concurrency-managed, on the CPU it is queued for */
	WW_WORKQUEUE_LOCAL_HIGH,
	WW_WORKQUEUE_UNBOUND,		/* on any CPU, beside whatever runs */
	WW_WORKQUEUE_UNBOUND_HIGH,
	WW_WORKQUEUES
};

/* Works that each of them runs at once: of one CPU, or, of an unbound one, of the smallest node. */
ww_u32 ww_max_active(bool unbound);
int ww_workqueues_create(void);			/* 0 or a negative errno */
void ww_workqueues_flush(void);			/* waits for every work that was queued before */
void ww_workqueues_destroy(void);		/* the same, and for what those queue */
void ww_work_init(struct ww_work *work);
/*
 * Queues @work, or wakes the thread that lingers for it. Any context but NMI. It must not have been
 * started already.
 */
void ww_work_start(enum ww_workqueue workqueue, ww_u32 cpu, struct ww_work *work);
/* The end of what ww_interrupts_disable() began. */
void ww_work_start_and_enable_interrupts(enum ww_workqueue workqueue, ww_u32 cpu,
					 struct ww_work *work);
/*
 * How a thread that may linger stays for the next start of its work: after ww_work_keep() that finds
 * it, and ww_worker_linger() returns when it has come. While any lingers there is a sweep every
 * second, which looks who does so for nothing.
 */
static inline void ww_work_keep(struct ww_work *work)
{
	__atomic_store_n(&work->lingering, work->may_linger, __ATOMIC_RELAXED);
}

static inline ww_u32 ww_work_is_kept(const struct ww_work *work)
{
	return __atomic_load_n(&work->lingering, __ATOMIC_RELAXED) != 0;
}

void ww_worker_linger(struct ww_work *work);
/* Implemented by the engine: nonzero to go on. DISPATCH_LEVEL. */
ww_u32 ww_workers_sweep(void);
void ww_sweep_cancel(void);
void ww_worker_main(struct ww_work *work);	/* implemented by the engine */
/*
 * Where the work is, or was, that the current thread is in, whoever's it is: a work may be freed by
 * its own function. NULL in no thread of a workqueue, and in an interrupt of one.
 */
const void *ww_current_work(void);

WW_C_END

#endif /* WINWORK_LINUX_WORKQUEUE_H */
