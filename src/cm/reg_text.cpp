/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text format of the registry editor. A reader changes the text in place: a string is shorter
 * without its escapes, and two characters of a byte in hex have room for the byte.
 */
#include "reg_text.hpp"

#include "base/unicode.hpp"

namespace ww {
namespace {

constexpr u32 kString = 1;		/* REG_SZ */
constexpr u32 kBinary = 3;		/* REG_BINARY */
constexpr u32 kDword = 4;		/* REG_DWORD */
constexpr u32 kMostBytes = 0x7fffffff;	/* of a value; the store takes less */

constexpr char kHeader[] = "Windows Registry Editor Version 5.00";

struct RootName {
	const char *name;
	RegRoot root;
};

constexpr RootName kRoots[] = {
	{ "HKEY_LOCAL_MACHINE", RegRoot::machine }, { "HKLM", RegRoot::machine },
	{ "HKEY_USERS", RegRoot::users }, { "HKU", RegRoot::users },
	{ "HKEY_CURRENT_USER", RegRoot::current_user }, { "HKCU", RegRoot::current_user },
};

/* The value of a hexadecimal digit, or -1. */
int digit_of(u16 c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_space(u16 c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* A file has none of these. The replacement character stands for bytes that are no text. */
bool is_no_text(u16 c)
{
	return (c < ' ' && c != '\t') || c == kReplacementCharacter;
}

class Reader {
public:
	Reader(u16 *text, size_t count, RegForm form, const RegSink &sink)
		: at_(text), end_(text + count), form_(form), sink_(sink),
		  below_(form == RegForm::inf ? Below::key : Below::nothing) {}

	void read();

private:
	enum class Below { nothing, key, removed_key, bad_key };

	/* These return null, or the reason why the line is bad. */
	const char *line();
	const char *key();
	const char *value();
	const char *value_of(Units name);
	const char *quoted(Units &text);
	const char *dword_of(Units name);
	const char *hex_of(Units name);
	const char *bytes_of(Units name, u32 type);
	const char *rest();
	const char *set(Units name, u32 type, const void *data, size_t bytes);

	bool header();
	bool is_at_end() const { return at_ == end_ || ends_line(*at_); }
	bool ends_line(u16 c) const
	{
		return c == '\n' || (c == ';' && form_ == RegForm::parameter);
	}
	void skip_spaces()
	{
		while (at_ != end_ && is_space(*at_))
			at_++;
	}
	bool skip_continuation();
	void skip_line();
	bool skip_word(const char *word);
	u16 *end_of_key() const;

	u16 *at_;
	u16 *const end_;
	const RegForm form_;
	const RegSink &sink_;
	u32 line_ = 1;
	Below below_;
	bool is_hex_ = false;		/* a backslash continues the line */
	bool keeps_ = false;		/* the line sets a value only if there is none */
};

/* Past the word, if it is there in any case. */
bool Reader::skip_word(const char *word)
{
	u16 *at = at_;

	for (; *word; word++, at++) {
		if (at == end_ || upcase(*at) != upcase(static_cast<u16>(*word)))
			return false;
	}
	at_ = at;
	return true;
}

/* Past the backslash at the end of a line, with its end. */
bool Reader::skip_continuation()
{
	u16 *at = at_;

	if (at == end_ || *at != '\\')
		return false;
	do {
		at++;
	} while (at != end_ && is_space(*at));
	if (at == end_ || *at != '\n')
		return false;
	at_ = at + 1;
	line_++;
	return true;
}

/* To the beginning of the next line. */
void Reader::skip_line()
{
	while (at_ != end_ && !ends_line(*at_)) {
		if (!is_hex_ || !skip_continuation())
			at_++;
	}
	if (at_ == end_)
		return;
	line_++;
	at_++;
}

/* The rest of a line, when its key or value is complete. */
const char *Reader::rest()
{
	skip_spaces();
	return is_at_end() || *at_ == ';' ? nullptr : "there is more text behind the value";
}

/* The bracket that ends the key: the first one with nothing but a comment behind it. */
u16 *Reader::end_of_key() const
{
	for (u16 *at = at_; at != end_ && *at != '\n'; at++) {
		if (*at != ']')
			continue;

		u16 *behind = at + 1;

		while (behind != end_ && is_space(*behind))
			behind++;
		if (behind == end_ || *behind == '\n' || *behind == ';' ||
		    (form_ == RegForm::parameter && (*behind == '"' || *behind == '@')))
			return at;
	}
	return nullptr;
}

const char *Reader::key()
{
	u16 *const end = end_of_key();

	below_ = Below::bad_key;
	if (!end)
		return "a key without its closing bracket";

	const bool removes = *++at_ == '-';
	RegRoot root = RegRoot::relative;

	if (removes)
		at_++;
	for (const RootName &each : kRoots) {
		u16 *const before = at_;

		if (!skip_word(each.name))
			continue;
		if (*at_ == '\\' || at_ == end) {
			root = each.root;
			break;
		}
		at_ = before;
	}
	if (root == RegRoot::relative && form_ == RegForm::file)
		return "the key is not in HKEY_LOCAL_MACHINE, HKEY_USERS or HKEY_CURRENT_USER";

	const Units path{ at_, static_cast<size_t>(end - at_) };

	for (size_t i = 0; i < path.count; i++) {
		if (is_no_text(path.units[i]))
			return "the name of the key has a character that is no text";
	}
	if (!path.count && (removes || root == RegRoot::relative))
		return "the key has no name";
	at_ = end + 1;

	const char *const why = (removes ? sink_.remove_key : sink_.key)(sink_.context, root, path);

	if (!why)
		below_ = removes ? Below::removed_key : Below::key;
	return why;
}

/* A string between quotation marks, without its escapes. */
const char *Reader::quoted(Units &text)
{
	u16 *to = ++at_;

	text.units = to;
	for (; at_ != end_ && *at_ != '\n'; at_++) {
		u16 c = *at_;

		if (c == '"') {
			at_++;
			text.count = static_cast<size_t>(to - text.units);
			return nullptr;
		}
		if (c == '\\') {
			if (++at_ == end_ || (*at_ != '\\' && *at_ != '"'))
				return "a backslash in quotation marks stands before neither \\ nor \"";
			c = *at_;
		}
		if (is_no_text(c))
			return "a string has a character that is no text";
		*to++ = c;
	}
	return "a string without its closing quotation mark";
}

const char *Reader::set(Units name, u32 type, const void *data, size_t bytes)
{
	if (bytes > kMostBytes)
		return "the value is larger than 2 GiB";
	if (const char *const why = rest())
		return why;
	if (keeps_ && sink_.has_value(sink_.context, name))
		return nullptr;
	return sink_.value(sink_.context, name, type, data, static_cast<u32>(bytes));
}

const char *Reader::dword_of(Units name)
{
	u32 number = 0;
	u32 digits = 0;

	skip_spaces();
	for (int digit; at_ != end_ && (digit = digit_of(*at_)) >= 0; at_++, digits++)
		number = number << 4 | static_cast<u32>(digit);
	if (!digits || digits > 8)
		return "dword: needs 1 to 8 hexadecimal digits";
	return set(name, kDword, &number, sizeof(number));
}

const char *Reader::hex_of(Units name)
{
	u32 type = kBinary;

	if (skip_word("(")) {
		u32 digits = 0;

		type = 0;
		for (int digit; at_ != end_ && (digit = digit_of(*at_)) >= 0; at_++, digits++)
			type = type << 4 | static_cast<u32>(digit);
		if (!digits || digits > 8 || !skip_word(")"))
			return "hex( needs the number of a type, and a closing parenthesis";
	}
	if (!skip_word(":"))
		return "hex needs a colon";
	is_hex_ = true;
	return bytes_of(name, type);
}

const char *Reader::bytes_of(Units name, u32 type)
{
	u8 *const data = reinterpret_cast<u8 *>(at_);
	size_t bytes = 0;
	bool wants_byte = false;	/* after a comma */

	for (;;) {
		skip_spaces();
		if (skip_continuation())
			continue;
		if (at_ == end_ || digit_of(*at_) < 0)
			break;

		u32 byte = static_cast<u32>(digit_of(*at_++));

		if (at_ != end_ && digit_of(*at_) >= 0)
			byte = byte << 4 | static_cast<u32>(digit_of(*at_++));
		data[bytes++] = static_cast<u8>(byte);
		do {
			skip_spaces();
		} while (skip_continuation());
		wants_byte = at_ != end_ && *at_ == ',';
		if (!wants_byte)
			break;
		at_++;
	}
	if (wants_byte || rest())
		return "hex: needs bytes of two hexadecimal digits, with commas between them";
	return set(name, type, data, bytes);
}

const char *Reader::value_of(Units name)
{
	if (skip_word("-")) {
		if (const char *const why = rest())
			return why;
		return sink_.remove_value(sink_.context, name);
	}
	if (skip_word("dword:"))
		return dword_of(name);
	if (skip_word("hex"))
		return hex_of(name);
	if (at_ == end_ || *at_ != '"')
		return "the value is no string, dword:, hex: or -";

	Units text;

	if (const char *const why = quoted(text))
		return why;
	/* The closing quotation mark has room for the null. */
	const_cast<u16 *>(text.units)[text.count] = 0;
	return set(name, kString, text.units, (text.count + 1) * sizeof(u16));
}

const char *Reader::value()
{
	Units name;

	if (below_ == Below::bad_key)
		return "ignored, since the line of its key is bad";
	if (below_ == Below::removed_key)
		return "a value of a key that is removed";
	if (below_ == Below::nothing)
		return "a value before the first key";
	if (!skip_word("@")) {
		if (const char *const why = quoted(name))
			return why;
	}
	skip_spaces();
	keeps_ = form_ == RegForm::inf && skip_word("?");
	if (!skip_word("="))
		return "the name of a value needs an equals sign behind it";
	skip_spaces();
	return value_of(name);
}

const char *Reader::line()
{
	is_hex_ = false;
	skip_spaces();
	if (is_at_end() || *at_ == ';')
		return nullptr;
	if (*at_ == '[')
		return key();
	if (*at_ == '"' || *at_ == '@')
		return value();
	return "neither a key in brackets nor the name of a value";
}

/* Past the line of the version. */
bool Reader::header()
{
	while (skip_spaces(), at_ != end_ && *at_ == '\n')
		skip_line();
	if (at_ == end_)
		return true;
	if (skip_word(kHeader) && !rest()) {
		skip_line();
		return true;
	}
	sink_.bad(sink_.context, line_,
		  "not \"Windows Registry Editor Version 5.00\": nothing of the file is read");
	return false;
}

void Reader::read()
{
	if (form_ == RegForm::file && !header())
		return;
	while (at_ != end_) {
		const u32 number = line_;
		const char *const why = line();

		if (why)
			sink_.bad(sink_.context, number, why);
		/* In a parameter, a key also ends its line. */
		else if (form_ == RegForm::parameter && at_ != end_ && (*at_ == '"' || *at_ == '@'))
			continue;
		skip_line();
	}
}

/* ---- Writing ---------------------------------------------------------------------------- */

class Writer {
public:
	explicit Writer(const RegOut &out) : out_(out) {}
	~Writer() { flush(); }
	Writer(const Writer &) = delete;
	Writer &operator=(const Writer &) = delete;

	void put(char c)
	{
		if (used_ + 1 == sizeof(piece_))
			flush();
		piece_[used_++] = c;
		column_ = c == '\n' ? 0 : column_ + 1;
	}
	void put(const char *text)
	{
		while (*text)
			put(*text++);
	}
	void put_hex(u32 number, u32 digits)
	{
		while (digits--)
			put("0123456789abcdef"[number >> digits * 4 & 15]);
	}
	void put(Units text);
	void put_quoted(Units text);
	void put_bytes(const u8 *data, u32 bytes);

private:
	void flush()
	{
		piece_[used_] = '\0';
		if (used_)
			out_.write(out_.context, piece_);
		used_ = 0;
	}

	const RegOut &out_;
	char piece_[128];
	size_t used_ = 0;
	size_t column_ = 0;
};

/* Other control characters do not read back. */
bool is_shown(u32 code_point)
{
	return code_point >= ' ' || code_point == '\t';
}

void Writer::put(Units text)
{
	for (const u16 *at = text.units; at != text.end();) {
		char units[kMostUtf8];
		const u32 read = next_code_point(at, text.end());
		const u32 count = encode(is_shown(read) ? read : kReplacementCharacter, units);

		for (u32 i = 0; i < count; i++)
			put(units[i]);
	}
}

void Writer::put_quoted(Units text)
{
	put('"');
	for (size_t i = 0; i < text.count; i++) {
		size_t end = i;

		while (end < text.count && text.units[end] != '"' && text.units[end] != '\\')
			end++;
		put(Units{ text.units + i, end - i });
		if (end < text.count) {
			put('\\');
			put(static_cast<char>(text.units[end]));
		}
		i = end;
	}
	put('"');
}

void Writer::put_bytes(const u8 *data, u32 bytes)
{
	constexpr size_t kMostColumns = 76;

	for (u32 i = 0; i < bytes; i++) {
		put_hex(data[i], 2);
		if (i + 1 == bytes)
			break;
		put(',');
		if (column_ >= kMostColumns)
			put("\\\n  ");
	}
}

/* The text of REG_SZ data that reads back as the same data. False if there is none. */
bool text_of_string(const u8 *data, u32 bytes, Units &text)
{
	const auto *units = reinterpret_cast<const u16 *>(data);

	if (bytes % sizeof(u16) || bytes < sizeof(u16) || units[bytes / sizeof(u16) - 1])
		return false;
	text = { units, bytes / sizeof(u16) - 1 };
	for (const u16 *at = text.units; at != text.end();) {
		const u32 read = next_code_point(at, text.end());

		if (!is_shown(read) || read == kReplacementCharacter)
			return false;
	}
	return true;
}

} /* namespace */

size_t reg_decode(const u8 *from, size_t bytes, u16 *to)
{
	size_t count = 0;

	if (bytes >= 2 && from[0] == 0xff && from[1] == 0xfe) {
		for (size_t i = 2; i + 1 < bytes; i += 2)
			to[count++] = static_cast<u16>(from[i] | from[i + 1] << 8);
		if (bytes % 2)
			to[count++] = kReplacementCharacter;
		return count;
	}
	if (bytes >= 3 && from[0] == 0xef && from[1] == 0xbb && from[2] == 0xbf) {
		from += 3;
		bytes -= 3;
	}

	auto *at = reinterpret_cast<const char *>(from);
	const char *const end = at + bytes;

	/* UTF-16 needs no more units than UTF-8. */
	while (at != end) {
		u16 units[kMostUtf16];
		const u32 made = encode(next_code_point(at, end), units);

		for (u32 i = 0; i < made; i++)
			to[count++] = units[i];
	}
	return count;
}

void reg_read(u16 *text, size_t count, RegForm form, const RegSink &sink)
{
	Reader(text, count, form, sink).read();
}

void reg_write_header(const RegOut &out)
{
	Writer writer(out);

	writer.put(kHeader);
	writer.put('\n');
}

void reg_write_key(const RegOut &out, Units path)
{
	size_t root = 0;
	Writer writer(out);

	while (root < path.count && path.units[root] != '\\')
		root++;
	writer.put("\n[");
	writer.put(units_alike(path.first(root), "Machine") ? "HKEY_LOCAL_MACHINE" : "HKEY_USERS");
	writer.put(path.from(root));
	writer.put("]\n");
}

void reg_write_value(const RegOut &out, Units name, u32 type, const u8 *data, u32 bytes)
{
	Writer writer(out);
	Units text;

	if (name.count)
		writer.put_quoted(name);
	else
		writer.put('@');
	writer.put('=');
	if (type == kString && text_of_string(data, bytes, text)) {
		writer.put_quoted(text);
	} else if (type == kDword && bytes == sizeof(u32)) {
		writer.put("dword:");
		writer.put_hex(data[0] | data[1] << 8 | data[2] << 16 |
			       static_cast<u32>(data[3]) << 24, 8);
	} else {
		u32 digits = 1;

		while (digits < 8 && type >> digits * 4)
			digits++;
		writer.put("hex");
		if (type != kBinary) {
			writer.put('(');
			writer.put_hex(type, digits);
			writer.put(')');
		}
		writer.put(':');
		writer.put_bytes(data, bytes);
	}
	writer.put('\n');
}

} /* namespace ww */
