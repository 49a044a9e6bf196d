/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WINWORK_FLT: programs ask and tell the Filter Manager. src/flt implements it.
 */
#ifndef WINWORK_LINUX_FLT_CONTROL_H
#define WINWORK_LINUX_FLT_CONTROL_H

#include "types.h"

#include <uapi/winwork.h>

WW_C_BEGIN

/*
 * Does what @control says, for a program that may do so. Its texts end, and it has no more than known
 * fields. Returns 0 or a negative errno, and fills in the status and the results. Sleeps, and calls
 * minifilters.
 */
ww_s32 ww_flt_control(struct winwork_flt *control);

WW_C_END

#endif /* WINWORK_LINUX_FLT_CONTROL_H */
