/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The text format of the registry: what is read of each kind of line, bad lines by number and reason, what
 * is written reads back as the same, and no text makes the reader leave its buffer.
 */
#include "cm/reg_text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace ww;

namespace {

constexpr char kHeader[] = "Windows Registry Editor Version 5.00\r\n\r\n";

std::string utf8(Units text)
{
	std::string result;

	for (size_t i = 0; i < text.count; i++) {
		if (text.units[i] < 0x80)
			result += static_cast<char>(text.units[i]);
		else
			result += "<" + std::to_string(text.units[i]) + ">";
	}
	return result;
}

std::string hex(const void *data, u32 bytes)
{
	std::string result;
	char byte[4];

	for (u32 i = 0; i < bytes; i++) {
		snprintf(byte, sizeof(byte), "%02x", static_cast<const u8 *>(data)[i]);
		result += byte;
	}
	return result;
}

/* The text that was read: a line for each call of the sink. */
struct Log {
	std::vector<std::string> calls;
	std::vector<std::string> bad;
	const char *refusal = nullptr;		/* of values */
	bool has_values = false;
};

Log *log_of(void *context) { return static_cast<Log *>(context); }

const char *key(void *context, RegRoot root, Units path)
{
	log_of(context)->calls.push_back("key " + std::to_string(static_cast<int>(root)) + " " +
					 utf8(path));
	return nullptr;
}

const char *remove_key(void *context, RegRoot root, Units path)
{
	log_of(context)->calls.push_back("-key " + std::to_string(static_cast<int>(root)) + " " +
					 utf8(path));
	return nullptr;
}

const char *value(void *context, Units name, u32 type, const void *data, u32 bytes)
{
	log_of(context)->calls.push_back(utf8(name) + " " + std::to_string(type) + " " +
					 hex(data, bytes));
	return log_of(context)->refusal;
}

const char *remove_value(void *context, Units name)
{
	log_of(context)->calls.push_back("-" + utf8(name));
	return nullptr;
}

bool has_value(void *context, Units)
{
	return log_of(context)->has_values;
}

void bad(void *context, u32 line, const char *why)
{
	log_of(context)->bad.push_back(std::to_string(line) + ": " + why);
}

/* Each buffer has exactly the size that it needs, so ASan finds an access beyond. */
void read(Log &log, const std::string &text, RegForm form)
{
	const std::unique_ptr<u8[]> bytes(new u8[text.size()]);
	const std::unique_ptr<u16[]> room(new u16[text.size()]);
	const RegSink sink = { &log, key, remove_key, value, remove_value, has_value, bad };

	memcpy(bytes.get(), text.data(), text.size());

	const size_t count = reg_decode(bytes.get(), text.size(), room.get());

	ASSERT_LE(count, text.size());

	const std::unique_ptr<u16[]> units(new u16[count]);

	memcpy(units.get(), room.get(), count * sizeof(u16));
	reg_read(units.get(), count, form, sink);
}

Log read_file(const std::string &lines)
{
	Log log;

	read(log, kHeader + lines, RegForm::file);
	return log;
}

Log read_parameter(const std::string &lines)
{
	Log log;

	read(log, lines, RegForm::parameter);
	return log;
}

using Lines = std::vector<std::string>;

const std::string kKey = "[HKEY_LOCAL_MACHINE\\Software\\A]\r\n";
const std::string kKeyRead = "key 0 \\Software\\A";

std::string utf16(const std::string &ascii)
{
	std::string result = "\xff\xfe";

	for (const char c : ascii) {
		result += c;
		result += '\0';
	}
	return result;
}

} /* namespace */

TEST(reg_text, keys_of_each_root)
{
	EXPECT_EQ(read_file("[HKEY_LOCAL_MACHINE\\A]\n[hklm\\B]\n[HKEY_USERS\\C]\n[HKU\\D]\n"
			    "[HKEY_CURRENT_USER\\E]\n[HKCU\\F]\n[HKEY_LOCAL_MACHINE]\n").calls,
		  (Lines{ "key 0 \\A", "key 0 \\B", "key 1 \\C", "key 1 \\D", "key 2 \\E",
			  "key 2 \\F", "key 0 " }));
	EXPECT_EQ(read_file("[-HKLM\\A\\B c]\n").calls, Lines{ "-key 0 \\A\\B c" });
	/* A name may have brackets and semicolons. */
	EXPECT_EQ(read_file("[HKLM\\a]b;c]  ; [comment]\n").calls, Lines{ "key 0 \\a]b;c" });
}

