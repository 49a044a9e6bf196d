/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lookaside lists. A lookaside list allocates and frees blocks of one size.
 */
#ifndef WINWORK_EX_LOOKASIDE_H
#define WINWORK_EX_LOOKASIDE_H

#include "pool.h"
#include "slist.h"

EXTERN_C_START

typedef PVOID NTAPI ALLOCATE_FUNCTION(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes,
				      _In_ ULONG Tag);
typedef ALLOCATE_FUNCTION *PALLOCATE_FUNCTION;
typedef VOID NTAPI FREE_FUNCTION(_In_ PVOID Buffer);
typedef FREE_FUNCTION *PFREE_FUNCTION;

struct _LOOKASIDE_LIST_EX;

/**
 * ALLOCATE_FUNCTION_EX - allocate a block for a LOOKASIDE_LIST_EX
 * @PoolType: as given to ExInitializeLookasideListEx, with the POOL_* bit that its @Flags add
 * @NumberOfBytes: the size of a block
 * @Tag: as given to ExInitializeLookasideListEx
 * @Lookaside: the list; CONTAINING_RECORD leads to the driver's structure around it
 *
 * IRQL: that of the caller of ExAllocateFromLookasideListEx.
 * Return: the block, or NULL without memory.
 * Page: wdm.h, ALLOCATE_FUNCTION_EX
 */
typedef PVOID NTAPI ALLOCATE_FUNCTION_EX(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes,
					 _In_ ULONG Tag,
					 _Inout_ struct _LOOKASIDE_LIST_EX *Lookaside);
typedef ALLOCATE_FUNCTION_EX *PALLOCATE_FUNCTION_EX;

/**
 * FREE_FUNCTION_EX - free a block of a LOOKASIDE_LIST_EX
 * @Buffer: the block
 * @Lookaside: the list
 *
 * IRQL: that of the caller of ExFreeToLookasideListEx.
 * Page: wdm.h, FREE_FUNCTION_EX
 */
typedef VOID NTAPI FREE_FUNCTION_EX(_In_ PVOID Buffer,
				    _Inout_ struct _LOOKASIDE_LIST_EX *Lookaside);
typedef FREE_FUNCTION_EX *PFREE_FUNCTION_EX;

/*
 * The members that all kinds of lists have. On Windows: ListHead holds free blocks. Here ListHead
 * stays empty, since Linux's allocator already keeps free blocks of each size.
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
		PALLOCATE_FUNCTION_EX AllocateEx;	\
	};						\
	union {						\
		PFREE_FUNCTION Free;			\
		PFREE_FUNCTION_EX FreeEx;		\
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

/* The same members, in a structure that is aligned like pool. */
typedef struct _GENERAL_LOOKASIDE_POOL {
	WINWORK_LOOKASIDE_MEMBERS
} GENERAL_LOOKASIDE_POOL, *PGENERAL_LOOKASIDE_POOL;

/**
 * struct _NPAGED_LOOKASIDE_LIST - a list of blocks of nonpaged pool
 *
 * The driver may not access the fields. The list is in nonpaged memory of the driver's.
 */
typedef struct _NPAGED_LOOKASIDE_LIST {
	GENERAL_LOOKASIDE L;
} DECLSPEC_CACHEALIGN NPAGED_LOOKASIDE_LIST, *PNPAGED_LOOKASIDE_LIST;

/**
 * ExInitializeNPagedLookasideList - initialise a lookaside list of nonpaged pool
 * @Lookaside: nonpaged memory of the driver's
 * @Allocate: a function that allocates a block; NULL for ExAllocatePoolWithTag
 * @Free: a function that frees a block; NULL for ExFreePool
 * @Flags: 0, POOL_NX_ALLOCATION or POOL_RAISE_IF_ALLOCATION_FAILURE
 * @Size: the size of a block in bytes; below 8 it counts as 8
 * @Tag: the tag of the blocks, which is passed to @Allocate
 * @Depth: 0; has no effect
 *
 * Here: a list keeps no free blocks. So each allocation calls @Allocate, and each free calls @Free.
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExInitializeNPagedLookasideList
 */
