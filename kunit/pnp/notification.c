/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite pnp_notification: routines that are told of interfaces, of the removal of a device that is open, and of what
 * its driver reports. The case's driver is the function driver of the device, and the one that is told.
 */
#include "irp_case.h"

#include <initguid.h>

#include <wdmguid.h>
#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>

#define BUGCHECK_PNP	0xca
#define NO_PDO		2

static const GUID own_class = { 0xABCDEF11, 0x2345, 0x6789, { 1, 2, 3, 4, 5, 6, 7, 0xF8 } };
static const GUID other_class = { 0xABCDEF12, 0x2345, 0x6789, { 1, 2, 3, 4, 5, 6, 7, 0xF8 } };
static const GUID own_event = { 0xABCDEF13, 0x2345, 0x6789, { 1, 2, 3, 4, 5, 6, 7, 0xF8 } };

enum told { ARRIVED, LEFT, ASKED, CANCELLED, REMOVED, REPORTED, ODD };

/* Of one registration. */
struct listener {
	enum told told[16];
	int count;
	KIRQL highest;
	bool in_caller;			/* the last call came in the thread of the case */
	PFILE_OBJECT file;		/* of the last structure */
	WCHAR name[64];			/* likewise */
	GUID class;
	UCHAR data[4];
	NTSTATUS answer;
	bool closes, opens_again, unregisters, registers, blocks;
	PVOID entry, second;
	NTSTATUS status;		/* of the function that another thread calls */
	struct completion called, go, returned;
};

static struct {
	struct task_struct *thread;
	PDEVICE_OBJECT lower, fdo, pdo;
	UNICODE_STRING link;		/* of its interface */
	PFILE_OBJECT file;		/* open, or NULL */
	NTSTATUS opened;
	struct completion removed;
	struct listener listeners[2];
} driver;

/* ---- The function driver -------------------------------------------------------------------- */

static NTSTATUS NTAPI pnp(PDEVICE_OBJECT device, PIRP irp)
{
	UCHAR minor = IoGetCurrentIrpStackLocation(irp)->MinorFunction;
	NTSTATUS status;

	irp->IoStatus.Status = STATUS_SUCCESS;
	if (minor != IRP_MN_REMOVE_DEVICE) {
		IoSkipCurrentIrpStackLocation(irp);
		return IoCallDriver(driver.lower, irp);
	}
	IoForwardIrpSynchronously(driver.lower, irp);
	status = irp->IoStatus.Status;
	IoDetachDevice(driver.lower);
	IoDeleteDevice(device);
	finish_irp(irp, status, 0);
	complete(&driver.removed);
	return status;
}

static NTSTATUS NTAPI open_or_close(PDEVICE_OBJECT device, PIRP irp)
{
	finish_irp(irp, STATUS_SUCCESS, 0);
	return STATUS_SUCCESS;
}

static NTSTATUS NTAPI add_device(PDRIVER_OBJECT object, PDEVICE_OBJECT pdo)
{
	NTSTATUS status = IoCreateDevice(object, 0, NULL, FILE_DEVICE_UNKNOWN, 0, FALSE, &driver.fdo);

	if (!NT_SUCCESS(status))
		return status;
	driver.pdo = pdo;
	driver.lower = IoAttachDeviceToDeviceStack(driver.fdo, pdo);
	driver.fdo->Flags &= ~DO_DEVICE_INITIALIZING;
	return STATUS_SUCCESS;
}

static NTSTATUS open_device(void)
{
	PDEVICE_OBJECT device;

	return IoGetDeviceObjectPointer(&driver.link, FILE_READ_DATA, &driver.file, &device);
}

static void close_device(void)
{
	if (driver.file)
		ObDereferenceObject(driver.file);
	driver.file = NULL;
}

/* ---- The routine ---------------------------------------------------------------------------- */

static NTSTATUS NTAPI listen(PVOID structure, PVOID context);

