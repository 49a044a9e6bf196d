/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Runs a function in a softirq of a chosen CPU.
 */
#ifndef WINWORK_LINUX_DPC_H
#define WINWORK_LINUX_DPC_H

#include "types.h"

WW_C_BEGIN

void ww_dpcs_init(void);
void ww_dpcs_exit(void);			/* PASSIVE; nothing may be raised any more */
/* ww_dpc_run(cpu) will run, on that CPU while it is online. Any context but NMI. */
void ww_dpc_raise(ww_u32 cpu);
void ww_dpc_run(ww_u32 cpu);		/* implemented by the vocabulary; never twice at once */

WW_C_END

#endif /* WINWORK_LINUX_DPC_H */
