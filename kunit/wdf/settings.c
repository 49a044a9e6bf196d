/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite wdf_settings: settings of Plug and Play and power, and the lists of resources.
 */
#include "wdf_case.h"

/* row 369: what the initialisers set */
static void wdf_settings_test_defaults(struct kunit *test)
{
	WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS idle;
	WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS wake;
	WDF_DEVICE_POWER_CAPABILITIES power;
	WDF_DEVICE_PNP_CAPABILITIES pnp;
	WDF_DEVICE_STATE state;

	WDF_DEVICE_PNP_CAPABILITIES_INIT(&pnp);
	KUNIT_EXPECT_EQ(test, pnp.Size, (ULONG)sizeof(pnp));
	KUNIT_EXPECT_EQ(test, pnp.Removable, WdfUseDefault);
	KUNIT_EXPECT_EQ(test, pnp.NoDisplayInUI, WdfUseDefault);
	KUNIT_EXPECT_EQ(test, pnp.Address, 0xffffffffu);
	WDF_DEVICE_POWER_CAPABILITIES_INIT(&power);
	KUNIT_EXPECT_EQ(test, power.Size, (ULONG)sizeof(power));
	KUNIT_EXPECT_EQ(test, power.WakeFromD3, WdfUseDefault);
	KUNIT_EXPECT_EQ(test, power.DeviceState[0], PowerDeviceMaximum);
	KUNIT_EXPECT_EQ(test, power.DeviceState[PowerSystemMaximum - 1], PowerDeviceMaximum);
	KUNIT_EXPECT_EQ(test, power.SystemWake, PowerSystemMaximum);
	KUNIT_EXPECT_EQ(test, power.D3Latency, 0xffffffffu);
	WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS_INIT(&idle, IdleCannotWakeFromS0);
	KUNIT_EXPECT_EQ(test, idle.DxState, PowerDeviceD3);
	WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS_INIT(&idle, IdleCanWakeFromS0);
	KUNIT_EXPECT_EQ(test, idle.Size, (ULONG)sizeof(idle));
	KUNIT_EXPECT_EQ(test, idle.IdleCaps, IdleCanWakeFromS0);
	KUNIT_EXPECT_EQ(test, idle.DxState, PowerDeviceMaximum);
	KUNIT_EXPECT_EQ(test, idle.Enabled, WdfUseDefault);
	KUNIT_EXPECT_EQ(test, idle.UserControlOfIdleSettings, IdleAllowUserControl);
	WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS_INIT(&wake);
	KUNIT_EXPECT_EQ(test, wake.Size, (ULONG)sizeof(wake));
	KUNIT_EXPECT_EQ(test, wake.DxState, PowerDeviceMaximum);
	KUNIT_EXPECT_EQ(test, wake.UserControlOfWakeSettings, WakeAllowUserControl);
	WDF_DEVICE_STATE_INIT(&state);
	KUNIT_EXPECT_EQ(test, state.Size, (ULONG)sizeof(state));
	KUNIT_EXPECT_EQ(test, state.Disabled, WdfUseDefault);
	KUNIT_EXPECT_EQ(test, state.AssignedToGuest, WdfUseDefault);
}

/* row 369 */
static void wdf_settings_test_policies(struct kunit *test)
{
	WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS idle;
	WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS wake;
	WDFDEVICE control = NULL;
	PWDFDEVICE_INIT init;

	WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS_INIT(&idle, IdleCannotWakeFromS0);
	WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS_INIT(&wake);
	EXPECT_STATUS(test, WdfDeviceAssignS0IdleSettings(wdf.device, &idle), STATUS_SUCCESS);
	EXPECT_STATUS(test, WdfDeviceAssignSxWakeSettings(wdf.device, &wake), STATUS_SUCCESS);
	init = WdfControlDeviceInitAllocate(wdf.driver, NULL);
	KUNIT_ASSERT_NOT_NULL(test, init);
	ASSERT_SUCCESS(test, WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &control));
	EXPECT_STATUS(test, WdfDeviceAssignS0IdleSettings(control, &idle),
		      STATUS_INVALID_DEVICE_REQUEST);
	EXPECT_STATUS(test, WdfDeviceAssignSxWakeSettings(control, &wake),
		      STATUS_INVALID_DEVICE_REQUEST);
	WdfObjectDelete(control);
	idle.Size--;
	wake.Size--;
	EXPECT_STATUS(test, WdfDeviceAssignS0IdleSettings(wdf.device, &idle),
		      STATUS_INFO_LENGTH_MISMATCH);
	EXPECT_STATUS(test, WdfDeviceAssignSxWakeSettings(wdf.device, &wake),
		      STATUS_INFO_LENGTH_MISMATCH);
	EXPECT_NO_REPORT(test);
	EXPECT_STATUS(test, WdfDeviceAssignS0IdleSettings(wdf.device, NULL),
		      STATUS_INVALID_PARAMETER);
	EXPECT_VIOLATION(test, "WdfDeviceAssignS0IdleSettings", REQUIRED_PARAMETER_IS_NULL, NULL);
}

