/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_device: device objects: creation, names, extension, and deletion.
 */
#include "ke_case.h"

static NTSTATUS create(struct kunit *test, ULONG extension, PCWSTR name, PDEVICE_OBJECT *device)
{
	UNICODE_STRING string;

	if (name)
		RtlInitUnicodeString(&string, name);
	return IoCreateDevice(fixture_of(test)->driver, extension, name ? &string : NULL,
			      FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE, device);
}

static void io_device_test_device_is_what_was_asked_for(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PDEVICE_OBJECT device;

	KUNIT_ASSERT_EQ(test, create(test, 64, NULL, &device), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)device->DriverObject, (void *)fixture->driver);
	KUNIT_EXPECT_EQ(test, device->DeviceType, (ULONG)FILE_DEVICE_UNKNOWN);
	KUNIT_EXPECT_EQ(test, device->Characteristics, (ULONG)FILE_DEVICE_SECURE_OPEN);
	KUNIT_EXPECT_TRUE(test, device->Flags & DO_DEVICE_INITIALIZING);
	KUNIT_EXPECT_EQ(test, references(device), 1L);
	IoDeleteDevice(device);
}

/* It counts the extension, as far as 16 bits reach. */
static void io_device_test_size_of_a_device(struct kunit *test)
{
	static const struct {
		ULONG extension;
		USHORT size;
	} rows[] = {
		{ 0, sizeof(DEVICE_OBJECT) },
		{ 64, sizeof(DEVICE_OBJECT) + 64 },
		{ MAXUSHORT - sizeof(DEVICE_OBJECT), MAXUSHORT },
		{ MAXUSHORT - sizeof(DEVICE_OBJECT) + 1, MAXUSHORT },
		{ 0x20000, MAXUSHORT },
	};
	PDEVICE_OBJECT device;
	int i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		KUNIT_ASSERT_EQ(test, create(test, rows[i].extension, NULL, &device),
				STATUS_SUCCESS);
		KUNIT_EXPECT_EQ_MSG(test, device->Size, rows[i].size, "extension of %u bytes",
				    rows[i].extension);
		IoDeleteDevice(device);
	}
}

static void io_device_test_extension_is_zeroed_and_aligned(struct kunit *test)
{
	static const ULONG sizes[] = { 1, 7, 24, 256, 5000, 70000 };
	PDEVICE_OBJECT device;
	int i;

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		KUNIT_ASSERT_EQ(test, create(test, sizes[i], NULL, &device), STATUS_SUCCESS);
		KUNIT_EXPECT_NOT_ERR_OR_NULL(test, device->DeviceExtension);
		KUNIT_EXPECT_EQ(test, (ULONG_PTR)device->DeviceExtension % 16, (ULONG_PTR)0);
		KUNIT_EXPECT_PTR_EQ(test, memchr_inv(device->DeviceExtension, 0, sizes[i]),
				    (void *)NULL);
		/* KASAN reports an extension that is shorter than asked for. */
		memset(device->DeviceExtension, 0xee, sizes[i]);
		IoDeleteDevice(device);
	}
}

static void io_device_test_device_without_extension(struct kunit *test)
{
	PDEVICE_OBJECT device;

	KUNIT_ASSERT_EQ(test, create(test, 0, NULL, &device), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, device->DeviceExtension, (PVOID)NULL);
	IoDeleteDevice(device);
}

