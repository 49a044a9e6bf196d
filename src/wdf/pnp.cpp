/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Plug and Play: the IRPs of the PnP manager become callbacks of the driver.
 */
#include <winwork/io/pnp.h>
#include <winwork/pnp_port.h>
#include <winwork/wdf_port.h>

#include "device_init.hpp"

#include "base/irql.hpp"
#include "children.hpp"
#include "deletion.hpp"
#include "dispatch.hpp"
#include "dma.hpp"
#include "handle.hpp"
#include "hold.hpp"
#include "interface.hpp"
#include "interrupt.hpp"
#include "power.hpp"
#include "queue.hpp"
#include "resource_filter.hpp"
#include "resources.hpp"
#include "target.hpp"
#include "usb.hpp"
#include "work_item.hpp"

namespace ww::wdf {
namespace {

/* ---- The callbacks of hardware -------------------------------------------------------------- */

/*
 * The framework's order. A start goes down the list, and a removal goes up; a failure goes up from
 * where it is.
 *
 *	start					undone by
 *	EvtDevicePrepareHardware		EvtDeviceReleaseHardware
 *	power_up()				power_down()
 *
 * Behind ReleaseHardware come, in this order: the interfaces go; the power-managed queues are purged;
 * EvtDeviceSelfManagedIoFlush; the other queues are purged; EvtDeviceSelfManagedIoCleanup. The two
 * callbacks are called if EvtDeviceSelfManagedIoInit was.
 */

NTSTATUS prepare(Device &device)
{
	device.is_preparing = true;

	const NTSTATUS status = call(device.callbacks.EvtDevicePrepareHardware,
				     handle_of<WDFDEVICE>(device),
				     handle_of<WDFCMRESLIST>(*device.raw_resources),
				     handle_of<WDFCMRESLIST>(*device.resources));

	device.is_preparing = false;
	if (status == STATUS_NOT_SUPPORTED)
		report(violation_of({ "EvtDevicePrepareHardware" }, kVerifierFatalError, &device),
		       "the callback returned STATUS_NOT_SUPPORTED, which drivers must not");
	return status;
}

NTSTATUS bring_up(Device &device)
{
	interrupts_assign(device);
	device.reached = Reached::prepared;
	device.pnp_phase.store(WdfDevStatePnpHardwareAvailable);

	NTSTATUS status = prepare(device);

	if (NT_SUCCESS(status))
		status = power_up(device, WdfPowerDeviceD3Final);
	if (NT_SUCCESS(status)) {
		device.pnp_phase.store(WdfDevStatePnpEnableInterfaces);
		interfaces_enable(device);
	}
	return status;
}

/* The hardware is let go. Does nothing the second time. */
void bring_down(Device &device)
{
	const WDF_PNPPOWER_EVENT_CALLBACKS &callbacks = device.callbacks;
	const auto handle = handle_of<WDFDEVICE>(device);

	if (device.is_down)
		return;
	device.is_down = true;
	power_down(device, WdfPowerDeviceD3Final);
	if (device.reached >= Reached::prepared)
		call(callbacks.EvtDeviceReleaseHardware, handle,
		     handle_of<WDFCMRESLIST>(*device.resources));
	interrupts_release(device);
	enablers_revoke(device);
	interfaces_disable(device);
	requests_refuse(device);
	if (device.target)
		target_end(*device.target);
	usb_devices_end(device);
	queues_shut_down(device, Managed::power);
	if (device.has_managed_io && callbacks.EvtDeviceSelfManagedIoFlush)
		callbacks.EvtDeviceSelfManagedIoFlush(handle);
	queues_shut_down(device, Managed::nothing);
}

/* The last of its callbacks. */
void clean_up(Device &device)
{
	requests_wait(device);
	if (device.has_managed_io && device.callbacks.EvtDeviceSelfManagedIoCleanup)
		device.callbacks.EvtDeviceSelfManagedIoCleanup(handle_of<WDFDEVICE>(device));
}

/* A PDO outlives the stacks of its function drivers. The next start finds it as the first one did. */
void reopen(Device &device)
{
	device.is_down = false;
	device.reached = Reached::nothing;
	device.has_managed_io = false;
	requests_admit(device);
	queues_reopen(device);
}

/* ---- The IRPs ------------------------------------------------------------------------------- */

bool asks_for_children(const IO_STACK_LOCATION &location)
{
	return location.MinorFunction == IRP_MN_QUERY_DEVICE_RELATIONS &&
	       location.Parameters.QueryDeviceRelations.Type == BusRelations;
}

/* An IRP that calls nothing of the driver's. */
NTSTATUS answer(Device &device, PIRP irp)
{
	if (device.as_pdo)
		return pdo_answer(device, irp);
	return asks_for_children(*IoGetCurrentIrpStackLocation(irp)) ? answer_bus_relations(device, irp)
								     : pass_down(device, irp);
}

NTSTATUS start_device(Device &device, PIRP irp)
{
	const auto lists = IoGetCurrentIrpStackLocation(irp)->Parameters.StartDevice;

	if (device.as_pdo)
		irp->IoStatus.Status = STATUS_SUCCESS;

	NTSTATUS status = start_lower(device, irp);

	if (NT_SUCCESS(status) &&
	    (!resources_assign(*device.raw_resources, lists.AllocatedResources, false) ||
	     !resources_assign(*device.resources, lists.AllocatedResourcesTranslated, false)))
		status = STATUS_INSUFFICIENT_RESOURCES;
	if (!NT_SUCCESS(status))
		return complete(irp, status);
	if (device.is_down)
		reopen(device);
	device.pnp_phase.store(WdfDevStatePnpInitStarting);
	status = bring_up(device);
	device.pnp_phase.store(NT_SUCCESS(status) ? WdfDevStatePnpStarted : WdfDevStatePnpFailedOwnHardware);
	if (!NT_SUCCESS(status)) {
		bring_down(device);
		device.pnp_phase.store(WdfDevStatePnpFailed);
	}
	return complete(irp, status);
}

NTSTATUS query_remove(Device &device, PIRP irp)
{
	device.pnp_phase.store(WdfDevStatePnpQueryRemoveAskDriver);

	const NTSTATUS status = call(device.callbacks.EvtDeviceQueryRemove,
				     handle_of<WDFDEVICE>(device));

	device.pnp_phase.store(NT_SUCCESS(status) ? WdfDevStatePnpQueryRemovePending : WdfDevStatePnpStarted);
	if (!NT_SUCCESS(status))
		return complete(irp, status);
	irp->IoStatus.Status = STATUS_SUCCESS;
	return pass_down(device, irp);
}

NTSTATUS cancel_remove(Device &device, PIRP irp)
{
	device.pnp_phase.store(WdfDevStatePnpStarted);
	return answer(device, irp);
}

NTSTATUS surprise_removal(Device &device, PIRP irp)
{
	device.pnp_phase.store(WdfDevStatePnpSurpriseRemove);
	if (device.callbacks.EvtDeviceSurpriseRemoval)
		device.callbacks.EvtDeviceSurpriseRemoval(handle_of<WDFDEVICE>(device));
	bring_down(device);
	irp->IoStatus.Status = STATUS_SUCCESS;
	return pass_down(device, irp);
}

/* The IRP outlives the device: it has an activity of the device object. */
NTSTATUS remove_device(Device &device, PIRP irp)
{
	if (!device.is_down)
		device.pnp_phase.store(WdfDevStatePnpRemovingDisableInterfaces);
	bring_down(device);
	device.pnp_phase.store(WdfDevStatePnpRemoved);
	clean_up(device);
	irp->IoStatus.Status = STATUS_SUCCESS;

	const NTSTATUS status = wait_for_lower(device, irp);

	if (!device.as_pdo || child_is_gone(*device.as_pdo))
		device_delete(device);
	return complete(irp, status);
}

PNP_DEVICE_STATE state_of(const WDF_DEVICE_STATE &state)
{
	const auto flag = [](WDF_TRI_STATE value, PNP_DEVICE_STATE bit) {
		return value == WdfTrue ? bit : 0;
	};

	return flag(state.Disabled, PNP_DEVICE_DISABLED) |
	       flag(state.DontDisplayInUI, PNP_DEVICE_DONT_DISPLAY_IN_UI) |
	       flag(state.Failed, PNP_DEVICE_FAILED) |
	       flag(state.NotDisableable, PNP_DEVICE_NOT_DISABLEABLE) |
	       flag(state.Removed, PNP_DEVICE_REMOVED) |
	       flag(state.ResourcesChanged, PNP_DEVICE_RESOURCE_REQUIREMENTS_CHANGED);
}

NTSTATUS query_state(Device &device, PIRP irp)
{
	wait_for_lower(device, irp);
	irp->IoStatus.Information |= state_of(device.pnp_state);
	return complete(irp, STATUS_SUCCESS);
}

/* The device of the function driver, which may have filters below it. */
PDEVICE_OBJECT device_above(PDEVICE_OBJECT pdo, PDRIVER_OBJECT driver)
{
	PDEVICE_OBJECT device = pdo->AttachedDevice;

	while (device && device->DriverObject != driver)
		device = device->AttachedDevice;
	return device;
}

/* A routine of a work item below the device cannot remove it: the removal waits for that routine. */
bool is_own_routine(const Device &device)
{
	LockGuard guard(tree_lock);

	return current_run_is_below(device);
}

} /* namespace */

NTSTATUS dispatch_pnp(PDEVICE_OBJECT wdm, PIRP irp)
{
	Device *const device = device_here(wdm);

	if (!device || device->is_control)
		return complete(irp, STATUS_INVALID_DEVICE_REQUEST);
	switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
	case IRP_MN_START_DEVICE: return start_device(*device, irp);
	case IRP_MN_QUERY_REMOVE_DEVICE: return query_remove(*device, irp);
	case IRP_MN_CANCEL_REMOVE_DEVICE: return cancel_remove(*device, irp);
	case IRP_MN_REMOVE_DEVICE: return remove_device(*device, irp);
	case IRP_MN_SURPRISE_REMOVAL: return surprise_removal(*device, irp);
	case IRP_MN_FILTER_RESOURCE_REQUIREMENTS:
		return device->as_pdo ? answer(*device, irp) : filter_requirements(*device, irp);
	case IRP_MN_QUERY_PNP_DEVICE_STATE: return query_state(*device, irp);
	default: return answer(*device, irp);
	}
}

