/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pool: the functions that drivers call.
 */
#include "pool.hpp"

#include <wdm.h>

#include "base/report.hpp"
#include "linux/print.h"

namespace {

/* "None", the tag of ExAllocatePool. */
constexpr ULONG kUntagged = 'e' << 24 | 'n' << 16 | 'o' << 8 | 'N';

/* "MmNc" */
constexpr ULONG kNonCached = 'c' << 24 | 'N' << 16 | 'm' << 8 | 'M';

using ww::PoolRequest;

/* For a function that charges a quota: it raises unless the type has a bit against it. */
PoolRequest quota_request(ww::CallSite call, POOL_TYPE type, SIZE_T bytes, ULONG tag)
{
	PoolRequest request = ww::pool_request(call, type, bytes, tag);

	request.raise = !(static_cast<ULONG>(type) & POOL_QUOTA_FAIL_INSTEAD_OF_RAISE);
	return request;
}

void *allocate_zeroed(PoolRequest request)
{
	request.zero = true;
	return ww::pool_allocate(request);
}

constexpr POOL_FLAGS kPoolKinds =
	POOL_FLAG_NON_PAGED | POOL_FLAG_NON_PAGED_EXECUTE | POOL_FLAG_PAGED;
constexpr POOL_FLAGS kKnownPoolFlags = kPoolKinds | POOL_FLAG_USE_QUOTA | POOL_FLAG_UNINITIALIZED |
				       POOL_FLAG_SESSION | POOL_FLAG_CACHE_ALIGNED |
				       POOL_FLAG_RAISE_ON_FAILURE;
constexpr POOL_FLAGS kOptionalPoolFlags = 0xffffffff00000000;	/* unknown ones are ignored */

/* Whether the flags name one kind of pool, and every other flag is known or optional. */
constexpr bool flags_valid(POOL_FLAGS flags)
{
	const POOL_FLAGS kind = flags & kPoolKinds;

	return kind && !(kind & (kind - 1)) && !(flags & ~(kKnownPoolFlags | kOptionalPoolFlags));
}

PoolRequest flags_request(ww::CallSite call, POOL_FLAGS flags, SIZE_T bytes, ULONG tag)
{
	return { .call = call, .bytes = bytes, .tag = tag, .type = flags,
		 .paged = (flags & POOL_FLAG_PAGED) != 0,
		 .zero = !(flags & POOL_FLAG_UNINITIALIZED),
		 .alignment = flags & POOL_FLAG_CACHE_ALIGNED ? ww::kCacheLine : 0,
		 .raise = (flags & POOL_FLAG_RAISE_ON_FAILURE) != 0 };
}

void *allocate_with_flags(const PoolRequest &request)
{
	if (flags_valid(request.type))
		return ww::pool_allocate(request);
	ww_print(WW_LEVEL_WARNING, "%s: the flags 0x%llx are not valid; called by %s",
		 request.call.function, request.type, ww::ShownCode(request.call.caller).text);
	return ww::pool_fail(request, STATUS_INVALID_PARAMETER);
}

/* Whether the block can be as the parameter wants it, or need not be. */
bool may_have(const POOL_EXTENDED_PARAMETER &parameter)
{
	return parameter.Type == PoolExtendedParameterPriority || parameter.Type == PoolExtendedParameterNumaNode ||
	       parameter.Optional;
}

} /* namespace */

extern "C" {

PVOID NTAPI ExAllocatePoolWithTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	return ww::pool_allocate(ww::pool_request(WW_CALL_SITE, PoolType, NumberOfBytes, Tag));
}

PVOID NTAPI ExAllocatePool(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
	return ww::pool_allocate(ww::pool_request(WW_CALL_SITE, PoolType, NumberOfBytes,
						  kUntagged));
}

PVOID NTAPI ExAllocatePoolUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	return ww::pool_allocate(ww::pool_request(WW_CALL_SITE, PoolType, NumberOfBytes, Tag));
}

