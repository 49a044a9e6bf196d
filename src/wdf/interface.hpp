/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Device interfaces of the framework's devices.
 */
#pragma once

#include "device.hpp"

namespace ww::wdf {

/* The device has started: enables its interfaces. PASSIVE_LEVEL. */
void interfaces_enable(Device &device);

/* It is to stop: disables them, and no other one is enabled. PASSIVE_LEVEL. */
void interfaces_disable(Device &device);

/* Frees them when they are disabled. PASSIVE_LEVEL. */
void interfaces_free(Device &device);

void interfaces_init();

} /* namespace ww::wdf */
