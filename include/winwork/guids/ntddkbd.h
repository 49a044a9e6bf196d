/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUID of keyboards.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include "../../guiddef.h"

#if !defined(WINWORK_GUIDS_NTDDKBD_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_NTDDKBD_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_NTDDKBD_DEFINED
#endif
#define WINWORK_GUIDS_NTDDKBD_DECLARED

DEFINE_GUID(GUID_DEVINTERFACE_KEYBOARD, 0x884b96c3, 0x56ef, 0x11d1, 0xbc, 0x8c, 0x00, 0xa0, 0xc9,
	    0x14, 0x05, 0xdd);

#endif
