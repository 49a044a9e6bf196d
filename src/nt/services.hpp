/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Start and end of the kernel services in this folder.
 */
#pragma once

namespace ww {

int services_init();		/* PASSIVE; 0 or a negative errno */
void services_exit();		/* PASSIVE; no driver is left */

} /* namespace ww */
