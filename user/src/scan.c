// SPDX-License-Identifier: MIT
/*
 * scanf with formats of Windows: long of 32 bits, I64, wide text of 16 bits, and the sizes of scanf_s().
 */

#include "internal.h"
#include "format.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is read: a stream, which is locked, or a text. */
struct source {
	FILE *stream;
	const char *text;
	const WCHAR *wide_text;
	bool wide;	/* the function is for wide text: it counts units of 16 bits */
	int count;	/* what was read */
};

/* How many units of wide text a byte of UTF-8 adds. */
static int units_of_byte(int byte)
{
	return (byte & 0xC0) == 0x80 ? 0 : byte < 0xF0 ? 1 : 2;
}

/* The next byte, or the next unit of a wide text. */
static int next(struct source *source)
{
	int unit;

	if (source->stream)
		unit = getc_unlocked(source->stream);
	else if (source->wide_text)
		unit = *source->wide_text ? *source->wide_text++ : EOF;
	else
		unit = *source->text ? (unsigned char)*source->text++ : EOF;
	if (unit != EOF)
		source->count += source->wide && !source->wide_text ? units_of_byte(unit) : 1;
	return unit;
}

/* Undoes next(). A stream of glibc takes back all that was read. */
static void put_back(struct source *source, int unit)
{
	if (unit == EOF)
		return;
	source->count -= source->wide && !source->wide_text ? units_of_byte(unit) : 1;
	if (source->stream)
		ungetc(unit, source->stream);
	else if (source->wide_text)
		source->wide_text--;
	else
		source->text--;
}

static int peek(struct source *source)
{
	int unit = next(source);

	put_back(source, unit);
	return unit;
}

/* Of no locale: bytes above ASCII belong to characters of UTF-8. */
static bool is_space(int unit)
{
	return unit == ' ' || (unit >= '\t' && unit <= '\r');
}

static void skip_space(struct source *source)
{
	while (is_space(peek(source)))
		next(source);
}

/* A field of the input: at most so many characters, and those that were accepted. */
struct field {
	struct source *source;
	size_t left;
	char *bytes;
	size_t length, size;
	bool failed;
};

/* Accepts the next character if it is in the list. */
static bool accept(struct field *field, const char *list)
{
	int byte = field->left ? peek(field->source) : EOF;

	if (byte <= 0 || byte > UCHAR_MAX || !strchr(list, byte))
		return false;
	next(field->source);
	field->left--;
	if (field->length + 1 >= field->size) {
		size_t size = field->size * 2 + 64;
		char *larger = realloc(field->bytes, size);

		if (!larger) {
			field->failed = true;
			return false;
		}
		field->bytes = larger;
		field->size = size;
	}
	field->bytes[field->length++] = (char)byte;
	field->bytes[field->length] = '\0';
	return true;
}

static size_t accept_all(struct field *field, const char *list)
{
	size_t count = 0;

	while (accept(field, list))
		count++;
	return count;
}

/* Accepts a word of lower-case letters in either case, as far as it goes. */
static bool accept_word(struct field *field, const char *word)
{
	for (; *word; word++)
		if (!accept(field, (char[]){ *word, (char)toupper(*word), '\0' }))
			return false;
	return true;
}

#define DECIMAL "0123456789"
#define HEXADECIMAL "0123456789abcdefABCDEF"

/* An integer of the base, 0 for that of its prefix. Whether there is one. */
static bool accept_integer(struct field *field, int *base)
{
	size_t digits;

	accept(field, "+-");
	if (*base != 10 && *base != 8 && accept(field, "0")) {
		if (accept(field, "xX")) {
			*base = 16;
			return accept_all(field, HEXADECIMAL) > 0;
		}
		*base = *base ? *base : 8;
		digits = 1;
	} else {
		*base = *base ? *base : 10;
		digits = 0;
	}
	return digits + accept_all(field, *base == 16 ? HEXADECIMAL : *base == 10 ? DECIMAL : "01234567") > 0;
}

/* Accepts the decimal point of the locale, which strtod() takes. */
static void accept_point(struct field *field)
{
	for (const char *at = localeconv()->decimal_point; *at; at++)
		if (!accept(field, (char[]){ *at, '\0' }))
			return;
}

