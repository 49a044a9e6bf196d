/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pool: kernel memory that is allocated with a tag.
 */
#ifndef WINWORK_EX_POOL_H
#define WINWORK_EX_POOL_H

#include "../rtl/strings.h"
#include "../base/sal.h"

EXTERN_C_START

typedef enum _POOL_TYPE {
	NonPagedPool = 0,
	NonPagedPoolExecute = NonPagedPool,
	PagedPool = 1,
	NonPagedPoolMustSucceed = NonPagedPool + 2,
	DontUseThisType = 3,
	NonPagedPoolCacheAligned = NonPagedPool + 4,
	PagedPoolCacheAligned = 5,
	NonPagedPoolCacheAlignedMustS = NonPagedPool + 6,
	MaxPoolType = 7,

	NonPagedPoolBase = 0,
	NonPagedPoolBaseMustSucceed = NonPagedPoolBase + 2,
	NonPagedPoolBaseCacheAligned = NonPagedPoolBase + 4,
	NonPagedPoolBaseCacheAlignedMustS = NonPagedPoolBase + 6,

	/* Here: there are no sessions. Each of these is the same as its name without Session. */
	NonPagedPoolSession = 32,
	PagedPoolSession = 33,
	NonPagedPoolMustSucceedSession = 34,
	DontUseThisTypeSession = 35,
	NonPagedPoolCacheAlignedSession = 36,
	PagedPoolCacheAlignedSession = 37,
	NonPagedPoolCacheAlignedMustSSession = 38,

	NonPagedPoolNx = 512,
	NonPagedPoolNxCacheAligned = NonPagedPoolNx + 4,
	NonPagedPoolSessionNx = NonPagedPoolNx + 32
} POOL_TYPE;

/* Bits that may be added to a POOL_TYPE. */
#define POOL_QUOTA_FAIL_INSTEAD_OF_RAISE 8
#define POOL_RAISE_IF_ALLOCATION_FAILURE 16
#define POOL_COLD_ALLOCATION 256
#define POOL_NX_ALLOCATION 512
#define POOL_ZERO_ALLOCATION 1024

/*
 * Windows's page size, which may differ from Linux's. In a source with Linux's headers the names
 * keep Linux's values.
 */
#ifndef PAGE_SHIFT
#define PAGE_SHIFT 12
#endif
#ifndef PAGE_SIZE
#define PAGE_SIZE 0x1000
#endif
#ifndef PAGE_ALIGN
#define PAGE_ALIGN(Va) ((PVOID)((ULONG_PTR)(Va) & ~((ULONG_PTR)PAGE_SIZE - 1)))
#endif
#define BYTE_OFFSET(Va) ((ULONG)((ULONG_PTR)(Va) & (PAGE_SIZE - 1)))
#define ROUND_TO_PAGES(Size) (((ULONG_PTR)(Size) + PAGE_SIZE - 1) & ~((ULONG_PTR)PAGE_SIZE - 1))
#define BYTES_TO_PAGES(Size) \
	(((ULONG_PTR)(Size) >> PAGE_SHIFT) + (((Size) & (PAGE_SIZE - 1)) != 0))
#define ADDRESS_AND_SIZE_TO_SPAN_PAGES(Va, Size) \
	((ULONG)((BYTE_OFFSET(Va) + (SIZE_T)(Size) + PAGE_SIZE - 1) >> PAGE_SHIFT))

typedef ULONG64 POOL_FLAGS;

#define POOL_FLAG_REQUIRED_START 0x0000000000000001ull
#define POOL_FLAG_USE_QUOTA 0x0000000000000001ull
#define POOL_FLAG_UNINITIALIZED 0x0000000000000002ull
#define POOL_FLAG_SESSION 0x0000000000000004ull
#define POOL_FLAG_CACHE_ALIGNED 0x0000000000000008ull
#define POOL_FLAG_RESERVED1 0x0000000000000010ull
#define POOL_FLAG_RAISE_ON_FAILURE 0x0000000000000020ull
#define POOL_FLAG_NON_PAGED 0x0000000000000040ull
#define POOL_FLAG_NON_PAGED_EXECUTE 0x0000000000000080ull
#define POOL_FLAG_PAGED 0x0000000000000100ull
#define POOL_FLAG_OPTIONAL_START 0x0000000100000000ull
#define POOL_FLAG_SPECIAL_POOL 0x0000000100000000ull

