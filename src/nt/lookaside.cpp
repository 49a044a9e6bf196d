/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lookaside lists. Linux's allocator keeps free blocks of each size for each CPU already, so a
 * list keeps none of its own: it remembers size, tag and routines, and counts.
 */
#include <wdm.h>

namespace ww {
namespace {

/* Windows's smallest block: room for the link of a list of free blocks. */
constexpr SIZE_T kSmallest = 8;

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
	*Lookaside = {};
	Lookaside->Allocate = Allocate ? Allocate : ExAllocatePoolWithTag;
	Lookaside->FreeFunction = Free ? Free : ExFreePool;
	Lookaside->Size = Size < ww::kSmallest ? ww::kSmallest : Size;
	Lookaside->Tag = Tag;
	Lookaside->Type = static_cast<POOL_TYPE>(NonPagedPool | Flags);
}

PVOID NTAPI ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	PVOID block = Lookaside->Allocate(Lookaside->Type, Lookaside->Size, Lookaside->Tag);

	ww::count(block ? Lookaside->TotalAllocates : Lookaside->AllocateMisses);
	return block;
}

VOID NTAPI ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
	ww::count(Lookaside->TotalFrees);
	Lookaside->FreeFunction(Entry);
}

VOID NTAPI ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	*Lookaside = {};
}

} /* extern "C" */
