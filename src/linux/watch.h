/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The watch for stuck routines.
 */
#ifndef WINWORK_LINUX_WATCH_H
#define WINWORK_LINUX_WATCH_H

#include "types.h"

WW_C_BEGIN

/* The seconds after which a routine counts as stuck; 0 while the watch is off. */
extern ww_u32 ww_stuck_timeout;

WW_C_END

#endif /* WINWORK_LINUX_WATCH_H */
