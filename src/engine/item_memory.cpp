/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Chunks, their map, and the exchange of slots between them and the rings.
 */
#include "item_memory.hpp"

namespace ww {

constinit Atomic<Atomic<ItemMap::Leaf *> *> item_leaves{};
constinit Lock item_lock;

struct Chunk {
	static constexpr u32 kBytes = 1u << ItemMap::kPageShift;
	static constexpr u32 kItems = ItemMap::kSlots - 1;	/* slot 0 is the header */
	static constexpr u64 kAllFree = ~1ull;

	Chunk *next;			/* of those with free slots */
	Chunk *previous;
	u64 free;			/* a bit for each slot */
	u64 unused[2];
	u32 no_state;			/* zero: in the place of an item's state */

	FamilyItem *slots() { return reinterpret_cast<FamilyItem *>(this); }
};

static_assert(__builtin_offsetof(Chunk, no_state) == sizeof(Item) + sizeof(FamilyItem::object));
static_assert(sizeof(Chunk) <= sizeof(FamilyItem) && ItemMap::kSlots == 64);

namespace {

/* Free slots that only records may take. */
constexpr u32 kReserve = Chunk::kItems;
/* A chunk that becomes empty goes back to Linux if at least this many free slots are left. */
constexpr u32 kMostFree = kReserve + (kSimulated ? 0 : 4 * Chunk::kItems);

constinit Chunk *with_free WW_GUARDED_BY(item_lock) = nullptr;
constinit u32 free_slots WW_GUARDED_BY(item_lock) = 0;
constinit ItemMap::Leaf no_items{};

constexpr uintptr_t kLeafBytes = 1ul << ItemMap::kLeafShift;

/* The leaves of a map from @base to @end. */
constexpr uintptr_t leaves_up_to(uintptr_t base, uintptr_t end)
{
	return ((end - base) >> ItemMap::kLeafShift) + 1;
}

ItemMap &current_map()
{
	return *ItemMap::of(item_leaves.load(Order::acquire));
}

/*
 * Null without memory. This and the chunks are for all drivers, so a fault that is asked for
 * concerns the item, not them.
 */
ItemMap *map_create(uintptr_t base, uintptr_t leaves, bool may_sleep)
{
	const size_t size = sizeof(ItemMap) + leaves * sizeof(Atomic<ItemMap::Leaf *>);
	auto *map = static_cast<ItemMap *>(
		ww_alloc_surely(may_sleep ? WW_MEMORY_LARGE : WW_MEMORY_ZEROED, size));

	if (!map)
		return nullptr;
	map->base = base;
	map->slots = leaves * ItemMap::kLeafSlots;
	for (uintptr_t i = 0; i < leaves; i++)
		map->leaves()[i].store(&no_items, Order::relaxed);
	return map;
}

void mark(const Chunk &chunk, u8 is_chunk) WW_REQUIRES(item_lock)
{
	ItemMap &map = current_map();
	const uintptr_t page = (ww_untagged(&chunk) - map.base) >> ItemMap::kPageShift;

	map.leaves()[page / ItemMap::kLeafPages].load(Order::relaxed)
		->is_chunk[page % ItemMap::kLeafPages].store(is_chunk, Order::release);
}

/*
 * Replaces the map by @larger, or by null, which is the result if it is not needed. The old map
 * stays, for readers.
 */
ItemMap *replace_map(ItemMap *larger) WW_REQUIRES(item_lock)
{
	ItemMap &old = current_map();

	if (!larger || larger->slots <= old.slots)
		return larger;
	for (uintptr_t i = 0; i < old.leaf_count(); i++)
		larger->leaves()[i].store(old.leaves()[i].load(), Order::relaxed);
	larger->smaller = &old;
	item_leaves.store(larger->leaves(), Order::release);
	return nullptr;
}

/*
 * Gives @chunk a leaf that is not no_items. The map already covers memory that was added later,
 * unless there was no memory for that. Then this tries again. False without memory.
 */
bool prepare_map(const Chunk *chunk)
{
	ItemMap &map = current_map();
	const uintptr_t number = (ww_untagged(chunk) - map.base) >> ItemMap::kLeafShift;
	const bool covered = number < map.leaf_count();

	if (covered && map.leaves()[number].load(Order::relaxed) != &no_items)
		return true;

	ItemMap *larger = covered ? nullptr : map_create(map.base, number * 9 / 8 + 1, false);
	auto *leaf = static_cast<ItemMap::Leaf *>(ww_alloc_surely(WW_MEMORY_ZEROED,
								  sizeof(ItemMap::Leaf)));
	const bool prepared = leaf && (covered || larger);

	/* Another CPU may have been quicker with either. */
	if (prepared) {
		LockGuard guard(item_lock);

		larger = replace_map(larger);

		Atomic<ItemMap::Leaf *> &place = current_map().leaves()[number];

		if (place.load(Order::relaxed) == &no_items) {
			place.store(leaf, Order::release);
			leaf = nullptr;
		}
	}
	ww_free(larger);
	ww_free(leaf);
	return prepared;
}

void link(Chunk &chunk) WW_REQUIRES(item_lock)
{
	chunk.previous = nullptr;
	chunk.next = with_free;
	if (with_free)
		with_free->previous = &chunk;
	with_free = &chunk;
}

void unlink(Chunk &chunk) WW_REQUIRES(item_lock)
{
	(chunk.previous ? chunk.previous->next : with_free) = chunk.next;
	if (chunk.next)
		chunk.next->previous = chunk.previous;
}

/* False without memory. */
bool add_chunk()
{
	auto *chunk = static_cast<Chunk *>(ww_alloc_surely(WW_MEMORY_ZEROED, Chunk::kBytes));

	if (!chunk || address_of(chunk) % Chunk::kBytes || !prepare_map(chunk)) {
		ww_free(chunk);
		return false;
	}
	chunk->free = Chunk::kAllFree;

	LockGuard guard(item_lock);

	mark(*chunk, 1);
	link(*chunk);
	free_slots += Chunk::kItems;
	return true;
}

/* Null when no more than @keep slots are free. */
FamilyItem *pop_slot(u32 keep) WW_REQUIRES(item_lock)
{
	if (free_slots <= keep)
		return nullptr;

	Chunk &chunk = *with_free;
	FamilyItem *item = chunk.slots() + __builtin_ctzll(chunk.free);

	free_slots--;
	chunk.free &= chunk.free - 1;
	if (!chunk.free)
		unlink(chunk);
	return item;
}

/* Its chunk goes back to Linux when it is empty and the others have enough free slots. */
void give_back(FamilyItem *item) WW_REQUIRES(item_lock)
{
	Chunk &chunk = *reinterpret_cast<Chunk *>(address_of(item) & -uintptr_t(Chunk::kBytes));

	if (!chunk.free)
		link(chunk);
	chunk.free |= 1ull << (item - chunk.slots());
	free_slots++;
	if (chunk.free != Chunk::kAllFree || free_slots < kMostFree + Chunk::kItems)
		return;
	mark(chunk, 0);
	unlink(chunk);
	free_slots -= Chunk::kItems;
	ww_free_when_unread(reinterpret_cast<ww_unread *>(&chunk), &chunk);
}

} /* namespace */

FamilyItem *slot_take(bool may_allocate, bool record)
{
	do {
		LockGuard guard(item_lock);

		if (FamilyItem *item = pop_slot(kReserve))
			return item;
	} while (may_allocate && add_chunk());

	LockGuard guard(item_lock);

	return record ? pop_slot(0) : nullptr;
}

void slot_give_back(FamilyItem *item)
{
	LockGuard guard(item_lock);

	give_back(item);
}

void remember_place_slow(ObjectHeader &header, uintptr_t slot)
{
	for (Atomic<uintptr_t> &place : header.items) {
		uintptr_t seen = place.load(Order::relaxed);

		if (seen == slot || seen == kManyPlaces ||
		    (!seen && place.compare_exchange(seen, slot)))
			return;
	}
	header.items[0].store(kManyPlaces, Order::relaxed);
}

/* The lock also keeps softirqs away. */
void ItemRing::spill(FamilyItem *item)
{
	LockGuard guard(item_lock);

	if (!busy_.load(Order::relaxed)) {
		for (u32 i = 0; i < kBatch && head_ != tail_; i++)
			give_back(place_[head_++ % kPlaces]);
	}
	if (!put(item))
		give_back(item);
}

/* In front of those in quarantine, which it does not shorten. */
void ItemRing::refill()
{
	LockGuard guard(item_lock);

	if (busy_.load(Order::relaxed) || tail_ - head_ > kPlaces - kBatch)
		return;
	for (u32 i = 0; i < kBatch; i++) {
		FamilyItem *item = pop_slot(kReserve);

		if (!item)
			return;
		place_[--head_ % kPlaces] = item;
	}
}

/* Neither a map nor a leaf is freed before the end, so this needs no lock. */
FamilyItem *ItemScan::find_chunk(uintptr_t &slot)
{
	ItemMap &map = current_map();

	while (slot < map.slots) {
		const uintptr_t page = slot / ItemMap::kSlots;
		const u32 first = page % ItemMap::kLeafPages;
		const u32 left = ItemMap::kLeafPages - first;
		ItemMap::Leaf *leaf = map.leaves()[page / ItemMap::kLeafPages].load(Order::acquire);
		const u32 others = leaf == &no_items ? left
						     : ww_zero_bytes(&leaf->is_chunk[first], left);

		if (!others)
			return reinterpret_cast<FamilyItem *>(map.base +
							      (page << ItemMap::kPageShift));
		slot = (page + others) * ItemMap::kSlots;
	}
	return nullptr;
}

namespace {

/* No other code uses items any more. */
void free_all() WW_UNCHECKED
{
	ItemMap *map = &current_map();

	for (uintptr_t i = 0; FamilyItem *chunk = ItemScan::find_chunk(i); i += ItemMap::kSlots)
		ww_free(chunk);
	with_free = nullptr;
	free_slots = 0;
	for (uintptr_t i = 0; i < map->leaf_count(); i++) {
		if (map->leaves()[i].load() != &no_items)
			ww_free(map->leaves()[i].load());
	}
	for (ItemMap *smaller; map; map = smaller) {
		smaller = map->smaller;
		ww_free_large(map);
	}
}

} /* namespace */

int item_memory_init()
{
	uintptr_t base;
	uintptr_t bytes;

	item_lock.init(WW_LOCK_ITEMS);
	ww_linear_mapping(&base, &bytes);

	ItemMap *map = map_create(base & -kLeafBytes, leaves_up_to(base & -kLeafBytes, base + bytes),
				  true);

	if (!map)
		return -WW_ENOMEM;
	item_leaves.store(map->leaves());
	if (!add_chunk()) {
		free_all();
		return -WW_ENOMEM;
	}

	const int error = ww_linear_mapping_watch();

	if (error)
		free_all();
	return error;
}

void item_memory_exit()
{
	ww_linear_mapping_unwatch();
	free_all();
}

} /* namespace ww */

/*
 * Now the map may sleep for its memory, which need not be contiguous. In add_chunk() it could not.
 */
extern "C" void ww_linear_mapping_grows(ww_uptr end)
{
	using namespace ww;

	const ItemMap &map = current_map();
	const uintptr_t leaves = leaves_up_to(map.base, end);

	if (end <= map.base || leaves <= map.leaf_count())
		return;

	ItemMap *larger = map_create(map.base, leaves, true);

	{
		LockGuard guard(item_lock);

		larger = replace_map(larger);
	}
	ww_free_large(larger);
}
