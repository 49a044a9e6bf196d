// SPDX-License-Identifier: MIT
/*
 * printf with formats of Windows: long of 32 bits, I64, and wide text of 16 bits. Each number is given to
 * Linux's function with a size that is right for Linux.
 */

#include "internal.h"
#include "format.h"

#include "../include/winwork/strsafe.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Text that grows: of a narrow format bytes, one in each unit, of a wide one UTF-16. A zero follows it. */
struct text {
	WCHAR *units;
	size_t length, size;
	bool wide, failed;
};

/* Room for more units, or NULL. */
static WCHAR *grow(struct text *text, size_t more)
{
	WCHAR *larger;

	if (!text->failed && (more > INT_MAX || text->length + more > INT_MAX)) {
		text->failed = true;
		errno = EOVERFLOW;
	}
	if (text->failed)
		return NULL;
	if (text->length + more + 1 > text->size) {
		size_t size = (text->length + more + 32) / 2 * 3;

		larger = realloc(text->units, size * sizeof(*larger));
		if (!larger) {
			text->failed = true;
			errno = ENOMEM;
			return NULL;
		}
		text->units = larger;
		text->size = size;
	}
	larger = text->units + text->length;
	text->length += more;
	text->units[text->length] = 0;
	return larger;
}

static void fill(struct text *text, WCHAR unit, size_t count)
{
	WCHAR *to = grow(text, count);

	for (size_t i = 0; to && i < count; i++)
		to[i] = unit;
}

/* Narrow text, which is UTF-8 if it becomes wide. */
static void add_bytes(struct text *text, const char *bytes, size_t length)
{
	size_t count = text->wide && length ? (size_t)MultiByteToWideChar(CP_UTF8, 0, bytes, (int)length, NULL, 0) : length;
	WCHAR *to = grow(text, count);

	if (!to || !length)
		return;
	if (text->wide)
		MultiByteToWideChar(CP_UTF8, 0, bytes, (int)length, to, (int)count);
	else
		for (size_t i = 0; i < length; i++)
			to[i] = (unsigned char)bytes[i];
}

/* Wide text: half a character stays half a one in wide text, and becomes U+FFFD in narrow text. */
static void add_units(struct text *text, const WCHAR *units, size_t length)
{
	WCHAR *to;
	char *bytes;
	int count;

	if (text->wide) {
		to = grow(text, length);
		if (to)
			memcpy(to, units, length * sizeof(*units));
	} else if (length) {
		count = WideCharToMultiByte(CP_UTF8, 0, units, (int)length, NULL, 0, NULL, NULL);
		bytes = malloc((size_t)count);
		if (bytes) {
			WideCharToMultiByte(CP_UTF8, 0, units, (int)length, bytes, count, NULL, NULL);
			add_bytes(text, bytes, (size_t)count);
			free(bytes);
		} else {
			text->failed = true;
		}
	}
}

/* The text in bytes, for free(); NULL. */
static char *bytes_of(const struct text *text, size_t *length)
{
	size_t count = text->length;
	char *bytes;

	if (text->wide && count)
		count = (size_t)WideCharToMultiByte(CP_UTF8, 0, text->units, (int)count, NULL, 0, NULL, NULL);
	bytes = malloc(count + 1);
	*length = count;
	if (bytes && text->wide && count)
		WideCharToMultiByte(CP_UTF8, 0, text->units, (int)text->length, bytes, (int)count, NULL, NULL);
	else if (bytes)
		for (size_t i = 0; i < count; i++)
			bytes[i] = (char)text->units[i];
	return bytes;
}

