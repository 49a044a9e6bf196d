// SPDX-License-Identifier: MIT
/* Text: UTF-8 and UTF-16, and the functions of <wchar.h>, <string.h> and <strsafe.h> that Linux lacks. */

#include "internal.h"
#include "format.h"

#include "../include/winwork/strsafe.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The replacement for what is no text. */
#define REPLACEMENT 0xFFFD
#define BAD UINT32_MAX

/*
 * The next character of UTF-8, and how many bytes it has. BAD, and how many bytes are the longest beginning of a
 * character, at least one: what Unicode calls a maximal subpart, and counts as one fault.
 */
static uint32_t next_of_utf8(const unsigned char *at, size_t left, size_t *used)
{
	size_t length = at[0] < 0x80 ? 1 : at[0] < 0xC2 ? 0 : at[0] < 0xE0 ? 2 : at[0] < 0xF0 ? 3 : at[0] < 0xF5 ? 4 : 0;
	/* The second byte would make others too long, half of a surrogate pair, or too large. */
	unsigned char least = at[0] == 0xE0 ? 0xA0 : at[0] == 0xF0 ? 0x90 : 0x80;
	unsigned char most = at[0] == 0xED ? 0x9F : at[0] == 0xF4 ? 0x8F : 0xBF;
	uint32_t value;

	*used = 1;
	if (length == 1)
		return at[0];
	if (!length)
		return BAD;
	value = at[0] & (0x7F >> length);
	for (; *used < length; ++*used) {
		if (*used == left || at[*used] < least || at[*used] > most)
			return BAD;
		value = value << 6 | (at[*used] & 0x3F);
		least = 0x80;
		most = 0xBF;
	}
	return value;
}

/* The next character of UTF-16, and how many units it has; BAD and 1. */
static uint32_t next_of_utf16(const WCHAR *at, size_t left, size_t *used)
{
	*used = 1;
	if (at[0] < 0xD800 || at[0] >= 0xE000)
		return at[0];
	if (at[0] >= 0xDC00 || left < 2 || at[1] < 0xDC00 || at[1] >= 0xE000)
		return BAD;
	*used = 2;
	return 0x10000 + ((uint32_t)(at[0] - 0xD800) << 10) + (at[1] - 0xDC00u);
}

