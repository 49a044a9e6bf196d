/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_device: the framework's devices: start, failure, removal, and control devices.
 */
#include "wdf_case.h"

/* ---- the driver and its devices -------------------------------------------------------------- */

static VOID journal_unload_cleanup(WDFOBJECT object)
{
	RUN_CONTEXT *context = run_context(object);

	note(wdf.journal, context->name);
}

static NTSTATUS prepare_status;

static NTSTATUS prepare_hardware(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	note(wdf.journal, "prepare");
	return prepare_status;
}

static NTSTATUS d0_status;

static NTSTATUS d0_entry(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	note(wdf.journal, from == WdfPowerDeviceD3Final ? "entry" : "entry from elsewhere");
	return d0_status;
}

static NTSTATUS post_status;

static NTSTATUS d0_entry_post(WDFDEVICE device, WDF_POWER_DEVICE_STATE from)
{
	note(wdf.journal, "post");
	return post_status;
}

static NTSTATUS d0_exit_pre(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	note(wdf.journal, "pre");
	return STATUS_SUCCESS;
}

static NTSTATUS d0_exit(WDFDEVICE device, WDF_POWER_DEVICE_STATE to)
{
	note(wdf.journal, to == WdfPowerDeviceD3Final ? "exit" : "exit to elsewhere");
	return STATUS_SUCCESS;
}

static NTSTATUS release_hardware(WDFDEVICE device, WDFCMRESLIST translated)
{
	note(wdf.journal, "release");
	return STATUS_SUCCESS;
}

static NTSTATUS io_init_status;

static NTSTATUS io_init(WDFDEVICE device)
{
	note(wdf.journal, "init");
	return io_init_status;
}

static NTSTATUS io_suspend(WDFDEVICE device)
{
	note(wdf.journal, "suspend");
	return STATUS_SUCCESS;
}

static VOID io_flush(WDFDEVICE device)
{
	note(wdf.journal, "flush");
}

static VOID io_cleanup(WDFDEVICE device)
{
	note(wdf.journal, "cleanup");
}

static void set_up_callbacks(struct kunit *test)
{
	WDF_PNPPOWER_EVENT_CALLBACKS *callbacks = &wdf.callbacks;

	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(callbacks);
	callbacks->EvtDevicePrepareHardware = prepare_hardware;
	callbacks->EvtDeviceReleaseHardware = release_hardware;
	callbacks->EvtDeviceD0Entry = d0_entry;
	callbacks->EvtDeviceD0EntryPostInterruptsEnabled = d0_entry_post;
	callbacks->EvtDeviceD0ExitPreInterruptsDisabled = d0_exit_pre;
	callbacks->EvtDeviceD0Exit = d0_exit;
	callbacks->EvtDeviceSelfManagedIoInit = io_init;
	callbacks->EvtDeviceSelfManagedIoSuspend = io_suspend;
	callbacks->EvtDeviceSelfManagedIoFlush = io_flush;
	callbacks->EvtDeviceSelfManagedIoCleanup = io_cleanup;
	prepare_status = STATUS_SUCCESS;
	d0_status = STATUS_SUCCESS;
	post_status = STATUS_SUCCESS;
	io_init_status = STATUS_SUCCESS;
	wdf.run = new_run(test);
	wdf.journal = &wdf.run->journal;
}

static void wdf_device_test_device_comes_and_goes(struct kunit *test)
{
	struct run *run;
	WDFDEVICE device = NULL;

	set_up_callbacks(test);
	run = wdf.run;
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	KUNIT_EXPECT_PTR_EQ(test, (void *)device, run->object);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "post", "init");
	KUNIT_EXPECT_EQ(test, WdfDeviceWdmGetDeviceObject(device)->Flags & DO_DEVICE_INITIALIZING,
			0u);
	WinworkWdfRemoveDevice(device);
	EXPECT_JOURNAL(test, &run->journal, "prepare", "entry", "post", "init", "suspend", "pre",
		       "exit", "release", "flush", "cleanup");
	expect_deleted(test, run);
	WinworkWdfRemoveDevice(device);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", INVALID_HANDLE, device);
}

/* A start in which the callback with this result fails. */
static struct run *fail_start(struct kunit *test, NTSTATUS *result, NTSTATUS status)
{
	WDFDEVICE device = wdf.device;
	struct run *run;

	set_up_callbacks(test);
	run = wdf.run;
	*result = status;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, &device), status);
	KUNIT_EXPECT_PTR_EQ(test, device, (WDFDEVICE)NULL);
	expect_deleted(test, run);
	return run;
}

