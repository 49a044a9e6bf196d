/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access to the data of network buffers: contiguous data, copies, physical pages.
 */
#include "data.hpp"

namespace ww {

u8 *DataCursor::address() const
{
	auto *start = static_cast<u8 *>(MmGetSystemAddressForMdlSafe(mdl_, LowPagePriority));

	return start ? start + offset_ : nullptr;
}

namespace {

bool is_aligned(const u8 *address, ULONG multiple, ULONG offset)
{
	return multiple <= 1 || !((address_of(address) - offset) & (multiple - 1));
}

/* Copies @bytes bytes to @to. False when there are fewer, or when an MDL has no address. */
bool copy_out(DataCursor from, u8 *to, size_t bytes)
{
	while (bytes) {
		const size_t stretch = from.stretch() < bytes ? from.stretch() : bytes;
		const u8 *address = stretch ? from.address() : nullptr;

		if (!address)
			return false;
		RtlCopyMemory(to, address, stretch);
		to += stretch;
		bytes -= stretch;
		from.advance(stretch);
	}
	return true;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

PVOID NTAPI NdisGetDataBuffer(PNET_BUFFER NetBuffer, ULONG BytesNeeded, PVOID Storage,
			      ULONG AlignMultiple, ULONG AlignOffset)
{
	if (NetBuffer->DataLength < BytesNeeded)
		return nullptr;

	const DataCursor data = DataCursor::of(*NetBuffer);

	if (data.mdl() && data.stretch() >= BytesNeeded) {
		u8 *address = data.address();

		if (!address || is_aligned(address, AlignMultiple, AlignOffset))
			return address;
	}
	return Storage && copy_out(data, static_cast<u8 *>(Storage), BytesNeeded) ? Storage : nullptr;
}

NDIS_STATUS NTAPI NdisCopyFromNetBufferToNetBuffer(PNET_BUFFER Destination, ULONG DestinationOffset,
						   ULONG BytesToCopy, PNET_BUFFER Source,
						   ULONG SourceOffset, PULONG BytesCopied)
{
	DataCursor from = DataCursor::of(*Source, SourceOffset);
	/* Its length is that of its old data: the room is all that the MDLs have. */
	DataCursor to(Destination->CurrentMdl,
		      static_cast<size_t>(Destination->CurrentMdlOffset) + DestinationOffset,
		      BytesToCopy);

	*BytesCopied = 0;
	while (const size_t room = to.stretch()) {
		const size_t stretch = from.stretch() < room ? from.stretch() : room;

		if (!stretch)
			break;

		const u8 *source = from.address();
		u8 *destination = to.address();

		if (!source || !destination)
			return NDIS_STATUS_RESOURCES;
		RtlMoveMemory(destination, source, stretch);
		*BytesCopied += static_cast<ULONG>(stretch);
		from.advance(stretch);
		to.advance(stretch);
	}
	return NDIS_STATUS_SUCCESS;
}

ULONG NTAPI NdisQueryNetBufferPhysicalCount(PNET_BUFFER NetBuffer)
{
	ULONG pages = 0;

	for (DataCursor at = DataCursor::of(*NetBuffer); at.stretch(); at.advance(at.stretch())) {
		const char *start = static_cast<char *>(MmGetMdlVirtualAddress(at.mdl())) + at.offset();

		pages += static_cast<ULONG>(ADDRESS_AND_SIZE_TO_SPAN_PAGES(start, at.stretch()));
	}
	return pages;
}

} /* extern "C" */
