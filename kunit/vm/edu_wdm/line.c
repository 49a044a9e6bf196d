/* SPDX-License-Identifier: GPL-2.0 */
/* The same driver, by the line of the device. */
#define EDU_LINE
#include "main.c"
