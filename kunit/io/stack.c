/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite io_stack: stacks of devices, and the way of an open to the device on top.
 */
#include "irp_case.h"

#define NAME L"\\Device\\WinworkStack"

/* The devices of a case. The log has the names of the requests that came: "c2" is a create at 2. */
struct layer {
	PDEVICE_OBJECT below;
	char digit;
};

static struct {
	char log[64];
	int used;
	PFILE_OBJECT file;
	PDEVICE_OBJECT file_device;
} seen;

static struct layer *layer_of(PDEVICE_OBJECT device)
{
	return device->DeviceExtension;
}

static NTSTATUS NTAPI pass_on(PDEVICE_OBJECT device, PIRP irp)
{
	struct layer *layer = layer_of(device);
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	const char letter = location->MajorFunction == IRP_MJ_CREATE ? 'c' :
			    location->MajorFunction == IRP_MJ_CLEANUP ? 'u' : 'x';

	if (seen.used < (int)sizeof(seen.log) - 3) {
		seen.log[seen.used++] = letter;
		seen.log[seen.used++] = layer->digit;
	}
	seen.file = location->FileObject;
	seen.file_device = location->FileObject->DeviceObject;
	if (layer->below) {
		IoSkipCurrentIrpStackLocation(irp);
		return IoCallDriver(layer->below, irp);
	}
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

static PDEVICE_OBJECT new_layer_of(struct kunit *test, PDRIVER_OBJECT driver, PCWSTR name, char digit)
{
	UNICODE_STRING string;
	PDEVICE_OBJECT device;

	if (name)
		RtlInitUnicodeString(&string, name);
	driver->MajorFunction[IRP_MJ_CREATE] = pass_on;
	driver->MajorFunction[IRP_MJ_CLEANUP] = pass_on;
	driver->MajorFunction[IRP_MJ_CLOSE] = pass_on;
	if (IoCreateDevice(driver, sizeof(struct layer), name ? &string : NULL, FILE_DEVICE_UNKNOWN, 0,
			   FALSE, &device) != STATUS_SUCCESS) {
		KUNIT_FAIL(test, "no device");
		return NULL;
	}
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	layer_of(device)->digit = digit;
	memset(&seen, 0, sizeof(seen));
	return device;
}

static PDEVICE_OBJECT new_layer(struct kunit *test, PCWSTR name, char digit)
{
	PDEVICE_OBJECT device = new_layer_of(test, fixture_of(test)->driver, name, digit);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, device);
	return device;
}

static NTSTATUS get(PFILE_OBJECT *file, PDEVICE_OBJECT *device)
{
	UNICODE_STRING string;

	RtlInitUnicodeString(&string, NAME);
	return IoGetDeviceObjectPointer(&string, FILE_READ_DATA, file, device);
}

/* row 212 */
static void io_stack_test_attach_returns_the_former_top(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NULL, '1'), two = new_layer(test, NULL, '2');
	PDEVICE_OBJECT three = new_layer(test, NULL, '3'), below = NULL, device;

	one->AlignmentRequirement = FILE_LONG_ALIGNMENT;
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetAttachedDevice(one), (void *)one);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetLowerDeviceObject(one), NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoAttachDeviceToDeviceStack(two, one), (void *)one);
	KUNIT_EXPECT_EQ(test, IoAttachDeviceToDeviceStackSafe(three, one, &below), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)below, (void *)two);
	KUNIT_EXPECT_EQ(test, (int)one->StackSize, 1);
	KUNIT_EXPECT_EQ(test, (int)two->StackSize, 2);
	KUNIT_EXPECT_EQ(test, (int)three->StackSize, 3);
	KUNIT_EXPECT_EQ(test, three->AlignmentRequirement, (ULONG)FILE_LONG_ALIGNMENT);
	KUNIT_EXPECT_PTR_EQ(test, (void *)one->AttachedDevice, (void *)two);
	KUNIT_EXPECT_PTR_EQ(test, (void *)two->AttachedDevice, (void *)three);
	KUNIT_EXPECT_PTR_EQ(test, (void *)three->AttachedDevice, NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetAttachedDevice(two), (void *)three);
	/* The attachments hold the two lower devices; these calls one more reference each. */
	device = IoGetAttachedDeviceReference(one);
	KUNIT_EXPECT_PTR_EQ(test, (void *)device, (void *)three);
	KUNIT_EXPECT_EQ(test, references(three), 2L);
	ObDereferenceObject(device);
	device = IoGetLowerDeviceObject(three);
	KUNIT_EXPECT_PTR_EQ(test, (void *)device, (void *)two);
	KUNIT_EXPECT_EQ(test, references(two), 3L);
	ObDereferenceObject(device);
	device = IoGetDeviceAttachmentBaseRef(three);
	KUNIT_EXPECT_PTR_EQ(test, (void *)device, (void *)one);
	ObDereferenceObject(device);

	IoDetachDevice(two);
	IoDetachDevice(one);
	IoDeleteDevice(three);
	IoDeleteDevice(two);
	IoDeleteDevice(one);
	EXPECT_NO_REPORT(test);
}

