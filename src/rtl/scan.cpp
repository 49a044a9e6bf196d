/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Values that sscanf_s and its relatives read from text, for both character types. There is no
 * floating point.
 */
#include <stdarg.h>

#include <ntifs.h>

#include "string.hpp"

#include "base/unicode.hpp"

using namespace ww;

namespace {

constexpr int kEndOfText = -1;
constexpr u32 kNoWidth = ~0u;

template <typename Char>
constexpr bool is_space(Char character)
{
	return character == ' ' || (character >= '\t' && character <= '\r');
}

/* The value of a digit; 36 for another character. */
template <typename Char>
constexpr u32 digit(Char character)
{
	if (character >= '0' && character <= '9')
		return static_cast<u32>(character - '0');
	if (character >= 'a' && character <= 'z')
		return static_cast<u32>(character - 'a' + 10);
	if (character >= 'A' && character <= 'Z')
		return static_cast<u32>(character - 'A' + 10);
	return 36;
}

enum class Size { none, byte, half, natural, bits64 };

/* A conversion of the format. */
struct Conversion {
	bool stored = true;
	u32 width = kNoWidth;
	Size size = Size::none;
};

/* The characters between "%[" and "]". */
template <typename Char>
struct Set {
	const Char *begin;
	const Char *end;
	bool inverted;

	bool has(Char character) const
	{
		bool found = false;

		for (const Char *at = begin; at < end && !found; at++) {
			if (at + 2 < end && at[1] == '-') {
				found = character >= at[0] && character <= at[2];
				at += 2;
			} else {
				found = character == *at;
			}
		}
		return found != inverted;
	}
};

template <typename Char>
class Scanner {
public:
	Scanner(const Char *text, size_t most, const Char *format, va_list arguments)
		: begin_(text), at_(text), end_(text), format_(format)
	{
		while (most && *end_) {
			end_++;
			most--;
		}
		va_copy(arguments_, arguments);
	}
	~Scanner() { va_end(arguments_); }
	Scanner(const Scanner &) = delete;
	Scanner &operator=(const Scanner &) = delete;

	int scan()
	{
		while (*format_ && step())
			;
		return converted_ || !ended_early_ ? count_ : kEndOfText;
	}

private:
	static constexpr bool kWideText = sizeof(Char) == 2;

	/* Takes the next part of the format. Returns false when the reading ends. */
	bool step()
	{
		if (is_space(*format_)) {
			format_++;
			skip_space();
			return true;
		}
		if (*format_ != '%')
			return take_literal();
		format_++;
		if (*format_ == '%') {
			skip_space();
			return take_literal();
		}
		return convert();
	}

	void skip_space()
	{
		while (at_ != end_ && is_space(*at_))
			at_++;
	}

	/* Notes a text that ended before the first value. */
	bool has_more()
	{
		ended_early_ = ended_early_ || at_ == end_;
		return at_ != end_;
	}

	bool take_literal()
	{
		if (!has_more() || *at_ != *format_)
			return false;
		at_++;
		format_++;
		return true;
	}

	bool skip(char first, char second = 0)
	{
		if (format_[0] != static_cast<Char>(first) ||
		    (second && format_[1] != static_cast<Char>(second)))
			return false;
		format_ += second ? 2 : 1;
		return true;
	}

	void parse_width(Conversion &conversion)
	{
		if (digit(*format_) > 9)
			return;
		for (conversion.width = 0; digit(*format_) <= 9; format_++) {
			if (conversion.width < kNoWidth / 16)
				conversion.width = conversion.width * 10 + digit(*format_);
		}
		/* A width of 0 is none. */
		if (!conversion.width)
			conversion.width = kNoWidth;
	}

	Size parse_size()
	{
		if (skip('l', 'l') || skip('z') || skip('t') || skip('j'))
			return Size::bits64;
		if (skip('h', 'h'))
			return Size::byte;
		if (skip('h'))
			return Size::half;
		if (skip('l') || skip('w') || skip('L'))
			return Size::natural;
		if (skip('I'))
			return skip('3', '2') ? Size::natural : (skip('6', '4'), Size::bits64);
		return Size::none;
	}

	bool convert()
	{
		Conversion conversion;

		conversion.stored = !skip('*');
		parse_width(conversion);
		conversion.size = parse_size();
		switch (*format_ ? *format_++ : 0) {
		case 'd':
		case 'u':
			return read_number(conversion, 10);
		case 'i':
			return read_number(conversion, 0);
		case 'o':
			return read_number(conversion, 8);
		case 'p':
			conversion.size = Size::bits64;
			return read_number(conversion, 16);
		case 'x':
		case 'X':
			return read_number(conversion, 16);
		case 'n':
			store(conversion, static_cast<u64>(at_ - begin_));
			return true;
		case 'c':
			return read_characters(conversion, is_wide(conversion, kWideText));
		case 'C':
			return read_characters(conversion, is_wide(conversion, !kWideText));
		case 's':
			return read_word(conversion, is_wide(conversion, kWideText));
		case 'S':
			return read_word(conversion, is_wide(conversion, !kWideText));
		case '[':
			return read_set(conversion, is_wide(conversion, kWideText));
		default:
			return false;
		}
	}

	static bool is_wide(const Conversion &conversion, bool otherwise)
	{
		return conversion.size == Size::natural ||
		       (conversion.size != Size::half && otherwise);
	}

