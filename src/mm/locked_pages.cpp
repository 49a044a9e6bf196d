/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The pages that MDLs have locked.
 */
#include "locked_pages.hpp"

#include <winwork.h>

#include "alias.hpp"
#include "base/address.hpp"
#include "base/irql.hpp"
#include "base/lock.hpp"
#include "base/mixed.hpp"
#include "base/report.hpp"
#include "linux/done.h"
#include "linux/memory.h"
#include "linux/pages.h"
#include "linux/print.h"
#include "linux/user_memory.h"
#include "linux/user_pages.h"

namespace ww {
namespace {

constexpr u32 kMostListed = 12;		/* of those that a driver left */

/* The lock of one MDL. */
struct LockedPages {
	LockedPages *next;		/* in its chain */
	const MDL *mdl;
	ww_user_pages *pages;		/* null: the memory is the kernel's own */
	ww_pages *own;			/* of the MDL; else null */
	struct ww_later later;		/* for their end */
	void *address;			/* of the kernel, for the MDL's range */
	size_t frames;
	const void *driver;		/* null: the I/O manager's, or reported */
};

/* The parts have locks of their own, so that CPUs seldom wait for each other. */
constexpr u32 kParts = 32;
constexpr u32 kChains = 128;

struct Part {
	Lock lock;
	LockedPages *chains[kChains] WW_GUARDED_BY(lock);
};

constinit Part parts[kParts]{};

u32 hash_of(const MDL *mdl)
{
	return static_cast<u32>(mixed(address_of(mdl)) >> 48);
}

Part &part_of(const MDL *mdl)
{
	return parts[hash_of(mdl) % kParts];
}

LockedPages *&chain_of(Part &part, const MDL *mdl) WW_REQUIRES(part.lock)
{
	return part.chains[hash_of(mdl) / kParts % kChains];
}

void insert(LockedPages *locked)
{
	Part &part = part_of(locked->mdl);
	LockGuard guard(part.lock);
	LockedPages *&chain = chain_of(part, locked->mdl);

	locked->next = chain;
	chain = locked;
}

/* The latest of the MDL, or null. */
const LockedPages *find(Part &part, const MDL *mdl) WW_REQUIRES(part.lock)
{
	const LockedPages *locked = chain_of(part, mdl);

	while (locked && locked->mdl != mdl)
		locked = locked->next;
	return locked;
}

template <typename Visit> void visit_all(Visit visit)
{
	for (Part &part : parts) {
		LockGuard guard(part.lock);

		for (LockedPages *const chain : part.chains) {
			for (LockedPages *locked = chain; locked; locked = locked->next)
				visit(*locked);
		}
	}
}

/* Removes the pages of the MDL, if they are its own or not, as @own says. Else null. */
LockedPages *remove(const MDL *mdl, bool own)
{
	Part &part = part_of(mdl);
	LockGuard guard(part.lock);
	LockedPages **link = &chain_of(part, mdl);

	while (*link && !((*link)->mdl == mdl && ((*link)->own != nullptr) == own))
		link = &(*link)->next;

	LockedPages *const found = *link;

	if (found)
		*link = found->next;
	return found;
}

/* Removes any, or returns null. */
LockedPages *take_any(Part &part)
{
	LockGuard guard(part.lock);

	for (LockedPages *&chain : part.chains) {
		if (LockedPages *const locked = chain) {
			chain = locked->next;
			return locked;
		}
	}
	return nullptr;
}

void release_own(LockedPages *locked)
{
	ww_pages_free(locked->own);
	ww_free(locked);
}

void release_own_later(struct ww_later *later)
{
	release_own(CONTAINING_RECORD(later, LockedPages, later));
}

void release(LockedPages *locked)
{
	if (locked->own) {
		if (current_irql() == kDispatchLevel && ww_pages_free_sleeps(locked->own))
			ww_later(&locked->later, release_own_later);
		else
			release_own(locked);
		return;
	}
	if (locked->pages)
		pages_release(locked->pages);
	ww_free(locked);
}

/* For an MDL whose pages are no longer locked. */
void forget_pages(MDL *mdl)
{
	mdl->MdlFlags = static_cast<CSHORT>(mdl->MdlFlags &
					    ~(MDL_PAGES_LOCKED | MDL_WRITE_OPERATION |
					      MDL_MAPPED_TO_SYSTEM_VA));
}

/* ---- Locking --------------------------------------------------------------------------- */

/* The offset in the MDL's range of the first byte that lies in a page of the MDL. */
size_t offset_of_page(const MDL *mdl, size_t page)
{
	return page ? page * PAGE_SIZE - mdl->ByteOffset : 0;
}

void fill_in_frames(MDL *mdl, const AliasedPages &pages, size_t frames)
{
	PFN_NUMBER *const numbers = MmGetMdlPfnArray(mdl);

	for (size_t i = 0; i < frames; i++)
		numbers[i] = ww_user_pages_frame(pages.pages,
						 pages.offset + offset_of_page(mdl, i));
}

/* Finds or pins the pages of a range. Leaves @pages empty for memory of the kernel's own. */
NTSTATUS find_pages(const MDL *mdl, KPROCESSOR_MODE mode, BufferAccess access, AliasedPages &pages)
{
	void *const start = MmGetMdlVirtualAddress(mdl);
	const size_t bytes = mdl->ByteCount;

	if (!bytes)
		return STATUS_SUCCESS;
	if (address_of(start) + bytes < bytes)
		return STATUS_ACCESS_VIOLATION;
	if (!is_kernel_address(start))
		return pages_pin(start, bytes, access, &pages.pages);
	pages = alias_hold(start, bytes, access,
			   mode == KernelMode ? AliasOwner::any_process
					      : AliasOwner::current_process);
	return pages.pages || mode == KernelMode ? STATUS_SUCCESS : STATUS_ACCESS_VIOLATION;
}

} /* namespace */

NTSTATUS pages_pin(const void *start, size_t bytes, BufferAccess access, ww_user_pages **pages)
{
	switch (ww_user_pages_pin(start, bytes,
				  access == BufferAccess::write ? WW_PIN_WRITE : WW_PIN_READ,
				  pages)) {
	case 0:
		return STATUS_SUCCESS;
	case -WW_ENOMEM:
		return STATUS_INSUFFICIENT_RESOURCES;
	default:
		return STATUS_ACCESS_VIOLATION;
	}
}

void pages_release(ww_user_pages *pages)
{
	ww_user_pages_release(pages, current_irql() < kDispatchLevel);
}

bool kernel_frames(MDL *mdl)
{
	const auto *const start = static_cast<const u8 *>(MmGetMdlVirtualAddress(mdl));
	const size_t frames = ADDRESS_AND_SIZE_TO_SPAN_PAGES(start, mdl->ByteCount);
	PFN_NUMBER *const numbers = MmGetMdlPfnArray(mdl);

	for (size_t i = 0; i < frames; i++) {
		u64 frame;

		if (!ww_kernel_frame(start + offset_of_page(mdl, i), &frame))
			return false;
		numbers[i] = frame;
	}
	return true;
}

NTSTATUS pages_lock(MDL *mdl, KPROCESSOR_MODE mode, BufferAccess access, const void *driver)
{
	void *const start = MmGetMdlVirtualAddress(mdl);
	AliasedPages pages{};
	NTSTATUS status = find_pages(mdl, mode, access, pages);

	if (!NT_SUCCESS(status))
		return status;

	const size_t frames = ADDRESS_AND_SIZE_TO_SPAN_PAGES(start, mdl->ByteCount);
	auto *const locked = static_cast<LockedPages *>(ww_zalloc(sizeof(LockedPages)));

	if (!locked)
		status = STATUS_INSUFFICIENT_RESOURCES;
	else if (pages.pages)
		fill_in_frames(mdl, pages, frames);
	else if (!kernel_frames(mdl))
		status = STATUS_ACCESS_VIOLATION;
	if (!NT_SUCCESS(status)) {
		if (pages.pages)
			pages_release(pages.pages);
		if (locked)
			ww_free(locked);
		return status;
	}
	locked->mdl = mdl;
	locked->pages = pages.pages;
	locked->address = pages.pages && !is_kernel_address(start)
				  ? ww_user_pages_address(pages.pages)
				  : start;
	locked->frames = frames;
	locked->driver = driver;
	insert(locked);
	mdl->Process = nullptr;
	mdl->MdlFlags = static_cast<CSHORT>(mdl->MdlFlags | MDL_PAGES_LOCKED |
					    (access == BufferAccess::write ? MDL_WRITE_OPERATION
									   : 0));
	return STATUS_SUCCESS;
}

bool pages_unlock(MDL *mdl)
{
	LockedPages *const locked = remove(mdl, false);

	if (!locked)
		return false;
	forget_pages(mdl);
	release(locked);
	return true;
}

bool pages_give(MDL *mdl, ww_pages *pages, const void *driver)
{
	auto *const locked = static_cast<LockedPages *>(ww_zalloc(sizeof(LockedPages)));
	const size_t frames = mdl->ByteCount / PAGE_SIZE;
	PFN_NUMBER *const numbers = MmGetMdlPfnArray(mdl);

	if (!locked)
		return false;
	for (size_t i = 0; i < frames; i++)
		numbers[i] = ww_pages_frame(pages, i * PAGE_SIZE);
	locked->mdl = mdl;
	locked->own = pages;
	locked->address = ww_pages_address(pages);
	locked->frames = frames;
	locked->driver = driver;
	mdl->Process = nullptr;
	mdl->MdlFlags = static_cast<CSHORT>(mdl->MdlFlags | MDL_PAGES_LOCKED);
	insert(locked);
	return true;
}

bool pages_take_back(MDL *mdl, bool (*may_free)(const FreedMemory &memory), CallSite call)
{
	LockedPages *const locked = remove(mdl, true);

	if (!locked)
		return false;

	const uintptr_t start = address_of(locked->address);

	if (!may_free({ start, start + ww_pages_bytes(locked->own), call })) {
		insert(locked);
		return true;
	}
	forget_pages(mdl);
	release(locked);
	return true;
}

LockedMemory pages_hold(const MDL *mdl)
{
	Part &part = part_of(mdl);
	LockGuard guard(part.lock);
	const LockedPages *const locked = find(part, mdl);

	if (!locked)
		return {};
	if (locked->pages)
		ww_user_pages_hold(locked->pages);
	return { .pages = locked->pages, .address = locked->address,
		 .own_bytes = locked->own ? ww_pages_bytes(locked->own) : 0 };
}

bool pages_are_own(const MDL *mdl)
{
	Part &part = part_of(mdl);
	LockGuard guard(part.lock);

	const LockedPages *const locked = find(part, mdl);

	return locked && locked->own;
}

void *pages_address(const MDL *mdl)
{
	Part &part = part_of(mdl);
	LockGuard guard(part.lock);

	const LockedPages *const locked = find(part, mdl);

	return locked ? locked->address : nullptr;
}

size_t pages_locked_of_process()
{
	const void *const mine = ww_user_memory();
	size_t frames = 0;

	visit_all([mine, &frames](const LockedPages &locked) {
		if (locked.pages && ww_user_pages_owner(locked.pages) == mine)
			frames += locked.frames;
	});
	return frames;
}

/* ---- Pages that are left --------------------------------------------------------------- */

namespace {

struct LeftLocked {
	u32 mdls;
	size_t frames;
	struct {
		const LockedPages *locked;
		const MDL *mdl;
		const void *driver;
		size_t frames;
		bool own;
	} first[kMostListed];
};

/*
 * Returns the locks that @is_left selects and that are not reported yet, and marks them reported.
 */
template <typename IsLeft>
LeftLocked take_left(IsLeft is_left)
{
	LeftLocked left{};

	visit_all([&left, is_left](LockedPages &locked) {
		if (!locked.driver || !is_left(locked))
			return;
		if (left.mdls < kMostListed)
			left.first[left.mdls] = { &locked, locked.mdl, locked.driver, locked.frames,
						  locked.own != nullptr };
		left.mdls++;
		left.frames += locked.frames;
		locked.driver = nullptr;
	});
	return left;
}

void report_left(const LeftLocked &left, const char *whose)
{
	if (!left.mdls)
		return;
	report({ .code = BugCheck::driver_left_locked_pages_in_process,
		 .parameter = { address_of(left.first[0].locked), 0, address_of(left.first[0].mdl),
				left.frames },
		 .call = { "DriverUnload" }, .item = left.first[0].mdl },
	       "%s: %lu pages of %u MDLs were never unlocked", whose, left.frames, left.mdls);
	for (u32 i = 0; i < left.mdls && i < kMostListed; i++) {
		const auto &each = left.first[i];

		ww_print(WW_LEVEL_ERROR, "  MDL %p, %lu pages, %s by %s", each.mdl, each.frames,
			 each.own ? "allocated" : "locked", ShownCode(each.driver).text);
	}
}

} /* namespace */

void locked_pages_init()
{
	for (Part &part : parts)
		part.lock.init(WW_LOCK_LOCKED_PAGES);
}

void locked_pages_report_left(const _WINWORK_IMAGE &image)
{
	if (!image.Contains)
		return;

	const LeftLocked left = take_left([&image](const LockedPages &locked) {
		return image.Contains(locked.driver) != 0;
	});

	report_left(left, image.Name);
}

void locked_pages_exit()
{
	report_left(take_left([](const LockedPages &) { return true; }), "all drivers");
	for (Part &part : parts) {
		while (LockedPages *locked = take_any(part))
			release(locked);
	}
	ww_user_pages_flush();
}

} /* namespace ww */
