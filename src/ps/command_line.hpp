/* SPDX-License-Identifier: GPL-2.0 */
/*
 * CommandLine: the arguments of a program as the one text that Windows has for them. A blank is between
 * two arguments. One with blanks or without characters is in quotation marks. A program of Windows finds
 * the same arguments in the text.
 */
#pragma once

#include <wdm.h>

#include "base/unicode.hpp"

namespace ww {

class CommandLine {
public:
	/* Writes to @to, which has @room units, and is never full: the zero at the end has its place. */
	CommandLine(WCHAR *to, u32 room) : to_(to), room_(room) {}

	/* UTF-8 without its zero. What does not fit is left out. */
	void add(const char *at, const char *end)
	{
		const bool quotes = needs_quotes(at, end);

		if (!is_first_)
			put(' ');
		is_first_ = false;
		if (quotes)
			put('"');
		add_characters(at, end, quotes);
		if (quotes)
			put('"');
	}

	/* Ends the text. */
	UNICODE_STRING text()
	{
		const auto bytes = static_cast<USHORT>(length_ * sizeof(WCHAR));

		to_[length_] = 0;
		return { bytes, static_cast<USHORT>(bytes + sizeof(WCHAR)), to_ };
	}

private:
	static bool is_special(char c) { return c == ' ' || c == '"' || (c >= '\t' && c <= '\v'); }

	static bool needs_quotes(const char *at, const char *end)
	{
		if (at == end)
			return true;
		while (at != end && !is_special(*at))
			at++;
		return at != end;
	}

	/* Only in front of a quotation mark is a backslash doubled. */
	void add_characters(const char *at, const char *end, bool quotes)
	{
		u32 backslashes = 0;

		while (at != end) {
			const u32 character = next_code_point(at, end);

			if (character == '"')
				put_backslashes(backslashes + 1);
			backslashes = character == '\\' ? backslashes + 1 : 0;
			put(character);
		}
		if (quotes)
			put_backslashes(backslashes);
	}

	void put_backslashes(u32 count)
	{
		while (count--)
			put('\\');
	}

	void put(u32 character)
	{
		u16 units[kMostUtf16];
		const u32 count = encode(character, units);

		if (length_ + count >= room_)
			return;
		for (u32 i = 0; i < count; i++)
			to_[length_++] = static_cast<WCHAR>(units[i]);
	}

	WCHAR *to_;
	u32 room_;
	u32 length_ = 0;
	bool is_first_ = true;
};

} /* namespace ww */