/* row 369 */
static void wdf_settings_test_idle(struct kunit *test)
{
	KIRQL irql;

	EXPECT_STATUS(test, WdfDeviceStopIdle(wdf.device, TRUE), STATUS_SUCCESS);
	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	EXPECT_STATUS(test, WdfDeviceStopIdleNoTrack(wdf.device, FALSE), STATUS_SUCCESS);
	WdfDeviceResumeIdle(wdf.device);
	EXPECT_STATUS(test, WdfDeviceStopIdle(wdf.device, TRUE), STATUS_INVALID_PARAMETER);
	KeLowerIrql(irql);
	EXPECT_REPORT(test, "WdfDeviceStopIdle", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY,
		      DISPATCH_LEVEL, ANY, ANY, wdf.device);
	WdfDeviceResumeIdleNoTrack(wdf.device);
	EXPECT_NO_REPORT(test);
	WdfDeviceResumeIdle(wdf.device);
	EXPECT_VIOLATION(test, "WdfDeviceResumeIdle", VERIFIER_FATAL_ERROR, wdf.device);
}

/* row 369 */
static void wdf_settings_test_capabilities_and_state(struct kunit *test)
{
	WDF_DEVICE_POWER_CAPABILITIES power;
	WDF_DEVICE_PNP_CAPABILITIES pnp;
	WDF_DEVICE_STATE state, found;

	WDF_DEVICE_PNP_CAPABILITIES_INIT(&pnp);
	WDF_DEVICE_POWER_CAPABILITIES_INIT(&power);
	WdfDeviceSetPnpCapabilities(wdf.device, &pnp);
	WdfDeviceSetPowerCapabilities(wdf.device, &power);
	WdfDeviceSetStaticStopRemove(wdf.device, FALSE);
	WDF_DEVICE_STATE_INIT(&state);
	WDF_DEVICE_STATE_INIT(&found);
	found.NotDisableable = WdfFalse;
	WdfDeviceGetDeviceState(wdf.device, &found);
	KUNIT_EXPECT_EQ(test, found.NotDisableable, WdfUseDefault);
	state.NotDisableable = WdfTrue;
	WdfDeviceSetDeviceState(wdf.device, &state);
	WdfDeviceGetDeviceState(wdf.device, &found);
	KUNIT_EXPECT_EQ(test, found.NotDisableable, WdfTrue);
	/* A wrong size has no effect. */
	state.NotDisableable = WdfFalse;
	state.Size--;
	WdfDeviceSetDeviceState(wdf.device, &state);
	WdfDeviceGetDeviceState(wdf.device, &found);
	KUNIT_EXPECT_EQ(test, found.NotDisableable, WdfTrue);
	EXPECT_NO_REPORT(test);
	WdfDeviceSetPnpCapabilities(wdf.device, NULL);
	EXPECT_VIOLATION(test, "WdfDeviceSetPnpCapabilities", REQUIRED_PARAMETER_IS_NULL, NULL);
}

static void wdf_settings_test_members_of_the_device_object(struct kunit *test)
{
	PDEVICE_OBJECT wdm = WdfDeviceWdmGetDeviceObject(wdf.device);

	WdfDeviceSetCharacteristics(wdf.device, FILE_REMOVABLE_MEDIA);
	KUNIT_EXPECT_EQ(test, wdm->Characteristics, (ULONG)FILE_REMOVABLE_MEDIA);
	KUNIT_EXPECT_EQ(test, WdfDeviceGetCharacteristics(wdf.device), (ULONG)FILE_REMOVABLE_MEDIA);
	WdfDeviceSetAlignmentRequirement(wdf.device, 7);
	KUNIT_EXPECT_EQ(test, wdm->AlignmentRequirement, 7u);
	KUNIT_EXPECT_EQ(test, WdfDeviceGetAlignmentRequirement(wdf.device), 7u);
}

