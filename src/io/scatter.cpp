/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Scatter.
 */
#include "scatter.hpp"

#include <wdm.h>

#include "base/errno.hpp"
#include "linux/request.h"
#include "linux/user.h"
#include "linux/user_pages.h"
#include "mm/locked_pages.hpp"

namespace ww {

int Scatter::pin(const struct ww_range *ranges, u32 count)
{
	if (!count)
		return 0;
	ranges_ = static_cast<Range *>(ww_user_buffer(count * sizeof(Range)));
	if (!ranges_)
		return -kNoMemory;
	for (count_ = 0; count_ < count; count_++) {
		const struct ww_range &wanted = ranges[count_];
		Range &range = ranges_[count_];

		range = { .pages = nullptr, .bytes = wanted.bytes };
		if (!range.bytes)
			continue;

		const NTSTATUS status = pages_pin(reinterpret_cast<void *>(wanted.start),
						  range.bytes, BufferAccess::write, &range.pages);

		if (!NT_SUCCESS(status)) {
			release();
			return -errno_of(status);
		}
	}
	return 0;
}

void Scatter::copy(const void *data, size_t bytes) const
{
	auto *from = static_cast<const char *>(data);

	for (u32 i = 0; i < count_ && bytes; i++) {
		const Range &range = ranges_[i];
		const size_t part = bytes < range.bytes ? bytes : range.bytes;

		if (!part)
			continue;
		__builtin_memcpy(ww_user_pages_address(range.pages), from, part);
		from += part;
		bytes -= part;
	}
}

void Scatter::release()
{
	for (u32 i = 0; i < count_; i++) {
		if (ranges_[i].pages)
			pages_release(ranges_[i].pages);
	}
	ww_user_buffer_free(ranges_);
	ranges_ = nullptr;
	count_ = 0;
}

} /* namespace ww */
