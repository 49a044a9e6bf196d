/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lookaside lists: blocks of one size.
 */
#ifndef WINWORK_LOOKASIDE_H
#define WINWORK_LOOKASIDE_H

#include "pool.h"
#include "slist.h"

EXTERN_C_START

typedef PVOID NTAPI ALLOCATE_FUNCTION(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes,
				      _In_ ULONG Tag);
typedef ALLOCATE_FUNCTION *PALLOCATE_FUNCTION;
typedef VOID NTAPI FREE_FUNCTION(_In_ PVOID Buffer);
typedef FREE_FUNCTION *PFREE_FUNCTION;

/*
 * What all kinds of lists consist of. Windows keeps free blocks behind ListHead; Linux's allocator
 * does that for every size by itself, and here the list stays empty.
 */
#define WINWORK_LOOKASIDE_MEMBERS			\
	union {						\
		SLIST_HEADER ListHead;			\
		SINGLE_LIST_ENTRY SingleListHead;	\
	};						\
	USHORT Depth;					\
	USHORT MaximumDepth;				\
	ULONG TotalAllocates;				\
	union {						\
		ULONG AllocateMisses;			\
		ULONG AllocateHits;			\
	};						\
	ULONG TotalFrees;				\
	union {						\
		ULONG FreeMisses;			\
		ULONG FreeHits;				\
	};						\
	POOL_TYPE Type;					\
	ULONG Tag;					\
	ULONG Size;					\
	union {						\
		PALLOCATE_FUNCTION Allocate;		\
		PVOID AllocateEx;			\
	};						\
	union {						\
		PFREE_FUNCTION Free;			\
		PVOID FreeEx;				\
	};						\
	LIST_ENTRY ListEntry;				\
	ULONG LastTotalAllocates;			\
	union {						\
		ULONG LastAllocateMisses;		\
		ULONG LastAllocateHits;			\
	};						\
	ULONG Future[2];

typedef struct _GENERAL_LOOKASIDE {
	WINWORK_LOOKASIDE_MEMBERS
} DECLSPEC_CACHEALIGN GENERAL_LOOKASIDE, *PGENERAL_LOOKASIDE;

/**
 * struct _NPAGED_LOOKASIDE_LIST - a list of blocks of nonpaged pool
 *
 * Its fields are not yours. It lives in nonpaged memory of the driver's.
 */
typedef struct _NPAGED_LOOKASIDE_LIST {
	GENERAL_LOOKASIDE L;
} DECLSPEC_CACHEALIGN NPAGED_LOOKASIDE_LIST, *PNPAGED_LOOKASIDE_LIST;

/**
 * ExInitializeNPagedLookasideList - make a lookaside list
 * @Lookaside: nonpaged memory of the driver's
 * @Allocate: called for every block; NULL for ExAllocatePoolWithTag
 * @Free: called for every block that is given back; NULL for ExFreePool
 * @Flags: 0, POOL_NX_ALLOCATION or POOL_RAISE_IF_ALLOCATION_FAILURE
 * @Size: bytes of a block
 * @Tag: passed to @Allocate
 * @Depth: 0
 *
 * Here: no free blocks are kept, so @Allocate and @Free see every block.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExInitializeNPagedLookasideList
 */
VOID NTAPI ExInitializeNPagedLookasideList(_Out_ PNPAGED_LOOKASIDE_LIST Lookaside,
					   _In_opt_ PALLOCATE_FUNCTION Allocate,
					   _In_opt_ PFREE_FUNCTION Free, _In_ ULONG Flags,
					   _In_ SIZE_T Size, _In_ ULONG Tag, _In_ USHORT Depth);

/**
 * ExDeleteNPagedLookasideList - end of a list whose blocks have all been given back
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExDeleteNPagedLookasideList
 */
VOID NTAPI ExDeleteNPagedLookasideList(_Inout_ PNPAGED_LOOKASIDE_LIST Lookaside);

/**
 * ExAllocateFromNPagedLookasideList - a block, or NULL without memory
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExAllocateFromNPagedLookasideList
 */
PVOID NTAPI ExAllocateFromNPagedLookasideList(_Inout_ PNPAGED_LOOKASIDE_LIST Lookaside);

/**
 * ExFreeToNPagedLookasideList - give a block back
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExFreeToNPagedLookasideList
 */
VOID NTAPI ExFreeToNPagedLookasideList(_Inout_ PNPAGED_LOOKASIDE_LIST Lookaside, _In_ PVOID Entry);

EXTERN_C_END

#endif /* WINWORK_LOOKASIDE_H */
