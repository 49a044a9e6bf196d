/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_pdo: a bus driver of the framework with static children, and the driver of the children. The case's
 * driver is the bus driver.
 */
#include "wdf_bus_case.h"

static const GUID class_guid = { 0x1c2f5a20, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };

/* ---- The bus -------------------------------------------------------------------------------- */

static PWDFDEVICE_INIT new_init(WDFDEVICE fdo, const WCHAR *instance)
{
	PWDFDEVICE_INIT init = WdfPdoInitAllocate(fdo);

	if (!init || NT_SUCCESS(describe_child(init, instance)))
		return init;
	WdfDeviceInitFree(init);
	return NULL;
}

static void set_capabilities(WDFDEVICE child, ULONG address)
{
	WDF_DEVICE_PNP_CAPABILITIES pnp;
	WDF_DEVICE_POWER_CAPABILITIES power;

	WDF_DEVICE_PNP_CAPABILITIES_INIT(&pnp);
	pnp.UniqueID = WdfTrue;
	pnp.Removable = WdfTrue;
	pnp.Address = address;
	pnp.UINumber = 7;
	WdfDeviceSetPnpCapabilities(child, &pnp);
	WDF_DEVICE_POWER_CAPABILITIES_INIT(&power);
	power.DeviceD1 = WdfTrue;
	power.DeviceState[PowerSystemSleeping1] = PowerDeviceD1;
	WdfDeviceSetPowerCapabilities(child, &power);
}

static NTSTATUS create_child(WDFDEVICE fdo, const WCHAR *instance, WDFDEVICE *child)
{
	PWDFDEVICE_INIT init = new_init(fdo, instance);
	WDF_OBJECT_ATTRIBUTES attributes;
	NTSTATUS status;

	if (!init)
		return STATUS_NO_MEMORY;
	if (bus.is_raw)
		status = WdfPdoInitAssignRawDevice(init, &class_guid);
	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.EvtDestroyCallback = child_destroyed;
	status = WdfDeviceCreate(&init, &attributes, child);
	if (NT_SUCCESS(status))
		set_capabilities(*child, 40 + bus.adds);
	else
		WdfDeviceInitFree(init);
	return status;
}

static NTSTATUS read_link(WDFDEVICE device, WDFSTRING *string)
{
	WDF_OBJECT_ATTRIBUTES attributes;
	NTSTATUS status;

	WDF_OBJECT_ATTRIBUTES_INIT(&attributes);
	attributes.ParentObject = device;
	status = WdfStringCreate(NULL, &attributes, string);
	return NT_SUCCESS(status)
		       ? WdfDeviceRetrieveDeviceInterfaceString(device, &class_guid, NULL, *string) : status;
}

static NTSTATUS add_device_interface(WDFDEVICE child)
{
	NTSTATUS status = WdfDeviceCreateDeviceInterface(child, &class_guid, NULL);
	WDFSTRING string;

	bus.link = read_link(child, &string);
	return status;
}

static const WCHAR *const instances[MOST_CHILDREN] = { L"a", L"b", L"c", L"d" };

static NTSTATUS make_children(WDFDEVICE fdo)
{
	NTSTATUS status = STATUS_SUCCESS;
	int i;

	bus.fdo = fdo;
	for (i = 0; i < bus.count && NT_SUCCESS(status); i++) {
		status = create_child(fdo, instances[i], &bus.children[i]);
		if (NT_SUCCESS(status) && bus.has_interface)
			status = add_device_interface(bus.children[i]);
		if (NT_SUCCESS(status))
			status = WdfFdoAddStaticChild(fdo, bus.children[i]);
	}
	return status;
}

/* A bus that begins with @count children, which have started when this returns. */
static void start_bus(struct kunit *test, int count)
{
	bus.count = count;
	wdf.made = make_children;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, NULL));
	KUNIT_ASSERT_NOT_NULL(test, bus.fdo);
}

/* ---- Cases ---------------------------------------------------------------------------------- */

