// SPDX-License-Identifier: GPL-2.0
/*
 * The workqueues that supply the engine's threads, and how such a thread parks.
 */
#include <linux/build_bug.h>
#include <linux/cpumask.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/kthread.h>
#include <linux/minmax.h>
#include <linux/nodemask.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/topology.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "context.h"
#include "task_state.h"
#include "workqueue.h"

static_assert(sizeof(struct work_struct) <= sizeof_field(struct ww_work, storage));

/*
 * WQ_MEM_RECLAIM gives a workqueue a rescuer: a thread that runs works if there is no memory for
 * other threads. Drivers use work items on the paging path, so they need one. A rescuer takes all
 * works that wait, and runs them one after the other. So only the local workqueues have a rescuer:
 * there the engine has just one work waiting.
 *
 * Each workqueue runs as many works at once as the kernel allows.
 */
static const struct {
	const char *name;
	unsigned int flags;
} descriptions[WW_WORKQUEUES] = {
	[WW_WORKQUEUE_LOCAL] = { "winwork", WW_WQ_PERCPU | WQ_MEM_RECLAIM },
	[WW_WORKQUEUE_LOCAL_HIGH] = { "winwork_high", WW_WQ_PERCPU | WQ_HIGHPRI | WQ_MEM_RECLAIM },
	[WW_WORKQUEUE_UNBOUND] = { "winwork_unbound", WQ_UNBOUND },
	[WW_WORKQUEUE_UNBOUND_HIGH] = { "winwork_uhigh", WQ_UNBOUND | WQ_HIGHPRI },
};

static struct workqueue_struct *workqueues[WW_WORKQUEUES];
static void *worker_function;		/* kthread function of all threads but rescuers */

static struct work_struct *linux_work(struct ww_work *work)
{
	return (struct work_struct *)work->storage;
}

/* The reaper is a timer. As a work it might have to wait for the very thread that it unparks. */
static struct hrtimer reaper;
static u32 reaper_started;		/* not a bool: UBSAN makes its READ_ONCE() a plain load */

static void reaper_start(void)
{
	if (!READ_ONCE(reaper_started) && !xchg(&reaper_started, 1))
		hrtimer_start_range_ns(&reaper, ms_to_ktime(MSEC_PER_SEC),
				       100 * NSEC_PER_MSEC, HRTIMER_MODE_REL_SOFT);
}

/* Clears the mark first, so a thread that parks later starts the reaper again. */
static enum hrtimer_restart reaper_expired(struct hrtimer *timer)
{
	smp_store_mb(reaper_started, 0);
	if (ww_workers_reap())
		reaper_start();
	return HRTIMER_NORESTART;
}

static void reaper_init(void)
{
	ww_hrtimer_setup(&reaper, reaper_expired, HRTIMER_MODE_REL_SOFT);
}

void ww_reaper_cancel(void)
{
	hrtimer_cancel(&reaper);
}

static void note_worker_function(struct work_struct *unused)
{
	worker_function = kthread_func(current);
}

/* Of a workqueue without a rescuer: the thread of the work is an ordinary one. */
static void find_worker_function(void)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, note_worker_function);
	queue_work(workqueues[WW_WORKQUEUE_UNBOUND], &work);
	flush_work(&work);
	destroy_work_on_stack(&work);
}

ww_u32 ww_max_active(bool unbound)
{
	ww_u32 least = WQ_MAX_ACTIVE;
	int node;

	if (!unbound)
		return least;
	for_each_node_state(node, N_CPU)
		least = min_t(ww_u32, least, WW_WQ_SHARE(cpumask_weight(cpumask_of_node(node)),
							 num_online_cpus()));
	return least;
}