TEST(reg_text, values_of_each_type)
{
	const Log log = read_file(kKey +
		"@=\"default\"\n"
		"\"\"=\"\"\n"
		"\"a \\\"b\\\" \\\\ c\"=\"\\\\x \\\"y\\\"\"\n"
		"  \"dword\"  =  dword:8000000F ; a comment\n"
		"\"short\"=dword:5\n"
		"\"binary\"=hex:01,aB,3\n"
		"\"empty\"=hex:\n"
		"\"none\"=hex(0):01\n"
		"\"expand\"=hex(2):25,00,00,00\n"
		"\"multi\"=hex(7):41,00,00,00,\\\r\n  42,00,00,00,\\  \r\n\t00,00\r\n"
		"\"qword\"=hex(b):01,02,03,04,05,06,07,08\n"
		"\"any\"=hex(ffff000a):\\\n  07\n"
		"\"gone\"=-\n");

	EXPECT_EQ(log.bad, Lines{});
	EXPECT_EQ(log.calls, (Lines{
		kKeyRead, " 1 640065006600610075006c0074000000", " 1 0000",
		"a \"b\" \\ c 1 5c00780020002200790022000000", "dword 4 0f000080",
		"short 4 05000000", "binary 3 01ab03", "empty 3 ", "none 0 01",
		"expand 2 25000000", "multi 7 41000000420000000000", "qword 11 0102030405060708",
		"any 4294901770 07", "-gone" }));
}

TEST(reg_text, both_encodings)
{
	const Lines expected = { kKeyRead, "n 1 78000000" };
	const std::string text = kHeader + kKey + "\"n\"=\"x\"\r\n";
	Log with_mark, wide;

	EXPECT_EQ(read_file(kKey + "\"n\"=\"x\"\n").calls, expected);
	read(with_mark, "\xef\xbb\xbf" + text, RegForm::file);
	EXPECT_EQ(with_mark.calls, expected);
	read(wide, utf16(text), RegForm::file);
	EXPECT_EQ(wide.calls, expected);
	EXPECT_EQ(wide.bad, Lines{});
	/* A letter, and a pair of surrogates. */
	EXPECT_EQ(read_file(kKey + "\"\xc3\xa4\"=\"\xf0\x9f\x98\x80\"\n").calls,
		  (Lines{ kKeyRead, "<228> 1 3dd800de0000" }));
}

/* Nothing of a bad line has an effect, and the lines around it are read. */
TEST(reg_text, bad_lines_are_named_by_number_and_reason)
{
	static const struct {
		const char *line;
		const char *why;
	} lines[] = {
		{ "word", "neither a key in brackets nor the name of a value" },
		{ "\"n\"", "the name of a value needs an equals sign behind it" },
		{ "\"n=1", "a string without its closing quotation mark" },
		{ "\"n\"=", "the value is no string, dword:, hex: or -" },
		{ "\"n\"=12", "the value is no string, dword:, hex: or -" },
		{ "\"n\"=\"x\" y", "there is more text behind the value" },
		{ "\"n\"=\"a\\b\"", "a backslash in quotation marks stands before neither \\ nor \"" },
		{ "\"n\"=\"x", "a string without its closing quotation mark" },
		{ "\"n\"=\"\xff\"", "a string has a character that is no text" },
		{ "\"n\"=\"\x01\"", "a string has a character that is no text" },
		{ "\"n\"=dword:", "dword: needs 1 to 8 hexadecimal digits" },
		{ "\"n\"=dword:123456789", "dword: needs 1 to 8 hexadecimal digits" },
		{ "\"n\"=dword:1g", "there is more text behind the value" },
		{ "\"n\"=hex(:00", "hex( needs the number of a type, and a closing parenthesis" },
		{ "\"n\"=hex00", "hex needs a colon" },
		{ "\"n\"=hex:0,", "hex: needs bytes of two hexadecimal digits, with commas between them" },
		{ "\"n\"=hex:001", "hex: needs bytes of two hexadecimal digits, with commas between them" },
		{ "\"n\"=-1", "there is more text behind the value" },
	};

	for (const auto &each : lines) {
		const Log log = read_file(kKey + "\"a\"=-\n" + each.line + "\n\"z\"=-\n");

		EXPECT_EQ(log.calls, (Lines{ kKeyRead, "-a", "-z" })) << each.line;
		EXPECT_EQ(log.bad, Lines{ std::string("5: ") + each.why }) << each.line;
	}
}

