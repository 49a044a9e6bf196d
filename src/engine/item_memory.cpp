/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Chunks, their map, and the exchange of slots between them and the rings.
 */
#include "item_memory.hpp"

#include "base/lock.hpp"
#include "linux/address.h"

namespace ww {

constinit Atomic<Atomic<ItemMap::Leaf *> *> item_leaves{};

struct Chunk {
	static constexpr u32 kBytes = 1u << ItemMap::kPageShift;
	static constexpr u32 kSlots = kBytes / sizeof(FamilyItem);	/* number 0 is the header */
	static constexpr u64 kAllFree = ~1ull;

	Chunk *next;			/* of all; from here on also ww_unread, after it left the map */
	Chunk *previous;
	Chunk *next_free;		/* of those with free slots */
	Chunk *previous_free;
	u64 free;			/* a bit for each slot */
	u32 no_state;			/* zero: in the place of an item's state */
	u32 reserved;			/* its slots are for records when there are no others */

	FamilyItem *slot(u32 number) { return reinterpret_cast<FamilyItem *>(this) + number; }
};

static_assert(__builtin_offsetof(Chunk, no_state) == sizeof(Item) + sizeof(FamilyItem::object));
static_assert(sizeof(Chunk) <= sizeof(FamilyItem) && Chunk::kSlots == 64);

namespace {

/* Chunks without used slots that are kept for the next items. */
#ifdef WW_HOST
constexpr u32 kSpareChunks = 0;
#else
constexpr u32 kSpareChunks = 4;
#endif

constinit Lock lock;			/* also covers the chunks' headers, and changes of the map */
constinit Chunk *all WW_GUARDED_BY(lock) = nullptr;
constinit Chunk *with_free WW_GUARDED_BY(lock) = nullptr;
constinit Chunk *reserved WW_GUARDED_BY(lock) = nullptr;
constinit u32 chunks WW_GUARDED_BY(lock) = 0;
constinit u32 empty_chunks WW_GUARDED_BY(lock) = 0;	/* of with_free, without a used slot */
constinit u32 scans WW_GUARDED_BY(lock) = 0;
constinit ItemMap::Leaf no_items{};

/* ---- The map ---- */

ItemMap *current_map()
{
	return item_map_of(item_leaves.load(Order::acquire));
}

uintptr_t leaves_of(const ItemMap &map)
{
	return map.slots >> (ItemMap::kLeafShift - ItemMap::kSlotShift);
}

/* Covers @bytes from @base. Null without memory. */
ItemMap *map_create(uintptr_t base, uintptr_t bytes, bool may_sleep)
{
	const uintptr_t leaves = (bytes >> ItemMap::kLeafShift) + 1;
	const size_t size = sizeof(ItemMap) + leaves * sizeof(Atomic<ItemMap::Leaf *>);
	auto *map = static_cast<ItemMap *>(may_sleep ? ww_zalloc_large(size) : ww_zalloc(size));

	if (!map)
		return nullptr;
	map->base = base;
	map->slots = leaves << (ItemMap::kLeafShift - ItemMap::kSlotShift);
	for (uintptr_t i = 0; i < leaves; i++)
		map->leaves()[i].store(&no_items, Order::relaxed);
	return map;
}

/* The place of the leaf for @address; null if the map is too small. */
Atomic<ItemMap::Leaf *> *leaf_place(ItemMap &map, uintptr_t address)
{
	const uintptr_t number = (address - map.base) >> ItemMap::kLeafShift;

	return number < leaves_of(map) ? map.leaves() + number : nullptr;
}

void mark(const Chunk &chunk, u8 is_chunk) WW_REQUIRES(lock)
{
	ItemMap &map = *current_map();
	const uintptr_t page = (address_of(&chunk) - map.base) >> ItemMap::kPageShift;

	leaf_place(map, address_of(&chunk))->load(Order::relaxed)
		->is_chunk[page % ItemMap::kLeafPages].store(is_chunk, Order::release);
}

/*
 * For memory that was added after the module was loaded: replaces the map by a larger one, with the
 * same leaves. The old map stays, for readers. False without memory.
 */
bool grow_map(uintptr_t address)
{
	const uintptr_t base = current_map()->base;

	if (address < base)
		return false;

	ItemMap *larger = map_create(base, (address - base) / 8 * 9, false);

	if (!larger)
		return false;
	{
		LockGuard guard(lock);
		ItemMap *const old = current_map();

		if (larger->slots > old->slots) {
			for (uintptr_t i = 0; i < leaves_of(*old); i++)
				larger->leaves()[i].store(old->leaves()[i].load(), Order::relaxed);
			larger->smaller = old;
			item_leaves.store(larger->leaves(), Order::release);
			return true;
		}
	}
	ww_free(larger);		/* another CPU was quicker */
	return true;
}

/* Makes a leaf for @address, unless the map has one. False without memory. */
bool prepare_map(uintptr_t address)
{
	if (!leaf_place(*current_map(), address) && !grow_map(address))
		return false;
	if (leaf_place(*current_map(), address)->load(Order::relaxed) != &no_items)
		return true;

	auto *leaf = static_cast<ItemMap::Leaf *>(ww_zalloc(sizeof(ItemMap::Leaf)));

	if (!leaf)
		return false;
	{
		LockGuard guard(lock);
		Atomic<ItemMap::Leaf *> &place = *leaf_place(*current_map(), address);

		if (place.load(Order::relaxed) == &no_items) {
			place.store(leaf, Order::release);
			return true;
		}
	}
	ww_free(leaf);
	return true;
}

/* ---- Chunks ---- */

void link_free(Chunk &chunk) WW_REQUIRES(lock)
{
	chunk.previous_free = nullptr;
	chunk.next_free = with_free;
	if (with_free)
		with_free->previous_free = &chunk;
	with_free = &chunk;
}

void unlink_free(Chunk &chunk) WW_REQUIRES(lock)
{
	(chunk.previous_free ? chunk.previous_free->next_free : with_free) = chunk.next_free;
	if (chunk.next_free)
		chunk.next_free->previous_free = chunk.previous_free;
}

void enter(Chunk &chunk) WW_REQUIRES(lock)
{
	chunk.previous = nullptr;
	chunk.next = all;
	if (all)
		all->previous = &chunk;
	all = &chunk;
	chunks++;
	mark(chunk, 1);
}

/* Takes up to @most slots of a chunk of with_free. */
u32 take_slots(Chunk &chunk, FamilyItem **to, u32 most) WW_REQUIRES(lock)
{
	u32 count = 0;

	if (chunk.free == Chunk::kAllFree)
		empty_chunks--;
	do {
		to[count++] = chunk.slot(__builtin_ctzll(chunk.free));
		chunk.free &= chunk.free - 1;
	} while (chunk.free && count < most);
	if (!chunk.free)
		unlink_free(chunk);
	return count;
}

/* Gives @chunk back to Linux if it is one without used slots too many. */
void retire_surplus(Chunk &chunk) WW_REQUIRES(lock)
{
	if (chunk.free != Chunk::kAllFree || empty_chunks <= kSpareChunks || scans)
		return;
	mark(chunk, 0);
	unlink_free(chunk);
	(chunk.previous ? chunk.previous->next : all) = chunk.next;
	if (chunk.next)
		chunk.next->previous = chunk.previous;
	empty_chunks--;
	chunks--;
	ww_free_when_unread(reinterpret_cast<ww_unread *>(&chunk), &chunk);
}

void give_back(FamilyItem *item) WW_REQUIRES(lock)
{
	Chunk &chunk = *reinterpret_cast<Chunk *>(address_of(item) & -uintptr_t(Chunk::kBytes));

	if (!chunk.free && !chunk.reserved)
		link_free(chunk);
	chunk.free |= 1ull << (item - chunk.slot(0));
	if (chunk.free != Chunk::kAllFree || chunk.reserved)
		return;
	empty_chunks++;
	retire_surplus(chunk);
}

/* A chunk without used slots, in no list, with room in the map. Null without memory. */
Chunk *chunk_create()
{
	auto *chunk = static_cast<Chunk *>(ww_zalloc(Chunk::kBytes));

	if (!chunk)
		return nullptr;
	if (address_of(chunk) % Chunk::kBytes || !prepare_map(address_of(chunk))) {
		ww_free(chunk);
		return nullptr;
	}
	static_assert(ItemState::kNone == 0);
	chunk->free = Chunk::kAllFree;
	return chunk;
}

/* False without memory. */
bool add_chunk()
{
	Chunk *chunk = chunk_create();

	if (!chunk)
		return false;

	LockGuard guard(lock);

	enter(*chunk);
	link_free(*chunk);
	empty_chunks++;
	return true;
}

} /* namespace */

bool reaches_into_items(const void *start, size_t bytes)
{
	constexpr uintptr_t kSlotMask = -sizeof(FamilyItem);

	return is_item_slot(reinterpret_cast<void *>(address_of(start) & kSlotMask)) ||
	       is_item_slot(reinterpret_cast<void *>((address_of(start) + bytes - 1) & kSlotMask));
}

FamilyItem *slot_take(bool may_allocate, bool record)
{
	FamilyItem *item = nullptr;

	do {
		LockGuard guard(lock);

		if (with_free) {
			take_slots(*with_free, &item, 1);
			return item;
		}
	} while (may_allocate && add_chunk());

	LockGuard guard(lock);

	if (record && reserved->free) {
		item = reserved->slot(__builtin_ctzll(reserved->free));
		reserved->free &= reserved->free - 1;
	}
	return item;
}

void slot_give_back(FamilyItem *item)
{
	LockGuard guard(lock);

	give_back(item);
}

/* The lock keeps softirqs away, too. */
void ItemRing::spill()
{
	LockGuard guard(lock);

	for (u32 i = 0; i < kBatch && head_ != tail_ && !busy_; i++)
		give_back(place_[head_++ % kPlaces]);
}

/* In front of those in quarantine, which it does not shorten. */
void ItemRing::refill()
{
	FamilyItem *batch[kBatch];
	LockGuard guard(lock);

	if (busy_ || tail_ - head_ > kPlaces - kBatch)
		return;
	for (u32 wanted = kBatch; with_free && wanted;) {
		const u32 count = take_slots(*with_free, batch, wanted);

		for (u32 i = 0; i < count; i++)
			place_[--head_ % kPlaces] = batch[i];
		wanted -= count;
	}
}

ItemScan::ItemScan()
{
	LockGuard guard(lock);

	scans++;
	chunk_ = all;
}

ItemScan::~ItemScan()
{
	LockGuard guard(lock);

	scans--;
	for (Chunk *chunk = with_free; chunk;) {
		Chunk *const next = chunk->next_free;

		retire_surplus(*chunk);
		chunk = next;
	}
}

/* Releases the lock after each chunk. */
FamilyItem *ItemScan::next(bool (*wanted)(FamilyItem *item, void *context), void *context)
{
	while (chunk_) {
		LockGuard guard(lock);

		while (++slot_ < Chunk::kSlots) {
			FamilyItem *item = chunk_->slot(slot_);

			if (!(chunk_->free >> slot_ & 1) && wanted(item, context))
				return item;
		}
		slot_ = 0;
		chunk_ = chunk_->next;
	}
	return nullptr;
}

size_t item_memory_bytes()
{
	LockGuard guard(lock);

	return size_t(chunks) * Chunk::kBytes;
}

int item_memory_init()
{
	uintptr_t base;
	uintptr_t bytes;

	lock.init(WW_LOCK_ITEMS);
	ww_linear_mapping(&base, &bytes);

	ItemMap *map = map_create(base, bytes, true);

	item_leaves.store(map ? map->leaves() : nullptr);

	Chunk *chunk = map ? chunk_create() : nullptr;

	if (!chunk) {
		item_memory_exit();
		return -WW_ENOMEM;
	}
	chunk->reserved = 1;

	LockGuard guard(lock);

	reserved = chunk;
	enter(*chunk);
	return 0;
}

/* No other code uses items any more. */
void item_memory_exit() WW_UNCHECKED
{
	while (Chunk *chunk = all) {
		all = chunk->next;
		ww_free(chunk);
	}
	with_free = nullptr;
	chunks = 0;
	empty_chunks = 0;

	ItemMap *map = item_leaves.load() ? current_map() : nullptr;

	for (uintptr_t i = 0; map && i < leaves_of(*map); i++) {
		if (map->leaves()[i].load() != &no_items)
			ww_free(map->leaves()[i].load());
	}
	item_leaves.store(nullptr);
	while (map) {
		ItemMap *const smaller = map->smaller;

		ww_free_large(map);
		map = smaller;
	}
}

} /* namespace ww */