int ww_workqueues_create(void)
{
	int i;

	for (i = 0; i < WW_WORKQUEUES; i++) {
		workqueues[i] = alloc_workqueue("%s", descriptions[i].flags, WQ_MAX_ACTIVE,
						descriptions[i].name);
		if (!workqueues[i]) {
			ww_workqueues_destroy();
			return -ENOMEM;
		}
	}
	find_worker_function();
	reaper_init();
	return 0;
}

void ww_workqueues_flush(void)
{
	int i;

	for (i = 0; i < WW_WORKQUEUES; i++) {
		if (workqueues[i])
			flush_workqueue(workqueues[i]);
	}
}

void ww_workqueues_destroy(void)
{
	int i;

	for (i = 0; i < WW_WORKQUEUES; i++) {
		if (workqueues[i])
			destroy_workqueue(workqueues[i]);
		workqueues[i] = NULL;
	}
}

/* The work function of all workers. A rescuer must not park: all CPUs share it. */
static void run_worker(struct work_struct *linux_work)
{
	struct ww_work *work = (struct ww_work *)linux_work;

	task_note_state(&work->thread);
	WRITE_ONCE(work->may_park_thread,
		   kthread_func(current) == worker_function ? current : NULL);
	ww_worker_main(work);
}

void ww_work_init(struct ww_work *work)
{
	INIT_WORK(linux_work(work), run_worker);
}

const void *ww_current_work(void)
{
	return current_work();
}

/*
 * Wakes the thread that is parked for @work, if there is one. The caller is an RCU reader: as soon
 * as @parked_thread is NULL the thread may return to its workqueue and end there. It may also sleep
 * in a routine before the wake-up comes. That is a spurious wake-up, which all code of Linux that
 * sleeps expects.
 */
static __always_inline bool unpark(struct ww_work *work)
{
	struct task_struct *thread = work->parked_thread;

	if (!thread)
		return false;
	smp_store_release(&work->parked_thread, NULL);
	wake_up_process(thread);
	return true;
}

/*
 * A work records where it ran last, and the workqueue would check whether it still runs there. So
 * the record is cleared. The thread of the last run may still be on its way out of the work
 * function, but it no longer touches the work. In that case Linux gives the work to that thread.
 *
 * While a CPU is inactive, its queues and those of the CPU that stands in share one pool. So two
 * local workers may then wait for one rescuer, where rule 3 of work_queue.hpp allows one.
 */
static __always_inline void queue(enum ww_workqueue workqueue, ww_u32 cpu, struct ww_work *work)
{
	linux_work(work)->data = (atomic_long_t)WORK_DATA_INIT();
	if (workqueue >= WW_WORKQUEUE_UNBOUND)
		cpu = WORK_CPU_UNBOUND;
	else
		cpu = cpu_for_work(cpu);
	queue_work_on(cpu, workqueues[workqueue], linux_work(work));
}

void ww_work_start(enum ww_workqueue workqueue, ww_u32 cpu, struct ww_work *work)
{
	rcu_read_lock();
	if (!unpark(work))
		queue(workqueue, cpu, work);
	rcu_read_unlock();
}

/* With interrupts off the caller is an RCU reader. */
void ww_work_start_and_enable_interrupts(enum ww_workqueue workqueue, ww_u32 cpu,
					 struct ww_work *work)
{
	if (!unpark(work))
		queue(workqueue, cpu, work);
	local_irq_enable();
}

/*
 * cancel_work() on a work that other code queues at the same time would lose that work. The caller
 * excludes that.
 */
bool ww_work_take_back(struct ww_work *work)
{
	return cancel_work(linux_work(work));
}

/* Notes the state of the thread again: its nice value may have changed meanwhile. */
bool ww_worker_park(struct ww_work *work)
{
	bool slept = false;

	while (smp_load_acquire(&work->parked_thread)) {
		set_current_state(TASK_IDLE);
		if (ww_work_is_parked(work)) {
			reaper_start();
			schedule();
			slept = true;
		}
		__set_current_state(TASK_RUNNING);
	}
	task_note_state(&work->thread);
	return slept;
}
