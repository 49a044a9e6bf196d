/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite loader_unload: state that driver code leaves behind when it returns, names and pointers
 * that the functions around driver and device objects refuse, and objects that are deleted while
 * other calls use them. VM tests unload whole modules.
 */
#include "support.h"

static UNICODE_STRING text_of(const WCHAR *units, USHORT bytes)
{
	return (UNICODE_STRING){ .Length = bytes, .MaximumLength = bytes, .Buffer = (PWSTR)units };
}

static NTSTATUS create_device(struct kunit *test, PUNICODE_STRING name, PDEVICE_OBJECT *device)
{
	return IoCreateDevice(fixture_of(test)->driver, 0, name, FILE_DEVICE_UNKNOWN, 0, FALSE,
			      device);
}

/* ---- state that a routine leaves ----------------------------------------------------------- */

struct run {
	struct completion done;
	KSPIN_LOCK lock;
	atomic_t cpu;
};

static struct run *new_run(struct kunit *test)
{
	struct run *run = case_alloc_type(test, struct run);

	init_completion(&run->done);
	return run;
}

static VOID keep_lock_at_passive(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;
	KIRQL irql;

	KeAcquireSpinLock(&run->lock, &irql);
	KeLowerIrql(PASSIVE_LEVEL);
	complete(&run->done);
}

/* row 65, with an IRQL that does not show it */
static void loader_unload_test_lock_held_at_passive_level(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	KIRQL irql;

	IoQueueWorkItem(item, keep_lock_at_passive, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	wait_for_report(test);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_RETURNED_AT_BAD_IRQL,
		      keep_lock_at_passive, PASSIVE_LEVEL, run, item, item);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KeAcquireSpinLock(&run->lock, &irql);
	KeReleaseSpinLock(&run->lock, irql);
	IoFreeWorkItem(item);
}

static VOID return_at_device_level(PDEVICE_OBJECT device, PVOID context)
{
	struct run *run = context;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL + 3, &irql);
	atomic_set(&run->cpu, raw_smp_processor_id());
	complete(&run->done);
}

static void level_with_interrupts_off(void *data)
{
	unsigned long flags;

	local_irq_save(flags);
	*(KIRQL *)data = KeGetCurrentIrql();
	local_irq_restore(flags);
}

/*
 * A level that was raised on a CPU must not become the level of code that turns interrupts off
 * there.
 */
static void loader_unload_test_level_does_not_stay_with_the_processor(struct kunit *test)
{
	struct run *run = new_run(test);
	PIO_WORKITEM item = device_item(test);
	KIRQL irql = PASSIVE_LEVEL;

	IoQueueWorkItem(item, return_at_device_level, DelayedWorkQueue, run);
	ASSERT_IN_TIME(test, &run->done);
	wait_for_report(test);
	EXPECT_REPORT(test, "IoQueueWorkItem", BUGCHECK_RETURNED_AT_BAD_IRQL,
		      return_at_device_level, DISPATCH_LEVEL + 3, run, item, item);
	EXPECT_REFERENCES(test, fixture_of(test)->device, fixture_of(test)->device_references);
	KUNIT_ASSERT_TRUE(test, run_on_cpu(atomic_read(&run->cpu), level_with_interrupts_off,
					   &irql));
	KUNIT_EXPECT_EQ(test, irql, HIGH_LEVEL);
	IoFreeWorkItem(item);
}

/* ---- state that DriverEntry leaves --------------------------------------------------------- */

static NTSTATUS return_at_dispatch(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	KIRQL irql;

	created_driver = driver;
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	return STATUS_SUCCESS;
}

static NTSTATUS return_at_apc(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
	KIRQL irql;

	created_driver = driver;
	KeRaiseIrql(APC_LEVEL, &irql);
	return STATUS_SUCCESS;
}

