/* SPDX-License-Identifier: GPL-2.0 */
/*
 * IRP_MJ_SHUTDOWN for the devices that are registered for it.
 */
#pragma once

namespace ww {

/* Returns 0 or a negative errno. */
int shutdown_notices_init();
void shutdown_notices_exit();

} /* namespace ww */
