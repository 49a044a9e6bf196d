/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Cases in sources that include no header of Linux's, as those of a driver. There the C run-time
 * functions and macros are Windows's, also where Linux has one of the same name. Such a source
 * includes a header of Windows's first.
 */
#ifndef WINWORK_KUNIT_HEADERS_H
#define WINWORK_KUNIT_HEADERS_H

EXTERN_C_START

struct kunit;

void headers_expect(struct kunit *test, const char *file, int line, BOOLEAN holds,
		    const char *condition);

#define HOLDS(test, condition) \
	headers_expect(test, __FILE__, __LINE__, !!(condition), #condition)

/* In the C source: the string that the C++ source also defines. */
PCUNICODE_STRING headers_global_string(void);

void headers_test_trailing_array(struct kunit *test);
void headers_test_entry_offsets(struct kunit *test);
void headers_test_wide_text(struct kunit *test);
void headers_test_wide_text_is_found(struct kunit *test);
void headers_test_counted_text_with_flags(struct kunit *test);
void headers_test_narrow_text(struct kunit *test);
void headers_test_case_is_ignored(struct kunit *test);
void headers_test_memory_of_known_room(struct kunit *test);
void headers_test_narrow_text_of_known_room(struct kunit *test);
void headers_test_wide_text_of_known_room(struct kunit *test);
void headers_test_counted_printf_may_leave_no_null(struct kunit *test);
void headers_test_printf_takes_formats_of_windows(struct kunit *test);
void headers_test_text_changes_in_place(struct kunit *test);
void headers_test_words_of_text(struct kunit *test);
void headers_test_spans_of_wide_text(struct kunit *test);
void headers_test_appends_of_known_room(struct kunit *test);
void headers_test_numbers_become_text(struct kunit *test);
void headers_test_numbers_of_64_bits(struct kunit *test);
void headers_test_paths_join_and_split(struct kunit *test);
void headers_test_characters_of_both_types(struct kunit *test);
void headers_test_sort_and_search_with_context(struct kunit *test);
void headers_test_random_numbers_are_those_of_windows(struct kunit *test);
void headers_test_wide_printf_with_and_without_count(struct kunit *test);
void headers_test_printf_of_known_room(struct kunit *test);
void headers_test_scanned_numbers(struct kunit *test);
void headers_test_scanned_text(struct kunit *test);
void headers_test_scan_ends(struct kunit *test);
void headers_test_alignment(struct kunit *test);
void headers_test_fields(struct kunit *test);
void headers_test_pointers_and_integers(struct kunit *test);
void headers_test_global_string_is_one(struct kunit *test);
void headers_test_overloads_of_cxx(struct kunit *test);

EXTERN_C_END

#endif /* WINWORK_KUNIT_HEADERS_H */