/* row 213 */
static void io_stack_test_detach_clears_one_link(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NULL, '1'), two = new_layer(test, NULL, '2');
	PDEVICE_OBJECT three = new_layer(test, NULL, '3');

	IoAttachDeviceToDeviceStack(two, one);
	IoAttachDeviceToDeviceStack(three, one);
	IoDetachDevice(one);
	KUNIT_EXPECT_PTR_EQ(test, (void *)one->AttachedDevice, NULL);
	KUNIT_EXPECT_PTR_EQ(test, (void *)two->AttachedDevice, (void *)three);
	KUNIT_EXPECT_EQ(test, (int)two->StackSize, 2);
	KUNIT_EXPECT_EQ(test, (int)three->StackSize, 3);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetAttachedDevice(one), (void *)one);
	KUNIT_EXPECT_EQ(test, references(one), 1L);
	/* It may be attached again, with what is above it refused. */
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoAttachDeviceToDeviceStack(two, one), NULL);
	IoDetachDevice(two);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoAttachDeviceToDeviceStack(two, one), (void *)one);
	IoDetachDevice(one);
	IoDeleteDevice(three);
	IoDeleteDevice(two);
	IoDeleteDevice(one);
	EXPECT_NO_REPORT(test);
}

/* rows 211, 214: a stack that takes no device, and a device that is in a stack */
static void io_stack_test_attach_is_refused(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NULL, '1'), two = new_layer(test, NULL, '2');
	PDEVICE_OBJECT three = new_layer(test, NULL, '3'), below = (PDEVICE_OBJECT)test;

	one->Flags |= DO_DEVICE_INITIALIZING;
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoAttachDeviceToDeviceStack(two, one), NULL);
	one->Flags &= ~DO_DEVICE_INITIALIZING;
	/* The flag of the new device is no obstacle. */
	two->Flags |= DO_DEVICE_INITIALIZING;
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoAttachDeviceToDeviceStack(two, one), (void *)one);
	KUNIT_EXPECT_EQ(test, IoAttachDeviceToDeviceStackSafe(three, one, &below), STATUS_NO_SUCH_DEVICE);
	two->Flags &= ~DO_DEVICE_INITIALIZING;

	KUNIT_EXPECT_EQ(test, IoAttachDeviceToDeviceStackSafe(two, three, &below), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, IoAttachDeviceToDeviceStackSafe(one, two, &below), STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, IoAttachDeviceToDeviceStackSafe(three, three, &below),
			STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, (int)three->StackSize, 1);
	IoDetachDevice(one);

	ObReferenceObject(one);
	IoDeleteDevice(one);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoAttachDeviceToDeviceStack(two, one), NULL);
	KUNIT_EXPECT_EQ(test, IoAttachDeviceToDeviceStackSafe(two, one, &below), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_EQ(test, IoAttachDeviceByPointer(two, one), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_PTR_EQ(test, (void *)below, (void *)test);
	KUNIT_EXPECT_EQ(test, (int)two->StackSize, 2);
	ObDereferenceObject(one);
	IoDeleteDevice(three);
	IoDeleteDevice(two);
	EXPECT_NO_REPORT(test);
}

/* A device that is deleted while one is attached to it stays until that one is detached. */
static void io_stack_test_deleted_device_stays_below(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NULL, '1'), two = new_layer(test, NULL, '2');
	PVOID gone = one;

	layer_of(two)->below = IoAttachDeviceToDeviceStack(two, one);
	IoDeleteDevice(one);
	KUNIT_EXPECT_EQ(test, references(gone), 1L);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetLowerDeviceObject(two), NULL);
	IoDetachDevice(one);
	KUNIT_EXPECT_EQ(test, references(gone), 0L);
	IoDeleteDevice(two);
	EXPECT_NO_REPORT(test);
}

