/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <packoff.h>: ends the packing that <packon.h> began. No guard: drivers include it several times.
 */
#pragma pack()
