// SPDX-License-Identifier: GPL-2.0
/*
 * The watch for stuck routines.
 */
#include "watch.h"

ww_u32 ww_stuck_timeout;
