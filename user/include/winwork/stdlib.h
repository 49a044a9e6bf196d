/* SPDX-License-Identifier: MIT */
/*
 * <stdlib.h>: Linux's, and Windows's additions. strtol(), strtoul(), atol() and atoi() have the 32 bits of
 * Windows's long. What is out of this range is the nearest number, with ERANGE. rand() has 15 bits.
 */
#ifndef WINWORK_USER_STDLIB_H
#define WINWORK_USER_STDLIB_H

/* Linux's functions of these names get other names. The macro of libstdc++ leads to Linux's header. */
#define strtol winwork_libc_strtol
#define strtoul winwork_libc_strtoul
#define atol winwork_libc_atol
#define atoi winwork_libc_atoi
#define mbstowcs winwork_libc_mbstowcs
#define wcstombs winwork_libc_wcstombs
#define rand winwork_libc_rand
#ifndef _GLIBCXX_INCLUDE_NEXT_C_HEADERS
#define WINWORK_USER_LINUX_HEADER
#define _GLIBCXX_INCLUDE_NEXT_C_HEADERS
#endif
#include_next <stdlib.h>
#ifdef WINWORK_USER_LINUX_HEADER
#undef _GLIBCXX_INCLUDE_NEXT_C_HEADERS
#undef WINWORK_USER_LINUX_HEADER
#endif
#undef strtol
#undef strtoul
#undef atol
#undef atoi
#undef mbstowcs
#undef wcstombs
#undef rand

#include "winwork_compiler.h"

#ifdef __cplusplus
extern "C" {
#endif

extern long strtol(const char *text, char **end, int base) __asm__("winwork_strtol");
extern unsigned long strtoul(const char *text, char **end, int base) __asm__("winwork_strtoul");
extern long atol(const char *text) __asm__("winwork_atol");
extern int atoi(const char *text) __asm__("winwork_atoi");
/* Narrow text is UTF-8, whatever the locale. */
extern size_t mbstowcs(wchar_t *to, const char *text, size_t size) __asm__("winwork_mbstowcs");
extern size_t wcstombs(char *to, const wchar_t *text, size_t size) __asm__("winwork_wcstombs");
/* From 0 to RAND_MAX. srand() is Linux's: its numbers are others than on Windows. */
extern int rand(void) __asm__("winwork_rand");
#undef RAND_MAX
#define RAND_MAX 0x7fff
#ifndef __clang__
extern __typeof__(mbtowc) mbtowc __attribute__((error("mbtowc() of Linux takes 32-bit characters")));
extern __typeof__(wctomb) wctomb __attribute__((error("wctomb() of Linux takes 32-bit characters")));
#endif

#ifdef __cplusplus
}
#endif

#define _MAX_PATH 260
#ifndef _countof
#define _countof(array) (sizeof(array) / sizeof((array)[0]))
#endif
#define _byteswap_ushort __builtin_bswap16
#define _byteswap_ulong __builtin_bswap32
#define _byteswap_uint64 __builtin_bswap64
#define _strtoui64 strtoull
#define _strtoi64 strtoll
#define _atoi64 atoll

/* On Windows this header also declares the functions for wide text. */
#include <wchar.h>

#endif

/* That of libstdc++, which passes on to <cstdlib>. */
#include_next <stdlib.h>
