/* SPDX-License-Identifier: GPL-2.0 */
/*
 * <guiddef.h>: GUIDs. DEFINE_GUID declares a GUID. After <initguid.h> it also defines the GUID.
 * Several definitions of one GUID in a driver are merged.
 *
 * Pages: guiddef.h, the names of the macros.
 */
#include "winwork/base/types.h"

#undef DEFINE_GUID
#ifdef INITGUID
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8)	\
	EXTERN_C const GUID DECLSPEC_SELECTANY name;			\
	const GUID name = {						\
		l, w1, w2, { b1, b2, b3, b4, b5, b6, b7, b8 }		\
	}
#else
#define DEFINE_GUID(name, l, w1, w2, b1, b2, b3, b4, b5, b6, b7, b8) EXTERN_C const GUID name
#endif

#ifndef _GUIDDEF_H_
#define _GUIDDEF_H_

#ifdef __cplusplus
#define REFGUID const GUID &
#define REFIID const IID &
#define REFCLSID const CLSID &

inline bool IsEqualGUID(REFGUID Guid1, REFGUID Guid2)
{
	return !__builtin_memcmp(&Guid1, &Guid2, sizeof(GUID));
}

inline bool operator==(REFGUID Guid1, REFGUID Guid2)
{
	return IsEqualGUID(Guid1, Guid2);
}
#else
#define REFGUID const GUID *
#define REFIID const IID *
#define REFCLSID const CLSID *
#define IsEqualGUID(Guid1, Guid2) (!__builtin_memcmp((Guid1), (Guid2), sizeof(GUID)))
#endif
#define InlineIsEqualGUID IsEqualGUID
#define IsEqualIID IsEqualGUID
#define IsEqualCLSID IsEqualGUID

#endif /* _GUIDDEF_H_ */
