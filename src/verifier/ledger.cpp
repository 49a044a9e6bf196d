/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The ledger of live work items: a hash table by page, so that the items inside a block of
 * memory are found as quickly as a single one.
 */
#include "ledger.hpp"

#include "report.hpp"
#include "../engine/image.hpp"
#include "../engine/lock.hpp"
#include "../engine/object.hpp"

namespace ww {
namespace {

constexpr ww_u32 kBuckets = 4096;
constexpr ww_uptr kPageShift = 12;
constexpr ww_uptr kLeakSubcode = 0x62;
constexpr ww_uptr kPageableSubcode = 0x131;
constexpr ww_uptr kActiveItemFreed = 0;

struct Entry {
	const FamilyItem *item;
	const void *driver;
	const void *object;
	const void *caller;
	const char *function;
	Origin origin;
	Entry *next;
};

constinit Lock lock;
constinit Entry *buckets[kBuckets]{};
/* Items that are alive but not entered, for want of memory in a call that cannot fail. */
constinit Atomic<ww_u32> missing{};

ww_uptr page_of(const void *address)
{
	return reinterpret_cast<ww_uptr>(address) >> kPageShift;
}

Entry *&bucket_of_page(ww_uptr page)
{
	return buckets[(page ^ page >> 12) % kBuckets];
}

/* Under the lock. */
Entry **find_link(const void *item)
{
	Entry **link = &bucket_of_page(page_of(item));

	while (*link && (*link)->item != item)
		link = &(*link)->next;
	return link;
}

/* Takes the first entry for which matches(entry) holds out of one chain; null when none does. */
template <typename Matches>
Entry *extract(Entry *&chain, Matches matches)
{
	LockGuard guard(lock);

	for (Entry **link = &chain; *link; link = &(*link)->next) {
		Entry *entry = *link;

		if (matches(*entry)) {
			*link = entry->next;
			return entry;
		}
	}
	return nullptr;
}

bool is_queued(const FamilyItem *item)
{
	return ItemState::is_queued(item->state.load(Order::relaxed));
}

bool refuse_free(const Item *item, void *object, void *routine, ww_uptr start, ww_uptr end,
		 const char *function, const void *caller)
{
	report({ .code = BugCheck::worker_invalid,
		 .parameter = { kActiveItemFreed, address_of(item), start, end },
		 .function = function, .item = item, .owner = object, .routine = routine,
		 .caller = caller },
	       "the memory holds a queued work item");
	return false;
}

/*
 * An Ex item has no entry: nothing is called when it begins to exist. While queued it gives
 * itself away by its tag and the image reference beside it.
 */
const Item *queued_bare_item(ww_uptr start, ww_uptr end)
{
	for (ww_uptr at = (start + 7) & ~7ul; at + sizeof(Item) <= end; at += sizeof(void *)) {
		const auto *item = reinterpret_cast<const Item *>(at);

		if ((item->link & Item::kTags) == Item::kQueued && item->owner &&
		    is_image_reference(item->owner))
			return item;
	}
	return nullptr;
}

} /* namespace */

void ledger_init()
{
	lock.init(WW_LOCK_LEDGER);
}

void ledger_exit()
{
	for (Entry *&chain : buckets) {
		while (Entry *entry = extract(chain, [](const Entry &) { return true; }))
			ww_free(entry);
	}
}

bool ledger_add(const FamilyItem *item, ww_size bytes, Origin origin, void *object, const Call &call)
{
	if (!ww_verifier)
		return true;
	if (origin == Origin::initialised && ww_is_pageable(item))
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kPageableSubcode, address_of(item), bytes, 0 },
			 .function = call.function, .item = item, .owner = object,
			 .caller = call.caller },
		       "the storage of the work item is pageable memory");

	auto *entry = static_cast<Entry *>(ww_alloc(sizeof(Entry)));

	if (!entry) {
		if (origin == Origin::initialised)
			missing.fetch_add(1);
		return false;
	}
	*entry = Entry{ .item = item,
			.driver = object ? object_header(object)->driver : nullptr,
			.object = object, .caller = call.caller, .function = call.function,
			.origin = origin, .next = nullptr };

	/* Storage may be initialised again without having been uninitialised: one entry stays. */
	Entry *&chain = bucket_of_page(page_of(item));
	Entry *old = extract(chain, [item](const Entry &each) { return each.item == item; });
	{
		LockGuard guard(lock);

		entry->next = chain;
		chain = entry;
	}
	ww_free(old);
	return true;
}

void ledger_remove(const FamilyItem *item)
{
	if (!ww_verifier)
		return;

	Entry *entry = extract(bucket_of_page(page_of(item)),
			       [item](const Entry &each) { return each.item == item; });

	if (!entry)
		missing.fetch_sub(1);
	ww_free(entry);
}

bool ledger_knows(const void *item)
{
	if (!ww_verifier)
		return true;
	{
		LockGuard guard(lock);

		if (*find_link(item))
			return true;
	}
	return missing.load() != 0;
}

bool ledger_block_may_be_freed(const void *start, ww_size bytes, const char *function,
			       const void *caller)
{
	if (!ww_verifier)
		return true;

	const ww_uptr from = reinterpret_cast<ww_uptr>(start);
	const ww_uptr to = from + bytes;
	const auto inside = [from, to](const Entry &entry) {
		const ww_uptr at = reinterpret_cast<ww_uptr>(entry.item);

		return at >= from && at < to;
	};

	if (const Item *item = queued_bare_item(from, to))
		return refuse_free(item, nullptr, item->routine, from, to, function, caller);

	for (ww_uptr page = page_of(start); page <= (to - 1) >> kPageShift; page++) {
		Entry *&chain = bucket_of_page(page);
		const FamilyItem *queued = nullptr;
		{
			LockGuard guard(lock);

			for (Entry *entry = chain; entry && !queued; entry = entry->next) {
				if (inside(*entry) && is_queued(entry->item))
					queued = entry->item;
			}
		}
		if (queued)
			return refuse_free(queued, queued->object, queued->routine, from, to, function,
					   caller);
		while (Entry *entry = extract(chain, inside)) {
			report({ .code = BugCheck::driver_verifier_detected_violation,
				 .parameter = { kActiveItemFreed, address_of(entry->item), from, to },
				 .function = function, .item = entry->item, .owner = entry->object,
				 .caller = caller },
			       "the memory holds a work item that was not uninitialised; initialised by %pS",
			       entry->caller);
			ww_free(entry);
		}
	}
	return true;
}

ww_u32 ledger_report_leaks(const void *driver)
{
	ww_u32 leaks = 0;

	if (!ww_verifier)
		return 0;
	for (Entry *&chain : buckets) {
		while (Entry *entry = extract(chain, [driver](const Entry &each) {
			       return each.driver == driver;
		       })) {
			report({ .code = BugCheck::driver_verifier_detected_violation,
				 .parameter = { kLeakSubcode, address_of(entry->item),
						address_of(entry->object), address_of(entry->caller) },
				 .function = entry->function, .item = entry->item,
				 .owner = entry->driver, .caller = entry->caller },
			       "the driver unloads without having %s the work item it made at %pS",
			       entry->origin == Origin::allocated ? "freed" : "uninitialised",
			       entry->caller);
			if (entry->origin == Origin::allocated)
				ww_free(const_cast<FamilyItem *>(entry->item));
			ww_free(entry);
			leaks++;
		}
	}
	return leaks;
}

} /* namespace ww */
