/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite rtl_guid: the text of GUIDs.
 */
#include "support.h"

static const GUID example = { 0x6b29fc40, 0xca47, 0x1067,
			      { 0xb3, 0x1d, 0x00, 0xdd, 0x01, 0x06, 0x62, 0xda } };

static void rtl_guid_test_text_of_a_guid(struct kunit *test)
{
	UNICODE_STRING text, expected;
	GUID guid;

	RtlInitUnicodeString(&expected, L"{6B29FC40-CA47-1067-B31D-00DD010662DA}");
	KUNIT_ASSERT_EQ(test, RtlStringFromGUID(&example, &text), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, RtlEqualUnicodeString(&text, &expected, FALSE));
	KUNIT_EXPECT_EQ(test, text.Buffer[38], (WCHAR)0);
	KUNIT_EXPECT_EQ(test, RtlGUIDFromString(&text, &guid), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(&guid, &example, sizeof(guid)));
	RtlFreeUnicodeString(&text);

	RtlInitUnicodeString(&text, L"{6b29fc40-ca47-1067-b31d-00dd010662da}");
	memset(&guid, 0, sizeof(guid));
	KUNIT_EXPECT_EQ(test, RtlGUIDFromString(&text, &guid), STATUS_SUCCESS);
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(&guid, &example, sizeof(guid)));
}

static void rtl_guid_test_text_that_is_no_guid(struct kunit *test)
{
	static const WCHAR *const texts[] = {
		L"", L"{6B29FC40-CA47-1067-B31D-00DD010662DA", L"6B29FC40-CA47-1067-B31D-00DD010662DA}",
		L"{6B29FC40-CA47-1067-B31D-00DD010662DG}", L"{6B29FC40+CA47-1067-B31D-00DD010662DA}",
		L"{6B29FC40-CA47-1067-B31D-00DD010662DA)", L"{6B29FC4-0CA47-1067-B31D-00DD010662DA}",
	};
	UNICODE_STRING text;
	GUID guid = example;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		RtlInitUnicodeString(&text, texts[i]);
		KUNIT_EXPECT_EQ_MSG(test, RtlGUIDFromString(&text, &guid), STATUS_INVALID_PARAMETER,
				    "text %zu", i);
	}
	KUNIT_EXPECT_TRUE(test, RtlEqualMemory(&guid, &example, sizeof(guid)));
}

static struct kunit_case rtl_guid_cases[] = {
	KUNIT_CASE(rtl_guid_test_text_of_a_guid),
	KUNIT_CASE(rtl_guid_test_text_that_is_no_guid),
	{}
};

WINWORK_SUITE(rtl_guid);
