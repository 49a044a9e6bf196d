/* SPDX-License-Identifier: GPL-2.0 */
/*
 * MDLs of the memory of devices: their making, and where they are mapped.
 */
#include "io_mdl.hpp"

#include <ntddk.h>

#include "base/irql.hpp"
#include "base/preemption.hpp"
#include "base/report.hpp"
#include "linux/user_mapping.h"
#include "mm/io_mdl.hpp"
#include "mm/mdl.hpp"
#include "window.hpp"

namespace ww {
namespace {

constexpr u64 kMostBytes = 0xffffffff;
constexpr char kNullIsReturned[] = "NULL is returned";
constexpr char kStatusIsRaised[] = "STATUS_INVALID_PARAMETER is raised";

/* ---- Frames ----------------------------------------------------------------------------- */

u32 frames_of(const MDL *mdl)
{
	return static_cast<u32>(ADDRESS_AND_SIZE_TO_SPAN_PAGES(MmGetMdlVirtualAddress(mdl),
							       mdl->ByteCount));
}

/* The physical address of an address in a mapping, for @bytes; 0 if it is in none, or of no chip. */
u64 physical_of(const void *address, size_t bytes)
{
	const uintptr_t start = address_of(address);
	const PreemptionGuard guard;
	const auto *const span =
		reinterpret_cast<const Span *>(ww_io_range_find(WW_RANGE_REGISTERS, start));

	if (!span || span->state.load(Order::relaxed) != SpanState::memory ||
	    span->range.bytes < bytes || start - span->range.start > span->range.bytes - bytes)
		return 0;
	return window_start(*span->window) + span->start + (start - span->range.start);
}

bool describe(MDL *mdl)
{
	const u64 physical = physical_of(MmGetMdlVirtualAddress(mdl), mdl->ByteCount);
	PFN_NUMBER *const numbers = MmGetMdlPfnArray(mdl);

	if (!physical)
		return false;
	for (u32 i = 0; i < frames_of(mdl); i++)
		numbers[i] = physical / PAGE_SIZE + i;
	return true;
}

/* From the first to the last byte of an MDL, whatever lies between its pages. */
IoSpaceRequest range_of(const IoMdlRequest &request)
{
	const PFN_NUMBER *const numbers = MmGetMdlPfnArray(request.mdl);
	const u32 count = frames_of(request.mdl);
	const u64 offset = request.mdl->ByteOffset, last = count - 1;
	u32 low = 0, high = 0;

	for (u32 i = 1; i < count; i++) {
		low = numbers[i] < numbers[low] ? i : low;
		high = numbers[i] > numbers[high] ? i : high;
	}

	const u64 start = numbers[low] * PAGE_SIZE + (low ? 0 : offset);
	const u64 end = numbers[high] * PAGE_SIZE +
			(high == last ? (offset + request.mdl->ByteCount - 1) % PAGE_SIZE + 1 : PAGE_SIZE);

	return { .call = request.call, .start = start, .bytes = end - start, .caching = WW_UNCACHED,
		 .holder = request.holder };
}

bool is_in_one_piece(const MDL *mdl)
{
	const PFN_NUMBER *const numbers = MmGetMdlPfnArray(mdl);

	for (u32 i = 1; i < frames_of(mdl); i++) {
		if (numbers[i] != numbers[0] + i)
			return false;
	}
	return true;
}

/* ---- Mappings --------------------------------------------------------------------------- */

void *map(const IoMdlRequest &request)
{
	if (!request.mdl->ByteCount) {
		refuse(request.call, nullptr, STATUS_INVALID_PARAMETER, "the MDL has no bytes: %s",
		       kNullIsReturned);
		return nullptr;
	}

	IoSpaceRequest range = range_of(request);

	if (!io_space_caching(request.call, request.caching, range.caching, kNullIsReturned))
		return nullptr;
	if (!is_in_one_piece(request.mdl)) {
		refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
		       "the ranges of the MDL do not follow one another, and Linux maps one range for the "
		       "kernel: make an MDL for each range; %s", kNullIsReturned);
		return nullptr;
	}
	return io_space_map_held(range, &range.caching);
}

NTSTATUS hold(const IoMdlRequest &request, IoMdlForProgram &result)
{
	IoSpaceRequest range = range_of(request);

	range.is_of_program = true;
	if (!io_space_caching(request.call, request.caching, range.caching, kStatusIsRaised) ||
	    !io_space_check(range, kStatusIsRaised))
		return STATUS_INVALID_PARAMETER;
	result.window = io_space_for_programs(range);
	if (!result.window)
		return refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
			      "the memory of a software device cannot be mapped into a program: %s",
			      kStatusIsRaised);
	if (io_space_map_held(range, &result.caching))
		return STATUS_SUCCESS;
	ww_user_window_put(result.window);
	return STATUS_INSUFFICIENT_RESOURCES;
}

