/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of the interfaces of the USB hub.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_HUBBUSIF_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_HUBBUSIF_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_HUBBUSIF_DEFINED
#endif
#define WINWORK_GUIDS_HUBBUSIF_DECLARED

DEFINE_GUID(USB_BUS_INTERFACE_HUB_GUID, 0xb2bb8c0a, 0x5ab4, 0x11d3, 0xa8, 0xcd, 0x00, 0xc0, 0x4f,
	    0x68, 0x74, 0x7a);
DEFINE_GUID(USB_BUS_INTERFACE_HUB_MINIDUMP_GUID, 0xc5485f21, 0x4e81, 0x4a23, 0xa8, 0xf9, 0xd8,
	    0x51, 0x8a, 0xf4, 0x5c, 0x38);
DEFINE_GUID(USB_BUS_INTERFACE_HUB_SS_GUID, 0xbfc3f363, 0x8ba1, 0x4c7b, 0x97, 0xba, 0x9b, 0x12,
	    0xb1, 0xca, 0x13, 0x2f);

#endif
