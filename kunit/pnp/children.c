/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite pnp_children: a WDM bus driver with children, and the driver of the children. The case's driver is
 * the bus driver.
 */
#include "irp_case.h"

#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>

#define BUGCHECK_PNP		0xca
#define MOST			300

enum kind { FDO, PDO, CHILD_FDO };

struct extension {
	enum kind kind;
	int number;			/* of a child */
	PDEVICE_OBJECT self;
	PDEVICE_OBJECT lower;
	bool is_raw;
	bool is_gone;			/* the bus does not report it, and deletes it */
	bool is_hidden;			/* the bus does not report it, and keeps it */
	const WCHAR *id;
};

/* An event: which device, and the minor function. */
#define EVENT(kind, number, minor)	((kind) << 24 | (number) << 8 | IRP_MN_##minor)

static struct {
	PDRIVER_OBJECT serving;		/* the driver of the children */
	PDEVICE_OBJECT pdo, fdo;	/* of the bus */
	PDEVICE_OBJECT children[MOST];
	int count;
	enum odd { NO_DEVICE, A_NULL, ITSELF, ITS_PDO, A_DELETED } reported;	/* at the end, too */
	u32 events[64];
	int events_count;
	int adds;
	atomic_t starts, removes;	/* of children */
	NTSTATUS query_remove;		/* of children */
	NTSTATUS add_status;		/* of AddDevice of children */
	NTSTATUS eject;			/* of IRP_MN_EJECT */
	int ejections;
	struct completion cancelled;	/* the removal of a child */
	bool holds_add;			/* AddDevice of children waits for @go */
	struct completion adding, go;
	PDEVICE_OBJECT inner;		/* the PDO that child 0 reports, as a bus; or null */
	struct completion asked;	/* the bus has answered a question */
	struct completion started;	/* a child */
	struct completion removed;	/* the child that is not reported any more */
} bus;

static void record(struct extension *extension, UCHAR minor)
{
	if (extension->kind == FDO && minor == IRP_MN_QUERY_DEVICE_RELATIONS)
		return;
	if (bus.events_count < ARRAY_SIZE(bus.events))
		bus.events[bus.events_count++] = extension->kind << 24 | extension->number << 8 | minor;
}

static NTSTATUS done(PIRP irp, NTSTATUS status)
{
	finish_irp(irp, status, irp->IoStatus.Information);
	return status;
}

static NTSTATUS pass(struct extension *extension, PIRP irp)
{
	IoSkipCurrentIrpStackLocation(irp);
	return IoCallDriver(extension->lower, irp);
}

/* ---- The bus -------------------------------------------------------------------------------- */

static bool is_reported(PDEVICE_OBJECT pdo)
{
	const struct extension *extension = pdo ? pdo->DeviceExtension : NULL;

	return extension && !extension->is_gone && !extension->is_hidden;
}

static PDEVICE_OBJECT odd_device(struct extension *extension)
{
	PDEVICE_OBJECT device;

	switch (bus.reported) {
	case ITSELF:
		device = extension->self;
		break;
	case ITS_PDO:
		device = extension->lower;
		break;
	case A_DELETED:
		device = bus.children[0];
		break;
	default:
		return NULL;
	}
	ObReferenceObject(device);
	if (bus.reported == A_DELETED) {
		bus.children[0] = NULL;
		IoDeleteDevice(device);
	}
	return device;
}

static NTSTATUS answer_relations(struct extension *extension, PIRP irp)
{
	PDEVICE_RELATIONS relations;
	int i;

	if (IoGetCurrentIrpStackLocation(irp)->Parameters.QueryDeviceRelations.Type != BusRelations)
		return pass(extension, irp);
	relations = ExAllocatePoolWithTag(PagedPool, sizeof(*relations) + (MOST + 1) * sizeof(PDEVICE_OBJECT),
					  'tset');
	relations->Count = 0;
	for (i = 0; i < bus.count; i++) {
		if (!is_reported(bus.children[i]))
			continue;
		ObReferenceObject(bus.children[i]);
		relations->Objects[relations->Count++] = bus.children[i];
	}
	if (bus.reported != NO_DEVICE)
		relations->Objects[relations->Count++] = odd_device(extension);
	irp->IoStatus.Information = (ULONG_PTR)relations;
	irp->IoStatus.Status = STATUS_SUCCESS;
	return pass(extension, irp);
}

