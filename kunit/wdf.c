/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf: work items of the framework, what they rest on (objects, contexts, the driver, its
 * devices, locks), and wrong calls of all of these.
 */
#include "support.h"

#include <linux/delay.h>

#include <wdf.h>
#include <winwork/wdf_port.h>

#define BUGCHECK_WDF_VIOLATION		0x10d
#define RECURSIVE_LOCK			0x2
#define VERIFIER_FATAL_ERROR		0x3
#define REQUIRED_PARAMETER_IS_NULL	0x4
#define INVALID_HANDLE			0x5
#define OBJECT_ERROR			0x7
#define INVALID_LOCK_OPERATION		0xb

#define EXPECT_VIOLATION(test, function, which, object) \
	EXPECT_REPORT(test, function, BUGCHECK_WDF_VIOLATION, which, object, ANY, ANY, object)
#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)
#define ASSERT_SUCCESS(test, call) \
	KUNIT_ASSERT_EQ_MSG(test, (unsigned int)(call), (unsigned int)STATUS_SUCCESS, "%s", #call)

/* ---- what cases share ---------------------------------------------------------------------- */

/* Names of what happened, in order. */
struct journal {
	atomic_t count;
	const char *entry[16];
};

static void note(struct journal *journal, const char *what)
{
	int at = atomic_inc_return(&journal->count) - 1;

	if (at < ARRAY_SIZE(journal->entry))
		journal->entry[at] = what;
}

static void expect_journal(struct kunit *test, int line, struct journal *journal,
			   const char *const *expected)
{
	int i;

	for (i = 0; expected[i]; i++)
		KUNIT_EXPECT_STREQ_MSG(test, journal->entry[i] ? journal->entry[i] : "nothing",
				       expected[i], "entry %d, line %d", i, line);
	KUNIT_EXPECT_EQ_MSG(test, atomic_read(&journal->count), i, "entries, line %d", line);
}

#define EXPECT_JOURNAL(test, journal, ...)						\
	do {										\
		static const char *const winwork_expected[] = { __VA_ARGS__, NULL };	\
											\
		expect_journal(test, __LINE__, journal, winwork_expected);		\
	} while (0)

/* What the runs of an item saw, and what they are to do. */
struct run {
	struct kunit *test;
	struct journal journal;
	atomic_t runs;
	atomic_t finished;
	atomic_t failures;
	atomic_t cleanups;
	atomic_t destroys;
	struct completion started;
	struct completion go;		/* for the case to give */
	struct completion done;
	struct run *other;
	WDFOBJECT object;
	WDFWORKITEM item;
	KIRQL irql;
	KIRQL cleanup_irql;
	KIRQL destroy_irql;
	WDFOBJECT parent;
	atomic_t inside;
	bool system_thread;
	int limit;
};

typedef struct {
	struct run *run;
	const char *name;
} RUN_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE_WITH_NAME(RUN_CONTEXT, run_context)

typedef struct {
	char byte[40];
} OTHER_CONTEXT;
WDF_DECLARE_CONTEXT_TYPE(OTHER_CONTEXT);

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	run->test = test;
	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	return run;
}

static struct run *run_of(WDFOBJECT object)
{
	return run_context(object)->run;
}

static VOID count_cleanup(WDFOBJECT object)
{
	struct run *run = run_of(object);

	run->cleanup_irql = KeGetCurrentIrql();
	/* What an item's routine has not finished by now its deletion has not waited for. */
	if (atomic_read(&run->runs) != atomic_read(&run->finished))
		atomic_inc(&run->failures);
	atomic_inc(&run->cleanups);
}

static VOID count_destroy(WDFOBJECT object)
{
	struct run *run = run_of(object);

	run->destroy_irql = KeGetCurrentIrql();
	if (!atomic_read(&run->cleanups))
		atomic_inc(&run->failures);
	atomic_inc(&run->destroys);
}

/* The attributes of an object for @run, below @parent. */
static void attributes_for(WDF_OBJECT_ATTRIBUTES *attributes, WDFOBJECT parent)
{
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, RUN_CONTEXT);
	attributes->EvtCleanupCallback = count_cleanup;
	attributes->EvtDestroyCallback = count_destroy;
	attributes->ParentObject = parent;
}

static WDFWORKITEM new_item(struct kunit *test, WDFOBJECT parent, PFN_WDF_WORKITEM routine,
			    bool serialised, struct run *run)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item = NULL;

	attributes_for(&attributes, parent);
	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	config.AutomaticSerialization = serialised;
	ASSERT_SUCCESS(test, WdfWorkItemCreate(&config, &attributes, &item));
	run_context(item)->run = run;
	run->item = item;
	return item;
}

static WDFOBJECT new_object(struct kunit *test, WDFOBJECT parent, struct run *run)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object = NULL;

	attributes_for(&attributes, parent);
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->run = run;
	run->object = object;
	return object;
}

/* A pause in which what is not held up goes on. No case depends on its length. */
static void settle(void)
{
	msleep(20);
}

/* ---- the driver and its device ------------------------------------------------------------- */

/* What the next device that arrives is to be like. */
static struct {
	WDFDRIVER driver;
	WDFDEVICE device;
	WDF_EXECUTION_LEVEL level;
	WDF_SYNCHRONIZATION_SCOPE scope;
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	struct run *run;		/* of the device; or NULL */
	NTSTATUS status;		/* what EvtDriverDeviceAdd returns */
	struct journal *journal;	/* of the driver; or NULL */
} wdf;

static NTSTATUS device_add(WDFDRIVER driver, PWDFDEVICE_INIT init)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFDEVICE device;
	NTSTATUS status;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	if (wdf.run)
		attributes_for(&attributes, NULL);
	attributes.ExecutionLevel = wdf.level;
	attributes.SynchronizationScope = wdf.scope;
	if (wdf.callbacks.Size)
		WdfDeviceInitSetPnpPowerEventCallbacks(init, &wdf.callbacks);
	status = WdfDeviceCreate(&init, &attributes, &device);
	if (!NT_SUCCESS(status))
		return status;
	if (wdf.run) {
		run_context(device)->run = wdf.run;
		wdf.run->object = device;
	}
	return wdf.status;
}

static VOID driver_unload(WDFDRIVER driver)
{
	if (wdf.journal)
		note(wdf.journal, "EvtDriverUnload");
}

static NTSTATUS create_wdf_driver(PDRIVER_OBJECT object, WDF_OBJECT_ATTRIBUTES *attributes,
				  WDFDRIVER *driver)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	WDF_DRIVER_CONFIG config;

	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.EvtDriverUnload = driver_unload;
	return WdfDriverCreate(object, &path, attributes, &config, driver);
}

/* One more device. */
static WDFDEVICE add_device(struct kunit *test, WDF_EXECUTION_LEVEL level,
			    WDF_SYNCHRONIZATION_SCOPE scope)
{
	WDFDEVICE device = NULL;

	wdf.level = level;
	wdf.scope = scope;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	return device;
}

/* One whose serialised routines run one at a time. */
static WDFDEVICE serialising_device(struct kunit *test)
{
	return add_device(test, WdfExecutionLevelPassive, WdfSynchronizationScopeDevice);
}

static int wdf_init(struct kunit *test)
{
	int error = fixture_init(test);

	if (error)
		return error;
	memset(&wdf, 0, sizeof(wdf));
	wdf.level = WdfExecutionLevelInheritFromParent;
	wdf.scope = WdfSynchronizationScopeInheritFromParent;
	if (create_wdf_driver(fixture_of(test)->driver, NULL, &wdf.driver) != STATUS_SUCCESS ||
	    WinworkWdfAddDevice(wdf.driver, &wdf.device) != STATUS_SUCCESS)
		return -ENOMEM;
	return 0;
}

/* The I/O manager's part of an unload. */
static void unload(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;

	if (wdf.driver)
		driver->DriverUnload(driver);
	wdf.driver = NULL;
}

static void wdf_exit(struct kunit *test)
{
	if (!fixture_of(test))
		return;
	WinworkHoldWorkers(FALSE);
	open_gate(test);
	wdf.journal = NULL;
	unload(test);
	fixture_exit(test);
}

/* ---- routines ------------------------------------------------------------------------------ */

static VOID routine(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	run->irql = KeGetCurrentIrql();
	run->system_thread = PsIsSystemThread(PsGetCurrentThread());
	run->item = item;
	atomic_inc(&run->finished);
	complete(&run->done);
}

/* Starts, waits for the case, ends. */
static VOID stay(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
	complete(&run->done);
}

static void flush_item(void *data)
{
	struct run *run = data;

	WdfWorkItemFlush(run->item);
	/* All that was there is over. */
	if (atomic_read(&run->finished) != run->limit)
		atomic_inc(&run->failures);
	atomic_inc(&run->inside);
}

static void delete_item(void *data)
{
	struct run *run = data;

	WdfObjectDelete(run->item);
	if (atomic_read(&run->finished) != run->limit || atomic_read(&run->destroys) != 1)
		atomic_inc(&run->failures);
	atomic_inc(&run->inside);
}

