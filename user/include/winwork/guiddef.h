/* SPDX-License-Identifier: MIT */
/* <guiddef.h>: GUID. DEFINE_GUID defines a variable where <initguid.h> was included before. */
#ifndef WINWORK_USER_GUIDDEF_TYPES
#define WINWORK_USER_GUIDDEF_TYPES

#include "windef.h"
#include <string.h>

typedef struct _GUID {
	DWORD Data1;
	WORD Data2;
	WORD Data3;
	BYTE Data4[8];
} GUID, *LPGUID;
typedef const GUID *LPCGUID;

#ifdef __cplusplus
typedef const GUID &REFGUID;
static inline bool operator==(REFGUID one, REFGUID other)
{
	return memcmp(&one, &other, sizeof(one)) == 0;
}
static inline bool operator!=(REFGUID one, REFGUID other)
{
	return !(one == other);
}
#define IsEqualGUID(one, other) ((one) == (other))
#else
typedef const GUID *REFGUID;
#define IsEqualGUID(one, other) (memcmp(one, other, sizeof(GUID)) == 0)
#endif

#endif

#undef DEFINE_GUID
#ifdef INITGUID
#ifdef __cplusplus
#define WINWORK_GUID extern "C" const GUID
#else
#define WINWORK_GUID const GUID
#endif
#define DEFINE_GUID(name, one, two, three, b0, b1, b2, b3, b4, b5, b6, b7)                         \
	WINWORK_GUID __attribute__((weak, visibility("hidden"))) name = {                          \
		one, two, three, { b0, b1, b2, b3, b4, b5, b6, b7 }                                \
	}
#else
#ifdef __cplusplus
#define DEFINE_GUID(name, one, two, three, b0, b1, b2, b3, b4, b5, b6, b7)                         \
	extern "C" const GUID __attribute__((visibility("hidden"))) name
#else
#define DEFINE_GUID(name, one, two, three, b0, b1, b2, b3, b4, b5, b6, b7)                         \
	extern const GUID __attribute__((visibility("hidden"))) name
#endif
#endif
