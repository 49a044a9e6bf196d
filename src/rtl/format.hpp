/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Formatted text as Windows's kernel understands it: long is 32 bits, %I64d and %Id exist,
 * %wZ and %Z take counted strings, %S and %ws the other character type, and %p is sixteen
 * digits. Floating point is not part of it, in the kernel of Windows as here.
 */
#pragma once

#include <stdarg.h>

#include "base/types.hpp"

namespace ww {

enum class Null {
	always,		/* the last character of the room is for it */
	if_room,	/* behind a text that leaves room */
};

/*
 * Writes as much as fits, with a null as @null says, and nothing at all for a room of 0. Returns
 * the length of the whole text, as if there had been room. Any IRQL.
 */
int format_windows(char *out, size_t room, const char *format, va_list arguments,
		   Null null = Null::always);

/* The same in UTF-16, where %s and %c mean the wide types and %S and %C the narrow ones. */
int format_windows_wide(u16 *out, size_t room, const u16 *format, va_list arguments,
			Null null = Null::always);

} /* namespace ww */
