/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a class driver of WinWork's own does with the IRPs of power: it decides on the power of its devices.
 */
#pragma once

#include "io/pass.hpp"

namespace ww {

template <const CallSite &site>
void NTAPI class_device_has_power(PDEVICE_OBJECT, UCHAR, POWER_STATE, PVOID irp, PIO_STATUS_BLOCK answer)
{
	complete_with(site, static_cast<PIRP>(irp), answer->Status);
}

/* The drivers below know the system's state: the device gets the one that belongs to it, and then the IRP goes on. */
template <const CallSite &site>
NTSTATUS NTAPI class_system_has_power(PDEVICE_OBJECT self, PIRP irp, PVOID)
{
	const auto &power = IoGetCurrentIrpStackLocation(irp)->Parameters.Power;
	POWER_STATE state = {};
	NTSTATUS status = irp->IoStatus.Status;

	if (!NT_SUCCESS(status))
		return STATUS_CONTINUE_COMPLETION;
	state.DeviceState = power.State.SystemState == PowerSystemWorking ? PowerDeviceD0 : PowerDeviceD3;
	status = PoRequestPowerIrp(self, IRP_MN_SET_POWER, state, class_device_has_power<site>, irp, nullptr);
	if (status == STATUS_PENDING)
		return STATUS_MORE_PROCESSING_REQUIRED;
	irp->IoStatus.Status = status;
	return STATUS_CONTINUE_COMPLETION;
}

/* Whether the IRP sets the state of the system. */
inline bool is_system_power(PIRP irp)
{
	const IO_STACK_LOCATION &location = *IoGetCurrentIrpStackLocation(irp);

	return location.MinorFunction == IRP_MN_SET_POWER && location.Parameters.Power.Type == SystemPowerState;
}

/* For IRP_MJ_POWER; @lower is the driver below. */
template <const CallSite &site>
NTSTATUS class_power(PDEVICE_OBJECT lower, PIRP irp)
{
	if (!is_system_power(irp))
		return pass_down(site, lower, irp);
	IoMarkIrpPending(irp);
	IoCopyCurrentIrpStackLocationToNext(irp);
	IoSetCompletionRoutine(irp, class_system_has_power<site>, nullptr, TRUE, TRUE, TRUE);
	call_driver(site, lower, irp);
	return STATUS_PENDING;
}

} /* namespace ww */
