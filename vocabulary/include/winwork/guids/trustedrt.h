/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The GUID of the bus of trusted services.
 * A source may include this twice: with <initguid.h> before the second time, that one defines them.
 */
#include <guiddef.h>

#if !defined(WINWORK_GUIDS_TRUSTEDRT_DECLARED) || (defined(INITGUID) && !defined(WINWORK_GUIDS_TRUSTEDRT_DEFINED))
#ifdef INITGUID
#define WINWORK_GUIDS_TRUSTEDRT_DEFINED
#endif
#define WINWORK_GUIDS_TRUSTEDRT_DECLARED

#endif
