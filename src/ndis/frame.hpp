/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Frame: the bytes of a network buffer that a driver indicates. The lengths are checked before a byte is read, and a
 * driver that changes them meanwhile cannot make a copy longer.
 */
#pragma once

#include <ndis.h>

#include "base/types.hpp"

namespace ww {

class Frame {
public:
	/* Why there is no frame in @buffer; null if there is one. */
	const char *init(const NET_BUFFER &buffer);

	u32 bytes() const { return bytes_; }

	/* Copies to @to what begins at @offset. Cheap if the pieces come in order. */
	void copy(u32 offset, void *to, u32 bytes) const;

private:
	void rewind() const;

	const MDL *first_;		/* with the frame's first byte at first_offset_ */
	u32 first_offset_;
	u32 bytes_;
	/* Where the last copy ended. */
	mutable const MDL *mdl_;
	mutable u32 mdl_offset_;
	mutable u32 position_;
};

/* Why a received list has no frame; null if it has one, and no other. */
const char *find_frame(const NET_BUFFER_LIST &list, Frame &frame);

/* ww_net_events::copy of a Frame. */
void frame_copy(const void *frame, u32 offset, void *to, u32 bytes);

} /* namespace ww */
