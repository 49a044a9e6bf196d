/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Expressions with wildcards for names of files.
 */
#pragma once

#include "string.hpp"

namespace ww {

/* The character that one of a name counts as, by a table of the caller's. */
using Upcase = u16 (*)(u16 unit, const void *table);

/*
 * Whether the whole name matches. @upcase: null, or for each character of the name. False without memory for an
 * expression of more than a hundred characters.
 */
bool name_is_in_expression(const Text<u16> &expression, const Text<u16> &name, Upcase upcase = nullptr,
			   const void *table = nullptr);

} /* namespace ww */
