/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The names of major functions, for reports and for drivers.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* For a number without one: "IRP_MJ_?". */
const char *major_name(UCHAR major);

} /* namespace ww */
