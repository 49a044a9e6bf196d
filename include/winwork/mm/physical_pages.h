/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory with limits for its physical addresses.
 *
 * Here: all of it is cached. Devices see what the processor has written, and the other way round, on x86.
 */
#ifndef WINWORK_MM_PHYSICAL_PAGES_H
#define WINWORK_MM_PHYSICAL_PAGES_H

#include "locked_pages.h"

EXTERN_C_START

#define MM_ALLOCATE_FROM_LOCAL_NODE_ONLY 0x00000002
#define MM_ALLOCATE_FULLY_REQUIRED 0x00000004
#define MM_ALLOCATE_NO_WAIT 0x00000008
#define MM_ALLOCATE_PREFER_CONTIGUOUS 0x00000010
#define MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS 0x00000020
#define MM_ANY_NODE_OK 0x80000000
#define MM_DONT_ZERO_ALLOCATION 0x00000001

typedef ULONG NODE_REQUIREMENT;

/**
 * MmAllocateContiguousMemory, MmAllocateContiguousMemorySpecifyCache,
 *	MmAllocateContiguousMemorySpecifyCacheNode - allocate contiguous memory
 * @NumberOfBytes: of the memory
 * @LowestAcceptableAddress: the first physical address that is allowed
 * @HighestAcceptableAddress: the last physical address that is allowed
 * @BoundaryAddressMultiple: a power of two: the memory does not cross a multiple of it; or 0
 * @CacheType: has no effect
 * @PreferredNode: a node, or MM_ANY_NODE_OK; another node may be taken
 *
 * The memory begins with a page, and is not cleared. MmFreeContiguousMemory frees it.
 *
 * Here: Linux has no blocks of more than 4 MiB on most kernels. The limits hold always. Linux has
 * memory apart for limits of 24 bits (with CONFIG_ZONE_DMA) and of 32 bits. For others it is tried, and
 * may not be found although there is some.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the memory; NULL without memory within the limits, and for a wrong argument.
 * Page: wdm.h, MmAllocateContiguousMemory, MmAllocateContiguousMemorySpecifyCache,
 *	MmAllocateContiguousMemorySpecifyCacheNode
 */
PVOID NTAPI MmAllocateContiguousMemory(_In_ SIZE_T NumberOfBytes,
				       _In_ PHYSICAL_ADDRESS HighestAcceptableAddress);
PVOID NTAPI MmAllocateContiguousMemorySpecifyCache(
	_In_ SIZE_T NumberOfBytes, _In_ PHYSICAL_ADDRESS LowestAcceptableAddress,
	_In_ PHYSICAL_ADDRESS HighestAcceptableAddress,
	_In_opt_ PHYSICAL_ADDRESS BoundaryAddressMultiple, _In_ MEMORY_CACHING_TYPE CacheType);
PVOID NTAPI MmAllocateContiguousMemorySpecifyCacheNode(
	_In_ SIZE_T NumberOfBytes, _In_ PHYSICAL_ADDRESS LowestAcceptableAddress,
	_In_ PHYSICAL_ADDRESS HighestAcceptableAddress,
	_In_opt_ PHYSICAL_ADDRESS BoundaryAddressMultiple, _In_ MEMORY_CACHING_TYPE CacheType,
	_In_ NODE_REQUIREMENT PreferredNode);

/**
 * MmFreeContiguousMemory, MmFreeContiguousMemorySpecifyCache - free contiguous memory
 * @BaseAddress: the memory
 * @NumberOfBytes: its size; another one is reported (0xC2, 7), and the memory is freed
 * @CacheType: has no effect
 *
 * Memory with a queued work item is not freed, with a report as for ExFreePool. Another address is
 * reported (0xC2, 7). Memory that is left when the driver is unloaded is reported (0xC4, 0x60).
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and frees nothing.
 * Page: wdm.h, MmFreeContiguousMemory, MmFreeContiguousMemorySpecifyCache
 */
VOID NTAPI MmFreeContiguousMemory(_In_ PVOID BaseAddress);
VOID NTAPI MmFreeContiguousMemorySpecifyCache(_In_ PVOID BaseAddress, _In_ SIZE_T NumberOfBytes,
					      _In_ MEMORY_CACHING_TYPE CacheType);

/**
 * MmAllocatePagesForMdl, MmAllocatePagesForMdlEx - allocate pages, and an MDL for them
 * @LowAddress: the first physical address of the first range that is allowed
 * @HighAddress: the last physical address of the first range that is allowed
 * @SkipBytes: the other ranges follow the first one at this distance; 0: there is one range. A multiple of
 *	PAGE_SIZE. With MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS: the size of a chunk, a power of two; 0: all
 *	pages are one chunk
 * @TotalBytes: the size of the pages
 * @CacheType: has no effect
 * @Flags: MM_DONT_ZERO_ALLOCATION, MM_ALLOCATE_FULLY_REQUIRED, MM_ALLOCATE_NO_WAIT,
 *	MM_ALLOCATE_FROM_LOCAL_NODE_ONLY, MM_ALLOCATE_REQUIRE_CONTIGUOUS_CHUNKS,
 *	MM_ALLOCATE_PREFER_CONTIGUOUS, which has no effect
 *
 * If there are fewer pages within the limits, the MDL has fewer: MmGetMdlByteCount tells. The
 * pages are zeroed and locked. MmFreePagesFromMdl frees them, and then ExFreePool the MDL.
 *
 * Here: the pages are mapped when they are allocated. So at DISPATCH_LEVEL, and with
 * MM_ALLOCATE_NO_WAIT, they are one contiguous block, mostly of at most 4 MiB.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the MDL; NULL without memory within the limits, and for a wrong argument.
 * Page: wdm.h, MmAllocatePagesForMdl, MmAllocatePagesForMdlEx
 */
PMDL NTAPI MmAllocatePagesForMdl(_In_ PHYSICAL_ADDRESS LowAddress,
				 _In_ PHYSICAL_ADDRESS HighAddress, _In_ PHYSICAL_ADDRESS SkipBytes,
				 _In_ SIZE_T TotalBytes);
PMDL NTAPI MmAllocatePagesForMdlEx(_In_ PHYSICAL_ADDRESS LowAddress,
				   _In_ PHYSICAL_ADDRESS HighAddress,
				   _In_ PHYSICAL_ADDRESS SkipBytes, _In_ SIZE_T TotalBytes,
				   _In_ MEMORY_CACHING_TYPE CacheType, _In_ ULONG Flags);

/**
 * MmFreePagesFromMdl - free the pages of an MDL
 * @MemoryDescriptorList: from MmAllocatePagesForMdl
 *
 * The MDL stays, without pages. Pages with a queued work item are not freed, with a report as for
 * ExFreePool. An MDL without such pages is reported (0xC2, 7). Pages that are left when the driver
 * is unloaded are reported as locked ones.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A), and frees nothing.
 * Page: wdm.h, MmFreePagesFromMdl
 */
VOID NTAPI MmFreePagesFromMdl(_In_ PMDLX MemoryDescriptorList);

EXTERN_C_END

#endif /* WINWORK_MM_PHYSICAL_PAGES_H */
