/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Settings of Plug and Play and power. A device is in D0 from its start to its removal, so most of
 * them have no effect here; wrong ones are refused as on Windows.
 */
#include "create.hpp"
#include "device_init.hpp"
#include "pdo.hpp"
#include "pnp/node.hpp"

namespace ww::wdf {

namespace {

/* The structure that a driver passes. Its first member is its size. */
template <typename Structure>
bool check_structure(CallSite call, const Structure *structure, const char *name,
		     const char *parameter, const Object *owner)
{
	return check_not_null(call, structure, parameter) &&
	       !check_size(call, name, structure->Size, sizeof(*structure), owner);
}

/* For a setting without effect of a device or of the properties of one. */
template <typename T, typename Structure>
void accept(CallSite call, void *handle, const Structure *structure, const char *name,
	    const char *parameter)
{
	if (auto *object = object_at_dispatch_or_below<T>(call, handle))
		check_structure(call, structure, name, parameter, object);
}

template <typename T>
void accept(CallSite call, void *handle)
{
	object_at_dispatch_or_below<T>(call, handle);
}

/* A policy of idling or waking. A control device has none. */
template <typename Settings>
NTSTATUS accept_policy(CallSite call, WDFDEVICE handle, const Settings *settings, const char *name)
{
	const auto *const device = object_at_passive<Device>(call, handle);

	if (!device || !check_not_null(call, settings, "Settings"))
		return STATUS_INVALID_PARAMETER;
	if (const NTSTATUS status = check_size(call, name, settings->Size, sizeof(*settings),
					       device))
		return status;
	return device->pdo ? STATUS_SUCCESS
			   : refuse(call, device, STATUS_INVALID_DEVICE_REQUEST,
				    "a control device has no power policy");
}

/* WdfDeviceStopIdle: the device is in D0. */
NTSTATUS stop_idle(CallSite call, WDFDEVICE handle, BOOLEAN wait)
{
	auto *const device = wait ? object_at_passive<Device>(call, handle)
				  : object_at_dispatch_or_below<Device>(call, handle);

	if (!device)
		return STATUS_INVALID_PARAMETER;
	device->idle_stops.fetch_add(1, Order::relaxed);
	return STATUS_SUCCESS;
}

void resume_idle(CallSite call, WDFDEVICE handle)
{
	auto *const device = object_at_dispatch_or_below<Device>(call, handle);

	if (!device)
		return;

	u32 seen = device->idle_stops.load(Order::relaxed);

	while (seen && !device->idle_stops.compare_exchange(seen, seen - 1)) {
	}
	if (!seen)
		report(violation_of(call, kVerifierFatalError, device),
		       "no call of WdfDeviceStopIdle is left to end");
}

} /* namespace */

bool bus_information_of(Device &parent, PNP_BUS_INFORMATION &information)
{
	LockGuard guard(tree_lock);

	information = parent.bus_information;
	return parent.has_bus_information;
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

VOID NTAPI WdfDeviceSetPnpCapabilities(WDFDEVICE Device,
				       PWDF_DEVICE_PNP_CAPABILITIES PnpCapabilities)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);

	if (device && check_structure(call, PnpCapabilities, "WDF_DEVICE_PNP_CAPABILITIES", "PnpCapabilities",
				      device) && device->as_pdo)
		device->as_pdo->capabilities = *PnpCapabilities;
}

VOID NTAPI WdfDeviceSetPowerCapabilities(WDFDEVICE Device,
					 PWDF_DEVICE_POWER_CAPABILITIES PowerCapabilities)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);

	if (device && check_structure(call, PowerCapabilities, "WDF_DEVICE_POWER_CAPABILITIES",
				      "PowerCapabilities", device) && device->as_pdo)
		device->as_pdo->power = *PowerCapabilities;
}

VOID NTAPI WdfDeviceSetDeviceState(WDFDEVICE Device, PWDF_DEVICE_STATE DeviceState)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);

	if (device && check_structure(call, DeviceState, "WDF_DEVICE_STATE", "DeviceState", device))
		device->pnp_state = *DeviceState;
}

VOID NTAPI WdfDeviceGetDeviceState(WDFDEVICE Device, PWDF_DEVICE_STATE DeviceState)
{
	const CallSite call = WW_CALL_SITE;
	const auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);

	if (device && check_structure(call, DeviceState, "WDF_DEVICE_STATE", "DeviceState", device))
		*DeviceState = device->pnp_state;
}

VOID NTAPI WdfDeviceSetFailed(WDFDEVICE Device, WDF_DEVICE_FAILED_ACTION FailedAction)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);

	if (!device)
		return;
	if (FailedAction != WdfDeviceFailedAttemptRestart && FailedAction != WdfDeviceFailedNoRestart)
		report(violation_of(call, kObjectError, device), "FailedAction is %d",
		       static_cast<int>(FailedAction));
	else if (!device->pdo)
		report(violation_of(call, kObjectError, device), "the WDFDEVICE is a control device");
	else
		pdo_fail(device->pdo);
}

