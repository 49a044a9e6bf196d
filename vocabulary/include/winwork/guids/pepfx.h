/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of the power engine.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_PEPFX_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_PEPFX_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_PEPFX_DEFINED
#endif
#define WINWORK_GUIDS_PEPFX_DECLARED

DEFINE_GUID(GUID_PPM_PERF_CONSTRAINT_CHANGE, 0x29181fa1, 0x4bf3, 0x4c2e, 0xb3, 0x14, 0xa6, 0xd2,
	    0x26, 0x32, 0x2b, 0x00);
DEFINE_GUID(PEP_PPM_POWER_CONTROL_QUERY_PARKING_PAGE, 0x38bd8901, 0xab20, 0x4908, 0xab, 0xaa, 0xac,
	    0x34, 0x67, 0x4b, 0xdf, 0xf3);

#endif
