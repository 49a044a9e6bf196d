/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keywords and calling conventions of Windows compilers, for gcc and clang.
 */
#ifndef WINWORK_BASE_KEYWORDS_H
#define WINWORK_BASE_KEYWORDS_H

#if !defined(__GNUC__)
#error "WinWork needs gcc or clang"
#endif

/* Linux has one calling convention, so these have no effect. */
#ifndef __stdcall
#define __stdcall
#endif
#ifndef __cdecl
#define __cdecl
#endif
#ifndef __CRTDECL
#define __CRTDECL
#endif
#ifndef __fastcall
#define __fastcall
#endif
#ifndef _stdcall
#define _stdcall
#define _cdecl
#define _fastcall
#endif
#define NTAPI
#define FASTCALL
#define NTKERNELAPI
#define NTSYSAPI
#define NTHALAPI
#define NTSYSCALLAPI
#define FLTAPI
#define DECLSPEC_IMPORT
#define DECLSPEC_EXPORT
/* All headers have "__attribute": drivers with parts of Linux define "__attribute__" as nothing. */
#define DECLSPEC_NOINLINE __attribute((__noinline__))
#define DECLSPEC_NORETURN __attribute((__noreturn__))
#define DECLSPEC_ALIGN(bytes) __attribute((__aligned__(bytes)))
#if defined(__aarch64__)
#define SYSTEM_CACHE_ALIGNMENT_SIZE 128
#else
#define SYSTEM_CACHE_ALIGNMENT_SIZE 64
#endif
#define DECLSPEC_CACHEALIGN DECLSPEC_ALIGN(SYSTEM_CACHE_ALIGNMENT_SIZE)
#define DECLSPEC_DEPRECATED_DDK
#define DECLSPEC_SELECTANY __attribute((__weak__))

/*
 * scripts/lib/dialect.py translates all forms of __declspec in a driver's sources. These macros are
 * for sources with Linux's headers, which it does not translate.
 */
#if !defined(__declspec) && !defined(WINWORK_DIALECT)
#define __declspec(...) WINWORK_DECLSPEC_##__VA_ARGS__
#define WINWORK_DECLSPEC_noinline __attribute((__noinline__))
#define WINWORK_DECLSPEC_noreturn __attribute((__noreturn__))
#define WINWORK_DECLSPEC_align(bytes) __attribute((__aligned__(bytes)))
#define WINWORK_DECLSPEC_selectany __attribute((__weak__))
#define WINWORK_DECLSPEC_dllimport
#define WINWORK_DECLSPEC_dllexport
#define WINWORK_DECLSPEC_novtable
#define WINWORK_DECLSPEC_nothrow __attribute((__nothrow__))
#define WINWORK_DECLSPEC_deprecated
#define WINWORK_DECLSPEC_allocate(section)
#define WINWORK_DECLSPEC_code_seg(section)
#define WINWORK_DECLSPEC_restrict
#define WINWORK_DECLSPEC_thread
#define WINWORK_DECLSPEC_uuid(text)
#define WINWORK_DECLSPEC_empty_bases
#define WINWORK_DECLSPEC_safebuffers
#define WINWORK_DECLSPEC_noalias
#define WINWORK_DECLSPEC_guard(what)
#define WINWORK_DECLSPEC_spectre(what)
#endif

/*
 * A driver may write static before __forceinline. Without static the function is the same in all of
 * the driver's sources, as on Windows.
 */
#ifndef __forceinline
#define __forceinline __inline__ __attribute((__always_inline__))
#endif
#define FORCEINLINE __forceinline
#define CFORCEINLINE FORCEINLINE
/* A function that these headers define. Each source has its own copy. */
#define WINWORK_OWN static __inline__ __attribute((__always_inline__, __unused__))
/*
 * A function that the compiler always inlines, and emits no code for: also one in place of a function of
 * Linux.
 */
#define WINWORK_INSTEAD extern __inline__ __attribute((__gnu_inline__, __always_inline__))
/* The same with variable arguments: no such function can be inlined. */
#define WINWORK_VARIADIC static __attribute((__unused__, __noinline__))

/* Types and operators of Microsoft's compiler. */
#define __int8 char
#define __int16 short
#define __int32 int
#define __int64 long long
/* As wide as a pointer. scripts/lib/dialect.py replaces it where it makes long 32 bits wide. */
#ifndef WINWORK_DIALECT
#define __int3264 long
#endif
#ifndef _inline
#define _inline __inline
#endif
#ifdef __cplusplus
#define __nullptr nullptr
#else
#define __nullptr ((void *)0)
/* Of C++ it is the mangled name, which no string constant of gcc's has. */
#define __FUNCDNAME__ __FUNCTION__
#endif
#ifndef __pragma
#define WINWORK_PRAGMA(text) _Pragma(text)
#define __pragma(...) WINWORK_PRAGMA(#__VA_ARGS__)
#endif

/* Members of structures that Windows aligns like pointers. */
#define POINTER_ALIGNMENT DECLSPEC_ALIGN(8)
#define UNALIGNED
#define RESTRICTED_POINTER
#define __unaligned
#define __ptr64
/*
 * A pointer of 32 bits, in structures that 32-bit programs share. scripts/lib/dialect.py replaces
 * it by an int, because no compiler for 64-bit Linux has such a pointer.
 */
#define POINTER_32 __ptr32
#define POINTER_64 __ptr64
#define __w64

#ifdef __cplusplus
#define EXTERN_C extern "C"
#define EXTERN_C_START extern "C" {
#define EXTERN_C_END }
#else
#define EXTERN_C extern
#define EXTERN_C_START
#define EXTERN_C_END
#endif

#ifndef CONST
#define CONST const
#endif
#ifndef IN
#define IN
#endif
#ifndef OUT
#define OUT
#endif
#ifndef OPTIONAL
#define OPTIONAL
#endif

#ifdef __cplusplus
#define WINWORK_STATIC_ASSERT(condition, text) static_assert(condition, text)
#else
#define WINWORK_STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#endif
/* A keyword in Microsoft's C; in standard C it is one only since C23. */
#if !defined(__cplusplus) && !defined(static_assert)
#define static_assert _Static_assert
#endif
#define C_ASSERT(condition) WINWORK_STATIC_ASSERT(condition, #condition)

/*
 * Marks a function of Windows that WinWork declares but does not have. A driver that calls it
 * compiles. scripts/absent then stops the build with a list of all such calls.
 */
#define WINWORK_ABSENT

#endif /* WINWORK_BASE_KEYWORDS_H */
