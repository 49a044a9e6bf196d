/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Plug and Play: adding and removing devices, and the order of the callbacks for that.
 */
#include <winwork/wdf_port.h>

#include "device_init.hpp"

#include "base/irql.hpp"
#include "deletion.hpp"
#include "handle.hpp"
#include "hold.hpp"
#include "interface.hpp"
#include "queue.hpp"
#include "settings.hpp"
#include "work_item.hpp"

namespace ww::wdf {
namespace {

template <typename Callback, typename... Arguments>
NTSTATUS call(Callback callback, Arguments... arguments)
{
	return callback ? callback(arguments...) : STATUS_SUCCESS;
}

/* How far the start of a device got: bring_down() calls the counterparts of these callbacks. */
enum class Reached { prepared, powered, managed, started };

struct Start {
	NTSTATUS status;
	Reached reached;
};

Start bring_up(Device &device)
{
	const WDF_PNPPOWER_EVENT_CALLBACKS &callbacks = device.callbacks;
	const auto handle = handle_of<WDFDEVICE>(device);
	constexpr auto kFrom = WdfPowerDeviceD3Final;
	const auto resources = handle_of<WDFCMRESLIST>(*device.resources);
	NTSTATUS status = call(callbacks.EvtDevicePrepareHardware, handle, resources, resources);

	if (NT_SUCCESS(status))
		status = call(callbacks.EvtDeviceD0Entry, handle, kFrom);
	if (!NT_SUCCESS(status))
		return { status, Reached::prepared };
	status = call(callbacks.EvtDeviceD0EntryPostInterruptsEnabled, handle, kFrom);
	if (!NT_SUCCESS(status))
		return { status, Reached::powered };
	queues_power_up(device);
	status = call(callbacks.EvtDeviceSelfManagedIoInit, handle);
	if (NT_SUCCESS(status))
		interfaces_enable(device);
	return { status, NT_SUCCESS(status) ? Reached::started : Reached::managed };
}

void bring_down(Device &device, Reached reached)
{
	const WDF_PNPPOWER_EVENT_CALLBACKS &callbacks = device.callbacks;
	const auto handle = handle_of<WDFDEVICE>(device);
	constexpr auto kTo = WdfPowerDeviceD3Final;

	interfaces_disable(device);
	if (reached >= Reached::started)
		call(callbacks.EvtDeviceSelfManagedIoSuspend, handle);
	queues_power_down(device);
	if (reached >= Reached::powered) {
		call(callbacks.EvtDeviceD0ExitPreInterruptsDisabled, handle, kTo);
		call(callbacks.EvtDeviceD0Exit, handle, kTo);
	}
	call(callbacks.EvtDeviceReleaseHardware, handle,
	     handle_of<WDFCMRESLIST>(*device.resources));
	requests_refuse(device);
	queues_shut_down(device, Managed::power);
	if (reached >= Reached::started && callbacks.EvtDeviceSelfManagedIoFlush)
		callbacks.EvtDeviceSelfManagedIoFlush(handle);
	queues_shut_down(device, Managed::nothing);
	requests_wait(device);
	if (reached >= Reached::managed && callbacks.EvtDeviceSelfManagedIoCleanup)
		callbacks.EvtDeviceSelfManagedIoCleanup(handle);
}

void device_delete(Device &device)
{
	if (object_begin_delete(device))
		object_delete_now(device);
}

enum class Claim { claimed, refused, in_own_routine };

/*
 * Claims the removal of @device: one of several callers succeeds. A routine of a work item below
 * the device cannot remove it, since the removal waits for that routine.
 */
Claim claim(Device &device)
{
	LockGuard guard(tree_lock);

	if (!device.has_arrived)
		return Claim::refused;
	if (current_run_is_below(device))
		return Claim::in_own_routine;
	device.has_arrived = false;
	return Claim::claimed;
}

void remove_device(Device &device)
{
	bring_down(device, Reached::started);
	device_delete(device);
}

/* Claims the removal of the newest device that has arrived, and returns it; null without one. */
Device *claim_newest(Driver &driver)
{
	LockGuard guard(tree_lock);

	for (Object *child = driver.children; child; child = child->next) {
		auto *const device = static_cast<Device *>(child);

		if (&child->kind() == &Device::kClass && device->has_arrived) {
			device->has_arrived = false;
			return device;
		}
	}
	return nullptr;
}

} /* namespace */

NTSTATUS add_device(Driver &driver, Device **arrived)
{
	DeviceInit *const init = init_create(driver, false);

	if (!init)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = driver.device_add(handle_of<WDFDRIVER>(driver), pointer_of(*init));
	Device *const device = init->created;

	init_delete(*init);
	if (!device)
		return status;
	if (!NT_SUCCESS(status)) {
		device_delete(*device);
		return status;
	}
	device->wdm->Flags &= ~DO_DEVICE_INITIALIZING;

	const Start start = bring_up(*device);

	if (!NT_SUCCESS(start.status)) {
		bring_down(*device, start.reached);
		device_delete(*device);
		return start.status;
	}
	{
		LockGuard guard(tree_lock);

		device->has_arrived = true;
	}
	if (arrived)
		*arrived = device;
	return status;
}

void remove_devices(Driver &driver)
{
	while (Device *device = claim_newest(driver))
		remove_device(*device);
}

} /* namespace ww::wdf */

using namespace ww;
using namespace ww::wdf;

extern "C" {

NTSTATUS NTAPI WinworkWdfAddDevice(WDFDRIVER Driver, WDFDEVICE *Device)
{
	const CallSite call = WW_CALL_SITE;

	if (Device)
		*Device = nullptr;

	auto *const driver = object_at_passive<wdf::Driver>(call, Driver);
	wdf::Device *arrived = nullptr;

	if (!driver)
		return STATUS_INVALID_PARAMETER;
	if (!driver->device_add)
		return refuse(call, driver, STATUS_NOT_SUPPORTED,
			      "WDF_DRIVER_CONFIG.EvtDriverDeviceAdd is NULL");

	const NTSTATUS status = add_device(*driver, &arrived);

	if (Device && arrived)
		*Device = handle_of<WDFDEVICE>(*arrived);
	return status;
}

VOID NTAPI WinworkWdfRemoveDevice(WDFDEVICE Device)
{
	const CallSite call = WW_CALL_SITE;
	auto *const device = object_at_passive<wdf::Device>(call, Device);

	if (!device)
		return;
	if (device_is_called_here(*device)) {
		report(violation_of(call, kObjectError, device),
		       "a callback for a request of the device cannot remove the device");
		return;
	}
	switch (claim(*device)) {
	case Claim::claimed:
		remove_device(*device);
		break;
	case Claim::refused:
		report(violation_of(call, kObjectError, device),
		       "the device has not arrived, or is being removed already");
		break;
	case Claim::in_own_routine:
		report(violation_of(call, kObjectError, device),
		       "a routine of a work item of the device cannot remove the device");
		break;
	}
}

} /* extern "C" */
