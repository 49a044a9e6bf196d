/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Item memory: slots of 64 bytes in chunks of a page, and a map that tells of any address whether
 * it is a slot. A pointer is a live item if is_item_slot() says that it is a slot, and item_claim()
 * or item_die() then finds the state word of a live item. Preemption is off from the one to the
 * other. A chunk leaves the map first, and goes back to Linux when each CPU has had preemption on
 * since. So the memory of the second step stays. See docs/architecture.md.
 */
#pragma once

#include "base/lock.hpp"
#include "base/preemption.hpp"
#include "linux/address.h"
#include "linux/memory.h"
#include "item.hpp"

namespace ww {

/* A byte for each page of Linux's linear mapping, in leaves. All leaves without a chunk are one. */
struct ItemMap {
	static constexpr u32 kSlotShift = 6;
	static constexpr u32 kPageShift = 12;
	static constexpr u32 kSlots = 1u << (kPageShift - kSlotShift);	/* of a page */
	static constexpr u32 kLeafShift = 24;
	static constexpr u32 kLeafPages = 1u << (kLeafShift - kPageShift);
	static constexpr u32 kLeafSlots = kLeafPages * kSlots;

	struct Leaf { Atomic<u8> is_chunk[kLeafPages]; };

	uintptr_t base;			/* a multiple of a leaf's size, below all memory */
	uintptr_t slots;		/* covered by the leaves */
	ItemMap *smaller;		/* which this one replaced; readers may still use it */

	/* They follow. */
	Atomic<Leaf *> *leaves() { return reinterpret_cast<Atomic<Leaf *> *>(this + 1); }
	static ItemMap *of(void *leaves) { return static_cast<ItemMap *>(leaves) - 1; }
	uintptr_t leaf_count() const { return slots / kLeafSlots; }
};

/* The leaves of the current map. */
extern constinit Atomic<Atomic<ItemMap::Leaf *> *> item_leaves;

/*
 * True for a multiple of a slot's size in a chunk. @address may be any pointer, and is not
 * followed. The chunk's header counts as a slot: Chunk::no_state stands where an item has its
 * state. Preemption is off.
 *
 * An address below the base wraps to a large offset. The rotation moves the low bits of the offset
 * to the top, so an address that is not aligned gets a large slot number. Both are beyond the map.
 */
[[gnu::always_inline]] inline bool is_item_slot(const void *address)
{
	Atomic<ItemMap::Leaf *> *const leaves = item_leaves.load(Order::acquire);
	const ItemMap *map = ItemMap::of(leaves);
	const uintptr_t offset = ww_untagged(address) - map->base;
	const uintptr_t slot = offset >> ItemMap::kSlotShift |
			       offset << (sizeof(offset) * 8 - ItemMap::kSlotShift);

	if (slot >= map->slots)
		return false;

	const ItemMap::Leaf *leaf = leaves[slot / ItemMap::kLeafSlots].load(Order::acquire);

	return leaf->is_chunk[slot / ItemMap::kSlots % ItemMap::kLeafPages].load(Order::relaxed);
}

/*
 * The dead slots that a CPU keeps, first in, first out, so that a second free finds a dead item.
 * Only that CPU uses it, with preemption off. For a softirq that interrupts such a use, the ring
 * counts as empty and full.
 */
class ItemRing {
public:
	static constexpr u32 kPlaces = kSimulated ? 8 : 256;
	static constexpr u32 kQuarantine = kSimulated ? 2 : 64;	/* taken if memory is used up */
	static constexpr u32 kBatch = kSimulated ? 4 : 64;

	/* Takes a dead item. Null if no more than @keep are there, or the ring is in use. */
	[[gnu::always_inline]] FamilyItem *take(u32 keep = kQuarantine)
	{
		FamilyItem *item = nullptr;

		if (!begin()) [[unlikely]]
			return nullptr;
		if (tail_ - head_ > keep) [[likely]]
			item = place_[head_++ % kPlaces];
		end();
		return item;
	}

	/* False when it is full or in use. @item is dead. */
	[[gnu::always_inline]] bool put(FamilyItem *item)
	{
		if (!begin()) [[unlikely]]
			return false;

		const bool has_room = tail_ - head_ != kPlaces;

		if (has_room) [[likely]]
			place_[tail_++ % kPlaces] = item;
		end();
		return has_room;
	}

