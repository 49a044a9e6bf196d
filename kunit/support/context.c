/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts to call from, and allocations that fail.
 */
#include "support.h"

#include <linux/delay.h>

void record_level(void *data)
{
	*(KIRQL *)data = KeGetCurrentIrql();
}

/* ---- contexts ----------------------------------------------------------------------------- */

struct call {
	void (*function)(void *data);
	void *data;
	struct completion done;
	struct tasklet_struct tasklet;
	struct hrtimer timer;
};

static int call_thread(void *data)
{
	struct call *call = data;

	call->function(call->data);
	complete(&call->done);
	return 0;
}

/* The thread does not run yet. */
static struct task_struct *new_call_thread(struct call *call)
{
	struct task_struct *task;

	init_completion(&call->done);
	task = kthread_create(call_thread, call, "winwork-test");
	if (IS_ERR(task))
		return NULL;
	return get_task_struct(task);
}

/* The thread is about to end; kthread_stop() returns when it has left the module's code. */
static void end_call_thread(struct task_struct *task)
{
	kthread_stop(task);
	put_task_struct(task);
}

bool run_on_cpu(int cpu, void (*function)(void *data), void *data)
{
	struct call call = { .function = function, .data = data };
	struct task_struct *task = new_call_thread(&call);

	if (!task)
		return false;
	kthread_bind(task, cpu);
	wake_up_process(task);
	wait_for_completion(&call.done);
	end_call_thread(task);
	return true;
}

void run_on_all_cpus(struct kunit *test, void (*function)(void *data), void **data)
{
	struct task_struct **task = case_alloc_array(test, nr_cpu_ids, struct task_struct *);
	struct call *call = case_alloc_array(test, nr_cpu_ids, struct call);
	int cpu;

	for_each_online_cpu(cpu) {
		call[cpu].function = function;
		call[cpu].data = data[cpu];
		task[cpu] = new_call_thread(&call[cpu]);
		KUNIT_EXPECT_NOT_ERR_OR_NULL(test, task[cpu]);
		if (task[cpu])
			kthread_bind(task[cpu], cpu);
	}
	for_each_online_cpu(cpu) {
		if (task[cpu])
			wake_up_process(task[cpu]);
	}
	for_each_online_cpu(cpu) {
		if (!task[cpu])
			continue;
		wait_for_completion(&call[cpu].done);
		end_call_thread(task[cpu]);
	}
}

struct spawned {
	struct list_head link;		/* in the fixture's threads */
	struct call call;
	struct task_struct *task;
};

void spawn(struct kunit *test, void (*function)(void *data), void *data)
{
	struct spawned *spawned = case_alloc_type(test, struct spawned);

	spawned->call.function = function;
	spawned->call.data = data;
	spawned->task = new_call_thread(&spawned->call);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, spawned->task);
	list_add(&spawned->link, &fixture_of(test)->threads);
	wake_up_process(spawned->task);
}

void join(struct kunit *test)
{
	struct spawned *spawned, *next;

	list_for_each_entry_safe(spawned, next, &fixture_of(test)->threads, link) {
		if (!in_time(&spawned->call.done)) {
			KUNIT_FAIL(test, "thread %ps does not end", spawned->call.function);
			continue;
		}
		list_del(&spawned->link);
		end_call_thread(spawned->task);
	}
}

bool sleeps_before(struct kunit *test, struct completion *done)
{
	struct spawned *last = list_first_entry(&fixture_of(test)->threads, struct spawned, link);
	unsigned long deadline = jiffies + DEADLINE;
	unsigned long switches = 0;
	int looks = 0;

	if (!done)
		done = &last->call.done;
	/* A short sleep, for memory or a lock, is over by the next checks. */
	while (looks < 5) {
		const unsigned long seen = READ_ONCE(last->task->nvcsw);

		looks = task_state_index(last->task) && seen == switches ? looks + 1 : 0;
		switches = seen;
		if (completion_done(done) || time_after(jiffies, deadline))
			return false;
		usleep_range(500, 1000);
	}
	return true;
}

static void call_tasklet(struct tasklet_struct *tasklet)
{
	struct call *call = from_tasklet(call, tasklet, tasklet);

	call->function(call->data);
	complete(&call->done);
}

bool run_in_softirq(void (*function)(void *data), void *data)
{
	struct call *call = kzalloc(sizeof(*call), GFP_KERNEL);
	bool done;

	if (!call)
		return false;
	call->function = function;
	call->data = data;
	init_completion(&call->done);
	tasklet_setup(&call->tasklet, call_tasklet);
	tasklet_schedule(&call->tasklet);
	done = in_time(&call->done);
	tasklet_kill(&call->tasklet);
	kfree(call);
	return done;
}

static enum hrtimer_restart call_timer(struct hrtimer *timer)
{
	struct call *call = container_of(timer, struct call, timer);

	call->function(call->data);
	complete(&call->done);
	return HRTIMER_NORESTART;
}

bool run_in_hard_interrupt(void (*function)(void *data), void *data)
{
	struct call *call = kzalloc(sizeof(*call), GFP_KERNEL);
	bool done;

	if (!call)
		return false;
	call->function = function;
	call->data = data;
	init_completion(&call->done);
	ww_hrtimer_setup(&call->timer, call_timer, HRTIMER_MODE_REL_HARD);
	hrtimer_start(&call->timer, ns_to_ktime(1000), HRTIMER_MODE_REL_HARD);
	done = in_time(&call->done);
	hrtimer_cancel(&call->timer);
	kfree(call);
	return done;
}

/* ---- allocations that fail ---------------------------------------------------------------- */

void fail_allocation(int nth)
{
#if HAVE_FAULT_INJECTION
	current->fail_nth = nth;
#endif
}

bool allocation_was_attempted(void)
{
#if HAVE_FAULT_INJECTION
	bool attempted = current->fail_nth == 0;

	current->fail_nth = 0;
	return attempted;
#else
	return false;
#endif
}

void fail_all_allocations(bool fail)
{
#if HAVE_FAULT_INJECTION
	current->make_it_fail = fail;
#endif
}

bool can_fail_all_allocations(void)
{
	void *block;

	fail_all_allocations(true);
	block = kmalloc(16, GFP_ATOMIC | __GFP_NOWARN);
	fail_all_allocations(false);
	kfree(block);
	return !block;
}