static void expect_deleted(struct kunit *test, struct run *run)
{
	KUNIT_EXPECT_TRUE(test, count_reaches(&run->destroys, 1));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* ---- creating ------------------------------------------------------------------------------ */

static void set_up_create(WDF_WORKITEM_CONFIG *config, WDF_OBJECT_ATTRIBUTES *attributes)
{
	WDF_WORKITEM_CONFIG_INIT(config, routine);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, RUN_CONTEXT);
	attributes->ParentObject = wdf.device;
}

/* row 116: what is made, and what it holds */
static void wdf_test_create(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item = NULL;

	set_up_create(&config, &attributes);
	KUNIT_EXPECT_EQ(test, config.AutomaticSerialization, TRUE);
	KUNIT_EXPECT_EQ(test, config.Size, (ULONG)sizeof(config));
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_context(item)->run, (void *)NULL);
	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(item), (PVOID)wdf.device);
	WdfObjectDelete(item);
}

/* row 116 */
static void wdf_test_create_without_parent(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, NULL, &item),
		      STATUS_WDF_PARENT_NOT_SPECIFIED);
	attributes.ParentObject = NULL;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_PARENT_NOT_SPECIFIED);
}

/* row 116 */
static void wdf_test_create_with_wrong_sizes(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	config.Size--;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INFO_LENGTH_MISMATCH);
	set_up_create(&config, &attributes);
	attributes.Size++;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INFO_LENGTH_MISMATCH);
}

/* row 116 */
static void wdf_test_create_without_routine(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	config.EvtWorkItemFunc = NULL;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_PARAMETER);
}

/* row 116: where Windows bug-checks */
static void wdf_test_create_with_null_is_reported(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	EXPECT_STATUS(test, WdfWorkItemCreate(NULL, &attributes, &item), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfWorkItemCreate", BUGCHECK_WDF_VIOLATION,
		      REQUIRED_PARAMETER_IS_NULL, ANY, ANY, ANY, ANY);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfWorkItemCreate", BUGCHECK_WDF_VIOLATION,
		      REQUIRED_PARAMETER_IS_NULL, ANY, ANY, ANY, ANY);
}

/* row 116 */
static void wdf_test_create_below_no_device(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	attributes.ParentObject = wdf.driver;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_DEVICE_REQUEST);
	attributes.ParentObject = new_object(test, wdf.driver, run);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_DEVICE_REQUEST);
}

/* row 116: the device may be any ancestor */
static void wdf_test_create_below_an_object_of_a_device(struct kunit *test)
{
	struct run *parent = new_run(test);
	struct run *run = new_run(test);
	WDFOBJECT object = new_object(test, wdf.device, parent);
	WDFWORKITEM item = new_item(test, object, routine, true, run);

	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(item), object);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfObjectDelete(object);
	expect_deleted(test, run);
	expect_deleted(test, parent);
}

/* row 116: only where there is a lock to hold, and it is one for DISPATCH_LEVEL */
static void wdf_test_create_serialised_below_a_dispatch_device(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	attributes.ParentObject = add_device(test, WdfExecutionLevelDispatch,
					     WdfSynchronizationScopeDevice);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
	config.AutomaticSerialization = FALSE;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
	config.AutomaticSerialization = TRUE;
	attributes.ParentObject = add_device(test, WdfExecutionLevelDispatch,
					     WdfSynchronizationScopeNone);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
	attributes.ParentObject = serialising_device(test);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
}

/* row 116: what is not to be given for a work item */
static void wdf_test_create_with_bad_attributes(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_EXECUTION_LEVEL_INVALID);
	attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_SYNCHRONIZATION_SCOPE_INVALID);
	attributes.SynchronizationScope = WdfSynchronizationScopeInvalid;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
	set_up_create(&config, &attributes);
	attributes.ExecutionLevel = WdfExecutionLevelDispatch + 1;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
	set_up_create(&config, &attributes);
	attributes.ContextSizeOverride = sizeof(RUN_CONTEXT) - 1;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
	attributes.ContextSizeOverride = 1000;
	attributes.ContextTypeInfo = NULL;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_OBJECT_ATTRIBUTES_INVALID);
}

/* row 116: everything is wrong, and is put right bit by bit */
static void wdf_test_create_statuses_in_order(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFDEVICE device = add_device(test, WdfExecutionLevelDispatch,
				      WdfSynchronizationScopeDevice);
	WDFWORKITEM item;

	set_up_create(&config, &attributes);
	config.Size = 0;
	config.EvtWorkItemFunc = NULL;
	attributes.Size = 0;
	attributes.ParentObject = NULL;
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, NULL, &item),
		      STATUS_WDF_PARENT_NOT_SPECIFIED);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INFO_LENGTH_MISMATCH);
	attributes.Size = sizeof(attributes);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_PARENT_NOT_SPECIFIED);
	attributes.ParentObject = wdf.driver;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INFO_LENGTH_MISMATCH);
	config.Size = sizeof(config);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_PARAMETER);
	config.EvtWorkItemFunc = routine;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_EXECUTION_LEVEL_INVALID);
	attributes.ExecutionLevel = WdfExecutionLevelInheritFromParent;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_DEVICE_REQUEST);
	attributes.ParentObject = device;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_WDF_INCOMPATIBLE_EXECUTION_LEVEL);
	config.AutomaticSerialization = FALSE;
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item), STATUS_SUCCESS);
}

/* rows 2 and 116 */
static void wdf_test_create_without_memory(struct kunit *test)
{
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item;
	NTSTATUS status;
	bool attempted;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	set_up_create(&config, &attributes);
	local_bh_disable();
	fail_next_allocation();
	status = WdfWorkItemCreate(&config, &attributes, &item);
	attempted = allocation_was_attempted();
	local_bh_enable();
	KUNIT_EXPECT_TRUE(test, attempted);
	EXPECT_STATUS(test, status, STATUS_INSUFFICIENT_RESOURCES);
}

/* row 3 */
static void wdf_test_create_under_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_WORKITEM_CONFIG config;
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFWORKITEM item = NULL;
	WDFSPINLOCK lock;
	NTSTATUS status;

	set_up_create(&config, &attributes);
	ASSERT_SUCCESS(test, WdfSpinLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &lock));
	WdfSpinLockAcquire(lock);
	status = WdfWorkItemCreate(&config, &attributes, &item);
	WdfSpinLockRelease(lock);
	ASSERT_SUCCESS(test, status);
	run_context(item)->run = run;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
}

/* ---- enqueueing ---------------------------------------------------------------------------- */

static void wdf_test_routine_runs_in_a_worker(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	run->item = NULL;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	KUNIT_EXPECT_EQ(test, run->irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_TRUE(test, run->system_thread);
	KUNIT_EXPECT_PTR_EQ(test, run->item, item);
}

/* row 111 */
static void wdf_test_enqueue_coalesces_while_queued(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	int i;

	WinworkHoldWorkers(TRUE);
	for (i = 0; i < 5; i++)
		WdfWorkItemEnqueue(item);
	WinworkHoldWorkers(FALSE);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

static VOID enqueue_again(WDFWORKITEM item)
{
	struct run *run = run_of(item);
	int runs;

	/* The first statement: the item is not enqueued any more. */
	if (atomic_read(&run->runs) + 1 < run->limit)
		WdfWorkItemEnqueue(item);
	runs = atomic_inc_return(&run->runs);
	atomic_inc(&run->finished);
	if (runs == run->limit)
		complete(&run->done);
}

/* rows 13 and 112 */
static void wdf_test_enqueue_in_own_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	/* Serialised, so that the runs count in turn. */
	WDFWORKITEM item = new_item(test, serialising_device(test), enqueue_again, true, run);

	run->limit = 100;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 100);
}

/* rows 14 and 112: three calls while the routine runs are one more run */
static void wdf_test_enqueue_while_running(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, serialising_device(test), stay, true, run);
	int i;

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	WinworkHoldWorkers(TRUE);
	for (i = 0; i < 3; i++)
		WdfWorkItemEnqueue(item);
	WinworkHoldWorkers(FALSE);
	complete_all(&run->go);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* row 9 */
static void wdf_test_enqueue_under_spin_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	WdfWorkItemEnqueue(item);
	KeReleaseSpinLock(&lock, irql);
	ASSERT_IN_TIME(test, &run->done);
}

static void enqueue_it(void *data)
{
	WdfWorkItemEnqueue(data);
}

static void wdf_test_enqueue_in_a_dpc(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	KUNIT_ASSERT_TRUE(test, run_in_softirq(enqueue_it, item));
	ASSERT_IN_TIME(test, &run->done);
}

static void wdf_test_enqueue_in_an_interrupt_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	KUNIT_ASSERT_TRUE(test, run_in_hard_interrupt(enqueue_it, item));
	EXPECT_REPORT(test, "WdfWorkItemEnqueue", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, item);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

