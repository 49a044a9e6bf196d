/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite pnp_filter: WDM filters over and under a WDM function driver.
 */
#include "irp_case.h"

#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>

/* The drivers; each has one device in a stack. */
enum layer { LOWER, LOWER_2, FUNCTION, UPPER, UPPER_2, LAYERS };

struct extension {
	enum layer layer;
	PDEVICE_OBJECT self;
	PDEVICE_OBJECT lower;
};

/* What a driver does. */
struct behaviour {
	NTSTATUS add, start, query_remove, query_power;
	bool attaches_nothing, stays_attached, forgets_detach, forgets_delete;
};

/* An event: a driver, and what it was called for. */
#define EVENT(layer, what)	((layer) << 12 | (what))
#define ADD			0x100
#define PNP(minor)		(0x200 | IRP_MN_##minor)
#define POWER(minor)		(0x300 | IRP_MN_##minor)
#define FILE_IRP(major)		(0x400 | IRP_MJ_##major)

static struct {
	PDRIVER_OBJECT object[LAYERS];
	PDEVICE_OBJECT device[LAYERS];
	struct behaviour behaviour[LAYERS];
	u16 events[64];
	int count;
	KIRQL highest;
	struct completion removed;		/* the function driver's device */
} stack;

static void record(enum layer layer, int what)
{
	if (stack.count < ARRAY_SIZE(stack.events))
		stack.events[stack.count++] = EVENT(layer, what);
	stack.highest = max(stack.highest, KeGetCurrentIrql());
}

static NTSTATUS pass(struct extension *extension, PIRP irp)
{
	IoSkipCurrentIrpStackLocation(irp);
	return IoCallDriver(extension->lower, irp);
}

static NTSTATUS fail(PIRP irp, NTSTATUS status)
{
	finish_irp(irp, status, 0);
	return status;
}

static NTSTATUS start(struct extension *extension, PIRP irp)
{
	NTSTATUS status;

	IoForwardIrpSynchronously(extension->lower, irp);
	status = irp->IoStatus.Status;
	/* From the lowest driver to the highest. */
	record(extension->layer, PNP(START_DEVICE));
	if (NT_SUCCESS(status))
		status = stack.behaviour[extension->layer].start;
	return fail(irp, status);
}

/* As Windows's filters do it: the device below may be deleted when the call returns. */
static NTSTATUS remove(struct extension *extension, PIRP irp)
{
	struct behaviour *behaviour = &stack.behaviour[extension->layer];
	bool is_function = extension->layer == FUNCTION;
	PDEVICE_OBJECT self = extension->self;
	NTSTATUS status = pass(extension, irp);

	if (!behaviour->forgets_detach)
		IoDetachDevice(extension->lower);
	if (!behaviour->forgets_delete)
		IoDeleteDevice(self);
	if (is_function)
		complete(&stack.removed);
	return status;
}

static NTSTATUS NTAPI pnp(PDEVICE_OBJECT device, PIRP irp)
{
	struct extension *extension = device->DeviceExtension;
	struct behaviour *behaviour = &stack.behaviour[extension->layer];
	UCHAR minor = IoGetCurrentIrpStackLocation(irp)->MinorFunction;

	if (minor == IRP_MN_START_DEVICE)
		return start(extension, irp);
	record(extension->layer, 0x200 | minor);
	switch (minor) {
	case IRP_MN_REMOVE_DEVICE:
		irp->IoStatus.Status = STATUS_SUCCESS;
		return remove(extension, irp);
	case IRP_MN_QUERY_REMOVE_DEVICE:
		if (!NT_SUCCESS(behaviour->query_remove))
			return fail(irp, behaviour->query_remove);
		fallthrough;
	case IRP_MN_CANCEL_REMOVE_DEVICE:
	case IRP_MN_SURPRISE_REMOVAL:
		irp->IoStatus.Status = STATUS_SUCCESS;
	}
	return pass(extension, irp);
}

