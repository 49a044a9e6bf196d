/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <ntverp.h>: the version of the WDK, which drivers put into their resources. Here it is the
 * version of NTDDI_VERSION.
 */
#ifndef _NTVERP_H_
#define _NTVERP_H_

#define VER_PRODUCTMAJORVERSION 10
#define VER_PRODUCTMINORVERSION 0
#define VER_PRODUCTBUILD 22621
#define VER_PRODUCTBUILD_QFE 0
#define VER_PRODUCTVERSION 10, 0, 22621, 0
#define VER_PRODUCTVERSION_STR "10.0"
#define VER_PRODUCTVERSION_W (0x0a00)
#define VER_PRODUCTVERSION_DW (0x0a000000 | VER_PRODUCTBUILD)

#endif /* _NTVERP_H_ */