/* row 8 */
static void wdf_test_enqueue_without_memory(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	bool attempted;

	if (!HAVE_FAULT_INJECTION)
		kunit_skip(test, "no CONFIG_FAILSLAB");
	local_bh_disable();
	fail_next_allocation();
	WdfWorkItemEnqueue(item);
	attempted = allocation_was_attempted();
	local_bh_enable();
	KUNIT_EXPECT_FALSE(test, attempted);
	ASSERT_IN_TIME(test, &run->done);
}

/* ---- serialisation ------------------------------------------------------------------------- */

/* Its first run enqueues it and waits for the second. */
static VOID meet_oneself(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->go))
			atomic_inc(&run->failures);
	} else {
		complete(&run->go);
	}
	atomic_inc(&run->finished);
}

/* rows 12 and 117: not serialised, one item runs twice at once */
static void wdf_test_item_overlaps_with_itself(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, serialising_device(test), meet_oneself, false, run);

	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* Notices whom it overlaps with; @other is who counts for all. */
static VOID alone(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_read(&run->runs) + 1 < run->limit)
		WdfWorkItemEnqueue(item);
	if (atomic_inc_return(&run->other->inside) != 1)
		atomic_inc(&run->other->failures);
	usleep_range(50, 100);
	atomic_dec(&run->other->inside);
	atomic_inc(&run->runs);
	atomic_inc(&run->finished);
}

/* row 117: nor with itself, nor with another one of the device */
static void serialised_items(struct kunit *test, WDFDEVICE device)
{
	struct run *all = new_run(test);
	struct run *run[2];
	WDFWORKITEM item[2];
	int i;

	for (i = 0; i < 2; i++) {
		run[i] = new_run(test);
		run[i]->other = all;
		run[i]->limit = 100;
		item[i] = new_item(test, device, alone, true, run[i]);
	}
	for (i = 0; i < 2; i++)
		WdfWorkItemEnqueue(item[i]);
	for (i = 0; i < 2; i++)
		WdfWorkItemFlush(item[i]);
	KUNIT_EXPECT_EQ(test, atomic_read(&all->failures), 0);
	for (i = 0; i < 2; i++)
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->runs), 100);
}

/* row 117 */
static void wdf_test_serialised_items_do_not_overlap(struct kunit *test)
{
	serialised_items(test, serialising_device(test));
}

/* Two of them wait for each other. */
static VOID meet(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	complete(&run->other->go);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

static void items_meet(struct kunit *test, WDFDEVICE device, bool serialised)
{
	struct run *run[2] = { new_run(test), new_run(test) };
	WDFWORKITEM item[2];
	int i;

	for (i = 0; i < 2; i++) {
		run[i]->other = run[!i];
		item[i] = new_item(test, device, meet, serialised, run[i]);
	}
	for (i = 0; i < 2; i++)
		WdfWorkItemEnqueue(item[i]);
	for (i = 0; i < 2; i++) {
		WdfWorkItemFlush(item[i]);
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->failures), 0);
	}
}

/* row 117 */
static void wdf_test_items_not_serialised_overlap(struct kunit *test)
{
	items_meet(test, serialising_device(test), false);
}

/* row 117: without effect where the scope is none, given or inherited */
static void wdf_test_scope_none_does_not_serialise(struct kunit *test)
{
	items_meet(test, add_device(test, WdfExecutionLevelPassive, WdfSynchronizationScopeNone),
		   true);
	items_meet(test, wdf.device, true);
}

/* row 117: two devices have two locks */
static void wdf_test_items_of_two_devices_overlap(struct kunit *test)
{
	struct run *run[2] = { new_run(test), new_run(test) };
	WDFWORKITEM item[2];
	int i;

	for (i = 0; i < 2; i++) {
		run[i]->other = run[!i];
		item[i] = new_item(test, serialising_device(test), meet, true, run[i]);
	}
	for (i = 0; i < 2; i++)
		WdfWorkItemEnqueue(item[i]);
	for (i = 0; i < 2; i++) {
		WdfWorkItemFlush(item[i]);
		KUNIT_EXPECT_EQ(test, atomic_read(&run[i]->failures), 0);
	}
}

/* row 117: it is the lock of WdfObjectAcquireLock */
static void wdf_test_serialised_item_waits_for_the_device_lock(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFDEVICE device = serialising_device(test);
	WDFWORKITEM item = new_item(test, device, routine, true, run);

	WdfObjectAcquireLock(device);
	WdfWorkItemEnqueue(item);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
	WdfObjectReleaseLock(device);
	ASSERT_IN_TIME(test, &run->done);
}

/* ---- flushing ------------------------------------------------------------------------------ */

/* row 113 */
static void wdf_test_flush_of_an_idle_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfWorkItemFlush(item);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	WdfWorkItemFlush(item);
	WdfWorkItemFlush(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

/* row 113 */
static void wdf_test_flush_waits_for_a_running_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, stay, true, run);

	run->limit = 1;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, flush_item, run);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 0);
	complete_all(&run->go);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* row 113 */
static void wdf_test_flush_waits_for_a_queued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	run->limit = 1;
	WinworkHoldWorkers(TRUE);
	WdfWorkItemEnqueue(item);
	spawn(test, flush_item, run);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 0);
	WinworkHoldWorkers(FALSE);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

/* row 113: of two runs at once the first to end is not the end */
static VOID second_ends_first(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->go))
			atomic_inc(&run->failures);
		atomic_inc(&run->finished);
	} else {
		atomic_inc(&run->finished);
		complete(&run->started);
	}
}

static void wdf_test_flush_waits_for_all_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, second_ends_first, false, run);

	run->limit = 2;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, flush_item, run);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->inside), 0);
	complete_all(&run->go);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

static VOID flush_oneself(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WdfWorkItemFlush(item);
	atomic_inc(&run->runs);
	atomic_inc(&run->finished);
	complete(&run->done);
}

/* row 114 */
static void wdf_test_flush_in_own_routine_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_oneself, true, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", VERIFIER_FATAL_ERROR, item);
}

/* row 114: each of two runs at once is the item's own */
static VOID flush_in_both(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->go))
			atomic_inc(&run->failures);
		WdfWorkItemFlush(item);
	} else {
		complete(&run->go);
	}
	atomic_inc(&run->finished);
	if (atomic_read(&run->finished) == 2)
		complete(&run->done);
}

static void wdf_test_flush_in_the_elder_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_in_both, false, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", VERIFIER_FATAL_ERROR, item);
}

static VOID flush_other(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WdfWorkItemFlush(run->other->item);
	if (!atomic_read(&run->other->finished))
		atomic_inc(&run->failures);
	complete(&run->done);
}

static void wdf_test_flush_of_another_item_in_a_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	struct run *other = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, flush_other, false, run);

	new_item(test, wdf.device, stay, false, other);
	run->other = other;
	WdfWorkItemEnqueue(other->item);
	ASSERT_IN_TIME(test, &other->started);
	WdfWorkItemEnqueue(item);
	settle();
	complete_all(&other->go);
	ASSERT_IN_TIME(test, &run->done);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

static void wdf_test_flush_at_dispatch_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfWorkItemFlush(item);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfWorkItemFlush", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, item);
}

/* ---- deleting work items -------------------------------------------------------------------- */

/* row 115 */
static void wdf_test_delete_of_an_idle_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 1);
	run = new_run(test);
	item = new_item(test, wdf.device, routine, true, run);
	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 1);
}

/* row 115 */
static void wdf_test_delete_of_a_queued_item_waits(struct kunit *test)
{
	struct run *run = new_run(test);

	new_item(test, wdf.device, routine, true, run);
	run->limit = 1;
	WinworkHoldWorkers(TRUE);
	WdfWorkItemEnqueue(run->item);
	spawn(test, delete_item, run);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	WinworkHoldWorkers(FALSE);
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
	expect_deleted(test, run);
}

/* row 115 */
static void wdf_test_delete_of_a_running_item_waits(struct kunit *test)
{
	struct run *run = new_run(test);

	new_item(test, wdf.device, stay, true, run);
	run->limit = 1;
	WdfWorkItemEnqueue(run->item);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, delete_item, run);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	complete_all(&run->go);
	join(test);
	expect_deleted(test, run);
}

/* As its first statement, and then it runs on for long. */
static VOID delete_oneself_first(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	WdfObjectDelete(item);
	/* Everything is still there. */
	if (atomic_read(&run->cleanups) || run_of(item) != run ||
	    WdfWorkItemGetParentObject(item) != run->parent)
		atomic_inc(&run->failures);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

/* rows 21 and 115 */
static void wdf_test_delete_in_own_routine(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_oneself_first, true, run);

	run->parent = wdf.device;
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 0);
	complete_all(&run->go);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

static VOID one_shot(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	atomic_inc(&run->finished);
	WdfObjectDelete(item);
}

static VOID count_destroy_only(WDFOBJECT object)
{
	atomic_inc(&run_of(object)->destroys);
}

