// SPDX-License-Identifier: GPL-2.0
/*
 * Completions, and works.
 */
#include <linux/build_bug.h>
#include <linux/completion.h>
#include <linux/errno.h>
#include <linux/workqueue.h>

#include "done.h"

static_assert(sizeof(struct completion) <= sizeof(struct ww_done));
static_assert(sizeof(struct work_struct) <= sizeof_field(struct ww_later, storage));

static_assert(sizeof(struct delayed_work) <= sizeof_field(struct ww_delayed, storage));

static struct workqueue_struct *workqueue;
static struct workqueue_struct *patient_workqueue;

static struct completion *completion_of(struct ww_done *done)
{
	return (struct completion *)done->storage;
}

void ww_done_init(struct ww_done *done)
{
	init_completion(completion_of(done));
}

/*
 * The waiter takes the completion's lock before it returns, so it does not free the memory too
 * early.
 */
void ww_done_set(struct ww_done *done)
{
	complete(completion_of(done));
}

bool ww_done_wait_interruptible(struct ww_done *done)
{
	return !wait_for_completion_interruptible(completion_of(done));
}

bool ww_done_wait_killable(struct ww_done *done)
{
	return !wait_for_completion_killable(completion_of(done));
}

bool ww_done_wait_killable_for(struct ww_done *done, ww_u32 seconds)
{
	return wait_for_completion_killable_timeout(completion_of(done), seconds * HZ) > 0;
}

bool ww_done_wait(struct ww_done *done, ww_u32 seconds)
{
	return wait_for_completion_timeout(completion_of(done), seconds * HZ);
}

static void run_later(struct work_struct *work)
{
	struct ww_later *later = container_of((void *)work, struct ww_later, storage);

	later->run(later);
}

static void queue(struct workqueue_struct *to, struct ww_later *later,
		  void (*run)(struct ww_later *later))
{
	struct work_struct *work = (struct work_struct *)later->storage;

	later->run = run;
	INIT_WORK(work, run_later);
	queue_work(to, work);
}

void ww_later(struct ww_later *later, void (*run)(struct ww_later *later))
{
	queue(workqueue, later, run);
}

void ww_later_patiently(struct ww_later *later, void (*run)(struct ww_later *later))
{
	queue(patient_workqueue, later, run);
}

static struct delayed_work *work_of(struct ww_delayed *delayed)
{
	return (struct delayed_work *)delayed->storage;
}

static void run_delayed(struct work_struct *work)
{
	struct ww_delayed *delayed = container_of((void *)to_delayed_work(work), struct ww_delayed,
						  storage);

	delayed->run(delayed);
}

void ww_delayed_init(struct ww_delayed *delayed, void (*run)(struct ww_delayed *delayed))
{
	delayed->run = run;
	INIT_DELAYED_WORK(work_of(delayed), run_delayed);
}

void ww_delayed_start(struct ww_delayed *delayed, ww_u32 seconds)
{
	queue_delayed_work(workqueue, work_of(delayed), seconds * HZ);
}

void ww_delayed_stop(struct ww_delayed *delayed)
{
	cancel_delayed_work_sync(work_of(delayed));
}

/*
 * Unbound: a driver's close routine may take its time. The patient ones need no rescuer, which
 * would be one thread for all of them.
 */
int ww_later_init(void)
{
	workqueue = alloc_workqueue("winwork_later", WQ_UNBOUND | WQ_MEM_RECLAIM, 0);
	patient_workqueue = alloc_workqueue("winwork_patient", WQ_UNBOUND, WQ_MAX_ACTIVE);
	if (workqueue && patient_workqueue)
		return 0;
	ww_later_exit();
	return -ENOMEM;
}

/* The patient functions may call ww_later(). */
void ww_later_exit(void)
{
	if (patient_workqueue)
		destroy_workqueue(patient_workqueue);
	if (workqueue)
		destroy_workqueue(workqueue);
}
