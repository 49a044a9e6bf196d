/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <pshpack1.h>: structures have no padding until <poppack.h>.
 */
#pragma pack(push, 1)
