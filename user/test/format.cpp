// SPDX-License-Identifier: MIT
/*
 * Each conversion, flag, width, precision and size prefix of Microsoft's pages "Format specification syntax:
 * printf and wprintf functions" and "Format specification fields: scanf and wscanf functions", with a line for
 * each case (rows 387, 388).
 */
#include <gtest/gtest.h>
#include <climits>
#include <cmath>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include "support.hpp"
#include <strsafe.h>

namespace {

struct Counted {
	USHORT Length, MaximumLength;
	const void *Buffer;
};

/* What narrow and wide functions make: the result and the text. */
template <typename... Arguments> std::string made(const char *format, Arguments... arguments)
{
	char text[512];
	int length = snprintf(text, sizeof(text), format, arguments...);

	return length < 0 ? "error" : std::string(text, (size_t)length);
}

template <typename... Arguments> std::u16string wide(const WCHAR *format, Arguments... arguments)
{
	WCHAR text[512];
	int length = swprintf(text, 512, format, arguments...);

	return length < 0 ? u"error" : std::u16string(reinterpret_cast<const char16_t *>(text), (size_t)length);
}

/* For messages. */
std::string hexadecimal(const std::u16string &text)
{
	std::string digits;

	for (char16_t unit : text)
		digits += made("%04x ", unit);
	return digits;
}

#define PRINTS(expected, ...) EXPECT_EQ(std::string(expected, sizeof(expected) - 1), made(__VA_ARGS__)) << #__VA_ARGS__
#define PRINTS_WIDE(expected, ...)                                                                 \
	EXPECT_EQ(hexadecimal(std::u16string(expected, sizeof(expected) / 2 - 1)), hexadecimal(wide(__VA_ARGS__))) << #__VA_ARGS__

const long long kLarge = 0x1122334455667788;

} /* namespace */

TEST(PrintfPage, Types)
{
	PRINTS("a", "%c", 'a');
	PRINTS("X", "%c", 0x100 + 'X');
	PRINTS("\0", "%c", 0);
	PRINTS("\u00E4", "%C", L'\u00E4');
	PRINTS("\0", "%C", 0);
	PRINTS("-7", "%d", -7);
	PRINTS("-7", "%i", -7);
	PRINTS("37777777771", "%o", -7);
	PRINTS("4294967289", "%u", -7);
	PRINTS("fffffff9", "%x", -7);
	PRINTS("FFFFFFF9", "%X", -7);
	PRINTS("1.500000e+10", "%e", 1.5e10);
	PRINTS("1.500000E-100", "%E", 1.5e-100);
	PRINTS("1.500000", "%f", 1.5);
	PRINTS("1.500000", "%F", 1.5);
	PRINTS("1e+06", "%g", 1e6);
	PRINTS("1E-05", "%G", 1e-5);
	PRINTS("0x1.8000000000000p+0", "%a", 1.5);
	PRINTS("-0X1.999999999999AP-4", "%A", -0.1);
	PRINTS("0x0.0000000000001p-1022", "%a", 0x1p-1074);
	PRINTS("0000000000ABCDEF", "%p", (void *)0xABCDEF);
	PRINTS("0000000000000000", "%p", (void *)nullptr);
	PRINTS("text", "%s", "text");
	PRINTS("w\u20AC", "%S", L"w\u20AC");
	PRINTS("(null)", "%s", (char *)nullptr);
	PRINTS("(null)", "%S", (WCHAR *)nullptr);
	PRINTS("%", "%%");
	PRINTS("%0", "%%0");
	PRINTS("%", "%5%");
	PRINTS("%d", "%-3%d");
}

TEST(PrintfPage, CountedStrings)
{
	Counted ansi = { 3, 8, "abcdefg" }, unicode = { 6, 16, L"w\u20ACxyz" }, none = { 3, 8, nullptr };

	PRINTS("abc", "%Z", &ansi);
	PRINTS("abc", "%hZ", &ansi);
	PRINTS("w\u20ACx", "%wZ", &unicode);
	PRINTS("w\u20ACx", "%lZ", &unicode);
	PRINTS("  abc|w\u20ACx  ", "%5Z|%-5wZ", &ansi, &unicode);
	PRINTS("abc", "%.1Z", &ansi);
	PRINTS("(null) (null)", "%Z %wZ", &none, (Counted *)nullptr);
	PRINTS_WIDE(u"abc w\u20ACx", L"%Z %wZ", &ansi, &unicode);
}

TEST(PrintfPage, InfinityAndNan)
{
	const double quiet = std::nan(""), indefinite = -std::nan(""), signalling = __builtin_nans("");

	PRINTS("inf -inf INF", "%f %e %G", INFINITY, -INFINITY, INFINITY);
	PRINTS("nan NAN -nan(ind) -NAN(IND)", "%f %E %g %A", quiet, quiet, indefinite, indefinite);
	PRINTS("nan(snan) NAN(SNAN)", "%f %F", signalling, signalling);
	PRINTS("  +inf| inf|inf  ", "%+06f|% .1f|%-05f", INFINITY, INFINITY, INFINITY);
	PRINTS("inf", "%Lf", (long double)INFINITY);
	PRINTS("-nan(ind)", "%La", (long double)indefinite);
	PRINTS_WIDE(u"inf nan", L"%f %f", INFINITY, quiet);
}

