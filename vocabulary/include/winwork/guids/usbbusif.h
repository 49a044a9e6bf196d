/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of the interfaces of the USB bus.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_USBBUSIF_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_USBBUSIF_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_USBBUSIF_DEFINED
#endif
#define WINWORK_GUIDS_USBBUSIF_DECLARED

DEFINE_GUID(USB_BUS_INTERFACE_USBC_CONFIGURATION_GUID, 0x893b6a96, 0x0b7f, 0x4d4d, 0xbd, 0xb4,
	    0xbb, 0xd4, 0xce, 0xeb, 0xb3, 0x1c);
DEFINE_GUID(USB_BUS_INTERFACE_USBDI_GUID, 0xb1a96a13, 0x3de0, 0x4574, 0x9b, 0x01, 0xc0, 0x8f,
	    0xea, 0xb3, 0x18, 0xd6);

#endif
