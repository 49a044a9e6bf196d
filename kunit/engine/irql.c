/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite engine_irql: the rule "<= DISPATCH_LEVEL" of the work-item functions holds in each context:
 * where a call is refused, where it is allowed, and which functions are laxer.
 */
#include <linux/kprobes.h>	/* before the names of the WDK that it also has */

#include "support.h"

struct run {
	struct completion done;
	atomic_t runs;
	KIRQL irql;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->done);
	return run;
}

static VOID routine(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;

	atomic_inc(&run->runs);
	complete(&run->done);
}

static VOID routine_ex(PVOID object, PVOID context, PIO_WORKITEM item)
{
	routine(object, context);
}

/* One call of each function in some context, and its results. */
struct calls {
	PIO_WORKITEM item;
	PWORK_QUEUE_ITEM ex_item;
	PDEVICE_OBJECT device;
	struct run *run;
	int function;
	PIO_WORKITEM allocated;
	BOOLEAN queued;
	KIRQL irql;
};

enum { ALLOCATE, FREE, QUEUE, QUEUE_EX, TRY_QUEUE, EX_QUEUE, FUNCTIONS };

static const char * const function_name[FUNCTIONS] = {
	[ALLOCATE] = "IoAllocateWorkItem",
	[FREE] = "IoFreeWorkItem",
	[QUEUE] = "IoQueueWorkItem",
	[QUEUE_EX] = "IoQueueWorkItemEx",
	[TRY_QUEUE] = "IoTryQueueWorkItem",
	[EX_QUEUE] = "ExQueueWorkItem",
};

static VOID ex_routine(PVOID parameter)
{
	routine(NULL, parameter);
}

static void call_function(void *data)
{
	struct calls *calls = data;

	calls->irql = KeGetCurrentIrql();
	switch (calls->function) {
	case ALLOCATE:
		calls->allocated = IoAllocateWorkItem(calls->device);
		break;
	case FREE:
		IoFreeWorkItem(calls->item);
		break;
	case QUEUE:
		IoQueueWorkItem(calls->item, routine, DelayedWorkQueue, calls->run);
		break;
	case QUEUE_EX:
		IoQueueWorkItemEx(calls->item, routine_ex, DelayedWorkQueue, calls->run);
		break;
	case TRY_QUEUE:
		calls->queued = IoTryQueueWorkItem(calls->item, routine_ex, DelayedWorkQueue,
						   calls->run);
		break;
	case EX_QUEUE:
		ExQueueWorkItem(calls->ex_item, DelayedWorkQueue);
		break;
	}
}

static void call_with_interrupts_off(void *data)
{
	unsigned long flags;

	local_irq_save(flags);
	call_function(data);
	local_irq_restore(flags);
}

static void call_at_high_level(void *data)
{
	KIRQL old;

	KeRaiseIrql(HIGH_LEVEL, &old);
	call_function(data);
	KeLowerIrql(old);
}

static struct calls *new_calls(struct kunit *test)
{
	struct calls *calls = case_alloc_type(test, struct calls);

	calls->device = fixture_of(test)->device;
	calls->item = device_item(test);
	calls->run = new_run(test);
	calls->ex_item = case_alloc_type(test, WORK_QUEUE_ITEM);
	ExInitializeWorkItem(calls->ex_item, ex_routine, calls->run);
	return calls;
}

/* Every function is refused: one report, nothing queued, and the item works as before. */
static void check_refused(struct kunit *test, void (*context)(void *))
{
	struct fixture *fixture = fixture_of(test);
	struct calls *calls = new_calls(test);

	for (calls->function = 0; calls->function < FUNCTIONS; calls->function++) {
		ULONG_PTR item = (ULONG_PTR)calls->item;

		if (calls->function == ALLOCATE)
			item = 0;
		else if (calls->function == EX_QUEUE)
			item = (ULONG_PTR)calls->ex_item;
		calls->allocated = NULL;
		calls->queued = FALSE;
		context(calls);
		EXPECT_REPORT(test, function_name[calls->function],
			      BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, calls->irql, ANY, ANY, item);
		KUNIT_EXPECT_PTR_EQ(test, (void *)calls->allocated, (void *)NULL);
		KUNIT_EXPECT_EQ(test, (int)calls->queued, (int)FALSE);
	}
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(fixture->device),
			(long)fixture->device_references);
	KUNIT_EXPECT_EQ(test, atomic_read(&calls->run->runs), 0);
	IoQueueWorkItem(calls->item, routine, DelayedWorkQueue, calls->run);
	ASSERT_IN_TIME(test, &calls->run->done);
	ExQueueWorkItem(calls->ex_item, DelayedWorkQueue);
	ASSERT_IN_TIME(test, &calls->run->done);
	IoFreeWorkItem(calls->item);
}

