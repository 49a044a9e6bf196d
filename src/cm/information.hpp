/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Information: the answer to a query of a key or a value, in the caller's buffer.
 */
#pragma once

#include <wdm.h>

#include "base/types.hpp"

namespace ww {

/*
 * As on Windows, a buffer without room for the fixed part stays as it is (STATUS_BUFFER_TOO_SMALL).
 * One with room for it gets what fits (STATUS_BUFFER_OVERFLOW). ResultLength is the length of the
 * whole.
 */
class Information {
public:
	Information(void *buffer, ULONG room, PULONG needed)
		: buffer_(static_cast<u8 *>(buffer)), room_(room), needed_(needed) {}

	/* The fixed part: the first call. */
	Information &begin(const void *head, ULONG bytes)
	{
		is_too_small_ = room_ < bytes;
		*needed_ = 0;
		return add(head, bytes);
	}

	Information &add(const void *data, ULONG bytes)
	{
		const ULONG at = *needed_;
		const ULONG left = room_ > at ? room_ - at : 0;
		const ULONG fits = is_too_small_ ? 0 : left < bytes ? left : bytes;

		if (fits)
			__builtin_memcpy(buffer_ + at, data, fits);
		*needed_ += bytes;
		return *this;
	}

	/* Past a gap of zeroes. */
	Information &go_to(ULONG offset)
	{
		static constexpr u8 kZeroes[8] = {};

		return add(kZeroes, offset - *needed_);
	}

	NTSTATUS status() const
	{
		if (is_too_small_)
			return STATUS_BUFFER_TOO_SMALL;
		return *needed_ > room_ ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
	}

private:
	u8 *buffer_;
	ULONG room_;
	PULONG needed_;
	bool is_too_small_ = false;
};

} /* namespace ww */
