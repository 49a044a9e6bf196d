/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUID of mounted devices.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include "../../guiddef.h"

#if !defined(WINWORK_GUIDS_MOUNTMGR_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_MOUNTMGR_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_MOUNTMGR_DEFINED
#endif
#define WINWORK_GUIDS_MOUNTMGR_DECLARED

DEFINE_GUID(MOUNTDEV_MOUNTED_DEVICE_GUID, 0x53f5630d, 0xb6bf, 0x11d0, 0x94, 0xf2, 0x00, 0xa0,
	    0xc9, 0x1e, 0xfb, 0x8b);

#endif