/* row 422 */
static void wdf_device_test_device_that_does_not_start(struct kunit *test)
{
	EXPECT_JOURNAL(test, &fail_start(test, &prepare_status, STATUS_DEVICE_BUSY)->journal,
		       "prepare", "release");
	EXPECT_JOURNAL(test, &fail_start(test, &d0_status, STATUS_DEVICE_NOT_CONNECTED)->journal,
		       "prepare", "entry", "release");
	EXPECT_JOURNAL(test, &fail_start(test, &post_status, STATUS_IO_DEVICE_ERROR)->journal,
		       "prepare", "entry", "post", "exit", "release");
	EXPECT_JOURNAL(test,
		       &fail_start(test, &io_init_status, STATUS_INSUFFICIENT_RESOURCES)->journal,
		       "prepare", "entry", "post", "init", "pre", "exit", "release", "flush",
		       "cleanup");
	EXPECT_NO_REPORT(test);
}

/* row 426 */
static void wdf_device_test_prepare_that_is_not_supported(struct kunit *test)
{
	struct run *run = fail_start(test, &prepare_status, STATUS_NOT_SUPPORTED);

	EXPECT_VIOLATION(test, "EvtDevicePrepareHardware", VERIFIER_FATAL_ERROR, run->object);
}

static NTSTATUS query_remove(WDFDEVICE device)
{
	note(wdf.journal, "query");
	return STATUS_SUCCESS;
}

static VOID surprise_removal(WDFDEVICE device)
{
	note(wdf.journal, "surprise");
}

static struct run *go(struct kunit *test, WINWORK_REMOVAL how)
{
	WDFDEVICE device = NULL;
	struct run *run;

	set_up_callbacks(test);
	wdf.callbacks.EvtDeviceQueryRemove = query_remove;
	wdf.callbacks.EvtDeviceSurpriseRemoval = surprise_removal;
	run = wdf.run;
	KUNIT_EXPECT_EQ(test, WinworkWdfAddDevice(wdf.driver, &device), STATUS_SUCCESS);
	atomic_set(&run->journal.count, 0);
	EXPECT_STATUS(test, WinworkPnpRemoveDevice(WdfDeviceWdmGetPhysicalDevice(device), how),
		      STATUS_SUCCESS);
	return run;
}

static void wdf_device_test_removals(struct kunit *test)
{
	EXPECT_JOURNAL(test, &go(test, WinworkRemovalAsked)->journal, "query", "suspend", "pre",
		       "exit", "release", "flush", "cleanup");
	EXPECT_JOURNAL(test, &go(test, WinworkRemovalSurprise)->journal, "surprise", "suspend",
		       "pre", "exit", "release", "flush", "cleanup");
	EXPECT_NO_REPORT(test);
}

static void wdf_device_test_device_add_that_fails(struct kunit *test)
{
	struct run *run;

	set_up_callbacks(test);
	run = wdf.run;
	wdf.status = STATUS_NO_SUCH_DEVICE;
	EXPECT_STATUS(test, WinworkWdfAddDevice(wdf.driver, NULL), STATUS_NO_SUCH_DEVICE);
	KUNIT_EXPECT_EQ(test, atomic_read(&run->journal.count), 0);
	expect_deleted(test, run);
	wdf.status = STATUS_SUCCESS;
}

static VOID remove_own_device(WDFWORKITEM item)
{
	struct run *run = run_of(item);

	WinworkWdfRemoveDevice((WDFDEVICE)WdfWorkItemGetParentObject(item));
	complete(&run->done);
}

static void wdf_device_test_removal_in_own_routine_is_reported(struct kunit *test)
{
	struct run *run = new_run(test);
	WDFWORKITEM item = new_item(test, wdf.device, remove_own_device, true, run);

	WdfWorkItemEnqueue(item);
	ASSERT_IN_TIME(test, &run->done);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", OBJECT_ERROR, wdf.device);
	WdfWorkItemFlush(item);
	WinworkWdfRemoveDevice(wdf.device);
	EXPECT_NO_REPORT(test);
}

/* row 50 and the rest: devices first, then EvtDriverUnload, then everything that is left */
static void wdf_device_test_unload(struct kunit *test)
{
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFOBJECT object;
	WDFDEVICE device;

	set_up_callbacks(test);
	ASSERT_SUCCESS(test, WinworkWdfAddDevice(wdf.driver, &device));
	new_item(test, device, stay, true, run);
	attributes_for(&attributes, NULL);
	attributes.EvtCleanupCallback = journal_unload_cleanup;
	attributes.EvtDestroyCallback = NULL;
	ASSERT_SUCCESS(test, WdfObjectCreate(&attributes, &object));
	run_context(object)->name = "left";
	WdfWorkItemEnqueue(run->item);
	ASSERT_IN_TIME(test, &run->started);
	complete_all(&run->go);
	unload(test);
	EXPECT_JOURNAL(test, wdf.journal, "prepare", "entry", "post", "init", "suspend", "pre",
		       "exit", "release", "flush", "cleanup", "EvtDriverUnload", "left");
	expect_deleted(test, run);
	wdf.journal = NULL;
}

