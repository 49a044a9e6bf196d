/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The formatter behind format_windows() and format_trace(), for both character types.
 */
#include "format.hpp"

#include <wdm.h>

#include "base/address.hpp"
#include "base/unicode.hpp"

namespace ww {
namespace {

constexpr int kMostLength = 0x7fffffff;
constexpr int kNotGiven = -1;
constexpr int kPointerDigits = 2 * sizeof(void *);

/* Writes text into a bounded room, and counts the characters that do not fit. */
template <typename Char>
class Writer {
public:
	Writer(Char *out, size_t room, Null null)
		: out_(out), room_(room), most_(null == Null::always && room ? room - 1 : room)
	{
	}

	void put(Char character)
	{
		if (length_ < most_)
			out_[length_] = character;
		if (length_ < kMostLength)
			length_++;
	}

	void fill(Char character, int count)
	{
		while (count > 0 && length_ < most_) {
			put(character);
			count--;
		}
		if (count > 0)
			length_ += count < kMostLength - static_cast<int>(length_) ?
					   count : kMostLength - length_;
	}

	void put_code_point(u32 code_point)
	{
		Char units[sizeof(Char) == 1 ? kMostUtf8 : kMostUtf16];
		const u32 count = encode(code_point, units);

		for (u32 i = 0; i < count; i++)
			put(units[i]);
	}

	int finish()
	{
		const size_t end = length_ < most_ ? length_ : most_;

		if (end < room_)
			out_[end] = 0;
		return static_cast<int>(length_);
	}

private:
	Char *const out_;
	const size_t room_;
	const size_t most_;		/* characters that are stored */
	size_t length_ = 0;
};

enum class Size {
	none,
	byte,		/* hh */
	half,		/* h */
	natural,	/* l: 32 bits, or the wide type */
	wide,		/* w */
	bits32,		/* I32 */
	bits64,		/* ll I64 I z t j, on a 64-bit Windows */
};

struct Specification {
	bool left = false;
	bool plus = false;
	bool space = false;
	bool alternate = false;
	bool zero = false;
	int width = 0;
	int precision = kNotGiven;
	Size size = Size::none;
};

/* The conversions of the trace preprocessor, "%!NAME!". */
enum class Trace : u8 {
	function,
	file,
	line,
	flags,
	level,
	nothing,
	number,			/* 32 bits, hexadecimal */
	truth,
	guid,
	dump,			/* a structure of a pointer and a 16-bit length */
	as,			/* another conversion */
};

struct TraceConversion {
	const char *name;
	Trace kind;
	const char *as = nullptr;
};

constexpr TraceConversion kTraceConversions[] = {
	{ "FUNC", Trace::function },	{ "FILE", Trace::file },	{ "LINE", Trace::line },
	{ "FLAGS", Trace::flags },	{ "LEVEL", Trace::level },	{ "STDPREFIX", Trace::nothing },
	{ "bool", Trace::truth },	{ "BOOLEAN", Trace::truth },	{ "BOOL", Trace::truth },
	{ "GUID", Trace::guid },	{ "CLSID", Trace::guid },	{ "IID", Trace::guid },
	{ "HEXDUMP", Trace::dump },
	{ "s", Trace::as, "s" },	{ "d", Trace::as, "d" },	{ "u", Trace::as, "u" },
	{ "x", Trace::as, "x" },	{ "p", Trace::as, "p" },	{ "S", Trace::as, "S" },
	{ "ASTR", Trace::as, "s" },	{ "WSTR", Trace::as, "ws" },	{ "ANSTR", Trace::as, "Z" },
	{ "USTR", Trace::as, "wZ" },	{ "PTR", Trace::as, "p" },	{ "HANDLE", Trace::as, "p" },
	{ "SLONG", Trace::as, "d" },	{ "ULONG", Trace::as, "u" },	{ "XLONG", Trace::as, "#x" },
	{ "SINT64", Trace::as, "I64d" }, { "UINT64", Trace::as, "I64u" }, { "XINT64", Trace::as, "#I64x" },
};

constexpr TraceConversion kUnknown = { "", Trace::number };

bool is_named(const char *name, const char *text, size_t length)
{
	size_t i = 0;

	while (i < length && name[i] && name[i] == text[i])
		i++;
	return i == length && !name[i];
}

const TraceConversion &trace_conversion(const char *text, size_t length)
{
	for (const TraceConversion &each : kTraceConversions) {
		if (is_named(each.name, text, length))
			return each;
	}
	return kUnknown;
}

constexpr u16 kMostDumped = 256;

template <typename Char>
class Formatter {
public:
	Formatter(Char *out, size_t room, const Char *format, va_list arguments, Null null,
		  const TraceWords *words = nullptr)
		: writer_(out, room, null), at_(format), words_(words)
	{
		va_copy(arguments_, arguments);
	}
	~Formatter() { va_end(arguments_); }
	Formatter(const Formatter &) = delete;
	Formatter &operator=(const Formatter &) = delete;

