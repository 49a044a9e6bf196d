/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Altitude: a decimal number that says who is above whom. It may have a fraction, and more digits
 * than a machine word, so it is kept as text: without leading zeros, and without those that end a
 * fraction.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

class Altitude {
public:
	/* False, and nothing changed, for what is no number of at most kDigits digits. */
	bool parse(PCUNICODE_STRING text);
	bool parse(const char *text);
	void set(u32 value);

	/* Less than, equal to or greater than 0, as this is below, at or above @other. */
	int compare(const Altitude &other) const;

private:
	static constexpr u32 kDigits = 31;

	template <typename Unit>
	bool parse(const Unit *text, u32 length);

	char digits_[kDigits];		/* the fraction behind the whole number */
	u8 whole_;			/* digits of the latter */
	u8 length_;
};

} /* namespace ww */