static NTSTATUS fire_one_shot(struct run *run, WDFOBJECT parent)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item;
	NTSTATUS status;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, RUN_CONTEXT);
	attributes.EvtDestroyCallback = count_destroy_only;
	attributes.ParentObject = parent;
	WDF_WORKITEM_CONFIG_INIT(&config, one_shot);
	status = WdfWorkItemCreate(&config, &attributes, &item);
	if (!NT_SUCCESS(status))
		return status;
	run_context(item)->run = run;
	WdfWorkItemEnqueue(item);
	return STATUS_SUCCESS;
}

/* row 115, as drivers do it: created, enqueued, deleted by its own routine */
static void wdf_test_one_shot_items(struct kunit *test)
{
	struct run *run = new_run(test);
	int i;

	for (i = 0; i < 100; i++)
		ASSERT_SUCCESS(test, fire_one_shot(run, wdf.device));
	KUNIT_EXPECT_TRUE(test, count_reaches(&run->destroys, 100));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 100);
}

static void fire_one_shots(void *data)
{
	struct run *run = data;
	int i;

	for (i = 0; i < run->limit; i++) {
		if (fire_one_shot(run, wdf.device) != STATUS_SUCCESS)
			atomic_inc(&run->failures);
	}
}

/* row 119 */
static void wdf_test_one_shot_items_of_all_processors(struct kunit *test)
{
	struct run **run = case_alloc_array(test, nr_cpu_ids, struct run *);
	int cpu;

	for_each_online_cpu(cpu) {
		run[cpu] = new_run(test);
		run[cpu]->limit = 1000;
	}
	run_on_all_cpus(test, fire_one_shots, (void **)run);
	for_each_online_cpu(cpu) {
		KUNIT_EXPECT_TRUE(test, count_reaches(&run[cpu]->destroys, 1000));
		KUNIT_EXPECT_EQ(test, atomic_read(&run[cpu]->runs), 1000);
		KUNIT_EXPECT_EQ(test, atomic_read(&run[cpu]->failures), 0);
	}
}

static VOID enqueue_and_delete(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	if (atomic_inc_return(&run->runs) == 1) {
		WinworkHoldWorkers(TRUE);
		WdfWorkItemEnqueue(item);
		WdfObjectDelete(item);
		WinworkHoldWorkers(FALSE);
	}
	atomic_inc(&run->finished);
}

/* rows 26 and 115: what is enqueued still runs, and then the item goes */
static void wdf_test_delete_in_own_routine_of_an_enqueued_item(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, enqueue_and_delete, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/*
 * What usbip-win2 met: the first run has enqueued the item again, the second one begins before the
 * first is over. Run number @limit deletes the item, while the other one is still there.
 */
static VOID two_runs(WDFWORKITEM item)
{
	struct run *run = run_of(item);
	int which = atomic_inc_return(&run->runs);

	if (which == 1) {
		WdfWorkItemEnqueue(item);
		if (!in_time(&run->started))
			atomic_inc(&run->failures);
	}
	if (which == run->limit)
		WdfObjectDelete(item);
	if (which == 2)
		complete(&run->started);
	/* The one that deletes is gone from here before the other one is. */
	if (which == run->limit)
		complete(&run->go);
	else if (!in_time(&run->go))
		atomic_inc(&run->failures);
	if (atomic_read(&run->cleanups))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
}

/* row 115 */
static void wdf_test_delete_in_the_younger_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, two_runs, false, run);

	run->limit = 2;
	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/* row 115 */
static void wdf_test_delete_in_the_elder_of_two_runs(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, two_runs, false, run);

	run->limit = 1;
	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 2);
}

/* rows 27 and 115 */
static void wdf_test_delete_at_dispatch_calls_back_at_passive(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KSPIN_LOCK lock;
	KIRQL irql;

	KeInitializeSpinLock(&lock);
	KeAcquireSpinLock(&lock, &irql);
	WdfObjectDelete(item);
	KeReleaseSpinLock(&lock, irql);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

static VOID delete_and_return_raised(WDFWORKITEM item)
{
	struct run *run = run_of(item);
	KIRQL irql;

	atomic_inc(&run->runs);
	WdfObjectDelete(item);
	atomic_inc(&run->finished);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
}

/* row 64: the report is the engine's; the callbacks still come at PASSIVE_LEVEL */
static void wdf_test_delete_and_return_raised(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_and_return_raised, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)PASSIVE_LEVEL);
	wait_for_report(test);
	EXPECT_REPORT(test, "WdfWorkItemEnqueue", BUGCHECK_RETURNED_AT_BAD_IRQL,
		      delete_and_return_raised, DISPATCH_LEVEL, ANY, ANY, ANY);
}

/* ---- the tree ------------------------------------------------------------------------------- */

static VOID journal_cleanup(WDFOBJECT object)
{
	RUN_CONTEXT *context = run_context(object);

	note(&context->run->journal, context->name);
	atomic_inc(&context->run->cleanups);
}

static VOID journal_destroy(WDFOBJECT object)
{
	RUN_CONTEXT *context = run_context(object);

	/* One letter less: "+child" becomes "child". */
	note(&context->run->journal, context->name + 1);
	atomic_inc(&context->run->destroys);
}

static WDFOBJECT journalled(struct kunit *test, WDFOBJECT parent, const char *name, struct run *run)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object = NULL;

	attributes_for(&attributes, parent);
	attributes.EvtCleanupCallback = journal_cleanup;
	attributes.EvtDestroyCallback = journal_destroy;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->run = run;
	run_context(object)->name = name;
	return object;
}

static void wdf_test_children_go_first(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFOBJECT parent = journalled(test, wdf.device, "+parent", run);
	WDFOBJECT child = journalled(test, parent, "+child", run);

	journalled(test, child, "+grandchild", run);
	WdfObjectDelete(parent);
	EXPECT_JOURNAL(test, &run->journal, "+grandchild", "+child", "+parent", "grandchild",
		       "child", "parent");
}

/* A chain that would not fit on the stack, were it followed by recursion. */
static void wdf_test_deep_tree(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFOBJECT top = new_object(test, wdf.device, run);
	WDFOBJECT object = top;
	int i;

	for (i = 0; i < 2000; i++)
		object = new_object(test, object, run);
	WdfObjectDelete(top);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 2001);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 2001);
}

static VOID note_routine(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	note(&run->journal, "routine");
}

static void delete_object(void *data)
{
	struct run *run = data;

	WdfObjectDelete(run->object);
	note(&run->journal, "deleted");
}

/* row 115: the parent's callback comes after the item's, and that after the routine */
static void wdf_test_deletion_of_the_parent(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item = NULL;

	run->object = journalled(test, wdf.device, "+parent", run);
	attributes_for(&attributes, run->object);
	attributes.EvtCleanupCallback = journal_cleanup;
	attributes.EvtDestroyCallback = journal_destroy;
	WDF_WORKITEM_CONFIG_INIT(&config, note_routine);
	ASSERT_SUCCESS(test, WdfWorkItemCreate(&config, &attributes, &item));
	run_context(item)->run = run;
	run_context(item)->name = "+item";
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, delete_object, run);
	settle();
	complete_all(&run->go);
	join(test);
	EXPECT_JOURNAL(test, &run->journal, "routine", "+item", "+parent", "item", "parent",
		       "deleted");
}

static VOID delete_parent(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	WdfObjectDelete(WdfWorkItemGetParentObject(item));
	if (atomic_read(&run->cleanups))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
	complete(&run->done);
}

/* row 115: that deletes the item too, and so waits for the routine it is called in */
static void wdf_test_deletion_of_the_parent_in_own_routine(struct kunit *test)
{
	struct run *parent = new_run(test);
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, new_object(test, wdf.device, parent), delete_parent, true,
				    run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	expect_deleted(test, run);
	expect_deleted(test, parent);
}

static VOID cleanup_that_waits(WDFOBJECT object)
{
	struct run *run = run_of(object);

	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->cleanups);
}

/* A child that is being deleted by another thread is waited for. */
static void wdf_test_deletion_of_parent_and_child_at_once(struct kunit *test)
{
	struct run *parent = new_run(test);
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;

	new_object(test, wdf.device, parent);
	attributes_for(&attributes, parent->object);
	attributes.EvtCleanupCallback = cleanup_that_waits;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &run->object));
	run_context(run->object)->run = run;
	spawn(test, delete_object, run);
	ASSERT_IN_TIME(test, &run->started);
	spawn(test, delete_object, parent);
	settle();
	KUNIT_EXPECT_EQ(test, atomic_read(&parent->cleanups), 0);
	complete_all(&run->go);
	join(test);
	expect_deleted(test, run);
	expect_deleted(test, parent);
}

static VOID cleanup_that_deletes(WDFOBJECT object)
{
	struct run *run = run_of(object);

	WdfObjectDelete(run->other->object);
	atomic_inc(&run->cleanups);
}

