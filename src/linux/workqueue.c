// SPDX-License-Identifier: GPL-2.0
/*
 * The workqueues that supply the engine's threads, and how such a thread stays for its next work.
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
#include "task_state.h"
#include "workqueue.h"

static_assert(sizeof(struct work_struct) <= sizeof_field(struct ww_work, storage));

/*
 * WQ_MEM_RECLAIM gives a workqueue a rescuer, a thread for when memory is out, since drivers use work
 * items on the paging path. A rescuer takes all works that wait in a place at once and runs them one
 * after the other. So only the local queues have one, where the engine keeps just one work waiting.
 * Each queue is told explicitly which kind it is, and runs as many works as the kernel allows.
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
static void *workqueue_thread;		/* what the threads of workqueues run, but for rescuers */

static struct work_struct *linux_work(struct ww_work *work)
{
	return (struct work_struct *)work->storage;
}

/* The sweep is a timer's: as a work it might need the very thread that lingers. */
static struct hrtimer sweep_timer;
static u32 sweeping;		/* a bool's load is no longer marked where UBSAN checks it */

static void sweep_later(void)
{
	if (!READ_ONCE(sweeping) && !xchg(&sweeping, 1))
		hrtimer_start_range_ns(&sweep_timer, ms_to_ktime(MSEC_PER_SEC),
				       100 * NSEC_PER_MSEC, HRTIMER_MODE_REL_SOFT);
}

/* The mark is cleared before the sweep looks, so who is kept afterwards asks for another one. */
static enum hrtimer_restart sweep(struct hrtimer *timer)
{
	smp_store_mb(sweeping, 0);
	if (ww_workers_sweep())
		sweep_later();
	return HRTIMER_NORESTART;
}

static void sweep_init(void)
{
	ww_hrtimer_setup(&sweep_timer, sweep, HRTIMER_MODE_REL_SOFT);
}

void ww_sweep_cancel(void)
{
	hrtimer_cancel(&sweep_timer);
}

static void note_workqueue_thread(struct work_struct *unused)
{
	workqueue_thread = kthread_func(current);
}

/* The workqueue that runs this has no rescuer. */
static void find_workqueue_thread(void)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, note_workqueue_thread);
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
	find_workqueue_thread();
	sweep_init();
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

/* A rescuer is not to linger: there is one for all CPUs. */
static void run_worker(struct work_struct *linux_work)
{
	struct ww_work *work = (struct ww_work *)linux_work;

	task_note_state(&work->thread);
	WRITE_ONCE(work->may_linger,
		   kthread_func(current) == workqueue_thread ? current : NULL);
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
 * Under RCU: once it knows, the thread may return to its workqueue, and end there. It may also find
 * the work started before it is woken, and sleep in a routine by then: what sleeps there has to look
 * again at what it waits for, as everywhere in Linux.
 */
static __always_inline bool wake_lingering(struct ww_work *work)
{
	struct task_struct *thread = work->lingering;

	if (!thread)
		return false;
	smp_store_release(&work->lingering, NULL);
	wake_up_process(thread);
	return true;
}

/*
 * A work remembers where it ran last, and the workqueue would look whether it still runs there.
 * It may be about to return there, but nothing of the work is touched any more; in that case Linux
 * gives it to the thread that returns.
 */
static __always_inline void queue(enum ww_workqueue workqueue, ww_u32 cpu, struct ww_work *work)
{
	linux_work(work)->data = (atomic_long_t)WORK_DATA_INIT();
	if (workqueue >= WW_WORKQUEUE_UNBOUND)
		cpu = WORK_CPU_UNBOUND;
	queue_work_on(cpu, workqueues[workqueue], linux_work(work));
}

void ww_work_start(enum ww_workqueue workqueue, ww_u32 cpu, struct ww_work *work)
{
	bool woken;

	rcu_read_lock();
	woken = wake_lingering(work);
	rcu_read_unlock();
	if (!woken)
		queue(workqueue, cpu, work);
}

/* Interrupts that are off are RCU enough. */
void ww_work_start_and_enable_interrupts(enum ww_workqueue workqueue, ww_u32 cpu,
					 struct ww_work *work)
{
	if (!wake_lingering(work))
		queue(workqueue, cpu, work);
	local_irq_enable();
}

/* What the thread is like is noted again, since its nice value may have been changed meanwhile. */
void ww_worker_linger(struct ww_work *work)
{
	while (smp_load_acquire(&work->lingering)) {
		set_current_state(TASK_IDLE);
		if (ww_work_is_kept(work)) {
			sweep_later();
			schedule();
		}
		__set_current_state(TASK_RUNNING);
	}
	task_note_state(&work->thread);
}