/* row 948 */
static void wdf_pdo_test_comes_with_the_bus(struct kunit *test)
{
	serve(test);
	start_bus(test, 1);
	KUNIT_EXPECT_EQ(test, bus.adds, 1);
	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfPdoGetParent(bus.children[0]), (void *)bus.fdo);
	KUNIT_EXPECT_PTR_EQ(test, (void *)WdfDeviceWdmGetPhysicalDevice(bus.children[0]),
			    (void *)WdfDeviceWdmGetDeviceObject(bus.children[0]));
	KUNIT_EXPECT_NULL(test, (void *)WdfDeviceGetIoTarget(bus.children[0]));
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "child prepare", "child entry", "function entry", "function exit",
		       "child exit", "child release", "child destroy");
	EXPECT_NO_REPORT(test);
}

/* row 948: one that comes later */
static void wdf_pdo_test_comes_later(struct kunit *test)
{
	WDFDEVICE child;
	KIRQL irql;

	serve(test);
	start_bus(test, 0);
	ASSERT_SUCCESS(test, create_child(bus.fdo, L"later", &child));
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, WdfFdoAddStaticChild(bus.fdo, child), STATUS_SUCCESS);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &bus.started);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "child prepare", "child entry", "function entry", "function exit",
		       "child exit", "child release", "child destroy");
	EXPECT_NO_REPORT(test);
}

