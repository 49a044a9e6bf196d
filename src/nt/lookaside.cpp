/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lookaside lists. Linux's allocator keeps free blocks of each size for each CPU already, so a
 * list keeps none of its own: it remembers size, tag and routines, and counts.
 */
#include <wdm.h>

namespace ww {
namespace {

/* Windows's smallest block: room for the link of a list of free blocks. */
constexpr ULONG kSmallest = 8;

/* A list has 32 bits for it. A block of as many bytes, or more, cannot be had. */
ULONG size_of_block(SIZE_T size)
{
	if (size < kSmallest)
		return kSmallest;
	return size < MAXULONG ? static_cast<ULONG>(size) : MAXULONG;
}

void count(ULONG &counter)
{
	__atomic_fetch_add(&counter, 1, __ATOMIC_RELAXED);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside,
					   PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free,
					   ULONG Flags, SIZE_T Size, ULONG Tag, USHORT)
{
	auto &list = Lookaside->L;

	*Lookaside = {};
	list.Allocate = Allocate ? Allocate : ExAllocatePoolWithTag;
	list.Free = Free ? Free : ExFreePool;
	list.Size = ww::size_of_block(Size);
	list.Tag = Tag;
	list.Type = static_cast<POOL_TYPE>(NonPagedPool | Flags);
}

PVOID NTAPI ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	auto &list = Lookaside->L;
	PVOID block = list.Allocate(list.Type, list.Size, list.Tag);

	ww::count(block ? list.TotalAllocates : list.AllocateMisses);
	return block;
}

VOID NTAPI ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
	ww::count(Lookaside->L.TotalFrees);
	Lookaside->L.Free(Entry);
}

VOID NTAPI ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	*Lookaside = {};
}

} /* extern "C" */
