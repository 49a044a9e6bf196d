/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checks of the engine's state when no item is queued and no routine runs, and the watch for stuck routines.
 */
#pragma once

extern "C" {

void inside_check_quiet();

/*
 * The watch looks at the primary worker of CPU 0, of the normal class. Whether the routine is the one that the last
 * look has seen.
 */
bool inside_sees_again(int now);
/* Whether that worker calls. */
bool inside_is_watched();

}