static NTSTATUS answer_inner(struct extension *extension, PIRP irp)
{
	PDEVICE_RELATIONS relations = ExAllocatePoolWithTag(PagedPool, sizeof(*relations), 'tset');

	ObReferenceObject(bus.inner);
	relations->Count = 1;
	relations->Objects[0] = bus.inner;
	irp->IoStatus.Information = (ULONG_PTR)relations;
	irp->IoStatus.Status = STATUS_SUCCESS;
	return pass(extension, irp);
}

static NTSTATUS give_text(PIRP irp, const WCHAR *text)
{
	WCHAR *units = ExAllocatePoolWithTag(PagedPool, 64 * sizeof(WCHAR), 'tset');
	int i = 0;

	memset(units, 0, 64 * sizeof(WCHAR));
	for (; text[i]; i++)
		units[i] = text[i];
	irp->IoStatus.Information = (ULONG_PTR)units;
	return done(irp, STATUS_SUCCESS);
}

static NTSTATUS answer_id(struct extension *extension, PIRP irp, BUS_QUERY_ID_TYPE type)
{
	WCHAR number[] = L"0000";
	int i, left = extension->number;

	switch (type) {
	case BusQueryDeviceID:
	case BusQueryHardwareIDs:
		return give_text(irp, extension->id);
	case BusQueryInstanceID:
		for (i = 3; i >= 0; i--, left /= 10)
			number[i] = L'0' + left % 10;
		return give_text(irp, number);
	default:
		return done(irp, irp->IoStatus.Status);
	}
}

static NTSTATUS remove_pdo(struct extension *extension, PIRP irp)
{
	NTSTATUS status = done(irp, STATUS_SUCCESS);

	atomic_inc(&bus.removes);
	if (extension->is_gone) {
		bus.children[extension->number] = NULL;
		IoDeleteDevice(extension->self);
		complete(&bus.removed);
	}
	if (extension->is_hidden)
		complete(&bus.removed);
	return status;
}

static NTSTATUS pdo_pnp(struct extension *extension, PIRP irp)
{
	PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);
	PDEVICE_CAPABILITIES capabilities;

	switch (location->MinorFunction) {
	case IRP_MN_QUERY_ID:
		return answer_id(extension, irp, location->Parameters.QueryId.IdType);
	case IRP_MN_QUERY_CAPABILITIES:
		capabilities = location->Parameters.DeviceCapabilities.Capabilities;
		capabilities->UniqueID = TRUE;
		capabilities->RawDeviceOK = extension->is_raw;
		return done(irp, STATUS_SUCCESS);
	case IRP_MN_START_DEVICE:
		atomic_inc(&bus.starts);
		complete(&bus.started);
		fallthrough;
	case IRP_MN_QUERY_REMOVE_DEVICE:
	case IRP_MN_CANCEL_REMOVE_DEVICE:
	case IRP_MN_SURPRISE_REMOVAL:
		return done(irp, STATUS_SUCCESS);
	case IRP_MN_REMOVE_DEVICE:
		return remove_pdo(extension, irp);
	case IRP_MN_EJECT:
		bus.ejections++;
		extension->is_gone = NT_SUCCESS(bus.eject);
		return done(irp, bus.eject);
	default:
		return done(irp, irp->IoStatus.Status);
	}
}

/* ---- The function drivers: of the bus and of the children ----------------------------------- */

static NTSTATUS remove_fdo(struct extension *extension, PIRP irp)
{
	NTSTATUS status;
	int i;

	irp->IoStatus.Status = STATUS_SUCCESS;
	IoForwardIrpSynchronously(extension->lower, irp);
	status = irp->IoStatus.Status;
	IoDetachDevice(extension->lower);
	for (i = 0; extension->kind == FDO && i < bus.count; i++) {
		if (bus.children[i])
			IoDeleteDevice(bus.children[i]);
		bus.children[i] = NULL;
	}
	if (extension->kind == FDO)
		bus.fdo = NULL;
	if (extension->kind == CHILD_FDO && extension->number == 0 && bus.inner) {
		IoDeleteDevice(bus.inner);
		bus.inner = NULL;
	}
	IoDeleteDevice(extension->self);
	return done(irp, status);
}

