/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <pshpack8.h>: members are aligned to 8 bytes at most until <poppack.h>.
 */
#pragma pack(push, 8)