static void io_device_test_name_collision(struct kunit *test)
{
	PDEVICE_OBJECT first, second = (PDEVICE_OBJECT)test, other;

	KUNIT_ASSERT_EQ(test, create(test, 0, L"\\Device\\WinworkTest", &first), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, create(test, 0, L"\\Device\\WinworkTest", &second),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_PTR_EQ(test, (void *)second, (void *)NULL);
	KUNIT_EXPECT_EQ(test, create(test, 0, L"\\Device\\WinworkTest2", &other), STATUS_SUCCESS);
	IoDeleteDevice(other);
	IoDeleteDevice(first);
	/* The name is free again. */
	KUNIT_ASSERT_EQ(test, create(test, 0, L"\\Device\\WinworkTest", &first), STATUS_SUCCESS);
	IoDeleteDevice(first);
	EXPECT_NO_REPORT(test);
}

static void io_device_test_driver_lists_its_devices(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PDEVICE_OBJECT a, b;

	KUNIT_ASSERT_EQ(test, create(test, 0, NULL, &a), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, create(test, 0, NULL, &b), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DeviceObject, (void *)b);
	KUNIT_EXPECT_PTR_EQ(test, (void *)b->NextDevice, (void *)a);
	KUNIT_EXPECT_PTR_EQ(test, (void *)a->NextDevice, (void *)fixture->device);
	IoDeleteDevice(a);
	KUNIT_EXPECT_PTR_EQ(test, (void *)b->NextDevice, (void *)fixture->device);
	IoDeleteDevice(b);
	KUNIT_EXPECT_PTR_EQ(test, (void *)fixture->driver->DeviceObject, (void *)fixture->device);
}

static void io_device_test_device_holds_its_driver(struct kunit *test)
{
	struct fixture *fixture = fixture_of(test);
	PDEVICE_OBJECT device;

	KUNIT_ASSERT_EQ(test, create(test, 0, NULL, &device), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, references(fixture->driver), (long)fixture->driver_references + 1);
	IoDeleteDevice(device);
	KUNIT_EXPECT_EQ(test, references(fixture->driver), (long)fixture->driver_references);
}

/* row 49: a device that is referenced waits, in the state "delete pending" */
static void io_device_test_delete_waits_for_the_last_reference(struct kunit *test)
{
	PDEVICE_OBJECT device;
	PVOID gone;

	KUNIT_ASSERT_EQ(test, create(test, 16, NULL, &device), STATUS_SUCCESS);
	gone = device;
	ObReferenceObject(device);
	IoDeleteDevice(device);
	KUNIT_EXPECT_EQ(test, references(gone), 1L);
	memset(device->DeviceExtension, 0x77, 16);
	ObDereferenceObject(device);
	KUNIT_EXPECT_EQ(test, references(gone), 0L);
	EXPECT_NO_REPORT(test);
}

struct guests {
	struct kunit *test;
	PDEVICE_OBJECT device;
	atomic_t in;
};

static VOID visit(PVOID object, PVOID context, PIO_WORKITEM item)
{
	struct guests *guests = context;

	IoFreeWorkItem(item);
	atomic_inc(&guests->in);
	wait_at_gate(guests->test);
	memset(guests->device->DeviceExtension, 0x77, 16);
}

static void send_guest(void *data)
{
	struct guests *guests = data;
	PIO_WORKITEM item = IoAllocateWorkItem(guests->device);

	if (item)
		IoQueueWorkItemEx(item, visit, DelayedWorkQueue, guests);
}

/* row 49: a queued item counts as a reference, on any processor, also of a deleted device */
static void io_device_test_items_of_all_cpus_keep_a_device(struct kunit *test)
{
	struct guests *guests = case_alloc_type(test, struct guests);
	void **data = case_alloc_array(test, nr_cpu_ids, void *);
	const int all = num_online_cpus();
	PVOID gone;
	int cpu;

	guests->test = test;
	for_each_online_cpu(cpu)
		data[cpu] = guests;
	KUNIT_ASSERT_EQ(test, create(test, 16, NULL, &guests->device), STATUS_SUCCESS);
	gone = guests->device;
	run_on_all_cpus(test, send_guest, data);
	ASSERT_COUNT(test, &guests->in, all);
	KUNIT_EXPECT_EQ(test, references(gone), (long)all + 1);
	KUNIT_EXPECT_EQ(test, (long)ObReferenceObject(gone), (long)all + 2);
	KUNIT_EXPECT_EQ(test, (long)ObDereferenceObject(gone), (long)all + 1);
	IoDeleteDevice(gone);
	KUNIT_EXPECT_EQ(test, references(gone), (long)all);
	/* An item that is queued now counts as well. */
	send_guest(guests);
	ASSERT_COUNT(test, &guests->in, all + 1);
	KUNIT_EXPECT_EQ(test, references(gone), (long)all + 1);
	KUNIT_EXPECT_EQ(test, (long)ObReferenceObject(gone), (long)all + 2);
	KUNIT_EXPECT_EQ(test, (long)ObDereferenceObject(gone), (long)all + 1);
	open_gate(test);
	EXPECT_REFERENCES(test, gone, 0);
	EXPECT_NO_REPORT(test);
}

static void io_device_test_double_delete_is_reported(struct kunit *test)
{
	PDEVICE_OBJECT device;

	KUNIT_ASSERT_EQ(test, create(test, 0, NULL, &device), STATUS_SUCCESS);
	ObReferenceObject(device);
	IoDeleteDevice(device);
	IoDeleteDevice(device);
	EXPECT_REPORT(test, "IoDeleteDevice", BUGCHECK_REFERENCE_BY_POINTER, ANY, device, ANY, ANY,
		      device);
	ObDereferenceObject(device);
	/* Also of a device that is freed. */
	IoDeleteDevice(device);
	EXPECT_REPORT(test, "IoDeleteDevice", BUGCHECK_REFERENCE_BY_POINTER, ANY, device, ANY, ANY,
		      device);
}

/* row 222: registrations. VM test shutdown has the IRPs. */
static void io_device_test_shutdown_registration(struct kunit *test)
{
	PDEVICE_OBJECT device;

	KUNIT_ASSERT_EQ(test, create(test, 0, NULL, &device), STATUS_SUCCESS);
	IoUnregisterShutdownNotification(device);
	KUNIT_EXPECT_EQ(test, IoRegisterShutdownNotification(device), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, device->Flags & DO_SHUTDOWN_REGISTERED);
	IoUnregisterShutdownNotification(device);
	KUNIT_EXPECT_FALSE(test, device->Flags & DO_SHUTDOWN_REGISTERED);
	KUNIT_EXPECT_EQ(test, IoRegisterLastChanceShutdownNotification(device), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, device->Flags & DO_SHUTDOWN_REGISTERED);
	IoUnregisterShutdownNotification(device);
	IoDeleteDevice(device);
}

static void io_device_test_bad_shutdown_registration_is_reported(struct kunit *test)
{
	const PDEVICE_OBJECT no_device = (PDEVICE_OBJECT)fixture_of(test)->driver;
	PDEVICE_OBJECT device;
	KIRQL irql;

	KUNIT_ASSERT_EQ(test, create(test, 0, NULL, &device), STATUS_SUCCESS);
	KeRaiseIrql(APC_LEVEL, &irql);
	KUNIT_EXPECT_EQ(test, IoRegisterShutdownNotification(device), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoRegisterShutdownNotification", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, APC_LEVEL,
		      ANY, ANY, device);
	KUNIT_EXPECT_EQ(test, IoRegisterLastChanceShutdownNotification(device), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoRegisterLastChanceShutdownNotification", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      APC_LEVEL, ANY, ANY, device);
	IoUnregisterShutdownNotification(device);
	EXPECT_REPORT(test, "IoUnregisterShutdownNotification", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      APC_LEVEL, ANY, ANY, device);
	KeLowerIrql(irql);
	KUNIT_EXPECT_FALSE(test, device->Flags & DO_SHUTDOWN_REGISTERED);
	KUNIT_EXPECT_EQ(test, IoRegisterShutdownNotification(NULL), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoRegisterShutdownNotification", BUGCHECK_REFERENCE_BY_POINTER, ANY, 0, ANY, ANY,
		      0);
	IoUnregisterShutdownNotification(no_device);
	EXPECT_REPORT(test, "IoUnregisterShutdownNotification", BUGCHECK_REFERENCE_BY_POINTER, ANY, no_device,
		      ANY, ANY, no_device);
	KUNIT_EXPECT_EQ(test, IoRegisterShutdownNotification(device), STATUS_SUCCESS);
	IoDeleteDevice(device);
	EXPECT_REPORT(test, "IoDeleteDevice", BUGCHECK_LEFT_BEHIND, device, ANY, ANY, ANY, device);
}

static void io_device_test_create_device_without_memory(struct kunit *test)
{
	PDEVICE_OBJECT device = (PDEVICE_OBJECT)test;

	KUNIT_EXPECT_EQ(test, create(test, 0x7fffff00, NULL, &device),
			STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_PTR_EQ(test, (void *)device, (void *)NULL);
	KUNIT_EXPECT_EQ(test, references(fixture_of(test)->driver),
			(long)fixture_of(test)->driver_references);
}

/* The things that a driver may have forgotten in the extension of a device that it deletes. */
struct left_extension {
	KTIMER timer;
	KDPC dpc;
	struct completion ran;
};

static VOID run_left_dpc(PKDPC dpc, PVOID context, PVOID argument1, PVOID argument2)
{
	struct left_extension *extension = context;

	complete(&extension->ran);
}

/* row 123 */
static void io_device_test_set_timer_keeps_the_extension(struct kunit *test)
{
	struct left_extension *extension;
	PDEVICE_OBJECT device;

	KUNIT_ASSERT_EQ(test, create(test, sizeof(*extension), NULL, &device), STATUS_SUCCESS);
	extension = device->DeviceExtension;
	init_completion(&extension->ran);
	KeInitializeTimer(&extension->timer);
	KeInitializeDpc(&extension->dpc, run_left_dpc, extension);
	KeSetTimer(&extension->timer, relative(3600 * 1000 * MILLISECOND), &extension->dpc);
	IoDeleteDevice(device);
	EXPECT_REPORT(test, "IoDeleteDevice", BUGCHECK_TIMER_OR_DPC_INVALID, 0, &extension->timer,
		      ANY, ANY, &extension->timer);
	KUNIT_EXPECT_EQ(test, references(device), 0L);
	/* KASAN reports an expiry in freed memory. */
	KUNIT_EXPECT_EQ(test, (int)KeSetTimer(&extension->timer, relative(1), &extension->dpc),
			(int)TRUE);
	ASSERT_IN_TIME(test, &extension->ran);
	KeFlushQueuedDpcs();
}

static struct kunit_case io_device_cases[] = {
	KUNIT_CASE(io_device_test_device_is_what_was_asked_for),
	KUNIT_CASE(io_device_test_size_of_a_device),
	KUNIT_CASE(io_device_test_extension_is_zeroed_and_aligned),
	KUNIT_CASE(io_device_test_device_without_extension),
	KUNIT_CASE(io_device_test_set_timer_keeps_the_extension),
	KUNIT_CASE(io_device_test_name_collision),
	KUNIT_CASE(io_device_test_driver_lists_its_devices),
	KUNIT_CASE(io_device_test_device_holds_its_driver),
	KUNIT_CASE(io_device_test_delete_waits_for_the_last_reference),
	KUNIT_CASE(io_device_test_items_of_all_cpus_keep_a_device),
	KUNIT_CASE(io_device_test_double_delete_is_reported),
	KUNIT_CASE(io_device_test_shutdown_registration),
	KUNIT_CASE(io_device_test_bad_shutdown_registration_is_reported),
	KUNIT_CASE(io_device_test_create_device_without_memory),
	{}
};

WINWORK_SUITE(io_device);
