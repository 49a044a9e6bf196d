/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <packoff.h>: what <packon.h> began ends. No guard.
 */
#pragma pack()
