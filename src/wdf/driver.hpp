/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFDRIVER, as the other files of the framework see it.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

struct Driver : Object {
	static const Class kClass;

	PFN_WDF_DRIVER_DEVICE_ADD device_add;
	PFN_WDF_DRIVER_UNLOAD unload;
	_WINWORK_IMAGE *image;
	UNICODE_STRING registry_path;
	bool unloads_itself;		/* with WdfDriverMiniportUnload */
	Driver *next_driver WW_GUARDED_BY(tree_lock);	/* list of all drivers */
};

/* Returns the WDFDRIVER of a driver object of the I/O manager, or null. */
Driver *driver_of(const DRIVER_OBJECT *driver);

/* When the module is loaded. */
void init();

} /* namespace ww::wdf */
