/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Scatter: ranges of a program's memory that get the data of one read.
 */
#pragma once

#include "base/types.hpp"

struct ww_range;
struct ww_user_pages;

namespace ww {

/* Zeroed memory is one without ranges. */
class Scatter {
public:
	/* Pins all ranges, or none, in the program's thread. Returns 0 or a negative errno. */
	int pin(const struct ww_range *ranges, u32 count);

	/* Copies the data to the ranges, one after another. In any thread. It cannot fail. */
	void copy(const void *data, size_t bytes) const;

	void release();

private:
	struct Range {
		struct ww_user_pages *pages;	/* null without bytes */
		u32 bytes;
	};

	Range *ranges_;
	u32 count_;			/* of those that are pinned */
};

} /* namespace ww */