static enum told event_of(const GUID *event)
{
	static const struct {
		const GUID *event;
		enum told told;
	} known[] = {
		{ &GUID_DEVICE_INTERFACE_ARRIVAL, ARRIVED },
		{ &GUID_DEVICE_INTERFACE_REMOVAL, LEFT },
		{ &GUID_TARGET_DEVICE_QUERY_REMOVE, ASKED },
		{ &GUID_TARGET_DEVICE_REMOVE_CANCELLED, CANCELLED },
		{ &GUID_TARGET_DEVICE_REMOVE_COMPLETE, REMOVED },
		{ &own_event, REPORTED },
	};
	int i;

	for (i = 0; i < ARRAY_SIZE(known); i++) {
		if (IsEqualGUID(event, known[i].event))
			return known[i].told;
	}
	return ODD;
}

static void note(struct listener *listener, enum told told, PPLUGPLAY_NOTIFICATION_HEADER header)
{
	PTARGET_DEVICE_CUSTOM_NOTIFICATION custom = (PVOID)header;
	PDEVICE_INTERFACE_CHANGE_NOTIFICATION change = (PVOID)header;

	if (header->Version != 1 || listener->count == ARRAY_SIZE(listener->told))
		told = ODD;
	listener->told[listener->count++ % ARRAY_SIZE(listener->told)] = told;
	listener->highest = max(listener->highest, KeGetCurrentIrql());
	listener->in_caller = current == driver.thread;
	if (told == ARRIVED || told == LEFT) {
		listener->class = change->InterfaceClassGuid;
		memcpy(listener->name, change->SymbolicLinkName->Buffer, change->SymbolicLinkName->MaximumLength);
		return;
	}
	listener->file = custom->FileObject;
	if (told == REPORTED)
		memcpy(listener->data, custom->CustomDataBuffer, sizeof(listener->data));
}

static NTSTATUS NTAPI listen(PVOID structure, PVOID context)
{
	PPLUGPLAY_NOTIFICATION_HEADER header = structure;
	struct listener *listener = context;
	enum told told = event_of(&header->Event);

	note(listener, told, header);
	if (told == ASKED && listener->closes)
		close_device();
	if (told == CANCELLED && listener->opens_again)
		driver.opened = open_device();
	if (listener->unregisters)
		listener->answer = IoUnregisterPlugPlayNotificationEx(listener->entry);
	if (listener->registers)
		listener->answer = IoRegisterPlugPlayNotification(EventCategoryHardwareProfileChange, 0, NULL,
								  driver.fdo->DriverObject, listen, listener,
								  &listener->second);
	complete(&listener->called);
	if (listener->blocks)
		in_time(&listener->go);
	return listener->answer;
}

static NTSTATUS listen_to(struct kunit *test, struct listener *listener, IO_NOTIFICATION_EVENT_CATEGORY category,
			  ULONG flags, const void *data)
{
	return IoRegisterPlugPlayNotification(category, flags, (PVOID)data, fixture_of(test)->driver, listen,
					      listener, &listener->entry);
}

#define EXPECT_STATUS(test, call, status) \
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)(call), (unsigned int)(status), "%s", #call)

#define ASSERT_LISTENS(test, listener, ...) \
	KUNIT_ASSERT_EQ(test, (unsigned int)listen_to(test, listener, __VA_ARGS__), STATUS_SUCCESS)

#define ASSERT_CALLED(test, listener, times) do {					\
	int winwork_calls;								\
											\
	for (winwork_calls = 0; winwork_calls < (times); winwork_calls++)		\
		ASSERT_IN_TIME(test, &(listener)->called);				\
} while (0)

static void expect_told(struct kunit *test, int line, struct listener *listener, const enum told *told, int count)
{
	int i;

	KUNIT_EXPECT_EQ_MSG(test, listener->count, count, "line %d", line);
	for (i = 0; i < count && i < listener->count; i++)
		KUNIT_EXPECT_EQ_MSG(test, listener->told[i], told[i], "event %d, line %d", i, line);
	listener->count = 0;
}

