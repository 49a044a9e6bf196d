/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a function driver, or a filter, makes of the requirements and the resources of its device, before the device
 * starts: the callbacks of WDF_FDO_EVENT_CALLBACKS.
 *
 *	FILTER_RESOURCE_REQUIREMENTS	on its way down		EvtDeviceFilterRemoveResourceRequirements
 *					on its way up		the policies of the interrupts; then
 *								EvtDeviceFilterAddResourceRequirements
 *	START_DEVICE			on its way down		EvtDeviceRemoveAddedResources
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/* The first IRP. PASSIVE_LEVEL, as the next one. */
NTSTATUS filter_requirements(Device &device, PIRP irp);

/*
 * Sends the second IRP to the drivers below, and waits for them. Returns their status, or that of the callback, if it
 * fails: then they do not get the IRP.
 */
NTSTATUS start_lower(Device &device, PIRP irp);

} /* namespace ww::wdf */
