/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <packon.h>: packs structures, in the kits before Windows 2000. No guard: it is included often.
 */
#pragma pack(1)
