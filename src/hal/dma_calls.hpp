/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The operations of DMA adapters, for functions that call them in a driver's name: PutDmaAdapter,
 * AllocateCommonBuffer, FreeCommonBuffer, GetScatterGatherList, BuildScatterGatherList, PutScatterGatherList.
 */
#pragma once

#include <wdm.h>

#include "base/call_site.hpp"
#include "base/types.hpp"

namespace ww {

/* The bytes of a list with that many elements. */
constexpr size_t list_bytes(u32 elements)
{
	return __builtin_offsetof(SCATTER_GATHER_LIST, Elements) +
	       elements * sizeof(SCATTER_GATHER_ELEMENT);
}

void dma_adapter_put(CallSite call, PDMA_ADAPTER pointer);
/* In place of that: it ends with its device, whose end reports what it has left. */
void dma_adapter_leave(CallSite call, PDMA_ADAPTER pointer);
void *dma_common_allocate(CallSite call, PDMA_ADAPTER pointer, ULONG bytes, PPHYSICAL_ADDRESS logical);
void dma_common_free(CallSite call, PDMA_ADAPTER pointer, ULONG bytes, PHYSICAL_ADDRESS logical, void *memory);
/* The same at <= DISPATCH_LEVEL: the memory is freed soon. */
void dma_common_free_soon(CallSite call, PDMA_ADAPTER pointer, ULONG bytes, PHYSICAL_ADDRESS logical, void *memory);

/* Of a list, what a driver asks for. */
struct DmaListRequest {
	PDEVICE_OBJECT device;
	PMDL mdl;
	const void *address;
	ULONG bytes;
	PDRIVER_LIST_CONTROL routine;
	void *context;
	bool to_device;
	void *buffer;			/* for the list, or null */
	ULONG room;			/* bytes of it */
};
NTSTATUS dma_list_get(CallSite call, PDMA_ADAPTER pointer, const DmaListRequest &request);
void dma_list_put(CallSite call, PDMA_ADAPTER pointer, PSCATTER_GATHER_LIST list);

} /* namespace ww */