static void engine_irql_test_calls_with_interrupts_off_are_refused(struct kunit *test)
{
	check_refused(test, call_with_interrupts_off);
}

static void engine_irql_test_calls_at_high_level_are_refused(struct kunit *test)
{
	check_refused(test, call_at_high_level);
}

static void in_hard_interrupt(void *data)
{
	run_in_hard_interrupt(call_function, data);
}

static void engine_irql_test_calls_in_a_hard_interrupt_are_refused(struct kunit *test)
{
	check_refused(test, in_hard_interrupt);
}

#ifdef CONFIG_KPROBES
static struct {
	void (*function)(void *data);
	void *data;
	bool called;
} nmi_call;

/*
 * ftrace does not know this function, so the probe is a breakpoint. Its handler runs like an NMI.
 */
static noinline notrace void breakpoint(void)
{
	asm volatile("nop");
}

static int call_in_breakpoint(struct kprobe *probe, struct pt_regs *registers)
{
	if (in_nmi()) {
		nmi_call.function(nmi_call.data);
		nmi_call.called = true;
	}
	return 0;
}

/* The kernel does not turn a probe with this handler into a jump. */
static void after_breakpoint(struct kprobe *probe, struct pt_regs *registers, unsigned long flags)
{
}
#endif

/* False where no context counts as an NMI. */
static bool run_in_nmi(void (*function)(void *data), void *data)
{
#ifdef CONFIG_KPROBES
	struct kprobe probe = { .addr = (kprobe_opcode_t *)breakpoint,
				.pre_handler = call_in_breakpoint,
				.post_handler = after_breakpoint };

	nmi_call.function = function;
	nmi_call.data = data;
	nmi_call.called = false;
	if (register_kprobe(&probe))
		return false;
	breakpoint();
	unregister_kprobe(&probe);
	return nmi_call.called;
#else
	return false;
#endif
}

static void call_in_nmi(void *data)
{
	run_in_nmi(call_function, data);
}

/* The CPU of an NMI may hold locks, so none is taken: lockdep reports one that is. */
static void engine_irql_test_calls_in_an_nmi_are_refused(struct kunit *test)
{
	KIRQL *irql = case_alloc_type(test, KIRQL);

	if (!run_in_nmi(record_level, irql))
		kunit_skip(test, "no breakpoints that count as NMIs");
	KUNIT_EXPECT_EQ(test, *irql, HIGH_LEVEL);
	check_refused(test, call_in_nmi);
}

struct nmi_item {
	PVOID object;
	PIO_WORKITEM item;
};

static void initialize(void *data)
{
	struct nmi_item *nmi = data;

	IoInitializeWorkItem(nmi->object, nmi->item);
}

static void uninitialize(void *data)
{
	struct nmi_item *nmi = data;

	IoUninitializeWorkItem(nmi->item);
}

