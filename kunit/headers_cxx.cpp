/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What of the headers is different in C++. Many drivers include them in such a block.
 */
extern "C" {
#include <ntddk.h>
}

#include "headers.h"

DECLARE_GLOBAL_CONST_UNICODE_STRING(HeadersGlobalString, L"global");

void headers_test_global_string_is_one(struct kunit *test)
{
	HOLDS(test, &HeadersGlobalString == headers_global_string());
	HOLDS(test, HeadersGlobalString.Length == 12 && HeadersGlobalString.MaximumLength == 14);
}
