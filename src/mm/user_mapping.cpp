/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pages of MDLs that are mapped into programs. Trees find a mapping by its process and address, by
 * its MDL, by its memory and by its driver.
 *
 * A mapping is in the tree of memory before its memory is looked up, and memory that is to be freed is no
 * longer found when that tree is asked. So one of both sides sees the other. A mapping stays in that tree
 * until no program can see the memory.
 */
#include "user_mapping.hpp"

#include <winwork.h>

#include "base/address.hpp"
#include "base/atomic.hpp"
#include "base/lock.hpp"
#include "base/report.hpp"
#include "contiguous.hpp"
#include "io_mdl.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/print.h"
#include "linux/user_mapping.h"
#include "linux/user_memory.h"
#include "linux/user_pages.h"
#include "locked_pages.hpp"
#include "ob/image.hpp"
#include "pool.hpp"
#include "range_tree.hpp"

namespace ww {
namespace {

constexpr u32 kMostListed = 12;		/* of those that a driver left */
constexpr uintptr_t kFreedWhileMapped = 0xb8;	/* of DRIVER_VERIFIER_DETECTED_VIOLATION */

enum Index : u8 { kByProcess, kByMdl, kByMemory, kByDriver, kIndexes };

/*
 * All fields but the nodes are constant while another thread can find the mapping, apart from @view and
 * @address, which the lock covers while the mapping is made.
 */
struct UserMapping {
	struct Node {
		RangeNode range;
		UserMapping *mapping;
		bool is_in;
	} nodes[kIndexes];
	UserMapping *next;		/* in a list of those that end */
	const MDL *mdl;
	const void *caller;
	ww_user_mapping *view;		/* null while it is made, and while it ends */
	ww_user_mapping *ending;	/* from then on */
	bool was_seen;			/* by a program, at that time */
	bool is_io;			/* the memory is a device's */
	void *address;			/* in the process */
	struct ww_later later;		/* for its end */
};

constinit Lock lock;
constinit RangeTree trees[kIndexes] WW_GUARDED_BY(lock){};
/* Without one, nothing is searched. */
constinit Atomic<u32> mappings{ 0 };

UserMapping *mapping_of(const RangeNode *node)
{
	return node ? CONTAINING_RECORD(node, const UserMapping::Node, range)->mapping : nullptr;
}

/* What the range of an entry is, and the queries for it. An entry by address has that one only. */
RangeQuery at(const void *owner, const void *address)
{
	return { .owner = owner, .address = address_of(address), .last = address_of(address),
		 .must_be_writable = false };
}

/* Any entry that has a byte from @from up to @to. */
RangeQuery within(const void *owner, uintptr_t from, uintptr_t to)
{
	return { .owner = owner, .address = to - 1, .last = from, .must_be_writable = false };
}

RangeQuery any_of(const void *owner)
{
	return within(owner, 0, ~uintptr_t{ 0 });
}

UserMapping *find(Index index, const RangeQuery &query) WW_REQUIRES(lock)
{
	lock.assert_held();
	return mapping_of(trees[index].find(query));
}

void enter(UserMapping *mapping, Index index, const void *owner, uintptr_t from, size_t bytes)
	WW_REQUIRES(lock)
{
	UserMapping::Node &node = mapping->nodes[index];

	lock.assert_held();
	node.range.owner = owner;
	node.range.start = from;
	node.range.end = from + bytes;
	node.range.is_writable = false;
	node.mapping = mapping;
	node.is_in = true;
	trees[index].insert(node.range);
}

void leave(UserMapping *mapping, Index index) WW_REQUIRES(lock)
{
	UserMapping::Node &node = mapping->nodes[index];

	lock.assert_held();
	if (node.is_in)
		trees[index].remove(node.range);
	node.is_in = false;
}

bool is_seen(const UserMapping &mapping) WW_REQUIRES(lock)
{
	lock.assert_held();
	return !mapping.view || ww_user_mapping_is_seen(mapping.view);
}

void leave_memory(UserMapping *mapping) WW_REQUIRES(lock)
{
	leave(mapping, kByMemory);
	mappings.fetch_sub(1);
}

/* From now on the caller has the mapping, and calls end(). Until then the memory stays. */
void take(UserMapping *mapping) WW_REQUIRES(lock)
{
	mapping->was_seen = is_seen(*mapping);
	mapping->ending = mapping->view;
	mapping->view = nullptr;
	leave(mapping, kByProcess);
	leave(mapping, kByMdl);
	leave(mapping, kByDriver);
}

/* Sleeps. */
void end(UserMapping *mapping)
{
	ww_user_mapping_end(mapping->ending);
	if (mapping->is_io)
		io_mdls().release(mapping);
	{
		LockGuard guard(lock);

		leave_memory(mapping);
	}
	ww_free(mapping);
}

void end_later(struct ww_later *later)
{
	end(CONTAINING_RECORD(later, UserMapping, later));
}

/* ---- Making ----------------------------------------------------------------------------- */

/* What an MDL describes. */
struct Source {
	LockedMemory locked{};		/* the pages of a program */
	void *address = nullptr;	/* of the kernel, for the first byte */
	bool is_io = false;		/* then the MDL has it all */
	const char *fault = nullptr;	/* why it cannot be mapped */
};

Source source_of(MDL *mdl)
{
	const uintptr_t flags = static_cast<USHORT>(mdl->MdlFlags);

	if (!mdl->ByteCount)
		return { .fault = "the MDL has no bytes" };
	if (is_io_mdl(mdl))
		return { .is_io = true };
	if (flags & MDL_SOURCE_IS_NONPAGED_POOL)
		return { .address = flags & MDL_PARTIAL ? mdl->MappedSystemVa
							: MmGetMdlVirtualAddress(mdl) };
	if (flags & MDL_PARTIAL)
		return { .fault = "the MDL is a partial one; map its source, which is locked" };

	const LockedMemory locked = pages_hold(mdl);

	return { .locked = locked, .address = locked.address,
		 .fault = locked.address ? nullptr : "the pages of the MDL are not locked" };
}

/* How much memory of the driver begins with the page, or 0. */
size_t owned_from(const LockedMemory &locked, void *page)
{
	if (locked.own_bytes)
		return locked.own_bytes;
	if (const size_t bytes = contiguous_bytes(page))
		return bytes;
	return pool_bytes(page);
}

NTSTATUS status_of(const UserMappingRequest &request, int error)
{
	switch (error) {
	case 0:
		return STATUS_SUCCESS;
	case -WW_EEXIST:
		return STATUS_CONFLICTING_ADDRESSES;
	case -WW_EFAULT:
		return refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
			      "the program would see more than the memory of the driver: allocate whole "
			      "pages for it (a multiple of PAGE_SIZE), or use MmAllocatePagesForMdl; the "
			      "status is raised");
	default:
		return STATUS_INSUFFICIENT_RESOURCES;
	}
}

/* Whether the memory still is what @source says, now that the mapping is in the tree of memory. */
bool is_still(const MDL *mdl, const Source &source)
{
	return !source.locked.own_bytes || pages_address(mdl) == source.address;
}

/* @mapping holds the memory of a device. */
NTSTATUS create_io(const UserMappingRequest &request, const UserMapping *mapping, ww_user_mapping **view)
{
	IoMdlForProgram held;
	const NTSTATUS status = io_mdls().hold({ .call = request.call, .mdl = request.mdl,
						 .caching = request.caching, .holder = mapping }, held);

	if (!NT_SUCCESS(status))
		return status;

	const ww_user_mapping_request wanted = {
		.address = MmGetMdlVirtualAddress(request.mdl),
		.bytes = request.mdl->ByteCount,
		.owned = nullptr,
		.owned_bytes = 0,
		.pages = nullptr,
		.frames = MmGetMdlPfnArray(request.mdl),
		.window = held.window,
		.caching = held.caching,
		.wanted = request.wanted,
		.is_read_only = request.is_read_only,
	};
	const int error = ww_user_mapping_create(&wanted, view);

	ww_user_window_put(held.window);
	if (error)
		io_mdls().release(mapping);
	return error == -WW_EFAULT
		       ? refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
				"the program would see more than one range of memory of the device, or the "
				"table of its messages: map whole pages of one range; the status is raised")
		       : status_of(request, error);
}