static NTSTATUS fdo_pnp(struct extension *extension, PIRP irp)
{
	NTSTATUS status;

	switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
	case IRP_MN_START_DEVICE:
		IoForwardIrpSynchronously(extension->lower, irp);
		return done(irp, irp->IoStatus.Status);
	case IRP_MN_REMOVE_DEVICE:
		return remove_fdo(extension, irp);
	case IRP_MN_QUERY_DEVICE_RELATIONS:
		if (extension->kind == CHILD_FDO && extension->number == 0 && bus.inner)
			return answer_inner(extension, irp);
		if (extension->kind != FDO)
			break;
		status = answer_relations(extension, irp);
		complete(&bus.asked);
		return status;
	case IRP_MN_QUERY_REMOVE_DEVICE:
		if (extension->kind == CHILD_FDO && extension->number == 1 && !NT_SUCCESS(bus.query_remove))
			return done(irp, bus.query_remove);
		fallthrough;
	case IRP_MN_SURPRISE_REMOVAL:
		irp->IoStatus.Status = STATUS_SUCCESS;
		break;
	case IRP_MN_CANCEL_REMOVE_DEVICE:
		irp->IoStatus.Status = STATUS_SUCCESS;
		complete(&bus.cancelled);
	}
	return pass(extension, irp);
}

static NTSTATUS NTAPI pnp(PDEVICE_OBJECT device, PIRP irp)
{
	struct extension *extension = device->DeviceExtension;
	UCHAR minor = IoGetCurrentIrpStackLocation(irp)->MinorFunction;

	switch (minor) {
	case IRP_MN_START_DEVICE:
	case IRP_MN_QUERY_REMOVE_DEVICE:
	case IRP_MN_CANCEL_REMOVE_DEVICE:
	case IRP_MN_SURPRISE_REMOVAL:
	case IRP_MN_REMOVE_DEVICE:
		if (extension->kind != PDO)
			record(extension, minor);
	}
	return extension->kind == PDO ? pdo_pnp(extension, irp) : fdo_pnp(extension, irp);
}

static NTSTATUS NTAPI open_or_close(PDEVICE_OBJECT device, PIRP irp)
{
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

static PDEVICE_OBJECT new_device(PDRIVER_OBJECT driver, enum kind kind, int number)
{
	struct extension *extension;
	PDEVICE_OBJECT device;

	if (IoCreateDevice(driver, sizeof(*extension), NULL, FILE_DEVICE_UNKNOWN,
			   kind == PDO ? FILE_AUTOGENERATED_DEVICE_NAME : 0, FALSE, &device))
		return NULL;
	extension = device->DeviceExtension;
	extension->kind = kind;
	extension->number = number;
	extension->self = device;
	extension->id = L"TEST\\child";
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	return device;
}

static NTSTATUS NTAPI add_device(PDRIVER_OBJECT object, PDEVICE_OBJECT pdo)
{
	bool is_child = object == bus.serving;
	PDEVICE_OBJECT device;
	struct extension *extension;

	if (is_child && !NT_SUCCESS(bus.add_status))
		return bus.add_status;
	if (is_child && bus.holds_add) {
		complete(&bus.adding);
		wait_for_completion(&bus.go);
	}
	device = new_device(object, is_child ? CHILD_FDO : FDO, 0);
	if (!device)
		return STATUS_NO_MEMORY;
	extension = device->DeviceExtension;
	if (is_child) {
		bus.adds++;
		extension->number = ((struct extension *)pdo->DeviceExtension)->number;
	} else {
		bus.fdo = device;
	}
	extension->lower = IoAttachDeviceToDeviceStack(device, pdo);
	return STATUS_SUCCESS;
}

static void fill_in(PDRIVER_OBJECT object)
{
	object->DriverExtension->AddDevice = add_device;
	object->MajorFunction[IRP_MJ_PNP] = pnp;
	object->MajorFunction[IRP_MJ_CREATE] = open_or_close;
	object->MajorFunction[IRP_MJ_CLEANUP] = open_or_close;
	object->MajorFunction[IRP_MJ_CLOSE] = open_or_close;
}

static int children_init(struct kunit *test)
{
	int error = fixture_init(test);

	if (error)
		return error;
	memset(&bus, 0, sizeof(bus));
	init_completion(&bus.asked);
	init_completion(&bus.cancelled);
	init_completion(&bus.adding);
	init_completion(&bus.go);
	init_completion(&bus.started);
	init_completion(&bus.removed);
	fill_in(fixture_of(test)->driver);
	if (IoCreateDriver(NULL, keep_driver) != STATUS_SUCCESS)
		return -ENOMEM;
	bus.serving = created_driver;
	fill_in(bus.serving);
	return 0;
}

static void end_serving(void *unused)
{
	PDRIVER_OBJECT object = bus.serving;

	bus.serving = NULL;
	if (object)
		IoDeleteDriver(object);
}

static void children_exit(struct kunit *test)
{
	if (bus.fdo)
		WinworkPnpRemoveDevices(fixture_of(test)->driver);
	end_serving(NULL);
	fixture_exit(test);
}

static void expect_events(struct kunit *test, int line, const u32 *expected, int count)
{
	int i;

	KUNIT_EXPECT_EQ_MSG(test, bus.events_count, count, "events, line %d", line);
	for (i = 0; i < count && i < bus.events_count; i++)
		KUNIT_EXPECT_EQ_MSG(test, bus.events[i], expected[i], "event %d, line %d", i, line);
	bus.events_count = 0;
}

#define EXPECT_EVENTS(test, ...) do {							\
	static const u32 winwork_events[] = { __VA_ARGS__ };				\
											\
	expect_events(test, __LINE__, winwork_events, ARRAY_SIZE(winwork_events));	\
} while (0)

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)