static void wdf_device_test_control_device(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\winwork-wdf-control");
	DECLARE_CONST_UNICODE_STRING(everybody, L"D:P(A;;GA;;;WD)");
	struct run *run = new_run(test);
	WDF_OBJECT_ATTRIBUTES attributes;
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &everybody);
	PWDFDEVICE_INIT second = WdfControlDeviceInitAllocate(wdf.driver, &everybody);
	WDFDEVICE device = NULL, other = wdf.device;
	PDEVICE_OBJECT wdm;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	EXPECT_STATUS(test, WdfDeviceInitAssignName(init, &name), STATUS_SUCCESS);
	WdfDeviceInitSetDeviceType(init, FILE_DEVICE_NULL);
	WdfDeviceInitSetCharacteristics(init, FILE_DEVICE_SECURE_OPEN, FALSE);
	WdfDeviceInitSetCharacteristics(init, FILE_READ_ONLY_DEVICE, TRUE);
	WdfDeviceInitSetExclusive(init, TRUE);
	WdfDeviceInitSetIoType(init, WdfDeviceIoDirect);
	attributes_for(&attributes, NULL);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, &attributes, &device));
	KUNIT_EXPECT_PTR_EQ(test, (void *)init, (void *)NULL);
	run_context(device)->run = run;
	wdm = WdfDeviceWdmGetDeviceObject(device);
	KUNIT_EXPECT_EQ(test, wdm->DeviceType, (DEVICE_TYPE)FILE_DEVICE_NULL);
	KUNIT_EXPECT_EQ(test, wdm->Characteristics,
			(ULONG)(FILE_DEVICE_SECURE_OPEN | FILE_READ_ONLY_DEVICE));
	KUNIT_EXPECT_EQ(test, wdm->Flags, (ULONG)(DO_DIRECT_IO | DO_EXCLUSIVE | DO_DEVICE_HAS_NAME |
						  DO_DEVICE_INITIALIZING));
	WdfControlFinishInitializing(device);
	KUNIT_EXPECT_EQ(test, wdm->Flags & DO_DEVICE_INITIALIZING, 0u);

	/* No two devices have one name. */
	EXPECT_STATUS(test, WdfDeviceInitAssignName(second, &name), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfDeviceCreate(&second, NULL, &other), STATUS_OBJECT_NAME_COLLISION);
	KUNIT_EXPECT_PTR_EQ(test, other, (WDFDEVICE)NULL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, second);
	WdfDeviceInitFree(second);
	WdfDeviceInitFree(second);
	EXPECT_VIOLATION(test, "WdfDeviceInitFree", INVALID_HANDLE, second);

	/* A control device is not removed; it is deleted. */
	WinworkWdfRemoveDevice(device);
	EXPECT_VIOLATION(test, "WinworkWdfRemoveDevice", OBJECT_ERROR, device);
	WdfObjectDelete(device);
	expect_deleted(test, run);
	/* A device that is left ends with the driver, and so does an unused WDFDEVICE_INIT. */
	WdfControlDeviceInitAllocate(wdf.driver, &everybody);
}

/* ---- levels ---------------------------------------------------------------------------------- */

/* On Windows: all of these are legal up to DISPATCH_LEVEL. */
static void wdf_device_test_device_init_at_dispatch_level(struct kunit *test)
{
	PWDFDEVICE_INIT kept = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	PWDFDEVICE_INIT freed = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	WDF_PNPPOWER_EVENT_CALLBACKS callbacks;
	PDEVICE_OBJECT object;
	WDFDEVICE device;
	KIRQL irql;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, kept);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, freed);
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&callbacks);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	WdfDeviceInitSetPnpPowerEventCallbacks(kept, &callbacks);
	WdfDeviceInitSetDeviceType(kept, FILE_DEVICE_NETWORK);
	WdfDeviceInitSetCharacteristics(kept, FILE_REMOVABLE_MEDIA, FALSE);
	WdfDeviceInitSetExclusive(kept, TRUE);
	WdfDeviceInitSetIoType(kept, WdfDeviceIoDirect);
	WdfDeviceInitFree(freed);
	KeLowerIrql(irql);
	EXPECT_NO_REPORT(test);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&kept, NULL, &device));
	object = WdfDeviceWdmGetDeviceObject(device);
	KUNIT_EXPECT_EQ(test, object->DeviceType, (ULONG)FILE_DEVICE_NETWORK);
	KUNIT_EXPECT_TRUE(test, object->Characteristics & FILE_REMOVABLE_MEDIA);
	KUNIT_EXPECT_TRUE(test, object->Flags & DO_EXCLUSIVE);
	KUNIT_EXPECT_TRUE(test, object->Flags & DO_DIRECT_IO);
	WdfObjectDelete(device);
}

