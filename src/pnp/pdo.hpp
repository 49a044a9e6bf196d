/* SPDX-License-Identifier: GPL-2.0 */
/*
 * PDOs: what the driver at the bottom of each stack answers.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* Makes the driver object of the PnP manager the driver of PDOs. */
void pdo_driver_init(PDRIVER_OBJECT driver);

} /* namespace ww */