typedef enum _EX_POOL_PRIORITY {
	LowPoolPriority,
	LowPoolPrioritySpecialPoolOverrun = 8,
	LowPoolPrioritySpecialPoolUnderrun = 9,
	NormalPoolPriority = 16,
	NormalPoolPrioritySpecialPoolOverrun = 24,
	NormalPoolPrioritySpecialPoolUnderrun = 25,
	HighPoolPriority = 32,
	HighPoolPrioritySpecialPoolOverrun = 40,
	HighPoolPrioritySpecialPoolUnderrun = 41
} EX_POOL_PRIORITY;

typedef enum POOL_EXTENDED_PARAMETER_TYPE {
	PoolExtendedParameterInvalidType,
	PoolExtendedParameterPriority,
	PoolExtendedParameterSecurePool,
	PoolExtendedParameterNumaNode,
	PoolExtendedParameterMax,
} POOL_EXTENDED_PARAMETER_TYPE, *PPOOL_EXTENDED_PARAMETER_TYPE;

typedef ULONG POOL_NODE_REQUIREMENT;

typedef struct _POOL_EXTENDED_PARAMS_SECURE_POOL {
	HANDLE SecurePoolHandle;
	PVOID Buffer;
	ULONG_PTR Cookie;
	ULONG SecurePoolFlags;
} POOL_EXTENDED_PARAMS_SECURE_POOL;

typedef struct _POOL_EXTENDED_PARAMETER {
	struct {
		ULONG64 Type : 8;
		ULONG64 Optional : 1;	/* a type that is not known does not fail the call */
		ULONG64 Reserved : 55;
	};
	union {
		ULONG64 Reserved2;
		PVOID Reserved3;
		EX_POOL_PRIORITY Priority;
		POOL_EXTENDED_PARAMS_SECURE_POOL *SecurePoolParams;
		POOL_NODE_REQUIREMENT PreferredNode;
	};
} POOL_EXTENDED_PARAMETER, *PPOOL_EXTENDED_PARAMETER;
typedef const POOL_EXTENDED_PARAMETER *PCPOOL_EXTENDED_PARAMETER;

/**
 * ExAllocatePoolWithTag, ExAllocatePoolUninitialized, ExAllocatePoolZero, ExAllocatePool -
 *	allocate memory
 * @PoolType: NonPagedPool, NonPagedPoolNx or PagedPool, or a cache-aligned pool. The POOL_* bits
 *	may be added.
 * @NumberOfBytes: the size of the block in bytes, above 0
 * @Tag: one to four characters, such as 'gaTE', for ExFreePoolWithTag and reports
 *
 * The caller owns the block until ExFreePool or ExFreePoolWithTag. ExAllocatePoolZero and
 * POOL_ZERO_ALLOCATION set it to zero. Otherwise its contents are undefined. The block is aligned
 * to 16 bytes, or to 4096 if it has 4096 bytes or more. A smaller block does not cross a boundary of
 * 4096 bytes.
 *
 * Here: no pool is paged, and no pool is executable. Nonpaged blocks are physically contiguous, so
 * blocks of more than a few megabytes cannot be allocated. WinWork reports the following:
 *
 *	a @Tag of 0					0xC2, parameter 0x9B; the call fails
 *	a wrong IRQL					0xC2, parameter 8; the call fails
 *	a size of 0 bytes				0xC2, parameter 0; the call returns a block
 *	a block that remains at unload			0xC4, with the place that allocated it
 *
 * IRQL: <= DISPATCH_LEVEL for nonpaged pool, <= APC_LEVEL for paged pool.
 * Return: the block, or NULL. With POOL_RAISE_IF_ALLOCATION_FAILURE the call raises an exception
 *	instead: STATUS_INSUFFICIENT_RESOURCES without memory, STATUS_INVALID_PARAMETER if it is wrong.
 * Page: wdm.h, ExAllocatePoolWithTag, ExAllocatePoolUninitialized, ExAllocatePoolZero,
 *	ExAllocatePool
 */