static size_t put_utf8(char *to, uint32_t value)
{
	if (value < 0x80) {
		to[0] = (char)value;
		return 1;
	}
	if (value < 0x800) {
		to[0] = (char)(0xC0 | value >> 6);
		to[1] = (char)(0x80 | (value & 0x3F));
		return 2;
	}
	if (value < 0x10000) {
		to[0] = (char)(0xE0 | value >> 12);
		to[1] = (char)(0x80 | (value >> 6 & 0x3F));
		to[2] = (char)(0x80 | (value & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | value >> 18);
	to[1] = (char)(0x80 | (value >> 12 & 0x3F));
	to[2] = (char)(0x80 | (value >> 6 & 0x3F));
	to[3] = (char)(0x80 | (value & 0x3F));
	return 4;
}

static size_t put_utf16(WCHAR *to, uint32_t value)
{
	if (value < 0x10000) {
		to[0] = (WCHAR)value;
		return 1;
	}
	to[0] = (WCHAR)(0xD800 + ((value - 0x10000) >> 10));
	to[1] = (WCHAR)(0xDC00 + ((value - 0x10000) & 0x3FF));
	return 2;
}

/* A code page of the system. */
static bool is_system_page(UINT page)
{
	return page == CP_ACP || page == CP_OEMCP || page == CP_THREAD_ACP;
}

/* The error of flags: those that UTF-8 has, those that a page of the system has, and the left out ones of these. */
static DWORD check_flags(UINT page, DWORD flags, DWORD utf8, DWORD system, DWORD left_out)
{
	if (flags & ~(utf8 | (is_system_page(page) ? system : 0)))
		return ERROR_INVALID_FLAGS;
	return flags & left_out ? ERROR_NOT_SUPPORTED : ERROR_SUCCESS;
}

int MultiByteToWideChar(UINT page, DWORD flags, LPCSTR text, int bytes, LPWSTR wide, int size)
{
	size_t left, used, length = 0;
	DWORD error;

	if ((page != CP_UTF8 && !is_system_page(page)) || !text || !bytes || size < 0 || (size && !wide) ||
	    (size && (const void *)text == wide))
		return fail(ERROR_INVALID_PARAMETER);
	error = check_flags(page, flags, MB_ERR_INVALID_CHARS, MB_PRECOMPOSED | MB_COMPOSITE | MB_USEGLYPHCHARS,
			    MB_COMPOSITE | MB_USEGLYPHCHARS);
	if (error)
		return fail((flags & MB_PRECOMPOSED) && (flags & MB_COMPOSITE) ? ERROR_INVALID_FLAGS : error);
	for (left = bytes < 0 ? strlen(text) + 1 : (size_t)bytes; left; left -= used, text += used) {
		uint32_t value = next_of_utf8((const unsigned char *)text, left, &used);
		WCHAR units[2];
		size_t count;

		if (value == BAD && (flags & MB_ERR_INVALID_CHARS))
			return fail(ERROR_NO_UNICODE_TRANSLATION);
		count = put_utf16(units, value == BAD ? REPLACEMENT : value);
		if (size && length + count > (size_t)size)
			return fail(ERROR_INSUFFICIENT_BUFFER);
		if (size)
			memcpy(wide + length, units, count * sizeof(*units));
		length += count;
	}
	return (int)length;
}

static size_t units_of(const WCHAR *text, size_t most)
{
	size_t length = 0;

	while (length < most && text[length])
		length++;
	return length;
}

int WideCharToMultiByte(UINT page, DWORD flags, LPCWSTR wide, int units, LPSTR text, int size, LPCSTR replacement, LPBOOL replaced)
{
	size_t left, used, length = 0, replacement_length = 0;
	DWORD error;

	/* UTF-8 has all characters, and by itself no other replacement. */
	if ((page != CP_UTF8 && !is_system_page(page)) || !wide || !units || size < 0 || (size && !text) ||
	    (size && (const void *)wide == text) || (page == CP_UTF8 && (replacement || replaced)))
		return fail(ERROR_INVALID_PARAMETER);
	error = check_flags(page, flags, WC_ERR_INVALID_CHARS,
			    WC_NO_BEST_FIT_CHARS | WC_COMPOSITECHECK | WC_DISCARDNS | WC_SEPCHARS | WC_DEFAULTCHAR, WC_COMPOSITECHECK);
	if (error)
		return fail(error);
	if (replaced)
		*replaced = FALSE;
	if (replacement)
		next_of_utf8((const unsigned char *)replacement, strlen(replacement) + 1, &replacement_length);
	for (left = units < 0 ? units_of(wide, SIZE_MAX) + 1 : (size_t)units; left; left -= used, wide += used) {
		uint32_t value = next_of_utf16(wide, left, &used);
		char bytes[4];
		size_t count;

		if (value == BAD && (flags & WC_ERR_INVALID_CHARS))
			return fail(ERROR_NO_UNICODE_TRANSLATION);
		if (value == BAD && replacement) {
			count = replacement_length;
			memcpy(bytes, replacement, count);
		} else {
			count = put_utf8(bytes, value == BAD ? REPLACEMENT : value);
		}
		if (size && length + count > (size_t)size)
			return fail(ERROR_INSUFFICIENT_BUFFER);
		if (size)
			memcpy(text + length, bytes, count);
		length += count;
		if (value == BAD && replaced)
			*replaced = TRUE;
	}
	return (int)length;
}

/* The units that fit whole, or SIZE_MAX and EILSEQ. Without a buffer, all of them. */
EXPORT size_t winwork_mbstowcs(WCHAR *to, const char *text, size_t size)
{
	size_t length = 0, used;

	for (;; text += used) {
		uint32_t value = next_of_utf8((const unsigned char *)text, SIZE_MAX, &used);
		WCHAR units[2];
		size_t count;

		if (value == BAD) {
			errno = EILSEQ;
			return SIZE_MAX;
		}
		count = put_utf16(units, value);
		if (to && length + count > size)
			return length;
		if (to)
			memcpy(to + length, units, count * sizeof(*to));
		if (!value)
			return length;
		length += count;
	}
}

EXPORT size_t winwork_wcstombs(char *to, const WCHAR *text, size_t size)
{
	size_t length = 0, used;

	for (;; text += used) {
		uint32_t value = next_of_utf16(text, SIZE_MAX, &used);
		char bytes[4];
		size_t count;

		if (value == BAD) {
			errno = EILSEQ;
			return SIZE_MAX;
		}
		count = put_utf8(bytes, value);
		if (to && length + count > size)
			return length;
		if (to)
			memcpy(to + length, bytes, count);
		if (!value)
			return length;
		length += count;
	}
}

char *narrow(LPCWSTR text)
{
	int size = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
	char *copy = malloc((size_t)size);

	if (!copy) {
		SetLastError(ERROR_NOT_ENOUGH_MEMORY);
		return NULL;
	}
	WideCharToMultiByte(CP_UTF8, 0, text, -1, copy, size, NULL, NULL);
	return copy;
}

WCHAR *widen(const char *text)
{
	int units = MultiByteToWideChar(CP_UTF8, 0, text, -1, NULL, 0);
	WCHAR *wide = malloc((size_t)units * sizeof(*wide));

	if (wide)
		MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, units);
	return wide;
}

/* <wchar.h>. The header gives these the names without winwork_. */

EXPORT size_t winwork_wcsnlen(const WCHAR *text, size_t most)
{
	return units_of(text, most);
}

EXPORT size_t winwork_wcslen(const WCHAR *text)
{
	return units_of(text, SIZE_MAX);
}

EXPORT WCHAR *winwork_wmemcpy(WCHAR *to, const WCHAR *from, size_t count)
{
	return memcpy(to, from, count * sizeof(*to));
}

EXPORT WCHAR *winwork_wmemmove(WCHAR *to, const WCHAR *from, size_t count)
{
	return memmove(to, from, count * sizeof(*to));
}

EXPORT WCHAR *winwork_wmemset(WCHAR *to, WCHAR value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		to[i] = value;
	return to;
}

EXPORT int winwork_wmemcmp(const WCHAR *one, const WCHAR *other, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (one[i] != other[i])
			return one[i] < other[i] ? -1 : 1;
	return 0;
}

EXPORT WCHAR *winwork_wmemchr(const WCHAR *text, WCHAR value, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text[i] == value)
			return (WCHAR *)text + i;
	return NULL;
}