NTSTATUS create(const UserMappingRequest &request, const Source &source, ww_user_mapping **view)
{
	void *const page = PAGE_ALIGN(source.address);
	ww_user_pages *const pages = source.locked.pages;
	const bool is_read_only = request.is_read_only || (pages && !ww_user_pages_writable(pages));

	if (pages && !is_read_only)
		ww_user_pages_dirty(pages);

	const ww_user_mapping_request wanted = {
		.address = source.address,
		.bytes = request.mdl->ByteCount,
		.owned = page,
		.owned_bytes = !pages && is_still(request.mdl, source)
				       ? owned_from(source.locked, page)
				       : 0,
		.pages = pages,
		.frames = nullptr,
		.window = nullptr,
		.caching = WW_CACHED,
		.wanted = request.wanted,
		.is_read_only = is_read_only,
	};

	return status_of(request, ww_user_mapping_create(&wanted, view));
}

/* The program had unmapped another mapping where it has this one now. */
void enter_in_process(UserMapping *mapping) WW_REQUIRES(lock)
{
	const void *const process = ww_user_mapping_process(mapping->view);

	if (UserMapping *const old = find(kByProcess, at(process, mapping->address)))
		leave(old, kByProcess);
	enter(mapping, kByProcess, process, address_of(mapping->address), 1);
}