#define EXPECT_TOLD(test, listener, ...) do {						\
	static const enum told winwork_told[] = { __VA_ARGS__ };			\
											\
	expect_told(test, __LINE__, listener, winwork_told, ARRAY_SIZE(winwork_told));	\
} while (0)

#define EXPECT_TOLD_NOTHING(test, listener)	KUNIT_EXPECT_EQ(test, (listener)->count, 0)

static void end(struct kunit *test, struct listener *listener)
{
	EXPECT_STATUS(test, IoUnregisterPlugPlayNotificationEx(listener->entry), STATUS_SUCCESS);
}

/* ---- The case ------------------------------------------------------------------------------- */

static int notification_init(struct kunit *test)
{
	int error = fixture_init(test);
	PDRIVER_OBJECT object;
	int i;

	if (error)
		return error;
	memset(&driver, 0, sizeof(driver));
	driver.thread = current;
	init_completion(&driver.removed);
	for (i = 0; i < ARRAY_SIZE(driver.listeners); i++) {
		init_completion(&driver.listeners[i].called);
		init_completion(&driver.listeners[i].go);
		init_completion(&driver.listeners[i].returned);
	}
	object = fixture_of(test)->driver;
	object->DriverExtension->AddDevice = add_device;
	object->MajorFunction[IRP_MJ_PNP] = pnp;
	object->MajorFunction[IRP_MJ_CREATE] = open_or_close;
	object->MajorFunction[IRP_MJ_CLEANUP] = open_or_close;
	object->MajorFunction[IRP_MJ_CLOSE] = open_or_close;
	return 0;
}

/* A device with an interface that is enabled. */
static void arrive(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, WinworkPnpAddDevice(fixture_of(test)->driver, &driver.pdo), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, IoRegisterDeviceInterface(driver.pdo, &own_class, NULL, &driver.link), STATUS_SUCCESS);
	KUNIT_ASSERT_EQ(test, IoSetDeviceInterfaceState(&driver.link, TRUE), STATUS_SUCCESS);
}

/* The same, and open. */
static void arrive_open(struct kunit *test)
{
	arrive(test);
	KUNIT_ASSERT_EQ(test, open_device(), STATUS_SUCCESS);
}

static void leave(struct kunit *test)
{
	IoSetDeviceInterfaceState(&driver.link, FALSE);
	RtlFreeUnicodeString(&driver.link);
	close_device();
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(driver.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
}

/* The device has gone, with its interface, or does so now. The name is a link that leads nowhere. */
static void forget(struct kunit *test)
{
	close_device();
	ASSERT_IN_TIME(test, &driver.removed);
	WinworkPnpRemoveDevices(fixture_of(test)->driver);
	EXPECT_STATUS(test, IoDeleteSymbolicLink(&driver.link), STATUS_SUCCESS);
	RtlFreeUnicodeString(&driver.link);
}

/* ---- Interfaces ------------------------------------------------------------------------------ */

/* row 983: later, in order, of this class alone */
static void pnp_notification_test_interfaces_come_and_go(struct kunit *test)
{
	struct listener *own = &driver.listeners[0], *other = &driver.listeners[1];

	arrive(test);
	ASSERT_LISTENS(test, own, EventCategoryDeviceInterfaceChange, 0, &own_class);
	ASSERT_LISTENS(test, other, EventCategoryDeviceInterfaceChange, 0, &other_class);
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, FALSE), STATUS_SUCCESS);
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, TRUE), STATUS_SUCCESS);
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, TRUE), STATUS_OBJECT_NAME_EXISTS);
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, FALSE), STATUS_SUCCESS);
	ASSERT_CALLED(test, own, 3);
	EXPECT_TOLD(test, own, LEFT, ARRIVED, LEFT);
	EXPECT_TOLD_NOTHING(test, other);
	KUNIT_EXPECT_FALSE(test, own->in_caller);
	KUNIT_EXPECT_EQ(test, own->highest, PASSIVE_LEVEL);
	KUNIT_EXPECT_TRUE(test, IsEqualGUID(&own->class, &own_class));
	KUNIT_EXPECT_EQ(test, memcmp(own->name, driver.link.Buffer, driver.link.Length), 0);
	end(test, own);
	end(test, other);
	leave(test);
	EXPECT_NO_REPORT(test);
}