static void engine_irql_test_initialize_in_an_nmi_is_refused(struct kunit *test)
{
	struct nmi_item *nmi = case_alloc_type(test, struct nmi_item);
	KIRQL *irql = case_alloc_type(test, KIRQL);
	struct run *run = new_run(test);

	if (!run_in_nmi(record_level, irql))
		kunit_skip(test, "no breakpoints that count as NMIs");
	nmi->object = fixture_of(test)->device;
	nmi->item = case_alloc(test, IoSizeofWorkItem());
	run_in_nmi(initialize, nmi);
	EXPECT_REPORT(test, "IoInitializeWorkItem", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, nmi->item);
	initialize(nmi);
	run_in_nmi(uninitialize, nmi);
	EXPECT_REPORT(test, "IoUninitializeWorkItem", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      HIGH_LEVEL, ANY, ANY, nmi->item);
	IoQueueWorkItemEx(nmi->item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	uninitialize(nmi);
	EXPECT_NO_REPORT(test);
}

/* Every function is legal at DISPATCH_LEVEL; the kernel reports one that sleeps there. */
static void check_allowed(struct kunit *test, void (*context)(void *))
{
	struct calls *calls = new_calls(test);
	int function;

	for (function = ALLOCATE; function < FUNCTIONS; function++) {
		calls->function = function;
		if (function == FREE)
			continue;
		context(calls);
		KUNIT_EXPECT_EQ(test, calls->irql, DISPATCH_LEVEL);
		if (function == ALLOCATE) {
			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, calls->allocated);
			IoFreeWorkItem(calls->allocated);
		} else if (function != TRY_QUEUE || calls->queued) {
			ASSERT_IN_TIME(test, &calls->run->done);
		}
	}
	calls->function = FREE;
	context(calls);
	EXPECT_NO_REPORT(test);
}

static void with_bottom_halves_off(void *data)
{
	local_bh_disable();
	call_function(data);
	local_bh_enable();
}

static void with_preemption_off(void *data)
{
	preempt_disable();
	call_function(data);
	preempt_enable();
}

static void in_softirq_context(void *data)
{
	run_in_softirq(call_function, data);
}

/* rows 3, 9, 27 */
static void engine_irql_test_calls_with_bottom_halves_off_are_allowed(struct kunit *test)
{
	check_allowed(test, with_bottom_halves_off);
}

/* rows 3, 9, 27 */
static void engine_irql_test_calls_in_softirq_are_allowed(struct kunit *test)
{
	check_allowed(test, in_softirq_context);
}

/* rows 3, 9, 27 */
static void engine_irql_test_calls_with_preemption_off(struct kunit *test)
{
	if (!IS_ENABLED(CONFIG_PREEMPT_COUNT))
		kunit_skip(test, "no CONFIG_PREEMPT_COUNT");
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		check_refused(test, with_preemption_off);
	else
		check_allowed(test, with_preemption_off);
}

struct any_level {
	PVOID object;
	PIO_WORKITEM item;
	ULONG size;
};

static void initialize_and_uninitialize(void *data)
{
	struct any_level *any = data;

	any->size = IoSizeofWorkItem();
	IoInitializeWorkItem(any->object, any->item);
	IoUninitializeWorkItem(any->item);
	IoInitializeWorkItem(any->object, any->item);
}

/* row 34: the three functions that are legal at any level */
static void engine_irql_test_initialize_at_any_level(struct kunit *test)
{
	struct any_level *any = case_alloc_type(test, struct any_level);
	struct run *run = new_run(test);

	any->object = fixture_of(test)->device;
	any->item = case_alloc(test, IoSizeofWorkItem());
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(initialize_and_uninitialize, any));
	KUNIT_EXPECT_EQ(test, any->size, IoSizeofWorkItem());
	EXPECT_NO_REPORT(test);
	IoQueueWorkItemEx(any->item, routine_ex, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	IoUninitializeWorkItem(any->item);
	KUNIT_ASSERT_TRUE(test, run_in_softirq(initialize_and_uninitialize, any));
	IoUninitializeWorkItem(any->item);
	EXPECT_NO_REPORT(test);
}

struct laxer {
	PKTHREAD thread;
	KEVENT event;
	KSEMAPHORE semaphore;
	KMUTEX mutex;
	KTIMER timer;
	KTIMER synchronization_timer;
	SLIST_HEADER list;
	IRP irp;
	KPRIORITY priority;
	LONG state[6];
	NTSTATUS watchdog;
};