TEST(PrintfPage, Flags)
{
	PRINTS("7   |7   |ab  |a   |1.5 ", "%-4d|%-04d|%-4s|%-04c|%-4g", 7, 7, "ab", 'a', 1.5);
	PRINTS("+7 -7 7 7 +1.5", "%+d %+d %+u %+x %+g", 7, -7, 7, 7, 1.5);
	PRINTS(" 7|-7|+7|7| 1.5", "% d|% d|% +d|% u|% g", 7, -7, 7, 7, 1.5);
	PRINTS("0007|-007|+001.5|0x0007", "%04d|%04d|%+06g|%#06x", 7, -7, 1.5, 7);
	/* An integer with a precision is not padded with zeros. */
	PRINTS("  07|  07|    ", "%04.2d|%0*.*x|%04.d", 7, 4, 2, 7, 0);
	/* But all else is, also text. */
	PRINTS("000ab|000ab|0000a|0000w", "%05s|%05S|%05c|%05C", "ab", L"ab", 'a', L'w');
	PRINTS("ab   |0(null)", "%-05s|%07s", "ab", (char *)nullptr);
	PRINTS("07 0xff 0XFF 0 0", "%#o %#x %#X %#o %#x", 7, 255, 255, 0, 0);
	PRINTS("1.|1.e+00|1.50000|0x1.p+0", "%#.0f|%#.0e|%#g|%#.0a", 1.0, 1.0, 1.5, 1.0);
	PRINTS("7 7 ab a", "%#d %#u %#s %#c", 7, 7, "ab", 'a');
	PRINTS("  0X0000000000000039|0000000000000039", "%#020p|%+p", (void *)57, (void *)57);
	PRINTS("+7  |+7", "%-+ #04d|%------------------+d", 7, 7);
	PRINTS_WIDE(u"000ab|000ab|+7", L"%05s|%05S|%+d", L"ab", "ab", 7);
}

TEST(PrintfPage, Widths)
{
	PRINTS("   ab|ab   |abcdef", "%5s|%-5s|%2s", "ab", "ab", "abcdef");
	PRINTS("   ab|ab   ", "%*s|%*s", 5, "ab", -5, "ab");
	PRINTS("+7   |ab ", "%+*d|%*s", -5, 7, -3, "ab");
	PRINTS("a |a", "%*c|%*c", -2, 'a', -1, 'a');
	PRINTS("0003.00", "%0*.2f", 7, 3.0);
	/* Of wide text in units of 16 bits, of narrow text in bytes. */
	PRINTS("   \u20AC|\u20AC   |  \U0001F600", "%4S|%-4S|%4S", L"\u20AC", L"\u20AC", L"\U0001F600");
	PRINTS("  \u20AC| \u20AC", "%3C|%4s", L'\u20AC', "\u20AC");
	PRINTS_WIDE(u"   \u20AC|\u20AC   ", L"%4s|%-4s", L"\u20AC", L"\u20AC");
	PRINTS_WIDE(u" \u20AC|\u20AC ", L"%4S|%-4hs", "\u20AC", "\u20AC");
	/* Out of the range of int. */
	PRINTS("error", "%99999999999d", 1);
	PRINTS("error", "%*d", INT_MIN, 1);
	EXPECT_EQ(70000, snprintf(nullptr, 0, "%70000d", 1));
	EXPECT_EQ(3000000, snprintf(nullptr, 0, "%3000000d", 1));
}

TEST(PrintfPage, Precisions)
{
	PRINTS("|0", "%.0d|%d", 0, 0);
	PRINTS("007|0x007|0007|-007", "%.3d|%#.3x|%#.4o|%.3i", 7, 7, 7, -7);
	PRINTS("7|1.5|ab", "%.*d|%.*g|%.*s", -5, 7, -1, 1.5, -3, "ab");
	PRINTS("3.142|3|3.1e+00|3.1", "%.3f|%.0f|%.1e|%.2g", 3.14159, 3.14159, 3.14159, 3.14159);
	PRINTS("0x1.9p+1|0x2p+1", "%.1a|%.0a", 3.14159, 3.14159);
	PRINTS("3|3e+00", "%.f|%.e", 3.14159, 3.14159);
	PRINTS("ab||ab", "%.2s|%.s|%.9s", "abcd", "abcd", "ab");
	PRINTS("a|b", "%.0c|%.9C", 'a', L'b');
	PRINTS("(nu", "%.3s", (char *)nullptr);
	/* Of wide text in units of 16 bits. */
	PRINTS("\u20AC\u20AC", "%.2S", L"\u20AC\u20AC\u20AC");
	PRINTS_WIDE(u"\u20AC\u20AC", L"%.2s", L"\u20AC\u20AC\u20AC");
	/* Of narrow text in bytes: what does not belong to it is not read. */
	PRINTS_WIDE(u"\u20AC\uFFFD", L"%.4S", "\u20AC\u20AC");
	const char two[] = { 'a', 'b' };
	PRINTS("ab", "%.2s", two);
	PRINTS_WIDE(u"ab", L"%.2S", two);
	PRINTS("error", "%.99999999999d", 1);
	PRINTS("error", "%.-2d", 1);
}

