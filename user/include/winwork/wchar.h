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
#define wcsspn winwork_libc_wcsspn
#define wcscspn winwork_libc_wcscspn
#define wcstok winwork_libc_wcstok
#define wcstod winwork_libc_wcstod
#define wcsdup winwork_libc_wcsdup
#define wscanf winwork_libc_wscanf
#define fwscanf winwork_libc_fwscanf
#define swscanf winwork_libc_swscanf
#define vwscanf winwork_libc_vwscanf
#define vfwscanf winwork_libc_vfwscanf
#define vswscanf winwork_libc_vswscanf
#define fputws winwork_libc_fputws
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
#undef wcsspn
#undef wcscspn
#undef wcstok
#undef wcstod
#undef wcsdup
#undef wscanf
#undef fwscanf
#undef swscanf
#undef vwscanf
#undef vfwscanf
#undef vswscanf
#undef fputws

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
extern size_t wcsspn(const wchar_t *text, const wchar_t *accept) __asm__("winwork_wcsspn");
extern size_t wcscspn(const wchar_t *text, const wchar_t *reject) __asm__("winwork_wcscspn");
extern wchar_t *wcstok(wchar_t *text, const wchar_t *separators, wchar_t **next) __asm__("winwork_wcstok");
extern wchar_t *wcsdup(const wchar_t *text) __asm__("_wcsdup");
extern double wcstod(const wchar_t *text, wchar_t **end) __asm__("winwork_wcstod");
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
extern int wscanf(const wchar_t *format, ...) __asm__("winwork_wscanf");
extern int fwscanf(FILE *stream, const wchar_t *format, ...) __asm__("winwork_fwscanf");
extern int swscanf(const wchar_t *text, const wchar_t *format, ...) __asm__("winwork_swscanf");
extern int vwscanf(const wchar_t *format, va_list arguments) __asm__("winwork_vwscanf");
extern int vfwscanf(FILE *stream, const wchar_t *format, va_list arguments) __asm__("winwork_vfwscanf");
extern int vswscanf(const wchar_t *text, const wchar_t *format, va_list arguments) __asm__("winwork_vswscanf");
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

