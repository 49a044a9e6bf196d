/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of embedded multimedia memory.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_SFFDISK_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_SFFDISK_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_SFFDISK_DEFINED
#endif
#define WINWORK_GUIDS_SFFDISK_DECLARED

DEFINE_GUID(GUID_DEVINTERFACE_EMMC_PARTITION_ACCESS_GPP, 0x2e0e2e39, 0x1f19, 0x4595, 0xa9, 0x06,
	    0x88, 0x78, 0x82, 0xe7, 0x39, 0x03);
DEFINE_GUID(GUID_DEVINTERFACE_EMMC_PARTITION_ACCESS_RPMB, 0x27447c21, 0xbcc3, 0x4d07, 0xa0, 0x5b,
	    0xa3, 0x39, 0x5b, 0xb4, 0xee, 0xe7);

#endif
