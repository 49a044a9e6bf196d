/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Object names, kept in narrow characters: reports print them.
 */
#pragma once

#include <wdm.h>

#include "../engine/object.hpp"

namespace ww {

/* What does not fit is cut off, what is not Latin becomes a question mark; null gives "". */
inline void name_from_unicode(char (&name)[kObjectName], PCUNICODE_STRING unicode)
{
	ww_size length = unicode ? unicode->Length / sizeof(WCHAR) : 0;

	if (length >= kObjectName)
		length = kObjectName - 1;
	for (ww_size i = 0; i < length; i++) {
		const WCHAR c = unicode->Buffer[i];

		name[i] = c >= 0x20 && c < 0x7f ? static_cast<char>(c) : '?';
	}
	name[length] = '\0';
}

} /* namespace ww */
