/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_dpc: DPCs of the framework.
 */
#include "wdf_case.h"

typedef struct {
	struct run *run;
	void (*inside)(WDFDPC dpc);	/* what the routine does besides; or NULL */
} DPC_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(DPC_CONTEXT, dpc_context)

static VOID run_dpc(WDFDPC dpc)
{
	DPC_CONTEXT *context = dpc_context(dpc);
	struct run *run = context->run;
	int runs = atomic_inc_return(&run->runs);

	run->irql = KeGetCurrentIrql();
	if (context->inside)
		context->inside(dpc);
	atomic_inc(&run->finished);
	if (runs == run->limit)
		complete(&run->done);
}

static void count_dpc_cleanup(WDFOBJECT object)
{
	struct run *run = dpc_context(object)->run;

	if (atomic_read(&run->runs) != atomic_read(&run->finished))
		atomic_inc(&run->failures);
	run->parent = WdfDpcGetParentObject((WDFDPC)object);
	atomic_inc(&run->cleanups);
}

static NTSTATUS create_dpc(WDFOBJECT parent, bool serialised, struct run *run, WDFDPC *dpc)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_DPC_CONFIG config;
	NTSTATUS status;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, DPC_CONTEXT);
	attributes.ParentObject = parent;
	attributes.EvtCleanupCallback = count_dpc_cleanup;
	WDF_DPC_CONFIG_INIT(&config, run_dpc);
	config.AutomaticSerialization = serialised;
	status = WdfDpcCreate(&config, &attributes, dpc);
	if (NT_SUCCESS(status))
		dpc_context(*dpc)->run = run;
	return status;
}

static WDFDPC new_dpc(struct kunit *test, WDFOBJECT parent, struct run *run)
{
	WDFDPC dpc = NULL;

	ASSERT_SUCCESS(test, create_dpc(parent, false, run, &dpc));
	if (!run->limit)
		run->limit = 1;
	return dpc;
}

/* row 359 */
static void wdf_dpc_test_run(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFDPC dpc = new_dpc(test, wdf.device, run);
	KIRQL irql;

	KUNIT_EXPECT_PTR_EQ(test, WdfDpcGetParentObject(dpc), (WDFOBJECT)wdf.device);
	KUNIT_EXPECT_NOT_NULL(test, WdfDpcWdmGetDpc(dpc));
	KUNIT_EXPECT_TRUE(test, WdfDpcEnqueue(dpc));
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, run->irql, (KIRQL)DISPATCH_LEVEL);

	/* At DISPATCH_LEVEL it cannot run on this CPU yet. */
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_TRUE(test, WdfDpcEnqueue(dpc));
	KUNIT_EXPECT_FALSE(test, WdfDpcEnqueue(dpc));
	KUNIT_EXPECT_TRUE(test, WdfDpcCancel(dpc, FALSE));
	KUNIT_EXPECT_FALSE(test, WdfDpcCancel(dpc, FALSE));
	KeLowerIrql(irql);
	KUNIT_EXPECT_FALSE(test, WdfDpcCancel(dpc, TRUE));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	WdfObjectDelete(dpc);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_NULL(test, run->parent);
}

static void enqueue_again(WDFDPC dpc)
{
	struct run *run = dpc_context(dpc)->run;

	if (atomic_read(&run->runs) < run->limit && !WdfDpcEnqueue(dpc))
		atomic_inc(&run->failures);
}

/* row 359 */
static void wdf_dpc_test_enqueue_in_its_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFDPC dpc;

	run->limit = 5;
	dpc = new_dpc(test, wdf.device, run);
	dpc_context(dpc)->inside = enqueue_again;
	WdfDpcEnqueue(dpc);
	ASSERT_IN_TIME(test, &run->done);
	/* It waits for the last run. */
	WdfDpcCancel(dpc, TRUE);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->finished), 5);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	WdfObjectDelete(dpc);
}

static void enqueue_in_interrupt(void *data)
{
	WDFDPC dpc = data;

	if (!WdfDpcEnqueue(dpc))
		atomic_inc(&dpc_context(dpc)->run->failures);
}

/* row 359: at any IRQL; the DPC that is queued runs before it is deleted */
static void wdf_dpc_test_enqueue_in_an_interrupt(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFDPC dpc = new_dpc(test, wdf.device, run);

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(enqueue_in_interrupt, dpc));
	WdfObjectDelete(dpc);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->finished), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* Stays until a while after the case has said that it makes its call. */
static void stay_a_while(WDFDPC dpc)
{
	struct run *run = dpc_context(dpc)->run;
	int i;

	complete(&run->started);
	for (i = 0; i < 1000000 && !atomic_read(&run->inside); i++)
		udelay(1);
	for (i = 0; i < 2000; i++)
		udelay(1);
}

