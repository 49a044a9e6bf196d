/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Checks of the engine's state when no item is queued and no routine runs.
 */
#pragma once

extern "C" {

void inside_check_quiet();

}
