/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared by all suites: a fixture with a driver and a device of its own for every case, waits that
 * end a hang as a failure, checks of reference counts and reports, memory that outlives a failed
 * case, and contexts to call from (bottom halves off, interrupts off, ...).
 */
#ifndef WINWORK_KUNIT_SUPPORT_H
#define WINWORK_KUNIT_SUPPORT_H

#include "compat.h"

#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/irqflags.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <ntddk.h>
#include <winwork.h>

/* The time after which a wait fails its case. No case asserts it. */
#define DEADLINE_SECONDS 150
#define DEADLINE (DEADLINE_SECONDS * HZ)

/* The tag of pool memory that cases allocate. */
#define TAG 'tseT'

/*
 * Ownership: fixture_init() makes it before a case. fixture_exit() takes it down after the case,
 * also when an assertion ended the case. It checks that the case has judged each report, and that
 * both reference counts are as they were at the start.
 */
struct fixture {
	PDRIVER_OBJECT driver;
	PDEVICE_OBJECT device;
	LONG_PTR driver_references;	/* before the case queued anything */
	LONG_PTR device_references;
	ULONG reports;			/* the number of reports that the case has judged */
	struct completion gate;		/* routines block on it; the end of the case opens it */
	struct list_head blocks;	/* of case_alloc() */
	struct list_head threads;	/* of spawn() */
	void *host;			/* the owner of a family's items */
};

int fixture_init(struct kunit *test);
void fixture_exit(struct kunit *test);
/*
 * Deletes the driver, as the end of an unload does, and gives the fixture a new one without a
 * device.
 */
void fixture_renew_driver(struct kunit *test);
/* Likewise; the new driver has a name, as the driver of a module has. */
void fixture_name_driver(struct kunit *test);
/* A DriverEntry for IoCreateDriver: it does nothing, and created_driver is its driver object. */
NTSTATUS keep_driver(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path);
extern PDRIVER_OBJECT created_driver;
int suite_start(struct kunit_suite *suite);
void suite_end(struct kunit_suite *suite);

static inline struct fixture *fixture_of(struct kunit *test)
{
	return test->priv;
}

/* Defines the suite called @label of the cases in @label_cases. Kbuild looks for such lines. */
#define WINWORK_SUITE(label) WINWORK_SUITE_WITH(label, fixture_init, fixture_exit)
#define WINWORK_SUITE_WITH(label, init_case, exit_case)			\
	extern struct kunit_suite label##_suite;			\
	struct kunit_suite label##_suite = {				\
		.name = #label,						\
		WINWORK_KUNIT_SUITE_HOOKS(suite_start, suite_end)	\
		.init = init_case,					\
		.exit = exit_case,					\
		.test_cases = label##_cases,				\
	}

/* The value of "stress_items=" on the module's command line, or @otherwise. */
unsigned long wanted_stress_items(unsigned long otherwise);

/* The same for "fuzz_rounds=". */
unsigned long wanted_fuzz_rounds(unsigned long otherwise);

/* Whether "suite=" names the suite. */
bool suite_is_wanted(const struct kunit_suite *candidate);

/* Zeroed memory that lives until the end of the case, and forever if the case failed. */
void *case_alloc(struct kunit *test, size_t bytes);
#define case_alloc_type(test, type) ((type *)case_alloc(test, sizeof(type)))
#define case_alloc_array(test, n, type) ((type *)case_alloc(test, (n) * sizeof(type)))

/* A work item for the fixture's device, or for its driver. The case frees it. */
PIO_WORKITEM device_item(struct kunit *test);
PIO_WORKITEM driver_item(struct kunit *test);

/* ---- waiting ---------------------------------------------------------------------------- */

bool in_time(struct completion *done);
bool count_reaches(atomic_t *count, int value);
bool count_is_at_least(atomic_t *count, int value);
/* The engine drops its references after the routine has returned, so a count may be late. */
bool references_become(PVOID object, LONG_PTR count);

static inline long references(PVOID object)
{
	return WinworkObjectReferenceCount(object);
}

