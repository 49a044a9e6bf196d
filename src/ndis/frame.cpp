/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The bytes of a network buffer.
 */
#include "frame.hpp"

#include "mm/locked_pages.hpp"

namespace ww {
namespace {

constexpr u32 kMostBytes = 65536;
/* MDLs without bytes in a frame: more than any driver has. So a walk ends in a circle of them. */
constexpr u32 kMostEmpty = 1024;

/* Null if the MDL describes no memory of the kernel. */
const u8 *address_of_mdl(const MDL *mdl)
{
	constexpr int kMapped = MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL | MDL_PARTIAL;

	return static_cast<const u8 *>(mdl->MdlFlags & kMapped ? mdl->MappedSystemVa
							       : pages_address(mdl));
}

u32 smaller(u32 one, u32 other)
{
	return one < other ? one : other;
}

} /* namespace */

const char *Frame::init(const NET_BUFFER &buffer)
{
	const MDL *mdl = buffer.CurrentMdl;
	u32 offset = buffer.CurrentMdlOffset;
	u32 empty = 0;

	bytes_ = buffer.DataLength;
	first_ = mdl;
	first_offset_ = offset;
	rewind();
	if (!bytes_ || bytes_ > kMostBytes)
		return "DataLength is 0, or more than 64 KiB";
	for (u32 found = 0; found < bytes_; mdl = mdl->Next) {
		if (!mdl || empty > kMostEmpty)
			return "DataLength is more than the MDLs have";

		const u32 count = mdl->ByteCount;

		empty += !count;
		if (count && !address_of_mdl(mdl))
			return "an MDL describes no memory";
		if (offset > count)
			return "CurrentMdlOffset is behind CurrentMdl";
		found += smaller(count - offset, bytes_ - found);
		offset = 0;
	}
	return nullptr;
}

void Frame::rewind() const
{
	mdl_ = first_;
	mdl_offset_ = first_offset_;
	position_ = 0;
}

/*
 * A driver that shortens its MDLs now is served with what they have: the rest of the copy is zero.
 */
void Frame::copy(u32 offset, void *to, u32 bytes) const
{
	auto *place = static_cast<u8 *>(to);

	if (offset < position_)
		rewind();
	for (u32 empty = 0; bytes && mdl_ && empty <= kMostEmpty;) {
		const u32 count = mdl_->ByteCount;
		const u32 left = count > mdl_offset_ ? count - mdl_offset_ : 0;
		const u8 *const from = address_of_mdl(mdl_);
		const u32 skipped = smaller(left, offset - position_);
		const u32 copied = from ? smaller(left - skipped, bytes) : 0;

		__builtin_memcpy(place, from + mdl_offset_ + skipped, copied);
		place += copied;
		bytes -= copied;
		offset += copied;
		position_ += skipped + copied;
		mdl_offset_ += skipped + copied;
		if (!bytes)
			return;
		empty += !(skipped + copied);
		mdl_ = mdl_->Next;
		mdl_offset_ = 0;
	}
	__builtin_memset(place, 0, bytes);
}

const char *find_frame(const NET_BUFFER_LIST &list, Frame &frame)
{
	const NET_BUFFER *const buffer = list.FirstNetBuffer;

	if (!buffer)
		return "FirstNetBuffer is NULL";
	if (buffer->Next)
		return "the list has several net buffers";
	return frame.init(*buffer);
}

void frame_copy(const void *frame, u32 offset, void *to, u32 bytes)
{
	static_cast<const Frame *>(frame)->copy(offset, to, bytes);
}

} /* namespace ww */
