/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records of items in the drivers' storage, and scans of all items.
 */
#include "item_records.hpp"

#include "base/mixed.hpp"
#include "ob/image.hpp"

namespace ww {
namespace {

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION. */
constexpr uintptr_t kItemInFreedMemory = 0x5757;	/* "WW": the page has no code for it */
constexpr uintptr_t kPageable = 0x131;

/* One in the simulator, so that two records share it. */
constexpr u32 kBuckets = kSimulated ? 1 : 4096;

/*
 * The live records by the address of their item, linked by `argument`. So storage that the driver
 * has cleared keeps its record when it is initialised again.
 */
constinit Lock lock;
constinit Pointer4 buckets[kBuckets] WW_GUARDED_BY(lock){};
constinit Atomic<u32> records{};	/* changed under the lock */

/* The link to @item's record, or to the null at the end of its bucket. */
Pointer4 *find_link(const void *item) WW_REQUIRES(lock)
{
	Pointer4 *link = &buckets[(mixed(address_of(item)) >> 48) % kBuckets];

	while (*link && static_cast<FamilyItem *>(*link)->context != item)
		link = &static_cast<FamilyItem *>(*link)->argument;
	return link;
}

/* The functions that make the items of each Family, the engine's only list of their names. */
constexpr const char *kMakers[] = {
	"IoInitializeWorkItem",		/* of a record, whose state has no family, as of Ex items */
	"IoAllocateWorkItem", "FltAllocateGenericWorkItem", "FltAllocateDeferredIoWorkItem",
	"NdisAllocateIoWorkItem", "WdfWorkItemCreate",
};
static_assert(sizeof(kMakers) / sizeof(*kMakers) == static_cast<u8>(Family::wdf) + 1);

/* Copies @item, which may end meanwhile; also memory that KASAN takes for freed. */
ItemSnapshot item_snapshot(const FamilyItem *item)
{
	alignas(FamilyItem) char bytes[sizeof(FamilyItem)];

	if (!ww_read_any(bytes, item, sizeof(bytes)))
		return {};

	const auto &copy = reinterpret_cast<const FamilyItem &>(bytes);
	ItemSnapshot seen = { copy.state.load(Order::relaxed), copy.driver, nullptr, copy.object,
			      copy.routine, copy.owner };

	if (ItemState::is_used(seen.state))
		seen.item = ItemState::is_live(seen.state) ? item : copy.context;
	/* An idle item without an object still has the one that it was last queued for. */
	if (!seen.driver && !seen.is_queued())
		seen.object = nullptr;
	return seen;
}

Violation leaked(const ItemSnapshot &leak, const void *owner)
{
	return { .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeak, address_of(leak.item), address_of(leak.object),
				address_of(leak.maker) },
		 .call = { kMakers[leak.state >> 8 & 0xff], leak.maker }, .item = leak.item,
		 .owner = owner };
}

/*
 * Whether @slot still holds the item or the record that was @seen in it: it may be another one's by
 * now. The caller holds the item, or the lock of the records.
 */
bool is_unchanged(const FamilyItem &slot, const ItemSnapshot &seen)
{
	const ItemSnapshot now = item_snapshot(&slot);

	return now.item == seen.item && now.object == seen.object && now.driver == seen.driver &&
	       now.maker == seen.maker;
}

/*
 * Sets kHeld in the item that was @seen in @slot, if it is idle. Then the caller sets another state:
 * a queue call or a free waits until then (look_at()). The lock of the chunks keeps other scans away.
 */
bool hold_idle(FamilyItem &slot, const ItemSnapshot &seen)
{
	u32 state = seen.state;

	if (seen.is_queued() || !slot.state.compare_exchange(state, state | ItemState::kHeld))
		return false;
	if (is_unchanged(slot, seen))
		return true;
	slot.state.store(state, Order::release);
	return false;
}

/*
 * Ends the record of @item, and takes it from its bucket. Null when there is none, or when it is
 * not as it was @seen.
 */
FamilyItem *end_record(const void *item, const ItemSnapshot *seen = nullptr)
{
	LockGuard guard(lock);
	Pointer4 *const link = find_link(item);
	auto *const record = static_cast<FamilyItem *>(*link);

	if (!record || (seen && !is_unchanged(*record, *seen)))
		return nullptr;
	record->state.store(ItemState::kDead);
	*link = record->argument;
	records.fetch_sub(1, Order::relaxed);
	return record;
}

/* Ends the idle item in @slot, or the record that was @seen there. Null when there is neither. */
FamilyItem *end(FamilyItem &slot, const ItemSnapshot &seen)
{
	if (ItemState::is_record(seen.state))
		return end_record(seen.item, &seen);
	if (!hold_idle(slot, seen))
		return nullptr;
	slot.state.store(ItemState::kDead, Order::release);
	return &slot;
}

void make_orphan(FamilyItem &slot, const ItemSnapshot &seen)
{
	if (ItemState::is_record(seen.state)) {
		LockGuard guard(lock);

		if (is_unchanged(slot, seen))
			slot.state.store(ItemState::kRecord | ItemState::kOrphan);
	} else if (hold_idle(slot, seen)) {
		slot.state.store(seen.state | ItemState::kOrphan, Order::release);
	}
}

bool refuse_free(const FreedMemory &memory, const void *item, const void *owner,
		 const void *routine)
{
	report(memory.violation(BugCheck::worker_invalid, kActiveItemFreed, item, owner, routine),
	       "the memory holds a queued work item");
	return true;
}

/*
 * Looks for an item with a record at @at, which is in the memory. True after a report if the item
 * is queued. An idle one is ended, and reported.
 */
bool refuses_or_ends(const FreedMemory &memory, uintptr_t at)
{
	auto *item = reinterpret_cast<FamilyItem *>(at);
	u32 state = item->state.load(Order::relaxed);

	if (!ItemState::is_live(state))
		return false;

	ItemSnapshot seen;

	do {
		seen = look_at(item);
		if (!ItemState::is_live(seen.state))
			return false;
		if (seen.is_queued())
			return refuse_free(memory, item, seen.object, seen.routine);
		/* The record has the flag, and the item only if a queue call came with its object's end. */
		state = (seen.state & ~ItemState::kOrphan) |
			(item->state.load(Order::relaxed) & ItemState::kOrphan);
	} while (!item->state.compare_exchange(state, ItemState::kDead));
	record_remove(item);

	report(memory.violation(BugCheck::driver_verifier_detected_violation, kItemInFreedMemory,
				item, seen.object),
	       "the memory holds a work item that was not uninitialised; initialised by %s",
	       ShownCode(seen.maker).text);
	return false;
}

} /* namespace */