static NTSTATUS NTAPI power(PDEVICE_OBJECT device, PIRP irp)
{
	struct extension *extension = device->DeviceExtension;
	struct behaviour *behaviour = &stack.behaviour[extension->layer];
	UCHAR minor = IoGetCurrentIrpStackLocation(irp)->MinorFunction;

	record(extension->layer, 0x300 | minor);
	if (minor == IRP_MN_QUERY_POWER && !NT_SUCCESS(behaviour->query_power))
		return fail(irp, behaviour->query_power);
	return pass(extension, irp);
}

static NTSTATUS NTAPI open_or_close(PDEVICE_OBJECT device, PIRP irp)
{
	struct extension *extension = device->DeviceExtension;

	record(extension->layer, 0x400 | IoGetCurrentIrpStackLocation(irp)->MajorFunction);
	return extension->layer == FUNCTION ? fail(irp, STATUS_SUCCESS) : pass(extension, irp);
}

static enum layer layer_of(PDRIVER_OBJECT object)
{
	enum layer layer = LOWER;

	while (stack.object[layer] != object)
		layer++;
	return layer;
}

static NTSTATUS NTAPI add_device(PDRIVER_OBJECT object, PDEVICE_OBJECT pdo)
{
	enum layer layer = layer_of(object);
	struct behaviour *behaviour = &stack.behaviour[layer];
	struct extension *extension;
	PDEVICE_OBJECT device;
	NTSTATUS status;

	record(layer, ADD);
	if (behaviour->attaches_nothing || (!NT_SUCCESS(behaviour->add) && !behaviour->stays_attached))
		return behaviour->add;
	status = IoCreateDevice(object, sizeof(*extension), NULL, FILE_DEVICE_UNKNOWN, 0, FALSE,
				&device);
	if (!NT_SUCCESS(status))
		return status;
	extension = device->DeviceExtension;
	extension->layer = layer;
	extension->self = device;
	extension->lower = IoAttachDeviceToDeviceStack(device, pdo);
	device->Flags |= extension->lower->Flags & DO_POWER_PAGABLE;
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	stack.device[layer] = device;
	return behaviour->add;
}

static void fill_in(PDRIVER_OBJECT object)
{
	object->DriverExtension->AddDevice = add_device;
	object->MajorFunction[IRP_MJ_PNP] = pnp;
	object->MajorFunction[IRP_MJ_POWER] = power;
	object->MajorFunction[IRP_MJ_CREATE] = open_or_close;
	object->MajorFunction[IRP_MJ_CLEANUP] = open_or_close;
	object->MajorFunction[IRP_MJ_CLOSE] = open_or_close;
}

static int filter_init(struct kunit *test)
{
	int error = fixture_init(test);
	enum layer layer;

	if (error)
		return error;
	memset(&stack, 0, sizeof(stack));
	init_completion(&stack.removed);
	for (layer = LOWER; layer < LAYERS; layer++) {
		if (layer == FUNCTION)
			stack.object[layer] = fixture_of(test)->driver;
		else if (IoCreateDriver(NULL, keep_driver) == STATUS_SUCCESS)
			stack.object[layer] = created_driver;
		else
			return -ENOMEM;
		fill_in(stack.object[layer]);
	}
	return 0;
}

static void end_driver(enum layer layer)
{
	PDRIVER_OBJECT object = stack.object[layer];

	stack.object[layer] = NULL;
	IoDeleteDriver(object);
}

static void filter_exit(struct kunit *test)
{
	enum layer layer;

	for (layer = LOWER; layer < LAYERS; layer++) {
		if (layer != FUNCTION && stack.object[layer])
			end_driver(layer);
	}
	fixture_exit(test);
}