/* A DPC whose routine runs, on another processor if there is one. */
static WDFDPC dpc_that_runs(struct kunit *test, struct run *run)
{
	WDFDPC dpc = new_dpc(test, wdf.device, run);
	int other = cpumask_any_but(cpu_online_mask, smp_processor_id());

	dpc_context(dpc)->inside = stay_a_while;
	if (other < nr_cpu_ids)
		KeSetTargetProcessorDpc(WdfDpcWdmGetDpc(dpc), other);
	else
		atomic_set(&run->inside, 1);
	WdfDpcEnqueue(dpc);
	KUNIT_EXPECT_TRUE(test, in_time(&run->started));
	return dpc;
}

/* The thread stays on its processor, so the DPC runs on another one. */
static void cancel_while_it_runs(void *data)
{
	struct run *run = data;
	WDFDPC dpc = dpc_that_runs(run->test, run);

	atomic_set(&run->inside, 1);
	KUNIT_EXPECT_FALSE(run->test, WdfDpcCancel(dpc, TRUE));
	KUNIT_EXPECT_EQ(run->test, atomic_read(&run->finished), 1);
	WdfObjectDelete(dpc);
}

static void delete_while_it_runs(void *data)
{
	struct run *run = data;
	WDFDPC dpc = dpc_that_runs(run->test, run);

	atomic_set(&run->inside, 1);
	WdfObjectDelete(dpc);
	KUNIT_EXPECT_EQ(run->test, atomic_read(&run->finished), 1);
	KUNIT_EXPECT_EQ(run->test, atomic_read(&run->failures), 0);
}

/* row 359 */
static void wdf_dpc_test_waits_for_its_routine(struct kunit *test)
{
	KUNIT_ASSERT_TRUE(test, run_on_cpu(0, cancel_while_it_runs, new_run(test)));
	KUNIT_ASSERT_TRUE(test, run_on_cpu(0, delete_while_it_runs, new_run(test)));
}

static void delete_oneself(WDFDPC dpc)
{
	WdfObjectDelete(dpc);
}

/* row 359 */
static void wdf_dpc_test_routine_that_deletes_its_dpc(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFDPC dpc = new_dpc(test, wdf.device, run);

	dpc_context(dpc)->inside = delete_oneself;
	WdfDpcEnqueue(dpc);
	ASSERT_COUNT(test, &run->cleanups, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

static void enqueue_in_cleanup(WDFOBJECT object)
{
	WdfDpcEnqueue((WDFDPC)object);
}

/* row 359 */
static void wdf_dpc_test_misuse(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFDPC dpc = new_dpc(test, wdf.device, run);
	KIRQL irql;

	KUNIT_EXPECT_FALSE(test, WdfDpcEnqueue((WDFDPC)wdf.device));
	EXPECT_VIOLATION(test, "WdfDpcEnqueue", INVALID_HANDLE, wdf.device);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	KUNIT_EXPECT_FALSE(test, WdfDpcCancel(dpc, TRUE));
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfDpcCancel", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL,
		      ANY, ANY, dpc);

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.EvtCleanupCallback = enqueue_in_cleanup;
	ASSERT_SUCCESS(test, WdfObjectAllocateContext(dpc, &attributes, NULL));
	WdfObjectDelete(dpc);
	EXPECT_VIOLATION(test, "WdfDpcEnqueue", OBJECT_ERROR, dpc);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

/* row 358 */
static void wdf_dpc_test_levels_of_serialised_dpcs(struct kunit *test)
{
	WDFDEVICE dispatch = add_device(test, WdfExecutionLevelDispatch,
					WdfSynchronizationScopeDevice);
	struct run *run = new_run(test);
	WDFDPC dpc = NULL;

	ASSERT_SUCCESS(test, create_dpc(dispatch, true, run, &dpc));
	WdfObjectDelete(dpc);
	EXPECT_STATUS(test, create_dpc(serialising_device(test), true, run, &dpc),
		      STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
	ASSERT_SUCCESS(test, create_dpc(serialising_device(test), false, run, &dpc));
	WdfObjectDelete(dpc);
}

static struct kunit_case wdf_dpc_cases[] = {
	KUNIT_CASE(wdf_dpc_test_run),
	KUNIT_CASE(wdf_dpc_test_enqueue_in_its_routine),
	KUNIT_CASE(wdf_dpc_test_enqueue_in_an_interrupt),
	KUNIT_CASE(wdf_dpc_test_waits_for_its_routine),
	KUNIT_CASE(wdf_dpc_test_routine_that_deletes_its_dpc),
	KUNIT_CASE(wdf_dpc_test_misuse),
	KUNIT_CASE(wdf_dpc_test_levels_of_serialised_dpcs),
	{}
};

WDF_SUITE(wdf_dpc);