/* row 983: an interface that is still enabled goes with its device */
static void pnp_notification_test_interface_of_a_device_that_goes(struct kunit *test)
{
	struct listener *own = &driver.listeners[0];

	arrive(test);
	ASSERT_LISTENS(test, own, EventCategoryDeviceInterfaceChange, 0, &own_class);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(driver.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	ASSERT_CALLED(test, own, 1);
	EXPECT_TOLD(test, own, LEFT);
	end(test, own);
	IoDeleteSymbolicLink(&driver.link);
	RtlFreeUnicodeString(&driver.link);
	EXPECT_NO_REPORT(test);
}

/* row 984: those that are there, before the registration returns; what comes then is told behind them */
static void pnp_notification_test_existing_interfaces(struct kunit *test)
{
	struct listener *own = &driver.listeners[0], *other = &driver.listeners[1];

	arrive(test);
	ASSERT_LISTENS(test, own, EventCategoryDeviceInterfaceChange,
		       PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES, &own_class);
	ASSERT_LISTENS(test, other, EventCategoryDeviceInterfaceChange,
		       PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES, &other_class);
	ASSERT_CALLED(test, own, 1);
	KUNIT_EXPECT_TRUE(test, own->in_caller);
	EXPECT_TOLD(test, own, ARRIVED);
	KUNIT_EXPECT_EQ(test, memcmp(own->name, driver.link.Buffer, driver.link.Length), 0);
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, FALSE), STATUS_SUCCESS);
	ASSERT_CALLED(test, own, 1);
	EXPECT_TOLD(test, own, LEFT);
	EXPECT_TOLD_NOTHING(test, other);
	end(test, own);
	end(test, other);
	leave(test);
	EXPECT_NO_REPORT(test);
}

/* row 993: the routine is called in a thread that has entered a critical region */
static void pnp_notification_test_thread_keeps_its_regions(struct kunit *test)
{
	struct listener *own = &driver.listeners[0];

	arrive(test);
	KeEnterCriticalRegion();
	ASSERT_LISTENS(test, own, EventCategoryDeviceInterfaceChange,
		       PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES, &own_class);
	KUNIT_EXPECT_TRUE(test, own->in_caller);
	KUNIT_EXPECT_TRUE(test, KeAreApcsDisabled());
	KeLeaveCriticalRegion();
	KUNIT_EXPECT_FALSE(test, KeAreApcsDisabled());
	end(test, own);
	leave(test);
	EXPECT_NO_REPORT(test);
}

static void register_late(void *data)
{
	struct listener *own = &driver.listeners[0];

	own->status = listen_to(data, own, EventCategoryDeviceInterfaceChange,
				PNPNOTIFY_DEVICE_INTERFACE_INCLUDE_EXISTING_INTERFACES, &own_class);
	complete(&own->returned);
}

/* row 984: an event that comes while the routine is told of those that were there waits */
static void pnp_notification_test_event_during_the_registration(struct kunit *test)
{
	struct listener *own = &driver.listeners[0], *other = &driver.listeners[1];

	arrive(test);
	ASSERT_LISTENS(test, other, EventCategoryDeviceInterfaceChange, 0, &own_class);
	own->blocks = true;
	spawn(test, register_late, test);
	ASSERT_CALLED(test, own, 1);
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, FALSE), STATUS_SUCCESS);
	/* The first in the list knows: the worker has come to the second one. */
	ASSERT_CALLED(test, other, 1);
	KUNIT_EXPECT_EQ(test, own->count, 1);
	own->blocks = false;
	complete(&own->go);
	ASSERT_IN_TIME(test, &own->returned);
	join(test);
	EXPECT_STATUS(test, own->status, STATUS_SUCCESS);
	ASSERT_CALLED(test, own, 1);
	EXPECT_TOLD(test, own, ARRIVED, LEFT);
	end(test, own);
	end(test, other);
	leave(test);
	EXPECT_NO_REPORT(test);
}

