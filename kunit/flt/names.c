/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite flt_names: the names of files that a minifilter asks for, where it may ask, and their parts.
 */
#include "flt_case.h"

/* ---- texts ---------------------------------------------------------------------------------- */

static const char *narrow(const UNICODE_STRING *string)
{
	static char texts[4][128];
	static unsigned int next;
	char *text = texts[next++ % 4];
	USHORT i;

	for (i = 0; i < string->Length / sizeof(WCHAR) && i < 127; i++)
		text[i] = (char)string->Buffer[i];
	text[i] = 0;
	return text;
}

/* A part that is not there has no buffer; others are in the memory of the whole. */
static void expect_part(struct kunit *test, const UNICODE_STRING *whole, const UNICODE_STRING *part,
			const char *expected)
{
	const WCHAR *end = whole->Buffer + whole->Length / sizeof(WCHAR);

	KUNIT_EXPECT_STREQ(test, narrow(part), expected);
	if (!*expected)
		KUNIT_EXPECT_PTR_EQ(test, (void *)part->Buffer, NULL);
	else
		KUNIT_EXPECT_TRUE(test, part->Buffer >= whole->Buffer && part->Buffer < end);
}

struct parsed {
	const char *name, *parent, *final, *extension, *stream;
};

static const struct parsed parsed[] = {
	{ "\\folder\\file.txt", "\\folder\\", "file.txt", "txt", "" },
	{ "\\a.b\\c\\d.tar.gz", "\\a.b\\c\\", "d.tar.gz", "gz", "" },
	{ "\\folder.d\\file", "\\folder.d\\", "file", "", "" },
	{ "\\file.txt:stream", "\\", "file.txt:stream", "txt", ":stream" },
	{ "\\f:s.txt:$DATA", "\\", "f:s.txt:$DATA", "", ":s.txt:$DATA" },
	{ "\\f.x::$DATA", "\\", "f.x::$DATA", "x", "::$DATA" },
	{ "\\a:b\\c", "\\a:b\\", "c", "", "" },
	{ "\\.profile", "\\", ".profile", "profile", "" },
	{ "\\file.", "\\", "file.", "", "" },
	{ "\\folder\\", "\\folder\\", "", "", "" },
	{ "\\", "\\", "", "", "" },
	{ "file.txt", "", "file.txt", "txt", "" },
	{ ":s", "", ":s", "", ":s" },
	{ "", "", "", "", "" },
};

/* row 660: parts of a text */
static void flt_names_test_parts_of_a_text(struct kunit *test)
{
	UNICODE_STRING extension, stream, final;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(parsed); i++) {
		const UNICODE_STRING *name = wide(parsed[i].name);

		KUNIT_EXPECT_EQ(test, FltParseFileName(name, &extension, &stream, &final), STATUS_SUCCESS);
		expect_part(test, name, &extension, parsed[i].extension);
		expect_part(test, name, &stream, parsed[i].stream);
		expect_part(test, name, &final, parsed[i].final);
	}
	/* Each of them may be left out. */
	KUNIT_EXPECT_EQ(test, FltParseFileName(wide("\\a.b:c"), NULL, &stream, NULL), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, narrow(&stream), ":c");
	KUNIT_EXPECT_EQ(test, FltParseFileName(wide("\\a.b:c"), &extension, NULL, &final), STATUS_SUCCESS);
	KUNIT_EXPECT_STREQ(test, narrow(&extension), "b");
	KUNIT_EXPECT_STREQ(test, narrow(&final), "a.b:c");
	EXPECT_NO_REPORT(test);
}

static void flt_names_test_parse_at_dispatch_level(struct kunit *test)
{
	UNICODE_STRING final = { .Length = 77 };
	NTSTATUS status;
	KIRQL irql;

	KeRaiseIrql(DISPATCH_LEVEL, &irql);
	status = FltParseFileName(wide("\\a"), NULL, NULL, &final);
	KeLowerIrql(irql);
	KUNIT_EXPECT_EQ(test, status, STATUS_INVALID_PARAMETER);
	KUNIT_EXPECT_EQ(test, final.Length, 77);
	EXPECT_REPORT(test, "FltParseFileName", BUGCHECK_IRQL_NOT_LESS_OR_EQUAL, ANY, DISPATCH_LEVEL, ANY,
		      ANY, NULL);
}

static struct kunit_case flt_names_cases[] = {
	KUNIT_CASE(flt_names_test_parts_of_a_text),
	KUNIT_CASE(flt_names_test_parse_at_dispatch_level),
	{}
};

FLT_CASE_SUITE(flt_names);
