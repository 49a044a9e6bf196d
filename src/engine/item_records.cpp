/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Records of items in the drivers' storage, and scans of all items.
 */
#include "item_records.hpp"

#include "base/lock.hpp"
#include "base/report.hpp"
#include "linux/address.h"
#include "ob/image.hpp"

namespace ww {
namespace {

/* Parameter 1 of DRIVER_VERIFIER_DETECTED_VIOLATION. */
constexpr uintptr_t kItemInFreedMemory = 0;
constexpr uintptr_t kLeak = 0x62;
constexpr uintptr_t kPageable = 0x131;

#ifdef WW_HOST				/* so that two records of a scenario share one */
constexpr u32 kBuckets = 1;
#else
constexpr u32 kBuckets = 1024;
#endif

/*
 * The records by the address of their item, linked by `argument`. So storage that the driver has
 * cleared keeps its record when it is initialised again.
 */
constinit Lock lock;
constinit Pointer4 buckets[kBuckets] WW_GUARDED_BY(lock){};
constinit Atomic<u32> records{};	/* changed under the lock */

bool is_record(u32 state)
{
	return (state & ~ItemState::kOrphan) == ItemState::kRecord;
}

/*
 * The link to the first record of @item's bucket for which matches(record) holds, or to the null at
 * the end.
 */
template <typename Matches>
Pointer4 *find_link(const void *item, Matches matches) WW_REQUIRES(lock)
{
	Pointer4 *link = &buckets[(address_of(item) >> 6 ^ address_of(item) >> 14) % kBuckets];

	while (*link && !matches(*static_cast<FamilyItem *>(*link)))
		link = &static_cast<FamilyItem *>(*link)->argument;
	return link;
}

/* The function that made an item: the engine's only list of the families' names. */
const char *maker_function(u32 state)
{
	static constexpr const char *of_family[] = {
		"ExInitializeWorkItem", "IoAllocateWorkItem", "FltAllocateGenericWorkItem",
		"FltAllocateDeferredIoWorkItem", "NdisAllocateIoWorkItem", "WdfWorkItemCreate",
	};

	static_assert(sizeof(of_family) / sizeof(*of_family) == static_cast<u8>(Family::wdf) + 1);
	return is_record(state) ? "IoInitializeWorkItem"
				: of_family[static_cast<u8>(ItemState::family(state))];
}

/* The item in a slot, or the one whose record the slot is. State kNone without a live item. */
ItemSnapshot look_into(const FamilyItem &slot)
{
	const u32 state = slot.state.load();

	if (!is_record(state) && !ItemState::is_live(state))
		return {};

	ItemSnapshot seen = item_snapshot(&slot);

	/* An item without an object still has the one that it was last queued for. */
	if (!ItemTags::driver(seen.tags))
		seen.object = nullptr;
	return seen;
}

/* @format has two arguments: @word, and the caller that made the item. */
void report_leak(const ItemSnapshot &leak, const void *owner, const char *format, const char *word)
{
	report({ .code = BugCheck::driver_verifier_detected_violation,
		 .parameter = { kLeak, address_of(leak.item), address_of(leak.object),
				address_of(leak.maker) },
		 .call = { maker_function(leak.state), leak.maker }, .item = leak.item,
		 .owner = owner },
	       format, word, leak.maker);
}

/* An item without an object belongs to the driver whose code made it. */
bool belongs_to(const ItemSnapshot &seen, const void *driver)
{
	const u32 number = ItemTags::driver(seen.tags);

	return number ? number == object_header(driver)->driver_number
		      : driver_of_address(seen.maker) == driver;
}

/* Ends the idle item or the record in @slot. False when it holds neither. */
bool end_idle(FamilyItem &slot)
{
	u32 state = slot.state.load();

	return (is_record(state) || (ItemState::is_live(state) && !(state & ItemState::kQueued))) &&
	       slot.state.compare_exchange(state, ItemState::kDead);
}

/* @record was ended. */
void take_out(FamilyItem &record)
{
	LockGuard guard(lock);
	Pointer4 *link = find_link(record.context, [&](FamilyItem &each) {
		return &each == &record;
	});

	*link = record.argument;
	records.fetch_sub(1, Order::relaxed);
}

/* ---- Memory that is freed ------------------------------------------------------------- */

bool refuse_free(const FreedMemory &memory, const void *item, const void *object, const void *routine)
{
	Violation violation = memory.violation(BugCheck::worker_invalid, kActiveItemFreed, item);

	violation.owner = object;
	violation.routine = routine;
	report(violation, "the memory holds a queued work item");
	return true;
}

/*
 * Looks for an item with a record at @at, which is in the memory. True after a report if the item
 * is queued. An idle one is ended, and reported.
 */
bool refuses_or_ends(const FreedMemory &memory, uintptr_t at)
{
	auto *item = reinterpret_cast<FamilyItem *>(at);
	ItemSnapshot seen;

	if (!ItemState::is_live(item->state.load(Order::relaxed)))
		return false;
	do {
		seen = look_at(item);
		if (!ItemState::is_live(seen.state))
			return false;
		if (seen.is_queued())
			return refuse_free(memory, item, seen.object, seen.routine);
	} while (!change_state(item, seen, ItemState::kDead));
	record_remove(item);

	Violation violation = memory.violation(BugCheck::driver_verifier_detected_violation,
					      kItemInFreedMemory, item);

	violation.owner = seen.object;
	report(violation,
	       "the memory holds a work item that was not uninitialised; initialised by %pS",
	       seen.maker);
	return false;
}

} /* namespace */

ItemSnapshot item_snapshot(const FamilyItem *item)
{
	alignas(FamilyItem) char bytes[sizeof(FamilyItem)];

	if (!ww_read_any(bytes, item, sizeof(bytes)))
		return {};

	const auto &copy = reinterpret_cast<const FamilyItem &>(bytes);
	const u32 state = copy.state.load(Order::relaxed);

	return { state, copy.tags, is_record(state) ? copy.context : item, copy.object,
		 copy.routine, copy.maker() };
}

u32 driver_number_of(const void *object)
{
	return object ? object_header(object)->driver_number : 0;
}

FamilyItem *record_of(const FamilyItem *item)
{
	if (!is_kernel_address(item) || address_of(item) % alignof(FamilyItem))
		return nullptr;

	auto *record = reinterpret_cast<FamilyItem *>(ww_fast_ask(ww_read_word, &item->owner));

	if (!is_item_slot(record))
		return nullptr;
	return is_record(record->state.load(Order::acquire)) && record->context == item ? record
											: nullptr;
}

/*
 * Waits while items_orphan() holds the item. That is short. It has interrupts off, so it runs on
 * another CPU.
 */
ItemSnapshot look_at(const FamilyItem *item)
{
	for (;; ww_relax()) {
		PreemptionGuard guard;

		if (is_item_slot(item)) {
			const ItemSnapshot seen = item_snapshot(item);

			if (seen.state & ItemState::kHeld)
				continue;
			return seen;
		}

		const FamilyItem *record = record_of(item);

		if (!record)
			return {};

		ItemSnapshot seen = item_snapshot(item);

		seen.object = record->object;
		seen.maker = record->maker();
		if (ItemState::is_live(seen.state))
			seen.state |= record->state.load() & ItemState::kOrphan;
		return seen;
	}
}

bool change_state(FamilyItem *item, const ItemSnapshot &seen, u32 to)
{
	PreemptionGuard guard;
	u32 from = seen.state;

	if (is_item_slot(item))
		return item->state.compare_exchange(from, to);
	/* Of an item in a driver's storage, only the record's state has this mark. */
	from &= ~ItemState::kOrphan;
	return record_of(item) && item->state.compare_exchange(from, to & ~ItemState::kOrphan);
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
	FamilyItem *record;
	{
		LockGuard guard(lock);
		Pointer4 *link = find_link(item, [item](FamilyItem &each) {
			return each.context == item && is_record(each.state.load());
		});

		record = static_cast<FamilyItem *>(*link);
		if (!record && fresh) {
			record = fresh;
			fresh = nullptr;
			item_poison(record, false);
			record->context = item;
			record->argument = nullptr;
			*link = record;
			records.fetch_add(1, Order::relaxed);
		}
	}
	if (fresh)
		slot_give_back(fresh);
	if (!record)
		return nullptr;
	if (object)
		object_header(object)->had_items.store(1, Order::relaxed);
	item_make_idle(record, ItemState::kRecord | (object ? 0 : ItemState::kOrphan),
		       ItemTags::of(Origin::initialised, driver_number_of(object)), object,
		       call.caller);
	return record;
}

void record_remove(const FamilyItem *item)
{
	PreemptionGuard guard;
	FamilyItem *record = record_of(item);

	if (record && end_idle(*record)) {
		take_out(*record);
		slot_give_back(record);
	}
}

/*
 * An Ex item has no record, because no call of WinWork's begins its life. A queued one has the tag,
 * pointers that can be an owner and a routine, and an owner that is the reference of an image. The
 * last check needs a lock that all CPUs share, so it comes last.
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

/*
 * While this looks at an item, the item may end, and its slot may become another item. So this
 * first sets kHeld, and then looks whether the item still has that object. A queue call waits until
 * kHeld is clear (look_at()). The lock of the chunks keeps scans for leaks away.
 */
void items_orphan(const void *body)
{
	ItemScan scan;

	scan.next([body](FamilyItem &each) {
		const ItemSnapshot seen = look_into(each);
		u32 state = seen.state;

		if (!seen.item || seen.object != body)
			return false;
		if (is_record(state)) {
			each.state.compare_exchange(state, state | ItemState::kOrphan);
		} else if (!seen.is_queued() &&
			   each.state.compare_exchange(state, state | ItemState::kHeld)) {
			if (look_into(each).object == body)
				state |= ItemState::kOrphan;
			each.state.store(state, Order::release);
		}
		return false;
	});
}

void items_report_left(const void *object, const char *when)
{
	ItemScan scan;
	ItemSnapshot left;

	while (scan.next([&](FamilyItem &each) {
		left = look_into(each);
		if (!left.item || left.object != object || left.tags & ItemTags::kReported)
			return false;
		each.tags |= ItemTags::kReported;
		return true;
	}))
		report_leak(left, object, "%s, and the work item made at %pS is not freed", when);
}

void items_report_leaks(const void *driver)
{
	ItemScan scan;
	ItemSnapshot leak;

	while (FamilyItem *slot = scan.next([&](FamilyItem &each) {
		leak = look_into(each);
		return leak.item && (!driver || belongs_to(leak, driver)) && end_idle(each);
	})) {
		if (is_record(leak.state))
			take_out(*slot);
		if (!(leak.tags & ItemTags::kReported))
			report_leak(leak, driver,
				    "the driver unloads without having %s the work item it made at %pS",
				    is_record(leak.state) ? "uninitialised" : "freed");
		slot_give_back(slot);
	}
}

void items_init()
{
	lock.init(WW_LOCK_RECORDS);
}

/* The end of the module. */
void items_exit()
{
	items_report_leaks(nullptr);
}

} /* namespace ww */
