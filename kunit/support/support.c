/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fixture of a case, its items, and the waits of support.h.
 */
#include "support.h"

#include <linux/delay.h>

const int queue_types[] = {
	CriticalWorkQueue, DelayedWorkQueue, HyperCriticalWorkQueue, NormalWorkQueue,
	BackgroundWorkQueue, RealTimeWorkQueue, SuperCriticalWorkQueue,
	CustomPriorityWorkQueue + 1, CustomPriorityWorkQueue + 8, CustomPriorityWorkQueue + 16,
	CustomPriorityWorkQueue + 31,
	-1
};

int always_delayed(int i)
{
	return DelayedWorkQueue;
}

/* ---- the fixture -------------------------------------------------------------------------- */

struct block {
	struct list_head link;
	unsigned long long data[];
};

/* A failed case may have left routines behind that still use these blocks, so they stay. */
static LIST_HEAD(abandoned_blocks);

PDRIVER_OBJECT created_driver;

NTSTATUS keep_driver(PDRIVER_OBJECT driver, PUNICODE_STRING registry_path)
{
	created_driver = driver;
	return STATUS_SUCCESS;
}

int fixture_init(struct kunit *test)
{
	struct fixture *fixture = kzalloc(sizeof(*fixture), GFP_KERNEL);

	if (!fixture)
		return -ENOMEM;
	init_completion(&fixture->gate);
	INIT_LIST_HEAD(&fixture->blocks);
	INIT_LIST_HEAD(&fixture->threads);
	if (IoCreateDriver(NULL, keep_driver) != STATUS_SUCCESS)
		goto no_driver;
	fixture->driver = created_driver;
	if (IoCreateDevice(fixture->driver, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
			   &fixture->device) != STATUS_SUCCESS)
		goto no_device;
	fixture->driver_references = WinworkObjectReferenceCount(fixture->driver);
	fixture->device_references = WinworkObjectReferenceCount(fixture->device);
	fixture->reports = report_count();
	test->priv = fixture;
	return 0;

no_device:
	IoDeleteDriver(fixture->driver);
no_driver:
	kfree(fixture);
	return -ENOMEM;
}

void fixture_exit(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	struct block *block, *next;

	if (!fixture)
		return;
	WinworkHoldWorkers(FALSE);
	WinworkSuspendStallDetection(FALSE);
	complete_all(&fixture->gate);
	join(test);
	if (fixture->device)
		EXPECT_REFERENCES(test, fixture->device, fixture->device_references);
	EXPECT_REFERENCES(test, fixture->driver, fixture->driver_references);
	EXPECT_NO_REPORT(test);
	if (kunit_failed_already(test)) {
		list_splice(&fixture->blocks, &abandoned_blocks);
		return;
	}
	list_for_each_entry_safe(block, next, &fixture->blocks, link)
		kfree(block);
	if (fixture->device)
		IoDeleteDevice(fixture->device);
	IoDeleteDriver(fixture->driver);
	/* The deletion of the driver reports items that the case forgot. */
	EXPECT_NO_REPORT(test);
	kfree(fixture);
	test->priv = NULL;
}

static void renew_driver(struct kunit *test, PUNICODE_STRING name)
{
	struct fixture *fixture = fixture_of(test);

	if (fixture->device)
		IoDeleteDevice(fixture->device);
	fixture->device = NULL;
	IoDeleteDriver(fixture->driver);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(name, keep_driver), STATUS_SUCCESS);
	fixture->driver = created_driver;
	fixture->driver_references = WinworkObjectReferenceCount(fixture->driver);
}

void fixture_renew_driver(struct kunit *test)
{
	renew_driver(test, NULL);
}

void fixture_name_driver(struct kunit *test)
{
	/* A failed case may have left a driver behind, so no two have the same name. */
	static unsigned int number;
	char text[32];
	WCHAR wide[sizeof(text)];
	UNICODE_STRING name = { .Buffer = wide };
	int i;

	snprintf(text, sizeof(text), "\\Driver\\winwork-case-%u", ++number);
	for (i = 0; text[i]; i++)
		wide[i] = text[i];
	name.Length = name.MaximumLength = i * sizeof(WCHAR);
	renew_driver(test, &name);
}

void *case_alloc(struct kunit *test, size_t bytes)
{
	struct block *block = kzalloc(sizeof(*block) + bytes, GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, block);
	list_add(&block->link, &fixture_of(test)->blocks);
	return block->data;
}

static PIO_WORKITEM item_for(struct kunit *test, PVOID object)
{
	PIO_WORKITEM item = IoAllocateWorkItem(object);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, item);
	return item;
}

PIO_WORKITEM device_item(struct kunit *test)
{
	return item_for(test, fixture_of(test)->device);
}

PIO_WORKITEM driver_item(struct kunit *test)
{
	return item_for(test, fixture_of(test)->driver);
}

/* ---- waiting ------------------------------------------------------------------------------ */

bool in_time(struct completion *done)
{
	return wait_for_completion_timeout(done, DEADLINE) != 0;
}

bool count_reaches(atomic_t *count, int value)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (atomic_read(count) != value) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	/* Makes the stores visible that the writer made before it counted. */
	smp_mb();
	return true;
}

bool count_is_at_least(atomic_t *count, int value)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (atomic_read(count) < value) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	return true;
}

bool references_become(PVOID object, LONG_PTR count)
{
	unsigned long deadline = jiffies + DEADLINE;

	while (WinworkObjectReferenceCount(object) != count) {
		if (time_after(jiffies, deadline))
			return false;
		usleep_range(100, 200);
	}
	return true;
}

BOOLEAN try_queue_in_time(PIO_WORKITEM item, PIO_WORKITEM_ROUTINE_EX routine, int type,
			  PVOID context, KIRQL level)
{
	unsigned long deadline = jiffies + DEADLINE;
	BOOLEAN queued;
	KIRQL before;

	for (;;) {
		KeRaiseIrql(level, &before);
		queued = IoTryQueueWorkItem(item, routine, type, context);
		KeLowerIrql(before);
		if (queued || time_after(jiffies, deadline))
			return queued;
		cond_resched();
	}
}

void wait_at_gate(struct kunit *test)
{
	in_time(&fixture_of(test)->gate);
}

void open_gate(struct kunit *test)
{
	complete_all(&fixture_of(test)->gate);
}

/* The frame of @function lies within that of write_to_stack(), which is larger than this one. */
static noinline void call_deeper(void (*function)(void *data), void *data)
{
	char deeper[256];

	barrier_data(deeper);
	function(data);
	barrier_data(deeper);
}

static noinline void write_to_stack(void)
{
	char bytes[768];

	memset(bytes, 0x5a, sizeof(bytes));
	barrier_data(bytes);
}

void call_and_overwrite_stack(void (*function)(void *data), void *data)
{
	call_deeper(function, data);
	write_to_stack();
}