PVOID NTAPI ExAllocatePoolWithTag(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes,
				  _In_ ULONG Tag);
PVOID NTAPI ExAllocatePool(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes);

/**
 * ExAllocatePool2 - allocate memory; it is zeroed, unless @Flags have POOL_FLAG_UNINITIALIZED
 * @Flags: one of POOL_FLAG_NON_PAGED, POOL_FLAG_NON_PAGED_EXECUTE and POOL_FLAG_PAGED.
 *	POOL_FLAG_UNINITIALIZED, POOL_FLAG_CACHE_ALIGNED and POOL_FLAG_RAISE_ON_FAILURE may be
 *	added.
 * @NumberOfBytes: the size of the block in bytes, above 0
 * @Tag: as for ExAllocatePoolWithTag
 *
 * The caller owns the block until ExFreePool, ExFreePoolWithTag or ExFreePool2.
 *
 * Here: quotas are not charged. POOL_FLAG_USE_QUOTA, POOL_FLAG_SESSION, POOL_FLAG_SPECIAL_POOL and unknown flags of the
 * upper 32 bits have no effect. If @Flags have another unknown flag, no pool or several pools, the
 * call fails and writes a line to the log. The other rules are those of
 * ExAllocatePoolWithTag.
 *
 * IRQL: <= DISPATCH_LEVEL for nonpaged pool, <= APC_LEVEL for paged pool.
 * Return: the block, or NULL. With POOL_FLAG_RAISE_ON_FAILURE the call raises an exception instead:
 *	STATUS_INSUFFICIENT_RESOURCES without memory, STATUS_INVALID_PARAMETER if it is wrong.
 * Page: wdm.h, ExAllocatePool2
 */
PVOID NTAPI ExAllocatePool2(_In_ POOL_FLAGS Flags, _In_ SIZE_T NumberOfBytes, _In_ ULONG Tag);

/**
 * ExAllocatePool3 - the same as ExAllocatePool2, with parameters
 * @Flags: as for ExAllocatePool2
 * @NumberOfBytes: the size of the block in bytes, above 0
 * @Tag: as for ExAllocatePoolWithTag
 * @ExtendedParameters: the parameters; NULL for none
 * @ExtendedParametersCount: their number
 *
 * Here: PoolExtendedParameterPriority and PoolExtendedParameterNumaNode have no effect. There is no secure pool: that
 * parameter, and one of an unknown type, fail the call with a line in the log, unless Optional is set.
 *
 * IRQL: as for ExAllocatePool2.
 * Return: as of ExAllocatePool2.
 * Page: wdm.h, ExAllocatePool3
 */
PVOID NTAPI ExAllocatePool3(_In_ POOL_FLAGS Flags, _In_ SIZE_T NumberOfBytes, _In_ ULONG Tag,
			    _In_opt_ PCPOOL_EXTENDED_PARAMETER ExtendedParameters, _In_ ULONG ExtendedParametersCount);
PVOID NTAPI ExAllocatePoolZero(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes, _In_ ULONG Tag);
PVOID NTAPI ExAllocatePoolUninitialized(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes,
					_In_ ULONG Tag);

/**
 * ExAllocatePoolWithQuotaTag, ExAllocatePoolQuotaZero, ExAllocatePoolQuotaUninitialized,
 *	ExAllocatePoolWithQuota - allocate memory for the current process
 * @PoolType: as for ExAllocatePoolWithTag. POOL_QUOTA_FAIL_INSTEAD_OF_RAISE may be added.
 * @NumberOfBytes: the size of the block in bytes, above 0
 * @Tag: as for ExAllocatePoolWithTag
 *
 * The caller owns the block until ExFreePool or ExFreePoolWithTag. ExAllocatePoolQuotaZero sets it to
 * zero.
 *
 * Here: no quota is charged. The other rules are those of ExAllocatePoolWithTag.
 *
 * IRQL: <= DISPATCH_LEVEL for nonpaged pool, <= APC_LEVEL for paged pool.
 * Return: the block. Otherwise the call raises STATUS_INSUFFICIENT_RESOURCES without memory,
 *	STATUS_INVALID_PARAMETER if it is wrong. With POOL_QUOTA_FAIL_INSTEAD_OF_RAISE it returns NULL.
 * Page: wdm.h, ExAllocatePoolWithQuotaTag, ExAllocatePoolQuotaZero,
 *	ExAllocatePoolQuotaUninitialized, ExAllocatePoolWithQuota
 */
