/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The IRPs that reach the class's device: each goes on to the minidriver's.
 */
#include "class.hpp"
#include "linux/hid.h"
#include "ob/device.hpp"
#include "po/class_power.hpp"

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

	/* Linux has just turned the LEDs off. */
	if (is_system_power(irp) && device.hid)
		ww_hid_settle(device.hid);
	return class_power<kHidClass>(device.mini, irp);
}

NTSTATUS NTAPI hid_system_control(PDEVICE_OBJECT self, PIRP irp)
{
	return hid_pass(hid_device(self), irp);
}

} /* namespace ww */
