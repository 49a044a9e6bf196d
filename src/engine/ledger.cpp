/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ledger of live work items: a hash table by page, so that the items inside a block of
 * memory are found as quickly as a single one.
 */
#include "ledger.hpp"

#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/address.h"
#include "linux/irq_context.h"
#include "linux/item_memory.h"
#include "linux/memory.h"
#include "linux/module.h"
#include "ob/image.hpp"
#include "ob/object.hpp"

namespace ww {
namespace {

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION. */
constexpr uintptr_t kItemInFreedMemory = 0;
constexpr uintptr_t kLeak = 0x62;
constexpr uintptr_t kPageable = 0x131;

struct Entry {
	const FamilyItem *item;
	const void *driver;
	const void *object;
	const void *caller;
	const char *function;
	Origin origin;
	bool told;			/* by ledger_report_left() */
	Entry *next;			/* in its chain, or in the reserve */
};

/* ---- Memory for entries --------------------------------------------------------------- */

/*
 * Entries for the calls that cannot fail. Those may also come above DISPATCH_LEVEL, where
 * memory can neither be had nor given back on every kernel, so what they strike out is kept
 * here, too. Never locked together with a part of the table.
 */
class Reserve {
public:
	void init() { lock_.init(WW_LOCK_LEDGER); }
	bool is_low() const { return count_.load(Order::relaxed) < kWanted; }
	bool is_over_full() const { return count_.load(Order::relaxed) > kWanted; }

	Entry *take()
	{
		LockGuard guard(lock_);
		Entry *entry = first_;

		if (entry) {
			first_ = entry->next;
			count_.fetch_sub(1, Order::relaxed);
		}
		return entry;
	}

	void put(Entry *entry)
	{
		LockGuard guard(lock_);

		entry->next = first_;
		first_ = entry;
		count_.fetch_add(1, Order::relaxed);
	}

private:
	static constexpr u32 kWanted = 64;

	Lock lock_;
	Entry *first_ WW_GUARDED_BY(lock_) = nullptr;
	Atomic<u32> count_;		/* changed under the lock, also read without it */
};

constinit Reserve reserve{};

bool may_use_memory()
{
	return ww_context() != WW_CONTEXT_INTERRUPT;
}

Entry *allocate_entry()
{
	return static_cast<Entry *>(ww_alloc(sizeof(Entry)));
}

/* False when there is no memory. */
bool refill_reserve()
{
	Entry *entry = allocate_entry();

	if (entry)
		reserve.put(entry);
	return entry;
}

Entry *new_entry(Origin origin)
{
	if (may_use_memory() && !reserve.is_over_full()) {
		if (Entry *entry = allocate_entry()) {
			if (reserve.is_low())
				refill_reserve();
			return entry;
		}
		if (origin == Origin::allocated)
			return nullptr;
	}
	return reserve.take();
}

void drop_entry(Entry *entry)
{
	if (!entry)
		return;
	if (may_use_memory())
		ww_free(entry);
	else
		reserve.put(entry);
}

/* ---- The table ------------------------------------------------------------------------ */

constexpr u32 kParts = 64;
constexpr u32 kRows = 16;
constexpr u32 kCells = 8;
constexpr u32 kPageShift = 12;
constexpr u32 kCellShift = 9;

static_assert(kCells << kCellShift == 1 << kPageShift);

/* The items of a page are in one row, those of an eighth of it in one chain. */
struct Row {
	Entry *cells[kCells];
};

/* In parts, so that CPUs seldom meet. */
struct alignas(64) Part {
	Lock lock;
	Row rows[kRows] WW_GUARDED_BY(lock);
};

constinit Part parts[kParts]{};

uintptr_t page_of(const void *address)
{
	return address_of(address) >> kPageShift;
}

uintptr_t hash_of(uintptr_t page)
{
	return page ^ page >> 10 ^ page >> 20;
}

Part &part_of(uintptr_t page)
{
	return parts[hash_of(page) % kParts];
}

Row &row_of(uintptr_t page) WW_REQUIRES(part_of(page).lock)
{
	return part_of(page).rows[hash_of(page) / kParts % kRows];
}

/* The link to the entry of @item, or the null at its chain's end. */
Entry **find_link(const void *item) WW_REQUIRES(part_of(page_of(item)).lock)
{
	const uintptr_t cell = address_of(item) >> kCellShift;
	Entry **link = &row_of(page_of(item)).cells[cell % kCells];

	part_of(page_of(item)).lock.assert_held();
	while (*link && (*link)->item != item)
		link = &(*link)->next;
	return link;
}

/* Takes the first entry for which matches(entry) holds out of a row of @part. */
template <typename Matches>
Entry *extract(Part &part, Row &row, Matches matches) WW_REQUIRES(part.lock)
{
	part.lock.assert_held();
	for (Entry *&chain : row.cells) {
		for (Entry **link = &chain; *link; link = &(*link)->next) {
			Entry *entry = *link;

			if (matches(*entry)) {
				*link = entry->next;
				return entry;
			}
		}
	}
	return nullptr;
}

/* ---- Leaks ---------------------------------------------------------------------------- */

void report_leak(const Entry &entry)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeak, address_of(entry.item), address_of(entry.object),
				address_of(entry.caller) },
		 .function = entry.function, .item = entry.item, .owner = entry.driver,
		 .caller = entry.caller },
	       "the driver unloads without having %s the work item it made at %pS",
	       entry.origin == Origin::allocated ? "freed" : "uninitialised", entry.caller);
}