FamilyItem *record_of(const FamilyItem *item)
{
	if (!is_kernel_address(item) || address_of(item) % alignof(FamilyItem))
		return nullptr;

	auto *record = reinterpret_cast<FamilyItem *>(ww_fast_ask(ww_read_word, &item->owner));

	return is_item_slot(record) && ItemState::is_record(record->state.load(Order::acquire)) &&
	       record->context == item ? record : nullptr;
}

/* Waits while a scan holds the item: not for long, since that has interrupts off. */
ItemSnapshot look_at(const FamilyItem *item)
{
	for (;; ww_relax()) {
		PreemptionGuard guard;
		const bool in_slot = is_item_slot(item);
		const FamilyItem *const record = in_slot ? nullptr : record_of(item);

		if (!in_slot && !record)
			return {};

		ItemSnapshot seen = item_snapshot(item);

		if (record) {
			seen.is_stored = true;
			seen.object = record->object;
			seen.maker = record->owner;
			if (ItemState::is_live(seen.state))
				seen.state |= record->state.load() & ItemState::kOrphan;
		}
		if (record || !(seen.state & ItemState::kHeld))
			return seen;
	}
}

bool item_next(u64 &slot, ItemSnapshot &seen)
{
	ItemScan scan(slot);

	do {
		const FamilyItem *const found = scan.next([&seen](const FamilyItem &used) {
			seen = item_snapshot(&used);
			return seen.item;
		});

		slot = scan.number();
		if (!found)
			return false;
		if (seen.item != found)
			seen = look_at(static_cast<const FamilyItem *>(seen.item));
		/* A stored one may have ended since. */
	} while (!ItemState::is_live(seen.state));
	return true;
}

const char *item_maker(const ItemSnapshot &seen)
{
	return kMakers[seen.is_stored ? 0 : seen.state >> 8 & 0xff];
}

