/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Shared memory. No adapter has hardware, so it is memory of the kernel that the driver alone uses.
 */
#include "shared_memory.hpp"

#include "base/irql.hpp"
#include "linux/pages.h"
#include "mm/pool.hpp"
#include "objects.hpp"

namespace ww {
namespace {

struct SharedMemory {
	struct ww_pages *pages;
	const void *owner;		/* the handle that it was allocated with; null once it is reported */
};

void destroy(void *body)
{
	if (struct ww_pages *const pages = static_cast<SharedMemory *>(body)->pages)
		ww_pages_free(pages);
}

constinit const ObjectType shared_memory_type = { .name = "NDIS shared memory", .destroy = destroy,
						  .ended_by = "NdisFreeSharedMemory" };

constexpr HeaderRule kParametersRule = {
	"NDIS_SHARED_MEMORY_PARAMETERS", NDIS_OBJECT_TYPE_DEFAULT,
	{ NDIS_SIZEOF_SHARED_MEMORY_PARAMETERS_REVISION_1, NDIS_SIZEOF_SHARED_MEMORY_PARAMETERS_REVISION_2 }
};

constinit const ObjectType *const owners[] = { &ndis_adapter_type, &ndis_miniport_driver_type };

/* The power of two that contiguous memory of @bytes is a block of; 0 for pages anywhere. */
size_t block_of(const NDIS_SHARED_MEMORY_PARAMETERS &wanted)
{
	size_t block = PAGE_SIZE;

	if (!(wanted.Flags & NDIS_SHARED_MEM_PARAMETERS_CONTIGOUS))
		return 0;
	while (block < wanted.Length)
		block *= 2;
	return block;
}

struct ww_pages *allocate(const NDIS_SHARED_MEMORY_PARAMETERS &wanted)
{
	const size_t block = block_of(wanted);
	const ww_page_request request = {
		.bytes = block ? block : ROUND_TO_PAGES(static_cast<size_t>(wanted.Length)),
		.low = 0, .high = ~0ull, .skip = 0, .block = block,
		.node = wanted.PreferredNode & MM_ANY_NODE_OK ? WW_ANY_NODE : wanted.PreferredNode,
		.is_node_required = false, .is_zeroed = true, .may_sleep = true, .is_complete = true,
	};