static void expect_text(struct kunit *test, int line, DEVICE_REGISTRY_PROPERTY property, const WCHAR *expected,
			ULONG bytes)
{
	WCHAR text[64] = {};
	ULONG length;

	EXPECT_STATUS(test, IoGetDeviceProperty(WdfDeviceWdmGetPhysicalDevice(bus.children[0]), property,
						sizeof(text), text, &length), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ_MSG(test, length, bytes, "line %d", line);
	KUNIT_EXPECT_EQ_MSG(test, memcmp(text, expected, bytes), 0, "line %d", line);
}

#define EXPECT_TEXT(test, property, text) expect_text(test, __LINE__, property, text, sizeof(text))

/* row 949 */
static void wdf_pdo_test_ids_and_texts(struct kunit *test)
{
	serve(test);
	start_bus(test, 1);
	EXPECT_TEXT(test, DevicePropertyHardwareID, L"TEST\\PDO&REV_1\0TEST\\PDO\0");
	EXPECT_TEXT(test, DevicePropertyCompatibleIDs, L"TEST\\ANY\0");
	EXPECT_TEXT(test, DevicePropertyDeviceDescription, L"a child");
	EXPECT_TEXT(test, DevicePropertyLocationInformation, L"slot one");
	EXPECT_NO_REPORT(test);
}

/* row 949 */
static void wdf_pdo_test_capabilities(struct kunit *test)
{
	DEVICE_CAPABILITIES capabilities = { .Size = sizeof(capabilities), .Version = 1 };
	struct sent sent;

	start_bus(test, 1);
	new_sent(test, &sent, 1, IRP_MJ_PNP);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.DeviceCapabilities.Capabilities = &capabilities;
	EXPECT_STATUS(test, send_pnp(&sent, bus.children[0], IRP_MN_QUERY_CAPABILITIES), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, capabilities.UniqueID);
	KUNIT_EXPECT_TRUE(test, capabilities.Removable);
	KUNIT_EXPECT_FALSE(test, capabilities.EjectSupported);
	KUNIT_EXPECT_FALSE(test, capabilities.RawDeviceOK);
	KUNIT_EXPECT_TRUE(test, capabilities.DeviceD1);
	KUNIT_EXPECT_EQ(test, capabilities.Address, 40U);
	KUNIT_EXPECT_EQ(test, capabilities.UINumber, 7U);
	KUNIT_EXPECT_EQ(test, (int)capabilities.DeviceState[PowerSystemSleeping1], (int)PowerDeviceD1);
	/* The parent's, which the driver has not changed. */
	KUNIT_EXPECT_EQ(test, (int)capabilities.DeviceState[PowerSystemWorking], (int)PowerDeviceD0);
	KUNIT_EXPECT_EQ(test, (int)capabilities.DeviceState[PowerSystemShutdown], (int)PowerDeviceD3);
	free_sent(&sent);
	EXPECT_NO_REPORT(test);
}

/* row 949 */
static void wdf_pdo_test_bus_information(struct kunit *test)
{
	PNP_BUS_INFORMATION information = { class_guid, PNPBus, 3 }, *answer;
	struct sent sent;

	start_bus(test, 1);
	new_sent(test, &sent, 1, IRP_MJ_PNP);
	EXPECT_STATUS(test, send_pnp(&sent, bus.children[0], IRP_MN_QUERY_BUS_INFORMATION), STATUS_NOT_SUPPORTED);
	free_sent(&sent);
	WdfDeviceSetBusInformationForChildren(bus.fdo, &information);
	new_sent(test, &sent, 1, IRP_MJ_PNP);
	EXPECT_STATUS(test, send_pnp(&sent, bus.children[0], IRP_MN_QUERY_BUS_INFORMATION), STATUS_SUCCESS);
	answer = (PPNP_BUS_INFORMATION)sent.irp->IoStatus.Information;
	KUNIT_ASSERT_NOT_NULL(test, answer);
	KUNIT_EXPECT_EQ(test, answer->BusNumber, 3U);
	KUNIT_EXPECT_TRUE(test, IsEqualGUID(&answer->BusTypeGuid, &class_guid));
	ExFreePool(answer);
	free_sent(&sent);
	EXPECT_NO_REPORT(test);
}

static NTSTATUS note_lock(WDFDEVICE device, BOOLEAN is_locked)
{
	note(&bus.journal, is_locked ? "lock" : "unlock");
	return STATUS_DEVICE_BUSY;
}

/* row 949 */
static void wdf_pdo_test_set_lock(struct kunit *test)
{
	struct sent sent;

	bus.set_lock = note_lock;
	start_bus(test, 1);
	new_sent(test, &sent, 1, IRP_MJ_PNP);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.SetLock.Lock = TRUE;
	EXPECT_STATUS(test, send_pnp(&sent, bus.children[0], IRP_MN_SET_LOCK), STATUS_DEVICE_BUSY);
	free_sent(&sent);
	EXPECT_JOURNAL(test, &bus.journal, "lock");
}

static WDFQUEUE child_queue;

static VOID take_read(WDFQUEUE queue, WDFREQUEST request, size_t length)
{
	child_queue = queue;
	WdfRequestComplete(request, STATUS_ALERTED);
}

static void read_child(struct kunit *test, NTSTATUS status)
{
	struct sent sent;

	send_irp(test, bus.children[0], &sent, IRP_MJ_READ, 1);
	EXPECT_STATUS(test, sent.status, status);
	free_sent(&sent);
}

/* row 950 */
static void wdf_pdo_test_outlives_its_driver(struct kunit *test)
{
	WDF_IO_QUEUE_CONFIG config;

	serve(test);
	start_bus(test, 1);
	WDF_IO_QUEUE_CONFIG_INIT(&config, WdfIoQueueDispatchParallel);
	config.EvtIoRead = take_read;
	ASSERT_SUCCESS(test, WdfIoQueueCreate(bus.children[0], &config, WDF_NO_OBJECT_ATTRIBUTES, &child_queue));
	ASSERT_SUCCESS(test, WdfDeviceConfigureRequestDispatching(bus.children[0], child_queue,
								  WdfRequestTypeRead));
	read_child(test, STATUS_ALERTED);
	end_function();
	read_child(test, STATUS_NO_SUCH_DEVICE);
	KUNIT_ASSERT_EQ(test, make_function(), 0);
	serve(test);
	read_child(test, STATUS_ALERTED);
	EXPECT_JOURNAL(test, &bus.journal, "child prepare", "child entry", "function entry", "function exit",
		       "child exit", "child release", "child prepare", "child entry", "function entry");
	EXPECT_NO_REPORT(test);
}

/* row 950: one that does not start waits for the next driver */
static void wdf_pdo_test_does_not_start(struct kunit *test)
{
	serve(test);
	bus.prepare = STATUS_DEVICE_NOT_READY;
	start_bus(test, 1);
	EXPECT_JOURNAL(test, &bus.journal, "child prepare", "child release");
	bus.prepare = STATUS_SUCCESS;
	serve(test);
	EXPECT_JOURNAL(test, &bus.journal, "child prepare", "child release", "child prepare", "child entry",
		       "function entry");
	EXPECT_NO_REPORT(test);
}

/* row 951 */
static void wdf_pdo_test_is_missing(struct kunit *test)
{
	KIRQL irql;

	serve(test);
	start_bus(test, 2);
	KUNIT_EXPECT_EQ(test, bus.adds, 2);
	forget();
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, WdfPdoMarkMissing(bus.children[0]), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfPdoMarkMissing(bus.children[0]), STATUS_SUCCESS);
	KeLowerIrql(irql);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_JOURNAL(test, &bus.journal, "child missing", "function exit", "child surprise", "child exit",
		       "child release", "child destroy");
	forget();
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "function exit", "child exit", "child release", "child destroy");
	EXPECT_NO_REPORT(test);
}

