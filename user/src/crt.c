// SPDX-License-Identifier: MIT
/* Functions of the C run-time library that are not those of text or formats. */
#include "internal.h"
#include "../include/winwork/io.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Numbers of 15 bits, as RAND_MAX of the header says. */
EXPORT int winwork_rand(void)
{
	return rand() >> 16 & 0x7FFF;
}

EXPORT int strncpy_s(char *to, size_t size, const char *from, size_t count);

EXPORT int memcpy_s(void *to, size_t size, const void *from, size_t count)
{
	if (!count)
		return 0;
	if (!to)
		return EINVAL;
	if (!from || size < count) {
		memset(to, 0, size);
		return from ? ERANGE : EINVAL;
	}
	memcpy(to, from, count);
	return 0;
}

EXPORT int memmove_s(void *to, size_t size, const void *from, size_t count)
{
	if (!count)
		return 0;
	if (!to || !from)
		return EINVAL;
	if (size < count)
		return ERANGE;
	memmove(to, from, count);
	return 0;
}

EXPORT int localtime_s(struct tm *parts, const time_t *time)
{
	if (!parts)
		return EINVAL;
	return time && localtime_r(time, parts) ? 0 : EINVAL;
}

EXPORT int gmtime_s(struct tm *parts, const time_t *time)
{
	if (!parts)
		return EINVAL;
	return time && gmtime_r(time, parts) ? 0 : EINVAL;
}

EXPORT int strerror_s(char *to, size_t size, int error)
{
	char room[128];

	return strncpy_s(to, size, strerror_r(error, room, sizeof(room)), (size_t)-1) == EINVAL ? EINVAL : 0;
}

/* A stream of Linux has no mode of text. Wide text is written as UTF-8 in any case. */
EXPORT int _setmode(int fd, int mode)
{
	if (mode != _O_TEXT && mode != _O_BINARY && mode != _O_U8TEXT) {
		errno = EINVAL;
		return -1;
	}
	return lseek(fd, 0, SEEK_CUR) < 0 && errno == EBADF ? -1 : _O_BINARY;
}

EXPORT FILE *_wfopen(const WCHAR *path, const WCHAR *mode)
{
	char *narrow_path = path ? narrow(path) : NULL, *narrow_mode = mode ? narrow(mode) : NULL;
	FILE *file = NULL;

	if (narrow_path && narrow_mode)
		file = fopen(narrow_path, narrow_mode);
	else
		errno = path && mode ? ENOMEM : EINVAL;
	free(narrow_path);
	free(narrow_mode);
	return file;
}

EXPORT int _wfopen_s(FILE **file, const WCHAR *path, const WCHAR *mode)
{
	if (!file)
		return EINVAL;
	*file = _wfopen(path, mode);
	return *file ? 0 : errno;
}
