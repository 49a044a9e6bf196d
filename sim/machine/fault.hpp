/* SPDX-License-Identifier: GPL-2.0 */
#pragma once

namespace sim::fault {

/* From now on an access of the code under test to no memory at all is a violation, not the end. */
void init();

} /* namespace sim::fault */
