/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Altitude: a decimal number that orders instances; the greater one is above. It may have a
 * fraction and more digits than a machine word holds, so it is kept as text. Leading zeros, and
 * those at the end of the fraction, are left out.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

class Altitude {
public:
	/* False, and no change, unless @text is a number of at most kDigits digits. */
	bool parse(PCUNICODE_STRING text);
	bool parse(const char *text);
	void set(u32 value);

	/* The number with a point if it has a fraction, and a zero. */
	static constexpr u32 kText = 34;
	void text(char (&to)[kText]) const;

	/* Returns less than, equal to or greater than 0 when this is below, at or above @other. */
	int compare(const Altitude &other) const;

private:
	static constexpr u32 kDigits = 31;	/* docs/scheduling.md, Constants */

	template <typename Unit>
	bool parse(const Unit *text, u32 length);

	char digits_[kDigits];		/* the whole number, then the fraction */
	u8 whole_;			/* digits of the whole number */
	u8 length_;			/* all digits */
};

} /* namespace ww */