FamilyItem *record_make(FamilyItem *item, void *object, CallSite call)
{
	if (ww_is_pageable(item) && !driver_of_address(item))
		report({ .code = BugCheck::driver_verifier_detected_violation,
			 .parameter = { kPageable, address_of(item), sizeof(*item), 0 },
			 .call = call, .item = item, .owner = object },
		       "the storage of the work item is pageable memory");

	/* Taken first: no memory is allocated under the lock. */
	FamilyItem *fresh = slot_take(ww_context() != WW_CONTEXT_INTERRUPT, true);
	ObjectHeader *const header = object ? object_header(object) : nullptr;
	FamilyItem *record;

	{
		LockGuard guard(lock);
		Pointer4 *link = find_link(item);

		if (!*link && fresh) {
			item_poison(fresh, false);
			fresh->context = item;
			fresh->argument = nullptr;
			*link = fresh;
			records.fetch_add(1, Order::relaxed);
			fresh = nullptr;
		}
		record = static_cast<FamilyItem *>(*link);
		if (record && header)
			remember_place(*header, record);
		if (record)
			item_make_idle(record,
				       ItemState::kRecord | (header ? 0 : ItemState::kOrphan),
				       header ? header->driver_number : 0, object, call.caller);
	}
	if (fresh)
		slot_give_back(fresh);
	return record;
}

void record_remove(const FamilyItem *item)
{
	if (FamilyItem *record = end_record(item))
		slot_give_back(record);
}

/*
 * An Ex item has no record. A queued one has the tag, pointers that can be an owner and a routine,
 * and the reference of an image as owner. The last check needs a lock that all CPUs share.
 */
bool bare_items_let_go(const FreedMemory &memory)
{
	return !memory.any(sizeof(void *), sizeof(Item), [&memory](uintptr_t at) {
		const auto *item = reinterpret_cast<const Item *>(at);

		return (item->link & Item::kTags) == Item::kQueued &&
		       is_kernel_address(item->owner) &&
		       address_of(item->owner) % alignof(Reference) == 0 &&
		       is_kernel_address(item->routine) && is_image_reference(item->owner) &&
		       refuse_free(memory, item, memory.owner, item->routine);
	});
}

bool items_let_go(const FreedMemory &memory)
{
	return !records.load(Order::relaxed) ||
	       !memory.any(alignof(FamilyItem), sizeof(FamilyItem), [&memory](uintptr_t at) {
		       return refuses_or_ends(memory, at);
	       });
}

void items_orphan(const void *body)
{
	const ObjectHeader &header = *object_header(body);
	const auto visit = [body](FamilyItem &each) {
		const ItemSnapshot seen = item_snapshot(&each);

		if (seen.item && seen.object == body)
			make_orphan(each, seen);
		return false;
	};

	if (header.items[0].load(Order::relaxed) == kManyPlaces) {
		ItemScan().next(visit);
		return;
	}
	for (const Atomic<uintptr_t> &place : header.items) {
		if (const uintptr_t slot = place.load(Order::relaxed))
			ItemScan::visit_slot(slot, visit);
	}
}

void items_report_left(const void *object, const char *when)
{
	ItemScan scan;
	ItemSnapshot left;

	while (scan.next([&](FamilyItem &each) {
		left = item_snapshot(&each);
		if (!left.item || left.object != object || !left.maker)
			return false;
		each.owner = nullptr;
		return true;
	}))
		report(leaked(left, object), "%s, and the work item made at %s is not freed", when,
		       ShownCode(left.maker).text);
}

/* An item without an object belongs to the driver whose code made it. */
void items_report_leaks(const void *driver)
{
	const u32 number = driver ? object_header(driver)->driver_number : 0;
	ItemScan scan;
	ItemSnapshot leak;
	FamilyItem *ended;

	while (scan.next([&](FamilyItem &each) {
		leak = item_snapshot(&each);

		const bool belongs = !driver || (leak.driver ? leak.driver == number :
						 driver_of_address(leak.maker) == driver);

		ended = leak.item && belongs ? end(each, leak) : nullptr;
		return ended;
	})) {
		if (leak.maker)
			report(leaked(leak, driver),
			       "the driver unloads without having %s the work item it made at %s",
			       ItemState::is_record(leak.state) ? "uninitialised" : "freed",
			       ShownCode(leak.maker).text);
		slot_give_back(ended);
	}
}

void items_init()
{
	lock.init(WW_LOCK_RECORDS);
}

} /* namespace ww */
