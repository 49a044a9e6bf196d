/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The heap, its shadow, and the undo log.
 */
#include "memory.hpp"

#include "hash.hpp"
#include "machine.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <vector>

#include <sys/mman.h>

/* The static data of the code under test: the linker collects it in a section of this name. */
extern "C" char __start_under_test[], __stop_under_test[];

namespace sim::memory {
namespace {

constexpr std::uintptr_t kHeapBase = 0x7d0000000000;
constexpr std::size_t kHeapBytes = 64 << 20;
constexpr std::size_t kMapped = 16 << 20;	/* the rest is memory that was added later */
constexpr std::size_t kLine = 64;		/* the undo log saves whole lines */
constexpr std::size_t kGrain = 4;		/* bytes that share a mark in the shadow */
constexpr std::size_t kSmall = 1024;		/* bytes of a freed block to overwrite */
constexpr std::size_t kPage = 4096;
constexpr std::size_t kGap = 64;		/* between blocks, without an owner */

enum Mark : unsigned char { kNobody, kLive, kFreed };

struct Block {
	std::size_t bytes;
	const char *what;
	bool live;
	std::uint32_t number;
};

/* A part of the address space that is saved, hashed and restored. */
struct Region {
	char *base = nullptr;
	std::size_t bytes = 0;
	std::vector<unsigned char> dirty;	/* by line */
	std::vector<char> hashed;		/* the content that the hash covers */
	std::vector<char> watched;		/* the content at watch() */

	bool has(const void *address) const
	{
		return address >= base && address < base + bytes;
	}