	int format()
	{
		while (*at_) {
			if (*at_ == '%')
				convert();
			else
				writer_.put(*at_++);
		}
		return writer_.finish();
	}

private:
	static constexpr bool kWideOutput = sizeof(Char) == 2;

	void convert()
	{
		Specification spec;

		at_++;
		parse_flags(spec);
		parse_width(spec);
		parse_precision(spec);
		parse_size(spec);
		if (*at_)
			print(*at_++, spec);
	}

	void parse_flags(Specification &spec)
	{
		for (;; at_++) {
			switch (*at_) {
			case '-': spec.left = true; break;
			case '+': spec.plus = true; break;
			case ' ': spec.space = true; break;
			case '#': spec.alternate = true; break;
			case '0': spec.zero = true; break;
			default: return;
			}
		}
	}

	int parse_number()
	{
		int number = 0;

		for (; *at_ >= '0' && *at_ <= '9'; at_++)
			number = number < kMostLength / 10 ? number * 10 + (*at_ - '0')
							   : kMostLength;
		return number;
	}

	void parse_width(Specification &spec)
	{
		if (*at_ != '*') {
			spec.width = parse_number();
			return;
		}
		at_++;
		spec.width = va_arg(arguments_, int);
		if (spec.width < 0) {
			spec.left = true;
			spec.width = spec.width < -kMostLength ? kMostLength : -spec.width;
		}
	}

	void parse_precision(Specification &spec)
	{
		if (*at_ != '.')
			return;
		at_++;
		if (*at_ != '*') {
			spec.precision = parse_number();
			return;
		}
		at_++;
		spec.precision = va_arg(arguments_, int);
		if (spec.precision < 0)
			spec.precision = kNotGiven;
	}

	bool skip(char first, char second = 0)
	{
		if (at_[0] != static_cast<Char>(first) ||
		    (second && at_[1] != static_cast<Char>(second)))
			return false;
		at_ += second ? 2 : 1;
		return true;
	}

	void parse_size(Specification &spec)
	{
		if (skip('l', 'l'))
			spec.size = Size::bits64;
		else if (skip('h', 'h'))
			spec.size = Size::byte;
		else if (skip('l'))
			spec.size = Size::natural;
		else if (skip('h'))
			spec.size = Size::half;
		else if (skip('w'))
			spec.size = Size::wide;
		else if (skip('I'))
			spec.size = skip('3', '2') ? Size::bits32 : (skip('6', '4'), Size::bits64);
		else if (skip('z') || skip('t') || skip('j'))
			spec.size = Size::bits64;
		/* For a long double. Of an integer it changes nothing. */
		while (skip('L'))
			;
	}

	void print(Char conversion, const Specification &spec)
	{
		switch (conversion) {
		case 'd':
		case 'i':
			print_signed(spec);
			break;
		case 'u':
			print_number(spec, unsigned_argument(spec.size), 10, false, "");
			break;
		case 'o':
			print_octal(spec);
			break;
		case 'x':
		case 'X':
			print_hexadecimal(spec, unsigned_argument(spec.size), conversion == 'X');
			break;
		case 'p': {
			Specification digits = spec;

			digits.precision = kPointerDigits;
			print_hexadecimal(digits,
					  reinterpret_cast<uintptr_t>(va_arg(arguments_, void *)),
					  true);
			break;
		}
		case 'c':
			print_character(spec, is_wide(spec, kWideOutput));
			break;
		case 'C':
			print_character(spec, is_wide(spec, !kWideOutput));
			break;
		case 's':
			print_string(spec, is_wide(spec, kWideOutput));
			break;
		case 'S':
			print_string(spec, is_wide(spec, !kWideOutput));
			break;
		case 'Z':
			print_counted(spec, is_wide(spec, false));
			break;
		case 'n':
			/* Windows takes the argument, but does not write through it. */
			va_arg(arguments_, void *);
			break;
		case '!':
			print_traced();
			break;
		default:
			writer_.put(conversion);
			break;
		}
	}

