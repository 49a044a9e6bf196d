/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MmAllocatePagesForMdl and its like. The pages are mapped when they are allocated, as locked ones
 * are mapped when they are locked.
 */
#include <ntddk.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/cpu.h"
#include "linux/pages.h"
#include "locked_pages.hpp"
#include "mdl.hpp"
#include "pool.hpp"

using namespace ww;

namespace {

constexpr uintptr_t kNotAllocated = 0x07;	/* of BAD_POOL_CALLER */
constexpr size_t kMostBytes = 0xffffffff - PAGE_SIZE + 1;
constexpr ULONG kKnownFlags = MM_DONT_ZERO_ALLOCATION | MM_ALLOCATE_FROM_LOCAL_NODE_ONLY |
			      MM_ALLOCATE_FULLY_REQUIRED | MM_ALLOCATE_NO_WAIT |
			      MM_ALLOCATE_PREFER_CONTIGUOUS | MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS;

struct MdlPagesRequest {
	CallSite call;
	u64 low;
	u64 high;
	u64 skip;
	size_t bytes;
	MEMORY_CACHING_TYPE caching = MmCached;
	ULONG flags = 0;
};

/* What is wrong with the arguments; null if nothing is. */
const char *fault_of(const MdlPagesRequest &request)
{
	if (!request.bytes || request.bytes > kMostBytes)
		return "TotalBytes is 0, or more than 4 GiB less a page";
	if (request.skip % PAGE_SIZE)
		return "SkipBytes is no multiple of PAGE_SIZE";
	if (request.caching < MmNonCached || request.caching >= MmMaximumCacheType)
		return "CacheType is unknown";
	if (request.flags & ~kKnownFlags)
		return "Flags has unknown ones";
	if (request.flags & MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS && request.skip &&
	    (request.skip & (request.skip - 1) || request.bytes % request.skip))
		return "SkipBytes is no power of two, or TotalBytes is no multiple of it";
	return nullptr;
}

PMDL allocate(const MdlPagesRequest &request)
{
	if (!at_dispatch_or_below(request.call, nullptr))
		return nullptr;
	if (const char *const fault = fault_of(request)) {
		refuse(request.call, nullptr, STATUS_INVALID_PARAMETER, "%s: NULL is returned",
		       fault);
		return nullptr;
	}

	const bool in_blocks = request.flags & MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS;
	const bool local = request.flags & MM_ALLOCATE_FROM_LOCAL_NODE_ONLY;
	const size_t bytes = ROUND_TO_PAGES(request.bytes);
	const ww_page_request wanted = {
		.bytes = bytes,
		.low = request.low,
		.high = request.high,
		.skip = in_blocks ? 0 : request.skip,	/* then it is the size of a block */
		.block = in_blocks ? request.skip ? request.skip : bytes : 0,
		.node = local ? ww_node() : WW_ANY_NODE,
		.is_node_required = local,
		.is_zeroed = !(request.flags & MM_DONT_ZERO_ALLOCATION),
		.may_sleep = current_irql() < kDispatchLevel &&
			     !(request.flags & MM_ALLOCATE_NO_WAIT),
		.is_complete = request.flags & MM_ALLOCATE_FULLY_REQUIRED ||
			       (in_blocks && !request.skip),
	};
	ww_pages *const pages = ww_pages_alloc(&wanted);

	if (!pages)
		return nullptr;

	const size_t got = ww_pages_bytes(pages);
	MDL *const mdl = mdl_allocate({ .call = request.call, .address = nullptr,
					.bytes = got < bytes ? got : bytes,
					.may_sleep = wanted.may_sleep });

	if (mdl && pages_give(mdl, pages, request.call.caller))
		return mdl;
	if (mdl)
		mdl_free(request.call, mdl);
	ww_pages_free(pages);
	return nullptr;
}

} /* namespace */

extern "C" {

PMDL NTAPI MmAllocatePagesForMdl(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress,
				 PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes)
{
	return allocate({ .call = WW_CALL_SITE, .low = static_cast<u64>(LowAddress.QuadPart),
			  .high = static_cast<u64>(HighAddress.QuadPart),
			  .skip = static_cast<u64>(SkipBytes.QuadPart), .bytes = TotalBytes });
}

PMDL NTAPI MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS LowAddress, PHYSICAL_ADDRESS HighAddress,
				   PHYSICAL_ADDRESS SkipBytes, SIZE_T TotalBytes,
				   MEMORY_CACHING_TYPE CacheType, ULONG Flags)
{
	return allocate({ .call = WW_CALL_SITE, .low = static_cast<u64>(LowAddress.QuadPart),
			  .high = static_cast<u64>(HighAddress.QuadPart),
			  .skip = static_cast<u64>(SkipBytes.QuadPart), .bytes = TotalBytes,
			  .caching = CacheType, .flags = Flags });
}

VOID NTAPI MmFreePagesFromMdl(PMDLX MemoryDescriptorList)
{
	const CallSite call = WW_CALL_SITE;

	if (!at_dispatch_or_below(call, MemoryDescriptorList) ||
	    pages_take_back(MemoryDescriptorList, memory_lets_go, call))
		return;
	report({ .code = BugCheck::bad_pool_caller,
		 .parameter = { kNotAllocated, 0, 0, address_of(MemoryDescriptorList) },
		 .call = call, .item = MemoryDescriptorList },
	       "the MDL has no pages that MmAllocatePagesForMdl has allocated");
}

} /* extern "C" */
