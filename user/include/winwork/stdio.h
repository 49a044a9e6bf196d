/* SPDX-License-Identifier: MIT */
/*
 * <stdio.h>: Linux's, with formats as on Windows.
 *
 * In a format "%ld" and "%lu" have 32 bits, "%I64d" 64 bits, "%Iu" the bits of size_t. "%ls", "%ws" and
 * "%S" are UTF-16. Narrow text is UTF-8: printf() writes wide text as UTF-8, and scanf() reads it so. Widths
 * and precisions count bytes of narrow text and units of 16 bits of wide text. "%p" prints capital
 * hexadecimal digits without 0x.
 *
 * On a bad format, such as "%k", or "%n" of printf(), Windows ends the program. Here printf() returns -1 and
 * sets errno to EINVAL. scanf() stops, and sets errno to EINVAL.
 */
#ifndef WINWORK_USER_STDIO_H
#define WINWORK_USER_STDIO_H

/* Linux's functions of these names get other names. */
#define printf winwork_libc_printf
#define fprintf winwork_libc_fprintf
#define sprintf winwork_libc_sprintf
#define snprintf winwork_libc_snprintf
#define vprintf winwork_libc_vprintf
#define vfprintf winwork_libc_vfprintf
#define vsprintf winwork_libc_vsprintf
#define vsnprintf winwork_libc_vsnprintf
#define scanf winwork_libc_scanf
#define fscanf winwork_libc_fscanf
#define sscanf winwork_libc_sscanf
#define vscanf winwork_libc_vscanf
#define vfscanf winwork_libc_vfscanf
#define vsscanf winwork_libc_vsscanf
#include_next <stdio.h>
#undef printf
#undef fprintf
#undef sprintf
#undef snprintf
#undef vprintf
#undef vfprintf
#undef vsprintf
#undef vsnprintf
#undef scanf
#undef fscanf
#undef sscanf
#undef vscanf
#undef vfscanf
#undef vsscanf

#include <stdarg.h>

#include "winwork_compiler.h"

#ifdef __cplusplus
extern "C" {
#endif

extern int printf(const char *format, ...) __asm__("winwork_printf");
extern int fprintf(FILE *stream, const char *format, ...) __asm__("winwork_fprintf");
extern int sprintf(char *buffer, const char *format, ...) __asm__("winwork_sprintf");
extern int snprintf(char *buffer, size_t size, const char *format, ...) __asm__("winwork_snprintf");
extern int vprintf(const char *format, va_list arguments) __asm__("winwork_vprintf");
extern int vfprintf(FILE *stream, const char *format, va_list arguments) __asm__("winwork_vfprintf");
extern int vsprintf(char *buffer, const char *format, va_list arguments) __asm__("winwork_vsprintf");
extern int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments) __asm__("winwork_vsnprintf");
extern int scanf(const char *format, ...) __asm__("winwork_scanf");
extern int fscanf(FILE *stream, const char *format, ...) __asm__("winwork_fscanf");
extern int sscanf(const char *text, const char *format, ...) __asm__("winwork_sscanf");
extern int vscanf(const char *format, va_list arguments) __asm__("winwork_vscanf");
extern int vfscanf(FILE *stream, const char *format, va_list arguments) __asm__("winwork_vfscanf");
extern int vsscanf(const char *text, const char *format, va_list arguments) __asm__("winwork_vsscanf");

/* The size is that of the buffer. Text that does not fit: "" and -1. */
WINWORK_USER_API int sprintf_s(char *buffer, size_t size, const char *format, ...);
WINWORK_USER_API int vsprintf_s(char *buffer, size_t size, const char *format, va_list arguments);
/* Writes no terminator when exactly size bytes fit, and returns -1 when not all do. */
WINWORK_USER_API int _snprintf(char *buffer, size_t size, const char *format, ...);
WINWORK_USER_API int _vsnprintf(char *buffer, size_t size, const char *format, va_list arguments);
/*
 * At most count bytes: the text is cut there, and the result is -1. With _TRUNCATE it is cut to the buffer. Otherwise
 * text that the buffer has no room for: "" and -1.
 */
WINWORK_USER_API int _snprintf_s(char *buffer, size_t size, size_t count, const char *format, ...);
WINWORK_USER_API int _vsnprintf_s(char *buffer, size_t size, size_t count, const char *format, va_list arguments);
/*
 * After the address for "%s", "%c" and "%[" comes its size, an unsigned int, in units of the text. Text that
 * does not fit: "", and the scan stops. A size that no text can have: EOF and EINVAL.
 */
WINWORK_USER_API int scanf_s(const char *format, ...);
WINWORK_USER_API int fscanf_s(FILE *stream, const char *format, ...);
WINWORK_USER_API int sscanf_s(const char *text, const char *format, ...);
/* As fopen(), which has the paths and modes of Linux. Its errno, and *file is NULL. Others may open the file as well. */
WINWORK_USER_API int fopen_s(FILE **file, const char *path, const char *mode);
#define printf_s printf
#define fprintf_s fprintf
#define _fileno fileno

#ifdef __cplusplus
}

template <size_t size, typename... Arguments>
int sprintf_s(char (&buffer)[size], const char *format, Arguments... arguments)
{
	return sprintf_s(buffer, size, format, arguments...);
}
template <size_t size, typename... Arguments>
int _snprintf_s(char (&buffer)[size], size_t count, const char *format, Arguments... arguments)
{
	return _snprintf_s(buffer, size, count, format, arguments...);
}
#endif

/* On Windows this header also declares the functions for wide text. */
#include <wchar.h>

#endif