/* The size prefix, which stands before the letter of the conversion. */
enum size parse_size(struct pattern *pattern)
{
	if (skip(pattern, 'h'))
		return skip(pattern, 'h') ? SIZE_CHAR : SIZE_SHORT;
	if (skip(pattern, 'l'))
		return skip(pattern, 'l') ? SIZE_64 : SIZE_LONG;
	if (skip(pattern, 'w'))
		return SIZE_WIDE;
	if (skip(pattern, 'j'))
		return SIZE_64;
	if (skip(pattern, 'z') || skip(pattern, 't'))
		return SIZE_POINTER;
	if (skip(pattern, 'L'))
		return SIZE_DOUBLE;
	if (skip(pattern, 'I')) {
		struct pattern digits = *pattern;

		if (skip(&digits, '6') && skip(&digits, '4')) {
			*pattern = digits;
			return SIZE_64;
		}
		digits = *pattern;
		if (skip(&digits, '3') && skip(&digits, '2')) {
			*pattern = digits;
			return SIZE_NONE;
		}
		return SIZE_POINTER;
	}
	return SIZE_NONE;
}

/* The arguments of one call, passed on by address. */
struct arguments {
	va_list list;
};

struct conversion {
	bool left, plus, blank, alternate, zero;
	int least;	/* the field width */
	int precision;	/* -1 for none */
	enum size size;
	char letter;
};

/* What is left of a field's width before a text (left is false) or behind it. */
static void pad(struct text *text, const struct conversion *conversion, size_t length, bool behind)
{
	if (conversion->left == behind && (size_t)conversion->least > length)
		fill(text, conversion->zero && !behind ? '0' : ' ', (size_t)conversion->least - length);
}

/* A field of narrow text. Its width counts bytes. */
static void add_narrow(struct text *text, const struct conversion *conversion, const char *bytes, size_t length)
{
	pad(text, conversion, length, false);
	add_bytes(text, bytes, length);
	pad(text, conversion, length, true);
}

/* A field of wide text. Its width counts units of 16 bits. */
static void add_wide(struct text *text, const struct conversion *conversion, const WCHAR *units, size_t length)
{
	pad(text, conversion, length, false);
	add_units(text, units, length);
	pad(text, conversion, length, true);
}

/* Adds what Linux's function makes of a number, which it gets as a format of its own. */
#define ADD_NUMBER(text, conversion, prefix, letter, value)                                            \
	do {                                                                                           \
		char format[32], *made;                                                                \
		int length;                                                                            \
                                                                                                       \
		linux_format(format, conversion, prefix, letter);                                      \
		length = (conversion)->precision < 0 ?                                                 \
				 asprintf(&made, format, (conversion)->least, value) :                 \
				 asprintf(&made, format, (conversion)->least, (conversion)->precision, value); \
		if (length < 0) {                                                                      \
			(text)->failed = true;                                                         \
		} else {                                                                               \
			add_bytes(text, made, (size_t)length);                                         \
			free(made);                                                                    \
		}                                                                                      \
	} while (0)

static void linux_format(char *format, const struct conversion *conversion, const char *prefix, char letter)
{
	sprintf(format, "%%%s%s%s%s%s*%s%s%c", conversion->left ? "-" : "", conversion->plus ? "+" : "",
		conversion->blank ? " " : "", conversion->alternate ? "#" : "", conversion->zero ? "0" : "",
		conversion->precision < 0 ? "" : ".*", prefix, letter);
}

static void add_integer(struct text *text, const struct conversion *conversion, struct arguments *arguments)
{
	bool is_signed = conversion->letter == 'd' || conversion->letter == 'i';
	long long value;

	switch (conversion->size) {
	case SIZE_64:
		value = va_arg(arguments->list, long long);
		break;
	case SIZE_POINTER:
		value = (long long)va_arg(arguments->list, intptr_t);
		if (!is_signed)
			value = (long long)(uintptr_t)value;
		break;
	case SIZE_CHAR:
		value = va_arg(arguments->list, int);
		value = is_signed ? (signed char)value : (unsigned char)value;
		break;
	case SIZE_SHORT:
		value = va_arg(arguments->list, int);
		value = is_signed ? (short)value : (unsigned short)value;
		break;
	default:
		value = va_arg(arguments->list, int);
		if (!is_signed)
			value = (unsigned)value;
		break;
	}
	ADD_NUMBER(text, conversion, "ll", conversion->letter, value);
}

/* Capital digits, as many as a pointer has. */
static void add_pointer(struct text *text, const struct conversion *conversion, uintptr_t value)
{
	struct conversion digits = *conversion;

	digits.precision = (int)sizeof(value) * 2;
	ADD_NUMBER(text, &digits, "ll", 'X', (unsigned long long)value);
}