static void set_all(PWDFDEVICE_INIT init)
{
	WDF_POWER_POLICY_EVENT_CALLBACKS callbacks;
	static const GUID class = { 1, 2, 3, { 4, 5, 6, 7, 8, 9, 10, 11 } };

	WDF_POWER_POLICY_EVENT_CALLBACKS_INIT(&callbacks);
	WdfDeviceInitSetPowerPolicyEventCallbacks(init, &callbacks);
	WdfDeviceInitSetPowerPolicyOwnership(init, TRUE);
	WdfDeviceInitSetPowerPageable(init);
	WdfDeviceInitSetPowerNotPageable(init);
	WdfDeviceInitSetPowerInrush(init);
	WdfDeviceInitSetDeviceClass(init, &class);
}

/* row 369 */
static void wdf_settings_test_properties_of_a_device(struct kunit *test)
{
	wdf.init = set_all;
	WinworkWdfRemoveDevice(add_device(test, WdfExecutionLevelInheritFromParent,
					  WdfSynchronizationScopeInheritFromParent));
	EXPECT_NO_REPORT(test);
	WdfDeviceInitSetPowerInrush((PWDFDEVICE_INIT)wdf.device);
	EXPECT_VIOLATION(test, "WdfDeviceInitSetPowerInrush", INVALID_HANDLE, wdf.device);
}

static struct {
	WDFCMRESLIST raw, translated, released;
	ULONG count;
	PVOID descriptor;
} lists;

static NTSTATUS note_lists(WDFDEVICE device, WDFCMRESLIST raw, WDFCMRESLIST translated)
{
	lists.raw = raw;
	lists.translated = translated;
	lists.count = WdfCmResourceListGetCount(raw) + WdfCmResourceListGetCount(translated);
	lists.descriptor = WdfCmResourceListGetDescriptor(translated, 0);
	return STATUS_SUCCESS;
}

static NTSTATUS note_release(WDFDEVICE device, WDFCMRESLIST translated)
{
	lists.released = translated;
	lists.count += WdfCmResourceListGetCount(translated);
	return STATUS_SUCCESS;
}

/* row 370 */
static void wdf_settings_test_resources(struct kunit *test)
{
	WDFDEVICE device;

	memset(&lists, 0, sizeof(lists));
	WDF_PNPPOWER_EVENT_CALLBACKS_INIT(&wdf.callbacks);
	wdf.callbacks.EvtDevicePrepareHardware = note_lists;
	wdf.callbacks.EvtDeviceReleaseHardware = note_release;
	device = add_device(test, WdfExecutionLevelInheritFromParent,
			    WdfSynchronizationScopeInheritFromParent);
	KUNIT_EXPECT_NOT_NULL(test, lists.raw);
	KUNIT_EXPECT_NOT_NULL(test, lists.translated);
	WinworkWdfRemoveDevice(device);
	KUNIT_EXPECT_NOT_NULL(test, lists.released);
	KUNIT_EXPECT_EQ(test, lists.count, 0u);
	KUNIT_EXPECT_NULL(test, lists.descriptor);
	EXPECT_NO_REPORT(test);
	KUNIT_EXPECT_EQ(test, WdfCmResourceListGetCount(NULL), 0u);
	EXPECT_VIOLATION(test, "WdfCmResourceListGetCount", INVALID_HANDLE, NULL);
}

static struct kunit_case wdf_settings_cases[] = {
	KUNIT_CASE(wdf_settings_test_defaults),
	KUNIT_CASE(wdf_settings_test_policies),
	KUNIT_CASE(wdf_settings_test_idle),
	KUNIT_CASE(wdf_settings_test_capabilities_and_state),
	KUNIT_CASE(wdf_settings_test_members_of_the_device_object),
	KUNIT_CASE(wdf_settings_test_properties_of_a_device),
	KUNIT_CASE(wdf_settings_test_resources),
	{}
};

WDF_SUITE(wdf_settings);