void device_delete(Device &device)
{
	if (object_begin_delete(device))
		object_delete_now(device);
}

NTSTATUS NTAPI add_device(PDRIVER_OBJECT object, PDEVICE_OBJECT pdo)
{
	Driver *const driver = driver_of(object);

	/* Its DriverUnload has deleted it. */
	if (!driver)
		return STATUS_DELETE_PENDING;

	DeviceInit *const init = init_create(*driver, pdo);

	if (!init)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = driver->device_add(handle_of<WDFDRIVER>(*driver),
						   pointer_of(*init));
	Device *const device = init->created;

	init_delete(*init);
	if (!device)
		return status;
	if (NT_SUCCESS(status))
		device->wdm->Flags &= ~DO_DEVICE_INITIALIZING;
	else
		device_delete(*device);
	return status;
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

	if (!driver)
		return STATUS_INVALID_PARAMETER;
	if (!driver->device_add)
		return refuse(call, driver, STATUS_NOT_SUPPORTED,
			      "WDF_DRIVER_CONFIG.EvtDriverDeviceAdd is NULL");

	PDEVICE_OBJECT pdo;
	const NTSTATUS status = WinworkPnpAddDevice(driver->driver_object(), &pdo);

	if (Device && pdo)
		*Device = WdfWdmDeviceGetWdfDeviceHandle(
			device_above(pdo, driver->driver_object()));
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
	if (is_own_routine(*device)) {
		report(violation_of(call, kObjectError, device),
		       "a routine of a work item of the device cannot remove the device");
		return;
	}
	if (!device->pdo ||
	    WinworkPnpRemoveDevice(device->pdo, WinworkRemovalForced) == STATUS_DELETE_PENDING)
		report(violation_of(call, kObjectError, device),
		       "the device has not arrived, or is being removed already");
}

} /* extern "C" */
