// SPDX-License-Identifier: GPL-2.0
/*
 * The engine's watch timer. It expires in hard interrupt context on every kernel, so a
 * routine that spins, even with bottom halves off, cannot hold it up.
 */
#include <linux/build_bug.h>
#include <linux/cpumask.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/ktime.h>
#include <linux/sched/isolation.h>
#include <linux/topology.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "platform.h"

struct watch {
	struct hrtimer timer;
	struct work_struct call;
};

static_assert(sizeof(struct watch) <= sizeof(struct ww_watch));

static struct watch *linux_watch(struct ww_watch *watch)
{
	return (struct watch *)watch->storage;
}

static enum hrtimer_restart watch_expired(struct hrtimer *timer)
{
	struct ww_watch *watch = (struct ww_watch *)container_of(timer, struct watch, timer);
	const ww_u64 next = ww_watch_expired(watch);

	/* It may have been started meanwhile, when it must not be forwarded. */
	if (next)
		ww_watch_start(watch, next);
	return HRTIMER_NORESTART;
}

static void called(struct work_struct *work)
{
	struct watch *watch = container_of(work, struct watch, call);

	local_irq_disable();
	ww_watch_called((struct ww_watch *)watch);
	local_irq_enable();
}

void ww_watch_init(struct ww_watch *storage)
{
	struct watch *watch = linux_watch(storage);

	ww_hrtimer_setup(&watch->timer, watch_expired, HRTIMER_MODE_REL_HARD);
	INIT_WORK(&watch->call, called);
}

void ww_watch_start(struct ww_watch *watch, ww_u64 nanoseconds)
{
	const u64 slack = nanoseconds >= 4 * NSEC_PER_MSEC ? TICK_NSEC : 0;

	hrtimer_start_range_ns(&linux_watch(watch)->timer, ns_to_ktime(nanoseconds), slack,
			       HRTIMER_MODE_REL_HARD);
}

/* Nor one that is kept free of such work, or of another node; nr_cpu_ids where there is none. */
static unsigned int other_than(unsigned int cpu)
{
	unsigned int other;

	for_each_cpu_wrap(other, cpumask_of_node(cpu_to_node(cpu)), cpu) {
		if (other != cpu && cpu_online(other) &&
		    housekeeping_cpu(other, WW_HOUSEKEEPING(DOMAIN)) &&
		    housekeeping_cpu(other, WW_HOUSEKEEPING(WQ)))
			return other;
	}
	return nr_cpu_ids;
}

/*
 * By a thread: what the interrupt of an idle CPU wakes, Linux may leave on the CPU where it ran
 * last, whatever runs there now.
 */
void ww_watch_call(struct ww_watch *watch, ww_u32 cpu)
{
	const unsigned int other = other_than(cpu);

	if (other >= nr_cpu_ids ||
	    !queue_work_on(other, system_highpri_wq, &linux_watch(watch)->call))
		ww_watch_called(watch);
}

void ww_watch_cancel(struct ww_watch *storage)
{
	struct watch *watch = linux_watch(storage);

	hrtimer_cancel(&watch->timer);
	flush_work(&watch->call);
}
