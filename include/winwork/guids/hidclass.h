/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of HID devices.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_HIDCLASS_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_HIDCLASS_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_HIDCLASS_DEFINED
#endif
#define WINWORK_GUIDS_HIDCLASS_DECLARED

DEFINE_GUID(GUID_DEVINTERFACE_HID, 0x4d1e55b2, 0xf16f, 0x11cf, 0x88, 0xcb, 0x00, 0x11, 0x11, 0x00,
	    0x00, 0x30);
DEFINE_GUID(GUID_HID_INTERFACE_HIDPARSE, 0xf5c315a5, 0x69ac, 0x4bc2, 0x92, 0x79, 0xd0, 0xb6, 0x45,
	    0x76, 0xf4, 0x4b);
DEFINE_GUID(GUID_HID_INTERFACE_NOTIFY, 0x2c4e2e88, 0x25e6, 0x4c33, 0x88, 0x2f, 0x3d, 0x82, 0xe6,
	    0x07, 0x36, 0x81);

#endif
