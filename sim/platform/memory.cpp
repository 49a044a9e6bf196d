/* SPDX-License-Identifier: GPL-2.0 */
#include "../machine/memory.hpp"

#include "../machine/order.hpp"
#include "linux/address.h"
#include "linux/fault.h"
#include "linux/memory.h"
#include "linux/memory_state.h"
#include "state.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace sim::platform {
namespace {

Memory state;

struct Unread {
	void *block;
	Clock clock;
};

/*
 * RCU at its earliest: what was given up is freed when no context has preemption off. A reader that
 * begins afterwards sees what was done before.
 */
int readers;
std::vector<Unread> unread;
Clock over;

void free_unread()
{
	if (readers)
		return;
	for (const Unread &each : unread) {
		over.join(each.clock);
		sim::memory::release(each.block);
	}
	unread.clear();
}

void *allocate(ww_size bytes, bool zeroed, const char *what)
{
	if (machine.running)
		point(__builtin_return_address(0));
	if (!has_memory())
		return nullptr;
	void *const block = memory::allocate(bytes, zeroed, what);

	order::forget(block, bytes);
	if (zeroed)
		order::zeroed(block, bytes);
	return block;
}

void *allocate_sleeping(ww_size bytes, const char *what, const void *pc)
{
	might_sleep(pc);
	return allocate(bytes, true, what);
}

} /* namespace */

void set_memory(Memory memory)
{
	state = memory;
}

void memory_reset()
{
	readers = 0;
	unread.clear();
	over = {};
}

void reader_begins()
{
	readers++;
	order::join(machine.running->cpu, over);
}

void reader_ends()
{
	readers--;
	free_unread();
}

bool has_memory()
{
	switch (state) {
	case Memory::there:
		return true;
	case Memory::short_of:
		return !choose(2, "does the allocation fail");
	case Memory::out:
		break;
	}
	return false;
}

} /* namespace sim::platform */

using sim::platform::allocate;
using sim::platform::allocate_sleeping;

extern "C" {

/* Half of it is left: no scenario waits for a change. */
struct ww_memory_state ww_memory_now(void)
{
	return { .total = 1ull << 32, .available = 1ull << 31, .free_swap = 0 };
}

void *ww_alloc(ww_size bytes) { return allocate(bytes, false, "ww_alloc"); }
void *ww_zalloc(ww_size bytes) { return allocate(bytes, true, "ww_zalloc"); }

void *ww_zalloc_sleeping(ww_size bytes)
{
	return allocate_sleeping(bytes, "ww_zalloc_sleeping", __builtin_return_address(0));
}

void *ww_zalloc_large(ww_size bytes)
{
	return allocate_sleeping(bytes, "ww_zalloc_large", __builtin_return_address(0));
}

void *ww_alloc_surely(enum ww_memory kind, ww_size bytes)
{
	switch (kind) {
	case WW_MEMORY:
		return ww_alloc(bytes);
	case WW_MEMORY_ZEROED:
		return ww_zalloc(bytes);
	case WW_MEMORY_SLEEPING:
		return ww_zalloc_sleeping(bytes);
	case WW_MEMORY_LARGE:
		return ww_zalloc_large(bytes);
	}
	return nullptr;
}

/* No driver attaches to a process. */
void *ww_alloc_waiting(ww_size)
{
	abort();
}

/* Sockets alone use them. */
ww_u32 ww_no_io_begin(void)
{
	abort();
}

void ww_no_io_end(ww_u32)
{
	abort();
}

/* The scenarios decide which allocations fail. */
bool ww_fault_is_due(ww_size, ww_u32)
{
	return false;
}

void ww_free(void *block)
{
	if (!block)
		return;
	sim::point(__builtin_return_address(0));
	/* Any later access is an error, in every order of the steps. */
	if (sim::order::is_on())
		sim::order::plain_write(block, sim::memory::size_of(block),
					__builtin_return_address(0));
	sim::memory::release(block);
}

void ww_free_large(void *block)
{
	ww_free(block);
}

ww_size ww_zero_bytes(const void *start, ww_size bytes)
{
	const char *const from = static_cast<const char *>(start);

	sim::order::reading_zeroes(start, __builtin_return_address(0));
	return std::find_if(from, from + bytes, [](char each) { return each; }) - from;
}

void ww_item_poison(void *item, bool poison)
{
	char *const start = static_cast<char *>(item);

	sim::memory::poison(start, 40, poison);
	sim::memory::poison(start + 48, 16, poison);
}

void ww_free_when_unread(struct ww_unread *, void *block)
{
	sim::point(__builtin_return_address(0));
	sim::platform::unread.push_back(
		{ block, sim::machine.running ? sim::order::publish(sim::machine.running->cpu) : sim::Clock{} });
	sim::platform::free_unread();
}

/* No window exists, so nothing waits for readers. */
void ww_wait_until_unread(void)
{
	std::abort();
}

void ww_wait_until_freed(void)
{
	sim::point(__builtin_return_address(0));
	sim::platform::might_sleep(__builtin_return_address(0));
	sim::platform::free_unread();
}

bool ww_is_pageable(const void *)
{
	return false;
}

bool ww_read_any(void *to, const void *from, ww_size bytes)
{
	if (!sim::memory::is_readable(from, bytes))
		return false;
	std::memcpy(to, from, bytes);
	return true;
}

ww_u32 ww_is_readable(const void *address)
{
	return sim::memory::is_readable(address, 1);
}

ww_uptr ww_read_word(const void *address)
{
	ww_uptr word = 0;

	ww_read_any(&word, address, sizeof(word));
	return word;
}

void *ww_readable_routine(const void *item)
{
	if (!sim::memory::is_readable(item, 4 * sizeof(void *)))
		return nullptr;

	void *routine;

	std::memcpy(&routine, static_cast<void *const *>(item) + 2, sizeof(routine));
	return routine && sim::memory::is_readable(routine, 1) ? routine : nullptr;
}

void ww_linear_mapping(ww_uptr *start, ww_uptr *bytes)
{
	sim::memory::heap_range(start, bytes);
}

/* No memory is added. */
int ww_linear_mapping_watch(void)
{
	return 0;
}

void ww_linear_mapping_unwatch(void) {}

} /* extern "C" */