/* row 221: deleted while attached, detached twice */
static void io_stack_test_misuse_is_contained(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NULL, '1'), two = new_layer(test, NULL, '2');
	PDEVICE_OBJECT three = new_layer(test, NULL, '3');
	PVOID gone = two;

	IoDetachDevice(one);
	EXPECT_REPORT(test, "IoDetachDevice", BUGCHECK_IO_VIOLATION, 0x202, ANY, one, ANY, one);
	IoAttachDeviceToDeviceStack(two, one);
	IoAttachDeviceToDeviceStack(three, one);
	IoDeleteDevice(two);
	EXPECT_REPORT(test, "IoDeleteDevice", BUGCHECK_IO_VIOLATION, 0x201, ANY, gone, one, gone);
	KUNIT_EXPECT_PTR_EQ(test, (void *)one->AttachedDevice, NULL);
	KUNIT_EXPECT_EQ(test, references(one), 1L);
	/* The one above keeps it. */
	KUNIT_EXPECT_EQ(test, references(gone), 1L);
	IoDetachDevice(two);
	KUNIT_EXPECT_EQ(test, references(gone), 0L);
	IoDetachDevice(gone);
	EXPECT_REPORT(test, "IoDetachDevice", BUGCHECK_REFERENCE_BY_POINTER, ANY, gone, ANY, ANY, gone);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoAttachDeviceToDeviceStack(three, gone), NULL);
	EXPECT_REPORT(test, "IoAttachDeviceToDeviceStack", BUGCHECK_REFERENCE_BY_POINTER, ANY, gone, ANY,
		      ANY, gone);
	IoDeleteDevice(three);
	IoDeleteDevice(one);
}

/* rows 208, 217: an open of the named device goes through the filter above it */
static void io_stack_test_open_goes_to_the_top(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NAME, '1'), two = new_layer(test, NULL, '2'), found;
	PFILE_OBJECT file;

	layer_of(two)->below = IoAttachDeviceToDeviceStack(two, one);
	KUNIT_ASSERT_EQ(test, get(&file, &found), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)found, (void *)two);
	KUNIT_EXPECT_PTR_EQ(test, (void *)IoGetRelatedDeviceObject(file), (void *)two);
	KUNIT_EXPECT_PTR_EQ(test, (void *)seen.file_device, (void *)one);
	KUNIT_EXPECT_STREQ(test, seen.log, "c2c1u2u1");
	/* No activity is left on the top. */
	KUNIT_EXPECT_EQ(test, references(two), 1L);
	IoDetachDevice(one);
	IoDeleteDevice(two);
	ObDereferenceObject(file);
	KUNIT_EXPECT_STREQ(test, seen.log, "c2c1u2u1x1");
	IoDeleteDevice(one);
	EXPECT_NO_REPORT(test);
}