VOID NTAPI ExInitializeNPagedLookasideList(_Out_ PNPAGED_LOOKASIDE_LIST Lookaside,
					   _In_opt_ PALLOCATE_FUNCTION Allocate,
					   _In_opt_ PFREE_FUNCTION Free, _In_ ULONG Flags,
					   _In_ SIZE_T Size, _In_ ULONG Tag, _In_ USHORT Depth);

/**
 * ExDeleteNPagedLookasideList - delete a list whose blocks have all been freed
 * @Lookaside: the list
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExDeleteNPagedLookasideList
 */
VOID NTAPI ExDeleteNPagedLookasideList(_Inout_ PNPAGED_LOOKASIDE_LIST Lookaside);

/**
 * ExAllocateFromNPagedLookasideList - allocate a block
 * @Lookaside: the list
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Return: the block, or NULL without memory.
 * Page: wdm.h, ExAllocateFromNPagedLookasideList
 */
PVOID NTAPI ExAllocateFromNPagedLookasideList(_Inout_ PNPAGED_LOOKASIDE_LIST Lookaside);

/**
 * ExFreeToNPagedLookasideList - free a block
 * @Lookaside: the list
 * @Entry: a block of the list
 *
 * IRQL: <= DISPATCH_LEVEL.
 * Page: wdm.h, ExFreeToNPagedLookasideList
 */
VOID NTAPI ExFreeToNPagedLookasideList(_Inout_ PNPAGED_LOOKASIDE_LIST Lookaside, _In_ PVOID Entry);

/* ---- paged -------------------------------------------------------------------------------- */

/**
 * struct _PAGED_LOOKASIDE_LIST - a list of blocks of paged pool
 *
 * The driver may not access the fields. The list is in nonpaged memory of the driver's.
 */
typedef struct _PAGED_LOOKASIDE_LIST {
	GENERAL_LOOKASIDE L;
} DECLSPEC_CACHEALIGN PAGED_LOOKASIDE_LIST, *PPAGED_LOOKASIDE_LIST;

/**
 * ExInitializePagedLookasideList - initialise a lookaside list of paged pool
 * @Lookaside: nonpaged memory of the driver's
 * @Allocate: a function that allocates a block; NULL for ExAllocatePoolWithTag
 * @Free: a function that frees a block; NULL for ExFreePool
 * @Flags: 0 or POOL_RAISE_IF_ALLOCATION_FAILURE; POOL_NX_ALLOCATION has no effect
 * @Size: the size of a block in bytes; below 8 it counts as 8
 * @Tag: the tag of the blocks, which is passed to @Allocate
 * @Depth: 0; has no effect
 *
 * Here: a list keeps no free blocks. So each allocation calls @Allocate, and each free calls @Free.
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExInitializePagedLookasideList
 */
VOID NTAPI ExInitializePagedLookasideList(_Out_ PPAGED_LOOKASIDE_LIST Lookaside,
					  _In_opt_ PALLOCATE_FUNCTION Allocate,
					  _In_opt_ PFREE_FUNCTION Free, _In_ ULONG Flags,
					  _In_ SIZE_T Size, _In_ ULONG Tag, _In_ USHORT Depth);

/**
 * ExDeletePagedLookasideList - delete a list whose blocks have all been freed
 * @Lookaside: the list
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and does nothing.
 * Page: wdm.h, ExDeletePagedLookasideList
 */
VOID NTAPI ExDeletePagedLookasideList(_Inout_ PPAGED_LOOKASIDE_LIST Lookaside);

/**
 * ExAllocateFromPagedLookasideList - allocate a block
 * @Lookaside: the list
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and returns NULL.
 * Return: the block, or NULL without memory.
 * Page: wdm.h, ExAllocateFromPagedLookasideList
 */
PVOID NTAPI ExAllocateFromPagedLookasideList(_Inout_ PPAGED_LOOKASIDE_LIST Lookaside);

/**
 * ExFreeToPagedLookasideList - free a block
 * @Lookaside: the list
 * @Entry: a block of the list
 *
 * IRQL: <= APC_LEVEL; above it the call is reported (0x0A), and frees nothing.
 * Page: wdm.h, ExFreeToPagedLookasideList
 */
VOID NTAPI ExFreeToPagedLookasideList(_Inout_ PPAGED_LOOKASIDE_LIST Lookaside, _In_ PVOID Entry);

/* ---- of any pool; the driver's functions also get the list --------------------------------- */