EXPORT WCHAR *winwork_wcscpy(WCHAR *to, const WCHAR *from)
{
	return winwork_wmemcpy(to, from, winwork_wcslen(from) + 1);
}

EXPORT WCHAR *winwork_wcsncpy(WCHAR *to, const WCHAR *from, size_t count)
{
	size_t length = units_of(from, count);

	winwork_wmemcpy(to, from, length);
	winwork_wmemset(to + length, 0, count - length);
	return to;
}

EXPORT WCHAR *winwork_wcscat(WCHAR *to, const WCHAR *from)
{
	winwork_wcscpy(to + winwork_wcslen(to), from);
	return to;
}

EXPORT WCHAR *winwork_wcsncat(WCHAR *to, const WCHAR *from, size_t count)
{
	WCHAR *end = to + winwork_wcslen(to);
	size_t length = units_of(from, count);

	winwork_wmemcpy(end, from, length);
	end[length] = 0;
	return to;
}

/* Compares at most count units. */
/* Letters of ASCII have two cases, all others one. */
static WCHAR lower(WCHAR unit)
{
	return unit >= 'A' && unit <= 'Z' ? unit + ('a' - 'A') : unit;
}

static WCHAR upper(WCHAR unit)
{
	return unit >= 'a' && unit <= 'z' ? unit - ('a' - 'A') : unit;
}

static int compare(const WCHAR *one, const WCHAR *other, size_t count, bool fold)
{
	for (size_t i = 0; i < count; i++) {
		const WCHAR a = fold ? lower(one[i]) : one[i], b = fold ? lower(other[i]) : other[i];

		if (a != b)
			return a < b ? -1 : 1;
		if (!a)
			break;
	}
	return 0;
}

EXPORT int winwork_wcscmp(const WCHAR *one, const WCHAR *other)
{
	return compare(one, other, SIZE_MAX, false);
}

EXPORT int winwork_wcsncmp(const WCHAR *one, const WCHAR *other, size_t count)
{
	return compare(one, other, count, false);
}

EXPORT int _wcsicmp(const WCHAR *one, const WCHAR *other)
{
	return compare(one, other, SIZE_MAX, true);
}