NTSTATUS map(const UserMappingRequest &request, const Source &source, UserMapping *mapping)
{
	mapping->mdl = request.mdl;
	mapping->caller = request.call.caller;
	mapping->is_io = source.is_io;
	mappings.fetch_add(1);
	if (!source.locked.pages && !source.is_io) {
		LockGuard guard(lock);

		enter(mapping, kByMemory, nullptr, address_of(source.address),
		      request.mdl->ByteCount);
	}

	ww_user_mapping *view = nullptr;
	const NTSTATUS status = source.is_io ? create_io(request, mapping, &view)
					     : create(request, source, &view);
	LockGuard guard(lock);

	if (!NT_SUCCESS(status)) {
		leave_memory(mapping);
		return status;
	}
	mapping->view = view;
	mapping->address = ww_user_mapping_address(view);
	enter(mapping, kByMdl, request.mdl, address_of(mapping->address), 1);
	enter(mapping, kByDriver, image_of_address(mapping->caller), address_of(mapping), 1);
	enter_in_process(mapping);
	return STATUS_SUCCESS;
}

} /* namespace */

NTSTATUS user_map(const UserMappingRequest &request, void **address)
{
	if (!ww_user_memory())
		return refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
			      "AccessMode is UserMode, but this is no thread of a program: the status is "
			      "raised");

	const Source source = source_of(request.mdl);

	if (source.fault)
		return refuse(request.call, nullptr, STATUS_INVALID_PARAMETER,
			      "%s: the status is raised", source.fault);

	auto *const mapping = static_cast<UserMapping *>(ww_zalloc_sleeping(sizeof(UserMapping)));
	const NTSTATUS status = mapping ? map(request, source, mapping)
					: STATUS_INSUFFICIENT_RESOURCES;

	if (source.locked.pages)
		pages_release(source.locked.pages);
	if (NT_SUCCESS(status))
		*address = mapping->address;
	else if (mapping)
		ww_free(mapping);
	return status;
}

/* ---- The end ---------------------------------------------------------------------------- */

bool user_unmap(void *address, const MDL *mdl)
{
	UserMapping *mapping;
	{
		LockGuard guard(lock);

		mapping = find(kByProcess, at(ww_user_process(), address));
		if (!mapping || mapping->mdl != mdl)
			mapping = find(kByMdl, at(mdl, address));
		if (mapping)
			take(mapping);
	}
	if (!mapping)
		return false;
	end(mapping);
	return true;
}

namespace {

/* What is to be said about a mapping after the lock is free. */
struct Seen {
	const MDL *mdl = nullptr;
	void *address = nullptr;
	const void *caller = nullptr;	/* null: no program sees anything */
};

/* The first that the query finds and that a program sees. The others end: their programs have ended. */
Seen find_seen(Index index, const RangeQuery &query)
{
	while (mappings.load()) {
		UserMapping *mapping;
		{
			LockGuard guard(lock);

			mapping = find(index, query);
			if (!mapping)
				break;
			if (is_seen(*mapping))
				return { mapping->mdl, mapping->address, mapping->caller };
			take(mapping);
			leave(mapping, kByMemory);
		}
		ww_later(&mapping->later, end_later);
	}
	return {};
}

} /* namespace */