/**
 * struct _LOOKASIDE_LIST_EX - a list of blocks of any pool
 *
 * The driver may not access the fields. The list is in nonpaged memory of the driver's, aligned to
 * 16 bytes.
 */
typedef struct _LOOKASIDE_LIST_EX {
	GENERAL_LOOKASIDE_POOL L;
} LOOKASIDE_LIST_EX, *PLOOKASIDE_LIST_EX;

#define EX_LOOKASIDE_LIST_EX_FLAGS_RAISE_ON_FAIL 0x00000001ul
#define EX_LOOKASIDE_LIST_EX_FLAGS_FAIL_NO_RAISE 0x00000002ul

/**
 * ExInitializeLookasideListEx - initialise a lookaside list of any pool
 * @Lookaside: nonpaged memory of the driver's
 * @Allocate: a function that allocates a block; NULL for ExAllocatePoolWithTag
 * @Free: a function that frees a block; NULL for ExFreePool
 * @PoolType: the pool of the blocks
 * @Flags: 0 or one of EX_LOOKASIDE_LIST_EX_FLAGS_*. RAISE_ON_FAIL adds
 *	POOL_RAISE_IF_ALLOCATION_FAILURE to @PoolType. FAIL_NO_RAISE, which is for lists with an
 *	@Allocate, adds POOL_QUOTA_FAIL_INSTEAD_OF_RAISE.
 * @Size: the size of a block in bytes; below 8 it counts as 8
 * @Tag: the tag of the blocks, which is passed to @Allocate
 * @Depth: 0; has no effect
 *
 * Here: a list keeps no free blocks. So each allocation calls @Allocate, and each free calls @Free.
 * The log names a wrong @PoolType or @Flags.
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Return: STATUS_SUCCESS; STATUS_INVALID_PARAMETER_4 for an invalid @PoolType;
 *	STATUS_INVALID_PARAMETER_5 for unknown @Flags, and for both flags together.
 * Page: wdm.h, ExInitializeLookasideListEx
 */
NTSTATUS NTAPI ExInitializeLookasideListEx(_Out_ PLOOKASIDE_LIST_EX Lookaside,
					   _In_opt_ PALLOCATE_FUNCTION_EX Allocate,
					   _In_opt_ PFREE_FUNCTION_EX Free,
					   _In_ POOL_TYPE PoolType, _In_ ULONG Flags,
					   _In_ SIZE_T Size, _In_ ULONG Tag, _In_ USHORT Depth);

/**
 * ExDeleteLookasideListEx - delete a list whose blocks have all been freed
 * @Lookaside: the list
 *
 * IRQL: <= DISPATCH_LEVEL on Windows; any here.
 * Page: wdm.h, ExDeleteLookasideListEx
 */
VOID NTAPI ExDeleteLookasideListEx(_Inout_ PLOOKASIDE_LIST_EX Lookaside);

/**
 * ExFlushLookasideListEx - free the blocks that the list keeps
 * @Lookaside: the list
 *
 * Here: a list keeps no blocks, so the call frees nothing.
 *
 * IRQL: <= DISPATCH_LEVEL; above it the call is reported (0x0A).
 * Page: wdm.h, ExFlushLookasideListEx
 */
VOID NTAPI ExFlushLookasideListEx(_Inout_ PLOOKASIDE_LIST_EX Lookaside);

/**
 * ExAllocateFromLookasideListEx - allocate a block
 * @Lookaside: the list
 *
 * IRQL: <= DISPATCH_LEVEL for nonpaged pool, <= APC_LEVEL for paged pool.
 * Return: the block, or NULL without memory.
 * Page: wdm.h, ExAllocateFromLookasideListEx
 */
PVOID NTAPI ExAllocateFromLookasideListEx(_Inout_ PLOOKASIDE_LIST_EX Lookaside);

/**
 * ExFreeToLookasideListEx - free a block
 * @Lookaside: the list
 * @Entry: a block of the list
 *
 * IRQL: <= DISPATCH_LEVEL for nonpaged pool, <= APC_LEVEL for paged pool.
 * Page: wdm.h, ExFreeToLookasideListEx
 */
VOID NTAPI ExFreeToLookasideListEx(_Inout_ PLOOKASIDE_LIST_EX Lookaside, _In_ PVOID Entry);

EXTERN_C_END

#endif /* WINWORK_EX_LOOKASIDE_H */
