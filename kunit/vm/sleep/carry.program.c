/* SPDX-License-Identifier: GPL-2.0 */
#include "../../../examples/edu/carry.program.c"