/* row 217: with a fast mutex held */
static void io_stack_test_open_at_apc_level(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NAME, '1'), found = NULL;
	FAST_MUTEX mutex;
	PFILE_OBJECT file;
	NTSTATUS status;

	ExInitializeFastMutex(&mutex);
	ExAcquireFastMutex(&mutex);
	status = get(&file, &found);
	ExReleaseFastMutex(&mutex);
	KUNIT_EXPECT_EQ(test, status, STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)found, (void *)one);
	if (status == STATUS_SUCCESS)
		ObDereferenceObject(file);
	KUNIT_EXPECT_STREQ(test, seen.log, "c1u1x1");
	IoDeleteDevice(one);
	EXPECT_NO_REPORT(test);
}

/* row 216: the source gets the cleanup and the close, and knows the device below then */
static void io_stack_test_attach_by_name(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NAME, '1'), two = new_layer(test, NULL, '2');
	UNICODE_STRING string;

	RtlInitUnicodeString(&string, NAME);
	KUNIT_EXPECT_EQ(test, IoAttachDevice(two, &string, &layer_of(two)->below), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, (void *)layer_of(two)->below, (void *)one);
	KUNIT_EXPECT_STREQ(test, seen.log, "c1u2u1x2x1");
	KUNIT_EXPECT_EQ(test, one->ReferenceCount, 0);
	KUNIT_EXPECT_EQ(test, (int)two->StackSize, 2);
	IoDetachDevice(one);
	RtlInitUnicodeString(&string, L"\\Device\\WinworkNoStack");
	KUNIT_EXPECT_EQ(test, IoAttachDevice(two, &string, &layer_of(two)->below),
			STATUS_OBJECT_NAME_NOT_FOUND);
	KUNIT_EXPECT_PTR_EQ(test, (void *)layer_of(two)->below, NULL);
	IoDeleteDevice(two);
	IoDeleteDevice(one);
	EXPECT_NO_REPORT(test);
}

/* A stack that is higher than the requests that a file keeps for its end. */
static void io_stack_test_close_through_a_high_stack(struct kunit *test)
{
	enum { HEIGHT = 9 };
	PDEVICE_OBJECT devices[HEIGHT], found;
	PFILE_OBJECT file;
	int i;

	devices[0] = new_layer(test, NAME, '0');
	KUNIT_ASSERT_EQ(test, get(&file, &found), STATUS_SUCCESS);
	for (i = 1; i < HEIGHT; i++) {
		devices[i] = new_layer(test, NULL, '0' + i);
		layer_of(devices[i])->below = IoAttachDeviceToDeviceStack(devices[i], devices[0]);
	}
	KUNIT_EXPECT_EQ(test, (int)devices[HEIGHT - 1]->StackSize, HEIGHT);
	ObDereferenceObject(file);
	KUNIT_EXPECT_STREQ(test, seen.log, "x8x7x6x5x4x3x2x1x0");
	while (--i > 0) {
		IoDetachDevice(devices[i - 1]);
		IoDeleteDevice(devices[i]);
	}
	IoDeleteDevice(devices[0]);
	EXPECT_NO_REPORT(test);
}

/* ---- Opens against attaching and detaching ---------------------------------------------- */

enum { OPENS = 300 };

static atomic_t opens_left, opens_failed;

static void open_again_and_again(void *unused)
{
	PDEVICE_OBJECT found;
	PFILE_OBJECT file;

	while (atomic_dec_return(&opens_left) >= 0) {
		if (get(&file, &found) != STATUS_SUCCESS) {
			atomic_inc(&opens_failed);
			continue;
		}
		ObDereferenceObject(file);
	}
}

/*
 * Requests are on their way to a filter that goes with its driver. KASAN finds a request that comes too
 * late.
 */
