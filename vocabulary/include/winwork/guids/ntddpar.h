/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of parallel ports.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_NTDDPAR_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_NTDDPAR_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_NTDDPAR_DEFINED
#endif
#define WINWORK_GUIDS_NTDDPAR_DECLARED

DEFINE_GUID(GUID_DEVINTERFACE_PARALLEL, 0x97f76ef0, 0xf883, 0x11d0, 0xaf, 0x1f, 0x00, 0x00, 0xf8,
	    0x00, 0x84, 0x5c);
DEFINE_GUID(GUID_DEVINTERFACE_PARCLASS, 0x811fc6a5, 0xf728, 0x11d0, 0xa5, 0x37, 0x00, 0x00, 0xf8,
	    0x75, 0x3e, 0xd1);

#endif