bool user_mappings_let_go(const FreedMemory &memory)
{
	if (!mappings.load()) [[likely]]
		return true;

	const Seen seen = find_seen(kByMemory, within(nullptr, memory.from, memory.to));

	if (!seen.caller)
		return true;
	report(memory.violation(BugCheck::driver_verifier_detected_violation, kFreedWhileMapped, seen.mdl,
				memory.owner),
	       "the memory is mapped into a program, by %s: it is not freed before MmUnmapLockedPages",
	       ShownCode(seen.caller).text);
	return false;
}

bool user_mappings_let_go(const CallSite &call, const MDL *mdl)
{
	if (!mappings.load()) [[likely]]
		return true;

	const Seen seen = find_seen(kByMdl, any_of(mdl));

	if (!seen.caller)
		return true;
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kFreedWhileMapped, address_of(mdl), static_cast<USHORT>(mdl->MdlFlags),
				address_of(seen.address) },
		 .call = call, .item = mdl },
	       "the MDL is mapped into a program, by %s: it stays as it is until MmUnmapLockedPages",
	       ShownCode(seen.caller).text);
	return false;
}

void user_mappings_detach(const MDL *mdl)
{
	while (mappings.load()) {
		const Seen seen = find_seen(kByMdl, any_of(mdl));

		if (!seen.caller)
			return;
		{
			LockGuard guard(lock);
			UserMapping *const mapping = find(kByMdl, any_of(mdl));

			if (mapping)
				leave(mapping, kByMdl);
		}
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kFreedWhileMapped, address_of(mdl),
					static_cast<USHORT>(mdl->MdlFlags),
					address_of(seen.address) },
			 .call = { "IoCompleteRequest" }, .item = mdl },
		       "the MDL of the request is mapped into a program, by %s: the pages stay pinned "
		       "until MmUnmapLockedPages",
		       ShownCode(seen.caller).text);
	}
}

/* ---- Mappings that are left ------------------------------------------------------------- */

namespace {

struct LeftMappings {
	UserMapping *all;
	u32 count;			/* that programs see */
};

/* Takes those that next_left() returns, under the lock. */
template <typename NextLeft>
LeftMappings take_left(NextLeft next_left)
{
	LeftMappings left{};

	for (;;) {
		LockGuard guard(lock);
		UserMapping *const mapping = next_left();

		if (!mapping)
			return left;
		take(mapping);
		mapping->next = left.all;
		left.all = mapping;
		left.count += mapping->was_seen;
	}
}

void report_left(const LeftMappings &left, const char *whose)
{
	u32 listed = 0;

	if (!left.count)
		return;
	report({ .code = BugCheck::driver_left_locked_pages_in_process,
		 .parameter = { address_of(left.all), 0, address_of(left.all->mdl), left.count },
		 .call = { "DriverUnload" }, .item = left.all->mdl },
	       "%s: %u mappings of MDLs into programs were never ended: the programs get SIGBUS from "
	       "now on", whose, left.count);
	for (const UserMapping *each = left.all; each && listed < kMostListed; each = each->next) {
		if (!each->was_seen)
			continue;
		listed++;
		ww_print(WW_LEVEL_ERROR, "  MDL %p, mapped by %s", each->mdl,
			 ShownCode(each->caller).text);
	}
}

void end_left(const LeftMappings &left, const char *whose)
{
	report_left(left, whose);
	for (UserMapping *each = left.all; each;) {
		UserMapping *const mapping = each;

		each = mapping->next;
		end(mapping);
	}
}

} /* namespace */

void user_mappings_init()
{
	lock.init(WW_LOCK_USER_MAPPINGS);
}

void user_mappings_report_left(const _WINWORK_IMAGE &image)
{
	const auto next = [&image]() WW_REQUIRES(lock) { return find(kByDriver, any_of(&image)); };

	end_left(take_left(next), image.Name);
}

void user_mappings_exit()
{
	const auto next = []() WW_REQUIRES(lock) { return mapping_of(trees[kByDriver].root()); };

	end_left(take_left(next), "all drivers");
}

} /* namespace ww */