/* row 508 */
static void wdf_pdo_test_is_ejected(struct kunit *test)
{
	serve(test);
	start_bus(test, 1);
	forget();
	WdfPdoRequestEject(bus.children[0]);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_JOURNAL(test, &bus.journal, "function exit", "child exit", "child release", "child eject",
		       "child missing", "child destroy");
	EXPECT_NO_REPORT(test);
}

/* row 951: the manager has not heard of the child */
static void wdf_pdo_test_is_missing_before_it_is_reported(struct kunit *test)
{
	WDFDEVICE child;

	serve(test);
	start_bus(test, 0);
	ASSERT_SUCCESS(test, create_child(bus.fdo, L"short", &child));
	EXPECT_STATUS(test, WdfPdoMarkMissing(child), STATUS_NO_SUCH_DEVICE);
	WdfFdoLockStaticChildListForIteration(bus.fdo);
	EXPECT_STATUS(test, WdfFdoAddStaticChild(bus.fdo, child), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfPdoMarkMissing(child), STATUS_SUCCESS);
	WdfFdoUnlockStaticChildListFromIteration(bus.fdo);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_JOURNAL(test, &bus.journal, "child destroy");
	KUNIT_EXPECT_EQ(test, bus.adds, 0);
	EXPECT_NO_REPORT(test);
}

/* row 952: those that have not started, and those of a bus that does not arrive */
static void wdf_pdo_test_ends_with_the_bus(struct kunit *test)
{
	start_bus(test, 2);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "child destroy", "child destroy");
	forget();
	bus.count = 1;
	wdf.status = STATUS_NO_MEMORY;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_NO_MEMORY);
	EXPECT_JOURNAL(test, &bus.journal, "child destroy");
	EXPECT_NO_REPORT(test);
}

static WDFDEVICE next_child(WDFDEVICE previous, ULONG flags)
{
	return WdfFdoRetrieveNextStaticChild(bus.fdo, previous, flags);
}

#define EXPECT_CHILD(test, call, child) KUNIT_EXPECT_PTR_EQ(test, (void *)(call), (void *)(child))

/* The bus answers with these two. */
static void expect_relations(struct kunit *test, WDFDEVICE first, WDFDEVICE second)
{
	PDEVICE_RELATIONS relations;
	struct sent sent;
	ULONG i;

	new_sent(test, &sent, 2, IRP_MJ_PNP);
	IoGetNextIrpStackLocation(sent.irp)->Parameters.QueryDeviceRelations.Type = BusRelations;
	EXPECT_STATUS(test, send_pnp(&sent, bus.fdo, IRP_MN_QUERY_DEVICE_RELATIONS), STATUS_SUCCESS);
	relations = (PDEVICE_RELATIONS)sent.irp->IoStatus.Information;
	free_sent(&sent);
	KUNIT_ASSERT_NOT_NULL(test, relations);
	KUNIT_EXPECT_EQ(test, relations->Count, 2U);
	KUNIT_EXPECT_PTR_EQ(test, relations->Objects[0], WdfDeviceWdmGetDeviceObject(first));
	KUNIT_EXPECT_PTR_EQ(test, relations->Objects[1], WdfDeviceWdmGetDeviceObject(second));
	for (i = 0; i < relations->Count; i++)
		ObDereferenceObject(relations->Objects[i]);
	ExFreePool(relations);
}