TEST(PrintfPage, Sizes)
{
	PRINTS("1432778632 1432778632 12531473610 1432778632 55667788 55667788", "%ld %li %lo %lu %lx %lX", kLarge, kLarge, kLarge,
	       kLarge, kLarge, kLarge);
	PRINTS("1122334455667788 1122334455667788", "%llx %I64X", kLarge, kLarge);
	PRINTS("1234605616436508552 1234605616436508552 1234605616436508552", "%lld %I64d %I64i", kLarge, kLarge, kLarge);
	PRINTS("104421464212531473610 1234605616436508552", "%llo %I64u", kLarge, kLarge);
	PRINTS("30600 73610 30600 7788", "%hd %ho %hu %hX", 0x55667788, 0x55667788, 0x55667788, 0x55667788);
	PRINTS("-120 210 136 88", "%hhd %hho %hhu %hhx", 0x88, 0x88, 0x88, 0x88);
	PRINTS("1432778632 1432778632 55667788", "%I32d %I32u %I32x", kLarge, kLarge, kLarge);
	PRINTS("1122334455667788 1234605616436508552 -1", "%Ix %Iu %Id", kLarge, kLarge, -1LL);
	PRINTS("1122334455667788 -1 1234605616436508552", "%zx %td %ju", kLarge, -1LL, kLarge);
	PRINTS("1.5 1.5 1.5e+00 0x1.8000000000000p+0", "%lg %Lg %.1Le %La", 1.5, 1.5L, 1.5L, 1.5L);
	PRINTS("a a w w w w w", "%hc %hC %lc %lC %wc %wC %C", 'a', 'a', L'w', L'w', L'w', L'w', L'w');
	PRINTS("a a w w w w w", "%hs %hS %ls %lS %ws %wS %S", "a", "a", L"w", L"w", L"w", L"w", L"w");
	PRINTS("a", "%Ls", "a");
	PRINTS_WIDE(u"a a w w w w w a", L"%hc %hC %lc %lC %wc %wC %c %C", 'a', 'a', L'w', L'w', L'w', L'w', L'w', 'a');
	PRINTS_WIDE(u"a a w w w w w a", L"%hs %hS %ls %lS %ws %wS %s %S", "a", "a", L"w", L"w", L"w", L"w", L"w", "a");
	PRINTS_WIDE(u"55667788 1122334455667788 1.5", L"%lx %I64x %lg", kLarge, kLarge, 1.5);
}

TEST(PrintfPage, BadFormats)
{
	int written = 7;

	for (const char *format : { "%", "%5", "%.", "%l", "%I64", "%k", "%!", "%y", "%I64D", "%U", "%m", "%'d", "%1$d", "%w0s" }) {
		errno = 0;
		EXPECT_EQ("error", made(format, 1)) << format;
		EXPECT_EQ(EINVAL, errno) << format;
	}
	PRINTS("error", "text%n", &written);
	EXPECT_EQ(7, written);
	PRINTS_WIDE(u"error", L"%\x164", 1);
	EXPECT_EQ(-1, fprintf(stderr, (const char *)nullptr));
	EXPECT_EQ(-1, fwprintf(stderr, (const WCHAR *)nullptr));
	EXPECT_EQ(-1, fprintf((FILE *)nullptr, "text"));
}

TEST(Format, HalvesOfCharactersAreKeptInWideText)
{
	PRINTS_WIDE(u"\xD83D", L"%s", L"\xD83D");
	PRINTS_WIDE(u"\xD83Dx\xDE00", L"%cx%ls", L'\xD83D', L"\xDE00");
	PRINTS_WIDE(u"\xD83D", L"%.1s", L"\U0001F600");
	PRINTS_WIDE(u"\xDE00-\xD83D", L"\xDE00-\xD83D");
	PRINTS_WIDE(u"\U0001F600", L"%c%c", L'\xD83D', L'\xDE00');
	/* UTF-8 has no half of a character. */
	PRINTS("\uFFFD-\uFFFD", "%ls-%lc", L"\xD83D", L'\xDE00');
	PRINTS("\uFFFD", "%.1ls", L"\U0001F600");
}

