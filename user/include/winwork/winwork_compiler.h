/* SPDX-License-Identifier: MIT */
/* Words of Windows's compilers that gcc lacks. All headers of the library include this. */
#ifndef WINWORK_USER_COMPILER_H
#define WINWORK_USER_COMPILER_H

#define WINWORK_USER_API __attribute__((visibility("default")))

#ifdef __cplusplus
static_assert(sizeof(wchar_t) == 2, "compile with the flags of: pkg-config --cflags winwork-user");
#else
_Static_assert(sizeof(__WCHAR_TYPE__) == 2, "compile with the flags of: pkg-config --cflags winwork-user");
#endif

#ifndef __cdecl
#define __cdecl
#endif
#ifndef __stdcall
#define __stdcall
#endif
#ifndef __fastcall
#define __fastcall
#endif
#ifndef _cdecl
#define _cdecl
#define _stdcall
#define _fastcall
#endif
#ifndef __pragma
#define WINWORK_USER_PRAGMA(text) _Pragma(text)
#define __pragma(...) WINWORK_USER_PRAGMA(#__VA_ARGS__)
#endif
#ifndef __int64
#define __int64 long long
#define __int32 int
#define __int16 short
#define __int8 char
#endif
#ifndef __forceinline
#define __forceinline static inline __attribute__((always_inline))
#endif
#ifndef __declspec
#define __declspec(what) WINWORK_DECLSPEC_##what
#endif
#define WINWORK_DECLSPEC_align(bytes) __attribute__((aligned(bytes)))
#define WINWORK_DECLSPEC_noreturn __attribute__((noreturn))
#define WINWORK_DECLSPEC_noinline __attribute__((noinline))
#define WINWORK_DECLSPEC_thread __thread
#define WINWORK_DECLSPEC_dllexport __attribute__((visibility("default")))
#define WINWORK_DECLSPEC_dllimport
#define WINWORK_DECLSPEC_selectany __attribute__((weak))

#endif
