/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Strings of devices as Linux has them.
 */
#pragma once

#include <ntifs.h>

#include "base/text.hpp"

namespace ww {

/* The string of at most @bytes in UTF-8; unchanged if it is empty. PASSIVE_LEVEL. */
template <size_t room>
void hid_text(char (&text)[room], const WCHAR *wide, size_t bytes)
{
	ULONG units = 0, length = 0;
	char made[room] = {};

	while (units < bytes / sizeof(WCHAR) && wide[units])
		units++;
	/* What is no character becomes one that says so. */
	if (units && NT_SUCCESS(RtlUnicodeToUTF8N(made, room - 1, &length, wide, units * sizeof(WCHAR))))
		text_copy(text, room, made);
}

} /* namespace ww */
