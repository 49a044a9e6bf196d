/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The softirq of a chosen CPU in which its DPCs run.
 */
#ifndef WINWORK_LINUX_DPC_H
#define WINWORK_LINUX_DPC_H

#include "types.h"

WW_C_BEGIN

void ww_dpcs_init(void);
/* PASSIVE_LEVEL, when nothing calls ww_dpc_raise() any more. */
void ww_dpcs_exit(void);
/* Has ww_dpc_run(@cpu) called, on that CPU while it is online. In any context but NMI. */
void ww_dpc_raise(ww_u32 cpu);
/* Runs the DPCs of @cpu. No two calls for the same CPU overlap. src/ke implements it. */
void ww_dpc_run(ww_u32 cpu);

WW_C_END

#endif /* WINWORK_LINUX_DPC_H */
