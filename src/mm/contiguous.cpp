/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MmAllocateContiguousMemory and its like.
 */
#include "contiguous.hpp"

#include <ntddk.h>
#include <winwork.h>

#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/memory.h"
#include "linux/pages.h"
#include "linux/print.h"
#include "pool.hpp"

namespace ww {
namespace {

constexpr u32 kChains = 1024;
constexpr u32 kMostLeaksListed = 12;

constexpr uintptr_t kNotAllocated = 0x07;	/* of BAD_POOL_CALLER */
constexpr uintptr_t kLeakSubcode = 0x60;	/* of DRIVER_VERIFIER_DETECTED_VIOLATION */

struct Contiguous {
	Contiguous *next;		/* in its chain */
	void *memory;
	size_t bytes;
	const void *caller;		/* null once it was reported as a leak */
};

constinit Lock lock;
constinit Contiguous *chains[kChains] WW_GUARDED_BY(lock){};

Contiguous *&chain_of(const void *memory) WW_REQUIRES(lock)
{
	lock.assert_held();
	return chains[(address_of(memory) >> PAGE_SHIFT) % kChains];
}

void insert(Contiguous *entry)
{
	LockGuard guard(lock);
	Contiguous *&chain = chain_of(entry->memory);

	entry->next = chain;
	chain = entry;
}

Contiguous *remove(const void *memory)
{
	LockGuard guard(lock);
	Contiguous **link = &chain_of(memory);

	while (*link && (*link)->memory != memory)
		link = &(*link)->next;

	Contiguous *const found = *link;

	if (found)
		*link = found->next;
	return found;
}

/* The memory's pages. */
size_t whole_bytes(const Contiguous &entry)
{
	return ROUND_TO_PAGES(entry.bytes);
}

struct ContiguousRequest {
	CallSite call;
	size_t bytes;
	u64 low = 0;
	u64 high;
	u64 boundary = 0;		/* 0: any */
	MEMORY_CACHING_TYPE caching = MmCached;
	u32 node = WW_ANY_NODE;
};

void *allocate(const ContiguousRequest &request)
{
	if (!at_dispatch_or_below(request.call, nullptr))
		return nullptr;
	if (!request.bytes || (request.boundary & (request.boundary - 1)) ||
	    request.caching < MmNonCached || request.caching >= MmMaximumCacheType) {
		refuse(request.call, nullptr, STATUS_INVALID_PARAMETER, "%s: NULL is returned",
		       !request.bytes ? "NumberOfBytes is 0" :
		       request.boundary & (request.boundary - 1)
			       ? "BoundaryAddressMultiple is no power of two"
			       : "CacheType is unknown");
		return nullptr;
	}
	/* A block is aligned to the power of two that it has room in, so it crosses no larger one. */
	if (request.boundary && request.bytes > request.boundary)
		return nullptr;

	auto *const entry = static_cast<Contiguous *>(ww_zalloc(sizeof(Contiguous)));

	if (!entry)
		return nullptr;

	const ww_page_request pages = { .bytes = request.bytes, .low = request.low,
					.high = request.high, .skip = 0, .block = 0,
					.node = request.node, .is_node_required = false,
					.is_zeroed = false,
					.may_sleep = current_irql() < kDispatchLevel,
					.is_complete = true };

	entry->memory = ww_contiguous_alloc(&pages);
	if (!entry->memory) {
		ww_free(entry);
		return nullptr;
	}
	entry->bytes = request.bytes;
	/* A program to which the memory is mapped sees the rest of the last page. */
	__builtin_memset(static_cast<u8 *>(entry->memory) + entry->bytes, 0,
			 whole_bytes(*entry) - entry->bytes);
	entry->caller = request.call.caller;

	void *const memory = entry->memory;

	insert(entry);
	return memory;
}

void free_entry(Contiguous *entry)
{
	ww_contiguous_free(entry->memory, entry->bytes);
	ww_free(entry);
}

/* Returns the bytes that it has freed, or 0. */
size_t free(CallSite call, void *memory)
{
	if (!at_dispatch_or_below(call, memory))
		return 0;

	Contiguous *const entry = remove(memory);

	if (!entry) {
		report({ .code = BugCheck::bad_pool_caller,
			 .parameter = { kNotAllocated, 0, 0, address_of(memory) }, .call = call,
			 .item = memory },
		       "this is not allocated contiguous memory");
		return 0;
	}

	const size_t bytes = entry->bytes;

	if (!memory_lets_go({ address_of(memory), address_of(memory) + bytes, call })) {
		insert(entry);
		return 0;
	}
	free_entry(entry);
	return bytes;
}

} /* namespace */

size_t contiguous_bytes(const void *memory)
{
	LockGuard guard(lock);
	const Contiguous *entry = chain_of(memory);

	while (entry && entry->memory != memory)
		entry = entry->next;
	return entry ? whole_bytes(*entry) : 0;
}

namespace {

struct Leaks {
	u32 blocks;
	size_t bytes;
	struct {
		const void *memory;
		size_t bytes;
		const void *caller;
	} first[kMostLeaksListed];
};

/* Returns the blocks that @is_leak selects and that are not reported yet, and marks them. */
template <typename IsLeak>
Leaks take_leaks(IsLeak is_leak)
{
	Leaks leaks{};
	LockGuard guard(lock);

	for (Contiguous *chain : chains) {
		for (Contiguous *entry = chain; entry; entry = entry->next) {
			if (!entry->caller || !is_leak(*entry))
				continue;
			if (leaks.blocks < kMostLeaksListed)
				leaks.first[leaks.blocks] = { entry->memory, entry->bytes,
							      entry->caller };
			leaks.blocks++;
			leaks.bytes += entry->bytes;
			entry->caller = nullptr;
		}
	}
	return leaks;
}

void report_leaks(const Leaks &leaks, const char *whose)
{
	if (!leaks.blocks)
		return;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeakSubcode, 0, leaks.bytes, leaks.blocks },
		 .call = { "DriverUnload" } },
	       "%s: %u blocks of contiguous memory were never freed", whose, leaks.blocks);
	for (u32 i = 0; i < leaks.blocks && i < kMostLeaksListed; i++) {
		const auto &each = leaks.first[i];

		ww_print(WW_LEVEL_ERROR, "  %p, %lu bytes, allocated by %s", each.memory,
			 each.bytes, ShownCode(each.caller).text);
	}
}

} /* namespace */