TEST(reg_text, a_bad_continued_value_is_one_bad_line)
{
	const Log log = read_file(kKey + "\"a\"=hex:01,\\\n  0x,\\\n  02\n\"z\"=-\nword\n");

	EXPECT_EQ(log.calls, (Lines{ kKeyRead, "-z" }));
	ASSERT_EQ(log.bad.size(), 2u);
	EXPECT_EQ(log.bad[0].substr(0, 3), "4: ");
	EXPECT_EQ(log.bad[1].substr(0, 3), "8: ");
}

TEST(reg_text, bad_keys_and_the_values_below_them)
{
	EXPECT_EQ(read_file("\"n\"=-\n").bad, Lines{ "3: a value before the first key" });
	EXPECT_EQ(read_file("[-HKLM\\A]\n\"n\"=-\n").bad,
		  Lines{ "4: a value of a key that is removed" });
	EXPECT_EQ(read_file("[HKLM\\A\n\"n\"=-\n" + kKey + "\"z\"=-\n").calls, (Lines{ kKeyRead, "-z" }));
	EXPECT_EQ(read_file("[HKLM\\A\n\"n\"=-\n").bad,
		  (Lines{ "3: a key without its closing bracket",
			  "4: ignored, since the line of its key is bad" }));
	EXPECT_EQ(read_file("[HKEY_CLASSES_ROOT\\A]\n").bad,
		  Lines{ "3: the key is not in HKEY_LOCAL_MACHINE, HKEY_USERS or HKEY_CURRENT_USER" });
	EXPECT_EQ(read_file("[-HKLM]\n").bad, Lines{ "3: the key has no name" });
	EXPECT_EQ(read_file("[HKLM\\\xff]\n").bad,
		  Lines{ "3: the name of the key has a character that is no text" });
}

TEST(reg_text, a_refusal_of_the_sink_names_its_line)
{
	Log log;

	log.refusal = "no room";
	read(log, kHeader + kKey + "\"n\"=dword:1\n", RegForm::file);
	EXPECT_EQ(log.bad, Lines{ "4: no room" });
}

TEST(reg_text, a_file_of_another_kind_is_not_read)
{
	Log old, odd, reversed, nothing;
	const std::string why =
		"1: not \"Windows Registry Editor Version 5.00\": nothing of the file is read";

	read(old, "REGEDIT4\n\n" + kKey, RegForm::file);
	EXPECT_EQ(old.bad, Lines{ why });
	EXPECT_EQ(old.calls, Lines{});
	read(reversed, std::string("\xfe\xff\0W", 4), RegForm::file);
	EXPECT_EQ(reversed.bad, Lines{ why });
	read(odd, utf16(kHeader + kKey) + "x", RegForm::file);
	EXPECT_EQ(odd.calls, Lines{ kKeyRead });
	EXPECT_EQ(odd.bad.size(), 1u);
	read(nothing, "", RegForm::file);
	EXPECT_EQ(nothing.bad, Lines{});
}

TEST(reg_text, a_parameter)
{
	const Log log = read_parameter("[Parameters];\"Depth\"=dword:10;\"Text\"=\"a;b\";word;"
				       "[A\\B]\"C\"=hex:1,2;[HKLM\\S]@=-\n\"D\"=-");

	EXPECT_EQ(log.calls, (Lines{ "key 3 Parameters", "Depth 4 10000000",
				     "Text 1 61003b0062000000", "key 3 A\\B", "C 3 0102",
				     "key 0 \\S", "-", "-D" }));
	EXPECT_EQ(log.bad, Lines{ "4: neither a key in brackets nor the name of a value" });
	EXPECT_EQ(read_parameter("[]").bad, Lines{ "1: the key has no name" });
}

