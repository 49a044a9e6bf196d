// SPDX-License-Identifier: MIT
/*
 * Formats of Windows: printf and scanf with long of 32 bits, I64, and wide text of 16 bits. Each conversion
 * is given to Linux's function with a size that is right for Linux.
 */

#include "internal.h"

#include "../include/winwork/strsafe.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

/* Text that grows. */
struct text {
	char *bytes;
	size_t length, size;
	bool failed;
};

static void add(struct text *text, const char *bytes, size_t length)
{
	if (text->failed)
		return;
	if (text->length + length + 1 > text->size) {
		size_t size = (text->length + length + 1) * 2;
		char *larger = realloc(text->bytes, size);

		if (!larger) {
			text->failed = true;
			errno = ENOMEM;
			return;
		}
		text->bytes = larger;
		text->size = size;
	}
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

enum width { WIDTH_NONE, WIDTH_CHAR, WIDTH_SHORT, WIDTH_LONG, WIDTH_WIDE, WIDTH_64, WIDTH_POINTER, WIDTH_DOUBLE };

/* Parses the size prefix, which stands before the letter of the conversion. */
static const char *parse_width(const char *at, enum width *width)
{
	*width = WIDTH_NONE;
	switch (*at) {
	case 'h':
		*width = at[1] == 'h' ? WIDTH_CHAR : WIDTH_SHORT;
		return at + (at[1] == 'h' ? 2 : 1);
	case 'l':
		*width = at[1] == 'l' ? WIDTH_64 : WIDTH_LONG;
		return at + (at[1] == 'l' ? 2 : 1);
	case 'w':
		*width = WIDTH_WIDE;
		return at + 1;
	case 'j':
		*width = WIDTH_64;
		return at + 1;
	case 'z':
	case 't':
		*width = WIDTH_POINTER;
		return at + 1;
	case 'L':
		*width = WIDTH_DOUBLE;
		return at + 1;
	case 'I':
		if (strncmp(at, "I64", 3) == 0) {
			*width = WIDTH_64;
			return at + 3;
		}
		if (strncmp(at, "I32", 3) == 0)
			return at + 3;
		*width = WIDTH_POINTER;
		return at + 1;
	default:
		return at;
	}
}

/* The arguments of one call, passed on by address. */
struct arguments {
	va_list list;
};

struct conversion {
	char flags[8];
	int least;	/* the field width, -1 for none */
	int precision;	/* -1 for none */
	enum width width;
	char letter;
};

/* Adds what Linux's function makes of a conversion, which it gets as a format of its own. */
#define ADD(text, conversion, size, letter, value)                                                 \
	do {                                                                                       \
		char format[32], *made;                                                            \
		int length;                                                                        \
                                                                                                   \
		snprintf(format, sizeof(format), "%%%s%s%s" size "%c", (conversion)->flags,        \
			 (conversion)->least >= 0 ? "*" : "", (conversion)->precision >= 0 ? ".*" : "", \
			 letter);                                                                  \
		if ((conversion)->least >= 0 && (conversion)->precision >= 0)                      \
			length = asprintf(&made, format, (conversion)->least, (conversion)->precision, value); \
		else if ((conversion)->least >= 0)                                                 \
			length = asprintf(&made, format, (conversion)->least, value);              \
		else if ((conversion)->precision >= 0)                                             \
			length = asprintf(&made, format, (conversion)->precision, value);          \
		else                                                                               \
			length = asprintf(&made, format, value);                                   \
		if (length < 0) {                                                                  \
			(text)->failed = true;                                                     \
		} else {                                                                           \
			add(text, made, (size_t)length);                                           \
			free(made);                                                                \
		}                                                                                  \
	} while (0)

static void add_integer(struct text *text, const struct conversion *conversion, struct arguments *arguments)
{
	bool is_signed = conversion->letter == 'd' || conversion->letter == 'i';
	long long value;

	switch (conversion->width) {
	case WIDTH_64:
		value = va_arg(arguments->list, long long);
		break;
	case WIDTH_POINTER:
		value = (long long)va_arg(arguments->list, intptr_t);
		if (!is_signed)
			value = (long long)(uintptr_t)value;
		break;
	case WIDTH_CHAR:
		value = va_arg(arguments->list, int);
		value = is_signed ? (signed char)value : (unsigned char)value;
		break;
	case WIDTH_SHORT:
		value = va_arg(arguments->list, int);
		value = is_signed ? (short)value : (unsigned short)value;
		break;
	default:
		value = va_arg(arguments->list, int);
		if (!is_signed)
			value = (unsigned)value;
		break;
	}
	ADD(text, conversion, "ll", conversion->letter, value);
}

/* Narrow text, at most precision bytes of it. */
static void add_narrow(struct text *text, const struct conversion *conversion, const char *value)
{
	ADD(text, conversion, "", 's', value);
}

/* Wide text: the precision counts units, and the field width the bytes of the UTF-8. */
static void add_wide(struct text *text, const struct conversion *conversion, const WCHAR *value)
{
	struct conversion narrowed = *conversion;
	size_t most = conversion->precision >= 0 ? (size_t)conversion->precision : SIZE_MAX, units = 0;
	char *bytes;
	int length;

	while (units < most && value[units])
		units++;
	length = units ? WideCharToMultiByte(CP_UTF8, 0, value, (int)units, NULL, 0, NULL, NULL) : 0;
	bytes = malloc((size_t)length + 1);
	if (!bytes) {
		text->failed = true;
		return;
	}
	if (units)
		WideCharToMultiByte(CP_UTF8, 0, value, (int)units, bytes, length, NULL, NULL);
	bytes[length] = '\0';
	narrowed.precision = -1;
	add_narrow(text, &narrowed, bytes);
	free(bytes);
}

static void add_character(struct text *text, const struct conversion *conversion, bool wide, int value)
{
	struct conversion plain = *conversion;
	WCHAR unit[2] = { (WCHAR)value, 0 };

	plain.precision = -1;
	if (wide && value)
		add_wide(text, &plain, unit);
	else
		ADD(text, &plain, "", 'c', value);
}

/* Whether the argument of a text conversion is wide, in a format that is wide or not. */
static bool is_wide(const struct conversion *conversion, bool format_is_wide)
{
	if (conversion->width == WIDTH_SHORT)
		return false;
	if (conversion->width == WIDTH_LONG || conversion->width == WIDTH_WIDE)
		return true;
	return format_is_wide != (conversion->letter == 'S' || conversion->letter == 'C');
}

/* One conversion. False if the format is bad. */
static bool convert(struct text *text, const struct conversion *conversion, bool format_is_wide, struct arguments *arguments)
{
	struct conversion pointer = *conversion;
	const void *address;

	switch (conversion->letter) {
	case 'd':
	case 'i':
	case 'o':
	case 'u':
	case 'x':
	case 'X':
		add_integer(text, conversion, arguments);
		return true;
	case 'c':
	case 'C':
		add_character(text, conversion, is_wide(conversion, format_is_wide), va_arg(arguments->list, int));
		return true;
	case 's':
	case 'S':
		address = va_arg(arguments->list, const void *);
		if (!address)
			add_narrow(text, conversion, "(null)");
		else if (is_wide(conversion, format_is_wide))
			add_wide(text, conversion, address);
		else
			add_narrow(text, conversion, address);
		return true;
	case 'p':
		pointer.precision = (int)sizeof(void *) * 2;
		ADD(text, &pointer, "ll", 'X', (unsigned long long)va_arg(arguments->list, uintptr_t));
		return true;
	case 'a':
	case 'A':
	case 'e':
	case 'E':
	case 'f':
	case 'F':
	case 'g':
	case 'G':
		if (conversion->width == WIDTH_DOUBLE)
			ADD(text, conversion, "L", conversion->letter, va_arg(arguments->list, long double));
		else
			ADD(text, conversion, "", conversion->letter, va_arg(arguments->list, double));
		return true;
	default:
		errno = EINVAL;
		return false;
	}
}

/* A number of a format, or the next argument for "*". */
static const char *parse_number(const char *at, int *number, struct arguments *arguments)
{
	if (*at == '*') {
		*number = va_arg(arguments->list, int);
		return at + 1;
	}
	for (*number = 0; *at >= '0' && *at <= '9'; at++)
		if (*number < 100000)
			*number = *number * 10 + *at - '0';
	return at;
}

/* Formats into a text for free(). The result is its length, or -1. */
static int format(struct text *text, const char *at, bool format_is_wide, va_list list)
{
	struct arguments arguments;
	bool good = true;

	*text = (struct text){ 0 };
	add(text, "", 0);
	va_copy(arguments.list, list);
	while (good && *at) {
		struct conversion conversion = { .least = -1, .precision = -1 };
		size_t plain = strcspn(at, "%"), flags;

		add(text, at, plain);
		at += plain;
		if (!*at)
			break;
		at++;
		if (*at == '%') {
			add(text, at++, 1);
			continue;
		}
		flags = strspn(at, "-+ #0");
		memcpy(conversion.flags, at, flags < sizeof(conversion.flags) ? flags : sizeof(conversion.flags) - 1);
		at += flags;
		if (*at == '*' || (*at >= '0' && *at <= '9'))
			at = parse_number(at, &conversion.least, &arguments);
		if (conversion.least < -1) {
			strcpy(conversion.flags, "-");
			conversion.least = -conversion.least;
		}
		if (*at == '.')
			at = parse_number(at + 1, &conversion.precision, &arguments);
		at = parse_width(at, &conversion.width);
		conversion.letter = *at;
		good = *at && convert(text, &conversion, format_is_wide, &arguments);
		at += *at != '\0';
	}
	va_end(arguments.list);
	if (good && !text->failed && text->length <= INT_MAX)
		return (int)text->length;
	free(text->bytes);
	text->bytes = NULL;
	return -1;
}

EXPORT int winwork_vfprintf(FILE *stream, const char *pattern, va_list list)
{
	struct text text;
	int length = format(&text, pattern, false, list);

	if (length > 0 && fwrite(text.bytes, 1, (size_t)length, stream) != (size_t)length)
		length = -1;
	free(text.bytes);
	return length;
}

EXPORT int winwork_vsnprintf(char *buffer, size_t size, const char *pattern, va_list list)
{
	struct text text;
	int length = format(&text, pattern, false, list);

	if (length >= 0 && size) {
		size_t kept = (size_t)length < size ? (size_t)length : size - 1;

		memcpy(buffer, text.bytes, kept);
		buffer[kept] = '\0';
	}
	free(text.bytes);
	return length;
}

/*
 * The end of _snprintf() and its relatives. No buffer and no size ask for the length. Text that does
 * not fit is cut, without a zero behind it. @length and @size are in characters of @bytes each.
 */
static int fill(void *buffer, size_t size, const void *made, int length, size_t bytes)
{
	size_t all = (size_t)length;

	if (!buffer && size) {
		errno = EINVAL;
		return -1;
	}
	if (length < 0 || !buffer)
		return length;
	memcpy(buffer, made, (all < size ? all + 1 : size) * bytes);
	return all > size ? -1 : length;
}

EXPORT int _vsnprintf(char *buffer, size_t size, const char *pattern, va_list list)
{
	struct text text;
	int length = format(&text, pattern, false, list);

	length = fill(buffer, size, text.bytes, length, 1);
	free(text.bytes);
	return length;
}

EXPORT int vsprintf_s(char *buffer, size_t size, const char *pattern, va_list list)
{
	int length;

	if (!buffer || !size || !pattern) {
		errno = EINVAL;
		return -1;
	}
	length = winwork_vsnprintf(buffer, size, pattern, list);
	if (length >= 0 && (size_t)length < size)
		return length;
	buffer[0] = '\0';
	if (length >= 0)
		errno = ERANGE;
	return -1;
}

/* Wide text of a wide format, for free(). The result is its length, or -1. */
static int format_wide(WCHAR **made, const WCHAR *pattern, va_list list)
{
	char *narrowed = narrow(pattern);
	struct text text;
	int length;

	*made = NULL;
	if (!narrowed)
		return -1;
	length = format(&text, narrowed, true, list);
	free(narrowed);
	if (length < 0)
		return -1;
	*made = malloc(((size_t)length + 1) * sizeof(**made));
	length = *made ? MultiByteToWideChar(CP_UTF8, 0, text.bytes, length + 1, *made, length + 1) - 1 : -1;
	free(text.bytes);
	return length;
}

EXPORT int winwork_vfwprintf(FILE *stream, const WCHAR *pattern, va_list list)
{
	char *narrowed = narrow(pattern);
	struct text text;
	int length;

	if (!narrowed)
		return -1;
	length = format(&text, narrowed, true, list);
	free(narrowed);
	if (length > 0 && fwrite(text.bytes, 1, (size_t)length, stream) != (size_t)length)
		length = -1;
	else if (length > 0)
		/* In characters, as the format is. */
		length = MultiByteToWideChar(CP_UTF8, 0, text.bytes, length, NULL, 0);
	free(text.bytes);
	return length;
}

EXPORT int winwork_vswprintf(WCHAR *buffer, size_t size, const WCHAR *pattern, va_list list)
{
	WCHAR *made;
	int length = format_wide(&made, pattern, list);

	if (length >= 0 && (size_t)length < size) {
		memcpy(buffer, made, ((size_t)length + 1) * sizeof(*made));
	} else {
		if (size)
			buffer[0] = 0;
		length = -1;
	}
	free(made);
	return length;
}

EXPORT int _snwprintf(WCHAR *buffer, size_t size, const WCHAR *pattern, ...)
{
	va_list list;
	WCHAR *made;
	int length;

	va_start(list, pattern);
	length = format_wide(&made, pattern, list);
	va_end(list);
	length = fill(buffer, size, made, length, sizeof(*made));
	free(made);
	return length;
}

HRESULT StringCchVPrintfA(LPSTR to, size_t size, LPCSTR pattern, va_list list)
{
	int length;

	if (!size || size > STRSAFE_MAX_CCH)
		return STRSAFE_E_INVALID_PARAMETER;
	to[0] = '\0';
	length = winwork_vsnprintf(to, size, pattern, list);
	return length >= 0 && (size_t)length < size ? S_OK : STRSAFE_E_INSUFFICIENT_BUFFER;
}

HRESULT StringCchVPrintfW(LPWSTR to, size_t size, LPCWSTR pattern, va_list list)
{
	HRESULT result;
	WCHAR *made;
	int length;

	if (!size || size > STRSAFE_MAX_CCH)
		return STRSAFE_E_INVALID_PARAMETER;
	to[0] = 0;
	length = format_wide(&made, pattern, list);
	result = length < 0 ? STRSAFE_E_INSUFFICIENT_BUFFER : StringCchCopyW(to, size, made);
	free(made);
	return result;
}

/*
 * scanf. One conversion after the other is given to Linux's fscanf(), with the text before it. Formats
 * and sizes are those of narrow text.
 */
static int scan(FILE *stream, const char *at, bool sizes, va_list list)
{
	int found = 0;

	while (*at) {
		/* Up to the next conversion, and "%n" for whether it came so far. */
		const char *from = at, *letter;
		char before[256 + sizeof("%n")], one[512];
		size_t length;
		bool store = true, fits = true, cut = false;
		unsigned size = 0;
		enum width width;
		int reached = -1, result;
		void *to = NULL;

		while (*at && (*at != '%' || at[1] == '%'))
			at += *at == '%' ? 2 : 1;
		length = (size_t)(at - from);
		if (length >= 256)
			goto bad;
		memcpy(before, from, length);
		before[length] = '\0';
		if (!*at) {
			/* Text behind the last conversion is read, but does not count. */
			strcat(before, "%n");
			return fscanf(stream, before, &reached) == EOF && !found ? EOF : found;
		}
		at++;
		if (*at == '*') {
			store = false;
			at++;
		}
		from = at;
		at += strspn(at, "0123456789");
		length = (size_t)(at - from);
		if (length > 9)
			goto bad;
		at = parse_width(at, &width);
		letter = at;
		if (*letter == '[') {
			at++;
			at += *at == '^';
			at += *at == ']';
			at += strcspn(at, "]");
		}
		if (!*at || *letter == 'S' || *letter == 'C')
			goto bad;
		at++;
		bool is_text = *letter == 's' || *letter == 'c' || *letter == '[';

		if (is_text && (width == WIDTH_LONG || width == WIDTH_WIDE))
			goto bad;
		if ((size_t)(at - letter) > 200)
			goto bad;
		if (store)
			to = va_arg(list, void *);
		if (sizes && is_text && store)
			size = va_arg(list, unsigned);
		char digits[16];

		memcpy(digits, from, length);
		digits[length] = '\0';
		if (sizes && is_text && store) {
			unsigned asked = length ? (unsigned)strtoul(digits, NULL, 10) : *letter == 'c' ? 1 : UINT_MAX;
			unsigned most = *letter == 'c' ? size : size ? size - 1 : 0;

			if (asked > most) {
				cut = true;
				fits = *letter != 'c' && most > 0;
				snprintf(digits, sizeof(digits), "%u", most);
			}
			if (!fits) {
				if (size)
					*(char *)to = '\0';
				errno = EINVAL;
				return found ? found : EOF;
			}
		}
		bool floating = strchr("aAeEfFgG", *letter) != NULL;
		const char *prefix = width == WIDTH_CHAR    ? "hh" :
				     width == WIDTH_SHORT   ? "h" :
				     width == WIDTH_64	    ? "ll" :
				     width == WIDTH_POINTER ? "z" :
				     width == WIDTH_DOUBLE  ? "L" :
				     width == WIDTH_LONG && floating ? "l" :
								       "";

		snprintf(one, sizeof(one), "%s%%%s%s%s%.*s%%n", before, store ? "" : "*", digits, is_text ? "" : prefix,
			 (int)(at - letter), letter);
		result = store ? fscanf(stream, one, to, &reached) : fscanf(stream, one, &reached);
		if (reached < 0)
			return result == EOF && !found ? EOF : found;
		found += store && *letter != 'n';
		if (cut) {
			/* The buffer may have ended the field: one more character shows that the text does not fit. */
			char rest[256];

			reached = -1;
			if (*letter == 's')
				strcpy(rest, "%*1[^ \t\n\v\f\r]%n");
			else
				snprintf(rest, sizeof(rest), "%%*1%.*s%%n", (int)(at - letter), letter);
			if (strlen(to) + 1 == size && fscanf(stream, rest, &reached) != EOF && reached > 0) {
				*(char *)to = '\0';
				return found - 1;
			}
		}
	}
	return found;

bad:
	errno = EINVAL;
	return found ? found : EOF;
}

EXPORT int winwork_vfscanf(FILE *stream, const char *pattern, va_list list)
{
	return scan(stream, pattern, false, list);
}

static int scan_text(const char *text, const char *pattern, bool sizes, va_list list)
{
	FILE *stream = fmemopen((void *)text, strlen(text), "r");
	int found, error;

	if (!stream)
		return EOF;
	found = scan(stream, pattern, sizes, list);
	error = errno;
	fclose(stream);
	errno = error;
	return found;
}

EXPORT int winwork_vsscanf(const char *text, const char *pattern, va_list list)
{
	return scan_text(text, pattern, false, list);
}

EXPORT int winwork_vscanf(const char *pattern, va_list list)
{
	return scan(stdin, pattern, false, list);
}

EXPORT int winwork_vprintf(const char *pattern, va_list list)
{
	return winwork_vfprintf(stdout, pattern, list);
}

EXPORT int winwork_vwprintf(const WCHAR *pattern, va_list list)
{
	return winwork_vfwprintf(stdout, pattern, list);
}

EXPORT int winwork_vsprintf(char *buffer, const char *pattern, va_list list)
{
	return winwork_vsnprintf(buffer, INT_MAX, pattern, list);
}

/* The functions with arguments of their own. */
#define VARIADIC(type, name, parameters, last, ...)                                                \
	EXPORT type name parameters                                                                \
	{                                                                                          \
		va_list list;                                                                      \
		type result;                                                                       \
                                                                                                   \
		va_start(list, last);                                                              \
		result = __VA_ARGS__;                                                              \
		va_end(list);                                                                      \
		return result;                                                                     \
	}
VARIADIC(int, winwork_printf, (const char *pattern, ...), pattern, winwork_vfprintf(stdout, pattern, list))
VARIADIC(int, winwork_fprintf, (FILE *stream, const char *pattern, ...), pattern, winwork_vfprintf(stream, pattern, list))
VARIADIC(int, winwork_sprintf, (char *buffer, const char *pattern, ...), pattern, winwork_vsprintf(buffer, pattern, list))
VARIADIC(int, winwork_snprintf, (char *buffer, size_t size, const char *pattern, ...), pattern,
	 winwork_vsnprintf(buffer, size, pattern, list))
VARIADIC(int, _snprintf, (char *buffer, size_t size, const char *pattern, ...), pattern,
	 _vsnprintf(buffer, size, pattern, list))
VARIADIC(int, sprintf_s, (char *buffer, size_t size, const char *pattern, ...), pattern,
	 vsprintf_s(buffer, size, pattern, list))
VARIADIC(int, winwork_wprintf, (const WCHAR *pattern, ...), pattern, winwork_vfwprintf(stdout, pattern, list))
VARIADIC(int, winwork_fwprintf, (FILE *stream, const WCHAR *pattern, ...), pattern, winwork_vfwprintf(stream, pattern, list))
VARIADIC(int, winwork_swprintf, (WCHAR *buffer, size_t size, const WCHAR *pattern, ...), pattern,
	 winwork_vswprintf(buffer, size, pattern, list))
VARIADIC(int, swprintf_s, (WCHAR *buffer, size_t size, const WCHAR *pattern, ...), pattern,
	 winwork_vswprintf(buffer, size, pattern, list))
VARIADIC(int, winwork_scanf, (const char *pattern, ...), pattern, scan(stdin, pattern, false, list))
VARIADIC(int, winwork_fscanf, (FILE *stream, const char *pattern, ...), pattern, scan(stream, pattern, false, list))
VARIADIC(int, winwork_sscanf, (const char *text, const char *pattern, ...), pattern, scan_text(text, pattern, false, list))
VARIADIC(int, scanf_s, (const char *pattern, ...), pattern, scan(stdin, pattern, true, list))
VARIADIC(int, fscanf_s, (FILE *stream, const char *pattern, ...), pattern, scan(stream, pattern, true, list))
VARIADIC(int, sscanf_s, (const char *text, const char *pattern, ...), pattern, scan_text(text, pattern, true, list))
VARIADIC(HRESULT, StringCchPrintfA, (LPSTR to, size_t size, LPCSTR pattern, ...), pattern,
	 StringCchVPrintfA(to, size, pattern, list))
VARIADIC(HRESULT, StringCchPrintfW, (LPWSTR to, size_t size, LPCWSTR pattern, ...), pattern,
	 StringCchVPrintfW(to, size, pattern, list))
