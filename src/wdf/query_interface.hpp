/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WdfDeviceAddQueryInterface: the interfaces that a device gives to other drivers of its stack.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/* IRP_MN_QUERY_INTERFACE. The caller has a Hold. PASSIVE_LEVEL. */
NTSTATUS query_interface(Device &device, PIRP irp);

/* The device has ended: no IRP looks for them any more. */
void query_interfaces_free(Device &device);

} /* namespace ww::wdf */
