/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Short strings, such as names.
 */
#pragma once

#include "mixed.hpp"
#include "types.hpp"

namespace ww {

inline size_t text_length(const char *text)
{
	size_t length = 0;

	while (text[length])
		length++;
	return length;
}

/* Copies up to @room - 1 characters and always terminates. */
inline void text_copy(char *to, size_t room, const char *from)
{
	while (--room && *from)
		*to++ = *from++;
	*to = '\0';
}

/* The same behind what is there. */
inline void text_append(char *text, size_t room, const char *more)
{
	const size_t length = text_length(text);

	text_copy(text + length, room - length, more);
}

inline bool text_begins_with(const char *text, const char *beginning)
{
	while (*beginning && *text == *beginning) {
		text++;
		beginning++;
	}
	return !*beginning;
}

/* What is behind the last backslash; all of a path without one. */
inline const char *text_last_part(const char *path)
{
	const char *part = path;

	for (; *path; path++) {
		if (*path == '\\')
			part = path + 1;
	}
	return part;
}

inline char text_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* The same for texts that are alike: see text_alike(). Never 0. */
inline u32 text_hash(const char *text, u64 seed = 0)
{
	u64 hash = seed;

	while (*text)
		hash = mixed(hash ^ static_cast<unsigned char>(text_lower(*text++)));
	return static_cast<u32>(hash >> 32 | !(hash >> 32));
}

/* Upper and lower case are the same, but in Latin letters only. */
inline bool text_alike(const char *a, const char *b)
{
	while (*a && text_lower(*a) == text_lower(*b)) {
		a++;
		b++;
	}
	return *a == *b;
}

} /* namespace ww */