/* OK for a child, whose deletion is under way then, and for the parent. */
static void wdf_test_deletion_in_a_cleanup_callback(struct kunit *test)
{
	struct run *parent = new_run(test);
	struct run *child = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;

	attributes_for(&attributes, wdf.device);
	attributes.EvtCleanupCallback = cleanup_that_deletes;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &parent->object));
	run_context(parent->object)->run = parent;
	parent->other = child;
	new_object(test, parent->object, child);
	WdfObjectDelete(parent->object);
	expect_deleted(test, child);
	expect_deleted(test, parent);

	parent = new_run(test);
	child = new_run(test);
	new_object(test, wdf.device, parent);
	attributes_for(&attributes, parent->object);
	attributes.EvtCleanupCallback = cleanup_that_deletes;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &child->object));
	run_context(child->object)->run = child;
	child->other = parent;
	WdfObjectDelete(child->object);
	expect_deleted(test, child);
	expect_deleted(test, parent);
}

static VOID try_to_create(WDFOBJECT object)
{
	struct run *run = run_of(object);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item;
	WDFOBJECT child;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = object;
	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	if (WdfObjectCreate(&attributes, &child) == STATUS_DELETE_PENDING)
		atomic_inc(&run->runs);
	if (WdfWorkItemCreate(&config, &attributes, &item) == STATUS_DELETE_PENDING)
		atomic_inc(&run->runs);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	if (WdfObjectAllocateContext(object, &attributes, NULL) == STATUS_DELETE_PENDING)
		atomic_inc(&run->runs);
}

static void wdf_test_nothing_new_below_what_goes(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;

	attributes_for(&attributes, wdf.device);
	attributes.EvtCleanupCallback = try_to_create;
	attributes.EvtDestroyCallback = NULL;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &run->object));
	run_context(run->object)->run = run;
	WdfObjectDelete(run->object);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 3);
}

/* An object without a level of its own is called back where it is deleted. */
static void wdf_test_execution_level_of_callbacks(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFOBJECT object = new_object(test, wdf.device, run);
	WDF_OBJECT_ATTRIBUTES attributes;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfObjectDelete(object);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 1);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)DISPATCH_LEVEL);

	run = new_run(test);
	attributes_for(&attributes, wdf.device);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->run = run;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfObjectDelete(object);
	KeLowerIrql(irql);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->cleanup_irql, (KIRQL)PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

/* ---- references ----------------------------------------------------------------------------- */

static void wdf_test_reference_puts_off_the_destroy_callback(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	KIRQL irql;

	WdfObjectReference(item);
	WdfObjectReferenceWithTag(item, run);
	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 0);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_of(item), (void *)run);
	/* In the tree it is not any more. */
	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(item), (PVOID)NULL);
	WdfObjectDereferenceWithTag(item, run);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 0);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfObjectDereference(item);
	KeLowerIrql(irql);
	expect_deleted(test, run);
	KUNIT_EXPECT_EQ(test, run->destroy_irql, (KIRQL)PASSIVE_LEVEL);
}

static void wdf_test_dereference_without_reference_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfObjectReference(item);
	WdfObjectDereference(item);
	WdfObjectDereference(item);
	EXPECT_VIOLATION(test, "WdfObjectDereference", OBJECT_ERROR, item);
	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
}

/* An object that the driver keeps longer than its driver object lives. */
static void wdf_test_reference_left_at_unload_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	WdfObjectReference(item);
	unload(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 0);
	EXPECT_NO_REPORT(test);
	fixture_renew_driver(test);
	EXPECT_REPORT(test, "DriverUnload", BUGCHECK_REFERENCE_BY_POINTER, 0, item, ANY, ANY, item);
}

/* ---- contexts ------------------------------------------------------------------------------- */

static void wdf_test_contexts(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	WDF_OBJECT_ATTRIBUTES attributes;
	OTHER_CONTEXT *other = NULL;
	PVOID again = NULL;
	int i;

	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfObjectGet_OTHER_CONTEXT(item), (void *)NULL);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, &attributes, (PVOID *)&other),
		      STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, other);
	for (i = 0; i < sizeof(*other); i++)
		KUNIT_EXPECT_EQ(test, other->byte[i], (char)0);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectGet_OTHER_CONTEXT(item), other);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectGetTypedContext(item, OTHER_CONTEXT), other);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_of(item), (void *)run);
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, &attributes, &again),
		      STATUS_OBJECT_NAME_EXISTS);
	KUNIT_EXPECT_PTR_EQ(test, again, (PVOID)other);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(other), (PVOID)item);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(run_context(item)), (PVOID)item);
	KUNIT_EXPECT_EQ(test, (unsigned long)other % 16, 0ul);
	KUNIT_EXPECT_EQ(test, (unsigned long)run_context(item) % 16, 0ul);
}

/* The callbacks that came with each context are called. */
static void wdf_test_callbacks_of_a_second_context(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	WDF_OBJECT_ATTRIBUTES attributes;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.EvtCleanupCallback = count_cleanup;
	attributes.EvtDestroyCallback = count_destroy;
	ASSERT_SUCCESS(test, WdfObjectAllocateContext(item, &attributes, NULL));
	WdfObjectDelete(item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 2);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->destroys), 2);
}

/* All of it is the driver's. */
static void wdf_test_context_larger_than_its_type(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object = NULL;

	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ContextSizeOverride = 3000;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(WdfObjectGet_OTHER_CONTEXT(object), 0, 3000),
			    (void *)NULL);
	memset(WdfObjectGet_OTHER_CONTEXT(object), 0x5a, 3000);
	WdfObjectDelete(object);
}

static void wdf_test_context_statuses(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	WDF_OBJECT_ATTRIBUTES attributes;
	PVOID context;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, &attributes, &context),
		      STATUS_OBJECT_NAME_INVALID);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	attributes.ParentObject = wdf.device;
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, &attributes, &context),
		      STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED);
	EXPECT_STATUS(test, WdfObjectAllocateContext(item, NULL, &context),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfObjectAllocateContext", BUGCHECK_WDF_VIOLATION,
		      REQUIRED_PARAMETER_IS_NULL, ANY, ANY, ANY, ANY);
}

static void wdf_test_object_of_no_context_is_reported(struct kunit *test)
{
	char *block = case_alloc(test, 256);

	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(block + 128), (PVOID)NULL);
	EXPECT_VIOLATION(test, "WdfObjectContextGetObject", INVALID_HANDLE, block + 128);
	KUNIT_EXPECT_PTR_EQ(test, WdfObjectContextGetObject(NULL), (PVOID)NULL);
	EXPECT_VIOLATION(test, "WdfObjectContextGetObject", INVALID_HANDLE, NULL);
}

/* ---- wrong calls ---------------------------------------------------------------------------- */

static VOID enqueue_in_cleanup(WDFOBJECT object)
{
	WdfWorkItemEnqueue((WDFWORKITEM)object);
}

static void wdf_test_enqueue_once_deletion_has_begun_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item = NULL;

	attributes_for(&attributes, wdf.device);
	attributes.EvtCleanupCallback = enqueue_in_cleanup;
	attributes.EvtDestroyCallback = NULL;
	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	ASSERT_SUCCESS(test, WdfWorkItemCreate(&config, &attributes, &item));
	run_context(item)->run = run;
	WdfObjectDelete(item);
	EXPECT_VIOLATION(test, "WdfWorkItemEnqueue", OBJECT_ERROR, item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 0);
}

static VOID delete_and_enqueue(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	WdfObjectDelete(item);
	WdfWorkItemEnqueue(item);
	atomic_inc(&run->finished);
}

static void wdf_test_enqueue_of_what_deletes_itself_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_and_enqueue, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	EXPECT_VIOLATION(test, "WdfWorkItemEnqueue", OBJECT_ERROR, item);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->runs), 1);
}

static VOID delete_twice(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	WdfObjectDelete(item);
	WdfObjectDelete(item);
	atomic_inc(&run->finished);
}

static void wdf_test_second_delete_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, delete_twice, true, run);

	WdfWorkItemEnqueue(item);
	expect_deleted(test, run);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, item);
}

static void wdf_test_delete_of_what_is_the_frameworks_is_reported(struct kunit *test)
{
	WdfObjectDelete(wdf.device);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, wdf.device);
	WdfObjectDelete(wdf.driver);
	EXPECT_VIOLATION(test, "WdfObjectDelete", OBJECT_ERROR, wdf.driver);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceGetDriver(wdf.device), wdf.driver);
}

