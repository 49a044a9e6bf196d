/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver, the items and the objects of a case, see wdf_case.h.
 */
#include "wdf_case.h"

void note(struct journal *journal, const char *what)
{
	int at = atomic_inc_return(&journal->count) - 1;

	if (at < ARRAY_SIZE(journal->entry))
		journal->entry[at] = what;
}

void expect_journal(struct kunit *test, int line, struct journal *journal,
			   const char *const *expected)
{
	int i;

	for (i = 0; expected[i]; i++)
		KUNIT_EXPECT_STREQ_MSG(test, journal->entry[i] ? journal->entry[i] : "nothing",
				       expected[i], "entry %d, line %d", i, line);
	KUNIT_EXPECT_EQ_MSG(test, atomic_read(&journal->count), i, "entries, line %d", line);
}

struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	run->test = test;
	init_completion(&run->started);
	init_completion(&run->go);
	init_completion(&run->done);
	return run;
}

VOID count_cleanup(WDFOBJECT object)
{
	struct run *run = run_of(object);

	run->cleanup_irql = KeGetCurrentIrql();
	/* The deletion has not waited for a routine that has not finished by now. */
	if (atomic_read(&run->runs) != atomic_read(&run->finished))
		atomic_inc(&run->failures);
	atomic_inc(&run->cleanups);
}

VOID count_destroy(WDFOBJECT object)
{
	struct run *run = run_of(object);

	run->destroy_irql = KeGetCurrentIrql();
	if (!atomic_read(&run->cleanups))
		atomic_inc(&run->failures);
	atomic_inc(&run->destroys);
}

/* The attributes of an object for @run, below @parent. */
void attributes_for(WDF_OBJECT_ATTRIBUTES *attributes, WDFOBJECT parent)
{
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(attributes, RUN_CONTEXT);
	attributes->EvtCleanupCallback = count_cleanup;
	attributes->EvtDestroyCallback = count_destroy;
	attributes->ParentObject = parent;
}

WDFWORKITEM new_item(struct kunit *test, WDFOBJECT parent, PFN_WDF_WORKITEM routine,
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

WDFOBJECT new_object(struct kunit *test, WDFOBJECT parent, struct run *run)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object = NULL;

	attributes_for(&attributes, parent);
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->run = run;
	run->object = object;
	return object;
}

/* ---- the driver and its device ------------------------------------------------------------- */

struct wdf_state wdf;

NTSTATUS device_add(WDFDRIVER driver, PWDFDEVICE_INIT init)
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
	if (wdf.init)
		wdf.init(init);
	status = WdfDeviceCreate(&init, &attributes, &device);
	if (!NT_SUCCESS(status))
		return status;
	if (wdf.made) {
		status = wdf.made(device);
		if (!NT_SUCCESS(status))
			return status;
	}
	if (wdf.run) {
		run_context(device)->run = wdf.run;
		wdf.run->object = device;
	}
	return wdf.status;
}

VOID driver_unload(WDFDRIVER driver)
{
	if (wdf.journal)
		note(wdf.journal, "EvtDriverUnload");
}

NTSTATUS create_wdf_driver(PDRIVER_OBJECT object, WDF_OBJECT_ATTRIBUTES *attributes,
				  WDFDRIVER *driver)
{
	DECLARE_CONST_UNICODE_STRING(path, L"\\Registry\\Machine\\test");
	WDF_DRIVER_CONFIG config;

	WDF_DRIVER_CONFIG_INIT(&config, device_add);
	config.EvtDriverUnload = driver_unload;
	return WdfDriverCreate(object, &path, attributes, &config, driver);
}

/* One more device. */
WDFDEVICE add_device(struct kunit *test, WDF_EXECUTION_LEVEL level,
			    WDF_SYNCHRONIZATION_SCOPE scope)
{
	WDFDEVICE device = NULL;

	wdf.level = level;
	wdf.scope = scope;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	return device;
}

/* One whose serialised routines run one at a time. */
WDFDEVICE serialising_device(struct kunit *test)
{
	return add_device(test, WdfExecutionLevelPassive, WdfSynchronizationScopeDevice);
}

int wdf_start(struct kunit *test)
{
	memset(&wdf, 0, sizeof(wdf));
	wdf.level = WdfExecutionLevelInheritFromParent;
	wdf.scope = WdfSynchronizationScopeInheritFromParent;
	if (create_wdf_driver(fixture_of(test)->driver, NULL, &wdf.driver) != STATUS_SUCCESS ||
	    WinworkWdfAddDevice(wdf.driver, &wdf.device) != STATUS_SUCCESS)
		return -ENOMEM;
	return 0;
}

int wdf_init(struct kunit *test)
{
	int error = fixture_init(test);

	return error ? error : wdf_start(test);
}

/* The part of an unload that the I/O manager does. */
void unload(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;

	if (wdf.driver) {
		WinworkPnpRemoveDevices(driver);
		driver->DriverUnload(driver);
	}
	wdf.driver = NULL;
}

void wdf_exit(struct kunit *test)
{
	if (!fixture_of(test))
		return;
	WinworkHoldWorkers(FALSE);
	WinworkSuspendStallDetection(FALSE);
	open_gate(test);
	wdf.journal = NULL;
	unload(test);
	fixture_exit(test);
}

/* ---- routines ------------------------------------------------------------------------------ */

VOID routine(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	run->irql = KeGetCurrentIrql();
	run->system_thread = PsIsSystemThread(PsGetCurrentThread());
	run->item = item;
	atomic_inc(&run->finished);
	complete(&run->done);
}

/* Starts, waits for the case, and ends. */
VOID stay(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	atomic_inc(&run->runs);
	complete(&run->started);
	if (!in_time(&run->go))
		atomic_inc(&run->failures);
	atomic_inc(&run->finished);
	complete(&run->done);
}

void expect_deleted(struct kunit *test, struct run *run)
{
	KUNIT_EXPECT_TRUE(test, count_reaches(&run->destroys, 1));
	KUNIT_EXPECT_EQ(test, atomic_read(&run->cleanups), 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->failures), 0);
}

static void enqueue_in_turn(void *data)
{
	struct run *run = data;
	KIRQL irql;

	/* Both are queued before a worker starts. */
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfWorkItemEnqueue(run->item);
	WdfWorkItemEnqueue(run->other->item);
	KeLowerIrql(irql);
}

void enqueue_until_it_waits(struct kunit *test, struct run *run)
{
	struct run *follower = new_run(test), *other = run->other;

	new_item(test, WdfWorkItemGetParentObject(run->item), routine, false, follower);
	run->other = follower;
	WinworkSuspendStallDetection(TRUE);
	KUNIT_EXPECT_TRUE(test, run_on_cpu(cpumask_first(cpu_online_mask), enqueue_in_turn, run));
	EXPECT_IN_TIME(test, &follower->done);
	WinworkSuspendStallDetection(FALSE);
	run->other = other;
	WdfObjectDelete(follower->item);
}

void flush_item(void *data)
{
	struct run *run = data;

	WdfWorkItemFlush(run->item);
	/* All runs that were there have ended. */
	if (atomic_read(&run->finished) != run->limit)
		atomic_inc(&run->failures);
	atomic_inc(&run->inside);
}