extern int fputws(const wchar_t *text, FILE *stream) __asm__("winwork_fputws");
#ifndef __clang__
#define WINWORK_USER_NOT_LINUXS(name)                                                              \
	extern __typeof__(name) name __attribute__((error(#name "() of Linux takes 32-bit characters")))
WINWORK_USER_NOT_LINUXS(fgetws);
WINWORK_USER_NOT_LINUXS(fgetwc);
WINWORK_USER_NOT_LINUXS(fputwc);
WINWORK_USER_NOT_LINUXS(getwc);
WINWORK_USER_NOT_LINUXS(putwc);
WINWORK_USER_NOT_LINUXS(getwchar);
WINWORK_USER_NOT_LINUXS(putwchar);
WINWORK_USER_NOT_LINUXS(ungetwc);
WINWORK_USER_NOT_LINUXS(wcsftime);
WINWORK_USER_NOT_LINUXS(wcscoll);
WINWORK_USER_NOT_LINUXS(wcsxfrm);
WINWORK_USER_NOT_LINUXS(mbsrtowcs);
WINWORK_USER_NOT_LINUXS(wcsrtombs);
WINWORK_USER_NOT_LINUXS(mbrtowc);
WINWORK_USER_NOT_LINUXS(wcrtomb);
#ifdef __USE_ISOC99
WINWORK_USER_NOT_LINUXS(wcstof);
WINWORK_USER_NOT_LINUXS(wcstold);
#endif
#ifdef __USE_XOPEN2008
WINWORK_USER_NOT_LINUXS(mbsnrtowcs);
WINWORK_USER_NOT_LINUXS(wcsnrtombs);
WINWORK_USER_NOT_LINUXS(open_wmemstream);
WINWORK_USER_NOT_LINUXS(wcpcpy);
WINWORK_USER_NOT_LINUXS(wcpncpy);
WINWORK_USER_NOT_LINUXS(wcscasecmp);
WINWORK_USER_NOT_LINUXS(wcsncasecmp);
WINWORK_USER_NOT_LINUXS(wcscasecmp_l);
WINWORK_USER_NOT_LINUXS(wcsncasecmp_l);
WINWORK_USER_NOT_LINUXS(wcscoll_l);
WINWORK_USER_NOT_LINUXS(wcsxfrm_l);
#endif
#if defined(__USE_MISC) && __GLIBC_PREREQ(2, 38)
WINWORK_USER_NOT_LINUXS(wcslcat);
WINWORK_USER_NOT_LINUXS(wcslcpy);
#endif
#ifdef __USE_XOPEN
WINWORK_USER_NOT_LINUXS(wcswidth);
#endif
#ifdef __USE_GNU
WINWORK_USER_NOT_LINUXS(wcschrnul);
WINWORK_USER_NOT_LINUXS(wmempcpy);
WINWORK_USER_NOT_LINUXS(fgetws_unlocked);
WINWORK_USER_NOT_LINUXS(fputws_unlocked);
WINWORK_USER_NOT_LINUXS(getwc_unlocked);
WINWORK_USER_NOT_LINUXS(putwc_unlocked);
WINWORK_USER_NOT_LINUXS(getwchar_unlocked);
WINWORK_USER_NOT_LINUXS(putwchar_unlocked);
WINWORK_USER_NOT_LINUXS(fgetwc_unlocked);
WINWORK_USER_NOT_LINUXS(fputwc_unlocked);
WINWORK_USER_NOT_LINUXS(wcsftime_l);
WINWORK_USER_NOT_LINUXS(wcstol_l);
WINWORK_USER_NOT_LINUXS(wcstoul_l);
WINWORK_USER_NOT_LINUXS(wcstoll_l);
WINWORK_USER_NOT_LINUXS(wcstoull_l);
WINWORK_USER_NOT_LINUXS(wcstod_l);
WINWORK_USER_NOT_LINUXS(wcstof_l);
WINWORK_USER_NOT_LINUXS(wcstold_l);
WINWORK_USER_NOT_LINUXS(wcstoq);
WINWORK_USER_NOT_LINUXS(wcstouq);
#endif
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
/* As scanf_s(). */
WINWORK_USER_API int wscanf_s(const wchar_t *format, ...);
WINWORK_USER_API int fwscanf_s(FILE *stream, const wchar_t *format, ...);
WINWORK_USER_API int swscanf_s(const wchar_t *text, const wchar_t *format, ...);
/* As strcpy_s(). */
WINWORK_USER_API int wcscpy_s(wchar_t *to, size_t size, const wchar_t *from);
WINWORK_USER_API int wcscat_s(wchar_t *to, size_t size, const wchar_t *from);
/* As strncpy_s() and strncat_s(). */
WINWORK_USER_API int wcsncpy_s(wchar_t *to, size_t size, const wchar_t *from, size_t count);
WINWORK_USER_API int wcsncat_s(wchar_t *to, size_t size, const wchar_t *from, size_t count);
WINWORK_USER_API int _vsnwprintf(wchar_t *buffer, size_t size, const wchar_t *format, va_list arguments);
WINWORK_USER_API int vswprintf_s(wchar_t *buffer, size_t size, const wchar_t *format, va_list arguments);
/* As _snprintf_s(). */
WINWORK_USER_API int _snwprintf_s(wchar_t *buffer, size_t size, size_t count, const wchar_t *format, ...);
WINWORK_USER_API int _vsnwprintf_s(wchar_t *buffer, size_t size, size_t count, const wchar_t *format, va_list arguments);
/* As fopen() and fopen_s(). */
WINWORK_USER_API FILE *_wfopen(const wchar_t *path, const wchar_t *mode);
WINWORK_USER_API int _wfopen_s(FILE **file, const wchar_t *path, const wchar_t *mode);
/* With the end of a line. */
WINWORK_USER_API int _putws(const wchar_t *text);
/* Of the letters of ASCII. */
WINWORK_USER_API wchar_t *_wcsupr(wchar_t *text);
WINWORK_USER_API wchar_t *_wcslwr(wchar_t *text);
#define wcstok_s wcstok
#define _wtol(text) ((long)_wtoi(text))
#define _wtoi64(text) wcstoll(text, NULL, 10)
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
template <size_t size> int wcsncpy_s(wchar_t (&to)[size], const wchar_t *from, size_t count)
{
	return wcsncpy_s(to, size, from, count);
}
template <size_t size> int wcsncat_s(wchar_t (&to)[size], const wchar_t *from, size_t count)
{
	return wcsncat_s(to, size, from, count);
}
template <size_t size, typename... Arguments>
int swprintf_s(wchar_t (&buffer)[size], const wchar_t *format, Arguments... arguments)
{
	return swprintf_s(buffer, size, format, arguments...);
}
template <size_t size, typename... Arguments>
int _snwprintf_s(wchar_t (&buffer)[size], size_t count, const wchar_t *format, Arguments... arguments)
{
	return _snwprintf_s(buffer, size, count, format, arguments...);
}
#endif

#endif