#define QUIET_NAN (1ULL << 51)

/* Infinity, or what is no number. Zeros do not pad it. */
static void add_special(struct text *text, const struct conversion *conversion, double value)
{
	struct conversion plain = *conversion;
	char name[16] = "";
	uint64_t bits, payload;

	memcpy(&bits, &value, sizeof(bits));
	payload = bits & (QUIET_NAN - 1);
	strcat(name, signbit(value) ? "-" : conversion->plus ? "+" : conversion->blank ? " " : "");
	strcat(name, isinf(value)	     ? "inf" :
		     !(bits & QUIET_NAN)     ? "nan(snan)" :
		     signbit(value) && !payload ? "nan(ind)" :
					       "nan");
	for (char *at = name; isupper((unsigned char)conversion->letter) && *at; at++)
		*at = (char)toupper((unsigned char)*at);
	plain.zero = false;
	add_narrow(text, &plain, name, strlen(name));
}

static void add_real(struct text *text, const struct conversion *conversion, struct arguments *arguments)
{
	bool hexadecimal = conversion->letter == 'a' || conversion->letter == 'A';
	struct conversion digits = *conversion;
	long double real = 0;
	double value;

	if (conversion->size == SIZE_DOUBLE) {
		real = va_arg(arguments->list, long double);
		value = (double)real;
	} else {
		value = va_arg(arguments->list, double);
	}
	/* On Windows a long double is a double. Without a precision its digits are all shown. */
	if (hexadecimal && digits.precision < 0)
		digits.precision = 13;
	if (conversion->size == SIZE_DOUBLE && !hexadecimal && isfinite(real))
		ADD_NUMBER(text, conversion, "L", conversion->letter, real);
	else if (isfinite(value))
		ADD_NUMBER(text, &digits, "", conversion->letter, value);
	else
		add_special(text, conversion, value);
}

/* Whether the argument of a text conversion is wide, in a format that is wide or not. */
static bool is_wide(const struct conversion *conversion, bool otherwise)
{
	switch (conversion->size) {
	case SIZE_SHORT:
		return false;
	case SIZE_LONG:
	case SIZE_WIDE:
		return true;
	default:
		return otherwise;
	}
}

static void add_character(struct text *text, const struct conversion *conversion, bool wide, int value)
{
	if (wide)
		add_wide(text, conversion, &(WCHAR){ (WCHAR)value }, 1);
	else
		add_narrow(text, conversion, &(char){ (char)value }, 1);
}

static size_t units_of(const WCHAR *text, size_t most)
{
	size_t length = 0;

	while (length < most && text[length])
		length++;
	return length;
}

static void add_string(struct text *text, const struct conversion *conversion, bool wide, const void *string)
{
	size_t most = conversion->precision < 0 ? INT_MAX : (size_t)conversion->precision;
	const size_t none = strlen("(null)");

	if (!string)
		add_narrow(text, conversion, "(null)", most < none ? most : none);
	else if (wide)
		add_wide(text, conversion, string, units_of(string, most));
	else
		add_narrow(text, conversion, string, strnlen(string, most));
}

/* ANSI_STRING and UNICODE_STRING. A precision does not shorten them. */
struct counted {
	USHORT length, size;	/* in bytes */
	const void *buffer;
};

static void add_counted(struct text *text, const struct conversion *conversion, bool wide, const struct counted *string)
{
	struct conversion all = *conversion;

	all.precision = -1;
	if (!string || !string->buffer)
		add_string(text, &all, false, NULL);
	else if (wide)
		add_wide(text, &all, string->buffer, string->length / sizeof(WCHAR));
	else
		add_narrow(text, &all, string->buffer, string->length);
}

