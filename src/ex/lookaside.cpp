/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lookaside lists. Linux's allocator already keeps free blocks of each size for each CPU, so a
 * list keeps none. It records size, tag and routines, and counts the calls.
 */
#include <wdm.h>

#include "base/irql.hpp"
#include "base/report.hpp"
#include "mm/pool.hpp"

namespace ww {
namespace {

/* The smallest block on Windows: it has room for the link of a list of free blocks. */
constexpr ULONG kSmallest = 8;

/*
 * Returns the size as a list stores it, in 32 bits. A larger one becomes MAXULONG, of which no
 * allocation succeeds.
 */
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

template <typename List>
void initialise(List &list, POOL_TYPE type, SIZE_T size, ULONG tag)
{
	list = {};
	list.Size = size_of_block(size);
	list.Tag = tag;
	list.Type = type;
}

void initialise(GENERAL_LOOKASIDE &list, PALLOCATE_FUNCTION allocate, PFREE_FUNCTION free,
		ULONG type, SIZE_T size, ULONG tag)
{
	initialise(list, static_cast<POOL_TYPE>(type), size, tag);
	list.Allocate = allocate ? allocate : ExAllocatePoolWithTag;
	list.Free = free ? free : ExFreePool;
}

/* The caller of the list owns the block. The default routines would name WinWork as the owner. */
template <typename List>
PVOID allocate_from_pool(CallSite call, const List &list)
{
	return pool_allocate(pool_request(call, list.Type, list.Size, list.Tag));
}

PVOID allocate_from(CallSite call, GENERAL_LOOKASIDE &list)
{
	PVOID block = list.Allocate == ExAllocatePoolWithTag ?
			      allocate_from_pool(call, list) :
			      list.Allocate(list.Type, list.Size, list.Tag);

	count(block ? list.TotalAllocates : list.AllocateMisses);
	return block;
}

void free_to(CallSite call, GENERAL_LOOKASIDE &list, PVOID block)
{
	count(list.TotalFrees);
	if (list.Free == ExFreePool)
		pool_free(call, block, kAnyTag);
	else
		list.Free(block);
}

/* The default routines of the lists with Ex. */
PVOID NTAPI allocate_from_pool_ex(POOL_TYPE type, SIZE_T bytes, ULONG tag, PLOOKASIDE_LIST_EX)
{
	return ExAllocatePoolWithTag(type, bytes, tag);
}

VOID NTAPI free_to_pool_ex(PVOID block, PLOOKASIDE_LIST_EX)
{
	ExFreePool(block);
}

constexpr bool is_pool(ULONG type)
{
	constexpr ULONG kSession = NonPagedPoolSession;
	const ULONG kind = type & ~(kSession | NonPagedPoolNx);

	return kind < MaxPoolType && kind != DontUseThisType &&
	       !((kind & PagedPool) && (type & NonPagedPoolNx));
}

constexpr ULONG kRaise = EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL;
constexpr ULONG kNoRaise = EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE;

NTSTATUS refuse_parameter(CallSite call, NTSTATUS status, const char *parameter, ULONG value)
{
	return refuse(call, nullptr, status, "%s is 0x%x, which is not a valid value", parameter,
		      value);
}

} /* namespace */
} /* namespace ww */

extern "C" {

VOID NTAPI ExInitializeNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside,
					   PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free,
					   ULONG Flags, SIZE_T Size, ULONG Tag, USHORT)
{
	ww::initialise(Lookaside->L, Allocate, Free, NonPagedPool | Flags, Size, Tag);
}

PVOID NTAPI ExAllocateFromNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	return ww::allocate_from(WW_CALL_SITE, Lookaside->L);
}

VOID NTAPI ExFreeToNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
	ww::free_to(WW_CALL_SITE, Lookaside->L, Entry);
}

VOID NTAPI ExDeleteNPagedLookasideList(PNPAGED_LOOKASIDE_LIST Lookaside)
{
	*Lookaside = {};
}

