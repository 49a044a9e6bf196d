/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Queueing DPCs, for the timers.
 */
#pragma once

#include <wdm.h>

namespace ww {

/* False when it is queued already. Any context but NMI. */
bool dpc_insert(KDPC *dpc, void *argument1, void *argument2);

int dpcs_init();		/* 0 or a negative errno */
void dpcs_exit();

} /* namespace ww */