TEST(Format, SmallBuffersOfWideText)
{
	WCHAR text[4] = L"zzz";

	EXPECT_EQ(-1, swprintf(text, 3, L"%s", L"abc"));
	EXPECT_EQ(0, wcscmp(L"ab", text));
	EXPECT_EQ(3, swprintf(nullptr, 0, L"%s", L"abc"));
	EXPECT_EQ(-1, swprintf(nullptr, 3, L"%s", L"abc"));
	EXPECT_EQ(-1, swprintf_s(text, 3, L"%s", L"abc"));
	EXPECT_EQ(0, text[0]);
	EXPECT_EQ(-1, swprintf_s(nullptr, 0, L"%s", L"abc"));
	EXPECT_EQ(3, swprintf_s(text, 4, L"%s", L"abc"));
	EXPECT_EQ(-1, snprintf(nullptr, 4, "abc"));
	EXPECT_EQ(STRSAFE_E_INVALID_PARAMETER, StringCchPrintfW(nullptr, 4, L"abc"));
	/* A bad format leaves no old text. */
	EXPECT_EQ(3, swprintf_s(text, 4, L"%s", L"abc"));
	EXPECT_EQ(-1, swprintf_s(text, 4, L"a%k"));
	EXPECT_EQ(0, text[0]);
}

namespace {

/* What sscanf() stores for one conversion. */
template <typename Type> std::string scanned(const char *text, const char *format)
{
	Type value[16];

	memset(value, 0x5A, sizeof(value));
	int found = sscanf(text, format, value);
	if (found != 1)
		return made("%d", found);
	/* The value behind it stays. */
	EXPECT_EQ(0, memcmp(&value[1], &value[2], sizeof(value[1]))) << format;
	if constexpr (std::is_floating_point_v<Type>)
		return made("%.10Lg", (long double)value[0]);
	else
		return made("%lld", (long long)value[0]);
}

#define SCANS(expected, type, text, format) EXPECT_EQ(expected, scanned<type>(text, format)) << text << " by " << format

/* Text, and what is left of the input. */
std::string scanned_text(const char *text, const char *format)
{
	char to[32] = "?", rest[32] = "";
	int found = sscanf(text, (std::string(format) + "%31[\x01-\xff]").c_str(), to, rest);

	return found < 1 ? made("%d", found) : std::string(to) + "|" + rest;
}

#define SCANS_TEXT(expected, text, format) EXPECT_EQ(expected, scanned_text(text, format)) << text << " by " << format

/* Wide text, as UTF-8. */
std::string scanned_wide(const char *text, const char *format)
{
	WCHAR to[32] = {};
	char rest[32] = "";
	int found = sscanf(text, (std::string(format) + "%31[\x01-\xff]").c_str(), to, rest);

	return found < 1 ? made("%d", found) : made("%ls|%s", to, rest);
}

#define SCANS_WIDE(expected, text, format) EXPECT_EQ(expected, scanned_wide(text, format)) << text << " by " << format

} /* namespace */

TEST(ScanfPage, Numbers)
{
	SCANS("-12", int, "-12", "%d");
	SCANS("12", int, " \t\n+012", "%d");
	SCANS("12", int, "12x", "%d");
	SCANS("0", int, "x", "%d");
	SCANS("-1", int, "", "%d");
	SCANS("-1", int, "  ", "%d");
	SCANS("-1", int, "-", "%d");
	SCANS("0", int, "-x", "%d");
	SCANS("23", int, "0x17", "%i");
	SCANS("-15", int, "-017", "%i");
	SCANS("17", int, "17", "%i");
	SCANS("0", int, "0", "%i");
	SCANS("0", int, "08", "%i");
	SCANS("15", int, "17", "%o");
	SCANS("255", unsigned char, "4294967295", "%hhu");
	SCANS("4294967295", unsigned, "4294967295", "%u");
	SCANS("4294967295", unsigned, "-1", "%u");
	SCANS("-1", int, "-1", "%x");
	SCANS("1305", int, "0x519", "%x");
	SCANS("1306", int, "51A", "%X");
	SCANS("81", int, "0x51g", "%x");
	SCANS("4649328", intptr_t, "000000000046F170", "%p");
	SCANS("4649331", intptr_t, "0x46F173", "%p");
	SCANS("-4649332", intptr_t, "-46F174", "%p");
	/* Numbers that are too large lose their upper bits. */
	SCANS("1942892530", int, "12345678901234", "%d");
	SCANS("1942892530", int, "12345678901234", "%I32d");
}

TEST(ScanfPage, SizesOfIntegers)
{
	SCANS("24910", short, "12345678", "%hd");
	SCANS("78", signed char, "12345678", "%hhd");
	SCANS("12", int, "12", "%ld");
	SCANS("12345678901234", long long, "12345678901234", "%lld");
	SCANS("12345678901234", long long, "12345678901234", "%I64d");
	SCANS("-1099511627776", long long, "-1099511627776", "%I64i");
	SCANS("255", long long, "ff", "%I64x");
	SCANS("63", long long, "77", "%llo");
	SCANS("-1", long long, "18446744073709551615", "%I64u");
	SCANS("4294967297", SSIZE_T, "4294967297", "%Id");
	SCANS("4886718345", SSIZE_T, "0x123456789", "%Ix");
	SCANS("4294967297", SSIZE_T, "4294967297", "%zu");
	SCANS("4294967297", SSIZE_T, "4294967297", "%td");
	SCANS("-2", long long, "0xfffffffffffffffe", "%jx");
}

