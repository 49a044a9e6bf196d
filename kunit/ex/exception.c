/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite ex_exception: __try, __except and __finally of drivers in C and C++, in each context that runs
 * a driver's code. kunit/host/exceptions tests the rewriting.
 */
#include "ke_case.h"

#include "exceptions.h"

static const struct exception_functions *const languages[] = { &exceptions_in_c, &exceptions_in_cxx };

#define for_each_language(each)								\
	for ((each) = languages; (each) < languages + ARRAY_SIZE(languages); (each)++)

static void do_nothing(PVOID context)
{
}

/* row 289: raised three calls deep, the handler has the code and the latest values of all locals */
static void ex_exception_test_locals_are_right(struct kunit *test)
{
	const struct exception_functions *const *each;

	for_each_language(each) {
		KUNIT_EXPECT_EQ_MSG(test, (*each)->Locals(1000, 30), 0, "%s", (*each)->language);
		KUNIT_EXPECT_EQ_MSG(test, (*each)->Guard(do_nothing, NULL, STATUS_NO_MEMORY),
				    STATUS_NO_MEMORY, "%s", (*each)->language);
		KUNIT_EXPECT_EQ_MSG(test, (*each)->Guard(do_nothing, NULL, STATUS_SUCCESS),
				    STATUS_SUCCESS, "%s", (*each)->language);
	}
	EXPECT_NO_REPORT(test);
}

/* row 290: each filter is asked once, the innermost first, until one handles the exception */
static void ex_exception_test_filters_are_searched_outward(struct kunit *test)
{
	static const struct {
		LONG inner, middle;
		const char *trace;
	} rows[] = { { 1, 1, "iI12" }, { 0, 1, "iM2" }, { 0, 0, "iO" } };
	const struct exception_functions *const *each;
	int i;

	for_each_language(each) {
		for (i = 0; i < (int)ARRAY_SIZE(rows); i++) {
			struct exception_trace trace = { "", 0 };

			(*each)->Filters(&trace, rows[i].inner, rows[i].middle);
			KUNIT_EXPECT_STREQ(test, trace.text, rows[i].trace);
		}
	}
}

/* row 290: the codes of the functions that raise; an exception of these cannot be continued */
static void ex_exception_test_codes(struct kunit *test)
{
	const struct exception_functions *const *each;

	for_each_language(each) {
		NTSTATUS code[3] = { 0, 0, 0 };

		(*each)->Codes(code);
		KUNIT_EXPECT_EQ(test, code[0], STATUS_ACCESS_VIOLATION);
		KUNIT_EXPECT_EQ(test, code[1], STATUS_DATATYPE_MISALIGNMENT);
		KUNIT_EXPECT_EQ(test, code[2], STATUS_NONCONTINUABLE_EXCEPTION);
	}
	EXPECT_NO_REPORT(test);
}

/* row 291: break, continue, goto, return and __leave, 10^6 times; afterwards no frame is left */
static void ex_exception_test_every_way_out_leaves_no_frame(struct kunit *test)
{
	const LONG rounds = 500000;
	const struct exception_functions *const *each;

	for_each_language(each) {
		KUNIT_EXPECT_EQ_MSG(test, (*each)->Ways(rounds), rounds, "%s", (*each)->language);
		/* A frame that was left would get this exception. */
		KUNIT_EXPECT_EQ(test, (*each)->Guard(do_nothing, NULL, STATUS_NO_MEMORY), STATUS_NO_MEMORY);
	}
}

/* row 292: __finally runs on each way out, and AbnormalTermination tells which it was */
static void ex_exception_test_finally_runs_on_every_way_out(struct kunit *test)
{
	static const struct {
		LONG result;
		const char *trace;
	} rows[] = {
		{ 2, "bamzbamz" }, { 0, "AZ" }, { 2, "AZAZ" }, { 30, "AZ" }, { 20, "vAZ" }, { 2, "amzamz" },
		{ 60, "AZh" },
	};
	const struct exception_functions *const *each;
	LONG how;

	for_each_language(each) {
		for (how = 0; how < (LONG)ARRAY_SIZE(rows); how++) {
			struct exception_trace trace = { "", 0 };

			KUNIT_EXPECT_EQ(test, (*each)->Finally(&trace, how), rows[how].result);
			KUNIT_EXPECT_STREQ(test, trace.text, rows[how].trace);
		}
	}
}

/* ---- Contexts ---------------------------------------------------------------------------- */

