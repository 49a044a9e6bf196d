// SPDX-License-Identifier: GPL-2.0
/*
 * The watch for stuck routines: its parameter, and the work that looks for them.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/moduleparam.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/stringify.h>
#include <linux/workqueue.h>

#include "watch.h"

/* Looks in the time of the parameter: a routine is found this part of it later, at most. */
#define LOOKS 4

/* As long as Linux gives a hung task. A kernel for tests has time to look. */
#if defined(CONFIG_PROVE_LOCKING) || defined(CONFIG_KASAN)
#define DEFAULT_TIMEOUT 120
#else
#define DEFAULT_TIMEOUT 0
#endif

ww_u32 ww_stuck_timeout = DEFAULT_TIMEOUT;

/* The lock of the module's parameters covers it. */
static bool is_started;

static void look(struct work_struct *work);
static DECLARE_DELAYED_WORK(next_look, look);

/* Not ww_delayed_start(): the works of its workqueue call drivers, and when many of these are stuck no other begins. */
static void schedule_look(void)
{
	const u32 timeout = READ_ONCE(ww_stuck_timeout);

	if (timeout)
		queue_delayed_work(system_unbound_wq, &next_look, max(timeout / LOOKS, 1u) * HZ);
}

static void look(struct work_struct *work)
{
	ww_watch_look();
	schedule_look();
}

/* A shorter time must not wait for the look that the longer one has set. */
static int set_timeout(const char *value, const struct kernel_param *parameter)
{
	const int error = param_set_uint(value, parameter);

	if (!error && is_started) {
		cancel_delayed_work_sync(&next_look);
		schedule_look();
	}
	return error;
}

static const struct kernel_param_ops timeout_operations = {
	.set = set_timeout,
	.get = param_get_uint,
};
module_param_cb(stuck_timeout, &timeout_operations, &ww_stuck_timeout, 0644);
MODULE_PARM_DESC(stuck_timeout,
		 "seconds until the log names a routine that does not return (0: never; default: "
		 __stringify(DEFAULT_TIMEOUT) ")");

static void set_started(bool started)
{
	kernel_param_lock(THIS_MODULE);
	is_started = started;
	kernel_param_unlock(THIS_MODULE);
}

void ww_watch_start(void)
{
	set_started(true);
	schedule_look();
}

/* Also cancels the next look, which the last one has scheduled. */
void ww_watch_stop(void)
{
	set_started(false);
	cancel_delayed_work_sync(&next_look);
}

void ww_task_show(const void *task)
{
	sched_show_task((struct task_struct *)task);
}
