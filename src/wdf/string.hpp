/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WDFSTRING: a UNICODE_STRING with a handle.
 */
#pragma once

#include "object.hpp"

namespace ww::wdf {

struct String : Object {
	static const Class kClass;

	UNICODE_STRING text;		/* a zero follows it; its Buffer is null without text */
};

/* Gives @string a copy of @text. PASSIVE_LEVEL. */
NTSTATUS string_assign(String &string, const UNICODE_STRING &text);

/* Copies @from, with a zero behind it. False without memory. PASSIVE_LEVEL. */
bool copy_string(UNICODE_STRING &to, const UNICODE_STRING &from);

/* Whether @text is a string: an even length, no more than its maximum, and a buffer for it. */
bool is_string(const UNICODE_STRING &text);

} /* namespace ww::wdf */