/* Everything that raises, in one context. */
struct context_run {
	const struct exception_functions *functions;
	struct completion done;
	NTSTATUS code, inner;
	LONG locals;
	struct exception_trace trace;
};

static void raise_inside(PVOID context)
{
	struct context_run *run = context;

	run->inner = run->functions->Guard(do_nothing, NULL, STATUS_NO_MEMORY);
}

static void raise_in_context(void *context)
{
	struct context_run *run = context;

	run->locals = run->functions->Locals(5, 9);
	run->functions->Finally(&run->trace, 6);
	run->code = run->functions->Guard(raise_inside, run, STATUS_CANCELLED);
	complete(&run->done);
}

static struct context_run *new_run(struct kunit *test, const struct exception_functions *functions)
{
	struct context_run *run = case_alloc_type(test, struct context_run);

	run->functions = functions;
	run->locals = -1;
	init_completion(&run->done);
	return run;
}

static void expect_result(struct kunit *test, const struct context_run *run)
{
	KUNIT_EXPECT_EQ(test, run->locals, 0);
	KUNIT_EXPECT_STREQ(test, run->trace.text, "AZh");
	KUNIT_EXPECT_EQ(test, run->inner, STATUS_NO_MEMORY);
	KUNIT_EXPECT_EQ(test, run->code, STATUS_CANCELLED);
	EXPECT_NO_REPORT(test);
}

static void expect_run(struct kunit *test, struct context_run *run)
{
	ASSERT_IN_TIME(test, &run->done);
	expect_result(test, run);
}

static VOID raise_in_item(PDEVICE_OBJECT device, PVOID context)
{
	raise_in_context(context);
}

/* row 294: in a work item */
static void ex_exception_test_in_an_item(struct kunit *test)
{
	const struct exception_functions *const *each;
	PIO_WORKITEM item = device_item(test);

	for_each_language(each) {
		struct context_run *run = new_run(test, *each);

		IoQueueWorkItem(item, raise_in_item, DelayedWorkQueue, run);
		expect_run(test, run);
	}
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	IoFreeWorkItem(item);
}

/* row 294: in a thread */
static void ex_exception_test_in_a_thread(struct kunit *test)
{
	const struct exception_functions *const *each;

	for_each_language(each) {
		struct context_run *run = new_run(test, *each);

		spawn(test, raise_in_context, run);
		join(test);
		expect_run(test, run);
	}
}

static VOID raise_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	raise_in_context(context);
}

/* row 294: in the DPC of a timer */
static void ex_exception_test_in_a_timer(struct kunit *test)
{
	const struct exception_functions *const *each;
	const LARGE_INTEGER now = { .QuadPart = -1 };

	for_each_language(each) {
		struct context_run *run = new_run(test, *each);
		KTIMER *timer = case_alloc_type(test, KTIMER);
		KDPC *dpc = case_alloc_type(test, KDPC);

		KeInitializeTimer(timer);
		KeInitializeDpc(dpc, raise_in_dpc, run);
		KeSetTimer(timer, now, dpc);
		expect_run(test, run);
		KeFlushQueuedDpcs();
	}
}

/* row 294: in a DPC */
static void ex_exception_test_in_a_dpc(struct kunit *test)
{
	const struct exception_functions *const *each;

	for_each_language(each) {
		struct context_run *run = new_run(test, *each);
		KDPC *dpc = case_alloc_type(test, KDPC);

		KeInitializeDpc(dpc, raise_in_dpc, run);
		KeInsertQueueDpc(dpc, NULL, NULL);
		expect_run(test, run);
		KeFlushQueuedDpcs();
	}
}

/* row 294: in a softirq and in a hard interrupt */
static void ex_exception_test_in_interrupts(struct kunit *test)
{
	const struct exception_functions *const *each;

	for_each_language(each) {
		struct context_run *soft = new_run(test, *each), *hard = new_run(test, *each);

		KUNIT_ASSERT_TRUE(test, run_in_softirq(raise_in_context, soft));
		expect_run(test, soft);
		KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(raise_in_context, hard));
		expect_run(test, hard);
	}
}

struct interrupted {
	KDPC dpc;
	struct context_run *run;
	bool in_time;
};

static void let_dpc_run(PVOID context)
{
	struct interrupted *interrupted = context;

	KeInsertQueueDpc(&interrupted->dpc, NULL, NULL);
	interrupted->in_time = in_time(&interrupted->run->done);
}

