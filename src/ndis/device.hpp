/* SPDX-License-Identifier: GPL-2.0 */
/*
 * NDIS devices, for the registration of drivers.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* The requests of the driver's NDIS devices reach NDIS, unless the driver has stored a dispatch routine itself. */
void devices_take_dispatch(PDRIVER_OBJECT driver);

} /* namespace ww */