/* row 985: the routine ends its own registration, or makes another one */
static void pnp_notification_test_routine_registers(struct kunit *test)
{
	struct listener *own = &driver.listeners[0], *other = &driver.listeners[1];

	arrive(test);
	ASSERT_LISTENS(test, own, EventCategoryDeviceInterfaceChange, 0, &own_class);
	ASSERT_LISTENS(test, other, EventCategoryDeviceInterfaceChange, 0, &own_class);
	own->unregisters = true;
	other->registers = true;
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, FALSE), STATUS_SUCCESS);
	ASSERT_CALLED(test, own, 1);
	EXPECT_STATUS(test, own->answer, STATUS_SUCCESS);
	ASSERT_CALLED(test, other, 1);
	EXPECT_STATUS(test, other->answer, STATUS_SUCCESS);
	EXPECT_STATUS(test, IoUnregisterPlugPlayNotification(other->second), STATUS_SUCCESS);
	other->registers = false;
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, TRUE), STATUS_SUCCESS);
	ASSERT_CALLED(test, other, 1);
	EXPECT_TOLD(test, own, LEFT);
	EXPECT_TOLD(test, other, LEFT, ARRIVED);
	end(test, other);
	leave(test);
	EXPECT_NO_REPORT(test);
}

static void unregister_late(void *data)
{
	struct listener *own = &driver.listeners[0];

	own->status = IoUnregisterPlugPlayNotificationEx(own->entry);
	complete(&own->returned);
}

/* row 985: the end waits for a call under way */
static void pnp_notification_test_end_waits(struct kunit *test)
{
	struct listener *own = &driver.listeners[0];

	arrive(test);
	ASSERT_LISTENS(test, own, EventCategoryDeviceInterfaceChange, 0, &own_class);
	own->blocks = true;
	EXPECT_STATUS(test, IoSetDeviceInterfaceState(&driver.link, FALSE), STATUS_SUCCESS);
	ASSERT_CALLED(test, own, 1);
	spawn(test, unregister_late, NULL);
	EXPECT_WAITS(test, &own->returned);
	complete(&own->go);
	ASSERT_IN_TIME(test, &own->returned);
	join(test);
	EXPECT_STATUS(test, own->status, STATUS_SUCCESS);
	EXPECT_TOLD(test, own, LEFT);
	leave(test);
	EXPECT_NO_REPORT(test);
}

/* ---- Devices --------------------------------------------------------------------------------- */

/* row 987: the driver closes its file when it is asked, and the device goes */
static void pnp_notification_test_removal(struct kunit *test)
{
	struct listener *own = &driver.listeners[0];
	PFILE_OBJECT file;

	arrive_open(test);
	file = driver.file;
	ASSERT_LISTENS(test, own, EventCategoryTargetDeviceChange, 0, file);
	own->closes = true;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(driver.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_TOLD(test, own, ASKED, REMOVED);
	KUNIT_EXPECT_PTR_EQ(test, own->file, file);
	KUNIT_EXPECT_EQ(test, own->highest, PASSIVE_LEVEL);
	end(test, own);
	forget(test);
	EXPECT_NO_REPORT(test);
}

/* row 987: one that refuses is the last that is asked, and those that were asked hear that the device stays */
static void pnp_notification_test_refusal(struct kunit *test)
{
	struct listener *first = &driver.listeners[0], *second = &driver.listeners[1];

	arrive_open(test);
	ASSERT_LISTENS(test, first, EventCategoryTargetDeviceChange, 0, driver.file);
	ASSERT_LISTENS(test, second, EventCategoryTargetDeviceChange, 0, driver.file);
	first->closes = first->opens_again = true;
	driver.opened = STATUS_PENDING;
	second->answer = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(driver.pdo, WinworkRemovalAsked), STATUS_DEVICE_BUSY);
	EXPECT_TOLD(test, first, ASKED, CANCELLED);
	EXPECT_TOLD(test, second, ASKED, CANCELLED);
	EXPECT_STATUS(test, driver.opened, STATUS_SUCCESS);
	first->answer = STATUS_UNSUCCESSFUL;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(driver.pdo, WinworkRemovalAsked), STATUS_UNSUCCESSFUL);
	EXPECT_TOLD(test, first, ASKED, CANCELLED);
	EXPECT_TOLD_NOTHING(test, second);
	first->answer = second->answer = STATUS_SUCCESS;
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(driver.pdo, WinworkRemovalAsked), STATUS_SUCCESS);
	EXPECT_TOLD(test, second, ASKED, REMOVED);
	end(test, first);
	end(test, second);
	forget(test);
	EXPECT_NO_REPORT(test);
}