TEST(ScanfPage, Reals)
{
	for (const char *format : { "%a", "%A", "%e", "%E", "%f", "%F", "%g", "%G" })
		SCANS("-1.5", float, " -1.5", format);
	for (const char *format : { "%la", "%lA", "%le", "%lE", "%lf", "%lF", "%lg", "%lG" })
		SCANS("-1.5", double, " -1.5", format);
	for (const char *format : { "%La", "%LA", "%Le", "%LE", "%Lf", "%LF", "%Lg", "%LG" })
		SCANS("-1.5", long double, " -1.5", format);
	SCANS("1.1e-30", double, "1.1e-30", "%lf");
	SCANS("1e+20", double, "1E+20x", "%lf");
	SCANS("0", double, "0.", "%lf");
	SCANS("0.5", double, ".5", "%lf");
	SCANS("24.25", double, "0x18.4", "%lf");
	SCANS("-48.5", double, "-0x18.4p1", "%lf");
	SCANS("inf", double, "inf", "%lf");
	SCANS("-inf", double, "-Infinity", "%lf");
	SCANS("inf", double, "infa", "%lf");
	SCANS("nan", double, "nan", "%lf");
	SCANS("-nan(ind)", double, "-NAN(IND)", "%lf");
	/* What was read so far is lost. */
	SCANS("-1", double, "infi", "%lf");
	SCANS("-1", double, "1e", "%lf");
	SCANS("-1", double, "1e+", "%lf");
	SCANS("0", double, "1ex", "%lf");
	SCANS("-1", double, ".", "%lf");
	SCANS("0", double, ".x", "%lf");
	SCANS("0", double, "a", "%lf");
}

TEST(ScanfPage, Texts)
{
	SCANS_TEXT("abc| def", "  abc def", "%s");
	SCANS_TEXT("abc| def", "abc def", "%hs");
	SCANS_TEXT("abc| def", "abc def", "%hS");
	SCANS_TEXT("\xC3\xA4\xA0|", "\xC3\xA4\xA0", "%s");
	SCANS_TEXT("-1", "  ", "%s");
}

TEST(ScanfPage, Characters)
{
	char one = 0x55, three[4] = "zzz";

	EXPECT_EQ(1, sscanf(" a", "%c", &one));
	EXPECT_EQ(' ', one);
	EXPECT_EQ(1, sscanf("b", "%hc", &one));
	EXPECT_EQ('b', one);
	EXPECT_EQ(1, sscanf("c", "%hC", &one));
	EXPECT_EQ('c', one);
	EXPECT_EQ(1, sscanf("abcd", "%3c", three));
	EXPECT_STREQ("abc", three);
	EXPECT_EQ(EOF, sscanf("ab", "%3c", three));
	EXPECT_EQ(EOF, sscanf("", "%c", &one));
	EXPECT_EQ(2, sscanf("18:59", "%2c:%2c%c", three, three, &one));
	EXPECT_EQ('c', one);
}

TEST(ScanfPage, WideTexts)
{
	for (const char *format : { "%S", "%ls", "%lS", "%ws" }) {
		SCANS_WIDE("a\u20AC\U0001F600| b", "  a\u20AC\U0001F600 b", format);
		SCANS_WIDE("-1", "  ", format);
	}
	for (const char *format : { "%C", "%lc", "%lC", "%wc" }) {
		SCANS_WIDE("\u20AC|b", "\u20ACb", format);
		SCANS_WIDE(" |b", " b", format);
		SCANS_WIDE("-1", "", format);
		/* It has two units. */
		SCANS_WIDE("0", "\U0001F600", format);
	}
	SCANS_WIDE("\U0001F600|b", "\U0001F600b", "%2lc");
	SCANS_WIDE("\u20ACb|c", "\u20ACbc", "%l[b\u20AC]");
	SCANS_WIDE("\u20ACb|\u20AD", "\u20ACb\u20AD", "%l[^\u20AD]");
	SCANS_WIDE("\u20AC\u20AD|\u20AE", "\u20AC\u20AD\u20AE", "%l[\u20A0-\u20AD]");
	SCANS_WIDE("0", "\u20AC", "%l[\u20AD]");
	/* A width counts units, and divides no character. */
	SCANS_WIDE("\u20ACb|c", "\u20ACbc", "%2ls");
	SCANS_WIDE("b|\U0001F600", "b\U0001F600", "%2ls");
	/* What is no UTF-8 becomes U+FFFD. */
	SCANS_WIDE("a\uFFFDb|", "a\xE2\x82" "b", "%ls");
	SCANS_WIDE("\uFFFD|b", "\xFF" "b", "%lc");
}