/* row 953 */
static void wdf_pdo_test_iteration(struct kunit *test)
{
	WDFDEVICE later;

	serve(test);
	start_bus(test, 2);
	reinit_completion(&bus.started);
	ASSERT_SUCCESS(test, create_child(bus.fdo, L"later", &later));
	WdfFdoLockStaticChildListForIteration(bus.fdo);
	WdfFdoLockStaticChildListForIteration(bus.fdo);
	EXPECT_STATUS(test, WdfFdoAddStaticChild(bus.fdo, later), STATUS_SUCCESS);
	EXPECT_CHILD(test, next_child(NULL, WdfRetrieveAllChildren), bus.children[0]);
	EXPECT_CHILD(test, next_child(bus.children[0], WdfRetrieveAllChildren), bus.children[1]);
	EXPECT_CHILD(test, next_child(bus.children[1], WdfRetrieveAllChildren), later);
	EXPECT_CHILD(test, next_child(later, WdfRetrieveAllChildren), NULL);
	EXPECT_STATUS(test, WdfPdoMarkMissing(bus.children[0]), STATUS_SUCCESS);
	EXPECT_CHILD(test, next_child(NULL, WdfRetrievePresentChildren), bus.children[1]);
	EXPECT_CHILD(test, next_child(NULL, WdfRetrievePendingChildren), later);
	EXPECT_CHILD(test, next_child(NULL, WdfRetrieveMissingChildren), bus.children[0]);
	WdfFdoUnlockStaticChildListFromIteration(bus.fdo);
	/* Until the list is unlocked the answer is as it was. */
	expect_relations(test, bus.children[0], bus.children[1]);
	EXPECT_STATUS(test, WdfPdoMarkMissing(bus.children[1]), STATUS_SUCCESS);
	expect_relations(test, bus.children[0], bus.children[1]);
	EXPECT_CHILD(test, next_child(NULL, WdfRetrieveMissingChildren), bus.children[0]);
	EXPECT_CHILD(test, next_child(bus.children[0], WdfRetrieveMissingChildren), bus.children[1]);
	KUNIT_EXPECT_EQ(test, bus.adds, 2);
	WdfFdoUnlockStaticChildListFromIteration(bus.fdo);
	ASSERT_IN_TIME(test, &bus.started);
	ASSERT_IN_TIME(test, &bus.gone);
	EXPECT_NO_REPORT(test);
	EXPECT_CHILD(test, next_child(NULL, WdfRetrieveAllChildren), NULL);
	EXPECT_VIOLATION(test, "WdfFdoRetrieveNextStaticChild", VERIFIER_FATAL_ERROR, bus.fdo);
	WdfFdoUnlockStaticChildListFromIteration(bus.fdo);
	EXPECT_VIOLATION(test, "WdfFdoUnlockStaticChildListFromIteration", VERIFIER_FATAL_ERROR, bus.fdo);
}

/* row 954: a raw device starts alone, and has the interface that it got before the manager knew it */
static void wdf_pdo_test_raw(struct kunit *test)
{
	UNICODE_STRING link;
	PDEVICE_OBJECT top;
	PFILE_OBJECT file;
	WDFSTRING string;

	bus.is_raw = true;
	bus.has_interface = true;
	start_bus(test, 1);
	EXPECT_STATUS(test, bus.link, STATUS_INVALID_DEVICE_STATE);
	ASSERT_SUCCESS(test, read_link(bus.children[0], &string));
	WdfStringGetUnicodeString(string, &link);
	ASSERT_SUCCESS(test, IoGetDeviceObjectPointer(&link, FILE_READ_DATA, &file, &top));
	KUNIT_EXPECT_PTR_EQ(test, top, WdfDeviceWdmGetDeviceObject(bus.children[0]));
	ObDereferenceObject(file);
	EXPECT_STATUS(test, remove_bus(), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "child prepare", "child entry", "child exit", "child release",
		       "child destroy");
	EXPECT_NO_REPORT(test);
}