static void expect_events(struct kunit *test, int line, const u16 *expected, int count)
{
	int i;

	KUNIT_EXPECT_EQ_MSG(test, stack.count, count, "events, line %d", line);
	for (i = 0; i < count && i < stack.count; i++)
		KUNIT_EXPECT_EQ_MSG(test, stack.events[i], expected[i], "event %d, line %d", i, line);
	stack.count = 0;
}

#define EXPECT_EVENTS(test, ...) do {							\
	static const u16 winwork_events[] = { __VA_ARGS__ };				\
											\
	expect_events(test, __LINE__, winwork_events, ARRAY_SIZE(winwork_events));	\
} while (0)

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)

/* An event of three drivers, from the highest to the lowest or back. */
#define DOWN(what)	EVENT(UPPER, what), EVENT(FUNCTION, what), EVENT(LOWER, what)
#define UP(what)	EVENT(LOWER, what), EVENT(FUNCTION, what), EVENT(UPPER, what)
#define ARRIVAL		UP(ADD), UP(PNP(START_DEVICE)), DOWN(PNP(QUERY_CAPABILITIES)), \
			DOWN(PNP(QUERY_PNP_DEVICE_STATE)), DOWN(PNP(QUERY_DEVICE_RELATIONS))

static void add_filter(struct kunit *test, enum layer layer)
{
	KUNIT_ASSERT_EQ(test, WinworkPnpAddFilter(stack.object[layer], stack.object[FUNCTION],
						  layer > FUNCTION), STATUS_SUCCESS);
}

static PDEVICE_OBJECT arrive(struct kunit *test)
{
	PDEVICE_OBJECT pdo = NULL;

	KUNIT_ASSERT_EQ(test, WinworkPnpAddDevice(stack.object[FUNCTION], &pdo), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, pdo);
	return pdo;
}

/* A device with one filter over and one under it, whose arrival was as expected. */
static PDEVICE_OBJECT filtered_device(struct kunit *test)
{
	PDEVICE_OBJECT pdo;

	add_filter(test, UPPER);
	add_filter(test, LOWER);
	pdo = arrive(test);
	EXPECT_EVENTS(test, ARRIVAL);
	return pdo;
}

/* row 585 */
static void pnp_filter_test_order(struct kunit *test)
{
	PDEVICE_OBJECT pdo;

	/* Those of a kind have the order in which they were added. */
	add_filter(test, UPPER_2);
	add_filter(test, UPPER);
	add_filter(test, LOWER_2);
	add_filter(test, LOWER);
	pdo = arrive(test);
	stack.count = min(stack.count, 5);
	EXPECT_EVENTS(test, EVENT(LOWER_2, ADD), EVENT(LOWER, ADD), EVENT(FUNCTION, ADD),
		      EVENT(UPPER_2, ADD), EVENT(UPPER, ADD));
	KUNIT_EXPECT_PTR_EQ(test, pdo->AttachedDevice, stack.device[LOWER_2]);
	KUNIT_EXPECT_PTR_EQ(test, stack.device[LOWER_2]->AttachedDevice, stack.device[LOWER]);
	KUNIT_EXPECT_PTR_EQ(test, stack.device[LOWER]->AttachedDevice, stack.device[FUNCTION]);
	KUNIT_EXPECT_PTR_EQ(test, stack.device[FUNCTION]->AttachedDevice, stack.device[UPPER_2]);
	KUNIT_EXPECT_PTR_EQ(test, stack.device[UPPER_2]->AttachedDevice, stack.device[UPPER]);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_EVENTS(test, EVENT(UPPER, PNP(QUERY_REMOVE_DEVICE)),
		      EVENT(UPPER_2, PNP(QUERY_REMOVE_DEVICE)), EVENT(FUNCTION, PNP(QUERY_REMOVE_DEVICE)),
		      EVENT(LOWER, PNP(QUERY_REMOVE_DEVICE)), EVENT(LOWER_2, PNP(QUERY_REMOVE_DEVICE)),
		      EVENT(UPPER, PNP(REMOVE_DEVICE)), EVENT(UPPER_2, PNP(REMOVE_DEVICE)),
		      EVENT(FUNCTION, PNP(REMOVE_DEVICE)), EVENT(LOWER, PNP(REMOVE_DEVICE)),
		      EVENT(LOWER_2, PNP(REMOVE_DEVICE)));
	EXPECT_NO_REPORT(test);
}