	void set(char *start, std::size_t length)
	{
		base = start;
		bytes = length;
		dirty.assign(length / kLine + 1, 0);
	}
};

struct Saved {
	char *line;
	char content[kLine];
};

struct Written {
	char *address;
	std::size_t bytes;
};

char *heap;
std::size_t used;
bool watching;
bool is_hashing;
Region regions[2];				/* the heap, the static data */
unsigned char *shadow;				/* pages of zeroes (kNobody) until touched */
std::vector<Saved> undo;
std::vector<Written> pending;			/* writes that are not in the hash yet */
std::uint64_t sum;
std::map<std::uintptr_t, Block> blocks;
std::vector<char *> touched;			/* words whose hash has changed */
std::uint32_t numbers;

Region *region_of(const void *address)
{
	for (Region &region : regions) {
		if (region.has(address))
			return &region;
	}
	return nullptr;
}

void shade(const char *start, std::size_t bytes, Mark mark)
{
	std::memset(&shadow[(start - heap) / kGrain], mark, (bytes + kGrain - 1) / kGrain);
}

/* Saves the lines before they change. */
void save(Region &region, char *address, std::size_t bytes)
{
	const std::size_t first = (address - region.base) / kLine;
	const std::size_t last = (address + bytes - 1 - region.base) / kLine;

	for (std::size_t i = first; i <= last; i++) {
		if (region.dirty[i])
			continue;
		region.dirty[i] = 1;
		Saved &saved = undo.emplace_back();

		saved.line = region.base + i * kLine;
		const std::size_t length = std::min(
			kLine, static_cast<std::size_t>(region.base + region.bytes - saved.line));

		std::memcpy(saved.content, saved.line, length);
	}
}

void note_write(void *address, std::size_t bytes)
{
	Region *region = region_of(address);

	if (!region || !bytes)
		return;
	/* Each allocation has new content. */
	if (region != &regions[0])
		save(*region, static_cast<char *>(address), bytes);
	if (is_hashing && watching)
		pending.push_back({ static_cast<char *>(address), bytes });
}

std::uint64_t word_hash(const char *where, const char *content)
{
	std::uint64_t value;

	std::memcpy(&value, content, sizeof(value));
	return mix(mix(kHashStart, reinterpret_cast<std::uintptr_t>(where)), value);
}

const Block *block_of(const void *address, std::uintptr_t *start)
{
	auto next = blocks.upper_bound(reinterpret_cast<std::uintptr_t>(address));

	if (next == blocks.begin())
		return nullptr;
	--next;
	*start = next->first;
	return &next->second;
}

[[gnu::noinline]] void bad_access(const void *address, std::size_t bytes, const char *how,
				  const void *pc)
{
	const char *what = describe(address);

	violation("use after free", pc, "%s %zu bytes at %p: %s", how, bytes, address,
		  what ? what : "no memory of anyone's");
}

inline void check(const void *address, std::size_t bytes, const char *how, const void *pc)
{
	const std::size_t offset = static_cast<const char *>(address) - heap;

	if (offset < kHeapBytes) {
		for (std::size_t i = offset / kGrain; i <= (offset + bytes - 1) / kGrain; i++) {
			if (shadow[i] != kLive) [[unlikely]]
				bad_access(address, bytes, how, pc);
		}
	}
}

} /* namespace */

void init()
{
	heap = static_cast<char *>(mmap(reinterpret_cast<void *>(kHeapBase), kHeapBytes,
					PROT_READ | PROT_WRITE,
					MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0));
	if (heap != reinterpret_cast<char *>(kHeapBase)) {
		perror("sim: the heap's place is taken");
		exit(2);
	}
	regions[0].set(heap, kHeapBytes);
	regions[1].set(__start_under_test, __stop_under_test - __start_under_test);
	shadow = static_cast<unsigned char *>(mmap(nullptr, kHeapBytes / kGrain,
						   PROT_READ | PROT_WRITE,
						   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
	if (shadow == MAP_FAILED) {
		perror("sim: no memory for the heap's shadow");
		exit(2);
	}
}

void rewind()
{
	for (Saved &saved : undo) {
		Region *region = region_of(saved.line);
		const std::size_t length = std::min(
			kLine, static_cast<std::size_t>(region->base + region->bytes - saved.line));

		std::memcpy(saved.line, saved.content, length);
		region->dirty[(saved.line - region->base) / kLine] = 0;
	}
	undo.clear();
	pending.clear();
	for (char *word : touched) {
		Region *region = region_of(word);

		std::memcpy(&region->hashed[word - region->base],
			    &region->watched[word - region->base], 8);
	}
	touched.clear();
	std::memset(&shadow[0], kNobody, (used + kGap) / kGrain);
	used = 0;
	blocks.clear();
	watching = false;
	numbers = 0;
	sum = 0;
}

void watch()
{
	watching = true;
	if (!is_hashing || !regions[0].watched.empty())
		return;
	for (Region &region : regions) {
		region.watched.assign(region.base, region.base + region.bytes);
		region.hashed = region.watched;
	}
}

void *allocate(std::size_t bytes, bool zeroed, const char *what)
{
	const std::size_t room = (bytes + 63) / 64 * 64;
	char *block = nullptr;

	/* A slab may return a freed address at once. The oldest one is tried first. */
	for (auto &[address, old] : blocks) {
		if (!watching || old.live || old.bytes != bytes)
			continue;
		if (choose(2, "does the allocation return memory that was just freed"))
			block = reinterpret_cast<char *>(address);
		break;
	}
	if (!block) {
		if (bytes == kPage)
			used = (used + kPage - 1) / kPage * kPage;
		block = heap + used;
		used += room + kGap;
		if (used + kGap > kHeapBytes) {
			fprintf(stderr, "sim: the heap is full\n");
			exit(2);
		}
	}
	blocks[reinterpret_cast<std::uintptr_t>(block)] = { bytes, what, true, ++numbers };
	shade(block, bytes, kLive);
	note_write(block, bytes);
	/* The rest keeps the content of the last owner. */
	std::memset(block, zeroed ? 0 : 0xa5, bytes);
	return block;
}

void release(void *block)
{
	if (!block)
		return;

	auto found = blocks.find(reinterpret_cast<std::uintptr_t>(block));

	if (found == blocks.end() || !found->second.live) {
		violation("bad free", __builtin_return_address(0), "%p is freed: %s", block,
			  describe(block) ? describe(block) : "no block");
		return;
	}
	found->second.live = false;
	shade(static_cast<char *>(block), found->second.bytes, kFreed);
	/* For the reader of a trace: the shadow alone finds a late access. */
	if (found->second.bytes <= kSmall) {
		note_write(block, found->second.bytes);
		std::memset(block, 0x6b, found->second.bytes);
	}
}

std::size_t size_of(const void *block)
{
	const auto found = blocks.find(reinterpret_cast<std::uintptr_t>(block));

	return found == blocks.end() ? 0 : found->second.bytes;
}

void poison(void *start, std::size_t bytes, bool poison)
{
	shade(static_cast<char *>(start), bytes, poison ? kFreed : kLive);
}

void heap_range(std::uintptr_t *start, std::uintptr_t *bytes)
{
	*start = kHeapBase;
	*bytes = kMapped;
}

void skip(std::size_t bytes)
{
	used += bytes;
}

std::size_t live_blocks()
{
	std::size_t count = 0;

	for (const auto &[address, block] : blocks)
		count += block.live;
	return count;
}

const char *first_live_block()
{
	for (const auto &[address, block] : blocks) {
		if (block.live)
			return describe(reinterpret_cast<void *>(address));
	}
	return "none";
}

void reading(const void *address, std::size_t bytes, const void *pc)
{
	check(address, bytes, "reads", pc);
}

void writing(void *address, std::size_t bytes, const void *pc)
{
	check(address, bytes, "writes", pc);
	note_write(address, bytes);
}

bool is_readable(const void *address, std::size_t bytes)
{
	const std::size_t offset = static_cast<const char *>(address) - heap;

	if (offset >= kHeapBytes)
		return true;
	for (std::size_t i = offset / kGrain; i <= (offset + bytes - 1) / kGrain; i++) {
		if (shadow[i] == kNobody)
			return false;
	}
	return true;
}

const char *describe(const void *address)
{
	static char text[160];
	std::uintptr_t start;
	const Block *block = block_of(address, &start);

	if (!block)
		return nullptr;

	const std::uintptr_t offset = reinterpret_cast<std::uintptr_t>(address) - start;

	if (offset >= block->bytes + kGap)
		return nullptr;
	snprintf(text, sizeof(text), "%s block %u (%s) + %zu of %zu",
		 block->live ? "live" : "freed", block->number, block->what,
		 static_cast<std::size_t>(offset), block->bytes);
	return text;
}

void hashing(bool on)
{
	is_hashing = on;
	for (Region &region : regions) {
		region.hashed.clear();
		region.watched.clear();
	}
	touched.clear();
	sum = 0;
}

std::uint64_t hash()
{
	for (const Written &written : pending) {
		Region *region = region_of(written.address);
		std::size_t at = (written.address - region->base) & ~7ul;
		const std::size_t end = written.address + written.bytes - region->base;

		for (; at < end; at += 8) {
			char *const now = region->base + at;
			char *const then = &region->hashed[at];

			if (!std::memcmp(now, then, 8))
				continue;
			touched.push_back(now);
			sum += word_hash(now, now) - word_hash(now, then);
			std::memcpy(then, now, 8);
		}
	}
	pending.clear();
	return sum;
}

} /* namespace sim::memory */