/* row 955 */
static void wdf_pdo_test_power(struct kunit *test)
{
	PDEVICE_OBJECT pdo;

	serve(test);
	start_bus(test, 1);
	forget();
	pdo = WdfDeviceWdmGetPhysicalDevice(bus.children[0]);
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3), STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemWorking), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "function exit", "child exit", "child entry", "function entry");
	EXPECT_NO_REPORT(test);
}

/* row 955: it owns the power policy of its stack when it is alone */
static void wdf_pdo_test_power_of_a_raw_device(struct kunit *test)
{
	PDEVICE_OBJECT pdo;

	bus.is_raw = true;
	start_bus(test, 1);
	forget();
	pdo = WdfDeviceWdmGetPhysicalDevice(bus.children[0]);
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemSleeping3), STATUS_SUCCESS);
	EXPECT_STATUS(test, WinworkPnpSetSystemPower(pdo, PowerSystemWorking), STATUS_SUCCESS);
	EXPECT_JOURNAL(test, &bus.journal, "child exit", "child entry");
	EXPECT_NO_REPORT(test);
}

/* ---- Interfaces for other drivers ----------------------------------------------------------- */

static const GUID from_bus = { 0x1c2f5a21, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };

static VOID NTAPI count(PVOID context)
{
	note(&bus.journal, "reference");
}

static NTSTATUS add_interface(WDFDEVICE device, ULONG context, BOOLEAN to_parent)
{
	INTERFACE what = { .Size = sizeof(what), .Version = 1, .Context = (PVOID)(ULONG_PTR)context,
			   .InterfaceReference = count, .InterfaceDereference = count };
	WDF_QUERY_INTERFACE_CONFIG config;

	WDF_QUERY_INTERFACE_CONFIG_INIT(&config, to_parent ? NULL : &what, &from_bus, NULL);
	config.SendQueryToParentStack = to_parent;
	return WdfDeviceAddQueryInterface(device, &config);
}

/* row 956 */
static void wdf_pdo_test_interface(struct kunit *test)
{
	INTERFACE what = {};

	start_bus(test, 1);
	ASSERT_SUCCESS(test, add_interface(bus.children[0], 5, FALSE));
	EXPECT_STATUS(test, WdfFdoQueryForInterface(bus.children[0], &from_bus, &what, sizeof(what), 1, NULL),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (ULONG_PTR)what.Context, (ULONG_PTR)5);
	EXPECT_STATUS(test, WdfFdoQueryForInterface(bus.children[0], &class_guid, &what, sizeof(what), 1, NULL),
		      STATUS_NOT_SUPPORTED);
	EXPECT_JOURNAL(test, &bus.journal, "reference");
	EXPECT_NO_REPORT(test);
}

/* row 956 */
static void wdf_pdo_test_interface_of_the_bus(struct kunit *test)
{
	INTERFACE what = {};

	start_bus(test, 1);
	ASSERT_SUCCESS(test, add_interface(bus.children[0], 5, TRUE));
	EXPECT_STATUS(test, WdfFdoQueryForInterface(bus.children[0], &from_bus, &what, sizeof(what), 1, NULL),
		      STATUS_NOT_SUPPORTED);
	ASSERT_SUCCESS(test, add_interface(bus.fdo, 6, FALSE));
	EXPECT_STATUS(test, WdfFdoQueryForInterface(bus.children[0], &from_bus, &what, sizeof(what), 1, NULL),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (ULONG_PTR)what.Context, (ULONG_PTR)6);
	EXPECT_JOURNAL(test, &bus.journal, "reference");
	EXPECT_NO_REPORT(test);
}

/* A target that is the child's device. */
static WDFIOTARGET open_child(struct kunit *test)
{
	WDF_IO_TARGET_OPEN_PARAMS parameters;
	WDFIOTARGET target;

	ASSERT_SUCCESS(test, WdfIoTargetCreate(bus.fdo, NULL, &target));
	WDF_IO_TARGET_OPEN_PARAMS_INIT_EXISTING_DEVICE(&parameters,
						       WdfDeviceWdmGetDeviceObject(bus.children[0]));
	ASSERT_SUCCESS(test, WdfIoTargetOpen(target, &parameters));
	return target;
}

