/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The two things the engine does with strings.
 */
#pragma once

#include "../linux/platform.h"

namespace ww {

/* Copies up to @room - 1 characters and always terminates. */
inline void text_copy(char *to, ww_size room, const char *from)
{
	while (--room && *from)
		*to++ = *from++;
	*to = '\0';
}

inline bool text_equal(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

} /* namespace ww */