#define ASSERT_IN_TIME(test, done)						\
	KUNIT_ASSERT_TRUE_MSG(test, in_time(done), "%s did not happen in %d s",	\
			      #done, DEADLINE_SECONDS)
#define EXPECT_IN_TIME(test, done)						\
	KUNIT_EXPECT_TRUE_MSG(test, in_time(done), "%s did not happen in %d s",	\
			      #done, DEADLINE_SECONDS)
#define ASSERT_COUNT(test, count, value)					\
	KUNIT_ASSERT_TRUE_MSG(test, count_reaches(count, value),		\
			      "%s is %d, not %d, after %d s", #count,		\
			      atomic_read(count), value, DEADLINE_SECONDS)
#define EXPECT_REFERENCES(test, object, count)					\
	KUNIT_EXPECT_TRUE_MSG(test, references_become(object, count),		\
			      "%s has %ld references, not %ld", #object,	\
			      (long)WinworkObjectReferenceCount(object), (long)(count))

/*
 * IoTryQueueWorkItem, repeated until a worker is free; FALSE when none becomes free. The worker of
 * the last item becomes free a moment after its routine has returned. @level: the IRQL of the call.
 */
BOOLEAN try_queue_in_time(PIO_WORKITEM item, PIO_WORKITEM_ROUTINE_EX routine, int type,
			  PVOID context, KIRQL level);

/* For routines that block: waits until the case, or its end, opens the gate. */
void wait_at_gate(struct kunit *test);
void open_gate(struct kunit *test);

/* ---- reports ---------------------------------------------------------------------------- */

#define ANY ((ULONG_PTR)0x5a5a5a5a5a5a5a5aULL)

/*
 * Exactly one report has come since the last check: by @function, with this bug check and these
 * parameters (ANY matches all), about this item.
 */
void expect_report(struct kunit *test, int line, const char *function, ULONG code,
		   ULONG_PTR p1, ULONG_PTR p2, ULONG_PTR p3, ULONG_PTR p4, ULONG_PTR item);
void expect_no_report(struct kunit *test, int line);
/* The number of reports since winwork.ko was inserted. */
ULONG report_count(void);
/* Waits until the engine has checked a routine that returned in a bad state. */
void wait_for_report(struct kunit *test);

#define EXPECT_REPORT(test, function, code, p1, p2, p3, p4, item)			\
	expect_report(test, __LINE__, function, code, (ULONG_PTR)(p1), (ULONG_PTR)(p2),	\
		      (ULONG_PTR)(p3), (ULONG_PTR)(p4), (ULONG_PTR)(item))
#define EXPECT_NO_REPORT(test) expect_no_report(test, __LINE__)

/* ObReferenceObject and ObDereferenceObject refuse a live handle of a class library. */
void expect_no_ob_object(struct kunit *test, PVOID handle);

/* Whether the last lines of the kernel log contain the text. Only with HAVE_LOG_READER. */
bool log_has(const char *text);

/*
 * The last lines of the log report that @function refused a call with this status, for a reason
 * that begins with @field. They name the fixture's driver, unless @driver is false: then the
 * refusal knows only its caller. The fixture's driver needs a name. No effect without
 * HAVE_LOG_READER.
 */
void expect_refusal(struct kunit *test, int line, bool driver, const char *function,
		    NTSTATUS status, const char *field);

/* The bug checks that the suites expect. */
#define BUGCHECK_APC_INDEX_MISMATCH		0x01
#define BUGCHECK_INVALID_AFFINITY		0x03
#define BUGCHECK_IRQL_NOT_LESS_OR_EQUAL		0x0a
#define BUGCHECK_SPIN_LOCK_OWNED		0x0f
#define BUGCHECK_REFERENCE_BY_POINTER		0x18
#define BUGCHECK_KMODE_EXCEPTION		0x1e
#define BUGCHECK_EXIT_OWNED_MUTEX		0x39
#define BUGCHECK_NDIS_DRIVER			0x7c
#define BUGCHECK_BAD_POOL_CALLER		0xc2
#define BUGCHECK_VERIFIER			0xc4
#define BUGCHECK_TIMER_OR_DPC_INVALID		0xc7
#define BUGCHECK_IRQL_UNEXPECTED_VALUE		0xc8
#define BUGCHECK_LEFT_BEHIND			0xce
#define BUGCHECK_IMPERSONATING_WORKER_THREAD	0xdf
#define BUGCHECK_FLTMGR				0xf5
#define BUGCHECK_RETURNED_AT_BAD_IRQL		0xe1
#define BUGCHECK_WORKER_INVALID			0xe4
#define BUGCHECK_WORKER_TERMINATED		0xe9
#define BUGCHECK_BAD_IO_PRIORITY		0x128
#define BUGCHECK_WDF_VIOLATION			0x10d
#define BUGCHECK_THREAD_HELD_MUTEX		0x4000008a

/* ---- queue types ------------------------------------------------------------------------ */

/* The seven named types and some of CustomPriorityWorkQueue + n; -1 ends the list. */
extern const int queue_types[];
#define for_each_queue_type(type) \
	for ((type) = queue_types; *(type) >= 0; (type)++)

/* For functions that choose the type of the item @i. */
int always_delayed(int i);

/* ---- contexts --------------------------------------------------------------------------- */

/* Calls @function(@data) on the CPU @cpu in a thread of its own, and waits for it. */
bool run_on_cpu(int cpu, void (*function)(void *data), void *data);
/* Calls it with data[cpu] on all online CPUs at once, and waits for all of them. */
void run_on_all_cpus(struct kunit *test, void (*function)(void *data), void **data);
/* Calls it, and then overwrites the memory of its frame. */
void call_and_overwrite_stack(void (*function)(void *data), void *data);
/*
 * Calls it in a thread of its own, beside the case. join(), or the end of the case, waits for it.
 */
void spawn(struct kunit *test, void (*function)(void *data), void *data);
void join(struct kunit *test);
/*
 * Waits until the thread of the last spawn() sleeps, and stays asleep. False if it completes @done,
 * or, where that is NULL, if it ends.
 */
bool sleeps_before(struct kunit *test, struct completion *done);
#define EXPECT_WAITS(test, done)						\
	KUNIT_EXPECT_TRUE_MSG(test, sleeps_before(test, done), "%s did not wait", #done)
#define EXPECT_THREAD_WAITS(test)						\
	KUNIT_EXPECT_TRUE_MSG(test, sleeps_before(test, NULL), "the thread did not wait")
/* Call it in a softirq, and in a hard interrupt. */
bool run_in_softirq(void (*function)(void *data), void *data);
bool run_in_hard_interrupt(void (*function)(void *data), void *data);
/* Stores the IRQL of the context into the KIRQL at @data. */
void record_level(void *data);

/*
 * Of the slab allocations of the calling thread that may not sleep, the @nth fails, and no other.
 * allocation_was_attempted() ends that, and returns whether the thread made that allocation.
 */
void fail_allocation(int nth);
bool allocation_was_attempted(void);
#if IS_ENABLED(CONFIG_FAILSLAB)
#define HAVE_FAULT_INJECTION 1
#else
#define HAVE_FAULT_INJECTION 0
#endif

static inline void fail_next_allocation(void)
{
	fail_allocation(1);
}

/*
 * All of them fail, until this is called with false. Needs failslab, set up for tasks that ask for
 * it, as fail_marked_tasks of scripts/guest/lib.sh does.
 */
void fail_all_allocations(bool fail);
bool can_fail_all_allocations(void);

#define NEED_FAULT_INJECTION(test)						\
	do {									\
		if (!HAVE_FAULT_INJECTION)					\
			kunit_skip(test, "no CONFIG_FAILSLAB");			\
	} while (0)
#define NEED_FAILING_ALLOCATIONS(test)						\
	do {									\
		NEED_FAULT_INJECTION(test);					\
		if (!can_fail_all_allocations())				\
			kunit_skip(test, "failslab is not set up for tasks that ask for it"); \
	} while (0)

#endif /* WINWORK_KUNIT_SUPPORT_H */