/* A handle that is none, to each function that takes one. */
static void wrong_handle(struct kunit *test, void *handle)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_WORKITEM_CONFIG config;
	WDFWORKITEM item;
	WDFOBJECT object;
	PVOID context;

	WdfWorkItemEnqueue(handle);
	EXPECT_VIOLATION(test, "WdfWorkItemEnqueue", INVALID_HANDLE, handle);
	WdfWorkItemFlush(handle);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", INVALID_HANDLE, handle);
	KUNIT_EXPECT_PTR_EQ(test, WdfWorkItemGetParentObject(handle), (PVOID)NULL);
	EXPECT_VIOLATION(test, "WdfWorkItemGetParentObject", INVALID_HANDLE, handle);
	WdfSpinLockAcquire(handle);
	EXPECT_VIOLATION(test, "WdfSpinLockAcquire", INVALID_HANDLE, handle);
	EXPECT_STATUS(test, WdfWaitLockAcquire(handle, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfWaitLockAcquire", INVALID_HANDLE, handle);
	KUNIT_EXPECT_PTR_EQ(test, WdfDeviceWdmGetDeviceObject(handle), (PDEVICE_OBJECT)NULL);
	EXPECT_VIOLATION(test, "WdfDeviceWdmGetDeviceObject", INVALID_HANDLE, handle);
	WinworkWdfRemoveDevice(handle);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", INVALID_HANDLE, handle);
	KUNIT_EXPECT_PTR_EQ(test, WdfDriverWdmGetDriverObject(handle), (PDRIVER_OBJECT)NULL);
	EXPECT_VIOLATION(test, "WdfDriverWdmGetDriverObject", INVALID_HANDLE, handle);
	WdfDeviceInitSetExclusive(handle, TRUE);
	EXPECT_VIOLATION(test, "WdfDeviceInitSetExclusive", INVALID_HANDLE, handle);
	WdfDeviceInitFree(handle);
	EXPECT_VIOLATION(test, "WdfDeviceInitFree", INVALID_HANDLE, handle);

	/* To those that take any object, one of another type is not wrong. */
	if (handle == fixture_of(test)->device)
		return;
	WdfObjectDelete(handle);
	EXPECT_VIOLATION(test, "WdfObjectDelete", INVALID_HANDLE, handle);
	WdfObjectReference(handle);
	EXPECT_VIOLATION(test, "WdfObjectReference", INVALID_HANDLE, handle);
	WdfObjectDereference(handle);
	EXPECT_VIOLATION(test, "WdfObjectDereference", INVALID_HANDLE, handle);
	KUNIT_EXPECT_PTR_EQ(test, (void *)run_context(handle), (void *)NULL);
	EXPECT_VIOLATION(test, "WdfObjectGetTypedContext", INVALID_HANDLE, handle);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, OTHER_CONTEXT);
	EXPECT_STATUS(test, WdfObjectAllocateContext(handle, &attributes, &context),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfObjectAllocateContext", INVALID_HANDLE, handle);
	WdfObjectAcquireLock(handle);
	EXPECT_VIOLATION(test, "WdfObjectAcquireLock", INVALID_HANDLE, handle);
	if (!handle)
		return;
	attributes.ParentObject = handle;
	WDF_WORKITEM_CONFIG_INIT(&config, routine);
	EXPECT_STATUS(test, WdfWorkItemCreate(&config, &attributes, &item),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfWorkItemCreate", INVALID_HANDLE, handle);
	EXPECT_STATUS(test, WdfObjectCreate(&attributes, &object), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfObjectCreate", INVALID_HANDLE, handle);
}

/* row 30 */
static void wdf_test_wrong_handles_are_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);

	wrong_handle(test, NULL);
	WdfWorkItemEnqueue(item);
	WdfWorkItemFlush(item);
	WdfObjectDelete(item);
	/* A worker on its way out may still have the memory; the object is gone all the same. */
	wrong_handle(test, item);
	wrong_handle(test, case_alloc(test, 512) + 128);
}

static void wdf_test_handles_of_another_type_are_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, routine, true, run);
	WDFOBJECT object = new_object(test, wdf.device, run);

	/* A device of the I/O manager's is an object, but none of the framework's. */
	wrong_handle(test, fixture_of(test)->device);
	WdfWorkItemEnqueue((WDFWORKITEM)wdf.device);
	EXPECT_VIOLATION(test, "WdfWorkItemEnqueue", INVALID_HANDLE, wdf.device);
	WdfWorkItemFlush((WDFWORKITEM)object);
	EXPECT_VIOLATION(test, "WdfWorkItemFlush", INVALID_HANDLE, object);
	WdfSpinLockAcquire((WDFSPINLOCK)item);
	EXPECT_VIOLATION(test, "WdfSpinLockAcquire", INVALID_HANDLE, item);
	WdfObjectAcquireLock(item);
	EXPECT_VIOLATION(test, "WdfObjectAcquireLock", INVALID_LOCK_OPERATION, item);
}

/* ---- locks ---------------------------------------------------------------------------------- */

static void wdf_test_spin_lock(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFSPINLOCK lock = NULL;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = wdf.device;
	ASSERT_SUCCESS(test, WdfSpinLockCreate(&attributes, &lock));
	WdfSpinLockAcquire(lock);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)DISPATCH_LEVEL);
	WdfSpinLockRelease(lock);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	WdfObjectDelete(lock);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	EXPECT_STATUS(test, WdfSpinLockCreate(&attributes, &lock),
		      STATUS_WDF_EXECUTION_LEVEL_INVALID);
}

struct wait_lock {
	WDFWAITLOCK lock;
	NTSTATUS at_once;
	NTSTATUS in_a_while;
};

static void try_wait_lock(void *data)
{
	struct wait_lock *wait = data;
	LONGLONG timeout = 0;

	wait->at_once = WdfWaitLockAcquire(wait->lock, &timeout);
	timeout = WDF_REL_TIMEOUT_IN_MS(1);
	wait->in_a_while = WdfWaitLockAcquire(wait->lock, &timeout);
}

static void wdf_test_wait_lock(struct kunit *test)
{
	struct wait_lock *wait = case_alloc_type(test, struct wait_lock);
	LONGLONG timeout = 0;

	ASSERT_SUCCESS(test, WdfWaitLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &wait->lock));
	EXPECT_STATUS(test, WdfWaitLockAcquire(wait->lock, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	spawn(test, try_wait_lock, wait);
	join(test);
	EXPECT_STATUS(test, wait->at_once, STATUS_TIMEOUT);
	EXPECT_STATUS(test, wait->in_a_while, STATUS_TIMEOUT);
	WdfWaitLockRelease(wait->lock);
	EXPECT_STATUS(test, WdfWaitLockAcquire(wait->lock, &timeout), STATUS_SUCCESS);
	WdfWaitLockRelease(wait->lock);
}

static void release_wait_lock(void *data)
{
	WdfWaitLockRelease(data);
}

static void wdf_test_misuse_of_a_wait_lock_is_reported(struct kunit *test)
{
	LONGLONG timeout = 0;
	WDFWAITLOCK lock;
	KIRQL irql;

	ASSERT_SUCCESS(test, WdfWaitLockCreate(WDF_NO_OBJECT_ATTRIBUTES, &lock));
	WdfWaitLockRelease(lock);
	EXPECT_VIOLATION(test, "WdfWaitLockRelease", INVALID_LOCK_OPERATION, lock);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, NULL), STATUS_SUCCESS);
	spawn(test, release_wait_lock, lock);
	join(test);
	EXPECT_VIOLATION(test, "WdfWaitLockRelease", INVALID_LOCK_OPERATION, lock);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, NULL), STATUS_SUCCESS);
	EXPECT_VIOLATION(test, "WdfWaitLockAcquire", RECURSIVE_LOCK, lock);
	WdfWaitLockRelease(lock);
	WdfWaitLockRelease(lock);
	EXPECT_NO_REPORT(test);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, WdfWaitLockAcquire(lock, &timeout), STATUS_SUCCESS);
	WdfWaitLockRelease(lock);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfWaitLockAcquire", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, ANY, ANY,
		      ANY, lock);
}

static void wdf_test_callback_lock_of_a_device(struct kunit *test)
{
	WDFDEVICE passive = serialising_device(test);

	WdfObjectAcquireLock(passive);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
	WdfObjectReleaseLock(passive);
	WdfObjectReleaseLock(passive);
	EXPECT_VIOLATION(test, "WdfObjectReleaseLock", INVALID_LOCK_OPERATION, passive);
	WdfObjectAcquireLock(wdf.device);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)DISPATCH_LEVEL);
	WdfObjectReleaseLock(wdf.device);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), (KIRQL)PASSIVE_LEVEL);
}

/* ---- the driver and its devices -------------------------------------------------------------- */

static void wdf_test_driver_object(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	WDFDRIVER again = (WDFDRIVER)test;

	KUNIT_EXPECT_PTR_EQ(test, WdfGetDriver(), wdf.driver);
	KUNIT_EXPECT_PTR_EQ(test, WdfDriverWdmGetDriverObject(wdf.driver), fixture->driver);
	EXPECT_STATUS(test, create_wdf_driver(fixture->driver, NULL, &again),
		      STATUS_DRIVER_INTERNAL_ERROR);
	KUNIT_EXPECT_PTR_EQ(test, again, (WDFDRIVER)NULL);
	unload(test);
	KUNIT_EXPECT_PTR_EQ(test, WdfGetDriver(), (WDFDRIVER)NULL);
}

