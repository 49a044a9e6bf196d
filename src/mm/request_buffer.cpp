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

namespace ww {

struct PinnedPages {
	PinnedPages *next;		/* in its chain */
	ww_user_pages *memory;
	void *address;
	size_t bytes;
};

namespace {

/* An alias is in the part of its process. */
constexpr u32 kParts = 32;

struct Part {
	Lock lock;
	PinnedPages *chain WW_GUARDED_BY(lock);
};

constinit Part parts[kParts]{};

Part &part_of(const void *owner)
{
	const uintptr_t line = address_of(owner) / 64;

	return parts[(line ^ line >> 8) % kParts];
}

/*
 * A range that begins in a buffer may be longer, as on Windows, where a probe knows no request. All of
 * the buffer's last page is the program's. Behind it lies memory of the kernel's own.
 */
bool covers(const PinnedPages &alias, const void *address, size_t bytes, BufferAccess access)
{
	const uintptr_t start = address_of(alias.address);
	const size_t offset = address_of(address) - start;

	return offset < alias.bytes &&
	       bytes <= ROUND_TO_PAGES(start + alias.bytes) - start - offset &&
	       (access == BufferAccess::read || ww_user_pages_writable(alias.memory));
}

/* @owner null: of any process. */
AliasedPages hold_in(Part &part, const void *owner, const void *address, size_t bytes,
		     BufferAccess access)
{
	LockGuard guard(part.lock);

	for (PinnedPages *alias = part.chain; alias; alias = alias->next) {
		if ((owner && ww_user_pages_owner(alias->memory) != owner) ||
		    !covers(*alias, address, bytes, access))
			continue;
		ww_user_pages_hold(alias->memory);
		return { alias->memory, address_of(address) - address_of(alias->address) };
	}
	return {};
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
	record->address = ww_user_pages_address(record->memory);
	record->bytes = range.bytes;

	Part &part = part_of(ww_user_pages_owner(record->memory));
	LockGuard guard(part.lock);

	record->next = part.chain;
	part.chain = record;
	*alias = { .address = record->address, .pages = record };
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
		PinnedPages **link = &part.chain;

		while (*link != record)
			link = &(*link)->next;
		*link = record->next;
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
		pages_unlock(mdl);
		mdl_free(WW_CALL_SITE, mdl);
	}
}

} /* namespace ww */
