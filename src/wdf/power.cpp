/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Power: the IRPs of IRP_MJ_POWER become callbacks of the driver.
 *
 * The framework's device is the power policy owner of its stack unless it is a filter, or a PDO below another
 * driver: it decides which power the device has while the system sleeps. A system IRP is passed down; when it comes back,
 * the device asks for the IRP that changes its own power, and completes the system's when that has come
 * back.
 */
#include "power.hpp"

#include <winwork/po/power.h>

#include "child_list.hpp"
#include "dispatch.hpp"
#include "dma.hpp"
#include "handle.hpp"
#include "interrupt.hpp"
#include "linux/print.h"
#include "pnp/node.hpp"
#include "queue.hpp"

namespace ww::wdf {
namespace {

/*
 * The framework's order. Power comes down the list, and goes up again; a failure goes up from where it
 * is.
 *
 *	up					undone by			if reached
 *	EvtDeviceD0Entry			EvtDeviceD0Exit			powered
 *	interrupts are connected		disconnected			powered
 *	..D0EntryPostInterruptsEnabled		..D0ExitPreInterruptsDisabled	connected
 *	the callbacks of DMA enablers		theirs				connected
 *	EvtChildListScanForChildren		none
 *	power-managed queues deliver		they stop			managed
 *	EvtDeviceSelfManagedIoInit, later	EvtDeviceSelfManagedIoSuspend	started
 *	EvtDeviceSelfManagedIoRestart
 */
NTSTATUS start_managed_io(Device &device)
{
	const WDF_PNPPOWER_EVENT_CALLBACKS &callbacks = device.callbacks;
	const auto handle = handle_of<WDFDEVICE>(device);

	if (device.has_managed_io)
		return call(callbacks.EvtDeviceSelfManagedIoRestart, handle);
	device.has_managed_io = true;
	return call(callbacks.EvtDeviceSelfManagedIoInit, handle);
}

} /* namespace */

NTSTATUS power_up(Device &device, WDF_POWER_DEVICE_STATE from)
{
	const WDF_PNPPOWER_EVENT_CALLBACKS &callbacks = device.callbacks;
	const auto handle = handle_of<WDFDEVICE>(device);
	NTSTATUS status = call(callbacks.EvtDeviceD0Entry, handle, from);

	if (!NT_SUCCESS(status))
		return status;
	device.reached = Reached::powered;
	status = interrupts_connect(device);
	if (NT_SUCCESS(status))
		status = call(callbacks.EvtDeviceD0EntryPostInterruptsEnabled, handle, from);
	if (!NT_SUCCESS(status))
		return status;
	device.reached = Reached::connected;
	status = enablers_power_up(device);
	if (!NT_SUCCESS(status))
		return status;
	child_lists_scan(device);
	device.reached = Reached::managed;
	queues_power_up(device);
	status = start_managed_io(device);
	if (NT_SUCCESS(status))
		device.reached = Reached::started;
	return status;
}

NTSTATUS power_down(Device &device, WDF_POWER_DEVICE_STATE to)
{
	const WDF_PNPPOWER_EVENT_CALLBACKS &callbacks = device.callbacks;
	const auto handle = handle_of<WDFDEVICE>(device);
	const Reached reached = device.reached;
	NTSTATUS first = STATUS_SUCCESS;
	const auto note = [&first](NTSTATUS status) {
		if (NT_SUCCESS(first))
			first = status;
	};

	if (reached >= Reached::started)
		note(call(callbacks.EvtDeviceSelfManagedIoSuspend, handle));
	queues_power_down(device);
	enablers_power_down(device);
	if (reached >= Reached::connected)
		note(call(callbacks.EvtDeviceD0ExitPreInterruptsDisabled, handle, to));
	if (reached >= Reached::powered) {
		interrupts_disconnect(device);
		note(call(callbacks.EvtDeviceD0Exit, handle, to));
	}
	if (reached > Reached::prepared)
		device.reached = Reached::prepared;
	return first;
}

NTSTATUS wait_for_lower(Device &device, PIRP irp)
{
	if (device.lower)
		IoForwardIrpSynchronously(device.lower, irp);
	return irp->IoStatus.Status;
}

Device *device_here(PDEVICE_OBJECT wdm)
{
	LockGuard guard(tree_lock);

	return device_of_wdm(wdm);
}

namespace {

/* ---- The system's power --------------------------------------------------------------------- */

/* The device has the power that goes with the system's. */
VOID NTAPI device_changed(PDEVICE_OBJECT, UCHAR, POWER_STATE, PVOID system_irp, PIO_STATUS_BLOCK)
{
	complete(static_cast<PIRP>(system_irp), STATUS_SUCCESS);
}

/* The drivers below know of the system's state. */
NTSTATUS NTAPI system_told(PDEVICE_OBJECT wdm, PIRP irp, PVOID)
{
	const auto &power = IoGetCurrentIrpStackLocation(irp)->Parameters.Power;
	const bool works = power.State.SystemState == PowerSystemWorking;
	const POWER_STATE wanted = { .DeviceState = works ? PowerDeviceD0 : PowerDeviceD3 };
	const NTSTATUS status = PoRequestPowerIrp(wdm, IRP_MN_SET_POWER, wanted, device_changed, irp,
						  nullptr);

	/* Without memory the IRP goes on without the device, as far as it is concerned. */
	if (status == STATUS_PENDING)
		return STATUS_MORE_PROCESSING_REQUIRED;
	ww_print(WW_LEVEL_ERROR, "a device keeps its power: PoRequestPowerIrp returned 0x%08X",
		 static_cast<u32>(status));
	return STATUS_CONTINUE_COMPLETION;
}

/* A PDO agrees with the state. */
NTSTATUS pass_power(Device &device, PIRP irp, UCHAR minor)
{
	if (device.as_pdo && (minor == IRP_MN_SET_POWER || minor == IRP_MN_QUERY_POWER))
		irp->IoStatus.Status = STATUS_SUCCESS;
	return pass_down(device, irp);
}

bool owns_policy(const Device &device)
{
	return device.as_pdo ? !device.wdm->AttachedDevice : !device.is_filter;
}

NTSTATUS set_system_power(Device &device, PIRP irp)
{
	if (!owns_policy(device))
		return pass_power(device, irp, IRP_MN_SET_POWER);
	IoMarkIrpPending(irp);
	if (device.as_pdo) {
		if (system_told(device.wdm, irp, nullptr) == STATUS_CONTINUE_COMPLETION)
			complete(irp, STATUS_SUCCESS);
		return STATUS_PENDING;
	}
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, system_told, nullptr, TRUE, TRUE, TRUE);
	IoCallDriver(device.lower, irp);
	return STATUS_PENDING;
}

/* ---- The device's power --------------------------------------------------------------------- */

/* A device that cannot follow is removed. A driver must not fail the IRP. */
void check(Device &device, const char *what, NTSTATUS status)
{
	if (NT_SUCCESS(status))
		return;
	ww_print(WW_LEVEL_ERROR, "a device of %s is removed: a callback of its power %s returned 0x%08X",
		 object_header(device.wdm->DriverObject)->name, what, static_cast<u32>(status));
	pdo_fail(device.pdo);
}

NTSTATUS set_device_power(Device &device, PIRP irp, DEVICE_POWER_STATE state)
{
	if (state == PowerDeviceD0) {
		wait_for_lower(device, irp);
		if (device.reached == Reached::prepared) {
			const NTSTATUS status = power_up(device, WdfPowerDeviceD3);

			if (!NT_SUCCESS(status))
				power_down(device, WdfPowerDeviceD3);
			check(device, "up", status);
		}
		return complete(irp, STATUS_SUCCESS);
	}
	if (device.reached == Reached::started)
		check(device, "down", power_down(device, WdfPowerDeviceD3));
	irp->IoStatus.Status = STATUS_SUCCESS;
	return pass_down(device, irp);
}

} /* namespace */

NTSTATUS dispatch_power(PDEVICE_OBJECT wdm, PIRP irp)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);
	const auto &power = location.Parameters.Power;
	Device *const device = device_here(wdm);

	if (!device || device->is_control)
		return complete(irp, STATUS_INVALID_DEVICE_REQUEST);
	if (location.MinorFunction != IRP_MN_SET_POWER || device->is_down)
		return pass_power(*device, irp, location.MinorFunction);
	return power.Type == SystemPowerState
		       ? set_system_power(*device, irp)
		       : set_device_power(*device, irp, power.State.DeviceState);
}

} /* namespace ww::wdf */
