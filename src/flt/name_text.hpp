/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Units of UTF-16 in the texts of names. Places and lengths are in units.
 */
#pragma once

#include <fltKernel.h>

#include "base/types.hpp"

namespace ww {

inline u32 unit_count(const UNICODE_STRING &text)
{
	return text.Length / sizeof(WCHAR);
}

/* Behind the last @unit from @begin to before @end; @otherwise if there is none. */
inline u32 behind_last(const UNICODE_STRING &text, WCHAR unit, u32 begin, u32 end, u32 otherwise)
{
	while (end > begin) {
		if (text.Buffer[end - 1] == unit)
			return end;
		end--;
	}
	return otherwise;
}

/* The first @unit from @begin on, or the end. */
inline u32 first_of(const UNICODE_STRING &text, WCHAR unit, u32 begin)
{
	const u32 end = unit_count(text);

	while (begin < end && text.Buffer[begin] != unit)
		begin++;
	return begin;
}

} /* namespace ww */