static void wdf_test_driver_create_statuses(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	WDF_OBJECT_ATTRIBUTES attributes;
	WDF_DRIVER_CONFIG config;

	unload(test);
	fixture->driver->DriverUnload = NULL;
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.Size++;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INFO_LENGTH_MISMATCH);
	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.DriverInitFlags = 0x100;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INVALID_PARAMETER);
	config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, NULL),
		      STATUS_INVALID_PARAMETER);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = fixture;
	WDF_DRIVER_CONFIG_INIT(&config, NULL);
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, &attributes, &config, NULL),
		      STATUS_WDF_PARENT_ASSIGNMENT_NOT_ALLOWED);
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfDriverCreate", BUGCHECK_WDF_VIOLATION, REQUIRED_PARAMETER_IS_NULL,
		      ANY, ANY, ANY, ANY);
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DriverUnload, (void *)NULL);

	/* Such a driver cannot be unloaded without a routine for it. */
	config.DriverInitFlags = WdfDriverInitNonPnpDriver;
	config.EvtDriverUnload = driver_unload;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, &wdf.driver),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_NOT_SUPPORTED);
	unload(test);
	fixture->driver->DriverUnload = NULL;
	config.EvtDriverUnload = NULL;
	EXPECT_STATUS(test, WdfDriverCreate(fixture->driver, &path, NULL, &config, &wdf.driver),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DriverUnload, (void *)NULL);
	/* Nobody has unloaded it; it ends with its driver all the same. */
	fixture_renew_driver(test);
	KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(wdf.driver), 0L);
	wdf.driver = NULL;
	EXPECT_NO_REPORT(test);
}

/* What the device inherits it passes on. */
static void wdf_test_scope_is_inherited_from_the_driver(struct kunit *test)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	unload(test);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ExecutionLevel = WdfExecutionLevelPassive;
	attributes.SynchronizationScope = WdfSynchronizationScopeDevice;
	ASSERT_SUCCESS(test, create_wdf_driver(fixture_of(test)->driver, &attributes, &wdf.driver));
	serialised_items(test, add_device(test, WdfExecutionLevelInheritFromParent,
					  WdfSynchronizationScopeInheritFromParent));
}

static VOID journal_unload_cleanup(WDFOBJECT object)
{
	RUN_CONTEXT *context = run_context(object);

	note(wdf.journal, context->name);
}

static NTSTATUS prepare_hardware(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	note(wdf.journal, "prepare");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_status;

static NTSTATUS d0_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	note(wdf.journal, from == WdfPowerDeviceD3Final ? "entry" : "entry from elsewhere");
	return d0_status;
}

static NTSTATUS d0_entry_post(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	note(wdf.journal, "post");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_exit_pre(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	note(wdf.journal, "pre");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_exit(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	note(wdf.journal, to == WdfPowerDeviceD3Final ? "exit" : "exit to elsewhere");
	return STATUS_SUCCESS;
}

static NTSTATUS release_hardware(WDFDEVICE device, WDFCMRESLIST translated)
{
	note(wdf.journal, "release");
	return STATUS_SUCCESS;
}

static NTSTATUS io_init_status;

static NTSTATUS io_init(WDFDEVICE device)
{
	note(wdf.journal, "init");
	return io_init_status;
}

static NTSTATUS io_suspend(WDFDEVICE device)
{
	note(wdf.journal, "suspend");
	return STATUS_SUCCESS;
}

static VOID io_flush(WDFDEVICE device)
{
	note(wdf.journal, "flush");
}

static VOID io_cleanup(WDFDEVICE device)
{
	note(wdf.journal, "cleanup");
}

static void set_up_callbacks(struct kunit *test)
{
	WDF_PNPPOWER_EVENT_CALLBACKS *callbacks = &wdf.callbacks;

	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(callbacks);
	callbacks->EvtDevicePrepareHardware = prepare_hardware;
	callbacks->EvtDeviceReleaseHardware = release_hardware;
	callbacks->EvtDeviceD0Entry = d0_entry;
	callbacks->EvtDeviceD0EntryPostInterruptsEnabled = d0_entry_post;
	callbacks->EvtDeviceD0ExitPreInterruptsDisabled = d0_exit_pre;
	callbacks->EvtDeviceD0Exit = d0_exit;
	callbacks->EvtDeviceSelfManagedIoInit = io_init;
	callbacks->EvtDeviceSelfManagedIoSuspend = io_suspend;
	callbacks->EvtDeviceSelfManagedIoFlush = io_flush;
	callbacks->EvtDeviceSelfManagedIoCleanup = io_cleanup;
	d0_status = STATUS_SUCCESS;
	io_init_status = STATUS_SUCCESS;
	wdf.run = new_run(test);
	wdf.journal = &wdf.run->journal;
}

static void wdf_test_device_comes_and_goes(struct kunit *test)
{
	struct run *run;
	WDFDEVICE device = NULL;

	set_up_callbacks(test);
	run = wdf.run;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	KUNIT_EXPECT_PTR_EQ(test, (void *)device, run->object);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "post", "init");
	KUNIT_EXPECT_EQ(test, WdfDeviceWdmGetDeviceObject(device)->Flags & DO_DEVICE_INITIALIZING,
			0u);
	WinworkWdfRemoveDevice(device);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "post", "init", "suspend", "pre",
		       "exit", "release", "flush", "cleanup");
	expect_deleted(test, run);
	WinworkWdfRemoveDevice(device);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", INVALID_HANDLE, device);
}

static void wdf_test_device_that_does_not_start(struct kunit *test)
{
	struct run *run;
	WDFDEVICE device = wdf.device;

	set_up_callbacks(test);
	run = wdf.run;
	d0_status = STATUS_DEVICE_NOT_CONNECTED;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, &device), STATUS_DEVICE_NOT_CONNECTED);
	KUNIT_EXPECT_PTR_EQ(test, device, (WDFDEVICE)NULL);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "release");
	expect_deleted(test, run);

	set_up_callbacks(test);
	run = wdf.run;
	io_init_status = STATUS_INSUFFICIENT_RESOURCES;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_INSUFFICIENT_RESOURCES);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "post", "init", "pre", "exit",
		       "release", "cleanup");
	expect_deleted(test, run);
}

static void wdf_test_device_add_that_fails(struct kunit *test)
{
	struct run *run;

	set_up_callbacks(test);
	run = wdf.run;
	wdf.status = STATUS_NO_SUCH_DEVICE;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->journal.count), 0);
	expect_deleted(test, run);
	wdf.status = STATUS_SUCCESS;
}

static VOID remove_own_device(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WinworkWdfRemoveDevice((WDFDEVICE)WdfWorkItemGetParentObject(item));
	complete(&run->done);
}

static void wdf_test_removal_in_own_routine_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, remove_own_device, true, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", OBJECT_ERROR, wdf.device);
	WdfWorkItemFlush(item);
	WinworkWdfRemoveDevice(wdf.device);
	EXPECT_NO_REPORT(test);
}

/* row 50 and the rest: devices first, then EvtDriverUnload, then what is left */
static void wdf_test_unload(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object;
	WDFDEVICE device;

	set_up_callbacks(test);
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	new_item(test, device, stay, true, run);
	attributes_for(&attributes, NULL);
	attributes.EvtCleanupCallback = journal_unload_cleanup;
	attributes.EvtDestroyCallback = NULL;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->name = "left";
	WdfWorkItemEnqueue(run->item);
	ASSERT_IN_TIME(test, &run->started);
	complete_all(&run->go);
	unload(test);
	EXPECT_JOURNAL(test, wdf.journal, "prepare", "entry", "post", "init", "suspend", "pre",
		       "exit", "release", "flush", "cleanup", "EvtDriverUnload", "left");
	expect_deleted(test, run);
	wdf.journal = NULL;
}

