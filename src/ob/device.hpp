/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device objects, and what is asked of both them and driver objects.
 */
#pragma once

#include <wdm.h>

#include "base/address.hpp"
#include "base/call_site.hpp"
#include "linux/module.h"
#include "object.hpp"

namespace ww {

extern const ObjectType device_type;
extern const ObjectType driver_type;	/* driver.hpp */

bool is_live_io_object(const void *object);

/* True for a device or driver object; with the verifier on, only for one that is alive. */
inline bool is_io_object(const void *object)
{
	if (!is_kernel_address(object))
		return false;
	if (ww_verifier)
		return is_live_io_object(object);

	const CSHORT type = *static_cast<const CSHORT *>(object);

	return type == IO_TYPE_DEVICE || type == IO_TYPE_DRIVER;
}

/* True for a live object of @type. Reports any other pointer. */
bool check_type(CallSite call, const void *object, const ObjectType &type);

/* The security descriptor of IoCreateDeviceSecure, in UTF-8; "" without one. */
const char *device_sddl(PDEVICE_OBJECT device);

/* True once IoDeleteDevice was called: the device waits for its references. */
bool device_is_deleted(PDEVICE_OBJECT device);

/*
 * An activity on a device that the caller keeps alive: code of its driver runs, or is about to. It is
 * also a reference.
 */
inline void device_enter(PDEVICE_OBJECT device)
{
	object_header(device)->references.acquire_activity(stripe_here(), true);
}

/* After this the driver's code may be gone. */
inline void device_leave(PDEVICE_OBJECT device)
{
	object_header(device)->references.release_activity(stripe_here());
}

/*
 * Clears DO_DEVICE_INITIALIZING of the driver's devices, as the I/O manager does after DriverEntry.
 */
void devices_initialized(PDRIVER_OBJECT driver);

void devices_init();

} /* namespace ww */