VOID NTAPI WdfDeviceSetBusInformationForChildren(WDFDEVICE Device, PPNP_BUS_INFORMATION BusInformation)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_dispatch_or_below<wdf::Device>(call, Device);

	if (!device || !check_not_null(call, BusInformation, "BusInformation"))
		return;

	LockGuard guard(tree_lock);

	device->bus_information = *BusInformation;
	device->has_bus_information = true;
}

VOID NTAPI WdfDeviceSetStaticStopRemove(WDFDEVICE Device, BOOLEAN)
{
	accept<wdf::Device>(WW_CALL_SITE, Device);
}

NTSTATUS NTAPI WdfDeviceAssignS0IdleSettings(WDFDEVICE Device,
					     PWDF_DEVICE_POWER_POLICY_IDLE_SETTINGS Settings)
{
	return accept_policy(WW_CALL_SITE, Device, Settings,
			     "WDF_DEVICE_POWER_POLICY_IDLE_SETTINGS");
}

NTSTATUS NTAPI WdfDeviceAssignSxWakeSettings(WDFDEVICE Device,
					     PWDF_DEVICE_POWER_POLICY_WAKE_SETTINGS Settings)
{
	return accept_policy(WW_CALL_SITE, Device, Settings,
			     "WDF_DEVICE_POWER_POLICY_WAKE_SETTINGS");
}

NTSTATUS NTAPI WdfDeviceStopIdle(WDFDEVICE Device, BOOLEAN WaitForD0)
{
	return stop_idle(WW_CALL_SITE, Device, WaitForD0);
}

NTSTATUS NTAPI WdfDeviceStopIdleNoTrack(WDFDEVICE Device, BOOLEAN WaitForD0)
{
	return stop_idle(WW_CALL_SITE, Device, WaitForD0);
}

VOID NTAPI WdfDeviceResumeIdle(WDFDEVICE Device)
{
	resume_idle(WW_CALL_SITE, Device);
}

VOID NTAPI WdfDeviceResumeIdleNoTrack(WDFDEVICE Device)
{
	resume_idle(WW_CALL_SITE, Device);
}

VOID NTAPI WdfDeviceInitSetPowerPolicyEventCallbacks(
	PWDFDEVICE_INIT DeviceInit, PWDF_POWER_POLICY_EVENT_CALLBACKS PowerPolicyEventCallbacks)
{
	accept<wdf::DeviceInit>(WW_CALL_SITE, DeviceInit, PowerPolicyEventCallbacks,
				"WDF_POWER_POLICY_EVENT_CALLBACKS", "PowerPolicyEventCallbacks");
}

VOID NTAPI WdfDeviceInitSetPowerPolicyOwnership(PWDFDEVICE_INIT DeviceInit, BOOLEAN)
{
	accept<wdf::DeviceInit>(WW_CALL_SITE, DeviceInit);
}

VOID NTAPI WdfDeviceInitSetPowerPageable(PWDFDEVICE_INIT DeviceInit)
{
	accept<wdf::DeviceInit>(WW_CALL_SITE, DeviceInit);
}

VOID NTAPI WdfDeviceInitSetPowerNotPageable(PWDFDEVICE_INIT DeviceInit)
{
	accept<wdf::DeviceInit>(WW_CALL_SITE, DeviceInit);
}

VOID NTAPI WdfDeviceInitSetPowerInrush(PWDFDEVICE_INIT DeviceInit)
{
	accept<wdf::DeviceInit>(WW_CALL_SITE, DeviceInit);
}

VOID NTAPI WdfDeviceInitSetDeviceClass(PWDFDEVICE_INIT DeviceInit, const GUID *DeviceClassGuid)
{
	const CallSite call = WW_CALL_SITE;

	if (object_at_dispatch_or_below<wdf::DeviceInit>(call, DeviceInit))
		check_not_null(call, DeviceClassGuid, "DeviceClassGuid");
}

ULONG NTAPI WdfDeviceGetCharacteristics(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device ? device->wdm->Characteristics : 0;
}

VOID NTAPI WdfDeviceSetCharacteristics(WDFDEVICE Device, ULONG DeviceCharacteristics)
{
	if (auto *device = object_at_dispatch_or_below<wdf::Device>(WW_CALL_SITE, Device))
		device->wdm->Characteristics = DeviceCharacteristics;
}

ULONG NTAPI WdfDeviceGetAlignmentRequirement(WDFDEVICE Device)
{
	const auto *const device = object_of<wdf::Device>(WW_CALL_SITE, Device);

	return device ? device->wdm->AlignmentRequirement : 0;
}

VOID NTAPI WdfDeviceSetAlignmentRequirement(WDFDEVICE Device, ULONG AlignmentRequirement)
{
	if (auto *device = object_at_dispatch_or_below<wdf::Device>(WW_CALL_SITE, Device))
		device->wdm->AlignmentRequirement = AlignmentRequirement;
}

} /* extern "C" */
