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

template <typename List>
void init(List *list, PALLOCATE_FUNCTION allocate, PFREE_FUNCTION release, POOL_TYPE type,
	  SIZE_T size, ULONG tag)
{
	auto &l = list->L;

	l = {};
	l.Type = type;
	l.Tag = tag;
	l.Size = static_cast<ULONG>(size < kSmallest ? kSmallest : size);
	l.Allocate = allocate ? allocate : ExAllocatePoolWithTag;
	l.Free = release ? release : ExFreePool;
}

template <typename List>
PVOID allocate(List *list)
{
	auto &l = list->L;
	PVOID block = l.Allocate(l.Type, l.Size, l.Tag);

	__atomic_fetch_add(&l.TotalAllocates, 1, __ATOMIC_RELAXED);
	if (!block)
		__atomic_fetch_add(&l.AllocateMisses, 1, __ATOMIC_RELAXED);
	return block;
}

template <typename List>
void release(List *list, PVOID block)
{
	auto &l = list->L;

	__atomic_fetch_add(&l.TotalFrees, 1, __ATOMIC_RELAXED);
	l.Free(block);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside,
					   PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free,
					   ULONG Flags, SIZE_T Size, ULONG Tag, USHORT)
{
	ww::init(Lookaside, Allocate, Free, static_cast<POOL_TYPE>(NonPagedPool | Flags), Size, Tag);
}

PVOID NTAPI ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	return ww::allocate(Lookaside);
}

VOID NTAPI ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
	ww::release(Lookaside, Entry);
}

VOID NTAPI ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	Lookaside->L = {};
}

} /* extern "C" */