static void loader_unload_test_driver_entry_returns_raised(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, IoCreateDriver(NULL, return_at_dispatch), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_REPORT(test, "DriverEntry", BUGCHECK_RETURNED_AT_BAD_IRQL, return_at_dispatch,
		      DISPATCH_LEVEL, created_driver, 0, 0);
	IoDeleteDriver(created_driver);
	KUNIT_EXPECT_EQ(test, IoCreateDriver(NULL, return_at_apc), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, KeGetCurrentIrql(), PASSIVE_LEVEL);
	EXPECT_REPORT(test, "DriverEntry", BUGCHECK_RETURNED_AT_BAD_IRQL, return_at_apc,
		      APC_LEVEL, created_driver, 0, 0);
	IoDeleteDriver(created_driver);
}

/* ---- state that a thread leaves ------------------------------------------------------------ */

static VOID keep_top_level_irp(PVOID context)
{
	atomic_add(IoGetTopLevelIrp() != NULL, context);
	IoSetTopLevelIrp((PIRP)context);
}

/* Linux reuses the addresses of tasks. */
static void loader_unload_test_thread_leaves_its_top_level_irp(struct kunit *test)
{
	atomic_t *inherited = case_alloc_type(test, atomic_t);
	int i;

	for (i = 0; i < 64; i++) {
		HANDLE handle;
		PVOID thread;

		KUNIT_ASSERT_EQ(test, PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, NULL, NULL,
							   NULL, keep_top_level_irp, inherited),
				STATUS_SUCCESS);
		KUNIT_ASSERT_EQ(test, ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType,
								KernelMode, &thread, NULL),
				STATUS_SUCCESS);
		KeWaitForSingleObject(thread, Executive, KernelMode, FALSE, NULL);
		ObDereferenceObject(thread);
		ZwClose(handle);
	}
	KUNIT_EXPECT_EQ(test, atomic_read(inherited), 0);
}

/* ---- driver objects ------------------------------------------------------------------------ */

static void loader_unload_test_delete_driver_that_is_none(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PVOID foreign = case_alloc(test, sizeof(DRIVER_OBJECT));

	IoDeleteDriver(foreign);
	EXPECT_REPORT(test, "IoDeleteDriver", BUGCHECK_REFERENCE_BY_POINTER, 0, foreign, 0, 0,
		      foreign);
	IoDeleteDriver((PDRIVER_OBJECT)fixture->device);
	EXPECT_REPORT(test, "IoDeleteDriver", BUGCHECK_REFERENCE_BY_POINTER, 0, fixture->device, 0,
		      0, fixture->device);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	IoDeleteDriver(created_driver);
	EXPECT_NO_REPORT(test);
	IoDeleteDriver(created_driver);
	EXPECT_REPORT(test, "IoDeleteDriver", BUGCHECK_REFERENCE_BY_POINTER, 0, created_driver, 0,
		      0, created_driver);
}

/* The unload of its module does that; IoDeleteDriver would leave the module without. */
static void loader_unload_test_delete_driver_of_a_module(struct kunit *test)
{
	PDRIVER_OBJECT loaded = WinworkImage.DriverObject;

	if (!loaded)
		kunit_skip(test, "the suites run before the module has a driver object");
	IoDeleteDriver(loaded);
	EXPECT_REPORT(test, "IoDeleteDriver", BUGCHECK_REFERENCE_BY_POINTER, 0, loaded, 0, 0,
		      loaded);
	KUNIT_EXPECT_GT(test, (long)WinworkObjectReferenceCount(loaded), 0L);
}

/* ---- names --------------------------------------------------------------------------------- */

static void loader_unload_test_names_ignore_case(struct kunit *test)
{
	UNICODE_STRING name, shouted;
	PDEVICE_OBJECT first, second;

	RtlInitUnicodeString(&name, L"\\Device\\WinworkCase");
	RtlInitUnicodeString(&shouted, L"\\DEVICE\\WINWORKCASE");
	KUNIT_ASSERT_EQ(test, create_device(test, &name, &first), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, create_device(test, &shouted, &second),
			STATUS_OBJECT_NAME_COLLISION);
	IoDeleteDevice(first);
}

