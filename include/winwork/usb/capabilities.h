/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a USB host controller and its drivers may have: USBD_QueryUsbCapability. A library of Windows's, usbdex.lib,
 * has these GUIDs. So each source has them, also without <initguid.h>.
 */
#ifndef WINWORK_USB_CAPABILITIES_H
#define WINWORK_USB_CAPABILITIES_H

#include "../../guiddef.h"

#define WINWORK_USB_CAPABILITY(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) \
	EXTERN_C const GUID DECLSPEC_SELECTANY GUID_USB_CAPABILITY_##name;      \
	const GUID GUID_USB_CAPABILITY_##name = { l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 } }

WINWORK_USB_CAPABILITY(CHAINED_MDLS, 0xf5ceeb23, 0xad90, 0x458c, 0x97, 0x9a, 0xd5, 0x9b, 0x3a, 0xd6,
		       0x88, 0x4f);
WINWORK_USB_CAPABILITY(DEVICE_CONNECTION_HIGH_SPEED_COMPATIBLE, 0x81a885a6, 0xf239, 0x42a2, 0x83,
		       0x97, 0xa5, 0xd9, 0x5b, 0xea, 0x69, 0x53);
WINWORK_USB_CAPABILITY(DEVICE_CONNECTION_SUPER_SPEED_COMPATIBLE, 0x8a2f776c, 0x9bd0, 0x4f29, 0x97,
		       0x71, 0xc7, 0xa3, 0x88, 0x46, 0xd4, 0xc7);
WINWORK_USB_CAPABILITY(FUNCTION_SUSPEND, 0xf4563183, 0xd66e, 0x42bd, 0xbd, 0x53, 0x1a, 0xc7, 0xb0,
		       0x4c, 0xd5, 0x9d);
WINWORK_USB_CAPABILITY(SELECTIVE_SUSPEND, 0x755c630d, 0xc8a0, 0x4765, 0x94, 0x6f, 0x90, 0xcc, 0x70,
		       0x38, 0x56, 0xa4);
WINWORK_USB_CAPABILITY(STATIC_STREAMS, 0x09051e1f, 0x0dc9, 0x4e6b, 0x8b, 0x12, 0x96, 0x0c, 0xbd,
		       0x81, 0xaa, 0x8f);
WINWORK_USB_CAPABILITY(TIME_SYNC, 0xbb6e6472, 0x4be5, 0x44a3, 0x96, 0x41, 0x34, 0x5e, 0x56, 0xac,
		       0x34, 0x85);

#undef WINWORK_USB_CAPABILITY

#endif /* WINWORK_USB_CAPABILITIES_H */