static struct extension *plug(struct kunit *test)
{
	PDEVICE_OBJECT pdo = new_device(fixture_of(test)->driver, PDO, bus.count);

	KUNIT_ASSERT_NOT_NULL(test, pdo);
	bus.children[bus.count++] = pdo;
	return pdo->DeviceExtension;
}

static struct extension *child(int number)
{
	return bus.children[number]->DeviceExtension;
}

static void start_bus(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, WinworkPnpAddDevice(fixture_of(test)->driver, &bus.pdo), STATUS_SUCCESS);
	KUNIT_ASSERT_NOT_NULL(test, bus.pdo);
}

static void serve(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, WinworkPnpServe(bus.serving, "TEST\\CHILD"), STATUS_SUCCESS);
}

/* A bus with two children that have a driver; nothing is recorded yet. */
static void start_two(struct kunit *test)
{
	serve(test);
	plug(test);
	plug(test);
	start_bus(test);
	KUNIT_ASSERT_EQ(test, bus.adds, 2);
	bus.events_count = 0;
}

static void invalidate(void)
{
	KIRQL irql;

	reinit_completion(&bus.asked);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	IoInvalidateDeviceRelations(bus.pdo, BusRelations);
	KeLowerIrql(irql);
}

/* Has the manager see what has changed. A removal waits until the bus was asked, and its answer served. */
static void invalidate_and_wait(struct kunit *test)
{
	invalidate();
	ASSERT_IN_TIME(test, &bus.asked);
}

/* row 880: children that are there when the bus starts, and one that goes */
static void pnp_children_test_come_and_go(struct kunit *test)
{
	serve(test);
	plug(test);
	plug(test);
	start_bus(test);
	EXPECT_EVENTS(test, EVENT(FDO, 0, START_DEVICE), EVENT(CHILD_FDO, 0, START_DEVICE),
		      EVENT(CHILD_FDO, 1, START_DEVICE));
	KUNIT_EXPECT_PTR_EQ(test, bus.children[0]->AttachedDevice->DriverObject, bus.serving);
	child(1)->is_gone = true;
	invalidate_and_wait(test);
	ASSERT_IN_TIME(test, &bus.removed);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 1, SURPRISE_REMOVAL), EVENT(CHILD_FDO, 1, REMOVE_DEVICE));
	KUNIT_EXPECT_NULL(test, bus.children[1]);
	EXPECT_NO_REPORT(test);
}

/* row 880: without a driver a child waits for one, unless it is raw */
static void pnp_children_test_wait_for_a_driver(struct kunit *test)
{
	struct extension *raw;

	plug(test);
	raw = plug(test);
	raw->is_raw = true;
	raw->id = L"TEST\\raw";
	start_bus(test);
	KUNIT_EXPECT_EQ(test, atomic_read(&bus.starts), 1);
	KUNIT_EXPECT_NULL(test, bus.children[0]->AttachedDevice);
	KUNIT_EXPECT_NULL(test, bus.children[1]->AttachedDevice);
	bus.events_count = 0;
	serve(test);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, START_DEVICE));
	KUNIT_EXPECT_EQ(test, atomic_read(&bus.starts), 2);
	EXPECT_NO_REPORT(test);
}