template <typename IsLeak>
void take_leaks(IsLeak is_leak)
{
	for (Part &part : parts) {
		for (Row &row : part.rows) {
			for (;;) {
				Entry *entry;
				{
					LockGuard guard(part.lock);

					entry = extract(part, row, is_leak);
				}
				if (!entry)
					break;
				if (!entry->told)
					report_leak(*entry);
				if (entry->origin == Origin::allocated)
					ww_item_free(const_cast<FamilyItem *>(entry->item));
				drop_entry(entry);
			}
		}
	}
}

/* The next of @object's items in a row of @part that was not told of, in @copy. */
bool find_left(Part &part, Row &row, const void *object, Entry &copy) WW_REQUIRES(part.lock)
{
	part.lock.assert_held();
	for (Entry *chain : row.cells) {
		for (Entry *entry = chain; entry; entry = entry->next) {
			if (entry->object != object || entry->told)
				continue;
			entry->told = true;
			copy = *entry;
			return true;
		}
	}
	return false;
}

void report_left(const Entry &entry, const char *when)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeak, address_of(entry.item), address_of(entry.object),
				address_of(entry.caller) },
		 .function = entry.function, .item = entry.item, .owner = entry.object,
		 .caller = entry.caller },
	       "%s, and the work item made at %pS is not freed", when, entry.caller);
}

/* ---- Memory that is freed ------------------------------------------------------------- */

struct FreedBlock {
	uintptr_t from;
	uintptr_t to;
	const char *function;
	const void *caller;

	bool holds(const void *item) const
	{
		return address_of(item) >= from && address_of(item) < to;
	}
};

void refuse_free(const FreedBlock &block, const void *item, const void *object, const void *routine)
{
	report({ .code = BugCheck::worker_invalid,
		 .parameter = { kActiveItemFreed, address_of(item), block.from, block.to },
		 .function = block.function, .item = item, .owner = object, .routine = routine,
		 .caller = block.caller },
	       "the memory holds a queued work item");
}

void report_forgotten(const FreedBlock &block, const Entry &entry)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kItemInFreedMemory, address_of(entry.item), block.from, block.to },
		 .function = block.function, .item = entry.item, .owner = entry.object,
		 .caller = block.caller },
	       "the memory holds a work item that was not uninitialised; initialised by %pS",
	       entry.caller);
}

/*
 * An Ex item has no entry: nothing is called when it begins to exist. While queued it gives
 * itself away by its tag, by what its pointers can be, and last, under a lock that all CPUs
 * share, by the image reference.
 */
const Item *queued_bare_item(const FreedBlock &block)
{
	const uintptr_t aligned = (block.from + sizeof(void *) - 1) & ~(sizeof(void *) - 1);

	for (uintptr_t at = aligned; at + sizeof(Item) <= block.to; at += sizeof(void *)) {
		const auto *item = reinterpret_cast<const Item *>(at);

		if ((item->link & Item::kTags) == Item::kQueued && is_kernel_address(item->owner) &&
		    address_of(item->owner) % alignof(Reference) == 0 &&
		    is_kernel_address(item->routine) && is_image_reference(item->owner))
			return item;
	}
	return nullptr;
}