/* Every character tells two names apart, and names are returned as they were given. */
static void loader_unload_test_names_are_kept_whole(struct kunit *test)
{
	static const WCHAR one[] = { '\\', 0xe9, 0x4e2d, 0xd83d, 0xde00, 0 };
	static const WCHAR other[] = { '\\', 0xe8, 0x4e2d, 0xd83d, 0xde00, 0 };
	UNICODE_STRING name = text_of(one, sizeof(one) - sizeof(WCHAR));
	UNICODE_STRING different = text_of(other, sizeof(other) - sizeof(WCHAR));
	PDEVICE_OBJECT first, second;

	KUNIT_ASSERT_EQ(test, create_device(test, &name, &first), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, create_device(test, &different, &second), STATUS_SUCCESS);
	IoDeleteDevice(first);
	IoDeleteDevice(second);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(&name, keep_driver), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, created_driver->DriverName.Length, name.Length);
	KUNIT_EXPECT_EQ(test, memcmp(created_driver->DriverName.Buffer, one, sizeof(one)), 0);
	IoDeleteDriver(created_driver);
}

static void loader_unload_test_names_that_do_not_fit(struct kunit *test)
{
	static const WCHAR half_a_pair[] = { '\\', 0xd83d };
	static const WCHAR line_feed[] = { '\\', '\n' };
	WCHAR *many = case_alloc(test, 200 * sizeof(WCHAR));
	UNICODE_STRING names[4];
	PDEVICE_OBJECT device;
	int i;

	for (i = 0; i < 200; i++)
		many[i] = 'n';
	names[0] = text_of(half_a_pair, sizeof(half_a_pair));
	names[1] = text_of(line_feed, sizeof(line_feed));
	names[2] = text_of(many, 200 * sizeof(WCHAR));
	names[3] = text_of(many, 3);
	for (i = 0; i < ARRAY_SIZE(names); i++) {
		KUNIT_EXPECT_EQ(test, create_device(test, &names[i], &device),
				STATUS_OBJECT_NAME_INVALID);
		KUNIT_EXPECT_PTR_EQ(test, (void *)device, (void *)NULL);
		KUNIT_EXPECT_EQ(test, IoCreateDriver(&names[i], keep_driver),
				STATUS_OBJECT_NAME_INVALID);
	}
}

static void loader_unload_test_device_without_a_place_for_it(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, create_device(test, NULL, NULL), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, IoCreateDriver(NULL, NULL), STATUS_INVALID_PARAMETER);
}

/* ---- races --------------------------------------------------------------------------------- */

struct race {
	PDEVICE_OBJECT volatile device;
	atomic_t round;
	atomic_t stop;
};

/* Asks about the objects that are there now; they may be deleted meanwhile. */
static void ask_for_references(void *data)
{
	struct race *race = data;

	while (!atomic_read(&race->stop)) {
		WinworkObjectReferenceCount(race->device);
		cond_resched();
	}
}

static void loader_unload_test_references_of_what_goes(struct kunit *test)
{
	struct race *race = case_alloc_type(test, struct race);
	int i;

	spawn(test, ask_for_references, race);
	for (i = 0; i < 3000; i++) {
		PDEVICE_OBJECT device;

		KUNIT_ASSERT_EQ(test, create_device(test, NULL, &device), STATUS_SUCCESS);
		race->device = device;
		IoDeleteDevice(device);
	}
	atomic_set(&race->stop, 1);
	join(test);
}

/* Drops a reference of its own while the creator's is dropped. */
static void give_back_own(void *data)
{
	struct race *race = data;
	int round;

	for (round = 1; round <= 3000; round++) {
		while (atomic_read(&race->round) != round)
			cpu_relax();
		ObDereferenceObject(race->device);
		atomic_set(&race->round, -round);
	}
}