/* row 507: the PDO stays when its driver goes, and another one gets it */
static void pnp_children_test_outlives_its_driver(struct kunit *test)
{
	start_two(test);
	end_serving(NULL);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 1, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 1, REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 0, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 0, REMOVE_DEVICE));
	KUNIT_EXPECT_NOT_NULL(test, bus.children[0]);
	KUNIT_EXPECT_NULL(test, bus.children[0]->AttachedDevice);
	KUNIT_ASSERT_EQ(test, IoCreateDriver(NULL, keep_driver), STATUS_SUCCESS);
	bus.serving = created_driver;
	fill_in(bus.serving);
	serve(test);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, START_DEVICE), EVENT(CHILD_FDO, 1, START_DEVICE));
	EXPECT_NO_REPORT(test);
}

/* row 506 */
static void pnp_children_test_go_before_the_bus(struct kunit *test)
{
	start_two(test);
	bus.query_remove = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 1, QUERY_REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 0, CANCEL_REMOVE_DEVICE), EVENT(CHILD_FDO, 1, CANCEL_REMOVE_DEVICE));
	bus.query_remove = STATUS_SUCCESS;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 1, QUERY_REMOVE_DEVICE),
		      EVENT(FDO, 0, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 0, REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 1, REMOVE_DEVICE), EVENT(FDO, 0, REMOVE_DEVICE));
	KUNIT_EXPECT_NULL(test, bus.fdo);
	EXPECT_NO_REPORT(test);
}

/* row 506: by surprise as well, and if a child refuses */
static void pnp_children_test_go_by_surprise(struct kunit *test)
{
	start_two(test);
	bus.query_remove = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalOrdered), STATUS_SUCCESS);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 1, QUERY_REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 0, SURPRISE_REMOVAL), EVENT(CHILD_FDO, 0, REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 1, SURPRISE_REMOVAL), EVENT(CHILD_FDO, 1, REMOVE_DEVICE),
		      EVENT(FDO, 0, SURPRISE_REMOVAL), EVENT(FDO, 0, REMOVE_DEVICE));
	EXPECT_NO_REPORT(test);
}

struct opened {
	UNICODE_STRING link;
	PFILE_OBJECT file;
};

/* A file of child 0, which has an interface now. */
static struct opened open_child(struct kunit *test)
{
	static const GUID class = { 0x77696e77, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 11 } };
	struct opened opened = {};
	PDEVICE_OBJECT device;

	EXPECT_STATUS(test, IoRegisterDeviceInterface(bus.children[0], &class, NULL, &opened.link),
		      STATUS_SUCCESS);
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&opened.link, TRUE), STATUS_SUCCESS);
	EXPECT_STATUS(test, IoGetDeviceObjectPointer(&opened.link, FILE_READ_DATA, &opened.file, &device),
		      STATUS_SUCCESS);
	return opened;
}

static void close_child(struct opened *opened)
{
	IoSetDeviceInterfaceState(&opened->link, FALSE);
	RtlFreeUnicodeString(&opened->link);
	if (opened->file)
		ObDereferenceObject(opened->file);
}

/* row 881: a child goes when its last file is closed, and its bus after it */
static void pnp_children_test_open_file(struct kunit *test)
{
	struct opened opened;

	start_two(test);
	opened = open_child(test);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	bus.events_count = 0;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalSurprise), STATUS_SUCCESS);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, SURPRISE_REMOVAL), EVENT(CHILD_FDO, 1, SURPRISE_REMOVAL),
		      EVENT(CHILD_FDO, 1, REMOVE_DEVICE), EVENT(FDO, 0, SURPRISE_REMOVAL));
	close_child(&opened);
	/* What is left waits for both, and finds nothing. */
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, REMOVE_DEVICE), EVENT(FDO, 0, REMOVE_DEVICE));
	KUNIT_EXPECT_NULL(test, bus.fdo);
	EXPECT_NO_REPORT(test);
}

/* row 881: one that is there again before its last file is closed comes when that is */
static void pnp_children_test_back_before_the_close(struct kunit *test)
{
	struct opened opened;

	start_two(test);
	opened = open_child(test);
	child(0)->is_hidden = true;
	invalidate_and_wait(test);
	child(0)->is_hidden = false;
	/* The manager asks again when it has served an answer. */
	invalidate_and_wait(test);
	invalidate_and_wait(test);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, SURPRISE_REMOVAL));
	reinit_completion(&bus.started);
	close_child(&opened);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalOrdered), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bus.events[0], EVENT(CHILD_FDO, 0, REMOVE_DEVICE));
	KUNIT_EXPECT_EQ(test, bus.events[1], EVENT(CHILD_FDO, 0, START_DEVICE));
	EXPECT_NO_REPORT(test);
}