/* row 542: the usual case */
static void pnp_filter_test_device_comes_and_goes(struct kunit *test)
{
	PDEVICE_OBJECT pdo = filtered_device(test);

	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_EVENTS(test, DOWN(PNP(QUERY_REMOVE_DEVICE)), DOWN(PNP(REMOVE_DEVICE)));
	KUNIT_EXPECT_EQ(test, stack.highest, PASSIVE_LEVEL);
	/* The next one has them again. */
	arrive(test);
	EXPECT_EVENTS(test, ARRIVAL);
	WinworkPnpRemoveDevices(stack.object[FUNCTION]);
	EXPECT_EVENTS(test, DOWN(PNP(QUERY_REMOVE_DEVICE)), DOWN(PNP(REMOVE_DEVICE)));
	EXPECT_NO_REPORT(test);
}

/* row 585: the stack does without filters that fail, and those that attach nothing */
static void pnp_filter_test_filters_that_are_left_out(struct kunit *test)
{
	PDEVICE_OBJECT left, pdo;

	add_filter(test, LOWER);
	add_filter(test, LOWER_2);
	add_filter(test, UPPER);
	add_filter(test, UPPER_2);
	stack.behaviour[LOWER_2].add = STATUS_NO_MEMORY;
	stack.behaviour[LOWER_2].stays_attached = true;
	stack.behaviour[UPPER_2].attaches_nothing = true;
	pdo = arrive(test);
	left = stack.device[LOWER_2];
	KUNIT_EXPECT_NULL(test, IoGetLowerDeviceObject(left));
	IoDeleteDevice(left);
	EXPECT_EVENTS(test, EVENT(LOWER, ADD), EVENT(LOWER_2, ADD), EVENT(FUNCTION, ADD),
		      EVENT(UPPER, ADD), EVENT(UPPER_2, ADD), UP(PNP(START_DEVICE)),
		      DOWN(PNP(QUERY_CAPABILITIES)), DOWN(PNP(QUERY_PNP_DEVICE_STATE)),
		      DOWN(PNP(QUERY_DEVICE_RELATIONS)));
	/* The device goes with a filter of its stack, and not with one that was left out. */
	end_driver(LOWER_2);
	end_driver(UPPER_2);
	KUNIT_EXPECT_EQ(test, stack.count, 0);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 585: the function driver's failure; the filters under it have their devices already */
static void pnp_filter_test_failing_function_driver(struct kunit *test)
{
	PDEVICE_OBJECT pdo;

	add_filter(test, LOWER);
	add_filter(test, UPPER);
	stack.behaviour[FUNCTION].add = STATUS_NO_MEMORY;
	EXPECT_STATUS(test, WinworkPnpAddDevice(stack.object[FUNCTION], &pdo), STATUS_NO_MEMORY);
	KUNIT_EXPECT_NULL(test, pdo);
	EXPECT_EVENTS(test, EVENT(LOWER, ADD), EVENT(FUNCTION, ADD), EVENT(LOWER, PNP(REMOVE_DEVICE)));
	stack.behaviour[FUNCTION].add = STATUS_SUCCESS;
	stack.behaviour[FUNCTION].attaches_nothing = true;
	EXPECT_STATUS(test, WinworkPnpAddDevice(stack.object[FUNCTION], &pdo), STATUS_SUCCESS);
	KUNIT_EXPECT_NULL(test, pdo);
	EXPECT_EVENTS(test, EVENT(LOWER, ADD), EVENT(FUNCTION, ADD), EVENT(LOWER, PNP(REMOVE_DEVICE)));
	EXPECT_NO_REPORT(test);
}

/* row 542: whichever driver fails the start, each gets REMOVE_DEVICE */
static void pnp_filter_test_failing_start(struct kunit *test)
{
	static const enum layer failing[] = { LOWER, FUNCTION, UPPER };
	PDEVICE_OBJECT pdo;
	int i;

	add_filter(test, LOWER);
	add_filter(test, UPPER);
	for (i = 0; i < ARRAY_SIZE(failing); i++) {
		stack.behaviour[failing[i]].start = STATUS_DEVICE_NOT_CONNECTED;
		EXPECT_STATUS(test, WinworkPnpAddDevice(stack.object[FUNCTION], &pdo),
			      STATUS_DEVICE_NOT_CONNECTED);
		KUNIT_EXPECT_NULL(test, pdo);
		EXPECT_EVENTS(test, UP(ADD), UP(PNP(START_DEVICE)), DOWN(PNP(REMOVE_DEVICE)));
		stack.behaviour[failing[i]].start = STATUS_SUCCESS;
	}
	EXPECT_NO_REPORT(test);
}

/* row 542: the drivers over the one that refuses have seen the query, and all see its end */
static void pnp_filter_test_refused_query(struct kunit *test)
{
	PDEVICE_OBJECT pdo = filtered_device(test);

	stack.behaviour[LOWER].query_remove = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_EVENTS(test, DOWN(PNP(QUERY_REMOVE_DEVICE)), DOWN(PNP(CANCEL_REMOVE_DEVICE)));
	stack.behaviour[LOWER].query_remove = STATUS_SUCCESS;
	stack.behaviour[UPPER].query_remove = STATUS_DEVICE_NOT_READY;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_DEVICE_NOT_READY);
	EXPECT_EVENTS(test, EVENT(UPPER, PNP(QUERY_REMOVE_DEVICE)), DOWN(PNP(CANCEL_REMOVE_DEVICE)));
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalOrdered), STATUS_SUCCESS);
	EXPECT_EVENTS(test, EVENT(UPPER, PNP(QUERY_REMOVE_DEVICE)), DOWN(PNP(SURPRISE_REMOVAL)),
		      DOWN(PNP(REMOVE_DEVICE)));
	EXPECT_NO_REPORT(test);
}