void contiguous_init()
{
	lock.init(WW_LOCK_CONTIGUOUS);
}

void contiguous_report_leaks(const _WINWORK_IMAGE &image)
{
	if (!image.Contains)
		return;
	report_leaks(take_leaks([&image](const Contiguous &entry) {
			     return image.Contains(entry.caller) != 0;
		     }),
		     image.Name);
}

void contiguous_exit()
{
	report_leaks(take_leaks([](const Contiguous &) { return true; }), "all drivers");
	for (Contiguous *&chain : chains) {
		while (Contiguous *entry = chain) {
			chain = entry->next;
			free_entry(entry);
		}
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

PVOID NTAPI MmAllocateContiguousMemory(SIZE_T NumberOfBytes,
				       PHYSICAL_ADDRESS HighestAcceptableAddress)
{
	return allocate({ .call = WW_CALL_SITE, .bytes = NumberOfBytes,
			  .high = static_cast<u64>(HighestAcceptableAddress.QuadPart) });
}

PVOID NTAPI MmAllocateContiguousMemorySpecifyCache(SIZE_T NumberOfBytes,
						   PHYSICAL_ADDRESS LowestAcceptableAddress,
						   PHYSICAL_ADDRESS HighestAcceptableAddress,
						   PHYSICAL_ADDRESS BoundaryAddressMultiple,
						   MEMORY_CACHING_TYPE CacheType)
{
	return allocate({ .call = WW_CALL_SITE, .bytes = NumberOfBytes,
			  .low = static_cast<u64>(LowestAcceptableAddress.QuadPart),
			  .high = static_cast<u64>(HighestAcceptableAddress.QuadPart),
			  .boundary = static_cast<u64>(BoundaryAddressMultiple.QuadPart),
			  .caching = CacheType });
}

PVOID NTAPI MmAllocateContiguousMemorySpecifyCacheNode(SIZE_T NumberOfBytes,
						       PHYSICAL_ADDRESS LowestAcceptableAddress,
						       PHYSICAL_ADDRESS HighestAcceptableAddress,
						       PHYSICAL_ADDRESS BoundaryAddressMultiple,
						       MEMORY_CACHING_TYPE CacheType,
						       NODE_REQUIREMENT PreferredNode)
{
	return allocate({ .call = WW_CALL_SITE, .bytes = NumberOfBytes,
			  .low = static_cast<u64>(LowestAcceptableAddress.QuadPart),
			  .high = static_cast<u64>(HighestAcceptableAddress.QuadPart),
			  .boundary = static_cast<u64>(BoundaryAddressMultiple.QuadPart),
			  .caching = CacheType,
			  .node = PreferredNode & MM_ANY_NODE_OK ? WW_ANY_NODE : PreferredNode });
}

VOID NTAPI MmFreeContiguousMemory(PVOID BaseAddress)
{
	free(WW_CALL_SITE, BaseAddress);
}

VOID NTAPI MmFreeContiguousMemorySpecifyCache(PVOID BaseAddress, SIZE_T NumberOfBytes,
					      MEMORY_CACHING_TYPE CacheType)
{
	const CallSite call = WW_CALL_SITE;
	const size_t freed = free(call, BaseAddress);

	UNREFERENCED_PARAMETER(CacheType);
	if (freed && freed != NumberOfBytes)
		report({ .code = BugCheck::bad_pool_caller,
			 .parameter = { kNotAllocated, NumberOfBytes, freed,
					address_of(BaseAddress) },
			 .call = call, .item = BaseAddress },
		       "NumberOfBytes is %lu: %lu bytes were allocated, and all are freed",
		       NumberOfBytes, freed);
}

} /* extern "C" */