	/* Of "%!NAME!" the beginning was read. Elsewhere that is no conversion. */
	void print_traced()
	{
		if constexpr (!kWideOutput) {
			const Char *const name = at_;

			if (words_) {
				while (*at_ && *at_ != '!')
					at_++;
				print_trace(trace_conversion(name, static_cast<size_t>(at_ - name)));
				skip('!');
				return;
			}
		}
		writer_.put('!');
	}

	void print_trace(const TraceConversion &conversion)
	{
		switch (conversion.kind) {
		case Trace::function:
			return print_terminated({}, words_->function);
		case Trace::file:
			return print_terminated({}, words_->file);
		case Trace::line:
			return print_number({}, words_->line, 10, false, "");
		case Trace::flags:
			return print_terminated({}, words_->flags);
		case Trace::level:
			return print_number({}, words_->level, 10, false, "");
		case Trace::nothing:
			return;
		case Trace::number:
			return print_number({ .precision = 8 }, va_arg(arguments_, u32), 16, true, "0x");
		case Trace::truth:
			return print_terminated({}, va_arg(arguments_, int) ? "TRUE" : "FALSE");
		case Trace::guid:
			return print_guid(va_arg(arguments_, const GUID *));
		case Trace::dump:
			return print_dump();
		case Trace::as:
			return print_as(conversion.as);
		}
	}

	void print_as(const Char *conversion)
	{
		const Char *const after = at_;
		Specification spec;

		at_ = conversion;
		parse_flags(spec);
		parse_size(spec);
		print(*at_, spec);
		at_ = after;
	}

	void print_guid(const GUID *guid)
	{
		if (!is_kernel_address(guid)) {
			print_no_string({}, guid);
			return;
		}
		print_number({ .precision = 8 }, guid->Data1, 16, true, "{");
		print_number({ .precision = 4 }, guid->Data2, 16, true, "-");
		print_number({ .precision = 4 }, guid->Data3, 16, true, "-");
		for (u32 i = 0; i < 8; i++)
			print_number({ .precision = 2 }, guid->Data4[i], 16, true, i == 0 || i == 2 ? "-" : "");
		writer_.put('}');
	}

	void print_dump()
	{
		struct Dumped {
			const u8 *bytes;
			u16 length;
		};
		const auto dumped = va_arg(arguments_, Dumped);

		if (!is_kernel_address(dumped.bytes)) {
			print_no_string({}, dumped.bytes);
			return;
		}
		for (u16 i = 0; i < dumped.length && i < kMostDumped; i++)
			print_number({ .precision = 2 }, dumped.bytes[i], 16, false, i ? " " : "");
		if (dumped.length > kMostDumped)
			print_terminated({}, " ...");
	}

	static bool is_wide(const Specification &spec, bool otherwise)
	{
		switch (spec.size) {
		case Size::natural:
		case Size::wide:
			return true;
		case Size::half:
			return false;
		default:
			return otherwise;
		}
	}

	u64 unsigned_argument(Size size)
	{
		if (size == Size::bits64)
			return va_arg(arguments_, u64);

		const u32 argument = va_arg(arguments_, u32);

		return size == Size::half ? static_cast<u16>(argument) :
		       size == Size::byte ? static_cast<u8>(argument) : argument;
	}

	s64 signed_argument(Size size)
	{
		if (size == Size::bits64)
			return va_arg(arguments_, s64);

		const int argument = va_arg(arguments_, int);

		return size == Size::half ? static_cast<short>(argument) :
		       size == Size::byte ? static_cast<signed char>(argument) : argument;
	}

	void print_signed(const Specification &spec)
	{
		const s64 value = signed_argument(spec.size);
		const u64 magnitude = value < 0 ? 0 - static_cast<u64>(value) : value;

		print_number(spec, magnitude, 10, false,
			     value < 0 ? "-" : spec.plus ? "+" : spec.space ? " " : "");
	}

	/* The leading 0 of %#o counts as one of the digits that a precision asks for. */
	void print_octal(const Specification &spec)
	{
		const u64 value = unsigned_argument(spec.size);
		const bool leading_zero = spec.alternate && value;
		Specification digits = spec;

		if (!leading_zero || spec.precision == kNotGiven) {
			print_number(spec, value, 8, false, leading_zero ? "0" : "");
			return;
		}

		int least = 1;

		for (u64 rest = value; rest; rest >>= 3)
			least++;
		if (digits.precision < least)
			digits.precision = least;
		print_number(digits, value, 8, false, "");
	}

