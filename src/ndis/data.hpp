/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The data of a network buffer: a range of bytes in a chain of MDLs.
 */
#pragma once

#include "objects.hpp"

namespace ww {

/* Walks over the bytes of a chain of MDLs, at most a number of them, one stretch after the other. */
class DataCursor {
public:
	DataCursor(MDL *mdl, size_t offset, size_t bytes) : mdl_(mdl), offset_(offset), left_(bytes)
	{
		settle();
	}

	/* At the byte @skip of the data of @buffer; of its data alone. */
	static DataCursor of(const NET_BUFFER &buffer, size_t skip = 0)
	{
		const size_t length = buffer.DataLength;

		return { buffer.CurrentMdl, buffer.CurrentMdlOffset + skip,
			 skip < length ? length - skip : 0 };
	}

	/* The MDL, the place in it, and the bytes that are there; 0 at the end. */
	MDL *mdl() const { return mdl_; }
	size_t offset() const { return offset_; }
	size_t stretch() const
	{
		const size_t here = mdl_ ? mdl_->ByteCount - offset_ : 0;

		return here < left_ ? here : left_;
	}

	/* The address of the place; null if the MDL has none in the kernel. */
	u8 *address() const;

	void advance(size_t bytes)
	{
		offset_ += bytes;
		left_ -= bytes;
		settle();
	}

private:
	/* Goes on to the MDL that has the byte. */
	void settle()
	{
		while (mdl_ && offset_ >= mdl_->ByteCount) {
			offset_ -= mdl_->ByteCount;
			mdl_ = mdl_->Next;
		}
	}

	MDL *mdl_;
	size_t offset_;
	size_t left_;
};

/*
 * Moves the beginning of the data back by @delta bytes, as NdisRetreatNetBufferDataStart() does.
 * NDIS_STATUS_RESOURCES without memory.
 */
NDIS_STATUS data_retreat(CallSite call, NET_BUFFER &buffer, ULONG delta, ULONG back_fill,
			 NET_BUFFER_ALLOCATE_MDL_HANDLER allocate);

/* Moves it forward, and frees the MDLs of retreats that become unused if @frees. */
void data_advance(CallSite call, NET_BUFFER &buffer, ULONG delta, bool frees,
		  NET_BUFFER_FREE_MDL_HANDLER free);

/* Frees the MDLs that retreats without a handler have put in front of the chain. */
void data_free_retreats(CallSite call, NET_BUFFER &buffer);

} /* namespace ww */