PVOID NTAPI ExAllocatePoolWithQuotaTag(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes,
				       _In_ ULONG Tag);
PVOID NTAPI ExAllocatePoolQuotaZero(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes,
				    _In_ ULONG Tag);
PVOID NTAPI ExAllocatePoolQuotaUninitialized(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes,
					     _In_ ULONG Tag);
PVOID NTAPI ExAllocatePoolWithQuota(_In_ POOL_TYPE PoolType, _In_ SIZE_T NumberOfBytes);

/**
 * ExFreePool, ExFreePoolWithTag, ExFreePool2 - free a block
 * @P: the block
 * @Tag: the tag of the allocation, or 0 for any
 * @ExtendedParameters: has no effect here
 * @ExtendedParametersCount: has no effect here
 *
 * Here: the following are reported, and nothing is freed.
 *
 *	a block with a queued work item in it		0xE4, parameter 0
 *	a pointer to a freed block, or to no block	0xC2, parameter 7
 *	a wrong tag					0xC2, parameter 0xA
 *	a wrong IRQL					0xC2, parameter 9
 *
 * IRQL: <= DISPATCH_LEVEL for nonpaged pool, <= APC_LEVEL for paged pool.
 * Page: wdm.h, ExFreePool2, ExFreePoolWithTag; ntddk.h, ExFreePool
 */
VOID NTAPI ExFreePool(_In_ PVOID P);
VOID NTAPI ExFreePoolWithTag(_In_ PVOID P, _In_ ULONG Tag);
VOID NTAPI ExFreePool2(_In_ PVOID P, _In_ ULONG Tag,
		       _In_opt_ PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
		       _In_ ULONG ExtendedParametersCount);

/**
 * ExInitializeDriverRuntime - make the driver's nonpaged pool not executable
 * @RuntimeFlags: DrvRtPoolNxOptIn
 *
 * Here: the call has no effect, since no pool is executable.
 *
 * IRQL: any.
 * Page: wdm.h, ExInitializeDriverRuntime
 */
#define ExInitializeDriverRuntime(RuntimeFlags) ((void)(RuntimeFlags))
#define DrvRtPoolNxOptIn 0x00000001

/**
 * MmAllocateNonCachedMemory - allocate whole pages of nonpaged memory
 * @NumberOfBytes: bytes, rounded up to pages
 *
 * Here: the memory is cached. No device accesses it behind the processor's caches. It is not
 * executable, and it is zeroed.
 *
 * IRQL: <= APC_LEVEL.
 * Return: the memory, aligned to a page, which the caller must free with MmFreeNonCachedMemory; or NULL.
 * Page: ntddk.h, MmAllocateNonCachedMemory
 */
PVOID NTAPI MmAllocateNonCachedMemory(_In_ SIZE_T NumberOfBytes);

/**
 * MmFreeNonCachedMemory - free memory of MmAllocateNonCachedMemory
 * @BaseAddress: the memory
 * @NumberOfBytes: the bytes that were asked for
 *
 * Other memory is reported (0xC2), and not freed. If the number of pages is another one, the log says so,
 * and all pages are freed.
 *
 * IRQL: <= APC_LEVEL.
 * Page: ntddk.h, MmFreeNonCachedMemory
 */
VOID NTAPI MmFreeNonCachedMemory(_In_ PVOID BaseAddress, _In_ SIZE_T NumberOfBytes);

EXTERN_C_END

#endif /* WINWORK_EX_POOL_H */