/* ---- Making ----------------------------------------------------------------------------- */

/* Stores the bytes of all ranges. STATUS_SUCCESS if the driver may have them. */
NTSTATUS check(const CallSite &call, const MM_PHYSICAL_ADDRESS_LIST *ranges, size_t count, u64 &bytes)
{
	constexpr NTSTATUS kWrong = STATUS_INVALID_PARAMETER_1;

	bytes = 0;
	for (size_t i = 0; i < count; i++) {
		const auto start = static_cast<u64>(ranges[i].PhysicalAddress.QuadPart);
		const u64 length = ranges[i].NumberOfBytes;

		if (start % PAGE_SIZE || length % PAGE_SIZE || !length)
			return refuse(call, nullptr, kWrong,
				      "range %lu, of %lu bytes, does not consist of whole pages", i,
				      static_cast<unsigned long>(length));
		if (!io_space_check({ .call = call, .start = start, .bytes = length, .caching = WW_UNCACHED },
				    "STATUS_INVALID_PARAMETER_1 is returned"))
			return kWrong;
		bytes += length;
		if (bytes > kMostBytes)
			return refuse(call, nullptr, kWrong, "the ranges have 4 GiB or more");
	}
	return STATUS_SUCCESS;
}

void fill_in(MDL *mdl, const MM_PHYSICAL_ADDRESS_LIST *ranges, size_t count)
{
	PFN_NUMBER *number = MmGetMdlPfnArray(mdl);

	for (size_t i = 0; i < count; i++) {
		const u64 first = static_cast<u64>(ranges[i].PhysicalAddress.QuadPart) / PAGE_SIZE;

		for (u64 page = 0; page < ranges[i].NumberOfBytes / PAGE_SIZE; page++)
			*number++ = first + page;
	}
	mdl->MdlFlags = static_cast<CSHORT>(mdl->MdlFlags | MDL_IO_SPACE);
}

constexpr IoMdlOps ops = { .describe = describe, .map = map, .hold = hold,
			   .release = io_space_release };

} /* namespace */

void io_mdls_start()
{
	io_mdls_init(ops);
}

} /* namespace ww */

using namespace ww;

extern "C" {

NTSTATUS NTAPI MmAllocateMdlForIoSpace(PMM_PHYSICAL_ADDRESS_LIST PhysicalAddressList,
				       SIZE_T NumberOfEntries, PMDL *NewMdl)
{
	const CallSite call = WW_CALL_SITE;
	u64 bytes;

	if (!at_dispatch_or_below(call, nullptr))
		return STATUS_UNSUCCESSFUL;
	if (!PhysicalAddressList || !NewMdl)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER, "%s is NULL",
			      NewMdl ? "PhysicalAddressList" : "NewMdl");
	*NewMdl = nullptr;
	if (!NumberOfEntries)
		return refuse(call, nullptr, STATUS_INVALID_PARAMETER_2, "NumberOfEntries is 0");
	if (const NTSTATUS status = check(call, PhysicalAddressList, NumberOfEntries, bytes);
	    !NT_SUCCESS(status))
		return status;

	MDL *const mdl = mdl_allocate({ .call = call, .address = nullptr, .bytes = bytes,
					.may_sleep = current_irql() < kDispatchLevel });

	if (!mdl)
		return STATUS_INSUFFICIENT_RESOURCES;
	fill_in(mdl, PhysicalAddressList, NumberOfEntries);
	*NewMdl = mdl;
	return STATUS_SUCCESS;
}

} /* extern "C" */
