/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The properties of a device.
 */
#pragma once

#include <wdm.h>
#include <winwork/io/pnp.h>

#include "base/call_site.hpp"

namespace ww {

/* Where a caller wants a property. */
struct PropertyBuffer {
	void *data;
	ULONG room;
	ULONG length;			/* out: of the value */
};

/*
 * The value of a property of @pdo. STATUS_BUFFER_TOO_SMALL, with the length, if there is no room; and
 * STATUS_OBJECT_NAME_NOT_FOUND for a property that the device has not. STATUS_INVALID_DEVICE_REQUEST, after
 * a report, for a device object that is no PDO. PASSIVE_LEVEL.
 */
NTSTATUS property_get(CallSite call, PDEVICE_OBJECT pdo, DEVICE_REGISTRY_PROPERTY property,
		      PropertyBuffer &buffer);

/* The same by a key of <devpkey.h>, with the type of the value. */
NTSTATUS property_get(CallSite call, PDEVICE_OBJECT pdo, const DEVPROPKEY &key, PropertyBuffer &buffer,
		      DEVPROPTYPE &type);

} /* namespace ww */