EXPORT int _wcsnicmp(const WCHAR *one, const WCHAR *other, size_t count)
{
	return compare(one, other, count, true);
}

EXPORT WCHAR *winwork_wcschr(const WCHAR *text, WCHAR value)
{
	return winwork_wmemchr(text, value, winwork_wcslen(text) + 1);
}

EXPORT WCHAR *winwork_wcsrchr(const WCHAR *text, WCHAR value)
{
	for (size_t i = winwork_wcslen(text) + 1; i-- > 0;)
		if (text[i] == value)
			return (WCHAR *)text + i;
	return NULL;
}

EXPORT WCHAR *winwork_wcsstr(const WCHAR *text, const WCHAR *part)
{
	size_t length = winwork_wcslen(part);

	for (;; text++) {
		if (compare(text, part, length, false) == 0)
			return (WCHAR *)text;
		if (!*text)
			return NULL;
	}
}

EXPORT WCHAR *winwork_wcspbrk(const WCHAR *text, const WCHAR *accept)
{
	for (; *text; text++)
		if (winwork_wmemchr(accept, *text, winwork_wcslen(accept)))
			return (WCHAR *)text;
	return NULL;
}

EXPORT size_t winwork_wcsspn(const WCHAR *text, const WCHAR *accept)
{
	size_t length = 0;

	while (text[length] && winwork_wmemchr(accept, text[length], winwork_wcslen(accept)))
		length++;
	return length;
}

EXPORT size_t winwork_wcscspn(const WCHAR *text, const WCHAR *reject)
{
	const WCHAR *end = winwork_wcspbrk(text, reject);

	return end ? (size_t)(end - text) : winwork_wcslen(text);
}

EXPORT WCHAR *winwork_wcstok(WCHAR *text, const WCHAR *separators, WCHAR **next)
{
	WCHAR *token = text ? text : *next;

	token += winwork_wcsspn(token, separators);
	*next = token + winwork_wcscspn(token, separators);
	if (token == *next)
		return NULL;
	if (**next)
		*(*next)++ = 0;
	return token;
}

EXPORT WCHAR *_wcsdup(const WCHAR *text)
{
	size_t size = winwork_wcslen(text) + 1;
	WCHAR *copy = malloc(size * sizeof(*copy));

	return copy ? winwork_wmemcpy(copy, text, size) : NULL;
}

static unsigned digit_of(WCHAR unit)
{
	if (unit >= '0' && unit <= '9')
		return unit - '0';
	unit |= 0x20;
	return unit >= 'a' && unit <= 'z' ? unit - 'a' + 10u : UINT_MAX;
}

static bool skip_prefix(struct pattern *text)
{
	struct pattern at = *text;

	if (!skip(&at, '0') || (!skip(&at, 'x') && !skip(&at, 'X')) || digit_of(unit_of(&at)) >= 16)
		return false;
	*text = at;
	return true;
}

/*
 * The number at the beginning of a text, which moves behind it. Of one that is too large for the bits, ERANGE
 * and the nearest one. Base 0 is that of the prefix.
 */
static unsigned long long number_of(struct pattern *text, int base, unsigned bits, bool is_signed)
{
	struct pattern at = *text;
	unsigned long long most = UINT64_MAX >> (64 - bits), value = 0;
	bool negative, fits = true, found = false;

	if (!at.at || base < 0 || base == 1 || base > 36) {
		errno = EINVAL;
		return 0;
	}
	while (unit_of(&at) == ' ' || (unit_of(&at) >= '\t' && unit_of(&at) <= '\r'))
		take(&at);
	negative = skip(&at, '-');
	if (!negative)
		skip(&at, '+');
	if ((!base || base == 16) && skip_prefix(&at))
		base = 16;
	else if (!base)
		base = unit_of(&at) == '0' ? 8 : 10;
	if (is_signed)
		most = most / 2 + negative;
	for (unsigned digit; (digit = digit_of(unit_of(&at))) < (unsigned)base; take(&at)) {
		found = true;
		fits = fits && value <= (most - digit) / (unsigned)base;
		value = value * (unsigned)base + digit;
	}
	if (found)
		*text = at;
	if (fits)
		return negative ? 0 - value : value;
	errno = ERANGE;
	return is_signed && negative ? 0 - most : most;
}