/* row 972: a new device with the IDs of a missing one comes when that has gone */
static void pnp_children_test_namesake(struct kunit *test)
{
	start_two(test);
	reinit_completion(&bus.started);
	child(0)->is_gone = true;
	plug(test)->number = 0;
	invalidate();
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, SURPRISE_REMOVAL), EVENT(CHILD_FDO, 0, REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 0, START_DEVICE));
	KUNIT_EXPECT_EQ(test, bus.adds, 3);
	EXPECT_NO_REPORT(test);
}

/* row 972: after the last close */
static void pnp_children_test_namesake_of_an_open_device(struct kunit *test)
{
	struct opened opened;

	start_two(test);
	opened = open_child(test);
	child(0)->is_hidden = true;
	plug(test)->number = 0;
	invalidate_and_wait(test);
	/* The manager asks again when it has served an answer. */
	invalidate_and_wait(test);
	invalidate_and_wait(test);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, SURPRISE_REMOVAL));
	reinit_completion(&bus.started);
	close_child(&opened);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, REMOVE_DEVICE), EVENT(CHILD_FDO, 0, START_DEVICE));
	EXPECT_NO_REPORT(test);
}

/* row 972: the new one is unplugged while it waits for the last close */
static void pnp_children_test_namesake_that_goes(struct kunit *test)
{
	struct opened opened;

	start_two(test);
	opened = open_child(test);
	child(0)->is_hidden = true;
	plug(test)->number = 0;
	invalidate_and_wait(test);
	child(2)->is_hidden = true;
	invalidate();
	ASSERT_IN_TIME(test, &bus.removed);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, SURPRISE_REMOVAL));
	KUNIT_EXPECT_EQ(test, atomic_read(&bus.removes), 1);
	close_child(&opened);
	ASSERT_IN_TIME(test, &bus.removed);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, REMOVE_DEVICE));
	KUNIT_EXPECT_EQ(test, bus.adds, 2);
	EXPECT_NO_REPORT(test);
}

/* row 882 */
static void pnp_children_test_wrong_ids(struct kunit *test)
{
	serve(test);
	/* Of two that are alike the first one is taken. */
	plug(test);
	plug(test)->number = 0;
	start_bus(test);
	EXPECT_REPORT(test, "QUERY_DEVICE_RELATIONS", BUGCHECK_PNP, 1, bus.children[1], bus.pdo, 0,
		      bus.children[1]);
	KUNIT_EXPECT_NOT_NULL(test, bus.children[0]->AttachedDevice);
	KUNIT_EXPECT_NULL(test, bus.children[1]->AttachedDevice);
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	bus.count = 0;
	plug(test)->id = L"TEST\\with blank";
	start_bus(test);
	EXPECT_REPORT(test, "QUERY_DEVICE_RELATIONS", BUGCHECK_PNP, 3, bus.children[0], bus.pdo, 0,
		      bus.children[0]);
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	KUNIT_EXPECT_EQ(test, bus.adds, 1);
	EXPECT_NO_REPORT(test);
}

static void eject(PDEVICE_OBJECT pdo)
{
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	IoRequestDeviceEject(pdo);
	KeLowerIrql(irql);
}

/* row 508 */
static void pnp_children_test_ejection(struct kunit *test)
{
	start_two(test);
	eject(bus.children[1]);
	ASSERT_IN_TIME(test, &bus.removed);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 1, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 1, REMOVE_DEVICE));
	KUNIT_EXPECT_EQ(test, bus.ejections, 1);
	KUNIT_EXPECT_NULL(test, bus.children[1]);
	EXPECT_NO_REPORT(test);
}

