/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of serial ports.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include "../../guiddef.h"

#if !defined(WINWORK_GUIDS_NTDDSER_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_NTDDSER_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_NTDDSER_DEFINED
#endif
#define WINWORK_GUIDS_NTDDSER_DECLARED

DEFINE_GUID(GUID_DEVINTERFACE_COMPORT, 0x86e0d1e0, 0x8089, 0x11d0, 0x9c, 0xe4, 0x08, 0x00, 0x3e,
	    0x30, 0x1f, 0x73);
DEFINE_GUID(GUID_DEVINTERFACE_SERENUM_BUS_ENUMERATOR, 0x4d36e978, 0xe325, 0x11ce, 0xbf, 0xc1,
	    0x08, 0x00, 0x2b, 0xe1, 0x03, 0x18);

#endif
