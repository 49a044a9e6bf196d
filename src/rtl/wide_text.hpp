/* SPDX-License-Identifier: GPL-2.0 */
/*
 * WideText: a text of WinWork's as the functions of Windows take it.
 */
#pragma once

#include <wdm.h>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "linux/memory.h"

namespace ww {

/* A text in UTF-16, with a zero behind it; false without memory. It is at most 32,766 characters long. */
class WideText {
public:
	WideText() = default;
	explicit WideText(const char *beginning, const char *rest = "") { set(beginning, rest); }
	~WideText() { ww_free(string_.Buffer); }
	WideText(const WideText &) = delete;
	WideText &operator=(const WideText &) = delete;

	/* Once. Sleeps. */
	void set(const char *beginning, const char *rest)
	{
		const size_t first = encode_text(beginning, nullptr), count = first + encode_text(rest, nullptr);
		auto *const units = static_cast<WCHAR *>(ww_zalloc_sleeping((count + 1) * sizeof(WCHAR)));

		if (!units)
			return;
		encode_text(beginning, units);
		encode_text(rest, units + first);
		string_ = { static_cast<USHORT>(count * sizeof(WCHAR)),
			    static_cast<USHORT>((count + 1) * sizeof(WCHAR)), units };
	}

	explicit operator bool() const { return string_.Buffer; }
	const UNICODE_STRING &string() const { return string_; }

private:
	UNICODE_STRING string_{};
};

} /* namespace ww */
