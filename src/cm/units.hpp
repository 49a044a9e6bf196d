/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Units: a counted text of UTF-16, without a null.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

struct Units {
	const u16 *units = nullptr;
	size_t count = 0;

	const u16 *end() const { return units + count; }
	Units from(size_t at) const { return { units + at, count - at }; }
	Units first(size_t length) const { return { units, length }; }
};

/*
 * Less than, equal to or greater than 0, as @a and @b are ordered. Upper and lower case are the
 * same.
 */
int units_compare(Units a, Units b);

inline bool units_alike(Units a, Units b)
{
	return a.count == b.count && !units_compare(a, b);
}

/* The same for a text of ASCII. */
bool units_alike(Units a, const char *b);

} /* namespace ww */