PVOID NTAPI ExAllocatePoolZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	return allocate_zeroed(ww::pool_request(WW_CALL_SITE, PoolType, NumberOfBytes, Tag));
}

PVOID NTAPI ExAllocatePoolWithQuotaTag(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	return ww::pool_allocate(quota_request(WW_CALL_SITE, PoolType, NumberOfBytes, Tag));
}

PVOID NTAPI ExAllocatePoolWithQuota(POOL_TYPE PoolType, SIZE_T NumberOfBytes)
{
	return ww::pool_allocate(quota_request(WW_CALL_SITE, PoolType, NumberOfBytes, kUntagged));
}

PVOID NTAPI ExAllocatePoolQuotaUninitialized(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	return ww::pool_allocate(quota_request(WW_CALL_SITE, PoolType, NumberOfBytes, Tag));
}

PVOID NTAPI ExAllocatePoolQuotaZero(POOL_TYPE PoolType, SIZE_T NumberOfBytes, ULONG Tag)
{
	return allocate_zeroed(quota_request(WW_CALL_SITE, PoolType, NumberOfBytes, Tag));
}

PVOID NTAPI ExAllocatePool2(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag)
{
	return allocate_with_flags(flags_request(WW_CALL_SITE, Flags, NumberOfBytes, Tag));
}

PVOID NTAPI ExAllocatePool3(POOL_FLAGS Flags, SIZE_T NumberOfBytes, ULONG Tag,
			    PCPOOL_EXTENDED_PARAMETER ExtendedParameters, ULONG ExtendedParametersCount)
{
	const PoolRequest request = flags_request(WW_CALL_SITE, Flags, NumberOfBytes, Tag);

	for (ULONG i = 0; ExtendedParameters && i < ExtendedParametersCount; i++) {
		if (!may_have(ExtendedParameters[i])) {
			ww_print(WW_LEVEL_WARNING, "%s: there is no parameter of type %u here; called by %s",
				 request.call.function, static_cast<ww::u32>(ExtendedParameters[i].Type),
				 ww::ShownCode(request.call.caller).text);
			return ww::pool_fail(request, STATUS_INVALID_PARAMETER);
		}
	}
	return allocate_with_flags(request);
}

VOID NTAPI ExFreePool(PVOID P)
{
	ww::pool_free(WW_CALL_SITE, P, ww::kAnyTag);
}

VOID NTAPI ExFreePoolWithTag(PVOID P, ULONG Tag)
{
	ww::pool_free(WW_CALL_SITE, P, Tag);
}

VOID NTAPI ExFreePool2(PVOID P, ULONG Tag, PCPOOL_EXTENDED_PARAMETER ExtendedParameters,
		       ULONG ExtendedParametersCount)
{
	UNREFERENCED_PARAMETER(ExtendedParameters);
	UNREFERENCED_PARAMETER(ExtendedParametersCount);
	ww::pool_free(WW_CALL_SITE, P, Tag);
}

/* Paged pool is never paged out here, and lies in whole pages of its own. */
PVOID NTAPI MmAllocateNonCachedMemory(SIZE_T NumberOfBytes)
{
	const SIZE_T bytes = ROUND_TO_PAGES(NumberOfBytes);

	if (bytes < NumberOfBytes)
		return nullptr;
	return ww::pool_allocate({ .call = WW_CALL_SITE, .bytes = bytes, .tag = kNonCached,
				   .paged = true, .zero = true });
}

VOID NTAPI MmFreeNonCachedMemory(PVOID BaseAddress, SIZE_T NumberOfBytes)
{
	const ww::CallSite call = WW_CALL_SITE;
	const SIZE_T freed = ww::pool_free(call, BaseAddress, kNonCached);

	if (freed && freed != ROUND_TO_PAGES(NumberOfBytes))
		ww::refuse(call, nullptr, STATUS_INVALID_PARAMETER,
			   "NumberOfBytes is %lu: %lu bytes were allocated, and all are freed",
			   NumberOfBytes, freed);
}

} /* extern "C" */