/* row 294: a DPC that interrupts a __try has frames of its own, and the task keeps its frame */
static void ex_exception_test_dpc_and_task_are_apart(struct kunit *test)
{
	const struct exception_functions *const *each;

	for_each_language(each) {
		struct interrupted *interrupted = case_alloc_type(test, struct interrupted);

		interrupted->run = new_run(test, *each);
		KeInitializeDpc(&interrupted->dpc, raise_in_dpc, interrupted->run);
		KUNIT_EXPECT_EQ(test, (*each)->Guard(let_dpc_run, interrupted, STATUS_NO_MEMORY),
				STATUS_NO_MEMORY);
		KUNIT_ASSERT_TRUE(test, interrupted->in_time);
		KeFlushQueuedDpcs();
		expect_result(test, interrupted->run);
	}
}

struct unguarded {
	KDPC dpc;
	KSEMAPHORE semaphore;
	struct completion done;
	bool in_time;
};

/* Raises if a __try with an __except is around, and is reported otherwise. */
static VOID overrun_in_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct unguarded *unguarded = context;

	KeReleaseSemaphore(&unguarded->semaphore, IO_NO_INCREMENT, 1, FALSE);
	complete(&unguarded->done);
}

static void let_dpc_overrun(PVOID context)
{
	struct unguarded *unguarded = context;

	KeInsertQueueDpc(&unguarded->dpc, NULL, NULL);
	unguarded->in_time = in_time(&unguarded->done);
}

/* row 294: the __except of the thread is not one of the DPC that interrupts it */
static void ex_exception_test_dpc_has_no_except_of_the_thread(struct kunit *test)
{
	const struct exception_functions *const *each;

	for_each_language(each) {
		struct unguarded *unguarded = case_alloc_type(test, struct unguarded);

		KeInitializeSemaphore(&unguarded->semaphore, 1, 1);
		KeInitializeDpc(&unguarded->dpc, overrun_in_dpc, unguarded);
		init_completion(&unguarded->done);
		KUNIT_EXPECT_EQ(test, (*each)->Guard(let_dpc_overrun, unguarded, STATUS_SUCCESS),
				STATUS_SUCCESS);
		KUNIT_ASSERT_TRUE(test, unguarded->in_time);
		KeFlushQueuedDpcs();
		EXPECT_REPORT(test, "KeReleaseSemaphore", BUGCHECK_KMODE_EXCEPTION,
			      (ULONG)STATUS_SEMAPHORE_LIMIT_EXCEEDED, ANY, ANY, ANY, &unguarded->semaphore);
	}
}

/* More than the 256 slots of src/base/exception.cpp, so that some contexts need a spare one. */
#define MANY_THREADS 300

struct crowd {
	struct kunit *test;
	atomic_t arrived, right;
};

static void wait_in_frame(PVOID context)
{
	struct crowd *crowd = context;

	atomic_inc(&crowd->arrived);
	wait_at_gate(crowd->test);
}

static void raise_in_crowd(void *context)
{
	struct crowd *crowd = context;
	const NTSTATUS code = 0xE0000000 + task_pid_nr(current);

	if (exceptions_in_c.Guard(wait_in_frame, crowd, code) == code &&
	    exceptions_in_cxx.Guard(do_nothing, NULL, code + 1) == code + 1)
		atomic_inc(&crowd->right);
}

/* row 294: any number of threads may be in a __try at once, and each gets its own exception */
static void ex_exception_test_many_threads(struct kunit *test)
{
	struct crowd *crowd = case_alloc_type(test, struct crowd);
	int i;

	crowd->test = test;
	for (i = 0; i < MANY_THREADS; i++)
		spawn(test, raise_in_crowd, crowd);
	ASSERT_COUNT(test, &crowd->arrived, MANY_THREADS);
	open_gate(test);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&crowd->right), MANY_THREADS);
}

/* ---- What a __try leaves behind ---------------------------------------------------------- */

static void acquire(PVOID context)
{
	KIRQL irql;

	KeAcquireSpinLock(context, &irql);
}

static void raise_level(PVOID context)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
}

#define IRQLS(now, before) ((now) << 16 | (before) << 8)