/* The first of the queued items of @page inside the block; its address is null without one. */
struct Queued {
	const FamilyItem *item = nullptr;
	ItemSnapshot seen{};
};

Queued queued_item(const FreedBlock &block, uintptr_t page)
{
	LockGuard guard(part_of(page).lock);

	for (const Entry *chain : row_of(page).cells) {
		for (const Entry *entry = chain; entry; entry = entry->next) {
			if (!block.holds(entry->item))
				continue;

			const ItemSnapshot seen = item_snapshot(entry->item);

			if (ItemState::is_queued(seen.state))
				return { entry->item, seen };
		}
	}
	return {};
}

} /* namespace */

void ledger_init()
{
	reserve.init();
	for (Part &part : parts)
		part.lock.init(WW_LOCK_LEDGER);
	if (!ww_verifier)
		return;
	while (reserve.is_low()) {
		if (!refill_reserve())
			return;
	}
}

void ledger_exit()
{
	take_leaks([](const Entry &) { return true; });
	while (Entry *entry = reserve.take())
		ww_free(entry);
}

bool ledger_add(const FamilyItem *item, Origin origin, void *object, const CallSite &call)
{
	if (origin == Origin::initialised && ww_is_pageable(item) && !driver_of_address(item))
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kPageable, address_of(item), sizeof(*item), 0 },
			 .function = call.function, .item = item, .owner = object,
			 .caller = call.caller },
		       "the storage of the work item is pageable memory");

	/* An item that belongs to nothing yet is the driver's whose code made it. */
	const void *driver = object ? object_header(object)->driver
				    : driver_of_address(call.caller);
	Entry *fresh = new_entry(origin);
	bool entered;
	{
		LockGuard guard(part_of(page_of(item)).lock);
		Entry **link = find_link(item);

		if (!*link && fresh) {
			fresh->next = nullptr;
			*link = fresh;
			fresh = nullptr;
		}
		entered = *link;
		if (Entry *entry = *link)
			*entry = { .item = item, .driver = driver, .object = object,
				   .caller = call.caller, .function = call.function,
				   .origin = origin, .told = false, .next = entry->next };
	}
	drop_entry(fresh);
	return entered;
}

ItemSnapshot ledger_look(const FamilyItem *item)
{
	LockGuard guard(part_of(page_of(item)).lock);

	return *find_link(item) ? item_snapshot(item) : ItemSnapshot{};
}

bool ledger_retire(FamilyItem *item, Family family, Origin origin, ItemSnapshot &seen)
{
	Entry *entry;
	{
		LockGuard guard(part_of(page_of(item)).lock);
		Entry **link = find_link(item);

		entry = *link;
		if (!entry) {
			seen = {};
			return false;
		}
		if (!item_die(item, family, origin, seen))
			return false;
		*link = entry->next;
	}
	drop_entry(entry);
	return true;
}

bool ledger_block_may_be_freed(const void *start, size_t bytes, const char *function,
			       const void *caller)
{
	if (!ww_verifier)
		return true;

	const FreedBlock block = { address_of(start), address_of(start) + bytes, function, caller };

	if (const Item *item = queued_bare_item(block)) {
		refuse_free(block, item, nullptr, item->routine);
		return false;
	}
	for (uintptr_t page = page_of(start); page <= (block.to - 1) >> kPageShift; page++) {
		const Queued queued = queued_item(block, page);

		if (queued.item) {
			refuse_free(block, queued.item, queued.seen.object, queued.seen.routine);
			return false;
		}
		for (;;) {
			Entry *entry;
			{
				LockGuard guard(part_of(page).lock);

				entry = extract(part_of(page), row_of(page),
						[&block](const Entry &each) {
							return block.holds(each.item);
						});
			}
			if (!entry)
				break;
			report_forgotten(block, *entry);
			drop_entry(entry);
		}
	}
	return true;
}

void ledger_report_left(const void *object, const char *when)
{
	if (!ww_verifier)
		return;
	for (Part &part : parts) {
		for (Row &row : part.rows) {
			for (;;) {
				Entry copy;
				{
					LockGuard guard(part.lock);

					if (!find_left(part, row, object, copy))
						break;
				}
				report_left(copy, when);
			}
		}
	}
}

void ledger_report_leaks(const void *driver)
{
	if (ww_verifier)
		take_leaks([driver](const Entry &entry) { return entry.driver == driver; });
}

} /* namespace ww */
