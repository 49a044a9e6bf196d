/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The IRPs that reach the class's device: each goes on to the minidriver's.
 */
#include "class.hpp"
#include "io/pass.hpp"
#include "linux/hid.h"
#include "ob/device.hpp"

namespace ww {
namespace {

NTSTATUS start(HidDevice &device, PIRP irp)
{
	NTSTATUS status = forward_and_wait(device.mini, irp);

	if (NT_SUCCESS(status))
		status = hid_start(device);
	return complete_with(kHidClass, irp, status);
}

NTSTATUS vanish(HidDevice &device, PIRP irp)
{
	hid_stop(device);
	return hid_pass(device, irp);
}

NTSTATUS remove(HidDevice &device, PIRP irp)
{
	const PDEVICE_OBJECT self = device.self, mini = device.mini, below = device.below;

	hid_stop(device);

	const NTSTATUS status = forward_and_wait(device.mini, irp);

	IoDetachDevice(mini);
	IoDetachDevice(below);
	IoDeleteDevice(mini);
	complete_with(kHidClass, irp, status);
	IoDeleteDevice(self);
	return status;
}

/* ---- Power --------------------------------------------------------------------------------------- */

void NTAPI device_has_power(PDEVICE_OBJECT, UCHAR, POWER_STATE, PVOID irp, PIO_STATUS_BLOCK answer)
{
	complete_with(kHidClass, static_cast<PIRP>(irp), answer->Status);
}

/* The drivers below know the system's state: the device gets the one that belongs to it, and then the IRP goes on. */
NTSTATUS NTAPI system_has_power(PDEVICE_OBJECT self, PIRP irp, PVOID)
{
	const auto &power = IoGetCurrentIrpStackLocation(irp)->Parameters.Power;
	POWER_STATE state = {};
	NTSTATUS status = irp->IoStatus.Status;

	if (!NT_SUCCESS(status))
		return STATUS_CONTINUE_COMPLETION;
	state.DeviceState = power.State.SystemState == PowerSystemWorking ? PowerDeviceD0
									  : PowerDeviceD3;
	status = PoRequestPowerIrp(self, IRP_MN_SET_POWER, state, device_has_power, irp, nullptr);
	if (status == STATUS_PENDING)
		return STATUS_MORE_PROCESSING_REQUIRED;
	irp->IoStatus.Status = status;
	return STATUS_CONTINUE_COMPLETION;
}

} /* namespace */

NTSTATUS hid_pass(HidDevice &device, PIRP irp)
{
	return pass_down(kHidClass, device.mini, irp);
}

NTSTATUS NTAPI hid_pnp(PDEVICE_OBJECT self, PIRP irp)
{
	HidDevice &device = hid_device(self);

	switch (IoGetCurrentIrpStackLocation(irp)->MinorFunction) {
	case IRP_MN_START_DEVICE:
		return start(device, irp);
	case IRP_MN_SURPRISE_REMOVAL:
		return vanish(device, irp);
	case IRP_MN_REMOVE_DEVICE:
		return remove(device, irp);
	default:
		return hid_pass(device, irp);
	}
}

NTSTATUS NTAPI hid_power(PDEVICE_OBJECT self, PIRP irp)
{
	HidDevice &device = hid_device(self);
	const PIO_STACK_LOCATION location = IoGetCurrentIrpStackLocation(irp);

	if (location->MinorFunction != IRP_MN_SET_POWER ||
	    location->Parameters.Power.Type != SystemPowerState)
		return hid_pass(device, irp);
	/* Linux has just turned the LEDs off. */
	if (device.hid)
		ww_hid_settle(device.hid);
	IoMarkIrpPending(irp);
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, system_has_power, nullptr, TRUE, TRUE, TRUE);
	call_driver(kHidClass, device.mini, irp);
	return STATUS_PENDING;
}

NTSTATUS NTAPI hid_system_control(PDEVICE_OBJECT self, PIRP irp)
{
	return hid_pass(hid_device(self), irp);
}

} /* namespace ww */
