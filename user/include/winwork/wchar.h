/* SPDX-License-Identifier: MIT */
/*
 * <wchar.h>: wide text of 16 bits. Linux's functions take 32 bits. Those of them that the library does not
 * replace cannot be called.
 */
#ifndef WINWORK_USER_WCHAR_H
#define WINWORK_USER_WCHAR_H

#include <stdio.h>

/* Linux's functions of these names get other names. */
#define wcslen winwork_libc_wcslen
#define wcsnlen winwork_libc_wcsnlen
#define wcscpy winwork_libc_wcscpy
#define wcsncpy winwork_libc_wcsncpy
#define wcscat winwork_libc_wcscat
#define wcsncat winwork_libc_wcsncat
#define wcscmp winwork_libc_wcscmp
#define wcsncmp winwork_libc_wcsncmp
#define wmemcpy winwork_libc_wmemcpy
#define wmemmove winwork_libc_wmemmove
#define wmemset winwork_libc_wmemset
#define wmemcmp winwork_libc_wmemcmp
#define wcstol winwork_libc_wcstol
#define wcstoul winwork_libc_wcstoul
#define wcstoll winwork_libc_wcstoll
#define wcstoull winwork_libc_wcstoull
#define wprintf winwork_libc_wprintf
#define fwprintf winwork_libc_fwprintf
#define swprintf winwork_libc_swprintf
#define vwprintf winwork_libc_vwprintf
#define vfwprintf winwork_libc_vfwprintf
#define vswprintf winwork_libc_vswprintf
#define wcschr winwork_libc_wcschr
#define wcsrchr winwork_libc_wcsrchr
#define wcsstr winwork_libc_wcsstr
#define wcspbrk winwork_libc_wcspbrk
#define wmemchr winwork_libc_wmemchr
#include_next <wchar.h>
#undef wcslen
#undef wcsnlen
#undef wcscpy
#undef wcsncpy
#undef wcscat
#undef wcsncat
#undef wcscmp
#undef wcsncmp
#undef wmemcpy
#undef wmemmove
#undef wmemset
#undef wmemcmp
#undef wcstol
#undef wcstoul
#undef wcstoll
#undef wcstoull
#undef wprintf
#undef fwprintf
#undef swprintf
#undef vwprintf
#undef vfwprintf
#undef vswprintf
#undef wcschr
#undef wcsrchr
#undef wcsstr
#undef wcspbrk
#undef wmemchr

#ifdef __cplusplus
extern "C" {
#endif

extern size_t wcslen(const wchar_t *text) __asm__("winwork_wcslen");
extern size_t wcsnlen(const wchar_t *text, size_t most) __asm__("winwork_wcsnlen");
extern wchar_t *wcscpy(wchar_t *to, const wchar_t *from) __asm__("winwork_wcscpy");
extern wchar_t *wcsncpy(wchar_t *to, const wchar_t *from, size_t count) __asm__("winwork_wcsncpy");
extern wchar_t *wcscat(wchar_t *to, const wchar_t *from) __asm__("winwork_wcscat");
extern wchar_t *wcsncat(wchar_t *to, const wchar_t *from, size_t count) __asm__("winwork_wcsncat");
extern int wcscmp(const wchar_t *one, const wchar_t *other) __asm__("winwork_wcscmp");
extern int wcsncmp(const wchar_t *one, const wchar_t *other, size_t count) __asm__("winwork_wcsncmp");
extern wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t count) __asm__("winwork_wmemcpy");
extern wchar_t *wmemmove(wchar_t *to, const wchar_t *from, size_t count) __asm__("winwork_wmemmove");
extern wchar_t *wmemset(wchar_t *to, wchar_t value, size_t count) __asm__("winwork_wmemset");
extern int wmemcmp(const wchar_t *one, const wchar_t *other, size_t count) __asm__("winwork_wmemcmp");
/* With the 32 bits of Windows's long. */
extern long wcstol(const wchar_t *text, wchar_t **end, int base) __asm__("winwork_wcstol");
extern unsigned long wcstoul(const wchar_t *text, wchar_t **end, int base) __asm__("winwork_wcstoul");
/* With 64 bits. */
extern long long wcstoll(const wchar_t *text, wchar_t **end, int base) __asm__("winwork_wcstoll");
extern unsigned long long wcstoull(const wchar_t *text, wchar_t **end, int base) __asm__("winwork_wcstoull");
extern int wprintf(const wchar_t *format, ...) __asm__("winwork_wprintf");
extern int fwprintf(FILE *stream, const wchar_t *format, ...) __asm__("winwork_fwprintf");
extern int swprintf(wchar_t *buffer, size_t size, const wchar_t *format, ...) __asm__("winwork_swprintf");
extern int vwprintf(const wchar_t *format, va_list arguments) __asm__("winwork_vwprintf");
extern int vfwprintf(FILE *stream, const wchar_t *format, va_list arguments) __asm__("winwork_vfwprintf");
extern int vswprintf(wchar_t *buffer, size_t size, const wchar_t *format, va_list arguments) __asm__("winwork_vswprintf");
#ifdef __CORRECT_ISO_CPP_WCHAR_H_PROTO
extern "C++" {
extern const wchar_t *wcschr(const wchar_t *text, wchar_t value) __asm__("winwork_wcschr");
extern wchar_t *wcschr(wchar_t *text, wchar_t value) __asm__("winwork_wcschr");
extern const wchar_t *wcsrchr(const wchar_t *text, wchar_t value) __asm__("winwork_wcsrchr");
extern wchar_t *wcsrchr(wchar_t *text, wchar_t value) __asm__("winwork_wcsrchr");
extern const wchar_t *wcsstr(const wchar_t *text, const wchar_t *part) __asm__("winwork_wcsstr");
extern wchar_t *wcsstr(wchar_t *text, const wchar_t *part) __asm__("winwork_wcsstr");
extern const wchar_t *wcspbrk(const wchar_t *text, const wchar_t *accept) __asm__("winwork_wcspbrk");
extern wchar_t *wcspbrk(wchar_t *text, const wchar_t *accept) __asm__("winwork_wcspbrk");
extern const wchar_t *wmemchr(const wchar_t *text, wchar_t value, size_t count) __asm__("winwork_wmemchr");
extern wchar_t *wmemchr(wchar_t *text, wchar_t value, size_t count) __asm__("winwork_wmemchr");
}
#else
extern wchar_t *wcschr(const wchar_t *text, wchar_t value) __asm__("winwork_wcschr");
extern wchar_t *wcsrchr(const wchar_t *text, wchar_t value) __asm__("winwork_wcsrchr");
extern wchar_t *wcsstr(const wchar_t *text, const wchar_t *part) __asm__("winwork_wcsstr");
extern wchar_t *wcspbrk(const wchar_t *text, const wchar_t *accept) __asm__("winwork_wcspbrk");
extern wchar_t *wmemchr(const wchar_t *text, wchar_t value, size_t count) __asm__("winwork_wmemchr");
#endif

