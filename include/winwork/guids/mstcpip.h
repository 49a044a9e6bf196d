/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUIDs of the settings of a transport.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_MSTCPIP_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_MSTCPIP_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_MSTCPIP_DEFINED
#endif
#define WINWORK_GUIDS_MSTCPIP_DECLARED

DEFINE_GUID(ASSOCIATE_NAMERES_CONTEXT, 0x59a38b67, 0xd4fe, 0x46e1, 0xba, 0x3c, 0x87, 0xea, 0x74,
	    0xca, 0x30, 0x49);
DEFINE_GUID(REAL_TIME_NOTIFICATION_CAPABILITY, 0x6b59819a, 0x5cae, 0x492d, 0xa9, 0x01, 0x2a, 0x3c,
	    0x2c, 0x50, 0x16, 0x4f);
DEFINE_GUID(REAL_TIME_NOTIFICATION_CAPABILITY_EX, 0x6843da03, 0x154a, 0x4616, 0xa5, 0x08, 0x44,
	    0x37, 0x12, 0x95, 0xf9, 0x6b);
DEFINE_GUID(SOCKET_DEFAULT2_QM_POLICY, 0xaec2ef9c, 0x3a4d, 0x4d3e, 0x88, 0x42, 0x23, 0x99, 0x42,
	    0xe3, 0x9a, 0x47);

#endif