/* One conversion. False if the format is bad. */
static bool convert(struct text *text, const struct conversion *conversion, struct arguments *arguments)
{
	switch (conversion->letter) {
	case 'd':
	case 'i':
	case 'o':
	case 'u':
	case 'x':
	case 'X':
		add_integer(text, conversion, arguments);
		return true;
	case 'p':
		add_pointer(text, conversion, va_arg(arguments->list, uintptr_t));
		return true;
	case 'c':
	case 'C':
		add_character(text, conversion, is_wide(conversion, text->wide != (conversion->letter == 'C')),
			      va_arg(arguments->list, int));
		return true;
	case 's':
	case 'S':
		add_string(text, conversion, is_wide(conversion, text->wide != (conversion->letter == 'S')),
			   va_arg(arguments->list, const void *));
		return true;
	case 'Z':
		add_counted(text, conversion, is_wide(conversion, false), va_arg(arguments->list, const struct counted *));
		return true;
	case 'a':
	case 'A':
	case 'e':
	case 'E':
	case 'f':
	case 'F':
	case 'g':
	case 'G':
		add_real(text, conversion, arguments);
		return true;
	case '%':
		fill(text, '%', 1);
		return true;
	default:
		return false;
	}
}

static void parse_flags(struct pattern *pattern, struct conversion *conversion)
{
	for (;; take(pattern)) {
		switch (unit_of(pattern)) {
		case '-': conversion->left = true; break;
		case '+': conversion->plus = true; break;
		case ' ': conversion->blank = true; break;
		case '#': conversion->alternate = true; break;
		case '0': conversion->zero = true; break;
		default: return;
		}
	}
}

/* A number of a format, or the next argument for "*". False if it is too large. */
static bool parse_number(struct pattern *pattern, int *number, struct arguments *arguments)
{
	*number = 0;
	if (skip(pattern, '*')) {
		*number = va_arg(arguments->list, int);
		return *number != INT_MIN;
	}
	for (WCHAR unit = unit_of(pattern); unit >= '0' && unit <= '9'; take(pattern), unit = unit_of(pattern)) {
		if (*number > (INT_MAX - 9) / 10)
			return false;
		*number = *number * 10 + unit - '0';
	}
	return true;
}

/* What follows a "%". False if it is bad. */
static bool parse_and_convert(struct text *text, struct pattern *pattern, struct arguments *arguments)
{
	struct conversion conversion = { .precision = -1 };
	WCHAR letter;

	parse_flags(pattern, &conversion);
	if (!parse_number(pattern, &conversion.least, arguments))
		return false;
	if (conversion.least < 0) {
		conversion.left = true;
		conversion.least = -conversion.least;
	}
	if (skip(pattern, '.') && !parse_number(pattern, &conversion.precision, arguments))
		return false;
	conversion.size = parse_size(pattern);
	letter = unit_of(pattern);
	if (!letter || letter > 'z')
		return false;
	take(pattern);
	conversion.letter = (char)letter;
	return convert(text, &conversion, arguments);
}

/* Formats into a text whose units are for free(). The result is its length, or -1 and errno. */
static int format(struct text *text, struct pattern pattern, va_list list)
{
	struct arguments arguments;
	bool good = pattern.at != NULL;

	*text = (struct text){ .wide = pattern.wide };
	fill(text, 0, 0);
	va_copy(arguments.list, list);
	while (good && !text->failed && unit_of(&pattern)) {
		WCHAR unit = take(&pattern);

		if (unit == '%')
			good = parse_and_convert(text, &pattern, &arguments);
		else
			fill(text, unit, 1);
	}
	va_end(arguments.list);
	if (good && !text->failed)
		return (int)text->length;
	if (!good)
		errno = EINVAL;
	free(text->units);
	text->units = NULL;
	return -1;
}

/* The bytes, or the units of wide text, for a buffer of this size. */
static void copy_units(void *buffer, const struct text *text, size_t count)
{
	if (text->wide)
		memcpy(buffer, text->units, count * sizeof(*text->units));
	else
		for (size_t i = 0; i < count; i++)
			((char *)buffer)[i] = (char)text->units[i];
}

static void terminate(void *buffer, const struct text *text, size_t at)
{
	if (text->wide)
		((WCHAR *)buffer)[at] = 0;
	else
		((char *)buffer)[at] = '\0';
}

