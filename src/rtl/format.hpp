/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Formatted text by the rules of Windows's kernel: long is 32 bits, %I64d and %Id exist, %wZ and %Z
 * take counted strings, %S and %ws the other character type, and %p prints sixteen digits. There
 * is no floating point.
 */
#pragma once

#include <stdarg.h>

#include "base/types.hpp"

namespace ww {

enum class Null {
	always,		/* the last character of the room is reserved for it */
	if_room,	/* only if the text leaves room */
};

/*
 * Writes as much of the text as fits into @room characters, and a null as @null says. Returns the
 * length of the whole text, without the null. Writes nothing if @room is 0. Any IRQL.
 */
int format_windows(char *out, size_t room, const char *format, va_list arguments,
		   Null null = Null::always);

/* What the conversions of the trace preprocessor show that take no argument. */
struct TraceWords {
	const char *function;
	const char *file;
	const char *flags;
	u32 line;
	u32 level;
};

/* The same with the conversions of the trace preprocessor, such as %!STATUS!, with null always. */
int format_trace(char *out, size_t room, const char *format, va_list arguments, const TraceWords &words);

/* The same in UTF-16, where %s and %c mean the wide types and %S and %C the narrow ones. */
int format_windows_wide(u16 *out, size_t room, const u16 *format, va_list arguments,
			Null null = Null::always);

} /* namespace ww */