/* row 542: a surprise, with a file that was opened through the filters */
static void pnp_filter_test_surprise_with_open_file(struct kunit *test)
{
	static const GUID class = { 0x77696e77, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 11 } };
	PDEVICE_OBJECT pdo = filtered_device(test), device = NULL;
	PFILE_OBJECT file = NULL;
	UNICODE_STRING link;

	KUNIT_ASSERT_EQ(test, IoRegisterDeviceInterface(pdo, &class, NULL, &link), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, IoSetDeviceInterfaceState(&link, TRUE), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &file, &device),
			STATUS_SUCCESS);
	KUNIT_EXPECT_PTR_EQ(test, device, stack.device[UPPER]);
	/* The function's driver completes them. IoGetDeviceObjectPointer closes its handle. */
	EXPECT_EVENTS(test, EVENT(UPPER, FILE_IRP(CREATE)), EVENT(FUNCTION, FILE_IRP(CREATE)),
		      EVENT(UPPER, FILE_IRP(CLEANUP)), EVENT(FUNCTION, FILE_IRP(CLEANUP)));
	IoSetDeviceInterfaceState(&link, FALSE);
	RtlFreeUnicodeString(&link);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_EVENTS(test, DOWN(PNP(QUERY_REMOVE_DEVICE)), DOWN(PNP(CANCEL_REMOVE_DEVICE)));
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalSurprise), STATUS_SUCCESS);
	EXPECT_EVENTS(test, DOWN(PNP(SURPRISE_REMOVAL)));
	ObDereferenceObject(file);
	ASSERT_IN_TIME(test, &stack.removed);
	/* Waits for the thread that removes the device. */
	WinworkPnpRemoveDevices(stack.object[FUNCTION]);
	EXPECT_EVENTS(test, EVENT(UPPER, FILE_IRP(CLOSE)), EVENT(FUNCTION, FILE_IRP(CLOSE)),
		      DOWN(PNP(REMOVE_DEVICE)));
	EXPECT_NO_REPORT(test);
}

