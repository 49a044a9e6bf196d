/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <pshpack4.h>: members are aligned to 4 bytes at most until <poppack.h>.
 */
#pragma pack(push, 4)
