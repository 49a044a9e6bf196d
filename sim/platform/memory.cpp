/* SPDX-License-Identifier: GPL-2.0 */
#include "../machine/memory.hpp"

#include "../machine/order.hpp"
#include "linux/address.h"
#include "linux/irq_context.h"
#include "linux/item_memory.h"
#include "linux/memory.h"
#include "item_memory.hpp"
#include "state.hpp"

#include <cstring>

namespace sim::platform {
namespace {

Memory state;

void *allocate(ww_size bytes, bool zeroed, const char *what)
{
	if (machine.running)
		point(__builtin_return_address(0));
	if (!has_memory())
		return nullptr;
	void *const block = memory::allocate(bytes, zeroed, what);

	order::forget(block, bytes);
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

void *sim_item_alloc(void)
{
	return allocate(WW_ITEM_BYTES, false, "item");
}

void sim_item_free(void *item)
{
	ww_free(item);
}

bool sim_items_are_reused(void)
{
	return sim::machine.config.reuse;
}

} /* extern "C" */