/* row 542: power comes through the filters, and a filter may keep the machine awake */
static void pnp_filter_test_power(struct kunit *test)
{
	PDEVICE_OBJECT pdo = filtered_device(test);

	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3), STATUS_SUCCESS);
	EXPECT_EVENTS(test, DOWN(POWER(QUERY_POWER)), DOWN(POWER(SET_POWER)));
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemWorking), STATUS_SUCCESS);
	EXPECT_EVENTS(test, DOWN(POWER(SET_POWER)));
	stack.behaviour[LOWER].query_power = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3), STATUS_DEVICE_BUSY);
	EXPECT_EVENTS(test, DOWN(POWER(QUERY_POWER)), DOWN(POWER(SET_POWER)));
	EXPECT_NO_REPORT(test);
}

/* row 586: a driver that ends takes the devices along whose stacks it is in */
static void pnp_filter_test_end_of_a_filter(struct kunit *test)
{
	PDEVICE_OBJECT pdo = filtered_device(test);

	end_driver(UPPER);
	EXPECT_EVENTS(test, DOWN(PNP(QUERY_REMOVE_DEVICE)), DOWN(PNP(REMOVE_DEVICE)));
	pdo = arrive(test);
	KUNIT_EXPECT_PTR_EQ(test, pdo->AttachedDevice, stack.device[LOWER]);
	KUNIT_EXPECT_PTR_EQ(test, stack.device[LOWER]->AttachedDevice, stack.device[FUNCTION]);
	KUNIT_EXPECT_NULL(test, stack.device[FUNCTION]->AttachedDevice);
	/* The end does not ask. */
	stack.behaviour[FUNCTION].query_remove = STATUS_DEVICE_BUSY;
	stack.count = 0;
	end_driver(LOWER);
	EXPECT_EVENTS(test, EVENT(FUNCTION, PNP(QUERY_REMOVE_DEVICE)),
		      EVENT(FUNCTION, PNP(SURPRISE_REMOVAL)), EVENT(LOWER, PNP(SURPRISE_REMOVAL)),
		      EVENT(FUNCTION, PNP(REMOVE_DEVICE)), EVENT(LOWER, PNP(REMOVE_DEVICE)));
	EXPECT_NO_REPORT(test);
}

/* row 586: the end of the function driver, with a device; another driver has no filter of its */
static void pnp_filter_test_end_of_the_function_driver(struct kunit *test)
{
	filtered_device(test);
	fixture_renew_driver(test);
	EXPECT_EVENTS(test, DOWN(PNP(QUERY_REMOVE_DEVICE)), DOWN(PNP(REMOVE_DEVICE)));
	stack.object[FUNCTION] = fixture_of(test)->driver;
	fill_in(stack.object[FUNCTION]);
	arrive(test);
	EXPECT_EVENTS(test, EVENT(FUNCTION, ADD), EVENT(FUNCTION, PNP(START_DEVICE)),
		      EVENT(FUNCTION, PNP(QUERY_CAPABILITIES)),
		      EVENT(FUNCTION, PNP(QUERY_PNP_DEVICE_STATE)),
		      EVENT(FUNCTION, PNP(QUERY_DEVICE_RELATIONS)));
	WinworkPnpRemoveDevices(stack.object[FUNCTION]);
	EXPECT_NO_REPORT(test);
}

/* ---- misuse --------------------------------------------------------------------------------- */

#define NOT_DELETED		0x21e

