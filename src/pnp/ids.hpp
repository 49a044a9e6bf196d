/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The identifiers of devices: lists of them, as a bus writes them, and the numbers in those of an INF.
 */
#pragma once

#include "base/types.hpp"
#include "linux/print.h"

namespace ww {

/* A list of texts, each behind the zero of the one before. */
class TextList {
public:
	template <size_t room>
	explicit TextList(char (&list)[room]) : at_(list), end_(list + room - 1) {}

	template <typename... Values>
	void add(const char *format, Values... values)
	{
		if (at_ < end_)
			at_ += ww_format(at_, static_cast<size_t>(end_ - at_), format, values...) + 1;
	}
	void add(const char *text) { add("%s", text); }

private:
	char *at_;
	char *end_;
};

/* The number behind @name in the ID, of @digits hexadecimal digits. False if it is not there. */
bool id_field(const char *id, const char *name, u32 digits, u32 &value);

} /* namespace ww */
