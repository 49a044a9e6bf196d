/* SPDX-License-Identifier: MIT */
/* <string.h>: Linux's, and Windows's additions. */
#include_next <string.h>

#ifndef WINWORK_USER_STRING_H
#define WINWORK_USER_STRING_H

#include <errno.h>
#include <strings.h>

#include "winwork_compiler.h"

#ifdef __cplusplus
extern "C" {
#endif

#define _stricmp strcasecmp
#define stricmp strcasecmp
#define _strnicmp strncasecmp
#define _strdup strdup

/* Text that does not fit: "" and ERANGE. A bad argument: EINVAL. On Windows the program is ended by then. */
WINWORK_USER_API int strcpy_s(char *to, size_t size, const char *from);
WINWORK_USER_API int strcat_s(char *to, size_t size, const char *from);
/* count _TRUNCATE copies what fits, and returns STRUNCATE if that is not all. */
#define _TRUNCATE ((size_t)-1)
#define STRUNCATE 80
WINWORK_USER_API int strncpy_s(char *to, size_t size, const char *from, size_t count);
WINWORK_USER_API int strncat_s(char *to, size_t size, const char *from, size_t count);
#define strtok_s strtok_r
/* The message of an errno. One that does not fit is cut. */
WINWORK_USER_API int strerror_s(char *to, size_t size, int error);
/* Bytes that do not fit: zeros and ERANGE. memmove_s() leaves the target as it is. A bad argument: EINVAL. */
WINWORK_USER_API int memcpy_s(void *to, size_t size, const void *from, size_t count);
WINWORK_USER_API int memmove_s(void *to, size_t size, const void *from, size_t count);
/* Of the letters of ASCII. */
WINWORK_USER_API char *_strupr(char *text);
WINWORK_USER_API char *_strlwr(char *text);

#ifdef __cplusplus
}

template <size_t size> int strcpy_s(char (&to)[size], const char *from)
{
	return strcpy_s(to, size, from);
}
template <size_t size> int strcat_s(char (&to)[size], const char *from)
{
	return strcat_s(to, size, from);
}
template <size_t size> int strncpy_s(char (&to)[size], const char *from, size_t count)
{
	return strncpy_s(to, size, from, count);
}
template <size_t size> int strncat_s(char (&to)[size], const char *from, size_t count)
{
	return strncat_s(to, size, from, count);
}
#endif

/* On Windows this header also declares the functions for wide text. */
#include <wchar.h>

#endif