static void loader_unload_test_dereference_beside_delete(struct kunit *test)
{
	struct race *race = case_alloc_type(test, struct race);
	int round;

	if (num_online_cpus() < 2)
		kunit_skip(test, "one CPU");
	spawn(test, give_back_own, race);
	for (round = 1; round <= 3000; round++) {
		PDEVICE_OBJECT device;

		KUNIT_ASSERT_EQ(test, create_device(test, NULL, &device), STATUS_SUCCESS);
		ObReferenceObject(device);
		race->device = device;
		atomic_set(&race->round, round);
		IoDeleteDevice(device);
		while (atomic_read(&race->round) != -round)
			cpu_relax();
		KUNIT_EXPECT_EQ(test, (long)WinworkObjectReferenceCount(device), 0L);
	}
	join(test);
	EXPECT_NO_REPORT(test);
}

#define RELAY_ITEMS 4
#define RELAY_HOPS 40

struct relay {
	atomic_t hops;			/* left to all items together */
	atomic_t items;
	struct completion over;
};

/*
 * Every other time this asks for a worker that is free now, maybe one of another processor. Then
 * this processor counts the begin, and the other one the end.
 */
static VOID hop(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct relay *relay = context;
	const int left = atomic_dec_return(&relay->hops);

	if (left > 0) {
		if (left % 2 || !IoTryQueueWorkItem(item, hop, DelayedWorkQueue, relay))
			IoQueueWorkItemEx(item, hop, DelayedWorkQueue, relay);
		return;
	}
	IoFreeWorkItem(item);
	if (atomic_dec_and_test(&relay->items))
		complete(&relay->over);
}

/*
 * A device that is deleted while its items run and queue themselves is freed with the last of them.
 * Then its driver can be freed.
 */
static void loader_unload_test_delete_beside_items(struct kunit *test)
{
	struct relay *relay = case_alloc_type(test, struct relay);
	const unsigned long deadline = jiffies + DEADLINE;
	int round, i;

	init_completion(&relay->over);
	for (round = 0; round < 500; round++) {
		PDEVICE_OBJECT device;

		fixture_renew_driver(test);
		KUNIT_ASSERT_EQ(test, create_device(test, NULL, &device), STATUS_SUCCESS);
		reinit_completion(&relay->over);
		atomic_set(&relay->hops, RELAY_HOPS);
		atomic_set(&relay->items, RELAY_ITEMS);
		for (i = 0; i < RELAY_ITEMS; i++) {
			PIO_WORKITEM item = IoAllocateWorkItem(device);

			KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
			IoQueueWorkItemEx(item, hop, DelayedWorkQueue, relay);
		}
		while (atomic_read(&relay->hops) > round % RELAY_HOPS &&
		       time_before(jiffies, deadline))
			cond_resched();
		IoDeleteDevice(device);
		ASSERT_IN_TIME(test, &relay->over);
		EXPECT_REFERENCES(test, device, 0);
	}
	EXPECT_NO_REPORT(test);
}

static struct kunit_case loader_unload_cases[] = {
	KUNIT_CASE(loader_unload_test_lock_held_at_passive_level),
	KUNIT_CASE(loader_unload_test_level_does_not_stay_with_the_processor),
	KUNIT_CASE(loader_unload_test_driver_entry_returns_raised),
	KUNIT_CASE(loader_unload_test_thread_leaves_its_top_level_irp),
	KUNIT_CASE(loader_unload_test_delete_driver_that_is_none),
	KUNIT_CASE(loader_unload_test_delete_driver_of_a_module),
	KUNIT_CASE(loader_unload_test_names_ignore_case),
	KUNIT_CASE(loader_unload_test_names_are_kept_whole),
	KUNIT_CASE(loader_unload_test_names_that_do_not_fit),
	KUNIT_CASE(loader_unload_test_device_without_a_place_for_it),
	KUNIT_CASE(loader_unload_test_references_of_what_goes),
	KUNIT_CASE(loader_unload_test_dereference_beside_delete),
	KUNIT_CASE(loader_unload_test_delete_beside_items),
	{}
};

WINWORK_SUITE(loader_unload);
