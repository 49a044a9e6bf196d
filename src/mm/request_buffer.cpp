/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The memory of requests: MDLs for direct I/O, aliases for neither I/O.
 */
#include "request_buffer.hpp"

#include "alias.hpp"
#include "base/address.hpp"
#include "base/lock.hpp"
#include "linux/memory.h"
#include "linux/user_memory.h"
#include "linux/user_pages.h"
#include "locked_pages.hpp"
#include "mdl.hpp"
#include "range_tree.hpp"
#include "user_mapping.hpp"

namespace ww {

/* An alias is in the tree of its part as one of its process, and as one of any process. */
struct PinnedPages {
	ww_user_pages *memory;
	RangeNode of_process;
	RangeNode of_any;		/* without an owner */
};

namespace {

/* An alias is in the part of its process. */
constexpr u32 kParts = 32;

struct Part {
	Lock lock;
	RangeTree aliases WW_GUARDED_BY(lock);
};

constinit Part parts[kParts]{};

Part &part_of(const void *owner)
{
	const uintptr_t line = address_of(owner) / 64;

	return parts[(line ^ line >> 8) % kParts];
}

/*
 * A range that begins in a buffer may be longer, as on Windows, where a probe knows no request. All
 * of the buffer's last page is the program's. Behind it lies memory of the kernel's own. So a byte of
 * the buffer must lie in the page of the range's last byte, or behind.
 *
 * @owner null: of any process.
 */
AliasedPages hold_in(Part &part, const void *owner, const void *address, size_t bytes,
		     BufferAccess access)
{
	const uintptr_t first = address_of(address);
	const uintptr_t last_page = ROUND_TO_PAGES(first + bytes) - PAGE_SIZE;
	LockGuard guard(part.lock);
	const RangeNode *const alias = part.aliases.find({
		.owner = owner, .address = first, .last = last_page > first ? last_page : first,
		.must_be_writable = access == BufferAccess::write });

	if (!alias)
		return {};
	ww_user_pages_hold(alias->pages);
	return { alias->pages, first - alias->start };
}

RangeNode node_of(const PinnedPages &alias, const void *owner, size_t bytes)
{
	const uintptr_t start = address_of(ww_user_pages_address(alias.memory));

	return { .owner = owner, .start = start, .end = start + bytes,
		 .is_writable = ww_user_pages_writable(alias.memory), .pages = alias.memory };
}

/* A program may not name an address of the kernel, not even that of an alias of its own. */
bool names_kernel_address(const RequesterRange &range)
{
	return range.mode != KernelMode && is_kernel_address(range.address);
}

} /* namespace */

AliasedPages alias_hold(const void *address, size_t bytes, BufferAccess access, AliasOwner owner)
{
	if (const void *mine = ww_user_memory()) {
		if (const AliasedPages found = hold_in(part_of(mine), mine, address, bytes, access);
		    found.pages)
			return found;
	}
	if (owner == AliasOwner::any_process) {
		for (Part &part : parts) {
			if (const AliasedPages found = hold_in(part, nullptr, address, bytes,
							       access);
			    found.pages)
				return found;
		}
	}
	return {};
}

void aliases_init()
{
	for (Part &part : parts)
		part.lock.init(WW_LOCK_ALIASES);
}

bool request_alias_covers(const void *address, size_t bytes, BufferAccess access)
{
	const AliasedPages found = alias_hold(address, bytes, access, AliasOwner::current_process);

	if (found.pages)
		pages_release(found.pages);
	return found.pages != nullptr;
}

NTSTATUS request_alias_create(const RequesterRange &range, RequestAlias *alias)
{
	if (!range.bytes) {
		*alias = {};
		return STATUS_SUCCESS;
	}
	if (names_kernel_address(range))
		return STATUS_ACCESS_VIOLATION;
	if (is_kernel_address(range.address)) {
		*alias = { .address = range.address };
		return STATUS_SUCCESS;
	}

	auto *record = static_cast<PinnedPages *>(ww_zalloc_sleeping(sizeof(PinnedPages)));

	if (!record)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = pages_pin(range.address, range.bytes, range.access,
					  &record->memory);

	if (!NT_SUCCESS(status)) {
		ww_free(record);
		return status;
	}

	const void *const owner = ww_user_pages_owner(record->memory);

	record->of_process = node_of(*record, owner, range.bytes);
	record->of_any = node_of(*record, nullptr, range.bytes);

	Part &part = part_of(owner);
	LockGuard guard(part.lock);

	part.aliases.insert(record->of_process);
	part.aliases.insert(record->of_any);
	*alias = { .address = ww_user_pages_address(record->memory), .pages = record };
	return STATUS_SUCCESS;
}

void request_alias_release(RequestAlias *alias)
{
	PinnedPages *const record = alias->pages;

	*alias = {};
	if (!record)
		return;
	{
		Part &part = part_of(ww_user_pages_owner(record->memory));
		LockGuard guard(part.lock);

		part.aliases.remove(record->of_process);
		part.aliases.remove(record->of_any);
	}
	pages_release(record->memory);
	ww_free(record);
}

NTSTATUS request_mdl_create(const RequesterRange &range, PMDL *mdl)
{
	if (!range.bytes) {
		*mdl = nullptr;
		return STATUS_SUCCESS;
	}
	if (names_kernel_address(range))
		return STATUS_ACCESS_VIOLATION;

	MDL *const made = mdl_allocate({ .call = WW_CALL_SITE, .address = range.address,
					 .bytes = range.bytes, .may_sleep = true });

	if (!made)
		return STATUS_INSUFFICIENT_RESOURCES;

	const NTSTATUS status = pages_lock(made, range.mode, range.access, nullptr);

	if (!NT_SUCCESS(status)) {
		mdl_free(WW_CALL_SITE, made);
		return status;
	}
	*mdl = made;
	return STATUS_SUCCESS;
}

void request_mdls_release(PMDL first)
{
	while (MDL *mdl = first) {
		first = mdl->Next;
		user_mappings_detach(mdl);
		pages_unlock(mdl);
		mdl_free(WW_CALL_SITE, mdl);
	}
}

} /* namespace ww */