/* row 508: the device stays if a driver refuses, or the bus driver cannot push it out */
static void pnp_children_test_failed_ejection(struct kunit *test)
{
	start_two(test);
	bus.query_remove = STATUS_DEVICE_BUSY;
	eject(bus.children[1]);
	ASSERT_IN_TIME(test, &bus.cancelled);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 1, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 1, CANCEL_REMOVE_DEVICE));
	KUNIT_EXPECT_EQ(test, bus.ejections, 0);
	bus.query_remove = STATUS_SUCCESS;
	bus.eject = STATUS_UNSUCCESSFUL;
	reinit_completion(&bus.started);
	eject(bus.children[0]);
	ASSERT_IN_TIME(test, &bus.started);
	KUNIT_EXPECT_EQ(test, bus.ejections, 1);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalOrdered), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, bus.events[0], EVENT(CHILD_FDO, 0, QUERY_REMOVE_DEVICE));
	KUNIT_EXPECT_EQ(test, bus.events[1], EVENT(CHILD_FDO, 0, REMOVE_DEVICE));
	KUNIT_EXPECT_EQ(test, bus.events[2], EVENT(CHILD_FDO, 0, START_DEVICE));
	EXPECT_NO_REPORT(test);
}

/* row 508: what no bus driver has reported */
static void pnp_children_test_wrong_ejection(struct kunit *test)
{
	start_bus(test);
	IoRequestDeviceEject(bus.pdo);
	EXPECT_NO_REPORT(test);
	IoRequestDeviceEject(bus.fdo);
	EXPECT_REPORT(test, "IoRequestDeviceEject", BUGCHECK_PNP, 2, bus.fdo, 0, 0, bus.fdo);
}

/* row 506: a bus on a child of another bus goes after its own children, and before the other bus */
static void pnp_children_test_bus_on_a_bus(struct kunit *test)
{
	serve(test);
	plug(test);
	bus.inner = new_device(bus.serving, PDO, 7);
	KUNIT_ASSERT_NOT_NULL(test, bus.inner);
	start_bus(test);
	EXPECT_EVENTS(test, EVENT(FDO, 0, START_DEVICE), EVENT(CHILD_FDO, 0, START_DEVICE),
		      EVENT(CHILD_FDO, 7, START_DEVICE));
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 7, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 0, QUERY_REMOVE_DEVICE),
		      EVENT(FDO, 0, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 7, REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 0, REMOVE_DEVICE), EVENT(FDO, 0, REMOVE_DEVICE));
	KUNIT_EXPECT_NULL(test, bus.inner);
	EXPECT_NO_REPORT(test);
}

/* row 880: a child whose driver fails has none, and another driver may serve it */
static void pnp_children_test_failing_driver(struct kunit *test)
{
	serve(test);
	plug(test);
	bus.add_status = STATUS_NO_MEMORY;
	start_bus(test);
	KUNIT_EXPECT_EQ(test, bus.adds, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&bus.starts), 0);
	KUNIT_EXPECT_NULL(test, bus.children[0]->AttachedDevice);
	bus.add_status = STATUS_SUCCESS;
	serve(test);
	KUNIT_EXPECT_EQ(test, bus.adds, 1);
	KUNIT_EXPECT_EQ(test, atomic_read(&bus.starts), 1);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_NO_REPORT(test);
}

/* row 880: a driver that ends waits for the child that it starts, and has it removed */
static void pnp_children_test_driver_ends_meanwhile(struct kunit *test)
{
	serve(test);
	start_bus(test);
	plug(test);
	bus.holds_add = true;
	bus.events_count = 0;
	invalidate_and_wait(test);
	ASSERT_IN_TIME(test, &bus.adding);
	spawn(test, end_serving, NULL);
	EXPECT_THREAD_WAITS(test);
	complete(&bus.go);
	join(test);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 0, START_DEVICE), EVENT(CHILD_FDO, 0, QUERY_REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 0, REMOVE_DEVICE));
	KUNIT_EXPECT_NULL(test, bus.children[0]->AttachedDevice);
	EXPECT_NO_REPORT(test);
}

/* row 880: a PDO that the bus driver keeps when its device has gone is a new device when it is reported again */
static void pnp_children_test_same_device_again(struct kunit *test)
{
	start_two(test);
	child(1)->is_hidden = true;
	invalidate_and_wait(test);
	ASSERT_IN_TIME(test, &bus.removed);
	KUNIT_ASSERT_NOT_NULL(test, bus.children[1]);
	bus.events_count = 0;
	child(1)->is_hidden = false;
	invalidate_and_wait(test);
	/* The removal waits until the answer was served. */
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_EVENTS(test, EVENT(CHILD_FDO, 1, START_DEVICE),
		      EVENT(CHILD_FDO, 0, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 1, QUERY_REMOVE_DEVICE),
		      EVENT(FDO, 0, QUERY_REMOVE_DEVICE), EVENT(CHILD_FDO, 0, REMOVE_DEVICE),
		      EVENT(CHILD_FDO, 1, REMOVE_DEVICE), EVENT(FDO, 0, REMOVE_DEVICE));
	EXPECT_NO_REPORT(test);
}

