/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The lists of hardware resources that the callbacks of a device get.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/* It has no entries: there is no bus that gives a device any. */
struct ResourceList : Object {
	static const Class kClass;
};

/* Gives a new device its list. False without memory. */
bool resources_init(Device &device);

} /* namespace ww::wdf */