/* A number with a point or an exponent. Whether there is one. */
static bool accept_real(struct field *field)
{
	const char *list = DECIMAL, *exponent = "eE";
	size_t digits = 0;
	int byte;

	accept(field, "+-");
	byte = field->left ? peek(field->source) : EOF;
	if (byte == 'i' || byte == 'I') {
		if (!accept_word(field, "inf"))
			return false;
		byte = field->left ? peek(field->source) : EOF;
		return (byte != 'i' && byte != 'I') || accept_word(field, "inity");
	}
	if (byte == 'n' || byte == 'N') {
		if (!accept_word(field, "nan"))
			return false;
		if (!accept(field, "("))
			return true;
		accept_all(field, DECIMAL "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
		return accept(field, ")");
	}
	if (accept(field, "0")) {
		if (accept(field, "xX")) {
			list = HEXADECIMAL;
			exponent = "pP";
		} else {
			digits = 1;
		}
	}
	digits += accept_all(field, list);
	accept_point(field);
	digits += accept_all(field, list);
	if (!digits)
		return false;
	if (!accept(field, exponent))
		return true;
	accept(field, "+-");
	return accept_all(field, DECIMAL) > 0;
}

static void store_integer(void *to, enum size size, long long value)
{
	switch (size) {
	case SIZE_CHAR:
		*(signed char *)to = (signed char)value;
		break;
	case SIZE_SHORT:
		*(short *)to = (short)value;
		break;
	case SIZE_64:
		*(long long *)to = value;
		break;
	case SIZE_POINTER:
		*(intptr_t *)to = (intptr_t)value;
		break;
	default:
		*(int *)to = (int)value;
		break;
	}
}

struct conversion {
	size_t most;		/* the width, SIZE_MAX for none */
	enum size size;
	WCHAR letter;
	bool wide;		/* of text: what is stored */
	WCHAR *set;		/* of "[": what it contains, for free() */
	size_t set_length;
	bool negated;
	void *to;		/* NULL: nothing is stored */
	size_t room;		/* of text: the units of the buffer, SIZE_MAX if that is not known */
};

static bool scan_number(struct source *source, const struct conversion *conversion)
{
	struct field field = { .source = source, .left = conversion->most };
	bool real = strchr("aAeEfFgG", conversion->letter) != NULL;
	bool is_signed = conversion->letter == 'd' || conversion->letter == 'i';
	int base = conversion->letter == 'i' ? 0 :
		   conversion->letter == 'o' ? 8 :
		   conversion->letter == 'd' || conversion->letter == 'u' ? 10 : 16;
	bool found;

	skip_space(source);
	found = (real ? accept_real(&field) : accept_integer(&field, &base)) && !field.failed;
	if (!found || !conversion->to)
		;
	else if (!real)
		store_integer(conversion->to, conversion->letter == 'p' ? SIZE_POINTER : conversion->size,
			      is_signed ? strtoll(field.bytes, NULL, base) :
					  (long long)strtoull(field.bytes, NULL, base));
	else if (conversion->size == SIZE_DOUBLE)
		*(long double *)conversion->to = strtold(field.bytes, NULL);
	else if (conversion->size == SIZE_LONG)
		*(double *)conversion->to = strtod(field.bytes, NULL);
	else
		*(float *)conversion->to = strtof(field.bytes, NULL);
	free(field.bytes);
	return found;
}

static bool in_set(const struct conversion *conversion, WCHAR unit)
{
	const WCHAR *set = conversion->set;
	size_t at = 0, length = conversion->set_length;

	while (at < length) {
		WCHAR from = set[at], to = from;

		if (at + 2 < length && set[at + 1] == '-') {
			to = set[at + 2];
			at += 2;
		}
		at++;
		if (from <= to ? unit >= from && unit <= to : unit >= to && unit <= from)
			return !conversion->negated;
	}
	return conversion->negated;
}

/* A character: what was read, the units that decide whether it belongs to a text, and those to store for it. */
struct character {
	int read[4];
	WCHAR units[4];
	WCHAR stored[4];
	size_t read_count, count, stored_count;
};

/* Whether a character belongs to the text of a conversion. */
static bool belongs(const struct conversion *conversion, const struct character *character)
{
	bool all = true;

	if (conversion->letter == 's')
		return !is_space(character->units[0]);
	for (size_t i = 0; conversion->letter == '[' && i < character->count; i++)
		all = all && in_set(conversion, character->units[i]);
	return all;
}

/* Of wide text: a unit, or a pair of them that is stored as UTF-8. */
static void read_wide(struct source *source, bool wide, struct character *character)
{
	character->units[0] = (WCHAR)character->read[0];
	character->count = 1;
	if (!wide && (character->read[0] & 0xFC00) == 0xD800 && (peek(source) & ~0x3FF) == 0xDC00) {
		character->read[character->read_count++] = next(source);
		character->units[character->count++] = (WCHAR)character->read[1];
	}
}

/* Of narrow text: a byte, or the bytes of UTF-8 that become wide. */
static void read_narrow(struct source *source, bool wide, struct character *character)
{
	int first = character->read[0];
	size_t most = !wide || first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 : 1;
	char bytes[4] = { (char)first };

	while (character->read_count < most && (peek(source) & ~0x3F) == 0x80) {
		character->read[character->read_count] = next(source);
		bytes[character->read_count] = (char)character->read[character->read_count];
		character->read_count++;
	}
	character->units[0] = (WCHAR)first;
	character->count = 1;
	if (wide)
		character->count = (size_t)MultiByteToWideChar(CP_UTF8, 0, bytes, (int)character->read_count,
							       character->units, 4);
}

/* The next character for a conversion to wide text, or not. False at the end. */
static bool read_character(struct source *source, bool wide, struct character *character)
{
	char bytes[4];
	int count;

	character->read[0] = next(source);
	character->read_count = 1;
	if (character->read[0] == EOF)
		return false;
	if (source->wide_text)
		read_wide(source, wide, character);
	else
		read_narrow(source, wide || source->wide, character);
	memcpy(character->stored, character->units, sizeof(character->stored));
	character->stored_count = character->count;
	if (wide || !source->wide)
		return true;
	count = WideCharToMultiByte(CP_UTF8, 0, character->units, (int)character->count, bytes, 4, NULL, NULL);
	for (int i = 0; i < count; i++)
		character->stored[i] = (unsigned char)bytes[i];
	character->stored_count = (size_t)count;
	return true;
}

static void put_character_back(struct source *source, const struct character *character)
{
	for (size_t i = character->read_count; i-- > 0;)
		put_back(source, character->read[i]);
}

static void store_unit(const struct conversion *conversion, size_t at, WCHAR unit)
{
	if (!conversion->to)
		return;
	if (conversion->wide)
		((WCHAR *)conversion->to)[at] = unit;
	else
		((char *)conversion->to)[at] = (char)unit;
}

/* Text. False if there is none, or if it does not fit: then the buffer is emptied. */
static bool scan_text(struct source *source, const struct conversion *conversion)
{
	bool terminated = conversion->letter != 'c';
	size_t room = conversion->room - (terminated && conversion->room != SIZE_MAX), length = 0;

	if (conversion->letter == 's')
		skip_space(source);
	while (length < conversion->most) {
		struct character character;
		bool accepted;

		if (!read_character(source, conversion->wide, &character))
			break;
		accepted = character.stored_count <= conversion->most - length && belongs(conversion, &character);
		if (!accepted || character.stored_count > room - length) {
			put_character_back(source, &character);
			if (!accepted)
				break;
			store_unit(conversion, 0, 0);
			errno = ENOMEM;
			return false;
		}
		for (size_t i = 0; i < character.stored_count; i++)
			store_unit(conversion, length++, character.stored[i]);
	}
	if (!terminated)
		return length == conversion->most;
	if (length)
		store_unit(conversion, length, 0);
	return length > 0;
}

/* The width. False if it is 0 or too large. */
static bool parse_width(struct pattern *pattern, size_t *most)
{
	*most = SIZE_MAX;
	for (WCHAR unit = unit_of(pattern); unit >= '0' && unit <= '9'; unit = unit_of(pattern)) {
		*most = (*most == SIZE_MAX ? 0 : *most * 10) + take(pattern) - '0';
		if (*most > INT_MAX)
			return false;
	}
	return *most > 0;
}

/* What follows a "[", in units of what is compared. A "]" at its beginning belongs to it. False if it has no end. */
static bool parse_set(struct pattern *pattern, struct conversion *conversion)
{
	struct pattern at;
	size_t length = 0;
	char *text;

	conversion->negated = skip(pattern, '^');
	at = *pattern;
	do {
		if (!take(&at))
			return false;
		length++;
	} while (unit_of(&at) != ']');
	text = malloc(length);
	conversion->set = malloc(length * sizeof(*conversion->set));
	if (!text || !conversion->set) {
		free(text);
		return false;
	}
	for (size_t i = 0; i < length; i++) {
		conversion->set[i] = take(pattern);
		text[i] = (char)conversion->set[i];
	}
	conversion->set_length = length;
	if (!pattern->wide && conversion->wide)
		conversion->set_length =
			(size_t)MultiByteToWideChar(CP_UTF8, 0, text, (int)length, conversion->set, (int)length);
	free(text);
	take(pattern);
	return true;
}

/* The arguments of one call, passed on by address. */
struct arguments {
	va_list list;
};

/* What follows a "%", with its arguments. False if it is bad. */
static bool parse(struct pattern *pattern, struct conversion *conversion, bool sizes, struct arguments *arguments)
{
	bool store = !skip(pattern, '*'), is_text, capital;

	if (!parse_width(pattern, &conversion->most))
		return false;
	conversion->size = parse_size(pattern);
	if (!unit_of(pattern))
		return false;
	conversion->letter = take(pattern);
	capital = conversion->letter == 'S' || conversion->letter == 'C';
	if (capital)
		conversion->letter = (WCHAR)tolower(conversion->letter);
	is_text = conversion->letter == 's' || conversion->letter == 'c' || conversion->letter == '[';
	if (!is_text && (conversion->letter > 'z' || !strchr("aAdeEfFgGinopuxX", conversion->letter)))
		return false;
	conversion->wide = conversion->size == SIZE_LONG || conversion->size == SIZE_WIDE ||
			   (pattern->wide != capital && conversion->size != SIZE_SHORT);
	if (conversion->letter == '[' && !parse_set(pattern, conversion))
		return false;
	if (conversion->letter == 'c' && conversion->most == SIZE_MAX)
		conversion->most = 1;
	conversion->room = SIZE_MAX;
	if (store)
		conversion->to = va_arg(arguments->list, void *);
	if (store && sizes && is_text)
		conversion->room = va_arg(arguments->list, unsigned);
	return true;
}

/* What ends a scan. */
enum end {
	END_NONE,
	END_INPUT,	/* it does not fit the format */
	END_FORMAT,	/* a bad conversion */
	END_BUFFER,	/* no room for what scanf_s() would store */
};

/* One conversion. */
static enum end convert(struct source *source, struct pattern *pattern, bool sizes, struct arguments *arguments,
			int *found)
{
	struct conversion conversion = { 0 };
	enum end end = END_NONE;

	if (!parse(pattern, &conversion, sizes, arguments)) {
		end = END_FORMAT;
	} else if (!conversion.room || (conversion.letter == 'c' && conversion.most > conversion.room && conversion.to)) {
		end = END_BUFFER;
		if (conversion.room)
			store_unit(&conversion, 0, 0);
	} else if (conversion.letter == 'n') {
		if (conversion.to)
			store_integer(conversion.to, conversion.size, source->count);
	} else if (strchr("sc[", conversion.letter) ? scan_text(source, &conversion) : scan_number(source, &conversion)) {
		*found += conversion.to != NULL;
	} else {
		end = END_INPUT;
	}
	free(conversion.set);
	return end;
}

/* A character of the format that is no conversion: the input has the same one. */
static bool matches(struct source *source, struct pattern *pattern, WCHAR unit)
{
	struct pattern at = *pattern;
	struct character character;
	bool same = true;

	if (unit < 0x80 || !source->wide || source->wide_text) {
		same = peek(source) == (int)unit;
		if (same)
			next(source);
		return same;
	}
	/* UTF-8, and perhaps both units of a pair. */
	if (!read_character(source, true, &character))
		return false;
	for (size_t i = 0; same && i < character.count; i++)
		same = character.units[i] == (i ? take(&at) : unit);
	if (same)
		*pattern = at;
	else
		put_character_back(source, &character);
	return same;
}

/* The number of stored values. EOF if there is none, and the input ends or a buffer has no room. */
static int scan(struct source *source, const void *format, bool sizes, va_list list)
{
	struct pattern pattern = { format, source->wide };
	struct arguments arguments;
	enum end end = END_NONE;
	int found = 0;

	if (!format || (!source->stream && !source->text && !source->wide_text)) {
		errno = EINVAL;
		return EOF;
	}
	if (source->stream)
		flockfile(source->stream);
	va_copy(arguments.list, list);
	while (end == END_NONE && unit_of(&pattern)) {
		WCHAR unit = take(&pattern);

		if (is_space(unit))
			skip_space(source);
		else if (unit == '%' && !skip(&pattern, '%'))
			end = convert(source, &pattern, sizes, &arguments, &found);
		else if (!matches(source, &pattern, unit))
			end = END_INPUT;
	}
	va_end(arguments.list);
	if (end == END_FORMAT || end == END_BUFFER)
		errno = EINVAL;
	if (!found && (end == END_BUFFER || (end == END_INPUT && peek(source) == EOF)))
		found = EOF;
	if (source->stream)
		funlockfile(source->stream);
	return found;
}

static int scan_stream(FILE *stream, const char *format, bool sizes, va_list list)
{
	return scan(&(struct source){ .stream = stream }, format, sizes, list);
}

static int scan_string(const char *text, const char *format, bool sizes, va_list list)
{
	return scan(&(struct source){ .text = text }, format, sizes, list);
}

static int scan_wide_stream(FILE *stream, const WCHAR *format, bool sizes, va_list list)
{
	return scan(&(struct source){ .stream = stream, .wide = true }, format, sizes, list);
}

static int scan_wide_string(const WCHAR *text, const WCHAR *format, bool sizes, va_list list)
{
	return scan(&(struct source){ .wide_text = text, .wide = true }, format, sizes, list);
}

EXPORT int winwork_vscanf(const char *format, va_list list)
{
	return scan_stream(stdin, format, false, list);
}

EXPORT int winwork_vfscanf(FILE *stream, const char *format, va_list list)
{
	return scan_stream(stream, format, false, list);
}

EXPORT int winwork_vsscanf(const char *text, const char *format, va_list list)
{
	return scan_string(text, format, false, list);
}

EXPORT int winwork_vwscanf(const WCHAR *format, va_list list)
{
	return scan_wide_stream(stdin, format, false, list);
}

EXPORT int winwork_vfwscanf(FILE *stream, const WCHAR *format, va_list list)
{
	return scan_wide_stream(stream, format, false, list);
}

EXPORT int winwork_vswscanf(const WCHAR *text, const WCHAR *format, va_list list)
{
	return scan_wide_string(text, format, false, list);
}

/* The functions with arguments of their own. */
#define VARIADIC(name, parameters, call)        \
	EXPORT int name parameters              \
	{                                       \
		va_list list;                   \
		int result;                     \
                                                \
		va_start(list, format);         \
		result = call;                  \
		va_end(list);                   \
		return result;                  \
	}
VARIADIC(winwork_scanf, (const char *format, ...), scan_stream(stdin, format, false, list))
VARIADIC(winwork_fscanf, (FILE *stream, const char *format, ...), scan_stream(stream, format, false, list))
VARIADIC(winwork_sscanf, (const char *text, const char *format, ...), scan_string(text, format, false, list))
VARIADIC(scanf_s, (const char *format, ...), scan_stream(stdin, format, true, list))
VARIADIC(fscanf_s, (FILE *stream, const char *format, ...), scan_stream(stream, format, true, list))
VARIADIC(sscanf_s, (const char *text, const char *format, ...), scan_string(text, format, true, list))
VARIADIC(winwork_wscanf, (const WCHAR *format, ...), scan_wide_stream(stdin, format, false, list))
VARIADIC(winwork_fwscanf, (FILE *stream, const WCHAR *format, ...), scan_wide_stream(stream, format, false, list))
VARIADIC(winwork_swscanf, (const WCHAR *text, const WCHAR *format, ...), scan_wide_string(text, format, false, list))
VARIADIC(wscanf_s, (const WCHAR *format, ...), scan_wide_stream(stdin, format, true, list))
VARIADIC(fwscanf_s, (FILE *stream, const WCHAR *format, ...), scan_wide_stream(stream, format, true, list))
VARIADIC(swscanf_s, (const WCHAR *text, const WCHAR *format, ...), scan_wide_string(text, format, true, list))
