/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the data of a network buffer begins. A retreat that finds no unused space before the data puts
 * an MDL in front of the chain. NdisReserved[0] counts those MDLs, so that an advance frees no other.
 */
#include "data.hpp"

#include "mm/mdl.hpp"
#include "mm/pool.hpp"

namespace ww {
namespace {

constexpr u32 kRetreatTag = 'r' << 24 | 'n' << 16 | 'D' << 8 | 'N';

uintptr_t retreats(const NET_BUFFER &buffer)
{
	return reinterpret_cast<uintptr_t>(buffer.NdisReserved[0]);
}

void set_retreats(NET_BUFFER &buffer, uintptr_t count)
{
	buffer.NdisReserved[0] = reinterpret_cast<void *>(count);
}

/* An MDL and the memory that it describes, in one block of pool. Null without memory. */
MDL *allocate_room(CallSite call, ULONG bytes)
{
	const size_t header = (MmSizeOfMdl(nullptr, static_cast<size_t>(bytes) + PAGE_SIZE) + 15) & ~15ul;
	auto *mdl = static_cast<MDL *>(pool_allocate({ .call = call, .bytes = header + bytes,
						       .tag = kRetreatTag }));

	if (!mdl)
		return nullptr;
	mdl_init_nonpaged(call, mdl, reinterpret_cast<char *>(mdl) + header, bytes);
	return mdl;
}

void report_data(CallSite call, const NET_BUFFER &buffer, ULONG delta, const char *what)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { 0, address_of(&buffer), delta, buffer.DataLength },
		 .call = call, .item = &buffer },
	       "DataOffsetDelta is %u, and DataLength %u: %s", delta, buffer.DataLength, what);
}

/* Puts an MDL with @needed bytes in front of the chain; the unused space is in use already. */
NDIS_STATUS put_in_front(CallSite call, NET_BUFFER &buffer, ULONG needed, ULONG back_fill,
			 NET_BUFFER_ALLOCATE_MDL_HANDLER allocate)
{
	ULONG bytes = needed + back_fill;

	if (bytes < needed)
		return NDIS_STATUS_RESOURCES;

	MDL *mdl = allocate ? allocate(&bytes) : allocate_room(call, bytes);

	if (!mdl)
		return NDIS_STATUS_RESOURCES;
	if (mdl->ByteCount < needed) {
		report_data(call, buffer, needed, "the MDL of AllocateMdlHandler has less room");
		return NDIS_STATUS_FAILURE;
	}
	mdl->Next = buffer.MdlChain;
	buffer.MdlChain = mdl;
	buffer.DataOffset = mdl->ByteCount - needed;
	set_retreats(buffer, retreats(buffer) + 1);
	return NDIS_STATUS_SUCCESS;
}

/* The caller frees the MDL. Its bytes were unused, or the buffer ends. */
void take_first(NET_BUFFER &buffer)
{
	const ULONG bytes = buffer.MdlChain->ByteCount;

	buffer.MdlChain = buffer.MdlChain->Next;
	buffer.DataOffset = buffer.DataOffset > bytes ? buffer.DataOffset - bytes : 0;
	set_retreats(buffer, retreats(buffer) - 1);
}

/* Frees the first MDL of the chain, which a retreat has put there. False if it cannot be freed. */
bool free_first(CallSite call, NET_BUFFER &buffer, NET_BUFFER_FREE_MDL_HANDLER free)
{
	MDL *first = buffer.MdlChain;
	const bool is_own = pool_has(first, kRetreatTag);

	if (!is_own && !free) {
		report_data(call, buffer, 0, "the retreat had an AllocateMdlHandler, and FreeMdlHandler is NULL");
		return false;
	}
	take_first(buffer);
	if (is_own)
		pool_free(call, first, kRetreatTag);
	else
		free(first);
	return true;
}

bool first_is_unused(const NET_BUFFER &buffer)
{
	return retreats(buffer) && buffer.MdlChain && buffer.DataOffset >= buffer.MdlChain->ByteCount;
}

} /* namespace */