namespace {

void collect(void *context, const char *piece)
{
	*static_cast<std::string *>(context) += piece;
}

} /* namespace */

/* Of each type, with data that is and is not text; long data is on several lines. */
TEST(reg_text, what_is_written_reads_back)
{
	std::mt19937 random(1);
	static const u32 types[] = { 0, 1, 2, 3, 4, 5, 7, 11, 0xffff000a };

	for (int round = 0; round < 2000; round++) {
		std::string text;
		const RegOut out = { &text, collect };
		std::vector<u16> name(random() % 20);
		std::vector<u16> data(random() % 100);
		const bool is_text = random() % 2;
		const u32 type = types[random() % std::size(types)];
		u32 bytes = static_cast<u32>(data.size() * sizeof(u16));
		Log expected, log;

		for (u16 &unit : name)
			unit = "aB \"\\;]=\t"[random() % 9];
		for (u16 &unit : data)
			unit = is_text ? "aB \"\\;]=\t"[random() % 9] : static_cast<u16>(random());
		if (is_text && !data.empty())
			data.back() = 0;
		if (bytes && random() % 4 == 0)
			bytes--;
		reg_write_header(out);
		reg_write_key(out, { reinterpret_cast<const u16 *>(u"Machine\\S"), 9 });
		reg_write_value(out, { name.data(), name.size() }, type,
				reinterpret_cast<const u8 *>(data.data()), bytes);
		value(&expected, { name.data(), name.size() }, type, data.data(), bytes);
		read(log, text, RegForm::file);
		ASSERT_EQ(log.bad, Lines{}) << text;
		ASSERT_EQ(log.calls, (Lines{ "key 0 \\S", expected.calls[0] })) << text;
	}
}

/* row 405: lines of an INF begin in the key that they are for, and some only set what is absent */
TEST(reg_text, lines_of_an_inf)
{
	const std::string text = "\"a;b\"=dword:1\n\"n\"?=dword:2\n@?=\"x\"\n[A\\B]\n\"m\"=-\n"
				 "[HKLM\\S]\n\"k\"?=hex:01,?\n";
	Log log, full;

	read(log, text, RegForm::inf);
	EXPECT_EQ(log.calls, (Lines{ "a;b 4 01000000", "n 4 02000000", " 1 78000000", "key 3 A\\B",
				     "-m", "key 0 \\S" }));
	EXPECT_EQ(log.bad, Lines{ "7: hex: needs bytes of two hexadecimal digits, with commas "
				  "between them" });
	full.has_values = true;
	read(full, text, RegForm::inf);
	EXPECT_EQ(full.calls, (Lines{ "a;b 4 01000000", "key 3 A\\B", "-m", "key 0 \\S" }));
	/* The other forms know no question mark. */
	EXPECT_EQ(read_parameter("[A];\"n\"?=dword:2").bad,
		  Lines{ "2: the name of a value needs an equals sign behind it" });
}

/* Pieces of the format in any order, and any bytes. ASan and UBSan judge. */
TEST(reg_text, no_text_makes_the_reader_leave_its_buffer)
{
	static const char *const pieces[] = {
		"[", "]", "-", "HKLM\\", "HKEY_LOCAL_MACHINE", "\"", "\\", "=", "@", "dword:", "hex",
		"(", ")", ":", "0", "f,", ",", ";", "\n", "\r\n", " ", "\t", "\\\n", "a", "\xc3\xa4",
		"\xff", "\"n\"=", "?", "\"n\"=hex:00,\\\n", kHeader,
	};
	std::mt19937 random(2);

	for (int round = 0; round < 20000; round++) {
		std::string text = random() % 4 ? kHeader + kKey : "";
		Log log;

		for (unsigned i = random() % 30; i--;) {
			if (random() % 20)
				text += pieces[random() % std::size(pieces)];
			else
				text += static_cast<char>(random());
		}
		if (random() % 4 == 0)
			text = utf16(text).substr(0, random() % (2 * text.size() + 2));
		read(log, text, std::array{ RegForm::file, RegForm::parameter,
					    RegForm::inf }[random() % 3]);
	}
}