TEST(ScanfPage, Sets)
{
	SCANS_TEXT("abc|efgd", "abcefgd", "%[a-c]");
	SCANS_TEXT("abc|efgd", "abcefgd", "%[c-a]");
	SCANS_TEXT("abcefg|d", "abcefgd", "%[a-cg-e]");
	SCANS_TEXT("abc|-d", "abc-d", "%[^-]");
	SCANS_TEXT("a]b|c", "a]bc", "%[]ab]");
	SCANS_TEXT("a|]b", "a]b", "%[^]]");
	SCANS_TEXT("a-b|c", "a-bc", "%[ab-]");
	SCANS_TEXT("a-b|c", "a-bc", "%[-ab]");
	SCANS_TEXT(" a |b", " a b", "%[ a]");
	SCANS_TEXT("a^|b", "a^b", "%[a^]");
	SCANS_TEXT("\xF0\xF1\xF2|", "\xF0\xF1\xF2", "%[\xFF-\xF1\xF0]");
	SCANS_TEXT("0", "x", "%[a-c]");
	SCANS_TEXT("-1", "", "%[a-c]");
	SCANS_TEXT("abc|", "abc", "%h[a-c]");
}

TEST(ScanfPage, Widths)
{
	SCANS("12", int, "12345", "%2d");
	SCANS("-1", int, "-12345", "%2d");
	SCANS("26", int, "0x1AB", "%4i");
	SCANS("0", int, "0x1A", "%1i");
	SCANS("1.5", double, "1.55", "%3lf");
	SCANS("12", double, "12e5", "%2lf");
	SCANS("0", double, "12e5x", "%3lf");
	SCANS_TEXT("ab|cd", "abcd", "%2s");
	SCANS_TEXT("ab|cd", "abcd", "%2[a-z]");
	SCANS_TEXT("ab|", "ab", "%9s");
	int one = 0, other = 0;
	EXPECT_EQ(2, sscanf("1234", "%2d%2d", &one, &other));
	EXPECT_EQ(12, one);
	EXPECT_EQ(34, other);
}

TEST(ScanfPage, TextOfTheFormat)
{
	int one = 0, other = 0;
	char text[8];

	EXPECT_EQ(2, sscanf("1 ,\n 2", "%d ,%d", &one, &other));
	EXPECT_EQ(2, other);
	EXPECT_EQ(1, sscanf("1,2", "%d ;%d", &one, &other));
	EXPECT_EQ(1, sscanf("50%x", "%d%%x", &one));
	EXPECT_EQ(2, sscanf("50%7", "%d%%%d", &one, &other));
	EXPECT_EQ(7, other);
	EXPECT_EQ(0, sscanf("a", "b%d", &one));
	EXPECT_EQ(EOF, sscanf("a", "ab%d", &one));
	EXPECT_EQ(EOF, sscanf("", "a"));
	EXPECT_EQ(0, sscanf("", " "));
	EXPECT_EQ(2, sscanf("key=value\xDA", "%[^=]=%s", text, text));
	EXPECT_STREQ("value\xDA", text);
}

TEST(ScanfPage, WithoutStoring)
{
	int number = 0;
	char text[4] = "";

	EXPECT_EQ(1, sscanf("1 2.5 abc d \u20AC 7", "%*d %*f %*s %*c %*lc %d", &number));
	EXPECT_EQ(7, number);
	EXPECT_EQ(1, sscanf("abcefgdh", "%*[a-cg-e]%c", text));
	EXPECT_EQ('d', text[0]);
	EXPECT_EQ(1, sscanf_s("ab 7", "%*s %s", text, 4u));
	EXPECT_STREQ("7", text);
	EXPECT_EQ(0, sscanf("1x", "%*d"));
	EXPECT_EQ(EOF, sscanf("1", "%*d%d", &number));
}

/* The bytes since the call began. */
TEST(ScanfPage, CountOfBytes)
{
	struct {
		int from = -1, to = -1;
		long long large = -1;
		signed char tiny = -1;
		short small[2] = { -1, -1 };
	} at;
	int number;
	char text[8], other[8];

	EXPECT_EQ(1, sscanf("21:59:20", "%d%n", &number, &at.to));
	EXPECT_EQ(2, at.to);
	EXPECT_EQ(2, sscanf("abc   def", "%s %n%s%n", text, &at.from, other, &at.to));
	EXPECT_EQ(6, at.from);
	EXPECT_EQ(9, at.to);
	EXPECT_EQ(0, sscanf(" : x", " :%n", &at.to));
	EXPECT_EQ(2, at.to);
	EXPECT_EQ(0, sscanf("abc", "%*2c%n%*d", &at.to));
	EXPECT_EQ(2, at.to);
	EXPECT_EQ(0, sscanf("", "%n", &at.to));
	EXPECT_EQ(0, at.to);
	EXPECT_EQ(1, sscanf("\u20AC", "%ls%n%lln%hhn%hn", (WCHAR *)text, &at.to, &at.large, &at.tiny, &at.small[0]));
	EXPECT_EQ(3, at.to);
	EXPECT_EQ(3, at.large);
	EXPECT_EQ(3, at.tiny);
	EXPECT_EQ(3, at.small[0]);
	EXPECT_EQ(-1, at.small[1]);
	EXPECT_EQ(0, sscanf("ab", "a%*n%n", &at.to));
	EXPECT_EQ(1, at.to);
	/* What did not fit is not counted. */
	EXPECT_EQ(1, sscanf("12 x", "%d %n%d", &number, &at.to, &at.from));
	EXPECT_EQ(3, at.to);
}