static void pnp_children_test_wrong_servers(struct kunit *test)
{
	EXPECT_STATUS(test, WinworkPnpServe(bus.serving, "TEST\\an ID of sixty-four characters............................."),
		      STATUS_INVALID_PARAMETER);
	bus.serving->DriverExtension->AddDevice = NULL;
	EXPECT_STATUS(test, WinworkPnpServe(bus.serving, "TEST\\CHILD"), STATUS_NOT_SUPPORTED);
	EXPECT_NO_REPORT(test);
}

static void start_odd_bus(struct kunit *test, enum odd reported)
{
	bus.reported = reported;
	start_bus(test);
	bus.reported = NO_DEVICE;
}

/* row 882: a device that is no child */
static void pnp_children_test_not_a_child(struct kunit *test)
{
	PDEVICE_OBJECT deleted;

	serve(test);
	start_odd_bus(test, A_NULL);
	EXPECT_REPORT(test, "QUERY_DEVICE_RELATIONS", BUGCHECK_PNP, 8, 0, bus.pdo, 0, NULL);
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	start_odd_bus(test, ITSELF);
	EXPECT_REPORT(test, "QUERY_DEVICE_RELATIONS", BUGCHECK_PNP, 2, bus.fdo, bus.pdo, 0, bus.fdo);
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	start_odd_bus(test, ITS_PDO);
	EXPECT_REPORT(test, "QUERY_DEVICE_RELATIONS", BUGCHECK_PNP, 1, bus.pdo, bus.pdo, 0, bus.pdo);
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	deleted = plug(test)->self;
	child(0)->is_hidden = true;
	start_odd_bus(test, A_DELETED);
	EXPECT_REPORT(test, "QUERY_DEVICE_RELATIONS", BUGCHECK_PNP, 4, deleted, bus.pdo, 0, deleted);
	KUNIT_EXPECT_EQ(test, bus.adds, 0);
	EXPECT_NO_REPORT(test);
}

/* row 510: as many as there are, and nothing is left of them */
static void pnp_children_test_many(struct kunit *test)
{
	int i;

	serve(test);
	for (i = 0; i < MOST; i++)
		plug(test);
	start_bus(test);
	KUNIT_EXPECT_EQ(test, bus.adds, MOST);
	KUNIT_EXPECT_EQ(test, atomic_read(&bus.starts), MOST);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(bus.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, atomic_read(&bus.removes), MOST);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case pnp_children_cases[] = {
	KUNIT_CASE(pnp_children_test_come_and_go),
	KUNIT_CASE(pnp_children_test_wait_for_a_driver),
	KUNIT_CASE(pnp_children_test_outlives_its_driver),
	KUNIT_CASE(pnp_children_test_go_before_the_bus),
	KUNIT_CASE(pnp_children_test_go_by_surprise),
	KUNIT_CASE(pnp_children_test_open_file),
	KUNIT_CASE(pnp_children_test_back_before_the_close),
	KUNIT_CASE(pnp_children_test_namesake),
	KUNIT_CASE(pnp_children_test_namesake_of_an_open_device),
	KUNIT_CASE(pnp_children_test_namesake_that_goes),
	KUNIT_CASE(pnp_children_test_wrong_ids),
	KUNIT_CASE(pnp_children_test_ejection),
	KUNIT_CASE(pnp_children_test_failed_ejection),
	KUNIT_CASE(pnp_children_test_wrong_ejection),
	KUNIT_CASE(pnp_children_test_bus_on_a_bus),
	KUNIT_CASE(pnp_children_test_failing_driver),
	KUNIT_CASE(pnp_children_test_driver_ends_meanwhile),
	KUNIT_CASE(pnp_children_test_same_device_again),
	KUNIT_CASE(pnp_children_test_not_a_child),
	KUNIT_CASE(pnp_children_test_wrong_servers),
	KUNIT_CASE(pnp_children_test_many),
	{}
};

WINWORK_SUITE_WITH(pnp_children, children_init, children_exit);