static void wdf_test_control_device(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\winwork-wdf-control");
	DECLARE_CONST_UNICODE_STRING(everybody, L"D:P(A;;GA;;;WD)");
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &everybody);
	PWDFDEVICE_INIT second = WdfControlDeviceInitAllocate(wdf.driver, &everybody);
	WDFDEVICE device = NULL, other = wdf.device;
	PDEVICE_OBJECT wdm;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	EXPECT_STATUS(test, WdfDeviceInitAssignName(init, &name), STATUS_SUCCESS);
	WdfDeviceInitSetDeviceType(init, FILE_DEVICE_NULL);
	WdfDeviceInitSetCharacteristics(init, FILE_DEVICE_SECURE_OPEN, FALSE);
	WdfDeviceInitSetCharacteristics(init, FILE_READ_ONLY_DEVICE, TRUE);
	WdfDeviceInitSetExclusive(init, TRUE);
	WdfDeviceInitSetIoType(init, WdfDeviceIoDirect);
	attributes_for(&attributes, NULL);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, &attributes, &device));
	KUNIT_EXPECT_PTR_EQ(test, (void *)init, (void *)NULL);
	run_context(device)->run = run;
	wdm = WdfDeviceWdmGetDeviceObject(device);
	KUNIT_EXPECT_EQ(test, wdm->DeviceType, (DEVICE_TYPE)FILE_DEVICE_NULL);
	KUNIT_EXPECT_EQ(test, wdm->Characteristics,
			(ULONG)(FILE_DEVICE_SECURE_OPEN | FILE_READ_ONLY_DEVICE));
	KUNIT_EXPECT_EQ(test, wdm->Flags, (ULONG)(DO_DIRECT_IO | DO_EXCLUSIVE | DO_DEVICE_HAS_NAME |
						  DO_DEVICE_INITIALIZING));
	WdfControlFinishInitializing(device);
	KUNIT_EXPECT_EQ(test, wdm->Flags & DO_DEVICE_INITIALIZING, 0u);

	/* Two of one name there are not. */
	EXPECT_STATUS(test, WdfDeviceInitAssignName(second, &name), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfDeviceCreate(&second, NULL, &other), STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_PTR_EQ(test, other, (WDFDEVICE)NULL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	WdfDeviceInitFree(second);
	WdfDeviceInitFree(second);
	EXPECT_VIOLATION(test, "WdfDeviceInitFree", INVALID_HANDLE, second);

	/* It is not one that leaves; it is deleted. */
	WinworkWdfRemoveDevice(device);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", OBJECT_ERROR, device);
	WdfObjectDelete(device);
	expect_deleted(test, run);
	/* One that is left goes with the driver, and so does what nothing came of. */
	WdfControlDeviceInitAllocate(wdf.driver, &everybody);
}

static struct run *failing_run;

static NTSTATUS failing_entry(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
	WDF_OBJECT_ATTRIBUTES attributes;

	attributes_for(&attributes, NULL);
	if (create_wdf_driver(driver, &attributes, &wdf.driver) != STATUS_SUCCESS)
		return STATUS_SUCCESS;
	run_context(wdf.driver)->run = failing_run;
	return STATUS_UNSUCCESSFUL;
}

/* What a DriverEntry that fails leaves goes without EvtDriverUnload, and without a report. */
static void wdf_test_driver_entry_that_fails(struct kunit *test)
{
	failing_run = new_run(test);
	unload(test);
	wdf.journal = &failing_run->journal;
	EXPECT_STATUS(test, IoCreateDriver(NULL, failing_entry), STATUS_UNSUCCESSFUL);
	wdf.driver = NULL;
	KUNIT_EXPECT_EQ(test, atomic_read(&failing_run->journal.count), 0);
	expect_deleted(test, failing_run);
	EXPECT_NO_REPORT(test);
}

/* A device keeps its driver object's reference only as long as it is there. */
static void wdf_test_no_references_are_left(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct run *run = new_run(test);

	fire_one_shot(run, wdf.device);
	KUNIT_EXPECT_TRUE(test, count_reaches(&run->destroys, 1));
	unload(test);
	EXPECT_REFERENCES(test, fixture->driver, fixture->driver_references);
}

static struct kunit_case wdf_cases[] = {
	KUNIT_CASE(wdf_test_create),
	KUNIT_CASE(wdf_test_create_without_parent),
	KUNIT_CASE(wdf_test_create_with_wrong_sizes),
	KUNIT_CASE(wdf_test_create_without_routine),
	KUNIT_CASE(wdf_test_create_with_null_is_reported),
	KUNIT_CASE(wdf_test_create_below_no_device),
	KUNIT_CASE(wdf_test_create_below_an_object_of_a_device),
	KUNIT_CASE(wdf_test_create_serialised_below_a_dispatch_device),
	KUNIT_CASE(wdf_test_create_with_bad_attributes),
	KUNIT_CASE(wdf_test_create_statuses_in_order),
	KUNIT_CASE(wdf_test_create_without_memory),
	KUNIT_CASE(wdf_test_create_under_spin_lock),
	KUNIT_CASE(wdf_test_routine_runs_in_a_worker),
	KUNIT_CASE(wdf_test_enqueue_coalesces_while_queued),
	KUNIT_CASE(wdf_test_enqueue_in_own_routine),
	KUNIT_CASE(wdf_test_enqueue_while_running),
	KUNIT_CASE(wdf_test_enqueue_under_spin_lock),
	KUNIT_CASE(wdf_test_enqueue_in_a_dpc),
	KUNIT_CASE(wdf_test_enqueue_in_an_interrupt_is_reported),
	KUNIT_CASE(wdf_test_enqueue_without_memory),
	KUNIT_CASE(wdf_test_item_overlaps_with_itself),
	KUNIT_CASE(wdf_test_serialised_items_do_not_overlap),
	KUNIT_CASE(wdf_test_items_not_serialised_overlap),
	KUNIT_CASE(wdf_test_scope_none_does_not_serialise),
	KUNIT_CASE(wdf_test_items_of_two_devices_overlap),
	KUNIT_CASE(wdf_test_serialised_item_waits_for_the_device_lock),
	KUNIT_CASE(wdf_test_flush_of_an_idle_item),
	KUNIT_CASE(wdf_test_flush_waits_for_a_running_item),
	KUNIT_CASE(wdf_test_flush_waits_for_a_queued_item),
	KUNIT_CASE(wdf_test_flush_waits_for_all_runs),
	KUNIT_CASE(wdf_test_flush_in_own_routine_is_reported),
	KUNIT_CASE(wdf_test_flush_in_the_elder_of_two_runs),
	KUNIT_CASE(wdf_test_flush_of_another_item_in_a_routine),
	KUNIT_CASE(wdf_test_flush_at_dispatch_is_reported),
	KUNIT_CASE(wdf_test_delete_of_an_idle_item),
	KUNIT_CASE(wdf_test_delete_of_a_queued_item_waits),
	KUNIT_CASE(wdf_test_delete_of_a_running_item_waits),
	KUNIT_CASE(wdf_test_delete_in_own_routine),
	KUNIT_CASE(wdf_test_one_shot_items),
	KUNIT_CASE(wdf_test_one_shot_items_of_all_processors),
	KUNIT_CASE(wdf_test_delete_in_own_routine_of_an_enqueued_item),
	KUNIT_CASE(wdf_test_delete_in_the_younger_of_two_runs),
	KUNIT_CASE(wdf_test_delete_in_the_elder_of_two_runs),
	KUNIT_CASE(wdf_test_delete_at_dispatch_calls_back_at_passive),
	KUNIT_CASE(wdf_test_delete_and_return_raised),
	KUNIT_CASE(wdf_test_children_go_first),
	KUNIT_CASE(wdf_test_deep_tree),
	KUNIT_CASE(wdf_test_deletion_of_the_parent),
	KUNIT_CASE(wdf_test_deletion_of_the_parent_in_own_routine),
	KUNIT_CASE(wdf_test_deletion_of_parent_and_child_at_once),
	KUNIT_CASE(wdf_test_deletion_in_a_cleanup_callback),
	KUNIT_CASE(wdf_test_nothing_new_below_what_goes),
	KUNIT_CASE(wdf_test_execution_level_of_callbacks),
	KUNIT_CASE(wdf_test_reference_puts_off_the_destroy_callback),
	KUNIT_CASE(wdf_test_dereference_without_reference_is_reported),
	KUNIT_CASE(wdf_test_reference_left_at_unload_is_reported),
	KUNIT_CASE(wdf_test_contexts),
	KUNIT_CASE(wdf_test_callbacks_of_a_second_context),
	KUNIT_CASE(wdf_test_context_larger_than_its_type),
	KUNIT_CASE(wdf_test_context_statuses),
	KUNIT_CASE(wdf_test_object_of_no_context_is_reported),
	KUNIT_CASE(wdf_test_enqueue_once_deletion_has_begun_is_reported),
	KUNIT_CASE(wdf_test_enqueue_of_what_deletes_itself_is_reported),
	KUNIT_CASE(wdf_test_second_delete_is_reported),
	KUNIT_CASE(wdf_test_delete_of_what_is_the_frameworks_is_reported),
	KUNIT_CASE(wdf_test_wrong_handles_are_reported),
	KUNIT_CASE(wdf_test_handles_of_another_type_are_reported),
	KUNIT_CASE(wdf_test_spin_lock),
	KUNIT_CASE(wdf_test_wait_lock),
	KUNIT_CASE(wdf_test_misuse_of_a_wait_lock_is_reported),
	KUNIT_CASE(wdf_test_callback_lock_of_a_device),
	KUNIT_CASE(wdf_test_driver_object),
	KUNIT_CASE(wdf_test_driver_create_statuses),
	KUNIT_CASE(wdf_test_scope_is_inherited_from_the_driver),
	KUNIT_CASE(wdf_test_device_comes_and_goes),
	KUNIT_CASE(wdf_test_device_that_does_not_start),
	KUNIT_CASE(wdf_test_device_add_that_fails),
	KUNIT_CASE(wdf_test_removal_in_own_routine_is_reported),
	KUNIT_CASE(wdf_test_unload),
	KUNIT_CASE(wdf_test_control_device),
	KUNIT_CASE(wdf_test_driver_entry_that_fails),
	KUNIT_CASE(wdf_test_no_references_are_left),
	{}
};

struct kunit_suite wdf_suite = {
	.name = "wdf",
	WINWORK_KUNIT_SUITE_HOOKS(suite_start, suite_end)
	.init = wdf_init,
	.exit = wdf_exit,
	.test_cases = wdf_cases,
};