/* A function of the program's type, with as many bits as on Windows. */
#define NUMBER(type, name, unit, bits, is_signed)                                                  \
	EXPORT type name(const unit *text, unit **end, int base)                                   \
	{                                                                                          \
		struct pattern at = { text, sizeof(unit) > 1 };                                    \
		unsigned long long value = number_of(&at, base, bits, is_signed);                  \
                                                                                                   \
		if (end)                                                                           \
			*end = (unit *)at.at;                                                      \
		return is_signed ? (type)(int##bits##_t)value : (type)(uint##bits##_t)value;       \
	}
NUMBER(long, winwork_strtol, char, 32, true)
NUMBER(unsigned long, winwork_strtoul, char, 32, false)
NUMBER(long, winwork_wcstol, WCHAR, 32, true)
NUMBER(unsigned long, winwork_wcstoul, WCHAR, 32, false)
NUMBER(long long, winwork_wcstoll, WCHAR, 64, true)
NUMBER(unsigned long long, winwork_wcstoull, WCHAR, 64, false)

EXPORT double winwork_wcstod(const WCHAR *text, WCHAR **end)
{
	size_t length = winwork_wcsspn(text, L" \t\n\v\f\r"), start = length;
	double value = 0;
	char *copy, *after;

	/* As far as a number may go. */
	while (text[length] && text[length] < 0x80 && (digit_of(text[length]) < 36 || strchr("+-.,()_", text[length])))
		length++;
	copy = malloc(length - start + 1);
	after = copy;
	if (copy) {
		for (size_t i = start; i < length; i++)
			copy[i - start] = (char)text[i];
		copy[length - start] = '\0';
		value = strtod(copy, &after);
	}
	if (end)
		*end = (WCHAR *)text + (after == copy ? 0 : start + (size_t)(after - copy));
	free(copy);
	return value;
}

EXPORT int winwork_atoi(const char *text)
{
	return (int)winwork_strtol(text, NULL, 10);
}

EXPORT long winwork_atol(const char *text)
{
	return winwork_strtol(text, NULL, 10);
}

EXPORT int _wtoi(const WCHAR *text)
{
	return (int)winwork_wcstol(text, NULL, 10);
}

EXPORT int strncpy_s(char *to, size_t size, const char *from, size_t count)
{
	size_t length;

	if (!to || !size)
		return EINVAL;
	to[0] = '\0';
	if (!from)
		return EINVAL;
	length = strnlen(from, count == (size_t)-1 ? size : count);
	if (length >= size && count != (size_t)-1)
		return ERANGE;
	if (length >= size) {
		memcpy(to, from, size - 1);
		to[size - 1] = '\0';
		return 80;	/* STRUNCATE */
	}
	memcpy(to, from, length);
	to[length] = '\0';
	return 0;
}

EXPORT int strcpy_s(char *to, size_t size, const char *from)
{
	return strncpy_s(to, size, from, from ? strlen(from) : 0);
}

EXPORT int strcat_s(char *to, size_t size, const char *from)
{
	size_t length = to ? strnlen(to, size) : 0;
	int error;

	if (!to || length == size)
		return EINVAL;
	error = strcpy_s(to + length, size - length, from);
	if (error)
		to[0] = '\0';
	return error;
}

/* As strncpy_s(), for what a copy has behind its beginning. */
EXPORT int strncat_s(char *to, size_t size, const char *from, size_t count)
{
	size_t length = to ? strnlen(to, size) : 0;
	int error;

	if (!to || length == size)
		return EINVAL;
	error = strncpy_s(to + length, size - length, from, count);
	if (error && error != 80)
		to[0] = '\0';
	return error;
}

EXPORT int wcsncpy_s(WCHAR *to, size_t size, const WCHAR *from, size_t count)
{
	size_t length;

	if (!to || !size)
		return EINVAL;
	to[0] = 0;
	if (!from)
		return EINVAL;
	length = units_of(from, count == (size_t)-1 ? size : count);
	if (length >= size && count != (size_t)-1)
		return ERANGE;
	winwork_wmemcpy(to, from, length < size ? length : size - 1);
	to[length < size ? length : size - 1] = 0;
	return length < size ? 0 : 80;	/* STRUNCATE */
}

EXPORT int wcsncat_s(WCHAR *to, size_t size, const WCHAR *from, size_t count)
{
	size_t length = to ? units_of(to, size) : 0;
	int error;

	if (!to || length == size)
		return EINVAL;
	error = wcsncpy_s(to + length, size - length, from, count);
	if (error && error != 80)
		to[0] = 0;
	return error;
}

EXPORT char *_strupr(char *text)
{
	for (char *at = text; *at; at++)
		*at = (char)upper((unsigned char)*at);
	return text;
}

EXPORT char *_strlwr(char *text)
{
	for (char *at = text; *at; at++)
		*at = (char)lower((unsigned char)*at);
	return text;
}

EXPORT WCHAR *_wcsupr(WCHAR *text)
{
	for (WCHAR *at = text; *at; at++)
		*at = upper(*at);
	return text;
}

EXPORT WCHAR *_wcslwr(WCHAR *text)
{
	for (WCHAR *at = text; *at; at++)
		*at = lower(*at);
	return text;
}

EXPORT int wcscpy_s(WCHAR *to, size_t size, const WCHAR *from)
{
	size_t length;

	if (!to || !size)
		return EINVAL;
	to[0] = 0;
	if (!from)
		return EINVAL;
	length = units_of(from, size);
	if (length == size)
		return ERANGE;
	winwork_wmemcpy(to, from, length + 1);
	return 0;
}

EXPORT int wcscat_s(WCHAR *to, size_t size, const WCHAR *from)
{
	size_t length = to ? units_of(to, size) : 0;
	int error;

	if (!to || length == size)
		return EINVAL;
	error = wcscpy_s(to + length, size - length, from);
	if (error)
		to[0] = 0;
	return error;
}

/* <strsafe.h>. */

static bool bad_size(size_t size)
{
	return !size || size > STRSAFE_MAX_CCH;
}

HRESULT StringCchCopyA(LPSTR to, size_t size, LPCSTR from)
{
	size_t length;

	if (bad_size(size))
		return STRSAFE_E_INVALID_PARAMETER;
	length = strnlen(from, size);
	memcpy(to, from, length < size ? length : size - 1);
	to[length < size ? length : size - 1] = '\0';
	return length < size ? S_OK : STRSAFE_E_INSUFFICIENT_BUFFER;
}

HRESULT StringCchCopyW(LPWSTR to, size_t size, LPCWSTR from)
{
	size_t length;

	if (bad_size(size))
		return STRSAFE_E_INVALID_PARAMETER;
	length = units_of(from, size);
	winwork_wmemcpy(to, from, length < size ? length : size - 1);
	to[length < size ? length : size - 1] = 0;
	return length < size ? S_OK : STRSAFE_E_INSUFFICIENT_BUFFER;
}

HRESULT StringCchCatA(LPSTR to, size_t size, LPCSTR from)
{
	size_t length = bad_size(size) ? size : strnlen(to, size);

	return length == size ? STRSAFE_E_INVALID_PARAMETER : StringCchCopyA(to + length, size - length, from);
}

HRESULT StringCchCatW(LPWSTR to, size_t size, LPCWSTR from)
{
	size_t length = bad_size(size) ? size : units_of(to, size);

	return length == size ? STRSAFE_E_INVALID_PARAMETER : StringCchCopyW(to + length, size - length, from);
}

HRESULT StringCchLengthA(LPCSTR text, size_t most, size_t *length)
{
	size_t found = text && most <= STRSAFE_MAX_CCH ? strnlen(text, most) : most;

	if (length)
		*length = found == most ? 0 : found;
	return found == most ? STRSAFE_E_INVALID_PARAMETER : S_OK;
}

HRESULT StringCchLengthW(LPCWSTR text, size_t most, size_t *length)
{
	size_t found = text && most <= STRSAFE_MAX_CCH ? units_of(text, most) : most;

	if (length)
		*length = found == most ? 0 : found;
	return found == most ? STRSAFE_E_INVALID_PARAMETER : S_OK;
}

/* <conio.h>. */

EXPORT int _kbhit(void)
{
	int bytes = 0;

	return ioctl(STDIN_FILENO, FIONREAD, &bytes) == 0 && bytes > 0;
}

EXPORT int _getch(void)
{
	unsigned char byte;

	return read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
}
