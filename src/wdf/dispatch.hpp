/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The dispatch routine of drivers of the framework.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/* DriverObject->MajorFunction, of all kinds of IRPs. */
extern DRIVER_DISPATCH dispatch;

/* Passes the IRP to the next lower driver. A control device has none: it is refused. */
NTSTATUS pass_down(Device &device, PIRP irp);

} /* namespace ww::wdf */
