/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRPs of IRP_MJ_POWER. WinWork makes each, sends it to the top of a stack from a thread at
 * PASSIVE_LEVEL, and frees it when it has come back.
 *
 * Of those that set or query the system's power a stack has one at a time, and of those for the power
 * of its device one. The next waits until the former has come back.
 */
#pragma once

#include <wdm.h>

namespace ww {

/*
 * Sends IRP_MN_SET_POWER or IRP_MN_QUERY_POWER for the system's state to the stack of @pdo, and waits
 * until it has come back. Returns its status. After power_timeout seconds the IRP that is still out is
 * reported, and STATUS_IO_TIMEOUT returned. PASSIVE_LEVEL.
 */
NTSTATUS power_set_system(PDEVICE_OBJECT pdo, SYSTEM_POWER_STATE state, POWER_ACTION action);
NTSTATUS power_query_system(PDEVICE_OBJECT pdo, SYSTEM_POWER_STATE state, POWER_ACTION action);

/* The same for IRP_MN_SET_POWER, without waiting. <= DISPATCH_LEVEL. */
void power_set_system_soon(PDEVICE_OBJECT pdo, SYSTEM_POWER_STATE state, POWER_ACTION action);

void power_irps_init();

} /* namespace ww */
