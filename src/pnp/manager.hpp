/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The devices of a driver: they arrive when it has been loaded, and leave before it is unloaded.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* DriverEntry of a driver that is a module has succeeded. PASSIVE_LEVEL. */
void devices_arrive(PDRIVER_OBJECT driver);

/* Before DriverUnload, and again before the driver object ends. PASSIVE_LEVEL. */
void devices_leave(PDRIVER_OBJECT driver);

} /* namespace ww */
