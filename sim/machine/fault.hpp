/* SPDX-License-Identifier: GPL-2.0 */
#pragma once

namespace sim::fault {

/* Makes an access to unmapped memory a violation, not the end of the process. */
void init();

} /* namespace sim::fault */
