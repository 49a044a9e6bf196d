/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Suite headers: what drivers get from headers alone. The cases themselves are in headers_plain.c and headers_cxx.cpp.
 */
#include "support.h"

#include "headers.h"

void headers_expect(struct kunit *test, const char *file, int line, BOOLEAN holds,
		    const char *condition)
{
	KUNIT_EXPECT_TRUE_MSG(test, holds, "%s:%d: %s", file, line, condition);
}

static struct kunit_case headers_cases[] = {
	KUNIT_CASE(headers_test_alignment),
	KUNIT_CASE(headers_test_fields),
	KUNIT_CASE(headers_test_pointers_and_integers),
	KUNIT_CASE(headers_test_global_string_is_one),
	{}
};

WINWORK_SUITE(headers);
