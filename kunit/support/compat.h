/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The differences between the KUnit of Linux 5.10 and that of 7.2; src/linux/compat.h names the
 * version of each. The suites use the part that all versions have: init, exit, KUNIT_CASE, EXPECT
 * and ASSERT.
 */
#ifndef WINWORK_KUNIT_COMPAT_H
#define WINWORK_KUNIT_COMPAT_H

#include <linux/irq_work.h>
#include <linux/module.h>
#include <linux/preempt.h>
#include <kunit/test.h>

#include "../../src/linux/compat.h"

/*
 * The code that runs the suites of a module. 5.10: the module itself, from its init function. 6.1:
 * KUnit, while the module is still loading, so before its init function and before its parameters
 * are parsed. Later: KUnit, when the module is live.
 *
 * Where KUnit runs them, suites have an init and an exit, and so the choice of suites works. In
 * 5.10 both sides of a comparison must have one type, unlike a BOOLEAN and TRUE. There both texts
 * of a comparison must be pointers, not arrays.
 *
 * WINWORK_SUITES: each suite in the list has a comma behind it.
 */
#if WW_KUNIT_RUNS_MODULES
#define WINWORK_SUITES(...) kunit_test_suites(__VA_ARGS__)
#define WINWORK_KUNIT_SUITE_HOOKS(start, end) .suite_init = (start), .suite_exit = (end),
#else
#define WINWORK_KUNIT_RUNS_ITSELF 1
#define WINWORK_SUITES(...) \
	static struct kunit_suite *winwork_suites[] = { __VA_ARGS__ NULL }
#define WINWORK_KUNIT_SUITE_HOOKS(start, end)
#undef __typecheck
#define __typecheck(x, y) 1
#undef KUNIT_EXPECT_STREQ
#define KUNIT_EXPECT_STREQ(test, left, right) \
	KUNIT_EXPECT_STREQ_MSG(test, (const char *)(left), (const char *)(right), NULL)
#endif

#ifndef kunit_skip
#define kunit_skip(test, fmt, ...) do {					\
	kunit_info(test, "# SKIP " fmt "\n", ##__VA_ARGS__);		\
	return;								\
} while (0)
#endif

#ifndef KUNIT_EXPECT_NULL
#define KUNIT_EXPECT_NULL(test, pointer) KUNIT_EXPECT_TRUE(test, (pointer) == NULL)
#define KUNIT_EXPECT_NOT_NULL(test, pointer) KUNIT_EXPECT_TRUE(test, (pointer) != NULL)
#define KUNIT_ASSERT_NOT_NULL(test, pointer) KUNIT_ASSERT_TRUE(test, (pointer) != NULL)
#endif

#if WW_KUNIT_HAS_STATUS
#define kunit_failed_already(test) (READ_ONCE((test)->status) == KUNIT_FAILURE)
#else
#define kunit_failed_already(test) (!READ_ONCE((test)->success))
#endif

#if WW_HAS_PINNED_FOLIOS
#define page_is_pinned(page) folio_maybe_dma_pinned(page_folio(page))
#else
#define page_is_pinned(page) page_maybe_dma_pinned(page)
#endif

#define HAVE_LOG_READER WW_HAS_KMSG_DUMP_ITER

/* An irq_work whose function runs in hard interrupt context, also on PREEMPT_RT. */
static inline void hard_irq_work_setup(struct irq_work *work, void (*function)(struct irq_work *))
{
#ifdef IRQ_WORK_INIT_HARD
	*work = IRQ_WORK_INIT_HARD(function);
#else
	init_irq_work(work, function);
#endif
}

#endif /* WINWORK_KUNIT_COMPAT_H */