VOID NTAPI ExInitializePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside,
					  PALLOCATE_FUNCTION Allocate, PFREE_FUNCTION Free,
					  ULONG Flags, SIZE_T Size, ULONG Tag, USHORT)
{
	if (ww::at_apc_or_below(WW_CALL_SITE, Lookaside))
		ww::initialise(Lookaside->L, Allocate, Free,
			       PagedPool | (Flags & ~ULONG(POOL_NX_ALLOCATION)), Size, Tag);
}

PVOID NTAPI ExAllocateFromPagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (!ww::at_apc_or_below(call, Lookaside))
		return nullptr;
	return ww::allocate_from(call, Lookaside->L);
}

VOID NTAPI ExFreeToPagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside, PVOID Entry)
{
	const ww::CallSite call = WW_CALL_SITE;

	if (ww::at_apc_or_below(call, Lookaside))
		ww::free_to(call, Lookaside->L, Entry);
}

VOID NTAPI ExDeletePagedLookasideList(PPAGED_LOOKASIDE_LIST Lookaside)
{
	if (ww::at_apc_or_below(WW_CALL_SITE, Lookaside))
		*Lookaside = {};
}

NTSTATUS NTAPI ExInitializeLookasideListEx(PLOOKASIDE_LIST_EX Lookaside,
					   PALLOCATE_FUNCTION_EX Allocate,
					   PFREE_FUNCTION_EX Free, POOL_TYPE PoolType, ULONG Flags,
					   SIZE_T Size, ULONG Tag, USHORT)
{
	const ww::CallSite call = WW_CALL_SITE;
	ULONG type = static_cast<ULONG>(PoolType);

	if (!ww::is_pool(type))
		return ww::refuse_parameter(call, STATUS_INVALID_PARAMETER_4, "PoolType", type);
	if (Flags & ~(ww::kRaise | ww::kNoRaise) || Flags == (ww::kRaise | ww::kNoRaise))
		return ww::refuse_parameter(call, STATUS_INVALID_PARAMETER_5, "Flags", Flags);
	if (Flags & ww::kRaise)
		type |= POOL_RAISE_IF_ALLOCATION_FAILURE;
	if (Flags & ww::kNoRaise)
		type |= POOL_QUOTA_FAIL_INSTEAD_OF_RAISE;
	ww::initialise(Lookaside->L, static_cast<POOL_TYPE>(type), Size, Tag);
	Lookaside->L.AllocateEx = Allocate ? Allocate : ww::allocate_from_pool_ex;
	Lookaside->L.FreeEx = Free ? Free : ww::free_to_pool_ex;
	return STATUS_SUCCESS;
}

PVOID NTAPI ExAllocateFromLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
	auto &list = Lookaside->L;
	PVOID block = list.AllocateEx == ww::allocate_from_pool_ex ?
			      ww::allocate_from_pool(WW_CALL_SITE, list) :
			      list.AllocateEx(list.Type, list.Size, list.Tag, Lookaside);

	ww::count(block ? list.TotalAllocates : list.AllocateMisses);
	return block;
}

VOID NTAPI ExFreeToLookasideListEx(PLOOKASIDE_LIST_EX Lookaside, PVOID Entry)
{
	ww::count(Lookaside->L.TotalFrees);
	if (Lookaside->L.FreeEx == ww::free_to_pool_ex)
		ww::pool_free(WW_CALL_SITE, Entry, ww::kAnyTag);
	else
		Lookaside->L.FreeEx(Entry, Lookaside);
}

VOID NTAPI ExFlushLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
	ww::at_dispatch_or_below(WW_CALL_SITE, Lookaside);
}

VOID NTAPI ExDeleteLookasideListEx(PLOOKASIDE_LIST_EX Lookaside)
{
	*Lookaside = {};
}

} /* extern "C" */
