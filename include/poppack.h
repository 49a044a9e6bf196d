/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <poppack.h>: restores the alignment from before <pshpack1.h>, <pshpack2.h> and so on.
 */
#pragma pack(pop)
