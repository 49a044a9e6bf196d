/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Item memory on the host's threads: the map judges addresses of all kinds without following one, grows
 * with the machine's memory, and chunks come and go.
 */
#include "engine/item_memory.hpp"

#include "linux/address.h"
#include "linux/lock.h"
#include "linux/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include <sys/mman.h>

namespace {

/* The machine's memory: pages in this range, of which the first part is there from the start. */
constexpr ww::uintptr_t kMost = 256 << 20;
constexpr ww::uintptr_t kAtStart = 1 << 20;
constexpr ww::size_t kPage = 4096;

char *memory;
std::mutex allocator;
std::vector<char *> free_pages;
bool out_of_memory;
bool is_fragmented;		/* no memory but pages is contiguous */

void provide(ww::uintptr_t from, unsigned pages)
{
	const std::lock_guard guard(allocator);

	for (unsigned i = pages; i--;)
		free_pages.push_back(memory + from + i * kPage);
}

class ItemMemory : public testing::Test {
protected:
	void SetUp() override
	{
		out_of_memory = false;
		is_fragmented = false;
		free_pages.clear();
		memory = static_cast<char *>(mmap(nullptr, kMost, PROT_NONE,
						  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
		ASSERT_NE(memory, MAP_FAILED);
		memory = reinterpret_cast<char *>(
			(reinterpret_cast<ww::uintptr_t>(memory) + kPage - 1) & -kPage);
		ASSERT_EQ(mprotect(memory, kMost - kPage, PROT_READ | PROT_WRITE), 0);
		provide(0, 200);
		ASSERT_EQ(ww::item_memory_init(), 0);
	}

	void TearDown() override
	{
		ww::item_memory_exit();
		munmap(memory, kMost);
	}
};

ww::FamilyItem *take()
{
	ww::FamilyItem *item = ww::slot_take(true);

	if (item)
		item->state.store(ww::ItemState::idle(ww::Family::io));
	return item;
}

void give_back(ww::FamilyItem *item)
{
	item->state.store(ww::ItemState::kDead);
	ww::slot_give_back(item);
}

const void *address(ww::uintptr_t value)
{
	return reinterpret_cast<const void *>(value);
}

/* The bytes of all chunks. */
ww::size_t chunk_bytes()
{
	ww::size_t bytes = 0;

	for (ww::uintptr_t i = 0; ww::ItemScan::find_chunk(i); i += ww::ItemMap::kSlots)
		bytes += kPage;
	return bytes;
}

bool is_live(ww::FamilyItem &item)
{
	return ww::ItemState::is_live(item.state.load());
}

/* Addresses that are no slot are never touched: most are in no memory that this process has. */
TEST_F(ItemMemory, A_million_addresses)
{
	std::mt19937_64 random(1);
	std::set<ww::uintptr_t> pages;
	std::vector<ww::FamilyItem *> items;

	for (int i = 0; i < 1000; i++) {
		items.push_back(take());
		ASSERT_TRUE(items.back());
		pages.insert(ww::address_of(items.back()) & -kPage);
	}

	const auto is_slot = [&](ww::uintptr_t value) {
		return !(value % sizeof(ww::FamilyItem)) && pages.count(value & -kPage);
	};
	unsigned slots = 0;

	for (int i = 0; i < 1000000; i++) {
		const ww::uintptr_t bits = random();
		ww::uintptr_t value = bits;

		switch (i % 8) {
		case 0:		/* anything */
			break;
		case 1:		/* inside a chunk, aligned or not */
			value = ww::address_of(items[bits % items.size()]) + (bits >> 32) % 130 - 65;
			break;
		case 2:		/* near the machine's memory and its ends */
			value = ww::address_of(memory) + bits % (2 * kMost) - kMost / 2;
			break;
		case 3:		/* a user's */
			value = bits >> 17;
			break;
		case 4:		/* not canonical */
			value = bits >> 1 | 1ull << 62;
			break;
		case 5:		/* NULL and near it, also from above */
			value = bits % 8192 - 4096;
			break;
		case 6:		/* a slot's in a page of the machine that may be no chunk */
			value = ww::address_of(memory) + (bits % kMost & -ww::uintptr_t(64));
			break;
		case 7:		/* a slot */
			value = ww::address_of(items[bits % items.size()]);
			break;
		}
		/* The reserved chunk is also in the machine's memory. */
		if (!pages.count(value & -kPage) && ww::is_item_slot(address(value & -kPage))) {
			pages.insert(value & -kPage);
			ASSERT_EQ(pages.size(), 17u);
		}
		ASSERT_EQ(ww::is_item_slot(address(value)), is_slot(value)) << std::hex << value;
		slots += is_slot(value);
	}
	ASSERT_GE(slots, 125000u);
	for (ww::FamilyItem *item : items)
		give_back(item);
}

TEST_F(ItemMemory, Header_has_no_state)
{
	ww::FamilyItem *item = take();
	auto *header = reinterpret_cast<ww::FamilyItem *>(ww::address_of(item) & -kPage);

	ASSERT_TRUE(ww::is_item_slot(header));
	ASSERT_EQ(header->state.load(), ww::ItemState::kNone);
	give_back(item);
}

/* Memory that was added later is beyond the map until it is used. */
TEST_F(ItemMemory, Map_grows)
{
	std::vector<ww::FamilyItem *> items;
	const char *first;

	{
		const std::lock_guard guard(allocator);

		free_pages.clear();
	}
	provide(200 << 20, 3);
	first = memory + (200 << 20);
	ASSERT_FALSE(ww::is_item_slot(first));
	/* The chunks that are left from before. */
	do {
		items.push_back(take());
		ASSERT_TRUE(items.back());
	} while (reinterpret_cast<char *>(items.back()) < first);
	ASSERT_TRUE(ww::is_item_slot(items.back()));
	ASSERT_TRUE(ww::is_item_slot(items.front()));
	ASSERT_FALSE(ww::is_item_slot(memory + kMost + (64 << 20)));
	for (ww::FamilyItem *item : items)
		give_back(item);
}

/* The map gets its memory when Linux announces more, and need not be contiguous then. */
TEST_F(ItemMemory, Map_grows_before_memory_is_added)
{
	const ww::uintptr_t end = ww::address_of(memory) + kMost;
	std::vector<ww::FamilyItem *> items;

	{
		const std::lock_guard guard(allocator);

		free_pages.clear();
	}
	is_fragmented = true;
	out_of_memory = true;
	ww_linear_mapping_grows(end);
	out_of_memory = false;
	provide(200 << 20, 4);
	while (ww::FamilyItem *item = take())
		items.push_back(item);
	for (ww::FamilyItem *item : items)
		ASSERT_LT(reinterpret_cast<char *>(item), memory + (200 << 20));

	ww_linear_mapping_grows(end);
	ww_linear_mapping_grows(end);

	ww::FamilyItem *item = take();

	ASSERT_TRUE(item);
	ASSERT_GE(reinterpret_cast<char *>(item), memory + (200 << 20));
	give_back(item);
	for (ww::FamilyItem *each : items)
		give_back(each);
}

TEST(Address, Tags_of_KASAN)
{
	ASSERT_EQ(ww_without_tag(0xf3ff000012345678), 0xffff000012345678);
	ASSERT_EQ(ww_without_tag(0x12f0800012345678), 0xfff0800012345678);
	ASSERT_EQ(ww_without_tag(0x3400000012345678), 0x0000000012345678u);
}

TEST_F(ItemMemory, Chunks_go_back)
{
	std::vector<ww::FamilyItem *> items;
	const ww::size_t before = chunk_bytes();

	for (int i = 0; i < 5000; i++)
		items.push_back(take());
	ASSERT_GE(chunk_bytes() - before, 5000 / 63 * kPage);
	/* At most 66 bytes for each. */
	ASSERT_LE(chunk_bytes() - before, 5000 * 66 + kPage);
	for (ww::FamilyItem *item : items)
		give_back(item);
	ASSERT_LE(chunk_bytes() - before, 4 * kPage);
}

TEST_F(ItemMemory, Scan_sees_all_as_chunks_go)
{
	std::set<ww::FamilyItem *> items;

	for (int i = 0; i < 1000; i++)
		items.insert(take());

	ww::ItemScan scan;

	while (ww::FamilyItem *item = scan.next(is_live)) {
		ASSERT_EQ(items.erase(item), 1u);
		give_back(item);
	}
	ASSERT_TRUE(items.empty());
	ASSERT_LE(chunk_bytes(), 5 * kPage);
}

/* Also in memory that was added beyond the map, behind leaves without a chunk. */
TEST_F(ItemMemory, Scan_sees_each_used_slot_once)
{
	std::set<ww::FamilyItem *> items;
	std::set<ww::uintptr_t> pages;

	provide(100 << 20, 2);
	provide((200 << 20) + kPage, 1);
	for (int i = 0; i < 63 * 3; i++) {
		ww::FamilyItem *item = take();

		items.insert(item);
		pages.insert(ww::address_of(item) & -kPage);
	}
	/* A leaf took the page before. */
	ASSERT_TRUE(pages.count(ww::address_of(memory) + (100 << 20) + kPage));
	ASSERT_TRUE(pages.count(ww::address_of(memory) + (200 << 20) + kPage));

	std::set<ww::FamilyItem *> left = items;
	ww::ItemScan scan;

	while (ww::FamilyItem *item = scan.next(is_live))
		ASSERT_EQ(left.erase(item), 1u);
	ASSERT_TRUE(left.empty());
	for (ww::FamilyItem *item : items)
		give_back(item);
}

/* The last slots are for records. */
TEST_F(ItemMemory, Records_without_memory)
{
	std::vector<ww::FamilyItem *> items;

	out_of_memory = true;
	while (ww::FamilyItem *item = take())
		items.push_back(item);

	const ww::size_t others = items.size();

	while (ww::FamilyItem *record = ww::slot_take(false, true))
		items.push_back(record);
	ASSERT_EQ(items.size() - others, 63u);
	for (ww::FamilyItem *item : items)
		give_back(item);
	ASSERT_TRUE(ww::slot_take(false, true));
}

/* First in, first out: a slot that was freed is the last to be used again. */
TEST_F(ItemMemory, Ring_keeps_freed_slots)
{
	ww::ItemRing ring{};

	ring.refill();

	ww::FamilyItem *first = take();

	first->state.store(ww::ItemState::kDead);
	ASSERT_TRUE(ring.put(first));
	for (unsigned i = 0; i < 2000; i++) {
		ww::FamilyItem *item;

		while (!(item = ring.take())) {
			ww::FamilyItem *more = take();

			ASSERT_TRUE(more);
			give_back(more);
			ring.refill();
		}
		ASSERT_TRUE(item != first || i >= ww::ItemRing::kQuarantine);
		item->state.store(ww::ItemState::kDead);
		if (!ring.put(item))
			ring.spill(item);
	}
}

TEST_F(ItemMemory, Threads)
{
	std::vector<std::thread> threads;

	for (int t = 0; t < 4; t++)
		threads.emplace_back([t] {
			std::mt19937 random(t);
			std::vector<ww::FamilyItem *> items;

			for (int i = 0; i < 20000; i++) {
				if (random() % 2 && items.size() < 300) {
					if (ww::FamilyItem *item = take())
						items.push_back(item);
				} else if (!items.empty()) {
					EXPECT_TRUE(ww::is_item_slot(items.back()));
					give_back(items.back());
					items.pop_back();
				}
			}
			for (ww::FamilyItem *item : items)
				give_back(item);
		});
	for (std::thread &thread : threads)
		thread.join();
	ASSERT_LE(chunk_bytes(), 5 * kPage);
}

} /* namespace */

/* ---- The platform ---- */

extern "C" {

void ww_preemption_disable(void) {}
void ww_preemption_enable(void) {}

void ww_lock_init(struct ww_lock *lock, enum ww_lock_class)
{
	static std::mutex mutex;

	*reinterpret_cast<std::mutex **>(lock->storage) = &mutex;
}

ww_uptr ww_lock_acquire(struct ww_lock *lock)
{
	(*reinterpret_cast<std::mutex **>(lock->storage))->lock();
	return 0;
}

void ww_lock_release(struct ww_lock *lock, ww_uptr)
{
	(*reinterpret_cast<std::mutex **>(lock->storage))->unlock();
}

static void *zalloc(ww_size bytes)
{
	if (out_of_memory)
		return nullptr;
	/* A leaf is as large as a chunk, and may lie among them. */
	if (bytes != kPage)
		return calloc(1, bytes);

	const std::lock_guard guard(allocator);

	if (free_pages.empty())
		return nullptr;

	char *page = free_pages.back();

	free_pages.pop_back();
	memset(page, 0, kPage);
	return page;
}

void *ww_zalloc(ww_size bytes)
{
	return is_fragmented && bytes != kPage ? nullptr : zalloc(bytes);
}

void *ww_alloc(ww_size bytes)
{
	return ww_zalloc(bytes);
}

void *ww_alloc_surely(enum ww_memory kind, ww_size bytes)
{
	return kind == WW_MEMORY_LARGE ? zalloc(bytes) : ww_zalloc(bytes);
}

void ww_free(void *block)
{
	char *page = static_cast<char *>(block);

	if (page >= memory && page < memory + kMost) {
		const std::lock_guard guard(allocator);

		free_pages.push_back(page);
	} else {
		free(block);
	}
}

void ww_free_large(void *block)
{
	ww_free(block);
}

void ww_free_when_unread(struct ww_unread *, void *block)
{
	ww_free(block);
}

void ww_wait_until_freed(void) {}

ww_size ww_zero_bytes(const void *start, ww_size bytes)
{
	const char *const from = static_cast<const char *>(start);

	return std::find_if(from, from + bytes, [](char each) { return each; }) - from;
}

void ww_item_poison(void *, bool) {}

void ww_linear_mapping(ww_uptr *start, ww_uptr *bytes)
{
	*start = reinterpret_cast<ww_uptr>(memory);
	*bytes = kAtStart;
}

int ww_linear_mapping_watch(void)
{
	return 0;
}

void ww_linear_mapping_unwatch(void) {}

}