	void print_hexadecimal(const Specification &spec, u64 value, bool upper)
	{
		const char *prefix = upper ? "0X" : "0x";

		print_number(spec, value, 16, upper, spec.alternate && value ? prefix : "");
	}

	void print_number(const Specification &spec, u64 value, u32 base, bool upper,
			  const char *prefix)
	{
		char digits[24];
		int count = 0;
		int prefix_length = 0;

		for (; value; value /= base) {
			const u32 digit = value % base;

			digits[count++] = digit < 10 ? '0' + digit
						     : (upper ? 'A' : 'a') + digit - 10;
		}
		while (prefix[prefix_length])
			prefix_length++;

		int zeros = (spec.precision == kNotGiven ? 1 : spec.precision) - count;
		int padding = spec.width - prefix_length - count - (zeros > 0 ? zeros : 0);

		if (spec.zero && !spec.left && spec.precision == kNotGiven && padding > 0) {
			zeros = (zeros > 0 ? zeros : 0) + padding;
			padding = 0;
		}
		if (!spec.left)
			writer_.fill(' ', padding);
		while (*prefix)
			writer_.put(*prefix++);
		writer_.fill('0', zeros);
		while (count)
			writer_.put(digits[--count]);
		if (spec.left)
			writer_.fill(' ', padding);
	}

	void print_character(const Specification &spec, bool wide)
	{
		const int argument = va_arg(arguments_, int);

		if (wide) {
			const u16 character = static_cast<u16>(argument);

			print_text(spec, &character, 1);
		} else {
			const char character = static_cast<char>(argument);

			print_text(spec, &character, 1);
		}
	}

	void print_string(const Specification &spec, bool wide)
	{
		const void *string = va_arg(arguments_, const void *);

		if (!is_kernel_address(string))
			print_no_string(spec, string);
		else if (wide)
			print_terminated(spec, static_cast<const u16 *>(string));
		else
			print_terminated(spec, static_cast<const char *>(string));
	}

	/* An integer, for example, to which the format does not fit. */
	void print_no_string(const Specification &spec, const void *string)
	{
		if (!string) {
			print_terminated(spec, "(null)");
			return;
		}
		print_terminated({}, "(no string: ");
		print_hexadecimal({ .alternate = true }, address_of(string), false);
		print_terminated({}, ")");
	}

	template <typename Source>
	void print_terminated(const Specification &spec, const Source *text)
	{
		int length = 0;

		while (length != spec.precision && length != kMostLength && text[length])
			length++;
		print_text(spec, text, length);
	}

	/* A precision does not shorten a counted string on Windows. */
	void print_counted(const Specification &spec, bool wide)
	{
		const void *string = va_arg(arguments_, const void *);

		if (!is_kernel_address(string)) {
			print_no_string(spec, string);
			return;
		}

		/* Both kinds of string have the same members, but for the type of a character. */
		const auto *counted = static_cast<const STRING *>(string);
		const void *buffer = counted->Buffer;

		if (!is_kernel_address(buffer))
			print_no_string(spec, buffer);
		else if (wide)
			print_text(spec, static_cast<const u16 *>(buffer),
				   counted->Length / sizeof(u16));
		else
			print_text(spec, static_cast<const char *>(buffer), counted->Length);
	}

	template <typename Source>
	void print_text(const Specification &spec, const Source *text, int length)
	{
		const Char pad = spec.zero && !spec.left ? '0' : ' ';

		if (!spec.left)
			writer_.fill(pad, spec.width - length);
		if constexpr (sizeof(Source) == sizeof(Char)) {
			for (int i = 0; i < length; i++)
				writer_.put(text[i]);
		} else {
			const Source *end = text + length;

			while (text != end)
				writer_.put_code_point(next_code_point(text, end));
		}
		if (spec.left)
			writer_.fill(pad, spec.width - length);
	}

	Writer<Char> writer_;
	const Char *at_;
	va_list arguments_;
	const TraceWords *const words_;		/* null: not for a trace */
};

} /* namespace */

int format_windows(char *out, size_t room, const char *format, va_list arguments, Null null)
{
	return Formatter<char>(out, room, format, arguments, null).format();
}

int format_trace(char *out, size_t room, const char *format, va_list arguments, const TraceWords &words)
{
	return Formatter<char>(out, room, format, arguments, Null::always, &words).format();
}

int format_windows_wide(u16 *out, size_t room, const u16 *format, va_list arguments, Null null)
{
	return Formatter<u16>(out, room, format, arguments, null).format();
}

} /* namespace ww */
