/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The MDLs of a frame to send.
 */
#include "send_mdl.hpp"

#include "mm/locked_pages.hpp"

namespace ww {
namespace {

size_t mdl_bytes(const ww_net_part &part)
{
	return sizeof(MDL) + sizeof(PFN_NUMBER) *
			     ADDRESS_AND_SIZE_TO_SPAN_PAGES(part.address, part.bytes);
}

bool build(MDL *mdl, const ww_net_part &part)
{
	MmInitializeMdl(mdl, part.address, part.bytes);
	mdl->Process = nullptr;
	mdl->MappedSystemVa = part.address;
	mdl->MdlFlags = MDL_SOURCE_IS_NONPAGED_POOL;
	return kernel_frames(mdl);
}

} /* namespace */

size_t mdl_chain_bytes(const ww_net_part *parts, u32 count)
{
	size_t bytes = 0;

	for (u32 i = 0; i < count; i++)
		bytes += mdl_bytes(parts[i]);
	return bytes;
}

MDL *mdl_chain_build(void *memory, const ww_net_part *parts, u32 count)
{
	auto *place = static_cast<u8 *>(memory);
	MDL *first = nullptr;
	MDL **link = &first;

	for (u32 i = 0; i < count; i++) {
		auto *const mdl = reinterpret_cast<MDL *>(place);

		if (!build(mdl, parts[i]))
			return nullptr;
		*link = mdl;
		link = &mdl->Next;
		place += mdl_bytes(parts[i]);
	}
	return first;
}

} /* namespace ww */
