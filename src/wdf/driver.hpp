/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver object, as the other files of the framework see it.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

struct Driver : Object {
	static const Class kClass;

	PFN_WDF_DRIVER_DEVICE_ADD device_add;
	PFN_WDF_DRIVER_UNLOAD unload;
	_WINWORK_IMAGE *image;
	bool unloads_itself;		/* with WdfDriverMiniportUnload */
	Driver *next_driver;		/* of all there are, under the tree's lock */
};

/* Of an I/O manager's driver object, or null. */
Driver *driver_of(const DRIVER_OBJECT *driver);

void init();

} /* namespace ww::wdf */
