/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access to memory that may be a program's. A function returns false where a driver on Windows
 * would take a page fault that cannot be resolved.
 */
#pragma once

#include "base/types.hpp"

namespace ww {

/* Copies between any addresses; the ranges may overlap. */
bool user_move(void *to, const void *from, size_t bytes);
bool user_fill(void *to, int value, size_t bytes);

/* How two ranges compare. */
struct Comparison {
	bool is_complete;		/* false after a fault */
	size_t equal;			/* bytes from the start */
	int order;			/* of the first different bytes, as memcmp() returns it */
};

Comparison user_compare(const void *one, const void *other, size_t bytes);

} /* namespace ww */