/* On Windows: these need PASSIVE_LEVEL. */
static void wdf_device_test_naming_and_creating_need_passive_level(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\Level");
	NTSTATUS assigned, created;
	WDFDEVICE device;
	KIRQL irql;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, init);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	assigned = WdfDeviceInitAssignName(init, &name);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, (unsigned int)assigned, (unsigned int)STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfDeviceInitAssignName", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, init,
		      DISPATCH_LEVEL, 0, ANY, init);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	created = WdfDeviceCreate(&init, NULL, &device);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, (unsigned int)created, (unsigned int)STATUS_INVALID_PARAMETER);
	EXPECT_REPORT(test, "WdfDeviceCreate", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, init,
		      DISPATCH_LEVEL, 0, ANY, init);
	WdfDeviceInitFree(init);
}

/* row 1207 */
static void wdf_device_test_retrieve_name(struct kunit *test)
{
	DECLARE_CONST_UNICODE_STRING(name, L"\\Device\\WinworkWdfRetrieve");
	DECLARE_CONST_UNICODE_STRING(before, L"before");
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	UNICODE_STRING text;
	WDFSTRING string;
	WDFDEVICE device;

	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceInitAssignName(init, &name));
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &device));
	ASSERT_SUCCESS(test, WdfStringCreate(&before, WDF_NO_OBJECT_ATTRIBUTES, &string));
	EXPECT_STATUS(test, WdfDeviceRetrieveDeviceName(wdf.device, string), STATUS_INVALID_PARAMETER);
	WdfStringGetUnicodeString(string, &text);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&text, &before, FALSE));
	EXPECT_STATUS(test, WdfDeviceRetrieveDeviceName(device, string), STATUS_SUCCESS);
	/* The copy outlives the device. */
	WdfObjectDelete(device);
	WdfStringGetUnicodeString(string, &text);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&text, &name, FALSE));
	EXPECT_STATUS(test, WdfDeviceRetrieveDeviceName(wdf.device, (WDFSTRING)wdf.driver), STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceRetrieveDeviceName", INVALID_HANDLE, wdf.driver);
	WdfObjectDelete(string);
	EXPECT_NO_REPORT(test);
}

/* row 1225 */
static void wdf_device_test_extension_is_the_context(struct kunit *test)
{
	PWDFDEVICE_INIT init = WdfControlDeviceInitAllocate(wdf.driver, &SDDL_DEVOBJ_SYS_ALL_ADM_ALL);
	WDF_OBJECT_ATTRIBUTES attributes;
	WDFDEVICE device;
	PDEVICE_OBJECT wdm;

	KUNIT_ASSERT_NOT_NULL(test, init);
	WDF_OBJECT_ATTRIBUTES_INIT_CONTEXT_TYPE(&attributes, RUN_CONTEXT);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, &attributes, &device));
	wdm = WdfDeviceWdmGetDeviceObject(device);
	KUNIT_EXPECT_PTR_EQ(test, wdm->DeviceExtension, (void *)run_context(device));
	KUNIT_EXPECT_PTR_EQ(test, WdfWdmDeviceGetWdfDeviceHandle(wdm), device);
	/* What the driver writes there is its own, and the framework still knows its device. */
	memset(wdm->DeviceExtension, 0xff, sizeof(RUN_CONTEXT));
	KUNIT_EXPECT_PTR_EQ(test, WdfWdmDeviceGetWdfDeviceHandle(wdm), device);
	WdfObjectDelete(device);
	EXPECT_NO_REPORT(test);
}

static struct kunit_case wdf_device_cases[] = {
	KUNIT_CASE(wdf_device_test_device_comes_and_goes),
	KUNIT_CASE(wdf_device_test_device_that_does_not_start),
	KUNIT_CASE(wdf_device_test_prepare_that_is_not_supported),
	KUNIT_CASE(wdf_device_test_removals),
	KUNIT_CASE(wdf_device_test_device_add_that_fails),
	KUNIT_CASE(wdf_device_test_removal_in_own_routine_is_reported),
	KUNIT_CASE(wdf_device_test_unload),
	KUNIT_CASE(wdf_device_test_control_device),
	KUNIT_CASE(wdf_device_test_device_init_at_dispatch_level),
	KUNIT_CASE(wdf_device_test_retrieve_name),
	KUNIT_CASE(wdf_device_test_extension_is_the_context),
	KUNIT_CASE(wdf_device_test_naming_and_creating_need_passive_level),
	{}
};

WDF_SUITE(wdf_device);
