/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The power of a framework's device: what brings it to D0, and what lets it go from there.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

template <typename Callback, typename... Arguments>
NTSTATUS call(Callback callback, Arguments... arguments)
{
	return callback ? callback(arguments...) : STATUS_SUCCESS;
}

/*
 * The device comes to D0, for the first time from WdfPowerDeviceD3Final. Device::reached tells how far
 * it got. PASSIVE_LEVEL.
 */
NTSTATUS power_up(Device &device, WDF_POWER_DEVICE_STATE from);

/*
 * Undoes what power_up() has reached. Each callback is called, even if one fails, and then the first
 * error is returned. PASSIVE_LEVEL.
 */
NTSTATUS power_down(Device &device, WDF_POWER_DEVICE_STATE to);

/* ---- IRPs of the framework's device -------------------------------------------------------- */

/* The drivers below go first: the IRP comes back with their status. Below a PDO is none. */
NTSTATUS wait_for_lower(Device &device, PIRP irp);

/* The device behind the device object. The sender of the IRP keeps it. */
Device *device_here(PDEVICE_OBJECT wdm);

} /* namespace ww::wdf */