	return ww_pages_alloc(&request);
}

/* Fills the list with stretches of contiguous pages. False if it has no room for all of them. */
bool fill(const NDIS_SHARED_MEMORY_PARAMETERS &wanted, const struct ww_pages *pages)
{
	constexpr size_t head = __builtin_offsetof(SCATTER_GATHER_LIST, Elements);
	const size_t room = wanted.SGListBufferLength < head
				    ? 0 : (wanted.SGListBufferLength - head) / sizeof(SCATTER_GATHER_ELEMENT);
	SCATTER_GATHER_LIST &list = *wanted.SGListBuffer;
	u64 next = 0;
	u32 count = 0;

	for (size_t offset = 0; offset < wanted.Length; offset += PAGE_SIZE) {
		const u64 address = ww_pages_frame(pages, offset) << PAGE_SHIFT;
		const size_t left = wanted.Length - offset;
		const auto bytes = static_cast<ULONG>(left < PAGE_SIZE ? left : PAGE_SIZE);

		if (!count || address != next) {
			if (count == room)
				return false;
			list.Elements[count] = {};
			list.Elements[count++].Address.QuadPart = static_cast<LONGLONG>(address);
		}
		list.Elements[count - 1].Length += bytes;
		next = address + PAGE_SIZE;
	}
	list.NumberOfElements = count;
	return true;
}

NDIS_STATUS check(CallSite call, const NDIS_SHARED_MEMORY_PARAMETERS &wanted, const void *owner)
{
	if (ndis_check_header(call, wanted.Header, kParametersRule, owner) != NDIS_STATUS_SUCCESS)
		return NDIS_STATUS_INVALID_PARAMETER;
	if (!wanted.Length)
		return refuse(call, owner, NDIS_STATUS_INVALID_PARAMETER,
			      "NDIS_SHARED_MEMORY_PARAMETERS.Length is 0");
	return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS make(CallSite call, void *owner, NDIS_SHARED_MEMORY_PARAMETERS &wanted, PNDIS_HANDLE handle)
{
	const NDIS_STATUS status = check(call, wanted, owner);

	if (status != NDIS_STATUS_SUCCESS)
		return status;

	auto *const memory = static_cast<SharedMemory *>(
		object_create(shared_memory_type, sizeof(SharedMemory), object_header(owner)->driver));

	if (!memory)
		return NDIS_STATUS_RESOURCES;
	memory->owner = owner;
	memory->pages = allocate(wanted);
	if (!memory->pages) {
		ndis_close(call, memory);
		return NDIS_STATUS_RESOURCES;
	}
	if (wanted.SGListBuffer && !fill(wanted, memory->pages)) {
		ndis_close(call, memory);
		return refuse(call, owner, NDIS_STATUS_INVALID_PARAMETER,
			      "NDIS_SHARED_MEMORY_PARAMETERS.SGListBufferLength is %u, and the memory has more "
			      "pages", wanted.SGListBufferLength);
	}
	wanted.VirtualAddress = ww_pages_address(memory->pages);
	wanted.SharedMemoryHandle = memory;
	*handle = memory;
	return NDIS_STATUS_SUCCESS;
}

/* Memory of @adapter that is allocated and not reported, with a reference; or null. */
SharedMemory *find_left(const void *adapter)
{
	auto *const found = static_cast<SharedMemory *>(
		ndis_find_open(object_header(adapter)->driver, shared_memory_type, [adapter](void *body) {
			return static_cast<SharedMemory *>(body)->owner == adapter;
		}));

	if (found)
		found->owner = nullptr;
	return found;
}

} /* namespace */

void shared_memory_report_left(const void *adapter)
{
	while (SharedMemory *const left = find_left(adapter)) {
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kLeak, address_of(left), address_of(adapter), 0 },
			 .call = { "NdisAllocateSharedMemory" }, .item = left, .owner = adapter },
		       "the adapter has ended, and shared memory of it is not freed");
		object_dereference(left);
	}
}

} /* namespace ww */

using namespace ww;

extern "C" {

NDIS_STATUS NTAPI NdisAllocateSharedMemory(NDIS_HANDLE NdisHandle,
					   PNDIS_SHARED_MEMORY_PARAMETERS SharedMemoryParameters,
					   PNDIS_HANDLE pAllocationHandle)
{
	const CallSite call = WW_CALL_SITE;

	if (!ndis_not_null(call, {
		{ SharedMemoryParameters != nullptr, "SharedMemoryParameters" },
		{ pAllocationHandle != nullptr, "pAllocationHandle" },
	}))
		return NDIS_STATUS_FAILURE;
	*pAllocationHandle = nullptr;
	if (!at_passive(call, NdisHandle))
		return NDIS_STATUS_FAILURE;

	void *const owner = ndis_try_reference(NdisHandle, owners);

	if (!owner) {
		ndis_report_not_handle(call, NdisHandle, "NDIS adapter or miniport driver");
		return NDIS_STATUS_FAILURE;
	}

	const NDIS_STATUS status = make(call, owner, *SharedMemoryParameters, pAllocationHandle);

	object_dereference(owner);
	return status;
}

VOID NTAPI NdisFreeSharedMemory(NDIS_HANDLE NdisHandle, NDIS_HANDLE AllocationHandle)
{
	const CallSite call = WW_CALL_SITE;
	const HandleReference reference(call, AllocationHandle, shared_memory_type, at_passive);

	if (!reference)
		return;

	SharedMemory &memory = reference.as<SharedMemory>();
	const uintptr_t first = address_of(ww_pages_address(memory.pages));

	/* What has been reported at its adapter's end may be freed later. */
	if (memory.owner && memory.owner != NdisHandle)
		ndis_report_handle(call, AllocationHandle, "was allocated with another NdisHandle");
	else if (memory_lets_go({ first, first + ww_pages_bytes(memory.pages), call }))
		ndis_close(call, AllocationHandle);
}

} /* extern "C" */