/* row 987: nobody is asked of hardware that has gone */
static void pnp_notification_test_surprise(struct kunit *test)
{
	struct listener *own = &driver.listeners[0];

	arrive_open(test);
	ASSERT_LISTENS(test, own, EventCategoryTargetDeviceChange, 0, driver.file);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(driver.pdo, WinworkRemovalSurprise), STATUS_SUCCESS);
	EXPECT_TOLD(test, own, REMOVED);
	forget(test);
	EXPECT_TOLD_NOTHING(test, own);
	end(test, own);
	EXPECT_NO_REPORT(test);
}

/* row 987: a routine that is registered when the device has vanished is told so */
static void pnp_notification_test_late(struct kunit *test)
{
	struct listener *own = &driver.listeners[0];

	arrive_open(test);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(driver.pdo, WinworkRemovalSurprise), STATUS_SUCCESS);
	ASSERT_LISTENS(test, own, EventCategoryTargetDeviceChange, 0, driver.file);
	ASSERT_CALLED(test, own, 1);
	forget(test);
	end(test, own);
	EXPECT_TOLD(test, own, REMOVED);
	KUNIT_EXPECT_FALSE(test, own->in_caller);
	KUNIT_EXPECT_EQ(test, own->highest, PASSIVE_LEVEL);
	EXPECT_NO_REPORT(test);
}

static VOID NTAPI all_are_told(PVOID context)
{
	complete(context);
}

static void fill_custom(PTARGET_DEVICE_CUSTOM_NOTIFICATION custom, const char *data)
{
	memset(custom, 0, sizeof(*custom) + 4);
	custom->Version = 1;
	custom->Size = FIELD_OFFSET(TARGET_DEVICE_CUSTOM_NOTIFICATION, CustomDataBuffer) + 4;
	custom->Event = own_event;
	custom->NameBufferOffset = -1;
	memcpy(custom->CustomDataBuffer, data, 4);
}