TEST(ScanfPage, StreamsAreReadAsFarAsNeeded)
{
	FILE *stream = tmpfile();
	WCHAR wide[8];
	int number = 0, at = 0;
	char text[8];

	ASSERT_TRUE(stream);
	fputs("12 \u20AC;ab 0x7f rest", stream);
	rewind(stream);
	EXPECT_EQ(1, fscanf(stream, "%d%n", &number, &at));
	EXPECT_EQ(2, at);
	EXPECT_EQ(1, fscanf(stream, " %l[^;\u20AD]%n", wide, &at));
	EXPECT_EQ(4, at);
	EXPECT_EQ(0, fscanf(stream, "%l[\u20AD]", wide));
	EXPECT_EQ(2, fscanf(stream, ";%s %x", text, &number));
	EXPECT_EQ(127, number);
	EXPECT_EQ(' ', fgetc(stream));
	EXPECT_EQ(1, fscanf(stream, "%s", text));
	EXPECT_STREQ("rest", text);
	EXPECT_EQ(EOF, fscanf(stream, "%s", text));
	/* A character that does not belong to a set stays as a whole. */
	rewind(stream);
	EXPECT_EQ(0, fscanf(stream, "12 %l[\u20AD]", wide));
	EXPECT_EQ(0xE2, fgetc(stream));
	EXPECT_EQ(0x82, fgetc(stream));
	EXPECT_EQ(0xAC, fgetc(stream));
	fclose(stream);
	EXPECT_EQ(EOF, fscanf((FILE *)nullptr, "%d", &number));
	EXPECT_EQ(EOF, sscanf((const char *)nullptr, "%d", &number));
	EXPECT_EQ(EOF, sscanf("1", (const char *)nullptr));
}

TEST(ScanfPage, BuffersWithASize)
{
	WCHAR wide[4] = L"zzz";
	char text[4] = "zzz";
	int number = 0;

	EXPECT_EQ(1, sscanf_s("a\u20AC", "%ls", wide, 3u));
	EXPECT_EQ(0, wcscmp(L"a\u20AC", wide));
	EXPECT_EQ(0, sscanf_s("a\u20ACb", "%ls", wide, 3u));
	EXPECT_EQ(0, wide[0]);
	EXPECT_EQ(0, sscanf_s("ab\U0001F600", "%S", wide, 4u));
	EXPECT_EQ(0, wide[0]);
	EXPECT_EQ(1, sscanf_s("\u20AC", "%C", wide, 1u));
	EXPECT_EQ(0x20AC, wide[0]);
	EXPECT_EQ(2, sscanf_s("ab7", "%l[a-z]%d", wide, 3u, &number));
	EXPECT_EQ(7, number);
	errno = 0;
	EXPECT_EQ(EOF, sscanf_s("ab", "%s", text, 0u));
	EXPECT_EQ(EINVAL, errno);
	EXPECT_EQ('z', text[0]);
}

TEST(ScanfPage, BadFormats)
{
	int number = 0;
	char text[8];

	for (const char *format : { "%", "%P", "%@", "%l", "%[a", "%0d", "%99999999999d", "%ms", "%'d", "%1$d", "%D", "%Z" }) {
		errno = 0;
		EXPECT_EQ(0, sscanf("1234", format, &number)) << format;
		EXPECT_EQ(EINVAL, errno) << format;
	}
	EXPECT_EQ(1, sscanf("12 34", "%d %P", &number, text));
	EXPECT_EQ(0, sscanf("\"%12@", "%\"%%%d%@", &number));
}