static void io_stack_test_requests_while_a_filter_comes_and_goes(struct kunit *test)
{
	PDEVICE_OBJECT one = new_layer(test, NAME, '1');
	unsigned int rounds = 0;

	atomic_set(&opens_left, OPENS);
	atomic_set(&opens_failed, 0);
	spawn(test, open_again_and_again, NULL);
	spawn(test, open_again_and_again, NULL);
	while (atomic_read(&opens_left) > 0) {
		PDRIVER_OBJECT filter_driver;
		PDEVICE_OBJECT two, below;

		if (IoCreateDriver(NULL, keep_driver) != STATUS_SUCCESS)
			break;
		filter_driver = created_driver;
		two = new_layer_of(test, filter_driver, NULL, '2');
		if (two && IoAttachDeviceToDeviceStackSafe(two, one, &layer_of(two)->below) ==
				   STATUS_SUCCESS) {
			below = layer_of(two)->below;
			cond_resched();
			IoDetachDevice(below);
		}
		if (two)
			IoDeleteDevice(two);
		IoDeleteDriver(filter_driver);
		rounds++;
	}
	join(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&opens_failed), 0);
	KUNIT_EXPECT_GT(test, rounds, 0U);
	KUNIT_EXPECT_EQ(test, references(one), 1L);
	IoDeleteDevice(one);
	EXPECT_NO_REPORT(test);
}

/* ---- Memory of a driver object ---------------------------------------------------------- */

/* row 223 */
static void io_stack_test_driver_object_extension(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver, other;
	PVOID first, second, same, elsewhere;
	static char id, other_id;

	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	other = created_driver;
	KUNIT_EXPECT_PTR_EQ(test, IoGetDriverObjectExtension(driver, &id), NULL);
	KUNIT_ASSERT_EQ(test, IoAllocateDriverObjectExtension(driver, &id, 100, &first), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, memchr_inv(first, 0, 100), NULL);
	memset(first, 0xee, 100);
	KUNIT_EXPECT_EQ(test, IoAllocateDriverObjectExtension(driver, &id, 8, &same),
			STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_PTR_EQ(test, same, NULL);
	KUNIT_ASSERT_EQ(test, IoAllocateDriverObjectExtension(driver, &other_id, 8, &second),
			STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, IoAllocateDriverObjectExtension(other, &id, 8, &elsewhere), STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, IoGetDriverObjectExtension(driver, &id), first);
	KUNIT_EXPECT_PTR_EQ(test, IoGetDriverObjectExtension(driver, &other_id), second);
	KUNIT_EXPECT_PTR_EQ(test, IoGetDriverObjectExtension(other, &id), elsewhere);
	IoDeleteDriver(other);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, IoAllocateDriverObjectExtension((PDRIVER_OBJECT)test, &id, 8, &same),
			STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoAllocateDriverObjectExtension", BUGCHECK_REFERENCE_BY_POINTER, ANY, test, ANY,
		      ANY, test);
}

static void io_stack_test_driver_object_extension_without_memory(struct kunit *test)
{
	PDRIVER_OBJECT driver = fixture_of(test)->driver;
	static char id;
	PVOID block;

	NEED_FAULT_INJECTION(test);
	fail_next_allocation();
	KUNIT_EXPECT_EQ(test, IoAllocateDriverObjectExtension(driver, &id, 8, &block),
			STATUS_INSUFFICIENT_RESOURCES);
	KUNIT_EXPECT_TRUE(test, allocation_was_attempted());
	KUNIT_EXPECT_PTR_EQ(test, IoGetDriverObjectExtension(driver, &id), NULL);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case io_stack_cases[] = {
	KUNIT_CASE(io_stack_test_attach_returns_the_former_top),
	KUNIT_CASE(io_stack_test_detach_clears_one_link),
	KUNIT_CASE(io_stack_test_attach_is_refused),
	KUNIT_CASE(io_stack_test_deleted_device_stays_below),
	KUNIT_CASE(io_stack_test_misuse_is_contained),
	KUNIT_CASE(io_stack_test_open_goes_to_the_top),
	KUNIT_CASE(io_stack_test_open_at_apc_level),
	KUNIT_CASE(io_stack_test_attach_by_name),
	KUNIT_CASE(io_stack_test_close_through_a_high_stack),
	KUNIT_CASE(io_stack_test_requests_while_a_filter_comes_and_goes),
	KUNIT_CASE(io_stack_test_driver_object_extension),
	KUNIT_CASE(io_stack_test_driver_object_extension_without_memory),
	{}
};

WINWORK_SUITE(io_stack);
