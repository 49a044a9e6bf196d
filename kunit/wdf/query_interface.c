/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_query_interface: the interfaces that a framework's driver gives to other drivers.
 */
#include "wdf_queue_case.h"

static const GUID gadget = { 0x1c2f5a10, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };
static const GUID other = { 0x1c2f5a11, 0x7d3b, 0x4e4e, { 1, 2, 3, 4, 5, 6, 7, 8 } };

struct gadget {
	INTERFACE header;
	ULONG number;
};

/* What the callback does, and has got. */
static struct {
	atomic_t references;
	PVOID context;			/* of the last reference */
	atomic_t calls;
	NTSTATUS status;
	ULONG number;			/* in the interface, before */
	WDFDEVICE device;
	GUID type;
	PVOID data;
	KIRQL irql;
} given;

static VOID NTAPI reference(PVOID context)
{
	given.context = context;
	atomic_inc(&given.references);
}

static VOID NTAPI dereference(PVOID context)
{
	atomic_dec(&given.references);
}

static NTSTATUS NTAPI process(WDFDEVICE device, LPGUID type, PINTERFACE exposed, PVOID data)
{
	struct gadget *what = container_of(exposed, struct gadget, header);

	atomic_inc(&given.calls);
	given.number = what->number;
	given.device = device;
	given.type = *type;
	given.data = data;
	given.irql = KeGetCurrentIrql();
	what->number = 42;
	return given.status;
}

static struct gadget new_gadget(ULONG number)
{
	return (struct gadget){ .header = { .Size = sizeof(struct gadget), .Version = 2,
					    .Context = &given, .InterfaceReference = reference,
					    .InterfaceDereference = dereference },
				.number = number };
}

static WDFDEVICE device_with(struct kunit *test, PFN_WDF_DEVICE_PROCESS_QUERY_INTERFACE_REQUEST callback,
			     bool is_imported)
{
	const WDFDEVICE device = queue_device(test);
	struct gadget what = new_gadget(7);
	WDF_QUERY_INTERFACE_CONFIG config;

	memset(&given, 0, sizeof(given));
	WDF_QUERY_INTERFACE_CONFIG_INIT(&config, &what.header, &gadget, callback);
	config.ImportInterface = is_imported;
	ASSERT_SUCCESS(test, WdfDeviceAddQueryInterface(device, &config));
	return device;
}

static NTSTATUS ask(WDFDEVICE device, const GUID *type, struct gadget *what, USHORT size, USHORT version)
{
	return WdfFdoQueryForInterface(device, type, &what->header, size, version, &given);
}

/* row 595 */
static void wdf_query_interface_test_copy_and_reference(struct kunit *test)
{
	const WDFDEVICE device = device_with(test, NULL, false);
	struct {
		struct gadget gadget;
		ULONG behind;
	} what = { .behind = 5 };

	EXPECT_STATUS(test, ask(device, &gadget, &what.gadget, sizeof(what), 3), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, what.gadget.header.Size, sizeof(struct gadget));
	KUNIT_EXPECT_EQ(test, what.gadget.header.Version, 2);
	KUNIT_EXPECT_EQ(test, what.gadget.number, 7U);
	KUNIT_EXPECT_EQ(test, what.behind, 5U);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.references), 1);
	KUNIT_EXPECT_PTR_EQ(test, given.context, (PVOID)&given);
	what.gadget.header.InterfaceDereference(what.gadget.header.Context);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.references), 0);
	EXPECT_NO_REPORT(test);
}

/* row 595 */
static void wdf_query_interface_test_too_small_or_too_old(struct kunit *test)
{
	const WDFDEVICE device = device_with(test, process, false);
	struct gadget what = { .number = 3 };

	EXPECT_STATUS(test, ask(device, &gadget, &what, sizeof(what) - 1, 2), STATUS_INVALID_BUFFER_SIZE);
	EXPECT_STATUS(test, ask(device, &gadget, &what, sizeof(what), 1), STATUS_INVALID_BUFFER_SIZE);
	EXPECT_STATUS(test, ask(device, &other, &what, sizeof(what), 2), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, what.number, 3U);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.calls), 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.references), 0);
}

/* row 595 */
static void wdf_query_interface_test_callback_changes_the_copy(struct kunit *test)
{
	const WDFDEVICE device = device_with(test, process, false);
	struct gadget what = { .number = 3 };

	EXPECT_STATUS(test, ask(device, &gadget, &what, sizeof(what), 2), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, given.number, 7U);
	KUNIT_EXPECT_EQ(test, what.number, 42U);
	KUNIT_EXPECT_PTR_EQ(test, (void *)given.device, (void *)device);
	KUNIT_EXPECT_TRUE(test, IsEqualGUID(&given.type, &gadget));
	KUNIT_EXPECT_PTR_EQ(test, given.data, (PVOID)&given);
	KUNIT_EXPECT_EQ(test, given.irql, PASSIVE_LEVEL);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.references), 1);
	/* The next one gets an unchanged copy. */
	EXPECT_STATUS(test, ask(device, &gadget, &what, sizeof(what), 2), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, given.number, 7U);
}

/* row 595 */
static void wdf_query_interface_test_callback_refuses(struct kunit *test)
{
	const WDFDEVICE device = device_with(test, process, false);
	struct gadget what;

	given.status = STATUS_DEVICE_BUSY;
	EXPECT_STATUS(test, ask(device, &gadget, &what, sizeof(what), 2), STATUS_DEVICE_BUSY);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.references), 0);
	given.status = STATUS_NOT_SUPPORTED;
	EXPECT_STATUS(test, ask(device, &gadget, &what, sizeof(what), 2), STATUS_NOT_SUPPORTED);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.calls), 2);
}

