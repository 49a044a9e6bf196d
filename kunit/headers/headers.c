/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite headers: functions and macros that drivers get from headers alone, or nearly: the C
 * run-time functions, macros, and the layouts of structures. The cases themselves are in plain.c,
 * library.c and cxx.cpp.
 */
#include "support.h"

#include "headers.h"

void headers_expect(struct kunit *test, const char *file, int line, BOOLEAN holds,
		    const char *condition)
{
	KUNIT_EXPECT_TRUE_MSG(test, holds, "%s:%d: %s", file, line, condition);
}

static struct kunit_case headers_cases[] = {
	KUNIT_CASE(headers_test_trailing_array),
	KUNIT_CASE(headers_test_entry_offsets),
	KUNIT_CASE(headers_test_wide_text),
	KUNIT_CASE(headers_test_wide_text_is_found),
	KUNIT_CASE(headers_test_counted_text_with_flags),
	KUNIT_CASE(headers_test_narrow_text),
	KUNIT_CASE(headers_test_case_is_ignored),
	KUNIT_CASE(headers_test_memory_of_known_room),
	KUNIT_CASE(headers_test_narrow_text_of_known_room),
	KUNIT_CASE(headers_test_wide_text_of_known_room),
	KUNIT_CASE(headers_test_counted_printf_may_leave_no_null),
	KUNIT_CASE(headers_test_printf_takes_formats_of_windows),
	KUNIT_CASE(headers_test_text_changes_in_place),
	KUNIT_CASE(headers_test_words_of_text),
	KUNIT_CASE(headers_test_spans_of_wide_text),
	KUNIT_CASE(headers_test_appends_of_known_room),
	KUNIT_CASE(headers_test_numbers_become_text),
	KUNIT_CASE(headers_test_numbers_of_64_bits),
	KUNIT_CASE(headers_test_paths_join_and_split),
	KUNIT_CASE(headers_test_characters_of_both_types),
	KUNIT_CASE(headers_test_sort_and_search_with_context),
	KUNIT_CASE(headers_test_random_numbers_are_those_of_windows),
	KUNIT_CASE(headers_test_wide_printf_with_and_without_count),
	KUNIT_CASE(headers_test_printf_of_known_room),
	KUNIT_CASE(headers_test_scanned_numbers),
	KUNIT_CASE(headers_test_scanned_text),
	KUNIT_CASE(headers_test_scan_ends),
	KUNIT_CASE(headers_test_alignment),
	KUNIT_CASE(headers_test_fields),
	KUNIT_CASE(headers_test_pointers_and_integers),
	KUNIT_CASE(headers_test_global_string_is_one),
	KUNIT_CASE(headers_test_overloads_of_cxx),
	{}
};

WINWORK_SUITE(headers);
