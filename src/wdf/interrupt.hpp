/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The interrupts of a device, as its start and its end use them. PASSIVE_LEVEL.
 */
#pragma once

#include <winwork/io/resources.h>

#include "device.hpp"

namespace ww::wdf {

/* IRP_MN_FILTER_RESOURCE_REQUIREMENTS: the policies of the interrupts, as far as the lists have none. */
void interrupts_filter(Device &device, IO_RESOURCE_REQUIREMENTS_LIST &lists);

/* The resources that the device has now belong to the interrupts, in the order of their creation. */
void interrupts_assign(Device &device);

/* Connects them in this order, and calls EvtInterruptEnable for each. On failure none is connected. */
NTSTATUS interrupts_connect(Device &device);

/*
 * The opposite, in the opposite order: EvtInterruptDisable, then no routine runs any more, then no DPC and
 * no work item of the interrupt.
 */
void interrupts_disconnect(Device &device);

/* After EvtDeviceReleaseHardware: the resources are gone, and so are interrupts that were made for them. */
void interrupts_release(Device &device);

} /* namespace ww::wdf */
