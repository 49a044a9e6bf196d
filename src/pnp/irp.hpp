/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The IRPs that the PnP manager sends.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"

namespace ww {

/* What the manager itself calls. */
constexpr CallSite kManager = { "the PnP manager" };

/* An IRP of IRP_MJ_PNP: its location, and what it begins with and comes back with. */
struct PnpCall {
	UCHAR minor;
	decltype(IO_STACK_LOCATION::Parameters) parameters = {};
	NTSTATUS status = STATUS_NOT_SUPPORTED;
	ULONG_PTR information = 0;
};

/*
 * Sends the IRP to the top of the stack of @pdo, and waits until it is complete. Fills in the result,
 * and returns the status. It does not fail for lack of memory. PASSIVE_LEVEL.
 */
NTSTATUS pnp_call(PDEVICE_OBJECT pdo, PnpCall &call);

/* IRP_MN_QUERY_CAPABILITIES, which fills @capabilities in. */
PnpCall capabilities_query(DEVICE_CAPABILITIES &capabilities);

/* "START_DEVICE" and so on, for reports and the log. */
const char *pnp_minor_name(UCHAR minor);

} /* namespace ww */