/* row 1342 */
static void wdf_pdo_test_interface_of_a_target(struct kunit *test)
{
	INTERFACE what = {};
	WDFIOTARGET target;

	start_bus(test, 1);
	ASSERT_SUCCESS(test, add_interface(bus.children[0], 5, FALSE));
	target = open_child(test);
	EXPECT_STATUS(test, WdfIoTargetQueryForInterface(target, &from_bus, &what, sizeof(what), 1, NULL),
		      STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, (ULONG_PTR)what.Context, (ULONG_PTR)5);
	EXPECT_STATUS(test, WdfIoTargetQueryForInterface(target, &class_guid, &what, sizeof(what), 1, NULL),
		      STATUS_NOT_SUPPORTED);
	EXPECT_STATUS(test, WdfIoTargetQueryForInterface(target, NULL, &what, sizeof(what), 1, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfIoTargetQueryForInterface", REQUIRED_PARAMETER_IS_NULL, NULL);
	WdfIoTargetClose(target);
	EXPECT_STATUS(test, WdfIoTargetQueryForInterface(target, &from_bus, &what, sizeof(what), 1, NULL),
		      STATUS_INVALID_DEVICE_STATE);
	expect_refusal(test, __LINE__, false, "WdfIoTargetQueryForInterface", STATUS_INVALID_DEVICE_STATE,
		       "the WDFIOTARGET is closed");
	EXPECT_JOURNAL(test, &bus.journal, "reference");
	EXPECT_NO_REPORT(test);
}

/* ---- Refusals ------------------------------------------------------------------------------- */

static NTSTATUS no_resources(WDFDEVICE device, WDFCMRESLIST resources)
{
	return STATUS_SUCCESS;
}

static void expect_pdo_refusal(struct kunit *test, int line, NTSTATUS status, NTSTATUS expected,
			       const char *function, const char *field)
{
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)status, (unsigned int)expected, "line %d", line);
	expect_refusal(test, line, false, function, expected, field);
}

