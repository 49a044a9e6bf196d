/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What differs between the KUnit (and the few kernel calls the suites make) of Linux 5.10
 * and 7.2. The suites themselves are written for the part that all of them have: init, exit,
 * KUNIT_CASE, EXPECT and ASSERT.
 */
#ifndef WINWORK_KUNIT_COMPAT_H
#define WINWORK_KUNIT_COMPAT_H

#include <linux/hrtimer.h>
#include <linux/irq_work.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/version.h>
#include <linux/workqueue.h>
#include <kunit/test.h>

/*
 * Who runs the suites of a module. 5.10: the module itself, from its init function. 6.1: KUnit,
 * while the module is still coming, so before its init function and before its parameters
 * are parsed. Later: KUnit, when the module is live.
 */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 19, 0)
#define WINWORK_KUNIT_RUNS_ITSELF 1
#define WINWORK_SUITES(...) \
	static struct kunit_suite *winwork_suites[] = { __VA_ARGS__, NULL }
#else
#define WINWORK_SUITES(...) kunit_test_suites(__VA_ARGS__)
#endif

/* Both sides of a comparison had to be of one type; a BOOLEAN and TRUE are not. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 19, 0)
#undef __typecheck
#define __typecheck(x, y) 1
#endif

/* And of texts each had to be a pointer; an array is not. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 19, 0)
#undef KUNIT_EXPECT_STREQ
#define KUNIT_EXPECT_STREQ(test, left, right) \
	KUNIT_EXPECT_STREQ_MSG(test, (const char *)(left), (const char *)(right), NULL)
#endif

/* Suite-wide init and exit, and with them the choice of suites, came with 5.19. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 19, 0)
#define WINWORK_KUNIT_SUITE_HOOKS(start, end) .suite_init = (start), .suite_exit = (end),
#else
#define WINWORK_KUNIT_SUITE_HOOKS(start, end)
#endif

#ifndef kunit_skip
#define kunit_skip(test, fmt, ...) do {					\
	kunit_info(test, "# SKIP " fmt "\n", ##__VA_ARGS__);		\
	return;								\
} while (0)
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 14, 0)
#define kunit_failed_already(test) (READ_ONCE((test)->status) == KUNIT_FAILURE)
#else
#define kunit_failed_already(test) (!READ_ONCE((test)->success))
#endif

/* Reading the log back through struct kmsg_dump_iter came with 5.13. */
#define HAVE_LOG_READER (LINUX_VERSION_CODE >= KERNEL_VERSION(5, 13, 0))

/* A timer whose function runs in hard interrupt context, also on PREEMPT_RT. */
static inline void hard_timer_setup(struct hrtimer *timer,
				    enum hrtimer_restart (*function)(struct hrtimer *))
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 13, 0)
	hrtimer_setup(timer, function, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
#else
	hrtimer_init(timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_HARD);
	timer->function = function;
#endif
}

/* An irq_work whose function runs in hard interrupt context, also on PREEMPT_RT. */
static inline void hard_irq_work_setup(struct irq_work *work, void (*function)(struct irq_work *))
{
#ifdef IRQ_WORK_INIT_HARD
	*work = IRQ_WORK_INIT_HARD(function);
#else
	init_irq_work(work, function);
#endif
}

/* The kernel's own per-CPU workqueue; using its old name is warned about since 6.17. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 17, 0)
#define native_workqueue system_percpu_wq
#else
#define native_workqueue system_wq
#endif

#endif /* WINWORK_KUNIT_COMPAT_H */
