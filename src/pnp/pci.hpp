/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PCI: functions of Linux's driver core become nodes.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

/* Whether the INF of the driver's module lists functions of PCI. */
bool pci_is_served(PDRIVER_OBJECT driver);

/*
 * From now on Linux offers the driver functions: by driver_override, and, with the module's bind=1, those
 * that its INF lists and that no driver has. They have started when this returns. Returns 0 or a negative
 * errno. PASSIVE_LEVEL.
 */
s32 pci_driver_start(PDRIVER_OBJECT driver);

/* Lets its functions go. Does nothing for a driver that serves none. PASSIVE_LEVEL. */
void pci_driver_stop(PDRIVER_OBJECT driver);

} /* namespace ww */