/* What becomes of text that does not fit into a buffer. */
enum overflow {
	OVERFLOW_CUT,		/* it is cut; the result is the length of all */
	OVERFLOW_CUT_FAILS,	/* it is cut; the result is -1 */
	OVERFLOW_UNTERMINATED,	/* it is cut, without a zero behind it; the result is -1 */
	OVERFLOW_EMPTY,		/* the buffer is emptied; the result is -1 */
};

/* @size and the result count units. No buffer and no size ask for the length. */
static int print(void *buffer, size_t size, struct pattern pattern, enum overflow overflow, va_list list)
{
	bool unterminated = overflow == OVERFLOW_UNTERMINATED;
	struct text text;
	size_t length, kept;
	int result;

	if (overflow == OVERFLOW_EMPTY ? !buffer || !size : !buffer && size) {
		errno = EINVAL;
		return -1;
	}
	result = format(&text, pattern, list);
	if (!buffer || !size) {
		free(text.units);
		return buffer && result > 0 && overflow != OVERFLOW_CUT ? -1 : result;
	}
	length = result < 0 ? 0 : (size_t)result;
	kept = length < size ? length : unterminated ? size : size - 1;
	if (kept < length && overflow == OVERFLOW_EMPTY) {
		errno = ERANGE;
		kept = 0;
	}
	if (result >= 0)
		copy_units(buffer, &text, kept);
	if (kept < size && (result >= 0 || !unterminated))
		terminate(buffer, &text, kept);
	free(text.units);
	return kept < length && overflow != OVERFLOW_CUT ? -1 : result;
}

static int print_narrow(char *buffer, size_t size, const char *pattern, enum overflow overflow, va_list list)
{
	return print(buffer, size, (struct pattern){ pattern, false }, overflow, list);
}

static int print_wide(WCHAR *buffer, size_t size, const WCHAR *pattern, enum overflow overflow, va_list list)
{
	return print(buffer, size, (struct pattern){ pattern, true }, overflow, list);
}

static int print_to(FILE *stream, struct pattern pattern, va_list list)
{
	struct sigpipe held;
	struct text text;
	size_t length = 0;
	char *bytes;
	int result;

	if (!stream) {
		errno = EINVAL;
		return -1;
	}
	result = format(&text, pattern, list);
	if (result <= 0) {
		free(text.units);
		return result;
	}
	bytes = bytes_of(&text, &length);
	free(text.units);
	sigpipe_hold(&held);
	if (!bytes || fwrite(bytes, 1, length, stream) != length)
		result = -1;
	sigpipe_release(&held, result < 0 && errno == EPIPE);
	free(bytes);
	return result;
}

EXPORT int winwork_vfprintf(FILE *stream, const char *pattern, va_list list)
{
	return print_to(stream, (struct pattern){ pattern, false }, list);
}

EXPORT int winwork_vfwprintf(FILE *stream, const WCHAR *pattern, va_list list)
{
	return print_to(stream, (struct pattern){ pattern, true }, list);
}

EXPORT int winwork_vprintf(const char *pattern, va_list list)
{
	return winwork_vfprintf(stdout, pattern, list);
}

EXPORT int winwork_vwprintf(const WCHAR *pattern, va_list list)
{
	return winwork_vfwprintf(stdout, pattern, list);
}

EXPORT int winwork_vsnprintf(char *buffer, size_t size, const char *pattern, va_list list)
{
	return print_narrow(buffer, size, pattern, OVERFLOW_CUT, list);
}

EXPORT int winwork_vsprintf(char *buffer, const char *pattern, va_list list)
{
	return print_narrow(buffer, INT_MAX, pattern, OVERFLOW_CUT, list);
}

EXPORT int _vsnprintf(char *buffer, size_t size, const char *pattern, va_list list)
{
	return print_narrow(buffer, size, pattern, OVERFLOW_UNTERMINATED, list);
}

EXPORT int vsprintf_s(char *buffer, size_t size, const char *pattern, va_list list)
{
	return print_narrow(buffer, size, pattern, OVERFLOW_EMPTY, list);
}

