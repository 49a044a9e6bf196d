/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Parking of a worker's thread until the next start of its work. It follows
 * src/linux/workqueue.c step by step, and is instrumented like the code under test.
 */
#include "park.hpp"
#include "linux/irq_context.h"
#include "linux/workqueue.h"

namespace {

constexpr ww_uptr kInitialised = 0x776f726b;

ww_u32 reap_is_set;

void reap_later()
{
	if (!__atomic_load_n(&reap_is_set, __ATOMIC_RELAXED) &&
	    !__atomic_exchange_n(&reap_is_set, 1, __ATOMIC_SEQ_CST))
		sim_reap_start();
}

void note_thread(ww_work *work)
{
	work->thread.nice = sim_nice();
	work->thread.io_priority = 0;
	work->thread.credentials = nullptr;
}

bool wake_parked(ww_work *work)
{
	void *thread = __atomic_load_n(&work->parked_thread, __ATOMIC_RELAXED);

	if (!thread)
		return false;
	__atomic_store_n(&work->parked_thread, nullptr, __ATOMIC_RELEASE);
	sim_wake(thread);
	return true;
}

} /* namespace */

extern "C" {

void sim_run_worker(struct ww_work *work)
{
	note_thread(work);
	__atomic_store_n(&work->may_park_thread, sim_thread_that_may_park(), __ATOMIC_RELAXED);
	ww_worker_main(work);
}

/* smp_store_mb(): the mark that it will come is cleared before it looks. */
void sim_reap(void)
{
	__atomic_store_n(&reap_is_set, 0, __ATOMIC_SEQ_CST);
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (ww_workers_reap())
		reap_later();
}

void ww_work_init(struct ww_work *work)
{
	work->storage[0] = kInitialised;
}

void ww_work_start(enum ww_workqueue workqueue, ww_u32 cpu, struct ww_work *work)
{
	if (wake_parked(work))
		return;
	sim_queue_work(workqueue, cpu, work, work->storage[0] == kInitialised);
}

void ww_work_start_and_enable_interrupts(enum ww_workqueue workqueue, ww_u32 cpu,
					 struct ww_work *work)
{
	ww_work_start(workqueue, cpu, work);
	ww_interrupts_enable();
}

bool ww_worker_park(struct ww_work *work)
{
	bool slept = false;

	while (__atomic_load_n(&work->parked_thread, __ATOMIC_ACQUIRE)) {
		sim_set_sleeping(true);
		__atomic_thread_fence(__ATOMIC_SEQ_CST);
		if (ww_work_is_parked(work)) {
			reap_later();
			sim_sleep("parks");
			slept = true;
		}
		sim_set_sleeping(false);
	}
	note_thread(work);
	return slept;
}

} /* extern "C" */
