/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What drivers of WinWork's own do with an IRP that they get.
 */
#pragma once

#include "call.hpp"

namespace ww {

/* Completes the IRP, and returns its status. */
inline NTSTATUS complete_with(CallSite call, PIRP irp, NTSTATUS status)
{
	irp->IoStatus.Status = status;
	complete_irp(call, irp);
	return status;
}

/* The IRP goes on to the driver below, which completes it. */
inline NTSTATUS pass_down(CallSite call, PDEVICE_OBJECT lower, PIRP irp)
{
	IoSkipCurrentIrpStackLocation(irp);
	return call_driver(call, lower, irp);
}

/* Waits for the drivers below. The IRP is the caller's again, and has the returned status. PASSIVE_LEVEL. */
inline NTSTATUS forward_and_wait(PDEVICE_OBJECT lower, PIRP irp)
{
	return IoForwardIrpSynchronously(lower, irp) ? irp->IoStatus.Status : STATUS_INVALID_DEVICE_REQUEST;
}

} /* namespace ww */
