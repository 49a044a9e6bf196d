/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Altitudes: conversion from text, and comparison.
 */
#include "altitude.hpp"

#include "linux/print.h"

namespace ww {

template <typename Unit>
bool Altitude::parse(const Unit *text, u32 length)
{
	Altitude read{};
	bool fraction = false;
	bool any = false;

	for (u32 i = 0; i < length; i++) {
		if (text[i] == '.' && !fraction) {
			fraction = true;
			continue;
		}
		if (text[i] < '0' || text[i] > '9')
			return false;
		any = true;
		if (!fraction && text[i] == '0' && !read.whole_)
			continue;
		if (read.length_ == kDigits)
			return false;
		read.digits_[read.length_++] = static_cast<char>(text[i]);
		if (!fraction)
			read.whole_++;
	}
	while (read.length_ > read.whole_ && read.digits_[read.length_ - 1] == '0')
		read.length_--;
	if (any)
		*this = read;
	return any;
}

bool Altitude::parse(PCUNICODE_STRING text)
{
	return text && text->Buffer && parse(text->Buffer, text->Length / sizeof(WCHAR));
}

bool Altitude::parse(const char *text)
{
	u32 length = 0;

	while (text[length])
		length++;
	return parse(text, length);
}

void Altitude::set(u32 value)
{
	char text[16];

	ww_format(text, sizeof(text), "%u", value);
	parse(text);
}

void Altitude::text(char (&to)[kText]) const
{
	static_assert(kText == kDigits + 3);	/* a zero in front of the point, the point, and the end */
	char *at = to;

	if (!whole_)
		*at++ = '0';
	for (u32 i = 0; i < length_; i++) {
		if (i == whole_)
			*at++ = '.';
		*at++ = digits_[i];
	}
	*at = '\0';
}

int Altitude::compare(const Altitude &other) const
{
	const u32 shorter = length_ < other.length_ ? length_ : other.length_;

	if (whole_ != other.whole_)
		return whole_ - other.whole_;
	for (u32 i = 0; i < shorter; i++) {
		if (digits_[i] != other.digits_[i])
			return digits_[i] - other.digits_[i];
	}
	return length_ - other.length_;
}

} /* namespace ww */
