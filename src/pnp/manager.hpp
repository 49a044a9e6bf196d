/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The devices of a driver: they arrive when it has been loaded, and leave before it is unloaded.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* Before DriverEntry of a module: the devices are there that it attaches to by their names. PASSIVE_LEVEL. */
void devices_prepare(PDRIVER_OBJECT driver);

/* DriverEntry of a driver that is a module has succeeded. A filter gets no device. PASSIVE_LEVEL. */
void devices_arrive(PDRIVER_OBJECT driver);

/*
 * Before DriverUnload, and again before the driver object ends: it has no device any more, and filters
 * none. PASSIVE_LEVEL.
 */
void devices_leave(PDRIVER_OBJECT driver);

} /* namespace ww */