/* row 988 */
static void pnp_notification_test_events_of_the_driver(struct kunit *test)
{
	union {
		TARGET_DEVICE_CUSTOM_NOTIFICATION custom;
		UCHAR bytes[sizeof(TARGET_DEVICE_CUSTOM_NOTIFICATION) + 4];
	} event;
	struct listener *own = &driver.listeners[0], *other = &driver.listeners[1];
	DECLARE_COMPLETION_ONSTACK(told);
	NTSTATUS status;
	KIRQL irql;

	arrive_open(test);
	ASSERT_LISTENS(test, own, EventCategoryTargetDeviceChange, 0, driver.file);
	ASSERT_LISTENS(test, other, EventCategoryDeviceInterfaceChange, 0, &own_class);
	fill_custom(&event.custom, "one");
	EXPECT_STATUS(test, IoReportTargetDeviceChange(driver.pdo, &event), STATUS_SUCCESS);
	EXPECT_TOLD(test, own, REPORTED);
	KUNIT_EXPECT_STREQ(test, own->data, "one");
	KUNIT_EXPECT_PTR_EQ(test, own->file, driver.file);
	KUNIT_EXPECT_NULL(test, event.custom.FileObject);
	fill_custom(&event.custom, "two");
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = IoReportTargetDeviceChangeAsynchronous(driver.pdo, &event, all_are_told, &told);
	memset(&event, 0, sizeof(event));
	KeLowerIrql(irql);
	EXPECT_STATUS(test, status, STATUS_SUCCESS);
	ASSERT_IN_TIME(test, &told);
	EXPECT_TOLD(test, own, REPORTED);
	KUNIT_EXPECT_STREQ(test, own->data, "two");
	KUNIT_EXPECT_FALSE(test, own->in_caller);
	EXPECT_TOLD_NOTHING(test, other);
	end(test, own);
	end(test, other);
	leave(test);
	EXPECT_NO_REPORT(test);
}

/* ---- misuse --------------------------------------------------------------------------------- */