/* Functions for wide text: texts and sets without a prefix are wide, and %n counts units. */
TEST(ScanfPage, WideFunctions)
{
	WCHAR wide[8] = {}, other[8] = {}, unit[2] = {};
	char narrow[8] = {};
	int number = 0, at = 0;
	double real = 0;

	EXPECT_EQ(4, swscanf(L" 12 \u20ACa 0x1F 1.5", L"%d %s %x %lf%n", &number, wide, &at, &real, &number));
	EXPECT_EQ(0, wcscmp(L"\u20ACa", wide));
	EXPECT_EQ(31, at);
	EXPECT_EQ(1.5, real);
	EXPECT_EQ(15, number);
	EXPECT_EQ(2, swscanf(L"\u20ACa;b", L"%h[^;];%s", narrow, other));
	EXPECT_STREQ("\u20ACa", narrow);
	EXPECT_EQ(0, wcscmp(L"b", other));
	for (const WCHAR *format : { L"%s", L"%ls", L"%lS", L"%ws", L"%[^-]", L"%l[^-]" }) {
		EXPECT_EQ(1, swscanf(L"\u20AC\U0001F600", format, wide));
		EXPECT_EQ(0, wcscmp(L"\u20AC\U0001F600", wide));
	}
	for (const WCHAR *format : { L"%S", L"%hs", L"%hS", L"%h[^-]" }) {
		EXPECT_EQ(1, swscanf(L"\u20AC\U0001F600", format, narrow));
		EXPECT_STREQ("\u20AC\U0001F600", narrow);
	}
	EXPECT_EQ(2, swscanf(L"\u20ACb", L"%c%C", unit, narrow));
	EXPECT_EQ(0x20AC, unit[0]);
	EXPECT_EQ('b', narrow[0]);
	/* Halves of a pair are kept. */
	EXPECT_EQ(2, swscanf(L"\U0001F600", L"%c%1s", unit, wide));
	EXPECT_EQ(0xD83D, unit[0]);
	EXPECT_EQ(0xDE00, wide[0]);
	/* Text and sets of the format. */
	EXPECT_EQ(1, swscanf(L"\u20AC\U0001F600:7", L"\u20AC\U0001F600:%d", &number));
	EXPECT_EQ(7, number);
	EXPECT_EQ(0, swscanf(L"\u20AD7", L"\u20AC%d", &number));
	EXPECT_EQ(1, swscanf(L"\u20AC\u20AD\u20AE", L"%[\u20A0-\u20AD]", wide));
	EXPECT_EQ(0, wcscmp(L"\u20AC\u20AD", wide));
	EXPECT_EQ(0, swscanf(L"\u0131", L"%d", &number));
	EXPECT_EQ(EOF, swscanf(L"", L"%d", &number));
	EXPECT_EQ(EOF, swscanf(NULL, L"%d", &number));
	EXPECT_EQ(EOF, swscanf(L"1", NULL));
	/* Sizes, in units of what is stored. */
	EXPECT_EQ(1, swscanf_s(L"\u20ACa", L"%s", wide, 3u));
	EXPECT_EQ(0, swscanf_s(L"\u20ACab", L"%s", wide, 3u));
	EXPECT_EQ(0, wide[0]);
	EXPECT_EQ(0, swscanf_s(L"\u20ACa", L"%S", narrow, 4u));
	EXPECT_EQ('\0', narrow[0]);
	EXPECT_EQ(1, swscanf_s(L"\u20AC", L"%S", narrow, 4u));
	EXPECT_STREQ("\u20AC", narrow);
}

TEST(ScanfPage, WideFunctionsReadUtf8FromStreams)
{
	FILE *stream = tmpfile(), *input = stdin;
	WCHAR wide[8] = {};
	char narrow[8] = {};
	int number = 0, at = 0;

	ASSERT_TRUE(stream);
	fputs("\u20AC\U0001F600 7\u20AD8 \u20ACa \u20ACbc", stream);
	rewind(stream);
	EXPECT_EQ(2, fwscanf(stream, L"%s %d%n", wide, &number, &at));
	EXPECT_EQ(0, wcscmp(L"\u20AC\U0001F600", wide));
	EXPECT_EQ(5, at);
	EXPECT_EQ(0, fwscanf(stream, L"\u20AC%d", &number));
	EXPECT_EQ(1, fwscanf(stream, L"\u20AD%d", &number));
	EXPECT_EQ(8, number);
	EXPECT_EQ(1, fwscanf(stream, L"%S", narrow));
	EXPECT_STREQ("\u20ACa", narrow);
	stdin = stream;
	EXPECT_EQ(1, wscanf(L" %[\u20ACb]", wide));
	stdin = input;
	EXPECT_EQ(0, wcscmp(L"\u20ACb", wide));
	EXPECT_EQ(1, fwscanf_s(stream, L"%c", wide, 1u));
	EXPECT_EQ(L'c', wide[0]);
	EXPECT_EQ(EOF, fwscanf(stream, L"%c", wide));
	rewind(stream);
	EXPECT_EQ(1, fwscanf(stream, L"\u20AC\U0001F600 %d", &number));
	EXPECT_EQ(7, number);
	fclose(stream);
}

/* A long field, and a long format. */
TEST(Scan, LengthsHaveNoLimit)
{
	std::string zeros(1000, '0'), blanks(1000, ' '), set = "%[";
	double real = 0;
	int number = 0;

	EXPECT_EQ(1, sscanf((blanks + zeros + "12").c_str(), "%d", &number));
	EXPECT_EQ(12, number);
	EXPECT_EQ(1, sscanf(("0." + zeros + "5").c_str(), "%lf", &real));
	EXPECT_EQ(0, real);
	EXPECT_EQ(1, sscanf((zeros + "x7").c_str(), (zeros + "x%d").c_str(), &number));
	EXPECT_EQ(7, number);
	for (int i = 0; i < 100; i++)
		set += "a-c";
	char text[4];
	EXPECT_EQ(1, sscanf("abcd", (set + "]").c_str(), text));
	EXPECT_STREQ("abc", text);
}
