/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <pshpack2.h>: members are aligned to 2 bytes at most until <poppack.h>.
 */
#pragma pack(push, 2)