/* row 520: in the middle of the stack as well */
static void pnp_filter_test_device_that_is_left(struct kunit *test)
{
	PDEVICE_OBJECT pdo = filtered_device(test), left = stack.device[LOWER];

	stack.behaviour[LOWER].forgets_delete = true;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_REPORT(test, "REMOVE_DEVICE", BUGCHECK_IO_VIOLATION, NOT_DELETED, pnp, left, ANY, left);
	IoDeleteDevice(left);
	stack.behaviour[LOWER].forgets_delete = false;

	stack.behaviour[UPPER].forgets_detach = stack.behaviour[UPPER].forgets_delete = true;
	pdo = arrive(test);
	left = stack.device[UPPER];
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	/* The last of the two reports; the first one is about the detachment. */
	KUNIT_EXPECT_EQ(test, report_count(), fixture_of(test)->reports + 2);
	fixture_of(test)->reports++;
	EXPECT_REPORT(test, "REMOVE_DEVICE", BUGCHECK_IO_VIOLATION, NOT_DELETED, pnp, left, ANY, left);
	KUNIT_EXPECT_NULL(test, IoGetLowerDeviceObject(left));
	IoDeleteDevice(left);
	EXPECT_NO_REPORT(test);
}

static void pnp_filter_test_wrong_objects(struct kunit *test)
{
	PDRIVER_OBJECT driver = stack.object[FUNCTION];
	PDEVICE_OBJECT device = fixture_of(test)->device;
	NTSTATUS status;
	KIRQL irql;

	EXPECT_STATUS(test, WinworkPnpAddFilter((PDRIVER_OBJECT)device, driver, TRUE),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WinworkPnpAddFilter", BUGCHECK_REFERENCE_BY_POINTER, ANY, device, ANY, ANY,
		      device);
	EXPECT_STATUS(test, WinworkPnpAddFilter(stack.object[UPPER], (PDRIVER_OBJECT)device, TRUE),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WinworkPnpAddFilter", BUGCHECK_REFERENCE_BY_POINTER, ANY, device, ANY, ANY,
		      device);
	KeRaiseIrql(APC_LEVEL, &irql);
	status = WinworkPnpAddFilter(stack.object[UPPER], driver, TRUE);
	KeLowerIrql(irql);
	EXPECT_STATUS(test, status, STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WinworkPnpAddFilter", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL,
		      stack.object[UPPER], APC_LEVEL, ANY, ANY, stack.object[UPPER]);
	stack.object[UPPER]->DriverExtension->AddDevice = NULL;
	EXPECT_STATUS(test, WinworkPnpAddFilter(stack.object[UPPER], driver, TRUE),
		      STATUS_NOT_SUPPORTED);
	arrive(test);
	KUNIT_EXPECT_NULL(test, stack.device[FUNCTION]->AttachedDevice);
	WinworkPnpRemoveDevices(driver);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case pnp_filter_cases[] = {
	KUNIT_CASE(pnp_filter_test_order),
	KUNIT_CASE(pnp_filter_test_device_comes_and_goes),
	KUNIT_CASE(pnp_filter_test_filters_that_are_left_out),
	KUNIT_CASE(pnp_filter_test_failing_function_driver),
	KUNIT_CASE(pnp_filter_test_failing_start),
	KUNIT_CASE(pnp_filter_test_refused_query),
	KUNIT_CASE(pnp_filter_test_surprise_with_open_file),
	KUNIT_CASE(pnp_filter_test_power),
	KUNIT_CASE(pnp_filter_test_end_of_a_filter),
	KUNIT_CASE(pnp_filter_test_end_of_the_function_driver),
	KUNIT_CASE(pnp_filter_test_device_that_is_left),
	KUNIT_CASE(pnp_filter_test_wrong_objects),
	{}
};

WINWORK_SUITE_WITH(pnp_filter, filter_init, filter_exit);
