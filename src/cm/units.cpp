/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The order of texts.
 */
#include "units.hpp"

#include "base/unicode.hpp"

namespace ww {

int units_compare(Units a, Units b)
{
	const size_t common = a.count < b.count ? a.count : b.count;

	for (size_t i = 0; i < common; i++) {
		const u16 left = upcase(a.units[i]), right = upcase(b.units[i]);

		if (left != right)
			return left < right ? -1 : 1;
	}
	return a.count == b.count ? 0 : a.count < b.count ? -1 : 1;
}

bool units_alike(Units a, const char *b)
{
	for (size_t i = 0; i < a.count; i++) {
		if (!b[i] || upcase(a.units[i]) != upcase(static_cast<u16>(b[i])))
			return false;
	}
	return !b[a.count];
}

} /* namespace ww */