/* row 595 */
static void wdf_query_interface_test_import(struct kunit *test)
{
	const WDFDEVICE device = device_with(test, process, true);
	struct gadget what = { .number = 3 };

	EXPECT_STATUS(test, ask(device, &gadget, &what, sizeof(what), 2), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, given.number, 3U);
	KUNIT_EXPECT_EQ(test, what.number, 42U);
	KUNIT_EXPECT_EQ(test, what.header.Size, 0);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.references), 0);
}

/* row 595 */
static void wdf_query_interface_test_first_of_a_type(struct kunit *test)
{
	const WDFDEVICE device = device_with(test, NULL, false);
	struct gadget second = new_gadget(8), third = new_gadget(9), what;
	WDF_QUERY_INTERFACE_CONFIG config;

	WDF_QUERY_INTERFACE_CONFIG_INIT(&config, &second.header, &gadget, NULL);
	EXPECT_STATUS(test, WdfDeviceAddQueryInterface(device, &config), STATUS_SUCCESS);
	third.header.InterfaceReference = NULL;
	third.header.InterfaceDereference = NULL;
	WDF_QUERY_INTERFACE_CONFIG_INIT(&config, &third.header, &other, NULL);
	EXPECT_STATUS(test, WdfDeviceAddQueryInterface(device, &config), STATUS_SUCCESS);
	EXPECT_STATUS(test, ask(device, &gadget, &what, sizeof(what), 2), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, what.number, 7U);
	EXPECT_STATUS(test, ask(device, &other, &what, sizeof(what), 2), STATUS_SUCCESS);
	KUNIT_EXPECT_EQ(test, what.number, 9U);
	what.header.InterfaceReference(what.header.Context);
	what.header.InterfaceDereference(what.header.Context);
	KUNIT_EXPECT_EQ(test, atomic_read(&given.references), 1);
}

static void expect_refused(struct kunit *test, int line, WDFDEVICE device,
			   WDF_QUERY_INTERFACE_CONFIG *config, NTSTATUS status, const char *field)
{
	KUNIT_EXPECT_EQ_MSG(test, (unsigned int)WdfDeviceAddQueryInterface(device, config),
			    (unsigned int)status, "line %d", line);
	expect_refusal(test, line, false, "WdfDeviceAddQueryInterface", status, field);
}

static WDFDEVICE control_device(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver,
							    &SDDL_DEVOBJ_SYS_ALL_ADM_RWX_WORLD_RW_RES_R);
	WDFDEVICE device = NULL;

	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device));
	return device;
}

/* row 595 */
static void wdf_query_interface_test_refusals(struct kunit *test)
{
	struct gadget what = new_gadget(7), small = new_gadget(7);
	WDF_QUERY_INTERFACE_CONFIG good, bad;
	WDFDEVICE device, control;

	device = queue_device(test);
	control = control_device(test);
	WDF_QUERY_INTERFACE_CONFIG_INIT(&good, &what.header, &gadget, NULL);
	expect_refused(test, __LINE__, control, &good, STATUS_INVALID_DEVICE_REQUEST,
		       "the WDFDEVICE is a control device");
	WdfObjectDelete(control);
	bad = good;
	bad.Size--;
	expect_refused(test, __LINE__, device, &bad, STATUS_INFO_LENGTH_MISMATCH,
		       "WDF_QUERY_INTERFACE_CONFIG");
	bad = good;
	bad.SendQueryToParentStack = TRUE;
	expect_refused(test, __LINE__, device, &bad, STATUS_INVALID_PARAMETER, "SendQueryToParentStack");
	bad = good;
	bad.Interface = NULL;
	expect_refused(test, __LINE__, device, &bad, STATUS_INVALID_PARAMETER, "Interface is NULL");
	bad.ImportInterface = TRUE;
	expect_refused(test, __LINE__, device, &bad, STATUS_INVALID_PARAMETER,
		       "ImportInterface is TRUE, and EvtDeviceProcessQueryInterfaceRequest is NULL");
	bad = good;
	small.header.Size = sizeof(INTERFACE) - 1;
	bad.Interface = &small.header;
	expect_refused(test, __LINE__, device, &bad, STATUS_INVALID_PARAMETER, "Interface->Size");
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, WdfDeviceAddQueryInterface(device, NULL), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceAddQueryInterface", REQUIRED_PARAMETER_IS_NULL, NULL);
	bad = good;
	bad.InterfaceType = NULL;
	EXPECT_STATUS(test, WdfDeviceAddQueryInterface(device, &bad), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceAddQueryInterface", REQUIRED_PARAMETER_IS_NULL, NULL);
}

static struct kunit_case wdf_query_interface_cases[] = {
	KUNIT_CASE(wdf_query_interface_test_copy_and_reference),
	KUNIT_CASE(wdf_query_interface_test_too_small_or_too_old),
	KUNIT_CASE(wdf_query_interface_test_callback_changes_the_copy),
	KUNIT_CASE(wdf_query_interface_test_callback_refuses),
	KUNIT_CASE(wdf_query_interface_test_import),
	KUNIT_CASE(wdf_query_interface_test_first_of_a_type),
	KUNIT_CASE(wdf_query_interface_test_refusals),
	{}
};

WDF_QUEUE_SUITE(wdf_query_interface);
