/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of display adapters.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_NTDDVDEO_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_NTDDVDEO_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_NTDDVDEO_DEFINED
#endif
#define WINWORK_GUIDS_NTDDVDEO_DECLARED

DEFINE_GUID(GUID_DEVINTERFACE_DISPLAY_ADAPTER, 0x5b45201d, 0xf2f2, 0x4f3b, 0x85, 0xbb, 0x30, 0xff,
	    0x1f, 0x95, 0x35, 0x99);

#endif