NDIS_STATUS data_retreat(CallSite call, NET_BUFFER &buffer, ULONG delta, ULONG back_fill,
			 NET_BUFFER_ALLOCATE_MDL_HANDLER allocate)
{
	if (buffer.DataLength + delta < delta) {
		report_data(call, buffer, delta, "together more than 32 bits have");
		return NDIS_STATUS_FAILURE;
	}
	if (buffer.DataOffset >= delta) {
		buffer.DataOffset -= delta;
	} else {
		const NDIS_STATUS status = put_in_front(call, buffer, delta - buffer.DataOffset,
							back_fill, allocate);

		if (status != NDIS_STATUS_SUCCESS)
			return status;
	}
	buffer.stDataLength = buffer.DataLength + delta;
	NdisAdjustNetBufferCurrentMdl(&buffer);
	return NDIS_STATUS_SUCCESS;
}

void data_advance(CallSite call, NET_BUFFER &buffer, ULONG delta, bool frees,
		  NET_BUFFER_FREE_MDL_HANDLER free)
{
	if (delta > buffer.DataLength) {
		report_data(call, buffer, delta, "the data would end before its beginning");
		return;
	}
	buffer.DataOffset += delta;
	buffer.stDataLength = buffer.DataLength - delta;
	while (frees && first_is_unused(buffer)) {
		if (!free_first(call, buffer, free))
			break;
	}
	NdisAdjustNetBufferCurrentMdl(&buffer);
}

void data_free_retreats(CallSite call, NET_BUFFER &buffer)
{
	while (retreats(buffer) && pool_has(buffer.MdlChain, kRetreatTag)) {
		MDL *first = buffer.MdlChain;

		take_first(buffer);
		pool_free(call, first, kRetreatTag);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

VOID NTAPI NdisAdjustNetBufferCurrentMdl(PNET_BUFFER NetBuffer)
{
	MDL *mdl = NetBuffer->MdlChain;
	ULONG offset = NetBuffer->DataOffset;

	/* Data of no bytes may begin where the chain ends. */
	while (mdl && offset >= mdl->ByteCount && mdl->Next) {
		offset -= mdl->ByteCount;
		mdl = mdl->Next;
	}
	NetBuffer->CurrentMdl = mdl;
	NetBuffer->CurrentMdlOffset = offset;
}

NDIS_STATUS NTAPI NdisRetreatNetBufferDataStart(PNET_BUFFER NetBuffer, ULONG DataOffsetDelta,
						ULONG DataBackFill,
						NET_BUFFER_ALLOCATE_MDL_HANDLER AllocateMdlHandler)
{
	return data_retreat(WW_CALL_SITE, *NetBuffer, DataOffsetDelta, DataBackFill,
			    AllocateMdlHandler);
}

VOID NTAPI NdisAdvanceNetBufferDataStart(PNET_BUFFER NetBuffer, ULONG DataOffsetDelta,
					 BOOLEAN FreeMdl,
					 NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler)
{
	data_advance(WW_CALL_SITE, *NetBuffer, DataOffsetDelta, FreeMdl, FreeMdlHandler);
}

NDIS_STATUS NTAPI
NdisRetreatNetBufferListDataStart(PNET_BUFFER_LIST NetBufferList, ULONG DataOffsetDelta,
				  ULONG DataBackFill,
				  NET_BUFFER_ALLOCATE_MDL_HANDLER AllocateMdlHandler,
				  NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler)
{
	const CallSite call = WW_CALL_SITE;

	for (NET_BUFFER *each = NetBufferList->FirstNetBuffer; each; each = each->Next) {
		const NDIS_STATUS status = data_retreat(call, *each, DataOffsetDelta, DataBackFill,
							AllocateMdlHandler);

		if (status == NDIS_STATUS_SUCCESS)
			continue;
		for (NET_BUFFER *done = NetBufferList->FirstNetBuffer; done != each; done = done->Next)
			data_advance(call, *done, DataOffsetDelta, true, FreeMdlHandler);
		return status;
	}
	return NDIS_STATUS_SUCCESS;
}

VOID NTAPI NdisAdvanceNetBufferListDataStart(PNET_BUFFER_LIST NetBufferList, ULONG DataOffsetDelta,
					     BOOLEAN FreeMdl,
					     NET_BUFFER_FREE_MDL_HANDLER FreeMdlHandler)
{
	const CallSite call = WW_CALL_SITE;

	for (NET_BUFFER *each = NetBufferList->FirstNetBuffer; each; each = each->Next)
		data_advance(call, *each, DataOffsetDelta, FreeMdl, FreeMdlHandler);
}

} /* extern "C" */
