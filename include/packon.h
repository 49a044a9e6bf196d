/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <packon.h>: packs structures, for drivers from before Windows 2000. No guard: drivers include it
 * several times.
 */
#pragma pack(1)
