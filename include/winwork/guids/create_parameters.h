/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The types of the extra create parameters that Windows itself passes with an open.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include "../../guiddef.h"

#if !defined(WINWORK_GUIDS_CREATE_PARAMETERS_DECLARED) ||	\
	(defined(INITGUID) && !defined(WINWORK_GUIDS_CREATE_PARAMETERS_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_CREATE_PARAMETERS_DEFINED
#endif
#define WINWORK_GUIDS_CREATE_PARAMETERS_DECLARED

DEFINE_GUID(GUID_ECP_NETWORK_OPEN_CONTEXT, 0xc584edbf, 0x00df, 0x4d28, 0xb8, 0x84, 0x35, 0xba, 0xca,
	    0x89, 0x11, 0xe8);
DEFINE_GUID(GUID_ECP_NFS_OPEN, 0xf326d30c, 0xe5f8, 0x4fe7, 0xab, 0x74, 0xf5, 0xa3, 0x19, 0x6d, 0x92,
	    0xdb);
DEFINE_GUID(GUID_ECP_OPLOCK_KEY, 0x48850596, 0x3050, 0x4be7, 0x98, 0x63, 0xfe, 0xc3, 0x50, 0xce, 0x8d,
	    0x7f);
DEFINE_GUID(GUID_ECP_PREFETCH_OPEN, 0xe1777b21, 0x847e, 0x4837, 0xaa, 0x45, 0x64, 0x16, 0x1d, 0x28,
	    0x06, 0x55);
DEFINE_GUID(GUID_ECP_SRV_OPEN, 0xbebfaebc, 0xaabf, 0x489d, 0x9d, 0x2c, 0xe9, 0xe3, 0x61, 0x10, 0x28,
	    0x53);

#endif