/* row 295: the spin lock and the IRQL that an exception leaves are reported and restored */
static void ex_exception_test_lock_taken_in_the_try(struct kunit *test)
{
	const struct exception_functions *const *each;
	KSPIN_LOCK *lock = case_alloc_type(test, KSPIN_LOCK);
	KIRQL irql;

	KeInitializeSpinLock(lock);
	for_each_language(each) {
		KUNIT_EXPECT_EQ(test, (*each)->Guard(acquire, lock, STATUS_NO_MEMORY), STATUS_NO_MEMORY);
		EXPECT_REPORT(test, "__except", BUGCHECK_IRQL_UNEXPECTED_VALUE,
			      IRQLS(DISPATCH_LEVEL, PASSIVE_LEVEL), 1, 0, 0, 0);
		KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
		KUNIT_EXPECT_TRUE(test, KeTestSpinLock(lock));
		KUNIT_EXPECT_EQ(test, (*each)->Guard(raise_level, NULL, STATUS_NO_MEMORY), STATUS_NO_MEMORY);
		EXPECT_REPORT(test, "__except", BUGCHECK_IRQL_UNEXPECTED_VALUE,
			      IRQLS(DISPATCH_LEVEL, PASSIVE_LEVEL), 0, 0, 0, 0);
		KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	}
	/* The lock from before the __try stays. */
	KeAcquireSpinLock(lock, &irql);
	KUNIT_EXPECT_EQ(test, exceptions_in_c.Guard(do_nothing, NULL, STATUS_NO_MEMORY), STATUS_NO_MEMORY);
	KUNIT_EXPECT_FALSE(test, KeTestSpinLock(lock));
	KeReleaseSpinLock(lock, irql);
	EXPECT_NO_REPORT(test);
}

/* row 295: of two locks only the one of the __try is released */
static void ex_exception_test_lock_from_before_is_kept(struct kunit *test)
{
	KSPIN_LOCK *before = case_alloc_type(test, KSPIN_LOCK), *inside = case_alloc_type(test, KSPIN_LOCK);
	KIRQL irql;

	KeInitializeSpinLock(before);
	KeInitializeSpinLock(inside);
	KeAcquireSpinLock(before, &irql);
	exceptions_in_c.Guard(acquire, inside, STATUS_NO_MEMORY);
	KUNIT_EXPECT_FALSE(test, KeTestSpinLock(before));
	KUNIT_EXPECT_TRUE(test, KeTestSpinLock(inside));
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), DISPATCH_LEVEL);
	KeReleaseSpinLock(before, irql);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_REPORT(test, "__except", BUGCHECK_IRQL_UNEXPECTED_VALUE,
		      IRQLS(DISPATCH_LEVEL, DISPATCH_LEVEL), 2, 1, 0, 0);
}

/* row 295: a __finally may release the lock, and nothing is reported */
static void ex_exception_test_finally_releases_the_lock(struct kunit *test)
{
	const struct exception_functions *const *each;
	KSPIN_LOCK *lock = case_alloc_type(test, KSPIN_LOCK);

	KeInitializeSpinLock(lock);
	for_each_language(each) {
		KUNIT_EXPECT_EQ(test, (*each)->Unlock(lock), STATUS_UNSUCCESSFUL);
		KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
		KUNIT_EXPECT_TRUE(test, KeTestSpinLock(lock));
	}
	EXPECT_NO_REPORT(test);
}

static struct kunit_case ex_exception_cases[] = {
	KUNIT_CASE(ex_exception_test_locals_are_right),
	KUNIT_CASE(ex_exception_test_filters_are_searched_outward),
	KUNIT_CASE(ex_exception_test_codes),
	KUNIT_CASE(ex_exception_test_every_way_out_leaves_no_frame),
	KUNIT_CASE(ex_exception_test_finally_runs_on_every_way_out),
	KUNIT_CASE(ex_exception_test_in_an_item),
	KUNIT_CASE(ex_exception_test_in_a_thread),
	KUNIT_CASE(ex_exception_test_in_a_dpc),
	KUNIT_CASE(ex_exception_test_in_a_timer),
	KUNIT_CASE(ex_exception_test_in_interrupts),
	KUNIT_CASE(ex_exception_test_dpc_and_task_are_apart),
	KUNIT_CASE(ex_exception_test_dpc_has_no_except_of_the_thread),
	KUNIT_CASE(ex_exception_test_many_threads),
	KUNIT_CASE(ex_exception_test_lock_taken_in_the_try),
	KUNIT_CASE(ex_exception_test_lock_from_before_is_kept),
	KUNIT_CASE(ex_exception_test_finally_releases_the_lock),
	{}
};

WINWORK_SUITE(ex_exception);