static void call_what_is_laxer(void *argument)
{
	struct laxer *laxer = argument;
	KDPC_WATCHDOG_INFORMATION information;

	KeInitializeEvent(&laxer->event, NotificationEvent, TRUE);
	KeInitializeSemaphore(&laxer->semaphore, 3, 5);
	KeInitializeMutex(&laxer->mutex, 0);
	KeInitializeTimer(&laxer->timer);
	KeInitializeTimerEx(&laxer->synchronization_timer, SynchronizationTimer);
	ExInitializeSListHead(&laxer->list);
	IoInitializeIrp(&laxer->irp, sizeof(laxer->irp), 0);
	laxer->state[0] = KeReadStateEvent(&laxer->event);
	laxer->state[1] = KeReadStateSemaphore(&laxer->semaphore);
	laxer->state[2] = KeReadStateMutex(&laxer->mutex);
	laxer->state[3] = KeReadStateTimer(&laxer->timer);
	laxer->state[4] = KeReadStateTimer(&laxer->synchronization_timer);
	laxer->state[5] = ExQueryDepthSList(&laxer->list);
	laxer->priority = KeQueryPriorityThread(laxer->thread);
	laxer->watchdog = KeQueryDpcWatchdogInformation(&information);
	KeShouldYieldProcessor();
}

/* Functions that the pages allow up to some level, and the headers here at any level. */
static void engine_irql_test_what_is_laxer_works_in_a_hard_interrupt(struct kunit *test)
{
	struct laxer *laxer = case_alloc_type(test, struct laxer);

	laxer->thread = KeGetCurrentThread();
	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(call_what_is_laxer, laxer));
	KUNIT_EXPECT_EQ(test, laxer->state[0], 1);
	KUNIT_EXPECT_EQ(test, laxer->state[1], 3);
	KUNIT_EXPECT_EQ(test, laxer->state[2], 1);
	KUNIT_EXPECT_EQ(test, laxer->state[3], 0);
	KUNIT_EXPECT_EQ(test, laxer->state[4], 0);
	KUNIT_EXPECT_EQ(test, laxer->state[5], 0);
	KUNIT_EXPECT_EQ(test, laxer->irp.Type, (CSHORT)IO_TYPE_IRP);
	KUNIT_EXPECT_EQ(test, laxer->priority, KeQueryPriorityThread(laxer->thread));
	KUNIT_EXPECT_EQ(test, laxer->watchdog, STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* On Windows: KeSetPriorityThread is for PASSIVE_LEVEL. */
static void engine_irql_test_priority_is_set_up_to_dispatch_level(struct kunit *test)
{
	PKTHREAD thread = KeGetCurrentThread();
	const KPRIORITY before = KeQueryPriorityThread(thread);
	KPRIORITY at_dispatch, above;
	KIRQL old;

	KeRaiseIrql(DISPATCH_LEVEL, &old);
	at_dispatch = KeSetPriorityThread(thread, 5);
	KeRaiseIrql(HIGH_LEVEL, &old);
	above = KeSetPriorityThread(thread, 6);
	KeLowerIrql(old);
	KeLowerIrql(PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, at_dispatch, before);
	KUNIT_EXPECT_EQ(test, above, 5);
	EXPECT_REPORT(test, "KeSetPriorityThread", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, ANY);
	KUNIT_EXPECT_EQ(test, KeSetPriorityThread(thread, before), 5);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case engine_irql_cases[] = {
	KUNIT_CASE(engine_irql_test_calls_with_interrupts_off_are_refused),
	KUNIT_CASE(engine_irql_test_calls_at_high_level_are_refused),
	KUNIT_CASE(engine_irql_test_calls_in_a_hard_interrupt_are_refused),
	KUNIT_CASE(engine_irql_test_calls_in_an_nmi_are_refused),
	KUNIT_CASE(engine_irql_test_initialize_in_an_nmi_is_refused),
	KUNIT_CASE(engine_irql_test_calls_with_bottom_halves_off_are_allowed),
	KUNIT_CASE(engine_irql_test_calls_in_softirq_are_allowed),
	KUNIT_CASE(engine_irql_test_calls_with_preemption_off),
	KUNIT_CASE(engine_irql_test_initialize_at_any_level),
	KUNIT_CASE(engine_irql_test_what_is_laxer_works_in_a_hard_interrupt),
	KUNIT_CASE(engine_irql_test_priority_is_set_up_to_dispatch_level),
	{}
};

WINWORK_SUITE(engine_irql);
