/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What must hold inside the engine when no item is queued and no routine runs.
 */
#pragma once

extern "C" {

void inside_check_quiet();

}
