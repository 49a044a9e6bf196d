/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The workqueues that supply the engine's threads, as in src/linux/workqueue.c. Parking is in
 * park.cpp.
 */
#include "../machine/workqueue.hpp"

#include "../machine/order.hpp"
#include "../machine/timer.hpp"
#include "park.hpp"
#include "linux/spinlock.h"
#include "linux/thread.h"
#include "linux/thread_baseline.h"
#include "linux/workqueue.h"
#include "state.hpp"

using sim::machine;
namespace workqueue = sim::workqueue;

namespace {

constexpr struct {
	const char *name;
	unsigned flags;
} descriptions[WW_WORKQUEUES] = {
	{ "winwork", workqueue::rescued },
	{ "winwork_high", workqueue::rescued | workqueue::high },
	{ "winwork_unbound", workqueue::unbound },
	{ "winwork_uhigh", workqueue::unbound | workqueue::high },
};

workqueue::Queue *queues[WW_WORKQUEUES];

void sweep(void *)
{
	sim_reap();
}

const char sweep_timer = 0;

void run(void *work)
{
	sim_run_worker(static_cast<ww_work *>(work));
}

} /* namespace */

namespace sim::platform {

void workqueues_reset()
{
	workqueue::reset();
	for (auto &queue : queues)
		queue = nullptr;
}

} /* namespace sim::platform */

extern "C" {

void *sim_thread_that_may_park(void)
{
	return workqueue::is_rescuer() ? nullptr : machine.running;
}

void sim_wake(void *thread)
{
	/* As try_to_wake_up(): a task that is about to sleep sees all earlier writes. */
	sim::point(__builtin_return_address(0));
	sim::order::fence(__ATOMIC_SEQ_CST);
	machine.wake(static_cast<sim::Context *>(thread));
}

void sim_set_sleeping(bool sleeping)
{
	machine.running->going_to_sleep = sleeping;
}

void sim_sleep(const char *why)
{
	machine.sleep_until(nullptr, nullptr, why, __builtin_return_address(0));
}

void sim_reap_start(void)
{
	sim::timer::start(&sweep_timer);
}

void sim_queue_work(int workqueue, int cpu, void *work, bool is_initialised)
{
	if (!is_initialised)
		sim::violation("not initialised", __builtin_return_address(0),
			       "the work %p is queued without ww_work_init()", work);
	workqueue::start(*queues[workqueue], cpu, work, run);
}

bool ww_work_take_back(struct ww_work *work)
{
	if (!machine.running->interrupts)
		sim::violation("interrupts on", __builtin_return_address(0),
			       "the work %p is taken back with interrupts on",
			       static_cast<void *>(work));
	return workqueue::take_back(work);
}

int ww_workqueues_create(void)
{
	for (int i = 0; i < WW_WORKQUEUES; i++)
		queues[i] = workqueue::create(descriptions[i].name, descriptions[i].flags);
	sim::timer::init(&sweep_timer, "sweep", sim::Level::softirq, sweep);
	return 0;
}

ww_u32 ww_max_active(bool)
{
	return machine.config.max_active;
}

void ww_workqueues_flush(void)
{
	sim::platform::might_sleep(__builtin_return_address(0));
	for (auto *queue : queues)
		workqueue::flush(*queue);
}

void ww_workqueues_destroy(void)
{
	for (auto *queue : queues)
		workqueue::destroy(*queue);
	/* No other context is left. */
	machine.exploring = false;
}

void ww_reaper_cancel(void)
{
	sim::platform::might_sleep(__builtin_return_address(0));
	sim::timer::cancel(&sweep_timer);
}

const void *ww_current_work(void)
{
	return machine.running && machine.running->level == sim::Level::task
		? workqueue::current_work() : nullptr;
}

bool ww_in_worker(void)
{
	return workqueue::is_worker();
}

ww_u32 ww_thread_settle(const struct ww_thread_baseline *baseline)
{
	const sim::Context &me = *machine.running;
	ww_u32 defects = 0;

	if (me.interrupts || me.preemption || me.bottom_halves)
		defects |= WW_DEFECT_CONTEXT;
	if (me.nice != baseline->nice)
		defects |= WW_DEFECT_NICE;
	if (ww_spin_held())
		defects |= WW_DEFECT_LOCKS;
	if (!defects)
		ww_yield();
	return defects;
}

void ww_thread_restore(const struct ww_thread_baseline *baseline)
{
	machine.running->nice = baseline->nice;
}

void ww_thread_set_nice(ww_s32 nice)
{
	machine.running->nice = nice;
}

ww_s32 ww_thread_priority(enum ww_thread_defect which)
{
	return which == WW_DEFECT_NICE ? machine.running->nice : 0;
}

} /* extern "C" */