	void store(const Conversion &conversion, u64 value)
	{
		if (!conversion.stored)
			return;
		switch (conversion.size) {
		case Size::byte:
			*va_arg(arguments_, u8 *) = static_cast<u8>(value);
			break;
		case Size::half:
			*va_arg(arguments_, u16 *) = static_cast<u16>(value);
			break;
		case Size::bits64:
			*va_arg(arguments_, u64 *) = value;
			break;
		default:
			*va_arg(arguments_, u32 *) = static_cast<u32>(value);
			break;
		}
	}

	bool read_number(const Conversion &conversion, u32 base)
	{
		skip_space();
		if (!has_more())
			return false;

		const Char *const end = limit(conversion.width);
		bool has_digits = false;
		const bool negative = *at_ == '-';

		if (*at_ == '-' || *at_ == '+')
			at_++;
		if (base == 16 || base == 0)
			base = take_prefix(end, base, has_digits);

		u64 value = 0;

		for (; at_ != end && digit(*at_) < base; at_++) {
			value = value * base + digit(*at_);
			has_digits = true;
		}
		if (!has_digits)
			return false;
		store(conversion, negative ? 0 - value : value);
		return converted(conversion);
	}

	bool converted(const Conversion &conversion)
	{
		converted_ = true;
		count_ += conversion.stored;
		return true;
	}

	/* The base by the prefix of the number. The 0 of "0x" is a number if no digit follows. */
	u32 take_prefix(const Char *end, u32 base, bool &has_digits)
	{
		has_digits = at_ != end && *at_ == '0';
		if (!has_digits)
			return base ? base : 10;
		at_++;
		if (at_ == end || (*at_ != 'x' && *at_ != 'X'))
			return base ? base : 8;
		at_++;
		return 16;
	}

	const Char *limit(u32 width) const
	{
		return static_cast<size_t>(end_ - at_) > width ? at_ + width : end_;
	}

	bool read_characters(const Conversion &conversion, bool wide)
	{
		const u32 width = conversion.width == kNoWidth ? 1 : conversion.width;
		const Char *const first = at_;

		if (!has_more())
			return false;
		at_ = limit(width);
		if (static_cast<u32>(at_ - first) < width) {
			ended_early_ = true;
			return false;
		}
		return put(conversion, first, wide, false);
	}

	bool read_word(const Conversion &conversion, bool wide)
	{
		skip_space();
		if (!has_more())
			return false;

		const Char *const first = at_;

		for (const Char *const end = limit(conversion.width); at_ != end && !is_space(*at_);)
			at_++;
		return put(conversion, first, wide, true);
	}

	bool read_set(const Conversion &conversion, bool wide)
	{
		Set<Char> set{};

		set.inverted = skip('^');
		set.begin = format_;
		/* A bracket at the beginning is one of the characters. */
		if (*format_ == ']')
			format_++;
		while (*format_ && *format_ != ']')
			format_++;
		set.end = format_;
		if (!skip(']') || !has_more())
			return false;

		const Char *const first = at_;

		for (const Char *const end = limit(conversion.width); at_ != end && set.has(*at_);)
			at_++;
		return at_ != first && put(conversion, first, wide, true);
	}

	/* Stores the text from @first on. */
	bool put(const Conversion &conversion, const Char *first, bool wide, bool with_null)
	{
		if (conversion.stored &&
		    (wide ? !put_to<u16>(first, with_null) : !put_to<char>(first, with_null)))
			return false;
		return converted(conversion);
	}

	template <typename To>
	bool put_to(const Char *first, bool with_null)
	{
		To *const out = va_arg(arguments_, To *);
		const u32 room = va_arg(arguments_, u32);
		size_t length = 0;

		while (first != at_ && append(out, room, length, first))
			;
		if (first != at_ || (with_null && length == room)) {
			if (room)
				*out = 0;
			return false;
		}
		if (with_null)
			out[length] = 0;
		return true;
	}

	/* Text of its own type is copied as it is, also if it is not valid. */
	bool append(Char *out, u32 room, size_t &length, const Char *&from)
	{
		if (length == room)
			return false;
		out[length++] = *from++;
		return true;
	}

	template <typename To>
	bool append(To *out, u32 room, size_t &length, const Char *&from)
	{
		To units[4 / sizeof(To)];
		const Char *next = from;
		const u32 units_needed = encode(next_code_point(next, at_), units);

		if (units_needed > room - length)
			return false;
		for (u32 i = 0; i < units_needed; i++)
			out[length++] = units[i];
		from = next;
		return true;
	}

	const Char *const begin_;
	const Char *at_;
	const Char *end_;
	const Char *format_;
	va_list arguments_;
	int count_ = 0;			/* values that were stored */
	bool ended_early_ = false;	/* the text ended, and the format did not */
	bool converted_ = false;	/* a conversion succeeded, stored or not */
};

template <typename Char>
int scan(const Char *text, size_t length, const Char *format, va_list arguments)
{
	if (!text || !format)
		return kEndOfText;
	return Scanner<Char>(text, length, format, arguments).scan();
}

} /* namespace */

extern "C" {

int NTAPI WinworkReadV(PCSTR Text, SIZE_T Length, PCSTR Format, va_list Arguments)
{
	return scan(Text, Length, Format, Arguments);
}

int NTAPI WinworkReadWideV(PCWSTR Text, SIZE_T Length, PCWSTR Format, va_list Arguments)
{
	return scan(reinterpret_cast<const u16 *>(Text), Length,
		    reinterpret_cast<const u16 *>(Format), Arguments);
}

} /* extern "C" */
