/* SPDX-License-Identifier: GPL-2.0 */
#pragma once

namespace sim::fault {

/*
 * Makes an access to unmapped memory a violation, not the end of the process. So is a schedule that does
 * not end. For this process, not for those that it forks.
 */
void init();

void schedule_begins();

} /* namespace sim::fault */