#define EXPECT_PDO_REFUSAL(test, function, field, status, ...)	\
	expect_pdo_refusal(test, __LINE__, function(__VA_ARGS__), status, #function, field)

/* row 957 */
static void wdf_pdo_test_refusals(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(empty, L"");
	WDF_PDO_EVENT_CALLBACKS callbacks;
	PWDFDEVICE_INIT init;
	WDFDEVICE child;

	start_bus(test, 1);
	KUNIT_EXPECT_NULL(test, (void *)WdfPdoInitAllocate(bus.children[0]));
	expect_refusal(test, __LINE__, false, "WdfPdoInitAllocate", STATUS_INVALID_PARAMETER,
		       "ParentDevice is a PDO");
	init = new_init(bus.fdo, L"z");
	KUNIT_ASSERT_NOT_NULL(test, (void *)init);
	EXPECT_PDO_REFUSAL(test, WdfPdoInitAssignDeviceID, "DeviceID has the Length 0", STATUS_INVALID_PARAMETER,
			   init, &empty);
	EXPECT_PDO_REFUSAL(test, WdfPdoInitAddHardwareID, "HardwareID has the Length 0", STATUS_INVALID_PARAMETER,
			   init, &empty);
	WDF_PDO_EVENT_CALLBACKS_INIT(&callbacks);
	callbacks.EvtDeviceResourcesQuery = no_resources;
	WdfPdoInitSetEventCallbacks(init, &callbacks);
	expect_refusal(test, __LINE__, false, "WdfPdoInitSetEventCallbacks", STATUS_NOT_SUPPORTED,
		       "EvtDeviceResourcesQuery and");
	WdfDeviceInitFree(init);
	EXPECT_PDO_REFUSAL(test, WdfFdoAddStaticChild, "Child has been added", STATUS_OBJECT_NAME_EXISTS,
			   bus.fdo, bus.children[0]);
	EXPECT_PDO_REFUSAL(test, WdfFdoAddStaticChild, "Child is of another device", STATUS_INVALID_PARAMETER,
			   wdf.device, bus.children[0]);
	EXPECT_PDO_REFUSAL(test, WdfFdoAddStaticChild, "the WDFDEVICE is no PDO", STATUS_INVALID_PARAMETER,
			   bus.fdo, wdf.device);
	EXPECT_PDO_REFUSAL(test, WdfPdoMarkMissing, "the WDFDEVICE is no PDO", STATUS_INVALID_PARAMETER, bus.fdo);
	/* One that is not added is the driver's to delete. */
	WdfPdoRequestEject(bus.fdo);
	expect_refusal(test, __LINE__, false, "WdfPdoRequestEject", STATUS_INVALID_PARAMETER,
		       "the WDFDEVICE is no PDO");
	ASSERT_SUCCESS(test, create_child(bus.fdo, L"y", &child));
	WdfPdoRequestEject(child);
	expect_refusal(test, __LINE__, false, "WdfPdoRequestEject", STATUS_NO_SUCH_DEVICE,
		       "the PnP manager does not know");
	WdfFdoLockStaticChildListForIteration(bus.fdo);
	EXPECT_CHILD(test, next_child(child, WdfRetrieveAllChildren), NULL);
	expect_refusal(test, __LINE__, false, "WdfFdoRetrieveNextStaticChild", STATUS_INVALID_PARAMETER,
		       "PreviousChild has not been added");
	WdfFdoUnlockStaticChildListFromIteration(bus.fdo);
	WdfObjectDelete(child);
	EXPECT_JOURNAL(test, &bus.journal, "child destroy");
	EXPECT_NO_REPORT(test);
}

/* row 957 */
static void wdf_pdo_test_wrong_properties(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(id, L"TEST\\ID");
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);

	KUNIT_ASSERT_NOT_NULL(test, (void *)init);
	EXPECT_STATUS(test, WdfPdoInitAssignDeviceID(init, &id), STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_VIOLATION(test, "WdfPdoInitAssignDeviceID", OBJECT_ERROR, init);
	WdfDeviceInitFree(init);
	start_bus(test, 0);
	init = WdfPdoInitAllocate(bus.fdo);
	KUNIT_ASSERT_NOT_NULL(test, (void *)init);
	WdfFdoInitSetFilter(init);
	EXPECT_VIOLATION(test, "WdfFdoInitSetFilter", OBJECT_ERROR, init);
	EXPECT_STATUS(test, WdfPdoInitAddHardwareID(init, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfPdoInitAddHardwareID", REQUIRED_PARAMETER_IS_NULL, NULL);
	WdfDeviceInitFree(init);
	/* One that is left goes with the driver. */
	KUNIT_EXPECT_NOT_NULL(test, (void *)WdfPdoInitAllocate(bus.fdo));
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_pdo_cases[] = {
	KUNIT_CASE(wdf_pdo_test_comes_with_the_bus),
	KUNIT_CASE(wdf_pdo_test_comes_later),
	KUNIT_CASE(wdf_pdo_test_ids_and_texts),
	KUNIT_CASE(wdf_pdo_test_capabilities),
	KUNIT_CASE(wdf_pdo_test_bus_information),
	KUNIT_CASE(wdf_pdo_test_set_lock),
	KUNIT_CASE(wdf_pdo_test_outlives_its_driver),
	KUNIT_CASE(wdf_pdo_test_does_not_start),
	KUNIT_CASE(wdf_pdo_test_is_missing),
	KUNIT_CASE(wdf_pdo_test_is_ejected),
	KUNIT_CASE(wdf_pdo_test_is_missing_before_it_is_reported),
	KUNIT_CASE(wdf_pdo_test_ends_with_the_bus),
	KUNIT_CASE(wdf_pdo_test_iteration),
	KUNIT_CASE(wdf_pdo_test_raw),
	KUNIT_CASE(wdf_pdo_test_power),
	KUNIT_CASE(wdf_pdo_test_power_of_a_raw_device),
	KUNIT_CASE(wdf_pdo_test_interface),
	KUNIT_CASE(wdf_pdo_test_interface_of_the_bus),
	KUNIT_CASE(wdf_pdo_test_interface_of_a_target),
	KUNIT_CASE(wdf_pdo_test_refusals),
	KUNIT_CASE(wdf_pdo_test_wrong_properties),
	{}
};

WINWORK_SUITE_WITH(wdf_pdo, bus_case_init, bus_case_exit);