/* row 989 */
static void pnp_notification_test_wrong_events(struct kunit *test)
{
	union {
		TARGET_DEVICE_CUSTOM_NOTIFICATION custom;
		UCHAR bytes[sizeof(TARGET_DEVICE_CUSTOM_NOTIFICATION) + 4];
	} event;

	arrive(test);
	fill_custom(&event.custom, "bad");
	EXPECT_STATUS(test, IoReportTargetDeviceChange(driver.fdo, &event), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoReportTargetDeviceChange", BUGCHECK_PNP, NO_PDO, driver.fdo, ANY, ANY, driver.fdo);
	EXPECT_STATUS(test, IoReportTargetDeviceChange(driver.pdo, NULL), STATUS_INVALID_PARAMETER);
	event.custom.Version = 2;
	EXPECT_STATUS(test, IoReportTargetDeviceChange(driver.pdo, &event), STATUS_INVALID_PARAMETER);
	fill_custom(&event.custom, "bad");
	event.custom.Size = FIELD_OFFSET(TARGET_DEVICE_CUSTOM_NOTIFICATION, CustomDataBuffer) - 1;
	EXPECT_STATUS(test, IoReportTargetDeviceChangeAsynchronous(driver.pdo, &event, NULL, NULL),
		      STATUS_INVALID_PARAMETER);
	fill_custom(&event.custom, "bad");
	event.custom.FileObject = (PFILE_OBJECT)driver.fdo;
	EXPECT_STATUS(test, IoReportTargetDeviceChange(driver.pdo, &event), STATUS_INVALID_PARAMETER);
	fill_custom(&event.custom, "bad");
	event.custom.Event = GUID_TARGET_DEVICE_REMOVE_COMPLETE;
	EXPECT_STATUS(test, IoReportTargetDeviceChange(driver.pdo, &event), STATUS_INVALID_DEVICE_REQUEST);
	leave(test);
	EXPECT_NO_REPORT(test);
}

/* row 989 */
static void pnp_notification_test_wrong_registrations(struct kunit *test)
{
	struct listener *own = &driver.listeners[0];
	PDRIVER_OBJECT object = fixture_of(test)->driver;
	PDEVICE_OBJECT device = fixture_of(test)->device;
	PVOID entry = NULL;
	NTSTATUS status;
	KIRQL irql;

	arrive(test);
	EXPECT_STATUS(test, listen_to(test, own, EventCategoryDeviceInterfaceChange, 0, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, listen_to(test, own, EventCategoryDeviceInterfaceChange, 2, &own_class),
		      STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, listen_to(test, own, EventCategoryHardwareProfileChange, 1, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, listen_to(test, own, EventCategoryReserved, 0, &own_class), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, IoRegisterPlugPlayNotification(EventCategoryHardwareProfileChange, 0, NULL, object, NULL,
							   NULL, &entry), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, IoRegisterPlugPlayNotification(EventCategoryHardwareProfileChange, 0, NULL, object, listen,
							   NULL, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, listen_to(test, own, EventCategoryTargetDeviceChange, 0, device), STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoRegisterPlugPlayNotification", BUGCHECK_REFERENCE_BY_POINTER, ANY, device, ANY, ANY,
		      device);
	EXPECT_STATUS(test, IoRegisterPlugPlayNotification(EventCategoryHardwareProfileChange, 0, NULL,
							   (PDRIVER_OBJECT)device, listen, NULL, &entry),
		      STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "IoRegisterPlugPlayNotification", BUGCHECK_REFERENCE_BY_POINTER, ANY, device, ANY, ANY,
		      device);
	KeRaiseIrql(APC_LEVEL, &irql);
	status = listen_to(test, own, EventCategoryHardwareProfileChange, 0, NULL);
	KeLowerIrql(irql);
	EXPECT_STATUS(test, status, STATUS_UNSUCCESSFUL);
	EXPECT_REPORT(test, "IoRegisterPlugPlayNotification", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, object, APC_LEVEL, ANY,
		      ANY, object);
	EXPECT_STATUS(test, IoUnregisterPlugPlayNotificationEx(own), STATUS_INVALID_PARAMETER);
	EXPECT_STATUS(test, IoUnregisterPlugPlayNotificationEx(NULL), STATUS_INVALID_PARAMETER);
	ASSERT_LISTENS(test, own, EventCategoryHardwareProfileChange, 0, NULL);
	end(test, own);
	EXPECT_STATUS(test, IoUnregisterPlugPlayNotificationEx(own->entry), STATUS_INVALID_PARAMETER);
	leave(test);
	EXPECT_NO_REPORT(test);
}

/* row 989: a device without a stack of the PnP manager */
static void pnp_notification_test_file_of_another_device(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\WinworkNoStack");
	struct listener *own = &driver.listeners[0];
	PDEVICE_OBJECT device, opened;
	PFILE_OBJECT file;

	KUNIT_ASSERT_EQ(test, IoCreateDevice(fixture_of(test)->driver, 0, (PUNICODE_STRING)&name, FILE_DEVICE_UNKNOWN,
					     0, FALSE, &device), STATUS_SUCCESS);
	device->Flags &= ~DO_DEVICE_INITIALIZING;
	KUNIT_ASSERT_EQ(test, IoGetDeviceObjectPointer((PUNICODE_STRING)&name, FILE_READ_DATA, &file, &opened),
			STATUS_SUCCESS);
	EXPECT_STATUS(test, listen_to(test, own, EventCategoryTargetDeviceChange, 0, file), STATUS_NO_SUCH_DEVICE);
	ObDereferenceObject(file);
	IoDeleteDevice(device);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case pnp_notification_cases[] = {
	KUNIT_CASE(pnp_notification_test_interfaces_come_and_go),
	KUNIT_CASE(pnp_notification_test_interface_of_a_device_that_goes),
	KUNIT_CASE(pnp_notification_test_existing_interfaces),
	KUNIT_CASE(pnp_notification_test_thread_keeps_its_regions),
	KUNIT_CASE(pnp_notification_test_event_during_the_registration),
	KUNIT_CASE(pnp_notification_test_routine_registers),
	KUNIT_CASE(pnp_notification_test_end_waits),
	KUNIT_CASE(pnp_notification_test_removal),
	KUNIT_CASE(pnp_notification_test_refusal),
	KUNIT_CASE(pnp_notification_test_surprise),
	KUNIT_CASE(pnp_notification_test_late),
	KUNIT_CASE(pnp_notification_test_events_of_the_driver),
	KUNIT_CASE(pnp_notification_test_wrong_events),
	KUNIT_CASE(pnp_notification_test_wrong_registrations),
	KUNIT_CASE(pnp_notification_test_file_of_another_device),
	{}
};

WINWORK_SUITE_WITH(pnp_notification, notification_init, fixture_exit);
