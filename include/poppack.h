/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <poppack.h>: back to the alignment before <pshpack1.h> and its like.
 */
#pragma pack(pop)
