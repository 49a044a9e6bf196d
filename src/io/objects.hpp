/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The I/O manager's objects as the families see them.
 */
#pragma once

#include <wdm.h>

#include "../engine/item.hpp"
#include "../engine/object.hpp"

namespace ww {

extern const ObjectType device_type;
extern const ObjectType driver_type;

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

/* True for a live object of @type; reported, for @function called from @caller, when it is not. */
bool check_type(const void *object, const ObjectType &type, const char *function,
		const void *caller);

/*
 * What a class library (the Filter Manager, NDIS, KMDF) has to do in a driver's life, beyond what
 * its DriverUnload does. Either may be null.
 */
struct ClassLibrary {
	/*
	 * DriverEntry of a driver that a module brought has succeeded. There is no Plug and Play,
	 * so that is when the driver's device arrives.
	 */
	NTSTATUS (*start)(PDRIVER_OBJECT driver);
	/* The driver goes, after DriverUnload or without it: undoes what is left of its. */
	void (*end)(PDRIVER_OBJECT driver);
};

/* The driver uses @library from now on; more than once is as good. */
void driver_uses(PDRIVER_OBJECT driver, const ClassLibrary &library);

/* The altitude that the driver's module was built with; null without one, or without a module. */
const char *driver_altitude(PDRIVER_OBJECT driver);

/* As the I/O manager does, once DriverEntry has returned, for what it created. */
void devices_initialized(PDRIVER_OBJECT driver);

void devices_init();

} /* namespace ww */
