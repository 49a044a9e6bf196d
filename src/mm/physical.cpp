/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Physical memory, and copies of memory that may not be there.
 */
#include <ntddk.h>

#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/report.hpp"
#include "linux/address.h"
#include "linux/system.h"
#include "linux/user_pages.h"
#include "pool.hpp"
#include "user_memory.hpp"

namespace ww {
namespace {

constexpr u32 kTag = 'h' << 24 | 'P' << 16 | 'm' << 8 | 'M';
constexpr u32 kMargin = 8;		/* ranges that may come while the memory is allocated */

static_assert(sizeof(PHYSICAL_MEMORY_RANGE) == sizeof(ww_memory_range));

/* A part of a page. Not from the registers of a device. */
bool copy_virtual(void *to, uintptr_t from, size_t bytes)
{
	auto *source = reinterpret_cast<const void *>(from);
	u64 frame;

	if (!is_kernel_address(source))
		return user_move(to, source, bytes);
	return ww_kernel_frame(source, &frame) && ww_is_memory(frame) && ww_read_any(to, source, bytes);
}

using Copy = bool (*)(void *to, uintptr_t from, size_t bytes);

bool copy_physical(void *to, uintptr_t from, size_t bytes)
{
	return ww_read_physical(to, from, bytes);
}

/* Returns how many bytes there were. */
size_t copy_by_pages(Copy copy, void *to, uintptr_t from, size_t bytes)
{
	size_t done = 0;

	while (done < bytes) {
		const size_t left = bytes - done, of_page = PAGE_SIZE - (from + done) % PAGE_SIZE;
		const size_t count = left < of_page ? left : of_page;

		if (!copy(static_cast<u8 *>(to) + done, from + done, count))
			break;
		done += count;
	}
	return done;
}

NTSTATUS check_copy(CallSite call, const void *target, ULONG flags, const SIZE_T *transferred)
{
	if (!transferred)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "NumberOfBytesTransferred is NULL");
	if (!is_kernel_address(target))
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "TargetAddress is no address of the kernel");
	if (flags != MM_COPY_MEMORY_PHYSICAL && flags != MM_COPY_MEMORY_VIRTUAL)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER_4,
			      "Flags is 0x%x, and neither MM_COPY_MEMORY_PHYSICAL nor MM_COPY_MEMORY_VIRTUAL", flags);
	return STATUS_SUCCESS;
}

/* Null without memory, or if there are more ranges. The last one is of zeros. */
void *read_ranges(CallSite call, u32 room)
{
	void *ranges = pool_allocate({ .call = call, .bytes = (room + 1) * sizeof(ww_memory_range), .tag = kTag,
				       .zero = true });

	if (ranges && ww_memory_ranges(static_cast<ww_memory_range *>(ranges), room) > room) {
		pool_free(call, ranges, kTag);
		return nullptr;
	}
	return ranges;
}

} /* namespace */
} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI MmCopyMemory(PVOID TargetAddress, MM_COPY_ADDRESS SourceAddress, SIZE_T NumberOfBytes, ULONG Flags,
			    PSIZE_T NumberOfBytesTransferred)
{
	const CallSite call = WW_CALL_SITE;
	const NTSTATUS status = check_copy(call, TargetAddress, Flags, NumberOfBytesTransferred);

	if (!NT_SUCCESS(status))
		return status;
	*NumberOfBytesTransferred = 0;
	if (!at_apc_or_below(call, TargetAddress))
		return STATUS_UNSUCCESSFUL;
	*NumberOfBytesTransferred = copy_by_pages(Flags == MM_COPY_MEMORY_PHYSICAL ? copy_physical : copy_virtual,
						  TargetAddress, address_of(SourceAddress.VirtualAddress),
						  NumberOfBytes);
	return *NumberOfBytesTransferred == NumberOfBytes ? STATUS_SUCCESS : STATUS_INVALID_ADDRESS;
}

PPHYSICAL_MEMORY_RANGE NTAPI MmGetPhysicalMemoryRanges()
{
	const CallSite call = WW_CALL_SITE;

	if (!at_passive(call, nullptr))
		return nullptr;
	return static_cast<PPHYSICAL_MEMORY_RANGE>(read_ranges(call, ww_memory_ranges(nullptr, 0) + kMargin));
}

} /* extern "C" */