EXPORT int winwork_vswprintf(WCHAR *buffer, size_t size, const WCHAR *pattern, va_list list)
{
	return print_wide(buffer, size, pattern, OVERFLOW_CUT_FAILS, list);
}

EXPORT int _vsnwprintf(WCHAR *buffer, size_t size, const WCHAR *pattern, va_list list)
{
	return print_wide(buffer, size, pattern, OVERFLOW_UNTERMINATED, list);
}

EXPORT int vswprintf_s(WCHAR *buffer, size_t size, const WCHAR *pattern, va_list list)
{
	return print_wide(buffer, size, pattern, OVERFLOW_EMPTY, list);
}

/* At most @count units: the text is cut there. One that the buffer has no room for leaves it empty. */
static int print_counted(void *buffer, size_t size, size_t count, struct pattern pattern, va_list list)
{
	int result;

	if (count >= size && count != (size_t)-1)
		return print(buffer, size, pattern, OVERFLOW_EMPTY, list);
	if (!buffer || !size) {
		errno = EINVAL;
		return -1;
	}
	if (count < size)
		size = count + 1;
	result = print(buffer, size, pattern, OVERFLOW_CUT, list);
	return result >= 0 && (size_t)result >= size ? -1 : result;
}

EXPORT int _vsnprintf_s(char *buffer, size_t size, size_t count, const char *pattern, va_list list)
{
	return print_counted(buffer, size, count, (struct pattern){ pattern, false }, list);
}

EXPORT int _vsnwprintf_s(WCHAR *buffer, size_t size, size_t count, const WCHAR *pattern, va_list list)
{
	return print_counted(buffer, size, count, (struct pattern){ pattern, true }, list);
}

EXPORT int winwork_fprintf(FILE *stream, const char *pattern, ...);
EXPORT int winwork_printf(const char *pattern, ...);

EXPORT int winwork_fputws(const WCHAR *text, FILE *stream)
{
	return winwork_fprintf(stream, "%ls", text) < 0 ? -1 : 0;
}

EXPORT int _putws(const WCHAR *text)
{
	return winwork_printf("%ls\n", text) < 0 ? -1 : 0;
}

/* Text that does not fit is cut, with a zero behind it. */
static HRESULT string_printf(int length, size_t size)
{
	return length >= 0 && (size_t)length < size ? S_OK : STRSAFE_E_INSUFFICIENT_BUFFER;
}

HRESULT StringCchVPrintfA(LPSTR to, size_t size, LPCSTR pattern, va_list list)
{
	if (!to || !size || size > STRSAFE_MAX_CCH)
		return STRSAFE_E_INVALID_PARAMETER;
	return string_printf(print_narrow(to, size, pattern, OVERFLOW_CUT, list), size);
}

HRESULT StringCchVPrintfW(LPWSTR to, size_t size, LPCWSTR pattern, va_list list)
{
	if (!to || !size || size > STRSAFE_MAX_CCH)
		return STRSAFE_E_INVALID_PARAMETER;
	return string_printf(print_wide(to, size, pattern, OVERFLOW_CUT, list), size);
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
	 vswprintf_s(buffer, size, pattern, list))
VARIADIC(int, _snwprintf, (WCHAR *buffer, size_t size, const WCHAR *pattern, ...), pattern,
	 _vsnwprintf(buffer, size, pattern, list))
VARIADIC(int, _snprintf_s, (char *buffer, size_t size, size_t count, const char *pattern, ...), pattern,
	 _vsnprintf_s(buffer, size, count, pattern, list))
VARIADIC(int, _snwprintf_s, (WCHAR *buffer, size_t size, size_t count, const WCHAR *pattern, ...), pattern,
	 _vsnwprintf_s(buffer, size, count, pattern, list))
VARIADIC(HRESULT, StringCchPrintfA, (LPSTR to, size_t size, LPCSTR pattern, ...), pattern,
	 StringCchVPrintfA(to, size, pattern, list))
VARIADIC(HRESULT, StringCchPrintfW, (LPWSTR to, size_t size, LPCWSTR pattern, ...), pattern,
	 StringCchVPrintfW(to, size, pattern, list))