	/* For an item that put() has refused: gives a batch back to the chunks, or @item alone. */
	void spill(FamilyItem *item);
	void refill();		/* gets a batch from the chunks, to the front */

private:
	/* The other members are used only until end(). False in a softirq that comes in between. */
	[[gnu::always_inline]] bool begin()
	{
		if (busy_.load(Order::relaxed)) [[unlikely]]
			return false;
		busy_.store(1, Order::relaxed);
		__atomic_signal_fence(__ATOMIC_SEQ_CST);
		return true;
	}

	[[gnu::always_inline]] void end()
	{
		__atomic_signal_fence(__ATOMIC_SEQ_CST);
		busy_.store(0, Order::relaxed);
	}

	Atomic<u32> busy_;
	u32 head_;
	u32 tail_;
	FamilyItem *place_[kPlaces];
};

/*
 * A slot from the chunks. Null without memory; with @may_allocate false, if no chunk has a free
 * one. Only a @record gets one of the last kReserve slots. Any IRQL if @may_allocate is false.
 */
FamilyItem *slot_take(bool may_allocate, bool record = false);

/* Back to its chunk. The item in it is dead. Any IRQL. */
void slot_give_back(FamilyItem *item);

/*
 * For KASAN and the simulator: an access to a dead item is an error, but for its state and by
 * item_snapshot(). Elsewhere this does nothing.
 */
inline void item_poison([[maybe_unused]] FamilyItem *item, [[maybe_unused]] bool poison)
{
#if defined(WW_KASAN) || defined(WW_HOST)
	ww_item_poison(item, poison);
#endif
}

/* Covers the chunks' headers, and changes of the map. */
extern constinit Lock item_lock;

/*
 * The places of an object's items: ObjectHeader::items has the slots of all items that were ever made
 * for it, or kManyPlaces as its first one if they were too many. So the end of an object with a few
 * items looks at no others.
 *
 *  1. The slot is there before the item has a state that a scan looks at.
 *  2. A place is never emptied, and changes only from zero to a slot, or to kManyPlaces.
 *  3. The maker of an item has a reference on the object. So the end, after the last reference,
 *     sees all places.
 *
 * The chunk of an item that was freed may be gone, and the slot may be another object's: the visit
 * checks both.
 */
constexpr uintptr_t kManyPlaces = 1;

/* For the first item of an object in the slot. */
void remember_place_slow(ObjectHeader &header, uintptr_t slot);

/* Before the item or the record in @item is made, for the object with @header. Any IRQL. */
[[gnu::always_inline]] inline void remember_place(ObjectHeader &header, const FamilyItem *item)
{
	const uintptr_t first = header.items[0].load(Order::relaxed);
	const auto slot = reinterpret_cast<uintptr_t>(item);

	if (first != kManyPlaces && first != slot) [[unlikely]]
		remember_place_slow(header, slot);
}

/* Visits the slots with items and records. It may miss one that is made or ended meanwhile. */
class ItemScan {
public:
	/* Begins at a slot, whose number another scan has told. */
	explicit ItemScan(uintptr_t first = 0) : next_(first) {}

	/* Of the slot that is visited next. */
	uintptr_t number() const { return next_; }

	/* The next slot for which wanted(slot) is true, or null. The lock is held for one chunk. */
	template <typename Wanted>
	FamilyItem *next(Wanted wanted)
	{
		while (FamilyItem *const chunk = find_chunk(next_)) {
			LockGuard guard(item_lock);

			if (!is_item_slot(chunk))
				continue;
			do {
				FamilyItem &slot = chunk[next_++ % ItemMap::kSlots];

				if (ItemState::is_used(slot.state.load()) && wanted(slot))
					return &slot;
			} while (next_ % ItemMap::kSlots);
		}
		return nullptr;
	}

	/* Calls visit(slot) under the lock if there still is a slot at @address, which is used. */
	template <typename Visit>
	static void visit_slot(uintptr_t address, Visit visit)
	{
		auto *const slot = reinterpret_cast<FamilyItem *>(address);
		LockGuard guard(item_lock);

		if (is_item_slot(slot) && ItemState::is_used(slot->state.load()))
			visit(*slot);
	}

	/* The chunk of slot number @slot, else the next chunk, whose first slot @slot becomes. */
	static FamilyItem *find_chunk(uintptr_t &slot);

private:
	uintptr_t next_;		/* the number of the slot that is visited next */
};

int item_memory_init();			/* 0 or a negative errno */
void item_memory_exit();

} /* namespace ww */