#ifndef __clang__
extern __typeof__(fgetws) fgetws __attribute__((error("fgetws() of Linux takes 32-bit characters")));
extern __typeof__(fputws) fputws __attribute__((error("fputws() of Linux takes 32-bit characters")));
extern __typeof__(fgetwc) fgetwc __attribute__((error("fgetwc() of Linux takes 32-bit characters")));
extern __typeof__(fputwc) fputwc __attribute__((error("fputwc() of Linux takes 32-bit characters")));
extern __typeof__(getwc) getwc __attribute__((error("getwc() of Linux takes 32-bit characters")));
extern __typeof__(putwc) putwc __attribute__((error("putwc() of Linux takes 32-bit characters")));
extern __typeof__(getwchar) getwchar __attribute__((error("getwchar() of Linux takes 32-bit characters")));
extern __typeof__(putwchar) putwchar __attribute__((error("putwchar() of Linux takes 32-bit characters")));
extern __typeof__(wscanf) wscanf __attribute__((error("wscanf() of Linux takes 32-bit characters")));
extern __typeof__(fwscanf) fwscanf __attribute__((error("fwscanf() of Linux takes 32-bit characters")));
extern __typeof__(swscanf) swscanf __attribute__((error("swscanf() of Linux takes 32-bit characters")));
extern __typeof__(wcstod) wcstod __attribute__((error("wcstod() of Linux takes 32-bit characters")));
extern __typeof__(wcsftime) wcsftime __attribute__((error("wcsftime() of Linux takes 32-bit characters")));
extern __typeof__(wcscoll) wcscoll __attribute__((error("wcscoll() of Linux takes 32-bit characters")));
extern __typeof__(wcsxfrm) wcsxfrm __attribute__((error("wcsxfrm() of Linux takes 32-bit characters")));
extern __typeof__(wcstok) wcstok __attribute__((error("wcstok() of Linux takes 32-bit characters")));
extern __typeof__(mbsrtowcs) mbsrtowcs __attribute__((error("mbsrtowcs() of Linux takes 32-bit characters")));
extern __typeof__(wcsrtombs) wcsrtombs __attribute__((error("wcsrtombs() of Linux takes 32-bit characters")));
extern __typeof__(mbrtowc) mbrtowc __attribute__((error("mbrtowc() of Linux takes 32-bit characters")));
extern __typeof__(wcrtomb) wcrtomb __attribute__((error("wcrtomb() of Linux takes 32-bit characters")));
#endif

/* Letters of ASCII have two cases, all others one. */
WINWORK_USER_API int _wcsicmp(const wchar_t *one, const wchar_t *other);
WINWORK_USER_API int _wcsnicmp(const wchar_t *one, const wchar_t *other, size_t count);
WINWORK_USER_API wchar_t *_wcsdup(const wchar_t *text);
/* Of a number that is too large: INT_MAX or INT_MIN, and ERANGE. */
WINWORK_USER_API int _wtoi(const wchar_t *text);
/*
 * As sprintf_s() and _snprintf(); sizes are in characters. swprintf() cuts text that does not fit, and
 * returns -1 as well.
 */
WINWORK_USER_API int swprintf_s(wchar_t *buffer, size_t size, const wchar_t *format, ...);
WINWORK_USER_API int _snwprintf(wchar_t *buffer, size_t size, const wchar_t *format, ...);
/* As strcpy_s(). */
WINWORK_USER_API int wcscpy_s(wchar_t *to, size_t size, const wchar_t *from);
WINWORK_USER_API int wcscat_s(wchar_t *to, size_t size, const wchar_t *from);
#define wprintf_s wprintf
#define fwprintf_s fwprintf

#ifdef __cplusplus
}

template <size_t size> int wcscpy_s(wchar_t (&to)[size], const wchar_t *from)
{
	return wcscpy_s(to, size, from);
}
template <size_t size> int wcscat_s(wchar_t (&to)[size], const wchar_t *from)
{
	return wcscat_s(to, size, from);
}
#endif

#endif
