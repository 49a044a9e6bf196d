/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Between the drivers and the program of the test.
 */
#ifndef EDU_WDM_H
#define EDU_WDM_H

/* In and out: a 32-bit number. The device computes the factorial, modulo 2^32. */
#define FACTORIAL (0x22u << 16 | 0x800u << 2)

#endif
